"""The streams themselves: files, buffers, text, streams in memory. CPython has them in C; io gives them their abstract classes."""

import posix
import sys
from builtins import open
from genericpath import fspath
from _operator import index
from _streams import equip as _equip
from _support import filled as _filled, lay_out as _lay_out

DEFAULT_BUFFER_SIZE = 8192
_BLOCK = 4096
_RESIZE = "Existing exports of data: object cannot be re-sized"


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = "io"


def _int_or_none(size):
    if size is None:
        return -1
    try:
        return size.__index__()
    except AttributeError:
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'") from None


def _index(number):
    """What C code makes of an integer argument."""
    return number if type(number) is int else index(number)


def _is_readable_buffer(data):
    if type(data) is bytes or type(data) is bytearray:
        return data
    try:
        memoryview(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    return memoryview(data).cast("B") if memoryview(data).nbytes else b""


def _writable_view(buffer, function):
    try:
        view = memoryview(buffer)
    except TypeError:
        view = None
    if view is None or view.readonly:
        raise TypeError(f"{function}() argument must be read-write bytes-like object, not {type(buffer).__name__}")
    return view.cast("B") if view.nbytes else view


def _full_name(stream):
    cls = type(stream)
    return f"_io.{cls.__name__}" if cls.__module__ == "_io" else cls.__name__


class _IOBase:
    """What all streams have: lines, closing, the with statement."""

    def seek(self, pos, whence=0, /):
        """Change the stream's position."""
        raise UnsupportedOperation("seek")

    def tell(self):
        """The stream's position."""
        return self.seek(0, 1)

    def truncate(self, pos=None, /):
        """Cut off at a position, the current one by default."""
        raise UnsupportedOperation("truncate")

    def flush(self):
        """Hand on what was written."""
        if self._is_closed():
            raise ValueError("I/O operation on closed file.")

    def _is_closed(self):
        return getattr(self, "__IOBase_closed", False)

    @property
    def closed(self):
        return self._is_closed()

    def close(self):
        """Flush, and no more reading or writing."""
        if self._is_closed():
            return
        try:
            self.flush()
        finally:
            setattr(self, "__IOBase_closed", True)

    def __del__(self):
        try:
            if self.closed:
                return
        except Exception:
            return
        try:
            self._finalizing = True
            self.close()
        except Exception:
            pass

    def seekable(self):
        """Whether seek() works."""
        return False

    def readable(self):
        """Whether the stream can be read."""
        return False

    def writable(self):
        """Whether the stream can be written."""
        return False

    def _checkClosed(self, message="I/O operation on closed file."):
        if self.closed:
            raise ValueError(message)

    def _checkSeekable(self):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        return True

    def _checkReadable(self):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        return True

    def _checkWritable(self):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        return True

    def fileno(self):
        """Number of the open file."""
        raise UnsupportedOperation("fileno")

    def isatty(self):
        """Whether it is a terminal."""
        self._checkClosed()
        return False

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, size=-1, /):
        """A line, with its end; at most size bytes of it."""
        size = _int_or_none(size)
        peek = getattr(self, "peek", None)
        line = bytearray()
        while size < 0 or len(line) < size:
            count = 1
            if peek is not None:
                ahead = peek(1)
                if ahead:
                    count = ahead.find(b"\n") + 1 or len(ahead)
                    if size >= 0:
                        count = min(count, size - len(line))
            piece = self.read(count)
            if not isinstance(piece, bytes):
                raise OSError(f"read() should have returned a bytes object, not '{type(piece).__name__}'")
            if not piece:
                break
            line += piece
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def readlines(self, hint=-1, /):
        """List of the lines; no more once they have hint characters."""
        hint = _int_or_none(hint)
        if hint <= 0:
            return list(self)
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total >= hint:
                break
        return lines

    def writelines(self, lines, /):
        """Write each of the lines."""
        self._checkClosed()
        for line in lines:
            self.write(line)


_lay_out(_IOBase, "gsiv", 32, 0, 24, 16)


class _RawIOBase(_IOBase):
    """Streams without a buffer."""

    def read(self, size=-1, /):
        size = _int_or_none(size)
        if size < 0:
            return self.readall()
        data = bytearray(size)
        count = self.readinto(data)
        if count is None:
            return None
        if not 0 <= count <= size:
            raise ValueError(f"readinto returned {count} outside buffer size {size}")
        return bytes(data[:count])

    def readall(self):
        """All up to the end."""
        data = bytearray()
        while piece := self.read(DEFAULT_BUFFER_SIZE):
            if not isinstance(piece, bytes):
                raise TypeError("read() should return bytes")
            data += piece
        return bytes(data) if data or piece is not None else None


_lay_out(_RawIOBase, "gsi", 32, 0, 24, 16)


class _BufferedIOBase(_IOBase):
    """Streams of bytes with a buffer."""

    def read(self, size=-1, /):
        raise UnsupportedOperation("read")

    def read1(self, size=-1, /):
        raise UnsupportedOperation("read1")

    def write(self, b, /):
        raise UnsupportedOperation("write")

    def detach(self):
        raise UnsupportedOperation("detach")

    def _read_into(self, buffer, read, function):
        view = _writable_view(buffer, function)
        data = read(len(view))
        if not isinstance(data, bytes):
            raise TypeError(f"read() should return bytes, not '{type(data).__name__}'")
        if len(data) > len(view):
            raise ValueError(f"read() returned too much data: {len(view)} bytes requested, {len(data)} returned")
        view[:len(data)] = data
        return len(data)

    def readinto(self, buffer, /):
        """Fill a buffer; the number of bytes read."""
        return self._read_into(buffer, self.read, "readinto")

    def readinto1(self, buffer, /):
        return self._read_into(buffer, self.read1, "readinto1")


_lay_out(_BufferedIOBase, "gsi", 32, 0, 24, 16)


class _TextIOBase(_IOBase):
    """Streams of text."""

    encoding = None
    newlines = None
    errors = None

    def read(self, size=-1, /):
        raise UnsupportedOperation("read")

    def readline(self, size=-1, /):
        raise UnsupportedOperation("readline")

    def write(self, s, /):
        raise UnsupportedOperation("write")

    def detach(self):
        raise UnsupportedOperation("detach")


_lay_out(_TextIOBase, "gsi", 32, 0, 24, 16)


