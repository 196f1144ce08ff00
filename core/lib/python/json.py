"""JSON text from objects and back."""

__all__ = ["JSONDecodeError", "JSONDecoder", "JSONEncoder", "dump", "dumps", "load", "loads"]


class JSONDecodeError(ValueError):
    """Where and why a text is no JSON."""

    def __init__(self, msg, doc, pos):
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {self.lineno} column {self.colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


_escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}


def _quoted(text, ascii_only):
    parts = ['"']
    for c in text:
        code = ord(c)
        if c in _escapes:
            parts.append(_escapes[c])
        elif code >= 32 and (code < 127 or not ascii_only):
            parts.append(c)
        elif code == 127:
            parts.append(c)
        elif code > 0xFFFF:
            code -= 0x10000
            parts.append(f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}")
        else:
            parts.append(f"\\u{code:04x}")
    parts.append('"')
    return "".join(parts)


class JSONEncoder:
    """Makes JSON text; default(o) may be overridden for other types."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
                 separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        return self._value(o, 0, set())

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o in (float("inf"), -float("inf")):
            text = "Infinity" if o > 0 else "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def _simple(self, o):
        if isinstance(o, str):
            return _quoted(o, self.ensure_ascii)
        if o is None or o is True or o is False:
            return {None: "null", True: "true", False: "false"}[o]
        if isinstance(o, int):
            return int.__repr__(o)
        return self._float(o) if isinstance(o, float) else None

    def _value(self, o, depth, open_ids):
        text = self._simple(o)
        if text is not None:
            yield text
            return
        if self.check_circular:
            if id(o) in open_ids:
                raise ValueError("Circular reference detected")
            open_ids.add(id(o))
        if isinstance(o, (list, tuple)):
            yield from self._row("[]", o, depth, lambda item: self._value(item, depth + 1, open_ids))
        elif isinstance(o, dict):
            yield from self._row("{}", self._pairs(o), depth, lambda pair: self._pair(pair, depth, open_ids))
        else:
            yield from self._value(self.default(o), depth, open_ids)
        open_ids.discard(id(o))

    def _row(self, brackets, items, depth, write):
        if not items:
            yield brackets
            return
        newline = "" if self.indent is None else "\n" + self.indent * (depth + 1)
        separator = self.item_separator + newline
        first = True
        for item in items:
            yield brackets[0] + newline if first else separator
            first = False
            yield from write(item)
        yield brackets[1] if self.indent is None else "\n" + self.indent * depth + brackets[1]

    def _pairs(self, o):
        pairs = []
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            if not isinstance(key, str):
                text = self._simple(key)
                if text is None:
                    if self.skipkeys:
                        continue
                    raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
                key = text
            pairs.append((key, value))
        return pairs

    def _pair(self, pair, depth, open_ids):
        yield _quoted(pair[0], self.ensure_ascii) + self.key_separator
        yield from self._value(pair[1], depth + 1, open_ids)


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None,
          default=None, sort_keys=False, **kw):
    """JSON text of an object."""
    encoder = (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
                                   indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw)
    return encoder.encode(obj)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


_unescaped = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_space = " \t\n\r"


class JSONDecoder:
    """Makes objects of JSON text."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or {"-Infinity": -float("inf"), "Infinity": float("inf"), "NaN": float("nan")}.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self.raw_decode(s, self._skip(s, 0))
        end = self._skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        try:
            return self._value(s, idx)
        except StopIteration as error:
            raise JSONDecodeError("Expecting value", s, error.value) from None

    @staticmethod
    def _skip(s, at):
        while at < len(s) and s[at] in _space:
            at += 1
        return at

    def _value(self, s, at):
        c = s[at:at + 1]
        if c == '"':
            return self._string(s, at + 1)
        if c == "{":
            return self._object(s, at + 1)
        if c == "[":
            return self._array(s, at + 1)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(word, at):
                return value, at + len(word)
        if c and c in "-0123456789":
            found = self._number(s, at)
            if found is not None:
                return found
        for word in ("NaN", "Infinity", "-Infinity"):
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise StopIteration(at)

    def _number(self, s, at):
        def digits(i):
            while i < len(s) and s[i] in "0123456789":
                i += 1
            return i

        start = at + (s[at] == "-")
        end = digits(start)
        if end == start:
            return None
        if s[start] == "0":
            end = start + 1
        whole = end
        if s.startswith(".", end) and digits(end + 1) > end + 1:
            end = digits(end + 1)
        if s[end:end + 1] in ("e", "E"):
            exponent = end + 1 + (s[end + 1:end + 2] in ("+", "-"))
            if digits(exponent) > exponent:
                end = digits(exponent)
        return (self.parse_int if end == whole else self.parse_float)(s[at:end]), end

    def _string(self, s, at):
        begin = at - 1
        parts = []
        while True:
            start = at
            while at < len(s) and s[at] not in '"\\' and s[at] >= " ":
                at += 1
            parts.append(s[start:at])
            if at >= len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            c = s[at]
            if c == '"':
                return "".join(parts), at + 1
            if c != "\\":
                if self.strict:
                    raise JSONDecodeError("Invalid control character at", s, at)
                parts.append(c)
                at += 1
                continue
            c = s[at + 1:at + 2]
            if not c:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if c != "u":
                if c not in _unescaped:
                    raise JSONDecodeError("Invalid \\escape", s, at)
                parts.append(_unescaped[c])
                at += 2
                continue
            code = self._unicode(s, at + 2)
            at += 6
            if 0xD800 <= code <= 0xDBFF and s.startswith("\\u", at):
                low = self._unicode(s, at + 2)
                if 0xDC00 <= low <= 0xDFFF:
                    code = 0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF)
                    at += 6
            parts.append(chr(code))

    @staticmethod
    def _unicode(s, at):
        text = s[at:at + 4]
        if len(text) == 4 and all(c in "0123456789abcdefABCDEF" for c in text):
            return int(text, 16)
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1)

    def _item(self, s, at):
        try:
            return self._value(s, at)
        except StopIteration as error:
            raise JSONDecodeError("Expecting value", s, error.value) from None

    def _array(self, s, at):
        result = []
        at = self._skip(s, at)
        if s.startswith("]", at):
            return result, at + 1
        while True:
            value, at = self._item(s, at)
            result.append(value)
            at = self._skip(s, at)
            if s.startswith("]", at):
                return result, at + 1
            if not s.startswith(",", at):
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = self._skip(s, at + 1)

    def _object(self, s, at):
        pairs = []
        at = self._skip(s, at)
        if s.startswith("}", at):
            return self._finished(pairs), at + 1
        while True:
            if not s.startswith('"', at):
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = self._string(s, at + 1)
            at = self._skip(s, at)
            if not s.startswith(":", at):
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._item(s, self._skip(s, at + 1))
            pairs.append((key, value))
            at = self._skip(s, at)
            if s.startswith("}", at):
                return self._finished(pairs), at + 1
            if not s.startswith(",", at):
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = self._skip(s, at + 1)

    def _finished(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        result = dict(pairs)
        return result if self.object_hook is None else self.object_hook(result)


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    """The object that a JSON text describes."""
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = bytes(s).removeprefix(b"\xef\xbb\xbf").decode()
    else:
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    decoder = (cls or JSONDecoder)(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
                                   object_pairs_hook=object_pairs_hook, **kw)
    return decoder.decode(s)


def load(fp, **options):
    return loads(fp.read(), **options)
