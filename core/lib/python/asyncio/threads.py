"""to_thread(), by the name of CPython's module."""

__all__ = ('to_thread',)

from .tasks import to_thread
