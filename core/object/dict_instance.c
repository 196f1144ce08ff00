/* Attributes of instances whose class shares its keys.
 *
 * An instance with a managed dict has two words in front (PreHead): inline values in the order of
 * the class's shared keys (TypeObj.cached_keys), or a materialised __dict__, never both. Asking for
 * __dict__ hands the values to a split dict. The shared table holds at most 30 names; every new
 * instance takes one place away from it while more than one is free, so that later instances get
 * smaller blocks. Follows CPython 3.11 Objects/dictobject.c (inline values). */
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/type.h"

DictKeys *dict_new_shared_keys(Runtime *rt) {
    bool inline_values = rt->lens->inline_values;
    DictKeys *keys = keys_new(rt, inline_values ? DICT_LOG2_SHARED : DICT_LOG2_MIN, true);
    if (!keys) return NULL;
    if (inline_values) keys->usable = DICT_SHARED_MAX;
    keys->kind = DICT_KEYS_SPLIT;
    return keys;
}

/* Where the values lie behind an object's fields (Lens.values_inside). */
static DictValues *inside_place(Obj *self, TypeObj *type) {
    uintptr_t at = (uintptr_t)self + round_up(type->c_size, 8);
    return (DictValues *)(at | 8);
}

Own instance_alloc_with_values(Runtime *rt, TypeObj *type, HS_UNUSED intptr_t items) {
    DictKeys *keys = type->cached_keys;
    size_t fields = round_up(type->c_size, 8), capacity = (size_t)shared_keys_capacity(keys);
    if (keys->usable > 1) keys->usable--;
    size_t size = round_up(type->virtual_size, 8) + round_up(capacity, 8) + 8 * (capacity + 1), left = (size_t)shared_keys_capacity(keys);
    size_t needed = fields + 8 + round_up(left + 2, 8) + sizeof(Own) * left;
    Own self = gc_alloc(rt, type, size > needed ? size : needed);
    if (!self) return self;
    DictValues *values = inside_place(borrow(self), type);
    values->capacity = (uint8_t)left;
    pre_head(borrow(self))->values = values;
    gc_track(rt, borrow(self));
    return self;
}

static bool values_inside(Runtime *rt, Obj *dict) {
    DictValues *values = rt->lens->values_inside ? DICT(dict)->values : NULL;
    return values && values_are_inside(values);
}

/* Before an instance gives up its dict: others may keep it, and then it needs the values in a block of their own. */
static void detach_dict(Runtime *rt, Obj *self) {
    Obj *dict = borrow(pre_head(self)->dict);
    if (!dict || !values_inside(rt, dict) || dict->refcount == 1) return;
    DictValues *values = DICT(dict)->values;
    DictValues *copy = mem_alloc(rt, round_up((size_t)values->capacity + 2, 8) + 8 * (size_t)values->capacity);
    if (!copy) {
        dict_clear_items(rt, dict);
        dict_keys_release(rt, DICT(dict)->keys);
        DICT(dict)->keys = empty_keys();
        DICT(dict)->values = NULL;
        return;
    }
    memcpy(copy, values, round_up((size_t)values->capacity + 2, 8) + sizeof(Own) * values->capacity);
    DICT(dict)->values = copy;
}

int instance_init_values(Runtime *rt, Obj *self, TypeObj *type) {
    if (!(type->flags & TPF_MANAGED_DICT) || !rt->lens->inline_values || pre_head(self)->values) return 0;
    if (type->flags & TPF_NO_VALUES) return 0;
    DictKeys *keys = type->cached_keys;
    if (keys->usable > 1) keys->usable--;
    DictValues *values = values_new(rt, shared_keys_capacity(keys));
    if (!values) return -1;
    pre_head(self)->values = values;
    return 0;
}

/* Dict around the inline values, which then belong to it. */
static Own wrap_values(Runtime *rt, DictKeys *keys, DictValues *values) {
    intptr_t used = 0;
    bool track = false;
    for (intptr_t i = 0; i < shared_keys_capacity(keys); i++) {
        Obj *value = borrow(dict_values_items(values)[i]);
        if (!value) continue;
        used++;
        track |= may_be_tracked(rt, value);
    }
    keys->refcount++;
    Own dict = dict_make(rt, keys, values, used);
    if (dict && track) gc_track(rt, borrow(dict));
    return dict;
}

