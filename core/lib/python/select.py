"""Waiting for streams: there is only the standard input, which is always ready, since reading it suspends the whole program."""
import time

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
PIPE_BUF = 4096


def _number(file):
    number = file if isinstance(file, int) else getattr(file, 'fileno', None)
    if number is None:
        raise TypeError('argument must be an int, or have a fileno() method.')
    number = number if isinstance(number, int) else number()
    if number < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({number})')
    return number


def _ready(number, mask):
    """The events of a descriptor: 0 can be read, 1 and 2 can be written, there are no others."""
    return POLLNVAL if number > 2 else mask & (POLLOUT if number else POLLIN)


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

    def poll(self, timeout=None, /):
        found = [(number, events) for number, mask in self._masks.items() if (events := _ready(number, mask))]
        if not found and timeout and timeout > 0:
            time.sleep(timeout / 1000)
        return found


def select(rlist, wlist, xlist, timeout=None, /):
    for file in (*rlist, *wlist, *xlist):
        if _number(file) > 2:
            raise OSError(9, 'Bad file descriptor')
    readable = [file for file in rlist if _ready(_number(file), POLLIN)]
    writable = [file for file in wlist if _ready(_number(file), POLLOUT)]
    if not readable and not writable and timeout:
        time.sleep(timeout)
    return readable, writable, []
