/* dict: the views keys(), values(), items() and the six iterators.
 *
 * A view holds its dict. An iterator holds the dict, its size at the start (changed size is an
 * error), the position among the entries and how many items are left; item iterators reuse their
 * result pair while nobody else holds it. Follows CPython 3.11 Objects/dictobject.c. */
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set_impl.h"
#include "object/tuple.h"
#include "object/type.h"

typedef struct DictIterObj { /* virtual 56 */
    Obj base;
    Own dict; /* NULL = exhausted */
    intptr_t used, pos;
    Own result; /* pair of item iterators, or NULL */
    intptr_t left;
} DictIterObj;
typedef struct DictViewObj { /* virtual 24 */
    Obj base;
    Own dict;
} DictViewObj;
_Static_assert(sizeof(DictIterObj) <= 56 && sizeof(DictViewObj) <= 24, "dict iterator, view");
#define ITER(o) ((DictIterObj *)(o))
#define VIEW_DICT(o) (borrow(((DictViewObj *)(o))->dict))
#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED

Obj *dict_view_dict(Obj *view) { return VIEW_DICT(view); }

/* ---- iterators ---- */

static bool is_reverse(Runtime *rt, TypeObj *type) {
    return type == T(rt, DICT_REVKEYITER) || type == T(rt, DICT_REVVALUEITER) ||
           type == T(rt, DICT_REVITEMITER);
}

Own dict_iterator_new(Runtime *rt, TypeObj *type, Obj *dict) {
    Own own = gc_alloc(rt, type, 56);
    if (!own) return NULL;
    DictIterObj *self = ITER(borrow(own));
    self->dict = keep(dict);
    self->used = self->left = DICT_SIZE(dict);
    self->pos = 0;
    if (is_reverse(rt, type))
        self->pos = (DICT(dict)->values ? DICT_SIZE(dict) : DICT(dict)->keys->count) - 1;
    self->result = NULL;
    if (type == T(rt, DICT_ITEMITER) || type == T(rt, DICT_REVITEMITER)) {
        self->result = tuple_pack(rt, 2, rt->none, rt->none);
        if (!self->result) {
            release(rt, own);
            return NULL;
        }
    }
    gc_track(rt, borrow(own));
    return own;
}

static void iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, ITER(self)->dict);
    xrelease(rt, ITER(self)->result);
    gc_free(rt, self);
}

static int iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(ITER(self)->dict);
    VISIT(ITER(self)->result);
    return 0;
}

/* Next entry forward; false = exhausted or raised. */
HS_INLINE bool advance(Runtime *rt, DictIterObj *self, Obj **key, Obj **value) {
    if (!self->dict) return false;
    Obj *dict = borrow(self->dict);
    if (self->used != DICT_SIZE(dict)) {
        raise_format(rt, EXC(rt, RuntimeError), "dictionary changed size during iteration");
        self->used = -1;
        return false;
    }
    if (dict_next(dict, &self->pos, key, value, NULL)) {
        if (self->left > 0) {
            self->left--;
            return true;
        }
        raise_format(rt, EXC(rt, RuntimeError), "dictionary keys changed during iteration");
    }
    own_clear(rt, &self->dict);
    return false;
}

static bool advance_backward(Runtime *rt, DictIterObj *self, Obj **key, Obj **value) {
    if (!self->dict) return false;
    DictObj *dict = DICT(borrow(self->dict));
    if (self->used != dict->used) {
        raise_format(rt, EXC(rt, RuntimeError), "dictionary changed size during iteration");
        self->used = -1;
        return false;
    }
    intptr_t i = self->pos, index, limit = dict->values ? dict->used : dict->keys->count;
    if (i >= limit) i = limit - 1;
    while (i >= 0 && !dict->values && !*entry_value(dict->keys, i)) i--;
    if (i < 0) {
        own_clear(rt, &self->dict);
        return false;
    }
    index = dict->values ? dict->values->order[i] : i;
    *key = borrow(*entry_key(dict->keys, index));
    *value = borrow(dict->values ? dict_values_items(dict->values)[index]
                                 : *entry_value(dict->keys, index));
    self->pos = i - 1;
    self->left--;
    return true;
}

