"""Times from texts, for time.strptime() and datetime.strptime()."""

import locale
import re
import time
from calendar import day_abbr, day_name, month_abbr, month_name

from _time import _civil, _is_leap, _ordinal

__all__ = []


def _getlang():
    return locale.getlocale(locale.LC_TIME)


class LocaleTime:
    """The names of days, months, halves of days and zones, in small letters; what %c, %x and %X stand for."""

    LC_date_time, LC_date, LC_time = "%a %b %d %H:%M:%S %Y", "%m/%d/%y", "%H:%M:%S"

    def __init__(self):
        self.lang = _getlang()
        self.a_weekday, self.f_weekday, self.a_month, self.f_month = ([name.lower() for name in names]
                                                                      for names in (day_abbr, day_name, month_abbr, month_name))
        self.am_pm = ["am", "pm"]
        try:
            time.tzset()
        except AttributeError:
            pass
        self.tzname, self.daylight = time.tzname, time.daylight
        self.timezone = frozenset({"utc", "gmt", self.tzname[0].lower()}), frozenset({self.tzname[1].lower()} if self.daylight else ())

    def _is_current(self):
        return (self.lang, self.tzname, self.daylight) == (_getlang(), time.tzname, time.daylight)


# What the numbers look like: the longest spelling first, so that as many digits as can be are taken.
_NUMBERS = {"d": r"3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]", "f": r"[0-9]{1,6}", "G": r"\d\d\d\d", "H": r"2[0-3]|[0-1]\d|\d", "I": r"1[0-2]|0[1-9]|[1-9]",
            "j": r"36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]", "m": r"1[0-2]|0[1-9]|[1-9]", "M": r"[0-5]\d|\d",
            "S": r"6[0-1]|[0-5]\d|\d", "u": r"[1-7]", "U": r"5[0-3]|[0-4]\d|\d", "V": r"5[0-3]|0[1-9]|[1-4]\d|\d",
            "w": r"[0-6]", "W": r"5[0-3]|[0-4]\d|\d", "y": r"\d\d", "Y": r"\d\d\d\d",
            "z": r"[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z)"}


class TimeRE(dict):
    """The regular expression of each directive, by its letter."""

    def __init__(self, locale_time=None):
        self.locale_time = names = locale_time or LocaleTime()
        super().__init__({letter: f"(?P<{letter}>{text})" for letter, text in _NUMBERS.items()})
        for letter, choices in (("a", names.a_weekday), ("A", names.f_weekday), ("b", names.a_month[1:]), ("B", names.f_month[1:]),
                                ("p", names.am_pm), ("Z", [zone for zones in names.timezone for zone in zones])):
            self[letter] = self.__seqToRE(choices, letter)
        self["%"] = "%"
        for letter, format in (("c", names.LC_date_time), ("x", names.LC_date), ("X", names.LC_time)):
            self[letter] = self.pattern(format)

    def __seqToRE(self, to_convert, directive):
        """Any of the texts, the longest first; nothing if there is none."""
        texts = sorted(to_convert, key=len, reverse=True)
        return f"(?P<{directive}>{'|'.join(map(re.escape, texts))})" if any(texts) else ""

    def pattern(self, format):
        """The regular expression of a format."""
        format = re.sub(r"([\\.^$*+?(){}\[\]|])", r"\\\1", format)
        pieces = re.sub(r"\s+", r"\\s+", format).split("%")
        result, at = [pieces[0]], 1
        while at < len(pieces):
            piece = pieces[at]
            if not piece and at + 1 < len(pieces):
                result += "%", pieces[at + 1]
                at += 2
                continue
            result += self[piece[0]], piece[1:]
            at += 1
        return "".join(result)

    def compile(self, format):
        return re.compile(self.pattern(format), re.IGNORECASE)


_TimeRE_cache = TimeRE()
_CACHE_MAX_SIZE = 5
_regex_cache = {}


def _compiled(format):
    """The regular expression of a format; those made last are kept while the names are the same."""
    global _TimeRE_cache
    if not _TimeRE_cache.locale_time._is_current():
        _TimeRE_cache = TimeRE()
        _regex_cache.clear()
    if len(_regex_cache) > _CACHE_MAX_SIZE:
        _regex_cache.clear()
    compiled = _regex_cache.get(format)
    if not compiled:
        try:
            compiled = _TimeRE_cache.compile(format)
        except KeyError as error:
            letter = error.args[0]
            raise ValueError(f"'{'%' if letter == chr(92) else letter}' is a bad directive in format '{format}'") from None
        except IndexError:
            raise ValueError(f"stray % in format '{format}'") from None
        _regex_cache[format] = compiled
    return compiled


def _offset(zone):
    """(seconds, microseconds) of a zone like +01:30, -013000.5 or Z."""
    if zone == "Z":
        return 0, 0
    digits = zone
    if digits[3] == ":":
        digits = digits[:3] + digits[4:]
        if len(digits) > 5:
            if digits[5] != ":":
                raise ValueError(f"Inconsistent use of : in {zone}")
            digits = digits[:5] + digits[6:]
    seconds = int(digits[1:3]) * 3600 + int(digits[3:5]) * 60 + int(digits[5:7] or 0)
    micro = int(digits[8:].ljust(6, "0"))
    return (-seconds, -micro) if digits[0] == "-" else (seconds, micro)


