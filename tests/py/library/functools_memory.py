"""partial, reduce, cmp_to_key, lru_cache and the makers of functions in operator: sizes, references, order, errors."""
import copy
import functools
import gc
import operator
import sys
import weakref
import _operator

from functools import cmp_to_key, lru_cache, partial, reduce
from operator import attrgetter, itemgetter, methodcaller

key_type = type(cmp_to_key(max))
for t in (partial, functools._lru_cache_wrapper, key_type, itemgetter, attrgetter, methodcaller):
    print(t, t.__basicsize__, t.__module__, t.__name__, t.__qualname__, sys.getsizeof(t), gc.is_tracked(t), t.__flags__ & (1 << 8) != 0)
print(sorted(set(vars(functools._lru_cache_wrapper)) - {'__dictoffset__', '__weaklistoffset__'}), sorted(vars(key_type)))


def show(x):
    return x.__name__ if isinstance(x, type) or hasattr(x, '__name__') else x


x, y = [1], [2]
p = partial(print, x, y, sep='-')
print(sys.getsizeof(p), gc.is_tracked(p), [show(r) for r in gc.get_referents(p)], sys.getrefcount(x), sys.getrefcount(p))
p(3)
p(4, sep='+', end='!\n')
q = partial(p, 5, end='?\n')
print(q.func is print, q.args, q.keywords, q.args[0] is x, sys.getrefcount(x))
q()
q.attribute = 1
r = partial(q, 6)
print(r.func is q, vars(q), repr(p), repr(partial(int, base=2)), partial(int, base=2)('101'))
before = sys.getrefcount(partial)
held = [partial(len) for i in range(10)]
print(sys.getrefcount(partial) - before)
del held
print(sys.getrefcount(partial) - before)
c = copy.copy(q)
print(c.args == q.args, vars(c), c.__reduce__()[1:])
w = weakref.ref(r, lambda w: print('gone'))
del r
rec = partial(list)
rec.__setstate__((rec, (), {}, {}))
try:
    print(rec)
finally:
    rec.__setstate__((len, (), {}, {}))


class Sub(partial):
    def __call__(self, *args):
        return 'sub', super().__call__(*args)


s = Sub(len)
print(s([1, 2]), s, sys.getsizeof(s) > 0, partial[int])


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')

    def __call__(self, *args, **kwargs):
        return self.n


s = partial(D('function'), D('arg'), k=D('keyword'))
s.d = D('dict')
del s
print()


def counts(a, b):
    print(sys.getrefcount(a), sys.getrefcount(b), end=' ')
    return [a, b]


print(reduce(counts, [[1], [2], [3]]), reduce(operator.add, range(5), 10), reduce(max, [7]))


class Both:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f'B{self.v}'


k = cmp_to_key(lambda a, b: b.v - a.v)
ks = k(Both(1))
print(sorted([Both(3), Both(1), Both(2)], key=k), ks.obj, sys.getsizeof(ks), gc.is_tracked(ks), [show(r) for r in gc.get_referents(ks)][0])
print(k(Both(2)) < k(Both(1)), k(Both(2)) == k(Both(2)), k(obj=Both(3)).obj)


def attempt(f):
    try:
        print('ok', show(f()))
    except BaseException as e:
        print(type(e).__name__, e)


@lru_cache(maxsize=3)
def f(*args, **kwargs):
    return [args, kwargs]


print(sys.getsizeof(f), gc.is_tracked(f), f.cache_info(), f.cache_parameters(), f.__name__, f.__wrapped__.__name__)
big = ('key', 1.5)
one = f(big)
print(sys.getrefcount(big), sys.getrefcount(one), f(big) is one, sys.getrefcount(one), f.cache_info())
print([type(r).__name__ for r in gc.get_referents(f)])
f(2), f(3), f(2), f(4), f(5)
print(f.cache_info(), sys.getrefcount(big), sys.getrefcount(one))
print(f(1, a=2) is f(1, a=2), f(1.0) is f(1), f.cache_info())
f.cache_clear()
print(f.cache_info())
typed = lru_cache(maxsize=None, typed=True)(f.__wrapped__)
print(typed(1) is typed(1.0), typed(1) is typed(1), typed(a=1) is typed(a=1.0), typed.cache_info())
off = lru_cache(0)(len)
print(off('ab'), off('ab'), off.cache_info(), lru_cache(len)('abc'), lru_cache(-5)(len).cache_info())
before = sys.getrefcount(functools._lru_cache_wrapper)


