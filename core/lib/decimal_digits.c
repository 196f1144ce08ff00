/* Operations of decimal that order numbers, step to neighbours, move digits or work on digits 0 and 1. */
#include "lib/decimal.h"

/* ---- order ---- */

Num num_compare_operation(Calc *c, Num a, Num b) {
    Num z;
    return num_nans(c, a, b, &z) ? z : num_small(c, num_compare(c, a, b));
}
Num num_compare_signal(Calc *c, Num a, Num b) {
    Num z;
    if (!num_nans(c, a, b, &z)) return num_small(c, num_compare(c, a, b));
    c->status |= DEC_INVALID_OPERATION;
    return z;
}
Num num_total(Calc *c, Num a, Num b) { return num_small(c, num_compare_total(c, a, b)); }
Num num_total_magnitude(Calc *c, Num a, Num b) {
    a.sign = b.sign = 0;
    return num_total(c, a, b);
}

/* The greater (want 1) or lesser (-1) of two; a number is preferred to a quiet NaN. */
static Num best(Calc *c, Num a, Num b, int want, bool magnitudes) {
    Num z, first = a, second = b;
    if (a.kind == NUM_NAN && b.kind < NUM_NAN) return num_fix(c, b);
    if (b.kind == NUM_NAN && a.kind < NUM_NAN) return num_fix(c, a);
    if (num_nans(c, a, b, &z)) return z;
    if (magnitudes) first.sign = second.sign = 0;
    int order = num_compare(c, first, second);
    if (!order) order = num_compare_total(c, a, b);
    return num_fix(c, order * want >= 0 ? a : b);
}
Num num_max(Calc *c, Num a, Num b) { return best(c, a, b, 1, false); }
Num num_max_magnitude(Calc *c, Num a, Num b) { return best(c, a, b, 1, true); }
Num num_min(Calc *c, Num a, Num b) { return best(c, a, b, -1, false); }
Num num_min_magnitude(Calc *c, Num a, Num b) { return best(c, a, b, -1, true); }

Num num_copy_sign(Calc *c, Num a, Num b) {
    (void)c;
    a.sign = b.sign;
    return a;
}

/* ---- neighbours ---- */

static Num largest(Calc *c, int sign) {
    Nat n = nat_power_of_ten(&c->w, c->ctx.prec);
    if (n.len) n = nat_subtract(&c->w, n, nat_from_u64(&c->w, 1));
    return num_finite(sign, n, context_etop(&c->ctx));
}

/* The next number below (ROUND_FLOOR) or above (ROUND_CEILING). */
static Num next(Calc *c, Num a, int rounding) {
    Num z;
    bool down = rounding == ROUND_FLOOR;
    if (num_nan(c, a, &z)) return z;
    if (a.kind == NUM_INFINITE) return (a.sign != 0) == down ? a : largest(c, a.sign);
    DecContext saved = c->ctx;
    uint32_t status = c->status;
    c->ctx.rounding = (uint8_t)rounding;
    z = num_fix(c, a);
    if (z.kind == NUM_FINITE && num_compare(c, z, a) == 0) {
        Num tiny = num_finite(down, nat_from_u64(&c->w, 1), context_etiny(&c->ctx) - 1);
        z = num_add(c, a, tiny);
    }
    c->ctx = saved;
    c->status = status;
    return z;
}
Num num_next_minus(Calc *c, Num a) { return next(c, a, ROUND_FLOOR); }
Num num_next_plus(Calc *c, Num a) { return next(c, a, ROUND_CEILING); }

Num num_next_toward(Calc *c, Num a, Num b) {
    Num z;
    if (num_nans(c, a, b, &z)) return z;
    int order = num_compare(c, a, b);
    if (!order) return num_copy_sign(c, a, b);
    z = next(c, a, order < 0 ? ROUND_CEILING : ROUND_FLOOR);
    if (z.kind == NUM_INFINITE) {
        c->status |= DEC_OVERFLOW | DEC_ROUNDED | DEC_INEXACT;
    } else if (num_adjusted(z) < c->ctx.emin) {
        c->status |= DEC_UNDERFLOW | DEC_SUBNORMAL | DEC_ROUNDED | DEC_INEXACT;
        if (!z.n.len) c->status |= DEC_CLAMPED;
    }
    return z;
}

/* ---- exponents ---- */

Num num_logb(Calc *c, Num a) {
    Num z;
    if (num_nan(c, a, &z)) return z;
    if (a.kind == NUM_INFINITE) return num_special(0, NUM_INFINITE);
    if (a.n.len) return num_fix(c, num_small(c, num_adjusted(a)));
    c->status |= DEC_DIVISION_BY_ZERO;
    return num_special(1, NUM_INFINITE);
}

