# Cookies; a client and a server of HTTP in one process.
from http import cookies, HTTPStatus, client
import http, threading, socket
c = cookies.SimpleCookie(); c['fig']='newton'; c['sugar']='wa fer'; c['fig']['path']='/x'; c['fig']['max-age']=5; c['fig']['secure']=True; c['q']='a"b\\c;é'; c['n']=7
print(c); print(c.output(header='Cookie:', sep='|')); print(repr(c), repr(c['fig']), c['fig'].value, c['q'].coded_value, c['n'].value, c['fig'].key); print(c['fig'].output(attrs=['path'])); print(c['fig'].js_output())
d = cookies.SimpleCookie('chips=ahoy; vienna="finger \\"x\\" \\303"; keebler="E=everybody"; Path=/acme; httponly; Secure'); print(d, d['vienna'].value, d['keebler']['path'])
e = cookies.SimpleCookie(); e.load({'a':'b'}); e.load('k=v; expires=Wed, 01 Jan 2020 00:00:00 GMT; Max-Age=3'); print(e, e['k']['expires'])
for f in (lambda: c.__setitem__('bad key','x'), lambda: c['fig'].__setitem__('nope',1), lambda: c.__setitem__('path','x'), lambda: c['fig'].update({'zz':1}), lambda: cookies.Morsel().setdefault('x')):
    try: f()
    except cookies.CookieError as x: print(x)
m = c['fig'].copy(); print(m == c['fig'], m != c['q'], m.isReservedKey('Path'), cookies.SimpleCookie('$Version=1; a=b; c').items(), cookies.SimpleCookie('a=b; =; c=d'))
print(HTTPStatus.OK, repr(HTTPStatus.NOT_FOUND), HTTPStatus(404).phrase, HTTPStatus.OK.description, int(HTTPStatus.IM_A_TEAPOT), HTTPStatus.OK == 200, repr(http.HTTPMethod.GET), http.HTTPMethod.GET == 'GET', client.responses[404], client.OK)
def serve(s):
    for i in range(3):
        k, _ = s.accept(); data = k.recv(65536)
        while i == 0 and not data.endswith(b'payload'): data += k.recv(65536)
        if i == 0: k.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\nX-A: 2\r\n\r\nhello'); print(data)
        elif i == 1: k.sendall(b'HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'); print(data)
        else: k.sendall(b'HTTP/1.0 500 Oops\r\n\r\nrest'); 
        k.close()
s = socket.create_server(('127.0.0.1', 54321)); t = threading.Thread(target=serve, args=(s,)); t.start()
for i in range(3):
    h = client.HTTPConnection('127.0.0.1:54321'); h.request('GET' if i else 'POST', '/p?q=1', body=None if i else 'payload', headers={'X':'y'}); r = h.getresponse()
    print(r.status, r.reason, r.getheader('x-a'), r.version, sorted(r.getheaders()), r.read(2), r.read(), r.isclosed()); h.close()
t.join(); s.close()
for f in (lambda: client.HTTPConnection('h:x'), lambda: client.HTTPConnection('127.0.0.1', 1).request('GET','/'), lambda: client.HTTPConnection('a').getresponse(), lambda: client.HTTPConnection('127.0.0.1').putrequest('GET','/a b'), lambda: client.HTTPConnection('a').endheaders(), lambda: client.HTTPConnection('a b')):
    try: f()
    except Exception as x: print(type(x).__name__, x)
print(repr(client.IncompleteRead(b'abc', 4)), client.BadStatusLine(''))
