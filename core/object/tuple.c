/* tuple: an array of references fixed at creation.
 *
 * Layout: VarObj header, then the items (virtual size 24 + 8 * size). Dead exact tuples of 1..20
 * items wait in rt->free_lists.tuples[size], linked through their first item. Invariants: () is one
 * static object; a tuple is tracked from its completion until a collection finds that none of its
 * items can be part of a cycle. Follows CPython 3.11 Objects/tupleobject.c. */
#include "base/copy.h"
#include "object/fields.h"
#include "object/tuple_impl.h"

#include <stdarg.h>

#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str.h"
#include "object/type.h"

_Static_assert(sizeof(TupleObj) <= 24, "tuple header");
#define TUPLE_VIRTUAL(size) (24 + 8 * (size_t)(size))
#define TUPLE_SIZE_LIMIT (INTPTR_MAX / 16)

typedef struct TupleIterObj { /* virtual 32 */
    Obj base;
    intptr_t index;
    Own tuple; /* NULL = exhausted */
} TupleIterObj;
_Static_assert(sizeof(TupleIterObj) <= 32, "tuple iterator");

/* ---- construct and release ---- */

static Own take_free(Runtime *rt, intptr_t size) {
    if (size >= HS_FREE_TUPLE_LENGTHS) return NULL; /* CPython keeps those of the greatest length and never takes one */
    Obj *self = rt->free_lists.tuples[size];
    if (!self) return NULL;
    rt->free_lists.tuples[size] = TUPLE_ITEM(self, 0);
    rt->free_lists.tuples_count[size]--;
    self->refcount = 1;
    gc_head(self)->next = 0; /* the mark of start-up objects goes too */
    note_birth(rt, birth_in_front(self));
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, self, TUPLE_VIRTUAL(size));
    return adopt(self);
}

static bool put_free(Runtime *rt, Obj *self) {
    intptr_t size = TUPLE_SIZE(self);
    if (size == 0 || size > HS_FREE_TUPLE_LENGTHS || !is_tuple_exact(rt, self)) return false;
    if (rt->free_lists.tuples_count[size] >= HS_FREE_TUPLES) return false;
    if (HS_UNLIKELY(rt->recording)) probe_freed(rt, self);
    TUPLE(self)->items[0] = adopt(rt->free_lists.tuples[size]);
    rt->free_lists.tuples[size] = self;
    rt->free_lists.tuples_count[size]++;
    return true;
}

/* As tuple_alloc for size > 0 with the items left unset. */
HS_INLINE Own alloc_raw(Runtime *rt, intptr_t size) {
    Own self = take_free(rt, size);
    if (self) return self;
    if (size > TUPLE_SIZE_LIMIT) return raise_memory_error(rt);
    if (!(self = gc_alloc(rt, T(rt, TUPLE), TUPLE_VIRTUAL(size)))) return NULL;
    TUPLE(borrow(self))->head.size = size;
    return self;
}

Own tuple_alloc(Runtime *rt, intptr_t size) {
    if (size == 0) return keep(rt->empty_tuple);
    Own self = alloc_raw(rt, size);
    if (self) zero_words(TUPLE(borrow(self))->items, (size_t)size * sizeof(Own));
    return self;
}

Own tuple_from(Runtime *rt, Obj *const *items, intptr_t size) {
    if (size == 0) return keep(rt->empty_tuple);
    Own self = alloc_raw(rt, size);
    if (!self) return NULL;
    Own *out = TUPLE(borrow(self))->items;
    for (intptr_t i = 0; i < size; i++) out[i] = keep(items[i]);
    gc_track(rt, borrow(self));
    return self;
}

Own tuple_from_steal(Runtime *rt, Own *items, intptr_t size) {
    if (size == 0) return keep(rt->empty_tuple);
    Own self = alloc_raw(rt, size);
    if (!self) {
        for (intptr_t i = 0; i < size; i++) release(rt, items[i]);
        return NULL;
    }
    copy_pointers(TUPLE(borrow(self))->items, items, (size_t)size);
    gc_track(rt, borrow(self));
    return self;
}

Own tuple_pack(Runtime *rt, int count, ...) {
    if (count == 0) return keep(rt->empty_tuple);
    Own self = alloc_raw(rt, count);
    if (!self) return NULL;
    va_list args;
    va_start(args, count);
    for (int i = 0; i < count; i++) TUPLE(borrow(self))->items[i] = keep(va_arg(args, Obj *));
    va_end(args);
    gc_track(rt, borrow(self));
    return self;
}

