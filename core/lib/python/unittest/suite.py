"""Tests run one after the other, with what classes and modules set up."""
import sys

from . import case

__unittest = True


class BaseTestSuite:
    """Any number of tests and suites."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError("{} is not callable".format(repr(test)))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if not isinstance(tests, str):
            for test in tests:
                self.addTest(test)
            return
        raise TypeError("tests must be an iterable of tests, not a string")

    def countTestCases(self):
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return [*self] == [*other] if isinstance(other, type(self)) else NotImplemented

    def __repr__(self):
        kind = type(self)
        return "<%s.%s tests=%s>" % (kind.__module__, kind.__qualname__, list(self))

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def run(self, result):
        for place, test in enumerate(self):
            if result.shouldStop:
                return result
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(place)
        return result

    def _removeTestAtIndex(self, index):
        """Let go of a test that has run; it still counts."""
        try:
            test, self._tests[index] = self._tests[index], None
        except TypeError:  # a subclass keeps no list
            return
        self._removed_tests += test.countTestCases() if hasattr(test, 'countTestCases') else 0

    def debug(self):
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """A suite that calls setUpClass, tearDownClass, setUpModule and tearDownModule where the class changes."""

    def run(self, result, debug=False):
        outermost = getattr(result, '_testRunEntered', False) is False
        if outermost:
            result._testRunEntered = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if not _is_suite(test):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = type(test)
                if getattr(type(test), '_classSetupFailed', False) or getattr(result, '_moduleSetUpFailed', False):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        if outermost:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_Raising(), True)

    def _enter_class(self, test, result):
        kind = type(test)
        if kind is _previous(result) or getattr(result, '_moduleSetUpFailed', False) or getattr(kind, '__unittest_skip__', False):
            return
        try:
            kind._classSetupFailed = False
        except TypeError:
            pass  # a class that cannot be changed
        set_up = getattr(kind, 'setUpClass', None)
        if set_up is None:
            return
        self._redirected(result, lambda: self._attempt_class(kind, set_up, 'setUpClass', result, True))

    def _leave_class(self, test, result):
        previous = _previous(result)
        if previous is None or type(test) is previous or getattr(result, '_moduleSetUpFailed', False):
            return
        if getattr(previous, '_classSetupFailed', False) or getattr(previous, '__unittest_skip__', False):
            return
        tear_down = getattr(previous, 'tearDownClass', None)
        if tear_down is None and getattr(previous, 'doClassCleanups', None) is None:
            return
        self._redirected(result, lambda: self._attempt_class(previous, tear_down, 'tearDownClass', result, False))

    def _attempt_class(self, kind, action, name, result, setting_up):
        failed = False
        if action is not None:
            try:
                action()
            except Exception as error:
                if isinstance(result, _Raising):
                    raise
                failed = True
                if setting_up:
                    kind._classSetupFailed = True
                self._report(result, error, name, _qualified(kind))
        if (failed or not setting_up) and hasattr(kind, 'doClassCleanups'):
            kind.doClassCleanups()
            for exc_info in kind.tearDown_exceptions:
                if isinstance(result, _Raising):
                    raise exc_info[1]
                self._report(result, exc_info[1], name, _qualified(kind), exc_info)

    def _enter_module(self, test, result):
        before = _previous(result)
        module_name = type(test).__module__
        if before is not None and before.__module__ == module_name:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(module_name), 'setUpModule', None)
        if set_up is not None:
            self._redirected(result, lambda: self._attempt_module(set_up, 'setUpModule', module_name, result, True))

    def _leave_module(self, result):
        before = _previous(result)
        if before is None or getattr(result, '_moduleSetUpFailed', False):
            return
        module = sys.modules.get(before.__module__)
        if module is None:
            return
        tear_down = getattr(module, 'tearDownModule', None)
        self._redirected(result, lambda: self._attempt_module(tear_down, 'tearDownModule', before.__module__, result, False))

    def _attempt_module(self, action, name, module_name, result, setting_up):
        failed = False
        for step in (action, case.doModuleCleanups):
            if step is None or (step is case.doModuleCleanups and setting_up and not failed):
                continue
            try:
                step()
            except Exception as error:
                if isinstance(result, _Raising):
                    raise
                failed = True
                if setting_up:
                    result._moduleSetUpFailed = True
                self._report(result, error, name, module_name)

    def _redirected(self, result, action):
        """Call it while what is written goes where tests write."""
        _call_if_exists(result, '_setupStdout')
        try:
            action()
        finally:
            _call_if_exists(result, '_restoreStdout')

    def _report(self, result, error, method, parent, info=None):
        holder = _ErrorHolder(f'{method} ({parent})')
        add_skip = getattr(result, 'addSkip', None)
        if add_skip is not None and isinstance(error, case.SkipTest):
            add_skip(holder, str(error))
        else:
            result.addError(holder, info or sys.exc_info())


class _ErrorHolder:
    """Stands for a test where setting up or tearing down failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def countTestCases(self):
        return 0

    def __repr__(self):
        return "<ErrorHolder description=%r>" % (self.description,)

    def __str__(self):
        return self.id()

    def shortDescription(self):
        return None

    def id(self):
        return self.description

    def run(self, result):
        pass

    __call__ = run


class _Raising:
    """The result of debug(): errors are raised."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False


def _previous(result):
    """The class of the test before; results of long ago know none."""
    return getattr(result, '_previousTestClass', None)


def _call_if_exists(parent, name):
    getattr(parent, name, lambda: None)()


def _is_suite(test):
    try:
        iter(test)
    except TypeError:
        return False
    return True


def _qualified(kind):
    return "%s.%s" % (kind.__module__, kind.__qualname__)
