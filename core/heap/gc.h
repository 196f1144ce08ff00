/* The cyclic collector: three generations, CPython 3.11's Modules/gcmodule.c algorithm. */
#ifndef HS_HEAP_GC_H
#define HS_HEAP_GC_H

#include "heap/object.h"

/* Free lists: LIFO stacks threaded through the objects. A full collection empties those in front of `slice`. */
typedef struct FreeLists {
    Obj *floats, *lists, *dicts, *dict_keys, *tuples[HS_FREE_TUPLE_LENGTHS + 1];
    int floats_count, lists_count, dicts_count, dict_keys_count, tuples_count[HS_FREE_TUPLE_LENGTHS + 1];
    Obj *slice, *async_gens, *async_sends, *contexts;
    int async_gens_count, async_sends_count, contexts_count;
} FreeLists;

#define GC_GENERATIONS 3
typedef struct GcGeneration {
    GcHead head; /* ring */
    int threshold, count;
} GcGeneration;
typedef struct GcStats {
    intptr_t collections, collected, uncollectable;
} GcStats;
typedef struct GcState {
    GcGeneration generations[GC_GENERATIONS];
    GcHead permanent; /* gc.freeze() */
    size_t start_blocks; /* blocks of modules of the start-up that were loaded later: sys.getallocatedblocks() leaves them out */
    GcStats stats[GC_GENERATIONS];
    intptr_t long_lived_total, long_lived_pending;
    intptr_t missing; /* objects of CPython's start-up that are not here: they count among the long-lived */
    intptr_t missing_frozen; /* ... and in the permanent generation, after gc.freeze() */
    bool enabled, collecting, scheduled; /* scheduled: at the next place where threads may switch (Lens.collects_later) */
    int debug;
    Own garbage;   /* list */
    Own callbacks; /* list */
    Obj *trash;    /* trashcan's chain of deferred objects */
    int trash_depth, nesting; /* brackets that are open: trashcan_begin, nesting_begin */
#ifdef HS_DEBUG
    int rehearse_every, rehearse_left; /* allocations from one rehearsal of a collection to the next; 0: none */
#endif
} GcState;

/* Called by gc_alloc when the gen-0 count passes the threshold. */
void gc_collect_if_due(Runtime *rt);
/* The collection that was put off. */
void gc_collect_scheduled(Runtime *rt);
/* gc.collect(generation) for explicit calls: collected + uncollectable; callbacks and stats included; 0 if one is running. Keeps a
 * raised exception. */
intptr_t gc_collect(Runtime *rt, int generation);
/* One collection without callbacks (exit, tests). */
intptr_t gc_collect_no_callbacks(Runtime *rt);
void gc_init(Runtime *rt);
/* Marks all objects tracked now as made by start-up, so that views can leave them out. */
void gc_mark_startup(Runtime *rt);
HS_INLINE bool gc_is_startup(Obj *self) { return (gc_head(self)->next & 2) != 0; }
/* Between the two the collector rests, and what is made belongs to the start-up, as far as the program can tell: it is in the
 * oldest generation, was not counted, and the free lists are as before. For modules that CPython has before the first line runs. */
typedef struct GcPause {
    int counts[GC_GENERATIONS];
    bool enabled, is_apart, is_start;
    size_t blocks, start_blocks;
    uint32_t quickened;
    FreeLists free_lists;
} GcPause;
/* is_start: a module of the start-up. Others are counted and collected as usual, but leave the free lists alone, too. */
void gc_pause(Runtime *rt, GcPause *pause, bool is_start);
void gc_resume(Runtime *rt, const GcPause *pause);
bool gc_is_finalized(Obj *self);
/* tp_finalize once: calls it if not yet finalized and marks it. */
void gc_call_finalizer(Runtime *rt, Obj *self);
/* As PyObject_CallFinalizerFromDealloc: -1 = resurrected, dealloc must stop. */
int gc_finalize_from_dealloc(Runtime *rt, Obj *self);
/* Empty the free lists of every type (full collections). Each type file has `void <type>_clear_free_list(rt)`. */

#ifdef HS_DEBUG
/* A full collection as far as it finds what is unreachable, with every check on the way; then every list is as it was, so that the program
 * cannot tell. At any allocation: an object tracked too early, or a traverse that lies, is found at once. */
void gc_rehearse(Runtime *rt);
#endif

/* audit.c: recompute every refcount from traverse and roots; hs_fatal with a description on the first difference. */
void audit_heap(Runtime *rt, const char *where);

#endif
