"""Text and bytes streams in memory."""

__all__ = ["BytesIO", "DEFAULT_BUFFER_SIZE", "IOBase", "RawIOBase", "BufferedIOBase", "SEEK_CUR", "SEEK_END", "SEEK_SET", "StringIO",
           "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "open"]

import sys

DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    """What all streams have: lines, closing, the with statement."""

    _closed = False

    def _check_open(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    @property
    def closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        lines = []
        total = 0
        for line in self:
            lines.append(line)
            total += len(line)
            if hint is not None and 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        self._check_open()
        for line in lines:
            self.write(line)

    def flush(self):
        self._check_open()

    def isatty(self):
        self._check_open()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def tell(self):
        return self.seek(0, SEEK_CUR)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None


def _size_argument(size):
    if size is None:
        return -1
    if not hasattr(size, "__index__"):
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'")
    return size.__index__()


class StringIO(TextIOBase):
    """A text stream whose file is a str."""

    def __init__(self, initial_value="", newline="\n"):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._newline = newline
        self._text = ""
        self._position = 0
        if initial_value:
            self.write(initial_value)
            self._position = 0

    def getvalue(self):
        self._check_open()
        return self._text

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        self._check_open()
        count = len(s)
        if self._newline is None:
            s = s.replace("\r\n", "\n").replace("\r", "\n")
        elif self._newline in ("\r", "\r\n"):
            s = s.replace("\n", self._newline)
        if not s:
            return count
        text = self._text
        end = self._position + len(s)
        if self._position == len(text):
            self._text = text + s
        else:
            text = text.ljust(self._position, "\0")
            self._text = text[:self._position] + s + text[end:]
        self._position = end
        return count

    def read(self, size=-1, /):
        self._check_open()
        size = _size_argument(size)
        text = self._text
        start = self._position
        end = len(text) if size < 0 else min(len(text), start + size)
        self._position = max(start, end)
        return text[start:end]

    def readline(self, size=-1, /):
        self._check_open()
        size = _size_argument(size)
        text = self._text
        start = self._position
        if start >= len(text):
            return ""
        end = self._line_end(text, start)
        if 0 <= size < end - start:
            end = start + size
        self._position = end
        return text[start:end]

    def _line_end(self, text, start):
        if self._newline == "":
            for i in range(start, len(text)):
                if text[i] == "\n" or text[i] == "\r" and text[i + 1:i + 2] != "\n":
                    return i + 1
            return len(text)
        newline = self._newline or "\n"
        found = text.find(newline, start)
        return len(text) if found < 0 else found + len(newline)

    def seek(self, pos, whence=0, /):
        self._check_open()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 0:
            self._position = pos
        elif whence == 2:
            self._position = len(self._text)
        return self._position

    def tell(self):
        self._check_open()
        return self._position

    def truncate(self, pos=None, /):
        self._check_open()
        pos = self._position if pos is None else pos.__index__()
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        self._text = self._text[:pos]
        return pos

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    @property
    def line_buffering(self):
        self._check_open()
        return False


class BytesIO(BufferedIOBase):
    """A stream whose file is a row of bytes."""

    def __init__(self, initial_bytes=b""):
        self._data = bytearray(initial_bytes or b"")
        self._position = 0

    def getvalue(self):
        self._check_open()
        return bytes(self._data)

    def getbuffer(self):
        self._check_open()
        return memoryview(self._data)

    def write(self, b, /):
        self._check_open()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(b)
        if not data:
            return 0
        missing = self._position - len(self._data)
        if missing > 0:
            self._data += bytes(missing)
        self._data[self._position:self._position + len(data)] = data
        self._position += len(data)
        return len(data)

    def read(self, size=-1, /):
        self._check_open()
        size = _size_argument(size)
        start = self._position
        end = len(self._data) if size < 0 else min(len(self._data), start + size)
        self._position = max(start, end)
        return bytes(self._data[start:end])

    read1 = read

    def readinto(self, buffer, /):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        self._check_open()
        size = _size_argument(size)
        start = self._position
        found = self._data.find(b"\n", start)
        end = len(self._data) if found < 0 else found + 1
        if 0 <= size < end - start:
            end = start + size
        self._position = max(start, end)
        return bytes(self._data[start:end])

    def seek(self, pos, whence=0, /):
        self._check_open()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
            self._position = pos
        elif whence == 1:
            self._position = max(0, self._position + pos)
        elif whence == 2:
            self._position = max(0, len(self._data) + pos)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        return self._position

    def tell(self):
        self._check_open()
        return self._position

    def truncate(self, size=None, /):
        self._check_open()
        size = self._position if size is None else size.__index__()
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del self._data[size:]
        return size

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable


TextIOWrapper = type(sys.stdout)


def open(file, mode="r", *args, **kwargs):
    """Programs have no files here."""
    raise FileNotFoundError(2, "No such file or directory", file)


StringIO.__module__ = BytesIO.__module__ = "_io"
