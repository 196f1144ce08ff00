/* dict: insertion-ordered hash table.
 *
 * Layout: DictObj (virtual 48) -> DictKeys: a table of indices (1, 2 or 4 bytes a slot) followed by
 * entries in insertion order, at most two thirds of the slots. Entries are (key, value) while all
 * keys are exact strs, else (hash, key, value). A split dict shares its keys with its class and has
 * its own DictValues with the insertion order in front. Invariants: used <= keys->count; a deleted
 * entry has key and value NULL and its slot is a dummy; split keys hold only exact strs and are
 * never removed. Dead exact dicts and 8-slot unicode tables wait in rt->free_lists. Follows
 * CPython 3.11 Objects/dictobject.c (probing, growth, free lists). Copying and merging:
 * dict_merge.c; methods and type: dict_methods.c; views and iterators: dict_views.c; instances:
 * dict_instance.c. */
#include "object/dict.h"

#include "base/copy.h"
#include "heap/events.h"
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"

_Static_assert(sizeof(DictKeys) <= 32, "dict keys header");
_Static_assert(offsetof(DictKeys, indices) <= 32, "dict keys header");
_Static_assert(sizeof(DictEntry) <= 24 && sizeof(DictUnicodeEntry) <= 16, "dict entries");
_Static_assert(sizeof(DictObj) <= 48, "dict");
#define DICT_VIRTUAL 48
#define PERTURB_SHIFT 5
#define LOG2_MAX 26 /* slots: far beyond what the memory limit allows */

const DictKeys dict_empty_keys = {
    .refcount = 1,
    .log2_size = 0,
    .log2_index_bytes = 0,
    .kind = DICT_KEYS_UNICODE,
    .version = 1,
    .indices = {DICT_EMPTY, DICT_EMPTY, DICT_EMPTY, DICT_EMPTY, DICT_EMPTY, DICT_EMPTY, DICT_EMPTY,
                DICT_EMPTY},
};

/* ---- keys ---- */

uint8_t keys_log2_for(Runtime *rt, int64_t slots) {
    if (!rt->lens->small_entries) { /* the next power of two, at least 8 */
        return slots <= 8 ? DICT_LOG2_MIN : (uint8_t)(64 - __builtin_clzll((uint64_t)slots - 1));
    }
    uint64_t bits = (((uint64_t)slots | 8) - 1) | 7;
    return (uint8_t)(64 - __builtin_clzll(bits));
}

uint8_t keys_log2_for_items(Runtime *rt, int64_t items) { return keys_log2_for(rt, (items * 3 + 1) / 2); }

uint64_t keys_virtual_size(const DictKeys *keys) {
    uint64_t entry = keys->kind == DICT_KEYS_GENERAL || keys->roomy ? 24 : 16;
    return (keys->roomy ? 40 : 32) + ((uint64_t)1 << keys->log2_index_bytes) +
           (uint64_t)usable_fraction((int64_t)keys_slots(keys)) * entry;
}

DictKeys *keys_new(Runtime *rt, uint8_t log2_size, bool unicode) {
    if (log2_size > LOG2_MAX) {
        raise_memory_error(rt);
        return NULL;
    }
    uint8_t log2_bytes = (uint8_t)(log2_size < 8    ? log2_size
                                   : log2_size < 16 ? log2_size + 1
                                                    : log2_size + 2);
    int32_t usable = usable_fraction((int64_t)1 << log2_size);
    size_t entry = unicode ? sizeof(DictUnicodeEntry) : sizeof(DictEntry);
    DictKeys *keys;
    const Lens *lens = rt->lens;
    if (log2_size == DICT_LOG2_MIN && (unicode || !lens->small_entries) && rt->free_lists.dict_keys) {
        keys = (DictKeys *)(void *)rt->free_lists.dict_keys;
        rt->free_lists.dict_keys = *(Obj **)(void *)keys;
        rt->free_lists.dict_keys_count--;
    } else {
        keys = mem_alloc(rt, lens->keys_head + ((size_t)1 << log2_bytes) +
                                 (size_t)usable * (unicode && lens->small_entries ? 16 : 24));
        if (!keys) {
            raise_memory_error(rt);
            return NULL;
        }
    }
    keys->refcount = 1;
    keys->log2_size = log2_size;
    keys->log2_index_bytes = log2_bytes;
    keys->kind = unicode ? DICT_KEYS_UNICODE : DICT_KEYS_GENERAL;
    keys->roomy = !lens->small_entries;
    keys->version = 0;
    keys->usable = usable;
    keys->count = 0;
    if (log2_bytes == 3) memset(keys->indices, 0xff, 8);
    else memset(keys->indices, 0xff, (size_t)1 << log2_bytes);
    zero_words(dict_keys_entries(keys), (size_t)usable * entry);
    return keys;
}

void keys_free_block(Runtime *rt, DictKeys *keys) {
    if (keys->log2_size == DICT_LOG2_MIN && (keys_are_unicode(keys) || keys->roomy) &&
        rt->free_lists.dict_keys_count < HS_FREE_DICT_KEYS) {
        *(Obj **)(void *)keys = rt->free_lists.dict_keys;
        rt->free_lists.dict_keys = (Obj *)(void *)keys;
        rt->free_lists.dict_keys_count++;
        return;
    }
    mem_free(rt, keys);
}

void dict_keys_release(Runtime *rt, DictKeys *keys) {
    if (keys == empty_keys() || --keys->refcount > 0) return;
    for (int32_t i = 0; i < keys->count; i++) {
        xrelease(rt, *entry_key(keys, i));
        xrelease(rt, *entry_value(keys, i));
    }
    keys_free_block(rt, keys);
}

uint32_t dict_keys_version(Runtime *rt, DictKeys *keys) {
    if (keys->version) return keys->version;
    if (rt->next_keys_version < 2) rt->next_keys_version = 2; /* 1 is the empty keys' */
    if (rt->next_keys_version == UINT32_MAX) return 0;
    keys->version = rt->next_keys_version++;
    return keys->version;
}

/* ---- values of split tables ---- */

DictValues *values_new(Runtime *rt, intptr_t capacity) {
    size_t prefix = ((size_t)capacity + 2 + 7) & ~(size_t)7;
    DictValues *values = mem_alloc(rt, prefix + 8 * (size_t)capacity);
    if (!values) {
        raise_memory_error(rt);
        return NULL;
    }
    values->capacity = (uint8_t)capacity;
    values->used = 0;
    zero_words(dict_values_items(values), (size_t)capacity * sizeof(Own));
    return values;
}

void values_remove_order(DictValues *values, intptr_t index) {
    uint8_t *found = memchr(values->order, (int)index, values->used);
    hs_assert(found != NULL);
    memmove(found, found + 1, (size_t)(values->order + values->used - (found + 1)));
    values->used--;
}

/* ---- construct and release ---- */

Own dict_make(Runtime *rt, DictKeys *keys, DictValues *values, intptr_t used) {
    Obj *self = rt->free_lists.dicts;
    if (self) {
        rt->free_lists.dicts = (Obj *)(void *)DICT(self)->keys;
        rt->free_lists.dicts_count--;
        self->refcount = 1;
        gc_head(self)->next = 0; /* the mark of start-up objects goes too */
        note_birth(rt, birth_in_front(self));
        if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, self, DICT_VIRTUAL);
    } else {
        self = borrow(gc_alloc(rt, T(rt, DICT), DICT_VIRTUAL));
        if (!self) {
            dict_keys_release(rt, keys);
            return NULL;
        }
    }
    DictObj *dict = DICT(self);
    dict->keys = keys;
    dict->values = values;
    dict->used = used;
    dict->version = dict_next_version(rt);
    return adopt(self);
}

Own dict_new(Runtime *rt) { return dict_make(rt, empty_keys(), NULL, 0); }

