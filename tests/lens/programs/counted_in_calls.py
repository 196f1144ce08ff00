"""How often objects are counted in and around calls: locals, arguments, values on the stack, comprehensions, generators."""
import sys
rc = sys.getrefcount
def a1(x): return rc(x)
def a2():
    x = []
    return rc(x)
def a3():
    x = []
    return a1(x)
def a4(x): return a1(x)
def a5():
    x = []; return a4(x)
def a6():
    x = []; y = x; return rc(x), rc(y)
def a7(): 
    x = []; return rc(x), rc((x, x)), rc([x]), [rc(x), x and rc(x)]
def a8(*args): return rc(args[0]), rc(args)
def a9(**k): return rc(k['a']), rc(k)
def b1():
    x = []; return a8(x), a9(a=x), a1(x=x)
class C:
    def __init__(self, x): self.n = rc(self), rc(x)
    def m(self, x): return rc(self), rc(x)
    def n(self): return self.m(self)
def b3():
    l = []; return C(l).n, C(l).n, rc(l)
def b4(x):
    y = x
    return rc(x)
def b5():
    x = []; return b4(x)
def b6(x):
    x = [x]; return rc(x), rc(x[0])
def b7():
    x = []; return b6(x), (lambda q: rc(q))(x), (lambda: rc(x))()
def b8():
    x = []
    for i in (x, x): r = rc(i), rc(x)
    return r
def b9():
    x = []; return [rc(x) for _ in 'ab'], rc(x), list(rc(x) for _ in 'ab')
def c1():
    x = []
    try: raise ValueError(x)
    except ValueError as e: return rc(e), rc(x), rc(e.args)
def c2():
    x = []
    def g(): yield rc(x); yield x
    def h(v): yield rc(v); yield rc(v)
    return list(g())[0], list(h(x))
def c3(): 
    x = []; return rc(x if x else x), rc(x or x), (x, rc(x)), max(rc(x), 0), {'a': x, 'b': rc(x)}
D4 = [4]
def c4(a, b=D4, *, k=D4): return rc(a), rc(b), rc(k)
def c5():
    x = []; return c4(x), c4(x, x), c4(b=x, a=x), c4(x, k=x), c4(*[x]), c4(**{'a': x})
def c6():
    x = []; return rc(x) + rc(x), f'{rc(x)}', rc(x) if rc(x) else 0, not rc(x), [x, [x, rc(x)]], (x, x, rc(x))[2]
def c7():
    x = object(); y = x; z = [x]; d = {'x': x}
    return rc(x), rc(z[0]), rc(d['x']), sorted([x], key=rc) and 0, list(map(rc, [x])), list(map(a1, [x]))
def c8(n, x): return rc(x) if not n else c8(n - 1, x)
def c9():
    x = []; return c8(5, x), c8(n=3, x=x)
def d1():
    a = b = []; c = [a]
    del b
    return rc(a), rc(c), [rc(v) for v in (a, c)]
class D:
    @property
    def p(self): return rc(self)
    def __len__(self): return rc(self)
    def __add__(self, o): return rc(self), rc(o)
    def __getitem__(self, k): return rc(self), rc(k)
    def __call__(self, x): return rc(self), rc(x)
    @staticmethod
    def s(x): return rc(x)
    @classmethod
    def k(cls, x): return rc(x)
def d2():
    d = D(); x = []
    return d.p, len(d), d + d, d[x], d(x), d.s(x), D.s(x), D.k(x), d.k(x)
for f in (a2, a3, a5, a6, a7, b1, b3, b5, b7, b8, b9, c1, c2, c3, c5, c6, c7, c9, d1, d2):
    print(f.__name__, f())
x = []
print(rc(x), a1(x), a4(x), a8(x), a9(a=x), C(x).n, C([]).m(x), [rc(x) for _ in 'a'])
print(a1([]), a8([]), C([]).n, rc([]), rc(object()))
