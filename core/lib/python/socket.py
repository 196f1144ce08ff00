"""Sockets: see _socket for what there is of a network here."""

import _socket
import errno
import io
import os
import sys
from _socket import *
from _socket import _swap
from enum import IntEnum, IntFlag

__all__ = ["fromfd", "getfqdn", "create_connection", "create_server", "has_dualstack_ipv6", "AddressFamily", "SocketKind",
           "socketpair", "send_fds", "recv_fds"]
__all__.extend(name for name in dir(_socket) if not name.startswith('_') and name not in ('close', 'dup', 'SocketType'))
del _swap

IntEnum._convert_('AddressFamily', __name__, lambda C: C.isupper() and C.startswith('AF_'))
IntEnum._convert_('SocketKind', __name__, lambda C: C.isupper() and C.startswith('SOCK_'))
IntFlag._convert_('MsgFlag', __name__, lambda C: C.isupper() and C.startswith('MSG_'))
IntFlag._convert_('AddressInfo', __name__, lambda C: C.isupper() and C.startswith('AI_'))

EBADF, EAGAIN, EWOULDBLOCK = errno.EBADF, errno.EAGAIN, errno.EWOULDBLOCK
_blocking_errnos = {EAGAIN, EWOULDBLOCK}
_LOCALHOST, _LOCALHOST_V6 = '127.0.0.1', '::1'
_GLOBAL_DEFAULT_TIMEOUT = object()


def _intenum_converter(value, enum_klass):
    """The member of a number; the number itself if there is none."""
    try:
        return enum_klass(value)
    except ValueError:
        return value


class _GiveupOnSendfile(Exception):
    pass


class socket(_socket.socket):
    """A socket: (family, type, proto) or the number of one. Use it in with, or close it."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        _socket.socket.__init__(self, family, type, proto, fileno)
        self._io_refs = 0
        self._closing = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.fileno() >= 0:
            self.close()

    def __repr__(self):
        kind = self.__class__
        text = (f'<{kind.__module__}.{kind.__qualname__}{" [closed]" if self.fileno() < 0 else ""} fd={self.fileno()}, '
                f'family={int(self.family)}, type={int(self.type)}, proto={self.proto:d}')
        if self.fileno() >= 0:
            name = self.getsockname()
            if name:
                text += f', laddr={name}'
            try:
                name = self.getpeername()
                if name:
                    text += f', raddr={name}'
            except OSError:
                pass
        return text + '>'

    def __getattribute__(self, name):
        value = super().__getattribute__(name)
        if name == 'family':
            return _intenum_converter(value, AddressFamily)
        if name == 'type':
            return _intenum_converter(value, SocketKind)
        return value

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def dup(self):
        """Another socket for the same."""
        return self.__class__(self.family, self.type, self.proto, fileno=_socket.dup(self.fileno()))

    def accept(self):
        """(socket, address) of the next one that connects."""
        fd, addr = self._accept()
        sock = socket(self.family, self.type, self.proto, fileno=fd)
        if getdefaulttimeout() is None and self.gettimeout():
            sock.setblocking(True)
        return sock, addr

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        """A file that reads and writes the connection."""
        if not set(mode) <= {"r", "w", "b"}:
            raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
        writing = "w" in mode
        reading = "r" in mode or not writing
        raw = SocketIO(self, ("r" if reading else "") + ("w" if writing else ""))
        self._io_refs += 1
        if buffering is None or buffering < 0:
            buffering = io.DEFAULT_BUFFER_SIZE
        if buffering == 0:
            if "b" not in mode:
                raise ValueError("unbuffered streams must be binary")
            return raw
        if reading and writing:
            buffer = io.BufferedRWPair(raw, raw, buffering)
        elif reading:
            buffer = io.BufferedReader(raw, buffering)
        else:
            buffer = io.BufferedWriter(raw, buffering)
        if "b" in mode:
            return buffer
        text = io.TextIOWrapper(buffer, io.text_encoding(encoding), errors, newline)
        text.mode = mode
        return text

    def sendfile(self, file, offset=0, count=None):
        """Send a file, or `count` bytes of it; how many were sent."""
        if "b" not in getattr(file, "mode", "b"):
            raise ValueError("file should be opened in binary mode")
        if not self.type & SOCK_STREAM:
            raise ValueError("only SOCK_STREAM type sockets are supported")
        if count is not None and count <= 0:
            raise ValueError(f"count must be a positive integer (got {count!r})")
        if self.gettimeout() == 0:
            raise ValueError("non-blocking sockets are not supported")
        if offset:
            file.seek(offset)
        data = file.read() if count is None else file.read(count)
        self.sendall(data)
        return len(data)

    def _decref_socketios(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._closing:
            self.close()

    def close(self):
        """Close it; files made of it keep it open."""
        self._closing = True
        if self._io_refs <= 0:
            _socket.socket.close(self)

    def detach(self):
        self._closing = True
        return super().detach()

    def get_inheritable(self):
        return os.get_inheritable(self.fileno())

    def set_inheritable(self, inheritable):
        os.set_inheritable(self.fileno(), inheritable)


def fromfd(fd, family, type, proto=0):
    """A socket for the same as a number."""
    return socket(family, type, proto, _socket.dup(fd))


def send_fds(sock, buffers, fds, flags=0, address=None):
    raise OSError(38, 'Function not implemented')


def recv_fds(sock, bufsize, maxfds, flags=0):
    raise OSError(38, 'Function not implemented')


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two connected sockets."""
    if family is None:
        family = AF_UNIX
    pair = _socket.socketpair(family, type, proto)
    return tuple(socket(family, type, proto, end.detach()) for end in pair)


