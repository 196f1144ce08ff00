"""Punycode (RFC 3492): text as ASCII letters, digits and hyphens."""

_DIGITS = b'abcdefghijklmnopqrstuvwxyz0123456789'


def _adapted(delta, first, count):
    delta = delta // (700 if first else 2)
    delta += delta // count
    steps = 0
    while delta > 455:
        delta //= 35
        steps += 36
    return steps + 36 * delta // (delta + 38)


def _threshold(j, bias):
    return min(26, max(1, 36 * (j + 1) - bias))


def _number(value, bias):
    """The digits of a number of variable length."""
    out, j = bytearray(), 0
    while True:
        t = _threshold(j, bias)
        if value < t:
            out.append(_DIGITS[value])
            return out
        out.append(_DIGITS[t + (value - t) % (36 - t)])
        value = (value - t) // (36 - t)
        j += 1


def punycode_encode(text):
    plain = bytes(ord(c) for c in text if c < '\x80')
    out, done, last, delta, bias, first = bytearray(), len(plain), 0x80, 0, 72, True
    for c in sorted({ord(c) for c in text if c >= '\x80'}):
        delta += (c - last) * (done + 1)
        for each in text:
            if ord(each) < c:
                delta += 1
            elif ord(each) == c:
                out += _number(delta, bias)
                bias = _adapted(delta, first, done + 1)
                first, delta, done = False, 0, done + 1
        delta, last = delta + 1, c + 1
    return plain + b'-' + bytes(out) if plain else bytes(out)


def punycode_decode(text, errors):
    if isinstance(text, str):
        text = text.encode('ascii')
    plain, hyphen, extended = bytes(text).rpartition(b'-')
    made = list(str(plain, 'ascii', errors))
    extended = extended.upper()
    at, position, char, bias, first = 0, -1, 0x80, 72, True
    while at < len(extended):
        result, weight, j = 0, 1, 0
        while True:
            if at == len(extended):
                if errors == 'strict':
                    raise UnicodeError('incomplete punicode string')
                return ''.join(made)
            c = extended[at]
            at += 1
            if 65 <= c <= 90:
                digit = c - 65
            elif 48 <= c <= 57:
                digit = c - 22
            elif errors == 'strict':
                raise UnicodeError("Invalid extended code point '%s'" % chr(c))
            else:
                return ''.join(made)
            t = _threshold(j, bias)
            result += digit * weight
            if digit < t:
                break
            weight *= 36 - t
            j += 1
        position += result + 1
        char += position // (len(made) + 1)
        if char > 0x10ffff:
            if errors == 'strict':
                raise UnicodeError('Invalid character U+%x' % char)
            char = ord('?')
        position %= len(made) + 1
        made.insert(position, chr(char))
        bias = _adapted(result, first, len(made))
        first = False
    return ''.join(made)


def encode(input, errors='strict'):
    return punycode_encode(input), len(input)


def decode(input, errors='strict'):
    if errors not in ('strict', 'replace', 'ignore'):
        raise UnicodeError(f'Unsupported error handling: {errors}')
    return punycode_decode(input, errors), len(input)
