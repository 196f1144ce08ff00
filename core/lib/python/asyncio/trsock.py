"""A transport's socket, to look at."""


def _asked(name):
    """A method that the socket answers."""
    def method(self, *args, **kwargs):
        return getattr(self._sock, name)(*args, **kwargs)
    method.__name__, method.__qualname__ = name, f'TransportSocket.{name}'
    return method


def _told(name):
    return property(lambda self: getattr(self._sock, name))


class TransportSocket:
    """A socket without what would take it from its transport."""

    __slots__ = ('_sock',)

    def __init__(self, sock):
        self._sock = sock

    family, type, proto = _told('family'), _told('type'), _told('proto')
    fileno, dup, get_inheritable, shutdown = _asked('fileno'), _asked('dup'), _asked('get_inheritable'), _asked('shutdown')
    getsockopt, setsockopt = _asked('getsockopt'), _asked('setsockopt')
    getpeername, getsockname, getsockbyname = _asked('getpeername'), _asked('getsockname'), _asked('getsockbyname')

    # The transport waits for it, and so it never blocks.

    def gettimeout(self):
        """Always 0."""
        return 0

    def settimeout(self, value):
        """Only 0 is possible."""
        if value != 0:
            raise ValueError('settimeout(): only 0 timeout is allowed on transport sockets')

    def setblocking(self, flag):
        """Only False is possible."""
        if flag:
            raise ValueError('setblocking(): transport sockets cannot be blocking')

    def __repr__(self):
        text = f'<asyncio.TransportSocket fd={self.fileno()}, family={self.family!s}, type={self.type!s}, proto={self.proto}'
        if self.fileno() != -1:
            for label, ask in ('laddr', self.getsockname), ('raddr', self.getpeername):
                try:
                    address = ask()
                except OSError:
                    continue
                if address:
                    text += f', {label}={address}'
        return text + '>'

    def __getstate__(self):
        raise TypeError('Cannot serialize asyncio.TransportSocket object')
