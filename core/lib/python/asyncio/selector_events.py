"""Sockets in the event loop: who waits for them, connections, servers. Loaded when a loop is first asked for one."""
import _socket
import collections
import itertools
import os
import posix
import select
import socket
import time

from . import events, protocols, transports, trsock

_READ, _WRITE = select.POLLIN, select.POLLOUT
_GLANCE = 10_000_000  # nanoseconds


class Watched:
    """What a loop waits for besides the time: {number: {event: handle}}."""

    def __init__(self):
        self.handles = {}
        self.woken = False
        self._bell = None  # a pipe: what waits for pipes is woken by one

    def __bool__(self):
        return bool(self.handles)

    def wake(self):
        with _socket._changed:
            self.woken = True
            _socket._changed.notify_all()
            if self._bell:
                os.write(self._bell[1], b'!')

    def _found(self):
        return [(fd, found) for fd, wanted in self.handles.items() if (found := select._ready(fd, sum(wanted)))]

    def _wait_for_pipes(self, timeout):
        """Sockets tell their changes in another way: while there are some they are looked at now and then."""
        self._bell = os.pipe()
        end = None if timeout is None else time.monotonic_ns() + int(timeout * 1e9)
        while not self.woken and not self._found() and (end is None or time.monotonic_ns() < end):
            left = -1 if end is None else max(0, end - time.monotonic_ns())
            posix._await(left if not _socket._open else _GLANCE if left < 0 else min(left, _GLANCE))
        bell, self._bell = self._bell, None
        for end in bell:
            os.close(end)

    def wait(self, timeout):
        """The handles of what is ready, after at most so many seconds (None: as long as it takes)."""
        found = self._found()
        if not found and timeout != 0 and not all(fd in _socket._open for fd in self.handles):
            self._wait_for_pipes(timeout)
            found = self._found()
        elif not found and timeout != 0:
            with _socket._changed:
                _socket._changed.wait_for(lambda: self.woken or self._found(), timeout)
            found = self._found()
        self.woken = False
        ready = []
        for fd, happened in found:
            for event, handle in self.handles[fd].items():
                if happened & (event | select.POLLHUP | select.POLLERR):
                    ready.append(handle)
        return ready


def _number(file):
    number = file if isinstance(file, int) else int(file.fileno())
    if number < 0:
        raise ValueError(f'Invalid file descriptor: {number}')
    return number


def _add(loop, fd, event, callback, args):
    loop._check_closed()
    if loop._watched is None:
        loop._watched = Watched()
    handle = events.Handle(callback, args, loop)
    loop._watched.handles.setdefault(fd, {})[event] = handle
    return handle


def _remove(loop, fd, event):
    wanted = loop._watched.handles.get(fd) if loop._watched else None
    handle = wanted.pop(event, None) if wanted else None
    if handle is None:
        return False
    if not wanted:
        del loop._watched.handles[fd]
    handle.cancel()
    return True


def add_reader(loop, fd, callback, *args):
    _add(loop, _number(fd), _READ, callback, args)


def remove_reader(loop, fd):
    return _remove(loop, _number(fd), _READ)


def add_writer(loop, fd, callback, *args):
    _add(loop, _number(fd), _WRITE, callback, args)


def remove_writer(loop, fd):
    return _remove(loop, _number(fd), _WRITE)


# ---- plain sockets ----

async def _until(loop, sock, event, attempt):
    """What attempt() gives, tried again whenever the socket is ready."""
    if loop.get_debug() and sock.gettimeout() != 0:
        raise ValueError('the socket must be non-blocking')
    while True:
        try:
            return attempt()
        except (BlockingIOError, InterruptedError):
            await _ready(loop, sock, event)


async def _ready(loop, sock, event):
    ready = loop.create_future()
    fd = sock.fileno()
    _add(loop, fd, event, _settle, (ready,))
    try:
        await ready
    finally:
        _remove(loop, fd, event)


def _settle(future, result=None):
    if not future.done():
        future.set_result(result)


async def sock_recv(loop, sock, n):
    return await _until(loop, sock, _READ, lambda: sock.recv(n))


async def sock_recv_into(loop, sock, buf):
    return await _until(loop, sock, _READ, lambda: sock.recv_into(buf))


