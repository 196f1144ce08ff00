"""What the package offers, by the way in which processes are started: here always by fork()."""

import os
import sys
from . import process, reduction as reducer

__all__ = ()


class ProcessError(Exception):
    """Base of the errors of this package."""


class BufferTooShort(ProcessError):
    """A message is longer than the buffer: the message."""


class TimeoutError(ProcessError):
    """Nothing came in time."""


class AuthenticationError(ProcessError):
    """The other end does not know the key."""


def _maker(module, name, with_context=True):
    """A method that makes an object of a class of another module, imported when it is first asked for."""
    def make(self, *args, **kwargs):
        cls = getattr(__import__(f'{__package__}.{module}', None, None, (name,)), name)
        if with_context:
            kwargs['ctx'] = self.get_context()
        return cls(*args, **kwargs)
    make.__name__, make.__qualname__ = name, f'BaseContext.{name}'
    return make


class BaseContext:
    ProcessError, BufferTooShort, TimeoutError, AuthenticationError = ProcessError, BufferTooShort, TimeoutError, AuthenticationError
    current_process = staticmethod(process.current_process)
    parent_process = staticmethod(process.parent_process)
    active_children = staticmethod(process.active_children)

    Lock, RLock, Semaphore, BoundedSemaphore, Condition, Event, Barrier = (
        _maker('synchronize', name) for name in ('Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Barrier'))
    Queue, JoinableQueue, SimpleQueue = (_maker('queues', name) for name in ('Queue', 'JoinableQueue', 'SimpleQueue'))
    Value, Array = _maker('sharedctypes', 'Value'), _maker('sharedctypes', 'Array')
    RawValue, RawArray = _maker('sharedctypes', 'RawValue', False), _maker('sharedctypes', 'RawArray', False)

    def cpu_count(self):
        """How many processors there are."""
        return os.cpu_count()

    def Manager(self):
        """A process that holds objects for others, started."""
        from .managers import SyncManager
        manager = SyncManager(ctx=self.get_context())
        manager.start()
        return manager

    def Pipe(self, duplex=True):
        """Two connections, the ends of a pipe."""
        from .connection import Pipe
        return Pipe(duplex)

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        """Processes that do what they are given."""
        from .pool import Pool
        return Pool(processes, initializer, initargs, maxtasksperchild, context=self.get_context())

    def freeze_support(self):
        """Nothing: for programs made into one file."""

    def get_logger(self):
        from .util import get_logger
        return get_logger()

    def log_to_stderr(self, level=None):
        from .util import log_to_stderr
        return log_to_stderr(level)

    def allow_connection_pickling(self):
        from . import connection

    def set_executable(self, executable):
        """Nothing: no other program is started."""

    def set_forkserver_preload(self, module_names):
        """Nothing: there is no server of forks."""

    def get_context(self, method=None):
        if method is None:
            return self
        try:
            return _contexts[method]
        except KeyError:
            raise ValueError(f'cannot find context for {method!r}') from None

    def get_start_method(self, allow_none=False):
        return self._name

    def set_start_method(self, method, force=False):
        raise ValueError('cannot set start method of concrete context')

    @property
    def reducer(self):
        return globals().get('reducer')

    @reducer.setter
    def reducer(self, reduction):
        globals()['reducer'] = reduction


def _start(self):
    from .popen_fork import Popen
    return Popen(self)


class Process(process.BaseProcess):
    _start_method = None

    @staticmethod
    def _Popen(process_obj):
        return _start(process_obj)


class DefaultContext(BaseContext):
    """The context of a program that names none."""

    Process = Process

    def __init__(self, context):
        self._default_context, self._actual_context = context, None

    def get_context(self, method=None):
        if method is None:
            self._actual_context = self._actual_context or self._default_context
            return self._actual_context
        return super().get_context(method)

    def set_start_method(self, method, force=False):
        if self._actual_context is not None and not force:
            raise RuntimeError('context has already been set')
        self._actual_context = None if method is None and force else self.get_context(method)

    def get_start_method(self, allow_none=False):
        if self._actual_context is None:
            if allow_none:
                return None
            self._actual_context = self._default_context
        return self._actual_context._name

    def get_all_start_methods(self):
        return ['fork', 'spawn', 'forkserver']

    def __dir__(self):
        return [name for name in super().__dir__() if name[0] != '_']


def _context(method, title):
    """A way to start processes, and its Process."""
    made = type(f'{title}Process', (process.BaseProcess,), {'_start_method': method, '_Popen': staticmethod(_start), '__module__': __name__})
    context = type(f'{title}Context', (BaseContext,), {'_name': method, 'Process': made, '__module__': __name__})
    globals().update({made.__name__: made, context.__name__: context})
    return context()


_contexts = {method: _context(method, title) for method, title in (('fork', 'Fork'), ('spawn', 'Spawn'), ('forkserver', 'ForkServer'))}
_default_context = DefaultContext(_contexts['fork'])


def assert_spawning(obj):
    """Shared things reach a process when it is started, not later."""
    raise RuntimeError(f'{type(obj).__name__} objects should only be shared between processes through inheritance')
