/* set and frozenset: operations, methods, iterator and type tables. The table itself is in set.c.
 * Results of operations are of the left operand's base type (set or frozenset), also for
 * subclasses. Follows CPython 3.11 Objects/setobject.c. */
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED
#define ONE_ARG Obj *const *args, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED
#define FAST_ARGS Obj *const *args, size_t nargs, Obj *kwnames HS_UNUSED

typedef struct SetIterObj { /* virtual 48 */
    Obj base;
    Own set; /* NULL = exhausted */
    intptr_t used, pos, left;
} SetIterObj;
_Static_assert(sizeof(SetIterObj) <= 48, "set iterator");

/* ---- construct ---- */

static Own make_base(Runtime *rt, SetObj *like, Obj *iterable) {
    return set_make(rt, is_set(rt, &like->base) ? T(rt, SET) : T(rt, FROZENSET), iterable);
}

static Own copy(Runtime *rt, SetObj *self) { return make_base(rt, self, &self->base); }

static Own set_tp_new(Runtime *rt, TypeObj *type, Obj *args HS_UNUSED, Obj *kwargs HS_UNUSED) {
    return set_make(rt, type, NULL);
}

static int set_init(Runtime *rt, Obj *object, Obj *args, Obj *kwargs) {
    SetObj *self = SET(object);
    if (args_no_keywords(rt, "set", kwargs) < 0) return -1;
    if (args_check_positional(rt, object->type->name, (size_t)TUPLE_SIZE(args), 0, 1) < 0)
        return -1;
    if (self->fill) set_clear_table(rt, self);
    self->hash = -1;
    return TUPLE_SIZE(args) ? set_update_any(rt, self, TUPLE_ITEM(args, 0)) : 0;
}

static Own set_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (args_no_keywords(rt, "set", kwnames) < 0 ||
        args_check_positional(rt, "set", nargs, 0, 1) < 0)
        return NULL;
    return set_make(rt, (TypeObj *)type, nargs ? args[0] : NULL);
}

static Own make_frozenset(Runtime *rt, TypeObj *type, Obj *iterable) {
    if (type == T(rt, FROZENSET) && iterable && iterable->type == type) return keep(iterable);
    return set_make(rt, type, iterable);
}

static Own frozenset_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    TypeObj *base = T(rt, FROZENSET);
    if ((type == base || type->slots.tp_init == base->slots.tp_init) &&
        args_no_keywords(rt, "frozenset", kwargs) < 0) {
        return NULL;
    }
    if (args_check_positional(rt, type->name, (size_t)TUPLE_SIZE(args), 0, 1) < 0) return NULL;
    return make_frozenset(rt, type, TUPLE_SIZE(args) ? TUPLE_ITEM(args, 0) : NULL);
}

static Own frozenset_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs,
                                Obj *kwnames) {
    if (args_no_keywords(rt, "frozenset", kwnames) < 0) return NULL;
    if (args_check_positional(rt, "frozenset", nargs, 0, 1) < 0) return NULL;
    return make_frozenset(rt, (TypeObj *)type, nargs ? args[0] : NULL);
}

/* ---- operations ---- */

/* Items of `other` that `self` has, into result. */
static int intersect_iterable(Runtime *rt, SetObj *self, Obj *other, SetObj *result) {
    Own iterator = object_iter(rt, other), key;
    if (!iterator) return -1;
    int status = 0;
    while (status >= 0 && (key = iter_next(rt, borrow(iterator)))) {
        int64_t hash = object_hash(rt, borrow(key));
        status = hash == -1 ? -1 : set_contains_hashed(rt, self, borrow(key), hash);
        if (status > 0) status = set_add_hashed(rt, result, borrow(key), hash) < 0 ? -1 : 1;
        release(rt, key);
        if (status > 0 && result->used >= self->used) break;
    }
    release(rt, iterator);
    return status < 0 || RAISED(rt) ? -1 : 0;
}

