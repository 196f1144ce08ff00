/* itertools: the iterators that pass items on, one at a time, and the module itself. Those that make groups are in
 * itertools_group.c, those that combine in itertools_combine.c.
 *
 * Objects: header, references in the order in which they are visited, then numbers. Follows CPython 3.11
 * Modules/itertoolsmodule.c. */
#include "lib/itertools.h"
#include "object/str.h"

/* Iterator over `iterable`, and `function` kept: the common form of construction, fields (iterator, function). */
static Own function_and_iterator_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (type_check_args(rt, type, args, kwargs, 2, 2) < 0) return NULL;
    Own iterator = object_iter(rt, TUPLE_ITEM(args, 1));
    return iterator ? fields_new(rt, type, 2, iterator, keep(TUPLE_ITEM(args, 0))) : NULL;
}

/* Truth of function(item); -1 raised. */
static int ask(Runtime *rt, Obj *function, Obj *item) {
    Own answer = call_1(rt, function, item);
    if (!answer) return -1;
    int truth = object_is_true(rt, borrow(answer));
    release(rt, answer);
    return truth;
}

static Own reduce_function_first(Runtime *rt, Obj *self, METHOD_ARGS) {
    return tuple_build(rt, "O(OO)", self->type, PAIR(self)->second, PAIR(self)->first);
}
static Own reduce_pair(Runtime *rt, Obj *self, METHOD_ARGS) {
    return tuple_build(rt, "O(OO)", self->type, PAIR(self)->first, PAIR(self)->second);
}

static const MethodDef function_first_methods[] = {REDUCE_METHOD(reduce_function_first), METHOD_END};

/* ---- dropwhile, takewhile ---- */

static Own dropwhile_step(Runtime *rt, Obj *self) {
    Obj *iterator = borrow(WHILE(self)->iterator);
    for (;;) {
        Own item = raw_next(rt, iterator);
        if (!item || WHILE(self)->decided) return item;
        int drop = ask(rt, borrow(WHILE(self)->function), borrow(item));
        if (drop == 0) {
            WHILE(self)->decided = 1;
            return item;
        }
        release(rt, item);
        if (drop < 0) return NULL;
    }
}

static Own takewhile_step(Runtime *rt, Obj *self) {
    Own item = WHILE(self)->decided ? NULL : raw_next(rt, borrow(WHILE(self)->iterator));
    if (!item) return NULL;
    int take = ask(rt, borrow(WHILE(self)->function), borrow(item));
    if (take > 0) return item;
    release(rt, item);
    if (take == 0) WHILE(self)->decided = 1;
    return NULL;
}

static Own while_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    return tuple_build(rt, "O(OO)i", self->type, WHILE(self)->function, WHILE(self)->iterator, (int)WHILE(self)->decided);
}

static Own while_setstate(Runtime *rt, Obj *self, METHOD_ARGS) {
    int decided = object_is_true(rt, args[0]);
    if (decided < 0) return NULL;
    WHILE(self)->decided = decided;
    return keep(rt->none);
}

static Own dropwhile_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, dropwhile_step); }
Own takewhile_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, takewhile_step); }

static const MethodDef while_methods[] = {REDUCE_METHOD(while_reduce), SETSTATE_METHOD(while_setstate), METHOD_END};

const TypeSpec dropwhile_type_spec = {
    ITERATOR_SPEC("dropwhile", 40, 2),
    .doc = "dropwhile(predicate, iterable, /)\n--\n\n"
           "The items of iterable from the first on for which predicate(item) is false.",
    .slots = {ITERATOR_SLOTS(function_and_iterator_new, dropwhile_next, fields_dealloc_swapped)},
    .methods = while_methods,
};

const TypeSpec takewhile_type_spec = {
    ITERATOR_SPEC("takewhile", 40, 2),
    .doc = "takewhile(predicate, iterable, /)\n--\n\n"
           "The items of iterable before the first for which predicate(item) is false.",
    .slots = {ITERATOR_SLOTS(function_and_iterator_new, takewhile_next, fields_dealloc_swapped)},
    .methods = while_methods,
};

/* ---- filterfalse ---- */

static Own filterfalse_step(Runtime *rt, Obj *self) {
    Obj *iterator = borrow(PAIR(self)->first), *function = borrow(PAIR(self)->second);
    bool plain = is_none(rt, function) || function == (Obj *)T(rt, BOOL);
    for (;;) {
        Own item = raw_next(rt, iterator);
        if (!item) return NULL;
        int truth = plain ? object_is_true(rt, borrow(item)) : ask(rt, function, borrow(item));
        if (truth == 0) return item;
        release(rt, item);
        if (truth < 0) return NULL;
    }
}

