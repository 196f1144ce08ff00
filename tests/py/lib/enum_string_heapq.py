import enum, string, heapq, bisect
from enum import *
class C(Enum):
    RED=1
    GREEN=2
    CRIMSON=1
    def hello(self): return self.name+'!'
print(C.RED, repr(C.RED), C(2), C['RED'], list(C), C.CRIMSON is C.RED, C.RED.hello(), len(C), C.RED.value, C.__members__)
try: C(5)
except ValueError as e: print(e)
try: C.RED=3
except AttributeError as e: print(e)
class D(IntEnum):
    A=auto(); B=auto()
print(D.A+1, D.B, repr(D.B), D.A<D.B, f'{D.A}', D(2), isinstance(D.A,int), str(D.A))
class S(StrEnum):
    A=auto(); B='x'
print(S.A, repr(S.B), S.A=='a', S.A.upper())
class F(Flag):
    R=auto(); W=auto(); X=auto()
    RW=R|W
print(F.R|F.X, repr(F.R|F.W), F.RW, list(F), ~F.R, bool(F.R&F.W), F.R in F.RW, F(0), repr(F(5)), list(F.RW))
class I(IntFlag):
    A=1; B=2
print(I.A|I.B, repr(I.A|8), int(I.A), repr(~I.A))
P=Enum('P','X Y'); print(list(P), P.X)
print({C.RED:1}[C(1)], C.RED==1, C.RED in C, hash(C.RED)==hash('RED'))
class Pl(Enum):
    E=(3.3,6.4); M=(1,2)
    def __init__(self,m,r): self.m=m; self.r=r
    @property
    def g(self): return self.m*self.r
print(Pl.E.g, Pl.M.value, Pl((1,2)))
class M(Enum):
    A=1
    @classmethod
    def _missing_(cls,v): return cls.A
print(M(9), type(C), C, type(C.RED))
try: F(100)
except ValueError as e: print(e)
@unique
class U(Enum): A=1
try:
    @unique
    class U2(Enum): A=1; B=1
except ValueError as e: print(e)
print(string.Template('$a ${b} $$').substitute(a=1,b=2), string.capwords('a b'), string.Formatter().format('{0} {x!r:>5} {}' if 0 else '{0} {x!r:>5}',1,x='a'), string.punctuation)
h=[5,3,8,1]; heapq.heapify(h); print(h, heapq.heappop(h), h, heapq.nlargest(2,h), list(heapq.merge([1,4],[2,3])))
print(bisect.bisect([1,2,2,3],2), bisect.bisect_left([1,2,2,3],2))
import copy, collections, collections.abc
print(copy.deepcopy(C.RED) is C.RED)
match collections.deque([1,2]):
    case [x,*r]: print(x,r)
class Sq(collections.abc.Sequence):
    def __len__(s): return 2
    def __getitem__(s,i): return [1,2][i]
match Sq():
    case [a,b]: print(a,b)
match collections.ChainMap({'a':1}):
    case {'a':z}: print(z)
