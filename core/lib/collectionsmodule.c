/* _collections: defaultdict, the field descriptors of named tuples, counting for Counter, and the module itself. deque is
 * in deque.c, OrderedDict in ordered_dict.c. Follows CPython 3.11 Modules/_collectionsmodule.c. */
#include "lib/collections.h"
#include "object/range.h"

/* ---- defaultdict ---- */

typedef struct DefaultDictObj { /* virtual 56 */
    DictObj dict;
    Own factory; /* NULL as None */
} DefaultDictObj;
_Static_assert(sizeof(DefaultDictObj) <= 56, "defaultdict");
#define DEFAULTDICT(o) ((DefaultDictObj *)(o))

static Own defaultdict_missing(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *factory = borrow(DEFAULTDICT(self)->factory);
    if (!factory || is_none(rt, factory)) {
        Own key = tuple_pack(rt, 1, args[0]);
        if (key) raise_object(rt, EXC(rt, KeyError), borrow(key));
        xrelease(rt, key);
        return NULL;
    }
    Own value = call_0(rt, factory);
    if (value && object_setitem(rt, self, args[0], borrow(value)) < 0) own_clear(rt, &value);
    return value;
}

/* type(self)(factory, source) */
static Own defaultdict_like(Runtime *rt, Obj *self, Obj *source) {
    Obj *factory = borrow(DEFAULTDICT(self)->factory);
    return call_2(rt, (Obj *)self->type, factory ? factory : rt->none, source);
}

static Own defaultdict_copy(Runtime *rt, Obj *self, METHOD_ARGS) { return defaultdict_like(rt, self, self); }

static Own defaultdict_or(Runtime *rt, Obj *left, Obj *right) {
    bool from_left = is_instance_of(left, T(rt, DEFAULTDICT));
    if (!is_dict(from_left ? right : left)) return keep(rt->notimplemented);
    Own result = defaultdict_like(rt, from_left ? left : right, left);
    if (result && dict_update(rt, borrow(result), right) < 0) own_clear(rt, &result);
    return result;
}

static Own defaultdict_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *factory = borrow(DEFAULTDICT(self)->factory);
    Own items = call_method_str(rt, self, "items", 0), iterator = items ? object_iter(rt, borrow(items)) : NULL;
    xrelease(rt, items);
    if (!factory || is_none(rt, factory)) return tuple_build(rt, "O()OON", self->type, rt->none, rt->none, iterator);
    return tuple_build(rt, "O(O)OON", self->type, factory, rt->none, rt->none, iterator);
}

static Own factory_repr(Runtime *rt, Obj *factory) {
    if (!factory) return str_from_cstr(rt, "None");
    int entered = repr_enter(rt, factory);
    if (entered) return entered > 0 ? str_from_cstr(rt, "...") : NULL;
    Own text = object_repr(rt, factory);
    repr_leave(rt, factory);
    return text;
}

static Own defaultdict_repr(Runtime *rt, Obj *self) {
    Own items = T(rt, DICT)->slots.tp_repr(rt, self), text = NULL;
    Own factory = items ? factory_repr(rt, borrow(DEFAULTDICT(self)->factory)) : NULL;
    if (factory) text = str_format(rt, "%s(%U, %U)", type_short_name(self->type), borrow(factory), borrow(items));
    xrelease(rt, factory);
    xrelease(rt, items);
    return text;
}

static int defaultdict_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    Obj *factory = TUPLE_SIZE(args) ? TUPLE_ITEM(args, 0) : NULL;
    if (factory && !is_none(rt, factory) && !object_is_callable(factory)) {
        return raise_format_int(rt, EXC(rt, TypeError), "first argument must be callable or None");
    }
    Own cut = slice_new(rt, NULL, NULL, NULL); /* CPython cuts the arguments with a slice object, which is kept for the next one */
    Own rest = cut ? tuple_slice(rt, args, 1, TUPLE_SIZE(args)) : NULL;
    xrelease(rt, cut);
    if (!rest) return -1;
    Own old = DEFAULTDICT(self)->factory;
    DEFAULTDICT(self)->factory = xkeep(factory);
    int result = T(rt, DICT)->slots.tp_init(rt, self, borrow(rest), kwargs);
    release(rt, rest);
    xrelease(rt, old);
    return result;
}

