"""Finds the tests of classes, modules, names and folders."""
import functools
import sys
import types
import warnings

from . import case, suite, util

__unittest = True


# ---- tests that stand for what could not be found ----

class _FailedTest(case.TestCase):
    """A test that raises what kept others from being found."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def testFailure():
            raise self._exception
        return testFailure


def _make_failed_test(methodname, exception, suiteClass, message):
    return suiteClass((_FailedTest(methodname, exception),)), message


def _traced(text):
    import traceback
    return f'{text}\n{traceback.format_exc()}'


def _make_failed_import_test(name, suiteClass):
    message = _traced(f'Failed to import test module: {name}')
    return _make_failed_test(name, ImportError(message), suiteClass, message)


def _make_failed_load_tests(name, exception, suiteClass):
    return _make_failed_test(name, exception, suiteClass, _traced('Failed to call load_tests:'))


def _make_skipped_test(methodname, exception, suiteClass):
    @case.skip(str(exception))
    def testSkipped(self):
        pass
    return suiteClass((type("ModuleSkipped", (case.TestCase,), {methodname: testSkipped})(methodname),))


def _holds_tests(obj):
    return isinstance(obj, type) and issubclass(obj, case.TestCase) and obj not in (case.TestCase, case.FunctionTestCase)


def _without_suffix(path):
    os = util.module_os()
    return os.path.splitext(path)[0]


def _is_module_file(name):
    """A file that can be imported by its name."""
    stem, suffix = name[:-3], name[-3:].lower()
    return suffix == '.py' and stem.isidentifier() and (stem[0] == '_' or stem[0].isascii())


class TestLoader:
    """Makes suites: methods whose name begins with `testMethodPrefix`, in alphabetical order."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []
        self._loading_packages = set()  # those whose load_tests() may call discover()

    def _noted(self, made):
        """The test of a failure, whose message is kept."""
        tests, message = made
        self.errors.append(message)
        return tests

    def loadTestsFromTestCase(self, testCaseClass):
        """A suite with a case for each test method."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = []
        if testCaseClass not in (case.TestCase, case.FunctionTestCase):
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, 'runTest'):
                names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        """A suite with the cases of a module, or what its load_tests() makes of them."""
        if args or 'use_load_tests' in kws:
            warnings.warn('use_load_tests is deprecated and ignored', DeprecationWarning)
            kws.pop('use_load_tests', None)
        if len(args) > 1:
            raise TypeError(f'loadTestsFromModule() takes 1 positional argument but {len(args) + 1} were given')
        for name in sorted(kws):
            raise TypeError(f"loadTestsFromModule() got an unexpected keyword argument '{name}'")
        found = [getattr(module, name) for name in dir(module)]
        tests = self.suiteClass([self.loadTestsFromTestCase(one) for one in found if _holds_tests(one)])
        load_tests = getattr(module, 'load_tests', None)
        if load_tests is None:
            return tests
        try:
            return load_tests(self, tests, pattern)
        except Exception as error:
            return self._noted(_make_failed_load_tests(module.__name__, error, self.suiteClass))

    # ---- by name ----

    def loadTestsFromName(self, name, module=None):
        """The tests of a dotted name: a module, a class, a method, a suite, or something that makes one when called."""
        parts, failed = name.split('.'), None
        if module is None:
            module, failed = self._imported(parts)
            if module is None:
                return self._noted(failed)
            parts = parts[1:]
        found, parent = module, None
        for part in parts:
            try:
                parent, found = found, getattr(found, part)
            except AttributeError as error:
                if failed is None or getattr(found, '__path__', None) is None:
                    failed = _make_failed_test(part, error, self.suiteClass, _traced('Failed to access attribute:'))
                return self._noted(failed)
        return self._tests_of(found, parent, parts)

    def _imported(self, parts):
        """(the first module of a dotted name, the failed test of what could not be imported behind it)"""
        failed = None
        for count in range(len(parts), 0, -1):
            try:
                return __import__('.'.join(parts[:count])), failed
            except ImportError:
                failed = _make_failed_import_test(parts[count - 1], self.suiteClass)
        return None, failed

    def _tests_of(self, found, parent, parts):
        if isinstance(found, types.ModuleType):
            return self.loadTestsFromModule(found)
        if _holds_tests(found):
            return self.loadTestsFromTestCase(found)
        if isinstance(found, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            made = parent(parts[-1])
            if not isinstance(getattr(made, parts[-1]), types.FunctionType):  # no static method
                return self.suiteClass([made])
        elif isinstance(found, suite.TestSuite):
            return found
        if not callable(found):
            raise TypeError("don't know how to make test from: %s" % found)
        test = found()
        if isinstance(test, suite.TestSuite):
            return test
        if isinstance(test, case.TestCase):
            return self.suiteClass([test])
        raise TypeError("calling %s returned %s, not a test" % (found, test))

    def loadTestsFromNames(self, names, module=None):
        """A suite with what each name stands for."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The names of the test methods, in order."""
        def wanted(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            if self.testNamePatterns is None:
                return True
            from fnmatch import fnmatchcase
            full = f'{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}'
            return any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns)
        names = list(filter(wanted, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    # ---- in folders ----

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """A suite with the tests of all files below a folder (or of a package) whose name is like the pattern.

        Modules are imported from the top level folder, which goes into sys.path: the folder to start in if none is given.
        """
        os = util.module_os()
        before = self._top_level_dir
        implied = top_level_dir is None and before is None
        if top_level_dir is None:
            top_level_dir = start_dir if before is None else before
        top_level_dir = self._top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            importable = start_dir == top_level_dir or os.path.isfile(os.path.join(start_dir, '__init__.py'))
        else:
            importable, start_dir = self._folder_of(start_dir, implied, top_level_dir)
        if not importable:
            raise ImportError(f'Start directory is not importable: {start_dir!r}')
        return self.suiteClass(list(self._find_tests(start_dir, pattern)))

    def _folder_of(self, name, implied, top_level_dir):
        """(whether it can be imported, the folder) of a dotted name."""
        os = util.module_os()
        try:
            __import__(name)
        except ImportError:
            return False, name
        module = sys.modules[name]
        try:
            folder = os.path.abspath(os.path.dirname(module.__file__))
        except AttributeError:
            if module.__name__ in sys.builtin_module_names:
                raise TypeError('Can not use builtin modules as dotted module names') from None
            raise TypeError(f"don't know how to discover from {module!r}") from None
        if implied:
            self._top_level_dir = self._get_directory_containing_module(name.split('.')[0])
            sys.path.remove(top_level_dir)
        return True, folder

    def _get_directory_containing_module(self, module_name):
        os = util.module_os()
        path = os.path.abspath(sys.modules[module_name].__file__)
        folder, name = os.path.split(path)
        return os.path.dirname(folder) if name.lower().startswith('__init__.py') else folder

    def _get_name_from_path(self, path):
        os = util.module_os()
        if path == self._top_level_dir:
            return '.'
        relative = os.path.relpath(_without_suffix(os.path.normpath(path)), self._top_level_dir)
        assert not os.path.isabs(relative), "Path must be within the project"
        assert not relative.startswith('..'), "Path must be within the project"
        return relative.replace(os.path.sep, '.')

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        """Whether a file may have tests: for subclasses to override."""
        from fnmatch import fnmatch
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern):
        """The suites of a folder and those below it."""
        os = util.module_os()
        name = self._get_name_from_path(start_dir)
        if name != '.' and name not in self._loading_packages:
            tests, deeper = self._find_test_path(start_dir, pattern)
            if tests is not None:
                yield tests
            if not deeper:
                return
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, deeper = self._find_test_path(path, pattern)
            if tests is not None:
                yield tests
            if deeper:
                name = self._get_name_from_path(path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern)
                finally:
                    self._loading_packages.discard(name)

    def _find_test_path(self, full_path, pattern):
        """(the tests of a file or a package or None, whether to look into the folder)"""
        os = util.module_os()
        base = os.path.basename(full_path)
        if os.path.isfile(full_path):
            if not _is_module_file(base) or not self._match_path(base, full_path, pattern):
                return None, False
        elif not os.path.isdir(full_path) or not os.path.isfile(os.path.join(full_path, '__init__.py')):
            return None, False
        name = self._get_name_from_path(full_path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as skipped:
            return _make_skipped_test(name, skipped, self.suiteClass), False
        except:
            return self._noted(_make_failed_import_test(name, self.suiteClass)), False
        if not os.path.isfile(full_path):
            return self._tests_of_package(name, module, pattern)
        self._expect_file(module, full_path)
        return self.loadTestsFromModule(module, pattern=pattern), False

    def _tests_of_package(self, name, package, pattern):
        self._loading_packages.add(name)
        try:
            tests = self.loadTestsFromModule(package, pattern=pattern)
            return tests, getattr(package, 'load_tests', None) is None
        finally:
            self._loading_packages.discard(name)

    def _expect_file(self, module, full_path):
        """Raise ImportError if the module of that name comes from elsewhere."""
        os = util.module_os()
        loaded = _without_suffix(os.path.realpath(os.path.abspath(getattr(module, '__file__', full_path))))
        if loaded.lower() != _without_suffix(os.path.realpath(full_path)).lower():
            raise ImportError("%r module incorrectly imported from %r. Expected %r. Is this module globally installed?" % (
                _without_suffix(os.path.basename(full_path)), os.path.dirname(loaded), os.path.dirname(full_path)))


defaultTestLoader = TestLoader()


def _loader(name, instead, prefix, sort, suite_class=suite.TestSuite, patterns=None):
    warnings.warn(f"unittest.{name}() is deprecated and will be removed in Python 3.13. Please use unittest.TestLoader.{instead}() instead.",
                  DeprecationWarning, stacklevel=3)
    loader = TestLoader()
    loader.testMethodPrefix, loader.sortTestMethodsUsing, loader.suiteClass, loader.testNamePatterns = prefix, sort, suite_class, patterns
    return loader


def getTestCaseNames(testCaseClass, prefix, sortUsing=util.three_way_cmp, testNamePatterns=None):
    return _loader("getTestCaseNames", "getTestCaseNames", prefix, sortUsing, patterns=testNamePatterns).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix="test", sortUsing=util.three_way_cmp, suiteClass=suite.TestSuite):
    return _loader("makeSuite", "loadTestsFromTestCase", prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix="test", sortUsing=util.three_way_cmp, suiteClass=suite.TestSuite):
    return _loader("findTestCases", "loadTestsFromModule", prefix, sortUsing, suiteClass).loadTestsFromModule(module)
