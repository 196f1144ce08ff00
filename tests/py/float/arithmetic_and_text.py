import math
vals = [0.0,-0.0,1.0,-1.5,0.1,1/3,1e16,1e15,123456.789,1e-5,0.0001,1e22,1e23,5e-324,1.7976931348623157e308,2.5,3.5,float('inf'),-float('inf'),float('nan'),2**-44,1e100,9007199254740993.0,0.30000000000000004]
for v in vals:
    print(repr(v), str(v), hash(v) if v==v else 'n', v.is_integer(), v.hex(), '%.3f %e %g %.0f %.17g %#g' % (v,v,v,v,v,v), bool(v), -v, abs(v))
    if v == v and abs(v) != float('inf'):
        print(v.as_integer_ratio(), int(v), round(v) , [round(v, n) for n in (-3,0,1,2,5,20)], float.fromhex(v.hex()) == v, math.floor(v), math.ceil(v), math.trunc(v))
def t(f, *a):
    try: return repr(f(*a))
    except Exception as e: return type(e).__name__ + ': ' + str(e)

ops = [lambda a,b:a+b, lambda a,b:a-b, lambda a,b:a*b, lambda a,b:a/b, lambda a,b:a//b, lambda a,b:a%b, lambda a,b:divmod(a,b), lambda a,b:a**b if not (isinstance(a,int) and isinstance(b,int)) else 0, lambda a,b:a<b, lambda a,b:a==b, lambda a,b:a>=b]
w = [0.0,-0.0,1.0,-1.5,2.5,1e300,float('inf'),float('nan'),3,-7,10**20,10**400,True,'x',None,2**53+1,float(2**53)]
for a in w:
    for b in w:
        for f in ops: print(t(f,a,b), end=' ')
        print()
for s in ['1.5','  2e3 ','inf','-Infinity','nan','1_0.5','1__0','.5','5.','.','e5','1e','0x10','1e400','1e-400','123456789012345678901234567890e-10','1.7976931348623159e308','2.2250738585072011e-308','4.9e-324','2e-324','+-1','', '١.٥', '1_', '_1','infinit','nano']:
    print(s, t(float, s), t(complex, s))
for h in ['0x1.8p1','1.8','0x.8','inf','-nan','0x1p-1074','0x1p-1075','0x1.fffffffffffff8p1023','0x1.fffffffffffff7p1023','0x1.00000000000008p0','0x1.000000000000081p0','0x','p5','1p','0xfp3 ','  -0xAbp-4','infinity','1.0e5']:
    print(h, t(float.fromhex, h))
z = [1j, 1+2j, -0.0+0j, complex(0,-0.0), complex('nan'), 3-4j, 1e300+1e300j]
for a in z:
    print(repr(a), abs(a), t(hash,a) if a==a else '', -a, a.conjugate(), bool(a), a==a.real, '{:.2f} {:>20} {:+.1e} {:g}'.format(a,a,a,a))
    for b in z + [2, 0.5, 0, 10]:
        print(t(lambda a,b:a+b,a,b), t(lambda a,b:a*b,a,b), t(lambda a,b:a/b,a,b), t(lambda a,b:a**b,a,b), a==b)
for s in ['1+2j','j','-j','1-j','(1+2j)',' ( 1e5-2.5j ) ','1+','1+2','infj','nan-infj','1_0+2j','1 + 2j','((1))','']: print(s, t(complex,s))
print(t(complex,1,2), t(complex,1j,2j), t(complex,'1',2), t(complex,1,'2'), t(complex), t(complex,None), complex(real=1,imag=3), complex(imag=2))
class F(float): pass
class C(complex): pass
print(F(2.5)+1, repr(F(1)), type(F(1)+0), F('3'), C(1,2), C(1)+1, type(+C(1)))
specs = ['', 'd','5d','<5d','^9d','=+9d','010d','#x','#X','#010b','_b',',','_','+,','012,','0=15,','*^12','.3','e','.2e','f','.1f','%','.0%','g','n','c','s','z','05','-','+',' ','10.3','<10','#o','x','X','x<5','=','>>5','1000000000000000000000','.','5 ','zf','#.0f','#g','.10g','G','E','F',',.2f','_.3f','08.2f','+08.2f','012,.2f','*=12.1f','z.1f','.100f','.30e']
for v in [0, 5, -5, 255, 1234567, -1234567, 10**25, True, 0.0, -0.0, 1.5, -1234567.891, 1e20, 1e-7, float('inf'), float('nan'), -0.01, 3-4j, 0.1j]:
    for s in specs: print(t(format, v, s), end='|')
    print()
print(format(complex(-0.0, -0.0), 'z'), format(complex(-0.0, -0.01), 'z.1f'), format(complex(-0.0, -0.0), 'z.1'), format(complex(-0.0, -0.0), ''))


class Halved(int):
    def __float__(self):
        return 42.5


print(format(Halved(2), 'g'), '{:f}'.format(Halved(2)), '%g' % Halved(2), format(Halved(2), 'd'), f'{Halved(2):%}')
