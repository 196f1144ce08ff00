"""Exceptions of asyncio."""

__all__ = ('CancelledError', 'InvalidStateError', 'TimeoutError', 'BrokenBarrierError', 'QueueEmpty', 'QueueFull')


class CancelledError(BaseException):
    """The task or future was cancelled."""


TimeoutError = TimeoutError


class InvalidStateError(Exception):
    """The operation is not allowed in this state."""


class BrokenBarrierError(RuntimeError):
    """The barrier was broken."""


class QueueEmpty(Exception):
    """A queue has nothing to give now."""


class QueueFull(Exception):
    """A queue takes nothing more now."""


CancelledError.__module__ = InvalidStateError.__module__ = BrokenBarrierError.__module__ = 'asyncio.exceptions'
QueueEmpty.__module__ = QueueFull.__module__ = 'asyncio.queues'
