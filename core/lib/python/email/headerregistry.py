"""Headers as texts that know their parts: dates, addresses, types."""

import re
from email import errors, utils
from email.header import decode_header
from email.message import _formatparam, _parseparam
from types import MappingProxyType


class Address:
    """A person's address: display_name, username, domain."""

    def __init__(self, display_name='', username='', domain='', addr_spec=None):
        inputs = ''.join(filter(None, (display_name, username, domain, addr_spec)))
        if '\r' in inputs or '\n' in inputs:
            raise ValueError("invalid arguments; address parts cannot contain CR or LF")
        if addr_spec is not None:
            if username or domain:
                raise TypeError("addrspec specified when username and/or domain also specified")
            username, _, domain = addr_spec.rpartition('@') if '@' in addr_spec else (addr_spec, '', '')
            if len(username) > 1 and username[0] == username[-1] == '"':
                username = utils.unquote(username)
            elif '@' in addr_spec and re.search(r'[()<>@,:;\\"\[\]\s]', username):
                raise ValueError("Invalid address; only {!r} could be parsed from {!r}".format(username, addr_spec))
        self._display_name, self._username, self._domain = display_name, username, domain

    display_name = property(lambda self: self._display_name)
    username = property(lambda self: self._username)
    domain = property(lambda self: self._domain)

    @property
    def addr_spec(self):
        """username@domain, in quotes where needed."""
        lp = self.username
        if re.search(r'[()<>@,:;\\"\[\]\s]', lp) or lp.startswith('.') or lp.endswith('.') or '..' in lp:
            lp = '"%s"' % utils.quote(lp)
        if self.domain:
            return lp + '@' + self.domain
        return lp or '<>'

    def __repr__(self):
        return "{}(display_name={!r}, username={!r}, domain={!r})".format(self.__class__.__name__, self.display_name, self.username,
                                                                           self.domain)

    def __str__(self):
        disp = self.display_name
        if re.search(r'[()<>@,:;.\\"\[\]]', disp):
            disp = '"%s"' % utils.quote(disp)
        if disp:
            return "{} <{}>".format(disp, '' if self.addr_spec == '<>' else self.addr_spec)
        return self.addr_spec

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return (self.display_name, self.username, self.domain) == (other.display_name, other.username, other.domain)


class Group:
    """Addresses under a name."""

    def __init__(self, display_name=None, addresses=None):
        self._display_name = display_name
        self._addresses = tuple(addresses) if addresses else tuple()

    display_name = property(lambda self: self._display_name)
    addresses = property(lambda self: self._addresses)

    def __repr__(self):
        return "{}(display_name={!r}, addresses={!r}".format(self.__class__.__name__, self.display_name, self.addresses)

    def __str__(self):
        if self.display_name is None and len(self.addresses) == 1:
            return str(self.addresses[0])
        disp = self.display_name
        if disp is not None and re.search(r'[()<>@,:;.\\"\[\]]', disp):
            disp = '"%s"' % utils.quote(disp)
        adrstr = ", ".join(str(x) for x in self.addresses)
        return "{}:{};".format(disp, ' ' + adrstr if adrstr else adrstr)

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return self.display_name == other.display_name and self.addresses == other.addresses


def _decoded(value):
    """A text with its encoded words read."""
    if '=?' not in value:
        return value
    parts = []
    for text, charset in decode_header(value):
        try:
            parts.append(text if isinstance(text, str) else text.decode(charset or 'ascii', 'replace'))
        except LookupError:
            parts.append(text.decode('ascii', 'replace'))
    return ''.join(parts)


class BaseHeader(str):
    """A header's value; `name`, `defects`, and what its kind adds."""

    def __new__(cls, name, value):
        kwds = {'defects': []}
        cls.parse(value, kwds)
        if utils._has_surrogates(kwds['decoded']):
            kwds['decoded'] = utils._sanitize(kwds['decoded'])
        self = str.__new__(cls, kwds.pop('decoded'))
        self.init(name, **kwds)
        return self

    def init(self, name, *, parse_tree=None, defects=(), **more):
        self._name, self._parse_tree, self._defects = name, parse_tree, defects
        for key, value in more.items():
            setattr(self, '_' + key, value)

    @property
    def name(self):
        return self._name

    @property
    def defects(self):
        return tuple(self._defects)

    def __reduce__(self):
        return _reconstruct_header, (self.__class__.__name__, self.__class__.__bases__, str(self)), self.__dict__

    def fold(self, *, policy):
        """The header in lines."""
        width = policy.max_line_length or 0
        text = str(self)
        if getattr(policy, 'utf8', False) or text.isascii():
            return _fold_text(self.name, text, width, policy.linesep)
        return _fold_words(self.name, self._pieces(), width, policy.linesep)

    def _pieces(self):
        """Words of the header, so that only those beyond ASCII are encoded."""
        return re.findall(r'\s*\S+', str(self))


