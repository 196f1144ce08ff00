"""Compression by zlib's algorithm: deflate with hash chains and lazy matches, inflate, checksums."""

from operator import index as _index
from sys import modules as _modules

from _binary import deflate as _deflate, inflate as _inflate, install as _install
from _support import lay_out as _lay_out

DEFLATED, MAX_WBITS, DEF_MEM_LEVEL, DEF_BUF_SIZE = 8, 15, 8, 16384
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
__version__ = "1.0"


_install(_modules[__name__])


class error(Exception):
    """Data that is not compressed as it should be."""


def _bad(message):
    return error("Error -3 while decompressing data: " + message)


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    view = memoryview(data)
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return bytes(view)


def _int(value, kind="int"):
    """An argument as a number of C."""
    value = _index(value)
    if value.bit_length() > (31 if kind == "int" else 63):
        raise OverflowError(f"Python int too large to convert to C {kind}")
    return value


def _size(value, name):
    value = _int(value, "ssize_t")
    if value < 0:
        raise ValueError(f"{name} must be non-negative")
    return value


def _twin(stream, cls):
    """Another one with the same attributes."""
    other = object.__new__(cls)
    for name, member in vars(cls).items():
        if type(member) is _Slot:
            setattr(other, name, getattr(stream, name))
    return other


class _Compress:
    """What compressobj() gives."""

    __slots__ = ("_level", "_wbits", "_check", "_size", "_done", "_state", "_fed", "_memory", "_strategy", "_head")

    def __init__(self, level, wbits, memLevel, strategy, zdict):
        level, wbits, memLevel, strategy = map(_int, (level, wbits, memLevel, strategy))
        if not -1 <= level <= 9 or not (8 <= abs(wbits) <= 15 or 25 <= wbits <= 31) or not 1 <= memLevel <= 9 or not 0 <= strategy <= 4:
            raise ValueError("Invalid initialization option")
        self._level = 6 if level == -1 else level
        self._wbits, self._check, self._size, self._done = wbits, 0 if wbits > 15 else 1, 0, False
        self._memory, self._strategy = memLevel, strategy
        self._state, self._fed, self._head = b"", [], b""
        if zdict is not None and wbits > 0:
            zdict = _bytes(zdict)
            self._state = zdict[-32768:]
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
        self._fed.append(data)
        head, self._head = self._head, b""
        return head

    def flush(self, mode=Z_FINISH, /):
        """All that is left; with another mode so much that the other side can read all data."""
        if mode == Z_NO_FLUSH:
            return b""
        if self._done or mode not in range(Z_TREES):
            raise error("Error -2 while flushing: inconsistent stream state")
        head, self._head = self._head, b""
        data, self._fed = b"".join(self._fed), []
        result, self._state = _deflate(self._state, data, self._level, self._memory, self._strategy, mode)
        result = head + result
        if mode != Z_FINISH:
            return result
        self._done = True
        if self._wbits > 15:
            return result + self._check.to_bytes(4, "little") + (self._size & 0xFFFFFFFF).to_bytes(4, "little")
        return result + self._check.to_bytes(4, "big") if self._wbits > 0 else result

    def copy(self):
        """Another one in the same state."""
        if self._done:
            raise ValueError("Inconsistent stream state")
        other = _twin(self, _Compress)
        other._fed = list(self._fed)
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
    data, level = _bytes(data), _int(level)
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    stream = _Compress(level, wbits, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, None)
    return stream.compress(data) + stream.flush()


