/* The math module: functions on floats and the module's table. Integer functions are in mathint.c, CPython's own formulas in
 * mathspecial.c; the rest is the C library's. Results that are not finite become errors as in CPython 3.11 Modules/mathmodule.c: nan
 * from a number is a domain error, infinity from finite numbers a range or domain error. */
#include <math.h>

#include "lib/lib.h"
#include "lib/math_impl.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#define UNUSED_ARGS (void)self, (void)nargs, (void)kwnames

Own math_domain_error(Runtime *rt) { return raise_format(rt, EXC(rt, ValueError), "math domain error"); }

Own math_range_error(Runtime *rt) { return raise_format(rt, EXC(rt, OverflowError), "math range error"); }

/* ---- one and two arguments ---- */

static Own call_1_arg(Runtime *rt, Obj *arg, double (*f)(double), bool can_overflow) {
    double x;
    if (number_as_double(rt, arg, &x) < 0) return (Own)0;
    double r = f(x);
    if (isnan(r) && !isnan(x)) return math_domain_error(rt);
    if (isinf(r) && isfinite(x)) return can_overflow ? math_range_error(rt) : math_domain_error(rt);
    return float_new(rt, r);
}

static Own call_2_args(Runtime *rt, Obj *const *args, double (*f)(double, double)) {
    double x, y;
    if (number_as_double(rt, args[0], &x) < 0 || number_as_double(rt, args[1], &y) < 0) return (Own)0;
    double r = f(x, y);
    if (isnan(r) && !isnan(x) && !isnan(y)) return math_domain_error(rt);
    if (isinf(r) && isfinite(x) && isfinite(y)) return math_range_error(rt);
    return float_new(rt, r);
}

#define FUNCTION_1(name, f, can_overflow)                                                                     \
    static Own math_##name(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {            \
        UNUSED_ARGS;                                                                                          \
        return call_1_arg(rt, args[0], f, can_overflow);                                                      \
    }
#define FUNCTION_2(name, f)                                                                                   \
    static Own math_##name(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {            \
        UNUSED_ARGS;                                                                                          \
        return call_2_args(rt, args, f);                                                                      \
    }

FUNCTION_1(acos, acos, false)
FUNCTION_1(acosh, acosh, false)
FUNCTION_1(asin, asin, false)
FUNCTION_1(asinh, asinh, false)
FUNCTION_1(atan, atan, false)
FUNCTION_1(atanh, atanh, false)
FUNCTION_1(cbrt, cbrt, false)
FUNCTION_1(cos, cos, false)
FUNCTION_1(cosh, cosh, true)
FUNCTION_1(erf, erf, false)
FUNCTION_1(erfc, erfc, false)
FUNCTION_1(exp, exp, true)
FUNCTION_1(exp2, exp2, true)
FUNCTION_1(expm1, expm1, true)
FUNCTION_1(fabs, fabs, false)
FUNCTION_1(gamma, math_gamma_value, true)
FUNCTION_1(sin, sin, false)
FUNCTION_1(sinh, sinh, true)
FUNCTION_1(sqrt, sqrt, false)
FUNCTION_1(tan, tan, false)
FUNCTION_1(tanh, tanh, false)

static double log1p_value(double x) { return x == 0.0 ? x : log1p(x); }
FUNCTION_1(log1p, log1p_value, false)

static double lgamma_value(double x) { return math_lgamma_value(x); }

static Own math_lgamma(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    UNUSED_ARGS;
    if (number_as_double(rt, args[0], &x) < 0) return (Own)0;
    double r = lgamma_value(x);
    if (isinf(r) && isfinite(x)) return x == floor(x) && x <= 0.0 ? math_domain_error(rt) : math_range_error(rt);
    return float_new(rt, r);
}

FUNCTION_2(atan2, atan2)
FUNCTION_2(copysign, copysign)

/* x - n * y for the nearest n, ties to even, exact: CPython's derivation compares the remainder with its complement. */
static double remainder_value(double x, double y) {
    if (isnan(x)) return x;
    if (isnan(y)) return y;
    if (isinf(x) || y == 0.0) return NAN;
    if (isinf(y)) return x;
    double a = fabs(x), b = fabs(y), m = fmod(a, b), c = b - m, r;
    r = m < c ? m : m > c ? -c : m - 2.0 * fmod(0.5 * (a - m), b);
    return copysign(1.0, x) * r;
}
FUNCTION_2(remainder, remainder_value)

/* ---- logarithms ---- */

static double log_value(double x) { return x > 0.0 || isnan(x) ? log(x) : x == 0.0 ? -HUGE_VAL : NAN; }
static double log10_value(double x) { return x > 0.0 || isnan(x) ? log10(x) : x == 0.0 ? -HUGE_VAL : NAN; }
static double log2_value(double x) { return x > 0.0 || isnan(x) ? log2(x) : x == 0.0 ? -HUGE_VAL : NAN; }

/* Ints too large for a double: log(x * 2**e) = log(x) + log(2) * e. */
static Own logarithm(Runtime *rt, Obj *arg, double (*f)(double)) {
    int64_t exponent;
    double x;
    if (!is_int(arg)) return call_1_arg(rt, arg, f, false);
    if (int_sign(arg) <= 0) return math_domain_error(rt);
    if (int_bit_length(arg) <= 1023) {
        if (int_as_double(rt, arg, &x) < 0) return (Own)0;
        return float_new(rt, f(x));
    }
    x = int_frexp(arg, &exponent);
    return float_new(rt, f(x) + f(2.0) * (double)exponent);
}

static Own math_log(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)kwnames;
    if (nargs < 1 || nargs > 2) return raise_format(rt, EXC(rt, TypeError), "math.log requires 1 to 2 arguments");
    Own number = logarithm(rt, args[0], log_value);
    if (!number || nargs == 1) return number;
    Own base = logarithm(rt, args[1], log_value), result = (Own)0;
    if (base) result = number_binary(rt, borrow(number), borrow(base), OP_TRUE_DIVIDE);
    release(rt, number);
    xrelease(rt, base);
    return result;
}

static Own math_log2(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    UNUSED_ARGS;
    return logarithm(rt, args[0], log2_value);
}

static Own math_log10(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    UNUSED_ARGS;
    return logarithm(rt, args[0], log10_value);
}

/* ---- rounding to ints ---- */

/* By the special method if the object is no exact float and has it, else by the function. */
static Own to_int(Runtime *rt, Obj *number, Obj *method_name, double (*f)(double)) {
    double x;
    if (!is_float_exact(rt, number)) {
        Own method = type_lookup_special(rt, number, method_name);
        if (!method && RAISED(rt)) return (Own)0;
        if (method) {
            Own result = call_0(rt, borrow(method));
            release(rt, method);
            return result;
        }
    }
    if (number_as_double(rt, number, &x) < 0) return (Own)0;
    return int_from_double(rt, f(x));
}

static Own math_ceil(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    UNUSED_ARGS;
    return to_int(rt, args[0], ID(rt, __ceil__), ceil);
}

static Own math_floor(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    UNUSED_ARGS;
    return to_int(rt, args[0], ID(rt, __floor__), floor);
}

static Own math_trunc(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    UNUSED_ARGS;
    if (is_float_exact(rt, args[0])) return int_from_double(rt, FLOAT_VALUE(args[0]));
    Own method = type_lookup_special(rt, args[0], ID(rt, __trunc__));
    if (!method) {
        if (RAISED(rt)) return (Own)0;
        return raise_format(rt, EXC(rt, TypeError), "type %.100s doesn't define __trunc__ method", args[0]->type->name);
    }
    Own result = call_0(rt, borrow(method));
    release(rt, method);
    return result;
}

/* ---- parts of a float ---- */

static Own pair(Runtime *rt, Own first, Own second) {
    Own items[2] = {first, second};
    if (first && second) return tuple_from_steal(rt, items, 2);
    xrelease(rt, first);
    xrelease(rt, second);
    return (Own)0;
}

static Own math_frexp(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    int exponent = 0;
    UNUSED_ARGS;
    if (number_as_double(rt, args[0], &x) < 0) return (Own)0;
    if (isfinite(x) && x != 0.0) x = frexp(x, &exponent);
    return pair(rt, float_new(rt, x), int_from_i64(rt, exponent));
}

