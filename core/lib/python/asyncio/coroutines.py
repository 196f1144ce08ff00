"""What is a coroutine."""
import inspect
import types

__all__ = ('iscoroutinefunction', 'iscoroutine')


def iscoroutine(obj):
    return isinstance(obj, (types.CoroutineType, types.GeneratorType)) or (
        hasattr(obj, 'send') and hasattr(obj, 'throw') and hasattr(obj, '__await__'))


def iscoroutinefunction(func):
    return inspect.iscoroutinefunction(func)