static void defaultdict_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    if (!fields_dealloc_begin(rt, self)) return;
    own_clear(rt, &DEFAULTDICT(self)->factory);
    T(rt, DICT)->slots.tp_dealloc(rt, self);
    fields_dealloc_leave(rt, type);
}

extern const TypeSpec dict_type_spec;

static int defaultdict_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(DEFAULTDICT(self)->factory);
    return dict_type_spec.slots.tp_traverse(self, visit, arg);
}

static int defaultdict_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &DEFAULTDICT(self)->factory);
    return T(rt, DICT)->slots.tp_clear(rt, self);
}

static const MethodDef defaultdict_methods[] = {
    {"__missing__", defaultdict_missing, METH_O, 1, 1,
     "__missing__(key) # called for an absent key: self[key] = value = self.default_factory()"},
    {"copy", defaultdict_copy, METH_NOARGS, 0, 0, "D.copy() -> a shallow copy of D."},
    {"__copy__", defaultdict_copy, METH_NOARGS, 0, 0, "D.copy() -> a shallow copy of D."},
    {"__reduce__", defaultdict_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};

static const MemberDef defaultdict_members[] = {
    {"default_factory", MEMBER_OBJECT, offsetof(DefaultDictObj, factory), 0, "Factory for default value called by __missing__()."},
    MEMBER_END};

const TypeSpec defaultdict_type_spec = {
    .name = "collections.defaultdict",
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n"
           "A dict that makes the value of an absent key, when it is asked for by [], by calling default_factory().",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = TYPE_DICT,
    .virtual_size = 56,
    .slots = {.tp_dealloc = defaultdict_dealloc,
              .tp_traverse = defaultdict_traverse,
              .tp_clear = defaultdict_clear,
              .tp_init = defaultdict_init,
              .tp_repr = defaultdict_repr,
              .tp_getattro = object_generic_getattr,
              .nb_or = defaultdict_or},
    .methods = defaultdict_methods,
    .members = defaultdict_members,
};

/* ---- fields of named tuples ---- */

typedef struct TuplegetterObj { /* virtual 32 */
    Obj base;
    Own doc;
    int64_t index;
} TuplegetterObj;
_Static_assert(sizeof(TuplegetterObj) <= 32, "_tuplegetter");
#define TUPLEGETTER(o) ((TuplegetterObj *)(o))

static Own tuplegetter_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    int64_t index;
    if (type_check_args(rt, type, args, kwargs, 2, 2) < 0 || ssize_argument(rt, TUPLE_ITEM(args, 0), &index) < 0) return NULL;
    Own own = fields_new(rt, type, 1, keep(TUPLE_ITEM(args, 1)));
    if (own) TUPLEGETTER(borrow(own))->index = index;
    return own;
}

static Own tuplegetter_get(Runtime *rt, Obj *self, Obj *object, HS_UNUSED Obj *type) {
    int64_t index = TUPLEGETTER(self)->index;
    if (!object || is_none(rt, object)) return keep(self);
    if (!is_tuple(object)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "descriptor for index '%lld' for tuple subclasses doesn't apply to '%s' object",
                            (long long)index, object->type->name);
    }
    if (index >= 0 && index < TUPLE_SIZE(object)) return keep(TUPLE_ITEM(object, (intptr_t)index));
    return raise_format(rt, EXC(rt, IndexError), "tuple index out of range");
}

static int tuplegetter_set(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *object, Obj *value) {
    return raise_format_int(rt, EXC(rt, AttributeError), value ? "can't set attribute" : "can't delete attribute");
}

static Own tuplegetter_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    return tuple_build(rt, "O(nO)", self->type, TUPLEGETTER(self)->index, borrow(TUPLEGETTER(self)->doc));
}

static Own tuplegetter_repr(Runtime *rt, Obj *self) {
    return str_format(rt, "%s(%lld, %R)", type_short_name(self->type), (long long)TUPLEGETTER(self)->index,
                      borrow(TUPLEGETTER(self)->doc));
}

static const MethodDef tuplegetter_methods[] = {{"__reduce__", tuplegetter_reduce, METH_NOARGS, 0, 0, NULL}, METHOD_END};
static const MemberDef tuplegetter_members[] = {
    {"__doc__", MEMBER_OBJECT, offsetof(TuplegetterObj, doc), 0, NULL}, MEMBER_END};

