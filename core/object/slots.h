/* The slot functions of classes written in Python (type_slots.c), named by the slot they fill; the table in type_wrap.c
 * lists them. */
#ifndef HS_OBJECT_SLOTS_H
#define HS_OBJECT_SLOTS_H

#include "heap/seam.h"

Own slot_tp_repr(Runtime *rt, Obj *self);
Own slot_tp_str(Runtime *rt, Obj *self);
int64_t slot_tp_hash(Runtime *rt, Obj *self);
int slot_tp_setattro(Runtime *rt, Obj *self, Obj *name, Obj *value);
Own slot_tp_richcompare(Runtime *rt, Obj *self, Obj *other, int op);
Own slot_tp_iter(Runtime *rt, Obj *self);
Own slot_tp_iternext(Runtime *rt, Obj *self);
Own slot_tp_descr_get(Runtime *rt, Obj *self, Obj *object, Obj *type);
int slot_tp_descr_set(Runtime *rt, Obj *self, Obj *object, Obj *value);
Own slot_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs);
void slot_tp_finalize(Runtime *rt, Obj *self);

Own slot_nb_add(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_subtract(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_multiply(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_remainder(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_divmod(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_power(Runtime *rt, Obj *self, Obj *other, Obj *modulus);
Own slot_nb_negative(Runtime *rt, Obj *self);
Own slot_nb_positive(Runtime *rt, Obj *self);
Own slot_nb_absolute(Runtime *rt, Obj *self);
int slot_nb_bool(Runtime *rt, Obj *self);
Own slot_nb_invert(Runtime *rt, Obj *self);
Own slot_nb_lshift(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_rshift(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_and(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_xor(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_or(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_int(Runtime *rt, Obj *self);
Own slot_nb_float(Runtime *rt, Obj *self);
Own slot_nb_index(Runtime *rt, Obj *self);
Own slot_nb_floor_divide(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_true_divide(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_matrix_multiply(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_add(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_subtract(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_multiply(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_remainder(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_power(Runtime *rt, Obj *self, Obj *other, Obj *modulus);
Own slot_nb_inplace_lshift(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_rshift(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_and(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_xor(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_or(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_floor_divide(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_true_divide(Runtime *rt, Obj *self, Obj *other);
Own slot_nb_inplace_matrix_multiply(Runtime *rt, Obj *self, Obj *other);

int64_t slot_length(Runtime *rt, Obj *self); /* __len__, also where a C length is narrower than 64 bits */
intptr_t slot_sq_length(Runtime *rt, Obj *self);
Own slot_sq_item(Runtime *rt, Obj *self, intptr_t index);
int slot_sq_ass_item(Runtime *rt, Obj *self, intptr_t index, Obj *value);
int slot_sq_contains(Runtime *rt, Obj *self, Obj *value);
Own slot_mp_subscript(Runtime *rt, Obj *self, Obj *key);
int slot_mp_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value);

Own slot_am_await(Runtime *rt, Obj *self);
Own slot_am_aiter(Runtime *rt, Obj *self);
Own slot_am_anext(Runtime *rt, Obj *self);

#endif
