"""Where the memory of a program comes from: traces of its blocks, grouped and compared."""
from collections.abc import Iterable, Sequence
from functools import total_ordering
import fnmatch
import linecache

from _tracemalloc import *
from _tracemalloc import _get_object_traceback, _get_traces

_UNITS = 'B', 'KiB', 'MiB', 'GiB', 'TiB'


def _format_size(size, sign):
    """In the unit in which it has up to four digits; a digit behind the point where there are fewer than three before it."""
    for power, unit in enumerate(_UNITS):
        number = size / 1024 ** power
        digits = int(power > 0 and abs(number) < 100)
        if digits or abs(number) < 10 * 1024 or unit is _UNITS[-1]:
            return f"{number:{'+' if sign else ''}.{digits}f} {unit}"


class _Values:
    """Compared and hashed by _values()."""

    __slots__ = ()

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self):
        return hash(self._values())


class Statistic(_Values):
    """Size and count of the blocks allocated at one place."""

    __slots__ = ('traceback', 'size', 'count')

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    def _values(self):
        return self.traceback, self.size, self.count

    def _describe(self, size_note='', count_note=''):
        text = f"{self.traceback}: size={_format_size(self.size, False)}{size_note}, count={self.count}{count_note}"
        if self.count:
            text += f", average={_format_size(self.size / self.count, False)}"
        return text

    def __str__(self):
        return self._describe()

    def __repr__(self):
        return f'<Statistic traceback={self.traceback!r} size={self.size} count={self.count}>'

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff(_Values):
    """The difference of two statistics of one place."""

    __slots__ = ('traceback', 'size', 'size_diff', 'count', 'count_diff')
    _describe = Statistic._describe

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size, self.size_diff = size, size_diff
        self.count, self.count_diff = count, count_diff

    def _values(self):
        return self.traceback, self.size, self.size_diff, self.count, self.count_diff

    def __str__(self):
        return self._describe(f" ({_format_size(self.size_diff, True)})", f" ({self.count_diff:+})")

    def __repr__(self):
        return (f'<StatisticDiff traceback={self.traceback!r} size={self.size} ({self.size_diff:+})'
                f' count={self.count} ({self.count_diff:+})>')

    def _sort_key(self):
        return abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback


def _compare_grouped_stats(old_group, new_group):
    differences = []
    for traceback, new in new_group.items():
        old = old_group.pop(traceback, None)
        size = 0 if old is None else old.size
        count = 0 if old is None else old.count
        differences.append(StatisticDiff(traceback, new.size, new.size - size, new.count, new.count - count))
    for traceback, old in old_group.items():
        differences.append(StatisticDiff(traceback, 0, -old.size, 0, -old.count))
    return differences


@total_ordering
class Frame(_Values):
    """A line of a file."""

    __slots__ = ('_frame',)

    def __init__(self, frame):
        self._frame = frame  # (file name, line)

    def _values(self):
        return self._frame

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    @property
    def lineno(self):
        return self._frame[1]

    @property
    def filename(self):
        return self._frame[0]

    def __repr__(self):
        return f"<Frame filename={self.filename!r} lineno={self.lineno!r}>"

    def __str__(self):
        return f"{self.filename}:{self.lineno}"


@total_ordering
class Traceback(_Values, Sequence):
    """Frames, oldest first."""

    __slots__ = ('_frames', '_total_nframe')

    def __init__(self, frames, total_nframe=None):
        Sequence.__init__(self)
        self._frames = tuple(reversed(frames))  # _tracemalloc has the newest first
        self._total_nframe = total_nframe

    def _values(self):
        return self._frames

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __getitem__(self, index):
        found = self._frames[index]
        return tuple(map(Frame, found)) if isinstance(index, slice) else Frame(found)

    def __len__(self):
        return len(self._frames)

    @property
    def total_nframe(self):
        """How many there were; None when nobody counted."""
        return self._total_nframe

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        total = '' if self._total_nframe is None else " total_nframe=%s" % self.total_nframe
        return "<Traceback %r%s>" % (tuple(self), total)

    def format(self, limit=None, most_recent_first=False):
        frames = self
        if limit is not None:
            frames = self[-limit:] if limit > 0 else self[:limit]
        if most_recent_first:
            frames = reversed(frames)
        lines = []
        for frame in frames:
            lines.append('  File "%s", line %s' % (frame.filename, frame.lineno))
            source = linecache.getline(frame.filename, frame.lineno).strip()
            if source:
                lines.append('    %s' % source)
        return lines


def get_object_traceback(obj):
    """Where an object was allocated; None if its block is not traced."""
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


class Trace(_Values):
    """One block."""

    __slots__ = ("_trace",)

    def __init__(self, trace):
        self._trace = trace  # (domain, size, frames, number of frames there were)

    def _values(self):
        return self._trace

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    @property
    def size(self):
        return self._trace[1]

    @property
    def domain(self):
        return self._trace[0]

    def __str__(self):
        return "%s: %s" % (self.traceback, _format_size(self.size, False))

    def __repr__(self):
        return "<Trace domain=%s size=%s, traceback=%r>" % (
            self.domain, _format_size(self.size, False), self.traceback)


