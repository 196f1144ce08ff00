/* Exception groups, as the except* instructions need them. */
#ifndef HS_OBJECT_EXCEPTION_GROUP_H
#define HS_OBJECT_EXCEPTION_GROUP_H

#include "heap/runtime.h"

bool exception_is_group(Runtime *rt, Obj *o);
/* Parts of `exc` (group or plain exception) that satisfy a class, tuple of classes or callable, and the others; NULL where empty. */
int exception_group_split(Runtime *rt, Obj *exc, Obj *condition, Own *match, Own *rest);
/* Makes rt->exception_group, the class ExceptionGroup(BaseExceptionGroup, Exception). */
int exception_group_init_class(Runtime *rt);

#endif
