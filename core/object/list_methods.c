/* list: the methods, the iterators and the type tables. The array itself is in list.c.
 *
 * Iterators hold the list and an index; the reference is dropped when they are exhausted.
 * Follows CPython 3.11 Objects/listobject.c. */
#include "object/fields.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list_impl.h"
#include "object/range.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

_Static_assert(sizeof(ListIterObj) <= 32, "list iterator");
#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED
#define ONE_ARG Obj *const *args, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED
#define FAST_ARGS Obj *const *args, size_t nargs, Obj *kwnames HS_UNUSED

/* ---- slots ---- */

static intptr_t list_length(Runtime *rt HS_UNUSED, Obj *self) { return LIST_SIZE(self); }

static int init_from(Runtime *rt, Obj *self, Obj *iterable) {
    list_clear_items(rt, self);
    return iterable ? list_extend(rt, self, iterable) : 0;
}

static int list_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    if ((self->type == T(rt, LIST) || self->type->slots.tp_new == T(rt, LIST)->slots.tp_new) &&
        args_no_keywords(rt, "list", kwargs) < 0) {
        return -1;
    }
    if (args_check_positional(rt, "list", (size_t)TUPLE_SIZE(args), 0, 1) < 0) return -1;
    return init_from(rt, self, TUPLE_SIZE(args) ? TUPLE_ITEM(args, 0) : NULL);
}

static Own list_tp_new(Runtime *rt, TypeObj *type, Obj *args HS_UNUSED, Obj *kwargs HS_UNUSED) {
    return type->slots.tp_alloc(rt, type, 0);
}

/* list(x): as in CPython the header comes from the allocator, never from the free list. */
static Own list_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (args_no_keywords(rt, "list", kwnames) < 0 ||
        args_check_positional(rt, "list", nargs, 0, 1) < 0)
        return NULL;
    Own self = type_generic_alloc(rt, (TypeObj *)type, 0);
    if (self && nargs && init_from(rt, borrow(self), args[0]) < 0) {
        release(rt, self);
        return NULL;
    }
    return self;
}

/* ---- methods ---- */

static Own method_append(Runtime *rt, Obj *self, ONE_ARG) {
    return list_append(rt, self, args[0]) < 0 ? NULL : keep(rt->none);
}

static Own method_clear(Runtime *rt, Obj *self, UNUSED_ARGS) {
    list_clear_items(rt, self);
    return keep(rt->none);
}

static Own method_copy(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return list_slice(rt, LIST(self), 0, LIST_SIZE(self));
}

static Own method_extend(Runtime *rt, Obj *self, ONE_ARG) {
    return list_extend(rt, self, args[0]) < 0 ? NULL : keep(rt->none);
}

static intptr_t clamp(int64_t index, intptr_t size) {
    return index > size ? size : index < -(int64_t)size ? -size : (intptr_t)index;
}

static Own method_insert(Runtime *rt, Obj *self, ONE_ARG) {
    int64_t index;
    if (ssize_argument(rt, args[0], &index) < 0) return NULL;
    return list_insert(rt, self, clamp(index, LIST_SIZE(self)), args[1]) < 0 ? NULL
                                                                             : keep(rt->none);
}

static Own method_pop(Runtime *rt, Obj *self, FAST_ARGS) {
    ListObj *list = LIST(self);
    int64_t index = -1;
    if (nargs > 0 && ssize_argument(rt, args[0], &index) < 0) return NULL;
    if (list->head.size == 0) return raise_format(rt, EXC(rt, IndexError), "pop from empty list");
    if (index < 0) index += list->head.size;
    if (index < 0 || index >= list->head.size)
        return raise_format(rt, EXC(rt, IndexError), "pop index out of range");
    Own item = list->items[index];
    if (index == list->head.size - 1)
        return list_resize(rt, list, (intptr_t)index) < 0 ? NULL : item;
    item = keep(borrow(item));
    if (list_set_slice(rt, self, (intptr_t)index, (intptr_t)index + 1, NULL) < 0) {
        release(rt, item);
        return NULL;
    }
    return item;
}

