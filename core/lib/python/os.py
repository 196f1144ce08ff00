"""The operating system: files in the program's own memory, an environment, processes."""
import abc
import posixpath as path
import stat as st
import sys
from _collections_abc import MutableMapping
from _os import (DirEntry, access, chdir, chmod, chown, close, fstat, fsync, ftruncate, getcwd, getcwdb, isatty, link, listdir, lseek, lstat, mkdir, open,
                 read, readlink, remove, rename, replace, rmdir, scandir, stat, stat_result, symlink, truncate, unlink, urandom,
                 utime, write)
from _processes import (CLD_CONTINUED, CLD_DUMPED, CLD_EXITED, CLD_KILLED, CLD_STOPPED, CLD_TRAPPED, P_ALL, P_PGID, P_PID, P_PIDFD, WCONTINUED,
                        WCOREDUMP, WEXITED, WEXITSTATUS, WIFCONTINUED, WIFEXITED, WIFSIGNALED, WIFSTOPPED, WNOHANG, WNOWAIT, WSTOPPED, WSTOPSIG,
                        WTERMSIG, WUNTRACED, dup, dup2, fork, getpid, getppid, getuid, kill, pipe, pipe2, register_at_fork, wait, wait3, wait4, waitid,
                        waitid_result, waitpid, waitstatus_to_exitcode)
from _structseq import made as _made, structseq as _structseq
from genericpath import fspath
from posix import _exit
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

sys.modules['os.path'] = path
name = 'posix'
linesep = '\n'
error = OSError
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
O_NONBLOCK, O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC, O_SYNC = 2048, 0o200000, 0o400000, 0o2000000, 0o4010000
O_ACCMODE, O_NOCTTY, O_ASYNC, O_DIRECT, O_LARGEFILE, O_NOATIME, O_PATH = 3, 0o400, 0o20000, 0o40000, 0, 0o1000000, 0o10000000
O_DSYNC, O_TMPFILE, O_NDELAY, O_FSYNC, O_RSYNC = 0o10000, 0o20200000, O_NONBLOCK, O_SYNC, O_SYNC
EX_OK = 0
(EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_NOUSER, EX_NOHOST, EX_UNAVAILABLE, EX_SOFTWARE, EX_OSERR, EX_OSFILE, EX_CANTCREAT, EX_IOERR, EX_TEMPFAIL,
 EX_PROTOCOL, EX_NOPERM, EX_CONFIG) = range(64, 79)
supports_bytes_environ = True


class PathLike(abc.ABC):
    """What fspath() takes."""

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any('__fspath__' in base.__dict__ for base in subclass.__mro__) or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


