"""Messages for the log of the system: here nobody keeps one, but LOG_PERROR shows them."""

import sys as _sys

LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)
LOG_PID, LOG_CONS, LOG_ODELAY, LOG_NDELAY, LOG_NOWAIT, LOG_PERROR = 1, 2, 4, 8, 16, 32
LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON, LOG_AUTHPRIV = range(0, 88, 8)
LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, LOG_LOCAL7 = range(128, 192, 8)
_ident, _options, _facility, _mask = None, 0, LOG_USER, 0xFF


def openlog(ident=None, logoption=0, facility=LOG_USER):
    """How the next messages begin, and of what kind they are."""
    global _ident, _options, _facility
    if ident is not None and not isinstance(ident, str):
        raise TypeError(f"openlog() argument 1 must be str, not {type(ident).__name__}")
    if ident is None and _sys.argv and _sys.argv[0]:
        ident = _sys.argv[0].rpartition("/")[2]
    _ident, _options, _facility = ident, logoption.__index__(), facility.__index__()


def syslog(*args):
    """A message, with how grave it is in front (LOG_INFO)."""
    if len(args) == 1 and isinstance(args[0], str):
        args = LOG_INFO, args[0]
    if len(args) != 2 or not isinstance(args[0], int) or not isinstance(args[1], str):
        raise TypeError("[priority,] message string")
    if _ident is None:
        openlog()
    if _options & LOG_PERROR and _mask & LOG_MASK(args[0] & 7):
        print(f"{_ident or 'syslog'}: {args[1]}", file=_sys.stderr)


def closelog():
    """Forget what openlog() was told."""
    global _ident, _options, _facility
    _ident, _options, _facility = None, 0, LOG_USER


def setlogmask(maskpri, /):
    """Which messages count; the mask before. 0 changes nothing."""
    global _mask
    before, _mask = _mask, maskpri.__index__() or _mask
    return before


def LOG_MASK(pri, /):
    return 1 << pri


def LOG_UPTO(pri, /):
    return (1 << pri + 1) - 1
