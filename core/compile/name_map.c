/* Maps from identifiers to ints: two parallel arrays, and an open-addressing index once they grow.
 */
#include "compile/name_map.h"

#include "object/dict.h"
#include "object/int.h"
#include "object/set.h"

enum { LINEAR_LIMIT = 8 };

static uint32_t slot_of(const NameMap *map, const Obj *key) {
    return (uint32_t)((uintptr_t)key >> 4) * 0x9E3779B1u >> 8 & map->mask;
}

int32_t name_map_index(const NameMap *map, const Obj *key) {
    if (!map->slots) {
        for (int32_t i = 0; i < map->count; i++) {
            if (map->keys[i] == key) return i;
        }
        return -1;
    }
    for (uint32_t slot = slot_of(map, key);; slot = (slot + 1) & map->mask) {
        uint32_t entry = map->slots[slot];
        if (!entry) return -1;
        if (map->keys[entry - 1] == key) return (int32_t)entry - 1;
    }
}

int32_t name_map_get(const NameMap *map, const Obj *key, int32_t missing) {
    int32_t index = name_map_index(map, key);
    return index < 0 ? missing : map->values[index];
}

static void enter_slot(NameMap *map, int32_t index) {
    uint32_t slot = slot_of(map, map->keys[index]);
    while (map->slots[slot]) slot = (slot + 1) & map->mask;
    map->slots[slot] = (uint32_t)index + 1;
}

static int grow(Runtime *rt, AstArena *arena, NameMap *map) {
    int32_t capacity = map->capacity ? map->capacity * 2 : LINEAR_LIMIT;
    Obj **keys = ast_alloc(rt, arena, (size_t)capacity * sizeof *keys);
    int32_t *values = keys ? ast_alloc(rt, arena, (size_t)capacity * sizeof *values) : NULL;
    if (!values) return -1;
    if (map->count) {
        memcpy(keys, map->keys, (size_t)map->count * sizeof *keys);
        memcpy(values, map->values, (size_t)map->count * sizeof *values);
    }
    if (capacity > LINEAR_LIMIT) {
        uint32_t *slots = ast_alloc(rt, arena, (size_t)capacity * 2 * sizeof *slots);
        if (!slots) return -1;
        map->slots = slots;
        map->mask = (uint32_t)capacity * 2 - 1;
    }
    map->keys = keys, map->values = values, map->capacity = capacity;
    if (map->slots) {
        for (int32_t i = 0; i < map->count; i++) enter_slot(map, i);
    }
    return 0;
}

int twin_set(Runtime *rt, Obj *twin, Obj *key, int32_t value) {
    if (twin->type == T(rt, SET)) return set_add(rt, twin, key);
    Own number = int_from_i64(rt, value);
    int result = number ? dict_set(rt, twin, key, borrow(number)) : -1;
    xrelease(rt, number);
    return result;
}

static int put(Runtime *rt, AstArena *arena, NameMap *map, Obj *key, int32_t value) {
    int32_t index = name_map_index(map, key);
    if (index >= 0) {
        map->values[index] = value;
        return 0;
    }
    if (map->count == map->capacity && grow(rt, arena, map) < 0) return -1;
    index = map->count++;
    map->keys[index] = key;
    map->values[index] = value;
    if (map->slots) enter_slot(map, index);
    return 0;
}

int name_map_set(Runtime *rt, AstArena *arena, NameMap *map, Obj *key, int32_t value) {
    if (put(rt, arena, map, key, value) < 0) return -1;
    return map->twin ? twin_set(rt, borrow(map->twin), key, value) : 0;
}

int name_map_union(Runtime *rt, AstArena *arena, NameMap *map, const NameMap *from) {
    for (int32_t i = 0; i < from->count; i++) {
        if (from->values[i] && put(rt, arena, map, from->keys[i], 1) < 0) return -1;
    }
    return map->twin ? set_update(rt, borrow(map->twin), borrow(from->twin)) : 0;
}

void name_map_remove(Runtime *rt, NameMap *map, Obj *key) {
    int32_t index = name_map_index(map, key);
    if (index >= 0) map->values[index] = 0;
    if (map->twin) set_discard(rt, borrow(map->twin), key);
}
