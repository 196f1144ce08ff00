/* _json: what json does most: text of plain objects and plain objects of text, in one go. Whatever is out of the ordinary (a mistake in the
 * text, another type) is not decided here: the answer is None, and json's Python code does it all again. */
#include <math.h>

#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str_impl.h"
#include "object/tuple.h"

#define JSON(name) \
    static Own json_##name(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

/* ---- reading: NULL = raised, or given up ---- */

typedef struct Reader {
    Runtime *rt;
    Obj *text, *memo; /* memo: keys are shared; NULL until there is one */
    intptr_t at, end;
    const void *chars;
    int kind;
    bool strict;
} Reader;

static uint32_t peek(const Reader *r, intptr_t at) { return at < r->end ? chars_get(r->kind, r->chars, at) : 0; }

static uint32_t skip_space(Reader *r) {
    uint32_t c;
    while ((c = peek(r, r->at)) == ' ' || c == '\t' || c == '\n' || c == '\r') r->at++;
    return c;
}

/* The number of four hexadecimal digits, -1 = they are not. */
static int hex_at(const Reader *r, intptr_t at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t c = peek(r, at + i), lower = c | 32;
        if (c >= '0' && c <= '9') value = value << 4 | (int)(c - '0');
        else if (lower >= 'a' && lower <= 'f' && c < 128) value = value << 4 | (int)(lower - 'a' + 10);
        else return -1;
    }
    return value;
}

/* The character of the escape behind a backslash; -1 = a mistake. */
static int read_escape(Reader *r) {
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    uint32_t c = peek(r, r->at++);
    if (c != 'u') {
        const char *found = c && c < 128 ? strchr(names, (int)c) : NULL;
        return found ? values[found - names] : -1;
    }
    int code = hex_at(r, r->at), low;
    r->at += 4;
    if (code >> 10 != 0x36 || peek(r, r->at) != '\\' || peek(r, r->at + 1) != 'u') return code;
    if ((low = hex_at(r, r->at + 2)) < 0) return -1;
    if (low >> 10 != 0x37) return code;
    r->at += 6;
    return 0x10000 + ((code & 0x3ff) << 10 | (low & 0x3ff));
}

static Own read_escaped(Reader *r, intptr_t start) {
    StrWriter w;
    str_writer_init(&w, r->rt);
    while (r->at < r->end) {
        uint32_t c = peek(r, r->at);
        if (c < ' ' && r->strict) break;
        if (c != '"' && c != '\\') {
            r->at++;
            continue;
        }
        str_writer_slice(&w, r->text, start, r->at++);
        if (c == '"') return str_writer_finish(&w);
        int code = read_escape(r);
        if (code < 0) break;
        str_writer_char(&w, (uint32_t)code);
        start = r->at;
    }
    str_writer_discard(&w);
    return NULL;
}

/* A string behind its quote. */
static Own read_string(Reader *r) {
    intptr_t start = r->at;
    for (; r->at < r->end; r->at++) {
        uint32_t c = peek(r, r->at);
        if (c == '"') return str_substring(r->rt, r->text, start, r->at++);
        if (c == '\\' || (c < ' ' && r->strict)) break;
    }
    return read_escaped(r, start);
}

static bool is_digit(uint32_t c) { return c - '0' < 10; }

static intptr_t digits_end(const Reader *r, intptr_t at) {
    while (is_digit(peek(r, at))) at++;
    return at;
}

static Own read_number(Reader *r) {
    intptr_t start = r->at, first = start + (peek(r, start) == '-');
    intptr_t end = peek(r, first) == '0' ? first + 1 : digits_end(r, first), whole = end;
    if (end == first) return NULL;
    if (peek(r, end) == '.' && is_digit(peek(r, end + 1))) end = digits_end(r, end + 1);
    if ((peek(r, end) | 32) == 'e') {
        intptr_t power = end + 1 + (peek(r, end + 1) == '+' || peek(r, end + 1) == '-');
        if (is_digit(peek(r, power))) end = digits_end(r, power);
    }
    r->at = end;
    if (end == whole && end - first < 19) {
        int64_t value = 0;
        for (intptr_t i = first; i < end; i++) value = value * 10 + (int64_t)(peek(r, i) - '0');
        return int_from_i64(r->rt, first > start ? -value : value);
    }
    Own text = str_substring(r->rt, r->text, start, end), value = NULL;
    if (text) value = end == whole ? int_from_text_object(r->rt, borrow(text), 10) : float_from_text(r->rt, borrow(text));
    xrelease(r->rt, text);
    return value;
}

