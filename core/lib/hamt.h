/* Hash array mapped tries: mappings that never change; a change makes a new one that shares what it can with the old. */
#ifndef HS_LIB_HAMT_H
#define HS_LIB_HAMT_H

#include "object/fields.h"

/* Virtual 40. */
typedef struct HamtObj {
    Obj base;
    Own root;
    Obj *weaklist;
    uint32_t count, serial; /* of keys; no two made by a runtime have the same serial */
} HamtObj;
#define HAMT(o) ((HamtObj *)(o))

/* The mapping without keys, always the same. */
Own hamt_new(Runtime *rt);
/* *value: borrowed. 1 found, 0 not, -1 raised. */
int hamt_find(Runtime *rt, Obj *hamt, Obj *key, Obj **value);
/* With the key bound to the value; `hamt` itself where nothing changes. */
Own hamt_with(Runtime *rt, Obj *hamt, Obj *key, Obj *value);
/* Without the key; `hamt` itself where it is not there. */
Own hamt_without(Runtime *rt, Obj *hamt, Obj *key);
int hamt_equal(Runtime *rt, Obj *a, Obj *b); /* -1 = raised */
enum { HAMT_ITEMS, HAMT_KEYS, HAMT_VALUES };
Own hamt_iterator(Runtime *rt, Obj *hamt, int what);

#define HAMT_TYPES                                                      \
    { TYPE_HAMT, MODULE_TYPE | MODULE_HIDDEN, &hamt_type_spec },        \
    { TYPE_HAMT_BITMAP, MODULE_TYPE | MODULE_HIDDEN, &hamt_bitmap_type_spec }, \
    { TYPE_HAMT_ARRAY, MODULE_TYPE | MODULE_HIDDEN, &hamt_array_type_spec },   \
    { TYPE_HAMT_COLLISION, MODULE_TYPE | MODULE_HIDDEN, &hamt_collision_type_spec }, \
    { TYPE_HAMT_ITEMS, MODULE_TYPE | MODULE_HIDDEN, &hamt_items_type_spec },   \
    { TYPE_HAMT_KEYS, MODULE_TYPE | MODULE_HIDDEN, &hamt_keys_type_spec },     \
    { TYPE_HAMT_VALUES, MODULE_TYPE | MODULE_HIDDEN, &hamt_values_type_spec }
extern const TypeSpec hamt_type_spec, hamt_bitmap_type_spec, hamt_array_type_spec, hamt_collision_type_spec, hamt_items_type_spec,
    hamt_keys_type_spec, hamt_values_type_spec;

#endif
