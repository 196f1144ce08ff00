/* Second pass over the scopes: which names are local, global, free or cells. CPython 3.11's
 * Python/symtable.c, "analyze".
 *
 * A block sees `bound`, the names bound in function blocks around it (NULL at module level), and
 * `global`, the names declared global around it; it adds to `free` the names that blocks around it
 * must provide. */
#include "compile/codegen.h"
#include "object/abstract.h"
#include "object/int.h"

typedef struct Names { /* sets of one block, and where they lie */
    AstArena memory;
    NameMap scopes, local, bound, global, free, all_free;
} Names;

static void analyze_block(Compiler *c, Scope *scope, NameMap *bound, NameMap *free, NameMap *global,
                          AstArena *memory);

static void set_add(Compiler *c, AstArena *memory, NameMap *set, Obj *name, int32_t value) {
    if (name_map_set(c->rt, memory, set, name, value) < 0) c->failed = true;
}

static void set_union(Compiler *c, AstArena *memory, NameMap *set, const NameMap *from) {
    if (name_map_union(c->rt, memory, set, from) < 0) c->failed = true;
}

static void raise_at_directive(Compiler *c, const Scope *scope, const char *format, Obj *name) {
    for (const Directive *d = scope->directives; d; d = d->next) {
        if (d->name == name) {
            compiler_raise_at(c, d->span, format, name);
            return;
        }
    }
    hs_assert(false);
}

/* Scope of one name of the block. `memory` is where the caller's `free` and `global` live. */
static int analyze_name(Compiler *c, Scope *scope, Names *own, Obj *name, int flags, NameMap *bound,
                        NameMap *free, NameMap *global, AstArena *memory) {
    if (flags & DEF_GLOBAL) {
        if (flags & DEF_NONLOCAL)
            raise_at_directive(c, scope, "name '%U' is nonlocal and global", name);
        set_add(c, memory, global, name, 1);
        if (bound) name_map_remove(c->rt, bound, name);
        return SCOPE_GLOBAL_EXPLICIT;
    }
    if (flags & DEF_NONLOCAL) {
        if (!bound) {
            raise_at_directive(c, scope, "nonlocal declaration not allowed at module level", name);
        } else if (!name_map_has(bound, name)) {
            raise_at_directive(c, scope, "no binding for nonlocal '%U' found", name);
        }
        scope->has_free = true;
        set_add(c, memory, free, name, 1);
        return SCOPE_FREE;
    }
    if (flags & DEF_BOUND) {
        set_add(c, &own->memory, &own->local, name, 1);
        name_map_remove(c->rt, global, name);
        return SCOPE_LOCAL;
    }
    if (bound && name_map_has(bound, name)) {
        scope->has_free = true;
        set_add(c, memory, free, name, 1);
        return SCOPE_FREE;
    }
    if (!name_map_has(global, name) && scope->nested) scope->has_free = true;
    return SCOPE_GLOBAL_IMPLICIT;
}

static void make_cells(Runtime *rt, NameMap *scopes, NameMap *free) {
    for (int32_t i = 0; i < scopes->count; i++) {
        if (scopes->values[i] != SCOPE_LOCAL || !name_map_has(free, scopes->keys[i])) continue;
        scopes->values[i] = SCOPE_CELL;
        name_map_remove(rt, free, scopes->keys[i]);
    }
}

static void update_symbols(Compiler *c, Scope *scope, const Names *own, const NameMap *bound) {
    NameMap *symbols = &scope->symbols;
    for (int32_t i = 0; i < symbols->count; i++) {
        int32_t where = name_map_get(&own->scopes, symbols->keys[i], 0) << SCOPE_SHIFT;
        set_add(c, &c->scratch, symbols, symbols->keys[i], symbols->values[i] | where);
    }
    Own free_flags = c->arena->echo ? int_from_i64(c->rt, SCOPE_FREE << SCOPE_SHIFT) : (Own)0;
    Own names = free_flags ? object_iter(c->rt, borrow(own->free.twin)) : (Own)0;
    for (int32_t i = 0; i < own->free.count; i++) {
        Obj *name = own->free.keys[i];
        if (!own->free.values[i]) continue;
        int32_t flags = name_map_get(symbols, name, -1);
        if (flags >= 0) {
            /* bound in the class, and free in a method of it */
            if (scope->kind == BLOCK_CLASS && (flags & (DEF_BOUND | DEF_GLOBAL))) {
                set_add(c, &c->scratch, symbols, name, flags | DEF_FREE_CLASS);
            }
        } else if (!bound || name_map_has(bound, name)) {
            set_add(c, &c->scratch, symbols, name, SCOPE_FREE << SCOPE_SHIFT);
        }
    }
    xrelease(c->rt, names);
    xrelease(c->rt, free_flags);
}

