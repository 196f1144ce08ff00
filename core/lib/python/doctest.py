"""Examples in docstrings, run and compared with what the text says they print."""

__all__ = ['register_optionflag', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'NORMALIZE_WHITESPACE', 'ELLIPSIS', 'SKIP',
           'IGNORE_EXCEPTION_DETAIL', 'COMPARISON_FLAGS', 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_NDIFF', 'REPORT_ONLY_FIRST_FAILURE',
           'REPORTING_FLAGS', 'FAIL_FAST', 'Example', 'DocTest', 'DocTestParser', 'DocTestFinder', 'DocTestRunner', 'OutputChecker',
           'DocTestFailure', 'UnexpectedException', 'DebugRunner', 'testmod', 'testfile', 'run_docstring_examples', 'DocTestSuite',
           'DocFileSuite', 'set_unittest_reportflags', 'script_from_examples', 'testsource', 'debug_src', 'debug']

import __future__
import inspect
import linecache
import os
import re
import sys
import traceback
import unittest
from _support import source_remember
from collections import namedtuple
from io import StringIO

TestResults = namedtuple('TestResults', 'failed attempted')

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """A flag of its own for a name, the same at every call."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag('DONT_ACCEPT_TRUE_FOR_1')
DONT_ACCEPT_BLANKLINE = register_optionflag('DONT_ACCEPT_BLANKLINE')
NORMALIZE_WHITESPACE = register_optionflag('NORMALIZE_WHITESPACE')
ELLIPSIS = register_optionflag('ELLIPSIS')
SKIP = register_optionflag('SKIP')
IGNORE_EXCEPTION_DETAIL = register_optionflag('IGNORE_EXCEPTION_DETAIL')
COMPARISON_FLAGS = (1 << 6) - 1
REPORT_UDIFF = register_optionflag('REPORT_UDIFF')
REPORT_CDIFF = register_optionflag('REPORT_CDIFF')
REPORT_NDIFF = register_optionflag('REPORT_NDIFF')
REPORT_ONLY_FIRST_FAILURE = register_optionflag('REPORT_ONLY_FIRST_FAILURE')
FAIL_FAST = register_optionflag('FAIL_FAST')
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'
_RULE = '*' * 70


# ---- what a text holds ----

class Example:
    """One statement and what it should print."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = want if not want or want.endswith('\n') else want + '\n'
        self.exc_msg = exc_msg if exc_msg is None or exc_msg.endswith('\n') else exc_msg + '\n'
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg

    def __eq__(self, other):
        return self._key() == other._key() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring and the names they start with."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        if isinstance(examples, str):
            raise AssertionError('DocTest no longer accepts str; use DocTestParser instead')
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        text = 'no examples' if not count else '1 example' if count == 1 else f'{count} examples'
        return f'<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} ({text})>'

    def _key(self):
        return self.examples, self.docstring, self.globs, self.name, self.filename, self.lineno

    def __eq__(self, other):
        return self._key() == other._key() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        mine, theirs = ((test.name, test.filename or '', test.lineno or -1, id(test)) for test in (self, other))
        return mine < theirs


