"""XML-RPC: values as XML, calls by HTTP."""

import base64
import http.client
import sys
import time
import urllib.parse
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as _ElementTree

__version__ = '%d.%d' % sys.version_info[:2]
MAXINT, MININT = 2**31 - 1, -2**31
PARSE_ERROR, SERVER_ERROR, APPLICATION_ERROR, SYSTEM_ERROR, TRANSPORT_ERROR = -32700, -32600, -32500, -32400, -32300
NOT_WELLFORMED_ERROR, UNSUPPORTED_ENCODING, INVALID_ENCODING_CHAR = -32700, -32701, -32702
INVALID_XMLRPC, METHOD_NOT_FOUND, INVALID_METHOD_PARAMS, INTERNAL_ERROR = -32600, -32601, -32602, -32603
FastMarshaller = FastParser = FastUnmarshaller = None


def escape(s):
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Error(Exception):
    """The base of what can go wrong."""

    __str__ = object.__str__


class ProtocolError(Error):
    """A server's answer that is no success: url, errcode, errmsg, headers."""

    def __init__(self, url, errcode, errmsg, headers):
        Error.__init__(self)
        self.url, self.errcode, self.errmsg, self.headers = url, errcode, errmsg, headers

    def __repr__(self):
        return "<%s for %s: %s %s>" % (self.__class__.__name__, self.url, self.errcode, self.errmsg)


class ResponseError(Error):
    """An answer that is no XML-RPC."""


class Fault(Error):
    """An error that the server tells: faultCode, faultString."""

    def __init__(self, faultCode, faultString, **extra):
        Error.__init__(self)
        self.faultCode, self.faultString = faultCode, faultString

    def __repr__(self):
        return "<%s %s: %r>" % (self.__class__.__name__, self.faultCode, self.faultString)


boolean = Boolean = bool


def _iso8601_format(value):
    return value.strftime("%Y%m%dT%H:%M:%S").rjust(17, '0')


def _strftime(value):
    if isinstance(value, datetime):
        return _iso8601_format(value)
    if not isinstance(value, (tuple, time.struct_time)):
        if value == 0:
            value = time.time()
        value = time.localtime(value)
    return "%04d%02d%02dT%02d:%02d:%02d" % value[:6]


class DateTime:
    """A date: of a text, a datetime, a time tuple or seconds."""

    def __init__(self, value=0):
        self.value = value if isinstance(value, str) else _strftime(value)

    def make_comparable(self, other):
        if isinstance(other, DateTime):
            return self.value, other.value
        if isinstance(other, datetime):
            return self.value, _iso8601_format(other)
        if isinstance(other, str):
            return self.value, other
        if hasattr(other, "timetuple"):
            return self.timetuple(), other.timetuple()
        return self.value, NotImplemented

    def _compare(self, other, test):
        s, o = self.make_comparable(other)
        return NotImplemented if o is NotImplemented else test(s, o)

    def __lt__(self, other):
        return self._compare(other, lambda s, o: s < o)

    def __le__(self, other):
        return self._compare(other, lambda s, o: s <= o)

    def __gt__(self, other):
        return self._compare(other, lambda s, o: s > o)

    def __ge__(self, other):
        return self._compare(other, lambda s, o: s >= o)

    def __eq__(self, other):
        return self._compare(other, lambda s, o: s == o)

    def timetuple(self):
        return time.strptime(self.value, "%Y%m%dT%H:%M:%S")

    def __str__(self):
        return self.value

    def __repr__(self):
        return "<%s %r at %#x>" % (self.__class__.__name__, self.value, id(self))

    def decode(self, data):
        self.value = str(data).strip()

    def encode(self, out):
        out.write("<value><dateTime.iso8601>" + self.value + "</dateTime.iso8601></value>\n")


def _datetime_type(data):
    return datetime.strptime(data, "%Y%m%dT%H:%M:%S")


class Binary:
    """Bytes."""

    def __init__(self, data=None):
        if data is None:
            data = b""
        elif not isinstance(data, (bytes, bytearray)):
            raise TypeError("expected bytes or bytearray, not %s" % data.__class__.__name__)
        self.data = bytes(data)

    def __str__(self):
        return str(self.data, "latin-1")

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, Binary) else other)

    def decode(self, data):
        self.data = base64.decodebytes(data)

    def encode(self, out):
        out.write("<value><base64>\n" + base64.encodebytes(self.data).decode('ascii') + "</base64></value>\n")


WRAPPERS = DateTime, Binary


