/* What CPython's compiler takes from the heap beside the objects it makes: the same dicts, lists, sets and blocks are taken and given
 * back at the same stages, so that what a program makes after exec, eval, compile or a line at the prompt lies where it does in
 * CPython. Only when the tree's arena says so (`echo`); Python/symtable.c and Python/compile.c of 3.11. */
#ifndef COMPILE_ECHO_H
#define COMPILE_ECHO_H

#include "heap/runtime.h"

struct Compiler;
struct Scope;
struct Unit;

typedef struct CompilerEcho {
    Own cache, units, stack, blocks; /* const cache; units around; scopes that are open; all scopes */
    Own part; /* of a dotted name: the key that a table takes which does not have it */
    Obj *names; /* while a tuple of names is merged: the table they are from */
    void *future, *table;
    struct Scope *first, *last; /* scopes as they were made */
} CompilerEcho;

typedef struct ScopeEcho {
    struct Scope *next;
    Own id, varnames, children, directives;
    void *block;
} ScopeEcho;

/* Called when `echo` is set. Twin of a name map; NULL: no memory, c->failed. */
Own echo_new_dict(struct Compiler *c);
Own echo_new_set(struct Compiler *c, Obj *items /* or NULL */);
struct NameMap;
void echo_part(struct Compiler *c, const struct NameMap *map, Obj *name);
void echo_own_names(struct Compiler *c, Obj *key); /* the key of a tuple of names holds those of the table */
void echo_begin(struct Compiler *c);
void echo_table(struct Compiler *c); /* the symbol table begins */
void echo_scope(struct Compiler *c, struct Scope *scope);
void echo_directive(struct Compiler *c, struct Scope *scope, Obj *name);
void echo_scope_end(struct Compiler *c);
void echo_unit(struct Compiler *c, struct Unit *u);     /* behind its dicts */
void echo_unit_end(struct Compiler *c, struct Unit *u); /* it is no more the current one */
void echo_end(struct Compiler *c);
/* The key of a constant in the const cache: itself, or a tuple. New; NULL = raised. */
Own echo_key(Runtime *rt, Obj *constant);

#endif
