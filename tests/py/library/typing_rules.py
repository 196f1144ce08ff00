"""typing: substitution of TypeVarTuple and ParamSpec, what may be an argument, classes that may not be derived from, protocols,
NamedTuple and TypedDict that are generic, get_type_hints, no_type_check, pickling."""
import pickle
import typing
import warnings
from typing import *

T, S, P, Ts = TypeVar("T"), TypeVar("S"), ParamSpec("P"), TypeVarTuple("Ts")


def ask(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Two(Generic[T, S]):
    pass


class Many(Generic[T, Unpack[Ts]]):
    pass


class Calls(Generic[P, T]):
    pass


class OnlyP(Generic[P]):
    pass


class Plain:
    pass


for make in (lambda: Two[int, str], lambda: Two[int], lambda: Two[T, int][str], lambda: Many[int], lambda: Many[int, str, float], lambda: Many[()],
             lambda: Many[T, Unpack[Ts]][int, str, bytes], lambda: Many[int, Unpack[Tuple[str, ...]]], lambda: Calls[[int, str], float],
             lambda: Calls[P, T][[int], str], lambda: Calls[..., int], lambda: Calls[int, str], lambda: OnlyP[int, str], lambda: OnlyP[[int, str]],
             lambda: Callable[P, T][[int, str], float], lambda: Callable[Concatenate[int, P], T][[str], bytes], lambda: Callable[Concatenate[int, P], T],
             lambda: Tuple[Unpack[Ts]][int, str], lambda: Tuple[T, Unpack[Ts]][int], lambda: Generic[T, T], lambda: Generic[int], lambda: Generic[()],
             lambda: Annotated[Annotated[int, 1], 2], lambda: Annotated[List[T], "m"][int], lambda: Annotated[int, "m"]("5"), lambda: List[int](),
             lambda: Literal[0] == Literal[False], lambda: Literal[1, 2] == Literal[2, 1], lambda: hash(Literal[1, 2]) == hash(Literal[2, 1]),
             lambda: List[5], lambda: List[Union], lambda: List[Generic], lambda: List[ClassVar[int]], lambda: Optional[Final[int]],
             lambda: Required[int, str], lambda: TypeVar("X", bound=Union), lambda: Optional[1, 2], lambda: Annotated[int], lambda: Concatenate[int, str],
             lambda: get_args(Callable[[], int]), lambda: get_args(Callable[P, int]), lambda: get_args(Annotated[int, 1, 2])):
    ask(make)


def derive(*bases):
    class Made(*bases):
        pass
    return Made.__mro__[1:], Made.__orig_bases__


for bases in ((type(ClassVar),), (type(List),), (ClassVar,), (ClassVar[int],), (Union[int, str],), (T,), (P,), (NewType("N", int),), (Annotated[int, 1],),
              (List[int],), (Dict[str, T],), (Generic,), (Generic[T], List[S]), (Generic[T], Dict[T, int]), (Protocol, Plain), (Any,)):
    ask(lambda: derive(*bases))


class Named(NamedTuple, Generic[T]):
    first: T
    second: int = 5


class Keys(TypedDict, Generic[T]):
    key: T
    other: NotRequired[Annotated[int, "m"]]


print(Named(1), Named[int], Named.__mro__, Named.__parameters__, Named.__orig_bases__[1])
print(Keys(key=1), Keys[int], Keys.__mro__, Keys.__required_keys__, Keys.__optional_keys__)
ask(lambda: type("X", (Plain,), {}) and NamedTuple("N", [("x", int)], y=str))
ask(lambda: TypedDict("K", {"x": int}, y=int))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    print(TypedDict("K", x=int).__annotations__, [str(warning.message)[:40] for warning in seen])


@runtime_checkable
class Has(Protocol):
    x: int

    def method(self):
        pass


@runtime_checkable
class Does(Protocol):
    def method(self):
        pass


class Good:
    x = 1

    def method(self):
        pass


class Refuses:
    method = None


class Started(Protocol):
    def __init__(self, value):
        self.value = value


class Concrete(Started):
    pass


print(isinstance(Good(), Has), isinstance(Good(), Does), issubclass(Good, Does), isinstance(Refuses(), Does), issubclass(Refuses, Does))
print(Concrete(3).value, isinstance(5, Does))
ask(lambda: issubclass(Good, Has))
ask(lambda: Does())
ask(lambda: isinstance(1, Started))


def hints(a: "Optional[T]", b: Annotated[int, 1] = 2, *c: "List['int']") -> "Two[int, Annotated[str, 5]]":
    pass


@no_type_check
class Unchecked:
    x: "nothing"

    def method(self, a: "nobody"):
        pass


print(get_type_hints(hints))
print(get_type_hints(hints, include_extras=True))
print(get_type_hints(Unchecked), get_type_hints(Unchecked.method), get_type_hints(Keys), get_type_hints(Keys, include_extras=True)["other"])
ask(lambda: get_type_hints(5))
ask(lambda: get_type_hints(len))
print(ForwardRef("int") == ForwardRef("int"), ForwardRef("int", module="m"), ForwardRef("a") == ForwardRef("a", module="m"))
for alias in List[int], Optional[str], Callable[[int], str], Dict[str, List[int]], Annotated[int, "m"], Two[int, str], T, P, Literal[1], List:
    print(pickle.loads(pickle.dumps(alias)) == alias, end=" ")
print()
ask(lambda: assert_never("x" * 200))
print(issubclass(Tuple, Tuple), issubclass(tuple, Tuple), issubclass(list, List), get_origin(P.args) is P)
print(get_type_hints(type("C", (), {"__annotations__": {"a": Annotated["ClassVar[int]", 3], "b": "Final[int]"}, "__module__": __name__})))
