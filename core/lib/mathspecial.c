/* Functions of the math module that CPython 3.11 (Modules/mathmodule.c) computes by its own formulas: gamma and lgamma by Lanczos'
 * approximation (g = 6.0246..., 13 terms; coefficients of the Boost library), norms with compensated sums. */
#include "lib/math_impl.h"

#include <math.h>

#define PI 3.141592653589793238462643383279502884197
#define LOG_PI 1.144729885849400174143427351353058711647

/* sin(pi * x), exact at the multiples of a half. */
static double sin_pi(double x) {
    double y = fmod(fabs(x), 2.0), r;
    switch ((int)round(2.0 * y)) {
    case 0: r = sin(PI * y); break;
    case 1: r = cos(PI * (y - 0.5)); break;
    case 2: r = sin(PI * (1.0 - y)); break;
    case 3: r = -cos(PI * (y - 1.5)); break;
    default: r = sin(PI * (y - 2.0)); break;
    }
    return copysign(1.0, x) * r;
}

#define TERMS 13
#define G 6.024680040776729583740234375
#define G_MINUS_HALF 5.524680040776729583740234375

static const double numerator[TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
/* coefficients of x * (x + 1) * ... * (x + 11) */
static const double denominator[TERMS] = {
    0.0,      39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,  32670.0,     1925.0,      66.0,        1.0,
};

static double lanczos(double x) {
    double n = 0.0, d = 0.0;
    if (x < 5.0) {
        for (int i = TERMS; --i >= 0;) {
            n = n * x + numerator[i];
            d = d * x + denominator[i];
        }
    } else { /* in 1/x: no overflow */
        for (int i = 0; i < TERMS; i++) {
            n = n / x + numerator[i];
            d = d / x + denominator[i];
        }
    }
    return n / d;
}

/* x ** (a - 0.5) in one or two steps, multiplied into r or divided out of it. */
static double scale_power(double r, double y, double a, bool divide) {
    int steps = a < 140.0 ? 1 : 2;
    double power = steps == 1 ? pow(y, a - 0.5) : pow(y, a / 2.0 - 0.25);
    for (int i = 0; i < steps; i++) r = divide ? r / power : r * power;
    return r;
}

static double gamma_general(double x) {
    double a = fabs(x), y = a + G_MINUS_HALF, z, r;
    if (a > G_MINUS_HALF) { /* the rounding error of y */
        volatile double q = y - a;
        z = q - G_MINUS_HALF;
    } else {
        volatile double q = y - G_MINUS_HALF;
        z = q - a;
    }
    z = z * G / y;
    if (x < 0.0) {
        r = -PI / sin_pi(a) / a * exp(y) / lanczos(a);
        r -= z * r;
        return scale_power(r, y, a, true);
    }
    r = lanczos(a) / exp(y);
    r += z * r;
    return scale_power(r, y, a, false);
}

double math_gamma_value(double x) {
    if (isnan(x) || x == HUGE_VAL) return x;
    if (isinf(x) || x == 0.0) return NAN;
    if (x == floor(x)) {
        double product = 1.0;
        if (x < 0.0) return NAN;
        if (x <= 23) { /* exact */
            for (int i = 2; i < (int)x; i++) product *= i;
            return product;
        }
    }
    if (fabs(x) < 1e-20) return 1.0 / x;
    if (fabs(x) > 200.0) return x < 0.0 ? 0.0 / sin_pi(x) : HUGE_VAL;
    return gamma_general(x);
}

double math_lgamma_value(double x) {
    if (isnan(x)) return x;
    if (isinf(x)) return HUGE_VAL;
    if (x == floor(x) && x <= 2.0) return x <= 0.0 ? HUGE_VAL : 0.0;
    double a = fabs(x);
    if (a < 1e-20) return -log(a);
    double r = log(lanczos(a)) - G;
    r += (a - 0.5) * (log(a + G - 0.5) - 1);
    return x < 0.0 ? LOG_PI - log(fabs(sin_pi(a))) - log(a) - r : r;
}

/* ---- norms ---- */

/* A running sum with the rounding errors of three kinds of terms kept apart. */
typedef struct Sum {
    double total, errors[3];
} Sum;

static void add_term(Sum *s, int kind, double x) {
    volatile double old = s->total, sum = old + x;
    s->total = sum;
    s->errors[kind] += (old - sum) + x;
}

/* Adds sign * x * x with x split in halves of 26 bits. */
static void add_square(Sum *s, double x, double sign, bool plain_low) {
    volatile double t = x * 134217729.0, high = t - (t - x);
    double low = x - high;
    add_term(s, 0, sign * high * high);
    add_term(s, 1, sign * 2.0 * high * low);
    if (plain_low) s->errors[2] += low * low;
    else add_term(s, 2, sign * low * low);
}

static double sum_of(const Sum *s) { return s->total - 1.0 + (s->errors[0] + s->errors[1] + s->errors[2]); }

double math_vector_norm(double *values, intptr_t count, double largest, bool found_nan) {
    Sum s = {1.0, {0.0, 0.0, 0.0}};
    int exponent;
    if (isinf(largest)) return largest;
    if (found_nan) return NAN;
    if (largest == 0.0 || count <= 1) return largest;
    frexp(largest, &exponent);
    if (exponent < -1023) {
        for (intptr_t i = 0; i < count; i++) add_term(&s, 0, values[i] / largest * (values[i] / largest));
        return largest * sqrt(s.total - 1.0 + s.errors[0]);
    }
    double scale = ldexp(1.0, -exponent);
    for (intptr_t i = 0; i < count; i++) add_square(&s, values[i] * scale, 1.0, true);
    double h = sqrt(sum_of(&s));
    add_square(&s, h, -1.0, false);
    return (h + sum_of(&s) / (2.0 * h)) / scale;
}
