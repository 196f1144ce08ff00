"""Test cases whose methods are coroutines: all of one case run in the same context, in one event loop.

The loop belongs to a runner that is there from before setUp() until the cleanups are done. What TestCase calls for the parts of a
test is overridden here: a part of the program goes into the loop if it is a coroutine function, and into the context at least.
"""

import asyncio
import contextvars
import inspect
import warnings

from .case import TestCase

_VALUE_RETURNED = "It is deprecated to return a value that is not None from a test case (%s)"
_NO_MANAGER = "'%s.%s' object does not support the asynchronous context manager protocol"


class IsolatedAsyncioTestCase(TestCase):
    """A case with `async def` tests; the hooks of plain cases are there, too, and run around those that are coroutines."""

    async def asyncSetUp(self):
        """Awaited before the test, behind setUp()."""

    async def asyncTearDown(self):
        """Awaited after the test, before tearDown()."""

    # ---- one test ----

    def __init__(self, methodName='runTest'):
        super().__init__(methodName)
        self._asyncioRunner, self._asyncioTestContext = None, contextvars.copy_context()

    def __del__(self):
        runner = self._asyncioRunner
        if runner is not None:
            self._tearDownAsyncioRunner()

    def _setupAsyncioRunner(self):
        assert self._asyncioRunner is None, 'asyncio runner is already initialized'
        self._asyncioRunner = asyncio.Runner(debug=True)

    def _tearDownAsyncioRunner(self):
        self._asyncioRunner.close()

    def debug(self):
        """The test without a result: when it fails the loop is left open, for doCleanups()."""
        self._setupAsyncioRunner()
        super().debug()  # may raise
        self._tearDownAsyncioRunner()

    def run(self, result=None):
        self._setupAsyncioRunner()
        try:
            return super().run(result)
        finally:
            self._tearDownAsyncioRunner()

    # ---- its parts ----

    def _callMaybeAsync(self, func, /, *args, **kwargs):
        assert self._asyncioRunner is not None, 'asyncio runner is not initialized'
        context = self._asyncioTestContext
        if not inspect.iscoroutinefunction(func):
            return context.run(func, *args, **kwargs)
        return self._asyncioRunner.run(func(*args, **kwargs), context=context)

    def _callAsync(self, func, /, *args, **kwargs):
        assert self._asyncioRunner is not None, 'asyncio runner is not initialized'
        assert inspect.iscoroutinefunction(func), f'{func!r} is not an async function'
        return self._asyncioRunner.run(func(*args, **kwargs), context=self._asyncioTestContext)

    def _callSetUp(self):
        runner, context = self._asyncioRunner, self._asyncioTestContext
        runner.get_loop()  # setUp() may ask for it
        context.run(self.setUp)
        self._callAsync(self.asyncSetUp)

    def _callTestMethod(self, method):
        returned = self._callMaybeAsync(method)
        if returned is not None:
            warnings.warn(_VALUE_RETURNED % method, DeprecationWarning, stacklevel=5)

    def _callTearDown(self):
        self._callAsync(self.asyncTearDown)
        context = self._asyncioTestContext
        context.run(self.tearDown)

    def _callCleanup(self, function, *args, **kwargs):
        self._callMaybeAsync(function, *args, **kwargs)

    # ---- what is to be undone ----

    def addAsyncCleanup(self, func, /, *args, **kwargs):
        """A coroutine function to be awaited when the test is over."""
        self.addCleanup(func, *args, **kwargs)

    async def enterAsyncContext(self, cm):
        """Enter an asynchronous context, which is left when the test is over; what it gives."""
        kind = type(cm)
        if not (hasattr(kind, '__aenter__') and hasattr(kind, '__aexit__')):
            raise TypeError(_NO_MANAGER % (kind.__module__, kind.__qualname__))
        leave, entered = kind.__aexit__, await kind.__aenter__(cm)
        self.addAsyncCleanup(leave, cm, None, None, None)
        return entered
