"""Which lines of a program ran, how often, which functions, and who called them."""

__all__ = ['Trace', 'CoverageResults']

import dis
import gc
import inspect
import linecache
import os
import pickle
import sys
import token
import tokenize
from time import monotonic as _time

PRAGMA_NOCOVER = "#pragma NO COVER"


class _Ignore:
    """Modules not to look into: by name (with all below it) and by directory."""

    def __init__(self, modules=None, dirs=None):
        self._mods = set(modules or ())
        self._dirs = [os.path.normpath(d) for d in dirs or ()]
        self._ignore = {'<string>': 1}

    def names(self, filename, modulename):
        if modulename in self._ignore:
            return self._ignore[modulename]
        ignored = modulename in self._mods or any(modulename.startswith(name + '.') for name in self._mods)
        ignored = ignored or filename is None or any(filename.startswith(d + os.sep) for d in self._dirs)
        self._ignore[modulename] = int(ignored)
        return int(ignored)


def _modname(path):
    return os.path.splitext(os.path.basename(path))[0]


def _fullmodname(path):
    """The module's name from its path below the longest folder of sys.path."""
    comparepath = os.path.normcase(path)
    longest = ""
    for folder in sys.path:
        folder = os.path.normcase(folder)
        if comparepath.startswith(folder) and comparepath[len(folder):len(folder) + 1] == os.sep and len(folder) > len(longest):
            longest = folder
    base = path[len(longest) + 1:] if longest else path
    base = os.path.splitdrive(base)[1].replace(os.sep, ".")
    if os.altsep:
        base = base.replace(os.altsep, ".")
    return os.path.splitext(base)[0].lstrip(".")


class CoverageResults:
    """What was counted: counts {(file, line): times}, calledfuncs, callers."""

    def __init__(self, counts=None, calledfuncs=None, infile=None, callers=None, outfile=None):
        self.counts = {} if counts is None else counts
        self.counter = self.counts.copy()
        self.calledfuncs = {} if calledfuncs is None else calledfuncs
        self.calledfuncs = self.calledfuncs.copy()
        self.callers = {} if callers is None else callers
        self.callers = self.callers.copy()
        self.infile = infile
        self.outfile = outfile
        if self.infile:
            try:
                with open(self.infile, 'rb') as f:
                    self.update(self.__class__(*pickle.load(f)))
            except (OSError, EOFError, ValueError) as err:
                print(f"Skipping counts file {self.infile!r}: {err}", file=sys.stderr)

    def is_ignored_filename(self, filename):
        """Whether there is no file of that name."""
        return filename.startswith('<') and filename.endswith('>')

    def update(self, other):
        """Add what another one has counted."""
        for key, times in other.counts.items():
            self.counts[key] = self.counts.get(key, 0) + times
        for key in other.calledfuncs:
            self.calledfuncs[key] = 1
        for key in other.callers:
            self.callers[key] = 1

    def write_results(self, show_missing=True, summary=False, coverdir=None):
        """Print called functions and callers, write a .cover file beside each source, or into `coverdir`."""
        if self.calledfuncs:
            print()
            print("functions called:")
            for filename, modulename, funcname in sorted(self.calledfuncs):
                print(f"filename: {filename}, modulename: {modulename}, funcname: {funcname}")
        if self.callers:
            print()
            print("calling relationships:")
            lastfile = lastcfile = ""
            for (pfile, pmod, pfunc), (cfile, cmod, cfunc) in sorted(self.callers):
                if pfile != lastfile:
                    print()
                    print("***", pfile, "***")
                    lastfile = pfile
                    lastcfile = ""
                if cfile != pfile and lastcfile != cfile:
                    print("  -->", cfile)
                    lastcfile = cfile
                print(f"    {pmod}.{pfunc} -> {cmod}.{cfunc}")
        per_file = {}
        for filename, lineno in self.counts:
            per_file.setdefault(filename, {})[lineno] = self.counts[filename, lineno]
        sums = {}
        for filename, count in per_file.items():
            if self.is_ignored_filename(filename):
                continue
            if filename.endswith(".pyc"):
                filename = filename[:-1]
            if coverdir is None:
                folder = os.path.dirname(os.path.abspath(filename))
                modulename = _modname(filename)
            else:
                folder = coverdir
                os.makedirs(folder, exist_ok=True)
                modulename = _fullmodname(filename)
            lnotab = _find_executable_linenos(filename) if show_missing else {}
            with open(filename, 'rb') as fp:
                encoding = tokenize.detect_encoding(fp.readline)[0]
            source = linecache.getlines(filename)
            hits, lines = self.write_results_file(os.path.join(folder, modulename + ".cover"), source, lnotab, count, encoding)
            if summary and lines:
                sums[modulename] = lines, int(100 * hits / lines), modulename, filename
        if summary and sums:
            print("lines   cov%   module   (path)")
            for modulename in sorted(sums):
                print("%5d   %3d%%   %s   (%s)" % sums[modulename])
        if self.outfile:
            try:
                with open(self.outfile, 'wb') as f:
                    pickle.dump((self.counts, self.calledfuncs, self.callers), f, 1)
            except OSError as err:
                print(f"Can't save counts files because {err}", file=sys.stderr)

    def write_results_file(self, path, lines, lnotab, lines_hit, encoding=None):
        """Write the source with how often each line ran; (lines that ran, lines that can run)."""
        try:
            outfile = open(path, "w", encoding=encoding)
        except OSError as err:
            print(f"trace: Could not open {path!r} for writing: {err} - skipping", file=sys.stderr)
            return 0, 0
        total = ran = 0
        with outfile:
            for lineno, line in enumerate(lines, 1):
                if lineno in lines_hit:
                    outfile.write(f"{lines_hit[lineno]:5d}: ")
                    ran += 1
                    total += 1
                elif lineno in lnotab and PRAGMA_NOCOVER not in line:
                    outfile.write(">>>>>> ")
                    total += 1
                else:
                    outfile.write("       ")
                outfile.write(line.expandtabs(8))
        return ran, total


