/* enumerate and reversed.
 * enumerate fills its last result pair again while nobody else holds it. Counts past the machine
 * word continue as ints. Follows CPython 3.11 Objects/enumobject.c. */
#include "object/abstract.h"
#include "object/fields.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/zip.h"

typedef struct EnumObj { /* virtual 56 */
    Obj base;
    int64_t index; /* INT64_MAX: go on with long_index */
    Own iterator, result, long_index;
} EnumObj;
typedef struct ReversedObj { /* virtual 32 */
    Obj base;
    int64_t index;
    Own sequence; /* NULL = exhausted */
} ReversedObj;
_Static_assert(sizeof(EnumObj) <= 56 && sizeof(ReversedObj) <= 32, "enumerate, reversed");
#define ENUM(o) ((EnumObj *)(o))
#define REVERSED(o) ((ReversedObj *)(o))
#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED

/* ---- enumerate ---- */

static int set_start(Runtime *rt, EnumObj *self, Obj *start) {
    Own number = number_index(rt, start);
    if (!number) return -1;
    int overflow;
    self->index = int_as_i64_overflow(borrow(number), &overflow);
    if (overflow) {
        self->index = INT64_MAX;
        self->long_index = number;
    } else {
        release(rt, number);
    }
    return 0;
}

static Own enum_make(Runtime *rt, TypeObj *type, Obj *iterable, Obj *start) {
    Own own = type->slots.tp_alloc(rt, type, 0);
    if (!own) return NULL;
    EnumObj *self = ENUM(borrow(own));
    if (start && set_start(rt, self, start) < 0) goto fail;
    if (!(self->iterator = object_iter(rt, iterable))) goto fail;
    if (!(self->result = tuple_pack(rt, 2, rt->none, rt->none))) goto fail;
    return own;
fail:
    release(rt, own);
    return NULL;
}

static Own enum_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"iterable", "start", NULL};
    static const ArgSpec spec = {"enumerate", names, 1, 2};
    Obj *values[2];
    if (args_parse_tuple(rt, &spec, args, kwargs, values) < 0) return NULL;
    return enum_make(rt, type, values[0], values[1]);
}

static bool keyword_is(Obj *kwnames, intptr_t i, const char *name) {
    return str_equals_ascii(TUPLE_ITEM(kwnames, i), name);
}

static Own enum_vectorcall(Runtime *rt, Obj *cls, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"iterable", "start"};
    TypeObj *type = (TypeObj *)cls;
    size_t keywords = kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0;
    if (nargs + keywords == 1 || nargs + keywords == 2) {
        if (keywords == 2 && keyword_is(kwnames, 0, "start") &&
            keyword_is(kwnames, 1, "iterable")) {
            return enum_make(rt, type, args[1], args[0]);
        }
        for (size_t i = 0; i < keywords; i++) {
            if (keyword_is(kwnames, (intptr_t)i, names[nargs + i])) continue;
            return raise_format(rt, EXC(rt, TypeError),
                                "'%.200U' is an invalid keyword argument for enumerate()",
                                TUPLE_ITEM(kwnames, (intptr_t)i));
        }
        return enum_make(rt, type, args[0], nargs + keywords == 2 ? args[1] : NULL);
    }
    if (nargs == 0) {
        return raise_format(rt, EXC(rt, TypeError),
                            "enumerate() missing required argument 'iterable'");
    }
    return raise_format(rt, EXC(rt, TypeError), "enumerate() takes at most %d arguments (%d given)",
                        2, (int)(nargs + keywords));
}

static void enum_dealloc(Runtime *rt, Obj *self) {
    if (!fields_dealloc_begin(rt, self)) return;
    xrelease(rt, ENUM(self)->iterator);
    xrelease(rt, ENUM(self)->result);
    xrelease(rt, ENUM(self)->long_index);
    fields_dealloc_leave(rt, self->type);
    self->type->slots.tp_free(rt, self);
}