static Own filterfalse_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, filterfalse_step); }

const TypeSpec filterfalse_type_spec = {
    ITERATOR_SPEC("filterfalse", 32, 2),
    .doc = "filterfalse(function, iterable, /)\n--\n\n"
           "The items of iterable for which function(item), or with None the item itself, is false.",
    .slots = {ITERATOR_SLOTS(function_and_iterator_new, filterfalse_next, fields_dealloc_swapped)},
    .methods = function_first_methods,
};

/* ---- starmap ---- */

static Own starmap_step(Runtime *rt, Obj *self) {
    Own args = raw_next(rt, borrow(PAIR(self)->first));
    if (args && !is_tuple_exact(rt, borrow(args))) own_set(rt, &args, tuple_from_iterable(rt, borrow(args)));
    if (!args) return NULL;
    Own result = call_args(rt, borrow(PAIR(self)->second), borrow(args), NULL);
    release(rt, args);
    return result;
}

static Own starmap_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, starmap_step); }

const TypeSpec starmap_type_spec = {
    ITERATOR_SPEC("starmap", 32, 2),
    .doc = "starmap(function, iterable, /)\n--\n\nThe results of function(*item) for the items of iterable.",
    .slots = {ITERATOR_SLOTS(function_and_iterator_new, starmap_next, fields_dealloc_swapped)},
    .methods = function_first_methods,
};

/* ---- compress: fields (data, selectors) ---- */

static Own compress_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"data", "selectors", NULL};
    static const ArgSpec spec = {"compress", names, 2, 2};
    Obj *given[2];
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    Own data = object_iter(rt, given[0]);
    return data ? fields_new(rt, type, 2, data, object_iter(rt, given[1])) : NULL;
}

static Own compress_step(Runtime *rt, Obj *self) {
    for (;;) {
        Own item = raw_next(rt, borrow(PAIR(self)->first)), selector = NULL;
        int chosen = -1;
        if (!item) return NULL;
        if ((selector = raw_next(rt, borrow(PAIR(self)->second)))) {
            chosen = object_is_true(rt, borrow(selector));
            release(rt, selector);
        }
        if (chosen > 0) return item;
        release(rt, item);
        if (chosen < 0) return NULL;
    }
}

static Own compress_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, compress_step); }

static const MethodDef compress_methods[] = {REDUCE_METHOD(reduce_pair), METHOD_END};

const TypeSpec compress_type_spec = {
    ITERATOR_SPEC("compress", 32, 2),
    .doc = "compress(data, selectors)\n--\n\nThe items of data whose selector is true.",
    .slots = {ITERATOR_SLOTS(compress_new, compress_next, fields_dealloc)},
    .methods = compress_methods,
};

/* ---- pairwise: fields (iterator, old) ---- */

static Own pairwise_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (type_check_args(rt, type, args, kwargs, 1, 1) < 0) return NULL;
    return fields_new(rt, type, 1, object_iter(rt, TUPLE_ITEM(args, 0)));
}

/* The iterator may ask this object again from within: both fields are looked at anew after each of its steps. */
static Own pairwise_step(Runtime *rt, Obj *object) {
    PairObj *self = PAIR(object);
    if (!self->first) return NULL;
    if (!self->second) {
        Own begin = raw_next(rt, borrow(self->first));
        if (!begin) {
            own_clear(rt, &self->first);
            return NULL;
        }
        own_set(rt, &self->second, begin);
        if (!self->first) {
            own_clear(rt, &self->second);
            return NULL;
        }
    }
    Own old = keep(borrow(self->second)), new = raw_next(rt, borrow(self->first)), result = NULL;
    if (new) {
        result = tuple_pack(rt, 2, borrow(old), borrow(new));
        own_set(rt, &self->second, new);
    } else {
        own_clear(rt, &self->first);
        own_clear(rt, &self->second);
    }
    release(rt, old);
    return result;
}

static Own pairwise_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, pairwise_step); }

const TypeSpec pairwise_type_spec = {
    ITERATOR_SPEC("pairwise", 32, 2),
    .doc = "pairwise(iterable, /)\n--\n\nTuples of each two neighbours: (s0,s1), (s1,s2), (s2, s3), ...",
    .slots = {ITERATOR_SLOTS(pairwise_new, pairwise_next, fields_dealloc)},
};

