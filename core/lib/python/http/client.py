"""A client of HTTP. It reaches servers in the same process; there is no network."""

import email.message
import email.parser
import errno
import http
import io
import re
import socket
import sys
import warnings
from collections.abc import Iterable
from urllib.parse import urlsplit

__all__ = ["HTTPResponse", "HTTPConnection", "HTTPException", "NotConnected", "UnknownProtocol", "UnknownTransferEncoding",
           "UnimplementedFileMode", "IncompleteRead", "InvalidURL", "ImproperConnectionState", "CannotSendRequest", "CannotSendHeader",
           "ResponseNotReady", "BadStatusLine", "LineTooLong", "RemoteDisconnected", "error", "responses", "HTTPSConnection"]

globals().update(http.HTTPStatus.__members__)
responses = {status: status.phrase for status in http.HTTPStatus}
HTTP_PORT, HTTPS_PORT = 80, 443
_MAXLINE, _MAXHEADERS = 1 << 16, 100
_UNKNOWN = 'UNKNOWN'
_CS_IDLE, _CS_REQ_STARTED, _CS_REQ_SENT = 'Idle', 'Request-started', 'Request-sent'
_BLANK = frozenset((b'', b'\n', b'\r\n'))

_header_name = re.compile(rb'[^\s:][^\n\r:]*').fullmatch
_stray_newline = re.compile(rb'\r(?![\n\t ])|\n(?![\t ])').search
_control = re.compile(r'[\0-\x1f]').search
_control_or_space = re.compile(r'[\0- \x7f]').search


class HTTPException(Exception):
    """What this module raises."""


error = HTTPException


class InvalidURL(HTTPException):
    """A host, a port or a path that no request can have."""


class UnknownTransferEncoding(HTTPException):
    """Kept for programs that name it."""


class UnimplementedFileMode(HTTPException):
    """Kept for programs that name it."""


class NotConnected(HTTPException):
    """Something is sent where no socket may be opened."""


class ImproperConnectionState(HTTPException):
    """A method that is not the next step of a request."""


class ResponseNotReady(ImproperConnectionState):
    """A response is asked for too early."""


class CannotSendHeader(ImproperConnectionState):
    """A header outside a request."""


class CannotSendRequest(ImproperConnectionState):
    """A request begins before the last one was answered."""


class UnknownProtocol(HTTPException):
    """A version that is not 0.9, 1.0 or 1.x."""

    def __init__(self, version):
        self.version = version
        self.args = (version,)


class LineTooLong(HTTPException):
    """A line above the bound."""

    def __init__(self, line_type):
        super().__init__(f"got more than {_MAXLINE} bytes when reading {line_type}")


class IncompleteRead(HTTPException):
    """The body ends early: what there is of it, and how much is missing if that is known."""

    def __init__(self, partial, expected=None):
        self.partial, self.expected = partial, expected
        self.args = (partial,)

    def __repr__(self):
        missing = '' if self.expected is None else ', %i more expected' % self.expected
        return f'{type(self).__name__}({len(self.partial)} bytes read{missing})'

    def __str__(self):
        return repr(self)


class BadStatusLine(HTTPException):
    """A first line that is no status."""

    def __init__(self, line):
        self.line = line or repr(line)
        self.args = (self.line,)


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    """The other side closes without a status."""

    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *pos, **kw)


def _bounded_line(fp, title):
    line = fp.readline(_MAXLINE + 1)
    if len(line) > _MAXLINE:
        raise LineTooLong(title)
    return line


def _lines_to_blank(fp, title):
    """The lines up to an empty one or the end, which comes last."""
    while True:
        yield (line := _bounded_line(fp, title))
        if line in _BLANK:
            return


def _header_lines(fp):
    lines = []
    for line in _lines_to_blank(fp, "header line"):
        lines.append(line)
        if len(lines) > _MAXHEADERS:
            raise HTTPException(f"got more than {_MAXHEADERS} headers")
    return lines


