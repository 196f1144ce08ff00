"""Threads and what they wait for each other with, on the green threads of _thread.

What an instance keeps, and in which order it got it, is CPython's, as its memory is looked at.
"""
import _thread
import sys as _sys
from _thread import (RLock as _CRLock, TIMEOUT_MAX, _ExceptHookArgs as ExceptHookArgs, _excepthook as excepthook,
                     _local as local, _set_sentinel, allocate_lock as Lock, error as ThreadError, get_ident, get_native_id,
                     stack_size, start_new_thread as _start_new_thread)
from _support import outlive as _outlive
from _weakrefset import WeakSet
from collections import deque as _deque
from _functools import partial as _partial
from itertools import count as _count
from time import monotonic as _now

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX',
           'Event', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError',
           'Timer', 'ThreadError', 'setprofile', 'settrace', 'local', 'stack_size', 'excepthook', 'ExceptHookArgs',
           'gettrace', 'getprofile', 'get_native_id']

_allocate_lock, _local, __excepthook__ = Lock, local, excepthook
_HAVE_THREAD_NATIVE_ID = True

# For the threads to come: given to sys.settrace() and sys.setprofile() in each.
_trace_hook = _profile_hook = None


def settrace(func):
    """Give sys.settrace() this function in every thread that starts from now on."""
    global _trace_hook
    _trace_hook = func


def setprofile(func):
    """Give sys.setprofile() this function in every thread that starts from now on."""
    global _profile_hook
    _profile_hook = func


def gettrace():
    """What settrace() was given."""
    return _trace_hook


def getprofile():
    """What setprofile() was given."""
    return _profile_hook


def _deprecated(old, new):
    import warnings
    warnings.warn(f'{old} is deprecated, {new} instead', DeprecationWarning, stacklevel=3)


def _described(thing, state):
    """What repr() shows of a thing that has only a state."""
    cls = thing.__class__
    return f'<{cls.__module__}.{cls.__qualname__} at {id(thing):#x}: {state}>'


# ---- locks ----

def RLock(*args, **kwargs):
    """A lock that the thread that holds it may acquire again."""
    return _CRLock(*args, **kwargs)


class _RLock:
    """RLock in Python: a lock, the thread that has it, and how often."""

    def __init__(self):
        self._block, self._owner, self._count = Lock(), None, 0

    def __repr__(self):
        cls, holder = self.__class__, self._owner
        if holder in _active:
            holder = _active[holder].name
        word = 'locked' if self._block.locked() else 'unlocked'
        return f'<{word} {cls.__module__}.{cls.__qualname__} object owner={holder!r} count={self._count} at {hex(id(self))}>'

    def acquire(self, blocking=True, timeout=-1):
        caller = get_ident()
        if caller != self._owner:
            if not self._block.acquire(blocking, timeout):
                return False
            self._owner, self._count = caller, 0
            again = True
        else:
            again = 1
        self._count += 1
        return again

    __enter__ = acquire

    def release(self):
        if not self._is_owned():
            raise RuntimeError('cannot release un-acquired lock')
        if self._count == 1:
            self._release_save()
        else:
            self._count -= 1

    def __exit__(self, *raised):
        self.release()

    # For Condition: let go of it altogether, take it back as it was.
    def _release_save(self):
        if not self._count:
            raise RuntimeError('cannot release un-acquired lock')
        held, self._count = (self._count, self._owner), 0
        self._owner = None
        self._block.release()
        return held

    def _acquire_restore(self, held):
        self._block.acquire()
        self._count, self._owner = held

    def _is_owned(self):
        return get_ident() == self._owner

    def _recursion_count(self):
        return self._is_owned() and self._count or 0

    def _at_fork_reinit(self):
        self._count, self._owner = 0, None
        self._block._at_fork_reinit()


_PyRLock = _RLock