/* ---- chain: fields (source, active) ---- */

static Own chain_over(Runtime *rt, TypeObj *type, Obj *iterable) {
    return fields_new(rt, type, 1, object_iter(rt, iterable));
}

static Own chain_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (type_check_args(rt, type, args, kwargs, 0, SIZE_MAX) < 0) return NULL;
    return chain_over(rt, type, args);
}

static Own chain_from_iterable(Runtime *rt, Obj *type, METHOD_ARGS) { return chain_over(rt, (TypeObj *)type, args[0]); }

static Own chain_step(Runtime *rt, Obj *object) {
    PairObj *self = PAIR(object);
    while (self->first) {
        if (!self->second) {
            Own iterable = iter_next(rt, borrow(self->first));
            if (iterable) {
                own_set(rt, &self->second, object_iter(rt, borrow(iterable)));
                release(rt, iterable);
            }
            if (!self->second) {
                own_clear(rt, &self->first);
                return NULL;
            }
        }
        Own item = iter_next(rt, borrow(self->second));
        if (item || RAISED(rt)) return item;
        own_clear(rt, &self->second);
    }
    return NULL;
}

Own chain_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, chain_step); }

static Own chain_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *source = borrow(PAIR(self)->first), *active = borrow(PAIR(self)->second);
    return tuple_build(rt, !source ? "O()" : active ? "O()(OO)" : "O()(O)", self->type, source, active);
}

static Own chain_setstate(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *state[2];
    if (state_unpack(rt, args[0], 1, 2, state) < 0) return NULL;
    if (!iter_check(state[0]) || (state[1] && !iter_check(state[1]))) {
        return raise_format(rt, EXC(rt, TypeError), "Arguments must be iterators.");
    }
    own_set(rt, &PAIR(self)->first, keep(state[0]));
    own_set(rt, &PAIR(self)->second, xkeep(state[1]));
    return keep(rt->none);
}

static const MethodDef chain_methods[] = {
    {"from_iterable", chain_from_iterable, METH_O | METH_CLASS, 1, 1,
     "from_iterable($type, iterable, /)\n--\n\nchain() of the items of one iterable, which are asked for one by one."},
    REDUCE_METHOD(chain_reduce),
    SETSTATE_METHOD(chain_setstate),
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};

const TypeSpec chain_type_spec = {
    ITERATOR_SPEC("chain", 32, 2),
    .doc = "chain(*iterables) --> chain object\n\nThe items of the first iterable, then those of the next, to the last.",
    .slots = {ITERATOR_SLOTS(chain_new, chain_next, fields_dealloc_swapped)},
    .methods = chain_methods,
};

/* ---- cycle ---- */

typedef struct CycleObj { /* virtual 48 */
    Obj base;
    Own iterator, saved; /* saved: list */
    intptr_t index;
    int first_pass;
} CycleObj;
_Static_assert(sizeof(CycleObj) <= 48, "itertools");
#define CYCLE(o) ((CycleObj *)(o))

static Own cycle_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (type_check_args(rt, type, args, kwargs, 1, 1) < 0) return NULL;
    Own iterator = object_iter(rt, TUPLE_ITEM(args, 0));
    return iterator ? fields_new(rt, type, 2, iterator, list_new(rt, 0)) : NULL;
}

static Own cycle_step(Runtime *rt, Obj *object) {
    CycleObj *self = CYCLE(object);
    if (self->iterator) {
        Own item = iter_next(rt, borrow(self->iterator));
        if (item) {
            if (self->first_pass || list_append(rt, borrow(self->saved), borrow(item)) == 0) return item;
            release(rt, item);
            return NULL;
        }
        if (RAISED(rt)) return NULL;
        own_clear(rt, &self->iterator);
    }
    Obj *saved = borrow(self->saved);
    if (LIST_SIZE(saved) == 0) return NULL;
    Own item = keep(LIST_ITEM(saved, self->index));
    if (++self->index >= LIST_SIZE(saved)) self->index = 0;
    return item;
}

static Own cycle_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, cycle_step); }

