"""The event loop of Unix, by the name of CPython's module."""

__all__ = ('SelectorEventLoop', 'DefaultEventLoopPolicy')

from .events import DefaultEventLoopPolicy, SelectorEventLoop, _UnixDefaultEventLoopPolicy, _UnixSelectorEventLoop
