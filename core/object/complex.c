/* complex: arithmetic, text, methods. Division: R. L. Smith, CACM algorithm 116. CPython 3.11 Objects/complexobject.c. */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/float_impl.h"
#include "object/int_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#include <math.h>

_Static_assert(sizeof(ComplexObj) <= 32, "complex");
#define COMPLEX(o) ((ComplexObj *)(o))

typedef struct Pair {
    double real, imag;
} Pair;

HS_INLINE Pair pair_of(Obj *self) { return (Pair){COMPLEX(self)->real, COMPLEX(self)->imag}; }

/* ---- construct and release ---- */

bool is_complex(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, COMPLEX)); }

Own complex_new(Runtime *rt, double real, double imag) {
    Own self = object_alloc(rt, T(rt, COMPLEX), 32);
    if (!self) return self;
    COMPLEX(borrow(self))->real = real;
    COMPLEX(borrow(self))->imag = imag;
    return self;
}

static Own from_pair(Runtime *rt, Pair p) { return complex_new(rt, p.real, p.imag); }

static Own subtype_new(Runtime *rt, TypeObj *type, double real, double imag) {
    if (type == T(rt, COMPLEX)) return complex_new(rt, real, imag);
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (!self) return self;
    COMPLEX(borrow(self))->real = real;
    COMPLEX(borrow(self))->imag = imag;
    return self;
}

static void complex_dealloc(Runtime *rt, Obj *self) { self->type->slots.tp_free(rt, self); }

/* ---- arithmetic ---- */

/* 1 = a number, 0 = not one, -1 raised */
static int operand(Runtime *rt, Obj *value, Pair *out) {
    if (is_complex(rt, value)) {
        *out = pair_of(value);
        return 1;
    }
    out->imag = 0.0;
    if (is_int(value)) return int_as_double(rt, value, &out->real) < 0 ? -1 : 1;
    if (!is_float(rt, value)) return 0;
    out->real = FLOAT_VALUE(value);
    return 1;
}

#define OPERANDS(a, b, x, y)                                                \
    Pair x, y;                                                              \
    do {                                                                    \
        int found = operand(rt, a, &x);                                     \
        if (found > 0) found = operand(rt, b, &y);                          \
        if (found <= 0) return found ? (Own)0 : object_not_implemented(rt); \
    } while (0)

