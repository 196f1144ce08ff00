"""A process, seen by the one that starts it and by itself."""

import itertools
import os
import signal
import sys
import threading

__all__ = ['BaseProcess', 'current_process', 'active_children', 'parent_process']

try:
    ORIGINAL_DIR = os.path.abspath(os.getcwd())
except OSError:
    ORIGINAL_DIR = None
_children = set()
_exitcode_to_name = {-number: f'-{number.name}' for number in signal.Signals}


def current_process():
    """The process that asks."""
    return _current_process


def parent_process():
    """The one that started it; None in the first."""
    return _parent_process


def active_children():
    """The children that run."""
    _cleanup()
    return list(_children)


def _cleanup():
    for child in list(_children):
        if child._popen.poll() is not None:
            _children.discard(child)


class AuthenticationString(bytes):
    """A key that is not given to strangers."""

    def __reduce__(self):
        raise TypeError('Pickling an AuthenticationString object is disallowed for security reasons')


class BaseProcess:
    """A call that runs in a process of its own."""

    def _Popen(self):
        raise NotImplementedError

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, 'group argument must be None for now'
        count = next(_process_counter)
        self._identity = _current_process._identity + (count,)
        self._config = _current_process._config.copy()
        self._parent_pid, self._parent_name, self._popen, self._closed = os.getpid(), _current_process.name, None, False
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._name = name or f"{type(self).__name__}-{':'.join(map(str, self._identity))}"
        if daemon is not None:
            self.daemon = daemon
        _dangling.add(self)

    def _check_closed(self):
        if self._closed:
            raise ValueError('process object is closed')

    def run(self):
        """What the process does."""
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        """Begin."""
        self._check_closed()
        assert self._popen is None, 'cannot start a process twice'
        assert self._parent_pid == os.getpid(), 'can only start a process object created by current process'
        assert not _current_process._config.get('daemon'), 'daemonic processes are not allowed to have children'
        _cleanup()
        self._popen = self._Popen(self)
        self._sentinel = self._popen.sentinel
        del self._target, self._args, self._kwargs
        _children.add(self)

    def _started(self, what):
        self._check_closed()
        assert self._parent_pid == os.getpid(), f'can only {what} a child process'
        assert self._popen is not None, f'can only {what} a started process'

    def terminate(self):
        """Send it SIGTERM."""
        self._check_closed()
        self._popen.terminate()

    def kill(self):
        """Send it SIGKILL."""
        self._check_closed()
        self._popen.kill()

    def join(self, timeout=None):
        """Wait until it has ended."""
        self._started('join')
        if self._popen.wait(timeout) is not None:
            _children.discard(self)

    def is_alive(self):
        """Whether it runs."""
        self._check_closed()
        if self is _current_process:
            return True
        assert self._parent_pid == os.getpid(), 'can only test a child process'
        if self._popen is None:
            return False
        if self._popen.poll() is None:
            return True
        _children.discard(self)
        return False

    def close(self):
        """Give up what belongs to it."""
        if self._popen is not None:
            if self._popen.poll() is None:
                raise ValueError('Cannot close a process while it is still running. You should first call join() or terminate().')
            self._popen.close()
            self._popen = None
            del self._sentinel
            _children.discard(self)
        self._closed = True

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), 'name must be a string'
        self._name = name

    @property
    def daemon(self):
        return self._config.get('daemon', False)

    @daemon.setter
    def daemon(self, daemonic):
        assert self._popen is None, 'process has already started'
        self._config['daemon'] = daemonic

    @property
    def authkey(self):
        return self._config['authkey']

    @authkey.setter
    def authkey(self, authkey):
        self._config['authkey'] = AuthenticationString(authkey)

    @property
    def exitcode(self):
        """None while it runs; below 0: the signal that ended it."""
        self._check_closed()
        return self._popen and self._popen.poll() if self._popen is not None else None

    @property
    def ident(self):
        self._check_closed()
        return os.getpid() if self is _current_process else self._popen and self._popen.pid

    pid = ident

    @property
    def sentinel(self):
        """A descriptor that is ready when the process has ended."""
        self._check_closed()
        try:
            return self._sentinel
        except AttributeError:
            raise ValueError("process not started") from None

    def __repr__(self):
        code = None
        if self is _current_process:
            status = 'started'
        elif self._closed:
            status = 'closed'
        elif self._parent_pid != os.getpid():
            status = 'unknown'
        elif self._popen is None:
            status = 'initial'
        else:
            code = self._popen.poll()
            status = 'started' if code is None else 'stopped'
        facts = [type(self).__name__, f'name={self._name!r}']
        if self._popen is not None:
            facts.append(f'pid={self._popen.pid}')
        facts += [f'parent={self._parent_pid}', status]
        if code is not None:
            facts.append(f'exitcode={_exitcode_to_name.get(code, code)}')
        if self.daemon:
            facts.append('daemon')
        return f"<{' '.join(facts)}>"

    def _bootstrap(self, parent_sentinel=None):
        """The life of the child: its exit status."""
        from . import util
        global _current_process, _parent_process, _process_counter, _children
        try:
            _process_counter, _children = itertools.count(1), set()
            util._close_stdin()
            old, _current_process = _current_process, self
            _parent_process = _ParentProcess(self._parent_name, self._parent_pid, parent_sentinel)
            util._finalizer_registry.clear()
            util._run_after_forkers()
            del old
            util.info('child process calling self.run()')
            try:
                self.run()
                code = 0
            finally:
                util._exit_function()
        except SystemExit as error:
            code = error.code
            if code is None:
                code = 0
            elif not isinstance(code, int):
                sys.stderr.write(f'{code}\n')
                code = 1
        except:
            import traceback
            code = 1
            sys.stderr.write(f'Process {self.name}:\n')
            traceback.print_exc()
        finally:
            threading._shutdown()
            util.info(f'process exiting with exitcode {code}')
            util._flush_std_streams()
        return code


class _ParentProcess(BaseProcess):
    def __init__(self, name, pid, sentinel):
        self._identity, self._name, self._pid, self._sentinel = (), name, pid, sentinel
        self._parent_pid, self._popen, self._closed, self._config = None, None, False, {}

    def is_alive(self):
        return os.getppid() == self._pid

    @property
    def ident(self):
        return self._pid

    pid = ident

    def join(self, timeout=None):
        from .connection import wait
        wait([self._sentinel], timeout)


class _MainProcess(BaseProcess):
    def __init__(self):
        self._identity, self._name, self._parent_pid, self._popen, self._closed = (), 'MainProcess', None, None, False
        self._config = {'authkey': AuthenticationString(os.urandom(32)), 'semprefix': '/mp'}

    def close(self):
        pass


_parent_process, _current_process, _process_counter = None, _MainProcess(), itertools.count(1)
_dangling = __import__('_weakrefset').WeakSet()
