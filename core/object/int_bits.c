/* int: shifts, bitwise operations (two's complement view), power with modulus. CPython 3.11 Objects/longobject.c. */
#include "object/exception.h"
#include "object/float.h"
#include "object/int_impl.h"

/* ---- shifts ---- */

/* Splits a shift count in whole digits and bits. -1 = raised, 1 = larger than any possible int. */
static int split_count(Runtime *rt, Obj *count, int64_t *digits, int *bits) {
    int overflow;
    if (INT_SIZE(count) < 0) return raise_format_int(rt, EXC(rt, ValueError), "negative shift count");
    int64_t value = int_as_i64_overflow(count, &overflow);
    if (overflow) return 1;
    *digits = value / INT_SHIFT;
    *bits = (int)(value % INT_SHIFT);
    return 0;
}

static Own shift_left_large(Runtime *rt, Obj *a, int64_t digits, int bits) {
    intptr_t count = int_count(a);
    if (digits > (int64_t)(INTPTR_MAX / 8) - count) return raise_memory_error(rt);
    intptr_t low = (intptr_t)digits, total = count + low + (bits != 0);
    Own z = int_alloc(rt, total);
    if (!z) return z;
    Digit *out = INT_DIGITS(borrow(z)), carry = 0;
    memset(out, 0, (size_t)low * sizeof(Digit));
    for (intptr_t i = 0; i < count; i++) {
        uint64_t wide = (uint64_t)INT_DIGITS(a)[i] << bits | carry;
        out[low + i] = (Digit)(wide & INT_MASK);
        carry = (Digit)(wide >> INT_SHIFT);
    }
    if (bits) out[total - 1] = carry;
    z = int_normalize(z);
    if (INT_SIZE(a) < 0) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
    return z;
}

Own int_left_shift(Runtime *rt, Obj *a, Obj *count) {
    int64_t digits = 0;
    int bits = 0, result = split_count(rt, count, &digits, &bits);
    if (result < 0) return (Own)0;
    if (INT_SIZE(a) == 0) return keep(int_small(rt, 0));
    if (result > 0) return raise_format(rt, EXC(rt, OverflowError), "too many digits in integer");
    if (digits == 0 && int_is_compact(a)) return int_from_word(rt, (int64_t)int_compact(a) * ((int64_t)1 << bits));
    return shift_left_large(rt, a, digits, bits);
}

/* Floor of a / 2**(30 * digits + bits). For negative a the bits shifted out round the magnitude up. */
static Own shift_right_large(Runtime *rt, Obj *a, int64_t digits, int bits) {
    bool negative = INT_SIZE(a) < 0;
    if (negative && bits == 0) {
        if (digits == 0) return int_copy_exact(rt, a);
        bits = INT_SHIFT;
        digits--;
    }
    intptr_t count = int_count(a), total = digits < count ? count - (intptr_t)digits : 0;
    if (total <= 0) return keep(int_small(rt, negative ? -1 : 0));
    Own z = int_alloc(rt, total);
    if (!z) return z;
    const Digit *from = INT_DIGITS(a);
    Digit *out = INT_DIGITS(borrow(z)), sticky = 0;
    int rest = INT_SHIFT - bits;
    uint64_t wide = from[digits];
    if (negative) {
        for (int64_t i = 0; i < digits; i++) sticky |= from[i];
        wide += (INT_MASK >> rest) + (sticky != 0);
    }
    wide >>= bits;
    for (intptr_t i = 0; i < total - 1; i++) {
        wide += (uint64_t)from[digits + 1 + i] << rest;
        out[i] = (Digit)(wide & INT_MASK);
        wide >>= INT_SHIFT;
    }
    out[total - 1] = (Digit)wide;
    z = int_normalize(z);
    if (negative) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
    return int_finish(rt, z);
}

Own int_right_shift(Runtime *rt, Obj *a, Obj *count) {
    int64_t digits = 0;
    int bits = 0, result = split_count(rt, count, &digits, &bits);
    if (result < 0) return (Own)0;
    if (INT_SIZE(a) == 0 || result > 0) return keep(int_small(rt, INT_SIZE(a) < 0 ? -1 : 0));
    if (int_is_compact(a)) return int_from_word(rt, (int64_t)int_compact(a) >> (digits ? INT_SHIFT : bits));
    return shift_right_large(rt, a, digits, bits);
}

