/* dict: copying, merging and updating from other dicts, mappings and pairs.
 *
 * A dict without holes is cloned table and all; otherwise the target is resized once for the sum of
 * both sizes. Follows CPython 3.11 Objects/dictobject.c. */
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/list.h"

#define DICT_VIRTUAL 48

/* ---- copy ---- */

/* Copy of a combined table with new references to all keys and values. */
static DictKeys *clone_keys(Runtime *rt, DictKeys *keys) {
    DictKeys *copy = mem_alloc(rt, (size_t)keys_virtual_size(keys));
    if (!copy) {
        raise_memory_error(rt);
        return NULL;
    }
    bool unicode = keys_are_unicode(keys);
    size_t entries = (size_t)usable_fraction((int64_t)keys_slots(keys)) *
                     (unicode ? sizeof(DictUnicodeEntry) : sizeof(DictEntry));
    memcpy(copy, keys, (size_t)((uint8_t *)dict_keys_entries(keys) - (uint8_t *)keys) + entries);
    for (int32_t i = 0; i < copy->count; i++) {
        Own value = *entry_value(copy, i);
        if (!value) continue;
        count_up(borrow(value), 1);
        count_up(borrow(*entry_key(copy, i)), 1);
    }
    return copy;
}

static Own copy_split(Runtime *rt, DictObj *self) {
    intptr_t capacity = shared_keys_capacity(self->keys);
    DictValues *values = values_new(rt, capacity);
    if (!values) return NULL;
    Own own = gc_alloc(rt, T(rt, DICT), DICT_VIRTUAL); /* never from the free list */
    if (!own) {
        mem_free(rt, values);
        return NULL;
    }
    values->used = self->values->used;
    memcpy(values->order, self->values->order, values->used);
    for (intptr_t i = 0; i < capacity; i++) {
        dict_values_items(values)[i] = xkeep(borrow(dict_values_items(self->values)[i]));
    }
    DictObj *copy = DICT(borrow(own));
    copy->values = values;
    copy->keys = self->keys;
    copy->keys->refcount++;
    copy->used = self->used;
    copy->version = dict_next_version(rt);
    if (gc_is_tracked(&self->base)) gc_track(rt, borrow(own));
    return own;
}

Own dict_copy(Runtime *rt, Obj *dict) {
    DictObj *self = DICT(dict);
    if (self->used == 0) return dict_new(rt);
    if (self->values) return copy_split(rt, self);
    if (dict->type->slots.tp_iter == dict_tp_iter &&
        self->used >= ((intptr_t)self->keys->count * 2) / 3) {
        DictKeys *keys = clone_keys(rt, self->keys);
        if (!keys) return NULL;
        Own copy = dict_make(rt, keys, NULL, self->used);
        if (copy && gc_is_tracked(dict)) gc_track(rt, borrow(copy));
        return copy;
    }
    Own copy = dict_new(rt);
    if (!copy) return NULL;
    if (dict_merge(rt, borrow(copy), dict, 1) < 0) {
        release(rt, copy);
        return NULL;
    }
    return copy;
}

/* ---- merge ---- */

/* Whether an empty dict may take a clone of these keys: no holes, no smaller table possible. */
static bool is_clean(DictObj *other) {
    DictKeys *keys = other->keys;
    return !other->values && other->used == keys->count &&
           (keys->log2_size == DICT_LOG2_MIN ||
            usable_fraction((int64_t)keys_slots(keys) / 2) < other->used);
}

static int take_clone(Runtime *rt, DictObj *self, DictObj *other) {
    DictKeys *keys = clone_keys(rt, other->keys);
    if (!keys) return -1;
    dict_keys_release(rt, self->keys);
    self->keys = keys;
    if (self->values) {
        values_free(rt, self->values);
        self->values = NULL;
    }
    self->used = other->used;
    self->version = dict_next_version(rt);
    if (gc_is_tracked(&other->base) && !gc_is_tracked(&self->base)) gc_track(rt, &self->base);
    return 0;
}

/* One item of another dict, as `override` says. */
static int merge_item(Runtime *rt, DictObj *self, Obj *key, int64_t hash, Obj *value,
                      int override) {
    if (override != 1) {
        Obj *old;
        if (dict_lookup(rt, self, key, hash, &old) == DICT_RAISED) return -1;
        if (old) {
            if (override) raise_key_error(rt, key);
            return override ? -1 : 0;
        }
    }
    return dict_insert(rt, self, keep(key), hash, keep(value));
}

static int merge_dict(Runtime *rt, DictObj *self, DictObj *other, int override) {
    if (other == self || other->used == 0) return 0;
    if (self->used == 0) {
        override = 1;
        bool stays = self->values && rt->lens->values_inside;
        if (is_clean(other) && !stays) return take_clone(rt, self, other);
    }
    if (usable_fraction((int64_t)keys_slots(self->keys)) < other->used &&
        dict_resize(rt, self, keys_log2_for_items(rt, (int64_t)self->used + other->used),
                    keys_are_unicode(other->keys)) < 0) {
        return -1;
    }
    int32_t count = other->keys->count;
    intptr_t pos = 0;
    int64_t hash;
    Obj *key, *value;
    while (dict_next(&other->base, &pos, &key, &value, &hash)) {
        Own key_guard = keep(key), value_guard = keep(value);
        int status = merge_item(rt, self, key, hash, value, override);
        release(rt, value_guard);
        release(rt, key_guard);
        if (status < 0) return -1;
        if (count != other->keys->count) {
            return raise_format_int(rt, EXC(rt, RuntimeError), "dict mutated during update");
        }
    }
    return 0;
}

