/* Contexts of decimal: Context, the dicts of its signals, localcontext()'s manager, the current context, and the signals raised.
 *
 * The current context is the value of a ContextVar. Which it is for the variables in force is remembered, since each operation asks. */
#include "lib/context.h"
#include "lib/decimal.h"
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"

#define DECIMAL_FUNCTION(name)                                                                                \
    static Own decimal_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,                   \
                              HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

static const char *const rounding_names[ROUNDINGS] = { "ROUND_UP",      "ROUND_DOWN",      "ROUND_CEILING",   "ROUND_FLOOR",
                                                       "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP" };
static const uint32_t signals[] = { DEC_INVALID_ALL, DEC_FLOAT_OPERATION, DEC_DIVISION_BY_ZERO, DEC_OVERFLOW, DEC_UNDERFLOW,
                                    DEC_SUBNORMAL,   DEC_INEXACT,         DEC_ROUNDED,          DEC_CLAMPED };
static const uint32_t conditions[] = { DEC_INVALID_OPERATION, DEC_CONVERSION_SYNTAX, DEC_DIVISION_IMPOSSIBLE, DEC_DIVISION_UNDEFINED,
                                       DEC_INVALID_CONTEXT };
enum { SIGNALS = HS_COUNT(signals), CONDITIONS = HS_COUNT(conditions) };

static Obj *state(Runtime *rt, int i) { return borrow(*decimal_state(rt, i)); }

/* ---- signals ---- */

/* Classes whose bits are set; with `detailed` the conditions of an invalid operation in place of the signal. */
static Own signal_list(Runtime *rt, uint32_t bits, bool detailed) {
    Own list = list_new(rt, 0);
    for (int i = 0; list && detailed && i < CONDITIONS; i++) {
        if (bits & conditions[i] && list_append(rt, borrow(list), state(rt, STATE_CONDITIONS + i)) < 0) own_clear(rt, &list);
    }
    for (int i = detailed; list && i < SIGNALS; i++) {
        if (bits & signals[i] && list_append(rt, borrow(list), state(rt, STATE_SIGNALS + i)) < 0) own_clear(rt, &list);
    }
    return list;
}

int decimal_signal(Runtime *rt, Obj *context, uint32_t status) {
    DecContext *ctx = &CONTEXT(context)->ctx;
    ctx->status |= status;
    uint32_t raised = status & ctx->traps;
    if (HS_LIKELY(!raised)) return 0;
    int i = 0;
    while (!(raised & signals[i])) i++;
    Own list = signal_list(rt, raised, true);
    if (!list) return -1;
    raise_object(rt, (TypeObj *)state(rt, STATE_SIGNALS + i), borrow(list));
    release(rt, list);
    return -1;
}

static int raise_signals(Runtime *rt, const char *what) {
    Own text = str_from_cstr(rt, what);
    if (text) raise_key_error(rt, borrow(text));
    xrelease(rt, text);
    return -1;
}
static int signal_index(Runtime *rt, Obj *value) {
    for (int i = 0; i < SIGNALS; i++) {
        if (value == state(rt, STATE_SIGNALS + i)) return i;
    }
    return raise_signals(rt, "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
                             "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]");
}

/* ---- SignalDict ---- */

/* Virtual 24. A dict shows a field of its context; when that is gone, `place` is the last value, marked by bit 0. */
typedef struct SignalsObj {
    Obj base;
    uintptr_t place; /* 0: of no context */
} SignalsObj;
#define SIGNALS_OF(o) ((SignalsObj *)(o))

static bool is_signals(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, DECIMAL_SIGNALS)); }

static int read_signals(Runtime *rt, Obj *self, uint32_t *bits) {
    uintptr_t place = SIGNALS_OF(self)->place;
    if (!place) return raise_format_int(rt, EXC(rt, ValueError), "invalid signal dict");
    *bits = place & 1 ? (uint32_t)(place >> 1) : *(uint32_t *)place;
    return 0;
}
static void write_signals(Obj *self, uint32_t bits) {
    SignalsObj *dict = SIGNALS_OF(self);
    if (dict->place & 1) dict->place = (uintptr_t)bits << 1 | 1;
    else *(uint32_t *)dict->place = bits;
}