/* Keys of `walked` that are (or with `want` 0 are not) in `looked`, into result. */
static int filter_set(Runtime *rt, SetObj *walked, Obj *looked, int want, SetObj *result) {
    intptr_t pos = 0;
    Obj *key;
    int64_t hash;
    bool in_dict = is_dict(looked);
    while (set_next(&walked->base, &pos, &key, &hash)) {
        Own guard = keep(key);
        int present;
        if (in_dict) {
            present = dict_get_known_hash(rt, looked, key, hash) ? 1 : RAISED(rt) ? -1 : 0;
        } else {
            present = set_contains_hashed(rt, SET(looked), key, hash);
        }
        int status = present == want ? set_add_hashed(rt, result, key, hash) : present < 0 ? -1 : 0;
        release(rt, guard);
        if (status < 0) return -1;
    }
    return 0;
}

Own set_intersection(Runtime *rt, SetObj *self, Obj *other) {
    if (&self->base == other) return copy(rt, self);
    Own result = make_base(rt, self, NULL);
    if (!result) return NULL;
    int status;
    if (!is_set_any(rt, other)) {
        status = intersect_iterable(rt, self, other, SET(borrow(result)));
    } else if (set_size(other) > self->used) {
        status = filter_set(rt, self, other, 1, SET(borrow(result)));
    } else {
        status = filter_set(rt, SET(other), &self->base, 1, SET(borrow(result)));
    }
    if (status == 0) return result;
    release(rt, result);
    return NULL;
}

static Own difference(Runtime *rt, SetObj *self, Obj *other) {
    bool other_set = is_set_any(rt, other), other_dict = is_dict_exact(rt, other);
    intptr_t size = other_set ? set_size(other) : other_dict ? DICT_SIZE(other) : 0;
    Own result;
    int status;
    if ((!other_set && !other_dict) || (self->used >> 2) > size) {
        if (!(result = copy(rt, self))) return NULL;
        status = set_difference_update(rt, SET(borrow(result)), other);
    } else {
        if (!(result = make_base(rt, self, NULL))) return NULL;
        status = filter_set(rt, self, other, 0, SET(borrow(result)));
    }
    if (status == 0) return result;
    release(rt, result);
    return NULL;
}

static int toggle(Runtime *rt, SetObj *self, Obj *key, int64_t hash) {
    Own guard = keep(key);
    int status = set_discard_hashed(rt, self, key, hash);
    if (status == 0) status = set_add_hashed(rt, self, key, hash);
    release(rt, guard);
    return status < 0 ? -1 : 0;
}

int set_symmetric_update(Runtime *rt, SetObj *self, Obj *other) {
    intptr_t pos = 0;
    Obj *key;
    int64_t hash;
    if (&self->base == other) {
        set_clear_table(rt, self);
        return 0;
    }
    if (is_dict_exact(rt, other)) {
        while (dict_next(other, &pos, &key, NULL, &hash)) {
            if (toggle(rt, self, key, hash) < 0) return -1;
        }
        return 0;
    }
    Own set = is_set_any(rt, other) ? keep(other) : make_base(rt, self, other);
    if (!set) return -1;
    int status = 0;
    while (status == 0 && set_next(borrow(set), &pos, &key, &hash))
        status = toggle(rt, self, key, hash);
    release(rt, set);
    return status;
}

static Own symmetric_difference(Runtime *rt, SetObj *self, Obj *other) {
    Own result = make_base(rt, self, other);
    if (result && set_symmetric_update(rt, SET(borrow(result)), &self->base) < 0) {
        release(rt, result);
        return NULL;
    }
    return result;
}

/* 1, 0, -1 raised. */
static int is_subset(Runtime *rt, SetObj *self, Obj *other) {
    if (!is_set_any(rt, other)) {
        Own set = set_new(rt, other);
        if (!set) return -1;
        int answer = is_subset(rt, self, borrow(set));
        release(rt, set);
        return answer;
    }
    if (self->used > set_size(other)) return 0;
    intptr_t pos = 0;
    Obj *key;
    int64_t hash;
    while (set_next(&self->base, &pos, &key, &hash)) {
        Own guard = keep(key);
        int present = set_contains_hashed(rt, SET(other), key, hash);
        release(rt, guard);
        if (present <= 0) return present;
    }
    return 1;
}

