"""What module time has beside its clocks: dates, their texts, facts about the clocks. The time zone is UTC. Put into time when one of
these names is first asked for."""

__name__ = "time"  # where programs find the functions

import time as _time
from _dates import ordinal as _ordinal
from _structseq import made, structseq
from math import floor
from _operator import itemgetter

time, time_ns, monotonic, process_time_ns, thread_time_ns = _time.time, _time.time_ns, _time.monotonic, _time.process_time_ns, _time.thread_time_ns

_days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_fields = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")

altzone = daylight = timezone = 0
tzname = ("UTC", "UTC")
_STRUCT_TM_ITEMS = 11
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID, CLOCK_MONOTONIC_RAW = range(5)
CLOCK_BOOTTIME, CLOCK_TAI = 7, 11


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _civil(ordinal):
    """(year, month, day) of an _ordinal(): years that begin in March have the leap day at their end."""
    era, day = divmod(ordinal + 305, 146097)
    year = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    day -= (153 * month + 2) // 5
    return era * 400 + year + (month > 9), month - 9 if month > 9 else month + 3, day + 1


struct_time = structseq("time.struct_time", " ".join(_fields), None, "tm_zone tm_gmtoff")


def _seconds(secs):
    if secs is None:
        return _time.time_ns() // 1000000000
    if isinstance(secs, float):
        if secs != secs:
            raise ValueError("Invalid value NaN (not a number)")
        if abs(secs) == float("inf"):
            raise OverflowError("timestamp out of range for platform time_t")
        secs = floor(secs)
    elif not isinstance(secs, int):
        if not hasattr(secs, "__index__"):
            raise TypeError(f"'{type(secs).__name__}' object cannot be interpreted as an integer")
        secs = secs.__index__()
    if not -1 << 63 <= secs < 1 << 63:
        raise OverflowError("timestamp out of range for platform time_t")
    return secs


def _split(secs, zone):
    days, rest = divmod(_seconds(secs), 86400)
    year, month, day = _civil(days + 719163)
    if not -1 << 31 <= year - 1900 < 1 << 31:
        raise OverflowError(75, "Value too large for defined data type")
    return made(struct_time, (year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (days + 3) % 7,
                              _ordinal(year, month, day) - _ordinal(year, 1, 0), 0, zone, 0))


def gmtime(seconds=None, /):
    """The parts of a time in UTC; without seconds since 1970 of now."""
    return _split(seconds, "GMT")


def localtime(seconds=None, /):
    """The parts of a time in the local zone."""
    return _split(seconds, "UTC")


def _parts(t, caller):
    """The nine numbers of a tuple as a program gives it."""
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError(f"{caller}(): illegal time tuple argument")
    numbers = []
    for part in t:
        if part.__class__ is int and -1 << 31 <= part < 1 << 31:
            numbers.append(part)
            continue
        if not hasattr(part, "__index__"):
            raise TypeError(f"'{type(part).__name__}' object cannot be interpreted as an integer")
        numbers.append(number := part.__index__())
        if not -1 << 63 <= number < 1 << 63:
            raise OverflowError("Python int too large to convert to C long")
        if not -1 << 31 <= number < 1 << 31:
            raise OverflowError(f"signed integer is {'greater than maximum' if number > 0 else 'less than minimum'}")
    if numbers[0] < (-1 << 31) + 1900:
        raise OverflowError("year out of range")
    return tuple(numbers)


def _checked(t, caller):
    year, month, day, hour, minute, second, weekday, yearday, dst = _parts(t, caller)
    month, day, yearday = month or 1, day or 1, yearday or 1
    for value, low, high, what in ((month, 1, 12, "month"), (day, 1, 31, "day of month"), (hour, 0, 23, "hour"), (minute, 0, 59, "minute"),
                                   (second, 0, 61, "seconds"), (weekday, -1, weekday, "day of week"), (yearday, 1, 366, "day of year")):
        if not low <= value <= high:
            raise ValueError(what + " out of range")
    return year, month, day, hour, minute, second, weekday % 7, yearday, dst


def mktime(tuple, /):
    """Seconds since 1970 of parts in the local zone; parts may be out of range."""
    year, month, day, hour, minute, second = _parts(tuple, "mktime")[:6]
    more, month = divmod(month - 1, 12)
    return float((_ordinal(year + more, month + 1, day) - 719163) * 86400 + hour * 3600 + minute * 60 + second)