class DocTestParser:
    """Finds the examples of a text."""

    _OPTION = re.compile(r'#\s*doctest:\s*([^\n\'"]*)$', re.MULTILINE)
    _TRACEBACK = re.compile(r'Traceback \((?:most recent call last|innermost last)\):\s*$(?:.*?)^(\w.*)', re.MULTILINE | re.DOTALL)

    def parse(self, string, name='<string>'):
        """The examples of a text and the pieces of text between them, in order."""
        string = string.expandtabs()
        indent = min((len(line) - len(line.lstrip(' ')) for line in string.split('\n') if line.strip()), default=0)
        lines = [line[indent:] for line in string.split('\n')]
        pieces, between, number = [], [], 0
        while number < len(lines):
            line = lines[number]
            margin = line[:len(line) - len(line.lstrip(' '))]
            if not line[len(margin):].startswith('>>>'):
                between.append(line)
                number += 1
                continue
            pieces.append('\n'.join(between) + '\n' if between else '')
            between, start = [], number
            number += 1
            while number < len(lines) and re.match(r' *\.\.\.(?: |$)', lines[number]):
                number += 1
            source = lines[start:number]
            want_start = number
            while number < len(lines) and lines[number].strip(' ') and not lines[number].lstrip(' ').startswith('>>>'):
                number += 1
            example = self._example(source, lines[want_start:number], len(margin), name, start)
            example.indent += indent
            if not self._is_comment(example.source):
                pieces.append(example)
        pieces.append('\n'.join(between))
        return pieces

    def get_doctest(self, string, globs, name, filename, lineno):
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        return [piece for piece in self.parse(string, name) if isinstance(piece, Example)]

    @staticmethod
    def _is_comment(source):
        return all(not line.strip() or line.lstrip().startswith('#') for line in source.split('\n'))

    def _example(self, source, want, indent, name, lineno):
        for i, line in enumerate(source):
            if len(line) > indent + 3 and line[indent + 3] != ' ':
                raise ValueError(f'line {lineno + i + 1!r} of the docstring for {name} lacks blank after {line[indent:indent + 3]}: {line!r}')
        for i, line in enumerate(source[1:] + want, 1):
            if line and not line.startswith(' ' * indent):
                raise ValueError(f'line {lineno + i + (i >= len(source))} of the docstring for {name} has inconsistent leading whitespace: {line!r}')
        text = '\n'.join(line[indent + 4:] for line in source)
        expected = '\n'.join(line[indent:] for line in want)
        found = self._TRACEBACK.match(expected)
        return Example(text, expected, exc_msg=found and found[1] if found else None, lineno=lineno, indent=indent,
                       options=self._options(text, name, lineno))

    def _options(self, source, name, lineno):
        options = {}
        for found in self._OPTION.finditer(source):
            for word in found[1].replace(',', ' ').split():
                if word[0] not in '+-' or word[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f'line {lineno + 1!r} of the doctest for {name} has an invalid option: {word!r}')
                options[OPTIONFLAGS_BY_NAME[word[1:]]] = word[0] == '+'
        if options and self._is_comment(source):
            raise ValueError(f'line {lineno!r} of the doctest for {name} has an option directive on a line with no example: {source!r}')
        return options


