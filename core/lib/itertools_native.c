/* Iterators of itertools over others that call Python code for their items, as natives: see vm/native_adaptor.c. */
#include "lib/itertools.h"
#include "vm/native.h"

#define STEP(name) static Own name##_native(Runtime *rt, Native *self, Own value)

static Obj *adapted(Native *self) { return (Obj *)native_raw(self)[ADAPTOR_SELF]; }

/* The index: whether it waits for an item of the active iterator, or for the next that becomes it. */
STEP(chain) {
    PairObj *chain = PAIR(adapted(self));
    intptr_t *of_active = &native_raw(self)[ADAPTOR_INDEX];
    for (bool begins = self->waits == NATIVE_BEGINS; chain->first; begins = true) {
        if (begins) {
            *of_active = chain->second != NULL;
            value = native_next(rt, self, borrow(*of_active ? chain->second : chain->first));
            if (native_waits(rt)) return NULL;
        }
        if (*of_active) {
            if (value || RAISED(rt)) return value;
            own_clear(rt, &chain->second);
        } else {
            if (value) own_set(rt, &chain->second, object_iter(rt, borrow(value)));
            xrelease(rt, value);
            if (!chain->second) own_clear(rt, &chain->first);
        }
    }
    return NULL;
}

STEP(islice) {
    SliceIterObj *slice = ISLICE(adapted(self));
    for (bool begins = self->waits == NATIVE_BEGINS; slice->iterator; begins = true) {
        bool skips = slice->count < slice->next;
        if (begins) {
            bool ended = !skips && slice->stop != -1 && slice->count >= slice->stop;
            value = ended ? NULL : native_next(rt, self, borrow(slice->iterator));
            if (native_waits(rt)) return NULL;
        }
        if (!value) {
            own_clear(rt, &slice->iterator);
        } else if (skips) {
            release(rt, value);
            slice->count++;
        } else {
            islice_count(slice);
            return value;
        }
    }
    return NULL;
}

STEP(takewhile) {
    WhileObj *taken = WHILE(adapted(self));
    if (taken->decided) return NULL;
    if (self->waits == NATIVE_BEGINS) value = native_next(rt, self, borrow(taken->iterator));
    if (!value) return NULL;
    if (self->waits == NATIVE_ITEM) {
        Obj *item = borrow(self->words[0] = value);
        if (!(value = native_call(rt, self, borrow(taken->function), &item, 1))) return NULL;
    }
    int truth = object_is_true(rt, borrow(value));
    release(rt, value);
    if (truth == 0) taken->decided = 1;
    if (truth <= 0) return NULL;
    value = self->words[0];
    self->words[0] = (Own)0;
    return value;
}

NativeStep native_itertools(Obj *iterator, Obj **inner) {
    Own (*next)(Runtime *rt, Obj *self) = iterator->type->slots.tp_iternext;
    *inner = NULL;
    if (next == chain_next) return chain_native;
    if (next == islice_next) return *inner = borrow(ISLICE(iterator)->iterator), islice_native;
    if (next == takewhile_next) return *inner = borrow(WHILE(iterator)->iterator), takewhile_native;
    return NULL;
}