static Own new_presized(Runtime *rt, intptr_t count, bool unicode) {
    if (count <= usable_fraction(8)) return dict_new(rt);
    uint8_t log2_size = count > usable_fraction(1 << 17) ? 17 : keys_log2_for_items(rt, count);
    DictKeys *keys = keys_new(rt, log2_size, unicode);
    return keys ? dict_make(rt, keys, NULL, 0) : NULL;
}

Own dict_new_presized(Runtime *rt, intptr_t count) { return new_presized(rt, count, false); }

Own dict_from_items(Runtime *rt, Obj *const *keys, intptr_t keys_step, Obj *const *values,
                    intptr_t values_step, intptr_t count) {
    bool unicode = true;
    for (intptr_t i = 0; i < count && unicode; i++) unicode = is_str_exact(rt, keys[i * keys_step]);
    Own self = new_presized(rt, count, unicode);
    if (!self) return NULL;
    for (intptr_t i = 0; i < count; i++) {
        if (dict_set(rt, borrow(self), keys[i * keys_step], values[i * values_step]) < 0) {
            release(rt, self);
            return NULL;
        }
    }
    return self;
}

void dict_trim_free_list(Runtime *rt, int count) {
    while (rt->free_lists.dicts_count > count) {
        Obj *dead = rt->free_lists.dicts;
        rt->free_lists.dicts = (Obj *)(void *)DICT(dead)->keys;
        rt->free_lists.dicts_count--;
        gc_free(rt, dead);
    }
}

void dict_clear_free_list(Runtime *rt) {
    Obj *dead;
    dict_trim_free_list(rt, 0);
    while ((dead = rt->free_lists.dict_keys)) {
        rt->free_lists.dict_keys = *(Obj **)(void *)dead;
        mem_free(rt, dead);
    }
    rt->free_lists.dict_keys_count = 0;
}

/* Values in the block of their instance stay there, and the dict with them. */
static void clear_inside(Runtime *rt, DictObj *self) {
    DictValues *values = self->values;
    Own old[DICT_SHARED_MAX];
    int32_t count = self->keys->count;
    memcpy(old, dict_values_items(values), (size_t)count * sizeof(Own));
    memset(dict_values_items(values), 0, (size_t)count * sizeof(Own));
    values->used = 0;
    self->used = 0;
    self->version = dict_next_version(rt);
    for (int32_t i = 0; i < count; i++) own_clear(rt, &old[i]);
}

void dict_clear_items(Runtime *rt, Obj *dict) {
    DictObj *self = DICT(dict);
    DictKeys *keys = self->keys;
    DictValues *values = self->values;
    if (keys == empty_keys()) return;
    if (values && values_are_inside(values)) {
        clear_inside(rt, self);
        return;
    }
    self->keys = empty_keys();
    self->values = NULL;
    self->used = 0;
    self->version = dict_next_version(rt);
    if (values) {
        for (int32_t i = 0; i < keys->count; i++) own_clear(rt, &dict_values_items(values)[i]);
        values_free(rt, values);
    }
    dict_keys_release(rt, keys);
}

/* ---- memory ---- */

uint64_t dict_sizeof(HS_UNUSED Runtime *rt, Obj *dict) {
    DictObj *self = DICT(dict);
    uint64_t size = dict->type->virtual_size;
    if (self->values) size += (uint64_t)shared_keys_capacity(self->keys) * 8;
    if (self->keys->refcount == 1) {
        size += self->keys == empty_keys() ? 0 : keys_virtual_size(self->keys);
    }
    return size;
}

uint64_t dict_shared_keys_virtual_size(DictKeys *keys) { return keys_virtual_size(keys); }

HS_INLINE void maintain_tracking(Runtime *rt, DictObj *self, Obj *key, Obj *value) {
    if (gc_linked(gc_head(&self->base))) return;
    if (may_be_tracked(rt, key) || may_be_tracked(rt, value)) gc_track(rt, &self->base);
}

