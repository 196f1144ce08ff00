"""Dataclasses: methods of one's own stay, annotations as text, docstrings, abstract classes, slots, names; UserDict and its kin, ChainMap;
singledispatch by abstract classes, partialmethod, total_ordering."""
import abc
import collections
import copy
import dataclasses
import functools
import pickle
import typing
from collections.abc import Mapping, MutableMapping, Sequence, Sized
from dataclasses import InitVar, KW_ONLY, dataclass, field, make_dataclass
from typing import ClassVar, List, Optional, Protocol


def ask(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class Own:
    x: int

    def __init__(self, x):
        self.x = 2 * x


print(Own(3), Own.__doc__, Own.__repr__.__qualname__, Own.__eq__.__qualname__)
for text in ("ClassVar[int]", " typing . ClassVar", "typing.ClassVar+", "t.ClassVar", "ClassVarx", "InitVar [int]", "dataclasses. InitVar", "dc.InitVar",
             "Optional[int]", "KW_ONLY", "int"):
    @dataclass
    class Text:
        x: text
        y: int = 1

    print(text, list(Text.__dataclass_fields__), Text.__doc__, [f.name for f in dataclasses.fields(Text)])


class Thing:
    pass


@dataclass(kw_only=False)
class Doc:
    a: Optional[int]
    b: List[int] = field(default_factory=list)
    c: collections.deque = None
    d: list[int] = field(default=(), kw_only=True)
    e: Thing = None
    f: "Thing" = None
    g: InitVar[int] = 5
    h: ClassVar[int] = 6


print(Doc.__doc__)


class Ordered(abc.ABC):
    @abc.abstractmethod
    def __lt__(self, other):
        pass


@dataclass(order=True)
class Date(Ordered):
    year: int


print(Date(1) < Date(2), Date.__abstractmethods__)


class P(Protocol):
    a: int


@dataclass
class FromProtocol(P):
    a: int


print(FromProtocol(5))


@dataclass(slots=True)
class Slots:
    a: str
    b: str = field(default="b", init=False)


print(Slots("a"), Slots.__slots__)
for bad in (), (1, 2, 3, 4), (1, int), "for", "a b", float, ("a",), ["b", int, 5]:
    ask(lambda: list(make_dataclass("C", ["x", bad] if bad != ["b", int, 5] else ["x", bad]).__dataclass_fields__))
ask(dataclass, 5)
print(str(dataclasses.fields(Doc)[0]).split("default=")[0], str(dataclasses.fields(Doc)[0]).split("init=")[1])


class Keys(collections.UserDict):
    pass


one, chain = Keys(a=1), collections.ChainMap({"a": 1}, {"b": 2})
one.extra = 5
print(type(one | {"b": 2}).__name__, {"z": 1} | one, one | one, copy.copy(one).extra, one.copy().extra, {"q": 1, "a": 0} | chain, chain | {"c": 3})
ask(lambda: one | 5)
items = collections.UserList([1])
items.extra = 6
print(copy.copy(items).extra, copy.copy(items), collections.UserString("12").__int__(), "%s!" % collections.UserString("a"),
      pickle.loads(pickle.dumps(collections.UserString("p"))), collections.UserString.maketrans("a", "b"))


@functools.singledispatch
def kind(value):
    return "object"


for cls in Sized, Mapping, MutableMapping, Sequence:
    kind.register(cls, lambda value, cls=cls: cls.__name__)


class Odd:
    def __len__(self):
        return 0


class Both(Sized, collections.abc.Iterable):
    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())


print(kind({}), kind([]), kind(set()), kind(Odd()), kind(1), kind("a"), kind(collections.ChainMap()), kind(Both()))
kind.register(collections.abc.Iterable, lambda value: "Iterable")
ask(kind, Both())
ask(kind, set())


class Twice(collections.abc.Iterable, Sized):
    __iter__ = __len__ = None


print(kind.dispatch(Twice)(None))
for bad in list[int], int | list[int], typing.Union[int, str], 5:
    ask(lambda: kind.register(bad, lambda value: 1)(0))


def unannotated(arg):
    pass


def annotated(arg: list[int]):
    pass


def union(arg: "int | list[int]"):
    pass


for bad in unannotated, annotated, union:
    ask(lambda: kind.register(bad) and 0) if bad is not unannotated else None


class Methods:
    @functools.singledispatchmethod
    def show(self, arg):
        return "other"

    @show.register
    def _(self, arg: int):
        return "int"

    part = functools.partialmethod(lambda self, *args, **kwargs: print(*args, kwargs), "given", end="!")
    empty = functools.partialmethod(len)


Methods().part("now")
print(Methods().show(1), Methods().show("a"), repr(vars(Methods)["empty"]), repr(vars(Methods)["part"])[-19:])


@functools.total_ordering
class Total:
    def __le__(self, other):
        return True

    def __ge__(self, other):
        return NotImplemented


print(Total.__gt__.__qualname__, Total.__lt__.__name__, pickle.loads(pickle.dumps(Total.__gt__)) is Total.__gt__)


class CallsDict(type):
    __call__ = dict


class CallsPython(type):
    def __call__(cls, first, *rest):
        return super().__call__()


print([dataclasses.dataclass(kind('Made', (), {})).__doc__ for kind in (type, CallsDict, CallsPython)])


@dataclasses.dataclass(frozen=True, slots=True)
class OwnState:
    x: int

    def __getstate__(self):
        return [self.x + 1]


@dataclasses.dataclass(frozen=True, slots=True)
class OwnSetState:
    x: int

    def __setstate__(self, state):
        print('set', state)
        object.__setattr__(self, 'x', state[0] * 2)


import copy
print(copy.copy(OwnState(1)), copy.copy(OwnSetState(3)))
