/* The arena of the syntax tree, and constructors.
 *
 * An arena is a list of raw chunks, filled from the front and freed together, plus one list object
 * with the constants and identifiers of the tree (CPython's Python/pyarena.c keeps the same). */
#include "compile/ast.h"

#include "compile/literals.h"

struct AstChunk {
    AstChunk *next;
    _Alignas(8) char data[];
};

enum { FIRST_CHUNK = 2048, LARGEST_CHUNK = 65536 };

/* ---- arena ---- */

int ast_arena_init(Runtime *rt, AstArena *arena) {
    *arena = (AstArena){.block = literal_number(rt, "257", 3)};
    arena->objects = arena->block ? literal_list(rt) : (Own)0;
    if (arena->objects) return 0;
    ast_arena_free(rt, arena);
    return -1;
}

void ast_arena_free(Runtime *rt, AstArena *arena) {
    for (AstChunk *chunk = arena->chunks; chunk;) {
        AstChunk *next = chunk->next;
        compile_free(rt, chunk);
        chunk = next;
    }
    arena->chunks = NULL;
    arena->next = arena->end = NULL;
    if (arena->objects) own_clear(rt, &arena->objects);
    if (arena->block) own_clear(rt, &arena->block);
}

void *ast_alloc(Runtime *rt, AstArena *arena, size_t size) {
    size = round_up(size ? size : 1, 8);
    if ((size_t)(arena->end - arena->next) < size) {
        size_t room = arena->chunks ? LARGEST_CHUNK / 4 : FIRST_CHUNK;
        if (arena->chunks && arena->chunks->next) room = LARGEST_CHUNK;
        if (room < size) room = size;
        AstChunk *chunk = compile_alloc(rt, sizeof *chunk + room);
        if (!chunk) return NULL;
        chunk->next = arena->chunks;
        arena->chunks = chunk;
        arena->next = chunk->data;
        arena->end = chunk->data + room;
    }
    void *block = arena->next;
    arena->next += size;
    return memset(block, 0, size);
}

Obj *ast_arena_keep(Runtime *rt, AstArena *arena, Own object) {
    if (!object) return NULL;
    Obj *kept = borrow(object);
    return literal_list_add(rt, borrow(arena->objects), object) < 0 ? NULL : kept;
}

/* ---- constructors ---- */

Mod *ast_mod(Runtime *rt, AstArena *arena, ModKind kind) {
    Mod *node = ast_alloc(rt, arena, sizeof *node);
    if (node) node->kind = kind;
    return node;
}

Stmt *ast_stmt(Runtime *rt, AstArena *arena, StmtKind kind, AstSpan span) {
    Stmt *node = ast_alloc(rt, arena, sizeof *node);
    if (node) node->kind = kind, node->span = span;
    return node;
}

Expr *ast_expr(Runtime *rt, AstArena *arena, ExprKind kind, AstSpan span) {
    Expr *node = ast_alloc(rt, arena, sizeof *node);
    if (node) node->kind = kind, node->span = span;
    return node;
}

Pattern *ast_pattern(Runtime *rt, AstArena *arena, PatternKind kind, AstSpan span) {
    Pattern *node = ast_alloc(rt, arena, sizeof *node);
    if (node) node->kind = kind, node->span = span;
    return node;
}

void *ast_seq(Runtime *rt, AstArena *arena, int32_t count) {
    ExprSeq *seq = ast_alloc(rt, arena, sizeof *seq + (size_t)count * sizeof(void *));
    if (seq) seq->count = count;
    return seq;
}