/* List of what other.keys() gives. */
static Own mapping_keys(Runtime *rt, Obj *other) {
    if (is_dict_exact(rt, other)) return dict_keys_list(rt, other);
    Own keys = call_method_0(rt, other, ID(rt, keys));
    if (!keys) return NULL;
    Own iterator = object_iter(rt, borrow(keys)), list = NULL;
    if (!iterator && raised_matches(rt, EXC(rt, TypeError))) {
        raise_format(rt, EXC(rt, TypeError), "%.200s.keys() returned a non-iterable (type %.200s)",
                     other->type->name, borrow(keys)->type->name);
    }
    RELEASE_KEEPING_RAISE(release(rt, keys));
    if (!iterator) return list;
    list = list_from_iterable(rt, borrow(iterator));
    release(rt, iterator);
    return list;
}

/* 1 = leave this key alone, -1 raised (override 2: it is there already). */
static int skip_key(Runtime *rt, Obj *dict, Obj *key, int override) {
    if (override == 1) return 0;
    int present = dict_contains(rt, dict, key);
    if (present > 0 && override) {
        raise_key_error(rt, key);
        return -1;
    }
    return present;
}

static int merge_mapping(Runtime *rt, Obj *dict, Obj *other, int override) {
    Own keys = mapping_keys(rt, other), iterator = NULL, key = NULL, value = NULL;
    if (!keys) return -1;
    iterator = object_iter(rt, borrow(keys));
    release(rt, keys);
    if (!iterator) return -1;
    while ((key = iter_next(rt, borrow(iterator)))) {
        int skip = skip_key(rt, dict, borrow(key), override);
        if (skip < 0) goto fail;
        if (!skip) {
            if (!(value = object_getitem(rt, other, borrow(key)))) goto fail;
            int status = dict_set(rt, dict, borrow(key), borrow(value));
            own_clear(rt, &key);
            own_clear(rt, &value);
            if (status < 0) goto fail;
        }
        own_clear(rt, &key);
    }
    if (RAISED(rt)) goto fail;
    release(rt, iterator);
    return 0;
fail:
    xrelease(rt, key);
    release(rt, iterator);
    return -1;
}

int dict_merge(Runtime *rt, Obj *dict, Obj *other, int override) {
    if (is_dict(other) && other->type->slots.tp_iter == dict_tp_iter) {
        return merge_dict(rt, DICT(dict), DICT(other), override);
    }
    return merge_mapping(rt, dict, other, override);
}

int dict_update(Runtime *rt, Obj *dict, Obj *other) { return dict_merge(rt, dict, other, 1); }

int dict_merge_pair(Runtime *rt, Obj *dict, Obj *pair, intptr_t number, int override) {
    Own fast = sequence_fast(rt, pair, "");
    if (!fast) {
        if (raised_matches(rt, EXC(rt, TypeError))) {
            raise_format(rt, EXC(rt, TypeError),
                         "cannot convert dictionary update sequence element #%zd to a sequence",
                         (size_t)number);
        }
        return -1;
    }
    intptr_t count;
    Obj *const *items = sequence_fast_items(borrow(fast), &count);
    int status = -1;
    if (count != 2) {
        raise_format(rt, EXC(rt, ValueError),
                     "dictionary update sequence element #%zd has length %zd; 2 is required",
                     (size_t)number, (size_t)count);
    } else {
        Own key = keep(items[0]), value = keep(items[1]);
        status = override ? dict_set(rt, dict, borrow(key), borrow(value))
                          : -!dict_set_default(rt, dict, borrow(key), borrow(value));
        release(rt, key);
        release(rt, value);
    }
    release(rt, fast);
    return status;
}

int dict_merge_from_pairs(Runtime *rt, Obj *dict, Obj *pairs, int override) {
    Own iterator = object_iter(rt, pairs), pair;
    if (!iterator) return -1;
    int status = 0;
    for (intptr_t i = 0; status == 0 && (pair = iter_next(rt, borrow(iterator))); i++) {
        status = dict_merge_pair(rt, dict, borrow(pair), i, override);
        release(rt, pair);
    }
    if (RAISED(rt)) status = -1;
    release(rt, iterator);
    return status;
}

int dict_update_from(Runtime *rt, Obj *self, Obj *other) {
    if (is_dict_exact(rt, other)) return dict_merge(rt, self, other, 1);
    Own keys = object_lookup_attr(rt, other, ID(rt, keys));
    if (keys) {
        release(rt, keys);
        return dict_merge(rt, self, other, 1);
    }
    return RAISED(rt) ? -1 : dict_merge_from_pairs(rt, self, other, 1);
}
