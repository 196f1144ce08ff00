"""Bytes as hexadecimal digits or base64 letters; checksums."""


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


_LETTERS = b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_VALUES = {letter: i for i, letter in enumerate(_LETTERS)}


def _bytes(data):
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


def _ascii(data):
    if isinstance(data, str):
        if not data.isascii():
            raise ValueError('string argument should contain only ASCII characters')
        return data.encode('ascii')
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError(f"argument should be bytes, buffer or ASCII string, not '{type(data).__name__}'") from None


def hexlify(data, sep=None, bytes_per_sep=1):
    data = _bytes(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode('ascii')


def unhexlify(hexstr, /):
    text = _ascii(hexstr)
    if len(text) % 2:
        raise Error('Odd-length string')
    if any(c not in b'0123456789abcdefABCDEF' for c in text):
        raise Error('Non-hexadecimal digit found')
    return bytes.fromhex(text.decode('ascii'))


b2a_hex, a2b_hex = hexlify, unhexlify


def b2a_base64(data, /, *, newline=True):
    data = _bytes(data)
    out = bytearray()
    for i in range(0, len(data), 3):
        piece = data[i:i + 3]
        number = int.from_bytes(piece.ljust(3, b'\0'), 'big')
        letters = [_LETTERS[number >> shift & 63] for shift in (18, 12, 6, 0)]
        out += bytes(letters[:len(piece) + 1]).ljust(4, b'=')
    return bytes(out + b'\n' if newline else out)


def a2b_base64(data, /, *, strict_mode=False):
    text = _ascii(data)
    out, quad, held, pads, padded = bytearray(), 0, 0, 0, False
    if strict_mode and text[:1] == b'=':
        raise Error('Leading padding not allowed')
    for i, c in enumerate(text):
        if c == 61:
            padded = True
            pads += 1
            if quad >= 2 and quad + pads >= 4:
                if strict_mode and i + 1 < len(text):
                    raise Error('Excess data after padding')
                return bytes(out)
            continue
        value = _VALUES.get(c)
        if value is None:
            if strict_mode:
                raise Error('Only base64 data is allowed')
            continue
        if strict_mode and padded:
            raise Error('Discontinuous padding not allowed')
        pads = 0
        held = held << 6 | value
        quad += 1
        if quad > 1:
            out.append(held >> (6, 4, 2, 0)[quad - 1] & 0xff)
        if quad == 4:
            quad = held = 0
    if quad == 1:
        raise Error(f'Invalid base64-encoded string: number of data characters ({len(out) // 3 * 4 + 1}) cannot be 1 more than a multiple '
                    'of 4')
    if quad:
        raise Error('Incorrect padding')
    return bytes(out)


def _crc_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ (0xedb88320 if n & 1 else 0)
        table.append(n)
    return table


_TABLE = _crc_table()


def crc32(data, crc=0, /):
    crc = ~crc & 0xffffffff
    for byte in _bytes(data):
        crc = crc >> 8 ^ _TABLE[(crc ^ byte) & 0xff]
    return ~crc & 0xffffffff


def crc_hqx(data, crc, /):
    crc &= 0xffff
    for byte in _bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ (0x1021 if crc & 0x8000 else 0)) & 0xffff
    return crc


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
