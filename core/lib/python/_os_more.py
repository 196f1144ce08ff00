"""What of os few programs use."""

import _os
from _structseq import made as _made, structseq as _structseq
from types import GenericAlias
from _collections_abc import Mapping

__name__ = 'posix'

_TABLE = '''EFD_CLOEXEC=524288 EFD_NONBLOCK=2048 EFD_SEMAPHORE=1 F_LOCK=1 F_TEST=3 F_TLOCK=2 F_ULOCK=0 GRND_NONBLOCK=1 GRND_RANDOM=2
MFD_ALLOW_SEALING=2 MFD_CLOEXEC=1 MFD_HUGETLB=4 MFD_HUGE_MASK=63 MFD_HUGE_SHIFT=26 NGROUPS_MAX=65536 O_ACCMODE=3 O_ASYNC=8192 O_DIRECT=16384
O_DSYNC=4096 O_FSYNC=1052672 O_LARGEFILE=0 O_NDELAY=2048 O_NOATIME=262144 O_NOCTTY=256 O_PATH=2097152 O_RSYNC=1052672 O_TMPFILE=4259840
POSIX_FADV_DONTNEED=4 POSIX_FADV_NOREUSE=5 POSIX_FADV_NORMAL=0 POSIX_FADV_RANDOM=1 POSIX_FADV_SEQUENTIAL=2 POSIX_FADV_WILLNEED=3
POSIX_SPAWN_CLOSE=1 POSIX_SPAWN_DUP2=2 POSIX_SPAWN_OPEN=0 PRIO_PGRP=1 PRIO_PROCESS=0 PRIO_USER=2 P_NOWAIT=1 P_NOWAITO=1 P_WAIT=0
RTLD_DEEPBIND=8 RTLD_GLOBAL=256 RTLD_LAZY=1 RTLD_LOCAL=0 RTLD_NODELETE=4096 RTLD_NOLOAD=4 RTLD_NOW=2 RWF_APPEND=16 RWF_DSYNC=2 RWF_HIPRI=1
RWF_NOWAIT=8 RWF_SYNC=4 SCHED_BATCH=3 SCHED_FIFO=1 SCHED_IDLE=5 SCHED_OTHER=0 SCHED_RESET_ON_FORK=1073741824 SCHED_RR=2 SEEK_DATA=3
SEEK_HOLE=4 SPLICE_F_MORE=4 SPLICE_F_MOVE=1 SPLICE_F_NONBLOCK=2 ST_APPEND=256 ST_MANDLOCK=64 ST_NOATIME=1024 ST_NODEV=4 ST_NODIRATIME=2048
ST_NOEXEC=8 ST_NOSUID=2 ST_RDONLY=1 ST_RELATIME=4096 ST_SYNCHRONOUS=16 ST_WRITE=128 TMP_MAX=238328 XATTR_CREATE=1 XATTR_REPLACE=2
XATTR_SIZE_MAX=65536'''
globals().update((name, int(value)) for name, value in (word.split('=') for word in _TABLE.split()))
globals().update((f'MFD_HUGE_{name}', power << 26) for name, power in (
    ('64KB', 16), ('512KB', 19), ('1MB', 20), ('2MB', 21), ('8MB', 23), ('16MB', 24), ('32MB', 25), ('256MB', 28), ('512MB', 29), ('1GB', 30),
    ('2GB', 31), ('16GB', 34)))
sysconf_names = {'SC_ARG_MAX': 0, 'SC_CHILD_MAX': 1, 'SC_CLK_TCK': 2, 'SC_NGROUPS_MAX': 3, 'SC_OPEN_MAX': 4, 'SC_PAGESIZE': 30, 'SC_PAGE_SIZE': 30,
                 'SC_NPROCESSORS_CONF': 83, 'SC_NPROCESSORS_ONLN': 84, 'SC_PHYS_PAGES': 85, 'SC_AVPHYS_PAGES': 86, 'SC_IOV_MAX': 60, 'SC_VERSION': 29,
                 'SC_LINE_MAX': 43, 'SC_LOGIN_NAME_MAX': 71, 'SC_SEM_VALUE_MAX': 33}
