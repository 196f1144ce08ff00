/* _decimal: the type Decimal, its construction and operators, and the module. The arithmetic is in decimal_number.c and its kin. */
#include "lib/decimal.h"
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int_impl.h"
#include "object/list.h"
#include "object/str.h"

typedef Num (*UnaryNum)(Calc *c, Num a);
typedef Num (*BinaryNum)(Calc *c, Num a, Num b);

/* ---- memory: CPython keeps 19 digits in a word of 8 bytes, we 9 in a limb of 4; its blocks are the ones asked for ---- */

enum { WORDS_INSIDE = 4 };

static uint32_t limbs_in_block(const DecimalObj *self) { return self->words * 2; }
static bool has_apart(const DecimalObj *self) { return self->words && self->len > limbs_in_block(self) + DECIMAL_INSIDE; }

void decimal_load(Calc *c, Obj *value, Num *out) {
    DecimalObj *self = DECIMAL(value);
    *out = (Num){ .exp = self->exp, .sign = self->sign, .kind = self->kind };
    if (self->len <= DECIMAL_INSIDE) {
        out->n = (Nat){ self->inside, (intptr_t)self->len };
        return;
    }
    uint32_t head = limbs_in_block(self);
    if (self->len <= head) {
        out->n = (Nat){ self->block, (intptr_t)self->len };
        return;
    }
    Nat n = { work_take(&c->w, (intptr_t)self->len), (intptr_t)self->len };
    if (!n.at) return;
    limbs_copy(n.at, self->block, (intptr_t)head);
    limbs_copy(n.at + head, has_apart(self) ? self->apart : self->inside, (intptr_t)(self->len - head));
    out->n = n;
}

/* -1: no memory. */
static int store(Runtime *rt, DecimalObj *self, Nat n) {
    uint32_t head = limbs_in_block(self), len = (uint32_t)n.len;
    if (len <= DECIMAL_INSIDE) {
        limbs_copy(self->inside, n.at, n.len);
    } else if (len <= head) {
        limbs_copy(self->block, n.at, n.len);
    } else {
        Limb *rest = self->inside;
        limbs_copy(self->block, n.at, (intptr_t)head);
        if (len - head > DECIMAL_INSIDE) {
            Limb *apart = raw_alloc(rt, (len - head) * sizeof(Limb));
            if (!apart) return -1;
            rest = self->apart = apart;
        }
        limbs_copy(rest, n.at + head, (intptr_t)(len - head));
    }
    self->len = len;
    return 0;
}

static Own fill(Runtime *rt, Own made, Num z) {
    DecimalObj *self = DECIMAL(borrow(made));
    int32_t words = z.n.len ? nat_words(z.n) : 1;
    self->hash = -1;
    self->exp = z.exp;
    self->sign = z.sign;
    self->kind = z.kind;
    if (words > WORDS_INSIDE || z.peak > WORDS_INSIDE) {
        if (words < WORDS_INSIDE) words = WORDS_INSIDE;
        self->block = mem_alloc(rt, (size_t)words * 8);
        if (self->block) self->words = (uint32_t)words;
    }
    if ((words > WORDS_INSIDE && !self->block) || store(rt, self, z.n) < 0) {
        release(rt, made);
        return raise_memory_error(rt);
    }
    return made;
}

Own decimal_new_from(Runtime *rt, TypeObj *type, Calc *c, Num z) {
    Own made = NULL;
    if (c->w.failed) raise_memory_error(rt);
    else made = type == T(rt, DECIMAL) ? object_alloc(rt, type, 104) : type->slots.tp_alloc(rt, type, 0);
    if (made) made = fill(rt, made, z);
    work_close(&c->w);
    return made;
}

Own decimal_finish(Runtime *rt, Obj *context, Calc *c, Num z) {
    Own made = decimal_new_from(rt, T(rt, DECIMAL), c, z);
    if (made && c->status && decimal_signal(rt, context, c->status) < 0) own_clear(rt, &made);
    return made;
}