def asctime(tuple=None, /):
    """A time as 'Sat Jun 06 16:26:11 1998'."""
    year, month, day, hour, minute, second, weekday, *_ = _checked(localtime() if tuple is None else tuple, "asctime")
    return f"{_days[weekday][:3]} {_months[month - 1][:3]}{day:3} {hour:02}:{minute:02}:{second:02} {year}"


def ctime(seconds=None, /):
    """asctime(localtime(seconds))"""
    return asctime(localtime(seconds))


def _iso_week(t):
    """Year and week of ISO 8601."""
    week = (t[7] - t[6] + 9) // 7
    if week < 1:
        last = t[0] - 1
        return last, (t[7] + 365 + _is_leap(last) - t[6] + 9) // 7
    if week == 53 and t[7] - t[6] + 3 > 365 + _is_leap(t[0]):
        return t[0] + 1, 1
    return t[0], week


# Letter of a format: the number of a time, its width, what it is filled up with.
_numeric = {
    "C": (lambda t: t[0] // 100, 1, "0"), "d": (lambda t: t[2], 2, "0"), "e": (lambda t: t[2], 2, " "),
    "g": (lambda t: _iso_week(t)[0] % 100, 2, "0"), "G": (lambda t: _iso_week(t)[0], 1, "0"), "H": (lambda t: t[3], 2, "0"),
    "I": (lambda t: (t[3] + 11) % 12 + 1, 2, "0"), "j": (lambda t: t[7], 3, "0"), "k": (lambda t: t[3], 2, " "),
    "l": (lambda t: (t[3] + 11) % 12 + 1, 2, " "), "m": (lambda t: t[1], 2, "0"), "M": (lambda t: t[4], 2, "0"),
    "s": (lambda t: int(mktime(t)), 1, "0"), "S": (lambda t: t[5], 2, "0"), "u": (lambda t: t[6] + 1, 1, "0"),
    "U": (lambda t: (t[7] + 6 - (t[6] + 1) % 7) // 7, 2, "0"), "V": (lambda t: _iso_week(t)[1], 2, "0"),
    "w": (lambda t: (t[6] + 1) % 7, 1, "0"), "W": (lambda t: (t[7] + 6 - t[6]) // 7, 2, "0"), "y": (lambda t: t[0] % 100, 2, "0"),
    "Y": (lambda t: t[0], 1, "0"),
}
_composed = {"c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "r": "%I:%M:%S %p", "R": "%H:%M", "T": "%H:%M:%S",
             "x": "%m/%d/%y", "X": "%H:%M:%S"}
_words = {
    "a": lambda t, zone, offset: _days[t[6]][:3], "A": lambda t, zone, offset: _days[t[6]],
    "b": lambda t, zone, offset: _months[t[1] - 1][:3], "B": lambda t, zone, offset: _months[t[1] - 1],
    "h": lambda t, zone, offset: _months[t[1] - 1][:3], "n": lambda t, zone, offset: "\n", "t": lambda t, zone, offset: "\t",
    "p": lambda t, zone, offset: "AM" if t[3] < 12 else "PM", "P": lambda t, zone, offset: "am" if t[3] < 12 else "pm",
    "z": lambda t, zone, offset: offset, "Z": lambda t, zone, offset: zone, "%": lambda t, zone, offset: "%",
}


_plain = {"Y": ("%d", 0), "m": ("%02d", 1), "d": ("%02d", 2), "H": ("%02d", 3), "M": ("%02d", 4), "S": ("%02d", 5), "j": ("%03d", 7)}
_plans = {}


def _plan(format):
    """(a text for %, what gives its values of a time's parts, the last part it needs) of a format that asks for plain numbers only, or None."""
    try:
        return _plans[format]
    except KeyError:
        pass
    pieces, numbers = [], []
    for i, piece in enumerate(format.split("%")):
        if i:
            form, number = _plain.get(piece[:1], ("", -1))
            pieces.append(form)
            numbers.append(number)
            piece = piece[1:]
        pieces.append(piece)
    plan = ("".join(pieces), itemgetter(*numbers), max(numbers)) if len(numbers) > 1 and -1 not in numbers and "\0" not in format else None
    if len(_plans) > 50:
        _plans.clear()
    _plans[str(format)] = plan
    return plan


def _format(format, t, zone="UTC", offset="+0000"):
    """A format filled in as the C library does it, with its flags _ - 0 ^ # and widths."""
    if plan := _plan(format):
        return plan[0] % plan[1](t)
    result = []
    at = 0
    while True:
        found = format.find("%", at)
        if found < 0:
            break
        result.append(format[at:found])
        end = found + 1
        ordinary = _numeric.get(format[end:end + 1])
        if ordinary is not None:
            value, least, fill = ordinary
            text = str(value(t))
            result.append(text.rjust(least, fill) if text[0] != "-" else text if fill == " " else f"{value(t):0{least}}")
            at = end + 1
            continue
        flags = width = ""
        while format[end:end + 1] and format[end] in "_-0^#+":
            flags += format[end]
            end += 1
        while format[end:end + 1].isdecimal():
            width += format[end]
            end += 1
        while format[end:end + 1] and format[end] in "EO":
            end += 1
        letter = format[end:end + 1]
        at = end + 1
        fill = " "
        if letter in _numeric and letter:
            value, least, fill = _numeric[letter]
            number = value(t)
            if "_" in flags:
                fill = " "
            elif "0" in flags:
                fill = "0"
            text = str(number) if "-" in flags else str(number).rjust(least, " ") if fill == " " else f"{number:0{least}}"
        elif letter in _words and letter:
            text = _words[letter](t, zone, offset)
        elif letter in _composed and letter:
            text = _format(_composed[letter], t, zone, offset)
        else:
            text = format[found:at]
        if "^" in flags and letter != "P" or "#" in flags and letter in "aAbBh":
            text = text.upper()
        elif "#" in flags and letter in "pZ":
            text = text.lower()
        if width and "-" not in flags:
            text = text.rjust(int(width), "0" if "0" in flags else fill)
        result.append(text)
    result.append(format[at:])
    return "".join(result)


def strftime(format, tuple=None, /):
    """A time as the format says; without parts, now."""
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    if "\0" in format:
        raise ValueError("embedded null character")
    t = localtime() if tuple is None else tuple
    return _format(format, _checked(t, "strftime"), getattr(t, "tm_zone", None) or "UTC")


def strptime(data_string, format="%a %b %d %H:%M:%S %Y", /):
    """The parts of a time that is written as the format says."""
    from _strptime import _strptime_time
    return _strptime_time(data_string, format)


def tzset():
    pass


_ids = {CLOCK_REALTIME: time_ns, CLOCK_TAI: time_ns, CLOCK_PROCESS_CPUTIME_ID: process_time_ns, CLOCK_THREAD_CPUTIME_ID: thread_time_ns}


def clock_gettime_ns(clk_id, /):
    """A clock of the system in nanoseconds."""
    if clk_id not in (CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID, CLOCK_MONOTONIC_RAW,
                      CLOCK_BOOTTIME, CLOCK_TAI):
        raise OSError(22, "Invalid argument")
    return _ids.get(clk_id, _time.monotonic_ns)()


def clock_gettime(clk_id, /):
    """A clock of the system in seconds."""
    return clock_gettime_ns(clk_id) / 1e9


def clock_getres(clk_id, /):
    clock_gettime_ns(clk_id)
    return 1e-09


def clock_settime(clk_id, time, /):
    raise PermissionError(1, "Operation not permitted")


clock_settime_ns = clock_settime

_clocks = {"time": (time, "REALTIME", False, True), "monotonic": (monotonic, "MONOTONIC", True, False),
           "perf_counter": (monotonic, "MONOTONIC", True, False), "process_time": (monotonic, "PROCESS_CPUTIME_ID", True, False),
           "thread_time": (monotonic, "THREAD_CPUTIME_ID", True, False)}


def get_clock_info(name, /):
    """How a clock is made."""
    from types import SimpleNamespace
    if name not in _clocks:
        raise ValueError("unknown clock")
    _, clock, steady, adjustable = _clocks[name]
    return SimpleNamespace(implementation=f"clock_gettime(CLOCK_{clock})", monotonic=steady, adjustable=adjustable, resolution=float('1e-9'))  # each has its own


# As attributes of classes they are no methods.
gmtime, localtime = staticmethod(gmtime), staticmethod(localtime)
for _name, _value in list(globals().items()):
    if _name[0] != "_" and _name not in ("structseq", "made", "floor", "itemgetter") or _name == "_STRUCT_TM_ITEMS":
        setattr(_time, _name, _value)
