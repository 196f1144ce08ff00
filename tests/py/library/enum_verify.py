# What verify() asks of an enumeration: each check in its order, with its words.
from enum import *
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def a():
    @verify(UNIQUE)
    class C(Enum): A=1; B=1; D=2; E=2
def b():
    @verify(CONTINUOUS)
    class C(IntEnum): A=1; B=2; D=5; E=9
def c():
    @verify(NAMED_FLAGS)
    class C(Flag): A=1; B=2; D=12; E=31
def d():
    @verify(UNIQUE)
    class C: A=1
def e():
    @verify(CONTINUOUS)
    class C(Flag): A=1; B=4; D=64
def f():
    @unique
    class C(Enum): A=1; B=1
def g():
    @verify(NAMED_FLAGS, CONTINUOUS, UNIQUE)
    class C(Flag): A=1; B=2; D=3; E=7
def h():
    @verify(NAMED_FLAGS)
    class C(Flag): A=1; D=12
def i():
    @verify(CONTINUOUS)
    class C(Enum): A=[]; B=[]
def j():
    @verify(CONTINUOUS, UNIQUE)
    class C(Enum): A=1; B=3; C=3
def k():
    @verify('x')
    class C(Enum): A=1; B=3; C=3
    return C
for x in a,b,c,d,e,f,g,h,i,j,k: t(x)
print(list(EnumCheck), repr(CONTINUOUS))
