/* types.SimpleNamespace: an object that is nothing but its attributes.
 *
 * Layout: a dict, virtual 24, gc. Source followed: CPython 3.11 Objects/namespaceobject.c. */
#include "object/type_internal.h"

typedef struct NamespaceObj {
    Obj base;
    Own dict;
} NamespaceObj;

static Obj *dict_of(Obj *self) { return borrow(((NamespaceObj *)self)->dict); }

/* ---- construct and release ---- */

static Own namespace_type_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    Own self = type->slots.tp_alloc(rt, type, 0);
    (void)args, (void)kwargs;
    if (self && !(((NamespaceObj *)borrow(self))->dict = dict_new(rt))) own_clear(rt, &self);
    return self;
}

static int namespace_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    intptr_t pos = 0;
    Obj *key;
    if (TUPLE_SIZE(args)) {
        return raise_format_int(rt, EXC(rt, TypeError), "no positional arguments expected");
    }
    if (!kwargs) return 0;
    while (dict_next(kwargs, &pos, &key, NULL, NULL)) {
        if (!is_str(key)) return raise_format_int(rt, EXC(rt, TypeError), "keywords must be strings");
    }
    return dict_update(rt, dict_of(self), kwargs);
}

Own namespace_new(Runtime *rt, Obj *dict) {
    Own self = namespace_type_new(rt, T(rt, NAMESPACE), NULL, NULL);
    if (self && dict && dict_update(rt, dict_of(borrow(self)), dict) < 0) own_clear(rt, &self);
    return self;
}

static void namespace_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    own_clear(rt, &((NamespaceObj *)self)->dict);
    self->type->slots.tp_free(rt, self);
}

static int namespace_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((NamespaceObj *)self)->dict);
    return 0;
}

static int namespace_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &((NamespaceObj *)self)->dict);
    return 0;
}

/* ---- slots ---- */

/* "key=value" of each name, in a list. */
static int add_pairs(Runtime *rt, Obj *pairs, Obj *dict, Obj *names) {
    Own name;
    while ((name = iter_next(rt, names))) {
        Obj *value = is_str(borrow(name)) && STR(borrow(name))->length ? dict_get(rt, dict, borrow(name)) : NULL;
        Own text = value ? str_format(rt, "%S=%R", borrow(name), value) : (Own)0;
        release(rt, name);
        if (text && list_append_steal(rt, pairs, text) < 0) return -1;
        if (RAISED(rt)) return -1;
    }
    return RAISED(rt) ? -1 : 0;
}

static Own namespace_repr(Runtime *rt, Obj *self) {
    const char *name = self->type == T(rt, NAMESPACE) ? "namespace" : self->type->name;
    Own dict, pairs, names = (Own)0, iterator = (Own)0, separator = (Own)0, text = (Own)0, result = (Own)0;
    int status = repr_enter(rt, self);
    if (status) return status > 0 ? str_format(rt, "%s(...)", name) : (Own)0;
    dict = keep(dict_of(self));
    if ((pairs = list_new(rt, 0)) && (names = dict_keys_list(rt, borrow(dict))) && (iterator = object_iter(rt, borrow(names))) &&
        add_pairs(rt, borrow(pairs), borrow(dict), borrow(iterator)) == 0 && (separator = str_from_cstr(rt, ", ")) &&
        (text = str_join(rt, borrow(separator), borrow_all(LIST(borrow(pairs))->items), LIST_SIZE(borrow(pairs))))) {
        result = str_format(rt, "%s(%S)", name, borrow(text));
    }
    RELEASE_KEEPING_RAISE(xrelease(rt, text); xrelease(rt, separator); xrelease(rt, pairs); release(rt, dict); xrelease(rt, names); xrelease(rt, iterator));
    repr_leave(rt, self);
    return result;
}

static Own namespace_compare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (is_instance_of(a, T(rt, NAMESPACE)) && is_instance_of(b, T(rt, NAMESPACE))) {
        return object_richcompare(rt, dict_of(a), dict_of(b), op);
    }
    return keep(rt->notimplemented);
}

static Own method_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return tuple_pack(rt, 3, (Obj *)self->type, rt->empty_tuple, dict_of(self));
}

/* ---- tables ---- */

static const MethodDef namespace_methods[] = {
    {"__reduce__", method_reduce, METH_NOARGS, 0, 0, "Return state information for pickling"}, METHOD_END};

static const MemberDef namespace_members[] = {
    {"__dict__", MEMBER_OBJECT, offsetof(NamespaceObj, dict), MEMBER_READONLY, NULL}, MEMBER_END};

const TypeSpec namespace_type_spec = {
    .name = "types.SimpleNamespace",
    .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    .flags = TPF_GC | TPF_BASETYPE,
    .virtual_size = 24,
    .dict_offset = offsetof(NamespaceObj, dict),
    .slots = {.tp_dealloc = namespace_dealloc,
              .tp_traverse = namespace_traverse,
              .tp_clear = namespace_clear,
              .tp_new = namespace_type_new,
              .tp_init = namespace_init,
              .tp_repr = namespace_repr,
              .tp_getattro = object_generic_getattr,
              .tp_setattro = object_generic_setattr,
              .tp_richcompare = namespace_compare},
    .methods = namespace_methods,
    .members = namespace_members,
};
