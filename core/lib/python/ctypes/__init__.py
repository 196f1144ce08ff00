"""C values, structures, arrays and pointers, over the memory of the program.

Values have their C sizes on x86-64. Own values lie in blocks of the program's memory; from_address() and cast() also show live
objects as CPython lays them out. Of an object's memory only its value can be written, and only so that it stays a sound object.
There is no C library: of the usual functions, those that compute something are here in Python.
"""

import struct as _struct
import sys as _sys
import weakref as _weakref

from _ctypes import (buffer_address as _buffer_address, object_at as _object_at, peek as _peek, poke as _poke,
                     shows_block as _shows_block, view_info as _view_info)
from _support import lay_out as _twin


class ArgumentError(Exception):
    pass


# ---- memory ----

class _Block(bytearray):
    """Memory of values made here."""


_blocks = _weakref.WeakValueDictionary()


def _new_block(size):
    block = _Block(size)
    if size:
        _blocks[_buffer_address(block)] = block
    return block


def _block_at(address):
    """The block that covers an address and the offset in it, or None."""
    for start, block in list(_blocks.items()):
        if start <= address < start + len(block):
            return block, address - start
    return None, address


def _place(cls, block, offset, keeps=None):
    self = object.__new__(cls)
    self._block = block
    self._offset = offset
    self._targets = keeps
    self._data_view = cls._view
    return self


def _at(cls, address):
    block, offset = _block_at(address)
    if block is not None and offset + cls._size_ > len(block):
        block, offset = None, address
    return _place(cls, block, offset)


_held = []  # references that the program has taken, or lost, by way of memory


def _drop_held(value):
    """Whether a reference to the object was held: it is no more."""
    for i, held in enumerate(_held):
        if held is value:
            del _held[i]
            return True
    return False


def _poke_memory(address, data):
    """Write a value, a reference or a count of references."""
    try:
        lost = _poke(address, data)
    except ValueError:
        if len(data) not in (4, 8):
            raise
        change = int.from_bytes(data, "little", signed=True) - int.from_bytes(_peek(address, len(data)), "little", signed=True)
        try:
            value = _object_at(address)
        except ValueError:
            value = None
        if value is None or change < -sum(held is value for held in _held) or change > 1 << 20:
            raise
        for _ in range(-change):
            _drop_held(value)
        for _ in range(change):
            _held.append(value)
        return
    if lost is not None:  # what was there stays alive for ever, what is there now is owned by the program already
        old, new = lost
        _drop_held(new)
        _held.append(old)


def _caller_module():
    depth = 2
    while (frame := _sys._getframe(depth)).f_globals.get("__name__") == __name__:
        depth += 1
    return frame.f_globals.get("__name__")


class _DataType(type):
    """Classes of C types: they can be read at an address and multiplied to arrays."""

    _arrays = {}

    def __new__(meta, name, bases, namespace):
        if "__module__" not in namespace:
            namespace = {**namespace, "__module__": _caller_module()}
        return super().__new__(meta, name, bases, namespace)

    def __mul__(cls, length):
        if not isinstance(length, int):
            raise TypeError(f"can't multiply sequence by non-int of type '{type(length).__name__}'")
        if length < 0:
            raise ValueError(f"Array length must be >= 0, not {length}")
        return cls._array(length, _caller_module())

    def _array(cls, length, module):
        if (cls, length) not in cls._arrays:
            _need_room(cls, length)
            name = f"{cls.__name__}_Array_{length}"
            cls._arrays[cls, length] = PyCArrayType(name, (Array,), {"_type_": cls, "_length_": length, "__module__": module})
        return cls._arrays[cls, length]

    __rmul__ = __mul__

    def from_address(cls, address):
        if not isinstance(address, int):
            raise TypeError("integer expected")
        return _at(cls, address)

    def _concrete(cls):
        if cls.__module__ == "_ctypes":  # what the classes of data are made from
            raise TypeError("abstract class")

    def _checked(cls, source, offset):
        cls._concrete()
        if offset < 0:
            raise ValueError("offset cannot be negative")
        if len(source) - offset < cls._size_:
            raise ValueError(f"Buffer size too small ({len(source)} instead of at least {cls._size_ + offset} bytes)")

    def from_buffer(cls, source, offset=0):
        view = memoryview(source)
        if view.readonly:
            raise TypeError("underlying buffer is not writable")
        view = view.cast("B") if view.format != "B" or view.ndim != 1 else view
        cls._checked(view, offset)
        return _place(cls, view, offset, {-1: view})

    def from_buffer_copy(cls, source, offset=0):
        data = memoryview(source).tobytes()
        cls._checked(data, offset)
        self = cls.__new__(cls)
        self._write(data[offset:offset + cls._size_])
        return self

    def in_dll(cls, library, name):
        raise ValueError(f"{_sys.executable}: undefined symbol: {name}")

    def from_param(cls, value):
        if isinstance(value, cls):
            return value
        if issubclass(cls, _Pointer):
            target = value._obj if isinstance(value, _Reference) else value
            if isinstance(target, cls._type_):
                return cls(target)
        if value is None and issubclass(cls, (_Pointer, c_void_p, c_char_p)):
            return cls()
        if issubclass(cls, _Pointer) and isinstance(value, Array) and value._type_ is cls._type_:
            return cast(value, cls)
        if issubclass(cls, _SimpleCData):
            return cls(value)
        if isinstance(value, tuple):
            return cls(*value)
        raise TypeError(f"expected {cls.__name__} instance instead of {type(value).__name__}")


