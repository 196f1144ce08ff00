"""What is a coroutine."""
import inspect
import sys
import types

__all__ = ('iscoroutinefunction', 'iscoroutine')


_is_coroutine = object()  # the attribute _is_coroutine of what is a coroutine function without being compiled as one


def _is_debug_mode():
    """Whether new loops are in debug mode: PYTHONASYNCIODEBUG and the development mode say so."""
    if sys.flags.dev_mode or sys.flags.ignore_environment:
        return bool(sys.flags.dev_mode)
    import os
    return bool(os.environ.get('PYTHONASYNCIODEBUG'))


def iscoroutine(obj):
    return isinstance(obj, (types.CoroutineType, types.GeneratorType)) or (
        hasattr(obj, 'send') and hasattr(obj, 'throw') and hasattr(obj, '__await__'))


def iscoroutinefunction(func):
    return inspect.iscoroutinefunction(func) or getattr(func, '_is_coroutine', None) is _is_coroutine
