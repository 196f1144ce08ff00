/* What the files of decimal share: numbers, contexts, calculations. */
#ifndef HS_LIB_DECIMAL_H
#define HS_LIB_DECIMAL_H

#include "lib/decimal_nat.h"
#include "lib/lib.h"
#include "object/tuple.h"
#include "object/type.h"

enum NumKind { NUM_FINITE, NUM_INFINITE, NUM_NAN, NUM_SIGNALLING };

/* (-1)**sign * n * 10**exp. A NaN's n is what it carries. */
typedef struct Num {
    int64_t exp;
    Nat n;
    uint8_t sign, kind;
    int32_t peak; /* the most words of 19 digits that CPython needs on the way to it, 0: as many as it has */
} Num;
HS_INLINE bool num_is_nan(Num a) { return a.kind >= NUM_NAN; }
HS_INLINE bool num_is_zero(Num a) { return a.kind == NUM_FINITE && !a.n.len; }
HS_INLINE int64_t num_adjusted(Num a) { return a.exp + nat_digits(a.n) - 1; }
HS_INLINE int32_t nat_words(Nat a) { return (int32_t)((nat_digits(a) + 18) / 19); }

/* Conditions, as bits of a context's flags and traps. */
enum {
    DEC_CLAMPED = 0x1,
    DEC_CONVERSION_SYNTAX = 0x2,
    DEC_DIVISION_BY_ZERO = 0x4,
    DEC_DIVISION_IMPOSSIBLE = 0x8,
    DEC_DIVISION_UNDEFINED = 0x10,
    DEC_INEXACT = 0x40,
    DEC_INVALID_CONTEXT = 0x80,
    DEC_INVALID_OPERATION = 0x100,
    DEC_MEMORY = 0x200,
    DEC_FLOAT_OPERATION = 0x400,
    DEC_OVERFLOW = 0x800,
    DEC_ROUNDED = 0x1000,
    DEC_SUBNORMAL = 0x2000,
    DEC_UNDERFLOW = 0x4000,
    DEC_INVALID_ALL = DEC_CONVERSION_SYNTAX | DEC_DIVISION_IMPOSSIBLE | DEC_DIVISION_UNDEFINED | DEC_INVALID_CONTEXT |
                      DEC_INVALID_OPERATION | DEC_MEMORY,
};
enum Rounding { /* in the order of decimal_rounding_names */
    ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP, ROUNDINGS
};
#define DEC_MAX INT64_C(999999999999999999) /* MAX_PREC, MAX_EMAX, -MIN_EMIN */
#define DEC_MIN_ETINY INT64_C(-1999999999999999997)

typedef struct DecContext {
    int64_t prec, emax, emin;
    uint32_t traps, status;
    uint8_t rounding, clamp, capitals;
} DecContext;
HS_INLINE int64_t context_etiny(const DecContext *ctx) { return ctx->emin - (ctx->prec - 1); }
HS_INLINE int64_t context_etop(const DecContext *ctx) { return ctx->emax - (ctx->prec - 1); }
extern const DecContext decimal_max_context; /* what is exact is exact in it */

/* One operation under way: `ctx` is a copy, `status` what has happened. */
typedef struct Calc {
    DecContext ctx;
    uint32_t status;
    Work w;
} Calc;