async def sock_recvfrom(loop, sock, bufsize):
    return await _until(loop, sock, _READ, lambda: sock.recvfrom(bufsize))


async def sock_recvfrom_into(loop, sock, buf, nbytes=0):
    return await _until(loop, sock, _READ, lambda: sock.recvfrom_into(buf, nbytes or len(buf)))


async def sock_sendall(loop, sock, data):
    left = memoryview(data).cast('B')
    while left:
        left = left[await _until(loop, sock, _WRITE, lambda: sock.send(left)):]


async def sock_sendto(loop, sock, data, address):
    return await _until(loop, sock, _WRITE, lambda: sock.sendto(data, address))


async def sock_accept(loop, sock):
    def accept():
        conn, address = sock.accept()
        conn.setblocking(False)
        return conn, address
    return await _until(loop, sock, _READ, accept)


async def sock_connect(loop, sock, address):
    sock.connect(address)
    if sock.family != socket.AF_UNIX:  # the other end is told first
        await _ready(loop, sock, _WRITE)


async def getaddrinfo(loop, host, port, *, family=0, type=0, proto=0, flags=0):
    return socket.getaddrinfo(host, port, family, type, proto, flags)


async def getnameinfo(loop, sockaddr, flags=0):
    return socket.getnameinfo(sockaddr, flags)


# ---- transports ----

class _SelectorTransport(transports._FlowControl):
    """A socket that belongs to a loop."""

    def __init__(self, loop, sock, protocol, extra=None, server=None):
        super().__init__(extra, loop)
        self._extra['socket'] = trsock.TransportSocket(sock)
        self._extra['sockname'] = _or_none(sock.getsockname)
        if 'peername' not in self._extra:
            self._extra['peername'] = _or_none(sock.getpeername)
        self._sock, self._sock_fd = sock, sock.fileno()
        self._protocol, self._server = protocol, server
        self._protocol_connected = True
        self._buffer = collections.deque()
        self._closing = self._paused = False
        self._conn_lost = 0
        if server is not None:
            server._attach()

    def __repr__(self):
        parts = [type(self).__name__]
        if self._sock is None:
            parts.append('closed')
        elif self._closing:
            parts.append('closing')
        parts.append(f'fd={self._sock_fd}')
        if self._loop is not None and not self._loop.is_closed():
            wanted = (self._loop._watched.handles.get(self._sock_fd) if self._loop._watched else None) or {}
            parts.append('read=polling' if _READ in wanted else 'read=idle')
            parts.append(f'write=<{"polling" if _WRITE in wanted else "idle"}, bufsize={self.get_write_buffer_size()}>')
        return '<%s>' % ' '.join(parts)

    def abort(self):
        self._force_close(None)

    def set_protocol(self, protocol):
        self._protocol = protocol
        self._protocol_connected = True

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def is_reading(self):
        return not self._closing and not self._paused

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            _remove(self._loop, self._sock_fd, _READ)

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._begin_reading()

    def _begin_reading(self):
        if self.is_reading():
            _add(self._loop, self._sock_fd, _READ, self._read_ready, ())

    def close(self):
        if self._closing:
            return
        self._closing = True
        _remove(self._loop, self._sock_fd, _READ)
        if not self._buffer:
            self._conn_lost += 1
            _remove(self._loop, self._sock_fd, _WRITE)
            self._loop.call_soon(self._call_connection_lost, None)

    def _fatal_error(self, exc, message='Fatal error on transport'):
        if not isinstance(exc, OSError):
            self._loop.call_exception_handler({'message': message, 'exception': exc, 'transport': self, 'protocol': self._protocol})
        self._force_close(exc)

    def _force_close(self, exc):
        if self._conn_lost:
            return
        if self._buffer:
            self._buffer.clear()
            _remove(self._loop, self._sock_fd, _WRITE)
        if not self._closing:
            self._closing = True
            _remove(self._loop, self._sock_fd, _READ)
        self._conn_lost += 1
        self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        try:
            if self._protocol_connected:
                self._protocol.connection_lost(exc)
        finally:
            self._sock.close()
            self._sock = self._protocol = self._loop = None
            server, self._server = self._server, None
            if server is not None:
                server._detach()

    def get_write_buffer_size(self):
        return sum(map(len, self._buffer))


