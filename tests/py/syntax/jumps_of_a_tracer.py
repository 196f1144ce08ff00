"""frame.f_lineno set by a trace function: where one can go, what is popped on the way, and what is refused."""
import sys
import weakref


class Held:
    def __enter__(self):
        print('enter')
        return self

    def __exit__(self, *exc):
        print('exit')

    def __iter__(self):
        return iter('abc')


def jump(function, start, end, event='line'):
    """Runs the function; when it is at line `start` it is made to go on at `end`, lines counted from its def."""
    first = function.__code__.co_firstlineno
    done = []

    def trace(frame, what, arg):
        if frame.f_code is not function.__code__:
            return None
        if what == event and frame.f_lineno == first + start and not done:
            done.append(True)
            try:
                frame.f_lineno = end if not isinstance(end, int) else first + end
            except Exception as error:
                print('refused:', type(error).__name__, str(error).replace(str(first + end) if isinstance(end, int) else '?', 'N'))
        return trace
    sys.settrace(trace)
    try:
        print(function.__name__, start, end, '->', function())
    except Exception as error:
        print(function.__name__, start, end, '-> raised', repr(error))
    finally:
        sys.settrace(None)
    print(sys.exc_info())


def plain():
    a = 1
    a += 10
    a += 100
    return a


def loop():
    total = 0
    for i in range(3):
        total += i
    total += 100
    return total


def handlers():
    try:
        1 / 0
    except ZeroDivisionError as e:
        held = 1
        print('handled', sys.exc_info()[0])
    finally:
        print('finally')
    return 'end'


def block():
    with Held() as held:
        print('in block')
    print('after')
    return 'end'


def unset():
    a = 1
    b = 2
    return b


def nested():
    for i in Held():
        for j in Held():
            print(i, j)
            break
    return [k for k in 'xy']


for end in 1, 2, 3, 4, 5, 0, -5, 'x', 2.0, None, 10 ** 30, True:
    jump(plain, 3, end)
jump(plain, 0, 3, 'call')
jump(plain, 4, 2, 'return')
for start, end in (3, 5), (4, 3), (4, 2), (5, 3), (1, 3), (3, 1):
    jump(loop, start, end)
for start, end in (2, 4), (2, 8), (4, 8), (4, 2), (5, 7), (5, 8), (1, 7), (7, 2), (2, 3):
    jump(handlers, start, end)
for start, end in (2, 3), (2, 4), (1, 2), (1, 3), (3, 2), (3, 1):
    jump(block, start, end)
jump(unset, 1, 3)
jump(unset, 2, 3)
for start, end in (3, 5), (3, 1), (2, 5), (5, 3), (1, 5), (1, 3):
    jump(nested, start, end)
try:
    sys._getframe().f_lineno = 3
except ValueError as error:
    print(error)
try:
    del sys._getframe().f_lineno
except AttributeError as error:
    print(error)


class Value:
    pass


def popped():
    for value in [Value()]:
        watch.append(weakref.ref(value))
        del value
    return 'out'


watch = []
jump(popped, 3, 4)
print(watch[0]() is None)


def tested_for_none(value):
    if value is None:
        found = 'nothing'
    else:
        found = 'something'
    return found


def tested_while(value):
    while value is not None:
        value = None
        done = True
    while value is None:
        value = 1
    return done, value


def run(function, value, *lines):
    """As jump(), with a call that has an argument."""
    def call():
        return function(value)
    original = function.__code__
    for start, end in lines:
        first, done = original.co_firstlineno, []

        def trace(frame, what, arg):
            if frame.f_code is original and what == 'line' and frame.f_lineno == first + start and not done:
                done.append(True)
                try:
                    frame.f_lineno = first + end
                except ValueError as error:
                    print('refused:', error)
            return trace
        sys.settrace(trace)
        try:
            print(function.__name__, value, start, end, '->', call())
        except Exception as error:
            print(function.__name__, value, start, end, '-> raised', repr(error))
        finally:
            sys.settrace(None)


for value in None, 1:
    run(tested_for_none, value, (1, 2), (1, 4), (2, 4), (4, 2), (5, 1), (5, 4))
    run(tested_while, value, (1, 5), (4, 1), (6, 2), (1, 3))
