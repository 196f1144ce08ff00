"""The event loop, by the name of CPython's module."""

__all__ = ('BaseEventLoop', 'Server')

from .events import BaseEventLoop
from .selector_events import Server


def __getattr__(name):
    if name == 'logger':  # logging is large: only for those who ask
        from .log import logger
        return logger
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