static Own signals_dict(Runtime *rt, uint32_t bits) {
    Own dict = dict_new(rt);
    for (int i = 0; dict && i < SIGNALS; i++) {
        if (dict_set(rt, borrow(dict), state(rt, STATE_SIGNALS + i), bits & signals[i] ? rt->true_ : rt->false_) < 0) own_clear(rt, &dict);
    }
    return dict;
}

/* The bits a dict of all signals says; -1: it is none (raised). */
static int bits_of_dict(Runtime *rt, Obj *dict, uint32_t *bits) {
    if (DICT_SIZE(dict) != SIGNALS) return raise_signals(rt, "invalid signal dict");
    Obj *key, *value;
    uint32_t all = 0;
    for (intptr_t at = 0; dict_next(dict, &at, &key, &value, NULL);) {
        int i = signal_index(rt, key), truth = i < 0 ? -1 : object_is_true(rt, value);
        if (truth < 0) return -1;
        if (truth) all |= signals[i];
    }
    *bits = all;
    return 0;
}
static int bits_of_list(Runtime *rt, Obj *list, uint32_t *bits) {
    uint32_t all = 0;
    for (intptr_t k = 0; k < LIST_SIZE(list); k++) {
        int i = signal_index(rt, LIST_ITEM(list, k));
        if (i < 0) return -1;
        all |= signals[i];
    }
    *bits = all;
    return 0;
}
/* What flags and traps can be set to; for new contexts a list, too. */
static int bits_of(Runtime *rt, Obj *value, uint32_t *bits) {
    if (is_signals(rt, value)) return read_signals(rt, value, bits);
    if (is_dict(value)) return bits_of_dict(rt, value, bits);
    return raise_format_int(rt, EXC(rt, TypeError), "argument must be a signal dict");
}

static int signals_init(HS_UNUSED Runtime *rt, Obj *self, HS_UNUSED Obj *args, HS_UNUSED Obj *kwargs) {
    SIGNALS_OF(self)->place = 0;
    return 0;
}
static intptr_t signals_length(Runtime *rt, Obj *self) {
    uint32_t bits;
    return read_signals(rt, self, &bits) < 0 ? -1 : SIGNALS;
}
static Own signals_iter(Runtime *rt, Obj *self) {
    uint32_t bits;
    if (read_signals(rt, self, &bits) < 0) return NULL;
    Own tuple = tuple_slice(rt, borrow(rt->lib->decimal), STATE_SIGNALS, STATE_SIGNALS + SIGNALS);
    Own result = tuple ? object_iter(rt, borrow(tuple)) : NULL;
    xrelease(rt, tuple);
    return result;
}
static Own signals_get(Runtime *rt, Obj *self, Obj *key) {
    uint32_t bits;
    if (read_signals(rt, self, &bits) < 0) return NULL;
    int i = signal_index(rt, key);
    return i < 0 ? NULL : bool_from(rt, bits & signals[i]);
}
static int signals_set(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    uint32_t bits;
    if (read_signals(rt, self, &bits) < 0) return -1;
    if (!value) return raise_format_int(rt, EXC(rt, ValueError), "signal keys cannot be deleted");
    int i = signal_index(rt, key), truth = i < 0 ? -1 : object_is_true(rt, value);
    if (truth < 0) return -1;
    write_signals(self, truth ? bits | signals[i] : bits & ~signals[i]);
    return 0;
}
static Own signals_repr(Runtime *rt, Obj *self) {
    uint32_t bits;
    if (read_signals(rt, self, &bits) < 0) return NULL;
    Own text = str_from_cstr(rt, "{");
    for (int i = 0; text && i < SIGNALS; i++) {
        Own longer = str_format(rt, "%U%R:%s%s", borrow(text), state(rt, STATE_SIGNALS + i), bits & signals[i] ? "True" : "False",
                                i + 1 < SIGNALS ? ", " : "}");
        own_set(rt, &text, longer);
    }
    return text;
}
static Own signals_compare(Runtime *rt, Obj *self, Obj *other, int op) {
    uint32_t first, second;
    if (op != CMP_EQ && op != CMP_NE) return keep(rt->notimplemented);
    if (read_signals(rt, self, &first) < 0) return NULL;
    if (is_signals(rt, other)) {
        if (read_signals(rt, other, &second) < 0) return NULL;
    } else if (!is_dict(other)) {
        return keep(rt->notimplemented);
    } else if (bits_of_dict(rt, other, &second) < 0) { /* not of all signals */
        if (!raised_matches(rt, EXC(rt, KeyError))) return NULL;
        raised_clear(rt);
        return keep(rt->notimplemented);
    }
    bool equal = true;
    for (int i = 0; i < SIGNALS; i++) equal &= !(first & signals[i]) == !(second & signals[i]);
    return bool_from(rt, equal == (op == CMP_EQ));
}
DECIMAL_FUNCTION(copy_signals) {
    uint32_t bits;
    return read_signals(rt, self, &bits) < 0 ? NULL : signals_dict(rt, bits);
}