static Own cycle_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    CycleObj *self = CYCLE(object);
    Obj *saved = borrow(self->saved);
    if (self->iterator) {
        return tuple_build(rt, "O(O)(OO)", object->type, borrow(self->iterator), saved,
                           self->first_pass ? rt->true_ : rt->false_);
    }
    Own iterator = object_iter(rt, saved), index = NULL;
    if (iterator && self->index && (index = int_from_i64(rt, self->index))) {
        Own done = call_method_str(rt, borrow(iterator), "__setstate__", 1, borrow(index));
        release(rt, index);
        if (!done) own_clear(rt, &iterator);
        xrelease(rt, done);
    }
    return iterator ? tuple_build(rt, "O(N)(OO)", object->type, iterator, saved, rt->true_) : NULL;
}

static Own cycle_setstate(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *state[2];
    int64_t first_pass;
    if (state_unpack(rt, args[0], 2, 2, state) < 0) return NULL;
    if (!is_list(state[0])) {
        return raise_format(rt, EXC(rt, TypeError), "argument 1 must be list, not %.50N", state[0]);
    }
    if (ssize_argument(rt, state[1], &first_pass) < 0) return NULL;
    own_set(rt, &CYCLE(self)->saved, keep(state[0]));
    CYCLE(self)->first_pass = first_pass != 0;
    CYCLE(self)->index = 0;
    return keep(rt->none);
}

static const MethodDef cycle_methods[] = {REDUCE_METHOD(cycle_reduce), SETSTATE_METHOD(cycle_setstate), METHOD_END};

const TypeSpec cycle_type_spec = {
    ITERATOR_SPEC("cycle", 48, 2),
    .doc = "cycle(iterable, /)\n--\n\nThe items of iterable, then the same again without end.",
    .slots = {ITERATOR_SLOTS(cycle_new, cycle_next, fields_dealloc)},
    .methods = cycle_methods,
};

/* ---- islice ---- */

/* An index, `absent` for None. What is not an index, or too large, is left as -1 without exception. */
static int64_t slice_bound(Runtime *rt, Obj *value, int64_t absent) {
    int64_t index = -1;
    if (!value || is_none(rt, value)) return absent;
    if (number_as_ssize(rt, value, EXC(rt, OverflowError), &index) < 0) {
        raised_clear(rt);
        return -1;
    }
    return index;
}

static Own islice_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (type_check_args(rt, type, args, kwargs, 2, 4) < 0) return NULL;
    intptr_t count = TUPLE_SIZE(args);
    Obj *last = TUPLE_ITEM(args, count == 2 ? 1 : 2);
    int64_t stop = slice_bound(rt, last, -1), start = count == 2 ? 0 : slice_bound(rt, TUPLE_ITEM(args, 1), 0);
    int64_t step = slice_bound(rt, count == 4 ? TUPLE_ITEM(args, 3) : NULL, 1);
    const char *wrong = stop == -1 && !is_none(rt, last) ? "Stop argument" : start < 0 || stop < -1 ? "Indices" : NULL;
    if (wrong) {
        return raise_format(rt, EXC(rt, ValueError), "%s for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
                            wrong);
    }
    if (step < 1) {
        return raise_format(rt, EXC(rt, ValueError), "Step for islice() must be a positive integer or None.");
    }
    Own own = fields_new(rt, type, 1, object_iter(rt, TUPLE_ITEM(args, 0)));
    SliceIterObj *self = ISLICE(borrow(own));
    if (own) self->next = start, self->stop = stop, self->step = step;
    return own;
}

void islice_count(SliceIterObj *self) {
    self->count++;
    int64_t before = self->next;
    self->next += self->step;
    if (self->next < before || (self->stop != -1 && self->next > self->stop)) self->next = self->stop;
}

static Own islice_step(Runtime *rt, Obj *object) {
    SliceIterObj *self = ISLICE(object);
    Obj *iterator = borrow(self->iterator);
    if (!iterator) return NULL;
    while (self->count < self->next) {
        Own skipped = raw_next(rt, iterator);
        if (!skipped) goto ended;
        release(rt, skipped);
        self->count++;
    }
    Own item = self->stop != -1 && self->count >= self->stop ? NULL : raw_next(rt, iterator);
    if (!item) goto ended;
    islice_count(self);
    return item;
ended:
    own_clear(rt, &self->iterator);
    return NULL;
}

Own islice_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, islice_step); }

