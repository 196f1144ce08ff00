/* range and its two iterators.
 *
 * A range holds start, stop, step and length as ints of any size (virtual 48, no gc header).
 * Iteration uses machine words when all values on the way fit 64 bits, else ints
 * (longrange_iterator). Follows CPython 3.11 Objects/rangeobject.c. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/range_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

typedef struct LongRangeIterObj { /* virtual 48 */
    Obj base;
    Own index, start, step, length;
} LongRangeIterObj;
_Static_assert(sizeof(RangeObj) <= 48 && sizeof(RangeIterObj) <= 48 &&
                   sizeof(LongRangeIterObj) <= 48,
               "range");
#define RANGE(o) ((RangeObj *)(o))
#define ITER(o) ((RangeIterObj *)(o))
#define LONG_ITER(o) ((LongRangeIterObj *)(o))
#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED
#define ONE_ARG Obj *const *args, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED

/* ---- arithmetic ---- */

/* Number of values from start to stop by machine words. */
static uint64_t word_length(int64_t start, int64_t stop, int64_t step) {
    if (step > 0 && start < stop)
        return 1 + ((uint64_t)stop - 1 - (uint64_t)start) / (uint64_t)step;
    if (step < 0 && start > stop)
        return 1 + ((uint64_t)start - 1 - (uint64_t)stop) / (0 - (uint64_t)step);
    return 0;
}

static bool as_words(Obj *start, Obj *stop, Obj *step, int64_t words[3]) {
    Obj *const parts[3] = {start, stop, step};
    for (int i = 0; i < 3; i++) {
        int overflow;
        words[i] = int_as_i64_overflow(parts[i], &overflow);
        if (overflow) return false;
    }
    return true;
}

static Own compute_length(Runtime *rt, Obj *start, Obj *stop, Obj *step) {
    int64_t words[3];
    if (as_words(start, stop, step, words)) {
        uint64_t length = word_length(words[0], words[1], words[2]);
        if (length <= 1) return int_from_u64(rt, length);
        uint64_t span = words[2] > 0 ? (uint64_t)words[1] - (uint64_t)words[0] : (uint64_t)words[0] - (uint64_t)words[1];
        if (span < HS_SMALL_POS && words[2] >= -HS_SMALL_POS) return int_from_u64(rt, length);
    } /* else with the ints that CPython makes on the way: they decide which block the length gets */
    bool up = int_sign(step) > 0;
    Obj *low = up ? start : stop, *high = up ? stop : start, *one = int_small(rt, 1);
    if (int_compare(low, high) >= 0) return keep(int_small(rt, 0));
    Own stride = up ? keep(step) : number_negative(rt, step), span = NULL, last = NULL,
        count = NULL, length = NULL;
    if (stride && (span = int_sub(rt, high, low)) && (last = int_sub(rt, borrow(span), one)) &&
        (count = int_floor_divide(rt, borrow(last), borrow(stride)))) {
        length = int_add(rt, borrow(count), one);
    }
    xrelease(rt, count);
    xrelease(rt, last);
    xrelease(rt, span);
    xrelease(rt, stride);
    return length;
}

/* start + index * step. */
static Own value_at(Runtime *rt, Obj *start, Obj *index, Obj *step) {
    if (step == int_small(rt, 1)) return int_add(rt, start, index);
    Own product = int_mul(rt, index, step);
    if (!product) return NULL;
    Own value = int_add(rt, start, borrow(product));
    release(rt, product);
    return value;
}

/* ---- construct and release ---- */

/* Takes the three bounds. */
static Own make_range(Runtime *rt, Own start, Own stop, Own step) {
    Own length = start && stop && step
                     ? compute_length(rt, borrow(start), borrow(stop), borrow(step))
                     : NULL;
    Own own = length ? object_alloc(rt, T(rt, RANGE), 48) : NULL;
    if (!own) {
        xrelease(rt, length);
        xrelease(rt, step);
        xrelease(rt, stop);
        xrelease(rt, start);
        return NULL;
    }
    RangeObj *self = RANGE(borrow(own));
    self->start = start, self->stop = stop, self->step = step, self->length = length;
    return own;
}

