"""Help for the with statement."""

import abc
import sys
from _collections import deque
from _collections_abc import _hook
from functools import wraps
from types import GenericAlias, MethodType

__all__ = ["AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextDecorator", "AsyncExitStack", "ContextDecorator",
           "ExitStack", "aclosing", "asynccontextmanager", "chdir", "closing", "contextmanager", "nullcontext",
           "redirect_stderr", "redirect_stdout", "suppress"]


# ---- the two kinds of managers ----

class AbstractContextManager(abc.ABC):
    __class_getitem__, __subclasshook__ = classmethod(GenericAlias), _hook("__enter__", "__exit__")

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        """Whether the exception that ended the block is dealt with."""


class AbstractAsyncContextManager(abc.ABC):
    __class_getitem__, __subclasshook__ = classmethod(GenericAlias), _hook("__aenter__", "__aexit__")

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        """Whether the exception that ended the block is dealt with."""


# ---- of one object ----

class closing(AbstractContextManager):
    """with closing(x): calls x.close() at the end."""

    def __exit__(self, *exc_info):
        self.thing.close()

    def __enter__(self):
        return self.thing

    def __init__(self, thing):
        self.thing = thing


class aclosing(AbstractAsyncContextManager):
    """The same for what has an `async def aclose()`."""

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()

    async def __aenter__(self):
        return self.thing

    def __init__(self, thing):
        self.thing = thing


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    """Does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __exit__(self, *excinfo):
        pass

    async def __aexit__(self, *excinfo):
        pass

    def __enter__(self):
        return self.enter_result

    async def __aenter__(self):
        return self.enter_result


class suppress(AbstractContextManager):
    """with suppress(SomeError): leaves the block when it is raised."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __exit__(self, exctype, excinst, exctb):
        return issubclass(exctype, self._exceptions) if exctype is not None else False

    def __enter__(self):
        pass


# ---- what is something else for a while ----

class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        # Entered again inside, the same object puts back what it found each time.
        self._new_target, self._old_targets = new_target, []

    def __enter__(self):
        name, found = self._stream, self._old_targets
        found.append(getattr(sys, name))
        setattr(sys, name, self._new_target)
        return self._new_target

    def __exit__(self, exctype, excinst, exctb):
        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    _stream = "stderr"


class chdir(AbstractContextManager):
    """Work in another folder for a while."""

    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *excinfo):
        import os
        os.chdir(self._old_cwd.pop())


# ---- as decorators ----

class ContextDecorator:
    """A context manager that can decorate functions."""

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)

        return inner

    def _recreate_cm(self):
        return self


class AsyncContextDecorator:
    """The same for coroutine functions."""

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwds):
            async with self._recreate_cm():
                return await func(*args, **kwds)

        return inner

    def _recreate_cm(self):
        return self


# ---- generators as managers ----

class _GeneratorManagerBase:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.args, self.kwds = func, args, kwds
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kwds)


def _left(error, thrown, traceback, stop, wrapped):
    """What an exception out of a generator says about the one thrown into it (None: it was only resumed).

    True: that is dealt with; False: it goes on, as if it had not been in the generator; None: the exception takes its place.
    `stop`: how such generators end; `wrapped`: what comes out of them as the cause of a RuntimeError.
    """
    if isinstance(error, stop):
        return thrown is not None and error is not thrown
    if error is not thrown and not (isinstance(error, RuntimeError) and isinstance(thrown, wrapped) and error.__cause__ is thrown):
        return None
    thrown.__traceback__ = traceback
    return False


class _GeneratorContextManager(_GeneratorManagerBase, AbstractContextManager, ContextDecorator):
    """What contextmanager makes: runs a generator up to its yield and afterwards to its end."""

    def __enter__(self):
        del self.func, self.args, self.kwds  # needed to make another one, and not from here on
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, typ, value, traceback):
        try:
            if typ is None:
                next(self.gen)
            else:
                if value is None:
                    value = typ()
                self.gen.throw(typ, value, traceback)
        except BaseException as error:
            dealt_with = _left(error, value, traceback, StopIteration, StopIteration)
            if dealt_with is None:
                raise
            return dealt_with
        try:
            raise RuntimeError("generator didn't stop" if typ is None else "generator didn't stop after throw()")
        finally:
            self.gen.close()