def _latin(text, name):
    """Text in Latin-1; the error says what to do about other text."""
    try:
        return text.encode('latin-1')
    except UnicodeEncodeError as wrong:
        reason = ("%s (%.20r) is not valid Latin-1. Use %s.encode('utf-8') if you want to send it encoded in UTF-8."
                  % (name.title(), text[wrong.start:wrong.end], name))
        raise UnicodeEncodeError(wrong.encoding, wrong.object, wrong.start, wrong.end, reason) from None


def _host_bytes(host):
    try:
        return host.encode('ascii')
    except UnicodeEncodeError:
        return host.encode('idna')


def _without_zone(host):
    """An address of IPv6 in brackets, less the interface after its percent sign."""
    address, percent, _ = host.partition(b'%')
    if not percent:
        return host
    assert address.startswith(b'[')
    return address + b']'


class HTTPMessage(email.message.Message):
    """The headers of a response."""

    def getallmatchingheaders(self, name):
        """The names that begin with this one and a colon, and the names after each that begin with a space."""
        start, found, taking = name.lower() + ':', [], False
        for key in self.keys():
            taking = key.lower().startswith(start) or taking and key[:1].isspace()
            if taking:
                found.append(key)
        return found


def parse_headers(fp, _class=HTTPMessage):
    """The headers at the start of a file."""
    text = b''.join(_header_lines(fp)).decode('latin-1')
    return email.parser.Parser(_class=_class).parsestr(text)


