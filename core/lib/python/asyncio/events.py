"""The event loop: callbacks that are ready, and callbacks for a later time."""
import _thread
import collections
import contextvars
import heapq
import reprlib
import sys
import time
import traceback
import weakref

from _support import enter_context as _enter, leave_context as _leave

__all__ = ('AbstractEventLoop', 'AbstractEventLoopPolicy', 'AbstractServer', 'DefaultEventLoopPolicy', 'SelectorEventLoop', 'get_event_loop_policy',
           'set_event_loop_policy', 'Handle', 'TimerHandle', 'BaseEventLoop', 'get_event_loop', 'set_event_loop',
           'new_event_loop', 'get_running_loop', '_get_running_loop', '_set_running_loop')


def _callback_text(callback, args):
    from .format_helpers import _format_callback_source
    return _format_callback_source(callback, args)


def _stack_of(frame):
    from .format_helpers import extract_stack
    return extract_stack(frame)


class Handle:
    """A callback that waits for its turn."""

    __slots__ = ('_callback', '_args', '_cancelled', '_loop', '_source_traceback', '_repr', '_context', '__weakref__')

    def __init__(self, callback, args, loop, context=None):
        self._context = contextvars.copy_context() if context is None else context
        self._loop = loop
        self._callback = callback
        self._args = args
        self._cancelled = False
        self._repr = self._source_traceback = None
        if loop._debug is not False and loop.get_debug():
            self._source_traceback = _stack_of(sys._getframe(1))

    def _repr_info(self):
        info = [type(self).__name__]
        if self._cancelled:
            info.append('cancelled')
        if self._callback is not None:
            info.append(_callback_text(self._callback, self._args))
        if self._source_traceback:
            file, line, *_ = self._source_traceback[-1]
            info.append(f'created at {file}:{line}')
        return info

    def __repr__(self):
        return '<%s>' % ' '.join(self._repr_info()) if self._repr is None else self._repr

    def cancel(self):
        if self._cancelled:
            return
        self._cancelled = True
        if self._loop._debug is not False and self._loop.get_debug():
            self._repr = repr(self)  # what it was
        self._callback = self._args = None

    def cancelled(self):
        return self._cancelled

    def _run(self):
        try:
            _enter(self._context)
            try:
                arguments = self._callback, *self._args  # as a call of the context's method run() makes them
                self._callback(*self._args)
            finally:
                _leave(self._context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            context = {'message': 'Exception in callback %s' % _callback_text(self._callback, self._args), 'exception': error, 'handle': self}
            if self._source_traceback:
                context['source_traceback'] = self._source_traceback
            self._loop.call_exception_handler(context)
        self = arguments = context = None  # no cycle when an exception is kept


class TimerHandle(Handle):
    """A callback for a later time."""

    __slots__ = ('_scheduled', '_when')

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        if self._source_traceback:
            del self._source_traceback[-1]
        self._when = when
        self._scheduled = False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(1 + self._cancelled, f'when={self._when}')
        return info

    def when(self):
        return self._when

    def __hash__(self):
        return hash(self._when)

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        return self._when <= other._when if isinstance(other, TimerHandle) else NotImplemented

    def __eq__(self, other):
        return self is other if isinstance(other, TimerHandle) else NotImplemented


class AbstractEventLoop:
    """What every event loop can be asked for."""

    _debug = None  # a loop that knows says whether it is in debug mode


class AbstractServer:
    """What every server can be asked for."""

    def close(self):
        raise NotImplementedError

    def get_loop(self):
        raise NotImplementedError

    def is_serving(self):
        raise NotImplementedError

    async def start_serving(self):
        raise NotImplementedError

    async def serve_forever(self):
        raise NotImplementedError

    async def wait_closed(self):
        raise NotImplementedError

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        self.close()
        await self.wait_closed()


def _elsewhere(name, module):
    """A method that is a function of another module, which is loaded when it is first called."""
    def method(self, *args, **kwargs):
        from importlib import import_module
        return getattr(import_module(f'asyncio.{module}'), name)(self, *args, **kwargs)
    method.__name__ = name
    method.__qualname__ = f'BaseEventLoop.{name}'
    return method


def _logger():
    """The logger of the package, or what a test has put in its place in base_events; None while nobody has imported logging."""
    base = sys.modules.get('asyncio.base_events')
    found = base and vars(base).get('logger')
    return sys.modules['logging'].getLogger('asyncio') if found is None and 'logging' in sys.modules else found


_STACKS = {'source_traceback': 'Object', 'handle_traceback': 'Handle'}  # of the context of an exception: where something was made


class _Key:
    __slots__ = ('data',)

    def __init__(self, data):
        self.data = data


# The lengths of tuples that CPython makes and frees for the pair of sockets that wakes a loop: later ones take their places.
_PAIR_TUPLES = 1, 1, 1, 1, 1, 2, 2, 2, 4, 4, 5


class BaseEventLoop(AbstractEventLoop):
    """Runs ready callbacks turn by turn, and sleeps until the next time when there are none."""

    _current_handle = None  # in debug mode the callback that runs

    def __init__(self, selector=None):
        for _ in [tuple([None] * length) for length in _PAIR_TUPLES]:
            pass
        self._closed = self._stopping = self._running = self._woken = False
        self._ready = collections.deque()
        self._scheduled = []
        self._debug = coroutines._is_debug_mode()
        self._exception_handler = None
        self._task_factory = None
        self._asyncgens = weakref.WeakSet()
        self._asyncgens_shutdown_called = self._executor_shutdown_called = False
        self._default_executor = self._watched = None
        self._signal_handlers = {}
        self._waker = _thread.allocate_lock()
        self._waker.acquire()
        self._clock_resolution = time.get_clock_info('monotonic').resolution
        self.slow_callback_duration = 0.1
        self._transports = weakref.WeakValueDictionary()
        self._fd_to_key = {}
        self._register_waker()
        if 'logging' in sys.modules:
            sys.modules['logging'].getLogger('asyncio').debug('Using selector: %s', 'EpollSelector')

    def _register_waker(self):
        """What CPython's loop keeps of the socket that wakes it: a callback in a context of its own, and the key of its selector."""
        self._fd_to_key[-1] = _Key((Handle(self._read_from_self, (), self), None))

    def _read_from_self(self):
        self._waker.acquire(False)
        self._woken = False
        try:
            raise BlockingIOError(11, 'Resource temporarily unavailable')  # as a socket that has been read does
        except BlockingIOError:
            pass

    def __repr__(self):
        return (f'<{type(self).__name__} running={self.is_running()} closed={self.is_closed()} '
                f'debug={self.get_debug()}>')

    # ---- running ----

    def _check_closed(self):
        if self._closed:
            raise RuntimeError('Event loop is closed')

    def _check_running(self):
        if self._running:
            raise RuntimeError('This event loop is already running')
        if _get_running_loop() is not None:
            raise RuntimeError('Cannot run the event loop while another loop is running')

    def run_forever(self):
        self._check_closed()
        self._check_running()
        self._running = True
        hooks = sys.get_asyncgen_hooks() if hasattr(sys, 'get_asyncgen_hooks') else None
        tracked = sys.get_coroutine_origin_tracking_depth()
        try:
            self._track_origins(self._debug)
            _set_running_loop(self)
            if hooks is not None:
                sys.set_asyncgen_hooks(firstiter=self._asyncgens.add, finalizer=self._finalize_asyncgen)
            while True:
                self._run_once()
                if self._stopping:
                    break
        finally:
            self._stopping = self._running = False
            _set_running_loop(None)
            sys.set_coroutine_origin_tracking_depth(tracked)
            if hooks is not None:
                sys.set_asyncgen_hooks(*hooks)

    def _track_origins(self, enabled):
        if enabled:
            from .constants import DEBUG_STACK_DEPTH
            sys.set_coroutine_origin_tracking_depth(DEBUG_STACK_DEPTH)

    def run_until_complete(self, future):
        from .futures import isfuture
        from .tasks import ensure_future
        self._check_closed()
        self._check_running()
        made_here = not isfuture(future)
        future = ensure_future(future, loop=self)
        if made_here:
            future._log_destroy_pending = False
        future.add_done_callback(_run_until_complete_cb)
        try:
            self.run_forever()
        except:
            if made_here and future.done() and not future.cancelled():
                future.exception()  # it was seen here
            raise
        finally:
            future.remove_done_callback(_run_until_complete_cb)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()

    def _run_once(self):
        while self._scheduled and self._scheduled[0]._cancelled:
            heapq.heappop(self._scheduled)._scheduled = False
        timeout = 0 if self._ready or self._stopping else max(0, self._scheduled[0]._when - self.time()) if self._scheduled else None
        self._ready.extend(self._select(timeout))
        end = self.time() + self._clock_resolution
        while self._scheduled and self._scheduled[0]._when < end:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            self._ready.append(handle)
        debug = self._debug
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                if debug:
                    self._run_timed(handle)
                else:
                    handle._run()
        handle = None

    def _run_timed(self, handle):
        """Debug mode: callbacks that keep the others waiting are named."""
        self._current_handle, start = handle, self.time()
        try:
            handle._run()
        finally:
            self._current_handle = None
        taken = self.time() - start
        if taken >= self.slow_callback_duration:
            from .log import logger
            owner = getattr(handle._callback, '__self__', None)
            (_logger() or logger).warning('Executing %r took %.3f seconds', owner if isinstance(owner, _asyncio.Task) else handle, taken)

    def _select(self, timeout):
        """The handles of what is ready when the time has come, or before."""
        ready, found = [], []
        if self._watched:
            found = self._watched.wait(timeout)
        elif timeout is None or timeout:
            self._sleep(timeout)
        ready.extend(found)
        if self._woken:
            event = 1
            found, key = (-1, event), (self._fd_to_key[-1], event)  # as CPython's selector makes both
            ready.append(key[0].data[0])
        return ready

    def _sleep(self, timeout):
        """Until the time has come, or another thread or a signal wakes the loop."""
        if timeout is None and not _thread._count() and not self._signal_handlers:
            raise RuntimeError('The event loop has nothing left to wait for')
        self._waker.acquire(True, -1 if timeout is None else timeout)

    def _wake(self):
        if self._watched is not None:
            self._watched.wake()
        if not self._woken:
            self._woken = True
            self._waker.release()

    def stop(self):
        self._stopping = True

    def close(self):
        if self._running:
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        for sig in list(self._signal_handlers):
            self.remove_signal_handler(sig)
        self._closed = True
        self._ready.clear()
        self._scheduled.clear()
        if (key := self._fd_to_key.pop(-1, None)) is not None:
            key.data[0].cancel()
        self._executor_shutdown_called = True
        executor, self._default_executor = self._default_executor, None
        if executor is not None:
            executor.shutdown(wait=False)

    def is_running(self):
        return self._running

    def is_closed(self):
        return self._closed

    def time(self):
        return time.monotonic()

    # ---- callbacks ----

    def _check_callback(self, callback, method):
        """Refuse what cannot be called, and coroutines (debug mode)."""
        from .coroutines import iscoroutine, iscoroutinefunction
        if iscoroutine(callback) or iscoroutinefunction(callback):
            raise TypeError(f'coroutines cannot be used with {method}()')
        if not callable(callback):
            raise TypeError(f'a callable object was expected by {method}(), got {callback!r}')

    def _check_thread(self):
        """Refuse calls from other threads than that of the running loop (debug mode)."""
        if self._running and _get_running_loop() is not self:
            raise RuntimeError('Non-thread-safe operation invoked on an event loop other than the current one')

    def _put_ready(self, callback, args, context):
        """A handle of a call that somebody outside of this class made."""
        handle = Handle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-2:]
        self._ready.append(handle)
        return handle

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_soon')
            return self._put_ready(callback, args, context)
        handle = Handle(callback, args, self, context)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        self._check_closed()
        if self._debug:
            self._check_callback(callback, 'call_soon_threadsafe')
        handle = self._put_ready(callback, args, context)
        self._wake()
        return handle

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError('delay must not be None')
        timer = self.call_at(self.time() + delay, callback, *args, context=context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        return timer

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, 'call_at')
        timer = TimerHandle(when, callback, args, self, context)
        if timer._source_traceback:
            del timer._source_traceback[-1]
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    # ---- futures, tasks ----

    def create_future(self):
        return _asyncio.new_future(self)

    def create_task(self, coro, *, name=None, context=None):
        self._check_closed()
        if self._task_factory is None:
            task = _asyncio.new_task(coro, self, name, context)
            if task._source_traceback:
                del task._source_traceback[-1]
            return task
        task = self._task_factory(self, coro) if context is None else self._task_factory(self, coro, context=context)
        if name is not None:
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if factory is not None and not callable(factory):
            raise TypeError('task factory must be a callable or None')
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def run_in_executor(self, executor, func, *args):
        from .futures import wrap_future
        self._check_closed()
        if executor is None:
            if self._executor_shutdown_called:
                raise RuntimeError('Executor shutdown has been called')
            if self._default_executor is None:
                from concurrent.futures import ThreadPoolExecutor
                self._default_executor = ThreadPoolExecutor(thread_name_prefix='asyncio')
            executor = self._default_executor
        return wrap_future(executor.submit(func, *args), loop=self)

    def set_default_executor(self, executor):
        from concurrent.futures import ThreadPoolExecutor
        if not isinstance(executor, ThreadPoolExecutor):
            raise TypeError('executor must be ThreadPoolExecutor instance')
        self._default_executor = executor

    def _finalize_asyncgen(self, agen):
        self._asyncgens.discard(agen)
        if not self._closed:
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True
        if not self._asyncgens:
            return
        from .tasks import gather
        closing = list(self._asyncgens)
        self._asyncgens.clear()
        results = await gather(*[agen.aclose() for agen in closing], return_exceptions=True)
        for result, agen in zip(results, closing):
            if isinstance(result, Exception):
                self.call_exception_handler({
                    'message': f'an error occurred during closing of asynchronous generator {agen!r}',
                    'exception': result, 'asyncgen': agen})

    async def shutdown_default_executor(self):
        self._executor_shutdown_called = True
        if self._default_executor is None:
            return
        from threading import Thread
        over = self.create_future()

        def shut_down():
            try:
                self._default_executor.shutdown(wait=True)
                if not self._closed:
                    self.call_soon_threadsafe(over.set_result, None)
            except Exception as error:
                self.call_soon_threadsafe(over.set_exception, error)

        thread = Thread(target=shut_down)
        thread.start()
        try:
            await over
        finally:
            thread.join()

    # ---- sockets, signals ----

    for _name in ('add_reader', 'remove_reader', 'add_writer', 'remove_writer', 'sock_recv', 'sock_recv_into', 'sock_recvfrom',
                  'sock_recvfrom_into', 'sock_sendall', 'sock_sendto', 'sock_accept', 'sock_connect', 'getaddrinfo', 'getnameinfo',
                  'create_connection', 'create_unix_connection', 'create_datagram_endpoint', 'create_server', 'create_unix_server',
                  'connect_accepted_socket', 'add_signal_handler', 'remove_signal_handler'):
        locals()[_name] = _elsewhere(_name, 'selector_events')
    for _name in 'connect_read_pipe', 'connect_write_pipe', 'subprocess_exec', 'subprocess_shell':
        locals()[_name] = _elsewhere(_name, 'base_subprocess')
    del _name

    # ---- errors ----

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled
        if self._running:
            self.call_soon_threadsafe(self._track_origins, enabled)

    def get_exception_handler(self):
        return self._exception_handler

    def set_exception_handler(self, handler):
        if handler is not None and not callable(handler):
            raise TypeError(f'A callable object or None is expected, got {handler!r}')
        self._exception_handler = handler

    def default_exception_handler(self, context):
        lines = [context.get('message') or 'Unhandled exception in event loop']
        handle = self._current_handle
        if handle is not None and handle._source_traceback and 'source_traceback' not in context:
            context['handle_traceback'] = handle._source_traceback
        for key in sorted(context):
            if key in _STACKS:
                lines.append(f'{key}: {_STACKS[key]} created at (most recent call last):\n' + ''.join(traceback.format_list(context[key])).rstrip())
            elif key not in ('message', 'exception'):
                lines.append(f'{key}: {context[key]!r}')
        error = context.get('exception')
        logger = _logger()
        if logger is not None:
            logger.error('\n'.join(lines), exc_info=(type(error), error, error.__traceback__) if error is not None else False)
            return
        text = '\n'.join(lines) + '\n'
        if error is not None:
            text += ''.join(traceback.format_exception(type(error), error, error.__traceback__))
        sys.stderr.write(text)

    def call_exception_handler(self, context):
        if self._exception_handler is None:
            self._default_handled(context, 'Exception in default exception handler')
            return
        try:
            self._exception_handler(self, context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._default_handled({'message': 'Unhandled error in exception handler', 'exception': error, 'context': context},
                                  'Exception in default exception handler while handling an unexpected error in custom exception handler')

    def _default_handled(self, context, problem):
        """The default handler, which a subclass may have changed for the worse."""
        try:
            self.default_exception_handler(context)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            from .log import logger
            (_logger() or logger).error(problem, exc_info=True)


class _UnixSelectorEventLoop(BaseEventLoop):
    __module__ = 'asyncio.unix_events'


def _run_until_complete_cb(future):
    if not future.cancelled() and isinstance(future.exception(), (SystemExit, KeyboardInterrupt)):
        return
    future.get_loop().stop()


class AbstractEventLoopPolicy:
    """Which loop is the current one, and of what class a new one is."""

    def get_event_loop(self):
        raise NotImplementedError

    def set_event_loop(self, loop):
        raise NotImplementedError

    def new_event_loop(self):
        raise NotImplementedError

    def get_child_watcher(self):
        raise NotImplementedError

    def set_child_watcher(self, watcher):
        raise NotImplementedError


class _Current(_thread._local):
    loop, was_set = None, False


class BaseDefaultEventLoopPolicy(AbstractEventLoopPolicy):
    """A current loop in each thread; the main one makes it when it is first asked for."""

    _loop_factory = None

    def __init__(self):
        self._local = _Current()

    def get_event_loop(self):
        current = self._local
        if current.loop is None and not current.was_set and _thread.get_ident() == _main_thread:
            self.set_event_loop(self.new_event_loop())
        if current.loop is None:
            import threading
            raise RuntimeError('There is no current event loop in thread %r.' % threading.current_thread().name)
        return current.loop

    def set_event_loop(self, loop):
        if loop is not None and not isinstance(loop, AbstractEventLoop):
            raise TypeError("loop must be an instance of AbstractEventLoop or None, not '%s'" % type(loop).__name__)
        self._local.loop, self._local.was_set = loop, True

    def new_event_loop(self):
        return self._loop_factory()


class _UnixDefaultEventLoopPolicy(BaseDefaultEventLoopPolicy):
    __module__ = 'asyncio.unix_events'
    _loop_factory = _UnixSelectorEventLoop


SelectorEventLoop, DefaultEventLoopPolicy = _UnixSelectorEventLoop, _UnixDefaultEventLoopPolicy
_main_thread = _thread.get_ident()
_event_loop_policy = None
_running = _Current()


def get_event_loop_policy():
    global _event_loop_policy
    if _event_loop_policy is None:
        _event_loop_policy = DefaultEventLoopPolicy()
    return _event_loop_policy


def set_event_loop_policy(policy):
    global _event_loop_policy
    if policy is not None and not isinstance(policy, AbstractEventLoopPolicy):
        raise TypeError("policy must be an instance of AbstractEventLoopPolicy or None, not '%s'" % type(policy).__name__)
    _event_loop_policy = policy


def _get_running_loop():
    return _running.loop


def _set_running_loop(loop):
    _running.loop = loop


def get_running_loop():
    if _running.loop is None:
        raise RuntimeError('no running event loop')
    return _running.loop


def get_event_loop():
    return _running.loop or get_event_loop_policy().get_event_loop()


def set_event_loop(loop):
    get_event_loop_policy().set_event_loop(loop)


def new_event_loop():
    return get_event_loop_policy().new_event_loop()


if 'logging' in sys.modules:
    sys.modules['logging'].getLogger('asyncio')

# At the end: they import this module.
import _asyncio

from . import coroutines