void dict_maybe_untrack(Runtime *rt, Obj *dict) {
    if (!is_dict_exact(rt, dict) || !gc_is_tracked(dict)) return;
    DictObj *self = DICT(dict);
    DictKeys *keys = self->keys;
    for (int32_t i = 0; i < keys->count; i++) {
        Obj *value =
            borrow(self->values ? dict_values_items(self->values)[i] : *entry_value(keys, i));
        if (!value) continue;
        if (may_be_tracked(rt, value)) return;
        if (!keys_are_unicode(keys) && may_be_tracked(rt, borrow(*entry_key(keys, i)))) return;
    }
    gc_untrack(rt, dict);
}

/* ---- lookup ---- */

HS_INLINE bool same_str(Own stored, Obj *key, int64_t hash) {
    Obj *str = borrow(stored);
    return str == key || (STR(str)->hash == hash && str_equal(str, key));
}

/* The search after the first slot, which holds entry `index` or a dummy. */
static intptr_t probe_unicode(DictKeys *keys, Obj *key, int64_t hash, int32_t index) {
    DictUnicodeEntry *entries = unicode_entries(keys);
    size_t mask = keys_slots(keys) - 1, i = (size_t)(uint64_t)hash & mask;
    uint64_t perturb = (uint64_t)hash;
    for (;;) {
        if (index >= 0) {
            if (same_str(entries[index].key, key, hash)) return index;
        } else if (index == DICT_EMPTY) {
            return DICT_EMPTY;
        }
        perturb >>= PERTURB_SHIFT;
        i = (size_t)(i * 5 + perturb + 1) & mask;
        index = keys_get_index(keys, i);
    }
}

/* Most searches end at the first slot, by identity. */
HS_INLINE intptr_t lookup_unicode(DictKeys *keys, Obj *key, int64_t hash) {
    int32_t index = keys_get_index(keys, (size_t)(uint64_t)hash & (keys_slots(keys) - 1));
    if (index == DICT_EMPTY) return DICT_EMPTY;
    if (index >= 0 && borrow(unicode_entries(keys)[index].key) == key) return index;
    return probe_unicode(keys, key, hash, index);
}

intptr_t keys_lookup_unicode(DictKeys *keys, Obj *key, int64_t hash) {
    return lookup_unicode(keys, key, hash);
}

/* Any key in any table, with __eq__ of the stored key. CHANGED: the dict was modified by it, start
 * again. */
static intptr_t lookup_general(Runtime *rt, DictObj *self, DictKeys *keys, Obj *key, int64_t hash) {
    size_t mask = keys_slots(keys) - 1, i = (size_t)(uint64_t)hash & mask;
    uint64_t perturb = (uint64_t)hash;
    for (;;) {
        int32_t index = keys_get_index(keys, i);
        if (index == DICT_EMPTY) return DICT_EMPTY;
        if (index >= 0) {
            Obj *stored = borrow(*entry_key(keys, index));
            if (stored == key) return index;
            if (entry_hash(keys, index) != hash) {
                /* another key */
            } else if (is_int_exact(rt, key) &&
                       is_int_exact(rt, stored)) { /* no Python code runs */
                if (int_compare(stored, key) == 0) return index;
            } else {
                Own guard = keep(stored);
                int same = object_compare_bool(rt, stored, key, CMP_EQ);
                release(rt, guard);
                if (same < 0) return DICT_RAISED;
                if (keys != self->keys || borrow(*entry_key(keys, index)) != stored)
                    return DICT_CHANGED;
                if (same) return index;
            }
        }
        perturb >>= PERTURB_SHIFT;
        i = (size_t)(i * 5 + perturb + 1) & mask;
    }
}

HS_INLINE Obj *value_at(DictObj *self, DictKeys *keys, intptr_t index) {
    if (index < 0) return NULL;
    if (HS_LIKELY(keys->kind == DICT_KEYS_UNICODE))
        return borrow(unicode_entries(keys)[index].value);
    return borrow(keys->kind == DICT_KEYS_SPLIT ? dict_values_items(self->values)[index]
                                                : general_entries(keys)[index].value);
}

