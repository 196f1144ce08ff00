"""The recorder of cProfile: counts calls and adds up times, following the program by sys.setprofile()."""

import sys
import time
from types import ModuleType as _Module

from _structseq import structseq
from _support import lay_out

profiler_entry = structseq('_lsprof.profiler_entry', 'code callcount reccallcount totaltime inlinetime calls')
profiler_subentry = structseq('_lsprof.profiler_subentry', 'code callcount reccallcount totaltime inlinetime')


class _Count:
    """Calls of one function, in all or by one caller: [calls, calls inside calls, time, time without callees, depth]."""

    __slots__ = 'code', 'calls', 'inner', 'total', 'own', 'depth', 'callees'

    def __init__(self, code):
        self.code, self.calls, self.inner, self.total, self.own, self.depth, self.callees = code, 0, 0, 0, 0, 0, {}

    def left(self, taken, own):
        self.depth -= 1
        if self.depth:
            self.inner += 1
        else:
            self.total += taken
        self.own += own
        self.calls += 1

    def facts(self, unit):
        return self.code, self.calls, self.inner, self.total * unit, self.own * unit


def _described(function):
    """How a function made in C is named in the report."""
    owner, name = function.__self__, function.__name__
    if owner is None or isinstance(owner, _Module):
        return f'<built-in method {function.__module__ or "builtins"}.{name}>'
    for base in type(owner).__mro__:
        if name in vars(base):
            return repr(vars(base)[name])
    return f'<built-in method {name}>'


class Profiler:
    """Profiler(timer=None, timeunit=None, subcalls=True, builtins=True): enable() and disable() record, getstats() tells."""

    __slots__ = ('__timer', '__unit', '__subcalls', '__builtins', '__counts', '__stack')

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self.__timer, self.__unit = timer or time.perf_counter, timeunit or 1
        self.__subcalls, self.__builtins = subcalls, builtins
        self.__counts, self.__stack = {}, []

    def __note(self, frame, event, arg):
        if event == 'call':
            code = frame.f_code
            if code is _disable_code:
                code = "<method 'disable' of '_lsprof.Profiler' objects>"
        elif event == 'c_call':
            if not self.__builtins or frame.f_code is _disable_code:
                return
            code = _described(arg)
        else:
            if self.__stack and (event == 'return' or self.__builtins):
                self.__leave()
            return
        count = self.__counts.get(code)
        if count is None:
            count = self.__counts[code] = _Count(code)
        count.depth += 1
        stack = self.__stack
        if stack and self.__subcalls:
            callees = stack[-1][0].callees
            if code not in callees:
                callees[code] = _Count(code)
            callees[code].depth += 1
        stack.append([count, self.__timer(), 0])

    def __leave(self):
        count, start, below = self.__stack.pop()
        taken = self.__timer() - start
        count.left(taken, taken - below)
        if self.__stack:
            above = self.__stack[-1]
            above[2] += taken
            if self.__subcalls and count.code in above[0].callees:
                above[0].callees[count.code].left(taken, taken - below)

    def enable(self, subcalls=True, builtins=True):
        """Start to record."""
        self.__subcalls, self.__builtins = subcalls, builtins
        sys.setprofile(self.__note)

    def disable(self):
        """Stop to record."""
        sys.setprofile(None)
        while self.__stack:
            self.__leave()

    def clear(self):
        """Forget what was recorded."""
        self.__counts, self.__stack = {}, []

    def getstats(self):
        """An entry for each function, with entries for what it has called."""
        unit = self.__unit
        return [profiler_entry((*count.facts(unit), [profiler_subentry(c.facts(unit)) for c in count.callees.values()] or None))
                for count in self.__counts.values() if count.calls]


lay_out(Profiler, 'gi', 64)


_disable_code = Profiler.disable.__code__
