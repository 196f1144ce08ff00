"""Paths of files as text, with `/` between their parts. Nothing here looks at files: there are none."""
import genericpath
from genericpath import commonprefix, exists, getatime, getctime, getmtime, getsize, isdir, isfile

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix", "getsize",
           "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser",
           "expandvars", "normpath", "abspath", "samefile", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep",
           "extsep", "devnull", "realpath", "relpath", "commonpath"]

curdir, pardir, sep, pathsep, defpath, altsep, extsep, devnull = '.', '..', '/', ':', '/bin:/usr/bin', None, '.', '/dev/null'
supports_unicode_filenames = False

_fspath = genericpath.fspath


def _texts(path):
    """(slash, dot, two dots, nothing) of the path's type"""
    return (b'/', b'.', b'..', b'') if isinstance(path, bytes) else ('/', '.', '..', '')


def normcase(s):
    return _fspath(s)


def isabs(s):
    s = _fspath(s)
    return s.startswith(_texts(s)[0])


def join(a, *p):
    a = _fspath(a)
    slash = _texts(a)[0]
    path = a
    for part in map(_fspath, p):
        if isinstance(part, bytes) != isinstance(a, bytes):
            raise TypeError("Can't mix strings and bytes in path components")
        if part.startswith(slash):
            path = part
        elif not path or path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def split(p):
    p = _fspath(p)
    slash = _texts(p)[0]
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _fspath(p)
    slash, dot, _, nothing = _texts(p)
    name = p.rfind(slash) + 1
    at = p.rfind(dot)
    if at > name and p[name:at].strip(dot):
        return p[:at], p[at:]
    return p, nothing


def splitdrive(p):
    p = _fspath(p)
    return p[:0], p


def normpath(path):
    path = _fspath(path)
    slash, dot, dots, nothing = _texts(path)
    if path == nothing:
        return dot
    slashes = 0
    if path.startswith(slash):
        slashes = 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else 1
    parts = []
    for part in path.split(slash):
        if part in (nothing, dot):
            continue
        if part != dots or (not slashes and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    return slash * slashes + slash.join(parts) or dot


def abspath(path):
    path = _fspath(path)
    if not isabs(path):
        path = join(b'/' if isinstance(path, bytes) else '/', path)
    return normpath(path)


def realpath(filename, *, strict=False):
    return abspath(filename)


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = _fspath(path)
    slash, dot, dots, _ = _texts(path)
    start = [part for part in abspath(dot if start is None else start).split(slash) if part]
    parts = [part for part in abspath(path).split(slash) if part]
    shared = len(commonprefix([start, parts]))
    return slash.join([dots] * (len(start) - shared) + parts[shared:]) or dot


def commonpath(paths):
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = tuple(map(_fspath, paths))
    slash, dot, _, nothing = _texts(paths[0])
    if len({path.startswith(slash) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split(slash) if part and part != dot] for path in paths]
    return (slash if paths[0].startswith(slash) else nothing) + slash.join(commonprefix(parts))


def expanduser(path):
    return _fspath(path)


def expandvars(path):
    return _fspath(path)


def islink(path):
    return False


def ismount(path):
    return abspath(path) == '/'


def lexists(path):
    return exists(path)


def samefile(f1, f2):
    return abspath(f1) == abspath(f2)
