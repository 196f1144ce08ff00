/* Exceptions as text, exactly as CPython 3.11's top level prints them: chained causes and contexts,
 * source lines with markers under the part that failed, SyntaxErrors with their line, notes,
 * exception groups. Follows Python/traceback.c and Python/pythonrun.c. */
#include "compile/parse.h"
#include "object/bytes.h"
#include "object/fields.h"
#include "vm/eval_impl.h"
#include "vm/import.h"
#include "vm/traceback.h"

enum {
    SOURCE_INDENT = 4,
    REPEAT_CUTOFF = 3,
    ENTRY_LIMIT = 1000,
    GROUP_WIDTH = 15,
    GROUP_DEPTH = 10,
    CHAIN_LIMIT = 200
};

typedef struct Printer {
    Runtime *rt;
    StrWriter text;
    int group_depth;
    bool need_close;
    int nesting;
    Obj **seen; /* raw memory */
    size_t seen_count, seen_capacity;
} Printer;

static void put(Printer *p, const char *ascii) { str_writer_cstr(&p->text, ascii); }
static void put_str(Printer *p, Obj *text) { str_writer_str(&p->text, text); }
static void put_repeated(Printer *p, char c, intptr_t count) {
    for (; count > 0; count--) str_writer_char(&p->text, (uint8_t)c);
}
static void put_indent(Printer *p) { put_repeated(p, ' ', 2 * p->group_depth); }
static void put_margin(Printer *p) {
    put_indent(p);
    if (p->group_depth) put(p, "| ");
}
/* A formatted str, taken; nothing if it could not be made. */
static void put_own(Printer *p, Own text) {
    if (text) put_str(p, borrow(text));
    xrelease(p->rt, text);
    raised_clear(p->rt);
}

/* ---- markers under a source line ---- */

typedef struct Anchors { /* byte offsets in a segment: the operator between the operands, the
                            brackets of a subscript */
    int left, right;
} Anchors;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

static bool anchors_of(const char *segment, const Expr *e, Anchors *anchors) {
    if (e->kind == EXPR_Subscript) {
        anchors->left = e->Subscript.value->end_col_offset;
        while (segment[anchors->left] && segment[anchors->left] != '[') anchors->left++;
        anchors->right = (int)strlen(segment);
        return true;
    }
    if (e->kind != EXPR_BinOp) return false;
    int end = e->BinOp.right->col_offset;
    for (int i = e->BinOp.left->end_col_offset; i < end; i++) {
        if (is_blank(segment[i]) || segment[i] == ')') continue;
        anchors->left = i;
        anchors->right = i + 1;
        if (i + 1 < end && !is_blank(segment[i + 1])) anchors->right++;
        return true;
    }
    return false;
}

/* Parse the failing part of a line: is it one operator or subscript expression? */
static bool find_anchors(Runtime *rt, Obj *filename, Obj *segment, Anchors *anchors) {
    AstArena arena;
    size_t size;
    bool found = false;
    const char *text = str_utf8(rt, segment, &size);
    if (text && ast_arena_init(rt, &arena) == 0) {
        Mod *module = parse_source(rt, &arena, text, size, filename, PARSE_FILE, 0);
        if (module && seq_count(module->Module.body) == 1) {
            const Stmt *statement = module->Module.body->items[0];
            if (statement->kind == STMT_Expr)
                found = anchors_of(text, statement->Expr.value, anchors);
        }
        ast_arena_free(rt, &arena);
    }
    raised_clear(rt);
    return found;
}

/* Characters in the first `bytes` bytes of a str's UTF-8 form. */
static intptr_t char_offset(Runtime *rt, Obj *text, intptr_t bytes) {
    size_t size;
    const char *utf8 = str_utf8(rt, text, &size);
    if (!utf8) {
        raised_clear(rt);
        return -1;
    }
    if (bytes > (intptr_t)size + 1) bytes = (intptr_t)size + 1; /* so CPython: a file that changed may have shorter lines */
    intptr_t count = 0;
    for (intptr_t i = 0; i < bytes; i++) count += i == (intptr_t)size || (utf8[i] & 0xc0) != 0x80;
    return count;
}

/* The line of ^ and ~ below a source line that was shown without its first `stripped` characters.
 */
