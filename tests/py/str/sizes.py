# sys.getsizeof of every kind, and of instances of subclasses.
import sys
class Plain(str):
    pass
class Slotted(str):
    __slots__ = ("extra",)
for text in ["", "a", "abc", "é", "éé", "中", "中a", "😀", "a😀b", "x" * 1000]:
    print(len(text), sys.getsizeof(text), sys.getsizeof(Plain(text)), sys.getsizeof(Slotted(text)), text.__sizeof__())
print(str.__basicsize__, str.__itemsize__, sys.getsizeof(iter("a")), sys.getsizeof(iter("é")), type(iter("a")).__name__, type(iter("é")).__name__)
