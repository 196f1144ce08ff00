"""Compression by zlib's algorithm: deflate with hash chains and lazy matches, inflate, checksums."""

from _deflate import Deflater as _Deflater
from _inflate import Inflater as _Inflater, error
from binascii import crc32 as _crc32
from itertools import accumulate as _accumulate

from _support import lay_out as _lay_out

DEFLATED, MAX_WBITS, DEF_MEM_LEVEL, DEF_BUF_SIZE = 8, 15, 8, 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
__version__ = "1.0"


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return bytes(memoryview(data))


def crc32(data, value=0, /):
    """The checksum CRC-32."""
    return _crc32(_bytes(data), value)


def adler32(data, value=1, /):
    """The checksum Adler-32."""
    data = _bytes(data)
    low, high = value & 0xFFFF, value >> 16 & 0xFFFF
    for at in range(0, len(data), 4096):
        chunk = data[at:at + 4096]
        high = (high + sum(_accumulate(chunk, initial=low)) - low) % 65521
        low = (low + sum(chunk)) % 65521
    return high << 16 | low


def _twin(stream, cls):
    """Another one with the same attributes."""
    other = object.__new__(cls)
    for name, member in vars(cls).items():
        if type(member) is _Slot:
            setattr(other, name, getattr(stream, name))
    return other


class _Compress:
    """What compressobj() gives."""

    __slots__ = ("_level", "_wbits", "_check", "_size", "_done", "_deflater", "_head")

    def __init__(self, level, wbits, memLevel, strategy, zdict):
        if not -1 <= level <= 9 or not (8 <= abs(wbits) <= 15 or 25 <= wbits <= 31) or not 1 <= memLevel <= 9 or not 0 <= strategy <= 4:
            raise ValueError("Invalid initialization option")
        self._level = 6 if level == -1 else level
        self._wbits, self._check, self._size, self._done = wbits, 0 if wbits > 15 else 1, 0, False
        self._deflater = _Deflater(self._level, memLevel, strategy)
        self._head = b""
        if zdict is not None and wbits > 0:
            zdict = _bytes(zdict)
            self._deflater.dictionary(zdict)
        if wbits > 15:
            extra = 2 if self._level == 9 else 4 if self._level < 2 else 0
            self._head = bytes((31, 139, 8, 0, 0, 0, 0, 0, extra, 3))
        elif wbits > 0:
            flags = 0 if self._level < 2 or strategy >= 2 else 1 if self._level < 6 else 2 if self._level == 6 else 3
            head = (wbits - 8 << 4 | 8) << 8 | flags << 6 | (32 if zdict else 0)
            self._head = (head + 31 - head % 31).to_bytes(2, "big") + (adler32(zdict).to_bytes(4, "big") if zdict else b"")

    def compress(self, data, /):
        """Data taken in; what is ready."""
        data = _bytes(data)
        if self._wbits > 15:
            self._check = crc32(data, self._check)
        elif self._wbits > 0:
            self._check = adler32(data, self._check)
        self._size += len(data)
        self._deflater.feed(data)
        head, self._head = self._head, b""
        return head

    def flush(self, mode=Z_FINISH, /):
        """All that is left; with another mode so much that the other side can read all data."""
        if mode == Z_NO_FLUSH:
            return b""
        if self._done:
            raise error("Error -2 while flushing: inconsistent stream state")
        head, self._head = self._head, b""
        result = head + self._deflater.run(mode == Z_FINISH, mode)
        if mode != Z_FINISH:
            return result
        self._done = True
        if self._wbits > 15:
            return result + self._check.to_bytes(4, "little") + (self._size & 0xFFFFFFFF).to_bytes(4, "little")
        return result + self._check.to_bytes(4, "big") if self._wbits > 0 else result

    def copy(self):
        """Another one in the same state."""
        import copy
        other = _twin(self, _Compress)
        other._deflater = copy.deepcopy(self._deflater)
        return other

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None):
    """An object that compresses a stream."""
    if method != DEFLATED:
        raise ValueError("Invalid initialization option")
    return _Compress(level, wbits, memLevel, strategy, zdict)


def compress(data, /, level=-1, wbits=MAX_WBITS):
    """Data compressed."""
    data = _bytes(data)
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    stream = _Compress(level, wbits, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, None)
    return stream.compress(data) + stream.flush()


class _Decompress:
    """What decompressobj() gives."""

    __slots__ = ("_inflater", "_out", "unused_data", "unconsumed_tail", "eof")

    def __init__(self, wbits, zdict):
        if not (8 <= abs(wbits) <= 15 or 24 <= wbits <= 31 or 40 <= wbits <= 47 or wbits in (0, 32)):
            raise ValueError("Invalid initialization option")
        self._inflater = _Inflater(wbits, None if zdict is None else _bytes(zdict), crc32, adler32)
        self._out = b""
        self.unused_data = self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        """What the data and those before it stand for, at most so many bytes."""
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        data = _bytes(data)
        if self.eof:
            self.unused_data += data
            return b""
        self._out += self._inflater.feed(data)
        result = self._out[:max_length] if max_length else self._out
        self._out = self._out[len(result):]
        # What was read ahead is given back as the last byte, which is not read again.
        self.unconsumed_tail = b""
        if self._out:
            self.unconsumed_tail = data[-1:]
            self._inflater.skip = len(self.unconsumed_tail)
        elif self._inflater.eof:
            self.eof = True
            self.unused_data = self._inflater.rest
        return result

    def flush(self, length=DEF_BUF_SIZE, /):
        """What is left."""
        if length <= 0:
            raise ValueError("length must be greater than zero")
        result, self._out = self._out, b""
        self.unconsumed_tail = b""
        if self._inflater.eof and not self.eof:
            self.eof, self.unused_data = True, self._inflater.rest
        return result

    def copy(self):
        other = _twin(self, _Decompress)
        other._inflater = self._inflater.copy()
        return other

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()


_Slot = type(_Compress._head)
for _cls in _Compress, _Decompress:
    _cls.__name__ = _cls.__qualname__ = _cls.__name__[1:]
    _lay_out(_cls, "fd", 168)


def decompressobj(wbits=MAX_WBITS, zdict=None):
    """An object that decompresses a stream."""
    return _Decompress(wbits, zdict)


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """Data decompressed."""
    inflater = _Inflater(wbits, None, crc32, adler32)
    result = inflater.feed(_bytes(data))
    if not inflater.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return result