/* The pair (key, value), in the last result if only the iterator holds that. */
static Own make_pair(Runtime *rt, DictIterObj *self, Obj *key, Obj *value) {
    Obj *result = borrow(self->result);
    if (result->refcount == 1) {
        Own old_key = TUPLE(result)->items[0], old_value = TUPLE(result)->items[1];
        TUPLE(result)->items[0] = keep(key);
        TUPLE(result)->items[1] = keep(value);
        Own pair = keep(result);
        release(rt, old_key);
        release(rt, old_value);
        if (!gc_is_tracked(result)) gc_track(rt, result);
        return pair;
    }
    Own key_guard = keep(key),
        value_guard = keep(value); /* making the tuple may run a collection */
    Own pair = tuple_alloc(rt, 2);
    if (!pair) {
        release(rt, key_guard);
        release(rt, value_guard);
        return NULL;
    }
    TUPLE(borrow(pair))->items[0] = key_guard;
    TUPLE(borrow(pair))->items[1] = value_guard;
    gc_track(rt, borrow(pair));
    return pair;
}

static Own next_key(Runtime *rt, Obj *self) {
    Obj *key;
    return advance(rt, ITER(self), &key, NULL) ? keep(key) : NULL;
}
static Own next_value(Runtime *rt, Obj *self) {
    Obj *value;
    return advance(rt, ITER(self), NULL, &value) ? keep(value) : NULL;
}
static Own next_item(Runtime *rt, Obj *self) {
    Obj *key, *value;
    return advance(rt, ITER(self), &key, &value) ? make_pair(rt, ITER(self), key, value) : NULL;
}
static Own previous_key(Runtime *rt, Obj *self) {
    Obj *key, *value;
    return advance_backward(rt, ITER(self), &key, &value) ? keep(key) : NULL;
}
static Own previous_value(Runtime *rt, Obj *self) {
    Obj *key, *value;
    return advance_backward(rt, ITER(self), &key, &value) ? keep(value) : NULL;
}
static Own previous_item(Runtime *rt, Obj *self) {
    Obj *key, *value;
    return advance_backward(rt, ITER(self), &key, &value) ? make_pair(rt, ITER(self), key, value)
                                                          : NULL;
}

static Own iter_hint(Runtime *rt, Obj *self, UNUSED_ARGS) {
    DictIterObj *iterator = ITER(self);
    bool valid = iterator->dict && iterator->used == DICT_SIZE(borrow(iterator->dict));
    return int_from_i64(rt, valid ? iterator->left : 0);
}

/* (iter, (list of what is left,)); the iterator itself does not move. */
static Own iter_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    DictIterObj saved = *ITER(self);
    Own dict = xkeep(borrow(saved.dict)), list = NULL, result = NULL;
    list = list_from_iterable(rt, self);
    if (!ITER(self)->dict) ITER(self)->dict = dict, dict = NULL;
    ITER(self)->used = saved.used, ITER(self)->pos = saved.pos, ITER(self)->left = saved.left;
    xrelease(rt, dict);
    if (!list) return NULL;
    Own function = object_getattr(rt, borrow(rt->builtins_module), ID(rt, iter));
    if (function) {
        Own inner = tuple_pack(rt, 1, borrow(list));
        if (inner) result = tuple_pack(rt, 2, borrow(function), borrow(inner));
        xrelease(rt, inner);
        release(rt, function);
    }
    release(rt, list);
    return result;
}

static const MethodDef iter_methods[] = {
    {"__length_hint__", iter_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    METHOD_END,
};

#define DICT_ITERATOR(spec, python_name, next)                                                     \
    const TypeSpec spec = {                                                                        \
        .name = python_name,                                                                       \
        .flags = TPF_GC | TPF_NO_INSTANTIATION,                                                    \
        .base = -1,                                                                                \
        .virtual_size = 56,                                                                        \
        .slots =                                                                                   \
            {                                                                                      \
                .tp_dealloc = iter_dealloc,                                                        \
                .tp_traverse = iter_traverse,                                                      \
                .tp_iter = object_self_iter,                                                       \
                .tp_iternext = next,                                                               \
            },                                                                                     \
        .methods = iter_methods,                                                                   \
    }

DICT_ITERATOR(dict_keyiter_type_spec, "dict_keyiterator", next_key);
DICT_ITERATOR(dict_valueiter_type_spec, "dict_valueiterator", next_value);
DICT_ITERATOR(dict_itemiter_type_spec, "dict_itemiterator", next_item);
DICT_ITERATOR(dict_revkeyiter_type_spec, "dict_reversekeyiterator", previous_key);
DICT_ITERATOR(dict_revvalueiter_type_spec, "dict_reversevalueiterator", previous_value);
DICT_ITERATOR(dict_revitemiter_type_spec, "dict_reverseitemiterator", previous_item);

/* ---- views ---- */

Own dict_view_new(Runtime *rt, TypeObj *type, Obj *dict) {
    Own own = gc_alloc(rt, type, 24);
    if (!own) return NULL;
    ((DictViewObj *)borrow(own))->dict = keep(dict);
    gc_track(rt, borrow(own));
    return own;
}

static void view_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, ((DictViewObj *)self)->dict);
    gc_free(rt, self);
}

