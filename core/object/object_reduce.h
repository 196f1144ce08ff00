/* object's part of the copying and pickling protocol. */
#ifndef HS_OBJECT_OBJECT_REDUCE_H
#define HS_OBJECT_OBJECT_REDUCE_H

#include "heap/runtime.h"

Own object_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own object_reduce_ex(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own object_getstate(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

#endif
