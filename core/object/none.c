/* None, NotImplemented, Ellipsis: one static object each (made in types.c). CPython 3.11 Objects/object.c, sliceobject.c. */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/str.h"
#include "object/tuple.h"

static void never_dealloc(Runtime *rt, Obj *self) {
    (void)rt, (void)self;
    hs_fatal("a constant that must live for ever was deallocated");
}

static int no_arguments(Runtime *rt, const char *name, Obj *args, Obj *kwargs) {
    if (TUPLE_SIZE(args) == 0 && (!kwargs || object_is_true(rt, kwargs) == 0)) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "%s takes no arguments", name);
}

/* ---- None ---- */

static Own none_repr(Runtime *rt, Obj *self) { return (void)self, str_from_cstr(rt, "None"); }

static int none_bool(Runtime *rt, Obj *self) { return (void)rt, (void)self, 0; }

static Own none_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)type;
    return no_arguments(rt, "NoneType", args, kwargs) < 0 ? (Own)0 : keep(rt->none);
}

const TypeSpec none_type_spec = {
    .name = "NoneType",
    .base = -1,
    .virtual_size = 16,
    .slots = {.tp_dealloc = never_dealloc, .tp_new = none_new, .tp_repr = none_repr, .nb_bool = none_bool},
};

/* ---- NotImplemented ---- */

static Own notimplemented_repr(Runtime *rt, Obj *self) { return (void)self, str_from_cstr(rt, "NotImplemented"); }

static int notimplemented_bool(Runtime *rt, Obj *self) {
    (void)self;
    if (warn_format(rt, EXC(rt, DeprecationWarning), 1, "NotImplemented should not be used in a boolean context") < 0)
        return -1;
    return 1;
}

static Own notimplemented_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)type;
    return no_arguments(rt, "NotImplementedType", args, kwargs) < 0 ? (Own)0 : keep(rt->notimplemented);
}

static Own notimplemented_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return str_from_cstr(rt, "NotImplemented");
}

static const MethodDef notimplemented_methods[] = {
    {"__reduce__", notimplemented_reduce, METH_NOARGS, 0, 0, NULL},
    METHOD_END,
};

const TypeSpec notimplemented_type_spec = {
    .name = "NotImplementedType",
    .base = -1,
    .virtual_size = 16,
    .slots = {.tp_dealloc = never_dealloc,
              .tp_new = notimplemented_new,
              .tp_repr = notimplemented_repr,
              .nb_bool = notimplemented_bool},
    .methods = notimplemented_methods,
};

/* ---- Ellipsis ---- */

static Own ellipsis_repr(Runtime *rt, Obj *self) { return (void)self, str_from_cstr(rt, "Ellipsis"); }

static Own ellipsis_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)type;
    return no_arguments(rt, "EllipsisType", args, kwargs) < 0 ? (Own)0 : keep(rt->ellipsis);
}

static Own ellipsis_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return str_from_cstr(rt, "Ellipsis");
}

static const MethodDef ellipsis_methods[] = {
    {"__reduce__", ellipsis_reduce, METH_NOARGS, 0, 0, NULL},
    METHOD_END,
};

const TypeSpec ellipsis_type_spec = {
    .name = "ellipsis",
    .base = -1,
    .virtual_size = 16,
    .slots = {.tp_dealloc = never_dealloc, .tp_new = ellipsis_new, .tp_repr = ellipsis_repr},
    .methods = ellipsis_methods,
};