class Condition:
    """Lets threads wait, inside a lock, until another one notifies them."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self.acquire, self.release = lock.acquire, lock.release
        # A lock without one of these gets what the class has. It is asked with exceptions, as CPython's does: what they
        # take from the free lists is seen in counts.
        try:
            self._release_save = lock._release_save
        except AttributeError:
            pass
        try:
            self._acquire_restore = lock._acquire_restore
        except AttributeError:
            pass
        try:
            self._is_owned = lock._is_owned
        except AttributeError:
            pass
        self._waiters = _deque()

    def _is_owned(self):
        taken = self._lock.acquire(False)
        if taken:
            self._lock.release()
        return not taken

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'

    def wait(self, timeout=None):
        """Release the lock until notified or the time is up, then take it again; False: the time was up."""
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        # Who waits acquires a lock of its own a second time: notify() releases it.
        mine = Lock()
        mine.acquire()
        self._waiters.append(mine)
        notified, state = False, self._release_save()
        try:
            if timeout is None:
                notified = mine.acquire()
            else:
                notified = mine.acquire(True, timeout) if timeout > 0 else mine.acquire(False)
        finally:
            self._acquire_restore(state)
            if not notified:
                self._forget(mine)
        return notified

    def _forget(self, waiter):
        try:
            self._waiters.remove(waiter)
        except ValueError:
            pass  # the other side was faster

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true, or the time is up: its last value."""
        if timeout is None:
            while not (result := predicate()):
                self.wait()
            return result
        result, end = predicate(), None
        while not result:
            if end is None:
                end = _now() + timeout
            elif (timeout := end - _now()) <= 0:
                break
            self.wait(timeout)
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake up to n of the threads that wait."""
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        while n > 0 and self._waiters:
            first = self._waiters[0]
            try:
                first.release()
                n -= 1
            except RuntimeError:
                pass  # released before, by a notify() that was interrupted before the next line
            self._forget(first)

    def notify_all(self):
        """Wake all threads that wait."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """The old name of notify_all()."""
        _deprecated('notifyAll()', 'use notify_all()')
        self.notify_all()


class Semaphore:
    """A count that is never below zero: acquire() takes one and waits when there is none."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond, self._value = Condition(Lock()), value

    def __repr__(self):
        return _described(self, f'value={self._value}')

    def acquire(self, blocking=True, timeout=None):
        """Take one; False when there is none and the time is up."""
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        with self._cond:
            there = self._value != 0 or bool(blocking) and self._wait_for_one(timeout)
            if there:
                self._value -= 1
        return there

    __enter__ = acquire

    def _wait_for_one(self, timeout):
        end = None if timeout is None else _now() + timeout
        while True:
            self._cond.wait(timeout)
            if self._value:
                return True
            if end is not None and (timeout := end - _now()) <= 0:
                return False

    def release(self, n=1):
        """Put n back."""
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._put_back(n)

    def _put_back(self, n):
        self._value += n
        self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot be released more often than it was acquired."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        return _described(self, f'value={self._value}/{self._initial_value}')

    def release(self, n=1):
        """Put n back; ValueError when that is more than there was."""
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            if n > self._initial_value - self._value:
                raise ValueError('Semaphore released too many times')
            self._put_back(n)


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._cond, self._flag = Condition(Lock()), False

    def __repr__(self):
        return _described(self, 'set' if self._flag else 'unset')

    def wait(self, timeout=None):
        """Wait until the flag is up; False when the time was up first."""
        with self._cond:
            return self._flag or self._cond.wait(timeout)

    def set(self):
        """Put the flag up: all who wait go on."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Put the flag down."""
        with self._cond:
            self._flag = False

    def is_set(self):
        """Whether the flag is up."""
        return self._flag

    def isSet(self):
        """The old name of is_set()."""
        _deprecated('isSet()', 'use is_set()')
        return self.is_set()

    def _at_fork_reinit(self):
        self._cond._lock._at_fork_reinit()


class BrokenBarrierError(RuntimeError):
    """Raised in the threads that wait at a barrier that is broken."""


# States of a barrier: threads arrive; all are there and leave; they leave because of reset(); it is broken for good.
_FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2
_LEAVING = _DRAINING, _RESETTING


