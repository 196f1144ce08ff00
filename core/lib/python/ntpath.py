"""Paths as Windows writes them."""

import os
from genericpath import *

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix", "getsize", "getmtime",
           "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser", "expandvars", "normpath",
           "abspath", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "samefile", "sameopenfile", "samestat", "commonpath"]

curdir, pardir, extsep, sep, pathsep, altsep = '.', '..', '.', '\\', ';', '/'
defpath, devnull = '.;C:\\bin', 'nul'
supports_unicode_filenames = False


def _marks(path):
    """(backslash, slash, colon) of the path's type."""
    return (b'\\', b'/', b':') if isinstance(path, bytes) else ('\\', '/', ':')


def _check_types(name, *args):
    """Say what is wrong with the types of a function's arguments."""
    for s in args:
        if not isinstance(s, (str, bytes)):
            raise TypeError(f'{name}() argument must be str, bytes, or os.PathLike object, not {s.__class__.__name__!r}') from None
    if len({isinstance(s, str) for s in args}) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


def normcase(s):
    """Small letters and backslashes."""
    s = os.fspath(s)
    back, slash, _ = _marks(s)
    return s.replace(slash, back).lower()


def isabs(s):
    """Whether it does not depend on the working folder."""
    s = os.fspath(s)
    back, slash, colon = _marks(s)
    s = s[:3].replace(slash, back)
    return s.startswith(back) or s.startswith(colon + back, 1)


def join(path, *paths):
    """Paths one below the other; a full one begins anew, drives are kept apart."""
    path = os.fspath(path)
    back, slash, colon = _marks(path)
    seps = back + slash
    try:
        if not paths:
            path[:0] + back
        result_drive, result_path = splitdrive(path)
        for p in map(os.fspath, paths):
            p_drive, p_path = splitdrive(p)
            if p_path and p_path[:1] in (back, slash):
                if p_drive or not result_drive:
                    result_drive = p_drive
                result_path = p_path
                continue
            if p_drive and p_drive != result_drive:
                if p_drive.lower() != result_drive.lower():
                    result_drive, result_path = p_drive, p_path
                    continue
                result_drive = p_drive
            if result_path and result_path[-1:] not in (back, slash):
                result_path += back
            result_path += p_path
        if result_path and result_path[:1] not in (back, slash) and result_drive and result_drive[-1:] not in (colon, back, slash):
            return result_drive + back + result_path
        return result_drive + result_path
    except (TypeError, AttributeError, BytesWarning):
        _check_types('join', path, *paths)
        raise


def splitdrive(p):
    """(drive or \\\\\\\\host\\\\share, rest)"""
    p = os.fspath(p)
    back, slash, colon = _marks(p)
    unc = b'\\\\?\\UNC\\' if isinstance(p, bytes) else '\\\\?\\UNC\\'
    if len(p) >= 2:
        normp = p.replace(slash, back)
        if normp[:2] == back * 2:
            start = 8 if normp[:8].upper() == unc else 2
            index = normp.find(back, start)
            if index == -1:
                return p, p[:0]
            index2 = normp.find(back, index + 1)
            if index2 == -1:
                return p, p[:0]
            return p[:index2], p[index2:]
        if normp[1:2] == colon:
            return p[:2], p[2:]
    return p[:0], p


def split(p):
    """(folder, name)"""
    p = os.fspath(p)
    back, slash, _ = _marks(p)
    d, p = splitdrive(p)
    i = len(p)
    while i and p[i - 1:i] not in (back, slash):
        i -= 1
    head, tail = p[:i], p[i:]
    head = head.rstrip(back + slash) or head
    return d + head, tail


def splitext(p):
    """(path, extension)"""
    p = os.fspath(p)
    back, slash, _ = _marks(p)
    dot = b'.' if isinstance(p, bytes) else '.'
    start = max(p.rfind(back), p.rfind(slash)) + 1
    at = p.rfind(dot)
    if at > start and p[start:at].strip(dot):
        return p[:at], p[at:]
    return p, p[:0]


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def islink(path):
    """Whether it is a symbolic link."""
    import stat
    try:
        st = os.lstat(path)
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISLNK(st.st_mode)


def lexists(path):
    """Whether there is something, a broken link too."""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    """Whether it is a drive's root."""
    path = abspath(os.fspath(path))
    back, slash, _ = _marks(path)
    root, rest = splitdrive(path)
    if root and root[:1] in (back, slash):
        return not rest or rest in (back, slash)
    return bool(root) and rest in (back, slash)