static int view_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((DictViewObj *)self)->dict);
    return 0;
}

static bool is_items(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, DICT_ITEMS)); }
static bool is_set_view(Runtime *rt, Obj *o) {
    return is_instance_of(o, T(rt, DICT_KEYS)) || is_items(rt, o);
}

static intptr_t view_length(Runtime *rt HS_UNUSED, Obj *self) { return DICT_SIZE(VIEW_DICT(self)); }

static Own view_repr(Runtime *rt, Obj *self) {
    int entered = repr_enter(rt, self);
    if (entered) return entered > 0 ? str_from_cstr(rt, "...") : NULL;
    Own text = NULL, list = list_from_iterable(rt, self);
    if (list) {
        text = str_format(rt, "%s(%R)", self->type->name, borrow(list));
        release(rt, list);
    }
    repr_leave(rt, self);
    return text;
}

static Own keys_iter(Runtime *rt, Obj *self) {
    return dict_iterator_new(rt, T(rt, DICT_KEYITER), VIEW_DICT(self));
}
static Own values_iter(Runtime *rt, Obj *self) {
    return dict_iterator_new(rt, T(rt, DICT_VALUEITER), VIEW_DICT(self));
}
static Own items_iter(Runtime *rt, Obj *self) {
    return dict_iterator_new(rt, T(rt, DICT_ITEMITER), VIEW_DICT(self));
}

static int keys_contains(Runtime *rt, Obj *self, Obj *key) {
    return dict_contains(rt, VIEW_DICT(self), key);
}

static int items_contains(Runtime *rt, Obj *self, Obj *item) {
    if (!is_tuple(item) || TUPLE_SIZE(item) != 2) return 0;
    Obj *value = dict_get(rt, VIEW_DICT(self), TUPLE_ITEM(item, 0));
    if (!value) return RAISED(rt) ? -1 : 0;
    Own found = keep(value);
    int same = object_compare_bool(rt, value, TUPLE_ITEM(item, 1), CMP_EQ);
    release(rt, found);
    return same;
}

/* Whether every item of `part` is in `whole`. */
static int all_contained_in(Runtime *rt, Obj *part, Obj *whole) {
    Own iterator = object_iter(rt, part), item;
    if (!iterator) return -1;
    int answer = 1;
    while (answer > 0 && (item = iter_next(rt, borrow(iterator)))) {
        answer = sequence_contains(rt, whole, borrow(item));
        release(rt, item);
    }
    if (RAISED(rt)) answer = -1;
    release(rt, iterator);
    return answer;
}

static Own view_richcompare(Runtime *rt, Obj *self, Obj *other, int op) {
    if (!is_set_any(rt, other) && !is_set_view(rt, other)) return keep(rt->notimplemented);
    int64_t mine = object_length(rt, self);
    if (mine < 0) return NULL;
    int64_t theirs = object_length(rt, other);
    if (theirs < 0) return NULL;
    bool possible = op == CMP_LT   ? mine < theirs
                    : op == CMP_LE ? mine <= theirs
                    : op == CMP_GT ? mine > theirs
                    : op == CMP_GE ? mine >= theirs
                                   : mine == theirs;
    bool reverse = op == CMP_GT || op == CMP_GE;
    int answer =
        !possible ? 0 : all_contained_in(rt, reverse ? other : self, reverse ? self : other);
    if (answer < 0) return NULL;
    return bool_from(rt, op == CMP_NE ? !answer : answer);
}

/* ---- set operations of keys and items ---- */

static Own view_to_set(Runtime *rt, Obj *self) {
    bool fast = self->type == T(rt, DICT_KEYS) && is_dict_exact(rt, VIEW_DICT(self));
    return set_new(rt, fast ? VIEW_DICT(self) : self);
}

