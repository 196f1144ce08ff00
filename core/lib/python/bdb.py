"""The ground of debuggers: breakpoints, and Bdb, which follows a program by sys.settrace() and stops where it is asked to."""

import fnmatch
import os
import sys
from inspect import CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR

__all__ = ["BdbQuit", "Bdb", "Breakpoint"]

GENERATOR_AND_COROUTINE_FLAGS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR


def _is_generator(frame):
    return bool(frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS)


class BdbQuit(Exception):
    """Ends the program that is debugged."""


class Bdb:
    """Follows a program. A derived class says in user_call(), user_line(), user_return() and user_exception() what happens at a stop,
    and tells with set_step(), set_next() ... where the next one shall be. `skip` lists patterns of modules never to stop in."""

    def __init__(self, skip=None):
        self.skip = {*skip} if skip else None
        self.breaks, self.fncache, self.frame_returning = {}, {}, None
        self._load_breaks()

    def canonic(self, filename):
        """The full path of a file; names like <stdin> stay as they are."""
        if filename[:1] == "<" and filename[-1:] == ">":
            return filename
        if filename not in self.fncache:
            self.fncache[filename] = os.path.normcase(os.path.abspath(filename))
        return self.fncache[filename]

    def reset(self):
        """Ready for a new program: stop at its first line."""
        import linecache
        linecache.checkcache()
        self.botframe = None
        self._set_stopinfo(None, None)

    def trace_dispatch(self, frame, event, arg):
        """The trace function."""
        if self.quitting:
            return None
        if event == 'line':
            return self.dispatch_line(frame)
        if event in ('call', 'return', 'exception'):
            return getattr(self, f'dispatch_{event}')(frame, arg)
        if event not in ('c_call', 'c_exception', 'c_return'):
            print('bdb.Bdb.dispatch: unknown debugging event:', repr(event))
        return self.trace_dispatch

    def dispatch_line(self, frame):
        if self.stop_here(frame) or self.break_here(frame):
            self.user_line(frame)
            if self.quitting:
                raise BdbQuit
        return self.trace_dispatch

    def dispatch_call(self, frame, arg):
        if self.botframe is None:
            self.botframe = frame.f_back  # the first call: of what run() started
            return self.trace_dispatch
        if not (self.stop_here(frame) or self.break_anywhere(frame)):
            return None
        if self.stopframe and frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS:
            return self.trace_dispatch  # a generator that goes on is no call
        self.user_call(frame, arg)
        if self.quitting:
            raise BdbQuit
        return self.trace_dispatch

    def dispatch_return(self, frame, arg):
        """A function returns, or a generator yields."""
        wanted = frame == self.returnframe or self.stop_here(frame)
        if wanted and not (self.stopframe and _is_generator(frame)):
            self.frame_returning = frame
            try:
                self.user_return(frame, arg)
            finally:
                self.frame_returning = None
            if self.quitting:
                raise BdbQuit
            if frame is self.stopframe and self.stoplineno != -1:  # next() steps out of it
                self._set_stopinfo(None, None)
        return self.trace_dispatch

    def dispatch_exception(self, frame, arg):
        if self.stop_here(frame):
            # The end of a generator that next() stepped over is no stop.
            if not (frame.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS and arg[0] is StopIteration and arg[2] is None):
                self.user_exception(frame, arg)
                if self.quitting:
                    raise BdbQuit
                return self.trace_dispatch
        elif (self.stopframe and frame is not self.stopframe and self.stopframe.f_code.co_flags & GENERATOR_AND_COROUTINE_FLAGS
              and arg[0] in (StopIteration, GeneratorExit)):
            self.user_exception(frame, arg)
            if self.quitting:
                raise BdbQuit
            return self.trace_dispatch
        return self.trace_dispatch

    # ---- where to stop ----

    def is_skipped_module(self, module_name):
        """Whether a pattern of `skip` fits the module."""
        return module_name is not None and any(fnmatch.fnmatch(module_name, pattern) for pattern in self.skip)

    def stop_here(self, frame):
        """Whether stepping has reached its goal in this frame."""
        if self.skip and self.is_skipped_module(frame.f_globals.get('__name__')):
            return False
        if frame is self.stopframe:
            return self.stoplineno != -1 and frame.f_lineno >= self.stoplineno
        return not self.stopframe

    def break_here(self, frame):
        """Whether there is an effective breakpoint at the frame's line, or at its function."""
        filename = self.canonic(frame.f_code.co_filename)
        lines = self.breaks.get(filename, ())
        at = next((line for line in (frame.f_lineno, frame.f_code.co_firstlineno) if line in lines), None)
        if at is None:
            return False
        found, counts = effective(filename, at, frame)
        if not found:
            return False
        self.currentbp = found.number
        if found.temporary and counts:
            self.do_clear(str(found.number))
        return True

    def do_clear(self, arg):
        """Remove a temporary breakpoint, by its number as a str."""
        raise NotImplementedError("subclass of bdb must implement do_clear()")

    def break_anywhere(self, frame):
        """Whether the frame's file has any breakpoint."""
        return self.canonic(frame.f_code.co_filename) in self.breaks

    # ---- for derived classes ----

    def user_call(self, frame, argument_list):
        """A function is called."""

    def user_line(self, frame):
        """A line is about to run."""

    def user_return(self, frame, return_value):
        """A function is about to return."""

    def user_exception(self, frame, exc_info):
        """An exception has come up."""

    # ---- how to go on ----

    def _set_stopinfo(self, stopframe, returnframe, stoplineno=0):
        self.stopframe, self.returnframe, self.quitting = stopframe, returnframe, False
        self.stoplineno = stoplineno  # -1: do not stop in stopframe at all

    def set_until(self, frame, lineno=None):
        """Stop at a line greater than the current one, or than the given one."""
        self._set_stopinfo(frame, frame, frame.f_lineno + 1 if lineno is None else lineno)

    def set_step(self):
        """Stop at the next line."""
        if self.frame_returning:
            caller = self.frame_returning.f_back
            if caller and not caller.f_trace:
                caller.f_trace = self.trace_dispatch
        self._set_stopinfo(None, None)

    def set_next(self, frame):
        """Stop at the next line in or below the frame."""
        self._set_stopinfo(frame, None)

    def set_return(self, frame):
        """Stop when the frame returns."""
        stop = (frame, None, -1) if _is_generator(frame) else (frame.f_back, frame)
        self._set_stopinfo(*stop)

    def set_trace(self, frame=None):
        """Debug from the frame, by default the caller's."""
        at = sys._getframe().f_back if frame is None else frame
        self.reset()
        while at:
            self.botframe, at.f_trace, at = at, self.trace_dispatch, at.f_back
        self.set_step()
        sys.settrace(self.trace_dispatch)

    def set_continue(self):
        """Stop only at breakpoints; without any, no longer follow the program."""
        bottom = self.botframe
        self._set_stopinfo(bottom, None, -1)
        if self.breaks:
            return
        sys.settrace(None)
        at = sys._getframe().f_back
        while at is not bottom and at:
            del at.f_trace
            at = at.f_back

    def set_quit(self):
        """End the program with BdbQuit at the next event."""
        self.stopframe, self.returnframe, self.quitting = self.botframe, None, True
        sys.settrace(None)

    # ---- breakpoints: None if done, else what is wrong ----

    def _add_to_breaks(self, filename, lineno):
        lines = self.breaks.setdefault(filename, [])
        if lineno not in lines:
            lines.append(lineno)

    def set_break(self, filename, lineno, temporary=False, cond=None, funcname=None):
        """A new breakpoint."""
        filename = self.canonic(filename)
        import linecache
        if not linecache.getline(filename, lineno):
            return f'Line {filename}:{lineno} does not exist'
        self._add_to_breaks(filename, lineno)
        Breakpoint(filename, lineno, temporary, cond, funcname)
        return None

    def _load_breaks(self):
        """Take over breakpoints that an earlier debugger has set."""
        for filename, lineno in Breakpoint.bplist:
            self._add_to_breaks(filename, lineno)

    def _prune_breaks(self, filename, lineno):
        lines = self.breaks[filename]
        if not Breakpoint.bplist.get((filename, lineno)):
            lines.remove(lineno)
        if not lines:
            del self.breaks[filename]

    def clear_break(self, filename, lineno):
        """Delete the breakpoints of a line."""
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return f'There are no breakpoints in {filename}'
        if lineno not in self.breaks[filename]:
            return f'There is no breakpoint at {filename}:{lineno}'
        for point in Breakpoint.bplist[filename, lineno][:]:
            point.deleteMe()
        self._prune_breaks(filename, lineno)
        return None

    def clear_bpbynumber(self, arg):
        """Delete a breakpoint by its number."""
        try:
            point = self.get_bpbynumber(arg)
        except ValueError as problem:
            return str(problem)
        point.deleteMe()
        self._prune_breaks(point.file, point.line)
        return None

    def clear_all_file_breaks(self, filename):
        """Delete the breakpoints of a file."""
        filename = self.canonic(filename)
        if filename not in self.breaks:
            return f'There are no breakpoints in {filename}'
        for line in self.breaks[filename]:
            for point in Breakpoint.bplist[filename, line]:
                point.deleteMe()
        del self.breaks[filename]
        return None

    def clear_all_breaks(self):
        """Delete all breakpoints that were made by set_break()."""
        if not self.breaks:
            return 'There are no breakpoints'
        for point in Breakpoint.bpbynumber:
            if point:
                point.deleteMe()
        self.breaks = {}
        return None

    def get_bpbynumber(self, arg):
        """The breakpoint of a number; ValueError says what is wrong with it."""
        if not arg:
            raise ValueError('Breakpoint number expected')
        try:
            number = int(arg)
        except ValueError:
            raise ValueError(f'Non-numeric breakpoint number {arg}') from None
        try:
            point = Breakpoint.bpbynumber[number]
        except IndexError:
            raise ValueError(f'Breakpoint number {number} out of range') from None
        if point is None:
            raise ValueError(f'Breakpoint {number} already deleted')
        return point

    def get_break(self, filename, lineno):
        """Whether a line has a breakpoint."""
        filename = self.canonic(filename)
        return filename in self.breaks and lineno in self.breaks[filename]

    def get_breaks(self, filename, lineno):
        """The breakpoints of a line."""
        filename = self.canonic(filename)
        return filename in self.breaks and lineno in self.breaks[filename] and Breakpoint.bplist[filename, lineno] or []

    def get_file_breaks(self, filename):
        """The lines of a file that have breakpoints."""
        return self.breaks.get(self.canonic(filename), [])

    def get_all_breaks(self):
        """Lines with breakpoints, by file."""
        return self.breaks

    # ---- the stack ----

    def get_stack(self, f, t):
        """Pairs (frame, line) from the outermost one on, those of traceback `t` at their end, and the index of the current one."""
        below = []
        while f is not None and (not below or below[-1][0] is not self.botframe):
            below.append((f, f.f_lineno))
            f = f.f_back
        started = below[0][0] if below else None
        above = []
        while t is not None:
            above.append((t.tb_frame, t.tb_lineno))
            t = t.tb_next
        if above and above[0][0] is started:
            del above[0]
        stack = below[::-1] + above
        whole = not below or below[-1][0] is not self.botframe  # down to the end, so that the exception's place is looked at
        return stack, max(0, len(stack if whole else below) - 1)

    def format_stack_entry(self, frame_lineno, lprefix=': '):
        """A line of the stack: file(line)function()->value: source."""
        import linecache
        import reprlib
        frame, lineno = frame_lineno
        filename = self.canonic(frame.f_code.co_filename)
        text = f'{filename}({lineno}){frame.f_code.co_name or "<lambda>"}()'
        if '__return__' in frame.f_locals:
            text += '->' + reprlib.repr(frame.f_locals['__return__'])
        if lineno is None:
            return f'{text}{lprefix}Warning: lineno is None'
        line = linecache.getline(filename, lineno, frame.f_globals)
        return text + lprefix + line.strip() if line else text

    # ---- running ----

    def run(self, cmd, globals=None, locals=None):
        """Debug a statement given as text or code."""
        globals, locals = self._namespaces(globals, locals)
        self.reset()
        made = compile(cmd, "<string>", "exec") if isinstance(cmd, str) else cmd
        sys.settrace(self.trace_dispatch)
        try:
            exec(made, globals, locals)
        except BdbQuit:
            pass
        finally:
            self.quitting = True  # a call here would be followed, too
            sys.settrace(None)

    @staticmethod
    def _namespaces(globals, locals):
        if globals is None:
            import __main__
            globals = vars(__main__)
        return globals, globals if locals is None else locals

    def runeval(self, expr, globals=None, locals=None):
        """Debug an expression; its value."""
        globals, locals = self._namespaces(globals, locals)
        self.reset()
        sys.settrace(self.trace_dispatch)
        try:
            return eval(expr, globals, locals)
        except BdbQuit:
            return None
        finally:
            self.quitting = True  # a call here would be followed, too
            sys.settrace(None)

    def runctx(self, cmd, globals, locals):
        """run(), for older programs."""
        self.run(cmd, globals, locals)

    def runcall(self, func, /, *args, **kwds):
        """Debug a call; its value."""
        self.reset()
        sys.settrace(self.trace_dispatch)
        result = None
        try:
            result = func(*args, **kwds)
        except BdbQuit:
            pass
        finally:
            self.quitting = True
            sys.settrace(None)
        return result


