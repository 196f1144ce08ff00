/* classmethod and staticmethod: wrappers that change how a function in a class is bound.
 *
 * Layout: a callable and a dict, virtual 32, gc. Both copy __module__, __name__, __qualname__ and __doc__ of what they wrap.
 * Source followed: CPython 3.11 Objects/funcobject.c. */
#include "object/fields.h"
#include "object/type_internal.h"

typedef struct WrapperObj {
    Obj base;
    Own callable, dict;
} WrapperObj;

_Static_assert(sizeof(WrapperObj) <= 32, "a classmethod fits its virtual size");

static Obj *callable_of(Obj *self) { return borrow(((WrapperObj *)self)->callable); }

/* ---- construct and release ---- */

static int copy_attr(Runtime *rt, Obj *self, Obj *from, Obj *name) {
    Own value = object_getattr(rt, from, name); /* which makes the AttributeError */
    int result;
    if (!value) {
        if (!raised_matches(rt, EXC(rt, AttributeError))) return -1;
        raised_clear(rt);
        return 0;
    }
    result = object_setattr(rt, self, name, borrow(value));
    release(rt, value);
    return result;
}

/* What functools.wraps copies, but not __dict__. */
static int copy_attributes(Runtime *rt, Obj *self, Obj *from) {
    if (copy_attr(rt, self, from, ID(rt, __module__)) < 0 || copy_attr(rt, self, from, ID(rt, __name__)) < 0 ||
        copy_attr(rt, self, from, ID(rt, __qualname__)) < 0 || copy_attr(rt, self, from, ID(rt, __doc__)) < 0 ||
        copy_attr(rt, self, from, ID(rt, __annotations__)) < 0) {
        return -1;
    }
    return 0;
}

static int wrapper_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs, const char *name) {
    Obj *callable;
    if (args_no_keywords(rt, name, kwargs) < 0) return -1;
    if (args_check_positional(rt, name, (size_t)TUPLE_SIZE(args), 1, 1) < 0) return -1;
    callable = TUPLE_ITEM(args, 0);
    own_set(rt, &((WrapperObj *)self)->callable, keep(callable));
    return copy_attributes(rt, self, callable);
}

static int classmethod_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    return wrapper_init(rt, self, args, kwargs, "classmethod");
}

static int staticmethod_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    return wrapper_init(rt, self, args, kwargs, "staticmethod");
}

static Own wrapper_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)args, (void)kwargs;
    return type->slots.tp_alloc(rt, type, 0);
}

/* Made by type.__new__ and by C code: no attributes are copied. */
static Own wrapper_around(Runtime *rt, TypeObj *type, Obj *callable) {
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self) ((WrapperObj *)borrow(self))->callable = keep(callable);
    return self;
}

Own classmethod_new(Runtime *rt, Obj *callable) { return wrapper_around(rt, T(rt, CLASSMETHOD), callable); }
Own staticmethod_new(Runtime *rt, Obj *callable) { return wrapper_around(rt, T(rt, STATICMETHOD), callable); }

static void wrapper_dealloc(Runtime *rt, Obj *self) {
    if (!fields_dealloc_begin(rt, self)) return;
    xrelease(rt, ((WrapperObj *)self)->callable);
    xrelease(rt, ((WrapperObj *)self)->dict);
    fields_dealloc_leave(rt, self->type);
    self->type->slots.tp_free(rt, self);
}

static int wrapper_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((WrapperObj *)self)->callable);
    VISIT(((WrapperObj *)self)->dict);
    return 0;
}

static int wrapper_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &((WrapperObj *)self)->callable);
    own_clear(rt, &((WrapperObj *)self)->dict);
    return 0;
}

/* ---- slots ---- */

static Own raise_uninitialized(Runtime *rt, const char *name) {
    return raise_format(rt, EXC(rt, RuntimeError), "uninitialized %s object", name);
}

static Own classmethod_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    Obj *callable = callable_of(self);
    DescrGetFn get;
    if (!callable) return raise_uninitialized(rt, "classmethod");
    if (!type) type = (Obj *)object->type;
    get = callable->type->slots.tp_descr_get;
    return get ? get(rt, callable, type, type) : method_new(rt, callable, type);
}

static Own staticmethod_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    (void)object, (void)type;
    return callable_of(self) ? keep(callable_of(self)) : raise_uninitialized(rt, "staticmethod");
}