class ExpatParser:
    """Feeds XML into an Unmarshaller."""

    def __init__(self, target):
        self._target, self._data = target, []

    def feed(self, data):
        self._data.append(data if isinstance(data, bytes) else data.encode('utf-8'))

    def close(self):
        try:
            target = self._target
        except AttributeError:
            return
        del self._target
        target.xml('utf-8', None)
        self._walk(target, _ElementTree.fromstring(b''.join(self._data)))

    def _walk(self, target, element):
        target.start(element.tag, element.attrib)
        if element.text:
            target.data(element.text)
        for child in element:
            self._walk(target, child)
            if child.tail:
                target.data(child.tail)
        target.end(element.tag)


class Marshaller:
    """Values as XML."""

    def __init__(self, encoding=None, allow_none=False):
        self.memo = {}
        self.data = None
        self.encoding = encoding
        self.allow_none = allow_none

    dispatch = {}

    def dumps(self, values):
        out = []
        write = out.append
        dump = self.__dump
        if isinstance(values, Fault):
            write("<fault>\n")
            dump({'faultCode': values.faultCode, 'faultString': values.faultString}, write)
            write("</fault>\n")
        else:
            write("<params>\n")
            for v in values:
                write("<param>\n")
                dump(v, write)
                write("</param>\n")
            write("</params>\n")
        return "".join(out)

    def __dump(self, value, write):
        f = self.dispatch.get(type(value))
        if f is None:
            if not hasattr(value, '__dict__'):
                raise TypeError("cannot marshal %s objects" % type(value))
            for type_ in type(value).__mro__:
                if type_ in self.dispatch:
                    raise TypeError("cannot marshal %s objects" % type(value))
            f = self.dispatch["_arbitrary_instance"]
        f(self, value, write)

    def dump_nil(self, value, write):
        if not self.allow_none:
            raise TypeError("cannot marshal None unless allow_none is enabled")
        write("<value><nil/></value>")
    dispatch[type(None)] = dump_nil

    def dump_bool(self, value, write):
        write("<value><boolean>%s</boolean></value>\n" % (value and "1" or "0"))
    dispatch[bool] = dump_bool

    def dump_long(self, value, write):
        if value > MAXINT or value < MININT:
            raise OverflowError("int exceeds XML-RPC limits")
        write("<value><int>%d</int></value>\n" % int(value))
    dispatch[int] = dump_int = dump_long

    def dump_double(self, value, write):
        write("<value><double>%r</double></value>\n" % value)
    dispatch[float] = dump_double

    def dump_unicode(self, value, write, escape=escape):
        write("<value><string>%s</string></value>\n" % escape(value))
    dispatch[str] = dump_unicode

    def dump_bytes(self, value, write):
        write("<value><base64>\n%s</base64></value>\n" % base64.encodebytes(value).decode('ascii'))
    dispatch[bytes] = dispatch[bytearray] = dump_bytes

    def dump_array(self, value, write):
        i = id(value)
        if i in self.memo:
            raise TypeError("cannot marshal recursive sequences")
        self.memo[i] = None
        write("<value><array><data>\n")
        for v in value:
            self.__dump(v, write)
        write("</data></array></value>\n")
        del self.memo[i]
    dispatch[tuple] = dispatch[list] = dump_array

    def dump_struct(self, value, write, escape=escape):
        i = id(value)
        if i in self.memo:
            raise TypeError("cannot marshal recursive dictionaries")
        self.memo[i] = None
        write("<value><struct>\n")
        for k, v in value.items():
            write("<member>\n")
            if not isinstance(k, str):
                raise TypeError("dictionary key must be string")
            write("<name>%s</name>\n" % escape(k))
            self.__dump(v, write)
            write("</member>\n")
        write("</struct></value>\n")
        del self.memo[i]
    dispatch[dict] = dump_struct

    def dump_datetime(self, value, write):
        write("<value><dateTime.iso8601>%s</dateTime.iso8601></value>\n" % _strftime(value))
    dispatch[datetime] = dump_datetime

    def dump_instance(self, value, write):
        if value.__class__ in WRAPPERS:
            self.write = write
            value.encode(self)
            del self.write
        else:
            self.dump_struct(value.__dict__, write)
    dispatch[DateTime] = dispatch[Binary] = dispatch["_arbitrary_instance"] = dump_instance