static Own math_ldexp(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    int overflow;
    UNUSED_ARGS;
    if (number_as_double(rt, args[0], &x) < 0) return (Own)0;
    if (!is_int(args[1])) return raise_format(rt, EXC(rt, TypeError), "Expected an int as second argument to ldexp.");
    int64_t exponent = int_as_i64_overflow(args[1], &overflow);
    if (x == 0.0 || !isfinite(x)) return float_new(rt, x);
    if (exponent > INT_MAX) return math_range_error(rt);
    double r = exponent < INT_MIN ? copysign(0.0, x) : ldexp(x, (int)exponent);
    return isinf(r) ? math_range_error(rt) : float_new(rt, r);
}

static Own math_modf(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x, whole;
    UNUSED_ARGS;
    if (number_as_double(rt, args[0], &x) < 0) return (Own)0;
    if (isinf(x)) return pair(rt, float_new(rt, copysign(0.0, x)), float_new(rt, x));
    if (isnan(x)) return pair(rt, float_new(rt, x), float_new(rt, x));
    double fraction = modf(x, &whole);
    return pair(rt, float_new(rt, fraction), float_new(rt, whole));
}

static Own math_nextafter(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x, y;
    UNUSED_ARGS;
    if (number_as_double(rt, args[0], &x) < 0 || number_as_double(rt, args[1], &y) < 0) return (Own)0;
    return float_new(rt, x == y ? y : isnan(x) ? x : isnan(y) ? y : nextafter(x, y));
}

static Own math_ulp(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    UNUSED_ARGS;
    if (number_as_double(rt, args[0], &x) < 0) return (Own)0;
    x = fabs(x);
    if (!isfinite(x)) return float_new(rt, x);
    double next = nextafter(x, HUGE_VAL);
    return float_new(rt, isinf(next) ? x - nextafter(x, -HUGE_VAL) : next - x);
}

/* ---- power, fmod, angles, predicates ---- */

static Own math_fmod(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x, y;
    UNUSED_ARGS;
    if (number_as_double(rt, args[0], &x) < 0 || number_as_double(rt, args[1], &y) < 0) return (Own)0;
    if (isinf(y) && isfinite(x)) return float_new(rt, x);
    double r = fmod(x, y);
    return isnan(r) && !isnan(x) && !isnan(y) ? math_domain_error(rt) : float_new(rt, r);
}

static Own math_pow(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x, y;
    UNUSED_ARGS;
    if (number_as_double(rt, args[0], &x) < 0 || number_as_double(rt, args[1], &y) < 0) return (Own)0;
    double r = pow(x, y);
    if (!isfinite(r) && isfinite(x) && isfinite(y))
        return isnan(r) || x == 0.0 ? math_domain_error(rt) : math_range_error(rt);
    return float_new(rt, r);
}

#define PI 3.141592653589793238462643383279502884197

static Own math_degrees(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    UNUSED_ARGS;
    return number_as_double(rt, args[0], &x) < 0 ? (Own)0 : float_new(rt, x * (180.0 / PI));
}

static Own math_radians(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    UNUSED_ARGS;
    return number_as_double(rt, args[0], &x) < 0 ? (Own)0 : float_new(rt, x * (PI / 180.0));
}

static Own math_isfinite(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    UNUSED_ARGS;
    return number_as_double(rt, args[0], &x) < 0 ? (Own)0 : bool_from(rt, isfinite(x));
}

static Own math_isinf(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    UNUSED_ARGS;
    return number_as_double(rt, args[0], &x) < 0 ? (Own)0 : bool_from(rt, isinf(x));
}

static Own math_isnan(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x;
    UNUSED_ARGS;
    return number_as_double(rt, args[0], &x) < 0 ? (Own)0 : bool_from(rt, isnan(x));
}

static bool is_close(double a, double b, double relative, double absolute) {
    if (a == b) return true;
    if (isinf(a) || isinf(b)) return false;
    double difference = fabs(b - a);
    return difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute;
}

