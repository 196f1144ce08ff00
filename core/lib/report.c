/* Showing exceptions: sys.excepthook, sys.unraisablehook, the end of a program by an exception or SystemExit.
 * CPython 3.11 Python/pythonrun.c, Python/errors.c. */
#include "lib/report.h"

#include "lib/builtins.h"
#include "lib/lib.h"
#include "lib/structseq.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/frame.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/eval.h"
#include "vm/threads.h"
#include "vm/traceback.h"

/* sys.stderr as the program left it; NULL when lost or None. */
static Obj *error_stream(Runtime *rt) {
    Obj *file = sys_get(rt, "stderr");
    return file && !is_none(rt, file) ? file : NULL;
}

static void write_error_text(Runtime *rt, Obj *text) {
    Obj *file = error_stream(rt);
    if (file) {
        Own held = keep(file);
        if (file_write_str(rt, file, text) < 0) raised_clear(rt);
        release(rt, held);
    }
}

static void write_error_cstr(Runtime *rt, const char *utf8) {
    Own text = str_from_cstr(rt, utf8);
    if (!text) {
        raised_clear(rt);
        return;
    }
    write_error_text(rt, borrow(text));
    release(rt, text);
}

/* flush() of a stream that the program put in place: the runtime's own hold nothing back. False: it raised. */
static bool flush_stream(Runtime *rt, const char *name) {
    Obj *file = sys_get(rt, name);
    if (!file || file->type == T(rt, TEXT_STREAM)) return true;
    Own held = keep(file);
    Own done = call_method_0(rt, file, ID(rt, flush));
    xrelease(rt, done);
    release(rt, held);
    return done != NULL;
}

void flush_after_run(Runtime *rt) {
    SavedRaise saved = raised_save(rt);
    if (!flush_stream(rt, "stderr")) raised_clear(rt);
    if (!flush_stream(rt, "stdout")) raised_clear(rt);
    raised_put_back(rt, saved);
}

static bool is_closed(Runtime *rt, Obj *file) {
    Own closed = object_getattr_str(rt, file, "closed");
    bool answer = closed && object_is_true(rt, borrow(closed)) > 0;
    raised_clear(rt);
    xrelease(rt, closed);
    return answer;
}

void flush_at_end(Runtime *rt) {
    static const char *const names[] = { "stdout", "stderr" };
    for (int i = 0; i < 2; i++) {
        Obj *file = sys_get(rt, names[i]);
        if (!file || is_none(rt, file) || is_closed(rt, file) || flush_stream(rt, names[i])) continue;
        if (i) {
            raised_clear(rt);
        } else {
            unraisable_report(rt, NULL, file);
            rt->lib->exit_status = 120;
        }
    }
}

void print_exception(Runtime *rt, Obj *value, Obj *traceback) {
    if (is_exception(value) && traceback && traceback->type == T(rt, TRACEBACK) &&
        !exception_traceback(rt, value)) {
        exception_set_traceback(rt, value, traceback);
    }
    Own text = traceback_format_exception(rt, value);
    if (!text) {
        raised_clear(rt);
        return;
    }
    write_error_text(rt, borrow(text));
    release(rt, text);
    if (!flush_stream(rt, "stderr")) raised_clear(rt);
}

/* ---- the program's end ---- */

/* SystemExit: its code becomes the exit status, anything but an int or None is printed. */
static void handle_system_exit(Runtime *rt, Obj *value) {
    Own code = object_getattr(rt, value, ID(rt, code));
    if (!code) {
        raised_clear(rt);
        rt->lib->exit_status = 1;
        return;
    }
    if (is_none(rt, borrow(code))) {
        rt->lib->exit_status = 0;
    } else if (is_int(borrow(code))) {
        int overflow;
        rt->lib->exit_status = (int)(int_as_i64_overflow(borrow(code), &overflow) & 0xff);
        if (overflow) rt->lib->exit_status = 0xff;
    } else {
        rt->lib->exit_status = 1;
        Own text = object_str(rt, borrow(code));
        if (text) write_error_text(rt, borrow(text));
        xrelease(rt, text);
        raised_clear(rt);
        write_error_cstr(rt, "\n");
    }
    release(rt, code);
}

