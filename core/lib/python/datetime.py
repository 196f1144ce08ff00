"""Dates, times, the differences between them, and time zones."""

import time as _time
from _dates import difference as _difference, moved as _move
from _support import builtin_type as _builtin_type, filled as _filled, lay_out as _lay_out
from _time import _civil, _format, _is_leap, _ordinal, _plan, struct_time as _struct_time
from math import fabs as _fabs, floor as _floor, modf as _modf
from operator import index as _index

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR, MAXYEAR = 1, 9999
_MAX_ORDINAL = 3652059
_EPOCH = 719163
_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_absent = object()


def _month_days(year, month):
    return 29 if month == 2 and _is_leap(year) else 30 if month in (4, 6, 9, 11) else 28 if month == 2 else 31


def _missing(name, position):
    return TypeError(f"function missing required argument '{name}' (pos {position})")


def _type_name(o):
    """The name of an object's class as messages have it."""
    cls = type(o)
    return cls.__name__ if cls.__module__ != "datetime" else "datetime." + cls.__name__


def _check_date(year, month, day):
    if year.__class__ is month.__class__ is day.__class__ is int and MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= 28:
        return year, month, day  # as most
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_days(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    if (hour.__class__ is minute.__class__ is second.__class__ is microsecond.__class__ is fold.__class__ is int
            and 0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second <= 59 and 0 <= microsecond <= 999999 and 0 <= fold <= 1):
        return hour, minute, second, microsecond, fold  # as most
    hour, minute, second, microsecond, fold = _index(hour), _index(minute), _index(second), _index(microsecond), _index(fold)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond, fold


def _check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{_type_name(tz)}'")


def _read_only(*names):
    """__setattr__ and __delattr__ of a class with such attributes."""
    def __setattr__(self, name, value):
        if name in names:
            if len(names) == 3 and name[-1] == "s":
                raise AttributeError("readonly attribute")
            raise AttributeError(f"attribute '{name}' of 'datetime.{owner(name)}' objects is not writable")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in names:
            if len(names) == 3 and name[-1] == "s":
                raise AttributeError("readonly attribute")
            raise AttributeError(f"attribute '{name}' of 'datetime.{owner(name)}' objects is not writable")
        object.__delattr__(self, name)

    def owner(name):
        return "date" if name in ("year", "month", "day") else "timedelta" if len(names) == 3 else "time" if len(names) == 6 else "datetime"

    return __setattr__, __delattr__


def _nearest(a, b):
    """a / b as an int, the even one of two that are as near."""
    quotient, rest = divmod(a, b)
    rest *= 2
    if rest > b if b > 0 else rest < b:
        quotient += 1
    elif rest == b and quotient % 2:
        quotient += 1
    return quotient


class timedelta:
    """A difference of two times."""

    __slots__ = ("days", "seconds", "microseconds")
    __setattr__, __delattr__ = _read_only("days", "seconds", "microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        if (days.__class__ is seconds.__class__ is microseconds.__class__ is milliseconds.__class__ is minutes.__class__ is hours.__class__
                is weeks.__class__ is int):
            seconds += 60 * (minutes + 60 * (hours + 24 * (days + 7 * weeks)))
            return _delta(microseconds + 1000 * (milliseconds + 1000 * seconds), cls)
        total = left = 0
        for name, value, factor in (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000), ("seconds", seconds, 1000000),
                                    ("minutes", minutes, 60000000), ("hours", hours, 3600000000), ("days", days, 86400000000),
                                    ("weeks", weeks, 604800000000)):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                part, whole = _modf(value)
                total += int(whole) * factor
                if part:
                    part, whole = _modf(float(factor) * part)
                    left += part
                    total += int(whole)
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {_type_name(value)}")
        if left:
            whole = _floor(_fabs(left) + 0.5) * (1 if left > 0 else -1)
            if _fabs(whole - left) == 0.5:
                whole = round((left + total % 2) * 0.5) * 2 - total % 2
            total += int(whole)
        return _delta(total, cls)

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in zip(("days", "seconds", "microseconds"), _parts(self)) if value]
        return f"{_type_name(self)}({', '.join(parts) or 0})"

    def __str__(self):
        minutes, second = divmod(self.seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02}:{second:02}"
        if self.days:
            text = f"{self.days} day{'s' if abs(self.days) != 1 else ''}, {text}"
        return f"{text}.{self.microseconds:06}" if self.microseconds else text

    def total_seconds(self):
        """The whole in seconds."""
        return _micro(self) / 1000000

    def __add__(self, other):
        return _move(timedelta, timedelta, self, other, True) if isinstance(other, timedelta) else NotImplemented

    def __sub__(self, other):
        return _move(timedelta, timedelta, self, other, False) if isinstance(other, timedelta) else NotImplemented

    def __radd__(self, other):
        return _move(timedelta, timedelta, self, other, True) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return _delta(_micro(other) - _micro(self)) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-_micro(self))

    def __pos__(self):
        return _delta(_micro(self))

    def __abs__(self):
        return _delta(abs(_micro(self)))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(_micro(self) * int(other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(_nearest(_micro(self) * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return _micro(self) // _micro(other)
        return _delta(_micro(self) // int(other)) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return _micro(self) / _micro(other)
        if isinstance(other, int):
            return _delta(_nearest(_micro(self), int(other)))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(_nearest(_micro(self) * b, a))
        return NotImplemented

    def __mod__(self, other):
        return _delta(_micro(self) % _micro(other)) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(_micro(self), _micro(other))
        return quotient, _delta(rest)

    def __eq__(self, other):
        return _parts(self) == _parts(other) if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return _parts(self) < _parts(other) if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return _parts(self) <= _parts(other) if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return _parts(self) > _parts(other) if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return _parts(self) >= _parts(other) if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(_parts(self))

    def __bool__(self):
        return _parts(self) != (0, 0, 0)

    def __reduce__(self):
        return type(self), _parts(self)


_lay_out(timedelta, 's', 40)


def _parts(delta):
    return delta.days, delta.seconds, delta.microseconds


def _micro(delta):
    return (delta.days * 86400 + delta.seconds) * 1000000 + delta.microseconds


def _delta(micro, cls=timedelta):
    """The timedelta of so many microseconds."""
    seconds, micro = divmod(micro, 1000000)
    days, seconds = divmod(seconds, 86400)
    if not -999999999 <= days <= 999999999:
        if not -1 << 31 <= days < 1 << 31:
            raise OverflowError("Python int too large to convert to C int")
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    return _filled(cls, days, micro, seconds)


timedelta.min = _delta(-999999999 * 86400000000)
timedelta.max = _delta(1000000000 * 86400000000 - 1)
timedelta.resolution = _delta(1)


def _check_offset(offset):
    if not _delta(-86400000000) < offset < _delta(86400000000):
        raise ValueError(f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.")
    return offset


def _ask_zone(zone, what, dt):
    """utcoffset() or dst() of a zone."""
    if zone is None:
        return None
    offset = getattr(zone, what)(dt)
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{what}() must return None or timedelta, not '{_type_name(offset)}'")
    if not _delta(-86400000000) < offset < _delta(86400000000):
        raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset


def _ask_name(zone, dt):
    name = None if zone is None else zone.tzname(dt)
    if name is not None and not isinstance(name, str):
        raise TypeError(f"tzinfo.tzname() must return None or a string, not '{_type_name(name)}'")
    return name


def _offset_text(offset, colon=":"):
    """+HH:MM, with seconds and microseconds if there are any."""
    if offset is None:
        return ""
    micro = _micro(offset)
    sign = "-" if micro < 0 else "+"
    seconds, micro = divmod(abs(micro), 1000000)
    text = f"{sign}{seconds // 3600:02}{colon}{seconds // 60 % 60:02}"
    if seconds % 60 or micro:
        text += f"{colon}{seconds % 60:02}"
    return f"{text}.{micro:06}" if micro else text


def _fill(o, format, parts):
    """A format for strftime() filled in."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {_type_name(format)}")
    format = format.partition("\0")[0]  # a text of C
    pieces = []
    at = 0
    while (found := format.find("%", at)) >= 0 and found + 1 < len(format):
        letter = format[found + 1]
        if letter in "zZf":
            if letter == "f":
                text = f"{getattr(o, 'microsecond', 0):06}"
            elif not hasattr(o, "utcoffset"):
                text = ""
            else:
                text = _offset_text(o.utcoffset(), "") if letter == "z" else (o.tzname() or "").replace("%", "%%")
            pieces.append(format[at:found] + text)
        else:
            pieces.append(format[at:found + 2])
        at = found + 2
    return _format("".join(pieces) + format[at:], parts)


def _formatted(self, format):
    if not isinstance(format, str):
        raise TypeError(f"__format__() argument 1 must be str, not {_type_name(format)}")
    return self.strftime(format) if format else str(self)


class tzinfo:
    """Base of time zones."""

    __slots__ = ()

    def __new__(cls, /, *args, **keywords):
        return object.__new__(cls)

    def utcoffset(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def tzname(self, dt, /):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def fromutc(self, dt, /):
        """The local time of a datetime that says its time in UTC."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, dst = dt.utcoffset(), dt.dst()
        if offset is None or dst is None:
            raise ValueError(f"fromutc: non-None {'dst' if offset is not None else 'utcoffset'}() result required")
        if offset != dst:
            dt += offset - dst
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + dst

    def __reduce__(self):
        args = getattr(self, "__getinitargs__", tuple)()
        state = self.__getstate__()
        return (type(self), args) if state is None else (type(self), args, state)


_lay_out(tzinfo, 's', 16)


class timezone(tzinfo):
    """A fixed difference from UTC."""

    __slots__ = ("_offset", "_name")

    def __new__(cls, offset=_absent, name=_absent):
        if offset is _absent:
            raise TypeError("timezone() missing required argument 'offset' (pos 1)")
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {_type_name(offset)}")
        if name is _absent:
            if not offset and hasattr(cls, "utc"):
                return timezone.utc
            name = None
        elif not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {_type_name(name)}")
        self = tzinfo.__new__(cls)
        self._offset, self._name = _check_offset(offset), name
        return self

    def _check(self, dt, what):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{what}(dt) argument must be a datetime instance or None, not {_type_name(dt).removeprefix('datetime.')}")

    def utcoffset(self, dt, /):
        self._check(dt, "utcoffset")
        return self._offset

    def dst(self, dt, /):
        self._check(dt, "dst")

    def tzname(self, dt, /):
        self._check(dt, "tzname")
        return str(self)

    def fromutc(self, dt, /):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __str__(self):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        return f"{_type_name(self)}({self._offset!r}{'' if self._name is None else ', ' + repr(self._name)})"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return type(self), self.__getinitargs__(), None

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self if self is timezone.utc else type(self)(*self.__getinitargs__())


_lay_out(timezone, 'sf', 32)


UTC = timezone.utc = timezone(_delta(0))
timezone.min, timezone.max = timezone(_delta(-86340000000)), timezone(_delta(86340000000))


class _IsoDate(tuple):
    """A date as year, week and day of the week."""

    __slots__ = ()

    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"

    def __reduce__(self):
        return tuple, (tuple(self),)


def _iso_start(year):
    """Ordinal of the Monday of the first week of a year."""
    ordinal = _ordinal(year, 1, 4)
    return ordinal - (ordinal + 6) % 7


def _from_iso_week(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 0 < week < 53 and not (week == 53 and _iso_start(year + 1) - _iso_start(year) == 371):
        raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid day: {day} (range is [1, 7])")
    ordinal = _iso_start(year) + (week - 1) * 7 + day - 1
    if not 1 <= ordinal <= _MAX_ORDINAL:
        raise ValueError(f"year {_civil(ordinal)[0]} is out of range")
    return _civil(ordinal)


def _number(text, start, count):
    """The number of so many digits there."""
    part = text[start:start + count]
    if len(part) != count or not part.isascii() or not part.isdigit():
        raise ValueError
    return int(part)


def _read_date(text):
    """(year, month, day) of ISO 8601's forms."""
    year = _number(text, 0, 4)
    dash = text[4:5] == "-"
    at = 4 + dash
    if text[at:at + 1] == "W":
        week, day = _number(text, at + 1, 2), 1
        at += 3
        if at < len(text):
            if dash != (text[at] == "-"):
                raise ValueError
            day = _number(text, at + dash, 1)
            at += 1 + dash
        if at != len(text):
            raise ValueError
        return _from_iso_week(year, week, day)
    month = _number(text, at, 2)
    if dash and text[at + 2:at + 3] != "-":
        raise ValueError
    day = _number(text, at + 2 + dash, 2)
    if at + 4 + dash != len(text):
        raise ValueError
    return year, month, day


def _read_clock(text):
    """[hour, minute, second, microsecond] of HH[:MM[:SS[.f...]]] or without colons."""
    parts = []
    at = 0
    colon = text[2:3] == ":"
    while True:
        parts.append(_number(text, at, 2))
        at += 2
        if at == len(text):
            return parts + [0] * (4 - len(parts))
        if text[at] in ".,":
            break
        if len(parts) == 3 or colon and text[at] != ":":
            raise ValueError
        at += colon
    digits = text[at + 1:]
    if not digits.isascii() or not digits.isdigit():
        raise ValueError
    return parts + [0] * (3 - len(parts)) + [int(digits[:6].ljust(6, "0"))]


def _read_time(text):
    """[hour, minute, second, microsecond, zone]"""
    at = min([i for i in map(text.find, "+-Z") if i >= 0], default=len(text))
    clock = _read_clock(text[:at])
    zone = None
    if at < len(text):
        if text[at] == "Z":
            if at + 1 != len(text):
                raise ValueError
            zone = UTC
        else:
            hour, minute, second, micro = _read_clock(text[at + 1:])
            micro += ((hour * 60 + minute) * 60 + second) * 1000000
            zone = timezone(_delta(micro if text[at] == "+" else -micro))
    return clock + [zone]


def _separator(text):
    """Where the date of a text ends."""
    if text[4:5] == "-":
        if text[5:6] != "W":
            return 10
        if text[8:9] == "-" and len(text) != 9:
            return 8 if len(text) > 10 and text[10].isdigit() else 10
        return 8
    if text[4:5] != "W":
        return 8
    at = 7
    while at < len(text) and text[at].isdigit():
        at += 1
    return at if at < 9 else 7 if at % 2 == 0 else 8


def _read(text, read):
    """What a reader makes of an ISO text."""
    if not isinstance(text, str):
        raise TypeError("fromisoformat: argument must be str")
    try:
        return read(text)
    except ValueError as error:
        message = str(error)
    raise ValueError(message if message.startswith("offset") else f"Invalid isoformat string: {text!r}")


def _from_timestamp(t):
    """(seconds, microseconds) of a number of seconds since 1970."""
    if isinstance(t, float):
        if t != t:
            raise ValueError("Invalid value NaN (not a number)")
        if not -9.3e18 < t < 9.3e18:
            raise OverflowError("timestamp out of range for platform time_t")
        part, whole = _modf(t)
        micro = round(part * 1e6)
        return int(whole) + micro // 1000000, micro % 1000000
    t = _index(t)
    if not -1 << 63 <= t < 1 << 63:
        raise OverflowError("timestamp out of range for platform time_t")
    return t, 0


def _split_seconds(seconds):
    """(year, month, day, hour, minute, second) of seconds since 1970."""
    days, rest = divmod(seconds, 86400)
    year, month, day = _civil(days + _EPOCH)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    return year, month, day, rest // 3600, rest // 60 % 60, rest % 60


def _date_of(ordinal):
    if not 1 <= ordinal <= _MAX_ORDINAL:
        raise OverflowError("date value out of range")
    return _civil(ordinal)


class date:
    """A day of the calendar."""

    __slots__ = ("year", "month", "day")
    __setattr__, __delattr__ = _read_only("year", "month", "day")

    def __new__(cls, year=_absent, month=_absent, day=_absent, *more):
        if (year.__class__ is month.__class__ is day.__class__ is int and not more
                and MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= 28):
            return _filled(cls, day, month, year)  # as most
        if more:
            raise TypeError(f"function takes at most 3 arguments ({3 + len(more)} given)")
        if day is _absent:
            if month is _absent and type(year) in (bytes, str) and len(year) == 4:
                state = year if isinstance(year, bytes) else year.encode("latin1")
                if 1 <= state[2] <= 12:
                    return _make_date(cls, state[0] << 8 | state[1], state[2], state[3])
            raise _missing("year", 1) if year is _absent else _missing("month", 2) if month is _absent else _missing("day", 3)
        return _make_date(cls, *_check_date(year, month, day))

    @classmethod
    def today(cls):
        """The date of now."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        """The local date of a time in seconds since 1970."""
        seconds = _floor(timestamp) if isinstance(timestamp, float) else _from_timestamp(timestamp)[0]
        return cls(*_split_seconds(seconds)[:3])

    @classmethod
    def fromordinal(cls, ordinal, /):
        """The date with so many days since the end of year 0."""
        ordinal = _index(ordinal)
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > _MAX_ORDINAL:
            raise ValueError(f"year {_civil(ordinal)[0]} is out of range")
        return cls(*_civil(ordinal))

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The date of a text of ISO 8601."""
        return cls(*_read(date_string, lambda text: _read_date(text) if len(text) in (7, 8, 10) else _number("", 0, 1)))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The date of a year, week and weekday of ISO 8601."""
        return cls(*_from_iso_week(_index(year), _index(week), _index(day)))

    def __repr__(self):
        return f"{_type_name(self)}({self.year}, {self.month}, {self.day})"

    def isoformat(self):
        """YYYY-MM-DD"""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        """As time.ctime()."""
        return f"{_DAY_NAMES[self.weekday()]} {_MONTH_NAMES[self.month - 1]} {self.day:2} 00:00:00 {self.year:04}"

    def strftime(self, format):
        """The date as a format says."""
        return _fill(self, format, self.timetuple())

    def __format__(self, format, /):
        return _formatted(self, format)

    def timetuple(self):
        """As from time.localtime()."""
        return _struct_time((self.year, self.month, self.day, 0, 0, 0, self.weekday(), _year_day(self), -1))

    def toordinal(self):
        """Days since the end of year 0."""
        return _ordinal(self.year, self.month, self.day)

    def replace(self, year=None, month=None, day=None):
        """The same with other parts."""
        return date.__new__(type(self), self.year if year is None else year, self.month if month is None else month, self.day if day is None else day)

    def weekday(self):
        """Monday is 0."""
        return (_ordinal(self.year, self.month, self.day) + 6) % 7

    def isoweekday(self):
        """Monday is 1."""
        return (_ordinal(self.year, self.month, self.day) + 6) % 7 + 1

    def isocalendar(self):
        """Year, week and day of the week by ISO 8601."""
        year, ordinal = self.year, _ordinal(self.year, self.month, self.day)
        if ordinal < _iso_start(year):
            year -= 1
        elif ordinal >= _iso_start(year + 1):
            year += 1
        week, day = divmod(ordinal - _iso_start(year), 7)
        return _IsoDate(year, week + 1, day + 1)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        moved = _move(date, timedelta, self, other, True)
        return moved if type(self) is date else type(self)(moved.year, moved.month, moved.day)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            moved = _move(date, timedelta, self, other, False)
            return moved if type(self) is date else type(self)(moved.year, moved.month, moved.day)
        return _difference(date, timedelta, self, other) if isinstance(other, date) else NotImplemented

    def __eq__(self, other):
        return _difference(date, None, self, other) == 0 if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        return _difference(date, None, self, other) < 0 if isinstance(other, date) else NotImplemented

    def __le__(self, other):
        return _difference(date, None, self, other) <= 0 if isinstance(other, date) else NotImplemented

    def __gt__(self, other):
        return _difference(date, None, self, other) > 0 if isinstance(other, date) else NotImplemented

    def __ge__(self, other):
        return _difference(date, None, self, other) >= 0 if isinstance(other, date) else NotImplemented

    def __hash__(self):
        return hash(_date_state(self))

    def __reduce__(self):
        return type(self), (_date_state(self),)


_lay_out(date, 's', 32)


def _year_day(d):
    return _ordinal(d.year, d.month, d.day) - _ordinal(d.year, 1, 0)


def _make_date(cls, year, month, day):
    return _filled(cls, day, month, year)


def _date_state(d):
    return bytes((d.year >> 8, d.year & 255, d.month, d.day))


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), _delta(86400000000)

_precisions = {"hours": 1, "minutes": 2, "seconds": 3, "milliseconds": 4, "microseconds": 5}


def _clock_text(o, timespec):
    """HH:MM:SS.ffffff as exact as wanted."""
    if not isinstance(timespec, str):
        raise TypeError(f"isoformat() argument {2 if isinstance(o, datetime) else 1} must be str, not {_type_name(timespec)}")
    if timespec == "auto":
        timespec = "microseconds" if o.microsecond else "seconds"
    if timespec not in _precisions:
        raise ValueError("Unknown timespec value")
    parts = (f"{o.hour:02}", f":{o.minute:02}", f":{o.second:02}", f".{o.microsecond // 1000:03}", f"{o.microsecond % 1000:03}")
    return "".join(parts[:_precisions[timespec]])


def _tail(o, parts):
    """End of a repr: seconds if there are any, zone, fold."""
    text = "" if not o.second and not o.microsecond else f", {o.second}, {o.microsecond}" if o.microsecond else f", {o.second}"
    if o.fold:
        text += ", fold=1"
    if o.tzinfo is not None:
        text += f", tzinfo={o.tzinfo!r}"
    return f"{_type_name(o)}({', '.join(map(str, parts))}{text})"


class time:
    """A time of day."""

    __slots__ = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")
    __setattr__, __delattr__ = _read_only(*__slots__)

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if type(hour) in (bytes, str) and len(hour) == 6:
            state = hour if isinstance(hour, bytes) else hour.encode("latin1")
            if state[0] & 127 < 24:
                zone = minute or None
                if zone is not None and not isinstance(zone, globals()["tzinfo"]):
                    raise TypeError("bad tzinfo state arg")
                return _make_time(cls, state[0] & 127, state[1], state[2], state[3] << 16 | state[4] << 8 | state[5], zone, state[0] >> 7)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        return _make_time(cls, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def fromisoformat(cls, time_string, /):
        """The time of a text of ISO 8601."""
        def read(text):
            return _read_time(text.removeprefix("T"))
        return cls(*_read(time_string, read))

    def __repr__(self):
        return _tail(self, (self.hour, self.minute))

    def isoformat(self, timespec="auto"):
        """HH:MM:SS.ffffff+HH:MM"""
        return _clock_text(self, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        """The time as a format says."""
        return _fill(self, format, (1900, 1, 1, self.hour, self.minute, self.second, 0, 1, -1))

    def __format__(self, format, /):
        return _formatted(self, format)

    def utcoffset(self):
        """Difference of the zone from UTC."""
        return _ask_zone(self.tzinfo, "utcoffset", None)

    def dst(self):
        return _ask_zone(self.tzinfo, "dst", None)

    def tzname(self):
        return _ask_name(self.tzinfo, None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=_absent, *, fold=None):
        """The same with other parts."""
        return time.__new__(type(self), self.hour if hour is None else hour, self.minute if minute is None else minute,
                            self.second if second is None else second, self.microsecond if microsecond is None else microsecond,
                            self.tzinfo if tzinfo is _absent else tzinfo, fold=self.fold if fold is None else fold)

    def __eq__(self, other):
        return _compare_times(self, other, "==")

    def __lt__(self, other):
        return _compare_times(self, other, "<")

    def __le__(self, other):
        return _compare_times(self, other, "<=")

    def __gt__(self, other):
        return _compare_times(self, other, ">")

    def __ge__(self, other):
        return _compare_times(self, other, ">=")

    def __hash__(self):
        offset = (self.replace(fold=0) if self.fold else self).utcoffset()
        if offset is None:
            return hash(_time_state(self, 0))
        return hash(_delta(_day_micro(self) - _micro(offset)))

    def __reduce_ex__(self, protocol, /):
        state = _time_state(self, self.fold << 7 if protocol > 3 else 0)
        return type(self), (state,) if self.tzinfo is None else (state, self.tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_lay_out(time, 's', 40)


def _make_time(cls, hour, minute, second, microsecond, zone, fold):
    return _filled(cls, fold, hour, microsecond, minute, second, zone)


def _day_micro(t):
    return ((t.hour * 60 + t.minute) * 60 + t.second) * 1000000 + t.microsecond


def _time_state(t, fold):
    return bytes((t.hour | fold, t.minute, t.second, t.microsecond >> 16, t.microsecond >> 8 & 255, t.microsecond & 255))


def _decide(a, b, how):
    return a == b if how == "==" else a < b if how == "<" else a <= b if how == "<=" else a > b if how == ">" else a >= b


def _compare_times(a, b, how):
    if not isinstance(b, time):
        return NotImplemented
    if a.tzinfo is b.tzinfo:
        return _decide(_day_micro(a), _day_micro(b), how)
    mine, other = a.utcoffset(), b.utcoffset()
    if mine is None and other is None:
        return _decide(_day_micro(a), _day_micro(b), how)
    if mine is None or other is None:
        if how == "==":
            return False
        raise TypeError("can't compare offset-naive and offset-aware times")
    return _decide(_day_micro(a) - _micro(mine), _day_micro(b) - _micro(other), how)


time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta.resolution


class datetime(date):
    """A day and a time of day."""

    __slots__ = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")
    __setattr__, __delattr__ = _read_only("year", "month", "day", *__slots__)

    def __new__(cls, year=_absent, month=_absent, day=_absent, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if (year.__class__ is month.__class__ is day.__class__ is hour.__class__ is minute.__class__ is second.__class__ is microsecond.__class__
                is fold.__class__ is int and tzinfo is None and MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= 28
                and 0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second <= 59 and 0 <= microsecond <= 999999 and 0 <= fold <= 1):
            return _filled(cls, day, month, year, fold, hour, microsecond, minute, second, None)  # as most
        if day is _absent:
            if type(year) in (bytes, str) and len(year) == 10:
                s = year if isinstance(year, bytes) else year.encode("latin1")
                if 1 <= s[2] & 127 <= 12:
                    zone = None if month is _absent else month
                    if zone is not None and not isinstance(zone, globals()["tzinfo"]):
                        raise TypeError("bad tzinfo state arg")
                    return _make(cls, s[0] << 8 | s[1], s[2] & 127, s[3], s[4], s[5], s[6], s[7] << 16 | s[8] << 8 | s[9], zone, s[2] >> 7)
            raise _missing("year", 1) if year is _absent else _missing("month", 2) if month is _absent else _missing("day", 3)
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        if tzinfo is not None:
            _check_zone(tzinfo)
        return _make(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def now(cls, tz=None):
        """Now, in the local zone or in another."""
        _check_zone(tz)
        seconds, nano = divmod(_time.time_ns(), 1000000000)
        result = cls(*_split_seconds(seconds), nano // 1000, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcnow(cls):
        """Now in UTC, without a zone."""
        return cls.now()

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """The time of seconds since 1970."""
        _check_zone(tz)
        seconds, micro = _from_timestamp(timestamp)
        result = cls(*_split_seconds(seconds), micro, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        """The same in UTC, without a zone."""
        return cls.fromtimestamp(timestamp)

    @classmethod
    def fromordinal(cls, ordinal, /):
        return cls.combine(date.fromordinal(ordinal), time())

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_from_iso_week(_index(year), _index(week), _index(day)))

    @classmethod
    def combine(cls, date, time, tzinfo=_absent):
        """A day and a time put together."""
        if not isinstance(date, globals()["date"]):
            raise TypeError(f"combine() argument 1 must be datetime.date, not {_type_name(date)}")
        if not isinstance(time, globals()["time"]):
            raise TypeError(f"combine() argument 2 must be datetime.time, not {_type_name(time)}")
        fold = {"fold": time.fold} if time.fold else {}  # what a derived class need not take
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is _absent else tzinfo, **fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The time of a text of ISO 8601."""
        if type(date_string) is str and len(date_string) == 19 and date_string[4::3] in ("--T::", "-- ::"):  # as most
            digits = date_string[:4], date_string[5:7], date_string[8:10], date_string[11:13], date_string[14:16], date_string[17:]
            if (together := "".join(digits)).isascii() and together.isdigit():
                return cls(*map(int, digits))

        def read(text):
            if len(text) < 7:
                raise ValueError
            at = _separator(text)
            clock = [0, 0, 0, 0, None] if at >= len(text) else _read_time(text[at + 1:])
            return *_read_date(text[:at]), *clock
        return cls(*_read(date_string, read))

    @classmethod
    def strptime(cls, date_string, format, /):
        """The time of a text in a form that a format says."""
        for position, text in ((1, date_string), (2, format)):
            if not isinstance(text, str):
                raise TypeError(f"strptime() argument {position} must be str, not {_type_name(text)}")
        from _strptime import _strptime_datetime
        return _strptime_datetime(cls, date_string, format)

    def __repr__(self):
        return _tail(self, (self.year, self.month, self.day, self.hour, self.minute))

    def isoformat(self, sep="T", timespec="auto"):
        """YYYY-MM-DDTHH:MM:SS.ffffff+HH:MM"""
        if not isinstance(sep, str) or len(sep) != 1:
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {_type_name(sep)}")
        if timespec == "auto" and self.tzinfo is None and not self.microsecond:  # as most
            return "%04d-%02d-%02d%s%02d:%02d:%02d" % (self.year, self.month, self.day, sep, self.hour, self.minute, self.second)
        return date.isoformat(self) + sep + _clock_text(self, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def strftime(self, format):
        if type(self) is datetime and type(format) is str and (plan := _plan(format)) and plan[2] < 6:
            return plan[0] % plan[1]((self.year, self.month, self.day, self.hour, self.minute, self.second))
        return _fill(self, format, self.timetuple())

    def ctime(self):
        return f"{_DAY_NAMES[self.weekday()]} {_MONTH_NAMES[self.month - 1]} {self.day:2} {_clock_text(self, 'seconds')} {self.year:04}"

    def date(self):
        """The day alone."""
        return _make_date(date, self.year, self.month, self.day)

    def time(self):
        """The time of day alone, without a zone."""
        return _make_time(time, self.hour, self.minute, self.second, self.microsecond, None, self.fold)

    def timetz(self):
        """The time of day with its zone."""
        return _make_time(time, self.hour, self.minute, self.second, self.microsecond, self.tzinfo, self.fold)

    def timetuple(self):
        """As from time.localtime()."""
        dst = self.dst()
        return _struct_time((self.year, self.month, self.day, self.hour, self.minute, self.second, self.weekday(), _year_day(self),
                             -1 if dst is None else 1 if dst else 0))

    def utctimetuple(self):
        """As from time.gmtime()."""
        offset = self.utcoffset()
        days, rest = divmod(_since(self) - (_micro(offset) if offset else 0), 86400000000)
        year, month, day = _date_of(days)
        seconds = rest // 1000000
        return _struct_time((year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, (days + 6) % 7,
                             days - _ordinal(year, 1, 0), 0))

    def timestamp(self):
        """Seconds since 1970."""
        if self.tzinfo is None:
            return (_since(self) - self.microsecond) // 1000000 - _EPOCH * 86400 + self.microsecond / 1e6
        return (self - _epoch).total_seconds()

    def utcoffset(self):
        """Difference of the zone from UTC."""
        return None if self.tzinfo is None else _ask_zone(self.tzinfo, "utcoffset", self)

    def dst(self):
        return None if self.tzinfo is None else _ask_zone(self.tzinfo, "dst", self)

    def tzname(self):
        return _ask_name(self.tzinfo, self)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=_absent, *, fold=None):
        """The same with other parts."""
        return datetime.__new__(type(self), self.year if year is None else year, self.month if month is None else month, self.day if day is None else day,
                                self.hour if hour is None else hour, self.minute if minute is None else minute,
                                self.second if second is None else second, self.microsecond if microsecond is None else microsecond,
                                self.tzinfo if tzinfo is _absent else tzinfo, fold=self.fold if fold is None else fold)

    def astimezone(self, tz=None):
        """The same moment in another zone."""
        _check_zone(tz)
        if tz is None:
            tz = timezone(_delta(0), "UTC")
        if self.tzinfo is tz:
            return self
        offset = self.utcoffset()
        utc = self.replace(tzinfo=tz, fold=0)
        return tz.fromutc(utc - offset if offset else utc)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        moved = _move(datetime, timedelta, self, other, True)
        return moved if type(self) is datetime else _derived(self, moved)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            moved = _move(datetime, timedelta, self, other, False)
            return moved if type(self) is datetime else _derived(self, moved)
        if not isinstance(other, datetime):
            return NotImplemented
        difference = _difference(datetime, timedelta, self, other)
        if self.tzinfo is not other.tzinfo:
            mine, others = self.utcoffset(), other.utcoffset()
            if (mine is None) != (others is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            if mine is not None:
                return _delta(_micro(difference) + _micro(others) - _micro(mine))
        return difference

    def __eq__(self, other):
        if isinstance(other, datetime) and self.tzinfo is other.tzinfo:
            return _difference(datetime, None, self, other) == 0
        return _compare(self, other, "==")

    def __lt__(self, other):
        if isinstance(other, datetime) and self.tzinfo is other.tzinfo:
            return _difference(datetime, None, self, other) < 0
        return _compare(self, other, "<")

    def __le__(self, other):
        if isinstance(other, datetime) and self.tzinfo is other.tzinfo:
            return _difference(datetime, None, self, other) <= 0
        return _compare(self, other, "<=")

    def __gt__(self, other):
        if isinstance(other, datetime) and self.tzinfo is other.tzinfo:
            return _difference(datetime, None, self, other) > 0
        return _compare(self, other, ">")

    def __ge__(self, other):
        if isinstance(other, datetime) and self.tzinfo is other.tzinfo:
            return _difference(datetime, None, self, other) >= 0
        return _compare(self, other, ">=")

    def __hash__(self):
        offset = None if self.tzinfo is None else (self.replace(fold=0) if self.fold else self).utcoffset()
        if offset is None:
            return hash(_date_state(self) + _time_state(self, 0))
        return hash(_delta(_since(self) - _micro(offset)))

    def __reduce_ex__(self, protocol, /):
        state = bytearray(_date_state(self) + _time_state(self, 0))
        if protocol > 3:
            state[2] |= self.fold << 7
        state = bytes(state)
        return type(self), (state,) if self.tzinfo is None else (state, self.tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_lay_out(datetime, 's', 48)


def _make(cls, year, month, day, hour, minute, second, microsecond, zone, fold=0):
    return _filled(cls, day, month, year, fold, hour, microsecond, minute, second, zone)


def _since(t):
    """Microseconds since the end of day 0."""
    return _ordinal(t.year, t.month, t.day) * 86400000000 + ((t.hour * 60 + t.minute) * 60 + t.second) * 1000000 + t.microsecond


def _derived(t, moved):
    """The same time in the class of t."""
    return type(t)(moved.year, moved.month, moved.day, moved.hour, moved.minute, moved.second, moved.microsecond, t.tzinfo)


def _ambiguous(t):
    """Whether the offset depends on fold."""
    return t.utcoffset() != t.replace(fold=not t.fold).utcoffset()


def _compare(a, b, how):
    if not isinstance(b, datetime):
        if not isinstance(b, date):
            return NotImplemented
        if how == "==":
            return False
        raise TypeError(f"can't compare {_type_name(a)} to {_type_name(b)}")
    mine, others = a.utcoffset(), b.utcoffset()
    if (mine is None) != (others is None):
        if how == "==":
            return False
        raise TypeError("can't compare offset-naive and offset-aware datetimes")
    if how == "==" and (_ambiguous(a) or _ambiguous(b)):
        return False
    shift = 0 if mine is None else _micro(mine) - _micro(others)
    return _decide(_since(a) - shift, _since(b), how)


datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta.resolution
_IsoDate.__name__ = _IsoDate.__qualname__ = "IsoCalendarDate"
_lay_out(_IsoDate, 'gsf', 32, 8)
_epoch = datetime(1970, 1, 1, tzinfo=UTC)

for _class in (timedelta, tzinfo, timezone, date, time, datetime, _IsoDate):
    _builtin_type(_class, "datetime." + _class.__qualname__)
del _class