Own int_nb_lshift(Runtime *rt, Obj *a, Obj *b) {
    return is_int(a) && is_int(b) ? int_left_shift(rt, a, b) : object_not_implemented(rt);
}

Own int_nb_rshift(Runtime *rt, Obj *a, Obj *b) {
    return is_int(a) && is_int(b) ? int_right_shift(rt, a, b) : object_not_implemented(rt);
}

/* ---- and, or, xor ---- */

/* z = two's complement of a */
static void complement(Digit *z, const Digit *a, intptr_t count) {
    Digit carry = 1;
    for (intptr_t i = 0; i < count; i++) {
        carry += a[i] ^ INT_MASK;
        z[i] = carry & INT_MASK;
        carry >>= INT_SHIFT;
    }
}

/* An operand as digits in two's complement: its own digits, or a complemented copy kept in *copy. */
typedef struct Operand {
    Own copy;
    const Digit *digits;
    intptr_t count;
    bool negative;
} Operand;

static int operand_open(Runtime *rt, Operand *operand, Obj *a) {
    *operand = (Operand){(Own)0, INT_DIGITS(a), int_count(a), INT_SIZE(a) < 0};
    if (!operand->negative) return 0;
    if (!(operand->copy = int_alloc(rt, operand->count))) return -1;
    complement(INT_DIGITS(borrow(operand->copy)), operand->digits, operand->count);
    operand->digits = INT_DIGITS(borrow(operand->copy));
    return 0;
}

HS_INLINE Digit combine(char op, Digit a, Digit b) { return op == '&' ? a & b : op == '|' ? a | b : a ^ b; }

/* Digits of the result above the shorter operand: copied from a, inverted for ^ with negative b, or filled by the sign. */
static Own bitwise(Runtime *rt, Operand *a, Operand *b, char op) {
    bool negative = op == '&' ? a->negative && b->negative : op == '|' ? a->negative || b->negative
                                                                       : a->negative != b->negative;
    intptr_t count = op == '^' ? a->count : (op == '&') == b->negative ? a->count : b->count;
    Own z = int_alloc(rt, count + negative);
    if (!z) return z;
    Digit *out = INT_DIGITS(borrow(z));
    intptr_t i = 0;
    for (; i < b->count; i++) out[i] = combine(op, a->digits[i], b->digits[i]);
    Digit flip = op == '^' && b->negative ? INT_MASK : 0;
    for (; i < count; i++) out[i] = a->digits[i] ^ flip;
    if (negative) {
        out[count] = INT_MASK;
        complement(out, out, count + 1);
    }
    z = int_normalize(z);
    if (negative) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
    return int_finish(rt, z);
}

static Own bitwise_large(Runtime *rt, Obj *a, Obj *b, char op) {
    Operand x, y;
    Own z = (Own)0;
    if (int_count(a) < int_count(b)) {
        Obj *longer = b;
        b = a;
        a = longer;
    }
    if (operand_open(rt, &x, a) < 0) return z;
    if (operand_open(rt, &y, b) == 0) z = bitwise(rt, &x, &y, op);
    xrelease(rt, x.copy);
    xrelease(rt, y.copy);
    return z;
}

Own int_nb_and(Runtime *rt, Obj *a, Obj *b) {
    if (!is_int(a) || !is_int(b)) return object_not_implemented(rt);
    if (int_is_compact(a) && int_is_compact(b)) return int_from_word(rt, int_compact(a) & int_compact(b));
    return bitwise_large(rt, a, b, '&');
}

Own int_nb_or(Runtime *rt, Obj *a, Obj *b) {
    if (!is_int(a) || !is_int(b)) return object_not_implemented(rt);
    if (int_is_compact(a) && int_is_compact(b)) return int_from_word(rt, int_compact(a) | int_compact(b));
    return bitwise_large(rt, a, b, '|');
}

Own int_nb_xor(Runtime *rt, Obj *a, Obj *b) {
    if (!is_int(a) || !is_int(b)) return object_not_implemented(rt);
    if (int_is_compact(a) && int_is_compact(b)) return int_from_word(rt, int_compact(a) ^ int_compact(b));
    return bitwise_large(rt, a, b, '^');
}

