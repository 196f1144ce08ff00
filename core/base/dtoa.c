/* Exact conversion between doubles and decimal text with small big integers on the C stack.
 *
 * To digits: value = r / s; digits are quotients of r by s, r times 10 each step. Shortest form: R. Burger, R. K. Dybvig, "Printing
 * Floating-Point Numbers Quickly and Accurately" (1996), with a shortcut for numbers that have up to 15 digits. From digits: exact
 * product or quotient by a power of ten, cut to 64 bits with a sticky bit; W. Clinger's shortcut for short ones (1990). */
#include "base/dtoa.h"

#define LIMBS 160 /* 5120 bits: 1100 digits, scaled by 10**340 and 2**64 */
#define PARSE_DIGITS 800
#define MANTISSA 53
#define SMALLEST_EXPONENT (-1074)

typedef struct Big {
    int count; /* limbs in use; the top one is not 0 */
    uint32_t limb[LIMBS];
} Big;

static const double exact_tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
#define MOST_EXACT_TEN 22

/* ---- big integers ---- */

static void big_set(Big *z, uint64_t value) {
    z->limb[0] = (uint32_t)value;
    z->limb[1] = (uint32_t)(value >> 32);
    z->count = value >> 32 ? 2 : value ? 1 : 0;
}

static void big_copy(Big *z, const Big *a) {
    z->count = a->count;
    memcpy(z->limb, a->limb, (size_t)a->count * sizeof a->limb[0]);
}

static void big_multiply_add(Big *z, uint32_t factor, uint32_t add) {
    uint64_t carry = add;
    for (int i = 0; i < z->count; i++) {
        carry += (uint64_t)z->limb[i] * factor;
        z->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) z->limb[z->count++] = (uint32_t)carry;
}

static void big_multiply_ten(Big *z, int power) {
    for (; power >= 9; power -= 9) big_multiply_add(z, 1000000000u, 0);
    uint32_t rest = 1;
    while (power-- > 0) rest *= 10;
    if (rest > 1) big_multiply_add(z, rest, 0);
}

static void big_shift_left(Big *z, int bits) {
    int limbs = bits / 32, rest = bits % 32;
    if (z->count == 0) return;
    if (limbs) {
        memmove(z->limb + limbs, z->limb, (size_t)z->count * sizeof z->limb[0]);
        memset(z->limb, 0, (size_t)limbs * sizeof z->limb[0]);
        z->count += limbs;
    }
    if (rest) {
        uint32_t carry = 0;
        for (int i = limbs; i < z->count; i++) {
            uint32_t limb = z->limb[i];
            z->limb[i] = limb << rest | carry;
            carry = limb >> (32 - rest);
        }
        if (carry) z->limb[z->count++] = carry;
    }
}

static int big_compare(const Big *a, const Big *b) {
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    for (int i = a->count; --i >= 0;) {
        if (a->limb[i] != b->limb[i]) return a->limb[i] < b->limb[i] ? -1 : 1;
    }
    return 0;
}

/* a + b compared with c */
static int big_compare_sum(const Big *a, const Big *b, const Big *c) {
    Big sum;
    const Big *longer = a->count >= b->count ? a : b, *shorter = longer == a ? b : a;
    uint64_t carry = 0;
    big_copy(&sum, longer);
    for (int i = 0; i < sum.count; i++) {
        carry += (uint64_t)sum.limb[i] + (i < shorter->count ? shorter->limb[i] : 0);
        sum.limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) sum.limb[sum.count++] = (uint32_t)carry;
    return big_compare(&sum, c);
}

static void big_trim(Big *z) {
    while (z->count > 0 && z->limb[z->count - 1] == 0) z->count--;
}

/* r -= q * s, known to fit. */
static void big_subtract_product(Big *r, const Big *s, uint32_t q) {
    uint64_t borrowed = 0, carry = 0;
    for (int i = 0; i < r->count; i++) {
        if (i < s->count) carry += (uint64_t)s->limb[i] * q;
        uint64_t difference = (uint64_t)r->limb[i] - (uint32_t)carry - borrowed;
        r->limb[i] = (uint32_t)difference;
        borrowed = difference >> 32 & 1;
        carry >>= 32;
    }
    big_trim(r);
}

