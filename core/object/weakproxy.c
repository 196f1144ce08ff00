/* Proxies: every operation goes to the referent, or raises ReferenceError once it is dead. CPython 3.11 Objects/weakrefobject.c. */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"

#define REF(o) ((WeakrefObj *)(o))

/* The object itself or what a proxy stands for, kept alive during the operation; NULL = raised. */
static Own unwrap(Runtime *rt, Obj *object) {
    if (object->type != T(rt, WEAKPROXY) && object->type != T(rt, WEAKCALLABLEPROXY)) return keep(object);
    Obj *target = weakref_target(REF(object));
    if (target) return keep(target);
    return raise_format(rt, EXC(rt, ReferenceError), "weakly-referenced object no longer exists");
}

#define PROXY_UNARY(name, call)                          \
    static Own proxy_##name(Runtime *rt, Obj *self) {    \
        Own o = unwrap(rt, self);                        \
        if (!o) return o;                                \
        Own result = call(rt, borrow(o));                \
        release(rt, o);                                  \
        return result;                                   \
    }

static Own binary(Runtime *rt, Obj *left, Obj *right, int op) {
    Own a = unwrap(rt, left), b = a ? unwrap(rt, right) : (Own)0;
    Own result = b ? number_binary(rt, borrow(a), borrow(b), op) : (Own)0;
    xrelease(rt, a);
    xrelease(rt, b);
    return result;
}

#define PROXY_BINARY(name, op) \
    static Own proxy_##name(Runtime *rt, Obj *left, Obj *right) { return binary(rt, left, right, op); }

PROXY_UNARY(str, object_str)
PROXY_UNARY(negative, number_negative)
PROXY_UNARY(positive, number_positive)
PROXY_UNARY(absolute, number_absolute)
PROXY_UNARY(invert, number_invert)
PROXY_UNARY(int, number_int)
PROXY_UNARY(float, number_float)
PROXY_UNARY(index, number_index)
PROXY_UNARY(iter, object_iter)
PROXY_BINARY(add, OP_ADD)
PROXY_BINARY(subtract, OP_SUBTRACT)
PROXY_BINARY(multiply, OP_MULTIPLY)
PROXY_BINARY(remainder, OP_REMAINDER)
PROXY_BINARY(lshift, OP_LSHIFT)
PROXY_BINARY(rshift, OP_RSHIFT)
PROXY_BINARY(and, OP_AND)
PROXY_BINARY(xor, OP_XOR)
PROXY_BINARY(or, OP_OR)
PROXY_BINARY(floor_divide, OP_FLOOR_DIVIDE)
PROXY_BINARY(true_divide, OP_TRUE_DIVIDE)
PROXY_BINARY(matrix_multiply, OP_MATRIX_MULTIPLY)
PROXY_BINARY(inplace_add, OP_INPLACE_ADD)
PROXY_BINARY(inplace_subtract, OP_INPLACE_SUBTRACT)
PROXY_BINARY(inplace_multiply, OP_INPLACE_MULTIPLY)
PROXY_BINARY(inplace_remainder, OP_INPLACE_REMAINDER)
PROXY_BINARY(inplace_lshift, OP_INPLACE_LSHIFT)
PROXY_BINARY(inplace_rshift, OP_INPLACE_RSHIFT)
PROXY_BINARY(inplace_and, OP_INPLACE_AND)
PROXY_BINARY(inplace_xor, OP_INPLACE_XOR)
PROXY_BINARY(inplace_or, OP_INPLACE_OR)
PROXY_BINARY(inplace_floor_divide, OP_INPLACE_FLOOR_DIVIDE)
PROXY_BINARY(inplace_true_divide, OP_INPLACE_TRUE_DIVIDE)
PROXY_BINARY(inplace_matrix_multiply, OP_INPLACE_MATRIX_MULTIPLY)

