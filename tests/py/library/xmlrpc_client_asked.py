import base64
import io
import threading
import time
import xmlrpc.client as x
from datetime import date, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from xml.parsers.expat import ExpatError


def ask(label, f, *args, **kw):
    try:
        print(label, '->', repr(f(*args, **kw)))
    except Exception as error:
        print(label, '!!', type(error).__name__, error if not isinstance(error, x.Error) else repr(error))


# What the module has.
for name in sorted(vars(x)):
    thing = getattr(x, name)
    if isinstance(thing, (int, str)) and name[0] != '_' or thing is None and name[0] == 'F':
        print(name, repr(thing))
    elif isinstance(thing, type) and thing.__module__ == 'xmlrpc.client' and name[0] not in '_G':
        print(name, [b.__name__ for b in thing.__bases__], [n for n in dir(thing) if n[0] != '_'])
print(x.__version__, x.boolean is bool is x.Boolean, x.Server is x.ServerProxy, x.WRAPPERS == (x.DateTime, x.Binary))
print(sorted(str(k) for k in x.Marshaller.dispatch), sorted(x.Unmarshaller.dispatch))
print(x.escape('<a & "b" > \'c\'>'))

# Errors.
for error in (x.Error('why'), x.ProtocolError('h/p', 404, 'Not Found', {'a': 'b'}), x.ResponseError('r'), x.Fault(3, 'no', more=1),
              x.Fault('a', None)):
    print(repr(error), '|', str(error), '|', error.args, vars(error))

# Dates.
noon = datetime(2020, 1, 2, 12, 30, 5, 999)
d = x.DateTime(noon)
print(d, d.value, repr(d).startswith("<DateTime '20200102T12:30:05' at 0x"), d.timetuple())
for value in ('text', (2021, 2, 3, 4, 5, 6, 0, 1, -1), time.gmtime(86400 * 365), datetime(7, 8, 9), (1, 2), [1], b'x', (1.5, 2, 3, 4, 5,
              6)):
    ask(f'DateTime({value!r})', lambda: x.DateTime(value).value)
print(len(x.DateTime().value), len(x.DateTime(5).value), len(x.DateTime(0.0).value))


class Timed:
    def timetuple(self):
        return noon.timetuple()


later = x.DateTime('20200103T00:00:00')
for other in (d, later, noon, '20200102T12:30:05', 'x', Timed(), date(2020, 1, 2), 5, None):
    shown = type(other).__name__
    for sign in ('__lt__', '__le__', '__gt__', '__ge__', '__eq__', '__ne__'):
        ask(f'{sign} {shown}', getattr(d, sign), other)
    ask(f'comparable {shown}', lambda: [type(v).__name__ for v in d.make_comparable(other)])
ask('date < int', lambda: d < 5)
ask('int < date', lambda: 5 < d)
ask('date == int', lambda: (d == 5, d != 5, d == noon, noon == d, d < noon, later > noon))
ask('hash', hash, d)
ask('bad tuple', x.DateTime('bad').timetuple)
d.decode('  20300101T00:00:00 \n')
out = io.StringIO()
d.encode(out)
print(d.value, out.getvalue())
d.decode(5)
print(repr(d.value))

# Bytes.
b = x.Binary(bytearray(b'\xff\x00ab'))
print(str(b).encode(), b.data, type(b.data), b == x.Binary(b'\xff\x00ab'), b == b'\xff\x00ab', b != b'', b == 'x', x.Binary().data)
out = io.StringIO()
b.encode(out)
print(out.getvalue())
b.decode(base64.encodebytes(b'q' * 80))
print(b.data)
for wrong in ('s', 5, memoryview(b'a'), []):
    ask(f'Binary({type(wrong).__name__})', x.Binary, wrong)
ask('decode', b.decode, 'text')
ask('hash', hash, b)


# Values as XML.
class Plain:
    def __init__(self):
        self.a, self.b = 1, [2]