class _Environ(MutableMapping):
    """The environment: str to str."""

    def __init__(self, data, encode, decode):
        self._data = data
        self._encode = encode
        self._decode = decode

    def __getitem__(self, key):
        try:
            return self._decode(self._data[self._encode(key)])
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        key, value = self._encode(key), self._encode(value)
        _checked_name(key, value)
        self._data[key] = value
        _put.pop(key, None)

    def __delitem__(self, key):
        name = self._encode(key)
        _put.pop(name, None)
        try:
            del self._data[name]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self._decode(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return f'environ({{{", ".join(f"{key!r}: {value!r}" for key, value in self.items())}}})'

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        return {**self, **other} if isinstance(other, dict) or hasattr(other, 'keys') else NotImplemented

    def __ror__(self, other):
        return {**other, **self} if isinstance(other, dict) or hasattr(other, 'keys') else NotImplemented


def _str_only(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode('utf-8', 'surrogateescape')


def _bytes_only(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ({b'HOME': b'/tmp', b'LANG': b'C.UTF-8', b'PATH': b'/bin:/usr/bin', b'PWD': b'/'}, _str_only,
                   lambda value: value.decode('utf-8', 'surrogateescape'))
environb = _Environ(environ._data, _bytes_only, bytes)


def getenv(key, default=None):
    return environ.get(key, default)


def getenvb(key, default=None):
    return environb.get(key, default)


_put = {}  # what putenv() and unsetenv() did, of which environ knows nothing: for programs that are started


def _checked_name(name, *values):
    if b'=' in name:
        raise ValueError('illegal environment variable name')
    if any(b'\0' in each for each in (name, *values)):
        raise ValueError('embedded null byte')


def putenv(name, value, /):
    name, value = fsencode(name), fsencode(value)
    _checked_name(name, value)
    _put[name] = value


def unsetenv(name, /):
    _put[fsencode(name)] = None


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


getgid = geteuid = getegid = getuid


def cpu_count():
    return 1


def strerror(code, /):
    from _errnotexts import TEXTS
    return TEXTS.get(code, 'Unknown error %d' % code)


lchown = chown
supports_follow_symlinks = {stat, access, chmod, utime}
supports_dir_fd = supports_fd = supports_effective_ids = frozenset()


def _parted(name):
    """(folder, last part); a slash at the end does not count."""
    folder, last = path.split(name)
    return (folder, last) if last else path.split(folder)


def makedirs(name, mode=0o777, exist_ok=False):
    """A new folder, with those on the way to it."""
    folder, last = _parted(name)
    if folder and last and not path.exists(folder):
        try:
            makedirs(folder, exist_ok=exist_ok)
        except FileExistsError:  # somebody else was faster
            pass
        if last in (curdir, b'.'):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not (exist_ok and path.isdir(name)):
            raise


def removedirs(name):
    """Remove an empty folder, and those around it that are empty then."""
    rmdir(name)
    folder, last = _parted(name)
    try:
        while folder and last:
            rmdir(folder)
            folder, last = path.split(folder)
    except OSError:  # the first that is still needed
        pass


def renames(old, new):
    """rename() that makes the folders it needs and removes those it empties."""
    (source, was), (target, becomes) = path.split(old), path.split(new)
    if target and becomes and not path.exists(target):
        makedirs(target)
    rename(old, new)
    try:
        if source and was:
            removedirs(source)
    except OSError:
        pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Each folder below top: its path, its folders, its files."""
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    return _walk(fspath(top), topdown, onerror, followlinks)


def _walk(top, topdown, onerror, followlinks):
    folders, files = [], []
    try:
        for entry in scandir(top):
            kind = files
            try:
                if entry.is_dir():
                    kind = folders
            except OSError:  # a link that leads nowhere
                pass
            kind.append(entry.name)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    if topdown:
        yield top, folders, files  # the reader may change what comes next
    for name in folders:
        place = path.join(top, name)
        if followlinks or not path.islink(place):
            yield from _walk(place, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A stream on an open file."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def umask(mask, /):
    return 0o022


def uname():
    return _made(uname_result, ('Linux', 'localhost', '5.15.0', '#1 SMP', 'x86_64'))


uname_result = _structseq('posix.uname_result', 'sysname nodename release version machine')
terminal_size = _structseq('os.terminal_size', 'columns lines')


def system(command):
    """Run a command line in a shell that knows no programs."""
    from _shell import run
    return run(fsdecode(command)) << 8


def get_terminal_size(fd=1):
    raise OSError(25, 'Inappropriate ioctl for device')


def _as_of_posix(name):
    """CPython's posix has what is of the system; the rest is of os."""
    try:
        value = globals()[name] if name in globals() else __getattr__(name)
    except AttributeError:
        value = st
    if name[0] == '_' or name in _OWN or type(value) is type(st):
        raise AttributeError(f"module 'posix' has no attribute {name!r}")
    return value


_OWN = ('GenericAlias Mapping MutableMapping PathLike P_NOWAIT P_NOWAITO P_WAIT SEEK_CUR SEEK_END SEEK_SET altsep curdir defpath devnull environb execl '
        'execle execlp execlpe execvp execvpe extsep fdopen fsdecode fsencode fwalk get_exec_path getenv getenvb linesep makedirs name pardir pathsep '
        'popen removedirs renames sep spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe supports_bytes_environ supports_dir_fd '
        'supports_effective_ids supports_fd supports_follow_symlinks walk').split()
sys.modules['posix'].__getattr__ = _as_of_posix


def __getattr__(name):
    import _os_more
    try:
        value = globals()[name] = getattr(_os_more, name)
    except AttributeError:
        raise AttributeError(f"module 'os' has no attribute {name!r}") from None
    return value
