"""Decimal numbers: exact digits, precision and rounding as a context says, by the General Decimal Arithmetic Specification.

A finite number is (-1)**sign * n * 10**exponent, n an int; the exponent of a special one is 'F' (infinite), 'n' or 'N' (quiet and
signalling NaN, n what it carries)."""

import math as _math
import numbers as _numbers
import operator as _operator
import sys as _sys
from _support import builtin_type as _builtin_type, lay_out as _lay_out
from collections import namedtuple as _namedtuple
from contextvars import ContextVar as _ContextVar

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped",
           "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "FloatOperation",
           "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP",
           "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext",
           "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]
__version__, __libmpdec_version__ = "1.70", "2.5.1"

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING = "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING"
ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"
_roundings = (ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)

HAVE_THREADS = HAVE_CONTEXTVAR = True
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN, MIN_ETINY = -MAX_EMAX, -1999999999999999997


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_signals = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped)
_in_text = (Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow)
_conditions = (InvalidOperation, ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext)


class _SignalDict(dict):
    """Which signals there are: flags or traps."""

    def __init__(self, on=()):
        super().__init__((signal, signal in on) for signal in _signals)

    def __setitem__(self, signal, value):
        if signal not in _signals:
            raise KeyError("invalid error flag")
        super().__setitem__(signal, bool(value))

    def __delitem__(self, signal):
        raise ValueError("signal keys cannot be deleted")

    def __repr__(self):
        return "{" + ", ".join(f"{signal!r}:{value}" for signal, value in self.items()) + "}"

    def copy(self):
        return dict(self)

    def twin(self):
        made = _SignalDict.__new__(_SignalDict)
        dict.update(made, self)
        return made


def _check_rounding(rounding):
    if rounding not in _roundings:
        raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                        "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
    return rounding


_ranges = {"prec": (1, MAX_PREC, "[1, MAX_PREC]"), "Emin": (MIN_EMIN, 0, "[MIN_EMIN, 0]"), "Emax": (0, MAX_EMAX, "[0, MAX_EMAX]"),
           "capitals": (0, 1, "0 or 1"), "clamp": (0, 1, "0 or 1")}


_context_slots = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps", "_limit", "_low", "_high")


