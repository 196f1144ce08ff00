"""Enums: kinds of data, values with several bits, boundaries, properties with the name of a member, dir()."""
import enum, inspect
from enum import *
from dataclasses import dataclass
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).split(': {')[0])
try:
    print(inspect.signature(enum.EnumDict.update) if hasattr(enum,'EnumDict') else inspect.signature(enum._EnumDict.update))
except Exception as e: print(e)
def mk(bases):
    return lambda: EnumType('Huh', bases, EnumType.__prepare__('Huh', bases))
t(mk((str,int,Enum)))
class MyStr(str): pass
class MyInt(int): pass
t(mk((MyStr,MyInt,Enum)))
@dataclass
class Foo:
    a:int
class E1(Foo,Enum):
    X=1
print(repr(E1.X), str(E1.X), E1.X.value, format(E1.X,''))
@dataclass(repr=False)
class Foo2:
    a:int
class E2(Foo2,Enum):
    X=1
print(repr(E2.X)[:10])
class Simple(IntFlag, boundary=KEEP): SINGLE=1
class Iron(IntFlag, boundary=STRICT):
    ONE = 1; TWO = 2; EIGHT = 8
s=Simple.SINGLE|Iron.TWO
print(repr(s), s, s.name, s.value)
class P(Flag,boundary=KEEP):
    A=1;B=2;C=6
print(repr(P(6)),repr(P(7)),repr(P(5)),repr(P(4)),repr(P(8)),repr(P(9)),repr(~P.A), list(P), list(P.C), len(P.C), P(13).name)
class S(Flag):
    A=1;B=2;C=4|B
for v in range(9):
    t(lambda: (repr(S(v)), S(v).name, str(S(v)), list(S(v)), len(S(v))))
class M(Flag):
    HiddenText = 0x10
    DigitsOnly = 0x01
    LettersOnly = 0x02
    OnlyMask = 0x0f
for v in (0,1,2,3,0xf,0x1f,0x4,0x13,0x10,0x20):
    t(lambda: (repr(M(v)), M(v).name, str(M(v)), list(M(v)), len(M(v))))
print(~M.DigitsOnly, repr(~M.OnlyMask), repr(~(M.HiddenText|M.DigitsOnly)))
class C(Flag):
    BLACK=0;RED=1;GREEN=2;BLUE=4;PURPLE=RED|BLUE;WHITE=7
print(repr(C(0)),repr(C.PURPLE),repr(C(3)),repr(~C.RED),repr(C.PURPLE|C.GREEN),list(C.WHITE), C.BLACK.name, str(C.BLACK), repr(C.RED^C.RED), bool(C.BLACK))
class IF(IntFlag):
    A=1;B=2;D=12
print(repr(IF(12)),repr(IF(13)),repr(IF(4)),repr(IF(16)),repr(IF(17)),repr(IF(-1)),repr(~IF.A),repr(IF(0)),repr(IF.A|64),str(IF.A|64),repr(IF.A|IF.B|IF.D|32), repr(IF(-5)), repr(IF.A+5), IF(-1).value)
class B(Enum):
    @enum.property
    def first(self): return 'prop'
    @enum.property
    def both(self): return 'both'
class D(B):
    first=1
    z=2
print(D.first, D.first.first, D.z.first, dir(D.first), dir(D.z), type(D.__dict__["first"]))
t(lambda: D.both)
t(lambda: setattr(D.z,'first',3))
class W(Enum):
    first=1
    def f(self): pass
    pass
    name2='x'
print(dir(W.first), [m for m in dir(W)], repr(W.__dict__.get('first')))
print(W.first.name, W.first.first if hasattr(W.first,'first') else None)
class Planet(Enum):
    MERCURY=(3.3e23,2.4e6)
    def __init__(self,mass,radius): self.mass=mass; self.radius=radius
    @property
    def g(self): return self.mass/self.radius
print(dir(Planet.MERCURY),repr(Planet.MERCURY),Planet.MERCURY.g)
print(enum.__all__)
