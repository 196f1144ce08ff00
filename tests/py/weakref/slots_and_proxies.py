"""Slots with and without weak references; what can be referred to; proxies."""
import weakref, sys, gc
class A: __slots__ = ('x',)
try: weakref.ref(A())
except TypeError as e: print(e)
class B: __slots__ = ('x', '__weakref__')
b = B(); w = weakref.ref(b); print(w() is b, b.__weakref__ is w); del b; print(w())
try: B().y = 1
except AttributeError as e: print(e)
try: B().x
except AttributeError as e: print(e)
class C(A): pass
c = C(); c.y = 1; c.x = 2; print(c.__dict__, sys.getsizeof(c), weakref.ref(c)() is c)
class D(B): __slots__ = ('z',)
d = D(); d.x = d.z = 1; print(sys.getsizeof(d), hasattr(d, '__dict__'), D.__slots__, D.z, B.x.__get__(d))if 0 else print(sys.getsizeof(d), hasattr(d, '__dict__'))
for src in ("class E: __slots__ = ('x', 'x')", "class E: __slots__ = ('1x',)", "class E: __slots__ = (1,)", "class E: x = 1; __slots__ = ('x',)", "class E(int): __slots__ = ('x',)", "class E(A, B): pass", "class E(A): __slots__ = ('__dict__', '__weakref__')", "class E: __slots__ = ('__dict__', '__dict__')", "class E(B): __slots__ = ('__weakref__',)", "class E: __slots__ = 'abc'", "class E(tuple): __slots__ = ()", "class E: __slots__ = {'a': 'doc a'}", "class E(A): x = 5", "class F1: __slots__=('p',)\nclass F2: __slots__=('q',)\nclass G(F1, F2): pass", "class E: __slots__ = ['__x']"):
    try: exec(src, globals()); print('ok', src)
    except Exception as e: print(type(e).__name__, e)
class H: __slots__ = {'a': 'doc a'}
print(H.a.__doc__, H.__slots__, type(H.a).__name__)
h = H(); 
try: del h.a
except AttributeError as e: print(repr(str(e)))
h.a = [h]; w = None; del h; print(gc.collect())
class I: __slots__ = ('a', 'b'); 
i = I(); i.a = 1; print(i.__reduce_ex__(2)[2]); 
try: i.__class__ = H
except TypeError as e: print(e)
class J: __slots__ = ('a', 'b')
try: i.__class__ = J; print('changed', i.a)
except TypeError as e: print(e)
class K: pass
class K2: pass
k = K(); k.__class__ = K2; print(type(k).__name__)
try: k.__class__ = I
except TypeError as e: print(e)
try: (1).__class__ = K
except TypeError as e: print(e)
for o in (1, 's', None, (), [], {}, object(), 1.5, b'', len.__self__, lambda: 0, int, set(), frozenset(), (x for x in ()), len, [].append, range(3), slice(1), memoryview(b''), Exception(), property(), weakref.ref(K), type, ..., NotImplemented, iter([]), zip(), map(len, []), sys.stdout, super(K, K()), staticmethod(len), K.__dict__, {}.keys(), bytearray(), 1j):
    try: weakref.ref(o); print(type(o).__name__, 'ok', end='; ')
    except TypeError as e: print(e, end='; ')
print()
p = weakref.proxy(k); p.z = 5; print(k.z, type(p).__name__, p == k, isinstance(p, K2), p.__class__.__name__, bool(p), str(p) == str(k)); del k
try: p.z
except ReferenceError as e: print(e)
try: hash(p)
except TypeError as e: print(e)
try: print(p)
except ReferenceError as e: print(e)
cp = weakref.proxy(lambda: 5) ; 
try: cp()
except ReferenceError as e: print(e)
f = lambda x: x * 2; cp = weakref.proxy(f); print(type(cp).__name__, cp(4), callable(cp)); 
l = set([1]); pl = weakref.proxy(l); pl.add(2); print(len(pl), 1 in pl, l, sorted(pl), pl | {9})
r = weakref.ref(f); print(r.__callback__, repr(r)[:11], r == weakref.ref(f), weakref.ref(f, print).__callback__); 
class R(weakref.ref):
    __slots__ = ('k',)
    def __new__(cls, o, cb=None, k=0): s = super().__new__(cls, o, cb); s.k = k; return s
    def __init__(self, o, cb=None, k=0): super().__init__(o, cb)
q = R(f, None, 7); print(q.k, q() is f, q is r, weakref.getweakrefcount(f), len(weakref.getweakrefs(f)), sys.getsizeof(q), sys.getsizeof(r))
print(weakref.ReferenceType is weakref.ref, weakref.ProxyTypes, weakref.CallableProxyType, weakref.ProxyType)
try: weakref.ref()
except TypeError as e: print(e)
try: weakref.ref(f, 1, 2)
except TypeError as e: print(e)
try: hash(weakref.ref(set()))
except TypeError as e: print(e)
a1, a2 = K(), K(); r1, r2 = weakref.ref(a1), weakref.ref(a2); print(r1 == r2, hash(r1) == hash(a1)); del a1; print(hash(r1) is not None, r1 == r2)
del a2
try: hash(r2)
except TypeError as e: print(e)
