# values of ctypes whose memory the program takes away while C code writes or reads it
import ctypes
import struct


class Index:
    """As an argument it empties the value before it is a number."""

    def __init__(self, value, number):
        self.value, self.number = value, number

    def __index__(self):
        value = self.value
        value._block = value._data_view = None
        self.others = [bytearray(64) for _ in range(50)]
        return self.number


value = (ctypes.c_char * 64)()
struct.pack_into("8B", value, 0, 1, 2, 3, Index(value, 4), 5, 6, 7, 8)
print(type(value).__name__, value._block, len(value))

value = (ctypes.c_ubyte * 16)(*range(16))
target = memoryview(bytearray(16)).cast("B")
try:
    target[Index(value, 0):16] = value
except ValueError as error:
    print(error)
print(sum(target) in (0, 120), value._data_view)

value = ctypes.create_string_buffer(b"abc", 3)
print(b"xabc".startswith(b"a", Index(value, 1)))
print(bytearray(b"abcabc").replace(b"c", b"d", Index(value, 1)))