static void plain_dealloc(Runtime *rt, Obj *self) { self->type->slots.tp_free(rt, self); }

static const MethodDef signals_methods[] = { { "copy", decimal_copy_signals, METH_NOARGS, 0, 0, NULL }, METHOD_END };

const TypeSpec decimal_signals_spec = {
    .name = "decimal.SignalDictMixin",
    .flags = TPF_BASETYPE | TPF_NO_VALUES,
    .base = -1,
    .virtual_size = 24,
    .slots = { .tp_dealloc = plain_dealloc,
               .tp_new = object_new,
               .tp_init = signals_init,
               .tp_repr = signals_repr,
               .tp_hash = object_hash_not_implemented,
               .tp_getattro = object_generic_getattr,
               .tp_richcompare = signals_compare,
               .tp_iter = signals_iter,
               .mp_length = signals_length,
               .mp_subscript = signals_get,
               .mp_ass_subscript = signals_set },
    .methods = signals_methods,
};

/* ---- Context ---- */

static Own context_alloc(Runtime *rt, TypeObj *type) {
    Obj *dict_type = state(rt, STATE_SIGNAL_DICT);
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (!self) return NULL;
    ContextObj *context = CONTEXT(borrow(self));
    context->ctx = (DecContext){ .prec = 28, .emax = 999999, .emin = -999999, .rounding = ROUND_HALF_EVEN, .capitals = 1,
                                 .traps = DEC_INVALID_ALL | DEC_DIVISION_BY_ZERO | DEC_OVERFLOW };
    if (!(context->traps = call_0(rt, dict_type)) || !(context->flags = call_0(rt, dict_type))) {
        release(rt, self);
        return NULL;
    }
    SIGNALS_OF(borrow(context->traps))->place = (uintptr_t)&context->ctx.traps;
    SIGNALS_OF(borrow(context->flags))->place = (uintptr_t)&context->ctx.status;
    return self;
}

static Own context_new(Runtime *rt, TypeObj *type, HS_UNUSED Obj *args, HS_UNUSED Obj *kwargs) {
    Own self = context_alloc(rt, type);
    Obj *base = state(rt, STATE_DEFAULT);
    if (self && base && !is_none(rt, base)) {
        CONTEXT(borrow(self))->ctx = CONTEXT(base)->ctx;
        CONTEXT(borrow(self))->ctx.status = 0;
    }
    return self;
}

Own decimal_context_new(Runtime *rt, const DecContext *values) {
    Own self = context_alloc(rt, T(rt, DECIMAL_CONTEXT));
    if (self) CONTEXT(borrow(self))->ctx = *values;
    return self;
}

static void give_up(Runtime *rt, Own *field) {
    if (!*field) return;
    SignalsObj *dict = SIGNALS_OF(borrow(*field));
    if (dict->place && !(dict->place & 1)) dict->place = (uintptr_t)(*(uint32_t *)dict->place) << 1 | 1;
    own_clear(rt, field);
}
static void context_dealloc(Runtime *rt, Obj *self) {
    give_up(rt, &CONTEXT(self)->traps);
    give_up(rt, &CONTEXT(self)->flags);
    plain_dealloc(rt, self);
}

static int integer(Runtime *rt, Obj *value, int64_t *out) {
    if (!is_int(value)) return raise_format_int(rt, EXC(rt, TypeError), "an integer is required");
    return int_as_ssize(rt, value, out);
}

