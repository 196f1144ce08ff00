/* range, slice, enumerate, zip, map, filter, reversed, sequence and callable iterators. */
#ifndef HS_OBJECT_RANGE_H
#define HS_OBJECT_RANGE_H

#include "heap/runtime.h"

typedef struct RangeObj { /* virtual 48 */
    Obj base;
    Own start, stop, step, length;
} RangeObj;
typedef struct RangeIterObj { /* virtual 48 - 16: see range.c; machine-word ranges */
    Obj base;
    int64_t index, start, step, length;
} RangeIterObj;
typedef struct SliceObj { /* virtual 40; one kept in a free list */
    Obj base;
    Own start, stop, step;
} SliceObj;
Own slice_new(Runtime *rt, Obj *start, Obj *stop, Obj *step); /* NULL = None */
HS_INLINE bool is_slice(Runtime *rt, Obj *o) { return o->type == T(rt, SLICE); }
/* Start, stop, step clamped for a sequence of *length items; *count = number of items selected. -1 raised. The length is read after the bounds,
 * whose __index__ may change it. */
int slice_indices(Runtime *rt, Obj *slice, const intptr_t *length, int64_t *start, int64_t *stop, int64_t *step, int64_t *count);
void slice_clear_free_list(Runtime *rt);
Own range_new(Runtime *rt, Obj *start, Obj *stop, Obj *step);
Own seq_iter_new(Runtime *rt, Obj *sequence);
Own call_iter_new(Runtime *rt, Obj *callable, Obj *sentinel);
/* Callable of such an iterator, borrowed; NULL: it has ended. */
Obj *call_iter_callable(Obj *iterator);
/* The next item, of what the callable answered (taken; NULL = raised). NULL: the end, or raised. */
Own call_iter_item(Runtime *rt, Obj *iterator, Own value);

#endif
