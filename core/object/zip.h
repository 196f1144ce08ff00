/* What the interpreter asks a map, a filter, a zip and an enumerate, to do in several steps what their next does in one. */
#ifndef HS_OBJECT_ZIP_H
#define HS_OBJECT_ZIP_H

#include "heap/runtime.h"

/* Iterator of a map over one, and its function; NULL: there are more. All borrowed. */
Obj *map_single(Obj *map, Obj **function);
/* Iterator of a filter, and its function; NULL: the items themselves are asked. All borrowed. */
Obj *filter_parts(Runtime *rt, Obj *filter, Obj **function);
/* Tuple of the iterators of a zip; NULL: it is strict. Borrowed. */
Obj *zip_iterators(Obj *zip);
/* The tuple that the next items of a zip are put into; NULL = raised. used: whether it is that of the last time. */
Own zip_open(Runtime *rt, Obj *zip, bool *used);
/* ... and when they are: the item of the zip. */
Own zip_close(Runtime *rt, Own result, bool used);
Obj *enumerate_iterator(Obj *enumerate);
/* The pair for the next item, which is taken. */
Own enumerate_pair(Runtime *rt, Obj *enumerate, Own item);

#endif
