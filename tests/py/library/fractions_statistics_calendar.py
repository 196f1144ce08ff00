from fractions import Fraction as F
import statistics as S, math, random, calendar
from decimal import Decimal as D
def err(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for s in ["F(1,3)","F(2,-4)","F('3/4')","F(' -1.25e2 ')","F('1_0/2_0')","F(0.5)","F(D('1.1'))","F('x')","F(1,0)","F(1.5,2)","F()","F('1/0')","F(F(1,2),F(3,4))","F('.5')","F('5.')","F('1/ 2')","F(None)",
 "F(1,2)+F(1,3)","F(1,2)+1","1-F(1,2)","F(1,2)*0.5","F(1,2)/0","F(1,2)/F(1,4)","F(7,2)//1","F(-7,2)%2","divmod(F(7,2),F(1,3))","F(1,2)**2","F(1,2)**-2","F(4)**F(1,2)","2**F(1,2)","2**F(3)","F(0)**-1","F(1,2)**0.5","F(-1,2)**-3","F(1,2)==0.5","F(1,3)==0.5","F(1,2)<0.7","F(1,2)<F(2,3)","F(1,2)<'x'","F(1,2)+'x'","hash(F(1,2))==hash(0.5)","hash(F(1,3))","hash(F(-7,2))","F(22,7).limit_denominator(5)","F(math.pi).limit_denominator(1000)","F.from_float(0.3)","F.from_decimal(D('0.3'))","F.from_float('x')","round(F(5,2))","round(F(7,3),2)","round(F(1234),-2)","math.floor(F(-7,2))","math.ceil(F(7,2))","math.trunc(F(-7,2))","int(F(7,2))","float(F(1,3))","str(F(3))","str(F(1,2))","abs(F(-1,2))","-F(1,2)","F(1,2).as_integer_ratio()","F(3,4).numerator","bool(F(0))","F(1,2)+1j","sum([F(1,2),F(1,3)])","F(1,2)==F(2,4)","complex(F(1,2))","F(1,2)>float('inf')","F('1e-3')","F(1,2).real","F(0)/0","1/F(0)","F(3,2).__floor__()","F(True)"]: print(s,end=': '); err(lambda: eval(s))
print(F(1,2).__reduce__(), sorted([F(1,2),0.3,F(1,3)]))
d=[1,2,3,4,4]; fl=[1.5,2.5,2.75,3.25,4.75]; dd=[D('0.5'),D('0.75'),D('0.625')]; fr=[F(3,7),F(1,21),F(5,3)]
for f in ('mean','fmean','geometric_mean','harmonic_mean','median','median_low','median_high','median_grouped','mode','multimode','variance','pvariance','stdev','pstdev','quantiles'):
    for x in (d,fl,dd,fr,[1],[],[1,2],'aab',[1,3,5,7],[True,2], [1,D(2)], [2.5,F(1,2)]): print(f,end=' '); err(lambda: getattr(S,f)(x))
err(lambda: S.mean([1,float('inf')])); err(lambda: S.harmonic_mean([40,60],weights=[5,30])); err(lambda: S.harmonic_mean([1,-1])); err(lambda: S.fmean([1,2,3],[1,2,3])); err(lambda: S.quantiles(fl,n=10,method='inclusive')); err(lambda: S.quantiles(range(100),n=10)); err(lambda: S.covariance([1,2,3,4],[1,3,2,5])); err(lambda: S.correlation([1,2,3,4],[1,3,2,5])); err(lambda: S.linear_regression([1,2,3,4],[1,3,2,5])); err(lambda: S.linear_regression([1,2,3],[1,3,2],proportional=True)); err(lambda: S.correlation([1,1],[1,2])); err(lambda: S.variance([1,2,3],2))
random.seed(1)
for i in range(60):
    x=[(random.random()*4+3)*10**random.randint(-3,3) for _ in range(random.randint(2,30))]
    print(S.mean(x),S.stdev(x),S.pstdev(x),S.variance(x),round(S.geometric_mean(map(abs,x)),9),S.median(x),S.quantiles(x), S.stdev(map(int,x)))
n=S.NormalDist(100,15); print(n,n.pdf(110),n.cdf(110),n.inv_cdf(.3),n.quantiles(),n.overlap(S.NormalDist(90,10)),n.zscore(120),n+5,n*2,n+n,-n,n-1,n==S.NormalDist(100,15),hash(n)==hash(S.NormalDist(100,15)),n.mean,n.variance, S.NormalDist.from_samples(fl))
for i in range(1,200): print(S.NormalDist().inv_cdf(i/200), end=' ')
for p in (1e-5,1e-10,1e-50,1-1e-10): print(S.NormalDist().inv_cdf(p))
err(lambda: n.inv_cdf(0)); err(lambda: S.NormalDist(1,-1))
print(calendar.month(2024,2)); print(calendar.calendar(2023)); calendar.prmonth(2020,5); calendar.setfirstweekday(6); print(calendar.month(2024,2,4,2)); print(calendar.monthcalendar(2024,2)); calendar.setfirstweekday(0)
print(calendar.monthrange(2024,2), calendar.isleap(1900), calendar.leapdays(1900,2001), calendar.weekday(2024,1,1), calendar.timegm((2020,1,1,0,0,0)), list(calendar.day_name), list(calendar.month_abbr), calendar.month_name[3], calendar.day_abbr[0:2], len(calendar.month_name))
err(lambda: calendar.monthrange(2020,13)); err(lambda: calendar.setfirstweekday(9)); err(lambda: calendar.month_name[13])
print(calendar.HTMLCalendar().formatmonth(2024,2)); print(len(calendar.HTMLCalendar().formatyear(2024)), calendar.HTMLCalendar(6).formatyearpage(2024)[:300])
c=calendar.Calendar(6); print(list(c.iterweekdays()), list(c.itermonthdays(2024,2)), list(c.itermonthdays2(2024,2))[:5], list(c.itermonthdates(2024,2))[:3], list(c.itermonthdays4(2024,2))[-2:], c.monthdatescalendar(2024,1)[0], len(c.yeardayscalendar(2024)), c.yeardays2calendar(2024,2)[0][0][0])
print(calendar.TextCalendar(6).formatyear(2024,m=4), calendar.weekheader(3), calendar.month_name.__getitem__(0)=='', calendar.MONDAY)