/* A key that is no str, or a table that is not of strs. */
static HS_NOINLINE intptr_t lookup_any(Runtime *rt, DictObj *self, Obj *key, int64_t hash,
                                       Obj **value) {
    DictKeys *keys;
    intptr_t index;
    do {
        keys = self->keys;
        index = keys_are_unicode(keys) && is_str_exact(rt, key)
                    ? lookup_unicode(keys, key, hash)
                    : lookup_general(rt, self, keys, key, hash);
    } while (index == DICT_CHANGED);
    *value = value_at(self, keys, index);
    return index;
}

HS_INLINE intptr_t lookup(Runtime *rt, DictObj *self, Obj *key, int64_t hash, Obj **value) {
    DictKeys *keys = self->keys;
    if (!keys_are_unicode(keys) || !is_str_exact(rt, key))
        return lookup_any(rt, self, key, hash, value);
    intptr_t index = lookup_unicode(keys, key, hash);
    *value = value_at(self, keys, index);
    return index;
}

intptr_t dict_lookup(Runtime *rt, DictObj *self, Obj *key, int64_t hash, Obj **value) {
    return lookup(rt, self, key, hash, value);
}

intptr_t dict_keys_index(DictKeys *keys, Obj *key) {
    if (!keys_are_unicode(keys) || STR(key)->hash == -1) return -1;
    return keys_lookup_unicode(keys, key, STR(key)->hash);
}

intptr_t keys_slot_of(DictKeys *keys, int64_t hash, intptr_t index) {
    size_t mask = keys_slots(keys) - 1, i = (size_t)(uint64_t)hash & mask;
    uint64_t perturb = (uint64_t)hash;
    for (;;) {
        int32_t found = keys_get_index(keys, i);
        if (found == index) return (intptr_t)i;
        if (found == DICT_EMPTY) return -1;
        perturb >>= PERTURB_SHIFT;
        i = (size_t)(i * 5 + perturb + 1) & mask;
    }
}

/* First slot without an entry (empty or dummy) where `hash` may go. */
size_t keys_find_empty_slot(DictKeys *keys, int64_t hash) {
    size_t mask = keys_slots(keys) - 1, i = (size_t)(uint64_t)hash & mask;
    uint64_t perturb = (uint64_t)hash;
    while (keys_get_index(keys, i) >= 0) {
        perturb >>= PERTURB_SHIFT;
        i = (size_t)(i * 5 + perturb + 1) & mask;
    }
    return i;
}

Obj *dict_get_known_hash(Runtime *rt, Obj *dict, Obj *key, int64_t hash) {
    Obj *value;
    dict_lookup(rt, DICT(dict), key, hash, &value);
    return value;
}

Obj *dict_get(Runtime *rt, Obj *dict, Obj *key) {
    int64_t hash = key_hash(rt, key);
    if (hash == -1) return NULL;
    Obj *value;
    lookup(rt, DICT(dict), key, hash, &value);
    return value;
}

Obj *dict_get_str(Runtime *rt, Obj *dict, const char *ascii) {
    Own key = str_from_cstr(rt, ascii);
    if (!key) return NULL;
    Obj *value = dict_get(rt, dict, borrow(key));
    release(rt, key);
    return value;
}

int dict_contains(Runtime *rt, Obj *dict, Obj *key) {
    int64_t hash = key_hash(rt, key);
    if (hash == -1) return -1;
    Obj *value;
    if (dict_lookup(rt, DICT(dict), key, hash, &value) == DICT_RAISED) return -1;
    return value != NULL;
}

/* ---- resize ---- */

static void build_indices(DictKeys *keys, intptr_t count) {
    size_t mask = keys_slots(keys) - 1;
    for (intptr_t index = 0; index < count; index++) {
        uint64_t hash = (uint64_t)entry_hash(keys, index), perturb = hash;
        size_t i = (size_t)hash & mask;
        while (keys_get_index(keys, i) != DICT_EMPTY) {
            perturb >>= PERTURB_SHIFT;
            i = (size_t)(i * 5 + perturb + 1) & mask;
        }
        keys_set_index(keys, i, (int32_t)index);
    }
}

