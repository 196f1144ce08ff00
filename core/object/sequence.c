/* The sequence and iterator protocols.
 * Follows CPython 3.11 Objects/abstract.c. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"

/* ---- iterators ---- */

bool iter_check(Obj *o) {
    UnaryFn next = o->type->slots.tp_iternext;
    return next != NULL && next != iternext_not_implemented;
}

Own object_iter(Runtime *rt, Obj *self) {
    UnaryFn iter = self->type->slots.tp_iter;
    if (!iter) {
        if (sequence_check(self)) return seq_iter_new(rt, self);
        return raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not iterable",
                            self->type->name);
    }
    Own iterator = iter(rt, self);
    if (iterator && !iter_check(borrow(iterator))) {
        raise_format(rt, EXC(rt, TypeError), "iter() returned non-iterator of type '%.100s'",
                     borrow(iterator)->type->name);
        own_clear(rt, &iterator);
    }
    return iterator;
}

Own iter_next(Runtime *rt, Obj *iterator) {
    Own item = iterator->type->slots.tp_iternext(rt, iterator);
    if (!item && RAISED(rt) && raised_matches(rt, EXC(rt, StopIteration))) raised_clear(rt);
    return item;
}

/* ---- sequences ---- */

bool sequence_check(Obj *o) {
    return !(o->type->flags & TPF_DICT) && o->type->slots.sq_item != NULL;
}
bool mapping_check(Obj *o) { return o->type->slots.mp_subscript != NULL; }

static int search(Runtime *rt, Obj *container, Obj *item) {
    Own iterator = object_iter(rt, container), member;
    if (!iterator) {
        if (raised_matches(rt, EXC(rt, TypeError))) {
            raise_format(rt, EXC(rt, TypeError), "argument of type '%.200s' is not iterable",
                         container->type->name);
        }
        return -1;
    }
    int found = 0;
    while (found == 0 && (member = iter_next(rt, borrow(iterator)))) {
        found = object_compare_bool(rt, borrow(member), item, CMP_EQ);
        release(rt, member);
    }
    release(rt, iterator);
    return found ? found : RAISED(rt) ? -1 : 0;
}

int sequence_contains(Runtime *rt, Obj *container, Obj *item) {
    ContainsFn contains = container->type->slots.sq_contains;
    return contains ? contains(rt, container, item) : search(rt, container, item);
}

Own sequence_to_list(Runtime *rt, Obj *iterable) { return list_from_iterable(rt, iterable); }

Own sequence_fast(Runtime *rt, Obj *iterable, const char *message) {
    if (is_list_exact(rt, iterable) || is_tuple_exact(rt, iterable)) return keep(iterable);
    Own iterator = object_iter(rt, iterable);
    if (!iterator) {
        if (raised_matches(rt, EXC(rt, TypeError)))
            raise_format(rt, EXC(rt, TypeError), "%s", message);
        return NULL;
    }
    Own list = list_from_iterable(rt, borrow(iterator));
    release(rt, iterator);
    return list;
}

Obj *const *sequence_fast_items(Obj *fast, intptr_t *count) {
    if (is_list(fast)) {
        *count = LIST_SIZE(fast);
        return borrow_all(LIST(fast)->items);
    }
    *count = TUPLE_SIZE(fast);
    return TUPLE_ITEMS(fast);
}

Own sequence_getitem(Runtime *rt, Obj *self, int64_t index) {
    const TypeSlots *slots = &self->type->slots;
    if (!slots->sq_item) {
        return raise_format(rt, EXC(rt, TypeError),
                            slots->mp_subscript ? "%.200s is not a sequence"
                                                : "'%.200s' object does not support indexing",
                            self->type->name);
    }
    if (index != (intptr_t)index && slots->mp_subscript) { /* a C index is narrower than 64 bits */
        Own number = int_from_i64(rt, index), item = number ? slots->mp_subscript(rt, self, borrow(number)) : NULL;
        xrelease(rt, number);
        return item;
    }
    if (index < 0 && slots->sq_length) {
        intptr_t length = slots->sq_length(rt, self);
        if (length < 0) return NULL;
        index += length;
    }
    return slots->sq_item(rt, self,
                          index > INTPTR_MAX   ? INTPTR_MAX
                          : index < INTPTR_MIN ? INTPTR_MIN
                                               : (intptr_t)index);
}
