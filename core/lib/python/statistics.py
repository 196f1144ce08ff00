"""Averages, spreads and relations of data, without rounding on the way."""

import random
from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from decimal import Decimal
from fractions import Fraction
from itertools import count, repeat
from math import erf, exp, fabs, fsum, hypot, isfinite, isqrt, lcm, log, sqrt, tau

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean", "linear_regression",
           "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance", "quantiles",
           "stdev", "variance"]


class StatisticsError(ValueError):
    pass


def _coerce(T, S):
    """The type of a sum of two types."""
    if T is S or S is int or S is bool or issubclass(T, S):
        return T
    if T is int or issubclass(S, T):
        return S
    if issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError(f"don't know how to coerce {T.__name__} and {S.__name__}")


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return isfinite(x)


def _exact_ratio(x):
    """A number as a ratio of ints; (x, None) of infinities and NaN."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


def _add(sums):
    """Exact sum of numerators by denominator."""
    whole = lcm(*sums)
    return Fraction(sum([n * (whole // d) for d, n in sums.items()]), whole)


def _sums(data, squared=False):
    """(type, exact sum, exact sum of the squares, count); a sum of what is not finite is what that gives."""
    T = int
    count = 0
    sums, squares = {}, {}
    odd = None
    for x in data:
        if type(x) is not T:
            T = _coerce(T, type(x))
        n, d = x.as_integer_ratio() if type(x) is float and isfinite(x) else _exact_ratio(x)
        count += 1
        if d is None:
            odd = n + 0 if odd is None else odd + n  # a NaN that signals does so even if it is alone
            continue
        sums[d] = sums.get(d, 0) + n
        if squared:
            squares[d] = squares.get(d, 0) + n * n
    if odd is not None:
        return T, odd, odd, count
    return T, _add(sums), _add({d * d: n for d, n in squares.items()}), count


def _sum(data):
    """(type, exact sum, count)"""
    T, total, _, count = _sums(data)
    return T, total, count


def _convert(value, T):
    """An exact result as a number of the data's type."""
    if type(value) is T:
        return value
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if issubclass(T, Decimal):
            return T(value.numerator) / T(value.denominator)
        raise


def mean(data):
    """The arithmetic mean.

    >>> mean([2, 3, 7])
    4
    """
    T, total, n = _sum(data)
    if n < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / n, T)


def fmean(data, weights=None):
    """The arithmetic mean as float."""
    if not hasattr(data, "__len__"):
        data = list(data)
    if weights is None:
        if not len(data):
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    whole = fsum(weights)
    if not whole:
        raise StatisticsError("sum of weights must be non-zero")
    return fsum(map(lambda x, w: x * w, data, weights)) / whole


def geometric_mean(data):
    """The geometric mean as float."""
    try:
        return exp(fmean(map(log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def _fail_neg(values, message="negative value"):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals."""
    data = list(data)
    message = "harmonic mean does not support negative values"
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if len(data) == 1 and weights is None:
        if isinstance(data[0], (int, float, Fraction, Decimal)):
            if data[0] < 0:
                raise StatisticsError(message)
            return data[0]
        raise TypeError("unsupported type")
    if weights is None:
        weights, whole = repeat(1, len(data)), len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        _, whole, _ = _sum(_fail_neg(weights, message))
    try:
        T, total, _ = _sum(w / x if w else 0 for w, x in zip(weights, _fail_neg(data, message)))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(whole / total, T)


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    """The middle; of an even number of data the mean of the two middle ones."""
    data = _sorted(data)
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    """The median of data that stand for intervals around them."""
    data = _sorted(data)
    n = len(data)
    x = data[n // 2]
    below, after = bisect_left(data, x), bisect_right(data, x)
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float") from None
    return x - interval / 2.0 + interval * (n / 2 - below) / (after - below)


def mode(data):
    """What is there most often, the first of several."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    """All that are there most often."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, n in counts.items() if n == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 points that divide the data into n parts as likely."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    elif method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    else:
        raise ValueError(f"Unknown method: {method!r}")
    return result


def _squares(data, center=None):
    """(type, sum of the squares of the differences from the center or mean, mean, count)"""
    if center is not None:
        T, total, n = _sum((d := x - center) * d for x in data)
        return T, total, center, n
    T, total, squares, n = _sums(data, True)
    if not n or not isinstance(total, Fraction):
        return T, total, total, n
    return T, (n * squares - total * total) / n, total / n, n


def variance(data, xbar=None):
    """The variance of a sample."""
    T, total, _, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(total / (n - 1), T)


def pvariance(data, mu=None):
    """The variance of a population."""
    T, total, _, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(total / n, T)


def _root(value, T):
    """Square root, correctly rounded for floats."""
    if issubclass(T, Decimal):
        return _decimal_sqrt_of_frac(value.numerator, value.denominator)
    return _float_sqrt_of_frac(value.numerator, value.denominator)


def _float_sqrt_of_frac(n, m):
    # Scaled so that the integer root has 55 bits or more; its last bit tells whether anything was cut off.
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        return float(_integer_sqrt_of_frac_rto(n, m << 2 * shift) << shift)
    return _integer_sqrt_of_frac_rto(n << -2 * shift, m) / (1 << -shift)


def _integer_sqrt_of_frac_rto(n, m):
    """The integer root, odd when it is not exact."""
    a = isqrt(n // m)
    return a | (a * a * m != n)


def _decimal_sqrt_of_frac(n, m):
    if not n:
        return Decimal("0.0")
    if m < 0:
        n, m = -n, -m
    root = (Decimal(n) / Decimal(m)).sqrt()
    plus, minus = root.next_plus(), root.next_minus()
    a, b = plus.as_integer_ratio()
    c, d = root.as_integer_ratio()
    if 4 * n * (b * d) ** 2 > m * (a * d + b * c) ** 2:
        return plus
    a, b = minus.as_integer_ratio()
    return minus if 4 * n * (b * d) ** 2 < m * (a * d + b * c) ** 2 else root


def stdev(data, xbar=None):
    """The standard deviation of a sample."""
    T, total, _, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(total / (n - 1), T)


def pstdev(data, mu=None):
    """The standard deviation of a population."""
    T, total, _, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(total / n, T)


def _paired(x, y, name):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    return fsum(x) / n, fsum(y) / n


def covariance(x, y, /):
    """The covariance of two samples."""
    a, b = _paired(x, y, "covariance")
    return fsum((u - a) * (v - b) for u, v in zip(x, y)) / (len(x) - 1)


def correlation(x, y, /):
    """Pearson's coefficient."""
    a, b = _paired(x, y, "correlation")
    mixed = fsum((u - a) * (v - b) for u, v in zip(x, y))
    first, second = fsum((u - a) ** 2.0 for u in x), fsum((v - b) ** 2.0 for v in y)
    try:
        return mixed / sqrt(first * second)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    """The line that fits best by least squares."""
    a, b = _paired(x, y, "linear regression")
    if proportional:
        mixed, squares = fsum(u * v for u, v in zip(x, y)), fsum(u * u for u in x)
    else:
        mixed, squares = fsum((u - a) * (v - b) for u, v in zip(x, y)), fsum((u - a) ** 2.0 for u in x)
    try:
        slope = mixed / squares
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope=slope, intercept=0.0 if proportional else b - slope * a)


def _ratio(r, above, below):
    """Quotient of two polynomials, the highest power first."""
    num = den = 0.0
    for c in above:
        num = num * r + c
    for c in below:
        den = den * r + c
    return num, den


def _normal_dist_inv_cdf(p, mu, sigma):
    """Wichura's algorithm AS 241: where the normal distribution reaches p."""
    q = p - 0.5
    if fabs(q) <= 0.425:
        num, den = _ratio(0.180625 - q * q, (2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                                             4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                                             1.3314166789178437745e+2, 3.3871328727963666080e+0),
                          (5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
                           5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0))
        return mu + num * q / den * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        num, den = _ratio(r - 1.6, (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                                    1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
                                    4.63033784615654529590e+0, 1.42343711074968357734e+0),
                          (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
                           6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0))
    else:
        num, den = _ratio(r - 5.0, (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                                    2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
                                    5.46378491116411436990e+0, 6.65790464350110377720e+0),
                          (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
                           1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0))
    x = num / den
    return mu + (-x if q < 0.0 else x) * sigma


_normal_dist_inv_cdf.__module__ = "_statistics"  # which has it in C


class NormalDist:
    """A normal distribution of one variable."""

    __slots__ = {"_mu": "mean", "_sigma": "standard deviation"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        """With the mean and deviation of a sample."""
        T, total, center, n = _squares(data)
        if n < 2:
            raise StatisticsError("stdev requires at least two data points")
        return cls(float(center), float(_root(total / (n - 1), T)))

    def samples(self, n, *, seed=None):
        """So many random values."""
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        """The density at x."""
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return exp(diff * diff / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        """How likely a value of at most x is."""
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + erf((x - self._mu) / (self._sigma * sqrt(2.0))))

    def inv_cdf(self, p):
        """Where cdf() is p."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The points that divide it into n parts as likely."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area below both densities."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        X, Y = self, other
        if (Y._sigma, Y._mu) < (X._sigma, X._mu):
            X, Y = Y, X
        first, second = X.variance, Y.variance
        if not first or not second:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv, dm = second - first, fabs(Y._mu - X._mu)
        if not dv:
            return 1.0 - erf(dm / (2.0 * X._sigma * sqrt(2.0)))
        a = X._mu * second - Y._mu * first
        b = X._sigma * Y._sigma * sqrt(dm * dm + dv * log(second / first))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (fabs(Y.cdf(x1) - X.cdf(x1)) + fabs(Y.cdf(x2) - X.cdf(x2)))

    def zscore(self, x):
        """How many standard deviations x lies above the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__, __rmul__ = __add__, __mul__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    def __eq__(x1, x2):
        return (x1._mu, x1._sigma) == (x2._mu, x2._sigma) if isinstance(x2, NormalDist) else NotImplemented

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
