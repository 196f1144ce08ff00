"""A parser of XML that calls a function for each thing it finds, as text comes in."""

import codecs as _codecs
import re as _re
import types as _types
from _operator import index as _index

EXPAT_VERSION, version_info, native_encoding = 'expat_2.5.0', (2, 5, 0), 'UTF-8'
features = [('sizeof(XML_Char)', 1), ('sizeof(XML_LChar)', 1), ('XML_DTD', 0), ('XML_CONTEXT_BYTES', 1024), ('XML_NS', 0),
            ('XML_BLAP_MAX_AMP', 100), ('XML_BLAP_ACT_THRES', 8388608)]
XML_PARAM_ENTITY_PARSING_NEVER, XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE, XML_PARAM_ENTITY_PARSING_ALWAYS = 0, 1, 2

errors = _types.ModuleType('pyexpat.errors', 'Constants used to describe error conditions.')
model = _types.ModuleType('pyexpat.model', 'Constants used to interpret content model information.')
errors.codes, errors.messages = {}, {}
for _number, _line in enumerate('''NO_MEMORY out of memory
SYNTAX syntax error
NO_ELEMENTS no element found
INVALID_TOKEN not well-formed (invalid token)
UNCLOSED_TOKEN unclosed token
PARTIAL_CHAR partial character
TAG_MISMATCH mismatched tag
DUPLICATE_ATTRIBUTE duplicate attribute
JUNK_AFTER_DOC_ELEMENT junk after document element
PARAM_ENTITY_REF illegal parameter entity reference
UNDEFINED_ENTITY undefined entity
RECURSIVE_ENTITY_REF recursive entity reference
ASYNC_ENTITY asynchronous entity
BAD_CHAR_REF reference to invalid character number
BINARY_ENTITY_REF reference to binary entity
ATTRIBUTE_EXTERNAL_ENTITY_REF reference to external entity in attribute
MISPLACED_XML_PI XML or text declaration not at start of entity
UNKNOWN_ENCODING unknown encoding
INCORRECT_ENCODING encoding specified in XML declaration is incorrect
UNCLOSED_CDATA_SECTION unclosed CDATA section
EXTERNAL_ENTITY_HANDLING error in processing external entity reference
NOT_STANDALONE document is not standalone
UNEXPECTED_STATE unexpected parser state - please send a bug report
ENTITY_DECLARED_IN_PE entity declared in parameter entity
FEATURE_REQUIRES_XML_DTD requested feature requires XML_DTD support in Expat
CANT_CHANGE_FEATURE_ONCE_PARSING cannot change setting once parsing has begun
UNBOUND_PREFIX unbound prefix
UNDECLARING_PREFIX must not undeclare prefix
INCOMPLETE_PE incomplete markup in parameter entity
XML_DECL XML declaration not well-formed
TEXT_DECL text declaration not well-formed
PUBLICID illegal character(s) in public id
SUSPENDED parser suspended
NOT_SUSPENDED parser not suspended
ABORTED parsing aborted
FINISHED parsing finished
SUSPEND_PE cannot suspend in external parameter entity
RESERVED_PREFIX_XML reserved prefix (xml) must not be undeclared or bound to another namespace name
RESERVED_PREFIX_XMLNS reserved prefix (xmlns) must not be declared or undeclared
RESERVED_NAMESPACE_URI prefix must not be bound to one of the reserved namespace names
INVALID_ARGUMENT invalid argument
NO_BUFFER a successful prior call to function XML_GetBuffer is required
AMPLIFICATION_LIMIT_BREACH limit on input amplification factor (from DTD and entities) breached'''.split('\n'), 1):
    _name, _, _text = _line.partition(' ')
    setattr(errors, f'XML_ERROR_{_name}', _text)
    errors.codes[_text], errors.messages[_number] = _number, _text
for _number, _name in enumerate('NONE OPT REP PLUS'.split()):
    setattr(model, f'XML_CQUANT_{_name}', _number)
for _number, _name in enumerate('EMPTY ANY MIXED NAME CHOICE SEQ'.split(), 1):
    setattr(model, f'XML_CTYPE_{_name}', _number)
del _number, _line, _name, _text


class ExpatError(Exception):
    """A text is not well-formed: code, lineno, offset."""


ExpatError.__module__ = 'xml.parsers.expat'
error = ExpatError


def ErrorString(code):
    """What an error's number means."""
    return errors.messages.get(code)


_XML, _XMLNS = 'http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/'
_FIRST = r':A-Z_a-z\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD'
_NAME = rf'[{_FIRST}][-.0-9\xB7\u0300-\u036F\u203F\u2040{_FIRST}]*'
_name = _re.compile(_NAME).match
_attribute = _re.compile(rf'[ \t\n]+({_NAME})[ \t\n]*=[ \t\n]*(?:"([^<"]*)"|\'([^<\']*)\')').match
_start_tag = _re.compile(rf'<({_NAME})((?:[ \t\n]+{_NAME}[ \t\n]*=[ \t\n]*(?:"[^<"]*"|\'[^<\']*\'))*)[ \t\n]*(/?)>').match
_end_tag = _re.compile(rf'</({_NAME})[ \t\n]*>').match
_plain = _re.compile('[^<&\n\0-\x08\x0b\x0c\x0e-\x1f]+').match
_bad = _re.compile('[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]').search
_reference = _re.compile(rf'&(?:#(?:x([0-9a-fA-F]+)|([0-9]+))|({_NAME}));').match
_space = _re.compile(r'[ \t\n]*').match
_declaration = _re.compile(r'''<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"([-a-zA-Z0-9_.:]+)"|'([-a-zA-Z0-9_.:]+)')'''
                           r'''(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"([A-Za-z][-A-Za-z0-9._]*)"|'([A-Za-z][-A-Za-z0-9._]*)'))?'''
                           r'''(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(yes|no)"|'(yes|no)'))?[ \t\n]*\?>''').match