static Own read_value(Reader *r);

/* What is between brackets: the list or dict is filled. -1 = raised, or given up. */
static int read_items(Reader *r, Obj *into, uint32_t close) {
    Runtime *rt = r->rt;
    if (skip_space(r) == close) return r->at++, 0;
    for (;;) {
        Own key = NULL;
        if (close == '}') {
            if (peek(r, r->at++) != '"' || !(key = read_string(r))) return -1;
            Obj *known = dict_set_default(rt, r->memo, borrow(key), borrow(key));
            if (known) own_set(rt, &key, keep(known));
            if (!known || skip_space(r) != ':') {
                release(rt, key);
                return -1;
            }
            r->at++;
            skip_space(r);
        }
        Own value = read_value(r);
        int failed = !value ? -1 : key ? dict_set(rt, into, borrow(key), borrow(value)) : list_append(rt, into, borrow(value));
        xrelease(rt, value);
        xrelease(rt, key);
        if (failed < 0) return -1;
        uint32_t c = skip_space(r);
        r->at++;
        if (c == close) return 0;
        if (c != ',') return -1;
        skip_space(r);
    }
}

static bool word(Reader *r, const char *text) {
    intptr_t i = 0;
    for (; text[i]; i++) {
        if (peek(r, r->at + i) != (uint8_t)text[i]) return false;
    }
    r->at += i;
    return true;
}

static Own read_value(Reader *r) {
    Runtime *rt = r->rt;
    uint32_t c = peek(r, r->at);
    switch (c) {
    case '"': r->at++; return read_string(r);
    case 'n': return word(r, "null") ? keep(rt->none) : NULL;
    case 't': return word(r, "true") ? keep(rt->true_) : NULL;
    case 'f': return word(r, "false") ? keep(rt->false_) : NULL;
    case '{':
    case '[': {
        if (enter_recursive_call(rt, c == '{' ? " while decoding a JSON object from a unicode string"
                                              : " while decoding a JSON array from a unicode string") < 0)
            return NULL;
        Own made = c == '{' ? dict_new(rt) : list_new(rt, 0);
        r->at++;
        if (made && read_items(r, borrow(made), c + 2) < 0) own_clear(rt, &made);
        leave_recursive_call(rt);
        return made;
    }
    default: return read_number(r);
    }
}

static int read_start(Runtime *rt, Obj *const *args, Reader *r) {
    int64_t at;
    int strict = object_is_true(rt, args[2]);
    if (strict < 0 || !is_str(args[0]) || !is_int(args[1]) || int_as_ssize(rt, args[1], &at) < 0) return -1;
    *r = (Reader){.rt = rt, .text = args[0], .end = STR_LENGTH(args[0]), .chars = STR_DATA(args[0]), .kind = STR_KIND(args[0]),
                  .strict = strict > 0};
    r->at = (intptr_t)at;
    return at < 0 || at > r->end ? -1 : 0;
}

static Own read_answer(Reader *r, Own value) {
    if (value) return tuple_build(r->rt, "Nn", value, (int64_t)r->at);
    return RAISED(r->rt) ? NULL : keep(r->rt->none);
}

JSON(scan) {
    Reader r;
    if (read_start(rt, args, &r) < 0) return RAISED(rt) ? NULL : keep(rt->none);
    Own memo = dict_new(rt);
    if (!memo) return NULL;
    r.memo = borrow(memo);
    Own answer = read_answer(&r, read_value(&r));
    release(rt, memo);
    return answer;
}

JSON(string) {
    Reader r;
    if (read_start(rt, args, &r) < 0) return RAISED(rt) ? NULL : keep(rt->none);
    return read_answer(&r, read_string(&r));
}

/* ---- writing: -1 = raised, or given up ---- */

