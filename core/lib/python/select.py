"""Waiting for streams: the standard input is always ready, since reading it suspends the whole program; sockets are those of _socket."""
import posix
import sys
import time

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL, POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG = (
    1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLRDNORM, EPOLLRDBAND, EPOLLWRNORM, EPOLLWRBAND, EPOLLMSG, EPOLLRDHUP = (
    1, 2, 4, 8, 16, 64, 128, 256, 512, 1024, 8192)
EPOLLEXCLUSIVE, EPOLLONESHOT, EPOLLET, EPOLL_CLOEXEC = 1 << 28, 1 << 30, 1 << 31, 524288
PIPE_BUF = 4096


def _number(file):
    number = file if isinstance(file, int) else getattr(file, 'fileno', None)
    if number is None:
        raise TypeError('argument must be an int, or have a fileno() method.')
    number = number if isinstance(number, int) else number()
    if not -1 << 31 <= number < 1 << 31:
        raise OverflowError('Python int too large to convert to C int')
    if number < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({number})')
    return number


def _socket(number):
    module = sys.modules.get('_socket')
    return module._open.get(number) if module else None


def _ready(number, mask):
    """The events of a descriptor; sockets know by themselves."""
    end = _socket(number)
    if end is None:
        return posix._events(number) & (mask | POLLERR | POLLHUP | POLLNVAL)
    return (mask & POLLIN if end._events(True) else 0) | (mask & POLLOUT if end._events(False) else 0)


def _wait(find, timeout):
    """What find() gives, as soon as it is not empty; timeout in seconds, None: for ever."""
    found = find()
    if found or timeout is not None and timeout <= 0:
        return found
    module = sys.modules.get('_socket')
    if module is None or not module._open:
        end = None if timeout is None else time.monotonic_ns() + int(timeout * 1e9)
        while not found and (end is None or end > time.monotonic_ns()):
            posix._await(-1 if end is None else end - time.monotonic_ns())
            found = find()
        return found
    with module._changed:
        module._changed.wait_for(find, timeout)
    return find()


class poll:
    """The streams to wait for, with what to wait for."""

    def __init__(self):
        self._masks = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._masks[_number(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        number = _number(fd)
        if number not in self._masks:
            raise FileNotFoundError(2, 'No such file or directory')
        self._masks[number] = eventmask

    def unregister(self, fd, /):
        del self._masks[_number(fd)]

    def _found(self):
        return [(number, events) for number, mask in self._masks.items() if (events := _ready(number, mask))]

    def poll(self, timeout=None, /):
        return _wait(self._found, None if timeout is None or timeout < 0 else timeout / 1000)


class epoll(poll):
    """poll with timeouts in seconds."""

    def __init__(self, sizehint=-1, flags=0):
        super().__init__()
        self.closed = False

    @classmethod
    def fromfd(cls, fd, /):
        return cls()

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed epoll object')

    def fileno(self):
        self._check()
        return 3

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        self._check()
        number = _number(fd)
        if number in self._masks:
            raise FileExistsError(17, 'File exists')
        if _socket(number) is None:
            if posix._events(number) & POLLNVAL:
                raise OSError(9, 'Bad file descriptor')
            if posix._stat(number, True)[0] & 0o170000 == 0o100000:
                raise PermissionError(1, 'Operation not permitted')
        self._masks[number] = eventmask

    def modify(self, fd, eventmask):
        self._check()
        super().modify(fd, eventmask)

    def unregister(self, fd):
        self._check()
        number = _number(fd)
        if number not in self._masks:
            raise FileNotFoundError(2, 'No such file or directory')
        del self._masks[number]

    def poll(self, timeout=None, maxevents=-1):
        self._check()
        found = _wait(self._found, None if timeout is None or timeout < 0 else timeout)
        return found if maxevents < 0 else found[:maxevents]

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()


def select(rlist, wlist, xlist, timeout=None, /):
    """The files of each list that are ready."""
    try:
        files = [*rlist, *wlist, *xlist]
    except TypeError:
        raise TypeError('arguments 1-3 must be sequences') from None
    for file in files:
        if (number := _number(file)) >= 1024:
            raise ValueError('filedescriptor out of range in select()')
        if _socket(number) is None and posix._events(number) & POLLNVAL:
            raise OSError(9, 'Bad file descriptor')
    if timeout is not None and not isinstance(timeout, (int, float)):
        raise TypeError('timeout must be a float or None')
    if timeout is not None and timeout < 0:
        raise ValueError('timeout must be non-negative')

    def find():
        readable = [file for file in rlist if _ready(_number(file), POLLIN)]
        writable = [file for file in wlist if _ready(_number(file), POLLOUT)]
        return (readable, writable) if readable or writable else None

    readable, writable = _wait(find, timeout) or ([], [])
    return readable, writable, []
