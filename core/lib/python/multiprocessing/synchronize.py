"""Locks and their kin between processes: a semaphore is a pipe with as many bytes in it as it can still be acquired."""

import os
import select
import sys
import threading
from _thread import get_ident
from . import context, process
from .heap import SharedInts

__all__ = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Barrier']
SEM_VALUE_MAX = 0x7fffffff
RECURSIVE_MUTEX, SEMAPHORE = 0, 1


class _Semaphore:
    """The pipe of a semaphore, and who of this process holds it."""

    def __init__(self, kind, value, maxvalue):
        if not 0 <= value <= maxvalue:
            raise OSError(22, 'Invalid argument')
        self.kind, self.maxvalue = kind, maxvalue
        self.handle, self._back = os.pipe()
        self._owner, self._depth = None, 0
        self._value = SharedInts(1)
        self._value[0] = value
        if value:
            os.write(self._back, b'.' * value)

    def __del__(self):
        try:
            os.close(self.handle)
            os.close(self._back)
        except (AttributeError, OSError, TypeError):
            pass

    def _is_mine(self):
        return self._depth > 0 and self._owner == (os.getpid(), get_ident())

    def _count(self):
        return self._depth if self._owner and self._owner[0] == os.getpid() else 0

    def _get_value(self):
        return self._value[0]

    def _is_zero(self):
        return self._value[0] == 0

    def acquire(self, block=True, timeout=None):
        if self.kind == RECURSIVE_MUTEX and self._is_mine():
            self._depth += 1
            return True
        if not block or timeout is not None:
            poller = select.poll()
            poller.register(self.handle, select.POLLIN)
            if not poller.poll(max(timeout, 0) * 1000 if block else 0):
                return False
        os.read(self.handle, 1)
        self._value[0] -= 1
        self._depth, self._owner = self._count() + 1, (os.getpid(), get_ident())
        return True

    def release(self):
        if self.kind == RECURSIVE_MUTEX:
            if not self._is_mine():
                raise AssertionError('attempt to release recursive lock not owned by thread')
            if self._depth > 1:
                self._depth -= 1
                return
        elif self._value[0] >= self.maxvalue:
            raise ValueError('semaphore or lock released too many times')
        self._depth = self._count() - 1
        self._value[0] += 1
        os.write(self._back, b'.')

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class SemLock:
    def __init__(self, kind, value, maxvalue, *, ctx=None):
        self._semlock = _Semaphore(kind, value, maxvalue)
        self.acquire, self.release = self._semlock.acquire, self._semlock.release

    def __enter__(self):
        return self._semlock.__enter__()

    def __exit__(self, *args):
        return self._semlock.__exit__(*args)

    def __getstate__(self):
        context.assert_spawning(self)

    def _holder(self):
        """Who holds it, in words."""
        sem = self._semlock
        if sem._is_mine():
            name = process.current_process().name
            if threading.current_thread().name != 'MainThread':
                name += '|' + threading.current_thread().name
            return name
        return None if sem._get_value() == 1 else 'SomeOtherThread' if sem._count() > 0 else 'SomeOtherProcess'


class Semaphore(SemLock):
    def __init__(self, value=1, *, ctx=None):
        SemLock.__init__(self, SEMAPHORE, value, SEM_VALUE_MAX)

    def get_value(self):
        return self._semlock._get_value()

    def __repr__(self):
        return f'<{type(self).__name__}(value={self._semlock._get_value()})>'


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1, *, ctx=None):
        SemLock.__init__(self, SEMAPHORE, value, value)

    def __repr__(self):
        return f'<{type(self).__name__}(value={self._semlock._get_value()}, maxvalue={self._semlock.maxvalue})>'


class Lock(SemLock):
    def __init__(self, *, ctx=None):
        SemLock.__init__(self, SEMAPHORE, 1, 1)

    def __repr__(self):
        return f'<{type(self).__name__}(owner={self._holder()})>'


class RLock(SemLock):
    def __init__(self, *, ctx=None):
        SemLock.__init__(self, RECURSIVE_MUTEX, 1, 1)

    def __repr__(self):
        name = self._holder()
        count = self._semlock._count() if self._semlock._is_mine() else 0 if name is None else 'nonzero'
        return f'<{type(self).__name__}({name}, {count})>'


class Condition:
    """Processes that wait for a change."""

    def __init__(self, lock=None, *, ctx=None):
        self._lock = lock or RLock()
        self._waiters, self._wakes = SharedInts(1), Semaphore(0)
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f'<{type(self).__name__}({self._lock}, {self._waiters[0]})>'

    def wait(self, timeout=None):
        """Give the lock up until notified: whether that came in time."""
        sem = self._lock._semlock
        assert sem._is_mine(), 'must acquire() condition before using wait()'
        self._waiters[0] += 1
        depth = sem._count()
        for _ in range(depth):
            self._lock.release()
        try:
            woken = self._wakes.acquire(True, timeout)
        finally:
            for _ in range(depth):
                self._lock.acquire()
        if not woken:
            woken = self._wakes.acquire(False)
            if not woken:
                self._waiters[0] -= 1
        return woken

    def notify(self, n=1):
        """Wake up to n of those that wait."""
        assert self._lock._semlock._is_mine(), 'lock is not owned'
        for _ in range(min(n, self._waiters[0])):
            self._waiters[0] -= 1
            self._wakes.release()

    def notify_all(self):
        self.notify(sys.maxsize)

    wait_for = threading.Condition.wait_for


class Event:
    """A flag to wait for."""

    def __init__(self, *, ctx=None):
        self._cond, self._flag = Condition(Lock()), SharedInts(1)

    def is_set(self):
        with self._cond:
            return bool(self._flag[0])

    def set(self):
        with self._cond:
            self._flag[0] = 1
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag[0] = 0

    def wait(self, timeout=None):
        with self._cond:
            if not self._flag[0]:
                self._cond.wait(timeout)
            return bool(self._flag[0])

    def __repr__(self):
        return f"<{type(self).__qualname__} at {id(self):#x} {'set' if self.is_set() else 'unset'}>"


class Barrier(threading.Barrier):
    """A place where a number of processes wait for each other."""

    def __init__(self, parties, action=None, timeout=None, *, ctx=None):
        self._shared = SharedInts(2)
        super().__init__(parties, action, timeout)
        self._cond = Condition()

    _state = property(lambda self: self._shared[0], lambda self, value: self._shared.__setitem__(0, value))
    _count = property(lambda self: self._shared[1], lambda self, value: self._shared.__setitem__(1, value))