class HTTPResponse(io.BufferedIOBase):
    """What a server answers: status, reason, headers, and the body as a file."""

    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp, self.debuglevel, self._method = sock.makefile('rb'), debuglevel, method
        self.headers = self.msg = None
        self.version = self.status = self.reason = self.chunked = self.chunk_left = self.length = self.will_close = _UNKNOWN

    def _read_status(self):
        line = _bounded_line(self.fp, "status line").decode('latin-1')
        if self.debuglevel > 0:
            print('reply:', repr(line))
        if not line:
            raise RemoteDisconnected('Remote end closed connection without response')
        version, status, reason = [*line.split(None, 2), '', '', ''][:3]
        if not (status and version.startswith('HTTP/')):
            self._close_conn()
            raise BadStatusLine(line)
        try:
            number = int(status)
        except ValueError:
            raise BadStatusLine(line)
        if 100 <= number <= 999:
            return version, number, reason
        raise BadStatusLine(line)

    def begin(self):
        """Read status and headers; what comes before with status 100 is left out."""
        if self.headers is not None:
            return
        version, status, reason = self._read_status()
        while status == http.HTTPStatus.CONTINUE:
            passed = _header_lines(self.fp)
            if self.debuglevel > 0:
                print('headers:', passed)
            version, status, reason = self._read_status()
        self.status = self.code = status
        self.reason = reason.strip()
        if version.startswith('HTTP/1.') or version == 'HTTP/0.9':
            self.version = 10 if version in ('HTTP/1.0', 'HTTP/0.9') else 11
        else:
            raise UnknownProtocol(version)
        headers = self.headers = self.msg = parse_headers(self.fp)
        if self.debuglevel > 0:
            for name, value in headers.items():
                print('header:', name + ':', value)
        self.chunked = headers.get('transfer-encoding', '').lower() == 'chunked'
        if self.chunked:
            self.chunk_left = None
        self.length = self._body_length()
        ends = self._server_ends()
        self.will_close = ends or self.length is None and not self.chunked

    def _body_length(self):
        if self._method == 'HEAD' or self.status < 200 or self.status in (204, 304):
            return 0
        if not self.chunked:
            try:
                length = int(self.headers.get('content-length', ''))
            except ValueError:
                return None
            if length >= 0:
                return length

    def _server_ends(self):
        """Whether the headers say that the connection ends with this response."""
        said = self.headers.get('connection', '').lower()
        if self.version == 11:
            return 'close' in said
        return not (self.headers.get('keep-alive') or 'keep-alive' in said or
                    'keep-alive' in self.headers.get('proxy-connection', '').lower())

    def _close_conn(self):
        file, self.fp = self.fp, None
        file.close()

    def close(self):
        """Close, whatever was read."""
        try:
            super().close()
        finally:
            if self.fp is not None:
                self._close_conn()

    def flush(self):
        """Flush the file below, if it is open."""
        super().flush()
        if self.fp is not None:
            self.fp.flush()

    def readable(self):
        """True."""
        return True

    def isclosed(self):
        """Whether all was read."""
        return self.fp is None

    def _no_body(self):
        return self.fp is None or self._method == 'HEAD'

    def _at_end(self):
        """Like _no_body, for the methods that close the answer to a HEAD."""
        if self.fp is not None and self._method == 'HEAD':
            self._close_conn()
        return self.fp is None

    def read(self, amt=None):
        """The body, or so many bytes of it."""
        if self._at_end():
            return b''
        if self.chunked:
            return self._join_chunks(amt)
        left = self.length
        if amt is None:
            data = self.fp.read() if left is None else self._all_of_length(left)
            self._close_conn()
            return data
        if left is not None and amt > left:
            amt = left
        data = self.fp.read(amt)
        self._took(len(data), amt, True)
        return data

    def readinto(self, b):
        """Fill a buffer; how many bytes came."""
        if self._at_end():
            return 0
        if self.chunked:
            return self._fill_from_chunks(b)
        if self.length is not None and len(b) > self.length:
            b = memoryview(b)[:self.length]
        count = self.fp.readinto(b)
        self._took(count, b, True)
        return count

    def read1(self, n=-1):
        """At most n bytes, with one read of the file below."""
        if self._no_body():
            return b''
        if not self.chunked:
            return self._one_call(self.fp.read1, n)
        left = self._chunk()
        if left is None or n == 0:
            return b''
        data = self.fp.read1(n if 0 <= n <= left else left)
        if not data:
            raise IncompleteRead(b'')
        self.chunk_left = left - len(data)
        return data

    def peek(self, n=-1):
        """What can be seen without reading on."""
        if self._no_body():
            return b''
        if not self.chunked:
            return self.fp.peek(n)
        try:
            left = self._chunk()
        except IncompleteRead:
            return b''
        return b'' if left is None else self.fp.peek(left)[:left]

    def readline(self, limit=-1):
        """A line, or the first bytes of it."""
        if self._no_body():
            return b''
        return super().readline(limit) if self.chunked else self._one_call(self.fp.readline, limit)

    def _one_call(self, reader, n):
        if self.length is not None and not 0 <= n <= self.length:
            n = self.length
        data = reader(n)
        self._took(len(data), n, False)
        return data

    def _took(self, count, asked, close_when_done):
        """Count bytes of a body that is not in chunks."""
        if asked and not count:
            self._close_conn()
        elif self.length is not None:
            self.length -= count
            if close_when_done and not self.length:
                self._close_conn()

    def _all_of_length(self, length):
        try:
            data = self._exactly(length)
        except IncompleteRead:
            self._close_conn()
            raise
        self.length = 0
        return data

    def _exactly(self, count):
        data = self.fp.read(count)
        if len(data) < count:
            raise IncompleteRead(data, count - len(data))
        return data

    def _chunk(self):
        """What is left of the chunk, the next one begun where it was read; None after the last."""
        if self.chunk_left:
            return self.chunk_left
        if self.chunk_left is not None:
            self._exactly(2)
        size, _, _ = _bounded_line(self.fp, "chunk size").partition(b';')
        try:
            left = int(size, 16)
        except ValueError:
            self._close_conn()
            raise IncompleteRead(b'')
        if not left:
            for _ in _lines_to_blank(self.fp, "trailer line"):
                pass
            self._close_conn()
            left = None
        self.chunk_left = left
        return left

    def _join_chunks(self, amt):
        parts = []
        try:
            while (left := self._chunk()) is not None:
                if amt is not None and amt <= left:
                    parts.append(self._exactly(amt))
                    self.chunk_left = left - amt
                    break
                parts.append(self._exactly(left))
                self.chunk_left = 0
                if amt is not None:
                    amt -= left
        except IncompleteRead as short:
            raise IncompleteRead(b''.join(parts)) from short
        return b''.join(parts)

    def _fill_from_chunks(self, b):
        room, done = memoryview(b), 0
        try:
            while (left := self._chunk()) is not None:
                want = room[done:done + left]
                size = len(want)
                count = self.fp.readinto(want)
                if count < size:
                    raise IncompleteRead(bytes(want[:count]), size - count)
                done += count
                self.chunk_left = left - count
                if done == len(room):
                    break
        except IncompleteRead:
            raise IncompleteRead(bytes(b[:done]))
        return done

    def fileno(self):
        """The number of the socket's file."""
        return self.fp.fileno()

    def getheader(self, name, default=None):
        """A header; several of one name with commas between."""
        if self.headers is None:
            raise ResponseNotReady()
        found = self.headers.get_all(name) or default
        return ', '.join(found) if hasattr(found, '__iter__') and not isinstance(found, str) else found

    def getheaders(self):
        """Pairs of names and values."""
        if self.headers is None:
            raise ResponseNotReady()
        return [*self.headers.items()]

    def __iter__(self):
        return self

    def info(self):
        """The headers."""
        return self.headers

    def geturl(self):
        """Where the response came from, if who opened it has said so."""
        return self.url

    def getcode(self):
        """The status."""
        return self.status