def _warn_unclosed(source):
    warnings = sys.modules.get("warnings")  # not imported: all such warnings are ignored
    if warnings is None:
        return
    frame = sys._getframe(1)
    level = 2
    while frame.f_globals is _NAMESPACE and frame.f_back is not None:
        frame = frame.f_back
        level += 1
    try:
        warnings.warn(f"unclosed file {source!r}", ResourceWarning, level, source)
    except Warning as error:
        sys.unraisablehook(_Unraisable(type(error), error, error.__traceback__, None, source))


class _Unraisable:
    def __init__(self, *fields):
        self.exc_type, self.exc_value, self.exc_traceback, self.err_msg, self.object = fields


_NAMESPACE = globals()

_BAD_MODE = "Must have exactly one of create/read/write/append mode and at most one plus"
_WAYS = {"r": 0, "w": 0o1101, "a": 0o2101, "x": 0o301}  # O_WRONLY, O_CREAT ...


class FileIO(_RawIOBase):
    """An open file, unbuffered."""

    __slots__ = ("_fd", "_way", "_readable", "_writable", "_closefd", "_blksize")

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._fd = -1
        self._way = "r"
        self._readable = self._writable = False
        self._closefd = True
        self._blksize = _BLOCK
        return self

    def __init__(self, file, mode="r", closefd=True, opener=None):
        if self._fd >= 0:
            if self._closefd:
                self.close()
            self._fd = -1
        if isinstance(file, float):
            raise TypeError("integer argument expected, got float")
        if isinstance(file, int):
            fd = file.__index__()
            if -2 ** 31 <= fd < 0:
                raise ValueError("negative file descriptor")
            if not 0 <= fd < 2 ** 31:
                raise TypeError(f"expected str, bytes or os.PathLike object, not {type(file).__name__}")
        else:
            fd = -1
        if not isinstance(mode, str):
            raise TypeError(f"FileIO() argument 'mode' must be str, not {_kind(mode)}")
        if not set(mode) <= set("rwaxb+"):
            raise ValueError(f"invalid mode: {mode}")
        if sum(c in "rwax" for c in mode) != 1 or mode.count("+") > 1:
            raise ValueError(_BAD_MODE)
        self._way = way = next(c for c in mode if c in "rwax")
        self._readable = way == "r" or "+" in mode
        self._writable = way != "r" or "+" in mode
        flags = _WAYS[way]
        if "+" in mode:
            flags = flags & ~1 | 2
        sys.audit("open", file, mode, flags | 0o2000000)  # O_CLOEXEC
        if fd < 0:
            if not closefd:
                raise ValueError("Cannot use closefd=False with file name")
            if opener is None:
                fd = posix.open(file, flags, 0o666)
            else:
                fd = opener(file, flags)
                if not isinstance(fd, int):
                    raise TypeError("expected integer from opener")
                if fd < 0:
                    raise ValueError(f"opener returned {fd}")
        made = not isinstance(file, int)
        try:
            status = posix._stat(fd, True)
            if status[0] & 0o170000 == 0o040000:
                raise IsADirectoryError(21, "Is a directory", file)
            self._fd = fd
            self._closefd = bool(closefd)
            self.name = file
            if way == "a":
                posix.lseek(fd, 0, 2)
        except BaseException:
            self._fd = -1
            if made:
                posix.close(fd)
            raise

    def __getstate__(self):
        raise TypeError(f"cannot pickle '{_full_name(self)}' object")

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{_full_name(self)}' object")

    def __repr__(self):
        if self._fd < 0:
            return "<_io.FileIO [closed]>"
        try:
            name = self.name
        except AttributeError:
            return f"<_io.FileIO fd={self._fd} mode={self.mode!r} closefd={self._closefd}>"
        return f"<_io.FileIO name={name!r} mode={self.mode!r} closefd={self._closefd}>"

    def _check(self):
        if self._fd < 0:
            raise ValueError("I/O operation on closed file")

    def _check_read(self):
        self._check()
        if not self._readable:
            raise UnsupportedOperation("File not open for reading")

    def _check_write(self):
        self._check()
        if not self._writable:
            raise UnsupportedOperation("File not open for writing")

    def read(self, size=-1, /):
        self._check_read()
        size = _int_or_none(size)
        return self.readall() if size < 0 else posix.read(self._fd, size)

    def readall(self):
        self._check_read()
        data = posix.read(self._fd, 1 << 20)
        if len(data) < _BLOCK and self._is_plain():
            return data
        pieces = [data]
        while data:
            data = posix.read(self._fd, 1 << 20)
            pieces.append(data)
        return b"".join(pieces)

    def _is_plain(self):
        return self._fd > 2

    def readinto(self, buffer, /):
        self._check_read()
        view = _writable_view(buffer, "readinto")
        data = posix.read(self._fd, len(view))
        view[:len(data)] = data
        return len(data)

    def write(self, b, /):
        self._check_write()
        return posix.write(self._fd, _is_readable_buffer(b))

    def seek(self, pos, whence=0, /):
        self._check()
        if isinstance(pos, float):
            raise TypeError("an integer is required")
        return posix.lseek(self._fd, pos, whence)

    def tell(self):
        self._check()
        return posix.lseek(self._fd, 0, 1)

    def truncate(self, size=None, /):
        self._check_write()
        if size is None:
            size = self.tell()
        posix.ftruncate(self._fd, size)
        return size

    def _dealloc_warn(self, source):
        if self._fd >= 0 and self._closefd:
            _warn_unclosed(source)

    def close(self):
        if getattr(self, "_finalizing", False):
            self._dealloc_warn(self)
        try:
            super().close()
        finally:
            fd = self._fd
            self._fd = -1
            if fd >= 0 and self._closefd:
                posix.close(fd)

    @property
    def closed(self):
        """True if the file is closed"""
        return self._fd < 0

    @property
    def closefd(self):
        """True if the file descriptor will be closed by close()."""
        return self._closefd

    @property
    def mode(self):
        """String giving the file mode"""
        if self._way in "xa":
            return self._way + ("b+" if self._readable else "b")
        return "rb+" if self._readable and self._writable else "rb" if self._readable else "wb"

    def readable(self):
        self._check()
        return self._readable

    def writable(self):
        self._check()
        return self._writable

    def seekable(self):
        self._check()
        try:
            self.tell()
        except OSError:
            return False
        return True

    def fileno(self):
        self._check()
        return self._fd

    def isatty(self):
        self._check()
        return False


_lay_out(FileIO, "gsi", 48, 0, 32, 40)


_BUFFERED = ("_raw", "_buffer_size", "_ahead", "_at", "_waiting", "_detached")


