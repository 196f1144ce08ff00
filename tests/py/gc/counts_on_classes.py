# Instances count on classes that are on the heap, also those of modules in C; a static type is not counted, whatever it is written in.
import _thread, contextvars, datetime, decimal, gc, io, pickle, sys, threading, zoneinfo


class Local(threading.local):
    pass


class Day(datetime.date):
    pass


class Text(io.StringIO):
    pass


makers = [
    _thread.allocate_lock, threading.RLock, threading.local, Local, lambda: decimal.Decimal("1.5"), decimal.Context,
    lambda: datetime.date(2000, 1, 1), lambda: Day(2000, 1, 1), datetime.datetime.now, lambda: datetime.time(1), datetime.timedelta,
    lambda: datetime.timezone(datetime.timedelta(hours=1)), io.StringIO, Text, io.BytesIO, lambda: contextvars.ContextVar("v"),
    contextvars.Context, lambda: zoneinfo.ZoneInfo.no_cache("UTC"), lambda: pickle.Pickler(io.BytesIO()), sys._getframe, int, dict,
]
for make in makers:
    cls = type(make())
    before = sys.getrefcount(cls)
    made = [make() for i in range(10)]
    during = sys.getrefcount(cls)
    tracked = gc.is_tracked(made[0])
    del made
    gc.collect()
    print(cls.__qualname__, bool(cls.__flags__ >> 9 & 1), tracked, during - before, sys.getrefcount(cls) - before)
print(gc.get_referents(_thread.allocate_lock()), gc.get_referents(threading.RLock()))

# A static type outlives its module.
day = datetime.date(2020, 2, 29)
kept = decimal.Decimal("2.50")
for name in "datetime", "decimal":
    del sys.modules[name]
del datetime, decimal, makers, make, cls, Day
gc.collect()
print(day, day.replace(day=1), kept + 1, type(kept).__name__)
