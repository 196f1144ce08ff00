"""Imports in tests."""
import contextlib
import importlib
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    """The module; the test is skipped where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise unittest.SkipTest(str(error)) from None


def unload(name):
    sys.modules.pop(name, None)


def forget(name):
    unload(name)


@contextlib.contextmanager
def _modules_restored():
    before = dict(sys.modules)
    try:
        yield
    finally:
        sys.modules.clear()
        sys.modules.update(before)


def import_fresh_module(name, fresh=(), blocked=(), deprecated=False):
    """The module imported anew, with others fresh or blocked; None if that fails."""
    with _modules_restored():
        for other in (name, *fresh, *blocked):
            for known in list(sys.modules):
                if known == other or known.startswith(other + '.'):
                    del sys.modules[known]
        for other in blocked:
            sys.modules[other] = None
        try:
            for other in fresh:
                importlib.import_module(other)
            return importlib.import_module(name)
        except ImportError:
            return None
