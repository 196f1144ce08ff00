/* Natural numbers to base 10**9: the schoolbook's methods, Karatsuba's product, division in halves (Burnikel and Ziegler). */
#include "lib/decimal_nat.h"

enum { KARATSUBA_FROM = 44, HALVES_FROM = 64 };
#define WORK_LIMIT ((intptr_t)1 << 28) /* limbs: more fit into no memory */

static const Limb powers[LIMB_DIGITS + 1] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };

/* ---- the work area ---- */

void work_free(Work *w, WorkChunk *until) {
    while (w->chunk != until) {
        WorkChunk *chunk = w->chunk;
        w->chunk = chunk->before;
        raw_free(w->rt, chunk);
    }
}

Limb *work_take(Work *w, intptr_t limbs) {
    intptr_t room = w->chunk ? w->chunk->room : WORK_FIRST;
    if (limbs > room - w->used) {
        intptr_t size = limbs > room * 2 ? limbs : room * 2;
        WorkChunk *chunk = limbs > WORK_LIMIT ? NULL : raw_alloc(w->rt, sizeof(WorkChunk) + (size_t)size * sizeof(Limb));
        if (!chunk) {
            w->failed = true;
            return NULL;
        }
        chunk->before = w->chunk;
        chunk->room = size;
        w->chunk = chunk;
        w->used = 0;
    }
    Limb *at = (w->chunk ? w->chunk->limbs : w->first) + w->used;
    w->used += limbs;
    return at;
}

static Nat nat_new(Work *w, intptr_t limbs) {
    Nat a = { work_take(w, limbs), limbs };
    if (!a.at) a.len = 0;
    return a;
}

static Nat trimmed(Nat a) {
    while (a.len && !a.at[a.len - 1]) a.len--;
    return a;
}

/* x moves to the mark; what lay there is no longer needed, and x may overlap it. */
Nat work_keep(Work *w, WorkMark mark, Nat x) {
    intptr_t room = mark.chunk ? mark.chunk->room : WORK_FIRST;
    if (x.len <= room - mark.used) {
        Limb *to = (mark.chunk ? mark.chunk->limbs : w->first) + mark.used;
        limbs_copy(to, x.at, x.len);
        work_free(w, mark.chunk);
        w->used = mark.used + x.len;
        return (Nat){ to, x.len };
    }
    if (w->chunk != mark.chunk && w->chunk->before == mark.chunk && x.at >= w->chunk->limbs && x.at < w->chunk->limbs + w->chunk->room) {
        limbs_copy(w->chunk->limbs, x.at, x.len);
        w->used = x.len;
        return (Nat){ w->chunk->limbs, x.len };
    }
    return x;
}

/* ---- small things ---- */

Nat nat_from_u64(Work *w, uint64_t value) {
    Nat a = nat_new(w, 3);
    for (intptr_t i = 0; i < a.len; i++, value /= LIMB_BASE) a.at[i] = (Limb)(value % LIMB_BASE);
    return trimmed(a);
}

Nat nat_copy(Work *w, Nat a) {
    Nat z = nat_new(w, a.len);
    if (z.len) limbs_copy(z.at, a.at, a.len);
    return z;
}

static int limb_digits(Limb x) {
    int digits = 1;
    while (digits < LIMB_DIGITS && x >= powers[digits]) digits++;
    return digits;
}
int64_t nat_digits(Nat a) { return a.len ? (int64_t)(a.len - 1) * LIMB_DIGITS + limb_digits(a.at[a.len - 1]) : 1; }

int nat_compare(Nat a, Nat b) {
    if (a.len != b.len) return a.len < b.len ? -1 : 1;
    for (intptr_t i = a.len - 1; i >= 0; i--) {
        if (a.at[i] != b.at[i]) return a.at[i] < b.at[i] ? -1 : 1;
    }
    return 0;
}

bool nat_is_odd(Nat a) { return a.len && (a.at[0] & 1); }
uint64_t nat_low_u64(Nat a) {
    return (a.len ? a.at[0] : 0) + (a.len > 1 ? (uint64_t)a.at[1] * LIMB_BASE : 0);
}

