"""UTF-7: ASCII, with runs of base64 between + and - for other characters."""
import codecs

_BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
_VALUES = {ord(c): i for i, c in enumerate(_BASE64)}
_DIRECT = set(_BASE64[:62] + '\'(),-./:? \t\r\n!"#$%&*;<=>@[]^_`{|}')


def encode(input, errors='strict'):
    """The bytes, and how many characters were used."""
    out, bits, count, shifted = bytearray(), 0, 0, False
    for c in input:
        if shifted and c in _DIRECT:
            if count:
                out.append(ord(_BASE64[bits << 6 - count & 63]))
            if c in _BASE64 or c == '-':
                out += b'-'
            shifted = False
        if not shifted:
            if c in _DIRECT:
                out.append(ord(c))
                continue
            if c == '+':
                out += b'+-'
                continue
            out += b'+'
            shifted, bits, count = True, 0, 0
        units = c.encode('utf-16-be', 'surrogatepass')
        bits, count = bits << 8 * len(units) | int.from_bytes(units, 'big'), count + 8 * len(units)
        while count >= 6:
            count -= 6
            out.append(ord(_BASE64[bits >> count & 63]))
        bits &= (1 << count) - 1
    if shifted:
        if count:
            out.append(ord(_BASE64[bits << 6 - count & 63]))
        out += b'-'
    return bytes(out), len(input)


def decode(input, errors='strict', final=True):
    """The text, and how many bytes were used: a run of base64 that has not ended is left for the next time."""
    data, out, i = bytes(input), [], 0
    shifted, start, bits, count, high, kept = False, 0, 0, 0, 0, 0

    def complain(begin, end, reason):
        nonlocal data
        text, at, data = codecs._handled(UnicodeDecodeError('utf7', data, begin, end, reason), errors)
        out.append(text)
        return at

    while i < len(data):
        byte = data[i]
        if shifted:
            if byte in _VALUES:
                bits, count, i = bits << 6 | _VALUES[byte], count + 6, i + 1
                if count >= 16:
                    unit, count = bits >> count - 16 & 0xffff, count - 16
                    bits &= (1 << count) - 1
                    if high and 0xdc00 <= unit < 0xe000:
                        out.append(chr(0x10000 + (high - 0xd800 << 10) + unit - 0xdc00))
                        high = 0
                        continue
                    if high:
                        out.append(chr(high))
                    high = unit if 0xd800 <= unit < 0xdc00 else 0
                    if not high:
                        out.append(chr(unit))
                continue
            shifted = False
            if count >= 6:
                i = complain(start, i + 1, 'partial character in shift sequence')
                continue
            if bits:
                i = complain(start, i + 1, 'non-zero padding bits in shift sequence')
                continue
            if high and chr(byte) in _DIRECT:
                out.append(chr(high))
            if byte == 45:
                i += 1
                continue
        elif byte == 43:
            start, kept = i, len(out)
            i += 1
            if data[i:i + 1] == b'-':
                out.append('+')
                i += 1
            elif i < len(data) and data[i] not in _VALUES:
                i = complain(start, i + 1, 'ill-formed sequence')
            else:
                shifted, bits, count, high = True, 0, 0, 0
            continue
        if byte >= 128:
            i = complain(i, i + 1, 'unexpected special character')
            continue
        out.append(chr(byte))
        i += 1
    if not shifted:
        return ''.join(out), i
    if not final:
        return ''.join(out[:kept]), start
    if high or count >= 6 or bits:
        complain(start, len(data), 'unterminated shift sequence')
    return ''.join(out), len(data)