class DocTestFinder:
    """The docstrings of an object and of what is defined in it."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser, self._verbose, self._recurse, self._exclude_empty = parser, verbose, recurse, exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        if name is None:
            name = getattr(obj, '__name__', None)
            if name is None:
                raise ValueError(f"DocTestFinder.find: name must be given when obj.__name__ doesn't exist: {type(obj)!r}")
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        lines = self._lines_of(obj, module)
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        globs.update(extraglobs or {})
        globs.setdefault('__name__', '__main__')
        tests = []
        self._find(tests, obj, name, module, lines, globs, {})
        tests.sort()
        return tests

    @staticmethod
    def _lines_of(obj, module):
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            return None
        if not file:
            return None
        return linecache.getlines(file, module.__dict__) if module is not None else linecache.getlines(file)

    def _from_module(self, module, obj):
        if module is None:
            return True
        found = inspect.getmodule(obj)
        if found is not None:
            return module is found
        if inspect.isfunction(obj):
            return module.__dict__ is obj.__globals__
        if inspect.ismethoddescriptor(obj) or inspect.ismethodwrapper(obj):
            owner = getattr(obj, '__objclass__', None)
            return module.__name__ == (owner.__module__ if owner else getattr(obj, '__module__', None))
        if inspect.isclass(obj):
            return module.__name__ == obj.__module__
        if hasattr(obj, '__module__'):
            return module.__name__ == obj.__module__
        if isinstance(obj, property):
            return True
        raise ValueError('object must be a class or function')

    def _find(self, tests, obj, name, module, lines, globs, seen):
        if self._verbose:
            print(f'Finding tests in {name}')
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                value_name = f'{name}.{key}'
                if (self._is_routine(value) or inspect.isclass(value)) and self._from_module(module, value):
                    self._find(tests, value, value_name, module, lines, globs, seen)
            for key, value in getattr(obj, '__test__', {}).items():
                if not isinstance(key, str):
                    raise ValueError(f'DocTestFinder.find: __test__ keys must be strings: {type(key)!r}')
                if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value) or isinstance(value, str)):
                    raise ValueError('DocTestFinder.find: __test__ values must be strings, functions, methods, classes, or modules: '
                                     f'{type(value)!r}')
                self._find(tests, value, f'{name}.__test__.{key}', module, lines, globs, seen)
        if inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (inspect.isroutine(value) or inspect.isclass(value) or isinstance(value, property)) and self._from_module(module, value):
                    self._find(tests, value, f'{name}.{key}', module, lines, globs, seen)

    @staticmethod
    def _is_routine(obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _get_test(self, obj, name, module, globs, lines):
        if isinstance(obj, str):
            text = obj
        else:
            text = getattr(obj, '__doc__', None)
            text = '' if text is None else text if isinstance(text, str) else str(text)
        lineno = self._line_of(obj, lines)
        if self._exclude_empty and not text:
            return None
        filename = None if module is None else getattr(module, '__file__', None) or module.__name__
        return self._parser.get_doctest(text, globs, name, filename, lineno)

    @staticmethod
    def _line_of(obj, lines):
        """The line, from 0, at which the docstring of an object begins, as far as it can be known."""
        number = None
        if inspect.ismodule(obj) and getattr(obj, '__doc__', None) is not None:
            number = 0
        if inspect.isclass(obj) and getattr(obj, '__doc__', None) is not None and lines is not None:
            head = re.compile(rf'^\s*class\s*{re.escape(getattr(obj, "__name__", "-"))}\b')
            number = next((i for i, line in enumerate(lines) if head.match(line)), None)
        if inspect.ismethod(obj):
            obj = obj.__func__
        if inspect.isfunction(obj) and getattr(obj, '__doc__', None):
            obj = inspect.unwrap(obj).__code__
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            number = obj.co_firstlineno - 1
        if number is not None and lines is not None:
            quote = re.compile(r'(^|.*:)\s*\w*("|\')')
            return next((i for i in range(number, len(lines)) if quote.match(lines[i])), None)
        return number


# ---- comparing ----

class OutputChecker:
    """Whether an output is the expected one, and what to say when it is not."""

    def check_output(self, want, got, optionflags):
        want, got = (str(text.encode('ASCII', 'backslashreplace'), 'ASCII') for text in (want, got))
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (('True\n', '1\n'), ('False\n', '0\n')):
            return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf'(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$', '', want)
            got = re.sub(r'(?m)^[^\S\n]+$', '', got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got, want = ' '.join(got.split()), ' '.join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _matches_ellipsis(want, got)

    def output_difference(self, example, got, optionflags):
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^[ ]*(?=\n)', BLANKLINE_MARKER, got)
        if want and got:
            return f'Expected:\n{_indent(want)}Got:\n{_indent(got)}'
        if want:
            return f'Expected:\n{_indent(want)}Got nothing\n'
        if got:
            return f'Expected nothing\nGot:\n{_indent(got)}'
        return 'Expected nothing\nGot nothing\n'


def _matches_ellipsis(want, got):
    """Whether `got` is `want` with any text in place of each "..."."""
    if ELLIPSIS_MARKER not in want:
        return want == got
    first, *middle, last = want.split(ELLIPSIS_MARKER)
    start, end = len(first), len(got) - len(last)
    if not got.startswith(first) or not got.endswith(last) or start > end:
        return False
    for piece in middle:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


def _indent(text, indent=4):
    return re.sub('(?m)^(?!$)', indent * ' ', text)


def _exception_traceback(exc_info):
    output = StringIO()
    traceback.print_exception(*exc_info, file=output)
    return output.getvalue()


def _strip_exception_details(message):
    """The name of the exception's class alone, without its module."""
    line = message.partition('\n')[0]
    return line.partition(':')[0].rpartition('.')[2]