/* ---- decimal_number.c ---- */
Num num_finite(int sign, Nat n, int64_t exp);
Num num_small(Calc *c, int64_t value);
Num num_special(int sign, enum NumKind kind);
Num num_invalid(Calc *c, uint32_t condition);
Num num_fix(Calc *c, Num a);                            /* rounded to the context */
Nat num_round_up(Calc *c, int sign, Nat n, int rest);   /* n, or n + 1 if what was cut off says so */
bool num_nans(Calc *c, Num a, Num b, Num *result);      /* whether one is NaN */
bool num_nan(Calc *c, Num a, Num *result);
Num num_add(Calc *c, Num a, Num b);
Num num_subtract(Calc *c, Num a, Num b);
Num num_multiply(Calc *c, Num a, Num b);
Num num_divide(Calc *c, Num a, Num b);
Num num_fma(Calc *c, Num a, Num b, Num third);
Num num_divide_int(Calc *c, Num a, Num b);
Num num_remainder(Calc *c, Num a, Num b);
Num num_remainder_near(Calc *c, Num a, Num b);
void num_divmod(Calc *c, Num a, Num b, Num *quotient, Num *rest);
int num_compare(Calc *c, Num a, Num b);       /* of what is not NaN */
int num_compare_total(Calc *c, Num a, Num b); /* any */
Num num_quantize(Calc *c, Num a, Num b);
Num num_to_integral(Calc *c, Num a, bool signals);
Num num_plus(Calc *c, Num a);
Num num_minus(Calc *c, Num a);
Num num_abs(Calc *c, Num a);
Num num_normalize(Calc *c, Num a);
/* ---- decimal_functions.c ---- */
Num num_exp(Calc *c, Num a);
Num num_ln(Calc *c, Num a);
Num num_log10(Calc *c, Num a);
Num num_power(Calc *c, Num a, Num b);
Num num_power_modulo(Calc *c, Num a, Num b, Num modulo);
Num num_sqrt(Calc *c, Num a);
/* ---- decimal_digits.c: what works on digits, and on neighbours ---- */
Num num_compare_operation(Calc *c, Num a, Num b);
Num num_compare_signal(Calc *c, Num a, Num b);
Num num_total(Calc *c, Num a, Num b);
Num num_total_magnitude(Calc *c, Num a, Num b);
Num num_max(Calc *c, Num a, Num b);
Num num_max_magnitude(Calc *c, Num a, Num b);
Num num_min(Calc *c, Num a, Num b);
Num num_min_magnitude(Calc *c, Num a, Num b);
Num num_next_minus(Calc *c, Num a);
Num num_next_plus(Calc *c, Num a);
Num num_next_toward(Calc *c, Num a, Num b);
Num num_logb(Calc *c, Num a);
Num num_scaleb(Calc *c, Num a, Num b);
Num num_shift(Calc *c, Num a, Num b);
Num num_rotate(Calc *c, Num a, Num b);
Num num_and(Calc *c, Num a, Num b);
Num num_or(Calc *c, Num a, Num b);
Num num_xor(Calc *c, Num a, Num b);
Num num_invert(Calc *c, Num a);
Num num_copy_sign(Calc *c, Num a, Num b);
Num num_integral_exact(Calc *c, Num a);
Num num_integral_value(Calc *c, Num a);
const char *num_class(Calc *c, Num a);
/* ---- decimal_text.c ---- */
Own num_text(Calc *c, Num a, bool engineering);
/* The number a text says; NaN with a condition: it says none. `plain`: neither blanks around it nor underscores are allowed. */
Num num_parse(Calc *c, Obj *text, bool plain);
/* format(a, spec); settings: None, or a dict with decimal_point, thousands_sep, grouping. */
Own num_format(Calc *c, Num a, Obj *spec, Obj *settings);
/* ---- decimal_convert.c: ints and floats ---- */
Nat nat_from_int(Work *w, Obj *value); /* its magnitude */
Own nat_to_int(Work *w, Nat a, bool negative); /* NULL: raised */
Num num_from_double(Calc *c, double value);
Own num_to_int(Calc *c, Num a, int rounding);
Own num_ratio(Calc *c, Num a);
int64_t num_hash(Calc *c, Num a);

/* ---- objects ---- */

/* Virtual 104: four words of 19 digits are inside, more (or what once were more) in a block of their own. Where that has not the room
 * for limbs of 9 digits, the last of them lie here in `inside`, or apart. */
enum { DECIMAL_INSIDE = 9 };
typedef struct DecimalObj {
    Obj base;
    int64_t hash; /* -1: not known */
    int64_t exp;
    Limb *block;
    uint32_t len, words; /* limbs; 8-byte words of the block, 0: there is none */
    uint8_t sign, kind;
    union {
        Limb inside[DECIMAL_INSIDE];
        Limb *apart;
    };
} DecimalObj;
_Static_assert(sizeof(DecimalObj) <= 104, "Decimal");
#define DECIMAL(o) ((DecimalObj *)(o))
HS_INLINE bool is_decimal(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, DECIMAL)); }