static Own check_step(Runtime *rt, Obj *step) {
    Own number = number_index(rt, step);
    if (number && int_sign(borrow(number)) == 0) {
        raise_format(rt, EXC(rt, ValueError), "range() arg 3 must not be zero");
        own_clear(rt, &number);
    }
    return number;
}

Own range_new(Runtime *rt, Obj *start, Obj *stop, Obj *step) {
    Own first = NULL, last = NULL, stride = NULL;
    if (!(first = start ? number_index(rt, start) : keep(int_small(rt, 0)))) goto fail;
    if (!(last = number_index(rt, stop))) goto fail;
    if (!(stride = step ? check_step(rt, step) : keep(int_small(rt, 1)))) goto fail;
    return make_range(rt, first, last, stride);
fail:
    xrelease(rt, first);
    xrelease(rt, last);
    return NULL;
}

static Own range_from_args(Runtime *rt, Obj *const *args, size_t nargs) {
    if (args_check_positional(rt, "range", nargs, 1, 3) < 0) return NULL;
    if (nargs == 1) return range_new(rt, NULL, args[0], NULL);
    return range_new(rt, args[0], args[1], nargs > 2 ? args[2] : NULL);
}

static Own range_tp_new(Runtime *rt, TypeObj *type HS_UNUSED, Obj *args, Obj *kwargs) {
    if (args_no_keywords(rt, "range", kwargs) < 0) return NULL;
    return range_from_args(rt, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args));
}

static Own range_vectorcall(Runtime *rt, Obj *type HS_UNUSED, Obj *const *args, size_t nargs,
                            Obj *kwnames) {
    return args_no_keywords(rt, "range", kwnames) < 0 ? NULL : range_from_args(rt, args, nargs);
}

static void range_dealloc(Runtime *rt, Obj *self) {
    release(rt, RANGE(self)->start);
    release(rt, RANGE(self)->stop);
    release(rt, RANGE(self)->step);
    release(rt, RANGE(self)->length);
    object_free(rt, self);
}

/* For the audit: ranges are not collected. */
static int range_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(RANGE(self)->start);
    VISIT(RANGE(self)->stop);
    VISIT(RANGE(self)->step);
    VISIT(RANGE(self)->length);
    return 0;
}

/* ---- slots ---- */

static Own range_repr(Runtime *rt, Obj *self) {
    Obj *start = borrow(RANGE(self)->start), *stop = borrow(RANGE(self)->stop),
        *step = borrow(RANGE(self)->step);
    if (step == int_small(rt, 1)) return str_format(rt, "range(%R, %R)", start, stop);
    return str_format(rt, "range(%R, %R, %R)", start, stop, step);
}

int64_t range_size(Runtime *rt, Obj *self) {
    int64_t length;
    return int_as_ssize(rt, borrow(RANGE(self)->length), &length) < 0 ? -1 : length;
}

static intptr_t range_length(Runtime *rt, Obj *self) {
    int64_t length = range_size(rt, self);
    if (length <= INTPTR_MAX) return (intptr_t)length;
    return raise_format_int(rt, EXC(rt, OverflowError),
                            "Python int too large to convert to C ssize_t");
}

static int range_bool(Runtime *rt HS_UNUSED, Obj *self) {
    return int_sign(borrow(RANGE(self)->length)) != 0;
}

/* Item at an int index, which may be negative. */
static Own item_at(Runtime *rt, RangeObj *self, Obj *index) {
    Own position = int_sign(index) < 0 ? int_add(rt, index, borrow(self->length)) : keep(index),
        item = NULL;
    if (!position) return NULL;
    if (int_sign(borrow(position)) < 0 ||
        int_compare(borrow(position), borrow(self->length)) >= 0) {
        raise_format(rt, EXC(rt, IndexError), "range object index out of range");
    } else {
        item = value_at(rt, borrow(self->start), borrow(position), borrow(self->step));
    }
    release(rt, position);
    return item;
}