Own decimal_finish_pair(Runtime *rt, Obj *context, Calc *c, Num first, Num second) {
    Own left = NULL, right = NULL;
    if (c->w.failed) {
        raise_memory_error(rt);
    } else if ((left = object_alloc(rt, T(rt, DECIMAL), 104)) && (left = fill(rt, left, first))) {
        if ((right = object_alloc(rt, T(rt, DECIMAL), 104))) right = fill(rt, right, second);
    }
    work_close(&c->w);
    if (right && decimal_signal(rt, context, c->status) < 0) own_clear(rt, &right);
    if (right) return tuple_build(rt, "NN", left, right);
    xrelease(rt, left);
    return NULL;
}

static void decimal_dealloc(Runtime *rt, Obj *object) {
    DecimalObj *self = DECIMAL(object);
    if (has_apart(self)) raw_free(rt, self->apart);
    if (self->block) mem_free(rt, self->block);
    object->type->slots.tp_free(rt, object);
}

static uint64_t decimal_sizeof(HS_UNUSED Runtime *rt, Obj *self) { return self->type->virtual_size + (uint64_t)DECIMAL(self)->words * 8; }

/* ---- construction ---- */

int decimal_operand(Runtime *rt, Calc *c, Obj *value, Num *out, bool raise) {
    if (is_decimal(rt, value)) {
        decimal_load(c, value, out);
        return 1;
    }
    if (is_int(value)) {
        *out = num_finite(int_sign(value) < 0, nat_from_int(&c->w, value), 0);
        return 1;
    }
    if (!raise) return 0;
    work_close(&c->w);
    raise_format(rt, EXC(rt, TypeError), "conversion from %s to Decimal is not supported", value->type->name);
    return -1;
}

static int raise_value(Runtime *rt, const char *text) { return raise_format_int(rt, EXC(rt, ValueError), "%s", text); }

static int read_exponent(Runtime *rt, Obj *value, Num *z) {
    if (is_str(value)) {
        z->kind = str_equals_ascii(value, "F") ? NUM_INFINITE : str_equals_ascii(value, "n") ? NUM_NAN : NUM_SIGNALLING;
        if (z->kind == NUM_SIGNALLING && !str_equals_ascii(value, "N")) {
            return raise_value(rt, "string argument in the third position must be 'F', 'n' or 'N'");
        }
        return 0;
    }
    const int64_t most = INT64_C(4000000000000000000); /* far beyond what a number can have, and safe to count with */
    if (!is_int(value)) return raise_value(rt, "exponent must be an integer");
    if (int_as_ssize(rt, value, &z->exp) < 0) return -1;
    z->exp = z->exp > most ? most : z->exp < -most ? -most : z->exp;
    return 0;
}

/* (sign, digits, exponent) */
static int from_sequence(Runtime *rt, Calc *c, Obj *value, Num *z) {
    intptr_t count;
    int64_t sign, digit;
    Obj *const *parts = sequence_fast_items(value, &count);
    if (count != 3) return raise_value(rt, "argument must be a sequence of length 3");
    if (!is_int(parts[0]) || !int_is_compact(parts[0]) || (sign = int_compact(parts[0])) < 0 || sign > 1) {
        return raise_value(rt, "sign must be an integer with the value 0 or 1");
    }
    *z = num_finite((int)sign, (Nat){ NULL, 0 }, 0);
    if (read_exponent(rt, parts[2], z) < 0) return -1;
    if (!is_sequence_fast(parts[1])) return raise_value(rt, "coefficient must be a tuple of digits");
    Obj *const *digits = sequence_fast_items(parts[1], &count);
    char *text = (char *)work_take(&c->w, count / (intptr_t)sizeof(Limb) + 1);
    for (intptr_t i = 0; text && i < count; i++) {
        if (!is_int(digits[i]) || !int_is_compact(digits[i]) || (digit = int_compact(digits[i])) < 0 || digit > 9) {
            return raise_value(rt, "coefficient must be a tuple of digits");
        }
        text[i] = (char)('0' + digit);
    }
    if (text && z->kind != NUM_INFINITE) z->n = nat_read_digits(&c->w, text, count);
    return 0;
}

