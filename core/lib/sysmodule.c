/* The sys module. CPython 3.11 Python/sysmodule.c. */
#include <stdarg.h>

#include "lib/builtins.h"
#include "lib/lib.h"
#include "lib/report.h"
#include "lib/structseq.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/frame.h"
#include "object/function.h"
#include "object/immortal.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/eval.h"
#include "vm/import.h"
#include "vm/threads.h"
#include "vm/tracing.h"

#define SYS(name)                                                                                  \
    static Own sys_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,            \
                          HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

/* ---- memory ---- */

SYS(getrefcount) {
    int64_t count = shown_refcount(rt, args[0]);
    return int_from_i64(rt, count == rt->lens->immortal ? count : count - borrowed_references(rt, args[0]));
}
SYS(debugmallocstats) {
    malloc_stats_write(rt);
    return keep(rt->none);
}

SYS(getallocatedblocks) { return int_from_u64(rt, malloc_stats_blocks(rt)); }

/* __sizeof__() plus the words in front of the object, which may go past the greatest int64_t; UINT64_MAX: raised. */
static uint64_t object_size(Runtime *rt, Obj *o) {
    Own method = type_lookup_special(rt, o, ID(rt, __sizeof__));
    if (!method) {
        if (!RAISED(rt)) {
            raise_format(rt, EXC(rt, TypeError), "Type %.100s doesn't define __sizeof__",
                         o->type->name);
        }
        return UINT64_MAX;
    }
    Own result = call_0(rt, borrow(method));
    release(rt, method);
    if (!result) return UINT64_MAX;
    int64_t size = 0;
    if (is_int(borrow(result))) int_as_ssize(rt, borrow(result), &size);
    else raise_format(rt, EXC(rt, TypeError), "an integer is required");
    release(rt, result);
    if (RAISED(rt)) return UINT64_MAX;
    if (size < 0) {
        raise_format(rt, EXC(rt, ValueError), "__sizeof__() should return >= 0");
        return UINT64_MAX;
    }
    uint64_t before = type_is_gc(o->type) ? HS_GC_HEAD : 0; /* by type: also for static type objects */
    return (uint64_t)size + before + type_front_size(rt, o->type);
}

SYS(getsizeof) {
    static const char *const names[] = { "object", "default", NULL };
    static const ArgSpec spec = { "getsizeof", names, 1, 2 };
    Obj *out[2] = { NULL };
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return NULL;
    uint64_t size = object_size(rt, out[0]);
    if (size != UINT64_MAX) return int_from_u64(rt, size);
    if (!out[1] || !raised_matches(rt, EXC(rt, TypeError))) return NULL;
    raised_clear(rt);
    return keep(out[1]);
}

/* Words that a CPython has interned when the program begins, among many more: names in the code of its start-up. */
static bool is_start_name(Obj *text) {
    static const char names[] =
        " ABC ASCII BytesIO Lib PathLike Python S_ISDIR Set StringIO abc abspath access alias always attr base basename bases bit bits"
        " buffering bufsize cache cached chain char character chars checked chmod cls cmd colon common compress consumed contents"
        " contextlib curdir darwin data date delete digits dirname dot dump empty encodings entries entry env environ eof err error ex"
        " exc existing exists expanduser extension extensions fd files fn fp fspath fullname func functools generator getcwd getvalue"
        " group head help here home hook ignore importlib info initialized instance io isdir isfile islink it item iterator kwargs kwds"
        " latin level line lines link listdir little load loader locale location lookup lstat machine magic me method methods mod"
        " modname module mtime names namespace nested never new normcase ok old open_code origin os other output override package parent"
        " part pathname paths pathsep pos prompt pwd py quit quote raw re reader realpath record recursive ref register res reset rest"
        " result root run search seek seen shell signal size source span spec splitext stacklevel state stream string subclass"
        " subprocess suffix system table tail target tb tell thread times tokenize top traceback true truncate types typing unknown"
        " unlink user util val var wait warn warnings whence where why win32 wraps ";
    return str_in_words(text, 0, STR(text)->length, names);
}

SYS(intern) {
    if (is_str_exact(rt, args[0])) {
        bool other = !STR(args[0])->interned && is_start_name(args[0]);
        return str_intern(rt, other ? str_from_ascii(rt, (const char *)STR(args[0])->data, (size_t)STR(args[0])->length) : keep(args[0]));
    }
    if (is_str(args[0])) return raise_format(rt, EXC(rt, TypeError), "can't intern %.400s",
                                             args[0]->type->name);
    return raise_format(rt, EXC(rt, TypeError), "intern() argument must be str, not %.50N", args[0]);
}

