/* dict: protocol slots, methods and the type table. The table itself is in dict.c.
 * Follows CPython 3.11 Objects/dictobject.c. */
#include "heap/seam.h"
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/set.h"
#include "object/tuple.h"
#include "object/type.h"

#define UNUSED_ARGS Obj *const *args HS_UNUSED, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED
#define ONE_ARG Obj *const *args, size_t nargs HS_UNUSED, Obj *kwnames HS_UNUSED
#define FAST_ARGS Obj *const *args, size_t nargs, Obj *kwnames HS_UNUSED

/* ---- construct and release ---- */

static void dict_dealloc(Runtime *rt, Obj *self) {
    DictObj *dict = DICT(self);
    DictKeys *keys = dict->keys;
    DictValues *values = dict->values;
    gc_untrack(rt, self);
    bool nesting = self->type->slots.tp_dealloc == dict_dealloc;
    if (nesting && !trashcan_begin(rt, self)) return;
    if (values) {
        for (int32_t i = 0; i < keys->count; i++) xrelease(rt, dict_values_items(values)[i]);
        values_free(rt, values);
    }
    if (keys) dict_keys_release(rt, keys);
    if (rt->free_lists.dicts_count < HS_FREE_DICTS && is_dict_exact(rt, self)) {
        if (HS_UNLIKELY(rt->recording)) probe_freed(rt, self);
        dict->keys = (DictKeys *)(void *)rt->free_lists.dicts;
        rt->free_lists.dicts = self;
        rt->free_lists.dicts_count++;
    } else {
        self->type->slots.tp_free(rt, self);
    }
    if (nesting) trashcan_end(rt);
}

static Own dict_tp_new(Runtime *rt, TypeObj *type, Obj *args HS_UNUSED, Obj *kwargs HS_UNUSED) {
    Own own = type->slots.tp_alloc(rt, type, 0);
    if (!own) return NULL;
    DictObj *self = DICT(borrow(own));
    if (type == T(rt, DICT))
        gc_untrack(rt, borrow(own)); /* tracked again by the first item that needs it */
    self->used = 0;
    self->version = dict_next_version(rt);
    self->keys = empty_keys();
    self->values = NULL;
    return own;
}

static int check_keywords(Runtime *rt, Obj *kwargs) {
    Obj *key;
    intptr_t pos = 0;
    while (dict_next(kwargs, &pos, &key, NULL, NULL)) {
        if (!is_str(key))
            return raise_format_int(rt, EXC(rt, TypeError), "keywords must be strings");
    }
    return 0;
}

static int dict_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    if (args_check_positional(rt, "dict", (size_t)TUPLE_SIZE(args), 0, 1) < 0) return -1;
    if (TUPLE_SIZE(args) && dict_update_from(rt, self, TUPLE_ITEM(args, 0)) < 0) return -1;
    if (!kwargs) return 0;
    return check_keywords(rt, kwargs) < 0 ? -1 : dict_merge(rt, self, kwargs, 1);
}

static Own dict_vectorcall(Runtime *rt, Obj *type, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (args_check_positional(rt, "dict", nargs, 0, 1) < 0) return NULL;
    Own self = dict_tp_new(rt, (TypeObj *)type, NULL, NULL);
    if (!self) return NULL;
    if (nargs && dict_update_from(rt, borrow(self), args[0]) < 0) goto fail;
    for (intptr_t i = 0; kwnames && i < TUPLE_SIZE(kwnames); i++) {
        if (dict_set(rt, borrow(self), TUPLE_ITEM(kwnames, i), args[nargs + (size_t)i]) < 0)
            goto fail;
    }
    return self;
fail:
    release(rt, self);
    return NULL;
}

/* ---- memory ---- */

static int dict_traverse(Obj *self, VisitFn visit, void *arg) {
    DictObj *dict = DICT(self);
    DictKeys *keys = dict->keys;
    if (!keys || (dict->values && values_are_inside(dict->values))) return 0; /* the instance visits them */
    for (int32_t i = 0; i < keys->count; i++) {
        if (dict->values) {
            VISIT(dict_values_items(dict->values)[i]);
        } else if (keys_are_unicode(keys)) {
            VISIT(unicode_entries(keys)[i].value);
        } else if (general_entries(keys)[i].value) {
            VISIT(general_entries(keys)[i].value);
            VISIT(general_entries(keys)[i].key);
        }
    }
    return 0;
}

static int dict_tp_clear(Runtime *rt, Obj *self) {
    dict_clear_items(rt, self);
    return 0;
}

/* ---- slots ---- */

static int repr_item(StrWriter *w, Obj *item) {
    Own text = object_repr(w->rt, item);
    if (!text) return -1;
    int status = str_writer_str(w, borrow(text));
    release(w->rt, text);
    return status;
}

