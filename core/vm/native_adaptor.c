/* Iterators that call Python code for their items, as natives: map, filter, enumerate, zip, those of iter(callable, sentinel) and of classes
 * with __next__ (those of itertools: lib/itertools_native.c). The native lives while one item is
 * made; its word is what that holds meanwhile. */
#include "object/range.h"
#include "object/slots.h"
#include "object/tuple.h"
#include "object/zip.h"
#include "vm/eval_impl.h"
#include "vm/native.h"

#define STEP(name) static Own name##_step(Runtime *rt, Native *self, Own value)

static Obj *adapted(Native *self) { return (Obj *)native_raw(self)[ADAPTOR_SELF]; }

/* The function __next__ of an iterator of a class in Python; NULL: it is none. Borrowed. */
static Obj *next_method(Runtime *rt, Obj *iterator) {
    Obj *method = iterator->type->slots.tp_iternext == slot_tp_iternext ? type_lookup(rt, iterator->type, ID(rt, __next__)) : NULL;
    return method && is_function(rt, method) && native_runs(rt, method) ? method : NULL;
}

STEP(map) {
    Obj *function, *iterator = map_single(adapted(self), &function);
    if (self->waits == NATIVE_VALUE) return value;
    if (self->waits == NATIVE_BEGINS) value = native_next(rt, self, iterator);
    if (!value) return (Own)0;
    self->words[0] = value;
    Obj *item = borrow(value);
    return native_call(rt, self, function, &item, 1);
}

STEP(filter) {
    Obj *function, *iterator = filter_parts(rt, adapted(self), &function);
    for (bool begins = self->waits == NATIVE_BEGINS;; begins = true) {
        if (begins) value = native_next(rt, self, iterator);
        if (!value) return (Own)0;
        if (self->waits == NATIVE_ITEM) {
            Obj *item = borrow(self->words[0] = value);
            if (function && !(value = native_call(rt, self, function, &item, 1))) return (Own)0;
        }
        int truth = object_is_true(rt, borrow(value));
        if (function) release(rt, value);
        value = self->words[0];
        self->words[0] = (Own)0;
        if (truth > 0) return value;
        release(rt, value);
        if (truth < 0) return (Own)0;
    }
}

STEP(enumerate) {
    if (self->waits == NATIVE_BEGINS) value = native_next(rt, self, enumerate_iterator(adapted(self)));
    return value ? enumerate_pair(rt, adapted(self), value) : (Own)0;
}

STEP(zip) {
    Obj *iterators = zip_iterators(adapted(self));
    intptr_t *i = &native_raw(self)[ADAPTOR_INDEX];
    bool used = native_raw(self)[ADAPTOR_USED];
    if (self->waits == NATIVE_BEGINS) {
        if (!(self->words[0] = zip_open(rt, adapted(self), &used))) return (Own)0;
        native_raw(self)[ADAPTOR_USED] = used;
        value = native_next(rt, self, TUPLE_ITEM(iterators, 0));
    }
    for (; value; value = native_next(rt, self, TUPLE_ITEM(iterators, *i))) {
        own_set(rt, &TUPLE(borrow(self->words[0]))->items[(*i)++], value);
        if (*i < TUPLE_SIZE(iterators)) continue;
        value = self->words[0];
        self->words[0] = (Own)0;
        return zip_close(rt, value, used);
    }
    return (Own)0;
}

STEP(callable) {
    if (self->waits != NATIVE_BEGINS) return call_iter_item(rt, adapted(self), value);
    Obj *callable = call_iter_callable(adapted(self));
    return callable ? native_call(rt, self, callable, NULL, 0) : (Own)0;
}

STEP(method) {
    if (self->waits != NATIVE_BEGINS) return value;
    Obj *iterator = adapted(self), *method = next_method(rt, iterator);
    self->words[0] = keep(method);
    return native_call(rt, self, method, &iterator, 1);
}

NativeStep native_adaptor(Runtime *rt, Obj *iterator) {
    TypeObj *type = iterator->type;
    Obj *inner;
    NativeStep of_itertools = native_itertools(iterator, &inner);
    return of_itertools                                   ? of_itertools
           : type == T(rt, MAP)                           ? map_step
           : type == T(rt, FILTER)                        ? filter_step
           : type == T(rt, ENUMERATE)                     ? enumerate_step
           : type == T(rt, ZIP)                           ? zip_step
           : type->slots.tp_iternext == slot_tp_iternext ? method_step
                                                          : callable_step;
}

bool native_iterates(Runtime *rt, Obj *object) {
    TypeObj *type = object->type;
    Obj *function = NULL, *inner = NULL;
    if (type == T(rt, GENERATOR)) return true;
    if (type == T(rt, MAP)) inner = map_single(object, &function);
    else if (type == T(rt, FILTER)) inner = filter_parts(rt, object, &function);
    else if (type == T(rt, ENUMERATE)) inner = enumerate_iterator(object);
    else if (type == T(rt, CALL_ITER)) return (function = call_iter_callable(object)) && native_runs(rt, function);
    else if (type != T(rt, ZIP) && native_itertools(object, &inner) && !inner) return true;
    if (type != T(rt, ZIP)) return inner && ((function && native_runs(rt, function)) || native_steps(rt, inner));
    Obj *iterators = zip_iterators(object);
    for (intptr_t i = 0; iterators && i < TUPLE_SIZE(iterators); i++) {
        if (native_steps(rt, TUPLE_ITEM(iterators, i))) return true;
    }
    return false;
}

bool native_steps(Runtime *rt, Obj *iterator) { return next_method(rt, iterator) || native_iterates(rt, iterator); }

bool native_collects(Runtime *rt, Obj *iterable) { return iterable->type->slots.tp_iter == slot_tp_iter || native_iterates(rt, iterable); }