SYS(call_tracing) {
    if (!is_tuple(args[1])) return raise_format(rt, EXC(rt, TypeError), "call_tracing() argument 2 must be tuple, not %T", args[1]);
    intptr_t count;
    Obj *const *items = sequence_fast_items(args[1], &count);
    return call_vector(rt, args[0], items, (size_t)count, NULL); /* trace functions stay silent in 3.11, too */
}

/* ---- exceptions ---- */

SYS(exception) {
    Obj *value = vm_handled_exception(rt);
    return keep(value ? value : rt->none);
}

SYS(exc_info) {
    Obj *value = vm_handled_exception(rt);
    if (!value) return tuple_pack(rt, 3, rt->none, rt->none, rt->none);
    Obj *traceback = exception_traceback(rt, value);
    return tuple_pack(rt, 3, (Obj *)value->type, value, traceback ? traceback : rt->none);
}

SYS(excepthook) {
    print_exception(rt, args[1], args[2]);
    return keep(rt->none);
}

SYS(unraisablehook) {
    if (stream_lacks_levels(rt)) return (Own)0;
    unraisable_default_hook(rt, args[0]);
    return RAISED(rt) ? NULL : keep(rt->none);
}

SYS(displayhook) {
    /* CPython looks at builtins.__spec__._initializing: a text, then an AttributeError, which go in this order */
    void *text = mem_alloc(rt, 101), *error = mem_alloc(rt, 104);
    mem_free(rt, text);
    mem_free(rt, error);
    return display_value(rt, args[0]) < 0 ? NULL : keep(rt->none);
}

SYS(exit) {
    raise_object(rt, EXC(rt, SystemExit), nargs ? args[0] : NULL);
    return NULL;
}

/* ---- interpreter ---- */

SYS(getrecursionlimit) { return int_from_i64(rt, rt->recursion_limit); }

SYS(setrecursionlimit) {
    int64_t limit;
    if (args_int(rt, args[0], &limit) < 0) return NULL;
    if (limit < 1) {
        return raise_format(rt, EXC(rt, ValueError), "recursion limit must be greater or equal than 1");
    }
    int64_t depth = rt->recursion_limit - rt->ts.recursion_left;
    if (depth >= limit) {
        return raise_format(rt, EXC(rt, RecursionError),
                            "cannot set the recursion limit to %zd at the recursion depth %zd: the "
                            "limit is too low",
                            (intptr_t)limit, (intptr_t)depth);
    }
    for (Thread *thread = thread_main(rt); thread; thread = thread->next)
        thread_state(rt, thread)->recursion_left += (int)limit - rt->recursion_limit;
    rt->recursion_limit = (int)limit;
    return keep(rt->none);
}

SYS(getframe) {
    int64_t depth = 0;
    if (nargs && args_int(rt, args[0], &depth) < 0) return NULL;
    Frame *frame = vm_current_frame(rt);
    while (frame && depth > 0) {
        Obj *object = frame_get_object(rt, frame);
        if (!object) return NULL;
        frame = frame->previous;
        depth--;
    }
    if (!frame) return raise_format(rt, EXC(rt, ValueError), "call stack is not deep enough");
    Obj *object = frame_get_object(rt, frame);
    return object ? keep(object) : NULL;
}

SYS(getswitchinterval) { return float_new(rt, rt->lib->switch_interval); }
SYS(setswitchinterval) {
    double seconds;
    if (number_as_double(rt, args[0], &seconds) < 0) return NULL;
    if (!(seconds > 0)) {
        return raise_format(rt, EXC(rt, ValueError), "switch interval must be strictly positive");
    }
    rt->lib->switch_interval = 1e-6 * (double)(uint64_t)(seconds * 1e6); /* kept as whole microseconds */
    vm_set_switch_interval(rt, seconds);
    return keep(rt->none);
}

/* ---- all threads ---- */

static Own thread_frame(Runtime *rt, Thread *thread) {
    Frame *frame = thread_state(rt, thread)->frame;
    while (frame && frame_is_incomplete(frame)) frame = frame->previous;
    Obj *object = frame ? frame_get_object(rt, frame) : NULL;
    return object ? keep(object) : NULL;
}

static Own thread_exception(Runtime *rt, Thread *thread) {
    Obj *value = thread_handled_exception(rt, thread), *none = rt->none;
    if (!value) return tuple_pack(rt, 3, none, none, none);
    Obj *traceback = borrow(EXCEPTION(value)->traceback);
    return tuple_pack(rt, 3, (Obj *)value->type, value, traceback ? traceback : none);
}

