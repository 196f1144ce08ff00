"""XDR, the external data representation of RFC 1014: numbers of four and eight bytes, big ends first, texts filled up to four."""

import struct
import warnings
from io import BytesIO

warnings.warn("'xdrlib' is deprecated and slated for removal in Python 3.13", DeprecationWarning, stacklevel=2)

__all__ = ["Error", "Packer", "Unpacker", "ConversionError"]


class Error(Exception):
    """What is wrong, in msg."""

    def __str__(self):
        return str(self.msg)

    def __repr__(self):
        return repr(self.msg)

    def __init__(self, msg):
        self.msg = msg


class ConversionError(Error):
    pass


class Packer:
    """Writes values, one behind the other."""

    def _pack(self, kind, value):
        try:
            self.__buf.write(struct.pack(kind, value))
        except struct.error as error:
            raise ConversionError(error.args[0]) from None

    def pack_uint(self, x):
        self._pack(">L", x)

    def pack_int(self, x):
        self._pack(">l", x)

    pack_enum = pack_int

    def pack_bool(self, x):
        self.__buf.write(b"\0\0\0\1" if x else b"\0\0\0\0")

    def pack_uhyper(self, x):
        self._pack(">Q", x)

    def pack_hyper(self, x):
        self._pack(">q", x)

    def pack_float(self, x):
        self._pack(">f", x)

    def pack_double(self, x):
        self._pack(">d", x)

    def pack_fstring(self, n, s):
        if n < 0:
            raise ValueError("fstring size must be nonnegative")
        self.__buf.write(s[:n].ljust((n + 3) // 4 * 4, b"\0"))

    pack_fopaque = pack_fstring

    def pack_string(self, s):
        self.pack_uint(len(s))
        self.pack_fstring(len(s), s)

    pack_opaque = pack_bytes = pack_string

    def pack_list(self, list, pack_item):
        more, end = 1, 0
        for item in list:
            self.pack_uint(more)
            pack_item(item)
        self.pack_uint(end)

    def pack_farray(self, n, list, pack_item):
        if len(list) != n:
            raise ValueError("wrong array size")
        for item in list:
            pack_item(item)

    def pack_array(self, list, pack_item):
        self.pack_uint(len(list))
        self.pack_farray(len(list), list, pack_item)

    def get_buffer(self):
        return self.__buf.getvalue()

    get_buf = get_buffer

    def reset(self):
        self.__buf = BytesIO()

    def __init__(self):
        self.reset()


class Unpacker:
    """Reads what a Packer wrote."""

    def __init__(self, data):
        self.reset(data)

    def reset(self, data):
        self.__buf, self.__pos = data, 0

    def _take(self, size):
        data = self.__buf[self.__pos:self.__pos + size]
        self.__pos += size
        if len(data) < size:
            raise EOFError
        return data

    def _unpack(self, kind):
        return struct.unpack(kind, self._take(struct.calcsize(kind)))[0]

    def unpack_uint(self):
        return self._unpack(">L")

    def unpack_int(self):
        return self._unpack(">l")

    unpack_enum = unpack_int

    def unpack_bool(self):
        return bool(self.unpack_int())

    def unpack_uhyper(self):
        return self._unpack(">Q")

    def unpack_hyper(self):
        return self._unpack(">q")

    def unpack_float(self):
        return self._unpack(">f")

    def unpack_double(self):
        return self._unpack(">d")

    def unpack_fstring(self, n):
        if n < 0:
            raise ValueError("fstring size must be nonnegative")
        return self._take((n + 3) // 4 * 4)[:n]

    unpack_fopaque = unpack_fstring

    def unpack_string(self):
        return self.unpack_fstring(self.unpack_uint())

    unpack_opaque = unpack_bytes = unpack_string

    def unpack_list(self, unpack_item):
        found = []
        while (more := self.unpack_uint()) != 0:
            if more != 1:
                raise ConversionError(f"0 or 1 expected, got {more!r}")
            found.append(unpack_item())
        return found

    def unpack_farray(self, n, unpack_item):
        return [unpack_item() for _ in range(n)]

    def unpack_array(self, unpack_item):
        return self.unpack_farray(self.unpack_uint(), unpack_item)

    def done(self):
        if self.__pos < len(self.__buf):
            raise Error("unextracted data remains")

    def get_buffer(self):
        return self.__buf

    def set_position(self, position):
        self.__pos = position

    def get_position(self):
        return self.__pos