def _reconstruct_header(cls_name, bases, value):
    return str.__new__(type(cls_name, bases, {}), value)


def _fold_text(name, text, width, linesep):
    lines, line = [], name + ':'
    for word in re.findall(r'\s*\S+|\s+$', ' ' + text):
        if width and len(line) + len(word) > width and line.strip() and line != name + ':':
            lines.append(line)
            line = word if word[:1].isspace() else ' ' + word
        else:
            line += word
    return linesep.join([*lines, line]) + linesep


def _fold_words(name, pieces, width, linesep):
    """Words beyond ASCII, with what lies between them, as encoded words."""
    from email.charset import Charset
    utf8 = Charset('utf-8')
    foreign = [i for i, piece in enumerate(pieces) if not piece.isascii()]
    out = []
    i = 0
    while i < len(pieces):
        if i in foreign:
            j = i
            while j + 1 in foreign:
                j += 1
            text = ''.join(pieces[i:j + 1])
            lead = text[:len(text) - len(text.lstrip())]
            out.append((lead or (' ' if i else '')) + utf8.header_encode(text.lstrip()))
            i = j
        else:
            out.append(pieces[i])
        i += 1
    return _fold_text(name, ''.join(out), width, linesep)


class UnstructuredHeader:
    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        kwds['decoded'] = _decoded(value)


class UniqueUnstructuredHeader(UnstructuredHeader):
    max_count = 1


class DateHeader:
    """A date: datetime."""

    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        kwds['datetime'] = None
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue())
            kwds['decoded'] = ''
            return
        if isinstance(value, str):
            kwds['decoded'] = value
            try:
                value = utils.parsedate_to_datetime(value)
            except ValueError:
                kwds['defects'].append(errors.InvalidDateDefect('Invalid date value or format'))
                return
        kwds['datetime'] = value
        kwds['decoded'] = utils.format_datetime(value)

    datetime = property(lambda self: self._datetime)


class UniqueDateHeader(DateHeader):
    max_count = 1


class AddressHeader:
    """Addresses: addresses, groups."""

    max_count = None

    @classmethod
    def parse(cls, value, kwds):
        groups = []
        if isinstance(value, str):
            for text in _split_addresses(value):
                match = re.match(r'\s*("(?:[^"\\]|\\.)*"|[^":<@]*):(.*);\s*$', text, re.S)
                if match:
                    name = utils.unquote(_decoded(match[1].strip()))
                    groups.append(Group(name, [cls._address(t, kwds) for t in _split_addresses(match[2])]))
                else:
                    groups.append(Group(None, [cls._address(text, kwds)]))
        else:
            if not hasattr(value, '__iter__') or isinstance(value, (Address, Group)):
                value = [value]
            groups = [Group(None, [item]) if not hasattr(item, 'addresses') else item for item in value]
        kwds['groups'] = tuple(groups)
        kwds['addresses'] = None
        kwds['decoded'] = ', '.join(map(str, groups))

    @staticmethod
    def _address(text, kwds):
        name, spec = utils.parseaddr(text)
        if not spec:
            kwds['defects'].append(errors.InvalidHeaderDefect("invalid address in address-list"))
            return Address(text.strip())
        username, _, domain = spec.rpartition('@') if '@' in spec else (spec, '', '')
        if '@' not in spec:
            kwds['defects'].append(errors.InvalidHeaderDefect('addr-spec local part with no domain'))
        return Address(_decoded(name), utils.unquote(username), domain)

    groups = property(lambda self: self._groups)

    @property
    def addresses(self):
        if self._addresses is None:
            self._addresses = tuple(address for group in self._groups for address in group.addresses)
        return self._addresses

    def _pieces(self):
        from email.charset import Charset
        texts = []
        for address in self.addresses:
            if address.display_name and not address.display_name.isascii():
                texts.append(f"{Charset('utf-8').header_encode(address.display_name)} <{address.addr_spec}>")
            else:
                texts.append(str(address))
        return re.findall(r'\s*\S+', ', '.join(texts))


def _split_addresses(value):
    """The parts between commas that are in no quotes, comments, brackets or groups."""
    parts, start, i, depth, group = [], 0, 0, 0, False
    while i < len(value):
        c = value[i]
        if c == '"':
            end = re.compile(r'"(?:[^"\\]|\\.)*"').match(value, i)
            i = end.end() if end else len(value)
            continue
        if c in '(<[':
            depth += 1
        elif c in ')>]':
            depth -= 1
        elif c == ':' and not depth:
            group = True
        elif c == ';':
            group = False
        elif c == ',' and not depth and not group:
            parts.append(value[start:i])
            start = i + 1
        i += 1
    parts.append(value[start:])
    return [part for part in parts if part.strip()]


