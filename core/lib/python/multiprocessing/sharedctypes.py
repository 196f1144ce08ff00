"""Values of ctypes that lie in shared memory."""

import ctypes
from . import context
from .heap import Block

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']
typecode_to_type = {
    'c': ctypes.c_char, 'u': ctypes.c_wchar, 'b': ctypes.c_byte, 'B': ctypes.c_ubyte, 'h': ctypes.c_short, 'H': ctypes.c_ushort,
    'i': ctypes.c_int, 'I': ctypes.c_uint, 'l': ctypes.c_long, 'L': ctypes.c_ulong, 'q': ctypes.c_longlong, 'Q': ctypes.c_ulonglong,
    'f': ctypes.c_float, 'd': ctypes.c_double}


def _type(typecode_or_type):
    return typecode_to_type.get(typecode_or_type, typecode_or_type)


def _new_value(type_):
    try:
        size = ctypes.sizeof(type_)
    except TypeError:
        raise TypeError('this type has no size') from None
    return ctypes._place(type_, Block(size), 0)


def RawValue(typecode_or_type, *args):
    """A value without a lock."""
    value = _new_value(_type(typecode_or_type))
    value.__init__(*args)
    return value


def RawArray(typecode_or_type, size_or_initializer):
    """An array without a lock."""
    type_ = _type(typecode_or_type)
    if isinstance(size_or_initializer, int):
        return _new_value(type_ * size_or_initializer)
    items = list(size_or_initializer) if not hasattr(size_or_initializer, '__len__') else size_or_initializer
    array = _new_value(type_ * len(items))
    array.__init__(*items)
    return array


def _with_lock(value, lock, ctx):
    if lock is False:
        return value
    if lock in (True, None):
        lock = (ctx or context._default_context.get_context()).RLock()
    if not hasattr(lock, 'acquire'):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    return synchronized(value, lock, ctx=ctx)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A value with a lock."""
    return _with_lock(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """An array with a lock."""
    return _with_lock(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def copy(obj):
    value = _new_value(type(obj))
    value._write(bytes(obj._read()))
    return value


def synchronized(obj, lock=None, ctx=None):
    """obj behind a lock."""
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    if isinstance(obj, ctypes._SimpleCData):
        return Synchronized(obj, lock, ctx)
    if isinstance(obj, ctypes.Array):
        return (SynchronizedString if obj._type_ is ctypes.c_char else SynchronizedArray)(obj, lock, ctx)
    names = {field[0]: _locked(field[0]) for field in type(obj)._fields_}
    return type(f'Synchronized{type(obj).__name__}', (SynchronizedBase,), names)(obj, lock, ctx)


def _locked(name):
    """An attribute of the value, got and set with the lock held."""
    def get(self):
        with self._lock:
            return getattr(self._obj, name)

    def set(self, value):
        with self._lock:
            setattr(self._obj, name, value)
    return property(get, set)


class SynchronizedBase:
    def __init__(self, obj, lock=None, ctx=None):
        self._obj = obj
        self._lock = lock or (ctx or context._default_context.get_context()).RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __reduce__(self):
        context.assert_spawning(self)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return f'<{type(self).__name__} wrapper for {self._obj}>'


class Synchronized(SynchronizedBase):
    value = _locked('value')


class SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self._lock:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self._lock:
            self._obj[i] = value

    def __getslice__(self, start, stop):
        return self[start:stop]

    def __setslice__(self, start, stop, values):
        self[start:stop] = values


class SynchronizedString(SynchronizedArray):
    value, raw = _locked('value'), _locked('raw')
