/* Tuples that are being made: nobody else has seen them. */
#ifndef HS_OBJECT_TUPLE_IMPL_H
#define HS_OBJECT_TUPLE_IMPL_H

#include "object/tuple.h"

/* Change the length; the reference is consumed, on failure too. */
Own tuple_resize(Runtime *rt, Own tuple, intptr_t size);
/* Make it as much longer as a tuple of an iterator's items is made when it is full. */
Own tuple_grow(Runtime *rt, Own tuple);

#endif
