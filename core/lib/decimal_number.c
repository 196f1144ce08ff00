/* Arithmetic of decimal numbers, by the General Decimal Arithmetic Specification: each operation computes the exact result, or as
 * much of it as rounding asks for, and num_fix() makes it fit the context. */
#include "lib/decimal.h"

const DecContext decimal_max_context = { DEC_MAX, DEC_MAX, -DEC_MAX, DEC_INVALID_ALL, 0, ROUND_HALF_EVEN, 0, 1 };

Num num_finite(int sign, Nat n, int64_t exp) {
    return (Num){ .exp = exp, .n = n, .sign = (uint8_t)sign, .kind = NUM_FINITE };
}
Num num_small(Calc *c, int64_t value) {
    return num_finite(value < 0, nat_from_u64(&c->w, (uint64_t)(value < 0 ? -value : value)), 0);
}
Num num_special(int sign, enum NumKind kind) { return (Num){ .sign = (uint8_t)sign, .kind = (uint8_t)kind }; }

Num num_invalid(Calc *c, uint32_t condition) {
    c->status |= condition;
    return num_special(0, NUM_NAN);
}

/* ---- rounding ---- */

Nat num_round_up(Calc *c, int sign, Nat n, int rest) {
    bool up = false;
    if (!rest) return n;
    switch (c->ctx.rounding) {
    case ROUND_UP: up = true; break;
    case ROUND_CEILING: up = !sign; break;
    case ROUND_FLOOR: up = sign; break;
    case ROUND_HALF_UP: up = rest >= REST_HALF; break;
    case ROUND_HALF_DOWN: up = rest == REST_ABOVE; break;
    case ROUND_HALF_EVEN: up = rest == REST_ABOVE || (rest == REST_HALF && nat_is_odd(n)); break;
    case ROUND_05UP: up = nat_digit(n, 0) % 5 == 0; break;
    }
    return up ? nat_add_small(&c->w, n, 1) : n;
}

static Nat nines(Calc *c, int64_t digits) {
    return nat_subtract(&c->w, nat_power_of_ten(&c->w, digits), nat_from_u64(&c->w, 1));
}

static Num overflow(Calc *c, int sign) {
    int rounding = c->ctx.rounding;
    bool largest = rounding == ROUND_DOWN || rounding == ROUND_05UP || rounding == (sign ? ROUND_CEILING : ROUND_FLOOR);
    c->status |= DEC_OVERFLOW | DEC_INEXACT | DEC_ROUNDED;
    if (largest) return num_finite(sign, nines(c, c->ctx.prec), context_etop(&c->ctx));
    return num_special(sign, NUM_INFINITE);
}

/* The least exponent is reached, or a digit more than fit: the lower digits go. */
static Num fix_low(Calc *c, Num a) {
    int64_t etiny = context_etiny(&c->ctx);
    int rest;
    c->status |= DEC_SUBNORMAL;
    if (a.exp >= etiny) return a;
    Nat n = nat_shift_right(&c->w, a.n, etiny - a.exp, &rest);
    n = num_round_up(c, a.sign, n, rest);
    c->status |= DEC_ROUNDED;
    if (rest) c->status |= DEC_INEXACT | DEC_UNDERFLOW;
    if (!n.len) c->status |= DEC_CLAMPED;
    a.n = n;
    a.exp = etiny;
    return a;
}

static Num fix_high(Calc *c, Num a, int64_t adjusted) {
    if (adjusted > c->ctx.emax) return overflow(c, a.sign);
    int64_t etop = context_etop(&c->ctx);
    if (c->ctx.clamp && a.exp > etop) {
        c->status |= DEC_CLAMPED;
        if (adjusted < c->ctx.emin) c->status |= DEC_SUBNORMAL;
        a.n = nat_shift_left(&c->w, a.n, a.exp - etop);
        a.exp = etop;
    }
    return a;
}

static Num fix_zero(Calc *c, Num a) {
    int64_t most = c->ctx.clamp ? context_etop(&c->ctx) : c->ctx.emax, least = context_etiny(&c->ctx);
    int64_t exp = a.exp > most ? most : a.exp < least ? least : a.exp;
    if (exp != a.exp) c->status |= DEC_CLAMPED;
    a.exp = exp;
    return a;
}

