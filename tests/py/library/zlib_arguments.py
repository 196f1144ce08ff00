"""What zlib and binascii take for numbers and buffers, and streams that have ended."""
import binascii

import zlib

class I:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


d = zlib.compress(b'abc'*1000)

def t(f):
    try:
        print(repr(f()).partition(" at ")[0][:60])
    except Exception as e:
        print(type(e).__name__, e)

o = zlib.decompressobj()
t(lambda: len(o.decompress(d, I(100))))
t(lambda: o.decompress(d, -1))
t(lambda: o.decompress(d, 1.5))
t(lambda: o.decompress(d, 1<<70))
t(lambda: o.flush(I(3))[:3])
t(lambda: o.flush(0))
t(lambda: o.flush(-1))
t(lambda: zlib.decompressobj().flush('a'))
t(lambda: zlib.decompress(d, bufsize=I(1))[:3])
t(lambda: zlib.decompress(d, bufsize=0))
t(lambda: zlib.decompress(d, bufsize=-1))
t(lambda: zlib.decompress(d, I(15))[:3])
t(lambda: zlib.decompress(d, 15, 1<<70))
t(lambda: zlib.compress(b'a', I(3)))
t(lambda: zlib.compress(b'a', level=12))
t(lambda: zlib.compress(b'a', 'x'))
t(lambda: zlib.compressobj(I(1)).copy().flush())
c = zlib.compressobj()
c.flush()
t(c.copy)
o = zlib.decompressobj()
o.decompress(d)
o.flush()
t(o.copy)
t(lambda: zlib.compress('a'))
t(lambda: zlib.decompress('a'))
t(lambda: zlib.crc32('a'))
t(lambda: zlib.crc32(b'abc', I(3)))
t(lambda: zlib.adler32(b'abc', -1))
t(lambda: zlib.crc32(memoryview(b'abcdef')[::2]))
t(lambda: zlib.compress(memoryview(b'abcdef')[::2]))
t(lambda: zlib.compressobj().flush(77))
t(lambda: zlib.compressobj().flush(zlib.Z_NO_FLUSH))
t(lambda: zlib.compressobj(99))
t(lambda: zlib.compressobj(wbits=99))
t(lambda: zlib.compressobj(method=3))
t(lambda: zlib.decompressobj(wbits=99))
t(lambda: zlib.decompressobj(zdict=3))
t(lambda: zlib.decompressobj(3,4,5))
t(lambda: zlib.compressobj(1,2,3,4,5,6,7))
t(lambda: zlib.decompress(d[:-3]))
t(lambda: zlib.decompress(b''))
t(lambda: zlib.decompress(b'abc'))
t(lambda: zlib.decompress(d[:-1]+b'x'))
t(lambda: zlib.decompress(d+b'zzz')[:3])
o = zlib.decompressobj()
o.decompress(d)
t(o.copy)
o=zlib.decompressobj()
o.decompress(d[:-2])
t(lambda: o.copy().decompress(d[-2:]))
t(lambda: o.decompress(d[-2:]))
t(lambda: o.copy().unused_data)
t(lambda: zlib.compress(b'a', 1<<40))
t(lambda: zlib.compressobj(1<<40))
t(lambda: zlib.decompressobj(I(15)))
t(lambda: zlib.decompressobj('a'))
t(lambda: binascii.hexlify(memoryview(b"abcdef")[::2]))
t(lambda: binascii.crc32(memoryview(b"abcdef")[::2]))
t(lambda: binascii.a2b_hex(memoryview(b"abcdef")[::2]))
