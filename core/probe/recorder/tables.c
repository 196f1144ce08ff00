/* Growing and shrinking containers: the table of a dict, list or set before and after it was rebuilt, entry by entry, so that what moved
 * where can be drawn. The probe sequences follow from hash and size. */
#include "object/dict_impl.h"
#include "object/list.h"
#include "object/set_impl.h"
#include "probe/recorder/recorder.h"

#define TABLE_SLOTS 4096 /* of larger tables only the sizes are kept */

static void put(Recorder *r, uint32_t word) {
    if (r->data_count < RECORDER_DATA) r->data[r->data_count++] = word;
}

static void put_hash(Recorder *r, int64_t hash) {
    put(r, (uint32_t)hash);
    put(r, (uint32_t)((uint64_t)hash >> 32));
}

static uint32_t life_of(Recorder *r, Obj *object) { return object ? (uint32_t)record_life(r, object, 0) : (uint32_t)-1; }

/* slots, usable, used, count of entries; then the index table and the entries: hash, key, value. A split table has no count of its own. */
static void put_dict(Recorder *r, DictObj *dict) {
    DictKeys *keys = dict->keys;
    size_t slots = keys == empty_keys() ? 0 : keys_slots(keys);
    bool whole = slots <= TABLE_SLOTS;
    intptr_t count = !slots ? 0 : dict->values ? 0 : keys->count;
    put(r, (uint32_t)slots);
    put(r, (uint32_t)(slots ? keys->usable : 0));
    put(r, (uint32_t)dict->used);
    put(r, whole ? (uint32_t)count : (uint32_t)-1);
    if (!whole) return;
    for (size_t i = 0; i < slots; i++) put(r, (uint32_t)keys_get_index(keys, i));
    for (intptr_t i = 0; i < count; i++) {
        Obj *key = borrow(*entry_key(keys, i)), *value = borrow(*entry_value(keys, i));
        put_hash(r, key ? entry_hash(keys, i) : -1);
        put(r, life_of(r, key));
        put(r, life_of(r, value));
    }
}

/* slots, used, filled; then an entry a slot: hash, key (-1 empty, -2 deleted). */
static void put_set(Recorder *r, SetObj *set) {
    size_t slots = (size_t)set->mask + 1;
    put(r, (uint32_t)slots);
    put(r, (uint32_t)set->used);
    put(r, (uint32_t)set->fill);
    put(r, slots <= TABLE_SLOTS);
    for (size_t i = 0; i < slots && slots <= TABLE_SLOTS; i++) {
        const SetEntry *entry = &set->table[i];
        put_hash(r, entry_is_live(entry) ? entry->hash : -1);
        put(r, entry_is_live(entry) ? life_of(r, borrow(entry->key)) : entry->key ? (uint32_t)-2 : (uint32_t)-1);
    }
}

static uint32_t put_table(Recorder *r, Obj *self) {
    uint32_t at = r->data_count;
    if (is_dict(self)) {
        put_dict(r, (DictObj *)self);
    } else if (is_list(self)) {
        put(r, (uint32_t)LIST(self)->allocated);
        put(r, (uint32_t)LIST_SIZE(self));
        put(r, LIST(self)->items ? (uint32_t)((uint8_t *)LIST(self)->items - r->rt->span_base) : 0);
    } else {
        put_set(r, SET(self));
    }
    return at;
}

void events_table_begin(Runtime *rt, Obj *self) {
    Recorder *r = recorder();
    (void)rt;
    if (r->on) r->table_before = put_table(r, self);
}

void events_table_end(Runtime *rt, Obj *self) {
    Recorder *r = recorder();
    (void)rt;
    if (!r->on) return;
    uint32_t after = put_table(r, self), *event = r->data_count < RECORDER_DATA ? record_event(r, MEMORY_TABLE, self, 0) : NULL;
    if (!event) return;
    event[MemoryEvent_index] = r->table_before;
    event[MemoryEvent_holder] = after;
}
