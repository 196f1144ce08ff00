import sys
class Plain:
    def __init__(self): self.x = 1
class Slots:
    __slots__ = ("x",)
    def __init__(self): self.x = 1
print(sys.getsizeof([1, 2, 3]), sys.getsizeof((1, 2, 3)), sys.getsizeof({1: 2}), sys.getsizeof({1, 2}))
print(sys.getsizeof(Plain()), sys.getsizeof(Slots()), sys.getsizeof(1), sys.getsizeof(2 ** 60), sys.getsizeof("abc"))
print(sys.getsizeof(range(1000)), sys.getsizeof(list(range(1000))))