static void put_markers(Printer *p, Obj *line, intptr_t stripped, CodeObj *code, int unit) {
    Runtime *rt = p->rt;
    int start_line, end_line, start_column, end_column;
    code_complete(rt, (Obj *)code);
    if (!code_position(code, unit, &start_line, &end_line, &start_column, &end_column)) return;
    if (start_line < 0 || end_line < 0 || start_column < 0 || end_column < 0) return;
    intptr_t start = char_offset(rt, line, start_column), end = char_offset(rt, line, end_column),
             left = -1, right = -1;
    if (start < 0 || end < 0) return;
    char primary = '^', secondary = '^';
    if (start_line == end_line) {
        Own segment = str_substring(rt, line, start, end);
        Anchors anchors;
        if (segment && find_anchors(rt, borrow(code->filename), borrow(segment), &anchors)) {
            left = char_offset(rt, borrow(segment), anchors.left) + start;
            right = char_offset(rt, borrow(segment), anchors.right) + start;
            primary = '~';
        }
        xrelease(rt, segment);
        raised_clear(rt);
    } else {
        for (end = STR(line)->length; end > 0 && is_blank((char)str_char(line, end - 1));) end--;
    }
    if (end - start == STR(line)->length - stripped && left < 0) return;
    put_margin(p);
    for (intptr_t offset = stripped - SOURCE_INDENT + 1; offset <= end; offset++) {
        bool is_operator = left >= 0 && left < offset && offset <= right;
        str_writer_char(&p->text, (uint8_t)(offset <= start ? ' '
                                            : is_operator   ? secondary
                                                            : primary));
    }
    put(p, "\n");
}

/* CPython looks for a source file at each line: where there is none, the error of not finding it is made and dropped. */
static void find_no_file(Runtime *rt, Obj *filename) {
    intptr_t length = STR(filename)->length;
    if (length && str_char(filename, 0) == '<' && str_char(filename, length - 1) == '>') return;
    Own args = tuple_build(rt, "iNO", 2, str_from_cstr(rt, "No such file or directory"), filename);
    Own error = args ? call_args(rt, (Obj *)EXC(rt, OSError), borrow(args), NULL) : NULL;
    xrelease(rt, error);
    xrelease(rt, args);
    raised_clear(rt);
}

/* CPython opens the file, which calls: so many levels of recursion must be left. */
enum { LEVELS_OF_OPEN = 4 };

static void put_source(Printer *p, Obj *filename, int lineno, CodeObj *code, int unit) {
    Runtime *rt = p->rt;
    const bool reads = !import_is_over(rt) && rt->ts.recursion_left >= LEVELS_OF_OPEN;
    Own line = reads ? source_line(rt, filename, lineno) : (Own)0;
    raised_clear(rt);
    if (!line) {
        if (reads) find_no_file(rt, filename);
        return;
    }
    intptr_t length = STR(borrow(line))->length, stripped = 0;
    while (stripped < length && is_blank((char)str_char(borrow(line), stripped)) &&
           str_char(borrow(line), stripped) < 128)
        stripped++;
    put_margin(p);
    put_repeated(p, ' ', SOURCE_INDENT);
    str_writer_slice(&p->text, borrow(line), stripped, length);
    put(p, "\n");
    if (code) put_markers(p, borrow(line), stripped, code, unit);
    release(rt, line);
}

/* ---- entries ---- */

static CodeObj *entry_code(Obj *entry) {
    return frame_code(((FrameObj *)borrow(((TracebackObj *)entry)->frame))->frame);
}

static void put_entry(Printer *p, Obj *entry) {
    CodeObj *code = entry_code(entry);
    int line = traceback_line(entry);
    put_margin(p);
    put_own(p, str_format(p->rt, "  File \"%U\", line %d, in %U\n", borrow(code->filename), line,
                          borrow(code->name)));
    put_source(p, borrow(code->filename), line, code, ((TracebackObj *)entry)->lasti / 2);
}

static void put_repeats(Printer *p, intptr_t count) {
    if (count <= REPEAT_CUTOFF) return;
    count -= REPEAT_CUTOFF;
    put_own(p, str_format(p->rt, "  [Previous line repeated %zd more time%s]\n", count,
                          count > 1 ? "s" : ""));
}

static int64_t entry_limit(Runtime *rt) {
    Obj *value = rt->sys_dict ? dict_get_str(rt, borrow(rt->sys_dict), "tracebacklimit") : NULL;
    int64_t limit = ENTRY_LIMIT;
    if (value && is_int(value)) {
        int overflow;
        limit = int_as_i64_overflow(value, &overflow);
    }
    raised_clear(rt);
    return limit;
}

