"""What paths of every system share."""

__all__ = ['commonprefix', 'exists', 'getatime', 'getctime', 'getmtime', 'getsize', 'isdir', 'isfile', 'samefile', 'sameopenfile', 'samestat']

import posix


def fspath(path):
    """The path as str or bytes."""
    if isinstance(path, str) or isinstance(path, bytes):
        return path
    try:
        text = type(path).__fspath__(path)
    except AttributeError:
        if hasattr(type(path), '__fspath__'):
            raise
        raise TypeError("expected str, bytes or os.PathLike object, not " + type(path).__name__) from None
    if isinstance(text, (str, bytes)):
        return text
    raise TypeError("expected {}.__fspath__() to return str or bytes, not {}".format(
        type(path).__name__, type(text).__name__))


def commonprefix(m):
    if not m:
        return ''
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(fspath, m))
    first, last = min(m), max(m)
    for i, c in enumerate(first):
        if c != last[i]:
            return first[:i]
    return first


def _mode(path, follow=True):
    """Mode of the file; 0: there is none."""
    try:
        return posix._stat(path, follow)[0]
    except (OSError, ValueError):
        return 0


def exists(path):
    """Whether there is a file."""
    return _mode(path) != 0


def isdir(s):
    """Whether it is a folder."""
    return _mode(s) & 0o170000 == 0o040000


def isfile(path):
    """Whether it is a file with bytes."""
    return _mode(path) & 0o170000 == 0o100000


def getsize(filename):
    """Number of its bytes."""
    return posix._stat(filename, True)[3]


def getmtime(filename):
    """When it was changed, in seconds."""
    return posix._stat(filename, True)[4] / 1e9


getatime = getctime = getmtime


def samefile(f1, f2):
    """Whether both are the same file."""
    return posix._stat(f1, True)[1] == posix._stat(f2, True)[1]


def sameopenfile(fp1, fp2):
    return posix._stat(fp1, True)[1] == posix._stat(fp2, True)[1]


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev
