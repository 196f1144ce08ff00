"""Paths of files as text, with `/` between their parts."""
import genericpath
import posix
from genericpath import commonprefix, exists, getatime, getctime, getmtime, getsize, isdir, isfile, samefile, sameopenfile, samestat, _mode

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix", "getsize",
           "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser",
           "expandvars", "normpath", "abspath", "samefile", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep",
           "extsep", "devnull", "realpath", "relpath", "commonpath", "sameopenfile", "samestat"]

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
        here = posix.getcwd()
        path = join(here.encode('utf-8', 'surrogateescape') if isinstance(path, bytes) else here, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path without links in it."""
    path = _fspath(filename)
    slash, dot, dots, _ = _texts(path)
    done, seen = slash, 0
    if not isabs(path):
        done = abspath(dot)
    left = path.split(slash)[::-1]
    while left:
        part = left.pop()
        if not part or part == dot:
            continue
        if part == dots:
            done = dirname(done)
            continue
        place = join(done, part)
        try:
            link = _mode(place, False) & 0o170000 == 0o120000
            if strict:
                posix._stat(place, False)
        except OSError:
            if strict:
                raise
            link = False
        if not link:
            done = place
            continue
        seen += 1
        if seen > 40:
            if strict:
                posix._stat(place, True)
            return normpath(join(place, slash.join(left[::-1])))
        target = posix.readlink(place)
        if isabs(target):
            done = slash
        left += target.split(slash)[::-1]
    return done


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = _fspath(path)
    slash, dot, dots, _ = _texts(path)
    if start is not None and type(start := _fspath(start)) is not type(path):
        raise TypeError("Can't mix strings and bytes in path components")
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
    """With a home folder in place of ~."""
    path = _fspath(path)
    slash = _texts(path)[0]
    tilde = b'~' if isinstance(path, bytes) else '~'
    first, _, rest = path.partition(slash)
    if first != tilde:
        return path
    import os
    home = os.environ.get('HOME', slash)
    if isinstance(path, bytes):
        home = home.encode()
    return (home.rstrip(slash) + path[1:]) or slash


def expandvars(path):
    """With the values of $NAME and ${NAME} that the environment has."""
    path = _fspath(path)
    if isinstance(path, bytes):
        return expandvars(path.decode('utf-8', 'surrogateescape')).encode('utf-8', 'surrogateescape')
    if '$' not in path:
        return path
    import os
    import re
    return re.sub(r'\$(\w+|\{[^}]*\})', lambda found: os.environ.get(found[1].strip('{}'), found[0]), path, flags=re.ASCII)


def islink(path):
    """Whether it is a link."""
    return _mode(path, False) & 0o170000 == 0o120000


def ismount(path):
    return abspath(path) == '/'


def lexists(path):
    """Whether there is a file, or a link to none."""
    return _mode(path, False) != 0