/* Move one entry into place `to` of a fresh table. */
HS_INLINE void put_entry(DictKeys *keys, intptr_t to, Own key, int64_t hash, Own value) {
    if (keys_are_unicode(keys)) {
        unicode_entries(keys)[to] = (DictUnicodeEntry){key, value};
    } else {
        general_entries(keys)[to] = (DictEntry){hash, key, value};
    }
}

static void move_split(Runtime *rt, DictObj *self, DictKeys *fresh) {
    DictKeys *old = self->keys;
    DictValues *values = self->values;
    for (intptr_t i = 0; i < self->used; i++) {
        uint8_t index = values->order[i];
        Obj *key = borrow(unicode_entries(old)[index].key);
        put_entry(fresh, i, keep(key), STR(key)->hash, dict_values_items(values)[index]);
    }
    dict_keys_release(rt, old);
    self->values = NULL;
    values_free(rt, values);
}

static void move_combined(Runtime *rt, DictObj *self, DictKeys *fresh) {
    DictKeys *old = self->keys;
    intptr_t from = 0;
    for (intptr_t i = 0; i < self->used; i++, from++) {
        while (!*entry_value(old, from)) from++;
        put_entry(fresh, i, *entry_key(old, from), entry_hash(old, from), *entry_value(old, from));
    }
    if (old != empty_keys()) keys_free_block(rt, old);
}

/* Rebuild with 2**log2_size slots; the result is combined, and unicode only if it was and `unicode`
 * asks for it. */
int dict_resize(Runtime *rt, DictObj *self, uint8_t log2_size, bool unicode) {
    DictKeys *fresh = keys_new(rt, log2_size, unicode && keys_are_unicode(self->keys));
    if (!fresh) return -1;
    events_table_begin(rt, &self->base);
    if (self->values) {
        move_split(rt, self, fresh);
    } else {
        move_combined(rt, self, fresh);
    }
    self->keys = fresh;
    build_indices(fresh, self->used);
    fresh->usable -= (int32_t)self->used;
    fresh->count = (int32_t)self->used;
    events_table_end(rt, &self->base);
    return 0;
}

HS_INLINE int grow(Runtime *rt, DictObj *self, bool unicode) {
    return dict_resize(rt, self, keys_log2_for(rt, (int64_t)self->used * 3), unicode);
}

/* ---- insert ---- */

/* Store behind the last entry; there is room and the key is absent. */
HS_INLINE void append_entry(Runtime *rt, DictObj *self, Own key, int64_t hash, Own value) {
    DictKeys *keys = self->keys;
    int32_t index = keys->count;
    keys_set_index(keys, keys_find_empty_slot(keys, hash), index);
    if (self->values) {
        unicode_entries(keys)[index].key = key;
        values_append_order(self->values, index);
        dict_values_items(self->values)[index] = value;
    } else {
        put_entry(keys, index, key, hash, value);
    }
    self->used++;
    self->version = dict_next_version(rt);
    keys->usable--;
    keys->count++;
}

static int insert_first(Runtime *rt, DictObj *self, Own key, int64_t hash, Own value) {
    DictKeys *keys = keys_new(rt, DICT_LOG2_MIN, is_str_exact(rt, borrow(key)));
    if (!keys) {
        release(rt, key);
        release(rt, value);
        return -1;
    }
    self->keys = keys;
    self->values = NULL;
    maintain_tracking(rt, self, borrow(key), borrow(value));
    append_entry(rt, self, key, hash, value);
    return 0;
}

/* Replace (or, in a split table, give) the value of entry `index`; the old value goes last. */
static void replace_value(Runtime *rt, DictObj *self, intptr_t index, Obj *old, Own value) {
    if (borrow(value) != old) {
        if (self->values) {
            dict_values_items(self->values)[index] = value;
            if (!old) {
                values_append_order(self->values, index);
                self->used++;
            }
        } else {
            *entry_value(self->keys, index) = value;
        }
        self->version = dict_next_version(rt);
    }
    if (old) release(rt, adopt(old));
}

