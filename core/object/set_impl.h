/* What the set files share: set.c (table), set_methods.c (methods, type). Also dict views' set
 * operations. */
#ifndef HS_OBJECT_SET_IMPL_H
#define HS_OBJECT_SET_IMPL_H

#include "object/set.h"

#define SET_SMALL 8
typedef struct SetObj { /* virtual 200 */
    Obj base;
    intptr_t fill; /* used + dummies */
    intptr_t used;
    intptr_t mask;
    SetEntry *table; /* small_table, or a mem_alloc block of 16 virtual bytes an entry */
    int64_t hash;    /* of a frozenset, -1 = not computed */
    intptr_t finger; /* where pop() looks next */
    SetEntry small_table[SET_SMALL];
    Obj *weaklist;
} SetObj;
#define SET(o) ((SetObj *)(o))

/* The key of a deleted entry: an object of its own in the runtime's static part is not needed, any
 * address will do. */
extern const Obj set_dummy_object;
HS_INLINE Own set_dummy(void) { return adopt((Obj *)(uintptr_t)&set_dummy_object); }
HS_INLINE bool entry_is_live(const SetEntry *entry) {
    return entry->key && entry->key != set_dummy();
}

Own set_make(Runtime *rt, TypeObj *type, Obj *iterable /* or NULL */);
int set_add_hashed(Runtime *rt, SetObj *self, Obj *key, int64_t hash);
int set_contains_hashed(Runtime *rt, SetObj *self, Obj *key, int64_t hash);
int set_discard_hashed(Runtime *rt, SetObj *self, Obj *key, int64_t hash);
int set_update_any(Runtime *rt, SetObj *self, Obj *other);
void set_clear_table(Runtime *rt, SetObj *self);
void set_swap(Runtime *rt, SetObj *a, SetObj *b);
SetEntry *set_find(Runtime *rt, SetObj *self, Obj *key,
                   int64_t hash); /* NULL raised; key NULL in it: absent */
void set_dealloc(Runtime *rt, Obj *self);
int set_traverse(Obj *self, VisitFn visit, void *arg);
int set_tp_clear(Runtime *rt, Obj *self);
Own set_iter(Runtime *rt, Obj *self);
/* ---- operations (set_methods.c) ---- */
Own set_intersection(Runtime *rt, SetObj *self, Obj *other);
int set_difference_update(Runtime *rt, SetObj *self, Obj *other);
int set_symmetric_update(Runtime *rt, SetObj *self, Obj *other);

#endif
