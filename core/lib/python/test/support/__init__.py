"""What tests of the language and its library share."""
import contextlib
import functools
import gc
import io
import sys
import unittest

verbose = 1
failfast = False
is_jython = is_android = is_emscripten = is_wasi = False
MISSING_C_DOCSTRINGS = False
HAVE_DOCSTRINGS = True
Py_DEBUG = False
MAX_Py_ssize_t = sys.maxsize
SHORT_TIMEOUT = 30.0
LOOPBACK_TIMEOUT = 5.0


class TestFailed(Exception):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


def gc_collect():
    """Collects until nothing more can be found."""
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def captured_output(stream_name):
    original = getattr(sys, stream_name)
    stream = io.StringIO()
    setattr(sys, stream_name, stream)
    try:
        yield stream
    finally:
        setattr(sys, stream_name, original)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    had = hasattr(obj, attr)
    old = getattr(obj, attr, None)
    setattr(obj, attr, new_val)
    try:
        yield old
    finally:
        if had:
            setattr(obj, attr, old)
        elif hasattr(obj, attr):
            delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    had = item in obj
    old = obj[item] if had else None
    obj[item] = new_val
    try:
        yield old
    finally:
        if had:
            obj[item] = old
        elif item in obj:
            del obj[item]


def check_impl_detail(**guards):
    """Whether the guards, such as cpython=True, let a test of an implementation run."""
    if not guards:
        return True
    return guards.get(sys.implementation.name, not next(iter(guards.values())))


def impl_detail(msg=None, **guards):
    if check_impl_detail(**guards):
        return lambda item: item
    return unittest.skip(msg or 'implementation detail')


def cpython_only(test):
    return impl_detail(cpython=True)(test)


def requires_docstrings(test):
    return test


def no_tracing(function):
    return function


def refcount_test(test):
    return no_tracing(cpython_only(test))


def bigmemtest(size, memuse, dry_run=True):
    def decorator(function):
        @functools.wraps(function)
        def wrapper(self):
            return function(self, 5147)
        return wrapper
    return decorator


def bigaddrspacetest(function):
    return unittest.skip('not enough memory')(function)


def requires_resource(resource):
    return unittest.skip("resource {0!r} is not enabled".format(resource))


def is_resource_enabled(resource):
    return False


def requires_IEEE_754(test):
    return test


def anticipate_failure(condition):
    return unittest.expectedFailure if condition else lambda function: function


def check_syntax_error(testcase, statement, errtext='', *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, '<test string>', 'exec')
    error = caught.exception
    testcase.assertIsNotNone(error.lineno)
    if lineno is not None:
        testcase.assertEqual(error.lineno, lineno)
    testcase.assertIsNotNone(error.offset)
    if offset is not None:
        testcase.assertEqual(error.offset, offset)


@contextlib.contextmanager
def infinite_recursion(max_depth=75):
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(max_depth)
        yield
    finally:
        sys.setrecursionlimit(limit)


class catch_unraisable_exception:
    """Keeps what sys.unraisablehook would have reported."""

    def __enter__(self):
        self.unraisable = None
        self._old = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._old
        del self.unraisable


class _ALWAYS_EQ:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NEVER_EQ:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


@functools.total_ordering
class _LARGEST:
    def __eq__(self, other):
        return isinstance(other, _LARGEST)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _SMALLEST:
    def __eq__(self, other):
        return isinstance(other, _SMALLEST)

    def __gt__(self, other):
        return False


ALWAYS_EQ = _ALWAYS_EQ()
NEVER_EQ = _NEVER_EQ()
LARGEST = _LARGEST()
SMALLEST = _SMALLEST()


def calcobjsize(fmt):
    return _virtual_size('nP' + fmt)


def calcvobjsize(fmt):
    return _virtual_size('nPn' + fmt)


def _virtual_size(fmt):
    import struct
    return struct.calcsize(fmt + '0n')


def check_sizeof(test, o, size):
    """sys.getsizeof() is size, and what the collector puts in front."""
    found = sys.getsizeof(o)
    if (type(o) == type and o.__flags__ & (1 << 9)) or (type(o) != type and type(o).__flags__ & (1 << 14)):
        size += 16
    test.assertEqual(found, size, 'wrong size for %s: got %d, expected %d' % (type(o), found, size))


def check_free_after_iterating(test, iterator, cls, args=()):
    class A(cls):
        def __del__(self):
            nonlocal done
            done = True
            try:
                next(it)
            except StopIteration:
                pass

    done = False
    it = iterator(A(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    name = tp.__name__ if tp.__module__ == 'builtins' else f"{tp.__module__}.{tp.__name__}"
    testcase.assertRaisesRegex(TypeError, f"cannot create '{name}' instances", tp, *args, **kwds)


def run_with_tz(tz):
    return lambda function: function


def sortdict(mapping):
    return "{%s}" % ", ".join("%r: %r" % item for item in sorted(mapping.items()))


def run_unittest(*classes):
    loader = unittest.TestLoader()
    suite = unittest.TestSuite()
    for each in classes:
        suite.addTest(each if isinstance(each, unittest.TestSuite) else loader.loadTestsFromTestCase(each))
    result = unittest.TextTestRunner(sys.stdout, verbosity=verbose).run(suite)
    if not result.wasSuccessful():
        raise TestFailed("errors occurred")
