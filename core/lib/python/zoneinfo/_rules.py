"""What a file of a time zone says: its transitions, and the rule behind the last of them. RFC 8536."""

import re
import struct
from bisect import bisect_right
from datetime import date, timedelta

_EPOCH = date(1970, 1, 1).toordinal()


class Kind:
    """An offset with its name."""

    __slots__ = ("utcoff", "dstoff", "tzname")

    def __init__(self, utcoff, dstoff, tzname):
        self.utcoff, self.dstoff, self.tzname = timedelta(seconds=utcoff), timedelta(seconds=dstoff), tzname

    def __eq__(self, other):
        return (self.utcoff, self.dstoff, self.tzname) == (other.utcoff, other.dstoff, other.tzname)


NOTHING = Kind(0, 0, None)
NOTHING.utcoff = NOTHING.dstoff = None


def seconds_of(dt):
    """A datetime's own numbers as seconds since 1970."""
    return (dt.toordinal() - _EPOCH) * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second


# ---- the rule as text: EST5EDT,M3.2.0,M11.1.0 ----

_NAME = re.compile(r"[A-Za-z]+|<[A-Za-z0-9+-]+>")
_TIME = re.compile(r"([+-]?)(\d{1,3})(?::(\d\d)(?::(\d\d))?)?")
_DAY = re.compile(r"(M\d+\.\d\.\d|J\d{1,3}|\d{1,3})(?:/(.*))?")


def _time(found, most):
    """Seconds; None: too many, or no time at all."""
    if not found or int(found[2]) > most:
        return None
    seconds = int(found[2]) * 3600 + int(found[3] or 0) * 60 + int(found[4] or 0)
    return -seconds if found[1] == "-" else seconds


class _Day:
    """The moment of each year when the clocks change."""

    def __init__(self, rule):
        text, time = _DAY.fullmatch(rule).groups()
        self.time = 7200 if time is None else _time(_TIME.fullmatch(time), 167)
        if self.time is None:
            raise ValueError(rule)
        self.month = None
        if text[0] == "M":
            self.month, self.week, self.day = map(int, text[1:].split("."))
            if not (1 <= self.month <= 12 and 1 <= self.week <= 5 and 0 <= self.day <= 6):
                raise ValueError(rule)
            return
        self.skips_leap = text[0] == "J"
        self.day = int(text.lstrip("J"))
        if not self.skips_leap <= self.day <= 365:
            raise ValueError(rule)

    def seconds(self, year):
        if self.month is None:
            first = date(year, 1, 1).toordinal()
            leap = date(year, 3, 1).toordinal() - first == 60
            day = first - 1 + self.day + (self.skips_leap and leap and self.day >= 59)  # as CPython counts: also without J from 1 on
        else:
            first = date(year, self.month, 1)
            day = first.toordinal() + (self.day - first.isoweekday()) % 7 + (self.week - 1) * 7
            following = date(year, self.month + 1, 1).toordinal() if self.month < 12 else first.toordinal() + 31
            if day >= following:
                day -= 7
        return (day - _EPOCH) * 86400 + self.time


class Rule:
    """Summer time each year."""

    def __init__(self, std, dst, start, end):
        self.std, self.dst, self.start, self.end = std, dst, start, end
        self.difference = int((dst.utcoff - std.utcoff).total_seconds())

    def _kind(self, start, end, seconds):
        is_dst = start <= seconds < end if start < end else not end <= seconds < start
        return self.dst if is_dst else self.std

    def at_local(self, seconds, year, fold):
        start, end = self.start.seconds(year), self.end.seconds(year)
        if fold == (self.difference >= 0):
            end -= self.difference
        else:
            start += self.difference
        return self._kind(start, end, seconds)

    def at_utc(self, seconds, year):
        """The kind, and whether the local time comes a second time."""
        start = self.start.seconds(year) - int(self.std.utcoff.total_seconds())
        end = self.end.seconds(year) - int(self.dst.utcoff.total_seconds())
        twice = end if self.difference > 0 else start
        return self._kind(start, end, seconds), twice <= seconds < twice + abs(self.difference)


def _name_and_offset(text, at, which, default=None):
    """A name, an offset to the east and where they end."""
    name = _NAME.match(text, at)
    if not name:
        raise ValueError(f"Invalid {which} format in {text.encode()}")
    at = name.end()
    if default is not None and text[at:at + 1] == ",":
        return name[0].strip("<>"), default, at
    offset = _TIME.match(text, at)
    seconds = _time(offset, 24)
    if seconds is None:
        raise ValueError(f"Invalid {which} offset in {text.encode()}")
    return name[0].strip("<>"), -seconds, offset.end()


