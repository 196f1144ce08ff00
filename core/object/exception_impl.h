/* What the exception files share: base slots, OSError's pair, groups. */
#ifndef HS_OBJECT_EXCEPTION_IMPL_H
#define HS_OBJECT_EXCEPTION_IMPL_H

#include "object/exception.h"

Own exception_base_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs);
int exception_base_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
int exception_base_clear(Runtime *rt, Obj *self);
int exception_base_traverse(Obj *self, VisitFn visit, void *arg);
Own exception_os_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs);
int exception_os_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
Own exception_group_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs);
int exception_group_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
Own exception_group_str(Runtime *rt, Obj *self);
extern const MethodDef exception_group_methods[];

#endif
