"""What CPython's pickle has in C. Exceptions and buffers are made here; the rest comes from pickle, which needs them."""

from _support import lay_out as _lay_out


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


class PickleBuffer:
    """An object with a buffer that may travel apart from the stream."""

    __slots__ = ('_view', '__weakref__')

    def __init__(self, buffer):
        self._view = memoryview(buffer)

    def raw(self):
        return self._view.cast('B') if self._view.format != 'B' or self._view.ndim != 1 else self._view

    def release(self):
        self._view.release()


PickleBuffer.__module__ = 'pickle'
_lay_out(PickleBuffer, 'gsfi', 104, 0, 96)

import pickle as _rest  # puts Pickler, Unpickler and their functions here
