"""Connections between threads: a queue for each direction."""

from queue import Empty, Queue

__all__ = ['Client', 'Listener', 'Pipe']
families = [None]


class _Closing:
    """What a with statement closes."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class Listener(_Closing):
    """Its address is the queue of those who want to be connected."""

    def __init__(self, address=None, family=None, backlog=1):
        self._waiting = Queue(backlog)

    @property
    def address(self):
        return self._waiting

    def accept(self):
        """The other end of the next Client()."""
        return Connection(*self._waiting.get())

    def close(self):
        self._waiting = None


class Connection(_Closing):
    """One end: objects are received from one queue and sent to another."""

    def __init__(self, source, target):
        self._source = source
        self.recv = self.recv_bytes = source.get
        self.send = self.send_bytes = target.put

    def poll(self, timeout=0.0):
        """Whether there is something to receive, or comes within so many seconds."""
        with self._source.mutex:
            return self._source.not_empty.wait_for(self._source._qsize, max(timeout or 0.0, 0.0)) > 0

    def close(self):
        pass


def Pipe(duplex=True):
    """Two connected ends."""
    one, other = Queue(), Queue()
    return Connection(one, other), Connection(other, one)


def Client(address):
    """Our end of a connection that the listener with this address accepts."""
    ours, theirs = Pipe()
    address.put((theirs._source, ours._source))
    return ours