static Own range_item(Runtime *rt, Obj *self, intptr_t i) {
    Own index = int_from_i64(rt, i);
    if (!index) return NULL;
    Own item = item_at(rt, RANGE(self), borrow(index));
    release(rt, index);
    return item;
}

static Own range_slice(Runtime *rt, RangeObj *self, Obj *slice) {
    Own start, stop, step, parts[3] = {NULL, NULL, NULL};
    if (slice_long_indices(rt, slice, borrow(self->length), &start, &stop, &step) < 0) return NULL;
    Obj *first = borrow(self->start), *stride = borrow(self->step);
    parts[2] = int_mul(rt, borrow(step), stride);
    if (parts[2]) parts[0] = value_at(rt, first, borrow(start), stride);
    if (parts[0]) parts[1] = value_at(rt, first, borrow(stop), stride);
    release(rt, start);
    release(rt, stop);
    release(rt, step);
    return make_range(rt, parts[0], parts[1], parts[2]);
}

static Own range_subscript(Runtime *rt, Obj *self, Obj *key) {
    if (is_slice(rt, key)) return range_slice(rt, RANGE(self), key);
    if (!number_has_index(key)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "range indices must be integers or slices, not %.200s",
                            key->type->name);
    }
    Own index = number_index(rt, key);
    if (!index) return NULL;
    Own item = item_at(rt, RANGE(self), borrow(index));
    release(rt, index);
    return item;
}

/* Whether the range has this int. */
static int contains_int(Runtime *rt, RangeObj *self, Obj *value) {
    Obj *start = borrow(self->start), *stop = borrow(self->stop), *step = borrow(self->step);
    bool inside = int_sign(step) > 0
                      ? int_compare(start, value) <= 0 && int_compare(value, stop) < 0
                      : int_compare(value, start) <= 0 && int_compare(stop, value) < 0;
    if (!inside) return 0;
    Own offset = int_sub(rt, value, start);
    if (!offset) return -1;
    Own rest = int_remainder(rt, borrow(offset), step);
    release(rt, offset);
    if (!rest) return -1;
    int answer = int_sign(borrow(rest)) == 0;
    release(rt, rest);
    return answer;
}

static bool is_plain_int(Runtime *rt, Obj *o) { return is_int_exact(rt, o) || is_bool(rt, o); }

/* Compare with every item: their number, or with `first` the index of the first match; -1 none, -2
 * raised. */
static int64_t search(Runtime *rt, Obj *self, Obj *value, bool first) {
    Own iterator = object_iter(rt, self), item;
    int64_t matches = 0, i = 0;
    if (!iterator) return -2;
    for (; (item = iter_next(rt, borrow(iterator))); i++) {
        int same = object_compare_bool(rt, borrow(item), value, CMP_EQ);
        release(rt, item);
        if (same < 0) break;
        matches += same;
        if (same && first) break;
    }
    release(rt, iterator);
    if (RAISED(rt)) return -2;
    return !first ? matches : matches ? i : -1;
}

static int range_contains(Runtime *rt, Obj *self, Obj *value) {
    if (is_plain_int(rt, value)) return contains_int(rt, RANGE(self), value);
    int64_t index = search(rt, self, value, true);
    return index == -2 ? -1 : index >= 0;
}

static bool same_int(Own a, Own b) { return int_compare(borrow(a), borrow(b)) == 0; }

static bool range_equal(Runtime *rt, RangeObj *a, RangeObj *b) {
    if (a == b) return true;
    if (!same_int(a->length, b->length)) return false;
    if (int_sign(borrow(a->length)) == 0) return true;
    if (!same_int(a->start, b->start)) return false;
    return int_compare(borrow(a->length), int_small(rt, 1)) == 0 || same_int(a->step, b->step);
}

static Own range_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    if (right->type != T(rt, RANGE) || (op != CMP_EQ && op != CMP_NE))
        return keep(rt->notimplemented);
    return bool_from(rt, range_equal(rt, RANGE(left), RANGE(right)) == (op == CMP_EQ));
}