/* An operand that counts places; false: it is none, or too large. */
static bool read_places(Num b, int64_t most, int64_t *out) {
    if (b.kind != NUM_FINITE || b.exp != 0 || b.n.len > 3 || nat_digits(b.n) > 19) return false;
    if (b.n.len == 3 && b.n.at[2] > 8) return false;
    int64_t places = (int64_t)nat_low_u64(b.n) + (b.n.len > 2 ? b.n.at[2] * INT64_C(1000000000000000000) : 0);
    *out = b.sign ? -places : places;
    return places <= most;
}

Num num_scaleb(Calc *c, Num a, Num b) {
    Num z;
    int64_t places;
    if (num_nans(c, a, b, &z)) return z;
    if (!read_places(b, 2 * (c->ctx.emax + c->ctx.prec), &places)) return num_invalid(c, DEC_INVALID_OPERATION);
    if (a.kind == NUM_INFINITE) return a;
    a.exp += places;
    return num_fix(c, a);
}

/* ---- digits ---- */

/* Whether NaN or an operand that is no count of places settles it. */
static bool move_is_special(Calc *c, Num a, Num b, int64_t *places, Num *z) {
    if (num_nans(c, a, b, z)) return true;
    if (!read_places(b, c->ctx.prec, places)) *z = num_invalid(c, DEC_INVALID_OPERATION);
    else if (a.kind == NUM_INFINITE) *z = a;
    else return false;
    return true;
}

Num num_shift(Calc *c, Num a, Num b) {
    Num z;
    int64_t places;
    if (move_is_special(c, a, b, &places, &z)) return z;
    a.peak = places > 0 ? (int32_t)((nat_digits(a.n) + places + 18) / 19) : 0;
    a.n = nat_low_digits(&c->w, nat_shift(&c->w, nat_low_digits(&c->w, a.n, c->ctx.prec), places), c->ctx.prec);
    return a;
}

Num num_rotate(Calc *c, Num a, Num b) {
    Num z;
    int64_t places, prec = c->ctx.prec;
    if (move_is_special(c, a, b, &places, &z)) return z;
    Nat n = nat_low_digits(&c->w, a.n, prec);
    if (places < 0) places += prec;
    Nat top = nat_shift_right(&c->w, n, prec - places, NULL);
    a.n = nat_add(&c->w, nat_low_digits(&c->w, nat_shift_left(&c->w, n, places), prec), top);
    return a;
}

/* Digits 0 and 1 only. */
static bool is_logical(Num a) {
    if (a.kind != NUM_FINITE || a.sign || a.exp) return false;
    for (intptr_t i = 0; i < a.n.len; i++) {
        for (Limb x = a.n.at[i]; x; x /= 10) {
            if (x % 10 > 1) return false;
        }
    }
    return true;
}

enum { LOGICAL_AND = 8, LOGICAL_OR = 14, LOGICAL_XOR = 6 }; /* bit 2 * a + b: the result */

static Num logical(Calc *c, Num a, Num b, int table) {
    if (!is_logical(a) || !is_logical(b)) return num_invalid(c, DEC_INVALID_OPERATION);
    intptr_t len = a.n.len > b.n.len ? a.n.len : b.n.len;
    Nat z = { work_take(&c->w, len), len };
    if (!z.at) return a;
    for (intptr_t i = 0; i < len; i++) {
        Limb x = i < a.n.len ? a.n.at[i] : 0, y = i < b.n.len ? b.n.at[i] : 0, unit = 1, sum = 0;
        for (int k = 0; k < LIMB_DIGITS; k++, x /= 10, y /= 10, unit *= 10) sum += (Limb)(table >> (2 * (x % 10) + y % 10) & 1) * unit;
        z.at[i] = sum;
    }
    while (z.len && !z.at[z.len - 1]) z.len--;
    return num_finite(0, nat_low_digits(&c->w, z, c->ctx.prec), 0);
}
Num num_and(Calc *c, Num a, Num b) { return logical(c, a, b, LOGICAL_AND); }
Num num_or(Calc *c, Num a, Num b) { return logical(c, a, b, LOGICAL_OR); }
Num num_xor(Calc *c, Num a, Num b) { return logical(c, a, b, LOGICAL_XOR); }

Num num_invert(Calc *c, Num a) {
    int64_t digits = nat_digits(a.n);
    Nat nines = nat_power_of_ten(&c->w, digits > c->ctx.prec ? digits : c->ctx.prec);
    if (c->w.failed) return a;
    nines = nat_divide_small(&c->w, nat_subtract(&c->w, nines, nat_from_u64(&c->w, 1)), 9, NULL);
    return logical(c, a, num_finite(0, nines, 0), LOGICAL_XOR);
}

const char *num_class(Calc *c, Num a) {
    if (a.kind == NUM_NAN) return "NaN";
    if (a.kind == NUM_SIGNALLING) return "sNaN";
    if (a.kind == NUM_INFINITE) return a.sign ? "-Infinity" : "+Infinity";
    if (!a.n.len) return a.sign ? "-Zero" : "+Zero";
    if (num_adjusted(a) < c->ctx.emin) return a.sign ? "-Subnormal" : "+Subnormal";
    return a.sign ? "-Normal" : "+Normal";
}
