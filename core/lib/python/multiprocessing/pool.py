"""A number of processes, or threads, that work off calls."""

import collections
import itertools
import os
import queue
import threading
import time
import traceback
import warnings
from . import get_context, util
from .context import TimeoutError

__all__ = ['Pool', 'ThreadPool']
INIT, RUN, CLOSE, TERMINATE = 'INIT', 'RUN', 'CLOSE', 'TERMINATE'
job_counter = itertools.count()


def mapstar(args):
    function, items = args
    return [function(item) for item in items]  # without C code between, so that a process can wait in the function


def starmapstar(args):
    function, items = args
    return [function(*item) for item in items]


class RemoteTraceback(Exception):
    """The traceback that an exception had where it was raised."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


def rebuild_exc(exc, tb):
    exc.__cause__ = RemoteTraceback(tb)
    return exc


class ExceptionWithTraceback:
    """An exception on its way to another process."""

    def __init__(self, exc, tb):
        self.exc, self.tb = exc, f'\n"""\n{"".join(traceback.format_exception(type(exc), exc, tb))}"""'
        self.exc.__traceback__ = None

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


class MaybeEncodingError(Exception):
    """A result cannot be sent."""

    def __init__(self, exc, value):
        self.exc, self.value = repr(exc), repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f'<{type(self).__name__}: {self}>'


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    """Works off calls until there is a None."""
    if maxtasks is not None and not (isinstance(maxtasks, int) and maxtasks >= 1):
        raise AssertionError(f'Maxtasks {maxtasks!r} is not valid')
    if initializer is not None:
        initializer(*initargs)
    completed = 0
    while maxtasks is None or completed < maxtasks:
        try:
            task = inqueue.get()
        except (EOFError, OSError):
            util.debug('worker got EOFError or OSError -- exiting')
            break
        if task is None:
            util.debug('worker got sentinel -- exiting')
            break
        job, i, func, args, kwds = task
        try:
            result = (True, func(*args, **kwds))
        except Exception as e:
            result = (False, ExceptionWithTraceback(e, e.__traceback__) if wrap_exception and func is not _helper_reraises_exception else e)
        try:
            outqueue.put((job, i, result))
        except Exception as e:
            outqueue.put((job, i, (False, MaybeEncodingError(e, result[1]))))
        task = job = result = func = args = kwds = None
        completed += 1
    outqueue.put((None, threading.get_ident() if isinstance(outqueue, queue.SimpleQueue) else os.getpid(), None))
    util.debug('worker exiting after %d tasks', completed)


def _helper_reraises_exception(ex):
    raise ex


class Pool:
    """Processes that work off calls."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool, self._state = [], INIT
        self._ctx = context or get_context()
        self._setup_queues()
        self._taskqueue, self._cache = queue.SimpleQueue(), {}
        self._maxtasksperchild, self._initializer, self._initargs = maxtasksperchild, initializer, initargs
        if processes is None:
            processes = os.cpu_count() or 1
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError('maxtasksperchild must be a positive int or None')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes = processes
        self._sent_sentinels = False
        for _ in range(processes):
            self._add_worker()
        self._task_handler = threading.Thread(target=self._handle_tasks, daemon=True)
        self._result_handler = threading.Thread(target=self._handle_results, daemon=True)
        self._state = RUN
        self._task_handler.start()
        self._result_handler.start()
        self._terminate = util.Finalize(None, self._terminate_pool, exitpriority=15)

    def _setup_queues(self):
        self._inqueue, self._outqueue = self._ctx.SimpleQueue(), self._ctx.SimpleQueue()

    def _add_worker(self):
        process = self.Process(self._ctx, target=worker, args=(
            self._inqueue, self._outqueue, self._initializer, self._initargs, self._maxtasksperchild, self._wrap_exception))
        process.name = process.name.replace('Process', 'PoolWorker')
        process.daemon = True
        process.start()
        self._pool.append(process)

    def __del__(self, _warn=warnings.warn, RUN=RUN):
        if getattr(self, '_state', None) == RUN:
            _warn(f'unclosed running multiprocessing pool {self!r}', ResourceWarning, source=self)

    def __repr__(self):
        cls = type(self)
        return f'<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>'

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, *args):
        self.terminate()

    def _check_running(self):
        if self._state != RUN:
            raise ValueError('Pool not running')

    def _handle_tasks(self):
        """Gives calls to the workers; a job's calls may come from a slow iterable."""
        while (job := self._taskqueue.get()) is not None:
            tasks, set_length = job
            index = -1
            try:
                for index, task in enumerate(tasks):
                    if self._state == TERMINATE:
                        break
                    try:
                        self._inqueue.put(task)
                    except Exception as error:
                        result = self._cache.get(task[0])
                        if result is not None:
                            result._set(task[1], (False, error))
            finally:
                if set_length:
                    set_length(index + 1)
        for _ in self._pool:
            self._inqueue.put(None)

    def _handle_results(self):
        """Gives results to those that wait; a worker that ends is replaced."""
        ended = 0
        while self._state != TERMINATE:
            try:
                job, i, result = self._outqueue.get()
            except (EOFError, OSError):
                return
            if job is not None:
                if job in self._cache:
                    self._cache[job]._set(i, result)
                job = result = None
            elif i is None:
                return
            elif self._maxtasksperchild and (self._state == RUN or self._cache):
                self._replace(i)
            else:
                ended += 1
                if ended >= len(self._pool):
                    return

    def _replace(self, pid):
        for process in self._pool[:]:
            if process.ident == pid:
                process.join()
                self._pool.remove(process)
        self._add_worker()

    def apply(self, func, args=(), kwds={}):
        """func(*args, **kwds), in a worker."""
        return self.apply_async(func, args, kwds).get()

    def map(self, func, iterable, chunksize=None):
        """func of each item, in order."""
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        """The same where each item is a tuple of arguments."""
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._taskqueue.put(([(result._job, 0, func, args, kwds)], None))
        return result

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, '__len__'):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            chunksize += bool(extra)
        if not iterable:
            chunksize = 0
        result = MapResult(self, chunksize, len(iterable), callback, error_callback=error_callback)
        self._taskqueue.put((self._tasks(result._job, mapper, self._get_tasks(func, iterable, chunksize)), None))
        return result

    @staticmethod
    def _get_tasks(func, it, size):
        it = iter(it)
        while batch := tuple(itertools.islice(it, size)):
            yield func, batch

    def _tasks(self, job, func, iterable):
        """The calls of a job; one in which the iterable fails raises its error in a worker."""
        i = -1
        try:
            for i, args in enumerate(iterable):
                yield job, i, func, (args,), {}
        except Exception as error:
            yield job, i + 1, _helper_reraises_exception, (error,), {}

    def imap(self, func, iterable, chunksize=1):
        """Results as they come, in order."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """Results as they come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f'Chunksize must be 1+, not {chunksize:n}')
        result = kind(self)
        if chunksize == 1:
            self._taskqueue.put((self._tasks(result._job, func, iterable), result._set_length))
            return result
        self._taskqueue.put((self._tasks(result._job, mapstar, self._get_tasks(func, iterable, chunksize)), result._set_length))
        return (item for chunk in result for item in chunk)

    def close(self):
        """No more calls: workers end when they have done what there is."""
        if self._state == RUN:
            self._state = CLOSE
            self._taskqueue.put(None)

    def terminate(self):
        """End the workers now."""
        self._state = TERMINATE
        self._terminate()

    def _terminate_pool(self):
        self._state = TERMINATE
        self._taskqueue.put(None)
        self._outqueue.put((None, None, None))
        for process in self._pool:
            if hasattr(process, 'terminate') and process.exitcode is None:
                process.terminate()
        if threading.current_thread() is not self._result_handler:
            self._result_handler.join()
        for process in self._pool:
            if hasattr(process, 'terminate'):
                process.join()

    def join(self):
        """Wait until the workers have ended."""
        if self._state == RUN:
            raise ValueError('Pool is still running')
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError('In unknown state')
        if self._state == CLOSE:
            self._task_handler.join()
        self._result_handler.join()
        for process in self._pool:
            process.join()


