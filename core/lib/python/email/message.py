"""Messages: headers, and a payload that is a text or a list of messages."""

__all__ = ['Message', 'EmailMessage']

import binascii
import quopri
import re
from email import charset as _charset, errors, utils
from email._policybase import Policy, compat32
from io import BytesIO, StringIO

Charset = _charset.Charset
SEMISPACE = '; '
_MISSING = object()
tspecials = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')


def decode_b(encoded):
    """(bytes, defects) of base64 that may be wrong."""
    pad_err = len(encoded) % 4
    missing = b'==='[:4 - pad_err] if pad_err else b''
    try:
        return binascii.a2b_base64(encoded + missing, strict_mode=True), [errors.InvalidBase64PaddingDefect()] if pad_err else []
    except binascii.Error:
        defects = [errors.InvalidBase64CharactersDefect()]
        try:
            return binascii.a2b_base64(encoded), defects
        except binascii.Error:
            try:
                return binascii.a2b_base64(encoded + b'=='), defects + [errors.InvalidBase64PaddingDefect()]
            except binascii.Error:
                return encoded, defects + [errors.InvalidBase64LengthDefect()]


def _splitparam(param):
    a, sep, b = str(param).partition(';')
    return (a.strip(), b.strip()) if sep else (a.strip(), None)


def _formatparam(param, value=None, quote=True):
    """name=value, in quotes where needed; a value may be (charset, language, text)."""
    if value is None or len(value) == 0:
        return param
    if isinstance(value, tuple):
        param += '*'
        return '%s=%s' % (param, utils.encode_rfc2231(value[2], value[0], value[1]))
    try:
        value.encode('ascii')
    except UnicodeEncodeError:
        param += '*'
        return '%s=%s' % (param, utils.encode_rfc2231(value, 'utf-8', ''))
    if quote or tspecials.search(value):
        return '%s="%s"' % (param, utils.quote(value))
    return '%s=%s' % (param, value)


def _parseparam(s):
    """The parts between semicolons; those in quotes do not count."""
    pieces, parts = str(s).split(';'), []
    while pieces:
        part = pieces.pop(0)
        while pieces and (part.count('"') - part.count('\\"')) % 2:
            part += ';' + pieces.pop(0)
        name, is_there, value = part.partition('=')
        parts.append(f'{name.strip().lower()}={value.strip()}' if is_there else part.strip())
    return parts


def _unquotevalue(value):
    if isinstance(value, tuple):
        return value[0], value[1], utils.unquote(value[2])
    return utils.unquote(value)


