/* int and bool: objects, conversions, comparison, methods, types.
 *
 * Layout: size carries the sign, |size| digits of 30 bits. -5..256 and both bools are static; other values are always new
 * objects, except that operations documented to return the same object do. CPython 3.11 Objects/longobject.c, boolobject.c. */
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#include <math.h>

_Static_assert(sizeof(IntObj) <= 24, "int header");

/* ---- construct and release ---- */

Own int_alloc(Runtime *rt, intptr_t count) {
    intptr_t room = count ? count : 1;
    if ((uint64_t)room > (uint64_t)(INTPTR_MAX / 8)) return raise_memory_error(rt);
    size_t size = 24 + (size_t)room * sizeof(Digit);
    IntObj *z = mem_alloc_fast(rt, size);
    if (HS_UNLIKELY(!z)) return raise_memory_error(rt);
    z->head.base.refcount = 1;
    z->head.base.type = T(rt, INT);
    z->head.size = count;
    z->digits[0] = 0;
    note_birth(rt, birth_behind(z, size));
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, (Obj *)z, size);
    return adopt((Obj *)z);
}

Own int_normalize(Own z) {
    intptr_t count = int_count(borrow(z)), n = count;
    while (n > 0 && INT_DIGITS(borrow(z))[n - 1] == 0) n--;
    if (n != count) INT_SIZE(borrow(z)) = INT_SIZE(borrow(z)) < 0 ? -n : n;
    return z;
}

Own int_finish(Runtime *rt, Own z) {
    if (!z) return z;
    Obj *self = borrow(z);
    if (int_is_compact(self) && int_fits_small(int_compact(self))) {
        intptr_t value = int_compact(self);
        release(rt, z);
        return keep(int_small(rt, value));
    }
    return z;
}

Own int_negate_steal(Runtime *rt, Own z) {
    if (!z) return z;
    Obj *self = borrow(z);
    if (self->refcount == 1) {
        INT_SIZE(self) = -INT_SIZE(self);
        return z;
    }
    Own negated = int_from_word(rt, -(int64_t)int_compact(self)); /* only small ones are shared */
    release(rt, z);
    return negated;
}

Own int_from_wide(Runtime *rt, int64_t value) {
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    intptr_t count = 0;
    for (uint64_t bits = rest; bits; bits >>= INT_SHIFT) count++;
    Own z = int_alloc(rt, count);
    if (!z) return z;
    for (intptr_t i = 0; i < count; i++, rest >>= INT_SHIFT) INT_DIGITS(borrow(z))[i] = (Digit)(rest & INT_MASK);
    if (value < 0) INT_SIZE(borrow(z)) = -count;
    return z;
}

Own int_from_i64(Runtime *rt, int64_t value) { return int_from_word(rt, value); }

Own int_from_u64(Runtime *rt, uint64_t value) {
    if (value <= INT64_MAX) return int_from_word(rt, (int64_t)value);
    Own z = int_alloc(rt, 3);
    if (!z) return z;
    for (intptr_t i = 0; i < 3; i++, value >>= INT_SHIFT) INT_DIGITS(borrow(z))[i] = (Digit)(value & INT_MASK);
    return z;
}

Own int_from_double(Runtime *rt, double value) {
    if (value > -1e18 && value < 1e18) return int_from_word(rt, (int64_t)value);
    if (isinf(value)) return raise_format(rt, EXC(rt, OverflowError), "cannot convert float infinity to integer");
    if (isnan(value)) return raise_format(rt, EXC(rt, ValueError), "cannot convert float NaN to integer");
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    intptr_t count = (exponent - 1) / INT_SHIFT + 1;
    Own z = int_alloc(rt, count);
    if (!z) return z;
    fraction = ldexp(fraction, (exponent - 1) % INT_SHIFT + 1);
    for (intptr_t i = count; --i >= 0;) {
        Digit digit = (Digit)fraction;
        INT_DIGITS(borrow(z))[i] = digit;
        fraction = ldexp(fraction - digit, INT_SHIFT);
    }
    if (value < 0) INT_SIZE(borrow(z)) = -count;
    return z;
}

