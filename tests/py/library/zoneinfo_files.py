"""Time zones from files: transitions, the rule behind them, folds, the cache, pickles; a database that the program writes."""
import io
import os
import pickle
import struct
import tempfile
import zoneinfo
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo


def tzif(kinds, moments, rule, version=b'2'):
    names, at = b'', []
    for _, _, name in kinds:
        at.append(len(names))
        names += name.encode() + b'\0'
    def block(code):
        head = b'TZif' + version + bytes(15) + struct.pack('>6l', 0, 0, 0, len(moments), len(kinds), len(names))
        return (head + struct.pack(f'>{len(moments)}{code}', *[m if code == 'q' else max(m, -1 << 31) for m, _ in moments]) + bytes(k for _, k in moments)
                + b''.join(struct.pack('>lBB', offset, dst, i) for (offset, dst, _), i in zip(kinds, at)) + names)
    return block('l') + (block('q') + b'\n' + rule.encode() + b'\n' if version != b'\0' else b'')


def moment(*when):
    return int(datetime(*when, tzinfo=timezone.utc).timestamp())


LMT, CET, CEST = (3208, 0, 'LMT'), (3600, 0, 'CET'), (7200, 1, 'CEST')
DATA = tzif([LMT, CET, CEST], [(moment(1893, 3, 31, 23), 1), (moment(1980, 4, 6, 1), 2), (moment(1980, 9, 28, 1), 1), (moment(1981, 3, 29, 1), 2),
                               (moment(1981, 9, 27, 1), 1)], 'CET-1CEST,M3.5.0,M10.5.0/3')
folder = tempfile.mkdtemp()
os.mkdir(os.path.join(folder, 'Europe'))
with open(os.path.join(folder, 'Europe', 'Here'), 'wb') as file:
    file.write(DATA)
zoneinfo.reset_tzpath([folder])
print(zoneinfo.TZPATH == (folder,), zoneinfo.available_timezones())
zone = ZoneInfo('Europe/Here')
print(zone, repr(zone), zone.key, zone is ZoneInfo('Europe/Here'), zone is ZoneInfo.no_cache('Europe/Here'))


def show(when):
    print(when.replace(tzinfo=None), when.fold, when.utcoffset(), when.dst(), when.tzname())


for args in ((1850, 1, 1), (1893, 4, 1, 0, 1), (1979, 7, 1), (1980, 4, 6, 1, 59), (1980, 4, 6, 2, 30), (1980, 4, 6, 3), (1980, 9, 28, 2, 30), (1980, 9, 28, 3),
             (1981, 9, 27, 2, 30), (1990, 6, 1), (2020, 3, 29, 2, 30), (2020, 10, 25, 2, 30), (2020, 10, 25, 3), (2021, 1, 1), (2100, 7, 1)):
    for fold in 0, 1:
        show(datetime(*args, fold=fold, tzinfo=zone))
for args in (1850, 1, 1), (1980, 4, 6, 0, 59), (1980, 4, 6, 1), (1980, 9, 28, 0, 30), (1980, 9, 28, 1, 30), (2020, 3, 29, 1), (2020, 10, 25, 0, 30), (2020, 10, 25, 1, 30):
    show(datetime(*args, tzinfo=timezone.utc).astimezone(zone))
print(zone.utcoffset(None), zone.dst(None), zone.tzname(None))
print(datetime(2020, 10, 31, 12, tzinfo=zone) + timedelta(days=1), datetime(2020, 6, 1, tzinfo=zone) == datetime(2020, 5, 31, 22, tzinfo=timezone.utc))
print(pickle.loads(pickle.dumps(zone)) is zone, pickle.loads(pickle.dumps(ZoneInfo.no_cache('Europe/Here'))) is zone)

fixed = ZoneInfo.from_file(io.BytesIO(tzif([(3600, 0, 'ONE')], [], 'ONE-1')), key='Fixed')
print(fixed, repr(fixed), fixed.utcoffset(None), fixed.dst(None), fixed.tzname(None))
old = ZoneInfo.from_file(io.BytesIO(tzif([LMT, CET, CEST], [(moment(1980, 4, 6, 1), 2)], '', b'\0')), key='Old')
show(datetime(1970, 1, 1, tzinfo=old))
show(datetime(1999, 1, 1, tzinfo=old))
for rule in 'AEST-10AEDT,M10.1.0,M4.1.0/3', 'IST-1GMT0,M10.5.0,M3.5.0/1', 'EST5EDT,J60/2,J300/2', 'EST5EDT,59,299/1', '<+0330>-3:30<+0430>,J79/24,J263/24', 'UTC0':
    south = ZoneInfo.from_file(io.BytesIO(tzif([(0, 0, 'XXX')], [], rule)), key=rule)
    print(rule)
    for month in 1, 3, 4, 7, 10, 12:
        show(datetime(2024, month, 1, 2, 30, tzinfo=south))
    print(datetime(2024, 3, 31, 0, 30, tzinfo=timezone.utc).astimezone(south), datetime(2023, 10, 29, 1, tzinfo=timezone.utc).astimezone(south))
for rule in 'PST8PDT', '+11', 'GMT,M3.2.0/2,M11.1.0/3', 'AAA168', 'AAA4BBB,M13.1.1/2,M1.1.1/2', 'AAA4BBB,J60/168,J300/2', 'AAA4BBB,J60/2', 'AAA4BBB-168,J60/2,J300/2':
    try:
        print(ZoneInfo.from_file(io.BytesIO(tzif([LMT], [], rule))))
    except ValueError as error:
        print(error)
for data in b'abcd' + bytes(60),:
    try:
        ZoneInfo.from_file(io.BytesIO(data))
    except ValueError as error:
        print(error)
stream = io.BytesIO(DATA)
nameless = ZoneInfo.from_file(stream)
print(nameless.key, repr(nameless) == f'zoneinfo.ZoneInfo.from_file({stream!r})', str(nameless) == repr(nameless))
try:
    pickle.dumps(nameless)
except pickle.PicklingError as error:
    print(error)
for key in 'x/y', '../a', '/etc/a', 'a\0b', '', 'Europe', './UTC', 'UTC/', 'Europe//Here':
    try:
        print(ZoneInfo(key))
    except (ValueError, zoneinfo.ZoneInfoNotFoundError) as error:
        print(repr(error))
for attempt in (lambda: zone.fromutc(3), lambda: zone.fromutc(datetime(2020, 1, 1)), lambda: zoneinfo.reset_tzpath(['a']), lambda: zoneinfo.reset_tzpath('a')):
    try:
        print(attempt())
    except (TypeError, ValueError) as error:
        print(error)


class Own(ZoneInfo):
    pass


print(Own('Europe/Here') is Own('Europe/Here'), Own('Europe/Here') is zone, repr(Own('Europe/Here')))
ZoneInfo.clear_cache(only_keys=['Europe/Here'])
print(ZoneInfo('Europe/Here') is zone)
