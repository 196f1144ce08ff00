"""The debugger: commands at a prompt, where a program stops. pdb.set_trace() or breakpoint() in a program starts it."""

import bdb
import cmd
import code
import functools
import inspect
import io
import linecache
import operator
import os
import pprint
import re
import signal
import sys
import tokenize
import traceback

__all__ = ["run", "pm", "Pdb", "runeval", "runctx", "runcall", "set_trace", "post_mortem", "help"]

line_prefix = '\n-> '


class Restart(Exception):
    """The program is to be run again."""


class _Refused(Exception):
    """A command cannot do what it was given; says why, unless that was said."""


def _command(function):
    """A command that says why it was refused."""
    @functools.wraps(function)
    def command(self, *arg):
        try:
            return function(self, *arg)
        except _Refused as refusal:
            if refusal.args:
                self.error(refusal)
    return command


def _number(text, words):
    try:
        return int(text)
    except ValueError:
        raise _Refused(words) from None


def find_function(funcname, filename):
    """(name, file, line) of a function's def in a file."""
    begins = re.compile(rf'def\s+{re.escape(funcname)}\s*[(]').match
    try:
        with tokenize.open(filename) as text:
            return next(((funcname, filename, number) for number, line in enumerate(text, 1) if begins(line)), None)
    except OSError:
        return None


class _rstr(str):
    """A text that is its own repr."""

    def __repr__(self):
        return self


