"""Queues between threads."""
import heapq as _heapq
import threading
import types
from _queue import Empty, SimpleQueue
from collections import deque
from time import monotonic as time

__all__ = ['Empty', 'Full', 'PriorityQueue', 'LifoQueue', 'Queue', 'SimpleQueue']


class Full(Exception):
    'Exception raised by Queue.put(block=0)/put_nowait().'


class Queue:
    """First in, first out; holds up to maxsize items, 0 = as many as there are."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        # One lock for all; each condition wakes those who wait for its kind of change.
        lock = self.mutex = threading.Lock()
        self.not_empty = threading.Condition(lock)
        self.not_full = threading.Condition(lock)
        self.all_tasks_done = threading.Condition(lock)
        self.unfinished_tasks = 0

    # ---- items ----

    def _hold_back(self, blocked, change, block=True, timeout=None, problem=None):
        """With the lock held: until blocked() is false, looked at again after each change; what to raise if that is too late, or None."""
        end = time() + timeout if block and timeout is not None else None
        if end is not None and timeout < 0:
            return ValueError("'timeout' must be a non-negative number")
        while blocked():
            left = None if end is None else end - time()
            if not block or left is not None and left <= 0.0:
                return problem
            change.wait(left)
        return None

    def _is_full(self):
        return self._qsize() >= self.maxsize

    def _is_empty(self):
        return not self._qsize()

    def put(self, item, block=True, timeout=None):
        """Add an item, waiting for room if block; Full when there is none in time."""
        with self.not_full:
            late = self._hold_back(self._is_full, self.not_full, block, timeout, Full) if self.maxsize > 0 else None
            if late:
                raise late
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take an item, waiting for one if block; Empty when there is none in time."""
        with self.not_empty:
            late = self._hold_back(self._is_empty, self.not_empty, block, timeout, Empty)
            if late:
                raise late
            item = self._get()
            self.not_full.notify()
        return item

    def put_nowait(self, item):
        """put(item, block=False)"""
        return self.put(item, block=False)

    def get_nowait(self):
        """get(block=False)"""
        return self.get(block=False)

    # ---- seen from outside: what is true now may not be so any more when it is told ----

    def qsize(self):
        """How many items there are now."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Whether there are none now."""
        with self.mutex:
            return self._is_empty()

    def full(self):
        """Whether there are maxsize now."""
        with self.mutex:
            return self.maxsize > 0 and self._is_full()

    # ---- work ----

    def task_done(self):
        """Say that an item that was got has been dealt with."""
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError('task_done() called too many times')
            if left == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = left

    def join(self):
        """Wait until all items have been dealt with."""
        with self.all_tasks_done:
            self._hold_back(lambda: self.unfinished_tasks, self.all_tasks_done)

    # What the kinds of queues differ in; called with the lock held.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    __class_getitem__ = classmethod(types.GenericAlias)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    """The smallest item first."""

    _init, _qsize = LifoQueue._init, LifoQueue._qsize

    def _put(self, item):
        _heapq.heappush(self.queue, item)

    def _get(self):
        return _heapq.heappop(self.queue)


class _PySimpleQueue:
    """SimpleQueue in Python: first in, first out, without bound, without task_done() and join()."""

    def __init__(self):
        self._queue = deque()
        self._count = threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        """Add an item; never waits."""
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        """Take an item, waiting for one if block; Empty when there is none in time."""
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if self._count.acquire(block, timeout):
            return self._queue.popleft()
        raise Empty

    def put_nowait(self, item):
        """put(item)"""
        return self.put(item, block=False)

    def get_nowait(self):
        """get(block=False)"""
        return self.get(block=False)

    def empty(self):
        """Whether there are no items now."""
        return not self._queue

    def qsize(self):
        """How many items there are now."""
        return len(self._queue)

    __class_getitem__ = classmethod(types.GenericAlias)