/* New exact int with the same value, small ones shared. */
static Own copy_value(Runtime *rt, Obj *value) {
    if (int_is_compact(value)) return int_from_word(rt, int_compact(value));
    Own z = int_alloc(rt, int_count(value));
    if (!z) return z;
    int_copy_digits(INT_DIGITS(borrow(z)), INT_DIGITS(value), int_count(value));
    INT_SIZE(borrow(z)) = INT_SIZE(value);
    return z;
}

Own int_copy_exact(Runtime *rt, Obj *value) { return is_int_exact(rt, value) ? keep(value) : copy_value(rt, value); }

static void int_dealloc(Runtime *rt, Obj *self) { self->type->slots.tp_free(rt, self); }

static void make_static(Runtime *rt, IntObj *z, TypeObj *type, intptr_t refcount, intptr_t value) {
    (void)rt;
    z->head.base.refcount = refcount;
    z->head.base.type = type;
    z->head.size = value < 0 ? -1 : value > 0;
    z->digits[0] = (Digit)(value < 0 ? -value : value);
}

int int_init(Runtime *rt) {
    rt->int_max_str_digits = 4300;
    rt->small_ints = static_alloc(rt, (HS_SMALL_NEG + HS_SMALL_POS) * 32);
    for (intptr_t v = -HS_SMALL_NEG; v < HS_SMALL_POS; v++)
        make_static(rt, INT(int_small(rt, v)), T(rt, INT), HS_STATIC_REFCOUNT, v);
    rt->false_ = static_alloc(rt, 32);
    rt->true_ = static_alloc(rt, 32);
    make_static(rt, INT(rt->false_), T(rt, BOOL), 1, 0);
    make_static(rt, INT(rt->true_), T(rt, BOOL), 1, 1);
    return 0;
}

/* ---- C interface: values ---- */

int int_sign(Obj *value) { return INT_SIZE(value) < 0 ? -1 : INT_SIZE(value) > 0; }

uint64_t int_bit_length(Obj *value) {
    intptr_t count = int_count(value);
    if (count == 0) return 0;
    return (uint64_t)(count - 1) * INT_SHIFT + (uint64_t)(32 - __builtin_clz(INT_DIGITS(value)[count - 1]));
}

int64_t int_as_i64_overflow(Obj *value, int *overflow) {
    *overflow = 0;
    if (int_is_compact(value)) return int_compact(value);
    bool negative = INT_SIZE(value) < 0;
    uint64_t bits = 0, most = (uint64_t)INT64_MAX + negative;
    for (intptr_t i = int_count(value); --i >= 0;) {
        if (bits >> (64 - INT_SHIFT)) goto too_large;
        bits = bits << INT_SHIFT | INT_DIGITS(value)[i];
    }
    if (bits <= most) return negative ? (int64_t)(0 - bits) : (int64_t)bits;
too_large:
    *overflow = negative ? -1 : 1;
    return negative ? INT64_MIN : INT64_MAX;
}

static int as_i64(Runtime *rt, Obj *value, int64_t *out, const char *name) {
    int overflow;
    *out = int_as_i64_overflow(value, &overflow);
    if (!overflow) return 0;
    return raise_format_int(rt, EXC(rt, OverflowError), "Python int too large to convert to C %s", name);
}

int int_as_i64(Runtime *rt, Obj *value, int64_t *out) { return as_i64(rt, value, out, "long"); }

int int_as_ssize(Runtime *rt, Obj *value, int64_t *out) { return as_i64(rt, value, out, "ssize_t"); }

