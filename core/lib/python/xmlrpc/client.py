"""XML-RPC: values as XML, calls by HTTP."""

import errno
import gzip
import http.client
import operator
import sys
import time
import urllib.parse
from base64 import b64encode, decodebytes, encodebytes
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from xml.parsers import expat

__version__ = '%d.%d' % sys.version_info[:2]

MININT, MAXINT = -2**31, 2**31 - 1

# What a fault's code means, as https://xmlrpc-epi.sourceforge.net/specs/rfc.fault_codes.php has it: ranges, then single codes.
PARSE_ERROR, SERVER_ERROR, APPLICATION_ERROR, SYSTEM_ERROR, TRANSPORT_ERROR = -32700, -32600, -32500, -32400, -32300
NOT_WELLFORMED_ERROR, UNSUPPORTED_ENCODING, INVALID_ENCODING_CHAR = -32700, -32701, -32702
INVALID_XMLRPC, METHOD_NOT_FOUND, INVALID_METHOD_PARAMS, INTERNAL_ERROR = -32600, -32601, -32602, -32603

boolean = Boolean = bool
FastMarshaller = FastParser = FastUnmarshaller = None


def escape(s):
    """A text with entities for the characters that mean something in XML."""
    return s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


class Error(Exception):
    """The base of what can go wrong."""

    __str__ = object.__str__


class ResponseError(Error):
    """An answer that is no XML-RPC."""


class ProtocolError(Error):
    """A server's answer that is no success: url, errcode, errmsg, headers."""

    def __init__(self, url, errcode, errmsg, headers):
        super().__init__()
        self.url, self.errcode, self.errmsg, self.headers = url, errcode, errmsg, headers

    def __repr__(self):
        return f'<{type(self).__name__} for {self.url}: {self.errcode} {self.errmsg}>'


class Fault(Error):
    """An error that the server tells: faultCode, faultString."""

    def __init__(self, faultCode, faultString, **extra):
        super().__init__()
        self.faultCode, self.faultString = faultCode, faultString

    def __repr__(self):
        return f'<{type(self).__name__} {self.faultCode}: {self.faultString!r}>'


# Dates and bytes that know how they are written.

_DATE = '%Y%m%dT%H:%M:%S'


def _date_text(when):
    if isinstance(when, datetime):
        when = when.timetuple()
    elif not isinstance(when, tuple):
        when = time.localtime(when if when != 0 else time.time())
    return '%04d%02d%02dT%02d:%02d:%02d' % when[:6]


def _date_xml(text):
    return f'<value><dateTime.iso8601>{text}</dateTime.iso8601></value>\n'


def _bytes_xml(data):
    return f'<value><base64>\n{encodebytes(data).decode("ascii")}</base64></value>\n'


def _comparison(test):
    def compare(self, other):
        mine, its = self.make_comparable(other)
        return its if its is NotImplemented else test(mine, its)
    return compare


class DateTime:
    """A date: of a text, a datetime, a time tuple or seconds."""

    def __init__(self, value=0):
        self.value = value if isinstance(value, str) else _date_text(value)

    def __repr__(self):
        return f'<{type(self).__name__} {self.value!r} at {id(self):#x}>'

    def __str__(self):
        return self.value

    __eq__, __lt__, __le__, __gt__, __ge__ = map(_comparison, (operator.eq, operator.lt, operator.le, operator.gt, operator.ge))

    def make_comparable(self, other):
        """This date and another in a form in which the two can be compared; NotImplemented for what is no date."""
        if isinstance(other, str):
            return self.value, other
        if isinstance(other, DateTime):
            return self.value, other.value
        if isinstance(other, datetime):
            return self.value, _date_text(other)
        if hasattr(other, 'timetuple'):
            return self.timetuple(), other.timetuple()
        return self, NotImplemented

    def timetuple(self):
        """The date as a struct_time."""
        return time.strptime(self.value, _DATE)

    def encode(self, out):
        """Write the date's XML."""
        out.write(_date_xml(self.value))

    def decode(self, data):
        """Take the date of an element's text."""
        self.value = str(data).strip()


class Binary:
    """Bytes."""

    def __init__(self, data=None):
        if data is not None and not isinstance(data, (bytes, bytearray)):
            raise TypeError('expected bytes or bytearray, not ' + type(data).__name__)
        self.data = bytes(data or b'')

    def __str__(self):
        return self.data.decode('latin-1')

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, Binary) else other)

    def encode(self, out):
        """Write the bytes' XML."""
        out.write(_bytes_xml(self.data))

    def decode(self, data):
        """Take the bytes of an element's text in base64."""
        self.data = decodebytes(data)


WRAPPERS = DateTime, Binary


def _decoded(wrapper, data):
    wrapper.decode(data)
    return wrapper


def _datetime(data):
    return _decoded(DateTime(''), data)


def _binary(data):
    return _decoded(Binary(), data)


# From values to XML.

class Marshaller:
    """Writes values as XML. `dispatch` has the function for each type: its arguments are the marshaller, a value, and what takes text."""

    def __init__(self, encoding=None, allow_none=False):
        self.encoding, self.allow_none = encoding, allow_none
        self.data, self.memo = None, {}  # memo: the ids of the containers around the value

    def dumps(self, values):
        """The XML of parameters, or of a Fault."""
        pieces = []
        put = pieces.append
        if isinstance(values, Fault):
            put('<fault>\n')
            self.__dump({name: getattr(values, name) for name in ('faultCode', 'faultString')}, put)
            put('</fault>\n')
            return ''.join(pieces)
        put('<params>\n')
        for value in values:
            put('<param>\n')
            self.__dump(value, put)
            put('</param>\n')
        put('</params>\n')
        return ''.join(pieces)

    def __dump(self, value, write):
        kind = type(value)
        how = self.dispatch.get(kind)
        if how is None:
            # An object with attributes is a struct, unless it is of a type derived from one that is written otherwise.
            if not hasattr(value, '__dict__') or not self.dispatch.keys().isdisjoint(kind.__mro__):
                raise TypeError(f'cannot marshal {kind} objects')
            how = self.dispatch['_arbitrary_instance']
        how(self, value, write)

    def __enter(self, container, plural):
        key = id(container)
        if key in self.memo:
            raise TypeError('cannot marshal recursive ' + plural)
        self.memo[key] = None
        return key

    def dump_array(self, value, write):
        """Write a list or tuple."""
        key = self.__enter(value, 'sequences')
        write('<value><array><data>\n')
        for item in value:
            self.__dump(item, write)
        write('</data></array></value>\n')
        del self.memo[key]

    def dump_struct(self, value, write, escape=escape):
        """Write a dictionary."""
        key = self.__enter(value, 'dictionaries')
        write('<value><struct>\n')
        for name, item in value.items():
            if not isinstance(name, str):
                raise TypeError('dictionary key must be string')
            write(f'<member>\n<name>{escape(name)}</name>\n')
            self.__dump(item, write)
            write('</member>\n')
        write('</struct></value>\n')
        del self.memo[key]

    def dump_instance(self, value, write):
        """Write a DateTime or Binary, or an object's attributes."""
        if value.__class__ not in WRAPPERS:
            self.dump_struct(vars(value), write)
            return
        self.write = write
        value.encode(self)
        del self.write

    def dump_datetime(self, value, write):
        """Write a datetime."""
        write(_date_xml(_date_text(value)))

    def dump_bytes(self, value, write):
        """Write bytes."""
        write(_bytes_xml(value))

    def dump_unicode(self, value, write, escape=escape):
        """Write a text."""
        write(f'<value><string>{escape(value)}</string></value>\n')

    def dump_double(self, value, write):
        """Write a float."""
        write(f'<value><double>{value!r}</double></value>\n')

    def dump_long(self, value, write):
        """Write an integer of 32 bits."""
        if not MININT <= value <= MAXINT:
            raise OverflowError('int exceeds XML-RPC limits')
        write(f'<value><int>{int(value)}</int></value>\n')

    dump_int = dump_long

    def dump_bool(self, value, write):
        """Write a truth value."""
        write(f'<value><boolean>{1 if value else 0}</boolean></value>\n')

    def dump_nil(self, value, write):
        """Write None, where it is allowed."""
        if not self.allow_none:
            raise TypeError('cannot marshal None unless allow_none is enabled')
        write('<value><nil/></value>')

    dispatch = {type(None): dump_nil, bool: dump_bool, int: dump_long, float: dump_double, str: dump_unicode, bytes: dump_bytes,
                bytearray: dump_bytes, tuple: dump_array, list: dump_array, dict: dump_struct, datetime: dump_datetime,
                DateTime: dump_instance, Binary: dump_instance, '_arbitrary_instance': dump_instance}


# From XML to values.

class ExpatParser:
    """Tells an Unmarshaller what is in XML."""

    def __init__(self, target):
        self._target, self._parser = target, expat.ParserCreate(None, None)
        for event, listener in ('StartElement', target.start), ('CharacterData', target.data), ('EndElement', target.end):
            setattr(self._parser, event + 'Handler', listener)
        target.xml(None, None)

    def feed(self, data):
        """Read a piece more."""
        self._parser.Parse(data, False)

    def close(self):
        """Nothing more follows."""
        if hasattr(self, '_parser'):
            parser = self._parser
            del self._parser, self._target
            parser.Parse(b'', True)