def _extract_future_flags(globs):
    flags = 0
    for name in __future__.all_feature_names:
        feature = globs.get(name)
        if feature is getattr(__future__, name):
            flags |= feature.compiler_flag
    return flags


# ---- running ----

class _SpoofOut(StringIO):
    def getvalue(self):
        text = super().getvalue()
        return text if not text or text.endswith('\n') else text + '\n'

    def truncate(self, size=None):
        self.seek(size)
        super().truncate()


class DocTestRunner:
    """Runs tests, keeps count, reports what differs."""

    DIVIDER = _RULE

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = '-v' in sys.argv if verbose is None else verbose
        self.optionflags = self.original_optionflags = optionflags
        self.tries = self.failures = 0
        self._name2ft = {}
        self._fakeout = _SpoofOut()

    def report_start(self, out, test, example):
        if self._verbose:
            expecting = 'Expecting:\n' + _indent(example.want) if example.want else 'Expecting nothing\n'
            out(f'Trying:\n{_indent(example.source)}{expecting}')

    def report_success(self, out, test, example, got):
        if self._verbose:
            out('ok\n')

    def report_failure(self, out, test, example, got):
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        out(self._failure_header(test, example) + 'Exception raised:\n' + _indent(_exception_traceback(exc_info)))

    def _failure_header(self, test, example):
        if test.filename:
            line = '?' if test.lineno is None or example.lineno is None else test.lineno + example.lineno + 1
            where = f'File "{test.filename}", line {line}, in {test.name}'
        else:
            where = f'Line {example.lineno + 1}, in {test.name}'
        return f'{self.DIVIDER}\n{where}\nFailed example:\n{_indent(example.source)}'

    def _execute(self, test, example, number, compileflags):
        """What an example printed, and the exc_info of what it raised or None."""
        try:
            filename = f'<doctest {test.name}[{number}]>'
            source_remember(filename, example.source)
            code = compile(example.source, filename, 'single', compileflags, True)
            exec(code, test.globs)
            error = None
        except KeyboardInterrupt:
            raise
        except:
            kind, value, tb = sys.exc_info()
            error = kind, value, tb.tb_next or tb
        got = self._fakeout.getvalue()
        self._fakeout.truncate(0)
        return got, error

    def _passes(self, example, got, error):
        """Whether output and exception are those wanted, and the output to show; None for an exception nobody expected."""
        check = self._checker.check_output
        if error is None:
            return check(example.want, got, self.optionflags), got
        message = traceback.format_exception_only(*error[:2])[-1]
        got += _exception_traceback(error)
        if example.exc_msg is None:
            return None, got
        if check(example.exc_msg, message, self.optionflags):
            return True, got
        if self.optionflags & IGNORE_EXCEPTION_DETAIL:
            return check(_strip_exception_details(example.exc_msg), _strip_exception_details(message), self.optionflags), got
        return False, got

    def __run(self, test, compileflags, out):
        failures = tries = 0
        original = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original
            for flag, on in example.options.items():
                self.optionflags = self.optionflags | flag if on else self.optionflags & ~flag
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            got, error = self._execute(test, example, number, compileflags)
            passed, shown = self._passes(example, got, error)
            if passed:
                if not quiet:
                    self.report_success(out, test, example, shown)
            else:
                if quiet:
                    pass
                elif passed is None:
                    self.report_unexpected_exception(out, test, example, error)
                else:
                    self.report_failure(out, test, example, shown)
                failures += 1
            if failures and self.optionflags & FAIL_FAST:
                break
        self.optionflags = original
        self.__record_outcome(test, failures, tries)
        return TestResults(failures, tries)

    def __record_outcome(self, test, failures, tries):
        before = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = (before[0] + failures, before[1] + tries)
        self.failures += failures
        self.tries += tries

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        save_stdout = sys.stdout
        if out is None:
            encoding = getattr(save_stdout, 'encoding', None)

            def out(text):
                if encoding and encoding.lower() != 'utf-8':
                    text = str(text.encode(encoding, 'backslashreplace'), encoding)
                save_stdout.write(text)
        sys.stdout = self._fakeout
        save_displayhook = sys.displayhook
        sys.displayhook = sys.__displayhook__
        try:
            return self.__run(test, compileflags, out)
        finally:
            sys.stdout = save_stdout
            sys.displayhook = save_displayhook
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def summarize(self, verbose=None):
        if verbose is None:
            verbose = self._verbose
        empty, passed, failed, total_tries, total_failures = [], [], [], 0, 0
        for name, (failures, tries) in sorted(self._name2ft.items()):
            total_tries += tries
            total_failures += failures
            if not tries:
                empty.append(name)
            elif not failures:
                passed.append((name, tries))
            else:
                failed.append((name, (failures, tries)))
        if verbose:
            if empty:
                print(f'{len(empty)} items had no tests:')
                for name in empty:
                    print(f'    {name}')
            if passed:
                print(f'{len(passed)} items passed all tests:')
                for name, count in passed:
                    print(f' {count:3d} tests in {name}')
        if failed:
            print(self.DIVIDER)
            print(f'{len(failed)} items had failures:')
            for name, (failures, tries) in failed:
                print(f' {failures:3d} of {tries:3d} in {name}')
        if verbose:
            print(f'{total_tries} tests in {len(self._name2ft)} items.')
            print(f'{total_tries - total_failures} passed and {total_failures} failed.')
        if total_failures:
            print(f'***Test Failed*** {total_failures} failures.')
        elif verbose:
            print('Test passed.')
        return TestResults(total_failures, total_tries)

    def merge(self, other):
        for name, (failures, tries) in other._name2ft.items():
            before = self._name2ft.get(name, (0, 0))
            self._name2ft[name] = (before[0] + failures, before[1] + tries)


