"""Objects kept in a database under str keys."""

import collections.abc
from io import BytesIO
from pickle import DEFAULT_PROTOCOL, Pickler, Unpickler

__all__ = ["Shelf", "BsdDbShelf", "DbfilenameShelf", "open"]


class _ClosedDict(collections.abc.MutableMapping):
    """What a shelf works on once it is closed."""

    def closed(self, *args):
        raise ValueError('invalid operation on closed shelf')

    __iter__ = __len__ = __getitem__ = __setitem__ = __delitem__ = keys = closed

    def __repr__(self):
        return '<Closed Dictionary>'


class Shelf(collections.abc.MutableMapping):
    """A mapping whose values are pickled into another one. With writeback, values that were read are written again when it is closed, so
    that changes in them count."""

    def __init__(self, dict, protocol=None, writeback=False, keyencoding="utf-8"):
        self.dict, self.keyencoding = dict, keyencoding
        self._protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        self.writeback, self.cache = writeback, {}

    def _stored(self, key):
        return key.encode(self.keyencoding)

    def __len__(self):
        return len(self.dict)

    def __iter__(self):
        yield from (stored.decode(self.keyencoding) for stored in self.dict.keys())

    def __contains__(self, key):
        return self._stored(key) in self.dict

    def __getitem__(self, key):
        if key in self.cache:
            return self.cache[key]
        value = Unpickler(BytesIO(self.dict[self._stored(key)])).load()
        if self.writeback:
            self.cache[key] = value
        return value

    def get(self, key, default=None):
        """The value of a key, or default."""
        return self[key] if key in self else default

    def __setitem__(self, key, value):
        if self.writeback:
            self.cache[key] = value
        pickled = BytesIO()
        Pickler(pickled, self._protocol).dump(value)
        self.dict[self._stored(key)] = pickled.getvalue()

    def __delitem__(self, key):
        del self.dict[self._stored(key)]
        self.cache.pop(key, None)

    def sync(self):
        """Write what writeback keeps, and what the database keeps."""
        kept = self.cache
        if kept and self.writeback:
            self.writeback = False  # what is written is not kept again
            for key in kept:
                self[key] = kept[key]
            self.writeback, self.cache = True, {}
        if hasattr(self.dict, 'sync'):
            self.dict.sync()

    def close(self):
        """Write all and close the database; what is done with the shelf afterwards raises ValueError."""
        if self.dict is None:
            return
        try:
            self.sync()
            getattr(self.dict, 'close', int)()
        finally:
            try:
                self.dict = _ClosedDict()
            except:  # the program ends, names are gone
                self.dict = None

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def __del__(self):
        if hasattr(self, 'writeback'):  # __init__ came that far
            self.close()


class BsdDbShelf(Shelf):
    """A shelf on a database that can be gone through in order."""

    def _pair(self, pair):
        key, value = pair
        return key.decode(self.keyencoding), Unpickler(BytesIO(value)).load()

    def set_location(self, key):
        return self._pair(self.dict.set_location(key))

    def next(self):
        return self._pair(next(self.dict))

    def previous(self):
        return self._pair(self.dict.previous())

    def first(self):
        return self._pair(self.dict.first())

    def last(self):
        return self._pair(self.dict.last())


class DbfilenameShelf(Shelf):
    """A shelf on the database of a file."""

    def __init__(self, filename, flag='c', protocol=None, writeback=False):
        import dbm
        Shelf.__init__(self, dbm.open(filename, flag), protocol, writeback)


def open(filename, flag='c', protocol=None, writeback=False):
    """The shelf of a file; flags as in dbm.open()."""
    return DbfilenameShelf(filename, flag, protocol, writeback)
