"""Aliases as proxies of their class, what can be iterated, literals told apart by type, texts that were looked up, typing.io."""
import pickle
import typing
import warnings
from collections.abc import Iterable
from typing import Annotated, Callable, ClassVar, ForwardRef, Generic, List, Literal, NamedTuple, Optional, TypedDict, TypeVar, TypeVarTuple, Union, Unpack

T = TypeVar("T")


class Box(Generic[T]):
    size = 1

    def grow(self):
        pass


Box[int].size = 2
Box[str].__own__ = 3
Annotated[Box[int], "note"].colour = "red"
print(Box.size, Box.colour, hasattr(Box, "__own__"), "grow" in dir(Box[int]), "colour" in dir(Box[str]))

for kind in (List, List[int], Callable, Callable[[int], str], Union[int, str], Optional[int], Literal[1], Annotated[int, 1], typing.Any, Union):
    try:
        found = list(iter(kind))
    except TypeError as error:
        found = error
    print(kind, isinstance(kind, Iterable), found)

print(Literal[1, True], Literal[1, 1], Literal[[], []], Literal[int, None, "a"], Literal[Literal[1, 2], 2, 3], Literal[()])
print(Literal[0] == Literal[False], Literal[1, 2] == Literal[2, 1])
print(pickle.loads(pickle.dumps(Callable[[], int])) is Callable[[], int], Callable[[int], str] is Callable[[int], str])

Ts = TypeVarTuple("Ts")


def many(*args: *tuple[int, str]): pass
def texts(*args: "*tuple[int, str]"): pass


print(typing.get_type_hints(many) == {"args": Unpack[tuple[int, str]]} == typing.get_type_hints(texts))


def looked_up(value):
    Here = value
    reference = ForwardRef("Here")
    def function(x: reference): pass
    typing.get_type_hints(function, globals(), locals())
    return reference


print(looked_up(int) == looked_up(int), looked_up(int) == looked_up(str), ForwardRef("int") == ForwardRef("int", module="x"))


def refused(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Twice:
    x: "ClassVar[int]"


def in_function(x: "ClassVar[int]"): pass


print(typing.get_type_hints(Twice))
refused(lambda: typing.get_type_hints(in_function))
refused(lambda: type("D", (Generic[T], Generic[T]), {}))
refused(lambda: typing.types.new_class("D", (Generic[T], Generic[T])))
refused(lambda: typing.types.new_class("D", (NamedTuple, NamedTuple), exec_body=lambda ns: ns.update(__module__="m")))
for name in ("_source", "_fields", "_make"):
    refused(lambda: typing.types.new_class("D", (NamedTuple,), exec_body=lambda ns: ns.update({"__module__": "m", name: 1})))

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    from typing.io import IO, TextIO, __name__ as io_name
    from typing.re import Match, __all__ as names
    print(IO is typing.IO, TextIO is typing.TextIO, io_name, sorted(names), Match is typing.Match, len(seen), seen[0].message)
