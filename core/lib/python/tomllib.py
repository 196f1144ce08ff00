"""Reads TOML 1.0.0."""

import re
from datetime import date, datetime, time, timedelta, timezone

__all__ = ("loads", "load", "TOMLDecodeError")


class TOMLDecodeError(ValueError):
    """The text is no TOML."""


TOMLDecodeError.__module__ = "tomllib"

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"[ \t\n]*")
_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BAD = re.compile("[\x00-\x08\x0a-\x1f\x7f]")             # not in comments and strings of one line
_BAD_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f]")       # not in strings of several lines
_NUMBER = re.compile(r"""0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|b[01](?:_?[01])*|o[0-7](?:_?[0-7])*)
    |[+-]?(?:0|[1-9](?:_?[0-9])*)(?P<float>(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?)""", re.VERBOSE)
_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?"
_LOCAL_TIME = re.compile(_TIME)
_DATE = re.compile(rf"([0-9]{{4}})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[Tt ]{_TIME}"
                   r"(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def load(fp, /, *, parse_float=float):
    """The dict that a file, opened in binary mode, describes."""
    b = fp.read()
    try:
        s = b.decode()
    except AttributeError:
        raise TypeError("File must be opened in binary mode, e.g. use `open('foo.toml', 'rb')`") from None
    return loads(s, parse_float=parse_float)


def loads(s, /, *, parse_float=float):
    """The dict that a text describes. parse_float is called with the texts of floats."""
    try:
        src = s.replace("\r\n", "\n")
    except AttributeError:
        raise TypeError(f"Expected str object, not '{type(s).__qualname__}'") from None
    return _Parser(src, parse_float).document()


class _Table(dict):
    """A table while it is built. `kind` says who may add to it: 'open' made by a longer header, 'header' by its own, 'dotted' by a dotted
    key (in section `owner`), 'closed' written in one line; see _Parser.plain() for the end."""

    __slots__ = "kind", "owner"

    def __init__(self, kind, owner=None):
        self.kind, self.owner = kind, owner


class _Array(list):
    """Tables under a header in double brackets."""

    __slots__ = ()


class _Parser:
    def __init__(self, src, parse_float):
        self.src, self.at, self.parse_float = src, 0, parse_float
        if parse_float is not float:
            def checked(text):
                value = parse_float(text)
                if isinstance(value, (dict, list)):
                    raise ValueError("parse_float must not return dicts or lists")
                return value
            self.parse_float = checked

    # ---- errors and small steps ----

    def error(self, message, at=None):
        at = self.at if at is None else at
        if at >= len(self.src):
            place = "end of document"
        else:
            line = self.src.count("\n", 0, at) + 1
            column = at + 1 if line == 1 else at - self.src.rindex("\n", 0, at)
            place = f"line {line}, column {column}"
        return TOMLDecodeError(f"{message} (at {place})")

    def peek(self):
        return self.src[self.at:self.at + 1]

    def skip(self, pattern=_SPACE):
        self.at = pattern.match(self.src, self.at).end()

    def comment(self):
        """Past a comment, up to the end of its line."""
        if self.peek() == "#":
            end = self.src.find("\n", self.at)
            self.until(len(self.src) if end < 0 else end, self.at + 1, _BAD)

    def until(self, end, start, bad):
        found = bad.search(self.src, start, end)
        if found:
            raise self.error(f"Found invalid character {found.group()!r}", found.start())
        self.at = end

    def blanks(self):
        """Past spaces, ends of lines and comments."""
        while True:
            before = self.at
            self.skip(_BLANK)
            self.comment()
            if self.at == before:
                return

    # ---- the document ----

    def document(self):
        root = section = _Table("open")
        path = ()
        while True:
            self.skip()
            char = self.peek()
            if not char:
                break
            if char == "\n":
                self.at += 1
                continue
            if char == "[":
                if self.src[self.at + 1:self.at + 2] == "[":
                    section, path = self.array_header(root)
                else:
                    section, path = self.header(root)
                self.skip()
            elif char in "\"'" or _KEY.match(self.src, self.at):
                self.pair(section, path)
                self.skip()
            elif char != "#":
                raise self.error("Invalid statement")
            self.comment()
            char = self.peek()
            if not char:
                break
            if char != "\n":
                raise self.error("Expected newline or end of document after a statement")
            self.at += 1
        return self.plain(root)

    def plain(self, value):
        if isinstance(value, dict):
            return {key: self.plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        return value

    def walk(self, root, key):
        """The table that holds the last part of a header's key."""
        table = root
        for part in key[:-1]:
            inner = table.setdefault(part, None)
            if inner is None:
                inner = table[part] = _Table("open")
            if isinstance(inner, _Array):
                inner = inner[-1]
            if not isinstance(inner, _Table):
                raise self.error("Cannot overwrite a value")
            if inner.kind == "closed":
                return None
            table = inner
        return table

    def header(self, root):
        self.at += 1
        self.skip()
        key = self.key()
        holder = self.walk_checked(root, key, lambda: self.error(f"Cannot declare {key} twice"))
        found = holder.get(key[-1])
        if found is not None or key[-1] in holder:
            if not isinstance(found, _Table) or found.kind in ("header", "dotted", "closed"):
                if isinstance(found, (_Table, list)):
                    raise self.error(f"Cannot declare {key} twice")
                raise self.error("Cannot overwrite a value")
            found.kind = "header"
        else:
            found = holder[key[-1]] = _Table("header")
        if self.peek() != "]":
            raise self.error("Expected ']' at the end of a table declaration")
        self.at += 1
        return found, key

    def walk_checked(self, root, key, problem):
        holder = self.walk(root, key)
        if holder is None:
            raise problem()
        return holder

    def array_header(self, root):
        self.at += 2
        self.skip()
        key = self.key()
        holder = self.walk_checked(root, key, lambda: self.error(f"Cannot mutate immutable namespace {key}"))
        found = holder.get(key[-1])
        if key[-1] not in holder:
            found = holder[key[-1]] = _Array()
        elif isinstance(found, _Table) and found.kind == "closed" or isinstance(found, list) and not isinstance(found, _Array):
            raise self.error(f"Cannot mutate immutable namespace {key}")
        elif not isinstance(found, _Array):
            raise self.error("Cannot overwrite a value")
        table = _Table("header")
        found.append(table)
        if not self.src.startswith("]]", self.at):
            raise self.error("Expected ']]' at the end of an array declaration")
        self.at += 2
        return table, key

    # ---- keys ----

    def pair(self, section, path):
        key = self.key_and_equals()
        value = self.value()
        table = section
        for i, part in enumerate(key[:-1]):
            whole = path + key[:i + 1]
            if part not in table:
                table[part] = _Table("dotted", section)
            inner = table[part]
            if isinstance(inner, _Table) and inner.kind == "closed" or isinstance(inner, list):
                raise self.error(f"Cannot redefine namespace {whole}" if isinstance(inner, _Array) else
                                 f"Cannot mutate immutable namespace {path + key[:-1]}")
            if not isinstance(inner, _Table):
                raise self.error("Cannot overwrite a value")
            if inner.kind == "header" or inner.kind == "dotted" and inner.owner is not section:
                raise self.error(f"Cannot redefine namespace {whole}")
            if inner.kind == "open":
                inner.kind, inner.owner = "dotted", section
            table = inner
        if key[-1] in table:
            raise self.error("Cannot overwrite a value")
        table[key[-1]] = value

    def key_and_equals(self):
        key = self.key()
        if self.peek() != "=":
            raise self.error("Expected '=' after a key in a key/value pair")
        self.at += 1
        self.skip()
        return key

    def key(self):
        """Parts of a key with dots; spaces behind it are skipped."""
        parts = [self.key_part()]
        self.skip()
        while self.peek() == ".":
            self.at += 1
            self.skip()
            parts.append(self.key_part())
            self.skip()
        return tuple(parts)

    def key_part(self):
        match = _KEY.match(self.src, self.at)
        if match:
            self.at = match.end()
            return match.group()
        char = self.peek()
        if char == "'":
            return self.literal()
        if char == '"':
            self.at += 1
            return self.basic(False)
        raise self.error("Invalid initial character for a key part")

    # ---- values ----

    def value(self):
        char = self.peek()
        if char == '"':
            if self.src.startswith('"""', self.at):
                return self.long_string('"')
            self.at += 1
            return self.basic(False)
        if char == "'":
            return self.long_string("'") if self.src.startswith("'''", self.at) else self.literal()
        for word, value in (("true", True), ("false", False)):
            if self.src.startswith(word, self.at):
                self.at += len(word)
                return value
        if char == "[":
            return self.array()
        if char == "{":
            return self.inline_table()
        match = _DATE.match(self.src, self.at)
        if match:
            try:
                value = _moment(match)
            except ValueError as problem:
                raise self.error("Invalid date or datetime") from problem
            self.at = match.end()
            return value
        match = _LOCAL_TIME.match(self.src, self.at)
        if match:
            self.at = match.end()
            return _clock(*match.groups())
        match = _NUMBER.match(self.src, self.at)
        if match:
            self.at = match.end()
            return self.parse_float(match.group()) if match["float"] else int(match.group(), 0)
        for word in ("inf", "nan", "-inf", "+inf", "-nan", "+nan"):
            if self.src.startswith(word, self.at):
                self.at += len(word)
                return self.parse_float(word)
        raise self.error("Invalid value")

    def array(self):
        self.at += 1
        items = []
        self.blanks()
        while self.peek() != "]":
            items.append(self.value())
            self.blanks()
            if self.peek() == ",":
                self.at += 1
                self.blanks()
            elif self.peek() != "]":
                raise self.error("Unclosed array")
        self.at += 1
        return items

    def inline_table(self):
        self.at += 1
        result = _Table("closed")
        self.skip()
        if self.peek() == "}":
            self.at += 1
            return result
        while True:
            key = self.key_and_equals()
            value = self.value()
            table = result
            for part in key[:-1]:
                table = table.setdefault(part, _Table("inline"))
                if not isinstance(table, _Table) or table.kind == "closed":
                    if isinstance(table, (_Table, list)):
                        raise self.error(f"Cannot mutate immutable namespace {key}")
                    raise self.error("Cannot overwrite a value")
            if key[-1] in table:
                if isinstance(table[key[-1]], _Table) and table[key[-1]].kind == "closed" or isinstance(table[key[-1]], list):
                    raise self.error(f"Cannot mutate immutable namespace {key}")
                raise self.error(f"Duplicate inline table key {key[-1]!r}")
            table[key[-1]] = value
            self.skip()
            char = self.peek()
            if char == "}":
                self.at += 1
                self.close(result)
                return result
            if char != ",":
                raise self.error("Unclosed inline table")
            self.at += 1
            self.skip()

    def close(self, table):
        for value in table.values():
            if isinstance(value, _Table) and value.kind == "inline":
                value.kind = "closed"
                self.close(value)

    # ---- strings ----

    def literal(self):
        start = self.at + 1
        self.at = start
        self.find("'", _BAD)
        self.at += 1
        return self.src[start:self.at - 1]

    def find(self, mark, bad):
        end = self.src.find(mark, self.at)
        if end < 0:
            end = len(self.src)
            self.until(end, self.at, bad)
            raise self.error(f"Expected {mark!r}")
        self.until(end, self.at, bad)

    def long_string(self, quote):
        self.at += 3
        if self.peek() == "\n":
            self.at += 1
        if quote == "'":
            start = self.at
            self.find("'''", _BAD_LINES)
            text = self.src[start:self.at]
            self.at += 3
        else:
            text = self.basic(True)
        for _ in range(2):  # up to two quotes may stand before the three that end it
            if self.peek() != quote:
                break
            self.at += 1
            text += quote
        return text

    def basic(self, long):
        """A string with escapes; its first quotes are past."""
        bad = _BAD_LINES if long else _BAD
        parts = []
        start = self.at
        while True:
            char = self.peek()
            if not char:
                raise self.error("Unterminated string")
            if char == '"':
                if not long or self.src.startswith('"""', self.at):
                    parts.append(self.src[start:self.at])
                    self.at += 3 if long else 1
                    return "".join(parts)
                self.at += 1
            elif char == "\\":
                parts.append(self.src[start:self.at])
                parts.append(self.escape(long))
                start = self.at
            elif bad.match(char):
                raise self.error(f"Illegal character {char!r}")
            else:
                self.at += 1

    def escape(self, long):
        code = self.src[self.at + 1:self.at + 2]
        self.at += 2
        if long and code in (" ", "\t", "\n"):
            # The end of the line and all blanks behind it are left out.
            if code != "\n":
                self.skip()
                if not self.peek():
                    return ""
                if self.peek() != "\n":
                    raise self.error("Unescaped '\\' in a string")
                self.at += 1
            self.skip(_BLANK)
            return ""
        if code in ("u", "U"):
            length = 4 if code == "u" else 8
            digits = self.src[self.at:self.at + length]
            if not re.fullmatch("[0-9A-Fa-f]{%d}" % length, digits):
                raise self.error("Invalid hex value")
            self.at += length
            number = int(digits, 16)
            if not (0 <= number <= 0xD7FF or 0xE000 <= number <= 0x10FFFF):
                raise self.error("Escaped character is not a Unicode scalar value")
            return chr(number)
        if code in _ESCAPES and code:
            return _ESCAPES[code]
        if not code:
            self.at = len(self.src)
        raise self.error("Unescaped '\\' in a string")


def _clock(hour, minute, second, fraction):
    return time(int(hour), int(minute), int(second), int(fraction.ljust(6, "0")) if fraction else 0)


def _moment(match):
    year, month, day, hour, minute, second, fraction, utc, sign, hours, minutes = match.groups()
    day = date(int(year), int(month), int(day))
    if hour is None:
        return day
    zone = None
    if utc:
        zone = timezone.utc
    elif sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        zone = timezone(-offset if sign == "-" else offset)
    return datetime.combine(day, _clock(hour, minute, second, fraction), zone)
