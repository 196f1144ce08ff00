/* set and frozenset: open addressing, 8 slots inline. */
#ifndef HS_OBJECT_SET_H
#define HS_OBJECT_SET_H

#include "heap/runtime.h"

typedef struct SetEntry { /* virtual 16 */
    Own key; /* NULL empty; dummy = rt-independent marker, see set.c */
    int64_t hash;
} SetEntry;
bool is_set_any(Runtime *rt, Obj *o);  /* set, frozenset or subclass */
bool is_set(Runtime *rt, Obj *o);
bool is_frozenset(Runtime *rt, Obj *o);
Own set_new(Runtime *rt, Obj *iterable /* or NULL */);
Own frozenset_new(Runtime *rt, Obj *iterable /* or NULL */);
int set_add(Runtime *rt, Obj *set, Obj *item); /* also a fresh frozenset */
int set_discard(Runtime *rt, Obj *set, Obj *item); /* 1 = was there */
int set_contains(Runtime *rt, Obj *set, Obj *item);
int set_update(Runtime *rt, Obj *set, Obj *iterable);
bool set_next(Obj *set, intptr_t *pos, Obj **key, int64_t *hash);
intptr_t set_size(Obj *set);

#endif
