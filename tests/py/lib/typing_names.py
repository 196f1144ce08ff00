from typing import *
import typing
T=TypeVar('T')
print(List[int], Dict[str,List[int]], Optional[int], Union[int,str,None], Callable[[int],str], Callable[...,int], Tuple[int,...], Any, ClassVar[int], Literal[1,'a'], T, List[T][int], Union[int], Union[int,Union[str,int]])
class Stack(Generic[T]):
    def __init__(self): self.items: List[T]=[]
    def push(self,x:T)->None: self.items.append(x)
s=Stack[int](); s.push(1); print(s.items, Stack[int], Stack.__parameters__, Stack.__mro__[1:])
class P(NamedTuple):
    x: int
    y: int = 2
    def s(self): return self.x+self.y
print(P(1), P(1).s(), P._fields, P.__annotations__, P._field_defaults)
class M(TypedDict, total=False):
    a: int
print(M(a=1), M.__total__, M.__annotations__)
@runtime_checkable
class Pr(Protocol):
    def quack(self): ...
class D:
    def quack(self): pass
print(isinstance(D(),Pr), isinstance(1,Pr), isinstance(1,SupportsInt))
try: Pr()
except TypeError as e: print(e)
def f(a: 'int', b: Optional[str]=None)->List['int']: ...
print(get_type_hints(f), get_origin(List[int]), get_args(Dict[str,int]), get_args(Callable[[int],str]))
U=NewType('U',int); print(U(3), U, cast(int,'a'), TYPE_CHECKING)
print(Optional[int]==Union[int,None], hash(List[int])==hash(List[int]), int|None==Optional[int], Annotated[int,'x'], Final[int], Type[int], Iterable[int])
from dataclasses import dataclass
@dataclass
class C:
    k: ClassVar[int] = 3
    v: Optional[int] = None
print(C(), List, Sequence[int], isinstance([], List))
print(list[T][int], T|None)