class Message:
    """A message: a mapping of headers, whose names differ not by case, with get_payload() and set_payload()."""

    def __init__(self, policy=compat32):
        self.policy, self._headers, self.defects = policy, [], []
        self._payload = self._charset = self._unixfrom = self.preamble = self.epilogue = None
        self._default_type = 'text/plain'

    def __str__(self):
        return self.as_string()

    def as_string(self, unixfrom=False, maxheaderlen=0, policy=None):
        """The message's text."""
        from email.generator import Generator
        policy = self.policy if policy is None else policy
        fp = StringIO()
        Generator(fp, mangle_from_=False, maxheaderlen=maxheaderlen, policy=policy).flatten(self, unixfrom=unixfrom)
        return fp.getvalue()

    def __bytes__(self):
        return self.as_bytes()

    def as_bytes(self, unixfrom=False, policy=None):
        """The message's bytes."""
        from email.generator import BytesGenerator
        policy = self.policy if policy is None else policy
        fp = BytesIO()
        BytesGenerator(fp, mangle_from_=False, policy=policy).flatten(self, unixfrom=unixfrom)
        return fp.getvalue()

    def is_multipart(self):
        """Whether the payload is a list of messages."""
        return isinstance(self._payload, list)

    def set_unixfrom(self, unixfrom):
        """Give it the line that begins it in a file of messages."""
        self._unixfrom = unixfrom

    def get_unixfrom(self):
        """The line that begins it in a file of messages."""
        return self._unixfrom

    # ---- the payload ----

    def attach(self, payload):
        """One more part."""
        if self._payload is None:
            self._payload = []
        if not hasattr(self._payload, 'append'):
            raise TypeError("Attach is not valid on a message with a non-multipart payload")
        self._payload.append(payload)

    def get_payload(self, i=None, decode=False):
        """The payload, or its part i; with decode the bytes that it stands for."""
        if self.is_multipart():
            if decode:
                return None
            return self._payload if i is None else self._payload[i]
        if i is not None and not isinstance(self._payload, list):
            raise TypeError('Expected list, got %s' % type(self._payload))
        payload = self._payload
        cte = str(self.get('content-transfer-encoding', '')).lower()
        if not decode:
            if isinstance(payload, str) and utils._has_surrogates(payload):
                try:
                    bpayload = payload.encode('ascii', 'surrogateescape')
                    try:
                        payload = bpayload.decode(self.get_content_charset('ascii'), 'replace')
                    except LookupError:
                        payload = bpayload.decode('ascii', 'replace')
                except UnicodeEncodeError:
                    pass
            return payload
        if isinstance(payload, str):
            try:
                bpayload = payload.encode('ascii', 'surrogateescape')
            except UnicodeEncodeError:
                bpayload = payload.encode('raw-unicode-escape')
        else:
            bpayload = b''
        if cte == 'quoted-printable':
            return quopri.decodestring(bpayload)
        if cte == 'base64':
            value, defects = decode_b(b''.join(bpayload.splitlines()))
            for defect in defects:
                self.policy.handle_defect(self, defect)
            return value
        if cte in ('x-uuencode', 'uuencode', 'uue', 'x-uue'):
            try:
                return _decode_uu(bpayload)
            except ValueError:
                return bpayload
        return bpayload if isinstance(payload, str) else payload

    def set_payload(self, payload, charset=None):
        if hasattr(payload, 'encode'):
            if isinstance(charset, Charset):
                charset = charset.output_charset
            if not hasattr(payload, 'decode'):
                payload = payload.encode(charset, 'surrogateescape').decode('ascii', 'surrogateescape') if charset else payload
        if hasattr(payload, 'decode'):
            self._payload = payload.decode('ascii', 'surrogateescape')
        else:
            self._payload = payload
        if charset is not None:
            self.set_charset(charset)

    def set_charset(self, charset):
        """The payload's charset, in the headers too; None: none."""
        if charset is None:
            self._charset = None
            self.del_param('charset')
            return
        charset = self._charset = charset if isinstance(charset, Charset) else Charset(charset)
        written = charset.get_output_charset()
        if 'MIME-Version' not in self:
            self.add_header('MIME-Version', '1.0')
        if 'Content-Type' in self:
            self.set_param('charset', written)
        else:
            self.add_header('Content-Type', 'text/plain', charset=written)
        if charset != written:
            self._payload = charset.body_encode(self._payload)
        if 'Content-Transfer-Encoding' not in self:
            self._encode_body(charset, charset.get_body_encoding())

    def _encode_body(self, charset, encoding):
        """The encoding is a function that does it all, or its name."""
        try:
            encoding(self)
            return
        except TypeError:
            pass
        body = self._payload
        if body:
            try:
                body = body.encode('ascii', 'surrogateescape')
            except UnicodeError:
                body = body.encode(charset.output_charset)
        self._payload = charset.body_encode(body)
        self.add_header('Content-Transfer-Encoding', encoding)

    def get_charset(self):
        return self._charset

    # ---- headers ----

    def __len__(self):
        return len(self._headers)

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, val):
        """One more header; others of the name stay."""
        max_count = self.policy.header_max_count(name)
        if max_count:
            lname = name.lower()
            if sum(1 for k, v in self._headers if k.lower() == lname) >= max_count:
                raise ValueError("There may be at most {} {} headers in a message".format(max_count, name))
        self._headers.append(self.policy.header_store_parse(name, val))

    def __delitem__(self, name):
        """Delete all headers of the name."""
        name = name.lower()
        self._headers = [(k, v) for k, v in self._headers if k.lower() != name]

    def __contains__(self, name):
        name_lower = name.lower()
        return any(k.lower() == name_lower for k, v in self._headers)

    def __iter__(self):
        for field, value in self._headers:
            yield field

    def keys(self):
        return [k for k, v in self._headers]

    def values(self):
        return [self.policy.header_fetch_parse(k, v) for k, v in self._headers]

    def items(self):
        return [(k, self.policy.header_fetch_parse(k, v)) for k, v in self._headers]

    def get(self, name, failobj=None):
        """The value of the first header of that name, or failobj."""
        wanted = name.lower()
        for key, value in self._headers:
            if wanted == key.lower():
                return self.policy.header_fetch_parse(key, value)
        return failobj

    def set_raw(self, name, value):
        """Keep a header as it is."""
        self._headers.append((name, value))

    def raw_items(self):
        return iter(self._headers.copy())

    def get_all(self, name, failobj=None):
        """All values of a name."""
        name = name.lower()
        return [self.policy.header_fetch_parse(k, v) for k, v in self._headers if k.lower() == name] or failobj

    def add_header(self, _name, _value, **_params):
        """One more header with parameters; underscores in their names are hyphens."""
        parts = [k.replace('_', '-') if v is None else _formatparam(k.replace('_', '-'), v) for k, v in _params.items()]
        if _value is not None:
            parts.insert(0, _value)
        self[_name] = SEMISPACE.join(parts)

    def replace_header(self, _name, _value):
        """Another value of the first header of a name."""
        lname = _name.lower()
        for i, (k, v) in enumerate(self._headers):
            if k.lower() == lname:
                self._headers[i] = self.policy.header_store_parse(k, _value)
                return
        raise KeyError(_name)

    # ---- the type ----

    def get_content_type(self):
        """maintype/subtype"""
        value = self.get('content-type', _MISSING)
        if value is _MISSING:
            return self.get_default_type()
        kind = _splitparam(value)[0].lower()
        return 'text/plain' if kind.count('/') != 1 else kind

    def get_content_maintype(self):
        return self.get_content_type().split('/')[0]

    def get_content_subtype(self):
        return self.get_content_type().split('/')[1]

    def get_default_type(self):
        return self._default_type

    def set_default_type(self, ctype):
        self._default_type = ctype

    def _get_params_preserve(self, failobj, header):
        value = self.get(header, _MISSING)
        if value is _MISSING:
            return failobj
        pairs = (part.partition('=') for part in _parseparam(value))
        return utils.decode_params([(name.strip(), text.strip()) for name, _, text in pairs])

    def get_params(self, failobj=None, header='content-type', unquote=True):
        """Pairs of a header's parameters."""
        params = self._get_params_preserve(_MISSING, header)
        if params is _MISSING:
            return failobj
        return [(name, _unquotevalue(value)) for name, value in params] if unquote else params

    def get_param(self, param, failobj=None, header='content-type', unquote=True):
        """The value of a parameter."""
        if header not in self:
            return failobj
        for k, v in self._get_params_preserve(failobj, header):
            if k.lower() == param.lower():
                return _unquotevalue(v) if unquote else v
        return failobj

    def set_param(self, param, value, header='Content-Type', requote=True, charset=None, language='', replace=False):
        """Another value of a parameter."""
        if charset and not isinstance(value, tuple):
            value = charset, language, value
        before = self.get(header, 'text/plain' if header.lower() == 'content-type' else None)
        new = _formatparam(param, value, requote)
        if self.get_param(param, header=header):
            text = self._joined(new if name.lower() == param.lower() else _formatparam(name, old, requote)
                                for name, old in self.get_params(header=header, unquote=requote))
        else:
            text = self._joined([str(before), new] if before else [new])
        if text != self.get(header):
            if replace:
                self.replace_header(header, text)
            else:
                self._replace(header, text)

    @staticmethod
    def _joined(parts):
        return SEMISPACE.join(filter(None, parts))

    def _replace(self, header, text):
        """One header of that name, at the end."""
        del self[header]
        self[header] = text

    def del_param(self, param, header='content-type', requote=True):
        """Take a parameter away."""
        if header in self:
            text = self._joined(_formatparam(name, value, requote) for name, value in self.get_params(header=header, unquote=requote)
                                if name.lower() != param.lower())
            if text != self.get(header):
                self._replace(header, text)

    def set_type(self, type, header='Content-Type', requote=True):
        """Another type; parameters stay."""
        if type.count('/') != 1:
            raise ValueError
        if header.lower() == 'content-type':
            self._replace('MIME-Version', '1.0')
        first, *params = self.get_params([(type, '')], header, requote)
        self._replace(header, type)
        for name, value in params:
            self.set_param(name, value, header, requote)

    def get_filename(self, failobj=None):
        """The name that a file with the payload would have."""
        for name, header in ('filename', 'content-disposition'), ('name', 'content-type'):
            value = self.get_param(name, _MISSING, header)
            if value is not _MISSING:
                return utils.collapse_rfc2231_value(value).strip()
        return failobj

    def get_boundary(self, failobj=None):
        """What stands between its parts."""
        value = self.get_param('boundary', _MISSING)
        return failobj if value is _MISSING else utils.collapse_rfc2231_value(value).rstrip()

    def set_boundary(self, boundary):
        missing = object()
        params = self._get_params_preserve(missing, 'content-type')
        if params is missing:
            raise errors.HeaderParseError('No Content-Type header found')
        newparams = [(pk, '"%s"' % boundary) if pk.lower() == 'boundary' else (pk, pv) for pk, pv in params]
        if newparams == params and not any(pk.lower() == 'boundary' for pk, pv in params):
            newparams.append(('boundary', '"%s"' % boundary))
        parts = [k if v == '' else '%s=%s' % (k, v) for k, v in newparams]
        self._headers = [self.policy.header_store_parse(h, SEMISPACE.join(parts)) if h.lower() == 'content-type' else (h, v)
                         for h, v in self._headers]

    def get_content_charset(self, failobj=None):
        """The charset of its type, in small letters."""
        name = self.get_param('charset', _MISSING)
        if name is _MISSING:
            return failobj
        if isinstance(name, tuple):
            written_in, _, text = name
            try:
                name = str(text.encode('raw-unicode-escape'), written_in or 'us-ascii')
            except (LookupError, UnicodeError):
                name = text
        return name.lower() if not any(ord(letter) > 127 for letter in name) else failobj

    def get_charsets(self, failobj=None):
        """The charset of each part."""
        return [part.get_content_charset(failobj) for part in self.walk()]

    def get_content_disposition(self):
        value = self.get('content-disposition')
        return None if value is None else _splitparam(value)[0].lower()

    from email.iterators import walk


