"""Values and code objects as bytes, in the form of .pyc files."""

import struct as _struct
import sys as _sys
from types import CodeType as _CodeType

from _ctypes import is_interned as _is_interned

version = 4

_REFERENCE = 0x80
_DEPTH = 2000
_LOCAL, _CELL, _FREE = 0x20, 0x40, 0x80


class _Writer:
    def __init__(self, version):
        self.out = bytearray()
        self.version = version
        self.places = {} if version >= 3 else None
        self.kept = []
        self.depth = 0

    def number(self, value):
        self.out += _struct.pack("<i", value)

    def sized(self, code, flag, data, short=None):
        if short is not None and self.version >= 4 and len(data) < 256:
            self.out += bytes([ord(short) | flag, len(data)])
        else:
            self.out.append(ord(code) | flag)
            self.number(len(data))
        self.out += data

    def value(self, value, held=3):
        """One value; `held` references to it are ours."""
        self.depth += 1
        if self.depth > _DEPTH:
            raise ValueError("object too deeply nested to marshal")
        if value is None:
            self.out += b"N"
        elif value is True:
            self.out += b"T"
        elif value is False:
            self.out += b"F"
        elif value is ...:
            self.out += b"."
        elif value is StopIteration:
            self.out += b"S"
        else:
            flag = 0
            if self.places is not None and _sys.getrefcount(value) - held > 1:
                place = self.places.get(id(value))
                if place is not None:
                    self.out += b"r"
                    self.number(place)
                    self.depth -= 1
                    return
                self.places[id(value)] = len(self.places)
                self.kept.append(value)
                flag = _REFERENCE
            self.complex(value, flag)
        self.depth -= 1

    def complex(self, value, flag):
        kind = type(value)
        if kind is int:
            self.integer(value, flag)
        elif kind is float:
            self.real("g", "f", flag, value)
        elif kind is complex:
            self.real("y", "x", flag, value.real, value.imag)
        elif kind is bytes:
            self.sized("s", flag, value)
        elif kind is str:
            self.text(value, flag)
        elif kind is tuple:
            if self.version >= 4 and len(value) < 256:
                self.out += bytes([ord(")") | flag, len(value)])
            else:
                self.out.append(ord("(") | flag)
                self.number(len(value))
            for item in value:
                self.value(item)
        elif kind is list:
            self.out.append(ord("[") | flag)
            self.number(len(value))
            for item in value:
                self.value(item)
        elif kind is dict:
            self.out.append(ord("{") | flag)
            for key, item in value.items():
                self.value(key, 4)
                self.value(item, 4)
            self.out += b"0"
        elif kind is set or kind is frozenset:
            self.out.append((ord("<") if kind is set else ord(">")) | flag)
            self.number(len(value))
            for data, item in sorted(((dumps(item, self.version), item) for item in value), key=lambda pair: pair[0]):
                self.value(item, 4)
        elif kind is _CodeType:
            self.code(value, flag)
        else:
            try:
                data = memoryview(value).tobytes()
            except TypeError:
                raise ValueError("unmarshallable object") from None
            self.sized("s", flag, data)

    def integer(self, value, flag):
        if -2 ** 31 <= value < 2 ** 31:
            self.out.append(ord("i") | flag)
            self.number(value)
            return
        digits = []
        rest = abs(value)
        while rest:
            digits.append(rest & 0x7fff)
            rest >>= 15
        self.out.append(ord("l") | flag)
        self.number(len(digits) if value > 0 else -len(digits))
        self.out += _struct.pack(f"<{len(digits)}H", *digits)

    def real(self, binary, textual, flag, *parts):
        self.out.append(ord(binary if self.version > 1 else textual) | flag)
        for part in parts:
            if self.version > 1:
                self.out += _struct.pack("<d", part)
            else:
                text = format(part, ".17g").encode()
                self.out += bytes([len(text)]) + text

    def text(self, value, flag):
        interned = self.version >= 3 and _is_interned(value)
        if self.version >= 4 and value.isascii():
            self.sized("A" if interned else "a", flag, value.encode(), "Z" if interned else "z")
        else:
            self.sized("t" if interned else "u", flag, value.encode("utf-8", "surrogatepass"))

    def code(self, code, flag):
        self.out.append(ord("c") | flag)
        for number in (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_stacksize, code.co_flags):
            self.number(number)
        self.value(code.co_code, 2)
        for name in ("co_consts", "co_names"):
            part = getattr(code, name)
            self.value(part)
        self.variables(code)
        for name in ("co_filename", "co_name", "co_qualname"):
            part = getattr(code, name)
            self.value(part)
        self.number(code.co_firstlineno)
        for name in ("co_linetable", "co_exceptiontable"):
            part = getattr(code, name)
            self.value(part)

    def variables(self, code):
        """All local names in the order of their places, and what each is."""
        names, kinds = list(code.co_varnames), [_LOCAL] * len(code.co_varnames)
        for name in code.co_cellvars:
            if name in code.co_varnames:
                kinds[names.index(name)] |= _CELL
            else:
                names.append(name)
                kinds.append(_CELL)
        names += code.co_freevars
        kinds += [_FREE] * len(code.co_freevars)
        self.value(tuple(names), 2)
        self.value(bytes(kinds), 2)


