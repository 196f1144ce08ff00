/* Descriptors of static types: methods, class methods, members, computed attributes, slot wrappers, and the method-wrapper
 * that a bound slot wrapper is.
 *
 * Layout: DescriptorObj; member and getset descriptors have virtual size 48, the others 56, method-wrapper 32. All are gc
 * objects that hold their class. Source followed: CPython 3.11 Objects/descrobject.c, Python/structmember.c. */
#include "object/function.h"
#include "object/type_internal.h"

typedef struct MethodWrapperObj {
    Obj base;
    Own descriptor, self;
} MethodWrapperObj;

_Static_assert(sizeof(DescriptorObj) <= 56, "a descriptor fits its virtual size");
_Static_assert(offsetof(DescriptorObj, wrapped) <= 48, "a member descriptor fits its virtual size");
_Static_assert(sizeof(MethodWrapperObj) <= 32, "a method-wrapper fits its virtual size");

/* ---- docs ---- */

/* Where the text starts in "name(signature)\n--\n\ntext"; NULL if there is no signature for this name. */
static const char *after_signature(const char *name, const char *doc) {
    size_t length = strlen(name);
    const char *end;
    if (!doc || strncmp(doc, name, length) != 0 || doc[length] != '(') return NULL;
    for (end = doc + length; *end; end++) {
        if (*end == ')' && strncmp(end + 1, "\n--\n\n", 5) == 0) return end + 6;
        if (*end == '\n' && end[1] == '\n') return NULL;
    }
    return NULL;
}

static const char *short_name(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

Own doc_get_text(Runtime *rt, const char *name, const char *doc) {
    const char *text;
    if (!doc) return keep(rt->none);
    text = after_signature(short_name(name), doc);
    if (!text) text = doc;
    return *text ? str_from_cstr(rt, text) : keep(rt->none);
}

Own doc_get_signature(Runtime *rt, const char *name, const char *doc) {
    const char *text = after_signature(short_name(name), doc), *start;
    if (!text) return keep(rt->none);
    start = doc + strlen(short_name(name));
    return str_from_ascii(rt, start, (size_t)(text - start) - 5);
}

/* ---- construct and release ---- */

static Own descriptor_new(Runtime *rt, TypeObj *type, TypeObj *owner, const char *name, const void *def) {
    Own self = gc_alloc(rt, type, type->virtual_size);
    DescriptorObj *descriptor = (DescriptorObj *)borrow(self);
    if (!self) return (Own)0;
    descriptor->def = def;
    descriptor->owner = keep((Obj *)owner);
    gc_track(rt, borrow(self));
    if (!(descriptor->name = str_intern_cstr(rt, name))) own_clear(rt, &self);
    return self;
}

Own method_descriptor_new(Runtime *rt, TypeObj *owner, const MethodDef *def) {
    return descriptor_new(rt, T(rt, METHOD_DESCRIPTOR), owner, def->name, def);
}

Own classmethod_descriptor_new(Runtime *rt, TypeObj *owner, const MethodDef *def) {
    return descriptor_new(rt, T(rt, CLASSMETHOD_DESCRIPTOR), owner, def->name, def);
}

Own member_descriptor_new(Runtime *rt, TypeObj *owner, const MemberDef *def) {
    return descriptor_new(rt, T(rt, MEMBER_DESCRIPTOR), owner, def->name, def);
}

Own getset_descriptor_new(Runtime *rt, TypeObj *owner, const GetSetDef *def) {
    return descriptor_new(rt, T(rt, GETSET_DESCRIPTOR), owner, def->name, def);
}

Own wrapper_descriptor_new(Runtime *rt, TypeObj *owner, const SlotDef *def, AnyFn wrapped) {
    Own self = descriptor_new(rt, T(rt, WRAPPER_DESCRIPTOR), owner, def->name, def);
    if (self) ((DescriptorObj *)borrow(self))->wrapped = (void *)(intptr_t)wrapped;
    return self;
}

static void descriptor_dealloc(Runtime *rt, Obj *self) {
    DescriptorObj *descriptor = (DescriptorObj *)self;
    gc_untrack(rt, self);
    xrelease(rt, descriptor->owner);
    xrelease(rt, descriptor->name);
    xrelease(rt, descriptor->qualname);
    gc_free(rt, self);
}

static int descriptor_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((DescriptorObj *)self)->owner);
    return 0;
}

