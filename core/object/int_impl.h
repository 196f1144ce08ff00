/* What the files of int share: allocation, digits, results of one or two digits. */
#ifndef HS_OBJECT_INT_IMPL_H
#define HS_OBJECT_INT_IMPL_H

#include "heap/pool_impl.h"
#include "heap/seam.h"
#include "object/int.h"

#define INT(o) ((IntObj *)(o))
#define INT_SIZE(o) (((IntObj *)(o))->head.size)
#define INT_DIGITS(o) (((IntObj *)(o))->digits)
#define INT_BASE ((uint32_t)1 << INT_SHIFT)
HS_INLINE intptr_t int_count(Obj *o) { return INT_SIZE(o) < 0 ? -INT_SIZE(o) : INT_SIZE(o); }

/* Positive int of `count` digits, which are not set (the first one is). */
Own int_alloc(Runtime *rt, intptr_t count);
/* Drops leading zero digits; values in the small range become the static object. Takes z; NULL passes through. */
Own int_finish(Runtime *rt, Own z);
/* Drops leading zeros only. */
Own int_normalize(Own z);
/* Changes the sign of a fresh result in place, or replaces a shared one. */
Own int_negate_steal(Runtime *rt, Own z);
void int_copy_digits(Digit *to, const Digit *from, intptr_t count);
/* n / d with remainder: q gets n's count of digits. */
Digit int_divide_digits(Digit *q, const Digit *n, intptr_t count, Digit d);
Own int_from_wide(Runtime *rt, int64_t value);
HS_INLINE Own object_not_implemented(Runtime *rt) { return keep(rt->notimplemented); }

/* New one-digit int, never a shared one. */
HS_INLINE Own int_new_compact(Runtime *rt, intptr_t value) {
    IntObj *z = pool_alloc(rt, 32) /* as CPython asks, whose struct is padded */;
    if (HS_UNLIKELY(!z)) return raise_memory_error(rt);
    z->head.base.refcount = 1;
    z->head.base.type = T(rt, INT);
    z->head.size = value < 0 ? -1 : 1;
    z->digits[0] = (Digit)(value < 0 ? -value : value);
    note_birth(rt, birth_behind(z, 28));
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, (Obj *)z, 28);
    return adopt((Obj *)z);
}

/* Any value of up to two digits' size, such as a sum or product of one-digit ints. */
HS_INLINE Own int_from_word(Runtime *rt, int64_t value) {
    if (int_fits_small(value)) return keep(int_small(rt, (intptr_t)value));
    if (HS_LIKELY(value > -(int64_t)INT_BASE && value < (int64_t)INT_BASE)) return int_new_compact(rt, (intptr_t)value);
    return int_from_wide(rt, value);
}

/* ---- slots, defined in int_arith.c ---- */
Own int_nb_add(Runtime *rt, Obj *a, Obj *b);
Own int_nb_subtract(Runtime *rt, Obj *a, Obj *b);
Own int_nb_multiply(Runtime *rt, Obj *a, Obj *b);
Own int_nb_floor_divide(Runtime *rt, Obj *a, Obj *b);
Own int_nb_remainder(Runtime *rt, Obj *a, Obj *b);
Own int_nb_divmod(Runtime *rt, Obj *a, Obj *b);
Own int_nb_true_divide(Runtime *rt, Obj *a, Obj *b);
/* ---- defined in int_bits.c ---- */
Own int_nb_lshift(Runtime *rt, Obj *a, Obj *b);
Own int_nb_rshift(Runtime *rt, Obj *a, Obj *b);
Own int_nb_and(Runtime *rt, Obj *a, Obj *b);
Own int_nb_or(Runtime *rt, Obj *a, Obj *b);
Own int_nb_xor(Runtime *rt, Obj *a, Obj *b);
Own int_nb_invert(Runtime *rt, Obj *a);
Own int_nb_power(Runtime *rt, Obj *a, Obj *b, Obj *modulus);
/* ---- defined in int_text.c ---- */
Own int_tp_repr(Runtime *rt, Obj *self);

#endif
