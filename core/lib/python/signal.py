"""Signals that a program sends to itself: handlers run at once, in the main thread. Nothing comes from outside, so nothing waits for one."""
import _thread
from enum import IntEnum as _IntEnum

__all__ = ['Handlers', 'Signals', 'Sigmasks', 'NSIG', 'SIG_DFL', 'SIG_IGN', 'SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK', 'ITIMER_REAL',
           'ITIMER_VIRTUAL', 'ITIMER_PROF', 'ItimerError', 'default_int_handler', 'getitimer', 'getsignal', 'pthread_kill',
           'pthread_sigmask', 'raise_signal', 'set_wakeup_fd', 'siginterrupt', 'signal', 'sigpending', 'strsignal', 'valid_signals']

_NAMES = ('HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM '
          'PROF WINCH IO PWR SYS').split()
_TEXTS = ('Hangup,Interrupt,Quit,Illegal instruction,Trace/breakpoint trap,Aborted,Bus error,Floating point exception,Killed,'
          'User defined signal 1,Segmentation fault,User defined signal 2,Broken pipe,Alarm clock,Terminated,Stack fault,Child exited,'
          'Continued,Stopped (signal),Stopped,Stopped (tty input),Stopped (tty output),Urgent I/O condition,CPU time limit exceeded,'
          'File size limit exceeded,Virtual timer expired,Profiling timer expired,Window changed,I/O possible,Power failure,'
          'Bad system call').split(',')
NSIG = 65
globals().update({f'SIG{name}': number for number, name in enumerate(_NAMES, 1)}, SIGCLD=17, SIGPOLL=29, SIGIOT=6, SIGRTMIN=34, SIGRTMAX=64)
SIG_DFL, SIG_IGN = 0, 1
SIG_BLOCK, SIG_UNBLOCK, SIG_SETMASK = 0, 1, 2
_IntEnum._convert_('Signals', __name__, lambda name: name.startswith('SIG') and not name.startswith('SIG_'))
_IntEnum._convert_('Handlers', __name__, lambda name: name in ('SIG_DFL', 'SIG_IGN'))
_IntEnum._convert_('Sigmasks', __name__, lambda name: name in ('SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK'))
ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF = 0, 1, 2
__all__ += Signals.__members__


class ItimerError(OSError):
    pass


ItimerError.__name__ = ItimerError.__qualname__ = 'itimer_error'


def default_int_handler(signalnum, frame, /):
    """The default handler of SIGINT: it raises KeyboardInterrupt."""
    raise KeyboardInterrupt


_handlers = {int(number): SIG_DFL for number in range(1, NSIG)}
_handlers.update({SIGINT: default_int_handler, SIGPIPE: SIG_IGN, SIGXFSZ: SIG_IGN, 32: None, 33: None})
_harmless = {SIGCHLD, SIGCONT, SIGURG, SIGWINCH}
_blocked = set()
_pending = []


def _checked(signalnum):
    number = signalnum.__index__() if hasattr(type(signalnum), '__index__') else None
    if number is None:
        raise TypeError(f"'{type(signalnum).__name__}' object cannot be interpreted as an integer")
    if not 1 <= number < NSIG:
        raise ValueError("signal number out of range")
    return number


def _named(number):
    return Signals(number) if number in Signals._value2member_map_ else number


def signal(signalnum, handler, /):
    """Set the action of a signal: SIG_DFL, SIG_IGN, or a callable given the signal and a frame. The action before is returned."""
    if _thread.get_ident() != _main:
        raise ValueError("signal only works in main thread of the main interpreter")
    number = _checked(signalnum)
    if handler in (0, 1) and isinstance(handler, int):
        handler = Handlers(handler)
    elif not callable(handler):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if number in (SIGKILL, SIGSTOP, 32, 33):
        raise OSError(22, 'Invalid argument')
    before, _handlers[number] = _handlers[number], handler
    _tell()
    return before


def _tell():
    """What other processes cannot end this one by."""
    import posix
    ignored = sum(1 << number for number, handler in _handlers.items() if handler is SIG_IGN or number in _harmless)
    posix._signals(sum(1 << number for number, handler in _handlers.items() if callable(handler)), ignored)


def getsignal(signalnum, /):
    """The action of a signal: SIG_DFL, SIG_IGN, None if it is not known, or a callable."""
    return _handlers[_checked(signalnum)]


def raise_signal(signalnum, /):
    """Send a signal to this process."""
    number = signalnum.__index__()
    if not 0 <= number < NSIG:
        raise OSError(22, 'Invalid argument')
    if number in _blocked and number not in (SIGKILL, SIGSTOP):
        if number not in _pending:
            _pending.append(number)
    elif number:
        _deliver(number)


def _deliver(number, depth=2):
    handler = _handlers[number]
    if handler is SIG_IGN or handler is SIG_DFL and number in _harmless:
        return
    if handler is SIG_DFL or handler is None:
        import posix
        posix._end(number)
    import sys
    handler(number, sys._getframe(depth))


def _interrupt(number):
    """For _thread.interrupt_main(): True if the main thread is to raise KeyboardInterrupt; other handlers run here and now."""
    if _handlers[number] is default_int_handler:
        return True
    if _handlers[number] is not SIG_DFL:
        _deliver(number)
    return False


def strsignal(signalnum, /):
    """What a signal means, or None."""
    number = _checked(signalnum)
    if number >= 34:
        return f'Real-time signal {number - 34}'
    return _TEXTS[number - 1] if number <= len(_TEXTS) else None


def valid_signals():
    """All signals that this platform has."""
    return {_named(number) for number in range(1, NSIG) if number not in (32, 33)}


def pthread_sigmask(how, mask):
    """Block or unblock signals; those that were blocked before."""
    given, before = {_checked(number) for number in mask}, {_named(number) for number in _blocked}
    if how == SIG_SETMASK:
        _blocked.clear()
    elif how not in (SIG_BLOCK, SIG_UNBLOCK):
        raise OSError(22, 'Invalid argument')
    if how == SIG_UNBLOCK:
        _blocked.difference_update(given)
    else:
        _blocked.update(given - {SIGKILL, SIGSTOP})
    for number in [number for number in _pending if number not in _blocked]:
        _pending.remove(number)
        _deliver(number, 1)
    return before


def sigpending():
    """Signals that were sent while they were blocked."""
    return {_named(number) for number in _pending}


def pthread_kill(thread_id, signalnum, /):
    """Send a signal to a thread of this process; handlers run in the main thread."""
    raise_signal(signalnum)


def getitimer(which, /):
    """Time to the next alarm and its interval: no timer ever runs."""
    if which not in (0, 1, 2):
        raise ItimerError(22, 'Invalid argument')
    return 0.0, 0.0


_wakeup_fd = -1


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """The descriptor that is told of signals: noted, nothing is written to it."""
    global _wakeup_fd
    before, _wakeup_fd = _wakeup_fd, fd
    return before


def siginterrupt(signalnum, flag, /):
    """Whether system calls are interrupted: checked, there are none."""
    _checked(signalnum)


_main = _thread.get_ident()