/* A set of left's items, changed by `update` with right. */
static Own operate(Runtime *rt, Obj *left, Obj *right, int (*update)(Runtime *, SetObj *, Obj *)) {
    Own result = view_to_set(rt, left);
    if (result && update(rt, SET(borrow(result)), right) < 0) {
        release(rt, result);
        return NULL;
    }
    return result;
}

/* The methods that CPython calls for - and & take a tuple of their arguments. */
static int subtract_all(Runtime *rt, SetObj *set, Obj *right) {
    Own args = tuple_pack(rt, 1, right);
    int result = args ? set_difference_update(rt, set, right) : -1;
    xrelease(rt, args);
    return result;
}

static Own view_subtract(Runtime *rt, Obj *left, Obj *right) { return operate(rt, left, right, subtract_all); }
static Own view_or(Runtime *rt, Obj *left, Obj *right) {
    return operate(rt, left, right, set_update_any);
}

static Own view_and(Runtime *rt, Obj *self, Obj *other) {
    if (!is_set_view(rt, self)) {
        Obj *swap = self;
        self = other, other = swap;
    }
    intptr_t size = view_length(rt, self);
    if (other->type == T(rt, SET) && size <= set_size(other)) {
        Own args = tuple_pack(rt, 1, self), common = args ? set_intersection(rt, SET(other), self) : NULL;
        xrelease(rt, args);
        return common;
    }
    if (is_set_view(rt, other) && view_length(rt, other) > size) {
        Obj *swap = self;
        self = other, other = swap;
    }
    Own result = set_new(rt, NULL), iterator = NULL, item;
    if (!result) return NULL;
    if (!(iterator = object_iter(rt, other))) goto fail;
    while ((item = iter_next(rt, borrow(iterator)))) {
        int present = is_items(rt, self) ? items_contains(rt, self, borrow(item))
                                         : keys_contains(rt, self, borrow(item));
        int status = present > 0 ? set_add(rt, borrow(result), borrow(item)) : present;
        release(rt, item);
        if (status < 0) goto fail;
    }
    if (RAISED(rt)) goto fail;
    release(rt, iterator);
    return result;
fail:
    xrelease(rt, iterator);
    release(rt, result);
    return NULL;
}

/* One pair of the right dict against the copy of the left: equal ones go from the copy, others into
 * the result. */
static int xor_pair(Runtime *rt, Obj *copy, Obj *result, Obj *key, int64_t hash, Obj *value) {
    Obj *mine;
    intptr_t index = dict_lookup(rt, DICT(copy), key, hash, &mine);
    if (index == DICT_RAISED) return -1;
    if (mine) {
        Own guard = keep(mine);
        int same = object_compare_bool(rt, mine, value, CMP_EQ);
        release(rt, guard);
        if (same < 0) return -1;
        if (same) return dict_delete_known_hash(rt, copy, key, hash);
    }
    Own pair = tuple_pack(rt, 2, key, value);
    if (!pair) return -1;
    int status = set_add(rt, result, borrow(pair));
    release(rt, pair);
    return status;
}

static Own items_xor(Runtime *rt, Obj *left, Obj *right) {
    Own copy = dict_copy(rt, VIEW_DICT(left)), result = NULL, rest = NULL;
    Obj *key, *value;
    intptr_t pos = 0;
    int64_t hash;
    if (!copy || !(result = set_new(rt, NULL))) goto fail;
    while (dict_next(VIEW_DICT(right), &pos, &key, &value, &hash)) {
        Own key_guard = keep(key), value_guard = keep(value);
        int status = xor_pair(rt, borrow(copy), borrow(result), key, hash, value);
        release(rt, key_guard);
        release(rt, value_guard);
        if (status < 0) goto fail;
    }
    if (!(rest = dict_view_new(rt, T(rt, DICT_ITEMS), borrow(copy)))) goto fail;
    if (set_update_any(rt, SET(borrow(result)), borrow(rest)) < 0) goto fail;
    release(rt, copy);
    release(rt, rest);
    return result;
fail:
    xrelease(rt, copy);
    xrelease(rt, rest);
    xrelease(rt, result);
    return NULL;
}