def _find_lines_from_code(code, strs):
    return {lineno: 1 for _, lineno in dis.findlinestarts(code) if lineno not in strs}


def _find_lines(code, strs):
    """Lines of the code and of the code inside it."""
    found = _find_lines_from_code(code, strs)
    for const in code.co_consts:
        if inspect.iscode(const):
            found.update(_find_lines(const, strs))
    return found


def _find_strings(filename, encoding=None):
    """Lines that begin with a string that is a statement: docstrings."""
    found = {}
    before = token.INDENT
    with open(filename, encoding=encoding) as f:
        for kind, text, start, end, line in tokenize.generate_tokens(f.readline):
            if kind == token.STRING and before == token.INDENT:
                found.update((i, 1) for i in range(start[0], end[0] + 1))
            before = kind
    return found


def _find_executable_linenos(filename):
    """The lines of a file that can run, as keys of a dict."""
    try:
        with tokenize.open(filename) as f:
            text, encoding = f.read(), f.encoding
    except OSError as err:
        print(f"Not printing coverage data for {filename!r}: {err}", file=sys.stderr)
        return {}
    return _find_lines(compile(text, filename, "exec"), _find_strings(filename, encoding))


class Trace:
    """Runs code; prints the lines (trace), counts them (count), notes functions (countfuncs) or calls (countcallers)."""

    def __init__(self, count=1, trace=1, countfuncs=0, countcallers=0, ignoremods=(), ignoredirs=(), infile=None, outfile=None, timing=False):
        self.infile = infile
        self.outfile = outfile
        self.ignore = _Ignore(ignoremods, ignoredirs)
        self.counts = {}
        self.pathtobasename = {}
        self.donothing = 0
        self.trace = trace
        self._calledfuncs = {}
        self._callers = {}
        self._caller_cache = {}
        self.start_time = _time() if timing else None
        if countcallers:
            self.globaltrace = self.globaltrace_trackcallers
        elif countfuncs:
            self.globaltrace = self.globaltrace_countfuncs
        elif trace or count:
            self.globaltrace = self.globaltrace_lt
            self.localtrace = (self.localtrace_trace_and_count if trace and count else
                               self.localtrace_trace if trace else self.localtrace_count)
        else:
            self.donothing = 1

    def run(self, cmd):
        """Run text in __main__."""
        import __main__
        self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals=None, locals=None):
        """Run text or code in the given namespaces."""
        import threading
        globals = {} if globals is None else globals
        locals = {} if locals is None else locals
        if not self.donothing:
            threading.settrace(self.globaltrace)
            sys.settrace(self.globaltrace)
        try:
            exec(cmd, globals, locals)
        finally:
            if not self.donothing:
                sys.settrace(None)
                threading.settrace(None)

    def runfunc(self, func, /, *args, **kw):
        """Call a function; its value."""
        result = None
        if not self.donothing:
            sys.settrace(self.globaltrace)
        try:
            result = func(*args, **kw)
        finally:
            if not self.donothing:
                sys.settrace(None)
        return result

    def file_module_function_of(self, frame):
        """File, module and function of a frame, with the class where only one can be it."""
        code = frame.f_code
        filename = code.co_filename
        modulename = _modname(filename) if filename else None
        funcname = code.co_name
        clsname = None
        if code in self._caller_cache:
            clsname = self._caller_cache[code]
        else:
            self._caller_cache[code] = None
            # The class is the one whose dict holds the only function of this code.
            functions = [f for f in gc.get_referrers(code) if inspect.isfunction(f)]
            if len(functions) == 1:
                dicts = [d for d in gc.get_referrers(functions[0]) if isinstance(d, dict)]
                if len(dicts) == 1:
                    classes = [c for c in gc.get_referrers(dicts[0]) if hasattr(c, "__bases__")]
                    if len(classes) == 1:
                        clsname = self._caller_cache[code] = classes[0].__name__
        if clsname is not None:
            funcname = f"{clsname}.{funcname}"
        return filename, modulename, funcname

    def globaltrace_trackcallers(self, frame, why, arg):
        if why == 'call':
            self._callers[self.file_module_function_of(frame.f_back), self.file_module_function_of(frame)] = 1

    def globaltrace_countfuncs(self, frame, why, arg):
        if why == 'call':
            self._calledfuncs[self.file_module_function_of(frame)] = 1

    def globaltrace_lt(self, frame, why, arg):
        """Goes into functions of files that are not ignored."""
        if why != 'call':
            return None
        code = frame.f_code
        filename = frame.f_globals.get('__file__', None)
        if not filename:
            return None
        modulename = _modname(filename)
        if modulename is None or self.ignore.names(filename, modulename):
            return None
        if self.trace:
            print(f" --- modulename: {modulename}, funcname: {code.co_name}")
        return self.localtrace

    def _count(self, frame):
        key = frame.f_code.co_filename, frame.f_lineno
        self.counts[key] = self.counts.get(key, 0) + 1

    def _show(self, frame):
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
        if self.start_time:
            print('%.2f' % (_time() - self.start_time), end=' ')
        print(f"{os.path.basename(filename)}({lineno}): {linecache.getline(filename, lineno)}", end='')

    def localtrace_trace_and_count(self, frame, why, arg):
        if why == "line":
            self._count(frame)
            self._show(frame)
        return self.localtrace

    def localtrace_trace(self, frame, why, arg):
        if why == "line":
            self._show(frame)
        return self.localtrace

    def localtrace_count(self, frame, why, arg):
        if why == "line":
            self._count(frame)
        return self.localtrace

    def results(self):
        """What was counted."""
        return CoverageResults(self.counts, infile=self.infile, outfile=self.outfile,
                               calledfuncs=self._calledfuncs, callers=self._callers)