class Barrier:
    """A place where a number of threads wait for each other."""

    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._action, self._timeout, self._parties = action, timeout, parties
        self._state = self._count = 0

    def __repr__(self):
        return _described(self, 'broken' if self.broken else f'waiters={self.n_waiting}/{self.parties}')

    def _change(self, state):
        self._state = state
        self._cond.notify_all()

    def _check(self):
        if self._state < 0:
            raise BrokenBarrierError

    def wait(self, timeout=None):
        """Wait for the others: the number of those that were still missing."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in _LEAVING:  # those of the last time are not all gone
                self._cond.wait()
            self._check()
            place = self._count
            self._count = place + 1
            try:
                if self._count == self._parties:
                    self._open()
                else:
                    if not self._passed(timeout):
                        self._change(_BROKEN)
                    self._check()
            finally:
                self._count -= 1
                if not self._count and self._state in _LEAVING:
                    self._change(_FILLING)
        return place

    def _open(self):
        try:
            if self._action:
                self._action()
        except:
            self._change(_BROKEN)
            raise
        self._change(_DRAINING)

    def _passed(self, timeout):
        return self._cond.wait_for(lambda: self._state != _FILLING, timeout)

    def reset(self):
        """Send those that wait away and begin anew."""
        with self._cond:
            if not self._count:
                self._change(_FILLING)
            else:  # the last of those who leave makes it usable
                self._change(self._state if self._state in _LEAVING else _RESETTING)

    def abort(self):
        """Break the barrier: those that wait and all who come get BrokenBarrierError."""
        with self._cond:
            self._change(_BROKEN)

    @property
    def parties(self):
        """How many threads it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many wait now."""
        return 0 if self._state else self._count

    @property
    def broken(self):
        """Whether it is broken."""
        return self._state == _BROKEN


# ---- threads ----

_active, _limbo = {}, {}  # ident -> Thread; those that were started and do not run yet
_active_limbo_lock = RLock()
_dangling = WeakSet()
_shutdown_locks, _shutdown_locks_lock = set(), Lock()  # held until their threads end: the end of the program waits for them
_counter = _count(1).__next__


def _newname(template):
    return template % _counter()


def _no_longer_held():
    """Of the locks that the end waits for, drop those of threads that have ended."""
    _shutdown_locks.difference_update([lock for lock in _shutdown_locks if not lock.locked()])


class Thread:
    """A thread that runs target(*args, **kwargs), or what a subclass's run() does."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        if kwargs is None:
            kwargs = {}
        if not name:
            name = _newname('Thread-%d')
            try:
                name = name if target is None else f'{name} ({target.__name__})'
            except AttributeError:
                pass
        self._target, self._name = target, str(name)
        self._args, self._kwargs = args, kwargs
        self._daemonic = daemon if daemon is not None else current_thread().daemon
        self._ident = self._native_id = None
        self._tstate_lock = None  # the interpreter releases it when the thread's state is gone
        self._started, self._is_stopped = Event(), False
        self._initialized = True
        self._stderr, self._invoke_excepthook = _sys.stderr, _make_invoke_excepthook()
        _dangling.add(self)

    def __repr__(self):
        assert self._initialized, 'Thread.__init__() was not called'
        begun = self._started.is_set()
        self.is_alive()  # may find that it has stopped
        parts = ['stopped' if self._is_stopped else 'started' if begun else 'initial']
        if self._daemonic:
            parts.append('daemon')
        if self._ident is not None:
            parts.append(str(self._ident))
        return f"<{self.__class__.__name__}({self._name}, {' '.join(parts)})>"

    # ---- from start() to the end ----

    def start(self):
        """Begin to run."""
        if not self._initialized:
            raise RuntimeError('thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            _start_new_thread(self._bootstrap, ())
        except Exception:
            self._leave(_limbo, self)
            raise
        else:
            self._started.wait()

    @staticmethod
    def _leave(registry, key):
        with _active_limbo_lock:
            del registry[key]

    def run(self):
        """What the thread does."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # A bound method of an object that refers to the thread would be a cycle.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._bootstrap_inner()
        except:
            # A daemon whose module is taken apart under it ends without a word.
            if _sys is not None or not self._daemonic:
                raise

    def _bootstrap_inner(self):
        try:
            self._take_state()
            if _trace_hook:
                _sys.settrace(_trace_hook)
            if _profile_hook:
                _sys.setprofile(_profile_hook)
            try:
                self.run()
            except:
                self._invoke_excepthook(self)
        finally:
            self._leave(_active, get_ident())

    def _take_state(self, until_end=True):
        """This is the thread that runs: note its numbers and that it has begun; with until_end, a lock tells its end."""
        self._ident = get_ident()
        if until_end:
            self._set_tstate_lock()
        self._set_native_id()
        self._started.set()
        with _active_limbo_lock:
            _active[self._ident] = self
            _limbo.pop(self, None)

    def _set_native_id(self):
        self._native_id = get_native_id()

    def _set_tstate_lock(self):
        lock = self._tstate_lock = _set_sentinel()
        lock.acquire()
        if not self.daemon:
            with _shutdown_locks_lock:
                _no_longer_held()
                _shutdown_locks.add(lock)

    def _stop(self):
        """The thread's state is gone: its lock, if it has one, was found released."""
        assert self._tstate_lock is None or not self._tstate_lock.locked()
        self._is_stopped, self._tstate_lock = True, None
        if not self.daemon:
            with _shutdown_locks_lock:
                _no_longer_held()

    def _wait_for_tstate_lock(self, block=True, timeout=-1):
        lock, over = self._tstate_lock, True
        if lock is None:
            assert self._is_stopped
            return
        try:
            over = lock.acquire(block, timeout)
        finally:
            # Interrupted, it may have been acquired.
            if over and lock.locked():
                lock.release()
                self._stop()

    def join(self, timeout=None):
        """Wait until the thread has ended, or the time is up."""
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if current_thread() is self:
            raise RuntimeError('cannot join current thread')
        self._wait_for_tstate_lock(timeout=-1 if timeout is None else max(timeout, 0))

    def is_alive(self):
        """Whether it has begun and not ended."""
        assert self._initialized, 'Thread.__init__() not called'
        if self._started.is_set() and not self._is_stopped:
            self._wait_for_tstate_lock(False)
            return not self._is_stopped
        return False

    # ---- what it is called, and whether the program waits for it ----

    @property
    def name(self):
        """A name for people; it need not be unique."""
        assert self._initialized, 'Thread.__init__() not called'
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, 'Thread.__init__() not called'
        self._name = str(name)

    def getName(self):
        """The old form of name."""
        _deprecated('getName()', 'get the name attribute')
        return self.name

    def setName(self, name):
        """The old form of name."""
        _deprecated('setName()', 'set the name attribute')
        self.name = name

    @property
    def ident(self):
        """get_ident() of the thread, None before it runs."""
        assert self._initialized, 'Thread.__init__() not called'
        return self._ident

    @property
    def native_id(self):
        """get_native_id() of the thread, None before it runs."""
        assert self._initialized, 'Thread.__init__() not called'
        return self._native_id

    @property
    def daemon(self):
        """Whether the program may end while the thread runs."""
        assert self._initialized, 'Thread.__init__() not called'
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def isDaemon(self):
        """The old form of daemon."""
        _deprecated('isDaemon()', 'get the daemon attribute')
        return self.daemon

    def setDaemon(self, daemonic):
        """The old form of daemon."""
        _deprecated('setDaemon()', 'set the daemon attribute')
        self.daemon = daemonic


def _make_invoke_excepthook():
    """What a thread calls, itself given, with its uncaught exception: it has all it needs when the modules' names are gone."""
    own_hook, program_hook = excepthook, _sys.excepthook if _active else _sys.__excepthook__  # for the main thread, that of the start
    if own_hook is None:
        raise RuntimeError('threading.excepthook is None')
    if program_hook is None:
        raise RuntimeError('sys.excepthook is None')
    console, host, raised = print, _sys, _sys.exc_info

    def invoke_excepthook(thread):
        try:
            told, hook = ExceptHookArgs([*raised(), thread]), own_hook if excepthook is None else excepthook
            hook(told)
        except Exception as error:
            error.__suppress_context__ = True
            del error
            stream = getattr(host, 'stderr', None)
            console('Exception in threading.excepthook:', file=thread._stderr if stream is None else stream, flush=True)
            (getattr(host, 'excepthook', None) or program_hook)(*raised())
        finally:
            told = None  # it has the exception, whose traceback has this frame

    return invoke_excepthook


class Timer(Thread):
    """A thread that calls a function after some seconds, unless it is cancelled."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def run(self):
        """Wait and call."""
        called_off = self.finished.wait(self.interval) or self.finished.is_set()
        if not called_off:
            self.function(*self.args, **self.kwargs)
        self.finished.set()

    def cancel(self):
        """Do not call the function, if it was not called yet."""
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        Thread.__init__(self, name='MainThread', daemon=False)
        self._take_state()


class _DummyThread(Thread):
    """Stands for a thread that was not started by this module: nothing tells when it ends."""

    def __init__(self):
        Thread.__init__(self, name=_newname('Dummy-%d'), daemon=True)
        self._take_state(False)

    def is_alive(self):
        assert self._started.is_set() and not self._is_stopped
        return True

    def join(self, timeout=None):
        assert False, 'cannot join a dummy thread'

    def _stop(self):
        pass


def current_thread():
    """The Thread that runs this."""
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    """The old name of current_thread()."""
    _deprecated('currentThread()', 'use current_thread()')
    return current_thread()


def _enumerate():
    """All threads, for those who hold the lock or must not take it."""
    return [*_active.values(), *_limbo.values()]


def enumerate():
    """All threads that have been started and not ended."""
    with _active_limbo_lock:
        return _enumerate()


def active_count():
    """How many threads there are."""
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


def activeCount():
    """The old name of active_count()."""
    _deprecated('activeCount()', 'use active_count()')
    return active_count()


_main_thread = _MainThread()


def main_thread():
    """The thread that the program began with."""
    return _main_thread


# ---- the end of the program ----

_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *arg, **kwargs):
    """Call func before the end of the program waits for its threads."""
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append(_partial(func, *arg, **kwargs))


def _shutdown():
    """The program's code has ended, says the interpreter: wait for the threads that are no daemons."""
    global _SHUTTING_DOWN
    main = _main_thread
    if main._is_stopped:
        return
    _SHUTTING_DOWN = True
    for call in reversed(_threading_atexits):
        call()
    if get_ident() == main._ident:
        main._tstate_lock.release()
        main._stop()
    while True:
        with _shutdown_locks_lock:
            held = [*_shutdown_locks]
            _shutdown_locks.clear()
        for lock in held:
            lock.acquire()
            lock.release()
        if not held:  # none of them has started another one
            return


def _after_fork():
    """In a forked process: this thread is the main one, the others are not there. Locks of the program stay as they were."""
    global _active_limbo_lock, _shutdown_locks_lock, _shutdown_locks, _main_thread
    _active_limbo_lock, _shutdown_locks_lock, _shutdown_locks = RLock(), Lock(), set()
    ident = get_ident()
    _main_thread = here = _active[ident] if ident in _active else _MainThread()
    gone = {*_active.values(), *_limbo.values(), *_dangling} - {here}
    _limbo.clear()
    _active.clear()
    _active[ident] = here
    for thread in gone:
        thread._started._at_fork_reinit()
        thread._is_stopped, thread._tstate_lock = True, None
        thread._stop()
    here._started._at_fork_reinit()
    here._set_native_id()
    if here._tstate_lock is not None:
        here._tstate_lock._at_fork_reinit()
        here._tstate_lock.acquire()


_outlive(_after_fork)
del _outlive
