/* Slots of classes that define special methods in Python: each looks the method up in the type and calls it, without
 * making a bound method where the attribute is a plain function.
 *
 * Source followed: CPython 3.11 Objects/typeobject.c (slot_* functions). */
#include "object/range.h"
#include "object/slots.h"
#include "object/type_internal.h"

/* ---- looking up and calling ---- */

HS_INLINE Own call_bound_or_not(Runtime *rt, Obj *method, bool unbound, Obj *const *args, size_t nargs) {
    return unbound ? call_vector(rt, method, args, nargs, NULL) : call_vector(rt, method, args + 1, nargs - 1, NULL);
}

static Own lookup_method(Runtime *rt, Obj *self, Obj *name, bool *unbound) {
    Own method = type_lookup_method(rt, self, name, unbound);
    if (!method && !RAISED(rt)) raise_object(rt, EXC(rt, AttributeError), name);
    return method;
}

/* args[0] is self. AttributeError if the type has no such method. */
static Own call_special(Runtime *rt, Obj *name, Obj *const *args, size_t nargs) {
    bool unbound;
    Own method = lookup_method(rt, args[0], name, &unbound), result;
    if (!method) return (Own)0;
    result = call_bound_or_not(rt, borrow(method), unbound, args, nargs);
    release(rt, method);
    return result;
}

/* The same, but NotImplemented if there is no such method. */
static Own call_special_maybe(Runtime *rt, Obj *name, Obj *const *args, size_t nargs) {
    bool unbound;
    Own method = type_lookup_method(rt, args[0], name, &unbound), result;
    if (!method) return RAISED(rt) ? (Own)0 : keep(rt->notimplemented);
    result = call_bound_or_not(rt, borrow(method), unbound, args, nargs);
    release(rt, method);
    return result;
}

static int discard(Runtime *rt, Own result) {
    if (!result) return -1;
    release(rt, result);
    return 0;
}

/* ---- object protocol ---- */

Own slot_tp_repr(Runtime *rt, Obj *self) {
    bool unbound;
    Own method = type_lookup_method(rt, self, ID(rt, __repr__), &unbound), result;
    if (!method) {
        if (RAISED(rt)) raised_clear(rt);
        return str_format(rt, "<%s object at %s>", self->type->name, address_text(rt, self).text);
    }
    result = call_bound_or_not(rt, borrow(method), unbound, &self, 1);
    release(rt, method);
    return result;
}

Own slot_tp_str(Runtime *rt, Obj *self) { return call_special(rt, ID(rt, __str__), &self, 1); }

int64_t slot_tp_hash(Runtime *rt, Obj *self) {
    bool unbound;
    Own method = type_lookup_method(rt, self, ID(rt, __hash__), &unbound), result;
    int64_t hash;
    if (method && is_none(rt, borrow(method))) own_clear(rt, &method);
    if (!method) return RAISED(rt) ? -1 : object_hash_not_implemented(rt, self);
    result = call_bound_or_not(rt, borrow(method), unbound, &self, 1);
    release(rt, method);
    if (!result) return -1;
    if (!is_int(borrow(result))) {
        release(rt, result);
        raise_format(rt, EXC(rt, TypeError), "__hash__ method should return an integer");
        return -1;
    }
    if (int_as_ssize(rt, borrow(result), &hash) < 0) {
        raised_clear(rt);
        hash = int_hash(borrow(result));
    }
    release(rt, result);
    return hash == -1 ? -2 : hash;
}

Own slot_tp_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    bool unbound;
    Own method = lookup_method(rt, self, ID(rt, __call__), &unbound), result;
    if (!method) return (Own)0;
    result = unbound ? call_prepend(rt, borrow(method), self, args, kwargs)
                     : call_args(rt, borrow(method), args, kwargs);
    release(rt, method);
    return result;
}

static Own slot_tp_getattro(Runtime *rt, Obj *self, Obj *name) {
    Obj *args[2] = {self, name};
    return call_special(rt, ID(rt, __getattribute__), args, 2);
}