def _values(texts, names):
    """What was found, by letter, as numbers; names of days and months as those of %a and %m."""
    found = {}
    for letter, text in texts.items():
        if letter not in "aAbBpfzZ":
            found[letter] = int(text)
            continue
        low = text.lower()
        if letter in "aA":
            found["a"] = (names.a_weekday if letter == "a" else names.f_weekday).index(low)
        elif letter in "bB":
            found["m"] = (names.a_month if letter == "b" else names.f_month).index(low)
        elif letter == "p":
            found["p"] = names.am_pm.index(low)
        elif letter == "f":
            found["f"] = int(text.ljust(6, "0"))
        elif letter == "z":
            found["z"] = _offset(text)
        else:
            dst = next((dst for dst, zones in enumerate(names.timezone) if low in zones), -1)
            found["Z"] = -1 if time.tzname[0] == time.tzname[1] and time.daylight and low not in ("utc", "gmt") else dst
    return found


def _from_week(year, week, weekday, sunday):
    """Day of the year, of a week counted from the first Sunday or Monday."""
    first = (_ordinal(year, 1, 1) + 6) % 7
    if sunday:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    lead = (7 - first) % 7
    return 1 + weekday - first if week == 0 else 1 + lead + 7 * (week - 1) + weekday


def _check_weeks(found):
    has_day = "a" in found or "w" in found or "u" in found
    if "G" in found:
        if "V" not in found or not has_day:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                             "('%A', '%a', '%w', or '%u').")
        if "j" in found:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
    elif "V" in found:
        if "Y" not in found and "y" not in found or not has_day:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
                             "('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")


_by_week = frozenset("yawujUWGV")


def _date(found):
    """(year, month, day, weekday, day of the year), what is not said filled up; the year None if not said."""
    year = found.get("Y")
    if year and _by_week.isdisjoint(found) and (day := found.get("d", 1)) <= 28:  # as most
        month = found.get("m", 1)
        ordinal = _ordinal(year, month, day)
        return year, month, day, (ordinal + 6) % 7, ordinal - _ordinal(year, 1, 0)
    if "y" in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    month = found.get("m", 1)
    day = found.get("d", 1)
    weekday = found.get("a")
    if "w" in found:
        weekday = (found["w"] - 1) % 7
    if "u" in found:
        weekday = found["u"] - 1
    yearday = found.get("j")
    assumed = year is None and (month, day) == (2, 29)
    known = year if year is not None else 1904 if assumed else 1900
    if yearday is None and weekday is not None:
        if "U" in found or "W" in found:
            yearday = _from_week(known, found.get("U", found.get("W")), weekday, "U" in found)
        elif "G" in found:
            start = _ordinal(found["G"], 1, 4)
            ordinal = start - (start + 6) % 7 + (found["V"] - 1) * 7 + weekday
            known = found["G"]
            yearday = ordinal - _ordinal(known, 1, 0)
        if yearday is not None and yearday <= 0:
            known -= 1
            yearday += 366 if _is_leap(known) else 365
    if known < 1:
        raise ValueError(f"year {known} is out of range")
    if yearday is None:
        if day > 28 and _civil(_ordinal(known, month, day))[1] != month:
            raise ValueError("day is out of range for month")
        yearday = _ordinal(known, month, day) - _ordinal(known, 1, 0)
    else:
        known, month, day = _civil(_ordinal(known, 1, 0) + yearday)
    if weekday is None:
        weekday = (_ordinal(known, month, day) + 6) % 7
    return 1900 if assumed else known, month, day, weekday, yearday


def _strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    """((year, month, day, hour, minute, second, weekday, day of the year, dst, zone, offset), microsecond, microseconds of the offset)"""
    for index, arg in enumerate([data_string, format]):
        if not isinstance(arg, str):
            raise TypeError(f"strptime() argument {index} must be str, not {type(arg)}")
    match = _compiled(format).match(data_string)
    if not match:
        raise ValueError(f"time data {data_string!r} does not match format {format!r}")
    if match.end() != len(data_string):
        raise ValueError(f"unconverted data remains: {data_string[match.end():]}")
    texts = match.groupdict()
    found = _values(texts, _TimeRE_cache.locale_time)
    _check_weeks(found)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * found.get("p", 0)
    offset, micro = found.get("z", (None, 0))
    date = _date(found)
    return ((*date[:3], hour, found.get("M", 0), found.get("S", 0), *date[3:], found.get("Z", -1), texts.get("Z"), offset),
            found.get("f", 0), micro)


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """struct_time of a text."""
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """datetime of a text."""
    from datetime import timedelta, timezone
    parts, microsecond, micro = _strptime(data_string, format)
    args = parts[:6] + (microsecond,)
    if parts[10] is not None:
        delta = timedelta(seconds=parts[10], microseconds=micro)
        args += (timezone(delta, parts[9]) if parts[9] else timezone(delta),)
    return cls(*args)
