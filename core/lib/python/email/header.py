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


# ---- reading ----

def _words(header):
    """(text, encoding, charset) of each encoded word, and (text, None, None) of what is between them."""
    for line in header.splitlines():
        start, *more = ecre.split(line)  # text, and for each encoded word charset, encoding, the word, text
        start = start.lstrip()
        if start:
            yield start, None, None
        for charset, encoding, word, text in zip(*[iter(more)] * 4):
            yield word, encoding.lower(), charset.lower()
            if text:
                yield text, None, None


def _is_glue(words, n):
    """Blanks between two encoded words mean nothing."""
    return 0 < n < len(words) - 1 and words[n - 1][1] and words[n + 1][1] and words[n][0].isspace()


def _base64_word(text):
    try:
        return email.base64mime.decode(text + '==='[:-len(text) % 4])
    except binascii.Error:
        raise HeaderParseError('Base64 decoding error')


_DECODERS = {None: lambda text: text, 'q': email.quoprimime.header_decode, 'b': _base64_word}


def decode_header(header):
    """Pairs (bytes or text, charset) of a header's parts."""
    if hasattr(header, '_chunks'):
        return [(_charset._encode(text, str(charset)), str(charset)) for text, charset in header._chunks]
    if ecre.search(header) is None:
        return [(header, None)]
    words, parts = [*_words(header)], []
    for n, (text, encoding, charset) in enumerate(words):
        if _is_glue(words, n):
            continue
        word = _DECODERS[encoding](text)
        if isinstance(word, str):
            word = bytes(word, 'raw-unicode-escape')
        if parts and parts[-1][1] == charset:
            before, _ = parts.pop()
            word = (BSPACE if charset is None else b'').join([before, word])
        parts.append((word, charset))
    return parts


# ---- writing ----

def _as_charset(given, default):
    return default if given is None else given if isinstance(given, Charset) else Charset(given)


def make_header(decoded_seq, maxlinelen=None, header_name=None, continuation_ws=' '):
    """The Header of decode_header()'s pairs."""
    made = Header(None, None, maxlinelen, header_name, continuation_ws)
    for text, charset in decoded_seq:
        made.append(text, charset)
    return made


class Header:
    """A header's value: parts of a character set each."""

    def __init__(self, s=None, charset=None, maxlinelen=None, header_name=None, continuation_ws=' ', errors='strict'):
        charset = self._charset = _as_charset(charset, USASCII)
        self._continuation_ws, self._chunks = continuation_ws, []
        if s is not None:
            self.append(s, charset, errors)
        self._maxlinelen = maxlinelen if maxlinelen is not None else MAXLINELEN
        self._headerlen = len(header_name) + len(': ') if header_name is not None else 0

    def _normalize(self):
        """Neighbours of one charset put together."""
        chunks = []
        for string, charset in self._chunks:
            if chunks and chunks[-1][1] == charset:
                chunks[-1][0].append(string)
            else:
                chunks.append(([string], charset))
        self._chunks = [(SPACE.join(strings), charset) for strings, charset in chunks]

    def _ends(self, text, at):
        """Whether a text is apart from what is at one of its ends."""
        return text != '' and self._nonctext(text[at])

    def _gaps(self):
        """What is before each part: None at the start, 'words' between two encoded ones, 'text' where a plain one lacks a blank, else ''."""
        before, ends_blank = None, False
        for text, charset in self._chunks:
            kind = 'text' if charset == 'us-ascii' else 'word'
            if before is None:
                yield None
            elif before == kind:
                yield '' if kind == 'text' else 'words'
            else:
                yield '' if (self._ends(text, 0) if kind == 'text' else ends_blank) else 'text'
            before, ends_blank = kind, self._ends(text, -1)

    def __str__(self):
        self._normalize()
        pieces = []
        for gap, (text, charset) in zip(self._gaps(), self._chunks):
            if gap == 'text':
                pieces.append(SPACE)
            if charset == _charset.UNKNOWN8BIT:
                text = text.encode('ascii', 'surrogateescape').decode('ascii', 'replace')
            pieces.append(text)
        return EMPTYSTRING.join(pieces)

    def __eq__(self, other):
        return other == str(self)

    def append(self, s, charset=None, errors='strict'):
        """One more part, as text or bytes."""
        charset = _as_charset(charset, self._charset)
        source, target = charset.input_codec or 'us-ascii', charset.output_codec or 'us-ascii'
        if isinstance(s, str):
            text = s
        elif source == _charset.UNKNOWN8BIT:
            text = s.decode('us-ascii', 'surrogateescape')
        else:
            text = s.decode(source, errors)
        try:
            if target != _charset.UNKNOWN8BIT:
                text.encode(target, errors)
        except UnicodeEncodeError:
            if target != 'us-ascii':
                raise
            charset = UTF8
        self._chunks.append((text, charset))

    def _nonctext(self, s):
        return s.isspace() or s in ('(', ')', '\\')

    def encode(self, splitchars=';, \t', maxlinelen=None, linesep='\n'):
        """The header's text in lines, broken at `splitchars` where possible."""
        self._normalize()
        longest = self._maxlinelen if maxlinelen is None else maxlinelen
        formatter = _ValueFormatter(self._headerlen, longest or 1000000, self._continuation_ws, splitchars)
        for gap, (text, charset) in zip(self._gaps(), self._chunks):
            if gap:
                formatter.add_transition()
            first, *more = text.splitlines() or ['']
            formatter.feed('', first, charset)
            for line in more:
                rest = line.lstrip()
                blanks = line[:len(line) - len(rest)]
                if charset.header_encoding is not None:
                    blanks, rest = self._continuation_ws, ' ' + rest
                formatter.newline()
                formatter.feed(blanks, rest, charset)
            if more:
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
        if self._length():  # behind the header's name an empty one is a line, too
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
        first, *more = charset.header_encode_lines(string, self._maxlengths()) or [None]
        if first is not None:
            self._append(fws, first)
        if more:
            self.newline()
            self._lines += [self._continuation_ws + line for line in more[:-1]]
            self._current.append((self._continuation_ws, more[-1]))

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

    def _break(self):
        """Where the line is best broken: in front of the last part that is next to a mark, the best mark first; None = nowhere."""
        line = self._current
        for mark in self._splitchars:
            for i in range(len(line) - 1, 0, -1):
                if line[i - 1][1][-1:] == mark or mark.isspace() and line[i][0][:1] == mark:
                    return i
        return None

    def _append(self, fws, string):
        line = self._current
        line.append((fws, string))
        if self._length() <= self._maxlen:
            return
        at = self._break()
        if at is not None:
            rest = line[at:]
            del line[at:]
            self._lines.append(self._string())
            self._reset(EMPTYSTRING.join(blanks + text for blanks, text in rest))
        elif self._initial > 0:  # behind the header's name
            line.pop()
            self.newline()
            self._current.append((fws or " ", string))
