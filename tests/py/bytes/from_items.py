# A bytearray made from a list or tuple of ints has room for them at once; from other iterables it grows.
import sys

size = sys.getsizeof


class I(int):
    pass


for n in range(12):
    print(n, size(bytearray([1] * n)), size(bytearray((1,) * n)), size(bytearray(range(n))), size(bytearray([I(1)] * n)),
          size(bytearray([1] * n + [I(5)])), size(bytearray(iter([1] * n))))
array = bytearray(b'abc')
for items in ([1, 300, 2], [1, 'a'], (5, None), [1.5], [-1], [I(300)], [True, 2], []):
    try:
        array.__init__(items)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
    print(array, size(array))
