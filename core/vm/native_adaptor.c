/* Iterators over others that call Python code for their items, as natives: map, filter, enumerate and zip. The native lives while one item is
 * made; its word is what that holds meanwhile. */
#include "object/tuple.h"
#include "object/zip.h"
#include "vm/eval_impl.h"
#include "vm/native.h"

#define STEP(name) static Own name##_step(Runtime *rt, Native *self, Own value)

static Obj *adapted(Native *self) { return (Obj *)native_raw(self)[ADAPTOR_SELF]; }

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

NativeStep native_adaptor(Runtime *rt, Obj *iterator) {
    TypeObj *type = iterator->type;
    return type == T(rt, MAP) ? map_step : type == T(rt, FILTER) ? filter_step : type == T(rt, ENUMERATE) ? enumerate_step : zip_step;
}

bool native_iterates(Runtime *rt, Obj *object) {
    TypeObj *type = object->type;
    Obj *function = NULL, *inner = NULL;
    if (type == T(rt, GENERATOR)) return true;
    if (type == T(rt, MAP)) inner = map_single(object, &function);
    else if (type == T(rt, FILTER)) inner = filter_parts(rt, object, &function);
    else if (type == T(rt, ENUMERATE)) inner = enumerate_iterator(object);
    if (type != T(rt, ZIP)) return inner && ((function && native_runs(rt, function)) || native_iterates(rt, inner));
    Obj *iterators = zip_iterators(object);
    for (intptr_t i = 0; iterators && i < TUPLE_SIZE(iterators); i++) {
        if (native_iterates(rt, TUPLE_ITEM(iterators, i))) return true;
    }
    return false;
}