class Unmarshaller:
    """Takes elements, makes values. `dispatch` has the function for each tag: of the unmarshaller and the element's text."""

    def __init__(self, use_datetime=False, use_builtin_types=False):
        self._use_datetime, self._use_bytes = use_datetime or use_builtin_types, use_builtin_types
        self._stack = []  # values, those of open containers too
        self._marks = []  # where in the stack each open container begins
        self._data = []  # the text since the last element began
        self._value = False  # whether that element is a <value>
        self._type = self._methodname = None
        self._encoding = 'utf-8'
        self.append = self._stack.append

    def xml(self, encoding, standalone):
        """The document begins; an encoding says that texts come as bytes."""
        self._encoding = encoding

    def start(self, tag, attrs):
        """An element begins."""
        tag = tag.rpartition(':')[2]
        if tag in ('struct', 'array'):
            self._marks.append(len(self._stack))
        if self._value and tag not in self.dispatch:
            raise ResponseError(f'unknown tag {tag!r}')
        self._data, self._value = [], tag == 'value'

    def data(self, text):
        """Text of the element."""
        self._data.append(text)

    def end(self, tag):
        """An element ends."""
        return self.end_dispatch(tag, ''.join(self._data))

    def end_dispatch(self, tag, data):
        """An element whose text is `data` ends; tags that are not known mean nothing."""
        take = self.dispatch.get(tag) or self.dispatch.get(tag.rpartition(':')[2])
        if take is not None:
            return take(self, data)

    def close(self):
        """The values as a tuple; a fault is raised."""
        if self._marks or self._type is None:
            raise ResponseError()
        if self._type != 'fault':
            return tuple(self._stack)
        raise Fault(**self._stack[0])

    def getmethodname(self):
        """The name of the method that is called, or None."""
        return self._methodname

    def __text(self, data):
        return data.decode(self._encoding) if self._encoding else data

    def __add(self, value):
        self.append(value)
        self._value = False

    def __fold(self, make):
        start = self._marks.pop()
        self._stack[start:] = [make(self._stack[start:])]
        self._value = False

    def end_methodName(self, data):
        """The name of the method."""
        self._type, self._methodname = 'methodName', self.__text(data)

    def end_fault(self, data):
        """All that was read tells a fault."""
        self._type = 'fault'

    def end_params(self, data):
        """All that was read are parameters."""
        self._type = 'params'

    def end_value(self, data):
        """A value; without an element in it, a text."""
        if self._value:
            self.end_string(data)

    def end_string(self, data):
        """A text, or a member's name."""
        self.__add(self.__text(data))

    def end_nil(self, data):
        """None."""
        self.__add(None)

    def end_boolean(self, data):
        """A truth value: 0 or 1."""
        if data not in ('0', '1'):
            raise TypeError('bad boolean value')
        self.__add(data == '1')

    def end_int(self, data):
        """An integer."""
        self.__add(int(data))

    def end_double(self, data):
        """A float."""
        self.__add(float(data))

    def end_bigdecimal(self, data):
        """A decimal number."""
        self.__add(Decimal(data))

    def end_dateTime(self, data):
        """A date."""
        self.append(datetime.strptime(data, _DATE) if self._use_datetime else _datetime(data))

    def end_base64(self, data):
        """Bytes."""
        wrapped = _binary(data.encode('ascii'))
        self.__add(wrapped.data if self._use_bytes else wrapped)

    def end_array(self, data):
        """A list of what was read since it began."""
        self.__fold(list)

    def end_struct(self, data):
        """A dictionary of what was read since it began: names and values in turn."""
        self.__fold(lambda parts: {parts[n]: parts[n + 1] for n in range(0, len(parts), 2)})

    dispatch = {'methodName': end_methodName, 'params': end_params, 'fault': end_fault, 'value': end_value, 'name': end_string,
                'string': end_string, 'nil': end_nil, 'boolean': end_boolean, 'double': end_double, 'float': end_double,
                'bigdecimal': end_bigdecimal, 'dateTime.iso8601': end_dateTime, 'base64': end_base64, 'array': end_array,
                'struct': end_struct, **dict.fromkeys(('i1', 'i2', 'i4', 'i8', 'int', 'biginteger'), end_int)}