int nat_digit(Nat a, int64_t place) {
    int64_t limb = place / LIMB_DIGITS;
    return limb < a.len ? (int)(a.at[limb] / powers[place % LIMB_DIGITS] % 10) : 0;
}

int64_t nat_zeros(Nat a) {
    intptr_t i = 0;
    while (!a.at[i]) i++;
    int zeros = 0;
    for (Limb x = a.at[i]; x % 10 == 0; x /= 10) zeros++;
    return (int64_t)i * LIMB_DIGITS + zeros;
}

/* ---- sums ---- */

Nat nat_add(Work *w, Nat a, Nat b) {
    if (a.len < b.len) {
        Nat c = a;
        a = b;
        b = c;
    }
    Nat z = nat_new(w, a.len + 1);
    Limb carry = 0;
    if (!z.len) return z;
    for (intptr_t i = 0; i < a.len; i++) {
        Limb sum = a.at[i] + (i < b.len ? b.at[i] : 0) + carry;
        carry = sum >= LIMB_BASE;
        z.at[i] = carry ? sum - LIMB_BASE : sum;
    }
    z.at[a.len] = carry;
    return trimmed(z);
}

Nat nat_add_small(Work *w, Nat a, Limb b) { return nat_add(w, a, (Nat){ &b, b ? 1 : 0 }); }

Nat nat_subtract(Work *w, Nat a, Nat b) {
    Nat z = nat_new(w, a.len);
    Limb borrowed = 0;
    for (intptr_t i = 0; i < z.len; i++) {
        Limb less = (i < b.len ? b.at[i] : 0) + borrowed;
        borrowed = a.at[i] < less;
        z.at[i] = borrowed ? a.at[i] + LIMB_BASE - less : a.at[i] - less;
    }
    return trimmed(z);
}

/* z += x in place; the carry stays within z. */
static void add_into(Limb *z, Nat x) {
    Limb carry = 0;
    for (intptr_t i = 0; i < x.len || carry; i++) {
        Limb sum = z[i] + (i < x.len ? x.at[i] : 0) + carry;
        carry = sum >= LIMB_BASE;
        z[i] = carry ? sum - LIMB_BASE : sum;
    }
}
/* ---- products ---- */

/* By columns: a sum of products below 10**18 is kept below 16 * 10**18, what is beyond counts in `high`. */
static void multiply_columns(Limb *z, Nat a, Nat b) {
    const uint64_t full = UINT64_C(8000000000000000000);
    uint64_t carry = 0;
    for (intptr_t k = 0; k < a.len + b.len - 1; k++) {
        intptr_t i = k < b.len ? 0 : k - b.len + 1, end = k < a.len ? k + 1 : a.len;
        uint64_t sum = 0, high = 0;
        while (i < end) {
            intptr_t stop = end - i > 8 ? i + 8 : end;
            for (; i < stop; i++) sum += (uint64_t)a.at[i] * b.at[k - i];
            if (sum >= full) {
                sum -= full;
                high += full / LIMB_BASE;
            }
        }
        sum += carry % LIMB_BASE;
        high += carry / LIMB_BASE;
        z[k] = (Limb)(sum % LIMB_BASE);
        carry = sum / LIMB_BASE + high;
    }
    z[a.len + b.len - 1] = (Limb)carry;
}

static Nat part(Nat a, intptr_t from, intptr_t to) {
    if (to > a.len) to = a.len;
    return from >= to ? (Nat){ a.at, 0 } : trimmed((Nat){ a.at + from, to - from });
}

