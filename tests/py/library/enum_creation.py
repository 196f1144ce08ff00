# How a class of members comes about: what its __dict__ holds and in which order, what __init_subclass__() sees, what members hold.
import gc
import sys
import warnings
from enum import *

warnings.simplefilter('ignore')

class Base(Enum):
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        print("sub", cls.__name__, list(cls), list(cls.__dict__), sys.getrefcount(cls))
    def foo(self): return 1
class C(Base):
    "doc"
    RED = 1
    def m(self): pass
    GREEN = 2
    ALIAS = 1
print(list(C.__dict__))
print(list(Base.__dict__))
class F(Flag):
    A = auto(); B = auto(); AB = A | B
print(list(F.__dict__)); 
class I(IntEnum):
    X = 1
    Y = auto()
print(list(I.__dict__))
class S(StrEnum):
    def _generate_next_value_(name, start, count, last): return name * 2
    X = auto()
    @property
    def up(self): return self.upper()
print(list(S.__dict__), S.X)
class T(tuple, Enum):
    P = 1, 2
print(list(T.__dict__), T.P)
class Own(Enum):
    def __new__(cls, v, w):
        o = object.__new__(cls); o._value_ = v; o.w = w; print("new", list(cls.__dict__), cls._member_map_)
        return o
    def __init__(self, v, w): print("init", self.__dict__)
    Q = 1, 2
    R = 3, 4
print(list(Own.__dict__)); print(Own.Q.__dict__, vars(Own.R))
for c in (Enum, IntEnum, IntFlag, StrEnum, ReprEnum): print(c.__name__, list(c.__dict__))
print(dir(C), dir(C.RED))
print([sys.getrefcount(m) for m in C], sys.getrefcount(C), sys.getsizeof(C), sys.getsizeof(C.RED.__dict__))
try:
    class Bad(Enum):
        def __init__(self, x): raise ValueError("bad")
        A = 1
except Exception as e: print(type(e), e, e.__cause__, e.__context__)
try:
    class Bad2(Base):
        def __init_subclass__(cls): raise KeyError("x")
        A = 1
    class Bad3(Bad2.__base__): B = 2
except Exception as e: print(type(e), e, e.__cause__, e.__context__)
try:
    class Bad4(Enum):
        __new__ = lambda cls, x: 5
        A = 1
except Exception as e: print(type(e), e, e.__cause__, e.__context__)
class Desc:
    def __set_name__(self, o, n): print("set_name", n, list(o._member_map_))
    def __get__(self, i, o=None): return 1
class WithDesc(Enum):
    A = 1
    d = Desc()
    B = 2
fn = Enum("fn", "a b c"); print(list(fn.__dict__), fn.__module__)
fn = IntFlag("fn", {"a": 1, "b": 4}); print(list(fn.__dict__), repr(fn(5)), list(fn(5)), fn(5).__dict__)
print(F.A.__dict__, F.AB.__dict__, (F.A|F.B).__dict__, fn(7).__dict__, F._value2member_map_, fn._value2member_map_)
print(type(C.__dict__["RED"]), type(I.__dict__['X']), type(C._generate_next_value_), type(C.__dict__["_generate_next_value_"]))
print(C._value_repr_, I._value_repr_, C._use_args_, I._use_args_)
@unique
class U(Enum):
    A = 1
@verify(CONTINUOUS)
class V(IntFlag):
    A = 1; B = 2
print(V(3), ~V.A, V.A.__dict__, V._inverted_ if hasattr(V, "_inverted_") else None)
class M(Enum):
    @member
    def f(): return 1
    @nonmember
    def g(self): return 2
    class Inner(Enum): Z = 1
    _ignore_ = ["q"]
    q = 5
    _order_ = "f Inner"
print(list(M.__dict__), M._member_names_)

gc.collect()
gc.disable()


class Colour(Enum):
    RED = 1
    BLUE = 2


del Colour
print(gc.collect())
