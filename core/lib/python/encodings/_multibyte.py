"""Encodings of one or two bytes a character: Japanese, Chinese, Korean. EUC-JP is made of the table of Shift JIS, whose rows it numbers
in another way; GB 18030 has four bytes for what GBK has not."""

from codecs import lookup_error

FAMILIES = {'shift_jis': 'cp932', 'cp932': 'cp932', 'euc_jp': 'cp932', 'gb2312': 'gbk', 'gbk': 'gbk', 'gb18030': 'gbk', 'big5': 'cp950',
            'cp950': 'cp950', 'euc_kr': 'cp949', 'cp949': 'cp949'}
ALIASES = {'csshiftjis': 'shift_jis', 's_jis': 'shift_jis', 'shiftjis': 'shift_jis', 'sjis': 'shift_jis', '932': 'cp932', 'ms932': 'cp932',
           'ms_kanji': 'cp932', 'mskanji': 'cp932', 'eucjp': 'euc_jp', 'u_jis': 'euc_jp', 'ujis': 'euc_jp', 'chinese': 'gb2312',
           'csiso58gb231280': 'gb2312', 'euc_cn': 'gb2312', 'euccn': 'gb2312', 'eucgb2312_cn': 'gb2312', 'gb2312_1980': 'gb2312',
           'gb2312_80': 'gb2312', 'iso_ir_58': 'gb2312', '936': 'gbk', 'cp936': 'gbk', 'ms936': 'gbk', 'gb18030_2000': 'gb18030',
           'big5_tw': 'big5', 'csbig5': 'big5', '950': 'cp950', 'ms950': 'cp950', '949': 'cp949', 'ms949': 'cp949', 'uhc': 'cp949',
           'euckr': 'euc_kr', 'korean': 'euc_kr', 'ks_c_5601': 'euc_kr', 'ks_c_5601_1987': 'euc_kr', 'ks_x_1001': 'euc_kr',
           'ksc5601': 'euc_kr', 'ksx1001': 'euc_kr'}
_NONE = '\ufffe'
_FIRST = 0x40
_made = {}


def _tables(name):
    """({first byte: the characters of second bytes from 0x40}, {byte: its character}, {character: its bytes})"""
    if name in _made:
        return _made[name]
    if name == 'euc_jp':
        rows, single, special = _euc_jp()
    else:
        family = __import__(f'encodings._{FAMILIES[name]}', fromlist=['TABLE'])
        rows, single, special = dict(family.TABLE), family.SINGLE[name], family.SPECIAL[name]
        for first, runs in family.CHANGES[name].items():
            if runs is None:
                rows.pop(first, None)
                continue
            row = rows.get(first, '')
            for at, text in runs:
                text = _NONE * text if isinstance(text, int) else text
                row = row.ljust(at, _NONE)[:at] + text + row[at + len(text):]
            rows[first] = row
    codes = {char: bytes([byte]) for byte, char in single.items()}
    for first, row in rows.items():
        for at, char in enumerate(row):
            if char != _NONE:
                codes.setdefault(char, bytes([first, _FIRST + at]))
    codes.update(special)
    _made[name] = rows, single, codes
    return _made[name]


def _euc_jp():
    """Shift JIS has two rows of 94 in one of 188 second bytes."""
    rows, single, special = _tables('shift_jis')
    made = {}
    for first, row in rows.items():
        number = (first - 0x81 if first < 0xA0 else first - 0xC1) * 2 + 0xA1
        row = (row[:0x3F] + row[0x40:]).ljust(188, _NONE)
        for at in 0, 1:
            if row[94 * at:94 * at + 94].strip(_NONE):
                made[number + at] = _NONE * (0xA1 - _FIRST) + row[94 * at:94 * at + 94]
    made[0xA1] = made[0xA1].replace('\\', '\uff3c')
    made[0x8E] = _NONE * (0xA1 - _FIRST) + ''.join(map(chr, range(0xFF61, 0xFFA0)))
    return made, {}, {'\xa5': b'\\', '\u203e': b'~'}


def _four_bytes(codes):
    """The characters that GB 18030 writes with four bytes, in their order."""
    if 'four' not in _made:
        chars = [chr(code) for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000 and chr(code) not in codes]
        _made['four'] = chars, {char: i for i, char in enumerate(chars)}
    return _made['four']


def _coded_four(char, codes):
    """Four bytes, None for half a pair."""
    code = ord(char)
    if code >= 0x10000:
        number = code - 0x10000 + 189000
    else:
        number = _four_bytes(codes)[1].get(char)
        if number is None:
            return None
    number, last = divmod(number, 10)
    number, third = divmod(number, 126)
    first, second = divmod(number, 10)
    return bytes([0x81 + first, 0x30 + second, 0x81 + third, 0x30 + last])


def _char_of_four(piece, codes):
    a, b, c, d = piece
    if not (0x81 <= a <= 0xFE and 0x30 <= b <= 0x39 and 0x81 <= c <= 0xFE and 0x30 <= d <= 0x39):
        return None
    number = ((a - 0x81) * 10 + b - 0x30) * 1260 + (c - 0x81) * 10 + d - 0x30
    if number >= 189000:
        return chr(number - 189000 + 0x10000) if number - 189000 < 0x100000 else None
    chars = _four_bytes(codes)[0]
    return chars[number] if number < len(chars) else None


