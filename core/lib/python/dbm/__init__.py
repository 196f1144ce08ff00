"""Files of keys and values, both bytes. Of the kinds there are, dbm.dumb is here."""

__all__ = ['open', 'whichdb', 'error']

import io
import os
import sys


class error(Exception):
    pass


_names = ['dbm.gnu', 'dbm.ndbm', 'dbm.dumb']
_defaultmod = None
_modules = {}
error = (error, OSError)
ndbm = None


def _find_modules():
    """Import what there is; the first one makes new files."""
    global _defaultmod
    for name in _names:
        try:
            _modules[name] = __import__(name, fromlist=['open'])
        except ImportError:
            pass
    if not _modules:
        raise ImportError(f"no dbm clone found; tried {_names}")
    _defaultmod = next(iter(_modules.values()))


def open(file, flag='r', mode=0o666):
    """The database of a file. flag: 'r' to read, 'w' to write, 'c' to make it if it is not there, 'n' to make it anew."""
    if _defaultmod is None:
        _find_modules()
    kind = None if 'n' in flag else whichdb(file)
    if kind is None:
        if not {'c', 'n'}.intersection(flag):
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        return _defaultmod.open(file, flag, mode)
    if kind not in _modules:
        raise error[0](f"db type is {kind}, but the module is not available" if kind else "db type could not be determined")
    return _modules[kind].open(file, flag, mode)


def whichdb(filename):
    """The module for a file: None if it cannot be read, '' if it is none of theirs."""
    path = os.fsencode(filename)
    exists = lambda ending: os.access(path + ending, os.R_OK)
    if exists(b".pag") and exists(b".dir"):
        return "dbm.ndbm"
    if exists(b".dat") and exists(b".dir"):
        with io.open(path + b".dir", "rb") as index:
            if index.read(1) in (b"", b"'", b'"'):
                return "dbm.dumb"
    try:
        with io.open(path, "rb") as file:
            begins = file.read(4)
    except OSError:
        return None
    return "dbm.gnu" if int.from_bytes(begins, sys.byteorder) in (0x13579ace, 0x13579acd, 0x13579acf) else ""


if __name__ == "__main__":
    for filename in sys.argv[1:]:
        print(whichdb(filename) or "UNKNOWN", filename)
