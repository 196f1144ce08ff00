/* Dead objects of one type that wait to be made again, chained through their first field. */
#ifndef HS_OBJECT_FREE_LIST_H
#define HS_OBJECT_FREE_LIST_H

#include "heap/runtime.h"

enum { FREE_ASYNC_GEN_STEPS = 80, FREE_CONTEXTS = 255 }; /* how many at most, as in CPython */

/* An object as gc_alloc() gives it, from the list if one waits there. */
Own free_list_take(Runtime *rt, Obj **list, int *count, TypeObj *type, size_t virtual_size);
/* Puts away an object that is dead and no longer tracked; frees it if the list is full. */
void free_list_put(Runtime *rt, Obj **list, int *count, int limit, Obj *dead);
void free_list_clear(Runtime *rt, Obj **list, int *count);

#endif