class _CData(metaclass=_DataType):
    """What all C values share: bytes of a block, or at an address."""

    __slots__ = ("_block", "_data_view", "_offset", "_targets")
    _size_ = 0
    _view = _format_ = None
    _shape = ()
    _has_parts = False

    def _read(self, offset=0, size=None):
        size = self._size_ if size is None else size
        start = self._offset + offset if offset else self._offset  # a sum could take the memory that is looked at
        return _peek(start, size) if self._block is None else bytes(self._block[start:start + size])

    def _write(self, data, offset=0):
        start = self._offset + offset
        if self._block is None:
            _poke_memory(start, data)
        else:
            self._block[start:start + len(data)] = data

    def _address(self):
        return self._offset if self._block is None else _buffer_address(self._block) + self._offset

    def _keep(self, key, value):
        if self._targets is None and (value is not None or self._has_parts):
            self._targets = {}
        if value is not None:
            self._targets[key] = value

    @property
    def _objects(self):
        return self._targets

    @property
    def _b_base_(self):
        return None

    @property
    def _b_needsfree_(self):
        return int(type(self._block) is _Block and not self._offset and len(self._block) == self._size_)

    def __bytes__(self):
        return self._read()

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._block, self._offset, self._targets = _new_block(cls._size_), 0, None
        self._data_view = cls._view
        return self

    def __hash__(self):
        raise TypeError("unhashable type")

    def __reduce__(self):
        if _has_pointers(type(self)):
            raise ValueError("ctypes objects containing pointers cannot be pickled")
        return _unpickle, (type(self), (vars(self), bytes(self._read())))

    def __setstate__(self, *state):
        if len(state) != 2:
            raise TypeError(f"function takes exactly 2 arguments ({len(state)} given)")
        names, data = state
        if not isinstance(names, dict):
            raise TypeError(f"argument 1 must be dict, not {type(names).__name__}")
        vars(self).update(names)
        self._write(data)


def _has_pointers(cls):
    if issubclass(cls, Array):
        return _has_pointers(cls._type_)
    if issubclass(cls, _Compound):
        return any(_has_pointers(field._kind) for field in cls._layout)
    return not issubclass(cls, _SimpleCData) or cls._type_ in "PzZO"


def _unpickle(cls, state):
    made = cls.__new__(cls)
    made.__setstate__(*state)
    return made


_unpickle.__module__ = "_ctypes"
_sys.modules["_ctypes"]._unpickle = _unpickle


def _own_name(cls, name, size=96):
    """A class with a name in C, and the size of its twin there."""
    cls.__name__ = cls.__qualname__ = name
    cls.__module__ = "_ctypes"
    _twin(cls, "si", size)


def _show(cls, format):
    """Instances of a class show their memory as items of that format."""
    cls._format_ = format
    shape = cls._shape
    count = 1
    for length in shape:
        count *= length
    item = cls
    for _ in shape:
        item = item._type_
    cls._view = _view_info(format, item._size_ or 1, shape)


_shows_block(_CData)
_own_name(_CData, "_CData")


def _value_of(cls, owner, offset, key):
    """A member of type cls inside owner's memory: a plain value, or an object that shares the memory."""
    item = _place(cls, owner._block, owner._offset + offset if offset else owner._offset)
    if issubclass(cls, _SimpleCData) and cls.__base__ is _SimpleCData:
        return item.value
    if owner._targets and key in owner._targets and isinstance(owner._targets[key], dict):
        item._targets = owner._targets[key]
    return item


def _assign(cls, owner, offset, value, key):
    if isinstance(value, cls):
        item = value
    elif issubclass(cls, _Compound) and isinstance(value, tuple):
        item = cls(*value)
    elif issubclass(cls, _SimpleCData):
        item = _place(cls, owner._block, owner._offset + offset if offset else owner._offset)
        item.value = value
        owner._keep(key, item._targets and item._targets.get(0))
        return
    elif issubclass(cls, Array) and cls._type_ is c_char and isinstance(value, bytes):
        _place(cls, owner._block, owner._offset + offset).value = value
        return
    elif issubclass(cls, Array) and isinstance(value, tuple):
        item = cls(*value)
    elif issubclass(cls, _Pointer) and value is None:
        item = cls()
    elif issubclass(cls, _Pointer) and isinstance(value, Array) and value._type_ is cls._type_:
        item = cast(value, cls)
    else:
        raise TypeError(f"incompatible types, {type(value).__name__} instance instead of {cls.__name__} instance")
    owner._write(item._read(), offset)
    owner._keep(key, item)


# ---- simple values ----