static int enum_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(ENUM(self)->iterator);
    VISIT(ENUM(self)->result);
    VISIT(ENUM(self)->long_index);
    return 0;
}

/* The number for the next item. */
static Own next_number(Runtime *rt, EnumObj *self) {
    if (HS_LIKELY(self->index != INT64_MAX)) return int_from_i64(rt, self->index++);
    if (!self->long_index && !(self->long_index = int_from_i64(rt, INT64_MAX))) return NULL;
    Own stepped = int_add(rt, borrow(self->long_index), int_small(rt, 1));
    if (!stepped) return NULL;
    Own number = self->long_index;
    self->long_index = stepped;
    return number;
}

Obj *enumerate_iterator(Obj *enumerate) { return borrow(ENUM(enumerate)->iterator); }

Own enumerate_pair(Runtime *rt, Obj *enumerate, Own item) {
    EnumObj *self = ENUM(enumerate);
    Obj *result = borrow(self->result);
    Own number = next_number(rt, self);
    if (!number) {
        release(rt, item);
        return NULL;
    }
    if (result->refcount == 1) {
        Own pair = keep(result), old_number = TUPLE(result)->items[0],
            old_item = TUPLE(result)->items[1];
        TUPLE(result)->items[0] = number;
        TUPLE(result)->items[1] = item;
        release(rt, old_number);
        release(rt, old_item);
        if (!gc_is_tracked(result)) gc_track(rt, result); /* a collection may have untracked it */
        return pair;
    }
    Own parts[2] = {number, item};
    return tuple_from_steal(rt, parts, 2);
}

static Own enum_advance(Runtime *rt, Obj *self) {
    Obj *iterator = enumerate_iterator(self);
    Own item = iterator->type->slots.tp_iternext(rt, iterator);
    return item ? enumerate_pair(rt, self, item) : NULL;
}

static Own enum_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, enum_advance); }

static Own enum_reduce(Runtime *rt, Obj *object, UNUSED_ARGS) {
    EnumObj *self = ENUM(object);
    Own index = self->long_index ? keep(borrow(self->long_index)) : int_from_i64(rt, self->index),
        inner = NULL, result = NULL;
    if (index && (inner = tuple_pack(rt, 2, borrow(self->iterator), borrow(index)))) {
        result = tuple_pack(rt, 2, (Obj *)object->type, borrow(inner));
    }
    xrelease(rt, inner);
    xrelease(rt, index);
    return result;
}

/* ---- reversed ---- */

static Own reversed_make(Runtime *rt, TypeObj *type, Obj *sequence) {
    Own method = type_lookup_special(rt, sequence, ID(rt, __reversed__));
    if (method && !is_none(rt, borrow(method))) {
        Own iterator = call_0(rt, borrow(method));
        release(rt, method);
        return iterator;
    }
    if (!method && RAISED(rt)) return NULL;
    if (method || !sequence_check(sequence)) {
        xrelease(rt, method);
        return raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not reversible",
                            sequence->type->name);
    }
    int64_t size = object_length(rt, sequence);
    if (size < 0) return NULL;
    Own own = type->slots.tp_alloc(rt, type, 0);
    if (!own) return NULL;
    REVERSED(borrow(own))->index = size - 1;
    REVERSED(borrow(own))->sequence = keep(sequence);
    return own;
}

static Own reversed_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    TypeObj *base = T(rt, REVERSED);
    if ((type == base || type->slots.tp_init == base->slots.tp_init) &&
        args_no_keywords(rt, "reversed", kwargs) < 0) {
        return NULL;
    }
    if (args_check_positional(rt, "reversed", (size_t)TUPLE_SIZE(args), 1, 1) < 0) return NULL;
    return reversed_make(rt, type, TUPLE_ITEM(args, 0));
}