class Number(int):
    pass


class Slotted:
    __slots__ = ()


class Listed(list):
    pass


ring = []
ring.append(ring)
knot = {}
knot['k'] = knot
pair = [1]
for value in (0, -2**31, 2**31 - 1, 2**31, -2**31 - 1, True, False, None, 1.5, float('inf'), float('nan'), 1e100, 'a<b>&"', '', b'',
              b'ab' * 40,
              bytearray(b'z'), [], (), [1, [2, (3,)]], {}, {'a<': 1, 'b': {'c': []}}, {1: 2}, noon, datetime(1, 1, 1), date(2020, 1, 1), d,
              x.Binary(b'x'), Plain(), Number(3), Slotted(), Listed(), ring, knot, [pair, pair], 1j, {1}, object(), Decimal(1), print, int):
    label = type(value).__name__
    ask(label, x.dumps, (value,))
    if value is None:
        ask('allowed', x.dumps, (value, [value]), allow_none=True)
fault = x.Fault(1, 'a<b')
ask('call', x.dumps, (1,), 'some.name')
ask('response', x.dumps, (1,), methodresponse=True)
ask('both', x.dumps, (1,), 'm', True)
ask('two responses', x.dumps, (1, 2), methodresponse=1)
ask('no response', x.dumps, (), methodresponse=1)
ask('fault', x.dumps, fault)
ask('fault of a call', x.dumps, fault, 'm', encoding='ascii')
ask('list', x.dumps, [1])
ask('name', x.dumps, (1,), 5)
ask('encoding', x.dumps, ('é',), 'm', encoding='iso-8859-1')
ask('UTF-8', x.dumps, (), 'é', encoding='UTF-8')
m = x.Marshaller('utf-8', True)
print(m.memo, m.data, m.encoding, m.allow_none, m.dumps([None]), m.dumps(iter('ab')), m.dumps(fault))
ask('ring', m.dumps, ring)
ask('in ring', lambda: len(m.memo))
parts = []
m.dump_int(7, parts.append)
m.dump_struct({'<': '>'}, parts.append)
m.dump_unicode('a', parts.append, escape=str.upper)
m.dump_bool([], parts.append)
print(''.join(parts), m.dump_int.__name__)
x.Marshaller.dispatch[Decimal] = lambda self, value, write: write(f'<value><bigdecimal>{value}</bigdecimal></value>')
ask('Decimal', x.dumps, (Decimal('1.50'),))
del x.Marshaller.dispatch[Decimal]

# XML as values.
values = (1, True, False, 1.5, 'é<&>', '', [1, ['x']], {'a': [{'b': 2}]}, noon, x.Binary(b'\x00\xff'), b'')
text = x.dumps(values, 'name.of')
for options in ({}, {'use_datetime': True}, {'use_builtin_types': True}):
    loaded, name = x.loads(text, **options)
    print(name, [v.value if isinstance(v, x.DateTime) else ('B', v.data) if isinstance(v, x.Binary) else v for v in loaded])
