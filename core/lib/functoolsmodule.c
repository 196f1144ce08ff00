/* _functools: partial, reduce, cmp_to_key and the wrapper of lru_cache. Follows CPython 3.11 Modules/_functoolsmodule.c. */
#include "lib/builtins.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_internal.h"

#define METHOD_ARGS HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames
#define FUNCTION_ARGS HS_UNUSED Obj *module, METHOD_ARGS

static Own get_attributes(Runtime *rt, Obj *self, HS_UNUSED const void *closure) { return object_get_dict(rt, self); }
static int set_attributes(Runtime *rt, Obj *self, Obj *value, HS_UNUSED const void *closure) {
    return object_set_dict(rt, self, value);
}
static const GetSetDef dict_getset[] = {{"__dict__", get_attributes, set_attributes, NULL, NULL}, GETSET_END};

/* ---- partial ---- */

typedef struct PartialObj { /* virtual 64 */
    Obj base;
    Own function, args, keywords, attributes;
    Obj *weaklist;
} PartialObj;
_Static_assert(sizeof(PartialObj) <= 64, "partial");
#define PARTIAL(o) ((PartialObj *)(o))

static Own partial_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);

Own concat_tuples(Runtime *rt, Obj *left, Obj *right) { return T(rt, TUPLE)->slots.sq_concat(rt, left, right); }

Own merged_keywords(Runtime *rt, Obj *first, Obj *more) {
    Own dict = first ? dict_copy(rt, first) : more ? dict_copy(rt, more) : dict_new(rt);
    if (dict && first && more && dict_update(rt, borrow(dict), more) < 0) own_clear(rt, &dict);
    return dict;
}

static Own partial_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    Obj *function = TUPLE_SIZE(args) ? TUPLE_ITEM(args, 0) : NULL, *outer = NULL, *keywords = NULL;
    if (!function) return raise_format(rt, EXC(rt, TypeError), "type 'partial' takes at least one argument");
    if (function->type->slots.tp_call == partial_call && !PARTIAL(function)->attributes) {
        PartialObj *inner = PARTIAL(function);
        function = borrow(inner->function);
        outer = borrow(inner->args);
        if (DICT_SIZE(borrow(inner->keywords))) keywords = borrow(inner->keywords);
    }
    if (!object_is_callable(function)) return raise_format(rt, EXC(rt, TypeError), "the first argument must be callable");
    Own own = fields_new(rt, type, 1, keep(function)), rest;
    if (!own) return NULL;
    PartialObj *self = PARTIAL(borrow(own));
    if (!(rest = tuple_slice(rt, args, 1, TUPLE_SIZE(args)))) goto fail;
    self->args = outer ? concat_tuples(rt, outer, borrow(rest)) : keep(borrow(rest));
    release(rt, rest);
    if (!self->args) goto fail;
    if (!keywords && kwargs && kwargs->refcount == 1) self->keywords = keep(kwargs);
    else self->keywords = merged_keywords(rt, keywords, kwargs);
    if (self->keywords) return own;
fail:
    release(rt, own);
    return NULL;
}

static Own partial_call(Runtime *rt, Obj *object, Obj *args, Obj *kwargs) {
    PartialObj *self = PARTIAL(object);
    Own keywords = NULL, all, result = NULL;
    if (DICT_SIZE(borrow(self->keywords))) {
        if (!(keywords = merged_keywords(rt, borrow(self->keywords), kwargs))) return NULL;
    } else {
        keywords = xkeep(kwargs);
    }
    if ((all = concat_tuples(rt, borrow(self->args), args))) {
        result = call_args(rt, borrow(self->function), borrow(all), borrow(keywords));
        release(rt, all);
    }
    xrelease(rt, keywords);
    return result;
}