int decimal_rounding(Runtime *rt, Obj *value) {
    for (int i = 0; is_str(value) && i < ROUNDINGS; i++) {
        if (value == state(rt, STATE_ROUNDINGS + i) || str_equal(value, state(rt, STATE_ROUNDINGS + i))) return i;
    }
    return raise_format_int(rt, EXC(rt, TypeError),
                            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                            "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]");
}

enum Attribute { ATTR_PREC, ATTR_ROUNDING, ATTR_EMIN, ATTR_EMAX, ATTR_CAPITALS, ATTR_CLAMP, ATTR_FLAGS, ATTR_TRAPS, ATTRIBUTES };
static const char *const attributes[] = { "prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps", NULL };

static Own get_attribute(Runtime *rt, Obj *self, const void *closure) {
    const DecContext *ctx = &CONTEXT(self)->ctx;
    switch ((enum Attribute)((const char *const *)closure - attributes)) {
    case ATTR_PREC: return int_from_i64(rt, ctx->prec);
    case ATTR_EMIN: return int_from_i64(rt, ctx->emin);
    case ATTR_EMAX: return int_from_i64(rt, ctx->emax);
    case ATTR_CAPITALS: return int_from_i64(rt, ctx->capitals);
    case ATTR_CLAMP: return int_from_i64(rt, ctx->clamp);
    default: return keep(state(rt, STATE_ROUNDINGS + ctx->rounding));
    }
}

static int set_number(Runtime *rt, DecContext *ctx, enum Attribute which, Obj *value) {
    static const char *const texts[] = { [ATTR_PREC] = "range for prec is [1, MAX_PREC]",
                                         [ATTR_EMIN] = "range for Emin is [MIN_EMIN, 0]",
                                         [ATTR_EMAX] = "range for Emax is [0, MAX_EMAX]",
                                         [ATTR_CAPITALS] = "values for capitals are 0 or 1",
                                         [ATTR_CLAMP] = "values for clamp are 0 or 1" };
    int64_t number, low = which == ATTR_PREC ? 1 : which == ATTR_EMIN ? -DEC_MAX : 0;
    int64_t high = which == ATTR_EMIN ? 0 : which == ATTR_PREC || which == ATTR_EMAX ? DEC_MAX : 1;
    if (integer(rt, value, &number) < 0) return -1;
    if (number < low || number > high) return raise_format_int(rt, EXC(rt, ValueError), "valid %s", texts[which]);
    if (which == ATTR_PREC) ctx->prec = number;
    if (which == ATTR_EMIN) ctx->emin = number;
    if (which == ATTR_EMAX) ctx->emax = number;
    if (which == ATTR_CAPITALS) ctx->capitals = (uint8_t)number;
    if (which == ATTR_CLAMP) ctx->clamp = (uint8_t)number;
    return 0;
}

static int set_one(Runtime *rt, DecContext *ctx, enum Attribute which, Obj *value) {
    uint32_t *bits = which == ATTR_FLAGS ? &ctx->status : &ctx->traps;
    if (which >= ATTR_FLAGS) return is_list(value) ? bits_of_list(rt, value, bits) : bits_of(rt, value, bits);
    if (which != ATTR_ROUNDING) return set_number(rt, ctx, which, value);
    int rounding = decimal_rounding(rt, value);
    if (rounding >= 0) ctx->rounding = (uint8_t)rounding;
    return rounding < 0 ? -1 : 0;
}
static int set_attribute(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    return set_one(rt, &CONTEXT(self)->ctx, (enum Attribute)((const char *const *)closure - attributes), value);
}

/* Values of all attributes, NULL or None where one was not given. */
static int set_all(Runtime *rt, Obj *self, Obj *const *values) {
    static const uint8_t order[] = { ATTR_PREC, ATTR_ROUNDING, ATTR_EMIN, ATTR_EMAX, ATTR_CAPITALS, ATTR_CLAMP, ATTR_TRAPS, ATTR_FLAGS };
    for (size_t i = 0; i < HS_COUNT(order); i++) {
        Obj *value = values[order[i]];
        if (value && !is_none(rt, value) && set_one(rt, &CONTEXT(self)->ctx, (enum Attribute)order[i], value) < 0) return -1;
    }
    return 0;
}

