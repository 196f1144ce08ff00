/* int: addition, subtraction, multiplication (Karatsuba), division.
 *
 * Magnitudes are rows of 30-bit digits, lowest first. Results are allocated with as many digits as CPython 3.11
 * (Objects/longobject.c) asks for before leading zeros are dropped, so that they take the same size class.
 * Division: Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D. */
#include "object/exception.h"
#include "object/float.h"
#include "object/int_impl.h"
#include "object/tuple.h"

#define KARATSUBA_CUTOFF 70

void int_copy_digits(Digit *to, const Digit *from, intptr_t count) { memcpy(to, from, (size_t)count * sizeof(Digit)); }

/* ---- magnitudes ---- */

/* z = a + b, na >= nb; z has na + 1 digits and may be a. */
static void add_digits(Digit *z, const Digit *a, intptr_t na, const Digit *b, intptr_t nb) {
    Digit carry = 0;
    for (intptr_t i = 0; i < na; i++) {
        carry += a[i] + (i < nb ? b[i] : 0);
        z[i] = carry & INT_MASK;
        carry >>= INT_SHIFT;
    }
    z[na] = carry;
}

/* z = a - b for a >= b; z has na digits. */
static void subtract_digits(Digit *z, const Digit *a, intptr_t na, const Digit *b, intptr_t nb) {
    Digit borrowed = 0;
    for (intptr_t i = 0; i < na; i++) {
        borrowed = a[i] - (i < nb ? b[i] : 0) - borrowed;
        z[i] = borrowed & INT_MASK;
        borrowed = borrowed >> INT_SHIFT & 1;
    }
}

/* z += a, z long enough for the carry. */
static void add_into(Digit *z, const Digit *a, intptr_t na) {
    Digit carry = 0;
    for (intptr_t i = 0; i < na || carry; i++) {
        carry += z[i] + (i < na ? a[i] : 0);
        z[i] = carry & INT_MASK;
        carry >>= INT_SHIFT;
    }
}

/* z -= a, z at least a. */
static void subtract_from(Digit *z, const Digit *a, intptr_t na) {
    Digit borrowed = 0;
    for (intptr_t i = 0; i < na || borrowed; i++) {
        borrowed = z[i] - (i < na ? a[i] : 0) - borrowed;
        z[i] = borrowed & INT_MASK;
        borrowed = borrowed >> INT_SHIFT & 1;
    }
}

/* z = a * b, na + nb digits, digit by digit. */
static void multiply_plain(Digit *z, const Digit *a, intptr_t na, const Digit *b, intptr_t nb) {
    memset(z, 0, (size_t)(na + nb) * sizeof(Digit));
    for (intptr_t i = 0; i < na; i++) {
        uint64_t carry = 0, f = a[i];
        Digit *out = z + i;
        for (intptr_t j = 0; j < nb; j++) {
            carry += out[j] + b[j] * f;
            out[j] = (Digit)(carry & INT_MASK);
            carry >>= INT_SHIFT;
        }
        out[nb] = (Digit)carry;
    }
}

static int multiply_digits(Runtime *rt, Digit *z, const Digit *a, intptr_t na, const Digit *b, intptr_t nb);

/* na >= 2 * nb: a in slices as long as b. */
static int multiply_lopsided(Runtime *rt, Digit *z, const Digit *a, intptr_t na, const Digit *b, intptr_t nb) {
    Digit *product = mem_alloc(rt, (size_t)(2 * nb) * sizeof(Digit));
    if (!product) return -1;
    int result = 0;
    memset(z, 0, (size_t)(na + nb) * sizeof(Digit));
    for (intptr_t done = 0; done < na && !result; done += nb) {
        intptr_t slice = na - done < nb ? na - done : nb;
        result = multiply_digits(rt, product, a + done, slice, b, nb);
        if (!result) add_into(z + done, product, slice + nb);
    }
    mem_free(rt, product);
    return result;
}

