/* slice: start, stop, step of any objects. One dead slice is kept for the next
 * (rt->free_lists.slice). Follows CPython 3.11 Objects/sliceobject.c. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/range_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#include "heap/seam.h"

#define SLICE(o) ((SliceObj *)(o))
#define SLICE_VIRTUAL 40
_Static_assert(sizeof(SliceObj) <= SLICE_VIRTUAL, "slice");

/* ---- construct and release ---- */

Own slice_new(Runtime *rt, Obj *start, Obj *stop, Obj *step) {
    Obj *self = rt->free_lists.slice;
    if (self) {
        rt->free_lists.slice = NULL;
        self->refcount = 1;
        gc_head(self)->next = 0; /* the mark of start-up objects goes too */
        note_birth(rt, birth_in_front(self));
        if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, self, SLICE_VIRTUAL);
    } else {
        self = borrow(gc_alloc(rt, T(rt, SLICE), SLICE_VIRTUAL));
        if (!self) return NULL;
    }
    SLICE(self)->start = keep(start ? start : rt->none);
    SLICE(self)->stop = keep(stop ? stop : rt->none);
    SLICE(self)->step = keep(step ? step : rt->none);
    gc_track(rt, self);
    return adopt(self);
}

static void slice_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    if (!nesting_begin(rt, self)) return;
    release(rt, SLICE(self)->step);
    release(rt, SLICE(self)->start);
    release(rt, SLICE(self)->stop);
    nesting_end(rt);
    if (rt->free_lists.slice) {
        gc_free(rt, self);
        return;
    }
    if (HS_UNLIKELY(rt->recording)) probe_freed(rt, self);
    rt->free_lists.slice = self;
}

void slice_clear_free_list(Runtime *rt) {
    Obj *dead = rt->free_lists.slice;
    rt->free_lists.slice = NULL;
    if (dead) gc_free(rt, dead);
}

static int slice_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(SLICE(self)->start);
    VISIT(SLICE(self)->stop);
    VISIT(SLICE(self)->step);
    return 0;
}

static Own slice_tp_new(Runtime *rt, TypeObj *type HS_UNUSED, Obj *args, Obj *kwargs) {
    intptr_t count = TUPLE_SIZE(args);
    if (args_no_keywords(rt, "slice", kwargs) < 0) return NULL;
    if (args_check_positional(rt, "slice", (size_t)count, 1, 3) < 0) return NULL;
    if (count == 1) return slice_new(rt, NULL, TUPLE_ITEM(args, 0), NULL);
    return slice_new(rt, TUPLE_ITEM(args, 0), TUPLE_ITEM(args, 1),
                     count > 2 ? TUPLE_ITEM(args, 2) : NULL);
}

/* ---- bounds ---- */

static int bound(Runtime *rt, Obj *value, int64_t *out) {
    if (number_has_index(value)) return number_as_ssize(rt, value, NULL, out);
    return raise_format_int(rt, EXC(rt, TypeError),
                            "slice indices must be integers or None or have an __index__ method");
}

static int64_t clamp_bound(int64_t value, int64_t length, bool backward) {
    if (value < 0) {
        value += length;
        return value < 0 ? (backward ? -1 : 0) : value;
    }
    return value >= length ? (backward ? length - 1 : length) : value;
}

int slice_indices(Runtime *rt, Obj *slice, const intptr_t *length, int64_t *start, int64_t *stop,
                  int64_t *step, int64_t *count) {
    SliceObj *self = SLICE(slice);
    *step = 1;
    if (!is_none(rt, borrow(self->step))) {
        if (bound(rt, borrow(self->step), step) < 0) return -1;
        if (*step == 0)
            return raise_format_int(rt, EXC(rt, ValueError), "slice step cannot be zero");
        if (*step < -INT64_MAX) *step = -INT64_MAX;
    }
    bool backward = *step < 0;
    *start = backward ? INT64_MAX : 0;
    *stop = backward ? INT64_MIN : INT64_MAX;
    if (!is_none(rt, borrow(self->start)) && bound(rt, borrow(self->start), start) < 0) return -1;
    if (!is_none(rt, borrow(self->stop)) && bound(rt, borrow(self->stop), stop) < 0) return -1;
    *start = clamp_bound(*start, *length, backward);
    *stop = clamp_bound(*stop, *length, backward);
    *count = 0;
    if (backward) {
        if (*stop < *start) *count = (*start - *stop - 1) / -*step + 1;
    } else if (*start < *stop) {
        *count = (*stop - *start - 1) / *step + 1;
    }
    return 0;
}

static Own long_bound(Runtime *rt, Obj *value) {
    if (number_has_index(value)) return number_index(rt, value);
    return raise_format(rt, EXC(rt, TypeError),
                        "slice indices must be integers or None or have an __index__ method");
}