/* Whether all (want 1) or none (want 0) of an iterable's items are in the set. */
static int all_present(Runtime *rt, SetObj *self, Obj *iterable, int want) {
    Own iterator = object_iter(rt, iterable), key;
    if (!iterator) return -1;
    int answer = 1;
    while (answer == 1 && (key = iter_next(rt, borrow(iterator)))) {
        int present = set_contains(rt, &self->base, borrow(key));
        release(rt, key);
        answer = present < 0 ? -1 : present == want;
    }
    release(rt, iterator);
    return RAISED(rt) ? -1 : answer;
}

static int is_superset(Runtime *rt, SetObj *self, Obj *other) {
    return is_set_any(rt, other) ? is_subset(rt, SET(other), &self->base)
                                 : all_present(rt, self, other, 1);
}

static int is_disjoint(Runtime *rt, SetObj *self, Obj *other) {
    if (&self->base == other) return self->used == 0;
    if (other->type != T(rt, SET) && other->type != T(rt, FROZENSET))
        return all_present(rt, self, other, 0);
    SetObj *walked = set_size(other) > self->used ? self : SET(other),
           *looked = walked == self ? SET(other) : self;
    intptr_t pos = 0;
    Obj *key;
    int64_t hash;
    while (set_next(&walked->base, &pos, &key, &hash)) {
        Own guard = keep(key);
        int present = set_contains_hashed(rt, looked, key, hash);
        release(rt, guard);
        if (present) return present < 0 ? -1 : 0;
    }
    return 1;
}

/* ---- slots ---- */

static Own set_repr(Runtime *rt, Obj *self) {
    int entered = repr_enter(rt, self);
    if (entered) return entered > 0 ? str_format(rt, "%s(...)", self->type->name) : NULL;
    Own keys = NULL, list = NULL, inner = NULL, text = NULL;
    if (!SET(self)->used) {
        text = str_format(rt, "%s()", self->type->name);
        goto done;
    }
    if (!(keys = list_from_iterable(rt, self))) goto done;
    if (!(list = object_repr(rt, borrow(keys)))) goto done;
    if (!(inner = str_substring(rt, borrow(list), 1, STR(borrow(list))->length - 1))) goto done;
    if (self->type == T(rt, SET)) {
        text = str_format(rt, "{%U}", borrow(inner));
    } else {
        text = str_format(rt, "%s({%U})", self->type->name, borrow(inner));
    }
done:
    repr_leave(rt, self);
    xrelease(rt, inner);
    xrelease(rt, list);
    xrelease(rt, keys);
    return text;
}

static uint64_t shuffle_bits(uint64_t h) { return ((h ^ 89869747ULL) ^ (h << 16)) * 3644798167ULL; }

/* Independent of the order of the keys. */
static int64_t frozenset_hash(Runtime *rt HS_UNUSED, Obj *object) {
    SetObj *self = SET(object);
    if (self->hash != -1) return self->hash;
    uint64_t hash = 0;
    for (intptr_t i = 0; i <= self->mask; i++) {
        if (entry_is_live(&self->table[i])) hash ^= shuffle_bits((uint64_t)self->table[i].hash);
    }
    hash ^= ((uint64_t)self->used + 1) * 1927868237ULL;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069U + 907133923ULL;
    if (hash == UINT64_MAX) hash = 590923713ULL;
    self->hash = (int64_t)hash;
    return self->hash;
}

static intptr_t set_length(Runtime *rt HS_UNUSED, Obj *self) { return SET(self)->used; }

/* `item in set`, where an unhashable set stands for a frozenset of its items. */
static int set_has(Runtime *rt, Obj *self, Obj *item, int (*operation)(Runtime *, Obj *, Obj *)) {
    int answer = operation(rt, self, item);
    if (answer >= 0 || !is_set(rt, item) || !raised_matches(rt, EXC(rt, TypeError))) return answer;
    raised_clear(rt);
    Own frozen = frozenset_new(rt, item);
    if (!frozen) return -1;
    answer = operation(rt, self, borrow(frozen));
    release(rt, frozen);
    return answer;
}

static int set_sq_contains(Runtime *rt, Obj *self, Obj *item) {
    return set_has(rt, self, item, set_contains);
}

