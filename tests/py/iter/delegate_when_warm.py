"""throw(), close() and gi_yieldfrom reach the inner generator also when the outer one has run to its end many times."""


def inner():
    try:
        yield 1
    except KeyError:
        yield 'caught inside'
    finally:
        log.append('inner left')


def outer():
    try:
        yield from inner()
    except KeyError:
        yield 'caught outside'
    finally:
        log.append('outer left')


for i in range(40):
    log = []
    list(outer())
    first, second = outer(), outer()
    next(first), next(second)
    answers = [first.throw(KeyError()), second.gi_yieldfrom is not None]
    second.close()
    if i in (0, 10, 39): print(i, answers, log)
