"""Beside a thread that waits, calls in C that call Python code: next() takes one item, StopIteration keeps its value, print() writes once."""
import itertools
import sys
import threading

event = threading.Event()
thread = threading.Thread(target=event.wait)
thread.start()


def same(x):
    return x


def stop(x):
    raise StopIteration(x)


def bad(x):
    raise KeyError(x)


def show(it):
    first, second, third = next(it), next(it, 'none'), next(it, 'end')
    print(type(it).__name__, first, second, third)


class Steps:
    """An iterator of a class, with a result."""

    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration('mine')
        self.left -= 1
        return self.left


for it in (map(same, 'abc'), filter(same, 'abc'), map(same, filter(same, map(same, 'abc'))), enumerate(map(same, 'ab')), zip(map(same, 'ab'), map(same, 'cd')),
           itertools.zip_longest(map(same, 'ab'), 'c'), itertools.accumulate('abc', lambda a, b: a + b), itertools.starmap(same, [(1,), (2,)]),
           itertools.cycle(map(same, 'ab')), itertools.tee(map(same, 'abc'))[0], itertools.pairwise(map(same, 'abc')),
           itertools.compress(map(same, 'abc'), [1, 0, 1]), itertools.filterfalse(lambda x: False, 'abc'), itertools.dropwhile(lambda x: False, 'abc'),
           itertools.takewhile(same, 'abc'), itertools.chain(map(same, 'ab')), itertools.islice(map(same, 'abc'), 0, 2), iter(lambda: 1, 2), Steps()):
    show(it)

source = iter('abcdef')
print(next(map(same, source)), next(filter(lambda x: x > 'c', source)), list(source))
for it in (map(stop, 'a'), filter(stop, 'a'), itertools.starmap(stop, 'a'), Steps()):
    try:
        next(it), next(it), next(it)
    except StopIteration as end:
        print('value', end.value)
    print(next(it, 'default'))
try:
    next(map(bad, 'a'), 'default')
except KeyError as error:
    print('KeyError', error)
import io


class Buffer(io.StringIO):
    pass


class Shown:
    def __repr__(self):
        return "shown"


for kind in (io.StringIO, Buffer):
    stream = kind()
    print(Shown(), file=stream)
    print(repr(stream.getvalue()), end=" ")
    stdout, sys.stdout = sys.stdout, kind()
    print(Shown())
    print(Shown())
    stream, sys.stdout = sys.stdout, stdout
    print(repr(stream.getvalue()))
event.set()
thread.join()
