"""Calls of the operating system, on the files of the runtime: what CPython's posix module gives os."""

import posix
from _structseq import made, structseq
from _support import lay_out
from genericpath import fspath
from posix import chdir, close, dup, getcwd, lseek, read, write

__name__ = 'posix'

_NO_FOLDERS = "not supported: folders by number"


stat_result = structseq('os.stat_result', 'st_mode st_ino st_dev st_nlink st_uid st_gid st_size st_atime st_mtime st_ctime', None,
                        'st_atime st_mtime st_ctime st_atime_ns st_mtime_ns st_ctime_ns st_blksize st_blocks st_rdev', 3)


def _result(facts):
    mode, number, links, size, modified = facts
    seconds = modified // 1_000_000_000
    more = {f'st_{kind}time': modified / 1e9 for kind in 'amc'}
    more |= {f'st_{kind}time_ns': modified for kind in 'amc'}
    return made(stat_result, (mode, number, 1, links, 1000, 1000, size, seconds, seconds, seconds),
                {**more, 'st_blksize': 4096, 'st_blocks': (size + 511) // 512, 'st_rdev': 0})


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """What a file is: kind, size, times."""
    return _result(posix._stat(path, follow_symlinks))


def lstat(path, *, dir_fd=None):
    """The same of a link itself."""
    return _result(posix._stat(path, False))


def fstat(fd):
    """The same of an open file."""
    return _result(posix._stat(fd.__index__(), True))


def open(path, flags, mode=0o777, *, dir_fd=None):
    """Number of a newly opened file."""
    return posix.open(path, flags, mode)


def ftruncate(fd, length):
    posix.ftruncate(fd, length)


def truncate(path, length):
    """Cut a file off, or fill it with zeros."""
    if isinstance(path, int):
        return posix.ftruncate(path, length)
    fd = posix.open(path, 1)
    try:
        posix.ftruncate(fd, length)
    finally:
        posix.close(fd)


def fsync(fd):
    posix._stat(fd.__index__(), True)


def isatty(fd, /):
    return False


def mkdir(path, mode=0o777, *, dir_fd=None):
    """A new folder."""
    posix.mkdir(path, mode)


def rmdir(path, *, dir_fd=None):
    """Remove an empty folder."""
    posix.rmdir(path)


def unlink(path, *, dir_fd=None):
    """Remove a file."""
    posix.unlink(path)


def remove(path, *, dir_fd=None):
    """Remove a file."""
    posix.unlink(path)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Give a file or folder another name, or place."""
    posix.rename(src, dst)


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """The same."""
    posix.rename(src, dst)


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    """A link by the name dst that refers to src."""
    posix.symlink(src, dst)


def readlink(path, *, dir_fd=None):
    """What a link refers to."""
    return posix.readlink(path)


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    posix._stat(src, False)
    raise PermissionError(1, 'Operation not permitted', src, None, dst)


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    """Change the permissions; they are kept, and keep nobody from anything."""
    posix._change(path, mode, None)


def chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True):
    posix._stat(path, follow_symlinks)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    """Set the time of the last change."""
    if times is not None and ns is not None:
        raise ValueError("utime: you may specify either 'times' or 'ns' but not both")
    if ns is None:
        import time
        ns = (0, time.time_ns()) if times is None else [int(t * 1_000_000_000) for t in times]
    posix._change(path, None, ns[1])


def listdir(path=None):
    """Names in a folder."""
    return [name for name, _ in posix._list('.' if path is None else path)]


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    """Whether a file can be used so."""
    try:
        permissions = posix._stat(path, follow_symlinks)[0]
    except OSError:
        return False
    return not mode & 1 or bool(permissions & 0o111)


def urandom(size, /):
    """Random bytes; in every run the same ones."""
    if size < 0:
        raise ValueError("negative argument not allowed")
    global _random
    if _random is None:
        from _random import Random
        _random = Random(0)
    return _random.getrandbits(size * 8).to_bytes(size, "little")


_random = None


def getcwdb():
    return getcwd().encode('utf-8', 'surrogateescape')


class DirEntry:
    """A name in a folder, as scandir() gives it."""

    __slots__ = 'name', 'path', '_mode'

    def __init__(self, name, path, mode):
        self.name, self.path, self._mode = name, path, mode

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    def _is(self, kind, follow):
        mode = self._mode
        if follow and mode & 0o170000 == 0o120000:
            try:
                mode = posix._stat(self.path, True)[0]
            except FileNotFoundError:
                return False
        return mode & 0o170000 == kind

    def is_dir(self, *, follow_symlinks=True):
        return self._is(0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(0o100000, follow_symlinks)

    def is_symlink(self):
        return self._mode & 0o170000 == 0o120000

    def stat(self, *, follow_symlinks=True):
        return _result(posix._stat(self.path, follow_symlinks))

    def inode(self):
        return posix._stat(self.path, False)[1]

    __class_getitem__ = classmethod(type(list[int]))


DirEntry.__module__ = 'posix'
lay_out(DirEntry, 'fd', 72)


class ScandirIterator:
    """The entries of a folder."""

    __slots__ = ('_entries',)

    def __init__(self, path):
        path = fspath(path)
        slash = b'/' if isinstance(path, bytes) else '/'
        front = path if path.endswith(slash) or not path else path + slash
        self._entries = iter([DirEntry(name, front + name, mode) for name, mode in posix._list(path)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


ScandirIterator.__module__ = 'posix'
lay_out(ScandirIterator, 'fd', 104)


def scandir(path=None):
    """Iterator over the entries of a folder."""
    return ScandirIterator('.' if path is None else path)
