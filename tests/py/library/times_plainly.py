# The short ways of datetime: plain formats, texts of ISO 8601, comparisons, and those that must not take them.
import sys
import time
from datetime import date, datetime, time as clock, timedelta, timezone


class Mixin:
    pass


class Slotted(datetime):
    __slots__ = ('more',)


class Mixed(Mixin, datetime):
    def timetuple(self):
        return time.struct_time((1999, 1, 2, 3, 4, 5, 6, 7, 0))


class Day(date):
    pass


def says(function):
    try:
        print('   ', repr(function()))
    except Exception as error:
        print('   ', type(error).__name__, error)


moment = datetime(2021, 5, 6, 7, 8, 9, 123)
for form in ('%Y-%m-%d %H:%M:%S', '%H', '%Y', '%%', '%%Y', '%Y%', '%', '', 'plain', '%Y%%%m', '%j', '%d.%m.%y', '%-d', '%5Y', '%Y\0', '%q %Y', '%f %Y', 'é %Y', '{%Y}', '%s %Y %(x)s'):
    says(lambda: moment.strftime(form))
    says(lambda: time.strftime(form, (2021, 5, 6, 7, 8, 9, 3, 126, 0)))
    says(lambda: date(987, 6, 5).strftime(form))
    says(lambda: clock(1, 2, 3).strftime(form))
says(lambda: time.strftime('%Y %m', (-5, 0, 0, 0, 0, 0, 0, 0, 0)))
says(lambda: time.strftime('%Y %m', (5, 13, 0, 0, 0, 0, 0, 0, 0)))
says(lambda: moment.strftime(5))
says(lambda: f'{moment:%Y-%m}|{date(2020, 1, 2):%d}|{moment}')
mixed = Mixed(2021, 5, 6, 7, 8, 9)
slotted = Slotted(2021, 5, 6, 7, 8, 9)
slotted.more = 'kept'
print(mixed.strftime('%Y %H'), slotted.strftime('%Y %H'), slotted.more, slotted + timedelta(1), type(slotted + timedelta(1)), mixed, Day(2020, 2, 29).strftime('%d'))
says(lambda: setattr(slotted, 'year', 3))

for text in ('2020-01-02T03:04:05', '2020-01-02 03:04:05', '2020-01-02x03:04:05', '2020-01-02T03:04:0５', '2020-01-02T03:04:+5', '2020-13-02T03:04:05', '2020-01-02T24:04:05',
             '2020-02-30T03:04:05', '2020-01-02T03:04:05Z', '20200102T03:04:05.5', '2020-W01-2T03:04:05', '2020-01-02', '2020_01-02T03:04:05', '2020-01-02T03-04:05', ' 020-01-02T03:04:05'):
    says(lambda: datetime.fromisoformat(text))
says(lambda: Slotted.fromisoformat('2020-01-02T03:04:05'))

for value in (datetime(1, 2, 3, 4, 5, 6), moment, moment.replace(microsecond=0), moment.replace(microsecond=0, tzinfo=timezone.utc), slotted):
    print(value.isoformat(), value.isoformat(' '), value.isoformat(timespec='minutes'), value.isoformat('é', 'milliseconds'), str(value))
says(lambda: moment.isoformat(5))
says(lambda: moment.isoformat('T', 'x'))

other = datetime(2021, 5, 6, 7, 8, 9, 124)
print(moment < other, moment <= other, moment == other, moment != other, moment > other, moment >= other, moment == slotted, slotted < moment, moment == moment.replace(fold=1))
says(lambda: moment < moment.replace(tzinfo=timezone.utc))
says(lambda: moment == moment.replace(tzinfo=timezone.utc))
says(lambda: moment < date(2021, 5, 6))
print(sys.getsizeof(moment), sys.getsizeof(date(2020, 1, 1)), sys.getsizeof(timedelta(1)), sys.getsizeof(clock(1)), repr(clock(1, 2, 3, 4, fold=1)), repr(moment.replace(fold=1)))
day = 3000
before = sys.getrefcount(day)
held = [timedelta(day) for _ in range(5)]
print(sys.getrefcount(day) - before, held[0].days, repr(timedelta(1, 2, 3)))
del held
print(sys.getrefcount(day) - before)