static Own islice_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    SliceIterObj *self = ISLICE(object);
    if (!self->iterator) {
        Own list = list_new(rt, 0), iterator = list ? object_iter(rt, borrow(list)) : NULL;
        xrelease(rt, list);
        return tuple_build(rt, "O(Ni)i", object->type, iterator, 0, 0);
    }
    return tuple_build(rt, "O(OnNn)n", object->type, borrow(self->iterator), self->next,
                       self->stop == -1 ? keep(rt->none) : int_from_i64(rt, self->stop), self->step, self->count);
}

static Own islice_setstate(Runtime *rt, Obj *self, METHOD_ARGS) {
    return ssize_argument(rt, args[0], &ISLICE(self)->count) < 0 ? NULL : keep(rt->none);
}

static const MethodDef islice_methods[] = {REDUCE_METHOD(islice_reduce), SETSTATE_METHOD(islice_setstate), METHOD_END};

const TypeSpec islice_type_spec = {
    ITERATOR_SPEC("islice", 56, 1),
    .doc = "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\n"
           "The items of iterable that a slice with these bounds would have.",
    .slots = {ITERATOR_SLOTS(islice_new, islice_next, fields_dealloc)},
    .methods = islice_methods,
};

/* ---- accumulate ---- */

typedef struct AccumulateObj { /* virtual 48 */
    Obj base;
    Own function, iterator, total, initial;
} AccumulateObj;
_Static_assert(sizeof(AccumulateObj) <= 48, "itertools");
#define ACCUMULATE(o) ((AccumulateObj *)(o))

static Own accumulate_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"iterable", "func", "initial", NULL};
    static const ArgSpec spec = {"accumulate", names, 1, 2};
    Obj *given[3];
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    Own iterator = object_iter(rt, given[0]), own = iterator ? type->slots.tp_alloc(rt, type, 0) : NULL;
    if (!own) {
        xrelease(rt, iterator);
        return NULL;
    }
    AccumulateObj *self = ACCUMULATE(borrow(own));
    self->iterator = iterator;
    if (given[1] && !is_none(rt, given[1])) self->function = keep(given[1]);
    self->initial = keep(given[2] ? given[2] : rt->none);
    return own;
}

static Own accumulate_step(Runtime *rt, Obj *object) {
    AccumulateObj *self = ACCUMULATE(object);
    if (!is_none(rt, borrow(self->initial))) {
        self->total = self->initial;
        self->initial = keep(rt->none);
        return keep(borrow(self->total));
    }
    Own item = raw_next(rt, borrow(self->iterator));
    if (!item) return NULL;
    if (!self->total) {
        self->total = item;
        return keep(borrow(item));
    }
    Obj *function = borrow(self->function), *total = borrow(self->total);
    Own sum = function ? call_2(rt, function, total, borrow(item)) : number_binary(rt, total, borrow(item), OP_ADD);
    release(rt, item);
    if (!sum) return NULL;
    own_set(rt, &self->total, keep(borrow(sum)));
    return sum;
}

static Own accumulate_next(Runtime *rt, Obj *self) { return next_within_stack(rt, self, accumulate_step); }

/* chain((value,), iterator) */
static Own chain_before(Runtime *rt, Obj *value, Obj *iterator) {
    Own head = tuple_pack(rt, 1, value), chained = NULL;
    if (head) chained = call_2(rt, (Obj *)T(rt, CHAIN), borrow(head), iterator);
    xrelease(rt, head);
    return chained;
}

static Own accumulate_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    AccumulateObj *self = ACCUMULATE(object);
    Obj *function = self->function ? borrow(self->function) : rt->none, *iterator = borrow(self->iterator);
    if (!is_none(rt, borrow(self->initial))) {
        return tuple_build(rt, "O(NO)O", object->type, chain_before(rt, borrow(self->initial), iterator), function, rt->none);
    }
    if (self->total && is_none(rt, borrow(self->total))) {
        Own chained = chain_before(rt, rt->none, iterator), again = NULL;
        if (chained) again = call_2(rt, (Obj *)object->type, borrow(chained), function);
        xrelease(rt, chained);
        return tuple_build(rt, "O(NiO)", T(rt, ISLICE), again, 1, rt->none);
    }
    return tuple_build(rt, "O(OO)O", object->type, iterator, function, self->total ? borrow(self->total) : rt->none);
}

static Own accumulate_setstate(Runtime *rt, Obj *self, METHOD_ARGS) {
    own_set(rt, &ACCUMULATE(self)->total, keep(args[0]));
    return keep(rt->none);
}

