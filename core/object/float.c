/* float: objects, arithmetic, comparison, text, methods.
 *
 * Dead floats wait in a free list of 100, chained by their type field. Texts are exact (base/dtoa.c). CPython 3.11
 * Objects/floatobject.c. */
#include "object/float.h"

#include "base/dtoa.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/float_impl.h"
#include "object/int_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#include <math.h>

_Static_assert(sizeof(FloatObj) <= 24, "float");

/* ---- construct and release ---- */

Own float_new(Runtime *rt, double value) {
    FreeLists *lists = &rt->free_lists;
    FloatObj *self = (FloatObj *)lists->floats;
    if (HS_LIKELY(self != NULL)) {
        lists->floats = (Obj *)self->base.type;
        lists->floats_count--;
    } else {
        self = pool_alloc(rt, 24);
        if (HS_UNLIKELY(!self)) return raise_memory_error(rt);
    }
    self->base.refcount = 1;
    self->base.type = T(rt, FLOAT);
    self->value = value;
    note_birth(rt, birth_behind(self, 24));
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, (Obj *)self, 24);
    return adopt((Obj *)self);
}

static void float_dealloc(Runtime *rt, Obj *self) {
    FreeLists *lists = &rt->free_lists;
    if (self->type != T(rt, FLOAT)) {
        self->type->slots.tp_free(rt, self);
    } else if (lists->floats_count >= HS_FREE_FLOATS) {
        object_free(rt, self);
    } else {
        if (HS_UNLIKELY(rt->recording)) probe_freed(rt, self);
        self->type = (TypeObj *)lists->floats;
        lists->floats = self;
        lists->floats_count++;
    }
}

void float_clear_free_list(Runtime *rt) {
    FreeLists *lists = &rt->free_lists;
    while (lists->floats) {
        Obj *self = lists->floats;
        lists->floats = (Obj *)self->type;
        mem_free_fast(rt, self);
    }
    lists->floats_count = 0;
}

/* ---- C interface ---- */

bool is_float(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, FLOAT)); }

/* Result of __float__: exact float, or a subclass with a warning. */
static int double_of_result(Runtime *rt, Obj *value, Own result, double *out) {
    int failed = -1;
    const char *name = borrow(result)->type->name;
    if (!is_float(rt, borrow(result))) {
        raise_format(rt, EXC(rt, TypeError), "%.50s.__float__ returned non-float (type %.50s)", value->type->name, name);
    } else if (is_float_exact(rt, borrow(result)) ||
               warn_format(rt, EXC(rt, DeprecationWarning), 1,
                           "%.50s.__float__ returned non-float (type %.50s).  The ability to return an instance of a "
                           "strict subclass of float is deprecated, and may not be supported in a future version of "
                           "Python.",
                           value->type->name, name) >= 0) {
        *out = FLOAT_VALUE(borrow(result));
        failed = 0;
    }
    release(rt, result);
    return failed;
}

int number_as_double(Runtime *rt, Obj *value, double *out) {
    if (HS_LIKELY(is_float_exact(rt, value)) || is_float(rt, value)) {
        *out = FLOAT_VALUE(value);
        return 0;
    }
    if (value->type->slots.nb_float) {
        Own result = value->type->slots.nb_float(rt, value);
        return result ? double_of_result(rt, value, result, out) : -1;
    }
    if (!value->type->slots.nb_index)
        return raise_format_int(rt, EXC(rt, TypeError), "must be real number, not %.50s", value->type->name);
    Own index = number_index(rt, value);
    if (!index) return -1;
    int result = int_as_double(rt, borrow(index), out);
    release(rt, index);
    return result;
}

static int64_t hash_address(Runtime *rt, Obj *owner) {
    uint64_t address = object_id(rt, owner);
    int64_t hash = (int64_t)(address >> 4 | address << 60);
    return hash == -1 ? -2 : hash;
}

#define HASH_BITS 61
#define HASH_MODULUS (((uint64_t)1 << HASH_BITS) - 1)

int64_t float_hash(Runtime *rt, Obj *owner, double value) {
    int exponent;
    if (isinf(value)) return value > 0 ? 314159 : -314159;
    if (isnan(value)) return hash_address(rt, owner);
    double fraction = frexp(fabs(value), &exponent);
    uint64_t x = 0;
    while (fraction != 0.0) { /* 28 bits a time */
        x = (x << 28 & HASH_MODULUS) | x >> (HASH_BITS - 28);
        fraction *= 268435456.0;
        exponent -= 28;
        uint64_t part = (uint64_t)fraction;
        fraction -= (double)part;
        x += part;
        if (x >= HASH_MODULUS) x -= HASH_MODULUS;
    }
    exponent = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    x = (x << exponent & HASH_MODULUS) | x >> (HASH_BITS - exponent);
    int64_t hash = value < 0 ? -(int64_t)x : (int64_t)x;
    return hash == -1 ? -2 : hash;
}