/* A dict with an entry for every thread that has one: its ident and what `of` says. */
static Own thread_table(Runtime *rt, Own (*of)(Runtime *rt, Thread *thread)) {
    Own table = dict_new(rt);
    for (Thread *thread = thread_main(rt); table && thread; thread = thread->next) {
        if (thread->gone) continue;
        Own value = of(rt, thread), ident = value ? int_from_u64(rt, thread->ident) : NULL;
        bool failed = RAISED(rt) || (ident && dict_set(rt, borrow(table), borrow(ident), borrow(value)) < 0);
        if (failed) own_clear(rt, &table);
        xrelease(rt, ident), xrelease(rt, value);
    }
    return table;
}

SYS(current_frames) { return thread_table(rt, thread_frame); }
SYS(current_exceptions) { return thread_table(rt, thread_exception); }

SYS(get_int_max_str_digits) { return int_from_i64(rt, rt->int_max_str_digits); }

SYS(set_int_max_str_digits) {
    static const char *const names[] = { "maxdigits", NULL };
    static const ArgSpec spec = { "set_int_max_str_digits", names, 1, 1 };
    Obj *out[1] = { NULL };
    int64_t digits;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0 || args_int(rt, out[0], &digits) < 0) return NULL;
    if (digits != 0 && digits < 640) {
        return raise_format(rt, EXC(rt, ValueError), "maxdigits must be 0 or larger than 640");
    }
    rt->int_max_str_digits = (int)digits;
    return keep(rt->none);
}

SYS(is_finalizing) { return bool_from(rt, rt->finalizing); }
SYS(getdefaultencoding) { return keep(ID(rt, utf_8)); }
SYS(getfilesystemencoding) { return str_from_cstr(rt, "utf-8"); }
static Own trace_function(Runtime *rt, bool profile) {
    Obj *function = vm_trace_function(rt, profile);
    return keep(function ? function : rt->none);
}
SYS(gettrace) { return trace_function(rt, false); }
SYS(getprofile) { return trace_function(rt, true); }
SYS(settrace) {
    if (audit_event(rt, "sys.settrace", 0) < 0) return NULL;
    return vm_set_trace_function(rt, args[0], false) < 0 ? (Own)0 : keep(rt->none);
}
SYS(setprofile) {
    if (audit_event(rt, "sys.setprofile", 0) < 0) return NULL;
    return vm_set_trace_function(rt, args[0], true) < 0 ? (Own)0 : keep(rt->none);
}
SYS(clear_type_cache) {
    method_cache_clear(rt);
    return keep(rt->none);
}

SYS(getfilesystemencodeerrors) { return str_from_cstr(rt, "surrogateescape"); }

/* ---- audit hooks ---- */

/* Whether trace functions hear of a hook: __cantrace__ says so. -1 = raised. */
static int hook_is_traced(Runtime *rt, Obj *hook) {
    Own name = str_intern_cstr(rt, "__cantrace__");
    Own answer = name ? object_lookup_attr(rt, hook, borrow(name)) : (Own)0;
    int traced = answer ? object_is_true(rt, borrow(answer)) : RAISED(rt) ? -1 : 0;
    xrelease(rt, name);
    xrelease(rt, answer);
    return traced;
}

static int call_hooks(Runtime *rt, Obj *event, Obj *args) {
    Obj *hooks = borrow(rt->lib->audit_hooks);
    for (intptr_t i = 0; i < LIST_SIZE(hooks); i++) {
        int told = hook_is_traced(rt, LIST_ITEM(hooks, i));
        if (told < 0) return -1;
        Thread *thread = thread_current(rt);
        thread->tracing += !told;
        Own result = call_2(rt, LIST_ITEM(hooks, i), event, args);
        thread->tracing -= !told;
        if (!result) return -1;
        release(rt, result);
    }
    return 0;
}

int audit_event(Runtime *rt, const char *event, int count, ...) {
    va_list list;
    if (HS_LIKELY(!rt->lib || !rt->lib->audit_hooks)) return 0;
    Obj *items[5];
    va_start(list, count);
    for (int i = 0; i < count; i++) {
        if (!(items[i] = va_arg(list, Obj *))) items[i] = rt->none;
    }
    va_end(list);
    Own name = str_from_cstr(rt, event), args = tuple_from(rt, items, count);
    int result = name && args ? call_hooks(rt, borrow(name), borrow(args)) : -1;
    xrelease(rt, name);
    xrelease(rt, args);
    return result;
}

