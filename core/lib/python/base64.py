"""Bytes in letters: base16, base32, base64, base85."""

__all__ = ['encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode', 'b64decode', 'b32encode', 'b32decode', 'b32hexencode',
           'b32hexdecode', 'b16encode', 'b16decode', 'b85encode', 'b85decode', 'a85encode', 'a85decode', 'standard_b64encode',
           'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

import binascii

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3
_BASE32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_BASE32_HEX = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'
_BASE85 = b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'
_ASCII85 = bytes(range(33, 118))


def _bytes(s):
    """Bytes of bytes-like objects and ASCII strings."""
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError(f'argument should be a bytes-like object or ASCII string, not {type(s).__name__!r}') from None


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b'+/', altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def _b32encode(letters, s):
    s = s if isinstance(s, (bytes, bytearray)) else memoryview(s).tobytes()
    out = bytearray()
    for i in range(0, len(s), 5):
        piece = s[i:i + 5]
        number = int.from_bytes(bytes(piece).ljust(5, b'\0'), 'big')
        whole = bytes(letters[number >> shift & 31] for shift in range(35, -1, -5))
        out += whole[:-(-len(piece) * 8 // 5)].ljust(8, b'=')
    return bytes(out)


def _b32decode(letters, s, casefold=False, map01=None):
    s = _bytes(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _bytes(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    count = len(s)
    s = s.rstrip(b'=')
    pads = count - len(s)
    out = bytearray()
    if pads not in (0, 1, 3, 4, 6):
        s, pads = s[:len(s) // 8 * 8], -1
    for i in range(0, len(s), 8):
        number = 0
        for c in s[i:i + 8]:
            value = letters.find(c)
            if value < 0:
                raise binascii.Error('Non-base32 digit found')
            number = number << 5 | value
        out += number.to_bytes(5, 'big') if len(s) - i >= 8 else (number << 5 * pads).to_bytes(5, 'big')
    if pads < 0:
        raise binascii.Error('Incorrect padding')
    return bytes(out[:len(out) - (5 * pads + 4) // 8] if pads else out)


def b32encode(s):
    return _b32encode(_BASE32, s)


def b32decode(s, casefold=False, map01=None):
    return _b32decode(_BASE32, s, casefold, map01)


def b32hexencode(s):
    return _b32encode(_BASE32_HEX, s)


def b32hexdecode(s, casefold=False):
    return _b32decode(_BASE32_HEX, s, casefold)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes(s)
    if casefold:
        s = s.upper()
    if any(c not in b'0123456789ABCDEF' for c in s):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


def _encode85(data, letters, pad, zero=None, spaces=None):
    """Five letters for four bytes; `zero` and `spaces` stand for four of a kind."""
    padding = -len(data) % 4
    data += b'\0' * padding
    pieces = []
    for i in range(0, len(data), 4):
        number = int.from_bytes(data[i:i + 4], 'big')
        if zero and not number:
            pieces.append(zero)
        elif spaces and number == 0x20202020:
            pieces.append(spaces)
        else:
            pieces.append(bytes(letters[number // 85 ** power % 85] for power in (4, 3, 2, 1, 0)))
    if padding and not pad:
        if pieces[-1] == zero:
            pieces[-1] = letters[:1] * 5
        pieces[-1] = pieces[-1][:-padding]
    return b''.join(pieces)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    data = bytes(b) if isinstance(b, (bytes, bytearray)) else memoryview(b).tobytes()
    result = _encode85(data, _ASCII85, pad, b'z', b'y' if foldspaces else None)
    if adobe:
        result = b'<~' + result
    if wrapcol:
        width = max(2 if adobe else 1, wrapcol)
        lines = [result[i:i + width] for i in range(0, len(result), width)]
        if adobe and len(lines[-1]) + 2 > width:
            lines.append(b'')
        result = b'\n'.join(lines)
    return result + b'~>' if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    b = _bytes(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError(f"Ascii85 encoded byte sequences must end with {b'~>'!r}")
        b = b[2:-2] if b.startswith(b'<~') else b[:-2]
    out, held = bytearray(), []
    for c in b + b'u' * 4:
        if 33 <= c <= 117:
            held.append(c)
            if len(held) == 5:
                number = 0
                for letter in held:
                    number = number * 85 + letter - 33
                if number >> 32:
                    raise ValueError('Ascii85 overflow')
                out += number.to_bytes(4, 'big')
                held = []
        elif c in b'zy' and (c == 122 or foldspaces):
            if held:
                raise ValueError(f'{chr(c)} inside Ascii85 5-tuple')
            out += b'\0\0\0\0' if c == 122 else b'    '
        elif c not in ignorechars:
            raise ValueError(f'Non-Ascii85 digit found: {chr(c)}')
    padding = 4 - len(held)
    return bytes(out[:-padding] if padding else out)


def b85encode(b, pad=False):
    return _encode85(bytes(b) if isinstance(b, (bytes, bytearray)) else memoryview(b).tobytes(), _BASE85, pad)


def b85decode(b):
    b = bytes(_bytes(b))
    padding = -len(b) % 5
    b += b'~' * padding
    out = bytearray()
    for i in range(0, len(b), 5):
        number = 0
        for j, c in enumerate(b[i:i + 5]):
            value = _BASE85.find(c)
            if value < 0:
                raise ValueError(f'bad base85 character at position {i + j}')
            number = number * 85 + value
        if number >> 32:
            raise ValueError(f'base85 overflow in hunk starting at byte {i}')
        out += number.to_bytes(4, 'big')
    return bytes(out[:-padding] if padding else out)


def _input_type_check(s):
    try:
        view = memoryview(s)
    except TypeError:
        raise TypeError(f'expected bytes-like object, not {type(s).__name__}') from None
    if view.format not in ('c', 'b', 'B'):
        raise TypeError(f'expected single byte elements, not {view.format!r} from {type(s).__name__}')
    if view.ndim != 1:
        raise TypeError(f'expected 1-D data, not {view.ndim}-D data from {type(s).__name__}')
    return view.tobytes()


def encodebytes(s):
    s = _input_type_check(s)
    return b''.join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    return binascii.a2b_base64(_input_type_check(s))


def encode(input, output):
    while piece := input.read(MAXBINSIZE):
        output.write(binascii.b2a_base64(piece))


def decode(input, output):
    while line := input.readline():
        output.write(binascii.a2b_base64(line))
