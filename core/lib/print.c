/* print() and input(), and writing text to whatever sys.stdout is. */
#include "lib/builtins.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_internal.h"
#include "object/type.h"
#include "vm/eval.h"

Obj *sys_get(Runtime *rt, const char *name) {
    Obj *dict = borrow(rt->sys_dict);
    return dict ? dict_get_str(rt, dict, name) : NULL;
}

bool stream_lacks_levels(Runtime *rt) {
    int entered = 0;
    while (entered < STREAM_LEVELS && enter_call(rt) == 0) entered++;
    const bool lacking = entered < STREAM_LEVELS;
    while (entered-- > 0) leave_call(rt);
    return lacking;
}

/* str(value), written; as CPython, whose method lives meanwhile and is counted by the collector. A str is written itself. */
static int write_value(Runtime *rt, Obj *file, Obj *value) {
    Own writer = object_getattr(rt, file, ID(rt, write)), text = writer ? object_str(rt, value) : NULL;
    const bool can = text && !(borrow(writer)->type == T(rt, BUILTIN) && rt->ts.recursion_left < STREAM_LEVELS && stream_lacks_levels(rt));
    Own done = can ? call_1(rt, borrow(writer), borrow(text)) : NULL;
    xrelease(rt, text);
    xrelease(rt, writer);
    xrelease(rt, done);
    return done ? 0 : -1;
}

int file_write_str(Runtime *rt, Obj *file, Obj *text) { return write_value(rt, file, text); }

int file_write_cstr(Runtime *rt, Obj *file, const char *ascii) {
    Own text = str_from_cstr(rt, ascii);
    if (!text) return -1;
    int result = file_write_str(rt, file, borrow(text));
    release(rt, text);
    return result;
}

static int check_text_option(Runtime *rt, Obj **option, const char *name) {
    if (*option && is_none(rt, *option)) *option = NULL;
    if (!*option || is_str(*option)) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "%s must be None or a string, not %T", name,
                            *option);
}

/* What CPython's first call of print(), or the first with keywords, leaves behind: the collector counts it. */
static int keep_names(Runtime *rt, const char *const *names) {
    Own items[4] = { NULL };
    bool made = true;
    for (int i = 0; made && i < 4; i++) made = (items[i] = str_intern_cstr(rt, names[i])) != NULL;
    if (made) rt->lib->print_names = tuple_from(rt, (Obj *const *)items, 4);
    for (int i = 0; i < 4; i++) xrelease(rt, items[i]);
    return rt->lib->print_names ? 0 : -1;
}

Own builtin_print(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = { "sep", "end", "file", "flush", NULL };
    static const ArgSpec spec = { "print", names, 0, -1 }; /* any number before them */
    Obj *out[4] = { NULL };
    (void)self;
    if (!rt->lib->print_names && rt->lens->print_names >= (kwnames ? NAMES_WITH_KEYWORDS : NAMES_AT_ONCE) && keep_names(rt, names) < 0) return NULL;
    if (args_parse(rt, &spec, args + nargs, 0, kwnames, out) < 0) return NULL;
    Obj *file = out[2];
    Own values = NULL, held = NULL, result = NULL;
    if (rt->lens->print_tuple && !(values = tuple_from(rt, args, (intptr_t)nargs))) return NULL; /* CPython makes one of its *args */
    if (!file || is_none(rt, file)) {
        file = sys_get(rt, "stdout");
        if (!file) raise_format(rt, EXC(rt, RuntimeError), "lost sys.stdout");
        else if (is_none(rt, file)) result = keep(rt->none);
        if (!file || result) goto done;
    }
    if (check_text_option(rt, &out[0], "sep") < 0 || check_text_option(rt, &out[1], "end") < 0) goto done;
    held = keep(file);
    for (size_t i = 0; i < nargs; i++) {
        if (i > 0 && (out[0] ? file_write_str(rt, file, out[0])
                             : file_write_str(rt, file, str_latin1_char(rt, ' '))) < 0) {
            goto done;
        }
        if (write_value(rt, file, args[i]) < 0) goto done;
    }
    if ((out[1] ? file_write_str(rt, file, out[1])
                : file_write_str(rt, file, str_latin1_char(rt, '\n'))) < 0) {
        goto done;
    }
    int flush = out[3] ? object_is_true(rt, out[3]) : 0;
    if (flush < 0) goto done;
    if (flush) {
        Own flushed = call_method_0(rt, file, ID(rt, flush));
        if (!flushed) goto done;
        release(rt, flushed);
    }
    result = keep(rt->none);
done:
    xrelease(rt, held);
    xrelease(rt, values);
    return result;
}

