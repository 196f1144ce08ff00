"""What built-ins say of arguments of the wrong kind: None is called None by those that name the argument, keywords are refused by the
name of the function, bad exceptions and sequences as in CPython."""
import array
import codecs
import collections
import hashlib
import io
import operator
import os
import time


def tell(text, call, *args, **kwargs):
    try:
        print(text, repr(call(*args, **kwargs)))
    except Exception as error:
        print(text, type(error).__name__, error, error.args if isinstance(error, KeyError) else "")


class Plain:
    pass


tell("format", format, 1, None)
tell("compile", compile, "a", "b", None)
tell("int.__format__", (5).__format__, None)
tell("to_bytes", (5).to_bytes, 1, None)
tell("from_bytes", int.from_bytes, b"a", None)
tell("float.__format__", (2.5).__format__, None)
tell("getformat", float.__getformat__, None)
tell("complex", (1j).__format__, None)
tell("group", ExceptionGroup, None, [ValueError()])
tell("write", io.StringIO.write, io.StringIO(), None)
tell("open", open, "a", None)
tell("cast", memoryview(b"a").cast, None)
tell("replace", (lambda: 1).__code__.replace, co_name=None)
tell("lookup", codecs.lookup, None)
tell("encode", codecs.encode, "a", None)
tell("new", hashlib.new, None)
tell("fromunicode", array.array("u").fromunicode, None)
tell("listdir", os.listdir, 1.5)
tell("stat", os.stat, None)
tell("mkdir", os.mkdir, None)
for name in ("find", "count", "startswith", "rindex"):
    tell(name, getattr("ab", name), x=1)
    tell(name, getattr(str, name), "ab", x=1)
tell("union", {1}.union, x=1)
tell("chr", chr, 10 ** 20)
tell("eval", eval, "1", collections.ChainMap())
tell("sleep", time.sleep, None)
tell("sleep", time.sleep, "1")
for info in ((), (1, 2), (1, 2, 3, 4, 5), range(7), 1):
    tell("SyntaxError", SyntaxError, 1, info)
for args in ((1, 2, 3, 4), ("1", "2", 3, 4), ("1", 2, 3, None), ("1", 2, 3, "4")):
    tell("translate", UnicodeTranslateError, *args)
tell("encode", UnicodeEncodeError, 1, 2, 3, 4, 5)
tell("encode", UnicodeEncodeError, "a", b"b", 3, 4, "5")
for left in ({}, {1}, range(3), Plain(), 1.5, None):
    try:
        operator.imul(left, "ab")
    except TypeError as error:
        print(error)
for key in (None, (1, 2), "a"):
    tell("move_to_end", collections.OrderedDict().move_to_end, key)
    tell("pop", collections.OrderedDict(b=1).pop, key)
data = bytearray(b"kept")
tell("init", data.__init__, encoding=1)
tell("init", data.__init__, "x", "utf-8", None)
print(data)