static Own set_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    if (!is_set_any(rt, right)) return keep(rt->notimplemented);
    SetObj *a = SET(left), *b = SET(right);
    int answer;
    switch (op) {
    case CMP_EQ:
    case CMP_NE:
        answer = a->used == b->used && (a->hash == -1 || b->hash == -1 || a->hash == b->hash);
        if (answer) answer = is_subset(rt, a, right);
        if (op == CMP_NE && answer >= 0) answer = !answer;
        break;
    case CMP_LE: answer = is_subset(rt, a, right); break;
    case CMP_GE: answer = is_superset(rt, a, right); break;
    case CMP_LT: answer = a->used < b->used ? is_subset(rt, a, right) : 0; break;
    default: answer = a->used > b->used ? is_superset(rt, a, right) : 0; break;
    }
    return answer < 0 ? NULL : bool_from(rt, answer);
}

HS_INLINE bool both_sets(Runtime *rt, Obj *a, Obj *b) {
    return is_set_any(rt, a) && is_set_any(rt, b);
}

static Own set_or(Runtime *rt, Obj *left, Obj *right) {
    if (!both_sets(rt, left, right)) return keep(rt->notimplemented);
    Own result = copy(rt, SET(left));
    if (!result || left == right) return result;
    if (set_update_any(rt, SET(borrow(result)), right) == 0) return result;
    release(rt, result);
    return NULL;
}

static Own set_and(Runtime *rt, Obj *left, Obj *right) {
    return both_sets(rt, left, right) ? set_intersection(rt, SET(left), right)
                                      : keep(rt->notimplemented);
}

static Own set_subtract(Runtime *rt, Obj *left, Obj *right) {
    return both_sets(rt, left, right) ? difference(rt, SET(left), right) : keep(rt->notimplemented);
}

static Own set_xor(Runtime *rt, Obj *left, Obj *right) {
    return both_sets(rt, left, right) ? symmetric_difference(rt, SET(left), right)
                                      : keep(rt->notimplemented);
}

static int intersection_update(Runtime *rt, SetObj *self, Obj *other) {
    Own result = set_intersection(rt, self, other);
    if (!result) return -1;
    set_swap(rt, self, SET(borrow(result)));
    release(rt, result);
    return 0;
}

static Own inplace(Runtime *rt, Obj *self, Obj *other, int (*update)(Runtime *, SetObj *, Obj *)) {
    if (!is_set_any(rt, other)) return keep(rt->notimplemented);
    return update(rt, SET(self), other) < 0 ? NULL : keep(self);
}

static Own set_inplace_or(Runtime *rt, Obj *self, Obj *other) {
    return inplace(rt, self, other, set_update_any);
}
static Own set_inplace_and(Runtime *rt, Obj *self, Obj *other) {
    return inplace(rt, self, other, intersection_update);
}
static Own set_inplace_subtract(Runtime *rt, Obj *self, Obj *other) {
    return inplace(rt, self, other, set_difference_update);
}
static Own set_inplace_xor(Runtime *rt, Obj *self, Obj *other) {
    return inplace(rt, self, other, set_symmetric_update);
}

/* ---- methods ---- */

static Own none_or_raised(Runtime *rt, int status) { return status < 0 ? NULL : keep(rt->none); }
static Own bool_or_raised(Runtime *rt, int answer) {
    return answer < 0 ? NULL : bool_from(rt, answer);
}

static Own method_add(Runtime *rt, Obj *self, ONE_ARG) {
    return none_or_raised(rt, set_add(rt, self, args[0]));
}

static Own method_clear(Runtime *rt, Obj *self, UNUSED_ARGS) {
    set_clear_table(rt, SET(self));
    return keep(rt->none);
}

static Own method_contains(Runtime *rt, Obj *self, ONE_ARG) {
    return bool_or_raised(rt, set_sq_contains(rt, self, args[0]));
}

static Own method_copy(Runtime *rt, Obj *self, UNUSED_ARGS) { return copy(rt, SET(self)); }

static Own method_frozen_copy(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return self->type == T(rt, FROZENSET) ? keep(self) : copy(rt, SET(self));
}

static Own method_discard(Runtime *rt, Obj *self, ONE_ARG) {
    return none_or_raised(rt, set_has(rt, self, args[0], set_discard));
}