static Own partial_vectorcall(Runtime *rt, Obj *object, Obj *const *args, size_t nargs, Obj *kwnames) {
    PartialObj *self = PARTIAL(object);
    size_t before = (size_t)TUPLE_SIZE(borrow(self->args)), total = nargs + (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
    if (DICT_SIZE(borrow(self->keywords))) {
        Own tuple = tuple_from(rt, args, (intptr_t)nargs), dict = NULL, result = NULL;
        if (tuple && (total == nargs || (dict = call_kwargs_dict(rt, args + nargs, kwnames)))) {
            result = partial_call(rt, object, borrow(tuple), borrow(dict));
        }
        xrelease(rt, tuple);
        xrelease(rt, dict);
        return result;
    }
    Obj *small[6], **stack = small;
    if (before + total > HS_COUNT(small) && !(stack = mem_alloc(rt, (before + total) * 8))) return raise_memory_error(rt);
    for (size_t i = 0; i < before; i++) stack[i] = TUPLE_ITEM(borrow(self->args), (intptr_t)i);
    for (size_t i = 0; i < total; i++) stack[before + i] = args[i];
    Own result = call_vector(rt, borrow(self->function), stack, before + nargs, kwnames);
    if (stack != small) mem_free(rt, stack);
    return result;
}

/* *text + ", " + more, formatted from key (or NULL) and value. */
static void add_argument(Runtime *rt, Own *text, Obj *key, Obj *value) {
    Own kept = keep(value), longer;
    if (!*text) longer = NULL;
    else if (key) longer = str_format(rt, "%U, %S=%R", borrow(*text), key, value);
    else longer = str_format(rt, "%U, %R", borrow(*text), value);
    release(rt, kept);
    own_set(rt, text, longer);
}

bool partial_is(Obj *object) { return object->type->slots.tp_call == partial_call; }

Obj *partial_parts(Obj *object, Obj **args, Obj **keywords) {
    PartialObj *self = PARTIAL(object);
    *args = borrow(self->args);
    *keywords = DICT_SIZE(borrow(self->keywords)) ? borrow(self->keywords) : NULL;
    return borrow(self->function);
}

static Own partial_repr(Runtime *rt, Obj *object) {
    PartialObj *self = PARTIAL(object);
    int entered = repr_enter(rt, object);
    if (entered) return entered > 0 ? str_from_cstr(rt, "...") : NULL;
    Own text = keep(rt->empty_str), result = NULL;
    Obj *args = borrow(self->args), *key, *value;
    for (intptr_t i = 0; i < TUPLE_SIZE(args); i++) add_argument(rt, &text, NULL, TUPLE_ITEM(args, i));
    for (intptr_t pos = 0; text && dict_next(borrow(self->keywords), &pos, &key, &value, NULL);) add_argument(rt, &text, key, value);
    if (text) result = str_format(rt, "%s(%R%U)", object->type->name, borrow(self->function), borrow(text));
    xrelease(rt, text);
    repr_leave(rt, object);
    return result;
}

static Own partial_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    PartialObj *self = PARTIAL(object);
    Obj *function = borrow(self->function);
    return tuple_build(rt, "O(O)(OOOO)", object->type, function, function, borrow(self->args), borrow(self->keywords),
                       self->attributes ? borrow(self->attributes) : rt->none);
}

static Own partial_setstate(Runtime *rt, Obj *object, METHOD_ARGS) {
    PartialObj *self = PARTIAL(object);
    Obj *state = args[0];
    bool good = is_tuple(state) && TUPLE_SIZE(state) == 4 && object_is_callable(TUPLE_ITEM(state, 0)) &&
                is_tuple(TUPLE_ITEM(state, 1)) && (is_none(rt, TUPLE_ITEM(state, 2)) || is_dict(TUPLE_ITEM(state, 2)));
    if (!good) return raise_format(rt, EXC(rt, TypeError), "invalid partial state");
    Obj *keywords = TUPLE_ITEM(state, 2), *attributes = TUPLE_ITEM(state, 3);
    Own tuple = tuple_from_iterable(rt, TUPLE_ITEM(state, 1)), dict;
    if (!tuple) return NULL;
    if (is_none(rt, keywords)) dict = dict_new(rt);
    else dict = is_dict_exact(rt, keywords) ? keep(keywords) : dict_copy(rt, keywords);
    if (!dict) {
        release(rt, tuple);
        return NULL;
    }
    own_set(rt, &self->function, keep(TUPLE_ITEM(state, 0)));
    own_set(rt, &self->args, tuple);
    own_set(rt, &self->keywords, dict);
    own_set(rt, &self->attributes, is_none(rt, attributes) ? NULL : keep(attributes));
    return keep(rt->none);
}

