import urllib.request as u, urllib.error, socket, threading, os
# URLs: data, files, a server in the same program, and what cannot be reached.
r = u.urlopen('data:text/plain;charset=utf-8,hello%20w'); print(r.read(), r.headers['content-type'], r.geturl(), r.info().items())
with u.urlopen('data:;base64,aGk=') as r: print(r.read(), r.getcode())
open('file.txt', 'w').write('content')
with u.urlopen('file://' + os.path.abspath('file.txt')) as r: print(r.read(), r.headers['content-length'], r.headers.get_content_type())
os.remove('file.txt')
q = u.Request('http://h:80/p/a?x=1#f', data=b'd', headers={'X-y': 'z'}); print(q.type, q.host, q.selector, q.fragment, q.get_method(), q.full_url, q.headers, q.has_header('X-y'), q.get_header('X-y'), q.header_items(), q.origin_req_host)
print(u.Request('http://a', method='PUT').get_method(), u.pathname2url('/a b'), u.url2pathname('/a%20b'))
def serve(s, n):
    for _ in range(n):
        k, _ = s.accept(); d = b''
        while b'\r\n\r\n' not in d: d += k.recv(9999)
        path = d.split()[1]
        if path == b'/ok': k.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
        elif path == b'/moved': k.sendall(b'HTTP/1.1 302 Found\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n')
        else: k.sendall(b'HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone')
        k.close()
s = socket.create_server(('127.0.0.1', 0)); base = 'http://127.0.0.1:%d' % s.getsockname()[1]
t = threading.Thread(target=serve, args=(s, 4)); t.start()
with u.urlopen(base + '/ok') as r: print(r.status, r.read(), r.msg)
with u.urlopen(base + '/moved') as r: print(r.read(), r.geturl().endswith('/ok'))
try: u.urlopen(base + '/no')
except urllib.error.HTTPError as e: print(e, e.code, e.read(), e.reason)
t.join(); s.close()
for url in ('nothing', 'zz:x', 'http://127.0.0.1:1/', 'file:///no/such'):
    try: u.urlopen(url)
    except (ValueError, urllib.error.URLError) as e: print(type(e).__name__, e)
