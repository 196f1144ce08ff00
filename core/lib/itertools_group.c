/* groupby with its groups, and tee: iterators that share one source.
 *
 * The items that tee's iterators have not all seen lie in a chain of blocks of 57 items; each iterator holds the block
 * that it is in, so that blocks die when the last iterator leaves them. */
#include "lib/itertools.h"
#include "object/weakref.h"

/* ---- groupby ---- */

typedef struct GroupbyObj { /* virtual 64 */
    Obj base;
    Own iterator, key_function, target_key, current_key, current_value;
    const void *current_group; /* the group that may go on; not counted */
} GroupbyObj;
typedef struct GrouperObj { /* virtual 32 */
    Obj base;
    Own parent, key;
} GrouperObj;
_Static_assert(sizeof(GroupbyObj) <= 64 && sizeof(GrouperObj) <= 32, "itertools");
#define GROUPBY(o) ((GroupbyObj *)(o))
#define GROUPER(o) ((GrouperObj *)(o))

static Own groupby_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"iterable", "key", NULL};
    static const ArgSpec spec = {"groupby", names, 1, 2};
    Obj *given[2];
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    return fields_new(rt, type, 2, object_iter(rt, given[0]), keep(given[1] ? given[1] : rt->none));
}

/* Take the next item and its key; -1: ended or raised. */
static int groupby_step(Runtime *rt, GroupbyObj *self) {
    Own value = iter_next(rt, borrow(self->iterator));
    if (!value) return -1;
    Obj *function = borrow(self->key_function);
    Own key = is_none(rt, function) ? keep(borrow(value)) : call_1(rt, function, borrow(value));
    if (!key) {
        release(rt, value);
        return -1;
    }
    Own old = self->current_value;
    self->current_value = value;
    own_set(rt, &self->current_key, key);
    xrelease(rt, old);
    return 0;
}

static Own grouper_make(Runtime *rt, Obj *parent, Obj *key) {
    Own own = fields_new(rt, T(rt, GROUPER), 2, keep(parent), keep(key));
    if (own) GROUPBY(parent)->current_group = borrow(own);
    return own;
}

static Own groupby_advance(Runtime *rt, Obj *object) {
    GroupbyObj *self = GROUPBY(object);
    self->current_group = NULL;
    for (;;) { /* to the first item of the next group */
        if (self->current_key) {
            if (!self->target_key) break;
            int same = object_compare_bool(rt, borrow(self->target_key), borrow(self->current_key), CMP_EQ);
            if (same < 0) return NULL;
            if (!same) break;
        }
        if (groupby_step(rt, self) < 0) return NULL;
    }
    own_set(rt, &self->target_key, keep(borrow(self->current_key)));
    Own group = grouper_make(rt, object, borrow(self->target_key));
    if (!group) return NULL;
    Own pair = tuple_pack(rt, 2, borrow(self->current_key), borrow(group));
    release(rt, group);
    return pair;
}

static Own groupby_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, groupby_advance); }

static Own groupby_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    GroupbyObj *self = GROUPBY(object);
    bool started = self->target_key && self->current_key && self->current_value;
    return tuple_build(rt, started ? "O(OO)(OOO)" : "O(OO)", object->type, borrow(self->iterator), borrow(self->key_function),
                       borrow(self->current_key), borrow(self->current_value), borrow(self->target_key));
}

static Own groupby_setstate(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *state[3];
    if (state_unpack(rt, args[0], 3, 3, state) < 0) return NULL;
    own_set(rt, &GROUPBY(self)->current_key, keep(state[0]));
    own_set(rt, &GROUPBY(self)->current_value, keep(state[1]));
    own_set(rt, &GROUPBY(self)->target_key, keep(state[2]));
    return keep(rt->none);
}

static const MethodDef groupby_methods[] = {REDUCE_METHOD(groupby_reduce), SETSTATE_METHOD(groupby_setstate), METHOD_END};

const TypeSpec groupby_type_spec = {
    ITERATOR_SPEC("groupby", 64, 5),
    .doc = "groupby(iterable, key=None)\n--\n\nPairs of a key and an iterator over the neighbours that have it.",
    .slots = {ITERATOR_SLOTS(groupby_new, groupby_next, fields_dealloc)},
    .methods = groupby_methods,
};

static Own grouper_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (type_check_args(rt, type, args, kwargs, 2, 2) < 0) return NULL;
    Obj *parent = TUPLE_ITEM(args, 0);
    if (!is_instance_of(parent, T(rt, GROUPBY))) {
        return raise_format(rt, EXC(rt, TypeError), "_grouper() argument 1 must be itertools.groupby, not %.50N",
                            parent);
    }
    return grouper_make(rt, parent, TUPLE_ITEM(args, 1));
}

static Own grouper_next(Runtime *rt, Obj *object) {
    GrouperObj *self = GROUPER(object);
    GroupbyObj *parent = GROUPBY(borrow(self->parent));
    if (parent->current_group != object) return NULL;
    if (!parent->current_value && groupby_step(rt, parent) < 0) return NULL;
    if (object_compare_bool(rt, borrow(self->key), borrow(parent->current_key), CMP_EQ) <= 0) return NULL;
    Own value = parent->current_value;
    parent->current_value = NULL;
    own_clear(rt, &parent->current_key);
    return value;
}