static Pair product(Pair a, Pair b) {
    return (Pair){a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

/* False: division by zero. */
static bool quotient(Pair a, Pair b, Pair *out) {
    if (fabs(b.real) >= fabs(b.imag)) {
        if (b.real == 0.0) return false;
        double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
        *out = (Pair){(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
    } else if (fabs(b.imag) >= fabs(b.real)) {
        double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
        *out = (Pair){(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
    } else {
        *out = (Pair){NAN, NAN};
    }
    return true;
}

static Own complex_add(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    return complex_new(rt, x.real + y.real, x.imag + y.imag);
}

static Own complex_subtract(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    return complex_new(rt, x.real - y.real, x.imag - y.imag);
}

static Own complex_multiply(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    return from_pair(rt, product(x, y));
}

static Own complex_divide(Runtime *rt, Obj *a, Obj *b) {
    OPERANDS(a, b, x, y);
    Pair result;
    if (!quotient(x, y, &result)) return raise_format(rt, EXC(rt, ZeroDivisionError), "complex division by zero");
    return from_pair(rt, result);
}

/* False: 0 to a negative or complex power. */
static bool power_general(Pair a, Pair b, Pair *out) {
    if (b.real == 0.0 && b.imag == 0.0) {
        *out = (Pair){1.0, 0.0};
    } else if (a.real == 0.0 && a.imag == 0.0) {
        *out = (Pair){0.0, 0.0};
        return !(b.imag != 0.0 || b.real < 0.0);
    } else {
        double size = hypot(a.real, a.imag), length = pow(size, b.real), angle = atan2(a.imag, a.real);
        double phase = angle * b.real;
        if (b.imag != 0.0) {
            length /= exp(angle * b.imag);
            phase += b.imag * log(size);
        }
        if (isinf(phase)) return false; /* its cosine is not defined */
        *out = (Pair){length * cos(phase), length * sin(phase)};
    }
    return true;
}

static Pair power_unsigned(Pair x, long n) {
    Pair r = {1.0, 0.0}, p = x;
    for (long mask = 1; mask > 0 && n >= mask; mask <<= 1) {
        if (n & mask) r = product(r, p);
        p = product(p, p);
    }
    return r;
}

static bool power_integer(Pair x, long n, Pair *out) {
    if (n > 0) {
        *out = power_unsigned(x, n);
        return true;
    }
    return quotient((Pair){1.0, 0.0}, power_unsigned(x, -n), out);
}

static Own complex_power(Runtime *rt, Obj *a, Obj *b, Obj *modulus) {
    OPERANDS(a, b, x, y);
    Pair result = {0.0, 0.0};
    if (!is_none(rt, modulus)) return raise_format(rt, EXC(rt, ValueError), "complex modulo");
    bool small = y.imag == 0.0 && y.real == floor(y.real) && fabs(y.real) <= 100.0;
    bool defined = small ? power_integer(x, (long)y.real, &result) : power_general(x, y, &result);
    if (!defined) return raise_format(rt, EXC(rt, ZeroDivisionError), "0.0 to a negative or complex power");
    if (isinf(result.real) || isinf(result.imag)) return raise_format(rt, EXC(rt, OverflowError), "complex exponentiation");
    return from_pair(rt, result);
}

static Own complex_negative(Runtime *rt, Obj *a) { return complex_new(rt, -COMPLEX(a)->real, -COMPLEX(a)->imag); }

static Own complex_positive(Runtime *rt, Obj *a) {
    return a->type == T(rt, COMPLEX) ? keep(a) : from_pair(rt, pair_of(a));
}

static Own complex_absolute(Runtime *rt, Obj *a) {
    Pair z = pair_of(a);
    if (isinf(z.real)) return float_new(rt, fabs(z.real));
    if (isinf(z.imag)) return float_new(rt, fabs(z.imag));
    if (isnan(z.real) || isnan(z.imag)) return float_new(rt, NAN);
    double size = hypot(z.real, z.imag);
    if (!isfinite(size)) return raise_format(rt, EXC(rt, OverflowError), "absolute value too large");
    return float_new(rt, size);
}

static int complex_bool(Runtime *rt, Obj *a) { return (void)rt, COMPLEX(a)->real != 0.0 || COMPLEX(a)->imag != 0.0; }

/* ---- comparison, hash, text ---- */

static Own complex_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (op != CMP_EQ && op != CMP_NE) return object_not_implemented(rt);
    Pair x = pair_of(a);
    bool equal;
    if (is_int(b)) {
        if (x.imag == 0.0) {
            Own real = float_new(rt, x.real);
            if (!real) return real;
            Own result = object_richcompare(rt, borrow(real), b, op);
            release(rt, real);
            return result;
        }
        equal = false;
    } else if (is_float(rt, b)) {
        equal = x.real == FLOAT_VALUE(b) && x.imag == 0.0;
    } else if (is_complex(rt, b)) {
        equal = x.real == COMPLEX(b)->real && x.imag == COMPLEX(b)->imag;
    } else {
        return object_not_implemented(rt);
    }
    return bool_from(rt, equal == (op == CMP_EQ));
}

static int64_t complex_hash(Runtime *rt, Obj *self) {
    uint64_t real = (uint64_t)float_hash(rt, self, COMPLEX(self)->real);
    uint64_t imag = (uint64_t)float_hash(rt, self, COMPLEX(self)->imag);
    int64_t hash = (int64_t)(real + 1000003u * imag);
    return hash == -1 ? -2 : hash;
}

/* A part of the repr: no ".0"; with a sign in any case if asked. */
static char *part_text(Runtime *rt, double value, bool sign, size_t *length) {
    return double_to_text(rt, value, 'r', 0, sign ? DTOA_SIGN : 0, length);
}

static Own complex_repr(Runtime *rt, Obj *self) {
    Pair z = pair_of(self);
    size_t real_length = 0, imag_length;
    bool only_imag = z.real == 0.0 && copysign(1.0, z.real) == 1.0;
    char *real = only_imag ? NULL : part_text(rt, z.real, false, &real_length);
    if (!only_imag && !real) return (Own)0;
    char *imag = part_text(rt, z.imag, !only_imag, &imag_length);
    Own result = (Own)0;
    if (imag) result = only_imag ? str_format(rt, "%sj", imag) : str_format(rt, "(%s%sj)", real, imag);
    raw_free(rt, real);
    raw_free(rt, imag);
    return result;
}

/* ---- construction from Python ---- */

HS_INLINE bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
HS_INLINE bool is_sign(char c) { return c == '+' || c == '-'; }
HS_INLINE bool is_j(char c) { return c == 'j' || c == 'J'; }

/* <float>, <float>j, <float><signed float>j, <float><sign>j, <sign>j, j; NUL-terminated. Characters used, 0 = none of these. */
static size_t parse_parts(const char *text, size_t length, Pair *z) {
    double first = 0.0;
    size_t at = float_parse(text, length, &first), more;
    *z = (Pair){0.0, 0.0};
    if (!at) {
        double unit = 1.0;
        if (is_sign(text[at])) unit = text[at++] == '-' ? -1.0 : 1.0;
        if (!is_j(text[at])) return 0;
        z->imag = unit;
        return at + 1;
    }
    if (is_sign(text[at])) {
        z->real = first;
        more = float_parse(text + at, length - at, &z->imag);
        if (!more) {
            z->imag = text[at] == '-' ? -1.0 : 1.0;
            more = 1;
        }
        at += more;
        return is_j(text[at]) ? at + 1 : 0;
    }
    if (is_j(text[at])) {
        z->imag = first;
        return at + 1;
    }
    z->real = first;
    return at;
}

static bool parse_complex(const char *text, size_t length, Pair *z) {
    const char *s = text, *end = text + length;
    bool bracket = false;
    while (is_blank(*s)) s++;
    if (*s == '(') {
        bracket = true;
        s++;
        while (is_blank(*s)) s++;
    }
    size_t used = parse_parts(s, (size_t)(end - s), z);
    if (!used) return false;
    s += used;
    while (is_blank(*s)) s++;
    if (bracket) {
        if (*s++ != ')') return false;
        while (is_blank(*s)) s++;
    }
    return s == end;
}

/* Underscores are allowed between digits. */
static bool drop_underscores(char *text, size_t *length) {
    size_t out = 0;
    char previous = 0;
    for (size_t i = 0; i < *length; i++) {
        char c = text[i];
        bool digit = c >= '0' && c <= '9';
        if (c == '_' && !(previous >= '0' && previous <= '9')) return false;
        if (previous == '_' && !digit) return false;
        if (c != '_') text[out++] = c;
        previous = c;
    }
    text[out] = 0;
    *length = out;
    return previous != '_';
}

static Own from_text(Runtime *rt, TypeObj *type, Obj *source) {
    char *text;
    size_t length;
    Pair z;
    if (float_text_copy(rt, source, &text, &length) < 0) return (Own)0;
    bool numeral = drop_underscores(text, &length), ok = numeral && parse_complex(text, length, &z);
    mem_free(rt, text);
    if (!numeral) return raise_format(rt, EXC(rt, ValueError), "could not convert string to complex: %R", source);
    if (!ok) return raise_format(rt, EXC(rt, ValueError), "complex() arg is a malformed string");
    return subtype_new(rt, type, z.real, z.imag);
}

/* Result of __complex__, or NULL (raised or not there). */
static Own special_complex(Runtime *rt, Obj *value) {
    Own method = type_lookup_special(rt, value, ID(rt, __complex__));
    if (!method) return method;
    Own result = call_0(rt, borrow(method));
    release(rt, method);
    if (!result || borrow(result)->type == T(rt, COMPLEX)) return result;
    const char *name = borrow(result)->type->name;
    if (!is_complex(rt, borrow(result))) {
        raise_format(rt, EXC(rt, TypeError), "__complex__ returned non-complex (type %.200s)", name);
    } else if (warn_format(rt, EXC(rt, DeprecationWarning), 1,
                           "__complex__ returned non-complex (type %.200s).  The ability to return an instance of a strict "
                           "subclass of complex is deprecated, and may be removed in a future version of Python.",
                           name) >= 0) {
        return result;
    }
    release(rt, result);
    return (Own)0;
}

static bool has_number(Runtime *rt, Obj *value) {
    return value->type->slots.nb_float || value->type->slots.nb_index || is_complex(rt, value);
}

/* A part given to the constructor: 1 = it was complex, 0 = real, -1 raised. */
static int read_part(Runtime *rt, Obj *value, Pair *out) {
    if (is_complex(rt, value)) {
        *out = pair_of(value);
        return 1;
    }
    Own number = number_float(rt, value);
    if (!number) return -1;
    *out = (Pair){FLOAT_VALUE(borrow(number)), 0.0};
    release(rt, number);
    return 0;
}

static Own from_numbers(Runtime *rt, TypeObj *type, Obj *real, Obj *imag) {
    Pair x, y = {0.0, 0.0};
    Own converted = special_complex(rt, real);
    if (!converted && RAISED(rt)) return (Own)0;
    if (converted) real = borrow(converted);
    int real_complex = -1, imag_complex = 0;
    if (!has_number(rt, real))
        raise_format(rt, EXC(rt, TypeError), "complex() first argument must be a string or a number, not '%.200s'",
                     real->type->name);
    else if (imag && !has_number(rt, imag))
        raise_format(rt, EXC(rt, TypeError), "complex() second argument must be a number, not '%.200s'", imag->type->name);
    else
        real_complex = read_part(rt, real, &x);
    xrelease(rt, converted);
    if (real_complex < 0) return (Own)0;
    if (!imag) return subtype_new(rt, type, x.real, x.imag);
    if ((imag_complex = read_part(rt, imag, &y)) < 0) return (Own)0;
    if (imag_complex) x.real -= y.imag;
    if (real_complex) y.real += x.imag;
    return subtype_new(rt, type, x.real, y.real);
}

static Own make_complex(Runtime *rt, TypeObj *type, Obj *real, Obj *imag) {
    if (!real) real = int_small(rt, 0);
    if (real->type == T(rt, COMPLEX) && !imag && type == T(rt, COMPLEX)) return keep(real);
    if (is_str(real)) {
        if (imag) return raise_format(rt, EXC(rt, TypeError), "complex() can't take second arg if first is a string");
        return from_text(rt, type, real);
    }
    if (imag && is_str(imag)) return raise_format(rt, EXC(rt, TypeError), "complex() second arg can't be a string");
    return from_numbers(rt, type, real, imag);
}

static Own complex_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"real", "imag", NULL};
    static const ArgSpec spec = {"complex", names, 0, 2};
    Obj *out[2] = {NULL, NULL};
    if (args_parse_tuple(rt, &spec, args, kwargs, out) < 0) return (Own)0;
    return make_complex(rt, type, out[0], out[1]);
}

/* ---- methods ---- */

#define NO_ARGS (void)args, (void)nargs, (void)kwnames

static Own complex_conjugate(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return complex_new(rt, COMPLEX(self)->real, -COMPLEX(self)->imag);
}

static Own complex_complex(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return complex_positive(rt, self);
}

static Own complex_getnewargs(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    Own parts[2] = {float_new(rt, COMPLEX(self)->real), float_new(rt, COMPLEX(self)->imag)};
    if (parts[0] && parts[1]) return tuple_from_steal(rt, parts, 2);
    xrelease(rt, parts[0]);
    xrelease(rt, parts[1]);
    return (Own)0;
}

static Own complex_format_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    if (!is_str(args[0]))
        return raise_format(rt, EXC(rt, TypeError), "__format__() argument must be str, not %.50N", args[0]);
    return format_complex(rt, self, args[0]);
}

static Own complex_get_real(Runtime *rt, Obj *self, const void *closure) {
    return (void)closure, float_new(rt, COMPLEX(self)->real);
}

static Own complex_get_imag(Runtime *rt, Obj *self, const void *closure) {
    return (void)closure, float_new(rt, COMPLEX(self)->imag);
}

static const MethodDef complex_methods[] = {
    {"conjugate", complex_conjugate, METH_NOARGS, 0, 0,
     "conjugate($self, /)\n--\n\nReturn the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."},
    {"__complex__", complex_complex, METH_NOARGS, 0, 0,
     "__complex__($self, /)\n--\n\nConvert this value to exact type complex."},
    {"__getnewargs__", complex_getnewargs, METH_NOARGS, 0, 0, "__getnewargs__($self, /)\n--\n\n"},
    {"__format__", complex_format_method, METH_O, 1, 1,
     "__format__($self, format_spec, /)\n--\n\nConvert to a string according to format_spec."},
    METHOD_END,
};

static const MemberDef complex_members[] = {
    MEMBER_FROM("real", complex_get_real, 0, "the real part of a complex number"),
    MEMBER_FROM("imag", complex_get_imag, 0, "the imaginary part of a complex number"),
    MEMBER_END,
};

const TypeSpec complex_type_spec = {
    .name = "complex",
    .doc = "complex(real=0, imag=0)\n--\n\nCreate a complex number from a string or numbers: real + imag*1j.",
    .flags = TPF_BASETYPE,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = complex_dealloc,
            .tp_new = complex_tp_new,
            .tp_repr = complex_repr,
            .tp_hash = complex_hash,
            .tp_richcompare = complex_richcompare,
            .nb_add = complex_add,
            .nb_subtract = complex_subtract,
            .nb_multiply = complex_multiply,
            .nb_power = complex_power,
            .nb_negative = complex_negative,
            .nb_positive = complex_positive,
            .nb_absolute = complex_absolute,
            .nb_bool = complex_bool,
            .nb_true_divide = complex_divide,
        },
    .methods = complex_methods,
    .members = complex_members,
};
