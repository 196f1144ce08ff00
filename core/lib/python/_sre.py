"""What modules of CPython ask of the engine of regular expressions: replacing, limits, and letters with two cases."""
import _regex

MAGIC = 20220615
CODESIZE = 4
MAXREPEAT = 4294967295
MAXGROUPS = 1073741823


def ascii_iscased(character, /):
    return character < 128 and chr(character).isalpha()


def ascii_tolower(character, /):
    return ord(chr(character).lower()) if character < 128 else character


def unicode_iscased(character, /):
    text = chr(character)
    return text != text.lower() or text != text.upper()


def unicode_tolower(character, /):
    return ord(chr(character).lower()[0])


def getcodesize():
    return CODESIZE


def getlower(character, flags, /):
    if flags & 32:
        return unicode_tolower(character)
    return ascii_tolower(character)


class Pattern:
    """Methods for patterns."""

    def sub(self, /, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, /, repl, string, count=0):
        nothing = '' if isinstance(string, str) else b''
        if not callable(repl):
            if not isinstance(repl, (str, bytes, bytearray)) or ('\\' if isinstance(repl, str) else b'\\') in repl:
                from re import _template
                repl = _template(self, repl)
            pieces, done = _regex.replaced(self, string, repl, count)
            return nothing.join(pieces), done
        pieces, at = [], 0
        matches = _regex.matches(self, string, count)
        for match in matches:
            start, end = match.span()
            if start > at:
                pieces.append(_cut(string, at, start))
            at = end
            piece = repl(match)
            if piece is not None:
                pieces.append(piece)
        if at < len(string):
            pieces.append(_cut(string, at, len(string)))
        return nothing.join(pieces), len(matches)


def _cut(string, start, stop):
    """A piece as str or bytes."""
    kind = type(string)
    if kind is str or kind is bytes:
        return string[start:stop]
    return str.__getitem__(string, slice(start, stop)) if isinstance(string, str) else bytes(memoryview(string)[start:stop])
