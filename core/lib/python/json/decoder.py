"""Objects of JSON text."""

from _json import string as _string
from json import scanner

__all__ = ["JSONDecoder", "JSONDecodeError"]

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")
_CONSTANTS = {"-Infinity": NegInf, "Infinity": PosInf, "NaN": NaN}
_unescaped = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_space = " \t\n\r"


class JSONDecodeError(ValueError):
    """Where and why a text is no JSON."""

    def __init__(self, msg, doc, pos):
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {self.lineno} column {self.colno} (char {pos})")
        self.msg, self.doc, self.pos = msg, doc, pos

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _unicode(s, at):
    """The number of the \\u whose digits begin there."""
    text = s[at:at + 4]
    if len(text) == 4 and all(c in "0123456789abcdefABCDEF" for c in text):
        return int(text, 16)
    raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1)


def py_scanstring(s, end, strict=True):
    """(text, end) of a string whose first character is at `end`."""
    begin = end - 1
    parts = []
    while True:
        quote = s.find('"', end)
        if quote < 0:
            quote = len(s)
        back = s.find("\\", end, quote)
        stop = quote if back < 0 else back
        chunk = s[end:stop]
        if strict and not chunk.isprintable():
            for i, c in enumerate(chunk):
                if c < " ":
                    raise JSONDecodeError("Invalid control character at", s, end + i)
        if back < 0:
            if stop == len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if not parts:
                return chunk, stop + 1
            parts.append(chunk)
            return "".join(parts), stop + 1
        parts.append(chunk)
        c = s[back + 1:back + 2]
        if not c:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        end = back + 2
        if c != "u":
            if c not in _unescaped:
                raise JSONDecodeError("Invalid \\escape", s, back)
            parts.append(_unescaped[c])
            continue
        code = _unicode(s, end)
        end += 4
        if 0xD800 <= code <= 0xDBFF and s.startswith("\\u", end):
            low = _unicode(s, end + 2)
            if 0xDC00 <= low <= 0xDFFF:
                code = 0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF)
                end += 6
        parts.append(chr(code))


def scanstring(s, end, strict=True):
    """The same; what is right is read in C."""
    return _string(s, end, strict) or py_scanstring(s, end, strict)


def _skip(s, at):
    while s[at:at + 1] in _space and at < len(s):
        at += 1
    return at


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook, memo=None):
    """(object, end) of what follows a {."""
    s, at = s_and_end
    share = ({} if memo is None else memo).setdefault
    pairs = []
    c = s[at:at + 1]
    if c in _space:
        at = _skip(s, at)
        c = s[at:at + 1]
    if c != "}":
        while True:
            if c != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = scanstring(s, at + 1, strict)
            key = share(key, key)
            if s[at:at + 1] != ":":
                at = _skip(s, at)
                if s[at:at + 1] != ":":
                    raise JSONDecodeError("Expecting ':' delimiter", s, at)
            at += 1
            if s[at:at + 1] in _space:
                at = _skip(s, at)
            try:
                value, at = scan_once(s, at)
            except StopIteration as error:
                raise JSONDecodeError("Expecting value", s, error.value) from None
            pairs.append((key, value))
            c = s[at:at + 1]
            if c in _space:
                at = _skip(s, at)
                c = s[at:at + 1]
            if c == "}":
                break
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)
            c = s[at:at + 1]
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), at + 1
    result = dict(pairs)
    return (result if object_hook is None else object_hook(result)), at + 1


def JSONArray(s_and_end, scan_once):
    """(list, end) of what follows a [."""
    s, at = s_and_end
    result = []
    c = s[at:at + 1]
    if c in _space:
        at = _skip(s, at)
        c = s[at:at + 1]
    if c == "]":
        return result, at + 1
    while True:
        try:
            value, at = scan_once(s, at)
        except StopIteration as error:
            raise JSONDecodeError("Expecting value", s, error.value) from None
        result.append(value)
        c = s[at:at + 1]
        if c in _space:
            at = _skip(s, at)
            c = s[at:at + 1]
        if c == "]":
            return result, at + 1
        if c != ",":
            raise JSONDecodeError("Expecting ',' delimiter", s, at)
        at += 1
        if s[at:at + 1] in _space:
            at = _skip(s, at)


class JSONDecoder:
    """Makes objects of JSON text."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.parse_object, self.parse_array, self.parse_string = JSONObject, JSONArray, scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def plain(self):
        """Whether nothing of the program's own has a part in it."""
        return (self.object_hook is None is self.object_pairs_hook and self.parse_float is float and self.parse_int is int
                and self.parse_object is JSONObject and self.parse_array is JSONArray and self.parse_string is scanstring)

    def decode(self, s):
        """The object of a whole text."""
        obj, end = self.raw_decode(s, idx=_skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """(object, end) of a text that may go on."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as error:
            raise JSONDecodeError("Expecting value", s, error.value) from None
