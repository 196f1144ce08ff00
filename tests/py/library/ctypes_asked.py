# What classes and members of C data refuse, how subclasses of simple types are shown, and what c_char_p keeps.
import ctypes
import re
from ctypes import Array, Structure, c_char, c_char_p, c_int, c_wchar, py_object


class Pair(Structure):
    _fields_ = [("a", c_int), ("b", c_char_p), ("c", c_char * 3)]


class Number(c_int):
    pass


class Letter(c_char):
    pass


class Text(c_char_p):
    pass


def attempt(*functions):
    for function in functions:
        try:
            print(re.sub("0x[0-9a-f]+", "0x", repr(function())))
        except Exception as error:
            print(type(error).__name__, error)


def array(**names):
    return type("Row", (Array,), names)


pair = Pair(1, b"x", b"yz")
print("kept")
attempt(lambda: c_char_p(b"abc")._objects, lambda: c_char_p()._objects, lambda: Text(b"x")._objects, lambda: py_object(5)._objects)
print("shown")
attempt(lambda: Number(3), lambda: Letter(b"x"), lambda: c_int(3), lambda: c_char(b"x"), lambda: c_wchar("x"), lambda: repr(Text(b"q"))[:5], lambda: Text())
print("members")
attempt(lambda: setattr(Pair.a, "offset", 3), lambda: setattr(Pair.a, "size", 3), lambda: delattr(Pair.a, "offset"), lambda: Pair.a.__get__(None, Pair),
        lambda: delattr(pair, "a"), lambda: delattr(c_int(1), "value"), lambda: delattr((c_char * 3)(), "value"), lambda: delattr((c_char * 3)(), "raw"),
        lambda: (Pair.b.offset, Pair.c.size, pair.a, pair.b, pair.c))
print("arrays")
attempt(lambda: array(_type_=c_int), lambda: array(_length_=3), lambda: array(_type_=c_int, _length_=-1), lambda: array(_type_=c_int, _length_="3"),
        lambda: array(_type_=c_int, _length_=1 << 80), lambda: array(_type_=c_int, _length_=-(1 << 80)), lambda: array(_type_=c_int, _length_=0)(),
        lambda: array(_type_=c_int, _length_=(1 << 63) - 1), lambda: array(_type_=int, _length_=3), lambda: c_int * (1 << 62), lambda: Array(),
        lambda: list(array(_type_=c_int, _length_=2)(5)))
print("from memory")
attempt(*[lambda kind=kind: kind.from_buffer(bytearray(16)) for kind in (Structure, Array, ctypes._Pointer, ctypes._SimpleCData, ctypes.Union)],
        lambda: Structure.from_buffer_copy(bytes(8)), lambda: ctypes._CFuncPtr)
made = c_int(1)
attempt(lambda: made.__setstate__({}, b"\2\0\0\0"), lambda: made.value, lambda: made.__setstate__(3, b""), lambda: made.__setstate__({}))
