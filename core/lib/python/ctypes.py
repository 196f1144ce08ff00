"""Reading objects' memory by address.

Values have their C sizes on x86-64; from_address() shows the memory of live objects as CPython lays them out. There are no
libraries to call, and memory of objects cannot be written.
"""

from _ctypes import object_at, peek

__all__ = [
    "Array", "POINTER", "Structure", "Union", "addressof", "alignment", "byref", "c_bool", "c_byte", "c_char", "c_double",
    "c_float", "c_int", "c_int16", "c_int32", "c_int64", "c_int8", "c_long", "c_longlong", "c_short", "c_size_t",
    "c_ssize_t", "c_ubyte", "c_uint", "c_uint16", "c_uint32", "c_uint64", "c_uint8", "c_ulong", "c_ulonglong", "c_ushort",
    "c_void_p", "cast", "pointer", "py_object", "sizeof", "string_at",
]


class ArgumentError(Exception):
    pass


class _MetaData(type):
    """Classes of C types: they can be read at an address and multiplied to arrays."""

    def __mul__(cls, length):
        if not isinstance(length, int):
            raise TypeError(f"can't multiply sequence by non-int of type '{type(length).__name__}'")
        if length < 0:
            raise ValueError(f"Array length must be >= 0, not {length}")
        name = f"{cls.__name__}_Array_{length}"
        return _MetaData(name, (Array,), {"_type_": cls, "_length_": length, "_size_": cls._size_ * length})

    __rmul__ = __mul__

    def from_address(cls, address):
        if not isinstance(address, int):
            raise TypeError("integer expected")
        self = cls.__new__(cls)
        self._address = address
        self._memory = None
        return self

    def from_buffer_copy(cls, source, offset=0):
        data = bytes(source)[offset:offset + cls._size_]
        if len(data) < cls._size_:
            raise ValueError(f"Buffer size too small ({len(bytes(source))} instead of at least {cls._size_ + offset} bytes)")
        self = cls.__new__(cls)
        self._address = None
        self._memory = bytearray(data)
        return self


class _CData(metaclass=_MetaData):
    _size_ = 0
    _address = None
    _memory = None

    def _read(self, offset=0, size=None):
        size = self._size_ if size is None else size
        if self._memory is not None:
            return bytes(self._memory[offset:offset + size])
        return peek(self._address + offset, size)

    def _write(self, data, offset=0):
        if self._memory is None:
            raise ValueError("the memory of objects cannot be written here")
        self._memory[offset:offset + len(data)] = data


def _part(cls, owner, offset):
    """The value of a member of type cls inside owner's memory."""
    if owner._memory is None:
        item = cls.from_address(owner._address + offset)
    else:
        item = cls.from_buffer_copy(owner._read(offset, cls._size_))
    return item.value if isinstance(item, _SimpleCData) else item


class _SimpleCData(_CData):
    def __init__(self, value=None):
        self._memory = bytearray(self._size_)
        if value is not None:
            self.value = value

    @property
    def value(self):
        return self._decode(self._read())

    @value.setter
    def value(self, value):
        self._write(self._encode(value))

    def __bool__(self):
        return bool(self.value)

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


class _Integer(_SimpleCData):
    _signed = True

    def _decode(self, data):
        return int.from_bytes(data, "little", signed=self._signed)

    def _encode(self, value):
        if not isinstance(value, int):
            raise TypeError(f"an integer is required (got type {type(value).__name__})")
        return (value & (1 << 8 * self._size_) - 1).to_bytes(self._size_, "little")


def _integer(name, size, signed):
    return _MetaData(name, (_Integer,), {"_size_": size, "_signed": signed, "__module__": "ctypes"})


c_byte = c_int8 = _integer("c_byte", 1, True)
c_ubyte = c_uint8 = _integer("c_ubyte", 1, False)
c_short = c_int16 = _integer("c_short", 2, True)
c_ushort = c_uint16 = _integer("c_ushort", 2, False)
c_int = c_int32 = _integer("c_int", 4, True)
c_uint = c_uint32 = _integer("c_uint", 4, False)
c_long = c_longlong = c_int64 = c_ssize_t = _integer("c_long", 8, True)
c_ulong = c_ulonglong = c_uint64 = c_size_t = _integer("c_ulong", 8, False)