def _body_size(body, method):
    """What Content-Length can say; None where it cannot."""
    if body is None:
        return 0 if method.upper() in ('POST', 'PUT', 'PATCH') else None
    if isinstance(body, str):
        return len(body)
    if not hasattr(body, 'read'):
        try:
            return memoryview(body).nbytes
        except TypeError:
            pass


class HTTPConnection:
    """A connection: request() or putrequest() ... endheaders(), then getresponse()."""

    response_class = HTTPResponse
    default_port = HTTP_PORT
    auto_open, debuglevel = 1, 0
    _http_vsn, _http_vsn_str = 11, 'HTTP/1.1'

    def __init__(self, host, port=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, blocksize=8192):
        self.timeout, self.source_address, self.blocksize = timeout, source_address, blocksize
        self.sock, self._buffer, self.__response, self.__state, self._method = None, [], None, _CS_IDLE, None
        self._tunnel_host, self._tunnel_port, self._tunnel_headers = None, None, {}
        self.host, self.port = self._get_hostport(host, port)
        self._validate_host(self.host)
        self._create_connection = socket.create_connection

    def _get_hostport(self, host, port):
        if port is not None:
            return host, port
        port, colon = self.default_port, host.rfind(':')
        if colon > host.rfind(']'):
            host, digits = host[:colon], host[colon + 1:]
            try:
                port = int(digits)
            except ValueError:
                if digits:
                    raise InvalidURL(f"nonnumeric port: '{digits}'")
        return host[1:-1] if host[:1] == '[' and host[-1:] == ']' else host, port

    def _validate_host(self, host):
        if found := _control_or_space(host):
            raise InvalidURL(f"URL can't contain control characters. {host!r} (found at least {found[0]!r})")

    def _validate_path(self, url):
        if found := _control_or_space(url):
            raise InvalidURL(f"URL can't contain control characters. {url!r} (found at least {found[0]!r})")

    def _validate_method(self, method):
        if found := _control(method):
            raise ValueError(f"method can't contain control characters. {method!r} (found at least {found[0]!r})")

    def _debug(self, *what):
        if self.debuglevel > 0:
            print(*what)

    def set_debuglevel(self, level):
        """Above 0: what is sent and what is answered is printed."""
        self.debuglevel = level

    def set_tunnel(self, host, port=None, headers=None):
        """Go to this host through the one of the connection, which is asked with CONNECT."""
        if self.sock:
            raise RuntimeError("Can't set up tunnel for established connection")
        self._tunnel_host, self._tunnel_port = self._get_hostport(host, port)
        self._tunnel_headers = dict(headers) if headers else {}

    def _tunnel(self):
        lines = [b'CONNECT %b:%d HTTP/1.0' % (self._tunnel_host.encode('ascii'), self._tunnel_port)]
        lines += (f'{name}: {value}'.encode('latin-1') for name, value in self._tunnel_headers.items())
        self.send(b'\r\n'.join((*lines, b'', b'')))
        with self.response_class(self.sock, method=self._method) as response:
            _, status, reason = response._read_status()
            if status != http.HTTPStatus.OK:
                self.close()
                raise OSError(f'Tunnel connection failed: {status} {reason.strip()}')
            for line in _lines_to_blank(response.fp, "header line"):
                if line not in _BLANK:
                    self._debug('header:', line.decode())

    def connect(self):
        """Connect; OSError where nobody can be reached."""
        sys.audit('http.client.connect', self, self.host, self.port)
        self.sock = self._create_connection((self.host, self.port), self.timeout, self.source_address)
        try:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as wrong:
            if wrong.errno != errno.ENOPROTOOPT:
                raise
        if self._tunnel_host:
            self._tunnel()

    def close(self):
        """Close the socket and the response that is being read; the next request connects again."""
        self.__state = _CS_IDLE
        sock, self.sock = self.sock, None
        try:
            if sock is not None:
                sock.close()
        finally:
            response, self.__response = self.__response, None
            if response is not None:
                response.close()

    def _blocks(self, file):
        text = isinstance(file, io.TextIOBase)
        if text:
            self._debug('encoding file using iso-8859-1')
        while block := file.read(self.blocksize):
            yield block.encode('latin-1') if text else block

    def send(self, data):
        """Send bytes, a file, or an iterable of bytes."""
        if self.sock is None:
            if not self.auto_open:
                raise NotConnected()
            self.connect()
        self._debug('send:', repr(data))
        if hasattr(data, 'read'):
            self._debug('sending a readable')
            for block in self._blocks(data):
                sys.audit('http.client.send', self, block)
                self.sock.sendall(block)
            return
        sys.audit('http.client.send', self, data)
        try:
            self.sock.sendall(data)
        except TypeError:
            if not isinstance(data, Iterable):
                raise TypeError(f"data should be a bytes-like object or an iterable, got {type(data)!r}")
            for part in data:
                self.sock.sendall(part)

    def _pieces(self, body):
        """A body as an iterable of what is sent at once."""
        if hasattr(body, 'read'):
            self._debug('reading a readable')
            return self._blocks(body)
        try:
            memoryview(body)
            return (body,)
        except TypeError:
            try:
                return iter(body)
            except TypeError:
                raise TypeError(f"message_body should be a bytes-like object or an iterable, got {type(body)!r}")

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        """The first line, and the headers Host and Accept-Encoding."""
        self.__forget_read()
        if self.__state != _CS_IDLE:
            raise CannotSendRequest(self.__state)
        self.__state = _CS_REQ_STARTED
        self._validate_method(method)
        self._method = method
        url = url or '/'
        self._validate_path(url)
        self._buffer.append(self._encode_request(f'{method} {url} {self._http_vsn_str}'))
        if self._http_vsn != 11:
            return
        if not skip_host:
            self.putheader('Host', self._host_header(url))
        if not skip_accept_encoding:
            self.putheader('Accept-Encoding', 'identity')

    def _encode_request(self, request):
        return request.encode('ascii')

    def _host_header(self, url):
        if url.startswith('http') and (place := urlsplit(url).netloc):
            return _without_zone(_host_bytes(place))
        host, port = (self._tunnel_host, self._tunnel_port) if self._tunnel_host else (self.host, self.port)
        name = _host_bytes(host)
        if ':' in host:
            name = _without_zone(b'[' + name + b']')
        return name if port == self.default_port else f"{name.decode('ascii')}:{port}"

    def putheader(self, header, *values):
        """A header; several values go on lines of their own."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        name = header.encode('ascii') if hasattr(header, 'encode') else header
        if not _header_name(name):
            raise ValueError(f'Invalid header name {name!r}')
        line = []
        for value in values:
            if hasattr(value, 'encode'):
                value = value.encode('latin-1')
            elif isinstance(value, int):
                value = str(value).encode('ascii')
            if _stray_newline(value):
                raise ValueError(f'Invalid header value {value!r}')
            line.append(value)
        self._buffer.append(name + b': ' + b'\r\n\t'.join(line))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        """Send the headers, then the body, in chunks if asked."""
        if self.__state != _CS_REQ_STARTED:
            raise CannotSendHeader()
        self.__state = _CS_REQ_SENT
        head = b'\r\n'.join((*self._buffer, b'', b''))
        self._buffer.clear()
        self.send(head)
        if message_body is None:
            return
        in_chunks = encode_chunked and self._http_vsn == 11
        for piece in self._pieces(message_body):
            if not piece:
                self._debug('Zero length chunk ignored')
            elif in_chunks:
                self.send(b'%X\r\n' % len(piece) + piece + b'\r\n')
            else:
                self.send(piece)
        if in_chunks:
            self.send(b'0\r\n\r\n')

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        """A whole request; the body's length, or that it comes in chunks, is said where the headers do not."""
        given = {name.lower() for name in headers}
        skips = {'skip_' + name.replace('-', '_'): 1 for name in ('host', 'accept-encoding') if name in given}
        self.putrequest(method, url, **skips)
        if given.isdisjoint(('content-length', 'transfer-encoding')):
            size = _body_size(body, method)
            encode_chunked = size is None and body is not None
            if encode_chunked:
                self._debug(f'Unable to determine size of {body!r}')
                self.putheader('Transfer-Encoding', 'chunked')
            elif size is not None:
                self.putheader('Content-Length', str(size))
        elif 'content-length' in given:
            encode_chunked = False
        for name, value in headers.items():
            self.putheader(name, value)
        self.endheaders(_latin(body, 'body') if isinstance(body, str) else body, encode_chunked=encode_chunked)

    def __forget_read(self):
        if self.__response is not None and self.__response.isclosed():
            self.__response = None

    def getresponse(self):
        """The response, its headers read."""
        self.__forget_read()
        if self.__response is not None or self.__state != _CS_REQ_SENT:
            raise ResponseNotReady(self.__state)
        levels = (self.debuglevel,) if self.debuglevel > 0 else ()
        response = self.response_class(self.sock, *levels, method=self._method)
        try:
            response.begin()
            self.__state = _CS_IDLE
            if response.will_close:
                self.close()
            else:
                self.__response = response
        except BaseException as wrong:
            if isinstance(wrong, ConnectionError):
                self.close()
            response.close()
            raise
        return response


