/* tuple: fixed array of references; lengths 1..20 from free lists. */
#ifndef HS_OBJECT_TUPLE_H
#define HS_OBJECT_TUPLE_H

#include "heap/runtime.h"

typedef struct TupleObj {
    VarObj head;
    Own items[]; /* virtual size 24 + 8 * size */
} TupleObj;
#define TUPLE(o) ((TupleObj *)(o))
#define TUPLE_SIZE(o) (((TupleObj *)(o))->head.size)
#define TUPLE_ITEM(o, i) (borrow(((TupleObj *)(o))->items[i]))
#define TUPLE_ITEMS(o) (borrow_all(((TupleObj *)(o))->items))
HS_INLINE bool is_tuple(Obj *o) { return (o->type->flags & TPF_TUPLE) != 0; }
HS_INLINE bool is_tuple_exact(Runtime *rt, Obj *o) { return o->type == T(rt, TUPLE); }

Own tuple_alloc(Runtime *rt, intptr_t size); /* items NULL, not tracked yet; size 0: the singleton. Finish with gc_track */
Own tuple_from(Runtime *rt, Obj *const *items, intptr_t size); /* new references to items; tracked */
Own tuple_from_steal(Runtime *rt, Own *items, intptr_t size);  /* takes items (also on failure) */
Own tuple_pack(Runtime *rt, int count, ...);                   /* borrowed Obj * */
Own tuple_from_iterable(Runtime *rt, Obj *iterable);           /* exact tuple is returned itself */
Own tuple_slice(Runtime *rt, Obj *tuple, intptr_t start, intptr_t end);
void tuple_maybe_untrack(Runtime *rt, Obj *tuple);
void tuple_clear_free_list(Runtime *rt);
int tuple_init(Runtime *rt); /* () */

#endif
