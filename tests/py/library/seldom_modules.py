"""Modules that few programs import: pyclbr, xdrlib, the old names of re's parts."""
import os
import sys
import tempfile
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    import sre_compile
    import sre_constants
    import xdrlib
print([str(one.message) for one in caught])
print(int(sre_constants.MAXREPEAT), sre_compile.compile("a+").match("aaa").end(), sre_compile.isstring(b""), sre_constants.error is sre_compile.error)

packer = xdrlib.Packer()
packer.pack_int(-5)
packer.pack_string(b"abcde")
packer.pack_bool(True)
packer.pack_hyper(-2 ** 40)
packer.pack_double(1.5)
packer.pack_list([1, 2], packer.pack_uint)
packer.pack_array([b"x", b"yz"], packer.pack_string)
data = packer.get_buffer()
print(data)
reader = xdrlib.Unpacker(data)
print(reader.unpack_int(), reader.unpack_string(), reader.unpack_bool(), reader.unpack_hyper(), reader.unpack_double())
print(reader.unpack_list(reader.unpack_uint), reader.get_position())
for call in (reader.done, lambda: packer.pack_int("a"), lambda: packer.pack_fstring(-1, b""), lambda: xdrlib.Unpacker(b"ab").unpack_uint()):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
print(reader.unpack_array(reader.unpack_string), reader.done())

import pyclbr

TEXT = """
import string
from string import Template as Base
class First(Base):
    def method(self):
        def inner(): pass
    async def later(self): pass
    class Nested: pass

class Second(First, string.Formatter, unknown.Thing): pass
def function():
    return 1
"""


def tell(one, depth=0):
    bases = [base if isinstance(base, str) else base.name for base in getattr(one, "super", [])]
    print("  " * depth, type(one).__name__, one.module, one.name, one.lineno, one.end_lineno, bases, getattr(one, "is_async", None),
          getattr(one, "methods", None), one.parent and one.parent.name)
    for child in one.children.values():
        tell(child, depth + 1)


with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "seldom_read.py"), "w") as file:
        file.write(TEXT)
    found = pyclbr.readmodule_ex("seldom_read", [folder])
    for name, one in sorted(found.items()):
        if one.module == "seldom_read":
            tell(one)
    print(sorted(pyclbr.readmodule("seldom_read", [folder])), pyclbr.readmodule("sys"))
    try:
        pyclbr.readmodule("no_such_module_here")
    except ImportError as error:
        print(type(error).__name__, error)
