"""Connections to read from and write to in coroutines."""
from . import events, exceptions, protocols
from .tasks import sleep

__all__ = ('StreamReader', 'StreamWriter', 'StreamReaderProtocol', 'open_connection', 'start_server', 'open_unix_connection',
           'start_unix_server')

_DEFAULT_LIMIT = 2 ** 16


async def open_connection(host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """(reader, writer) of a new connection."""
    return await _opened(events.get_running_loop().create_connection, limit, host, port, **kwds)


async def open_unix_connection(path=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """(reader, writer) of a new connection to a path."""
    return await _opened(events.get_running_loop().create_unix_connection, limit, path, **kwds)


async def _opened(create, limit, *args, **kwds):
    loop = events.get_running_loop()
    reader = StreamReader(limit=limit, loop=loop)
    protocol = StreamReaderProtocol(reader, loop=loop)
    transport, _ = await create(lambda: protocol, *args, **kwds)
    return reader, StreamWriter(transport, protocol, reader, loop)


async def start_server(client_connected_cb, host=None, port=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """A server that calls the function with (reader, writer) for each connection."""
    loop = events.get_running_loop()
    return await loop.create_server(_protocol_maker(client_connected_cb, limit, loop), host, port, **kwds)


async def start_unix_server(client_connected_cb, path=None, *, limit=_DEFAULT_LIMIT, **kwds):
    """The same at a path."""
    loop = events.get_running_loop()
    return await loop.create_unix_server(_protocol_maker(client_connected_cb, limit, loop), path, **kwds)


def _protocol_maker(client_connected_cb, limit, loop):
    def factory():
        return StreamReaderProtocol(StreamReader(limit=limit, loop=loop), client_connected_cb, loop=loop)
    return factory


def _settle(future, exc):
    """What a future waits for has come, or, with an exception, will not come."""
    if future.done():
        return
    if exc is not None:
        future.set_exception(exc)
    else:
        future.set_result(None)


class FlowControlMixin(protocols.Protocol):
    """Lets drain() wait while the transport asks for it."""

    def __init__(self, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._paused = self._connection_lost = False
        self._drain_waiters = []

    def pause_writing(self):
        self._paused = True

    def resume_writing(self):
        self._paused = False
        self._tell(None)

    def connection_lost(self, exc):
        self._connection_lost = True
        if self._paused:
            self._tell(exc)

    def _tell(self, exc):
        for waiter in self._drain_waiters:
            _settle(waiter, exc)

    async def _drain_helper(self):
        if self._connection_lost:
            raise ConnectionResetError('Connection lost')
        if self._paused:
            room = self._loop.create_future()
            self._drain_waiters += [room]
            try:
                await room
            finally:
                self._drain_waiters.remove(room)

    def _get_close_waiter(self, stream):
        raise NotImplementedError


class StreamReaderProtocol(FlowControlMixin, protocols.Protocol):
    """Puts what arrives into a StreamReader."""

    def __init__(self, stream_reader, client_connected_cb=None, loop=None):
        super().__init__(loop=loop)
        self._stream_reader = stream_reader
        self._stream_writer = self._task = self._transport = None
        self._client_connected_cb = client_connected_cb
        self._over_ssl = False
        self._closed = self._loop.create_future()

    def connection_made(self, transport):
        self._transport = transport
        reader = self._stream_reader
        if reader is not None:
            reader.set_transport(transport)
        self._over_ssl = transport.get_extra_info('sslcontext') is not None
        if self._client_connected_cb is None:
            return
        self._stream_writer = StreamWriter(transport, self, reader, self._loop)
        made = self._client_connected_cb(reader, self._stream_writer)
        if hasattr(made, 'send') and hasattr(made, 'throw'):
            self._task = self._loop.create_task(made)
            self._task.add_done_callback(self._client_done)

    def _client_done(self, task):
        if task.cancelled():
            self._transport.close()
        elif task.exception() is not None:
            self._loop.call_exception_handler({'message': 'Unhandled exception in client_connected_cb', 'exception': task.exception(),
                                               'transport': self._transport})
            self._transport.close()

    def connection_lost(self, exc):
        if self._stream_reader is not None:
            if exc is None:
                self._stream_reader.feed_eof()
            else:
                self._stream_reader.set_exception(exc)
        _settle(self._closed, exc)
        if exc is not None and not self._closed.cancelled():
            self._closed.exception()  # it may be that nobody asks
        super().connection_lost(exc)
        self._stream_reader = self._stream_writer = self._task = self._transport = None

    def data_received(self, data):
        if self._stream_reader is not None:
            self._stream_reader.feed_data(data)

    def eof_received(self):
        if self._stream_reader is not None:
            self._stream_reader.feed_eof()
        return not self._over_ssl

    def _get_close_waiter(self, stream):
        return self._closed


class StreamWriter:
    """The end of a connection that is written to."""

    def __init__(self, transport, protocol, reader, loop):
        self._transport, self._protocol, self._reader, self._loop = transport, protocol, reader, loop
        self._complete_fut = loop.create_future()
        self._complete_fut.set_result(None)

    def __repr__(self):
        parts = [type(self).__name__, f'transport={self._transport!r}']
        if self._reader is not None:
            parts.append(f'reader={self._reader!r}')
        return '<%s>' % ' '.join(parts)

    def get_extra_info(self, name, default=None):
        return self._transport.get_extra_info(name, default)

    @property
    def transport(self):
        return self._transport

    def is_closing(self):
        return self._transport.is_closing()

    def close(self):
        return self._transport.close()

    async def wait_closed(self):
        await self._protocol._get_close_waiter(self)

    def can_write_eof(self):
        return self._transport.can_write_eof()

    def write_eof(self):
        return self._transport.write_eof()

    def writelines(self, data):
        self._transport.writelines(data)

    def write(self, data):
        self._transport.write(data)

    async def drain(self):
        """Wait until there is room for more."""
        broken = None if self._reader is None else self._reader.exception()
        if broken is not None:
            raise broken
        if self._transport.is_closing():
            await sleep(0)  # so that connection_lost() is called
        await self._protocol._drain_helper()

    async def start_tls(self, sslcontext, *, server_hostname=None, ssl_handshake_timeout=None):
        raise NotImplementedError


class StreamReader:
    """The end of a connection that is read from."""

    def __init__(self, limit=_DEFAULT_LIMIT, loop=None):
        if limit <= 0:
            raise ValueError('Limit cannot be <= 0')
        self._limit = limit
        self._loop = events.get_event_loop() if loop is None else loop
        self._buffer = bytearray()
        self._eof = self._paused = False
        self._waiter = self._exception = self._transport = None

    def __repr__(self):
        parts = ['StreamReader']
        if self._buffer:
            parts.append(f'{len(self._buffer)} bytes')
        if self._eof:
            parts.append('eof')
        if self._limit != _DEFAULT_LIMIT:
            parts.append(f'limit={self._limit}')
        if self._waiter:
            parts.append(f'waiter={self._waiter!r}')
        if self._exception:
            parts.append(f'exception={self._exception!r}')
        if self._transport:
            parts.append(f'transport={self._transport!r}')
        if self._paused:
            parts.append('paused')
        return '<%s>' % ' '.join(parts)

    # ---- what the protocol calls ----

    def exception(self):
        return self._exception

    def set_exception(self, exc):
        self._exception = exc
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_exception(exc)

    def _wake(self):
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.cancelled():
            waiter.set_result(None)

    def set_transport(self, transport):
        assert self._transport is None, 'Transport already set'
        self._transport = transport

    def feed_eof(self):
        self._eof = True
        self._wake()

    def feed_data(self, data):
        assert not self._eof, 'feed_data after feed_eof'
        if data:
            self._buffer += data
            self._wake()
            if self._transport is not None and not self._paused and len(self._buffer) > 2 * self._limit:
                self._hold_back()

    def _hold_back(self):
        try:
            self._transport.pause_reading()
            self._paused = True
        except NotImplementedError:  # it cannot, and is not asked again
            self._transport = None

    def at_eof(self):
        return self._eof and not self._buffer

    # ---- reading ----

    async def _wait_for_data(self, who):
        if self._waiter is not None:
            raise RuntimeError(f'{who}() called while another coroutine is already waiting for incoming data')
        self._let_come()
        try:
            self._waiter = self._loop.create_future()
            await self._waiter
        finally:
            self._waiter = None

    def _let_come(self):
        if self._paused:
            self._paused = False
            self._transport.resume_reading()

    def _taken(self, size):
        data = bytes(memoryview(self._buffer)[:size])
        del self._buffer[:size]
        if len(self._buffer) <= self._limit:
            self._let_come()
        return data

    async def readline(self):
        """Up to the next newline, or what there is before the end."""
        try:
            return await self.readuntil()
        except exceptions.IncompleteReadError as problem:
            return problem.partial
        except exceptions.LimitOverrunError as problem:
            if self._buffer.startswith(b'\n', problem.consumed):
                del self._buffer[:problem.consumed + 1]
            else:
                self._buffer.clear()
            self._taken(0)
            raise ValueError(problem.args[0])

    async def readuntil(self, separator=b'\n'):
        """Up to the separator, which is in it."""
        length = len(separator)
        if not length:
            raise ValueError('Separator should be at least one-byte string')
        if self._exception is not None:
            raise self._exception
        start = 0
        while True:
            found = self._buffer.find(separator, start) if len(self._buffer) - start >= length else -1
            if found >= 0:
                break
            if len(self._buffer) - start >= length:
                start = len(self._buffer) + 1 - length
                if start > self._limit:
                    raise exceptions.LimitOverrunError('Separator is not found, and chunk exceed the limit', start)
            if self._eof:
                partial = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(partial, None)
            await self._wait_for_data('readuntil')
        if found > self._limit:
            raise exceptions.LimitOverrunError('Separator is found, but chunk is longer than limit', found)
        return self._taken(found + length)

    async def read(self, n=-1):
        """Up to n bytes, as soon as there are some; all up to the end if n is negative."""
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        if n < 0:
            blocks = []
            while block := await self.read(self._limit):
                blocks.append(block)
            return b''.join(blocks)
        if not self._buffer and not self._eof:
            await self._wait_for_data('read')
        return self._taken(n)

    async def readexactly(self, n):
        """Just n bytes."""
        if n < 0:
            raise ValueError('readexactly size can not be less than zero')
        if self._exception is not None:
            raise self._exception
        if n == 0:
            return b''
        while len(self._buffer) < n:
            if self._eof:
                partial = bytes(self._buffer)
                self._buffer.clear()
                raise exceptions.IncompleteReadError(partial, n)
            await self._wait_for_data('readexactly')
        return self._taken(n)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line