# KS X 1001 writes a syllable that it has not as a filler and three letters: these are the second bytes of the letters.
_FILLER = b'\xa4\xd4'
_INITIAL = bytes.fromhex('a1a2a4a7a8a9b1b2b3b5b6b7b8b9babbbcbdbe')
_MEDIAL = bytes(range(0xBF, 0xD4))
_FINAL = bytes.fromhex('d4a1a2a3a4a5a6a7a9aaabacadaeafb0b1b2b4b5b6b7b8babbbcbdbe')


def _taken_apart(char):
    rest, final = divmod(ord(char) - 0xAC00, 28)
    initial, medial = divmod(rest, 21)
    return _FILLER + bytes([0xA4, _INITIAL[initial], 0xA4, _MEDIAL[medial], 0xA4, _FINAL[final]])


def _composed(piece):
    places = [letters.find(c) for letters, c in zip((_INITIAL, _MEDIAL, _FINAL), piece[3::2])]
    if piece[2::2] != b'\xa4' * 3 or -1 in places:
        return None
    return chr(0xAC00 + (places[0] * 21 + places[1]) * 28 + places[2])


def _answered(error, errors, size):
    """What the handler of that name gives for an error, and where to go on."""
    answer = lookup_error(errors)(error)
    encoding = isinstance(error, UnicodeEncodeError)
    if not (isinstance(answer, tuple) and len(answer) == 2 and isinstance(answer[0], (str, bytes) if encoding else str) and
            isinstance(answer[1], int)):
        raise TypeError(f"{'encoding' if encoding else 'decoding'} error handler must return (str, int) tuple")
    instead, at = answer
    if abs(at) >> 63:
        at = -1 - size
    at = at + size if at < 0 else at
    if not 0 <= at <= size:
        raise IndexError(f'position {at} from error handler out of bounds')
    return instead, at


def _encode(name, text, errors):
    codes = _tables(name)[2]

    def coded(char):
        if char < '\x80':
            return char.encode()
        data = codes.get(char)
        if data is None and name == 'euc_kr' and '\uac00' <= char <= '\ud7a3':
            return _taken_apart(char)
        return _coded_four(char, codes) if data is None and name == 'gb18030' else data or None
    out, i, size = [], 0, len(text)
    while i < size:
        data = coded(text[i])
        if data is None:
            error = UnicodeEncodeError(name, text, i, i + 1, 'illegal multibyte sequence')
            if errors == 'strict':
                raise error
            instead, i = _answered(error, errors, size)
            if isinstance(instead, str):
                pieces = [coded(char) for char in instead]
                if None in pieces:
                    raise error
                instead = b''.join(pieces)
            out.append(instead)
            continue
        out.append(data)
        i += 1
    return b''.join(out), size


def _decode(name, data, errors, final):
    rows, single, codes = _tables(name)
    if isinstance(data, (int, str)):
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")
    data, out, i = bytes(data), [], 0
    while i < len(data):
        first = data[i]
        size, char = 1, None
        if first in single:
            char = single[first]
        elif first < 0x80:
            char = chr(first)
        elif name != 'shift_jis' or 0x81 <= first <= 0x9F or 0xE0 <= first <= 0xEA:
            size = 4 if name == 'gb18030' and data[i + 1:i + 2].isdigit() else 8 if name == 'euc_kr' and data[i:i + 2] == _FILLER else 2
            piece = data[i:i + size]
            if len(piece) < size:
                if not final:
                    break
                char, size = '', len(piece)
            elif size == 4:
                char = _char_of_four(piece, codes)
            elif size == 8:
                char = _composed(piece)
            else:
                at = piece[1] - _FIRST
                row = rows.get(first, '')
                char = row[at] if 0 <= at < len(row) and row[at] != _NONE else None
        if not char:
            end, reason = (i + size, 'incomplete') if char == '' else (i + 1, 'illegal')
            error = UnicodeDecodeError(name, data, i, end, reason + ' multibyte sequence')
            if errors == 'strict':
                raise error
            char, i = _answered(error, errors, len(data))
            out.append(char)
            continue
        out.append(char)
        i += size
    return ''.join(out), i


def functions(name):
    """(encode, decode) of an encoding."""
    return (lambda text, errors='strict': _encode(name, text, errors),
            lambda data, errors='strict', final=True: _decode(name, data, errors, final))


def _undeletable(self):
    raise AttributeError('cannot delete attribute')


def adapted(info):
    """The codec with classes as those of CPython's C: a size of None is none, the errors of a coder cannot be deleted."""
    for coder in info.incrementalencoder, info.incrementaldecoder:
        coder.errors = property(lambda self: self._errors, lambda self, errors: setattr(self, '_errors', errors), _undeletable)
    reader = info.streamreader
    plain = reader.read
    reader.read = lambda self, size=-1, chars=-1, firstline=False: plain(self, -1 if size is None else size, chars, firstline)
    return info