const TypeSpec tuplegetter_type_spec = {
    .name = "_collections._tuplegetter",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .own_fields = 1,
    .slots = {.tp_dealloc = fields_dealloc,
              .tp_traverse = fields_traverse,
              .tp_clear = fields_clear,
              .tp_new = tuplegetter_new,
              .tp_repr = tuplegetter_repr,
              .tp_descr_get = tuplegetter_get,
              .tp_descr_set = tuplegetter_set},
    .methods = tuplegetter_methods,
    .members = tuplegetter_members,
};

/* ---- counting ---- */

/* Whether a mapping's method is the one that dict has. */
static bool has_dict_method(Runtime *rt, Obj *mapping, const char *name) {
    Own key = str_intern_cstr(rt, name);
    Obj *found = key ? type_lookup(rt, mapping->type, borrow(key)) : NULL;
    bool same = found && found == type_lookup(rt, T(rt, DICT), borrow(key));
    xrelease(rt, key);
    return same;
}

static int count_in_dict(Runtime *rt, Obj *dict, Obj *key) {
    Obj *one = int_small(rt, 1);
    int64_t hash = object_hash(rt, key);
    if (hash == -1) return -1;
    Obj *old = dict_get_known_hash(rt, dict, key, hash);
    if (!old) return RAISED(rt) ? -1 : dict_set_known_hash(rt, dict, key, hash, one);
    Own sum = number_binary(rt, old, one, OP_ADD);
    int failed = sum ? dict_set_known_hash(rt, dict, key, hash, borrow(sum)) : -1;
    xrelease(rt, sum);
    return failed;
}

static int count_in_mapping(Runtime *rt, Obj *mapping, Obj *get, Obj *key) {
    Own old = call_2(rt, get, key, int_small(rt, 0)), sum = NULL;
    if (old) sum = number_binary(rt, borrow(old), int_small(rt, 1), OP_ADD);
    xrelease(rt, old);
    int failed = sum ? object_setitem(rt, mapping, key, borrow(sum)) : -1;
    xrelease(rt, sum);
    return failed;
}

static Own count_elements(Runtime *rt, HS_UNUSED Obj *module, METHOD_ARGS) {
    Obj *mapping = args[0];
    Own iterator = object_iter(rt, args[1]), get = NULL, key;
    if (!iterator) return NULL;
    bool plain = is_dict(mapping) && has_dict_method(rt, mapping, "get") && has_dict_method(rt, mapping, "__setitem__");
    int failed = plain || (get = object_getattr_str(rt, mapping, "get")) ? 0 : -1;
    while (!failed && (key = iter_next(rt, borrow(iterator)))) {
        failed = plain ? count_in_dict(rt, mapping, borrow(key)) : count_in_mapping(rt, mapping, borrow(get), borrow(key));
        release(rt, key);
    }
    release(rt, iterator);
    xrelease(rt, get);
    return RAISED(rt) ? NULL : keep(rt->none);
}

/* ---- the module ---- */

static const MethodDef functions[] = {
    {"_count_elements", count_elements, METH_FASTCALL, 2, 2,
     "_count_elements($module, mapping, iterable, /)\n--\n\nCount elements in the iterable, updating the mapping"},
    METHOD_END,
};

static const ModuleType types[] = {
    {TYPE_DEQUE, MODULE_TYPE, &deque_type_spec},
    {TYPE_DEFAULTDICT, MODULE_TYPE, &defaultdict_type_spec},
    {TYPE_ORDERED_DICT, MODULE_TYPE, &ordered_dict_type_spec},
    {TYPE_DEQUE_ITER, MODULE_TYPE, &deque_iter_type_spec},
    {TYPE_DEQUE_REVITER, MODULE_TYPE, &deque_reviter_type_spec},
    {TYPE_TUPLEGETTER, MODULE_TYPE, &tuplegetter_type_spec},
    {TYPE_ORDERED_DICT_ITER, MODULE_TYPE | MODULE_HIDDEN, &ordered_dict_iter_type_spec},
    {TYPE_ORDERED_DICT_KEYS, MODULE_TYPE | MODULE_HIDDEN, &ordered_dict_keys_type_spec},
    {TYPE_ORDERED_DICT_VALUES, MODULE_TYPE | MODULE_HIDDEN, &ordered_dict_values_type_spec},
    {TYPE_ORDERED_DICT_ITEMS, MODULE_TYPE | MODULE_HIDDEN, &ordered_dict_items_type_spec},
};

Own collections_module_init(Runtime *rt) { return module_make(rt, "_collections", functions, types, HS_COUNT(types)); }