/* The number's upper and lower halves: three products in place of four. */
static Nat multiply_halves(Work *w, Nat a, Nat b) {
    intptr_t half = (a.len + 1) / 2;
    Nat z = nat_new(w, a.len + b.len + 1);
    if (!z.len) return z;
    WorkMark mark = work_mark(w);
    Nat low = nat_multiply(w, part(a, 0, half), part(b, 0, half)), high = nat_multiply(w, part(a, half, a.len), part(b, half, b.len));
    Nat middle = nat_multiply(w, nat_add(w, part(a, 0, half), part(a, half, a.len)), nat_add(w, part(b, 0, half), part(b, half, b.len)));
    memset(z.at, 0, (size_t)z.len * sizeof(Limb));
    if (!w->failed) middle = nat_subtract(w, nat_subtract(w, middle, low), high);
    if (!w->failed) {
        add_into(z.at, low);
        add_into(z.at + 2 * half, high);
        add_into(z.at + half, middle);
    }
    work_keep(w, mark, (Nat){ z.at, 0 });
    return trimmed(z);
}

/* b is much shorter than a: a piece by piece. */
static Nat multiply_pieces(Work *w, Nat a, Nat b) {
    Nat z = nat_new(w, a.len + b.len + 1);
    if (!z.len) return z;
    memset(z.at, 0, (size_t)z.len * sizeof(Limb));
    for (intptr_t at = 0; at < a.len && !w->failed; at += b.len) {
        WorkMark mark = work_mark(w);
        Nat product = nat_multiply(w, part(a, at, at + b.len), b);
        if (!w->failed) add_into(z.at + at, product);
        work_keep(w, mark, (Nat){ z.at, 0 });
    }
    return trimmed(z);
}

Nat nat_multiply(Work *w, Nat a, Nat b) {
    if (a.len < b.len) {
        Nat c = a;
        a = b;
        b = c;
    }
    if (!b.len) return b;
    if (b.len >= KARATSUBA_FROM) return a.len > 2 * b.len ? multiply_pieces(w, a, b) : multiply_halves(w, a, b);
    Nat z = nat_new(w, a.len + b.len);
    if (z.len) multiply_columns(z.at, a, b);
    return trimmed(z);
}

Nat nat_multiply_small(Work *w, Nat a, Limb b) { return nat_multiply(w, a, (Nat){ &b, b ? 1 : 0 }); }

Nat nat_power(Work *w, Nat a, uint64_t exponent) {
    Nat z = nat_from_u64(w, 1);
    for (int bit = 63; bit >= 0 && !w->failed; bit--) {
        if (exponent >> bit > 1) z = nat_multiply(w, z, z);
        if (exponent >> bit & 1) {
            if (exponent >> bit > 1) z = nat_multiply(w, z, a);
            else z = a;
        }
        if (exponent >> bit > 1 && bit) z = nat_copy(w, z);
    }
    return z;
}

/* ---- quotients ---- */

Nat nat_divide_small(Work *w, Nat a, Limb b, Limb *rest) {
    Nat q = nat_new(w, a.len);
    uint64_t r = 0;
    for (intptr_t i = q.len - 1; i >= 0; i--) {
        r = r * LIMB_BASE + a.at[i];
        q.at[i] = (Limb)(r / b);
        r %= b;
    }
    if (rest) *rest = (Limb)r;
    return trimmed(q);
}

Limb nat_remainder_small(Nat a, Limb divisor) {
    uint64_t r = 0;
    for (intptr_t i = a.len - 1; i >= 0; i--) r = (r * LIMB_BASE + a.at[i]) % divisor;
    return (Limb)r;
}

/* u -= q * v at one place; answers what could not be taken away. */
static Limb subtract_product(Limb *u, Nat v, Limb q) {
    uint64_t carry = 0;
    for (intptr_t i = 0; i < v.len; i++) {
        uint64_t product = (uint64_t)q * v.at[i] + carry;
        Limb low = (Limb)(product % LIMB_BASE);
        carry = product / LIMB_BASE;
        if (u[i] < low) {
            u[i] += LIMB_BASE;
            carry++;
        }
        u[i] -= low;
    }
    if (u[v.len] >= carry) {
        u[v.len] -= (Limb)carry;
        return 0;
    }
    u[v.len] = (Limb)(u[v.len] + LIMB_BASE - carry);
    return 1;
}