Own tuple_resize(Runtime *rt, Own own, intptr_t size) {
    Obj *self = borrow(own);
    intptr_t old = TUPLE_SIZE(self);
    if (old == size) return own;
    if (old == 0 || size == 0) {
        release(rt, own);
        if (size == 0) return keep(rt->empty_tuple);
        Own fresh = tuple_alloc(rt, size);
        if (fresh) gc_track(rt, borrow(fresh));
        return fresh;
    }
    gc_untrack(rt, self);
    for (intptr_t i = size; i < old; i++) own_clear(rt, &TUPLE(self)->items[i]);
    if (size > TUPLE_SIZE_LIMIT) {
        release(rt, own);
        return raise_memory_error(rt);
    }
    Own moved = gc_resize(rt, own, TUPLE_VIRTUAL(size));
    if (!moved) return NULL;
    self = borrow(moved);
    for (intptr_t i = old; i < size; i++) TUPLE(self)->items[i] = NULL;
    TUPLE(self)->head.size = size;
    gc_track(rt, self);
    return moved;
}

Own tuple_grow(Runtime *rt, Own self) {
    intptr_t room = TUPLE_SIZE(borrow(self)) + 10;
    return tuple_resize(rt, self, room + (room >> 2));
}

/* Tuple of what an iterator gives; starts from the length hint and grows by a quarter. */
static Own from_iterator(Runtime *rt, Obj *iterable) {
    Own iterator = NULL, self = NULL, item = NULL;
    intptr_t used = 0;
    if (!(iterator = object_iter(rt, iterable))) return NULL;
    int64_t hint = object_length_hint(rt, iterable, 10);
    if (hint < 0) goto fail;
    intptr_t room = hint > TUPLE_SIZE_LIMIT ? TUPLE_SIZE_LIMIT + 1 : (intptr_t)hint;
    if (!(self = tuple_alloc(rt, room))) goto fail;
    if (room) gc_track(rt, borrow(self));
    while ((item = iter_next(rt, borrow(iterator)))) {
        if (used >= room && !(self = tuple_grow(rt, self))) goto fail;
        room = TUPLE_SIZE(borrow(self));
        TUPLE(borrow(self))->items[used++] = item;
    }
    if (RAISED(rt)) goto fail;
    if (used < room) self = tuple_resize(rt, self, used);
    release(rt, iterator);
    return self;
fail:
    xrelease(rt, item);
    xrelease(rt, self);
    release(rt, iterator);
    return NULL;
}

Own tuple_from_iterable(Runtime *rt, Obj *iterable) {
    if (is_tuple_exact(rt, iterable)) return keep(iterable);
    if (is_list_exact(rt, iterable)) return list_to_tuple(rt, iterable);
    return from_iterator(rt, iterable);
}

Own tuple_slice(Runtime *rt, Obj *tuple, intptr_t start, intptr_t end) {
    if (start < 0) start = 0;
    if (end > TUPLE_SIZE(tuple)) end = TUPLE_SIZE(tuple);
    if (end < start) end = start;
    if (start == 0 && end == TUPLE_SIZE(tuple) && is_tuple_exact(rt, tuple)) return keep(tuple);
    return tuple_from(rt, TUPLE_ITEMS(tuple) + start, end - start);
}

static void tuple_dealloc(Runtime *rt, Obj *self) {
    if (self == rt->empty_tuple) {
        self->refcount = HS_STATIC_REFCOUNT;
        return;
    }
    gc_untrack(rt, self);
    bool nesting = self->type->slots.tp_dealloc == tuple_dealloc;
    if (nesting && !trashcan_begin(rt, self)) return;
    for (intptr_t i = TUPLE_SIZE(self); --i >= 0;) xrelease(rt, TUPLE(self)->items[i]);
    if (!put_free(rt, self)) self->type->slots.tp_free(rt, self);
    if (nesting) trashcan_end(rt);
}

void tuple_clear_free_list(Runtime *rt) {
    for (int size = 1; size <= HS_FREE_TUPLE_LENGTHS; size++) {
        Obj *dead;
        while ((dead = rt->free_lists.tuples[size])) {
            rt->free_lists.tuples[size] = TUPLE_ITEM(dead, 0);
            gc_free(rt, dead);
        }
        rt->free_lists.tuples_count[size] = 0;
    }
}

