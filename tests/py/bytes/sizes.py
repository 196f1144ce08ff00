# sys.getsizeof of bytes, bytearray, their iterators and subclasses.
import sys
class Plain(bytes):
    pass
for value in [b"", b"a", b"abc", b"x" * 100]:
    print(len(value), sys.getsizeof(value), sys.getsizeof(Plain(value)), sys.getsizeof(bytearray(value)))
print(bytes.__basicsize__, bytes.__itemsize__, bytearray.__basicsize__, sys.getsizeof(iter(b"a")), sys.getsizeof(iter(bytearray())))
p = Plain(b"abc")
p.tag = "t"
print(p, p.tag, p[0], p[1:], type(p[:]).__name__, p == b"abc", hash(p) == hash(b"abc"), type(p + b"").__name__)