class DocTestFailure(Exception):
    """An example printed something else: test, example, got."""

    def __init__(self, test, example, got):
        self.test, self.example, self.got = test, example, got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """An example raised something: test, example, exc_info."""

    def __init__(self, test, example, exc_info):
        self.test, self.example, self.exc_info = test, example, exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Raises at the first example that fails."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = super().run(test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# ---- whole modules ----

master = None


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None, raise_on_error=False,
            exclude_empty=False):
    """Runs the examples of a module, of __main__ unless another is given; prints what differs."""
    global master
    if m is None:
        m = sys.modules.get('__main__')
    if not inspect.ismodule(m):
        raise TypeError(f'testmod: module required; {m!r}')
    if name is None:
        name = m.__name__
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(exclude_empty=exclude_empty).find(m, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def _read_file(filename, package, module_relative, encoding):
    """(text, path) of a file: beside the module of the caller, beside a package, or of any path."""
    if not module_relative:
        if package:
            raise ValueError('Package may only be specified for module-relative paths.')
        path = filename
    else:
        if filename.startswith('/'):
            raise ValueError('Module-relative files may not have absolute paths')
        if isinstance(package, str):
            package = __import__(package, globals(), locals(), ['*'])
        if package is None:
            package = sys.modules[sys._getframe(2).f_globals['__name__']]
        if getattr(package, '__file__', None):
            folder = os.path.dirname(package.__file__)
        elif package.__name__ == '__main__':
            folder = os.path.dirname(sys.argv[0]) if sys.argv and sys.argv[0] else os.curdir
        else:
            raise ValueError("Can't resolve paths relative to the module %r (it has no __file__)" % package.__name__)
        path = os.path.join(folder, *filename.split('/'))
    with open(path, encoding=encoding or 'utf-8') as file:
        return file.read(), path


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
             raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Runs the examples of a file; prints what differs."""
    global master
    text, filename = _read_file(filename, package, module_relative, encoding)
    globs = {'__name__': '__main__', **(globs or {}), **(extraglobs or {})}
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name or os.path.basename(filename), filename, 0))
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def run_docstring_examples(f, globs, verbose=False, name='NoName', compileflags=None, optionflags=0):
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in DocTestFinder(verbose=verbose, recurse=False).find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# ---- unittest ----

_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError('Only reporting flags allowed', flags)
    old, _unittest_reportflags = _unittest_reportflags, flags
    return old


class DocTestCase(unittest.TestCase):
    """A docstring as a test of unittest."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_optionflags, self._dt_checker, self._dt_test = optionflags, checker, test
        self._dt_setUp, self._dt_tearDown = setUp, tearDown

    def setUp(self):
        self._dt_globs = self._dt_test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        new, save_stdout = StringIO(), sys.stdout
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        try:
            runner.DIVIDER = '-' * 70
            failures, tries = runner.run(self._dt_test, out=new.write, clear_globs=False)
        finally:
            sys.stdout = save_stdout
        if failures:
            raise self.failureException(self.format_failure(new.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        line = 'unknown line number' if test.lineno is None else f'{test.lineno}'
        return (f'Failed doctest test for {test.name}\n  File "{test.filename}", line {line}, in {test.name.split(".")[-1]}\n\n{err}')

    def debug(self):
        self.setUp()
        DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker, verbose=False).run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def __repr__(self):
        name = self._dt_test.name.split('.')
        return f"{name[-1]} ({'.'.join(name[:-1])})"

    __str__ = object.__str__

    def shortDescription(self):
        return f'Doctest: {self._dt_test.name}'


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """The docstrings of a module, each a test."""
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals['__name__']]
    elif isinstance(module, str):
        module = __import__(module, globals(), locals(), ['*'])
    suite = unittest.TestSuite()
    for test in (test_finder or DocTestFinder()).find(module, globs=globs, extraglobs=extraglobs):
        if test.examples:
            if not test.filename:
                test.filename = module.__file__
            suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    """A file as a test of unittest."""

    def id(self):
        return '_'.join(self._dt_test.name.split('.'))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        return f'Failed doctest test for {self._dt_test.name}\n  File "{self._dt_test.filename}", line 0\n\n{err}'


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(), encoding=None, **options):
    """A file as a test."""
    text, path = _read_file(path, package, module_relative, encoding)
    globs = {'__file__': path, **(globs or {})}
    return DocFileCase(parser.get_doctest(text, globs, os.path.basename(path), path, 0), **options)


