"""Ends of pipes that carry objects."""

import os
import select
import struct
import time as _time
from . import reduction
from .context import AuthenticationError, BufferTooShort

__all__ = ['Client', 'Listener', 'Pipe', 'wait']
BUFSIZE = 8192


class _ConnectionBase:
    """What reads and writes messages over descriptors: one to read from, one to write to (the same, or None)."""

    def __init__(self, handle, readable=True, writable=True):
        handle = handle.__index__()
        if handle < 0:
            raise ValueError('invalid handle')
        if not readable and not writable:
            raise ValueError('at least one of `readable` and `writable` must be True')
        self._handle, self._readable, self._writable = handle, readable, writable
        self._out = handle

    def _check_closed(self):
        if self._handle is None:
            raise OSError('handle is closed')

    def _check_readable(self):
        if not self._readable:
            raise OSError('connection is write-only')

    def _check_writable(self):
        if not self._writable:
            raise OSError('connection is read-only')

    @property
    def closed(self):
        return self._handle is None

    @property
    def readable(self):
        return self._readable

    @property
    def writable(self):
        return self._writable

    def fileno(self):
        self._check_closed()
        return self._handle

    def close(self):
        if self._handle is not None:
            try:
                self._close()
            finally:
                self._handle = None

    def __del__(self):
        if getattr(self, '_handle', None) is not None:
            self._close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def send_bytes(self, buf, offset=0, size=None):
        """One message, given as bytes."""
        self._check_closed()
        self._check_writable()
        view = memoryview(buf).cast('B')
        if offset < 0:
            raise ValueError('offset is negative')
        if len(view) < offset:
            raise ValueError('buffer length < offset')
        if size is None:
            size = len(view) - offset
        elif size < 0:
            raise ValueError('size is negative')
        elif offset + size > len(view):
            raise ValueError('buffer length < offset + size')
        self._send_bytes(bytes(view[offset:offset + size]))

    def send(self, obj):
        """An object."""
        self._check_closed()
        self._check_writable()
        self._send_bytes(bytes(reduction.ForkingPickler.dumps(obj)))

    def recv_bytes(self, maxlength=None):
        """One message."""
        self._check_closed()
        self._check_readable()
        if maxlength is not None and maxlength < 0:
            raise ValueError('negative maxlength')
        data = self._recv_bytes(maxlength)
        if data is None:
            self.close()
            raise OSError('got bad message length' if self._writable else 'bad message length')
        return data

    def recv_bytes_into(self, buf, offset=0):
        """One message into a buffer: its length."""
        self._check_closed()
        self._check_readable()
        view = memoryview(buf).cast('B')
        if offset < 0:
            raise ValueError('negative offset')
        if offset > len(view):
            raise ValueError('offset too large')
        data = self._recv_bytes()
        if len(view) - offset < len(data):
            raise BufferTooShort(data)
        view[offset:offset + len(data)] = data
        return len(data)

    def recv(self):
        """An object."""
        self._check_closed()
        self._check_readable()
        return reduction.ForkingPickler.loads(self._recv_bytes())

    def poll(self, timeout=0.0):
        """Whether there is something to receive."""
        self._check_closed()
        self._check_readable()
        return bool(wait([self], timeout))


class Connection(_ConnectionBase):
    """An end of a pipe."""

    def _close(self):
        os.close(self._handle)
        if self._out != self._handle:
            os.close(self._out)

    def _send_bytes(self, data):
        data = (struct.pack('!i', len(data)) if len(data) <= 0x7fffffff else struct.pack('!iQ', -1, len(data))) + data
        while data:
            data = data[os.write(self._out, data):]

    def _read(self, size):
        parts, left = [], size
        while left:
            part = os.read(self._handle, left)
            if not part:
                if left == size:
                    raise EOFError
                raise OSError('got end of file during message')
            parts.append(part)
            left -= len(part)
        return b''.join(parts)

    def _recv_bytes(self, maxsize=None):
        size, = struct.unpack('!i', self._read(4))
        if size == -1:
            size, = struct.unpack('!Q', self._read(8))
        if maxsize is not None and size > maxsize:
            return None
        return self._read(size)

    def __reduce__(self):
        return _copy, (os.getpid(), self._handle, self._out, self._readable, self._writable)


