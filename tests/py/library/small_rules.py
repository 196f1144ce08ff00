"""Rules of library modules that few programs meet."""
import _pyio
import collections.abc
import doctest
import errno
import io
import os
import queue
import statistics
import tempfile
from decimal import Decimal, InvalidOperation

for flags in (32, 64, 96):
    try:
        kind = type(collections.abc.Collection)("Kind", (collections.abc.Collection,), {
            "__abc_tpflags__": flags, "__len__": lambda self: 0, "__iter__": lambda self: iter(()), "__contains__": lambda self, x: False})
        match kind():
            case [*_]:
                print("sequence")
            case {}:
                print("mapping")
    except TypeError as error:
        print(error)

print(queue._PySimpleQueue is not queue.SimpleQueue, queue._PySimpleQueue.__module__, queue.SimpleQueue.__module__)
simple = queue._PySimpleQueue()
simple.put(1)
simple.colour = "red"
print(simple.get(), simple.empty(), simple.colour)

try:
    statistics.mean([Decimal("sNaN")])
except InvalidOperation as error:
    print("InvalidOperation")
print(statistics._decimal_sqrt_of_frac(-2, -1), doctest.testmod(statistics).attempted > 0)

print(sorted(name for name in vars(errno) if name.isupper() and getattr(errno, name) not in errno.errorcode))

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "f")
    for kind in (io.FileIO, _pyio.FileIO):
        with kind(name, "w") as file:
            print(repr(file).replace(folder, ""))
        print(file)
    for number in (2 ** 31, -2 ** 31 - 1, -1):
        try:
            io.FileIO(number)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