_dtd_token = _re.compile(rf'''[ \t\n]+|"[^"]*"|'[^']*'|%{_NAME};|#?{_NAME}|[-.0-9\w:]+|[%()|,?*+\[\]>]''').match
_PREDEFINED = {'lt': '<', 'gt': '>', 'amp': '&', 'quot': '"', 'apos': "'"}
_HANDLERS = '''AttlistDecl CharacterData Comment Default DefaultHandlerExpand ElementDecl EndCdataSection EndDoctypeDecl EndElement EndNamespaceDecl
EntityDecl ExternalEntityRef NotStandalone NotationDecl ProcessingInstruction SkippedEntity StartCdataSection StartDoctypeDecl StartElement
StartNamespaceDecl UnparsedEntityDecl XmlDecl'''.split()
_HANDLERS = tuple(name if name.endswith('Expand') else f'{name}Handler' for name in _HANDLERS)


class _More(Exception):
    """The text ends within a token."""


class XMLParserType:
    """Parse(data, isfinal) calls the handlers."""

    __slots__ = ('intern', '_settings', 'ErrorCode', '_error_at', '_text', '_at', '_origin',
                 '_seen', '_decoder', '_encoding', '_separator', '_state', '_open', '_spaces', '_entities', '_parameters', '_attlists', '_raw',
                 '_buffer', '_buffer_text', '_buffer_size', '_base', '_finished', '_doctype', '_expanding', '_parent', '_skips', '_standalone',
                 '_held', '_cdata', '_broken', '_expanded', '_bytes', '_pe_parsing', '_context', '_wrong', '_foreign', '_converts') + _HANDLERS

    def __init__(self, encoding, separator, intern, parent=None):
        self.intern, self._settings, self._foreign, self._converts = intern, {}, False, False
        self.ErrorCode, self._error_at = 0, None
        self._text, self._at, self._origin, self._seen = '', 0, (1, 0, 0), (0, 1, 0)
        self._decoder, self._encoding, self._separator, self._raw, self._held = None, encoding, separator, b'', ''
        self._state, self._open, self._spaces, self._doctype, self._cdata = 'prolog', [], {'xml': _XML}, None, False
        self._entities, self._parameters, self._attlists, self._skips, self._standalone = {}, {}, {}, False, -1
        self._buffer, self._buffer_text, self._buffer_size, self._base, self._finished = None, False, 8192, None, False
        self._expanding, self._parent, self._broken, self._expanded, self._bytes = [], parent, None, 0, 0
        self._pe_parsing, self._context, self._wrong = 0, None, 0
        for name in _HANDLERS:
            setattr(self, name, None)

    # ---- places ----

    def _place(self, at):
        """(line, column) of a place in the text."""
        seen, line, column = self._seen
        if at < seen:
            seen, (line, column) = 0, self._origin[:2]
        newlines = self._text.count('\n', seen, at)
        column = at - 1 - self._text.rfind('\n', seen, at) if newlines else column + at - seen
        self._seen = at, line + newlines, column
        return self._seen[1:]

    def _byte(self, at):
        return self._origin[2] + len(self._text[:at].encode('utf-8', 'surrogatepass'))

    def _point(self):
        return (self._at if self._error_at is None else self._error_at) if not self._expanding else self._expanding[0][1]

    CurrentLineNumber = ErrorLineNumber = property(lambda self: self._place(self._point())[0])
    CurrentColumnNumber = ErrorColumnNumber = property(lambda self: self._place(self._point())[1])
    CurrentByteIndex = ErrorByteIndex = property(lambda self: -1 if not self._bytes else self._byte(self._point()))

    def _fail(self, code, at=None):
        self.ErrorCode, self._error_at = code, self._at if at is None else at
        self._flush()
        line, column = self._place(self._point())
        failure = ExpatError(f'{errors.messages[code]}: line {line}, column {column}')
        failure.code, failure.lineno, failure.offset = code, line, column
        raise failure

    # ---- settings ----

    namespace_prefixes, ordered_attributes, specified_attributes = (
        property(lambda self, name=name: self._settings.get(name, False), lambda self, value, name=name: self._settings.__setitem__(name, bool(value)))
        for name in ('namespace_prefixes', 'ordered_attributes', 'specified_attributes'))

    @property
    def buffer_text(self):
        return self._buffer_text

    @buffer_text.setter
    def buffer_text(self, value):
        if not value:
            self._flush()
        self._buffer_text, self._buffer = bool(value), [] if value else None

    @property
    def buffer_size(self):
        return self._buffer_size

    @buffer_size.setter
    def buffer_size(self, value):
        if not isinstance(value, int):
            raise TypeError('buffer_size must be an integer')
        if value <= 0:
            raise ValueError('buffer_size must be greater than zero')
        if value > 0x7fffffff:
            raise ValueError('buffer_size must not be greater than 2147483647')
        self._flush()
        self._buffer_size = value

    @property
    def buffer_used(self):
        return sum(map(len, self._buffer or ()))

    def SetBase(self, base, /):
        if not isinstance(base, str):
            raise TypeError(f"SetBase() argument must be str, not {'None' if base is None else type(base).__name__}")
        self._base = base

    def GetBase(self, /):
        return self._base

    def GetInputContext(self, /):
        """The text from the running event on."""
        return self._text[self._at:].encode() if self._context else None

    def SetParamEntityParsing(self, flag, /):
        self._pe_parsing = _index(flag)
        if not -2 ** 31 <= self._pe_parsing < 2 ** 31:
            raise OverflowError('Python int too large to convert to C int')
        return 1

    def UseForeignDTD(self, flag=True, /):
        if self._state != 'prolog' or self._at or self._text:
            failure = ExpatError(errors.messages[26])
            failure.code, failure.lineno, failure.offset = 26, 1, 0
            raise failure
        self._foreign = bool(flag)

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        """A parser for the text of an external entity."""
        made = XMLParserType(encoding, self._separator, self.intern, self)
        for name in _HANDLERS + ('namespace_prefixes', 'ordered_attributes', 'specified_attributes', '_buffer_text', '_entities', '_parameters', '_attlists', '_spaces'):
            setattr(made, name, getattr(self, name))
        made._buffer, made._state = [] if self._buffer_text else None, 'content' if context is not None else 'subset'
        return made

    # ---- feeding ----

    def Parse(self, data, isfinal=False, /):
        """Parse more text; isfinal: the last."""
        if self._finished:
            self._fail(36)
        if isinstance(data, str):
            data, self._encoding = data.encode('utf-8', 'surrogatepass'), 'utf-8'
        else:
            data = bytes(data)
        self._bytes += len(data)
        self._decode(data, isfinal)
        self._context = True
        try:
            self._run(isfinal)
        finally:
            self._context = None
            if self.ErrorCode == 0 or self._error_at is None:
                self._compact()
        if isfinal:
            self._finished = True
        if not self._at and not self._text:
            self._flush()
        self._flush()
        return 1

    def ParseFile(self, file, /):
        """Parse what file.read() gives."""
        read = getattr(file, 'read', None)
        if read is None:
            raise TypeError("argument must have 'read' attribute")
        while True:
            data = read(2048)
            if not isinstance(data, (bytes, bytearray)):
                raise TypeError(f'read() did not return a bytes object (type={type(data).__name__})')
            self.Parse(data, not data)
            if not data:
                return 1

    def _compact(self):
        """Text that has been dealt with is dropped."""
        at = self._at
        if at:
            line, column = self._place(at)
            self._origin = line, column, self._byte(at)
            self._text, self._at, self._seen = self._text[at:], 0, (0, line, column)

    def _decode(self, data, final):
        """Bytes become text, line ends become newlines."""
        if self._decoder is None:
            data = self._raw + data
            self._raw = b''
            encoding = self._encoding
            if encoding is None:
                if len(data) < 4 and not final:
                    self._raw = data
                    return
                if data[:2] in (b'\xff\xfe', b'\xfe\xff'):
                    encoding = 'utf-16'
                elif data[:3] == b'\xef\xbb\xbf':
                    encoding = 'utf-8-sig'
                elif b'<?xml'.startswith(data[:5]) and b'?>' not in data and not final:
                    self._raw = data
                    return
                elif data[:5] == b'<?xml' and (found := _re.search(rb'''^[^>]*?encoding\s*=\s*["']([-A-Za-z0-9._]+)["']''', data[:data.find(b'?>')])):
                    encoding = found[1].decode()
                    if encoding.lower() == 'utf-16':
                        self._wrong, encoding = found.start(1), 'utf-8'
                elif data[:2] in (b'<\0', b'\0<'):
                    encoding = 'utf-16-le' if data[0] else 'utf-16-be'
                else:
                    encoding = 'utf-8'
            try:
                if not _codecs.lookup(encoding)._is_text_encoding:
                    raise LookupError
                self._decoder = _codecs.getincrementaldecoder(encoding)()
                self._converts = not encoding.lower().startswith(('utf-8', 'utf8', 'us-ascii', 'ascii'))
            except LookupError:
                self._fail(18, data.find(encoding.encode()) if self._encoding is None else 0)
        try:
            text = self._held + self._decoder.decode(data, final)
        except UnicodeDecodeError as failure:
            text = self._held + failure.object[:failure.start].decode(failure.encoding, 'ignore')
            self._broken = 4 if failure.reason != 'unexpected end of data' else 6
        self._held = ''
        if text[-1:] == '\r' and not final:
            text, self._held = text[:-1], '\r'
        if '\r' in text:
            text = text.replace('\r\n', '\n').replace('\r', '\n')
        self._text += text

    def _run(self, final):
        """Deals with all whole tokens of the text."""
        try:
            while self._at < len(self._text):
                getattr(self, f'_{self._state}')(final)
        except _More:
            if self._broken:
                self._fail(self._broken, len(self._text))
            if final:
                self._fail(20 if self._cdata else 5)
        if self._broken:
            self._fail(self._broken, len(self._text))
        if final:
            if self._cdata:
                self._fail(20)
            if self._parent is None and self._state != 'epilog':
                self._fail(3)
            if self._parent is not None and self._open:
                self._fail(13)

    # ---- telling ----

    def _flush(self):
        if self._buffer:
            text, self._buffer = ''.join(self._buffer), []
            if self.CharacterDataHandler:
                self.CharacterDataHandler(text)

    def _tell(self, handler, *args):
        """Calls a handler; without one the default handler gets the text."""
        function = getattr(self, handler)
        if function:
            self._flush()
            return function(*args)
        return None

    def _default(self, text):
        function = self.DefaultHandlerExpand or self.DefaultHandler
        if function and text:
            self._flush()
            function(text)

    def _told(self, handler, source, *args):
        if getattr(self, handler):
            self._tell(handler, *args)
        else:
            self._default(source)

    def _data(self, text, source=None):
        if not self.CharacterDataHandler:
            self._default(text if source is None else source)
        elif self._buffer is None:
            self.CharacterDataHandler(text)
        else:
            if self.buffer_used + len(text) > self._buffer_size:
                self._flush()
            self._buffer.append(text)
            if len(text) > self._buffer_size:
                self._flush()

    # ---- content ----

    def _until(self, mark, at):
        end = self._text.find(mark, at)
        if (found := _bad(self._text, at, end if end >= 0 else len(self._text))):
            self._fail(4, found.start())
        if end < 0:
            raise _More
        return end

    def _content(self, final):
        text, at = self._text, self._at
        while at < len(text):
            self._at = at
            c = text[at]
            if self._cdata:
                end = text.find(']]>', at)
                if end == at:
                    self._cdata = False
                    self._told('EndCdataSectionHandler', ']]>')
                    at += 3
                    continue
                stop = end if end >= 0 else len(text) if final or text[-1] != ']' else len(text.rstrip(']'))
                if stop == at:
                    raise _More
                if (found := _bad(text, at, stop)):
                    self._fail(4, found.start())
                self._lines(text[at:stop])
                at = stop
            elif c == '<':
                at = self._markup(text, at)
                if self._state != 'content':
                    break
                continue
            elif c == '&':
                at = self._referred(text, at)
            elif c == '\n':
                self._data('\n')
                at += 1
            else:
                found = _plain(text, at)
                if not found:
                    self._fail(4, at)
                end = found.end()
                if (mark := text.find(']]>', at, end)) >= 0:
                    self._data(text[at:mark]) if mark > at else None
                    self._fail(4, mark + 2)
                if '\ufffe' in found[0] or '\uffff' in found[0]:
                    self._fail(4, _bad(text, at).start())
                if end == len(text) and not final and text[end - 1] == ']':
                    end = len(text.rstrip(']'))
                    if end <= at:
                        raise _More
                if self._converts and end - at > 1024:
                    end = at + 1024
                self._data(text[at:end])
                at = end
        self._at = at

    def _lines(self, text):
        """Characters, each newline apart."""
        for part in _re.findall('[^\n]+|\n', text):
            self._data(part)

    def _referred(self, text, at):
        """A reference in content: the place behind it."""
        found = _reference(text, at)
        if not found:
            rest = text[at:]
            if _re.fullmatch(rf'&(?:#(?:x[0-9a-fA-F]*|[0-9]*)|{_NAME})?', rest):
                raise _More
            head = _re.match(rf'&(?:#(?:x[0-9a-fA-F]*|[0-9]*)|{_NAME})?', rest)
            self._fail(4, at + head.end())
        name, source = found[3], found[0]
        if name is None:
            self._data(self._character(found, at), source)
        elif name in _PREDEFINED:
            self._data(_PREDEFINED[name], source)
        elif name not in self._entities:
            if not self._skips:
                self._fail(11)
            self._tell('SkippedEntityHandler', name, 0) if self.SkippedEntityHandler else self._default(source)
        else:
            self._entity(name, source)
        return found.end()

    def _character(self, found, at):
        number = int(found[1], 16) if found[1] else int(found[2])
        if number > 0x10ffff or 0xd800 <= number < 0xe000 or number in (0xfffe, 0xffff) or (number < 32 and number not in (9, 10, 13)):
            self._fail(14, at)
        return chr(number)

    def _entity(self, name, source):
        value, system, public, notation = self._entities[name][:4]
        if notation is not None:
            self._fail(15)
        if any(name == other for other, _ in self._expanding):
            self._fail(12)
        if value is None:
            if self.ExternalEntityRefHandler:
                if not self._tell('ExternalEntityRefHandler', name, self._base, system, public):
                    self._fail(21)
            else:
                self._default(source)
        elif self.DefaultHandler and not self.DefaultHandlerExpand:
            self._default(source)
        else:
            self._expand(name, value)

    def _expand(self, name, value):
        """An entity's text is parsed in its place."""
        self._count(value)
        kept = self._text, self._at, self._seen, self._origin, len(self._open)
        self._expanding.append((name, self._at))
        try:
            self._text, self._at = value, 0
            try:
                self._content(True)
            except _More:
                self._fail(5)
            if len(self._open) != kept[4] or self._cdata or self._state != 'content':
                self._fail(13)
        except ExpatError as failure:
            self._text, self._at, self._seen, self._origin = kept[:4]
            self._error_at = self._at
            failure.lineno, failure.offset = self._place(self._at)
            failure.args = (f'{errors.messages[failure.code]}: line {failure.lineno}, column {failure.offset}',)
            raise
        finally:
            self._expanding.pop()
        self._text, self._at, self._seen, self._origin = kept[:4]

    def _count(self, value):
        self._expanded += len(value)
        if self._expanded > 8388608 and self._expanded > 99 * self._bytes:
            self._fail(43)

    def _markup(self, text, at):
        following = text[at + 1:at + 2]
        if not following:
            raise _More
        if following == '/':
            found = _end_tag(text, at)
            if not found:
                self._odd_end(text, at)
            name = found[1]
            if len(self._open) == 0:
                self._fail(13 if self._expanding or self._parent else 4, None if self._expanding or self._parent else at + 1)
            if self._open[-1][0] != name:
                self._fail(7, at + 2)
            self._end(text[at:found.end()])
            return found.end()
        if following == '!':
            return self._exclaimed(text, at)
        if following == '?':
            return self._instruction(text, at)
        found = _start_tag(text, at)
        if not found:
            self._odd_start(text, at)
        self._start(found, text, at)
        return found.end()

    def _exclaimed(self, text, at):
        if text.startswith('<!--', at):
            return self._comment(text, at)
        if text.startswith('<![CDATA[', at):
            self._cdata = True
            self._told('StartCdataSectionHandler', '<![CDATA[')
            return at + 9
        for start in ('<!--', '<![CDATA['):
            if start.startswith(text[at:]):
                raise _More
        head = 0
        for start in ('<!--', '<![CDATA['):
            length = 2
            while length < len(start) and text[at + length:at + length + 1] == start[length]:
                length += 1
            head = max(head, length)
        self._fail(4, at + head)

    def _comment(self, text, at):
        end = self._until('--', at + 4)
        if end + 2 >= len(text):
            raise _More
        if text[end + 2] != '>':
            self._fail(4, end + 2)
        self._told('CommentHandler', text[at:end + 3], text[at + 4:end])
        return end + 3

    def _instruction(self, text, at):
        found = _name(text, at + 2)
        if not found:
            if at + 2 >= len(text):
                raise _More
            self._fail(4, at + 2)
        stop, target = found.end(), found[0]
        if stop + 1 >= len(text):
            raise _More
        if target.lower() == 'xml':
            if target != 'xml':
                self._fail(4, stop)
            self._until('?>', stop)
            self._fail(17)
        if text[stop] not in ' \t\n' and not text.startswith('?>', stop):
            self._fail(4, stop + (text[stop] == '?'))
        end = self._until('?>', stop)
        self._told('ProcessingInstructionHandler', text[at:end + 2], target, text[_space(text, stop).end():end])
        return end + 2

    def _odd_start(self, text, at):
        """Why there is no tag at a place: it is not there yet, or an error."""
        found = _name(text, at + 1)
        if not found:
            self._fail(4, at + 1)
        here = found.end()
        while True:
            found = _attribute(text, here)
            if not found:
                break
            here = found.end()
        spaced = _space(text, here).end()
        if spaced >= len(text) or text[spaced:] == '/':
            raise _More
        if text[spaced] == '/':
            self._fail(4, spaced + 1)
        name = _name(text, spaced)
        if not name or spaced == here:
            self._fail(4, spaced)
        here = _space(text, name.end()).end()
        if here >= len(text):
            raise _More
        if text[here] != '=':
            self._fail(4, here)
        here = _space(text, here + 1).end()
        if here >= len(text):
            raise _More
        if text[here] not in '"\'':
            self._fail(4, here)
        for place in range(here + 1, len(text)):
            if text[place] == '<':
                self._fail(4, place)
        raise _More

    def _odd_end(self, text, at):
        found = _name(text, at + 2)
        if not found:
            if at + 2 >= len(text):
                raise _More
            self._fail(4, at + 2)
        here = _space(text, found.end()).end()
        if here >= len(text):
            raise _More
        self._fail(4, here)

    def _start(self, found, text, at):
        name, given, empty = found.groups()
        attributes, here, declared = {}, found.start(2), self._attlists.get(name)
        if given:
            while (one := _attribute(text, here)):
                key, value = one[1], one[2] if one[2] is not None else one[3]
                if key in attributes:
                    self._fail(8, one.start(1))
                if '&' in value:
                    value = self._value(value, one.start(2) if one[2] is not None else one.start(3))
                elif '\n' in value or '\t' in value:
                    value = value.replace('\n', ' ').replace('\t', ' ')
                if '\0' <= value[:1] < ' ' or _bad(value):
                    self._fail(4, one.start(2) + _bad(value).start()) if _bad(value) else None
                if declared and declared.get(key, ('CDATA',))[0] != 'CDATA':
                    value = ' '.join(filter(None, value.split(' ')))
                attributes[key] = value
                here = one.end()
        specified = len(attributes)
        for key, (kind, value) in (declared or {}).items():
            if value is not None and key not in attributes:
                attributes[key] = value
        outer, bound = self._spaces, ()
        full = name
        if self._separator is not None:
            attributes, bound, specified = self._bind(attributes, specified)
            full = self._qualified(name, self._spaces.get(''))
            if '' in attributes:
                self._fail(8)
        if self.specified_attributes:
            attributes = dict(list(attributes.items())[:specified])
        self._open.append((name, full, outer, bound))
        if self.StartElementHandler:
            self._flush()
            self.StartElementHandler(full, [part for pair in attributes.items() for part in pair] if self.ordered_attributes else attributes)
        else:
            self._default(text[at:found.end()])
        if empty:
            if self.StartElementHandler and not self._expanding:
                self._at = found.end()
            self._end('')

    def _end(self, source):
        name, full, outer, bound = self._open.pop()
        if self.EndElementHandler:
            self._flush()
            self.EndElementHandler(full)
        else:
            self._default(source)
        self._spaces = outer
        for prefix in reversed(bound):
            self._tell('EndNamespaceDeclHandler', prefix)
        if not self._open and not self._expanding and self._parent is None:
            self._state = 'epilog'

    def _bind(self, attributes, specified):
        """Namespaces of a tag: the other attributes with full names, and the prefixes that it binds."""
        bound, rest = [], {}
        for index, (key, value) in enumerate(list(attributes.items())):
            if key != 'xmlns' and key[:6] != 'xmlns:':
                rest[key] = value
                continue
            specified -= index < specified
            prefix = key[6:] or None
            if prefix == 'xmlns':
                self._fail(39)
            if (prefix == 'xml') != (value == _XML):
                self._fail(38 if prefix == 'xml' else 40)
            if value == _XMLNS:
                self._fail(40)
            if prefix and not value:
                self._fail(28)
            if self._separator and self._separator in value:
                self._fail(2)
            self._spaces = {**self._spaces, prefix or '': value}
            bound.append(prefix)
            self._tell('StartNamespaceDeclHandler', prefix, value or None)
        full = {}
        for key, value in rest.items():
            key = self._qualified(key, None)
            if key in full:
                self._fail(8)
            full[key] = value
        return full, bound, specified

    def _qualified(self, name, default):
        prefix, colon, local = name.partition(':')
        if not colon:
            return f'{default}{self._separator}{name}' if default else name
        if prefix not in self._spaces:
            self._fail(27)
        if self.namespace_prefixes:
            return f'{self._spaces[prefix]}{self._separator}{local}{self._separator}{prefix}'
        return f'{self._spaces[prefix]}{self._separator}{local}'

    def _value(self, value, at, inside=()):
        """An attribute's value with its references replaced."""
        result, here = [], 0
        while (mark := value.find('&', here)) >= 0:
            result.append(value[here:mark].replace('\n', ' ').replace('\t', ' '))
            found = _reference(value, mark)
            if not found:
                head = _re.compile(rf'&(?:#(?:x[0-9a-fA-F]*|[0-9]*)|{_NAME})?').match(value, mark)
                self._fail(4, self._at if inside else at + head.end())
            name = found[3]
            if name is None:
                result.append(self._character(found, at + mark))
            elif name in _PREDEFINED:
                result.append(_PREDEFINED[name])
            elif name not in self._entities:
                if not self._skips:
                    self._fail(11, at + mark)
            elif name in inside:
                self._fail(12, at + mark)
            else:
                inner, system, public, notation = self._entities[name][:4]
                if inner is None:
                    self._fail(15 if notation is not None else 16, at + mark)
                self._count(inner)
                result.append(self._value(inner, at + mark, (*inside, name)))
            here = found.end()
        return ''.join(result) + value[here:].replace('\n', ' ').replace('\t', ' ')

    # ---- before and after the root ----

    def _prolog(self, final):
        text, at = self._text, self._at
        if not self._origin[2] and at == 0 and self._origin[:2] == (1, 0):
            if '<?xml'.startswith(text[:5]) and len(text) < 6 and not final:
                raise _More
            if _re.match(r'<\?xml[ \t\n]', text):
                return self._xml_declaration(text)
        self._outside(text, at, final, False)

    def _xml_declaration(self, text):
        end = self._until('?>', 0)
        found = _declaration(text)
        if not found:
            self._fail(30, self._declaration_error(text, end))
        version, encoding, standalone = found[1] or found[2], found[3] or found[4], found[5] or found[6]
        self._standalone = -1 if standalone is None else int(standalone == 'yes')
        self._told('XmlDeclHandler', found[0], version, encoding, self._standalone)
        if self._wrong:
            self._fail(19, self._wrong)
        self._at = end + 2

    @staticmethod
    def _declaration_error(text, end):
        """Where a declaration goes wrong."""
        names, here = ['version', 'encoding', 'standalone'], 5
        while True:
            found = _re.compile(r'''[ \t\n]+([a-z]+)[ \t\n]*=[ \t\n]*("[^"]*"|'[^']*')''').match(text, here)
            if not found or found[1] not in names or (names[0] == 'version' and found[1] != 'version'):
                return _space(text, here).end()
            value = found[2][1:-1]
            if found[1] == 'standalone' and value not in ('yes', 'no') or found[1] == 'encoding' and not _re.fullmatch('[A-Za-z][-A-Za-z0-9._]*', value):
                return found.start(2) + 1
            names = names[names.index(found[1]) + 1:]
            here = found.end()

    def _epilog(self, final):
        self._outside(self._text, self._at, final, True)

    def _outside(self, text, at, final, after):
        here = _space(text, at).end()
        if here > at:
            self._default(text[at:here])
            self._at = here
            if here == len(text):
                return
            at = here
        following = text[at + 1:at + 2]
        if text[at] != '<':
            found = _name(text, at)
            if found and found.end() < len(text) and text[found.end()] not in ' \t\n>)|,%*+?[]':
                self._fail(4, found.end())
            self._fail(4 if _bad(text[at]) or text[at] in '&' and not after else 9 if after else 2)
        if not following:
            raise _More
        if following == '?':
            self._at = self._instruction(text, at)
        elif text.startswith('<!--', at):
            self._at = self._comment(text, at)
        elif '<!--'.startswith(text[at:]):
            raise _More
        elif after:
            if not _name(text, at + 1) and following not in '/!':
                self._fail(4, at + 1)
            self._fail(9)
        elif following == '!':
            if '<!DOCTYPE'.startswith(text[at:]):
                raise _More
            if not text.startswith('<!DOCTYPE', at):
                end = _re.compile('[A-Za-z]*').match(text, at + 2).end()
                if end >= len(text):
                    raise _More
                self._fail(2 if text[end:end + 1] in ' \t\n' else 4, at if text[end:end + 1] in ' \t\n' else end)
            if self._doctype:
                self._fail(2)
            self._state = 'doctype_start'
        else:
            if following == '/':
                self._fail(4, at + 1)
            if self._foreign and not self._doctype and self._pe_parsing and self.ExternalEntityRefHandler:
                self._skips = True
                self._tell('ExternalEntityRefHandler', None, self._base, None, None)
            self._state = 'content'

    # ---- document types ----

    def _tokens(self, at, mark):
        """(token, place) up to mark, blanks left out; the place behind it."""
        text, tokens = self._text, []
        while True:
            if at >= len(text):
                raise _More
            found = _dtd_token(text, at)
            if not found:
                if text[at] in '"\'' or (text[at] == '#' and at + 1 >= len(text)):
                    raise _More
                self._fail(4, at)
            if found[0] in mark:
                return tokens, found[0], found.end()
            if not found[0].isspace():
                tokens.append((found[0], at))
            at = found.end()

    def _external(self, tokens):
        """(public, system) at the front of tokens, which are taken away."""
        if tokens and tokens[0][0] in ('SYSTEM', 'PUBLIC'):
            kind, at = tokens.pop(0)
            texts = []
            while tokens and tokens[0][0][0] in '"\'':
                texts.append(tokens.pop(0))
            if kind == 'SYSTEM':
                if len(texts) != 1:
                    self._fail(2, texts[1][1] if len(texts) > 1 else at)
                return None, texts[0][0][1:-1]
            if not texts:
                self._fail(2, at)
            if not _re.fullmatch(r"[ \n\ra-zA-Z0-9\-'()+,./:=?;!*#@$_%]*", texts[0][0][1:-1]):
                self._fail(32, texts[0][1])
            return ' '.join(texts[0][0][1:-1].split()), texts[1][0][1:-1] if len(texts) > 1 else None
        return None, None

    def _doctype_start(self, final):
        tokens, mark, at = self._tokens(self._at + 9, '[>')
        if not tokens:
            self._fail(2, at - 1)
        name, place = tokens.pop(0)
        public, system = self._external(tokens)
        if tokens:
            self._fail(2, tokens[0][1])
        self._doctype = name
        if system is not None and self._standalone != 1 and self.NotStandaloneHandler and not self._tell('NotStandaloneHandler'):
            self._fail(22)
        self._tell('StartDoctypeDeclHandler', name, system, public, int(mark == '['))
        self._skips = system is not None and self._standalone != 1
        if not self.StartDoctypeDeclHandler:
            self._default(self._text[self._at:at])
        self._at = at
        if mark == '[':
            self._state = 'subset'
        else:
            self._end_doctype(system, public)

    def _end_doctype(self, system=None, public=None):
        if system and self._pe_parsing and self._standalone != 1 and self.ExternalEntityRefHandler:
            if not self._tell('ExternalEntityRefHandler', None, self._base, system, public):
                self._fail(21)
        self._tell('EndDoctypeDeclHandler')
        self._state = 'prolog'

    def _subset(self, final):
        text, at = self._text, self._at
        here = _space(text, at).end()
        if here > at:
            self._default(text[at:here])
            self._at = here
            return
        if text[at] == ']':
            _, _, here = self._tokens(at + 1, '>')
            self._default(text[at:here])
            self._at = here
            self._end_doctype()
        elif text[at] == '%':
            found = _re.compile(rf'%({_NAME});').match(text, at)
            if not found:
                raise _More
            self._skips = self._skips or self._standalone != 1
            if self._standalone != 1 and self.NotStandaloneHandler and not self._tell('NotStandaloneHandler'):
                self._fail(22)
            value = self._parameters.get(found[1])
            self._at = found.end()
            if isinstance(value, str):
                self._text = text[:found.end()] + ' ' + value + ' ' + text[found.end():]
            elif self.SkippedEntityHandler and value is None and self._pe_parsing:
                self._tell('SkippedEntityHandler', found[1], 1)
            elif value is not None and self._pe_parsing and self.ExternalEntityRefHandler:
                self._tell('ExternalEntityRefHandler', None, self._base, *value)
        elif text.startswith('<!--', at):
            self._at = self._comment(text, at)
        elif text.startswith('<?', at):
            self._at = self._instruction(text, at)
        elif text.startswith('<!', at):
            found = _re.compile('<!([A-Z]+)(?=[ \t\n])').match(text, at)
            if not found:
                if _re.match('<![A-Z]*$', text[at:]) or '<!--'.startswith(text[at:]):
                    raise _More
                self._fail(4, at + 2)
            kind = {'ENTITY': self._declare_entity, 'ELEMENT': self._declare_element, 'ATTLIST': self._declare_attributes,
                    'NOTATION': self._declare_notation}.get(found[1])
            if not kind:
                self._fail(2)
            tokens, _, end = self._tokens(found.end(), '>')
            if not kind(tokens):
                self._default(text[at:end])
            self._at = end
        elif text[at:] == '<':
            raise _More
        else:
            self._fail(2 if text[at] != '<' else 4, at)

    def _declare_entity(self, tokens):
        parameter = bool(tokens) and tokens[0][0] == '%'
        if parameter:
            del tokens[0]
        if not tokens:
            self._fail(2)
        name = tokens.pop(0)[0]
        public, system = self._external(tokens)
        value = notation = None
        if system is None:
            if not tokens or tokens[0][0][0] not in '"\'':
                self._fail(2, tokens[0][1] if tokens else None)
            value, at = tokens.pop(0)
            value = _re.sub('&#(?:x([0-9a-fA-F]+)|([0-9]+));', lambda found: self._character(found, at), value[1:-1])
            value = _re.sub(rf'%({_NAME});', lambda found: self._parameters.get(found[1]) or '' if self._parent else self._fail(10, at), value)
        elif tokens and tokens[0][0] == 'NDATA':
            notation = tokens[1][0]
            del tokens[:2]
        if tokens:
            self._fail(2, tokens[0][1])
        if parameter:
            self._parameters.setdefault(name, value if value is not None else (system, public))
        elif name in self._entities or name in _PREDEFINED and value is not None:
            return True
        else:
            self._entities[name] = value, system, public, notation
        if notation is not None and self.UnparsedEntityDeclHandler:
            self._tell('UnparsedEntityDeclHandler', name, self._base, system, public, notation)
            return True
        self._tell('EntityDeclHandler', name, int(parameter), value, self._base, system, public, notation)
        return bool(self.EntityDeclHandler)

    def _declare_notation(self, tokens):
        name = tokens.pop(0)[0] if tokens else self._fail(2)
        public, system = self._external(tokens)
        if public is None and system is None:
            self._fail(2)
        self._tell('NotationDeclHandler', name, self._base, system, public)
        return bool(self.NotationDeclHandler)

    def _declare_attributes(self, tokens):
        element = tokens.pop(0)[0] if tokens else self._fail(2)
        while tokens:
            name = tokens.pop(0)[0]
            kind = tokens.pop(0)[0] if tokens else self._fail(2)
            if kind in ('NOTATION', '('):
                prefix = 'NOTATION(' if kind == 'NOTATION' else '('
                if kind == 'NOTATION':
                    del tokens[0]
                words = []
                while tokens and tokens[0][0] != ')':
                    words.append(tokens.pop(0)[0])
                del tokens[:1]
                kind = f"{prefix}{''.join(words)})"
            elif kind not in ('CDATA', 'ID', 'IDREF', 'IDREFS', 'ENTITY', 'ENTITIES', 'NMTOKEN', 'NMTOKENS'):
                self._fail(2)
            token, at = tokens.pop(0) if tokens else self._fail(2)
            value, required = None, int(token == '#REQUIRED')
            if token == '#FIXED':
                required, (token, at) = 1, tokens.pop(0)
            if token[0] in '"\'':
                value = self._value(token[1:-1], at)
                if kind != 'CDATA':
                    value = ' '.join(filter(None, value.split(' ')))
            elif token not in ('#REQUIRED', '#IMPLIED'):
                self._fail(2, at)
            known = self._attlists.setdefault(element, {})
            if name not in known:
                known[name] = kind, value
                self._tell('AttlistDeclHandler', element, name, kind, value, required)
        return bool(self.AttlistDeclHandler)

    def _declare_element(self, tokens):
        name = tokens.pop(0)[0] if tokens else self._fail(2)
        words = [token for token, _ in tokens]
        if words == ['EMPTY'] or words == ['ANY']:
            shape = 1 + (words == ['ANY']), 0, None, ()
        else:
            shape, rest = self._model(words)
            if rest:
                self._fail(2)
        self._tell('ElementDeclHandler', name, shape)
        return bool(self.ElementDeclHandler)

    def _model(self, words):
        """(kind, how often, name, parts) of a content model, and the words behind it."""
        if not words:
            self._fail(2)
        first, words = words[0], words[1:]
        kind, name, parts = 4, first, []
        if first == '(':
            kind, name = 6, None
            if words[:1] == ['#PCDATA']:
                kind, words = 3, words[1:]
                if words[:1] == ['|']:
                    words = words[1:]
            while words and words[0] != ')':
                part, words = self._model(words)
                parts.append(part)
                if words[:1] in (['|'], [',']):
                    kind = 5 if words[0] == '|' and kind != 3 else kind
                    words = words[1:]
            words = words[1:]
        quantity = {'?': 1, '*': 2, '+': 3}.get(words[0] if words else '', 0)
        return (kind, quantity, name, tuple(parts)), words[bool(quantity):]


XMLParserType.__module__, XMLParserType.__qualname__, XMLParserType.__name__ = 'pyexpat', 'xmlparser', 'xmlparser'


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """A new parser; with a separator it joins namespaces and names."""
    if encoding is not None and not isinstance(encoding, str):
        raise TypeError(f"ParserCreate() argument 'encoding' must be str or None, not {type(encoding).__name__}")
    if namespace_separator is not None:
        if not isinstance(namespace_separator, str):
            raise TypeError(f"ParserCreate() argument 'namespace_separator' must be str or None, not {type(namespace_separator).__name__}")
        if len(namespace_separator) > 1:
            raise ValueError('namespace_separator must be at most one character, omitted, or None')
    if intern is not None and not isinstance(intern, dict):
        raise TypeError('intern must be a dictionary')
    return XMLParserType(encoding, namespace_separator, {} if intern is None else intern)