/* Replace the inline values by a dict; borrowed, NULL raised. */
static Obj *materialise(Runtime *rt, Obj *self) {
    PreHead *head = pre_head(self);
    Own dict = wrap_values(rt, self->type->cached_keys, head->values);
    if (!dict) return NULL;
    head->values = NULL;
    head->dict = dict;
    return borrow(dict);
}

Own dict_new_for_type(Runtime *rt, TypeObj *type) {
    DictKeys *keys = type->cached_keys;
    if (!keys) return dict_new(rt);
    DictValues *values = values_new(rt, shared_keys_capacity(keys));
    if (!values) return NULL;
    keys->refcount++;
    Own dict = dict_make(rt, keys, values, 0);
    if (!dict) mem_free(rt, values);
    return dict;
}

/* Index of `name` in the shared keys, added if there is room; -1 = no place. */
static intptr_t shared_index(Runtime *rt, DictKeys *keys, Obj *name) {
    int64_t hash = key_hash(rt, name);
    intptr_t index = keys_lookup_unicode(keys, name, hash);
    if (index >= 0 || keys->usable <= 0) return index;
    keys->version = 0;
    index = keys->count;
    keys_set_index(keys, keys_find_empty_slot(keys, hash), (int32_t)index);
    unicode_entries(keys)[index].key = keep(name);
    keys->usable--;
    keys->count++;
    return index;
}

Own instance_get_attr(Runtime *rt, Obj *self, Obj *name) {
    PreHead *head = pre_head(self);
    if (head->values) {
        if (is_str_exact(rt, name)) {
            intptr_t index = keys_lookup_unicode(self->type->cached_keys, name, key_hash(rt, name));
            return index < 0 ? NULL : xkeep(borrow(dict_values_items(head->values)[index]));
        }
        if (!materialise(rt, self)) return NULL;
    }
    if (!head->dict) return NULL;
    Own dict = keep(borrow(head->dict)), value = xkeep(dict_get(rt, borrow(dict), name));
    release(rt, dict);
    return value;
}

void instance_store_index(Runtime *rt, Obj *self, intptr_t i, Own value) {
    DictValues *values = pre_head(self)->values;
    Own *slot = &dict_values_items(values)[i], old = *slot;
    *slot = value;
    if (old) {
        release(rt, old);
    } else {
        values_append_order(values, i);
    }
}

/* Store in the inline values, or delete (value NULL). */
static int store_inline(Runtime *rt, Obj *self, intptr_t index, Obj *name, Obj *value) {
    if (value) {
        instance_store_index(rt, self, index, keep(value));
        return 0;
    }
    DictValues *values = pre_head(self)->values;
    Own old = dict_values_items(values)[index];
    if (!old) {
        return raise_format_int(rt, EXC(rt, AttributeError),
                                "'%.100s' object has no attribute '%U'", self->type->name, name);
    }
    dict_values_items(values)[index] = NULL;
    values_remove_order(values, index);
    release(rt, old);
    return 0;
}

static void stop_sharing(Runtime *rt, TypeObj *type) {
    DictKeys *keys = type->cached_keys;
    type->cached_keys = NULL;
    if (keys) dict_keys_release(rt, keys);
}

/* Python 3.10: a dict that no longer shares the class's keys. If it was the only one to do so, its own keys are shared from now on;
 * else no instance shares any. */
static void share_anew(Runtime *rt, TypeObj *type, DictObj *dict) {
    DictKeys *keys = dict->keys;
    intptr_t size = usable_fraction((int64_t)keys_slots(keys));
    bool only_one = type->cached_keys->refcount == 1 && keys->kind == DICT_KEYS_UNICODE && keys->count == dict->used && size < 200;
    stop_sharing(rt, type);
    DictValues *values = only_one ? mem_alloc(rt, round_up((size_t)size + 2, 8) + 8 * (size_t)size) : NULL;
    if (!values) return;
    memset(values, 0, round_up((size_t)size + 2, 8) + sizeof(Own) * (size_t)size);
    values->capacity = (uint8_t)size;
    for (int32_t i = 0; i < keys->count; i++) {
        dict_values_items(values)[i] = unicode_entries(keys)[i].value;
        unicode_entries(keys)[i].value = (Own)0;
        values_append_order(values, i);
    }
    keys->kind = DICT_KEYS_SPLIT;
    keys->refcount++;
    dict->values = values;
    type->cached_keys = keys;
}

