/* Decimal numbers from ints and floats, and to ints; their hash. */
#include "lib/decimal.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int_impl.h"

enum { WHOLE_INT = 160 }; /* digits (of 30 bits, of 10**9) above which halves are converted apart */

/* ---- ints ---- */

static Nat from_digits(Work *w, const Digit *digits, intptr_t count) {
    if (count > WHOLE_INT) {
        intptr_t half = count / 2;
        Nat unit = nat_power(w, nat_from_u64(w, 2), (uint64_t)half * INT_SHIFT);
        return nat_add(w, nat_multiply(w, from_digits(w, digits + half, count - half), unit), from_digits(w, digits, half));
    }
    Nat z = { work_take(w, count * 10 / 9 + 2), 0 };
    for (intptr_t i = count - 1; z.at && i >= 0; i--) {
        uint64_t carry = digits[i];
        for (intptr_t k = 0; k < z.len; k++) {
            carry += (uint64_t)z.at[k] << INT_SHIFT;
            z.at[k] = (Limb)(carry % LIMB_BASE);
            carry /= LIMB_BASE;
        }
        for (; carry; carry /= LIMB_BASE) z.at[z.len++] = (Limb)(carry % LIMB_BASE);
    }
    return z;
}

Nat nat_from_int(Work *w, Obj *value) {
    if (int_is_compact(value)) {
        intptr_t small = int_compact(value);
        return nat_from_u64(w, (uint64_t)(small < 0 ? -small : small));
    }
    return from_digits(w, INT_DIGITS(value), int_count(value));
}

static Own school_int(Work *w, Nat a) {
    Digit *digits = work_take(w, a.len); /* a digit has more bits than a limb */
    intptr_t used = 0;
    if (!digits) return raise_memory_error(w->rt);
    for (intptr_t i = a.len - 1; i >= 0; i--) {
        uint64_t carry = a.at[i];
        for (intptr_t k = 0; k < used; k++) {
            carry += (uint64_t)digits[k] * LIMB_BASE;
            digits[k] = (Digit)(carry & INT_MASK);
            carry >>= INT_SHIFT;
        }
        for (; carry; carry >>= INT_SHIFT) digits[used++] = (Digit)(carry & INT_MASK);
    }
    Own z = int_alloc(w->rt, used);
    if (z) int_copy_digits(INT_DIGITS(borrow(z)), digits, used);
    return z;
}

static Own magnitude_int(Work *w, Nat a) {
    Runtime *rt = w->rt;
    if (a.len <= 2) return int_from_u64(rt, nat_low_u64(a));
    if (a.len <= WHOLE_INT) return school_int(w, a);
    intptr_t half = a.len / 2, low_len = half;
    while (low_len && !a.at[low_len - 1]) low_len--;
    Own unit = NULL, ten = int_from_i64(rt, 10), power = int_from_i64(rt, (int64_t)half * LIMB_DIGITS);
    Own high = magnitude_int(w, (Nat){ a.at + half, a.len - half }), low = magnitude_int(w, (Nat){ a.at, low_len });
    Own product = NULL, z = NULL;
    if (ten && power) unit = int_power(rt, borrow(ten), borrow(power), NULL);
    if (unit && high) product = int_mul(rt, borrow(high), borrow(unit));
    if (product && low) z = int_add(rt, borrow(product), borrow(low));
    Own all[] = { unit, ten, power, high, low, product };
    for (size_t i = 0; i < HS_COUNT(all); i++) xrelease(rt, all[i]);
    return z;
}

Own nat_to_int(Work *w, Nat a, bool negative) {
    if (w->failed) return raise_memory_error(w->rt);
    Own z = magnitude_int(w, a);
    return z && negative ? int_negate_steal(w->rt, z) : z;
}

static Own raise_special(Runtime *rt, Num a, const char *what) {
    if (a.kind == NUM_INFINITE) return raise_format(rt, EXC(rt, OverflowError), "cannot convert Infinity to %s", what);
    return raise_format(rt, EXC(rt, ValueError), "cannot convert NaN to %s", what);
}

Own num_to_int(Calc *c, Num a, int rounding) {
    if (a.kind != NUM_FINITE) return raise_special(c->w.rt, a, "integer");
    c->ctx.rounding = (uint8_t)rounding;
    a = num_to_integral(c, a, false);
    return nat_to_int(&c->w, nat_shift_left(&c->w, a.n, a.n.len ? a.exp : 0), a.sign);
}