/* Through a bound method, as in CPython 3.11: __getattr__ sees one more reference to self. */
static Own call_attribute(Runtime *rt, Obj *self, Obj *attribute, Obj *name) {
    if (!rt->lens->getattr_binds && is_function(rt, attribute)) return call_2(rt, attribute, self, name);
    DescrGetFn get = attribute->type->slots.tp_descr_get;
    Own bound, result;
    bound = get ? get(rt, attribute, self, (Obj *)self->type) : keep(attribute);
    if (!bound) return (Own)0;
    result = call_1(rt, borrow(bound), name);
    release(rt, bound);
    return result;
}

/* Whether `attribute` is object.__getattribute__ itself. */
static bool is_generic_getattribute(Runtime *rt, Obj *attribute) {
    return attribute->type == T(rt, WRAPPER_DESCRIPTOR) &&
           ((DescriptorObj *)attribute)->wrapped == (void *)(intptr_t)object_generic_getattr;
}

Own slot_tp_getattr_hook(Runtime *rt, Obj *self, Obj *name) {
    TypeObj *type = self->type;
    Obj *found = type_lookup(rt, type, ID(rt, __getattr__)), *getattribute;
    Own hook, result;
    if (!found) {
        type->slots.tp_getattro = slot_tp_getattro;
        return slot_tp_getattro(rt, self, name);
    }
    hook = keep(found);
    getattribute = type_lookup(rt, type, ID(rt, __getattribute__));
    if (!getattribute || is_generic_getattribute(rt, getattribute)) {
        result = object_generic_getattr_with(rt, self, name, NULL, true); /* saves making the exception */
        if (!result && !RAISED(rt)) {
            attribute_error_dropped(rt, self, name);
            goto call_hook;
        }
    } else {
        Own held = keep(getattribute);
        result = call_attribute(rt, self, getattribute, name);
        release(rt, held);
    }
    if (!result && raised_matches(rt, EXC(rt, AttributeError))) {
        raised_clear(rt);
    call_hook:
        result = call_attribute(rt, self, borrow(hook), name);
    }
    release(rt, hook);
    return result;
}

int slot_tp_setattro(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    Obj *args[3] = {self, name, value};
    if (!value) return discard(rt, call_special(rt, ID(rt, __delattr__), args, 2));
    return discard(rt, call_special(rt, ID(rt, __setattr__), args, 3));
}

Own slot_tp_richcompare(Runtime *rt, Obj *self, Obj *other, int op) {
    static const int16_t names[] = {STR___lt__, STR___le__, STR___eq__, STR___ne__, STR___gt__, STR___ge__};
    Obj *args[2] = {self, other};
    bool unbound;
    Own method = type_lookup_method(rt, self, borrow(rt->strings[names[op]]), &unbound), result;
    if (!method) {
        if (RAISED(rt)) raised_clear(rt);
        return keep(rt->notimplemented);
    }
    result = call_bound_or_not(rt, borrow(method), unbound, args, 2);
    release(rt, method);
    return result;
}

Own slot_tp_iter(Runtime *rt, Obj *self) {
    bool unbound;
    Own method = type_lookup_method(rt, self, ID(rt, __iter__), &unbound), result;
    if (method && is_none(rt, borrow(method))) {
        release(rt, method);
        return raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not iterable", self->type->name);
    }
    if (method) {
        result = call_bound_or_not(rt, borrow(method), unbound, &self, 1);
        release(rt, method);
        return result;
    }
    if (RAISED(rt)) raised_clear(rt);
    if (!(method = type_lookup_method(rt, self, ID(rt, __getitem__), &unbound))) {
        if (RAISED(rt)) raised_clear(rt);
        return raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not iterable", self->type->name);
    }
    release(rt, method);
    return seq_iter_new(rt, self);
}

Own slot_tp_iternext(Runtime *rt, Obj *self) { return call_special(rt, ID(rt, __next__), &self, 1); }

/* tp_iternext of types without __next__: never an iterator. */
Own iternext_not_implemented(Runtime *rt, Obj *self) {
    return raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not iterable", self->type->name);
}

Own slot_tp_descr_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    Obj *get = type_lookup(rt, self->type, ID(rt, __get__)), *args[3];
    if (!get) {
        if (self->type->slots.tp_descr_get == slot_tp_descr_get) self->type->slots.tp_descr_get = NULL;
        return keep(self);
    }
    args[0] = self;
    args[1] = object ? object : rt->none;
    args[2] = type ? type : rt->none;
    return call_vector(rt, get, args, 3, NULL);
}

int slot_tp_descr_set(Runtime *rt, Obj *self, Obj *object, Obj *value) {
    Obj *args[3] = {self, object, value};
    if (!value) return discard(rt, call_special(rt, ID(rt, __delete__), args, 2));
    return discard(rt, call_special(rt, ID(rt, __set__), args, 3));
}

int slot_tp_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    bool unbound;
    Own method = lookup_method(rt, self, ID(rt, __init__), &unbound), result;
    if (!method) return -1;
    result = unbound ? call_prepend(rt, borrow(method), self, args, kwargs)
                     : call_args(rt, borrow(method), args, kwargs);
    release(rt, method);
    if (!result) return -1;
    if (!is_none(rt, borrow(result))) {
        raise_format(rt, EXC(rt, TypeError), "__init__() should return None, not '%.200s'", borrow(result)->type->name);
        release(rt, result);
        return -1;
    }
    release(rt, result);
    return 0;
}

Own slot_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    Own method = object_getattr(rt, (Obj *)type, ID(rt, __new__)), result;
    if (!method) return (Own)0;
    result = call_prepend(rt, borrow(method), (Obj *)type, args, kwargs);
    release(rt, method);
    return result;
}

void slot_tp_finalize(Runtime *rt, Obj *self) {
    SavedRaise saved = raised_save(rt);
    bool unbound, replaying = rt->replaying;
    Own method = type_lookup_method(rt, self, ID(rt, __del__), &unbound), result;
    rt->replaying = false;
    if (method) {
        result = call_bound_or_not(rt, borrow(method), unbound, &self, 1);
        if (!result) unraisable_report(rt, NULL, borrow(method));
        xrelease(rt, result);
        release(rt, method);
    } else if (RAISED(rt)) {
        raised_clear(rt);
    }
    rt->replaying = replaying;
    raised_put_back(rt, saved);
}

/* ---- numbers ---- */

/* Whether `right`'s class gives another `name` than `left`'s: then the reflected method is tried first. */
static int method_is_overloaded(Runtime *rt, Obj *left, Obj *right, Obj *name) {
    Own a = object_lookup_attr(rt, (Obj *)right->type, name), b;
    int different;
    if (!a) return RAISED(rt) ? -1 : 0;
    b = object_lookup_attr(rt, (Obj *)left->type, name);
    if (!b) {
        release(rt, a);
        return RAISED(rt) ? -1 : 1;
    }
    different = object_compare_bool(rt, borrow(a), borrow(b), CMP_NE);
    release(rt, a);
    release(rt, b);
    return different;
}

/* A binary operator with a reflected form. `offset` and `slot`: which slot, and the function whose turn it is. */
static Own binary_slot(Runtime *rt, Obj *self, Obj *other, size_t offset, AnyFn slot, Obj *name, Obj *reflected) {
    Obj *forward[2] = {self, other}, *backward[2] = {other, self};
    bool do_other = self->type != other->type && *slot_word(other->type, offset) == slot;
    Own result;
    if (*slot_word(self->type, offset) == slot) {
        if (do_other && type_is_subtype(other->type, self->type)) {
            int overloaded = method_is_overloaded(rt, self, other, reflected);
            if (overloaded < 0) return (Own)0;
            if (overloaded) {
                result = call_special_maybe(rt, reflected, backward, 2);
                if (borrow(result) != rt->notimplemented) return result;
                release(rt, result);
                do_other = false;
            }
        }
        result = call_special_maybe(rt, name, forward, 2);
        if (borrow(result) != rt->notimplemented || other->type == self->type) return result;
        release(rt, result);
    }
    if (do_other) return call_special_maybe(rt, reflected, backward, 2);
    return keep(rt->notimplemented);
}

#define BINARY_SLOT(slot, name, reflected)                                                                        \
    Own slot_##slot(Runtime *rt, Obj *self, Obj *other) {                                                         \
        return binary_slot(rt, self, other, offsetof(TypeSlots, slot), (AnyFn)slot_##slot, ID(rt, name),          \
                           ID(rt, reflected));                                                                    \
    }
