"""ThreadPoolExecutor."""

import itertools
import os
import queue
import threading
import weakref

from ._base import BrokenExecutor, Executor, Future, _checked_start

_executors = weakref.WeakSet()
_ending = False


def _finish_all():
    """Before the program ends: what was submitted is still done."""
    global _ending
    _ending = True
    for executor in list(_executors):
        executor.shutdown(wait=True)


threading._register_atexit(_finish_all)


class BrokenThreadPool(BrokenExecutor):
    """A thread's initializer failed."""


def _work(executor_ref, calls, idle, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            executor = executor_ref()
            if executor is not None:
                executor._broke()
            return
    while True:
        call = calls.get()
        if call is None:
            calls.put(None)
            return
        future, fn, args, kwargs = call
        del call
        if future.set_running_or_notify_cancel():
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
                del result
        del future, fn, args, kwargs
        idle.release()


class ThreadPoolExecutor(Executor):
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, (os.cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._start = _checked_start(initializer, initargs)
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % self._counter()
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = threading.Semaphore(0)
        self._threads = set()
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = threading.Lock()
        _executors.add(self)

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _ending:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = Future()
            self._work_queue.put((future, fn, args, kwargs))
            self._add_thread()
            return future

    def _add_thread(self):
        if self._idle_semaphore.acquire(timeout=0) or len(self._threads) >= self._max_workers:
            return
        calls = self._work_queue
        thread = threading.Thread(
            name="%s_%d" % (self._thread_name_prefix, len(self._threads)), target=_work,
            args=(weakref.ref(self, lambda _: calls.put(None)), calls, self._idle_semaphore, *self._start))
        thread.start()
        self._threads.add(thread)

    def _broke(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            for future in self._waiting():
                future.set_exception(BrokenThreadPool(self._broken))

    def _waiting(self):
        """Takes the futures out of the queue that nobody has begun."""
        while True:
            try:
                call = self._work_queue.get_nowait()
            except queue.Empty:
                return
            if call is not None:
                yield call[0]

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for future in self._waiting():
                    future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
