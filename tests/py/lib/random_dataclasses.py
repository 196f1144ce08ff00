import random
random.seed(42); print(random.random(), random.randint(1,100), [random.randrange(10) for _ in range(5)], random.choice('abc'), random.sample(range(100),5), random.gauss(0,1), random.uniform(1,2))
x=list(range(10)); random.shuffle(x); print(x, random.choices([1,2,3],k=4), random.choices('ab',weights=[1,5],k=3), random.getrandbits(70), random.normalvariate(), random.expovariate(2), random.gammavariate(2,3), random.gammavariate(.5,3), random.betavariate(1,2), random.triangular(), random.sample([1,2],k=2,counts=[3,2]))
random.seed('abc'); print(random.random()); random.seed(1.5); print(random.random()); r=random.Random(7); print(r.random(), r.randbytes(4), r.vonmisesvariate(1,2))
random.seed(2**100+3); print(random.random()); random.seed(-5); print(random.random())
from dataclasses import *
@dataclass
class P:
    x: int
    y: int = 5
    z: list = field(default_factory=list)
print(P(1), P(1)==P(1), P(1,2,[3]), asdict(P(1)), replace(P(1),y=9), fields(P)[0].name, P.__doc__, P.__match_args__)
try: P()
except TypeError as e: print(e)
try: hash(P(1))
except TypeError as e: print(e)
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = 'x'
print(F(1)<F(2), hash(F(1))==hash(F(1)), sorted([F(2),F(1)]))
try: F(1).a=3
except FrozenInstanceError as e: print(e)
@dataclass(slots=True)
class S:
    a: int
    b: int = 3
s=S(1); print(s, S.__slots__)
try: s.c=1
except AttributeError as e: print(e)
@dataclass
class Q(P):
    w: InitVar[int] = 1
    _: KW_ONLY
    k: int = 3
    def __post_init__(self,w): self.ww=w
q=Q(1,w=4,k=5); print(q,q.ww)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
print(make_dataclass('M',['a',('b',int,field(default=3))])(1), is_dataclass(P), astuple(P(1)))
match P(1,2):
    case P(a,b): print(a,b)
import numbers; print(isinstance(1,numbers.Integral), isinstance(1.0, numbers.Integral))