_SYSCONF = {0: 2097152, 1: 127, 2: 100, 3: 65536, 4: 1024, 30: 4096, 83: 1, 84: 1, 85: 65536, 86: 32768, 60: 1024, 29: 200809, 43: 2048, 71: 256, 33: 2147483647}
pathconf_names = {'PC_LINK_MAX': 0, 'PC_MAX_CANON': 1, 'PC_MAX_INPUT': 2, 'PC_NAME_MAX': 3, 'PC_PATH_MAX': 4, 'PC_PIPE_BUF': 5, 'PC_NO_TRUNC': 7}
_PATHCONF = {0: 127, 1: 255, 2: 255, 3: 255, 4: 4096, 5: 4096, 7: 1}
confstr_names = {'CS_PATH': 0, 'CS_GNU_LIBC_VERSION': 2, 'CS_GNU_LIBPTHREAD_VERSION': 3}
times_result = _structseq('posix.times_result', 'user system children_user children_system elapsed')
statvfs_result = _structseq('os.statvfs_result', 'f_bsize f_frsize f_blocks f_bfree f_bavail f_files f_ffree f_favail f_flag f_namemax', None, 'f_fsid', 0)
sched_param = _structseq('posix.sched_param', 'sched_priority')


def _number(name, names):
    if isinstance(name, str):
        if name not in names:
            raise ValueError('unrecognized configuration name')
        return names[name]
    return name


def _denied(*args):
    raise PermissionError(1, 'Operation not permitted')


def sysconf(name, /):
    """A limit of the system."""
    if _number(name, sysconf_names) not in _SYSCONF:
        raise OSError(22, 'Invalid argument')
    return _SYSCONF[_number(name, sysconf_names)]


def pathconf(path, name):
    """A limit of the file system."""
    return _PATHCONF[_number(name, pathconf_names)]


def fpathconf(fd, name, /):
    return pathconf(fd, name)


def confstr(name, /):
    return {0: '/bin:/usr/bin', 2: 'glibc 2.35', 3: 'NPTL 2.35'}.get(_number(name, confstr_names))


def times():
    """Times of this process and its children."""
    import time
    used = time.process_time()
    return _made(times_result, (used, 0.0, 0.0, 0.0, time.monotonic()))


def statvfs(path):
    """What there is of room."""
    return _made(statvfs_result, (4096, 4096, 65536, 65536, 65536, 65536, 65536, 65536, 4096, 255))


def fstatvfs(fd, /):
    return statvfs(fd)


def getloadavg():
    return 0.0, 0.0, 0.0


def getlogin():
    raise OSError(6, 'No such device or address')


def ttyname(fd, /):
    _os.fstat(fd)
    raise OSError(25, 'Inappropriate ioctl for device')


def ctermid():
    return '/dev/tty'


def device_encoding(fd):
    """The encoding of a terminal: there is none."""
    return None


def getgroups():
    return [1000]


def getgrouplist(user, group, /):
    return [group]


def getresuid():
    return 1000, 1000, 1000


getresgid = getresuid


def getpgrp():
    return _pid()


def getpgid(pid):
    """The group of a process: its own."""
    return pid or _pid()


getsid = getpgid


def _pid():
    from posix import getpid
    return getpid()


def get_blocking(fd, /):
    """Whether reading and writing wait."""
    from fcntl import F_GETFL, fcntl
    return not fcntl(fd, F_GETFL) & 0o4000


def set_blocking(fd, blocking, /):
    """The flag O_NONBLOCK is noted, a pipe waits as before."""
    from fcntl import F_GETFL, F_SETFL, fcntl
    flags = fcntl(fd, F_GETFL)
    fcntl(fd, F_SETFL, flags & ~0o4000 if blocking else flags | 0o4000)