def _copy(pid, handle, out, readable, writable):
    """A connection sent to a process that was forked from the sender and has its descriptors."""
    made = Connection(os.dup(handle), readable, writable)
    made._out = os.dup(out) if out != handle else made._handle
    return made


def Pipe(duplex=True):
    """Two connections: what is sent to one is received from the other."""
    first, second = os.pipe()
    ends = Connection(first, writable=duplex), Connection(second, readable=duplex)
    if duplex:
        back, there = os.pipe()
        ends[0]._out, ends[1]._handle = there, back
    return ends


def wait(object_list, timeout=None):
    """Those of the connections, sockets, sentinels that are ready."""
    poller = select.poll()
    objects = {}
    for item in object_list:
        number = item if isinstance(item, int) else item.fileno()
        objects[number] = item
        poller.register(number, select.POLLIN)
    if timeout is not None:
        timeout = max(timeout, 0) * 1000
    return [objects[number] for number, events in poller.poll(timeout)]


class _SocketConnection(_ConnectionBase):
    """Messages over a socket."""

    def __init__(self, sock):
        super().__init__(sock.fileno())
        self._socket = sock

    def _close(self):
        self._socket.close()

    def _send_bytes(self, data):
        self._socket.sendall(struct.pack('!i', len(data)) + data)

    def _read(self, size):
        data = b''
        while len(data) < size:
            part = self._socket.recv(size - len(data))
            if not part:
                if not data:
                    raise EOFError
                raise OSError('got end of file during message')
            data += part
        return data

    def _recv_bytes(self, maxsize=None):
        size, = struct.unpack('!i', self._read(4))
        return None if maxsize is not None and size > maxsize else self._read(size)


class Listener:
    """A place that others connect to."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        import socket
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError('authkey should be a byte string')
        self._authkey, self._listener = authkey, socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(address or ('localhost', 0))
        self._listener.listen(backlog)
        self.address, self.last_accepted = self._listener.getsockname(), None

    def accept(self):
        if self._listener is None:
            raise OSError('listener is closed')
        sock, self.last_accepted = self._listener.accept()
        connection = _SocketConnection(sock)
        if self._authkey:
            deliver_challenge(connection, self._authkey)
            answer_challenge(connection, self._authkey)
        return connection

    def close(self):
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def Client(address, family=None, authkey=None):
    """A connection to a Listener."""
    import socket
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError('authkey should be a byte string')
    connection = _SocketConnection(socket.create_connection(address))
    if authkey is not None:
        answer_challenge(connection, authkey)
        deliver_challenge(connection, authkey)
    return connection


MESSAGE_LENGTH, CHALLENGE, WELCOME, FAILURE = 20, b'#CHALLENGE#', b'#WELCOME#', b'#FAILURE#'


def _digest(authkey, message):
    import hmac
    return hmac.new(authkey, message, 'md5').digest()


def deliver_challenge(connection, authkey):
    if not isinstance(authkey, bytes):
        raise ValueError(f'Authkey must be bytes, not {type(authkey)!s}')
    message = os.urandom(MESSAGE_LENGTH)
    connection.send_bytes(CHALLENGE + message)
    if connection.recv_bytes(256) == _digest(authkey, message):
        connection.send_bytes(WELCOME)
    else:
        connection.send_bytes(FAILURE)
        raise AuthenticationError('digest received was wrong')


def answer_challenge(connection, authkey):
    if not isinstance(authkey, bytes):
        raise ValueError(f'Authkey must be bytes, not {type(authkey)!s}')
    message = connection.recv_bytes(256)
    assert message[:len(CHALLENGE)] == CHALLENGE, f'message = {message!r}'
    connection.send_bytes(_digest(authkey, message[len(CHALLENGE):]))
    if connection.recv_bytes(256) != WELCOME:
        raise AuthenticationError('digest sent was rejected')