typedef struct ContextObj { /* virtual 96 */
    Obj base;
    DecContext ctx;
    Own flags, traps; /* SignalDicts that show the fields of ctx */
} ContextObj;
_Static_assert(sizeof(ContextObj) <= 96, "Context");
#define CONTEXT(o) ((ContextObj *)(o))
HS_INLINE bool is_context(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, DECIMAL_CONTEXT)); }

/* What the module keeps, in the tuple LibState.decimal. */
enum DecimalState {
    STATE_SIGNALS = 0,                       /* in the order of decimal_signals */
    STATE_CONDITIONS = STATE_SIGNALS + 9,    /* of decimal_conditions */
    STATE_SIGNAL_DICT = STATE_CONDITIONS + 5,
    STATE_TUPLE,     /* DecimalTuple */
    STATE_RATIONAL,  /* numbers.Rational */
    STATE_VARIABLE,  /* the ContextVar */
    STATE_DEFAULT,   /* DefaultContext, BasicContext, ExtendedContext */
    STATE_BASIC,
    STATE_EXTENDED,
    STATE_ROUNDINGS, /* their names, interned */
    STATE_COUNT = STATE_ROUNDINGS + ROUNDINGS
};
HS_INLINE Own *decimal_state(Runtime *rt, int i) { return &TUPLE(borrow(rt->lib->decimal))->items[i]; }

/* ---- decimal_context.c ---- */
extern const TypeSpec decimal_context_spec, decimal_manager_spec, decimal_signals_spec;
extern const MethodDef decimal_functions[];
Obj *decimal_current(Runtime *rt); /* the current context; NULL: raised */
/* A context given or the current one (given NULL or None). NULL: raised. */
Obj *decimal_context_or_current(Runtime *rt, Obj *given);
/* Flags are set; -1: one of them is trapped, and raised. */
int decimal_signal(Runtime *rt, Obj *context, uint32_t status);
int decimal_rounding(Runtime *rt, Obj *value); /* -1: raised */
Own decimal_context_new(Runtime *rt, const DecContext *values);
/* Parts of the module: the exceptions, the class SignalDict, the names of roundings, a context by its place in the state. -1: raised. */
int decimal_add_exceptions(Runtime *rt, Obj *module);
int decimal_add_signal_dict(Runtime *rt);
int decimal_add_roundings(Runtime *rt, Obj *module);
int decimal_add_context(Runtime *rt, Obj *module, int which);
/* ---- decimal_methods.c ---- */
extern const MethodDef decimal_methods[], decimal_context_methods[];
/* Those of Context that decimal_context.c has. */
#define CONTEXT_METHOD(name)                                                                                 \
    Own decimal_context_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,                 \
                               HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)
CONTEXT_METHOD(Etiny);
CONTEXT_METHOD(Etop);
CONTEXT_METHOD(clear_flags);
CONTEXT_METHOD(clear_traps);
CONTEXT_METHOD(copy);
CONTEXT_METHOD(reduce);
/* ---- decimalmodule.c ---- */
void decimal_load(Calc *c, Obj *value, Num *out); /* of a Decimal */
/* An operand, a Decimal or an int: 1; any other: 0, or with `raise` -1 as when memory ends. */
int decimal_operand(Runtime *rt, Calc *c, Obj *value, Num *out, bool raise);
/* New instance of a class, from what lies in the work area; the calculation is over. */
Own decimal_new_from(Runtime *rt, TypeObj *type, Calc *c, Num z);
/* The result of an operation: its conditions are signalled. */
Own decimal_finish(Runtime *rt, Obj *context, Calc *c, Num z);
Own decimal_finish_pair(Runtime *rt, Obj *context, Calc *c, Num first, Num second); /* as a tuple */
/* Decimal(value) in a context; `exact`: not rounded to it. */
Own decimal_from_object(Runtime *rt, TypeObj *type, Obj *value, Obj *context, bool exact);
HS_INLINE void calc_open(Calc *c, Runtime *rt, const DecContext *ctx) {
    c->ctx = *ctx;
    c->status = 0;
    work_open(&c->w, rt);
}

#endif
