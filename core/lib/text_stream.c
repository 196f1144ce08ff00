/* sys.stdin, sys.stdout, sys.stderr: text streams on the host's file descriptors 0, 1, 2. They behave as on a terminal: every
 * write reaches the host at once and nothing written is kept alive. */
#include "lib/files.h"
#include "lib/lib.h"
#include "lib/processes.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/type.h"

typedef struct TextStreamObj { /* virtual 208, as TextIOWrapper */
    Obj base;
    int fd;
    bool closed;
    Own name, mode, dict;
    Own buffer; /* the stream of bytes, made when it is asked for */
    Obj *weaklist;
} TextStreamObj;
#define STREAM(o) ((TextStreamObj *)(o))
_Static_assert(sizeof(TextStreamObj) <= 192, "TextStreamObj outgrew its virtual size");

#define METHOD(name)                                                                               \
    static Own stream_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,         \
                             HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

Own text_stream_new(Runtime *rt, int fd, const char *name, const char *mode) {
    Own self = gc_alloc(rt, T(rt, TEXT_STREAM), 208);
    if (!self) return NULL;
    TextStreamObj *stream = STREAM(borrow(self));
    stream->fd = fd;
    stream->name = str_from_cstr(rt, name);
    stream->mode = str_from_cstr(rt, mode);
    gc_track(rt, borrow(self));
    if (!stream->name || !stream->mode) own_clear(rt, &self);
    return self;
}

static int stream_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(STREAM(self)->name);
    VISIT(STREAM(self)->mode);
    VISIT(STREAM(self)->dict);
    VISIT(STREAM(self)->buffer);
    return 0;
}

static int stream_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &STREAM(self)->name);
    own_clear(rt, &STREAM(self)->mode);
    own_clear(rt, &STREAM(self)->dict);
    own_clear(rt, &STREAM(self)->buffer);
    return 0;
}

static void stream_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    stream_clear(rt, self);
    self->type->slots.tp_free(rt, self);
}

static Own stream_repr(Runtime *rt, Obj *self) {
    return str_format(rt, "<_io.TextIOWrapper name=%R mode=%R encoding='utf-8'>",
                      borrow(STREAM(self)->name), borrow(STREAM(self)->mode));
}

static int check_open(Runtime *rt, Obj *self) {
    if (!STREAM(self)->closed) return 0;
    return raise_format_int(rt, EXC(rt, ValueError), "I/O operation on closed file.");
}

/* ---- methods ---- */

METHOD(write) {
    if (!is_str(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "write() argument must be str, not %.50N", args[0]);
    }
    if (check_open(rt, self) < 0) return NULL;
    if (STREAM(self)->fd == 0) {
        return raise_format(rt, EXC(rt, ValueError), "not writable");
    }
    size_t size;
    const char *text = str_utf8(rt, args[0], &size);
    if (text) {
        int error = 0;
        if (!rt->lib->files) host_write(rt, STREAM(self)->fd, text, size);
        else if ((error = files_write_stream(rt, STREAM(self)->fd, text, size))) return posix_raise(rt, error);
    } else if (STREAM(self)->fd == 2) { /* stderr never fails: errors=backslashreplace */
        raised_clear(rt);
        Own bytes = str_encode(rt, args[0], "utf-8", "backslashreplace");
        if (!bytes) return NULL;
        const uint8_t *data = NULL;
        if (buffer_get(rt, borrow(bytes), &data, &size) == 0) host_write(rt, 2, (const char *)data, size);
        release(rt, bytes);
    } else {
        return NULL;
    }
    return int_from_i64(rt, STR(args[0])->length);
}

METHOD(writelines) {
    Own iterator = object_iter(rt, args[0]), item;
    if (!iterator) return NULL;
    while ((item = iter_next(rt, borrow(iterator)))) {
        Own done = call_method_1(rt, self, ID(rt, write), borrow(item));
        release(rt, item);
        if (!done) break;
        release(rt, done);
    }
    release(rt, iterator);
    return RAISED(rt) ? NULL : keep(rt->none);
}

METHOD(readline) {
    if (check_open(rt, self) < 0) return NULL;
    return input_read_line(rt);
}

/* So many characters of the input, fewer at its end. */
static Own read_characters(Runtime *rt, int64_t count) {
    LibState *lib = rt->lib;
    for (;;) {
        size_t start = lib->input_position, at = start, end = lib->input_length;
        int64_t seen = 0;
        for (; at < end && seen < count; seen++) {
            do at++;
            while (at < end && (lib->input[at] & 0xC0) == 0x80);
        }
        if (seen == count || lib->input_ended) {
            lib->input_position = at;
            return str_decode(rt, lib->input + start, at - start, "utf-8", "surrogateescape");
        }
        if (input_wait(rt) < 0) return NULL;
    }
}

METHOD(read) {
    int64_t count = -1;
    if (check_open(rt, self) < 0) return NULL;
    if (nargs && !is_none(rt, args[0]) && number_as_ssize(rt, args[0], EXC(rt, OverflowError), &count) < 0) return NULL;
    if (count >= 0) return read_characters(rt, count);
    if (input_wait_all(rt) < 0) return NULL;
    StrWriter writer;
    str_writer_init(&writer, rt);
    Own line;
    while ((line = input_read_line(rt)) && STR(borrow(line))->length > 0) {
        str_writer_str(&writer, borrow(line));
        release(rt, line);
    }
    if (!line) {
        str_writer_discard(&writer);
        return NULL;
    }
    release(rt, line);
    return str_writer_finish(&writer);
}

