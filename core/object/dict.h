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
    uint8_t log2_size, log2_index_bytes, kind;
    uint8_t roomy; /* entries of 24 bytes even for str keys, a head of 40: Python 3.10 */
    uint32_t version; /* for inline caches, 0 = none */
    int32_t usable, count; /* free entries; entries used (with holes) */
    _Alignas(8) int8_t indices[]; /* 1, 2 or 4 bytes a slot: -1 empty, -2 dummy; the entries follow */
} DictKeys;
typedef struct DictValues { /* virtual: prefix round_up(capacity+2, 8), then 8*capacity: dict_values_items */
    uint8_t capacity; /* values there is room for, at most 30 */
    uint8_t used;     /* entries in the order list */
    uint8_t order[];  /* insertion order: indices of shared keys */
} DictValues;
typedef struct DictObj { /* virtual 48 */
    Obj base;
    intptr_t used;
    uint64_t version; /* changes at each modification: dict_next_version */
    DictKeys *keys;
    DictValues *values; /* of a split table (keys->kind is DICT_KEYS_SPLIT), else NULL */
} DictObj;
HS_INLINE Own *dict_values_items(DictValues *values) {
    return (Own *)(void *)((uint8_t *)values + (((size_t)values->capacity + 2 + 7) & ~(size_t)7));
}
HS_INLINE void *dict_keys_entries(DictKeys *keys) { return keys->indices + ((size_t)1 << keys->log2_index_bytes); }
#define DICT(o) ((DictObj *)(o))
#define DICT_SIZE(o) (((DictObj *)(o))->used)
HS_INLINE bool is_dict(Obj *o) { return (o->type->flags & TPF_DICT) != 0; }
HS_INLINE bool is_dict_exact(Runtime *rt, Obj *o) { return o->type == T(rt, DICT); }

Own dict_new(Runtime *rt);
Own dict_new_presized(Runtime *rt, intptr_t count); /* general keys sized for `count` (5 or fewer: plain) */
/* BUILD_MAP, BUILD_CONST_KEY_MAP, keyword arguments: presized, with unicode keys if all keys are exact strs. keys[i * keys_step]. */
Own dict_from_items(Runtime *rt, Obj *const *keys, intptr_t keys_step, Obj *const *values, intptr_t values_step,
                    intptr_t count);
/* Dict of an instance whose class shares keys but that has no inline values (subclass of int, list, ...). */
Own dict_new_for_type(Runtime *rt, TypeObj *type);
Obj *dict_get(Runtime *rt, Obj *dict, Obj *key);    /* borrowed; NULL without exception = absent, with = raised */
Obj *dict_get_known_hash(Runtime *rt, Obj *dict, Obj *key, int64_t hash);
Obj *dict_get_str(Runtime *rt, Obj *dict, const char *ascii);
int dict_set(Runtime *rt, Obj *dict, Obj *key, Obj *value);
int dict_set_steal(Runtime *rt, Obj *dict, Own key, Own value);
int dict_set_known_hash(Runtime *rt, Obj *dict, Obj *key, int64_t hash, Obj *value);
int dict_set_str(Runtime *rt, Obj *dict, const char *ascii, Obj *value); /* key interned */
int dict_delete(Runtime *rt, Obj *dict, Obj *key); /* KeyError(key) */
int dict_delete_known_hash(Runtime *rt, Obj *dict, Obj *key, int64_t hash);
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
Own dict_items_list(Runtime *rt, Obj *dict);
void dict_maybe_untrack(Runtime *rt, Obj *dict); /* full collections */
void dict_clear_free_list(Runtime *rt);
void dict_trim_free_list(Runtime *rt, int count); /* leave at most `count` dead dicts */
uint64_t dict_sizeof(Runtime *rt, Obj *dict); /* __sizeof__ */
HS_INLINE uint64_t dict_next_version(Runtime *rt) { return ++rt->next_dict_version; }

/* ---- inline caches (vm) ---- */
/* Version of a keys object for caches, 0 = cannot have one. */
uint32_t dict_keys_version(Runtime *rt, DictKeys *keys);
/* Entry index of an interned str key in unicode keys, -1 = absent. */
intptr_t dict_keys_index(DictKeys *keys, Obj *key);
/* Value at entry index of a unicode-keys, non-split dict. */
HS_INLINE Own *dict_entry_value_slot(DictKeys *keys, intptr_t index) {
    return &((DictUnicodeEntry *)dict_keys_entries(keys))[index].value;
}
HS_INLINE Obj *dict_entry_value(DictKeys *keys, intptr_t index) { return borrow(*dict_entry_value_slot(keys, index)); }

/* ---- attributes of instances with a managed dict (heap types) ---- */
int instance_init_values(Runtime *rt, Obj *self, TypeObj *type);  /* at allocation: inline values if the type shares keys */
Own instance_get_attr(Runtime *rt, Obj *self, Obj *name);         /* from values or dict only; NULL without exception = absent */
int instance_store_attr(Runtime *rt, Obj *self, Obj *name, Obj *value /* NULL deletes: AttributeError(name) */);
Own instance_dict(Runtime *rt, Obj *self);                        /* materialises __dict__ */
int instance_set_dict(Runtime *rt, Obj *self, Obj *dict /* NULL deletes */);
void instance_free_values(Runtime *rt, Obj *self);  /* dealloc: values or dict, in CPython's order */
int instance_traverse_values(Obj *self, VisitFn visit, void *arg);
void instance_clear_values(Runtime *rt, Obj *self); /* tp_clear */
/* tp_alloc of classes whose instances have their values in their own block; whether an instance's dict uses those. */
Own instance_alloc_with_values(Runtime *rt, TypeObj *type, intptr_t items);
bool instance_shares_values(Obj *self);
HS_INLINE bool instance_has_values(Obj *self) { return pre_head(self)->values != NULL; }
/* Slot of shared key index `i` in inline values. */
HS_INLINE Own *instance_value_slot(Obj *self, intptr_t i) { return &dict_values_items(pre_head(self)->values)[i]; }
/* Store at index i of inline values keeping insertion order (inline cache of STORE_ATTR). Takes value. */
void instance_store_index(Runtime *rt, Obj *self, intptr_t i, Own value);
DictKeys *dict_new_shared_keys(Runtime *rt); /* for a new heap type: ht_cached_keys */
void dict_keys_release(Runtime *rt, DictKeys *keys);
uint64_t dict_shared_keys_virtual_size(DictKeys *keys); /* part of sys.getsizeof(cls) */

#endif
