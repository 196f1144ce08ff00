/* The time module on the runtime's clock: deterministic unless the host gives one. Sleeping lets other threads run; when all sleep the
 * clock moves on. Dates and their texts are Python (_time.py), added when first asked for. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str.h"
#include "vm/threads.h"

#define TIME(name)                                                                                 \
    static Own time_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,           \
                           HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

TIME(monotonic) { return float_new(rt, (double)host_clock(rt) * 1e-9); }
TIME(monotonic_ns) { return int_from_u64(rt, host_clock(rt)); }

/* What a process computes goes by the same clock, without the time that it slept. */
static uint64_t busy_ns(Runtime *rt) { return host_clock(rt) - rt->clock_ns; }

TIME(process_time) { return float_new(rt, (double)busy_ns(rt) * 1e-9); }
TIME(process_time_ns) { return int_from_u64(rt, busy_ns(rt)); }
TIME(time) { return float_new(rt, (double)CLOCK_EPOCH + (double)host_clock(rt) * 1e-9); }
TIME(time_ns) { return int_from_u64(rt, CLOCK_EPOCH * 1000000000 + host_clock(rt)); }
TIME(sleep) {
    double ns;
    int64_t seconds;
    if (!is_float(rt, args[0]) && number_as_ssize(rt, args[0], NULL, &seconds) < 0) return NULL;
    if (seconds_to_ns(rt, args[0], &ns) < 0) return NULL;
    if (ns < 0) return raise_format(rt, EXC(rt, ValueError), "sleep length must be non-negative");
    return thread_wait(rt, NULL, vm_now(rt) + (uint64_t)ns) < 0 ? NULL : keep(rt->none);
}

/* time.name that is not there yet: _time.py puts the rest into the module. */
TIME(getattr) {
    Own module = import_named(rt, "_time");
    Own found = module ? object_lookup_attr(rt, borrow(module), args[0]) : NULL;
    if (module && !found && !RAISED(rt)) {
        raise_format(rt, EXC(rt, AttributeError), "module 'time' has no attribute '%U'", args[0]);
    }
    xrelease(rt, module);
    return found;
}

static const MethodDef time_methods[] = {
    { "__getattr__", time_getattr, METH_O, 1, 1, NULL },
    { "monotonic", time_monotonic, METH_NOARGS, 0, 0, "monotonic() -> float" },
    { "monotonic_ns", time_monotonic_ns, METH_NOARGS, 0, 0, "monotonic_ns() -> int" },
    { "perf_counter", time_monotonic, METH_NOARGS, 0, 0, "perf_counter() -> float" },
    { "perf_counter_ns", time_monotonic_ns, METH_NOARGS, 0, 0, "perf_counter_ns() -> int" },
    { "process_time", time_process_time, METH_NOARGS, 0, 0, "process_time() -> float" },
    { "process_time_ns", time_process_time_ns, METH_NOARGS, 0, 0, "process_time_ns() -> int" },
    { "sleep", time_sleep, METH_O | METH_WAITS, 1, 1, "sleep(seconds)" },
    { "thread_time", time_process_time, METH_NOARGS, 0, 0, "thread_time() -> float" },
    { "thread_time_ns", time_process_time_ns, METH_NOARGS, 0, 0, "thread_time_ns() -> int" },
    { "time", time_time, METH_NOARGS, 0, 0, "time() -> float" },
    { "time_ns", time_time_ns, METH_NOARGS, 0, 0, "time_ns() -> int" },
    METHOD_END,
};

Own time_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "time");
    Own module = name ? module_new(rt, borrow(name)) : NULL;
    xrelease(rt, name);
    if (module && module_add_methods(rt, borrow(module), time_methods) < 0) own_clear(rt, &module);
    return module;
}
