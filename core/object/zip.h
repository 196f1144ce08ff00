/* What the interpreter asks a map. */
#ifndef HS_OBJECT_ZIP_H
#define HS_OBJECT_ZIP_H

#include "heap/runtime.h"

/* Iterator of a map over one, and its function; NULL: there are more. All borrowed. */
Obj *map_single(Obj *map, Obj **function);

#endif