Own int_nb_invert(Runtime *rt, Obj *a) {
    if (int_is_compact(a)) return int_from_word(rt, ~(int64_t)int_compact(a));
    Own z = int_add(rt, a, int_small(rt, 1));
    return z ? int_finish(rt, int_negate_steal(rt, z)) : z;
}

/* ---- power ---- */

/* Replaces *slot by *slot * b, reduced by the modulus if there is one. */
static int multiply_mod(Runtime *rt, Own *slot, Obj *b, Obj *modulus) {
    Own z = int_mul(rt, borrow(*slot), b);
    if (z && modulus) {
        Own reduced = int_remainder(rt, borrow(z), modulus);
        release(rt, z);
        z = reduced;
    }
    if (!z) return -1;
    own_set(rt, slot, z);
    return 0;
}

/* z = base ** exponent by squaring, from the highest bit; exponent > 3. */
static int power_binary(Runtime *rt, Own *z, Obj *base, Obj *exponent, Obj *modulus) {
    own_set(rt, z, keep(base));
    for (int64_t bit = (int64_t)int_bit_length(exponent) - 2; bit >= 0; bit--) {
        if (multiply_mod(rt, z, borrow(*z), modulus) < 0) return -1;
        bool set = INT_DIGITS(exponent)[bit / INT_SHIFT] >> bit % INT_SHIFT & 1;
        if (set && multiply_mod(rt, z, base, modulus) < 0) return -1;
    }
    return 0;
}

#define WINDOW 5
#define WINDOW_TABLE (1 << (WINDOW - 1))
#define HUGE_EXPONENT_DIGITS (60 / INT_SHIFT)

/* The next `bits` bits of the exponent are `value`: square and multiply by the table's odd power. */
static int absorb(Runtime *rt, Own *z, int value, int bits, const Own *table, Obj *modulus) {
    int zeros = __builtin_ctz((unsigned)value);
    value >>= zeros;
    for (bits -= zeros; bits > 0; bits--) {
        if (multiply_mod(rt, z, borrow(*z), modulus) < 0) return -1;
    }
    if (multiply_mod(rt, z, borrow(table[value >> 1]), modulus) < 0) return -1;
    while (zeros-- > 0) {
        if (multiply_mod(rt, z, borrow(*z), modulus) < 0) return -1;
    }
    return 0;
}

static int power_window_bits(Runtime *rt, Own *z, Obj *exponent, const Own *table, Obj *modulus) {
    int pending = 0, length = 0;
    for (int64_t bit = (int64_t)int_count(exponent) * INT_SHIFT - 1; bit >= 0; bit--) {
        pending = pending << 1 | (int)(INT_DIGITS(exponent)[bit / INT_SHIFT] >> bit % INT_SHIFT & 1);
        if (!pending) {
            if (multiply_mod(rt, z, borrow(*z), modulus) < 0) return -1;
        } else if (++length == WINDOW) {
            if (absorb(rt, z, pending, length, table, modulus) < 0) return -1;
            pending = length = 0;
        }
    }
    return pending ? absorb(rt, z, pending, length, table, modulus) : 0;
}

/* Sliding window for huge exponents: table[i] = base ** (2 * i + 1). */
static int power_window(Runtime *rt, Own *z, Obj *base, Obj *exponent, Obj *modulus) {
    Own table[WINDOW_TABLE] = {keep(base)}, square = keep(base);
    int result = multiply_mod(rt, &square, base, modulus);
    for (int i = 1; i < WINDOW_TABLE && result == 0; i++) {
        table[i] = keep(borrow(table[i - 1]));
        result = multiply_mod(rt, &table[i], borrow(square), modulus);
    }
    release(rt, square);
    if (result == 0) result = power_window_bits(rt, z, exponent, table, modulus);
    for (int i = 0; i < WINDOW_TABLE; i++) xrelease(rt, table[i]);
    return result;
}

static Own power_positive(Runtime *rt, Obj *base, Obj *exponent, Obj *modulus) {
    Own z = keep(int_small(rt, 1));
    intptr_t count = INT_SIZE(exponent);
    Digit top = count ? INT_DIGITS(exponent)[count - 1] : 0;
    int result = 0;
    if (count <= 1 && top <= 3) {
        if (top >= 1) result = multiply_mod(rt, &z, base, modulus);
        for (Digit i = 1; i < top && result == 0; i++) result = multiply_mod(rt, &z, base, modulus);
    } else if (count <= HUGE_EXPONENT_DIGITS) {
        result = power_binary(rt, &z, base, exponent, modulus);
    } else {
        result = power_window(rt, &z, base, exponent, modulus);
    }
    if (result == 0) return z;
    release(rt, z);
    return (Own)0;
}