static Own proxy_divmod(Runtime *rt, Obj *left, Obj *right) {
    Own a = unwrap(rt, left), b = a ? unwrap(rt, right) : (Own)0;
    Own result = b ? number_divmod(rt, borrow(a), borrow(b)) : (Own)0;
    xrelease(rt, a);
    xrelease(rt, b);
    return result;
}

static Own power(Runtime *rt, Obj *left, Obj *right, Obj *modulus, bool in_place) {
    Own a = unwrap(rt, left), b = a ? unwrap(rt, right) : (Own)0, c = b ? unwrap(rt, modulus) : (Own)0, result = (Own)0;
    if (c && in_place && is_none(rt, borrow(c))) result = number_binary(rt, borrow(a), borrow(b), OP_INPLACE_POWER);
    else if (c) result = number_power(rt, borrow(a), borrow(b), borrow(c));
    xrelease(rt, a);
    xrelease(rt, b);
    xrelease(rt, c);
    return result;
}

static Own proxy_power(Runtime *rt, Obj *a, Obj *b, Obj *c) { return power(rt, a, b, c, false); }
static Own proxy_inplace_power(Runtime *rt, Obj *a, Obj *b, Obj *c) { return power(rt, a, b, c, true); }

static Own proxy_repr(Runtime *rt, Obj *self) {
    Obj *target = weakref_target(REF(self));
    if (!target) target = rt->none;
    return str_format(rt, "<weakproxy at %p to %s at %p>", self, target->type->name, target);
}

static Own proxy_getattro(Runtime *rt, Obj *self, Obj *name) {
    Own o = unwrap(rt, self);
    if (!o) return o;
    Own result = object_getattr(rt, borrow(o), name);
    release(rt, o);
    return result;
}

static int proxy_setattro(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    Own o = unwrap(rt, self);
    if (!o) return -1;
    int result = object_setattr(rt, borrow(o), name, value);
    release(rt, o);
    return result;
}

static Own proxy_richcompare(Runtime *rt, Obj *left, Obj *right, int op) {
    Own a = unwrap(rt, left), b = a ? unwrap(rt, right) : (Own)0;
    Own result = b ? object_richcompare(rt, borrow(a), borrow(b), op) : (Own)0;
    xrelease(rt, a);
    xrelease(rt, b);
    return result;
}

static int proxy_bool(Runtime *rt, Obj *self) {
    Own o = unwrap(rt, self);
    if (!o) return -1;
    int result = object_is_true(rt, borrow(o));
    release(rt, o);
    return result;
}

static int proxy_contains(Runtime *rt, Obj *self, Obj *item) {
    Own o = unwrap(rt, self);
    if (!o) return -1;
    int result = sequence_contains(rt, borrow(o), item);
    release(rt, o);
    return result;
}

static intptr_t proxy_length(Runtime *rt, Obj *self) {
    Own o = unwrap(rt, self);
    if (!o) return -1;
    intptr_t result = (intptr_t)object_length(rt, borrow(o));
    release(rt, o);
    return result;
}

static Own proxy_getitem(Runtime *rt, Obj *self, Obj *key) {
    Own o = unwrap(rt, self);
    if (!o) return o;
    Own result = object_getitem(rt, borrow(o), key);
    release(rt, o);
    return result;
}

static int proxy_setitem(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    Own o = unwrap(rt, self);
    if (!o) return -1;
    int result = value ? object_setitem(rt, borrow(o), key, value) : object_delitem(rt, borrow(o), key);
    release(rt, o);
    return result;
}

static Own proxy_iternext(Runtime *rt, Obj *self) {
    Own o = unwrap(rt, self), result = (Own)0;
    if (!o) return o;
    if (iter_check(borrow(o)))
        result = borrow(o)->type->slots.tp_iternext(rt, borrow(o));
    else
        raise_format(rt, EXC(rt, TypeError), "Weakref proxy referenced a non-iterator '%.200s' object", borrow(o)->type->name);
    release(rt, o);
    return result;
}

