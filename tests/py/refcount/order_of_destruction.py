"""In which order things die."""
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print(self.n, end=' ')
def nl(): print()
l = [T(i) for i in range(4)]; del l; nl()
t = tuple(T(i) for i in range(4)); del t; nl()
d = {i: T(i) for i in range(4)}; del d; nl()
d = {T('k1'): T('v1'), T('k2'): T('v2')}; d.clear(); nl()
s = {T(i) for i in range(1)}; del s; nl()
l = [T(i) for i in range(5)]; l[1:3] = []; nl(); l.clear(); nl()
l = [T(i) for i in range(5)]; del l[::2]; nl(); l[:] = [T('n')]; nl(); l = None; nl()
l = [T(i) for i in range(3)]; l.pop(); nl(); l.pop(0); nl(); l.remove(l[0]); nl()
x = T('old'); x = T('new'); nl(); x = x; nl(); x, y = T('a'), T('b'); nl(); x, y = y, x; nl(); del x, y; nl()
def f(a, b):
    c = T('c'); d = T('d'); nl()
f(T('a'), T('b')); nl()
def g(a): del a; nl(); return 1
g(T('g')); nl()
class O: pass
o = O(); o.z = T('z'); o.a = T('a'); o.m = T('m'); del o; nl()
class S: __slots__ = ('z', 'a', 'm')
s = S(); s.z = T('z'); s.a = T('a'); s.m = T('m'); del s; nl()
class S2(S): __slots__ = ('b', '__dict__')
s = S2(); s.z = T('z'); s.a = T('a'); s.b = T('b'); s.d = T('d'); del s; nl()
import collections
q = collections.deque(T(i) for i in range(3)); q.popleft(); nl(); q.rotate(1); q.clear(); nl()
od = collections.OrderedDict((i, T(i)) for i in range(3)); od.move_to_end(0); del od; nl()
print([T(1), T(2)][0].n); nl(); (T('e1'), T('e2')); nl(); T('x').n; nl(); [T('c').n for _ in range(2)]; nl()
T('l') if T('cond') else 0; nl(); (T('1') or T('2')); nl(); (T('1') and T('2')); nl(); T('<') < 1 if 0 else 0; nl()
print(T('p1').n, T('p2').n); nl()
f2 = lambda *a, **k: None
f2(T('pos'), T('pos2'), k=T('kw')); nl(); f2(*[T('s1'), T('s2')]); nl()
for i in [T('f1'), T('f2')]: nl()
del i; nl()
a = b = T('ab'); del a; nl(); del b; nl()
try: raise Exception(T('exc'))
except Exception: nl()
nl(); 
with __import__('contextlib').nullcontext(T('ctx')) as c: nl()
del c; nl()
n = [[T('in1')], [T('in2')]]; del n[0]; nl(); del n; nl()
it = iter([T('it1'), T('it2')]); next(it); nl(); del it; nl()
m = map(lambda t: t.n, [T('m1'), T('m2')]); next(m); nl(); del m; nl()
z = zip([T('z1')], [T('z2')]); next(z); nl(); del z; nl()
def gg():
    x = T('gx'); yield; y = T('gy'); yield
g1 = gg(); next(g1); next(g1); del g1; nl()
print(sorted([T(3), T(1)], key=lambda t: t.n)[0].n); nl()
r = max([T(1), T(2)], key=lambda t: t.n); nl(); del r; nl()
dd = dict(a=T('a1')); dd['a'] = T('a2'); nl(); dd.update(a=T('a3')); nl(); dd.pop('a'); nl(); dd.setdefault('q', T('q')); dd.setdefault('q', T('q2')); nl(); del dd; nl()
print(f"{T('fs').n}"); nl(); assert T('as'); nl()