/* 64 bits from the top, the last one sticky; then rounded half to even by the conversion to double of 53 bits' worth. */
double int_frexp(Obj *value, int64_t *exponent) {
    int64_t length = (int64_t)int_bit_length(value);
    *exponent = length;
    if (length == 0) return 0.0;
    uint64_t top = 0;
    int64_t skipped = length - 64, i = int_count(value) - 1; /* bits below the top 64 */
    for (int64_t bit = length - 1; bit >= 0 && bit >= skipped;) { /* digit by digit downwards */
        int64_t digit = bit / INT_SHIFT, low = digit * INT_SHIFT < skipped ? skipped : digit * INT_SHIFT;
        Digit part = (Digit)(INT_DIGITS(value)[digit] >> (low - digit * INT_SHIFT));
        top = top << (bit - low + 1) | (part & (((uint64_t)1 << (bit - low + 1)) - 1));
        bit = low - 1;
        i = digit;
    }
    bool sticky = false;
    if (skipped > 0) {
        if (skipped > i * INT_SHIFT) sticky = (INT_DIGITS(value)[i] & (((Digit)1 << (skipped - i * INT_SHIFT)) - 1)) != 0;
        while (!sticky && --i >= 0) sticky = INT_DIGITS(value)[i] != 0;
        top |= sticky;
        length = 64;
    }
    double x = ldexp((double)top, (int)-length); /* top has `length` bits; conversion rounds half to even */
    if (x == 1.0) {
        x = 0.5;
        ++*exponent;
    }
    return INT_SIZE(value) < 0 ? -x : x;
}

int int_as_double(Runtime *rt, Obj *value, double *out) {
    if (int_is_compact(value)) {
        *out = (double)int_compact(value);
        return 0;
    }
    int64_t exponent;
    double x = int_frexp(value, &exponent);
    if (exponent > 1024) return raise_format_int(rt, EXC(rt, OverflowError), "int too large to convert to float");
    *out = ldexp(x, (int)exponent);
    return 0;
}

int int_compare(Obj *a, Obj *b) {
    intptr_t na = INT_SIZE(a), nb = INT_SIZE(b);
    if (na != nb) return na < nb ? -1 : 1;
    for (intptr_t i = int_count(a); --i >= 0;) {
        Digit x = INT_DIGITS(a)[i], y = INT_DIGITS(b)[i];
        if (x != y) return (x < y) == (na > 0) ? -1 : 1;
    }
    return 0;
}

#define HASH_BITS 61
#define HASH_MODULUS (((uint64_t)1 << HASH_BITS) - 1)