SYS(audit) {
    if (!nargs) return raise_format(rt, EXC(rt, TypeError), "audit() missing 1 required positional argument: 'event'");
    if (!is_str(args[0])) return raise_format(rt, EXC(rt, TypeError), "expected str for argument 'event', not %.200s", args[0]->type->name);
    if (!rt->lib->audit_hooks) return keep(rt->none);
    Own rest = tuple_from(rt, args + 1, (intptr_t)nargs - 1);
    int failed = rest ? call_hooks(rt, args[0], borrow(rest)) : -1;
    xrelease(rt, rest);
    return failed ? NULL : keep(rt->none);
}

/* A hook that raises an Exception when it hears of another one keeps that one out, in silence. */
SYS(addaudithook) {
    LibState *lib = rt->lib;
    if (audit_event(rt, "sys.addaudithook", 0) < 0) {
        if (!raised_matches(rt, EXC(rt, Exception))) return NULL;
        raised_clear(rt);
        return keep(rt->none);
    }
    if (!lib->audit_hooks && !(lib->audit_hooks = list_new(rt, 0))) return NULL;
    return list_append(rt, borrow(lib->audit_hooks), args[0]) < 0 ? NULL : keep(rt->none);
}

/* ---- asynchronous generators ---- */

SYS(get_asyncgen_hooks) {
    static const char *const fields[] = { "firstiter", "finalizer", NULL };
    if (!rt->lib->asyncgen_hooks_type) rt->lib->asyncgen_hooks_type = structseq_type(rt, "builtins.asyncgen_hooks", fields);
    if (!rt->lib->asyncgen_hooks_type) return NULL;
    Own first = borrow(rt->ts.async_gen_firstiter) ? keep(borrow(rt->ts.async_gen_firstiter)) : keep(rt->none);
    Own last = borrow(rt->ts.async_gen_finalizer) ? keep(borrow(rt->ts.async_gen_finalizer)) : keep(rt->none);
    Own items[2] = { first, last };
    return structseq_new(rt, borrow(rt->lib->asyncgen_hooks_type), items, 2);
}

SYS(set_asyncgen_hooks) {
    static const char *const names[] = { "firstiter", "finalizer", NULL };
    static const ArgSpec spec = { "set_asyncgen_hooks", names, 0, 2 };
    Own *const places[2] = { &rt->ts.async_gen_firstiter, &rt->ts.async_gen_finalizer };
    Obj *out[2] = { NULL };
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return NULL;
    for (int i = 2; i-- > 0;) {
        if (!out[i] || is_none(rt, out[i]) || object_is_callable(out[i])) continue;
        return raise_format(rt, EXC(rt, TypeError), "callable %s expected, got %.50s", names[i], out[i]->type->name);
    }
    for (int i = 2; i-- > 0;) {
        if (!out[i]) continue;
        Own old = *places[i];
        *places[i] = is_none(rt, out[i]) ? (Own)0 : keep(out[i]);
        xrelease(rt, old);
    }
    return keep(rt->none);
}

SYS(get_coroutine_origin_tracking_depth) { return int_from_i64(rt, rt->ts.origin_depth); }
SYS(set_coroutine_origin_tracking_depth) {
    static const char *const names[] = { "depth", NULL };
    static const ArgSpec spec = { "set_coroutine_origin_tracking_depth", names, 1, 1 };
    Obj *given[1];
    int64_t depth;
    if (args_parse(rt, &spec, args, nargs, kwnames, given) < 0 || args_int(rt, given[0], &depth) < 0) return NULL;
    if (depth < 0) return raise_format(rt, EXC(rt, ValueError), "depth must be >= 0");
    rt->ts.origin_depth = (int)depth;
    return keep(rt->none);
}

SYS(breakpointhook) {
    Own module = import_named(rt, "_sitebuiltins"), hook = module ? object_getattr_str(rt, borrow(module), "breakpointhook") : (Own)0;
    Own result = hook ? call_vector(rt, borrow(hook), args, nargs, kwnames) : (Own)0;
    xrelease(rt, module), xrelease(rt, hook);
    return result;
}

SYS(getdlopenflags) { return int_from_i64(rt, rt->lib->dlopen_flags); }

SYS(setdlopenflags) {
    int64_t flags;
    if (args_int(rt, args[0], &flags) < 0) return NULL;
    rt->lib->dlopen_flags = (int)flags;
    return keep(rt->none);
}

SYS(getquickenedcount) { return int_from_i64(rt, rt->quickened); }