/* Karatsuba: with a = ah * X + al, b likewise, the middle term is (ah + al)(bh + bl) - ah*bh - al*bl. nb > na / 2. */
static int multiply_karatsuba(Runtime *rt, Digit *z, const Digit *a, intptr_t na, const Digit *b, intptr_t nb) {
    intptr_t shift = na / 2, high_a = na - shift, high_b = nb - shift;
    intptr_t sum = (high_a > shift ? high_a : shift) + 1, room = 4 * sum;
    Digit *scratch = mem_alloc(rt, (size_t)room * sizeof(Digit));
    if (!scratch) return -1;
    Digit *sum_a = scratch, *sum_b = scratch + sum, *middle = scratch + 2 * sum;
    int result = -1;
    if (multiply_digits(rt, z, a, shift, b, shift) < 0) goto done;
    if (multiply_digits(rt, z + 2 * shift, a + shift, high_a, b + shift, high_b) < 0) goto done;
    add_digits(sum_a, a + shift, high_a, a, shift);
    if (high_b >= shift) add_digits(sum_b, b + shift, high_b, b, shift);
    else add_digits(sum_b, b, shift, b + shift, high_b);
    intptr_t sum_b_count = (high_b > shift ? high_b : shift) + 1;
    if (multiply_digits(rt, middle, sum_a, high_a + 1, sum_b, sum_b_count) < 0) goto done;
    intptr_t count = high_a + 1 + sum_b_count;
    subtract_from(middle, z, 2 * shift);
    subtract_from(middle, z + 2 * shift, high_a + high_b);
    while (count > 0 && middle[count - 1] == 0) count--;
    add_into(z + shift, middle, count);
    result = 0;
done:
    mem_free(rt, scratch);
    return result;
}

/* z = a * b with exactly na + nb digits. -1 = no memory (not raised). */
static int multiply_digits(Runtime *rt, Digit *z, const Digit *a, intptr_t na, const Digit *b, intptr_t nb) {
    if (na < nb) {
        const Digit *digits = a;
        intptr_t count = na;
        a = b, na = nb, b = digits, nb = count;
    }
    if (nb <= KARATSUBA_CUTOFF) {
        multiply_plain(z, b, nb, a, na);
        return 0;
    }
    if (2 * nb <= na) return multiply_lopsided(rt, z, a, na, b, nb);
    return multiply_karatsuba(rt, z, a, na, b, nb);
}

/* ---- addition, subtraction ---- */

static Own add_magnitudes(Runtime *rt, Obj *a, Obj *b) {
    if (int_count(a) < int_count(b)) {
        Obj *larger = b;
        b = a;
        a = larger;
    }
    Own z = int_alloc(rt, int_count(a) + 1);
    if (z) add_digits(INT_DIGITS(borrow(z)), INT_DIGITS(a), int_count(a), INT_DIGITS(b), int_count(b));
    return z ? int_normalize(z) : z;
}

/* |a| - |b| */
static Own subtract_magnitudes(Runtime *rt, Obj *a, Obj *b) {
    intptr_t na = int_count(a), nb = int_count(b);
    bool negative = na < nb;
    if (na == nb) {
        while (na > 0 && INT_DIGITS(a)[na - 1] == INT_DIGITS(b)[na - 1]) na--;
        if (na == 0) return keep(int_small(rt, 0));
        negative = INT_DIGITS(a)[na - 1] < INT_DIGITS(b)[na - 1];
        nb = na;
    }
    if (negative) {
        Obj *larger = b;
        intptr_t count = nb;
        b = a, nb = na, a = larger, na = count;
    }
    Own z = int_alloc(rt, na);
    if (!z) return z;
    subtract_digits(INT_DIGITS(borrow(z)), INT_DIGITS(a), na, INT_DIGITS(b), nb);
    z = int_normalize(z);
    if (negative) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
    return int_finish(rt, z);
}