Num num_fix(Calc *c, Num a) {
    if (a.kind != NUM_FINITE) {
        if (a.kind != NUM_INFINITE) a.n = nat_low_digits(&c->w, a.n, c->ctx.prec - c->ctx.clamp);
        return a;
    }
    if (!a.n.len) return fix_zero(c, a);
    int64_t digits = nat_digits(a.n), adjusted = a.exp + digits - 1, prec = c->ctx.prec;
    if (adjusted > c->ctx.emax || (c->ctx.clamp && a.exp > context_etop(&c->ctx))) {
        a = fix_high(c, a, adjusted);
        if (a.kind != NUM_FINITE) return a;
    } else if (adjusted < c->ctx.emin) {
        a = fix_low(c, a);
    }
    digits = nat_digits(a.n);
    if (digits <= prec) return a;
    int rest;
    int64_t drop = digits - prec;
    if (!a.peak) a.peak = nat_words(a.n);
    Nat n = num_round_up(c, a.sign, nat_shift_right(&c->w, a.n, drop, &rest), rest);
    c->status |= rest ? DEC_ROUNDED | DEC_INEXACT : DEC_ROUNDED;
    a.exp += drop;
    if (nat_digits(n) > prec) {
        n = nat_shift_right(&c->w, n, 1, NULL);
        a.exp++;
    }
    a.n = n;
    adjusted = num_adjusted(a);
    return adjusted > c->ctx.emax || c->ctx.clamp ? fix_high(c, a, adjusted) : a;
}

/* ---- NaNs ---- */

bool num_nans(Calc *c, Num a, Num b, Num *result) {
    if (!num_is_nan(a) && !num_is_nan(b)) return false;
    bool signalling = a.kind == NUM_SIGNALLING || b.kind == NUM_SIGNALLING;
    *result = signalling ? (a.kind == NUM_SIGNALLING ? a : b) : num_is_nan(a) ? a : b;
    if (signalling) c->status |= DEC_INVALID_OPERATION;
    result->kind = NUM_NAN;
    *result = num_fix(c, *result);
    return true;
}
bool num_nan(Calc *c, Num a, Num *result) { return num_nans(c, a, a, result); }

/* ---- sums ---- */

/* The one with the higher exponent gets the other's; where that lies far below, only its being there matters. */
static void align(Calc *c, Num *high, Num *low) {
    if (high->exp == low->exp) return;
    if (high->n.len) {
        int64_t digits = nat_digits(high->n), bound = high->exp - 1 + (digits > c->ctx.prec ? 0 : digits - c->ctx.prec - 1);
        if (num_adjusted(*low) < bound) {
            if (low->n.len) low->n = nat_from_u64(&c->w, 1);
            low->exp = bound;
        }
        high->n = nat_shift_left(&c->w, high->n, high->exp - low->exp);
    }
    high->exp = low->exp;
}

static Num exact_sum(Calc *c, Num a, Num b) {
    if (a.exp >= b.exp) align(c, &a, &b);
    else align(c, &b, &a);
    Num z = num_finite(a.sign, a.n, a.exp);
    if (a.sign == b.sign) {
        z.n = nat_add(&c->w, a.n, b.n);
    } else {
        int order = c->w.failed ? 0 : nat_compare(a.n, b.n);
        z.n = order >= 0 ? nat_subtract(&c->w, a.n, b.n) : nat_subtract(&c->w, b.n, a.n);
        z.sign = order > 0 ? a.sign : order < 0 ? b.sign : c->ctx.rounding == ROUND_FLOOR;
        z.peak = nat_words(order >= 0 ? a.n : b.n);
        return z;
    }
    z.peak = nat_words(z.n);
    return z;
}

