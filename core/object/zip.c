/* zip, map and filter. zip fills its last result tuple again while nobody else holds it.
 * Follows CPython 3.11 Python/bltinmodule.c. */
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/zip.h"

typedef struct ZipObj { /* virtual 48 */
    Obj base;
    Own iterators, result; /* tuples of the same size */
    bool strict;
} ZipObj;
typedef struct MapObj { /* virtual 32 */
    Obj base;
    Own iterators, function;
} MapObj;
typedef struct FilterObj { /* virtual 32 */
    Obj base;
    Own function, iterator;
} FilterObj;
_Static_assert(sizeof(ZipObj) <= 48 && sizeof(MapObj) <= 32 && sizeof(FilterObj) <= 32,
               "zip, map, filter");
#define ZIP(o) ((ZipObj *)(o))
#define MAP(o) ((MapObj *)(o))
#define FILTER(o) ((FilterObj *)(o))
#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED

/* Tuple of iterators over the arguments; tracked while it is being filled, as a new tuple is in
 * CPython. */
static Own make_iterators(Runtime *rt, Obj *const *iterables, intptr_t count) {
    Own own = tuple_alloc(rt, count);
    if (!own) return NULL;
    if (count) gc_track(rt, borrow(own));
    for (intptr_t i = 0; i < count; i++) {
        Own iterator = object_iter(rt, iterables[i]);
        if (!iterator) {
            release(rt, own);
            return NULL;
        }
        TUPLE(borrow(own))->items[i] = iterator;
    }
    return own;
}

HS_INLINE Own raw_next(Runtime *rt, Obj *iterators, intptr_t i) {
    Obj *iterator = TUPLE_ITEM(iterators, i);
    return iterator->type->slots.tp_iternext(rt, iterator);
}

/* Whether keyword arguments are refused: for the type itself and subclasses without their own
 * __init__. */
static bool takes_no_keywords(TypeObj *type, TypeObj *base) {
    return type == base || type->slots.tp_init == base->slots.tp_init;
}

/* ---- zip ---- */

/* The only keyword is strict; -1 raised. */
static int zip_keywords(Runtime *rt, Obj *kwargs) {
    if (!kwargs || DICT_SIZE(kwargs) == 0) return 0;
    Obj *key, *value, *strict = NULL;
    intptr_t pos = 0;
    if (DICT_SIZE(kwargs) > 1) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "zip() takes at most 1 keyword argument (%zd given)",
                                (size_t)DICT_SIZE(kwargs));
    }
    while (dict_next(kwargs, &pos, &key, &value, NULL)) {
        if (!str_equals_ascii(key, "strict")) {
            return raise_format_int(rt, EXC(rt, TypeError),
                                    "'%U' is an invalid keyword argument for zip()", key);
        }
        strict = value;
    }
    return strict ? object_is_true(rt, strict) : 0;
}

static Own zip_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    int strict = zip_keywords(rt, kwargs);
    intptr_t count = TUPLE_SIZE(args);
    Own iterators = NULL, result = NULL, own = NULL;
    if (strict < 0 || !(iterators = make_iterators(rt, TUPLE_ITEMS(args), count))) return NULL;
    if (!(result = tuple_alloc(rt, count))) goto fail;
    for (intptr_t i = 0; i < count; i++) TUPLE(borrow(result))->items[i] = keep(rt->none);
    if (count) gc_track(rt, borrow(result));
    if (!(own = type->slots.tp_alloc(rt, type, 0))) goto fail;
    ZIP(borrow(own))->iterators = iterators;
    ZIP(borrow(own))->result = result;
    ZIP(borrow(own))->strict = strict;
    return own;
fail:
    xrelease(rt, result);
    release(rt, iterators);
    return NULL;
}

static void zip_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, ZIP(self)->iterators);
    xrelease(rt, ZIP(self)->result);
    self->type->slots.tp_free(rt, self);
}

static int zip_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(ZIP(self)->iterators);
    VISIT(ZIP(self)->result);
    return 0;
}

static Own raise_lengths(Runtime *rt, intptr_t i, const char *how) {
    return raise_format(rt, EXC(rt, ValueError), "zip() argument %d is %s than argument%s%d",
                        (int)i + 1, how, i == 1 ? " " : "s 1-", (int)i);
}

/* Strict: iterator `ended` was the first to end; all others must end now too. Always NULL. */
static Own check_strict(Runtime *rt, Obj *iterators, intptr_t ended) {
    if (RAISED(rt)) {
        if (!raised_matches(rt, EXC(rt, StopIteration))) return NULL;
        raised_clear(rt);
    }
    if (ended) return raise_lengths(rt, ended, "shorter");
    for (intptr_t i = 1; i < TUPLE_SIZE(iterators); i++) {
        Own item = raw_next(rt, iterators, i);
        if (item) {
            release(rt, item);
            return raise_lengths(rt, i, "longer");
        }
        if (RAISED(rt)) {
            if (!raised_matches(rt, EXC(rt, StopIteration))) return NULL;
            raised_clear(rt);
        }
    }
    return NULL;
}

