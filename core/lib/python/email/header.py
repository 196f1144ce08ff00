"""Headers with characters beyond ASCII."""

__all__ = ['Header', 'decode_header', 'make_header']

import binascii
import email.base64mime
import email.quoprimime
import re
from email import charset as _charset
from email.errors import HeaderParseError

Charset = _charset.Charset
NL, SPACE, BSPACE, SPACE8, EMPTYSTRING = '\n', ' ', b' ', ' ' * 8, ''
MAXLINELEN = 78
FWS = ' \t'
USASCII = Charset('us-ascii')
UTF8 = Charset('utf-8')
ecre = re.compile(r'=\?(?P<charset>[^?]*?)\?(?P<encoding>[qQbB])\?(?P<encoded>.*?)\?=')
fcre = re.compile(r'[\041-\176]+:$')
_embedded_header = re.compile(r'\n[^ \t]+:')


def decode_header(header):
    """Pairs (bytes or text, charset) of a header's parts."""
    if hasattr(header, '_chunks'):
        return [(_charset._encode(string, str(charset)), str(charset)) for string, charset in header._chunks]
    if not ecre.search(header):
        return [(header, None)]
    words = []  # (text, encoding, charset)
    for line in header.splitlines():
        parts = ecre.split(line)
        first = True
        while parts:
            unencoded = parts.pop(0)
            if first:
                unencoded = unencoded.lstrip()
                first = False
            if unencoded:
                words.append((unencoded, None, None))
            if parts:
                charset, encoding, encoded = parts[:3]
                del parts[:3]
                words.append((encoded, encoding.lower(), charset.lower()))
    # Blanks between two encoded words mean nothing.
    words = [w for n, w in enumerate(words) if not (0 < n < len(words) - 1 and words[n - 1][1] and words[n + 1][1] and w[0].isspace())]
    decoded = []
    for text, encoding, charset in words:
        if encoding is None:
            decoded.append((text, charset))
        elif encoding == 'q':
            decoded.append((email.quoprimime.header_decode(text), charset))
        else:
            text += '==='[:-len(text) % 4]
            try:
                decoded.append((email.base64mime.decode(text), charset))
            except binascii.Error:
                raise HeaderParseError('Base64 decoding error')
    collapsed = []
    last_word = last_charset = None
    for word, charset in decoded:
        if isinstance(word, str):
            word = bytes(word, 'raw-unicode-escape')
        if last_word is None:
            last_word, last_charset = word, charset
        elif charset != last_charset:
            collapsed.append((last_word, last_charset))
            last_word, last_charset = word, charset
        elif last_charset is None:
            last_word += BSPACE + word
        else:
            last_word += word
    collapsed.append((last_word, last_charset))
    return collapsed


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """The Header of decode_header()'s pairs."""
    h = Header(maxlinelen=maxlinelen, header_name=header_name, continuation_ws=continuation_ws)
    for s, charset in decoded_seq:
        if charset is not None and not isinstance(charset, Charset):
            charset = Charset(charset)
        h.append(s, charset)
    return h


