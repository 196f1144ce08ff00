# Special methods written in Python: operators, containers, attributes, subclasses of builtins.
import builtins


def print(*args):
    """Like print, with the digits of addresses left out."""
    parts = ' '.join(map(str, args)).split('0x')
    builtins.print('0x'.join(parts[:1] + [part.lstrip('0123456789abcdef') for part in parts[1:]]))


class N:
    def __init__(s,v): s.v=v
    def __add__(s,o): print('N.add'); return NotImplemented
    def __radd__(s,o): print('N.radd'); return 'r'
    def __eq__(s,o): print('N.eq'); return NotImplemented
    def __lt__(s,o): print('N.lt'); return NotImplemented
    def __gt__(s,o): print('N.gt'); return True
    def __pow__(s,o,m=None): return ('pow',o,m)
    def __rpow__(s,o,m=None): return ('rpow',o,m)
    def __ipow__(s,o): return 'ipow'
    def __iadd__(s,o): print('iadd'); return s
    def __matmul__(s,o): return 'mm'
    def __divmod__(s,o): return 'dm'
    def __index__(s): return 5
    def __int__(s): return 6
    def __float__(s): return 7.5
    def __neg__(s): return 'neg'
    def __invert__(s): return 'inv'
    def __abs__(s): return 'abs'
    def __round__(s,*a): return ('round',a)
    def __reversed__(s): return 'rev'
    def __format__(s,sp): return 'F:'+sp
    def __bytes__(s): return b'by'
    def __complex__(s): return 1j
class M(N):
    def __radd__(s,o): print('M.radd'); return 'mr'
class O(N): pass
n=N(1)
try: n+n
except TypeError as e: print(e)
print(n+M(2), 1+n)
try: n+O(2)
except TypeError as e: print(e)
print(n==1, n==n, n!=1, n<N(2), n>1, pow(n,2), pow(n,2,3), 2**n, n@1, divmod(n,1), [1,2,3,4,5,6][n], int(n), float(n), -n, ~n, abs(n), round(n), round(n,2), reversed(n), format(n,'x'), f'{n:>3}', bytes(n), complex(n), range(n), 'a'*n, bin(n), hex(n))
n+=1
x=n; x**=2; print(x)
class L(list):
    def __getitem__(s,i): return ('gi',i)
    def __len__(s): return 99
    def append(s,x): super().append(x*2)
    def __contains__(s,x): return True
    def __iadd__(s,o): return 'ia'
    def __mul__(s,o): return 'mul'
l=L([1,2]); l.append(3); print(l[0], l[1:2], len(l), list.__len__(l), 77 in l, l*2, 2*l, l+[4], list(l), repr(l), bool(l))
l+=[1]; print(l)
class D(dict):
    def __missing__(s,k): return 'miss '+k
    def __setitem__(s,k,v): super().__setitem__(k,v+1)
d=D(a=1); d['b']=1; print(d, d['zz'], d.get('zz'))
class S(str):
    def __add__(s,o): return 'sadd'
    def __getattr__(s,n): return n
    def __eq__(s,o): return True
    __hash__=str.__hash__
s=S('ab'); print(s+'c', s.foo, s=='zzz', hash(s)==hash('ab'), {s:1}, s[0], s.upper(), '%s'%s, f'{s}', 'x'+s)
class I(int):
    def __add__(s,o): return 'iadd'
    def __radd__(s,o): return 'iradd'
    def __repr__(s): return 'I!'
    def __bool__(s): return False
i=I(3); print(i+1, 1+i, i*2, i, str(i), f'{i}', bool(i), -i, i<4, [i], i==3, sum([i,i]))
class T(tuple):
    def __new__(cls,a,b): return super().__new__(cls,(a,b))
    @property
    def first(s): return s[0]
t=T(1,2); print(t, t.first, t+(3,), t==(1,2), hash(t)==hash((1,2)), t[:], type(t[:]))
class F(float):
    def __repr__(s): return 'F'+float.__repr__(s)
print(F(1.5), F(1.5)+1, [F(2)])
class It:
    def __init__(s): s.i=0
    def __iter__(s): return s
    def __next__(s):
        s.i+=1
        if s.i>3: raise StopIteration
        return s.i
print(list(It()), sum(It()), max(It()), 2 in It(), tuple(It()), sorted(It(),reverse=True), [*It()], dict.fromkeys(It()))
class G:
    def __getitem__(s,i):
        if i>2: raise IndexError
        return i*10
print(list(G()), 20 in G(), iter(G()))
class C:
    def __call__(s,*a,**k): return (a,k)