static HS_NOINLINE Own add_large(Runtime *rt, Obj *a, Obj *b) {
    if (INT_SIZE(a) < 0) {
        if (INT_SIZE(b) >= 0) return subtract_magnitudes(rt, b, a);
        Own z = add_magnitudes(rt, a, b);
        if (z) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
        return z;
    }
    return INT_SIZE(b) < 0 ? subtract_magnitudes(rt, a, b) : add_magnitudes(rt, a, b);
}

static HS_NOINLINE Own subtract_large(Runtime *rt, Obj *a, Obj *b) {
    if (INT_SIZE(a) < 0) {
        if (INT_SIZE(b) < 0) return subtract_magnitudes(rt, b, a);
        Own z = add_magnitudes(rt, a, b);
        if (z) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
        return z;
    }
    return INT_SIZE(b) < 0 ? add_magnitudes(rt, a, b) : subtract_magnitudes(rt, a, b);
}

Own int_add(Runtime *rt, Obj *a, Obj *b) {
    if (HS_LIKELY(int_is_compact(a) && int_is_compact(b)))
        return int_from_word(rt, (int64_t)int_compact(a) + int_compact(b));
    return add_large(rt, a, b);
}

Own int_sub(Runtime *rt, Obj *a, Obj *b) {
    if (HS_LIKELY(int_is_compact(a) && int_is_compact(b)))
        return int_from_word(rt, (int64_t)int_compact(a) - int_compact(b));
    return subtract_large(rt, a, b);
}

/* ---- multiplication ---- */

static HS_NOINLINE Own multiply_large(Runtime *rt, Obj *a, Obj *b) {
    intptr_t na = int_count(a), nb = int_count(b);
    if (na == 0 || nb == 0) return keep(int_small(rt, 0));
    Own z = int_alloc(rt, na + nb);
    if (!z) return z;
    if (multiply_digits(rt, INT_DIGITS(borrow(z)), INT_DIGITS(a), na, INT_DIGITS(b), nb) < 0) {
        release(rt, z);
        return raise_memory_error(rt);
    }
    z = int_normalize(z);
    if ((INT_SIZE(a) < 0) != (INT_SIZE(b) < 0)) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
    return z;
}

Own int_mul(Runtime *rt, Obj *a, Obj *b) {
    if (HS_LIKELY(int_is_compact(a) && int_is_compact(b)))
        return int_from_word(rt, (int64_t)int_compact(a) * int_compact(b));
    return multiply_large(rt, a, b);
}

/* ---- division ---- */

Digit int_divide_digits(Digit *q, const Digit *n, intptr_t count, Digit d) {
    uint64_t rest = 0;
    for (intptr_t i = count; --i >= 0;) {
        rest = rest << INT_SHIFT | n[i];
        q[i] = (Digit)(rest / d);
        rest %= d;
    }
    return (Digit)rest;
}

static Digit shift_left(Digit *z, const Digit *a, intptr_t count, int bits) {
    Digit carry = 0;
    for (intptr_t i = 0; i < count; i++) {
        uint64_t wide = (uint64_t)a[i] << bits | carry;
        z[i] = (Digit)(wide & INT_MASK);
        carry = (Digit)(wide >> INT_SHIFT);
    }
    return carry;
}

static void shift_right(Digit *z, const Digit *a, intptr_t count, int bits) {
    uint64_t rest = 0;
    for (intptr_t i = count; --i >= 0;) {
        rest = (rest & INT_MASK) << INT_SHIFT | a[i];
        z[i] = (Digit)(rest >> bits & INT_MASK);
        rest &= ((uint64_t)1 << bits) - 1;
    }
}

