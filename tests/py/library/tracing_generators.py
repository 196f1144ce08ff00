"""Trace functions: what is thrown into a generator is a call, the end of what is awaited an exception; jumps from a yield."""
import sys

events = []


def tracer(frame, event, arg):
    if event == "exception":
        arg = arg[0].__name__, arg[1].args
    elif event == "return" and not isinstance(arg, (int, tuple)):
        arg = type(arg).__name__
    events.append((frame.f_code.co_name, event, frame.f_lineno - first, arg))
    return tracer


def traced(function):
    events.clear()
    sys.settrace(tracer)
    try:
        function()
    except BaseException as error:
        events.append(repr(error))
    finally:
        sys.settrace(None)
    for event in events:
        print("  ", event)


first = sys._getframe().f_lineno


def numbers():
    try:
        yield 1
        yield 2
    finally:
        pass


def closing():
    any(numbers())


def throwing():
    it = numbers()
    next(it)
    try:
        it.throw(KeyError, "k")
    except KeyError:
        pass
    numbers().close()


def giver(value):
    yield 1
    return value


def delegating():
    x = yield from giver(5)
    y = yield from giver(None)
    z = yield from [7]
    return x, y, z


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n:
            self.n -= 1
            return self.n
        raise StopAsyncIteration


async def counted(n):
    for i in range(n):
        yield i


async def waiting():
    async for number in Countdown(2):
        pass
    async for number in counted(1):
        pass


for function in (closing, throwing, lambda: list(delegating()), lambda: waiting().send(None)):
    print(function.__name__)
    traced(function)


def jumping(name):
    x = 1
    yield x
    x = 2
    name = x
    yield name, x


def bare():
    yield 1
    yield 2


done = []


def jumper(frame, event, arg):
    code = frame.f_code
    if event == "return" and code in (jumping.__code__, bare.__code__) and not done:
        done.append(arg)
        try:
            frame.f_lineno = code.co_firstlineno + target
        except ValueError as error:
            print(error)
        else:
            print("at", frame.f_lineno - code.co_firstlineno)
    return jumper


for target in (1, 3, 4, 5):
    done.clear()
    it = jumping("local")
    sys.settrace(jumper)
    value = next(it)
    sys.settrace(None)
    print(value, done, list(it))
done.clear()
sys.settrace(jumper)
next(bare())
sys.settrace(None)


def returning():
    return 1


def at_return(frame, event, arg):
    if event == "return":
        try:
            frame.f_lineno = frame.f_lineno
        except ValueError as error:
            print(error)
    return at_return


sys.settrace(at_return)
returning()
sys.settrace(None)


class Restless:
    def __call__(self, *args):
        pass

    def __del__(self):
        try:
            sys.settrace(at_return)
        except RuntimeError as error:
            print(error)
        sys.settrace(None)
        try:
            sys.setprofile(None)
        except RuntimeError as error:
            print(error)


sys.settrace(Restless())
sys.settrace(None)
sys.setprofile(Restless())
sys.setprofile(None)
print(sys.gettrace(), sys.getprofile())