int64_t int_hash(Obj *value) {
    if (int_is_compact(value)) {
        intptr_t v = int_compact(value);
        return v == -1 ? -2 : v;
    }
    uint64_t x = 0;
    for (intptr_t i = int_count(value); --i >= 0;) {
        x = (x << INT_SHIFT & HASH_MODULUS) | x >> (HASH_BITS - INT_SHIFT);
        x += INT_DIGITS(value)[i];
        if (x >= HASH_MODULUS) x -= HASH_MODULUS;
    }
    int64_t hash = INT_SIZE(value) < 0 ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

Own int_negative(Runtime *rt, Obj *a) {
    if (int_is_compact(a)) return int_from_word(rt, -(int64_t)int_compact(a));
    Own z = copy_value(rt, a);
    if (z) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
    return z;
}

Own int_absolute(Runtime *rt, Obj *a) { return INT_SIZE(a) < 0 ? int_negative(rt, a) : int_copy_exact(rt, a); }

/* ---- bytes ---- */

Own int_from_bytes(Runtime *rt, const uint8_t *bytes, size_t length, bool little, bool is_signed) {
    size_t top = little ? length : 0;
    bool negative = is_signed && length > 0 && (little ? bytes[length - 1] : bytes[0]) >= 0x80;
    uint8_t fill = negative ? 0xff : 0;
    while (length > 0 && (little ? bytes[length - 1] : bytes[top]) == fill) { /* leading bytes that say nothing */
        length--;
        if (!little) top++;
    }
    if (!little) bytes += top;
    size_t used = length + negative;
    Own z = int_alloc(rt, (intptr_t)((used * 8 + INT_SHIFT - 1) / INT_SHIFT));
    if (!z) return z;
    Digit *out = INT_DIGITS(borrow(z)), *last = out + INT_SIZE(borrow(z));
    uint64_t wide = 0, carry = negative;
    int filled = 0;
    for (size_t i = 0; i < used; i++) {
        uint64_t byte = i >= length ? fill : little ? bytes[i] : bytes[length - 1 - i];
        if (negative) {
            byte = (byte ^ 0xff) + carry;
            carry = byte >> 8;
            byte &= 0xff;
        }
        wide |= byte << filled;
        filled += 8;
        if (filled < INT_SHIFT) continue;
        *out++ = (Digit)(wide & INT_MASK);
        wide >>= INT_SHIFT;
        filled -= INT_SHIFT;
    }
    for (; out < last; wide = 0) *out++ = (Digit)wide;
    z = int_normalize(z);
    if (negative) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
    return int_finish(rt, z);
}

/* Whether a value fits `length` bytes. */
static bool fits_bytes(Obj *value, size_t length, bool is_signed) {
    uint64_t bits = int_bit_length(value), room = (uint64_t)length * 8;
    if (!is_signed) return bits <= room;
    if (bits < room || bits == 0) return true;
    if (INT_SIZE(value) > 0 || bits > room) return false;
    for (intptr_t i = 0; i < int_count(value) - 1; i++) { /* only -2**(bits-1) itself fits */
        if (INT_DIGITS(value)[i]) return false;
    }
    Digit top = INT_DIGITS(value)[int_count(value) - 1];
    return (top & (top - 1)) == 0;
}

Own int_to_bytes(Runtime *rt, Obj *value, size_t length, bool little, bool is_signed) {
    bool negative = INT_SIZE(value) < 0;
    if (negative && !is_signed) return raise_format(rt, EXC(rt, OverflowError), "can't convert negative int to unsigned");
    if (!fits_bytes(value, length, is_signed)) return raise_format(rt, EXC(rt, OverflowError), "int too big to convert");
    uint8_t *copy = mem_alloc(rt, length);
    if (!copy) return raise_memory_error(rt);
    uint64_t wide = 0, carry = negative;
    int filled = 0;
    intptr_t digit = 0;
    for (size_t i = 0; i < length; i++) {
        if (filled < 8 && digit < int_count(value)) {
            wide |= (uint64_t)INT_DIGITS(value)[digit++] << filled;
            filled += INT_SHIFT;
        }
        uint64_t byte = wide & 0xff;
        wide >>= 8;
        filled -= filled > 8 ? 8 : filled;
        if (negative) {
            byte = (byte ^ 0xff) + carry;
            carry = byte >> 8;
        }
        copy[little ? i : length - 1 - i] = (uint8_t)byte;
    }
    Own result = bytes_fresh(rt, copy, length);
    mem_free(rt, copy);
    return result;
}

/* ---- index protocol ---- */

static Own index_of(Runtime *rt, Obj *value) {
    if (is_int(value)) return keep(value);
    if (!value->type->slots.nb_index)
        return raise_format(rt, EXC(rt, TypeError), "'%.200s' object cannot be interpreted as an integer", value->type->name);
    Own result = value->type->slots.nb_index(rt, value);
    if (!result || is_int_exact(rt, borrow(result))) return result;
    const char *name = borrow(result)->type->name;
    if (!is_int(borrow(result))) {
        raise_format(rt, EXC(rt, TypeError), "__index__ returned non-int (type %.200s)", name);
    } else if (warn_format(rt, EXC(rt, DeprecationWarning), 1,
                           "__index__ returned non-int (type %.200s).  The ability to return an instance of a strict "
                           "subclass of int is deprecated, and may not be supported in a future version of Python.",
                           name) >= 0) {
        return result;
    }
    release(rt, result);
    return (Own)0;
}

Own number_index(Runtime *rt, Obj *value) {
    if (HS_LIKELY(is_int_exact(rt, value))) return keep(value);
    Own result = index_of(rt, value);
    if (!result || is_int_exact(rt, borrow(result))) return result;
    Own exact = copy_value(rt, borrow(result));
    release(rt, result);
    return exact;
}

int number_as_ssize(Runtime *rt, Obj *value, TypeObj *overflow_type, int64_t *out) {
    if (HS_LIKELY(is_int(value) && int_is_compact(value))) {
        *out = int_compact(value);
        return 0;
    }
    Own index = index_of(rt, value);
    int overflow;
    if (!index) return -1;
    *out = int_as_i64_overflow(borrow(index), &overflow);
    release(rt, index);
    if (!overflow || !overflow_type) return 0;
    return raise_format_int(rt, overflow_type, "cannot fit '%.200s' into an index-sized integer", value->type->name);
}

/* ---- slots ---- */

static int64_t int_tp_hash(Runtime *rt, Obj *self) { return (void)rt, int_hash(self); }

static Own int_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (!is_int(a) || !is_int(b)) return object_not_implemented(rt);
    int c = a == b ? 0 : int_compare(a, b);
    bool result = op == CMP_EQ   ? c == 0
                  : op == CMP_NE ? c != 0
                  : op == CMP_LT ? c < 0
                  : op == CMP_LE ? c <= 0
                  : op == CMP_GT ? c > 0
                                 : c >= 0;
    return bool_from(rt, result);
}

