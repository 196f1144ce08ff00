import socketserver, threading, socket, netrc, chunk, tabnanny, webbrowser, io, os, tokenize
# Servers in threads, .netrc, chunks, unclear indentation.
class H(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile: self.wfile.write(line.upper())
with socketserver.ThreadingTCPServer(('127.0.0.1', 0), H) as s:
    t = threading.Thread(target=s.serve_forever, kwargs={'poll_interval': 0.01}); t.start()
    for i in range(2):
        with socket.create_connection(s.server_address) as c: c.sendall(b'abc\n'); print(c.recv(10)); c.sendall(b'x\n'); print(c.recv(10))
    s.shutdown(); t.join()
class U(socketserver.DatagramRequestHandler):
    def handle(self): self.wfile.write(self.rfile.read() * 2)
with socketserver.UDPServer(('127.0.0.1', 0), U) as s:
    c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); c.sendto(b'zz', s.server_address); s.handle_request(); print(c.recv(10)); c.close()
open('nrc', 'w').write('machine a login b password "c d"\nmachine e user f account g password h#x\nmacdef m\nline1\nline2\n\ndefault login z password y\n')
n = netrc.netrc('nrc'); print(n.hosts, n.macros, n.authenticators('a'), n.authenticators('q')); print(n)
for bad in ('foo', 'machine', 'machine a bad', 'macdef x\nq'):
    open('nrc', 'w').write(bad)
    try: netrc.netrc('nrc')
    except netrc.NetrcParseError as e: print(e)
os.remove('nrc')
f = io.BytesIO(b'ABCD\0\0\0\5hello\0EFGH\0\0\0\2hi')
c = chunk.Chunk(f); print(c.getname(), c.getsize(), c.read(2), c.tell(), c.seek(1), c.read(), c.isatty()); c.close(); d = chunk.Chunk(f); print(d.getname(), d.read())
try: chunk.Chunk(f)
except EOFError as e: print('EOF')
for src in ('if 1:\n\tx\n        y\n', 'if 1:\n    x\n    y\n', 'if 1:\n  if 2:\n\tx\n'):
    try: print(tabnanny.process_tokens(tokenize.generate_tokens(io.StringIO(src).readline)))
    except tabnanny.NannyNag as e: print(e.get_lineno(), e.get_msg(), repr(e.get_line()))
    except Exception as e: print(type(e))
class B(webbrowser.BaseBrowser):
    def open(self, url, new=0, autoraise=True): print('open', url, new); return True
webbrowser.register('mine', B, preferred=True); print(webbrowser.open('http://x'), webbrowser.open_new_tab('y'), type(webbrowser.get('mine')).__name__)
try: webbrowser.get('nope')
except webbrowser.Error as e: print(e)
