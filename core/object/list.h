/* list: growing array of references. */
#ifndef HS_OBJECT_LIST_H
#define HS_OBJECT_LIST_H

#include "heap/runtime.h"

typedef struct ListObj {
    VarObj head;
    Own *items; /* mem_alloc block, 8 * allocated virtual bytes; NULL when empty */
    intptr_t allocated;
} ListObj;
#define LIST(o) ((ListObj *)(o))
#define LIST_SIZE(o) (((ListObj *)(o))->head.size)
#define LIST_ITEM(o, i) (borrow(((ListObj *)(o))->items[i]))
HS_INLINE bool is_list(Obj *o) { return (o->type->flags & TPF_LIST) != 0; }
HS_INLINE bool is_list_exact(Runtime *rt, Obj *o) { return o->type == T(rt, LIST); }

Own list_new(Runtime *rt, intptr_t size); /* items NULL up to size; exactly `size` allocated; tracked */
Own list_from(Runtime *rt, Obj *const *items, intptr_t size);
Own list_from_iterable(Runtime *rt, Obj *iterable);          /* list(x) */
int list_append(Runtime *rt, Obj *list, Obj *item);
int list_append_steal(Runtime *rt, Obj *list, Own item);
int list_insert(Runtime *rt, Obj *list, intptr_t index, Obj *item);
int list_extend(Runtime *rt, Obj *list, Obj *iterable);
int list_resize(Runtime *rt, ListObj *list, intptr_t new_size); /* CPython's growth */
int list_set_slice(Runtime *rt, Obj *list, intptr_t start, intptr_t end, Obj *values /* NULL deletes */);
int list_sort(Runtime *rt, Obj *list, Obj *key /* or NULL */, bool reverse);
/* The argument reverse: an int. -1 = raised. */
int list_sort_direction(Runtime *rt, Obj *reverse);
int list_reverse(Runtime *rt, Obj *list);
Own list_to_tuple(Runtime *rt, Obj *list);
void list_clear_items(Runtime *rt, Obj *list);
void list_clear_free_list(Runtime *rt);

/* Iterator of list: also read by FOR_ITER's fast path. */
typedef struct ListIterObj {
    Obj base;
    intptr_t index;
    Own list; /* NULL = exhausted */
} ListIterObj;

#endif