def _or_none(call):
    try:
        return call()
    except OSError:
        return None


class _SelectorSocketTransport(_SelectorTransport):
    """A connection."""

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        super().__init__(loop, sock, protocol, extra, server)
        self._eof = False
        loop.call_soon(self._protocol.connection_made, self)
        loop.call_soon(self._begin_reading)
        if waiter is not None:
            loop.call_soon(_settle, waiter)

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            if isinstance(self._protocol, protocols.BufferedProtocol):
                buffer = self._protocol.get_buffer(-1)
                if not len(buffer):
                    raise RuntimeError('get_buffer() returned an empty buffer')
                count = self._sock.recv_into(buffer)
                if count:
                    self._protocol.buffer_updated(count)
                    return
            else:
                data = self._sock.recv(256 * 1024)
                if data:
                    self._protocol.data_received(data)
                    return
            keep_open = self._protocol.eof_received()
        except (BlockingIOError, InterruptedError):
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            self._fatal_error(exc, 'Fatal read error on socket transport' if isinstance(exc, OSError) else
                              'Fatal error: protocol.data_received() call failed.')
            return
        if keep_open:
            _remove(self._loop, self._sock_fd, _READ)
        else:
            self.close()

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'data argument must be a bytes-like object, not {type(data).__name__!r}')
        if self._eof:
            raise RuntimeError('Cannot call write() after write_eof()')
        if not data:
            return
        if self._conn_lost:
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                sent = self._sock.send(data)
            except (BlockingIOError, InterruptedError):
                sent = 0
            except OSError as exc:
                self._fatal_error(exc, 'Fatal write error on socket transport')
                return
            data = memoryview(data)[sent:]
            if not data:
                return
            _add(self._loop, self._sock_fd, _WRITE, self._write_ready, ())
        self._buffer.append(bytes(data))
        self._maybe_pause_protocol()

    def _write_ready(self):
        if self._conn_lost:
            return
        try:
            while self._buffer:
                sent = self._sock.send(self._buffer[0])
                if sent < len(self._buffer[0]):
                    self._buffer[0] = self._buffer[0][sent:]
                    break
                self._buffer.popleft()
        except (BlockingIOError, InterruptedError):
            return
        except OSError as exc:
            self._fatal_error(exc, 'Fatal write error on socket transport')
            return
        self._maybe_resume_protocol()
        if not self._buffer:
            _remove(self._loop, self._sock_fd, _WRITE)
            if self._closing:
                self._call_connection_lost(None)
            elif self._eof:
                self._sock.shutdown(socket.SHUT_WR)

    def writelines(self, list_of_data):
        self.write(b''.join(list_of_data))

    def write_eof(self):
        if not self._closing and not self._eof:
            self._eof = True
            if not self._buffer:
                self._sock.shutdown(socket.SHUT_WR)

    def can_write_eof(self):
        return True


class _SelectorDatagramTransport(_SelectorTransport):
    """Single messages."""

    def __init__(self, loop, sock, protocol, address=None, waiter=None, extra=None):
        super().__init__(loop, sock, protocol, extra)
        self._address = address
        loop.call_soon(self._protocol.connection_made, self)
        loop.call_soon(self._begin_reading)
        if waiter is not None:
            loop.call_soon(_settle, waiter)

    def _read_ready(self):
        if self._conn_lost:
            return
        try:
            data, address = self._sock.recvfrom(256 * 1024)
        except (BlockingIOError, InterruptedError):
            pass
        except OSError as exc:
            self._protocol.error_received(exc)
        else:
            self._protocol.datagram_received(data, address)

    def sendto(self, data, addr=None):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'data argument must be a bytes-like object, not {type(data).__name__!r}')
        if not data:
            return
        if self._address:
            if addr not in (None, self._address):
                raise ValueError(f'Invalid address: must be None or {self._address}')
            addr = self._address
        try:
            if self._extra['peername']:
                self._sock.send(data)
            else:
                self._sock.sendto(data, addr)
        except OSError as exc:
            self._protocol.error_received(exc)


# ---- connections ----