static Own reversed_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs,
                               Obj *kwnames) {
    if (args_no_keywords(rt, "reversed", kwnames) < 0) return NULL;
    if (args_check_positional(rt, "reversed", nargs, 1, 1) < 0) return NULL;
    return reversed_make(rt, (TypeObj *)type, args[0]);
}

static void reversed_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, REVERSED(self)->sequence);
    self->type->slots.tp_free(rt, self);
}

static int reversed_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(REVERSED(self)->sequence);
    return 0;
}

static Own reversed_next(Runtime *rt, Obj *object) {
    ReversedObj *self = REVERSED(object);
    if (self->index >= 0) {
        Own item = sequence_getitem(rt, borrow(self->sequence), self->index);
        if (item) {
            self->index--;
            return item;
        }
        if (raised_matches(rt, EXC(rt, IndexError)) || raised_matches(rt, EXC(rt, StopIteration)))
            raised_clear(rt);
    }
    self->index = -1;
    own_clear(rt, &self->sequence);
    return NULL;
}

static Own reversed_hint(Runtime *rt, Obj *object, UNUSED_ARGS) {
    ReversedObj *self = REVERSED(object);
    if (!self->sequence) return int_from_i64(rt, 0);
    int64_t size = object_length(rt, borrow(self->sequence));
    if (size < 0) return NULL;
    return int_from_i64(rt, size < self->index + 1 ? 0 : self->index + 1);
}

static Own reversed_reduce(Runtime *rt, Obj *object, UNUSED_ARGS) {
    ReversedObj *self = REVERSED(object);
    Own inner = tuple_pack(rt, 1, self->sequence ? borrow(self->sequence) : rt->empty_tuple),
        index = NULL, result = NULL;
    if (!inner) return NULL;
    if (!self->sequence) {
        result = tuple_pack(rt, 2, (Obj *)object->type, borrow(inner));
    } else if ((index = int_from_i64(rt, self->index))) {
        result = tuple_pack(rt, 3, (Obj *)object->type, borrow(inner), borrow(index));
    }
    xrelease(rt, index);
    release(rt, inner);
    return result;
}

static Own reversed_setstate(Runtime *rt, Obj *object, Obj *const *args, size_t nargs HS_UNUSED,
                             Obj *kwnames HS_UNUSED) {
    ReversedObj *self = REVERSED(object);
    int64_t index;
    if (!is_int(args[0])) return raise_format(rt, EXC(rt, TypeError), "an integer is required");
    if (int_as_ssize(rt, args[0], &index) < 0) return NULL;
    if (self->sequence) {
        int64_t size = object_length(rt, borrow(self->sequence));
        if (size < 0) return NULL;
        self->index = index < -1 ? -1 : index > size - 1 ? size - 1 : index;
    }
    return keep(rt->none);
}

/* ---- tables ---- */

static const MethodDef enum_methods[] = {
    {"__reduce__", enum_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};

const TypeSpec enumerate_type_spec = {
    .name = "enumerate",
    .doc = "enumerate(iterable, start=0)\n--\n\nPairs of a count (from start) and an item of "
           "iterable.",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = -1,
    .virtual_size = 56,
    .slots =
        {
            .tp_dealloc = enum_dealloc,
            .tp_traverse = enum_traverse,
            .tp_new = enum_tp_new,
            .type_vectorcall = enum_vectorcall,
            .tp_iter = object_self_iter,
            .tp_iternext = enum_next,
        },
    .methods = enum_methods,
};

static const MethodDef reversed_methods[] = {
    {"__length_hint__", reversed_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reversed_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", reversed_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec reversed_type_spec = {
    .name = "reversed",
    .doc = "reversed(sequence, /)\n--\n\nReturn a reverse iterator over the values of the given "
           "sequence.",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = reversed_dealloc,
            .tp_traverse = reversed_traverse,
            .tp_new = reversed_tp_new,
            .type_vectorcall = reversed_vectorcall,
            .tp_iter = object_self_iter,
            .tp_iternext = reversed_next,
        },
    .methods = reversed_methods,
};
