"""Quoted-printable (RFC 1521): texts whose bytes beyond printable ASCII are written =XX."""

from binascii import a2b_qp, b2a_qp

__all__ = ["encode", "decode", "encodestring", "decodestring"]

EMPTYSTRING, ESCAPE = b'', b'='
HEX = b'0123456789ABCDEF'
MAXLINESIZE = 76


def needsquoting(c, quotetabs, header):
    """Whether a byte must be quoted."""
    assert isinstance(c, bytes)
    as_asked = {b' ': quotetabs, b'\t': quotetabs, b'': quotetabs, b'_': header}
    return as_asked[c] if c in as_asked else c == ESCAPE or c > b'~' or c < b' '


def quote(c):
    """=XX of a byte."""
    assert isinstance(c, bytes) and len(c) == 1
    c = ord(c)
    return ESCAPE + bytes((HEX[c // 16], HEX[c % 16]))


def encode(input, output, quotetabs, header=False):
    """From one binary file to another; blanks are quoted at the ends of lines, and with quotetabs everywhere."""
    if b2a_qp is not None:
        output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))
        return
    last = None
    while line := input.readline():
        if last is not None:
            output.write(last + b'\n')
        end = b''
        if line[-1:] == b'\n':
            line, end = line[:-1], b'\n'
        last = _quoted_line(line, quotetabs, header)
        while len(last) > MAXLINESIZE:
            output.write(last[:MAXLINESIZE - 1] + b'=\n')
            last = last[MAXLINESIZE - 1:]
    if last is not None:
        output.write(last + end)


def _quoted_line(line, quotetabs, header):
    """A line without its end, quoted; a blank at its end, or a line of one point, is quoted too."""
    out = []
    for i in range(len(line)):
        c = line[i:i + 1]
        if needsquoting(c, quotetabs, header):
            c = quote(c)
        out.append(b'_' if header and c == b' ' else c)
    if out and (out[-1] in (b' ', b'\t') or out == [b'.']):
        out[-1] = quote(out[-1])
    return b''.join(out)


def encodestring(s, quotetabs=False, header=False):
    if b2a_qp is not None:
        return b2a_qp(s, quotetabs=quotetabs, header=header)
    from io import BytesIO
    out = BytesIO()
    encode(BytesIO(s), out, quotetabs, header)
    return out.getvalue()


def decode(input, output, header=False):
    """From one binary file to another; with header, underscores are blanks."""
    if a2b_qp is not None:
        output.write(a2b_qp(input.read(), header=header))
        return
    new = b''
    while line := input.readline():
        at, size, partial = 0, len(line), True
        if line[-1:] == b'\n':
            partial = False
            size = len(line[:-1].rstrip(b' \t\r'))
        while at < size:
            c = line[at:at + 1]
            if c == b'_' and header:
                new += b' '
            elif c != ESCAPE:
                new += c
            elif at + 1 == size and not partial:
                partial = True
                break
            elif line[at + 1:at + 2] == ESCAPE:
                new += ESCAPE
                at += 1
            elif at + 2 < size and ishex(line[at + 1:at + 2]) and ishex(line[at + 2:at + 3]):
                new += bytes((unhex(line[at + 1:at + 3]),))
                at += 2
            else:
                new += c
            at += 1
        if partial:
            continue
        output.write(new + b'\n')
        new = b''
    if new:
        output.write(new)


def decodestring(s, header=False):
    if a2b_qp is not None:
        return a2b_qp(s, header=header)
    from io import BytesIO
    out = BytesIO()
    decode(BytesIO(s), out, header)
    return out.getvalue()


def ishex(c):
    """Whether a byte is a hexadecimal digit."""
    assert isinstance(c, bytes)
    return b'0' <= c <= b'9' or b'a' <= c <= b'f' or b'A' <= c <= b'F'


def unhex(s):
    """The number of hexadecimal digits."""
    number = 0
    for code in s:
        digit = bytes((code,))
        assert ishex(digit), f"non-hex digit {digit!r}"
        number = 16 * number + int(digit, 16)
    return number


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
