"""Bytes as hexadecimal digits or base64 letters; checksums."""


from sys import modules as _modules

from _binary import install as _install


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_install(_modules[__name__])


def _contiguous(data):
    view = memoryview(data)
    if not view.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    return view.tobytes()


def _bytes(data):
    try:
        return _contiguous(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _ascii(data):
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError('string argument should contain only ASCII characters')
        return data.encode('ascii')
    try:
        return _contiguous(data)
    except (TypeError, BufferError):
        raise TypeError(f"argument should be bytes, buffer or ASCII string, not '{type(data).__name__}'") from None


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _bytes(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode('ascii')


def unhexlify(hexstr, /):
    text = _ascii(hexstr)
    if len(text) % 2:
        raise Error('Odd-length string')
    if text.translate(None, b'0123456789abcdefABCDEF'):
        raise Error('Non-hexadecimal digit found')
    return bytes.fromhex(text.decode('ascii'))


b2a_hex, a2b_hex = hexlify, unhexlify


def b2a_uu(data, /, *, backtick=False):
    data = _bytes(data)
    if len(data) > 45:
        raise Error('At most 45 bytes at once')
    zero = 96 if backtick else 32
    out = bytearray([len(data) + 32 if data else zero])
    for i in range(0, len(data), 3):
        number = int.from_bytes(data[i:i + 3].ljust(3, b'\0'), 'big')
        out += bytes((number >> shift & 63) + 32 if number >> shift & 63 else zero for shift in (18, 12, 6, 0))
    return bytes(out + b'\n')


def a2b_uu(data, /):
    text = _ascii(data)
    if not text:
        return b'\0' * 32
    count, values = text[0] - 32 & 63, []
    for c in text[1:].rstrip(b'\r\n'):
        if not 32 <= c <= 96:
            raise Error('Illegal char')
        values.append(c - 32 & 63)
    values += [0] * (-(-count // 3) * 4 - len(values))
    out = bytearray()
    for i in range(0, len(values) // 4 * 4, 4):
        out += (values[i] << 18 | values[i + 1] << 12 | values[i + 2] << 6 | values[i + 3]).to_bytes(3, 'big')
    if any(out[count:]):
        raise Error('Trailing garbage')
    return bytes(out[:count])


def a2b_qp(data, header=False):
    """Quoted-printable to bytes; with header, underscores are blanks."""
    import re
    data = _ascii(data)
    if header:
        data = data.replace(b'_', b' ')
    # =XX, the end of a line that goes on, "==", or an "=" that means nothing.
    return re.sub(rb'=(?:([0-9A-Fa-f]{2})|(\n|\r[^\n]*\n?|\Z)|=)?',
                  lambda m: bytes((int(m[1], 16),)) if m[1] else b'=' if m[2] is None else b'', data)


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Bytes to quoted-printable: lines of at most 76 characters."""
    data = _bytes(data)
    first = data.find(b'\n')
    end = b'\r\n' if first > 0 and data[first - 1] == 13 else b'\n'
    plain = b'' if quotetabs else b'\t '
    out, width, i, size = bytearray(), 0, 0, len(data)
    while i < size:
        c, after = data[i], data[i + 1:i + 2]
        if (c > 126 or c == 61 or header and c == 95 or c == 46 and not width and (not after or after in b'\n\r\0')
                or not istext and c in b'\r\n' or c in b'\t ' and not after or c < 33 and c not in b'\r\n' and c not in plain):
            if width + 3 >= 76:
                out += b'=' + end
                width = 0
            out += b'=%02X' % c
            width += 3
        elif istext and (c == 10 or c == 13 and after == b'\n'):
            if out and out[-1] in b' \t':
                out += b'=%02X' % out.pop()
            out += end
            width = 0
            i += c == 13
        else:
            if after and after != b'\n' and width + 1 >= 76:
                out += b'=' + end
                width = 0
            out.append(95 if header and c == 32 else c)
            width += 1
        i += 1
    return bytes(out)
