/* Functions of the math module on integers: gcd, lcm, factorial, isqrt, comb, perm, prod. */
#include "lib/math_impl.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"

HS_INLINE Obj *small(Runtime *rt, int value) { return int_small(rt, value); }

/* Replaces *slot by op(*slot, b). */
static int apply(Runtime *rt, Own *slot, Own (*op)(Runtime *, Obj *, Obj *), Obj *b) {
    Own result = op(rt, borrow(*slot), b);
    if (!result) return -1;
    own_set(rt, slot, result);
    return 0;
}

/* ---- gcd, lcm ---- */

static uint64_t gcd_words(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Greatest common divisor, not negative: Euclid, in words once both fit. */
static Own gcd(Runtime *rt, Obj *a, Obj *b) {
    Own x = int_absolute(rt, a), y = x ? int_absolute(rt, b) : (Own)0;
    while (y && int_bit_length(borrow(y)) > 63) {
        Own rest = int_remainder(rt, borrow(x), borrow(y));
        release(rt, x);
        x = y;
        y = rest;
    }
    if (y && int_sign(borrow(y)) != 0) {
        int overflow;
        uint64_t small_y = (uint64_t)int_as_i64_overflow(borrow(y), &overflow);
        Own rest = int_remainder(rt, borrow(x), borrow(y));
        if (rest) own_set(rt, &x, int_from_u64(rt, gcd_words(small_y, (uint64_t)int_as_i64_overflow(borrow(rest), &overflow))));
        else own_clear(rt, &x);
        xrelease(rt, rest);
    }
    if (!y) own_clear(rt, &x);
    xrelease(rt, y);
    return x;
}

Own math_gcd(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)kwnames;
    Own result = keep(small(rt, 0));
    for (size_t i = 0; i < nargs; i++) {
        Own value = number_index(rt, args[i]);
        int failed = !value || apply(rt, &result, gcd, borrow(value)) < 0;
        xrelease(rt, value);
        if (failed) {
            release(rt, result);
            return (Own)0;
        }
    }
    return result;
}

static Own lcm(Runtime *rt, Obj *a, Obj *b) {
    if (int_sign(a) == 0 || int_sign(b) == 0) return keep(small(rt, 0));
    Own divisor = gcd(rt, a, b), part = divisor ? int_floor_divide(rt, a, borrow(divisor)) : (Own)0;
    Own product = part ? int_mul(rt, borrow(part), b) : (Own)0, result = product ? int_absolute(rt, borrow(product)) : (Own)0;
    xrelease(rt, divisor);
    xrelease(rt, part);
    xrelease(rt, product);
    return result;
}

Own math_lcm(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)kwnames;
    Own result = keep(small(rt, 1));
    for (size_t i = 0; i < nargs; i++) {
        Own value = number_index(rt, args[i]);
        int failed = !value || apply(rt, &result, lcm, borrow(value)) < 0;
        xrelease(rt, value);
        if (failed) {
            release(rt, result);
            return (Own)0;
        }
    }
    return result;
}

/* ---- products of ranges ---- */

/* from * (from + step) * ... up to and including `to`: halves, so that long numbers multiply long ones. */
static Own product_range(Runtime *rt, uint64_t from, uint64_t to, uint64_t step) {
    if (from > to) return keep(small(rt, 1));
    uint64_t count = (to - from) / step + 1;
    if (count <= 2) {
        Own a = int_from_u64(rt, from);
        if (!a || count == 1) return a;
        Own b = int_from_u64(rt, from + step);
        if (!b || apply(rt, &a, int_mul, borrow(b)) < 0) own_clear(rt, &a);
        xrelease(rt, b);
        return a;
    }
    uint64_t middle = from + count / 2 * step;
    Own low = product_range(rt, from, middle - step, step), high = low ? product_range(rt, middle, to, step) : (Own)0;
    Own result = high ? int_mul(rt, borrow(low), borrow(high)) : (Own)0;
    xrelease(rt, low);
    xrelease(rt, high);
    return result;
}