static Own math_isclose(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"a", "b", "rel_tol", "abs_tol", NULL};
    static const ArgSpec spec = {"isclose", names, 2, 2};
    Obj *out[4] = {NULL, NULL, NULL, NULL};
    double values[4] = {0.0, 0.0, 1e-9, 0.0};
    (void)self;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return (Own)0;
    for (int i = 0; i < 4; i++) {
        if (out[i] && number_as_double(rt, out[i], &values[i]) < 0) return (Own)0;
    }
    if (values[2] < 0.0 || values[3] < 0.0)
        return raise_format(rt, EXC(rt, ValueError), "tolerances must be non-negative");
    return bool_from(rt, is_close(values[0], values[1], values[2], values[3]));
}

/* ---- norms ---- */

typedef struct Vector {
    double *values, largest;
    bool found_nan;
} Vector;

static int vector_open(Runtime *rt, Vector *v, size_t count) {
    *v = (Vector){raw_alloc(rt, count * sizeof(double)), 0.0, false};
    if (!v->values) raise_memory_error(rt);
    return v->values ? 0 : -1;
}

static void vector_set(Vector *v, size_t i, double x) {
    v->values[i] = x = fabs(x);
    v->found_nan |= isnan(x);
    if (x > v->largest) v->largest = x;
}

static Own vector_close(Runtime *rt, Vector *v, size_t count, bool failed) {
    Own result = failed ? (Own)0
                        : float_new(rt, math_vector_norm(v->values, (intptr_t)count, v->largest, v->found_nan));
    raw_free(rt, v->values);
    return result;
}

static Own math_hypot(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Vector v;
    double x;
    bool failed = false;
    UNUSED_ARGS;
    if (vector_open(rt, &v, nargs) < 0) return (Own)0;
    for (size_t i = 0; i < nargs && !failed; i++) {
        failed = number_as_double(rt, args[i], &x) < 0;
        if (!failed) vector_set(&v, i, x);
    }
    return vector_close(rt, &v, nargs, failed);
}

static Own math_dist(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own p = tuple_from_iterable(rt, args[0]), q = p ? tuple_from_iterable(rt, args[1]) : (Own)0, result = (Own)0;
    Vector v;
    double x, y;
    bool failed = false;
    UNUSED_ARGS;
    if (!q) goto done;
    size_t count = (size_t)TUPLE_SIZE(borrow(p));
    if (TUPLE_SIZE(borrow(p)) != TUPLE_SIZE(borrow(q))) {
        raise_format(rt, EXC(rt, ValueError), "both points must have the same number of dimensions");
        goto done;
    }
    if (vector_open(rt, &v, count) < 0) goto done;
    for (size_t i = 0; i < count && !failed; i++) {
        failed = number_as_double(rt, TUPLE_ITEM(borrow(p), i), &x) < 0 || number_as_double(rt, TUPLE_ITEM(borrow(q), i), &y) < 0;
        if (!failed) vector_set(&v, i, x - y);
    }
    result = vector_close(rt, &v, count, failed);
done:
    xrelease(rt, p);
    xrelease(rt, q);
    return result;
}

/* ---- fsum: J. Shewchuk's exact partial sums ---- */

typedef struct Partials {
    double *values;
    size_t count, capacity;
    double special, infinite; /* sums of the summands that are not finite, and of the infinite ones */
} Partials;

static int partials_grow(Runtime *rt, Partials *p) {
    if (p->count < p->capacity) return 0;
    size_t capacity = p->capacity ? 2 * p->capacity : 32;
    double *values = raw_realloc(rt, p->values, capacity * sizeof(double));
    if (!values) return raise_memory_error(rt), -1;
    p->values = values;
    p->capacity = capacity;
    return 0;
}

static int partials_add(Runtime *rt, Partials *p, double x) {
    double given = x;
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        double y = p->values[i];
        if (fabs(x) < fabs(y)) {
            double larger = y;
            y = x;
            x = larger;
        }
        volatile double high = x + y, rounded = high - x, low = y - rounded;
        if (low != 0.0) p->values[kept++] = low;
        x = high;
    }
    p->count = kept;
    if (x == 0.0) return 0;
    if (isfinite(x)) {
        if (partials_grow(rt, p) < 0) return -1;
        p->values[p->count++] = x;
        return 0;
    }
    if (isfinite(given)) return raise_format_int(rt, EXC(rt, OverflowError), "intermediate overflow in fsum");
    if (isinf(given)) p->infinite += given;
    p->special += given;
    p->count = 0;
    return 0;
}

