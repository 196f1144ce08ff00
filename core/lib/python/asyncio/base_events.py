"""The event loop, by the name of CPython's module."""

__all__ = ('BaseEventLoop', 'Server')

from .events import BaseEventLoop
from .selector_events import Server