/* ---- checks ---- */

static const MethodDef *method_def(Obj *self) { return ((DescriptorObj *)self)->def; }
static const char *owner_name(Obj *self) { return descriptor_owner((DescriptorObj *)self)->name; }
static Obj *descriptor_name(Obj *self) { return borrow(((DescriptorObj *)self)->name); }

static int check_object(Runtime *rt, Obj *self, Obj *object) {
    if (HS_LIKELY(is_instance_of(object, descriptor_owner((DescriptorObj *)self)))) return 0;
    return raise_format_int(rt, EXC(rt, TypeError),
                            "descriptor '%U' for '%.100s' objects doesn't apply to a '%.100s' object",
                            descriptor_name(self), owner_name(self), object->type->name);
}

static Own descriptor_repr(Runtime *rt, Obj *self) {
    const char *kind = self->type == T(rt, MEMBER_DESCRIPTOR)    ? "member"
                       : self->type == T(rt, GETSET_DESCRIPTOR)  ? "attribute"
                       : self->type == T(rt, WRAPPER_DESCRIPTOR) ? "slot wrapper"
                                                                 : "method";
    return str_format(rt, "<%s '%U' of '%s' objects>", kind, descriptor_name(self), owner_name(self));
}

/* ---- __get__ and __set__ ---- */

static Own method_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    (void)type;
    if (!object) return keep(self);
    return check_object(rt, self, object) < 0 ? (Own)0 : builtin_new(rt, method_def(self), object, NULL);
}

static Own classmethod_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    if (!type) {
        if (!object) {
            return raise_format(rt, EXC(rt, TypeError),
                                "descriptor '%U' for type '%.100s' needs either an object or a type",
                                descriptor_name(self), owner_name(self));
        }
        type = (Obj *)object->type;
    }
    if (!is_type(type)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "descriptor '%U' for type '%.100s' needs a type, not a '%.100s' as arg 2",
                            descriptor_name(self), owner_name(self), type->type->name);
    }
    if (!type_is_subtype((TypeObj *)type, descriptor_owner((DescriptorObj *)self))) {
        return raise_format(rt, EXC(rt, TypeError),
                            "descriptor '%U' requires a subtype of '%.100s' but received '%.100s'",
                            descriptor_name(self), owner_name(self), ((TypeObj *)type)->name);
    }
    return builtin_new(rt, method_def(self), type, NULL);
}

static Own read_member(Runtime *rt, Obj *object, const MemberDef *def) {
    const char *address = (const char *)object + def->offset;
    Obj *value;
    if (object->type == T(rt, CODE) && def->offset == offsetof(CodeObj, linetable)) code_complete(rt, object);
    switch (def->kind) {
    case MEMBER_OBJECT:
    case MEMBER_OBJECT_EX:
        value = borrow(*(const Own *)(const void *)address);
        if (value) return keep(value);
        if (def->kind == MEMBER_OBJECT) return keep(rt->none);
        return raise_format(rt, EXC(rt, AttributeError), "'%.200s' object has no attribute '%s'", object->type->name,
                            def->name);
    case MEMBER_INT: return int_from_i64(rt, *(const int32_t *)(const void *)address);
    case MEMBER_SSIZE: return int_from_i64(rt, *(const intptr_t *)(const void *)address);
    case MEMBER_COMPUTED: return ((GetterFn)def->offset)(rt, object, (const void *)(intptr_t)(def->flags >> 8));
    default: return bool_from(rt, *(const bool *)address);
    }
}

static Own member_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    (void)type;
    if (!object) return keep(self);
    if (check_object(rt, self, object) < 0) return (Own)0;
    return read_member(rt, object, ((DescriptorObj *)self)->def);
}

static Own getset_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    const GetSetDef *def = ((DescriptorObj *)self)->def;
    (void)type;
    if (!object) return keep(self);
    if (check_object(rt, self, object) < 0) return (Own)0;
    if (def->get) return def->get(rt, object, def->closure);
    return raise_format(rt, EXC(rt, AttributeError), "attribute '%U' of '%.100s' objects is not readable",
                        descriptor_name(self), owner_name(self));
}

