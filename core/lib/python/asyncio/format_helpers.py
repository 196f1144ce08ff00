"""How callbacks and places in programs are shown: in what futures, tasks and handles are printed as, and in messages."""

import functools
import inspect
import reprlib
import sys
import traceback

from . import constants


def _get_function_source(func):
    """(file, line) of a function, inside of decorators and partial calls; None if there is none."""
    while True:
        func = inspect.unwrap(func)
        if not isinstance(func, (functools.partial, functools.partialmethod)):
            break
        func = func.func
    if not inspect.isfunction(func):
        return None
    code = func.__code__
    return code.co_filename, code.co_firstlineno


def _format_callback_source(func, args):
    text, source = _format_callback(func, args, None), _get_function_source(func)
    return text if source is None else f'{text} at {source[0]}:{source[1]}'


def _format_args_and_kwargs(args, kwargs):
    """The arguments in parentheses, long ones cut short."""
    shown = [reprlib.repr(arg) for arg in args or ()]
    shown.extend(f'{name}={reprlib.repr(arg)}' for name, arg in (kwargs or {}).items())
    return f"({', '.join(shown)})"


def _format_callback(func, args, kwargs, suffix=''):
    suffix = _format_args_and_kwargs(args, kwargs) + suffix
    while isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(func.args, func.keywords) + suffix
        func = func.func
    name = getattr(func, '__qualname__', None) or getattr(func, '__name__', None) or repr(func)
    return name + suffix


def extract_stack(f=None, limit=None):
    """The places that led to a frame, the frame's own last; the ten nearest if no limit is given."""
    if f is None:
        f = sys._getframe().f_back
    limit = constants.DEBUG_STACK_DEPTH if limit is None else limit
    stack = traceback.StackSummary.extract(traceback.walk_stack(f), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack
