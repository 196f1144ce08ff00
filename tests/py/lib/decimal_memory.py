# Memory of Decimals: their sizes, blocks, references, and what the collector knows of them.
import gc
import sys
import tracemalloc
from decimal import *

D, size = Decimal, sys.getsizeof
context = getcontext()
context.Emax, context.Emin = MAX_EMAX, MIN_EMIN
for digits in (2, 19, 20, 28, 38, 40, 57, 76, 77, 95, 96, 100, 150, 1000, 5000):
    context.prec = digits
    x, y, u = D("9" * digits), D(10 ** digits - 1), D("1" * digits)
    print(digits, [size(n) for n in (x, y, D((0, (9,) * digits, 0)), x * y, x * 3, u * u, x + y, x + 1, x - x, x - 1, x / 3, x / u, 1 / u)],
          [size(n) for n in (u.sqrt(), D(2).sqrt(), +x, -x, x.copy_abs(), x // 7, x % 7, u.quantize(D(1)), x ** 2, D(3) ** 5, x.normalize(),
                             u.next_plus(), u.shift(1), u.rotate(1), x.max(u), x.compare(u), D(3).fma(x, 1), *divmod(x, D(7)))])
setcontext(Context())
print(Decimal.__basicsize__, Context.__basicsize__, size(getcontext()), size(getcontext().flags), size(localcontext()))
print([gc.is_tracked(o) for o in (D(1), getcontext(), getcontext().flags, localcontext(), D(1).as_tuple())])
x = D("1.5")
print(sys.getrefcount(x), sys.getrefcount(getcontext()), D(x) is x, D.__copy__(x) is x, x + 0 is x, id(D(3)) == id(D(4)))
numbers = [None] * 1000
one = D(1)
for digits in (10, 100):
    text = "7" * digits
    D(text), D(text)
    before = sys.getallocatedblocks()
    for i in range(1000):
        numbers[i] = D(text)
    made = sys.getallocatedblocks()
    for i in range(1000):
        numbers[i] = None
    print(made - before, sys.getallocatedblocks() - before)
tracemalloc.start()
x = D("7" * 300)
print(sum(trace.size for trace in tracemalloc.take_snapshot().traces if trace.size in (104, 128)))
tracemalloc.stop()


class Money(Decimal):
    pass


m = Money("2.50")
m.note = "tip"
print(size(m), gc.is_tracked(m), type(m + 1).__name__, type(Money(D(1))).__name__, m.__dict__, type(-m).__name__)
try:
    import weakref
    weakref.ref(D(1))
except TypeError as e:
    print(e)
