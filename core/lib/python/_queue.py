"""What queue has in C in CPython: the queue without a lock of its own."""
import _thread
import types
from time import monotonic as _time

from _support import lay_out as _lay_out


class Empty(Exception):
    'Exception raised by Queue.get(block=0)/get_nowait().'


class SimpleQueue:
    """First in, first out, without bound, without task_done() and join()."""

    __slots__ = ('_items', '_taken', '_lock', '__weakref__')

    # Items that were taken are None until they are half of the list; how many that are is known only while there are some, and there is a
    # lock only when somebody had to wait.

    def __new__(cls, /, *args, **keywords):
        if cls is SimpleQueue and (args or keywords):
            raise TypeError('SimpleQueue() takes no %s arguments' % ('positional' if args else 'keyword'))
        self = object.__new__(cls)
        self._items = []
        return self

    def put(self, /, item, block=True, timeout=None):
        """Add an item; never waits, whatever block and timeout say."""
        self._items.append(item)
        if hasattr(self, '_lock'):
            _wake(self)

    def get(self, /, block=True, timeout=None):
        """Take the oldest item; waits for one if block, up to timeout seconds, and raises Empty if there is none then."""
        if not block:
            timeout = 0
        elif timeout is not None:
            if timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            end = _time() + timeout
        while True:
            try:
                item = _take(self)
                break
            except IndexError:
                pass
            if timeout is not None:
                timeout = max(0, end - _time()) if block else 0
            if timeout == 0:
                raise Empty
            lock = _thread.allocate_lock()
            try:
                self._lock
            except AttributeError:
                self._lock = lock
            self._lock.acquire(False)
            if not self._items and not self._lock.acquire(True, -1 if timeout is None else timeout):
                raise Empty
        if hasattr(self, '_lock'):
            _wake(self)
        return item

    def put_nowait(self, /, item):
        """put(item)"""
        return self.put(item)

    def get_nowait(self, /):
        """get(block=False)"""
        return self.get(False)

    def empty(self, /):
        """Whether there are no items now."""
        return self.qsize() == 0

    def qsize(self, /):
        """How many items there are now."""
        return len(self._items) - getattr(self, '_taken', 0)

    __class_getitem__ = classmethod(types.GenericAlias)


def _take(queue):
    """The first item; IndexError: there is none. Nothing is called, so no other thread runs, between the reading of _taken and the
    change of it."""
    items = queue._items
    size = len(items)
    try:
        taken = queue._taken
    except AttributeError:
        taken = 0
    item = items[taken]
    items[taken] = None
    if taken + 1 <= size - taken - 1:
        queue._taken = taken + 1
    else:
        del items[:taken + 1]
        if taken:
            del queue._taken
    return item


def _wake(queue):
    try:
        queue._lock.release()
    except (AttributeError, RuntimeError):
        pass  # nobody has waited, or is awake


_lay_out(SimpleQueue, 'gi', 56, 0, 48)
