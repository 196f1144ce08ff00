from decimal import *
import decimal, random, math, pickle, copy
D=Decimal
def err(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
for s in ["D('x')","D(1)/0","D(0)/0","D('sNaN')+1","D(1)+1.5","D(1)<1j","D(1)<'x'","D('nan')<1","int(D('inf'))","int(D('nan'))","float(D('snan'))","D(1,2,3)","D([1])","D((1,(1,),'x'))","D({})","D(-1).sqrt()","D(1)//0","D(1)%0","divmod(D(1),0)","divmod(D(0),0)","D(10)**100000000","D(1).quantize(D('1e-50'))","D(10**40)//1","setattr(getcontext(),'prec',0)","setattr(getcontext(),'rounding','x')","D(0)**0","D(-8)**D('0.5')","D('1e9999999')","hash(D('snan'))","D('inf')-D('inf')","D('inf')*0","D(2).__format__(5)","format(D(2),'x')","round(D('nan'))","D('nan').as_integer_ratio()","D('inf').as_integer_ratio()","D(1).compare_signal(D('nan'))","D(5).ln(3)","D(1).foo","getcontext().foo","setattr(getcontext(),'foo',1)","D(7).quantize(5,rounding='x')","D(3).scaleb(D('1.5'))","pow(D(3),2,0)","pow(D(3),2,5)","pow(D(3),D('1.5'),5)",
 "D('3.14159')","D(' 1_000.5e3 ')","D('-0')","D('1E+5')","D('0.0000001')","D('0.000001')","D(0.1)","D(3.5)","D((0,(1,2,3),-2))","D(True)","D('-Infinity')","D('NaN123')","-D('NaN')","D('1.10')+D('2.2')","D(1)/3","D(2)/3","D('1.20')*2","D(7)//2","D(-7)//2","D(-7)%3","divmod(D(-7),3)","D(2)**10","D(2)**-3","D(2)**D('0.5')","D(4)**D('0.5')","D('1.5')**3","D(10)**-2","D(3)**-2","D(7)**100","D(2).sqrt()","D(4).sqrt()","D('0.25').sqrt()","D(1).exp()","D(0).exp()","D(-5).exp()","D(10).ln()","D(1).ln()","D('0.5').ln()","D(1000).log10()","D(2).log10()","D('1.0001').ln()","D(0).ln()","D('1e-30').exp()","D(100).exp()",
 "round(D('2.5'))","round(D('3.5'))","round(D('2.675'),2)","round(D('1234'),-2)","math.floor(D('-1.5'))","math.ceil(D('1.2'))","int(D('-3.9'))","float(D('1.1'))","D('3.7').to_integral_value()","D('1.23456').quantize(D('0.01'))","D('1.235').quantize(D('.01'),ROUND_HALF_UP)","D('100').normalize()","D('1.500').normalize()","D(5).as_tuple()","D('-1.5e10').as_tuple()","D('0.75').as_integer_ratio()","D('1.5')==1.5","D('0.1')==0.1","D(1)==1","hash(D('1.5'))==hash(1.5)","hash(D(7))","hash(D('-0.1'))","D('1.5')<2","D(1)<1.5","max(D(1),D(2))","sum([D('0.1')]*3)","D('1e3')+0","D('123.456').adjusted()","D('1.23E+3')","D('1.23E+3').to_eng_string()","D('12e7').to_eng_string()","bool(D('0.0'))","D('0.0')","D('0E-10')","D('0E+3')","D('1e-7')","-D(0)","+D('1.23456789012345678901234567890123')","abs(D('-5'))","D('1').compare(D('2'))","D('1.0').compare_total(D('1'))","D(5).copy_sign(-1)","D('12345.678').shift(2)","D('12345').rotate(-1)","D(1).next_plus()","D(1).next_minus()","D(1).next_toward(2)","D(3).fma(4,5)","D(10).remainder_near(3)","D('1101').logical_and(D('1011'))","D('1101').logical_invert()","D('250').logb()","D(5).number_class()","D('nan')!=D('nan')","D(3).max(D('nan'))","D('9.99').same_quantum(D('0.01'))","D(10)**D('1.5')","D('0.5')**D('2.5')","D('1.1')**500","D('0.9')**1000","D(10)**30","D(2)**200","D('1.000')**3","D(1)**D('0.5')","D(-2)**3","D(-2)**-3","D(0)**D('0.5')","D(0)**-1","D('inf')**2","D(5)**D('inf')","Decimal.from_float(0.1)","D('1e400').__float__()", "complex(D('1.5'))","D(5).real","D(5).imag","type(D(5)+True)","D(1)+None","D(1)*'a'","1/D(3)","5-D(3)","2**D(3)","7//D(2)","7%D(4)","divmod(7,D(4))","D('1e999999')*10","D('1e-999999')/10**40","D('9'*30)+1", "D('1.5').__round__('x')","D.from_float('x')"]: print(s,end=': '); err(lambda: eval(s))
for spec in ['','.2f','10.3f','<10.2f','^12','+.1f','e','.3e','E','g','.3g','G','%','.1%','010.2f',',','*>10,.2f','015,.2f',' .2f','n','.0f','.10f','012,','f','=+10','x<8', '.0e','z.1f','-','5','.2','.30','8.1e']:
    print(spec, [ (lambda v: format(D(v),spec))(v) for v in ('0','1','-1.5','1234567.891','0.00001234','1E+10','-0.04','99.995','123456789012345678901234567890.123')])
for v in ('nan','inf','-inf'): print([format(D(v),s) for s in ('10','<10','010','.2f','%','+','e')])
print(getcontext(), getcontext().flags[Inexact])
for r in (ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(r, [str(D(x).quantize(D('0.1'),rounding=r)) for x in ('1.15','1.25','1.05','-1.15','-1.25','1.11','1.19','-1.01','1.00','1.51')], [str(D(x).to_integral_value(r)) for x in ('0.5','1.5','2.5','-0.5','-1.5','0.4')])
with localcontext() as c:
    c.prec=5; print(D(1)/3, D(2).sqrt(), D(10).ln(), D('123456')+0, D('123456789')*10, c)
    c.rounding=ROUND_DOWN; print(D(2)/3, D('1.99999999')+0)
with localcontext(prec=50) as c: print(D(1)/7, D(2).sqrt(), D(2).ln(), D(1).exp(), D(3)**D('0.333'), D(2).log10())
with localcontext(Context(prec=100)): print(D(2).sqrt(), D(10).ln(), D(1).exp(), D(7).log10(), D('1.7')**D('2.9'))
c=Context(prec=5,traps=[]); print(c.divide(1,0), c.divide(0,0), c.sqrt(-1), c.create_decimal('x'), c.create_decimal('1.2345678'), c.add(D('1.23456'),1), c.power(2,3), c.to_sci_string(D('1e20')), c); 
c.divide(Decimal(1),Decimal(3)); c.multiply(Decimal('1e999999'),Decimal('1e9')); c.multiply(Decimal('1e-999999'),Decimal('1e-9'))
print(c, c.flags, c.traps); c.clear_flags(); print(c.flags[Inexact], c.Etiny(), c.Etop(), c.copy())
print(D(1).__reduce__(), pickle.loads(pickle.dumps(D('1.50'))), copy.deepcopy(D('2.5')), {D(1):2}[1], sorted([D(3),1,D('2.5')]), D, D.__mro__)
class M(D):
    pass
m=M('1.5'); print(repr(m), type(m), type(m+1), m+1, str(m), isinstance(m,D))
random.seed(5)
def rd():
    k=random.random()
    if k<.05: return D(random.choice(['0','-0','0E-5','Infinity','-Infinity','NaN','1','-1','0E+7']))
    return D((random.randint(0,1), tuple(random.randint(0,9) for _ in range(random.choice([1,2,5,12,28,35]))), random.randint(-30,12)))
ctx=getcontext(); ctx.traps[InvalidOperation]=False; ctx.traps[DivisionByZero]=False; ctx.traps[Overflow]=False

out=[]
for i in range(150):
    ctx.prec=random.choice([1,3,9,28,28,28]); ctx.rounding=random.choice([ROUND_HALF_EVEN,ROUND_HALF_EVEN,ROUND_UP,ROUND_FLOOR,ROUND_CEILING,ROUND_DOWN,ROUND_HALF_UP,ROUND_05UP]); ctx.clear_flags()
    a,b=rd(),rd()
    r=[str(f()) for f in (lambda:a+b,lambda:a-b,lambda:a*b,lambda:a/b,lambda:a//b,lambda:a%b,lambda:a.quantize(b),lambda:a.normalize(),lambda:abs(a).sqrt(),lambda:a.compare(b),lambda:a==b,lambda:a.max(b),lambda:a.min_mag(b),lambda:a.remainder_near(b),lambda:a.next_plus(),lambda:a.to_integral_exact(),lambda:a.scaleb(3),lambda:a.fma(b,a),lambda:a.compare_total(b), lambda: +a, lambda: -a, lambda: round(a,2))]
    r.append(sorted(s.__name__ for s,v in ctx.flags.items() if v))
    print(a,b,ctx.prec,ctx.rounding,*r)
for i in range(60):
    ctx.prec=random.choice([3,9,28,28,40]); ctx.rounding=ROUND_HALF_EVEN; ctx.clear_flags()
    a=D(random.randint(1,10**random.randint(1,20))).scaleb(random.randint(-20,3)); b=D(random.randint(-999,999)).scaleb(random.randint(-4,0))
    print(a,b,a.ln(),a.log10(),b.exp(),a**b, sorted(s.__name__ for s,v in ctx.flags.items() if v))
