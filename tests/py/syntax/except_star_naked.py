"""An exception that is no group, and except*: what no clause takes is raised on, as it is."""


def run(error, *kinds):
    matched = left = None
    try:
        try:
            raise error
        except* kinds as group:
            matched = group
        finally:
            print('finally')
    except BaseException as rest:
        left = rest
    print(repr(matched), repr(left), left is error)


run(ValueError('v'), TypeError)
run(ValueError('v'), ValueError)
run(ValueError('v'), TypeError, ValueError)
run(ExceptionGroup('g', [ValueError('v'), TypeError('t')]), TypeError)
run(KeyboardInterrupt(), Exception)


def several():
    try:
        raise LookupError('l')
    except* TypeError:
        print('no')
    except* KeyError as e:
        print('nor', e)
    except* OSError:
        print('nor')
    else:
        print('never')


try:
    several()
except LookupError as e:
    print(repr(e), e.__context__, e.__traceback__.tb_next.tb_lineno - several.__code__.co_firstlineno)
try:
    raise ValueError('last')
except* TypeError:
    pass