static const MethodDef accumulate_methods[] = {
    REDUCE_METHOD(accumulate_reduce), SETSTATE_METHOD(accumulate_setstate), METHOD_END};

const TypeSpec accumulate_type_spec = {
    ITERATOR_SPEC("accumulate", 48, 4),
    .doc = "accumulate(iterable, func=None, *, initial=None)\n--\n\nRunning sums, or results of another function of two.",
    .slots = {ITERATOR_SLOTS(accumulate_new, accumulate_next, fields_dealloc_swapped)},
    .methods = accumulate_methods,
};

/* ---- count ---- */

typedef struct CountObj { /* virtual 40 */
    Obj base;
    Own large, step; /* large: the next number once `next` is not enough */
    int64_t next;    /* INT64_MAX: go on with large */
} CountObj;
_Static_assert(sizeof(CountObj) <= 40, "itertools");
#define COUNT(o) ((CountObj *)(o))

static bool is_number(Runtime *rt, Obj *o) {
    const TypeSlots *slots = &o->type->slots;
    return slots->nb_index || slots->nb_int || slots->nb_float || is_instance_of(o, T(rt, COMPLEX));
}

static bool is_one(Obj *o) { return is_int(o) && int_is_compact(o) && int_compact(o) == 1; }

static Own count_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"start", "step", NULL};
    static const ArgSpec spec = {"count", names, 0, 2};
    Obj *given[2];
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    if ((given[0] && !is_number(rt, given[0])) || (given[1] && !is_number(rt, given[1]))) {
        return raise_format(rt, EXC(rt, TypeError), "a number is required");
    }
    int64_t next = 0;
    int overflow = 0;
    bool fast = (!given[0] || is_int(given[0])) && (!given[1] || is_one(given[1]));
    if (fast && given[0]) next = int_as_i64_overflow(given[0], &overflow);
    Own own = type->slots.tp_alloc(rt, type, 0);
    if (!own) return NULL;
    CountObj *self = COUNT(borrow(own));
    self->step = keep(given[1] ? given[1] : int_small(rt, 1));
    self->next = fast && !overflow ? next : INT64_MAX;
    if (!fast || overflow) self->large = keep(given[0] ? given[0] : int_small(rt, 0));
    return own;
}

static Own count_next(Runtime *rt, Obj *object) {
    CountObj *self = COUNT(object);
    if (self->next != INT64_MAX) return int_from_i64(rt, self->next++);
    Own number = self->large ? self->large : int_from_i64(rt, INT64_MAX);
    Own after = number ? number_binary(rt, borrow(number), borrow(self->step), OP_ADD) : NULL;
    if (after) {
        self->large = after;
        return number;
    }
    if (!self->large) xrelease(rt, number);
    return NULL;
}

static Own count_repr(Runtime *rt, Obj *object) {
    CountObj *self = COUNT(object);
    const char *name = type_short_name(object->type);
    if (self->next != INT64_MAX) return str_format(rt, "%s(%lld)", name, (long long)self->next);
    if (!self->large) return str_format(rt, "%s(<NULL>)", name);
    if (is_one(borrow(self->step))) return str_format(rt, "%s(%R)", name, borrow(self->large));
    return str_format(rt, "%s(%R, %R)", name, borrow(self->large), borrow(self->step));
}

static Own count_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    CountObj *self = COUNT(object);
    if (self->next != INT64_MAX) return tuple_build(rt, "O(n)", object->type, self->next);
    return tuple_build(rt, "O(OO)", object->type, borrow(self->large), borrow(self->step));
}

static const MethodDef count_methods[] = {REDUCE_METHOD(count_reduce), METHOD_END};

const TypeSpec count_type_spec = {
    ITERATOR_SPEC("count", 40, 2),
    .doc = "count(start=0, step=1)\n--\n\nNumbers from start on, step apart, without end.",
    .slots = {ITERATOR_SLOTS(count_new, count_next, fields_dealloc), .tp_repr = count_repr},
    .methods = count_methods,
};

/* ---- repeat ---- */

typedef struct RepeatObj { /* virtual 32 */
    Obj base;
    Own element;
    int64_t count; /* -1: without end */
} RepeatObj;
_Static_assert(sizeof(RepeatObj) <= 32, "itertools");
#define REPEAT(o) ((RepeatObj *)(o))

