"""Property lists, in XML and in Apple's binary form."""

import binascii
import codecs
import datetime
import enum
import os
import re
import struct
from io import BytesIO

__all__ = ["InvalidFileException", "FMT_XML", "FMT_BINARY", "load", "dump", "loads", "dumps", "UID"]

PlistFormat = enum.Enum("PlistFormat", "FMT_XML FMT_BINARY", module=__name__)
FMT_XML, FMT_BINARY = PlistFormat


class UID:
    """A number that refers to an object of a keyed archive."""

    def __init__(self, data):
        if not isinstance(data, int):
            raise TypeError("data must be an int")
        if data < 0 or data.bit_length() > 64:
            raise ValueError("UIDs must be positive" if data < 0 else "UIDs cannot be >= 2**64")
        self.data = data

    def __eq__(self, other):
        return self.data == other.data if isinstance(other, UID) else NotImplemented

    def __hash__(self):
        return hash(self.data)

    def __index__(self):
        return self.data

    def __reduce__(self):
        return type(self), (self.data,)

    def __repr__(self):
        return f"{type(self).__name__}({self.data!r})"


class InvalidFileException(ValueError):
    """What is read is no property list, or a broken one."""

    def __init__(self, message="Invalid file"):
        super().__init__(message)


def _items(mapping, sort_keys, skipkeys):
    """The items to be written; keys are strings."""
    for key, value in sorted(mapping.items()) if sort_keys else mapping.items():
        if isinstance(key, str):
            yield key, value
        elif not skipkeys:
            raise TypeError("keys must be strings")


# ---- XML ----

PLISTHEADER = (b'<?xml version="1.0" encoding="UTF-8"?>\n'
               b'<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n')

