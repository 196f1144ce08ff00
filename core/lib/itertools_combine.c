/* itertools that make tuples of several items: product, permutations, combinations with and without replacement, and
 * zip_longest. The last result is filled again while nobody else holds it. */
#include "lib/itertools.h"
#include "object/dict.h"

/* product ends before `length` (virtual 48), the combinations before `cycles` (56), permutations is whole (64). */
typedef struct CombineObj {
    Obj base;
    Own pool, result;  /* pool: tuple of items, for product of tuples; result: the tuple made last, or NULL */
    int64_t *indices;  /* product: one for each pool; permutations: one for each item; else one for each place */
    int32_t ended;
    _Alignas(8) int64_t length; /* of the results */
    int64_t *cycles;
} CombineObj;
_Static_assert(offsetof(CombineObj, length) <= 48 && offsetof(CombineObj, cycles) <= 56 && sizeof(CombineObj) <= 64,
               "itertools");
#define COMBINE(o) ((CombineObj *)(o))
#define POOL_SIZE(self) TUPLE_SIZE(borrow((self)->pool))

/* Room for `count` indices; MemoryError when that is out of reach. */
static int64_t *new_indices(Runtime *rt, int64_t count) {
    int64_t *indices = count > INT32_MAX / 8 ? NULL : mem_alloc(rt, (size_t)count * 8);
    if (!indices) raise_memory_error(rt);
    return indices;
}

/* A tuple for `size` items of a result; tracked, as a new tuple is in CPython. */
static Own new_result(Runtime *rt, intptr_t size) {
    Own tuple = tuple_alloc(rt, size);
    if (tuple && size) gc_track(rt, borrow(tuple));
    return tuple;
}

/* The last result, to be changed: a copy if somebody else holds it. Tracked again if the collector untracked it. */
static Obj *own_result(Runtime *rt, CombineObj *self) {
    Obj *last = borrow(self->result);
    if (last->refcount > 1) {
        Own copy = tuple_from(rt, TUPLE_ITEMS(last), TUPLE_SIZE(last));
        if (!copy) return NULL;
        own_set(rt, &self->result, copy);
    } else if (!gc_is_tracked(last)) {
        gc_track(rt, last);
    }
    return borrow(self->result);
}

/* result[place] = pool[index] */
static void put(Runtime *rt, Obj *result, intptr_t place, Obj *pool, int64_t index) {
    own_set(rt, &TUPLE(result)->items[place], keep(TUPLE_ITEM(pool, (intptr_t)index)));
}

/* A new last result, filled from the indices. */
static int fill_result(Runtime *rt, CombineObj *self, intptr_t size, bool from_pools) {
    Own result = new_result(rt, size);
    if (!result) return -1;
    own_set(rt, &self->result, result);
    Obj *pool = borrow(self->pool);
    for (intptr_t i = 0; i < size; i++) put(rt, borrow(result), i, from_pools ? TUPLE_ITEM(pool, i) : pool, self->indices[i]);
    return 0;
}

static void combine_dealloc(Runtime *rt, Obj *self) {
    if (!fields_dealloc_begin(rt, self)) return;
    int64_t *indices = COMBINE(self)->indices;
    int64_t *cycles = type_described(self->type) == T(rt, PERMUTATIONS) ? COMBINE(self)->cycles : NULL;
    fields_clear(rt, self);
    mem_free(rt, indices);
    mem_free(rt, cycles);
    fields_dealloc_end(rt, self);
}

/* The result to give out; NULL ends the iterator. */
static Own give(CombineObj *self, bool more) {
    if (more) return keep(borrow(self->result));
    self->ended = true;
    return NULL;
}

static Own index_tuple(Runtime *rt, const int64_t *indices, int64_t count) {
    Own tuple = new_result(rt, (intptr_t)count);
    for (intptr_t i = 0; tuple && i < count; i++) {
        if (!(TUPLE(borrow(tuple))->items[i] = int_from_i64(rt, indices[i]))) own_clear(rt, &tuple);
    }
    return tuple;
}

