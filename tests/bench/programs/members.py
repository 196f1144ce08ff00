# Enumerations, dataclasses, annotations and abstract classes, as larger programs are made of.
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, Flag, auto
from typing import Dict, Generic, List, Optional, TypeVar

T = TypeVar("T")


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Access(Flag):
    READ = auto()
    WRITE = auto()


@dataclass(order=True)
class Item:
    price: float
    name: str = "x"
    tags: list = field(default_factory=list)


class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...


class Square(Shape):
    def __init__(self, side: float):
        self.side = side

    def area(self) -> float:
        return self.side ** 2


def run(rounds):
    total = 0
    for i in range(rounds):
        color = Color(1 + i % 3)
        total += color.value + len(color.name) + (color is Color.RED) + (Access.WRITE in Access.READ | Access.WRITE)
        total += Box[int](i).value + isinstance(Square(i), Shape) + Square(i).area()

        def lookup(keys: List[int], table: Optional[Dict[str, int]] = None) -> Dict[str, List[int]]:
            return {"keys": keys}

        total += len(lookup([i])["keys"])
    items = sorted(Item((i * 7919) % 1000 / 10, f"n{i}") for i in range(rounds))
    total += sum(len(repr(item)) + asdict(item)["price"] + replace(item, price=1.0).price for item in items[: rounds // 4])
    return round(total, 2)


print("members", run(6000))
