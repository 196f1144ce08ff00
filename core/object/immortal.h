/* Objects that live for ever and whose count does not move, in the Pythons that have them (PEP 683). */
#ifndef HS_OBJECT_IMMORTAL_H
#define HS_OBJECT_IMMORTAL_H

#include "object/str.h"

/* The count that the program is shown. */
int64_t shown_refcount(Runtime *rt, Obj *o);
/* Whether a str that nobody refers to stays in the table of interned strs. */
bool str_is_immortal(Runtime *rt, Obj *s);

#endif