def _buffered(cls):
    """Gives a class what those with a buffer share: it is no base of theirs. What has another name there gets the class's own."""
    function = type(_buffered)
    for name, value in [*vars(cls).items()]:
        if isinstance(value, function) and value.__name__ != name:
            code = value.__code__.replace(co_name=name, co_qualname=f"{cls.__name__}.{name}")
            setattr(cls, name, function(code, value.__globals__, name, value.__defaults__))
    for name, value in vars(_Buffered).items():
        if name not in cls.__dict__ and name not in ("__dict__", "__weakref__"):
            setattr(cls, name, value)
    return cls


class _Buffered:
    """What streams with a buffer over a raw stream share. The buffer holds bytes read ahead, or bytes not yet written."""

    def __new__(cls, *args, **kwargs):
        self = _BufferedIOBase.__new__(cls)
        self._raw = None
        self._ahead = b""
        self._at = 0
        self._waiting = bytearray()
        self._buffer_size = 0
        self._detached = False
        return self

    def _begin(self, raw, buffer_size):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw = raw
        self._buffer_size = buffer_size.__index__()
        self._ahead = b""
        self._at = 0
        self._waiting = bytearray()
        self._detached = False

    def _check_ready(self):
        if self._raw is None:
            raise ValueError("raw stream has been detached" if self._detached else "I/O operation on uninitialized object")

    def _check(self, what):
        self._check_ready()
        if self._raw.closed:
            raise ValueError(what)

    def __sizeof__(self):
        return object.__sizeof__(self) + self._buffer_size

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{_full_name(self)}' object")

    def __getstate__(self):
        raise TypeError(f"cannot pickle '{_full_name(self)}' object")

    def __repr__(self):
        try:
            return f"<{type(self).__module__}.{type(self).__qualname__} name={self.name!r}>"
        except (AttributeError, ValueError):
            return f"<{type(self).__module__}.{type(self).__qualname__}>"

    @property
    def raw(self):
        return self._raw

    @property
    def closed(self):
        self._check_ready()
        return self._raw.closed

    @property
    def name(self):
        self._check_ready()
        return self._raw.name

    @property
    def mode(self):
        self._check_ready()
        return self._raw.mode

    def readable(self):
        self._check_ready()
        return self._raw.readable()

    def writable(self):
        self._check_ready()
        return self._raw.writable()

    def seekable(self):
        self._check_ready()
        return self._raw.seekable()

    def fileno(self):
        self._check_ready()
        return self._raw.fileno()

    def isatty(self):
        self._check_ready()
        return self._raw.isatty()

    def detach(self):
        self._check_ready()
        self.flush()
        raw = self._raw
        self._raw = None
        self._detached = True
        return raw

    def _dealloc_warn(self, source):
        warn = getattr(self._raw, "_dealloc_warn", None)
        if warn is not None:
            warn(source)

    def close(self):
        self._check_ready()
        if self._raw.closed:
            return
        if getattr(self, "_finalizing", False):
            self._dealloc_warn(self)
        try:
            self.flush()
        finally:
            self._raw.close()

    # the raw stream

    def _raw_tell(self):
        at = self._raw.tell()
        if at < 0:
            raise OSError(f"Raw stream returned invalid position {at}")
        return at

    def _raw_write(self, data):
        count = self._raw.write(data)
        if count is None:
            raise BlockingIOError(11, "write could not complete without blocking", 0)
        if not 0 <= count <= len(data):
            raise OSError(f"raw write() returned invalid length {count} (should have been between 0 and {len(data)})")
        return count

    def _flush_waiting(self):
        while self._waiting:
            count = self._raw_write(bytes(self._waiting))
            del self._waiting[:count]

    def _drop_ahead(self):
        """The raw stream stands where the reader does."""
        left = len(self._ahead) - self._at
        self._ahead = b""
        self._at = 0
        if left:
            self._raw.seek(-left, 1)

    def flush(self):
        self._check("flush of closed file")
        self._flush_waiting()
        if self._at < len(self._ahead) and self._raw.seekable():
            self._drop_ahead()
        self._raw.flush()

    def tell(self):
        self._check_ready()
        return self._raw_tell() - (len(self._ahead) - self._at) + len(self._waiting)

    def seek(self, pos, whence=0, /):
        self._check("seek of closed file")
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        if not self._raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        self._flush_waiting()
        if whence == 1:
            pos -= len(self._ahead) - self._at
        elif whence == 0 and self._ahead:
            begin = self._raw_tell() - len(self._ahead)
            if begin <= pos <= begin + len(self._ahead):
                self._at = pos - begin
                return pos
        to = self._raw.seek(pos, whence)
        if to < 0:
            raise OSError(f"Raw stream returned invalid position {to}")
        self._ahead = b""
        self._at = 0
        return to

    def truncate(self, pos=None, /):
        self._check("truncate of closed file")
        if not self.writable():
            raise UnsupportedOperation("truncate")
        self.flush()
        return self._raw.truncate(self.tell() if pos is None else pos)

    # reading

    def _fill(self):
        """Read ahead: what was read; b'' at the end, None = not now."""
        view = bytearray(self._buffer_size)
        count = self._raw.readinto(view)
        if count is None:
            return None
        if type(count) is not int:
            try:
                count = index(count)
            except TypeError as error:
                raise OSError("raw readinto() failed") from error
        if not 0 <= count <= len(view):
            raise OSError(f"raw readinto() returned invalid length {count} (should have been between 0 and {len(view)})")
        self._ahead = bytes(view[:count])
        self._at = 0
        return self._ahead

    def _take(self, size):
        data = self._ahead[self._at:self._at + size]
        self._at += len(data)
        return data

    def _read(self, size=-1):
        self._check("read of closed file")
        size = _int_or_none(size)
        if size < -1:
            raise ValueError("read length must be non-negative or -1")
        self._flush_waiting()
        left = len(self._ahead) - self._at
        if 0 <= size <= left:
            return self._take(size)
        if size < 0:
            return self._read_all()
        pieces = [self._take(left)]
        missing = size - left
        while missing:
            got = self._fill()
            if not got:
                if got is None and missing == size:
                    return None
                break
            pieces.append(self._take(missing))
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def _read_all(self):
        first = self._ahead[self._at:]
        self._ahead = b""
        self._at = 0
        readall = getattr(self._raw, "readall", None)
        if readall is not None:
            rest = readall()
            if rest is not None and not isinstance(rest, bytes):
                raise TypeError("readall() should return bytes")
            return first + rest if rest else first if first or rest is not None else None
        pieces = [first]
        while piece := self._raw.read():
            if not isinstance(piece, bytes):
                raise TypeError("read() should return bytes")
            pieces.append(piece)
        return b"".join(pieces) if first or len(pieces) > 1 or piece is not None else None

    def _read1(self, size=-1):
        self._check("read of closed file")
        size = size.__index__()
        if size < 0:
            size = self._buffer_size
        if not size:
            return b""
        self._flush_waiting()
        if self._at == len(self._ahead):
            self._fill()
        return self._take(size)

    def _peek(self, size=0, /):
        self._check("peek of closed file")
        self._flush_waiting()
        if self._at == len(self._ahead):
            self._fill()
        return self._ahead[self._at:]

    def _read_line(self, size=-1, /):
        self._check("readline of closed file")
        size = _int_or_none(size)
        self._flush_waiting()
        pieces = []
        while size:
            if self._at == len(self._ahead) and not self._fill():
                break
            end = self._ahead.find(b"\n", self._at) + 1
            count = (end or len(self._ahead)) - self._at
            if 0 <= size < count:
                count = size
            pieces.append(self._take(count))
            if size > 0:
                size -= count
            if end and self._at == end:
                break
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _next_line(self):
        line = self._read_line()
        if not line:
            raise StopIteration
        return line

    def _read_view(self, buffer, /):
        self._check("readinto of closed file")
        return self._read_into(buffer, self._read, "readinto")

    def _read_view1(self, buffer, /):
        self._check("readinto of closed file")
        return self._read_into(buffer, self._read1, "readinto1")

    # writing

    def _write(self, b, /):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._check("write to closed file")
        data = _is_readable_buffer(b)
        if self._at < len(self._ahead) or self._ahead:
            self._drop_ahead()
        size = len(data)
        if size <= self._buffer_size - len(self._waiting):
            self._waiting += data
            return size
        self._flush_waiting()
        rest = bytes(data)
        while len(rest) > self._buffer_size:
            rest = rest[self._raw_write(rest):]
        self._waiting += rest
        return size


