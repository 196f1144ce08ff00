#include "compile/echo.h"

#include <math.h>

#include "compile/codegen.h"
#include "heap/pool.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set.h"
#include "object/tuple.h"

/* Sizes of CPython's structs. */
enum { FUTURE_SIZE = 8, TABLE_SIZE = 80, SCOPE_SIZE = 120, CAPSULE_SIZE = 48 };

static Own made(Compiler *c, Own object) {
    if (!object) c->failed = true;
    return object;
}
Own echo_new_dict(Compiler *c) { return made(c, dict_new(c->rt)); }
Own echo_new_set(Compiler *c, Obj *items) { return made(c, set_new(c->rt, items)); }

void echo_part(Compiler *c, const NameMap *map, Obj *name) {
    if (map->twin && name_map_index(map, name) < 0 && twin_set(c->rt, borrow(map->twin), borrow(c->echo.part), 0) < 0) c->failed = true;
}

void echo_own_names(Compiler *c, Obj *key) {
    Obj *keys = TUPLE_ITEM(key, 0), *name, *value;
    intptr_t position = 0;
    if (DICT(c->echo.names)->used != TUPLE_SIZE(keys)) return; /* cells are among them */
    for (intptr_t i = 0; dict_next(c->echo.names, &position, &name, &value, NULL); i++) own_set(c->rt, &TUPLE(keys)->items[i], keep(name));
}

static void append(Compiler *c, const Own *list) {
    if (*list && list_append(c->rt, borrow(*list), c->rt->none) < 0) c->failed = true;
}
static void drop_last(Compiler *c, const Own *list) {
    intptr_t size = *list ? LIST_SIZE(borrow(*list)) : 0;
    if (size) list_set_slice(c->rt, borrow(*list), size - 1, size, NULL);
}

/* ---- the compiler, the symbol table ---- */

void echo_begin(Compiler *c) {
    c->echo.cache = echo_dict(c);
    c->echo.units = made(c, list_new(c->rt, 0));
    c->echo.future = mem_alloc(c->rt, FUTURE_SIZE);
}

void echo_table(Compiler *c) {
    c->echo.table = mem_alloc(c->rt, TABLE_SIZE);
    c->echo.stack = made(c, list_new(c->rt, 0));
    c->echo.blocks = echo_dict(c);
}

void echo_scope(Compiler *c, Scope *scope) {
    ScopeEcho *e = &scope->echo;
    int64_t address = (int64_t)(uintptr_t)scope->node;
    e->id = made(c, int_from_i64(c->rt, address | (int64_t)1 << 46)); /* two digits, as of an address */
    e->block = mem_alloc(c->rt, SCOPE_SIZE);
    scope->symbols.twin = echo_dict(c);
    e->varnames = made(c, list_new(c->rt, 0));
    e->children = made(c, list_new(c->rt, 0));
    if (c->failed || dict_set(c->rt, borrow(c->echo.blocks), borrow(e->id), c->rt->none) < 0) c->failed = true;
    append(c, &c->echo.stack);
    if (c->echo.last) c->echo.last->echo.next = scope;
    else c->echo.first = scope;
    c->echo.last = scope;
    if (scope->parent && scope->kind != BLOCK_ANNOTATION) append(c, &scope->parent->echo.children);
}

void echo_directive(Compiler *c, Scope *scope, Obj *name) {
    Own *list = &scope->echo.directives;
    Obj *none = c->rt->none;
    if (c->failed) return;
    Own place = made(c, tuple_pack(c->rt, 5, name, none, none, none, none));
    if (!*list) *list = made(c, list_new(c->rt, 0));
    if (c->failed || list_append(c->rt, borrow(*list), borrow(place)) < 0) c->failed = true;
    xrelease(c->rt, place);
}

void echo_scope_end(Compiler *c) { drop_last(c, &c->echo.stack); }

static void free_scope(Compiler *c, Scope *scope) {
    ScopeEcho *e = &scope->echo;
    Own *const held[] = {&e->id, &scope->symbols.twin, &e->varnames, &e->children, &e->directives};
    if (e->id && c->echo.blocks) dict_delete(c->rt, borrow(c->echo.blocks), borrow(e->id));
    for (size_t i = 0; i < HS_COUNT(held); i++) own_clear(c->rt, held[i]);
    mem_free(c->rt, e->block);
}

void echo_end(Compiler *c) {
    Own *const held[] = {&c->echo.blocks, &c->echo.stack, &c->echo.part};
    for (Scope *scope = c->echo.first; scope; scope = scope->echo.next) free_scope(c, scope);
    for (size_t i = 0; i < HS_COUNT(held); i++) own_clear(c->rt, held[i]);
    mem_free(c->rt, c->echo.table);
    mem_free(c->rt, c->echo.future);
    own_clear(c->rt, &c->echo.cache);
    own_clear(c->rt, &c->echo.units);
}

/* ---- units ---- */

void echo_unit(Compiler *c, Unit *u) {
    u->consts_twin = echo_dict(c);
    u->names.twin = echo_dict(c);
    if (!u->parent) return;
    u->capsule = mem_alloc(c->rt, CAPSULE_SIZE);
    append(c, &c->echo.units);
}

void echo_unit_end(Compiler *c, Unit *u) {
    Own *const held[] = {&u->consts_twin, &u->names.twin, &u->varnames.twin, &u->freevars.twin, &u->cellvars.twin};
    for (Block *b = u->blocks; b; b = b->list) mem_free(c->rt, b->block);
    for (size_t i = 0; i < HS_COUNT(held); i++) own_clear(c->rt, held[i]);
    mem_free(c->rt, u->capsule);
    if (u->capsule) drop_last(c, &c->echo.units);
}

/* ---- constants ---- */

static Own keys_of(Runtime *rt, Obj *constant) {
    bool is_tuple = constant->type == T(rt, TUPLE);
    intptr_t count = 0, position = 0;
    Own keys = tuple_alloc(rt, is_tuple ? TUPLE_SIZE(constant) : set_size(constant));
    Obj *item = NULL;
    while (keys && (is_tuple ? count < TUPLE_SIZE(constant) : set_next(constant, &position, &item, NULL))) {
        Own key = echo_key(rt, is_tuple ? TUPLE_ITEM(constant, count) : item);
        if (!key) own_clear(rt, &keys);
        else TUPLE(borrow(keys))->items[count++] = key;
    }
    if (keys && TUPLE_SIZE(borrow(keys))) gc_track(rt, borrow(keys));
    if (is_tuple || !keys) return keys;
    Own set = frozenset_new(rt, borrow(keys));
    release(rt, keys);
    return set;
}

Own echo_key(Runtime *rt, Obj *constant) {
    const TypeObj *type = constant->type;
    if (type == T(rt, TUPLE) || type == T(rt, FROZENSET)) {
        Own keys = keys_of(rt, constant), key = keys ? tuple_pack(rt, 2, borrow(keys), constant) : (Own)0;
        xrelease(rt, keys);
        return key;
    }
    if (type == T(rt, FLOAT) && FLOAT_VALUE(constant) == 0 && signbit(FLOAT_VALUE(constant)))
        return tuple_pack(rt, 3, (Obj *)constant->type, constant, rt->none);
    if (type == T(rt, BOOL) || type == T(rt, BYTES) || type == T(rt, FLOAT) || type == T(rt, COMPLEX))
        return tuple_pack(rt, 2, (Obj *)constant->type, constant);
    return keep(constant);
}