int tuple_init(Runtime *rt) {
    TupleObj *empty = static_alloc(rt, HS_GC_HEAD + TUPLE_VIRTUAL(0));
    if (!empty) return -1;
    empty = (TupleObj *)(void *)((char *)empty + HS_GC_HEAD);
    empty->head.base.refcount = HS_STATIC_REFCOUNT;
    empty->head.base.type = T(rt, TUPLE);
    rt->empty_tuple = &empty->head.base;
    return 0;
}

/* ---- memory ---- */

static int tuple_traverse(Obj *self, VisitFn visit, void *arg) {
    for (intptr_t i = TUPLE_SIZE(self); --i >= 0;) VISIT(TUPLE(self)->items[i]);
    return 0;
}

void tuple_maybe_untrack(Runtime *rt, Obj *tuple) {
    if (!is_tuple_exact(rt, tuple) || !gc_is_tracked(tuple)) return;
    for (intptr_t i = 0; i < TUPLE_SIZE(tuple); i++) {
        Obj *item = TUPLE_ITEM(tuple, i);
        if (!item) return;
        if (object_is_gc(item) && (!is_tuple_exact(rt, item) || gc_is_tracked(item))) return;
    }
    gc_untrack(rt, tuple);
}

/* ---- slots ---- */

static Own repr_items(Runtime *rt, Obj *self) {
    StrWriter w;
    Own text = NULL;
    intptr_t size = TUPLE_SIZE(self);
    str_writer_init(&w, rt);
    if (str_writer_char(&w, '(') < 0) goto fail;
    for (intptr_t i = 0; i < size; i++) {
        if (i > 0 && str_writer_ascii(&w, ", ", 2) < 0) goto fail;
        if (!(text = object_repr(rt, TUPLE_ITEM(self, i)))) goto fail;
        if (str_writer_str(&w, borrow(text)) < 0) goto fail;
        own_clear(rt, &text);
    }
    if (size == 1 && str_writer_char(&w, ',') < 0) goto fail;
    if (str_writer_char(&w, ')') < 0) goto fail;
    return str_writer_finish(&w);
fail:
    xrelease(rt, text);
    str_writer_discard(&w);
    return NULL;
}

static Own tuple_repr(Runtime *rt, Obj *self) {
    if (TUPLE_SIZE(self) == 0) return str_from_cstr(rt, "()");
    int entered = repr_enter(rt, self);
    if (entered) return entered > 0 ? str_from_cstr(rt, "(...)") : NULL;
    Own text = repr_items(rt, self);
    repr_leave(rt, self);
    return text;
}

/* xxHash's mixing as CPython takes it since 3.8. */
static int64_t hash_items(Runtime *rt, Obj *self) {
    const uint64_t prime_1 = 11400714785074694791ULL, prime_2 = 14029467366897019727ULL;
    const uint64_t prime_5 = 2870177450012600261ULL;
    uint64_t acc = prime_5;
    intptr_t size = TUPLE_SIZE(self);
    for (intptr_t i = 0; i < size; i++) {
        int64_t lane = object_hash(rt, TUPLE_ITEM(self, i));
        if (lane == -1) return -1;
        acc += (uint64_t)lane * prime_2;
        acc = (acc << 31) | (acc >> 33);
        acc *= prime_1;
    }
    acc += (uint64_t)size ^ (prime_5 ^ 3527539ULL);
    return acc == UINT64_MAX ? 1546275796 : (int64_t)acc;
}

/* CPython has no bound here but the C stack's. */
static int64_t tuple_hash(Runtime *rt, Obj *self) {
    if (rt->stack_used > rt->stack_budget) {
        return raise_format_int(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded");
    }
    rt->stack_used += HS_STACK_OF_TREE;
    int64_t hash = hash_items(rt, self);
    rt->stack_used -= HS_STACK_OF_TREE;
    return hash;
}

static Own compare_sizes(Runtime *rt, intptr_t a, intptr_t b, int op) {
    bool answer = op == CMP_LT   ? a < b
                  : op == CMP_LE ? a <= b
                  : op == CMP_EQ ? a == b
                  : op == CMP_NE ? a != b
                  : op == CMP_GT ? a > b
                                 : a >= b;
    return bool_from(rt, answer);
}

static Own tuple_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    if (!is_tuple(left) || !is_tuple(right)) return keep(rt->notimplemented);
    intptr_t size = TUPLE_SIZE(left) < TUPLE_SIZE(right) ? TUPLE_SIZE(left) : TUPLE_SIZE(right), i;
    for (i = 0; i < size; i++) {
        int same = object_compare_bool(rt, TUPLE_ITEM(left, i), TUPLE_ITEM(right, i), CMP_EQ);
        if (same < 0) return NULL;
        if (!same) break;
    }
    if (i == size) return compare_sizes(rt, TUPLE_SIZE(left), TUPLE_SIZE(right), op);
    if (op == CMP_EQ || op == CMP_NE) return bool_from(rt, op == CMP_NE);
    return object_richcompare(rt, TUPLE_ITEM(left, i), TUPLE_ITEM(right, i), op);
}