Num num_add(Calc *c, Num a, Num b) {
    Num z;
    if (a.kind == NUM_FINITE && b.kind == NUM_FINITE) return num_fix(c, exact_sum(c, a, b));
    if (num_nans(c, a, b, &z)) return z;
    if (a.kind == NUM_INFINITE && b.kind == NUM_INFINITE && a.sign != b.sign) return num_invalid(c, DEC_INVALID_OPERATION);
    return num_special(a.kind == NUM_INFINITE ? a.sign : b.sign, NUM_INFINITE);
}

Num num_subtract(Calc *c, Num a, Num b) {
    if (!num_is_nan(b)) b.sign ^= 1;
    return num_add(c, a, b);
}

/* ---- products ---- */

static Num exact_product(Calc *c, Num a, Num b) {
    Num z = num_finite(a.sign ^ b.sign, nat_multiply(&c->w, a.n, b.n), a.exp + b.exp);
    z.peak = nat_words(a.n) + nat_words(b.n);
    return z;
}

static Num special_product(Calc *c, Num a, Num b) {
    Num z;
    if (num_nans(c, a, b, &z)) return z;
    if (num_is_zero(a) || num_is_zero(b)) return num_invalid(c, DEC_INVALID_OPERATION);
    return num_special(a.sign ^ b.sign, NUM_INFINITE);
}

Num num_multiply(Calc *c, Num a, Num b) {
    if (a.kind != NUM_FINITE || b.kind != NUM_FINITE) return special_product(c, a, b);
    return num_fix(c, exact_product(c, a, b));
}

Num num_fma(Calc *c, Num a, Num b, Num third) {
    Num z;
    if (a.kind == NUM_FINITE && b.kind == NUM_FINITE) {
        Num product = exact_product(c, a, b);
        z = num_add(c, product, third);
        if (z.peak < product.peak) z.peak = product.peak;
        return z;
    }
    bool nan = num_is_nan(a) || num_is_nan(b);
    if (nan && third.kind == NUM_SIGNALLING && a.kind != NUM_SIGNALLING && b.kind != NUM_SIGNALLING) a = third;
    z = special_product(c, a, b);
    return num_is_nan(z) ? z : num_add(c, z, third);
}

/* ---- quotients ---- */

/* Exact: without zeros at the end as far as the ideal exponent goes. */
static Num without_zeros(Calc *c, Num z, int64_t ideal) {
    if (z.n.len && z.exp < ideal) {
        int64_t zeros = nat_zeros(z.n), drop = zeros < ideal - z.exp ? zeros : ideal - z.exp;
        z.n = nat_shift_right(&c->w, z.n, drop, NULL);
        z.exp += drop;
    }
    return z;
}

/* Inexact: the last digit must not look as if nothing or half a unit followed. */
static Nat with_trace(Calc *c, Nat n) { return nat_digit(n, 0) % 5 ? n : nat_add_small(&c->w, n, 1); }

/* In a huge precision: an exact quotient has at most as many digits as a and four times b, and need not fill all of memory. */
static bool divide_exactly(Calc *c, Num a, Num b, Num *z) {
    Nat rest;
    int64_t more = 4 * nat_digits(b.n);
    if (c->ctx.prec < 100000 + more + nat_digits(a.n)) return false;
    z->n = nat_divide(&c->w, nat_shift_left(&c->w, a.n, more), b.n, &rest);
    z->exp -= more;
    return !rest.len;
}

static Num divide_finite(Calc *c, Num a, Num b) {
    int64_t ideal = a.exp - b.exp, shift = nat_digits(b.n) - nat_digits(a.n) + c->ctx.prec + 1;
    Num z = num_finite(a.sign ^ b.sign, a.n, ideal);
    Nat rest;
    if (!a.n.len) return num_fix(c, z);
    if (divide_exactly(c, a, b, &z)) return num_fix(c, without_zeros(c, z, ideal));
    Nat n = shift > 0 ? nat_shift_left(&c->w, a.n, shift) : a.n, d = shift < 0 ? nat_shift_left(&c->w, b.n, -shift) : b.n;
    if (c->w.failed) return z;
    z.peak = nat_words(n) - nat_words(d) + 1;
    z.n = nat_divide(&c->w, n, d, &rest);
    z.exp = ideal - shift;
    if (rest.len) z.n = with_trace(c, z.n);
    else z = without_zeros(c, z, ideal);
    return num_fix(c, z);
}

