"""Time zones by name, from the files of a database; UTC is known without one."""

import os
import struct
import weakref
from datetime import datetime, tzinfo
from _support import lay_out as _lay_out

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH", "ZoneInfoNotFoundError", "InvalidTZPathWarning"]

_names = ("UTC", "Etc/UTC", "Etc/GMT", "GMT", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Greenwich",
          "Etc/Greenwich", "GMT0", "GMT+0", "GMT-0", "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0")
_STRONG = 8  # zones that stay although nobody holds them


class ZoneInfoNotFoundError(KeyError):
    """A zone is not known."""


class InvalidTZPathWarning(RuntimeWarning):
    """PYTHONTZPATH has what is no absolute path."""


# ---- where the files are ----

def _check_key(key):
    path = os.fspath(key)
    if os.path.isabs(path):
        raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {path}")
    normal = os.path.normpath(path)
    if len(normal) != len(path):
        raise ValueError(f"ZoneInfo keys must be normalized relative paths, got: {key}")
    if normal.startswith(os.pardir):
        raise ValueError(f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")


def _open(key):
    """The file of a zone."""
    import io
    _check_key(key)
    for folder in TZPATH:
        path = os.path.join(folder, key)
        if "\0" not in path and os.path.isfile(path):
            return open(path, "rb")
    if key in _names:
        name = b"GMT\0" if "G" in key else b"UTC\0"
        head = b"TZif2" + bytes(15)
        return io.BytesIO((head + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + bytes(6) + name) +
                          (head + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + bytes(6) + name) + b"\n" + name[:3] + b"0\n")
    try:
        from importlib import resources
        package, _, name = key.replace("/", ".").rpartition(".")
        return resources.files("tzdata.zoneinfo" + (package and "." + package)).joinpath(name).open("rb")
    except (ImportError, OSError, UnicodeEncodeError) as missing:
        raise ZoneInfoNotFoundError(f"No time zone found with key {key}") from missing


def reset_tzpath(to=None):
    """Look for the files in other folders: in those that PYTHONTZPATH names, or where systems have them."""
    global TZPATH
    if to is not None:
        if isinstance(to, (str, bytes)):
            raise TypeError(f"tzpaths must be a list or tuple, not {type(to)}: {to!r}")
        relative = [path for path in to if not os.path.isabs(path)]
        if relative:
            raise ValueError("Paths should be absolute but found the following relative paths:\n    " + "\n    ".join(relative))
        TZPATH = tuple(to)
        return
    given = os.environ.get("PYTHONTZPATH")
    if given is None:
        TZPATH = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
        return
    paths = given.split(os.pathsep) if given else []
    TZPATH = tuple(filter(os.path.isabs, paths))
    relative = [path for path in paths if path not in TZPATH]
    if relative:
        import warnings
        warnings.warn("Invalid paths specified in PYTHONTZPATH environment variable. Paths should be absolute but found the following relative "
                      "paths:\n    " + "\n    ".join(relative), InvalidTZPathWarning)


def _is_zone(path):
    try:
        with open(path, "rb") as file:
            return file.read(4) == b"TZif"
    except OSError:
        return False


def available_timezones():
    """All names that are known."""
    found = set()
    for folder in TZPATH:
        for place, folders, files in os.walk(folder):
            if place == folder:
                folders[:] = [name for name in folders if name not in ("right", "posix")]
            keys = [os.path.relpath(os.path.join(place, name), folder) for name in files]
            found.update(key for key in keys if key not in found and _is_zone(os.path.join(folder, key)))
    found.discard("posixrules")
    return found or set(_names)


# ---- zones ----

class ZoneInfo(tzinfo):
    """A zone of the database."""

    __slots__ = ("_key", "_zone", "_file", "_cached", "__weakref__")
    __module__ = "zoneinfo"
    _weak, _strong = weakref.WeakValueDictionary(), {}

    def __init_subclass__(cls):
        cls._weak, cls._strong = weakref.WeakValueDictionary(), {}

    def __new__(cls, key):
        self = cls._weak.get(key)
        if self is None:
            made = cls._new(key)
            self = cls._weak.setdefault(key, made)
            self._cached = 1
        cls._strong[key] = cls._strong.pop(key, self)
        if len(cls._strong) > _STRONG:
            del cls._strong[next(iter(cls._strong))]
        return self

    @classmethod
    def _new(cls, key):
        with _open(key) as file:
            return cls._of(file, key, None)

    @classmethod
    def _of(cls, file, key, shown):
        from ._rules import Zone
        self = tzinfo.__new__(cls)
        self._zone, self._key, self._file, self._cached = Zone(file), key, shown, 0
        return self

    @classmethod
    def no_cache(cls, key):
        """A new object."""
        return cls._new(key)

    @classmethod
    def from_file(cls, fobj, /, key=None):
        """The zone that a file describes."""
        return cls._of(fobj, key, repr(fobj))

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        """Forget zones: those named, or all."""
        for key in [*cls._weak, *cls._strong] if only_keys is None else only_keys:
            cls._weak.pop(key, None)
            cls._strong.pop(key, None)

    @classmethod
    def _unpickle(cls, key, by_cache, /):
        return cls(key) if by_cache else cls.no_cache(key)

    key = property(lambda self: self._key)

    def utcoffset(self, dt, /):
        """How far local time is ahead of UTC."""
        return self._zone.at(dt).utcoff

    def dst(self, dt, /):
        """How much of it is summer time."""
        return self._zone.at(dt).dstoff

    def tzname(self, dt, /):
        """The name of local time."""
        return self._zone.at(dt).tzname

    def fromutc(self, dt, /):
        """The local time of a time in UTC."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        kind, fold = self._zone.from_utc(dt)
        dt += kind.utcoff
        return dt.replace(fold=1) if fold else dt

    def __str__(self):
        return repr(self) if self._key is None else str(self._key)

    def __repr__(self):
        name = type(self).__name__ if type(self) is not ZoneInfo else "zoneinfo.ZoneInfo"
        return f"{name}.from_file({self._file})" if self._key is None else f"{name}(key={self._key!r})"

    def __reduce__(self):
        if self._file is not None:
            import pickle
            raise pickle.PicklingError("Cannot pickle a ZoneInfo file from a file stream.")
        return type(self)._unpickle, (self._key, self._cached)


_lay_out(ZoneInfo, 'si', 208, 0, 32)
reset_tzpath()
