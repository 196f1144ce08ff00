"""Numbers and strings as the bytes of C structures."""

__all__ = ['calcsize', 'pack', 'pack_into', 'unpack', 'unpack_from', 'iter_unpack', 'Struct', 'error']

from math import frexp as _frexp, isfinite as _isfinite, ldexp as _ldexp
from operator import index as _index

from _support import lay_out as _lay_out

_SIZES = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8, 'e': 2, 'f': 4, 'd': 8,
          's': 1, 'p': 1}
_NATIVE_SIZES = {**_SIZES, 'l': 8, 'L': 8, 'n': 8, 'N': 8, 'P': 8}
_NAMES = {'b': 'byte', 'B': 'ubyte', 'h': 'short', 'H': 'ushort'}
_MANTISSA_BITS = {'e': 10, 'f': 23, 'd': 52}
_LIMIT = 1 << 63


class error(Exception):
    pass


error.__module__ = 'struct'


def _encode_float(number, code, size):
    """The bits of the IEEE format, rounded half to even."""
    mantissa_bits = _MANTISSA_BITS[code]
    top = (1 << 8 * size - 1 - mantissa_bits) - 1
    sign = number < 0 or number == 0 and str(number)[0] == '-'
    if not _isfinite(number):
        bits = top << mantissa_bits | (number != number) << mantissa_bits - 1
    else:
        fraction, exponent = _frexp(abs(number))
        exponent = max(exponent + (top >> 1) - 1, 1) if fraction else 1
        unit = exponent - (top >> 1) - mantissa_bits
        numerator, denominator = abs(number).as_integer_ratio()
        shift = denominator.bit_length() - 1 + unit
        bits = numerator << -shift if shift <= 0 else numerator >> shift
        if shift > 0:
            rest, half = numerator & (1 << shift) - 1, 1 << shift - 1
            bits += rest > half or rest == half and bits & 1
        bits += exponent - 1 << mantissa_bits
        if bits >> mantissa_bits >= top:
            raise OverflowError(f'float too large to pack with {code} format')
    return sign << 8 * size - 1 | bits


def _decode_float(bits, code, size):
    mantissa_bits = _MANTISSA_BITS[code]
    top = (1 << 8 * size - 1 - mantissa_bits) - 1
    mantissa, exponent = bits & (1 << mantissa_bits) - 1, bits >> mantissa_bits & top
    if exponent == top:
        number = float('nan') if mantissa else float('inf')
    elif exponent:
        number = _ldexp(mantissa | 1 << mantissa_bits, exponent - (top >> 1) - mantissa_bits)
    else:
        number = _ldexp(mantissa, 1 - (top >> 1) - mantissa_bits)
    return -number if bits >> 8 * size - 1 else number


def _encode_integer(value, code, size, order):
    if not hasattr(type(value), '__index__'):
        raise error('required argument is not an integer')
    value = _index(value)
    bits = 8 * size
    whole = code in 'ILQN' or order == 'big' and code == 'H'
    if not (-_LIMIT <= value < 2 * _LIMIT if code == 'P' else 0 <= value < 2 * _LIMIT if whole else -_LIMIT <= value < _LIMIT):
        if code == 'P' or order == 'big' and code in 'qQ':
            raise OverflowError
        raise error('argument out of range')
    low, high = (0, (1 << bits) - 1) if code.isupper() else (-1 << bits - 1, (1 << bits - 1) - 1)
    if not low <= value <= high and code != 'P':
        name = repr(code) if order == 'big' and size > 1 else _NAMES.get(code, repr(code))
        raise error(f'{name} format requires {low} <= number <= {high}')
    return value & (1 << bits) - 1


def _encode(value, code, size, order, native):
    """The bytes of one value; strings apart."""
    if code == 'c':
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error('char format requires a bytes object of length 1')
        return value
    if code == '?':
        return b'\1' if value else b'\0'
    try:
        if code in _MANTISSA_BITS:
            try:
                number = float(value) if not isinstance(value, (str, bytes, bytearray)) else None
            except TypeError:
                number = None
            if number is None:
                raise error('required argument is not a float')
            try:
                bits = _encode_float(number, code, size)
            except OverflowError:
                if not native or code == 'e':
                    raise
                bits = _encode_float(number * float('inf'), code, size)
        else:
            bits = _encode_integer(value, code, size, order)
    except OverflowError:
        if not isinstance(value, int):
            raise
        raise error('int too large to convert') from None
    return bits.to_bytes(size, order)


def _encode_string(value, code, count):
    if not isinstance(value, (bytes, bytearray)):
        raise error(f'argument for {code!r} must be a bytes object')
    if code == 's':
        return bytes(value[:count]).ljust(count, b'\0')
    if not count:
        return b''
    text = bytes(value[:count - 1])
    return bytes([min(len(text), 255)]) + text.ljust(count - 1, b'\0')


def _decode(data, code, size, order):
    if code == 'c':
        return data
    bits = int.from_bytes(data, order)
    if code == '?':
        return bits != 0
    if code in _MANTISSA_BITS:
        return _decode_float(bits, code, size)
    if code.islower() and bits >> 8 * size - 1:
        bits -= 1 << 8 * size
    return bits


def _readable(buffer):
    try:
        view = memoryview(buffer)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'") from None
    return view.tobytes()


def _writable(buffer):
    try:
        view = memoryview(buffer)
    except TypeError:
        view = None
    if view is None or view.readonly:
        raise TypeError(f'argument must be read-write bytes-like object, not {type(buffer).__name__}')
    return view.cast('B')