static int64_t range_hash(Runtime *rt, Obj *object) {
    RangeObj *self = RANGE(object);
    Obj *length = borrow(self->length);
    int more = int_compare(length, int_small(rt, 1)); /* -1 empty, 0 one item, 1 several */
    Own key = tuple_pack(rt, 3, length, more < 0 ? rt->none : borrow(self->start),
                         more <= 0 ? rt->none : borrow(self->step));
    if (!key) return -1;
    int64_t hash = object_hash(rt, borrow(key));
    release(rt, key);
    return hash;
}

/* ---- iterators ---- */

static Own word_iter(Runtime *rt, int64_t start, int64_t step, uint64_t length) {
    Own own = object_alloc(rt, T(rt, RANGE_ITER), T(rt, RANGE_ITER)->c_size);
    if (!own) return NULL;
    RangeIterObj *self = ITER(borrow(own));
    self->start = start, self->step = step, self->length = (int64_t)length, self->index = 0;
    return own;
}

/* Takes start and step. */
static Own long_iter(Runtime *rt, Own start, Own step, Obj *length) {
    Own own = start && step ? object_alloc(rt, T(rt, LONGRANGE_ITER), T(rt, LONGRANGE_ITER)->c_size) : NULL;
    if (!own) {
        xrelease(rt, start);
        xrelease(rt, step);
        return NULL;
    }
    LongRangeIterObj *self = LONG_ITER(borrow(own));
    self->start = start, self->step = step;
    self->length = keep(length);
    self->index = keep(int_small(rt, 0));
    return own;
}

static Own range_iter(Runtime *rt, Obj *object) {
    RangeObj *self = RANGE(object);
    int64_t words[3];
    if (as_words(borrow(self->start), borrow(self->stop), borrow(self->step), words)) {
        uint64_t length = word_length(words[0], words[1], words[2]);
        bool fits = length <= INT64_MAX &&
                    (length == 0 || (words[2] > 0 ? words[1] <= INT64_MAX - (words[2] - 1)
                                                  : words[1] >= INT64_MIN + (-1 - words[2])));
        if (fits) return word_iter(rt, words[0], words[2], length);
    }
    return long_iter(rt, keep(borrow(self->start)), keep(borrow(self->step)), borrow(self->length));
}

/* Whether the reversed range can be walked in words: step, start - step and the length fit. */
static bool reverse_fits(const int64_t words[3]) {
    int64_t ignored;
    return words[2] != INT64_MIN && !__builtin_sub_overflow(words[0], words[2], &ignored) &&
           word_length(words[0], words[1], words[2]) <= INT64_MAX;
}

static Own method_reversed(Runtime *rt, Obj *object, UNUSED_ARGS) {
    RangeObj *self = RANGE(object);
    int64_t words[3];
    Obj *start = borrow(self->start), *step = borrow(self->step), *length = borrow(self->length);
    if (as_words(start, borrow(self->stop), step, words) && reverse_fits(words)) {
        uint64_t count = word_length(words[0], words[1], words[2]);
        return word_iter(
            rt, (int64_t)((uint64_t)words[0] - (uint64_t)words[2] + count * (uint64_t)words[2]),
            -words[2], count);
    }
    Own last = int_sub(rt, length, int_small(rt, 1));
    if (!last) return NULL;
    Own first = value_at(rt, start, borrow(last), step);
    release(rt, last);
    return long_iter(rt, first, first ? number_negative(rt, step) : NULL, length);
}

static void iter_dealloc(Runtime *rt, Obj *self) { object_free(rt, self); }

static Own iter_advance(Runtime *rt, Obj *object) {
    RangeIterObj *self = ITER(object);
    if (self->index >= self->length) return NULL;
    return int_from_i64(
        rt, (int64_t)((uint64_t)self->start + (uint64_t)self->index++ * (uint64_t)self->step));
}

static Own iter_hint(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return int_from_i64(rt, ITER(self)->length - ITER(self)->index);
}

