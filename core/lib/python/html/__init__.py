"""Text as HTML and back."""

from html.entities import html5 as _html5

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    """& < > and quotes as references."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


# What numbers of cp1252 mean in HTML.
_windows = dict(zip((*range(0x80, 0xA0),), "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"))


def _number(code):
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    if code in _windows:
        return _windows[code]
    if code == 13:
        return "\r"
    if 1 <= code <= 8 or code == 11 or 14 <= code <= 31 or 127 <= code <= 159 or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return ""
    return chr(code)


def unescape(s):
    """References as the characters they stand for."""
    if "&" not in s:
        return s
    parts = s.split("&")
    result = [parts[0]]
    for part in parts[1:]:
        if part[:1] == "#":
            base, digits = (16, "0123456789abcdefABCDEF") if part[1:2] in ("x", "X") else (10, "0123456789")
            start = end = 2 if base == 16 else 1
            while part[end:end + 1] and part[end] in digits:
                end += 1
            if end > start:
                result.append(_number(int(part[start:end], base)) + part[end + (part[end:end + 1] == ";"):])
                continue
        else:
            end = 0
            while end < 32 and part[end:end + 1] and part[end] not in "\t\n\f <&#;":
                end += 1
            name = part[:end + (part[end:end + 1] == ";")]
            found = next((name[:i] for i in range(len(name), 1, -1) if name[:i] in _html5), None)
            if found:
                result.append(_html5[found] + part[len(found):])
                continue
        result.append("&" + part)
    return "".join(result)
