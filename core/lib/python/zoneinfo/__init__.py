"""Time zones by name. There is no database here: UTC is known."""

from datetime import timedelta, tzinfo
from _support import lay_out as _lay_out

__all__ = ["ZoneInfo", "reset_tzpath", "available_timezones", "TZPATH", "ZoneInfoNotFoundError", "InvalidTZPathWarning"]

TZPATH = ()
_names = ("UTC", "Etc/UTC", "Etc/GMT", "GMT", "Zulu", "Etc/Zulu", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Greenwich",
          "Etc/Greenwich", "GMT0", "GMT+0", "GMT-0", "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0")


class ZoneInfoNotFoundError(KeyError):
    """A zone is not known."""


class InvalidTZPathWarning(RuntimeWarning):
    pass


class ZoneInfo(tzinfo):
    """A zone of the database."""

    __slots__ = ("_key", "__weakref__")

    _cache = {}
    __module__ = "zoneinfo"

    def __new__(cls, key):
        if key not in cls._cache:
            cls._cache[key] = cls.no_cache(key)
        return cls._cache[key]

    @classmethod
    def no_cache(cls, key):
        """A new object."""
        if key not in _names:
            if key[:1] == "/" or ".." in key.split("/"):
                raise ValueError(f"ZoneInfo keys may not be absolute paths, got: {key}" if key[:1] == "/" else
                                 f"ZoneInfo keys must refer to subdirectories of TZPATH, got: {key}")
            raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
        self = tzinfo.__new__(cls)
        self._key = key
        return self

    @classmethod
    def clear_cache(cls, *, only_keys=None):
        for key in list(cls._cache) if only_keys is None else only_keys:
            cls._cache.pop(key, None)

    key = property(lambda self: self._key)

    def utcoffset(self, dt, /):
        return timedelta(0)

    def dst(self, dt, /):
        return timedelta(0)

    def tzname(self, dt, /):
        return "GMT" if "G" in self._key else "UTC"

    def fromutc(self, dt, /):
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt

    def __str__(self):
        return self._key

    def __repr__(self):
        return f"zoneinfo.ZoneInfo(key={self._key!r})"

    def __reduce__(self):
        return type(self), (self._key,)


_lay_out(ZoneInfo, 'si', 208, 0, 32)


def available_timezones():
    """All names that are known."""
    return set(_names)


def reset_tzpath(to=None):
    pass