/* r / s as one digit (0..9), r %= s. The top limb of s lies in [2**27, 2**28), so that the guess is at most one too low. */
static uint32_t big_digit(Big *r, const Big *s) {
    if (r->count < s->count) return 0;
    uint32_t q = r->limb[s->count - 1] / (s->limb[s->count - 1] + 1);
    if (q) big_subtract_product(r, s, q);
    if (big_compare(r, s) >= 0) {
        q++;
        big_subtract_product(r, s, 1);
    }
    return q;
}

/* ---- doubles apart ---- */

static uint64_t split(double value, int *exponent) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t mantissa = bits & (((uint64_t)1 << 52) - 1);
    int biased = (int)(bits >> 52 & 0x7ff);
    *exponent = biased ? biased - 1075 : SMALLEST_EXPONENT;
    return biased ? mantissa | (uint64_t)1 << 52 : mantissa;
}

static double join(uint64_t mantissa, int exponent) { /* mantissa < 2**53, exponent in the range of doubles */
    uint64_t bits = mantissa;
    if (mantissa >> 52) bits = (mantissa & (((uint64_t)1 << 52) - 1)) | (uint64_t)(exponent + 1075) << 52;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* ---- to digits ---- */

/* r / s = value / 10**point, in [0.1, 1) or, if the estimate is one too low, in [1, 10). */
static void scale(uint64_t f, int e, Big *r, Big *s, int *point) {
    int bits = 64 - __builtin_clzll(f);
    double estimate = (e + bits - 1) * 0.30102999566398120 - 1e-10;
    int k = (int)estimate + (estimate > 0); /* ceiling */
    big_set(r, f);
    big_set(s, 1);
    if (e > 0) big_shift_left(r, e);
    else big_shift_left(s, -e);
    if (k > 0) big_multiply_ten(s, k);
    else big_multiply_ten(r, -k);
    *point = k;
}

/* Shifts s so that big_digit works, the others along. */
static void align(Big *s, Big *r, Big *high, Big *low) {
    int top = 32 - __builtin_clz(s->limb[s->count - 1]);
    int shift = top <= 28 ? 28 - top : 60 - top;
    big_shift_left(s, shift);
    big_shift_left(r, shift);
    if (high) big_shift_left(high, shift);
    if (low) big_shift_left(low, shift);
}

static int drop_zeros(const char *digits, int count) {
    while (count > 0 && digits[count - 1] == '0') count--;
    return count;
}

/* Adds one to the last digit. */
static int bump(char *digits, int count, int *point) {
    while (count > 0 && digits[count - 1] == '9') count--;
    if (count == 0) {
        digits[0] = '1';
        ++*point;
        return 1;
    }
    digits[count - 1]++;
    return count;
}

/* ---- numbers of common size: 128 bits are enough ---- */

typedef unsigned __int128 Wide;

/* *product >> the result is value * 10**power; *unit: what one more in the value's last bit adds to it. 0: does not fit. */
static int scale_wide(double value, int power, Wide *product, Wide *unit) {
    int e;
    uint64_t f = split(value, &e), low = 1, high = 1;
    if (e >= 0 || e < -120 || power < 0 || power > MOST_EXACT_TEN) return 0;
    for (; power > 11; power--) high *= 10;
    for (; power > 0; power--) low *= 10;
    *unit = (Wide)low * high;
    *product = *unit * f;
    return -e;
}

/* n >> shift, rounded half to even. */
static uint64_t shift_rounded(Wide n, int shift) {
    uint64_t kept = (uint64_t)(n >> shift);
    Wide rest = n - ((Wide)kept << shift), half = (Wide)1 << (shift - 1);
    return kept + (rest > half || (rest == half && (kept & 1)));
}

/* Digits of n = value * 10**power. */
static int wide_digits(uint64_t n, int power, char *digits, int *point) {
    char reversed[20];
    int count = 0;
    for (; n; n /= 10) reversed[count++] = (char)('0' + n % 10);
    for (int i = 0; i < count; i++) digits[i] = reversed[count - 1 - i];
    *point = count - power;
    return drop_zeros(digits, count);
}

/* Numbers of at most 15 digits: n / 10**k is exactly rounded, and 15 digits always tell doubles apart. */
static int shortest_simple(double value, char *digits, int *point) {
    if (value < 1e-5 || value >= 1e15) return 0;
    for (int k = 0; k <= MOST_EXACT_TEN; k++) {
        double scaled = value * exact_tens[k];
        if (scaled >= 1e15) return 0;
        uint64_t n = (uint64_t)(scaled + 0.5);
        if (n == 0 || (double)n / exact_tens[k] != value) continue;
        return wide_digits(n, k, digits, point);
    }
    return 0;
}

/* Those of the same size that need more: 16 digits if they are within half a unit of the value's last bit, else 17. */
static int shortest_wide(double value, char *digits, int *point) {
    uint64_t bits;
    Wide n, unit;
    int power = 16, shift;
    if (value < 1e-4 || value >= 1e15) return 0;
    memcpy(&bits, &value, sizeof bits);
    if (!(bits << 12)) return 0; /* a power of two: its neighbours are not equally far */
    for (double edge = 10; edge <= value; edge *= 10) power--;
    for (double edge = 1; edge > value; edge /= 10) power++;
    if (!(shift = scale_wide(value, power, &n, &unit))) return 0;
    uint64_t all = shift_rounded(n, shift), cut = (uint64_t)(n >> shift) / 10;
    Wide ten = (Wide)10 << shift, rest = n - ten * cut;
    if (rest * 2 > ten || (rest * 2 == ten && (cut & 1))) {
        cut++;
        rest = ten - rest;
    }
    if (rest * 2 < unit || (rest * 2 == unit && !(bits & 1))) return wide_digits(cut, power - 1, digits, point);
    return wide_digits(all, power, digits, point);
}

int dtoa_shortest(double value, char *digits, int *point) {
    Big r, s, high, low; /* value's neighbours are high / s above and low / s below, halved */
    int e, count = 0;
    if (value < 0) value = -value;
    if ((count = shortest_simple(value, digits, point)) || (count = shortest_wide(value, digits, point))) return count;
    uint64_t f = split(value, &e);
    bool even = (f & 1) == 0, narrow = f == (uint64_t)1 << 52 && e > SMALLEST_EXPONENT;
    scale(f, e, &r, &s, point);
    big_set(&low, 1);
    if (e > 0) big_shift_left(&low, e);
    if (*point < 0) big_multiply_ten(&low, -*point);
    big_shift_left(&r, 1 + narrow);
    big_shift_left(&s, 1 + narrow);
    big_copy(&high, &low);
    if (narrow) big_shift_left(&high, 1);
    int limit = big_compare_sum(&r, &high, &s);
    if (limit > 0 || (limit == 0 && even)) {
        ++*point;
    } else {
        big_multiply_add(&r, 10, 0);
        big_multiply_add(&low, 10, 0);
        big_multiply_add(&high, 10, 0);
    }
    align(&s, &r, &high, &low);
    for (;;) {
        uint32_t digit = big_digit(&r, &s);
        int below = big_compare(&r, &low), above = big_compare_sum(&r, &high, &s);
        bool stop_low = below < 0 || (below == 0 && even), stop_high = above > 0 || (above == 0 && even);
        digits[count++] = (char)('0' + digit);
        if (stop_low || stop_high) {
            int half = big_compare_sum(&r, &r, &s);
            bool up = stop_low && stop_high ? half > 0 || (half == 0 && (digit & 1)) : stop_high;
            if (up) count = bump(digits, count, point);
            return drop_zeros(digits, count);
        }
        big_multiply_add(&r, 10, 0);
        big_multiply_add(&low, 10, 0);
        big_multiply_add(&high, 10, 0);
    }
}

/* Digits of r / s, the first one at 10**(point - 1): `wanted` of them, the last rounded. */
static int generate(Big *r, const Big *s, int wanted, char *digits, int *point) {
    int count = 0;
    for (; count < wanted && r->count; count++) {
        digits[count] = (char)('0' + big_digit(r, s));
        big_multiply_add(r, 10, 0);
    }
    if (!r->count) return drop_zeros(digits, count);
    Big five; /* r was multiplied by 10 already: the half is 5 * s */
    big_copy(&five, s);
    big_multiply_add(&five, 5, 0);
    int half = big_compare(r, &five);
    if (half > 0 || (half == 0 && count > 0 && (digits[count - 1] & 1))) return bump(digits, count, point);
    return drop_zeros(digits, count);
}

/* r / s with the first digit in front of r's point: [1, 10), and *point set. */
static void open_digits(double value, Big *r, Big *s, int *point) {
    int e;
    uint64_t f = split(value, &e);
    scale(f, e, r, s, point);
    if (big_compare(r, s) >= 0) ++*point;
    else big_multiply_add(r, 10, 0);
    align(s, r, NULL, NULL);
}

int dtoa_significant(double value, int count, char *digits, int *point) {
    Big r, s;
    open_digits(value, &r, &s, point);
    return generate(&r, &s, count < DTOA_DIGITS ? count : DTOA_DIGITS - 1, digits, point);
}

int dtoa_decimals(double value, int decimals, char *digits, int *point) {
    Big r, s;
    Wide n, unit;
    int shift = scale_wide(value, decimals, &n, &unit);
    if (shift && !(n >> 63 >> shift)) return wide_digits(shift_rounded(n, shift), decimals, digits, point);
    open_digits(value, &r, &s, point);
    int64_t wanted = (int64_t)decimals + *point;
    if (wanted < 0) return 0;
    return generate(&r, &s, wanted < DTOA_DIGITS ? (int)wanted : DTOA_DIGITS - 1, digits, point);
}

/* ---- from digits ---- */

/* (top + sticky) * 2**exponent as a double; top has its highest bit set. */
static double round_top(uint64_t top, bool sticky, int64_t exponent) {
    int drop = 64 - MANTISSA;
    exponent += drop;
    if (exponent < SMALLEST_EXPONENT) {
        drop += (int)(SMALLEST_EXPONENT - exponent > 64 ? 64 : SMALLEST_EXPONENT - exponent);
        exponent = SMALLEST_EXPONENT;
    }
    if (drop > 64) return 0.0;
    uint64_t kept = drop == 64 ? 0 : top >> drop, low = drop == 64 ? top : top & (((uint64_t)1 << drop) - 1);
    uint64_t half = (uint64_t)1 << (drop - 1);
    if (low > half || (low == half && (sticky || (kept & 1)))) kept++;
    if (kept >> MANTISSA) {
        kept >>= 1;
        exponent++;
    }
    if (exponent > 971) return __builtin_inf();
    return join(kept, (int)exponent);
}

/* The top 64 bits of a number, whether lower ones are set, and the exponent of the lowest of the 64. */
static uint64_t top_bits(const Big *a, bool *sticky, int64_t *exponent) {
    int bits = 32 * a->count - __builtin_clz(a->limb[a->count - 1]);
    uint64_t top = 0;
    *exponent = bits - 64;
    for (int i = 0; i < 64; i += 32) { /* limbs of the aligned window */
        int64_t low = (int64_t)bits - 32 - i, limb = low >= 0 ? low / 32 : -((31 - low) / 32);
        int rest = (int)(low - limb * 32);
        uint64_t wide = limb >= 0 && limb < a->count ? a->limb[limb] : 0;
        if (limb + 1 >= 0 && limb + 1 < a->count) wide |= (uint64_t)a->limb[limb + 1] << 32;
        top = top << 32 | (uint32_t)(wide >> rest);
    }
    int below = bits - 64;
    for (int i = 0; i * 32 < below && !*sticky; i++) {
        int rest = below - i * 32;
        *sticky = (rest >= 32 ? a->limb[i] : a->limb[i] & (((uint32_t)1 << rest) - 1)) != 0;
    }
    return top;
}

/* n / d, cut: bit by bit for the 64 bits that are needed. n < 2 * d. */
static uint64_t divide_top(Big *n, const Big *d, bool *sticky) {
    uint64_t quotient = 0;
    for (int i = 0; i < 64; i++) {
        quotient <<= 1;
        if (big_compare(n, d) >= 0) {
            big_subtract_product(n, d, 1);
            quotient |= 1;
        }
        big_shift_left(n, 1);
    }
    if (n->count) *sticky = true;
    return quotient;
}

static int big_bits(const Big *a) { return 32 * a->count - __builtin_clz(a->limb[a->count - 1]); }

static double from_big(Big *n, int64_t exponent10, bool sticky) {
    int64_t exponent;
    if (exponent10 >= 0) {
        big_multiply_ten(n, (int)exponent10);
        uint64_t top = top_bits(n, &sticky, &exponent);
        return round_top(top, sticky, exponent);
    }
    Big d;
    big_set(&d, 1);
    big_multiply_ten(&d, (int)-exponent10);
    int shift = big_bits(&d) - big_bits(n);
    if (shift > 0) big_shift_left(n, shift);
    else big_shift_left(&d, -shift);
    if (big_compare(n, &d) < 0) { /* now in [1, 2) */
        big_shift_left(n, 1);
        shift++;
    }
    uint64_t top = divide_top(n, &d, &sticky);
    return round_top(top, sticky, -63 - (int64_t)shift);
}

/* Significant digits (without leading zeros) and the power of ten of the last one. */
typedef struct Decimal {
    char digits[PARSE_DIGITS];
    int count;
    int64_t exponent;
    bool more; /* non-zero digits were left out */
} Decimal;

static void decimal_digit(Decimal *d, char c, bool fraction) {
    if (d->count == PARSE_DIGITS) {
        d->more |= c != '0';
        d->exponent += !fraction;
        return;
    }
    if (d->count || c != '0') d->digits[d->count++] = c;
    d->exponent -= fraction;
}

static double decimal_value(Decimal *d) {
    while (d->count && d->digits[d->count - 1] == '0') {
        d->count--;
        d->exponent++;
    }
    if (d->count == 0 || d->exponent + d->count < -330) return 0.0;
    if (d->exponent + d->count > 310) return __builtin_inf();
    if (d->count <= 15) {
        uint64_t n = 0;
        for (int i = 0; i < d->count; i++) n = n * 10 + (uint64_t)(d->digits[i] - '0');
        if (d->exponent >= 0 && d->exponent <= MOST_EXACT_TEN) return (double)n * exact_tens[d->exponent];
        if (d->exponent < 0 && d->exponent >= -MOST_EXACT_TEN) return (double)n / exact_tens[-d->exponent];
    }
    Big n;
    big_set(&n, 0);
    for (int i = 0; i < d->count; i++) big_multiply_add(&n, 10, (uint32_t)(d->digits[i] - '0'));
    return from_big(&n, d->exponent, d->more);
}

HS_INLINE bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t parse_exponent(const char *text, size_t i, size_t length, Decimal *d) {
    size_t start = i++;
    bool negative = i < length && text[i] == '-';
    int64_t exponent = 0;
    if (i < length && (text[i] == '-' || text[i] == '+')) i++;
    if (i == length || !is_digit(text[i])) return start;
    for (; i < length && is_digit(text[i]); i++) {
        if (exponent < 1000000000000) exponent = exponent * 10 + (text[i] - '0');
    }
    d->exponent += negative ? -exponent : exponent;
    return i;
}

size_t dtoa_parse(const char *text, size_t length, double *value) {
    Decimal d;
    d.count = 0;
    d.exponent = 0;
    d.more = false;
    size_t i = 0, seen = 0;
    for (; i < length && is_digit(text[i]); i++, seen++) decimal_digit(&d, text[i], false);
    if (i < length && text[i] == '.') {
        for (i++; i < length && is_digit(text[i]); i++, seen++) decimal_digit(&d, text[i], true);
    }
    if (!seen) return 0;
    if (i < length && (text[i] == 'e' || text[i] == 'E')) i = parse_exponent(text, i, length, &d);
    *value = decimal_value(&d);
    return i;
}
