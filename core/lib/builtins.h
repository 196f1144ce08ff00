/* Builtin functions that have a file of their own. */
#ifndef HS_LIB_BUILTINS_H
#define HS_LIB_BUILTINS_H

#include "heap/runtime.h"

Own builtin_build_class(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own builtin_print(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own builtin_input(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

#endif