static const MethodDef sys_methods[] = {
    { "addaudithook", sys_addaudithook, METH_O, 1, 1, "addaudithook($module, /, hook)\n--\n\nAdds a new audit hook callback." },
    { "audit", sys_audit, METH_FASTCALL, 0, -1, "audit(event, *args)\n\nPasses the event to any hooks that are attached." },
    { "breakpointhook", sys_breakpointhook, METH_FASTCALL | METH_KEYWORDS, 0, -1, NULL },
    { "_clear_type_cache", sys_clear_type_cache, METH_NOARGS, 0, 0, NULL },
    { "_current_frames", sys_current_frames, METH_NOARGS, 0, 0, "_current_frames($module, /)\n--\n\nTopmost frames of the threads, by ident." },
    { "_current_exceptions", sys_current_exceptions, METH_NOARGS, 0, 0, "_current_exceptions($module, /)\n--\n\nExceptions that the threads handle, by ident." },
    { "displayhook", sys_displayhook, METH_O, 1, 1, "displayhook($module, object, /)\n--\n\nShow a value at the prompt." },
    { "exception", sys_exception, METH_NOARGS, 0, 0, "exception($module, /)\n--\n\nThe exception being handled." },
    { "exc_info", sys_exc_info, METH_NOARGS, 0, 0, "exc_info($module, /)\n--\n\n(type, value, traceback) of the exception being handled." },
    { "excepthook", sys_excepthook, METH_FASTCALL, 3, 3, "excepthook($module, exctype, value, traceback, /)\n--\n\nPrint an uncaught exception." },
    { "exit", sys_exit, METH_FASTCALL, 0, 1, "exit($module, status=None, /)\n--\n\nRaise SystemExit(status)." },
    { "getdefaultencoding", sys_getdefaultencoding, METH_NOARGS, 0, 0, NULL },
    { "getdlopenflags", sys_getdlopenflags, METH_NOARGS, 0, 0, NULL },
    { "getallocatedblocks", sys_getallocatedblocks, METH_NOARGS, 0, 0, "getallocatedblocks($module, /)\n--\n\nMemory blocks in use." },
    { "getfilesystemencoding", sys_getfilesystemencoding, METH_NOARGS, 0, 0, NULL },
    { "getfilesystemencodeerrors", sys_getfilesystemencodeerrors, METH_NOARGS, 0, 0, NULL },
    { "_getquickenedcount", sys_getquickenedcount, METH_NOARGS, 0, 0, NULL },
    { "getrefcount", sys_getrefcount, METH_O, 1, 1, "getrefcount($module, object, /)\n--\n\nReference count, this call's own reference included." },
    { "getrecursionlimit", sys_getrecursionlimit, METH_NOARGS, 0, 0, NULL },
    { "getsizeof", sys_getsizeof, METH_VARARGS | METH_KEYWORDS, 0, -1, "getsizeof(object [, default]) -> int\n\nSize of the object in bytes." },
    { "_getframe", sys_getframe, METH_FASTCALL, 0, 1, "_getframe($module, depth=0, /)\n--\n\nFrame object of the call stack." },
    { "intern", sys_intern, METH_O, 1, 1, "intern($module, string, /)\n--\n\nThe interned equal string." },
    { "is_finalizing", sys_is_finalizing, METH_NOARGS, 0, 0, NULL },
    { "setswitchinterval", sys_setswitchinterval, METH_O, 1, 1, NULL },
    { "getswitchinterval", sys_getswitchinterval, METH_NOARGS, 0, 0, NULL },
    { "setdlopenflags", sys_setdlopenflags, METH_O, 1, 1, NULL },
    { "setprofile", sys_setprofile, METH_O, 1, 1, "setprofile(function)\n\nSet the profiling function, called at each call and return." },
    { "getprofile", sys_getprofile, METH_NOARGS, 0, 0, "getprofile($module, /)\n--\n\nReturn the profiling function set with sys.setprofile." },
    { "setrecursionlimit", sys_setrecursionlimit, METH_O, 1, 1, NULL },
    { "settrace", sys_settrace, METH_O, 1, 1, "settrace(function)\n\nSet the global debug tracing function, called at each call." },
    { "gettrace", sys_gettrace, METH_NOARGS, 0, 0, NULL },
    { "call_tracing", sys_call_tracing, METH_FASTCALL, 2, 2, "call_tracing($module, func, args, /)\n--\n\nCall func(*args)." },
    { "_debugmallocstats", sys_debugmallocstats, METH_NOARGS, 0, 0, "_debugmallocstats($module, /)\n--\n\nPools, arenas and free lists, on stderr." },
    { "set_coroutine_origin_tracking_depth", sys_set_coroutine_origin_tracking_depth, METH_FASTCALL | METH_KEYWORDS, 0, -1, NULL },
    { "get_coroutine_origin_tracking_depth", sys_get_coroutine_origin_tracking_depth, METH_NOARGS, 0, 0, NULL },
    { "set_asyncgen_hooks", sys_set_asyncgen_hooks, METH_FASTCALL | METH_KEYWORDS, 0, -1, NULL },
    { "get_asyncgen_hooks", sys_get_asyncgen_hooks, METH_NOARGS, 0, 0, "get_asyncgen_hooks($module, /)\n--\n\n(firstiter, finalizer) of this thread." },
    { "unraisablehook", sys_unraisablehook, METH_O, 1, 1, "unraisablehook($module, unraisable, /)\n--\n\nReport an exception that cannot be raised." },
    { "get_int_max_str_digits", sys_get_int_max_str_digits, METH_NOARGS, 0, 0, NULL },
    { "set_int_max_str_digits", sys_set_int_max_str_digits, METH_FASTCALL | METH_KEYWORDS, 0, -1, NULL },
    METHOD_END,
};