class c_bool(_SimpleCData):
    _size_ = 1

    def _decode(self, data):
        return data != b"\0"

    def _encode(self, value):
        return b"\1" if value else b"\0"


class c_char(_SimpleCData):
    _size_ = 1

    def _decode(self, data):
        return data

    def _encode(self, value):
        if isinstance(value, int):
            value = bytes([value])
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise TypeError("one character bytes, bytearray or integer expected")
        return bytes(value)


def _decode_float(data, exponent_bits, fraction_bits):
    bits = int.from_bytes(data, "little")
    fraction = bits & (1 << fraction_bits) - 1
    exponent = bits >> fraction_bits & (1 << exponent_bits) - 1
    sign = -1.0 if bits >> fraction_bits + exponent_bits else 1.0
    bias = (1 << exponent_bits - 1) - 1
    if exponent == (1 << exponent_bits) - 1:
        return sign * (float("nan") if fraction else float("inf"))
    if exponent == 0:
        return sign * fraction * 2.0 ** (1 - bias - fraction_bits + 30) * 2.0 ** -30
    return sign * float.fromhex(f"0x{fraction | 1 << fraction_bits:x}p{exponent - bias - fraction_bits}")


class c_double(_SimpleCData):
    _size_ = 8

    def _decode(self, data):
        return _decode_float(data, 11, 52)

    def _encode(self, value):
        import math
        value = float(value)
        if value != value:
            return bytes.fromhex("000000000000f87f")
        sign = 1 << 63 if math.copysign(1.0, value) < 0 else 0
        value = abs(value)
        if value == float("inf"):
            bits = 0x7ff << 52
        elif value < 2.2250738585072014e-308:
            bits = int(value * 2.0 ** 1000 * 2.0 ** 74)
        else:
            fraction, exponent = math.frexp(value)
            bits = (exponent + 1022 << 52) + int((fraction * 2 - 1) * 2.0 ** 52)
        return (bits | sign).to_bytes(8, "little")


class c_float(_SimpleCData):
    _size_ = 4

    def _decode(self, data):
        return _decode_float(data, 8, 23)

    def _encode(self, value):
        import math
        value = float(value)
        sign = 1 << 31 if math.copysign(1.0, value) < 0 else 0
        fraction, exponent = math.frexp(abs(value)) if math.isfinite(value) else (0.0, 0)
        if value != value:
            bits = 0x7fc00000
        elif not math.isfinite(value) or exponent > 128:
            bits = 0xff << 23
        elif exponent < -125:
            bits = round(math.ldexp(fraction, exponent + 149))
        else:
            bits = (exponent + 126 << 23) + round((fraction * 2 - 1) * 2.0 ** 23) if fraction else 0
        return (bits | sign).to_bytes(4, "little")


class c_void_p(_SimpleCData):
    _size_ = 8

    def _decode(self, data):
        return int.from_bytes(data, "little") or None

    def _encode(self, value):
        return (value or 0).to_bytes(8, "little")


class py_object(_SimpleCData):
    _size_ = 8
    _object = None

    def __init__(self, *value):
        if len(value) > 1:
            raise TypeError(f"py_object() takes at most 1 argument ({len(value)} given)")
        self._memory = bytearray(8)
        if value:
            self.value = value[0]

    def _decode(self, data):
        address = int.from_bytes(data, "little")
        if not address:
            raise ValueError("PyObject is NULL")
        return object_at(address)

    def _encode(self, value):
        self._object = value
        return id(value).to_bytes(8, "little")

    def __repr__(self):
        try:
            return f"py_object({self.value!r})"
        except ValueError:
            return "py_object(<NULL>)"


class Array(_CData):
    _type_ = None
    _length_ = 0

    def __init__(self, *values):
        self._memory = bytearray(self._size_)
        if len(values) > self._length_:
            raise IndexError("invalid index")
        for i, value in enumerate(values):
            self[i] = value

    def __len__(self):
        return self._length_

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self[i] for i in range(*index.indices(self._length_))]
            return b"".join(items) if self._type_ is c_char else items
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return _part(self._type_, self, index * self._type_._size_)

    def __setitem__(self, index, value):
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        self._write(self._type_(value)._read(), index * self._type_._size_)

    def __iter__(self):
        for i in range(self._length_):
            yield self[i]

    @property
    def raw(self):
        return self._read()

    @property
    def value(self):
        if self._type_ is not c_char:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute 'value'")
        return self._read().partition(b"\0")[0]