static void analyze_child(Compiler *c, Scope *child, const Names *own, NameMap *all_free,
                          AstArena *memory) {
    Names copy = {0};
    NameMap *const mine[] = {&copy.bound, &copy.free, &copy.global};
    const NameMap *const from[] = {&own->bound, &own->free, &own->global};
    for (int i = 0; i < 3; i++) {
        set_union(c, &copy.memory, mine[i], from[i]);
        mine[i]->twin = echo_set(c, borrow(from[i]->twin));
    }
    analyze_block(c, child, &copy.bound, &copy.free, &copy.global, &copy.memory);
    set_union(c, memory, all_free, &copy.free);
    for (int i = 0; i < 3; i++) own_clear(c->rt, &mine[i]->twin);
    ast_arena_free(c->rt, &copy.memory);
}

static void analyze_names(Compiler *c, Scope *scope, Names *own, NameMap *bound, NameMap *free,
                          NameMap *global, AstArena *memory) {
    AstArena *mine = &own->memory;
    if (scope->kind == BLOCK_CLASS) { /* what a class binds is not visible in its functions */
        set_union(c, mine, &own->global, global);
        if (bound) set_union(c, mine, &own->bound, bound);
    }
    for (int32_t i = 0; i < scope->symbols.count && !c->failed; i++) {
        Obj *name = scope->symbols.keys[i];
        set_add(c, mine, &own->scopes, name,
                analyze_name(c, scope, own, name, scope->symbols.values[i], bound, free, global,
                             memory));
    }
    if (scope->kind == BLOCK_CLASS) {
        set_add(c, mine, &own->bound, ID(c->rt, __class__), 1);
        return;
    }
    if (scope->kind == BLOCK_FUNCTION) set_union(c, mine, &own->bound, &own->local);
    if (bound) set_union(c, mine, &own->bound, bound);
    set_union(c, mine, &own->global, global);
}

static void analyze_block(Compiler *c, Scope *scope, NameMap *bound, NameMap *free, NameMap *global,
                          AstArena *memory) {
    Names own = {0};
    NameMap *const maps[] = {&own.scopes, &own.local, &own.bound, &own.global, &own.free, &own.all_free};
    own.local.twin = echo_set(c, NULL);
    own.scopes.twin = echo_dict(c);
    own.global.twin = echo_set(c, NULL);
    own.free.twin = echo_set(c, NULL);
    own.bound.twin = echo_set(c, NULL);
    analyze_names(c, scope, &own, bound, free, global, memory);
    own.all_free.twin = echo_set(c, NULL);
    for (Scope *child = scope->first_child; child && !c->failed; child = child->sibling) {
        analyze_child(c, child, &own, &own.all_free, &own.memory);
        if (child->has_free || child->child_free) scope->child_free = true;
    }
    if (!c->failed) {
        set_union(c, &own.memory, &own.free, &own.all_free);
        if (scope->kind == BLOCK_FUNCTION) {
            make_cells(c->rt, &own.scopes, &own.free);
        } else if (scope->kind == BLOCK_CLASS && name_map_has(&own.free, ID(c->rt, __class__))) {
            name_map_remove(c->rt, &own.free, ID(c->rt, __class__));
            scope->needs_class_closure = true;
        }
        update_symbols(c, scope, &own, bound);
        set_union(c, memory, free, &own.free);
    }
    for (size_t i = 0; i < HS_COUNT(maps); i++) own_clear(c->rt, &maps[i]->twin);
    ast_arena_free(c->rt, &own.memory);
}

void symtable_analyze(Compiler *c, Scope *top) {
    Names names = {0};
    names.free.twin = echo_set(c, NULL);
    names.global.twin = echo_set(c, NULL);
    analyze_block(c, top, NULL, &names.free, &names.global, &names.memory);
    own_clear(c->rt, &names.free.twin);
    own_clear(c->rt, &names.global.twin);
    ast_arena_free(c->rt, &names.memory);
}