/* Index of the first item equal to value in [start, stop), -1 absent, -2 raised. Items may change
 * meanwhile. */
static intptr_t find(Runtime *rt, ListObj *list, Obj *value, int64_t start, int64_t stop) {
    for (intptr_t i = (intptr_t)start; i < stop && i < list->head.size; i++) {
        Own item = keep(borrow(list->items[i]));
        int same = object_compare_bool(rt, borrow(item), value, CMP_EQ);
        release(rt, item);
        if (same > 0) return i;
        if (same < 0) return -2;
    }
    return -1;
}

static Own method_remove(Runtime *rt, Obj *self, ONE_ARG) {
    intptr_t i = find(rt, LIST(self), args[0], 0, INTPTR_MAX);
    if (i == -1) return raise_format(rt, EXC(rt, ValueError), "list.remove(x): x not in list");
    if (i < 0 || list_set_slice(rt, self, i, i + 1, NULL) < 0) return NULL;
    return keep(rt->none);
}

static Own method_index(Runtime *rt, Obj *self, FAST_ARGS) {
    int64_t start = 0, stop = INTPTR_MAX;
    if (nargs > 1 && search_bound(rt, args[1], LIST_SIZE(self), &start) < 0) return NULL;
    if (nargs > 2 && search_bound(rt, args[2], LIST_SIZE(self), &stop) < 0) return NULL;
    intptr_t i = find(rt, LIST(self), args[0], start, stop);
    if (i == -1) return raise_format(rt, EXC(rt, ValueError), "%R is not in list", args[0]);
    return i < 0 ? NULL : int_from_i64(rt, i);
}

static Own method_count(Runtime *rt, Obj *self, ONE_ARG) {
    intptr_t count = 0;
    for (intptr_t i = 0; i < LIST_SIZE(self); i++) {
        Obj *item = LIST_ITEM(self, i);
        if (item == args[0]) {
            count++;
            continue;
        }
        Own guard = keep(item);
        int same = object_compare_bool(rt, item, args[0], CMP_EQ);
        release(rt, guard);
        if (same < 0) return NULL;
        count += same;
    }
    return int_from_i64(rt, count);
}

static Own method_reverse(Runtime *rt, Obj *self, UNUSED_ARGS) {
    list_reverse(rt, self);
    return keep(rt->none);
}

int list_sort_direction(Runtime *rt, Obj *reverse) {
    int64_t value;
    return args_int(rt, reverse, &value) < 0 ? -1 : value != 0;
}

static Own method_sort(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"key", "reverse", NULL};
    static const ArgSpec spec = {"sort", names, 0, 0};
    Obj *values[2];
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    int reverse = values[1] ? list_sort_direction(rt, values[1]) : 0;
    return reverse < 0 || list_sort(rt, self, values[0], reverse) < 0 ? NULL : keep(rt->none);
}

static Own method_getitem(Runtime *rt, Obj *self, ONE_ARG) {
    return list_subscript(rt, self, args[0]);
}

static Own method_reversed(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return list_iter_reversed(rt, self);
}

static uint64_t list_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    return self->type->virtual_size + 8 * (uint64_t)LIST(self)->allocated;
}

/* ---- iterators ---- */

static Own make_iterator(Runtime *rt, TypeObj *type, Obj *list, intptr_t index) {
    Own own = gc_alloc(rt, type, 32);
    if (!own) return NULL;
    ListIterObj *iterator = (ListIterObj *)borrow(own);
    iterator->index = index;
    iterator->list = keep(list);
    gc_track(rt, borrow(own));
    return own;
}

Own list_iter(Runtime *rt, Obj *self) { return make_iterator(rt, T(rt, LIST_ITER), self, 0); }

Own list_iter_reversed(Runtime *rt, Obj *self) {
    return make_iterator(rt, T(rt, LIST_REVITER), self, LIST_SIZE(self) - 1);
}

static void iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, ((ListIterObj *)self)->list);
    gc_free(rt, self);
}