Num num_divide(Calc *c, Num a, Num b) {
    Num z;
    int sign = a.sign ^ b.sign;
    if (a.kind != NUM_FINITE || b.kind != NUM_FINITE) {
        if (num_nans(c, a, b, &z)) return z;
        if (a.kind == NUM_INFINITE) {
            return b.kind == NUM_INFINITE ? num_invalid(c, DEC_INVALID_OPERATION) : num_special(sign, NUM_INFINITE);
        }
        c->status |= DEC_CLAMPED;
        return num_finite(sign, (Nat){ NULL, 0 }, context_etiny(&c->ctx));
    }
    if (!b.n.len) {
        if (!a.n.len) return num_invalid(c, DEC_DIVISION_UNDEFINED);
        c->status |= DEC_DIVISION_BY_ZERO;
        return num_special(sign, NUM_INFINITE);
    }
    return divide_finite(c, a, b);
}

/* Quotient without fraction and the rest, exact; false: the quotient has more digits than the precision. b is not 0. */
static bool whole_division(Calc *c, Num a, Num b, Num *quotient, Num *rest) {
    int64_t ideal = a.exp < b.exp ? a.exp : b.exp;
    *quotient = num_finite(a.sign ^ b.sign, (Nat){ NULL, 0 }, 0);
    *rest = num_finite(a.sign, a.n, a.exp);
    if (!a.n.len) {
        rest->exp = ideal;
        return true;
    }
    int64_t more = num_adjusted(a) - num_adjusted(b);
    if (more < 0) {
        if (a.exp > b.exp) { /* as many zeros as fit */
            rest->n = nat_shift_left(&c->w, a.n, a.exp - ideal);
            rest->exp = ideal;
        }
        return true;
    }
    if (more > c->ctx.prec) return false;
    Nat n = nat_shift_left(&c->w, a.n, a.exp - ideal), d = nat_shift_left(&c->w, b.n, b.exp - ideal);
    if (c->w.failed) return true;
    quotient->n = nat_divide(&c->w, n, d, &rest->n);
    quotient->peak = nat_words(n) - nat_words(d) + 1;
    rest->exp = ideal;
    return nat_digits(quotient->n) <= c->ctx.prec;
}

void num_divmod(Calc *c, Num a, Num b, Num *quotient, Num *rest) {
    if (num_nans(c, a, b, quotient)) {
        *rest = *quotient;
        return;
    }
    int sign = a.sign ^ b.sign;
    *rest = num_special(0, NUM_NAN);
    if (a.kind == NUM_INFINITE) {
        c->status |= DEC_INVALID_OPERATION;
        *quotient = b.kind == NUM_INFINITE ? *rest : num_special(sign, NUM_INFINITE);
    } else if (b.kind == NUM_INFINITE) {
        *quotient = num_finite(sign, (Nat){ NULL, 0 }, 0);
        *rest = num_fix(c, a);
    } else if (!b.n.len) {
        c->status |= a.n.len ? DEC_DIVISION_BY_ZERO | DEC_INVALID_OPERATION : DEC_DIVISION_UNDEFINED;
        *quotient = a.n.len ? num_special(sign, NUM_INFINITE) : *rest;
    } else if (whole_division(c, a, b, quotient, rest)) {
        *quotient = num_fix(c, *quotient);
        *rest = num_fix(c, *rest);
    } else {
        *quotient = *rest = num_invalid(c, DEC_DIVISION_IMPOSSIBLE);
    }
}