static Own method_wrapper_new(Runtime *rt, Obj *descriptor, Obj *object) {
    Own self = gc_alloc(rt, T(rt, METHOD_WRAPPER), 32);
    if (!self) return (Own)0;
    ((MethodWrapperObj *)borrow(self))->descriptor = keep(descriptor);
    ((MethodWrapperObj *)borrow(self))->self = keep(object);
    gc_track(rt, borrow(self));
    return self;
}

Obj *method_wrapper_self(Obj *wrapper, Obj *owner, Obj *name) {
    MethodWrapperObj *self = (MethodWrapperObj *)wrapper;
    DescriptorObj *descriptor = (DescriptorObj *)borrow(self->descriptor);
    return (Obj *)descriptor_owner(descriptor) == owner && borrow(descriptor->name) == name ? borrow(self->self) : NULL;
}

static Own wrapper_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    (void)type;
    if (!object) return keep(self);
    return check_object(rt, self, object) < 0 ? (Own)0 : method_wrapper_new(rt, self, object);
}

static int write_number(Runtime *rt, char *address, Obj *value, int kind) {
    int64_t number;
    if (kind == MEMBER_BOOL) {
        if (!is_bool(rt, value)) {
            return raise_format_int(rt, EXC(rt, TypeError), "attribute value type must be bool");
        }
        *(bool *)address = value == rt->true_;
        return 0;
    }
    if (number_as_ssize(rt, value, EXC(rt, OverflowError), &number) < 0) return -1;
    if (kind == MEMBER_INT) *(int32_t *)(void *)address = (int32_t)number;
    else *(intptr_t *)(void *)address = (intptr_t)number;
    return 0;
}

static int write_member(Runtime *rt, Obj *object, const MemberDef *def, Obj *value) {
    char *address = (char *)object + def->offset;
    Own *slot = (Own *)(void *)address;
    if (def->flags & MEMBER_READONLY) return raise_format_int(rt, EXC(rt, AttributeError), "readonly attribute");
    if (def->kind == MEMBER_OBJECT || def->kind == MEMBER_OBJECT_EX) {
        if (!value && !*slot && def->kind == MEMBER_OBJECT_EX) {
            return raise_format_int(rt, EXC(rt, AttributeError), "%s", def->name);
        }
        own_set(rt, slot, xkeep(value));
        return 0;
    }
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "can't delete numeric/char attribute");
    return write_number(rt, address, value, def->kind);
}

static int member_set(Runtime *rt, Obj *self, Obj *object, Obj *value) {
    if (check_object(rt, self, object) < 0) return -1;
    return write_member(rt, object, ((DescriptorObj *)self)->def, value);
}

static int getset_set(Runtime *rt, Obj *self, Obj *object, Obj *value) {
    const GetSetDef *def = ((DescriptorObj *)self)->def;
    if (check_object(rt, self, object) < 0) return -1;
    if (def->set) return def->set(rt, object, value, def->closure);
    return raise_format_int(rt, EXC(rt, AttributeError), "attribute '%U' of '%.100s' objects is not writable",
                            descriptor_name(self), owner_name(self));
}

/* ---- calls ---- */

static HS_COLD Own raise_needs_argument(Runtime *rt, Obj *self) {
    Own text = callable_text(rt, self);
    if (text) {
        raise_format(rt, EXC(rt, TypeError), "unbound method %U needs an argument", borrow(text));
        release(rt, text);
    }
    return (Own)0;
}

static Own method_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (nargs < 1) return raise_needs_argument(rt, self);
    if (check_object(rt, self, args[0]) < 0) return (Own)0;
    return builtin_call_checked(rt, method_def(self), args[0], args + 1, nargs - 1, kwnames, self);
}

static HS_COLD Own raise_object_needs_argument(Runtime *rt, Obj *self) {
    return raise_format(rt, EXC(rt, TypeError), "descriptor '%U' of '%.100s' object needs an argument",
                        descriptor_name(self), owner_name(self));
}

