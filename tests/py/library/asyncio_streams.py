"""Streams, protocols and sockets of asyncio, between the two ends of one program."""
import asyncio
async def serve(r, w):
    async for line in r:
        w.write(line.upper())
    w.write(b'bye'); w.write_eof()
    await w.drain(); w.close()
async def main():
    s = await asyncio.start_server(serve, 'localhost', 8123)
    r, w = await asyncio.open_connection('localhost', 8123)
    w.writelines([b'one\n', b'two\n', b'thr'])
    print(await r.readline(), await r.readuntil(b'O'))
    w.write_eof()
    print(r.at_eof(), await r.read(), r.at_eof())
    try: await r.readexactly(3)
    except asyncio.IncompleteReadError as e: print(e, e.partial, e.expected)
    w.close(); await w.wait_closed(); s.close(); await s.wait_closed()
    r = asyncio.StreamReader(limit=4)
    r.feed_data(b'abcdefgh')
    try: await r.readuntil()
    except asyncio.LimitOverrunError as e: print(e, e.consumed)
    try: await r.readline()
    except ValueError as e: print(e)
    r.feed_data(b'xy\nz'); r.feed_eof()
    print(await r.readline(), await r.readline(), await r.readline(), r)
    try: await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except asyncio.TimeoutError: print('timeout')
asyncio.run(main())

async def handle(reader, writer):
    data = await reader.read(100)
    message = data.decode()
    addr = writer.get_extra_info('peername')
    print('Received', message, addr[0])
    writer.write(data); await writer.drain()
    writer.close(); await writer.wait_closed()
    print('closed')
async def client(msg, port):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    print('Send', msg)
    writer.write(msg.encode()); await writer.drain()
    data = await reader.read(100)
    print('Got', data.decode())
    writer.close(); await writer.wait_closed()
async def main():
    server = await asyncio.start_server(handle, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    print(len(server.sockets), server.is_serving(), type(server).__name__)
    async with server:
        await asyncio.gather(*(client('m%d' % i, port) for i in range(3)))
    print(server.is_serving())
    try:
        await asyncio.open_connection('127.0.0.1', port)
    except OSError as e: print(type(e).__name__, e.errno)
asyncio.run(main())

class Echo(asyncio.Protocol):
    def connection_made(self, t):
        self.t = t; print('server made', t.get_extra_info('peername') is not None)
    def data_received(self, d):
        print('server got', d); self.t.write(d[::-1])
        if d == b'end': self.t.close()
    def eof_received(self): print('eof')
    def connection_lost(self, exc): print('server lost', exc)
class Client(asyncio.Protocol):
    def __init__(self, done): self.done = done
    def connection_made(self, t): print('made'); t.write(b'hello'); self.t = t
    def data_received(self, d):
        print('got', d)
        if d == b'olleh': self.t.write(b'end')
    def connection_lost(self, exc): print('lost', exc); self.done.set_result(True)
class Udp(asyncio.DatagramProtocol):
    def __init__(self, done=None): self.done = done
    def connection_made(self, t): self.t = t
    def datagram_received(self, d, a):
        print('dgram', d)
        if self.done: self.done.set_result(1)
        else: self.t.sendto(b're:' + d, a)
async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, '127.0.0.1', 8124)
    done = loop.create_future()
    t, p = await loop.create_connection(lambda: Client(done), '127.0.0.1', 8124)
    await done
    print(t.is_closing(), isinstance(t, asyncio.Transport))
    server.close(); await server.wait_closed()
    st, _ = await loop.create_datagram_endpoint(Udp, local_addr=('127.0.0.1', 9999))
    done = loop.create_future()
    ct, _ = await loop.create_datagram_endpoint(lambda: Udp(done), remote_addr=('127.0.0.1', 9999))
    ct.sendto(b'x'); await done; ct.close(); st.close()
    import socket
    a, b = socket.socketpair(); a.setblocking(False); b.setblocking(False)
    async def rd(): return await loop.sock_recv(a, 10)
    task = asyncio.create_task(rd()); await asyncio.sleep(0)
    await loop.sock_sendall(b, b'data'); print(await task)
    loop.add_reader(a, lambda: (print('readable', a.recv(5)), loop.remove_reader(a)))
    b.send(b'again'); await asyncio.sleep(0.01)
    a.close(); b.close()
asyncio.run(main())