/* Knuth's algorithm D: b has two limbs at least, a is not shorter. */
static Nat divide_school(Work *w, Nat a, Nat b, Nat *rest) {
    Limb scale = LIMB_BASE / (b.at[b.len - 1] + 1);
    Nat q = nat_new(w, a.len - b.len + 1), u = nat_new(w, a.len + 1), v = nat_multiply_small(w, b, scale);
    if (w->failed) return (Nat){ NULL, 0 };
    uint64_t carry = 0;
    for (intptr_t i = 0; i < a.len; i++) {
        carry += (uint64_t)a.at[i] * scale;
        u.at[i] = (Limb)(carry % LIMB_BASE);
        carry /= LIMB_BASE;
    }
    u.at[a.len] = (Limb)carry;
    Limb top = v.at[v.len - 1], second = v.at[v.len - 2];
    for (intptr_t j = q.len - 1; j >= 0; j--) {
        Limb *at = u.at + j;
        uint64_t head = (uint64_t)at[v.len] * LIMB_BASE + at[v.len - 1], guess = head / top, left = head % top;
        while (guess >= LIMB_BASE || guess * second > left * LIMB_BASE + at[v.len - 2]) {
            guess--;
            left += top;
            if (left >= LIMB_BASE) break;
        }
        if (subtract_product(at, v, (Limb)guess)) {
            guess--;
            Limb back = 0;
            for (intptr_t i = 0; i < v.len; i++) {
                Limb sum = at[i] + v.at[i] + back;
                back = sum >= LIMB_BASE;
                at[i] = back ? sum - LIMB_BASE : sum;
            }
            at[v.len] = at[v.len] + back == LIMB_BASE ? 0 : at[v.len] + back;
        }
        q.at[j] = (Limb)guess;
    }
    if (rest) *rest = nat_divide_small(w, trimmed((Nat){ u.at, b.len }), scale, NULL);
    return trimmed(q);
}

/* high * B**n + low */
static Nat joined(Work *w, Nat high, Nat low, intptr_t n) {
    if (!high.len) return low;
    Nat z = nat_new(w, high.len + n);
    if (!z.len) return z;
    memset(z.at, 0, (size_t)n * sizeof(Limb));
    limbs_copy(z.at, low.at, low.len);
    limbs_copy(z.at + n, high.at, high.len);
    return z;
}

static Nat divide_double(Work *w, Nat a, Nat b, intptr_t n, Nat *rest);

/* a of three halves (below b * B**half) by b of two. */
static Nat divide_three(Work *w, Nat a, Nat b, intptr_t half, Nat *rest) {
    Nat top = part(b, half, b.len), low = part(b, 0, half), r, q;
    Nat high = part(a, half, a.len);
    if (nat_compare(part(a, 2 * half, a.len), top) >= 0) {
        Nat ones = nat_subtract(w, joined(w, nat_from_u64(w, 1), (Nat){ a.at, 0 }, half), nat_from_u64(w, 1));
        q = ones;
        r = nat_subtract(w, nat_add(w, high, top), joined(w, top, (Nat){ a.at, 0 }, half));
    } else {
        q = divide_double(w, high, top, half, &r);
    }
    Nat product = nat_multiply(w, q, low);
    r = joined(w, r, part(a, 0, half), half);
    while (!w->failed && nat_compare(r, product) < 0) {
        q = nat_subtract(w, q, nat_from_u64(w, 1));
        r = nat_add(w, r, b);
    }
    *rest = w->failed ? (Nat){ NULL, 0 } : nat_subtract(w, r, product);
    return q;
}

/* a < b * B**n by b of n limbs, whose first one is at least half the base. */
static Nat divide_double(Work *w, Nat a, Nat b, intptr_t n, Nat *rest) {
    if (w->failed || nat_compare(a, b) < 0) {
        *rest = a;
        return (Nat){ a.at, 0 };
    }
    if (n % 2 || n < HALVES_FROM) return nat_divide(w, a, b, rest);
    intptr_t half = n / 2;
    Nat r, high = divide_three(w, part(a, half, a.len), b, half, &r);
    Nat low = divide_three(w, joined(w, r, part(a, 0, half), half), b, half, rest);
    return joined(w, high, low, half);
}