static Own repr_items(Runtime *rt, Obj *self) {
    StrWriter w;
    Obj *key, *value;
    intptr_t pos = 0;
    bool first = true;
    str_writer_init(&w, rt);
    int status = str_writer_char(&w, '{');
    while (status == 0 && dict_next(self, &pos, &key, &value, NULL)) {
        Own key_guard = keep(key), value_guard = keep(value); /* a repr may change the dict */
        if (!first) status = str_writer_ascii(&w, ", ", 2);
        first = false;
        if (status == 0) status = repr_item(&w, key);
        if (status == 0) status = str_writer_ascii(&w, ": ", 2);
        if (status == 0) status = repr_item(&w, value);
        release(rt, key_guard);
        release(rt, value_guard);
    }
    if (status < 0 || str_writer_char(&w, '}') < 0) {
        str_writer_discard(&w);
        return NULL;
    }
    return str_writer_finish(&w);
}

static Own dict_repr(Runtime *rt, Obj *self) {
    int entered = repr_enter(rt, self);
    if (entered) return entered > 0 ? str_from_cstr(rt, "{...}") : NULL;
    Own text = DICT_SIZE(self) ? repr_items(rt, self) : str_from_cstr(rt, "{}");
    repr_leave(rt, self);
    return text;
}

static intptr_t dict_length(Runtime *rt HS_UNUSED, Obj *self) { return DICT_SIZE(self); }

/* Value of an absent key: what __missing__ of a subclass gives, else KeyError. */
static Own subscript_missing(Runtime *rt, Obj *self, Obj *key) {
    if (!is_dict_exact(rt, self)) {
        Own missing = type_lookup_special(rt, self, ID(rt, __missing__));
        if (missing) {
            Own value = call_1(rt, borrow(missing), key);
            release(rt, missing);
            return value;
        }
        if (RAISED(rt)) return NULL;
    }
    return raise_key_error(rt, key);
}

static Own dict_subscript(Runtime *rt, Obj *self, Obj *key) {
    int64_t hash = key_hash(rt, key);
    if (hash == -1) return NULL;
    Obj *value;
    if (dict_lookup(rt, DICT(self), key, hash, &value) == DICT_RAISED) return NULL;
    return value ? keep(value) : subscript_missing(rt, self, key);
}

static int dict_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    return value ? dict_set(rt, self, key, value) : dict_delete(rt, self, key);
}

Own dict_tp_iter(Runtime *rt, Obj *self) {
    return dict_iterator_new(rt, T(rt, DICT_KEYITER), self);
}

/* 1 equal, 0 not, -1 raised. Values are compared only for keys found in both. */
static int equal_items(Runtime *rt, DictObj *a, DictObj *b) {
    if (a->used != b->used) return 0;
    for (int32_t i = 0; i < a->keys->count; i++) {
        Own key = *entry_key(a->keys, i);
        if (!key) continue;
        Own value = a->values ? dict_values_items(a->values)[i] : *entry_value(a->keys, i);
        if (!value) continue;
        int64_t hash = entry_hash(a->keys, i);
        Own key_guard = keep(borrow(key)), value_guard = keep(borrow(value));
        Obj *other;
        dict_lookup(rt, b, borrow(key), hash, &other);
        int same = RAISED(rt) ? -1 : 0;
        if (other) {
            Own other_guard = keep(other);
            same = object_compare_bool(rt, borrow(value), other, CMP_EQ);
            release(rt, key_guard);
            release(rt, value_guard);
            release(rt, other_guard);
        } else {
            release(rt, key_guard);
            release(rt, value_guard);
        }
        if (same <= 0) return same;
    }
    return 1;
}

static Own dict_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    if (!is_dict(left) || !is_dict(right) || (op != CMP_EQ && op != CMP_NE))
        return keep(rt->notimplemented);
    int same = equal_items(rt, DICT(left), DICT(right));
    return same < 0 ? NULL : bool_from(rt, same == (op == CMP_EQ));
}

static Own dict_or(Runtime *rt, Obj *left, Obj *right) {
    if (!is_dict(left) || !is_dict(right)) return keep(rt->notimplemented);
    Own copy = dict_copy(rt, left);
    if (copy && dict_update_from(rt, borrow(copy), right) < 0) {
        release(rt, copy);
        return NULL;
    }
    return copy;
}

static Own dict_inplace_or(Runtime *rt, Obj *left, Obj *right) {
    return dict_update_from(rt, left, right) < 0 ? NULL : keep(left);
}

/* ---- methods ---- */

static Own method_contains(Runtime *rt, Obj *self, ONE_ARG) {
    int present = dict_contains(rt, self, args[0]);
    return present < 0 ? NULL : bool_from(rt, present);
}

static Own method_getitem(Runtime *rt, Obj *self, ONE_ARG) {
    return dict_subscript(rt, self, args[0]);
}