class Header:
    """A header's value: parts of a character set each."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=' ', errors='strict'):
        if charset is None:
            charset = USASCII
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        self._charset = charset
        self._continuation_ws = continuation_ws
        self._chunks = []
        if s is not None:
            self.append(s, charset, errors)
        self._maxlinelen = MAXLINELEN if maxlinelen is None else maxlinelen
        self._headerlen = 0 if header_name is None else len(header_name) + 2

    def _normalize(self):
        """Neighbours of one charset put together."""
        chunks = []
        for string, charset in self._chunks:
            if chunks and chunks[-1][1] == charset:
                chunks[-1][0].append(string)
            else:
                chunks.append(([string], charset))
        self._chunks = [(SPACE.join(strings), charset) for strings, charset in chunks]

    def __str__(self):
        self._normalize()
        uchunks = []
        lastcs = lastspace = None
        for string, charset in self._chunks:
            nextcs = charset
            if nextcs == _charset.UNKNOWN8BIT:
                string = string.encode('ascii', 'surrogateescape').decode('ascii', 'replace')
            if uchunks:
                hasspace = string and string[0] in FWS
                if lastcs not in (None, 'us-ascii'):
                    if nextcs in (None, 'us-ascii') and not hasspace:
                        uchunks.append(SPACE)
                        nextcs = None
                elif nextcs not in (None, 'us-ascii') and not lastspace:
                    uchunks.append(SPACE)
            lastspace = string and string[-1] in FWS
            lastcs = nextcs
            uchunks.append(string)
        return EMPTYSTRING.join(uchunks)

    def __eq__(self, other):
        return other == str(self)

    def append(self, s, charset=None, errors='strict'):
        """One more part, as text or bytes."""
        if charset is None:
            charset = self._charset
        elif not isinstance(charset, Charset):
            charset = Charset(charset)
        if not isinstance(s, str):
            input_charset = charset.input_codec or 'us-ascii'
            s = s.decode('us-ascii', 'surrogateescape') if input_charset == _charset.UNKNOWN8BIT else s.decode(input_charset, errors)
        output_charset = charset.output_codec or 'us-ascii'
        if output_charset != _charset.UNKNOWN8BIT:
            try:
                s.encode(output_charset, errors)
            except UnicodeEncodeError:
                if output_charset != 'us-ascii':
                    raise
                charset = UTF8
        self._chunks.append((s, charset))

    def _nonctext(self, s):
        return s.isspace() or s in ('(', ')', '\\')

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """The header's text in lines, broken at `splitchars` where possible."""
        self._normalize()
        if maxlinelen is None:
            maxlinelen = self._maxlinelen
        if maxlinelen == 0:
            maxlinelen = 1000000
        formatter = _ValueFormatter(self._headerlen, maxlinelen, self._continuation_ws, splitchars)
        lastcs = hasspace = lastspace = None
        for string, charset in self._chunks:
            if hasspace is not None:
                hasspace = string and string[0] in FWS
                if lastcs not in (None, 'us-ascii'):
                    if not hasspace or charset not in (None, 'us-ascii'):
                        formatter.add_transition()
                elif charset not in (None, 'us-ascii') and not lastspace:
                    formatter.add_transition()
            lastspace = string and string[-1] in FWS
            lastcs = charset
            hasspace = False
            lines = string.splitlines()
            formatter.feed('', lines[0] if lines else '', charset)
            for line in lines[1:]:
                formatter.newline()
                if charset.header_encoding is not None:
                    formatter.feed(self._continuation_ws, ' ' + line.lstrip(), charset)
                else:
                    sline = line.lstrip()
                    formatter.feed(line[:len(line) - len(sline)], sline, charset)
            if len(lines) > 1:
                formatter.newline()
        if self._chunks:
            formatter.add_transition()
        value = formatter.text(linesep)
        if _embedded_header.search(value):
            raise HeaderParseError("header value appears to contain an embedded header: {!r}".format(value))
        return value


class _ValueFormatter:
    """Puts parts into lines. The current line is a list of (blanks, text)."""

    def __init__(self, headerlen, maxlen, continuation_ws, splitchars):
        self._maxlen, self._continuation_ws, self._splitchars = maxlen, continuation_ws, splitchars
        self._continuation_len = len(continuation_ws.replace('\t', SPACE8))
        self._lines = []
        self._initial, self._current = headerlen, []

    def _length(self):
        return sum(len(b) + len(t) for b, t in self._current) + self._initial

    def _string(self):
        return EMPTYSTRING.join(b + t for b, t in self._current)

    def _only_blanks(self):
        return self._initial == 0 and (not self._current or self._string().isspace())

    def _reset(self, start=''):
        self._current, self._initial = ([('', start)] if start else []), 0

    def text(self, linesep):
        self.newline()
        return linesep.join(self._lines)

    def newline(self):
        if self._current and self._current[-1] == (' ', ''):
            self._current.pop()
        if self._current:
            if self._only_blanks() and self._lines:
                self._lines[-1] += self._string()
            else:
                self._lines.append(self._string())
        self._reset()

    def add_transition(self):
        self._current.append((' ', ''))

    def feed(self, fws, string, charset):
        if charset.header_encoding is None:
            self._ascii_split(fws, string, self._splitchars)
            return
        encoded_lines = charset.header_encode_lines(string, self._maxlengths())
        if encoded_lines and (first := encoded_lines.pop(0)) is not None:
            self._append(fws, first)
        if not encoded_lines:
            return
        last = encoded_lines.pop()
        self.newline()
        self._current.append((self._continuation_ws, last))
        for line in encoded_lines:
            self._lines.insert(len(self._lines), self._continuation_ws + line)

    def _maxlengths(self):
        yield self._maxlen - self._length()
        while True:
            yield self._maxlen - self._continuation_len

    def _ascii_split(self, fws, string, splitchars):
        parts = re.split("([" + FWS + "]+)", fws + string)
        if parts[0]:
            parts[:0] = ['']
        else:
            parts.pop(0)
        for fws, part in zip(*[iter(parts)] * 2):
            self._append(fws, part)

    def _append(self, fws, string):
        self._current.append((fws, string))
        if self._length() <= self._maxlen:
            return
        # Too long: break where a mark ends a part, the best mark first.
        for ch in self._splitchars:
            for i in range(len(self._current) - 1, 0, -1):
                if ch.isspace():
                    fws = self._current[i][0]
                    if fws and fws[0] == ch:
                        break
                prevpart = self._current[i - 1][1]
                if prevpart and prevpart[-1] == ch:
                    break
            else:
                continue
            break
        else:
            fws, part = self._current.pop()
            if self._initial > 0:
                self.newline()
                if not fws:
                    fws = " "
            self._current.append((fws, part))
            return
        rest = self._current[i:]
        del self._current[i:]
        self._lines.append(self._string())
        self._reset(EMPTYSTRING.join(b + t for b, t in rest))
