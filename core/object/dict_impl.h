/* What the dict files share: dict.c (table), dict_merge.c (copy, update), dict_methods.c (type),
 * dict_views.c, dict_instance.c. */
#ifndef HS_OBJECT_DICT_IMPL_H
#define HS_OBJECT_DICT_IMPL_H

#include "heap/gc_list.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/str.h"

enum { DICT_EMPTY = -1, DICT_DUMMY = -2, DICT_RAISED = -3, DICT_CHANGED = -4 };
enum { DICT_LOG2_MIN = 3, DICT_SHARED_MAX = 30, DICT_LOG2_SHARED = 6 };

/* The keys of every empty dict: never written, not counted. */
extern const DictKeys dict_empty_keys;
HS_INLINE DictKeys *empty_keys(void) { return (DictKeys *)(uintptr_t)&dict_empty_keys; }

HS_INLINE int32_t usable_fraction(int64_t slots) { return (int32_t)(slots * 2 / 3); }
HS_INLINE size_t keys_slots(const DictKeys *keys) { return (size_t)1 << keys->log2_size; }
HS_INLINE bool keys_are_unicode(const DictKeys *keys) { return keys->kind != DICT_KEYS_GENERAL; }
HS_INLINE DictEntry *general_entries(DictKeys *keys) { return dict_keys_entries(keys); }
HS_INLINE DictUnicodeEntry *unicode_entries(DictKeys *keys) { return dict_keys_entries(keys); }
HS_INLINE Own *entry_key(DictKeys *keys, intptr_t i) {
    return keys_are_unicode(keys) ? &unicode_entries(keys)[i].key : &general_entries(keys)[i].key;
}
HS_INLINE Own *entry_value(DictKeys *keys, intptr_t i) {
    return keys_are_unicode(keys) ? &unicode_entries(keys)[i].value
                                  : &general_entries(keys)[i].value;
}
HS_INLINE int64_t entry_hash(DictKeys *keys, intptr_t i) {
    return keys_are_unicode(keys) ? STR(borrow(unicode_entries(keys)[i].key))->hash
                                  : general_entries(keys)[i].hash;
}

HS_INLINE int32_t keys_get_index(const DictKeys *keys, size_t i) {
    if (keys->log2_size < 8) return keys->indices[i];
    if (keys->log2_size < 16) return ((const int16_t *)(const void *)keys->indices)[i];
    return ((const int32_t *)(const void *)keys->indices)[i];
}
HS_INLINE void keys_set_index(DictKeys *keys, size_t i, int32_t index) {
    if (keys->log2_size < 8) {
        keys->indices[i] = (int8_t)index;
    } else if (keys->log2_size < 16) {
        ((int16_t *)(void *)keys->indices)[i] = (int16_t)index;
    } else {
        ((int32_t *)(void *)keys->indices)[i] = index;
    }
}

/* Hash of a key; exact strs keep theirs. -1 raised. */
HS_INLINE int64_t key_hash(Runtime *rt, Obj *key) {
    if (HS_LIKELY(is_str_exact(rt, key)) && HS_LIKELY(STR(key)->hash != -1)) return STR(key)->hash;
    return object_hash(rt, key);
}

/* Whether storing this makes a dict worth tracking: tuples only while they are tracked themselves.
 */
HS_INLINE bool may_be_tracked(Runtime *rt, Obj *object) {
    return object_is_gc(object) && (object->type != T(rt, TUPLE) || gc_linked(gc_head(object)));
}

/* ---- dict.c ---- */
intptr_t dict_lookup(Runtime *rt, DictObj *self, Obj *key, int64_t hash,
                     Obj **value); /* entry index, EMPTY, RAISED */
intptr_t keys_lookup_unicode(DictKeys *keys, Obj *key, int64_t hash);
intptr_t keys_slot_of(DictKeys *keys, int64_t hash,
                      intptr_t index); /* slot that holds entry `index` */
size_t keys_find_empty_slot(DictKeys *keys, int64_t hash);
int dict_insert(Runtime *rt, DictObj *self, Own key, int64_t hash, Own value);
int dict_resize(Runtime *rt, DictObj *self, uint8_t log2_size, bool unicode);
void dict_delete_entry(Runtime *rt, DictObj *self, int64_t hash, intptr_t index, Obj *old_value);
uint8_t keys_log2_for(Runtime *rt, int64_t slots);       /* slots wanted */
uint8_t keys_log2_for_items(Runtime *rt, int64_t items); /* items expected */
DictKeys *keys_new(Runtime *rt, uint8_t log2_size, bool unicode);
void keys_free_block(Runtime *rt, DictKeys *keys); /* memory only, perhaps to the free list */
uint64_t keys_virtual_size(const DictKeys *keys);
Own dict_make(Runtime *rt, DictKeys *keys, DictValues *values,
              intptr_t used); /* takes keys; untracked */
DictValues *values_new(Runtime *rt, intptr_t capacity);
/* Values in the block of their instance lie between the places where blocks begin. */
HS_INLINE bool values_are_inside(const DictValues *values) { return ((uintptr_t)values & 8) != 0; }
HS_INLINE void values_free(Runtime *rt, DictValues *values) {
    if (!values_are_inside(values)) mem_free(rt, values);
}
HS_INLINE void values_append_order(DictValues *values, intptr_t index) {
    values->order[values->used++] = (uint8_t)index;
}
void values_remove_order(DictValues *values, intptr_t index);
HS_INLINE intptr_t shared_keys_capacity(const DictKeys *keys) { return keys->count + keys->usable; }
/* ---- dict_merge.c ---- */
int dict_update_from(Runtime *rt, Obj *self, Obj *other); /* mapping or pairs */
/* Store a pair given as any sequence of two; number: which, for complaints. */
int dict_merge_pair(Runtime *rt, Obj *dict, Obj *pair, intptr_t number, int override);
/* ---- dict_methods.c ---- */
Own dict_tp_iter(Runtime *rt, Obj *self);
Own dict_fromkeys(Runtime *rt, Obj *cls, Obj *iterable, Obj *value); /* cls.fromkeys(iterable, value) */
/* ---- dict_views.c ---- */
Own dict_view_new(Runtime *rt, TypeObj *type, Obj *dict);
Obj *dict_view_dict(Obj *view);
Own dict_iterator_new(Runtime *rt, TypeObj *type, Obj *dict);

#endif
