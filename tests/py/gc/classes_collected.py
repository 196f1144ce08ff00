"""How many references a class has, and how many objects go with one."""
import sys, gc
def rc(c): return sys.getrefcount(c)
class A: pass
print(rc(A)); 
class B(A): pass
print(rc(A), rc(B)); a = A(); print(rc(A)); bm = a.__init__; print(rc(A)); del a, bm; print(rc(A))
class C: __slots__ = ()
class D: __slots__ = ('x', 'y')
class E:
    def f(self): return super()
class F:
    def f(self): return __class__
class G:
    x: int = 1
class H:
    @property
    def p(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
class I(Exception): pass
class J(list): pass
class K(type): pass
class L(metaclass=K): pass
class M(A, C): pass
import abc, enum, dataclasses, typing, collections
class N(abc.ABC): pass
class O(enum.Enum): X = 1
@dataclasses.dataclass
class P: x: int = 0
class Q(typing.NamedTuple): x: int = 0
R = collections.namedtuple('R', 'a')
class S(typing.Generic[typing.TypeVar('T')]): pass
class T(typing.Protocol): pass
class U:
    def __init_subclass__(cls): pass
class V(U): pass
class W:
    def __set_name__(self, o, n): self.o = o
class X: w = W()
for c in (A, B, C, D, E, F, G, H, I, J, K, L, M, U, V, W, X): print(c.__name__, rc(c), len(gc.get_referrers(c)), sorted(type(r).__name__ for r in gc.get_referrers(c)))
for c in (N, O, P, Q, R, S, T): print(c.__name__, rc(c) > 3)
def cnt(mk):
    gc.collect(); mk(); return gc.collect()
def m1():
    class Z: pass
def m2():
    class Z:
        def a(self): pass
        def b(self): pass
def m3():
    class Z: __slots__ = ()
def m4():
    class Z: __slots__ = ('a', 'b')
def m5():
    class Z(Exception): pass
def m6():
    class Z: pass
    z = Z(); z.z = z
def m7():
    class Z:
        def f(self): super()
def m8():
    class Z(list): pass
def m9():
    class Z:
        @property
        def p(self): pass
def m10():
    class Z:
        x: int
def m11(): type('Z', (), {})
def m12():
    class Z: pass
    class Y(Z): pass
def m13():
    class Z(metaclass=K): pass
def m14():
    class Z:
        def __init__(self): self.a = lambda: self
    Z()
def m15():
    def f(): return f
def m16():
    l = []; l.append(lambda: l)
def m17():
    try: 1/0
    except Exception as e: x = e
def m18():
    def g(): yield a
    a = g(); next(a)
def m19():
    d = {}; d['d'] = d; s = [d]; d['s'] = s
def m20():
    t = ([],); t[0].append(t)
def m21():
    collections.namedtuple('ZZ', 'a b')
def m22():
    class Z(abc.ABC): pass
def m23():
    class Z(enum.Enum): A = 1
def m24():
    @dataclasses.dataclass
    class Z: a: int = 0
def m25():
    class Z: a = classmethod(lambda c: 1); b = staticmethod(lambda: 1)
def m26():
    import functools
    @functools.lru_cache
    def f(): return f
def m27():
    o = type('o', (), {})(); o.self = o; o.__dict__
def m28():
    q = collections.deque(); q.append(q)
def m29():
    od = collections.OrderedDict(); od[1] = od
def m30():
    dd = collections.defaultdict(lambda: dd)
def m31():
    import types; ns = types.SimpleNamespace(); ns.ns = ns
def m32():
    x = iter([]); l = [x]; 
    class It:
        def __iter__(self): return self
        def __next__(self): return 1
    i = It(); i.z = zip(i, i); i.m = map(lambda q: i, i); i.e = enumerate(i)
def m33():
    async def c(): await c()
    x = c(); x.close(); l = [x]; l.append(l)
def m34():
    import weakref
    a = A(); a.r = weakref.ref(a, lambda r: a)
def m35():
    p = property(lambda s: p)
def m36():
    import functools
    p = functools.partial(lambda: p)
for i in range(1, 37): print(i, cnt(globals()['m%d' % i]), cnt(globals()['m%d' % i]))
