"""What a message contains, as a Python object: for each type of content a function that makes the object, for each class of
objects one that writes it into a message."""

import email.charset
import email.errors
import email.message
from binascii import b2a_base64, b2a_qp
from email.quoprimime import body_encode


class ContentManager:
    """Functions that read and write contents, found by content type and by class."""

    def __init__(self):
        self.get_handlers, self.set_handlers = {}, {}

    def add_get_handler(self, key, handler):
        """Contents of the type key ('text/plain', 'text', or '' for any) are read by handler(msg, ...)."""
        self.get_handlers[key] = handler

    def add_set_handler(self, typekey, handler):
        """Objects of a class (itself or its name; None: any) are written by handler(msg, obj, ...)."""
        self.set_handlers[typekey] = handler

    def get_content(self, msg, *args, **kw):
        """The message's content; KeyError if nothing reads its type."""
        whole = msg.get_content_type()
        handlers = [self.get_handlers[key] for key in (whole, msg.get_content_maintype(), '') if key in self.get_handlers]
        if not handlers:
            raise KeyError(whole)
        return handlers[0](msg, *args, **kw)

    def set_content(self, msg, obj, *args, **kw):
        """Put an object into a message, in place of what it contains; KeyError if nothing writes its class."""
        if msg.get_content_maintype() == 'multipart':
            raise TypeError("set_content not valid on multipart")
        key = next(filter(self.set_handlers.__contains__, self._keys_of(type(obj))), self)
        if key is self:
            raise KeyError(self._path_of(type(obj)))
        msg.clear_content()
        self.set_handlers[key](msg, obj, *args, **kw)

    @staticmethod
    def _path_of(cls):
        return f'{cls.__module__}.{cls.__qualname__}' if cls.__module__ else cls.__qualname__

    def _keys_of(self, cls):
        """What a handler for instances of a class can be found by, best first."""
        for base in cls.__mro__:
            yield from (base, self._path_of(base), base.__qualname__, base.__name__)
        yield None


# ---- reading ----

def get_text_content(msg, errors='replace'):
    """The text, decoded."""
    return msg.get_payload(decode=True).decode(msg.get_param('charset', 'ASCII'), errors=errors)


def get_non_text_content(msg):
    """The bytes, without their transfer encoding."""
    return msg.get_payload(decode=True)


def get_message_content(msg):
    """The message inside."""
    return msg.get_payload(0)


def get_and_fixup_unknown_message_content(msg):
    """The message inside, as bytes: what its type asks of it is not known."""
    return bytes(get_message_content(msg))


# ---- writing ----

def _declare(msg, content_type, headers):
    """Type and further headers, texts or header objects, of a message that has lost its content."""
    msg['Content-Type'] = content_type
    if not headers:
        return
    if not hasattr(headers[0], 'name'):
        parse, make = msg.policy.header_source_parse, msg.policy.header_factory
        headers = [make(*parse([text])) for text in headers]
    for header in headers:
        try:
            if header.defects:
                raise header.defects[0]
            msg[header.name] = header
        except email.errors.HeaderDefect as defect:
            raise ValueError(f"Invalid header: {header.fold(policy=msg.policy)}") from defect


def _store(msg, payload, encoding, disposition=None, filename=None, cid=None, params=None):
    """Payload, its transfer encoding, and what tells how it is to be shown."""
    msg.set_payload(payload)
    msg['Content-Transfer-Encoding'] = encoding
    if disposition is not None or filename is not None:
        msg['Content-Disposition'] = 'attachment' if disposition is None else disposition
    if filename is not None:
        msg.set_param('filename', filename, header='Content-Disposition', replace=True)
    if cid is not None:
        msg['Content-ID'] = cid
    for key, value in (params or {}).items():
        msg.set_param(key, value)


def _base64_lines(data, width):
    """Data in base64, in lines of at most width characters."""
    step = width // 4 * 3
    return ''.join(b2a_base64(data[start:start + step]).decode('ascii') for start in range(0, len(data), step))