ask('bytes', x.loads, text[:60].encode() and x.dumps((1,), 'b').encode())
ask('latin', x.loads, x.dumps(('é',), 'm', encoding='iso-8859-1').encode('iso-8859-1'))
ask('fault', x.loads, x.dumps(fault))
ask('nothing', x.loads, '')
ask('name only', x.loads, '<methodCall><methodName>a.b</methodName></methodCall>')
for inner in ('<value>plain</value>', '<value/>', '<value> <int>4</int> </value>', '<value><nil/></value>',
              '<value><ex:nil xmlns:ex="u"/></value>',
              '<value><ex:i8>9</ex:i8></value>', '<value><boolean>2</boolean></value>', '<value><boolean>1</boolean></value>',
              '<value><int>x</int></value>', '<value><i1>1</i1></value>', '<value><i2>-2</i2></value>',
              '<value><biginteger>%d</biginteger></value>' % 10**20,
              '<value><float>-1e3</float></value>', '<value><double>z</double></value>', '<value><bigdecimal>1.10</bigdecimal></value>',
              '<value><bigdecimal>q</bigdecimal></value>', '<value><other>1</other></value>', '<value><x:other>1</x:other></value>',
              '<value>a<string>b</string>c</value>',
              '<value><struct><member><name>n</name></member></struct></value>',
              '<value><struct><member><name>n</name><value>1</value></member></struct></value>',
              '<value><struct><member><name>n</name><value>1</value></member>'
              '<member><name>n</name><value>2</value></member></struct></value>',
              '<value><array><data><value>1</value><value><int>2</int></value></data></array></value>',
              '<value><base64>Y Q=\n=</base64></value>',
              '<value><base64>é</base64></value>', '<value><base64>Q</base64></value>',
              '<value><dateTime.iso8601>nonsense</dateTime.iso8601></value>',
              '<value><string>a</int></value>', '<value>&lt;&#233;<![CDATA[<&]]></value>', '<unknown>1</unknown>',
              '<value>x</value><unknown/>',
              '<value><struct><member><value>1</value><name>n</name></member></struct></value>'):
    ask(inner, x.loads, f'<params><param>{inner}</param></params>', use_builtin_types=True)
for whole in ('<a/>', '<params/>', '<fault/>', '<fault><value>1</value></fault>', 'text', '<params>', '<!DOCTYPE a><params/>',
              '<fault><value><struct><member><name>faultCode</name><value><int>1</int></value></member></struct></value></fault>'):
    ask(whole, x.loads, whole)
try:
    x.loads('<a>')
except ExpatError as error:
    print(error.code, error.lineno, error.offset)

parser, target = x.getparser(use_builtin_types=True)
print(type(parser).__name__, type(target).__name__, target.getmethodname())
for n in range(0, len(text), 7):
    parser.feed(text[n:n + 7])
parser.close()
parser.close()
print(target.close(), target.getmethodname())
u = x.Unmarshaller()
ask('no data', u.close)
u.xml(None, None)
u.start('methodName', {})
u.data('a')
u.data('b')
u.end('methodName')
u.start('params', {})
u.start('value', {})
u.start('int', {})
u.data('12')
u.end('ns:int')
u.end('value')
u.end_dispatch('string', 'direct')
u.end_dispatch('unknown', 'direct')
u.append('added')
u.end('params')
print(u.close(), u.getmethodname())
u.xml('utf-8', None)
u.end_string(b'\xc3\xa9')
u.start('array', {})
ask('open', u.close)
ask('unknown', lambda: (u.start('value', {}), u.start('p:q', {})))
x.Unmarshaller.dispatch['p:money'] = lambda self, data: self.append(('money', data))
ask('own type', x.loads, '<params><param><value><p:money>5</p:money></value></param></params>')
x.Unmarshaller.dispatch['money'] = x.Unmarshaller.dispatch.pop('p:money')
ask('own type', x.loads, '<params><param><value><p:money>5</p:money></value></param></params>')
del x.Unmarshaller.dispatch['money']

# Packed.
packed = x.gzip_encode(b'some text ' * 30)
print(packed[:3], packed[8], x.gzip_decode(packed) == b'some text ' * 30, x.gzip_decode(packed, 300) == x.gzip_decode(packed, -1))
ask('limit', x.gzip_decode, packed, 299)
ask('wrong', x.gzip_decode, b'not packed')
ask('cut', x.gzip_decode, packed[:20])
ask('nothing', x.gzip_decode, b'')
response = x.GzipDecodedResponse(io.BytesIO(packed))
print(response.read(9), response.io.closed, response.close(), response.io.closed)

# Several calls, proxies.
many = x.MultiCallIterator([[5], {'faultCode': 1, 'faultString': 'f'}, 'text', (1,)])
for n in (0, 1, 2, 3, 4):
    ask(f'result {n}', many.__getitem__, n)