class Unmarshaller:
    """Values of XML."""

    def __init__(self, use_datetime=False, use_builtin_types=False):
        self._type = None
        self._stack = []
        self._marks = []
        self._data = []
        self._value = False
        self._methodname = None
        self._encoding = "utf-8"
        self._use_datetime = use_builtin_types or use_datetime
        self._use_bytes = use_builtin_types

    def close(self):
        """The values; a fault is raised."""
        if self._type is None or self._marks:
            raise ResponseError()
        if self._type == "fault":
            raise Fault(**self._stack[0])
        return tuple(self._stack)

    def getmethodname(self):
        return self._methodname

    def xml(self, encoding, standalone):
        self._encoding = encoding

    def start(self, tag, attrs):
        tag = tag.rpartition('}')[2].rpartition(':')[2]
        if tag in ("array", "struct"):
            self._marks.append(len(self._stack))
        self._data = []
        if self._value and tag not in self._kinds:
            raise ResponseError("unknown tag %r" % tag)
        self._value = tag == "value"

    def data(self, text):
        self._data.append(text)

    def end(self, tag):
        tag = tag.rpartition('}')[2].rpartition(':')[2]
        f = self._kinds.get(tag)
        if f:
            f(self, "".join(self._data))

    def _append(self, value):
        self._stack.append(value)
        self._value = False

    def _boolean(self, data):
        if data not in ("0", "1"):
            raise TypeError("bad boolean value")
        self._append(data == "1")

    def _array(self, data):
        mark = self._marks.pop()
        self._stack[mark:] = [self._stack[mark:]]
        self._value = False

    def _struct(self, data):
        mark = self._marks.pop()
        items = self._stack[mark:]
        self._stack[mark:] = [dict(zip(items[::2], items[1::2]))]
        self._value = False

    def _base64(self, data):
        value = Binary()
        value.decode(data.encode("ascii"))
        self._append(value.data if self._use_bytes else value)

    def _datetime(self, data):
        value = DateTime()
        value.decode(data)
        self._append(_datetime_type(data) if self._use_datetime else value)

    def _string_end(self, data):
        if self._value:
            self._append(data)

    def _kind(self, name):
        self._type = name

    def _method(self, data):
        self._methodname = data
        self._type = "methodName"

    _kinds = {"nil": lambda self, data: self._append(None), "boolean": _boolean, "double": lambda self, data: self._append(float(data)),
              "bigdecimal": lambda self, data: self._append(Decimal(data)), "string": lambda self, data: self._append(data),
              "name": lambda self, data: self._append(data), "array": _array, "struct": _struct, "base64": _base64,
              "dateTime.iso8601": _datetime, "value": _string_end, "params": lambda self, data: self._kind("params"),
              "fault": lambda self, data: self._kind("fault"), "methodName": _method}
    for _name in ("i1", "i2", "i4", "i8", "int", "biginteger"):
        _kinds[_name] = lambda self, data: self._append(int(data))
    _kinds["float"] = _kinds["double"]
    del _name


class _MultiCallMethod:
    def __init__(self, call_list, name):
        self.__call_list, self.__name = call_list, name

    def __getattr__(self, name):
        return _MultiCallMethod(self.__call_list, "%s.%s" % (self.__name, name))

    def __call__(self, *args):
        self.__call_list.append((self.__name, args))


class MultiCallIterator:
    """The results of a MultiCall; a fault is raised at its place."""

    def __init__(self, results):
        self.results = results

    def __getitem__(self, i):
        item = self.results[i]
        if type(item) == type({}):
            raise Fault(item['faultCode'], item['faultString'])
        if type(item) == type([]):
            return item[0]
        raise ValueError("unexpected type in multicall result")


class MultiCall:
    """Several calls sent together."""

    def __init__(self, server):
        self.__server, self.__call_list = server, []

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    def __getattr__(self, name):
        return _MultiCallMethod(self.__call_list, name)

    def __call__(self):
        calls = [{'methodName': name, 'params': args} for name, args in self.__call_list]
        return MultiCallIterator(self.__server.system.multicall(calls))


def getparser(use_datetime=False, use_builtin_types=False):
    """(parser, unmarshaller)"""
    target = Unmarshaller(use_datetime, use_builtin_types)
    return ExpatParser(target), target


def dumps(params, methodname=None, methodresponse=None, encoding=None, allow_none=False):
    """A call, a response or only the values as XML."""
    assert isinstance(params, (tuple, Fault)), "argument must be tuple or Fault instance"
    if isinstance(params, Fault):
        methodresponse = 1
    elif methodresponse and isinstance(params, tuple):
        assert len(params) == 1, "response tuple must be a singleton"
    if not encoding:
        encoding = "utf-8"
    data = Marshaller(encoding, allow_none).dumps(params)
    xmlheader = "<?xml version='1.0'?>\n" if encoding == "utf-8" else "<?xml version='1.0' encoding='%s'?>\n" % str(encoding)
    if methodname:
        return f"{xmlheader}<methodCall>\n<methodName>{methodname}</methodName>\n{data}</methodCall>\n"
    if methodresponse:
        return f"{xmlheader}<methodResponse>\n{data}</methodResponse>\n"
    return data