class HTTPSConnection(HTTPConnection):
    """A connection that is encrypted, which cannot be made here."""

    default_port = HTTPS_PORT

    def __init__(self, host, port=None, key_file=None, cert_file=None, timeout=socket._GLOBAL_DEFAULT_TIMEOUT, source_address=None, *,
                 context=None, check_hostname=None, blocksize=8192):
        import ssl
        super().__init__(host, port, timeout, source_address, blocksize)
        has_files = bool(key_file or cert_file)
        if has_files or check_hostname is not None:
            warnings.warn("key_file, cert_file and check_hostname are deprecated, use a custom context instead.", DeprecationWarning, 2)
        own = context is None
        if own:
            context = ssl._create_default_https_context()
            if self._http_vsn == 11:
                context.set_alpn_protocols(['http/1.1'])
        checks = context.check_hostname if check_hostname is None else check_hostname
        if checks and context.verify_mode == ssl.CERT_NONE:
            raise ValueError("check_hostname needs a SSL context with either CERT_OPTIONAL or CERT_REQUIRED")
        if has_files:
            context.load_cert_chain(cert_file, key_file)
        if (own or has_files) and context.post_handshake_auth is not None:
            context.post_handshake_auth = True
        if check_hostname is not None:
            context.check_hostname = check_hostname
        self.key_file, self.cert_file, self._context = key_file, cert_file, context

    def connect(self):
        """Connect, then encrypt with the context."""
        super().connect()
        self.sock = self._context.wrap_socket(self.sock, server_hostname=self._tunnel_host or self.host)
