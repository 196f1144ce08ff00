"""Exceptions of asyncio."""

__all__ = ('BrokenBarrierError', 'CancelledError', 'InvalidStateError', 'TimeoutError', 'IncompleteReadError', 'LimitOverrunError',
           'SendfileNotAvailableError', 'QueueEmpty', 'QueueFull')


class CancelledError(BaseException):
    """The task or future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Exception):
    """The operation is not allowed in this state."""


class SendfileNotAvailableError(RuntimeError):
    """There is no sendfile for these."""


class IncompleteReadError(EOFError):
    """The stream has ended too early; partial is what was there, expected how many bytes were asked for."""

    def __init__(self, partial, expected):
        said = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {said} expected bytes')
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """No separator within the limit; consumed is how many bytes were looked at."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


class BrokenBarrierError(RuntimeError):
    """The barrier was broken."""


class QueueEmpty(Exception):
    """A queue has nothing to give now."""


class QueueFull(Exception):
    """A queue takes nothing more now."""


QueueEmpty.__module__ = QueueFull.__module__ = 'asyncio.queues'