def loads(data, use_datetime=False, use_builtin_types=False):
    """(values, method's name) of XML."""
    p, u = getparser(use_datetime=use_datetime, use_builtin_types=use_builtin_types)
    p.feed(data)
    p.close()
    return u.close(), u.getmethodname()


def gzip_encode(data):
    import gzip
    return gzip.compress(data)


def gzip_decode(data, max_decode=20971520):
    import gzip
    with gzip.GzipFile(mode="rb", fileobj=BytesIO(data)) as gzf:
        try:
            decoded = gzf.read() if max_decode < 0 else gzf.read(max_decode + 1)
        except OSError:
            raise ValueError("invalid data")
    if max_decode >= 0 and len(decoded) > max_decode:
        raise ValueError("max gzipped payload length exceeded")
    return decoded


class _Method:
    def __init__(self, send, name):
        self.__send, self.__name = send, name

    def __getattr__(self, name):
        return _Method(self.__send, "%s.%s" % (self.__name, name))

    def __call__(self, *args):
        return self.__send(self.__name, args)


class Transport:
    """Sends calls over HTTP."""

    user_agent = "Python-xmlrpc/%s" % __version__
    accept_gzip_encoding = True
    encode_threshold = None

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=()):
        self._use_datetime, self._use_builtin_types = use_datetime, use_builtin_types
        self._connection = None, None
        self._headers = list(headers)

    def request(self, host, handler, request_body, verbose=False):
        return self.single_request(host, handler, request_body, verbose)

    def single_request(self, host, handler, request_body, verbose=False):
        connection = self.make_connection(host)
        try:
            headers = dict(self._headers, **{'Content-Type': 'text/xml', 'User-Agent': self.user_agent})
            connection.request("POST", handler, request_body, headers)
            resp = connection.getresponse()
            if resp.status == 200:
                return self.parse_response(resp)
        except Exception:
            self.close()
            raise
        if resp.getheader("content-length", ""):
            resp.read()
        raise ProtocolError(host + handler, resp.status, resp.reason, dict(resp.getheaders()))

    def getparser(self):
        return getparser(self._use_datetime, self._use_builtin_types)

    def make_connection(self, host):
        if self._connection and host == self._connection[0]:
            return self._connection[1]
        self._connection = host, http.client.HTTPConnection(host)
        return self._connection[1]

    def close(self):
        host, connection = self._connection
        if connection:
            self._connection = (None, None)
            connection.close()

    def parse_response(self, response):
        p, u = self.getparser()
        p.feed(response.read())
        p.close()
        return u.close()


class SafeTransport(Transport):
    """Sends calls over HTTPS."""

    def __init__(self, use_datetime=False, use_builtin_types=False, *, headers=(), context=None):
        super().__init__(use_datetime, use_builtin_types, headers=headers)
        self.context = context

    def make_connection(self, host):
        self._connection = host, http.client.HTTPSConnection(host, context=self.context)
        return self._connection[1]


class ServerProxy:
    """A server: its attributes are methods to call."""

    def __init__(self, uri, transport=None, encoding=None, verbose=False, allow_none=False, use_datetime=False, use_builtin_types=False,
                 *, headers=(), context=None):
        p = urllib.parse.urlsplit(uri)
        if p.scheme not in {"http", "https"}:
            raise OSError("unsupported XML-RPC protocol")
        self.__host = p.netloc
        self.__handler = urllib.parse.urlunsplit(["", "", *p[2:]]) or "/RPC2"
        if transport is None:
            handler, extra = (SafeTransport, {"context": context}) if p.scheme == "https" else (Transport, {})
            transport = handler(use_datetime=use_datetime, use_builtin_types=use_builtin_types, headers=headers, **extra)
        self.__transport, self.__encoding, self.__verbose, self.__allow_none = transport, encoding or 'utf-8', verbose, allow_none

    def __close(self):
        self.__transport.close()

    def __request(self, methodname, params):
        request = dumps(params, methodname, encoding=self.__encoding, allow_none=self.__allow_none).encode(self.__encoding,
                                                                                                           'xmlcharrefreplace')
        response = self.__transport.request(self.__host, self.__handler, request, verbose=self.__verbose)
        return response[0] if len(response) == 1 else response

    def __repr__(self):
        return "<%s for %s%s>" % (self.__class__.__name__, self.__host, self.__handler)

    def __getattr__(self, name):
        return _Method(self.__request, name)

    def __call__(self, attr):
        if attr == "close":
            return self.__close
        if attr == "transport":
            return self.__transport
        raise AttributeError("Attribute %r not found" % (attr,))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.__close()


Server = ServerProxy
