"""What a process uses and its limits. Limits are kept, and change nothing here."""

import sys as _sys
import time as _time

from _structseq import made as _made, structseq as _structseq

error = OSError
(RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS,
 _, RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_RTPRIO, RLIMIT_RTTIME) = range(16)
del _
RLIMIT_OFILE = RLIMIT_NOFILE
RLIM_INFINITY = -1
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1

struct_rusage = _structseq('resource.struct_rusage', 'ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap '
                           'ru_inblock ru_oublock ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw')

_limits = {RLIMIT_STACK: (8 << 20, RLIM_INFINITY), RLIMIT_CORE: (0, RLIM_INFINITY), RLIMIT_NOFILE: (1024, 1048576),
           RLIMIT_MEMLOCK: (8 << 20, 8 << 20), RLIMIT_MSGQUEUE: (819200, 819200), RLIMIT_NICE: (0, 0), RLIMIT_RTPRIO: (0, 0)}


def _check(resource):
    if not isinstance(resource, int):
        raise TypeError(f"'{type(resource).__name__}' object cannot be interpreted as an integer")
    if not 0 <= resource < 16:
        raise ValueError('invalid resource specified')


def getrlimit(resource, /):
    """(soft limit, hard limit)."""
    _check(resource)
    return _limits.get(resource, (RLIM_INFINITY, RLIM_INFINITY))


def setrlimit(resource, limits, /):
    """Set both limits."""
    _check(resource)
    pair = tuple(limits)
    if len(pair) != 2:
        raise ValueError('expected a tuple of 2 integers')
    soft, hard = (value % 2**64 for value in pair)  # -1, no limit, is the greatest
    if soft > hard:
        raise ValueError('current limit exceeds maximum limit')
    if hard > getrlimit(resource)[1] % 2**64:
        raise ValueError('not allowed to raise maximum limit')
    _limits[resource] = pair


def prlimit(pid, resource, limits=None, /):
    """The limits, of this process; then set new ones."""
    import os
    if pid not in (0, os.getpid()):
        raise ProcessLookupError(3, 'No such process')
    before = getrlimit(resource)
    if limits is not None:
        setrlimit(resource, limits)
    return before


def getrusage(who, /):
    """What was used: the time, and the memory as the number of blocks tells it; nothing by other processes."""
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError('invalid who parameter')
    if who == RUSAGE_CHILDREN:
        return _made(struct_rusage, (0.0, 0.0) + (0,) * 14)
    return _made(struct_rusage, (_time.process_time(), 0.0, _sys.getallocatedblocks() * 80 // 1024) + (0,) * 13)


def getpagesize():
    return 4096