/* Rounds the exact sum once, half to even across the partials. */
static double partials_sum(const Partials *p) {
    size_t n = p->count;
    volatile double high = 0.0, low = 0.0, rounded;
    if (n == 0) return 0.0;
    high = p->values[--n];
    while (n > 0 && low == 0.0) {
        double x = high, y = p->values[--n];
        high = x + y;
        rounded = high - x;
        low = y - rounded;
    }
    if (n > 0 && ((low < 0.0 && p->values[n - 1] < 0.0) || (low > 0.0 && p->values[n - 1] > 0.0))) {
        double y = low * 2.0;
        volatile double x = high + y;
        rounded = x - high;
        if (y == rounded) high = x;
    }
    return high;
}

static Own math_fsum(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Partials p = {NULL, 0, 0, 0.0, 0.0};
    Own iterator = object_iter(rt, args[0]), item, result = (Own)0;
    double x;
    UNUSED_ARGS;
    if (!iterator) return iterator;
    while ((item = iter_next(rt, borrow(iterator)))) {
        int failed = number_as_double(rt, borrow(item), &x) < 0 || partials_add(rt, &p, x) < 0;
        release(rt, item);
        if (failed) break;
    }
    if (RAISED(rt)) goto done;
    if (p.special == 0.0) result = float_new(rt, partials_sum(&p));
    else if (isnan(p.infinite)) raise_format(rt, EXC(rt, ValueError), "-inf + inf in fsum");
    else result = float_new(rt, p.special);
done:
    release(rt, iterator);
    raw_free(rt, p.values);
    return result;
}

/* ---- module ---- */

#define ONE(name, doc) {#name, math_##name, METH_O, 1, 1, #name "($module, x, /)\n--\n\n" doc}
#define TWO(name, doc) {#name, math_##name, METH_FASTCALL, 2, 2, #name "($module, x, y, /)\n--\n\n" doc}