Num num_divide_int(Calc *c, Num a, Num b) {
    Num z, rest;
    int sign = a.sign ^ b.sign;
    if (num_nans(c, a, b, &z)) return z;
    if (a.kind == NUM_INFINITE) {
        return b.kind == NUM_INFINITE ? num_invalid(c, DEC_INVALID_OPERATION) : num_special(sign, NUM_INFINITE);
    }
    if (b.kind == NUM_INFINITE) return num_finite(sign, (Nat){ NULL, 0 }, 0);
    if (!b.n.len) {
        if (!a.n.len) return num_invalid(c, DEC_DIVISION_UNDEFINED);
        c->status |= DEC_DIVISION_BY_ZERO;
        return num_special(sign, NUM_INFINITE);
    }
    return whole_division(c, a, b, &z, &rest) ? num_fix(c, z) : num_invalid(c, DEC_DIVISION_IMPOSSIBLE);
}

/* What the two kinds of remainder do before they divide. */
static bool remainder_is_special(Calc *c, Num a, Num b, Num *z) {
    if (num_nans(c, a, b, z)) return true;
    if (a.kind == NUM_INFINITE) *z = num_invalid(c, DEC_INVALID_OPERATION);
    else if (b.kind == NUM_INFINITE) *z = num_fix(c, a);
    else if (!b.n.len) *z = num_invalid(c, a.n.len ? DEC_INVALID_OPERATION : DEC_DIVISION_UNDEFINED);
    else return false;
    return true;
}

Num num_remainder(Calc *c, Num a, Num b) {
    Num z, quotient;
    if (remainder_is_special(c, a, b, &z)) return z;
    return whole_division(c, a, b, &quotient, &z) ? num_fix(c, z) : num_invalid(c, DEC_DIVISION_IMPOSSIBLE);
}

Num num_remainder_near(Calc *c, Num a, Num b) {
    Num z, quotient;
    if (remainder_is_special(c, a, b, &z)) return z;
    int64_t ideal = a.exp < b.exp ? a.exp : b.exp;
    if (a.n.len && num_adjusted(a) - num_adjusted(b) <= -2) {
        whole_division(c, a, b, &quotient, &z);
        return num_fix(c, z);
    }
    if (!whole_division(c, a, b, &quotient, &z)) return num_invalid(c, DEC_DIVISION_IMPOSSIBLE);
    Nat divisor = nat_shift_left(&c->w, b.n, b.exp - ideal);
    z.n = z.exp > ideal ? nat_shift_left(&c->w, z.n, z.exp - ideal) : z.n;
    z.exp = ideal;
    if (c->w.failed) return z;
    int order = nat_compare(nat_add(&c->w, z.n, z.n), divisor);
    if (order > 0 || (order == 0 && nat_is_odd(quotient.n))) {
        z.n = nat_subtract(&c->w, divisor, z.n);
        z.sign ^= 1;
        quotient.n = nat_add_small(&c->w, quotient.n, 1);
        if (nat_digits(quotient.n) > c->ctx.prec) return num_invalid(c, DEC_DIVISION_IMPOSSIBLE);
    }
    return num_fix(c, z);
}

/* ---- comparisons ---- */

static int signum(Num a) { return num_is_zero(a) ? 0 : a.sign ? -1 : 1; }

static int compare_magnitudes(Calc *c, Num a, Num b) {
    if (a.exp == b.exp) return nat_compare(a.n, b.n);
    int64_t first = num_adjusted(a), second = num_adjusted(b);
    if (first != second) return first < second ? -1 : 1;
    WorkMark mark = work_mark(&c->w);
    int64_t least = a.exp < b.exp ? a.exp : b.exp;
    Nat left = nat_shift_left(&c->w, a.n, a.exp - least), right = nat_shift_left(&c->w, b.n, b.exp - least);
    int order = nat_compare(left, right);
    work_keep(&c->w, mark, (Nat){ c->w.first, 0 });
    return order;
}

int num_compare(Calc *c, Num a, Num b) {
    int first = signum(a), second = signum(b);
    if (first != second) return first < second ? -1 : 1;
    if (!first) return 0;
    if (a.kind == NUM_INFINITE || b.kind == NUM_INFINITE) {
        return a.kind == b.kind ? 0 : (a.kind == NUM_INFINITE) == (first > 0) ? 1 : -1;
    }
    return first * compare_magnitudes(c, a, b);
}

