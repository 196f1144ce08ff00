"""The asyncio classes that CPython has in C: futures and tasks."""
import contextvars
import inspect
import itertools
import reprlib
import sys
import weakref

from _support import filled as _filled, lay_out as _lay_out

_FILE = sys._getframe().f_code.co_filename
_names = itertools.count(1).__next__
_all_tasks = weakref.WeakSet()
_current_tasks = {}


def _callbacks_text(callbacks):
    texts = [events._callback_text(callback, ()) for callback, _ in callbacks]
    if len(texts) > 2:
        texts[1:-1] = ['<%d more>' % (len(texts) - 2)]
    return 'cb=[%s]' % ', '.join(texts)


class Future:
    """A result that somebody will set; `await` waits for it."""

    __slots__ = ('_state', '_result', '_loop', '__callback', '__context', '__more', '_asyncio_future_blocking', '__log_traceback',
                 '_exception', '_exception_tb', '_cancel_message', '_cancelled_exc', '__dict__', '__weakref__')

    _source_traceback = None

    def __init__(self, *, loop=None):
        self._become_pending(loop)

    def _become_pending(self, loop):
        self._asyncio_future_blocking = self.__log_traceback = False
        self._result = self._exception = self._exception_tb = self._cancel_message = self._cancelled_exc = None
        self._state = 'PENDING'
        self._loop = events.get_event_loop() if loop is None else loop
        self.__callback = self.__context = self.__more = None  # most have one callback: no list for it
        if self._loop._debug is not False and self._loop.get_debug():
            from traceback import extract_stack
            stack = extract_stack(sys._getframe().f_back)
            while stack[-1].filename == _FILE:
                del stack[-1]
            self._source_traceback = stack

    @property
    def _callbacks(self):
        if self.__callback is None:
            return self.__more and list(self.__more)
        first = [(self.__callback, self.__context)]
        first.extend(self.__more or ())
        return first

    def _info(self):
        info = [self._state.lower()]
        if self._state == 'FINISHED':
            info.append(f'exception={self._exception!r}' if self._exception is not None
                        else f'result={reprlib.repr(self._result)}')
        if callbacks := self._callbacks:
            info.append(_callbacks_text(callbacks))
        if self._source_traceback:
            file, line, *_ = self._source_traceback[-1]
            info.append(f'created at {file}:{line}')
        return info

    @reprlib.recursive_repr()
    def __repr__(self):
        return '<%s %s>' % (type(self).__name__, ' '.join(self._info()))

    def __del__(self):
        if getattr(self, '_Future__log_traceback', False):
            self._report({'message': f'{type(self).__name__} exception was never retrieved', 'exception': self._exception, 'future': self})

    def _report(self, context):
        if self._source_traceback:
            context['source_traceback'] = self._source_traceback
        self._loop.call_exception_handler(context)

    @classmethod
    def __class_getitem__(cls, item):
        return type(list[int])(cls, item)

    @property
    def _log_traceback(self):
        return self._Future__log_traceback

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError('_log_traceback can only be set to False')
        self._Future__log_traceback = False

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
        callback, context, more = self.__callback, self.__context, self.__more
        self.__callback = self.__context = self.__more = None
        if callback is not None:
            self._loop.call_soon(callback, self, context=context)
        if more is not None:
            for callback, context in more:
                self._loop.call_soon(callback, self, context=context)

    def cancelled(self):
        return self._state == 'CANCELLED'

    def done(self):
        return self._state != 'PENDING'

    def result(self):
        if self._state == 'CANCELLED':
            raise self._make_cancelled_error()
        if self._state != 'FINISHED':
            raise InvalidStateError('Result is not set.')
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
        elif self.__callback is None and self.__more is None:
            self.__callback, self.__context = fn, context
        elif self.__more is None:
            self.__more = [(fn, context)]
        else:
            self.__more.append((fn, context))

    def remove_done_callback(self, fn):
        removed = 0
        if self.__callback is not None and self.__callback == fn:
            self.__callback = self.__context = None
            removed = 1
        if self.__more is not None:
            kept = [pair for pair in self.__more if pair[0] != fn]
            removed += len(self.__more) - len(kept)
            self.__more = kept or None
        return removed

    def set_result(self, result):
        if self._state != 'PENDING':
            raise InvalidStateError('invalid state')
        self._result = result
        self._state = 'FINISHED'
        self._schedule_callbacks()

    def set_exception(self, exception):
        if self._state != 'PENDING':
            raise InvalidStateError('invalid state')
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


_lay_out(Future, 'gsi', 128, 0, 112, 104)


