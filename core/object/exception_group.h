/* Exception groups, as the except* instructions need them. */
#ifndef HS_OBJECT_EXCEPTION_GROUP_H
#define HS_OBJECT_EXCEPTION_GROUP_H

#include "heap/runtime.h"

bool exception_is_group(Runtime *rt, Obj *o);
/* Parts of `exc` (group or plain exception) that satisfy a class, tuple of classes or callable, and the others (unless rest is NULL); NULL where empty. */
int exception_group_split(Runtime *rt, Obj *exc, Obj *condition, Own *match, Own *rest);
/* What a method of the group gives for one argument. */
Own exception_group_call(Runtime *rt, Obj *self, const char *name, Obj *arg);
/* The part of a group whose leaves are among those of the exceptions of a list: new reference, or NULL (nothing, or raised). */
Own exception_group_project(Runtime *rt, Obj *group, Obj *kept);
/* Makes rt->exception_group, the class ExceptionGroup(BaseExceptionGroup, Exception). */
int exception_group_init_class(Runtime *rt);

#endif