class _Inflater:
    """Reads a stream; feed() gives what the data stands for."""

    def __init__(self, wbits, zdict):
        self.wbits, self.zdict = wbits, zdict
        self.kind = "raw" if wbits < 0 else "gzip" if 24 <= wbits <= 31 else "zlib"
        self.input, self.eof, self.rest, self.skip = b"", False, b"", 0
        self.begun = self.ended = False
        self.state = bytes(330) + (zdict[-32768:] if zdict else b"")
        self.check, self.size = 1, 0

    def copy(self):
        """Another one that has read the same."""
        other = object.__new__(_Inflater)
        other.__dict__.update(self.__dict__)
        return other

    def feed(self, data):
        data, self.skip = data[self.skip:] if self.skip else data, max(self.skip - len(data), 0)
        self.input += data
        out = b""
        if not self.begun:
            size = 0 if self.kind == "raw" else self.head(self.input)
            if size is None:
                return out
            self.input, self.begun = self.input[size:], True
        if not self.ended:
            result = _inflate(self.state, self.input)
            if result.__class__ is str:
                raise _bad(result)
            out, used, self.state, self.ended = result
            self.input = self.input[used:]
            if self.kind == "gzip":
                self.check = crc32(out, self.check)
                self.size += len(out)
            elif self.kind == "zlib":
                self.check = adler32(out, self.check)
        if self.ended:
            self.tail(self.input)
        return out

    def tail(self, data):
        """What follows the last block."""
        size = 0
        if self.kind != "raw":
            if len(data) < 4:
                return
            size = 4
            if self.check != int.from_bytes(data[:4], "little" if self.kind == "gzip" else "big"):
                raise _bad("incorrect data check")
        if self.kind == "gzip":
            if len(data) < 8:
                return
            size = 8
            if int.from_bytes(data[4:8], "little") != self.size & 0xFFFFFFFF:
                raise _bad("incorrect length check")
        self.eof, self.rest, self.input = True, data[size:], b""

    def head(self, data):
        """How long the head is; None: there is not all of it yet."""
        if len(data) < 2:
            return None
        if data[:2] == b"\x1f\x8b" and (self.kind == "gzip" or self.wbits >= 32):
            self.kind, self.check = "gzip", 0
            return self.gzip_head(data)
        if self.kind == "gzip" or (data[0] << 8 | data[1]) % 31:
            raise _bad("incorrect header check")
        if data[0] & 15 != 8:
            raise _bad("unknown compression method")
        if (data[0] >> 4) + 8 > (self.wbits & 15 or 15):
            raise _bad("invalid window size")
        if not data[1] & 32:
            return 2
        if len(data) < 6:
            return None
        if self.zdict is None:
            raise error("Error 2 while decompressing data")
        if adler32(self.zdict) != int.from_bytes(data[2:6], "big"):
            raise error("Error -3 while setting zdict")
        return 6

    def gzip_head(self, data):
        if len(data) < 4:
            return None
        if data[2] != 8:
            raise _bad("unknown compression method")
        flags, at = data[3], 10
        if flags & 0xE0:
            raise _bad("unknown header flags set")
        if flags & 4:
            at += 2 + int.from_bytes(data[10:12], "little")
        for flag in (8, 16):
            if flags & flag:
                at = data.find(b"\0", at) + 1
                if not at:
                    return None
        at += flags & 2
        return at if at <= len(data) else None


class _Decompress:
    """What decompressobj() gives."""

    __slots__ = ("_inflater", "_out", "unused_data", "unconsumed_tail", "eof")

    def __init__(self, wbits, zdict):
        wbits = _int(wbits)
        if not (8 <= abs(wbits) <= 15 or 24 <= wbits <= 31 or 40 <= wbits <= 47 or wbits in (0, 32)):
            raise ValueError("Invalid initialization option")
        if zdict is not None:
            try:
                zdict = _bytes(zdict)
            except TypeError:
                raise TypeError("zdict argument must support the buffer protocol") from None
        self._inflater = _Inflater(wbits, zdict)
        self._out = b""
        self.unused_data = self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        """What the data and those before it stand for, at most so many bytes."""
        max_length, data = _size(max_length, "max_length"), _bytes(data)
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
        if _int(length, "ssize_t") <= 0:
            raise ValueError("length must be greater than zero")
        result, self._out = self._out, b""
        self.unconsumed_tail = b""
        if self._inflater is not None and self._inflater.eof:
            if not self.eof:
                self.eof, self.unused_data = True, self._inflater.rest
            self._inflater = None
        return result

    def copy(self):
        if self._inflater is None:
            raise ValueError("Inconsistent stream state")
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
    _size(bufsize, "bufsize")
    inflater = _Inflater(_int(wbits), None)
    result = inflater.feed(_bytes(data))
    if not inflater.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return result
