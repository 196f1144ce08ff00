"""What a transport calls: subclass one of these."""

__all__ = ('BaseProtocol', 'Protocol', 'DatagramProtocol', 'SubprocessProtocol', 'BufferedProtocol')


class BaseProtocol:
    """What protocols have in common."""

    __slots__ = ()

    def connection_made(self, transport):
        """A connection is there: the transport stands for it."""

    def connection_lost(self, exc):
        """The connection is closed; exc says why, None: as was wanted."""

    def pause_writing(self):
        """The transport holds more than it likes."""

    def resume_writing(self):
        """The transport has room again."""


class Protocol(BaseProtocol):
    """For a stream of bytes."""

    __slots__ = ()

    def data_received(self, data):
        """Some bytes have arrived."""

    def eof_received(self):
        """The other end will send nothing more. What is true keeps the transport open."""


class BufferedProtocol(BaseProtocol):
    """For a stream of bytes that are put in a buffer of the protocol's."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """A buffer for the bytes that arrive next."""

    def buffer_updated(self, nbytes):
        """So many bytes were put in the buffer."""

    def eof_received(self):
        """The other end will send nothing more. What is true keeps the transport open."""


class DatagramProtocol(BaseProtocol):
    """For single messages."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A message has arrived."""

    def error_received(self, exc):
        """Sending or receiving failed."""


class SubprocessProtocol(BaseProtocol):
    """For a process."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The process has written to a pipe."""

    def pipe_connection_lost(self, fd, exc):
        """A pipe to the process is closed."""

    def process_exited(self):
        """The process has ended."""
