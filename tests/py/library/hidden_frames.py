# what CPython has in C leaves no entry in a traceback, and says in C's words which arguments are wrong
import binascii
import contextlib
import datetime
import decimal
import os
import struct
import tempfile
import time
import traceback
import typing
import zlib


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception:
        print(traceback.format_exc().replace(__file__, 'FILE'), end='')


attempt(binascii.unhexlify, 'zz')
attempt(os.listdir, '/no/such/folder')
attempt(struct.pack, 'i', 'a')
attempt(datetime.date, 1, 13, 1)
attempt(datetime.timedelta, foo=1)
attempt(datetime.timedelta, 1, 2, 3, 4, 5, 6, 7, 8)
attempt(decimal.Decimal, 'x')
attempt(zlib.decompress, b'abc')
attempt(time.strftime, 5)
print(os.listdir, binascii.hexlify, zlib.crc32, struct.pack)

print(typing.List[int] is typing.List[int], typing.Optional[int].__name__, typing.Union[int, str].__name__, typing.Union.__name__, len(typing.__all__))
T = typing.TypeVar('T')


class Box(typing.Generic[T]):
    pass


print(Box[int] is Box[int], Box[int] is Box[str], typing.Literal[1] is typing.Literal[True], typing.Annotated)
here = os.getcwd()
with contextlib.chdir(tempfile.gettempdir()) as nothing:
    print(nothing, os.getcwd() == tempfile.gettempdir())
print(os.getcwd() == here)