class Pdb(bdb.Bdb, cmd.Cmd):

    _previous_sigint_handler = None

    def __init__(self, completekey='tab', stdin=None, stdout=None, skip=None, nosigint=False, readrc=True):
        bdb.Bdb.__init__(self, skip=skip)
        cmd.Cmd.__init__(self, completekey, stdin, stdout)
        sys.audit("pdb.Pdb")
        self.prompt, self.nosigint, self.allow_kbdint = '(Pdb) ', nosigint, False
        if stdout:
            self.use_rawinput = 0
        self.mainpyfile, self._wait_for_mainpyfile = '', False
        self.aliases, self.displaying, self.tb_lineno = {}, {}, {}
        # What is run at breakpoints, by their numbers: lines, whether the prompt comes after them, whether the place is not told.
        self.commands, self.commands_doprompt, self.commands_silent = {}, {}, {}
        self.commands_defining, self.commands_bnum = False, None
        self.rcLines = []
        for name in (os.path.expanduser('~/.pdbrc'), '.pdbrc') if readrc else ():
            if os.path.isfile(name):
                with open(name, encoding='utf-8') as rc:
                    self.rcLines += rc

    # ---- stops ----

    def reset(self):
        """Nothing is known of where the program is."""
        super().reset()
        self.forget()

    def forget(self):
        """The program goes on: no frame is looked at."""
        frame = getattr(self, 'curframe', None)
        if frame:
            frame.f_globals.pop('__pdb_convenience_variables', None)
        self.tb_lineno.clear()
        self.curframe = self.lineno = None
        self.stack, self.curindex = [], 0

    def setup(self, f, tb):
        """Look at a frame, or at where a traceback ends; true if .pdbrc lets the program go on."""
        self.forget()
        self.stack, self.curindex = self.get_stack(f, tb)
        self.curframe = self.stack[self.curindex][0]
        self.curframe_locals = self.curframe.f_locals
        for entry, line in traceback.walk_tb(tb):
            self.tb_lineno[entry] = line
        return self.execRcLines()

    def execRcLines(self):
        """Run what .pdbrc says, once."""
        rcLines, self.rcLines = self.rcLines, []
        while rcLines:
            line = rcLines.pop(0).strip()
            if line and line[0] != '#' and self.onecmd(line):
                self.rcLines += reversed(rcLines)
                return True

    def user_call(self, frame, argument_list):
        """A function begins."""
        if not self._wait_for_mainpyfile and self.stop_here(frame):
            self._stop('--Call--', frame)

    def _stop(self, what, frame, tb=None):
        self.message(what)
        self.interaction(frame, tb)

    def user_line(self, frame):
        """A line begins."""
        if self._wait_for_mainpyfile:
            in_program = frame.f_lineno > 0 and self.canonic(frame.f_code.co_filename) == self.mainpyfile
            if not in_program:
                return
            self._wait_for_mainpyfile = False
        if self.bp_commands(frame):
            self.interaction(frame, None)

    def bp_commands(self, frame):
        """Run the commands of the breakpoint, if it has some; true if it has none, and the prompt is to come."""
        number = getattr(self, "currentbp", False)
        if not number or number not in self.commands:
            return 1
        self.currentbp = 0
        self.setup(frame, None)
        last = self.lastcmd
        for line in self.commands[number]:
            self.onecmd(line)
        self.lastcmd = last
        if not self.commands_silent[number]:
            self.print_stack_entry(self.stack[self.curindex])
        if self.commands_doprompt[number]:
            self._cmdloop()
        self.forget()

    def user_return(self, frame, return_value):
        """A function returns."""
        if not self._wait_for_mainpyfile:
            frame.f_locals['__return__'] = return_value
            self._stop('--Return--', frame)

    def user_exception(self, frame, exc_info):
        """An exception came."""
        if not self._wait_for_mainpyfile:
            kind, value, tb = exc_info
            frame.f_locals['__exception__'] = kind, value
            ends_loop = kind is StopIteration and not tb  # of a for loop, in C code
            self._stop(('Internal ' if ends_loop else '') + self._format_exc(value), frame, tb)

    def _cmdloop(self):
        interrupted = True
        while interrupted:
            try:
                self.allow_kbdint = True
                self.cmdloop()
                self.allow_kbdint = interrupted = False
            except KeyboardInterrupt:
                self.message('--KeyboardInterrupt--')

    def preloop(self):
        """Tell what has changed of the displayed expressions."""
        shown = self.displaying.get(self.curframe, {})
        for expression, before in shown.items():
            now = self._getval_except(expression)
            if now is before or now == before:
                continue
            shown[expression] = now
            self.message(f'display {expression}: {now!r}  [old: {before!r}]')

    def interaction(self, frame, traceback):
        """Commands at the prompt, until one lets the program go on."""
        if not self.setup(frame, traceback):
            self.print_stack_entry(self.stack[self.curindex])
            self._cmdloop()
        self.forget()

    # ---- commands in general ----

    def displayhook(self, obj):
        if obj is not None:
            self.message(repr(obj))

    def default(self, line):
        """What is no command is a statement."""
        if line[:1] == '!':
            line = line[1:].strip()
        try:
            compiled = compile(line + '\n', '<stdin>', 'single')
            save = sys.stdout, sys.stdin, sys.displayhook
            try:
                sys.stdin, sys.stdout, sys.displayhook = self.stdin, self.stdout, self.displayhook
                exec(compiled, self.curframe.f_globals, self.curframe_locals)
            finally:
                sys.stdout, sys.stdin, sys.displayhook = save
        except:
            self._error_exc()

    def precmd(self, line):
        """Aliases, and ;; between commands."""
        words = line.split()
        while words and words[0] in self.aliases:
            line = self.aliases[words[0]]
            for place, word in enumerate(words[1:], 1):
                line = line.replace(f'%{place}', word)
            line = line.replace('%*', ' '.join(words[1:]))
            words = line.split()
        if words and words[0] != 'alias' and ';;' in line:
            line, _, rest = line.partition(';;')
            self.cmdqueue.insert(0, rest.lstrip())
            line = line.rstrip()
        return line

    def onecmd(self, line):
        if not self.commands_defining:
            return cmd.Cmd.onecmd(self, line)
        return self.handle_command_def(line)

    def handle_command_def(self, line):
        """A line of a breakpoint's commands."""
        name, arg, line = self.parseline(line)
        if not name:
            return
        if name == 'silent':
            self.commands_silent[self.commands_bnum] = True
            return
        if name == 'end':
            self.cmdqueue = []
            return 1
        self.commands[self.commands_bnum].append(name + ' ' + arg if arg else name)
        func = getattr(self, 'do_' + name, self.default)
        if func.__name__ in self.commands_resuming:
            self.commands_doprompt[self.commands_bnum] = False
            self.cmdqueue = []
            return 1

    commands_resuming = ['do_continue', 'do_step', 'do_next', 'do_return', 'do_quit', 'do_jump']

    def message(self, msg):
        print(msg, file=self.stdout)

    def error(self, msg):
        print('***', msg, file=self.stdout)

    def _format_exc(self, exc):
        return traceback.format_exception_only(exc)[-1].strip()

    def _error_exc(self):
        self.error(self._format_exc(sys.exc_info()[1]))

    def _getval(self, arg):
        try:
            return eval(arg, self.curframe.f_globals, self.curframe_locals)
        except:
            self._error_exc()
            raise

    def _getval_except(self, arg, frame=None):
        try:
            if frame is None:
                return eval(arg, self.curframe.f_globals, self.curframe_locals)
            return eval(arg, frame.f_globals, frame.f_locals)
        except BaseException as exc:
            return _rstr('** raised %s **' % self._format_exc(exc))

    def _safe_repr(self, obj, expr):
        try:
            return repr(obj)
        except Exception as e:
            return _rstr(f"*** repr({expr}) failed: {self._format_exc(e)} ***")

    def _select_frame(self, number):
        self.curindex = number
        self.curframe = self.stack[number][0]
        self.curframe_locals = self.curframe.f_locals
        self.print_stack_entry(self.stack[number])
        self.lineno = None

    # ---- breakpoints ----

    @_command
    def do_commands(self, arg):
        """commands [bpnumber]
        Lines up to 'end' are run when the breakpoint is reached."""
        number = len(bdb.Breakpoint.bpbynumber) - 1
        if arg:
            number = _number(arg, "Usage: commands [bnum]\n        ...\n        end")
        self._breakpoint(number, 'cannot set commands: ')
        parts = self.commands, self.commands_doprompt, self.commands_silent
        before = [part.get(number) for part in parts]
        for part, value in zip(parts, ([], True, False)):
            part[number] = value
        prompt, self.prompt = self.prompt, '(com) '
        self.commands_defining, self.commands_bnum = True, number
        try:
            self.cmdloop()
        except KeyboardInterrupt:
            for part, value in zip(parts, before):
                if before[0] is not None:
                    part[number] = value
            self.error('command definition aborted, old commands restored')
        finally:
            self.commands_defining, self.prompt = False, prompt

    def _breakpoint(self, number, prefix=''):
        try:
            return self.get_bpbynumber(number)
        except ValueError as problem:
            raise _Refused(f'{prefix}{problem}') from None

    @_command
    def do_break(self, arg, temporary=0):
        """b(reak) [ ([filename:]lineno | function) [, condition] ]
        Set a breakpoint; without an argument list them."""
        if not arg:
            if self.breaks:
                self.message("Num Type         Disp Enb   Where")
                for bp in filter(None, bdb.Breakpoint.bpbynumber):
                    self.message(bp.bpformat())
            return
        place, comma, condition = arg.partition(',') if arg[0] != ',' else (arg, '', '')
        name, filename, number = self._place_of_break(place.rstrip() if comma else place)
        filename = filename or self.defaultFile()
        number = self.checkline(filename, number)
        if not number:
            return
        problem = self.set_break(filename, number, temporary, condition.lstrip() if comma else None, name)
        if problem:
            raise _Refused(problem)
        bp = self.get_breaks(filename, number)[-1]
        self.message(f"Breakpoint {bp.number} at {bp.file}:{bp.line}")

    def _place_of_break(self, place):
        """(function or None, file or None, line) of line, file:line, or a function: an expression, or a name in a file."""
        name, colon, line = place.rpartition(':')
        if colon:
            filename = self.lookupmodule(name.rstrip())
            if not filename:
                raise _Refused('%r not found from sys.path' % name.rstrip())
            line = line.lstrip()
            return None, filename, _number(line, f'Bad lineno: {line}')
        try:
            return None, None, int(place)
        except ValueError:
            pass
        try:
            function = eval(place, self.curframe.f_globals, self.curframe_locals)
        except:
            function = place
        made_of = getattr(getattr(function, '__func__', function), '__code__', None)
        if made_of is not None:
            return made_of.co_name, made_of.co_filename, made_of.co_firstlineno
        found = self.lineinfo(place)
        if not found[0]:
            raise _Refused('The specified object %r is not a function or was not found along sys.path.' % place)
        return found

    def defaultFile(self):
        filename = self.curframe.f_code.co_filename
        return self.mainpyfile if filename == '<string>' and self.mainpyfile else filename

    do_b = do_break

    def do_tbreak(self, arg):
        """tbreak [ ([filename:]lineno | function) [, condition] ]
        As break, for one stop only."""
        self.do_break(arg, 1)

    def lineinfo(self, identifier):
        """(function, file, line) of a name, or of file:name in quotes."""
        quoted = identifier.split("'")
        text = {1: quoted[0], 3: quoted[1] if len(quoted) == 3 else ''}.get(len(quoted), '').strip()
        names = text.split('.')
        if names[0] == 'self':
            del names[0]
        if not names or not text:
            return None, None, None
        filename = self.defaultFile()
        if len(names) > 1:
            filename = self.lookupmodule(names[0]) or filename
        return find_function(names[min(len(names), 2) - 1], filename) or (None, None, None)

    def checkline(self, filename, lineno):
        """The line's number if something can be run there, else 0."""
        frame = getattr(self, 'curframe', None)
        line = linecache.getline(filename, lineno, frame.f_globals if frame else None)
        if not line:
            self.message('End of file')
            return 0
        line = line.strip()
        if not line or line[0] == '#' or line[:3] in ('"""', "'''"):
            self.error('Blank or comment')
            return 0
        return lineno

    def _each(self, arg, action):
        for number in arg.split():
            try:
                action(self.get_bpbynumber(number))
            except ValueError as problem:
                self.error(problem)

    def do_enable(self, arg):
        """enable bpnumber [bpnumber ...]"""
        self._each(arg, lambda bp: (bp.enable(), self.message('Enabled %s' % bp)))

    def do_disable(self, arg):
        """disable bpnumber [bpnumber ...]"""
        self._each(arg, lambda bp: (bp.disable(), self.message('Disabled %s' % bp)))

    @_command
    def do_condition(self, arg):
        """condition bpnumber [condition]
        Stop only if the condition is true."""
        number, _, condition = arg.partition(' ')
        try:
            bp = self._breakpoint(number.strip())
        except IndexError:
            raise _Refused('Breakpoint number expected') from None
        bp.cond = condition or None
        self.message(f'New condition set for breakpoint {bp.number}.' if condition else f'Breakpoint {bp.number} is now unconditional.')

    @_command
    def do_ignore(self, arg):
        """ignore bpnumber [count]
        Do not stop the next so many times."""
        number, *rest = arg.split() or ['']
        try:
            count = int(rest[0])
        except (IndexError, ValueError):
            count = 0
        bp = self._breakpoint(number)
        bp.ignore = count
        if count <= 0:
            self.message(f'Will stop next time breakpoint {bp.number} is reached.')
        else:
            self.message(f"Will ignore next {count} crossing{'s' * (count > 1)} of breakpoint {bp.number}.")

    @_command
    def do_clear(self, arg):
        """cl(ear) filename:lineno
        cl(ear) [bpnumber [bpnumber...]]
        Delete breakpoints; without an argument all."""
        gone = []
        if ':' in arg:
            filename, _, number = arg.rpartition(':')
            number = _number(number, f"Invalid line number ({number})")
            gone = self.get_breaks(filename, number)[:]
            if problem := self.clear_break(filename, number):
                raise _Refused(problem)
        elif arg:
            self._each(arg, lambda bp: (self.clear_bpbynumber(bp.number), self.message(f'Deleted {bp}')))
        elif self._answered_yes('Clear all breaks? '):
            gone = [*filter(None, bdb.Breakpoint.bpbynumber)]
            self.clear_all_breaks()
        for bp in gone:
            self.message(f'Deleted {bp}')

    @staticmethod
    def _answered_yes(question):
        try:
            return input(question).strip().lower() in ('y', 'yes')
        except EOFError:
            return False

    do_cl = do_clear

    # ---- the stack ----

    def do_where(self, arg):
        """w(here)
        Print the stack, the newest frame last."""
        self.print_stack_trace()

    do_w = do_bt = do_where

    @_command
    def _move(self, arg, step):
        last = len(self.stack) - 1
        end, name = (last, 'Newest') if step > 0 else (0, 'Oldest')
        if self.curindex == end:
            raise _Refused(f'{name} frame')
        count = _number(arg or 1, f'Invalid frame count ({arg})')
        self._select_frame(end if count < 0 else max(0, min(self.curindex + step * count, last)))

    def do_up(self, arg):
        """u(p) [count]
        To an older frame."""
        self._move(arg, -1)

    do_u = do_up

    def do_down(self, arg):
        """d(own) [count]
        To a newer frame."""
        self._move(arg, 1)

    do_d = do_down

    # ---- going on ----

    @_command
    def do_until(self, arg):
        """unt(il) [lineno]
        Go on to a greater line, or the given one."""
        line = _number(arg, 'Error in argument: %r' % arg) if arg else None
        if line is not None and line <= self.curframe.f_lineno:
            raise _Refused('"until" line number is smaller than current line number')
        self.set_until(self.curframe, line)
        return 1

    do_unt = do_until

    def do_step(self, arg):
        """s(tep)
        To the next line, also in functions that are called."""
        self.set_step()
        return 1

    do_s = do_step

    def do_next(self, arg):
        """n(ext)
        To the next line of this function."""
        self.set_next(self.curframe)
        return 1

    do_n = do_next

    @_command
    def do_run(self, arg):
        """run [args...]
        Run the program again."""
        if arg:
            import shlex
            try:
                sys.argv = sys.argv[:1] + shlex.split(arg)
            except ValueError as problem:
                raise _Refused(f'Cannot run {arg}: {problem}') from None
        raise Restart

    do_restart = do_run

    def do_return(self, arg):
        """r(eturn)
        Go on until the function returns."""
        self.set_return(self.curframe)
        return 1

    do_r = do_return

    def do_continue(self, arg):
        """c(ont(inue))
        Go on to the next breakpoint."""
        if not self.nosigint:
            try:
                Pdb._previous_sigint_handler = signal.signal(signal.SIGINT, self.sigint_handler)
            except ValueError:
                pass
        self.set_continue()
        return 1

    do_c = do_cont = do_continue

    def sigint_handler(self, signum, frame):
        if self.allow_kbdint:
            raise KeyboardInterrupt
        self.message("\nProgram interrupted. (Use 'cont' to resume).")
        self.set_step()
        self.set_trace(frame)

    @_command
    def do_jump(self, arg):
        """j(ump) lineno
        Set the line that is run next, in the newest frame."""
        if self.stack[self.curindex + 1:]:
            raise _Refused('You can only jump within the bottom frame')
        line = _number(arg, "The 'jump' command requires a line number")
        try:
            self.curframe.f_lineno = line
        except (ValueError, AttributeError) as problem:
            raise _Refused(f'Jump failed: {problem}') from None
        self.stack[self.curindex] = self.curframe, line
        self.print_stack_entry(self.stack[self.curindex])

    do_j = do_jump

    @_command
    def do_debug(self, arg):
        """debug code
        Debug a statement, in a debugger of its own."""
        sys.settrace(None)
        inner = Pdb(self.completekey, self.stdin, self.stdout)
        inner.prompt = f"({self.prompt.strip()}) "
        self.message("ENTERING RECURSIVE DEBUGGER")
        try:
            sys.call_tracing(inner.run, (arg, self.curframe.f_globals, self.curframe_locals))
        except Exception:
            self._error_exc()
        finally:
            self.message("LEAVING RECURSIVE DEBUGGER")
            sys.settrace(self.trace_dispatch)
        self.lastcmd = inner.lastcmd

    def do_quit(self, arg):
        """q(uit)
        End the program."""
        self.set_quit()
        self._user_requested_quit = True
        return 1

    do_q = do_exit = do_quit

    def do_EOF(self, arg):
        """EOF
        The end of the input ends the program."""
        self.message('')
        return self.do_quit(arg)

    # ---- looking ----

    def do_args(self, arg):
        """a(rgs)
        Print the function's arguments."""
        co = self.curframe.f_code
        names = self.curframe_locals
        n = co.co_argcount + co.co_kwonlyargcount + bool(co.co_flags & inspect.CO_VARARGS) + bool(co.co_flags & inspect.CO_VARKEYWORDS)
        for name in co.co_varnames[:n]:
            if name in names:
                self.message('%s = %s' % (name, self._safe_repr(names[name], name)))
            else:
                self.message('%s = *** undefined ***' % (name,))

    do_a = do_args

    @_command
    def do_retval(self, arg):
        """retval
        Print what the function returns."""
        if '__return__' not in self.curframe_locals:
            raise _Refused('Not yet returned!')
        self.message(self._safe_repr(self.curframe_locals['__return__'], "retval"))

    do_rv = do_retval

    def _msg_val_func(self, arg, func):
        try:
            text = func(self._value(arg))
        except _Refused:
            pass
        except:
            self._error_exc()
        else:
            self.message(text)

    def _value(self, arg):
        """The value of an expression; what it raises was told."""
        try:
            return self._getval(arg)
        except BaseException:
            raise _Refused from None

    def do_p(self, arg):
        """p expression
        Print its value."""
        self._msg_val_func(arg, repr)

    def do_pp(self, arg):
        """pp expression
        Print its value in good form."""
        self._msg_val_func(arg, pprint.pformat)

    @_command
    def do_list(self, arg):
        """l(ist) [first [,last] | .]
        Print lines around the current one, or going on."""
        self.lastcmd = 'list'
        first, last = self._lines_wanted(arg)
        filename = self.curframe.f_code.co_filename
        lines = linecache.getlines(filename, self.curframe.f_globals)
        self._print_lines(lines[first - 1:last], first, self.get_file_breaks(filename), self.curframe)
        if last > len(lines):
            self.message('[EOF]')
        self.lineno = min(last, len(lines))

    def _lines_wanted(self, arg):
        if arg in ('', '.'):
            first = self.lineno + 1 if self.lineno is not None and not arg else max(1, self.curframe.f_lineno - 5)
            return first, first + 10
        try:
            first, *last = map(int, arg.split(','))
            last, = last or [None]
        except ValueError:
            raise _Refused('Error in argument: %r' % arg) from None
        if last is None:
            first = max(1, first - 5)
            return first, first + 10
        return first, last if last >= first else first + last

    do_l = do_list

    def _getsourcelines(self, obj):
        lines, lineno = inspect.getsourcelines(obj)
        return lines, max(1, lineno)

    @_command
    def do_longlist(self, arg):
        """longlist | ll
        Print the whole function."""
        self._print_source(self.curframe, self.get_file_breaks(self.curframe.f_code.co_filename), self.curframe)

    def _print_source(self, thing, *how):
        try:
            found = self._getsourcelines(thing)
        except (OSError, TypeError) as problem:
            raise _Refused(problem) from None
        self._print_lines(*found, *how)

    do_ll = do_longlist

    @_command
    def do_source(self, arg):
        """source expression
        Print the source of a function or class."""
        self._print_source(self._value(arg))

    def _print_lines(self, lines, start, breaks=(), frame=None):
        here, raised = (frame.f_lineno, self.tb_lineno.get(frame, -1)) if frame else (-1, -1)
        for number, line in enumerate(lines, start):
            arrow = '->' if number == here else '>>' if number == raised else ''
            self.message(f"{number:>3}".ljust(4) + ('B' if number in breaks else ' ') + f'{arrow}\t{line.rstrip()}')

    @_command
    def do_whatis(self, arg):
        """whatis arg
        Print the type."""
        value = self._value(arg)
        for kind, path in (('Method', '__func__.__code__'), ('Function', '__code__')):
            try:
                made_of = operator.attrgetter(path)(value)
            except Exception:
                continue
            if made_of:
                self.message(f'{kind} {made_of.co_name}')
                return
        self.message(f'Class {value.__module__}.{value.__qualname__}' if value.__class__ is type else type(value))

    def do_display(self, arg):
        """display [expression]
        Print its value at each stop in this function at which it has changed."""
        if not arg:
            self.message('Currently displaying:')
            for key, val in self.displaying.get(self.curframe, {}).items():
                self.message('%s: %r' % (key, val))
        else:
            val = self._getval_except(arg)
            self.displaying.setdefault(self.curframe, {})[arg] = val
            self.message('display %s: %r' % (arg, val))

    @_command
    def do_undisplay(self, arg):
        """undisplay [expression]
        No longer do so."""
        if not arg:
            self.displaying.pop(self.curframe, None)
        elif arg not in self.displaying.get(self.curframe, ()):
            raise _Refused('not displaying %s' % arg)
        else:
            del self.displaying[self.curframe][arg]

    def do_interact(self, arg):
        """interact
        A prompt of Python with the names of this place."""
        code.interact("*interactive*", local={**self.curframe.f_globals, **self.curframe_locals})

    def do_alias(self, arg):
        """alias [name [command]]
        Another name for a command; %1, %2 ... stand for its arguments, %* for all."""
        name, *words = arg.split() or [None]
        if words or (name and name not in self.aliases):
            self.aliases[name] = ' '.join(words)
            return
        for shown in [name] if name else sorted(self.aliases):
            self.message(f"{shown} = {self.aliases[shown]}")

    def do_unalias(self, arg):
        """unalias name"""
        for name in arg.split()[:1]:
            self.aliases.pop(name, None)

    def print_stack_trace(self):
        """Print all frames."""
        try:
            for entry in self.stack:
                self.print_stack_entry(entry)
        except KeyboardInterrupt:  # enough
            pass

    def print_stack_entry(self, frame_lineno, prompt_prefix=line_prefix):
        prefix = '> ' if frame_lineno[0] is self.curframe else '  '
        self.message(prefix + self.format_stack_entry(frame_lineno, prompt_prefix))

    @_command
    def do_help(self, arg):
        """h(elp)
        Without an argument the list of commands, else help about one."""
        if not arg:
            return cmd.Cmd.do_help(self, arg)
        topic, command = (getattr(self, prefix + arg, None) for prefix in ('help_', 'do_'))
        if topic is not None:
            return topic()
        if command is None:
            raise _Refused('No help for %r' % arg)
        self.message(inspect.getdoc(command) or 'No help for %r; __doc__ string missing' % arg)

    do_h = do_help

    def help_exec(self):
        """(!) statement
        Run a statement; the ! may be left out where no command begins so."""
        self.message((self.help_exec.__doc__ or '').strip())

    def help_pdb(self):
        help()

    def lookupmodule(self, filename):
        """The full path of a file's or module's name."""
        beside = os.path.join(sys.path[0], filename)
        if os.path.isabs(filename) and os.path.exists(filename):
            return filename
        if os.path.exists(beside) and self.mainpyfile == self.canonic(beside):
            return beside
        name = filename if os.path.splitext(filename)[1] else filename + '.py'
        if os.path.isabs(name):
            return name
        return next(filter(os.path.exists, (os.path.join(folder, name) for folder in sys.path)), None)

    def _run(self, filename, globs=None, is_module=False):
        """Run a file as __main__."""
        self._wait_for_mainpyfile = True
        self._user_requested_quit = False
        import __main__
        if is_module:
            import runpy
            _, _, target = runpy._get_module_details(filename)
            self.mainpyfile = self.canonic(target.co_filename)
        else:
            self.mainpyfile = self.canonic(filename)
            with io.open_code(filename) as fp:
                target = compile(fp.read(), self.mainpyfile, 'exec')
        __main__.__dict__.clear()
        __main__.__dict__.update({"__name__": "__main__", "__file__": self.mainpyfile, "__builtins__": __builtins__,
                                  "__spec__": None, "__package__": None, "__loader__": None, "__cached__": None})
        self.run(target)