@_buffered
class BufferedReader(_BufferedIOBase):
    """Reads ahead from a raw stream."""

    __slots__ = _BUFFERED

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        self._begin(raw, buffer_size)

    def read(self, size=-1, /):
        """Up to size bytes, or all."""
        return self._read(size)

    def read1(self, size=-1, /):
        """Up to size bytes with one read of the raw stream at most."""
        return self._read1(size)

    peek = _Buffered._peek
    readline = _Buffered._read_line
    readinto = _Buffered._read_view
    readinto1 = _Buffered._read_view1
    __next__ = _Buffered._next_line


_lay_out(BufferedReader, "gsi", 152, 0, 144, 136)


@_buffered
class BufferedWriter(_BufferedIOBase):
    """Collects what is written to a raw stream."""

    __slots__ = _BUFFERED

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._begin(raw, buffer_size)

    write = _Buffered._write


_lay_out(BufferedWriter, "gsi", 152, 0, 144, 136)


@_buffered
class BufferedRandom(_BufferedIOBase):
    """Reads and writes a raw stream."""

    __slots__ = _BUFFERED

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if not raw.seekable():
            raise UnsupportedOperation("File or stream is not seekable.")
        if not raw.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not raw.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._begin(raw, buffer_size)

    def read(self, size=-1, /):
        return self._read(size)

    def read1(self, size=-1, /):
        return self._read1(size)

    peek = _Buffered._peek
    readline = _Buffered._read_line
    readinto = _Buffered._read_view
    readinto1 = _Buffered._read_view1
    __next__ = _Buffered._next_line
    write = _Buffered._write


_lay_out(BufferedRandom, "gsi", 152, 0, 144, 136)


class BufferedRWPair(_BufferedIOBase):
    """A stream to read and another one to write."""

    __slots__ = ("_reader", "_writer")

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self._reader = self._writer = None
        if not reader.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not writer.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self._reader = BufferedReader(reader, buffer_size)
        self._writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self._reader.read(size)

    def read1(self, size=-1, /):
        return self._reader.read1(size)

    def readinto(self, b, /):
        return self._reader.readinto(b)

    def readinto1(self, b, /):
        return self._reader.readinto1(b)

    def peek(self, size=0, /):
        return self._reader.peek(size)

    def readable(self):
        return self._reader.readable()

    def write(self, b, /):
        return self._writer.write(b)

    def writable(self):
        return self._writer.writable()

    def flush(self):
        return self._writer.flush()

    def close(self):
        try:
            self._writer.close()
        finally:
            self._reader.close()

    def isatty(self):
        return self._writer.isatty() or self._reader.isatty()

    @property
    def closed(self):
        if self._writer is None:
            raise RuntimeError("the BufferedRWPair object is being garbage-collected")
        return self._writer.closed


_lay_out(BufferedRWPair, "gsi", 48, 0, 40, 32)


class IncrementalNewlineDecoder:
    r"""Decodes piece by piece; ends of lines become \n when translate is true. newlines tells which were seen."""

    __slots__ = ("_decoder", "_translate", "errors", "_seen", "_held")

    def __init__(self, decoder, translate, errors="strict"):
        self._decoder = decoder
        self._translate = bool(translate)
        self.errors = errors
        self._seen = 0
        self._held = False

    def decode(self, input, final=False):
        text = input if self._decoder is None else self._decoder.decode(input, final)
        if not isinstance(text, str):
            raise TypeError(f"decoder should return a string result, not '{type(text).__name__}'")
        if self._held and (text or final):
            text = "\r" + text
            self._held = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._held = True
        if "\r" in text:
            both = text.count("\r\n")
            if both:
                self._seen |= 4
            if text.count("\n") > both:
                self._seen |= 2
            if text.count("\r") > both:
                self._seen |= 1
            if self._translate:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
        elif not self._seen & 2 and "\n" in text:
            self._seen |= 2
        return text

    def getstate(self):
        data, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return data, flag << 1 | self._held

    def setstate(self, state, /):
        if not isinstance(state, tuple):
            raise TypeError("state argument must be a tuple")
        data, flag = state
        self._held = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((data, flag >> 1))

    def reset(self):
        self._seen = 0
        self._held = False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        return (None, "\r", "\n", ("\r", "\n"), "\r\n", ("\r", "\r\n"), ("\n", "\r\n"), ("\r", "\n", "\r\n"))[self._seen]


_lay_out(IncrementalNewlineDecoder, "si", 40)


