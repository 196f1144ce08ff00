/* What the files of itertools share. */
#ifndef HS_LIB_ITERTOOLS_H
#define HS_LIB_ITERTOOLS_H

#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/tuple.h"
#include "object/type.h"

#define METHOD_ARGS HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames

typedef struct PairObj { /* virtual 32 */
    Obj base;
    Own first, second;
} PairObj;
typedef struct WhileObj { /* virtual 40 */
    Obj base;
    Own iterator, function;
    intptr_t decided;
} WhileObj;
typedef struct SliceIterObj { /* virtual 56 */
    Obj base;
    Own iterator;
    int64_t next, stop /* -1: to the end */, step, count;
} SliceIterObj;
_Static_assert(sizeof(PairObj) <= 32 && sizeof(WhileObj) <= 40 && sizeof(SliceIterObj) <= 56, "itertools");
#define PAIR(o) ((PairObj *)(o))
#define WHILE(o) ((WhileObj *)(o))
#define ISLICE(o) ((SliceIterObj *)(o))

/* The step as the type of `iterator` has it: may end with StopIteration raised. */
HS_INLINE Own raw_next(Runtime *rt, Obj *iterator) { return iterator->type->slots.tp_iternext(rt, iterator); }

#define REDUCE_METHOD(fn) {"__reduce__", fn, METH_NOARGS, 0, 0, "Return state information for pickling."}
#define SETSTATE_METHOD(fn) {"__setstate__", fn, METH_O, 1, 1, "Set state information for unpickling."}

/* What all specs of iterators begin with. */
#define ITERATOR_SPEC(type_name, size, fields)                                                     \
    .name = "itertools." type_name, .flags = TPF_BASETYPE | TPF_GC, .base = -1, .virtual_size = (size),   \
    .own_fields = (fields)
#define ITERATOR_SLOTS(make, next, dealloc)                                                        \
    .tp_dealloc = (dealloc), .tp_traverse = fields_traverse, .tp_new = (make), .tp_iter = object_self_iter, \
    .tp_iternext = (next), .tp_getattro = object_generic_getattr

extern const TypeSpec combinations_type_spec, combinations_again_type_spec, permutations_type_spec, product_type_spec,
    zip_longest_type_spec, groupby_type_spec, grouper_type_spec, tee_type_spec, tee_data_type_spec;
Own chain_next(Runtime *rt, Obj *self);
Own islice_next(Runtime *rt, Obj *self);
Own takewhile_next(Runtime *rt, Obj *self);
/* An item of an islice is passed on. */
void islice_count(SliceIterObj *self);
Own itertools_tee(Runtime *rt, Obj *module, METHOD_ARGS);

#endif