def expanduser(path):
    """~ and ~user replaced by their folder."""
    path = os.fspath(path)
    back, slash, _ = _marks(path)
    if not path.startswith(back[:0] + (b'~' if isinstance(path, bytes) else '~')):
        return path
    i = 1
    while i < len(path) and path[i:i + 1] not in (back, slash):
        i += 1
    if 'USERPROFILE' in os.environ:
        userhome = os.environ['USERPROFILE']
    elif 'HOMEPATH' not in os.environ:
        return path
    else:
        userhome = join(os.environ.get('HOMEDRIVE', ''), os.environ['HOMEPATH'])
    if i != 1:
        target_user = os.fsdecode(path[1:i])
        current_user = os.environ.get('USERNAME')
        if target_user != current_user:
            if current_user != basename(userhome):
                return path
            userhome = join(dirname(userhome), target_user)
    return (os.fsencode(userhome) if isinstance(path, bytes) else userhome) + path[i:]


def expandvars(path):
    """$name, ${name} and %name% replaced by variables; nothing inside '...'."""
    import re
    path = os.fspath(path)
    binary = isinstance(path, bytes)
    text = os.fsdecode(path) if binary else path

    def value(match):
        whole = match[0]
        if whole[0] == "'":
            return whole
        if whole == '%%':
            return '%'
        if whole == '$$':
            return '$'
        name = match[1] or match[2] or match[3]
        return whole if name is None else os.environ.get(name, whole)

    result = re.sub(r"'[^']*'?|%%|%([^%]+)%|\$\$|\$\{([^}]*)\}|\$([A-Za-z0-9_-]+)", value, text)
    return os.fsencode(result) if binary else result


def normpath(path):
    """Without double separators, '.' and 'name\\\\..'."""
    path = os.fspath(path)
    back, slash, _ = _marks(path)
    dot, dots = (b'.', b'..') if isinstance(path, bytes) else ('.', '..')
    path = path.replace(slash, back)
    prefix, path = splitdrive(path)
    if path.startswith(back):
        prefix += back
        path = path.lstrip(back)
    parts = []
    for part in path.split(back):
        if not part or part == dot:
            continue
        if part == dots:
            if parts and parts[-1] != dots:
                parts.pop()
                continue
            if prefix.endswith(back):
                continue
        parts.append(part)
    if not prefix and not parts:
        parts.append(dot)
    return prefix + back.join(parts)


def abspath(path):
    """The full path."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(path, *, strict=False):
    return abspath(path)


def relpath(path, start=None):
    """The way from one folder to a path."""
    path = os.fspath(path)
    back = _marks(path)[0]
    dot, dots = (b'.', b'..') if isinstance(path, bytes) else ('.', '..')
    if start is None:
        start = dot
    if not path:
        raise ValueError("no path specified")
    start = os.fspath(start)
    try:
        start_drive, start_rest = splitdrive(abspath(normpath(start)))
        path_drive, path_rest = splitdrive(abspath(normpath(path)))
        if normcase(start_drive) != normcase(path_drive):
            raise ValueError("path is on mount %r, start on mount %r" % (path_drive, start_drive))
        start_list = [x for x in start_rest.split(back) if x]
        path_list = [x for x in path_rest.split(back) if x]
        i = 0
        for e1, e2 in zip(start_list, path_list):
            if normcase(e1) != normcase(e2):
                break
            i += 1
        rel_list = [dots] * (len(start_list) - i) + path_list[i:]
        return join(*rel_list) if rel_list else dot
    except (TypeError, ValueError, AttributeError, BytesWarning, DeprecationWarning):
        _check_types('relpath', path, start)
        raise


def commonpath(paths):
    """The longest path that all begin with."""
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = tuple(map(os.fspath, paths))
    back, slash, _ = _marks(paths[0])
    dot = b'.' if isinstance(paths[0], bytes) else '.'
    try:
        drivesplits = [splitdrive(p.replace(slash, back).lower()) for p in paths]
        split_paths = [p.split(back) for d, p in drivesplits]
        if len({p[:1] == back for d, p in drivesplits}) != 1:
            raise ValueError("Can't mix absolute and relative paths")
        if len({d for d, p in drivesplits}) != 1:
            raise ValueError("Paths don't have the same drive")
        drive, path = splitdrive(paths[0].replace(slash, back))
        common = [c for c in path.split(back) if c and c != dot]
        split_paths = [[c for c in s if c and c != dot] for s in split_paths]
        s1, s2 = min(split_paths), max(split_paths)
        for i, c in enumerate(s1):
            if c != s2[i]:
                common = common[:i]
                break
        else:
            common = common[:len(s1)]
        prefix = drive + back if drivesplits[0][1][:1] == back else drive
        return prefix + back.join(common)
    except (TypeError, AttributeError):
        _check_types('commonpath', *paths)
        raise
