"""Numbers and strings as the bytes of C structures."""

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']

from sys import modules as _modules

from _pack import install as _install, parse as _parse
from _support import lay_out as _lay_out


class error(Exception):
    pass


error.__module__ = 'struct'


class Struct:
    """A format, taken apart once. pack(), unpack() and the like are in C."""

    __slots__ = ('format', 'size', '_codes', '__weakref__')
    _error = error

    def __init__(self, format):
        if isinstance(format, str):
            text = format
            format.encode('ascii')
        elif isinstance(format, bytes):
            text = format.decode('latin-1')
        else:
            raise TypeError(f'Struct() argument 1 must be a str or bytes object, not {type(format).__name__}')
        self.format = text
        self._codes, self.size = _parse(text, error)

    def __sizeof__(self):
        return object.__sizeof__(self) + len(self._codes)

    def iter_unpack(self, buffer, /):
        if not self.size:
            raise error('cannot iteratively unpack with a struct of length 0')
        try:
            data = memoryview(buffer)
        except TypeError:
            raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'") from None
        if not data.c_contiguous:
            raise BufferError('memoryview: underlying buffer is not C-contiguous')
        if data.nbytes % self.size:
            raise error(f'iterative unpacking requires a buffer of a multiple of {self.size} bytes')
        return unpack_iterator(self, data)


class unpack_iterator:
    """What iter_unpack() gives."""

    __slots__ = ('_struct', '_data', '_offset')

    def __init__(self, struct, data):
        self._struct, self._data, self._offset = struct, data, 0

    def __iter__(self):
        return self

    def __length_hint__(self):
        return (self._data.nbytes - self._offset) // self._struct.size if self._data else 0


Struct.__module__ = unpack_iterator.__module__ = '_struct'
_install(_modules[__name__], Struct, unpack_iterator)
_lay_out(Struct, 'gi', 56, 0, 48)
_lay_out(unpack_iterator, 'gifd', 112)
_cache = {}


def _clearcache():
    _cache.clear()


def _struct_of(format):
    try:
        return _cache[format]
    except KeyError:
        pass
    if isinstance(format, Struct):
        return format
    made = Struct(format)
    if len(_cache) >= 100:
        _cache.clear()
    _cache[format] = made
    return made


def iter_unpack(format, buffer, /):
    return _struct_of(format).iter_unpack(buffer)
