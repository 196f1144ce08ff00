"""In which order what a function holds goes when it ends."""
class T:
    def __init__(self, n): self.n = n
    def __del__(self): print(self.n, end=' ')
def nl(): print()
def f(a, b):
    c = T('c'); d = T('d')
    def g(): return d, e
    e = T('e')
f(T('a'), T('b')); nl()
def f(a, *b, k=None, **m):
    c = T('c')
f(T('a'), T('b'), T('b2'), k=T('k'), m=T('m')); nl()
f2 = lambda *a, **k: None
f2(T('pos'), T('pos2'), k=T('kw')); nl(); f2(*[T('s1'), T('s2')]); nl()
def gg():
    x = T('gx'); yield; y = T('gy'); yield
g1 = gg(); next(g1); next(g1); del g1; nl()
print(T('p1').n, T('p2').n); nl()
isinstance(T('i1'), T); nl()
def h(a, b): c = T('c'); 1/0
try: h(T('a'), T('b'))
except ZeroDivisionError: pass
nl()
def r(n, *x):
    y = T(f'y{n}')
    if n: r(n - 1)
r(2); nl()
class C:
    def __init__(self, a): self.a = a; b = T('b')
    def __del__(self): print('C', end=' ')
C(T('x')); nl()
len([T('q'), T('w')]); nl()
(T('t1'), T('t2')); nl()
[T('l1'), T('l2')]; nl()
{1: T('d1'), 2: T('d2')}; nl()
f'{T("f1").n}{T("f2").n}'; nl()
str.join(T('j').n, (T('k').n,)); nl()
def two(): return T('r1'), T('r2')
a, b = two(); del b, a; nl()
x = [T(i) for i in 'abc']; del x; nl()
def inner():
    z = [T('z1'), T('z2')]; w = T('w'); v = z
inner(); nl()
def dd(a, b):
    del a; nl(); c = T('cc')
dd(T('da'), T('db')); nl()
dict(a=T('ka'), b=T('kb')); nl()
"{} {}".format(T('f1').n, T('f2').n); nl()
setattr(C, 'zz', T('set')); C.zz = 1; nl()
[].append(T('app')); nl()
def exc():
    a = T('a'); b = T('b'); raise ValueError
try: exc()
except ValueError: nl()
nl()
