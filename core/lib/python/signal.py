"""Signals that a program sends to itself, at once or by a timer: handlers run in the main thread. Nothing comes from outside."""
import _thread
import sys as _sys
from enum import IntEnum as _IntEnum

__all__ = ['Handlers', 'Signals', 'Sigmasks', 'NSIG', 'SIG_DFL', 'SIG_IGN', 'SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK', 'ITIMER_REAL',
           'ITIMER_VIRTUAL', 'ITIMER_PROF', 'ItimerError', 'alarm', 'default_int_handler', 'getitimer', 'getsignal', 'pause', 'pthread_kill',
           'pthread_sigmask', 'raise_signal', 'set_wakeup_fd', 'setitimer', 'siginterrupt', 'signal', 'sigpending', 'sigtimedwait', 'sigwait',
           'sigwaitinfo', 'strsignal', 'struct_siginfo', 'valid_signals']

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
_fixed = {SIGKILL, SIGSTOP, 32, 33}
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


def _members(sigset):
    numbers = set()
    for signalnum in sigset:
        number = signalnum.__index__()
        if not 1 <= number < NSIG:
            raise ValueError(f'signal number {number} out of range [1; {NSIG - 1}]')
        numbers.add(number)
    return numbers


def _named(number):
    return Signals(number) if number in Signals._value2member_map_ else number


def _plain(value):
    """The number that a member of an enum or a text stands for, or the value itself."""
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def _shown(handler):
    """A handler as a member of Handlers if it is one. As in CPython, one that is none has its text made for an error that nobody sees."""
    try:
        return Handlers(handler)
    except ValueError:
        return handler


def signal(signalnum, handler, /):
    """Set the action of a signal: SIG_DFL, SIG_IGN, or a callable given the signal and a frame. The action before is returned."""
    if _thread.get_ident() != _main:
        raise ValueError("signal only works in main thread of the main interpreter")
    number, handler = _checked(_plain(signalnum)), _plain(handler)
    if isinstance(handler, int) and handler in (0, 1):
        handler = Handlers(handler)
    elif not callable(handler):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if number in _fixed:
        raise OSError(22, 'Invalid argument')
    before, _handlers[number] = _handlers[number], handler
    if callable(before) != callable(handler) or (before is SIG_IGN) != (handler is SIG_IGN):
        _tell()
    return _shown(before)


def _tell():
    """What other processes cannot end this one by."""
    import posix
    ignored = sum(1 << number for number, handler in _handlers.items() if handler is SIG_IGN or number in _harmless)
    posix._signals(sum(1 << number for number, handler in _handlers.items() if callable(handler)), ignored)


def getsignal(signalnum, /):
    """The action of a signal: SIG_DFL, SIG_IGN, None if it is not known, or a callable."""
    return _shown(_handlers[_checked(signalnum)])


def raise_signal(signalnum, /):
    """Send a signal to this process."""
    number = signalnum.__index__()
    if not 0 <= number < NSIG:
        raise OSError(22, 'Invalid argument')
    if number and not _kept_back(number):
        _deliver(number)


def _kept_back(number):
    if number not in _blocked or number in (SIGKILL, SIGSTOP):
        return False
    if number not in _pending:
        _pending.append(number)
    return True


def _action(number):
    """The handler to be called, if the program has one; what else the signal does is done."""
    global _handled
    handler = _handlers[number]
    if handler is SIG_IGN or handler is SIG_DFL and number in _harmless:
        return None
    if handler is SIG_DFL or handler is None:
        import posix
        posix._end(number)
    _handled += 1
    if _wakeup_fd != -1:
        import posix
        try:
            posix.write(_wakeup_fd, bytes([number]))
        except OSError:
            pass
    return handler


def _deliver(number, depth=2):
    if _thread.get_ident() != _main:
        import posix
        posix._trip(number)
        return
    handler = _action(number)
    if handler is not None:
        handler(number, _sys._getframe(depth))