static Own grouper_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    GrouperObj *self = GROUPER(object);
    if (GROUPBY(borrow(self->parent))->current_group != object) {
        return tuple_build(rt, "N(())", object_getattr_str(rt, borrow(rt->builtins_module), "iter"));
    }
    return tuple_build(rt, "O(OO)", object->type, borrow(self->parent), borrow(self->key));
}

static const MethodDef grouper_methods[] = {REDUCE_METHOD(grouper_reduce), METHOD_END};

const TypeSpec grouper_type_spec = {
    .name = "itertools._grouper",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .own_fields = 2,
    .slots = {ITERATOR_SLOTS(grouper_new, grouper_next, fields_dealloc)},
    .methods = grouper_methods,
};

/* ---- tee ---- */

enum { TEE_BLOCK = 57 };

typedef struct TeeDataObj { /* virtual 496 */
    Obj base;
    Own iterator;
    int32_t count, running;
    Own next;
    Own values[TEE_BLOCK];
} TeeDataObj;
typedef struct TeeObj { /* virtual 40 */
    Obj base;
    Own data;
    int32_t index;
    Obj *weaklist;
} TeeObj;
_Static_assert(sizeof(TeeDataObj) <= 496 && sizeof(TeeObj) <= 40, "itertools");
#define TEE_DATA(o) ((TeeDataObj *)(o))
#define TEE(o) ((TeeObj *)(o))

static Own tee_data_make(Runtime *rt, Obj *iterator) { return fields_new(rt, T(rt, TEE_DATA), 1, keep(iterator)); }

static int tee_data_traverse(Obj *object, VisitFn visit, void *arg) {
    TeeDataObj *self = TEE_DATA(object);
    VISIT(self->iterator);
    for (int i = 0; i < self->count; i++) VISIT(self->values[i]);
    VISIT(self->next);
    return 0;
}

/* A chain of blocks that only their predecessors hold goes one by one, not nested. */
static int tee_data_clear(Runtime *rt, Obj *object) {
    TeeDataObj *self = TEE_DATA(object);
    own_clear(rt, &self->iterator);
    for (int i = 0; i < self->count; i++) own_clear(rt, &self->values[i]);
    Own next = self->next;
    self->next = NULL;
    while (next && borrow(next)->type == T(rt, TEE_DATA) && borrow(next)->refcount == 1) {
        Own after = TEE_DATA(borrow(next))->next;
        TEE_DATA(borrow(next))->next = NULL;
        release(rt, next);
        next = after;
    }
    xrelease(rt, next);
    return 0;
}

static void tee_data_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    tee_data_clear(rt, self);
    gc_free(rt, self);
}

static Own tee_data_item(Runtime *rt, TeeDataObj *self, int index) {
    if (index == self->count) {
        if (self->running) return raise_format(rt, EXC(rt, RuntimeError), "cannot re-enter the tee iterator");
        self->running = 1;
        Own value = iter_next(rt, borrow(self->iterator));
        self->running = 0;
        if (!value) return NULL;
        self->values[self->count++] = value;
    }
    return keep(borrow(self->values[index]));
}

static Own tee_data_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (args_no_keywords(rt, "teedataobject", kwargs) < 0 ||
        args_check_positional(rt, "teedataobject", (size_t)TUPLE_SIZE(args), 3, 3) < 0) {
        return NULL;
    }
    (void)type;
    Obj *values = TUPLE_ITEM(args, 1), *next = TUPLE_ITEM(args, 2);
    if (!is_list(values)) {
        return raise_format(rt, EXC(rt, TypeError), "teedataobject() argument 2 must be list, not %.50N", values);
    }
    Own own = tee_data_make(rt, TUPLE_ITEM(args, 0));
    if (!own) return NULL;
    TeeDataObj *self = TEE_DATA(borrow(own));
    intptr_t count = LIST_SIZE(values);
    bool last = is_none(rt, next);
    if (count > TEE_BLOCK || (!last && (count < TEE_BLOCK || next->type != T(rt, TEE_DATA)))) {
        release(rt, own);
        return raise_format(rt, EXC(rt, ValueError), "Invalid arguments");
    }
    for (; self->count < count; self->count++) self->values[self->count] = keep(LIST_ITEM(values, self->count));
    if (!last) self->next = keep(next);
    return own;
}

static Own tee_data_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    TeeDataObj *self = TEE_DATA(object);
    Own values = list_from(rt, borrow_all(self->values), self->count);
    return tuple_build(rt, "O(ONO)", object->type, borrow(self->iterator), values,
                       self->next ? borrow(self->next) : rt->none);
}

static const MethodDef tee_data_methods[] = {REDUCE_METHOD(tee_data_reduce), METHOD_END};

