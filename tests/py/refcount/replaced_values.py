"""How often the new value is counted while the finalizer of the value it replaces runs: cold and warm code."""
import sys
class D:
    def __del__(self): print("del", sys.getrefcount(new) - base, end=" ")
class A: pass
class S: __slots__=('x',)
def setup():
    global new, base
    new = []; base = sys.getrefcount(new)
new = base = 0
setup()
x = D(); x = new; print("name")
setup()
def f():
    global y
    y = D(); y = new
f(); print("global")
def g():
    z = D(); z = new
setup(); g(); print("fast")
def h():
    z = D(); z = new
    def i(): return z
setup(); h(); print("deref")
a = A(); 
setup(); a.x = D(); a.x = new; print("attr")
s = S(); setup(); s.x = D(); s.x = new; print("slot")
l = [0]; setup(); l[0] = D(); l[0] = new; print("list")
d = {}; setup(); d[0] = D(); d[0] = new; print("dict")
d = {}; setup(); d["a"] = D(); d["a"] = new; print("dictstr")
class M: 
    setup()
    x = D(); x = new
print("class ns")
M.y = D(); setup(); M.y = new; print("type attr")
l=[D()]; setup(); l[:] = [new]; print("slice")
l=[D()]; setup(); l[0:1] = [new]; print("slice")
def loop(a, s, l, d):
    for i in range(12):
        a.x = D(); setup(); a.x = new; print("wattr")
        s.x = D(); setup(); s.x = new; print("wslot")
        l[0] = D(); setup(); l[0] = new; print("wlist")
        d["a"] = D(); setup(); d["a"] = new; print("wdict")
        global y
        y = D(); setup(); y = new; print("wglobal")
        for q in (D(), new, 2): pass
        setup()
        p, q = D(), 1; p, q = new, 2
        setup(); w = D(); del w
        print("unpack")
loop(A(), S(), [0], {})
for i in range(12):
    y = D(); setup(); y = new; print("wname")
d = {}; d.setdefault("k", D()); setup(); d.update(k=new); print("update")
d = {1: D()}; setup(); d |= {1: new}; print("ior")
setup(); globals()["y"] = D(); globals()["y"] = new; print()
a = A(); a.x = D(); setup(); setattr(a, "x", new); print("setattr")
a = A(); a.x = D(); setup(); a.__dict__["x"] = new; print("dict setattr")
a.x = D(); setup(); a.x = new; print("attr with dict")
def wd(a):
    for i in range(10):
        a.x = D(); setup(); a.x = new; print("attr with dict")
wd(a)