static int iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((ListIterObj *)self)->list);
    return 0;
}

static Own iter_forward(Runtime *rt, Obj *self) {
    ListIterObj *iterator = (ListIterObj *)self;
    if (!iterator->list) return NULL;
    Obj *list = borrow(iterator->list);
    if (iterator->index < LIST_SIZE(list)) return keep(LIST_ITEM(list, iterator->index++));
    own_clear(rt, &iterator->list);
    return NULL;
}

static Own iter_backward(Runtime *rt, Obj *self) {
    ListIterObj *iterator = (ListIterObj *)self;
    if (!iterator->list) return NULL;
    Obj *list = borrow(iterator->list);
    intptr_t i = iterator->index;
    if (i >= 0 && i < LIST_SIZE(list)) {
        iterator->index--;
        return keep(LIST_ITEM(list, i));
    }
    iterator->index = -1;
    own_clear(rt, &iterator->list);
    return NULL;
}

static Own iter_hint(Runtime *rt, Obj *self, UNUSED_ARGS) {
    ListIterObj *iterator = (ListIterObj *)self;
    intptr_t left = iterator->list ? LIST_SIZE(borrow(iterator->list)) - iterator->index : 0;
    return int_from_i64(rt, left < 0 ? 0 : left);
}

static Own reviter_hint(Runtime *rt, Obj *self, UNUSED_ARGS) {
    ListIterObj *iterator = (ListIterObj *)self;
    intptr_t left = iterator->index + 1;
    if (!iterator->list || LIST_SIZE(borrow(iterator->list)) < left) left = 0;
    return int_from_i64(rt, left);
}

/* (function, (list,), index), or (iter, ([],)) when exhausted, perhaps by looking up the function.
 */
static Own reduce(Runtime *rt, ListIterObj *iterator, Obj *name) {
    Own function = object_getattr(rt, borrow(rt->builtins_module), name);
    Own subject = NULL, inner = NULL, index = NULL, result = NULL;
    if (!function) return NULL;
    if (!iterator->list && name != ID(rt, iter)) {
        own_set(rt, &function, object_getattr(rt, borrow(rt->builtins_module), ID(rt, iter)));
        if (!function) return NULL;
    }
    if (!(subject = iterator->list ? keep(borrow(iterator->list)) : list_new(rt, 0))) goto done;
    if (!(inner = tuple_pack(rt, 1, borrow(subject)))) goto done;
    if (iterator->list) {
        if (!(index = int_from_i64(rt, iterator->index))) goto done;
        result = tuple_pack(rt, 3, borrow(function), borrow(inner), borrow(index));
    } else {
        result = tuple_pack(rt, 2, borrow(function), borrow(inner));
    }
done:
    xrelease(rt, index);
    xrelease(rt, inner);
    xrelease(rt, subject);
    release(rt, function);
    return result;
}

static Own iter_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return reduce(rt, (ListIterObj *)self, ID(rt, iter));
}

static Own reviter_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return reduce(rt, (ListIterObj *)self, ID(rt, reversed));
}

static Own set_state(Runtime *rt, ListIterObj *iterator, Obj *state, intptr_t low, intptr_t above) {
    int64_t index;
    if (ssize_argument(rt, state, &index) < 0) return NULL;
    if (iterator->list) {
        intptr_t high = LIST_SIZE(borrow(iterator->list)) - above;
        iterator->index = index < low ? low : index > high ? high : (intptr_t)index;
    }
    return keep(rt->none);
}

static Own iter_setstate(Runtime *rt, Obj *self, ONE_ARG) {
    return set_state(rt, (ListIterObj *)self, args[0], 0, 0);
}

static Own reviter_setstate(Runtime *rt, Obj *self, ONE_ARG) {
    return set_state(rt, (ListIterObj *)self, args[0], -1, 1);
}

/* ---- tables ---- */

