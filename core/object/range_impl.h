/* Slices of any-sized bounds, shared by slice.c and range.c. */
#ifndef HS_OBJECT_RANGE_IMPL_H
#define HS_OBJECT_RANGE_IMPL_H

#include "object/range.h"

/* Start, stop and step of a slice of a sequence with `length` (int object) items, as ints of any
 * size. -1 raised. */
int slice_long_indices(Runtime *rt, Obj *slice, Obj *length, Own *start, Own *stop, Own *step);

/* len(range) as CPython's 64-bit ssize_t, also where a C length is narrower. */
int64_t range_size(Runtime *rt, Obj *self);

#endif
