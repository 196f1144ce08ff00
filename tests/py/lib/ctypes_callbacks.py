# Functions of C's library that call back.
from ctypes import *

libc = CDLL("libc.so.6")
Compare = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))


def compare(a, b):
    print("compare", a[0], b[0])
    return a[0] - b[0]


numbers = (c_int * 5)(5, 1, 7, 33, 99)
libc.qsort.restype = None
print(libc.qsort(numbers, len(numbers), sizeof(c_int), Compare(compare)))
print(list(numbers))

many = (c_int * 13)(*[x * 7 % 13 for x in range(13)])
libc.qsort(many, len(many), sizeof(c_int), Compare(lambda a, b: b[0] - a[0]))
print(list(many))


class Point(Structure):
    _fields_ = [("x", c_double), ("name", c_char * 4)]


points = (Point * 4)(Point(3.5, b"c"), Point(1.5, b"a"), Point(2.5, b"b"), Point(1.5, b"z"))


@CFUNCTYPE(c_int, POINTER(Point), POINTER(Point))
def by_x(a, b):
    return (a.contents.x > b.contents.x) - (a.contents.x < b.contents.x)


libc.qsort(points, len(points), sizeof(Point), by_x)
print([(p.x, p.name) for p in points])

libc.bsearch.restype = POINTER(c_int)
found = libc.bsearch(byref(c_int(33)), numbers, len(numbers), sizeof(c_int), Compare(lambda a, b: a[0] - b[0]))
print(found.contents.value, addressof(found.contents) - addressof(numbers))
print(bool(libc.bsearch(byref(c_int(34)), numbers, len(numbers), sizeof(c_int), Compare(lambda a, b: a[0] - b[0]))))