/* (numerator, denominator): twos and fives are what they can have in common. */
Own num_ratio(Calc *c, Num a) {
    Work *w = &c->w;
    Runtime *rt = w->rt;
    if (a.kind != NUM_FINITE) return raise_special(rt, a, "integer ratio");
    if (a.n.len && a.exp < 0) {
        int64_t zeros = nat_zeros(a.n), drop = zeros < -a.exp ? zeros : -a.exp;
        a.n = nat_shift_right(w, a.n, drop, NULL);
        a.exp += drop;
    }
    Nat bottom = nat_from_u64(w, 1), n = a.n;
    if (a.n.len && a.exp >= 0) n = nat_shift_left(w, n, a.exp);
    if (a.n.len && a.exp < 0) {
        uint64_t twos = (uint64_t)-a.exp, fives = twos;
        for (; twos && n.len && !(n.at[0] & 1); twos--) n = nat_divide_small(w, n, 2, NULL);
        for (; fives && n.len && nat_digit(n, 0) == 5; fives--) n = nat_divide_small(w, n, 5, NULL);
        if (twos > (uint64_t)1 << 32) w->failed = true;
        bottom = nat_multiply(w, nat_power(w, nat_from_u64(w, 2), twos), nat_power(w, nat_from_u64(w, 5), fives));
    }
    Own top = nat_to_int(w, n, a.sign), down = top ? nat_to_int(w, bottom, false) : NULL;
    if (!down) xrelease(rt, top);
    return down ? tuple_build(rt, "NN", top, down) : NULL;
}

/* ---- floats ---- */

Num num_from_double(Calc *c, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int sign = (int)(bits >> 63), power = (int)(bits >> 52 & 2047);
    uint64_t mantissa = bits & ((UINT64_C(1) << 52) - 1);
    if (power == 2047) return mantissa ? num_special(0, NUM_NAN) : num_special(sign, NUM_INFINITE);
    if (power) mantissa |= UINT64_C(1) << 52;
    else power = 1;
    power -= 1075;
    if (!mantissa) return num_finite(sign, (Nat){ NULL, 0 }, 0);
    for (; power < 0 && !(mantissa & 1); power++) mantissa >>= 1;
    Nat factor = nat_power(&c->w, nat_from_u64(&c->w, power < 0 ? 5 : 2), (uint64_t)(power < 0 ? -power : power));
    return num_finite(sign, nat_multiply(&c->w, nat_from_u64(&c->w, mantissa), factor), power < 0 ? power : 0);
}

/* ---- hash: the value modulo 2**61 - 1, as of all numbers ---- */

#define HASH_PRIME ((UINT64_C(1) << 61) - 1)

static uint64_t reduced(uint64_t x) {
    x = (x & HASH_PRIME) + (x >> 61);
    return x >= HASH_PRIME ? x - HASH_PRIME : x;
}
/* a * b, b below 2**30. */
static uint64_t times_small(uint64_t a, uint64_t b) {
    uint64_t low = (a & 0x7fffffff) * b, high = (a >> 31) * b; /* high * 2**31 */
    return reduced(reduced(low) + (high >> 30) + ((high & 0x3fffffff) << 31));
}
static uint64_t times(uint64_t a, uint64_t b) {
    uint64_t z = times_small(a, b >> 60);
    z = reduced(times_small(z, 1 << 29) * 2 + times_small(a, b >> 30 & 0x3fffffff));
    return reduced(reduced(times_small(z, 1 << 29) * 2) + times_small(a, b & 0x3fffffff));
}

int64_t num_hash(Calc *c, Num a) {
    (void)c;
    if (a.kind == NUM_INFINITE) return a.sign ? -314159 : 314159;
    uint64_t hash = 0, power = 10;
    for (intptr_t i = a.n.len - 1; i >= 0; i--) hash = reduced(times_small(hash, LIMB_BASE) + a.n.at[i]);
    int64_t order = (int64_t)HASH_PRIME - 1, left = a.exp % order;
    if (left < 0) left += order; /* Fermat: 10**order is 1 */
    for (; left; left >>= 1) {
        if (left & 1) hash = times(hash, power);
        power = times(power, power);
    }
    int64_t result = a.sign ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}