static void put_entries(Printer *p, Obj *traceback, int64_t limit) {
    int64_t depth = 0;
    intptr_t count = 0;
    Obj *last_file = NULL, *last_name = NULL, *entry;
    int last_line = -1;
    for (entry = traceback; entry; entry = borrow(((TracebackObj *)entry)->next)) depth++;
    for (entry = traceback; entry && depth > limit; depth--)
        entry = borrow(((TracebackObj *)entry)->next);
    for (; entry; entry = borrow(((TracebackObj *)entry)->next)) {
        CodeObj *code = entry_code(entry);
        int line = traceback_line(entry);
        if (borrow(code->filename) != last_file || last_line == -1 || line != last_line ||
            borrow(code->name) != last_name) {
            put_repeats(p, count);
            last_file = borrow(code->filename), last_name = borrow(code->name), last_line = line;
            count = 0;
        }
        if (++count <= REPEAT_CUTOFF) put_entry(p, entry);
    }
    put_repeats(p, count);
}

static bool is_group(Runtime *rt, Obj *o) { return is_instance_of(o, EXC(rt, BaseExceptionGroup)); }

static void put_traceback(Printer *p, Obj *traceback, bool group) {
    int64_t limit = entry_limit(p->rt);
    if (!traceback || traceback->type != T(p->rt, TRACEBACK) || limit <= 0) return;
    put_indent(p);
    if (p->group_depth) put(p, group && p->group_depth == 1 ? "+ " : "| ");
    put(p, group ? "Exception Group Traceback (most recent call last):\n"
                 : "Traceback (most recent call last):\n");
    put_entries(p, traceback, limit);
}

/* ---- SyntaxError: its file, line and text ---- */

/* An int attribute, `missing` for None; false: not an int. */
static bool int_field(Runtime *rt, Own field, int64_t missing, int64_t *out) {
    *out = missing;
    if (!field || borrow(field) == rt->none) return true;
    if (!is_int(borrow(field)) || int_as_i64(rt, borrow(field), out) < 0) {
        raised_clear(rt);
        return false;
    }
    return true;
}

static void put_error_text(Printer *p, Obj *text_obj, int64_t offset, int64_t end_offset) {
    size_t size;
    const char *text = str_utf8(p->rt, text_obj, &size);
    int64_t carets = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
    if (!text) {
        raised_clear(p->rt);
        return;
    }
    offset--;
    while (is_blank(*text)) text++, offset--;
    int64_t length = (int64_t)strlen(text);
    if (length > 0 && text[length - 1] == '\n') length--;
    if (offset > length) offset = length;
    for (const char *newline; (newline = strchr(text, '\n')) != NULL && newline - text < offset;) {
        int64_t skip = newline - text + 1;
        text += skip, length -= skip, offset -= skip;
    }
    put(p, "    ");
    put_own(p, str_from_cstr(p->rt, text));
    if (text[length] != '\n') put(p, "\n");
    if (offset < 0) return;
    put(p, "    ");
    put_repeated(p, ' ', (intptr_t)offset);
    put_repeated(p, '^', (intptr_t)carets);
    put(p, "\n");
}

/* File, line and text of a SyntaxError. Returns what the message line shows in its place (msg), or
 * NULL: not such an error. */
static Obj *put_syntax_place(Printer *p, Obj *exception) {
    Runtime *rt = p->rt;
    if (!is_instance_of(exception, EXC(rt, SyntaxError))) return NULL;
    SyntaxErrorObj *error = (SyntaxErrorObj *)exception;
    int64_t line, offset, end_line, end_offset;
    if (!error->lineno || borrow(error->lineno) == rt->none || !error->msg) return NULL;
    if (!int_field(rt, error->lineno, 0, &line) || !int_field(rt, error->offset, -1, &offset))
        return NULL;
    bool exact = exception->type == EXC(rt, SyntaxError);
    if (!int_field(rt, exact ? error->end_lineno : (Own)0, line, &end_line)) return NULL;
    if (!int_field(rt, exact ? error->end_offset : (Own)0, -1, &end_offset)) return NULL;
    put_margin(p);
    if (!error->filename || borrow(error->filename) == rt->none) {
        put_own(p, str_format(rt, "  File \"<string>\", line %lld\n", (long long)line));
    } else {
        put_own(p, str_format(rt, "  File \"%S\", line %lld\n", borrow(error->filename),
                              (long long)line));
    }
    Obj *text = borrow(error->text);
    if (text && is_str(text)) {
        size_t size;
        bool encodable = str_utf8(rt, text, &size) != NULL;
        if (!encodable) raised_clear(rt);
        if (end_line > line) end_offset = encodable ? (int64_t)size : -1;
        if (encodable && end_offset > (int64_t)size + 1) end_offset = (int64_t)size + 1;
        put_error_text(p, text, offset, end_offset);
    }
    return borrow(error->msg);
}