def main():
    import argparse
    parser = argparse.ArgumentParser()
    add = parser.add_argument
    add('--version', action='version', version='trace 2.0')
    add('-c', '--count', action='store_true', help='count how often each line runs; write .cover files')
    add('-t', '--trace', action='store_true', help='print each line before it runs')
    add('-l', '--listfuncs', action='store_true', help='list the functions that run')
    add('-T', '--trackcalls', action='store_true', help='list who calls whom')
    add('-r', '--report', action='store_true', help='only report counts of --file')
    add('-f', '--file', help='file to keep counts in')
    add('-C', '--coverdir', help='folder for .cover files')
    add('-m', '--missing', action='store_true', help='mark lines that did not run with >>>>>>')
    add('-s', '--summary', action='store_true', help='print a summary; with --count or --report')
    add('-g', '--timing', action='store_true', help='print the time before each line; with --trace')
    add('-R', '--no-report', action='store_true', help='write no report files')
    add('--ignore-module', action='append', default=[], help='comma separated modules to leave out')
    add('--ignore-dir', action='append', default=[], help='folders to leave out, separated by ' + os.pathsep)
    add('--module', action='store_true', default=False, help='run a module')
    add('progname', nargs='?', help='file to run')
    add('arguments', nargs=argparse.REMAINDER, help='arguments of the program')
    opts = parser.parse_args()
    if opts.report:
        if not opts.file:
            parser.error('-r/--report requires -f/--file')
        return CoverageResults(infile=opts.file, outfile=opts.file).write_results(opts.missing, opts.summary, opts.coverdir)
    if not any([opts.trace, opts.count, opts.listfuncs, opts.trackcalls]):
        parser.error('must specify one of --trace, --count, --report, --listfuncs, or --trackcalls')
    if opts.listfuncs and (opts.count or opts.trace):
        parser.error('cannot specify both --listfuncs and (--trace or --count)')
    if opts.summary and not opts.count:
        parser.error('--summary can only be used with --count or --report')
    if opts.progname is None:
        parser.error('progname is missing: required with the main options')
    t = Trace(opts.count, opts.trace, countfuncs=opts.listfuncs, countcallers=opts.trackcalls,
              ignoremods=[name.strip() for text in opts.ignore_module for name in text.split(',')],
              ignoredirs=[d for text in opts.ignore_dir for d in text.split(os.pathsep)],
              infile=opts.file, outfile=opts.file, timing=opts.timing)
    sys.argv = [opts.progname, *opts.arguments]
    sys.path[0] = os.path.dirname(opts.progname)
    with open(opts.progname, 'rb') as fp:
        code = compile(fp.read(), opts.progname, 'exec')
    globs = {'__file__': opts.progname, '__name__': '__main__', '__package__': None, '__cached__': None}
    try:
        t.runctx(code, globs, globs)
    except OSError as err:
        sys.exit(f"Cannot run file {sys.argv[0]!r} because: {err}")
    except SystemExit:
        pass
    if not opts.no_report:
        t.results().write_results(opts.missing, opts.summary, opts.coverdir)


if __name__ == '__main__':
    main()
