# Types that CPython has in C: their sizes, and whether the collector knows their instances.
import contextvars, datetime, decimal, gc, itertools, random, re, sys
from array import array
from collections import OrderedDict, deque

moment = datetime.datetime(2024, 5, 6, 7, 8, tzinfo=datetime.timezone.utc)
things = {
    'date': moment.date(), 'time': moment.time(), 'datetime': moment, 'naive': moment.replace(tzinfo=None),
    'timedelta': datetime.timedelta(days=1), 'timezone': datetime.timezone(datetime.timedelta(hours=1)),
    'decimal': decimal.Decimal('1.5'), 'long decimal': decimal.Decimal(10) ** 27 * decimal.Decimal(1), 'context': decimal.getcontext(),
    'random': random.Random(1), 'system': random.SystemRandom(),
    'match': re.match('(a)(b)', 'ab'), 'scanner': re.compile('a').scanner('aa'),
    'copied': contextvars.copy_context(),
    'product': itertools.product('ab', 'cd', 'ef'), 'permutations': itertools.permutations('abcd', 2), 'combinations': itertools.combinations('abcd', 3),
    'array': array('d', range(5)), 'ordered': OrderedDict(a=1, b=2), 'deque': deque(range(200)),
}
for name, thing in things.items():
    print(name, type(thing).__name__, sys.getsizeof(thing), thing.__sizeof__(), gc.is_tracked(thing), type(thing).__basicsize__)


class Stamp(datetime.datetime):
    pass


class Bare(decimal.Decimal):
    __slots__ = ()


class Noted(decimal.Decimal):
    __slots__ = ('note',)


noted = Noted('2.50')
noted.note = [noted]
for thing in Stamp(2024, 1, 1), Bare(1), noted:
    print(type(thing).__name__, sys.getsizeof(thing), gc.is_tracked(thing), type(thing).__basicsize__)
del noted, thing
print(gc.collect())

gc.collect()
gc.disable()
kept = [decimal.Decimal(1), datetime.timedelta(1)]
before = gc.get_count()[0]
kept = [decimal.Decimal(i) for i in range(50)] + [datetime.timedelta(i) for i in range(50)]
print(gc.get_count()[0] - before < 20)
print(sum(kept[:50]), sum(kept[50:], datetime.timedelta()))
zone = datetime.timezone(datetime.timedelta(hours=2), 'here')
print(sys.getrefcount(zone))
stamps = [datetime.datetime(2024, 1, day, tzinfo=zone) for day in range(1, 11)]
print(sys.getrefcount(zone), gc.get_referents(stamps[0]))
del stamps
print(sys.getrefcount(zone))
