/* _thread: starting green threads, and the functions that the threading module is built on. CPython 3.11
 * Modules/_threadmodule.c. */
#include "lib/lib.h"
#include "lib/structseq.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/weakref.h"
#include "vm/threads.h"
#include "vm/traceback.h"

#define THREAD(name)                                                                                                     \
    static Own thread_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs,       \
                             HS_UNUSED Obj *kwnames)

THREAD(start_new) {
    if (!object_is_callable(args[0])) return raise_format(rt, EXC(rt, TypeError), "first arg must be callable");
    if (!is_tuple(args[1])) return raise_format(rt, EXC(rt, TypeError), "2nd arg must be a tuple");
    if (nargs > 2 && !is_dict(args[2]))
        return raise_format(rt, EXC(rt, TypeError), "optional 3rd arg must be a dictionary");
    uint64_t ident = thread_start(rt, args[0], args[1], nargs > 2 ? args[2] : NULL);
    return ident ? int_from_u64(rt, ident) : (Own)0;
}

THREAD(allocate_lock) { return lock_new(rt); }
THREAD(exit) { return raise_none(rt, EXC(rt, SystemExit)); }
THREAD(ident) { return int_from_u64(rt, thread_current(rt)->ident); }
THREAD(native_id) { return int_from_u64(rt, thread_current(rt)->native_id); }
THREAD(count_started) { return int_from_i64(rt, thread_count(rt)); }

/* A lock that is released when the running thread ends. */
THREAD(set_sentinel) {
    Thread *thread = thread_current(rt);
    own_clear(rt, &thread->sentinel);
    Own lock = lock_new(rt);
    if (lock && !(thread->sentinel = weakref_new(rt, borrow(lock), NULL))) own_clear(rt, &lock);
    return lock;
}

THREAD(stack_size) {
    int64_t size = 0, old = rt->lib->thread_stack_size;
    Own index = nargs ? number_index(rt, args[0]) : (Own)0;
    if (nargs && !index) return (Own)0;
    int failed = index ? int_as_i64(rt, borrow(index), &size) : 0;
    xrelease(rt, index);
    if (failed < 0) return (Own)0;
    if (size < 0) return raise_format(rt, EXC(rt, ValueError), "size must be 0 or a positive value");
    if (size && size < 32768) return raise_format(rt, EXC(rt, ValueError), "size not valid: %zd bytes", (intptr_t)size);
    rt->lib->thread_stack_size = size;
    return int_from_i64(rt, old);
}

THREAD(interrupt_main) {
    enum { SIGINT = 2, SIGNALS = 65 };
    int64_t number = SIGINT;
    if (nargs && int_as_i64(rt, args[0], &number) < 0) return (Own)0;
    if (number < 1 || number >= SIGNALS) return raise_format(rt, EXC(rt, ValueError), "signal number out of range");
    Obj *signals = dict_get_str(rt, borrow(rt->modules), "signal"); /* its handlers, if the program has it */
    bool interrupts = number == SIGINT;
    if (signals && is_module(rt, signals)) {
        Own given = int_from_i64(rt, number), answer = given ? call_method_str(rt, signals, "_interrupt", 1, borrow(given)) : NULL;
        xrelease(rt, given);
        if (!answer) return (Own)0;
        interrupts = borrow(answer) == rt->true_;
        release(rt, answer);
    }
    if (interrupts) vm_interrupt_main(rt);
    return keep(rt->none);
}

/* ---- threading.excepthook ---- */

/* Where to write: sys.stderr, or what the thread kept of it; NULL: nowhere. New reference. */
static Own hook_stream(Runtime *rt, Obj *thread) {
    Obj *file = sys_get(rt, "stderr");
    if (file && !is_none(rt, file)) return keep(file);
    if (is_none(rt, thread)) return (Own)0;
    Own kept = object_getattr_str(rt, thread, "_stderr");
    if (kept && is_none(rt, borrow(kept))) own_clear(rt, &kept);
    return kept;
}

static Own hook_name(Runtime *rt, Obj *thread) {
    Own name = is_none(rt, thread) ? (Own)0 : object_getattr_str(rt, thread, "name");
    if (name) return name;
    raised_clear(rt);
    name = int_from_u64(rt, thread_current(rt)->ident);
    Own text = name ? object_str(rt, borrow(name)) : (Own)0;
    xrelease(rt, name);
    return text;
}