/* ---- the message ---- */

static void put_type_name(Printer *p, TypeObj *type, const char *unknown_module) {
    Runtime *rt = p->rt;
    Own module = object_lookup_attr(rt, (Obj *)type, ID(rt, __module__));
    if (!module || !is_str(borrow(module)))
        put(p, unknown_module);
    else if (!str_equals_ascii(borrow(module), "builtins") &&
             !str_equals_ascii(borrow(module), "__main__")) {
        put_str(p, borrow(module));
        put(p, ".");
    }
    xrelease(rt, module);
    raised_clear(rt);
    Own name = object_lookup_attr(rt, (Obj *)type, ID(rt, __qualname__));
    if (name && is_str(borrow(name)))
        put_str(p, borrow(name));
    else
        put(p, "<unknown>");
    xrelease(rt, name);
    raised_clear(rt);
}

/* str() of an exception or its message; never fails. */
static void put_value(Printer *p, Obj *value, bool colon_if_empty) {
    Own text = object_str(p->rt, value);
    if (!text) raised_clear(p->rt);
    if (!text || STR(borrow(text))->length || colon_if_empty) put(p, ": ");
    if (text)
        put_own(p, text);
    else
        put(p, "<exception str() failed>");
}

/* Type and message, no newline. value: what str() is taken of, None for nothing. */
static void put_message(Printer *p, TypeObj *type, Obj *value) {
    put_margin(p);
    put_type_name(p, type, "<unknown>.");
    if (value && value != p->rt->none) put_value(p, value, false);
}

static void put_suggestion(Printer *p, Obj *exception) {
    Own name = suggest_name(p->rt, exception);
    if (!name) return;
    put(p, ". Did you mean: '");
    put_str(p, borrow(name));
    put(p, "'?");
    release(p->rt, name);
}

/* Lines of a note, each behind the margin. */
static void put_note(Printer *p, Obj *note) {
    Own text = object_str(p->rt, note);
    if (!text) {
        raised_clear(p->rt);
        put(p, "<note str() failed>\n");
        return;
    }
    intptr_t length = STR(borrow(text))->length, start = 0;
    while (start < length) {
        intptr_t end = start;
        while (end < length && str_char(borrow(text), end) != '\n') end++;
        if (end < length) end++;
        put_margin(p);
        str_writer_slice(&p->text, borrow(text), start, end);
        start = end;
    }
    put(p, "\n");
    release(p->rt, text);
}

static void put_notes(Printer *p, Obj *exception) {
    Runtime *rt = p->rt;
    Own notes = object_lookup_attr(rt, exception, ID(rt, __notes__));
    raised_clear(rt);
    if (!notes) return;
    if (!sequence_check(borrow(notes))) {
        put_margin(p);
        Own text = object_repr(rt, borrow(notes));
        if (text)
            put_own(p, text);
        else
            put(p, "<__notes__ repr() failed>");
        raised_clear(rt);
    } else {
        int64_t count = object_length(rt, borrow(notes));
        for (int64_t i = 0; i < count; i++) {
            Own note = sequence_getitem(rt, borrow(notes), i);
            if (note) put_note(p, borrow(note));
            xrelease(rt, note);
            raised_clear(rt);
        }
    }
    raised_clear(rt);
    release(rt, notes);
}

static void put_exception(Printer *p, Obj *exception) {
    put_traceback(p, exception_traceback(p->rt, exception), is_group(p->rt, exception));
    Obj *message = put_syntax_place(p, exception);
    put_message(p, exception->type, message ? message : exception);
    if (!message) put_suggestion(p, exception);
    put(p, "\n");
    put_notes(p, exception);
}

/* ---- chains and groups ---- */

static void put_recursive(Printer *p, Obj *exception);