class _Field:
    def __init__(self, name, kind, offset):
        self.name = name
        self.kind = kind
        self.offset = offset
        self.size = kind._size_

    def __get__(self, owner, cls=None):
        if owner is None:
            return self
        return _part(self.kind, owner, self.offset)

    def __set__(self, owner, value):
        item = value if isinstance(value, self.kind) else self.kind(value)
        owner._write(item._read(), self.offset)

    def __repr__(self):
        return f"<Field type={self.kind.__name__}, ofs={self.offset}, size={self.size}>"


def alignment(kind):
    """Bytes whose multiples are addresses of such values."""
    kind = kind if isinstance(kind, type) else type(kind)
    if issubclass(kind, Array):
        return alignment(kind._type_)
    if issubclass(kind, (Structure, Union)):
        return max([alignment(field.kind) for field in kind._layout_], default=1)
    return kind._size_ or 1


class _MetaStructure(_MetaData):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        if "_fields_" in namespace:
            cls._lay_out(namespace["_fields_"])

    def __setattr__(cls, name, value):
        super().__setattr__(name, value)
        if name == "_fields_":
            cls._lay_out(value)

    def _lay_out(cls, fields):
        inherited = cls.__mro__[1]
        layout = list(getattr(inherited, "_layout_", ()))
        end = getattr(inherited, "_size_", 0)
        for name, kind in fields:
            align = alignment(kind)
            offset = 0 if cls._overlay else (end + align - 1) // align * align
            end = max(end, offset + kind._size_)
            field = _Field(name, kind, offset)
            layout.append(field)
            type.__setattr__(cls, name, field)
        cls._layout_ = layout
        align = max([alignment(field.kind) for field in layout], default=1)
        cls._size_ = (end + align - 1) // align * align


class _Compound(_CData, metaclass=_MetaStructure):
    _layout_ = ()
    _overlay = False

    def __init__(self, *values, **named):
        self._memory = bytearray(self._size_)
        if len(values) > len(self._layout_):
            raise TypeError("too many initializers")
        for field, value in zip(self._layout_, values):
            setattr(self, field.name, value)
        for name, value in named.items():
            setattr(self, name, value)


class Structure(_Compound):
    pass


class Union(_Compound):
    _overlay = True


class _Pointer(_SimpleCData):
    _size_ = 8
    _type_ = None

    def __init__(self, target=None):
        self._memory = bytearray(8)
        self._target = target
        if target is not None and target._address is not None:
            self._write(target._address.to_bytes(8, "little"))

    def _decode(self, data):
        return int.from_bytes(data, "little") or None

    @property
    def contents(self):
        return self[0] if self._target is None else self._target

    def __getitem__(self, index):
        if self._target is not None and self._target._address is None:
            if index:
                raise ValueError("only the value itself can be read")
            return _part(self._type_, self._target, 0)
        address = self.value
        if address is None:
            raise ValueError("NULL pointer access")
        item = self._type_.from_address(address + index * self._type_._size_)
        return item.value if isinstance(item, _SimpleCData) else item


_pointer_types = {}


def POINTER(kind):
    if kind not in _pointer_types:
        _pointer_types[kind] = _MetaData(f"LP_{kind.__name__}", (_Pointer,), {"_type_": kind})
    return _pointer_types[kind]


def pointer(value):
    return POINTER(type(value))(value)


byref = pointer


def cast(value, kind):
    """An address as a pointer-like type."""
    if isinstance(value, _SimpleCData):
        value = value.value
    if not isinstance(value, int):
        raise ArgumentError("argument 1: <class 'TypeError'>: wrong type")
    result = kind.from_buffer_copy(value.to_bytes(8, "little"))
    result._target = None
    return result


def sizeof(kind):
    if not isinstance(kind, (_MetaData, _CData)):
        raise TypeError("this type has no size")
    return kind._size_


def addressof(value):
    if not isinstance(value, _CData):
        raise TypeError("invalid type")
    return id(value._memory) if value._address is None else value._address


def string_at(address, size=-1):
    """Bytes at an address; without a size up to the next zero byte."""
    if size >= 0:
        return peek(address, size)
    data = bytearray()
    while (byte := peek(address + len(data), 1)) != b"\0":
        data += byte
    return bytes(data)