def setpgid(pid, group, /):
    """Each process is its own group."""


def setpgrp():
    """The same."""


def setsid():
    return _pid()


def killpg(group, signal, /):
    """A signal for a group: its one process."""
    from _processes import kill
    kill(group, signal)


def getpriority(which, who):
    return 0


def setpriority(which, who, priority):
    """Priorities change nothing."""


def nice(increment, /):
    return max(0, min(increment, 19))


def _same_id(what):
    def change(*ids):
        if any(number not in (1000, -1) for number in ids):
            _denied()
    change.__name__ = what
    return change


setuid, setgid, seteuid, setegid, setreuid, setregid, setresuid, setresgid = map(
    _same_id, 'setuid setgid seteuid setegid setreuid setregid setresuid setresgid'.split())


def setgroups(groups, /):
    _denied()


initgroups = chroot = mknod = _denied


def sched_getaffinity(pid, /):
    """The processors that a process may use."""
    return {0}


def sched_setaffinity(pid, mask, /):
    if 0 not in set(mask):
        raise OSError(22, 'Invalid argument')


def sched_yield():
    """Let other threads run."""
    import time
    time.sleep(0)


def sched_getscheduler(pid, /):
    return 0


def sched_getparam(pid, /):
    return sched_param((0,))


def sched_get_priority_max(policy):
    return 99 if policy in (1, 2) else 0


def sched_get_priority_min(policy):
    return 1 if policy in (1, 2) else 0


def getrandom(size, flags=0):
    import os
    return os.urandom(size)


def abort():
    """End the process by SIGABRT."""
    import posix
    posix._end(6)


def closerange(fd_low, fd_high, /):
    """Close all files of these numbers."""
    for fd in range(fd_low, fd_high):
        try:
            _os.close(fd)
        except OSError:
            pass


def fdatasync(fd):
    _os.fstat(fd if isinstance(fd, int) else fd.fileno())


def sync():
    """Everything is written at once."""


def fchmod(fd, mode):
    _os.fstat(fd)


def fchown(fd, uid, gid):
    _os.fstat(fd)


_inheritable = {0, 1, 2}


def get_inheritable(fd, /):
    _os.fstat(fd)
    return fd in _inheritable


def set_inheritable(fd, inheritable, /):
    _os.fstat(fd)
    (_inheritable.add if inheritable else _inheritable.discard)(fd)


def pread(fd, length, offset, /):
    """Read at a place of a file, which stays where it is."""
    kept = _os.lseek(fd, 0, 1)
    try:
        _os.lseek(fd, offset, 0)
        return _os.read(fd, length)
    finally:
        _os.lseek(fd, kept, 0)


def pwrite(fd, buffer, offset, /):
    """Write at a place of a file, which stays where it is."""
    kept = _os.lseek(fd, 0, 1)
    try:
        _os.lseek(fd, offset, 0)
        return _os.write(fd, buffer)
    finally:
        _os.lseek(fd, kept, 0)


def _fill(buffers, read):
    total = 0
    for buffer in buffers:
        view = memoryview(buffer).cast('B')
        data = read(len(view), total)
        view[:len(data)] = data
        total += len(data)
        if len(data) < len(view):
            break
    return total


def readv(fd, buffers, /):
    """Read into several buffers."""
    return _fill(buffers, lambda size, at: _os.read(fd, size))


def preadv(fd, buffers, offset, flags=0, /):
    return _fill(buffers, lambda size, at: pread(fd, size, offset + at))


def writev(fd, buffers, /):
    """Write several buffers."""
    return _os.write(fd, b''.join(map(bytes, buffers)))


def pwritev(fd, buffers, offset, flags=0, /):
    return pwrite(fd, b''.join(map(bytes, buffers)), offset)


def sendfile(out_fd, in_fd, offset, count):
    """Copy from file to file."""
    return _os.write(out_fd, _os.read(in_fd, count) if offset is None else pread(in_fd, count, offset))