static const MethodDef partial_methods[] = {
    {"__reduce__", partial_reduce, METH_NOARGS, 0, 0, NULL},
    {"__setstate__", partial_setstate, METH_O, 1, 1, NULL},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};

static const MemberDef partial_members[] = {
    {"func", MEMBER_OBJECT, offsetof(PartialObj, function), MEMBER_READONLY, "function object to use in future partial calls"},
    {"args", MEMBER_OBJECT, offsetof(PartialObj, args), MEMBER_READONLY, "tuple of arguments to future partial calls"},
    {"keywords", MEMBER_OBJECT, offsetof(PartialObj, keywords), MEMBER_READONLY,
     "dictionary of keyword arguments to future partial calls"},
    MEMBER_END,
};

static const TypeSpec partial_type_spec = {
    .name = "functools.partial",
    .doc = "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n",
    .flags = TPF_BASETYPE | TPF_GC | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 64,
    .own_fields = 4,
    .weak_offset = offsetof(PartialObj, weaklist),
    .dict_offset = offsetof(PartialObj, attributes),
    .slots = {.tp_dealloc = fields_dealloc,
              .tp_traverse = fields_traverse,
              .tp_clear = fields_clear,
              .tp_new = partial_new,
              .tp_repr = partial_repr,
              .tp_call = partial_call,
              .tp_vectorcall = partial_vectorcall,
              .tp_getattro = object_generic_getattr,
              .tp_setattro = object_generic_setattr},
    .methods = partial_methods,
    .members = partial_members,
    .getset = dict_getset,
};

/* ---- reduce ---- */

/* The pair of arguments is filled again unless the function kept it. */
static Own functools_reduce(Runtime *rt, FUNCTION_ARGS) {
    Own result = nargs > 2 ? keep(args[2]) : NULL, iterator = object_iter(rt, args[1]), pair = NULL, item;
    if (!iterator) {
        if (raised_matches(rt, EXC(rt, TypeError))) {
            raise_format(rt, EXC(rt, TypeError), "reduce() arg 2 must support iteration");
        }
        goto fail;
    }
    for (;;) {
        if (!pair || borrow(pair)->refcount > 1) {
            own_set(rt, &pair, tuple_alloc(rt, 2));
            if (!pair) goto fail;
            gc_track(rt, borrow(pair));
        }
        if (!(item = iter_next(rt, borrow(iterator)))) break;
        if (!result) {
            result = item;
            continue;
        }
        own_set(rt, &TUPLE(borrow(pair))->items[0], result);
        own_set(rt, &TUPLE(borrow(pair))->items[1], item);
        if (!(result = call_args(rt, args[0], borrow(pair), NULL))) goto fail;
        if (!gc_is_tracked(borrow(pair))) gc_track(rt, borrow(pair));
    }
    if (RAISED(rt)) goto fail;
    release(rt, pair);
    release(rt, iterator);
    return result ? result : raise_format(rt, EXC(rt, TypeError), "reduce() of empty iterable with no initial value");
fail:
    xrelease(rt, pair);
    xrelease(rt, result);
    xrelease(rt, iterator);
    return NULL;
}

/* ---- cmp_to_key ---- */

typedef struct KeyObj { /* virtual 32 */
    Obj base;
    Own compare, object;
} KeyObj;
_Static_assert(sizeof(KeyObj) <= 32, "cmp_to_key");
#define KEY(o) ((KeyObj *)(o))

static Own cmp_key_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"obj", NULL};
    static const ArgSpec spec = {"K", names, 1, 1};
    Obj *given[1];
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    return fields_new(rt, self->type, 2, keep(borrow(KEY(self)->compare)), keep(given[0]));
}

