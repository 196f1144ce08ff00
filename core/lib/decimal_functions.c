/* exp, ln, log10, power and sqrt of decimal numbers. The transcendental ones are computed in fixed point, with so many limbs behind
 * the point, and again with more of them until it is clear how the result is rounded: half even whatever
 * the context says, but for power. */
#include <math.h>

#include "lib/decimal.h"

/* A number and the limbs behind its point are at hand everywhere here. */
typedef Num (*ComputeFn)(Calc *c, const Num *operands, intptr_t limbs);

static Nat fixed_multiply(Work *w, Nat a, Nat b, intptr_t limbs) {
    return nat_shift_right(w, nat_multiply(w, a, b), (int64_t)limbs * LIMB_DIGITS, NULL);
}
static Nat fixed_divide(Work *w, Nat a, Nat b, intptr_t limbs) {
    return nat_divide(w, nat_shift_left(w, a, (int64_t)limbs * LIMB_DIGITS), b, NULL);
}
static Nat fixed_one(Work *w, intptr_t limbs) { return nat_power_of_ten(w, (int64_t)limbs * LIMB_DIGITS); }

/* |a| in fixed point. */
static Nat fixed_from(Work *w, Num a, intptr_t limbs) { return nat_shift(w, a.n, a.exp + (int64_t)limbs * LIMB_DIGITS); }
static Num num_from_fixed(Nat n, intptr_t limbs) { return num_finite(0, n, -(int64_t)limbs * LIMB_DIGITS); }

/* ---- ln 10 ---- */

enum { LN10_LIMBS = 18 };
static const Limb ln10_limbs[LN10_LIMBS + 1] = {
    2, 302585092, 994045684, 17991454, 684364207, 601101488, 628772976, 33327900, 967572609, 677352480,
    235997205, 89598298, 341967784, 42286248, 633409525, 465082806, 756666287, 369098781, 689482907,
};

/* factor * atanh(1 / k) */
static Nat atanh_inverse(Work *w, Limb factor, Limb k, intptr_t limbs) {
    Nat total = nat_divide_small(w, nat_multiply_small(w, fixed_one(w, limbs), factor), k, NULL), term = nat_copy(w, total);
    Nat sum = nat_copy(w, total);
    for (Limb i = 3; term.len && !w->failed; i += 2) {
        WorkMark mark = work_mark(w);
        Nat smaller = nat_divide_small(w, term, k * k, NULL);
        limbs_copy(term.at, smaller.at, smaller.len);
        term.len = smaller.len;
        Nat more = nat_add(w, sum, nat_divide_small(w, term, i, NULL));
        limbs_copy(sum.at, more.at, more.len);
        work_keep(w, mark, (Nat){ sum.at, 0 });
    }
    return sum;
}

static Nat fixed_ln10(Work *w, intptr_t limbs) {
    if (limbs <= LN10_LIMBS) {
        Nat z = { work_take(w, limbs + 1), limbs + 1 };
        if (!z.at) z.len = 0;
        for (intptr_t i = 0; i < z.len; i++) z.at[i] = ln10_limbs[limbs - i];
        return z;
    }
    intptr_t more = limbs + 1;
    Nat sum = nat_add(w, atanh_inverse(w, 46, 31, more), atanh_inverse(w, 34, 49, more));
    sum = nat_add(w, sum, atanh_inverse(w, 20, 161, more));
    return nat_shift_right(w, sum, LIMB_DIGITS, NULL);
}

/* ---- e**x and ln x in fixed point ---- */

/* e**r, 0 <= r < 2.31: r is halved some times, the series by Horner, the result squared as often. */
static Nat fixed_exp(Work *w, Nat r, intptr_t limbs) {
    double digits = (double)limbs * LIMB_DIGITS;
    int halvings = (int)(sqrt(digits) * 0.9) + 2, terms = 1;
    intptr_t wide = limbs + (intptr_t)(halvings * 0.302 / LIMB_DIGITS) + 1;
    r = nat_shift_left(w, r, (int64_t)(wide - limbs) * LIMB_DIGITS);
    for (int left = halvings; left > 0; left -= 29) r = nat_divide_small(w, r, (Limb)1 << (left < 29 ? left : 29), NULL);
    for (double left = (double)wide * LIMB_DIGITS; left > 0; terms++) left -= (halvings - 2) * 0.30103 + log10(terms);
    Nat one = fixed_one(w, wide);
    WorkMark mark = work_mark(w);
    Nat sum = nat_copy(w, one);
    for (int i = terms; i > 0 && !w->failed; i--) {
        sum = nat_add(w, one, nat_divide_small(w, fixed_multiply(w, sum, r, wide), (Limb)i, NULL));
        sum = work_keep(w, mark, sum);
    }
    for (int i = 0; i < halvings && !w->failed; i++) sum = work_keep(w, mark, fixed_multiply(w, sum, sum, wide));
    return nat_shift_right(w, sum, (int64_t)(wide - limbs) * LIMB_DIGITS, NULL);
}