/* One quotient digit of algorithm D: v -= q * w at v[0 .. n]; w normalised, n >= 2 digits. */
static Digit quotient_digit(Digit *v, const Digit *w, intptr_t n) {
    uint64_t top = (uint64_t)v[n] << INT_SHIFT | v[n - 1];
    uint64_t q = top / w[n - 1], r = top % w[n - 1];
    while (q >= INT_BASE || q * w[n - 2] > (r << INT_SHIFT | v[n - 2])) {
        q--;
        r += w[n - 1];
        if (r >= INT_BASE) break;
    }
    int64_t carry = 0;
    for (intptr_t i = 0; i < n; i++) {
        carry += (int64_t)v[i] - (int64_t)(q * w[i]);
        v[i] = (Digit)(carry & INT_MASK);
        carry >>= INT_SHIFT; /* arithmetic */
    }
    if (carry + (int64_t)v[n] < 0) { /* one too many: add back */
        Digit back = 0;
        for (intptr_t i = 0; i < n; i++) {
            back += v[i] + w[i];
            v[i] = back & INT_MASK;
            back >>= INT_SHIFT;
        }
        q--;
    }
    v[n] = 0;
    return (Digit)q;
}

/* |a| / |b| for |b| of at least two digits and at most as many as |a|: quotient, and remainder in *rest; both positive. */
static Own divide_long(Runtime *rt, Obj *a, Obj *b, Own *rest) {
    intptr_t na = int_count(a), nb = int_count(b);
    int bits = __builtin_clz(INT_DIGITS(b)[nb - 1]) - (32 - INT_SHIFT);
    Own v = int_alloc(rt, na + 1), w = (Own)0, q = (Own)0;
    *rest = (Own)0;
    if (!v || !(w = int_alloc(rt, nb))) goto fail;
    Digit *vd = INT_DIGITS(borrow(v)), *wd = INT_DIGITS(borrow(w));
    shift_left(wd, INT_DIGITS(b), nb, bits);
    Digit carry = shift_left(vd, INT_DIGITS(a), na, bits);
    if (carry != 0 || vd[na - 1] >= wd[nb - 1]) vd[na++] = carry;
    intptr_t count = na - nb;
    if (!(q = int_alloc(rt, count))) goto fail;
    for (intptr_t i = count; --i >= 0;) INT_DIGITS(borrow(q))[i] = quotient_digit(vd + i, wd, nb);
    shift_right(wd, vd, nb, bits);
    release(rt, v);
    *rest = int_finish(rt, int_normalize(w));
    return int_normalize(q);
fail:
    xrelease(rt, v);
    xrelease(rt, w);
    return (Own)0;
}

static bool magnitude_less(Obj *a, Obj *b) {
    intptr_t na = int_count(a), nb = int_count(b);
    return na < nb || (na == nb && INT_DIGITS(a)[na - 1] < INT_DIGITS(b)[nb - 1]);
}

/* Quotient cut towards zero with the remainder, which has a's sign. b is not 0. */
static Own divide_truncated(Runtime *rt, Obj *a, Obj *b, Own *rest) {
    Own q;
    *rest = (Own)0;
    if (magnitude_less(a, b)) {
        if (!(*rest = int_copy_exact(rt, a))) return (Own)0;
        return keep(int_small(rt, 0));
    }
    if (int_count(b) == 1) {
        if (!(q = int_alloc(rt, int_count(a)))) return q;
        Digit r = int_divide_digits(INT_DIGITS(borrow(q)), INT_DIGITS(a), int_count(a), INT_DIGITS(b)[0]);
        *rest = int_from_word(rt, r);
        q = int_normalize(q);
    } else {
        q = divide_long(rt, a, b, rest);
    }
    if (!q || !*rest) goto fail;
    if ((INT_SIZE(a) < 0) != (INT_SIZE(b) < 0)) q = int_negate_steal(rt, q);
    if (INT_SIZE(a) < 0 && INT_SIZE(borrow(*rest)) != 0) *rest = int_negate_steal(rt, *rest);
    if (!q || !*rest) goto fail;
    return int_finish(rt, q);
fail:
    xrelease(rt, q);
    own_clear(rt, rest);
    return (Own)0;
}

HS_INLINE int64_t floor_word(int64_t a, int64_t b) {
    int64_t q = a / b;
    return q * b != a && (a < 0) != (b < 0) ? q - 1 : q;
}