const TypeSpec tee_data_type_spec = {
    .name = "itertools._tee_dataobject",
    .doc = "teedataobject(iterable, values, next, /)\n--\n\nItems that several iterators of a tee share.",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 496,
    .slots = {.tp_dealloc = tee_data_dealloc,
              .tp_traverse = tee_data_traverse,
              .tp_clear = tee_data_clear,
              .tp_new = tee_data_new,
              .tp_getattro = object_generic_getattr},
    .methods = tee_data_methods,
};

static Own tee_make(Runtime *rt, Own data, int index) {
    Own own = fields_new(rt, T(rt, TEE), 1, data);
    if (own) TEE(borrow(own))->index = index;
    return own;
}

static Own tee_copy(Runtime *rt, Obj *self, METHOD_ARGS) {
    return tee_make(rt, keep(borrow(TEE(self)->data)), TEE(self)->index);
}

static Own tee_over(Runtime *rt, Obj *iterable) {
    Own iterator = object_iter(rt, iterable), own;
    if (!iterator) return NULL;
    if (is_instance_of(borrow(iterator), T(rt, TEE))) own = tee_copy(rt, borrow(iterator), NULL, 0, NULL);
    else own = tee_make(rt, tee_data_make(rt, borrow(iterator)), 0);
    release(rt, iterator);
    return own;
}

static Own tee_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    return type_check_args(rt, type, args, kwargs, 1, 1) < 0 ? NULL : tee_over(rt, TUPLE_ITEM(args, 0));
}

static Own tee_advance(Runtime *rt, Obj *object) {
    TeeObj *self = TEE(object);
    TeeDataObj *data = TEE_DATA(borrow(self->data));
    if (self->index >= TEE_BLOCK) {
        if (!data->next && !(data->next = tee_data_make(rt, borrow(data->iterator)))) return NULL;
        own_set(rt, &self->data, keep(borrow(data->next)));
        self->index = 0;
    }
    Own value = tee_data_item(rt, TEE_DATA(borrow(self->data)), self->index);
    if (value) self->index++;
    return value;
}

static Own tee_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, tee_advance); }

static Own tee_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    return tuple_build(rt, "O(())(Oi)", self->type, borrow(TEE(self)->data), (int)TEE(self)->index);
}

static Own tee_setstate(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *state[2];
    int64_t index;
    if (state_unpack(rt, args[0], 2, 2, state) < 0) return NULL;
    if (state[0]->type != T(rt, TEE_DATA)) {
        return raise_format(rt, EXC(rt, TypeError), "argument 1 must be itertools._tee_dataobject, not %.50N",
                            state[0]);
    }
    if (ssize_argument(rt, state[1], &index) < 0) return NULL;
    if (index < 0 || index > TEE_BLOCK || index > TEE_DATA(state[0])->count) {
        return raise_format(rt, EXC(rt, ValueError), "Index out of range");
    }
    own_set(rt, &TEE(self)->data, keep(state[0]));
    TEE(self)->index = (int32_t)index;
    return keep(rt->none);
}

static const MethodDef tee_methods[] = {
    {"__copy__", tee_copy, METH_NOARGS, 0, 0, "Returns an independent iterator."},
    REDUCE_METHOD(tee_reduce),
    SETSTATE_METHOD(tee_setstate),
    METHOD_END,
};

const TypeSpec tee_type_spec = {
    .name = "itertools._tee",
    .doc = "_tee(iterable, /)\n--\n\nIterator wrapped to make it copyable.",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 40,
    .own_fields = 1,
    .weak_offset = offsetof(TeeObj, weaklist),
    .slots = {.tp_dealloc = fields_dealloc,
              .tp_traverse = fields_traverse,
              .tp_clear = fields_clear,
              .tp_new = tee_new,
              .tp_iter = object_self_iter,
              .tp_iternext = tee_next},
    .methods = tee_methods,
};

Own itertools_tee(Runtime *rt, Obj *module, METHOD_ARGS) {
    int64_t count = 2;
    (void)module;
    if (nargs > 1 && ssize_argument(rt, args[1], &count) < 0) return NULL;
    if (count < 0) return raise_format(rt, EXC(rt, ValueError), "n must be >= 0");
    if (count > INT32_MAX / 8) return raise_memory_error(rt);
    Own result = tuple_alloc(rt, (intptr_t)count), first, copy;
    if (!result || count == 0) return result;
    gc_track(rt, borrow(result));
    if (!(first = object_iter(rt, args[0]))) goto fail;
    if (!(copy = object_lookup_attr(rt, borrow(first), ID(rt, __copy__)))) {
        if (!RAISED(rt)) own_set(rt, &first, tee_over(rt, borrow(first)));
        if (!RAISED(rt)) copy = object_getattr(rt, borrow(first), ID(rt, __copy__));
    }
    TUPLE(borrow(result))->items[0] = first;
    if (!copy) goto fail;
    for (intptr_t i = 1; i < count; i++) {
        if ((TUPLE(borrow(result))->items[i] = call_0(rt, borrow(copy)))) continue;
        release(rt, copy);
        goto fail;
    }
    release(rt, copy);
    return result;
fail:
    release(rt, result);
    return NULL;
}
