"""What is a coroutine."""
import inspect
import types

__all__ = ('iscoroutinefunction', 'iscoroutine')


_is_coroutine = object()  # the attribute _is_coroutine of what is a coroutine function without being compiled as one


def iscoroutine(obj):
    return isinstance(obj, (types.CoroutineType, types.GeneratorType)) or (
        hasattr(obj, 'send') and hasattr(obj, 'throw') and hasattr(obj, '__await__'))


def iscoroutinefunction(func):
    return inspect.iscoroutinefunction(func) or getattr(func, '_is_coroutine', None) is _is_coroutine
