"""Times from texts, for time.strptime() and datetime.strptime()."""

from _time import _civil, _days, _is_leap, _months, _ordinal, struct_time, tzname

# Letter of a format: most digits, from and to (as many digits as that, or fewer), least value of a number with one digit.
_numbers = {"d": (2, 1, 31, 1), "H": (2, 0, 23, 0), "I": (2, 1, 12, 1), "G": (4, 0, 9999, None), "j": (3, 1, 366, 1), "m": (2, 1, 12, 1),
            "M": (2, 0, 59, 0), "S": (2, 0, 61, 0), "U": (2, 0, 53, 0), "W": (2, 0, 53, 0), "w": (1, 0, 6, 0), "u": (1, 1, 7, 1),
            "V": (2, 1, 53, 0), "y": (2, 0, 99, None), "Y": (4, 0, 9999, None)}
_names = {"a": [day[:3].lower() for day in _days], "A": [day.lower() for day in _days], "b": [month[:3].lower() for month in _months],
          "B": [month.lower() for month in _months], "p": ["am", "pm"], "Z": ["utc", "gmt"]}
_composed = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}


def _digits(text, at, most):
    """How many digits stand there, up to so many."""
    count = 0
    while count < most and text[at + count:at + count + 1].isdecimal():
        count += 1
    return count


def _offset(text, at):
    """(end, seconds, microseconds) of a zone like +01:30 or Z; None: there is none."""
    sign = text[at:at + 1]
    if sign == "Z":
        return at + 1, 0, 0
    if not sign or sign not in "+-" or _digits(text, at + 1, 2) < 2:
        return None
    parts = [int(text[at + 1:at + 3])]
    end, micro = at + 3, 0
    for place in range(2):
        start = end + (text[end:end + 1] == ":")
        if _digits(text, start, 2) < 2 or text[start] > "5":
            break
        if place and (start > end) != colon:
            raise ValueError(f"Inconsistent use of : in {text[at:]}")
        colon = start > end
        parts.append(int(text[start:start + 2]))
        end = start + 2
    if len(parts) == 1:
        return None
    if len(parts) == 3 and text[end:end + 1] == "." and (count := _digits(text, end + 1, 6)):
        micro = int(text[end + 1:end + 1 + count].ljust(6, "0"))
        end += 1 + count
    else:
        parts.append(0)
    factor = -1 if sign == "-" else 1
    return end, factor * (parts[0] * 3600 + parts[1] * 60 + parts[2]), factor * micro


def _choices(text, at, letter):
    """(end, value) of what a letter may stand for there, the preferred first."""
    if letter in _names:
        low = text[at:].lower()
        for name in sorted(_names[letter], key=len, reverse=True):
            if low.startswith(name):
                yield at + len(name), _names[letter].index(name)
    elif letter == "f":
        for count in range(_digits(text, at, 6), 0, -1):
            yield at + count, int(text[at:at + count].ljust(6, "0"))
    elif letter == "z":
        found = _offset(text, at)
        if found:
            yield found[0], found[1:]
    elif letter == "%":
        if text.startswith("%", at):
            yield at + 1, None
    else:
        most, low, high, least = _numbers[letter]
        for count in range(_digits(text, at, most), 0, -1):
            value = int(text[at:at + count])
            if count == most and low <= value <= high or count < most and least is not None and value >= (least if count == 1 else low):
                yield at + count, value
        if letter == "d" and text.startswith(" ", at) and _digits(text, at + 1, 1) and text[at + 1] != "0":
            yield at + 2, int(text[at + 1])


def _pieces(format):
    """A format as letters of directives, texts with a quote in front, " " for any white space."""
    pieces = []
    at = 0
    while at < len(format):
        c = format[at]
        at += 1
        if c.isspace():
            if pieces[-1:] != [" "]:
                pieces.append(" ")
        elif c != "%":
            pieces.append("'" + c)
        elif at == len(format):
            raise ValueError(f"stray % in format '{format}'")
        else:
            c = format[at]
            at += 1
            if c in _composed:
                pieces += _pieces(_composed[c])
            elif c in _numbers or c in _names or c in "fz%":
                pieces.append(c)
            else:
                raise ValueError(f"'{c}' is a bad directive in format '{format}'")
    for i, c in enumerate(pieces):
        if len(c) == 1 and c not in "% " and c in pieces[:i]:
            raise _doubled(pieces, c)
    return pieces


def _doubled(pieces, letter):
    import re
    return re.error(f"redefinition of group name {letter!r}")


def _match(text, at, pieces, i, found):
    """Where the text that the pieces from i on describe ends; None: it does not fit. What it says is in `found`."""
    while i < len(pieces):
        piece = pieces[i]
        i += 1
        if piece == " ":
            start = at
            while text[at:at + 1].isspace():
                at += 1
            if at == start:
                return None
        elif len(piece) == 2:
            if text[at:at + 1].lower() != piece[1].lower():
                return None
            at += 1
        else:
            for end, value in _choices(text, at, piece):
                rest = _match(text, end, pieces, i, found)
                if rest is not None:
                    found[piece] = value
                    return rest
            return None
    return at


def _from_week(year, week, weekday, sunday):
    """Day of the year, of a week counted from the first Sunday or Monday."""
    first = (_ordinal(year, 1, 1) + 6) % 7
    if sunday:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    lead = (7 - first) % 7
    return 1 + weekday - first if week == 0 else 1 + lead + 7 * (week - 1) + weekday


def _check_weeks(found):
    has_day = "a" in found or "A" in found or "w" in found or "u" in found
    if "G" in found:
        if "j" in found:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
        if "V" not in found or not has_day:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                             "('%A', '%a', '%w', or '%u').")
    elif "V" in found:
        if "Y" not in found and "y" not in found or not has_day:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
                             "('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")


def _date(found):
    """(year, month, day, weekday, day of the year), what is not said filled up; the year None if not said."""
    year = found.get("Y")
    if "y" in found:
        year = found["y"] + (2000 if found["y"] <= 68 else 1900)
    month = found.get("m", found.get("b", found.get("B", -1)) + 1) or 1
    day = found.get("d", 1)
    weekday = found.get("a", found.get("A"))
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
    found = {}
    end = _match(data_string, 0, _pieces(format), 0, found)
    if end is None:
        raise ValueError(f"time data {data_string!r} does not match format {format!r}")
    if end != len(data_string):
        raise ValueError(f"unconverted data remains: {data_string[end:]}")
    _check_weeks(found)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + 12 * found.get("p", 0)
    offset, micro = found.get("z", (None, 0))
    zone = found.get("Z")
    return ((*_date(found)[:3], hour, found.get("M", 0), found.get("S", 0), *_date(found)[3:], -1 if zone is None else 0,
             None if zone is None else ("UTC", "GMT")[zone], offset), found.get("f", 0), micro)


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """struct_time of a text."""
    return struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """datetime of a text."""
    from datetime import timedelta, timezone
    parts, microsecond, micro = _strptime(data_string, format)
    args = parts[:6] + (microsecond,)
    if parts[10] is not None:
        delta = timedelta(seconds=parts[10], microseconds=micro)
        args += (timezone(delta, parts[9]) if parts[9] else timezone(delta),)
    return cls(*args)
