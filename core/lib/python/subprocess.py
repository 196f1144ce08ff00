"""Other programs, each in a process of its own: python itself, a shell, and the small ones of _programs."""

import io
import os
import posix
import select
import signal
import sys
import time
import types
import warnings

__all__ = ['Popen', 'PIPE', 'STDOUT', 'DEVNULL', 'call', 'check_call', 'getstatusoutput', 'getoutput', 'check_output', 'run',
           'CalledProcessError', 'SubprocessError', 'TimeoutExpired', 'CompletedProcess']

PIPE, STDOUT, DEVNULL = -1, -2, -3

posix._starts_processes()


class SubprocessError(Exception):
    pass


_another_name_of_output = property(lambda self: self.output, lambda self, value: setattr(self, 'output', value))


class CalledProcessError(SubprocessError):
    """A process that ended with an error: returncode, cmd, output, stderr."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    stdout = _another_name_of_output


class TimeoutExpired(SubprocessError):
    """A process that took too long: cmd, timeout, output, stderr."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    stdout = _another_name_of_output


class CompletedProcess:
    """A process that has ended: args, returncode, stdout, stderr."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        pieces = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        pieces += [f'{name}={value!r}' for name, value in (('stdout', self.stdout), ('stderr', self.stderr)) if value is not None]
        return f"{type(self).__name__}({', '.join(pieces)})"

    __class_getitem__ = classmethod(types.GenericAlias)

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


_active = []  # processes that nobody waits for any more


def _cleanup():
    """Wait for those of them that have ended."""
    for process in _active[:] if _active else ():
        if process._internal_poll(_deadstate=sys.maxsize) is not None:
            try:
                _active.remove(process)
            except ValueError:  # another thread did
                pass


def _optim_args_from_interpreter_flags():
    """['-OO'] or the like, as this interpreter was started."""
    return ['-' + 'O' * sys.flags.optimize] if sys.flags.optimize else []


def _args_from_interpreter_flags():
    """The options that give another interpreter the flags and warnings of this one."""
    flags, warnings_given = sys.flags, list(sys.warnoptions)
    letters = {'debug': 'd', 'dont_write_bytecode': 'B', 'no_site': 'S', 'verbose': 'v', 'bytes_warning': 'b', 'quiet': 'q'}
    args = _optim_args_from_interpreter_flags()
    args += ['-' + letter * getattr(flags, name) for name, letter in letters.items() if getattr(flags, name)]
    if flags.isolated:
        args.append('-I')
    else:
        args += [option for name, option in (('ignore_environment', '-E'), ('no_user_site', '-s'), ('safe_path', '-P')) if getattr(flags, name)]
    implied = {('error' if flags.bytes_warning > 1 else 'default') + '::BytesWarning': flags.bytes_warning, 'default': flags.dev_mode}
    for option in implied:
        if implied[option] and option in warnings_given:
            warnings_given.remove(option)
    args += ['-W' + option for option in warnings_given] + (['-X', 'dev'] if flags.dev_mode else [])
    for name in ('faulthandler', 'tracemalloc', 'importtime', 'frozen_modules', 'showrefcount', 'utf8'):
        if name in sys._xoptions:
            value = sys._xoptions[name]
            args += ['-X', name if value is True else f'{name}={value}']
    return args


class Popen:
    """A process that runs a program."""

    _child_created = False
    returncode = None

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False,
                 cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False,
                 pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1,
                 process_group=None):
        _cleanup()
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows platforms')
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError('Cannot disambiguate when both text and universal_newlines are supplied but different. Pass one or the other.')
        self.args, self.encoding, self.errors, self.pid = args, encoding, errors, None
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        self.stdin = self.stdout = self.stderr = None
        if isinstance(args, (str, bytes, os.PathLike)):
            if not shell and isinstance(args, os.PathLike):
                args = os.fspath(args)
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ['/bin/sh', '-c', *args]
        args = [os.fsencode(arg) for arg in args]
        name = os.fsdecode(executable if executable is not None else args[0])
        ends = self._ends(stdin, stdout, stderr)
        try:
            program = self._program(name, cwd)
            self._start(program, args, ends, cwd, env, preexec_fn)
        except BaseException:
            for pair in ends:
                for number in (pair[0] if pair[2] else None, pair[1]):
                    if number is not None and number >= 0:
                        os.close(number)
            raise
        modes = 'wb', 'rb', 'rb'
        for (_, ours, _), stream, mode in zip(ends, ('stdin', 'stdout', 'stderr'), modes):
            if ours is not None:
                file = io.open(ours, mode, -1 if self.text_mode and bufsize == 1 else bufsize)
                if self.text_mode:
                    more = {'write_through': True, 'line_buffering': bufsize == 1} if mode == 'wb' else {}
                    file = io.TextIOWrapper(file, encoding=encoding, errors=errors, **more)
                setattr(self, stream, file)

    @staticmethod
    def _program(name, cwd):
        from _programs import find
        program = find(name)
        if program is None:
            raise FileNotFoundError(2, 'No such file or directory', name)
        if cwd is not None and not os.path.isdir(cwd):
            raise FileNotFoundError(2, 'No such file or directory', os.fspath(cwd))
        return program

    @staticmethod
    def _ends(stdin, stdout, stderr):
        """(number for the child, ours of a pipe or None, whether the child's is closed here) of its three streams."""
        result = []
        for place, given in enumerate((stdin, stdout, stderr)):
            if given is None:
                result.append((place, None, False))
            elif given == PIPE:
                reading, writing = os.pipe()
                result.append((reading, writing, True) if place == 0 else (writing, reading, True))
            elif given == DEVNULL:
                result.append((os.open(os.devnull, os.O_RDWR), None, True))
            elif given == STDOUT:
                if place != 2:
                    raise ValueError('STDOUT can only be used for stderr')
                result.append((result[1][0], None, False))
            else:
                if not isinstance(given, int):
                    given.flush() if place else None
                    given = given.fileno()
                result.append((given, None, False))
        return result

    def _start(self, program, args, ends, cwd, env, preexec_fn):
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (AttributeError, ValueError):
                pass
        pid = os.fork()
        if pid:
            self.pid, self._child_created = pid, True
            for number, _, close in ends:
                if close:
                    os.close(number)
            return
        try:
            numbers = [os.dup(number) if number != place else number for place, (number, _, _) in enumerate(ends)]
            for place, number in enumerate(numbers):
                if number != place:
                    os.dup2(number, place)
                    os.close(number)
            for number, ours, close in ends:
                for other in (number if close and number > 2 else None, ours):
                    if other is not None:
                        os.close(other)
            if cwd is not None:
                os.chdir(cwd)
            if preexec_fn is not None:
                preexec_fn()
            from _programs import become
            become(program, args, env)
        finally:
            os._exit(1)

    def __repr__(self):
        text = f'<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>'
        return text[:76] + '...>' if len(text) > 80 else text

    __class_getitem__ = classmethod(types.GenericAlias)

    @property
    def universal_newlines(self):
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for stream in (self.stdout, self.stderr):
            if stream:
                stream.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type != KeyboardInterrupt:
                self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn(f'subprocess {self.pid} is still running', ResourceWarning, source=self)
        if self._internal_poll(_deadstate=_maxsize) is None and _active is not None:
            _active.append(self)  # to be waited for when the next one is started

    def poll(self):
        """The exit status, or None while it runs."""
        return self._internal_poll()

    def _internal_poll(self, _deadstate=None):
        """poll(); _deadstate: the status of one that somebody else has waited for."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.returncode = os.waitstatus_to_exitcode(status)
            except ChildProcessError:
                self.returncode = 0 if _deadstate is None else _deadstate
        return self.returncode

    def wait(self, timeout=None):
        """Wait until it has ended: the exit status."""
        if self.returncode is None and timeout is None:
            try:
                self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:
                self.returncode = 0
        elif self.returncode is None:
            end, pause = time.monotonic() + timeout, 0.0005
            while self.poll() is None:
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutExpired(self.args, timeout)
                pause = min(pause * 2, left, .05)
                time.sleep(pause)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        """Write input, read everything: (stdout, stderr)."""
        if getattr(self, '_parts', None) is not None and input:
            raise ValueError('Cannot send input after starting communication')
        if getattr(self, '_parts', None) is None:
            self._parts = {'stdout': [], 'stderr': []}
            if self.stdin and self.text_mode and input is not None:
                input = input.encode(self.stdin.encoding, self.stdin.errors)
            self._input = memoryview(input or b'').cast('B')
            if self.stdin:
                try:
                    self.stdin.flush()
                except BrokenPipeError:
                    pass
        end = None if timeout is None else time.monotonic() + timeout
        poller, streams = select.poll(), {}
        if self.stdin and not self.stdin.closed:
            if self._input:
                poller.register(self.stdin, select.POLLOUT)
                streams[self.stdin.fileno()] = 'stdin'
            else:
                self._close_input()
        for name in self._parts:
            stream = getattr(self, name)
            if stream and not stream.closed:
                poller.register(stream, select.POLLIN | select.POLLPRI)
                streams[stream.fileno()] = name
        while streams:
            left = None if end is None else end - time.monotonic()
            if left is not None and left < 0:
                self._too_late(timeout)
            for number, event in poller.poll(None if left is None else left * 1000):
                name = streams[number]
                if name == 'stdin':
                    try:
                        self._input = self._input[os.write(number, self._input[:32768]):]
                    except BrokenPipeError:
                        self._input = self._input[:0]
                    done = not self._input
                else:
                    data = os.read(number, 32768)
                    self._parts[name].append(data)
                    done = not data
                if done:
                    poller.unregister(number)
                    del streams[number]
                    self._close_input() if name == 'stdin' else getattr(self, name).close()
        self.wait(None if end is None else max(end - time.monotonic(), 0))
        return tuple(self._result(name) if getattr(self, name) else None for name in self._parts)

    def _close_input(self):
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass

    def _result(self, name):
        data = b''.join(self._parts[name])
        if not self.text_mode:
            return data
        stream = getattr(self, name)
        return data.decode(stream.encoding, stream.errors).replace('\r\n', '\n').replace('\r', '\n')

    def _too_late(self, timeout):
        raise TimeoutExpired(self.args, timeout, b''.join(self._parts['stdout']) or None, b''.join(self._parts['stderr']) or None)

    def send_signal(self, sig):
        """Send it a signal if it runs."""
        if self.poll() is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def terminate(self):
        self.send_signal(signal.SIGTERM)

    def kill(self):
        self.send_signal(signal.SIGKILL)


def _started(popenargs, kwargs):
    """Popen(*popenargs, **kwargs), called so that no C code lies between: a process can be forked there."""
    if not isinstance(Popen, type):
        return Popen(*popenargs, **kwargs)
    process = Popen.__new__(Popen)
    process.__init__(*popenargs, **kwargs)
    return process


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program to its end: a CompletedProcess."""
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used with capture_output.')
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    with _started(popenargs, kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except:
            process.kill()
            process.wait()
            raise
    if check and process.returncode:
        raise CalledProcessError(process.returncode, process.args, stdout, stderr)
    return CompletedProcess(process.args, process.returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    """Run a program to its end: its exit status."""
    with _started(popenargs, kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    """The same; an exit status other than 0 is an error."""
    status = call(*popenargs, **kwargs)
    if status:
        cmd = kwargs.get('args')
        raise CalledProcessError(status, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """What a program writes."""
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        kwargs['input'] = '' if any(kwargs.get(name) for name in ('universal_newlines', 'text', 'encoding', 'errors')) else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """(exit status, output) of a command line."""
    try:
        data, status = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors), 0
    except CalledProcessError as error:
        data, status = error.output, error.returncode
    return status, data[:-1] if data[-1:] == '\n' else data


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a command line."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def list2cmdline(seq):
    """Arguments as Windows joins them to a line."""
    result = []
    for arg in map(os.fsdecode, seq):
        quoted, slashes = [], 0
        for c in arg:
            if c == '\\':
                slashes += 1
                continue
            quoted.append('\\' * (slashes * 2 + 1 if c == '"' else slashes) + c)
            slashes = 0
        space = not arg or ' ' in arg or '\t' in arg
        text = ''.join(quoted) + '\\' * (slashes * 2 if space else slashes)
        result.append(f'"{text}"' if space else text)
    return ' '.join(result)
