"""Coroutines run by the loop, and waiting for several of them."""
import contextvars
import functools
import inspect
import itertools
import types
import weakref

from _support import lay_out as _lay_out

from . import events, exceptions, futures

__all__ = ('Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'wait', 'wait_for',
           'as_completed', 'sleep', 'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe', 'current_task',
           'all_tasks', 'iscoroutine', 'iscoroutinefunction', 'to_thread')

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'
_names = itertools.count(1).__next__
_all_tasks = weakref.WeakSet()
_current_tasks = {}


def iscoroutine(obj):
    return isinstance(obj, (types.CoroutineType, types.GeneratorType)) or (
        hasattr(obj, 'send') and hasattr(obj, 'throw') and hasattr(obj, '__await__'))


def iscoroutinefunction(func):
    return inspect.iscoroutinefunction(func)


def current_task(loop=None):
    return _current_tasks.get(events.get_running_loop() if loop is None else loop)


def all_tasks(loop=None):
    if loop is None:
        loop = events.get_running_loop()
    return {task for task in list(_all_tasks) if task._loop is loop and not task.done()}


class Task(futures.Future):
    """A coroutine that the loop runs, step by step."""

    __slots__ = ('_coro', '_context', '_name', '_num_cancels_requested', '_must_cancel', '_fut_waiter', '_log_destroy_pending')

    def __init__(self, coro, *, loop=None, name=None, context=None):
        super().__init__(loop=loop)
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
            self._loop.call_exception_handler({'task': self, 'message': 'Task was destroyed but it is pending!'})
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
        info[1:1] = [f'name={self._name!r}', f'coro=<{name}(){place}>']
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
            raise exceptions.InvalidStateError(f'_step(): already done: {self!r}, {error!r}')
        if self._must_cancel:
            if not isinstance(error, exceptions.CancelledError):
                error = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        _current_tasks[self._loop] = self
        try:
            waits_for = self._coro.send(None) if error is None else self._coro.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(stop.value)
        except exceptions.CancelledError as cancelled:
            self._cancelled_exc = cancelled
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as leaving:
            super().set_exception(leaving)
            raise
        except BaseException as failure:
            super().set_exception(failure.with_traceback(failure.__traceback__.tb_next))  # without this frame
        else:
            self._wait_for(waits_for)
        finally:
            _current_tasks.pop(self._loop, None)
            self = error = None  # no cycle through a kept exception

    def _wait_for(self, future):
        blocking = getattr(future, '_asyncio_future_blocking', None)
        if blocking is not None:
            if futures.Future.get_loop(future) is not self._loop:
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
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()
        self = None


Task.__module__ = '_asyncio'
_lay_out(Task, 'gsi', 176, 0, 112, 104)


def create_task(coro, *, name=None, context=None):
    loop = events.get_running_loop()
    return loop.create_task(coro, name=name) if context is None else loop.create_task(coro, name=name, context=context)


async def _await(awaitable):
    return await awaitable


def ensure_future(coro_or_future, *, loop=None):
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError('The future belongs to a different loop than the one specified as the loop argument')
        return coro_or_future
    if not iscoroutine(coro_or_future):
        if not inspect.isawaitable(coro_or_future):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
        coro_or_future = _await(coro_or_future)
    if loop is None:
        loop = events.get_event_loop()
    return loop.create_task(coro_or_future)


@types.coroutine
def _pause():
    yield


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


async def sleep(delay, result=None):
    if delay <= 0:
        await _pause()
        return result
    loop = events.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        timer.cancel()


def _release(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout):
    loop = events.get_running_loop()
    if timeout is None:
        return await fut
    if timeout <= 0:
        fut = ensure_future(fut, loop=loop)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut, loop)
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise exceptions.TimeoutError() from error
    waiter = loop.create_future()
    timer = loop.call_later(timeout, _release, waiter)
    on_done = functools.partial(_release, waiter)
    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(on_done)
    try:
        try:
            await waiter
        except exceptions.CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(on_done)
            await _cancel_and_wait(fut, loop)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(on_done)
        await _cancel_and_wait(fut, loop)
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise exceptions.TimeoutError() from error
    finally:
        timer.cancel()


