import inspect, typing, types
from typing import *
def err(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def f(a,b=1,*pos,c,d=5,**named): return inspect.currentframe()
def g(x,y): pass
def h(x,y=2): pass
class C:
    def m(self,a): pass
for call in ((f,(1,2,3),{'c':4}),(f,(1,),{}),(f,(),{}),(g,(1,),{}),(g,(),{}),(g,(1,2,3),{}),(h,(1,2,3),{}),(h,(1,),{'z':1}),(h,(1,),{'x':1}),(C().m,(5,),{}),(C().m,(),{}),(g,(1,2,3,4),{}),(f,(1,),{'c':2,'q':3}), (lambda: 0,(1,),{})):
    err(lambda: {k:v for k,v in inspect.getcallargs(call[0],*call[1],**call[2]).items() if k!='self'})
fr=f(1,c=2,z=9); print(inspect.getargvalues(fr)[:3], inspect.formatargvalues(*inspect.getargvalues(fr)), inspect.getargs(f.__code__))
class A: pass
class B(A): pass
class D(A): pass
print(inspect.getclasstree([A,B,D]), inspect.getclasstree([B,D],True)); print(len(inspect.getmembers_static(A))>5)
P=ParamSpec('P'); print(P, P.args, P.kwargs, P.args==P.args); Ts=TypeVarTuple('Ts'); print(Ts, *Ts)
@overload
def o(a:int)->int: ...
@overload
def o(a:str)->str: ...
def o(a): return a
print(len(get_overloads(o)), o(3)); clear_overloads(); print(get_overloads(o))
print(IO, TextIO.__mro__, IO[str], Pattern, Match[str], Pattern[str], Optional[TextIO]); 
@dataclass_transform(eq_default=False)
class Z: pass
print(Z.__dataclass_transform__)
