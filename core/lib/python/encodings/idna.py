"""Internationalised domain names (RFC 3490): labels by nameprep, then Punycode behind xn--."""
from unicodedata import ucd_3_2_0 as _unicode

ace_prefix, sace_prefix = b'xn--', 'xn--'
_DOTS = '.\u3002\uff0e\uff61'
_NOTHING = set('\xad\u034f\u1806\u180b\u180c\u180d\u200b\u200c\u200d\u2060\ufeff') | {chr(c) for c in range(0xfe00, 0xfe10)}
_FORBIDDEN = {0x340, 0x341, 0x200e, 0x200f, *range(0x202a, 0x202f), *range(0x206a, 0x2070), 0x6dd, 0x70f, 0x180e, *range(0x2061, 0x2064),
              *range(0xfff9, 0xfffe), *range(0x1d173, 0x1d17b), *range(0x2ff0, 0x2ffc), 0xe0001, *range(0xe0020, 0xe0080)}


def _folded(c):
    """A character without case, as in normal form KC."""
    def plain(text):
        return ''.join(each.casefold() if _unicode.category(each) != 'Cn' else each for each in text)
    once = plain(c)
    text = _unicode.normalize('NFKC', once)
    again = _unicode.normalize('NFKC', plain(text))
    return again if text != again else once


def _is_forbidden(c):
    kind = _unicode.category(c)
    return (kind in ('Cc', 'Cs', 'Co') and c > '\x7f' or kind[0] == 'Z' and c > ' ' or ord(c) in _FORBIDDEN or ord(c) & 0xfffe == 0xfffe
            or 0xfdd0 <= ord(c) < 0xfdf0)


def nameprep(label):
    """The label as it is compared; UnicodeError if a character may not be in one."""
    label = _unicode.normalize('NFKC', ''.join(_folded(c) for c in label if c not in _NOTHING))
    for c in label:
        if _is_forbidden(c):
            raise UnicodeError('Invalid character %r' % c)
    kinds = [_unicode.bidirectional(c) for c in label]
    if any(kind in ('R', 'AL') for kind in kinds):
        if 'L' in kinds:
            raise UnicodeError('Violation of BIDI requirement 2')
        if kinds[0] not in ('R', 'AL') or kinds[-1] not in ('R', 'AL'):
            raise UnicodeError('Violation of BIDI requirement 3')
    return label


def _sized(label):
    if 0 < len(label) < 64:
        return label
    raise UnicodeError('label empty or too long')


def ToASCII(label):
    """A label as bytes."""
    try:
        return _sized(label.encode('ascii'))
    except UnicodeEncodeError:
        label = nameprep(label)
    try:
        return _sized(label.encode('ascii'))
    except UnicodeEncodeError:
        pass
    if label.startswith(sace_prefix):
        raise UnicodeError('Label starts with ACE prefix')
    return _sized(ace_prefix + label.encode('punycode'))


def ToUnicode(label):
    """A label as text, from bytes or text."""
    if len(label) > 1024:
        raise UnicodeError('label way too long')
    if isinstance(label, bytes):
        plain = True
    else:
        plain = label.isascii()
        if not plain:
            label = nameprep(label)
        try:
            label = label.encode('ascii')
        except UnicodeError:
            raise UnicodeError('Invalid character in IDN label')
    if not label.startswith(ace_prefix):
        return str(label, 'ascii')
    result = label[len(ace_prefix):].decode('punycode')
    back = ToASCII(result)
    if str(label, 'ascii').lower() != str(back, 'ascii'):
        raise UnicodeError('IDNA does not round-trip', label, back)
    return result


def _labels(text):
    for dot in _DOTS[1:]:
        text = text.replace(dot, '.')
    return text.split('.')


def encode(input, errors='strict'):
    if errors != 'strict':
        raise UnicodeError(f'unsupported error handling {errors}')
    if not input:
        return b'', 0
    try:
        data = input.encode('ascii')
    except UnicodeEncodeError:
        pass
    else:
        labels = data.split(b'.')
        if any(not 0 < len(label) < 64 for label in labels[:-1]):
            raise UnicodeError('label empty or too long')
        if len(labels[-1]) >= 64:
            raise UnicodeError('label too long')
        return data, len(input)
    labels = _labels(input)
    last = [] if labels[-1] else [labels.pop()]
    return b'.'.join([*map(ToASCII, labels), *(b'' for _ in last)]), len(input)


def decode(input, errors='strict'):
    if errors != 'strict':
        raise UnicodeError(f'Unsupported error handling {errors}')
    if not input:
        return '', 0
    data = bytes(input)
    if ace_prefix not in data:
        try:
            return data.decode('ascii'), len(data)
        except UnicodeDecodeError:
            pass
    labels = data.split(b'.')
    last = [] if labels[-1] else [labels.pop()]
    return '.'.join([*map(ToUnicode, labels), *('' for _ in last)]), len(data)