class _SimpleDecoder:
    """For the encodings that files mostly have: no state but the bytes of an unfinished character."""

    def __init__(self, encoding, errors, wide):
        self._encoding = encoding
        self._errors = errors
        self._wide = wide
        self._rest = b""

    def decode(self, data, final=False):
        if self._rest:
            data = self._rest + data
            self._rest = b""
        if self._wide and not final and data and data[-1] >= 0x80:
            for back in range(1, min(4, len(data)) + 1):
                byte = data[-back]
                if byte >= 0xC0:
                    if back < (2 if byte < 0xE0 else 3 if byte < 0xF0 else 4):
                        self._rest = bytes(data[-back:])
                        data = data[:-back]
                    break
                if byte < 0x80:
                    break
        return str(data, self._encoding, self._errors)

    def getstate(self):
        return self._rest, 0

    def setstate(self, state):
        self._rest = state[0]

    def reset(self):
        self._rest = b""


_SIMPLE = {"utf-8": True, "utf8": True, "ascii": False, "us-ascii": False, "latin-1": False, "iso-8859-1": False, "latin1": False}


def _check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline}")


class _WithStandardStreams(type):
    """sys.stdout and its like count as text wrappers; they are made before this module is."""

    def __instancecheck__(cls, instance):
        return type.__instancecheck__(cls, instance) or cls.__dict__.get("_standard") is type(instance)

    def __subclasscheck__(cls, subclass):
        return type.__subclasscheck__(cls, subclass) or cls.__dict__.get("_standard") is subclass