static intptr_t tuple_length(Runtime *rt HS_UNUSED, Obj *self) { return TUPLE_SIZE(self); }

static int tuple_contains(Runtime *rt, Obj *self, Obj *item) {
    for (intptr_t i = 0; i < TUPLE_SIZE(self); i++) {
        int same = object_compare_bool(rt, TUPLE_ITEM(self, i), item, CMP_EQ);
        if (same) return same;
    }
    return 0;
}

static Own tuple_item(Runtime *rt, Obj *self, intptr_t index) {
    if (index < 0 || index >= TUPLE_SIZE(self))
        return raise_format(rt, EXC(rt, IndexError), "tuple index out of range");
    return keep(TUPLE_ITEM(self, index));
}

static Own tuple_concat(Runtime *rt, Obj *left, Obj *right) {
    if (TUPLE_SIZE(left) == 0 && is_tuple_exact(rt, right)) return keep(right);
    if (!is_tuple(right)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "can only concatenate tuple (not \"%.200s\") to tuple",
                            right->type->name);
    }
    if (TUPLE_SIZE(right) == 0 && is_tuple_exact(rt, left)) return keep(left);
    intptr_t left_size = TUPLE_SIZE(left), size = left_size + TUPLE_SIZE(right);
    if (size == 0) return keep(rt->empty_tuple);
    Own self = alloc_raw(rt, size);
    if (!self) return NULL;
    Own *out = TUPLE(borrow(self))->items;
    for (intptr_t i = 0; i < left_size; i++) out[i] = keep(TUPLE_ITEM(left, i));
    for (intptr_t i = left_size; i < size; i++) out[i] = keep(TUPLE_ITEM(right, i - left_size));
    gc_track(rt, borrow(self));
    return self;
}

static Own tuple_repeat(Runtime *rt, Obj *self, intptr_t count) {
    intptr_t size = TUPLE_SIZE(self);
    if ((size == 0 || count == 1) && is_tuple_exact(rt, self)) return keep(self);
    if (size == 0 || count <= 0) return keep(rt->empty_tuple);
    if (size > TUPLE_SIZE_LIMIT / count) return raise_memory_error(rt);
    Own repeated = alloc_raw(rt, size * count);
    if (!repeated) return NULL;
    Own *out = TUPLE(borrow(repeated))->items;
    for (intptr_t i = 0; i < size; i++) {
        Obj *item = TUPLE_ITEM(self, i);
        count_up(item, count);
        for (intptr_t j = 0; j < count; j++) out[i + j * size] = adopt(item);
    }
    gc_track(rt, borrow(repeated));
    return repeated;
}

static Own subscript_slice(Runtime *rt, Obj *self, Obj *slice) {
    int64_t start, stop, step, count;
    if (slice_indices(rt, slice, &TUPLE_SIZE(self), &start, &stop, &step, &count) < 0) return NULL;
    if (count <= 0) return keep(rt->empty_tuple);
    if (start == 0 && step == 1 && count == TUPLE_SIZE(self) && is_tuple_exact(rt, self))
        return keep(self);
    Own part = alloc_raw(rt, (intptr_t)count);
    if (!part) return NULL;
    for (intptr_t i = 0; i < count; i++) {
        TUPLE(borrow(part))->items[i] = keep(TUPLE_ITEM(self, (intptr_t)(start + i * step)));
    }
    gc_track(rt, borrow(part));
    return part;
}