/* *out: the i-th index in the state, within low .. high (low wins). */
static int state_index(Runtime *rt, Obj *state, intptr_t i, int64_t low, int64_t high, int64_t *out) {
    int64_t index;
    Obj *value = TUPLE_ITEM(state, i);
    if (!is_int(value)) return raise_format_int(rt, EXC(rt, TypeError), "an integer is required");
    if (int_as_ssize(rt, value, &index) < 0) return -1;
    index = index > high ? high : index;
    *out = index < low ? low : index;
    return 0;
}

static bool is_state(Runtime *rt, Obj *state, int64_t count) {
    if (is_tuple(state) && TUPLE_SIZE(state) == count) return true;
    raise_format(rt, EXC(rt, ValueError), "invalid arguments");
    return false;
}

/* ---- product ---- */

static int product_repeat(Runtime *rt, Obj *args, Obj *kwargs, int64_t *repeat) {
    static const char *const names[] = {"repeat", NULL};
    static const ArgSpec spec = {"product", names, 0, 1};
    Obj *given[1] = {NULL};
    *repeat = 1;
    if (kwargs && args_parse_tuple(rt, &spec, rt->empty_tuple, kwargs, given) < 0) return -1;
    if (given[0] && ssize_argument(rt, given[0], repeat) < 0) return -1;
    if (*repeat < 0) return raise_format_int(rt, EXC(rt, ValueError), "repeat argument cannot be negative");
    if (*repeat && TUPLE_SIZE(args) > INT64_MAX / 8 / *repeat) {
        return raise_format_int(rt, EXC(rt, OverflowError), "repeat argument too large");
    }
    return 0;
}

static Own product_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    int64_t repeat;
    if (product_repeat(rt, args, kwargs, &repeat) < 0) return NULL;
    intptr_t count = repeat ? TUPLE_SIZE(args) : 0;
    int64_t total = count * repeat, *indices = new_indices(rt, total);
    Own pools = indices ? new_result(rt, (intptr_t)total) : NULL, own = NULL;
    for (intptr_t i = 0; pools && i < total; i++) {
        Own pool = i < count ? tuple_from_iterable(rt, TUPLE_ITEM(args, i)) : keep(TUPLE_ITEM(borrow(pools), i - count));
        TUPLE(borrow(pools))->items[i] = pool;
        if (!pool) own_clear(rt, &pools);
        indices[i] = 0;
    }
    if (pools) own = fields_new(rt, type, 1, pools);
    if (own) COMBINE(borrow(own))->indices = indices;
    else mem_free(rt, indices);
    return own;
}

/* First result: the first of each pool. */
static bool product_start(Runtime *rt, CombineObj *self) {
    intptr_t count = POOL_SIZE(self);
    if (!(self->result = new_result(rt, count))) return false;
    for (intptr_t i = 0; i < count; i++) {
        Obj *pool = TUPLE_ITEM(borrow(self->pool), i);
        if (TUPLE_SIZE(pool) == 0) return false;
        put(rt, borrow(self->result), i, pool, 0);
    }
    return true;
}

static Own product_next(Runtime *rt, Obj *object) {
    CombineObj *self = COMBINE(object);
    if (self->ended) return NULL;
    if (!self->result) return give(self, product_start(rt, self));
    Obj *result = own_result(rt, self);
    for (intptr_t i = result ? POOL_SIZE(self) : 0; i-- > 0;) {
        Obj *pool = TUPLE_ITEM(borrow(self->pool), i);
        bool rolled = ++self->indices[i] == TUPLE_SIZE(pool);
        if (rolled) self->indices[i] = 0;
        put(rt, result, i, pool, self->indices[i]);
        if (!rolled) return give(self, true);
    }
    return give(self, false);
}

static Own product_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    CombineObj *self = COMBINE(object);
    if (self->ended) return tuple_build(rt, "O(())", object->type);
    Obj *pools = borrow(self->pool);
    if (!self->result) return tuple_build(rt, "OO", object->type, pools);
    return tuple_build(rt, "OON", object->type, pools, index_tuple(rt, self->indices, TUPLE_SIZE(pools)));
}

