"""Encodings by name: looking them up, encoding and decoding in pieces, handlers of errors, and those that a program registers."""

__all__ = ['register', 'lookup', 'open', 'EncodedFile', 'BOM', 'BOM_BE', 'BOM_LE', 'BOM32_BE', 'BOM32_LE', 'BOM64_BE', 'BOM64_LE',
           'BOM_UTF8', 'BOM_UTF16', 'BOM_UTF16_LE', 'BOM_UTF16_BE', 'BOM_UTF32', 'BOM_UTF32_LE', 'BOM_UTF32_BE', 'CodecInfo', 'Codec',
           'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader', 'StreamWriter', 'StreamReaderWriter', 'StreamRecoder', 'getencoder',
           'getdecoder', 'getincrementalencoder', 'getincrementaldecoder', 'getreader', 'getwriter', 'encode', 'decode', 'iterencode',
           'iterdecode', 'strict_errors', 'ignore_errors', 'replace_errors', 'xmlcharrefreplace_errors', 'backslashreplace_errors',
           'namereplace_errors', 'register_error', 'lookup_error']

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_LE = BOM_UTF16_LE = BOM = BOM_UTF16 = BOM32_LE = b'\xff\xfe'
BOM_BE = BOM_UTF16_BE = BOM32_BE = b'\xfe\xff'
BOM_UTF32_LE = BOM_UTF32 = BOM64_LE = b'\xff\xfe\0\0'
BOM_UTF32_BE = BOM64_BE = b'\0\0\xfe\xff'


# ---- the classes that describe a codec ----

class CodecInfo(tuple):
    """What lookup() gives: encode, decode, streamreader, streamwriter, and more by name."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None, name=None,
                *, _is_text_encoding=None):
        self = super().__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        self.streamwriter, self.streamreader = streamwriter, streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} object for encoding {self.name} at {id(self):#x}>'


class Codec:
    """Encodes and decodes a whole text at once; to be derived from."""

    def encode(self, input, errors='strict'):
        raise NotImplementedError

    def decode(self, input, errors='strict'):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes a text that comes in pieces."""

    def __init__(self, errors='strict'):
        self.errors = errors
        self.buffer = ''

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class IncrementalDecoder:
    """Decodes bytes that come in pieces."""

    def __init__(self, errors='strict'):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b'', 0

    def setstate(self, state):
        pass