def _decode_uu(encoded):
    lines = iter(encoded.splitlines())
    for line in lines:
        if line.startswith(b"begin "):
            mode, _, path = line.removeprefix(b"begin ").partition(b" ")
            try:
                int(mode, base=8)
            except ValueError:
                continue
            break
    else:
        raise ValueError("`begin` line not found")
    decoded = []
    for line in lines:
        if not line:
            raise ValueError("Truncated input")
        if line.strip(b' \t\r\n\f') == b'end':
            break
        try:
            decoded.append(binascii.a2b_uu(line))
        except binascii.Error:
            decoded.append(binascii.a2b_uu(line[:(((line[0] - 32) & 63) * 4 + 5) // 3]))
    return b''.join(decoded)


class MIMEPart(Message):
    """A message with set_content() and get_content()."""

    def __init__(self, policy=None):
        if policy is None:
            from email import policy as policies
        super().__init__(policies.default if policy is None else policy)

    def as_string(self, unixfrom=False, maxheaderlen=None, policy=None):
        """The message as text."""
        by = policy or self.policy
        return super().as_string(unixfrom, by.max_line_length if maxheaderlen is None else maxheaderlen, by)

    def __str__(self):
        return self.as_string(policy=self.policy.clone(utf8=True))

    def is_attachment(self):
        """Whether its disposition says so."""
        said = self.get('content-disposition')
        return said is not None and said.content_disposition == 'attachment'

    def _find_body(self, part, preferencelist):
        """(place in the list, part) of those that may be bodies."""
        if part.is_attachment():
            return
        main, sub = part.get_content_type().split('/')
        if main == 'text' and sub in preferencelist:
            yield preferencelist.index(sub), part
        if main != 'multipart' or not self.is_multipart():
            return
        inner = part.iter_parts()
        if sub == 'related':
            if sub in preferencelist:
                yield preferencelist.index(sub), part
            inner = self._root_of(part)
        for each in inner:
            yield from self._find_body(each, preferencelist)

    @staticmethod
    def _root_of(related):
        """The part that refers to the others: the one that is named, or the first."""
        start = related.get_param('start')
        named = [part for part in related.iter_parts() if part['content-id'] == start] if start else []
        return (named or related.get_payload() or [])[:1]

    def get_body(self, preferencelist=('related', 'html', 'plain')):
        """The part that is the best body."""
        best, body = len(preferencelist), None
        for prio, part in self._find_body(self, preferencelist):
            if prio < best:
                best, body = prio, part
                if prio == 0:
                    break
        return body

    _body_types = {('text', 'plain'), ('text', 'html'), ('multipart', 'related'), ('multipart', 'alternative')}

    def iter_attachments(self):
        """The parts that are no bodies."""
        main, sub = self.get_content_type().split('/')
        held = self.get_payload()
        if main != 'multipart' or sub == 'alternative' or not hasattr(held, 'copy'):
            return
        parts = held.copy()
        if sub == 'related':
            start = self.get_param('start')
            others = [part for part in parts if part.get('content-id') != start] if start else parts
            yield from others if len(others) < len(parts) else parts[1:]
            return
        bodies = set()  # kinds of which one was seen
        for part in parts:
            kind = tuple(part.get_content_type().split('/'))
            if kind not in self._body_types or part.is_attachment() or kind[1] in bodies:
                yield part
            else:
                bodies.add(kind[1])

    def iter_parts(self):
        """Its parts, if it has some."""
        yield from self.get_payload() if self.is_multipart() else ()

    def get_content(self, *args, content_manager=None, **kw):
        """The payload as an object of its type."""
        return (content_manager or self.policy.content_manager).get_content(self, *args, **kw)

    def set_content(self, *args, content_manager=None, **kw):
        """Another payload, with the headers that it needs."""
        (content_manager or self.policy.content_manager).set_content(self, *args, **kw)

    def _make_multipart(self, subtype, disallowed_subtypes, boundary):
        """The headers of the content and the payload become those of a part."""
        main, sub = self.get_content_type().split('/')
        if main == 'multipart' and sub in (subtype, *disallowed_subtypes):
            raise ValueError(f"Cannot convert {sub} to {subtype}")
        of_content = lambda header: header[0].lower().startswith('content-')
        moved, parts = [*filter(of_content, self._headers)], []
        if moved:
            first = type(self)(policy=self.policy)
            first._headers, first._payload = moved, self._payload
            parts.append(first)
        self._headers, self._payload = [header for header in self._headers if not of_content(header)], parts
        self['Content-Type'] = f'multipart/{subtype}'
        if boundary is not None:
            self.set_param('boundary', boundary)

    def make_related(self, boundary=None):
        """Let it hold parts that refer to each other."""
        self._make_multipart('related', ('alternative', 'mixed'), boundary)

    def make_alternative(self, boundary=None):
        """Let it hold parts of which one is shown."""
        self._make_multipart('alternative', ('mixed',), boundary)

    def make_mixed(self, boundary=None):
        """Let it hold parts."""
        self._make_multipart('mixed', (), boundary)

    def _add_multipart(self, _subtype, *args, _disp=None, **kw):
        if self.get_content_type() != f'multipart/{_subtype}':
            getattr(self, f'make_{_subtype}')()
        added = type(self)(policy=self.policy)
        added.set_content(*args, **kw)
        if _disp and 'content-disposition' not in added:
            added['Content-Disposition'] = _disp
        self.attach(added)

    def add_related(self, *args, **kw):
        """One more part, which another refers to."""
        self._add_multipart('related', *args, _disp='inline', **kw)

    def add_alternative(self, *args, **kw):
        """One more part to be shown in place of the others."""
        self._add_multipart('alternative', *args, **kw)

    def add_attachment(self, *args, **kw):
        """One more part to be kept."""
        self._add_multipart('mixed', *args, _disp='attachment', **kw)

    def clear(self):
        """No headers, no payload."""
        self._headers = []
        self._payload = None

    def clear_content(self):
        """No payload, none of its headers."""
        self._headers = [(n, v) for n, v in self._headers if not n.lower().startswith('content-')]
        self._payload = None


class EmailMessage(MIMEPart):
    """A whole message."""

    def set_content(self, *args, **kw):
        super().set_content(*args, **kw)
        if 'MIME-Version' not in self:
            self['MIME-Version'] = '1.0'
