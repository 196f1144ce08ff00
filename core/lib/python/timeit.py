"""How long statements take: python -m timeit [options] [statement]

    -n N, --number=N   so many loops (otherwise 1, 2, 5, 10, 20 ... until they take 0.2 seconds)
    -r N, --repeat=N   so many times over (5)
    -s S, --setup=S    what runs once before ("pass"); not timed, may be given more than once
    -p, --process      the time of the process, not the clock's
    -v, --verbose      every figure; twice: with more digits
    -u U, --unit=U     nsec, usec, msec or sec
    -h, --help         this text

Each argument after them is a line of the statement.
"""

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

import gc
import itertools
import sys
import time

dummy_src_name = '<timeit-src>'
default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5
_globals = globals

template = """
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""


def reindent(src, indent):
    """A text whose lines after the first begin with so many more spaces."""
    return src.replace('\n', '\n' + ' ' * indent)


class Timer:
    """A statement and what comes before it, as text or as functions."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        given, init, before = {}, '', ''
        if isinstance(setup, str):
            compile(setup, dummy_src_name, 'exec')
            before = setup + '\n'
            setup = reindent(setup, 4)
        elif callable(setup):
            given['_setup'] = setup
            init += ', _setup=_setup'
            setup = '_setup()'
        else:
            raise ValueError('setup is neither a string nor callable')
        if isinstance(stmt, str):
            compile(before + stmt, dummy_src_name, 'exec')
            stmt = reindent(stmt, 8)
        elif callable(stmt):
            given['_stmt'] = stmt
            init += ', _stmt=_stmt'
            stmt = '_stmt()'
        else:
            raise ValueError('stmt is neither a string nor callable')
        self.src = template.format(stmt=stmt, setup=setup, init=init)
        exec(compile(self.src, dummy_src_name, 'exec'), _globals() if globals is None else globals, given)
        self.inner = given['inner']

    def print_exc(self, file=None):
        """The traceback of what happens, with the lines of the statement."""
        import linecache
        import traceback
        linecache.cache[dummy_src_name] = len(self.src), None, self.src.split('\n'), dummy_src_name
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """Seconds of so many loops; the collector is off meanwhile."""
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(loops, seconds) of the first of 1, 2, 5, 10, 20 ... loops that take 0.2 seconds."""
        number = 1
        while True:
            for factor in 1, 2, 5:
                count = number * factor
                taken = self.timeit(count)
                if callback:
                    callback(count, taken)
                if taken >= 0.2:
                    return count, taken
            number *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_units = {'nsec': 1e-9, 'usec': 1e-6, 'msec': 1e-3, 'sec': 1.0}


def _counted(number):
    return f"{number} loop{'s' * (number != 1)}"


def main(args=None, *, _wrap_timer=None):
    """The command line; the status of the program."""
    import getopt
    try:
        options, args = getopt.getopt(sys.argv[1:] if args is None else args, 'n:u:s:r:pvh',
                                      ['number=', 'setup=', 'repeat=', 'process', 'verbose', 'unit=', 'help'])
    except getopt.error as error:
        print(error)
        print('use -h/--help for command line help')
        return 2
    timer, number, setup, count, unit, verbose, precision = default_timer, 0, [], default_repeat, None, 0, 3
    for name, value in options:
        if name in ('-n', '--number'):
            number = int(value)
        elif name in ('-s', '--setup'):
            setup.append(value)
        elif name in ('-u', '--unit'):
            if value not in _units:
                print('Unrecognized unit. Please select nsec, usec, msec, or sec.', file=sys.stderr)
                return 2
            unit = value
        elif name in ('-r', '--repeat'):
            count = max(1, int(value))
        elif name in ('-p', '--process'):
            timer = time.process_time
        elif name in ('-v', '--verbose'):
            precision += verbose > 0
            verbose += 1
        else:
            print(__doc__, end=' ')
            return 0
    import os
    sys.path.insert(0, os.curdir)
    timing = Timer('\n'.join(args) or 'pass', '\n'.join(setup) or 'pass', timer if _wrap_timer is None else _wrap_timer(timer))
    try:
        if not number:
            show = (lambda number, taken: print(f'{_counted(number)} -> {taken:.{precision}g} secs')) if verbose else None
            number, _ = timing.autorange(show)
            if verbose:
                print()
        raw = timing.repeat(count, number)
    except:
        timing.print_exc()
        return 1

    def said(seconds):
        name = unit or next((name for name, scale in reversed(_units.items()) if seconds >= scale), 'nsec')
        return f'{seconds / _units[name]:.{precision}g} {name}'

    if verbose:
        print(f"raw times: {', '.join(map(said, raw))}\n")
    each = [seconds / number for seconds in raw]
    best, worst = min(each), max(each)
    print(f'{_counted(number)}, best of {count}: {said(best)} per loop')
    if worst >= best * 4:
        import warnings
        warnings.warn_explicit(f'The test results are likely unreliable. The worst time ({said(worst)}) was more than four times slower '
                               f'than the best time ({said(best)}).', UserWarning, '', 0)
    return None


if __name__ == '__main__':
    sys.exit(main())
