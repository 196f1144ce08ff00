# Tuples of 20 items are kept for reuse, but never taken; unions and classmethods leave the tuples that CPython's do.
import gc


def fresh(make):
    gc.collect()
    before = gc.get_count()[0]
    kept = make()
    del kept
    first = gc.get_count()[0] - before
    again = gc.get_count()[0]
    kept = make()
    del kept
    print(first, gc.get_count()[0] - again)


gc.disable()
for length in 1, 2, 19, 20, 21:
    fresh(lambda: tuple(range(length)))
fresh(lambda: int | str)
fresh(lambda: [int | str for i in range(5)])
fresh(lambda: int | str | float | None)
fresh(lambda: (int | str) | (str | float))
fresh(lambda: [classmethod(len) for i in range(5)])
fresh(lambda: [staticmethod(len) for i in range(5)])
print(int | str | int, (int | str) | (str | float), list[int] | list[int], None | int, int | (str | None) | None)

# A defaultdict's arguments are cut with a slice object, the one that the next slice gets.
import collections


def cut_between(make):
    made = slice(1, 2, 3)
    where = id(made)
    make()
    made = None
    return id(slice(1, 2, 3)) == where


gc.collect()
before = gc.get_count()[0]
collections.defaultdict(list)
print(gc.get_count()[0] - before, [cut_between(make) for make in (dict, lambda: collections.defaultdict(list), collections.defaultdict, collections.OrderedDict)])