/* Pieces of a as long as b, from the top; both stretched so that b can be halved often enough. */
static Nat divide_blocks(Work *w, Nat a, Nat b, Nat *rest) {
    intptr_t unit = 1, n;
    while (b.len / unit >= HALVES_FROM) unit *= 2;
    n = (b.len + unit - 1) / unit * unit;
    intptr_t pad = n - b.len;
    Limb scale = LIMB_BASE / (b.at[b.len - 1] + 1);
    Nat none = { a.at, 0 };
    a = joined(w, nat_multiply_small(w, a, scale), none, pad);
    b = joined(w, nat_multiply_small(w, b, scale), none, pad);
    Nat quotient = nat_new(w, (a.len / n + 1) * n), r = none;
    for (intptr_t at = a.len / n * n; at >= 0 && !w->failed; at -= n) {
        WorkMark mark = work_mark(w);
        Nat q = divide_double(w, joined(w, r, part(a, at, at + n), n), b, n, &r);
        if (w->failed) break;
        memset(quotient.at + at, 0, (size_t)n * sizeof(Limb));
        limbs_copy(quotient.at + at, q.at, q.len);
        r = work_keep(w, mark, r);
    }
    if (rest) *rest = nat_divide_small(w, part(r, pad, r.len), scale, NULL);
    return trimmed(quotient);
}

Nat nat_divide(Work *w, Nat a, Nat b, Nat *rest) {
    if (w->failed || nat_compare(a, b) < 0) {
        if (rest) *rest = a;
        return (Nat){ a.at, 0 };
    }
    if (b.len == 1) {
        Limb r;
        Nat q = nat_divide_small(w, a, b.at[0], &r);
        if (rest) *rest = nat_from_u64(w, r);
        return q;
    }
    if (rest) *rest = (Nat){ NULL, 0 };
    if (b.len >= 2 * HALVES_FROM && a.len - b.len >= HALVES_FROM) return divide_blocks(w, a, b, rest);
    return divide_school(w, a, b, rest);
}

/* ---- digits ---- */

Nat nat_power_of_ten(Work *w, int64_t exponent) {
    return nat_shift_left(w, nat_from_u64(w, 1), exponent);
}

Nat nat_shift_left(Work *w, Nat a, int64_t digits) {
    if (!a.len || !digits) return a;
    if (digits / LIMB_DIGITS > WORK_LIMIT) {
        w->failed = true;
        return (Nat){ a.at, 0 };
    }
    intptr_t limbs = (intptr_t)(digits / LIMB_DIGITS);
    Limb factor = powers[digits % LIMB_DIGITS];
    Nat z = nat_new(w, a.len + limbs + 1);
    if (!z.len) return z;
    memset(z.at, 0, (size_t)limbs * sizeof(Limb));
    uint64_t carry = 0;
    for (intptr_t i = 0; i < a.len; i++) {
        carry += (uint64_t)a.at[i] * factor;
        z.at[limbs + i] = (Limb)(carry % LIMB_BASE);
        carry /= LIMB_BASE;
    }
    z.at[limbs + a.len] = (Limb)carry;
    return trimmed(z);
}

static int rest_of(Nat a, intptr_t limbs, Limb unit, Limb last) {
    Limb half = unit / 2;
    bool lower = false;
    for (intptr_t i = 0; i < limbs && !lower; i++) lower = a.at[i] != 0;
    if (unit == 1) { /* the first digit that goes is the top one of a limb */
        if (!limbs) return REST_NONE;
        last = a.at[limbs - 1];
        half = LIMB_BASE / 2;
        lower = false;
        for (intptr_t i = 0; i < limbs - 1 && !lower; i++) lower = a.at[i] != 0;
    }
    if (last > half || (last == half && lower)) return REST_ABOVE;
    return last == half ? REST_HALF : last || lower ? REST_BELOW : REST_NONE;
}