# ---- calls ----

def run(statement, globals=None, locals=None):
    """Debug a statement."""
    Pdb().run(statement, globals, locals)


def runeval(expression, globals=None, locals=None):
    """Debug an expression; its value."""
    return Pdb().runeval(expression, globals, locals)


def runctx(statement, globals, locals):
    run(statement, globals, locals)


def runcall(*args, **kwds):
    """Debug a call; its value."""
    return Pdb().runcall(*args, **kwds)


def set_trace(*, header=None):
    """Stop here."""
    pdb = Pdb()
    if header is not None:
        pdb.message(header)
    pdb.set_trace(sys._getframe().f_back)


def post_mortem(t=None):
    """Look at where an exception came from: a traceback, by default that of the exception that is handled."""
    handled = sys.exc_info()[1]
    if t is None and handled is not None:
        t = handled.__traceback__
    if t is None:
        raise ValueError("A valid traceback must be passed if no exception is being handled")
    debugger = Pdb()
    debugger.reset()
    debugger.interaction(None, t)


def pm():
    """post_mortem() of the last exception that nobody caught."""
    post_mortem(sys.last_exc.__traceback__ if hasattr(sys, 'last_exc') else sys.last_traceback)


TESTCMD = 'import x; x.main()'


def test():
    run(TESTCMD)