static int context_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const ArgSpec spec = { NULL, attributes, 0, ATTRIBUTES };
    Obj *values[ATTRIBUTES];
    return args_parse_tuple(rt, &spec, args, kwargs, values) < 0 ? -1 : set_all(rt, self, values);
}

static Own context_getattr(Runtime *rt, Obj *self, Obj *name) {
    if (is_str(name) && str_equals_ascii(name, "traps")) return keep(borrow(CONTEXT(self)->traps));
    if (is_str(name) && str_equals_ascii(name, "flags")) return keep(borrow(CONTEXT(self)->flags));
    return object_generic_getattr(rt, self, name);
}
static int context_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    if (!value) return raise_format_int(rt, EXC(rt, AttributeError), "context attributes cannot be deleted");
    if (is_str(name) && str_equals_ascii(name, "traps")) return bits_of(rt, value, &CONTEXT(self)->ctx.traps);
    if (is_str(name) && str_equals_ascii(name, "flags")) return bits_of(rt, value, &CONTEXT(self)->ctx.status);
    return object_generic_setattr(rt, self, name, value);
}

/* Names of the signals set, in the order of CPython's bits. */
static Own signal_names(Runtime *rt, uint32_t bits) {
    static const uint8_t order[] = { 8, 0, 2, 6, 1, 3, 7, 5, 4 };
    Own text = str_from_cstr(rt, "[");
    const char *before = "";
    for (size_t i = 0; text && i < HS_COUNT(order); i++) {
        if (!(bits & signals[order[i]])) continue;
        Own longer = str_format(rt, "%U%s%s", borrow(text), before, type_short_name((TypeObj *)state(rt, STATE_SIGNALS + order[i])));
        own_set(rt, &text, longer);
        before = ", ";
    }
    return text;
}

static Own context_repr(Runtime *rt, Obj *self) {
    const DecContext *ctx = &CONTEXT(self)->ctx;
    Own flags = signal_names(rt, ctx->status), traps = signal_names(rt, ctx->traps), text = NULL;
    if (flags && traps) {
        text = str_format(rt, "Context(prec=%lld, rounding=%s, Emin=%lld, Emax=%lld, capitals=%d, clamp=%d, flags=%U], traps=%U])",
                          (long long)ctx->prec, rounding_names[ctx->rounding], (long long)ctx->emin, (long long)ctx->emax,
                          ctx->capitals, ctx->clamp, borrow(flags), borrow(traps));
    }
    xrelease(rt, flags);
    xrelease(rt, traps);
    return text;
}

CONTEXT_METHOD(copy) { return decimal_context_new(rt, &CONTEXT(self)->ctx); }
CONTEXT_METHOD(clear_flags) {
    CONTEXT(self)->ctx.status = 0;
    return keep(rt->none);
}
CONTEXT_METHOD(clear_traps) {
    CONTEXT(self)->ctx.traps = 0;
    return keep(rt->none);
}
CONTEXT_METHOD(Etiny) { return int_from_i64(rt, context_etiny(&CONTEXT(self)->ctx)); }
CONTEXT_METHOD(Etop) { return int_from_i64(rt, context_etop(&CONTEXT(self)->ctx)); }
CONTEXT_METHOD(reduce) {
    const DecContext *ctx = &CONTEXT(self)->ctx;
    Own flags = signal_list(rt, ctx->status, false), traps = flags ? signal_list(rt, ctx->traps, false) : NULL;
    if (!traps) {
        xrelease(rt, flags);
        return NULL;
    }
    return tuple_build(rt, "O(nOnniiNN)", self->type, ctx->prec, state(rt, STATE_ROUNDINGS + ctx->rounding), ctx->emin, ctx->emax,
                       (int)ctx->capitals, (int)ctx->clamp, flags, traps);
}