Nat nat_shift_right(Work *w, Nat a, int64_t digits, int *rest) {
    if (rest) *rest = REST_NONE;
    if (!a.len || !digits) return a;
    if (digits > (int64_t)a.len * LIMB_DIGITS) {
        if (rest) *rest = REST_BELOW;
        return (Nat){ a.at, 0 };
    }
    intptr_t limbs = (intptr_t)(digits / LIMB_DIGITS);
    Limb unit = powers[digits % LIMB_DIGITS], last = 0;
    Nat z = { a.at + limbs, a.len - limbs };
    if (unit != 1) z = nat_divide_small(w, z, unit, &last);
    if (rest) *rest = rest_of(a, limbs, unit, last);
    return z;
}

Nat nat_shift(Work *w, Nat a, int64_t digits) {
    return digits >= 0 ? nat_shift_left(w, a, digits) : nat_shift_right(w, a, -digits, NULL);
}

Nat nat_low_digits(Work *w, Nat a, int64_t digits) {
    if (nat_digits(a) <= digits) return a;
    Nat z = nat_copy(w, part(a, 0, (intptr_t)(digits / LIMB_DIGITS) + 1));
    if (z.len > digits / LIMB_DIGITS) z.at[digits / LIMB_DIGITS] %= powers[digits % LIMB_DIGITS];
    return trimmed(z);
}

void nat_write_digits(Nat a, char *out, int64_t digits) {
    char *end = out + digits;
    for (intptr_t i = 0; i < a.len; i++) {
        Limb x = a.at[i];
        for (int k = 0; k < LIMB_DIGITS && end > out; k++, x /= 10) *--end = (char)('0' + x % 10);
    }
    while (end > out) *--end = '0';
}

Nat nat_read_digits(Work *w, const char *digits, int64_t count) {
    while (count && *digits == '0') digits++, count--;
    if (count / LIMB_DIGITS > WORK_LIMIT) w->failed = true;
    Nat z = w->failed ? (Nat){ NULL, 0 } : nat_new(w, (intptr_t)((count + LIMB_DIGITS - 1) / LIMB_DIGITS));
    for (intptr_t i = 0; i < z.len; i++) {
        int64_t from = count - LIMB_DIGITS * (int64_t)(i + 1), to = from + LIMB_DIGITS;
        Limb x = 0;
        for (int64_t k = from < 0 ? 0 : from; k < to; k++) x = x * 10 + (Limb)(digits[k] - '0');
        z.at[i] = x;
    }
    return z;
}

/* ---- roots ---- */

/* The largest x with x * x <= a. The root of the upper digits, then Newton's step from above. */
static Nat root_of(Work *w, Nat a) {
    if (a.len <= 1) {
        uint64_t value = a.len ? a.at[0] : 0, x = (uint64_t)__builtin_sqrt((double)value);
        while (x * x > value) x--;
        while ((x + 1) * (x + 1) <= value) x++;
        return nat_from_u64(w, x);
    }
    Nat x;
    if (a.len <= 3) {
        double value = ((a.len > 2 ? a.at[2] * 1e9 : 0) + a.at[1]) * 1e9 + a.at[0];
        x = nat_from_u64(w, (uint64_t)(__builtin_sqrt(value) * (1 + 1e-15)) + 2);
    } else {
        intptr_t quarter = a.len / 4;
        x = root_of(w, part(a, 2 * quarter, a.len));
        Limb *one = work_take(w, 1);
        if (!one) return (Nat){ NULL, 0 };
        *one = 1;
        x = joined(w, nat_add(w, x, (Nat){ one, 1 }), (Nat){ one, 0 }, quarter);
    }
    while (!w->failed) {
        Nat next = nat_divide_small(w, nat_add(w, x, nat_divide(w, a, x, NULL)), 2, NULL);
        if (nat_compare(next, x) >= 0) return x;
        x = next;
    }
    return x;
}

Nat nat_root(Work *w, Nat a, bool *exact) {
    Nat x = root_of(w, a);
    *exact = nat_compare(nat_multiply(w, x, x), a) == 0;
    return x;
}
