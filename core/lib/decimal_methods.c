/* The methods of Decimal and Context. */
#include "lib/decimal.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/int.h"
#include "object/str.h"

typedef Num (*UnaryNum)(Calc *c, Num a);
typedef Num (*BinaryNum)(Calc *c, Num a, Num b);
#define METHOD(name)                                                                                         \
    static Own name(HS_UNUSED Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,                  \
                    HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

/* ---- operations ---- */

static Own unary(Runtime *rt, Obj *context, Obj *value, UnaryNum operation) {
    Calc c;
    Num a;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (decimal_operand(rt, &c, value, &a, true) < 0) return NULL;
    return decimal_finish(rt, context, &c, operation(&c, a));
}

static Own binary(Runtime *rt, Obj *context, Obj *const *values, BinaryNum operation) {
    Calc c;
    Num a, b;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (decimal_operand(rt, &c, values[0], &a, true) < 0 || decimal_operand(rt, &c, values[1], &b, true) < 0) return NULL;
    return decimal_finish(rt, context, &c, operation(&c, a, b));
}

/* The positional arguments of a method whose parser names no function; false: raised. */
static bool check_count(Runtime *rt, size_t given, size_t least, size_t most) {
    return args_check_given(rt, "function", given, least, most) == 0;
}

/* The argument context=None; NULL: raised. */
static Obj *context_argument(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = { "context", NULL };
    static const ArgSpec spec = { NULL, names, 0, 1 };
    Obj *given;
    return args_parse(rt, &spec, args, nargs, kwnames, &given) < 0 ? NULL : decimal_context_or_current(rt, given);
}

/* The arguments other, context=None: values[1] and the context. */
static Obj *other_argument(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwnames, Obj **other) {
    static const char *const names[] = { "other", "context", NULL };
    static const ArgSpec spec = { NULL, names, 1, 2 };
    Obj *given[2];
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    *other = given[0];
    return decimal_context_or_current(rt, given[1]);
}

static Own method_1(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames, UnaryNum operation) {
    Obj *context = context_argument(rt, args, nargs, kwnames);
    return context ? unary(rt, context, self, operation) : NULL;
}
static Own method_2(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames, BinaryNum operation) {
    Obj *values[2] = { self, NULL }, *context = other_argument(rt, args, nargs, kwnames, &values[1]);
    return context ? binary(rt, context, values, operation) : NULL;
}

#define ONLY_1(name, operation) \
    METHOD(context_##name) { return unary(rt, self, args[0], operation); }
#define ONLY_2(name, operation) \
    METHOD(context_##name) { return check_count(rt, nargs, 2, 2) ? binary(rt, self, args, operation) : NULL; }
#define BOTH_1(name, operation) \
    ONLY_1(name, operation)     \
    METHOD(decimal_##name) { return method_1(rt, self, args, nargs, kwnames, operation); }
#define BOTH_2(name, operation) \
    ONLY_2(name, operation)     \
    METHOD(decimal_##name) { return method_2(rt, self, args, nargs, kwnames, operation); }
#include "lib/decimal_operations.def"
#undef ONLY_1
#undef ONLY_2
#undef BOTH_1
#undef BOTH_2

static Own same_quantum(Runtime *rt, Obj *context, Obj *first, Obj *second) {
    Calc c;
    Num a, b;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (decimal_operand(rt, &c, first, &a, true) < 0 || decimal_operand(rt, &c, second, &b, true) < 0) return NULL;
    work_close(&c.w);
    bool same = num_is_nan(a) ? num_is_nan(b) : a.kind == b.kind && (a.kind == NUM_INFINITE || a.exp == b.exp);
    return bool_from(rt, same);
}
METHOD(decimal_same_quantum) {
    Obj *other = NULL, *context = other_argument(rt, args, nargs, kwnames, &other);
    return context ? same_quantum(rt, context, self, other) : NULL;
}
METHOD(context_same_quantum) { return check_count(rt, nargs, 2, 2) ? same_quantum(rt, self, args[0], args[1]) : NULL; }

static Own fma(Runtime *rt, Obj *context, Obj *const *values) {
    Calc c;
    Num a, b, third;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (decimal_operand(rt, &c, values[0], &a, true) < 0 || decimal_operand(rt, &c, values[1], &b, true) < 0 ||
        decimal_operand(rt, &c, values[2], &third, true) < 0) return NULL;
    return decimal_finish(rt, context, &c, num_fma(&c, a, b, third));
}
METHOD(decimal_fma) {
    static const char *const names[] = { "other", "third", "context", NULL };
    static const ArgSpec spec = { NULL, names, 2, 3 };
    Obj *given[3], *context;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0 || !(context = decimal_context_or_current(rt, given[2]))) return NULL;
    Obj *values[] = { self, given[0], given[1] };
    return fma(rt, context, values);
}
METHOD(context_fma) { return check_count(rt, nargs, 3, 3) ? fma(rt, self, args) : NULL; }

METHOD(decimal_quantize) {
    static const char *const names[] = { "exp", "rounding", "context", NULL };
    static const ArgSpec spec = { NULL, names, 1, 3 };
    Obj *given[3], *context;
    Calc c;
    Num a, b;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0 || !(context = decimal_context_or_current(rt, given[2]))) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (given[1] && !is_none(rt, given[1])) {
        int rounding = decimal_rounding(rt, given[1]);
        if (rounding < 0) return NULL;
        c.ctx.rounding = (uint8_t)rounding;
    }
    decimal_load(&c, self, &a);
    if (decimal_operand(rt, &c, given[0], &b, true) < 0) return NULL;
    return decimal_finish(rt, context, &c, num_quantize(&c, a, b));
}

static Own to_integral(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames, UnaryNum operation) {
    static const char *const names[] = { "rounding", "context", NULL };
    static const ArgSpec spec = { NULL, names, 0, 2 };
    Obj *given[2], *context;
    Calc c;
    Num a;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0 || !(context = decimal_context_or_current(rt, given[1]))) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (given[0] && !is_none(rt, given[0])) {
        int rounding = decimal_rounding(rt, given[0]);
        if (rounding < 0) return NULL;
        c.ctx.rounding = (uint8_t)rounding;
    }
    decimal_load(&c, self, &a);
    return decimal_finish(rt, context, &c, operation(&c, a));
}
METHOD(decimal_to_integral_value) { return to_integral(rt, self, args, nargs, kwnames, num_integral_value); }
METHOD(decimal_to_integral_exact) { return to_integral(rt, self, args, nargs, kwnames, num_integral_exact); }

METHOD(context_divmod) {
    Calc c;
    Num a, b, quotient, rest;
    if (!check_count(rt, nargs, 2, 2)) return NULL;
    calc_open(&c, rt, &CONTEXT(self)->ctx);
    if (decimal_operand(rt, &c, args[0], &a, true) < 0 || decimal_operand(rt, &c, args[1], &b, true) < 0) return NULL;
    num_divmod(&c, a, b, &quotient, &rest);
    return decimal_finish_pair(rt, self, &c, quotient, rest);
}

METHOD(context_power) {
    static const char *const names[] = { "a", "b", "modulo", NULL };
    static const ArgSpec spec = { NULL, names, 2, 3 };
    Obj *given[3];
    Calc c;
    Num a, b, modulo;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    calc_open(&c, rt, &CONTEXT(self)->ctx);
    if (decimal_operand(rt, &c, given[0], &a, true) < 0 || decimal_operand(rt, &c, given[1], &b, true) < 0) return NULL;
    if (!given[2] || is_none(rt, given[2])) return decimal_finish(rt, self, &c, num_power(&c, a, b));
    if (decimal_operand(rt, &c, given[2], &modulo, true) < 0) return NULL;
    return decimal_finish(rt, self, &c, num_power_modulo(&c, a, b, modulo));
}

/* ---- questions and copies ---- */

enum Question { IS_CANONICAL, IS_FINITE, IS_INFINITE, IS_NAN, IS_QNAN, IS_SIGNED, IS_SNAN, IS_ZERO, IS_NORMAL, IS_SUBNORMAL };

static bool answer(const DecContext *ctx, Num a, enum Question question) {
    bool has_digits = a.kind == NUM_FINITE && a.n.len;
    switch (question) {
    case IS_FINITE: return a.kind == NUM_FINITE;
    case IS_INFINITE: return a.kind == NUM_INFINITE;
    case IS_NAN: return num_is_nan(a);
    case IS_QNAN: return a.kind == NUM_NAN;
    case IS_SIGNED: return a.sign;
    case IS_SNAN: return a.kind == NUM_SIGNALLING;
    case IS_ZERO: return num_is_zero(a);
    case IS_NORMAL: return has_digits && num_adjusted(a) >= ctx->emin;
    case IS_SUBNORMAL: return has_digits && num_adjusted(a) < ctx->emin;
    default: return true;
    }
}
static Own ask(Runtime *rt, const DecContext *ctx, Obj *value, enum Question question) {
    Calc c;
    Num a;
    calc_open(&c, rt, ctx);
    if (decimal_operand(rt, &c, value, &a, true) < 0) return NULL;
    bool result = answer(ctx, a, question);
    work_close(&c.w);
    return bool_from(rt, result);
}
#define QUESTION(name, question)                                                                             \
    METHOD(decimal_##name) { return ask(rt, &decimal_max_context, self, question); }                         \
    METHOD(context_##name) { return ask(rt, &CONTEXT(self)->ctx, args[0], question); }
QUESTION(is_finite, IS_FINITE)
QUESTION(is_infinite, IS_INFINITE)
QUESTION(is_nan, IS_NAN)
QUESTION(is_qnan, IS_QNAN)
QUESTION(is_signed, IS_SIGNED)
QUESTION(is_snan, IS_SNAN)
QUESTION(is_zero, IS_ZERO)
METHOD(context_is_normal) { return ask(rt, &CONTEXT(self)->ctx, args[0], IS_NORMAL); }
METHOD(context_is_subnormal) { return ask(rt, &CONTEXT(self)->ctx, args[0], IS_SUBNORMAL); }
METHOD(decimal_is_normal) {
    Obj *context = context_argument(rt, args, nargs, kwnames);
    return context ? ask(rt, &CONTEXT(context)->ctx, self, IS_NORMAL) : NULL;
}
METHOD(decimal_is_subnormal) {
    Obj *context = context_argument(rt, args, nargs, kwnames);
    return context ? ask(rt, &CONTEXT(context)->ctx, self, IS_SUBNORMAL) : NULL;
}
METHOD(decimal_is_canonical) { return bool_from(rt, true); }

static bool must_be_decimal(Runtime *rt, Obj *value) {
    if (is_decimal(rt, value)) return true;
    raise_format(rt, EXC(rt, TypeError), "argument must be a Decimal");
    return false;
}
METHOD(context_is_canonical) { return must_be_decimal(rt, args[0]) ? bool_from(rt, true) : NULL; }
METHOD(context_canonical) { return must_be_decimal(rt, args[0]) ? keep(args[0]) : NULL; }
METHOD(decimal_itself) { return keep(self); }

static Own copied(Runtime *rt, Obj *value, int sign) { /* sign: 0 or 1 to be added, -1: none */
    Calc c;
    Num a;
    calc_open(&c, rt, &decimal_max_context);
    if (decimal_operand(rt, &c, value, &a, true) < 0) return NULL;
    a.sign = sign < 0 ? 0 : a.sign ^ (uint8_t)sign;
    return decimal_new_from(rt, T(rt, DECIMAL), &c, a);
}
METHOD(decimal_copy_abs) { return copied(rt, self, -1); }
METHOD(decimal_copy_negate) { return copied(rt, self, 1); }
METHOD(context_copy_abs) { return copied(rt, args[0], -1); }
METHOD(context_copy_negate) { return copied(rt, args[0], 1); }
METHOD(context_copy_decimal) {
    return args[0]->type == T(rt, DECIMAL) ? keep(args[0]) : copied(rt, args[0], 0);
}
METHOD(context_apply) { return unary(rt, self, args[0], num_fix); }
METHOD(decimal_radix) {
    Calc c;
    calc_open(&c, rt, &decimal_max_context);
    return decimal_new_from(rt, T(rt, DECIMAL), &c, num_small(&c, 10));
}

static Own class_text(Runtime *rt, Obj *context, Obj *value) {
    Calc c;
    Num a;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (decimal_operand(rt, &c, value, &a, true) < 0) return NULL;
    const char *text = num_class(&c, a);
    work_close(&c.w);
    return str_from_cstr(rt, text);
}
METHOD(decimal_number_class) {
    Obj *context = context_argument(rt, args, nargs, kwnames);
    return context ? class_text(rt, context, self) : NULL;
}
METHOD(context_number_class) { return class_text(rt, self, args[0]); }

static Own text_of(Runtime *rt, Obj *context, Obj *value, bool engineering) {
    Calc c;
    Num a;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (decimal_operand(rt, &c, value, &a, true) < 0) return NULL;
    Own text = num_text(&c, a, engineering);
    work_close(&c.w);
    return text;
}
METHOD(decimal_to_eng_string) {
    Obj *context = context_argument(rt, args, nargs, kwnames);
    return context ? text_of(rt, context, self, true) : NULL;
}
METHOD(context_to_eng_string) { return text_of(rt, self, args[0], true); }
METHOD(context_to_sci_string) { return text_of(rt, self, args[0], false); }

/* ---- conversions ---- */

METHOD(context_create_decimal) {
    if (!check_count(rt, nargs, 0, 1)) return NULL;
    return decimal_from_object(rt, T(rt, DECIMAL), nargs ? args[0] : NULL, self, false);
}

static bool number_from(Runtime *rt, Calc *c, Obj *value, Num *out) {
    if (is_int(value)) *out = num_finite(int_sign(value) < 0, nat_from_int(&c->w, value), 0);
    else if (is_float(rt, value)) *out = num_from_double(c, FLOAT_VALUE(value));
    else raise_format(rt, EXC(rt, TypeError), "argument must be int or float");
    return is_int(value) || is_float(rt, value);
}
METHOD(context_create_decimal_from_float) {
    Calc c;
    Num a;
    calc_open(&c, rt, &CONTEXT(self)->ctx);
    return number_from(rt, &c, args[0], &a) ? decimal_finish(rt, self, &c, num_fix(&c, a)) : NULL;
}
METHOD(decimal_from_float) {
    Calc c;
    Num a;
    calc_open(&c, rt, &decimal_max_context);
    if (!number_from(rt, &c, args[0], &a)) return NULL;
    Own made = decimal_new_from(rt, T(rt, DECIMAL), &c, a);
    if (!made || self == (Obj *)T(rt, DECIMAL)) return made;
    Own result = call_1(rt, self, borrow(made));
    release(rt, made);
    return result;
}

static Own to_int(Runtime *rt, Obj *self, int rounding) {
    Calc c;
    Num a;
    calc_open(&c, rt, &decimal_max_context);
    decimal_load(&c, self, &a);
    Own result = num_to_int(&c, a, rounding);
    work_close(&c.w);
    return result;
}
METHOD(decimal_floor) { return to_int(rt, self, ROUND_FLOOR); }
METHOD(decimal_ceil) { return to_int(rt, self, ROUND_CEILING); }
METHOD(decimal_trunc) { return to_int(rt, self, ROUND_DOWN); }

METHOD(decimal_round) {
    Calc c;
    Num a;
    int64_t places;
    if (!check_count(rt, nargs, 0, 1)) return NULL;
    if (!nargs) return to_int(rt, self, ROUND_HALF_EVEN);
    if (!is_int(args[0])) return raise_format(rt, EXC(rt, TypeError), "optional arg must be an integer");
    Obj *context = decimal_current(rt);
    if (!context || int_as_ssize(rt, args[0], &places) < 0) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    decimal_load(&c, self, &a);
    Num unit = num_finite(0, nat_from_u64(&c.w, 1), places == INT64_MIN ? INT64_MAX : -places);
    return decimal_finish(rt, context, &c, num_quantize(&c, a, unit));
}

METHOD(decimal_format) {
    Calc c;
    Num a;
    if (!check_count(rt, nargs, 1, 2)) return NULL;
    if (!is_str(args[0])) return raise_format(rt, EXC(rt, TypeError), "format arg must be str");
    Obj *context = decimal_current(rt);
    if (!context) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    decimal_load(&c, self, &a);
    Own text = num_format(&c, a, args[0], nargs > 1 ? args[1] : NULL);
    work_close(&c.w);
    return text;
}

METHOD(decimal_adjusted) {
    Calc c;
    Num a;
    calc_open(&c, rt, &decimal_max_context);
    decimal_load(&c, self, &a);
    int64_t result = a.kind == NUM_FINITE ? num_adjusted(a) : 0;
    work_close(&c.w);
    return int_from_i64(rt, result);
}

METHOD(decimal_as_integer_ratio) {
    Calc c;
    Num a;
    calc_open(&c, rt, &decimal_max_context);
    decimal_load(&c, self, &a);
    Own result = num_ratio(&c, a);
    work_close(&c.w);
    return result;
}

METHOD(decimal_as_tuple) {
    static const char *const kinds[] = { "", "F", "n", "N" };
    Calc c;
    Num a;
    calc_open(&c, rt, &decimal_max_context);
    decimal_load(&c, self, &a);
    int64_t count = a.kind >= NUM_NAN && !a.n.len ? 0 : nat_digits(a.n);
    Own digits = tuple_alloc(rt, (intptr_t)count);
    for (intptr_t i = 0; digits && i < count; i++) {
        TUPLE(borrow(digits))->items[i] = keep(int_small(rt, nat_digit(a.n, count - 1 - i)));
    }
    work_close(&c.w);
    if (digits && count) gc_track(rt, borrow(digits));
    Own sign = int_from_i64(rt, a.sign), exponent = a.kind ? str_from_cstr(rt, kinds[a.kind]) : int_from_i64(rt, a.exp), result = NULL;
    if (digits && sign && exponent) {
        Obj *items[] = { borrow(sign), borrow(digits), borrow(exponent) };
        result = call_vector(rt, borrow(*decimal_state(rt, STATE_TUPLE)), items, 3, NULL);
    }
    xrelease(rt, digits);
    xrelease(rt, sign);
    xrelease(rt, exponent);
    return result;
}

METHOD(decimal_complex) {
    Own value = number_float(rt, self);
    if (!value) return NULL;
    double real = FLOAT_VALUE(borrow(value));
    release(rt, value);
    return complex_new(rt, real, 0);
}

METHOD(decimal_reduce) {
    Own text = object_str(rt, self);
    return text ? tuple_build(rt, "O(N)", self->type, text) : NULL;
}

/* ---- tables ---- */

#define TEXT_1(name) #name "($self, x, /)\n--\n\n" #name " of a number."
#define TEXT_2(name) #name "($self, x, y, /)\n--\n\n" #name " of two numbers."
#define CONTEXT_1(name) { #name, context_##name, METH_O, 1, 1, TEXT_1(name) }
#define CONTEXT_2(name) { #name, context_##name, METH_VARARGS, 0, -1, TEXT_2(name) }
#define PLAIN(name, function, text) { #name, function, METH_NOARGS, 0, 0, #name "($self, /)\n--\n\n" text }
#define HIDDEN(name, function) { #name, function, METH_NOARGS, 0, 0, NULL }
#define NAMED(name, signature) \
    { #name, decimal_##name, METH_VARARGS | METH_KEYWORDS, 0, -1, #name "($self, /, " signature ")\n--\n\n" #name " of the number." }

const MethodDef decimal_methods[] = {
#define ONLY_1(name, operation)
#define ONLY_2(name, operation)
#define BOTH_1(name, operation) NAMED(name, "context=None"),
#define BOTH_2(name, operation) NAMED(name, "other, context=None"),
#include "lib/decimal_operations.def"
#undef ONLY_1
#undef ONLY_2
#undef BOTH_1
#undef BOTH_2
    NAMED(fma, "other, third, context=None"),
    NAMED(quantize, "exp, rounding=None, context=None"),
    NAMED(same_quantum, "other, context=None"),
    NAMED(to_integral_value, "rounding=None, context=None"),
    NAMED(to_integral_exact, "rounding=None, context=None"),
    { "to_integral", decimal_to_integral_value, METH_VARARGS | METH_KEYWORDS, 0, -1,
      "to_integral($self, /, rounding=None, context=None)\n--\n\nThe nearest integer." },
    NAMED(is_normal, "context=None"),
    NAMED(is_subnormal, "context=None"),
    NAMED(number_class, "context=None"),
    NAMED(to_eng_string, "context=None"),
    PLAIN(is_canonical, decimal_is_canonical, "True."),
    PLAIN(is_finite, decimal_is_finite, "Whether it is a number."),
    PLAIN(is_infinite, decimal_is_infinite, "Whether it is infinite."),
    PLAIN(is_nan, decimal_is_nan, "Whether it is NaN."),
    PLAIN(is_qnan, decimal_is_qnan, "Whether it is a quiet NaN."),
    PLAIN(is_signed, decimal_is_signed, "Whether its sign is negative."),
    PLAIN(is_snan, decimal_is_snan, "Whether it is a signalling NaN."),
    PLAIN(is_zero, decimal_is_zero, "Whether it is 0."),
    PLAIN(adjusted, decimal_adjusted, "The exponent of the first digit."),
    PLAIN(canonical, decimal_itself, "Itself."),
    PLAIN(conjugate, decimal_itself, "Itself."),
    PLAIN(radix, decimal_radix, "Decimal(10)."),
    PLAIN(copy_abs, decimal_copy_abs, "Without its sign."),
    PLAIN(copy_negate, decimal_copy_negate, "With the other sign."),
    PLAIN(as_tuple, decimal_as_tuple, "(sign, digits, exponent)."),
    PLAIN(as_integer_ratio, decimal_as_integer_ratio, "(numerator, denominator)."),
    { "from_float", decimal_from_float, METH_O | METH_CLASS, 1, 1, "from_float($type, f, /)\n--\n\nThe exact value of a float." },
    HIDDEN(__copy__, decimal_itself),
    { "__deepcopy__", decimal_itself, METH_O, 1, 1, NULL },
    { "__format__", decimal_format, METH_VARARGS, 0, -1, NULL },
    HIDDEN(__reduce__, decimal_reduce),
    { "__round__", decimal_round, METH_VARARGS, 0, -1, NULL },
    HIDDEN(__ceil__, decimal_ceil),
    HIDDEN(__floor__, decimal_floor),
    HIDDEN(__trunc__, decimal_trunc),
    HIDDEN(__complex__, decimal_complex),
    HIDDEN(__sizeof__, object_sizeof_method),
    METHOD_END,
};

const MethodDef decimal_context_methods[] = {
#define ONLY_1(name, operation) CONTEXT_1(name),
#define ONLY_2(name, operation) CONTEXT_2(name),
#define BOTH_1(name, operation) CONTEXT_1(name),
#define BOTH_2(name, operation) CONTEXT_2(name),
#include "lib/decimal_operations.def"
#undef ONLY_1
#undef ONLY_2
#undef BOTH_1
#undef BOTH_2
    CONTEXT_2(divmod),
    CONTEXT_2(same_quantum),
    { "fma", context_fma, METH_VARARGS, 0, -1, "fma($self, x, y, z, /)\n--\n\nx * y + z, rounded once." },
    { "power", context_power, METH_VARARGS | METH_KEYWORDS, 0, -1,
      "power($self, /, a, b, modulo=None)\n--\n\na ** b, or the rest of it by a modulo." },
    CONTEXT_1(canonical),
    CONTEXT_1(copy_abs),
    CONTEXT_1(copy_decimal),
    CONTEXT_1(copy_negate),
    CONTEXT_1(is_canonical),
    CONTEXT_1(is_finite),
    CONTEXT_1(is_infinite),
    CONTEXT_1(is_nan),
    CONTEXT_1(is_normal),
    CONTEXT_1(is_qnan),
    CONTEXT_1(is_signed),
    CONTEXT_1(is_snan),
    CONTEXT_1(is_subnormal),
    CONTEXT_1(is_zero),
    CONTEXT_1(number_class),
    CONTEXT_1(to_eng_string),
    CONTEXT_1(to_sci_string),
    { "_apply", context_apply, METH_O, 1, 1, NULL },
    { "create_decimal", context_create_decimal, METH_VARARGS, 0, -1,
      "create_decimal($self, num=\"0\", /)\n--\n\nA Decimal rounded to this context." },
    { "create_decimal_from_float", context_create_decimal_from_float, METH_O, 1, 1,
      "create_decimal_from_float($self, f, /)\n--\n\nThe same of a float." },
    PLAIN(radix, decimal_radix, "Decimal(10)."),
    PLAIN(Etiny, decimal_context_Etiny, "The least exponent."),
    PLAIN(Etop, decimal_context_Etop, "The greatest exponent of a number with all digits."),
    PLAIN(clear_flags, decimal_context_clear_flags, "No flag is set."),
    PLAIN(clear_traps, decimal_context_clear_traps, "No signal is raised."),
    PLAIN(copy, decimal_context_copy, "Another context with the same settings."),
    HIDDEN(__copy__, decimal_context_copy),
    HIDDEN(__reduce__, decimal_context_reduce),
    METHOD_END,
};
