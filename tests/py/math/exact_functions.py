import math
def t(f, *a, **k):
    try: return repr(f(*a, **k))
    except Exception as e: return type(e).__name__ + ': ' + str(e)
xs = [0, 1, -1, 0.5, -0.5, 2, 10, 100, 1000, 1e-10, 1e10, 0.1, 3.7, -3.7, -2, 170, 171.5, 172, float('inf'), -float('inf'), float('nan'), 1e300, 1e-320, 'a', 2**70, 10**400, True]
f1 = ['ceil', 'degrees', 'fabs', 'factorial', 'floor', 'frexp', 'isfinite', 'isinf', 'isnan', 'isqrt', 'modf', 'radians', 'sqrt', 'trunc', 'ulp']
for n in f1:
    for x in xs:
        if n == 'factorial' and isinstance(x, int) and x > 2000: continue
        print(n, x if not isinstance(x,int) or x < 10**30 else 'big', t(getattr(math, n), x))
for n in ['copysign','fmod','pow','remainder','nextafter','ldexp','gcd','lcm','comb','perm','hypot','isclose']:
    for a in xs:
        for b in [0, 1, -1.5, 2, 3, float('inf'), 'a', 5]:
            if n in('comb','perm') and isinstance(a,int) and a > 10**20 and isinstance(b,int) and b>3: continue
            if n in('comb','perm') and isinstance(b,int) and b>1000: continue
            print(n, t(getattr(math, n), a, b) if not (isinstance(a,int) and a>10**30) else len(t(getattr(math, n), a, b)))
print(math.fsum([0.1] * 10), math.fsum([1e16, 1, -1e16]), t(math.fsum, [1e308, 1e308]), t(math.fsum, [float('inf'), 1]))
print(math.hypot(), math.hypot(3), math.hypot(1, 2, 3), math.hypot(1e308, 1e308), math.dist((1, 2, 3), (4, 5, 6)), t(math.dist, (1,), (1, 2)))
print(math.prod([1, 2, 3]), math.isqrt(10**40), math.isqrt(2**64 - 1), math.factorial(100), math.comb(100, 50), math.perm(30, 5))
print(t(math.log), t(math.log, 0), t(math.sqrt, -1), t(math.gamma, 0), t(math.exp, 1000), t(math.sqrt), t(math.pow, 1), t(math.isclose, 1))
print(sorted(x for x in dir(math) if not x.startswith('__')))
