/* What generic aliases (list[int]) and unions (int | str) share: reprs of their arguments and type parameters. */
#ifndef HS_OBJECT_GENERIC_ALIAS_H
#define HS_OBJECT_GENERIC_ALIAS_H

#include "object/str.h"

int alias_write_item(StrWriter *writer, Obj *item);         /* as it reads in list[item] */
Own alias_make_parameters(Runtime *rt, Obj *args);          /* type variables in args, tuple */
/* args with the parameters replaced by `item` (one, or a tuple of them): tuple. */
Own alias_substitute(Runtime *rt, Obj *self, Obj *args, Obj *parameters, Obj *item);

#endif
