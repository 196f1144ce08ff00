"""ProcessPoolExecutor."""

import itertools
import multiprocessing as mp
import os
import threading
import traceback
import weakref
from functools import partial
from multiprocessing.connection import wait

from ._base import BrokenExecutor, Executor, Future, _checked_start

_MAX_WINDOWS_WORKERS = 61
_executors = weakref.WeakSet()
_ending = False


def _finish_all():
    """Before the program ends: what was submitted is still done."""
    global _ending
    _ending = True
    for executor in list(_executors):
        executor.shutdown(wait=True)


threading._register_atexit(_finish_all)
os.register_at_fork(after_in_child=_executors.clear)


class BrokenProcessPool(BrokenExecutor):
    """A process ended that should not have."""


class _RemoteTraceback(Exception):
    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    def __init__(self, exc, tb):
        self.tb, self.exc = f'\n"""\n{"".join(traceback.format_exception(type(exc), exc, tb))}"""', exc
        self.exc.__traceback__ = None

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


def _process_worker(calls, results, initializer, initargs, max_tasks):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            import logging
            logging.getLogger('concurrent.futures').critical('Exception in initializer:', exc_info=True)
            return
    done = 0
    while (call := calls.get()) is not None:
        number, fn, args, kwargs = call
        done += 1
        last = os.getpid() if max_tasks is not None and done >= max_tasks else None
        try:
            result = number, None, fn(*args, **kwargs), last
        except BaseException as error:
            result = number, _ExceptionWithTraceback(error, error.__traceback__), None, last
        try:
            results.put(result)
        except BaseException as error:
            results.put((number, _ExceptionWithTraceback(error, error.__traceback__), None, last))
        del call, fn, args, kwargs, result
        if last:
            return


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _get_chunks(*iterables, chunksize):
    it = zip(*iterables)
    while chunk := tuple(itertools.islice(it, chunksize)):
        yield chunk


class ProcessPoolExecutor(Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._start = _checked_start(initializer, initargs)
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError('max_tasks_per_child must be an integer')
            if max_tasks_per_child <= 0:
                raise ValueError('max_tasks_per_child must be >= 1')
            mp_context = mp_context or mp.get_context('spawn')
            if mp_context.get_start_method() == 'fork':
                raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; "
                                 "supply a different mp_context.")
        self._mp_context, self._max_workers, self._max_tasks_per_child = mp_context or mp.get_context(), max_workers, max_tasks_per_child
        self._processes, self._pending_work_items, self._waiting = {}, {}, []
        self._count = itertools.count()
        self._shutdown_thread, self._broken, self._executor_manager_thread = False, False, None
        self._shutdown_lock = threading.Lock()
        self._calls, self._results = self._mp_context.SimpleQueue(), self._mp_context.SimpleQueue()
        self._sent = 0
        _executors.add(self)

    def _start_workers(self):
        if self._executor_manager_thread is None:
            for _ in range(self._max_workers):
                self._start_worker()
            self._executor_manager_thread = threading.Thread(target=_manage, args=(self,), daemon=False)
            self._executor_manager_thread.start()

    def _start_worker(self):
        process = self._mp_context.Process(target=_process_worker, args=(self._calls, self._results, *self._start, self._max_tasks_per_child))
        process.start()
        self._processes[process.pid] = process

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError('cannot schedule new futures after shutdown')
            if _ending:
                raise RuntimeError('cannot schedule new futures after interpreter shutdown')
            future = Future()
            self._waiting.append((next(self._count), future, fn, args, kwargs))
            self._start_workers()
            self._send()
            return future

    def _send(self):
        """As many calls as there are workers, and one more, are with them; the others can still be cancelled."""
        while self._waiting and self._sent < self._max_workers + 1:
            number, future, *call = self._waiting.pop(0)
            if not future.set_running_or_notify_cancel():
                continue
            try:
                self._calls.put((number, *call))
            except Exception as error:
                future.set_exception(_rebuild_exc(error, f'\n"""\n{"".join(traceback.format_exception(error))}"""'))
                continue
            self._pending_work_items[number] = future
            self._sent += 1

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError('chunksize must be >= 1.')
        results = super().map(partial(_process_chunk, fn), _get_chunks(*iterables, chunksize=chunksize), timeout=timeout)
        return (item for chunk in results for item in chunk)

    map.__doc__ = Executor.map.__doc__

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            first, self._shutdown_thread = not self._shutdown_thread, True
            if cancel_futures:
                for _, future, *_ in self._waiting:
                    future.cancel()
                self._waiting.clear()
            if first:
                self._results.put(None)
        if wait and self._executor_manager_thread is not None:
            self._executor_manager_thread.join()

    shutdown.__doc__ = Executor.shutdown.__doc__


def _manage(executor):
    """Gives results to futures; ends when the executor is shut down and everything is done, or a worker has died."""
    reader = executor._results._reader
    while True:
        ready = wait([reader, *(process.sentinel for process in executor._processes.values())])
        if reader not in ready:
            return _broke(executor)
        message = executor._results.get()
        if isinstance(message, tuple):
            number, error, result, last = message
            with executor._shutdown_lock:
                future = executor._pending_work_items.pop(number)
                executor._sent -= 1
                if last:
                    executor._processes.pop(last).join()
                    executor._start_worker()
                executor._send()
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)
            del future, result, error, message
        if executor._shutdown_thread and not executor._pending_work_items and not executor._waiting:
            return _end(executor)


def _end(executor):
    for _ in executor._processes:
        executor._calls.put(None)
    for process in executor._processes.values():
        process.join()
    executor._processes = None


def _broke(executor):
    with executor._shutdown_lock:
        executor._broken = 'A child process terminated abruptly, the process pool is not usable anymore'
        executor._shutdown_thread = True
        futures = [*executor._pending_work_items.values(), *(future for _, future, *_ in executor._waiting)]
        executor._pending_work_items.clear()
        executor._waiting.clear()
        for process in executor._processes.values():
            process.terminate()
        for process in executor._processes.values():
            process.join()
    for future in futures:
        future.set_exception(BrokenProcessPool('A process in the process pool was terminated abruptly while the future was running or pending.'))