static int int_bool(Runtime *rt, Obj *self) { return (void)rt, INT_SIZE(self) != 0; }

static Own int_nb_float(Runtime *rt, Obj *self) {
    double value;
    return int_as_double(rt, self, &value) < 0 ? (Own)0 : float_new(rt, value);
}

/* ---- construction from Python ---- */

static Own new_subtype(Runtime *rt, TypeObj *type, Own value) {
    if (!value) return value;
    intptr_t count = int_count(borrow(value));
    Own self = type->slots.tp_alloc(rt, type, count);
    if (self) {
        int_copy_digits(INT_DIGITS(borrow(self)), INT_DIGITS(borrow(value)), count);
        INT_SIZE(borrow(self)) = INT_SIZE(borrow(value));
    }
    release(rt, value);
    return self;
}

/* int(x, base) or int(x); both may be NULL. */
static Own make_int(Runtime *rt, Obj *x, Obj *base_object) {
    int64_t base;
    if (!x) {
        if (base_object) return raise_format(rt, EXC(rt, TypeError), "int() missing string argument");
        return keep(int_small(rt, 0));
    }
    if (!base_object) return number_int(rt, x);
    if (number_as_ssize(rt, base_object, NULL, &base) < 0) return (Own)0;
    if ((base != 0 && base < 2) || base > 36)
        return raise_format(rt, EXC(rt, ValueError), "int() base must be >= 2 and <= 36, or 0");
    if (is_str(x) || is_bytes(x) || is_bytearray(rt, x)) return int_from_text_object(rt, x, (int)base);
    return raise_format(rt, EXC(rt, TypeError), "int() can't convert non-string with explicit base");
}

static Own int_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"", "base", NULL};
    static const ArgSpec spec = {"int", names, 0, 2};
    Obj *out[2] = {NULL, NULL};
    if (args_parse_tuple(rt, &spec, args, kwargs, out) < 0) return (Own)0;
    Own value = make_int(rt, out[0], out[1]);
    return type == T(rt, INT) ? value : new_subtype(rt, type, value);
}

/* ---- methods ---- */

static Own int_self(Runtime *rt, Obj *self) { return int_copy_exact(rt, self); }

static Own int_self_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return int_copy_exact(rt, self);
}

static Own int_get_self(Runtime *rt, Obj *self, const void *closure) { return (void)closure, int_copy_exact(rt, self); }

static Own int_get_zero(Runtime *rt, Obj *self, const void *closure) {
    (void)self, (void)closure;
    return keep(int_small(rt, 0));
}