class _Text:
    """Lines of bytes that become a payload by one of four transfer encodings."""

    def __init__(self, text, charset, policy):
        self.lines, self.policy = text.encode(charset).splitlines(), policy

    def joined(self, end, count=None):
        return end.join(self.lines[:count]) + end

    def quoted(self):
        return body_encode(self.joined(b'\n').decode('latin-1'), self.policy.max_line_length)

    def best_encoding(self):
        """As it is if its bytes and lines allow it, else the shorter one of two, judged by ten lines."""
        if all(len(line) <= self.policy.max_line_length for line in self.lines):
            if all(map(bytes.isascii, self.lines)):
                return '7bit'
            if self.policy.cte_type == '8bit':
                return '8bit'
        sample = self.joined(self.policy.linesep.encode('ascii'), 10)
        quoted = body_encode(sample.decode('latin-1'), self.policy.max_line_length)
        return 'quoted-printable' if len(quoted) <= len(b2a_base64(sample)) else 'base64'

    def encoded(self, encoding):
        match encoding:
            case '7bit' | '8bit':
                return self.joined(b'\n').decode('ascii', 'strict' if encoding == '7bit' else 'surrogateescape')
            case 'quoted-printable':
                return self.quoted()
            case 'base64':
                return _base64_lines(self.joined(self.policy.linesep.encode('ascii')), self.policy.max_line_length)
        raise ValueError(f"Unknown content transfer encoding {encoding}")


def set_text_content(msg, string, subtype="plain", charset='utf-8', cte=None, disposition=None, filename=None, cid=None, params=None,
                     headers=None):
    """A str, as text/subtype."""
    _declare(msg, f'text/{subtype}', headers)
    text = _Text(string, charset, msg.policy)
    encoding = text.best_encoding() if cte is None else cte
    payload = text.encoded(encoding)
    msg.set_param('charset', email.charset.ALIASES.get(charset, charset), replace=True)
    _store(msg, payload, encoding, disposition, filename, cid, params)


# Transfer encodings that a message inside a message may have, the usual one first.
_inside = {'rfc822': ('8bit', '7bit', 'binary'), 'external-body': ('7bit',)}


def set_message_content(msg, message, subtype="rfc822", cte=None, disposition=None, filename=None, cid=None, params=None, headers=None):
    """A message, as message/subtype."""
    if subtype == 'partial':
        raise ValueError("message/partial is not supported for Message objects")
    allowed = _inside.get(subtype, (cte or '7bit',))
    if cte is not None and cte not in allowed:
        raise ValueError(f"message/{subtype} parts do not support cte={cte}")
    _declare(msg, f'message/{subtype}', headers)
    _store(msg, [message], allowed[0] if cte is None else cte, disposition, filename, cid, params)


def set_bytes_content(msg, data, maintype, subtype, cte='base64', disposition=None, filename=None, cid=None, params=None, headers=None):
    """Bytes, as maintype/subtype."""
    _declare(msg, f'{maintype}/{subtype}', headers)
    match cte:
        case 'base64':
            data = _base64_lines(data, msg.policy.max_line_length)
        case 'quoted-printable':
            data = b2a_qp(data, istext=False, header=False, quotetabs=True).decode('ascii')
        case '7bit':
            data = data.decode('ascii')
        case '8bit' | 'binary':
            data = data.decode('ascii', 'surrogateescape')
    _store(msg, data, cte, disposition, filename, cid, params)


raw_data_manager = ContentManager()
raw_data_manager.get_handlers |= {
    'text': get_text_content, **dict.fromkeys(('audio', 'image', 'video', 'application'), get_non_text_content),
    **dict.fromkeys(('message/rfc822', 'message/external-body'), get_message_content), 'message': get_and_fixup_unknown_message_content}
raw_data_manager.set_handlers |= {
    str: set_text_content, email.message.Message: set_message_content, **dict.fromkeys((bytes, bytearray, memoryview), set_bytes_content)}