def set_trace():
    """Debug from here on, without any output."""
    Bdb().set_trace()


class Breakpoint:
    """A place to stop at: temporary, with a condition, to be ignored so many times, switched off. Each has a number."""

    next = 1
    bplist = {}          # (file, line) -> breakpoints
    bpbynumber = [None]  # by number; None where deleted

    def __init__(self, file, line, temporary=False, cond=None, funcname=None):
        self.number, self.file, self.line = Breakpoint.next, file, line
        Breakpoint.next += 1
        self.funcname, self.func_first_executable_line = funcname, None  # the line: found out when the function is first called
        self.temporary, self.cond, self.enabled, self.ignore, self.hits = temporary, cond, True, 0, 0
        self.bpbynumber.append(self)
        self.bplist.setdefault((file, line), []).append(self)

    @staticmethod
    def clearBreakpoints():
        """Forget all, begin with number 1 again."""
        Breakpoint.next = 1
        Breakpoint.bplist = {}
        Breakpoint.bpbynumber = [None]

    def deleteMe(self):
        """Delete it; other breakpoints keep their numbers."""
        place = self.file, self.line
        self.bpbynumber[self.number] = None
        self.bplist[place].remove(self)
        if not self.bplist[place]:
            del self.bplist[place]

    def enable(self):
        self.enabled = True

    def disable(self):
        self.enabled = False

    def bpprint(self, out=None):
        """Print what bpformat() gives."""
        print(self.bpformat(), file=sys.stdout if out is None else out)

    def bpformat(self):
        """What is to be said of it, in a table's row and lines below that."""
        kind = 'del  ' if self.temporary else 'keep '
        kind += 'yes  ' if self.enabled else 'no   '
        text = f'{self.number:<4d}breakpoint   {kind} at {self.file}:{self.line}'
        if self.cond:
            text += f'\n\tstop only if {self.cond}'
        if self.ignore:
            text += f'\n\tignore next {self.ignore} hits'
        if self.hits:
            text += f'\n\tbreakpoint already hit {self.hits} time{"s" if self.hits > 1 else ""}'
        return text

    def __str__(self):
        return f'breakpoint {self.number} at {self.file}:{self.line}'