/* Store in or delete from the instance's dict, which is made if it has none. */
static int store_in_dict(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    PreHead *head = pre_head(self);
    if (!head->dict) {
        Own made = dict_new_for_type(rt, self->type);
        if (!made) return -1;
        head->dict = made;
    }
    Own dict = keep(borrow(head->dict));
    DictKeys *shared = rt->lens->inline_values ? NULL : self->type->cached_keys;
    bool was_shared = shared && DICT(borrow(dict))->keys == shared;
    DictObj *split = !rt->lens->inline_values && !value && DICT(borrow(dict))->values ? DICT(borrow(dict)) : NULL;
    if (split && dict_resize(rt, split, split->keys->log2_size, true) < 0) {
        release(rt, dict);
        return -1;
    }
    bool untracked = value && values_inside(rt, borrow(dict)) && !gc_is_tracked(borrow(dict));
    int status =
        value ? dict_set(rt, borrow(dict), name, value) : dict_delete(rt, borrow(dict), name);
    if (untracked && DICT(borrow(dict))->values && gc_is_tracked(borrow(dict))) gc_untrack(rt, borrow(dict)); /* as when it is stored without the dict */
    if (was_shared && self->type->cached_keys == shared && DICT(borrow(dict))->keys != shared) {
        if (value) share_anew(rt, self->type, DICT(borrow(dict)));
        else stop_sharing(rt, self->type);
    }
    release(rt, dict);
    if (status < 0 && raised_matches(rt, EXC(rt, KeyError)))
        raise_object(rt, EXC(rt, AttributeError), name);
    return status;
}

int instance_store_attr(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    if (pre_head(self)->values) {
        intptr_t index =
            is_str_exact(rt, name) ? shared_index(rt, self->type->cached_keys, name) : -1;
        if (index >= 0) return store_inline(rt, self, index, name, value);
        if (!materialise(rt, self)) return -1;
    }
    return store_in_dict(rt, self, name, value);
}

Own instance_dict(Runtime *rt, Obj *self) {
    PreHead *head = pre_head(self);
    if (head->values) return xkeep(materialise(rt, self));
    bool shares = rt->lens->minor != LENS_DEFAULT; /* 3.11's dict of an instance without values shares no keys */
    if (!head->dict && !(head->dict = shares ? dict_new_for_type(rt, self->type) : dict_new(rt))) {
        return NULL;
    }
    return keep(borrow(head->dict));
}

int instance_set_dict(Runtime *rt, Obj *self, Obj *dict) {
    PreHead *head = pre_head(self);
    if (head->values && !materialise(rt, self)) return -1;
    detach_dict(rt, self);
    own_set(rt, &head->dict, xkeep(dict));
    return 0;
}

/* ---- memory ---- */

void instance_free_values(Runtime *rt, Obj *self) {
    PreHead *head = pre_head(self);
    DictValues *values = head->values;
    if (!values) {
        detach_dict(rt, self);
        own_clear(rt, &head->dict);
        return;
    }
    head->values = NULL;
    DictKeys *keys = self->type->cached_keys;
    for (int32_t i = 0; i < keys->count; i++) {
        if (i < values->capacity) xrelease(rt, dict_values_items(values)[i]);
    }
    values_free(rt, values);
}

bool instance_shares_values(Obj *self) {
    Obj *dict = borrow(pre_head(self)->dict);
    return dict && DICT(dict)->values && values_are_inside(DICT(dict)->values);
}

int instance_traverse_values(Obj *self, VisitFn visit, void *arg) {
    PreHead *head = pre_head(self);
    if (instance_shares_values(self)) { /* the dict is not visited: as CPython 3.13 has it */
        DictObj *dict = DICT(borrow(head->dict));
        for (intptr_t i = 0; i < dict->keys->count; i++) VISIT(dict_values_items(dict->values)[i]);
        return 0;
    }
    if (head->values) {
        intptr_t count = self->type->cached_keys->count;
        for (intptr_t i = 0; i < count; i++) VISIT(dict_values_items(head->values)[i]);
    }
    VISIT(head->dict);
    return 0;
}

void instance_clear_values(Runtime *rt, Obj *self) {
    PreHead *head = pre_head(self);
    if (head->values) {
        intptr_t count = self->type->cached_keys->count;
        for (intptr_t i = 0; i < count && head->values; i++) {
            if (!dict_values_items(head->values)[i]) continue;
            values_remove_order(head->values, i);
            own_clear(rt, &dict_values_items(head->values)[i]);
        }
    }
    detach_dict(rt, self);
    own_clear(rt, &head->dict);
}