c=C(); print(c(), c(1,b=2), callable(c), callable(1), callable(C))
C.__call__=lambda s: 'new'; print(c())
del C.__call__
try: c()
except TypeError as e: print(e)
class GA:
    def __getattribute__(s,n):
        if n=='boom': raise AttributeError('boom!')
        return 'ga:'+n
    def __getattr__(s,n): return 'fallback:'+n
    def __setattr__(s,n,v): print('set',n,v)
    def __delattr__(s,n): print('del',n)
g=GA(); print(g.x, g.boom); g.y=1; del g.y
class Base: pass
def late(self,o): return 'late'
Base.__add__=late; print(Base()+1)
class Der(Base): pass
Base.__sub__=late; print(Der()-1)
class Mix(int, Base): pass
print(Mix(1)+1, Mix(3)-1)
class K1: __slots__=('a',)
class K2(K1): pass
k=K2(); k.a=1; k.b=2; print(k.a,k.b,k.__dict__)
class K3: __slots__=('__dict__',)
k=K3(); k.z=1; print(k.__dict__, hasattr(k,'__weakref__'))
class K4: __slots__={'q':'doc of q'}
print(K4.q, K4.__slots__)
class K5: __slots__=('__priv',)
k=K5(); k._K5__priv=1; print(k._K5__priv, K5.__slots__)
class Eq:
    def __eq__(s,o): return s is o
print(Eq.__hash__)
class Eq2(Eq): 
    def __hash__(s): return 1
print(hash(Eq2()))
class Ne:
    def __eq__(s,o): return True
print(Ne()!=1, Ne()==1)
print(type.__call__(int,'5'), type.__repr__(int), object.__repr__(5)[:8], int.__new__(int,'7'), type(int).__name__)
print(isinstance(True,int), issubclass(bool,int), isinstance(1,(str,int)), int.mro(), type.mro(bool))
class Meta(type):
    def __instancecheck__(c,o): return o==1
    def __subclasscheck__(c,o): return True
    def __len__(c): return 12
    def __getattr__(c,n): return 'meta '+n
    def __getitem__(c,i): return ('cgi',i)
    def __iter__(c): return iter('abc')
    def __contains__(c,x): return x=='q'
    def mro(c): return [c,object]
    def __repr__(c): return 'METAREPR'
    def __eq__(c,o): return c is o
    def __hash__(c): return 5
class MC(metaclass=Meta): pass
print(isinstance(1,MC), isinstance(2,MC), issubclass(int,MC), len(MC), MC.foo, MC[1], list(MC), 'q' in MC, MC.__mro__, MC, hash(MC), {MC:1})
print(MC.__dict__.keys(), Meta.__mro__, type(MC))
import sys
class Big: pass
b=Big()
for i in range(40): setattr(b,'a%d'%i,i)
print(len(b.__dict__), b.a39, b.a0); del b.a5; print('a5' in b.__dict__, len(vars(b)))
b.__dict__={'only':1}; print(b.only, hasattr(b,'a1'))
b.__dict__['x']=5; print(b.x)
def fn(): pass
fn.a=1; print(fn.a, fn.__dict__); fn.__dict__={'b':2}; print(fn.b)
fn.__name__='nm'; print(fn.__name__, fn.__qualname__); fn.__qualname__='qq'; print(repr(fn)[:12])
fn.__defaults__=(1,); fn.__code__=(lambda x: x*3).__code__; print(fn(), fn(5))
fn.__kwdefaults__={'z':1}; print(fn.__kwdefaults__); del fn.__kwdefaults__; print(fn.__kwdefaults__)
fn.__annotations__['k']=1; print(fn.__annotations__); fn.__annotations__=None; print(fn.__annotations__)
print(type(fn)(fn.__code__, globals(), 'made', (9,))())
cm=classmethod(fn); print(cm.__func__ is fn, cm.__wrapped__ is fn, cm.__name__, cm.__dict__.keys())
class Ch:
    @classmethod
    @property
    def p(cls): return cls.__name__
print(Ch.p, Ch().p)
class Prop(property): pass
class HP:
    @Prop
    def v(self): "vdoc"; return 1
print(HP.v.__doc__, HP().v, HP.v)
print(property().fget, property(len).fget, property(doc='d').__doc__)
print(super(M,M(1)), super(M), super(M,M).__thisclass__, super(M,M(1)).__self_class__)
class SA:
    x=super
    def f(self): return [super().__init__() for _ in (1,)] if 0 else __class__
print(SA().f())
class AA:
    def m(self): return 'AA'
class BB(AA):
    def m(self): return (lambda: super(BB,self).m())()
    def get(self):
        def inner(): return super(__class__, self).m()
        return inner()
print(BB().m(), BB().get())
