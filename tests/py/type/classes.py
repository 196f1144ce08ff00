# Classes: reference counts, sizes, hooks, descriptors, metaclasses, copying, destruction order.
import builtins


def print(*args):
    """Like print, with the digits of addresses left out."""
    parts = ' '.join(map(str, args)).split('0x')
    builtins.print('0x'.join(parts[:1] + [part.lstrip('0123456789abcdef') for part in parts[1:]]))


import sys
rc=sys.getrefcount
class A: pass
print(rc(A)); a=A(); print(rc(A)); b=A(); print(rc(A)); del a,b; print(rc(A))
class B(A): pass
print(rc(A), rc(B))
class S: __slots__=('x','y')
print(rc(S), sys.getsizeof(S), sys.getsizeof(A), sys.getsizeof(S()), sys.getsizeof(A()))
class E: __slots__=()
print(rc(E), sys.getsizeof(E()))
class T(S): pass
print(sys.getsizeof(T()), T.__basicsize__, S.__basicsize__, T.__dictoffset__, T.__weakrefoffset__)
class I(int): pass
class Tu(tuple): pass
class St(str): pass
class L(list): pass
class D(dict): pass
class Ex(Exception): pass
for c in (I,Tu,St,L,D,Ex): print(c.__name__, c.__basicsize__, c.__itemsize__, c.__dictoffset__, c.__weakrefoffset__, sys.getsizeof(c), rc(c))
i=I(5); i.x=1; print(i, i.x, i.__dict__, i+1, type(i+1), sys.getsizeof(i))
t=Tu((1,2)); t.x=1; print(t, t.x, t.__dict__, sys.getsizeof(t))
s=St('abc'); s.x=2; print(s, s.x, s.__dict__, s.upper())
l=L([1]); l.x=3; print(l,l.x,l.__dict__)
d=D(a=1); d.x=4; print(d,d.x,d.__dict__)
e=Ex('m'); e.x=5; print(repr(e),e.x,e.__dict__)
class F:
    def __new__(cls,*a): print('new',a); return super().__new__(cls)
    def __init__(self,*a): print('init',a)
    def __call__(self,*a,**k): return a,k
    def __getattr__(self,n): return 'ga '+n
    def __getitem__(self,k): return k
    def __len__(self): return 3
    def __contains__(self,k): return k==1
    def __add__(self,o): return 'add'
    def __radd__(self,o): return 'radd'
    def __eq__(self,o): return True
    def __hash__(self): return 7
    def __repr__(self): return 'F!'
    def __str__(self): return 'Fs'
    def __bool__(self): return False
    def __del__(self): print('del')
    def __iter__(self): return iter((1,2))
    def __enter__(self): return self
    def __exit__(self,*a): print('exit')
f=F(1,2); print(f(1,x=2), f.zork, f[1:2], len(f), 1 in f, f+1, 1+f, f==3, hash(f), repr(f), str(f), bool(f), list(f))
with f: pass
del f
class M(type):
    def __new__(m,n,b,d,**k): print('M.new',n,b,sorted(d),k); return super().__new__(m,n,b,d)
    def __init__(c,n,b,d,**k): print('M.init',n,k); super().__init__(n,b,d)
    def __call__(c,*a): print('M.call',a); return super().__call__(*a)
    @classmethod
    def __prepare__(m,n,b,**k): print('prep',n,k); return {'pre':1}
class X(metaclass=M,k=1): z=1
print(X.pre, X())
class P:
    def __init_subclass__(cls, **k): print('isub',cls.__name__,k)
    def __class_getitem__(cls,k): return (cls.__name__,k)
class Q(P,a=1): pass
print(Q[3])
class Desc:
    def __set_name__(s,o,n): print('setname',o.__name__,n)
    def __get__(s,o,t=None): return ('get',o is None,t.__name__)
    def __set__(s,o,v): print('set',v)
    def __delete__(s,o): print('delete')
class R: d=Desc()
r=R(); print(r.d, R.d); r.d=1; del r.d
class Pr:
    def __init__(self): self._x=1
    @property
    def x(self):
        "doc x"
        return self._x
    @x.setter
    def x(self,v): self._x=v
    @x.deleter
    def x(self): del self._x
p=Pr(); print(p.x); p.x=5; print(p.x, Pr.x.__doc__, Pr.x.fget.__name__); del p.x; print(hasattr(p,'x'), p.__dict__)
class C1:
    @classmethod
    def c(cls,*a): return cls.__name__,a
    @staticmethod
    def s(*a): return a
