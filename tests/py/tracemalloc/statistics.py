import tracemalloc
from tracemalloc import DomainFilter, Filter, Frame, Snapshot, Statistic, StatisticDiff, Trace, Traceback

raw = [
    (0, 10, (('a.py', 2), ('b.py', 4)), 3),
    (0, 10, (('a.py', 2), ('b.py', 4)), 3),
    (0, 2048000, (('a.py', 5), ('b.py', 4)), 3),
    (1, 2, (('a.py', 5), ('b.py', 4)), 3),
    (2, 66, (('b.py', 1),), 1),
    (3, 7, (('<unknown>', 0),), 1),
]
old = Snapshot(raw, 2)
new = Snapshot(raw[1:] + [(0, 150 * 1024, (('b.py', 1),), 1)], 2)
print(len(old.traces), old.traceback_limit, old.traces)
for kind in 'traceback', 'filename', 'lineno':
    for statistic in old.statistics(kind):
        print(kind, statistic, repr(statistic))
for statistic in old.statistics('lineno', cumulative=True):
    print(statistic)
for difference in new.compare_to(old, 'lineno'):
    print(difference, repr(difference))
for filters in ([Filter(True, 'a.*')], [Filter(False, 'a.*')], [Filter(True, '*', 4, True)], [Filter(True, 'b*'), Filter(False, '*', lineno=1)],
                [DomainFilter(True, 0)], [DomainFilter(False, 0)], [Filter(True, 'a.pyc', domain=1)], []):
    print([trace.size for trace in old.filter_traces(filters).traces])
try:
    old.filter_traces(3)
except TypeError as error:
    print(error)
for kind in 'size', 'traceback':
    try:
        old.statistics(kind, True)
    except ValueError as error:
        print(error)
trace = old.traces[0]
print(trace, repr(trace), trace.domain, trace == old.traces[1], hash(trace) == hash(old.traces[1]), trace in old.traces)
where = trace.traceback
print(where, repr(where), len(where), where[0], where[-1].lineno, where[:], where.total_nframe, Frame(('a.py', 2)) in where)
print(where.format(), where.format(1), where.format(-1), where.format(most_recent_first=True))
print(Frame(('a', 1)) < Frame(('a', 2)), Frame(('a', 1)) == Frame(('a', 1)), sorted([where, old.traces[4].traceback]))
print(Statistic(where, 5, 0), StatisticDiff(where, 5, -5, 0, -1), Statistic(where, 1, 1) == Statistic(where, 1, 1), Statistic(where, 1, 1) == 3)
try:
    tracemalloc.take_snapshot()
except RuntimeError as error:
    print(error)
for bad in 0, 65536, 2**40, 'x':
    try:
        tracemalloc.start(bad)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)

# what is made on the way, which brings a collection nearer: traces of one call stack share its tuple
import gc
gc.disable()


def made(function):
    for _ in range(3):
        gc.collect()
        before = gc.get_count()[0]
        result = function()
        count = gc.get_count()[0] - before
    print(count, end=' ')


traces = [(0, 5, (("a", 3),), 1), (0, 5, (("a", 3),), 1), (0, 7, (("b", 3), ("a", 1)), 2)]
shot = Snapshot(traces, 1)
for function in (lambda: shot.traces[0].traceback, lambda: Snapshot([], 1), lambda: shot.statistics("lineno"), lambda: shot.statistics("traceback"),
                 lambda: shot.statistics("filename", True), lambda: shot.compare_to(shot, "lineno"), lambda: shot.filter_traces([]),
                 lambda: shot.filter_traces((Filter(True, "a"), Filter(False, "b", 3), Filter(True, "*", all_frames=True)))):
    made(function)
for limit in 1, 3:
    tracemalloc.start(limit)
    first = tracemalloc.take_snapshot()
    held = [bytearray(70) for i in range(3)]
    second = tracemalloc.take_snapshot()
    held = None
    made(lambda: [])
    for snapshot in first, second, tracemalloc.take_snapshot():
        print(len(snapshot.traces), len({id(trace[2]) for trace in snapshot.traces._traces}), end=' ')
    tracemalloc.stop()
    del first, second, snapshot
print()
