/* int: any size, 30-bit digits, sign in size; -5..256 are static. */
#ifndef HS_OBJECT_INT_H
#define HS_OBJECT_INT_H

#include "heap/runtime.h"

typedef uint32_t Digit;
#define INT_SHIFT 30
#define INT_MASK ((Digit)((1u << INT_SHIFT) - 1))
typedef struct IntObj {
    VarObj head;
    Digit digits[]; /* little endian, |size| of them; virtual size 24 + 4 * max(1, |size|) */
} IntObj;

HS_INLINE bool is_int(Obj *o) { return (o->type->flags & TPF_INT) != 0; } /* or a subclass, bool too */
HS_INLINE bool is_int_exact(Runtime *rt, Obj *o) { return o->type == T(rt, INT); }
HS_INLINE bool is_bool(Runtime *rt, Obj *o) { return o->type == T(rt, BOOL); }
/* |value| < 2**30: one digit or zero. */
HS_INLINE bool int_is_compact(Obj *o) { return (uintptr_t)(((IntObj *)o)->head.size + 1) < 3; }
HS_INLINE intptr_t int_compact(Obj *o) { return ((IntObj *)o)->head.size * (intptr_t)((IntObj *)o)->digits[0]; }
/* Static small int; value in -HS_SMALL_NEG .. HS_SMALL_POS-1. */
HS_INLINE Obj *int_small(Runtime *rt, intptr_t value) {
    return (Obj *)(rt->small_ints + (value + HS_SMALL_NEG) * 32);
}
HS_INLINE bool int_fits_small(int64_t v) { return v >= -HS_SMALL_NEG && v < HS_SMALL_POS; }

Own int_from_i64(Runtime *rt, int64_t value);
Own int_from_u64(Runtime *rt, uint64_t value);
Own int_from_double(Runtime *rt, double value); /* truncates; ValueError/OverflowError for nan, inf */
/* Text in `base` (2..36, 0 = by prefix); underscores allowed; whole text must be used. ValueError with int()'s words. */
Own int_from_text(Runtime *rt, const char *text, size_t length, int base);
/* int(text, base) of a str (any decimal digits), bytes or bytearray: errors show its repr. */
Own int_from_text_object(Runtime *rt, Obj *text, int base);
Own int_to_text(Runtime *rt, Obj *value, int base); /* str; base 10, or 2/8/16 with prefix */
/* 0 = ok; -1 raised OverflowError "Python int too large to convert to C ssize_t" (kind says which text). Accept int subclasses only. */
int int_as_i64(Runtime *rt, Obj *value, int64_t *out);
int int_as_ssize(Runtime *rt, Obj *value, int64_t *out); /* 64-bit ssize_t range, whatever the C type is */
int int_as_double(Runtime *rt, Obj *value, double *out);  /* OverflowError "int too large to convert to float" */
/* Clamps to 64 bits instead of raising: *overflow = -1, 0, 1. */
int64_t int_as_i64_overflow(Obj *value, int *overflow);
int int_sign(Obj *value);
uint64_t int_bit_length(Obj *value);
/* operator on two ints (exact or subclass), as the slots do but without NotImplemented checks */
Own int_add(Runtime *rt, Obj *a, Obj *b);
Own int_sub(Runtime *rt, Obj *a, Obj *b);
Own int_mul(Runtime *rt, Obj *a, Obj *b);
Own int_negative(Runtime *rt, Obj *a);
Own int_absolute(Runtime *rt, Obj *a);
Own int_left_shift(Runtime *rt, Obj *a, Obj *count);
Own int_right_shift(Runtime *rt, Obj *a, Obj *count);
Own int_power(Runtime *rt, Obj *a, Obj *b, Obj *modulus /* or NULL */); /* b >= 0 or a modulus */
Own int_divmod(Runtime *rt, Obj *a, Obj *b, Own *remainder);             /* quotient; NULL raised */
Own int_true_divide(Runtime *rt, Obj *a, Obj *b);
Own int_round_to(Runtime *rt, Obj *value, Obj *digits); /* round(value, digits) */
double int_frexp(Obj *value, int64_t *exponent);        /* value = result * 2**exponent, correctly rounded; 0 for 0 */
Own int_copy_exact(Runtime *rt, Obj *value);            /* itself if exact, else an equal exact int */
Own int_floor_divide(Runtime *rt, Obj *a, Obj *b);
Own int_remainder(Runtime *rt, Obj *a, Obj *b);
int int_compare(Obj *a, Obj *b); /* -1, 0, 1 */
int64_t int_hash(Obj *value);    /* value mod 2**61-1, never -1 */
Own int_to_bytes(Runtime *rt, Obj *value, size_t length, bool little, bool is_signed);
Own int_from_bytes(Runtime *rt, const uint8_t *bytes, size_t length, bool little, bool is_signed);
/* operator.index: exact int from an int or __index__; TypeError "'str' object cannot be interpreted as an integer". */
Own number_index(Runtime *rt, Obj *value);
/* index as 64-bit ssize; out of range: raises `overflow_type`, or clamps when it is NULL. */
int number_as_ssize(Runtime *rt, Obj *value, TypeObj *overflow_type, int64_t *out);
/* True/False, borrowed static. */
HS_INLINE Own bool_from(Runtime *rt, bool value) { return keep(value ? rt->true_ : rt->false_); }

int int_init(Runtime *rt); /* small ints, True, False */

#endif
