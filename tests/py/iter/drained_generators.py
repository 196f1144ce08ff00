# What takes all items of a generator, or of filter, enumerate and zip over one: results, exceptions, counts.
import sys, gc, traceback
def g(n, e=None):
    for i in range(n):
        yield i
    if e: raise e
def pairs(n):
    for i in range(n):
        o = object()
        yield i, sys.getrefcount(o)
def rc(x): return sys.getrefcount(x)
print(set(g(5)), frozenset(g(5)), dict((i, i) for i in g(5)), dict(pairs(3)))
s = {9}; s.update(g(4)); print(s)
d = {}; d.update((k, v) for k, v in zip(g(3), g(5))); print(d)
print([*g(4), *g(2)], {*g(4), 8}, (*g(3),))
print(list(zip(g(3), 'abcd', g(9))), list(enumerate(g(3), 5)), list(filter(lambda x: x % 2, g(9))), list(filter(None, g(4))))
print(sum(filter(lambda x: x > 2, map(lambda x: x + 1, g(6)))), sorted(zip(g(5), map(lambda x: -x, g(5)))), max(enumerate(map(lambda x: x % 3, g(7))), key=lambda p: p[1]))
for f in (set, frozenset, dict, list, lambda x: {*x}, lambda x: [*x], {}.update, set().update, [].extend, lambda x: list(enumerate(x)), lambda x: list(zip(x, x)), lambda x: list(filter(None, x))):
    for e in (ValueError(1), StopIteration(2), KeyboardInterrupt(), 5):
        try:
            f(g(2, e))
        except BaseException as x:
            print(type(x), x, [(t.lineno, t.name) for t in traceback.extract_tb(x.__traceback__)])
for bad in ([1], [(1, 2, 3)], ['ab', 'c'], [(1, 2), [[], 3]]):
    try:
        print(dict(x for x in bad))
    except Exception as x:
        print(type(x), x)
    try:
        print(len(set(x for x in bad)))
    except Exception as x:
        print(type(x), x)
class T:
    def __bool__(self):
        print('bool', sys.getrefcount(self))
        return True
    def __hash__(self):
        print('hash', sys.getrefcount(self))
        return 1
    def __eq__(self, o):
        print('eq', sys.getrefcount(self), sys.getrefcount(o))
        return False
    def __del__(self):
        print('del')
def ts(n):
    for i in range(n):
        t = T()
        yield t
        print('after', sys.getrefcount(t))
print(len(set(ts(3))))
print(len(list(filter(None, ts(2)))))
print(len(list(filter(bool, ts(2)))))
print(len({*ts(2)}), len([*ts(2)]))
print(len(dict((t, 1) for t in ts(2))))
z = zip(ts(2), ts(2)); l = list(z); print(len(l), sys.getrefcount(l[0]), gc.is_tracked(l[0])); del l, z
z = zip(g(3), g(3)); a = next(z); print(a, next(z)); l = list(z); print(l, [sys.getrefcount(x) for x in l], gc.is_tracked(l[0]))
e = enumerate(g(4)); x = next(e); print(list(e), x)
def deep(n):
    return set(deep2(n))
def deep2(n):
    if n: yield from deep(n - 1)
    yield n
print(len(deep(20)))
try:
    deep(2000)
except RecursionError as x:
    print(x)
def me():
    global it
    yield 1
    try: list(it)
    except ValueError as v: print(v)
    yield 2
it = me(); print(set(it))
it = me(); print([*it]); it = me(); print(list(zip(it, [5, 6, 7])))
h = {}; 
def grow():
    for i in range(5):
        h[i] = 1
        yield (i + 100, 0)
h.update(grow()); print(h)
l = [1]
def grow2():
    for i in range(5):
        l.append(-i)
        yield i
l.extend(grow2()); print(l)
print({**dict(g2 for g2 in pairs(2))}, sys.getsizeof(set(g(50))), sys.getsizeof(dict((i, i) for i in g(50))), sys.getsizeof([*g(50)]))
