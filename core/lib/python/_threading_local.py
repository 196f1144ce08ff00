"""Attributes that each thread has for itself, without _thread's class for them."""

from contextlib import contextmanager
from threading import RLock, current_thread
from weakref import WeakKeyDictionary

__all__ = ["local"]


class _Spaces:
    """The attributes of one object in each thread that lives, and how to begin them in a new one."""

    def __init__(self, args, kwargs):
        self.arguments, self.lock, self.by_thread = (args, kwargs), RLock(), WeakKeyDictionary()

    def here(self):
        """(this thread's attributes, whether they are new)"""
        thread = current_thread()
        new = thread not in self.by_thread
        return self.by_thread.setdefault(thread, {}), new


@contextmanager
def _entered(self):
    """While this lasts the object's __dict__ is this thread's."""
    spaces = object.__getattribute__(self, "_local__impl")
    with spaces.lock:
        attributes, new = spaces.here()
        object.__setattr__(self, "__dict__", attributes)
        if new:
            args, kwargs = spaces.arguments
            self.__init__(*args, **kwargs)
            object.__setattr__(self, "__dict__", attributes)
        yield


class local:
    __slots__ = "_local__impl", "__dict__"

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        spaces = _Spaces(args, kwargs)
        object.__setattr__(self, "_local__impl", spaces)
        spaces.here()
        return self

    def __getattribute__(self, name):
        with _entered(self):
            return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"{self.__class__.__name__!r} object attribute '__dict__' is read-only")
        with _entered(self):
            object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == "__dict__":
            raise AttributeError(f"{self.__class__.__name__!r} object attribute '__dict__' is read-only")
        with _entered(self):
            object.__delattr__(self, name)
