"""Files compressed by gzip."""

import io
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

READ, WRITE = 1, 2
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9


class BadGzipFile(OSError):
    """A file that is not as it should be."""


def _header(level, mtime, name=b"", system=255):
    extra = 2 if level == 9 else 4 if level == 1 else 0
    return bytes((31, 139, 8, 8 if name else 0)) + int(mtime).to_bytes(4, "little") + bytes((extra, system)) + (name + b"\0" if name else b"")


def _tail(data):
    return zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")


def compress(data, compresslevel=9, *, mtime=None):
    """Data compressed."""
    if mtime == 0:
        return zlib.compress(data, level=compresslevel, wbits=31)
    if mtime is None:
        import time
        mtime = time.time()
    return _header(compresslevel, mtime) + zlib.compress(data, level=compresslevel, wbits=-15) + _tail(data)


def decompress(data):
    """The data of one or more files."""
    result = []
    data = bytes(data)
    while data:
        if data[:2] != b"\x1f\x8b":
            raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
        reader = zlib.decompressobj(wbits=31)
        try:
            result.append(reader.decompress(data))
        except zlib.error as error:
            if "data check" in str(error):
                raise BadGzipFile("CRC check failed") from None
            if "length check" in str(error):
                raise BadGzipFile("Incorrect length of data produced") from None
            raise
        if not reader.eof:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        data = reader.unused_data.lstrip(b"\0")
    return b"".join(result)


def open(filename, mode="rb", compresslevel=9, encoding=None, errors=None, newline=None):
    """A file that is compressed, binary or as text."""
    if "t" in mode and "b" in mode:
        raise ValueError(f"Invalid mode: {mode!r}")
    if "t" not in mode:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"Argument {name!r} not supported in binary mode")
    binary = mode.replace("t", "")
    if isinstance(filename, (str, bytes)) or hasattr(filename, "__fspath__"):
        file = GzipFile(filename, binary, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        file = GzipFile(None, binary, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    return io.TextIOWrapper(file, encoding or "utf-8", errors, newline) if "t" in mode else file


class GzipFile(io.BufferedIOBase):
    """A file whose contents are compressed."""

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        if mode and ("t" in mode or "U" in mode):
            raise ValueError(f"Invalid mode: {mode!r}")
        mode = mode or getattr(fileobj, "mode", "rb")
        if mode and "b" not in mode:
            mode += "b"
        self.myfileobj = None
        if fileobj is None:
            import builtins
            fileobj = self.myfileobj = builtins.open(filename, mode or "rb")
        self.name = filename if filename is not None else getattr(fileobj, "name", "")
        self.fileobj, self.compresslevel, self._mtime = fileobj, compresslevel, mtime
        self._contents, self.offset = None, 0
        if mode.startswith("r"):
            self.mode = READ
        elif mode.startswith(("w", "a", "x")):
            self.mode, self._parts = WRITE, []
        else:
            raise ValueError(f"Invalid mode: {mode!r}")

    mtime = property(lambda self: self._mtime)
    closed = property(lambda self: self.fileobj is None)

    def __repr__(self):
        return f"<gzip {self.fileobj!r} {hex(id(self))}>"

    def _check(self):
        if self.fileobj is None:
            raise ValueError("I/O operation on closed file.")

    def _reader(self):
        self._check()
        if self.mode != READ:
            import errno
            raise OSError(errno.EBADF, "read() on write-only GzipFile object")
        if self._contents is None:
            self._contents = io.BytesIO(decompress(self.fileobj.read()))
        return self._contents

    def write(self, data):
        self._check()
        if self.mode != WRITE:
            import errno
            raise OSError(errno.EBADF, "write() on read-only GzipFile object")
        data = bytes(data)
        self._parts.append(data)
        self.offset += len(data)
        return len(data)

    def read(self, size=-1):
        return self._reader().read(size)

    def read1(self, size=-1):
        return self._reader().read(size)

    def readinto(self, buffer):
        data = self._reader().read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readline(self, size=-1):
        return self._reader().readline(size)

    def readlines(self, hint=-1):
        return self._reader().readlines(hint)

    def peek(self, n):
        reader = self._reader()
        at = reader.tell()
        data = reader.read(n)
        reader.seek(at)
        return data

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def tell(self):
        return self.offset if self.mode == WRITE else self._reader().tell()

    def seek(self, offset, whence=0):
        if self.mode == READ:
            return self._reader().seek(offset, whence)
        offset = offset if whence == 0 else self.offset + offset
        if offset < self.offset:
            raise OSError("Negative seek in write mode")
        self.write(bytes(offset - self.offset))
        return self.offset

    def rewind(self):
        self.seek(0)

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def fileno(self):
        return self.fileobj.fileno()

    def flush(self, zlib_mode=2):
        self._check()

    def close(self):
        fileobj = self.fileobj
        if fileobj is None:
            return
        if self.mode == WRITE:
            import time
            data = b"".join(self._parts)
            name = self.name if isinstance(self.name, (str, bytes)) else ""
            name = (name.encode("latin-1", "ignore") if isinstance(name, str) else name).rpartition(b"/")[2].removesuffix(b".gz")
            fileobj.write(_header(self.compresslevel, time.time() if self._mtime is None else self._mtime, name)
                          + zlib.compress(data, self.compresslevel, -15) + _tail(data))
        self.fileobj = None
        if self.myfileobj:
            self.myfileobj.close()
            self.myfileobj = None

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()
