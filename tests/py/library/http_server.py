"""A web server and its client in one program."""
import http.client
import io
import json
import os
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer

sys.stderr = io.StringIO()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps({'path': self.path, 'agent': self.headers.get('X-Who')}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        data = self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(201, 'Made')
        self.end_headers()
        self.wfile.write(data[::-1])


server = HTTPServer(('127.0.0.1', 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f'http://127.0.0.1:{server.server_port}'
with urllib.request.urlopen(urllib.request.Request(url + '/a?b=1', headers={'X-Who': 'me'})) as reply:
    print(reply.status, reply.reason, reply.headers['Content-Type'], reply.headers['Server'].split()[0], json.load(reply))
with urllib.request.urlopen(url, data=b'abc') as reply:
    print(reply.status, reply.reason, reply.read())
connection = http.client.HTTPConnection('127.0.0.1', server.server_port)
connection.request('DELETE', '/')
reply = connection.getresponse()
print(reply.status, reply.reason, reply.read().decode())
connection.close()
server.shutdown()
server.server_close()

folder = tempfile.mkdtemp()
with open(os.path.join(folder, 'a b.txt'), 'w') as file:
    file.write('text')
os.mkdir(os.path.join(folder, 'sub'))
server = ThreadingHTTPServer(('127.0.0.1', 0), partial(SimpleHTTPRequestHandler, directory=folder))
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f'http://127.0.0.1:{server.server_port}'
with urllib.request.urlopen(url + '/a%20b.txt') as reply:
    print(reply.read(), reply.headers['Content-type'], reply.headers['Content-Length'])
with urllib.request.urlopen(url) as reply:
    print(reply.read().decode())
try:
    urllib.request.urlopen(url + '/none')
except urllib.error.HTTPError as error:
    print(error, error.code, 'File not found' in error.read().decode())
server.shutdown()
server.server_close()
print([line.split('] ')[1] for line in sys.stderr.getvalue().splitlines()])
