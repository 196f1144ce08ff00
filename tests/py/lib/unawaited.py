"""Coroutines that nobody awaits: where they were made, what is said; exec() of a closure; small rules of C functions."""
import asyncio
import io
import sys
import types
import warnings


async def work():
    pass


def made():
    return work()


print(sys.get_coroutine_origin_tracking_depth(), made().cr_origin)
for depth in 1, 2, 1000:
    sys.set_coroutine_origin_tracking_depth(depth)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        coroutine = made()
        print([place[1:] for place in coroutine.cr_origin])
        del coroutine
        for warning in seen:
            print(warning.category.__name__, str(warning.message).replace(__file__, "FILE"), warning.lineno, warning.source is not None)
for bad in -1, "a", 2 ** 70:
    try:
        sys.set_coroutine_origin_tracking_depth(bad)
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
sys.set_coroutine_origin_tracking_depth(0)
sys.stderr = text = io.StringIO()
made()
sys.stderr = sys.__stderr__
print(text.getvalue().replace(__file__, "FILE"))


def closures():
    a, b = 2, 3

    def product():
        nonlocal a
        a *= b

    def plain():
        pass

    return product, plain, lambda: a


product, plain, look = closures()
exec(product.__code__, closure=product.__closure__)
print(look())
for function, closure in ((product, None), (product, ()), (product, list(product.__closure__)), (product, (1, 2)), (plain, (1,)), (plain, None),
                          ("1", product.__closure__)):
    try:
        exec(getattr(function, "__code__", function), {}, closure=closure)
        print("done")
    except TypeError as error:
        print(error)
for bad in (lambda: eval(product.__code__), lambda: float.fromhex("0x1p\uff10"), lambda: type("A", (), {"__doc__": "\udcdc"}),
            lambda: print(1, sep="", end="", file=None, flush=True, foo=1), lambda: type("F", (float,), {})(x=0),
            lambda: UnicodeDecodeError("ascii", 5, 0, 1, "why")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(UnicodeDecodeError("ascii", bytearray(b"\xff"), 0, 1, "why").object)
separator = bytearray(b",")


def items():
    separator.clear()
    yield b"A"


try:
    separator.join(items())
except BufferError as error:
    print(error, separator)
separator.append(1)