/* Takes key and value. */
int dict_insert(Runtime *rt, DictObj *self, Own key, int64_t hash, Own value) {
    if (keys_are_unicode(self->keys) && !is_str_exact(rt, borrow(key)) && grow(rt, self, false) < 0)
        goto fail;
    Obj *old;
    intptr_t index = dict_lookup(rt, self, borrow(key), hash, &old);
    if (index == DICT_RAISED) goto fail;
    maintain_tracking(rt, self, borrow(key), borrow(value));
    if (self->values && HS_UNLIKELY(!rt->lens->inline_values) &&
        (index == DICT_EMPTY ? self->used != self->keys->count : !old && self->used != index)) { /* Python 3.10: only in order */
        if (grow(rt, self, true) < 0) goto fail;
        index = dict_lookup(rt, self, borrow(key), hash, &old);
    }
    if (index == DICT_EMPTY) {
        if (self->keys != empty_keys()) self->keys->version = 0;
        if (self->keys->usable <= 0 && grow(rt, self, true) < 0) goto fail;
        append_entry(rt, self, key, hash, value);
        return 0;
    }
    replace_value(rt, self, index, old, value);
    release(rt, key);
    return 0;
fail:
    release(rt, value);
    release(rt, key);
    return -1;
}

HS_INLINE int insert(Runtime *rt, DictObj *self, Own key, int64_t hash, Own value) {
    if (self->keys == empty_keys()) return insert_first(rt, self, key, hash, value);
    return dict_insert(rt, self, key, hash, value);
}

int dict_set_steal(Runtime *rt, Obj *dict, Own key, Own value) {
    int64_t hash = key_hash(rt, borrow(key));
    if (hash == -1) {
        release(rt, key);
        release(rt, value);
        return -1;
    }
    return insert(rt, DICT(dict), key, hash, value);
}

int dict_set(Runtime *rt, Obj *dict, Obj *key, Obj *value) {
    return dict_set_steal(rt, dict, keep(key), keep(value));
}

int dict_set_known_hash(Runtime *rt, Obj *dict, Obj *key, int64_t hash, Obj *value) {
    return insert(rt, DICT(dict), keep(key), hash, keep(value));
}

int dict_set_str(Runtime *rt, Obj *dict, const char *ascii, Obj *value) {
    Own key = str_intern_cstr(rt, ascii);
    return key ? dict_set_steal(rt, dict, key, keep(value)) : -1;
}

Obj *dict_set_default(Runtime *rt, Obj *dict, Obj *key, Obj *value) {
    DictObj *self = DICT(dict);
    int64_t hash = key_hash(rt, key);
    if (hash == -1) return NULL;
    if (self->keys == empty_keys())
        return insert_first(rt, self, keep(key), hash, keep(value)) < 0 ? NULL : value;
    if (keys_are_unicode(self->keys) && !is_str_exact(rt, key) && grow(rt, self, false) < 0)
        return NULL;
    Obj *found;
    intptr_t index = dict_lookup(rt, self, key, hash, &found);
    if (index == DICT_RAISED) return NULL;
    if (found) return found;
    if (index == DICT_EMPTY) {
        self->keys->version = 0;
        if (self->keys->usable <= 0 && grow(rt, self, true) < 0) return NULL;
        maintain_tracking(rt, self, key, value);
        append_entry(rt, self, keep(key), hash, keep(value));
    } else {
        maintain_tracking(rt, self, key, value);
        replace_value(rt, self, index, NULL, keep(value));
    }
    return value;
}

/* ---- delete ---- */

/* Unlink entry `index` and give up its key, then its value. */
void dict_delete_entry(Runtime *rt, DictObj *self, int64_t hash, intptr_t index, Obj *old_value) {
    DictKeys *keys = self->keys;
    self->used--;
    self->version = dict_next_version(rt);
    if (self->values) {
        dict_values_items(self->values)[index] = NULL;
        values_remove_order(self->values, index);
    } else {
        keys->version = 0;
        keys_set_index(keys, (size_t)keys_slot_of(keys, hash, index), DICT_DUMMY);
        Own old_key = *entry_key(keys, index);
        put_entry(keys, index, NULL, 0, NULL);
        release(rt, old_key);
    }
    release(rt, adopt(old_value));
}