static Own view_xor(Runtime *rt, Obj *left, Obj *right) {
    if (is_items(rt, left) && is_items(rt, right)) return items_xor(rt, left, right);
    return operate(rt, left, right, set_symmetric_update);
}

static Own view_isdisjoint(Runtime *rt, Obj *self, Obj *const *args, size_t nargs HS_UNUSED,
                           Obj *kwnames HS_UNUSED) {
    Obj *other = args[0];
    if (self == other) return bool_from(rt, view_length(rt, self) == 0);
    if (is_set_any(rt, other) || is_set_view(rt, other)) {
        int64_t theirs = object_length(rt, other);
        if (theirs < 0) return NULL;
        if (theirs > view_length(rt, self)) {
            other = self;
            self = args[0];
        }
    }
    Own iterator = object_iter(rt, other), item;
    if (!iterator) return NULL;
    int found = 0;
    while (found == 0 && (item = iter_next(rt, borrow(iterator)))) {
        found = sequence_contains(rt, self, borrow(item));
        release(rt, item);
    }
    release(rt, iterator);
    return found < 0 || RAISED(rt) ? NULL : bool_from(rt, !found);
}

/* ---- tables ---- */

static Own keys_reversed(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return dict_iterator_new(rt, T(rt, DICT_REVKEYITER), VIEW_DICT(self));
}
static Own values_reversed(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return dict_iterator_new(rt, T(rt, DICT_REVVALUEITER), VIEW_DICT(self));
}
static Own items_reversed(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return dict_iterator_new(rt, T(rt, DICT_REVITEMITER), VIEW_DICT(self));
}

static Own get_mapping(Runtime *rt, Obj *self, const void *closure HS_UNUSED) {
    return mappingproxy_new(rt, VIEW_DICT(self));
}

static const GetSetDef view_getset[] = {
    {"mapping", get_mapping, NULL, "dictionary that this view refers to", NULL},
    GETSET_END,
};

static const MethodDef keys_methods[] = {
    {"isdisjoint", view_isdisjoint, METH_O, 1, 1,
     "Return True if the view and the given iterable have a null intersection."},
    {"__reversed__", keys_reversed, METH_NOARGS, 0, 0,
     "Return a reverse iterator over the dict keys."},
    METHOD_END,
};
static const MethodDef values_methods[] = {
    {"__reversed__", values_reversed, METH_NOARGS, 0, 0,
     "Return a reverse iterator over the dict values."},
    METHOD_END,
};
static const MethodDef items_methods[] = {
    {"isdisjoint", view_isdisjoint, METH_O, 1, 1,
     "Return True if the view and the given iterable have a null intersection."},
    {"__reversed__", items_reversed, METH_NOARGS, 0, 0,
     "Return a reverse iterator over the dict items."},
    METHOD_END,
};

#define SET_LIKE_VIEW(spec, python_name, iter, contains, method_table)                             \
    const TypeSpec spec = {                                                                        \
        .name = python_name,                                                                       \
        .flags = TPF_GC | TPF_NO_INSTANTIATION,                                                    \
        .base = -1,                                                                                \
        .virtual_size = 24,                                                                        \
        .slots =                                                                                   \
            {                                                                                      \
                .tp_dealloc = view_dealloc,                                                        \
                .tp_traverse = view_traverse,                                                      \
                .tp_repr = view_repr,                                                              \
                .tp_richcompare = view_richcompare,                                                \
                .tp_iter = iter,                                                                   \
                .nb_subtract = view_subtract,                                                      \
                .nb_and = view_and,                                                                \
                .nb_xor = view_xor,                                                                \
                .nb_or = view_or,                                                                  \
                .sq_length = view_length,                                                          \
                .sq_contains = contains,                                                           \
            },                                                                                     \
        .methods = method_table,                                                                   \
        .getset = view_getset,                                                                     \
    }

SET_LIKE_VIEW(dict_keys_type_spec, "dict_keys", keys_iter, keys_contains, keys_methods);
SET_LIKE_VIEW(dict_items_type_spec, "dict_items", items_iter, items_contains, items_methods);

const TypeSpec dict_values_type_spec = {
    .name = "dict_values",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 24,
    .slots =
        {
            .tp_dealloc = view_dealloc,
            .tp_traverse = view_traverse,
            .tp_repr = view_repr,
            .tp_iter = values_iter,
            .sq_length = view_length,
        },
    .methods = values_methods,
    .getset = view_getset,
};