static Own method_remove(Runtime *rt, Obj *self, ONE_ARG) {
    int found = set_has(rt, self, args[0], set_discard);
    if (found == 0) return raise_key_error(rt, args[0]);
    return none_or_raised(rt, found);
}

static Own method_pop(Runtime *rt, Obj *object, UNUSED_ARGS) {
    SetObj *self = SET(object);
    if (self->used == 0) return raise_format(rt, EXC(rt, KeyError), "pop from an empty set");
    intptr_t i = self->finger & self->mask;
    while (!entry_is_live(&self->table[i])) i = i == self->mask ? 0 : i + 1;
    Own key = self->table[i].key;
    self->table[i] = (SetEntry){set_dummy(), -1};
    self->used--;
    self->finger = i + 1;
    return key;
}

/* update and its relatives: each argument in turn. */
static Own apply_all(Runtime *rt, Obj *self, Obj *const *args, size_t nargs,
                     int (*update)(Runtime *, SetObj *, Obj *)) {
    for (size_t i = 0; i < nargs; i++) {
        if (update(rt, SET(self), args[i]) < 0) return NULL;
    }
    return keep(rt->none);
}

static Own method_update(Runtime *rt, Obj *self, FAST_ARGS) {
    return apply_all(rt, self, args, nargs, set_update_any);
}

static Own method_difference_update(Runtime *rt, Obj *self, FAST_ARGS) {
    return apply_all(rt, self, args, nargs, set_difference_update);
}

static Own method_union(Runtime *rt, Obj *self, FAST_ARGS) {
    Own result = copy(rt, SET(self));
    for (size_t i = 0; result && i < nargs; i++) {
        if (args[i] == self) continue;
        if (set_update_any(rt, SET(borrow(result)), args[i]) < 0) own_clear(rt, &result);
    }
    return result;
}

static Own method_intersection(Runtime *rt, Obj *self, FAST_ARGS) {
    if (nargs == 0) return copy(rt, SET(self));
    Own result = keep(self);
    for (size_t i = 0; result && i < nargs; i++) {
        own_set(rt, &result, set_intersection(rt, SET(borrow(result)), args[i]));
    }
    return result;
}

static Own method_intersection_update(Runtime *rt, Obj *self, FAST_ARGS) {
    Own result = method_intersection(rt, self, args, nargs, NULL);
    if (!result) return NULL;
    set_swap(rt, SET(self), SET(borrow(result)));
    release(rt, result);
    return keep(rt->none);
}

static Own method_difference(Runtime *rt, Obj *self, FAST_ARGS) {
    if (nargs == 0) return copy(rt, SET(self));
    Own result = difference(rt, SET(self), args[0]);
    for (size_t i = 1; result && i < nargs; i++) {
        if (set_difference_update(rt, SET(borrow(result)), args[i]) < 0) own_clear(rt, &result);
    }
    return result;
}

static Own method_symmetric_difference(Runtime *rt, Obj *self, ONE_ARG) {
    return symmetric_difference(rt, SET(self), args[0]);
}

static Own method_symmetric_difference_update(Runtime *rt, Obj *self, ONE_ARG) {
    return none_or_raised(rt, set_symmetric_update(rt, SET(self), args[0]));
}

static Own method_isdisjoint(Runtime *rt, Obj *self, ONE_ARG) {
    return bool_or_raised(rt, is_disjoint(rt, SET(self), args[0]));
}
static Own method_issubset(Runtime *rt, Obj *self, ONE_ARG) {
    return bool_or_raised(rt, is_subset(rt, SET(self), args[0]));
}
static Own method_issuperset(Runtime *rt, Obj *self, ONE_ARG) {
    return bool_or_raised(rt, is_superset(rt, SET(self), args[0]));
}

static Own method_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    Own keys = list_from_iterable(rt, self), inner = NULL, state = NULL, result = NULL;
    if (keys && (inner = tuple_pack(rt, 1, borrow(keys))) &&
        (state = call_method_0(rt, self, ID(rt, __getstate__)))) {
        result = tuple_pack(rt, 3, (Obj *)self->type, borrow(inner), borrow(state));
    }
    xrelease(rt, state);
    xrelease(rt, inner);
    xrelease(rt, keys);
    return result;
}

