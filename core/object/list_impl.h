/* What the list files share: list.c (array, protocol slots), list_methods.c (methods, iterators,
 * type), list_sort.c. */
#ifndef HS_OBJECT_LIST_IMPL_H
#define HS_OBJECT_LIST_IMPL_H

#include "object/list.h"

#define LIST_SIZE_LIMIT (INTPTR_MAX / 16)

void list_dealloc(Runtime *rt, Obj *self);
int list_traverse(Obj *self, VisitFn visit, void *arg);
int list_tp_clear(Runtime *rt, Obj *self);
/* New list of items [start, end). */
Own list_slice(Runtime *rt, ListObj *self, intptr_t start, intptr_t end);
Own list_concat(Runtime *rt, Obj *left, Obj *right);
Own list_repeat(Runtime *rt, Obj *self, intptr_t count);
Own list_inplace_repeat(Runtime *rt, Obj *self, intptr_t count);
Own list_inplace_concat(Runtime *rt, Obj *self, Obj *other);
Own list_item(Runtime *rt, Obj *self, intptr_t index);
int list_ass_item(Runtime *rt, Obj *self, intptr_t index, Obj *value);
Own list_subscript(Runtime *rt, Obj *self, Obj *key);
int list_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value);
Own list_repr(Runtime *rt, Obj *self);
Own list_richcompare(Runtime *rt, Obj *left, Obj *right, int op);
int list_contains(Runtime *rt, Obj *self, Obj *item);
Own list_iter(Runtime *rt, Obj *self);
/* Room for `hint` more items, as list.extend makes it; -1 raised. */
int list_make_room(Runtime *rt, ListObj *list, int64_t hint);

/* A sort step by step, for who makes the keys: the list is empty between begin and end. */
typedef struct ListSort {
    Own *items;
    intptr_t size, allocated;
} ListSort;
/* From so many keys on, they lie in a block of 8 bytes each that list_sort_keyed frees. */
enum { SORT_KEYS_ASIDE = 128 };
void list_sort_begin(Obj *self, ListSort *sort);
/* Takes the keys; -1 raised. */
int list_sort_keyed(Runtime *rt, Obj *self, const ListSort *sort, Own *keys, bool reverse);
void list_sort_end(Runtime *rt, Obj *self, const ListSort *sort);
Own list_iter_reversed(Runtime *rt, Obj *self);

#endif
