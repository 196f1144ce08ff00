"""What http.client answers: over sockets that only remember, and over one of 127.0.0.1."""
import array
import http.client as client
import inspect
import io
import pickle
import re
import socket
import ssl
import sys
import threading
import warnings


class Wire:
    """A socket that answers what it was given and keeps what it was sent."""

    def __init__(self, answer=b''):
        self.answer, self.sent, self.calls, self.closed = answer, b'', [], 0

    def makefile(self, mode, bufsize=None):
        self.calls.append(mode)
        self.file = io.BufferedReader(io.BytesIO(self.answer))
        return self.file

    def sendall(self, data):
        with memoryview(data) as view:
            self.calls.append(view.nbytes)
        self.sent += data

    def setsockopt(self, *what):
        self.calls.append('option')

    def close(self):
        self.closed += 1


def ask(what, *args, **named):
    """The result or the error of a call, as a text."""
    try:
        return repr(what(*args, **named))
    except Exception as error:
        context = None if error.__suppress_context__ else error.__context__
        return f'{type(error).__name__}: {error} {error.args} {error.__cause__!r} {type(context).__name__}'


def made(answer=b'', host='example.com', port=None, kind=client.HTTPConnection, **named):
    """A connection over a Wire."""
    connection = kind(host, port, **named)
    connection.sock = Wire(answer)
    return connection


def reply(text, **named):
    """A response that has begun."""
    response = client.HTTPResponse(Wire(text), **named)
    response.begin()
    return response


print('# names')
print(client.__all__, client.HTTP_PORT, client.HTTPS_PORT)
print(len(client.responses), client.responses[200], client.responses[client.NOT_FOUND], type(next(iter(client.responses))).__name__, client.OK)
print(client.OK, client.IM_A_TEAPOT, client.error is client.HTTPException)
for name in client.__all__:
    thing = getattr(client, name)
    if isinstance(thing, type):
        print(name, [c.__name__ for c in thing.__mro__[1:-1]])
for kind in client.HTTPResponse, client.HTTPConnection, client.HTTPSConnection, client.HTTPMessage:
    for name, thing in sorted(vars(kind).items()):
        if callable(thing) and (name[0] != '_' or name == '__iter__') and name != 'response_class':
            print(kind.__name__, name, inspect.signature(thing))
print(inspect.signature(client.parse_headers).parameters.keys())
print(str(inspect.signature(client.HTTPConnection.__init__)).replace(repr(socket._GLOBAL_DEFAULT_TIMEOUT), 'DEFAULT'))
print(str(inspect.signature(client.HTTPSConnection.__init__)).replace(repr(socket._GLOBAL_DEFAULT_TIMEOUT), 'DEFAULT'))

print('# errors')
for error in (client.IncompleteRead(b'abc'), client.IncompleteRead(b'abc', 4), client.IncompleteRead([1], 0), client.BadStatusLine(''),
              client.BadStatusLine(None), client.BadStatusLine('x\r\n'), client.LineTooLong('line'), client.UnknownProtocol('HTTP/3'),
              client.RemoteDisconnected(), client.RemoteDisconnected('why'), client.RemoteDisconnected(3, 'text'), client.NotConnected(),
              client.InvalidURL('u'), client.UnimplementedFileMode('m'), client.CannotSendRequest('s')):
    print(repr(error), '|', str(error), '|', error.args, vars(error))
print(ask(client.IncompleteRead), ask(client.BadStatusLine), ask(client.LineTooLong), ask(client.UnknownProtocol), sep='\n')
again = pickle.loads(pickle.dumps(client.IncompleteRead(b'ab', 3)))
print(repr(again), vars(again), repr(pickle.loads(pickle.dumps(client.BadStatusLine('b')))))


class Short(client.IncompleteRead):
    pass


print(repr(Short(b'', 1)), str(Short(b'')))