Own zip_open(Runtime *rt, Obj *zip, bool *used) {
    Obj *last = borrow(ZIP(zip)->result);
    *used = last->refcount == 1;
    Own result = *used ? keep(last) : tuple_alloc(rt, TUPLE_SIZE(last));
    if (result && !*used) gc_track(rt, borrow(result));
    return result;
}

Own zip_close(Runtime *rt, Own result, bool used) {
    if (used && !gc_is_tracked(borrow(result))) gc_track(rt, borrow(result));
    return result;
}

static Own zip_advance(Runtime *rt, Obj *object) {
    ZipObj *self = ZIP(object);
    Obj *iterators = borrow(self->iterators);
    intptr_t count = TUPLE_SIZE(iterators);
    if (count == 0) return NULL;
    bool used;
    Own result = zip_open(rt, object, &used);
    if (!result) return NULL;
    for (intptr_t i = 0; i < count; i++) {
        Own item = raw_next(rt, iterators, i);
        if (!item) {
            release(rt, result);
            return self->strict ? check_strict(rt, iterators, i) : NULL;
        }
        own_set(rt, &TUPLE(borrow(result))->items[i], item);
    }
    return zip_close(rt, result, used);
}

Obj *zip_iterators(Obj *zip) { return ZIP(zip)->strict ? NULL : borrow(ZIP(zip)->iterators); }

static Own zip_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, zip_advance); }

static Own zip_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    Obj *type = (Obj *)self->type, *iterators = borrow(ZIP(self)->iterators);
    return ZIP(self)->strict ? tuple_pack(rt, 3, type, iterators, rt->true_)
                             : tuple_pack(rt, 2, type, iterators);
}

static Own zip_setstate(Runtime *rt, Obj *self, Obj *const *args, size_t nargs HS_UNUSED,
                        Obj *kwnames HS_UNUSED) {
    int strict = object_is_true(rt, args[0]);
    if (strict < 0) return NULL;
    ZIP(self)->strict = strict;
    return keep(rt->none);
}

static const MethodDef zip_methods[] = {
    {"__reduce__", zip_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", zip_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec zip_type_spec = {
    .name = "zip",
    .doc =
        "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n"
        "The i-th item of a tuple comes from the i-th iterable. With strict, inputs of different\n"
        "lengths raise a ValueError.",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = -1,
    .virtual_size = 48,
    .slots =
        {
            .tp_dealloc = zip_dealloc,
            .tp_traverse = zip_traverse,
            .tp_new = zip_tp_new,
            .tp_iter = object_self_iter,
            .tp_iternext = zip_next,
        },
    .methods = zip_methods,
};

/* ---- map ---- */

static Own map_make(Runtime *rt, TypeObj *type, Obj *const *args, size_t nargs) {
    if (nargs < 2)
        return raise_format(rt, EXC(rt, TypeError), "map() must have at least two arguments.");
    Own iterators = make_iterators(rt, args + 1, (intptr_t)nargs - 1);
    if (!iterators) return NULL;
    Own own = type->slots.tp_alloc(rt, type, 0);
    if (!own) {
        release(rt, iterators);
        return NULL;
    }
    MAP(borrow(own))->iterators = iterators;
    MAP(borrow(own))->function = keep(args[0]);
    return own;
}

static Own map_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (takes_no_keywords(type, T(rt, MAP)) && args_no_keywords(rt, "map", kwargs) < 0) return NULL;
    return map_make(rt, type, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args));
}

static Own map_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (args_no_keywords(rt, "map", kwnames) < 0) return NULL;
    return map_make(rt, (TypeObj *)type, args, nargs);
}

static void map_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, MAP(self)->iterators);
    xrelease(rt, MAP(self)->function);
    self->type->slots.tp_free(rt, self);
}

static int map_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(MAP(self)->iterators);
    VISIT(MAP(self)->function);
    return 0;
}

static Own map_advance(Runtime *rt, Obj *self) {
    Obj *iterators = borrow(MAP(self)->iterators);
    Own small[5], *items = small, result = NULL;
    intptr_t count = TUPLE_SIZE(iterators), taken = 0;
    if (count > 5 && !(items = mem_alloc(rt, (size_t)count * 8))) return raise_memory_error(rt);
    for (; taken < count; taken++) {
        items[taken] = raw_next(rt, iterators, taken);
        if (!items[taken]) break;
    }
    if (taken == count)
        result =
            call_vector(rt, borrow(MAP(self)->function), borrow_all(items), (size_t)count, NULL);
    for (intptr_t i = 0; i < taken; i++) release(rt, items[i]);
    if (items != small) mem_free(rt, items);
    return result;
}

static Own map_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, map_advance); }

