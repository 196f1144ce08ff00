"""Tests as methods of classes: cases, suites, a loader, results and a runner that writes them as text."""
from .result import TestResult
from .case import (TestCase, FunctionTestCase, SkipTest, skip, skipIf, skipUnless, expectedFailure, addModuleCleanup,
                   doModuleCleanups, enterModuleContext)
from .suite import BaseTestSuite, TestSuite
from .loader import TestLoader, defaultTestLoader, findTestCases, getTestCaseNames, makeSuite
from .runner import TextTestRunner, TextTestResult
from .main import TestProgram, main

__all__ = ['IsolatedAsyncioTestCase', 'TestResult', 'TestCase', 'TestSuite', 'TextTestRunner', 'TestLoader', 'FunctionTestCase', 'main',
           'defaultTestLoader', 'SkipTest', 'skip', 'skipIf', 'skipUnless', 'expectedFailure', 'TextTestResult',
           'addModuleCleanup', 'doModuleCleanups', 'enterModuleContext', 'installHandler', 'registerResult', 'removeResult', 'removeHandler']
_SIGNALS = ('installHandler', 'registerResult', 'removeResult', 'removeHandler')

__unittest = True


def __getattr__(name):
    # asyncio is large: only for those who ask.
    if name == 'IsolatedAsyncioTestCase':
        global IsolatedAsyncioTestCase
        from .async_case import IsolatedAsyncioTestCase
        return IsolatedAsyncioTestCase
    if name == 'util':
        import unittest.util
        return unittest.util
    if name in _SIGNALS:
        from . import signals
        return getattr(signals, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return globals().keys() | {'IsolatedAsyncioTestCase'}