class PyCSimpleType(_DataType):
    def __new__(meta, name, bases, namespace):
        cls = super().__new__(meta, name, bases, namespace)
        code = namespace.get("_type_")
        if code is not None:
            cls._size_ = _SIZES[code]
            if code in _OTHER_ENDIAN and "_swapped" not in namespace:
                other = type.__call__(meta, name + "_be", bases, {"_type_": code, "_swapped": True, "__module__": cls.__module__})
                cls.__ctype_be__ = other.__ctype_be__ = other
                cls.__ctype_le__ = other.__ctype_le__ = cls
            elif code in "cbB":
                cls.__ctype_be__ = cls.__ctype_le__ = cls
            _show(cls, (">" if "_swapped" in namespace else "<") + _ITEM_CODES.get(code, code))
        return cls


_SIZES = {"c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "f": 4, "u": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "d": 8,
          "g": 16, "P": 8, "z": 8, "Z": 8, "O": 8}


_ITEM_CODES = {"l": "q", "L": "Q"}  # as memoryview has them
_OTHER_ENDIAN = "hHiIlLqQfd"  # codes whose values may have their bytes the other way round
_LONG = {ord("l"): "q", ord("L"): "Q"}  # longs have 8 bytes


class _SimpleCData(_CData, metaclass=PyCSimpleType):
    __slots__ = ()

    def __new__(cls, *args):
        if cls is _SimpleCData:
            raise TypeError("abstract class")
        return super().__new__(cls)

    _swapped = False

    def __init__(self, *value):
        if len(value) > 1:
            raise TypeError(f"__init__ expected at most 1 argument, got {len(value)}")
        if value:
            self.value = value[0]

    @property
    def value(self):
        code = self._type_
        data = self._read()
        if self._swapped:
            data = data[::-1]
        if code == "c":
            return data
        if code == "u":
            return chr(int.from_bytes(data, "little"))
        if code == "g":
            return _from_long_double(data)
        if code == "?":
            return data != b"\0"
        if code in "PzZO":
            address = int.from_bytes(data, "little")
            if code == "O":
                if not address:
                    raise ValueError("PyObject is NULL")
                return _object_at(address)
            if not address:
                return None
            return address if code == "P" else string_at(address) if code == "z" else wstring_at(address)
        return _struct.unpack("=" + code.translate(_LONG), data)[0]

    @property
    def _objects(self):
        kept = self._targets
        return kept[0] if kept and self._type_ in "zO" and 0 in kept else kept

    @value.deleter
    def value(self):
        raise TypeError("can't delete attribute")

    @value.setter
    def value(self, value):
        data = self._encode(value)
        self._write(data[::-1] if self._swapped else data)

    def _encode(self, value):
        code = self._type_
        size = self._size_
        if code == "c":
            if isinstance(value, int) and 0 <= value < 256:
                return bytes([value])
            if isinstance(value, (bytes, bytearray)) and len(value) == 1:
                return bytes(value)
            raise TypeError("one character bytes, bytearray or integer expected")
        if code == "u":
            if not isinstance(value, str):
                raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
            if len(value) != 1:
                raise TypeError("one character unicode string expected")
            return ord(value).to_bytes(4, "little")
        if code in "fd":
            value = float(value) if hasattr(type(value), "__float__") or hasattr(type(value), "__index__") else _need_real(value)
            try:
                return _struct.pack("<" + code, value)
            except OverflowError:
                return _struct.pack("<" + code, float("inf") if value > 0 else float("-inf"))
        if code == "g":
            return _to_long_double(float(value))
        if code == "?":
            return b"\1" if value else b"\0"
        if code == "P":
            if value is None:
                value = 0
            if not isinstance(value, int):
                raise TypeError("cannot be converted to pointer")
        elif code == "O":
            self._keep(0, value)
            value = id(value)
        elif code in "zZ":
            wanted = bytes if code == "z" else str
            if isinstance(value, wanted):
                memory = value if code == "z" else _new_block(4 * len(value) + 4)
                if code == "Z":
                    memory[:4 * len(value)] = value.encode("utf-32-le")
                self._keep(0, memory)
                value = _buffer_address(memory)
            elif value is None:
                value = 0
            elif not isinstance(value, int):
                kind = "bytes" if code == "z" else "unicode string"
                raise TypeError(f"{kind} or integer address expected instead of {type(value).__name__} instance")
        else:
            value = value.__index__() if hasattr(type(value), "__index__") else _need_index(value)
        return (value & (1 << 8 * size) - 1).to_bytes(size, "little")

    def __bool__(self):
        return any(self._read())

    def __repr__(self):
        if type(self).__base__ is not _SimpleCData:
            return f"<{type(self).__name__} object at {id(self):#x}>"
        if self._type_ == "O":
            return f"py_object({self.value!r})" if self else "py_object(<NULL>)"
        return f"{type(self).__name__}({self.value!r})"


_own_name(_SimpleCData, "_SimpleCData")


def _need_real(value):
    raise TypeError(f"must be real number, not {type(value).__name__}")


def _need_index(value):
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


def _from_long_double(data):
    mantissa = int.from_bytes(data[:8], "little")
    exponent = int.from_bytes(data[8:10], "little")
    sign = -1.0 if exponent & 0x8000 else 1.0
    exponent &= 0x7fff
    if exponent == 0x7fff:
        return sign * (float("nan") if mantissa << 1 & (1 << 64) - 1 else float("inf"))
    return sign * (mantissa / 2.0 ** 63) * 2.0 ** max(min(exponent - 16383, 1023), -1070) if mantissa else sign * 0.0