static Own divide_by_zero(Runtime *rt, const char *message) {
    return raise_format(rt, EXC(rt, ZeroDivisionError), "%s", message);
}

static Own divmod_large(Runtime *rt, Obj *a, Obj *b, Own *rest) {
    Own q = divide_truncated(rt, a, b, rest);
    if (!q) return q;
    intptr_t sign = INT_SIZE(borrow(*rest));
    if ((sign < 0 && INT_SIZE(b) > 0) || (sign > 0 && INT_SIZE(b) < 0)) {
        Own moved = int_add(rt, borrow(*rest), b);
        release(rt, *rest);
        *rest = moved;
        Own lower = moved ? int_sub(rt, borrow(q), int_small(rt, 1)) : (Own)0;
        release(rt, q);
        if (!lower) own_clear(rt, rest);
        return lower;
    }
    return q;
}

Own int_divmod(Runtime *rt, Obj *a, Obj *b, Own *remainder) {
    *remainder = (Own)0;
    if (INT_SIZE(b) == 0) return divide_by_zero(rt, "integer division or modulo by zero");
    if (int_is_compact(a) && int_is_compact(b)) {
        int64_t x = int_compact(a), y = int_compact(b), q = floor_word(x, y);
        Own quotient = int_from_word(rt, q);
        if (!quotient) return quotient;
        if ((*remainder = int_from_word(rt, x - q * y))) return quotient;
        release(rt, quotient);
        return (Own)0;
    }
    return divmod_large(rt, a, b, remainder);
}

Own int_floor_divide(Runtime *rt, Obj *a, Obj *b) {
    Own rest;
    if (HS_LIKELY(int_is_compact(a) && int_is_compact(b) && INT_SIZE(b) != 0))
        return int_from_word(rt, floor_word(int_compact(a), int_compact(b)));
    if (INT_SIZE(b) == 0) return divide_by_zero(rt, "integer division or modulo by zero");
    Own q = divmod_large(rt, a, b, &rest);
    xrelease(rt, rest);
    return q;
}

Own int_remainder(Runtime *rt, Obj *a, Obj *b) {
    Own rest;
    if (HS_LIKELY(int_is_compact(a) && int_is_compact(b) && INT_SIZE(b) != 0)) {
        int64_t y = int_compact(b), r = int_compact(a) % y;
        return int_from_word(rt, r != 0 && (r < 0) != (y < 0) ? r + y : r);
    }
    if (INT_SIZE(b) == 0) return divide_by_zero(rt, "integer modulo by zero");
    Own q = divmod_large(rt, a, b, &rest);
    if (!q) return q;
    release(rt, q);
    return rest;
}

/* ---- true division ---- */

/* Quotient of |a| << shift (or |a| / 2**-shift, cut) and |b| with a sticky low bit: at least 55 significant bits. */
static Own scaled_quotient(Runtime *rt, Obj *a, Obj *b, int64_t shift, bool *inexact) {
    Own count = int_from_word(rt, shift < 0 ? -shift : shift), x = (Own)0, y = (Own)0, q = (Own)0, rest = (Own)0;
    *inexact = false;
    if (!count || !(x = int_absolute(rt, a)) || !(y = int_absolute(rt, b))) goto done;
    Own shifted = shift < 0 ? int_right_shift(rt, borrow(x), borrow(count)) : int_left_shift(rt, borrow(x), borrow(count));
    if (!shifted) goto done;
    if (shift < 0) {
        Own back = int_left_shift(rt, borrow(shifted), borrow(count));
        if (back) *inexact = int_compare(borrow(back), borrow(x)) != 0;
        xrelease(rt, back);
    }
    q = int_divmod(rt, borrow(shifted), borrow(y), &rest);
    release(rt, shifted);
    if (rest && INT_SIZE(borrow(rest)) != 0) *inexact = true;
done:
    xrelease(rt, count);
    xrelease(rt, x);
    xrelease(rt, y);
    xrelease(rt, rest);
    return q;
}