/* ln m, 1 <= m <= 10: from a third of the digits by Halley's step, y + 2 (m - e**y) / (m + e**y). */
static Nat fixed_ln_of(Work *w, Nat m, intptr_t limbs) {
    if (limbs <= 1) {
        double value = log((m.len > 1 ? m.at[1] : 0) + (m.len ? m.at[0] : 0) / 1e9);
        return nat_from_u64(w, (uint64_t)(value * 1e9));
    }
    intptr_t third = limbs <= 3 ? 1 : limbs / 3 + 1;
    Nat y = fixed_ln_of(w, nat_shift_right(w, m, (int64_t)(limbs - third) * LIMB_DIGITS, NULL), third);
    y = nat_shift_left(w, y, (int64_t)(limbs - third) * LIMB_DIGITS);
    Nat power = fixed_exp(w, y, limbs);
    if (w->failed) return y;
    bool less = nat_compare(m, power) < 0;
    Nat gap = less ? nat_subtract(w, power, m) : nat_subtract(w, m, power);
    Nat step = fixed_divide(w, nat_multiply_small(w, gap, 2), nat_add(w, m, power), limbs);
    if (less && nat_compare(y, step) < 0) return (Nat){ y.at, 0 };
    return less ? nat_subtract(w, y, step) : nat_add(w, y, step);
}

/* |ln a| of a positive number; *negative: whether it is below 0. */
static Nat fixed_ln(Work *w, Num a, intptr_t limbs, bool *negative) {
    int64_t power = num_adjusted(a);
    intptr_t wide = limbs + 3; /* power has up to 19 digits */
    Num m = num_finite(0, a.n, a.exp - power);
    Nat y = fixed_ln_of(w, fixed_from(w, m, wide), wide), z;
    Nat shift = nat_multiply(w, fixed_ln10(w, wide), nat_from_u64(w, (uint64_t)(power < 0 ? -power : power)));
    *negative = power < 0;
    if (w->failed) return y;
    if (power >= 0) {
        z = nat_add(w, y, shift);
    } else if (nat_compare(shift, y) >= 0) {
        z = nat_subtract(w, shift, y);
    } else {
        z = nat_subtract(w, y, shift);
    }
    return nat_shift_right(w, z, 3 * LIMB_DIGITS, NULL);
}

/* e**x of a number in fixed point; the last `spare` limbs are for what its reduction takes, they are left out of the result. */
static Num exp_of_fixed(Calc *c, Nat x, bool negative, intptr_t limbs, intptr_t spare) {
    Work *w = &c->w;
    Nat rest, ln10 = fixed_ln10(w, limbs), times = nat_divide(w, x, ln10, &rest);
    if (w->failed) return num_small(c, 0);
    int64_t power = (int64_t)nat_low_u64(times);
    if (times.len > 2) power += (int64_t)times.at[2] * DEC_MAX;
    if (negative) {
        power = -power;
        if (rest.len) {
            power--;
            rest = nat_subtract(w, ln10, rest);
        }
    }
    rest = nat_shift_right(w, rest, (int64_t)spare * LIMB_DIGITS, NULL);
    Num z = num_from_fixed(fixed_exp(w, rest, limbs - spare), limbs - spare);
    z.exp += power;
    return z;
}

/* ---- rounding ---- */

/* Whether the digits behind the precision leave no doubt, whatever the last three of them are. */
static bool is_clear(Calc *c, Nat n, int64_t drop) {
    if (drop < 6) return false;
    Nat tail = nat_shift_right(&c->w, nat_low_digits(&c->w, n, drop), 3, NULL);
    Nat half = nat_multiply_small(&c->w, nat_power_of_ten(&c->w, drop - 4), 5), ones = nat_from_u64(&c->w, 1);
    if (c->w.failed) return true;
    if (!tail.len || nat_is_one(tail) || nat_compare(nat_add_small(&c->w, tail, 2), nat_power_of_ten(&c->w, drop - 3)) >= 0) return false;
    Nat gap = nat_compare(tail, half) < 0 ? nat_subtract(&c->w, half, tail) : nat_subtract(&c->w, tail, half);
    return nat_compare(gap, ones) > 0;
}

