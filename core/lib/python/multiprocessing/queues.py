"""Queues between processes."""

import collections
import os
import select
import threading
import time
from queue import Empty, Full
from . import connection, context
from .reduction import ForkingPickler
from .synchronize import BoundedSemaphore, Condition, Lock, Semaphore, SEM_VALUE_MAX
from .util import debug, info, is_exiting, register_after_fork, Finalize

__all__ = ['Queue', 'SimpleQueue', 'JoinableQueue']


class Queue:
    """What is put in one process is got in another. What the pipe has no room for waits in the process that put it."""

    def __init__(self, maxsize=0, *, ctx):
        self._maxsize = maxsize if maxsize > 0 else SEM_VALUE_MAX
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock, self._wlock = Lock(), Lock()
        self._items = Semaphore(0)
        self._room = BoundedSemaphore(maxsize) if maxsize > 0 else None
        self._reset()
        register_after_fork(self, Queue._reset)

    def _reset(self):
        self._buffer, self._changed = collections.deque(), threading.Condition()
        self._thread, self._closed, self._close, self._wait_at_end = None, False, None, True

    def __getstate__(self):
        context.assert_spawning(self)

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f'Queue {self!r} is closed')
        if self._room and not self._room.acquire(block, timeout):
            raise Full
        with self._changed:
            self._put(obj)

    def _put(self, obj):
        """Into the pipe if it has room now, else to the thread that waits for room."""
        poller = select.poll()
        poller.register(self._writer._out, select.POLLOUT)
        self._items.release()
        if not self._buffer and self._thread is None and poller.poll(0):
            self._send(obj)
        else:
            self._buffer.append(obj)
            self._changed.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._feed, name='QueueFeederThread', daemon=True)
                self._thread.start()
                self._close = Finalize(self, Queue._finish, [self._buffer, self._changed, self._thread, self], exitpriority=10)

    def _send(self, obj):
        try:
            data = bytes(ForkingPickler.dumps(obj))
        except Exception as error:
            self._items.acquire(False)
            if self._room:
                self._room.release()
            self._on_queue_feeder_error(error, obj)
        else:
            with self._wlock:
                self._writer.send_bytes(data)

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        import traceback
        traceback.print_exception(e)

    def _feed(self):
        while True:
            with self._changed:
                while not self._buffer:
                    if self._closed:
                        return
                    self._changed.wait()
                obj = self._buffer[0]
            self._send(obj)
            with self._changed:
                self._buffer.popleft()

    @staticmethod
    def _finish(buffer, changed, thread, queue):
        with changed:
            queue._closed = True
            changed.notify()
        if queue._wait_at_end:
            thread.join()

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError(f'Queue {self!r} is closed')
        if not self._items.acquire(block, timeout):
            raise Empty
        with self._rlock:
            data = self._reader.recv_bytes()
        if self._room:
            self._room.release()
        return ForkingPickler.loads(data)

    def qsize(self):
        return self._items.get_value()

    def empty(self):
        return not self._items.get_value()

    def full(self):
        return bool(self._room) and self._room._semlock._is_zero()

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def close(self):
        with self._changed:
            self._closed = True
            self._changed.notify()

    def join_thread(self):
        assert self._closed, f'Queue {self!r} not closed'
        if self._thread is not None:
            self._thread.join()

    def cancel_join_thread(self):
        self._wait_at_end = False


class JoinableQueue(Queue):
    """One that tells when everything that was put has been dealt with."""

    def __init__(self, maxsize=0, *, ctx):
        Queue.__init__(self, maxsize, ctx=ctx)
        self._unfinished_tasks, self._cond = Semaphore(0), Condition()

    def _put(self, obj):
        with self._cond:
            self._unfinished_tasks.release()
            super()._put(obj)

    def task_done(self):
        with self._cond:
            if not self._unfinished_tasks.acquire(False):
                raise ValueError('task_done() called too many times')
            if self._unfinished_tasks._semlock._is_zero():
                self._cond.notify_all()

    def join(self):
        with self._cond:
            while not self._unfinished_tasks._semlock._is_zero():
                self._cond.wait()


class SimpleQueue:
    """A pipe with a lock at each end."""

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock, self._wlock = Lock(), Lock()
        self._poll = self._reader.poll

    def __getstate__(self):
        context.assert_spawning(self)

    def close(self):
        self._reader.close()
        self._writer.close()

    def empty(self):
        return not self._poll()

    def get(self):
        with self._rlock:
            data = self._reader.recv_bytes()
        return ForkingPickler.loads(data)

    def put(self, obj):
        data = bytes(ForkingPickler.dumps(obj))
        with self._wlock:
            self._writer.send_bytes(data)