def getparser(use_datetime=False, use_builtin_types=False):
    """A parser and the unmarshaller that it feeds."""
    target = Unmarshaller(use_datetime, use_builtin_types)
    return ExpatParser(target), target


def loads(data, use_datetime=False, use_builtin_types=False):
    """(values, method's name) of XML."""
    parser, target = getparser(use_datetime, use_builtin_types)
    parser.feed(data)
    parser.close()
    return target.close(), target.getmethodname()


def dumps(params, methodname=None, methodresponse=None, encoding=None, allow_none=False):
    """A call, a response or only the values as XML."""
    assert isinstance(params, (tuple, Fault)), 'argument must be tuple or Fault instance'
    failed = isinstance(params, Fault)
    assert failed or not methodresponse or len(params) == 1, 'response tuple must be a singleton'
    encoding = encoding or 'utf-8'
    content = Marshaller(encoding, allow_none).dumps(params)
    declared = '' if encoding == 'utf-8' else f" encoding='{encoding}'"
    first = f"<?xml version='1.0'{declared}?>\n"
    if methodname:
        return ''.join((first, '<methodCall>\n<methodName>', methodname, '</methodName>\n', content, '</methodCall>\n'))
    if failed or methodresponse:
        return first + '<methodResponse>\n' + content + '</methodResponse>\n'
    return content


# Bodies that gzip made shorter.

def gzip_encode(data):
    """Bytes packed."""
    return gzip.compress(data, 1)


def gzip_decode(data, max_decode=20971520):
    """Packed bytes unpacked: at most `max_decode`, if that is not negative."""
    with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
        try:
            unpacked = packed.read(-1 if max_decode < 0 else max_decode + 1)
        except OSError:
            raise ValueError('invalid data')
    if 0 <= max_decode < len(unpacked):
        raise ValueError('max gzipped payload length exceeded')
    return unpacked


class GzipDecodedResponse(gzip.GzipFile):
    """A response to read whose body is packed."""

    def __init__(self, response):
        self.io = BytesIO(response.read())
        super().__init__(fileobj=self.io, mode='rb')

    def close(self):
        try:
            super().close()
        finally:
            self.io.close()


# Calls.

class _Method:
    """A name that calls; its attributes are longer names."""

    def __init__(self, send, name):
        self.__send, self.__name = send, name

    def __call__(self, *args):
        return self.__send(self.__name, args)

    def __getattr__(self, name):
        return type(self)(self.__send, f'{self.__name}.{name}')


class _MultiCallMethod(_Method):
    """A name whose calls are kept for later."""


class MultiCallIterator:
    """The results of a MultiCall; a fault is raised at its place."""

    def __init__(self, results):
        self.results = results

    def __getitem__(self, i):
        result = self.results[i]
        if type(result) is list:
            return result[0]
        if type(result) is not dict:
            raise ValueError('unexpected type in multicall result')
        raise Fault(result['faultCode'], result['faultString'])


class MultiCall:
    """Several calls sent together."""

    def __init__(self, server):
        self.__server, self.__calls = server, []

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x}>'

    def __getattr__(self, name):
        calls = self.__calls
        return _MultiCallMethod(lambda method, args: calls.append({'methodName': method, 'params': args}), name)

    def __call__(self):
        return MultiCallIterator(self.__server.system.multicall(list(self.__calls)))


_LOST = errno.EPIPE, errno.ECONNRESET, errno.ECONNABORTED