static Own method_get(Runtime *rt, Obj *self, FAST_ARGS) {
    Obj *value = dict_get(rt, self, args[0]);
    if (value) return keep(value);
    if (RAISED(rt)) return NULL;
    return keep(nargs > 1 ? args[1] : rt->none);
}

static Own method_setdefault(Runtime *rt, Obj *self, FAST_ARGS) {
    return xkeep(dict_set_default(rt, self, args[0], nargs > 1 ? args[1] : rt->none));
}

static Own method_pop(Runtime *rt, Obj *self, FAST_ARGS) {
    return dict_pop(rt, self, args[0], nargs > 1 ? args[1] : NULL);
}

/* Take the last entry into an empty pair. */
static int pop_last(Runtime *rt, DictObj *self, TupleObj *pair) {
    if (self->used == 0)
        return raise_format_int(rt, EXC(rt, KeyError), "popitem(): dictionary is empty");
    if (self->values && dict_resize(rt, self, self->keys->log2_size, true) < 0) return -1;
    DictKeys *keys = self->keys;
    keys->version = 0;
    int32_t i = keys->count - 1;
    while (!*entry_value(keys, i)) i--;
    size_t slot = (size_t)keys_slot_of(keys, entry_hash(keys, i), i);
    pair->items[0] = *entry_key(keys, i);
    pair->items[1] = *entry_value(keys, i);
    *entry_key(keys, i) = NULL;
    *entry_value(keys, i) = NULL;
    keys_set_index(keys, slot, DICT_DUMMY);
    keys->count = i; /* usable stays: the dummy takes its slot */
    self->used--;
    self->version = dict_next_version(rt);
    return 0;
}

static Own method_popitem(Runtime *rt, Obj *self, UNUSED_ARGS) {
    Own pair = tuple_alloc(rt, 2);
    if (!pair) return NULL;
    gc_track(rt, borrow(pair));
    if (pop_last(rt, DICT(self), TUPLE(borrow(pair))) < 0) {
        release(rt, pair);
        return NULL;
    }
    return pair;
}

static Own method_keys(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return dict_view_new(rt, T(rt, DICT_KEYS), self);
}
static Own method_values(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return dict_view_new(rt, T(rt, DICT_VALUES), self);
}
static Own method_items(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return dict_view_new(rt, T(rt, DICT_ITEMS), self);
}

static Own method_update(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (args_check_positional(rt, "update", nargs, 0, 1) < 0) return NULL;
    Obj *keywords = rt->varkwargs;
    if (nargs && dict_update_from(rt, self, args[0]) < 0) return NULL;
    if (kwnames && TUPLE_SIZE(kwnames)) {
        Own given = keywords ? keep(keywords)
                             : dict_from_items(rt, TUPLE_ITEMS(kwnames), 1, args + nargs, 1, TUPLE_SIZE(kwnames));
        if (!given) return NULL;
        int status = dict_merge(rt, self, borrow(given), 1);
        release(rt, given);
        if (status < 0) return NULL;
    }
    return keep(rt->none);
}

/* Items of an exact dict or set into an empty exact dict, resized once. */
static int fromkeys_fast(Runtime *rt, DictObj *self, Obj *iterable, Obj *value) {
    bool from_dict = is_dict(iterable);
    intptr_t pos = 0, size = from_dict ? DICT_SIZE(iterable) : set_size(iterable);
    bool unicode = from_dict && keys_are_unicode(DICT(iterable)->keys);
    if (dict_resize(rt, self, keys_log2_for_items(rt, size), unicode) < 0) return -1;
    Obj *key;
    int64_t hash;
    while (from_dict ? dict_next(iterable, &pos, &key, NULL, &hash)
                     : set_next(iterable, &pos, &key, &hash)) {
        if (dict_insert(rt, self, keep(key), hash, keep(value)) < 0) return -1;
    }
    return 0;
}

static int fromkeys_iterate(Runtime *rt, Obj *self, Obj *iterable, Obj *value) {
    Own iterator = object_iter(rt, iterable), key;
    if (!iterator) return -1;
    int status = 0;
    bool exact = is_dict_exact(rt, self);
    while (status == 0 && (key = iter_next(rt, borrow(iterator)))) {
        status = exact ? dict_set(rt, self, borrow(key), value)
                       : object_setitem(rt, self, borrow(key), value);
        release(rt, key);
    }
    if (RAISED(rt)) status = -1;
    release(rt, iterator);
    return status;
}

Own dict_fromkeys(Runtime *rt, Obj *cls, Obj *iterable, Obj *value) {
    Own self = call_0(rt, cls);
    if (!self) return NULL;
    bool fast = is_dict_exact(rt, borrow(self)) && DICT_SIZE(borrow(self)) == 0 &&
                (is_dict_exact(rt, iterable) || iterable->type == T(rt, SET) ||
                 iterable->type == T(rt, FROZENSET));
    int status = fast ? fromkeys_fast(rt, DICT(borrow(self)), iterable, value)
                      : fromkeys_iterate(rt, borrow(self), iterable, value);
    if (status < 0) {
        release(rt, self);
        return NULL;
    }
    return self;
}

