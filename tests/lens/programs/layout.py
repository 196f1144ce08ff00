"""Sizes and offsets of classes and instances of several shapes, and what the collector tracks."""
import gc
import sys


class Plain:
    pass


class Slotted:
    __slots__ = ("x", "y")


class Weak:
    __slots__ = ("x", "__weakref__")


class SlottedChild(Slotted):
    pass


class Text(str):
    pass


class Items(list):
    pass


class Pairs(dict):
    pass


class Number(int):
    __slots__ = ()


class Filled:
    def __init__(self):
        self.a = 1
        self.b = 2


for cls in (Plain, Slotted, Weak, SlottedChild, Text, Items, Pairs, Number, Filled):
    print(cls.__name__, cls.__basicsize__, cls.__itemsize__, cls.__dictoffset__, cls.__weakrefoffset__)
for value in (Plain(), Slotted(), Weak(), SlottedChild(), Text("ab"), Items([1]), Pairs(a=1), Number(7), Filled()):
    print(type(value).__name__, sys.getsizeof(value), gc.is_tracked(value))

first, second = Filled(), Filled()
print(sys.getsizeof(first.__dict__), sys.getsizeof(second.__dict__))
second.c = 3
print(sys.getsizeof(first.__dict__), sys.getsizeof(second.__dict__))
del first.a
print(sys.getsizeof(first.__dict__), list(first.__dict__))
detached = second.__dict__
second.__dict__ = {"only": 1}
print(sorted(detached), second.only, sys.getsizeof(second.__dict__))
for value in (0, 1, 2**30, 2**60, True, 1.5, 1j, "", "a", "é", "€", b"", (), (1,), [], {}, {1: 2}, set(), range(3), slice(1)):
    print(repr(value), sys.getsizeof(value))
