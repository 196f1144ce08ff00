"""Sizes, tracking, references held and result tuples filled again: the C types of itertools."""
import gc
import itertools
import sys
from itertools import *

names = [n for n in dir(itertools) if isinstance(getattr(itertools, n), type) and n != '__loader__']
for n in names:
    t = getattr(itertools, n)
    print(n, t.__basicsize__, t.__module__, sys.getsizeof(t), gc.is_tracked(t), sorted(vars(t)))

a, b = [1, 2, 3], [4, 5]
made = [accumulate(a), accumulate(a, max, initial=0), chain(a, b), chain.from_iterable([a]), combinations(a, 2),
        combinations_with_replacement(a, 3), compress(a, b), count(), count(1.5, 2), count(10**30), cycle(a),
        dropwhile(bool, a), filterfalse(None, a), groupby(a), islice(a, 2), pairwise(a), permutations(a),
        permutations(a, 2), product(a, b, repeat=2), repeat(a), repeat(a, 3), starmap(pow, zip(a, a)), takewhile(bool, a),
        tee(a)[0], zip_longest(a, b, fillvalue=b)]


def show(x):
    return len(x) if type(x) is tuple else x if isinstance(x, (int, float, str, list, type(None))) else type(x).__name__


for o in made:
    print(type(o).__name__, sys.getsizeof(o), gc.is_tracked(o), [show(x) for x in gc.get_referents(o)], sys.getrefcount(o))
    if type(o).__name__ not in ('cycle', 'count', 'repeat'):
        next(o, None)
    print('  then', [show(x) for x in gc.get_referents(o)], iter(o) is o)
print(sys.getrefcount(a), sys.getrefcount(b))
del made, o
gc.collect()
print(sys.getrefcount(a), sys.getrefcount(b))

for make in (lambda: product(a, b), lambda: combinations(a, 2), lambda: combinations_with_replacement(a, 2),
             lambda: permutations(a, 2), lambda: zip_longest(a, b), lambda: pairwise(a)):
    ids = set()
    n = 0
    for x in make():
        ids.add(id(x))
        n += 1
    held = list(make())
    print(n, len(ids), len({id(x) for x in held}), held)
    it = make()
    first = next(it)
    print(sys.getrefcount(first), gc.is_tracked(first))
    del first
    gc.collect()
    r = [x for x in gc.get_referents(it) if type(x) is tuple]
    print([gc.is_tracked(x) for x in r], gc.is_tracked(next(it)))


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n)

    def __call__(self, *x):
        return True

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


def source(n):
    d = D(n)
    while True:
        yield d


for make in (dropwhile, takewhile, filterfalse, starmap):
    o = make(D('function of ' + make.__name__), D('iterable'))
    del o
o = accumulate(D('iterable'), D('func'), initial=D('initial'))
del o
o = zip_longest(D(1), D(2), fillvalue=D('fill'))
del o
o = chain(D('a'), D('b'))
print(list(o))
o = chain([1], D('active'))
next(o)
next(o, None)
del o
o = groupby([D('item')], D('key'))
k, g = next(o)
del o
del g
print(sys.getrefcount(a))

t1, t2 = tee(iter(range(200)))
data = gc.get_referents(t1)[0]
print(type(data).__name__, sys.getsizeof(data), sys.getrefcount(data), sys.getsizeof(t1))
for i in range(100):
    next(t1)
print(sys.getrefcount(data), gc.get_referents(t1)[0] is data, len(gc.get_referents(data)))
for i in range(60):
    next(t2)
print(sys.getrefcount(data), gc.get_referents(t1)[0] is gc.get_referents(t2)[0])
import weakref
w = weakref.ref(t1, lambda w: print('gone'))
del t1

loop = []
loop.append(chain([1], loop))
loop.append(D('in a cycle'))
del loop
print(gc.collect())
x = None
for i in range(20000):
    x = chain([1], x) if x else iter([1])
del x
print('deep')
