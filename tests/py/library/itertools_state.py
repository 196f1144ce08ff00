"""__reduce__, __setstate__, copies, reprs and error texts of itertools; subclasses; odd steps."""
import copy
import itertools
import sys
from itertools import *


def show(x):
    if type(x) is tuple:
        return tuple(map(show, x))
    if hasattr(x, '__next__') or type(x).__name__ == '_tee_dataobject':
        return type(x).__name__
    return 'second' if x is second else x


def second(x, y):
    return y


def fresh():
    a = [3, 1, 2]
    return [accumulate(a), accumulate(a, max, initial=0), accumulate([None, 1], second), chain(a, 'xy'),
            combinations(a, 2), combinations_with_replacement(a, 2), compress(a, [1, 0, 1]), count(5), count(1.5, 2),
            count(10**30, 3), count(sys.maxsize - 1), cycle(a), dropwhile(bool, [1, 0, 2]), filterfalse(None, [0, 1, '']),
            groupby('aabb'), islice(a, 1, 3, 2), islice(a, None), permutations(a), permutations(a, 2),
            product(a, 'xy'), product(a, repeat=2), product(), repeat('r'), repeat('r', 3), starmap(pow, [(2, 3), [3, 2]]),
            takewhile(bool, [1, 2, 0, 3]), tee(a)[1], zip_longest(a, 'x', fillvalue='-')]


for o in fresh():
    for steps in range(3):
        try:
            print(type(o).__name__, show(o.__reduce__()))
        except SystemError as e:
            print(e)
        try:
            c = copy.copy(o)
        except (TypeError, SystemError) as e:
            print(e)
            c = iter(())
        value = next(o, 'end')
        rest = [show(x) for x in islice(c, 4)]
        print(show(value), rest)
    print([show(x) for x in islice(o, 3)])

print(count(5), count(2, 1), count(2, 3), count(1.0), count(10**30), count(-1, True), repeat([1]), repeat(0, 4), repeat(1, -4))
c = count(sys.maxsize)
print(next(c), c, next(c))
print(list(islice(count(3, -2), 4)), list(islice(count(2**63 - 2), 4)))


def attempt(f):
    try:
        print('ok', show(f()))
    except BaseException as e:
        print(type(e).__name__, e)


for f in [lambda: repeat(), lambda: repeat(1, 2, 3), lambda: product([1], x=2), lambda: product([1], repeat='a'),
          lambda: product([1], repeat=-1), lambda: product([1], [2], repeat=2**61), lambda: combinations([1]),
          lambda: combinations([1], 'a'), lambda: combinations([1], -1), lambda: count('a'), lambda: count(1, 2, 3),
          lambda: count(start=1, stop=2), lambda: accumulate(), lambda: accumulate([], 1, 2), lambda: groupby(),
          lambda: zip_longest([], a=1), lambda: tee(1), lambda: tee([], 'a'), lambda: tee([], -1), lambda: tee(),
          lambda: tee([], 0), lambda: islice([], -1), lambda: islice([1], 1, x=1), lambda: islice([1], 1, -1),
          lambda: islice([1], -1, 1), lambda: islice([1], 1, 1, 0), lambda: islice([1], 'a', 1), lambda: islice([1]),
          lambda: permutations([1], 'a'), lambda: permutations([1], -1), lambda: itertools._grouper(1, 2),
          lambda: itertools._tee_dataobject(1, 2, 3), lambda: chain.from_iterable(1), lambda: combinations([1], 2**70),
          lambda: repeat(1, 2**70), lambda: islice([], 2**70), lambda: cycle([1]).__setstate__((1, 2)),
          lambda: cycle([1]).__setstate__(([], 'x')), lambda: cycle([1]).__setstate__(()), lambda: cycle([1]).__setstate__(3),
          lambda: permutations([1]).__setstate__(([], ())), lambda: groupby([1]).__setstate__((1,)),
          lambda: chain().__setstate__(()), lambda: chain().__setstate__((1,)), lambda: pairwise(), lambda: pairwise(a=1),
          lambda: dropwhile(1), lambda: repeat(1, times='a'), lambda: compress([1]), lambda: compress(1, 2),
          lambda: list(starmap(pow, [1])), lambda: list(filterfalse(len, [1])), lambda: list(takewhile(len, [1])),
          lambda: combinations([1, 2], 1).__setstate__((1, 2)), lambda: product([1]).__setstate__(('a',)),
          lambda: repeat(1).__length_hint__(), lambda: repeat(1, 3).__length_hint__(), lambda: chain(1).__next__(),
          lambda: tee([1])[0].__setstate__((1, 2)), lambda: list(zip_longest([1], 2)), lambda: list(accumulate([1, 'a']))]:
    attempt(f)

p = permutations('abcd', 3)
p.__setstate__(((3, 2, 1, 0), (1, 1, 1)))
print(list(p))
p = combinations('abcde', 3)
p.__setstate__((9, -9, 2))
print(list(p))


class Sub(chain):
    def __init__(self, *args, key=None):
        self.key = key


s = Sub([1], [2], key=7)
print(list(s), s.key, type(s.__reduce__()[0]).__name__, chain[int])
try:
    class Bad(type(tee([])[0])):
        pass
except TypeError as e:
    print(e)


class Again:
    def __init__(self):
        self.it = None

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.it)


source = Again()
source.it, other = tee(source)
attempt(lambda: next(other))

for name, group in groupby([1, 1, 2, 3, 3, 3], key=lambda x: x % 2):
    print(name, next(group), end='; ')
print()
groups = [g for k, g in groupby('aab')]
print([list(g) for g in groups])
print(list(zip_longest('ab', 'c', 'def')), list(zip_longest()), list(product()), list(permutations([], 0)))
print(list(combinations([], 1)), list(combinations([], 0)), list(combinations_with_replacement([], 1)), list(permutations('ab', 3)))


def broken():
    yield 1
    raise ValueError('broken')


for make in (chain, pairwise, cycle, lambda x: accumulate(x), lambda x: islice(x, 5), lambda x: zip_longest(x, 'abc'),
             lambda x: tee(x)[0], lambda x: groupby(x), lambda x: compress(x, 'xy'), lambda x: takewhile(bool, x)):
    it = make(broken())
    for i in range(3):
        try:
            print(show(next(it)), end=' ')
        except BaseException as e:
            print(repr(e), end=' ')
    print()


def stop():
    raise StopIteration


print(list(chain(iter(stop, 1), 'a')), list(starmap(stop, [()])), list(filterfalse(lambda x: stop(), 'a')))
