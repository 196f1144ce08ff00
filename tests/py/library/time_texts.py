import time
t=time.gmtime(1234567890)
print(t, t[:3], t.tm_zone, t.tm_gmtoff, type(t), type(t).__mro__, t.n_fields,)
print(time.strptime('2020','%Y'))
def err(f,*a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
err(time.struct_time,(1,2)); err(time.struct_time,5); err(time.struct_time, range(12))
for c in 'aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYZ%QfEO':
    print(c, repr(time.strftime('%'+c,t)), repr(time.strftime('%-'+c,t)), repr(time.strftime('%10'+c,t)), repr(time.strftime('%_'+c,t)), repr(time.strftime('%^'+c,t)), repr(time.strftime('%#'+c,t)))
print(repr(time.strftime('%Y|%C|%F|%y|%G',(5,1,1,0,0,0,0,1,0))), repr(time.strftime('%',t)), time.strftime('é%dü',t))
err(time.strftime,'%d',(1,2)); err(time.strftime,'%d',(2000,13,1,0,0,0,0,0,0)); err(time.strftime,'%d',(2000,1,1,24,0,0,0,0,0));err(time.strftime,5)
err(time.mktime,(2009,2,13,23,31,30,0,0,0)); err(time.mktime,(2009,14,-3,23,310,30,0,0,0)); err(time.asctime,t); err(time.ctime,0); err(time.gmtime,-1.5); err(time.gmtime,'x'); err(time.gmtime,1e30)
for d,f in [('2020-02-30','%Y-%m-%d'),('12/31/99','%x'),('Mon Jan  5 03:04:05 2020','%c'),('5 pm','%I %p'),('12am','%I%p'),('2019 366','%Y %j'),('2020 60','%Y %j'),('2020 10 1','%Y %U %w'),('2020 10 Mon','%Y %W %a'),('2020-W10-3','%G-W%V-%u'),('2020-W53-7','%G-W%V-%u'),('x','%Q'),('x','%'),('2020 x','%Y'),('29 Feb','%d %b'),('3:4:5.678','%H:%M:%S.%f'),('GMT','%Z'),('12','%V'),('1','%y'),('930','%H%M'),('1112020','%d%m%Y'),('+0130','%z'),('  2020','%Y'),('2020  1','%Y %m'), ('10 5','%U %w'),('january 5, 2020', '%B %d, %Y'),(' 5','%d')]:
    err(time.strptime,d,f)
    try: print(time.strptime(d,f).tm_zone, time.strptime(d,f).tm_gmtoff)
    except Exception as e: pass
err(time.strptime,5,5); err(time.strptime,'x',5)
print(time.get_clock_info('monotonic')); err(time.get_clock_info,'x'); print(time.tzname, time.timezone)
try: time.foo
except AttributeError as e: print(e)
try: t.tm_year=5
except AttributeError as e: print(e)
try: t.foo=5
except AttributeError as e: print(e)
import pickle,copy
print(pickle.loads(pickle.dumps(t))==t, copy.copy(t), copy.deepcopy(t).tm_zone, t==tuple(t), hash(t)==hash(tuple(t)))
from time import strftime, localtime, strptime
match t:
    case time.struct_time(tm_year=y): print(y)
for y in (1,4,100,400,1900,1999,2000,2001,2100,9999):
    for m in (1,2,3,12):
        tt=time.gmtime(time.mktime((y,m,28,0,0,0,0,0,0))+86400*2); print(*tt[:8], time.strftime('%U %W %V %G %j',tt))