class Transport:
    """Sends calls over HTTP."""

    user_agent = 'Python-xmlrpc/' + __version__
    accept_gzip_encoding = True
    encode_threshold = None  # bodies longer than this are packed

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=()):
        self._use_datetime, self._use_builtin_types = use_datetime, use_builtin_types
        self._headers, self._extra_headers = list(headers), []
        self._connection = None, None

    def request(self, host, handler, request_body, verbose=False):
        """The values that a call returns. A connection that the server has closed is opened once more."""
        try:
            return self.single_request(host, handler, request_body, verbose)
        except OSError as lost:
            if not isinstance(lost, http.client.RemoteDisconnected) and lost.errno not in _LOST:
                raise
        return self.single_request(host, handler, request_body, verbose)

    def single_request(self, host, handler, request_body, verbose=False):
        """The values that a call returns, tried once."""
        try:
            response = self.send_request(host, handler, request_body, verbose).getresponse()
            if response.status == http.client.OK:
                self.verbose = verbose
                return self.parse_response(response)
        except Exception as error:
            if not isinstance(error, Fault):
                self.close()
            raise
        if response.getheader('content-length'):
            response.read()  # the connection can then be used again
        raise ProtocolError(host + handler, response.status, response.reason, dict(response.getheaders()))

    def getparser(self):
        """A parser and its unmarshaller, for an answer."""
        return getparser(self._use_datetime, self._use_builtin_types)

    def get_host_info(self, host):
        """(host, headers that its user and password need, options of the connection)"""
        host, options = host if isinstance(host, tuple) else (host, {})
        user, _, host = host.rpartition('@')
        if not user:
            return host, [], options
        return host, [('Authorization', 'Basic ' + b64encode(urllib.parse.unquote_to_bytes(user)).decode())], options

    def _open(self, host, options):
        return http.client.HTTPConnection(host)

    def make_connection(self, host):
        """The connection to a host; the one in use, if it is to that host."""
        if not self._connection or self._connection[0] != host:
            address, self._extra_headers, options = self.get_host_info(host)
            self._connection = host, self._open(address, options)
        return self._connection[1]

    def close(self):
        """Close the connection in use."""
        connection = self._connection[1]
        if connection:
            self._connection = None, None
            connection.close()

    def send_request(self, host, handler, request_body, debug):
        """Send a call; the connection on which the answer comes."""
        connection = self.make_connection(host)
        if debug:
            connection.set_debuglevel(1)
        packs = self.accept_gzip_encoding
        connection.putrequest('POST', handler, skip_accept_encoding=bool(packs))
        accepted = [('Accept-Encoding', 'gzip')] if packs else []
        self.send_headers(connection, [*self._headers, *self._extra_headers, *accepted,
                                       ('Content-Type', 'text/xml'), ('User-Agent', self.user_agent)])
        self.send_content(connection, request_body)
        return connection

    def send_headers(self, connection, headers):
        """Send pairs of a name and a value."""
        for pair in headers:
            connection.putheader(*pair)

    def send_content(self, connection, request_body):
        """Send the body, packed if it is long."""
        if self.encode_threshold is not None and len(request_body) > self.encode_threshold:
            request_body = gzip_encode(request_body)
            connection.putheader('Content-Encoding', 'gzip')
        connection.putheader('Content-Length', str(len(request_body)))
        connection.endheaders(request_body)

    def parse_response(self, response):
        """The values of an answer."""
        packed = hasattr(response, 'getheader') and response.getheader('Content-Encoding', '') == 'gzip'
        source = GzipDecodedResponse(response) if packed else response
        parser, target = self.getparser()
        while piece := source.read(1024):
            if self.verbose:
                print('body:', repr(piece))
            parser.feed(piece)
        if packed:
            source.close()
        parser.close()
        return target.close()


class SafeTransport(Transport):
    """Sends calls over HTTPS."""

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=(), context=None):
        super().__init__(use_datetime, use_builtin_types, headers=headers)
        self.context = context

    def _open(self, host, options):
        return http.client.HTTPSConnection(host, None, context=self.context, **(options or {}))


class ServerProxy:
    """A server: its attributes are methods to call."""

    def __init__(self, uri, transport=None, encoding=None, verbose=False, allow_none=False, use_datetime=False, use_builtin_types=False,
                 *, headers=(), context=None):
        scheme, self.__host, *place = urllib.parse.urlsplit(uri)
        if scheme not in ('http', 'https'):
            raise OSError('unsupported XML-RPC protocol')
        self.__handler = urllib.parse.urlunsplit(('', '', *place)) or '/RPC2'
        if transport is None:
            options = {'use_datetime': use_datetime, 'use_builtin_types': use_builtin_types, 'headers': headers}
            transport = Transport(**options) if scheme == 'http' else SafeTransport(**options, context=context)
        self.__transport, self.__verbose = transport, verbose
        self.__encoding, self.__allow_none = encoding or 'utf-8', allow_none

    def __repr__(self):
        return f'<{type(self).__name__} for {self.__host}{self.__handler}>'

    def __request(self, methodname, params):
        text = dumps(params, methodname, encoding=self.__encoding, allow_none=self.__allow_none)
        body = text.encode(self.__encoding, 'xmlcharrefreplace')
        values = self.__transport.request(self.__host, self.__handler, body, verbose=self.__verbose)
        return values[0] if len(values) == 1 else values

    def __close(self):
        self.__transport.close()

    def __getattr__(self, name):
        return _Method(self.__request, name)

    def __call__(self, attr):
        """What is no method of the server: the function 'close', the 'transport'."""
        if attr == 'transport':
            return self.__transport
        if attr != 'close':
            raise AttributeError('Attribute %r not found' % (attr,))
        return self.__close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.__close()


Server = ServerProxy