class _Bytes:
    """Reads from bytes."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def read(self, size):
        data = self.data[self.at:self.at + size]
        self.at += size
        return data


class _Reader:
    def __init__(self, source):
        self.source = source
        self.references = []
        self.depth = 0

    def take(self, size):
        data = self.source.read(size)
        if not isinstance(data, bytes):
            raise TypeError(f"file.read() returned not bytes but {type(data).__name__}")
        if len(data) < size:
            raise EOFError("marshal data too short")
        return data

    def number(self):
        return _struct.unpack("<i", self.take(4))[0]

    def size(self, what):
        size = self.number()
        if size < 0:
            raise ValueError(f"bad marshal data ({what} size out of range)")
        return size

    def needed(self, what):
        """A value where none may be missing."""
        value = self.value()
        if value is _Missing:
            raise TypeError(f"NULL object in marshal data for {what}")
        return value

    def remember(self, flag, value):
        if flag:
            self.references.append(value)
        return value

    def reserve(self, flag):
        if flag:
            self.references.append(_Missing)
        return len(self.references) - 1

    def fill(self, flag, place, value):
        if flag:
            self.references[place] = value
        return value

    def value(self):
        head = self.source.read(1)
        if not head:
            raise EOFError("EOF read where object expected")
        self.depth += 1
        if self.depth > _DEPTH:
            raise ValueError("recursion limit exceeded")
        value = self.of_kind(chr(head[0] & ~_REFERENCE), head[0] & _REFERENCE)
        self.depth -= 1
        return value

    def of_kind(self, kind, flag):
        if kind in _SINGLE:
            return _SINGLE[kind]
        if kind == "r":
            place = self.number()
            if not 0 <= place < len(self.references) or self.references[place] is _Missing:
                raise ValueError("bad marshal data (invalid reference)")
            return self.references[place]
        if kind == "i":
            return self.remember(flag, self.number())
        if kind == "l":
            return self.remember(flag, self.integer())
        if kind == "I":
            return self.remember(flag, int.from_bytes(self.take(8), "little", signed=True))
        if kind == "g":
            return self.remember(flag, _struct.unpack("<d", self.take(8))[0])
        if kind == "f":
            return self.remember(flag, self.textual())
        if kind == "y":
            return self.remember(flag, complex(*_struct.unpack("<2d", self.take(16))))
        if kind == "x":
            return self.remember(flag, complex(self.textual(), self.textual()))
        if kind == "s":
            return self.remember(flag, self.take(self.size("bytes object")))
        if kind in "zZaAtu":
            size = self.take(1)[0] if kind in "zZ" else self.size("string")
            data = self.take(size)
            text = data.decode("utf-8", "surrogatepass") if kind in "tu" else data.decode("latin-1")
            return self.remember(flag, _sys.intern(text) if kind in "ZAt" else text)
        if kind in ")(":
            size = self.take(1)[0] if kind == ")" else self.size("tuple")
            place = self.reserve(flag)
            return self.fill(flag, place, tuple([self.needed("tuple") for _ in range(size)]))
        if kind == "[":
            items = self.remember(flag, [])
            for _ in range(self.size("list")):
                items.append(self.needed("list"))
            return items
        if kind == "{":
            items = self.remember(flag, {})
            while (key := self.value()) is not _Missing:
                if (item := self.value()) is _Missing:
                    break
                items[key] = item
            return items
        if kind in "<>":
            size = self.size("set")
            items = set()
            if kind == "<":
                self.remember(flag, items)
            place = self.reserve(flag) if kind == ">" else 0
            for _ in range(size):
                items.add(self.needed("set"))
            return items if kind == "<" else self.fill(flag, place, frozenset(items))
        if kind == "c":
            place = self.reserve(flag)
            return self.fill(flag, place, self.code())
        raise ValueError("bad marshal data (unknown type code)")

    def integer(self):
        count = self.number()
        digits = _struct.unpack(f"<{abs(count)}H", self.take(2 * abs(count)))
        if any(digit > 0x7fff for digit in digits):
            raise ValueError("bad marshal data (digit out of range in long)")
        if digits and not digits[-1]:
            raise ValueError("bad marshal data (unnormalized long data)")
        value = 0
        for digit in reversed(digits):
            value = value << 15 | digit
        return value if count > 0 else -value

    def textual(self):
        return float(self.take(self.take(1)[0]))

    def code(self):
        argcount, posonly, kwonly, stack, flags = [self.number() for _ in range(5)]
        instructions, constants, names, variables, kinds, filename, name, qualname = [
            self.needed("code object") for _ in range(8)]
        first_line = self.number()
        lines, exceptions = self.needed("code object"), self.needed("code object")
        pairs = list(zip(variables, kinds))
        return _CodeType(
            argcount, posonly, kwonly, len([kind for kind in kinds if kind & _LOCAL]), stack, flags, instructions, constants, names,
            tuple([variable for variable, kind in pairs if kind & _LOCAL]), filename, name, qualname, first_line, lines,
            exceptions, tuple([variable for variable, kind in pairs if kind & _FREE]),
            tuple([variable for variable, kind in pairs if kind & _CELL]))


class _Missing:
    """Where the data has no value: the end of a dict."""


_SINGLE = {"N": None, "T": True, "F": False, ".": ..., "S": StopIteration, "0": _Missing}


def dumps(value, version=version, /):
    """The bytes that loads() makes the value of."""
    writer = _Writer(version)
    try:
        writer.value(value, 2)
    except RecursionError:
        raise ValueError("object too deeply nested to marshal") from None
    return bytes(writer.out)


def dump(value, file, version=version, /):
    return file.write(dumps(value, version))


def _load(source):
    try:
        value = _Reader(source).value()
    except RecursionError:
        raise ValueError("recursion limit exceeded") from None
    if value is _Missing:
        raise TypeError("NULL object in marshal data for object")
    return value


def loads(data, /):
    """The value of bytes that dumps() made; what follows them is ignored."""
    try:
        data = memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    return _load(_Bytes(data))


def load(file, /):
    return _load(file)
