"""What a protocol is given: the way to the other end."""

__all__ = ('BaseTransport', 'ReadTransport', 'WriteTransport', 'Transport', 'DatagramTransport', 'SubprocessTransport')


class BaseTransport:
    """What transports have in common."""

    __slots__ = ('_extra',)

    def __init__(self, extra=None):
        self._extra = {} if extra is None else extra

    def get_extra_info(self, name, default=None):
        return self._extra.get(name, default)


def _asked(*names):
    """Methods that a subclass has to have."""
    def decorate(cls):
        for name in names:
            def method(self, *args):
                raise NotImplementedError
            method.__name__, method.__qualname__ = name, f'{cls.__qualname__}.{name}'
            setattr(cls, name, method)
        return cls
    return decorate


_asked('is_closing', 'close', 'set_protocol', 'get_protocol')(BaseTransport)


@_asked('is_reading', 'pause_reading', 'resume_reading')
class ReadTransport(BaseTransport):
    """One that gives."""

    __slots__ = ()


@_asked('set_write_buffer_limits', 'get_write_buffer_size', 'get_write_buffer_limits', 'write', 'write_eof', 'can_write_eof', 'abort')
class WriteTransport(BaseTransport):
    """One that takes."""

    __slots__ = ()

    def writelines(self, list_of_data):
        self.write(b''.join(list_of_data))


class Transport(ReadTransport, WriteTransport):
    """One that does both."""

    __slots__ = ()


@_asked('sendto', 'abort')
class DatagramTransport(BaseTransport):
    """One for single messages."""

    __slots__ = ()


@_asked('get_pid', 'get_returncode', 'get_pipe_transport', 'send_signal', 'terminate', 'kill')
class SubprocessTransport(BaseTransport):
    """One for a process."""

    __slots__ = ()


class _FlowControl(Transport):
    """Tells the protocol when too much waits to be written."""

    def __init__(self, extra=None, loop=None):
        super().__init__(extra)
        self._loop = loop
        self._protocol_paused = False
        self.set_write_buffer_limits()

    def _maybe_pause_protocol(self):
        if self.get_write_buffer_size() > self._high_water and not self._protocol_paused:
            self._protocol_paused = True
            self._protocol.pause_writing()

    def _maybe_resume_protocol(self):
        if self._protocol_paused and self.get_write_buffer_size() <= self._low_water:
            self._protocol_paused = False
            self._protocol.resume_writing()

    def get_write_buffer_limits(self):
        return self._low_water, self._high_water

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = 64 * 1024 if low is None else 4 * low
        if low is None:
            low = high // 4
        if not high >= low >= 0:
            raise ValueError(f'high ({high!r}) must be >= low ({low!r}) must be >= 0')
        self._high_water, self._low_water = high, low