/* ---- input ---- */

/* Whether `o` is what may be called again later: input() or a stream's method. */
static bool is_input_call(Runtime *rt, Obj *o) {
    if (!o) return false;
    if (is_builtin(rt, o)) {
        const MethodDef *def = ((BuiltinObj *)o)->def;
        return def->fn == builtin_input || text_stream_reads(def);
    }
    return o->type == T(rt, METHOD_DESCRIPTOR) && text_stream_reads(((DescriptorObj *)o)->def);
}

/* Waiting means that the running instruction begins anew: it must be the very call that reads, with no C code in between. */
static bool can_wait(Runtime *rt) {
    Frame *frame = vm_current_frame(rt);
    if (rt->native_depth || !frame) return false;
    int arg = *frame->prev_instr >> 8, top = frame->stack_top;
    if (top < arg + 2) return false;
    return is_input_call(rt, borrow(frame->localsplus[top - arg - 1])) ||
           is_input_call(rt, borrow(frame->localsplus[top - arg - 2]));
}

/* No more input now: 0 = there is again, or its end is known; -1 = suspended, or raised where that cannot be. */
int input_wait(Runtime *rt) {
    if (host_input(rt) == 0) return 0;
    if (!can_wait(rt)) {
        return raise_format_int(rt, EXC(rt, RuntimeError),
                                "input can only be waited for by a call of input() or readline() itself");
    }
    rt->pending = STATUS_INPUT;
    return -1;
}

int input_wait_all(Runtime *rt) {
    while (!rt->lib->input_ended) {
        if (input_wait(rt) < 0) return -1;
    }
    return 0;
}

Own input_read_line(Runtime *rt) {
    LibState *lib = rt->lib;
    for (;;) {
        const uint8_t *start = lib->input + lib->input_position;
        size_t left = lib->input_length - lib->input_position;
        const uint8_t *newline = left ? memchr(start, '\n', left) : NULL;
        if (newline || (lib->input_ended && left) || (lib->input_ended && !left)) {
            size_t size = newline ? (size_t)(newline - start) + 1 : left;
            lib->input_position += size;
            return str_decode(rt, start, size, "utf-8", "surrogateescape");
        }
        if (input_wait(rt) < 0) return NULL;
    }
}

int input_feed(Runtime *rt, const void *bytes, size_t size, bool end) {
    LibState *lib = rt->lib;
    if (lib->input_length + size > lib->input_capacity) {
        size_t capacity = (lib->input_length + size) * 2 + 256;
        uint8_t *grown = raw_realloc(rt, lib->input, capacity);
        if (!grown) return -1;
        lib->input = grown;
        lib->input_capacity = capacity;
    }
    if (size) memcpy(lib->input + lib->input_length, bytes, size);
    lib->input_length += size;
    if (end) lib->input_ended = true;
    return 0;
}

Own builtin_input(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)kwnames;
    LibState *lib = rt->lib;
    Obj *file_in = sys_get(rt, "stdin"), *file_out = sys_get(rt, "stdout");
    if (!file_in || is_none(rt, file_in)) {
        return raise_format(rt, EXC(rt, RuntimeError), "input(): lost sys.stdin");
    }
    if (!file_out || is_none(rt, file_out)) {
        return raise_format(rt, EXC(rt, RuntimeError), "input(): lost sys.stdout");
    }
    /* The call is made again when the line has come: the prompt must not be printed again. */
    if (nargs == 1 && !lib->prompt_shown && write_value(rt, file_out, args[0]) < 0) return NULL;
    Own line = call_method_0(rt, file_in, ID(rt, readline));
    if (!line) {
        lib->prompt_shown = rt->pending != 0;
        return NULL;
    }
    lib->prompt_shown = false;
    if (!is_str(borrow(line))) {
        raise_format(rt, EXC(rt, TypeError), "object.readline() returned non-string");
        release(rt, line);
        return NULL;
    }
    intptr_t length = STR(borrow(line))->length;
    if (length == 0) {
        release(rt, line);
        return raise_format(rt, EXC(rt, EOFError), "EOF when reading a line");
    }
    if (str_char(borrow(line), length - 1) != '\n') return line;
    Own text = str_substring(rt, borrow(line), 0, length - 1);
    release(rt, line);
    return text;
}