def _to_long_double(value):
    bits = int.from_bytes(_struct.pack("<d", value), "little")
    exponent, fraction = bits >> 52 & 0x7ff, bits & (1 << 52) - 1
    if exponent == 0x7ff:
        exponent, mantissa = 0x7fff, 1 << 63 | fraction << 11
    elif exponent:
        exponent, mantissa = exponent + 15360, 1 << 63 | fraction << 11
    elif fraction:
        shift = 53 - fraction.bit_length()
        exponent, mantissa = 15361 - shift, fraction << shift + 11
    else:
        mantissa = 0
    return mantissa.to_bytes(8, "little") + (exponent | bits >> 63 << 15).to_bytes(2, "little") + bytes(6)


def _simple(name, code):
    return PyCSimpleType(name, (_SimpleCData,), {"_type_": code, "__module__": "ctypes"})


c_byte = c_int8 = _simple("c_byte", "b")
c_ubyte = c_uint8 = _simple("c_ubyte", "B")
c_short = c_int16 = _simple("c_short", "h")
c_ushort = c_uint16 = _simple("c_ushort", "H")
c_int = c_int32 = _simple("c_int", "i")
c_uint = c_uint32 = _simple("c_uint", "I")
c_long = c_longlong = c_int64 = c_ssize_t = _simple("c_long", "l")
c_ulong = c_ulonglong = c_uint64 = c_size_t = _simple("c_ulong", "L")
c_bool = _simple("c_bool", "?")
c_char = _simple("c_char", "c")
c_wchar = _simple("c_wchar", "u")
c_float = _simple("c_float", "f")
c_double = _simple("c_double", "d")
c_longdouble = _simple("c_longdouble", "g")
c_void_p = c_voidp = _simple("c_void_p", "P")
py_object = _simple("py_object", "O")


class c_char_p(_SimpleCData):
    _type_ = "z"

    def __repr__(self):
        return f"{type(self).__name__}({int.from_bytes(self._read(), 'little') or None!r})"


class c_wchar_p(_SimpleCData):
    _type_ = "Z"

    def __repr__(self):
        return f"{type(self).__name__}({int.from_bytes(self._read(), 'little') or None!r})"


# ---- arrays ----

def _need_room(kind, length):
    if kind._size_ * length > _sys.maxsize:
        raise OverflowError("array too large")


class PyCArrayType(_DataType):
    def __new__(meta, name, bases, namespace):
        cls = super().__new__(meta, name, bases, namespace)
        if _CData not in bases:
            kind, length = meta._parts(cls)
            cls._size_ = kind._size_ * length
            cls._shape = (length,) + kind._shape
            _show(cls, kind._format_)
        return cls

    def _parts(cls):
        """(the class of the items, their number) of a class that may have been written by hand."""
        for name in "_length_", "_type_":
            if not hasattr(cls, name):
                raise AttributeError(f"class must define a '{name}' attribute")
            length = cls._length_
            if not isinstance(length, int):
                raise TypeError("The '_length_' attribute must be an integer")
            if length < 0:
                raise ValueError("The '_length_' attribute must not be negative")
            if length > _sys.maxsize:
                raise OverflowError("The '_length_' attribute is too large")
        kind = cls._type_
        if not isinstance(kind, _DataType):
            raise TypeError("_type_ must have storage info")
        _need_room(kind, length)
        return kind, length


class Array(_CData, metaclass=PyCArrayType):
    __slots__ = ()
    _has_parts = True

    def __new__(cls, *values):
        if getattr(cls, "_type_", None) is None:
            raise TypeError("abstract class")
        return super().__new__(cls)

    def __init__(self, *values):
        if len(values) > self._length_:
            raise IndexError("invalid index")
        for i, value in enumerate(values):
            self[i] = value

    def __len__(self):
        return self._length_

    def _index(self, index):
        if not hasattr(type(index), "__index__"):
            raise TypeError("indices must be integers")
        index = index.__index__()
        if index < 0:
            index += self._length_
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return index

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self[i] for i in range(*index.indices(self._length_))]
            return b"".join(items) if self._type_ is c_char else "".join(items) if self._type_ is c_wchar else items
        index = self._index(index)
        return _value_of(self._type_, self, index * self._type_._size_, index)

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            places = range(*index.indices(self._length_))
            if len(value) != len(places):
                raise ValueError("Can only assign sequence of same size")
            for i, item in zip(places, value):
                self[i] = item
            return
        index = self._index(index)
        _assign(self._type_, self, index * self._type_._size_, value, index)

    def __delitem__(self, index):
        raise TypeError("Array does not support item deletion")

    def __iter__(self):
        for i in range(self._length_):
            yield self[i]

    @property
    def raw(self):
        self._need_characters("raw", (c_char,))
        return self._read()

    @raw.deleter
    def raw(self):
        raise AttributeError("cannot delete attribute")

    @raw.setter
    def raw(self, data):
        self._need_characters("raw", (c_char,))
        data = memoryview(data).tobytes()
        if len(data) > self._size_:
            raise ValueError("byte string too long")
        self._write(data)

    def _need_characters(self, name, kinds):
        if self._type_ not in kinds:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    @property
    def value(self):
        self._need_characters("value", (c_char, c_wchar))
        if self._type_ is c_char:
            return self._read().partition(b"\0")[0]
        return self._read().decode("utf-32-le", "surrogatepass").partition("\0")[0]

    @value.deleter
    def value(self):
        raise TypeError("can't delete attribute")

    @value.setter
    def value(self, value):
        self._need_characters("value", (c_char, c_wchar))
        if self._type_ is c_char:
            if not isinstance(value, bytes):
                raise TypeError(f"bytes expected instead of {type(value).__name__} instance")
            if len(value) > self._length_:
                raise ValueError("byte string too long")
        else:
            if not isinstance(value, str):
                raise TypeError(f"unicode string expected instead of {type(value).__name__} instance")
            if len(value) > self._length_:
                raise ValueError("string too long")
            value = value.encode("utf-32-le", "surrogatepass")
        end = bytes(self._type_._size_)
        self._write(value + end if len(value) < self._size_ else value)