static void write_quoted(StrWriter *w, Obj *text, bool ascii) {
    static const char names[] = "\"\\bfnrt", values[] = "\"\\\b\f\n\r\t";
    intptr_t start = 0, end = STR_LENGTH(text);
    str_writer_char(w, '"');
    for (intptr_t i = 0; i < end; i++) {
        uint32_t c = str_char(text, i);
        if (c >= ' ' && c != '"' && c != '\\' && (!ascii || c < 127)) continue;
        str_writer_slice(w, text, start, i);
        start = i + 1;
        str_writer_char(w, '\\');
        const char *found = c && c < 128 ? strchr(values, (int)c) : NULL;
        if (found) {
            str_writer_char(w, (uint8_t)names[found - values]);
            continue;
        }
        uint32_t units[2] = {c, 0};
        if (c > 0xffff) units[0] = 0xd800 | (c - 0x10000) >> 10, units[1] = 0xdc00 | (c & 0x3ff);
        for (int k = 0; k < 2 && units[k]; k++) {
            str_writer_cstr(w, k ? "\\u" : "u");
            for (int shift = 12; shift >= 0; shift -= 4) str_writer_char(w, (uint8_t)"0123456789abcdef"[units[k] >> shift & 15]);
        }
        if (!c) str_writer_cstr(w, "u0000");
    }
    str_writer_slice(w, text, start, end);
    str_writer_char(w, '"');
}

typedef struct Open { /* what is being written, inside of what */
    Obj *object;
    const struct Open *outer;
} Open;

typedef struct Dumper {
    StrWriter w;
    Runtime *rt;
    Obj *between, *colon, *indent; /* indent: or None */
    bool ascii, sorted, not_a_number;
    int depth;
    const Open *open;
} Dumper;

static int write_value(Dumper *d, Obj *o);

static void write_line(Dumper *d) {
    if (is_none(d->rt, d->indent)) return;
    str_writer_char(&d->w, '\n');
    for (int i = 0; i < d->depth; i++) str_writer_str(&d->w, d->indent);
}

