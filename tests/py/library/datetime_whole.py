from datetime import *
import datetime as dt, sys, pickle, copy
def err(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__name__, e)
err(date); err(date,2020); err(date,2020,1); err(date,2020,13,1); err(date,2020,2,30); err(date,0,1,1); err(date,'a',1,1); err(date,1.0,1,1); err(date,1,2,3,4)
d=date(2024,2,29); t=datetime(2024,2,29,13,4,5,678); n=datetime(2024,2,29)
print(repr(d),d,repr(t),t,repr(n),n)
print(d+timedelta(1), d-timedelta(days=365), d-date(2000,1,1), t-n, n-t, t+timedelta(hours=20))
for f in (lambda: d+1, lambda: d+d, lambda: d<t, lambda: d<5, lambda: t-5, lambda: t<d, lambda: 5-d, lambda: t+t, lambda: timedelta(1)+5, lambda: timedelta(1)<5, lambda: timedelta(1)*timedelta(1), lambda: timedelta(1)/0, lambda: timedelta(1)//0, lambda: timedelta(1)/0.0, lambda: timedelta(1)/timedelta(0), lambda: timedelta(1)%timedelta(0), lambda: timedelta(1)//timedelta(0), lambda: timedelta(1)/2.5, lambda: timedelta(1)//2.5, lambda: t-datetime(2020,1,1,tzinfo=timezone.utc), lambda:t<datetime(2020,1,1,tzinfo=timezone.utc), lambda: t==datetime(2020,1,1,tzinfo=timezone.utc), lambda: d==t, lambda: date.max+timedelta(1), lambda: datetime.min-timedelta(1), lambda: timedelta.max+timedelta(1), lambda: timedelta(10**10), lambda: timedelta('x'), lambda: timedelta(days=None), lambda: timedelta(1)*1.5, lambda: 3*timedelta(0,1), lambda: divmod(timedelta(1), timedelta(hours=7)), lambda: -timedelta(hours=1), lambda: abs(-timedelta(1,5)), lambda: timedelta(1)%timedelta(hours=7), lambda: timedelta(microseconds=0.5), lambda: timedelta(microseconds=1.5), lambda: timedelta(microseconds=2.5), lambda: timedelta(milliseconds=0.0005,microseconds=1), lambda: timedelta(hours=-1.5), lambda: timedelta(seconds=float('nan')), lambda: timedelta(weeks=1.1), lambda: timedelta(0.1), lambda: hash(timedelta(1)), lambda: bool(timedelta(0)), lambda: timedelta(1).total_seconds(), lambda:timedelta(microseconds=-1), lambda: str(timedelta(microseconds=-1)), lambda: str(timedelta(days=2,hours=3)), lambda: d.foo, lambda: sum([timedelta(1),timedelta(2)], timedelta()), lambda: max(d, date(2025,1,1)), lambda: sys.getsizeof(d), lambda: sys.getsizeof(t), lambda: sys.getsizeof(timedelta(1)), lambda: sys.getsizeof(time()), lambda: timedelta(1)/timedelta(hours=5)):
    err(f)
def s(o,n,v): setattr(o,n,v)
err(s,d,'year',5); err(s,d,'foo',5); err(s,t,'year',5); err(s,t,'hour',5); err(s,date,'x',5); err(s,timedelta(1),'days',5); err(s,time(1),'hour',5); err(s,time(1),'fold',5)
print(hash(d), hash(t), hash(time(1,2,3)), hash(t.replace(tzinfo=timezone.utc)), hash(time(1,2,tzinfo=timezone.utc)), hash(timezone.utc), hash(timezone(timedelta(hours=1))))
err(datetime,2020,1,1,24); err(datetime,2020,1,1,0,60); err(datetime,2020,1,1,0,0,60); err(datetime,2020,1,1,0,0,0,1000000); err(datetime,2020,1,1,fold=2); err(datetime,2020,1,1,tzinfo=5);
for x in ('%Y-%m-%d %H:%M:%S','%a %A %b %B %d %y %j %p %I %f %z|%Z|%%','%-d/%-m','%c','%x %X','%G-W%V-%u','%','%5','%s','%%f'):
    print(d.strftime(x), '|', t.strftime(x), '|', time(5,6,7,8).strftime(x), '|', t.replace(tzinfo=timezone.utc).strftime(x),'|', t.replace(tzinfo=timezone(-timedelta(hours=3,minutes=30,seconds=5),'a%db')).strftime(x))
print(f'{d:%d.%m.%Y} {t} {t:%H} {d!r} {d:}'); err(format,d,'%Q'); err(d.__format__,5); err(d.strftime,5)
for x in ['2020-01-01','20200101','2020-W01-1','2020W011','2020-W01','2020W01','2020-1-1','2020-13-01','2020-01-01T00','2020-W54-1','2020-W53-1','2021-W53-1','2020-W01-8','x','',5,'2020-0101','202001-01','2020W01-1','2020-W011']:
    err(date.fromisoformat,x)
for x in ['2020-01-01','2020-01-01T10:20','2020-01-01 10:20:30','2020-01-01T10:20:30.123','2020-01-01T10:20:30.123456789','2020-01-01T10','20200101T102030','20200101102030','2020-01-01T10:20:30Z','2020-01-01T10:20:30+01:00','2020-01-01T10:20:30-0130','2020-01-01T10:20:30+01','2020-01-01T10:20:30+01:00:30.5','2020-W01-1T10:20','2020W011T10','2020-01-01T24:00','2020-01-01T10:2','2020-01-01T10:20:','2020-01-01T10:20:30.','2020-01-01T1020:30','2020-01-01T10:2030','2020-01-01T10,5','2020-01-01T10:20+24:00','2020-01-01T','2020-01-01x10:20','2020-W01T10','2020-W01-10','2020W0110','2020-01-01T10:20:30+00:00','2020-01-01T10:20:30,5Z','2020-01-01T10:20Zx','2020-02-30T10','10:20']:
    err(datetime.fromisoformat,x)
for x in ['10','10:20','T10:20','1020','10:20:30.5+02:00','Z','25:00','10:20:30 ','10:20:30.123456','1','10Z','10-05']:
    err(time.fromisoformat,x)
print(d.isocalendar(), d.isocalendar()[1], d.isocalendar().week, tuple(date(2021,1,3).isocalendar()), date(2018,12,31).isocalendar())
for y in range(1995,2030): print(*date(y,1,1).isocalendar(), *date(y,12,31).isocalendar(), date(y,1,1).weekday(), date(y,12,31).strftime('%j %U %W'))
err(date.fromisocalendar,2020,1,1); err(date.fromisocalendar,2020,54,1); err(date.fromisocalendar,2020,1,8); err(date.fromisocalendar,0,1,1); err(date.fromisocalendar,9999,53,1);err(date.fromisocalendar,9999,52,7)
print(d.timetuple(), t.timetuple(), t.utctimetuple(), t.replace(tzinfo=timezone.utc).timetuple(), d.ctime(), t.ctime(), d.toordinal(), date.fromordinal(1))
err(date.fromordinal,0); err(date.fromordinal,3652060); err(date.fromtimestamp,0); err(datetime.fromtimestamp,0.5,timezone.utc); err(datetime.fromtimestamp,1e12); err(datetime.fromtimestamp,'x'); err(datetime.utcfromtimestamp,-1.25); err(datetime.fromtimestamp,1234567890.1234567); err(datetime.fromtimestamp,1e20); err(datetime.fromtimestamp,0.0000005); err(date.fromtimestamp, 1e15)
print(t.timestamp(), t.replace(tzinfo=timezone(timedelta(hours=2))).timestamp(), t.astimezone(), t.astimezone(timezone(timedelta(hours=5,minutes=30))), repr(t.astimezone().tzinfo))
print(datetime.combine(d,time(1,2)), repr(datetime.combine(d,time(1,2,tzinfo=timezone.utc))), t.date(), t.time(), t.timetz(), repr(t.replace(fold=1)))
err(datetime.combine,1,2); err(datetime.combine,d,2)
print(timezone.utc, repr(timezone.utc), timezone(timedelta(0)) is timezone.utc, timezone(timedelta(0),'x'), repr(timezone(timedelta(hours=1),'CET')), timezone(timedelta(hours=-5)), timezone.min, timezone.max, dt.UTC)
err(timezone,timedelta(1)); err(timezone,5); err(timezone,timedelta(0),5); err(timezone.utc.utcoffset,5); err(timezone.utc.fromutc,5); err(timezone.utc.fromutc,t); err(tzinfo().utcoffset,None); err(timezone)
class TZ(tzinfo):
    def utcoffset(self,dt): return timedelta(hours=1)+self.dst(dt)
    def dst(self,dt): return timedelta(hours=1) if 3<dt.month<11 else timedelta(0)
    def tzname(self,dt): return 'CEST' if self.dst(dt) else 'CET'
z=TZ()
a=datetime(2020,7,1,12,tzinfo=z); print(a, a.astimezone(timezone.utc), a.tzname(), a.dst(), datetime(2020,1,1,tzinfo=timezone.utc).astimezone(z), a.strftime('%Z %z'), a==datetime(2020,7,1,10,tzinfo=timezone.utc), a-datetime(2020,7,1,10,tzinfo=timezone.utc))
class Bad(tzinfo):
    def utcoffset(self,dt): return 5
err(datetime(2020,1,1,tzinfo=Bad()).utcoffset); err(str,datetime(2020,1,1,tzinfo=Bad())); err(datetime(2020,1,1,tzinfo=Bad()).tzname)
for o in (d,t,time(1,2,3,4),timedelta(1,2,3),timezone.utc,timezone(timedelta(hours=1)),t.replace(tzinfo=timezone.utc,fold=1),d.isocalendar()):
    for p in range(6):
        q=pickle.loads(pickle.dumps(o,p)); assert q==o,(o,q)
    print(repr(copy.copy(o)), repr(copy.deepcopy(o)), o.__reduce__())
class D(date): pass
class T(datetime):
    def hi(self): return 'hi'
x=D(2020,1,1); x.foo=5; print(repr(x), x+timedelta(1), type(x+timedelta(1)), x.foo)
y=T(2020,1,1); print(repr(y), (y+timedelta(1)).hi(), type(y.date()), type(y-y), y.replace(year=2021).hi(), T.strptime('2020','%Y').hi())
for a_,f in [('2020-02-30','%Y-%m-%d'),('21/11/06 16:30','%d/%m/%y %H:%M'),('2020-01-01 +0100','%Y-%m-%d %z'),('2020-01-01T00:00:00.123Z','%Y-%m-%dT%H:%M:%S.%f%z'),('UTC +01:30:05.5','%Z %z'),('x','%Y'),('2020x','%Y'),('Jun 1 2005  1:33PM','%b %d %Y %I:%M%p'),('60','%S')]:
    err(datetime.strptime,a_,f)
err(datetime.strptime,5,5)
print(time(1,2)<time(3), time(1)==time(1,0), time.max, time.min, time(5,tzinfo=timezone.utc), repr(time(1,2,0,5)), repr(time(1,fold=1)), time(1,2).replace(hour=5), bool(time(0)))
err(lambda: time(1)<time(1,tzinfo=timezone.utc)); err(lambda: time(1)<5); err(lambda: time(1)-time(2)); err(time,25); err(lambda: time(1)==time(1,tzinfo=timezone.utc)); print(time(1,tzinfo=timezone.utc)==time(2,tzinfo=timezone(timedelta(hours=1))))
for ts in ('hours','minutes','seconds','milliseconds','microseconds','auto','x',5): err(t.isoformat,timespec=ts)
err(t.isoformat,' '); err(t.isoformat,'xx'); err(time(1,2,3,4).isoformat,'minutes')
print(date.min,date.max,date.resolution,datetime.min,datetime.max,repr(timedelta.min),timedelta.max,dt.MINYEAR,date.__name__,date.__module__,date,type(d).__mro__,datetime.__mro__)
for c in (date,datetime,time,timedelta,timezone,tzinfo): print(c, [n for n in dir(c) if n[0]!='_'])
match d:
    case date(year=y,month=2): print('feb',y)
print(sorted([date(2020,1,1),date(2019,1,1)]), {d:1}[date(2024,2,29)], isinstance(t,date), d.replace(day=1), d.weekday(), d.isoweekday())
err(d.replace,month=13); err(t.replace,tzinfo=5); err(t.astimezone,5); err(datetime.now,5)