/* A number whose exponent no context allows is none. */
static Num within_bounds(Calc *c, Num z) {
    if (z.kind != NUM_FINITE) return z;
    bool fits = z.exp >= DEC_MIN_ETINY && z.exp <= DEC_MAX && num_adjusted(z) <= DEC_MAX;
    return fits ? z : num_invalid(c, DEC_INVALID_OPERATION);
}

/* 0, or -1: raised. */
static int read_object(Runtime *rt, Calc *c, Obj *value, Obj *context, bool exact, Num *z) {
    if (!value) {
        *z = num_finite(0, (Nat){ NULL, 0 }, 0);
    } else if (is_decimal(rt, value)) {
        decimal_load(c, value, z);
    } else if (is_int(value)) {
        *z = num_finite(int_sign(value) < 0, nat_from_int(&c->w, value), 0);
        z->peak = (int32_t)((double)int_count(value) * 0.47531) + 1; /* CPython's guess, before it knows the digits */
    } else if (is_str(value)) {
        *z = num_parse(c, value, !exact);
        if (exact) *z = within_bounds(c, *z);
    } else if (is_sequence_fast(value)) {
        if (from_sequence(rt, c, value, z) < 0) return -1;
        if (exact) *z = within_bounds(c, *z);
    } else if (is_float(rt, value)) {
        if (decimal_signal(rt, context, DEC_FLOAT_OPERATION) < 0) return -1;
        *z = num_from_double(c, FLOAT_VALUE(value));
    } else {
        return raise_format_int(rt, EXC(rt, TypeError), "conversion from %s to Decimal is not supported", value->type->name);
    }
    if (exact) return 0;
    bool long_nan = num_is_nan(*z) && z->n.len && nat_digits(z->n) > c->ctx.prec - c->ctx.clamp;
    *z = long_nan ? num_invalid(c, DEC_CONVERSION_SYNTAX) : num_fix(c, *z);
    return 0;
}

Own decimal_from_object(Runtime *rt, TypeObj *type, Obj *value, Obj *context, bool exact) {
    Calc c;
    Num z;
    if (exact && value && value->type == T(rt, DECIMAL) && type == value->type) return keep(value);
    calc_open(&c, rt, exact ? &decimal_max_context : &CONTEXT(context)->ctx);
    if (read_object(rt, &c, value, context, exact, &z) < 0) {
        work_close(&c.w);
        return NULL;
    }
    Own made = decimal_new_from(rt, type, &c, z);
    if (made && c.status && decimal_signal(rt, context, c.status) < 0) own_clear(rt, &made);
    return made;
}

static Own decimal_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = { "value", "context", NULL };
    static const ArgSpec spec = { NULL, names, 0, 2 };
    Obj *given[2], *context;
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0 || !(context = decimal_context_or_current(rt, given[1]))) return NULL;
    return decimal_from_object(rt, type, given[0], context, true);
}

/* ---- operators ---- */

static Own operate_1(Runtime *rt, Obj *self, UnaryNum operation) {
    Obj *context = decimal_current(rt);
    Calc c;
    Num a;
    if (!context) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    decimal_load(&c, self, &a);
    return decimal_finish(rt, context, &c, operation(&c, a));
}

/* Both operands; false: one of them is neither Decimal nor int. */
static bool load_both(Runtime *rt, Calc *c, Obj *first, Obj *second, Num *a, Num *b) {
    if (decimal_operand(rt, c, first, a, false) && decimal_operand(rt, c, second, b, false)) return true;
    work_close(&c->w);
    return false;
}

