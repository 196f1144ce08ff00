"""Rules of library modules that few programs meet."""
import _codecs
import _pyio
import bz2
import codecs
import collections.abc
import concurrent.futures
import datetime
import doctest
import errno
import io
import os
import queue
import shutil
import statistics
import tempfile
import zlib
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

# Pieces of what is packed as a whole.
for name, pack in ("zlib", zlib.compress), ("bz2", bz2.compress):
    packed, decoder, encoder = pack(b"again and again " * 9), codecs.getincrementaldecoder(name)(), codecs.getincrementalencoder(name)()
    print(name, b"".join(decoder.decode(packed[i:i + 1]) for i in range(len(packed))) == b"again and again " * 9)
    pieces = [encoder.encode(b"again and "), encoder.encode(b"again ", final=True)]
    print(codecs.decode(b"".join(pieces), name))
print(codecs.lookup("rot13").name, codecs.lookup("rot_13").name)

print([os.strerror(number) for number in (0, 16, 39, 98, 111, 133, 134, -1)], all(os.strerror(number)[:7] != "Unknown" for number in errno.errorcode))
print([name for name, _ in shutil.get_archive_formats()], [name for name, *_ in shutil.get_unpack_formats()])
with concurrent.futures.ThreadPoolExecutor(1) as pool:
    print(pool.map(abs, [1]).__qualname__)


# replace() makes an object of a derived class without its __new__.


class Moment(datetime.datetime):
    def __new__(cls, *args):
        print("new", args)
        return super().__new__(cls, *args)


class Hour(datetime.time):
    def __new__(cls, hour):
        return super().__new__(cls, hour)


class First(datetime.date):
    def __new__(cls):
        return super().__new__(cls, 2000, 1, 1)


print(repr(Moment(2020, 1, 1).replace(year=3)), repr(Hour(3).replace(minute=4)), repr(First().replace(day=9)))
print(repr(Moment.combine(datetime.date(2020, 1, 1), datetime.time(1))), type(datetime.tzinfo(1, a=2)))
try:
    datetime.datetime.strptime("10 2020", "%j %G")
except ValueError as error:
    print(error)


class Plain(io.IOBase):
    pass


plain = Plain()
print(plain.closed, plain.close(), plain.closed, vars(plain))
try:
    io.TextIOWrapper(io.BytesIO(b"a")).readline(None)
except TypeError as error:
    print(error)
print(_codecs.utf_8_decode(b"a\xc3"), _codecs.latin_1_encode("\xe9"))
