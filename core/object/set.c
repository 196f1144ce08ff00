/* set and frozenset: an open-addressed table of (key, hash).
 *
 * Layout (virtual 200): header, counts, table pointer, 8 entries inline, weak reference list.
 * Bigger tables are mem_alloc blocks of 16 virtual bytes an entry. Probing: up to 9 further entries
 * in a row while they do not pass the end, then a jump that mixes in more bits of the hash.
 * Invariants: mask + 1 is a power of two; fill = used + dummies; at least one entry is unused (key
 * NULL, hash 0); a dummy has hash -1, which no key has. Follows CPython 3.11 Objects/setobject.c;
 * operations and types are in set_methods.c. */
#include "object/set.h"

#include "heap/events.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/set_impl.h"
#include "object/str.h"
#include "object/type.h"
#include "object/weakref.h"

_Static_assert(sizeof(SetObj) <= 200 && sizeof(SetEntry) <= 16, "set");
#define LINEAR_PROBES 9
#define PERTURB_SHIFT 5

const Obj set_dummy_object = {0, NULL};

bool is_set(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, SET)); }
bool is_frozenset(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, FROZENSET)); }
bool is_set_any(Runtime *rt, Obj *o) {
    return o->type == T(rt, SET) || o->type == T(rt, FROZENSET) ||
           type_is_subtype(o->type, T(rt, SET)) || type_is_subtype(o->type, T(rt, FROZENSET));
}
intptr_t set_size(Obj *set) { return SET(set)->used; }

/* ---- construct and release ---- */

Own set_make(Runtime *rt, TypeObj *type, Obj *iterable) {
    Own own = type->slots.tp_alloc(rt, type, 0);
    if (!own) return NULL;
    SetObj *self = SET(borrow(own));
    self->mask = SET_SMALL - 1;
    self->table = self->small_table;
    self->hash = -1;
    if (iterable && set_update_any(rt, self, iterable) < 0) {
        release(rt, own);
        return NULL;
    }
    return own;
}

Own set_new(Runtime *rt, Obj *iterable) { return set_make(rt, T(rt, SET), iterable); }
Own frozenset_new(Runtime *rt, Obj *iterable) { return set_make(rt, T(rt, FROZENSET), iterable); }

void set_dealloc(Runtime *rt, Obj *object) {
    SetObj *self = SET(object);
    gc_untrack(rt, object);
    bool nesting = object->type->slots.tp_dealloc == set_dealloc;
    if (nesting && !trashcan_begin(rt, object)) return;
    if (self->weaklist) weakref_clear_all(rt, object);
    intptr_t used = self->used;
    for (SetEntry *entry = self->table; used > 0; entry++) {
        if (!entry_is_live(entry)) continue;
        used--;
        release(rt, entry->key);
    }
    if (self->table != self->small_table) mem_free(rt, self->table);
    object->type->slots.tp_free(rt, object);
    if (nesting) trashcan_end(rt);
}

static void make_empty(SetObj *self) {
    memset(self->small_table, 0, sizeof self->small_table);
    self->fill = self->used = 0;
    self->mask = SET_SMALL - 1;
    self->table = self->small_table;
    self->hash = -1;
}

/* The set is empty before the first key is released. */
void set_clear_table(Runtime *rt, SetObj *self) {
    SetEntry copy[SET_SMALL], *table = self->table;
    bool large = table != self->small_table;
    intptr_t used = self->used;
    if (large) {
        make_empty(self);
    } else if (self->fill > 0) {
        memcpy(copy, table, sizeof copy);
        table = copy;
        make_empty(self);
    }
    for (SetEntry *entry = table; used > 0; entry++) {
        if (!entry_is_live(entry)) continue;
        used--;
        release(rt, entry->key);
    }
    if (large) mem_free(rt, table);
}

/* ---- memory ---- */

