"""What the files of bz2, gzip and lzma have in common."""

import io
import sys

BUFFER_SIZE = io.DEFAULT_BUFFER_SIZE


class BaseStream(io.BufferedIOBase):
    """A file that knows what may be done with it."""

    def _check_not_closed(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _check_can_read(self):
        if not self.readable():
            raise io.UnsupportedOperation("File not open for reading")

    def _check_can_write(self):
        if not self.writable():
            raise io.UnsupportedOperation("File not open for writing")

    def _check_can_seek(self):
        if not self.readable():
            raise io.UnsupportedOperation("Seeking is only supported on files open for reading")
        if not self.seekable():
            raise io.UnsupportedOperation("The underlying file object does not support seeking")


MODE_CLOSED, MODE_READ, MODE_WRITE = 0, 1, 3


class CompressedFile(BaseStream):
    """A file read through _buffer or written through _compressor."""

    def close(self):
        """Write what is left and close the file, if it was opened here."""
        if self._mode == MODE_CLOSED:
            return
        try:
            if self._mode == MODE_READ:
                self._buffer.close()
                self._buffer = None
            else:
                self._fp.write(self._compressor.flush())
                self._compressor = None
        finally:
            try:
                if self._closefp:
                    self._fp.close()
            finally:
                self._fp, self._closefp, self._mode = None, False, MODE_CLOSED

    @property
    def closed(self):
        return self._mode == MODE_CLOSED

    def fileno(self):
        self._check_not_closed()
        return self._fp.fileno()

    def seekable(self):
        return self.readable() and self._buffer.seekable()

    def readable(self):
        self._check_not_closed()
        return self._mode == MODE_READ

    def writable(self):
        self._check_not_closed()
        return self._mode == MODE_WRITE

    def peek(self, size=-1):
        """What comes next, without going on."""
        self._check_can_read()
        return self._buffer.peek(size)

    def read(self, size=-1):
        self._check_can_read()
        return self._buffer.read(size)

    def read1(self, size=-1):
        self._check_can_read()
        return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def readline(self, size=-1):
        self._check_can_read()
        return self._buffer.readline(size)

    def write(self, data):
        self._check_can_write()
        length = len(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).nbytes
        self._fp.write(self._compressor.compress(data))
        self._pos += length
        return length

    def seek(self, offset, whence=io.SEEK_SET):
        self._check_can_seek()
        return self._buffer.seek(offset, whence)

    def tell(self):
        self._check_not_closed()
        return self._buffer.tell() if self._mode == MODE_READ else self._pos


class DecompressReader(io.RawIOBase):
    """What the compressed file `fp` holds: one stream after another, each by a decompressor of its own."""

    def __init__(self, fp, decomp_factory, trailing_error=(), **decomp_args):
        self._fp, self._eof, self._pos, self._size = fp, False, 0, -1
        self._decomp_factory, self._decomp_args, self._trailing_error = decomp_factory, decomp_args, trailing_error
        self._decompressor = decomp_factory(**decomp_args)

    def readable(self):
        return True

    def close(self):
        self._decompressor = None
        return super().close()

    def seekable(self):
        return self._fp.seekable()

    def readinto(self, b):
        with memoryview(b) as view, view.cast("B") as target:
            data = self.read(len(target))
            target[:len(data)] = data
        return len(data)

    def read(self, size=-1):
        """Up to so many bytes; none at the end."""
        if size < 0:
            return self.readall()
        if not size or self._eof:
            return b""
        data = b""
        while not data:
            if self._decompressor.eof:
                raw = self._decompressor.unused_data or self._fp.read(BUFFER_SIZE)
                if not raw:
                    break
                self._decompressor = self._decomp_factory(**self._decomp_args)
                try:
                    data = self._decompressor.decompress(raw, size)
                except self._trailing_error:
                    break
            else:
                raw = b""
                if self._decompressor.needs_input:
                    raw = self._fp.read(BUFFER_SIZE)
                    if not raw:
                        raise EOFError("Compressed file ended before the end-of-stream marker was reached")
                data = self._decompressor.decompress(raw, size)
        if not data:
            self._eof, self._size = True, self._pos
        self._pos += len(data)
        return data

    def readall(self):
        parts = []
        while data := self.read(sys.maxsize):
            parts.append(data)
        return b"".join(parts)

    def _rewind(self):
        self._fp.seek(0)
        self._eof, self._pos = False, 0
        self._decompressor = self._decomp_factory(**self._decomp_args)

    def seek(self, offset, whence=io.SEEK_SET):
        """Go to a place: backwards by reading all again."""
        if whence == io.SEEK_CUR:
            offset += self._pos
        elif whence == io.SEEK_END:
            while self._size < 0 and self.read(io.DEFAULT_BUFFER_SIZE):
                pass
            offset += self._size
        elif whence != io.SEEK_SET:
            raise ValueError(f"Invalid value for whence: {whence}")
        if offset < self._pos:
            self._rewind()
        while self._pos < offset and self.read(min(io.DEFAULT_BUFFER_SIZE, offset - self._pos)):
            pass
        return self._pos

    def tell(self):
        return self._pos