static Own proxy_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    Own o = unwrap(rt, self);
    if (!o) return o;
    Own result = call_args(rt, borrow(o), args, kwargs);
    release(rt, o);
    return result;
}

static Own proxy_bytes(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    Own o = unwrap(rt, self);
    if (!o) return o;
    Own result = call_method_0(rt, borrow(o), ID(rt, __bytes__));
    release(rt, o);
    return result;
}

static Own proxy_reversed(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    Own o = unwrap(rt, self);
    if (!o) return o;
    Own result = call_method_0(rt, borrow(o), ID(rt, __reversed__));
    release(rt, o);
    return result;
}

static const MethodDef proxy_methods[] = {
    {"__bytes__", proxy_bytes, METH_NOARGS, 0, 0, NULL},
    {"__reversed__", proxy_reversed, METH_NOARGS, 0, 0, NULL},
    METHOD_END,
};

/* What both proxy types have. */
#define PROXY_SLOTS                                                                                                    \
    .tp_dealloc = weakref_dealloc, .tp_traverse = weakref_traverse, .tp_clear = weakref_tp_clear,                      \
    .tp_repr = proxy_repr, .tp_str = proxy_str, .tp_hash = object_hash_not_implemented, .tp_getattro = proxy_getattro, \
    .tp_setattro = proxy_setattro, .tp_richcompare = proxy_richcompare, .tp_iter = proxy_iter,                         \
    .nb_add = proxy_add, .nb_subtract = proxy_subtract, .nb_multiply = proxy_multiply,                                 \
    .nb_remainder = proxy_remainder, .nb_lshift = proxy_lshift, .nb_rshift = proxy_rshift,                             \
    .nb_and = proxy_and, .nb_xor = proxy_xor, .nb_or = proxy_or, .nb_floor_divide = proxy_floor_divide,                \
    .nb_true_divide = proxy_true_divide, .nb_matrix_multiply = proxy_matrix_multiply,                                  \
    .nb_inplace_add = proxy_inplace_add, .nb_inplace_subtract = proxy_inplace_subtract,                                \
    .nb_inplace_multiply = proxy_inplace_multiply, .nb_inplace_remainder = proxy_inplace_remainder,                    \
    .nb_inplace_lshift = proxy_inplace_lshift, .nb_inplace_rshift = proxy_inplace_rshift,                              \
    .nb_inplace_and = proxy_inplace_and, .nb_inplace_xor = proxy_inplace_xor,                                          \
    .nb_inplace_or = proxy_inplace_or, .nb_inplace_floor_divide = proxy_inplace_floor_divide,                          \
    .nb_inplace_true_divide = proxy_inplace_true_divide,                                                               \
    .nb_inplace_matrix_multiply = proxy_inplace_matrix_multiply, .nb_divmod = proxy_divmod,                            \
    .nb_power = proxy_power, .nb_inplace_power = proxy_inplace_power, .nb_negative = proxy_negative,                   \
    .nb_positive = proxy_positive, .nb_absolute = proxy_absolute, .nb_bool = proxy_bool,                               \
    .nb_invert = proxy_invert, .nb_int = proxy_int, .nb_float = proxy_float, .nb_index = proxy_index,                  \
    .sq_length = proxy_length, .sq_contains = proxy_contains, .mp_length = proxy_length,                               \
    .mp_subscript = proxy_getitem, .mp_ass_subscript = proxy_setitem

const TypeSpec weakproxy_type_spec = {
    .name = "weakref.ProxyType",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 64,
    .slots = {PROXY_SLOTS, .tp_iternext = proxy_iternext},
    .methods = proxy_methods,
};

const TypeSpec weakcallableproxy_type_spec = {
    .name = "weakref.CallableProxyType",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 64,
    .slots = {PROXY_SLOTS, .tp_iternext = proxy_iternext, .tp_call = proxy_call},
};
