"""Parts of files in the manner of IFF: a name of four bytes, a size, data."""

import warnings

warnings.warn("'chunk' is deprecated and slated for removal in Python 3.13", DeprecationWarning, stacklevel=2)

_PIECE = 8192


class Chunk:
    """The part that begins at a file's position, as a file of its own; a part of odd size is followed by a byte where `align` is true."""

    def __init__(self, file, align=True, bigendian=True, inclheader=False):
        self.closed, self.align, self.file = False, align, file
        self.chunkname = file.read(4)
        if len(self.chunkname) < 4:
            raise EOFError
        self.chunksize = self._size_field(">L" if bigendian else "<L") - (8 if inclheader else 0)
        self.size_read = 0
        self.seekable = True
        try:
            self.offset = file.tell()
        except (AttributeError, OSError):
            self.seekable = False

    def _size_field(self, form):
        import struct
        try:
            return struct.unpack(form, self.file.read(4))[0]
        except struct.error:
            raise EOFError from None

    def _open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        return self

    def _padding(self):
        """How many bytes lie between this part and the next."""
        return self.chunksize % 2 if self.align else 0

    def getname(self):
        """The part's name, four bytes."""
        return self.chunkname

    def getsize(self):
        """How many bytes of data the part has."""
        return self.chunksize

    def tell(self):
        """The position in the data."""
        return self._open().size_read

    def isatty(self):
        """Never, while the part is open."""
        self._open()
        return False

    def close(self):
        """Go to the part's end; the file stays open."""
        if self.closed:
            return
        try:
            self.skip()
        finally:
            self.closed = True

    def seek(self, pos, whence=0):
        """Go to a place in the data: from its start, from here (1) or from its end (2)."""
        if not self._open().seekable:
            raise OSError("cannot seek")
        if whence in (1, 2):
            pos += self.size_read if whence == 1 else self.chunksize
        if pos < 0 or self.chunksize < pos:
            raise RuntimeError
        self.file.seek(self.offset + pos, 0)
        self.size_read = pos

    def read(self, size=-1):
        """So many bytes, at most all that are left."""
        left = self._open().chunksize - self.size_read
        if left <= 0:
            return b""
        data = self.file.read(left if size < 0 else min(size, left))
        self.size_read += len(data)
        if len(data) == left and self._padding():
            self.size_read += len(self.file.read(1))
        return data

    def skip(self):
        """Go to the part's end, by a seek where the file can do that."""
        if self._open().seekable:
            rest = self.chunksize - self.size_read + self._padding()
            try:
                self.file.seek(rest, 1)
            except OSError:
                pass
            else:
                self.size_read += rest
                return
        while (left := self.chunksize - self.size_read) > 0:
            if not self.read(min(_PIECE, left)):
                raise EOFError