static Own operate_2(Runtime *rt, Obj *first, Obj *second, BinaryNum operation) {
    Obj *context = decimal_current(rt);
    Calc c;
    Num a, b;
    if (!context) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (!load_both(rt, &c, first, second, &a, &b)) return keep(rt->notimplemented);
    return decimal_finish(rt, context, &c, operation(&c, a, b));
}

static Own decimal_add(Runtime *rt, Obj *a, Obj *b) { return operate_2(rt, a, b, num_add); }
static Own decimal_subtract(Runtime *rt, Obj *a, Obj *b) { return operate_2(rt, a, b, num_subtract); }
static Own decimal_multiply(Runtime *rt, Obj *a, Obj *b) { return operate_2(rt, a, b, num_multiply); }
static Own decimal_divide(Runtime *rt, Obj *a, Obj *b) { return operate_2(rt, a, b, num_divide); }
static Own decimal_divide_int(Runtime *rt, Obj *a, Obj *b) { return operate_2(rt, a, b, num_divide_int); }
static Own decimal_remainder(Runtime *rt, Obj *a, Obj *b) { return operate_2(rt, a, b, num_remainder); }
static Own decimal_positive(Runtime *rt, Obj *a) { return operate_1(rt, a, num_plus); }
static Own decimal_negative(Runtime *rt, Obj *a) { return operate_1(rt, a, num_minus); }
static Own decimal_absolute(Runtime *rt, Obj *a) { return operate_1(rt, a, num_abs); }

static Own decimal_divmod(Runtime *rt, Obj *first, Obj *second) {
    Obj *context = decimal_current(rt);
    Calc c;
    Num a, b, quotient, rest;
    if (!context) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (!load_both(rt, &c, first, second, &a, &b)) return keep(rt->notimplemented);
    num_divmod(&c, a, b, &quotient, &rest);
    return decimal_finish_pair(rt, context, &c, quotient, rest);
}

static Own decimal_power(Runtime *rt, Obj *base, Obj *exponent, Obj *modulo) {
    Obj *context = decimal_current(rt);
    Calc c;
    Num a, b, m;
    if (!context) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    if (!load_both(rt, &c, base, exponent, &a, &b)) return keep(rt->notimplemented);
    if (is_none(rt, modulo)) return decimal_finish(rt, context, &c, num_power(&c, a, b));
    if (decimal_operand(rt, &c, modulo, &m, false)) return decimal_finish(rt, context, &c, num_power_modulo(&c, a, b, m));
    work_close(&c.w);
    return keep(rt->notimplemented);
}

static int decimal_bool(HS_UNUSED Runtime *rt, Obj *self) { return DECIMAL(self)->kind != NUM_FINITE || DECIMAL(self)->len; }

/* ---- comparison ---- */

/* A Rational's parts: self * denominator is compared with the numerator. */
static int load_rational(Runtime *rt, Calc *c, Obj *value, Num *a, Num *b) {
    Own top = object_getattr_str(rt, value, "numerator"), down = top ? object_getattr_str(rt, value, "denominator") : NULL;
    int result = -1;
    if (down && is_int(borrow(top)) && is_int(borrow(down))) {
        *b = num_finite(int_sign(borrow(top)) < 0, nat_from_int(&c->w, borrow(top)), 0);
        if (a->kind == NUM_FINITE) a->n = nat_multiply(&c->w, a->n, nat_from_int(&c->w, borrow(down)));
        result = 1;
    } else if (down) {
        raise_format(rt, EXC(rt, TypeError), "numerator and denominator must be integers");
    }
    xrelease(rt, top);
    xrelease(rt, down);
    return result;
}

