"""Quoted-printable (RFC 1521): texts whose bytes beyond printable ASCII are written =XX."""

from binascii import a2b_qp, b2a_qp

__all__ = ["encode", "decode", "encodestring", "decodestring"]

ESCAPE = b'='
MAXLINESIZE = 76
HEX = b'0123456789ABCDEF'
EMPTYSTRING = b''


def needsquoting(c, quotetabs, header):
    """Whether a byte must be quoted."""
    assert isinstance(c, bytes)
    if c in b' \t':
        return quotetabs
    if c == b'_':
        return header
    return c == ESCAPE or not (b' ' <= c <= b'~')


def quote(c):
    """=XX of a byte."""
    assert isinstance(c, bytes) and len(c) == 1
    c = ord(c)
    return ESCAPE + bytes((HEX[c // 16], HEX[c % 16]))


def encode(input, output, quotetabs, header=False):
    """From one binary file to another; blanks are quoted at the ends of lines, and with quotetabs everywhere."""
    output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))


def encodestring(s, quotetabs=False, header=False):
    return b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """From one binary file to another; with header, underscores are blanks."""
    output.write(a2b_qp(input.read(), header=header))


def decodestring(s, header=False):
    return a2b_qp(s, header=header)


def ishex(c):
    """Whether a byte is a hexadecimal digit."""
    assert isinstance(c, bytes)
    return b'0' <= c <= b'9' or b'a' <= c <= b'f' or b'A' <= c <= b'F'


def unhex(s):
    """The number of hexadecimal digits."""
    bits = 0
    for c in s:
        c = bytes((c,))
        if b'0' <= c <= b'9':
            i = ord('0')
        elif b'a' <= c <= b'f':
            i = ord('a') - 10
        elif b'A' <= c <= b'F':
            i = ord(b'A') - 10
        else:
            assert False, "non-hex digit " + repr(c)
        bits = bits * 16 + (ord(c) - i)
    return bits


def main():
    import getopt
    import sys
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'td')
    except getopt.error as msg:
        sys.exit(f"{msg}\nusage: quopri [-t | -d] [file] ...\n-t: quote tabs\n-d: decode; default encode")
    names = [o for o, a in opts]
    if '-t' in names and '-d' in names:
        sys.exit("-t and -d are mutually exclusive")
    for file in args or ['-']:
        fp = sys.stdin.buffer if file == '-' else open(file, "rb")
        if '-d' in names:
            decode(fp, sys.stdout.buffer)
        else:
            encode(fp, sys.stdout.buffer, '-t' in names)


if __name__ == '__main__':
    main()