BINARY_SLOT(nb_add, __add__, __radd__)
BINARY_SLOT(nb_subtract, __sub__, __rsub__)
BINARY_SLOT(nb_multiply, __mul__, __rmul__)
BINARY_SLOT(nb_remainder, __mod__, __rmod__)
BINARY_SLOT(nb_divmod, __divmod__, __rdivmod__)
BINARY_SLOT(nb_lshift, __lshift__, __rlshift__)
BINARY_SLOT(nb_rshift, __rshift__, __rrshift__)
BINARY_SLOT(nb_and, __and__, __rand__)
BINARY_SLOT(nb_xor, __xor__, __rxor__)
BINARY_SLOT(nb_or, __or__, __ror__)
BINARY_SLOT(nb_floor_divide, __floordiv__, __rfloordiv__)
BINARY_SLOT(nb_true_divide, __truediv__, __rtruediv__)
BINARY_SLOT(nb_matrix_multiply, __matmul__, __rmatmul__)

Own slot_nb_power(Runtime *rt, Obj *self, Obj *other, Obj *modulus) {
    Obj *args[3] = {self, other, modulus};
    if (is_none(rt, modulus)) {
        return binary_slot(rt, self, other, offsetof(TypeSlots, nb_power), (AnyFn)slot_nb_power, ID(rt, __pow__),
                           ID(rt, __rpow__));
    }
    if (self->type->slots.nb_power != slot_nb_power) return keep(rt->notimplemented);
    return call_special(rt, ID(rt, __pow__), args, 3);
}

#define INPLACE_SLOT(slot, name)                                   \
    Own slot_##slot(Runtime *rt, Obj *self, Obj *other) {          \
        Obj *args[2] = {self, other};                              \
        return call_special(rt, ID(rt, name), args, 2);            \
    }
INPLACE_SLOT(nb_inplace_add, __iadd__)
INPLACE_SLOT(nb_inplace_subtract, __isub__)
INPLACE_SLOT(nb_inplace_multiply, __imul__)
INPLACE_SLOT(nb_inplace_remainder, __imod__)
INPLACE_SLOT(nb_inplace_lshift, __ilshift__)
INPLACE_SLOT(nb_inplace_rshift, __irshift__)
INPLACE_SLOT(nb_inplace_and, __iand__)
INPLACE_SLOT(nb_inplace_xor, __ixor__)
INPLACE_SLOT(nb_inplace_or, __ior__)
INPLACE_SLOT(nb_inplace_floor_divide, __ifloordiv__)
INPLACE_SLOT(nb_inplace_true_divide, __itruediv__)
INPLACE_SLOT(nb_inplace_matrix_multiply, __imatmul__)
INPLACE_SLOT(mp_subscript, __getitem__)

Own slot_nb_inplace_power(Runtime *rt, Obj *self, Obj *other, Obj *modulus) {
    Obj *args[2] = {self, other};
    (void)modulus;
    return call_special(rt, ID(rt, __ipow__), args, 2);
}

#define UNARY_SLOT(slot, name) \
    Own slot_##slot(Runtime *rt, Obj *self) { return call_special(rt, ID(rt, name), &self, 1); }
UNARY_SLOT(nb_negative, __neg__)
UNARY_SLOT(nb_positive, __pos__)
UNARY_SLOT(nb_absolute, __abs__)
UNARY_SLOT(nb_invert, __invert__)
UNARY_SLOT(nb_int, __int__)
UNARY_SLOT(nb_float, __float__)
UNARY_SLOT(nb_index, __index__)

int slot_nb_bool(Runtime *rt, Obj *self) {
    bool unbound, using_length = false;
    Own method = type_lookup_method(rt, self, ID(rt, __bool__), &unbound), value;
    int result;
    if (!method) {
        if (RAISED(rt)) return -1;
        method = type_lookup_method(rt, self, ID(rt, __len__), &unbound);
        if (!method) return RAISED(rt) ? -1 : 1;
        using_length = true;
    }
    value = call_bound_or_not(rt, borrow(method), unbound, &self, 1);
    release(rt, method);
    if (!value) return -1;
    if (using_length || is_bool(rt, borrow(value))) {
        result = object_is_true(rt, borrow(value));
    } else {
        result = raise_format_int(rt, EXC(rt, TypeError), "__bool__ should return bool, returned %s",
                                  borrow(value)->type->name);
    }
    release(rt, value);
    return result;
}