class _AsyncGeneratorContextManager(_GeneratorManagerBase, AbstractAsyncContextManager, AsyncContextDecorator):
    """What asynccontextmanager makes."""

    async def __aenter__(self):
        del self.func, self.args, self.kwds
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, typ, value, traceback):
        try:
            if typ is None:
                await anext(self.gen)
            else:
                if value is None:
                    value = typ()
                await self.gen.athrow(typ, value, traceback)
        except BaseException as error:
            dealt_with = _left(error, value, traceback, StopAsyncIteration, (StopIteration, StopAsyncIteration))
            if dealt_with is None:
                raise
            return dealt_with
        try:
            raise RuntimeError("generator didn't stop" if typ is None else "generator didn't stop after athrow()")
        finally:
            await self.gen.aclose()


def contextmanager(func):
    """Decorator: a generator function that yields once becomes a function that makes context managers."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return helper


# ---- many managers ----

class _StackBase:
    """What both kinds of stacks have: (whether it is called without await, what to call) in the order in which it was put there."""

    def __init__(self):
        self._exit_callbacks = deque()

    def pop_all(self):
        """A stack with what is in this one, which is empty then."""
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return other

    def push(self, exit):
        """Have __exit__() of an object called, or a function with the same arguments."""
        method = getattr(type(exit), "__exit__", None)
        self._exit_callbacks.append((True, exit if method is None else MethodType(method, exit)))
        return exit

    @staticmethod
    def _create_cb_wrapper(callback, /, *args, **kwds):
        def _exit_wrapper(exc_type, exc, tb):
            callback(*args, **kwds)
        return _exit_wrapper

    def callback(self, callback, /, *args, **kwds):
        """Have a function called, whatever happens."""
        leave = self._create_cb_wrapper(callback, *args, **kwds)
        leave.__wrapped__ = callback
        self._exit_callbacks.append((True, leave))
        return callback

    def enter_context(self, cm):
        """Enter another context, which is left with the stack; what it gives."""
        cls = type(cm)
        try:
            enter, leave = cls.__enter__, cls.__exit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol") from None
        result = enter(cm)
        self._exit_callbacks.append((True, MethodType(leave, cm)))
        return result


class ExitStack(_StackBase, AbstractContextManager):
    """Any number of context managers and callbacks, left in reverse order."""

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, *details):
        received = details[0] is not None
        handled = sys.exc_info()[1]

        def link_context(error, outer):
            """The context of an error of a callback starts where the error it replaces left off; one that has none keeps none."""
            while error.__context__ is not None:
                if error.__context__ is outer:
                    return
                if error.__context__ is handled:
                    error.__context__ = outer
                    return
                error = error.__context__

        suppressed = pending = False
        while self._exit_callbacks:
            _, leave = self._exit_callbacks.pop()
            try:
                if leave(*details):
                    suppressed, pending = True, False
                    details = (None, None, None)
            except BaseException as error:
                link_context(error, details[1])
                pending = True
                details = type(error), error, error.__traceback__
        if pending:
            context = details[1].__context__
            try:
                raise details[1]
            except BaseException:
                details[1].__context__ = context  # raising it here has set another
                raise
        return received and suppressed


class AsyncExitStack(_StackBase, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        cls = type(cm)
        try:
            enter, leave = cls.__aenter__, cls.__aexit__
        except AttributeError:
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the asynchronous context manager "
                            "protocol") from None
        result = await enter(cm)
        self._exit_callbacks.append((False, MethodType(leave, cm)))
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), "__aexit__", None)
        self._exit_callbacks.append((False, exit if method is None else MethodType(method, exit)))
        return exit

    def push_async_callback(self, callback, /, *args, **kwds):
        async def _exit_wrapper(exc_type, exc, tb):
            await callback(*args, **kwds)

        _exit_wrapper.__wrapped__ = callback
        self._exit_callbacks.append((False, _exit_wrapper))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, *details):
        received = details[0] is not None
        handled = sys.exc_info()[1]

        def link_context(error, outer):
            """The context of an error of a callback starts where the error it replaces left off; one that has none keeps none."""
            while error.__context__ is not None:
                if error.__context__ is outer:
                    return
                if error.__context__ is handled:
                    error.__context__ = outer
                    return
                error = error.__context__

        suppressed = pending = False
        while self._exit_callbacks:
            is_sync, leave = self._exit_callbacks.pop()
            try:
                if leave(*details) if is_sync else await leave(*details):
                    suppressed, pending = True, False
                    details = (None, None, None)
            except BaseException as error:
                link_context(error, details[1])
                pending = True
                details = type(error), error, error.__traceback__
        if pending:
            context = details[1].__context__
            try:
                raise details[1]
            except BaseException:
                details[1].__context__ = context  # raising it here has set another
                raise
        return received and suppressed