class TextIOWrapper(_TextIOBase, metaclass=_WithStandardStreams):
    """Text over a stream of bytes."""

    __slots__ = ("_buffer", "_encoding", "_errors", "_newline", "_line_buffering", "_write_through", "_decoder", "_encoder", "_text", "_used",
                 "_chunk", "_pending", "_pending_size", "_telling", "_seekable", "_detached", "_CHUNK_SIZE")

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._buffer = None
        self._detached = False
        return self

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        _check_newline(newline)
        if encoding is not None and not isinstance(encoding, str):
            raise TypeError(f"TextIOWrapper() argument 'encoding' must be str or None, not {type(encoding).__name__}")
        if errors is not None and not isinstance(errors, str):
            raise TypeError(f"TextIOWrapper() argument 'errors' must be str or None, not {type(errors).__name__}")
        self._CHUNK_SIZE = 8192
        self._pending = []
        self._pending_size = 0
        self._text = ""
        self._used = 0
        self._chunk = None
        self._configure(encoding, errors, newline)
        self._line_buffering = bool(line_buffering)
        self._write_through = bool(write_through)
        self._seekable = self._telling = buffer.seekable()
        self._buffer = buffer
        if self._encoder is not None and self._seekable and buffer.writable():
            if buffer.tell():
                self._encoder.setstate(0)

    def _configure(self, encoding, errors, newline):
        if encoding is None or encoding == "locale":
            encoding = "UTF-8"
        if errors is None:
            errors = "strict"
        name = encoding.lower().replace("_", "-")
        wide = _SIMPLE.get(name)
        if wide is None:
            import codecs
            info = codecs.lookup(encoding)
            if not info._is_text_encoding:
                raise LookupError(f"{encoding!r} is not a text encoding; use codecs.open() to handle arbitrary codecs")
            self._encoder = codecs.getincrementalencoder(encoding)(errors)
            decoder = codecs.getincrementaldecoder(encoding)(errors)
        else:
            self._encoder = None
            decoder = _SimpleDecoder(name, errors, wide)
        self._encoding = encoding
        self._errors = errors
        self._newline = newline
        self._decoder = IncrementalNewlineDecoder(decoder, newline is None) if not newline else decoder

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle '{_full_name(self)}' object")

    def __getstate__(self):
        raise TypeError(f"cannot pickle '{_full_name(self)}' object")

    def __repr__(self):
        parts = ["<_io.TextIOWrapper"]
        for attribute in "name", "mode":
            try:
                parts.append(f"{attribute}={getattr(self, attribute)!r}")
            except (AttributeError, ValueError):
                pass
        return f"{' '.join(parts)} encoding={self._encoding!r}>"

    def _check_ready(self):
        if self._buffer is None:
            raise ValueError("underlying buffer has been detached" if self._detached else "I/O operation on uninitialized object")

    def _check(self):
        self._check_ready()
        if self._buffer.closed:
            raise ValueError("I/O operation on closed file.")

    @property
    def buffer(self):
        return self._buffer

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def line_buffering(self):
        return self._line_buffering

    @property
    def write_through(self):
        return self._write_through

    @property
    def newlines(self):
        self._check_ready()
        return getattr(self._decoder, "newlines", None)

    @property
    def name(self):
        self._check_ready()
        return self._buffer.name

    @property
    def closed(self):
        self._check_ready()
        return self._buffer.closed

    def readable(self):
        self._check_ready()
        return self._buffer.readable()

    def writable(self):
        self._check_ready()
        return self._buffer.writable()

    def seekable(self):
        self._check_ready()
        return self._buffer.seekable()

    def fileno(self):
        self._check_ready()
        return self._buffer.fileno()

    def isatty(self):
        self._check_ready()
        return self._buffer.isatty()

    def reconfigure(self, *, encoding=None, errors=None, newline=Ellipsis, line_buffering=None, write_through=None):
        """Change encoding, errors, newline, or when what is written is handed on."""
        if self._chunk is not None and (encoding is not None or errors is not None or newline is not Ellipsis):
            raise UnsupportedOperation("It is not possible to set the encoding or newline of stream after the first read")
        if newline is not Ellipsis:
            _check_newline(newline)
        self.flush()
        if encoding is not None or errors is not None or newline is not Ellipsis:
            if errors is None:
                errors = self._errors if encoding is None else "strict"
            self._configure(self._encoding if encoding is None else encoding, errors, self._newline if newline is Ellipsis else newline)
        if line_buffering is not None:
            self._line_buffering = bool(line_buffering)
        if write_through is not None:
            self._write_through = bool(write_through)

    def detach(self):
        self._check_ready()
        self.flush()
        buffer = self._buffer
        self._buffer = None
        self._detached = True
        return buffer

    def flush(self):
        self._check()
        self._telling = self._seekable
        self._hand_on()
        self._buffer.flush()

    def close(self):
        self._check_ready()
        if self._buffer.closed:
            return
        if getattr(self, "_finalizing", False):
            warn = getattr(self._buffer, "_dealloc_warn", None)
            if warn is not None:
                warn(self)
        try:
            self.flush()
        finally:
            self._buffer.close()

    # writing

    def _hand_on(self):
        if self._pending:
            data = b"".join(self._pending)
            self._pending = []
            self._pending_size = 0
            self._buffer.write(data)

    def write(self, s, /):
        """Write text; the number of characters."""
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {_kind(s)}")
        self._check()
        if not self._buffer.writable():
            raise UnsupportedOperation("not writable")
        text = s
        ends = (self._newline in ("\r", "\r\n") or self._line_buffering) and "\n" in s
        if ends and self._newline in ("\r", "\r\n"):
            text = s.replace("\n", self._newline)
        flush = self._line_buffering and (ends or "\r" in s)
        data = text.encode(self._encoding, self._errors) if self._encoder is None else self._encoder.encode(text)
        if self._pending_size + len(data) > self._CHUNK_SIZE:
            self._hand_on()
        self._pending.append(data)
        self._pending_size += len(data)
        if self._pending_size >= self._CHUNK_SIZE or flush or self._write_through:
            self._hand_on()
        if flush:
            self._buffer.flush()
        if self._chunk is not None:
            self._text = ""
            self._used = 0
            self._chunk = None
            self._decoder.reset()
        return len(s)

    # reading

    def _begin_read(self):
        self._check()
        if not self._buffer.readable():
            raise UnsupportedOperation("not readable")
        self._hand_on()

    def _read_chunk(self):
        """Decode more; false at the end."""
        state = self._decoder.getstate()
        read1 = getattr(self._buffer, "read1", None) or self._buffer.read
        data = read1(self._CHUNK_SIZE)
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"underlying {'read1' if hasattr(self._buffer, 'read1') else 'read'}() should have returned a bytes-like object, "
                            f"not '{type(data).__name__}'")
        self._text = self._decoder.decode(data, not data)
        self._used = 0
        self._chunk = state, data
        return bool(data)

    def read(self, size=-1, /):
        """Up to size characters, or all."""
        size = _int_or_none(size)
        self._begin_read()
        if size < 0:
            data = self._buffer.read()
            if data is None:
                raise TypeError("can't concat NoneType to bytes")
            text = self._text[self._used:] + self._decoder.decode(data, True)
            self._text = ""
            self._used = 0
            self._chunk = None
            return text
        text = self._text[self._used:self._used + size]
        self._used += len(text)
        while len(text) < size:
            more = self._read_chunk()
            piece = self._text[:size - len(text)]
            self._used = len(piece)
            text += piece
            if not more:
                break
        return text

    def _line_end(self, text, start):
        """End of the line that starts there; 0: it is not complete."""
        newline = self._newline
        if newline == "":
            lf = text.find("\n", start) + 1
            cr = text.find("\r", start, lf or len(text)) + 1
            return lf if not cr else cr + 1 if text.startswith("\n", cr) else cr
        end = text.find(newline or "\n", start)
        return 0 if end < 0 else end + len(newline or "\n")

    def readline(self, size=-1, /):
        """A line, with its end; at most size characters of it."""
        if size is None:
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        size = _int_or_none(size)
        self._begin_read()
        line = ""
        while True:
            start = self._used
            if line:  # the end may lie across the pieces
                text = line + self._text
                end = self._line_end(text, 0)
                offset = len(line)
            else:
                text = self._text
                end = self._line_end(text, start)
                offset = 0
            begin = 0 if line else start
            limit = begin + size if size >= 0 else len(text)
            if end and end <= limit:
                self._used = end - offset
                return text[begin:end]
            if limit < len(text) or size >= 0 and len(text) - begin >= size:
                self._used = limit - offset
                return text[begin:limit]
            line = text[begin:]
            more = self._read_chunk()
            if not self._text and not more:
                return line

    def __next__(self):
        self._telling = False
        text = self._text
        start = self._used
        if start < len(text) and not self._newline and self._newline is None and not self._pending:
            end = text.find("\n", start) + 1
            if end and not self._buffer.closed:
                self._used = end
                return text[start:end]
        line = self.readline()
        if not line:
            self._telling = self._seekable
            raise StopIteration
        return line

    # positions

    def tell(self):
        self._check()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._telling:
            raise OSError("telling position disabled by next() call")
        self.flush()
        position = self._buffer.tell()
        if self._chunk is None:
            return position
        state, data = self._chunk
        decoder = self._decoder
        saved = decoder.getstate()
        if self._used == len(self._text) and saved == (b"", 0):
            return position
        position -= len(data) + len(state[0])
        data = state[0] + bytes(data)
        if self._encoder is None and b"\r" not in data and not state[1]:
            return position + len(self._text[:self._used].encode(self._encoding, self._errors))
        try:
            decoder.setstate((b"", state[1]))
            return self._cookie(decoder, position, state[1], data)
        finally:
            decoder.setstate(saved)

    def _cookie(self, decoder, position, flags, data):
        """Where the characters used end: a place where the decoder has nothing in hand, its flags there, and the bytes and characters that follow."""
        skip = self._used
        fed = got = need_end = 0
        for i in range(len(data)):
            if not skip:
                break
            fed += 1
            got += len(decoder.decode(data[i:i + 1]))
            rest, now = decoder.getstate()
            if not rest and got <= skip:
                position += fed
                skip -= got
                flags = now
                fed = got = 0
            if got >= skip:
                break
        else:
            if got < skip:
                need_end = 1
                if got + len(decoder.decode(b"", True)) < skip:
                    raise OSError("can't reconstruct logical file position")
        return position | flags << 64 | fed << 96 | skip << 128 | need_end << 160

    def seek(self, cookie, whence=0, /):
        self._check()
        if not self._seekable:
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            self.flush()
            position = self._buffer.seek(0, 2)
            self._forget_text()
            if self._encoder is not None:
                self._encoder.setstate(0) if position else self._encoder.reset()
            return position
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        self.flush()
        position = cookie & (1 << 64) - 1
        self._buffer.seek(position)
        self._forget_text()
        flags, fed, skip = cookie >> 64 & 0xFFFFFFFF, cookie >> 96 & 0xFFFFFFFF, cookie >> 128 & 0xFFFFFFFF
        if flags:
            self._decoder.setstate((b"", flags))
        if skip:
            data = self._buffer.read(fed)
            self._chunk = (b"", flags), data
            self._text = self._decoder.decode(data, bool(cookie >> 160))
            if len(self._text) < skip:
                raise OSError("can't restore logical file position")
            self._used = skip
        if self._encoder is not None:
            self._encoder.setstate(0) if position else self._encoder.reset()
        return cookie

    def _forget_text(self):
        self._text = ""
        self._used = 0
        self._chunk = None
        self._decoder.reset()

    def truncate(self, pos=None, /):
        self.flush()
        return self._buffer.truncate(pos)


TextIOWrapper._standard = type(sys.__stdout__)
_lay_out(TextIOWrapper, "gsi", 192, 0, 176, 184)