static uint64_t set_sizeof(HS_UNUSED Runtime *rt, Obj *object) {
    SetObj *self = SET(object);
    return object->type->virtual_size + (self->table == self->small_table ? 0 : ((uint64_t)self->mask + 1) * 16);
}

/* ---- iterator ---- */

Own set_iter(Runtime *rt, Obj *self) {
    Own own = gc_alloc(rt, T(rt, SET_ITER), 48);
    if (!own) return NULL;
    SetIterObj *iterator = (SetIterObj *)borrow(own);
    iterator->set = keep(self);
    iterator->used = iterator->left = SET(self)->used;
    iterator->pos = 0;
    gc_track(rt, borrow(own));
    return own;
}

static void iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, ((SetIterObj *)self)->set);
    gc_free(rt, self);
}

static int iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((SetIterObj *)self)->set);
    return 0;
}

static Own iter_advance(Runtime *rt, Obj *self) {
    SetIterObj *iterator = (SetIterObj *)self;
    if (!iterator->set) return NULL;
    Obj *set = borrow(iterator->set), *key;
    if (iterator->used != SET(set)->used) {
        raise_format(rt, EXC(rt, RuntimeError), "Set changed size during iteration");
        iterator->used = -1;
        return NULL;
    }
    if (set_next(set, &iterator->pos, &key, NULL)) {
        iterator->left--;
        return keep(key);
    }
    own_clear(rt, &iterator->set);
    return NULL;
}

static Own iter_hint(Runtime *rt, Obj *self, UNUSED_ARGS) {
    SetIterObj *iterator = (SetIterObj *)self;
    bool valid = iterator->set && iterator->used == SET(borrow(iterator->set))->used;
    return int_from_i64(rt, valid ? iterator->left : 0);
}

