/* property: a data descriptor made of functions.
 *
 * Layout: PropertyObj, virtual 64, gc. Source followed: CPython 3.11 Objects/descrobject.c. */
#include "object/fields.h"
#include "object/type_internal.h"

#define PROPERTY(o) ((PropertyObj *)(o))
_Static_assert(sizeof(PropertyObj) <= 64, "a property fits its virtual size");

/* ---- construct and release ---- */

static Own property_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)args, (void)kwargs;
    return type->slots.tp_alloc(rt, type, 0);
}

static Own keep_unless_none(Runtime *rt, Obj *value) {
    return !value || is_none(rt, value) ? (Own)0 : keep(value);
}

/* Without a doc of its own a property has its getter's; a subclass instance keeps it in its __dict__. */
static int take_getter_doc(Runtime *rt, Obj *self, Obj *getter) {
    PropertyObj *property = PROPERTY(self);
    Own doc = object_lookup_attr(rt, getter, ID(rt, __doc__));
    int result = 0;
    if (!doc) return RAISED(rt) ? -1 : 0;
    if (self->type == T(rt, PROPERTY)) {
        own_set(rt, &property->doc, doc);
    } else {
        result = object_setattr(rt, self, ID(rt, __doc__), borrow(doc));
        release(rt, doc);
    }
    if (result == 0) property->doc_from_getter = true;
    return result;
}

static int property_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"fget", "fset", "fdel", "doc", NULL};
    static const ArgSpec spec = {"property", names, 0, 4};
    PropertyObj *property = PROPERTY(self);
    Obj *given[4];
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    own_set(rt, &property->get, keep_unless_none(rt, given[0]));
    own_set(rt, &property->set, keep_unless_none(rt, given[1]));
    own_set(rt, &property->del, keep_unless_none(rt, given[2]));
    own_set(rt, &property->doc, xkeep(given[3]));
    own_clear(rt, &property->name);
    property->doc_from_getter = false;
    if ((given[3] && !is_none(rt, given[3])) || !property->get) return 0;
    return take_getter_doc(rt, self, borrow(property->get));
}

static void property_dealloc(Runtime *rt, Obj *self) {
    PropertyObj *property = PROPERTY(self);
    if (!fields_dealloc_begin(rt, self)) return;
    xrelease(rt, property->get);
    xrelease(rt, property->set);
    xrelease(rt, property->del);
    xrelease(rt, property->doc);
    xrelease(rt, property->name);
    fields_dealloc_leave(rt, self->type);
    self->type->slots.tp_free(rt, self);
}

static int property_traverse(Obj *self, VisitFn visit, void *arg) {
    PropertyObj *property = PROPERTY(self);
    VISIT(property->get);
    VISIT(property->set);
    VISIT(property->del);
    VISIT(property->doc);
    VISIT(property->name);
    return 0;
}

static int property_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &PROPERTY(self)->doc);
    return 0;
}

/* ---- slots ---- */

static HS_COLD int raise_missing(Runtime *rt, Obj *self, Obj *object, const char *what) {
    Own qualname = type_get_qualname(rt, (Obj *)object->type, NULL);
    Obj *name = borrow(PROPERTY(self)->name);
    if (!qualname) return -1;
    if (name) {
        raise_format(rt, EXC(rt, AttributeError), "property %R of %R object has no %s", name, borrow(qualname), what);
    } else {
        raise_format(rt, EXC(rt, AttributeError), "property of %R object has no %s", borrow(qualname), what);
    }
    release(rt, qualname);
    return -1;
}

static Own property_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    Obj *getter = borrow(PROPERTY(self)->get);
    (void)type;
    if (!object || is_none(rt, object)) return keep(self);
    if (getter) return call_1(rt, getter, object);
    raise_missing(rt, self, object, "getter");
    return (Own)0;
}

static int property_set(Runtime *rt, Obj *self, Obj *object, Obj *value) {
    Obj *function = borrow(value ? PROPERTY(self)->set : PROPERTY(self)->del);
    Own result;
    if (!function) return raise_missing(rt, self, object, value ? "setter" : "deleter");
    result = value ? call_2(rt, function, object, value) : call_1(rt, function, object);
    if (!result) return -1;
    release(rt, result);
    return 0;
}

/* ---- methods ---- */

