"""Profiles a program: how often each function is called and how long it takes."""

__all__ = ["run", "runctx", "Profile"]

import _lsprof
import profile as _pyprofile


def run(statement, filename=None, sort=-1):
    """Profile a statement in __main__; print the report or write the statistics into a file."""
    return _pyprofile._Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """run() in the given namespaces."""
    return _pyprofile._Utils(Profile).runctx(statement, globals, locals, filename, sort)


class Profile(_lsprof.Profiler):
    """Profile(timer=None, timeunit=None, subcalls=True, builtins=True)"""

    # The same in both profilers; they differ in how they record, and so in what is to be done before and behind.
    run, print_stats, dump_stats = (vars(_pyprofile.Profile)[_name] for _name in ('run', 'print_stats', 'dump_stats'))

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()

    def runcall(self, func, /, *args, **kw):
        """Profile a call; its value."""
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def runctx(self, cmd, globals, locals):
        """Profile a statement."""
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Make `stats` of what is recorded: {function: (primitive calls, calls, own time, time, callers)}."""
        self.stats, callers_of = {}, {}
        entries = self.getstats()
        for entry in entries:
            callers = callers_of[id(entry.code)] = {}
            calls = entry.callcount
            self.stats[label(entry.code)] = calls - entry.reccallcount, calls, entry.inlinetime, entry.totaltime, callers
        for caller in entries:
            for called in caller.calls or ():
                callers = callers_of.get(id(called.code))
                if callers is None:
                    continue
                facts = called.callcount, called.callcount - called.reccallcount, called.inlinetime, called.totaltime
                before = callers.get(label(caller.code), (0, 0, 0, 0))
                callers[label(caller.code)] = tuple(map(sum, zip(facts, before)))


def label(code):
    """(file, line, name) of code; ('~', 0, text) of what C functions are called."""
    return ('~', 0, code) if isinstance(code, str) else (code.co_filename, code.co_firstlineno, code.co_name)


def main():
    _pyprofile._main('cProfile', runctx)


if __name__ == '__main__':
    main()