def rule_of(text):
    """A Rule, or a Kind where the clocks never change."""
    name, offset, at = _name_and_offset(text, 0, "STD")
    std = Kind(offset, 0, name)
    if at == len(text):
        return std
    name, summer, at = _name_and_offset(text, at, "DST", offset + 3600)
    days = text[at:].split(",")
    if len(days) != 3 or days[0]:
        raise ValueError(f"Missing transition rules in TZ string: {text.encode()}")
    try:
        start, end = map(_Day, days[1:])
    except (ValueError, AttributeError):
        raise ValueError(f"Malformed transition rule in TZ string: {text.encode()}") from None
    return Rule(std, Kind(summer, summer - offset, name), start, end)


# ---- the file ----

def _read(file):
    """Transitions in UTC, the index of each one's type, types (offset, is_dst, name), the rule's text."""
    def header():
        data = file.read(44)
        if data[:4] != b"TZif":
            raise ValueError("Invalid TZif file: magic not found")
        return 1 if data[4:5] == b"\0" else int(data[4:5]), struct.unpack(">6l", data[20:44])

    version, counts = header()
    size, code = 4, "l"
    version = 1 if version < 2 else version
    if version >= 2:
        is_utc, is_std, leaps, times, types, chars = counts
        file.seek(times * 5 + types * 6 + chars + leaps * 8 + is_std + is_utc, 1)
        counts = header()[1]
        size, code = 8, "q"
    is_utc, is_std, leaps, times, types, chars = counts
    moments = struct.unpack(f">{times}{code}", file.read(times * size))
    which = list(file.read(times))
    rows = [struct.unpack(">lBB", file.read(6)) for _ in range(types)]
    names = file.read(chars)
    kinds = [(offset, is_dst, names[at:names.find(b"\0", at)].decode()) for offset, is_dst, at in rows]
    rule = ""
    if version >= 2:
        file.seek(leaps * (size + 4) + is_std + is_utc, 1)
        file.read(1)
        rule = file.readline().rstrip(b"\n").decode()
    return moments, which, kinds, rule


def _savings(which, kinds):
    """How much of each type's offset is summer time: against the standard time beside it, else an hour."""
    found = [0] * len(kinds)
    for i in range(1, len(which)):
        kind = which[i]
        if not kinds[kind][1] or found[kind]:
            continue
        before = kinds[which[i - 1]]
        saved = 0 if before[1] else kinds[kind][0] - before[0]
        if not saved and kind < len(kinds) - 1 and i + 1 < len(which):
            after = kinds[which[i + 1]]
            if after[1]:
                continue
            saved = kinds[kind][0] - after[0]
        found[kind] = saved
    return [saved or (3600 if kind[1] else 0) for saved, kind in zip(found, kinds)]


class Zone:
    """A zone's file: which offset holds at a time."""

    def __init__(self, file):
        self.moments, which, kinds, rule = _read(file)
        made = [Kind(offset, saved, name) for (offset, _, name), saved in zip(kinds, _savings(which, kinds))]
        self.kinds = [made[i] for i in which]
        self.before = next((kind for kind, row in zip(made, kinds) if not row[1]), made[0] if made else None)
        offsets = [kinds[0][0] if kinds else 0] + [kinds[i][0] for i in which]
        pairs = list(zip(offsets, offsets[1:]))
        self.local = ([moment + max(pair) for moment, pair in zip(self.moments, pairs)],
                      [moment + min(pair) for moment, pair in zip(self.moments, pairs)])
        if rule:
            self.after = rule_of(rule)
        elif made:
            self.after = self.kinds[-1] if self.kinds else made[-1]
        else:
            raise ValueError("No time zone information found.")
        self.is_fixed = len(made) < 2 and isinstance(self.after, Kind) and (not made or made[0] == self.after)

    def at(self, dt):
        """The kind that holds at a local time; what is known without one for None."""
        if dt is None:
            return self.after if self.is_fixed else NOTHING
        seconds = seconds_of(dt)
        moments = self.local[dt.fold]
        if moments and seconds < moments[0]:
            return self.before
        if not moments or seconds > moments[-1]:
            return self.after.at_local(seconds, dt.year, dt.fold) if isinstance(self.after, Rule) else self.after
        return self.kinds[bisect_right(moments, seconds) - 1]

    def from_utc(self, dt):
        """The kind at a time in UTC, and the fold of the local time."""
        seconds = seconds_of(dt)
        moments = self.moments
        if moments and seconds < moments[0]:
            return self.before, False
        if not moments or seconds > moments[-1]:
            if isinstance(self.after, Rule):
                return self.after.at_utc(seconds, dt.year)
            if not moments:
                return self.after, False
        at = bisect_right(moments, seconds)
        kind = self.kinds[at - 1] if at < len(moments) or seconds == moments[-1] else self.after
        previous = self.kinds[at - 2] if at > 1 else self.before
        return kind, (previous.utcoff - kind.utcoff).total_seconds() > seconds - moments[at - 1]