static const GetSetDef context_getset[] = {
    { "prec", get_attribute, set_attribute, NULL, &attributes[ATTR_PREC] },
    { "Emax", get_attribute, set_attribute, NULL, &attributes[ATTR_EMAX] },
    { "Emin", get_attribute, set_attribute, NULL, &attributes[ATTR_EMIN] },
    { "rounding", get_attribute, set_attribute, NULL, &attributes[ATTR_ROUNDING] },
    { "capitals", get_attribute, set_attribute, NULL, &attributes[ATTR_CAPITALS] },
    { "clamp", get_attribute, set_attribute, NULL, &attributes[ATTR_CLAMP] },
    GETSET_END,
};
static int context_hidden(Obj *self, VisitFn visit, void *arg) {
    VISIT(CONTEXT(self)->flags);
    VISIT(CONTEXT(self)->traps);
    return visit((Obj *)self->type, arg);
}

const TypeSpec decimal_context_spec = {
    .name = "decimal.Context",
    .doc = "Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)\n--\n\n"
           "How many digits numbers have, how they are rounded, and which signals are raised.",
    .flags = TPF_BASETYPE | TPF_NO_VALUES,
    .base = -1,
    .virtual_size = 96,
    .slots = { .tp_dealloc = context_dealloc,
               .tp_new = context_new,
               .tp_init = context_init,
               .tp_repr = context_repr,
               .tp_getattro = context_getattr,
               .tp_setattro = context_setattr },
    .methods = decimal_context_methods,
    .getset = context_getset,
    .hidden = context_hidden,
};

/* ---- the current context ---- */

/* The values of the variables in force. NULL: there are none yet. */
static HamtObj *variable_values(Runtime *rt) {
    Obj *variables = borrow(rt->ts.context);
    return variables ? HAMT(borrow(VAR_CONTEXT(variables)->values)) : NULL;
}

static int set_current(Runtime *rt, Obj *context) {
    Own token = call_method_str(rt, state(rt, STATE_VARIABLE), "set", 1, context);
    if (!token) return -1;
    release(rt, token);
    return 0;
}

static Obj *find_current(Runtime *rt) {
    Own context = call_method_str(rt, state(rt, STATE_VARIABLE), "get", 1, rt->none);
    if (context && is_none(rt, borrow(context))) {
        DecContext fresh = CONTEXT(state(rt, STATE_DEFAULT))->ctx;
        fresh.status = 0;
        own_set(rt, &context, decimal_context_new(rt, &fresh));
        if (context && set_current(rt, borrow(context)) < 0) own_clear(rt, &context);
    }
    if (!context) return NULL;
    HamtObj *values = variable_values(rt);
    Obj *result = borrow(context);
    rt->lib->decimal_current.values = (Obj *)values;
    rt->lib->decimal_current.serial = values ? values->serial : 0;
    rt->lib->decimal_current.context = result;
    release(rt, context); /* the variable holds it */
    return result;
}

Obj *decimal_current(Runtime *rt) {
    HamtObj *values = variable_values(rt);
    if (values && (Obj *)values == rt->lib->decimal_current.values && values->serial == rt->lib->decimal_current.serial) {
        return rt->lib->decimal_current.context;
    }
    return find_current(rt);
}

Obj *decimal_context_or_current(Runtime *rt, Obj *given) {
    if (!given || is_none(rt, given)) return decimal_current(rt);
    if (is_context(rt, given)) return given;
    raise_format(rt, EXC(rt, TypeError), "optional argument must be a context");
    return NULL;
}

/* The three contexts that the module offers are copied. */
static int make_current(Runtime *rt, Obj *context) {
    bool offered = false;
    for (int i = STATE_DEFAULT; i <= STATE_EXTENDED; i++) offered |= context == state(rt, i);
    if (!offered) return set_current(rt, context);
    DecContext values = CONTEXT(context)->ctx;
    values.status = 0;
    Own copy = decimal_context_new(rt, &values);
    int failed = copy ? set_current(rt, borrow(copy)) : -1;
    xrelease(rt, copy);
    return failed;
}

DECIMAL_FUNCTION(getcontext) {
    Obj *context = decimal_current(rt);
    return xkeep(context);
}
DECIMAL_FUNCTION(setcontext) {
    if (!is_context(rt, args[0])) return raise_format(rt, EXC(rt, TypeError), "argument must be a context");
    return make_current(rt, args[0]) < 0 ? NULL : keep(rt->none);
}

/* ---- localcontext() ---- */

