/* _rows: rows of csv that are on one line and hold nothing out of the ordinary. For all others the answer is None, and csv's Python code
 * reads or writes them. What a dialect says comes as a tuple: delimiter, quotechar, escapechar (or None), doublequote, skipinitialspace,
 * QUOTE_ALL, QUOTE_NONNUMERIC, lineterminator. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str_impl.h"
#include "object/tuple.h"

#define ROWS(name) \
    static Own rows_##name(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

enum { NO_CHARACTER = 0x110000 };

typedef struct Dialect {
    uint32_t delimiter, quote, escape; /* NO_CHARACTER = there is none */
    bool twice, skip, all, texts;      /* doublequote, skipinitialspace, quote all, quote what is no number */
    Obj *end;
} Dialect;

static uint32_t character(Obj *o) { return is_str(o) && STR_LENGTH(o) == 1 ? str_char(o, 0) : NO_CHARACTER; }

static bool read_dialect(Runtime *rt, Obj *facts, Dialect *d) {
    if (!is_tuple(facts) || TUPLE_SIZE(facts) != 8 || !is_str(TUPLE_ITEM(facts, 7))) return false;
    *d = (Dialect){character(TUPLE_ITEM(facts, 0)), character(TUPLE_ITEM(facts, 1)), character(TUPLE_ITEM(facts, 2)),
                   TUPLE_ITEM(facts, 3) == rt->true_, TUPLE_ITEM(facts, 4) == rt->true_, TUPLE_ITEM(facts, 5) == rt->true_,
                   TUPLE_ITEM(facts, 6) == rt->true_, TUPLE_ITEM(facts, 7)};
    return true;
}

static uint32_t peek(Obj *line, intptr_t at) { return at < STR_LENGTH(line) ? str_char(line, at) : '\n'; }
static bool is_end(uint32_t c) { return c == '\n' || c == '\r'; }

/* A quoted field, from behind its quote; NULL = raised, or out of the ordinary. */
static Own quoted_field(Runtime *rt, Obj *line, const Dialect *d, intptr_t *at) {
    intptr_t start = *at;
    StrWriter w;
    str_writer_init(&w, rt);
    for (intptr_t i = start; i < STR_LENGTH(line); i++) {
        uint32_t c = str_char(line, i);
        if (c == d->escape) break;
        if (c != d->quote) continue;
        uint32_t next = peek(line, i + 1);
        bool again = d->twice && i + 1 < STR_LENGTH(line) && next == d->quote;
        if (!again && next != d->delimiter && !is_end(next)) break;
        str_writer_slice(&w, line, start, i + again);
        if (!again) {
            *at = i + 1;
            return str_writer_finish(&w);
        }
        start = ++i + 1;
    }
    str_writer_discard(&w);
    return NULL;
}

/* The fields of a line into a list; -1 = raised, or out of the ordinary. */
static int split(Runtime *rt, Obj *line, const Dialect *d, Obj *fields) {
    intptr_t at = 0;
    bool more = !is_end(peek(line, 0));
    while (more) {
        while (d->skip && at < STR_LENGTH(line) && str_char(line, at) == ' ') at++;
        Own field = NULL;
        if (peek(line, at) == d->quote) {
            at++;
            field = quoted_field(rt, line, d, &at);
        } else {
            intptr_t start = at;
            uint32_t c;
            while ((c = peek(line, at)) != d->delimiter && !is_end(c) && c != d->escape) at++;
            if (c != d->escape) field = str_substring(rt, line, start, at);
        }
        if (!field || list_append_steal(rt, fields, field) < 0) return -1;
        more = peek(line, at) == d->delimiter;
        at += more;
    }
    while (at < STR_LENGTH(line)) {
        if (!is_end(str_char(line, at++))) return -1;
    }
    return 0;
}

/* (line, dialect) */
ROWS(split) {
    Dialect d;
    if (!is_str(args[0]) || !read_dialect(rt, args[1], &d)) return keep(rt->none);
    Own fields = list_new(rt, 0);
    if (fields && split(rt, args[0], &d, borrow(fields)) < 0) {
        own_clear(rt, &fields);
        if (!RAISED(rt)) return keep(rt->none);
    }
    return fields;
}

/* A field as text, with quotes if it needs them; -1 = raised, or out of the ordinary. */
static int write_field(StrWriter *w, Obj *text, const Dialect *d, bool quoted) {
    intptr_t start = 0, length = STR_LENGTH(text);
    for (intptr_t i = 0; i < length; i++) {
        uint32_t c = str_char(text, i);
        if (c == d->escape || (c == d->quote && !d->twice)) return -1;
        quoted |= c == d->delimiter || c == d->quote;
        for (intptr_t k = 0; k < STR_LENGTH(d->end); k++) quoted |= c == str_char(d->end, k);
    }
    if (!quoted) return str_writer_str(w, text);
    str_writer_char(w, d->quote);
    for (intptr_t i = 0; i < length; i++) {
        if (str_char(text, i) != d->quote) continue;
        str_writer_slice(w, text, start, i + 1);
        start = i;
    }
    str_writer_slice(w, text, start, length);
    return str_writer_char(w, d->quote);
}

/* (list or tuple of fields, dialect) */
ROWS(join) {
    Dialect d;
    intptr_t count;
    if (!is_sequence_fast(args[0]) || !read_dialect(rt, args[1], &d)) return keep(rt->none);
    Obj *const *fields = sequence_fast_items(args[0], &count);
    StrWriter w;
    str_writer_init(&w, rt);
    int failed = 0;
    for (intptr_t i = 0; i < count && !failed; i++) {
        Obj *field = fields[i];
        bool number = is_int_exact(rt, field) || is_float_exact(rt, field);
        Own text = number ? object_str(rt, field) : is_none(rt, field) ? str_empty(rt) : is_str_exact(rt, field) ? keep(field) : NULL;
        if (i) str_writer_char(&w, d.delimiter);
        failed = text ? write_field(&w, borrow(text), &d, d.all || (d.texts && !number) || (count == 1 && !STR_LENGTH(borrow(text)))) : -1;
        xrelease(rt, text);
    }
    if (!failed) {
        str_writer_str(&w, d.end);
        return str_writer_finish(&w);
    }
    str_writer_discard(&w);
    return RAISED(rt) ? NULL : keep(rt->none);
}

static const MethodDef functions[] = {
    {"split", rows_split, METH_FASTCALL, 2, 2, "split($module, line, dialect, /)\n--\n\nThe fields of a line, or None."},
    {"join", rows_join, METH_FASTCALL, 2, 2, "join($module, fields, dialect, /)\n--\n\nThe line of fields, or None."},
    METHOD_END,
};

Own rows_module_init(Runtime *rt) { return module_make(rt, "_rows", functions, NULL, 0); }
