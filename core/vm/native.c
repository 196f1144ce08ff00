/* Running natives: see native.h. They lie in VmState.native_room, those of all threads. */
#include "vm/native.h"

#include "object/exception.h"
#include "object/generator_impl.h"
#include "vm/eval_impl.h"
#include "vm/opcode.h"

static Native **top_of(Runtime *rt) { return &rt->vm->thread->natives; }

/* One and what it nests, of which the largest sorts a short list. */
bool native_fits(Runtime *rt) { return NATIVE_WORDS - rt->vm->native_used >= 256; }

Native *native_push(Runtime *rt, NativeStep step, int32_t owned, int32_t raw) {
    enum { HEAD = (offsetof(Native, words) + sizeof(Own) - 1) / sizeof(Own) };
    VmState *vm = rt->vm;
    uint32_t words = HEAD + (uint32_t)(owned + raw);
    if (words > NATIVE_WORDS - vm->native_used) {
        raise_memory_error(rt);
        return NULL;
    }
    Native *self = (Native *)(void *)(vm->native_room + vm->native_used), **top = top_of(rt);
    *self = (Native){ .previous = *top, .below = vm->native_last, .caller = rt->ts.frame, .step = step, .owned = owned, .count = owned + raw };
    vm->native_used += words;
    return *top = vm->native_last = self;
}

static void pop(Runtime *rt, Native *self) {
    SavedRaise saved = raised_save(rt);
    for (int32_t i = 0; i < self->owned; i++) {
        Own word = self->words[i];
        self->words[i] = (Own)0;
        xrelease(rt, word);
    }
    raised_put_back(rt, saved);
    rt->ts.recursion_left += self->levels;
    *top_of(rt) = self->previous;
    self->step = NULL;
    VmState *vm = rt->vm;
    for (Native *last; (last = vm->native_last) && !last->step;) {
        Own *base = (Own *)(void *)last, *end = vm->native_room + vm->native_used;
        vm->native_last = last->below;
        vm->native_used = (uint32_t)(base - vm->native_room);
        memset(base, 0, (size_t)(end - base) * sizeof(Own));
    }
}

/* ---- what steps ask for ---- */

static Own wait_for(Runtime *rt, Native *self, enum NativeWait what, Frame *frame) {
    self->waits = (uint8_t)what;
    if (!frame) return (Own)0;
    frame->shim = SHIM_NATIVE;
    frame->is_entry = 0;
    frame->previous = rt->ts.frame;
    rt->vm->callee = frame;
    rt->pending = PENDING_NATIVE;
    return (Own)0;
}

/* Python function of a callable, and what comes before its arguments; NULL: none. */
static Obj *function_of(Runtime *rt, Obj *callable, Obj **self) {
    *self = NULL;
    if (is_method(rt, callable)) {
        *self = borrow(((MethodObj *)callable)->self);
        callable = borrow(((MethodObj *)callable)->function);
    }
    return is_function(rt, callable) && CODE(borrow(FUNCTION(callable)->code))->flags & CO_OPTIMIZED ? callable : NULL;
}

bool native_runs(Runtime *rt, Obj *callable) {
    Obj *self;
    return function_of(rt, callable, &self) != NULL;
}

/* A callable that is no Python function. */
static Own call_other(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    Native *inner = native_fits(rt) ? native_for(rt, callable, args, nargs, kwnames) : NULL;
    if (!inner) return RAISED(rt) ? (Own)0 : call_vector(rt, callable, args, nargs, kwnames);
    if (!inner->levels || recursion_enter(rt, " while calling a Python object") == 0) return native_nest(rt, inner);
    inner->levels = 0;
    pop(rt, inner);
    return (Own)0;
}