static Own int_get_one(Runtime *rt, Obj *self, const void *closure) {
    (void)self, (void)closure;
    return keep(int_small(rt, 1));
}

static Own int_bit_length_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return int_from_u64(rt, int_bit_length(self));
}

static Own int_bit_count_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    int64_t bits = 0;
    for (intptr_t i = 0; i < int_count(self); i++) bits += __builtin_popcount(INT_DIGITS(self)[i]);
    return int_from_i64(rt, bits);
}

static Own int_as_integer_ratio(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    Own value = int_copy_exact(rt, self);
    if (!value) return value;
    Own result = tuple_pack(rt, 2, borrow(value), int_small(rt, 1));
    release(rt, value);
    return result;
}

static Own int_getnewargs(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    Own value = copy_value(rt, self);
    if (!value) return value;
    Own result = tuple_pack(rt, 1, borrow(value));
    release(rt, value);
    return result;
}

static uint64_t int_sizeof(Runtime *rt, Obj *self) {
    intptr_t count = int_count(self);
    return 24 + 4 * (uint64_t)(count ? count : rt->lens->zero_digits);
}

static Own int_format_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    if (!is_str(args[0]))
        return raise_format(rt, EXC(rt, TypeError), "__format__() argument must be str, not %.50N", args[0]);
    return format_int(rt, self, args[0]);
}

/* self - self mod unit, moved to the nearest multiple, ties to the even one. */
static Own round_to_unit(Runtime *rt, Obj *self, Obj *unit) {
    Own rest = (Own)0, q = int_divmod(rt, self, unit, &rest), twice = (Own)0, result = (Own)0;
    if (!q) return q;
    if (!(twice = int_add(rt, borrow(rest), borrow(rest)))) goto done;
    int half = int_compare(borrow(twice), unit);
    bool odd = INT_SIZE(borrow(q)) != 0 && (INT_DIGITS(borrow(q))[0] & 1);
    result = int_sub(rt, self, borrow(rest));
    if (result && (half > 0 || (half == 0 && odd))) own_set(rt, &result, int_add(rt, borrow(result), unit));
done:
    release(rt, q);
    release(rt, rest);
    xrelease(rt, twice);
    return result;
}

Own int_round_to(Runtime *rt, Obj *value, Obj *digits) {
    Own count = number_index(rt, digits), power = (Own)0, unit = (Own)0, result = (Own)0;
    if (!count) return count;
    if (INT_SIZE(borrow(count)) >= 0) {
        result = int_copy_exact(rt, value);
        goto done;
    }
    if (!(power = int_negative(rt, borrow(count)))) goto done;
    if (!(unit = int_power(rt, int_small(rt, 10), borrow(power), NULL))) goto done;
    result = round_to_unit(rt, value, borrow(unit));
done:
    release(rt, count);
    xrelease(rt, power);
    xrelease(rt, unit);
    return result;
}

static Own int_round(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)kwnames;
    return nargs == 0 ? int_copy_exact(rt, self) : int_round_to(rt, self, args[0]);
}

/* Byte order by name: 1 little, 0 big, -1 raised; NULL = big. */
static int parse_byte_order(Runtime *rt, Obj *order, const char *function) {
    if (!order) return 0;
    if (!is_str(order))
        return raise_format_int(rt, EXC(rt, TypeError), "%s() argument 'byteorder' must be str, not %.50N", function,
                                order);
    if (str_equals_ascii(order, "little")) return 1;
    if (str_equals_ascii(order, "big")) return 0;
    return raise_format_int(rt, EXC(rt, ValueError), "byteorder must be either 'little' or 'big'");
}