/* From precision `wide` on CPython needs more words on the way than an object has. */
static Num rounded(Calc *c, ComputeFn compute, const Num *operands, int sign, int wide) {
    static const uint8_t extra[] = { 1, 2, 5, 12 };
    Num z = operands[0];
    for (size_t i = 0; i < HS_COUNT(extra); i++) {
        WorkMark mark = work_mark(&c->w);
        if (c->ctx.prec / LIMB_DIGITS > INT32_MAX / 2) c->w.failed = true;
        z = compute(c, operands, c->w.failed ? 1 : (intptr_t)(c->ctx.prec / LIMB_DIGITS) + extra[i] + 1);
        z.sign = (uint8_t)sign;
        z.peak = c->ctx.prec >= wide ? 5 : 1;
        if (c->w.failed) return z;
        if (is_clear(c, z.n, nat_digits(z.n) - c->ctx.prec)) break;
        if (i + 1 == HS_COUNT(extra)) { /* what it comes near to is the result */
            z.n = nat_shift_left(&c->w, nat_shift_right(&c->w, nat_add_small(&c->w, z.n, 5000), 4, NULL), 4);
            z = num_fix(c, z);
            c->status |= c->status & DEC_SUBNORMAL ? DEC_INEXACT | DEC_ROUNDED | DEC_UNDERFLOW : DEC_INEXACT | DEC_ROUNDED;
            return z;
        }
        work_keep(&c->w, mark, (Nat){ c->w.first, 0 });
    }
    z.n = nat_add_small(&c->w, nat_multiply_small(&c->w, z.n, 10), 1);
    z.exp--;
    return num_fix(c, z);
}

static intptr_t limbs_for(int64_t digits) { return digits > 0 ? (intptr_t)(digits / LIMB_DIGITS) + 1 : 0; }

/* ---- exp ---- */

static Num compute_exp(Calc *c, const Num *operands, intptr_t limbs) {
    Num x = operands[0];
    intptr_t spare = limbs_for(num_adjusted(x) + 1);
    limbs += spare;
    return exp_of_fixed(c, fixed_from(&c->w, x, limbs), x.sign, limbs, spare);
}

/* 1 with all digits: what comes so near to it is rounded to it. */
static Num nearly_one(Calc *c) {
    c->status |= DEC_INEXACT | DEC_ROUNDED;
    return num_finite(0, nat_power_of_ten(&c->w, c->ctx.prec - 1), 1 - c->ctx.prec);
}

/* A result beyond all exponents. */
static Num out_of_range(Calc *c, int sign, bool large) {
    return num_fix(c, num_finite(sign, nat_from_u64(&c->w, 1), large ? c->ctx.emax + 1 : context_etiny(&c->ctx) - 2));
}

Num num_exp(Calc *c, Num a) {
    Num z;
    if (num_nan(c, a, &z)) return z;
    if (a.kind == NUM_INFINITE) return a.sign ? num_small(c, 0) : a;
    if (!a.n.len) return num_small(c, 1);
    int64_t adjusted = num_adjusted(a);
    c->ctx.rounding = ROUND_HALF_EVEN;
    if (adjusted >= 19 || (adjusted > 6 && adjusted > 2 + (int64_t)log10((double)c->ctx.emax - (double)c->ctx.emin * 2 + 10))) {
        return out_of_range(c, 0, !a.sign);
    }
    if (adjusted < -c->ctx.prec - 1) return nearly_one(c);
    return rounded(c, compute_exp, &a, 0, 33);
}

/* ---- logarithms ---- */

/* How many digits behind the point are 0 because the number lies near 1. */
static int64_t zeros_near_one(Calc *c, Num a) {
    DecContext saved = c->ctx;
    uint32_t status = c->status;
    c->ctx = decimal_max_context;
    c->ctx.prec = 10;
    Num gap = num_subtract(c, a, num_small(c, 1));
    c->ctx = saved;
    c->status = status;
    int64_t adjusted = num_adjusted(gap);
    return adjusted < 0 ? -adjusted : 0;
}