class Context:
    """How many digits, how they are rounded, and which signals are raised."""

    __slots__ = _context_slots

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = globals().get("DefaultContext")
        for name, value in (("prec", prec), ("rounding", rounding), ("Emin", Emin), ("Emax", Emax), ("capitals", capitals),
                            ("clamp", clamp), ("traps", traps)):
            setattr(self, name, getattr(base, name) if value is None else value)
        self.flags = [] if flags is None else flags

    def __setattr__(self, name, value):
        if name in _ranges:
            low, high, text = _ranges[name]
            if not isinstance(value, int):
                raise TypeError("an integer is required")
            if not low <= value <= high:
                raise ValueError(f"valid range for {name} is {text}" if text[0] == "[" else f"valid values for {name} are {text}")
        elif name == "rounding":
            _check_rounding(value)
        elif name in ("flags", "traps"):
            if isinstance(value, dict):
                if len(value) != len(_signals) or not all(signal in value for signal in _signals):
                    raise ValueError("invalid signal dict")
                value = _SignalDict([signal for signal in value if value[signal]])
            else:
                if not isinstance(value, list):
                    raise TypeError("argument must be a signal dict")
                for signal in value:
                    if signal not in _signals:
                        raise KeyError("valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                                       "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]")
                value = _SignalDict(value)
        elif name[0] != "_":
            raise AttributeError(f"'decimal.Context' object has no attribute '{name}'")
        object.__setattr__(self, name, value)
        if name in ("prec", "Emin", "Emax") and hasattr(self, "Emax"):
            object.__setattr__(self, "_limit", 10 ** self.prec if self.prec < 100000 else None)
            object.__setattr__(self, "_low", self.Emin)
            object.__setattr__(self, "_high", self.Emax - self.prec + 1)

    def __repr__(self):
        def names(signals):
            return ", ".join(signal.__name__ for signal in _in_text if signals[signal])
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, capitals={self.capitals}, "
                f"clamp={self.clamp}, flags=[{names(self.flags)}], traps=[{names(self.traps)}])")

    def clear_flags(self):
        """No flag is set."""
        self.flags = []

    def clear_traps(self):
        """No signal is raised."""
        self.traps = []

    def copy(self):
        """Another context with the same settings."""
        made = object.__new__(Context)
        for set_item, value in zip(_context_setters, _context_values(self)):
            set_item(made, value.twin() if value.__class__ is _SignalDict else value)
        return made

    __copy__ = copy

    def __reduce__(self):
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                         [s for s in _signals if self.flags[s]], [s for s in _signals if self.traps[s]])

    def Etiny(self):
        """The least exponent."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """The greatest exponent of a number with all digits."""
        return self.Emax - self.prec + 1

    def create_decimal(self, num="0", /):
        """A Decimal rounded to this context."""
        made = _from_any(num, self, True)
        return _fixed(made, self)

    def create_decimal_from_float(self, f, /):
        """The same of a float."""
        return _fixed(Decimal.from_float(f), self)

    def radix(self):
        return Decimal(10)

    def copy_decimal(self, x, /):
        return _need(x)

    def divmod(self, x, y, /):
        """(quotient, remainder)"""
        return _divmod(_need(x), _need(y), self)

    def power(self, a, b, modulo=None):
        """a ** b, or the rest of it by a modulo."""
        return _power(_need(a), _need(b), self) if modulo is None else _power_modulo(_need(a), _need(b), _need(modulo), self)

    def quantize(self, x, y, /):
        """x with the exponent of y."""
        return _need(x).quantize(_need(y), context=self)

    def to_sci_string(self, x, /):
        """The text of x."""
        return _text(_need(x), False, self)

    def to_eng_string(self, x, /):
        """The text of x, exponents multiples of three."""
        return _text(_need(x), True, self)

    def __eq__(self, other):
        return self is other

    __hash__ = object.__hash__


_lay_out(Context, 's', 96)
Context.__module__ = "decimal"
_context_setters = tuple(Context.__dict__[name].__set__ for name in _context_slots)
_context_values = _operator.attrgetter(*_context_slots)


def _silent(prec, ctx):
    """A context of that precision, rounding to the nearest, with the exponents of another: nothing is trapped."""
    made = _capital.copy()
    for name, value in (("prec", prec), ("Emin", ctx.Emin), ("Emax", ctx.Emax)):
        setattr(made, name, value)
    return made


_set_flag = dict.__setitem__
_flag_of = dict.fromkeys(_conditions, InvalidOperation)


def _signal(ctx, *signals):
    """Sets flags; raises what is trapped."""
    trapped, flags, traps = [], ctx.flags, ctx.traps
    for signal in signals:
        of = _flag_of.get(signal, signal)
        _set_flag(flags, of, True)
        if traps[of]:
            trapped.append(signal)
    if trapped:
        order = _conditions + _signals
        trapped = sorted(set(trapped), key=order.index)
        for signal in _signals:
            if signal in trapped or signal is InvalidOperation and any(s in _conditions for s in trapped):
                raise signal(trapped)


def _invalid(ctx, condition=InvalidOperation):
    """What an invalid operation gives: NaN, if it is not trapped."""
    _signal(ctx, condition)
    return _NAN


def _cut(sign, n, drop, rounding):
    """(n without its last digits, rounded; whether it is inexact)"""
    if drop > 20 and drop > n.bit_length() // 3 + 2:
        quotient, rest, half = 0, n, -1
    else:
        unit = 10 ** drop
        quotient, rest = divmod(n, unit)
        half = (rest * 2 > unit) - (rest * 2 < unit)
    if not rest:
        return quotient, False
    if rounding == ROUND_HALF_EVEN:
        up = half > 0 or half == 0 and quotient % 2
    elif rounding == ROUND_HALF_UP:
        up = half >= 0
    elif rounding == ROUND_HALF_DOWN:
        up = half > 0
    elif rounding == ROUND_05UP:
        up = quotient % 5 == 0
    else:
        up = rounding == ROUND_UP or rounding == (ROUND_FLOOR if sign else ROUND_CEILING)
    return quotient + (1 if up else 0), True


def _count(n):
    """How many decimal digits."""
    if n < 10 ** 18:
        return len(str(n))
    guess = int((n.bit_length() - 1) * 0.30102999566398120)
    return guess + 1 + (n >= 10 ** (guess + 1)) if n >= 10 ** guess else guess


def _fix(sign, n, exponent, ctx):
    """A finite number rounded to a context."""
    limit = ctx._limit
    if limit and n < limit and ctx._low <= exponent <= ctx._high and n:
        return _make(sign, n, exponent)
    return _fix_slowly(sign, n, exponent, ctx)


def _fix_slowly(sign, n, exponent, ctx):
    prec = ctx.prec
    if n and ctx._limit:
        drop = _count(n) - prec
        if drop > 0 and ctx._low <= exponent + drop < ctx._high:  # as most: only the digits are too many
            n, inexact = _cut(sign, n, drop, ctx.rounding)
            if n == ctx._limit:
                n //= 10
                drop += 1
            if inexact:
                _signal(ctx, Rounded, Inexact)
            else:
                _signal(ctx, Rounded)
            return _make(sign, n, exponent + drop)
    tiny, top = ctx.Emin - prec + 1, ctx.Emax - prec + 1
    if not n:
        fitting = min(max(exponent, tiny), top if ctx.clamp else ctx.Emax)
        if fitting != exponent:
            _signal(ctx, Clamped)
        return _make(sign, 0, fitting)
    digits = _count(n)
    least = digits + exponent - ctx.prec
    if least > top:
        return _overflow(sign, ctx)
    subnormal = least < tiny
    signals = [Subnormal] if subnormal and digits + exponent - 1 < ctx.Emin else []
    if subnormal:
        least = tiny
    if exponent < least:
        n, inexact = _cut(sign, n, least - exponent, ctx.rounding)
        exponent = least
        if _count(n) > ctx.prec:
            n //= 10
            exponent += 1
        if exponent > top:
            return _overflow(sign, ctx)
        signals.append(Rounded)
        if inexact:
            signals.append(Inexact)
            if subnormal and Subnormal in signals:
                signals.append(Underflow)
        if not n:
            signals.append(Clamped)
    elif ctx.clamp and exponent > top:
        signals.append(Clamped)
        n *= 10 ** (exponent - top)
        exponent = top
    if signals:
        _signal(ctx, *signals)
    return _make(sign, n, exponent)


def _overflow(sign, ctx):
    _signal(ctx, Overflow, Inexact, Rounded)
    if ctx.rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP, ROUND_FLOOR if sign else ROUND_CEILING):
        return _make(sign, 0, "F")
    return _make(sign, 10 ** ctx.prec - 1, ctx.Emax - ctx.prec + 1)


def _fixed(x, ctx):
    """A number rounded to a context; a NaN that says too much becomes shorter."""
    if x._e.__class__ is int:
        return _fix(x._sign, x._n, x._e, ctx)
    if x._e != "F" and _count(x._n) > ctx.prec - ctx.clamp:
        return _make(x._sign, x._n % 10 ** (ctx.prec - ctx.clamp), x._e)
    return x


def _nan(ctx, *operands):
    """What NaNs among the operands give; None: there are none."""
    for x in operands:
        if x._e.__class__ is not int:
            break
    else:
        return None
    for x in operands:
        if x._e == "N":
            _signal(ctx, InvalidOperation)
            return _fixed(_make(x._sign, x._n, "n"), ctx)
    for x in operands:
        if x._e == "n":
            return _fixed(x, ctx)
    return None


def _parse(text):
    """(sign, n, exponent) of a text; None: it is no number."""
    whole, _, part = text.partition(".")
    digits = whole + part
    if digits.isdecimal():  # as most
        return 0, int(digits), -len(part)
    rest = text.strip().replace("_", "")
    sign = 1 if rest[:1] == "-" else 0
    if rest[:1] in ("+", "-"):
        rest = rest[1:]
    lower = rest.lower()
    if lower in ("inf", "infinity"):
        return sign, 0, "F"
    for start, kind in (("nan", "n"), ("snan", "N")):
        if lower.startswith(start):
            payload = rest[len(start):]
            return (sign, int(payload or 0), kind) if not payload or payload.isdecimal() else None
    mantissa, mark, power = lower.partition("e")
    whole, _, part = mantissa.partition(".")
    digits = whole + part
    bare = power[1:] if power[:1] in ("+", "-") else power
    if not digits.isdecimal() or mark and not bare.isdecimal() or not rest:
        return None
    return sign, int(digits), (int(power) if mark else 0) - len(part)


def _from_tuple(value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, digits, exponent = value
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError("sign must be an integer with the value 0 or 1")
    if isinstance(exponent, str):
        if exponent not in ("F", "n", "N"):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        if exponent == "F":
            return _make(sign, 0, "F")
    elif not isinstance(exponent, int):
        raise ValueError("exponent must be an integer")
    if not isinstance(digits, (tuple, list)):
        digits = tuple(digits)
    for digit in digits:
        if not isinstance(digit, int) or not 0 <= digit <= 9:
            raise ValueError("coefficient must be a tuple of digits")
    return _make(sign, int("".join(map(str, digits)) or "0"), exponent)


def _within_bounds(x, ctx):
    """The number itself, unless it has an exponent that no context allows."""
    if x._e.__class__ is not int or -10 ** 17 < x._e < 10 ** 17:
        return x
    return x if x._e >= MIN_ETINY and x._e + (_count(x._n) if x._n else 1) - 1 <= MAX_EMAX else _invalid(ctx)


def _from_any(value, ctx, exact=False):
    """A Decimal of what its constructor takes."""
    if isinstance(value, Decimal):
        return value if type(value) is Decimal else _make(value._sign, value._n, value._e)
    if isinstance(value, int):
        return _make(1 if value < 0 else 0, abs(int(value)), 0)
    if isinstance(value, str):
        parts = _parse(value if not exact or value == value.strip() and "_" not in value else "x")
        if parts is None or exact and parts[2] in ("n", "N") and _count(parts[1]) > ctx.prec - ctx.clamp:
            return _invalid(ctx, ConversionSyntax)
        return _make(*parts) if exact else _within_bounds(_make(*parts), ctx)
    if isinstance(value, (tuple, list)):
        return _within_bounds(_from_tuple(value), ctx)
    if isinstance(value, float):
        _signal(ctx, FloatOperation)
        return Decimal.from_float(value)
    raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")


def _need(x):
    if isinstance(x, Decimal):
        return x
    if isinstance(x, int):
        return _make(1 if x < 0 else 0, abs(int(x)), 0)
    raise TypeError(f"conversion from {type(x).__name__} to Decimal is not supported")


def _other(x):
    """An operand as Decimal; None: it is none."""
    if isinstance(x, Decimal):
        return x
    return _make(1 if x < 0 else 0, abs(int(x)), 0) if isinstance(x, int) else None


def _or_current(context):
    if context is None:
        return getcontext()
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    return context


def _add(a, b, ctx, flip=0):
    """a + b, or with flip 1 a - b."""
    ea, eb, sa, sb = a._e, b._e, a._sign, b._sign ^ flip
    if ea.__class__ is not int or eb.__class__ is not int:
        nan = _nan(ctx, a, b)
        if nan is not None:
            return nan
        if ea == "F":
            return _invalid(ctx) if eb == "F" and sa != sb else _make(sa, 0, "F")
        return _make(sb, 0, "F")
    na, nb = a._n, b._n
    if ea != eb:
        if ea < eb:
            na, ea, sa, nb, eb, sb = nb, eb, sb, na, ea, sa
        # The first has the higher exponent: the other may lie so low that only its being there matters.
        if na:
            bound = ea + min(-1, _count(na) - ctx.prec - 2)
            if nb and eb < bound and _count(nb) + eb - 1 < bound:
                nb, eb = 1, bound
            elif not nb:
                eb = max(eb, ea - ctx.prec - 1)
            na *= 10 ** (ea - eb)
        ea = eb
    n = (-na if sa else na) + (-nb if sb else nb)
    if not n:
        sign = 1 if sa and sb or sa != sb and ctx.rounding == ROUND_FLOOR else 0
        return _fix(sign, 0, ea, ctx)
    return _fix(1 if n < 0 else 0, abs(n), ea, ctx)


def _multiply(a, b, ctx):
    sign = a._sign ^ b._sign
    if a._e.__class__ is not int or b._e.__class__ is not int:
        nan = _nan(ctx, a, b)
        if nan is not None:
            return nan
        zero = a._e != "F" and not a._n or b._e != "F" and not b._n
        return _invalid(ctx) if zero else _make(sign, 0, "F")
    return _fix(sign, a._n * b._n, a._e + b._e, ctx)


def _divide(a, b, ctx):
    sign = a._sign ^ b._sign
    if a._e.__class__ is not int or b._e.__class__ is not int:
        nan = _nan(ctx, a, b)
        if nan is not None:
            return nan
        if a._e == "F":
            return _invalid(ctx) if b._e == "F" else _make(sign, 0, "F")
        _signal(ctx, Clamped)
        return _make(sign, 0, ctx.Etiny())
    na, nb = a._n, b._n
    if not nb:
        if not na:
            return _invalid(ctx, DivisionUndefined)
        _signal(ctx, DivisionByZero)
        return _make(sign, 0, "F")
    ideal = a._e - b._e
    if not na:
        return _fix(sign, 0, ideal, ctx)
    return _fix(sign, *_quotient(na, nb, ideal, ctx.prec), ctx)


def _quotient(na, nb, ideal, prec):
    """(n, exponent) of a quotient to more digits than the precision, its last one odd if there is a rest."""
    shift = _count(nb) - _count(na) + prec + 1
    n, rest = divmod(na * 10 ** shift, nb) if shift >= 0 else divmod(na, nb * 10 ** -shift)
    exponent = ideal - shift
    if rest:
        n += n % 5 == 0
    else:
        for step in (8, 4, 2, 1):
            unit = 10 ** step
            while ideal - exponent >= step:
                shorter, rest = divmod(n, unit)
                if rest:
                    break
                n = shorter
                exponent += step
    return n, exponent


def _whole_division(a, b, ctx, quotient_only=False, rest_only=False):
    """(quotient, rest) of finite numbers that are not special, b not 0; None: the quotient has too many digits.
    What is not asked for is left out."""
    sign, ea, eb = a._sign ^ b._sign, a._e, b._e
    ideal = ea if ea < eb else eb
    if ctx._limit and -100 < ea - eb < 100:
        na, nb = a._n, b._n
        if ea > eb:
            na *= 10 ** (ea - eb)
        elif ea < eb:
            nb *= 10 ** (eb - ea)
        quotient, rest = divmod(na, nb)
        if quotient >= ctx._limit:
            return None
        return rest_only or _fix(sign, quotient, 0, ctx), quotient_only or _fix(a._sign, rest, ideal, ctx)
    if not a._n or a.adjusted() - b.adjusted() <= -2:
        return rest_only or _fix(sign, 0, 0, ctx), quotient_only or _fix(a._sign, *_scaled(a, ideal, ctx), ctx)
    if a.adjusted() - b.adjusted() > ctx.prec + 1:
        return None
    quotient, rest = divmod(a._n * 10 ** (a._e - ideal), b._n * 10 ** (b._e - ideal))
    if ctx._limit and quotient >= ctx._limit:
        return None
    return rest_only or _fix(sign, quotient, 0, ctx), quotient_only or _fix(a._sign, rest, ideal, ctx)


def _scaled(a, exponent, ctx):
    """(n, exponent) of a with a lower exponent as far as its digits allow."""
    if not a._n:
        return 0, exponent
    exponent = max(exponent, a._e - max(ctx.prec - _count(a._n), 0) - 1)
    return a._n * 10 ** (a._e - exponent), exponent


def _divmod(a, b, ctx):
    nan = _nan(ctx, a, b)
    if nan is not None:
        return nan, nan
    sign = a._sign ^ b._sign
    if a._e == "F":
        _signal(ctx, InvalidOperation)
        return (_NAN if b._e == "F" else _make(sign, 0, "F")), _NAN
    if b._e == "F":
        return _make(sign, 0, 0), _fixed(a, ctx)
    if not b._n:
        if not a._n:
            return _invalid(ctx, DivisionUndefined), _NAN
        _signal(ctx, DivisionByZero, InvalidOperation)
        return _make(sign, 0, "F"), _NAN
    both = _whole_division(a, b, ctx)
    return both if both else (_invalid(ctx, DivisionImpossible), _NAN)


def _divide_int(a, b, ctx):
    nan = _nan(ctx, a, b)
    if nan is not None:
        return nan
    sign = a._sign ^ b._sign
    if a._e == "F":
        return _invalid(ctx) if b._e == "F" else _make(sign, 0, "F")
    if b._e == "F":
        return _make(sign, 0, 0)
    if not b._n:
        if not a._n:
            return _invalid(ctx, DivisionUndefined)
        _signal(ctx, DivisionByZero)
        return _make(sign, 0, "F")
    both = _whole_division(a, b, ctx, quotient_only=True)
    return both[0] if both else _invalid(ctx, DivisionImpossible)


def _remainder(a, b, ctx):
    nan = _nan(ctx, a, b)
    if nan is not None:
        return nan
    if a._e == "F":
        return _invalid(ctx)
    if b._e == "F":
        return _fixed(a, ctx)
    if not b._n:
        return _invalid(ctx, InvalidOperation if a._n else DivisionUndefined)
    both = _whole_division(a, b, ctx, rest_only=True)
    return both[1] if both else _invalid(ctx, DivisionImpossible)


def _remainder_near(a, b, ctx):
    """a - b * n, n the integer nearest to the quotient."""
    nan = _nan(ctx, a, b)
    if nan is not None:
        return nan
    if a._e == "F":
        return _invalid(ctx)
    if b._e == "F":
        return _fixed(a, ctx)
    if not b._n:
        return _invalid(ctx, InvalidOperation if a._n else DivisionUndefined)
    ideal = min(a._e, b._e)
    if not a._n or a.adjusted() - b.adjusted() <= -2:
        return _fix(a._sign, *_scaled(a, ideal, ctx), ctx)
    if a.adjusted() - b.adjusted() > ctx.prec + 1:
        return _invalid(ctx, DivisionImpossible)
    divisor = b._n * 10 ** (b._e - ideal)
    quotient, rest = divmod(a._n * 10 ** (a._e - ideal), divisor)
    if 2 * rest + (quotient & 1) > divisor:
        rest -= divisor
        quotient += 1
    if ctx._limit and quotient >= ctx._limit:
        return _invalid(ctx, DivisionImpossible)
    return _fix(a._sign ^ (rest < 0), abs(rest), ideal, ctx)


def _compare(a, b):
    """-1, 0 or 1 of numbers that are not NaN."""
    ea, eb = a._e, b._e
    if ea.__class__ is int and eb.__class__ is int and -100 < ea - eb < 100:
        first, second = -a._n if a._sign else a._n, -b._n if b._sign else b._n
        if ea > eb:
            first *= 10 ** (ea - eb)
        elif ea < eb:
            second *= 10 ** (eb - ea)
        return (first > second) - (first < second)
    if a._e == "F" or b._e == "F":
        first = (1 - 2 * a._sign) * (a._e == "F")
        second = (1 - 2 * b._sign) * (b._e == "F")
        return (first > second) - (first < second)
    if not a._n or not b._n:
        first = (1 - 2 * a._sign) if a._n else 0
        second = (1 - 2 * b._sign) if b._n else 0
        return (first > second) - (first < second)
    if a._sign != b._sign:
        return -1 if a._sign else 1
    high, low = a.adjusted(), b.adjusted()
    if high != low:
        result = 1 if high > low else -1
    else:
        least = min(a._e, b._e)
        first, second = a._n * 10 ** (a._e - least), b._n * 10 ** (b._e - least)
        result = (first > second) - (first < second)
    return -result if a._sign else result


def _total_key(x):
    """Where a number stands in the total order without its sign."""
    if x._e.__class__ is not int:
        return {"F": 1, "N": 2, "n": 3}[x._e], x._n
    return 0, 0


def _compare_total(a, b, signs=True):
    if signs and a._sign != b._sign:
        return -1 if a._sign else 1
    first, second = _total_key(a), _total_key(b)
    if first == second == (0, 0):
        result = _compare(a.copy_abs(), b.copy_abs()) or (a._e > b._e) - (a._e < b._e)
    else:
        result = (first > second) - (first < second)
    return -result if signs and a._sign else result


def _operand_for_compare(a, b, equal):
    """b to be compared with a, both as Decimals; None: cannot be."""
    if isinstance(b, Decimal):
        return a, b
    if isinstance(b, int):
        return a, _need(b)
    if isinstance(b, float) or equal and isinstance(b, complex) and b.imag == 0:
        ctx = getcontext()
        if equal:
            dict.__setitem__(ctx.flags, FloatOperation, True)
        else:
            _signal(ctx, FloatOperation)
        return a, Decimal.from_float(b.real)
    if isinstance(b, _numbers.Rational):
        if a._e.__class__ is int:
            a = _make(a._sign, a._n * b.denominator, a._e)
        return a, _need(b.numerator)
    return None


def _rich(self, other, test, equal=False):
    if other.__class__ is Decimal:
        a, b = self, other
    else:
        pair = _operand_for_compare(self, other, equal)
        if pair is None:
            return NotImplemented
        a, b = pair
    if (a._e.__class__ is not int or b._e.__class__ is not int) and (a._e in ("n", "N") or b._e in ("n", "N")):
        if not equal or "N" in (a._e, b._e):
            _signal(getcontext(), InvalidOperation)
        return False
    return test(_compare(a, b), 0)


def _text(x, eng, ctx):
    """The text of a number."""
    sign = "-" if x._sign else ""
    if x._e.__class__ is not int:
        return sign + ("Infinity" if x._e == "F" else ("NaN" if x._e == "n" else "sNaN") + (str(x._n) if x._n else ""))
    digits = _digits(x._n)
    left = x._e + len(digits)
    if x._e <= 0 and left > -6:
        point = left
    elif not eng:
        point = 1
    else:
        point = (left + 1) % 3 - 1 if not x._n else (left - 1) % 3 + 1
    if point <= 0:
        text = "0." + "0" * -point + digits
    elif point >= len(digits):
        text = digits + "0" * (point - len(digits))
    else:
        text = digits[:point] + "." + digits[point:]
    return sign + text if left == point else f"{sign}{text}{'E' if ctx.capitals else 'e'}{left - point:+}"


def _digits(n):
    """str(n) without a limit."""
    if n.bit_length() < 10000:
        return str(n)
    half = n.bit_length() // 7
    high, low = divmod(n, 10 ** half)
    return _digits(high) + _digits(low).rjust(half, "0")


# ---- functions with correctly rounded results: fixed point numbers of so many bits, more if they do not tell how to round ----

def _atanh_inverse(k, bits):
    """atanh(1 / k)"""
    term = (1 << bits) // k
    total, i, square = term, 1, k * k
    while term:
        term //= square
        i += 2
        total += term // i
    return total


def _ln2(bits):
    bits += 10
    return (18 * _atanh_inverse(26, bits) - 2 * _atanh_inverse(4801, bits) + 8 * _atanh_inverse(8749, bits)) >> 10


def _ln_ratio(n, d, bits):
    """Natural logarithm of n / d."""
    bits += 40
    power = n.bit_length() - d.bit_length()
    x = (n << bits + max(-power, 0)) // (d << max(power, 0))
    if x < 1 << bits:
        x <<= 1
        x = (n << bits + max(1 - power, 0)) // (d << max(power - 1, 0))
        power -= 1
    roots = int(bits ** 0.5) // 2 + 2
    more = roots * 2
    x <<= more
    for _ in range(roots):
        x = _math.isqrt(x << bits + more)
    one = 1 << bits + more
    z = ((x - one) << bits + more) // (x + one)
    square, total, term, i = z * z >> bits + more, z, z, 1
    while term:
        term = term * square >> bits + more
        i += 2
        total += term // i
    result = (total << roots + 1) >> more
    return (result + power * _ln2(bits)) >> 40


def _ln_fixed(x, bits):
    """Natural logarithm of a positive Decimal."""
    return _ln_ratio(x._n * 10 ** max(x._e, 0), 10 ** max(-x._e, 0), bits)


def _exp_fixed(x, bits):
    """(mantissa, exponent of 2) of e ** (x / 2 ** bits)"""
    more = 40 + int(bits ** 0.5)
    x <<= more
    ln2 = _ln2(bits + more + max(x.bit_length() - bits - more, 0)) >> max(x.bit_length() - bits - more, 0)
    power, rest = divmod(x, ln2)
    halvings = int(bits ** 0.5) // 2 + 1
    rest >>= halvings
    width = bits + more
    total = term = 1 << width
    i = 1
    while term:
        term = (term * rest >> width) // i
        total += term
        i += 1
    for _ in range(halvings):
        total = total * total >> width
    return total, power - width


def _to_digits(mantissa, power, digits):
    """(n, exponent) with so many digits of mantissa * 2 ** power."""
    exponent = int((mantissa.bit_length() + power) * 0.3010299956639812) - digits
    if power >= 0:
        n = (mantissa << power) // 10 ** exponent if exponent >= 0 else (mantissa << power) * 10 ** -exponent
    else:
        n = mantissa // (10 ** exponent << -power) if exponent >= 0 else mantissa * 10 ** -exponent >> -power
    return n, exponent


def _rounded(compute, sign, ctx, digits=None):
    """The number that compute(digits) gives to so many digits, its last few perhaps wrong, rounded half even."""
    prec = ctx.prec
    for extra in (6, 15, 40, 100):
        n, exponent = compute(prec + extra)
        last = 10 ** (_count(n) - prec)
        rest = n % last
        if 100 < abs(rest - last // 2) and 100 < rest < last - 100 or last < 10 ** 3:
            break
    else:
        n += 50
        n -= n % 1000
        return _fixed_even(sign, n, exponent, ctx, True)
    n += n % 10 in (0, 5)
    return _fixed_even(sign, n, exponent, ctx)


def _fixed_even(sign, n, exponent, ctx, inexact=False):
    rounding = ctx.rounding
    object.__setattr__(ctx, "rounding", ROUND_HALF_EVEN)
    try:
        if inexact:
            _signal(ctx, Inexact, Rounded)
        return _fix(sign, n, exponent, ctx)
    finally:
        object.__setattr__(ctx, "rounding", rounding)


def _exp(x, ctx):
    nan = _nan(ctx, x)
    if nan is not None:
        return nan
    if x._e == "F":
        return _make(0, 0, 0) if x._sign else x
    if not x._n:
        return _ONE
    adjusted = x.adjusted()
    if adjusted > len(str((ctx.Emax + 1) * 3)):
        return _fixed_even(0, 1, ctx.Etiny() * 3 if x._sign else ctx.Emax + 1, ctx)
    if adjusted < -ctx.prec - 1:
        return _fixed_even(0, 10 ** (ctx.prec + 2) + (-1 if x._sign else 1), -ctx.prec - 2, ctx)

    def compute(digits):
        bits = int(digits * 3.33) + 20 + max(int(adjusted * 3.33), 0) + 10
        fixed = (x._n * 10 ** max(x._e, 0) << bits) // 10 ** max(-x._e, 0)
        return _to_digits(*_exp_fixed(-fixed if x._sign else fixed, bits), digits)

    return _rounded(compute, 0, ctx)


def _ln(x, ctx, base=None):
    """Natural logarithm, or to base 10."""
    nan = _nan(ctx, x)
    if nan is not None:
        return nan
    if x._e == "F" and not x._sign:
        return x
    if x._e != "F" and not x._n:
        return _make(1, 0, "F")
    if x._sign:
        return _invalid(ctx)
    if base and _is_power_of_ten(x._n):
        whole = x.adjusted()
        return _fix(1 if whole < 0 else 0, abs(whole), 0, ctx)
    if not base and _compare(x, _ONE) == 0:
        return _make(0, 0, 0)
    near = _add(x, _ONE, _silent(10, ctx), 1)
    small = -near.adjusted() if near._n and near._e.__class__ is int else x._n.bit_length()
    sign = 1 if _compare(x, _ONE) < 0 else 0

    def compute(digits):
        bits = int(digits * 3.33) + 30 + max(int(small * 3.33), 0) + 10
        value = abs(_ln_fixed(x, bits))
        if base:
            value = (value << bits) // _ln_ratio(10, 1, bits)
        return _to_digits(value, -bits, digits)

    return _rounded(compute, sign, ctx)


def _is_power_of_ten(n):
    return n == 10 ** (_count(n) - 1)


def _integer(x):
    """The int of a finite number without fraction; None: it has one."""
    if x._e >= 0:
        return (-1 if x._sign else 1) * x._n * 10 ** x._e if x._e < 40 else None
    if -x._e > _count(x._n) and x._n:
        return None
    whole, rest = divmod(x._n, 10 ** min(-x._e, _count(x._n) + 1))
    return None if rest else -whole if x._sign else whole


def _is_whole(x):
    return x._e.__class__ is int and (not x._n or x._e >= 0 or -x._e <= _count(x._n) and x._n % 10 ** -x._e == 0)


def _power(a, b, ctx):
    nan = _nan(ctx, a, b)
    if nan is not None:
        return nan
    whole = _is_whole(b)
    odd = whole and b._e <= 0 and _integer(b) % 2 == 1
    if b._e != "F" and not b._n:
        return _invalid(ctx) if a._e != "F" and not a._n else _ONE
    sign = 1 if a._sign and odd else 0
    if a._sign and (not whole) and not (a._e != "F" and not a._n):
        return _invalid(ctx)
    if a._e != "F" and not a._n:
        return _make(sign, 0, 0) if not b._sign else _make(sign, 0, "F")
    if a._e == "F":
        return _make(sign, 0, "F") if not b._sign else _make(sign, 0, 0)
    size = _compare(a.copy_abs(), _ONE)
    if size == 0:
        if whole and b._e.__class__ is int and not b._sign and a._e:
            times = _integer(b)
            return _fix(sign, *_padded(a._e * times if times is not None and times < ctx.prec else -ctx.prec, ctx), ctx)
        if whole:
            return _make(sign, 1, 0) if a._n == 1 and not a._e else _fix(sign, *_padded(1 - ctx.prec, ctx), ctx)
        _signal(ctx, Inexact, Rounded)
        return _make(sign, 10 ** (ctx.prec - 1), 1 - ctx.prec)
    if b._e == "F":
        return _make(sign, 0, 0) if (size < 0) != bool(b._sign) else _make(sign, 0, "F")
    if b.adjusted() > 20:
        up = (size > 0) != bool(b._sign)
        return _fix(sign, 1, ctx.Emax + 1 if up else ctx.Etiny() * 3, ctx)
    times = _integer(b) if whole else None
    if times is not None and abs(times) < 1 << 64:
        return _power_whole(a.copy_abs(), times, sign, ctx, _count(b._n) + b._e)
    y = b
    bound = abs(int(a.adjusted() * float(b))) if abs(b.adjusted()) < 300 else 0
    if bound > 2 * ctx.Emax + 4 * ctx.prec:
        up = (size > 0) != bool(b._sign)
        return _fix(sign, 1, ctx.Emax + 1 if up else ctx.Etiny() * 3, ctx)

    def compute(digits):
        bits = int(digits * 3.33) + 40 + max(int(y.adjusted() * 3.33), 0) + bound.bit_length() + 10
        fixed = _ln_fixed(a.copy_abs(), bits) * y._n * 10 ** max(y._e, 0) // 10 ** max(-y._e, 0)
        return _to_digits(*_exp_fixed(-fixed if y._sign else fixed, bits), digits)

    return _rounded(compute, sign, ctx)


def _power_whole(a, times, sign, ctx, digits):
    """By squaring, with a few digits more than wanted, as many as libmpdec takes."""
    work = _silent(ctx.prec + digits + 2 + (times < 0), ctx)
    if times < 0:
        a, times = _divide(_ONE, a, work), -times
        work.clear_flags()
    result = a
    for bit in f"{times:b}"[1:]:
        result = _multiply(result, result, work)
        if bit == "1":
            result = _multiply(result, a, work)
        if work.flags[Overflow] or work.flags[Clamped]:
            break
    raised = [signal for signal in _signals if work.flags[signal]]
    if raised:
        _signal(ctx, *raised)
    return _fixed(_make(sign, result._n, result._e), ctx)


def _padded(exponent, ctx):
    """1 with an exponent as low as the precision allows."""
    exponent = max(exponent, 1 - ctx.prec)
    return 10 ** -exponent if exponent < 0 else 1, min(exponent, 0)


def _power_modulo(a, b, m, ctx):
    nan = _nan(ctx, a, b, m)
    if nan is not None:
        return nan
    if not (_is_whole(a) and _is_whole(b) and _is_whole(m)) or b._sign and b._n or not m._n or m.adjusted() >= ctx.prec:
        return _invalid(ctx)
    if not b._n and not a._n:
        return _invalid(ctx)
    sign = 1 if a._sign and int(b) % 2 else 0
    modulo = abs(int(m))
    return _make(sign, pow(abs(int(a)), int(b), modulo), 0)


def _sqrt(x, ctx):
    nan = _nan(ctx, x)
    if nan is not None:
        return nan
    if x._e == "F" and not x._sign:
        return x
    if x._e != "F" and not x._n:
        return _fix(x._sign, 0, x._e // 2, ctx)
    if x._sign:
        return _invalid(ctx)
    prec = ctx.prec + 1
    exponent, n = x._e >> 1, x._n * 10 if x._e & 1 else x._n
    shift = prec - (_count(n) + 1 >> 1)
    if shift >= 0:
        n *= 100 ** shift
        exact = True
    else:
        n, rest = divmod(n, 100 ** -shift)
        exact = not rest
    exponent -= shift
    root = _math.isqrt(n)
    exact = exact and root * root == n
    if exact:
        if shift >= 0:
            root //= 10 ** shift
        else:
            root *= 10 ** -shift
        exponent += shift
    else:
        root += root % 5 == 0
    return _fixed_even(0, root, exponent, ctx)


def _best(a, b, ctx, want, magnitude):
    """The greater (want 1) or lesser of two; a number is preferred to a quiet NaN."""
    if a._e in ("n", "N") or b._e in ("n", "N"):
        if "N" not in (a._e, b._e):
            if b._e == "n" and a._e != "n":
                return _fixed(a, ctx)
            if a._e == "n" and b._e != "n":
                return _fixed(b, ctx)
        return _nan(ctx, a, b)
    how = _compare(a.copy_abs(), b.copy_abs()) if magnitude else _compare(a, b)
    how = how or _compare_total(a, b)
    return _fixed(a if how * want > 0 or how == 0 else b, ctx)


def _bits(x, ctx):
    """The digits 0 and 1 of a logical operand as number to base 2; None: it is none."""
    if x._e != 0 or x._sign or set(str(x._n)) - {"0", "1"} or _count(x._n) > ctx.prec:
        return None
    return int(str(x._n), 2)


def _logical(a, b, ctx, op):
    first, second = _bits(a, ctx), _bits(b, ctx)
    return _invalid(ctx) if first is None or second is None else _make(0, int(f"{op(first, second):b}"), 0)


def _whole_operand(b, ctx, most):
    """The int of a count of places; None: it is none."""
    if b._e != 0 or b._n > most:
        return None
    return -b._n if b._sign else b._n


def _to_integral(x, ctx, rounding, signals=()):
    nan = _nan(ctx, x)
    if nan is not None:
        return nan
    if x._e == "F" or x._e >= 0:
        return x
    n, inexact = _cut(x._sign, x._n, -x._e, rounding)
    if signals and x._n:
        _signal(ctx, *signals[:1 + inexact])
    return _make(x._sign, n, 0)


def _parse_format(spec):
    """What a format says as dict."""
    parts = {"fill": " ", "align": None, "sign": "-", "width": 0, "comma": "", "precision": None, "type": None, "z": False}
    rest = spec
    if len(rest) > 1 and rest[1] in "<>=^":
        parts["fill"], parts["align"], rest = rest[0], rest[1], rest[2:]
    elif rest[:1] and rest[0] in "<>=^":
        parts["align"], rest = rest[0], rest[1:]
    if rest[:1] and rest[0] in "+- ":
        parts["sign"], rest = rest[0], rest[1:]
    if rest[:1] == "z":
        parts["z"], rest = True, rest[1:]
    if rest[:1] == "0":
        if parts["align"] is not None:
            raise ValueError("invalid format string")
        parts["fill"], parts["align"], rest = "0", "=", rest[1:]
    digits = ""
    while rest[:1].isdecimal():
        digits, rest = digits + rest[0], rest[1:]
    parts["width"] = int(digits or 0)
    if rest[:1] == ",":
        parts["comma"], rest = ",", rest[1:]
    if rest[:1] == ".":
        digits, rest = "", rest[1:]
        while rest[:1].isdecimal():
            digits, rest = digits + rest[0], rest[1:]
        if not digits:
            raise ValueError("invalid format string")
        parts["precision"] = int(digits)
    if rest and rest in "eEfFgGn%":
        parts["type"], rest = rest, ""
    if rest:
        raise ValueError("invalid format string")
    return parts


def _body(x, parts, ctx):
    """(text of the whole digits, the rest of the text, x rounded) without sign."""
    kind, precision = parts["type"], parts["precision"]
    n, exponent = x._n, x._e
    if kind == "%":
        exponent += 2
    if precision is not None:
        if kind in ("e", "E"):
            drop = _count(n) - precision - 1
        elif kind in ("f", "F", "%"):
            drop = -precision - exponent
        else:
            drop = _count(n) - max(precision, 1)
        if drop > 0 and n or drop > 0 and kind in ("f", "F", "%"):
            n, _ = _cut(x._sign, n, drop, ctx.rounding)
            exponent += drop
            if kind not in ("f", "F", "%") and _count(n) > max((precision or 0) + (kind in ("e", "E")), 1):
                n //= 10
                exponent += 1
        elif drop < 0 and kind in ("f", "F", "%"):
            n *= 10 ** -drop
            exponent += drop
    if exponent > 0 and kind in ("f", "F", "%"):
        n *= 10 ** exponent
        exponent = 0
    digits = _digits(n)
    left = exponent + len(digits)
    if kind in ("e", "E"):
        point = 1 - precision if not n and precision is not None else 1
        if n and precision is not None and len(digits) < precision + 1:
            digits = digits.ljust(precision + 1, "0")
    elif kind in ("f", "F", "%"):
        point = left
    else:
        point = left if exponent <= 0 and left > -6 else 1
    if point < 0:
        whole, part = "0", "0" * -point + digits
    elif point > len(digits):
        whole, part = digits + "0" * (point - len(digits)), ""
    else:
        whole, part = digits[:point] or "0", digits[point:]
    if kind in ("e", "E") and not n and precision is not None:
        whole, part = "0", "0" * precision
    shown = left - point
    tail = "." + part if part else ""
    if shown != 0 or kind in ("e", "E"):
        mark = "e" if kind in ("e", "g", "n") else "E" if kind or ctx.capitals else "e"
        tail += f"{mark}{shown:+}"
    return whole, tail + ("%" if kind == "%" else ""), n


def _grouped(whole, comma, width):
    """Digits with commas, zeros in front up to a width."""
    if not comma:
        return whole.rjust(width, "0")
    groups = []
    while True:
        size = min(max(len(whole), width, 1), 3)
        groups.append(whole[-size:].rjust(size, "0"))
        whole, width = whole[:-size], width - size
        if not whole and width <= 0:
            return comma.join(reversed(groups))
        width -= 1


def _format(x, spec, ctx):
    parts = _parse_format(spec)
    negative = x._sign
    if x._e.__class__ is int:
        whole, tail, n = _body(x, parts, ctx)
        if parts["z"] and not n:
            negative = 0
    else:
        whole, tail = _text(x.copy_abs(), False, ctx), "%" if parts["type"] == "%" else ""
        parts["comma"] = ""
        if parts["fill"] == "0" and parts["align"] == "=":
            parts["fill"], parts["align"] = " ", ">"
    sign = "-" if negative else parts["sign"] if parts["sign"] in "+ " else ""
    if parts["fill"] == "0" and parts["align"] == "=":
        return sign + _grouped(whole, parts["comma"], parts["width"] - len(sign) - len(tail)) + tail
    text = (_grouped(whole, parts["comma"], 0) if parts["comma"] else whole) + tail
    blanks = parts["fill"] * (parts["width"] - len(sign) - len(text))
    align = parts["align"] or ">"
    if align == "=":
        return sign + blanks + text
    if align == "^":
        half = len(blanks) // 2
        return blanks[:half] + sign + text + blanks[half:]
    return sign + text + blanks if align == "<" else blanks + sign + text


class Decimal:
    """A decimal number."""

    __slots__ = ("_sign", "_n", "_e")

    def __new__(cls, value="0", context=None, *more):
        if more:
            raise TypeError(f"function takes at most 2 arguments ({2 + len(more)} given)")
        made = _from_any(value, getcontext() if context is None else _or_current(context))
        return made if cls is Decimal else _of_class(cls, made)

    @classmethod
    def from_float(cls, f, /):
        """The exact value of a float (or int)."""
        if isinstance(f, int):
            made = _need(f)
        elif not isinstance(f, float):
            raise TypeError("argument must be int or float")
        elif f != f or f in (_math.inf, -_math.inf):
            made = _make(1 if _math.copysign(1.0, f) < 0 else 0, 0, "F" if f == f else "n")
        else:
            n, d = abs(f).as_integer_ratio()
            places = d.bit_length() - 1
            made = _make(1 if _math.copysign(1.0, f) < 0 else 0, n * 5 ** places, -places)
        return made if cls is Decimal else _of_class(cls, made)

    def __repr__(self):
        return f"Decimal('{_text(self, False, getcontext())}')"

    def __str__(self):
        return _text(self, False, getcontext())

    def to_eng_string(self, context=None):
        """The text with an exponent that is a multiple of three."""
        return _text(self, True, _or_current(context))

    def __format__(self, spec, override=None, /):
        if not isinstance(spec, str):
            raise TypeError("format arg must be str")
        return _format(self, spec, getcontext())

    def as_tuple(self):
        """DecimalTuple(sign, digits, exponent)"""
        digits = () if self._e in ("n", "N") and not self._n else tuple(map(int, _digits(self._n)))
        return DecimalTuple(self._sign, digits, self._e)

    def as_integer_ratio(self):
        """(numerator, denominator)"""
        if self._e.__class__ is not int:
            if self._e == "F":
                raise OverflowError("cannot convert Infinity to integer ratio")
            raise ValueError("cannot convert NaN to integer ratio")
        n = -self._n if self._sign else self._n
        if self._e >= 0:
            return n * 10 ** self._e, 1
        d = 10 ** -self._e
        common = _math.gcd(n, d)
        return n // common, d // common

    def adjusted(self):
        """The exponent of the first digit."""
        return self._e + _count(self._n) - 1 if self._e.__class__ is int else 0

    def __hash__(self):
        if self._e.__class__ is not int:
            if self._e == "N":
                raise TypeError("Cannot hash a signaling NaN value")
            return object.__hash__(self) if self._e == "n" else -314159 if self._sign else 314159
        modulus = _sys.hash_info.modulus
        result = self._n * pow(10, self._e, modulus) % modulus
        return (-2 if result == 1 else -result) if self._sign else result

    def __bool__(self):
        return self._n != 0 if self._e.__class__ is int else True

    def __eq__(self, other):
        return _rich(self, other, _operator.eq, True)

    def __lt__(self, other):
        return _rich(self, other, _operator.lt)

    def __le__(self, other):
        return _rich(self, other, _operator.le)

    def __gt__(self, other):
        return _rich(self, other, _operator.gt)

    def __ge__(self, other):
        return _rich(self, other, _operator.ge)

    def __add__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _add(self, other, getcontext())

    def __radd__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _add(other, self, getcontext())

    def __sub__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _add(self, other, getcontext(), 1)

    def __rsub__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _add(other, self, getcontext(), 1)

    def __mul__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _multiply(self, other, getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _divide(self, other, getcontext())

    def __rtruediv__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _divide(other, self, getcontext())

    def __floordiv__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _divide_int(self, other, getcontext())

    def __rfloordiv__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _divide_int(other, self, getcontext())

    def __mod__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _remainder(self, other, getcontext())

    def __rmod__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _remainder(other, self, getcontext())

    def __divmod__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _divmod(self, other, getcontext())

    def __rdivmod__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _divmod(other, self, getcontext())

    def __pow__(self, other, modulo=None):
        other, rest = _other(other), None if modulo is None else _other(modulo)
        if other is None or modulo is not None and rest is None:
            return NotImplemented
        return _power(self, other, getcontext()) if modulo is None else _power_modulo(self, other, rest, getcontext())

    def __rpow__(self, other):
        if other.__class__ is not Decimal:
            other = _other(other)
        return NotImplemented if other is None else _power(other, self, getcontext())

    def __neg__(self):
        return _minus(self, getcontext())

    def __pos__(self):
        return _plus(self, getcontext())

    def __abs__(self):
        return _abs(self, getcontext())

    def __int__(self):
        if self._e.__class__ is not int:
            if self._e == "F":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        n = self._n * 10 ** self._e if self._e >= 0 else self._n // 10 ** -self._e
        return -n if self._sign else n

    __trunc__ = __int__

    def __floor__(self):
        return int(_to_integral(self, getcontext(), ROUND_FLOOR))

    def __ceil__(self):
        return int(_to_integral(self, getcontext(), ROUND_CEILING))

    def __round__(self, ndigits=None, /):
        if ndigits is None:
            if self._e.__class__ is not int:
                return int(self)
            return int(_to_integral(self, getcontext(), ROUND_HALF_EVEN))
        if not isinstance(ndigits, int):
            raise TypeError("optional arg must be an integer")
        return self.quantize(_make(0, 1, -ndigits))

    def __float__(self):
        if self._e == "N":
            raise ValueError("cannot convert signaling NaN to float")
        if self._e == "n":
            return -_math.nan if self._sign else _math.nan
        return float(_text(self, False, getcontext()))

    def __complex__(self):
        return complex(float(self))

    def __reduce__(self):
        return type(self), (_text(self, False, _capital),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo, /):
        return self

    def __sizeof__(self):
        words = -(-_count(self._n) // 19)  # four of them are in the object
        return object.__sizeof__(self) + (8 * words if words > 4 else 0)

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def canonical(self):
        return self

    def radix(self):
        return Decimal(10)

    def is_canonical(self):
        return True

    def is_finite(self):
        return self._e.__class__ is int

    def is_infinite(self):
        return self._e == "F"

    def is_nan(self):
        return self._e in ("n", "N")

    def is_qnan(self):
        return self._e == "n"

    def is_snan(self):
        return self._e == "N"

    def is_signed(self):
        return self._sign == 1

    def is_zero(self):
        return self._e.__class__ is int and not self._n

    def is_normal(self, context=None):
        return bool(self._e.__class__ is int and self._n and _or_current(context).Emin <= self.adjusted())

    def is_subnormal(self, context=None):
        return bool(self._e.__class__ is int and self._n and self.adjusted() < _or_current(context).Emin)

    def number_class(self, context=None):
        """'+Normal' and so on."""
        if self._e in ("n", "N"):
            return "NaN" if self._e == "n" else "sNaN"
        sign = "-" if self._sign else "+"
        if self._e == "F":
            return sign + "Infinity"
        return sign + ("Zero" if not self._n else "Subnormal" if self.is_subnormal(context) else "Normal")

    def copy_abs(self):
        return _make(0, self._n, self._e)

    def copy_negate(self):
        return _make(1 - self._sign, self._n, self._e)

    def copy_sign(self, other, context=None):
        return _make(_need(other)._sign, self._n, self._e)

    def same_quantum(self, other, context=None):
        """Whether both have the same exponent."""
        other = _need(other)
        if self._e.__class__ is not int or other._e.__class__ is not int:
            return self.is_nan() and other.is_nan() or self._e == other._e == "F"
        return self._e == other._e

    def compare(self, other, context=None):
        """-1, 0, 1 or NaN as Decimal."""
        other = _need(other)
        nan = _nan(_or_current(context), self, other)
        return _signed(_compare(self, other)) if nan is None else nan

    def compare_signal(self, other, context=None):
        other, ctx = _need(other), _or_current(context)
        if self.is_nan() or other.is_nan():
            _signal(ctx, InvalidOperation)
            return _nan(ctx, self, other)
        return _signed(_compare(self, other))

    def compare_total(self, other, context=None):
        return _signed(_compare_total(self, _need(other)))

    def compare_total_mag(self, other, context=None):
        return _signed(_compare_total(self, _need(other), False))

    def exp(self, context=None):
        """e to this power."""
        return _exp(self, _or_current(context))

    def ln(self, context=None):
        """The natural logarithm."""
        return _ln(self, _or_current(context))

    def log10(self, context=None):
        """The logarithm to base 10."""
        return _ln(self, _or_current(context), 10)

    def sqrt(self, context=None):
        """The square root."""
        return _sqrt(self, _or_current(context))

    def logb(self, context=None):
        """The adjusted exponent as Decimal."""
        ctx = _or_current(context)
        nan = _nan(ctx, self)
        if nan is not None:
            return nan
        if self._e == "F":
            return _make(0, 0, "F")
        if not self._n:
            _signal(ctx, DivisionByZero)
            return _make(1, 0, "F")
        return _fixed(Decimal(self.adjusted()), ctx)

    def fma(self, other, third, context=None):
        """self * other + third, rounded once."""
        other, third, ctx = _need(other), _need(third), _or_current(context)
        if self._e.__class__ is int and other._e.__class__ is int:
            product = _make(self._sign ^ other._sign, self._n * other._n, self._e + other._e)
        else:
            if "N" not in (self._e, other._e) and "n" not in (self._e, other._e) and third._e == "N":
                return _nan(ctx, third)
            product = _multiply(self, other, ctx)
        return _add(product, third, ctx)

    def quantize(self, exp, rounding=None, context=None):
        """The number with the exponent of another."""
        exp, ctx = exp if exp.__class__ is Decimal else _need(exp), getcontext() if context is None else _or_current(context)
        rounding = ctx.rounding if rounding is None else _check_rounding(rounding)
        n, e, wanted, limit = self._n, self._e, exp._e, ctx._limit
        if n and limit and e.__class__ is int and wanted.__class__ is int and ctx._low <= wanted <= ctx._high and wanted - e > -ctx.prec:
            if wanted <= e:  # as most: a normal exponent
                n, inexact = n * 10 ** (e - wanted), False
            else:
                n, inexact = _cut(self._sign, n, wanted - e, rounding)
            if n >= limit:
                return _invalid(ctx)
            if inexact:
                _signal(ctx, Rounded, Inexact)
            elif wanted > e:
                _signal(ctx, Rounded)
            return _make(self._sign, n, wanted)
        nan = _nan(ctx, self, exp)
        if nan is not None:
            return nan
        if self._e == "F" or exp._e == "F":
            return self if self._e == exp._e else _invalid(ctx)
        wanted = exp._e
        if not ctx.Etiny() <= wanted <= ctx.Emax:
            return _invalid(ctx)
        if not self._n:
            return _fix(self._sign, 0, wanted, ctx)
        if self.adjusted() > ctx.Emax or self.adjusted() - wanted + 1 > ctx.prec:
            return _invalid(ctx)
        if wanted <= self._e:
            n, inexact = self._n * 10 ** (self._e - wanted), False
        else:
            n, inexact = _cut(self._sign, self._n, wanted - self._e, rounding)
        digits = _count(n)
        if n and wanted + digits - 1 > ctx.Emax or digits > ctx.prec:
            return _invalid(ctx)
        signals = [Subnormal] if n and wanted + digits - 1 < ctx.Emin else []
        if wanted > self._e:
            signals += [Rounded, Inexact][:1 + inexact]
        if signals:
            _signal(ctx, *signals)
        return _fix(self._sign, n, wanted, ctx)

    def normalize(self, context=None):
        """Without zeros at the end."""
        ctx = _or_current(context)
        nan = _nan(ctx, self)
        if nan is not None:
            return nan
        x = _fixed(self, ctx)
        if x._e == "F":
            return x
        n, exponent = x._n, x._e
        if not n:
            return _make(x._sign, 0, 0)
        top = ctx.Etop() if ctx.clamp else ctx.Emax
        while n % 10 == 0 and exponent < top:
            n //= 10
            exponent += 1
        return _make(x._sign, n, exponent)

    def remainder_near(self, other, context=None):
        return _remainder_near(self, _need(other), _or_current(context))

    def to_integral_value(self, rounding=None, context=None):
        """The nearest integer, without signals."""
        ctx = _or_current(context)
        return _to_integral(self, ctx, ctx.rounding if rounding is None else _check_rounding(rounding))

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        """The nearest integer; Rounded and Inexact are signalled."""
        ctx = _or_current(context)
        return _to_integral(self, ctx, ctx.rounding if rounding is None else _check_rounding(rounding), (Rounded, Inexact))

    def max(self, other, context=None):
        return _best(self, _need(other), _or_current(context), 1, False)

    def max_mag(self, other, context=None):
        return _best(self, _need(other), _or_current(context), 1, True)

    def min(self, other, context=None):
        return _best(self, _need(other), _or_current(context), -1, False)

    def min_mag(self, other, context=None):
        return _best(self, _need(other), _or_current(context), -1, True)

    def next_minus(self, context=None):
        """The next lower number that the context can represent."""
        return _next(self, _or_current(context), ROUND_FLOOR)

    def next_plus(self, context=None):
        """The next greater number that the context can represent."""
        return _next(self, _or_current(context), ROUND_CEILING)

    def next_toward(self, other, context=None):
        """The next number towards another."""
        other, ctx = _need(other), _or_current(context)
        nan = _nan(ctx, self, other)
        if nan is not None:
            return nan
        how = _compare(self, other)
        if how == 0:
            return self.copy_sign(other)
        result = _next(self, ctx, ROUND_CEILING if how < 0 else ROUND_FLOOR)
        if result._e == "F":
            _signal(ctx, Overflow, Inexact, Rounded)
        elif result.adjusted() < ctx.Emin:
            _signal(ctx, Underflow, Subnormal, Inexact, Rounded, *[Clamped] * (not result._n))
        return result

    def scaleb(self, other, context=None):
        """The number with its exponent moved."""
        other, ctx = _need(other), _or_current(context)
        nan = _nan(ctx, self, other)
        if nan is not None:
            return nan
        places = _whole_operand(other, ctx, 2 * (ctx.Emax + ctx.prec))
        if places is None:
            return _invalid(ctx)
        return self if self._e == "F" else _fix(self._sign, self._n, self._e + places, ctx)

    def shift(self, other, context=None):
        """Digits moved to the left or right."""
        return _moved(self, _need(other), _or_current(context), False)

    def rotate(self, other, context=None):
        """Digits moved round."""
        return _moved(self, _need(other), _or_current(context), True)

    def logical_and(self, other, context=None):
        return _logical(self, _need(other), _or_current(context), lambda a, b: a & b)

    def logical_or(self, other, context=None):
        return _logical(self, _need(other), _or_current(context), lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        return _logical(self, _need(other), _or_current(context), lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        ctx = _or_current(context)
        return _logical(self, _make(0, int("1" * ctx.prec), 0), ctx, lambda a, b: a ^ b)


_lay_out(Decimal, 's', 104)
Decimal.__module__ = "decimal"


_set_sign, _set_n, _set_e = Decimal._sign.__set__, Decimal._n.__set__, Decimal._e.__set__


def _make(sign, n, exponent):
    self = object.__new__(Decimal)
    _set_sign(self, sign)
    _set_n(self, n)
    _set_e(self, exponent)
    return self


def _of_class(cls, made):
    self = object.__new__(cls)
    _set_sign(self, made._sign)
    _set_n(self, made._n)
    _set_e(self, made._e)
    return self


def _signed(number):
    return _make(1 if number < 0 else 0, abs(number), 0)


_NAN, _ONE = _make(0, 0, "n"), _make(0, 1, 0)


def _plus(x, ctx, flip=0):
    if x._n and x._e.__class__ is int:
        return _fix(x._sign ^ flip, x._n, x._e, ctx)
    nan = _nan(ctx, x)
    if nan is not None:
        return nan
    sign = x._sign ^ flip
    if x._e.__class__ is int and not x._n and ctx.rounding != ROUND_FLOOR:
        sign = 0
    return _fixed(_make(sign, x._n, x._e), ctx)


def _minus(x, ctx):
    return _plus(x, ctx, 1)


def _abs(x, ctx):
    nan = _nan(ctx, x)
    return _fixed(x.copy_abs(), ctx) if nan is None else nan


def _next(x, ctx, rounding):
    nan = _nan(ctx, x)
    if nan is not None:
        return nan
    down = rounding == ROUND_FLOOR
    if x._e == "F":
        return x if bool(x._sign) == down else _make(x._sign, 10 ** ctx.prec - 1, ctx.Etop())
    quiet = ctx.copy()
    quiet.traps, quiet.rounding = [], rounding
    result = _fixed(x, quiet)
    if _compare(result, x) != 0:
        return result
    return _add(x, _make(1 if down else 0, 1, ctx.Etiny() - 1), quiet)


def _moved(x, other, ctx, around):
    nan = _nan(ctx, x, other)
    if nan is not None:
        return nan
    places = _whole_operand(other, ctx, ctx.prec)
    if places is None:
        return _invalid(ctx)
    if x._e == "F":
        return x
    digits = _digits(x._n).rjust(ctx.prec, "0")[-ctx.prec:]
    if around:
        places %= ctx.prec
        digits = digits[places:] + digits[:places]
    else:
        digits = (digits + "0" * places)[-ctx.prec:] if places >= 0 else digits[:places]
    return _make(x._sign, int(digits or 0), x._e)


def _add_context_methods():
    two = {"add": _add, "subtract": lambda a, b, ctx: _add(a, b, ctx, 1), "multiply": _multiply, "divide": _divide,
           "divide_int": _divide_int, "remainder": _remainder, "remainder_near": _remainder_near}
    one = {"plus": _plus, "minus": _minus, "abs": _abs, "exp": _exp, "ln": _ln, "log10": lambda x, ctx: _ln(x, ctx, 10), "sqrt": _sqrt}
    for name, function in two.items():
        def method(self, x, y, /, _function=function):
            return _function(_need(x), _need(y), self)
        method.__name__ = name
        setattr(Context, name, method)
    for name, function in one.items():
        def method(self, x, /, _function=function):
            return _function(_need(x), self)
        method.__name__ = name
        setattr(Context, name, method)
    for name in ("compare", "compare_signal", "compare_total", "compare_total_mag", "copy_sign", "fma", "is_normal", "is_subnormal",
                 "logb", "logical_and", "logical_invert", "logical_or", "logical_xor", "max", "max_mag", "min", "min_mag", "next_minus",
                 "next_plus", "next_toward", "normalize", "number_class", "rotate", "same_quantum", "scaleb", "shift",
                 "to_integral_exact", "to_integral_value"):
        def method(self, x, /, *more, _name=name):
            return getattr(_need(x), _name)(*more, context=self)
        method.__name__ = name
        setattr(Context, name, method)
    Context.to_integral = Context.to_integral_value
    for name in ("canonical", "copy_abs", "copy_negate", "is_canonical", "is_finite", "is_infinite", "is_nan", "is_qnan", "is_signed",
                 "is_snan", "is_zero"):
        def method(self, x, /, _name=name):
            return getattr(_need(x), _name)()
        method.__name__ = name
        setattr(Context, name, method)


_add_context_methods()
_numbers.Number.register(Decimal)

DefaultContext = Context(28, ROUND_HALF_EVEN, -999999, 999999, 1, 0, [], [InvalidOperation, DivisionByZero, Overflow])
BasicContext = Context(9, ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow, Underflow, Clamped])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[])
_capital = Context(traps=[])
_current = _ContextVar("decimal_context")


def getcontext():
    """The context of this thread."""
    ctx = _current.get(None)
    if ctx is None:
        ctx = DefaultContext.copy()
        ctx.clear_flags()
        _current.set(ctx)
    return ctx


def setcontext(context, /):
    """Another context for this thread."""
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class _ContextManager:
    """What localcontext() gives to a with statement."""

    __slots__ = ("_new", "_old")

    def __init__(self, context):
        self._new = context

    def __enter__(self):
        self._old = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *args):
        setcontext(self._old)
        return False


_ContextManager.__name__ = _ContextManager.__qualname__ = "ContextManager"
_lay_out(_ContextManager, 'sfi', 32)


def localcontext(ctx=None, **kwargs):
    """A copy of a context for a with statement."""
    if ctx is not None and not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    for name in kwargs:
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{name}' is an invalid keyword argument for this function")
    made = (getcontext() if ctx is None else ctx).copy()
    for name, value in kwargs.items():
        setattr(made, name, value)
    return _ContextManager(made)


for _class in (Decimal, Context, _SignalDict):
    _builtin_type(_class, "decimal." + _class.__name__.replace("_SignalDict", "SignalDict"))
del _class
