"""Sequences longer than 2**31: len, index, bisect, random of ranges and of classes that only have __len__ and __getitem__."""
import random
from bisect import bisect, bisect_left, insort
from operator import getitem, indexOf, length_hint

big = range(10 ** 6, 2 ** 40, 3)
print(len(big), big[2 ** 35], big[-1], big[-2 ** 34])
for x in 0, 10 ** 6, 5 * 10 ** 9, 2 ** 39, 2 ** 41:
    print(bisect(big, x), bisect_left(big, x), bisect(big, x, 2 ** 33), bisect(big, x, 0, 2 ** 36))
print(bisect(big, 10, key=lambda v: v // 10 ** 9), big.index(10 ** 12 + 1) if 10 ** 12 + 1 in big else None)


class Long:
    """As long as a range, one item behind the other."""

    def __init__(self, size):
        self.size = size
        self.added = []

    def __len__(self):
        return self.size

    def __getitem__(self, i):
        return 2 * i

    def insert(self, place, value):
        self.added.append((place, value))


long = Long(2 ** 60)
print(len(long), length_hint(long), bisect(long, 2 ** 50 + 1), bisect_left(long, 2 ** 58))
insort(long, 2 ** 55 + 1)
print(long.added, reversed(long).__length_hint__(), next(reversed(long)))
print(random.Random(4).choice(long), random.Random(4).choice(big), random.Random(4).sample(big, 3))
for size in 2 ** 31, 2 ** 32, 2 ** 63 - 1, 2 ** 63, -1:
    try:
        print(len(Long(size)), bool(Long(size)))
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