class BufferedIncrementalEncoder(IncrementalEncoder):
    """Keeps what could not be encoded yet."""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        text = self.buffer + input
        result, consumed = self._buffer_encode(text, self.errors, final)
        self.buffer = text[consumed:]
        return result

    def reset(self):
        super().reset()
        self.buffer = ''

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ''


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Keeps the beginning of a character whose end has not come."""

    def __init__(self, errors='strict'):
        super().__init__(errors)
        self.buffer = b''

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        super().reset()
        self.buffer = b''

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    """Encodes what is written to a stream of bytes."""

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {self.__class__.__name__}")

    def __init__(self, stream, errors='strict'):
        self.stream, self.errors = stream, errors

    def write(self, object):
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        self.write(''.join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReader(Codec):
    """Decodes what is read from a stream of bytes."""

    charbuffertype = str

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {self.__class__.__name__}")

    def __init__(self, stream, errors='strict'):
        self.stream, self.errors = stream, errors
        self.bytebuffer, self.charbuffer = b'', self.charbuffertype()

    def decode(self, input, errors='strict'):
        raise NotImplementedError

    def _fill(self, size, firstline):
        """Decode some more; whether anything came. For a first line what comes behind it may be wrong."""
        new = self.stream.read() if size < 0 else self.stream.read(size)
        data = self.bytebuffer + new
        if not data:
            return False
        try:
            text, consumed = self.decode(data, self.errors)
        except UnicodeDecodeError as error:
            if not firstline:
                raise
            text, consumed = self.decode(data[:error.start], self.errors)
            if len(text.splitlines()) <= 1:
                raise
        self.bytebuffer = data[consumed:]
        self.charbuffer += text
        return bool(new)

    def read(self, size=-1, chars=-1, firstline=False):
        """`chars` characters, from pieces of about `size` bytes; all that comes where there is no limit."""
        if chars < 0:
            chars = size
        while (chars < 0 or len(self.charbuffer) < chars) and self._fill(size, firstline):
            if chars < 0 and size >= 0:
                break
        end = len(self.charbuffer) if chars < 0 else chars
        text, self.charbuffer = self.charbuffer[:end], self.charbuffer[end:]
        return text

    def readline(self, size=None, keepends=True):
        """A line; with a size what one reading of so many bytes gives of it."""
        step, line = size or 72, self.charbuffertype()
        while True:
            data = self.read(step, firstline=True)
            if data and data[-1:] in ('\r', b'\r'):
                data += self.read(1, 1)
            line += data
            lines = line.splitlines(keepends=True)
            if lines and (len(lines) > 1 or lines[0] != lines[0].splitlines()[0]):
                line = lines[0]
                self.charbuffer = self.charbuffertype().join(lines[1:]) + self.charbuffer
                break
            if not data or size is not None:
                break
            step = min(2 * step, 8000)
        return line if keepends or not line else line.splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer, self.charbuffer = b'', self.charbuffertype()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReaderWriter:
    """A stream of text over one of bytes, both ways."""

    encoding = 'unknown'

    def __reduce_ex__(self, proto):
        raise TypeError(f"can't serialize {self.__class__.__name__}")

    def __init__(self, stream, Reader, Writer, errors='strict'):
        self.stream, self.errors = stream, errors
        self.reader, self.writer = Reader(stream, errors), Writer(stream, errors)

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamRecoder(StreamReaderWriter):
    """A stream of bytes in one encoding over a stream in another."""

    def __init__(self, stream, encode, decode, Reader, Writer, errors='strict'):
        super().__init__(stream, Reader, Writer, errors)
        self.encode, self.decode = encode, decode

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        return self.encode(self.reader.readline(), self.errors)[0]

    def readlines(self, sizehint=None):
        return self.encode(self.reader.read(), self.errors)[0].splitlines(keepends=True)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b''.join(list))


# ---- handlers of errors ----

def strict_errors(error):
    if issubclass(type(error), Exception):
        raise error
    raise TypeError('codec must pass exception instance')


def _unknown(error):
    raise TypeError(f"don't know how to handle {type(error).__name__} in error callback")


def _end(error):
    """The end of what an error is about, inside its object."""
    return min(max(error.end, 1), len(error.object))


def ignore_errors(error):
    if not issubclass(type(error), (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        _unknown(error)
    return '', _end(error)


def _start(error):
    return max(0, min(error.start, len(error.object) - 1))


def _piece(error):
    """What an error is about."""
    piece = error.object
    if not isinstance(piece, bytes if issubclass(type(error), UnicodeDecodeError) else str):
        raise TypeError(f'object attribute must be {"bytes" if issubclass(type(error), UnicodeDecodeError) else "unicode"}')
    return piece[_start(error):_end(error)]


def replace_errors(error):
    if issubclass(type(error), UnicodeEncodeError):
        return '?' * len(_piece(error)), _end(error)
    if issubclass(type(error), UnicodeDecodeError):
        _piece(error)
        return '\ufffd', _end(error)
    if issubclass(type(error), UnicodeTranslateError):
        return '\ufffd' * len(_piece(error)), _end(error)
    _unknown(error)


def _escape(number):
    return f'\\x{number:02x}' if number < 0x100 else f'\\u{number:04x}' if number < 0x10000 else f'\\U{number:08x}'


def backslashreplace_errors(error):
    if not issubclass(type(error), (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        _unknown(error)
    piece = _piece(error)
    return ''.join(_escape(c if isinstance(piece, bytes) else ord(c)) for c in piece), _end(error)


def xmlcharrefreplace_errors(error):
    if not issubclass(type(error), UnicodeEncodeError):
        _unknown(error)
    return ''.join(f'&#{ord(c)};' for c in _piece(error)), _end(error)


def namereplace_errors(error):
    if not issubclass(type(error), UnicodeEncodeError):
        _unknown(error)
    from unicodedata import name
    pieces = ((c, name(c, '')) for c in _piece(error))
    return ''.join(f'\\N{{{named}}}' if named else _escape(ord(c)) for c, named in pieces), _end(error)


def _surrogate_escape(error):
    if issubclass(type(error), UnicodeEncodeError):
        piece = _piece(error)
        if all('\udc80' <= c <= '\udcff' for c in piece):
            return bytes(ord(c) - 0xdc00 for c in piece), _end(error)
    elif issubclass(type(error), UnicodeDecodeError):
        piece = error.object[_start(error):min(_end(error), _start(error) + 4)]
        count = next((i for i, byte in enumerate(piece) if byte < 0x80), len(piece))
        if count:
            return ''.join(chr(0xdc00 + byte) for byte in piece[:count]), _start(error) + count
    else:
        _unknown(error)
    raise error


def _with_order(encoding):
    """Without a mark in front: this machine's order, if the name says none."""
    return encoding if encoding[-2:].lower() in ('le', 'be') or '8' in encoding or '65001' in encoding else encoding + '-le'


def _surrogate_pass(error):
    if not issubclass(type(error), (UnicodeEncodeError, UnicodeDecodeError)):
        _unknown(error)
    if not error.encoding.lower().replace('_', '-').startswith(('utf-8', 'utf8', 'utf-16', 'utf16', 'utf-32', 'utf32', 'cp65001')):
        raise error
    try:
        if issubclass(type(error), UnicodeEncodeError):
            piece, end = _piece(error), _end(error)
            done = piece.encode(_with_order(error.encoding), 'surrogatepass')
        else:
            end = _start(error) + (4 if '32' in error.encoding else 2 if '16' in error.encoding else 3)
            done = piece = bytes(error.object[_start(error):end]).decode(_with_order(error.encoding), 'surrogatepass')
    except UnicodeError:
        raise error from None
    if any(not '\ud800' <= c <= '\udfff' for c in piece) or not piece:
        raise error
    return done, end


_handlers = {'strict': strict_errors, 'ignore': ignore_errors, 'replace': replace_errors, 'xmlcharrefreplace': xmlcharrefreplace_errors,
             'backslashreplace': backslashreplace_errors, 'namereplace': namereplace_errors, 'surrogateescape': _surrogate_escape,
             'surrogatepass': _surrogate_pass}


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError('handler must be callable')
    _handlers[errors] = handler


def lookup_error(name, /):
    try:
        return _handlers[name]
    except KeyError:
        raise LookupError(f'unknown error handler name {name!r}') from None


def _handled(error, errors, text=None):
    """What the handler of that name gives for an error, where to go on, and in what: to a decoder it can give other bytes."""
    answer = lookup_error(errors or 'strict')(error)
    decoding = isinstance(error, UnicodeDecodeError)
    kinds = str if decoding or isinstance(error, UnicodeTranslateError) else (str, bytes)
    if not isinstance(answer, tuple) or len(answer) != 2 or not isinstance(answer[0], kinds):
        what, given = ('decoding', 'str') if decoding else ('translating', 'str') if kinds is str else ('encoding', 'str/bytes')
        raise TypeError(f'{what} error handler must return ({given}, int) tuple')
    from _operator import index
    instead, at = answer[0], index(answer[1])
    if decoding:
        text = error.object
        if not isinstance(text, bytes):
            raise TypeError('object attribute must be bytes')
    if at < 0:
        at += len(text)
    if not 0 <= at <= len(text):
        raise IndexError(f'position {at} from error handler out of bounds')
    return instead, at, text


