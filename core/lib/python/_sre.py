"""What modules of CPython ask of the engine of regular expressions: limits, and letters with two cases."""

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