Own native_call_keywords(Runtime *rt, Native *self, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    Obj *first, *function = function_of(rt, callable, &first);
    Own values[NATIVE_ARGS + 1];
    size_t count = 0, total = nargs + (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
    self->waits = NATIVE_VALUE;
    if (!function || total > NATIVE_ARGS) return call_other(rt, callable, args, nargs, kwnames);
    if (first) values[count++] = keep(first);
    for (size_t i = 0; i < total; i++) values[count++] = keep(args[i]);
    return wait_for(rt, self, NATIVE_VALUE, frame_for_call(rt, keep(function), (Own)0, values, nargs + (first != NULL), kwnames, 0));
}

Own native_call(Runtime *rt, Native *self, Obj *callable, Obj *const *args, size_t nargs) {
    return native_call_keywords(rt, self, callable, args, nargs, NULL);
}

Own native_wait(Runtime *rt, Native *self, Frame *frame) { return wait_for(rt, self, NATIVE_VALUE, frame); }

Own native_run(Runtime *rt, Native *self, Obj *function, Obj *locals) {
    return wait_for(rt, self, NATIVE_VALUE, frame_for_call(rt, keep(function), keep(locals), NULL, 0, NULL, 0));
}

bool native_can_send(Runtime *rt, Obj *object, Obj *value) {
    if (object->type != T(rt, GENERATOR) && object->type != T(rt, COROUTINE)) return false;
    return GENERATOR(object)->state == GEN_SUSPENDED || (GENERATOR(object)->state == GEN_CREATED && value == rt->none);
}

static Own resume(Runtime *rt, Native *self, enum NativeWait what, Obj *generator, Obj *value) {
    generator_enter(rt, generator, value);
    return wait_for(rt, self, what, GENERATOR(generator)->frame);
}

Own native_send(Runtime *rt, Native *self, Obj *generator, Obj *value) {
    self->returned = false;
    return resume(rt, self, NATIVE_SENT, generator, value);
}

Own native_next(Runtime *rt, Native *self, Obj *iterator) {
    self->waits = NATIVE_ITEM;
    if (native_can_send(rt, iterator, rt->none)) return resume(rt, self, NATIVE_ITEM, iterator, rt->none);
    NativeStep step = iterator->type != T(rt, GENERATOR) && native_steps(rt, iterator) && native_fits(rt) ? native_adaptor(rt, iterator) : NULL;
    if (!step) return iter_next(rt, iterator);
    Native *adaptor = native_push(rt, step, 1, ADAPTOR_RAW);
    if (!adaptor) return (Own)0;
    native_raw(adaptor)[ADAPTOR_SELF] = (intptr_t)iterator;
    Own item = native_nest(rt, adaptor);
    if (!item && !native_waits(rt) && RAISED(rt) && raised_matches(rt, EXC(rt, StopIteration))) raised_clear(rt);
    return item;
}

Own native_nest(Runtime *rt, Native *self) {
    self->nested = true;
    Own value = self->step(rt, self, (Own)0);
    if (!native_waits(rt)) pop(rt, self);
    return value;
}

/* ---- going on ---- */

/* FOR_ITER or SEND without an item: behind the loop, unless something else than StopIteration was raised; SEND leaves its value. */
static Frame *loop_ended(Runtime *rt, Frame *frame, int32_t jump) {
    bool sends = (*frame->prev_instr & 0xff) == OP_SEND;
    Own value = (Own)0;
    if (RAISED(rt) && !raised_matches(rt, EXC(rt, StopIteration))) return frame;
    if (sends && stop_iteration_value(rt, &value) < 0) return frame;
    if (RAISED(rt)) raised_clear(rt);
    frame->prev_instr += jump;
    drop_operands(rt, frame, 1);
    if (sends) frame->localsplus[frame->stack_top++] = value;
    return frame;
}

/* What a native waited for has come. */
static Frame *go_on(Runtime *rt, Own value) {
    for (;;) {
        Native *self = *top_of(rt);
        Frame *caller = self->caller;
        if (!value && self->waits == NATIVE_ITEM && RAISED(rt) && raised_matches(rt, EXC(rt, StopIteration))) raised_clear(rt);
        value = self->step(rt, self, value);
        if (native_waits(rt)) return rt->vm->callee;
        const Native last = *self;
        pop(rt, self);
        if (last.nested) continue;
        SavedRaise saved = raised_save(rt);
        drop_operands(rt, caller, last.instruction ? last.drops : 2 + (*caller->prev_instr >> 8));
        raised_put_back(rt, saved);
        if (!value) return last.loops ? loop_ended(rt, caller, last.jump) : caller;
        caller->prev_instr += last.instruction ? last.units : 4;
        if (last.pushes == 2) caller->localsplus[caller->stack_top++] = (Own)0;
        if (last.instruction && !last.pushes) release(rt, value);
        else caller->localsplus[caller->stack_top++] = value;
        return caller;
    }
}

Frame *native_go_on(Runtime *rt) { return go_on(rt, (Own)0); }

/* One that was pushed for a call. */
static Frame *begin(Runtime *rt, Native *self) {
    if (self->levels && recursion_enter(rt, " while calling a Python object") < 0) {
        self->levels = 0;
        (*top_of(rt))->waits = NATIVE_SENT;
    }
    return go_on(rt, (Own)0);
}

static Frame *drop_raising(Runtime *rt, Frame *frame, int operands) {
    SavedRaise saved = raised_save(rt);
    rt->vm->kwnames = NULL;
    drop_operands(rt, frame, operands);
    raised_put_back(rt, saved);
    return frame;
}

Frame *native_begin(Runtime *rt, Frame *frame) {
    VmState *vm = rt->vm;
    int arg = *frame->prev_instr >> 8;
    Own *base = frame->localsplus + frame->stack_top - arg - 2;
    bool is_method_call = base[0] != (Own)0;
    Obj *kwnames = vm->kwnames;
    size_t nargs = (size_t)arg + is_method_call - (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
    if (!native_fits(rt)) return NULL;
    Obj *callable = borrow(base[1 - is_method_call]), *const *args = borrow_all(base + 2 - is_method_call);
    Native *self = native_for(rt, callable, args, nargs, kwnames);
    const bool replays = !self && !kwnames && !RAISED(rt) && vm_is_deep(rt);
    if (replays) self = replay_for_call(rt, callable, args, nargs, arg);
    if (!self) return RAISED(rt) ? drop_raising(rt, frame, arg + 2) : NULL;
    if (!self->levels && !replays && call_has_level(rt, frame, callable)) self->levels = 1;
    vm->kwnames = NULL;
    return begin(rt, self);
}

/* The same when a frame was left. */
static Frame *back_in_native(Runtime *rt, Own value) {
    events_native(rt, (*top_of(rt))->caller);
    return go_on(rt, value);
}

/* Arguments that were spread with keywords: PyObject_Call holds them once more, and a tuple of the names, until the call is over. */
static Own spread_step(Runtime *rt, Native *self, Own value) {
    (void)rt, (void)self;
    return value;
}

static Native *spread(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs) {
    size_t nargs = (size_t)TUPLE_SIZE(args), total = nargs + (size_t)DICT_SIZE(kwargs);
    Native *outer = total > NATIVE_ARGS || !native_spreads(rt, callable, args, kwargs) ? NULL : native_push(rt, spread_step, (int32_t)total + 1, 0);
    if (!outer) return NULL;
    bool unpacked = unpack_keywords(rt, TUPLE_ITEMS(args), nargs, kwargs, outer->words) == 0;
    Native *self = unpacked ? native_for(rt, callable, borrow_all(outer->words), nargs, borrow(outer->words[total])) : NULL;
    if (!self) {
        pop(rt, outer);
        return NULL;
    }
    self->nested = true;
    outer->levels = self->levels;
    self->levels = 0;
    return outer;
}

Frame *native_begin_spread(Runtime *rt, Frame *frame, int arg) {
    int operands = 3 + (arg & 1);
    Own *base = frame->localsplus + frame->stack_top - operands;
    Obj *callable = borrow(base[1]), *args = borrow(base[2]), *kwargs = arg & 1 ? borrow(base[3]) : NULL;
    if (native_runs(rt, callable) || !is_tuple_exact(rt, args) || (kwargs && !is_dict_exact(rt, kwargs)) || !native_fits(rt)) return NULL;
    Native *self = native_for_spread(rt, callable, args, kwargs);
    if (!self && !RAISED(rt))
        self = kwargs && DICT_SIZE(kwargs) ? spread(rt, callable, args, kwargs)
                                           : native_for(rt, callable, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args), NULL);
    if (!self) return RAISED(rt) ? drop_raising(rt, frame, operands) : NULL;
    self->instruction = true;
    self->drops = (uint8_t)operands;
    self->pushes = 1;
    return begin(rt, self);
}

/* An item of a generator whose loop is too long for the loop's own way. */
static Own item_step(Runtime *rt, Native *self, Own value) {
    return self->waits == NATIVE_BEGINS ? native_next(rt, self, (Obj *)native_raw(self)[ADAPTOR_SELF]) : value;
}

Frame *native_begin_loop(Runtime *rt, Frame *frame, bool sends, int arg) {
    Obj *iterator = borrow(frame->localsplus[frame->stack_top - 1 - sends]);
    if (sends && borrow(frame->localsplus[frame->stack_top - 1]) != rt->none) return NULL;
    bool generator = iterator->type == T(rt, GENERATOR);
    if ((generator && sends) || !native_steps(rt, iterator) || !native_fits(rt)) return NULL;
    Native *self = native_push(rt, generator ? item_step : native_adaptor(rt, iterator), 1, ADAPTOR_RAW);
    if (!self) return frame;
    native_raw(self)[ADAPTOR_SELF] = (intptr_t)iterator;
    self->instruction = self->loops = true;
    self->jump = arg;
    self->drops = sends;
    self->pushes = 1;
    return go_on(rt, (Own)0);
}

Frame *native_begin_update(Runtime *rt, Frame *frame, bool set, int arg) {
    Own *top = frame->localsplus + frame->stack_top;
    if (!native_collects(rt, borrow(top[-1])) || !native_fits(rt)) return NULL;
    Native *self = native_for_update(rt, borrow(top[-1 - arg]), top[-1], set);
    if (!self) return RAISED(rt) ? frame : NULL;
    frame->stack_top--;
    self->instruction = true;
    return go_on(rt, (Own)0);
}

Frame *native_left(Runtime *rt, Frame *frame, Own value) {
    frame->shim = SHIM_ENTRY; /* as eval_frame leaves it */
    frame->is_entry = 1;
    if (frame->owner != FRAME_OWNED_BY_GENERATOR) {
        SavedRaise saved = raised_save(rt);
        frame_leave(rt, frame);
        raised_put_back(rt, saved);
        return back_in_native(rt, value);
    }
    Obj *generator = frame_generator(frame);
    Native *self = *top_of(rt);
    generator_leave(rt, generator);
    if (GENERATOR(generator)->state == GEN_SUSPENDED) return back_in_native(rt, value);
    self->returned = value != (Own)0;
    generator_finish(rt, generator);
    if (value && self->waits == NATIVE_ITEM) own_clear(rt, &value);
    return back_in_native(rt, value);
}

void native_abandon(Runtime *rt) {
    for (bool nested = true; nested;) {
        Native *self = *top_of(rt);
        nested = self->nested;
        raise_none(rt, EXC(rt, SystemExit));
        if (self->waits != NATIVE_VALUE) self->waits = NATIVE_SENT; /* it is no end of the items */
        Own value = self->step(rt, self, (Own)0);
        xrelease(rt, value);
        raised_clear(rt);
        pop(rt, self);
    }
}

/* ---- what holds objects ---- */

int natives_visit(Native *top, VisitFn visit, void *arg) {
    for (Native *self = top; self; self = self->previous) {
        for (int32_t i = 0; i < self->owned; i++) VISIT(self->words[i]);
        for (int a = 0; a < 2; a++) {
            for (intptr_t i = 0; i < self->lengths[a]; i++) VISIT(self->arrays[a][i]);
        }
    }
    return 0;
}