def _handle(error, text, name):
    """For the codecs in C: what _handled() says; None if there is no handler of that name."""
    return _handled(error, name, text) if name in _handlers else None


# ---- codecs of this runtime ----

_NAMES = {'utf-8': ('utf8', 'utf_8', 'u8', 'utf', 'cp65001'), 'utf-16': ('utf16', 'u16', 'utf_16'),
          'utf-16-le': ('utf_16_le', 'utf_16le', 'utf16le', 'unicodelittleunmarked'),
          'utf-16-be': ('utf_16_be', 'utf_16be', 'utf16be', 'unicodebigunmarked'), 'utf-32': ('utf32', 'u32', 'utf_32'),
          'utf-32-le': ('utf_32_le', 'utf_32le', 'utf32le'), 'utf-32-be': ('utf_32_be', 'utf_32be', 'utf32be'),
          'utf-8-sig': ('utf_8_sig', 'utf8sig'), 'ascii': ('646', 'us', 'us_ascii', 'usascii', 'cp367', 'iso646_us'),
          'iso8859-1': ('latin_1', 'latin1', 'latin', 'l1', 'iso_8859_1', 'iso8859_1', '8859', 'cp819', 'iso88591', 'iso8859', 'csisolatin1',
                        'ibm819', 'iso_8859_1_1987', 'iso_ir_100'),
          'cp1252': ('1252', 'windows_1252'), 'iso8859-15': ('iso_8859_15', 'iso8859_15', 'latin_9', 'latin9', 'l9'),
          'rot13': ('rot_13',), 'hex': ('hex_codec',), 'base64': ('base64_codec', 'base_64'), 'uu': ('uu_codec',),
          'quopri': ('quopri_codec', 'quoted_printable', 'quotedprintable'), 'zlib': ('zlib_codec', 'zip'), 'bz2': ('bz2_codec',), 'undefined': (),
          'unicode-escape': ('unicode_escape',), 'raw-unicode-escape': ('raw_unicode_escape',), 'charmap': (),
          'utf-7': ('utf7', 'utf_7', 'u7', 'unicode_1_1_utf_7'), 'punycode': (), 'idna': ()}
_ALIASES = {alias: name for name, aliases in _NAMES.items() for alias in (name.replace('-', '_'), *aliases)}


def _tail(data, name):
    """How many bytes at the end are the beginning of a character."""
    if name.startswith('utf-8'):
        for back in range(1, min(4, len(data) + 1)):
            byte = data[-back]
            if byte & 0xc0 != 0x80:
                second = data[1 - back] if back > 1 else 0x90
                if byte == 0xe0 and second < 0xa0 and back > 1 or byte == 0xf0 and second < 0x90 or byte == 0xf4 and second >= 0x90 and back > 1:
                    return 0
                return back if byte >= 0xc2 and back < (2 if byte < 0xe0 else 3 if byte < 0xf0 else 4) and byte < 0xf5 else 0
        return 0
    if name.startswith('utf-16'):
        odd = len(data) % 2
        last = data[len(data) - odd - 2:len(data) - odd]
        return odd + (2 if len(last) == 2 and last[0 if name.endswith('be') else 1] & 0xfc == 0xd8 else 0)
    return len(data) % 4 if name.startswith('utf-32') else 0


def _bytes(data):
    """The bytes of what has a buffer."""
    try:
        return data if type(data) is bytes else bytes(memoryview(data))
    except TypeError:
        raise TypeError(f'a bytes-like object is required, not {type(data).__name__!r}') from None


def _decoder(name):
    def decode(data, errors='strict', final=False):
        data = _bytes(data)
        end = len(data) - (0 if final else _tail(data, name))
        return data[:end].decode(name, errors or 'strict'), end
    return decode


def _encoder(name):
    def encode(text, errors='strict'):
        if not isinstance(text, str):
            raise TypeError(f'{name.replace("-", "_")}_encode() argument 1 must be str, not {type(text).__name__}')
        return text.encode(name, errors or 'strict'), len(text)
    return encode


utf_8_encode, utf_8_decode = _encoder('utf-8'), _decoder('utf-8')
utf_16_encode, utf_16_decode = _encoder('utf-16'), _decoder('utf-16')
utf_16_le_encode, utf_16_le_decode = _encoder('utf-16-le'), _decoder('utf-16-le')
utf_16_be_encode, utf_16_be_decode = _encoder('utf-16-be'), _decoder('utf-16-be')
utf_32_encode, utf_32_decode = _encoder('utf-32'), _decoder('utf-32')
utf_32_le_encode, utf_32_le_decode = _encoder('utf-32-le'), _decoder('utf-32-le')
utf_32_be_encode, utf_32_be_decode = _encoder('utf-32-be'), _decoder('utf-32-be')
latin_1_encode, latin_1_decode = _encoder('latin-1'), _decoder('latin-1')
ascii_encode, ascii_decode = _encoder('ascii'), _decoder('ascii')