/* The odd part of n! is the product, over i, of the odd numbers up to n >> i; the rest is 2 ** (n - ones of n). */
static Own factorial(Runtime *rt, uint64_t n) {
    Own inner = keep(small(rt, 1)), outer = keep(small(rt, 1)), shift = (Own)0, result = (Own)0;
    uint64_t done = 1;
    for (int i = n ? 63 - __builtin_clzll(n) : -1; i >= 0; i--) {
        uint64_t v = n >> i;
        if (v <= 2) continue;
        uint64_t last = (v - 1) | 1;
        Own part = product_range(rt, done + 2, last, 2);
        int failed = !part || apply(rt, &inner, int_mul, borrow(part)) < 0 || apply(rt, &outer, int_mul, borrow(inner)) < 0;
        xrelease(rt, part);
        if (failed) goto done;
        done = last;
    }
    if ((shift = int_from_u64(rt, n - (uint64_t)__builtin_popcountll(n)))) result = int_left_shift(rt, borrow(outer), borrow(shift));
done:
    release(rt, inner);
    release(rt, outer);
    xrelease(rt, shift);
    return result;
}

Own math_factorial(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    Own index = number_index(rt, args[0]);
    int overflow;
    if (!index) return index;
    int64_t n = int_as_i64_overflow(borrow(index), &overflow);
    release(rt, index);
    if (overflow > 0)
        return raise_format(rt, EXC(rt, OverflowError), "factorial() argument should not exceed %lld", (long long)INT64_MAX);
    if (n < 0) return raise_format(rt, EXC(rt, ValueError), "factorial() not defined for negative values");
    return factorial(rt, (uint64_t)n);
}

/* ---- perm, comb ---- */

/* n * (n - 1) * ... of k factors for any n. */
static Own falling(Runtime *rt, Obj *n, uint64_t k) {
    int overflow;
    int64_t word = int_as_i64_overflow(n, &overflow);
    if (!overflow) return product_range(rt, (uint64_t)word - k + 1, (uint64_t)word, 1);
    Own result = keep(small(rt, 1)), factor = int_copy_exact(rt, n);
    for (uint64_t i = 0; i < k && factor; i++) {
        if (apply(rt, &result, int_mul, borrow(factor)) < 0) goto fail;
        if (apply(rt, &factor, int_sub, small(rt, 1)) < 0) goto fail;
    }
    xrelease(rt, factor);
    return result;
fail:
    release(rt, result);
    xrelease(rt, factor);
    return (Own)0;
}

/* n and k as ints; -1 raised. */
static int read_pair(Runtime *rt, Obj *const *args, Own *n, Own *k) {
    *k = (Own)0;
    if (!(*n = number_index(rt, args[0]))) return -1;
    if (!(*k = number_index(rt, args[1]))) return -1;
    if (int_sign(borrow(*n)) < 0) return raise_format_int(rt, EXC(rt, ValueError), "n must be a non-negative integer");
    if (int_sign(borrow(*k)) < 0) return raise_format_int(rt, EXC(rt, ValueError), "k must be a non-negative integer");
    return 0;
}

Own math_perm(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own n = (Own)0, k = (Own)0, result = (Own)0;
    int overflow;
    if (nargs == 1 || is_none(rt, args[1])) return math_factorial(rt, self, args, 1, kwnames);
    if (read_pair(rt, args, &n, &k) < 0) goto done;
    int64_t count = int_as_i64_overflow(borrow(k), &overflow);
    if (int_compare(borrow(n), borrow(k)) < 0) result = keep(small(rt, 0));
    else if (overflow) raise_format(rt, EXC(rt, OverflowError), "k must not exceed %lld", (long long)INT64_MAX);
    else result = falling(rt, borrow(n), (uint64_t)count);
done:
    xrelease(rt, n);
    xrelease(rt, k);
    return result;
}

