"""Profiles a program in Python itself; cProfile does the same with less effect on the times."""

__all__ = ["run", "runctx", "Profile"]

import sys
import time


class _Utils:
    """run() and runctx() for a class of profilers."""

    def __init__(self, profiler):
        self.profiler = profiler

    def run(self, statement, filename, sort):
        self._do(filename, sort, lambda prof: prof.run(statement))

    def runctx(self, statement, globals, locals, filename, sort):
        self._do(filename, sort, lambda prof: prof.runctx(statement, globals, locals))

    def _do(self, filename, sort, start):
        prof = self.profiler()
        try:
            start(prof)
        except SystemExit:
            pass
        finally:
            if filename is None:
                prof.print_stats(sort)
            else:
                prof.dump_stats(filename)


def run(statement, filename=None, sort=-1):
    """Profile a statement in __main__; print the report or write the statistics into a file."""
    return _Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """run() in the given namespaces."""
    return _Utils(Profile).runctx(statement, globals, locals, filename, sort)


class Profile:
    """A profiler. `cur` is the running call: (time of the caller still to be added, own time, time of callees, function, frame, the
    caller's tuple); `timings` has for each function (finished outer calls, calls now running - 1, own time, time, callers)."""

    bias = 0  # what an event itself costs

    def __init__(self, timer=None, bias=None):
        self.timings, self.cur = {}, None
        self.cmd = self.c_func_name = ""
        self.bias = self.bias if bias is None else bias
        self.timer = self.get_time = timer or time.process_time
        self.dispatcher = self.trace_dispatch_i
        parts = self.timer() if timer else 0
        if hasattr(parts, '__len__'):  # the clock tells several times, which add up
            self.dispatcher = self.trace_dispatch if len(parts) == 2 else self.trace_dispatch_l
            self.get_time = lambda timer=timer, sum=sum: sum(timer())
        self.t = self.get_time()
        self.simulate_call('profiler')

    def _dispatch(self, frame, event, arg, now):
        t = now() - self.t - self.bias
        if event == "c_call":
            self.c_func_name = arg.__name__
        if self.dispatch[event](self, frame, t):
            self.t = now()
        else:
            self.t = now() - t  # what was not taken up counts for the next event

    def trace_dispatch(self, frame, event, arg):
        self._dispatch(frame, event, arg, self.get_time)

    def trace_dispatch_i(self, frame, event, arg):
        self._dispatch(frame, event, arg, self.timer)

    def trace_dispatch_mac(self, frame, event, arg):
        self._dispatch(frame, event, arg, lambda: self.timer() / 60.0)

    def trace_dispatch_l(self, frame, event, arg):
        self._dispatch(frame, event, arg, self.get_time)

    def trace_dispatch_exception(self, frame, t):
        rpt, rit, ret, rfn, rframe, rcur = self.cur
        if rframe is not frame and rcur:
            return self.trace_dispatch_return(rframe, t)
        self.cur = rpt, rit + t, ret, rfn, rframe, rcur
        return 1

    def _enter(self, fn, frame, t):
        self.cur = (t, 0, 0, fn, frame, self.cur)
        if fn in self.timings:
            cc, ns, tt, ct, callers = self.timings[fn]
            self.timings[fn] = cc, ns + 1, tt, ct, callers
        else:
            self.timings[fn] = 0, 0, 0, 0, {}
        return 1

    def trace_dispatch_call(self, frame, t):
        if self.cur and frame.f_back is not self.cur[-2]:
            rframe = self.cur[-2]
            if not isinstance(rframe, Profile.fake_frame):
                assert rframe.f_back is frame.f_back, ("Bad call", self.cur[-3], rframe, rframe.f_back, frame, frame.f_back)
                self.trace_dispatch_return(rframe, 0)
                assert self.cur is None or frame.f_back is self.cur[-2], ("Bad call", self.cur[-3])
        code = frame.f_code
        return self._enter((code.co_filename, code.co_firstlineno, code.co_name), frame, t)

    def trace_dispatch_c_call(self, frame, t):
        return self._enter(("", 0, self.c_func_name), frame, t)

    def trace_dispatch_return(self, frame, t):
        if frame is not self.cur[-2]:
            assert frame is self.cur[-2].f_back, ("Bad return", self.cur[-3])
            self.trace_dispatch_return(self.cur[-2], 0)
        rpt, rit, ret, rfn, frame, rcur = self.cur
        rit += t
        whole = rit + ret
        ppt, pit, pet, pfn, pframe, pcur = rcur
        self.cur = ppt, pit + rpt, pet + whole, pfn, pframe, pcur
        cc, ns, tt, ct, callers = self.timings[rfn]
        if not ns:  # the outermost call of it
            ct += whole
            cc += 1
        callers[pfn] = callers.get(pfn, 0) + 1
        self.timings[rfn] = cc, ns - 1, tt + rit, ct, callers
        return 1

    dispatch = {
        "call": trace_dispatch_call,
        "exception": trace_dispatch_exception,
        "return": trace_dispatch_return,
        "c_call": trace_dispatch_c_call,
        "c_exception": trace_dispatch_return,
        "c_return": trace_dispatch_return,
    }

    def set_cmd(self, cmd):
        """The name of what is profiled, once."""
        if not self.cur[-1]:
            self.cmd = cmd
            self.simulate_call(cmd)

    class fake_code:
        co_firstlineno = 0

        def __init__(self, filename, line, name):
            self.co_filename, self.co_line, self.co_name = filename, line, name

        def __repr__(self):
            return repr((self.co_filename, self.co_line, self.co_name))

    class fake_frame:
        def __init__(self, code, prior):
            self.f_code, self.f_back = code, prior

    def simulate_call(self, name):
        """A call that no event tells of."""
        frame = self.fake_frame(self.fake_code('profile', 0, name), self.cur[-2] if self.cur else None)
        self.dispatch['call'](self, frame, 0)

    def simulate_cmd_complete(self):
        """End all calls that run."""
        t = self.get_time() - self.t
        while self.cur[-1]:
            self.dispatch['return'](self, self.cur[-2], t)
            t = 0
        self.t = self.get_time() - t

    def run(self, cmd):
        import __main__
        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runcall(self, func, /, *args, **kw):
        """Profile a call; its value."""
        self.set_cmd(repr(func))
        sys.setprofile(self.dispatcher)
        try:
            return func(*args, **kw)
        finally:
            sys.setprofile(None)

    def runctx(self, cmd, globals, locals):
        self.set_cmd(cmd)
        sys.setprofile(self.dispatcher)
        try:
            exec(cmd, globals, locals)
        finally:
            sys.setprofile(None)
        return self

    def create_stats(self):
        self.simulate_cmd_complete()
        self.snapshot_stats()

    def snapshot_stats(self):
        """Make `stats` of what is recorded: {function: (primitive calls, calls, own time, time, callers)}."""
        self.stats = {}
        for func, (cc, ns, tt, ct, callers) in self.timings.items():
            self.stats[func] = cc, sum(callers.values()), tt, ct, callers.copy()

    def dump_stats(self, file):
        """Write the statistics for pstats."""
        import marshal
        with open(file, 'wb') as f:
            self.create_stats()
            marshal.dump(self.stats, f)

    def print_stats(self, sort=-1):
        import pstats
        pstats.Stats(self).strip_dirs().sort_stats(sort).print_stats()

    def calibrate(self, m, verbose=0):
        """What an event costs, measured by m calls of a function that makes 100 more."""
        if self.__class__ is not Profile:
            raise TypeError("Subclasses must override .calibrate().")
        saved, self.bias = self.bias, 0
        try:
            return self._calibrate_inner(m, verbose)
        finally:
            self.bias = saved

    def _calibrate_inner(self, m, verbose):
        now = self.get_time

        def f1(n):
            for _ in range(n):
                x = 1

        def f(m, f1=f1):
            for _ in range(m):
                f1(100)

        f(m)
        start = now()
        f(m)
        plain = now() - start
        p = Profile()
        start = now()
        p.runctx('f(m)', globals(), locals())
        profiled = now() - start
        if verbose:
            print("elapsed time without profiling =", plain)
            print("elapsed time with profiling =", profiled)
        calls, reported = 0.0, 0.0
        for (filename, line, name), (cc, ns, tt, ct, callers) in p.timings.items():
            if name in ("f", "f1"):
                calls += cc
                reported += tt
        if verbose:
            print("'CPU seconds' profiler reported =", reported)
            print("total # calls =", calls)
        if calls != m + 1:
            raise ValueError("internal error: total calls = %d" % calls)
        mean = (reported - plain) / 2.0 / calls
        if verbose:
            print("mean stopwatch overhead per profile event =", mean)
        return mean


def _main(name, runctx):
    import io
    import os
    from optparse import OptionParser
    parser = OptionParser(usage=f"{name}.py [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ...")
    parser.allow_interspersed_args = False
    parser.add_option('-o', '--outfile', dest="outfile", help="Save stats to <outfile>", default=None)
    parser.add_option('-m', dest="module", action="store_true", help="Profile a library module.", default=False)
    parser.add_option('-s', '--sort', dest="sort", help="Sort order when printing to stdout", default=-1)
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, args = parser.parse_args()
    sys.argv[:] = args
    if not args:
        return parser
    if options.module:
        import runpy
        code = "run_module(modname, run_name='__main__')"
        space = {'run_module': runpy.run_module, 'modname': args[0]}
    else:
        sys.path.insert(0, os.path.dirname(args[0]))
        with io.open_code(args[0]) as fp:
            code = compile(fp.read(), args[0], 'exec')
        space = {'__file__': args[0], '__name__': '__main__', '__package__': None, '__cached__': None}
    runctx(code, space, None, options.outfile, options.sort)
    return parser


def main():
    _main('profile', runctx)


if __name__ == '__main__':
    main()
