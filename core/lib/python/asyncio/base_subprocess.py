"""Pipes and processes in the event loop. Loaded when a loop is first asked for one."""
import itertools
import os
import posix
import select
import subprocess
import threading
import warnings

from . import protocols, transports
from .selector_events import _READ, _WRITE, _add, _remove, _settle

_numbers = itertools.count()


# ---- the ends of pipes ----

class _PipeEnd:
    """What both ends have in common: a file without a buffer, closed with the transport."""

    _event = _READ

    def _begin(self, loop, pipe, protocol, waiter, extra):
        self._extra = {} if extra is None else extra
        self._extra['pipe'] = pipe
        self._loop, self._pipe, self._fileno, self._protocol = loop, pipe, pipe.fileno(), protocol
        self._closing = False
        loop.call_soon(protocol.connection_made, self)
        if waiter is not None:
            loop.call_soon(_settle, waiter)

    def __repr__(self):
        state = ['closed'] if self._pipe is None else ['closing'] if self._closing else []
        parts = [type(self).__name__, *state, f'fd={self._fileno}']
        if self._pipe is not None:
            wanted = (self._loop._watched.handles.get(self._fileno) if self._loop._watched else None) or {}
            parts.append('polling' if self._event in wanted else 'idle')
        return '<%s>' % ' '.join(parts)

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def _fatal_error(self, error, message):
        if not isinstance(error, OSError):
            self._loop.call_exception_handler({'message': message, 'exception': error, 'transport': self, 'protocol': self._protocol})
        self._end(error)

    def _end(self, error):
        if self._pipe is None or self._closing and error is None:
            return
        self._closing = True
        _remove(self._loop, self._fileno, self._event)
        self._loop.call_soon(self._lost, error)

    def _lost(self, error):
        if self._pipe is None:
            return
        try:
            self._protocol.connection_lost(error)
        finally:
            self._pipe.close()
            self._pipe = self._protocol = self._loop = None

    def __del__(self):
        if getattr(self, '_pipe', None) is not None:
            warnings.warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
            self._pipe.close()


class _UnixReadPipeTransport(_PipeEnd, transports.ReadTransport):
    """The end that is read."""

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        self._paused = False
        self._begin(loop, pipe, protocol, None, extra)
        loop.call_soon(self._listen)
        if waiter is not None:
            loop.call_soon(_settle, waiter)

    def _listen(self):
        if not self._closing and not self._paused:
            _add(self._loop, self._fileno, _READ, self._read_ready, ())

    def _read_ready(self):
        try:
            data = os.read(self._fileno, 256 * 1024)
        except OSError as error:
            return self._fatal_error(error, 'Fatal read error on pipe transport')
        if data:
            self._protocol.data_received(data)
        else:
            self._closing = True
            _remove(self._loop, self._fileno, _READ)
            self._loop.call_soon(self._protocol.eof_received)
            self._loop.call_soon(self._lost, None)

    def is_reading(self):
        return not self._paused and not self._closing

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            _remove(self._loop, self._fileno, _READ)

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._listen()

    def close(self):
        self._end(None)


class _UnixWritePipeTransport(_PipeEnd, transports._FlowControl):
    """The end that is written to."""

    _event = _WRITE

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        transports._FlowControl.__init__(self, extra, loop)
        self._buffer = bytearray()
        self._begin(loop, pipe, protocol, waiter, extra)

    def get_write_buffer_size(self):
        return len(self._buffer)

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f'a bytes-like object is required, not {type(data).__name__!r}')
        if not data or self._closing:
            return
        waited = bool(self._buffer)
        self._buffer += data
        if waited:
            self._maybe_pause_protocol()
        elif self._write_some() and self._buffer:
            _add(self._loop, self._fileno, _WRITE, self._write_ready, ())
            self._maybe_pause_protocol()

    def _write_some(self):
        """As much as the pipe takes at once; false: it is broken."""
        try:
            while self._buffer and posix._events(self._fileno) & (select.POLLOUT | select.POLLERR):
                del self._buffer[:os.write(self._fileno, self._buffer[:select.PIPE_BUF])]
        except OSError as error:
            self._buffer.clear()
            self._fatal_error(error, 'Fatal write error on pipe transport')
            return False
        return True

    def _write_ready(self):
        if not self._write_some():
            return
        self._maybe_resume_protocol()
        if not self._buffer:
            _remove(self._loop, self._fileno, _WRITE)
            if self._closing:
                self._lost(None)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if not self._closing:
            self._closing = True
            if not self._buffer:
                self._loop.call_soon(self._lost, None)

    def close(self):
        if self._pipe is not None and not self._closing:
            self.write_eof()

    def abort(self):
        self._buffer.clear()
        self._end(None)


async def connect_read_pipe(loop, protocol_factory, pipe):
    """(transport, protocol) of the end of a pipe that is read."""
    return await _connected(loop, protocol_factory, pipe, _UnixReadPipeTransport)


async def connect_write_pipe(loop, protocol_factory, pipe):
    """The same of the end that is written to."""
    return await _connected(loop, protocol_factory, pipe, _UnixWritePipeTransport)


async def _connected(loop, protocol_factory, pipe, kind):
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = kind(loop, pipe, protocol, waiter)
    try:
        await waiter
    except:
        transport.close()
        raise
    return transport, protocol


# ---- processes ----