/* Correctly rounded quotient: enough bits by integer division, then rounding half to even by hand. */
static Own true_divide_large(Runtime *rt, Obj *a, Obj *b) {
    bool negative = (INT_SIZE(a) < 0) != (INT_SIZE(b) < 0), inexact;
    int64_t bits = (int64_t)int_bit_length(a) - (int64_t)int_bit_length(b);
    if (bits > 1024) return raise_format(rt, EXC(rt, OverflowError), "integer division result too large for a float");
    if (bits < -1074 - 2) return float_new(rt, negative ? -0.0 : 0.0);
    int64_t shift = (bits < -1022 ? -1022 : bits) - 55; /* quotient has 55 or 56 bits, fewer for subnormals */
    Own q = scaled_quotient(rt, a, b, -shift, &inexact);
    if (!q) return q;
    uint64_t x = 0;
    for (intptr_t i = int_count(borrow(q)); --i >= 0;) x = x << INT_SHIFT | INT_DIGITS(borrow(q))[i];
    release(rt, q);
    x |= inexact;
    int length = x ? 64 - __builtin_clzll(x) : 0;
    int extra = length + shift < -1021 ? (int)(-1074 - shift) : length - 53; /* bits below the last that counts */
    if (extra > 0) {
        uint64_t unit = 1ull << extra, half = unit >> 1, low = x & (unit - 1);
        x -= low;
        if (low > half || (low == half && (x & unit))) x += unit;
    }
    double value = __builtin_ldexp((double)x, (int)shift);
    if (__builtin_isinf(value))
        return raise_format(rt, EXC(rt, OverflowError), "integer division result too large for a float");
    return float_new(rt, negative ? -value : value);
}

Own int_true_divide(Runtime *rt, Obj *a, Obj *b) {
    if (INT_SIZE(b) == 0) return divide_by_zero(rt, "division by zero");
    if (INT_SIZE(a) == 0) return float_new(rt, INT_SIZE(b) < 0 ? -0.0 : 0.0);
    if (int_bit_length(a) <= 53 && int_bit_length(b) <= 53) {
        int overflow;
        return float_new(rt, (double)int_as_i64_overflow(a, &overflow) / (double)int_as_i64_overflow(b, &overflow));
    }
    return true_divide_large(rt, a, b);
}

/* ---- slots: NotImplemented unless both are ints ---- */

Own int_nb_add(Runtime *rt, Obj *a, Obj *b) { return is_int(a) && is_int(b) ? int_add(rt, a, b) : object_not_implemented(rt); }

Own int_nb_subtract(Runtime *rt, Obj *a, Obj *b) {
    return is_int(a) && is_int(b) ? int_sub(rt, a, b) : object_not_implemented(rt);
}

Own int_nb_multiply(Runtime *rt, Obj *a, Obj *b) {
    return is_int(a) && is_int(b) ? int_mul(rt, a, b) : object_not_implemented(rt);
}

Own int_nb_floor_divide(Runtime *rt, Obj *a, Obj *b) {
    return is_int(a) && is_int(b) ? int_floor_divide(rt, a, b) : object_not_implemented(rt);
}

Own int_nb_remainder(Runtime *rt, Obj *a, Obj *b) {
    return is_int(a) && is_int(b) ? int_remainder(rt, a, b) : object_not_implemented(rt);
}

Own int_nb_true_divide(Runtime *rt, Obj *a, Obj *b) {
    return is_int(a) && is_int(b) ? int_true_divide(rt, a, b) : object_not_implemented(rt);
}

Own int_nb_divmod(Runtime *rt, Obj *a, Obj *b) {
    if (!is_int(a) || !is_int(b)) return object_not_implemented(rt);
    Own rest, q = int_divmod(rt, a, b, &rest);
    if (!q) return q;
    Own pair[2] = {q, rest};
    return tuple_from_steal(rt, pair, 2);
}
