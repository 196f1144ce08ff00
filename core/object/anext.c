/* What anext(iterator, default) gives: an awaitable that ends with the default where the iterator has no more. Follows CPython 3.11
 * Objects/iterobject.c (PyAnextAwaitable_Type). */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/frame.h"
#include "object/generator_impl.h"
#include "object/str.h"
#include "object/type.h"

typedef struct AnextObj { /* virtual 32 */
    Obj base;
    Own wrapped, fallback;
} AnextObj;
#define ANEXT(o) ((AnextObj *)(o))

Own anext_new(Runtime *rt, Own wrapped_steal, Obj *fallback) {
    return fields_new(rt, T(rt, ANEXT_AWAITABLE), 2, wrapped_steal, keep(fallback));
}

/* What the wrapped awaitable is driven by. */
static Own inner_iterator(Runtime *rt, Obj *self) {
    Own inner = coroutine_get_awaitable_iter(rt, borrow(ANEXT(self)->wrapped));
    if (!inner || iter_check(borrow(inner))) return inner;
    Own iterator = borrow(inner)->type->slots.am_await(rt, borrow(inner));
    release(rt, inner);
    if (iterator && !iter_check(borrow(iterator))) {
        raise_format(rt, EXC(rt, TypeError), "__await__ must return an iterable");
        own_clear(rt, &iterator);
    }
    return iterator;
}

/* The result, or the end with the default in place of the end without one. */
static Own or_default(Runtime *rt, Obj *self, Own inner, Own result) {
    SavedRaise saved = raised_save(rt);
    release(rt, inner);
    raised_put_back(rt, saved);
    if (!result && RAISED(rt) && raised_matches(rt, EXC(rt, StopAsyncIteration))) {
        raised_clear(rt);
        generator_set_stop_value(rt, borrow(ANEXT(self)->fallback));
    }
    return result;
}

static Own anext_iternext(Runtime *rt, Obj *self) {
    Own inner = inner_iterator(rt, self);
    return inner ? or_default(rt, self, inner, borrow(inner)->type->slots.tp_iternext(rt, borrow(inner))) : NULL;
}

static Own proxy(Runtime *rt, Obj *self, const char *name, Obj *const *args, size_t nargs) {
    Own inner = inner_iterator(rt, self), text = inner ? str_intern_cstr(rt, name) : NULL;
    Own method = text ? object_getattr(rt, borrow(inner), borrow(text)) : NULL, result = NULL;
    xrelease(rt, text);
    if (method) result = call_vector(rt, borrow(method), args, nargs, NULL);
    SavedRaise saved = raised_save(rt);
    xrelease(rt, method);
    raised_put_back(rt, saved);
    return inner ? or_default(rt, self, inner, result) : NULL;
}

#define PROXY(name)                                                                                \
    static Own anext_##name(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, HS_UNUSED Obj *kwnames) { \
        return proxy(rt, self, #name, args, nargs);                                                \
    }
PROXY(send)
PROXY(throw)
PROXY(close)

static const MethodDef anext_methods[] = {
    {"send", anext_send, METH_O, 1, 1, "send(arg) -> send 'arg' into the wrapped iterator,\nreturn next yielded value or raise StopIteration."},
    {"throw", anext_throw, METH_FASTCALL, 0, -1,
     "throw(typ[,val[,tb]]) -> raise exception in the wrapped iterator,\nreturn next yielded value or raise StopIteration."},
    {"close", anext_close, METH_NOARGS, 0, 0, "close() -> raise GeneratorExit inside generator."},
    METHOD_END,
};

extern const TypeSpec anext_awaitable_type_spec;
const TypeSpec anext_awaitable_type_spec = {
    .name = "anext_awaitable",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 32,
    .own_fields = 2,
    .slots = {.tp_dealloc = fields_dealloc,
              .tp_traverse = fields_traverse,
              .tp_getattro = object_generic_getattr,
              .tp_iter = object_self_iter,
              .tp_iternext = anext_iternext,
              .am_await = object_self_iter},
    .methods = anext_methods,
};