/* True if it was printed before; notes it. */
static bool seen_before(Printer *p, Obj *exception, bool note) {
    for (size_t i = 0; i < p->seen_count; i++) {
        if (p->seen[i] == exception) return true;
    }
    if (!note) return false;
    if (p->seen_count == p->seen_capacity) {
        size_t capacity = p->seen_capacity ? 2 * p->seen_capacity : 16;
        Obj **grown = raw_realloc(p->rt, p->seen, capacity * sizeof *grown);
        if (!grown) return true;
        p->seen = grown;
        p->seen_capacity = capacity;
    }
    p->seen[p->seen_count++] = exception;
    return false;
}

static void put_chained(Printer *p, Obj *exception, const char *message) {
    if (seen_before(p, exception, false) || p->nesting > CHAIN_LIMIT) return;
    bool need_close = p->need_close;
    p->nesting++;
    put_recursive(p, exception);
    p->nesting--;
    p->need_close = need_close;
    put_margin(p);
    put(p, "\n");
    put_margin(p);
    put(p, message);
    put_margin(p);
    put(p, "\n");
}

static void put_chain(Printer *p, Obj *value) {
    ExceptionObj *exception = EXCEPTION(value);
    if (seen_before(p, value, true)) return;
    if (exception->cause) {
        put_chained(p, borrow(exception->cause),
                    "The above exception was the direct cause of the following exception:\n");
    } else if (!exception->suppress_context && exception->context) {
        put_chained(p, borrow(exception->context),
                    "During handling of the above exception, another exception occurred:\n");
    }
}

static void put_group_part(Printer *p, Obj *parts, intptr_t i, bool last) {
    intptr_t count = TUPLE_SIZE(parts);
    bool truncated = i >= GROUP_WIDTH;
    if (last) p->need_close = true;
    put_indent(p);
    put(p, i == 0 ? "+-" : "  ");
    if (truncated)
        put(p, "+---------------- ... ----------------\n");
    else
        put_own(p, str_format(p->rt, "+---------------- %zd ----------------\n", i + 1));
    p->group_depth++;
    if (!truncated) {
        put_recursive(p, TUPLE_ITEM(parts, i));
    } else {
        put_margin(p);
        put_own(p, str_format(p->rt, "and %zd more exception%s\n", count - GROUP_WIDTH,
                              count - GROUP_WIDTH > 1 ? "s" : ""));
    }
    if (last && p->need_close) {
        put_indent(p);
        put(p, "+------------------------------------\n");
        p->need_close = false;
    }
    p->group_depth--;
}

static void put_group(Printer *p, Obj *exception) {
    if (p->group_depth > GROUP_DEPTH) {
        put_margin(p);
        put_own(p, str_format(p->rt, "... (max_group_depth is %d)\n", GROUP_DEPTH));
        return;
    }
    if (p->group_depth == 0) p->group_depth++;
    put_exception(p, exception);
    Obj *parts = borrow(((ExceptionGroupObj *)exception)->excs);
    intptr_t shown = TUPLE_SIZE(parts) <= GROUP_WIDTH ? TUPLE_SIZE(parts) : GROUP_WIDTH + 1;
    p->need_close = false;
    for (intptr_t i = 0; i < shown; i++) put_group_part(p, parts, i, i == shown - 1);
    if (p->group_depth == 1) p->group_depth--;
}

static void put_recursive(Printer *p, Obj *exception) {
    if (!is_exception(exception)) { /* sys.excepthook called with anything */
        put_margin(p);
        put_own(p,
                str_format(p->rt,
                           "TypeError: print_exception(): Exception expected for value, %s found\n",
                           exception->type->name));
        return;
    }
    put_chain(p, exception);
    if (is_group(p->rt, exception))
        put_group(p, exception);
    else
        put_exception(p, exception);
}

/* ---- C interface ---- */

Own traceback_format_exception(Runtime *rt, Obj *exception) {
    Printer p = {.rt = rt};
    str_writer_init(&p.text, rt);
    Own kept = keep(exception);
    put_recursive(&p, exception);
    release(rt, kept);
    raw_free(rt, p.seen);
    return str_writer_finish(&p.text);
}

Own traceback_format_unraisable(Runtime *rt, Obj *type, Obj *value, Obj *traceback) {
    Printer p = {.rt = rt};
    str_writer_init(&p.text, rt);
    if (traceback && traceback != rt->none) put_traceback(&p, traceback, false);
    if (type && is_type(type)) put_type_name(&p, (TypeObj *)type, "<unknown>");
    if (value && value != rt->none) put_value(&p, value, true);
    put(&p, "\n");
    return str_writer_finish(&p.text);
}