METHOD(readlines) {
    if (check_open(rt, self) < 0 || input_wait_all(rt) < 0) return NULL;
    Own list = list_new(rt, 0), line;
    if (!list) return NULL;
    while ((line = input_read_line(rt)) && STR(borrow(line))->length > 0) {
        if (list_append_steal(rt, borrow(list), line) < 0) {
            release(rt, list);
            return NULL;
        }
    }
    if (!line) own_clear(rt, &list);
    xrelease(rt, line);
    return list;
}

static Own stream_iternext(Runtime *rt, Obj *self) {
    if (check_open(rt, self) < 0) return NULL;
    Own line = input_read_line(rt);
    if (line && STR(borrow(line))->length == 0) own_clear(rt, &line);
    return line;
}

METHOD(flush) { return check_open(rt, self) < 0 ? NULL : keep(rt->none); }
METHOD(close) {
    STREAM(self)->closed = true;
    return keep(rt->none);
}
METHOD(fileno) { return int_from_i64(rt, STREAM(self)->fd); }
METHOD(isatty) { return bool_from(rt, false); }
METHOD(readable) { return bool_from(rt, STREAM(self)->fd == 0); }
METHOD(writable) { return bool_from(rt, STREAM(self)->fd != 0); }
METHOD(seekable) { return bool_from(rt, false); }
METHOD(enter) { return check_open(rt, self) < 0 ? NULL : keep(self); }
METHOD(exit) { return stream_close(rt, self, args, 0, NULL); }
METHOD(reconfigure) { return keep(rt->none); }

bool text_stream_reads(const MethodDef *def) {
    return def->fn == stream_readline || def->fn == stream_read || def->fn == stream_readlines;
}

static const MethodDef stream_methods[] = {
    { "write", stream_write, METH_O, 1, 1, "Write text; returns the number of characters." },
    { "writelines", stream_writelines, METH_O, 1, 1, "Write each text of an iterable." },
    { "read", stream_read, METH_FASTCALL, 0, 1, "All the text up to the end of the input." },
    { "readline", stream_readline, METH_FASTCALL, 0, 1, "The next line with its newline." },
    { "readlines", stream_readlines, METH_FASTCALL, 0, 1, "List of the lines up to the end." },
    { "flush", stream_flush, METH_NOARGS, 0, 0, "Nothing is held back: does nothing." },
    { "close", stream_close, METH_NOARGS, 0, 0, "No more reading or writing." },
    { "fileno", stream_fileno, METH_NOARGS, 0, 0, NULL },
    { "isatty", stream_isatty, METH_NOARGS, 0, 0, NULL },
    { "readable", stream_readable, METH_NOARGS, 0, 0, NULL },
    { "writable", stream_writable, METH_NOARGS, 0, 0, NULL },
    { "seekable", stream_seekable, METH_NOARGS, 0, 0, NULL },
    { "reconfigure", stream_reconfigure, METH_FASTCALL | METH_KEYWORDS, 0, -1, NULL },
    { "__enter__", stream_enter, METH_NOARGS, 0, 0, NULL },
    { "__exit__", stream_exit, METH_FASTCALL, 0, 3, NULL },
    METHOD_END,
};

static Own get_text(Runtime *rt, Obj *self, const void *closure) {
    (void)self;
    return str_from_cstr(rt, closure);
}
static Own get_errors(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return str_from_cstr(rt, STREAM(self)->fd == 2 ? "backslashreplace" : "strict");
}
static Own get_closed(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return bool_from(rt, STREAM(self)->closed);
}
static Own get_buffer(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    if (!STREAM(self)->buffer) {
        Own module = import_named(rt, "_io"), number = int_from_i64(rt, STREAM(self)->fd);
        if (module && number) STREAM(self)->buffer = call_method_str(rt, borrow(module), "_standard_buffer", 1, borrow(number));
        xrelease(rt, number);
        xrelease(rt, module);
    }
    return xkeep(borrow(STREAM(self)->buffer));
}
static Own get_write_through(Runtime *rt, Obj *self, const void *closure) {
    return bool_from(rt, !closure && STREAM(self)->fd != 0);
}
static Own get_none(Runtime *rt, Obj *self, const void *closure) {
    (void)self, (void)closure;
    return keep(rt->none);
}
static const GetSetDef stream_getset[] = {
    { "buffer", get_buffer, NULL, NULL, NULL },
    { "line_buffering", get_write_through, NULL, NULL, "" },
    { "write_through", get_write_through, NULL, NULL, NULL },
    { "newlines", get_none, NULL, NULL, NULL },
    { "encoding", get_text, NULL, NULL, "utf-8" },
    { "errors", get_errors, NULL, NULL, NULL },
    { "closed", get_closed, NULL, NULL, NULL },
    GETSET_END,
};
static const MemberDef stream_members[] = {
    { "name", MEMBER_OBJECT, offsetof(TextStreamObj, name), MEMBER_READONLY, NULL },
    { "mode", MEMBER_OBJECT, offsetof(TextStreamObj, mode), 0, NULL },
    MEMBER_END,
};

const TypeSpec text_stream_type_spec = {
    .name = "_io.TextIOWrapper",
    .doc = "Text stream on one of the program's three standard files.",
    .flags = TPF_GC | TPF_BASETYPE,
    .base = -1,
    .virtual_size = 192,
    .weak_offset = offsetof(TextStreamObj, weaklist),
    .dict_offset = offsetof(TextStreamObj, dict),
    .slots = { .tp_dealloc = stream_dealloc,
               .tp_traverse = stream_traverse,
               .tp_clear = stream_clear,
               .tp_repr = stream_repr,
               .tp_iter = object_self_iter,
               .tp_iternext = stream_iternext },
    .methods = stream_methods,
    .members = stream_members,
    .getset = stream_getset,
};