class Recorder:
    def __getattr__(self, name):
        print('asked', name)
        return self

    def __call__(self, *args):
        print('called', args)
        return [[1], [2]]


multi = x.MultiCall(Recorder())
print(multi.one(1, 2), multi.two.three(), list(multi()), repr(multi).startswith('<MultiCall at 0x'), type(multi.a).__name__,
      type(multi.a.b).__name__)
for uri in ('http://h', 'http://h/', 'http://h:8/p/q?a=b#c', 'https://u:p@h/x', 'ftp://h', 'h', '', 'HTTP://H/P'):
    ask(uri, x.ServerProxy, uri)
proxy = x.ServerProxy('http://h', headers=[('A', 'b')])
print(type(proxy('transport')).__name__, proxy('close')(), type(proxy.a.b).__name__, proxy.__enter__() is proxy, proxy.__exit__())
ask('attribute', proxy, 'other')
t = x.Transport()
print(t.user_agent, t.accept_gzip_encoding, t.encode_threshold, t.close())
for host in ('h', 'u:p@h:8', 'u%40:p@h', ('h', {'key_file': 1}), '@h'):
    ask(str(host), t.get_host_info, host)
first = t.make_connection('u:p@h:80')
print(type(first).__name__, first.host, first.port, t.make_connection('u:p@h:80') is first, t.make_connection('other') is first)


class Canned(x.Transport):
    def request(self, host, handler, body, verbose=False):
        print(host, handler, body, verbose)
        return self.answer


canned = Canned()
proxy = x.ServerProxy('http://h/p', canned, encoding='iso-8859-1', verbose=True, allow_none=True)
for canned.answer in ((5,), (), (1, 2), [3]):
    ask('answer', proxy.a.b, None, '\u20acé')

# Over a socket.
seen = []


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    dropped = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        packed = self.headers.get('Content-Encoding') == 'gzip'
        values, name = x.loads(x.gzip_decode(body) if packed else body)
        seen.append((self.path, name, values, packed, [(k, v) for k, v in self.headers.items() if k not in ('Host', 'Content-Length')]))
        if name == 'drop' and not Handler.dropped:
            Handler.dropped = 1
            self.close_connection = True
            return
        if name == 'drop.always':
            self.close_connection = True
            return
        if name == 'missing':
            self.send_error(404, 'Nothing here')
            return
        answer = x.dumps(x.Fault(7, 'seven') if name == 'fault' else ([name, *values],), methodresponse=True).encode()
        if name == 'wrong':
            answer = b'<no xml'
        self.send_response(200)
        if name == 'packed':
            answer = x.gzip_encode(answer)
            self.send_header('Content-Encoding', 'gzip')
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


server = HTTPServer(('127.0.0.1', 0), Handler)
thread = threading.Thread(target=server.serve_forever)
thread.start()
where = '127.0.0.1:%d' % server.server_address[1]
with x.ServerProxy(f'http://u:p@{where}/path?q=1', headers=[('X-One', '1'), ('X-One', '2')]) as proxy:
    for name in ('plain', 'packed', 'a.b', 'fault', 'drop', 'wrong', 'after', 'missing', 'drop.always'):
        try:
            print(name, getattr(proxy, name)(1, 'é'))
        except x.ProtocolError as error:
            print(name, error.url.replace(where, 'HOST'), error.errcode, error.errmsg, sorted(error.headers))
        except Exception as error:
            print(name, type(error).__name__, repr(error) if isinstance(error, x.Fault) else error)
    proxy('transport').encode_threshold = 10
    proxy('transport').accept_gzip_encoding = False
    print(proxy.long('x' * 300)[0])
with x.ServerProxy(f'http://{where}') as proxy:
    print(proxy.short())
server.shutdown()
thread.join()
server.server_close()
for entry in seen:
    print(entry)