static Own cmp_key_richcompare(Runtime *rt, Obj *self, Obj *other, int op) {
    if (other->type != self->type) return raise_format(rt, EXC(rt, TypeError), "other argument must be K instance");
    if (!KEY(self)->object || !KEY(other)->object) return raise_format(rt, EXC(rt, AttributeError), "object");
    Own order = call_2(rt, borrow(KEY(self)->compare), borrow(KEY(self)->object), borrow(KEY(other)->object)), answer = NULL;
    if (order) answer = object_richcompare(rt, borrow(order), int_small(rt, 0), op);
    xrelease(rt, order);
    return answer;
}

static const MemberDef cmp_key_members[] = {
    {"obj", MEMBER_OBJECT, offsetof(KeyObj, object), 0, "Value wrapped by a key function."}, MEMBER_END};

static const TypeSpec cmp_key_type_spec = {
    .name = "functools.KeyWrapper",
    .flags = TPF_GC | TPF_NO_INSTANTIATION | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 32,
    .own_fields = 2,
    .slots = {.tp_dealloc = fields_dealloc,
              .tp_traverse = fields_traverse,
              .tp_clear = fields_clear,
              .tp_call = cmp_key_call,
              .tp_getattro = object_generic_getattr,
              .tp_richcompare = cmp_key_richcompare},
    .members = cmp_key_members,
};

static Own functools_cmp_to_key(Runtime *rt, FUNCTION_ARGS) {
    static const char *const names[] = {"mycmp", NULL};
    static const ArgSpec spec = {"cmp_to_key", names, 1, 1};
    Obj *given[1];
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    return fields_new(rt, CLASS(rt, CMP_KEY), 1, keep(given[0]));
}

/* ---- lru_cache ----
 *
 * The cache maps keys to results, or in a bounded cache to links, which also form a ring in the order of use. The ring
 * counts a reference to each link. */

typedef struct Link { /* virtual 56 */
    Obj base;
    struct Link *prev, *next;
    int64_t hash;
    Own key, result;
} Link;
typedef struct LruObj { /* virtual 152 */
    Obj base;
    Own cache, function, mark, link_type, info_type, attributes;
    Link *oldest, *newest;
    int64_t hits, misses, max_size; /* max_size -1: no bound */
    int typed;
    Obj *weaklist;
} LruObj;
_Static_assert(sizeof(Link) <= 56 && sizeof(LruObj) <= 152, "lru_cache");
#define LRU(o) ((LruObj *)(o))
#define LINK(o) ((Link *)(o))

static void link_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    xrelease(rt, LINK(self)->key);
    xrelease(rt, LINK(self)->result);
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

/* The cache visits what its links hold, and their class. */
static int link_hidden(HS_UNUSED Obj *self, HS_UNUSED VisitFn visit, HS_UNUSED void *arg) { return 0; }

static const TypeSpec lru_link_type_spec = {
    .name = "functools._lru_list_elem",
    .flags = TPF_NO_INSTANTIATION | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 56,
    .hidden = link_hidden,
    .slots = {.tp_dealloc = link_dealloc},
};

static void take_out(LruObj *self, Link *link) {
    if (link->prev) link->prev->next = link->next;
    else self->oldest = link->next;
    if (link->next) link->next->prev = link->prev;
    else self->newest = link->prev;
}

static void put_newest(LruObj *self, Link *link) {
    link->prev = self->newest;
    link->next = NULL;
    if (self->newest) self->newest->next = link;
    else self->oldest = link;
    self->newest = link;
}

static void put_oldest(LruObj *self, Link *link) {
    link->next = self->oldest;
    link->prev = NULL;
    if (self->oldest) self->oldest->prev = link;
    else self->newest = link;
    self->oldest = link;
}

/* The ring is empty before the first link goes. */
static Link *unlink_all(LruObj *self) {
    Link *first = self->oldest;
    self->oldest = self->newest = NULL;
    return first;
}

static void release_links(Runtime *rt, Link *link) {
    while (link) {
        Link *next = link->next;
        release(rt, adopt(&link->base));
        link = next;
    }
}