/* (iter, (list of what is left,)); the iterator itself does not move. */
static Own iter_reduce(Runtime *rt, Obj *self, UNUSED_ARGS) {
    SetIterObj *iterator = (SetIterObj *)self, saved = *iterator;
    Own set = xkeep(borrow(saved.set)), result = NULL, list = list_from_iterable(rt, self);
    if (!iterator->set) iterator->set = set, set = NULL;
    iterator->used = saved.used, iterator->pos = saved.pos, iterator->left = saved.left;
    xrelease(rt, set);
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

/* ---- tables ---- */

#define DOC_CONTAINS "x.__contains__(y) <==> y in x."
#define DOC_COPY "Return a shallow copy of a set."
#define DOC_DIFFERENCE "Return the difference of two or more sets as a new set."
#define DOC_INTERSECTION "Return the intersection of two sets as a new set."
#define DOC_DISJOINT "Return True if two sets have a null intersection."
#define DOC_SUBSET "Report whether another set contains this set."
#define DOC_SUPERSET "Report whether this set contains another set."
#define DOC_REDUCE "Return state information for pickling."
#define DOC_SIZEOF "S.__sizeof__() -> size of S in memory, in bytes"
#define DOC_SYMMETRIC "Return the symmetric difference of two sets as a new set."
#define DOC_UNION "Return the union of sets as a new set."
#define SHARED_METHODS                                                                             \
    {"__contains__", method_contains, METH_O | METH_COEXIST, 1, 1, DOC_CONTAINS},                  \
        {"difference", method_difference, METH_VARARGS, 0, -1, DOC_DIFFERENCE},                    \
        {"intersection", method_intersection, METH_VARARGS, 0, -1, DOC_INTERSECTION},              \
        {"isdisjoint", method_isdisjoint, METH_O, 1, 1, DOC_DISJOINT},                             \
        {"issubset", method_issubset, METH_O, 1, 1, DOC_SUBSET},                                   \
        {"issuperset", method_issuperset, METH_O, 1, 1, DOC_SUPERSET},                             \
        {"__reduce__", method_reduce, METH_NOARGS, 0, 0, DOC_REDUCE},                              \
        {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, DOC_SIZEOF},                              \
        {"symmetric_difference", method_symmetric_difference, METH_O, 1, 1, DOC_SYMMETRIC},        \
        {"union", method_union, METH_VARARGS, 0, -1, DOC_UNION}, {                                 \
        "__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"       \
    }

static const MethodDef set_methods[] = {
    {"add", method_add, METH_O, 1, 1,
     "Add an element to a set.\n\nThis has no effect if the element is already present."},
    {"clear", method_clear, METH_NOARGS, 0, 0, "Remove all elements from this set."},
    {"copy", method_copy, METH_NOARGS, 0, 0, DOC_COPY},
    {"discard", method_discard, METH_O, 1, 1, "Remove an element from a set if it is a member."},
    {"difference_update", method_difference_update, METH_VARARGS, 0, -1,
     "Remove all elements of another set from this set."},
    {"intersection_update", method_intersection_update, METH_VARARGS, 0, -1,
     "Update a set with the intersection of itself and another."},
    {"pop", method_pop, METH_NOARGS, 0, 0,
     "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty."},
    {"remove", method_remove, METH_O, 1, 1,
     "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise "
     "a KeyError."},
    {"symmetric_difference_update", method_symmetric_difference_update, METH_O, 1, 1,
     "Update a set with the symmetric difference of itself and another."},
    {"update", method_update, METH_VARARGS, 0, -1,
     "Update a set with the union of itself and others."},
    SHARED_METHODS,
    METHOD_END,
};

static const MethodDef frozenset_methods[] = {
    {"copy", method_frozen_copy, METH_NOARGS, 0, 0, DOC_COPY},
    SHARED_METHODS,
    METHOD_END,
};

const TypeSpec set_type_spec = {
    .name = "set",
    .doc = "set() -> new empty set object\nset(iterable) -> new set object\n\n"
           "Build an unordered collection of unique elements.",
    .flags = TPF_BASETYPE | TPF_GC | TPF_MATCH_SELF,
    .base = -1,
    .virtual_size = 200,
    .weak_offset = offsetof(SetObj, weaklist),
    .slots =
        {
            .tp_dealloc = set_dealloc,
            .tp_traverse = set_traverse,
            .tp_clear = set_tp_clear,
            .tp_new = set_tp_new,
            .tp_init = set_init,
            .type_vectorcall = set_vectorcall,
            .tp_repr = set_repr,
            .tp_sizeof = set_sizeof,
            .tp_hash = object_hash_not_implemented,
            .tp_richcompare = set_richcompare,
            .tp_iter = set_iter,
            .nb_subtract = set_subtract,
            .nb_and = set_and,
            .nb_xor = set_xor,
            .nb_or = set_or,
            .nb_inplace_subtract = set_inplace_subtract,
            .nb_inplace_and = set_inplace_and,
            .nb_inplace_xor = set_inplace_xor,
            .nb_inplace_or = set_inplace_or,
            .sq_length = set_length,
            .sq_contains = set_sq_contains,
        },
    .methods = set_methods,
};

const TypeSpec frozenset_type_spec = {
    .name = "frozenset",
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n"
           "Build an immutable unordered collection of unique elements.",
    .flags = TPF_BASETYPE | TPF_GC | TPF_MATCH_SELF,
    .base = -1,
    .virtual_size = 200,
    .weak_offset = offsetof(SetObj, weaklist),
    .slots =
        {
            .tp_dealloc = set_dealloc,
            .tp_traverse = set_traverse,
            .tp_clear = set_tp_clear,
            .tp_new = frozenset_tp_new,
            .type_vectorcall = frozenset_vectorcall,
            .tp_repr = set_repr,
            .tp_sizeof = set_sizeof,
            .tp_hash = frozenset_hash,
            .tp_richcompare = set_richcompare,
            .tp_iter = set_iter,
            .nb_subtract = set_subtract,
            .nb_and = set_and,
            .nb_xor = set_xor,
            .nb_or = set_or,
            .sq_length = set_length,
            .sq_contains = set_sq_contains,
        },
    .methods = frozenset_methods,
};

static const MethodDef iter_methods[] = {
    {"__length_hint__", iter_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iter_reduce, METH_NOARGS, 0, 0, DOC_REDUCE},
    METHOD_END,
};

const TypeSpec set_iter_type_spec = {
    .name = "set_iterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 48,
    .slots =
        {
            .tp_dealloc = iter_dealloc,
            .tp_traverse = iter_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = iter_advance,
        },
    .methods = iter_methods,
};
