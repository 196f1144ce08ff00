/* Warnings that C code gives: shown on sys.stderr once for each (text, category, line), or handed to the warnings module when the
 * program has imported it. CPython 3.11 Python/_warnings.c. */
#include <stdarg.h>

#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/frame.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/eval.h"
#include "vm/import.h"
#include "vm/traceback.h"

/* DeprecationWarning and the like are only shown for __main__ code; ImportWarning, ResourceWarning never. */
static bool is_shown(Runtime *rt, TypeObj *category, bool from_main) {
    if (type_is_subtype(category, EXC(rt, DeprecationWarning))) return from_main;
    return !type_is_subtype(category, EXC(rt, PendingDeprecationWarning)) &&
           !type_is_subtype(category, EXC(rt, ImportWarning)) &&
           !type_is_subtype(category, EXC(rt, ResourceWarning));
}

/* 1 = seen before at this place; notes it. */
static int seen_before(Runtime *rt, TypeObj *category, Obj *message, Obj *filename, int lineno) {
    LibState *lib = rt->lib;
    if (!lib->warnings_seen && !(lib->warnings_seen = dict_new(rt))) return -1;
    Own line = int_from_i64(rt, lineno);
    Own key = line ? tuple_pack(rt, 4, message, (Obj *)category, filename, borrow(line)) : NULL;
    xrelease(rt, line);
    if (!key) return -1;
    int seen = dict_contains(rt, borrow(lib->warnings_seen), borrow(key));
    if (seen == 0) seen = dict_set(rt, borrow(lib->warnings_seen), borrow(key), rt->true_);
    release(rt, key);
    return seen;
}

static int show(Runtime *rt, TypeObj *category, Obj *message, Obj *filename, int lineno) {
    Obj *file = sys_get(rt, "stderr");
    if (!file || is_none(rt, file)) return 0;
    Own text = str_format(rt, "%U:%d: %s: %U\n", filename, lineno, type_short_name(category), message);
    if (!text) return -1;
    int result = file_write_str(rt, file, borrow(text));
    release(rt, text);
    Own line = result < 0 || import_is_over(rt) ? NULL : source_line(rt, filename, lineno);
    if (line) {
        Own stripped = call_method_str(rt, borrow(line), "strip", 0);
        Own shown = stripped ? str_format(rt, "  %U\n", borrow(stripped)) : NULL;
        if (shown) result = file_write_str(rt, file, borrow(shown));
        xrelease(rt, stripped);
        xrelease(rt, shown);
        release(rt, line);
    }
    return result;
}

/* The warnings module if the program uses it (it may filter, record or raise): 1 handled, 0 not there, -1 raised. */
static int ask_module(Runtime *rt, TypeObj *category, Obj *message, Obj *filename, int lineno) {
    Obj *module = rt->modules ? dict_get_str(rt, borrow(rt->modules), "_warnings") : NULL;
    if (!module || is_none(rt, module)) return 0;
    Own line = int_from_i64(rt, lineno), done = NULL;
    if (line) {
        done = call_method_str(rt, module, "warn_explicit", 4, message, (Obj *)category, filename,
                               borrow(line));
    }
    xrelease(rt, line);
    if (!done) return -1;
    release(rt, done);
    return 1;
}

/* 1 = shown here. */
static int warn_at(Runtime *rt, TypeObj *category, Obj *message, Obj *filename, int lineno, bool from_main, bool once) {
    int handled = ask_module(rt, category, message, filename, lineno);
    if (handled) return handled < 0 ? -1 : 0;
    if (!is_shown(rt, category, from_main)) return 0;
    int seen = once ? seen_before(rt, category, message, filename, lineno) : 0;
    if (seen) return seen < 0 ? -1 : 0;
    return show(rt, category, message, filename, lineno) < 0 ? -1 : 1;
}

/* The compiler's, each time. The module is the file's name without ".py", as in CPython: a program is never "__main__" here. */
int warn_explicit(Runtime *rt, TypeObj *category, Obj *message, Obj *filename, int lineno) {
    bool from_main = str_equals_ascii(filename, "__main__") || str_equals_ascii(filename, "__main__.py");
    return warn_at(rt, category, message, filename, lineno, from_main, false) < 0 ? -1 : 0;
}

static bool is_main_frame(Runtime *rt, Frame *frame) {
    Obj *name = frame ? dict_get(rt, frame->globals, ID(rt, __name__)) : NULL;
    if (!name) raised_clear(rt);
    return name && is_str(name) && str_equals_ascii(name, "__main__");
}

/* Takes the message; 1 = shown here. */
static int warn_in_frame(Runtime *rt, TypeObj *category, int stack_level, Own message) {
    if (!message) return -1;
    Frame *frame = vm_current_frame(rt);
    while (frame && stack_level > 1) frame = frame->previous, stack_level--;
    Own unknown = str_from_cstr(rt, "sys");
    Obj *filename = frame ? borrow(frame_code(frame)->filename) : borrow(unknown);
    int result = -1;
    if (filename) {
        result = warn_at(rt, category, borrow(message), filename, frame ? frame_line(frame) : 1,
                         is_main_frame(rt, frame), true);
    }
    xrelease(rt, unknown);
    release(rt, message);
    return result;
}

int warn_format(Runtime *rt, TypeObj *category, int stack_level, const char *format, ...) {
    va_list args;
    va_start(args, format);
    Own message = str_format_v(rt, format, args);
    va_end(args);
    return warn_in_frame(rt, category, stack_level, message) < 0 ? -1 : 0;
}

void warn_unawaited(Runtime *rt, Obj *coroutine) {
    Obj *module = rt->modules ? dict_get_str(rt, borrow(rt->modules), "warnings") : NULL;
    if (module && !is_none(rt, module)) {
        Own done = call_method_str(rt, module, "_warn_unawaited_coroutine", 1, coroutine);
        if (done) {
            release(rt, done);
            return;
        }
        unraisable_report(rt, NULL, coroutine);
    }
    Own message = str_format(rt, "coroutine '%U' was never awaited", borrow(GENERATOR(coroutine)->qualname));
    int shown = warn_in_frame(rt, EXC(rt, RuntimeWarning), 1, message);
    /* The hint is of a module, which imports another one the first time: at the end they are there no more, and before that sys.path is not. */
    Obj *path = sys_get(rt, "path");
    const bool hints = shown > 0 && !import_is_over(rt) && (rt->lib->hint_given || (path && !is_none(rt, path)));
    rt->lib->hint_given |= hints;
    Obj *file = hints ? sys_get(rt, "stderr") : NULL;
    if (shown < 0 || (file && file_write_cstr(rt, file, "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n") < 0))
        unraisable_report(rt, NULL, coroutine);
}