def _due(number):
    """For the interpreter: the handler of a signal that a timer or another thread has sent, and the frame that is interrupted."""
    handler = None if _kept_back(number) else _action(number)
    return None if handler is None else (handler, _sys._getframe(1))


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
    given, before = _members(mask), {_named(number) for number in _blocked}
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


def _nanoseconds(seconds):
    if isinstance(seconds, float):
        if seconds != seconds:
            raise ValueError('Invalid value NaN (not a number)')
    elif not hasattr(type(seconds), '__index__'):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    if seconds < 0:
        raise ItimerError(22, 'Invalid argument')
    if seconds >= 1 << 33:
        raise OverflowError('timestamp out of range for platform time_t')
    return -int(-seconds * 1000000 // 1) * 1000


def _timer(which, *times):
    import posix
    number = which.__index__()
    if number not in (0, 1, 2):
        raise ItimerError(22, 'Invalid argument')
    return tuple(left // 1000 / 1000000 for left in posix._timer(number, *times))


def getitimer(which, /):
    """Seconds until a timer sends its signal, and from one to the next."""
    return _timer(which)


def setitimer(which, seconds, interval=0.0, /):
    """Let a timer send its signal after some seconds, and again after each interval; 0: never. What it was set to before."""
    return _timer(which, _nanoseconds(seconds), _nanoseconds(interval))


def alarm(seconds, /):
    """SIGALRM after some seconds, 0: never. Seconds that were left of the alarm before."""
    import posix
    if not hasattr(type(seconds), '__index__'):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    count = seconds.__index__()
    if not -1 << 31 <= count < 1 << 31:
        raise OverflowError('Python int too large to convert to C int')
    left, _ = posix._timer(0, (count & 0xffffffff) * 1000000000, 0)
    return max(1, (left + 500000000) // 1000000000) if left else 0


def _wait(seconds):
    """Let time go on until a signal comes, or until the time is over."""
    import posix
    import time
    left = posix._timer(0)[0] / 1e9 or 1.0
    time.sleep(left if seconds is None else min(left, seconds))


def pause():
    """Wait until the handler of a signal has run."""
    before = _handled
    while _handled == before:
        _wait(None)


from _structseq import structseq as _structseq  # noqa: E402
struct_siginfo = _structseq('signal.struct_siginfo', 'si_signo si_code si_errno si_pid si_uid si_status si_band', 'What is known of a signal.')


def _take(sigset, timeout):
    """The number of a signal of the set that was sent while it was blocked; None when the time is over."""
    import time
    wanted = _members(sigset)
    end = None if timeout is None else time.monotonic() + timeout
    while True:
        for number in sorted(wanted.intersection(_pending)):
            _pending.remove(number)
            return number
        left = None if end is None else end - time.monotonic()
        if left is not None and left <= 0:
            return None
        _wait(left)


def sigwait(sigset, /):
    """Wait for a signal of a set, each of which is blocked, and take it."""
    return _named(_take(sigset, None))


def sigwaitinfo(sigset, /):
    """The same; more about it."""
    return _info(_take(sigset, None))


def sigtimedwait(sigset, timeout, /):
    """The same, but not longer than some seconds: None."""
    if timeout < 0:
        raise ValueError('timeout must be non-negative')
    number = _take(sigset, timeout)
    return None if number is None else _info(number)


def _info(number):
    import posix
    return struct_siginfo((number, 0x80 if number == SIGALRM else 0, 0, 0 if number == SIGALRM else posix.getpid(), 0, 0, 0))


_wakeup_fd = -1
_handled = 0


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """The descriptor that is told of signals: noted, nothing is written to it."""
    global _wakeup_fd
    before, _wakeup_fd = _wakeup_fd, fd
    return before


def siginterrupt(signalnum, flag, /):
    """Whether system calls are interrupted: checked, there are none."""
    _checked(signalnum)


_main = _thread.get_ident()
