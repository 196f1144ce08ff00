# Operations of decimal in contexts of all kinds: results and flags. The operands come from a generator of our own, always the same.
from decimal import *

state = 12345


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return (state >> 33) % n


def pick(items):
    return items[below(len(items))]


ONE = """abs plus minus exp ln log10 next_minus next_plus normalize sqrt logb logical_invert to_integral_exact to_integral_value copy_abs
copy_negate is_normal is_subnormal number_class to_sci_string to_eng_string create_decimal""".split()
TWO = """add subtract multiply divide divide_int remainder remainder_near compare compare_signal max max_mag min min_mag next_toward
logical_and logical_or logical_xor rotate scaleb shift compare_total compare_total_mag copy_sign same_quantum quantize divmod power""".split()
ROUNDINGS = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
SPECIAL = ["NaN", "sNaN", "Inf", "-Inf", "-NaN12345", "sNaN9", "0", "-0", "0E10", "-0E-20", "1", "-1", "10", "2"]


def number():
    kind = below(20)
    if kind < 2:
        return Decimal(pick(SPECIAL))
    if kind < 5:
        return Decimal(below(41) - 20)
    if kind < 6:
        return Decimal("".join(pick("01") for _ in range(1 + below(12))))
    digits = "".join(pick("0123456789") for _ in range(1 + below(pick([1, 2, 5, 9, 18, 20, 40, 80]))))
    return Decimal(f"{pick(['', '-'])}{digits}E{pick([0, -below(30), below(121) - 60, below(11) - 5])}")


def operation(context):
    a, b, c = number(), number(), number()
    kind = below(20)
    if kind < 5:
        name, args = pick(ONE), (a,)
        return (name, args) if name != "exp" or a.is_nan() or a.adjusted() < 6 else ("abs", args)
    if kind < 17:
        name, args = pick(TWO), (a, b)
        return (name, args) if name != "power" or not b.is_finite() or b.adjusted() < 5 else ("add", args)
    if kind < 18:
        return "power", (Decimal(below(200) - 100), Decimal(below(60) - 2), Decimal(below(1000) - 50))
    return "fma", (a, b, c)


for i in range(1500):
    context = Context(prec=pick([1, 2, 3, 5, 9, 16, 28, 50]), rounding=pick(ROUNDINGS), Emin=-pick([0, 5, 100, 999999]),
                      Emax=pick([0, 5, 100, 999999]), clamp=pick([0, 0, 1]), capitals=below(2), traps=[])
    name, args = operation(context)
    try:
        result = repr(getattr(context, name)(*args))
    except Exception as e:
        result = f"{type(e).__name__} {e}"
    flags = "".join(signal.__name__[0] + signal.__name__[-1] for signal in context.flags if context.flags[signal])
    print(i, name, result, flags)
for spec in "010,.2f +012, *=10 .0f .3e e g .2g % .1% n z.0f E 08 08,.1f 012,.3e ^20, é^10 x 0010.3 .3n".split():
    row = []
    for text in "0 -0 1234567.891 -0.00000123 1E+10 NaN -Infinity 0E-10 0E5 -0.4 1e-7 999.96".split():
        try:
            row.append(format(Decimal(text), spec))
        except ValueError as e:
            row.append(str(e))
    print(spec, row)