static Own method_fromkeys(Runtime *rt, Obj *cls, FAST_ARGS) {
    return dict_fromkeys(rt, cls, args[0], nargs > 1 ? args[1] : rt->none);
}

static Own method_clear(Runtime *rt, Obj *self, UNUSED_ARGS) {
    dict_clear_items(rt, self);
    return keep(rt->none);
}

static Own method_copy(Runtime *rt, Obj *self, UNUSED_ARGS) { return dict_copy(rt, self); }

static Own method_reversed(Runtime *rt, Obj *self, UNUSED_ARGS) {
    return dict_iterator_new(rt, T(rt, DICT_REVKEYITER), self);
}

/* ---- tables ---- */

static const MethodDef dict_methods[] = {
    {"__contains__", method_contains, METH_O | METH_COEXIST, 1, 1,
     "__contains__($self, key, /)\n--\n\nTrue if the dictionary has the specified key, else "
     "False."},
    {"__getitem__", method_getitem, METH_O | METH_COEXIST, 1, 1, "x.__getitem__(y) <==> x[y]"},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0,
     "D.__sizeof__() -> size of D in memory, in bytes"},
    {"get", method_get, METH_FASTCALL, 1, 2,
     "get($self, key, default=None, /)\n--\n\nReturn the value for key if key is in the "
     "dictionary, else default."},
    {"setdefault", method_setdefault, METH_FASTCALL, 1, 2,
     "setdefault($self, key, default=None, /)\n--\n\nInsert key with a value of default if key is "
     "not in the "
     "dictionary.\n\nReturn the value for key if key is in the dictionary, else default."},
    {"pop", method_pop, METH_FASTCALL, 1, 2,
     "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n"
     "If the key is not found, return the default if given; otherwise,\nraise a KeyError."},
    {"popitem", method_popitem, METH_NOARGS, 0, 0,
     "popitem($self, /)\n--\n\nRemove and return a (key, value) pair as a 2-tuple, the last one "
     "inserted.\n\n"
     "Raises KeyError if the dict is empty."},
    {"keys", method_keys, METH_NOARGS, 0, 0,
     "D.keys() -> a set-like object providing a view on D's keys"},
    {"items", method_items, METH_NOARGS, 0, 0,
     "D.items() -> a set-like object providing a view on D's items"},
    {"values", method_values, METH_NOARGS, 0, 0,
     "D.values() -> an object providing a view on D's values"},
    {"update", method_update, METH_VARARGS | METH_KEYWORDS, 0, -1,
     "D.update([E, ]**F) -> None.  Update D from mapping or pairs E and keywords F."},
    {"fromkeys", method_fromkeys, METH_FASTCALL | METH_CLASS, 1, 2,
     "fromkeys($type, iterable, value=None, /)\n--\n\n"
     "Create a new dictionary with keys from iterable and values set to value."},
    {"clear", method_clear, METH_NOARGS, 0, 0, "D.clear() -> None.  Remove all items from D."},
    {"copy", method_copy, METH_NOARGS, 0, 0, "D.copy() -> a shallow copy of D"},
    {"__reversed__", method_reversed, METH_NOARGS, 0, 0,
     "__reversed__($self, /)\n--\n\nReturn a reverse iterator over the dict keys."},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};

const TypeSpec dict_type_spec = {
    .name = "dict",
    .doc = "dict() -> new empty dictionary\ndict(mapping) -> its items\ndict(iterable) -> its "
           "(key, value) pairs\n"
           "dict(**kwargs) -> the name=value pairs",
    .flags = TPF_BASETYPE | TPF_GC | TPF_DICT | TPF_MATCH_SELF | TPF_MAPPING,
    .base = -1,
    .virtual_size = 48,
    .slots =
        {
            .tp_dealloc = dict_dealloc,
            .tp_traverse = dict_traverse,
            .tp_clear = dict_tp_clear,
            .tp_new = dict_tp_new,
            .tp_init = dict_init,
            .type_vectorcall = dict_vectorcall,
            .tp_repr = dict_repr,
            .tp_sizeof = dict_sizeof,
            .tp_hash = object_hash_not_implemented,
            .tp_richcompare = dict_richcompare,
            .tp_iter = dict_tp_iter,
            .nb_or = dict_or,
            .nb_inplace_or = dict_inplace_or,
            .sq_contains = dict_contains,
            .mp_length = dict_length,
            .mp_subscript = dict_subscript,
            .mp_ass_subscript = dict_ass_subscript,
        },
    .methods = dict_methods,
};