/* Replaces (a, b) by (b, a - q * b). */
static int euclid_step(Runtime *rt, Own *a, Own *b, Obj *q) {
    Own product = int_mul(rt, q, borrow(*b));
    Own next = product ? int_sub(rt, borrow(*a), borrow(product)) : (Own)0;
    xrelease(rt, product);
    if (!next) return -1;
    release(rt, *a);
    *a = *b;
    *b = next;
    return 0;
}

/* x with a * x = 1 modulo n > 0, by the extended Euclidean algorithm. */
static Own inverse_mod(Runtime *rt, Obj *a, Obj *n) {
    Own u = int_copy_exact(rt, a), v = int_copy_exact(rt, n), x = keep(int_small(rt, 1)), y = keep(int_small(rt, 0));
    Own result = (Own)0;
    if (!u || !v) goto done;
    while (INT_SIZE(borrow(v)) != 0) {
        Own rest, q = int_divmod(rt, borrow(u), borrow(v), &rest);
        if (!q) goto done;
        release(rt, u);
        u = v;
        v = rest;
        int stepped = euclid_step(rt, &x, &y, borrow(q));
        release(rt, q);
        if (stepped < 0) goto done;
    }
    if (INT_SIZE(borrow(u)) == 1 && INT_DIGITS(borrow(u))[0] == 1) result = keep(borrow(x));
    else raise_format(rt, EXC(rt, ValueError), "base is not invertible for the given modulus");
done:
    xrelease(rt, u);
    xrelease(rt, v);
    release(rt, x);
    release(rt, y);
    return result;
}

/* Modulus made positive, base reduced and non-negative, exponent non-negative; then the power; the sign of the modulus last. */
static Own power_mod(Runtime *rt, Obj *a, Obj *b, Obj *modulus) {
    Own c = int_absolute(rt, modulus), base = keep(a), exponent = (Own)0, z = (Own)0;
    if (!c) goto done;
    if (INT_SIZE(borrow(c)) == 1 && INT_DIGITS(borrow(c))[0] == 1) {
        z = keep(int_small(rt, 0));
        goto done;
    }
    if (!(exponent = int_absolute(rt, b))) goto done;
    if (INT_SIZE(b) < 0) {
        Own inverse = inverse_mod(rt, a, borrow(c));
        if (!inverse) goto done;
        own_set(rt, &base, inverse);
    }
    if (INT_SIZE(borrow(base)) < 0 || INT_SIZE(borrow(base)) > INT_SIZE(borrow(c))) {
        Own reduced = int_remainder(rt, borrow(base), borrow(c));
        if (!reduced) goto done;
        own_set(rt, &base, reduced);
    }
    z = power_positive(rt, borrow(base), borrow(exponent), borrow(c));
    if (z && INT_SIZE(modulus) < 0 && INT_SIZE(borrow(z)) != 0) own_set(rt, &z, int_sub(rt, borrow(z), borrow(c)));
done:
    xrelease(rt, c);
    xrelease(rt, base);
    xrelease(rt, exponent);
    return z;
}

Own int_power(Runtime *rt, Obj *a, Obj *b, Obj *modulus) {
    if (!modulus) return power_positive(rt, a, b, NULL);
    if (INT_SIZE(modulus) == 0) return raise_format(rt, EXC(rt, ValueError), "pow() 3rd argument cannot be 0");
    return power_mod(rt, a, b, modulus);
}

Own int_nb_power(Runtime *rt, Obj *a, Obj *b, Obj *modulus) {
    if (!is_int(a) || !is_int(b)) return object_not_implemented(rt);
    if (is_none(rt, modulus)) {
        if (INT_SIZE(b) < 0) return T(rt, FLOAT)->slots.nb_power(rt, a, b, modulus);
        return power_positive(rt, a, b, NULL);
    }
    if (!is_int(modulus)) return object_not_implemented(rt);
    return int_power(rt, a, b, modulus);
}
