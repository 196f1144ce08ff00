"""Values of JSON text by their first character."""

from _json import scan as _scan

__all__ = ["make_scanner"]


def _number_end(s, at):
    """(end, whether it is an int) of the number there; end is `at` if there is none."""
    def digits(i):
        while s[i:i + 1] in "0123456789" and i < len(s):
            i += 1
        return i

    start = at + (s[at] == "-")
    end = start + 1 if s[start:start + 1] == "0" else digits(start)
    if end == start:
        return at, True
    whole = end
    if s[end:end + 1] == "." and digits(end + 1) > end + 1:
        end = digits(end + 1)
    if s[end:end + 1] in ("e", "E"):
        power = end + 1 + (s[end + 1:end + 2] in ("+", "-"))
        stop = digits(power)
        if stop > power:
            end = stop
    return end, end == whole


def py_make_scanner(context):
    """The function of a decoder that reads a value: (value, end); StopIteration(where) if there is none."""
    parse_object, parse_array, parse_string = context.parse_object, context.parse_array, context.parse_string
    strict, parse_float, parse_int, parse_constant = context.strict, context.parse_float, context.parse_int, context.parse_constant
    object_hook, object_pairs_hook, memo = context.object_hook, context.object_pairs_hook, context.memo
    words = {"n": ("null", None), "t": ("true", True), "f": ("false", False)}

    def read(s, at):
        c = s[at:at + 1]
        if c == '"':
            return parse_string(s, at + 1, strict)
        if c == "{":
            return parse_object((s, at + 1), strict, read, object_hook, object_pairs_hook, memo)
        if c == "[":
            return parse_array((s, at + 1), read)
        if c in words:
            word, value = words[c]
            if s.startswith(word, at):
                return value, at + len(word)
            raise StopIteration(at)
        if c and c in "-0123456789":
            end, whole = _number_end(s, at)
            if end > at:
                return (parse_int if whole else parse_float)(s[at:end]), end
        for word in ("NaN", "Infinity", "-Infinity"):
            if s.startswith(word, at):
                return parse_constant(word), at + len(word)
        raise StopIteration(at)

    def scan_once(string, idx):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        try:
            return read(string, idx)
        finally:
            memo.clear()

    return scan_once


def make_scanner(context):
    """The same; plain texts are read in C."""
    scan_once = py_make_scanner(context)
    strict = context.strict
    if not context.plain():
        return scan_once

    def scan_plain(string, idx):
        return _scan(string, idx, strict) or scan_once(string, idx)

    return scan_plain