static Num compute_ln(Calc *c, const Num *operands, intptr_t limbs) {
    bool negative;
    limbs += limbs_for(zeros_near_one(c, operands[0]));
    return num_from_fixed(fixed_ln(&c->w, operands[0], limbs, &negative), limbs);
}

static Num compute_log10(Calc *c, const Num *operands, intptr_t limbs) {
    Num z = compute_ln(c, operands, limbs + 1);
    if (c->w.failed) return z;
    limbs = (intptr_t)(-z.exp / LIMB_DIGITS);
    return num_from_fixed(fixed_divide(&c->w, z.n, fixed_ln10(&c->w, limbs), limbs), limbs);
}

static bool logarithm_is_special(Calc *c, Num a, Num *z) {
    if (num_nan(c, a, z)) return true;
    if (num_is_zero(a)) *z = num_special(1, NUM_INFINITE);
    else if (a.sign) *z = num_invalid(c, DEC_INVALID_OPERATION);
    else if (a.kind == NUM_INFINITE) *z = a;
    else return false;
    return true;
}

Num num_ln(Calc *c, Num a) {
    Num z;
    if (logarithm_is_special(c, a, &z)) return z;
    c->ctx.rounding = ROUND_HALF_EVEN;
    int order = num_compare(c, a, num_small(c, 1));
    return order ? rounded(c, compute_ln, &a, order < 0, 69) : num_small(c, 0);
}

Num num_log10(Calc *c, Num a) {
    Num z;
    if (logarithm_is_special(c, a, &z)) return z;
    c->ctx.rounding = ROUND_HALF_EVEN;
    if (nat_zeros(a.n) == nat_digits(a.n) - 1 && nat_digit(a.n, nat_digits(a.n) - 1) == 1) {
        return num_fix(c, num_small(c, num_adjusted(a)));
    }
    return rounded(c, compute_log10, &a, num_compare(c, a, num_small(c, 1)) < 0, 61);
}

/* ---- power ---- */

static bool is_whole(Num a) {
    return a.kind == NUM_FINITE && (!a.n.len || a.exp >= 0 || nat_zeros(a.n) >= -a.exp);
}
static bool is_odd(Num a) { return a.exp <= 0 && nat_digit(a.n, -a.exp) % 2; } /* of a whole one */

/* A whole number below 2**64, *out; false: it is greater. */
static bool as_u64(Calc *c, Num a, uint64_t *out) {
    if (!a.n.len) *out = 0;
    if (!a.n.len) return true;
    if (num_adjusted(a) > 19) return false;
    Nat n = nat_shift(&c->w, a.n, a.exp);
    if (c->w.failed || nat_digits(n) > 20) return false;
    *out = nat_low_u64(n);
    if (n.len < 3) return true;
    if (n.at[2] > 18) return false;
    uint64_t high = n.at[2] * UINT64_C(1000000000000000000);
    *out += high;
    return *out >= high;
}

static Num one_with_zeros(Calc *c, int sign, int64_t exp) {
    return num_fix(c, num_finite(sign, nat_power_of_ten(&c->w, exp < 0 ? -exp : 0), exp < 0 ? exp : 0));
}

/* By squaring, with as many more digits as CPython's library takes. */
static Num power_whole(Calc *c, Num a, uint64_t times, bool inverse, int sign, int64_t digits) {
    DecContext saved = c->ctx;
    uint32_t status = c->status;
    c->ctx.prec += digits + 2 + inverse;
    c->ctx.rounding = ROUND_HALF_EVEN;
    c->ctx.clamp = 0;
    c->ctx.emax = DEC_MAX;
    if (c->ctx.prec > DEC_MAX) c->ctx.prec = DEC_MAX;
    c->status = 0;
    if (inverse) a = num_divide(c, num_small(c, 1), a);
    Num z = a;
    int bit = 63, peak = 0;
    while (bit && !(times >> bit & 1)) bit--;
    while (bit-- > 0 && !c->w.failed && !(c->status & (DEC_OVERFLOW | DEC_CLAMPED))) {
        z = num_multiply(c, z, z);
        if (z.peak > peak) peak = z.peak;
        if (times >> bit & 1) z = num_multiply(c, z, a);
        if (z.peak > peak) peak = z.peak;
    }
    c->ctx = saved;
    c->status |= status;
    z.sign = (uint8_t)sign;
    z = num_fix(c, z);
    z.peak = peak;
    return z;
}

