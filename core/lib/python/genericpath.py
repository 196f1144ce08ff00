"""What paths of every system share."""

__all__ = ['commonprefix', 'exists', 'getatime', 'getctime', 'getmtime', 'getsize', 'isdir', 'isfile', 'samefile']


def fspath(path):
    """The path as str or bytes."""
    if isinstance(path, (str, bytes)):
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


def exists(path):
    return isdir(path)


def isdir(s):
    """There is the root, and nothing in it."""
    text = s if isinstance(s, int) else fspath(s)
    return text in ('/', '.', b'/', b'.')


def isfile(path):
    return False


def _no_file(path):
    raise FileNotFoundError(2, 'No such file or directory', fspath(path))


getsize = getmtime = getatime = getctime = _no_file


def samefile(f1, f2):
    return fspath(f1) == fspath(f2)
