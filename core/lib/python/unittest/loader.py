"""Finds the tests of classes, modules and names."""
import functools
import sys
import types
import warnings

from . import case, suite

__unittest = True


def _failed_test(name, error):
    def test_failure(self):
        raise error
    return type('_FailedTest', (case.TestCase,), {name: test_failure})(name)


class TestLoader:
    """Makes suites: methods whose name begins with `testMethodPrefix`, in alphabetical order."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = staticmethod(lambda a, b: (a > b) - (a < b))
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        tests = []
        for name in dir(module):
            found = getattr(module, name)
            if (isinstance(found, type) and issubclass(found, case.TestCase)
                    and found not in (case.TestCase, case.FunctionTestCase)):
                tests.append(self.loadTestsFromTestCase(found))
        tests = self.suiteClass(tests)
        load_tests = getattr(module, 'load_tests', None)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as error:
                self.errors.append('Failed to call load_tests:\n%s' % error)
                return _failed_test(module.__name__, error)
        return tests

    def loadTestsFromName(self, name, module=None):
        parts = name.split('.')
        if module is None:
            for count in range(len(parts), 0, -1):
                try:
                    __import__('.'.join(parts[:count]))
                except ImportError as error:
                    if count == 1:
                        self.errors.append(str(error))
                        return self.suiteClass([_failed_test(parts[-1], error)])
                    continue
                module = sys.modules['.'.join(parts[:count])]
                parts = parts[count:]
                break
        found, parent = module, None
        for part in parts:
            try:
                parent, found = found, getattr(found, part)
            except AttributeError as error:
                self.errors.append(str(error))
                return self.suiteClass([_failed_test(part, error)])
        if isinstance(found, types.ModuleType):
            return self.loadTestsFromModule(found)
        if isinstance(found, type) and issubclass(found, case.TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(found, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(found, suite.TestSuite):
            return found
        if callable(found):
            test = found()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError("calling %s returned %s, not a test" % (found, test))
        raise TypeError("don't know how to make test from: %s" % found)

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        def wanted(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            if self.testNamePatterns is None:
                return True
            from fnmatch import fnmatchcase
            full = f'{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}'
            return any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns)
        names = [name for name in dir(testCaseClass) if wanted(name)]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names


defaultTestLoader = TestLoader()


def _three_way(a, b):
    return (a > b) - (a < b)


def _loader(name, instead, prefix, sort, suite_class=suite.TestSuite, patterns=None):
    warnings.warn(f"unittest.{name}() is deprecated and will be removed in Python 3.13. Please use unittest.TestLoader.{instead}() instead.",
                  DeprecationWarning, stacklevel=3)
    loader = TestLoader()
    loader.testMethodPrefix, loader.sortTestMethodsUsing, loader.suiteClass, loader.testNamePatterns = prefix, sort, suite_class, patterns
    return loader


def getTestCaseNames(testCaseClass, prefix, sortUsing=_three_way, testNamePatterns=None):
    return _loader("getTestCaseNames", "getTestCaseNames", prefix, sortUsing, patterns=testNamePatterns).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix="test", sortUsing=_three_way, suiteClass=suite.TestSuite):
    return _loader("makeSuite", "loadTestsFromTestCase", prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix="test", sortUsing=_three_way, suiteClass=suite.TestSuite):
    return _loader("findTestCases", "loadTestsFromModule", prefix, sortUsing, suiteClass).loadTestsFromModule(module)