static Own product_setstate(Runtime *rt, Obj *object, METHOD_ARGS) {
    CombineObj *self = COMBINE(object);
    intptr_t count = POOL_SIZE(self);
    if (!is_state(rt, args[0], count)) return NULL;
    for (intptr_t i = 0; i < count; i++) {
        intptr_t size = TUPLE_SIZE(TUPLE_ITEM(borrow(self->pool), i));
        if (size == 0) {
            self->ended = true;
            return keep(rt->none);
        }
        if (state_index(rt, args[0], i, 0, size - 1, &self->indices[i]) < 0) return NULL;
    }
    return fill_result(rt, self, count, true) < 0 ? NULL : keep(rt->none);
}

static uint64_t product_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    return self->type->virtual_size + 8 * (uint64_t)POOL_SIZE(COMBINE(self));
}

#define SIZEOF_METHOD {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, "Returns size in memory, in bytes."}

static const MethodDef product_methods[] = {
    REDUCE_METHOD(product_reduce), SETSTATE_METHOD(product_setstate), SIZEOF_METHOD, METHOD_END};

const TypeSpec product_type_spec = {
    ITERATOR_SPEC("product", 48, 2),
    .doc = "product(*iterables, repeat=1) --> product object\n\n"
           "Cartesian product: tuples as loops over the iterables, the last innermost, would make them.",
    .slots = {ITERATOR_SLOTS(product_new, product_next, combine_dealloc), .tp_sizeof = product_sizeof},
    .methods = product_methods,
};

/* ---- combinations, with and without replacement ---- */

/* Pool and length of the results of the three that take (iterable, r). -1 raised. */
static int parse_pool(Runtime *rt, const ArgSpec *spec, Obj *args, Obj *kwargs, Own *pool, int64_t *length) {
    Obj *given[2];
    *length = -1;
    if (args_parse_tuple(rt, spec, args, kwargs, given) < 0) return -1;
    bool whole = spec->required == 1; /* without r: all items */
    if (!whole && ssize_argument(rt, given[1], length) < 0) return -1;
    if (!(*pool = tuple_from_iterable(rt, given[0]))) return -1;
    if (whole) {
        *length = TUPLE_SIZE(borrow(*pool));
        if (given[1] && !is_none(rt, given[1])) {
            if (!is_int(given[1])) {
                raise_format(rt, EXC(rt, TypeError), "Expected int as r");
                goto fail;
            }
            if (int_as_ssize(rt, given[1], length) < 0) goto fail;
        }
    }
    if (*length >= 0) return 0;
    raise_format(rt, EXC(rt, ValueError), "r must be non-negative");
fail:
    own_clear(rt, pool);
    return -1;
}

static const char *const pool_names[] = {"iterable", "r", NULL};

static Own combine_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    bool again = type_described(type) == T(rt, COMBINATIONS_AGAIN);
    const ArgSpec spec = {again ? "combinations_with_replacement" : "combinations", pool_names, 2, 2};
    Own pool = NULL;
    int64_t length, *indices;
    if (parse_pool(rt, &spec, args, kwargs, &pool, &length) < 0) return NULL;
    intptr_t size = TUPLE_SIZE(borrow(pool));
    if (!(indices = new_indices(rt, length))) {
        release(rt, pool);
        return NULL;
    }
    for (intptr_t i = 0; i < length; i++) indices[i] = again ? 0 : i;
    Own own = fields_new(rt, type, 1, pool);
    if (!own) {
        mem_free(rt, indices);
        return NULL;
    }
    CombineObj *self = COMBINE(borrow(own));
    self->indices = indices;
    self->length = length;
    self->ended = again ? !size && length : length > size;
    return own;
}