def checkfuncname(b, frame):
    """Whether the frame is at the breakpoint: at its line or, for one of a function, at the function's first line that is run."""
    if not b.funcname:
        return b.line == frame.f_lineno
    if frame.f_code.co_name != b.funcname:
        return False
    if not b.func_first_executable_line:
        b.func_first_executable_line = frame.f_lineno
    return b.func_first_executable_line == frame.f_lineno


def effective(file, line, frame):
    """The breakpoint that is to stop here and whether it may be deleted if temporary, or (None, None). Counts hits."""
    for b in Breakpoint.bplist[file, line]:
        if not b.enabled or not checkfuncname(b, frame):
            continue
        b.hits += 1
        if b.cond:
            try:
                if not eval(b.cond, frame.f_globals, frame.f_locals):
                    continue
            except:
                return b, False  # a condition that fails stops, and the breakpoint stays
        if b.ignore > 0:
            b.ignore -= 1
            continue
        return b, True
    return None, None


class Tdb(Bdb):
    """A Bdb that prints what happens; for test()."""

    def user_call(self, frame, args):
        print('+++ call', frame.f_code.co_name or '???', args)

    def user_line(self, frame):
        import linecache
        name = frame.f_code.co_name or '???'
        filename = self.canonic(frame.f_code.co_filename)
        line = linecache.getline(filename, frame.f_lineno, frame.f_globals)
        print('+++', filename, frame.f_lineno, name, ':', line.strip())

    def user_return(self, frame, retval):
        print('+++ return', retval)

    def user_exception(self, frame, exc_stuff):
        print('+++ exception', exc_stuff)
        self.set_continue()


def foo(n):
    print('foo(', n, ')')
    x = bar(n * 10)
    print('bar returned', x)


def bar(a):
    print('bar(', a, ')')
    return a / 2


def test():
    Tdb().run('import bdb; bdb.foo(10)')
