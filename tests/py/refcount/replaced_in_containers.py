"""The same through methods, attributes and containers written in C."""
import sys
class D:
    def __del__(self): print("del", sys.getrefcount(new) - base, end=" ")
def setup():
    global new, base
    new = []; base = sys.getrefcount(new)
new = base = 0
setup()
d = {"k": D()}; setup(); d.update(k=new); print("update")
d = {"k": D()}; setup(); d.update({"k":new}); print("update")
d = {"k": D()}; setup(); d.update({"k":new}.items()); print("update")
d = {"k": D()}; setup(); d.update([("k",new)]); print("update")
class K(dict): pass
d = K(k= D()); setup(); d.update({"k":new}); print("update")
d = K(k= D()); setup(); d.update(k=new); print("update")
d = {"k": D()}; setup(); d |= {"k":new}; print("ior")
d = {"k": D(),**{"k":0}}; setup(); e={**{"k":D()}, **{"k":new}}; print("ior")
d = {"k": D(),"k":new}; setup(); e={"k":D(),"k":new};print("lit")
l=[D()]; setup(); l[::2]=[new]; print("ext")
l=[D()]; setup(); l.__setitem__(0,new); print("ext")
l=[D()]; setup(); l.__init__([new]); print("ext")
class P: pass
p=P(); p.x=D(); setup(); p.__setattr__("x", new); print("sa")
p=P(); p.x=D(); setup(); object.__setattr__(p,"x", new); print("sa")
p=P(); p.x=D(); setup(); p.__dict__=({"x":new}); print("sa")
p=P(); p.x=D(); setup(); p.__dict__.update(x=new); print("sa")
p=P(); p.x=D(); setup(); setattr(p,"x",new); print("sa")
setup(); P.z=D(); setup(); setattr(P,"z",new); print("sa")
def f(): pass
f.x=D(); setup(); f.x=new; print("fn")
f.__defaults__=(D(),); setup(); f.__defaults__=(new,); print("fn")
f.__dict__={"a":D()}; setup(); f.__dict__={"a":new}; print("fn")
from collections import deque, OrderedDict, defaultdict
q=deque([D()]); setup(); q[0]=new; print("dq")
q=deque([D()],1); setup(); q.append(new); print("dq")
o=OrderedDict(a=D()); setup(); o["a"]=new; print("od")
o=defaultdict(list,a=D()); setup(); o["a"]=new; print("dd")
import weakref
w=weakref.WeakValueDictionary()
x=property(D()); setup(); x.__init__(new); print("prop")
e=Exception(D()); setup(); e.args=(new,); print("args")
e=Exception(D()); setup(); e.__init__(new); print("args")
s=type("S",(),{"__slots__":("x",)})(); s.x=D(); setup(); s.x=new; print('slot')
def c():
    v=D()
    def g(): return v
    return g
g=c(); setup(); g.__closure__[0].cell_contents=new; print("cell")
import functools
pp=functools.partial(max,D()); setup(); pp.__setstate__((max,(new,),{}, None)); print("partial")
setup()
with __import__("contextlib").suppress(ValueError): x=D(); x=new
print()
for x in [D(), new]: setup()
print("for")
[x for x in [1]]
import sys as x
x=D(); setup(); (x:=new); print("walrus")
def ff(a=D()): pass
setup()
def ff(a=new): pass
print("def")