/* ---- from text ---- */

static bool word_is(const char *s, size_t length, const char *word) {
    for (size_t i = 0; i < length; i++) {
        if (!word[i] || (s[i] | 0x20) != word[i]) return false;
    }
    return word[length] == 0;
}

size_t float_parse(const char *text, size_t length, double *value) {
    size_t i = 0, used = 0;
    bool negative = length && text[0] == '-';
    if (length && (text[0] == '-' || text[0] == '+')) i = 1;
    size_t letters = i;
    while (letters < length && ((text[letters] | 0x20) >= 'a' && (text[letters] | 0x20) <= 'z')) letters++;
    if (letters - i >= 8 && word_is(text + i, 8, "infinity")) used = 8, *value = HUGE_VAL;
    else if (letters - i >= 3 && word_is(text + i, 3, "inf")) used = 3, *value = HUGE_VAL;
    else if (letters - i >= 3 && word_is(text + i, 3, "nan")) used = 3, *value = NAN;
    else used = dtoa_parse(text + i, length - i, value);
    if (!used) return 0;
    if (negative) *value = -*value;
    return i + used;
}

HS_INLINE bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
HS_INLINE bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Drops underscores between digits; false if one is elsewhere. */
static bool drop_underscores(char *text, size_t *length) {
    size_t out = 0;
    char previous = 0;
    for (size_t i = 0; i < *length; i++) {
        char c = text[i];
        if (c == '_') {
            if (!is_digit(previous)) return false;
        } else {
            if (previous == '_' && !is_digit(c)) return false;
            text[out++] = c;
        }
        previous = c;
    }
    *length = out;
    return previous != '_';
}

int float_text_copy(Runtime *rt, Obj *text, char **out, size_t *size) {
    const uint8_t *data = NULL;
    size_t length = 0;
    bool wide = is_str(text) && !STR(text)->ascii;
    if (is_str(text)) data = STR(text)->data, length = (size_t)STR(text)->length;
    else if (buffer_get(rt, text, &data, &length) < 0) return -1;
    char *copy = mem_alloc(rt, length + 1);
    if (!copy) return raise_memory_error(rt), -1;
    for (size_t i = 0; i < length; i++) {
        uint32_t c = wide ? str_char(text, (intptr_t)i) : data[i];
        int decimal = c < 128 ? -1 : wide ? unicode_decimal_value(c) : -1;
        copy[i] = c < 128 ? (char)c : wide && unicode_is_space(c) ? ' ' : decimal >= 0 ? (char)('0' + decimal) : '?';
    }
    copy[length] = 0;
    *out = copy;
    *size = length;
    return 0;
}

Own float_from_text(Runtime *rt, Obj *text) {
    char *copy;
    size_t length, start = 0;
    double value = 0;
    if (!is_str(text) && !buffer_check(rt, text))
        return raise_format(rt, EXC(rt, TypeError), "float() argument must be a string or a real number, not '%.200s'",
                            text->type->name);
    if (float_text_copy(rt, text, &copy, &length) < 0) return (Own)0;
    while (start < length && is_blank(copy[start])) start++;
    while (length > start && is_blank(copy[length - 1])) length--;
    length -= start;
    bool ok = drop_underscores(copy + start, &length) && length && float_parse(copy + start, length, &value) == length;
    mem_free(rt, copy);
    if (ok) return float_new(rt, value);
    return raise_format(rt, EXC(rt, ValueError), "could not convert string to float: %R", text);
}

/* ---- operands ---- */

/* 1 = *out is the double of a float or int; 0 = neither; -1 raised. */
static int operand(Runtime *rt, Obj *value, double *out) {
    if (HS_LIKELY(is_float_exact(rt, value))) {
        *out = FLOAT_VALUE(value);
        return 1;
    }
    if (is_int(value)) return int_as_double(rt, value, out) < 0 ? -1 : 1;
    if (!is_float(rt, value)) return 0;
    *out = FLOAT_VALUE(value);
    return 1;
}

#define OPERANDS(a, b, x, y)                                             \
    double x, y;                                                         \
    do {                                                                 \
        int found = operand(rt, a, &x);                                  \
        if (found > 0) found = operand(rt, b, &y);                       \
        if (found <= 0) return found ? (Own)0 : object_not_implemented(rt); \
    } while (0)

static Own zero_division(Runtime *rt, const char *message) {
    return raise_format(rt, EXC(rt, ZeroDivisionError), "%s", message);
}

static Own float_add(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    return float_new(rt, x + y);
}

static Own float_subtract(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    return float_new(rt, x - y);
}

static Own float_multiply(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    return float_new(rt, x * y);
}

