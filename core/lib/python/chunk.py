"""Parts of files in the manner of IFF: a name of four bytes, a size, data."""

import warnings

warnings.warn("'chunk' is deprecated and slated for removal in Python 3.13", DeprecationWarning, stacklevel=2)


class Chunk:
    """The part that begins at a file's position, as a file."""

    def __init__(self, file, align=True, bigendian=True, inclheader=False):
        import struct
        self.closed = False
        self.align = align
        self.file = file
        self.chunkname = file.read(4)
        if len(self.chunkname) < 4:
            raise EOFError
        try:
            self.chunksize = struct.unpack_from('>L' if bigendian else '<L', file.read(4))[0]
        except struct.error:
            raise EOFError from None
        if inclheader:
            self.chunksize -= 8
        self.size_read = 0
        try:
            self.offset = self.file.tell()
        except (AttributeError, OSError):
            self.seekable = False
        else:
            self.seekable = True

    def getname(self):
        return self.chunkname

    def getsize(self):
        return self.chunksize

    def close(self):
        if not self.closed:
            try:
                self.skip()
            finally:
                self.closed = True

    def isatty(self):
        self._check()
        return False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def seek(self, pos, whence=0):
        self._check()
        if not self.seekable:
            raise OSError("cannot seek")
        pos += (0, self.size_read, self.chunksize)[whence]
        if pos < 0 or pos > self.chunksize:
            raise RuntimeError
        self.file.seek(self.offset + pos, 0)
        self.size_read = pos

    def tell(self):
        self._check()
        return self.size_read

    def read(self, size=-1):
        """So many bytes, at most all that are left."""
        self._check()
        if self.size_read >= self.chunksize:
            return b''
        left = self.chunksize - self.size_read
        data = self.file.read(left if size < 0 else min(size, left))
        self.size_read += len(data)
        if self.size_read == self.chunksize and self.align and self.chunksize & 1:
            self.size_read += len(self.file.read(1))
        return data

    def skip(self):
        """Past the whole part."""
        self._check()
        if self.seekable:
            try:
                n = self.chunksize - self.size_read
                if self.align and self.chunksize & 1:
                    n += 1
                self.file.seek(n, 1)
                self.size_read += n
                return
            except OSError:
                pass
        while self.size_read < self.chunksize:
            if not self.read(min(8192, self.chunksize - self.size_read)):
                raise EOFError
