import weakref, gc
class A:
    def __init__(self, n): self.n = n
    def __repr__(self): return 'A%s' % self.n
    def __add__(self, o): return ('add', self.n, getattr(o, 'n', o))
    def __getitem__(self, k): return k
    def __len__(self): return 3
    def __call__(self, *a, **k): return a, k
    def __eq__(self, o): return isinstance(o, A) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __contains__(self, x): return x == 1
    def __iter__(self): return iter([1,2])
    def __int__(self): return 7
    def __index__(self): return 9
    def __float__(self): return 2.5
    def __iadd__(self, o): self.n += o; return self
    def __bool__(self): return self.n > 1
    def __reversed__(self): return 'rev'
    def __bytes__(self): return b'x'
    def __neg__(self): return -self.n
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __divmod__(self, o): return ('divmod', o)
def t(f):
    try: return repr(f())
    except Exception as e: return type(e).__name__ + ': ' + str(e)
a = A(1)
r1 = weakref.ref(a); r2 = weakref.ref(a)
print(r1 is r2, r1() is a, weakref.getweakrefcount(a))
log = []
cbs = [weakref.ref(a, lambda r, i=i: log.append((i, r() is None))) for i in range(4)]
p1 = weakref.proxy(a); p2 = weakref.proxy(a); print(p1 is p2, type(p1))
p3 = weakref.proxy(a, lambda p: log.append('proxy'))
class R(weakref.ref):
    __slots__ = ('k',)
s1 = R(a); s1.k = 5
s2 = R(a)
print(s1 is s2, s1 == s2, s1 == r1, hash(s1) == hash(a), weakref.getweakrefcount(a))
refs = weakref.getweakrefs(a)
print([type(x).__name__ for x in refs], refs[0] is r1, refs[1] is p1)
print(r1.__callback__, cbs[0].__callback__ is not None)
print(p1 + 3, p1[5], len(p1), p1(1, x=2), 1 in p1, list(p1), int(p1), float(p1), bool(p1), -p1, pow(p1, 2), divmod(p1, 3), str(p1), p1.n, bytes(p1))
p1.z = 4; print(a.z); del p1.z; print(hasattr(a, 'z'))
p1 += 5
print(p1, type(p1))
p1 = weakref.proxy(a)
print(t(lambda: hash(p1)), p1 == A(6), p1 != A(6), t(lambda: p1 < 3), t(lambda: next(p1)), isinstance(p1, A))
b = A(6)
rb = weakref.ref(b)
print(r1 == rb, r1 != rb, t(lambda: r1 < rb), r1 == 5)
h = hash(r1)
del a
p1 = None
gc.collect()
print(log)
print(r1(), t(lambda: hash(rb)), t(lambda: hash(cbs[0])), hash(r1) == h, r1 == rb, r1 == r1, p2 is None)
print(t(lambda: p2.n), t(lambda: p2 + 1), t(lambda: str(p2)), t(lambda: len(p2)), 'dead' in repr(r1), repr(p2)[:13])
for x in (1, 'a', [], {}, (), None, object(), 1.5): print(t(lambda: weakref.ref(x)), end=' ')
print()
class S: __slots__ = ()
class W: __slots__ = ('__weakref__',)
print(t(lambda: weakref.ref(S())), t(lambda: weakref.ref(W())() is None), t(lambda: weakref.ref()), t(lambda: weakref.ref(1,2,3)), t(lambda: weakref.ref(W(), callback=1)), t(lambda: weakref.proxy(3)))
def f(): pass
print(weakref.ref(f)() is f, weakref.ref(print)() is print, weakref.ref(A)() is A, weakref.ref({1}.__class__)() is set, weakref.ref(weakref)() is weakref)
def g(): yield
gg = g(); print(weakref.ref(gg)() is gg, type(weakref.proxy(gg)), list(weakref.proxy(gg)))
print(t(lambda: weakref.proxy(f)()), type(weakref.proxy(f)))
# order of callbacks and exceptions in them
import sys
sys.unraisablehook = lambda u: print('unraisable', type(u.exc_value).__name__, u.exc_value, u.err_msg, callable(u.object))
def bad(r): raise ValueError('cb')
b2 = A(9)
x1 = weakref.ref(b2, lambda r: print('first')); x2 = weakref.ref(b2, bad); x3 = weakref.ref(b2, lambda r: print('third'))
del b2
# weak method
class M:
    def m(self): return 'm'
o = M(); wm = weakref.WeakMethod(o.m); print(wm()(), wm == weakref.WeakMethod(o.m), wm() == o.m); del o; print(wm())
d = weakref.WeakValueDictionary(); k = A(3); d['x'] = k; d['y'] = A(4); print(dict(d), len(d), list(d.values()), 'y' in d, d.get('y', 0), t(lambda: d['y']))
d2 = weakref.WeakKeyDictionary(); d2[k] = 1; print(len(d2), list(d2.items()), d2[A(3)]); del k; print(len(d), len(d2))
ws = weakref.WeakSet(); q = A(5); ws.add(q); ws.add(A(6)); print(len(ws), q in ws, list(ws)); del q; print(len(ws), repr(ws))
fin = weakref.finalize(A, print, 'bye', end='!\n'); print(fin.alive, fin.peek()[1:], fin.atexit)
y = A(8); fz = weakref.finalize(y, lambda *a: print('fin', a), 1, 2); del y; print(fz.alive, fz())
print(weakref.ref[int], weakref.ReferenceType, weakref.ProxyType, weakref.CallableProxyType)