static const MethodDef list_methods[] = {
    {"__getitem__", method_getitem, METH_O | METH_COEXIST, 1, 1, "x.__getitem__(y) <==> x[y]"},
    {"__reversed__", method_reversed, METH_NOARGS, 0, 0,
     "__reversed__($self, /)\n--\n\nReturn a reverse iterator over the list."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0,
     "__sizeof__($self, /)\n--\n\nReturn the size of the list in memory, in bytes."},
    {"clear", method_clear, METH_NOARGS, 0, 0,
     "clear($self, /)\n--\n\nRemove all items from list."},
    {"copy", method_copy, METH_NOARGS, 0, 0,
     "copy($self, /)\n--\n\nReturn a shallow copy of the list."},
    {"append", method_append, METH_O | METH_IS_LIST_APPEND, 1, 1,
     "append($self, object, /)\n--\n\nAppend object to the end of the list."},
    {"insert", method_insert, METH_FASTCALL, 2, 2,
     "insert($self, index, object, /)\n--\n\nInsert object before index."},
    {"extend", method_extend, METH_O, 1, 1,
     "extend($self, iterable, /)\n--\n\nExtend list by appending elements from the iterable."},
    {"pop", method_pop, METH_FASTCALL, 0, 1,
     "pop($self, index=-1, /)\n--\n\nRemove and return item at index (default last).\n\n"
     "Raises IndexError if list is empty or index is out of range."},
    {"remove", method_remove, METH_O, 1, 1,
     "remove($self, value, /)\n--\n\nRemove first occurrence of value.\n\nRaises ValueError if the "
     "value is not present."},
    {"index", method_index, METH_FASTCALL, 1, 3,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nReturn first index of value.\n\n"
     "Raises ValueError if the value is not present."},
    {"count", method_count, METH_O, 1, 1,
     "count($self, value, /)\n--\n\nReturn number of occurrences of value."},
    {"reverse", method_reverse, METH_NOARGS, 0, 0, "reverse($self, /)\n--\n\nReverse *IN PLACE*."},
    {"sort", method_sort, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "sort($self, /, *, key=None, reverse=False)\n--\n\nSort the list in place, stably, and return "
     "None.\n\n"
     "key is called once for each item; reverse sorts in descending order."},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};

const TypeSpec list_type_spec = {
    .name = "list",
    .doc = "list(iterable=(), /)\n--\n\nMutable sequence of the items of iterable; empty without "
           "an argument.",
    .flags = TPF_BASETYPE | TPF_GC | TPF_LIST | TPF_MATCH_SELF | TPF_SEQUENCE,
    .base = -1,
    .virtual_size = 40,
    .slots =
        {
            .tp_dealloc = list_dealloc,
            .tp_traverse = list_traverse,
            .tp_clear = list_tp_clear,
            .tp_new = list_tp_new,
            .tp_init = list_init,
            .type_vectorcall = list_vectorcall,
            .tp_repr = list_repr,
            .tp_sizeof = list_sizeof,
            .tp_hash = object_hash_not_implemented,
            .tp_richcompare = list_richcompare,
            .tp_iter = list_iter,
            .sq_length = list_length,
            .sq_concat = list_concat,
            .sq_repeat = list_repeat,
            .sq_item = list_item,
            .sq_ass_item = list_ass_item,
            .sq_contains = list_contains,
            .sq_inplace_concat = list_inplace_concat,
            .sq_inplace_repeat = list_inplace_repeat,
            .mp_length = list_length,
            .mp_subscript = list_subscript,
            .mp_ass_subscript = list_ass_subscript,
        },
    .methods = list_methods,
};

static const MethodDef iter_methods[] = {
    {"__length_hint__", iter_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", iter_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec list_iter_type_spec = {
    .name = "list_iterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = iter_dealloc,
            .tp_traverse = iter_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = iter_forward,
        },
    .methods = iter_methods,
};

static const MethodDef reviter_methods[] = {
    {"__length_hint__", reviter_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reviter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", reviter_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec list_reviter_type_spec = {
    .name = "list_reverseiterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = iter_dealloc,
            .tp_traverse = iter_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = iter_backward,
        },
    .methods = reviter_methods,
};
