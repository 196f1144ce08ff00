"""Functions of complex numbers."""
import math as _math
from math import e, inf, nan, pi, tau

infj, nanj = complex(0, inf), complex(0, nan)
_LARGE = 2.0 ** 1021
_LOG_LARGE = _math.log(1.7976931348623157e308 / 4)


def _number(z):
    """The argument as a complex number."""
    if isinstance(z, complex):
        return z
    if hasattr(type(z), '__complex__'):
        return complex(z)
    if isinstance(z, (str, bytes)) or not hasattr(type(z), '__float__') and not hasattr(type(z), '__index__'):
        raise TypeError(f'must be real number, not {type(z).__name__}')
    return complex(float(z))


def _finite(z):
    return _math.isfinite(z.real) and _math.isfinite(z.imag)


def isfinite(z, /):
    return _finite(_number(z))


def isnan(z, /):
    z = _number(z)
    return _math.isnan(z.real) or _math.isnan(z.imag)


def isinf(z, /):
    z = _number(z)
    return _math.isinf(z.real) or _math.isinf(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b = _number(a), _number(b)
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError('tolerances must be non-negative')
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


def phase(z, /):
    z = _number(z)
    return _math.atan2(z.imag, z.real)


def polar(z, /):
    z = _number(z)
    return abs(z), _math.atan2(z.imag, z.real)


def rect(r, phi, /):
    r, phi = float(r), float(phi)
    if _math.isinf(phi) and r and not _math.isnan(r):
        raise ValueError('math domain error')
    if not _math.isfinite(r) or not _math.isfinite(phi):
        if _math.isinf(r) and _math.isfinite(phi) and phi:
            return complex(_math.copysign(inf, r * _math.cos(phi)), _math.copysign(inf, r * _math.sin(phi)))
        if r == 0:
            return 0j
        return complex(r, r * phi) if phi == 0 else complex(nan, nan)
    if phi == 0:
        return complex(r, r * phi)
    return complex(r * _math.cos(phi), r * _math.sin(phi))


def sqrt(z, /):
    z = _number(z)
    x, y = z.real, z.imag
    if _math.isinf(y):
        return complex(inf, y)
    if _math.isnan(x):
        return complex(x, x)
    if _math.isinf(x):
        if x > 0:
            return complex(x, y if _math.isnan(y) else _math.copysign(0.0, y))
        return complex(y if _math.isnan(y) else 0.0, _math.copysign(inf, y))
    if _math.isnan(y):
        return complex(y, y)
    if x == 0 and y == 0:
        return complex(0.0, y)
    ax, ay = abs(x), abs(y)
    if ax < 2.2250738585072014e-308 and ay < 2.2250738585072014e-308 and (ax > 0 or ay > 0):
        ax = _math.ldexp(ax, 53)
        s = _math.ldexp(_math.sqrt(ax + _math.hypot(ax, _math.ldexp(ay, 53))), -27)
    else:
        ax /= 8.0
        s = 2.0 * _math.sqrt(ax + _math.hypot(ax, ay / 8.0))
    d = ay / (2.0 * s)
    return complex(s, _math.copysign(d, y)) if x >= 0 else complex(d, _math.copysign(s, y))


def exp(z, /):
    z = _number(z)
    x, y = z.real, z.imag
    if not _finite(z):
        if y == 0:
            return complex(_math.exp(x), y)
        if _math.isinf(x) and _math.isfinite(y):
            size = inf if x > 0 else 0.0
            return complex(_math.copysign(size, _math.cos(y)), _math.copysign(size, _math.sin(y)))
        if _math.isinf(y) and not (x == -inf):
            if _math.isnan(x):
                return complex(nan, nan)
            raise ValueError('math domain error')
        return 0j if x == -inf else complex(nan, nan)
    if x > _LOG_LARGE:
        size = _math.exp(x - 1.0)
        result = complex(size * _math.cos(y) * e, size * _math.sin(y) * e)
    else:
        size = _math.exp(x)
        result = complex(size * _math.cos(y), size * _math.sin(y))
    if not _finite(result):
        raise OverflowError('math range error')
    return result


def _log(z):
    x, y = z.real, z.imag
    ax, ay = abs(x), abs(y)
    if not _finite(z):
        return complex(inf if _math.isinf(x) or _math.isinf(y) else nan, _math.atan2(y, x))
    if ax > _LARGE or ay > _LARGE:
        real = _math.log(_math.hypot(ax / 2.0, ay / 2.0)) + _math.log(2.0)
    elif ax < 2.2250738585072014e-308 and ay < 2.2250738585072014e-308:
        if not ax and not ay:
            raise ValueError('math domain error')
        real = _math.log(_math.hypot(_math.ldexp(ax, 53), _math.ldexp(ay, 53))) - 53 * _math.log(2.0)
    else:
        h = _math.hypot(ax, ay)
        if 0.71 <= h <= 1.73:
            big, small = max(ax, ay), min(ax, ay)
            real = _math.log1p((big - 1) * (big + 1) + small * small) / 2.0
        else:
            real = _math.log(h)
    return complex(real, _math.atan2(y, x))


def log(z, base=None, /):
    result = _log(_number(z))
    return result if base is None else result / _log(_number(base))


def log10(z, /):
    result = _log(_number(z))
    return complex(result.real / _math.log(10.0), result.imag / _math.log(10.0))


def cosh(z, /):
    z = _number(z)
    x, y = z.real, z.imag
    if _math.isnan(x) and y == 0 or x == 0 and _math.isnan(y):
        return complex(nan, 0.0)
    if _math.isinf(y) and not _math.isnan(x):
        raise ValueError('math domain error')
    if abs(x) > _LOG_LARGE and _finite(z):
        nearer = x - _math.copysign(1.0, x)
        result = complex(_math.cos(y) * _math.cosh(nearer) * e, _math.sin(y) * _math.sinh(nearer) * e)
    else:
        result = complex(_math.cos(y) * _math.cosh(x) if _math.isfinite(y) else nan, _math.sin(y) * _math.sinh(x) if y else y * _math.copysign(1, x))
    if _finite(z) and not _finite(result):
        raise OverflowError('math range error')
    return result


def sinh(z, /):
    z = _number(z)
    x, y = z.real, z.imag
    if _math.isnan(x) and y == 0:
        return z
    if x == 0 and _math.isnan(y):
        return complex(0.0, y)
    if _math.isinf(y) and not _math.isnan(x):
        raise ValueError('math domain error')
    if abs(x) > _LOG_LARGE and _finite(z):
        nearer = x - _math.copysign(1.0, x)
        result = complex(_math.cos(y) * _math.sinh(nearer) * e, _math.sin(y) * _math.cosh(nearer) * e)
    else:
        result = complex(_math.cos(y) * _math.sinh(x) if _math.isfinite(y) else nan, _math.sin(y) * _math.cosh(x) if y else y)
    if _finite(z) and not _finite(result):
        raise OverflowError('math range error')
    return result


def tanh(z, /):
    z = _number(z)
    x, y = z.real, z.imag
    if _math.isnan(x) and y == 0:
        return z
    if _math.isinf(y) and _math.isfinite(x):
        raise ValueError('math domain error')
    if abs(x) > _LOG_LARGE:
        return complex(_math.copysign(1.0, x), 4.0 * _math.sin(y) * _math.cos(y) * _math.exp(-2.0 * abs(x)) if _math.isfinite(y) else 0.0)
    tx, ty = _math.tanh(x), _math.tan(y)
    cx = 1.0 / _math.cosh(x)
    txty = tx * ty
    denominator = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / denominator, ty / denominator * cx * cx)