class Struct:
    """A format, taken apart once: pieces (offset, code, size, count), where a string is one value of count bytes."""

    __slots__ = ('format', 'size', '_order', '_native', '_pieces', '_values', '__weakref__')

    def __init__(self, format):
        if isinstance(format, str):
            text = format
            format.encode('ascii')
        elif isinstance(format, bytes):
            text = format.decode('latin-1')
        else:
            raise TypeError(f'Struct() argument 1 must be a str or bytes object, not {type(format).__name__}')
        self.format = text
        mark = text[0] if text and text[0] in '@=<>!' else ''
        self._order = 'big' if mark and mark in '>!' else 'little'
        self._native = mark in ('', '@')
        self._parse(text[len(mark):], _NATIVE_SIZES if self._native else _SIZES)

    def _parse(self, text, sizes):
        self._pieces, self._values, offset, digits = [], 0, 0, ''
        for code in text:
            if code.isspace() and not digits:
                continue
            if code in '0123456789':
                digits += code
                continue
            if code == '\0':
                raise error('embedded null character')
            size = sizes.get(code)
            if size is None:
                raise error('bad char in struct format')
            count = int(digits) if digits else 1
            digits = ''
            if self._native:
                offset += -offset % size
            if code in 'sp':
                self._pieces.append((offset, code, size, count))
                self._values += 1
            elif code != 'x' and count:
                self._values += count
                if offset + size * count < _LIMIT:
                    self._pieces.append((offset, code, size, count))
            offset += size * count
            if offset >= _LIMIT:
                raise error('total struct size too long')
        if digits:
            raise error('repeat count given without format specifier')
        self.size = offset

    def __sizeof__(self):
        return object.__sizeof__(self) + 32 * (len(self._pieces) + 1)

    def _pack(self, values, name):
        if len(values) != self._values:
            raise error(f'{name} expected {self._values} items for packing (got {len(values)})')
        data, values = bytearray(self.size), iter(values)
        for offset, code, size, count in self._pieces:
            if code in 'sp':
                data[offset:offset + count] = _encode_string(next(values), code, count)
                continue
            for _ in range(count):
                data[offset:offset + size] = _encode(next(values), code, size, self._order, self._native)
                offset += size
        return bytes(data)

    def _unpack(self, data, start):
        values = []
        for offset, code, size, count in self._pieces:
            offset += start
            if code in 'sp':
                text = data[offset:offset + count]
                values.append(text if code == 's' else text[1:1 + text[0]] if text else b'')
                continue
            for _ in range(count):
                values.append(_decode(data[offset:offset + size], code, size, self._order))
                offset += size
        return tuple(values)

    def _place(self, length, offset, name, doing, short):
        """An offset from the start, checked."""
        if offset < 0:
            if offset + self.size > 0:
                raise error(f'{short} {self.size} bytes at offset {offset}')
            if offset + length < 0:
                raise error(f'offset {offset} out of range for {length}-byte buffer')
            offset += length
        if length - offset < self.size:
            raise error(f'{name} requires a buffer of at least {self.size + offset} bytes for {doing} {self.size} bytes at offset '
                        f'{offset} (actual buffer size is {length})')
        return offset

    def pack(self, *values, **named):
        _no_keywords('Struct.pack', named)
        return self._pack(values, 'pack')

    def pack_into(self, *arguments, **named):
        _no_keywords('Struct.pack_into', named)
        if len(arguments) < 2:
            raise error(f"pack_into expected {('buffer', 'offset')[len(arguments)]} argument")
        buffer, offset, *values = arguments
        if len(values) != self._values:
            raise error(f'pack_into expected {self._values} items for packing (got {len(values)})')
        view = _writable(buffer)
        offset = self._place(len(view), _index(offset), 'pack_into', 'packing', 'no space to pack')
        view[offset:offset + self.size] = self._pack(values, 'pack_into')

    def unpack(self, buffer, /):
        data = _readable(buffer)
        if len(data) != self.size:
            raise error(f'unpack requires a buffer of {self.size} bytes')
        return self._unpack(data, 0)

    def unpack_from(self, /, buffer, offset=0):
        data = _readable(buffer)
        return self._unpack(data, self._place(len(data), _index(offset), 'unpack_from', 'unpacking', 'not enough data to unpack'))

    def iter_unpack(self, buffer, /):
        data = _readable(buffer)
        if not self.size:
            raise error('cannot iteratively unpack with a struct of length 0')
        if len(data) % self.size:
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
        return (len(self._data) - self._offset) // self._struct.size

    def __next__(self):
        offset = self._offset
        if offset >= len(self._data):
            raise StopIteration
        self._offset += self._struct.size
        return self._struct._unpack(self._data, offset)


Struct.__module__ = unpack_iterator.__module__ = '_struct'
_lay_out(Struct, 'gi', 56, 0, 48)
_lay_out(unpack_iterator, 'gifd', 112)
_cache = {}


def _clearcache():
    _cache.clear()


def _struct_of(format):
    try:
        return _cache[format]
    except (KeyError, TypeError):
        pass
    if isinstance(format, Struct):
        return format
    made = Struct(format)
    if len(_cache) >= 100:
        _cache.clear()
    _cache[format] = made
    return made


def calcsize(format, /):
    return _struct_of(format).size


def _no_keywords(function, named):
    if named:
        raise TypeError(f'{function}() takes no keyword arguments')


def pack(*arguments, **named):
    _no_keywords('_struct.pack', named)
    if not arguments:
        raise TypeError('missing format argument')
    return _struct_of(arguments[0])._pack(arguments[1:], 'pack')


def pack_into(*arguments, **named):
    _no_keywords('_struct.pack_into', named)
    if not arguments:
        raise TypeError('missing format argument')
    _struct_of(arguments[0]).pack_into(*arguments[1:])


def unpack(format, buffer, /):
    return _struct_of(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return _struct_of(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return _struct_of(format).iter_unpack(buffer)
