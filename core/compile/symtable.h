/* Scopes: what each name means in each block of a program (CPython 3.11's Python/symtable.c). */
#ifndef COMPILE_SYMTABLE_H
#define COMPILE_SYMTABLE_H

#include "compile/echo.h"
#include "compile/name_map.h"

struct Compiler;

typedef enum { BLOCK_FUNCTION, BLOCK_CLASS, BLOCK_MODULE, BLOCK_ANNOTATION } BlockKind;
typedef enum {
    NOT_COMPREHENSION,
    LIST_COMPREHENSION,
    DICT_COMPREHENSION,
    SET_COMPREHENSION,
    GENERATOR_EXPRESSION
} ComprehensionKind;

/* Flags of a symbol; its scope lies above them once the table is complete. */
enum {
    DEF_GLOBAL = 1,
    DEF_LOCAL = 2,
    DEF_PARAM = 4,
    DEF_NONLOCAL = 8,
    DEF_USE = 16,
    DEF_FREE_CLASS = 64, /* free in a method, and bound in the class */
    DEF_IMPORT = 128,
    DEF_ANNOT = 256,
    DEF_COMP_ITER = 512,
    DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT,
    SCOPE_SHIFT = 11,
    SCOPE_MASK = 15
};
enum {
    SCOPE_NONE,
    SCOPE_LOCAL,
    SCOPE_GLOBAL_EXPLICIT,
    SCOPE_GLOBAL_IMPLICIT,
    SCOPE_FREE,
    SCOPE_CELL
};

/* Place of a global or nonlocal statement, for errors found by the analysis. */
typedef struct Directive {
    struct Directive *next;
    Obj *name;
    AstSpan span;
} Directive;

typedef struct Scope Scope;
struct Scope {
    const void *node; /* the statement or expression that makes the block */
    Scope *hash_next;
    Scope *parent, *first_child, *last_child, *sibling;
    NameMap symbols; /* name → flags */
    NameMap params;  /* in order; value = position */
    Directive *directives, *last_directive;
    AstSpan span;
    BlockKind kind;
    ComprehensionKind comprehension;
    int comp_iter_expr; /* > 0 inside the iterable of a comprehension */
    bool nested, has_free, child_free, generator, coroutine, varargs, varkeywords,
        needs_class_closure, comp_iter_target;
    ScopeEcho echo;
};

/* Makes the scopes of `mod`; they live in the compiler's scratch memory. Sets c->failed. */
void symtable_build(struct Compiler *c, Mod *mod);
/* Scope of a node that makes a block. */
Scope *symtable_lookup(struct Compiler *c, const void *node);
/* Decides what every name is. */
void symtable_analyze(struct Compiler *c, Scope *top);
/* (name, kind, line, nested, {name: flags}, [parameters], [the same of blocks inside]) of a scope. NULL = raised. */
Own scope_view(Runtime *rt, const Scope *scope);
HS_INLINE int scope_of_name(const Scope *scope, const Obj *name) {
    return name_map_get(&scope->symbols, name, 0) >> SCOPE_SHIFT & SCOPE_MASK;
}

#endif