/* The next indices: the last place that can go on does, those behind it start from there. false: that was all. */
static bool combine_advance(Runtime *rt, CombineObj *self, bool again) {
    intptr_t size = POOL_SIZE(self), length = (intptr_t)self->length, i = length - 1;
    int64_t *indices = self->indices;
    if (!self->result) return fill_result(rt, self, length, false) == 0;
    Obj *result = own_result(rt, self);
    while (result && i >= 0 && indices[i] == (again ? size - 1 : i + size - length)) i--;
    if (!result || i < 0) return false;
    int64_t index = indices[i] + 1;
    for (; i < length; i++) {
        put(rt, result, i, borrow(self->pool), indices[i] = index);
        if (!again) index++;
    }
    return true;
}

static Own combinations_next(Runtime *rt, Obj *self) {
    return COMBINE(self)->ended ? NULL : give(COMBINE(self), combine_advance(rt, COMBINE(self), false));
}

static Own combinations_again_next(Runtime *rt, Obj *self) {
    return COMBINE(self)->ended ? NULL : give(COMBINE(self), combine_advance(rt, COMBINE(self), true));
}

static Own combine_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    CombineObj *self = COMBINE(object);
    Obj *pool = borrow(self->pool);
    if (!self->result) return tuple_build(rt, "O(On)", object->type, pool, self->length);
    if (self->ended) return tuple_build(rt, "O(()n)", object->type, self->length);
    Own indices = index_tuple(rt, self->indices, self->length);
    return tuple_build(rt, "O(On)N", object->type, pool, self->length, indices);
}

static Own combine_setstate(Runtime *rt, Obj *object, METHOD_ARGS) {
    CombineObj *self = COMBINE(object);
    bool again = type_described(object->type) == T(rt, COMBINATIONS_AGAIN);
    int64_t size = POOL_SIZE(self), length = self->length;
    if (!is_state(rt, args[0], length)) return NULL;
    for (intptr_t i = 0; i < length; i++) {
        if (state_index(rt, args[0], i, 0, again ? size - 1 : i + size - length, &self->indices[i]) < 0) return NULL;
    }
    if (!self->ended && fill_result(rt, self, (intptr_t)length, false) < 0) return NULL;
    return keep(rt->none);
}

static uint64_t combine_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    return self->type->virtual_size + 8 * (uint64_t)COMBINE(self)->length;
}

static const MethodDef combine_methods[] = {
    REDUCE_METHOD(combine_reduce), SETSTATE_METHOD(combine_setstate), SIZEOF_METHOD, METHOD_END};

const TypeSpec combinations_type_spec = {
    ITERATOR_SPEC("combinations", 56, 2),
    .doc = "combinations(iterable, r)\n--\n\nAll choices of r of the items, in the order of their places.",
    .slots = {ITERATOR_SLOTS(combine_new, combinations_next, combine_dealloc), .tp_sizeof = combine_sizeof},
    .methods = combine_methods,
};

const TypeSpec combinations_again_type_spec = {
    ITERATOR_SPEC("combinations_with_replacement", 56, 2),
    .doc = "combinations_with_replacement(iterable, r)\n--\n\nAll choices of r of the items, each as often as one likes.",
    .slots = {ITERATOR_SLOTS(combine_new, combinations_again_next, combine_dealloc), .tp_sizeof = combine_sizeof},
    .methods = combine_methods,
};

/* ---- permutations ---- */

static Own permutations_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const ArgSpec spec = {"permutations", pool_names, 1, 2};
    Own pool = NULL;
    int64_t length;
    if (parse_pool(rt, &spec, args, kwargs, &pool, &length) < 0) return NULL;
    intptr_t size = TUPLE_SIZE(borrow(pool));
    int64_t *indices = new_indices(rt, size), *cycles = indices ? new_indices(rt, length) : NULL;
    Own own = NULL;
    if (cycles) own = fields_new(rt, type, 1, pool);
    else release(rt, pool);
    if (!own) {
        mem_free(rt, indices);
        mem_free(rt, cycles);
        return NULL;
    }
    for (intptr_t i = 0; i < size; i++) indices[i] = i;
    for (intptr_t i = 0; i < length; i++) cycles[i] = size - i;
    CombineObj *self = COMBINE(borrow(own));
    self->indices = indices;
    self->cycles = cycles;
    self->length = length;
    self->ended = length > size;
    return own;
}