/* A start or stop moved into lower..upper, negative ones counted from the end. */
static Own clamp_long(Runtime *rt, Obj *value, Obj *length, Obj *lower, Obj *upper, Obj *absent) {
    if (is_none(rt, value)) return keep(absent);
    Own index = long_bound(rt, value);
    if (!index) return NULL;
    if (int_sign(borrow(index)) < 0) {
        own_set(rt, &index, int_add(rt, borrow(index), length));
        if (index && int_compare(borrow(index), lower) < 0) own_set(rt, &index, keep(lower));
    } else if (int_compare(borrow(index), upper) > 0) {
        own_set(rt, &index, keep(upper));
    }
    return index;
}

int slice_long_indices(Runtime *rt, Obj *slice, Obj *length, Own *start, Own *stop, Own *step) {
    SliceObj *self = SLICE(slice);
    Own upper = NULL, lower = NULL;
    *start = *stop = *step = NULL;
    *step = is_none(rt, borrow(self->step)) ? keep(int_small(rt, 1))
                                            : long_bound(rt, borrow(self->step));
    if (!*step) return -1;
    if (int_sign(borrow(*step)) == 0) {
        raise_format(rt, EXC(rt, ValueError), "slice step cannot be zero");
        goto fail;
    }
    bool backward = int_sign(borrow(*step)) < 0;
    lower = keep(int_small(rt, backward ? -1 : 0));
    upper = backward ? int_add(rt, length, borrow(lower)) : keep(length);
    if (!upper) goto fail;
    Obj *low = borrow(lower), *high = borrow(upper);
    if (!(*start = clamp_long(rt, borrow(self->start), length, low, high, backward ? high : low)))
        goto fail;
    if (!(*stop = clamp_long(rt, borrow(self->stop), length, low, high, backward ? low : high)))
        goto fail;
    release(rt, lower);
    release(rt, upper);
    return 0;
fail:
    xrelease(rt, lower);
    xrelease(rt, upper);
    own_clear(rt, start);
    own_clear(rt, stop);
    own_clear(rt, step);
    return -1;
}

/* ---- slots and methods ---- */

static Own slice_repr(Runtime *rt, Obj *self) {
    return str_format(rt, "slice(%R, %R, %R)", borrow(SLICE(self)->start),
                      borrow(SLICE(self)->stop), borrow(SLICE(self)->step));
}

static Own as_tuple(Runtime *rt, Obj *self) {
    return tuple_pack(rt, 3, borrow(SLICE(self)->start), borrow(SLICE(self)->stop),
                      borrow(SLICE(self)->step));
}

static Own slice_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    if (!is_slice(rt, left) || !is_slice(rt, right)) return keep(rt->notimplemented);
    if (left == right) return bool_from(rt, op == CMP_EQ || op == CMP_LE || op == CMP_GE);
    Own a = as_tuple(rt, left), b = a ? as_tuple(rt, right) : NULL, answer = NULL;
    if (b) answer = object_richcompare(rt, borrow(a), borrow(b), op);
    xrelease(rt, a);
    xrelease(rt, b);
    return answer;
}

static Own method_indices(Runtime *rt, Obj *self, Obj *const *args, size_t nargs HS_UNUSED,
                          Obj *kwnames HS_UNUSED) {
    Own length = number_index(rt, args[0]), parts[3], result = NULL;
    if (!length) return NULL;
    if (int_sign(borrow(length)) < 0) {
        raise_format(rt, EXC(rt, ValueError), "length should not be negative");
    } else if (slice_long_indices(rt, self, borrow(length), &parts[0], &parts[1], &parts[2]) == 0) {
        result = tuple_from_steal(rt, parts, 3);
    }
    release(rt, length);
    return result;
}

static Own method_reduce(Runtime *rt, Obj *self, Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED,
                         Obj *kwnames HS_UNUSED) {
    Own parts = as_tuple(rt, self);
    if (!parts) return NULL;
    Own result = tuple_pack(rt, 2, (Obj *)self->type, borrow(parts));
    release(rt, parts);
    return result;
}

/* ---- tables ---- */

static const MemberDef slice_members[] = {
    {"start", MEMBER_OBJECT, offsetof(SliceObj, start), MEMBER_READONLY, NULL},
    {"stop", MEMBER_OBJECT, offsetof(SliceObj, stop), MEMBER_READONLY, NULL},
    {"step", MEMBER_OBJECT, offsetof(SliceObj, step), MEMBER_READONLY, NULL},
    MEMBER_END,
};

static const MethodDef slice_methods[] = {
    {"indices", method_indices, METH_O, 1, 1,
     "S.indices(len) -> (start, stop, stride)\n\nBounds of the slice in a sequence of len items."},
    {"__reduce__", method_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    METHOD_END,
};

const TypeSpec slice_type_spec = {
    .name = "slice",
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object, as extended slicing "
           "(a[0:10:2]) does.",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = SLICE_VIRTUAL,
    .slots =
        {
            .tp_dealloc = slice_dealloc,
            .tp_traverse = slice_traverse,
            .tp_new = slice_tp_new,
            .tp_repr = slice_repr,
            .tp_hash = object_hash_not_implemented,
            .tp_richcompare = slice_richcompare,
        },
    .methods = slice_methods,
    .members = slice_members,
};
