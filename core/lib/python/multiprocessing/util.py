"""What the modules of this package share: a log, what is done at the end."""

import atexit
import itertools
import os
import sys
import threading
import weakref
from . import process

__all__ = ['sub_debug', 'debug', 'info', 'sub_warning', 'get_logger', 'log_to_stderr', 'get_temp_dir', 'register_after_fork', 'is_exiting',
           'Finalize', 'ForkAwareThreadLock', 'ForkAwareLocal', 'close_all_fds_except', 'SUBDEBUG', 'SUBWARNING']
NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING = 0, 5, 10, 20, 25
LOGGER_NAME, DEFAULT_LOGGING_FORMAT = 'multiprocessing', '[%(levelname)s/%(processName)s] %(message)s'
_logger, _log_to_stderr = None, False


def _teller(level, name):
    def tell(msg, *args):
        if _logger:
            _logger.log(level, msg, *args)
    tell.__name__ = tell.__qualname__ = name
    return tell


sub_debug, debug, info, sub_warning = (_teller(*pair) for pair in (
    (SUBDEBUG, 'sub_debug'), (DEBUG, 'debug'), (INFO, 'info'), (SUBWARNING, 'sub_warning')))


def get_logger():
    """The logger of this package."""
    global _logger
    import logging
    if not _logger:
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
    return _logger


def log_to_stderr(level=None):
    """The same, writing to sys.stderr."""
    global _log_to_stderr
    import logging
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return _logger


def get_temp_dir():
    """A folder for this process and its children."""
    folder = process.current_process()._config.get('tempdir')
    if folder is None:
        import tempfile
        folder = process.current_process()._config['tempdir'] = tempfile.mkdtemp(prefix='pymp-')
    return folder


_afterfork_registry, _afterfork_counter = weakref.WeakValueDictionary(), itertools.count()


def _run_after_forkers():
    for (_, ident, function), obj in sorted(_afterfork_registry.items(), key=lambda item: item[0][0]):
        try:
            function(obj)
        except Exception as error:
            info('after forker raised exception %s', error)


def register_after_fork(obj, func):
    """func(obj) in each child."""
    _afterfork_registry[next(_afterfork_counter), id(obj), func] = obj


_finalizer_registry, _finalizer_counter = {}, itertools.count()


class Finalize:
    """A call made once: when it is called, an object dies, or the process ends (with a priority)."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError(f'Exitpriority ({exitpriority!r}) must be None or int, not {type(exitpriority)!s}')
        if obj is None and exitpriority is None:
            raise ValueError('Without object, exitpriority cannot be None')
        self._weakref = weakref.ref(obj, self) if obj is not None else None
        self._callback, self._args, self._kwargs = callback, args, kwargs or {}
        self._key, self._pid = (exitpriority, next(_finalizer_counter)), os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None):
        if _finalizer_registry.pop(self._key, None) is None:
            sub_debug('finalizer no longer registered')
            return None
        callback, args, kwargs = self._callback, self._args, self._kwargs
        self._weakref = self._callback = self._args = self._kwargs = self._key = None
        return callback(*args, **kwargs) if self._pid == os.getpid() else None

    def cancel(self):
        if _finalizer_registry.pop(self._key, None) is not None:
            self._weakref = self._callback = self._args = self._kwargs = self._key = None

    def still_active(self):
        return self._key in _finalizer_registry

    def __repr__(self):
        obj = self._weakref and self._weakref()
        if self._callback is None or self._weakref is not None and obj is None:
            return f'<{type(self).__name__} object, dead>'
        text = f"<{type(self).__name__} object, callback={getattr(self._callback, '__name__', self._callback)}"
        if self._args:
            text += f', args={self._args}'
        if self._kwargs:
            text += f', kwargs={self._kwargs}'
        return text + (f', exitpriority={self._key[0]}>' if self._key[0] is not None else '>')


def _run_finalizers(minpriority=None):
    """Those with a priority of at least minpriority (None: all), highest first."""
    keys = [key for key in list(_finalizer_registry) if key[0] is not None and (minpriority is None or key[0] >= minpriority)]
    for key in sorted(keys, reverse=True):
        finalizer = _finalizer_registry.get(key)
        if finalizer is not None:
            sub_debug('calling %s', finalizer)
            try:
                finalizer()
            except Exception:
                import traceback
                traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


_exiting = False


def is_exiting():
    """Whether the process ends."""
    return _exiting


def _exit_function():
    global _exiting
    if _exiting:
        return
    _exiting = True
    info('process shutting down')
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    children = process.active_children()
    for child in children:
        if child.daemon:
            info('calling terminate() for daemon %s', child.name)
            child._popen.terminate()
    for child in children:
        info('calling join() for process %s', child.name)
        child.join()
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


atexit.register(_exit_function)


class ForkAwareThreadLock:
    """A lock that is free in a child."""

    def __init__(self):
        self._lock = threading.Lock()
        self.acquire, self.release = self._lock.acquire, self._lock.release
        register_after_fork(self, ForkAwareThreadLock.__init__)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


class ForkAwareLocal(threading.local):
    """Values of a thread that a child begins without."""

    def __init__(self):
        register_after_fork(self, lambda obj: obj.__dict__.clear())

    def __reduce__(self):
        return type(self), ()


def _close_stdin():
    """A child has no input."""
    try:
        fd = os.open(os.devnull, os.O_RDONLY)
        sys.stdin = open(fd, encoding='utf-8', closefd=False)
    except (OSError, ValueError):
        pass


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def close_all_fds_except(fds):
    keep = sorted([*fds, -1, 256])
    for low, high in zip(keep, keep[1:]):
        os.closerange(low + 1, high)


def close_fds(*fds):
    for fd in fds:
        os.close(fd)
