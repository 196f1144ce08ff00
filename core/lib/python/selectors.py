"""Waiting for several files at once."""

import math
import select
import sys
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ = 1
EVENT_WRITE = 2


def _fileobj_to_fd(fileobj):
    """The descriptor of a file or number; ValueError if it has none."""
    try:
        fd = fileobj if isinstance(fileobj, int) else int(fileobj.fileno())
    except (AttributeError, TypeError, ValueError):
        raise ValueError(f"Invalid file object: {fileobj!r}") from None
    if fd >= 0:
        return fd
    raise ValueError(f"Invalid file descriptor: {fd}")


SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])
SelectorKey.__doc__ = "A registered file, its descriptor, the events to wait for, and what else was given."


class _SelectorMapping(Mapping):
    """Keys by file."""

    def __init__(self, selector):
        self._selector = selector

    def __iter__(self):
        return iter(self._selector._fd_to_key)

    def __len__(self):
        return len(self._selector._fd_to_key)

    def __getitem__(self, fileobj):
        return self._selector._known(fileobj)


class BaseSelector(metaclass=ABCMeta):
    """Files are registered with events; select() tells which of them are ready."""

    @abstractmethod
    def register(self, fileobj, events, data=None):
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Change what is waited for; the new key."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    @abstractmethod
    def select(self, timeout=None):
        """Pairs (key, events) of what is ready."""
        raise NotImplementedError

    def close(self):
        """Give up what belongs to it."""

    def get_key(self, fileobj):
        """The key of a registered file."""
        keys = self.get_map()
        if keys is None:
            raise RuntimeError('Selector is closed')
        try:
            return keys[fileobj]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None

    @abstractmethod
    def get_map(self):
        raise NotImplementedError

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self.close()


class _BaseSelectorImpl(BaseSelector):
    """Keeps the keys by descriptor."""

    def __init__(self):
        self._fd_to_key = {}
        self._map = _SelectorMapping(self)

    def get_map(self):
        """A mapping of files to keys, None once it is closed."""
        return self._map

    def close(self):
        """Nothing is registered any more."""
        self._map = None
        self._fd_to_key.clear()

    def _fileobj_lookup(self, fileobj):
        """The descriptor, also of a file that is closed by now."""
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            known = [key.fd for key in self._fd_to_key.values() if key.fileobj is fileobj]
            if not known:
                raise
        return known[0]

    def _known(self, fileobj):
        try:
            return self._fd_to_key[self._fileobj_lookup(fileobj)]
        except KeyError:
            raise KeyError(f"{fileobj!r} is not registered") from None

    def _key_from_fd(self, fd):
        return self._fd_to_key.get(fd)

    def register(self, fileobj, events, data=None):
        """Wait for events of a file: its key."""
        if events not in (EVENT_READ, EVENT_WRITE, EVENT_READ | EVENT_WRITE):
            raise ValueError(f"Invalid events: {events!r}")
        key = SelectorKey(fileobj, self._fileobj_lookup(fileobj), events, data)
        if self._fd_to_key.setdefault(key.fd, key) is not key:
            raise KeyError(f"{fileobj!r} (FD {key.fd}) is already registered")
        return key

    def unregister(self, fileobj):
        """Do not wait for a file any more: the key that it had."""
        return self._fd_to_key.pop(self._known(fileobj).fd)

    def modify(self, fileobj, events, data=None):
        """Change what is waited for; the new key."""
        key = self._known(fileobj)
        if key.events != events:
            self.unregister(fileobj)
            return self.register(fileobj, events, data)
        return self._replaced(key, events, data)

    def _replaced(self, key, events, data):
        if (key.events, key.data) != (events, data):
            key = self._fd_to_key[key.fd] = key._replace(events=events, data=data)
        return key


class SelectSelector(_BaseSelectorImpl):
    """By select.select()."""

    def __init__(self):
        super().__init__()
        self._readers, self._writers = set(), set()

    def register(self, fileobj, events, data=None):
        """Wait for events of a file: its key."""
        key = super().register(fileobj, events, data)
        for event, waiting in (EVENT_READ, self._readers), (EVENT_WRITE, self._writers):
            if events & event:
                waiting.add(key.fd)
        return key

    def unregister(self, fileobj):
        """Do not wait for a file any more: the key that it had."""
        key = super().unregister(fileobj)
        for waiting in self._readers, self._writers:
            waiting.discard(key.fd)
        return key

    _select = select.select

    def select(self, timeout=None):
        timeout = None if timeout is None else max(timeout, 0)
        try:
            r, w, _ = select.select(self._readers, self._writers, [], timeout)
        except InterruptedError:
            return []
        ready = []
        for fd in set(r) | set(w):
            key = self._key_from_fd(fd)
            if key:
                ready.append((key, ((fd in r) * EVENT_READ | (fd in w) * EVENT_WRITE) & key.events))
        return ready


class _PollLikeSelector(_BaseSelectorImpl):
    """By an object with register(), unregister() and poll()."""

    _selector_cls = None
    _EVENT_READ = None
    _EVENT_WRITE = None

    def __init__(self):
        super().__init__()
        self._selector = self._selector_cls()

    def _mask(self, events):
        return (self._EVENT_READ if events & EVENT_READ else 0) | (self._EVENT_WRITE if events & EVENT_WRITE else 0)

    def _tell(self, method, key, events):
        """What the object refuses is not registered."""
        try:
            method(key.fd, self._mask(events))
        except:
            super().unregister(key.fileobj)
            raise

    def register(self, fileobj, events, data=None):
        """Wait for events of a file: its key."""
        key = super().register(fileobj, events, data)
        self._tell(self._selector.register, key, events)
        return key

    def unregister(self, fileobj):
        """Do not wait for a file any more: the key that it had."""
        key = super().unregister(fileobj)
        try:
            self._selector.unregister(key.fd)
        except OSError:  # the file is closed
            pass
        return key

    def modify(self, fileobj, events, data=None):
        """Change what is waited for; the new key."""
        key = self._known(fileobj)
        if key.events != events:
            self._tell(self._selector.modify, key, events)
        return self._replaced(key, events, data)

    def _wait(self, timeout):
        """poll() with a timeout in milliseconds."""
        return self._selector.poll(None if timeout is None else 0 if timeout <= 0 else math.ceil(timeout * 1e3))

    def select(self, timeout=None):
        ready = []
        try:
            events = self._wait(timeout)
        except InterruptedError:
            return ready
        for fd, event in events:
            key = self._key_from_fd(fd)
            if key:
                found = (EVENT_WRITE if event & ~self._EVENT_READ else 0) | (EVENT_READ if event & ~self._EVENT_WRITE else 0)
                ready.append((key, found & key.events))
        return ready


class PollSelector(_PollLikeSelector):
    """By select.poll()."""

    _selector_cls, _EVENT_READ, _EVENT_WRITE = select.poll, select.POLLIN, select.POLLOUT


class EpollSelector(_PollLikeSelector):
    """By select.epoll()."""
    _selector_cls, _EVENT_READ, _EVENT_WRITE = select.epoll, select.EPOLLIN, select.EPOLLOUT

    def fileno(self):
        """The descriptor of the epoll object itself."""
        return self._selector.fileno()

    def _wait(self, timeout):
        return self._selector.poll(-1 if timeout is None else 0 if timeout <= 0 else math.ceil(timeout * 1e3) * 1e-3,
                                   max(len(self._fd_to_key), 1))

    select = _PollLikeSelector.select

    def close(self):
        self._selector.close()
        super().close()


DefaultSelector = EpollSelector