int dict_delete(Runtime *rt, Obj *dict, Obj *key) {
    int64_t hash = key_hash(rt, key);
    return hash == -1 ? -1 : dict_delete_known_hash(rt, dict, key, hash);
}

int dict_delete_known_hash(Runtime *rt, Obj *dict, Obj *key, int64_t hash) {
    Obj *value;
    intptr_t index = dict_lookup(rt, DICT(dict), key, hash, &value);
    if (index == DICT_RAISED) return -1;
    if (!value) {
        raise_key_error(rt, key);
        return -1;
    }
    dict_delete_entry(rt, DICT(dict), hash, index, value);
    return 0;
}

Own dict_pop(Runtime *rt, Obj *dict, Obj *key, Obj *default_value) {
    Obj *value = NULL;
    if (DICT_SIZE(dict) > 0) {
        int64_t hash = key_hash(rt, key);
        if (hash == -1) return NULL;
        intptr_t index = dict_lookup(rt, DICT(dict), key, hash, &value);
        if (index == DICT_RAISED) return NULL;
        if (value) {
            Own result = keep(value);
            dict_delete_entry(rt, DICT(dict), hash, index, value);
            return result;
        }
    }
    return default_value ? keep(default_value) : raise_key_error(rt, key);
}

/* ---- walk ---- */

bool dict_next(Obj *dict, intptr_t *pos, Obj **key, Obj **value, int64_t *hash) {
    DictObj *self = DICT(dict);
    DictKeys *keys = self->keys;
    intptr_t i = *pos, index;
    Obj *found;
    if (self->values) {
        if (i < 0 || i >= self->used) return false;
        index = self->values->order[i];
        found = borrow(dict_values_items(self->values)[index]);
    } else {
        if (i < 0) return false;
        while (i < keys->count && !*entry_value(keys, i)) i++;
        if (i >= keys->count) return false;
        index = i;
        found = borrow(*entry_value(keys, i));
    }
    *pos = i + 1;
    if (key) *key = borrow(*entry_key(keys, index));
    if (value) *value = found;
    if (hash) *hash = entry_hash(keys, index);
    return true;
}

/* New list of `used` NULLs, taken again if making it changed the dict. */
static Own list_for(Runtime *rt, DictObj *self) {
    for (;;) {
        intptr_t used = self->used;
        Own list = list_new(rt, used);
        if (!list || used == self->used) return list;
        release(rt, list);
    }
}

Own dict_keys_list(Runtime *rt, Obj *dict) {
    Own list = list_for(rt, DICT(dict));
    Obj *key;
    intptr_t pos = 0, i = 0;
    while (list && dict_next(dict, &pos, &key, NULL, NULL))
        LIST(borrow(list))->items[i++] = keep(key);
    return list;
}

/* List of pairs with nothing in them yet: making them may run a collection, filling them runs
 * nothing. */
static Own empty_pairs(Runtime *rt, DictObj *self) {
    Own list = list_for(rt, self);
    for (intptr_t i = 0; list && i < LIST_SIZE(borrow(list)); i++) {
        Own pair = tuple_alloc(rt, 2);
        if (!pair) {
            release(rt, list);
            return NULL;
        }
        gc_track(rt, borrow(pair));
        LIST(borrow(list))->items[i] = pair;
    }
    return list;
}

Own dict_items_list(Runtime *rt, Obj *dict) {
    Own list;
    for (;;) {
        list = empty_pairs(rt, DICT(dict));
        if (!list) return NULL;
        if (LIST_SIZE(borrow(list)) == DICT_SIZE(dict)) break;
        release(rt, list);
    }
    Obj *key, *value;
    intptr_t pos = 0, i = 0;
    while (dict_next(dict, &pos, &key, &value, NULL)) {
        TupleObj *pair = TUPLE(LIST_ITEM(borrow(list), i++));
        pair->items[0] = keep(key);
        pair->items[1] = keep(value);
    }
    return list;
}
