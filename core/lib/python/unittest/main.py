"""Tests of a module as a program."""
import sys
import types

from . import loader, runner

__unittest = True


class TestProgram:
    """Reads the command line, runs the tests, and exits with what came of them."""

    module = None
    verbosity = 1
    failfast = buffer = progName = warnings = testNamePatterns = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        self.module = __import__(module) if isinstance(module, str) else module
        if isinstance(module, str):
            for part in module.split('.')[1:]:
                self.module = getattr(self.module, part)
        argv = sys.argv if argv is None else argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.warnings = 'default' if warnings is None and not sys.warnoptions else warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = argv[0] if argv else ''
        self.parseArgs(argv)
        self.runTests()

    def parseArgs(self, argv):
        names, patterns = [], []
        words = iter(argv[1:])
        for word in words:
            if word in ('-v', '--verbose'):
                self.verbosity = 2
            elif word in ('-q', '--quiet'):
                self.verbosity = 0
            elif word in ('-f', '--failfast'):
                self.failfast = True
            elif word in ('-b', '--buffer'):
                self.buffer = True
            elif word in ('-c', '--catch', '--locals'):
                pass
            elif word == '-k':
                pattern = next(words, '')
                patterns.append(pattern if '*' in pattern else f'*{pattern}*')
            elif word in ('-h', '--help'):
                print(f'usage: {self.progName} [-h] [-v] [-q] [-f] [-b] [-k PATTERN] [tests ...]')
                sys.exit(0)
            elif word.startswith('-'):
                print(f'{self.progName}: error: unrecognized arguments: {word}', file=sys.stderr)
                sys.exit(2)
            else:
                names.append(word)
        if patterns:
            self.testLoader.testNamePatterns = patterns
        if names:
            self.testNames = names
        elif self.defaultTest is None:
            self.testNames = None
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def createTests(self):
        if self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def runTests(self):
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if isinstance(self.testRunner, type):
            runs = self.testRunner(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer,
                                   warnings=self.warnings, tb_locals=self.tb_locals)
        else:
            runs = self.testRunner
        self.result = runs.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