/* (iter, (range,), index); takes the range's parts and the index. */
static Own reduce(Runtime *rt, Own start, Own stop, Own step, Own index) {
    Own range = make_range(rt, start, stop, step), function = NULL, inner = NULL, result = NULL;
    if (range && index &&
        (function = object_getattr(rt, borrow(rt->builtins_module), ID(rt, iter))) &&
        (inner = tuple_pack(rt, 1, borrow(range)))) {
        result = tuple_pack(rt, 3, borrow(function), borrow(inner), borrow(index));
    }
    xrelease(rt, inner);
    xrelease(rt, function);
    xrelease(rt, index);
    xrelease(rt, range);
    return result;
}

static Own iter_reduce(Runtime *rt, Obj *object, UNUSED_ARGS) {
    RangeIterObj *self = ITER(object);
    int64_t stop = (int64_t)((uint64_t)self->start + (uint64_t)self->length * (uint64_t)self->step);
    return reduce(rt, int_from_i64(rt, self->start), int_from_i64(rt, stop),
                  int_from_i64(rt, self->step), int_from_i64(rt, self->index));
}

static Own iter_setstate(Runtime *rt, Obj *self, ONE_ARG) {
    int64_t index;
    if (!is_int(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "an integer is required (got type %.200s)",
                            args[0]->type->name);
    }
    if (int_as_i64(rt, args[0], &index) < 0) return NULL;
    ITER(self)->index = index < 0 ? 0 : index > ITER(self)->length ? ITER(self)->length : index;
    return keep(rt->none);
}

static void long_iter_dealloc(Runtime *rt, Obj *self) {
    release(rt, LONG_ITER(self)->index);
    release(rt, LONG_ITER(self)->start);
    release(rt, LONG_ITER(self)->step);
    release(rt, LONG_ITER(self)->length);
    object_free(rt, self);
}

static int long_iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(LONG_ITER(self)->index);
    VISIT(LONG_ITER(self)->start);
    VISIT(LONG_ITER(self)->step);
    VISIT(LONG_ITER(self)->length);
    return 0;
}

static Own long_iter_advance(Runtime *rt, Obj *object) {
    LongRangeIterObj *self = LONG_ITER(object);
    if (int_compare(borrow(self->index), borrow(self->length)) >= 0) return NULL;
    Own next = int_add(rt, borrow(self->index), int_small(rt, 1));
    if (!next) return NULL;
    Own product = int_mul(rt, borrow(self->index), borrow(self->step)), value = NULL;
    if (product) value = int_add(rt, borrow(self->start), borrow(product));
    xrelease(rt, product);
    if (value) {
        own_set(rt, &self->index, next);
    } else {
        release(rt, next);
    }
    return value;
}

static Own long_iter_hint(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return int_sub(rt, borrow(LONG_ITER(self)->length), borrow(LONG_ITER(self)->index));
}

static Own long_iter_reduce(Runtime *rt, Obj *object, UNUSED_ARGS) {
    LongRangeIterObj *self = LONG_ITER(object);
    Own span = int_mul(rt, borrow(self->length), borrow(self->step)), stop = NULL;
    if (!span) return NULL;
    stop = int_add(rt, borrow(self->start), borrow(span));
    release(rt, span);
    if (!stop) return NULL;
    return reduce(rt, keep(borrow(self->start)), stop, keep(borrow(self->step)),
                  keep(borrow(self->index)));
}

static Own long_iter_setstate(Runtime *rt, Obj *object, ONE_ARG) {
    LongRangeIterObj *self = LONG_ITER(object);
    Own state = number_index(rt, args[0]);
    if (!state) return NULL;
    if (int_sign(borrow(state)) < 0) {
        own_set(rt, &state, keep(int_small(rt, 0)));
    } else if (int_compare(borrow(state), borrow(self->length)) > 0) {
        own_set(rt, &state, keep(borrow(self->length)));
    }
    own_set(rt, &self->index, state);
    return keep(rt->none);
}

/* ---- methods ---- */