/* What is compared; 0: it cannot be, -1: raised. */
static int load_compared(Runtime *rt, Calc *c, Obj *context, Obj *value, bool equality, Num *a, Num *b) {
    if (decimal_operand(rt, c, value, b, false)) return 1;
    bool complex = equality && is_complex(rt, value);
    if (complex && ((ComplexObj *)value)->imag != 0) return 0;
    if (complex || is_float(rt, value)) {
        if (equality) CONTEXT(context)->ctx.status |= DEC_FLOAT_OPERATION;
        else if (decimal_signal(rt, context, DEC_FLOAT_OPERATION) < 0) return -1;
        *b = num_from_double(c, complex ? ((ComplexObj *)value)->real : FLOAT_VALUE(value));
        return 1;
    }
    int rational = object_is_instance(rt, value, borrow(*decimal_state(rt, STATE_RATIONAL)));
    return rational > 0 ? load_rational(rt, c, value, a, b) : rational;
}

static Own decimal_richcompare(Runtime *rt, Obj *self, Obj *other, int op) {
    Obj *context = decimal_current(rt);
    bool equality = op == CMP_EQ || op == CMP_NE;
    Calc c;
    Num a, b;
    if (!context) return NULL;
    calc_open(&c, rt, &decimal_max_context);
    decimal_load(&c, self, &a);
    int loaded = load_compared(rt, &c, context, other, equality, &a, &b), order = 0;
    bool nan = loaded > 0 && (num_is_nan(a) || num_is_nan(b));
    if (loaded > 0 && !nan && !c.w.failed) order = num_compare(&c, a, b);
    bool failed = c.w.failed;
    work_close(&c.w);
    if (loaded <= 0) return loaded < 0 ? NULL : keep(rt->notimplemented);
    if (failed) return raise_memory_error(rt);
    if (nan) {
        bool signals = !equality || a.kind == NUM_SIGNALLING || b.kind == NUM_SIGNALLING;
        if (signals && decimal_signal(rt, context, DEC_INVALID_OPERATION) < 0) return NULL;
        return bool_from(rt, op == CMP_NE);
    }
    static const uint8_t truth[] = { [CMP_LT] = 1, [CMP_LE] = 3, [CMP_EQ] = 2, [CMP_NE] = 5, [CMP_GT] = 4, [CMP_GE] = 6 };
    return bool_from(rt, truth[op] >> (order + 1) & 1);
}

static int64_t decimal_hash(Runtime *rt, Obj *object) {
    DecimalObj *self = DECIMAL(object);
    if (self->hash != -1) return self->hash;
    if (self->kind == NUM_SIGNALLING) return raise_format_int(rt, EXC(rt, TypeError), "Cannot hash a signaling NaN value");
    if (self->kind == NUM_NAN) return self->hash = object_generic_hash(rt, object);
    Calc c;
    Num a;
    calc_open(&c, rt, &decimal_max_context);
    decimal_load(&c, object, &a);
    if (!c.w.failed) self->hash = num_hash(&c, a);
    work_close(&c.w);
    return self->hash == -1 ? (raise_memory_error(rt), -1) : self->hash;
}

/* ---- texts, other numbers ---- */

static Own decimal_str(Runtime *rt, Obj *self) {
    Obj *context = decimal_current(rt);
    Calc c;
    Num a;
    if (!context) return NULL;
    calc_open(&c, rt, &CONTEXT(context)->ctx);
    decimal_load(&c, self, &a);
    Own text = num_text(&c, a, false);
    work_close(&c.w);
    return text;
}

static Own decimal_repr(Runtime *rt, Obj *self) {
    Own text = decimal_str(rt, self), result = text ? str_format(rt, "Decimal('%U')", borrow(text)) : NULL;
    xrelease(rt, text);
    return result;
}

static Own decimal_int(Runtime *rt, Obj *self) {
    Calc c;
    Num a;
    calc_open(&c, rt, &decimal_max_context);
    decimal_load(&c, self, &a);
    Own result = num_to_int(&c, a, ROUND_DOWN);
    work_close(&c.w);
    return result;
}

