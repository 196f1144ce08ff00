import ctypes, gc
from ctypes import *
s={1,2,3}
print([c_ssize_t.from_address(id(s)+16+8*i).value for i in range(3)], c_void_p.from_address(id(s)+40).value-id(s), c_ssize_t.from_address(id(s)+48).value)
tab=c_void_p.from_address(id(s)+40).value
print([ (c_void_p.from_address(tab+16*i).value==id(i), c_ssize_t.from_address(tab+16*i+8).value) for i in range(1,4)], c_void_p.from_address(tab).value)
s=set(range(100)); tab=c_void_p.from_address(id(s)+40).value; print(py_object.from_address(tab+16*5).value, c_ssize_t.from_address(id(s)+32).value)
class P:
    __slots__=("x","y")
p=P(); p.x=10; p.y="why"
print(py_object.from_address(id(p)+16).value, py_object.from_address(id(p)+24).value)
p=P(); print(c_void_p.from_address(id(p)+16).value)
l=[]
print(c_ulong.from_address(id(l)-16).value!=0, c_ulong.from_address(id(l)-8).value & 3)
t=(1,2); gc.collect(); print(c_ulong.from_address(id(t)-16).value)
class A: pass
a=A(); a.x=1; print(c_void_p.from_address(id(a)-24).value, c_void_p.from_address(id(a)-32).value is not None); d=a.__dict__; print(c_void_p.from_address(id(a)-24).value==id(d), c_void_p.from_address(id(a)-32).value)
f=frozenset([1]); print(c_ssize_t.from_address(id(f)+48).value); hash(f); print(c_ssize_t.from_address(id(f)+48).value==hash(f))
sl=slice(1,2,3); print([py_object.from_address(id(sl)+16+8*i).value for i in range(3)])
m=a.__init__; 
class B:
    def m(self): pass
b=B(); m=b.m; print(py_object.from_address(id(m)+16).value is B.m, py_object.from_address(id(m)+24).value is b)
def outer():
    v=[1]
    def inner(): return v
    return inner
c=outer().__closure__[0]; print(py_object.from_address(id(c)+16).value)
d={i:i*i for i in range(6)}; k=c_void_p.from_address(id(d)+32).value; print(c_uint8.from_address(k+8).value, c_ssize_t.from_address(k+16).value, c_ssize_t.from_address(k+24).value, [c_int8.from_address(k+32+i).value for i in range(16)]); del d[2]; print([c_int8.from_address(k+32+i).value for i in range(16)], c_void_p.from_address(k+48+2*24+8).value)
class DK(Structure): _fields_=[("rc",c_ssize_t),("l2",c_uint8),("l2i",c_uint8),("kind",c_uint8),("ver",c_uint32),("us",c_ssize_t),("n",c_ssize_t)]
for d in ({}, {"a":1}, {1:1}, dict.fromkeys(range(200)), a.__dict__, b.__dict__, {"k%d"%i:i for i in range(7)}):
    q=DK.from_address(c_void_p.from_address(id(d)+32).value); print(q.l2,q.l2i,q.kind,q.us,q.n)
class Pair(BigEndianStructure):
    _fields_ = [("a", c_uint16), ("b", c_uint32), ("f", c_float), ("row", c_int16 * 2)]
p = Pair(1, 2, 1.5, (3, -4))
print(bytes(p), p.a, p.b, p.f, list(p.row), Pair.from_buffer_copy(bytes(range(16))).b, sizeof(Pair), Pair.__mro__[1].__module__)
class Either(BigEndianUnion):
    _fields_ = [("whole", c_uint32), ("byte", c_uint8 * 4)]
e = Either(); e.whole = 1; print(list(e.byte), c_int.__ctype_le__ is c_int, c_int.__ctype_be__(258), bytes(c_int.__ctype_be__(258)))
try:
    class Bad(BigEndianStructure): _fields_ = [("p", c_void_p)]
except TypeError as error: print(error)
import sys
sys.setswitchinterval(1e-4); print(sys.getswitchinterval()); sys.setswitchinterval(0.005); print(sys.getswitchinterval())