static Own repeat_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"object", "times", NULL};
    static const ArgSpec spec = {"repeat", names, 1, 2};
    Obj *given[2];
    int64_t count = -1;
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    if (given[1] && ssize_argument(rt, given[1], &count) < 0) return NULL;
    Own own = fields_new(rt, type, 1, keep(given[0]));
    if (own) REPEAT(borrow(own))->count = given[1] && count < 0 ? 0 : count;
    return own;
}

static Own repeat_next(Runtime *rt, Obj *self) {
    (void)rt;
    if (REPEAT(self)->count == 0) return NULL;
    if (REPEAT(self)->count > 0) REPEAT(self)->count--;
    return keep(borrow(REPEAT(self)->element));
}

static Own repeat_repr(Runtime *rt, Obj *self) {
    const char *name = type_short_name(self->type);
    Obj *element = borrow(REPEAT(self)->element);
    if (REPEAT(self)->count == -1) return str_format(rt, "%s(%R)", name, element);
    return str_format(rt, "%s(%R, %lld)", name, element, (long long)REPEAT(self)->count);
}

static Own repeat_hint(Runtime *rt, Obj *self, METHOD_ARGS) {
    if (REPEAT(self)->count == -1) return raise_format(rt, EXC(rt, TypeError), "len() of unsized object");
    return int_from_i64(rt, REPEAT(self)->count);
}

static Own repeat_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    return tuple_build(rt, REPEAT(self)->count >= 0 ? "O(On)" : "O(O)", self->type, borrow(REPEAT(self)->element),
                       REPEAT(self)->count);
}

static const MethodDef repeat_methods[] = {
    {"__length_hint__", repeat_hint, METH_NOARGS, 0, 0, "Private method returning an estimate of len(list(it))."},
    REDUCE_METHOD(repeat_reduce),
    METHOD_END,
};

const TypeSpec repeat_type_spec = {
    ITERATOR_SPEC("repeat", 32, 1),
    .doc = "repeat(object [,times]) -> the object again and again, times times or without end.",
    .slots = {ITERATOR_SLOTS(repeat_new, repeat_next, fields_dealloc), .tp_repr = repeat_repr},
    .methods = repeat_methods,
};

/* ---- the module ---- */

static const MethodDef functions[] = {
    {"tee", itertools_tee, METH_FASTCALL, 1, 2,
     "tee($module, iterable, n=2, /)\n--\n\nA tuple of n independent iterators over the items of one."},
    METHOD_END,
};

static const ModuleType types[] = {
    {TYPE_ACCUMULATE, MODULE_TYPE, &accumulate_type_spec},
    {TYPE_COMBINATIONS, MODULE_TYPE, &combinations_type_spec},
    {TYPE_COMBINATIONS_AGAIN, MODULE_TYPE, &combinations_again_type_spec},
    {TYPE_CYCLE, MODULE_TYPE, &cycle_type_spec},
    {TYPE_DROPWHILE, MODULE_TYPE, &dropwhile_type_spec},
    {TYPE_TAKEWHILE, MODULE_TYPE, &takewhile_type_spec},
    {TYPE_ISLICE, MODULE_TYPE, &islice_type_spec},
    {TYPE_STARMAP, MODULE_TYPE, &starmap_type_spec},
    {TYPE_CHAIN, MODULE_TYPE, &chain_type_spec},
    {TYPE_COMPRESS, MODULE_TYPE, &compress_type_spec},
    {TYPE_FILTERFALSE, MODULE_TYPE, &filterfalse_type_spec},
    {TYPE_ITER_COUNT, MODULE_TYPE, &count_type_spec},
    {TYPE_ZIP_LONGEST, MODULE_TYPE, &zip_longest_type_spec},
    {TYPE_PAIRWISE, MODULE_TYPE, &pairwise_type_spec},
    {TYPE_PERMUTATIONS, MODULE_TYPE, &permutations_type_spec},
    {TYPE_PRODUCT, MODULE_TYPE, &product_type_spec},
    {TYPE_REPEAT, MODULE_TYPE, &repeat_type_spec},
    {TYPE_GROUPBY, MODULE_TYPE, &groupby_type_spec},
    {TYPE_GROUPER, MODULE_TYPE, &grouper_type_spec},
    {TYPE_TEE, MODULE_TYPE, &tee_type_spec},
    {TYPE_TEE_DATA, MODULE_TYPE, &tee_data_type_spec},
};

Own itertools_module_init(Runtime *rt) { return module_make(rt, "itertools", functions, types, HS_COUNT(types)); }