class Task(Future):
    """A coroutine that the loop runs, step by step."""

    __slots__ = ('_coro', '_context', '_name', '_num_cancels_requested', '_must_cancel', '_fut_waiter', '_log_destroy_pending')

    def __init__(self, coro, *, loop=None, name=None, context=None):
        self._begin(coro, loop, name, context)

    def _begin(self, coro, loop, name, context):
        Future._become_pending(self, loop)
        self._log_destroy_pending = True
        if not iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f'Task-{_names()}' if name is None else str(name)
        self._num_cancels_requested = 0
        self._must_cancel = False
        self._fut_waiter = None
        self._coro = coro
        self._context = contextvars.copy_context() if context is None else context
        self._loop.call_soon(self._step, context=self._context)
        _all_tasks.add(self)

    def __del__(self):
        if getattr(self, '_log_destroy_pending', False) and self._state == 'PENDING':
            self._report({'task': self, 'message': 'Task was destroyed but it is pending!'})
        super().__del__()

    def _info(self):
        info = super()._info()
        if self._num_cancels_requested and not self.done():
            info[0] = 'cancelling'
        frame = getattr(self._coro, 'cr_frame', None)
        code = getattr(self._coro, 'cr_code', None)
        if code is None:
            place = ''
        elif frame is None:
            place = f' done, defined at {code.co_filename}:{code.co_firstlineno}'
        else:
            place = f' running at {code.co_filename}:{frame.f_lineno}'
        name = getattr(self._coro, '__qualname__', repr(self._coro))
        info.insert(1, f'name={self._name!r}')
        info.insert(2, f'coro=<{name}(){place}>')
        if self._fut_waiter is not None:
            info.insert(3, f'wait_for={self._fut_waiter!r}')
        return info

    def get_coro(self):
        return self._coro

    def get_stack(self, *, limit=None):
        """Frames of the coroutine, the oldest first: where it waits, or where its exception went through."""
        coro, frames = self._coro, []
        frame = next((getattr(coro, name) for name in ('cr_frame', 'gi_frame', 'ag_frame') if hasattr(coro, name)), None)
        if frame is not None:
            while frame is not None and (limit is None or len(frames) < limit):
                frames.append(frame)
                frame = frame.f_back
            frames.reverse()
        elif self._exception is not None:
            trace = self._exception.__traceback__
            while trace is not None and (limit is None or len(frames) < limit):
                frames.append(trace.tb_frame)
                trace = trace.tb_next
        return frames

    def print_stack(self, *, limit=None, file=None):
        """get_stack() as a traceback is printed."""
        import traceback
        frames, error = self.get_stack(limit=limit), self._exception
        title = 'Traceback' if error is not None else 'Stack'
        if not frames:
            print(f'No stack for {self!r}', file=file)
        else:
            print(f'{title} for {self!r} (most recent call last):', file=file)
        lines = [traceback.FrameSummary(f.f_code.co_filename, f.f_lineno, f.f_code.co_name) for f in frames]
        traceback.print_list(lines, file=file)
        if error is not None:
            print(*traceback.format_exception_only(type(error), error), sep='', end='', file=file)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError('Task does not support set_result operation')

    def set_exception(self, exception):
        raise RuntimeError('Task does not support set_exception operation')

    def cancel(self, msg=None):
        self._Future__log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        return self._num_cancels_requested

    def uncancel(self):
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
        return self._num_cancels_requested

    def _step(self, error=None):
        if self.done():
            raise InvalidStateError(f'_step(): already done: {self!r}, {error!r}')
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        _current_tasks[self._loop] = self
        returned = False
        try:
            waits_for = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            returned, waits_for = True, stop.value
        except CancelledError as cancelled:
            self._cancelled_exc = cancelled
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as leaving:
            super().set_exception(leaving)
            raise
        except BaseException as failure:
            super().set_exception(failure)
        else:
            self._wait_for(waits_for)
        finally:
            _current_tasks.pop(self._loop, None)
            if returned:
                self._return(waits_for)
            self = error = waits_for = None  # no cycle through a kept exception

    def _return(self, result):
        if self._must_cancel:
            self._must_cancel = False
            super().cancel(msg=self._cancel_message)
        else:
            super().set_result(result)

    def _wait_for(self, future):
        blocking = getattr(future, '_asyncio_future_blocking', None)
        if blocking is not None:
            if Future.get_loop(future) is not self._loop:
                problem = f'Task {self!r} got Future {future!r} attached to a different loop'
            elif future is self:
                problem = f'Task cannot await on itself: {self!r}'
            elif not blocking:
                problem = f'yield was used instead of yield from in task {self!r} with {future!r}'
            else:
                future._asyncio_future_blocking = False
                future.add_done_callback(self._wakeup, context=self._context)
                self._fut_waiter = future
                if self._must_cancel and future.cancel(msg=self._cancel_message):
                    self._must_cancel = False
                return
        elif future is None:
            self._loop.call_soon(self._step, context=self._context)
            return
        elif inspect.isgenerator(future):
            problem = f'yield was used instead of yield from for generator in task {self!r} with {future!r}'
        else:
            problem = f'Task got bad yield: {future!r}'
        self._loop.call_soon(self._step, RuntimeError(problem), context=self._context)

    def _wakeup(self, future):
        error = None
        try:
            future.result()
        except BaseException as raised:
            error = raised
        del future
        self._step(error)
        self = error = None


_lay_out(Task, 'gsi', 176, 0, 112, 104)



def new_future(loop):
    """Future(loop=loop): a class in Python makes a tuple of the keywords' names, which one in C does not, only the dict."""
    future, keywords = _filled(Future), {'loop': loop}
    del keywords
    future._become_pending(loop)
    return future


def new_task(coro, loop, name, context):
    """A task in the same way."""
    task, arguments, keywords = _filled(Task), (coro,), {'loop': loop}
    del arguments, keywords
    task._begin(coro, loop, name, context)
    return task


def _register_task(task):
    """Let all_tasks() show a task."""
    _all_tasks.add(task)


def _unregister_task(task):
    _all_tasks.discard(task)


def _enter_task(loop, task):
    """Let current_task() give a task."""
    current = _current_tasks.get(loop)
    if current is not None:
        raise RuntimeError(f'Cannot enter into task {task!r} while another task {current!r} is being executed.')
    _current_tasks[loop] = task


def _leave_task(loop, task):
    current = _current_tasks.get(loop)
    if current is not task:
        raise RuntimeError(f'Leaving task {task!r} does not match the current task {current!r}.')
    del _current_tasks[loop]


# At the end: these import the classes.
from asyncio import events
from asyncio.coroutines import iscoroutine
from asyncio.exceptions import CancelledError, InvalidStateError
