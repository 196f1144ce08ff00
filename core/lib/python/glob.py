"""Names of files by pattern: *, ?, [a-z], and ** for folders of any depth."""

import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob"]

_MAGIC = re.compile(r'([*?[])')


def has_magic(s):
    return _MAGIC.search(s if isinstance(s, str) else s.decode('latin-1')) is not None


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """List of the paths that match."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Iterator over the paths that match."""
    pathname = os.fspath(pathname)
    root = pathname[:0] if root_dir is None else os.fspath(root_dir)
    found = _match(root, pathname, recursive, include_hidden, False)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        try:
            first = next(found)
            if first:
                found = _chain(first, found)
        except StopIteration:
            pass
    return found


def _chain(first, rest):
    yield first
    yield from rest


def _is_recursive(pattern):
    return pattern in ('**', b'**')


def _is_hidden(name):
    return name[:1] in ('.', b'.')


def _match(root, pathname, recursive, hidden, folders_only):
    folder, name = os.path.split(pathname)
    place = os.path.join(root, folder) if root else folder
    if not has_magic(pathname):
        if name:
            if os.path.lexists(os.path.join(root, pathname)):
                yield pathname
        elif os.path.isdir(place):
            yield pathname
        return
    if not folder:
        yield from _names(root, name, recursive, hidden, folders_only)
        return
    folders = _match(root, folder, recursive, hidden, True) if folder != pathname and has_magic(folder) else [folder]
    for folder in folders:
        place = os.path.join(root, folder)
        for found in _names(place, name, recursive, hidden, folders_only):
            yield os.path.join(folder, found)


def _entries(place, folders_only):
    here = place or (b'.' if isinstance(place, bytes) else '.')
    try:
        with os.scandir(here) as entries:
            return [entry.name for entry in entries if not folders_only or entry.is_dir()]
    except OSError:
        return []


def _names(place, pattern, recursive, hidden, folders_only):
    """Names in a folder that match the last part of a pattern."""
    if not has_magic(pattern):
        there = os.path.isdir(place) if not pattern else os.path.lexists(os.path.join(place, pattern))
        return [pattern] if there else []
    if recursive and _is_recursive(pattern):
        return _below(place, pattern[:0], hidden, folders_only)
    names = _entries(place, folders_only)
    if not hidden and not _is_hidden(pattern):
        names = [name for name in names if not _is_hidden(name)]
    return fnmatch.filter(names, pattern)


def _below(place, nothing, hidden, folders_only):
    if not place or os.path.isdir(place):
        yield nothing
    for name in _entries(place, folders_only):
        if hidden or not _is_hidden(name):
            yield name
            path = os.path.join(place, name) if place else name
            for deeper in _below_only(path, hidden, folders_only):
                yield os.path.join(name, deeper)


def _below_only(place, hidden, folders_only):
    found = _below(place, place[:0], hidden, folders_only)
    for name in found:
        if name:
            yield name


def glob0(dirname, pattern):
    return list(_names(dirname, pattern, False, False, False)) if not has_magic(pattern) else []


def glob1(dirname, pattern):
    return list(_names(dirname, pattern, False, False, False))


def escape(pathname):
    """A pattern that matches nothing but this name."""
    if isinstance(pathname, bytes):
        return re.sub(rb'([*?[])', rb'[\1]', pathname)
    return _MAGIC.sub(r'[\1]', pathname)