static Own decimal_float(Runtime *rt, Obj *self) {
    DecimalObj *number = DECIMAL(self);
    if (number->kind == NUM_SIGNALLING) return raise_format(rt, EXC(rt, ValueError), "cannot convert signaling NaN to float");
    if (number->kind == NUM_NAN) return float_new(rt, number->sign ? -__builtin_nan("") : __builtin_nan(""));
    Own text = decimal_str(rt, self), result = text ? float_from_text(rt, borrow(text)) : NULL;
    xrelease(rt, text);
    return result;
}

static Own get_real(HS_UNUSED Runtime *rt, Obj *self, HS_UNUSED const void *closure) { return keep(self); }
static Own get_imag(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED const void *closure) {
    Calc c;
    calc_open(&c, rt, &decimal_max_context);
    return decimal_new_from(rt, T(rt, DECIMAL), &c, num_finite(0, (Nat){ NULL, 0 }, 0));
}
static const GetSetDef decimal_getset[] = {
    { "real", get_real, NULL, NULL, NULL }, { "imag", get_imag, NULL, NULL, NULL }, GETSET_END };

static const TypeSpec decimal_type_spec = {
    .name = "decimal.Decimal",
    .doc = "Decimal(value=\"0\", context=None)\n--\n\nA decimal number of any precision: of a text, an int, a float, or (sign, digits, exponent).",
    .flags = TPF_BASETYPE | TPF_NO_VALUES,
    .base = -1,
    .virtual_size = 104,
    .slots = { .tp_dealloc = decimal_dealloc,
               .tp_new = decimal_new,
               .tp_repr = decimal_repr,
               .tp_str = decimal_str,
               .tp_hash = decimal_hash,
               .tp_sizeof = decimal_sizeof,
               .tp_getattro = object_generic_getattr,
               .tp_richcompare = decimal_richcompare,
               .nb_add = decimal_add,
               .nb_subtract = decimal_subtract,
               .nb_multiply = decimal_multiply,
               .nb_remainder = decimal_remainder,
               .nb_divmod = decimal_divmod,
               .nb_power = decimal_power,
               .nb_negative = decimal_negative,
               .nb_positive = decimal_positive,
               .nb_absolute = decimal_absolute,
               .nb_bool = decimal_bool,
               .nb_int = decimal_int,
               .nb_float = decimal_float,
               .nb_floor_divide = decimal_divide_int,
               .nb_true_divide = decimal_divide },
    .methods = decimal_methods,
    .getset = decimal_getset,
};

/* ---- the module ---- */

/* What the module takes from others: numbers.Rational, the class DecimalTuple, the variable of the current context. */
static int take_from_others(Runtime *rt, Obj *module) {
    Own numbers = import_named(rt, "numbers"), collections = numbers ? import_named(rt, "collections") : NULL;
    Own variables = collections ? import_named(rt, "contextvars") : NULL, number = NULL, registered = NULL;
    int failed = -1;
    if (!variables || !(number = object_getattr_str(rt, borrow(numbers), "Number"))) goto done;
    if (!(registered = call_method_str(rt, borrow(number), "register", 1, (Obj *)T(rt, DECIMAL)))) goto done;
    if (!(*decimal_state(rt, STATE_RATIONAL) = object_getattr_str(rt, borrow(numbers), "Rational"))) goto done;
    Own name = str_intern_cstr(rt, "DecimalTuple"), fields = str_from_cstr(rt, "sign digits exponent"), cls = NULL;
    if (name && fields) cls = call_method_str(rt, borrow(collections), "namedtuple", 2, borrow(name), borrow(fields));
    xrelease(rt, name);
    xrelease(rt, fields);
    if (!(*decimal_state(rt, STATE_TUPLE) = cls)) goto done;
    Own decimal = str_intern_cstr(rt, "decimal"), text = str_from_cstr(rt, "decimal_context");
    Obj *types_of[] = { borrow(T(rt, DECIMAL)->dict), borrow(T(rt, DECIMAL_CONTEXT)->dict) };
    bool named = decimal && text && object_setattr(rt, borrow(cls), ID(rt, __module__), borrow(decimal)) == 0;
    for (size_t i = 0; named && i < HS_COUNT(types_of); i++) named = dict_set(rt, types_of[i], ID(rt, __module__), borrow(decimal)) == 0;
    if (named) {
        *decimal_state(rt, STATE_VARIABLE) = call_method_str(rt, borrow(variables), "ContextVar", 1, borrow(text));
        failed = *decimal_state(rt, STATE_VARIABLE) ? dict_set_str(rt, module_dict(module), "DecimalTuple", borrow(cls)) : -1;
    }
    xrelease(rt, decimal);
    xrelease(rt, text);
done:
    xrelease(rt, registered);
    xrelease(rt, number);
    xrelease(rt, variables);
    xrelease(rt, collections);
    xrelease(rt, numbers);
    return failed;
}

