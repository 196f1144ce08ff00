"""Quoted-printable for headers and bodies."""

import re
from string import ascii_letters, digits, hexdigits

__all__ = ['body_decode', 'body_encode', 'body_length', 'decode', 'decodestring', 'header_decode', 'header_encode', 'header_length',
           'quote', 'unquote']

CRLF, NL, EMPTYSTRING = '\r\n', '\n', ''
_HEADER_SAFE = b'-!*+/' + ascii_letters.encode('ascii') + digits.encode('ascii')
_BODY_SAFE = {*range(33, 61), *range(62, 127), 32, 9, 10, 13}


def header_check(octet):
    """Whether a byte must be quoted in a header."""
    return octet not in _HEADER_SAFE


def body_check(octet):
    """Whether a byte must be quoted in a body."""
    return octet not in _BODY_SAFE


def header_length(bytearray):
    return sum(1 if octet in _HEADER_SAFE or octet == 32 else 3 for octet in bytearray)


def body_length(bytearray):
    return sum(1 if octet in _BODY_SAFE else 3 for octet in bytearray)


def unquote(s):
    """The character of =XX."""
    return chr(int(s[1:3], 16))


def quote(c):
    return '=%02X' % ord(c)


def header_encode(header_bytes, charset='iso-8859-1'):
    """An encoded word."""
    if not header_bytes:
        return ''
    text = ''.join('_' if o == 32 else chr(o) if o in _HEADER_SAFE else '=%02X' % o for o in header_bytes)
    return '=?%s?q?%s?=' % (charset, text)


def body_encode(body, maxlinelen=76, eol=NL):
    """A text, whose characters are bytes, in lines that are short enough."""
    if maxlinelen < 4:
        raise ValueError("maxlinelen must be at least 4")
    if not body:
        return body
    body = ''.join(c if ord(c) in _BODY_SAFE and c not in '\r\n' or c in '\r\n' else '=%02X' % ord(c) for c in body)
    limit = maxlinelen - 1
    out = []
    for line in body.splitlines():
        start = 0
        last = len(line) - 1 - limit
        while start <= last:
            stop = start + limit
            # An escape is not split.
            if line[stop - 2] == '=':
                out.append(line[start:stop - 1])
                start = stop - 2
            elif line[stop - 1] == '=':
                out.append(line[start:stop])
                start = stop - 1
            else:
                out.append(line[start:stop] + '=')
                start = stop
        if line and line[-1] in ' \t':
            room = start - last
            if room >= 3:
                q = quote(line[-1])
            elif room == 2:
                q = line[-1] + '='
            else:
                q = '=\n' + quote(line[-1])
            out.append(line[start:-1] + q)
        else:
            out.append(line[start:])
    if body[-1] in CRLF:
        out.append('')
    return eol.join(out)


def decode(encoded, eol=NL):
    """The text of quoted-printable."""
    if not encoded:
        return encoded
    decoded = ''
    for line in encoded.splitlines():
        line = line.rstrip()
        if not line:
            decoded += eol
            continue
        soft = line[-1] == '='
        if soft:
            line = line[:-1]
        decoded += re.sub('=([0-9a-fA-F]{2})', lambda m: chr(int(m[1], 16)), line) + ('' if soft else eol)
    if encoded[-1] not in '\r\n' and decoded.endswith(eol):
        decoded = decoded[:-1]
    return decoded


body_decode = decodestring = decode


def header_decode(s):
    """The text of an encoded word's content."""
    return re.sub(r'=[a-fA-F0-9]{2}', lambda m: unquote(m[0]), s.replace('_', ' '), flags=re.ASCII)