/* Words about memory that later Pythons have: 3.13 and those behind it. */
SYS(is_interned) {
    if (!is_str(args[0])) return raise_format(rt, EXC(rt, TypeError), "_is_interned() argument must be str, not %T", args[0]);
    return bool_from(rt, STR(args[0])->interned);
}
SYS(is_immortal) { return bool_from(rt, rt->lens->immortal && shown_refcount(rt, args[0]) == rt->lens->immortal); }
SYS(is_gil_enabled) { return bool_from(rt, true); }

static const MethodDef sys_later_methods[] = {
    { "_is_interned", sys_is_interned, METH_O, 1, 1, "_is_interned($module, string, /)\n--\n\nWhether the string is interned." },
    { "_is_gil_enabled", sys_is_gil_enabled, METH_NOARGS, 0, 0, "_is_gil_enabled($module, /)\n--\n\nWhether threads run one at a time." },
    METHOD_END,
};
static const MethodDef sys_latest_methods[] = {
    { "_is_immortal", sys_is_immortal, METH_O, 1, 1, "_is_immortal($module, op, /)\n--\n\nWhether the object is never freed." },
    METHOD_END,
};

static int lack(Runtime *rt, Obj *module, const char *function) {
    Own name = str_intern_cstr(rt, function);
    int result = name ? dict_delete(rt, module_dict(module), borrow(name)) : -1;
    xrelease(rt, name);
    return result;
}

/* What another Python's sys has, or lacks. */
static int fit_methods(Runtime *rt, Obj *module) {
    int minor = rt->lens->minor;
    if (minor < 11) return lack(rt, module, "_getquickenedcount") < 0 ? -1 : lack(rt, module, "exception");
    if (minor > 11 && lack(rt, module, "_getquickenedcount") < 0) return -1;
    if (minor < 13) return 0;
    if (minor > 13 && module_add_methods(rt, module, sys_latest_methods) < 0) return -1;
    return module_add_methods(rt, module, sys_later_methods);
}

/* ---- values ---- */

static int hex_version(const Lens *lens) { return 0x030000f0 | lens->minor << 16 | lens->micro << 8; }

static Own version_info(Runtime *rt) {
    static const char *const fields[] = { "major", "minor", "micro", "releaselevel", "serial", NULL };
    Own final = str_intern_cstr(rt, "final");
    if (!final) return final;
    Own items[] = { int_from_i64(rt, 3), int_from_i64(rt, rt->lens->minor), int_from_i64(rt, rt->lens->micro), final, int_from_i64(rt, 0) };
    return structseq_make(rt, "sys.version_info", fields, items, HS_COUNT(items));
}

/* Store a new reference; -1 if it could not be made. */
static int put(Runtime *rt, Obj *dict, const char *name, Own value) {
    if (!value) return -1;
    int result = dict_set_str(rt, dict, name, borrow(value));
    release(rt, value);
    return result;
}

static Own implementation(Runtime *rt) {
    Own space = namespace_new(rt, NULL);
    Own values = space ? object_get_dict(rt, borrow(space)) : NULL;
    int failed = !values || put(rt, borrow(values), "name", str_from_cstr(rt, "cpython")) < 0 ||
                 put(rt, borrow(values), "cache_tag", str_format(rt, "cpython-3%d", rt->lens->minor)) < 0 ||
                 put(rt, borrow(values), "hexversion", int_from_i64(rt, hex_version(rt->lens))) < 0 ||
                 dict_set_str(rt, borrow(values), "version", dict_get_str(rt, borrow(rt->sys_dict), "version_info")) < 0;
    xrelease(rt, values);
    if (failed) own_clear(rt, &space);
    return space;
}

