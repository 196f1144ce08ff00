"""Queues between tasks."""

import collections
import heapq
from types import GenericAlias

from .exceptions import QueueEmpty, QueueFull
from .locks import Event, _LoopBound

__all__ = ('Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty')


class _Turn:
    """A place in a line of tasks that wait: entered it gives the future to await; who is thrown out wakes the next one in its stead."""

    def __init__(self, queue, line, in_the_way):
        self._line, self._in_the_way, self._wake = line, in_the_way, queue._wakeup_next
        self._future = queue._get_loop().create_future()

    def __enter__(self):
        self._line.append(self._future)
        return self._future

    def __exit__(self, kind, error, traceback):
        if kind is None:
            return
        self._future.cancel()
        if self._future in self._line:
            self._line.remove(self._future)
        if not self._in_the_way() and not self._future.cancelled():
            self._wake(self._line)


class Queue(_LoopBound):
    """First in, first out; with a size, put() waits while it is full."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters, self._putters = collections.deque(), collections.deque()
        self._unfinished_tasks, self._finished = 0, Event()
        self._finished.set()
        self._init(maxsize)

    # ---- items: what kinds of queues differ in ----

    def _init(self, maxsize):
        self._queue = collections.deque()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    # ---- as seen from outside ----

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    def _format(self):
        counts = {'_getters[%d]': len(self._getters), '_putters[%d]': len(self._putters), 'tasks=%d': self._unfinished_tasks}
        items = [f'_queue={[*self._queue]!r}'] if getattr(self, '_queue', None) else []
        return ' '.join([f'maxsize={self._maxsize!r}', *items, *(text % count for text, count in counts.items() if count)])

    def __str__(self):
        return f'<{type(self).__name__} {self._format()}>'

    def __repr__(self):
        return f'<{type(self).__name__} at {id(self):#x} {self._format()}>'

    # ---- without waiting ----

    def _wakeup_next(self, waiters):
        """The first of a line that still waits goes on."""
        woken = False
        while waiters and not woken:
            first = waiters.popleft()
            woken = not first.done()
            if woken:
                first.set_result(None)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._finished.clear()
        self._unfinished_tasks += 1
        self._wakeup_next(self._getters)

    def get_nowait(self):
        if not self.empty():
            item = self._get()
            self._wakeup_next(self._putters)
            return item
        raise QueueEmpty

    # ---- waiting ----

    async def put(self, item):
        while self.full():
            with _Turn(self, self._putters, self.full) as turn:
                await turn
        return self.put_nowait(item)

    async def get(self):
        while self.empty():
            with _Turn(self, self._getters, self.empty) as turn:
                await turn
        return self.get_nowait()

    # ---- work ----

    def task_done(self):
        left = self._unfinished_tasks - 1
        if left < 0:
            raise ValueError('task_done() called too many times')
        self._unfinished_tasks = left
        if not left:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks:
            await self._finished.wait()


class PriorityQueue(Queue):
    """The smallest item first."""

    def _get(self):
        return heapq.heappop(self._queue)

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _init(self, maxsize):
        self._queue = []


class LifoQueue(Queue):
    """Last in, first out."""

    def _get(self):
        return self._queue.pop()

    def _init(self, maxsize):
        self._queue = []