class ApplyResult:
    """The result of a call that may still be going on."""

    def __init__(self, pool, callback, error_callback):
        self._pool, self._event, self._job, self._cache = pool, threading.Event(), next(job_counter), pool._cache
        self._callback, self._error_callback = callback, error_callback
        self._cache[self._job] = self

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f'{self!r} not ready')
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _done(self):
        callback = self._callback if self._success else self._error_callback
        if callback:
            callback(self._value)
        self._event.set()
        self._cache.pop(self._job, None)
        self._pool = None

    def _set(self, i, obj):
        self._success, self._value = obj
        self._done()

    __class_getitem__ = classmethod(__import__('types').GenericAlias)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of many calls."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        ApplyResult.__init__(self, pool, callback, error_callback)
        self._success, self._value, self._chunksize = True, [None] * length, chunksize
        self._number_left = -(-length // chunksize) if chunksize > 0 else 0
        if not self._number_left:
            self._event.set()
            del self._cache[self._job]

    def _set(self, i, success_result):
        self._number_left -= 1
        success, result = success_result
        if not success and self._success:
            self._success, self._value = False, result
        elif self._success:
            self._value[i * self._chunksize:(i + 1) * self._chunksize] = result
        if self._number_left == 0:
            self._done()


class IMapIterator:
    """Results in order."""

    def __init__(self, pool):
        self._pool, self._cond, self._job, self._cache = pool, threading.Condition(), next(job_counter), pool._cache
        self._items, self._index, self._length, self._unsorted = collections.deque(), 0, None, {}
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            end = None if timeout is None else time.monotonic() + timeout
            while not self._items:
                if self._index == self._length:
                    self._pool = None
                    raise StopIteration
                if not self._cond.wait(None if end is None else max(end - time.monotonic(), 0)) and not self._items:
                    if self._index == self._length:
                        self._pool = None
                        raise StopIteration
                    raise TimeoutError
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    __next__ = next

    def _in_order(self, i, obj):
        self._unsorted[i] = obj
        while self._index in self._unsorted:
            self._items.append(self._unsorted.pop(self._index))
            self._index += 1

    def _set(self, i, obj):
        with self._cond:
            self._in_order(i, obj)
            self._cond.notify()
            self._finish()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            self._cond.notify()
            self._finish()

    def _finish(self):
        if self._index == self._length:
            self._cache.pop(self._job, None)
            self._pool = None


class IMapUnorderedIterator(IMapIterator):
    """Results as they come."""

    def _in_order(self, i, obj):
        self._items.append(obj)
        self._index += 1


class ThreadPool(Pool):
    """The same with threads."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        from .dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue, self._outqueue = queue.SimpleQueue(), queue.SimpleQueue()

    def _terminate_pool(self):
        self._state = TERMINATE
        while not self._inqueue.empty():
            self._inqueue.get_nowait()
        for _ in self._pool:
            self._inqueue.put(None)
        self._taskqueue.put(None)
        self._outqueue.put((None, None, None))
        self._result_handler.join()