typedef struct ManagerObj { /* virtual 32 */
    Obj base;
    Own local, outer;
} ManagerObj;
#define MANAGER(o) ((ManagerObj *)(o))

static void manager_dealloc(Runtime *rt, Obj *self) {
    own_clear(rt, &MANAGER(self)->local);
    own_clear(rt, &MANAGER(self)->outer);
    plain_dealloc(rt, self);
}

DECIMAL_FUNCTION(localcontext) {
    static const char *const names[] = { "ctx", "prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps", NULL };
    static const ArgSpec spec = { NULL, names, 0, 9 };
    Obj *values[ATTRIBUTES + 1], *outer = decimal_current(rt), *from;
    if (!outer || args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    if (!(from = decimal_context_or_current(rt, values[0]))) return NULL;
    Own manager = object_alloc(rt, T(rt, DECIMAL_MANAGER), 32);
    if (!manager) return NULL;
    MANAGER(borrow(manager))->outer = keep(outer);
    MANAGER(borrow(manager))->local = decimal_context_new(rt, &CONTEXT(from)->ctx);
    Obj *local = borrow(MANAGER(borrow(manager))->local);
    if (!local || set_all(rt, local, values + 1) < 0) own_clear(rt, &manager);
    return manager;
}

DECIMAL_FUNCTION(enter) {
    Obj *local = borrow(MANAGER(self)->local);
    return make_current(rt, local) < 0 ? NULL : keep(local);
}
DECIMAL_FUNCTION(exit) { return make_current(rt, borrow(MANAGER(self)->outer)) < 0 ? NULL : keep(rt->false_); }

static const MethodDef manager_methods[] = {
    { "__enter__", decimal_enter, METH_NOARGS, 0, 0, NULL },
    { "__exit__", decimal_exit, METH_VARARGS, 0, -1, NULL },
    METHOD_END,
};
static int manager_hidden(Obj *self, VisitFn visit, void *arg) {
    VISIT(MANAGER(self)->local);
    VISIT(MANAGER(self)->outer);
    return visit((Obj *)self->type, arg);
}

const TypeSpec decimal_manager_spec = {
    .name = "decimal.ContextManager",
    .flags = TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 32,
    .slots = { .tp_dealloc = manager_dealloc, .tp_getattro = object_generic_getattr },
    .methods = manager_methods,
    .hidden = manager_hidden,
};

const MethodDef decimal_functions[] = {
    { "getcontext", decimal_getcontext, METH_NOARGS, 0, 0, "getcontext($module, /)\n--\n\nThe current context." },
    { "setcontext", decimal_setcontext, METH_O, 1, 1, "setcontext($module, context, /)\n--\n\nAnother current context." },
    { "localcontext", decimal_localcontext, METH_VARARGS | METH_KEYWORDS, 0, -1,
      "localcontext($module, /, ctx=None, **kwargs)\n--\n\nA copy of a context for a with statement." },
    METHOD_END,
};

/* ---- what the module keeps ---- */

/* Exceptions in the order of the module's names; bases by index, 15: an exception of builtins. */
enum { E_ARITHMETIC = 20, E_ZERO, E_TYPE };
static const struct {
    const char *name;
    uint8_t bases[3], state; /* bases: index + 1 of earlier rows, or one of builtins; state 255: none */
} exceptions[] = {
    { "DecimalException", { E_ARITHMETIC }, 255 },
    { "Clamped", { 1 }, STATE_SIGNALS + 8 },
    { "Rounded", { 1 }, STATE_SIGNALS + 7 },
    { "Inexact", { 1 }, STATE_SIGNALS + 6 },
    { "Subnormal", { 1 }, STATE_SIGNALS + 5 },
    { "Underflow", { 4, 3, 5 }, STATE_SIGNALS + 4 },
    { "Overflow", { 4, 3 }, STATE_SIGNALS + 3 },
    { "DivisionByZero", { 1, E_ZERO }, STATE_SIGNALS + 2 },
    { "FloatOperation", { 1, E_TYPE }, STATE_SIGNALS + 1 },
    { "InvalidOperation", { 1 }, STATE_SIGNALS },
    { "ConversionSyntax", { 10 }, STATE_CONDITIONS + 1 },
    { "DivisionImpossible", { 10 }, STATE_CONDITIONS + 2 },
    { "DivisionUndefined", { 10, E_ZERO }, STATE_CONDITIONS + 3 },
    { "InvalidContext", { 10 }, STATE_CONDITIONS + 4 },
};

static Own exception_class(Runtime *rt, const char *name, const uint8_t *bases, Obj *const *made) {
    char full[40] = "decimal.";
    Obj *classes[3];
    int count = 0;
    for (; count < 3 && bases[count]; count++) {
        int which = bases[count];
        classes[count] = which == E_ARITHMETIC ? (Obj *)EXC(rt, ArithmeticError)
                         : which == E_ZERO     ? (Obj *)EXC(rt, ZeroDivisionError)
                         : which == E_TYPE     ? (Obj *)EXC(rt, TypeError)
                                               : made[which - 1];
    }
    strcpy(full + 8, name);
    Own tuple = tuple_from(rt, classes, count), result = tuple ? type_new_simple(rt, full, borrow(tuple), NULL) : NULL;
    xrelease(rt, tuple);
    return result;
}

int decimal_add_exceptions(Runtime *rt, Obj *module) {
    Obj *made[HS_COUNT(exceptions)];
    for (size_t i = 0; i < HS_COUNT(exceptions); i++) {
        Own cls = exception_class(rt, exceptions[i].name, exceptions[i].bases, made);
        if (!cls) return -1;
        int failed = dict_set_str(rt, module_dict(module), exceptions[i].name, borrow(cls));
        made[i] = borrow(cls);
        int place = exceptions[i].state;
        if (place == STATE_SIGNALS) *decimal_state(rt, STATE_CONDITIONS) = keep(made[i]);
        if (place != 255) *decimal_state(rt, place) = keep(made[i]);
        release(rt, cls);
        if (failed) return -1;
    }
    return 0;
}

/* The class SignalDict, made of the mixin in C and the abstract one of collections.abc. */
int decimal_add_signal_dict(Runtime *rt) {
    Own abc = import_named(rt, "_collections_abc"), base = abc ? object_getattr_str(rt, borrow(abc), "MutableMapping") : NULL;
    Own name = str_intern_cstr(rt, "SignalDict"), bases = NULL, dict = dict_new(rt), cls = NULL;
    if (base && name && dict && (bases = tuple_pack(rt, 2, T(rt, DECIMAL_SIGNALS), borrow(base)))) {
        Obj *args[] = { borrow(name), borrow(bases), borrow(dict) };
        cls = call_vector(rt, (Obj *)borrow(base)->type, args, 3, NULL);
    }
    Own all[] = { abc, base, name, bases, dict };
    for (size_t i = 0; i < HS_COUNT(all); i++) xrelease(rt, all[i]);
    *decimal_state(rt, STATE_SIGNAL_DICT) = cls;
    return cls ? 0 : -1;
}

int decimal_add_roundings(Runtime *rt, Obj *module) {
    for (int i = 0; i < ROUNDINGS; i++) {
        Own name = str_intern_cstr(rt, rounding_names[i]);
        if (!name || dict_set_str(rt, module_dict(module), rounding_names[i], borrow(name)) < 0) return -1;
        *decimal_state(rt, STATE_ROUNDINGS + i) = name;
    }
    return 0;
}

/* A context that the module offers by name. */
int decimal_add_context(Runtime *rt, Obj *module, int which) {
    static const char *const names[] = { "DefaultContext", "BasicContext", "ExtendedContext" };
    const uint32_t usual = DEC_INVALID_ALL | DEC_DIVISION_BY_ZERO | DEC_OVERFLOW;
    const uint32_t traps[] = { usual, usual | DEC_UNDERFLOW | DEC_CLAMPED, 0 };
    int i = which - STATE_DEFAULT;
    DecContext values = { .prec = i ? 9 : 28, .emax = 999999, .emin = -999999, .traps = traps[i], .capitals = 1,
                          .rounding = i == 1 ? ROUND_HALF_UP : ROUND_HALF_EVEN };
    Own context = decimal_context_new(rt, &values);
    if (!context) return -1;
    *decimal_state(rt, which) = context;
    return dict_set_str(rt, module_dict(module), names[i], borrow(context));
}
