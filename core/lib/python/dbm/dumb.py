"""A database of two files in Python alone: NAME.dat holds the values, NAME.dir a line (key, (position, size)) for each key.
Values start at multiples of 512; the last lines count, so that changes need only be appended."""

import ast as _ast
import collections.abc
import io as _io
import os as _os

__all__ = ["error", "open"]

_BLOCKSIZE = 512

error = OSError


def _blocks(size):
    """How many blocks a value takes."""
    return -(-size // _BLOCKSIZE)


def _without(path):
    try:
        _os.remove(path)
    except OSError:
        pass


class _Database(collections.abc.MutableMapping):
    _os, _io = _os, _io  # for __del__, at the end of the program
    _index = None  # key -> (position, size); None: closed

    def __init__(self, filebasename, mode, flag='c'):
        base = _os.fsencode(filebasename)
        self._dirfile, self._datfile, self._bakfile = base + b'.dir', base + b'.dat', base + b'.bak'
        self._mode, self._readonly, self._modified = mode, flag == 'r', False
        if flag == 'n':
            for path in self._datfile, self._bakfile, self._dirfile:
                _without(path)
        may_make = flag in ('c', 'n')
        self._read(self._datfile, may_make)
        lines = map(_ast.literal_eval, map(str.rstrip, self._read(self._dirfile, may_make, True)))
        self._index = {key.encode('Latin-1'): place for key, place in lines}

    def _read(self, path, may_make, whole=False):
        """The lines of a file, or nothing of it; it is made if there is none."""
        try:
            with self._io.open(path, 'r', encoding="Latin-1") as file:
                return [*file] if whole else []
        except OSError:
            if not may_make:
                raise
        self._write(path, 'w', ())
        return []

    def _write(self, path, how, entries):
        """Lines of the index."""
        with self._io.open(path, how, encoding="Latin-1") as file:
            self._os.chmod(path, self._mode)
            for key, place in entries:
                file.write(f"{key.decode('Latin-1')!r}, {place!r}\n")

    def sync(self):
        """Write the whole index; the one before stays as .bak."""
        if self._index is None or not self._modified:
            return
        for change in (self._os.unlink, self._bakfile), (self._os.rename, self._dirfile, self._bakfile):
            try:
                change[0](*change[1:])
            except OSError:
                pass
        self._write(self._dirfile, 'w', self._index.items())

    _commit = sync

    # ---- what is asked and given ----

    def _opened(self):
        if self._index is None:
            raise error('DBM object has already been closed')
        return self._index

    def _changed(self):
        index = self._opened()
        self._modified = True
        return index

    def _check_writable(self):
        if self._readonly:
            raise error('The database is opened for reading only')

    @staticmethod
    def _bytes(value, what=None):
        if isinstance(value, str):
            return value.encode('utf-8')
        if what is None or isinstance(value, (bytes, bytearray)):
            return value
        raise TypeError(f"{what} must be bytes or strings")

    def __len__(self):
        return len(self._opened())

    def __iter__(self):
        return iter(self._opened())

    iterkeys = __iter__

    def __contains__(self, key):
        return self._bytes(key) in self._opened()

    def keys(self):
        """A list of the keys."""
        return [*self._opened()]

    def items(self):
        """A list of the keys and values."""
        return [(key, self[key]) for key in self._opened()]

    def __getitem__(self, key):
        place, size = self._opened()[self._bytes(key)]
        with _io.open(self._datfile, 'rb') as data:
            data.seek(place)
            return data.read(size)

    def __setitem__(self, key, val):
        self._check_writable()
        key, val = self._bytes(key, "keys"), self._bytes(val, "values")
        index = self._changed()
        before = index.get(key)
        # Where the new value fits into the blocks of the old one it takes its place.
        fits = before is not None and _blocks(len(val)) <= _blocks(before[1])
        with _io.open(self._datfile, 'rb+') as data:
            end = data.seek(0, 2)
            place = before[0] if fits else _blocks(end) * _BLOCKSIZE
            if fits:
                data.seek(place)
            else:
                data.write(bytes(place - end))
            data.write(val)
        index[key] = place, len(val)
        if before is None:
            self._write(self._dirfile, 'a', [(key, index[key])])

    def __delitem__(self, key):
        self._check_writable()
        key = self._bytes(key)
        del self._changed()[key]
        self._commit()

    # ---- the end ----

    def close(self):
        """Write the index and give up the files' names."""
        try:
            self._commit()
        finally:
            self._index = self._dirfile = self._datfile = self._bakfile = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self.close()


def open(file, flag='c', mode=0o666):
    """The database of a file; flags as in dbm.open()."""
    if hasattr(_os, 'umask'):
        hidden = _os.umask(0)
        _os.umask(hidden)
        mode &= ~hidden
    if flag not in ('r', 'w', 'c', 'n'):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    return _Database(file, mode, flag=flag)