async def _cancel_and_wait(fut, loop):
    waiter = loop.create_future()
    on_done = functools.partial(_release, waiter)
    fut.add_done_callback(on_done)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(on_done)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if futures.isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    fs = set(fs)
    if any(iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = events.get_running_loop()
    waiter = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _release, waiter)
    left = len(fs)

    def on_done(future):
        nonlocal left
        left -= 1
        failed = return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None
        if left <= 0 or return_when == FIRST_COMPLETED or failed:
            if timer is not None:
                timer.cancel()
            _release(waiter)

    for future in fs:
        future.add_done_callback(on_done)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in fs:
            future.remove_done_callback(on_done)
    done = {future for future in fs if future.done()}
    return done, fs - done


def as_completed(fs, *, timeout=None):
    from .queues import Queue
    if futures.isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    done = Queue()
    loop = events.get_event_loop()
    waiting = {ensure_future(future, loop=loop) for future in set(fs)}
    timer = None

    def on_timeout():
        for future in waiting:
            future.remove_done_callback(on_done)
            done.put_nowait(None)
        waiting.clear()

    def on_done(future):
        if waiting:
            waiting.remove(future)
            done.put_nowait(future)
            if not waiting and timer is not None:
                timer.cancel()

    async def next_done():
        future = await done.get()
        if future is None:
            raise exceptions.TimeoutError
        return future.result()

    for future in waiting:
        future.add_done_callback(on_done)
    if waiting and timeout is not None:
        timer = loop.call_later(timeout, on_timeout)
    for _ in range(len(waiting)):
        yield next_done()


class _GatheringFuture(futures.Future):
    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = [child.cancel(msg=msg) for child in self._children]
        if any(cancelled):
            self._cancel_requested = True
        return any(cancelled)


def gather(*coros_or_futures, return_exceptions=False):
    if not coros_or_futures:
        outer = events.get_event_loop().create_future()
        outer.set_result([])
        return outer
    finished = 0
    outer = None

    def on_done(child):
        nonlocal finished
        finished += 1
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()  # it was seen here
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._make_cancelled_error())
                return
            error = child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if finished < len(unique):
            return
        results = []
        for each in children:
            if each.cancelled():
                results.append(exceptions.CancelledError('' if each._cancel_message is None else each._cancel_message))
            else:
                error = each.exception()
                results.append(each.result() if error is None else error)
        if outer._cancel_requested:
            outer.set_exception(child._make_cancelled_error())
        else:
            outer.set_result(results)

    unique, children, loop = {}, [], None
    for argument in coros_or_futures:
        child = unique.get(argument)
        if child is None:
            child = ensure_future(argument, loop=loop)
            if loop is None:
                loop = child.get_loop()
            if child is not argument:
                child._log_destroy_pending = False
            unique[argument] = child
            child.add_done_callback(on_done)
        children.append(child)
    outer = _GatheringFuture(children, loop=loop)
    return outer


def shield(arg):
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def inner_done(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        elif inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """A future of concurrent.futures for a coroutine that a loop in another thread runs."""
    from concurrent.futures import Future
    if not iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    future = Future()

    def task_done(task):
        if task.cancelled():
            future.cancel()
        if not future.set_running_or_notify_cancel():
            return
        if task.exception() is not None:
            future.set_exception(task.exception())
        else:
            future.set_result(task.result())

    def begin():
        try:
            task = ensure_future(coro, loop=loop)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            if future.set_running_or_notify_cancel():
                future.set_exception(problem)
            raise
        task.add_done_callback(task_done)
        future.add_done_callback(lambda _: loop.call_soon_threadsafe(task.cancel) if future.cancelled() and not task.done() else None)

    loop.call_soon_threadsafe(begin)
    return future


async def to_thread(func, /, *args, **kwargs):
    loop = events.get_running_loop()
    context = contextvars.copy_context()
    return await loop.run_in_executor(None, lambda: context.run(func, *args, **kwargs))