static void call_excepthook(Runtime *rt, Obj *value) {
    Obj *traceback = exception_traceback(rt, value);
    if (!traceback) traceback = rt->none;
    Obj *dict = borrow(rt->sys_dict);
    dict_set_str(rt, dict, "last_type", (Obj *)value->type);
    dict_set_str(rt, dict, "last_value", value);
    dict_set_str(rt, dict, "last_traceback", traceback);
    Obj *hook = sys_get(rt, "excepthook");
    if (!hook) {
        write_error_cstr(rt, "sys.excepthook is missing\n");
        print_exception(rt, value, traceback);
        return;
    }
    Own held = keep(hook);
    Obj *args[] = { (Obj *)value->type, value, traceback };
    Own done = call_vector(rt, hook, args, 3, NULL);
    release(rt, held);
    if (done) {
        release(rt, done);
        return;
    }
    Own second = raised_take(rt);
    if (second && type_is_subtype(borrow(second)->type, EXC(rt, SystemExit))) {
        handle_system_exit(rt, borrow(second));
    } else {
        write_error_cstr(rt, "Error in sys.excepthook:\n");
        if (second) print_exception(rt, borrow(second), NULL);
        write_error_cstr(rt, "\nOriginal exception was:\n");
        print_exception(rt, value, traceback);
    }
    xrelease(rt, second);
}

static void copy_text(char *out, size_t size, const char *text, size_t length) {
    if (length >= size) length = size - 1;
    while (length > 0 && length == size - 1 && ((uint8_t)text[length] & 0xc0) == 0x80) length--;
    memcpy(out, text, length);
    out[length] = 0;
}

/* Number in an attribute of a SyntaxError, 0 = none. */
static int32_t small_number(Obj *value) { return value && is_int(value) && int_is_compact(value) ? (int32_t)int_compact(value) : 0; }

/* Line where an exception left the program's own code: the innermost traceback entry of its file. */
static int32_t program_line(Runtime *rt, Obj *value) {
    int32_t line = 0;
    for (Obj *tb = exception_traceback(rt, value); tb; tb = borrow(((TracebackObj *)tb)->next)) {
        Frame *frame = ((FrameObj *)borrow(((TracebackObj *)tb)->frame))->frame;
        if (borrow(frame_code(frame)->filename) != borrow(rt->lib->filename)) continue;
        line = traceback_line(tb);
    }
    return line;
}

/* Keep what the page shows of the error, outside the program's heap. */
static void note_error(Runtime *rt, Obj *value) {
    ErrorNote *note = &rt->error;
    memset(note, 0, sizeof *note);
    const char *name = type_short_name(value->type);
    copy_text(note->type, sizeof note->type, name, strlen(name));
    if (is_instance_of(value, EXC(rt, SyntaxError))) {
        SyntaxErrorObj *error = (SyntaxErrorObj *)value;
        note->line = small_number(borrow(error->lineno));
        note->column = small_number(borrow(error->offset));
        note->end_column = small_number(borrow(error->end_offset));
        if (!error->msg || !is_str(borrow(error->msg))) return;
        size_t size;
        const char *text = str_utf8(rt, borrow(error->msg), &size);
        if (text) copy_text(note->message, sizeof note->message, text, size);
    } else {
        note->line = program_line(rt, value);
        Own message = object_str(rt, value);
        size_t size = 0;
        const char *text = message ? str_utf8(rt, borrow(message), &size) : NULL;
        if (text) copy_text(note->message, sizeof note->message, text, size);
        xrelease(rt, message);
    }
    raised_clear(rt);
}

void report_uncaught(Runtime *rt) {
    Own value = raised_take(rt);
    if (!value) return;
    if (type_is_subtype(borrow(value)->type, EXC(rt, SystemExit))) {
        handle_system_exit(rt, borrow(value));
    } else {
        bool interrupted = type_is_subtype(borrow(value)->type, EXC(rt, KeyboardInterrupt));
        rt->lib->exit_status = interrupted ? 128 + 2 : 1; /* 2: SIGINT, by which CPython ends itself */
        note_error(rt, borrow(value));
        call_excepthook(rt, borrow(value));
    }
    release(rt, value);
}

/* ---- exceptions that cannot be raised ---- */