/* The arguments as a key: the tuple itself, or its only item if that is an int or str, or all parts in one tuple. */
static Own make_key(Runtime *rt, LruObj *self, Obj *args, Obj *kwargs) {
    intptr_t count = TUPLE_SIZE(args), keywords = kwargs ? DICT_SIZE(kwargs) : 0, at = 0;
    Obj *name, *value;
    if (!self->typed && !keywords) {
        Obj *only = count == 1 ? TUPLE_ITEM(args, 0) : NULL;
        return keep(only && (is_str_exact(rt, only) || is_int_exact(rt, only)) ? only : args);
    }
    Own key = tuple_alloc(rt, count + (keywords ? 2 * keywords + 1 : 0) + (self->typed ? count + keywords : 0));
    if (!key) return NULL;
    Own *items = TUPLE(borrow(key))->items;
    for (intptr_t i = 0; i < count; i++) items[at++] = keep(TUPLE_ITEM(args, i));
    if (keywords) items[at++] = keep(borrow(self->mark));
    for (intptr_t pos = 0; keywords && dict_next(kwargs, &pos, &name, &value, NULL);) {
        items[at++] = keep(name);
        items[at++] = keep(value);
    }
    for (intptr_t i = 0; self->typed && i < count; i++) items[at++] = keep((Obj *)TUPLE_ITEM(args, i)->type);
    for (intptr_t pos = 0; self->typed && keywords && dict_next(kwargs, &pos, NULL, &value, NULL);) {
        items[at++] = keep((Obj *)value->type);
    }
    if (TUPLE_SIZE(borrow(key))) gc_track(rt, borrow(key));
    return key;
}

/* Put a new result into a bounded cache, in the place of the oldest one if it is full. Takes key and a count of result. */
static int remember(Runtime *rt, LruObj *self, Own key, int64_t hash, Own result) {
    Obj *cache = borrow(self->cache);
    if (DICT_SIZE(cache) < self->max_size || !self->oldest) {
        Own own = object_alloc(rt, (TypeObj *)borrow(self->link_type), 56);
        if (!own) {
            release(rt, key);
            release(rt, result);
            return -1;
        }
        Link *link = LINK(borrow(own));
        link->hash = hash;
        link->key = key;
        link->result = result;
        if (dict_set_known_hash(rt, cache, borrow(key), hash, borrow(own)) < 0) {
            release(rt, own);
            return -1;
        }
        put_newest(self, link);
        return 0;
    }
    Link *link = self->oldest;
    take_out(self, link);
    Obj *held = dict_get_known_hash(rt, cache, borrow(link->key), link->hash);
    Own popped = xkeep(held);
    if (held && dict_delete_known_hash(rt, cache, borrow(link->key), link->hash) < 0) own_clear(rt, &popped);
    if (!popped) {
        if (RAISED(rt)) put_oldest(self, link);
        else release(rt, adopt(&link->base)); /* somebody else took the old key out */
        release(rt, key);
        release(rt, result);
        return RAISED(rt) ? -1 : 0;
    }
    Own old_key = link->key, old_result = link->result;
    link->hash = hash;
    link->key = key;
    link->result = result;
    int failed = dict_set_known_hash(rt, cache, borrow(key), hash, &link->base);
    if (failed < 0) release(rt, adopt(&link->base));
    else put_newest(self, link);
    release(rt, popped);
    release(rt, old_key);
    release(rt, old_result);
    return failed;
}

Own lru_begin(Runtime *rt, Obj *object, Obj *args, Obj *kwargs, Own *key, int64_t *hash) {
    LruObj *self = LRU(object);
    bool bounded = self->max_size > 0;
    *key = NULL;
    *hash = 0;
    if (self->max_size) {
        if (!(*key = make_key(rt, self, args, kwargs)) || (*hash = object_hash(rt, borrow(*key))) == -1) return NULL;
        Obj *found = dict_get_known_hash(rt, borrow(self->cache), borrow(*key), *hash);
        if (found) {
            if (bounded) {
                take_out(self, LINK(found));
                put_newest(self, LINK(found));
            }
            self->hits++;
            return keep(bounded ? borrow(LINK(found)->result) : found);
        }
        if (RAISED(rt)) return NULL;
    }
    self->misses++;
    return NULL;
}

