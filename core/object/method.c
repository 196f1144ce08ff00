/* Bound methods: a function (or any callable) and the object it is called with.
 *
 * Layout: MethodObj, virtual 48, gc. Source followed: CPython 3.11 Objects/classobject.c. */
#include "object/type_internal.h"

#include "base/copy.h"

_Static_assert(sizeof(MethodObj) <= 48, "a method fits its virtual size");

static Obj *function_of(Obj *self) { return borrow(((MethodObj *)self)->function); }
static Obj *self_of(Obj *self) { return borrow(((MethodObj *)self)->self); }

/* ---- construct and release ---- */

Own method_new(Runtime *rt, Obj *function, Obj *self) {
    Own method = gc_alloc(rt, T(rt, METHOD), 48);
    if (!method) return (Own)0;
    ((MethodObj *)borrow(method))->function = keep(function);
    ((MethodObj *)borrow(method))->self = keep(self);
    gc_track(rt, borrow(method));
    return method;
}

static Own method_type_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)type;
    if (args_no_keywords(rt, "method", kwargs) < 0) return (Own)0;
    if (args_check_positional(rt, "method", (size_t)TUPLE_SIZE(args), 2, 2) < 0) return (Own)0;
    if (!object_is_callable(TUPLE_ITEM(args, 0))) {
        return raise_format(rt, EXC(rt, TypeError), "first argument must be callable");
    }
    if (is_none(rt, TUPLE_ITEM(args, 1))) {
        return raise_format(rt, EXC(rt, TypeError), "instance must not be None");
    }
    return method_new(rt, TUPLE_ITEM(args, 0), TUPLE_ITEM(args, 1));
}

static void method_dealloc(Runtime *rt, Obj *self) {
    MethodObj *method = (MethodObj *)self;
    gc_untrack(rt, self);
    const bool nests = is_last_of(borrow(method->self));
    if (nests && !nesting_begin(rt, self)) return;
    if (method->weaklist) weakref_clear_all(rt, self);
    release(rt, method->function);
    xrelease(rt, method->self);
    gc_free(rt, self);
    if (nests) nesting_end(rt);
}

static int method_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((MethodObj *)self)->function);
    VISIT(((MethodObj *)self)->self);
    return 0;
}

/* ---- slots ---- */

static Own method_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    size_t total = nargs + (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
    Obj *small[10], **all = small;
    Own result;
    if (total + 1 > HS_COUNT(small) && !(all = mem_alloc(rt, (total + 1) * 8))) return raise_memory_error(rt);
    all[0] = self_of(callable);
    copy_pointers(all + 1, args, total);
    result = call_vector(rt, function_of(callable), all, nargs + 1, kwnames);
    if (all != small) mem_free(rt, all);
    return result;
}

static Own method_repr(Runtime *rt, Obj *self) {
    Own name = object_lookup_attr(rt, function_of(self), ID(rt, __qualname__)), result;
    if (!name && !RAISED(rt)) name = object_lookup_attr(rt, function_of(self), ID(rt, __name__));
    if (!name && RAISED(rt)) return (Own)0;
    if (name && !is_str(borrow(name))) own_clear(rt, &name);
    result = name ? str_format(rt, "<bound method %U of %R>", borrow(name), self_of(self))
                  : str_format(rt, "<bound method ? of %R>", self_of(self));
    xrelease(rt, name);
    return result;
}

static int64_t method_hash(Runtime *rt, Obj *self) {
    int64_t hash = object_generic_hash(rt, self_of(self)), other = object_hash(rt, function_of(self));
    if (other == -1) return -1;
    hash ^= other;
    return hash == -1 ? -2 : hash;
}

static Own method_compare(Runtime *rt, Obj *a, Obj *b, int op) {
    int equal;
    if ((op != CMP_EQ && op != CMP_NE) || !is_method(rt, a) || !is_method(rt, b)) return keep(rt->notimplemented);
    equal = object_compare_bool(rt, function_of(a), function_of(b), CMP_EQ);
    if (equal < 0) return (Own)0;
    if (equal) equal = self_of(a) == self_of(b);
    return bool_from(rt, equal == (op == CMP_EQ));
}

/* Attributes that the method has not are the function's. */
static Own method_getattro(Runtime *rt, Obj *self, Obj *name) {
    Obj *descriptor = type_lookup(rt, self->type, name);
    DescrGetFn get;
    if (!descriptor) return object_getattr(rt, function_of(self), name);
    get = descriptor->type->slots.tp_descr_get;
    return get ? get(rt, descriptor, self, (Obj *)self->type) : keep(descriptor);
}

static Own get_doc(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return object_getattr(rt, function_of(self), ID(rt, __doc__));
}

static Own method_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own name = object_getattr(rt, function_of(self), ID(rt, __name__)), pair, result = (Own)0;
    Obj *getattr = dict_get(rt, borrow(rt->builtins), ID(rt, getattr));
    (void)args, (void)nargs, (void)kwnames;
    if (!name || !getattr) {
        xrelease(rt, name);
        return (Own)0;
    }
    if ((pair = tuple_pack(rt, 2, self_of(self), borrow(name)))) {
        result = tuple_pack(rt, 2, getattr, borrow(pair));
        release(rt, pair);
    }
    release(rt, name);
    return result;
}

/* ---- tables ---- */

static const MethodDef method_methods[] = {
    {"__reduce__", method_reduce, METH_NOARGS, 0, 0, "__reduce__($self, /)\n--\n\nHelper for pickle."}, METHOD_END};

static const MemberDef method_members[] = {
    {"__func__", MEMBER_OBJECT, offsetof(MethodObj, function), MEMBER_READONLY,
     "the function (or other callable) implementing a method"},
    {"__self__", MEMBER_OBJECT, offsetof(MethodObj, self), MEMBER_READONLY,
     "the instance to which a method is bound"},
    MEMBER_END};

static const GetSetDef method_getset[] = {{"__doc__", get_doc, NULL, NULL, NULL}, GETSET_END};

const TypeSpec method_type_spec = {
    .name = "method",
    .doc = "method(function, instance)\n--\n\nCreate a bound instance method object.",
    .flags = TPF_GC,
    .virtual_size = 48,
    .weak_offset = offsetof(MethodObj, weaklist),
    .slots = {.tp_dealloc = method_dealloc,
              .tp_traverse = method_traverse,
              .tp_new = method_type_new,
              .tp_repr = method_repr,
              .tp_hash = method_hash,
              .tp_call = vectorcall_call,
              .tp_vectorcall = method_vectorcall,
              .tp_getattro = method_getattro,
              .tp_setattro = object_generic_setattr,
              .tp_richcompare = method_compare},
    .methods = method_methods,
    .members = method_members,
    .getset = method_getset,
};
