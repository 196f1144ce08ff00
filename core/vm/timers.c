/* Timers that send signals to their own process (signal.alarm, setitimer), and signals that other threads send to it: handlers run in the
 * main thread, between instructions or where it waits.
 *
 * ITIMER_REAL goes by the host's clock, as time.time() does, the other two by what the program executed. The module signal knows the
 * handlers. Source followed: CPython 3.11 Modules/signalmodule.c. */
#include "object/abstract.h"
#include "object/int.h"
#include "object/tuple_impl.h"
#include "vm/eval_impl.h"

static uint64_t clock_of(Runtime *rt, int which) { return which == TIMER_REAL ? host_clock(rt) : vm_now(rt) - rt->clock_ns; }

/* signal._due(number) is None, or the handler and the frame that it is given. */
static int deliver(Runtime *rt, int number) {
    Own module = import_named(rt, "signal"), value = int_from_i64(rt, number), due = (Own)0, result = (Own)0;
    if (module && value) due = call_method_str(rt, borrow(module), "_due", 1, borrow(value));
    if (due && is_tuple(borrow(due))) {
        Obj *args[] = { borrow(value), TUPLE_ITEM(borrow(due), 1) };
        result = call_vector(rt, TUPLE_ITEM(borrow(due), 0), args, 2, NULL);
    } else if (due) {
        result = keep(rt->none);
    }
    xrelease(rt, module);
    xrelease(rt, value);
    xrelease(rt, due);
    xrelease(rt, result);
    return result ? 0 : -1;
}

int timers_run(Runtime *rt) {
    static const uint8_t signals[TIMERS] = { 14, 26, 27 };
    VmState *vm = rt->vm;
    int result = 0;
    bool armed = false;
    for (int which = 0; which < TIMERS; which++) {
        Timer *timer = &vm->timers[which];
        uint64_t now = timer->at ? clock_of(rt, which) : 0;
        if (timer->at && now >= timer->at) {
            vm->tripped |= 1ull << signals[which];
            timer->at = !timer->every ? 0 : timer->at + timer->every > now ? timer->at + timer->every : now + timer->every;
        }
    }
    while (result == 0 && vm->tripped) {
        int number = __builtin_ctzll(vm->tripped);
        vm->tripped &= vm->tripped - 1;
        result = deliver(rt, number);
    }
    for (int which = 0; which < TIMERS; which++) armed |= vm->timers[which].at != 0;
    vm->signals_due = armed || vm->tripped;
    return result;
}

uint64_t timers_next(Runtime *rt) {
    const VmState *vm = rt->vm;
    if (vm->tripped) return vm_now(rt);
    if (!vm->timers[TIMER_REAL].at) return UINT64_MAX;
    uint64_t now = host_clock(rt), at = vm->timers[TIMER_REAL].at;
    return vm_now(rt) + (at > now ? at - now : 0);
}

Timer timer_left(Runtime *rt, int which) {
    Timer timer = rt->vm->timers[which];
    uint64_t now = clock_of(rt, which);
    if (timer.at) timer.at = timer.at > now ? timer.at - now : 1;
    return timer;
}

void timer_set(Runtime *rt, int which, uint64_t first, uint64_t every) {
    rt->vm->timers[which] = (Timer){ first ? clock_of(rt, which) + first : 0, every };
    vm_signals_changed(rt);
}

void signal_trip(Runtime *rt, int number) {
    rt->vm->tripped |= 1ull << number;
    vm_signals_changed(rt);
}