class _PipeProtocol(protocols.BaseProtocol):
    """Tells a process's transport what happens at one of its pipes."""

    def __init__(self, process, fd):
        self.process, self.fd, self.pipe, self.disconnected = process, fd, None, False

    def connection_made(self, transport):
        self.pipe = transport

    def connection_lost(self, exc):
        self.disconnected = True
        self.process._tell('pipe_connection_lost', self.fd, exc)
        self.process._end_if_over()

    def data_received(self, data):
        self.process._tell('pipe_data_received', self.fd, data)

    def eof_received(self):
        pass

    def pause_writing(self):
        self.process._protocol.pause_writing()

    def resume_writing(self):
        self.process._protocol.resume_writing()


class _UnixSubprocessTransport(transports.SubprocessTransport):
    """A process and its pipes. Until these are connected what happens is kept for later."""

    def __init__(self, loop, protocol, args, waiter, options):
        super().__init__()
        self._closed, self._loop, self._protocol = False, loop, protocol
        self._pid = self._returncode = None
        self._exit_waiters, self._pipes, self._kept, self._finished = [], {}, [], False
        self._proc = subprocess.Popen(args, bufsize=0, **options)
        self._extra['subprocess'] = self._proc
        self._pid = self._proc.pid
        for fd, name in enumerate(('stdin', 'stdout', 'stderr')):
            if getattr(self._proc, name) is not None:
                self._pipes[fd] = None
        loop.create_task(self._connect_pipes(waiter))
        threading.Thread(target=self._watch, name=f'asyncio-waitpid-{next(_numbers)}', daemon=True).start()

    def __repr__(self):
        parts = [type(self).__name__]
        if self._closed:
            parts.append('closed')
        if self._pid is not None:
            parts.append(f'pid={self._pid}')
        parts.append(f'returncode={self._returncode}' if self._returncode is not None else 'running' if self._pid else 'not started')
        parts += [f'{name}={self._pipes[fd].pipe}' for fd, name in enumerate(('stdin', 'stdout', 'stderr')) if self._pipes.get(fd)]
        return '<%s>' % ' '.join(parts)

    def _watch(self):
        """In a thread: waits for the end of the process."""
        try:
            pid, status = os.waitpid(self._pid, 0)
            code = os.waitstatus_to_exitcode(status)
        except ChildProcessError:
            code = 255
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._process_exited, code)

    async def _connect_pipes(self, waiter):
        try:
            for fd, connect, pipe in ((0, connect_write_pipe, self._proc.stdin), (1, connect_read_pipe, self._proc.stdout),
                                      (2, connect_read_pipe, self._proc.stderr)):
                if pipe is not None:
                    self._pipes[fd] = (await connect(self._loop, lambda: _PipeProtocol(self, fd), pipe))[1]
            self._loop.call_soon(self._protocol.connection_made, self)
            kept, self._kept = self._kept, None
            for name, args in kept:
                self._loop.call_soon(getattr(self._protocol, name), *args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            if not waiter.cancelled():
                waiter.set_exception(error)
        else:
            _settle(waiter)

    def _tell(self, name, *args):
        if self._kept is not None:
            self._kept.append((name, args))
        else:
            self._loop.call_soon(getattr(self._protocol, name), *args)

    def _process_exited(self, returncode):
        self._returncode = returncode
        if self._proc.returncode is None:
            self._proc.returncode = returncode
        self._tell('process_exited')
        self._end_if_over()
        for waiter in self._exit_waiters:
            _settle(waiter, returncode)
        self._exit_waiters = None

    def _end_if_over(self):
        if self._finished or self._returncode is None or not all(end is not None and end.disconnected for end in self._pipes.values()):
            return
        self._finished = True
        self._loop.call_soon(self._lost)

    def _lost(self):
        try:
            self._protocol.connection_lost(None)
        finally:
            self._loop = self._proc = self._protocol = None

    async def _wait(self):
        """Until the process has ended: its status."""
        if self._returncode is None:
            waiter = self._loop.create_future()
            self._exit_waiters.append(waiter)
            return await waiter
        return self._returncode

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closed

    def close(self):
        if self._closed:
            return
        self._closed = True
        for end in self._pipes.values():
            if end is not None:
                end.pipe.close()
        if self._proc is not None and self._returncode is None:
            try:
                self._proc.kill()
            except ProcessLookupError:
                pass

    def get_pid(self):
        return self._pid

    def get_returncode(self):
        return self._returncode

    def get_pipe_transport(self, fd):
        return self._pipes[fd].pipe if fd in self._pipes else None

    def send_signal(self, signal):
        if self._proc is None or self._returncode is not None:
            raise ProcessLookupError()
        os.kill(self._pid, signal)

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


async def _started(loop, protocol_factory, args, shell, options):
    for name, wanted in ('universal_newlines', False), ('shell', shell), ('bufsize', 0), ('text', False), ('encoding', None), ('errors', None):
        given = options.pop(name, wanted)
        if bool(given) != bool(wanted) or wanted is None and given is not None:
            raise ValueError(f'{name} must be {wanted}')
    protocol = protocol_factory()
    waiter = loop.create_future()
    transport = _UnixSubprocessTransport(loop, protocol, args, waiter, {'shell': shell, **options})
    try:
        await waiter
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException:
        transport.close()
        await transport._wait()
        raise
    return transport, protocol


async def subprocess_exec(loop, protocol_factory, program, *args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options):
    """(transport, protocol) of a program that runs in a process of its own."""
    return await _started(loop, protocol_factory, (program, *args), False, {'stdin': stdin, 'stdout': stdout, 'stderr': stderr, **options})


async def subprocess_shell(loop, protocol_factory, cmd, *, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options):
    """The same of a command of the shell."""
    if not isinstance(cmd, (bytes, str)):
        raise ValueError('cmd must be a string')
    return await _started(loop, protocol_factory, cmd, True, {'stdin': stdin, 'stdout': stdout, 'stderr': stderr, **options})
