"""Files of keys and values, both bytes. Of the kinds there are, dbm.dumb is here."""

__all__ = ['open', 'whichdb', 'error']

import io
import os
import struct
import sys


class error(Exception):
    pass


_names = ['dbm.gnu', 'dbm.ndbm', 'dbm.dumb']
_defaultmod = None
_modules = {}
error = (error, OSError)
ndbm = None


def open(file, flag='r', mode=0o666):
    """The database of a file. flag: 'r' to read, 'w' to write, 'c' to make it if it is not there, 'n' to make it anew."""
    global _defaultmod
    if _defaultmod is None:
        for name in _names:
            try:
                mod = __import__(name, fromlist=['open'])
            except ImportError:
                continue
            if not _defaultmod:
                _defaultmod = mod
            _modules[name] = mod
        if not _defaultmod:
            raise ImportError(f"no dbm clone found; tried {_names}")
    result = whichdb(file) if 'n' not in flag else None
    if result is None:
        if 'c' not in flag and 'n' not in flag:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        mod = _defaultmod
    elif result == "":
        raise error[0]("db type could not be determined")
    elif result not in _modules:
        raise error[0](f"db type is {result}, but the module is not available")
    else:
        mod = _modules[result]
    return mod.open(file, flag, mode)


def whichdb(filename):
    """The module for a file: None if it cannot be read, '' if it is none of theirs."""
    filename = os.fsencode(filename)
    try:
        io.open(filename + b".pag", "rb").close()
        io.open(filename + b".dir", "rb").close()
        return "dbm.ndbm"
    except OSError:
        pass
    try:
        os.stat(filename + b".dat")
        size = os.stat(filename + b".dir").st_size
        if size == 0:
            return "dbm.dumb"
        with io.open(filename + b".dir", "rb") as f:
            if f.read(1) in (b"'", b'"'):
                return "dbm.dumb"
    except OSError:
        pass
    try:
        f = io.open(filename, "rb")
    except OSError:
        return None
    with f:
        s16 = f.read(16)
    s = s16[:4]
    if len(s) != 4:
        return ""
    try:
        magic, = struct.unpack("=l", s)
    except struct.error:
        return ""
    return "dbm.gnu" if magic in (0x13579ace, 0x13579acd, 0x13579acf) else ""


if __name__ == "__main__":
    for filename in sys.argv[1:]:
        print(whichdb(filename) or "UNKNOWN", filename)
