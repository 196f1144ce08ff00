/* Ordered map from identifiers to small ints, in the raw memory of one compilation.
 *
 * Identifiers are interned, so a key is its address; the order is the order of insertion, whatever
 * the addresses are. Keys are borrowed: the tree's arena or the compilation holds them. Used as a
 * set, value 0 means "taken out again". */
#ifndef COMPILE_NAME_MAP_H
#define COMPILE_NAME_MAP_H

#include "compile/ast.h"
#include "heap/runtime.h"

typedef struct NameMap {
    Obj **keys;
    int32_t *values;
    int32_t count, capacity;
    uint32_t *slots; /* index + 1, 0 = empty; none while the map is small */
    uint32_t mask;
    Own twin; /* echo.h: the dict or set that CPython has for it, or NULL */
} NameMap;

/* Index of `key`, -1 = absent. */
int32_t name_map_index(const NameMap *map, const Obj *key);
/* Value of `key`, `missing` if there is none. */
int32_t name_map_get(const NameMap *map, const Obj *key, int32_t missing);
/* Sets or adds; -1 = MemoryError raised. */
int name_map_set(Runtime *rt, AstArena *arena, NameMap *map, Obj *key, int32_t value);
/* Adds every key of `from` whose value is not 0, as a set. */
int name_map_union(Runtime *rt, AstArena *arena, NameMap *map, const NameMap *from);
HS_INLINE bool name_map_has(const NameMap *map, const Obj *key) {
    return name_map_get(map, key, 0) != 0;
}
void name_map_remove(Runtime *rt, NameMap *map, Obj *key);
/* Sets an int in a dict, or adds to a set. -1 = raised. */
int twin_set(Runtime *rt, Obj *twin, Obj *key, int32_t value);

#endif