def _turned(function, z):
    """f(iz) / i for an odd function."""
    made = function(complex(-z.imag, z.real))
    return complex(made.imag, -made.real)


def sin(z, /):
    return _turned(sinh, _number(z))


def cos(z, /):
    z = _number(z)
    return cosh(complex(-z.imag, z.real))


def tan(z, /):
    return _turned(tanh, _number(z))


def asinh(z, /):
    z = _number(z)
    x, y = z.real, z.imag
    if _math.isnan(x) and y == 0:
        return z
    if abs(x) > _LARGE or abs(y) > _LARGE:
        real = _math.copysign(_math.log(_math.hypot(x / 2.0, y / 2.0)) + _math.log(2.0) * 2.0, x)
        return complex(real, _math.atan2(y, abs(x)))
    s1, s2 = sqrt(complex(1.0 + y, -x)), sqrt(complex(1.0 - y, x))
    return complex(_math.asinh(s1.real * s2.imag - s2.real * s1.imag), _math.atan2(y, s1.real * s2.real - s1.imag * s2.imag))


def asin(z, /):
    return _turned(asinh, _number(z))


def acos(z, /):
    z = _number(z)
    x, y = z.real, z.imag
    if abs(x) > _LARGE or abs(y) > _LARGE:
        size = _math.log(_math.hypot(x / 2.0, y / 2.0)) + _math.log(2.0) * 2.0
        return complex(_math.atan2(abs(y), x), -_math.copysign(size, y))
    s1, s2 = sqrt(complex(1.0 - x, -y)), sqrt(complex(1.0 + x, y))
    return complex(2.0 * _math.atan2(s1.real, s2.real), _math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def acosh(z, /):
    z = _number(z)
    x, y = z.real, z.imag
    if abs(x) > _LARGE or abs(y) > _LARGE:
        return complex(_math.log(_math.hypot(x / 2.0, y / 2.0)) + _math.log(2.0) * 2.0, _math.atan2(y, x))
    s1, s2 = sqrt(complex(x - 1.0, y)), sqrt(complex(x + 1.0, y))
    return complex(_math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * _math.atan2(s1.imag, s2.real))


def atanh(z, /):
    z = _number(z)
    if z.real < 0 or z.real == 0 and _math.copysign(1.0, z.real) < 0:
        return -atanh(-z)
    x, y = z.real, z.imag
    ay = abs(y)
    if _math.isinf(x) or _math.isinf(y):
        return complex(0.0, _math.copysign(pi / 2.0, y))
    if x == 0 and _math.isnan(y):
        return complex(x, y)
    if x > _math.sqrt(_LARGE * 4) or ay > _math.sqrt(_LARGE * 4):
        h = _math.hypot(x / 2.0, y / 2.0)
        return complex(x / 4.0 / h / h, -_math.copysign(pi / 2.0, -y))
    if x == 1.0 and ay < 1.4916681462400413e-154:
        if ay == 0:
            raise ValueError('math domain error')
        return complex(-_math.log(_math.sqrt(ay) / _math.sqrt(_math.hypot(ay, 2.0))), _math.copysign(_math.atan2(2.0, -ay) / 2, y))
    return complex(_math.log1p(4.0 * x / ((1 - x) * (1 - x) + ay * ay)) / 4.0, -_math.atan2(-2.0 * y, (1 - x) * (1 + x) - ay * ay) / 2.0)


def atan(z, /):
    return _turned(atanh, _number(z))
