/* dict: CPython 3.11's compact ordered table (index table + entries), unicode-only and general keys, split tables whose keys
 * are shared by the instances of a class, inline values of instances. */
#ifndef HS_OBJECT_DICT_H
#define HS_OBJECT_DICT_H

#include "heap/runtime.h"

typedef struct DictEntry { /* virtual 24 bytes */
    int64_t hash;
    Own key, value;
} DictEntry;
typedef struct DictUnicodeEntry { /* virtual 16 bytes; hash is in the str */
    Own key, value;
} DictUnicodeEntry;
enum { DICT_KEYS_GENERAL, DICT_KEYS_UNICODE, DICT_KEYS_SPLIT };
typedef struct DictKeys { /* virtual: 32 + index bytes + usable * entry */
    int32_t refcount;
    uint8_t log2_size, log2_index_bytes, kind, reserved;
    uint32_t version; /* for inline caches, 0 = none */
    int32_t usable, count; /* free entries; entries used (with holes) */
    _Alignas(8) int8_t indices[]; /* 1, 2 or 4 bytes a slot: -1 empty, -2 dummy; the entries follow */
} DictKeys;
typedef struct DictValues { /* virtual: prefix round_up(size+2, 8) + 8*size; pointer kept to the start of the block */
    uint8_t prefix_size; /* bytes of insertion-order prefix */
    uint8_t used;        /* entries in the order list */
    uint8_t capacity;
    uint8_t order[37];   /* insertion order: key indices (at most 30 shared keys) */
    Own values[];
} DictValues; /* allocate with the virtual size, assert that the C struct fits; own layout where it does not (see dict.c) */
typedef struct DictObj { /* virtual 48 */
    Obj base;
    intptr_t used;
    uint64_t version; /* changes at each modification: dict_next_version */
    DictKeys *keys;
    struct DictSplitValues *values; /* split table's values or NULL; see dict.c */
} DictObj;
#define DICT(o) ((DictObj *)(o))
#define DICT_SIZE(o) (((DictObj *)(o))->used)
HS_INLINE bool is_dict(Obj *o) { return (o->type->flags & TPF_DICT) != 0; }
HS_INLINE bool is_dict_exact(Runtime *rt, Obj *o) { return o->type == T(rt, DICT); }

Own dict_new(Runtime *rt);
Own dict_new_presized(Runtime *rt, intptr_t count); /* BUILD_MAP's: keys sized for `count` (5 or fewer: plain) */
Obj *dict_get(Runtime *rt, Obj *dict, Obj *key);    /* borrowed; NULL without exception = absent, with = raised */
Obj *dict_get_known_hash(Runtime *rt, Obj *dict, Obj *key, int64_t hash);
Obj *dict_get_str(Runtime *rt, Obj *dict, const char *ascii);
int dict_set(Runtime *rt, Obj *dict, Obj *key, Obj *value);
int dict_set_steal(Runtime *rt, Obj *dict, Own key, Own value);
int dict_set_known_hash(Runtime *rt, Obj *dict, Obj *key, int64_t hash, Obj *value);
int dict_set_str(Runtime *rt, Obj *dict, const char *ascii, Obj *value); /* key interned */
int dict_delete(Runtime *rt, Obj *dict, Obj *key); /* KeyError(key) */
int dict_contains(Runtime *rt, Obj *dict, Obj *key);
Obj *dict_set_default(Runtime *rt, Obj *dict, Obj *key, Obj *value); /* borrowed */
Own dict_pop(Runtime *rt, Obj *dict, Obj *key, Obj *default_value /* NULL: KeyError */);
/* Walk in insertion order: *pos starts at 0; borrowed outputs (any may be NULL). */
bool dict_next(Obj *dict, intptr_t *pos, Obj **key, Obj **value, int64_t *hash);
int dict_update(Runtime *rt, Obj *dict, Obj *other); /* mapping; override */
int dict_merge(Runtime *rt, Obj *dict, Obj *other, int override); /* 2: KeyError(key) on duplicates, for ** calls */
int dict_merge_from_pairs(Runtime *rt, Obj *dict, Obj *pairs, int override);
Own dict_copy(Runtime *rt, Obj *dict);
void dict_clear_items(Runtime *rt, Obj *dict);
Own dict_keys_list(Runtime *rt, Obj *dict);
Own dict_values_list(Runtime *rt, Obj *dict);
Own dict_items_list(Runtime *rt, Obj *dict);
void dict_maybe_untrack(Runtime *rt, Obj *dict); /* full collections */
void dict_clear_free_list(Runtime *rt);
uint64_t dict_virtual_size(Obj *dict); /* __sizeof__ */
HS_INLINE uint64_t dict_next_version(Runtime *rt) { return ++rt->next_dict_version; }

/* ---- inline caches (vm) ---- */
/* Version of a keys object for caches, 0 = cannot have one. */
uint32_t dict_keys_version(Runtime *rt, DictKeys *keys);
/* Entry index of an interned str key in unicode keys, -1 = absent. */
intptr_t dict_keys_index(DictKeys *keys, Obj *key);
/* Value at entry index of a unicode-keys, non-split dict. */
Obj *dict_entry_value(DictKeys *keys, intptr_t index);
Own *dict_entry_value_slot(DictKeys *keys, intptr_t index);

/* ---- attributes of instances with a managed dict (heap types) ---- */
int instance_init_values(Runtime *rt, Obj *self, TypeObj *type);  /* at allocation: inline values if the type shares keys */
Own instance_get_attr(Runtime *rt, Obj *self, Obj *name);         /* from values or dict only; NULL without exception = absent */
int instance_store_attr(Runtime *rt, Obj *self, Obj *name, Obj *value /* NULL deletes: AttributeError(name) */);
Own instance_dict(Runtime *rt, Obj *self);                        /* materialises __dict__ */
int instance_set_dict(Runtime *rt, Obj *self, Obj *dict /* NULL deletes */);
void instance_free_values(Runtime *rt, Obj *self);  /* dealloc: values or dict, in CPython's order */
int instance_traverse_values(Obj *self, VisitFn visit, void *arg);
void instance_clear_values(Runtime *rt, Obj *self); /* tp_clear */
bool instance_has_values(Obj *self);
/* Slot of shared key index `i` in inline values. */
Own *instance_value_slot(Obj *self, intptr_t i);
/* Store at index i of inline values keeping insertion order (inline cache of STORE_ATTR). Takes value. */
void instance_store_index(Runtime *rt, Obj *self, intptr_t i, Own value);
DictKeys *dict_new_shared_keys(Runtime *rt); /* for a new heap type: ht_cached_keys */
void dict_keys_release(Runtime *rt, DictKeys *keys);
uint64_t dict_shared_keys_virtual_size(DictKeys *keys); /* part of sys.getsizeof(cls) */

#endif