/* ---- containers ---- */

int64_t slot_length(Runtime *rt, Obj *self) {
    Own result = call_special(rt, ID(rt, __len__), &self, 1);
    int64_t length = -1;
    if (!result) return -1;
    own_set(rt, &result, number_index(rt, borrow(result)));
    if (!result) return -1;
    if (int_sign(borrow(result)) < 0) {
        raise_format(rt, EXC(rt, ValueError), "__len__() should return >= 0");
    } else if (number_as_ssize(rt, borrow(result), EXC(rt, OverflowError), &length) < 0) {
        length = -1;
    }
    release(rt, result);
    return length;
}

intptr_t slot_sq_length(Runtime *rt, Obj *self) { return (intptr_t)slot_length(rt, self); }

Own slot_sq_item(Runtime *rt, Obj *self, intptr_t index) {
    Own number = int_from_i64(rt, index), result;
    Obj *args[2] = {self, borrow(number)};
    if (!number) return (Own)0;
    result = call_special(rt, ID(rt, __getitem__), args, 2);
    release(rt, number);
    return result;
}

int slot_mp_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    Obj *args[3] = {self, key, value};
    if (!value) return discard(rt, call_special(rt, ID(rt, __delitem__), args, 2));
    return discard(rt, call_special(rt, ID(rt, __setitem__), args, 3));
}

int slot_sq_ass_item(Runtime *rt, Obj *self, intptr_t index, Obj *value) {
    Own number = int_from_i64(rt, index);
    int result;
    if (!number) return -1;
    result = slot_mp_ass_subscript(rt, self, borrow(number), value);
    release(rt, number);
    return result;
}

/* `value in self` for a class without __contains__: compare the items that iterating gives. */
static int search_items(Runtime *rt, Obj *self, Obj *value) {
    Own iterator = object_iter(rt, self), item;
    int found = 0;
    if (!iterator) {
        if (raised_matches(rt, EXC(rt, TypeError))) {
            raised_clear(rt);
            raise_format(rt, EXC(rt, TypeError), "argument of type '%.200s' is not iterable", self->type->name);
        }
        return -1;
    }
    while (found == 0 && (item = iter_next(rt, borrow(iterator)))) {
        found = object_compare_bool(rt, borrow(item), value, CMP_EQ);
        release(rt, item);
    }
    if (found == 0 && RAISED(rt)) found = -1;
    release(rt, iterator);
    return found;
}

int slot_sq_contains(Runtime *rt, Obj *self, Obj *value) {
    Obj *args[2] = {self, value};
    bool unbound;
    Own method = type_lookup_method(rt, self, ID(rt, __contains__), &unbound), answer;
    int result = -1;
    if (!method) return RAISED(rt) ? -1 : search_items(rt, self, value);
    if (is_none(rt, borrow(method))) {
        release(rt, method);
        return raise_format_int(rt, EXC(rt, TypeError), "'%.200s' object is not a container", self->type->name);
    }
    answer = call_bound_or_not(rt, borrow(method), unbound, args, 2);
    release(rt, method);
    if (answer) {
        result = object_is_true(rt, borrow(answer));
        release(rt, answer);
    }
    return result;
}

/* ---- asynchronous ---- */

static Own async_slot(Runtime *rt, Obj *self, Obj *name) {
    bool unbound;
    Own method = type_lookup_method(rt, self, name, &unbound), result;
    if (!method) {
        return raise_format(rt, EXC(rt, AttributeError), "object %.50s does not have %U method", self->type->name,
                            name);
    }
    result = call_bound_or_not(rt, borrow(method), unbound, &self, 1);
    release(rt, method);
    return result;
}

Own slot_am_await(Runtime *rt, Obj *self) { return async_slot(rt, self, ID(rt, __await__)); }
Own slot_am_aiter(Runtime *rt, Obj *self) { return async_slot(rt, self, ID(rt, __aiter__)); }
Own slot_am_anext(Runtime *rt, Obj *self) { return async_slot(rt, self, ID(rt, __anext__)); }
