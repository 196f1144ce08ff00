"""Processes of one program, what os has of them: fork, waiting, pipes."""

import posix
import sys
from _thread import get_ident
from posix import dup, getpid, getppid
from _structseq import made, structseq
from _support import outlive, write_unraisable

__name__ = 'posix'

P_ALL, P_PID, P_PGID, P_PIDFD = 0, 1, 2, 3
WNOHANG, WUNTRACED, WSTOPPED, WEXITED, WCONTINUED, WNOWAIT = 1, 2, 2, 4, 8, 0x1000000
CLD_EXITED, CLD_KILLED, CLD_DUMPED, CLD_TRAPPED, CLD_STOPPED, CLD_CONTINUED = 1, 2, 3, 4, 5, 6
_CHILD_ENDED, _CLOSE_ON_EXEC = 17, 0o2000000

_before, _in_child, _in_parent = [], [], []


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    """Functions that fork() calls: before it, last registered first; after it in the child, and in the parent."""
    given = {'before': before, 'after_in_child': after_in_child, 'after_in_parent': after_in_parent}
    if all(function is None for function in given.values()):
        raise TypeError("At least one argument is required.")
    for name, function in given.items():
        if function is not None and not callable(function):
            raise TypeError(f"'{name}' must be callable, not {type(function).__name__}")
    for functions, function in zip((_before, _in_child, _in_parent), given.values()):
        if function is not None:
            functions.append(function)
            outlive(function)


def _call(functions):
    for function in functions:
        try:
            function()
        except BaseException as error:
            write_unraisable(error, None, function)


def fork():
    """A second process, a copy of this one: 0 there, its number here."""
    sys.audit('os.fork')
    _call(_before[::-1])
    try:
        number = posix._fork()
    except OSError:
        _call(_in_parent)
        raise
    if number:
        _call(_in_parent)
    else:
        _call([restart for name, restart in _MODULES.items() if name in sys.modules])
        _call(_in_child)
    return number


def _restart_signals():
    sys.modules['signal']._main = get_ident()


# What these modules do in a child.
_MODULES = {'threading': lambda: sys.modules['threading']._after_fork(), 'signal': _restart_signals, 'random': lambda: sys.modules['random'].seed()}


def _number(value):
    if not hasattr(type(value), '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


def wait():
    """Number and status of a child that has ended, waiting for it."""
    return posix._wait(-1, 0)


def waitpid(pid, options, /):
    """The same of one child, or of any (-1)."""
    return posix._wait(_number(pid), _number(options))


waitid_result = structseq('posix.waitid_result', 'si_pid si_uid si_signo si_status si_code')
struct_rusage = structseq('resource.struct_rusage', 'ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap '
                        'ru_inblock ru_oublock ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw')


def waitid(idtype, id, options, /):
    """What became of a child, or None."""
    if not options & (WEXITED | WSTOPPED | WCONTINUED) or idtype not in (P_ALL, P_PID, P_PGID):
        raise OSError(22, 'Invalid argument')
    number, status = posix._wait(id if idtype == P_PID else -1, options & (WNOHANG | WNOWAIT))
    if not number:
        return None
    killed = WIFSIGNALED(status)
    return made(waitid_result, (number, getuid(), _CHILD_ENDED, status & 127 if killed else status >> 8, CLD_KILLED if killed else CLD_EXITED))


def wait3(options):
    """waitpid(-1, options), and what the child used."""
    return wait4(-1, options)


def wait4(pid, options):
    """waitpid(), and what the child used."""
    return *posix._wait(_number(pid), _number(options)), made(struct_rusage, (0.0, 0.0) + (0,) * 14)


def getuid():
    return 1000


def WIFEXITED(status):
    """Whether the process ended by itself."""
    return not status & 127


def WEXITSTATUS(status):
    """Its exit status."""
    return status >> 8 & 255


def WIFSIGNALED(status):
    """Whether a signal ended it."""
    return 0 < status & 127 < 127


def WTERMSIG(status):
    """Which one."""
    return status & 127


def WIFSTOPPED(status):
    """Whether it is stopped: none ever is."""
    return status & 255 == 127


def WSTOPSIG(status):
    """By which signal."""
    return status >> 8 & 255


def WIFCONTINUED(status):
    """Whether it goes on after having been stopped."""
    return status == 0xffff


def WCOREDUMP(status):
    """Whether its memory was written to a file."""
    return bool(status & 128)


def waitstatus_to_exitcode(status):
    """The exit status, or a signal's number below 0."""
    status = _number(status)
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSIGNALED(status):
        return -WTERMSIG(status)
    if WIFSTOPPED(status):
        raise ValueError(f"process stopped by delivery of signal {WSTOPSIG(status)}")
    raise ValueError(f"invalid wait status: {status}")


def kill(pid, signal, /):
    """Send a signal to a process; 0: only see whether it is there."""
    pid, signal = _number(pid), _number(signal)
    if signal and pid == getpid():
        from signal import raise_signal
        raise_signal(signal)
    else:
        posix._kill(pid, signal)


def pipe():
    """Two descriptors: what is written to the second can be read from the first."""
    return posix._pipe(_CLOSE_ON_EXEC)


def pipe2(flags, /):
    """pipe() with flags: O_NONBLOCK, O_CLOEXEC."""
    return posix._pipe(flags)


def dup2(fd, fd2, inheritable=True):
    """fd2 becomes another number of the file that fd is."""
    return posix.dup2(fd, fd2)


for _function in list(globals().values()):
    if getattr(_function, '__module__', None) == __name__ and not isinstance(_function, type):
        _function.__module__ = 'posix'
