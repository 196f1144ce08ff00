"""Processes for coroutines."""
__all__ = ('create_subprocess_exec', 'create_subprocess_shell')

import subprocess

from . import events, protocols, streams, tasks

PIPE, STDOUT, DEVNULL = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL
_NAMES = 'stdin', 'stdout', 'stderr'


class SubprocessStreamProtocol(streams.FlowControlMixin, protocols.SubprocessProtocol):
    """Makes streams of the pipes of a process."""

    def __init__(self, limit, loop):
        super().__init__(loop=loop)
        self._limit = limit
        self.stdin = self.stdout = self.stderr = self._transport = None
        self._process_exited = False
        self._open = set()
        self._stdin_closed = self._loop.create_future()

    def __repr__(self):
        return '<%s>' % ' '.join([type(self).__name__, *(f'{name}={getattr(self, name)!r}' for name in _NAMES if getattr(self, name) is not None)])

    def connection_made(self, transport):
        self._transport = transport
        for fd, name in (1, 'stdout'), (2, 'stderr'):
            pipe = transport.get_pipe_transport(fd)
            if pipe is not None:
                reader = streams.StreamReader(limit=self._limit, loop=self._loop)
                reader.set_transport(pipe)
                setattr(self, name, reader)
                self._open.add(fd)
        pipe = transport.get_pipe_transport(0)
        if pipe is not None:
            self.stdin = streams.StreamWriter(pipe, protocol=self, reader=None, loop=self._loop)

    def _reader(self, fd):
        return getattr(self, _NAMES[fd])

    def pipe_data_received(self, fd, data):
        reader = self._reader(fd)
        if reader is not None:
            reader.feed_data(data)

    def pipe_connection_lost(self, fd, exc):
        if fd == 0:
            if self.stdin is not None:
                self.stdin.close()
            self.connection_lost(exc)
            if exc is None:
                self._stdin_closed.set_result(None)
            else:
                self._stdin_closed.set_exception(exc)
                self._stdin_closed.exception()  # it may be that nobody asks
            return
        reader = self._reader(fd)
        if reader is not None:
            if exc is None:
                reader.feed_eof()
            else:
                reader.set_exception(exc)
        self._open.discard(fd)
        self._close_if_over()

    def process_exited(self):
        self._process_exited = True
        self._close_if_over()

    def _close_if_over(self):
        if self._process_exited and not self._open and self._transport is not None:
            self._transport.close()
            self._transport = None

    def _get_close_waiter(self, stream):
        return self._stdin_closed if stream is self.stdin else None


class Process:
    """A process, with streams for its pipes."""

    def __init__(self, transport, protocol, loop):
        self._transport, self._protocol, self._loop = transport, protocol, loop
        self.stdin, self.stdout, self.stderr = protocol.stdin, protocol.stdout, protocol.stderr
        self.pid = transport.get_pid()

    def __repr__(self):
        return f'<{type(self).__name__} {self.pid}>'

    @property
    def returncode(self):
        return self._transport.get_returncode()

    async def wait(self):
        """Until the process has ended: its status."""
        return await self._transport._wait()

    def send_signal(self, signal):
        self._transport.send_signal(signal)

    def terminate(self):
        self._transport.terminate()

    def kill(self):
        self._transport.kill()

    async def _feed(self, data):
        try:
            self.stdin.write(data)
            await self.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the process wanted no more
        self.stdin.close()

    @staticmethod
    async def _drained(stream):
        if stream is not None:
            data = await stream.read()
            stream._transport.close()
            return data

    async def communicate(self, input=None):
        """Give it the input, read what it writes until it has ended: (output, errors)."""
        feeding = tasks.sleep(0) if input is None else self._feed(input)
        _, *data = await tasks.gather(feeding, self._drained(self.stdout), self._drained(self.stderr))
        await self.wait()
        return tuple(data)


async def _made(start, limit, args, options):
    loop = events.get_running_loop()
    transport, protocol = await start(loop)(lambda: SubprocessStreamProtocol(limit=limit, loop=loop), *args, **options)
    return Process(transport, protocol, loop)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=streams._DEFAULT_LIMIT, **kwds):
    """A process that runs a command of the shell."""
    return await _made(lambda loop: loop.subprocess_shell, limit, (cmd,), {'stdin': stdin, 'stdout': stdout, 'stderr': stderr, **kwds})


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=streams._DEFAULT_LIMIT, **kwds):
    """A process that runs a program."""
    return await _made(lambda loop: loop.subprocess_exec, limit, (program, *args), {'stdin': stdin, 'stdout': stdout, 'stderr': stderr, **kwds})