/* What holds nothing; 1: it is something else. */
static int write_scalar(Dumper *d, Obj *o) {
    Runtime *rt = d->rt;
    if (is_str_exact(rt, o)) return write_quoted(&d->w, o, d->ascii), 0;
    if (is_none(rt, o)) return str_writer_cstr(&d->w, "null");
    if (is_bool(rt, o)) return str_writer_cstr(&d->w, o == rt->true_ ? "true" : "false");
    if (is_int_exact(rt, o)) {
        Own text = int_to_text(rt, o, 10);
        int failed = text ? str_writer_str(&d->w, borrow(text)) : -1;
        xrelease(rt, text);
        return failed;
    }
    if (!is_float_exact(rt, o)) return 1;
    char text[40];
    double value = FLOAT_VALUE(o);
    if (isfinite(value)) return str_writer_ascii(&d->w, text, float_repr_text(value, text));
    if (!d->not_a_number) return -1;
    return str_writer_cstr(&d->w, isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}

static int write_member(Dumper *d, Obj *key, Obj *value) {
    if (is_str_exact(d->rt, key)) {
        write_quoted(&d->w, key, d->ascii);
    } else {
        str_writer_char(&d->w, '"');
        if (d->sorted || write_scalar(d, key)) return -1;
        str_writer_char(&d->w, '"');
    }
    str_writer_str(&d->w, d->colon);
    return write_value(d, value);
}

static void write_before(Dumper *d, bool first) {
    if (!first) str_writer_str(&d->w, d->between);
    write_line(d);
}

static int write_items(Dumper *d, Obj *o) {
    Runtime *rt = d->rt;
    int failed = 0;
    if (!is_dict(o)) {
        intptr_t count;
        Obj *const *items = sequence_fast_items(o, &count);
        for (intptr_t i = 0; i < count && !failed; i++) {
            write_before(d, !i);
            failed = write_value(d, items[i]);
        }
        return failed;
    }
    Obj *key, *value;
    if (!d->sorted) {
        for (intptr_t at = 0, i = 0; !failed && dict_next(o, &at, &key, &value, NULL); i++) {
            write_before(d, !i);
            failed = write_member(d, key, value);
        }
        return failed;
    }
    Own keys = dict_keys_list(rt, o);
    if (!keys) return -1;
    for (intptr_t i = 0; i < LIST_SIZE(borrow(keys)); i++) failed |= !is_str_exact(rt, LIST_ITEM(borrow(keys), i));
    if (failed || list_sort(rt, borrow(keys), NULL, false) < 0) failed = -1;
    for (intptr_t i = 0; !failed && i < LIST_SIZE(borrow(keys)); i++) {
        key = LIST_ITEM(borrow(keys), i);
        value = dict_get(rt, o, key);
        write_before(d, !i);
        failed = value ? write_member(d, key, value) : -1;
    }
    release(rt, keys);
    return failed;
}

static int write_value(Dumper *d, Obj *o) {
    Runtime *rt = d->rt;
    int other = write_scalar(d, o);
    if (other <= 0) return other;
    bool dict = is_dict_exact(rt, o);
    if (!dict && !is_list_exact(rt, o) && !is_tuple_exact(rt, o)) return -1;
    if (!(dict ? DICT_SIZE(o) : is_list(o) ? LIST_SIZE(o) : TUPLE_SIZE(o))) return str_writer_cstr(&d->w, dict ? "{}" : "[]");
    for (const Open *open = d->open; open; open = open->outer) {
        if (open->object == o) return -1;
    }
    if (enter_recursive_call(rt, " while encoding a JSON object") < 0) return -1;
    Open open = {o, d->open};
    d->open = &open;
    d->depth++;
    str_writer_char(&d->w, dict ? '{' : '[');
    int failed = write_items(d, o);
    d->depth--;
    d->open = open.outer;
    leave_recursive_call(rt);
    write_line(d);
    str_writer_char(&d->w, dict ? '}' : ']');
    return failed;
}

/* (object, item separator, key separator, indent or None, ensure_ascii, sort_keys, allow_nan) */
JSON(dump) {
    Dumper d;
    d.rt = rt;
    d.between = args[1];
    d.colon = args[2];
    d.indent = args[3];
    d.depth = 0;
    d.open = NULL;
    int ascii = object_is_true(rt, args[4]), sorted = object_is_true(rt, args[5]), nan_too = object_is_true(rt, args[6]);
    if (ascii < 0 || sorted < 0 || nan_too < 0) return NULL;
    if (!is_str(d.between) || !is_str(d.colon) || (!is_none(rt, d.indent) && !is_str(d.indent))) return keep(rt->none);
    d.ascii = ascii;
    d.sorted = sorted;
    d.not_a_number = nan_too;
    str_writer_init(&d.w, rt);
    if (!write_value(&d, args[0])) return str_writer_finish(&d.w);
    str_writer_discard(&d.w);
    return RAISED(rt) ? NULL : keep(rt->none);
}

static Own encode(Runtime *rt, Obj *text, bool ascii) {
    StrWriter w;
    if (!is_str(text)) return raise_format(rt, EXC(rt, TypeError), "first argument must be a string, not %.80s", text->type->name);
    str_writer_init(&w, rt);
    write_quoted(&w, text, ascii);
    return str_writer_finish(&w);
}

JSON(encode_basestring) { return encode(rt, args[0], false); }
JSON(encode_basestring_ascii) { return encode(rt, args[0], true); }

static const MethodDef functions[] = {
    {"encode_basestring", json_encode_basestring, METH_O, 1, 1, "encode_basestring(string) -> string\n\nA string in quotes."},
    {"encode_basestring_ascii", json_encode_basestring_ascii, METH_O, 1, 1,
     "encode_basestring_ascii(string) -> string\n\nA string in quotes, in ASCII."},
    {"scan", json_scan, METH_FASTCALL, 3, 3, "scan($module, string, idx, strict, /)\n--\n\nThe value there and where it ends, or None."},
    {"string", json_string, METH_FASTCALL, 3, 3, "string($module, string, end, strict, /)\n--\n\nThe string there and where it ends, or None."},
    {"dump", json_dump, METH_FASTCALL, 7, 7,
     "dump($module, object, item_separator, key_separator, indent, ensure_ascii, sort_keys, allow_nan, /)\n--\n\nThe text, or None."},
    METHOD_END,
};

Own json_module_init(Runtime *rt) { return module_make(rt, "_json", functions, NULL, 0); }