int set_traverse(Obj *object, VisitFn visit, void *arg) {
    SetObj *self = SET(object);
    if (!self->table) return 0;
    for (intptr_t i = 0; i <= self->mask; i++) {
        if (entry_is_live(&self->table[i])) VISIT(self->table[i].key);
    }
    return 0;
}

int set_tp_clear(Runtime *rt, Obj *self) {
    set_clear_table(rt, SET(self));
    return 0;
}

/* ---- table ---- */

/* Whether the key of `entry` equals `key` (hashes are equal): 1, 0, -1 raised, -2 the table changed
 * meanwhile. */
static int same_key(Runtime *rt, SetObj *self, SetEntry *entry, Obj *key) {
    Obj *stored = borrow(entry->key);
    if (stored == key) return 1;
    if (stored->type == key->type) { /* no Python code runs for these */
        if (is_str_exact(rt, stored) && str_equal(stored, key)) return 1;
        if (is_int_exact(rt, stored)) return int_compare(stored, key) == 0;
    }
    SetEntry *table = self->table;
    Own guard = keep(stored);
    int same = object_compare_bool(rt, stored, key, CMP_EQ);
    release(rt, guard);
    if (same < 0) return -1;
    return table != self->table || borrow(entry->key) != stored ? -2 : same;
}

/* Entry of `key`, or the unused one where the search ended; NULL raised. *dummy: last dummy passed,
 * if asked for. */
static SetEntry *probe(Runtime *rt, SetObj *self, Obj *key, int64_t hash, SetEntry **dummy) {
restart:;
    size_t mask = (size_t)self->mask, i = (size_t)(uint64_t)hash & mask;
    uint64_t perturb = (uint64_t)hash;
    if (dummy) *dummy = NULL;
    for (;;) {
        SetEntry *entry = &self->table[i];
        int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (!entry->key) return entry;
            if (entry->hash == hash) {
                int same = same_key(rt, self, entry, key);
                if (same > 0) return entry;
                if (same == -1) return NULL;
                if (same < 0) goto restart;
            } else if (dummy && entry->hash == -1) {
                *dummy = entry;
            }
            entry++;
        } while (probes--);
        perturb >>= PERTURB_SHIFT;
        i = (size_t)(i * 5 + 1 + perturb) & mask;
    }
}

SetEntry *set_find(Runtime *rt, SetObj *self, Obj *key, int64_t hash) {
    return probe(rt, self, key, hash, NULL);
}

/* Store a key known to be absent in a table without dummies. */
static void insert_clean(SetEntry *table, size_t mask, Own key, int64_t hash) {
    uint64_t perturb = (uint64_t)hash;
    size_t i = (size_t)perturb & mask;
    for (;;) {
        SetEntry *entry = &table[i];
        size_t probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        for (size_t j = 0; j <= probes; j++, entry++) {
            if (entry->key) continue;
            entry->key = key;
            entry->hash = hash;
            return;
        }
        perturb >>= PERTURB_SHIFT;
        i = (size_t)(i * 5 + 1 + perturb) & mask;
    }
}

/* Rebuild in the smallest table of more than `wanted` entries, without dummies. */
static int resize(Runtime *rt, SetObj *self, intptr_t wanted) {
    size_t size = SET_SMALL;
    while (size <= (size_t)wanted) size <<= 1;
    SetEntry copy[SET_SMALL], *old = self->table, *table;
    bool old_large = old != self->small_table;
    if (size == SET_SMALL) {
        table = self->small_table;
        if (table == old) {
            if (self->fill == self->used) return 0;
            memcpy(copy, old, sizeof copy);
            old = copy;
        }
    } else if (size > SIZE_MAX / 32 || !(table = mem_alloc(rt, size * 16))) {
        raise_memory_error(rt);
        return -1;
    }
    size_t old_mask = (size_t)self->mask;
    events_table_begin(rt, &self->base);
    memset(table, 0, size * sizeof(SetEntry));
    self->mask = (intptr_t)size - 1;
    self->table = table;
    self->fill = self->used;
    for (SetEntry *entry = old; entry <= old + old_mask; entry++) {
        if (entry_is_live(entry)) insert_clean(table, size - 1, entry->key, entry->hash);
    }
    events_table_end(rt, &self->base);
    if (old_large) mem_free(rt, old);
    return 0;
}

