import socket, threading, select
# Sockets inside one process: pairs, a server in a thread, datagrams, select and selectors.
print(socket.AF_INET, repr(socket.SOCK_STREAM), socket.MSG_PEEK, repr(socket.AI_PASSIVE), socket.SOMAXCONN, socket.has_ipv6, socket.error, socket.timeout)
s=socket.socket(); print(repr(s.family), repr(s.type), s.proto, s.gettimeout(), s.getblocking(), s.timeout); s.close()
for f in (lambda: s.send(b''), lambda: socket.inet_aton('x'), lambda: socket.inet_aton('1.2.3.400'), lambda: socket.inet_pton(socket.AF_INET6,'zz'), lambda: socket.htons(70000), lambda: socket.htonl(-1), lambda: socket.inet_ntoa(b'123'), lambda: socket.ntohs(-1), lambda: socket.inet_pton(99,'x'), lambda: socket.inet_ntop(socket.AF_INET,b'12'), lambda:socket.getservbyname('nope'), lambda: socket.getprotobyname('tcp'), lambda:socket.htonl(2**40), lambda: socket.inet_aton(1), lambda: socket.gethostbyname('localhost'), lambda: socket.getaddrinfo('127.0.0.1',80), lambda: socket.create_connection(('127.0.0.1',9)), lambda: socket.inet_aton('127.1'), lambda: socket.getdefaulttimeout(), lambda: socket.htons(1), lambda: socket.ntohl(1), lambda: socket.inet_ntop(socket.AF_INET6, b'\0'*15+b'\1'), lambda: socket.inet_pton(socket.AF_INET,'1.2.3.4'), lambda: socket.socket().recv(5), lambda: socket.socket().connect('x'), lambda: socket.socket().connect(('127.0.0.1',99999)), lambda: socket.socket().connect(('127.0.0.1','x')), lambda: socket.socket().accept(), lambda: socket.socket().getpeername(), lambda: socket.socket().settimeout(-1), lambda: socket.socket().settimeout('x'), lambda: socket.socket().connect_ex(('127.0.0.1',1)), lambda: socket.inet_aton('0x7f.1'), lambda: socket.socket().makefile('q')):
    try: print(f())
    except Exception as e: print(repr(e))
a,b=socket.socketpair(); a.sendall(b'hello'); print(b.recv(3), b.recv(9), repr(a.family)); f=a.makefile('rw'); b.send(b'line1\nline2\n'); print(f.readline(), f.readline()); f.write('x\n'); f.flush(); print(b.recv(5)); 
b.setblocking(False)
try: b.recv(1)
except BlockingIOError as e: print(repr(e))
b.settimeout(.01)
try: b.recv(1)
except socket.timeout as e: print(repr(e))
a.close(); f.close(); print(b.recv(1))
try: b.send(b'x')
except OSError as e: print(type(e))
b.close()
def server(sock):
    c, addr = sock.accept()
    with c:
        while data := c.recv(1024): c.sendall(data.upper())
srv=socket.create_server(('127.0.0.1',0)); port=srv.getsockname()[1]; print(port>1024, srv.getsockname()[0])
t=threading.Thread(target=server,args=(srv,)); t.start()
with socket.create_connection(('localhost',port)) as c:
    c.sendall(b'ping'); print(c.recv(10), c.getpeername()[1]==port, repr(c.type)); c.sendall(b'more'); print(c.recv(10)); c.shutdown(socket.SHUT_WR); print(c.recv(1))
t.join(); srv.close()
u=socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.bind(('127.0.0.1',0)); v=socket.socket(socket.AF_INET, socket.SOCK_DGRAM); print(v.sendto(b'dg', u.getsockname())); d,ad=u.recvfrom(10); print(d, ad[0]); u.close(); v.close()
a,b=socket.socketpair(); print([len(x) for x in select.select([a],[a],[],0)]); b.send(b'1'); print([len(x) for x in select.select([a],[],[],0)])
import selectors
sel=selectors.DefaultSelector(); k=sel.register(a, selectors.EVENT_READ, 'data'); print([(key.data, ev) for key, ev in sel.select(0)], k.events, sel.get_key(a)==k, len(sel.get_map()), a in sel.get_map())
for f in (lambda: sel.register(a,1), lambda: sel.register(a,0), lambda: sel.unregister(b), lambda: sel.register(-1,1), lambda: sel.register('x',1), lambda: sel.get_key(b)):
    try: f()
    except Exception as e: print(type(e).__name__, str(e)[:8])
print(sel.modify(a, 3, 'n').data, sorted(ev for key, ev in sel.select(0))); sel.unregister(a); sel.close()
try: sel.get_key(a)
except RuntimeError as e: print(e)
a.close(); b.close()