static Own int_to_bytes_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"length", "byteorder", "signed", NULL};
    static const ArgSpec spec = {"to_bytes", names, 0, 2};
    Obj *out[3] = {NULL, NULL, NULL};
    int64_t length = 1;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return (Own)0;
    if (out[0] && number_as_ssize(rt, out[0], EXC(rt, OverflowError), &length) < 0) return (Own)0;
    int is_signed = out[2] ? object_is_true(rt, out[2]) : 0;
    if (is_signed < 0) return (Own)0;
    int little = parse_byte_order(rt, out[1], "to_bytes");
    if (little < 0) return (Own)0;
    if (length < 0) return raise_format(rt, EXC(rt, ValueError), "length argument must be non-negative");
    return int_to_bytes(rt, self, (size_t)length, little, is_signed);
}

static Own int_from_bytes_method(Runtime *rt, Obj *cls, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"bytes", "byteorder", "signed", NULL};
    static const ArgSpec spec = {"from_bytes", names, 1, 2};
    Obj *out[3] = {NULL, NULL, NULL};
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return (Own)0;
    int is_signed = out[2] ? object_is_true(rt, out[2]) : 0;
    int little = is_signed < 0 ? -1 : parse_byte_order(rt, out[1], "from_bytes");
    if (little < 0) return (Own)0;
    Own bytes = is_bytes(out[0]) ? keep(out[0]) : bytes_from_special(rt, out[0]);
    if (!bytes && !RAISED(rt)) bytes = bytes_from_object(rt, out[0]);
    if (!bytes) return bytes;
    Own value = int_from_bytes(rt, BYTES(borrow(bytes))->data, (size_t)BYTES(borrow(bytes))->head.size, little, is_signed);
    release(rt, bytes);
    if (!value || cls == (Obj *)T(rt, INT)) return value;
    Own result = call_1(rt, cls, borrow(value));
    release(rt, value);
    return result;
}

static const MethodDef int_methods[] = {
    {"conjugate", int_self_method, METH_NOARGS, 0, 0, "Returns self, the complex conjugate of any int."},
    {"bit_length", int_bit_length_method, METH_NOARGS, 0, 0,
     "bit_length($self, /)\n--\n\nNumber of bits needed to represent self in binary, without sign."},
    {"bit_count", int_bit_count_method, METH_NOARGS, 0, 0,
     "bit_count($self, /)\n--\n\nNumber of ones in the binary representation of the absolute value of self."},
    {"to_bytes", int_to_bytes_method, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\nArray of bytes representing the integer."},
    {"from_bytes", int_from_bytes_method, METH_FASTCALL | METH_KEYWORDS | METH_CLASS, 0, -1,
     "from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\nThe integer represented by an array of bytes."},
    {"as_integer_ratio", int_as_integer_ratio, METH_NOARGS, 0, 0,
     "as_integer_ratio($self, /)\n--\n\nPair of integers whose ratio is self: (self, 1)."},
    {"__trunc__", int_self_method, METH_NOARGS, 0, 0, "Truncating an Integral returns itself."},
    {"__floor__", int_self_method, METH_NOARGS, 0, 0, "Flooring an Integral returns itself."},
    {"__ceil__", int_self_method, METH_NOARGS, 0, 0, "Ceiling of an Integral returns itself."},
    {"__round__", int_round, METH_FASTCALL, 0, 1,
     "Rounding an Integral returns itself; with a negative ndigits, to that power of ten, ties to even."},
    {"__getnewargs__", int_getnewargs, METH_NOARGS, 0, 0, "__getnewargs__($self, /)\n--\n\n"},
    {"__format__", int_format_method, METH_O, 1, 1, "__format__($self, format_spec, /)\n--\n\n"},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, "__sizeof__($self, /)\n--\n\nSize in memory, in bytes."},
    METHOD_END,
};

static const GetSetDef int_getset[] = {
    {"real", int_get_self, NULL, "the real part of a complex number", NULL},
    {"imag", int_get_zero, NULL, "the imaginary part of a complex number", NULL},
    {"numerator", int_get_self, NULL, "the numerator of a rational number in lowest terms", NULL},
    {"denominator", int_get_one, NULL, "the denominator of a rational number in lowest terms", NULL},
    GETSET_END,
};