print('# status lines')
for line in ('HTTP/1.1 200 OK', 'HTTP/1.0 200', 'HTTP/1.1 404  Not  Found ', 'HTTP/1.9 200 x', 'HTTP/0.9 200 old', 'HTTP/2 200 new', 'http/1.1 200 OK',
             'HTTP/1.1', 'HTTP/1.1 ', 'HTTP/1.1 abc OK', 'HTTP/1.1 99 low', 'HTTP/1.1 1000 high', 'HTTP/1.1 999 top', 'HTTP/1.1 -200 x', 'HTTP/1.1 2_00 y',
             'GARBAGE', '', ' HTTP/1.1 200 OK', 'HTTP/1.1\t200\tTabs here', 'HTTP/1.1 200 caf\xe9', 'HTTP/5 100 x', 'HTTP/1.1 200 ' + 'x' * 65522, 'HTTP/1.1 200 ' + 'x' * 65523):
    wire = Wire(line.encode('latin-1') + b'\r\n\r\nbody')
    response = client.HTTPResponse(wire)
    print(repr(line[:30]), ask(response.begin)[:150], response.version, response.status, response.reason[-20:], getattr(response, 'code', 'no code'), response.will_close,
          response.length, response.chunked, response.isclosed(), wire.file.closed)
response = client.HTTPResponse(Wire())
print(ask(response.begin), response.isclosed(), response.closed, response.headers, response.msg, response.status, response.getcode(), response.info())
print(ask(response.getheader, 'a'), ask(response.getheaders), ask(response.geturl), response.debuglevel, response.will_close, response.length, response.chunk_left)
print(*vars(response), *vars(client.HTTPConnection('h')))
response = reply(b'HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 100 Again\r\n\r\nHTTP/1.1 200 OK\r\nB: c\r\n\r\nxyz')
print(response.status, response.getheaders(), response.begin(), response.read())
print(ask(reply, b'HTTP/1.1 100 Continue\r\n' + b'a: b\r\n' * 101 + b'\r\n'))
print(ask(reply, b'HTTP/1.1 100 Continue\r\n'))
response = reply(b'HTTP/1.1 101 Switch\r\nA: 1\r\n\r\nxx')
print(response.status, response.length, response.will_close, response.read(), response.isclosed())

print('# headers')
print(ask(reply, b'HTTP/1.1 200 OK\r\n' + b'a: b\r\n' * 100 + b'\r\n')[:60])
print(len(reply(b'HTTP/1.1 200 OK\r\n' + b'a: b\r\n' * 99 + b'\r\n').getheaders()))
print(ask(reply, b'HTTP/1.1 200 OK\r\nA: ' + b'x' * 65536 + b'\r\n\r\n'))
response = reply(b'HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nCont: one\r\n\ttwo\r\nEmpty:\r\nL: \xe9\r\n\r\n')
print(response.getheaders(), response.headers is response.msg is response.info(), type(response.headers).__name__)
print([response.getheader(n) for n in ('X-A', 'cont', 'Empty', 'L', 'none')], response.getheader('n', 'def'), response.getheader('n', default=['a', 'b']),
      response.getheader('n', 42), response.getheader('n', ()), ask(response.getheader, 'n', [1]))
print(dict(response.headers), response.headers.getallmatchingheaders('x-a'), response.headers.get_all('x-a'))
file = io.BytesIO(b'A: 1\nB: 2\r\n c\r\n\r\nbody')
message = client.parse_headers(file)
print(message.items(), file.read(), type(message).__name__, message.getallmatchingheaders('a'), message.get_payload(), message.defects)
print(client.parse_headers(io.BytesIO(b'')).items(), client.parse_headers(io.BytesIO(b'A: b')).items())


class Message(client.HTTPMessage):
    pass


print(type(client.parse_headers(io.BytesIO(b'A: b\n\n'), _class=Message)).__name__, ask(client.parse_headers, io.BytesIO(b'x' * 70000)))
message = client.HTTPMessage()
message['Key: odd'] = 'x'
message[' follows'] = 'y'
message['other'] = 'z'
print(message.getallmatchingheaders('KEY'), message.getallmatchingheaders('none'))
print(client.HTTPMessage.__module__)

print('# who closes')
for version in '1.1', '1.0':
    for headers in ('', 'Connection: close', 'Connection: keep-alive', 'Connection: Keep-Alive, Close', 'Keep-Alive: 5', 'Proxy-Connection: keep-alive', 'Connection: upgrade',
                    'Proxy-Connection: x'):
        for length in '', 'Content-Length: 3', 'Transfer-Encoding: Chunked', 'Content-Length: x', 'Content-Length: -4', 'Content-Length: +2', 'Transfer-Encoding: gzip, chunked':
            text = f'HTTP/{version} 200 OK\r\n' + ''.join(h + '\r\n' for h in (headers, length) if h) + '\r\nabc'
            response = reply(text.encode())
            print(int(response.will_close), response.length, int(response.chunked), end='; ')
    print()