/* operands: base, exponent */
static Num compute_power(Calc *c, const Num *operands, intptr_t limbs) {
    Num a = operands[0], b = operands[1];
    bool negative;
    int64_t before = num_adjusted(b) + 1;
    intptr_t spare = limbs_for(before > 0 ? before + 20 : 20), wide = limbs + spare + limbs_for(b.exp > 0 ? b.exp : 0);
    Nat ln = fixed_ln(&c->w, a, wide, &negative);
    limbs += spare;
    Nat product = nat_shift(&c->w, nat_multiply(&c->w, ln, b.n), b.exp - (int64_t)(wide - limbs) * LIMB_DIGITS);
    return exp_of_fixed(c, product, negative != (b.sign != 0), limbs, spare);
}

static Num power_of_one(Calc *c, Num a, Num b, int sign) {
    if (is_whole(b)) {
        uint64_t times = 0;
        if (!b.sign && a.exp) {
            bool small = as_u64(c, b, &times) && times < (uint64_t)c->ctx.prec;
            int64_t exp = small && -a.exp < c->ctx.prec ? a.exp * (int64_t)times : -c->ctx.prec;
            if (exp < 1 - c->ctx.prec) {
                c->status |= DEC_ROUNDED;
                exp = 1 - c->ctx.prec;
            }
            return one_with_zeros(c, sign, exp);
        }
        return nat_is_one(a.n) && !a.exp ? num_finite(sign, a.n, 0) : one_with_zeros(c, sign, 1 - c->ctx.prec);
    }
    c->status |= DEC_INEXACT | DEC_ROUNDED;
    return num_finite(sign, nat_power_of_ten(&c->w, c->ctx.prec - 1), 1 - c->ctx.prec);
}

/* Whether a power is settled without computing: NaN, zeros, infinities, bases without logarithm. */
static bool power_is_special(Calc *c, Num a, Num b, int sign, Num *z) {
    if (num_nans(c, a, b, z)) return true;
    if (num_is_zero(b)) {
        *z = num_is_zero(a) ? num_invalid(c, DEC_INVALID_OPERATION) : num_small(c, 1);
    } else if (a.sign && !num_is_zero(a) && !is_whole(b)) {
        *z = num_invalid(c, DEC_INVALID_OPERATION);
    } else if (num_is_zero(a) || a.kind == NUM_INFINITE) {
        *z = num_is_zero(a) != !b.sign ? num_special(sign, NUM_INFINITE) : num_finite(sign, (Nat){ NULL, 0 }, 0);
    } else {
        return false;
    }
    return true;
}

static double log10_estimate(Calc *c, Num a) {
    int64_t digits = nat_digits(a.n), drop = digits > 16 ? digits - 16 : 0;
    Nat top = nat_shift_right(&c->w, a.n, drop, NULL);
    return log10((double)nat_low_u64(top)) - (double)(digits - drop - 1) + (double)num_adjusted(a);
}

static int64_t exponent_digits(int64_t x) {
    int64_t digits = 1;
    for (x = x < 0 ? -x : x; x >= 10; x /= 10) digits++;
    return digits;
}

/* How many digits b * log10(a) has at least before its point, as CPython's library sees it at first sight. */
static int64_t digits_of_result(Calc *c, Num a, Num b) {
    int64_t adjusted = num_adjusted(a);
    if (adjusted > 0) return num_adjusted(b) + exponent_digits(adjusted) - 1;
    if (adjusted < -1) return num_adjusted(b) + exponent_digits(adjusted + 1) - 1;
    return num_adjusted(b) - zeros_near_one(c, a) - (adjusted ? 1 : 2);
}

