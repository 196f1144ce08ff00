"""Which construct still holds an object, seen by a weak reference."""
import gc, weakref
gc.disable()
class O: pass
def f():
    o = O(); w = weakref.ref(o)
    def g(): return o
    return w, g
w, g = f(); print(w() is not None); del g; print(w() is None)
def h():
    o = O(); w = weakref.ref(o)
    def rec(n): return rec(n - 1) if n else o
    rec(2); return w
w = h(); print(w() is None, gc.collect(), w() is None)
def k():
    o = O(); w = weakref.ref(o); x = [lambda: o for _ in range(3)]; return w, x
w, x = k(); x.pop(); print(w() is None); x.clear(); print(w() is None)
def comp(): 
    o = O(); w = weakref.ref(o); l = [(o, i) for i in range(2)]; return w, l
w, l = comp(); del l[0]; print(w() is None); del l[0]; print(w() is None)
def loc():
    o = O(); w = weakref.ref(o); d = locals(); del o; print(w() is None); locals(); print(w() is None); return w
w = loc(); print(w() is None)
def fr():
    import sys
    o = O(); w = weakref.ref(o); f = sys._getframe(); del o; print(w() is None); return w, f
w, f = fr(); print(w() is None, f.f_locals.keys()); del f; print(gc.collect(), w() is None)
def tb():
    o = O(); w = weakref.ref(o)
    try: raise ValueError
    except ValueError as e: import traceback; traceback.clear_frames(e.__traceback__)
    return w
print(tb()() is None)
class Ctx:
    def __enter__(self): self.o = O(); return self.o
    def __exit__(self, *a): del self.o
with Ctx() as o: w = weakref.ref(o)
print(w() is None); del o; print(w() is None)
import contextlib
@contextlib.contextmanager
def cm():
    o = O(); global w; w = weakref.ref(o)
    yield o
with cm() as o: del o; print(w() is None)
print(w() is None)
with contextlib.ExitStack() as st:
    o = O(); w = weakref.ref(o); st.callback(lambda x: None, o); del o; print(w() is None)
print(w() is None)
with contextlib.suppress(ValueError): 
    o = O(); w = weakref.ref(o); raise ValueError(o)
del o; print(w() is None)
for o in [O()]: w = weakref.ref(o)
print(w() is None); del o; print(w() is None)
def dflt(x=O()): return x
w = weakref.ref(dflt.__defaults__[0]); dflt.__defaults__ = None; print(w() is None)
def ann(x: O() = 1): pass
w = weakref.ref(ann.__annotations__['x']); ann.__annotations__ = {}; print(w() is None)
f = lambda: 0; f.attr = O(); w = weakref.ref(f.attr); del f; print(w() is None)
class Meta(type): pass
class C(metaclass=Meta): o = O()
w = weakref.ref(C.o); wc = weakref.ref(C); del C; print(w() is None, wc() is None); gc.collect(); print(w() is None, wc() is None)
match O():
    case O() as m: w = weakref.ref(m)
del m; print(w() is None)
if (n := O()): w = weakref.ref(n)
n = 1; print(w() is None)
a, *b = [O(), O()]; w = weakref.ref(b[0]); b = None; print(w() is None)
import functools
red = functools.reduce(lambda a, b: b, [O(), O()]); w = weakref.ref(red); del red; print(w() is None)
def gg():
    o = O(); yield weakref.ref(o); del o; yield
i = gg(); w = next(i); next(i); print(w() is None)
s = sorted([O(), O()], key=id); w = weakref.ref(s[0]); s.sort(key=lambda x: 1); del s; print(w() is None)
m = map(lambda o: o, [O()]); o = next(m); w = weakref.ref(o); del o; print(w() is None); del m; print(w() is None)
z = zip([O()], [1]); t = next(z); w = weakref.ref(t[0]); del t; print(w() is None); del z; print(w() is None)
e = enumerate([O()]); t = next(e); w = weakref.ref(t[1]); del t; print(w() is None); del e; print(w() is None)
d = {1: O()}; it = iter(d.items()); t = next(it); w = weakref.ref(t[1]); del t, d; print(w() is None); del it; print(w() is None)
import itertools
c = itertools.cycle([O()]); o = next(c); w = weakref.ref(o); del o; print(w() is None); del c; print(w() is None)
t1, t2 = itertools.tee([O(), O()]); o = next(t1); w = weakref.ref(o); del o; print(w() is None); next(t2); print(w() is None)
ch = itertools.chain([O()], [O()]); o = next(ch); w = weakref.ref(o); del o; print(w() is None); next(ch); print(w() is None)
g = itertools.groupby([O(), O()], key=lambda o: 1); k, grp = next(g); o = next(grp); w = weakref.ref(o); del o; print(w() is None); next(grp); print(w() is None)
p = itertools.product([O()], [O()]); o = next(p); w = weakref.ref(o[0]); del o; print(w() is None); print(next(p, None)); print(w() is None)