static Own staticmethod_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    return callable_of(self) ? call_args(rt, callable_of(self), args, kwargs) : raise_uninitialized(rt, "staticmethod");
}

static Own classmethod_repr(Runtime *rt, Obj *self) {
    return str_format(rt, "<classmethod(%R)>", callable_of(self) ? callable_of(self) : rt->none);
}

static Own staticmethod_repr(Runtime *rt, Obj *self) {
    return str_format(rt, "<staticmethod(%R)>", callable_of(self) ? callable_of(self) : rt->none);
}

/* ---- attributes ---- */

static Own get_is_abstract(Runtime *rt, Obj *self, const void *closure) {
    Own flag;
    int truth;
    (void)closure;
    if (!callable_of(self)) return bool_from(rt, false);
    flag = object_lookup_attr(rt, callable_of(self), ID(rt, __isabstractmethod__));
    if (!flag) return RAISED(rt) ? (Own)0 : bool_from(rt, false);
    truth = object_is_true(rt, borrow(flag));
    release(rt, flag);
    return truth < 0 ? (Own)0 : bool_from(rt, truth);
}

static Own get_dict(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return object_get_dict(rt, self);
}

static int set_dict(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    return object_set_dict(rt, self, value);
}

/* ---- tables ---- */

static const MemberDef wrapper_members[] = {
    {"__func__", MEMBER_OBJECT, offsetof(WrapperObj, callable), MEMBER_READONLY, NULL},
    {"__wrapped__", MEMBER_OBJECT, offsetof(WrapperObj, callable), MEMBER_READONLY, NULL},
    MEMBER_END};

static const GetSetDef wrapper_getset[] = {{"__isabstractmethod__", get_is_abstract, NULL, NULL, NULL},
                                           {"__dict__", get_dict, set_dict, NULL, NULL},
                                           GETSET_END};

const TypeSpec classmethod_type_spec = {
    .name = "classmethod",
    .doc = "classmethod(function) -> method\n\n"
           "Convert a function to be a class method.\n\n"
           "A class method receives the class as implicit first argument,\n"
           "just like an instance method receives the instance.\n"
           "To declare a class method, use this idiom:\n\n"
           "  class C:\n      @classmethod\n      def f(cls, arg1, arg2, argN):\n          ...\n\n"
           "It can be called either on the class (e.g. C.f()) or on an instance\n"
           "(e.g. C().f()).  The instance is ignored except for its class.\n"
           "If a class method is called for a derived class, the derived class\n"
           "object is passed as the implied first argument.\n\n"
           "Class methods are different than C++ or Java static methods.\n"
           "If you want those, see the staticmethod builtin.",
    .flags = TPF_GC | TPF_BASETYPE,
    .virtual_size = 32,
    .dict_offset = offsetof(WrapperObj, dict),
    .slots = {.tp_dealloc = wrapper_dealloc,
              .tp_traverse = wrapper_traverse,
              .tp_clear = wrapper_clear,
              .tp_new = wrapper_new,
              .tp_init = classmethod_init,
              .tp_repr = classmethod_repr,
              .tp_descr_get = classmethod_get},
    .members = wrapper_members,
    .getset = wrapper_getset,
};

const TypeSpec staticmethod_type_spec = {
    .name = "staticmethod",
    .doc = "staticmethod(function) -> method\n\n"
           "Convert a function to be a static method.\n\n"
           "A static method does not receive an implicit first argument.\n"
           "To declare a static method, use this idiom:\n\n"
           "     class C:\n         @staticmethod\n         def f(arg1, arg2, argN):\n             ...\n\n"
           "It can be called either on the class (e.g. C.f()) or on an instance\n"
           "(e.g. C().f()). Both the class and the instance are ignored, and\n"
           "neither is passed implicitly as the first argument to the method.\n\n"
           "Static methods in Python are similar to those found in Java or C++.\n"
           "For a more advanced concept, see the classmethod builtin.",
    .flags = TPF_GC | TPF_BASETYPE,
    .virtual_size = 32,
    .dict_offset = offsetof(WrapperObj, dict),
    .slots = {.tp_dealloc = wrapper_dealloc,
              .tp_traverse = wrapper_traverse,
              .tp_clear = wrapper_clear,
              .tp_new = wrapper_new,
              .tp_init = staticmethod_init,
              .tp_repr = staticmethod_repr,
              .tp_call = staticmethod_call,
              .tp_descr_get = staticmethod_get},
    .members = wrapper_members,
    .getset = wrapper_getset,
};
