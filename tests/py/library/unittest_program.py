# python3 -m unittest from within: folders searched for tests, names, files, patterns, help, and what each failure of finding says.
import io
import os
import re
import sys
import tempfile
import unittest
import warnings

FILES = {
    "test_a.py": """
import unittest
class A(unittest.TestCase):
    def test_one(self): self.assertEqual(1, 1)
    def test_two(self):
        x = [1, 2]
        self.assertIn(3, x)
    @unittest.expectedFailure
    def test_three(self): self.fail()
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i), self.subTest("in", i=i, k=2): self.assertNotEqual(i, 1)
    def test_none(self):
        with self.subTest(None): raise KeyError(3)
""",
    "pkg/__init__.py": "",
    "pkg/test_b.py": "import unittest\nraise unittest.SkipTest('not here')\n",
    "pkg/test_c.py": "import nowhere\n",
    "pkg/test_d.py": """
import unittest
class D(unittest.TestCase):
    def setUp(self): self.addCleanup(print, 'cleaned')
    def test_d(self): print('written'); 1 / 0
""",
    "pkg/deep/__init__.py": "def load_tests(loader, tests, pattern):\n    print('loading', pattern)\n    return tests\n",
    "pkg/deep/test_e.py": "raise ValueError('never imported')\n",
    "pkg/wrong/__init__.py": "def load_tests(loader, tests, pattern): raise RuntimeError('no tests')\n",
    "loose/test_f.py": "raise ValueError('not in a package')\n",
}


def go(*words):
    """What comes of a command line."""
    before, out = (sys.stdout, sys.stderr), io.StringIO()
    sys.stdout = sys.stderr = out
    ended = None
    try:
        unittest.main(module=None, argv=["prog", *words], testLoader=unittest.TestLoader())
    except SystemExit as error:
        ended = f"exit {error.code}"
    except Exception as error:
        ended = f"{type(error).__name__}: {error}"
    finally:
        sys.stdout, sys.stderr = before
    for name in [name for name in sys.modules if name.startswith(("pkg", "test_"))]:
        del sys.modules[name]
    text = re.sub(r"in \d+\.\d+s", "in Xs", out.getvalue()).replace(os.getcwd(), "HERE")
    text = re.sub(r"(Traceback[^\n]*\n)(?:  [^\n]*\n)+", r"\1", text)
    print(words, ended, text, sep="\n")


class OldResult:
    """A result as of long ago: few methods."""
    shouldStop = False

    def startTest(self, test):
        print("start", test._testMethodName)

    stopTest = addSuccess = addError = addFailure = lambda self, test, *more: print(" ", test._testMethodName, [one[0].__name__ for one in more])


class Old(unittest.TestCase):
    def test_skipped(self):
        self.skipTest("why")

    @unittest.expectedFailure
    def test_fails(self):
        self.fail()

    @unittest.expectedFailure
    def test_passes(self):
        pass


def names_and_values():
    loader = unittest.TestLoader()
    for name in "pkg.test_d.D", "pkg.test_d.D.test_d", "pkg.test_d.nothing", "nothing.at.all", "pkg.nothing", "pkg.test_c", "os.path", "os.sep":
        loader.errors = []
        try:
            print(name, [type(test).__name__ for test in loader.loadTestsFromName(name)], [error.split("\n")[0] for error in loader.errors])
        except TypeError as error:
            print(name, error)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(loader.loadTestsFromModule(re, use_load_tests=False).countTestCases(), [str(one.message) for one in caught])
    for attempt in (lambda: loader.loadTestsFromModule(re, 1, 2), lambda: loader.loadTestsFromModule(re, odd=1), lambda: loader.discover("sys"),
                    lambda: Old().assertRaisesRegex(ValueError, 3), lambda: loader.loadTestsFromTestCase(unittest.TestSuite)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                attempt()
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    print(loader.loadTestsFromTestCase(unittest.FunctionTestCase), unittest.util._count_diff_all_purpose([[1], [2], [1]], [[2], [3]]),
          sorted(unittest.util._count_diff_hashable("aab", "abc")))


here = os.getcwd()
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, text in FILES.items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "w") as file:
            file.write(text)
    sys.path.insert(0, os.getcwd())
    for line in ("discover", "discover -v -b", "discover -s pkg -t . -p *d.py --locals", "-h", "discover -h", "-k two test_a", "test_a.py -v -f",
                 "test_a.A.test_one nowhere test_a.B", "discover nope", "discover loose .", "-x", "-q", "discover -s", "pkg.test_d.D.test_d", ""):
        go(*line.split())
    names_and_values()
    for name in unittest.TestLoader().getTestCaseNames(Old):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            Old(name).run(OldResult())
            print([f"{one.category.__name__}: {one.message}" for one in caught])
    os.chdir(here)