_own_name(Array, "Array")


# ---- structures ----

_FIELD_SLOTS = "_name", "_kind", "_key", "_bits", "_shift", "offset", "size"


class CField:
    """A member of a structure."""

    __slots__ = _FIELD_SLOTS

    def __init__(self, name, kind, offset, key, bits=None, shift=0):
        size = kind._size_ if bits is None else bits << 16 | shift
        for slot, value in zip(_FIELD_SLOTS, (name, kind, key, bits, shift, offset, size)):
            object.__setattr__(self, slot, value)

    def __get__(self, owner, cls=None):
        if owner is None:
            return self
        if self._bits is None:
            value = _value_of(self._kind, owner, self.offset, self._key)
            return value.value if type(value) is self._kind and isinstance(value, Array) and value._type_ in (c_char, c_wchar) else value
        whole = int.from_bytes(owner._read(self.offset, self._kind._size_), "little")
        value = whole >> self._shift & (1 << self._bits) - 1
        if self._kind._type_ in "bhilq" and value >> self._bits - 1:
            value -= 1 << self._bits
        return bool(value) if self._kind is c_bool else value

    def __set__(self, owner, value):
        if self._bits is None:
            _assign(self._kind, owner, self.offset, value, self._key)
            return
        size = self._kind._size_
        mask = (1 << self._bits) - 1
        whole = int.from_bytes(owner._read(self.offset, size), "little")
        whole = whole & ~(mask << self._shift) | (value.__index__() & mask) << self._shift
        owner._write(whole.to_bytes(size, "little"), self.offset)

    def __delete__(self, owner):
        raise TypeError("can't delete attribute")

    def __setattr__(self, name, value):
        self._keep_out(name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        self._keep_out(name)
        object.__delattr__(self, name)

    def _keep_out(self, name):
        if name in _FIELD_SLOTS:
            raise AttributeError(f"attribute '{name}' of '_ctypes.CField' objects is not writable")

    def __repr__(self):
        if self._bits is None:
            return f"<Field type={self._kind.__name__}, ofs={self.offset}, size={self.size}>"
        return f"<Field type={self._kind.__name__}, ofs={self.offset}:{self._shift}, bits={self._bits}>"


CField.__module__ = "_ctypes"
_twin(CField, "gsifd", 72)


class _InnerField:
    """A member of an anonymous member."""

    def __init__(self, outer, inner):
        self._outer = outer
        self._inner = inner
        self.offset = outer.offset + inner.offset
        self.size = inner.size

    def __get__(self, owner, cls=None):
        return self if owner is None else self._inner.__get__(self._outer.__get__(owner))

    def __set__(self, owner, value):
        self._inner.__set__(self._outer.__get__(owner), value)


def alignment(kind):
    """Bytes whose multiples are addresses of such values."""
    kind = kind if isinstance(kind, type) else type(kind)
    if not issubclass(kind, _CData):
        raise TypeError("no alignment info")
    if issubclass(kind, Array):
        return alignment(kind._type_)
    return kind._alignment if issubclass(kind, _Compound) else kind._size_ or 1


class _CompoundType(_DataType):
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
        layout = list(inherited._layout)
        end, widest = inherited._size_, inherited._alignment
        pack = getattr(cls, "_pack_", None)
        bit_kind = bit_offset = bit_at = 0
        for name, kind, *bits in fields:
            if not isinstance(kind, _DataType):
                raise TypeError("second item in _fields_ tuple (index 0) must be a C type")
            align = alignment(kind) if pack is None else min(pack, alignment(kind))
            bits = bits[0] if bits else None
            if bits is not None and not cls._overlay and bit_kind == kind._size_ and bit_at + bits <= 8 * kind._size_:
                offset, shift = bit_offset, bit_at
            else:
                offset, shift = 0 if cls._overlay else (end + align - 1) // align * align, 0
                end = max(end, offset + kind._size_)
            bit_kind, bit_offset, bit_at = (kind._size_, offset, shift + bits) if bits is not None else (0, 0, 0)
            widest = max(widest, align)
            field = CField(name, kind, offset, len(layout), bits, shift)
            layout.append(field)
            type.__setattr__(cls, name, field)
        for name in getattr(cls, "_anonymous_", ()):
            outer = cls.__dict__[name]
            for inner in outer._kind._layout:
                type.__setattr__(cls, inner._name, _InnerField(outer, inner))
        cls._layout = layout
        cls._alignment = widest
        cls._size_ = (end + widest - 1) // widest * widest
        cls._has_parts = bool(layout)
        _show(cls, cls._item_format(pack))

    def _item_format(cls, pack):
        if cls._overlay or pack is not None:
            return "B"
        text = "T{"
        for field in cls._layout:
            if field._kind._shape:
                text += "(" + ",".join(map(str, field._kind._shape)) + ")"
            text += f"{field._kind._format_}:{field._name}:"
        return text + "}"


class PyCStructType(_CompoundType):
    pass


class UnionType(_CompoundType):
    pass


class _Compound(_CData, metaclass=_CompoundType):
    __slots__ = ()

    _layout = ()
    _alignment = 1
    _overlay = False

    def __new__(cls, *values, **named):
        if cls.__base__ is _Compound:
            raise TypeError("abstract class")
        return super().__new__(cls)

    def __init__(self, *values, **named):
        if len(values) > len(self._layout):
            raise TypeError("too many initializers")
        for field, value in zip(self._layout, values):
            if field._name in named:
                raise TypeError(f"duplicate values for field {field._name!r}")
            setattr(self, field._name, value)
        for name, value in named.items():
            setattr(self, name, value)


_own_name(_Compound, "_Compound")


class Structure(_Compound, metaclass=PyCStructType):
    __slots__ = ()


_own_name(Structure, "Structure")

class Union(_Compound, metaclass=UnionType):
    __slots__ = ()
    _overlay = True


_own_name(Union, "Union")


def _other_endian(kind):
    if hasattr(kind, "__ctype_be__"):
        return kind.__ctype_be__
    if isinstance(kind, PyCArrayType):
        return _other_endian(kind._type_) * kind._length_
    if issubclass(kind, _Compound):
        return kind
    raise TypeError(f"This type does not support other endian: {kind}")


class _swapped_meta:
    def _lay_out(cls, fields):
        super()._lay_out([(field[0], _other_endian(field[1]), *field[2:]) for field in fields])


class _swapped_struct_meta(_swapped_meta, PyCStructType):
    pass


class _swapped_union_meta(_swapped_meta, UnionType):
    pass


class BigEndianStructure(Structure, metaclass=_swapped_struct_meta):
    """Structure with big endian byte order."""

    __slots__ = ()
    _swappedbytes_ = None


class BigEndianUnion(Union, metaclass=_swapped_union_meta):
    """Union with big endian byte order."""

    __slots__ = ()
    _swappedbytes_ = None


for _class in (_swapped_meta, _swapped_struct_meta, _swapped_union_meta, BigEndianStructure, BigEndianUnion):
    _class.__module__ = "ctypes._endian"
LittleEndianStructure = Structure
LittleEndianUnion = Union


# ---- pointers ----

class PyCPointerType(_DataType):
    def __new__(meta, name, bases, namespace):
        cls = super().__new__(meta, name, bases, namespace)
        cls._size_ = 8
        if isinstance(kind := namespace.get("_type_"), _DataType):
            shape = ",".join(map(str, kind._shape))
            _show(cls, "&" + (f"({shape})" if shape else "") + (kind._format_ or "B"))
        return cls

    def set_type(cls, kind):
        cls._type_ = kind


class _Pointer(_CData, metaclass=PyCPointerType):
    __slots__ = ()

    def __init__(self, target=None):
        if target is not None:
            self.contents = target

    def _target(self, index=0):
        address = int.from_bytes(self._read(), "little")
        if not address:
            raise ValueError("NULL pointer access")
        return _at(self._type_, address + index * self._type_._size_)

    @property
    def contents(self):
        return self._target()

    @contents.setter
    def contents(self, target):
        if not isinstance(target, self._type_):
            raise TypeError(f"expected {self._type_.__name__} instead of {type(target).__name__}")
        self._write(target._address().to_bytes(8, "little"))
        self._keep("1", target)

    def __getitem__(self, index):
        if isinstance(index, slice):
            if index.stop is None:
                raise ValueError("slice stop is required")
            items = [self[i] for i in range(index.start or 0, index.stop, index.step or 1)]
            return b"".join(items) if self._type_ is c_char else "".join(items) if self._type_ is c_wchar else items
        target = self._target(index)
        return _value_of(self._type_, target, 0, 0)

    def __setitem__(self, index, value):
        _assign(self._type_, self._target(index), 0, value, 0)

    def __bool__(self):
        return any(self._read())


_own_name(_Pointer, "_Pointer")


_pointer_type_cache = {}


def POINTER(kind):
    if kind is None:
        return c_void_p
    if kind not in _pointer_type_cache:
        name = f"LP_{kind.__name__ if isinstance(kind, type) else kind}"
        _pointer_type_cache[kind] = PyCPointerType(name, (_Pointer,), {"_type_": kind, "__module__": _caller_module()})
    return _pointer_type_cache[kind]


def pointer(value):
    if not isinstance(value, _CData):
        raise TypeError("_type_ must have storage info")
    return POINTER(type(value))(value)


class _Reference:
    """What byref() makes: an address for a call."""

    __slots__ = ("_obj", "_offset")

    def __init__(self, target, offset):
        self._obj = target
        self._offset = offset

    def _address(self):
        return self._obj._address() + self._offset

    def __repr__(self):
        return f"<cparam 'P' ({self._address():#x})>"


_Reference.__name__ = _Reference.__qualname__ = "CArgObject"
_Reference.__module__ = "builtins"
_twin(_Reference, "sifd", 64)


def byref(value, offset=0):
    if not isinstance(value, _CData):
        raise TypeError(f"byref() argument must be a ctypes instance, not '{type(value).__name__}'")
    return _Reference(value, offset)


def _pointed(value):
    """The address that a value given as a pointer stands for, and what must stay alive for it."""
    if value is None:
        return 0, None
    if isinstance(value, int):
        return value, None
    if isinstance(value, bytes):
        return _buffer_address(value), value
    if isinstance(value, (Array, _FuncPtr)):
        return value._address(), value
    if isinstance(value, _Reference):
        return value._address(), value._obj
    if isinstance(value, _Pointer) or isinstance(value, _SimpleCData) and value._type_ in "PzZO":
        return int.from_bytes(value._read(), "little"), value
    if isinstance(value, str):
        text = c_wchar_p(value)
        return int.from_bytes(text._read(), "little"), text
    if isinstance(value, _SimpleCData) and value._type_ in "bBhHiIlLqQ":
        return value.value & (1 << 64) - 1, None
    raise ArgumentError("argument 1: <class 'TypeError'>: wrong type")


def cast(value, kind):
    """The same address as another kind of pointer."""
    pointers = isinstance(kind, type) and (issubclass(kind, (_Pointer, _FuncPtr)) or
                                           issubclass(kind, _SimpleCData) and getattr(kind, "_type_", "") in "PzZO")
    if not pointers:
        raise TypeError(f"cast() argument 2 must be a pointer type, not {getattr(kind, '__name__', kind)}")
    address, keeps = _pointed(value)
    result = kind.__new__(kind)
    result._write(address.to_bytes(8, "little"))
    result._keep(0, keeps)
    return result


def sizeof(kind):
    if not isinstance(kind, (_DataType, _CData)):
        raise TypeError("this type has no size")
    return kind._size_


def addressof(value):
    if not isinstance(value, _CData):
        raise TypeError("invalid type")
    return value._address()


def resize(value, size):
    if not isinstance(value, _CData):
        raise TypeError("excepted ctypes instance")
    if size < type(value)._size_:
        raise ValueError(f"minimum size is {type(value)._size_}")
    block = _new_block(size)
    data = value._read()
    block[:len(data)] = data
    value._block, value._offset, value._size_ = block, 0, size


# ---- memory by address ----

def _read_memory(address, size):
    block, offset = _block_at(address)
    return _peek(address, size) if block is None else bytes(block[offset:offset + size])


def string_at(address, size=-1):
    """Bytes at an address; without a size up to the next zero byte."""
    address, keeps = _pointed(address)
    if size >= 0:
        return _read_memory(address, size)
    data = bytearray()
    while (byte := _read_memory(address + len(data), 1)) not in (b"\0", b""):
        data += byte
    return bytes(data)


def wstring_at(address, size=-1):
    address, keeps = _pointed(address)
    if size >= 0:
        return _read_memory(address, 4 * size).decode("utf-32-le", "surrogatepass")
    text = ""
    while character := int.from_bytes(_read_memory(address + 4 * len(text), 4), "little"):
        text += chr(character)
    return text


def _write_memory(address, data):
    block, offset = _block_at(address)
    if block is None:
        _poke_memory(address, data)
    else:
        block[offset:offset + len(data)] = data


def memmove(target, source, count):
    address, keeps = _pointed(target)
    source, more = _pointed(source)
    _write_memory(address, _read_memory(source, count))
    return address


def memset(target, byte, count):
    address, keeps = _pointed(target)
    _write_memory(address, bytes([byte & 255]) * count)
    return address


def create_string_buffer(init, size=None):
    if isinstance(init, bytes):
        buffer = c_char._array(len(init) + 1 if size is None else size, __name__)()
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return c_char._array(init, __name__)()
    raise TypeError(init)


c_buffer = create_string_buffer


def create_unicode_buffer(init, size=None):
    if isinstance(init, str):
        buffer = c_wchar._array(len(init) + 1 if size is None else size, __name__)()
        buffer.value = init
        return buffer
    if isinstance(init, int):
        return c_wchar._array(init, __name__)()
    raise TypeError(init)


def ARRAY(kind, length):
    return kind * length


def SetPointerType(pointer_type, cls):
    pointer_type.set_type(cls)


# ---- functions ----

_errno = 0


def get_errno():
    return _errno


def set_errno(value):
    global _errno
    old, _errno = _errno, value
    return old


class PyCFuncPtrType(_DataType):
    def __new__(meta, name, bases, namespace):
        cls = super().__new__(meta, name, bases, namespace)
        cls._size_ = 8
        _show(cls, "X{}")
        return cls


class _FuncPtr(_CData, metaclass=PyCFuncPtrType):
    """A function that can be called with C values."""

    __slots__ = ("_function", "argtypes", "restype", "errcheck")

    _argtypes_ = None
    _restype_ = c_int

    def __init__(self, function=None):
        if function is not None and not callable(function):
            raise TypeError("argument must be callable or integer function address")
        self._function = function
        self.argtypes = self._argtypes_
        self.restype = self._restype_
        self.errcheck = None

    def __bool__(self):
        return self._function is not None

    def __repr__(self):
        return f"<{type(self).__name__} object at {id(self):#x}>"

    def _convert(self, i, kind, value):
        try:
            if kind is not None:
                value = kind.from_param(value)
            if isinstance(value, _SimpleCData):
                return value.value
            if isinstance(value, (int, bytes, str, type(None), _CData, _Reference)):
                return value
            raise TypeError(f"Don't know how to convert parameter {i + 1}")
        except Exception as error:
            raise ArgumentError(f"argument {i + 1}: {type(error)}: {error}") from None

    def __call__(self, *args):
        kinds = self.argtypes
        if kinds is not None and len(args) < len(kinds):
            raise TypeError(f"this function takes at least {len(kinds)} argument{'s' * (len(kinds) != 1)} ({len(args)} given)")
        kinds = list(kinds or ()) + [None] * len(args)
        result = self._function(*(self._convert(i, kind, value) for i, (kind, value) in enumerate(zip(kinds, args))))
        kind = self.restype
        if kind is None:
            result = None
        elif isinstance(kind, type) and issubclass(kind, _SimpleCData):
            result = self._result(kind, result)
        elif isinstance(kind, type) and issubclass(kind, _Pointer) and (result is None or type(result) is int):
            result = cast(result or 0, kind)
        elif callable(kind):
            result = kind(result)
        return result if self.errcheck is None else self.errcheck(result, self, args)

    def _result(self, kind, result):
        if kind is py_object:
            return result
        if not isinstance(result, (int, float, bytes, type(None))):
            self._keep(0, result)
            result = id(result)
        if kind is c_char_p and isinstance(result, bytes) or result is None:
            return result
        if isinstance(result, bytes):
            self._keep(0, result)
            result = _buffer_address(result)
        return kind(result).value


_own_name(_FuncPtr, "CFuncPtr", 160)
_CFuncPtr = _FuncPtr


def _function_type(result, arguments):
    class CFunctionType(_FuncPtr):
        _argtypes_ = arguments
        _restype_ = result
        _flags_ = 1

    return CFunctionType


_function_types = {}


def CFUNCTYPE(result, *arguments, use_errno=False, use_last_error=False):
    key = result, arguments
    if key not in _function_types:
        _function_types[key] = _function_type(result, arguments)
        _function_types[key].__qualname__ = "CFUNCTYPE.<locals>.CFunctionType"
    return _function_types[key]


PYFUNCTYPE = CFUNCTYPE


class _LibraryFunction(_FuncPtr):
    __qualname__ = "CDLL.__init__.<locals>._FuncPtr"


_LibraryFunction.__name__ = "_FuncPtr"


class CDLL:
    """A library: the functions that need no C, in Python."""

    _func_flags_ = 1
    _func_restype_ = c_int

    def __init__(self, name, mode=0, handle=None, use_errno=False, use_last_error=False, winmode=None):
        from . import _functions
        if name is not None and not _functions.is_library(name):
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")
        self._name = name
        self._handle = handle or id(self)
        self._table = _functions.LIBRARY

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        function = self[name]
        setattr(self, name, function)
        return function

    def __getitem__(self, name):
        function = self._table.get(name)
        if function is None and 'strlen' in self._table:
            from ._libc import TABLE
            function = TABLE.get(name)
        if function is None:
            raise AttributeError(f"{self._name or _sys.executable}: undefined symbol: {name}")
        made = _LibraryFunction(function)
        made.__name__ = name
        made.restype = self._func_restype_
        return made

    def __repr__(self):
        return f"<{type(self).__name__} '{self._name}', handle {self._handle:x} at {id(self):#x}>"


class PyDLL(CDLL):
    def __init__(self, name, *args, **kwargs):
        super().__init__(name, *args, **kwargs)
        from . import _functions
        self._table = _functions.PYTHON


class LibraryLoader:
    def __init__(self, kind):
        self._dlltype = kind

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        library = self._dlltype(name)
        setattr(self, name, library)
        return library

    def __getitem__(self, name):
        return getattr(self, name)

    def LoadLibrary(self, name):
        return self._dlltype(name)


for _class in (PyCSimpleType, PyCArrayType, PyCStructType, UnionType,
               PyCPointerType, PyCFuncPtrType):
    _class.__module__ = "_ctypes"

DEFAULT_MODE = 0
RTLD_LOCAL = 0
RTLD_GLOBAL = 256
cdll = LibraryLoader(CDLL)
pydll = LibraryLoader(PyDLL)
pythonapi = PyDLL(None)