static int grow(Runtime *rt, SetObj *self) {
    return resize(rt, self, self->used > 50000 ? self->used * 2 : self->used * 4);
}

int set_add_hashed(Runtime *rt, SetObj *self, Obj *key, int64_t hash) {
    Own own = keep(key); /* a comparison could free it */
    SetEntry *dummy, *entry = probe(rt, self, key, hash, &dummy);
    if (!entry || entry->key) {
        release(rt, own);
        return entry ? 0 : -1;
    }
    self->used++;
    if (dummy) {
        dummy->key = own;
        dummy->hash = hash;
        return 0;
    }
    self->fill++;
    entry->key = own;
    entry->hash = hash;
    return (size_t)self->fill * 5 < (size_t)self->mask * 3 ? 0 : grow(rt, self);
}

int set_contains_hashed(Runtime *rt, SetObj *self, Obj *key, int64_t hash) {
    SetEntry *entry = set_find(rt, self, key, hash);
    return entry ? entry->key != NULL : -1;
}

int set_discard_hashed(Runtime *rt, SetObj *self, Obj *key, int64_t hash) {
    SetEntry *entry = set_find(rt, self, key, hash);
    if (!entry) return -1;
    if (!entry->key) return 0;
    Own old = entry->key;
    entry->key = set_dummy();
    entry->hash = -1;
    self->used--;
    release(rt, old);
    return 1;
}

/* ---- C interface ---- */

HS_INLINE int64_t key_hash(Runtime *rt, Obj *key) {
    if (is_str_exact(rt, key) && STR(key)->hash != -1) return STR(key)->hash;
    return object_hash(rt, key);
}

int set_add(Runtime *rt, Obj *set, Obj *item) {
    int64_t hash = key_hash(rt, item);
    return hash == -1 ? -1 : set_add_hashed(rt, SET(set), item, hash);
}

int set_discard(Runtime *rt, Obj *set, Obj *item) {
    int64_t hash = key_hash(rt, item);
    return hash == -1 ? -1 : set_discard_hashed(rt, SET(set), item, hash);
}

int set_contains(Runtime *rt, Obj *set, Obj *item) {
    int64_t hash = key_hash(rt, item);
    return hash == -1 ? -1 : set_contains_hashed(rt, SET(set), item, hash);
}

bool set_next(Obj *set, intptr_t *pos, Obj **key, int64_t *hash) {
    SetObj *self = SET(set);
    intptr_t i = *pos;
    while (i <= self->mask && !entry_is_live(&self->table[i])) i++;
    *pos = i + 1;
    if (i > self->mask) return false;
    if (key) *key = borrow(self->table[i].key);
    if (hash) *hash = self->table[i].hash;
    return true;
}

/* Room for `more` keys before a merge, in one step. */
static int make_room(Runtime *rt, SetObj *self, intptr_t more) {
    if ((self->fill + more) * 5 < self->mask * 3) return 0;
    return resize(rt, self, (self->used + more) * 2);
}

static int merge_set(Runtime *rt, SetObj *self, SetObj *other) {
    if (other == self || other->used == 0) return 0;
    if (make_room(rt, self, other->used) < 0) return -1;
    if (self->fill == 0) {
        bool same_table = self->mask == other->mask && other->fill == other->used;
        for (intptr_t i = 0; i <= other->mask; i++) {
            SetEntry *entry = &other->table[i];
            if (!entry_is_live(entry)) continue;
            Own key = keep(borrow(entry->key));
            if (same_table) {
                self->table[i] = (SetEntry){key, entry->hash};
            } else {
                insert_clean(self->table, (size_t)self->mask, key, entry->hash);
            }
        }
        self->fill = self->used = other->used;
        return 0;
    }
    for (intptr_t i = 0; i <= other->mask; i++) {
        SetEntry *entry = &other->table[i];
        if (entry_is_live(entry) && set_add_hashed(rt, self, borrow(entry->key), entry->hash) < 0)
            return -1;
    }
    return 0;
}