static Own classmethod_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    Own bound, result;
    if (TUPLE_SIZE(args) < 1) return raise_object_needs_argument(rt, self);
    if (!(bound = classmethod_get(rt, self, NULL, TUPLE_ITEM(args, 0)))) return (Own)0;
    result = call_vector_dict(rt, borrow(bound), TUPLE_ITEMS(args) + 1, (size_t)TUPLE_SIZE(args) - 1, kwargs);
    release(rt, bound);
    return result;
}

/* The slot of `self` called with a tuple of the other arguments. */
static Own call_slot(Runtime *rt, Obj *descriptor, Obj *self, Obj *args, Obj *kwargs) {
    const SlotDef *def = ((DescriptorObj *)descriptor)->def;
    AnyFn wrapped = (AnyFn)(intptr_t)((DescriptorObj *)descriptor)->wrapped;
    if (!def->keywords && kwargs && DICT_SIZE(kwargs) != 0) {
        return raise_format(rt, EXC(rt, TypeError), "wrapper %s() takes no keyword arguments", def->name);
    }
    return def->wrapper(rt, self, args, kwargs, wrapped);
}

static Own wrapper_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    Obj *object;
    Own rest, result;
    if (TUPLE_SIZE(args) < 1) return raise_object_needs_argument(rt, self);
    object = TUPLE_ITEM(args, 0);
    if (!is_instance_of(object, descriptor_owner((DescriptorObj *)self))) {
        return raise_format(rt, EXC(rt, TypeError),
                            "descriptor '%U' requires a '%.100s' object but received a '%.100s'",
                            descriptor_name(self), owner_name(self), object->type->name);
    }
    if (!(rest = tuple_slice(rt, args, 1, TUPLE_SIZE(args)))) return (Own)0;
    result = call_slot(rt, self, object, borrow(rest), kwargs);
    release(rt, rest);
    return result;
}

/* ---- attributes ---- */

static Own get_objclass(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(((DescriptorObj *)self)->owner));
}

static Own get_name(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(descriptor_name(self));
}

static Own get_qualname(Runtime *rt, Obj *self, const void *closure) {
    DescriptorObj *descriptor = (DescriptorObj *)self;
    Own owner;
    (void)closure;
    if (descriptor->qualname) return keep(borrow(descriptor->qualname));
    if (!(owner = object_getattr(rt, borrow(descriptor->owner), ID(rt, __qualname__)))) return (Own)0;
    if (!is_str(borrow(owner))) {
        release(rt, owner);
        return raise_format(rt, EXC(rt, TypeError), "<descriptor>.__objclass__.__qualname__ is not a unicode object");
    }
    descriptor->qualname = str_format(rt, "%S.%S", borrow(owner), descriptor_name(self));
    release(rt, owner);
    return xkeep(borrow(descriptor->qualname));
}

static Own get_method_doc(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return method_doc(rt, method_def(self));
}

static Own get_method_signature(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return method_signature(rt, method_def(self));
}

static Own get_member_doc(Runtime *rt, Obj *self, const void *closure) {
    const MemberDef *def = ((DescriptorObj *)self)->def;
    (void)closure;
    return def->doc ? str_from_cstr(rt, def->doc) : keep(rt->none);
}

static Own get_getset_doc(Runtime *rt, Obj *self, const void *closure) {
    const GetSetDef *def = ((DescriptorObj *)self)->def;
    (void)closure;
    return def->doc ? str_from_cstr(rt, def->doc) : keep(rt->none);
}

static Own get_wrapper_doc(Runtime *rt, Obj *self, const void *closure) {
    const SlotDef *def = ((DescriptorObj *)self)->def;
    (void)closure;
    return doc_get_text(rt, def->name, def->doc);
}

static Own get_wrapper_signature(Runtime *rt, Obj *self, const void *closure) {
    const SlotDef *def = ((DescriptorObj *)self)->def;
    (void)closure;
    return doc_get_signature(rt, def->name, def->doc);
}

/* (getattr, (owner, name)) */
static Own reduce_as_attribute(Runtime *rt, Obj *object, Obj *name) {
    Obj *getattr = dict_get(rt, borrow(rt->builtins), ID(rt, getattr));
    Own pair, result = (Own)0;
    if (!getattr) return RAISED(rt) ? (Own)0 : raise_object(rt, EXC(rt, AttributeError), ID(rt, getattr));
    if ((pair = tuple_pack(rt, 2, object, name))) {
        result = tuple_pack(rt, 2, getattr, borrow(pair));
        release(rt, pair);
    }
    return result;
}