async def _connected(loop, sock, protocol_factory, server=None):
    sock.setblocking(False)
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = _SelectorSocketTransport(loop, sock, protocol, waiter, None, server)
    await waiter
    return transport, protocol


async def create_connection(loop, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None,
                            local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                            happy_eyeballs_delay=None, interleave=None):
    _no_tls(ssl)
    if host is None and port is None:
        if sock is None:
            raise ValueError('host and port was not specified and no sock specified')
        if sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        return await _connected(loop, sock, protocol_factory)
    if sock is not None:
        raise ValueError('host/port and sock can not be specified at the same time')
    found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, proto, flags)
    if not found:
        raise OSError('getaddrinfo() returned empty list')
    problems = []
    for family, kind, proto, _, address in found:
        sock = socket.socket(family, kind, proto)
        sock.setblocking(False)
        try:
            if local_addr is not None:
                sock.bind(local_addr)
            await sock_connect(loop, sock, address)
            break
        except OSError as problem:
            sock.close()
            problems.append(OSError(problem.errno, f'Connect call failed {address}') if local_addr is None else problem)
    else:
        if len(problems) == 1 or all(str(problem) == str(problems[0]) for problem in problems):
            raise problems[0]
        raise OSError('Multiple exceptions: {}'.format(', '.join(map(str, problems))))
    return await _connected(loop, sock, protocol_factory)


async def create_unix_connection(loop, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None,
                                 ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
    _no_tls(ssl)
    if path is None and sock is None:
        raise ValueError('no path and sock were specified')
    if path is not None:
        if sock is not None:
            raise ValueError('path and sock can not be specified at the same time')
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)
        try:
            sock.setblocking(False)
            await sock_connect(loop, sock, os.fspath(path))
        except:
            sock.close()
            raise
    return await _connected(loop, sock, protocol_factory)


async def connect_accepted_socket(loop, protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None):
    _no_tls(ssl)
    return await _connected(loop, sock, protocol_factory)


async def create_datagram_endpoint(loop, protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0,
                                   reuse_port=None, allow_broadcast=None, sock=None):
    peer = None
    if sock is None:
        if not (local_addr or remote_addr or family):
            raise ValueError('unexpected address family')
        family = family or (socket.AF_INET6 if ':' in (local_addr or remote_addr)[0] else socket.AF_INET)
        sock = socket.socket(family, socket.SOCK_DGRAM, proto)
        sock.setblocking(False)
        if local_addr:
            sock.bind(local_addr)
        if remote_addr:
            peer = remote_addr
            sock.connect(remote_addr)
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = _SelectorDatagramTransport(loop, sock, protocol, peer, waiter)
    await waiter
    return transport, protocol


def _no_tls(ssl):
    if ssl:
        raise NotImplementedError('there are no encrypted connections here')


# ---- servers ----

class Server(events.AbstractServer):
    """Accepts connections at its sockets."""

    __module__ = 'asyncio.base_events'

    def __init__(self, loop, sockets, protocol_factory, backlog):
        self._loop, self._sockets, self._protocol_factory, self._backlog = loop, sockets, protocol_factory, backlog
        self._active_count = 0
        self._waiters = []
        self._serving = False
        self._serving_forever_fut = None

    def __repr__(self):
        return f'<{type(self).__name__} sockets={self.sockets!r}>'

    def _attach(self):
        self._active_count += 1

    def _detach(self):
        self._active_count -= 1
        if self._active_count == 0 and self._sockets is None:
            self._wakeup()

    def _wakeup(self):
        waiters, self._waiters = self._waiters, None
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(waiter)

    def _start_serving(self):
        if self._serving:
            return
        self._serving = True
        for sock in self._sockets:
            sock.listen(self._backlog)
            _add(self._loop, sock.fileno(), _READ, self._accept, (sock,))

    def _accept(self, sock):
        for _ in range(self._backlog):
            try:
                conn, address = sock.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            conn.setblocking(False)
            self._loop.create_task(self._greet(conn, address))

    async def _greet(self, conn, address):
        try:
            protocol = self._protocol_factory()
            waiter = self._loop.create_future()
            transport = _SelectorSocketTransport(self._loop, conn, protocol, waiter, {'peername': address}, self)
            try:
                await waiter
            except BaseException:
                transport.close()
                raise
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if self._loop.get_debug():
                self._loop.call_exception_handler({'message': 'Error on transport creation for incoming connection', 'exception': exc})

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    @property
    def sockets(self):
        return () if self._sockets is None else tuple(map(trsock.TransportSocket, self._sockets))

    def close(self):
        sockets, self._sockets = self._sockets, None
        if sockets is None:
            return
        for sock in sockets:
            _remove(self._loop, sock.fileno(), _READ)
            sock.close()
        self._serving = False
        if self._serving_forever_fut is not None and not self._serving_forever_fut.done():
            self._serving_forever_fut.cancel()
            self._serving_forever_fut = None
        if self._active_count == 0:
            self._wakeup()

    async def start_serving(self):
        from .tasks import sleep
        self._start_serving()
        await sleep(0)

    async def serve_forever(self):
        if self._serving_forever_fut is not None:
            raise RuntimeError(f'server {self!r} is already being awaited on serve_forever()')
        if self._sockets is None:
            raise RuntimeError(f'server {self!r} is closed')
        self._start_serving()
        self._serving_forever_fut = self._loop.create_future()
        try:
            await self._serving_forever_fut
        except BaseException:
            try:
                self.close()
                await self.wait_closed()
            finally:
                raise
        finally:
            self._serving_forever_fut = None

    async def wait_closed(self):
        if self._sockets is None or self._waiters is None:
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter


async def _serve(loop, sockets, protocol_factory, backlog, start_serving):
    for sock in sockets:
        sock.setblocking(False)
    server = Server(loop, sockets, protocol_factory, backlog)
    if start_serving:
        await server.start_serving()
    return server


async def create_server(loop, protocol_factory, host=None, port=None, *, family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None,
                        backlog=100, ssl=None, reuse_address=None, reuse_port=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None,
                        start_serving=True):
    from .tasks import gather
    if isinstance(ssl, bool):
        raise TypeError('ssl argument must be an SSLContext or None')
    _no_tls(ssl)
    if host is None and port is None:
        if sock is None:
            raise ValueError('Neither host/port nor sock were specified')
        if sock.type != socket.SOCK_STREAM:
            raise ValueError(f'A Stream Socket was expected, got {sock!r}')
        return await _serve(loop, [sock], protocol_factory, backlog, start_serving)
    if sock is not None:
        raise ValueError('host/port and sock can not be specified at the same time')
    hosts = [None] if host == '' or host is None else [host] if isinstance(host, str) else host
    found = await gather(*(getaddrinfo(loop, each, port, family=family, type=socket.SOCK_STREAM, flags=flags) for each in hosts))
    found = dict.fromkeys(itertools.chain.from_iterable(found))
    sockets = []
    try:
        for family, kind, proto, _, address in found:
            made = socket.socket(family, kind, proto)
            sockets.append(made)
            try:
                made.bind(address)
            except OSError as problem:
                raise OSError(problem.errno, 'error while attempting to bind on address %r: %s'
                              % (address, problem.strerror.lower())) from None
    except BaseException:
        for made in sockets:
            made.close()
        raise
    return await _serve(loop, sockets, protocol_factory, backlog, start_serving)


async def create_unix_server(loop, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None,
                             ssl_shutdown_timeout=None, start_serving=True):
    _no_tls(ssl)
    if path is None and sock is None:
        raise ValueError('path was not specified, and no sock specified')
    if path is not None:
        if sock is not None:
            raise ValueError('path and sock can not be specified at the same time')
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        sock.bind(os.fspath(path))
    return await _serve(loop, [sock], protocol_factory, backlog, start_serving)


# ---- signals ----

def add_signal_handler(loop, sig, callback, *args):
    import signal
    handle = events.Handle(callback, args, loop)

    def handler(number, frame):
        if not handle._cancelled:
            loop._ready.append(handle)
            loop._wake()
    signal.signal(sig, handler)
    loop._signal_handlers[sig] = handle


def remove_signal_handler(loop, sig):
    import signal
    if loop._signal_handlers.pop(sig, None) is None:
        return False
    signal.signal(sig, signal.default_int_handler if sig == signal.SIGINT else signal.SIG_DFL)
    return True