Own lru_end(Runtime *rt, Obj *object, Obj *key, int64_t hash, Own result) {
    LruObj *self = LRU(object);
    int failed = 0;
    if (!result || !key) return result;
    if (self->max_size < 0) {
        failed = dict_set_known_hash(rt, borrow(self->cache), key, hash, borrow(result));
    } else if (!dict_get_known_hash(rt, borrow(self->cache), key, hash)) {
        failed = RAISED(rt) ? -1 : remember(rt, self, keep(key), hash, keep(borrow(result)));
    }
    if (failed < 0) own_clear(rt, &result);
    return result;
}

Obj *lru_function(Obj *object) { return borrow(LRU(object)->function); }

static Own lru_call(Runtime *rt, Obj *object, Obj *args, Obj *kwargs) {
    Own key;
    int64_t hash;
    const bool replaying = rt->replaying;
    rt->replaying = false; /* a miss has been counted */
    Own result = lru_begin(rt, object, args, kwargs, &key, &hash);
    if (!result && !RAISED(rt)) result = lru_end(rt, object, borrow(key), hash, call_args(rt, lru_function(object), args, kwargs));
    xrelease(rt, key);
    rt->replaying = replaying;
    return result;
}

bool lru_is(const Obj *object) { return object->type->slots.tp_call == lru_call; }

static Own lru_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"user_function", "maxsize", "typed", "cache_info_type", NULL};
    static const ArgSpec spec = {"lru_cache", names, 4, 4};
    Obj *given[4];
    int64_t max_size = -1;
    int typed;
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0 || (typed = object_is_true(rt, given[2])) < 0) return NULL;
    if (!object_is_callable(given[0])) return raise_format(rt, EXC(rt, TypeError), "the first argument must be callable");
    if (!is_none(rt, given[1])) {
        if (!number_has_index(given[1])) return raise_format(rt, EXC(rt, TypeError), "maxsize should be integer or None");
        if (number_as_ssize(rt, given[1], EXC(rt, OverflowError), &max_size) < 0) return NULL;
        if (max_size < 0) max_size = 0;
    }
    Own own = fields_new(rt, type, 2, dict_new(rt), keep(given[0]));
    if (!own) return NULL;
    LruObj *self = LRU(borrow(own));
    self->mark = keep(borrow(CLASS(rt, LRU_CACHE)->cache));
    self->link_type = keep((Obj *)CLASS(rt, LRU_LINK));
    self->info_type = keep(given[3]);
    self->max_size = max_size;
    self->typed = typed;
    return own;
}

static int lru_traverse(Obj *self, VisitFn visit, void *arg) {
    int result = visit((Obj *)self->type, arg);
    for (Link *link = LRU(self)->oldest; link && !result; link = link->next) {
        VISIT(link->key);
        VISIT(link->result);
        result = visit((Obj *)link->base.type, arg);
    }
    if (result) return result;
    Own *fields = object_fields(self);
    for (int i = 0; i < 6; i++) VISIT(fields[i]);
    return 0;
}

/* The links themselves, which the ring counts. */
static int lru_hidden(Obj *self, VisitFn visit, void *arg) {
    for (Link *link = LRU(self)->oldest; link; link = link->next) {
        int result = visit(&link->base, arg);
        if (result) return result;
    }
    return 0;
}

static int lru_clear(Runtime *rt, Obj *self) {
    Link *links = unlink_all(LRU(self));
    fields_clear(rt, self);
    release_links(rt, links);
    return 0;
}

static void lru_dealloc(Runtime *rt, Obj *self) {
    if (!fields_dealloc_begin(rt, self)) return;
    weakref_clear_all(rt, self);
    lru_clear(rt, self);
    fields_dealloc_end(rt, self);
}