class _Traces(Sequence):
    """Traces as _tracemalloc gives them; each becomes a Trace when it is looked at."""

    def __init__(self, traces):
        Sequence.__init__(self)
        self._traces = traces

    def __repr__(self):
        return f"<Traces len={len(self)}>"

    def __eq__(self, other):
        return self._traces == other._traces if isinstance(other, _Traces) else NotImplemented

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __getitem__(self, index):
        found = self._traces[index]
        return tuple(map(Trace, found)) if isinstance(index, slice) else Trace(found)

    def __len__(self):
        return len(self._traces)


def _normalize_filename(filename):
    return filename[:-1] if filename.endswith('.pyc') else filename


class BaseFilter:
    """Says of a trace whether it is kept."""

    def _match(self, trace):
        raise NotImplementedError

    def __init__(self, inclusive):
        self.inclusive = inclusive


class Filter(BaseFilter):
    """Keeps or leaves out the blocks of some files."""

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self._filename_pattern, self.lineno = _normalize_filename(filename_pattern), lineno
        self.all_frames, self.domain = all_frames, domain

    @property
    def filename_pattern(self):
        """Which files; a .pyc is the same as its source."""
        return self._filename_pattern

    def _match_frame_impl(self, filename, lineno):
        if not fnmatch.fnmatch(_normalize_filename(filename), self._filename_pattern):
            return False
        return self.lineno is None or lineno == self.lineno

    def _match_frame(self, filename, lineno):
        return self._match_frame_impl(filename, lineno) ^ (not self.inclusive)

    def _match_traceback(self, traceback):
        if self.all_frames:
            found = any(self._match_frame_impl(filename, line) for filename, line in traceback)
            return found if self.inclusive else not found
        filename, line = traceback[0]
        return self._match_frame(filename, line)

    def _match(self, trace):
        matched = self._match_traceback(trace[2])
        if self.domain is None:
            return matched
        if self.inclusive:
            return matched and trace[0] == self.domain
        return matched or trace[0] != self.domain


class DomainFilter(BaseFilter):
    """Keeps or leaves out the blocks of a domain."""

    def _match(self, trace):
        return bool(self.inclusive) is (trace[0] == self.domain)

    @property
    def domain(self):
        return self._domain

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain


def _add_block(statistics, places, key, size, key_type, cumulative):
    """Counts a block at its place; what is made is what CPython makes: a collection starts where it starts there."""
    try:
        place = places[key]
    except KeyError:
        if key_type == 'filename':
            frames = (((key if cumulative else key[0])[0], 0),)
        elif cumulative:
            frames = (key,)
        else:
            frames = key if key_type == 'traceback' else key[:1]
        place = places[key] = Traceback(frames)
    try:
        statistic = statistics[place]
    except KeyError:
        statistics[place] = Statistic(place, size, 1)
    else:
        statistic.size += size
        statistic.count += 1


class Snapshot:
    """All traces of one moment."""

    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        import pickle
        with open(filename, "wb") as file:
            pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        import pickle
        with open(filename, "rb") as file:
            return pickle.load(file)

    def _filter_trace(self, include_filters, exclude_filters, trace):
        if include_filters and not any(each._match(trace) for each in include_filters):
            return False
        return not (exclude_filters and any(not each._match(trace) for each in exclude_filters))

    def filter_traces(self, filters):
        """A new snapshot of the traces that a kind of filter lets through."""
        if not isinstance(filters, Iterable):
            raise TypeError("filters must be a list of filters, not %s" % type(filters).__name__)
        if filters:
            including, excluding = [], []
            for each in filters:
                (including if each.inclusive else excluding).append(each)
            traces = [trace for trace in self.traces._traces
                      if self._filter_trace(including, excluding, trace)]
        else:
            traces = self.traces._traces.copy()
        return Snapshot(traces, self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ('traceback', 'filename', 'lineno'):
            raise ValueError("unknown key_type: %r" % (key_type,))
        if cumulative and key_type not in ('lineno', 'filename'):
            raise ValueError("cumulative mode cannot by used with key type %r" % key_type)
        statistics = {}
        places = {}
        for _, size, frames, _ in self.traces._traces:
            if cumulative:
                for frame in frames:
                    _add_block(statistics, places, frame, size, key_type, True)
            else:
                _add_block(statistics, places, frames, size, key_type, False)
        return statistics

    def statistics(self, key_type, cumulative=False):
        """Statistics by place, largest first."""
        statistics = list(self._group_by(key_type, cumulative).values())
        statistics.sort(reverse=True, key=Statistic._sort_key)
        return statistics

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        """Differences to an older snapshot by place, largest first."""
        new_group = self._group_by(key_type, cumulative)
        old_group = old_snapshot._group_by(key_type, cumulative)
        differences = _compare_grouped_stats(old_group, new_group)
        differences.sort(reverse=True, key=StatisticDiff._sort_key)
        return differences


def take_snapshot():
    """All traces of now."""
    if not is_tracing():
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    traces = _get_traces()
    return Snapshot(traces, get_traceback_limit())