static int merge_dict(Runtime *rt, SetObj *self, Obj *dict) {
    if (make_room(rt, self, DICT_SIZE(dict)) < 0) return -1;
    intptr_t pos = 0;
    Obj *key;
    int64_t hash;
    while (dict_next(dict, &pos, &key, NULL, &hash)) {
        if (set_add_hashed(rt, self, key, hash) < 0) return -1;
    }
    return 0;
}

int set_update_any(Runtime *rt, SetObj *self, Obj *other) {
    if (is_set_any(rt, other)) return merge_set(rt, self, SET(other));
    if (is_dict_exact(rt, other)) return merge_dict(rt, self, other);
    Own iterator = object_iter(rt, other), key;
    if (!iterator) return -1;
    int status = 0;
    while (status == 0 && (key = iter_next(rt, borrow(iterator)))) {
        status = set_add(rt, &self->base, borrow(key));
        release(rt, key);
    }
    release(rt, iterator);
    return status < 0 || RAISED(rt) ? -1 : 0;
}

int set_update(Runtime *rt, Obj *set, Obj *iterable) {
    return set_update_any(rt, SET(set), iterable);
}

/* Exchange the contents of two sets. */
void set_swap(Runtime *rt, SetObj *a, SetObj *b) {
    SetObj old = *a;
    bool a_small = a->table == a->small_table, b_small = b->table == b->small_table;
    a->fill = b->fill, a->used = b->used, a->mask = b->mask;
    a->table = b_small ? a->small_table : b->table;
    b->fill = old.fill, b->used = old.used, b->mask = old.mask;
    b->table = a_small ? b->small_table : old.table;
    memcpy(a->small_table, b->small_table, sizeof a->small_table);
    memcpy(b->small_table, old.small_table, sizeof b->small_table);
    if (is_frozenset(rt, &a->base) && is_frozenset(rt, &b->base)) {
        a->hash = b->hash;
        b->hash = old.hash;
    } else {
        a->hash = b->hash = -1;
    }
}

/* Removes dummies when they are more than a quarter of the table. */
static int drop_dummies(Runtime *rt, SetObj *self) {
    if ((size_t)(self->fill - self->used) <= (size_t)self->mask / 4) return 0;
    return grow(rt, self);
}

static int subtract_set(Runtime *rt, SetObj *self, Obj *other) {
    Own guard;
    if ((set_size(other) >> 3) > self->used) {
        if (!(guard = set_intersection(rt, self, other))) return -1;
    } else {
        guard = keep(other);
    }
    intptr_t pos = 0;
    Obj *key;
    int64_t hash;
    int status = 0;
    while (status >= 0 && set_next(borrow(guard), &pos, &key, &hash)) {
        Own key_guard = keep(key);
        status = set_discard_hashed(rt, self, key, hash);
        release(rt, key_guard);
    }
    release(rt, guard);
    return status < 0 ? -1 : 0;
}

int set_difference_update(Runtime *rt, SetObj *self, Obj *other) {
    if (&self->base == other) {
        set_clear_table(rt, self);
        return 0;
    }
    if (is_set_any(rt, other))
        return subtract_set(rt, self, other) < 0 ? -1 : drop_dummies(rt, self);
    Own iterator = object_iter(rt, other), key;
    if (!iterator) return -1;
    int status = 0;
    while (status >= 0 && (key = iter_next(rt, borrow(iterator)))) {
        status = set_discard(rt, &self->base, borrow(key));
        release(rt, key);
    }
    release(rt, iterator);
    return status < 0 || RAISED(rt) ? -1 : drop_dummies(rt, self);
}
