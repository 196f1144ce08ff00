"""Future, Executor, and waiting for several futures."""

import collections
import threading
import time

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

PENDING, RUNNING, CANCELLED = "PENDING", "RUNNING", "CANCELLED"
CANCELLED_AND_NOTIFIED, FINISHED = "CANCELLED_AND_NOTIFIED", "FINISHED"
_OVER = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)
_STATE_NAMES = {PENDING: "pending", RUNNING: "running", CANCELLED: "cancelled", CANCELLED_AND_NOTIFIED: "cancelled",
                FINISHED: "finished"}


class Error(Exception):
    """Base of the errors of this package."""


class CancelledError(Error):
    """The future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The operation is not allowed in this state."""


class BrokenExecutor(RuntimeError):
    """The executor lost a thread and takes no work any more."""


class Future:
    """The result of a call that may still be going on."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            text = f"<{type(self).__name__} at {id(self):#x} state={_STATE_NAMES[self._state]}"
            if self._state != FINISHED:
                return text + ">"
            if self._exception:
                return f"{text} raised {type(self._exception).__name__}>"
            return f"{text} returned {type(self._result).__name__}>"

    def _tell(self):
        for waiter in self._waiters:
            waiter(self)
        self._condition.notify_all()

    def _call_back(self):
        for callback in self._done_callbacks:
            self._call_one(callback)

    def _call_one(self, callback):
        try:
            callback(self)
        except Exception:
            import traceback
            traceback.print_exc()

    def cancel(self):
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._call_back()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def done(self):
        with self._condition:
            return self._state in _OVER

    def add_done_callback(self, fn):
        with self._condition:
            if self._state not in _OVER:
                self._done_callbacks.append(fn)
                return
        self._call_one(fn)

    def _outcome(self, timeout):
        """Waits; then whether there is an exception or a result. The condition is held."""
        if self._state not in _OVER:
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        try:
            with self._condition:
                self._outcome(timeout)
                if self._exception:
                    try:
                        raise self._exception
                    finally:
                        self = None
                return self._result
        finally:
            self = None

    def exception(self, timeout=None):
        with self._condition:
            self._outcome(timeout)
            return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                for waiter in self._waiters:
                    waiter(self)
                return False
            if self._state != PENDING:
                raise RuntimeError("Future in unexpected state")
            self._state = RUNNING
            return True

    def _finish(self, result, exception):
        with self._condition:
            if self._state in _OVER:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result, self._exception = result, exception
            self._state = FINISHED
            self._tell()
        self._call_back()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


class _Watch:
    """Notes the futures of a set that are over, in the order in which they end."""

    def __init__(self, futures):
        self.condition = threading.Condition()
        self.over = collections.deque()
        self.futures = futures
        for future in futures:
            with future._condition:
                if future._state in (CANCELLED_AND_NOTIFIED, FINISHED):
                    self.over.append(future)
                else:
                    future._waiters.append(self.note)

    def note(self, future):
        with self.condition:
            self.over.append(future)
            self.condition.notify_all()

    def close(self):
        for future in self.futures:
            with future._condition:
                if self.note in future._waiters:
                    future._waiters.remove(self.note)


def as_completed(fs, timeout=None):
    end = None if timeout is None else time.monotonic() + timeout
    futures = set(fs)
    total = len(futures)
    watch = _Watch(futures)
    try:
        for given in range(total):
            with watch.condition:
                while not watch.over:
                    left = None if end is None else end - time.monotonic()
                    if left is not None and left <= 0:
                        raise TimeoutError("%d (of %d) futures unfinished" % (total - given, total))
                    watch.condition.wait(left)
                future = watch.over.popleft()
            futures.discard(future)
            yield future
            del future
    finally:
        watch.close()


DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    futures = set(fs)
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED) and not all(future.done() for future in futures):
        raise ValueError("Invalid return condition: %r" % return_when)
    watch = _Watch(futures)

    def enough():
        if len(watch.over) == len(futures):
            return True
        if return_when == FIRST_COMPLETED:
            return bool(watch.over)
        return return_when == FIRST_EXCEPTION and any(not f.cancelled() and f._exception for f in watch.over)

    with watch.condition:
        watch.condition.wait_for(enough, timeout)
        done = set(watch.over)
    watch.close()
    return DoneAndNotDoneFutures(done, futures - done)


def _checked_start(initializer, initargs):
    """What an executor's workers call first, as it is kept."""
    if initializer is not None and not callable(initializer):
        raise TypeError('initializer must be a callable')
    return initializer, initargs


class Executor:
    """Carries calls out at some time."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                futures.reverse()
                while futures:
                    yield futures.pop().result(None if end is None else end - time.monotonic())
            finally:
                for future in futures:
                    future.cancel()
        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