static Own permutations_next(Runtime *rt, Obj *object) {
    CombineObj *self = COMBINE(object);
    intptr_t size = POOL_SIZE(self), length = (intptr_t)self->length;
    int64_t *indices = self->indices;
    if (self->ended) return NULL;
    if (!self->result) return give(self, fill_result(rt, self, length, false) == 0);
    Obj *result = size ? own_result(rt, self) : NULL;
    for (intptr_t i = result ? length : 0; i-- > 0;) {
        int64_t index = indices[i];
        if (--self->cycles[i] == 0) { /* indices[i:] = indices[i+1:] + indices[i:i+1] */
            for (intptr_t j = i; j < size - 1; j++) indices[j] = indices[j + 1];
            indices[size - 1] = index;
            self->cycles[i] = size - i;
            continue;
        }
        intptr_t other = size - (intptr_t)self->cycles[i];
        indices[i] = indices[other];
        indices[other] = index;
        for (; i < length; i++) put(rt, result, i, borrow(self->pool), indices[i]);
        return give(self, true);
    }
    return give(self, false);
}

static Own permutations_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    CombineObj *self = COMBINE(object);
    if (!self->result || self->ended) return combine_reduce(rt, object, args, nargs, kwnames);
    Own indices = index_tuple(rt, self->indices, POOL_SIZE(self)), cycles = index_tuple(rt, self->cycles, self->length);
    return tuple_build(rt, "O(On)(NN)", object->type, borrow(self->pool), self->length, indices, cycles);
}

static Own permutations_setstate(Runtime *rt, Obj *object, METHOD_ARGS) {
    CombineObj *self = COMBINE(object);
    intptr_t size = POOL_SIZE(self);
    Obj *state[2];
    if (state_unpack(rt, args[0], 2, 2, state) < 0) return NULL;
    for (int i = 0; i < 2; i++) {
        if (is_tuple(state[i])) continue;
        return raise_format(rt, EXC(rt, TypeError), "argument %d must be tuple, not %.50N", i + 1, state[i]);
    }
    if (!is_state(rt, state[0], size) || !is_state(rt, state[1], self->length)) return NULL;
    for (intptr_t i = 0; i < size; i++) {
        if (state_index(rt, state[0], i, 0, size - 1, &self->indices[i]) < 0) return NULL;
    }
    for (intptr_t i = 0; i < self->length; i++) {
        if (state_index(rt, state[1], i, 1, size - i, &self->cycles[i]) < 0) return NULL;
    }
    if (!self->ended && fill_result(rt, self, (intptr_t)self->length, false) < 0) return NULL;
    return keep(rt->none);
}

static uint64_t permutations_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    return self->type->virtual_size + 8 * (uint64_t)(POOL_SIZE(COMBINE(self)) + COMBINE(self)->length);
}

static const MethodDef permutations_methods[] = {
    REDUCE_METHOD(permutations_reduce), SETSTATE_METHOD(permutations_setstate), SIZEOF_METHOD,
    METHOD_END};

const TypeSpec permutations_type_spec = {
    ITERATOR_SPEC("permutations", 64, 2),
    .doc = "permutations(iterable, r=None)\n--\n\nAll orders of r of the items.",
    .slots = {ITERATOR_SLOTS(permutations_new, permutations_next, combine_dealloc), .tp_sizeof = permutations_sizeof},
    .methods = permutations_methods,
};

/* ---- zip_longest ---- */

typedef struct ZipLongestObj { /* virtual 56 */
    Obj base;
    Own iterators, result, fill; /* iterators: NULL in the place of one that ended */
    intptr_t active;
} ZipLongestObj;
_Static_assert(sizeof(ZipLongestObj) <= 56, "itertools");
#define ZIP_LONGEST(o) ((ZipLongestObj *)(o))