def copy_file_range(src, dst, count, offset_src=None, offset_dst=None):
    data = _os.read(src, count) if offset_src is None else pread(src, count, offset_src)
    return _os.write(dst, data) if offset_dst is None else pwrite(dst, data, offset_dst)


def posix_fadvise(fd, offset, length, advice, /):
    _os.fstat(fd)


def posix_fallocate(fd, offset, length, /):
    if _os.fstat(fd).st_size < offset + length:
        _os.ftruncate(fd, offset + length)


def lockf(fd, command, length, /):
    """There is nobody who could hold a lock."""
    _os.fstat(fd)


def memfd_create(name, flags=1):
    """A file without a name."""
    import os
    import tempfile
    fd, path = tempfile.mkstemp()
    os.unlink(path)
    return fd


def major(device, /):
    return device >> 8 & 0xfff | device >> 32 & ~0xfff


def minor(device, /):
    return device & 0xff | device >> 12 & ~0xff


def makedev(major, minor, /):
    return (major & 0xfff) << 8 | (major & ~0xfff) << 32 | minor & 0xff | (minor & ~0xff) << 12


def get_exec_path(env=None):
    """Where programs are looked for."""
    import os
    return (os.environ if env is None else env).get('PATH', os.defpath).split(os.pathsep)


# ---- programs ----

def execve(path, argv, env):
    """Become another program."""
    import os
    from _programs import become, find
    program = find(os.fspath(path))
    if not argv:
        raise ValueError('execv() arg 2 must not be empty')
    if program is None:
        raise FileNotFoundError(2, 'No such file or directory')
    become(program, argv, env)


def execv(path, argv, /):
    import os
    execve(path, argv, os.environ)


execvp, execvpe = execv, execve


def execl(file, *args):
    execv(file, args)


execlp = execl


def execle(file, *args):
    execve(file, args[:-1], args[-1])


execlpe = execle


def _spawn(mode, file, args, env):
    import os
    pid = os.fork()
    if not pid:
        try:
            execve(file, args, env)
        finally:
            os._exit(127)
    return pid if mode != P_WAIT else os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def spawnve(mode, file, args, env):
    """Run a program: its number, or its exit status (P_WAIT)."""
    return _spawn(mode, file, args, env)


def spawnv(mode, file, args):
    import os
    return _spawn(mode, file, args, os.environ)


spawnvp, spawnvpe = spawnv, spawnve


def spawnl(mode, file, *args):
    import os
    return _spawn(mode, file, args, os.environ)


spawnlp = spawnl


def spawnle(mode, file, *args):
    return _spawn(mode, file, args[:-1], args[-1])


spawnlpe = spawnle


def posix_spawn(path, argv, env, /, **options):
    return _spawn(P_NOWAIT, path, argv, env)


posix_spawnp = posix_spawn


class _wrap_close:
    """The stream of a command; close() gives its exit status."""

    def __init__(self, stream, process):
        self._stream, self._proc = stream, process

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        return status << 8 if status else None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def popen(cmd, mode='r', buffering=-1):
    """A stream from, or to, a command line."""
    import subprocess
    if not isinstance(cmd, str):
        raise TypeError(f'invalid cmd type ({type(cmd)}, expected string)')
    if mode not in ('r', 'w'):
        raise ValueError(f'invalid mode {mode!r}')
    if buffering == 0 or buffering is None:
        raise ValueError('popen() does not support unbuffered streams')
    if mode == 'r':
        process = subprocess.Popen(cmd, shell=True, text=True, bufsize=buffering, stdout=subprocess.PIPE)
        return _wrap_close(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, bufsize=buffering, stdin=subprocess.PIPE)
    return _wrap_close(process.stdin, process)


for _function in list(globals().values()):
    if type(_function) is type(popen) and _function not in (popen, get_exec_path):
        _function.__module__ = 'posix'
del _function