class StringIO(_TextIOBase):
    """A text stream whose file is a str."""

    __slots__ = ("_newline", "_decoder", "_parts", "_value", "_at", "_apart", "_closed_text")

    def __new__(cls, *args, **kwargs):
        return _filled(cls, False, 0, False, None, "\n", None, "")

    def __init__(self, initial_value="", newline="\n"):
        self._parts = None
        self._at = 0
        self._closed_text = False
        if newline.__class__ is str and newline == "\n" and initial_value.__class__ is str:  # as most
            self._newline, self._decoder = newline, None
            self._value = initial_value
            self._apart = initial_value != ""
            return
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._newline = newline
        self._decoder = None if newline else IncrementalNewlineDecoder(None, newline is None)
        self._value = ""
        self._apart = bool(initial_value)
        if initial_value:
            StringIO._write(self, initial_value)
            self._at = 0
            self._settle()

    def _check(self):
        if self._closed_text:
            raise ValueError("I/O operation on closed file")

    @property
    def closed(self):
        return self._closed_text

    def close(self):
        self._closed_text = True
        self._value = ""
        self._parts = None

    def _settle(self):
        """All of the text in one piece; parts hold what was appended since."""
        if self._parts is not None:
            self._value = "".join(self._parts)
            self._parts = None
        return self._value

    def _whole(self, text):
        """The text as the caller gets it: a str of its own where characters are kept apart from what was written."""
        if not self._apart:
            return text
        return text[:1] + text[1:] if len(text) > 1 else text and chr(ord(text))

    def getvalue(self):
        """All of the text."""
        self._check()
        return self._whole(self._settle())

    def _write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        self._check()
        count = len(s)
        if self._decoder is not None:
            s = self._decoder.decode(s, True)
        elif self._newline != "\n":
            s = s.replace("\n", self._newline)
        if not s:
            return count
        if self._parts is not None:
            self._parts.append(s)
            self._at += len(s)
            return count
        text = self._value
        end = self._at + len(s)
        if self._at == len(text):
            self._parts = [text, s] if text else [s]
        else:
            self._apart = True
            if self._at > len(text):
                text = text.ljust(self._at, "\0")
            self._value = text[:self._at] + s + text[end:]
        self._at = end
        return count

    def read(self, size=-1, /):
        self._check()
        size = _int_or_none(size)
        text = self._settle()
        start = self._at
        end = len(text) if size < 0 else min(len(text), start + size)
        if start or end < len(text):
            self._apart = True
        if start >= len(text):
            return ""
        self._at = end
        return self._whole(text) if end - start == len(text) else text[start:end]

    def _readline(self, size=-1, /):
        self._check()
        size = _int_or_none(size)
        text = self._settle()
        self._apart = True
        start = self._at
        if start >= len(text):
            return ""
        end = self._line_end(text, start) or len(text)
        if 0 <= size < end - start:
            end = start + size
        self._at = end
        return self._whole(text) if end - start == len(text) else text[start:end]

    _line_end = TextIOWrapper._line_end

    def __iter__(self):
        self._check()
        return self

    def _next(self):
        if type(self) is not StringIO:
            self._check()
            line = self.readline()
            if not line:
                raise StopIteration
            return line
        if self._closed_text:
            self._check()
        text = self._value if self._parts is None else self._settle()
        self._apart = True
        start = self._at
        end = text.find("\n", start) + 1 if self._newline == "\n" else self._line_end(text, start)
        if not end:
            end = len(text)
            if start >= end:
                raise StopIteration
        self._at = end
        return text[start:end] if start or end < len(text) else self._whole(text)

    def seek(self, pos, whence=0, /):
        self._check()
        pos = _index(pos)
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        text = self._settle()
        if whence == 0:
            self._at = pos
        elif whence == 2:
            self._at = len(text)
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, pos=None, /):
        self._check()
        pos = self._at if pos is None else _int_or_none(pos)
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        text = self._settle()
        if pos < len(text):
            self._value = text[:pos]
            self._apart = True
        return pos

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True

    @property
    def line_buffering(self):
        self._check()
        return False

    @property
    def newlines(self):
        self._check()
        return None if self._decoder is None else self._decoder.newlines

    def __getstate__(self):
        self._check()
        return self._settle(), self._newline, self._at, self.__dict__.copy() or None

    def __setstate__(self, state, /):
        if not isinstance(state, tuple) or len(state) < 4:
            name = "_io.StringIO" if type(self) is StringIO else type(self).__name__
            raise TypeError(f"{name}.__setstate__ argument should be 4-tuple, got {type(state).__name__}")
        value, newline, at, attributes = state
        if not isinstance(value, str):
            raise TypeError(f"initial_value must be str or None, not {type(value).__name__}")
        self._check()
        StringIO.__init__(self, "", newline)
        if not isinstance(at, int):
            raise TypeError(f"third item of state must be an integer, got {type(at).__name__}")
        if at < 0:
            raise ValueError("position value cannot be negative")
        if attributes is not None and not isinstance(attributes, dict):
            raise TypeError(f"fourth item of state should be a dict, got a {type(attributes).__name__}")
        self._value = value
        self._apart = True
        self._at = at
        if attributes:
            self.__dict__.update(attributes)


_lay_out(StringIO, "gsi", 120, 0, 112, 104)