def _decoder_with_order(name, marks):
    """What decodes an encoding of words and says in which order their bytes are: -1 lowest first, 1 highest first, 0 not known yet."""
    def decode(data, errors='strict', byteorder=0, final=False, /):
        data, skip = _bytes(data), 0
        if not byteorder:
            if len(data) < len(marks[0]) and not final:
                return '', 0, 0
            byteorder = -1 if data.startswith(marks[0]) else 1 if data.startswith(marks[1]) else 0
            skip = len(marks[0]) if byteorder else 0
        text, used = _decoder(name + ('-be' if byteorder == 1 else '-le'))(data[skip:], errors, final)
        return text, used + skip, byteorder
    return decode


utf_16_ex_decode = _decoder_with_order('utf-16', (BOM_UTF16_LE, BOM_UTF16_BE))
utf_32_ex_decode = _decoder_with_order('utf-32', (BOM_UTF32_LE, BOM_UTF32_BE))


def _warn_of_escape(data, at, octal):
    import warnings
    what = f"octal escape sequence '\\{data[at + 1:at + 4].decode('latin-1')}'" if octal else f"escape sequence '\\{chr(data[at + 1])}'"
    warnings.warn('invalid ' + what, DeprecationWarning, stacklevel=3)


def readbuffer_encode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else _bytes(data)
    return data, len(data)


def escape_encode(data, errors=None, /):
    if not isinstance(data, bytes):
        raise TypeError(f'escape_encode() argument 1 must be bytes, not {type(data).__name__}')
    return b"\\'".join(repr(piece)[2:-1].encode('ascii') for piece in data.split(b"'")), len(data)


def escape_decode(data, errors=None, /):
    """Bytes with the escapes of a bytes literal, as bytes."""
    data = data.encode() if isinstance(data, str) else _bytes(data)
    simple = {'n': 10, 't': 9, 'r': 13, 'a': 7, 'b': 8, 'f': 12, 'v': 11, '\\': 92, "'": 39, '"': 34}
    out, i, wrong = bytearray(), 0, None
    while i < len(data):
        if data[i] != 92:
            out.append(data[i])
            i += 1
            continue
        if i + 1 == len(data):
            raise ValueError('Trailing \\ in string')
        c = chr(data[i + 1])
        if c in simple:
            out.append(simple[c])
            i += 2
        elif c == '\n':
            i += 2
        elif c == 'x':
            digits = data[i + 2:i + 4].decode('latin-1')
            if len(digits) < 2 or any(d not in '0123456789abcdefABCDEF' for d in digits):
                if errors not in ('ignore', 'replace'):
                    raise ValueError(f'invalid \\x escape at position {i}')
                out += b'?' if errors == 'replace' else b''
                i += 2 + (digits[:1] in '0123456789abcdefABCDEF' and bool(digits))
                continue
            out.append(int(digits, 16))
            i += 4
        elif c in '01234567':
            end = i + 1
            while end < min(i + 4, len(data)) and chr(data[end]) in '01234567':
                end += 1
            number = int(data[i + 1:end], 8)
            if number > 0xff and wrong is None:
                wrong = i, True
            out.append(number & 0xff)
            i = end
        else:
            if wrong is None:
                wrong = i, False
            out += data[i:i + 2]
            i += 2
    if wrong:
        _warn_of_escape(data, *wrong)
    return bytes(out), len(data)


