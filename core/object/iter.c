/* The two general iterators: over a sequence by index ("iterator"), and calls of a function until a
 * sentinel comes
 * ("callable_iterator"). Both drop what they hold when exhausted. Follows CPython 3.11
 * Objects/iterobject.c. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/range.h"
#include "object/tuple.h"
#include "object/type.h"

typedef struct SeqIterObj { /* virtual 32 */
    Obj base;
    int64_t index;
    Own sequence;
} SeqIterObj;
typedef struct CallIterObj { /* virtual 32 */
    Obj base;
    Own callable, sentinel;
} CallIterObj;
_Static_assert(sizeof(SeqIterObj) <= 32 && sizeof(CallIterObj) <= 32, "iterators");
#define SEQ(o) ((SeqIterObj *)(o))
#define CALL(o) ((CallIterObj *)(o))
#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED

/* The builtin iter. Looking it up may run Python code that exhausts the iterator to be reduced:
 * first of all. */
static Own builtin_iter(Runtime *rt) {
    return object_getattr(rt, borrow(rt->builtins_module), ID(rt, iter));
}

/* (iter, (args...)[, index]); takes all three. */
static Own reduce(Runtime *rt, Own function, Own inner, Own index) {
    Own result = NULL;
    if (inner) {
        result = index ? tuple_pack(rt, 3, borrow(function), borrow(inner), borrow(index))
                       : tuple_pack(rt, 2, borrow(function), borrow(inner));
    }
    xrelease(rt, index);
    xrelease(rt, inner);
    release(rt, function);
    return result;
}

/* ---- sequence iterator ---- */

Own seq_iter_new(Runtime *rt, Obj *sequence) {
    Own own = gc_alloc(rt, T(rt, SEQ_ITER), 32);
    if (!own) return NULL;
    SEQ(borrow(own))->index = 0;
    SEQ(borrow(own))->sequence = keep(sequence);
    gc_track(rt, borrow(own));
    return own;
}

static void seq_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, SEQ(self)->sequence);
    gc_free(rt, self);
}

static int seq_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(SEQ(self)->sequence);
    return 0;
}

static Own seq_next(Runtime *rt, Obj *object) {
    SeqIterObj *self = SEQ(object);
    if (!self->sequence) return NULL;
    if (self->index == INT64_MAX)
        return raise_format(rt, EXC(rt, OverflowError), "iter index too large");
    Own item = sequence_getitem(rt, borrow(self->sequence), self->index);
    if (item) {
        self->index++;
    } else if (raised_matches(rt, EXC(rt, IndexError)) ||
               raised_matches(rt, EXC(rt, StopIteration))) {
        raised_clear(rt);
        own_clear(rt, &self->sequence);
    }
    return item;
}

static Own seq_hint(Runtime *rt, Obj *self, UNUSED_ARGS) {
    if (!SEQ(self)->sequence) return int_from_i64(rt, 0);
    const TypeSlots *slots = &borrow(SEQ(self)->sequence)->type->slots;
    if (!slots->sq_length && !slots->mp_length) return keep(rt->notimplemented);
    int64_t size = object_length(rt, borrow(SEQ(self)->sequence));
    if (size < 0) return NULL;
    return int_from_i64(rt, size < SEQ(self)->index ? 0 : size - SEQ(self)->index);
}

static Own seq_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    Own function = builtin_iter(rt);
    if (!function) return NULL;
    if (!SEQ(self)->sequence) return reduce(rt, function, tuple_pack(rt, 1, rt->empty_tuple), NULL);
    Own index = int_from_i64(rt, SEQ(self)->index);
    return reduce(rt, function, index ? tuple_pack(rt, 1, borrow(SEQ(self)->sequence)) : NULL,
                  index);
}

static Own seq_setstate(Runtime *rt, Obj *self, Obj *const *args, size_t nargs HS_UNUSED,
                        Obj *kwnames HS_UNUSED) {
    int64_t index;
    if (!is_int(args[0])) return raise_format(rt, EXC(rt, TypeError), "an integer is required");
    if (int_as_ssize(rt, args[0], &index) < 0) return NULL;
    if (SEQ(self)->sequence)
        SEQ(self)->index = index < 0 ? 0 : index;
    return keep(rt->none);
}

static const MethodDef seq_methods[] = {
    {"__length_hint__", seq_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", seq_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", seq_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec seq_iter_type_spec = {
    .name = "iterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = seq_dealloc,
            .tp_traverse = seq_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = seq_next,
        },
    .methods = seq_methods,
};

/* ---- callable iterator ---- */

Own call_iter_new(Runtime *rt, Obj *callable, Obj *sentinel) {
    Own own = gc_alloc(rt, T(rt, CALL_ITER), 32);
    if (!own) return NULL;
    CALL(borrow(own))->callable = keep(callable);
    CALL(borrow(own))->sentinel = keep(sentinel);
    gc_track(rt, borrow(own));
    return own;
}

static void call_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, CALL(self)->callable);
    xrelease(rt, CALL(self)->sentinel);
    gc_free(rt, self);
}

static int call_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(CALL(self)->callable);
    VISIT(CALL(self)->sentinel);
    return 0;
}

static void call_finish(Runtime *rt, CallIterObj *self) {
    own_clear(rt, &self->callable);
    own_clear(rt, &self->sentinel);
}

Obj *call_iter_callable(Obj *iterator) { return borrow(CALL(iterator)->callable); }

Own call_iter_item(Runtime *rt, Obj *object, Own value) {
    CallIterObj *self = CALL(object);
    if (!value) {
        if (raised_matches(rt, EXC(rt, StopIteration))) {
            raised_clear(rt);
            call_finish(rt, self);
        }
        return NULL;
    }
    int ended = 1;
    if (self->sentinel) { /* the call may have exhausted the iterator itself */
        Own sentinel = keep(borrow(self->sentinel));
        ended = object_compare_bool(rt, borrow(sentinel), borrow(value), CMP_EQ);
        release(rt, sentinel);
    }
    if (ended == 0) return value;
    release(rt, value);
    if (ended > 0) call_finish(rt, self);
    return NULL;
}

static Own call_next(Runtime *rt, Obj *self) {
    return CALL(self)->callable ? call_iter_item(rt, self, call_0(rt, borrow(CALL(self)->callable))) : NULL;
}

static Own call_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    CallIterObj *iterator = CALL(self);
    Own function = builtin_iter(rt);
    if (!function) return NULL;
    if (!iterator->callable || !iterator->sentinel) {
        return reduce(rt, function, tuple_pack(rt, 1, rt->empty_tuple), NULL);
    }
    return reduce(rt, function,
                  tuple_pack(rt, 2, borrow(iterator->callable), borrow(iterator->sentinel)), NULL);
}

static const MethodDef call_methods[] = {
    {"__reduce__", call_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    METHOD_END,
};

const TypeSpec call_iter_type_spec = {
    .name = "callable_iterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 32,
    .slots =
        {
            .tp_dealloc = call_dealloc,
            .tp_traverse = call_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = call_next,
        },
    .methods = call_methods,
};
