"""Results that come later."""
import contextvars
import reprlib

from _support import lay_out as _lay_out

from . import events
from .exceptions import CancelledError, InvalidStateError

__all__ = ('Future', 'isfuture', 'wrap_future')


def isfuture(obj):
    return hasattr(type(obj), '_asyncio_future_blocking') and obj._asyncio_future_blocking is not None


def _callbacks_text(callbacks):
    texts = [events._callback_text(callback, ()) for callback, _ in callbacks]
    if len(texts) > 2:
        texts[1:-1] = ['<%d more>' % (len(texts) - 2)]
    return 'cb=[%s]' % ', '.join(texts)


class Future:
    """A result that somebody will set; `await` waits for it."""

    __slots__ = ('_state', '_result', '_loop', '_callbacks', '_asyncio_future_blocking', '__log_traceback', '_exception', '_exception_tb',
                 '_cancel_message', '_cancelled_exc', '__dict__', '__weakref__')

    def __init__(self, *, loop=None):
        self._asyncio_future_blocking = self.__log_traceback = False
        self._result = self._exception = self._exception_tb = self._cancel_message = self._cancelled_exc = None
        self._state = 'PENDING'
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []

    def _info(self):
        info = [self._state.lower()]
        if self._state == 'FINISHED':
            info.append(f'exception={self._exception!r}' if self._exception is not None
                        else f'result={reprlib.repr(self._result)}')
        if self._callbacks:
            info.append(_callbacks_text(self._callbacks))
        return info

    def __repr__(self):
        return '<%s %s>' % (type(self).__name__, ' '.join(self._info()))

    def __del__(self):
        if getattr(self, '_Future__log_traceback', False):
            self._loop.call_exception_handler({
                'message': f'{type(self).__name__} exception was never retrieved', 'exception': self._exception,
                'future': self})

    @classmethod
    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)

    @property
    def _log_traceback(self):
        return self._Future__log_traceback

    def get_loop(self):
        return self._loop

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None:
            error, self._cancelled_exc = self._cancelled_exc, None
            return error
        return CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)

    def cancel(self, msg=None):
        self._Future__log_traceback = False
        if self._state != 'PENDING':
            return False
        self._state = 'CANCELLED'
        self._cancel_message = msg
        self._schedule_callbacks()
        return True

    def _schedule_callbacks(self):
        callbacks, self._callbacks[:] = self._callbacks[:], []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def cancelled(self):
        return self._state == 'CANCELLED'

    def done(self):
        return self._state != 'PENDING'

    def result(self):
        if self._state == 'CANCELLED':
            raise self._make_cancelled_error()
        if self._state != 'FINISHED':
            raise InvalidStateError('Result is not ready.')
        self._Future__log_traceback = False
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        if self._state == 'CANCELLED':
            raise self._make_cancelled_error()
        if self._state != 'FINISHED':
            raise InvalidStateError('Exception is not set.')
        self._Future__log_traceback = False
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        if context is None:
            context = contextvars.copy_context()
        if self._state != 'PENDING':
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        kept = [pair for pair in self._callbacks if pair[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):
        if self._state != 'PENDING':
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._result = result
        self._state = 'FINISHED'
        self._schedule_callbacks()

    def set_exception(self, exception):
        if self._state != 'PENDING':
            raise InvalidStateError(f'{self._state}: {self!r}')
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = 'FINISHED'
        self._schedule_callbacks()
        self._Future__log_traceback = True

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


Future.__module__ = '_asyncio'
_lay_out(Future, 'gsi', 128, 0, 112, 104)


def wrap_future(future, *, loop=None):
    """A future of the loop for one of concurrent.futures, whose result comes from another thread."""
    if isfuture(future):
        return future
    from concurrent.futures import Future as Concurrent
    assert isinstance(future, Concurrent), f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        loop = events.get_event_loop()
    made = loop.create_future()

    def take_over():
        if made.cancelled():
            return
        if future.cancelled():
            made.cancel()
        elif (problem := future.exception()) is not None:
            made.set_exception(problem)
        else:
            made.set_result(future.result())

    def future_done(_):
        if made.cancelled() and loop.is_closed():
            return
        if events._get_running_loop() is loop:
            take_over()
        else:
            loop.call_soon_threadsafe(take_over)

    def made_done(_):
        if made.cancelled():
            future.cancel()

    made.add_done_callback(made_done)
    future.add_done_callback(future_done)
    return made