Num num_power(Calc *c, Num a, Num b) {
    Num z;
    bool whole = is_whole(b);
    int sign = a.sign && whole && is_odd(b);
    if (power_is_special(c, a, b, sign, &z)) return z;
    Num size = a;
    size.sign = 0;
    int order = num_compare(c, size, num_small(c, 1));
    if (b.kind == NUM_INFINITE && order) {
        return (order < 0) != b.sign ? num_small(c, 0) : num_special(0, NUM_INFINITE);
    }
    if (!order) return power_of_one(c, size, b, sign);
    bool large = (order > 0) != (b.sign != 0);
    if (digits_of_result(c, size, b) > exponent_digits(large ? c->ctx.emax : context_etiny(&c->ctx))) {
        return out_of_range(c, sign, large);
    }
    uint64_t times;
    if (whole && as_u64(c, b, &times)) return power_whole(c, size, times, b.sign, sign, nat_digits(b.n) + b.exp);
    double bound = fabs(log10_estimate(c, a)) * pow(10, (double)num_adjusted(b));
    if (bound > 2.0 * (double)c->ctx.emax - 2.0 * (double)c->ctx.emin + 4.0 * (double)c->ctx.prec) return out_of_range(c, sign, large);
    Num operands[] = { size, b };
    return rounded(c, compute_power, operands, sign, 35);
}

Num num_power_modulo(Calc *c, Num a, Num b, Num modulo) {
    Num z;
    if (modulo.kind == NUM_SIGNALLING && a.kind != NUM_SIGNALLING && b.kind != NUM_SIGNALLING) a = modulo;
    if (num_nans(c, a, b, &z) || num_nan(c, modulo, &z)) return z;
    bool good = is_whole(a) && is_whole(b) && is_whole(modulo) && !(b.sign && b.n.len) && modulo.n.len && (b.n.len || a.n.len);
    if (!good || num_adjusted(modulo) >= c->ctx.prec) return num_invalid(c, DEC_INVALID_OPERATION);
    Work *w = &c->w;
    int sign = a.sign && is_odd(b);
    Nat m = nat_shift(w, modulo.n, modulo.exp), base, result = nat_from_u64(w, 1), times = nat_shift(w, b.n, b.exp);
    nat_divide(w, a.n, m, &base);
    if (a.exp < 0) nat_divide(w, nat_shift(w, a.n, a.exp), m, &base);
    Nat ten = nat_from_u64(w, 10), factor = ten;
    for (int64_t left = a.exp; left > 0 && !w->failed; left /= 2) { /* times 10**exp */
        if (left & 1) nat_divide(w, nat_multiply(w, base, factor), m, &base);
        nat_divide(w, nat_multiply(w, factor, factor), m, &factor);
    }
    nat_divide(w, result, m, &result);
    while (times.len && !w->failed) {
        if (nat_is_odd(times)) nat_divide(w, nat_multiply(w, result, base), m, &result);
        nat_divide(w, nat_multiply(w, base, base), m, &base);
        times = nat_divide_small(w, times, 2, NULL);
    }
    return num_finite(sign, result, 0);
}

/* ---- square root ---- */

Num num_sqrt(Calc *c, Num a) {
    Num z;
    Work *w = &c->w;
    int64_t half = a.exp >= 0 ? a.exp / 2 : -((1 - a.exp) / 2);
    if (num_nan(c, a, &z)) return z;
    if (num_is_zero(a)) return num_fix(c, num_finite(a.sign, a.n, half));
    if (a.sign) return num_invalid(c, DEC_INVALID_OPERATION);
    if (a.kind == NUM_INFINITE) return a;
    c->ctx.rounding = ROUND_HALF_EVEN;
    Nat n = a.exp & 1 ? nat_shift_left(w, a.n, 1) : a.n;
    int64_t shift = c->ctx.prec + 1 - (nat_digits(n) + 1) / 2;
    int rest = REST_NONE;
    bool exact;
    if (shift > nat_digits(n)) { /* an exact one needs no more digits */
        Nat root = nat_root(w, n, &exact);
        if (exact) return num_fix(c, num_finite(0, root, half));
    }
    n = shift >= 0 ? nat_shift_left(w, n, 2 * shift) : nat_shift_right(w, n, -2 * shift, &rest);
    Nat root = nat_root(w, n, &exact);
    z = num_finite(0, root, half - shift);
    if (c->w.failed) return z;
    int32_t peak = nat_words(root);
    if (exact && !rest) {
        int64_t zeros = nat_zeros(root), drop = zeros < shift ? zeros : shift;
        if (shift > 0) {
            z.n = nat_shift_right(w, root, drop, NULL);
            z.exp += drop;
        } else {
            z.n = nat_shift_left(w, root, -shift);
            z.exp += shift;
        }
    } else if (nat_digit(root, 0) % 5 == 0) {
        z.n = nat_add_small(w, root, 1);
    }
    z = num_fix(c, z);
    z.peak = peak;
    return z;
}