static Own float_true_divide(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    return y == 0.0 ? zero_division(rt, "float division by zero") : float_new(rt, x / y);
}

static Own float_remainder(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    if (y == 0.0) return zero_division(rt, "float modulo");
    double mod = fmod(x, y);
    if (mod != 0.0) {
        if ((y < 0) != (mod < 0)) mod += y;
    } else {
        mod = copysign(0.0, y); /* signed zeros are not equal in every way */
    }
    return float_new(rt, mod);
}

static void divmod(double x, double y, double *floor_quotient, double *remainder) {
    double mod = fmod(x, y), quotient = (x - mod) / y;
    if (mod != 0.0) {
        if ((y < 0) != (mod < 0)) {
            mod += y;
            quotient -= 1.0;
        }
    } else {
        mod = copysign(0.0, y);
    }
    if (quotient != 0.0) {
        *floor_quotient = floor(quotient);
        if (quotient - *floor_quotient > 0.5) *floor_quotient += 1.0;
    } else {
        *floor_quotient = copysign(0.0, x / y);
    }
    *remainder = mod;
}

static Own float_floor_divide(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    double quotient, mod;
    if (y == 0.0) return zero_division(rt, "float floor division by zero");
    divmod(x, y, &quotient, &mod);
    return float_new(rt, quotient);
}

static Own float_divmod(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    double quotient, mod;
    if (y == 0.0) return zero_division(rt, "float divmod()");
    divmod(x, y, &quotient, &mod);
    Own pair[2] = {float_new(rt, quotient), float_new(rt, mod)};
    if (pair[0] && pair[1]) return tuple_from_steal(rt, pair, 2);
    xrelease(rt, pair[0]);
    xrelease(rt, pair[1]);
    return (Own)0;
}

HS_INLINE bool is_odd(double y) { return fmod(fabs(y), 2.0) == 1.0; }

Own float_raise_range(Runtime *rt) {
    Own number = int_from_i64(rt, 34), text = str_from_cstr(rt, "Numerical result out of range"), args = (Own)0;
    if (number && text) args = tuple_pack(rt, 2, borrow(number), borrow(text));
    xrelease(rt, number);
    xrelease(rt, text);
    if (!args) return (Own)0;
    raise_object(rt, EXC(rt, OverflowError), borrow(args));
    release(rt, args);
    return (Own)0;
}

/* x ** y for infinite operands. */
static double power_infinite(double x, double y) {
    if (isinf(y)) {
        double size = fabs(x);
        if (size == 1.0) return 1.0;
        return (y > 0) == (size > 1.0) ? fabs(y) : 0.0;
    }
    bool odd = is_odd(y);
    if (y > 0) return odd ? x : fabs(x);
    return odd ? copysign(0.0, x) : 0.0;
}

static Own float_power(Runtime *rt, Obj *a, Obj *b, Obj *modulus) {
    if (!is_none(rt, modulus))
        return raise_format(rt, EXC(rt, TypeError), "pow() 3rd argument not allowed unless all arguments are integers");
    OPERANDS(a, b, x, y);
    bool negate = false;
    if (y == 0.0) return float_new(rt, 1.0);
    if (isnan(x)) return float_new(rt, x);
    if (isnan(y)) return float_new(rt, x == 1.0 ? 1.0 : y);
    if (isinf(x) || isinf(y)) return float_new(rt, power_infinite(x, y));
    if (x == 0.0) {
        if (y < 0.0) return zero_division(rt, "0.0 cannot be raised to a negative power");
        return float_new(rt, is_odd(y) ? x : 0.0);
    }
    if (x < 0.0) {
        if (y != floor(y)) return T(rt, COMPLEX)->slots.nb_power(rt, a, b, modulus);
        x = -x;
        negate = is_odd(y);
    }
    if (x == 1.0) return float_new(rt, negate ? -1.0 : 1.0);
    double z = pow(x, y);
    if (isinf(z)) return float_raise_range(rt);
    return float_new(rt, negate ? -z : z);
}

static Own float_negative(Runtime *rt, Obj *a) { return float_new(rt, -FLOAT_VALUE(a)); }

static Own float_absolute(Runtime *rt, Obj *a) { return float_new(rt, fabs(FLOAT_VALUE(a))); }

static int float_bool(Runtime *rt, Obj *a) { return (void)rt, FLOAT_VALUE(a) != 0.0; }

/* ---- comparison: with ints exactly ---- */

