/* Builtin functions that have a file of their own. */
#ifndef HS_LIB_BUILTINS_H
#define HS_LIB_BUILTINS_H

#include "heap/runtime.h"

Own builtin_build_class(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own builtin_print(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own builtin_input(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

/* Whether an expression holds in the frame that runs: 0, 1, or -1: it raised, and the exception was written to stderr. `fuel`: calls and
 * back jumps between looks at the host's clock (host_pulse). Changes the heap as any code does: the caller brings the state back. */
int builtins_condition(Runtime *rt, const char *text, size_t size, int32_t fuel);

#endif