static Own tuple_subscript(Runtime *rt, Obj *self, Obj *key) {
    if (is_slice(rt, key)) return subscript_slice(rt, self, key);
    if (!number_has_index(key)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "tuple indices must be integers or slices, not %.200s",
                            key->type->name);
    }
    int64_t index;
    if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return NULL;
    if (index < 0) index += TUPLE_SIZE(self);
    if (index < 0 || index >= TUPLE_SIZE(self))
        return raise_format(rt, EXC(rt, IndexError), "tuple index out of range");
    return keep(TUPLE_ITEM(self, (intptr_t)index));
}

static Own tuple_new_from(Runtime *rt, TypeObj *type, Obj *iterable) {
    if (type == T(rt, TUPLE))
        return iterable ? tuple_from_iterable(rt, iterable) : keep(rt->empty_tuple);
    Own items = iterable ? tuple_from_iterable(rt, iterable) : keep(rt->empty_tuple);
    if (!items) return NULL;
    intptr_t size = TUPLE_SIZE(borrow(items));
    Own self = type->slots.tp_alloc(rt, type, size);
    if (self) {
        for (intptr_t i = 0; i < size; i++)
            TUPLE(borrow(self))->items[i] = keep(TUPLE_ITEM(borrow(items), i));
    }
    release(rt, items);
    return self;
}

static Own tuple_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if ((type == T(rt, TUPLE) || type->slots.tp_init == T(rt, TUPLE)->slots.tp_init) &&
        args_no_keywords(rt, "tuple", kwargs) < 0) {
        return NULL;
    }
    if (args_check_positional(rt, "tuple", (size_t)TUPLE_SIZE(args), 0, 1) < 0) return NULL;
    return tuple_new_from(rt, type, TUPLE_SIZE(args) ? TUPLE_ITEM(args, 0) : NULL);
}

static Own tuple_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (args_no_keywords(rt, "tuple", kwnames) < 0 ||
        args_check_positional(rt, "tuple", nargs, 0, 1) < 0)
        return NULL;
    return tuple_new_from(rt, (TypeObj *)type, nargs ? args[0] : NULL);
}

/* ---- methods ---- */

static Own tuple_getnewargs(Runtime *rt, Obj *self, Obj *const *args HS_UNUSED,
                            size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED) {
    Own items = tuple_slice(rt, self, 0, TUPLE_SIZE(self));
    if (!items) return NULL;
    Own result = tuple_pack(rt, 1, borrow(items));
    release(rt, items);
    return result;
}

static Own tuple_count(Runtime *rt, Obj *self, Obj *const *args, size_t nargs HS_UNUSED,
                       Obj *kwnames HS_UNUSED) {
    intptr_t count = 0;
    for (intptr_t i = 0; i < TUPLE_SIZE(self); i++) {
        int same = object_compare_bool(rt, TUPLE_ITEM(self, i), args[0], CMP_EQ);
        if (same < 0) return NULL;
        count += same;
    }
    return int_from_i64(rt, count);
}

static Own tuple_index(Runtime *rt, Obj *self, Obj *const *args, size_t nargs,
                       Obj *kwnames HS_UNUSED) {
    int64_t start = 0, stop = TUPLE_SIZE(self);
    if (nargs > 1 && search_bound(rt, args[1], TUPLE_SIZE(self), &start) < 0) return NULL;
    if (nargs > 2 && search_bound(rt, args[2], TUPLE_SIZE(self), &stop) < 0) return NULL;
    if (stop > TUPLE_SIZE(self)) stop = TUPLE_SIZE(self);
    for (int64_t i = start; i < stop; i++) {
        int same = object_compare_bool(rt, TUPLE_ITEM(self, (intptr_t)i), args[0], CMP_EQ);
        if (same < 0) return NULL;
        if (same) return int_from_i64(rt, i);
    }
    return raise_format(rt, EXC(rt, ValueError), "tuple.index(x): x not in tuple");
}

/* ---- iterator ---- */

static Own tuple_iter(Runtime *rt, Obj *self) {
    Own own = gc_alloc(rt, T(rt, TUPLE_ITER), 32);
    if (!own) return NULL;
    TupleIterObj *iterator = (TupleIterObj *)borrow(own);
    iterator->index = 0;
    iterator->tuple = keep(self);
    gc_track(rt, borrow(own));
    return own;
}

static void tuple_iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, ((TupleIterObj *)self)->tuple);
    gc_free(rt, self);
}

static int tuple_iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((TupleIterObj *)self)->tuple);
    return 0;
}