THREAD(excepthook) {
    if (args[0]->type != (TypeObj *)borrow(rt->lib->except_hook_type))
        return raise_format(rt, EXC(rt, TypeError), "_thread.excepthook argument type must be ExceptHookArgs");
    Obj *type = TUPLE_ITEM(args[0], 0), *value = TUPLE_ITEM(args[0], 1), *traceback = TUPLE_ITEM(args[0], 2),
        *thread = TUPLE_ITEM(args[0], 3);
    if (type == (Obj *)EXC(rt, SystemExit)) return keep(rt->none);
    Own file = hook_stream(rt, thread), text = (Own)0, name = (Own)0, shown = (Own)0;
    if (!file) return RAISED(rt) ? (Own)0 : keep(rt->none);
    if (!(name = hook_name(rt, thread))) goto done;
    if (is_exception(value) && !EXCEPTION(value)->traceback && traceback->type == T(rt, TRACEBACK))
        exception_set_traceback(rt, value, traceback);
    if (!(shown = traceback_format_exception(rt, value))) goto done;
    if ((text = str_format(rt, "Exception in thread %S:\n%U", borrow(name), borrow(shown))) &&
        file_write_str(rt, borrow(file), borrow(text)) < 0)
        own_clear(rt, &text);
done:
    xrelease(rt, file), xrelease(rt, name), xrelease(rt, shown);
    if (!text) return (Own)0;
    release(rt, text);
    return keep(rt->none);
}

/* ---- the module ---- */

#define START_DOC "start_new_thread(function, args[, kwargs])\n\nBegin a thread that calls function(*args, **kwargs)."
#define LOCK_DOC "allocate_lock() -> lock object"
static const MethodDef thread_methods[] = {
    { "start_new_thread", thread_start_new, METH_VARARGS, 2, 3, START_DOC },
    { "start_new", thread_start_new, METH_VARARGS, 2, 3, START_DOC },
    { "allocate_lock", thread_allocate_lock, METH_NOARGS, 0, 0, LOCK_DOC },
    { "allocate", thread_allocate_lock, METH_NOARGS, 0, 0, LOCK_DOC },
    { "exit_thread", thread_exit, METH_NOARGS, 0, 0, "exit()" },
    { "exit", thread_exit, METH_NOARGS, 0, 0, "exit()" },
    { "interrupt_main", thread_interrupt_main, METH_VARARGS, 0, 1, "interrupt_main(signum=signal.SIGINT, /)" },
    { "get_ident", thread_ident, METH_NOARGS, 0, 0, "get_ident() -> integer" },
    { "get_native_id", thread_native_id, METH_NOARGS, 0, 0, "get_native_id() -> integer" },
    { "_count", thread_count_started, METH_NOARGS, 0, 0, "_count() -> integer" },
    { "stack_size", thread_stack_size, METH_VARARGS, 0, 1, "stack_size([size]) -> size" },
    { "_set_sentinel", thread_set_sentinel, METH_NOARGS, 0, 0, "_set_sentinel() -> lock" },
    { "_excepthook", thread_excepthook, METH_O, 1, 1, "_excepthook(args)" },
    METHOD_END,
};

static int add_number(Runtime *rt, Obj *dict, const char *name, double value) {
    Own number = float_new(rt, value);
    int failed = number ? dict_set_str(rt, dict, name, borrow(number)) : -1;
    xrelease(rt, number);
    return failed;
}

Own thread_module_init(Runtime *rt) {
    static const char *const hook_fields[] = { "exc_type", "exc_value", "exc_traceback", "thread", NULL };
    static const ModuleType types[] = {{CLASS_LOCK, MODULE_CLASS, &lock_type_spec}, {CLASS_RLOCK, MODULE_CLASS, &rlock_type_spec},
                                       {CLASS_LOCAL, MODULE_CLASS, &local_type_spec},
                                       {CLASS_LOCALDUMMY, MODULE_CLASS | MODULE_HIDDEN, &localdummy_type_spec}};
    Own module = module_make(rt, "_thread", thread_methods, types, HS_COUNT(types));
    if (!rt->lib->except_hook_type)
        rt->lib->except_hook_type = structseq_type(rt, "_thread._ExceptHookArgs", hook_fields);
    if (!module || !rt->lib->except_hook_type) goto fail;
    Obj *dict = module_dict(borrow(module));
    if (add_number(rt, dict, "TIMEOUT_MAX", 9223372036.0) == 0 &&
        dict_set_str(rt, dict, "_ExceptHookArgs", borrow(rt->lib->except_hook_type)) == 0 &&
        dict_set_str(rt, dict, "error", (Obj *)EXC(rt, RuntimeError)) == 0 &&
        dict_set_str(rt, dict, "LockType", (Obj *)CLASS(rt, LOCK)) == 0)
        return module;
fail:
    xrelease(rt, module);
    return (Own)0;
}