for status in 100 + 2, 199, 200, 204, 205, 304, 404:
    for method in 'GET', 'HEAD', None:
        response = reply(f'HTTP/1.1 {status} x\r\nContent-Length: 3\r\n\r\nabc'.encode(), method=method)
        print(status, method, response.length, response.will_close, response.read(), response.isclosed(), response.read(), end='; ')
    print()
response = reply(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n1\r\na\r\n0\r\n\r\n')
print(response.chunked, response.length, response.will_close, response.read())

print('# reading')
plain = b'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\none\ntwo\nfourMORE'
ended = b'HTTP/1.1 200 OK\r\n\r\none\ntwo\nfour'
short = b'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\none\ntwo\nfour'
lumps = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\none\nt\r\n3\r\nwo\n\r\n4\r\nfour\r\n0\r\nTrail: er\r\n\r\nMORE'
cut = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\none\nt\r\n8\r\nwo'
bad = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\none\nt\r\nzz\r\nfour'
gone = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\none\nt\r\n'
bare = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n'
none = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'
zero = b'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nMORE'
long = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' + b'1' * 65537 + b'\r\n'
trail = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n' + b't' * 65537 + b'\r\n\r\n'


def into(response, size):
    """readinto with a buffer of that size."""
    room = bytearray(size)
    return response.readinto(room), bytes(room)


ways = {'read()': lambda r: r.read(), 'read(None)': lambda r: r.read(None), 'read(-1)': lambda r: r.read(-1), 'read(0)': lambda r: r.read(0), 'read(4)': lambda r: r.read(4),
        'read(5)': lambda r: r.read(5), 'read(100)': lambda r: r.read(100), 'readinto(4)': lambda r: into(r, 4), 'readinto(0)': lambda r: into(r, 0), 'readinto(100)': lambda r: into(r, 100),
        'read1()': lambda r: r.read1(), 'read1(2)': lambda r: r.read1(2), 'read1(0)': lambda r: r.read1(0), 'read1(100)': lambda r: r.read1(100), 'peek()': lambda r: r.peek()[:12],
        'peek(2)': lambda r: r.peek(2)[:12], 'readline()': lambda r: r.readline(), 'readline(1)': lambda r: r.readline(1), 'readline(0)': lambda r: r.readline(0),
        'readlines': lambda r: r.readlines(), 'next': lambda r: next(r), 'list': lambda r: list(r)}
for title, text in dict(plain=plain, ended=ended, short=short, lumps=lumps, cut=cut, bad=bad, gone=gone, bare=bare, none=none, zero=zero, long=long, trail=trail).items():
    for way, do in ways.items():
        response = reply(text)
        out = []
        for _ in range(4):
            out.append(ask(do, response)[:110])
            out.append((response.length, response.chunk_left, response.isclosed(), response.closed))
        print(title, way, *out)
    response = reply(text, method='HEAD')
    print(title, 'HEAD', *(ask(do, response)[:60] for do in ways.values()))
    print(title, 'HEAD first', *(ask(do, reply(text, method='HEAD'))[:60] for do in ways.values()))
for first in 'read(4)', 'peek(2)', 'read1(2)', 'readline(1)', 'readinto(4)':
    for text in plain, lumps:
        for second in 'read()', 'read(5)', 'read1()', 'readline()', 'peek()', 'readinto(4)':
            response = reply(text)
            print(first, second, ask(ways[first], response), ask(ways[second], response), ask(ways['read()'], response), end='; ')
    print()
response = reply(plain)
print(response.readable(), response.writable(), response.seekable(), ask(response.write, b'x')[:60], ask(response.fileno)[:60], response.flush(), response.isatty())
room = array.array('I', [0, 0])
print(response.readinto(room), room.tobytes(), response.read())
print(response.close(), response.close(), response.isclosed(), response.closed, ask(response.read), ask(response.readline), ask(response.flush), ask(response.fileno), ask(response.peek),
      ask(response.read1), ask(response.readinto, bytearray(3)))
with reply(plain) as response:
    print(response is iter(response), response.read(3))
print(response.isclosed(), ask(response.__enter__))
response = reply(lumps)
response.read(3)
print(response.isclosed(), response.close(), response.isclosed(), response.closed)
text = io.TextIOWrapper(reply(lumps))
print(text.read())
print(list(io.TextIOWrapper(reply(plain))), list(io.BufferedReader(reply(lumps))))
response = reply(plain, url='http://u/')
print(response.getcode(), ask(response.geturl))
response.url = 'http://x/'
print(response.geturl())

print('# hosts')
for host, port in (('a', None), ('a', 81), ('a:82', None), ('a:82', 83), ('a:', None), ('a:b', None), ('[::1]', None), ('[::1]:84', None), ('[::1', None), ('::1', None), ('::1', 80), ('[::1]', 85),
                   ('', None), (':90', None), ('a:-1', None), ('a:1:2', None), ('[fe80::1%eth0]:9', None), ('a b', None), ('a\n', 80), ('a\x7f', None), ('a:\u0663', None), ('\x00', None), ('a: 7', None), ('a', '5')):
    try:
        connection = client.HTTPConnection(host, port)
        print(repr(host), port, '->', repr(connection.host), connection.port, end=' ')
        connection.sock = Wire()
        connection.putrequest('GET', '/')
        connection.endheaders()
        print(connection.sock.sent)
    except Exception as error:
        print(repr(host), port, repr(error))
print(ask(client.HTTPConnection, None)[:60], ask(client.HTTPConnection, 5)[:70], ask(client.HTTPConnection, b'a')[:70])
connection = client.HTTPConnection('h', timeout=3, source_address=('', 0), blocksize=7)
print(connection.timeout, connection.source_address, connection.blocksize, connection.sock, connection.debuglevel, connection.auto_open, connection.default_port)
print(client.HTTPConnection('h').timeout is socket._GLOBAL_DEFAULT_TIMEOUT, client.HTTPSConnection('h').port, client.HTTPSConnection('h', 1).port)

print('# requests')


def sent(method='GET', url='/', *args, host='example.com', port=None, version=None, **named):
    """What a request sends, and in what pieces."""
    connection = made(host=host, port=port)
    if version:
        connection._http_vsn, connection._http_vsn_str = version
    wire = connection.sock
    result = ask(connection.request, method, url, *args, **named)
    return result, wire.sent, wire.calls


class Reads:
    """Only read()."""

    def __init__(self, *parts):
        self.parts = list(parts)

    def read(self, size):
        return self.parts.pop(0) if self.parts else b''


class Both(Reads):
    """read() and iteration."""

    def __iter__(self):
        return iter([b'iterated'])


for method in 'GET', 'POST', 'post', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'TRACE', 'CONNECT', 'get':
    print(sent(method), sent(method, body='x'))
for make in (lambda: 'text', lambda: 'caf\xe9', lambda: b'bytes', lambda: bytearray(b'ba'), lambda: memoryview(b'mv'), lambda: array.array('H', [1, 2]), lambda: '', lambda: b'', lambda: [], lambda: [b'a', b'', b'bc'],
             lambda: iter([b'1', b'22']), lambda: (b'x' * n for n in range(17)), lambda: ('s', 't'), lambda: io.BytesIO(b'file' * 3), lambda: io.StringIO('te\xe9t'), lambda: io.BytesIO(), lambda: Reads(b'a', b'bb'),
             lambda: Reads('s'), lambda: Both(b'read'), lambda: 5, lambda: object, lambda: {b'k': 1}, lambda: '\u20ac', lambda: io.StringIO('\u20ac'), lambda: {}, lambda: 0, lambda: [1], lambda: [b'a', 2], lambda: [memoryview(b'm')]):
    for headers in {}, {'Content-Length': '3'}, {'Transfer-Encoding': 'chunked'}, {'content-length': 3, 'transfer-encoding': 'gzip'}:
        for chunked in False, True:
            print(*sent('POST', '/', make(), dict(headers), encode_chunked=chunked))
for url in ('', '/a?b=c#d', 'http://other.org/p', 'http://other.org:8080/p', 'https://u:p@other.org/', 'http:///x', 'httpfoo', 'x', '*', '/a b', '/a\n', '/\x7f', '/caf\xe9', '/\u20ac', 'http://[::1]:5/x', 'http://caf\xe9.org/x',
            'http://b\xfccher.de/\xe9', None, 'http://\u20ac.org/'):
    print(repr(url), ask(sent, 'GET', url), ask(sent, 'GET', url, version=(10, 'HTTP/1.0')))
for host, port in ('b\xfccher.de', None), ('b\xfccher.de', 81), ('::1', 81), ('fe80::1%eth0', 81), ('[fe80::1%eth0]', None), ('h', 443), ('\u20ac.x', 80), ('::1%en\xe9', 80):
    print(ask(sent, host=host, port=port), ask(lambda: made(host=host, port=port, kind=client.HTTPSConnection).request('GET', '/')))
for method in 'G T', 'G\nT', 'G\x1fT', 'G\x7fT', 'G\xe9T', '', 'GET\r', '\tGET':
    print(repr(method), ask(sent, method), ask(sent, method, body=b'x'))
for method in None, 5, b'GET':
    print(ask(sent, method)[:90])
print(sent(version=(10, 'HTTP/1.0')), sent(version=(10, 'HTTP/1.0'), body=[b'a']), sent(version=(10, 'HTTP/1.0'), body=b'a', headers={'A': 'b'}))
for headers in ({'Host': 'mine'}, {'HOST': 'a', 'accept-encoding': 'gzip'}, {'A': 'b', 'C': 5}, {'A': True}, {'A': b'\xff'}, {b'B': 'x'}, {'A': '\xe9'}, {'A': '\u20ac'}, {'\xe9': 'x'}, {'A': None}, {'A': 1.5}, {'A': ['x']}, {5: 'x'},
                {'A': 'x\r\ny'}, {'A': 'x\r\n y'}, {'A': 'x\ny'}, {'A': 'x\n\ty'}, {'A': 'x\ry'}, {'A': 'x\r'}, {'A': 'x\r y'}, {'': 'x'}, {' a': 'x'}, {'a b': 'x'}, {'a:b': 'x'}, {'a\n': 'x'}, {'a\r\nb': 'x'}, {'a ': 'x'}, {'\x00': '\x00'},
                {'A': ''}, {'A': bytearray(b'x')}):
    print(headers, ask(sent, headers=headers))

print('# by hand')
connection = made()
for name, args in (('putheader', ('A', 'b')), ('endheaders', ()), ('getresponse', ()), ('putrequest', ('GET', '/')), ('putrequest', ('GET', '/')), ('getresponse', ()), ('putheader', ('A', 'b', 'c', 5)), ('putheader', ('B',)),
                   ('putheader', ('C', b'1', '2')), ('putheader', ('', '')), ('endheaders', ()), ('putheader', ('A', 'b')), ('endheaders', ()), ('putrequest', ('GET', '/')), ('send', (b'more',)), ('getresponse', ()), ('close', ())):
    wire = connection.sock
    print(name, args, ask(getattr(connection, name), *args), wire and (wire.sent, wire.calls, wire.closed))
for skip in (False, False), (True, False), (False, True), (True, True), (1, 0):
    connection = made()
    connection.putrequest('GET', '/', *skip)
    connection.endheaders(b'body')
    print(connection.sock.sent, connection.sock.calls)
for bodies in [b'a', b'b'], b'abc', io.BytesIO(b'file'), (), 'text', 5, io.StringIO('text'), io.StringIO('caf\xe9\u20ac'), Reads('s', b't'), {'k': 1}, array.array('H', [1, 2]), None, [b'x', 'y']:
    for chunked in False, True:
        connection = made()
        connection.putrequest('PUT', '/')
        if hasattr(bodies, 'seek'):
            bodies.seek(0)
        print(ask(connection.endheaders, bodies, encode_chunked=chunked), connection.sock.sent[-40:], connection.sock.calls)
    connection = made(blocksize=3)
    if hasattr(bodies, 'seek'):
        bodies.seek(0)
    print(ask(connection.send, bodies), connection.sock.sent, connection.sock.calls)
connection = client.HTTPConnection('h')
connection.auto_open = 0
print(ask(connection.send, b'x'), ask(connection.request, 'GET', '/'), ask(connection.request, 'GET', '/'), connection.close(), ask(connection.getresponse))
connection = made()
print(ask(connection.putrequest, 'GET', '/a b'), ask(connection.putrequest, 'GET', '/a'), connection.close(), ask(connection.putrequest, 'GET', '/'))
connection = made()
print(ask(connection.putrequest, 'G\n', '/'), ask(connection.putrequest, 'GET', '/a'))


class Kept(client.HTTPConnection):
    """The methods that request() goes through."""

    def putrequest(self, *args, **named):
        print('putrequest', args, named)
        super().putrequest(*args, **named)

    def putheader(self, *args):
        print('putheader', args)
        super().putheader(*args)

    def endheaders(self, *args, **named):
        print('endheaders', args, named)
        super().endheaders(*args, **named)

    def send(self, data):
        print('send', data)
        super().send(data)

    def connect(self):
        print('connect')
        self.sock = Wire(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')


for more in {}, {'body': 'x'}, {'body': [b'1', b'2'], 'headers': {'Host': 'h', 'Accept-Encoding': 'x'}}:
    connection = Kept('h')
    connection.request('POST', '/', **more)
    print(connection.getresponse().read())

print('# responses of a connection')
keep = b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
connection = made(keep)
wire = connection.sock
connection.request('GET', '/')
print(ask(connection.request, 'GET', '/'))
response = connection.getresponse()
print(connection.sock is wire, response.isclosed(), ask(connection.getresponse), ask(connection.putrequest, 'GET', '/'), ask(connection.endheaders), ask(connection.getresponse))
print(response.read(), ask(lambda: connection.getresponse().status), connection.close(), connection.sock, wire.closed, wire.calls)
connection = made(keep)
connection.request('GET', '/')
response = connection.getresponse()
connection.request('GET', '/')
print(ask(connection.getresponse), response.read(), connection.getresponse().read(), connection.close())
connection = made(keep)
connection.request('GET', '/')
response = connection.getresponse()
print(connection.close(), response.isclosed(), response.closed, response.read(), connection.close())
connection = made(b'HTTP/1.0 200 OK\r\n\r\nrest')
wire = connection.sock
connection.request('GET', '/')
response = connection.getresponse()
print(connection.sock, wire.closed, response.isclosed(), response.read())
for text in b'', b'HTTP/1.1 abc\r\n\r\n', b'nonsense\r\n', b'HTTP/2 200 x\r\n\r\n', b'HTTP/1.1 200 OK\r\n' + b'a: b\r\n' * 101:
    connection = made(text)
    wire = connection.sock
    connection.request('GET', '/')
    print(ask(connection.getresponse), connection.sock is wire, wire.closed, wire.file.closed, end=' ')
    connection.auto_open = 0
    print(ask(connection.request, 'GET', '/'))
connection = made(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
connection.request('HEAD', '/')
response = connection.getresponse()
print(response.length, response.read(), response.isclosed())


class Answer(client.HTTPResponse):
    def __init__(self, *args, **named):
        print(len(args), named)
        super().__init__(*args, **named)


connection = made(keep)
connection.response_class = Answer
connection.request('GET', '/')
print(type(connection.getresponse()).__name__)

print('# what debugging prints')
stdout, sys.stdout = sys.stdout, io.StringIO()
connection = made(b'HTTP/1.1 100 Continue\r\nW: 1\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\nA: c\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n')
print(connection.set_debuglevel(1), connection.debuglevel)
connection.request('POST', '/', body='b', headers={'X': 'y'})
print(connection.getresponse().read())
connection = made(keep)
connection.set_debuglevel(2)
connection.request('POST', '/', body=io.StringIO('text'))
connection.getresponse()
connection = made()
connection.set_debuglevel(1)
connection.send(io.StringIO('text'))
connection.send(io.BytesIO(b'text'))
connection.send([b'a'])
connection.request('POST', '/', body=[b'', b'a'])
stdout, sys.stdout = sys.stdout, stdout
print(re.sub('0x[0-9a-fA-F]+', '0x', stdout.getvalue()))

print('# tunnels')


def through(answer, host, port=None, headers=None, kind=client.HTTPConnection, debug=0):
    """A connection whose socket is made by create_connection of our own."""
    wire = Wire(answer)

    def create(*args):
        print('create', args[0], args[1] is socket._GLOBAL_DEFAULT_TIMEOUT, args[2:])
        return wire
    connection = kind('proxy.org', 3128)
    connection._create_connection = create
    connection.set_debuglevel(debug)
    print(ask(connection.set_tunnel, host, port, headers))
    print(ask(connection.request, 'GET', '/', headers={'A': 'b'}), connection.sock is wire, wire.closed, wire.calls, hasattr(wire, 'file') and wire.file.closed)
    print(wire.sent)
    return connection


for host, port, headers in ('dest.org', None, None), ('dest.org:99', None, {'X-P': 'q'}), ('::1', 7, {}), ('[::1]:8', None, {'Host': 'h'}), ('dest.org', 443, {'User-Agent': 'u', 'P': '\xe9'}), ('a b', None, None), ('b\xfccher.de', 1, None), ('h:x', None, None):
    connection = through(b'HTTP/1.1 200 Connected\r\nV: 1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', host, port, headers)
    print(connection.host, connection.port)
for answer in (b'HTTP/1.1 403 No way \r\nA: b\r\n\r\n', b'', b'junk\r\n', b'HTTP/1.0 200\r\n\r\n', b'HTTP/1.1 200 OK\r\n', b'HTTP/1.1 200 OK\r\n' + b'x' * 65537 + b'\r\n\r\n', b'HTTP/1.1 200 OK\nA: b\n\n',
               b'HTTP/1.1 201 Made\r\n\r\n', b'HTTP/1.1 200 OK\r\n' + b'a: b\r\n' * 150 + b'\r\n'):
    connection = through(answer, 'dest.org', 443)
    print(connection.sock is None)
connection = through(b'HTTP/1.1 200 OK\r\nV: 1\r\nW: 2\r\n\r\n', 'dest.org', 443, debug=1)
print(ask(connection.set_tunnel, 'again'))
connection.close()
print(ask(connection.set_tunnel, 'again'))
audited = []
sys.addaudithook(lambda name, args: name.startswith('http.client') and audited.append((name, type(args[0]).__name__, args[1:])))
connection = through(keep, 'dest.org')
connection = made()
connection.send(io.BytesIO(b'text'))
connection.send([b'a', b'b'])
print(audited)

print('# with TLS')
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter('always')
    connection = client.HTTPSConnection('h:1', timeout=2, blocksize=5)
    print(connection.host, connection.port, connection.timeout, connection.blocksize, connection.key_file, connection.cert_file)
    print(connection._context.verify_mode, connection._context.check_hostname, connection._context.post_handshake_auth)
    plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    plain.check_hostname = False
    plain.verify_mode = ssl.CERT_NONE
    print(client.HTTPSConnection('h', context=plain)._context is plain, plain.post_handshake_auth)
    print(ask(client.HTTPSConnection, 'h', context=plain, check_hostname=True))
    print(client.HTTPSConnection('h', context=plain, check_hostname=False)._context.check_hostname)
    print(client.HTTPSConnection('h', check_hostname=False)._context.check_hostname)
print([(w.category.__name__, str(w.message), w.filename == __file__) for w in told])

print('# over 127.0.0.1')


def serve(server, answers):
    """Answer each connection's requests in turn; say nothing."""
    for answer in answers:
        peer, _ = server.accept()
        with peer:
            for part in answer:
                data = b''
                while b'\r\n\r\n' not in data:
                    data += peer.recv(4096)
                heard.append(data)
                peer.sendall(part)


heard = []
with socket.create_server(('127.0.0.1', 0)) as server:
    thread = threading.Thread(target=serve, args=(server, [[keep, keep], [b'HTTP/1.0 200 OK\r\n\r\n' + b'x' * 100], [lumps], [b'']]))
    thread.start()
    connection = client.HTTPConnection('127.0.0.1', server.getsockname()[1], timeout=20)
    connection.request('GET', '/one')
    print(connection.sock.gettimeout(), connection.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0)
    response = connection.getresponse()
    print(response.fileno() == connection.sock.fileno(), response.read())
    connection.request('GET', '/two')
    print(connection.getresponse().read())
    connection.close()
    for path in '/three', '/four', '/five':
        connection.request('GET', path)
        print(ask(lambda: connection.getresponse().read()), connection.sock is None)
        connection.close()
    thread.join()
print([data.split(b'\r\n')[0] for data in heard])