static Own method_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return reduce_as_attribute(rt, borrow(((DescriptorObj *)self)->owner), descriptor_name(self));
}

/* ---- method-wrapper ---- */

static DescriptorObj *wrapper_of(Obj *self) { return (DescriptorObj *)borrow(((MethodWrapperObj *)self)->descriptor); }

static void method_wrapper_dealloc(Runtime *rt, Obj *self) {
    MethodWrapperObj *wrapper = (MethodWrapperObj *)self;
    gc_untrack(rt, self);
    if (!trashcan_begin(rt, self)) return;
    xrelease(rt, wrapper->descriptor);
    xrelease(rt, wrapper->self);
    gc_free(rt, self);
    trashcan_end(rt);
}

static int method_wrapper_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((MethodWrapperObj *)self)->descriptor);
    VISIT(((MethodWrapperObj *)self)->self);
    return 0;
}

static Own method_wrapper_repr(Runtime *rt, Obj *self) {
    Obj *object = borrow(((MethodWrapperObj *)self)->self);
    return str_format(rt, "<method-wrapper '%s' of %s object at %s>", ((const SlotDef *)wrapper_of(self)->def)->name,
                      object->type->name, address_text(rt, object).text);
}

static Own method_wrapper_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    MethodWrapperObj *wrapper = (MethodWrapperObj *)self;
    return call_slot(rt, borrow(wrapper->descriptor), borrow(wrapper->self), args, kwargs);
}

static Own method_wrapper_compare(Runtime *rt, Obj *a, Obj *b, int op) {
    MethodWrapperObj *x = (MethodWrapperObj *)a, *y = (MethodWrapperObj *)b;
    bool equal;
    if ((op != CMP_EQ && op != CMP_NE) || a->type != T(rt, METHOD_WRAPPER) || b->type != T(rt, METHOD_WRAPPER)) {
        return keep(rt->notimplemented);
    }
    equal = borrow(x->descriptor) == borrow(y->descriptor) && borrow(x->self) == borrow(y->self);
    return bool_from(rt, equal == (op == CMP_EQ));
}

static int64_t method_wrapper_hash(Runtime *rt, Obj *self) {
    int64_t hash = object_generic_hash(rt, borrow(((MethodWrapperObj *)self)->self)) ^
                   object_generic_hash(rt, (Obj *)wrapper_of(self));
    return hash == -1 ? -2 : hash;
}

static Own wrapper_get_self(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(((MethodWrapperObj *)self)->self));
}
static Own wrapper_get_objclass(Runtime *rt, Obj *self, const void *closure) {
    return get_objclass(rt, (Obj *)wrapper_of(self), closure);
}
static Own wrapper_get_name(Runtime *rt, Obj *self, const void *closure) {
    Obj *name = descriptor_name((Obj *)wrapper_of(self));
    (void)closure;
    return str_from_cstr(rt, (const char *)STR(name)->data); /* a new str each time */
}
static Own wrapper_get_qualname(Runtime *rt, Obj *self, const void *closure) {
    return get_qualname(rt, (Obj *)wrapper_of(self), closure);
}
static Own wrapper_get_doc(Runtime *rt, Obj *self, const void *closure) {
    return get_wrapper_doc(rt, (Obj *)wrapper_of(self), closure);
}
static Own wrapper_get_signature(Runtime *rt, Obj *self, const void *closure) {
    return get_wrapper_signature(rt, (Obj *)wrapper_of(self), closure);
}

static Own wrapper_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return reduce_as_attribute(rt, borrow(((MethodWrapperObj *)self)->self), descriptor_name((Obj *)wrapper_of(self)));
}

/* ---- tables ---- */

static const MethodDef method_methods[] = {{"__reduce__", method_reduce, METH_NOARGS, 0, 0, NULL}, METHOD_END};
static const MethodDef wrapper_methods[] = {{"__reduce__", wrapper_reduce, METH_NOARGS, 0, 0, NULL}, METHOD_END};