static int add_constants(Runtime *rt, Obj *module) {
    static const struct {
        const char *name;
        int64_t value;
    } numbers[] = { { "MAX_PREC", DEC_MAX }, { "MAX_EMAX", DEC_MAX }, { "MIN_EMIN", -DEC_MAX }, { "MIN_ETINY", DEC_MIN_ETINY } };
    static const char *const texts[][2] = { { "__version__", "1.70" }, { "__libmpdec_version__", "2.5.1" } };
    Obj *dict = module_dict(module);
    for (size_t i = 0; i < HS_COUNT(numbers); i++) {
        Own value = int_from_i64(rt, numbers[i].value);
        int failed = value ? dict_set_str(rt, dict, numbers[i].name, borrow(value)) : -1;
        xrelease(rt, value);
        if (failed) return -1;
    }
    if (decimal_add_roundings(rt, module) < 0) return -1;
    for (size_t i = 0; i < HS_COUNT(texts); i++) {
        Own value = str_from_cstr(rt, texts[i][1]);
        int failed = value ? dict_set_str(rt, dict, texts[i][0], borrow(value)) : -1;
        xrelease(rt, value);
        if (failed) return -1;
    }
    return 0;
}

static const ModuleType types[] = {
    { TYPE_DECIMAL, MODULE_TYPE, &decimal_type_spec },
    { TYPE_DECIMAL_CONTEXT, MODULE_TYPE, &decimal_context_spec },
    { TYPE_DECIMAL_SIGNALS, MODULE_TYPE | MODULE_HIDDEN, &decimal_signals_spec },
    { TYPE_DECIMAL_MANAGER, MODULE_TYPE | MODULE_HIDDEN, &decimal_manager_spec },
};

Own decimal_module_init(Runtime *rt) {
    Own state = tuple_alloc(rt, STATE_COUNT), module = state ? module_make(rt, "decimal", decimal_functions, types, HS_COUNT(types)) : NULL;
    if (!module) {
        xrelease(rt, state);
        return NULL;
    }
    own_set(rt, &rt->lib->decimal, state);
    Obj *self = borrow(module), *dict = module_dict(self);
    if (take_from_others(rt, self) < 0 || decimal_add_exceptions(rt, self) < 0 || decimal_add_signal_dict(rt) < 0 ||
        decimal_add_context(rt, self, STATE_DEFAULT) < 0 || dict_set_str(rt, dict, "HAVE_CONTEXTVAR", rt->true_) < 0 ||
        dict_set_str(rt, dict, "HAVE_THREADS", rt->true_) < 0 || decimal_add_context(rt, self, STATE_BASIC) < 0 ||
        decimal_add_context(rt, self, STATE_EXTENDED) < 0 || add_constants(rt, self) < 0) own_clear(rt, &module);
    return module;
}