static Own method_reduce(Runtime *rt, Obj *object, UNUSED_ARGS) {
    RangeObj *self = RANGE(object);
    Own parts = tuple_pack(rt, 3, borrow(self->start), borrow(self->stop), borrow(self->step));
    if (!parts) return NULL;
    Own result = tuple_pack(rt, 2, (Obj *)object->type, borrow(parts));
    release(rt, parts);
    return result;
}

static Own method_count(Runtime *rt, Obj *self, ONE_ARG) {
    int64_t count = is_plain_int(rt, args[0]) ? contains_int(rt, RANGE(self), args[0])
                                              : search(rt, self, args[0], false);
    return count < 0 ? NULL : int_from_i64(rt, count);
}

static Own method_index(Runtime *rt, Obj *object, ONE_ARG) {
    RangeObj *self = RANGE(object);
    if (!is_plain_int(rt, args[0])) {
        int64_t index = search(rt, object, args[0], true);
        if (index == -1)
            raise_format(rt, EXC(rt, ValueError), "sequence.index(x): x not in sequence");
        return index < 0 ? NULL : int_from_i64(rt, index);
    }
    int present = contains_int(rt, self, args[0]);
    if (present < 0) return NULL;
    if (!present) return raise_format(rt, EXC(rt, ValueError), "%R is not in range", args[0]);
    Own offset = int_sub(rt, args[0], borrow(self->start));
    if (!offset || borrow(self->step) == int_small(rt, 1)) return offset;
    Own index = int_floor_divide(rt, borrow(offset), borrow(self->step));
    release(rt, offset);
    return index;
}

/* ---- tables ---- */

static const MemberDef range_members[] = {
    {"start", MEMBER_OBJECT_EX, offsetof(RangeObj, start), MEMBER_READONLY, NULL},
    {"stop", MEMBER_OBJECT_EX, offsetof(RangeObj, stop), MEMBER_READONLY, NULL},
    {"step", MEMBER_OBJECT_EX, offsetof(RangeObj, step), MEMBER_READONLY, NULL},
    MEMBER_END,
};

static const MethodDef range_methods[] = {
    {"__reversed__", method_reversed, METH_NOARGS, 0, 0, "Return a reverse iterator."},
    {"__reduce__", method_reduce, METH_NOARGS, 0, 0, NULL},
    {"count", method_count, METH_O, 1, 1,
     "rangeobject.count(value) -> integer -- return number of occurrences of value"},
    {"index", method_index, METH_O, 1, 1,
     "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value "
     "is not present."},
    METHOD_END,
};

const TypeSpec range_type_spec = {
    .name = "range",
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n"
           "The integers from start (inclusive) to stop (exclusive) by step.",
    .flags = TPF_SEQUENCE,
    .base = -1,
    .virtual_size = 48,
    .slots =
        {
            .tp_dealloc = range_dealloc,
            .tp_traverse = range_traverse,
            .tp_new = range_tp_new,
            .type_vectorcall = range_vectorcall,
            .tp_repr = range_repr,
            .tp_hash = range_hash,
            .tp_richcompare = range_richcompare,
            .tp_iter = range_iter,
            .nb_bool = range_bool,
            .sq_length = range_length,
            .sq_item = range_item,
            .sq_contains = range_contains,
            .mp_length = range_length,
            .mp_subscript = range_subscript,
        },
    .methods = range_methods,
    .members = range_members,
};

static const MethodDef iter_methods[] = {
    {"__length_hint__", iter_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", iter_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec range_iter_type_spec = {
    .name = "range_iterator",
    .flags = TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 48,
    .slots = {.tp_dealloc = iter_dealloc, .tp_iter = object_self_iter, .tp_iternext = iter_advance},
    .methods = iter_methods,
};

static const MethodDef long_iter_methods[] = {
    {"__length_hint__", long_iter_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", long_iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", long_iter_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec longrange_iter_type_spec = {
    .name = "longrange_iterator",
    .flags = TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 48,
    .slots =
        {
            .tp_dealloc = long_iter_dealloc,
            .tp_traverse = long_iter_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = long_iter_advance,
        },
    .methods = long_iter_methods,
};