static const MemberDef descriptor_members[] = {
    MEMBER_FROM("__objclass__", get_objclass, 0, NULL),
    MEMBER_FROM("__name__", get_name, 0, NULL),
    MEMBER_END,
};
static const MemberDef method_wrapper_members[] = {
    MEMBER_FROM("__self__", wrapper_get_self, 0, NULL), MEMBER_END};

#define COMMON_GETSET(doc) {"__doc__", doc, NULL, NULL, NULL}, {"__qualname__", get_qualname, NULL, NULL, NULL}

static const GetSetDef method_getset[] = {
    COMMON_GETSET(get_method_doc), {"__text_signature__", get_method_signature, NULL, NULL, NULL}, GETSET_END};
static const GetSetDef member_getset[] = {COMMON_GETSET(get_member_doc), GETSET_END};
static const GetSetDef getset_getset[] = {COMMON_GETSET(get_getset_doc), GETSET_END};
static const GetSetDef wrapper_getset[] = {
    COMMON_GETSET(get_wrapper_doc), {"__text_signature__", get_wrapper_signature, NULL, NULL, NULL}, GETSET_END};
static const GetSetDef method_wrapper_getset[] = {
    {"__objclass__", wrapper_get_objclass, NULL, NULL, NULL},
    {"__name__", wrapper_get_name, NULL, NULL, NULL},
    {"__qualname__", wrapper_get_qualname, NULL, NULL, NULL},
    {"__doc__", wrapper_get_doc, NULL, NULL, NULL},
    {"__text_signature__", wrapper_get_signature, NULL, NULL, NULL},
    GETSET_END};

#define DESCRIPTOR_SLOTS .tp_dealloc = descriptor_dealloc, .tp_traverse = descriptor_traverse, .tp_repr = descriptor_repr

const TypeSpec method_descriptor_type_spec = {
    .name = "method_descriptor",
    .flags = TPF_GC | TPF_METHOD_DESCRIPTOR,
    .virtual_size = 56,
    .slots = {DESCRIPTOR_SLOTS,
              .tp_call = vectorcall_call,
              .tp_vectorcall = method_vectorcall,
              .tp_descr_get = method_get},
    .methods = method_methods,
    .members = descriptor_members,
    .getset = method_getset,
};

const TypeSpec classmethod_descriptor_type_spec = {
    .name = "classmethod_descriptor",
    .flags = TPF_GC,
    .virtual_size = 56,
    .slots = {DESCRIPTOR_SLOTS, .tp_call = classmethod_call, .tp_descr_get = classmethod_get},
    .members = descriptor_members,
    .getset = method_getset,
};

const TypeSpec member_descriptor_type_spec = {
    .name = "member_descriptor",
    .flags = TPF_GC,
    .virtual_size = 48,
    .slots = {DESCRIPTOR_SLOTS, .tp_descr_get = member_get, .tp_descr_set = member_set},
    .methods = method_methods,
    .members = descriptor_members,
    .getset = member_getset,
};

const TypeSpec getset_descriptor_type_spec = {
    .name = "getset_descriptor",
    .flags = TPF_GC,
    .virtual_size = 48,
    .slots = {DESCRIPTOR_SLOTS, .tp_descr_get = getset_get, .tp_descr_set = getset_set},
    .members = descriptor_members,
    .getset = getset_getset,
};

const TypeSpec wrapper_descriptor_type_spec = {
    .name = "wrapper_descriptor",
    .flags = TPF_GC | TPF_METHOD_DESCRIPTOR,
    .virtual_size = 56,
    .slots = {DESCRIPTOR_SLOTS, .tp_call = wrapper_call, .tp_descr_get = wrapper_get},
    .methods = method_methods,
    .members = descriptor_members,
    .getset = wrapper_getset,
};

const TypeSpec method_wrapper_type_spec = {
    .name = "method-wrapper",
    .flags = TPF_GC,
    .virtual_size = 32,
    .slots = {.tp_dealloc = method_wrapper_dealloc,
              .tp_traverse = method_wrapper_traverse,
              .tp_repr = method_wrapper_repr,
              .tp_hash = method_wrapper_hash,
              .tp_call = method_wrapper_call,
              .tp_richcompare = method_wrapper_compare},
    .methods = wrapper_methods,
    .members = method_wrapper_members,
    .getset = method_wrapper_getset,
};