static const char *const unraisable_fields[] = { "exc_type", "exc_value", "exc_traceback", "err_msg",
                                                 "object", NULL };

void unraisable_default_hook(Runtime *rt, Obj *args) {
    if (!is_tuple(args) || TUPLE_SIZE(args) != 5) {
        raise_format(rt, EXC(rt, TypeError),
                     "sys.unraisablehook argument type must be UnraisableHookArgs");
        return;
    }
    Obj *value = TUPLE_ITEM(args, 1), *traceback = TUPLE_ITEM(args, 2);
    Obj *message = TUPLE_ITEM(args, 3), *object = TUPLE_ITEM(args, 4);
    if (!is_none(rt, object)) {
        if (is_none(rt, message)) {
            write_error_cstr(rt, "Exception ignored in: ");
        } else {
            write_error_text(rt, message);
            write_error_cstr(rt, ": ");
        }
        Own text = object_repr(rt, object);
        if (text) {
            write_error_text(rt, borrow(text));
            release(rt, text);
        } else {
            raised_clear(rt);
            write_error_cstr(rt, "<object repr() failed>");
        }
        write_error_cstr(rt, "\n");
    } else if (!is_none(rt, message)) {
        write_error_text(rt, message);
        write_error_cstr(rt, ":\n");
    }
    Own text = traceback_format_unraisable(rt, TUPLE_ITEM(args, 0), value, traceback);
    if (text) write_error_text(rt, borrow(text));
    xrelease(rt, text);
    raised_clear(rt);
    if (!flush_stream(rt, "stderr")) raised_clear(rt);
}

Obj *unraisable_args_type(Runtime *rt) {
    if (!rt->lib->unraisable_type) {
        rt->lib->unraisable_type = structseq_type(rt, "builtins.UnraisableHookArgs", unraisable_fields);
    }
    return borrow(rt->lib->unraisable_type);
}

static Own or_none(Runtime *rt, Obj *o) { return keep(o ? o : rt->none); }

/* by_hook: a hook may be asked; else it is the hook's own exception that is reported. */
static void report_raised(Runtime *rt, const char *message, Obj *where, bool by_hook) {
    Own type, value, traceback;
    Frame *frame = vm_current_frame(rt);
    while (frame && code_is_twin(borrow(frame->code))) frame = frame->previous;
    if (by_hook && RAISED(rt) && !rt->ts.raised_tb && frame) traceback_here(rt, frame);
    raised_fetch(rt, &type, &value, &traceback);
    if (vm_killed(rt)) {
        xrelease(rt, type), xrelease(rt, value), xrelease(rt, traceback);
        return;
    }
    if (!type) return;
    Own held = xkeep(where);
    Obj *cls = rt->lib ? unraisable_args_type(rt) : NULL;
    exception_normalize(rt, &type, &value, &traceback);
    if (value && traceback) exception_set_traceback(rt, borrow(value), borrow(traceback));
    Own text = message ? str_from_cstr(rt, message) : NULL;
    Own items[] = { or_none(rt, borrow(type)), or_none(rt, borrow(value)), or_none(rt, borrow(traceback)),
                    or_none(rt, borrow(text)), or_none(rt, where) };
    Own args = cls ? structseq_new(rt, cls, items, HS_COUNT(items)) : NULL;
    Obj *hook = by_hook ? sys_get(rt, "unraisablehook") : NULL;
    if (args && hook && !is_none(rt, hook)) {
        Own kept = keep(hook), done = call_1(rt, hook, borrow(args));
        if (!done) report_raised(rt, "Exception ignored in sys.unraisablehook", borrow(kept), false);
        xrelease(rt, done);
        release(rt, kept);
    } else if (args && !stream_lacks_levels(rt)) {
        unraisable_default_hook(rt, borrow(args));
    }
    raised_clear(rt);
    xrelease(rt, args);
    xrelease(rt, text);
    xrelease(rt, held);
    xrelease(rt, type);
    xrelease(rt, value);
    xrelease(rt, traceback);
}

void unraisable_report(Runtime *rt, const char *message, Obj *where) {
    const bool replaying = rt->replaying;
    rt->replaying = false;
    report_raised(rt, message, where, true);
    rt->replaying = replaying;
}
