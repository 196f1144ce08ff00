# anext(): the next item of an asynchronous iterator, with and without a default.
import sys


async def numbers(n):
    for i in range(n):
        yield i


class Slow:
    """An iterator whose awaitables wait twice."""

    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    def __anext__(self):
        return Waiting(self)


class Waiting:
    def __init__(self, owner):
        self.owner = owner

    def __await__(self):
        try:
            got = yield 'first'
            print('got', got)
            yield 'second'
        except ValueError as error:
            print('caught', error)
        if not self.owner.n:
            raise StopAsyncIteration
        self.owner.n -= 1
        return self.owner.n


def run(coroutine, *sent):
    try:
        value = coroutine.send(None)
        for each in sent:
            print('waits for', value)
            value = coroutine.throw(each) if isinstance(each, Exception) else coroutine.send(each)
        print('still waits for', value)
    except StopIteration as end:
        print('ends with', repr(end.value))
    except Exception as error:
        print(type(error).__name__, error)
    coroutine.close()


async def ask(iterator, *default):
    return await anext(iterator, *default)


run(ask(numbers(1)))
run(ask(numbers(0)))
run(ask(numbers(0), 'none'))
run(ask(numbers(1), 'none'))
run(ask(Slow(1), 'none'), 'x', 'y')
run(ask(Slow(0), 'none'), 'x', 'y')
run(ask(Slow(0), None), ValueError('early'))
run(ask(Slow(0), 'none'), KeyError('other'))
run(ask(Slow(1)), 'x')
waiting = anext(Slow(0), 'none')
print(type(waiting), sys.getsizeof(waiting), iter(waiting) is waiting, waiting.__await__() is waiting, next(waiting))
try:
    waiting.send(1)
except Exception as error:
    print(type(error).__name__, error)
waiting.close()
before = sys.getrefcount(waiting)
for wrong in ((), (1,), (1, 2), (1, 2, 3), (numbers,)):
    try:
        anext(*wrong)
    except TypeError as error:
        print(error)


class Bad:
    def __anext__(self):
        return 5


run(ask(Bad()))
run(ask(Bad(), 'none'))


class Bad:
    def __aiter__(self):
        return object()


for wrong in Bad(), None, 1:
    try:
        print(aiter(wrong))
    except TypeError as error:
        print(error)
