"""Property lists, in XML and in Apple's binary form."""

import binascii
import codecs
import datetime
import enum
import itertools
import os
import re
import struct
from io import BytesIO

__all__ = ["InvalidFileException", "FMT_XML", "FMT_BINARY", "load", "dump", "loads", "dumps", "UID"]

PlistFormat = enum.Enum('PlistFormat', 'FMT_XML FMT_BINARY', module=__name__)
globals().update(PlistFormat.__members__)


class UID:
    """A number that refers to an object of a keyed archive."""

    def __init__(self, data):
        if not isinstance(data, int):
            raise TypeError("data must be an int")
        if data >= 1 << 64:
            raise ValueError("UIDs cannot be >= 2**64")
        if data < 0:
            raise ValueError("UIDs must be positive")
        self.data = data

    def __index__(self):
        return self.data

    def __repr__(self):
        return "%s(%s)" % (self.__class__.__name__, repr(self.data))

    def __reduce__(self):
        return self.__class__, (self.data,)

    def __eq__(self, other):
        if not isinstance(other, UID):
            return NotImplemented
        return self.data == other.data

    def __hash__(self):
        return hash(self.data)


class InvalidFileException(ValueError):
    def __init__(self, message="Invalid file"):
        ValueError.__init__(self, message)


PLISTHEADER = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
"""

_DATE = re.compile(r"(?P<year>\d\d\d\d)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))"
                   r"?)?)?)?)?Z", re.ASCII)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _escape(text):
    m = _CONTROL.search(text)
    if m is not None:
        raise ValueError("strings can't contain control characters; use bytes instead")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ---- XML ----

class _PlistParser:
    def __init__(self, dict_type):
        self.stack = []
        self.current_key = None
        self.root = None
        self._dict_type = dict_type

    def parse(self, fileobj):
        import xml.etree.ElementTree as ElementTree
        data = fileobj.read()
        if b'<!ENTITY' in data:
            raise InvalidFileException("XML entity declarations are not supported in plist files")
        root = ElementTree.fromstring(data)
        if root.tag == 'plist':
            for child in root:
                self.root = self.value(child)
            return self.root
        return self.value(root)

    def value(self, element):
        text = element.text or ''
        match element.tag:
            case 'dict':
                result = self._dict_type()
                key = None
                for child in element:
                    if child.tag == 'key':
                        if key is not None:
                            raise ValueError("unexpected key at line 0")
                        if len(child):
                            raise ValueError("unexpected element at line 0")
                        key = child.text or ''
                    else:
                        if key is None:
                            raise ValueError("unexpected element at line 0")
                        result[key] = self.value(child)
                        key = None
                if key is not None:
                    raise ValueError("missing value for key '%s' at line 0" % key)
                return result
            case 'array':
                if any(child.tag == 'key' for child in element):
                    raise ValueError("unexpected key at line 0")
                return [self.value(child) for child in element]
            case 'true':
                return True
            case 'false':
                return False
            case 'integer':
                return int(text, 16) if text.startswith(("0x", "0X")) else int(text)
            case 'real':
                return float(text)
            case 'string':
                return text
            case 'data':
                return binascii.a2b_base64(text.encode('utf-8'))
            case 'date':
                parts = [int(part) for part in _DATE.match(text).groups() if part is not None]
                return datetime.datetime(*parts)
        return None


class _PlistWriter:
    def __init__(self, file, sort_keys=True, skipkeys=False):
        self.file, self._sort_keys, self._skipkeys, self.indent = file, sort_keys, skipkeys, 0

    def line(self, text):
        self.file.write(b"\t" * self.indent + text.encode('utf-8') + b"\n" if text else b"\n")

    def simple(self, element, value=None):
        self.line("<%s/>" % element if value is None else "<%s>%s</%s>" % (element, _escape(value), element))

    def write(self, value):
        self.file.write(PLISTHEADER + b'<plist version="1.0">\n')
        self.value(value)
        self.file.write(b"</plist>\n")

    def value(self, value):
        if isinstance(value, str):
            self.simple("string", value)
        elif value is True:
            self.simple("true")
        elif value is False:
            self.simple("false")
        elif isinstance(value, int):
            if not -1 << 63 <= value < 1 << 64:
                raise OverflowError(value)
            self.simple("integer", "%d" % value)
        elif isinstance(value, float):
            self.simple("real", repr(value))
        elif isinstance(value, dict):
            self.dict(value)
        elif isinstance(value, (bytes, bytearray)):
            self.line("<data>")
            width = max(16, 76 - len((b"\t" * self.indent).replace(b"\t", b" " * 8)))
            size = width // 4 * 3
            for i in range(0, len(value), size):
                self.line(binascii.b2a_base64(value[i:i + size], newline=False).decode('ascii'))
            self.line("</data>")
        elif isinstance(value, datetime.datetime):
            self.simple("date", '%04d-%02d-%02dT%02d:%02d:%02dZ' % value.timetuple()[:6])
        elif isinstance(value, (tuple, list)):
            if not value:
                self.simple("array")
                return
            self.line("<array>")
            self.indent += 1
            for item in value:
                self.value(item)
            self.indent -= 1
            self.line("</array>")
        else:
            raise TypeError("unsupported type: %s" % type(value))

    def dict(self, d):
        if not d:
            self.simple("dict")
            return
        self.line("<dict>")
        self.indent += 1
        for key, value in sorted(d.items()) if self._sort_keys else d.items():
            if not isinstance(key, str):
                if self._skipkeys:
                    continue
                raise TypeError("keys must be strings")
            self.simple("key", key)
            self.value(value)
        self.indent -= 1
        self.line("</dict>")


def _is_fmt_xml(header):
    if header.startswith((b'<?xml', b'<plist')):
        return True
    for bom, encoding in ((codecs.BOM_UTF8, 'utf-8'), (codecs.BOM_UTF16_BE, 'utf-16-be'), (codecs.BOM_UTF16_LE, 'utf-16-le')):
        if any(header.startswith(bom + start.encode(encoding)) for start in ('<?xml', '<plist')):
            return True
    return False


# ---- the binary form: objects, their places, a trailer ----

_undefined = object()


class _BinaryPlistParser:
    def __init__(self, dict_type):
        self._dict_type = dict_type

    def parse(self, fp):
        try:
            self._fp = fp
            self._fp.seek(-32, os.SEEK_END)
            trailer = self._fp.read(32)
            if len(trailer) != 32:
                raise InvalidFileException()
            offset_size, self._ref_size, num_objects, top_object, offset_table_offset = struct.unpack('>6xBBQQQ', trailer)
            self._fp.seek(offset_table_offset)
            self._object_offsets = self._read_ints(num_objects, offset_size)
            self._objects = [_undefined] * num_objects
            return self._read_object(top_object)
        except (OSError, IndexError, struct.error, OverflowError, ValueError):
            raise InvalidFileException()

    def _get_size(self, tokenL):
        if tokenL == 0xF:
            m = self._fp.read(1)[0] & 0x3
            return int.from_bytes(self._fp.read(1 << m), 'big')
        return tokenL

    def _read_ints(self, n, size):
        data = self._fp.read(size * n)
        if not size or len(data) != size * n:
            raise InvalidFileException()
        return tuple(int.from_bytes(data[i:i + size], 'big') for i in range(0, size * n, size))

    def _read(self, n):
        data = self._fp.read(n)
        if len(data) != n:
            raise InvalidFileException()
        return data

    def _read_object(self, ref):
        result = self._objects[ref]
        if result is not _undefined:
            return result
        self._fp.seek(self._object_offsets[ref])
        token = self._fp.read(1)[0]
        tokenH, tokenL = token & 0xF0, token & 0x0F
        if token in (0x00, 0x08, 0x09, 0x0F):
            result = {0x00: None, 0x08: False, 0x09: True, 0x0F: b''}[token]
        elif tokenH == 0x10:
            result = int.from_bytes(self._fp.read(1 << tokenL), 'big', signed=tokenL >= 3)
        elif token == 0x22:
            result = struct.unpack('>f', self._fp.read(4))[0]
        elif token == 0x23:
            result = struct.unpack('>d', self._fp.read(8))[0]
        elif token == 0x33:
            result = datetime.datetime(2001, 1, 1) + datetime.timedelta(seconds=struct.unpack('>d', self._fp.read(8))[0])
        elif tokenH == 0x40:
            result = self._read(self._get_size(tokenL))
        elif tokenH == 0x50:
            result = self._read(self._get_size(tokenL)).decode('ascii')
        elif tokenH == 0x60:
            result = self._read(self._get_size(tokenL) * 2).decode('utf-16be')
        elif tokenH == 0x80:
            result = UID(int.from_bytes(self._fp.read(1 + tokenL), 'big'))
        elif tokenH == 0xA0:
            refs = self._read_ints(s, self._ref_size) if (s := self._get_size(tokenL)) else ()
            result = []
            self._objects[ref] = result
            result.extend(self._read_object(x) for x in refs)
        elif tokenH == 0xD0:
            s = self._get_size(tokenL)
            keys = self._read_ints(s, self._ref_size) if s else ()
            values = self._read_ints(s, self._ref_size) if s else ()
            result = self._dict_type()
            self._objects[ref] = result
            try:
                for k, o in zip(keys, values):
                    result[self._read_object(k)] = self._read_object(o)
            except TypeError:
                raise InvalidFileException()
        else:
            raise InvalidFileException()
        self._objects[ref] = result
        return result


class _BinaryPlistWriter:
    def __init__(self, fp, sort_keys, skipkeys):
        self._fp, self._sort_keys, self._skipkeys = fp, sort_keys, skipkeys

    def _width(self, count):
        return 1 if count < 1 << 8 else 2 if count < 1 << 16 else 4 if count < 1 << 32 else 8

    def write(self, value):
        self._objlist, self._objtable, self._objidtable = [], {}, {}
        self._flatten(value)
        count = len(self._objlist)
        self._object_offsets = [0] * count
        self._ref_size = self._width(count)
        self._fp.write(b'bplist00')
        for obj in self._objlist:
            self._write_object(obj)
        top_object = self._getrefnum(value)
        table = self._fp.tell()
        size = self._width(table)
        for offset in self._object_offsets:
            self._fp.write(offset.to_bytes(size, 'big'))
        self._fp.write(struct.pack('>5xBBBQQQ', 0, size, self._ref_size, count, top_object, table))

    def _flatten(self, value):
        """Number the values; equal ones of a plain type once."""
        if isinstance(value, (str, int, float, datetime.datetime, bytes, bytearray)):
            key = type(value), bytes(value) if isinstance(value, bytearray) else value
            if key in self._objtable:
                return
            self._objtable[key] = len(self._objlist)
            self._objlist.append(value)
            return
        if id(value) in self._objidtable:
            return
        self._objidtable[id(value)] = len(self._objlist)
        self._objlist.append(value)
        if isinstance(value, dict):
            items = sorted(value.items()) if self._sort_keys else value.items()
            keys, values = [], []
            for k, v in items:
                if not isinstance(k, str):
                    if self._skipkeys:
                        continue
                    raise TypeError("keys must be strings")
                keys.append(k)
                values.append(v)
            for o in itertools.chain(keys, values):
                self._flatten(o)
        elif isinstance(value, (list, tuple)):
            for o in value:
                self._flatten(o)

    def _getrefnum(self, value):
        if isinstance(value, (str, int, float, datetime.datetime, bytes, bytearray)):
            return self._objtable[type(value), bytes(value) if isinstance(value, bytearray) else value]
        return self._objidtable[id(value)]

    def _write_size(self, token, size):
        if size < 15:
            self._fp.write(bytes((token | size,)))
        else:
            width = self._width(size)
            self._fp.write(bytes((token | 0xF, 0x10 | width.bit_length() - 1)) + size.to_bytes(width, 'big'))

    def _write_refs(self, refs):
        self._fp.write(b''.join(ref.to_bytes(self._ref_size, 'big') for ref in refs))

    def _write_object(self, value):
        self._object_offsets[self._getrefnum(value)] = self._fp.tell()
        if value is None:
            self._fp.write(b'\x00')
        elif value is False:
            self._fp.write(b'\x08')
        elif value is True:
            self._fp.write(b'\x09')
        elif isinstance(value, int):
            if value < 0:
                try:
                    self._fp.write(struct.pack('>Bq', 0x13, value))
                except struct.error:
                    raise OverflowError(value) from None
            elif value < 1 << 63:
                width = self._width(value)
                self._fp.write(bytes((0x10 | width.bit_length() - 1,)) + value.to_bytes(width, 'big'))
            elif value < 1 << 64:
                self._fp.write(b'\x14' + value.to_bytes(16, 'big', signed=True))
            else:
                raise OverflowError(value)
        elif isinstance(value, float):
            self._fp.write(struct.pack('>Bd', 0x23, value))
        elif isinstance(value, datetime.datetime):
            self._fp.write(struct.pack('>Bd', 0x33, (value - datetime.datetime(2001, 1, 1)).total_seconds()))
        elif isinstance(value, (bytes, bytearray)):
            self._write_size(0x40, len(value))
            self._fp.write(value)
        elif isinstance(value, str):
            try:
                data = value.encode('ascii')
                self._write_size(0x50, len(value))
            except UnicodeEncodeError:
                data = value.encode('utf-16be')
                self._write_size(0x60, len(data) // 2)
            self._fp.write(data)
        elif isinstance(value, UID):
            if value.data < 0:
                raise ValueError("UIDs must be positive")
            width = self._width(value.data)
            self._fp.write(bytes((0x80 | width - 1,)) + value.data.to_bytes(width, 'big'))
        elif isinstance(value, (list, tuple)):
            self._write_size(0xA0, len(value))
            self._write_refs([self._getrefnum(o) for o in value])
        elif isinstance(value, dict):
            items = [(k, v) for k, v in (sorted(value.items()) if self._sort_keys else value.items()) if isinstance(k, str)]
            self._write_size(0xD0, len(items))
            self._write_refs([self._getrefnum(k) for k, _ in items])
            self._write_refs([self._getrefnum(v) for _, v in items])
        else:
            raise TypeError(value)


_FORMATS = {
    FMT_XML: dict(detect=_is_fmt_xml, parser=_PlistParser, writer=_PlistWriter),
    FMT_BINARY: dict(detect=lambda header: header[:8] == b'bplist00', parser=_BinaryPlistParser, writer=_BinaryPlistWriter),
}


def load(fp, *, fmt=None, dict_type=dict):
    """The value of a file opened in binary mode; the format is found out."""
    if fmt is None:
        header = fp.read(32)
        fp.seek(0)
        for info in _FORMATS.values():
            if info['detect'](header):
                P = info['parser']
                break
        else:
            raise InvalidFileException()
    else:
        P = _FORMATS[fmt]['parser']
    return P(dict_type=dict_type).parse(fp)


def loads(value, *, fmt=None, dict_type=dict):
    """The value of bytes."""
    return load(BytesIO(value), fmt=fmt, dict_type=dict_type)


def dump(value, fp, *, fmt=FMT_XML, sort_keys=True, skipkeys=False):
    """Write a value into a file opened in binary mode."""
    if fmt not in _FORMATS:
        raise ValueError("Unsupported format: %r" % (fmt,))
    _FORMATS[fmt]["writer"](fp, sort_keys=sort_keys, skipkeys=skipkeys).write(value)


def dumps(value, *, fmt=FMT_XML, skipkeys=False, sort_keys=True):
    """The bytes of a value."""
    fp = BytesIO()
    dump(value, fp, fmt=fmt, skipkeys=skipkeys, sort_keys=sort_keys)
    return fp.getvalue()