static Own zip_longest_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    intptr_t count = TUPLE_SIZE(args);
    Obj *fill = rt->none;
    if (kwargs && DICT_SIZE(kwargs)) {
        fill = DICT_SIZE(kwargs) == 1 ? dict_get_str(rt, kwargs, "fillvalue") : NULL;
        if (!fill) {
            return RAISED(rt) ? NULL : raise_format(rt, EXC(rt, TypeError), "zip_longest() got an unexpected keyword argument");
        }
    }
    Own iterators = new_result(rt, count);
    for (intptr_t i = 0; iterators && i < count; i++) {
        Own iterator = object_iter(rt, TUPLE_ITEM(args, i));
        TUPLE(borrow(iterators))->items[i] = iterator;
        if (!iterator) own_clear(rt, &iterators);
    }
    Own result = iterators ? new_result(rt, count) : NULL;
    for (intptr_t i = 0; result && i < count; i++) TUPLE(borrow(result))->items[i] = keep(rt->none);
    if (!result) {
        xrelease(rt, iterators);
        return NULL;
    }
    Own own = fields_new(rt, type, 3, iterators, result, keep(fill));
    if (own) ZIP_LONGEST(borrow(own))->active = count;
    return own;
}

/* The item for one place; NULL: all have ended, or raised. */
static Own zip_longest_item(Runtime *rt, ZipLongestObj *self, intptr_t i) {
    Own *slot = &TUPLE(borrow(self->iterators))->items[i];
    if (*slot) {
        Own item = iter_next(rt, borrow(*slot));
        if (item) return item;
        if (--self->active == 0 || RAISED(rt)) {
            self->active = 0;
            return NULL;
        }
        own_clear(rt, slot);
    }
    return keep(borrow(self->fill));
}

static Own zip_longest_step(Runtime *rt, Obj *object) {
    ZipLongestObj *self = ZIP_LONGEST(object);
    Obj *last = borrow(self->result);
    intptr_t count = TUPLE_SIZE(last);
    if (count == 0 || self->active == 0) return NULL;
    bool reuse = last->refcount == 1;
    Own result = reuse ? keep(last) : new_result(rt, count);
    for (intptr_t i = 0; result && i < count; i++) {
        Own item = zip_longest_item(rt, self, i);
        if (item) own_set(rt, &TUPLE(borrow(result))->items[i], item);
        else own_clear(rt, &result);
    }
    if (result && reuse && !gc_is_tracked(borrow(result))) gc_track(rt, borrow(result));
    return result;
}

static Own zip_longest_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, zip_longest_step); }

static Own zip_longest_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *iterators = borrow(ZIP_LONGEST(self)->iterators);
    intptr_t count = TUPLE_SIZE(iterators);
    Own rest = new_result(rt, count);
    for (intptr_t i = 0; rest && i < count; i++) {
        Obj *iterator = TUPLE_ITEM(iterators, i);
        TUPLE(borrow(rest))->items[i] = keep(iterator ? iterator : rt->empty_tuple);
    }
    return tuple_build(rt, "ONO", self->type, rest, borrow(ZIP_LONGEST(self)->fill));
}

static Own zip_longest_setstate(Runtime *rt, Obj *self, METHOD_ARGS) {
    own_set(rt, &ZIP_LONGEST(self)->fill, keep(args[0]));
    return keep(rt->none);
}

static const MethodDef zip_longest_methods[] = {
    REDUCE_METHOD(zip_longest_reduce), SETSTATE_METHOD(zip_longest_setstate), METHOD_END};

const TypeSpec zip_longest_type_spec = {
    ITERATOR_SPEC("zip_longest", 56, 3),
    .doc = "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\n"
           "Tuples as zip() makes them, to the end of the longest iterable; fillvalue stands for what is missing.",
    .slots = {ITERATOR_SLOTS(zip_longest_new, zip_longest_next, fields_dealloc)},
    .methods = zip_longest_methods,
};