_DATE = re.compile(r"(?P<y>\d{4})(-(?P<m>\d\d)(-(?P<d>\d\d)(T(?P<H>\d\d)(:(?P<M>\d\d)(:(?P<S>\d\d))?)?)?)?)?Z", re.ASCII)
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_ENTITIES = (("\r\n", "\n"), ("\r", "\n"), ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


def _date(text):
    told = _DATE.match(text).groupdict().values()
    return datetime.datetime(*(int(field) for field in told if field is not None))


_LEAVES = {
    "integer": lambda text: int(text, 16 if text.startswith(("0x", "0X")) else 10),
    "real": float,
    "string": str,
    "data": lambda text: binascii.a2b_base64(text.encode()),
    "date": _date,
}


class _XmlReader:
    def __init__(self, dict_type):
        self._dict_type = dict_type
        self._open, self._key, self._root, self._texts = [], None, None, []

    def parse(self, file):
        from xml.parsers.expat import ParserCreate
        self._expat = ParserCreate()
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text
        self._expat.EntityDeclHandler = self._entity
        self._expat.ParseFile(file)
        return self._root

    def _entity(self, *declared):
        raise InvalidFileException("XML entity declarations are not supported in plist files")

    def _wrong(self, what):
        return ValueError(f"{what} at line {self._expat.CurrentLineNumber}")

    def _text(self, text):
        self._texts.append(text)

    def _start(self, tag, attributes):
        self._texts = []
        if tag in ("dict", "array"):
            container = [] if tag == "array" else self._dict_type()
            self._add(container)
            self._open.append(container)

    def _end(self, tag):
        if tag in ("true", "false"):
            self._add(tag == "true")
        elif tag == "array":
            self._open.pop()
        elif tag == "dict":
            if self._key:
                raise self._wrong(f"missing value for key '{self._key}'")
            self._open.pop()
        elif tag == "key":
            if self._key is not None or not isinstance(self._open[-1], dict):
                raise self._wrong("unexpected key")
            self._key = self._taken()
        elif tag in _LEAVES:
            self._add(_LEAVES[tag](self._taken()))

    def _taken(self):
        text, self._texts = "".join(self._texts), []
        return text

    def _add(self, value):
        if not self._open and self._key is None:
            self._root = value
        elif isinstance(self._open[-1], list) is not (self._key is None):
            raise self._wrong("unexpected element")
        elif self._key is None:
            self._open[-1].append(value)
        else:
            self._open[-1][self._key], self._key = value, None


class _XmlWriter:
    def __init__(self, file, **keys):
        self._write, self._keys = file.write, keys

    def write(self, value):
        self._write(PLISTHEADER + b'<plist version="1.0">\n')
        self._put(value, 0)
        self._write(b"</plist>\n")

    def _line(self, text, depth):
        self._write(b"\t" * depth + text.encode() + b"\n")

    def _leaf(self, tag, text, depth):
        if _CONTROL.search(text):
            raise ValueError("strings can't contain control characters; use bytes instead")
        for plain, written in _ENTITIES:
            text = text.replace(plain, written)
        self._line(f"<{tag}>{text}</{tag}>", depth)

    def _put(self, value, depth):
        if value is True or value is False:
            self._line("<true/>" if value else "<false/>", depth)
        elif isinstance(value, str):
            self._leaf("string", value, depth)
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            self._leaf("integer", "%d" % value, depth)
        elif isinstance(value, float):
            self._leaf("real", repr(value), depth)
        elif isinstance(value, (dict, list, tuple)):
            self._put_container(value, "dict" if isinstance(value, dict) else "array", depth)
        elif isinstance(value, (bytes, bytearray)):
            step = max(16, 76 - 8 * depth) // 4 * 3
            self._line("<data>", depth)
            for at in range(0, len(value), step):
                self._line(binascii.b2a_base64(value[at:at + step], newline=False).decode(), depth)
            self._line("</data>", depth)
        elif isinstance(value, datetime.datetime):
            self._leaf("date", "%04d-%02d-%02dT%02d:%02d:%02dZ" % value.timetuple()[:6], depth)
        else:
            raise TypeError(f"unsupported type: {type(value)}")

    def _put_container(self, value, tag, depth):
        if not value:
            self._line(f"<{tag}/>", depth)
            return
        self._line(f"<{tag}>", depth)
        if tag == "array":
            for item in value:
                self._put(item, depth + 1)
        else:
            for key, item in _items(value, **self._keys):
                self._leaf("key", key, depth + 1)
                self._put(item, depth + 1)
        self._line(f"</{tag}>", depth)


_XML_STARTS = tuple(mark + start.encode(encoding)
                    for mark, encoding in ((b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_BE, "utf-16-be"),
                                           (codecs.BOM_UTF16_LE, "utf-16-le"))
                    for start in ("<?xml", "<plist"))


# ---- the binary form: objects, their places, a trailer ----

_TRAILER = struct.Struct(">6xBBQQQ")
_EPOCH = datetime.datetime(2001, 1, 1)
_SINGLES = {0: None, 8: False, 9: True, 15: b""}


class _BinaryReader:
    def __init__(self, dict_type):
        self._dict_type, self._known = dict_type, {}

    def parse(self, file):
        self._file = file
        try:
            file.seek(-_TRAILER.size, os.SEEK_END)
            place_size, self._ref_size, count, top, table = _TRAILER.unpack(file.read(_TRAILER.size))
            file.seek(table)
            self._places = self._numbers(count, place_size)
            return self._object(top)
        except (OSError, IndexError, struct.error, OverflowError, ValueError):
            raise InvalidFileException()

    def _bytes(self, size):
        data = self._file.read(size)
        if len(data) != size:
            raise InvalidFileException()
        return data

    def _number(self, size, signed=False):
        return int.from_bytes(self._file.read(size), "big", signed=signed)

    def _numbers(self, count, size):
        if not size:
            raise InvalidFileException()
        data = self._bytes(count * size)
        return [int.from_bytes(data[at:at + size], "big") for at in range(0, len(data), size)]

    def _count(self, low):
        """A length: in the token, or in the integer after it."""
        return low if low < 15 else self._number(1 << (self._file.read(1)[0] & 3))

    def _object(self, ref):
        if ref in self._known:
            return self._known[ref]
        self._file.seek(self._places[ref])
        kind, low = divmod(self._file.read(1)[0], 16)
        if kind == 0xA:
            value = self._list(ref, self._numbers(self._count(low), self._ref_size))
        elif kind == 0xD:
            count = self._count(low)
            value = self._dict(ref, self._numbers(count, self._ref_size), self._numbers(count, self._ref_size))
        else:
            value = self._known[ref] = self._plain(kind, low)
        return value

    def _plain(self, kind, low):
        match kind, low:
            case 0, (0 | 8 | 9 | 15):
                return _SINGLES[low]
            case 1, _:
                return self._number(1 << low, low > 2)
            case 2, (2 | 3):
                return struct.unpack(">f" if low == 2 else ">d", self._file.read(1 << low))[0]
            case 3, 3:
                return _EPOCH + datetime.timedelta(seconds=struct.unpack(">d", self._file.read(8))[0])
            case 4, _:
                return self._bytes(self._count(low))
            case 5, _:
                return self._bytes(self._count(low)).decode("ascii")
            case 6, _:
                return self._bytes(self._count(low) * 2).decode("utf-16be")
            case 8, _:
                return UID(self._number(low + 1))
        raise InvalidFileException()

    def _list(self, ref, items):
        value = self._known[ref] = []
        for item in items:
            value.append(self._object(item))
        return value

    def _dict(self, ref, keys, items):
        value = self._known[ref] = self._dict_type()
        try:
            for key, item in zip(keys, items):
                value[self._object(key)] = self._object(item)
        except TypeError:
            raise InvalidFileException()
        return value


def _width(number):
    """In how many bytes a number is written: 1, 2, 4 or 8."""
    return 1 if number < 1 << 8 else 2 if number < 1 << 16 else 4 if number < 1 << 32 else 8


def _identity(value):
    """What two values share that are written once."""
    return (type(value), value) if isinstance(value, (str, int, float, datetime.datetime, bytes)) else id(value)


def _counted(kind, count):
    """A token with a length."""
    return bytes([kind | count]) if count < 15 else bytes([kind | 15]) + _sized(0x10, count)


def _sized(kind, number):
    """A number behind a token that tells the power of two of its size."""
    width = _width(number)
    return bytes([kind | width.bit_length() - 1]) + number.to_bytes(width, "big")


class _BinaryWriter:
    def __init__(self, file, **keys):
        self._file, self._keys = file, keys

    def write(self, value):
        self._values, self._numbers, places = [], {}, []
        self._collect(value)
        self._ref_size = _width(len(self._values))
        self._file.write(b"bplist00")
        for item in self._values:
            places.append(self._file.tell())
            self._file.write(self._written(item))
        table = self._file.tell()
        size = _width(table)
        self._file.write(b"".join(place.to_bytes(size, "big") for place in places))
        self._file.write(_TRAILER.pack(size, self._ref_size, len(places), self._numbers[_identity(value)], table))

    def _collect(self, value):
        """Number a value and what it holds: of a dictionary first all keys."""
        identity = _identity(value)
        if identity in self._numbers:
            return
        self._numbers[identity] = len(self._values)
        self._values.append(value)
        if isinstance(value, dict):
            pairs = list(_items(value, **self._keys))
            for at in (0, 1):
                for pair in pairs:
                    self._collect(pair[at])
        elif isinstance(value, (list, tuple)):
            for item in value:
                self._collect(item)

    def _refs(self, values):
        return b"".join(self._numbers[_identity(value)].to_bytes(self._ref_size, "big") for value in values)

    def _written(self, value):
        """The bytes of one value."""
        if value is None or value is True or value is False:
            return b"\0" if value is None else b"\x09" if value else b"\x08"
        if isinstance(value, str):
            if value.isascii():
                return _counted(0x50, len(value)) + value.encode()
            data = value.encode("utf-16be")
            return _counted(0x60, len(data) // 2) + data
        if isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            if 0 <= value < 1 << 63:
                return _sized(0x10, value)
            return struct.pack(">Bq", 0x13, value) if value < 0 else b"\x14" + value.to_bytes(16, "big")
        if isinstance(value, float):
            return struct.pack(">Bd", 0x23, value)
        if isinstance(value, datetime.datetime):
            return struct.pack(">Bd", 0x33, (value - _EPOCH).total_seconds())
        if isinstance(value, (bytes, bytearray)):
            return _counted(0x40, len(value)) + value
        if isinstance(value, (list, tuple)):
            return _counted(0xA0, len(value)) + self._refs(value)
        if isinstance(value, dict):
            pairs = list(_items(value, **self._keys))
            return _counted(0xD0, len(pairs)) + self._refs(key for key, _ in pairs) + self._refs(item for _, item in pairs)
        if isinstance(value, UID):
            if value.data < 0:
                raise ValueError("UIDs must be positive")
            if value.data >= 1 << 64:
                raise OverflowError(value)
            width = _width(value.data)
            return bytes([0x80 | width - 1]) + value.data.to_bytes(width, "big")
        raise TypeError(value)


# ---- the choice of the form ----

_FORMS = {FMT_XML: (_XML_STARTS, _XmlReader, _XmlWriter), FMT_BINARY: (b"bplist00", _BinaryReader, _BinaryWriter)}


def _reader(file):
    """The reader for what a file begins with."""
    first = file.read(32)
    file.seek(0)
    for starts, reader, _ in _FORMS.values():
        if first.startswith(starts):
            return reader
    raise InvalidFileException()


def load(fp, *, fmt=None, dict_type=dict):
    """The value of a file opened in binary mode; the format is found out."""
    reader = _reader(fp) if fmt is None else _FORMS[fmt][1]
    return reader(dict_type).parse(fp)


def loads(value, *, fmt=None, dict_type=dict):
    """The value of bytes."""
    return load(BytesIO(value), fmt=fmt, dict_type=dict_type)


def dump(value, fp, *, fmt=FMT_XML, sort_keys=True, skipkeys=False):
    """Write a value into a file opened in binary mode."""
    if fmt not in _FORMS:
        raise ValueError(f"Unsupported format: {fmt!r}")
    _FORMS[fmt][2](fp, sort_keys=sort_keys, skipkeys=skipkeys).write(value)


def dumps(value, *, fmt=FMT_XML, skipkeys=False, sort_keys=True):
    """The bytes of a value."""
    file = BytesIO()
    dump(value, file, fmt=fmt, skipkeys=skipkeys, sort_keys=sort_keys)
    return file.getvalue()