static Own lru_get(Runtime *rt, Obj *self, Obj *object, HS_UNUSED Obj *type) {
    return !object || is_none(rt, object) ? keep(self) : method_new(rt, self, object);
}

static Own lru_cache_info(Runtime *rt, Obj *object, METHOD_ARGS) {
    LruObj *self = LRU(object);
    Own bound = self->max_size == -1 ? keep(rt->none) : int_from_i64(rt, self->max_size);
    Own counts = tuple_build(rt, "nnNn", self->hits, self->misses, bound, (int64_t)DICT_SIZE(borrow(self->cache)));
    Own info = counts ? call_args(rt, borrow(self->info_type), borrow(counts), NULL) : NULL;
    xrelease(rt, counts);
    return info;
}

static Own lru_cache_clear(Runtime *rt, Obj *self, METHOD_ARGS) {
    Link *links = unlink_all(LRU(self));
    LRU(self)->hits = LRU(self)->misses = 0;
    dict_clear_items(rt, borrow(LRU(self)->cache));
    release_links(rt, links);
    return keep(rt->none);
}

static Own lru_reduce(Runtime *rt, Obj *self, METHOD_ARGS) { return object_getattr_str(rt, self, "__qualname__"); }
static Own lru_copy(HS_UNUSED Runtime *rt, Obj *self, METHOD_ARGS) { return keep(self); }

static const MethodDef lru_methods[] = {
    {"cache_info", lru_cache_info, METH_NOARGS, 0, 0, "Report cache statistics"},
    {"cache_clear", lru_cache_clear, METH_NOARGS, 0, 0, "Clear the cache and cache statistics"},
    {"__reduce__", lru_reduce, METH_NOARGS, 0, 0, NULL},
    {"__copy__", lru_copy, METH_VARARGS, 0, -1, NULL},
    {"__deepcopy__", lru_copy, METH_VARARGS, 0, -1, NULL},
    METHOD_END,
};

static const TypeSpec lru_cache_type_spec = {
    .name = "functools._lru_cache_wrapper",
    .doc = "A callable that remembers the results of another one.\n\n"
           "maxsize: 0 for no caching, None for no bound, n for the n results used last; typed: f(3) and f(3.0) differ.",
    .flags = TPF_GC | TPF_METHOD_DESCRIPTOR | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 152,
    .own_fields = 6,
    .hidden = lru_hidden,
    .weak_offset = offsetof(LruObj, weaklist),
    .dict_offset = offsetof(LruObj, attributes),
    .slots = {.tp_dealloc = lru_dealloc,
              .tp_traverse = lru_traverse,
              .tp_clear = lru_clear,
              .tp_new = lru_new,
              .tp_call = lru_call,
              .tp_descr_get = lru_get},
    .methods = lru_methods,
    .getset = dict_getset,
};

/* ---- the module ---- */

static const MethodDef functions[] = {
    {"reduce", functools_reduce, METH_VARARGS, 2, 3,
     "reduce(function, iterable[, initial]) -> value\n\nThe function of two arguments applied to the items from left to right."},
    {"cmp_to_key", functools_cmp_to_key, METH_VARARGS | METH_KEYWORDS, 0, -1, "Convert a cmp= function into a key= function."},
    METHOD_END,
};

static const ModuleType types[] = {
    {CLASS_PARTIAL, MODULE_CLASS, &partial_type_spec},
    {CLASS_LRU_CACHE, MODULE_CLASS, &lru_cache_type_spec},
    {CLASS_CMP_KEY, MODULE_CLASS | MODULE_HIDDEN, &cmp_key_type_spec},
    {CLASS_LRU_LINK, MODULE_CLASS | MODULE_HIDDEN, &lru_link_type_spec},
};

Own functools_module_init(Runtime *rt) {
    Own mark = call_0(rt, (Obj *)T(rt, OBJECT)); /* stands between arguments and keywords in keys */
    Own module = mark ? module_make(rt, "_functools", functions, types, HS_COUNT(types)) : NULL;
    if (module) own_set(rt, &CLASS(rt, LRU_CACHE)->cache, mark);
    else xrelease(rt, mark);
    return module;
}