const TypeSpec int_type_spec = {
    .name = "int",
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nConverts a number or text to an integer, or gives 0 without "
           "arguments. Floats are cut towards zero. With a base, x must be text with an integer literal in it, perhaps "
           "with a sign and blanks around; base 0 takes it from the prefix.",
    .flags = TPF_BASETYPE | TPF_INT | TPF_MATCH_SELF,
    .base = -1,
    .virtual_size = 24,
    .virtual_item = 4,
    .slots =
        {
            .tp_dealloc = int_dealloc,
            .tp_new = int_new,
            .tp_repr = int_tp_repr,
            .tp_sizeof = int_sizeof,
            .tp_hash = int_tp_hash,
            .tp_richcompare = int_richcompare,
            .nb_add = int_nb_add,
            .nb_subtract = int_nb_subtract,
            .nb_multiply = int_nb_multiply,
            .nb_remainder = int_nb_remainder,
            .nb_divmod = int_nb_divmod,
            .nb_power = int_nb_power,
            .nb_negative = int_negative,
            .nb_positive = int_self,
            .nb_absolute = int_absolute,
            .nb_bool = int_bool,
            .nb_invert = int_nb_invert,
            .nb_lshift = int_nb_lshift,
            .nb_rshift = int_nb_rshift,
            .nb_and = int_nb_and,
            .nb_xor = int_nb_xor,
            .nb_or = int_nb_or,
            .nb_int = int_self,
            .nb_float = int_nb_float,
            .nb_floor_divide = int_nb_floor_divide,
            .nb_true_divide = int_nb_true_divide,
            .nb_index = int_self,
        },
    .methods = int_methods,
    .getset = int_getset,
};

/* ---- bool ---- */

static Own bool_repr(Runtime *rt, Obj *self) { return keep(self == rt->true_ ? ID(rt, True) : ID(rt, False)); }

static Own bool_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)type;
    if (args_no_keywords(rt, "bool", kwargs) < 0) return (Own)0;
    if (args_check_positional(rt, "bool", (size_t)TUPLE_SIZE(args), 0, 1) < 0) return (Own)0;
    int truth = TUPLE_SIZE(args) ? object_is_true(rt, TUPLE_ITEM(args, 0)) : 0;
    return truth < 0 ? (Own)0 : bool_from(rt, truth);
}

static Own bool_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)type;
    if (args_no_keywords(rt, "bool", kwnames) < 0 || args_check_positional(rt, "bool", nargs, 0, 1) < 0) return (Own)0;
    int truth = nargs ? object_is_true(rt, args[0]) : 0;
    return truth < 0 ? (Own)0 : bool_from(rt, truth);
}

static Own bool_and(Runtime *rt, Obj *a, Obj *b) {
    if (!is_bool(rt, a) || !is_bool(rt, b)) return int_nb_and(rt, a, b);
    return bool_from(rt, a == rt->true_ && b == rt->true_);
}

static Own bool_or(Runtime *rt, Obj *a, Obj *b) {
    if (!is_bool(rt, a) || !is_bool(rt, b)) return int_nb_or(rt, a, b);
    return bool_from(rt, a == rt->true_ || b == rt->true_);
}

static Own bool_xor(Runtime *rt, Obj *a, Obj *b) {
    if (!is_bool(rt, a) || !is_bool(rt, b)) return int_nb_xor(rt, a, b);
    return bool_from(rt, a != b);
}

const TypeSpec bool_type_spec = {
    .name = "bool",
    .doc = "bool(x) -> bool\n\nTrue when x is true, else False. True and False are the only two instances, and bool "
           "cannot be subclassed.",
    .flags = TPF_INT,
    .base = TYPE_INT,
    .virtual_size = 32,
    .virtual_item = 4,
    .slots =
        {
            .tp_dealloc = int_dealloc,
            .tp_new = bool_new,
            .tp_repr = bool_repr,
            .type_vectorcall = bool_vectorcall,
            .nb_and = bool_and,
            .nb_xor = bool_xor,
            .nb_or = bool_or,
        },
};