/* Sign of x - n for a finite x; 2 = raised. */
static int compare_with_int(Runtime *rt, double x, Obj *n) {
    int sign_x = x > 0 ? 1 : x < 0 ? -1 : 0, sign_n = int_sign(n);
    if (sign_x != sign_n) return sign_x < sign_n ? -1 : 1;
    if (int_bit_length(n) <= 48) {
        int overflow;
        double y = (double)int_as_i64_overflow(n, &overflow);
        return x < y ? -1 : x > y;
    }
    int exponent;
    frexp(x, &exponent);
    int64_t bits = (int64_t)int_bit_length(n);
    if (exponent != bits) return (exponent < bits) == (sign_x > 0) ? -1 : 1;
    Own whole = int_from_double(rt, x);
    if (!whole) return 2;
    int result = int_compare(borrow(whole), n);
    release(rt, whole);
    double fraction = x - trunc(x);
    return result ? result : fraction < 0 ? -1 : fraction > 0;
}

static bool compare_doubles(double x, double y, int op) {
    return op == CMP_EQ   ? x == y
           : op == CMP_NE ? x != y
           : op == CMP_LT ? x < y
           : op == CMP_LE ? x <= y
           : op == CMP_GT ? x > y
                          : x >= y;
}

static Own float_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    double x = FLOAT_VALUE(a);
    if (is_float_exact(rt, b) || is_float(rt, b)) return bool_from(rt, compare_doubles(x, FLOAT_VALUE(b), op));
    if (!is_int(b)) return object_not_implemented(rt);
    if (!isfinite(x)) return bool_from(rt, compare_doubles(x, 0.0, op));
    int sign = compare_with_int(rt, x, b);
    return sign == 2 ? (Own)0 : bool_from(rt, compare_doubles(sign, 0.0, op));
}

/* ---- slots ---- */

static Own float_repr(Runtime *rt, Obj *self) {
    char text[32];
    size_t length = float_repr_text(FLOAT_VALUE(self), text);
    return str_from_ascii(rt, text, length);
}

static int64_t float_tp_hash(Runtime *rt, Obj *self) { return float_hash(rt, self, FLOAT_VALUE(self)); }

static Own float_int(Runtime *rt, Obj *self) { return int_from_double(rt, FLOAT_VALUE(self)); }

static Own float_self(Runtime *rt, Obj *self) {
    return is_float_exact(rt, self) ? keep(self) : float_new(rt, FLOAT_VALUE(self));
}

static Own make_float(Runtime *rt, Obj *x) {
    if (!x) return float_new(rt, 0.0);
    return is_str_exact(rt, x) ? float_from_text(rt, x) : number_float(rt, x);
}

static Own float_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if ((type == T(rt, FLOAT) || type->slots.tp_init == T(rt, FLOAT)->slots.tp_init) && args_no_keywords(rt, "float", kwargs) < 0) return (Own)0;
    if (args_check_positional(rt, "float", (size_t)TUPLE_SIZE(args), 0, 1) < 0) return (Own)0;
    Own value = make_float(rt, TUPLE_SIZE(args) ? TUPLE_ITEM(args, 0) : NULL);
    if (!value || type == T(rt, FLOAT)) return value;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self) FLOAT_VALUE(borrow(self)) = FLOAT_VALUE(borrow(value));
    release(rt, value);
    return self;
}

static Own float_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)type;
    if (args_no_keywords(rt, "float", kwnames) < 0 || args_check_positional(rt, "float", nargs, 0, 1) < 0) return (Own)0;
    return make_float(rt, nargs ? args[0] : NULL);
}

static Own float_get_real(Runtime *rt, Obj *self, const void *closure) { return (void)closure, float_self(rt, self); }

static Own float_get_imag(Runtime *rt, Obj *self, const void *closure) {
    (void)self, (void)closure;
    return float_new(rt, 0.0);
}

static const GetSetDef float_getset[] = {
    {"real", float_get_real, NULL, "the real part of a complex number", NULL},
    {"imag", float_get_imag, NULL, "the imaginary part of a complex number", NULL},
    GETSET_END,
};

const TypeSpec float_type_spec = {
    .name = "float",
    .doc = "float(x=0, /)\n--\n\nConvert a string or number to a floating point number, if possible.",
    .flags = TPF_BASETYPE | TPF_MATCH_SELF,
    .base = -1,
    .virtual_size = 24,
    .slots =
        {
            .tp_dealloc = float_dealloc,
            .tp_new = float_tp_new,
            .tp_repr = float_repr,
            .tp_hash = float_tp_hash,
            .type_vectorcall = float_vectorcall,
            .tp_richcompare = float_richcompare,
            .nb_add = float_add,
            .nb_subtract = float_subtract,
            .nb_multiply = float_multiply,
            .nb_remainder = float_remainder,
            .nb_divmod = float_divmod,
            .nb_power = float_power,
            .nb_negative = float_negative,
            .nb_positive = float_self,
            .nb_absolute = float_absolute,
            .nb_bool = float_bool,
            .nb_int = float_int,
            .nb_float = float_self,
            .nb_floor_divide = float_floor_divide,
            .nb_true_divide = float_true_divide,
        },
    .methods = float_methods,
    .getset = float_getset,
};