int num_compare_total(Calc *c, Num a, Num b) {
    static const uint8_t ranks[] = { [NUM_FINITE] = 0, [NUM_INFINITE] = 0, [NUM_SIGNALLING] = 1, [NUM_NAN] = 2 };
    if (a.sign != b.sign) return a.sign ? -1 : 1;
    int order = (ranks[a.kind] > ranks[b.kind]) - (ranks[a.kind] < ranks[b.kind]);
    if (!order) {
        if (num_is_nan(a)) order = nat_compare(a.n, b.n);
        else if (!(order = (a.sign ? -1 : 1) * num_compare(c, a, b)) && a.kind == NUM_FINITE) order = (a.exp > b.exp) - (a.exp < b.exp);
    }
    return a.sign ? -order : order;
}

/* ---- rounding as an operation ---- */

Num num_quantize(Calc *c, Num a, Num b) {
    Num z;
    int rest = REST_NONE;
    if (num_nans(c, a, b, &z)) return z;
    if (a.kind == NUM_INFINITE || b.kind == NUM_INFINITE) return a.kind == b.kind ? a : num_invalid(c, DEC_INVALID_OPERATION);
    if (b.exp > c->ctx.emax || b.exp < context_etiny(&c->ctx)) return num_invalid(c, DEC_INVALID_OPERATION);
    z = num_finite(a.sign, a.n, b.exp);
    if (!a.n.len) return num_fix(c, z);
    if (num_adjusted(a) - b.exp >= c->ctx.prec) return num_invalid(c, DEC_INVALID_OPERATION);
    if (a.exp >= b.exp) {
        z.n = nat_shift_left(&c->w, a.n, a.exp - b.exp);
    } else {
        z.n = num_round_up(c, a.sign, nat_shift_right(&c->w, a.n, b.exp - a.exp, &rest), rest);
        if (nat_digits(z.n) > c->ctx.prec) return num_invalid(c, DEC_INVALID_OPERATION);
    }
    if (num_adjusted(z) > c->ctx.emax) return num_invalid(c, DEC_INVALID_OPERATION);
    if (b.exp > a.exp) c->status |= rest ? DEC_ROUNDED | DEC_INEXACT : DEC_ROUNDED;
    if (z.n.len && num_adjusted(z) < c->ctx.emin) c->status |= DEC_SUBNORMAL;
    return num_fix(c, z);
}

Num num_to_integral(Calc *c, Num a, bool signals) {
    Num z;
    int rest;
    if (num_nan(c, a, &z)) return z;
    if (a.kind == NUM_INFINITE || a.exp >= 0) return a;
    z = num_finite(a.sign, a.n, 0);
    if (!a.n.len) return z;
    z.n = num_round_up(c, a.sign, nat_shift_right(&c->w, a.n, -a.exp, &rest), rest);
    if (signals) c->status |= rest ? DEC_ROUNDED | DEC_INEXACT : DEC_ROUNDED;
    return z;
}
Num num_integral_exact(Calc *c, Num a) { return num_to_integral(c, a, true); }
Num num_integral_value(Calc *c, Num a) { return num_to_integral(c, a, false); }

Num num_plus(Calc *c, Num a) {
    Num z;
    if (num_nan(c, a, &z)) return z;
    if (num_is_zero(a)) a.sign = c->ctx.rounding == ROUND_FLOOR ? a.sign : 0;
    return num_fix(c, a);
}
Num num_minus(Calc *c, Num a) {
    Num z;
    if (num_nan(c, a, &z)) return z;
    a.sign ^= 1;
    return num_plus(c, a);
}
Num num_abs(Calc *c, Num a) {
    Num z;
    if (num_nan(c, a, &z)) return z;
    a.sign = 0;
    return num_fix(c, a);
}

Num num_normalize(Calc *c, Num a) {
    Num z;
    if (num_nan(c, a, &z)) return z;
    z = num_fix(c, a);
    if (z.kind != NUM_FINITE) return z;
    if (!z.n.len) return num_finite(z.sign, z.n, 0);
    int64_t top = c->ctx.clamp ? context_etop(&c->ctx) : c->ctx.emax;
    return without_zeros(c, z, top);
}