class BytesIO(_BufferedIOBase):
    """A stream whose file is a row of bytes."""

    __slots__ = ("_data", "_at", "_exported", "_room")  # room: that of CPython's buffer, a bytes object

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self._data = b""
        self._at = 0
        self._exported = False
        return self

    def __init__(self, initial_bytes=None):
        self._check_exports()
        self._data = b""
        self._at = 0
        if initial_bytes is not None:
            self._data = initial_bytes if type(initial_bytes) is bytes else bytes(_is_readable_buffer(initial_bytes))

    def __sizeof__(self):
        data = self._data
        if type(data) is bytearray:
            return object.__sizeof__(self) + 33 + self._room
        return object.__sizeof__(self) + (data.__sizeof__() if data is not None and sys.getrefcount(data) == 3 else 0)

    def _check(self):
        if self._data is None:
            raise ValueError("I/O operation on closed file.")

    def _check_exports(self):
        if self._exported and self._data is not None:
            try:
                self._data.append(0)
            except BufferError:
                raise BufferError(_RESIZE) from None
            del self._data[-1:]
            self._exported = False

    @property
    def closed(self):
        return self._data is None

    def close(self):
        self._check_exports()
        self._data = None

    def _writable_data(self):
        if type(self._data) is bytes:
            self._data = bytearray(self._data)
            self._room = len(self._data)
        return self._data

    def _resize(self, size):
        room = self._room
        if room // 2 <= size < room:
            return
        few = room // 2 <= size <= room * 1.125
        self._room = size + (size >> 3) + (3 if size < 9 else 6) if few else size + 1

    def getvalue(self):
        """All of the bytes."""
        self._check()
        if type(self._data) is bytes:
            return self._data
        data = bytes(self._data)
        if not self._exported:
            self._data = data
        return data

    def getbuffer(self):
        """The bytes as a memoryview that can be written."""
        self._check()
        self._exported = True
        return memoryview(self._writable_data())

    def _write(self, b, /):
        self._check()
        self._check_exports()
        added = _is_readable_buffer(b)
        size = len(added)
        if not size:
            return 0
        data, end = self._writable_data(), self._at + size
        if end > self._room:
            self._resize(end)
        missing = self._at - len(data)
        if missing > 0:
            data += bytes(missing)
        data[self._at:self._at + size] = added
        self._at = end
        return size

    def _read(self, size=-1, /):
        self._check()
        size = _int_or_none(size)
        data = self._data
        start = self._at
        if start >= len(data):
            return b""
        end = len(data) if size < 0 else min(len(data), start + size)
        self._at = end
        return bytes(data[start:end])

    def readinto(self, buffer, /):
        self._check()
        view = _writable_view(buffer, "readinto")
        data = self._data[self._at:self._at + len(view)]
        view[:len(data)] = data
        self._at += len(data)
        return len(data)

    def read1(self, size=-1, /):
        return BytesIO.read(self, size)

    def readline(self, size=-1, /):
        self._check()
        size = _int_or_none(size)
        start = self._at
        if start >= len(self._data):
            return b""
        end = self._data.find(b"\n", start) + 1 or len(self._data)
        if 0 <= size < end - start:
            end = start + size
        self._at = end
        return bytes(self._data[start:end])

    def readlines(self, size=None, /):
        return super().readlines(-1 if size is None else size)

    def __next__(self):
        line = BytesIO.readline(self)
        if not line:
            raise StopIteration
        return line

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)

    def seek(self, pos, whence=0, /):
        self._check()
        pos = _index(pos)
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
            self._at = pos
        elif whence == 1:
            self._at = max(0, self._at + pos)
        elif whence == 2:
            self._at = max(0, len(self._data) + pos)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, size=None, /):
        self._check()
        self._check_exports()
        size = self._at if size is None else _int_or_none(size)
        if size < 0:
            raise ValueError(f"negative size value {size}")
        if size < len(self._data):
            del self._writable_data()[size:]
            self._resize(size)
        return size

    def readable(self):
        self._check()
        return True

    def writable(self):
        self._check()
        return True

    def seekable(self):
        self._check()
        return True

    def flush(self):
        self._check()

    def isatty(self):
        self._check()
        return False

    def __getstate__(self):
        self._check()
        return self.getvalue(), self._at, self.__dict__.copy() or None

    def __setstate__(self, state, /):
        if not isinstance(state, tuple) or len(state) < 3:
            name = "_io.BytesIO" if type(self) is BytesIO else type(self).__name__
            raise TypeError(f"{name}.__setstate__ argument should be 3-tuple, got {type(state).__name__}")
        self._check()
        self._check_exports()
        value, at, attributes = state[:3]
        BytesIO.__init__(self, value)
        if not isinstance(at, int):
            raise TypeError(f"second item of state must be an integer, not {type(at).__name__}")
        if at < 0:
            raise ValueError("position value cannot be negative")
        if attributes is not None and not isinstance(attributes, dict):
            raise TypeError(f"third item of state should be a dict, got a {type(attributes).__name__}")
        self._at = at
        if attributes:
            self.__dict__.update(attributes)


# ---- open() ----


_lay_out(BytesIO, "gsi", 64, 0, 48, 40)
_equip(StringIO, BytesIO)


def _kind(value):
    return "None" if value is None else type(value).__name__


def _check_text(name, value, optional):
    if not isinstance(value, str) and not (optional and value is None):
        raise TypeError(f"open() argument '{name}' must be str{' or None' if optional else ''}, not {_kind(value)}")


def _open(file, mode, buffering, encoding, errors, newline, closefd, opener):
    _check_text("mode", mode, False)
    _check_text("encoding", encoding, True)
    _check_text("errors", errors, True)
    _check_text("newline", newline, True)
    if not isinstance(buffering, int):
        raise TypeError(f"'{type(buffering).__name__}' object cannot be interpreted as an integer")
    if not isinstance(file, int):
        file = fspath(file)
    letters = set(mode)
    if letters - set("rwaxbt+") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: '{mode}'")
    binary = "b" in letters
    if binary and "t" in letters:
        raise ValueError("can't have text and binary mode at once")
    ways = letters & set("rwax")
    if len(ways) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if binary:
        for name, value in ("encoding", encoding), ("errors", errors), ("newline", newline):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {'a' if name[0] == 'n' else 'an'} {name} argument")
        if buffering == 1:
            import warnings
            warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used", RuntimeWarning, 2)
    way = "".join(ways)
    update = "+" in letters
    raw = FileIO(file, way + ("+" if update else ""), closefd, opener)
    result = raw
    try:
        line_buffering = buffering == 1 and not binary
        if buffering < 0 or buffering == 1:
            buffering = raw._blksize if buffering == 1 or buffering == -1 else buffering
        if buffering < 0:
            raise ValueError("invalid buffering size")
        if buffering == 0:
            if not binary:
                raise ValueError("can't have unbuffered text I/O")
            return raw
        kind = BufferedRandom if update else BufferedReader if way == "r" else BufferedWriter
        result = buffer = kind(raw, buffering)
        if binary:
            return buffer
        result = TextIOWrapper(buffer, encoding, errors, newline, line_buffering)
        result.mode = mode
        return result
    except BaseException:
        result.close()
        raise


def open_code(path):
    """A file with code, as bytes."""
    if not isinstance(path, str):
        raise TypeError(f"open_code() argument 'path' must be str, not {_kind(path)}")
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2, /):
    """What open() takes for an encoding that was not given."""
    return "locale" if encoding is None else encoding


def _standard_buffer(fd):
    """sys.stdout.buffer and its like."""
    raw = FileIO(fd, "r" if fd == 0 else "w", False)
    raw.name = ("<stdin>", "<stdout>", "<stderr>")[fd]
    return BufferedReader(raw) if fd == 0 else raw