print(C1.c(1), C1().c(2), C1.s(3), C1().s(4), C1.__dict__['c'].__func__.__name__, C1.__dict__['s'](9))
print(C1.c, C1.__dict__['c'], C1.s.__qualname__)
class X1: pass
class Y1(X1): pass
class Z1(X1): pass
class W1(Y1,Z1): pass
print([c.__name__ for c in W1.__mro__], X1.__subclasses__(), W1.__bases__, W1.__base__)
class V1(X1): v=1
Y1.__bases__=(V1,); print([c.__name__ for c in W1.__mro__], W1.v, V1.__subclasses__(), X1.__subclasses__())
w=W1(); w.__class__=V1; print(type(w).__name__)
def hello(self): return 'hello'
X1.hello=hello; print(w.hello(), W1.hello is hello)
X1.__len__=lambda s: 42; print(len(w), len(W1())); del X1.__len__
try: len(w)
except TypeError as e: print(e)
print(type('Dyn',(A,),{'q':1}).q, type('Dyn',(A,),{}))
print(A.__module__, A.__qualname__, A.__name__, A.__doc__, A.__dict__.keys())
class Ann: x:int=1; y:str
print(Ann.__annotations__, A.__annotations__)
A.__name__='AA'; print(A, A.__qualname__); A.__qualname__='Q.A'; print(A)
print(int.__add__, (1).__add__, [].append, list.append, int.real, type.__dict__['__name__'], str.maketrans, dict.fromkeys, object.__new__)
print(int.__add__(1,2), (1).__add__(2), list.__len__([1]), int.__lt__(1,2), str.__mod__('%d',(3,)), int.__pow__(2,3,5), int.__bool__(3), [].__contains__(1), [1].__getitem__(0))
print(object.__doc__[:20], int.__add__.__doc__, int.__add__.__name__, int.__add__.__qualname__, int.__add__.__objclass__, int.__add__.__text_signature__)
print(len.__name__, len.__module__, len.__self__, [].append.__self__, [].append.__qualname__, len.__text_signature__)
print(list[int], list[int].__args__, dict[str,list[int]], int|str, (int|None).__args__, list[int]==list[int], hash(list[int])==hash(list[int]), list[int](), isinstance(1,int|str))
class types:
    SimpleNamespace=type(sys.implementation) if hasattr(sys,"implementation") else None
    ModuleType=type(sys)
n=types.SimpleNamespace(a=1,b='x'); print(n, n.a, n==types.SimpleNamespace(a=1,b='x')); n.c=n; print(n)
m=types.ModuleType('mod','doc'); print(m, m.__dict__, m.__doc__)
def g():
    x=1
    def h(): return x
    return h
print(g().__closure__[0].cell_contents, g.__name__, g().__qualname__, g.__defaults__, g.__code__.co_name, g.__globals__ is globals())
def dd(a,b=2,*,c=3)->int: "docs"
print(dd.__defaults__, dd.__kwdefaults__, dd.__annotations__, dd.__doc__, dd.__module__, dd.__dict__); dd.attr=1; print(dd.__dict__)
class Meth:
    def m(self): return self
mm=Meth(); b1=mm.m; print(b1()==mm, b1.__func__ is Meth.m, b1.__self__ is mm, b1==mm.m, b1.__name__, hash(b1)==hash(mm.m))
class SupA:
    def f(self): return 'A.f'
class SupB(SupA):
    def f(self): return 'B'+super().f()
    @classmethod
    def k(cls): return super().__repr__.__name__
    def g(self): return super(SupB,self).f(), super()
print(SupB().f(), SupB.k(), SupB().g()[0])
class copy:
    copy=staticmethod(lambda o: (lambda r: (lambda n:(hasattr(n,"__dict__") and isinstance(r[2],dict) and n.__dict__.update(r[2]), isinstance(r[2],tuple) and [setattr(n,k,v) for k,v in r[2][1].items()],n)[-1])(r[0](*r[1])))(o.__reduce_ex__(4)))
    deepcopy=copy
class Cp: 
    def __init__(self): self.a=[1]
class Cs: __slots__=('a','b')
c=Cp(); c2=copy.copy(c); c3=copy.deepcopy(c); print(c2.a is c.a, c3.a is c.a, c3.a)
s=Cs(); s.a=1; s2=copy.copy(s); print(s2.a, hasattr(s2,'b'))
print(object().__reduce_ex__(2)[1:], c.__reduce_ex__(4)[1:], s.__getstate__(), c.__getstate__(), A().__getstate__())
print(sorted(dir(A()))==sorted(dir(object))+[] , 'a' in dir(c), dir(types.SimpleNamespace(z=1))[-1])
print(A().__sizeof__(), object().__sizeof__(), (5).__sizeof__())
class WithDel:
    def __init__(s,n): s.n=n
    def __del__(s): print('del',s.n)
class Slotted:
    __slots__=('b','a','c')
x=Slotted(); x.c=WithDel('c'); x.a=WithDel('a'); x.b=WithDel('b'); del x
class Sl2(Slotted): __slots__=('z','d')
x=Sl2(); x.a=WithDel('a2'); x.z=WithDel('z2'); x.d=WithDel('d2'); x.c=WithDel('c2'); del x
import _weakref as weakref
class Wk: pass
k=Wk(); r1=weakref.ref(k,lambda r: print('cb1')); r2=weakref.ref(k,lambda r: print('cb2')); del k


class Super(super):
    def __init__(self, *args):
        if args:
            super().__init__(*args)


class Base:
    pass


empty = Super.__new__(Super)
print(repr(empty), type(empty.__get__(Base(), Base)))
empty.__init__(Base)
print(repr(empty), type(empty.__get__(Base(), Base)))

try:
    super.__new__(super).__get__(42)
except TypeError as error:
    print(error)