def DocFileSuite(*paths, **kw):
    """Files as tests."""
    if kw.get('module_relative', True) and kw.get('package') is None:
        kw['package'] = sys.modules[sys._getframe(1).f_globals['__name__']]
    suite = unittest.TestSuite()
    for path in paths:
        suite.addTest(DocFileTest(path, **kw))
    return suite


# ---- as programs ----

def script_from_examples(s):
    """The text as a program: examples stay, the rest becomes comments."""
    output = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append('# Expected:')
                output += ['## ' + line for line in piece.want.split('\n')[:-1]]
        else:
            output += [f'# {line}' if line.strip() else '#' for line in piece.split('\n')[:-1]]
    while output and output[-1] == '#':
        output.pop()
    while output and output[0] == '#':
        output.pop(0)
    return '\n'.join(output) + '\n'


def testsource(module, name):
    """The examples of one object of a module as a program."""
    if isinstance(module, str):
        module = __import__(module, globals(), locals(), ['*'])
    for test in DocTestFinder().find(module):
        if test.name == name:
            return script_from_examples(test.docstring)
    raise ValueError(name, 'not found in tests')


def debug_src(src, pm=False, globs=None):
    """Run the examples of a text in the debugger."""
    debug_script(script_from_examples(src), pm, globs)


def debug_script(src, pm=False, globs=None):
    """Run a program in the debugger."""
    import pdb
    globs = globs.copy() if globs else {}
    if pm:
        try:
            exec(src, globs, globs)
        except:
            print(sys.exc_info()[1])
            post = pdb.Pdb(nosigint=True)
            post.reset()
            post.interaction(None, sys.exc_info()[2])
    else:
        pdb.Pdb(nosigint=True).run('exec(%r)' % src, globs, globs)


def debug(module, name, pm=False):
    """Run the examples of a docstring in the debugger."""
    if isinstance(module, str):
        module = __import__(module, globals(), locals(), ['*'])
    debug_script(testsource(module, name), pm, module.__dict__)