static const MethodDef functions[] = {
    ONE(acos, "Return the arc cosine (measured in radians) of x."),
    ONE(acosh, "Return the inverse hyperbolic cosine of x."),
    ONE(asin, "Return the arc sine (measured in radians) of x."),
    ONE(asinh, "Return the inverse hyperbolic sine of x."),
    ONE(atan, "Return the arc tangent (measured in radians) of x."),
    TWO(atan2, "Return the arc tangent (measured in radians) of y/x, with the signs of both considered."),
    ONE(atanh, "Return the inverse hyperbolic tangent of x."),
    ONE(cbrt, "Return the cube root of x."),
    ONE(ceil, "Return the ceiling of x as an Integral: the smallest integer >= x."),
    TWO(copysign, "Return a float with the magnitude of x but the sign of y."),
    ONE(cos, "Return the cosine of x (measured in radians)."),
    ONE(cosh, "Return the hyperbolic cosine of x."),
    ONE(degrees, "Convert angle x from radians to degrees."),
    {"dist", math_dist, METH_FASTCALL, 2, 2,
     "dist($module, p, q, /)\n--\n\nReturn the Euclidean distance between two points of the same dimension."},
    ONE(erf, "Error function at x."),
    ONE(erfc, "Complementary error function at x."),
    ONE(exp, "Return e raised to the power of x."),
    ONE(exp2, "Return 2 raised to the power of x."),
    ONE(expm1, "Return exp(x)-1, accurate for small x too."),
    ONE(fabs, "Return the absolute value of the float x."),
    ONE(factorial, "Find x! for a non-negative integer x."),
    ONE(floor, "Return the floor of x as an Integral: the largest integer <= x."),
    TWO(fmod, "Return fmod(x, y), according to platform C. x % y may differ."),
    ONE(frexp, "Return the mantissa and exponent of x, as pair (m, e): x = m * 2.**e."),
    {"fsum", math_fsum, METH_O, 1, 1,
     "fsum($module, seq, /)\n--\n\nReturn an accurate floating point sum of values in the iterable seq."},
    ONE(gamma, "Gamma function at x."),
    {"gcd", math_gcd, METH_FASTCALL, 0, -1, "gcd($module, *integers)\n--\n\nGreatest Common Divisor."},
    {"hypot", math_hypot, METH_FASTCALL, 0, -1,
     "hypot(*coordinates) -> value\n\nDistance of a point from the origin: sqrt(sum(x**2 for x in coordinates))."},
    {"isclose", math_isclose, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nDetermine whether two floating point numbers are close "
     "in value."},
    ONE(isfinite, "Return True if x is neither an infinity nor a NaN, and False otherwise."),
    ONE(isinf, "Return True if x is a positive or negative infinity, and False otherwise."),
    ONE(isnan, "Return True if x is a NaN (not a number), and False otherwise."),
    ONE(isqrt, "Return the integer part of the square root of the input."),
    {"lcm", math_lcm, METH_FASTCALL, 0, -1, "lcm($module, *integers)\n--\n\nLeast Common Multiple."},
    TWO(ldexp, "Return x * (2**i). The inverse of frexp()."),
    ONE(lgamma, "Natural logarithm of absolute value of Gamma function at x."),
    {"log", math_log, METH_VARARGS, 0, -1,
     "log(x, [base=math.e])\nReturn the logarithm of x to the given base, or the natural one."},
    ONE(log1p, "Return the natural logarithm of 1+x (base e), accurate for x near zero too."),
    ONE(log10, "Return the base 10 logarithm of x."),
    ONE(log2, "Return the base 2 logarithm of x."),
    ONE(modf, "Return the fractional and integer parts of x, both with the sign of x."),
    TWO(pow, "Return x**y (x to the power of y)."),
    ONE(radians, "Convert angle x from degrees to radians."),
    TWO(remainder, "Difference between x and the closest integer multiple of y."),
    ONE(sin, "Return the sine of x (measured in radians)."),
    ONE(sinh, "Return the hyperbolic sine of x."),
    ONE(sqrt, "Return the square root of x."),
    ONE(tan, "Return the tangent of x (measured in radians)."),
    ONE(tanh, "Return the hyperbolic tangent of x."),
    ONE(trunc, "Truncates the Real x to the nearest Integral toward 0."),
    {"prod", math_prod, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "prod($module, iterable, /, *, start=1)\n--\n\nCalculate the product of all the elements in the input iterable."},
    {"perm", math_perm, METH_FASTCALL, 1, 2,
     "perm($module, n, k=None, /)\n--\n\nNumber of ways to choose k items from n items without repetition and with order."},
    {"comb", math_comb, METH_FASTCALL, 2, 2,
     "comb($module, n, k, /)\n--\n\nNumber of ways to choose k items from n items without repetition and without order."},
    TWO(nextafter, "Return the next floating-point value after x towards y."),
    ONE(ulp, "Return the value of the least significant bit of the float x."),
    METHOD_END,
};

static int add_constant(Runtime *rt, Obj *dict, const char *name, double value) {
    Own number = float_new(rt, value);
    if (!number) return -1;
    int result = dict_set_str(rt, dict, name, borrow(number));
    release(rt, number);
    return result;
}

Own math_module_init(Runtime *rt) {
    Own name = str_from_cstr(rt, "math"), module = name ? module_new(rt, borrow(name)) : (Own)0;
    Own doc = str_from_cstr(rt, "This module provides access to the mathematical functions\ndefined by the C standard.");
    xrelease(rt, name);
    if (!module || !doc) goto fail;
    Obj *dict = module_dict(borrow(module));
    if (dict_set(rt, dict, ID(rt, __doc__), borrow(doc)) < 0 || module_add_methods(rt, borrow(module), functions) < 0) goto fail;
    if (add_constant(rt, dict, "pi", PI) < 0 || add_constant(rt, dict, "e", 2.718281828459045235360287471352662498) < 0 ||
        add_constant(rt, dict, "tau", 2.0 * PI) < 0 || add_constant(rt, dict, "inf", HUGE_VAL) < 0 ||
        add_constant(rt, dict, "nan", NAN) < 0)
        goto fail;
    release(rt, doc);
    return module;
fail:
    xrelease(rt, module);
    xrelease(rt, doc);
    return (Own)0;
}