class M:
    @lru_cache(maxsize=2)
    def method(self, n):
        return D(n)

    @functools.cache
    def fib(self, n):
        return n if n < 2 else self.fib(n - 1) + self.fib(n - 2)


m = M()
print(sys.getrefcount(m), m.method(1) is m.method(1), sys.getrefcount(m), m.fib(50), sys.getrefcount(m))
m.method(2), m.method(3)
print(M.method.cache_info(), M.fib.cache_info(), copy.copy(M.fib) is M.fib, copy.deepcopy(M.fib) is M.fib, M.fib.__reduce__())
del m, M
gc.collect()
print()


class Odd:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.n == other.n


@lru_cache(maxsize=2)
def deep(o):
    if o.n:
        deep(Odd(o.n - 1))
    return o.n


print(deep(Odd(5)), deep(Odd(5)), deep.cache_info())
for f in [lambda: partial(), lambda: partial(1), lambda: partial.__new__(partial), lambda: p.__setstate__(1), lambda: reduce(max, []),
          lambda: reduce(max, 1), lambda: reduce(max), lambda: cmp_to_key(), lambda: cmp_to_key(max)(1) < 2, lambda: cmp_to_key(max)(),
          lambda: hash(cmp_to_key(max)(1)), lambda: key_type(), lambda: lru_cache('a'), lambda: deep([]), lambda: deep(), lambda: lru_cache(2)(1),
          lambda: cmp_to_key(max) < cmp_to_key(max), lambda: setattr(partial, 'x', 1), lambda: setattr(p, 'func', 1), lambda: itemgetter(),
          lambda: itemgetter(1)(), lambda: itemgetter(1)(1, 2), lambda: itemgetter(1)([1]), lambda: itemgetter(1, 'a')([1, 2]), lambda: itemgetter(a=1),
          lambda: attrgetter(), lambda: attrgetter(1), lambda: attrgetter('a.b')(1), lambda: attrgetter('a')(), lambda: methodcaller(),
          lambda: methodcaller(1), lambda: methodcaller('x')(1), lambda: methodcaller('x')(), lambda: methodcaller('upper', 1)('a'),
          lambda: operator.add(1), lambda: operator.neg(1, 2), lambda: operator.concat(1, 2), lambda: operator.iconcat([1], 'ab'),
          lambda: operator.concat([1], (2,)), lambda: operator.countOf(1, 2), lambda: operator.indexOf([1], 2), lambda: operator.length_hint(1, 'a'),
          lambda: operator.index(1.5), lambda: operator.call(), lambda: _operator._compare_digest("a", b"a"), lambda: _operator._compare_digest("é", "é"), lambda: _operator._compare_digest(b"a", bytearray(b"a")),
          lambda: operator.setitem([1], 2), lambda: operator.pow('a', 2), lambda: operator.ipow(2, 'a'), lambda: operator.lt(1, 'a'),
          lambda: operator.matmul(1, 2), lambda: operator.getitem([1], 5), lambda: operator.delitem({}, 5), lambda: operator.length_hint([1], -1)]:
    attempt(f)

for g in (itemgetter(1), itemgetter('a', [1]), itemgetter(-1), itemgetter(slice(1, 3)), attrgetter('a'), attrgetter('a.b', 'c'), attrgetter('x.y.z'),
          methodcaller('m'), methodcaller('m', 1, k=2)):
    print(g, sys.getsizeof(g), gc.is_tracked(g), [show(r) for r in gc.get_referents(g)], sys.getrefcount(g), copy.copy(g).__reduce__()[1:])
print(itemgetter(1)((1, 2)), itemgetter(0, -1)('abc'), itemgetter('k')({'k': 3}), attrgetter('real', 'imag.real')(3), attrgetter('real')(4))
print(methodcaller('split', ',', maxsplit=1)('a,b,c'), methodcaller('upper')('x'))
row = (object(), object())
got = itemgetter(1, 0)(row)
print(got == row[::-1], sys.getrefcount(row[0]), gc.is_tracked(got))
for name in sorted(dir(operator)):
    value = getattr(operator, name)
    if callable(value) and not isinstance(value, type) and not name.startswith('_'):
        for args in ((6, 3), (6,), ([1, 2], [3]), ('ab', 'b')):
            try:
                print(name, value(*args), end='; ')
            except Exception as e:
                print(name, type(e).__name__, end='; ')
print()
print(operator.add.__module__, operator.__add__ is operator.add, operator.length_hint(iter([1, 2])))