static Own float_info(Runtime *rt) {
    static const char *const fields[] = { "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
                                          "dig", "mant_dig", "epsilon", "radix", "rounds", NULL };
    Own items[] = { float_new(rt, __DBL_MAX__),  int_from_i64(rt, __DBL_MAX_EXP__),
                    int_from_i64(rt, __DBL_MAX_10_EXP__), float_new(rt, __DBL_MIN__),
                    int_from_i64(rt, __DBL_MIN_EXP__), int_from_i64(rt, __DBL_MIN_10_EXP__),
                    int_from_i64(rt, __DBL_DIG__), int_from_i64(rt, __DBL_MANT_DIG__),
                    float_new(rt, __DBL_EPSILON__), int_from_i64(rt, __FLT_RADIX__),
                    int_from_i64(rt, 1) };
    return structseq_make(rt, "sys.float_info", fields, items, HS_COUNT(items));
}

static Own int_info(Runtime *rt) {
    static const char *const fields[] = { "bits_per_digit", "sizeof_digit", "default_max_str_digits",
                                          "str_digits_check_threshold", NULL };
    Own items[] = { int_from_i64(rt, 30), int_from_i64(rt, 4), int_from_i64(rt, 4300),
                    int_from_i64(rt, 640) };
    return structseq_make(rt, "sys.int_info", fields, items, HS_COUNT(items));
}

static Own thread_info(Runtime *rt) {
    static const char *const fields[] = { "name", "lock", "version", NULL };
    Own items[] = { str_from_cstr(rt, "pthread"), str_from_cstr(rt, "semaphore"), str_from_cstr(rt, "NPTL 2.36") };
    return structseq_make(rt, "sys.thread_info", fields, items, HS_COUNT(items));
}

static Own hash_info(Runtime *rt) {
    static const char *const fields[] = { "width", "modulus", "inf", "nan", "imag", "algorithm",
                                          "hash_bits", "seed_bits", "cutoff", NULL };
    Own items[] = { int_from_i64(rt, 64), int_from_i64(rt, (INT64_C(1) << 61) - 1),
                    int_from_i64(rt, 314159), int_from_i64(rt, 0), int_from_i64(rt, 1000003),
                    str_from_cstr(rt, rt->lens->siphash24 ? "siphash24" : "siphash13"), int_from_i64(rt, 64), int_from_i64(rt, 128),
                    int_from_i64(rt, 0) };
    return structseq_make(rt, "sys.hash_info", fields, items, HS_COUNT(items));
}

enum { FLAG_DEV_MODE = 13, FLAG_SAFE_PATH = 16, FLAG_DIGITS = 17, FLAGS };
static const char *const flag_names[FLAGS + 1] = {
    "debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site",
    "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated",
    "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits", NULL };

static Own flag_value(Runtime *rt, int i, int64_t value) {
    return i == FLAG_DEV_MODE || i == FLAG_SAFE_PATH ? bool_from(rt, value != 0) : int_from_i64(rt, value);
}

static Own flags_of_start(Runtime *rt) {
    Own items[FLAGS];
    for (int i = 0; i < FLAGS; i++) items[i] = flag_value(rt, i, i == FLAG_DIGITS ? 4300 : 0);
    return structseq_make(rt, "sys.flags", flag_names, items, HS_COUNT(items));
}

int sys_set_flag(Runtime *rt, const char *name, int64_t value) {
    Obj *flags = dict_get_str(rt, borrow(rt->sys_dict), "flags");
    for (int i = 0; flags && i < FLAGS; i++) {
        if (strcmp(flag_names[i], name) != 0) continue;
        Own item = flag_value(rt, i, value);
        if (!item) return -1;
        own_set(rt, &TUPLE(flags)->items[i], item);
    }
    return 0;
}

static Own git_facts(Runtime *rt) {
    Own name = str_from_cstr(rt, "CPython");
    Own facts = name ? tuple_pack(rt, 3, borrow(name), rt->empty_str, rt->empty_str) : NULL;
    xrelease(rt, name);
    return facts;
}

static Own stream(Runtime *rt, Own *place, int number, const char *name, const char *mode) {
    *place = text_stream_new(rt, number, name, mode);
    return xkeep(borrow(*place));
}

