"""Settings and locks of descriptors. Nobody else is here, so that a lock is always had."""

globals().update((name, int(value)) for name, _, value in (word.partition('=') for word in """
DN_ACCESS=1 DN_ATTRIB=32 DN_CREATE=4 DN_DELETE=8 DN_MODIFY=2 DN_MULTISHOT=2147483648 DN_RENAME=16 FASYNC=8192 FD_CLOEXEC=1
F_ADD_SEALS=1033 F_DUPFD=0 F_DUPFD_CLOEXEC=1030 F_EXLCK=4 F_GETFD=1 F_GETFL=3 F_GETLEASE=1025 F_GETLK=5 F_GETLK64=5 F_GETOWN=9
F_GETPIPE_SZ=1032 F_GETSIG=11 F_GET_SEALS=1034 F_NOTIFY=1026 F_OFD_GETLK=36 F_OFD_SETLK=37 F_OFD_SETLKW=38 F_RDLCK=0 F_SEAL_GROW=4
F_SEAL_SEAL=1 F_SEAL_SHRINK=2 F_SEAL_WRITE=8 F_SETFD=2 F_SETFL=4 F_SETLEASE=1024 F_SETLK=6 F_SETLK64=6 F_SETLKW=7 F_SETLKW64=7
F_SETOWN=8 F_SETPIPE_SZ=1031 F_SETSIG=10 F_SHLCK=8 F_UNLCK=2 F_WRLCK=1 LOCK_EX=2 LOCK_MAND=32 LOCK_NB=4 LOCK_READ=64 LOCK_RW=192
LOCK_SH=1 LOCK_UN=8 LOCK_WRITE=128
""".split()))

_flags = {}


def _number(fd):
    number = fd if isinstance(fd, int) else getattr(fd, 'fileno', None)
    if number is None:
        raise TypeError('argument must be an int, or have a fileno() method.')
    number = number if isinstance(number, int) else number()
    if number < 0:
        raise ValueError(f'file descriptor cannot be a negative integer ({number})')
    return number


def fcntl(fd, cmd, arg=0, /):
    """Ask for or set flags of a descriptor."""
    number = _number(fd)
    if cmd == F_GETFD:
        return _flags.get((number, cmd), FD_CLOEXEC if number > 2 else 0)
    if cmd == F_GETFL:
        return _flags.get((number, cmd), 0x8002)
    if cmd in (F_SETFD, F_SETFL):
        _flags[number, F_GETFD if cmd == F_SETFD else F_GETFL] = arg
        return 0
    if cmd in (F_SETLK, F_SETLKW, F_GETLK):
        return bytes(arg) if isinstance(arg, (bytes, bytearray)) else 0
    raise OSError(22, 'Invalid argument')


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    """What devices do; there are none."""
    _number(fd)
    raise OSError(25, 'Inappropriate ioctl for device')


def flock(fd, operation, /):
    """Lock or unlock a file."""
    _number(fd)
    if operation & ~LOCK_NB not in (LOCK_SH, LOCK_EX, LOCK_UN):
        raise OSError(22, 'Invalid argument')


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    """Lock or unlock a part of a file."""
    _number(fd)
    if not cmd & (LOCK_SH | LOCK_EX | LOCK_UN):
        raise ValueError('unrecognized lockf argument')