class SocketIO(io.RawIOBase):
    """The raw file of makefile()."""

    def __init__(self, sock, mode):
        if mode not in ("r", "w", "rw", "rb", "wb", "rwb"):
            raise ValueError("invalid mode: %r" % mode)
        io.RawIOBase.__init__(self)
        self._sock = sock
        self._mode = mode if "b" in mode else mode + "b"
        self._reading = "r" in mode
        self._writing = "w" in mode
        self._timeout_occurred = False

    def readinto(self, b):
        self._checkClosed()
        self._checkReadable()
        if self._timeout_occurred:
            raise OSError("cannot read from timed out object")
        try:
            return self._sock.recv_into(b)
        except TimeoutError:
            self._timeout_occurred = True
            raise
        except BlockingIOError:
            return None

    def write(self, b):
        self._checkClosed()
        self._checkWritable()
        try:
            return self._sock.send(b)
        except BlockingIOError:
            return None

    def readable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._reading

    def writable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return self._writing

    def seekable(self):
        if self.closed:
            raise ValueError("I/O operation on closed socket.")
        return super().seekable()

    def fileno(self):
        self._checkClosed()
        return self._sock.fileno()

    @property
    def name(self):
        return self.fileno() if not self.closed else -1

    @property
    def mode(self):
        return self._mode

    def close(self):
        if not self.closed:
            io.RawIOBase.close(self)
            self._sock._decref_socketios()
            self._sock = None


def getfqdn(name=''):
    """The full name of a host."""
    name = name.strip()
    if not name or name in ('0.0.0.0', '::'):
        name = gethostname()
    try:
        hostname, aliases, ipaddrs = gethostbyaddr(name)
    except error:
        return name
    return next((alias for alias in (hostname, *aliases) if '.' in alias), hostname)


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    """A socket connected to (host, port); all addresses of the host are tried."""
    host, port = address
    problems = []
    for af, kind, proto, _, place in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(af, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(place)
            problems.clear()
            return sock
        except error as problem:
            if not all_errors:
                problems.clear()
            problems.append(problem)
            if sock is not None:
                sock.close()
    if not problems:
        raise error("getaddrinfo returns an empty list")
    try:
        if not all_errors:
            raise problems[0]
        raise ExceptionGroup("create_connection failed", problems)
    finally:
        problems.clear()


def has_dualstack_ipv6():
    """Whether a socket can serve both families."""
    return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """A socket that listens at an address."""
    if dualstack_ipv6:
        raise ValueError("dualstack_ipv6 not supported on this platform")
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        try:
            sock.bind(address)
        except error as err:
            raise error(err.errno, f'{err.strerror} (while attempting to bind on address {address!r})') from None
        sock.listen() if backlog is None else sock.listen(backlog)
        return sock
    except error:
        sock.close()
        raise


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Ways to reach a host: (family, type, proto, name, address)."""
    return [(_intenum_converter(af, AddressFamily), _intenum_converter(kind, SocketKind), proto, name, place)
            for af, kind, proto, name, place in _socket.getaddrinfo(host, port, family, type, proto, flags)]