/* What a name of sys begins as: `kind` and `text` of its row below. */
static Own value_of(Runtime *rt, char kind, const char *text) {
    switch (kind) {
    case '@': return xkeep(dict_get_str(rt, borrow(rt->sys_dict), text));
    case '[': return list_new(rt, 0);
    case '{': return dict_new(rt);
    case 'N': return keep(rt->none);
    case 'F': return keep(rt->false_);
    case '0': return stream(rt, &rt->lib->stdin_, 0, "<stdin>", "r");
    case '1': return stream(rt, &rt->lib->stdout_, 1, "<stdout>", "w");
    case '2': return stream(rt, &rt->lib->stderr_, 2, "<stderr>", "w");
    case 'm': return keep(borrow(rt->modules));
    case 'v': return str_format(rt, "%s (Heapscope " HS_VERSION ")", rt->lens->version);
    case 'V': return version_info(rt);
    case 'i': return implementation(rt);
    case 'x': return int_from_i64(rt, hex_version(rt->lens));
    case 'a': return int_from_i64(rt, 1013);
    case 's': return int_from_i64(rt, INT64_MAX);
    case 'u': return int_from_i64(rt, 0x10ffff);
    case 'g': return git_facts(rt);
    case 'f': return float_info(rt);
    case 'I': return int_info(rt);
    case 'h': return hash_info(rt);
    case 't': return thread_info(rt);
    case 'b': return builtin_module_names(rt);
    case 'l': return flags_of_start(rt);
    case 'p': return list_from(rt, (Obj *[]){ (Obj *)T(rt, BUILTIN_IMPORTER) }, 1);
    default: return str_from_cstr(rt, text); /* '=' */
    }
}

/* The values behind the functions, in CPython's order, which shows when the interpreter ends: what lies before a stream can still be written
 * to it. Name, kind, text. */
#define ROW(name, kind) name "\0" kind "\0"
static const char sys_values[] =
    ROW("modules", "m") ROW("stderr", "2") ROW("__stderr__", "@stderr") ROW("__displayhook__", "@displayhook")
    ROW("__excepthook__", "@excepthook") ROW("__breakpointhook__", "@breakpointhook") ROW("__unraisablehook__", "@unraisablehook")
    ROW("version", "v") ROW("hexversion", "x") ROW("_git", "g") ROW("_framework", "=") ROW("api_version", "a")
    ROW("copyright", "=Heapscope: MIT licence") ROW("platform", "=linux") ROW("maxsize", "s") ROW("float_info", "f") ROW("int_info", "I")
    ROW("hash_info", "h") ROW("maxunicode", "u") ROW("builtin_module_names", "b") ROW("byteorder", "=little") ROW("abiflags", "=")
    ROW("version_info", "V") ROW("implementation", "i") ROW("flags", "l") ROW("float_repr_style", "=short") ROW("thread_info", "t")
    ROW("meta_path", "p") ROW("path_importer_cache", "{") ROW("path_hooks", "[") ROW("path", "[") ROW("executable", "=/usr/bin/python3")
    ROW("_base_executable", "=/usr/bin/python3") ROW("prefix", "=/usr") ROW("base_prefix", "=/usr") ROW("exec_prefix", "=/usr")
    ROW("base_exec_prefix", "=/usr") ROW("platlibdir", "=lib") ROW("pycache_prefix", "N") ROW("argv", "[") ROW("orig_argv", "[")
    ROW("warnoptions", "[") ROW("_xoptions", "{") ROW("_stdlib_dir", "=/usr/lib/python3.11") ROW("dont_write_bytecode", "F")
    ROW("__stdin__", "0") ROW("stdin", "@__stdin__") ROW("__stdout__", "1") ROW("stdout", "@__stdout__") ROW("_home", "N");

static int add_values(Runtime *rt, Obj *dict) {
    for (const char *row = sys_values, *kind; *row; row = kind + strlen(kind) + 1) {
        kind = row + strlen(row) + 1;
        if (put(rt, dict, row, value_of(rt, *kind, kind + 1)) < 0) return -1;
    }
    xrelease(rt, list_new(rt, 0)); /* for what sys.argv and sys.path become: the collector is not to count them */
    return 0;
}

Own sys_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "sys");
    if (!name) return NULL;
    Own module = module_new(rt, borrow(name));
    release(rt, name);
    if (!module) return NULL;
    Obj *dict = module_dict(borrow(module));
    rt->sys_dict = keep(dict);
    if (module_add_methods(rt, borrow(module), sys_methods) < 0 || fit_methods(rt, borrow(module)) < 0 || add_values(rt, dict) < 0) {
        release(rt, module);
        return NULL;
    }
    return module;
}