/* A copy with one function replaced. */
static Own property_copy(Runtime *rt, Obj *self, Obj *get, Obj *set, Obj *del) {
    PropertyObj *old = PROPERTY(self);
    Obj *args[4] = {get, set, del, NULL};
    Own *const current[3] = {&old->get, &old->set, &old->del};
    Own copy;
    for (int i = 0; i < 3; i++) {
        if (args[i] && !is_none(rt, args[i])) continue;
        args[i] = *current[i] ? borrow(*current[i]) : rt->none;
    }
    args[3] = rt->none;
    if (old->doc && !(old->doc_from_getter && !is_none(rt, args[0]))) args[3] = borrow(old->doc);
    copy = call_vector(rt, (Obj *)self->type, args, 4, NULL);
    if (copy && is_instance_of(borrow(copy), T(rt, PROPERTY))) {
        own_set(rt, &PROPERTY(borrow(copy))->name, xkeep(borrow(old->name)));
    }
    return copy;
}

static Own method_getter(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    return property_copy(rt, self, args[0], NULL, NULL);
}

static Own method_setter(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    return property_copy(rt, self, NULL, args[0], NULL);
}

static Own method_deleter(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    return property_copy(rt, self, NULL, NULL, args[0]);
}

static Own method_set_name(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)kwnames;
    if (nargs != 2) {
        return raise_format(rt, EXC(rt, TypeError), "__set_name__() takes 2 positional arguments but %d were given",
                            (int)nargs);
    }
    own_set(rt, &PROPERTY(self)->name, keep(args[1]));
    return keep(rt->none);
}

static Own get_is_abstract(Runtime *rt, Obj *self, const void *closure) {
    Own *const functions[3] = {&PROPERTY(self)->get, &PROPERTY(self)->set, &PROPERTY(self)->del};
    (void)closure;
    for (int i = 0; i < 3; i++) {
        Own flag;
        int truth;
        if (!*functions[i]) continue;
        flag = object_lookup_attr(rt, borrow(*functions[i]), ID(rt, __isabstractmethod__));
        if (!flag && RAISED(rt)) return (Own)0;
        if (!flag) continue;
        truth = object_is_true(rt, borrow(flag));
        release(rt, flag);
        if (truth) return truth < 0 ? (Own)0 : bool_from(rt, true);
    }
    return bool_from(rt, false);
}

/* ---- tables ---- */

static const MethodDef property_methods[] = {
    {"getter", method_getter, METH_O, 1, 1, "Descriptor to obtain a copy of the property with a different getter."},
    {"setter", method_setter, METH_O, 1, 1, "Descriptor to obtain a copy of the property with a different setter."},
    {"deleter", method_deleter, METH_O, 1, 1, "Descriptor to obtain a copy of the property with a different deleter."},
    {"__set_name__", method_set_name, METH_VARARGS, 0, -1, "Method to set name of a property."},
    METHOD_END};

static const MemberDef property_members[] = {
    {"fget", MEMBER_OBJECT, offsetof(PropertyObj, get), MEMBER_READONLY, NULL},
    {"fset", MEMBER_OBJECT, offsetof(PropertyObj, set), MEMBER_READONLY, NULL},
    {"fdel", MEMBER_OBJECT, offsetof(PropertyObj, del), MEMBER_READONLY, NULL},
    {"__doc__", MEMBER_OBJECT, offsetof(PropertyObj, doc), 0, NULL},
    MEMBER_END};

static const GetSetDef property_getset[] = {{"__isabstractmethod__", get_is_abstract, NULL, NULL, NULL}, GETSET_END};

const TypeSpec property_type_spec = {
    .name = "property",
    .doc = "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\n"
           "Property attribute.\n\n"
           "  fget\n    function to be used for getting an attribute value\n"
           "  fset\n    function to be used for setting an attribute value\n"
           "  fdel\n    function to be used for del\'ing an attribute\n"
           "  doc\n    docstring\n\n"
           "Typical use is to define a managed attribute x:\n\n"
           "class C(object):\n    def getx(self): return self._x\n    def setx(self, value): self._x = value\n"
           "    def delx(self): del self._x\n    x = property(getx, setx, delx, \"I\'m the \'x\' property.\")\n\n"
           "Decorators make defining new properties or modifying existing ones easy:\n\n"
           "class C(object):\n    @property\n    def x(self):\n        \"I am the \'x\' property.\"\n"
           "        return self._x\n    @x.setter\n    def x(self, value):\n        self._x = value\n"
           "    @x.deleter\n    def x(self):\n        del self._x",
    .flags = TPF_GC | TPF_BASETYPE,
    .virtual_size = 64,
    .slots = {.tp_dealloc = property_dealloc,
              .tp_traverse = property_traverse,
              .tp_clear = property_clear,
              .tp_new = property_new,
              .tp_init = property_init,
              .tp_descr_get = property_get,
              .tp_descr_set = property_set},
    .methods = property_methods,
    .members = property_members,
    .getset = property_getset,
};
