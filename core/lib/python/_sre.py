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
        nothing = '' if isinstance(string, str) else b''
        if not callable(repl):
            return nothing.join(_filled(self, repl, string, count)[0])
        pieces, at = [], 0
        for match in _regex.matches(self, string, count):  # here, so that repl is no deeper than under C
            start, end = match.span()
            if start > at:
                pieces.append(_cut(string, at, start))
            at = end
            piece = repl(match)
            if piece is not None:
                pieces.append(piece)
        if at < len(string):
            pieces.append(_cut(string, at, len(string)))
        return nothing.join(pieces)

    def subn(self, /, repl, string, count=0):
        if not callable(repl):
            pieces, done = _filled(self, repl, string, count)
            return ('' if isinstance(string, str) else b'').join(pieces), done
        made = []

        def counted(match):
            made.append(None)
            return repl(match)
        return self.sub(counted, string, count), len(made)


def _filled(pattern, template, string, count):
    """The pieces with a text in place of each match, and how many matches there are."""
    if not isinstance(template, (str, bytes, bytearray)) or ('\\' if isinstance(template, str) else b'\\') in template:
        from re import _compile_repl
        template = _compile_repl(template, pattern)
    return _regex.replaced(pattern, string, template, count)


def _cut(string, start, stop):
    """A piece as str or bytes."""
    kind = type(string)
    if kind is str or kind is bytes:
        return string[start:stop]
    return str.__getitem__(string, slice(start, stop)) if isinstance(string, str) else bytes(memoryview(string)[start:stop])