Own math_comb(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    Own n = (Own)0, k = (Own)0, rest = (Own)0, top = (Own)0, bottom = (Own)0, result = (Own)0;
    int overflow;
    if (read_pair(rt, args, &n, &k) < 0) goto done;
    if (!(rest = int_sub(rt, borrow(n), borrow(k)))) goto done;
    if (int_sign(borrow(rest)) < 0) {
        result = keep(small(rt, 0));
        goto done;
    }
    Obj *fewer = int_compare(borrow(rest), borrow(k)) < 0 ? borrow(rest) : borrow(k);
    int64_t count = int_as_i64_overflow(fewer, &overflow);
    if (overflow) {
        raise_format(rt, EXC(rt, OverflowError), "min(n - k, k) must not exceed %lld", (long long)INT64_MAX);
        goto done;
    }
    if (!(top = falling(rt, borrow(n), (uint64_t)count)) || !(bottom = factorial(rt, (uint64_t)count))) goto done;
    result = int_floor_divide(rt, borrow(top), borrow(bottom));
done:
    xrelease(rt, n);
    xrelease(rt, k);
    xrelease(rt, rest);
    xrelease(rt, top);
    xrelease(rt, bottom);
    return result;
}

/* ---- isqrt ---- */

static uint32_t isqrt_word(uint64_t n) {
    uint64_t root = (uint64_t)__builtin_sqrt((double)n);
    if (root > UINT32_MAX) root = UINT32_MAX;
    while (root * root > n) root--;
    while (root < UINT32_MAX && (root + 1) * (root + 1) <= n) root++;
    return (uint32_t)root;
}

static Own shifted(Runtime *rt, Obj *a, uint64_t bits, bool left) {
    Own count = int_from_u64(rt, bits);
    if (!count) return count;
    Own result = left ? int_left_shift(rt, a, borrow(count)) : int_right_shift(rt, a, borrow(count));
    release(rt, count);
    return result;
}

/* One step of the adaptive Newton iteration: twice as many bits of the root (CPython's mathmodule.c proves it). */
static int isqrt_step(Runtime *rt, Own *root, Obj *n, uint64_t c, uint64_t d, uint64_t e) {
    Own q = shifted(rt, n, 2 * c - d - e + 1, false), a = (Own)0;
    int failed = -1;
    if (!q || apply(rt, &q, int_floor_divide, borrow(*root)) < 0) goto done;
    if (!(a = shifted(rt, borrow(*root), d - 1 - e, true)) || apply(rt, &a, int_add, borrow(q)) < 0) goto done;
    own_set(rt, root, a);
    a = (Own)0;
    failed = 0;
done:
    xrelease(rt, q);
    xrelease(rt, a);
    return failed;
}

static Own isqrt_large(Runtime *rt, Obj *n) {
    uint64_t c = (int_bit_length(n) - 1) / 2, d = 0;
    Own root = keep(small(rt, 1)), square = (Own)0;
    for (int s = 63 - __builtin_clzll(c); s >= 0; s--) {
        uint64_t e = d;
        d = c >> s;
        if (isqrt_step(rt, &root, n, c, d, e) < 0) goto fail;
    }
    if (!(square = int_mul(rt, borrow(root), borrow(root)))) goto fail;
    if (int_compare(n, borrow(square)) < 0 && apply(rt, &root, int_sub, small(rt, 1)) < 0) goto fail;
    release(rt, square);
    return root;
fail:
    release(rt, root);
    xrelease(rt, square);
    return (Own)0;
}

Own math_isqrt(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    Own n = number_index(rt, args[0]), result = (Own)0;
    int overflow;
    if (!n) return n;
    int64_t word = int_as_i64_overflow(borrow(n), &overflow);
    if (int_sign(borrow(n)) < 0) raise_format(rt, EXC(rt, ValueError), "isqrt() argument must be nonnegative");
    else if (overflow) result = isqrt_large(rt, borrow(n));
    else result = int_from_u64(rt, isqrt_word((uint64_t)word));
    release(rt, n);
    return result;
}

/* ---- prod ---- */

Own math_prod(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"", "start", NULL};
    static const ArgSpec spec = {"prod", names, 1, 1};
    Obj *out[2] = {NULL, NULL};
    (void)self;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return (Own)0;
    Own iterator = object_iter(rt, out[0]), item = (Own)0;
    if (!iterator) return iterator;
    Own product = keep(out[1] ? out[1] : small(rt, 1));
    while ((item = iter_next(rt, borrow(iterator)))) {
        Own next = number_binary(rt, borrow(product), borrow(item), OP_MULTIPLY);
        release(rt, item);
        if (!next) break;
        own_set(rt, &product, next);
    }
    release(rt, iterator);
    if (RAISED(rt)) own_clear(rt, &product);
    return product;
}