static Own tuple_iter_next(Runtime *rt, Obj *self) {
    TupleIterObj *iterator = (TupleIterObj *)self;
    if (!iterator->tuple) return NULL;
    Obj *tuple = borrow(iterator->tuple);
    if (iterator->index < TUPLE_SIZE(tuple)) return keep(TUPLE_ITEM(tuple, iterator->index++));
    own_clear(rt, &iterator->tuple);
    return NULL;
}

static Own tuple_iter_hint(Runtime *rt, Obj *self, Obj *const *args HS_UNUSED,
                           size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED) {
    TupleIterObj *iterator = (TupleIterObj *)self;
    return int_from_i64(rt, iterator->tuple ? TUPLE_SIZE(borrow(iterator->tuple)) - iterator->index
                                            : 0);
}

/* (iter, (tuple,), index), or (iter, ((),)) when exhausted. */
static Own tuple_iter_reduce(Runtime *rt, Obj *self, Obj *const *args HS_UNUSED,
                             size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED) {
    TupleIterObj *iterator = (TupleIterObj *)self;
    Own builtin = object_getattr(rt, borrow(rt->builtins_module), ID(rt, iter)), inner = NULL,
        index = NULL, result = NULL;
    if (!builtin) return NULL;
    if (!(inner = tuple_pack(rt, 1, iterator->tuple ? borrow(iterator->tuple) : rt->empty_tuple)))
        goto fail;
    if (iterator->tuple) {
        if (!(index = int_from_i64(rt, iterator->index))) goto fail;
        result = tuple_pack(rt, 3, borrow(builtin), borrow(inner), borrow(index));
    } else {
        result = tuple_pack(rt, 2, borrow(builtin), borrow(inner));
    }
fail:
    xrelease(rt, index);
    xrelease(rt, inner);
    release(rt, builtin);
    return result;
}

static Own tuple_iter_setstate(Runtime *rt, Obj *self, Obj *const *args, size_t nargs HS_UNUSED,
                               Obj *kwnames HS_UNUSED) {
    TupleIterObj *iterator = (TupleIterObj *)self;
    int64_t index;
    if (number_as_ssize(rt, args[0], EXC(rt, OverflowError), &index) < 0) return NULL;
    if (iterator->tuple) {
        intptr_t size = TUPLE_SIZE(borrow(iterator->tuple));
        iterator->index = index < 0 ? 0 : index > size ? size : (intptr_t)index;
    }
    return keep(rt->none);
}

/* ---- tables ---- */

static const MethodDef tuple_methods[] = {
    {"__getnewargs__", tuple_getnewargs, METH_NOARGS, 0, 0,
     "__getnewargs__($self, /)\n--\n\nArguments for a copy."},
    {"index", tuple_index, METH_FASTCALL, 1, 3,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nFirst index of value.\n\nRaises "
     "ValueError if it is absent."},
    {"count", tuple_count, METH_O, 1, 1,
     "count($self, value, /)\n--\n\nNumber of occurrences of value."},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1,
     "Generic alias of the type."},
    METHOD_END,
};

const TypeSpec tuple_type_spec = {
    .name = "tuple",
    .doc = "tuple(iterable=(), /)\n--\n\nImmutable sequence of the items of iterable.",
    .flags = TPF_BASETYPE | TPF_GC | TPF_TUPLE | TPF_MATCH_SELF | TPF_SEQUENCE,
    .base = -1,
    .virtual_size = 24,
    .virtual_item = 8,
    .slots =
        {
            .tp_dealloc = tuple_dealloc,
            .tp_traverse = tuple_traverse,
            .tp_new = tuple_new,
            .type_vectorcall = tuple_vectorcall,
            .tp_repr = tuple_repr,
            .tp_hash = tuple_hash,
            .tp_richcompare = tuple_richcompare,
            .tp_iter = tuple_iter,
            .sq_length = tuple_length,
            .sq_concat = tuple_concat,
            .sq_repeat = tuple_repeat,
            .sq_item = tuple_item,
            .sq_contains = tuple_contains,
            .mp_length = tuple_length,
            .mp_subscript = tuple_subscript,
        },
    .methods = tuple_methods,
};

static const MethodDef tuple_iter_methods[] = {
    {"__length_hint__", tuple_iter_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", tuple_iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", tuple_iter_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec tuple_iter_type_spec = {
    .name = "tuple_iterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = tuple_iter_dealloc,
            .tp_traverse = tuple_iter_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = tuple_iter_next,
        },
    .methods = tuple_iter_methods,
};
