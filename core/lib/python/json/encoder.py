"""JSON text of objects."""

from _json import dump as _dump, encode_basestring as c_encode_basestring, encode_basestring_ascii as c_encode_basestring_ascii

__all__ = ["JSONEncoder"]

INFINITY = float("inf")
_escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}


def py_encode_basestring(s):
    """A string in quotes; only what must be is escaped."""
    if '"' not in s and "\\" not in s and s.isprintable():
        return f'"{s}"'
    return '"' + "".join([_escapes.get(c) or (c if c >= " " else f"\\u{ord(c):04x}") for c in s]) + '"'


def _escaped(c):
    code = ord(c)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"
    return f"\\u{code:04x}"


def py_encode_basestring_ascii(s):
    """A string in quotes, in ASCII."""
    if '"' not in s and "\\" not in s and s.isascii() and s.isprintable():
        return f'"{s}"'
    return '"' + "".join([_escapes.get(c) or (c if " " <= c <= "~" else _escaped(c)) for c in s]) + '"'


encode_basestring, encode_basestring_ascii = c_encode_basestring, c_encode_basestring_ascii


class JSONEncoder:
    """Makes JSON text; default(o) may be overridden for other types."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None,
                 separators=None, default=None):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """Something else in place of an object that JSON does not know."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The text of an object."""
        if isinstance(o, str):
            return self._encoder()(o)
        if self.check_circular and not self.skipkeys:
            indent = self.indent
            text = _dump(o, self.item_separator, self.key_separator, " " * indent if isinstance(indent, int) else indent,
                         self.ensure_ascii, self.sort_keys, self.allow_nan)
            if text is not None:
                return text
        parts = []
        _Run(self, parts).value(o, "\n")
        return "".join(parts)

    def iterencode(self, o, _one_shot=False):
        """The text of an object in pieces."""
        return _Pieces(self).value(o, 0)

    def _encoder(self):
        return encode_basestring_ascii if self.ensure_ascii else encode_basestring


class _Writer:
    """What both ways of writing share."""

    def __init__(self, encoder):
        self.encoder, self.quote, self.default = encoder, encoder._encoder(), encoder.default
        self.open = {} if encoder.check_circular else None
        indent = encoder.indent
        self.indent = " " * indent if isinstance(indent, int) else indent
        self.items, self.keys = encoder.item_separator, encoder.key_separator
        self.long_words = indent is not None or isinstance(self, _Pieces)

    def number(self, o):
        """The text of a float."""
        if o != o:
            text = "NaN"
        elif o == INFINITY:
            text = "Infinity"
        elif o == -INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant" + (": " + repr(o) if self.long_words else ""))
        return text

    def scalar(self, o):
        """The text of what holds nothing; None: it is something else."""
        if isinstance(o, str):
            return self.quote(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        return self.number(o) if isinstance(o, float) else None

    def key(self, key):
        """A key as str; None: to be left out."""
        if isinstance(key, str):
            return key
        text = self.scalar(key)
        if text is None and not self.encoder.skipkeys:
            raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
        return text

    def enter(self, o):
        if self.open is not None:
            if id(o) in self.open:
                raise ValueError("Circular reference detected")
            self.open[id(o)] = o

    def leave(self, o):
        if self.open is not None:
            del self.open[id(o)]

    def pairs(self, o):
        return sorted(o.items()) if self.encoder.sort_keys else o.items()


class _Run(_Writer):
    """Writes all at once, into a list."""

    def __init__(self, encoder, parts):
        super().__init__(encoder)
        self.write = parts.append

    def value(self, o, newline):
        text = self.scalar(o)
        if text is not None:
            self.write(text)
        elif isinstance(o, (list, tuple)):
            self.list(o, newline)
        elif isinstance(o, dict):
            self.dict(o, newline)
        else:
            self.enter(o)
            self.value(self.default(o), newline)
            self.leave(o)

    def list(self, o, newline):
        if not o:
            self.write("[]")
            return
        self.enter(o)
        write, scalar = self.write, self.scalar
        between = self.items
        start = "["
        if self.indent is not None:
            inner = newline + self.indent
            start, between = "[" + inner, between + inner
        else:
            inner = newline
        for item in o:
            write(start)
            start = between
            text = scalar(item)
            if text is not None:
                write(text)
            else:
                self.value(item, inner)
        write("]" if self.indent is None else newline + "]")
        self.leave(o)

    def dict(self, o, newline):
        if not o:
            self.write("{}")
            return
        self.enter(o)
        write, scalar, quote = self.write, self.scalar, self.quote
        between, inner, start = self.items, newline, "{"
        if self.indent is not None:
            inner = newline + self.indent
            start, between = "{" + inner, between + inner
        for key, value in self.pairs(o):
            name = self.key(key)
            if name is None:
                continue
            write(start + quote(name) + self.keys)
            start = between
            text = scalar(value)
            if text is not None:
                write(text)
            else:
                self.value(value, inner)
        if start[0] == "{":
            write(start)
        write("}" if self.indent is None else newline + "}")
        self.leave(o)


class _Pieces(_Writer):
    """Gives the text in pieces."""

    def value(self, o, depth):
        text = self.scalar(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.list(o, depth)
        elif isinstance(o, dict):
            yield from self.dict(o, depth)
        else:
            self.enter(o)
            yield from self.value(self.default(o), depth)
            self.leave(o)

    def list(self, o, depth):
        if not o:
            yield "[]"
            return
        self.enter(o)
        newline = "" if self.indent is None else "\n" + self.indent * (depth + 1)
        before = "[" + newline
        for item in o:
            text = self.scalar(item)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from self.value(item, depth + 1)
            before = self.items + newline
        if newline:
            yield "\n" + self.indent * depth
        yield "]"
        self.leave(o)

    def dict(self, o, depth):
        if not o:
            yield "{}"
            return
        self.enter(o)
        yield "{"
        newline = "" if self.indent is None else "\n" + self.indent * (depth + 1)
        if newline:
            yield newline
        first = True
        for key, value in self.pairs(o):
            name = self.key(key)
            if name is None:
                continue
            if not first:
                yield self.items + newline
            first = False
            yield self.quote(name)
            yield self.keys
            yield from self.value(value, depth + 1)
        if newline:
            yield "\n" + self.indent * depth
        yield "}"
        self.leave(o)
