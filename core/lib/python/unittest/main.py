"""Tests of a module, of names, or of a folder as a program."""
import sys

from . import loader, runner, util
from .signals import installHandler

__unittest = True

_BY_MODULE = (('', 'run default set of tests'), ('MyTestSuite', "run suite 'MyTestSuite'"),
              ('MyTestCase.testSomething', 'run MyTestCase.testSomething'), ('MyTestCase', "run all 'test*' test methods"))
_BY_NAME = (('test_module', 'run tests from test_module'), ('module.TestClass', 'run tests from module.TestClass'),
            ('module.Class.test_method', 'run specified test method'), ('path/to/test_file.py', 'run tests from test_file.py'))


def _examples(rows, width, end=''):
    return 'Examples:\n' + ''.join(f'  %(prog)s {name:{width}}  - {what}\n' for name, what in rows) + end


MAIN_EXAMPLES = _examples(_BY_NAME, 24)
MODULE_EXAMPLES = _examples(_BY_MODULE, 24, ' ' * 39 + 'in MyTestCase\n')

_SWITCHES = (
    ('failfast', '-f', '--failfast', 'Stop on first fail or error'),
    ('catchbreak', '-c', '--catch', 'Catch Ctrl-C and display results so far'),
    ('buffer', '-b', '--buffer', 'Buffer stdout and stderr during tests'),
)
_PLACES = (
    ('start', '-s', '--start-directory', "Directory to start discovery ('.' default)"),
    ('pattern', '-p', '--pattern', "Pattern to match tests ('test*.py' default)"),
    ('top', '-t', '--top-level-directory', 'Top level directory of project (defaults to start directory)'),
)


def _convert_name(name):
    """The dotted name of a file."""
    os = util.module_os()
    if not name.lower().endswith('.py') or not os.path.isfile(name):
        return name
    if os.path.isabs(name):
        relative = os.path.relpath(name, os.getcwd())
        if os.path.isabs(relative) or relative.startswith(os.pardir):
            return name
        name = relative
    return os.path.normpath(name)[:-3].replace('\\', '.').replace('/', '.')


def _convert_names(names):
    return [_convert_name(name) for name in names]


def _convert_select_pattern(pattern):
    return pattern if '*' in pattern else f'*{pattern}*'


class TestProgram:
    """Reads the command line, runs the tests, and exits with what came of them."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = _discovery_parser = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        self.module = __import__(module) if isinstance(module, str) else module
        if isinstance(module, str):
            for part in module.split('.')[1:]:
                self.module = getattr(self.module, part)
        argv = sys.argv if argv is None else argv
        self.exit, self.failfast, self.catchbreak, self.verbosity, self.buffer = exit, failfast, catchbreak, verbosity, buffer
        self.tb_locals = tb_locals
        # warnings that are asked for on the command line come first
        self.warnings = 'default' if warnings is None and not sys.warnoptions else warnings
        self.defaultTest, self.testRunner, self.testLoader = defaultTest, testRunner, testLoader
        self.progName = argv[0].rpartition('/')[2]
        self.parseArgs(argv)
        self.runTests()

    # ---- the command line ----

    def usageExit(self, msg=None):
        """Write how the program is used, and exit."""
        if msg:
            print(msg)
        if self._discovery_parser is None:
            self._initArgParsers()
        self._print_help()
        sys.exit(2)

    def _print_help(self, *args, **kwargs):
        print(self._main_parser.format_help())
        print((MAIN_EXAMPLES if self.module is None else MODULE_EXAMPLES) % {'prog': self.progName})
        if self.module is None:
            self._discovery_parser.print_help()

    def parseArgs(self, argv):
        """Read the command line, and find the tests."""
        words = argv[1:]
        if self.module is None and words and words[0].lower() == 'discover':
            self._do_discovery(words[1:])
            return
        self.tests = []
        if words:
            self._initArgParsers()
            self._main_parser.parse_args(words, self)
        else:
            self._put_switches()
        if self.module is None and not self.tests:
            self._do_discovery([])
            return
        if self.tests:
            self.testNames = _convert_names(self.tests)
            if __name__ == '__main__':
                self.module = None
        elif self.defaultTest is None:
            self.testNames = None
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def _put_switches(self):
        """What the parsers leave where nothing is given."""
        for name, *_ in _SWITCHES:
            if getattr(self, name) is None:
                setattr(self, name, False)
        if self.testNamePatterns is None:
            self.testNamePatterns = []

    def _initArgParsers(self):
        shared = self._getParentArgParser()
        self._main_parser = self._getMainArgParser(shared)
        self._discovery_parser = self._getDiscoveryArgParser(shared)

    def _getParentArgParser(self):
        from argparse import ArgumentParser
        parser = ArgumentParser(add_help=False)
        add = parser.add_argument
        add('-v', '--verbose', dest='verbosity', action='store_const', const=2, help='Verbose output')
        add('-q', '--quiet', dest='verbosity', action='store_const', const=0, help='Quiet output')
        add('--locals', dest='tb_locals', action='store_true', help='Show local variables in tracebacks')
        for name, short, long, text in _SWITCHES:
            if getattr(self, name) is None:
                add(short, long, dest=name, action='store_true', help=text)
        if self.testNamePatterns is None:
            add('-k', dest='testNamePatterns', action='append', type=_convert_select_pattern,
                help='Only run tests which match the given substring')
        self._put_switches()
        return parser

    def _getMainArgParser(self, parent):
        from argparse import ArgumentParser
        parser = ArgumentParser(prog=self.progName, parents=[parent])
        parser.print_help = self._print_help
        parser.add_argument('tests', nargs='*', help='a list of any number of test modules, classes and test methods.')
        return parser

    def _getDiscoveryArgParser(self, parent):
        from argparse import SUPPRESS, ArgumentParser
        parser = ArgumentParser(prog=f'{self.progName} discover', parents=[parent], epilog=(
            'For test discovery all test modules must be importable from the top level directory of the project.'))
        for name, short, long, text in _PLACES:
            parser.add_argument(short, long, dest=name, help=text)
        for name, *_ in _PLACES:  # in this order without the options, too
            parser.add_argument(name, nargs='?', default=SUPPRESS, help=SUPPRESS)
        return parser

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = '.', 'test*.py', None
        if argv is not None:
            if argv or self._discovery_parser is not None:
                if self._discovery_parser is None:
                    self._initArgParsers()
                self._discovery_parser.parse_args(argv, self)
            else:
                self._put_switches()
        self.createTests(from_discovery=True, Loader=Loader)

    # ---- the tests ----

    def createTests(self, from_discovery=False, Loader=None):
        """Make the suite that is run."""
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            finder = self.testLoader if Loader is None else Loader()
            self.test = finder.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def runTests(self):
        """Run the suite, and exit if that is wanted."""
        if self.catchbreak:
            installHandler()
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        self.result = (self._made_runner() if isinstance(self.testRunner, type) else self.testRunner).run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())

    def _made_runner(self):
        """A runner of the class: old ones take fewer arguments, or none."""
        options = {'verbosity': self.verbosity, 'failfast': self.failfast, 'buffer': self.buffer, 'warnings': self.warnings}
        try:
            try:
                return self.testRunner(**options, tb_locals=self.tb_locals)
            except TypeError:
                return self.testRunner(**options)
        except TypeError:
            return self.testRunner()


main = TestProgram
