seed = 12345
def rnd(bits):
    global seed
    r = 0
    n = 0
    while n < bits:
        seed = (seed * 6364136223846793005 + 1442695040888963407) & ((1<<64)-1)
        r = (r << 32) | (seed >> 32)
        n += 32
    return r >> (n - bits) if bits else 0
h = 0
def mix(x):
    global h
    h = (h * 1000003 + hash(x)) & 0xffffffffffffffff
sizes = [0,1,5,29,30,31,59,60,61,89,90,91,120,200,512,1000,2100,2300,4500,9000]
for sa in sizes:
    for sb in sizes:
        for k in range(2):
            a = rnd(sa); b = rnd(sb)
            if k & 1: a = -a
            if (sa + sb) & 1: b = -b
            mix(a+b); mix(a-b); mix(a*b); mix(a&b); mix(a|b); mix(a^b); mix(~a); mix(-a)
            if b:
                q, r = divmod(a, b)
                assert q*b + r == a and (0 <= r < b or b < r <= 0), (a,b,q,r)
                mix(q); mix(r); mix(a//b); mix(a%b)
                try:
                    mix(a/b)
                except OverflowError as e: mix(str(e) == 'x')
            mix(a << (sb % 97)); mix(a >> (sb % 97)); mix(a>>sb)
            mix(a == b); mix(a < b); mix(a.bit_length()); mix(a.bit_count())
            try: mix(float(a))
            except OverflowError: pass
            t = hex(a); assert int(t, 16) == a; assert int(bin(a), 2) == a; assert int(oct(a),0) == a
            if sa < 4600: assert int(str(a)) == a, a
            n = (a.bit_length() + 8)//8
            for order in 'little','big':
                s = a.to_bytes(n, order, signed=True)
                assert int.from_bytes(s, order, signed=True) == a
                mix(s)
print(h)
print(str(rnd(5000)), -rnd(777))
print(pow(3, 1000, 10**50), pow(-7, 123456789012345678901234567890, 10**20+39), pow(5,-3,7919), pow(2,10,-1000), pow(12345,678)%(10**40))
print(2**200, (-3)**77, 0**0, 10**30//7, -10**30//7, -10**30%7)
for v in [0.5,1.5,2.5,-0.5,-1.5, 1e16,123456789.987654321]: print(round(v), int(v))
for n in (-3,-2,-1,0,1): print(round(123456789, n), round(-15, n), round(25, n), round(35,n), round(10**40+5, n))
for t in ["12", " -12 ", "+1_000", "0x1f", "0b101", "0o17", "00", "1__0", "", "abc", "٣", "1e5"]:
    for b in (10, 0, 16, 36):
        try: print(t, b, int(t, b))
        except ValueError as e: print(e)
print([hash(x) for x in (2**61-1, 2**61, -2**61, 2**100, -1, -2, 2**31, 10**40)])
print(int(1e300), int(-1.5e200), (2**53+1)/1, 2**1023*1.5, (10**20).as_integer_ratio(), True+True, True&False, True|2, ~True, -True)
print(True.real, type(True.real), (5).numerator, (5).denominator, (5).imag, int(True), +True, bool(10**50), bool(0))
class I(int):
    def __repr__(self): return 'I(%d)' % self
print(I(5), I(7)+1, I('12', 3), repr(I(10**30)), type(I(3).real), I.from_bytes(b'\x05','big'), hash(I(9)), I(5)==5)