class UniqueAddressHeader(AddressHeader):
    max_count = 1


class SingleAddressHeader(AddressHeader):
    """One address: address."""

    @property
    def address(self):
        if len(self.addresses) != 1:
            raise ValueError("value of single address header {} is not a single address".format(self.name))
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    max_count = 1


class MIMEVersionHeader:
    """version, major, minor"""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        kwds['decoded'] = value
        match = re.match(r'\s*(\d+)\s*\.\s*(\d+)', value)
        kwds['major'], kwds['minor'] = (int(match[1]), int(match[2])) if match else (None, None)
        kwds['version'] = f'{match[1]}.{match[2]}' if match else None
        if not match:
            kwds['defects'].append(errors.HeaderMissingRequiredValue("Missing MIME version number (eg: 1.0)"))

    major = property(lambda self: self._major)
    minor = property(lambda self: self._minor)
    version = property(lambda self: self._version)


class ParameterizedMIMEHeader:
    """params"""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        parts = _parseparam(value)
        kwds['first'] = parts[0].strip().lower()
        pairs = [('', '')] + [(n.strip(), v.strip()) for n, _, v in (p.partition('=') for p in parts[1:]) if n]
        kwds['params'] = {name: _decoded(utils.collapse_rfc2231_value(v)) for name, v in utils.decode_params(pairs)[1:]} \
            if len(pairs) > 1 else {}
        kwds['decoded'] = _decoded(value)
        cls._kind(kwds)

    @classmethod
    def _kind(cls, kwds):
        kwds.pop('first')

    @property
    def params(self):
        return MappingProxyType(self._params)


class ContentTypeHeader(ParameterizedMIMEHeader):
    """content_type, maintype, subtype"""

    @classmethod
    def _kind(cls, kwds):
        first = kwds.pop('first')
        if first.count('/') != 1:
            kwds['defects'].append(errors.InvalidHeaderDefect("invalid content type"))
            first = 'text/plain'
        kwds['maintype'], kwds['subtype'] = map(utils._sanitize, first.split('/'))
        kwds['decoded'] = first + ''.join(f'; {k}="{utils.quote(v)}"' for k, v in kwds['params'].items())

    maintype = property(lambda self: self._maintype)
    subtype = property(lambda self: self._subtype)
    content_type = property(lambda self: self.maintype + '/' + self.subtype)


class ContentDispositionHeader(ParameterizedMIMEHeader):
    """content_disposition"""

    @classmethod
    def _kind(cls, kwds):
        first = kwds['content_disposition'] = kwds.pop('first')
        kwds['decoded'] = first + ''.join(f'; {k}="{utils.quote(v)}"' for k, v in kwds['params'].items())

    content_disposition = property(lambda self: self._content_disposition)

    def _pieces(self):
        return re.findall(r'\s*\S+', '; '.join([self._content_disposition, *(_formatparam(k, v) for k, v in self._params.items())]))


class ContentTransferEncodingHeader:
    """cte"""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        kwds['decoded'] = value
        kwds['cte'] = value.partition(';')[0].strip().lower() or '7bit'

    cte = property(lambda self: self._cte)


class MessageIDHeader:
    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        kwds['decoded'] = value


_default_header_map = {
    'subject': UniqueUnstructuredHeader, 'date': UniqueDateHeader, 'resent-date': DateHeader, 'orig-date': UniqueDateHeader,
    'sender': UniqueSingleAddressHeader, 'resent-sender': SingleAddressHeader, 'to': UniqueAddressHeader, 'resent-to': AddressHeader,
    'cc': UniqueAddressHeader, 'resent-cc': AddressHeader, 'bcc': UniqueAddressHeader, 'resent-bcc': AddressHeader,
    'from': UniqueAddressHeader, 'resent-from': AddressHeader, 'reply-to': UniqueAddressHeader, 'mime-version': MIMEVersionHeader,
    'content-type': ContentTypeHeader, 'content-disposition': ContentDispositionHeader,
    'content-transfer-encoding': ContentTransferEncodingHeader, 'message-id': MessageIDHeader,
}


class HeaderRegistry:
    """Makes headers of the class for their name."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader, use_default_map=True):
        self.registry = {}
        self.base_class = base_class
        self.default_class = default_class
        if use_default_map:
            self.registry.update(_default_header_map)

    def map_to_type(self, name, cls):
        """Use a class for a name."""
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        cls = self.registry.get(name.lower(), self.default_class)
        return type('_' + cls.__name__, (cls, self.base_class), {})

    def __call__(self, name, value):
        return self[name](name, value)
