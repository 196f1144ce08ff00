/* Builtin functions that have a file of their own. */
#ifndef HS_LIB_BUILTINS_H
#define HS_LIB_BUILTINS_H

#include "heap/seam.h"

Own builtin_build_class(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
/* A class whose body has run. */
typedef struct ClassStart { Own bases, meta, keywords, given, space; } ClassStart;
/* What comes before the body: -1 raised. What comes after it; `cell`: what it returned. */
int build_class_begin(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwnames, ClassStart *start);
Own build_class_end(Runtime *rt, const ClassStart *start, Obj *name, Obj *cell);
Own builtin_print(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
/* Levels of recursion that a write to a stream needs for what it calls in CPython, below the caller. */
enum { STREAM_LEVELS = 2 };
/* Whether too few of them are left: raised then. */
bool stream_lacks_levels(Runtime *rt);
Own builtin_input(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

Own builtin_compile(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

/* Text of a str or bytes-like source argument; *flags says which: the parser looks for the encoding of bytes. -1 raised. */
int source_text(Runtime *rt, Obj *source, const char *function, const char *what, const char **text, size_t *size, int *flags);
/* Future features of the code that runs: what it compiles has them too. */
int inherited_flags(Runtime *rt);

/* Calls of what functools.lru_cache() makes, in two halves: the result that it knows already (NULL: not, or raised), and keeping a new one
 * (taken, or NULL). key NULL: it keeps none. */
bool lru_is(const Obj *object);
Obj *lru_function(Obj *object);
Own lru_begin(Runtime *rt, Obj *object, Obj *args, Obj *kwargs, Own *key, int64_t *hash);
Own lru_end(Runtime *rt, Obj *object, Obj *key, int64_t hash, Own result);

/* Whether an expression holds in the frame that runs: 0, 1, or -1: it raised, and the exception was written to stderr. `fuel`: calls and
 * back jumps between looks at the host's clock (host_pulse). Changes the heap as any code does: the caller brings the state back. */
int builtins_condition(Runtime *rt, const char *text, size_t size, int32_t fuel);

/* Of functools.partial: its function, the tuple of its arguments and the dict of its keywords (NULL: none). Borrowed. */
bool partial_is(Obj *object);
Obj *partial_parts(Obj *object, Obj **args, Obj **keywords);
/* What it calls that with: a dict with the items of both (either may be NULL), those of `more` win, never one of the two; and two tuples as one. */
Own merged_keywords(Runtime *rt, Obj *first, Obj *more);
Own concat_tuples(Runtime *rt, Obj *left, Obj *right);

/* What eval() and exec() run: code and namespaces. */
typedef struct Execution {
    Own made; /* code of a text, or NULL; released in this order */
    CodeArena arena;
    Own locals, globals;
    Obj *code, *closure; /* closure: tuple of cells for the free variables, or NULL */
} Execution;
/* Tells audit hooks of a text that is compiled, as CPython does: as bytes. -1 = raised. */
int builtins_audit_source(Runtime *rt, const char *text, size_t size, Obj *filename);
/* Function without a name in the namespaces, that runs it. */
Own execution_function(Runtime *rt, const Execution *execution);
int builtins_execution(Runtime *rt, bool expression, Obj *const *args, size_t nargs, Obj *kwnames, Execution *execution);
void execution_drop(Runtime *rt, Execution *execution);

#endif
