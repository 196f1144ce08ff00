/* Objects that can be called, as natives. */
#ifndef HS_LIB_NATIVE_CALLABLES_H
#define HS_LIB_NATIVE_CALLABLES_H

#include "vm/native.h"

/* As native_for, of objects with __call__, classes, partials and what lru_cache() makes. */
Native *native_for_callable(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames);

#endif
