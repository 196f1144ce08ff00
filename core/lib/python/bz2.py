"""Files and data compressed with bzip2."""

__all__ = ['BZ2File', 'BZ2Compressor', 'BZ2Decompressor', 'open', 'compress', 'decompress']

import io
import os
from builtins import open as _builtin_open
import _compression
from _bz2 import BZ2Compressor, BZ2Decompressor


class BZ2File(_compression.CompressedFile):
    """A file whose contents are compressed: read or written as a binary file."""

    def __init__(self, filename, mode='r', *, compresslevel=9):
        self._fp, self._closefp, self._mode = None, False, _compression.MODE_CLOSED
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        if mode in ('', 'r', 'rb'):
            mode, wanted = 'rb', _compression.MODE_READ
        elif mode in ('w', 'wb', 'a', 'ab', 'x', 'xb'):
            mode, wanted = mode[0] + 'b', _compression.MODE_WRITE
            self._compressor, self._pos = BZ2Compressor(compresslevel), 0
        else:
            raise ValueError(f'Invalid mode: {mode!r}')
        if isinstance(filename, (str, bytes, os.PathLike)):
            self._fp, self._closefp = _builtin_open(filename, mode), True
        elif hasattr(filename, 'read') or hasattr(filename, 'write'):
            self._fp = filename
        else:
            raise TypeError('filename must be a str, bytes, file or PathLike object')
        self._mode = wanted
        if wanted == _compression.MODE_READ:
            self._buffer = io.BufferedReader(_compression.DecompressReader(self._fp, BZ2Decompressor, trailing_error=OSError))

    def readinto(self, b):
        self._check_can_read()
        return self._buffer.readinto(b)

    @staticmethod
    def _index(size):
        if not isinstance(size, int):
            if not hasattr(size, '__index__'):
                raise TypeError('Integer argument expected')
            size = size.__index__()
        return size

    def readline(self, size=-1):
        self._check_can_read()
        return self._buffer.readline(self._index(size))

    def __iter__(self):
        self._check_can_read()
        return self._buffer.__iter__()

    def readlines(self, size=-1):
        self._check_can_read()
        return self._buffer.readlines(self._index(size))

    def writelines(self, seq):
        return _compression.BaseStream.writelines(self, seq)


def open(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    """A compressed file, binary or as text."""
    if 't' in mode:
        if 'b' in mode:
            raise ValueError(f'Invalid mode: {mode!r}')
    else:
        for name, value in (('encoding', encoding), ('errors', errors), ('newline', newline)):
            if value is not None:
                raise ValueError(f'Argument {name!r} not supported in binary mode')
    file = BZ2File(filename, mode.replace('t', ''), compresslevel=compresslevel)
    return io.TextIOWrapper(file, io.text_encoding(encoding), errors, newline) if 't' in mode else file


def compress(data, compresslevel=9):
    """Data compressed."""
    compressor = BZ2Compressor(compresslevel)
    return compressor.compress(data) + compressor.flush()


def decompress(data):
    """The data of one or more streams; what follows them and is none is left out."""
    results = []
    while data:
        decompressor = BZ2Decompressor()
        try:
            result = decompressor.decompress(data)
        except OSError:
            if results:
                break
            raise
        results.append(result)
        if not decompressor.eof:
            raise ValueError('Compressed data ended before the end-of-stream marker was reached')
        data = decompressor.unused_data
    return b''.join(results)