def unicode_escape_encode(text, errors='strict'):
    names = {'\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\'}
    return ''.join(names.get(c) or (c if ' ' <= c <= '~' else _escape(ord(c))) for c in text).encode('ascii'), len(text)


def raw_unicode_escape_encode(text, errors='strict'):
    return b''.join(c.encode('latin-1') if c < '\u0100' else _escape(ord(c)).encode('ascii') for c in text), len(text)


def _name_end(data, start):
    """Where a name that is none ends: at its brace, or where the brace would be."""
    stop = data.find(b'}', start)
    return start + 2 if data[start + 2:start + 3] != b'{' else len(data) if stop < 0 else stop


def _unescape(data, errors, final, raw):
    """Text of bytes with escapes, and how many bytes were used."""
    data = data.encode() if isinstance(data, str) else _bytes(data)
    name = 'rawunicodeescape' if raw else 'unicodeescape'
    simple = {} if raw else {'n': '\n', 't': '\t', 'r': '\r', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v', '\\': '\\', "'": "'", '"': '"', '\n': ''}
    sizes = {'u': 4, 'U': 8} if raw else {'x': 2, 'u': 4, 'U': 8}
    out, i, wrong = [], 0, None
    while i < len(data):
        c = chr(data[i + 1]) if data[i] == 92 and i + 1 < len(data) else ''
        if data[i] == 92 and not c and not final:
            break
        if data[i] == 92 and not c and not raw:
            end, reason = len(data), '\\ at end of string'
        elif c in simple and c:
            out.append(simple[c])
            i += 2
            continue
        elif c and not raw and c in '01234567':
            end = i + 1
            while end < min(i + 4, len(data)) and chr(data[end]) in '01234567':
                end += 1
            number = int(data[i + 1:end], 8)
            if number > 0xff and wrong is None:
                wrong = data, i, True
            out.append(chr(number))
            i = end
            continue
        elif c in sizes and c:
            end = i + 2
            while end < min(i + 2 + sizes[c], len(data)) and chr(data[end]) in '0123456789abcdefABCDEF':
                end += 1
            if end == i + 2 + sizes[c]:
                number = int(data[i + 2:end], 16)
                if number < 0x110000:
                    out.append(chr(number))
                    i = end
                    continue
                reason = '\\Uxxxxxxxx out of range' if raw else 'illegal Unicode character'
            elif end == len(data) and not final:
                break
            else:
                reason = f'truncated \\{c}{("X" if c == "x" else "x") * sizes[c]} escape'
        elif c == 'N' and not raw:
            stop = data.find(b'}', i) if data[i + 2:i + 3] == b'{' else -1
            if stop < 0 and not final and data[i + 2:i + 3] in (b'{', b''):
                break
            end, reason = (stop + 1, 'unknown Unicode character name') if stop > i + 3 else (_name_end(data, i), 'malformed \\N character escape')
            if stop > i + 3:
                from unicodedata import lookup
                try:
                    found = lookup(data[i + 3:stop].decode('latin-1'))
                except KeyError:
                    found = ''
                if len(found) == 1:
                    out.append(found)
                    i = end
                    continue
        elif c and not raw:
            if wrong is None:
                wrong = data, i, False
            out.append('\\' + c)
            i += 2
            continue
        else:
            out.append(chr(data[i]))
            i += 1
            continue
        text, i, data = _handled(UnicodeDecodeError(name, data, i, end, reason), errors)
        out.append(text)
    if wrong:
        _warn_of_escape(*wrong)
    return ''.join(out), i


def unicode_escape_decode(data, errors='strict', final=True):
    return _unescape(data, errors, final, False)


def raw_unicode_escape_decode(data, errors='strict', final=True):
    return _unescape(data, errors, final, True)


def charmap_decode(data, errors='strict', mapping=None, /):
    data, out, i = _bytes(data), [], 0
    while i < len(data):
        try:
            c = data[i] if mapping is None else mapping[data[i]]
        except LookupError:
            c = None
        if c is None or c == '\ufffe' or c == 0xfffe:
            text, i, data = _handled(UnicodeDecodeError('charmap', data, i, i + 1, 'character maps to <undefined>'), errors)
            out.append(text)
            continue
        if not isinstance(c, (int, str)):
            raise TypeError('character mapping must return integer, None or str')
        if isinstance(c, int) and not 0 <= c < 0x110000:
            raise TypeError('character mapping must be in range(0x110000)')
        out.append(chr(c) if isinstance(c, int) else c)
        i += 1
    return ''.join(out), len(data)


def charmap_encode(text, errors='strict', mapping=None, /):
    def mapped(c):
        if mapping is None:
            return bytes([ord(c)]) if c < '\u0100' else None
        try:
            byte = mapping[ord(c)]
        except LookupError:
            return None
        if isinstance(byte, int):
            if not 0 <= byte < 256:
                raise TypeError('character mapping must be in range(256)')
            return bytes([byte])
        if byte is not None and not isinstance(byte, bytes):
            raise TypeError(f'character mapping must return integer, bytes or None, not {type(byte).__name__}')
        return byte
    out, i = [], 0
    while i < len(text):
        piece = mapped(text[i])
        if piece is not None:
            out.append(piece)
            i += 1
            continue
        end = i + 1
        while end < len(text) and mapped(text[end]) is None:
            end += 1
        error = UnicodeEncodeError('charmap', text, i, end, 'character maps to <undefined>')
        instead, i, _ = _handled(error, errors, text)
        if isinstance(instead, str):
            pieces = [mapped(c) for c in instead]
            if None in pieces:
                raise error
            instead = b''.join(pieces)
        out.append(instead)
    return b''.join(out), len(text)


def charmap_build(table):
    return {ord(c): i for i, c in enumerate(table)}


def make_identity_dict(rng):
    return {i: i for i in rng}


def make_encoding_map(decoding_map):
    made = {}
    for key, value in decoding_map.items():
        made[value] = None if value in made else key
    return made


def _latin_but(changes):
    """A codec by table: Latin-1 but for some bytes."""
    table = [chr(i) for i in range(256)]
    for start, text in changes.items():
        table[start:start + len(text)] = text
    table = ''.join(table)
    encoding = charmap_build(table)
    encoding.pop(0xfffe, None)
    return (lambda text, errors='strict': charmap_encode(text, errors, encoding),
            lambda data, errors='strict', final=True: charmap_decode(data, errors, table))


def _rot13(text, errors='strict'):
    letters = 'abcdefghijklmnopqrstuvwxyz'
    turned = letters[13:] + letters[:13]
    return text.translate(str.maketrans(letters + letters.upper(), turned + turned.upper())), len(text)


def _transform(encode_by, decode_by):
    """A codec from bytes to bytes by two functions, each module.name, and the arguments that the first one has besides."""
    def coder(place, *more):
        def code(data, errors='strict'):
            assert errors == 'strict'
            module, _, name = place.partition('.')
            return getattr(__import__(module), name)(data, *more), len(data)
        return code
    return coder(*encode_by), coder(decode_by)


def _uu_encode(data, errors='strict', filename='<data>', mode=0o666):
    assert errors == 'strict'
    from binascii import b2a_uu
    name = filename.replace('\n', '\\n').replace('\r', '\\r')
    lines = [b2a_uu(data[i:i + 45]) for i in range(0, len(data), 45)]
    return f'begin {mode & 0o777:o} {name}\n'.encode('ascii') + b''.join(lines) + b' \nend\n', len(data)


def _uu_decode(data, errors='strict'):
    assert errors == 'strict'
    from binascii import Error, a2b_uu
    lines = iter(bytes(data).splitlines(keepends=True))
    if not any(line.startswith(b'begin') for line in lines):
        raise ValueError('Missing "begin" line in input data')
    out = []
    for line in lines:
        if line == b'end\n':
            return b''.join(out), len(data)
        try:
            out.append(a2b_uu(line))
        except Error:  # some write more than the length says
            out.append(a2b_uu(line[:((line[0] - 32 & 63) * 4 + 5) // 3]))
    raise ValueError('Truncated input data')


def _quopri_encode(data, errors='strict'):
    assert errors == 'strict'
    from binascii import b2a_qp
    return b2a_qp(data, quotetabs=True), len(data)


def _undefined(data, errors='strict'):
    raise UnicodeError('undefined encoding')


_SPECIAL = {'rot13': (_rot13, _rot13), 'hex': _transform(['binascii.b2a_hex'], 'binascii.a2b_hex'), 'undefined': (_undefined, _undefined),
            'base64': _transform(['base64.encodebytes'], 'base64.decodebytes'), 'uu': (_uu_encode, _uu_decode),
            'quopri': (_quopri_encode, _transform([''], 'binascii.a2b_qp')[1]),
            'zlib': _transform(['zlib.compress'], 'zlib.decompress'), 'bz2': _transform(['bz2.compress'], 'bz2.decompress'),
            'unicode-escape': (unicode_escape_encode, unicode_escape_decode),
            'raw-unicode-escape': (raw_unicode_escape_encode, raw_unicode_escape_decode), 'charmap': (charmap_encode, charmap_decode)}
_TABLES = {'cp1252': {0x80: '\u20ac\ufffe\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffe\u017d\ufffe'
                            '\ufffe\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffe\u017e\u0178'},
           'iso8859-15': {0xa4: '\u20ac', 0xa6: '\u0160', 0xa8: '\u0161', 0xb4: '\u017d', 0xb8: '\u017e', 0xbc: '\u0152\u0153\u0178'}}
_IMPORTED = ('utf-7', 'punycode', 'idna')  # modules of the package encodings
_TO_BYTES = ('hex', 'base64', 'uu', 'quopri', 'zlib', 'bz2')
_NOT_TEXT = ('rot13', *_TO_BYTES)


def _incremental(name, encode, decode):
    """The two classes that go on where they stopped."""
    takes_final = name not in (*_NOT_TEXT, 'charmap', 'undefined', 'punycode')

    class Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    if takes_final:
        class Decoder(BufferedIncrementalDecoder):
            def _buffer_decode(self, input, errors, final):
                return decode(input, errors, final)
    else:
        class Decoder(IncrementalDecoder):
            def decode(self, input, final=False):
                return decode(input, self.errors)[0]
    return Encoder, Decoder


def _incremental_packed(name, encode, decode):
    """For zlib and bz2: one object packs all pieces."""
    class Encoder(IncrementalEncoder):
        def __init__(self, errors='strict'):
            assert errors == 'strict'
            self.errors = errors
            self.reset()

        def encode(self, input, final=False):
            packed = self.compressobj.compress(input)
            return packed + self.compressobj.flush() if final else packed

        def reset(self):
            module = __import__(name)
            self.compressobj = module.compressobj() if name == 'zlib' else module.BZ2Compressor()

    class Decoder(IncrementalDecoder):
        def __init__(self, errors='strict'):
            assert errors == 'strict'
            self.errors = errors
            self.reset()

        def decode(self, input, final=False):
            if name == 'bz2':
                try:
                    return self.decompressobj.decompress(input)
                except EOFError:
                    return ''
            piece = self.decompressobj.decompress(input)
            return piece + self.decompressobj.flush() if final else piece

        def reset(self):
            module = __import__(name)
            self.decompressobj = module.decompressobj() if name == 'zlib' else module.BZ2Decompressor()
    return Encoder, Decoder


def _incremental_by_label(name, encode, decode):
    """For idna: a label is done when its dot has come."""
    module = __import__('encodings.idna', fromlist=['ToASCII'])

    def pieces(text, final):
        """Labels that are whole, and what stands behind them."""
        labels = module._labels(text)
        if not labels[-1]:
            return labels[:-1], '.' if len(labels) > 1 else ''
        if final:
            return labels, ''
        return labels[:-1], '.' if len(labels) > 1 else ''

    class Encoder(BufferedIncrementalEncoder):
        def _buffer_encode(self, input, errors, final):
            if errors != 'strict':
                raise UnicodeError(f'unsupported error handling {errors}')
            labels, dot = pieces(input, final)
            return b'.'.join(map(module.ToASCII, labels)) + dot.encode(), len('.'.join(labels)) + len(dot)

    class Decoder(BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            if errors != 'strict':
                raise UnicodeError(f'Unsupported error handling {errors}')
            labels, dot = pieces(input if isinstance(input, str) else str(input, 'ascii'), final)
            return '.'.join(map(module.ToUnicode, labels)) + dot, len('.'.join(labels)) + len(dot)
    return Encoder, Decoder


def _marked(name):
    """The four classes of utf-16 and utf-32: the first words say in which order the bytes are."""
    size, ex_decode = (2, utf_16_ex_decode) if name == 'utf-16' else (4, utf_32_ex_decode)
    mark, orders = name.encode, {-1: _decoder(name + '-le'), 1: _decoder(name + '-be')}
    plain = _encoder(name + '-le')

    def begun(data, errors, final):
        """Text, bytes used, and what decodes the rest, if that is known."""
        text, used, order = ex_decode(data, errors, 0, final)
        if not order and used >= size:
            raise UnicodeError(f'{name.upper()} stream does not start with BOM')
        return text, used, orders.get(order)

    class Encoder(IncrementalEncoder):
        def __init__(self, errors='strict'):
            super().__init__(errors)
            self.encoder = None

        def encode(self, input, final=False):
            if self.encoder:
                return self.encoder(input, self.errors)[0]
            self.encoder = plain
            return input.encode(name, self.errors)

        def reset(self):
            super().reset()
            self.encoder = None

        def getstate(self):
            return 0 if self.encoder else 2

        def setstate(self, state):
            self.encoder = None if state else plain

    class Decoder(BufferedIncrementalDecoder):
        decoder = None

        def _buffer_decode(self, input, errors, final):
            if self.decoder:
                return self.decoder(input, errors, final)
            text, used, self.decoder = begun(input, errors, final)
            return text, used

        def reset(self):
            super().reset()
            self.decoder = None

        def getstate(self):
            return self.buffer, 2 if self.decoder is None else int(self.decoder is orders[1])

        def setstate(self, state):
            super().setstate(state)
            self.decoder = {0: orders[-1], 1: orders[1]}.get(state[1])

    class Reader(StreamReader):
        def decode(self, input, errors='strict'):
            text, used, decoder = begun(input, errors, False)
            if decoder:
                self.decode = decoder
            return text, used

        def reset(self):
            super().reset()
            self.__dict__.pop('decode', None)

    class Writer(StreamWriter):
        def __init__(self, stream, errors='strict'):
            super().__init__(stream, errors)
            self.encoder = None

        def encode(self, input, errors='strict'):
            if self.encoder:
                return self.encoder(input, errors)
            self.encoder = plain
            return input.encode(name, errors), len(input)

        def reset(self):
            super().reset()
            self.encoder = None
    return Encoder, Decoder, Reader, Writer


def _signed():
    """The four classes of utf-8-sig: a mark before the text, which is no part of it."""
    def begun(data, errors, final):
        """Text, bytes used, and whether the beginning is over."""
        if len(data) < 3 and BOM_UTF8.startswith(data) and not final:
            return '', 0, False
        skip = 3 if data[:3] == BOM_UTF8 else 0
        text, used = utf_8_decode(data[skip:], errors, final)
        return text, used + skip, True

    class Encoder(IncrementalEncoder):
        def __init__(self, errors='strict'):
            super().__init__(errors)
            self.first = 1

        def encode(self, input, final=False):
            mark, self.first = BOM_UTF8 if self.first else b'', 0
            return mark + utf_8_encode(input, self.errors)[0]

        def reset(self):
            super().reset()
            self.first = 1

        def getstate(self):
            return self.first

        def setstate(self, state):
            self.first = state

    class Decoder(BufferedIncrementalDecoder):
        first = 1

        def _buffer_decode(self, input, errors, final):
            if not self.first:
                return utf_8_decode(input, errors, final)
            text, used, over = begun(input, errors, final)
            self.first = int(not over)
            return text, used

        def reset(self):
            super().reset()
            self.first = 1

        def getstate(self):
            return self.buffer, self.first

        def setstate(self, state):
            super().setstate(state)
            self.first = state[1]

    class Reader(StreamReader):
        def decode(self, input, errors='strict'):
            text, used, over = begun(input, errors, False)
            if over:
                self.decode = utf_8_decode
            return text, used

        def reset(self):
            super().reset()
            self.__dict__.pop('decode', None)

    class Writer(StreamWriter):
        def encode(self, input, errors='strict'):
            self.encode = utf_8_encode
            return BOM_UTF8 + utf_8_encode(input, errors)[0], len(input)

        def reset(self):
            super().reset()
            self.__dict__.pop('encode', None)
    return Encoder, Decoder, Reader, Writer


def _imported(name):
    """The functions of a module of the package encodings."""
    module = __import__('encodings.' + name.replace('-', '_'), fromlist=['encode'])
    return module.encode, module.decode


def utf_7_encode(text, errors='strict', /):
    return _imported('utf-7')[0](text, errors)


def utf_7_decode(data, errors='strict', final=False, /):
    return _imported('utf-7')[1](_bytes(data), errors, final)


def _make(name):
    """The codec of a name of _NAMES."""
    if name in _IMPORTED:
        encode, decode = _imported(name)
    elif name in _TABLES:
        encode, decode = _latin_but(_TABLES[name])
    else:
        encode, decode = _SPECIAL.get(name) or (_encoder(name), _decoder(name))

    escapes = name == 'utf-7' or name.endswith('escape')

    def whole(data, errors='strict'):
        return decode(data, errors, True)

    def piece(data, errors='strict'):
        return decode(data, errors, False)
    if name in ('utf-16', 'utf-32'):
        classes = _marked(name)
    elif name == 'utf-8-sig':
        classes = _signed()
    else:
        make = _incremental_by_label if name == 'idna' else _incremental_packed if name in ('zlib', 'bz2') else _incremental
        made = make(name, encode, decode)
        both = {'encode': staticmethod(encode), 'decode': staticmethod(piece if escapes else decode)}
        kind = {'charbuffertype': bytes} if name in _TO_BYTES else {}
        classes = *made, type('StreamReader', (StreamReader,), both | kind), type('StreamWriter', (StreamWriter,), both | kind)
    for cls, shown in zip(classes, ('IncrementalEncoder', 'IncrementalDecoder', 'StreamReader', 'StreamWriter')):
        cls.__name__ = cls.__qualname__ = shown
        cls.__module__ = 'encodings.' + _module_name(name)
    encoder, decoder, reader, writer = classes
    return CodecInfo(encode, decode if name in _SPECIAL or name in _IMPORTED else whole, reader, writer, encoder, decoder,
                     'rot-13' if name == 'rot13' else name, _is_text_encoding=name not in _NOT_TEXT)


def _module_name(name):
    """The module of the package encodings in which a codec is."""
    return {'iso8859-1': 'latin_1', 'rot13': 'rot_13', 'rot-13': 'rot_13', **dict.fromkeys(_TO_BYTES, name + '_codec')}.get(name, name.replace('-', '_'))


# ---- finding them ----

_searchers = []
_found = {}


def register(search_function, /):
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _searchers.append(search_function)


def unregister(search_function, /):
    if search_function in _searchers:
        _searchers.remove(search_function)
        _found.clear()


def _make_from_table(name):
    """The codec of one byte a character, or of one or two, of that name; None if there is none."""
    from encodings._tables import ALIASES, NAMES, TABLES
    name = ALIASES.get(name, name)
    if name not in TABLES:
        from encodings._multibyte import ALIASES, FAMILIES, adapted, functions
        name = ALIASES.get(name, name)
        if name not in FAMILIES:
            return None
        _SPECIAL[name] = functions(name)
        return adapted(_make(name))
    shown = NAMES.get(name) or name.replace('_', '-')
    _TABLES[shown] = {256 - len(TABLES[name]): TABLES[name]}
    return _make(shown)


def _search(name):
    plain = name.replace('.', '_').replace('-', '_').replace(' ', '_').lower()
    found = _ALIASES.get(plain) or _ALIASES.get(plain.replace('_', ''))
    return _make(found) if found else _make_from_table(plain)


def _lookup(encoding):
    key = encoding.lower().replace(' ', '_')
    if key not in _found:
        for search in (_search, *_searchers):
            info = search(key.replace('-', '_') if search is not _search else key)
            if info is not None:
                if not isinstance(info, tuple) or len(info) != 4:
                    raise TypeError('codec search functions must return 4-tuples')
                _found[key] = info
                break
    return _found.get(key)


def _need_text(argument, value):
    if not isinstance(value, str):
        raise TypeError(f"{argument} must be str, not {'None' if value is None else type(value).__name__}")


def lookup(encoding, /):
    _need_text('lookup() argument', encoding)
    info = _lookup(encoding)
    if info is None:
        raise LookupError(f'unknown encoding: {encoding}')
    return info


_TELLING = (AttributeError, ImportError, NameError, OSError, StopIteration, SyntaxError, SystemExit, UnicodeDecodeError, UnicodeEncodeError,
            UnicodeTranslateError)


def _called(function, data, errors, what, encoding):
    """What a codec's function answers; its exceptions are told with the name of the encoding, where they can be."""
    try:
        answer = function(data, errors)
    except Exception as error:
        kind, args = type(error), error.args
        if isinstance(error, _TELLING) or len(args) > 1 or args and not isinstance(args[0], str) or error.__dict__ or any(
                '__init__' in each.__dict__ or '__new__' in each.__dict__ for each in kind.__mro__ if each.__module__ != 'builtins'):
            raise
        raise kind(f'{what} with {encoding!r} codec failed ({kind.__name__}: {error})') from error
    if not isinstance(answer, tuple) or len(answer) != 2:
        raise TypeError(f'{what[:-3]}er must return a tuple (object, integer)')
    return answer[0]


def _text_codec(encoding, alternative):
    info = _lookup(encoding)
    if info is not None and not getattr(info, '_is_text_encoding', True):
        raise LookupError(f'{encoding!r} is not a text encoding; use {alternative} to handle arbitrary codecs')
    return info


def _encode(text, encoding, errors):
    """For str.encode() of an encoding that C does not know; None if nobody does."""
    info = _text_codec(encoding, 'codecs.encode()')
    if info is None:
        return None
    data = _called(info[0], text, errors, 'encoding', encoding)
    if not isinstance(data, (bytes, bytearray)):
        raise TypeError(f"{encoding!r} encoder returned {type(data).__name__!r} instead of 'bytes'; "
                        'use codecs.encode() to encode to arbitrary types')
    return bytes(data)


def _decode(data, encoding, errors):
    """For bytes.decode() of an encoding that C does not know; None if nobody does."""
    info = _text_codec(encoding, 'codecs.decode()')
    if info is None:
        return None
    text = _called(info[1], data, errors, 'decoding', encoding)
    if not isinstance(text, str):
        raise TypeError(f"{encoding!r} decoder returned {type(text).__name__!r} instead of 'str'; "
                        'use codecs.decode() to decode to arbitrary types')
    return text


def encode(obj, encoding='utf-8', errors='strict'):
    _need_text("encode() argument 'encoding'", encoding)
    return _called(lookup(encoding)[0], obj, errors, 'encoding', encoding)


def decode(obj, encoding='utf-8', errors='strict'):
    _need_text("decode() argument 'encoding'", encoding)
    return _called(lookup(encoding)[1], obj, errors, 'decoding', encoding)


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    found = lookup(encoding).incrementalencoder
    if found is None:
        raise LookupError(encoding)
    return found


def getincrementaldecoder(encoding):
    found = lookup(encoding).incrementaldecoder
    if found is None:
        raise LookupError(encoding)
    return found


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors='strict', **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for text in iterator:
        data = encoder.encode(text)
        if data:
            yield data
    data = encoder.encode('', True)
    if data:
        yield data


def iterdecode(iterator, encoding, errors='strict', **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for data in iterator:
        text = decoder.decode(data)
        if text:
            yield text
    text = decoder.decode(b'', True)
    if text:
        yield text


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    """A file with an encoding; there are no files, so what io.open() raises."""
    import io
    stream = io.open(filename, mode if encoding is None or 'b' in mode else mode + 'b', buffering)
    if encoding is None:
        return stream
    info = lookup(encoding)
    return StreamReaderWriter(stream, info.streamreader, info.streamwriter, errors)


def EncodedFile(file, data_encoding, file_encoding=None, errors='strict'):
    data, inner = lookup(data_encoding), lookup(file_encoding or data_encoding)
    made = StreamRecoder(file, data.encode, data.decode, inner.streamreader, inner.streamwriter, errors)
    made.data_encoding, made.file_encoding = data_encoding, file_encoding or data_encoding
    return made


for _function in encode, decode, lookup, register, unregister, register_error, lookup_error, escape_encode, escape_decode:
    _function.__module__ = '_codecs'
