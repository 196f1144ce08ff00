"""Character sets of mail: how headers and bodies in them are encoded."""

__all__ = ['Charset', 'add_alias', 'add_charset', 'add_codec']

import email.base64mime
import email.quoprimime
from email import errors
from email.encoders import encode_7or8bit

QP, BASE64, SHORTEST = 1, 2, 3
RFC2047_CHROME_LEN = 7
DEFAULT_CHARSET = 'us-ascii'
UNKNOWN8BIT = 'unknown-8bit'
EMPTYSTRING = ''

# Names: (header's encoding, body's encoding, output's character set).
CHARSETS = {f'iso-8859-{n}': (QP, QP, None) for n in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)}
CHARSETS.update({'windows-1252': (QP, QP, None), 'viscii': (QP, QP, None), 'us-ascii': (None, None, None),
                 'big5': (BASE64, BASE64, None), 'gb2312': (BASE64, BASE64, None), 'euc-jp': (BASE64, None, 'iso-2022-jp'),
                 'shift_jis': (BASE64, None, 'iso-2022-jp'), 'iso-2022-jp': (BASE64, None, None), 'koi8-r': (BASE64, BASE64, None),
                 'utf-8': (SHORTEST, BASE64, 'utf-8')})
ALIASES = {'latin_1': 'iso-8859-1', 'latin-1': 'iso-8859-1', 'cp949': 'ks_c_5601-1987', 'euc_jp': 'euc-jp', 'euc_kr': 'euc-kr',
           'ascii': 'us-ascii'}
for _n, _iso in ((2, 2), (3, 3), (4, 4), (5, 9), (6, 10), (7, 13), (8, 14), (9, 15), (10, 16)):
    ALIASES[f'latin_{_n}'] = ALIASES[f'latin-{_n}'] = f'iso-8859-{_iso}'
CODEC_MAP = {'gb2312': 'eucgb2312_cn', 'big5': 'big5_tw', 'us-ascii': None}


def add_codec(charset, codecname):
    """The codec of a character set."""
    CODEC_MAP.update({charset: codecname})


def add_alias(alias, canonical):
    """Another name of a character set."""
    ALIASES.update({alias: canonical})


def add_charset(charset, header_enc=None, body_enc=None, output_charset=None):
    """Tell how a character set is encoded; for bodies it must be one encoding."""
    if body_enc != SHORTEST:
        CHARSETS[charset] = header_enc, body_enc, output_charset
        return
    raise ValueError('SHORTEST not allowed for body_enc')


def _encode(string, codec):
    return string.encode('ascii', 'surrogateescape') if codec == UNKNOWN8BIT else string.encode(codec)


class Charset:
    """A character set: input_charset, header_encoding, body_encoding, output_charset, input_codec, output_codec."""

    def __init__(self, input_charset=DEFAULT_CHARSET):
        name = input_charset
        try:
            name = str(name.encode('ascii') if isinstance(name, str) else name, 'ascii').lower()
        except UnicodeError:
            raise errors.CharsetError(name)
        self.input_charset = name = ALIASES.get(name, name)
        self.header_encoding, self.body_encoding, written = CHARSETS.get(name, (SHORTEST, BASE64, None))
        self.output_charset = ALIASES.get(written or name, written or name)
        self.input_codec, self.output_codec = (CODEC_MAP.get(known, known) for known in (name, self.output_charset))

    def __eq__(self, other):
        return str(other).lower() == str(self)

    def __repr__(self):
        return self.input_charset.lower()

    def get_output_charset(self):
        """The name of the character set of what is written."""
        return self.output_charset or self.input_charset

    def get_body_encoding(self):
        """The name of the body's encoding, or a function that encodes."""
        assert self.body_encoding != SHORTEST
        return {QP: 'quoted-printable', BASE64: 'base64'}.get(self.body_encoding, encode_7or8bit)

    def _writer(self, data):
        """The module that writes bytes in a header, or None."""
        kind = self.header_encoding
        if kind == SHORTEST:
            kind = BASE64 if email.base64mime.header_length(data) < email.quoprimime.header_length(data) else QP
        return {QP: email.quoprimime, BASE64: email.base64mime}.get(kind)

    def header_encode(self, string):
        """A text as an encoded word."""
        codec = self.output_codec or DEFAULT_CHARSET
        data = _encode(string, codec)
        writer = self._writer(data)
        return string if writer is None else writer.header_encode(data, codec)

    def header_encode_lines(self, string, maxlengths):
        """A text as encoded words, each for a line as long as the next of `maxlengths` says; None for a first line without room."""
        codec, name = self.output_codec or DEFAULT_CHARSET, self.get_output_charset()
        writer = self._writer(_encode(string, codec))
        write, measure = writer.header_encode, writer.header_length
        around = RFC2047_CHROME_LEN + len(name)
        room = next(maxlengths) - around
        lines, taken = [], ''
        for character in string:
            longer = taken + character
            if measure(_encode(longer, name)) > room:
                lines.append(write(_encode(taken, codec), codec) if taken or lines else None)
                room = next(maxlengths) - around
                longer = character
            taken = longer
        lines.append(write(_encode(taken, codec), codec))
        return lines

    def body_encode(self, string):
        """A body's text or bytes encoded."""
        if not string:
            return string
        data = string.encode(self.output_charset) if isinstance(string, str) else string
        if self.body_encoding == BASE64:
            return email.base64mime.body_encode(data)
        if self.body_encoding == QP:
            return email.quoprimime.body_encode(data.decode('latin1'))
        return string if data is string else data.decode('ascii')
