"""The counts that special methods and called things see of their arguments."""
import sys
def rc(x):
    n = sys.getrefcount(x) - 1
    return n if n < 1000 else 'shared'
class P:
    def __init__(self, x): print('init', rc(x), rc(self))
    def m(self, x): print('m', rc(x), rc(self))
    def __call__(self, x): print('call', rc(x), rc(self))
    def __getitem__(self, x): print('getitem', rc(x), rc(self)); return x
    def __setitem__(self, k, x): print('setitem', rc(x), rc(self))
    def __delitem__(self, k): print('delitem', rc(k), rc(self))
    def __contains__(self, x): print('contains', rc(x), rc(self)); return True
    def __add__(self, x): print('add', rc(x), rc(self)); return self
    def __radd__(self, x): print('radd', rc(x), rc(self)); return self
    def __iadd__(self, x): print('iadd', rc(x), rc(self)); return self
    def __eq__(self, x): print('eq', rc(x), rc(self)); return True
    def __lt__(self, x): print('lt', rc(x), rc(self)); return True
    def __hash__(self): print('hash', rc(self)); return 1
    def __iter__(self): print('iter', rc(self)); return self
    def __next__(self): print('next', rc(self)); raise StopIteration
    def __len__(self): print('len', rc(self)); return 1
    def __bool__(self): print('bool', rc(self)); return True
    def __repr__(self): print('repr', rc(self)); return 'P'
    def __str__(self): print('str', rc(self)); return 'P'
    def __format__(self, s): print('format', rc(self)); return 'P'
    def __enter__(self): print('enter', rc(self)); return self
    def __exit__(self, *a): print('exit', rc(self), rc(a))
    def __getattr__(self, n): print('getattr', n, rc(self)); return 1
    def __setattr__(self, n, x): print('setattr', n, rc(self), rc(x))
    def __delattr__(self, n): print('delattr', n, rc(self))
    def __neg__(self): print('neg', rc(self)); return self
    def __abs__(self): print('abs', rc(self)); return self
    def __index__(self): print('index', rc(self)); return 0
    def __int__(self): print('int', rc(self)); return 0
    def __float__(self): print('float', rc(self)); return 0.0
    def __reversed__(self): print('reversed', rc(self)); return []
    def __instancecheck__(self, o): print('icheck', rc(self), rc(o)); return True
    def __copy__(self): print('copy', rc(self)); return self
    def __sizeof__(self): print('sizeof', rc(self)); return 0
    def __dir__(self): print('dir', rc(self)); return []
    def __round__(self): print('round', rc(self)); return 0
    def __matmul__(self, o): print('matmul', rc(self), rc(o)); return o
    def __class_getitem__(cls, x): print('cgi', rc(x)); return x
o = object(); 
p = P(o); P(object()); p.m(o); p.m(object()); p(o); p(object()); p[o]; p[object()]; p[o] = object(); del p[object()]; object() in p; p + object(); object() + p; p += object(); p == object(); object() == p; p < object(); object() > p; hash(p); {p: 1}; 
for _ in p: pass
list(p); len(p); bool(p); not p; repr(p); str(p); f'{p}'; format(p, 'abc'); '%s' % p; 
with p: pass
with P(1): pass
p.zz; p.zz = object(); del p.zz; getattr(p, 'q'); setattr(p, 'q', object()); -p; abs(p); [1][p]; int(p); float(p); reversed(p); isinstance(object(), p); import copy; copy.copy(p); sys.getsizeof(p); dir(p); round(p); p @ object(); P[object()]; sorted([p, P(2)]); max(p, P(3)); [p].index(p); p in [p]; p in {p: 1}; [p, P(4)].count(object()); {p, P(5)}; {p: 1}[p]; dict([(p, 1)]); set([p]) | {p}; p or 1; p and 1; 1 if p else 2; [*p]; (*p,); f(*p) if 0 else 0; print(p); any([p]); all([p]); sum([p], P(6)); map(p, [object()]).__next__(); next(filter(p.__contains__, [object()])); list(map(p.m, [object()])); sorted([object()], key=p); min([object()], key=p.m)
import functools; functools.partial(p.m, object())(); functools.partial(p)(object()); functools.reduce(p.__class__.__add__, [p, object()])
class Q:
    def __init__(self, *a, **k): print(rc(a), rc(k), [rc(x) for x in a])
Q(object(), object(), z=object()); Q(*[object()]); Q(**{'a': object()}); Q(*(), **{})
class M(type):
    def __call__(cls, *a): print('meta', rc(cls) > 3, rc(a), rc(a[0])); return super().__call__(*a)
class R(metaclass=M):
    def __new__(cls, x): print('new', rc(x)); return super().__new__(cls)
    def __init__(self, x): print('init', rc(x), rc(self))
R(object()); R(o)
class S:
    def __set_name__(self, owner, name): print('setname', rc(self))
    def __get__(self, o, t): print('get', rc(self), o is None, rc(o)); return 1
    def __set__(self, o, v): print('set', rc(self), rc(o), rc(v))
    def __delete__(self, o): print('delete', rc(o))
class T: s = S()
t = T(); t.s; T.s; t.s = object(); del t.s; getattr(t, 's'); T().s
class U:
    def __init_subclass__(cls, **k): print('initsub', rc(k))
class V(U, k=object()): pass
class W:
    def __getattribute__(self, n): print('gab', rc(self), n); return object.__getattribute__(self, n)
W().x if 0 else None; w = W(); 
try: w.x
except AttributeError as e: print(rc(e), rc(e.obj) if e.obj else None)
def dec(f): print('dec', rc(f)); return f
@dec
def ff(): pass
@dec
class FF: pass
def gen(x): print('g', rc(x)); y = yield x; print('s', rc(y), rc(x)); yield y
g = gen(object()); next(g); g.send(object()); 
try: g.throw(ValueError(object()))
except ValueError as e: print(rc(e), rc(e.args[0]))
def kw(a, b=object(), *c, d=object(), **e): print(rc(a), rc(b), rc(c), rc(d), rc(e))
kw(object()); kw(object(), object(), object(), d=object(), e=object()); kw(*[object()] * 3, **{'d': object()}); kw(a=object()); functools.partial(kw, object(), d=object())(z=1)
