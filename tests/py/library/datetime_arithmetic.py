# Sums and differences of random dates, times and timedeltas, with zones and derived classes; ordinals; the ends of what there is.
from datetime import *
import random
r = random.Random(3)
class D(datetime): pass
class DD(date): pass
class TD(timedelta): pass
tz=timezone(timedelta(hours=5,minutes=30)); tz2=timezone(timedelta(hours=-8))
acc=[]
def rd():
    return datetime(r.randint(1,9999),r.randint(1,12),r.randint(1,28),r.randint(0,23),r.randint(0,59),r.randint(0,59),r.choice([0,r.randint(0,999999)]),r.choice([None,None,tz,tz2,timezone.utc]),fold=r.randint(0,1))
def rt(): return timedelta(r.randint(-4000000,4000000) if r.random()<.7 else r.randint(-999999999,999999999),r.randint(0,86399),r.randint(0,999999))
ops=[lambda a,b,t,u:a+t,lambda a,b,t,u:a-t,lambda a,b,t,u:a-b,lambda a,b,t,u:a<b,lambda a,b,t,u:a==b,lambda a,b,t,u:a>=b,lambda a,b,t,u:t+u,lambda a,b,t,u:t-u,lambda a,b,t,u:a.date()+t,lambda a,b,t,u:a.date()-t,lambda a,b,t,u:a.date()-b.date(),lambda a,b,t,u:a.date()<b.date(),lambda a,b,t,u:a.toordinal(),lambda a,b,t,u:a.weekday(),lambda a,b,t,u:date.fromordinal(r.randint(1,3652059)),lambda a,b,t,u:a.isocalendar(),lambda a,b,t,u:a.timetuple().tm_yday,lambda a,b,t,u:a.utctimetuple(),lambda a,b,t,u:D(*a.timetuple()[:6])+t,lambda a,b,t,u:DD(*a.timetuple()[:3])+t,lambda a,b,t,u:DD(*a.timetuple()[:3])-DD(*b.timetuple()[:3]),lambda a,b,t,u:a.date()==b,lambda a,b,t,u:a.date()<b,lambda a,b,t,u:t+1,lambda a,b,t,u:a+1,lambda a,b,t,u:TD(3)+t,lambda a,b,t,u:t+TD(4), lambda a,b,t,u:a.timestamp(), lambda a,b,t,u:a==a+timedelta(0)]
for i in range(700):
    a,b,t,u=rd(),rd(),rt(),rt()
    f=ops[i%len(ops)]
    try: print(i%len(ops),repr(f(a,b,t,u)), type(f(a,b,t,u)).__name__) if i%len(ops)!=14 else print(f(a,b,t,u))
    except Exception as e: print(i%len(ops),type(e).__name__,e)
import time
for s in (0,-1,86399,-86401,1e12,-6e10,253402300799, -62135596800-86400): print(time.gmtime(s))
print(time.mktime((2020,14,31,25,61,61,0,0,0)), time.mktime((1,1,1,0,0,0,0,0,0)))
print(date.max-date.min, datetime.max-datetime.min, date.min+timedelta(1))
for f in (lambda: date.max+timedelta(1), lambda: datetime.min-timedelta(microseconds=1), lambda: timedelta.max+timedelta(1), lambda: timedelta.min+timedelta(-1), lambda: datetime.max+timedelta.max, lambda: date.min+timedelta.min):
    try: print(f())
    except OverflowError as e: print(e)
