/* Builtin functions that have a file of their own. */
#ifndef HS_LIB_BUILTINS_H
#define HS_LIB_BUILTINS_H

#include "heap/runtime.h"

Own builtin_build_class(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own builtin_print(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own builtin_input(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

Own builtin_compile(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

/* Text of a str or bytes-like source argument; *flags says which: the parser looks for the encoding of bytes. -1 raised. */
int source_text(Runtime *rt, Obj *source, const char *function, const char *what, const char **text, size_t *size, int *flags);
/* Future features of the code that runs: what it compiles has them too. */
int inherited_flags(Runtime *rt);

/* Whether an expression holds in the frame that runs: 0, 1, or -1: it raised, and the exception was written to stderr. `fuel`: calls and
 * back jumps between looks at the host's clock (host_pulse). Changes the heap as any code does: the caller brings the state back. */
int builtins_condition(Runtime *rt, const char *text, size_t size, int32_t fuel);

#endif
