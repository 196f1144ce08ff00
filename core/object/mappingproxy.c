/* mappingproxy: a read-only view of a mapping, as type.__dict__ gives it.
 *
 * Layout: the mapping, virtual 24, gc. Source followed: CPython 3.11 Objects/descrobject.c. */
#include "object/type_internal.h"

typedef struct MappingProxyObj {
    Obj base;
    Own mapping;
} MappingProxyObj;

static Obj *mapping_of(Obj *self) { return borrow(((MappingProxyObj *)self)->mapping); }

/* ---- construct and release ---- */

Own mappingproxy_new(Runtime *rt, Obj *mapping) {
    Own self;
    if (!mapping_check(mapping) || is_list(mapping) || is_tuple(mapping)) {
        return raise_format(rt, EXC(rt, TypeError), "mappingproxy() argument must be a mapping, not %s",
                            mapping->type->name);
    }
    if (!(self = gc_alloc(rt, T(rt, MAPPINGPROXY), 24))) return (Own)0;
    ((MappingProxyObj *)borrow(self))->mapping = keep(mapping);
    gc_track(rt, borrow(self));
    return self;
}

static Own proxy_type_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"mapping", NULL};
    static const ArgSpec spec = {"mappingproxy", names, 1, 1};
    Obj *mapping;
    (void)type;
    return args_parse_tuple(rt, &spec, args, kwargs, &mapping) < 0 ? (Own)0 : mappingproxy_new(rt, mapping);
}

static void proxy_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    release(rt, ((MappingProxyObj *)self)->mapping);
    gc_free(rt, self);
}

static int proxy_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((MappingProxyObj *)self)->mapping);
    return 0;
}

/* ---- slots ---- */

static Own proxy_repr(Runtime *rt, Obj *self) { return str_format(rt, "mappingproxy(%R)", mapping_of(self)); }
static Own proxy_str(Runtime *rt, Obj *self) { return object_str(rt, mapping_of(self)); }
static Own proxy_iter(Runtime *rt, Obj *self) { return object_iter(rt, mapping_of(self)); }
static intptr_t proxy_length(Runtime *rt, Obj *self) { return (intptr_t)object_length(rt, mapping_of(self)); }
static Own proxy_getitem(Runtime *rt, Obj *self, Obj *key) { return object_getitem(rt, mapping_of(self), key); }

static int proxy_contains(Runtime *rt, Obj *self, Obj *key) {
    if (is_dict_exact(rt, mapping_of(self))) return dict_contains(rt, mapping_of(self), key);
    return sequence_contains(rt, mapping_of(self), key);
}

static Own proxy_compare(Runtime *rt, Obj *self, Obj *other, int op) {
    return object_richcompare(rt, mapping_of(self), other, op);
}

static Own proxy_or(Runtime *rt, Obj *left, Obj *right) {
    if (left->type == T(rt, MAPPINGPROXY)) left = mapping_of(left);
    if (right->type == T(rt, MAPPINGPROXY)) right = mapping_of(right);
    return number_binary(rt, left, right, OP_OR);
}

static Own proxy_inplace_or(Runtime *rt, Obj *self, Obj *other) {
    (void)other;
    return raise_format(rt, EXC(rt, TypeError), "'|=' is not supported by %s; use '|' instead", self->type->name);
}

/* ---- methods ---- */

static Own method_get(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)kwnames;
    return call_method_2(rt, mapping_of(self), ID(rt, get), args[0], nargs > 1 ? args[1] : rt->none);
}
static Own method_keys(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return call_method_0(rt, mapping_of(self), ID(rt, keys));
}
static Own method_values(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return call_method_0(rt, mapping_of(self), ID(rt, values));
}
static Own method_items(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return call_method_0(rt, mapping_of(self), ID(rt, items));
}
static Own method_copy(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return call_method_0(rt, mapping_of(self), ID(rt, copy));
}
static Own method_reversed(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return call_method_0(rt, mapping_of(self), ID(rt, __reversed__));
}

/* ---- tables ---- */

static const MethodDef proxy_methods[] = {
    {"get", method_get, METH_FASTCALL, 1, 2, "Return the value for key if key is in the mapping, else default."},
    {"keys", method_keys, METH_NOARGS, 0, 0, "D.keys() -> a set-like object providing a view on D's keys"},
    {"values", method_values, METH_NOARGS, 0, 0, "D.values() -> an object providing a view on D's values"},
    {"items", method_items, METH_NOARGS, 0, 0, "D.items() -> a set-like object providing a view on D's items"},
    {"copy", method_copy, METH_NOARGS, 0, 0, "D.copy() -> a shallow copy of D"},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    {"__reversed__", method_reversed, METH_NOARGS, 0, 0, "D.__reversed__() -> reverse iterator"},
    METHOD_END};

const TypeSpec mappingproxy_type_spec = {
    .name = "mappingproxy",
    .flags = TPF_GC | TPF_MAPPING,
    .virtual_size = 24,
    .slots = {.tp_dealloc = proxy_dealloc,
              .tp_traverse = proxy_traverse,
              .tp_new = proxy_type_new,
              .tp_repr = proxy_repr,
              .tp_str = proxy_str,
              .tp_getattro = object_generic_getattr,
              .tp_richcompare = proxy_compare,
              .tp_iter = proxy_iter,
              .nb_or = proxy_or,
              .nb_inplace_or = proxy_inplace_or,
              .sq_contains = proxy_contains,
              .mp_length = proxy_length,
              .mp_subscript = proxy_getitem},
    .methods = proxy_methods,
};
