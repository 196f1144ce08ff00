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
        parent = _current_process
        self._identity, self._config = (*parent._identity, next(_process_counter)), parent._config.copy()
        self._parent_pid, self._parent_name, self._popen, self._closed = os.getpid(), parent.name, None, False
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._name = name or f"{type(self).__name__}-{':'.join(map(str, self._identity))}"
        _dangling.add(self)
        if daemon is not None:
            self.daemon = daemon

    def _check_closed(self):
        if self._closed:
            raise ValueError('process object is closed')

    def _child(self):
        """What runs it, None before start()."""
        self._check_closed()
        return self._popen

    def _is_ours(self):
        return self._parent_pid == os.getpid()

    # ---- its life, seen by its parent ----

    def run(self):
        """What the process does."""
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        """Begin."""
        assert self._child() is None, 'cannot start a process twice'
        assert self._is_ours(), 'can only start a process object created by current process'
        assert not _current_process.daemon, 'daemonic processes are not allowed to have children'
        _cleanup()
        popen = self._popen = self._Popen(self)
        self._sentinel = popen.sentinel
        _children.add(self)
        # The child has them. Here they could keep alive what refers to the process.
        del self._kwargs, self._args, self._target

    def terminate(self):
        """Send it SIGTERM."""
        self._child().terminate()

    def kill(self):
        """Send it SIGKILL."""
        self._child().kill()

    def join(self, timeout=None):
        """Wait until it has ended."""
        child = self._child()
        assert self._is_ours(), 'can only join a child process'
        assert child is not None, 'can only join a started process'
        if child.wait(timeout) is not None:
            _children.discard(self)

    def is_alive(self):
        """Whether it runs."""
        child = self._child()
        if self is not _current_process:
            assert self._is_ours(), 'can only test a child process'
            if child is None or child.poll() is not None:
                _children.discard(self)
                return False
        return True

    def close(self):
        """Give up what belongs to it."""
        child = self._popen
        if child is not None:
            if child.poll() is None:
                raise ValueError('Cannot close a process while it is still running. You should first call join() or terminate().')
            child.close()
            _children.discard(self)
            self._popen = None
            del self._sentinel
        self._closed = True

    # ---- what is known of it ----

    @property
    def name(self):
        """A name for people."""
        return self._name

    @name.setter
    def name(self, name):
        assert isinstance(name, str), 'name must be a string'
        self._name = name

    @property
    def daemon(self):
        """Whether it is ended with its parent."""
        return self._config.get('daemon', False)

    @daemon.setter
    def daemon(self, daemonic):
        assert self._popen is None, 'process has already started'
        self._config.update(daemon=daemonic)

    @property
    def authkey(self):
        """The key that it shows to others of the program."""
        return self._config['authkey']

    @authkey.setter
    def authkey(self, key):
        self._config.update(authkey=AuthenticationString(key))

    @property
    def exitcode(self):
        """None while it runs; below 0: the signal that ended it."""
        child = self._child()
        return child and child.poll()

    @property
    def ident(self):
        """Its number, None before it runs."""
        child = self._child()
        return os.getpid() if self is _current_process else child and child.pid

    pid = ident

    @property
    def sentinel(self):
        """A descriptor that is ready when the process has ended."""
        self._check_closed()
        if not hasattr(self, '_sentinel'):
            raise ValueError("process not started")
        return self._sentinel

    def _state(self):
        """A word, and the exit code if it has ended."""
        if self is _current_process:
            return 'started', None
        if self._closed:
            return 'closed', None
        if not self._is_ours():
            return 'unknown', None
        if self._popen is None:
            return 'initial', None
        code = self._popen.poll()
        return 'started' if code is None else 'stopped', code

    def __repr__(self):
        word, code = self._state()
        facts = [type(self).__name__, f'name={self._name!r}']
        if self._popen is not None:
            facts.append(f'pid={self._popen.pid}')
        facts += [f'parent={self._parent_pid}', word]
        if code is not None:
            facts.append(f'exitcode={_exitcode_to_name.get(code, code)}')
        if self.daemon:
            facts.append('daemon')
        return f"<{' '.join(facts)}>"

    # ---- its life, in itself ----

    def _bootstrap(self, parent_sentinel=None):
        """The life of the child: its exit status."""
        from . import util
        global _current_process, _parent_process, _process_counter, _children
        try:
            _process_counter, _children = itertools.count(1), set()
            util._close_stdin()
            forked_from, _current_process = _current_process, self
            _parent_process = _ParentProcess(self._parent_name, self._parent_pid, parent_sentinel)
            util._finalizer_registry.clear()
            util._run_after_forkers()
            del forked_from  # its finalizers are those of the parent, and gone
            util.info('child process calling self.run()')
            try:
                self.run()
            finally:
                util._exit_function()
            code = 0
        except SystemExit as wanted:
            code = wanted.code
            if not isinstance(code, int):
                if code is not None:
                    print(code, file=sys.stderr)
                code = 0 if code is None else 1
        except:
            import traceback
            print(f'Process {self.name}:', file=sys.stderr)
            traceback.print_exc()
            code = 1
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