def help():
    """Print what the debugger can do."""
    print(__doc__)
    for name in _help_order:
        print(f"{inspect.getdoc(getattr(Pdb, 'do_' + name))}\n")


_help_order = ['help', 'where', 'down', 'up', 'break', 'tbreak', 'clear', 'disable', 'enable', 'ignore', 'condition', 'commands', 'step',
               'next', 'until', 'jump', 'return', 'retval', 'run', 'continue', 'list', 'longlist', 'args', 'p', 'pp', 'whatis', 'source',
               'display', 'undisplay', 'interact', 'alias', 'unalias', 'debug', 'quit']

_usage = """\
usage: pdb.py [-c command] ... [-m module | pyfile] [arg] ...

Debug the Python program given by pyfile; commands given by -c are run first, as if they stood in .pdbrc."""


def main():
    import getopt
    opts, args = getopt.getopt(sys.argv[1:], 'mhc:', ['help', 'command='])
    names = [opt for opt, _ in opts]
    if not args or '-h' in names or '--help' in names:
        print(_usage)
        sys.exit(2)
    mainpyfile = args[0]
    if '-m' not in names:
        if not os.path.exists(mainpyfile):
            print('Error:', mainpyfile, 'does not exist')
            sys.exit(1)
        sys.path[0] = os.path.dirname(os.path.realpath(mainpyfile))
    sys.argv[:] = args
    pdb = Pdb()
    pdb.rcLines.extend(value for opt, value in opts if opt in ('-c', '--command'))
    while True:
        try:
            pdb._run(mainpyfile, is_module='-m' in names)
        except Restart:
            print("Restarting", mainpyfile, "with arguments:")
            print("\t" + " ".join(sys.argv[1:]))
        except SystemExit as e:
            print("The program exited via sys.exit(). Exit status:", end=' ')
            print(e)
        except SyntaxError:
            traceback.print_exc()
            sys.exit(1)
        except BaseException as e:
            traceback.print_exc()
            print("Uncaught exception. Entering post mortem debugging")
            print("Running 'cont' or 'step' will restart the program")
            pdb.interaction(None, e.__traceback__)
            print("Post mortem debugger finished. The " + mainpyfile + " will be restarted")
        if pdb._user_requested_quit:
            break
        print("The program finished and will be restarted")


if __name__ == '__main__':
    import pdb
    pdb.main()
