# Which flags an operation sets, and how a result fits a context with few exponents.
from decimal import *


def flags(compute):
    ctx = getcontext()
    ctx.clear_flags()
    result = compute()
    return result, [signal.__name__ for signal, on in ctx.flags.items() if on]


setcontext(Context(prec=3, Emin=-99, Emax=10, clamp=1, traps=[]))
a, b = Decimal("12345.678"), Decimal("-2.5")
for compute in (lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: Decimal("1.5") // b, lambda: a / b, lambda: Decimal(1) / 8,
                lambda: a.quantize(Decimal("1E+3")), lambda: b.quantize(Decimal("0.1")), lambda: -a, lambda: +b, lambda: a + 1):
    print(*flags(compute))
setcontext(Context(prec=9, Emin=-9, Emax=5, clamp=1, traps=[InvalidOperation]))
for compute in (lambda: b.quantize(Decimal("1")), lambda: Decimal(7) // 2, lambda: Decimal("1E-14").quantize(Decimal("1E-12"))):
    print(*flags(compute))
with localcontext() as inner:
    inner.prec = 4
    print(Decimal(1) / 3, inner.flags[Inexact], inner.copy().flags == inner.flags)
print(getcontext().flags[Inexact], getcontext())
big, small = Decimal("1E+200"), Decimal("1E-200")
print(big > small, small < -small, big == big * 1, Decimal("1E+2") == 100, Decimal("-0") == 0, Decimal("NaN") == 1, big < Decimal("Infinity"))