Obj *map_single(Obj *map, Obj **function) {
    Obj *iterators = borrow(MAP(map)->iterators);
    *function = borrow(MAP(map)->function);
    return TUPLE_SIZE(iterators) == 1 ? TUPLE_ITEM(iterators, 0) : NULL;
}

static Own map_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    Obj *iterators = borrow(MAP(self)->iterators);
    intptr_t count = TUPLE_SIZE(iterators);
    Own inner = tuple_alloc(rt, count + 1);
    if (!inner) return NULL;
    TUPLE(borrow(inner))->items[0] = keep(borrow(MAP(self)->function));
    for (intptr_t i = 0; i < count; i++)
        TUPLE(borrow(inner))->items[i + 1] = keep(TUPLE_ITEM(iterators, i));
    gc_track(rt, borrow(inner));
    Own result = tuple_pack(rt, 2, (Obj *)self->type, borrow(inner));
    release(rt, inner);
    return result;
}

static const MethodDef map_methods[] = {
    {"__reduce__", map_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    METHOD_END,
};

const TypeSpec map_type_spec = {
    .name = "map",
    .doc = "map(func, *iterables) --> map object\n\n"
           "Results of func for arguments from each of the iterables, until the shortest ends.",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = map_dealloc,
            .tp_traverse = map_traverse,
            .tp_new = map_tp_new,
            .type_vectorcall = map_vectorcall,
            .tp_iter = object_self_iter,
            .tp_iternext = map_next,
        },
    .methods = map_methods,
};

/* ---- filter ---- */

static Own filter_make(Runtime *rt, TypeObj *type, Obj *const *args, size_t nargs) {
    if (args_check_positional(rt, "filter", nargs, 2, 2) < 0) return NULL;
    Own iterator = object_iter(rt, args[1]);
    if (!iterator) return NULL;
    Own own = type->slots.tp_alloc(rt, type, 0);
    if (!own) {
        release(rt, iterator);
        return NULL;
    }
    FILTER(borrow(own))->function = keep(args[0]);
    FILTER(borrow(own))->iterator = iterator;
    return own;
}

static Own filter_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (takes_no_keywords(type, T(rt, FILTER)) && args_no_keywords(rt, "filter", kwargs) < 0)
        return NULL;
    return filter_make(rt, type, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args));
}

static Own filter_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (args_no_keywords(rt, "filter", kwnames) < 0) return NULL;
    return filter_make(rt, (TypeObj *)type, args, nargs);
}

static void filter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    bool counted = self->type->slots.tp_dealloc == filter_dealloc;
    if (counted && !trashcan_begin(rt, self)) return;
    xrelease(rt, FILTER(self)->function);
    xrelease(rt, FILTER(self)->iterator);
    self->type->slots.tp_free(rt, self);
    if (counted) trashcan_end(rt);
}

static int filter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(FILTER(self)->iterator);
    VISIT(FILTER(self)->function);
    return 0;
}

/* 1 keep the item, 0 drop it, -1 raised. */
static int passes(Runtime *rt, Obj *function, Obj *item) {
    if (is_none(rt, function) || function == (Obj *)T(rt, BOOL)) return object_is_true(rt, item);
    Own answer = call_1(rt, function, item);
    if (!answer) return -1;
    int truth = object_is_true(rt, borrow(answer));
    release(rt, answer);
    return truth;
}

static Own filter_advance(Runtime *rt, Obj *self) {
    Obj *iterator = borrow(FILTER(self)->iterator);
    for (;;) {
        Own item = iterator->type->slots.tp_iternext(rt, iterator);
        if (!item) return NULL;
        int good = passes(rt, borrow(FILTER(self)->function), borrow(item));
        if (good > 0) return item;
        release(rt, item);
        if (good < 0) return NULL;
    }
}

Obj *filter_parts(Runtime *rt, Obj *filter, Obj **function) {
    *function = borrow(FILTER(filter)->function);
    if (is_none(rt, *function) || *function == (Obj *)T(rt, BOOL)) *function = NULL;
    return borrow(FILTER(filter)->iterator);
}

static Own filter_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, filter_advance); }

static Own filter_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    Own inner = tuple_pack(rt, 2, borrow(FILTER(self)->function), borrow(FILTER(self)->iterator));
    if (!inner) return NULL;
    Own result = tuple_pack(rt, 2, (Obj *)self->type, borrow(inner));
    release(rt, inner);
    return result;
}

static const MethodDef filter_methods[] = {
    {"__reduce__", filter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    METHOD_END,
};

const TypeSpec filter_type_spec = {
    .name = "filter",
    .doc = "filter(function or None, iterable) --> filter object\n\n"
           "The items of iterable for which function(item), or with None the item itself, is true.",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = filter_dealloc,
            .tp_traverse = filter_traverse,
            .tp_new = filter_tp_new,
            .type_vectorcall = filter_vectorcall,
            .tp_iter = object_self_iter,
            .tp_iternext = filter_next,
        },
    .methods = filter_methods,
};
