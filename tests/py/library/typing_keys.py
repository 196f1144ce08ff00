"""Typed dicts whose keys change from base to class, final protocols, metadata that is equal but of another type; the depth of marshal."""
import marshal
import typing
from typing import Annotated, NotRequired, Protocol, Required, TypedDict, final, runtime_checkable


class Loose(TypedDict, total=False):
    a: int
    b: Required[int]


class Strict(Loose):
    a: int
    b: NotRequired[str]


class Other(TypedDict):
    a: NotRequired[int]


class Both(Strict, Other):
    pass


for cls in (Loose, Strict, Other, Both):
    print(cls.__name__, sorted(cls.__required_keys__), sorted(cls.__optional_keys__), cls.__total__)


@final
@runtime_checkable
class Sized(Protocol):
    def measure(self) -> int: ...


class Ruler:
    def measure(self):
        return 3


print(issubclass(Ruler, Sized), isinstance(3, Sized), Sized.__final__)
for one, two in ((1, 1.0), (1, True), ('x', 'x')):
    print(Annotated[int, one] is Annotated[int, two], Annotated[int, two].__metadata__)
try:
    Annotated[int]
except TypeError as error:
    print(error)
deep = []
for _ in range(5000):
    deep = [deep]
for attempt in (lambda: marshal.dumps(deep), lambda: marshal.loads(b'[\x01\0\0\0' * 5000 + b'N')):
    try:
        attempt()
    except ValueError as error:
        print(error)
print(marshal.loads(b'I' + (-12345678901).to_bytes(8, 'little', signed=True)))
