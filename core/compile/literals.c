/* The front end's use of the object layer. */
#include "compile/literals.h"

#include "base/dtoa.h"
#include "base/utf8.h"
#include "compile/source.h"
#include "heap/seam.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/unicode_data.h"

/* ---- memory ---- */

void *compile_alloc(Runtime *rt, size_t size) {
    void *block = raw_alloc(rt, size);
    if (!block) raise_memory_error(rt);
    return block;
}

void *compile_resize(Runtime *rt, void *block, size_t old_size, size_t new_size) {
    (void)old_size;
    void *moved = block ? raw_realloc(rt, block, new_size) : raw_alloc(rt, new_size);
    if (!moved) raise_memory_error(rt);
    return moved;
}

void compile_free(Runtime *rt, void *block) { raw_free(rt, block); }

/* ---- constants ---- */

Own literal_number(Runtime *rt, const char *text, size_t length) {
    char last = text[length - 1];
    bool is_prefixed = length > 1 && text[0] == '0' && strchr("xXoObB", text[1]);
    if (is_prefixed) return int_from_text(rt, text, length, 0);
    bool is_imaginary = last == 'j' || last == 'J';
    if (!is_imaginary && !strpbrk(text, ".eE")) return int_from_text(rt, text, length, 10);
    double value = 0.0;
    dtoa_parse(text, length, &value);
    return is_imaginary ? complex_new(rt, 0.0, value) : float_new(rt, value);
}

/* Text with lone surrogates, which str_from_utf8 refuses. */
static Own str_with_surrogates(Runtime *rt, const char *text, size_t length) {
    StrWriter writer;
    str_writer_init(&writer, rt);
    for (size_t i = 0; i < length;) {
        unsigned char c = (unsigned char)text[i];
        int size = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        uint32_t code = size == 1 ? c : c & (0xFFu >> (size + 1));
        for (int k = 1; k < size; k++)
            code = code << 6 | ((unsigned char)text[i + (size_t)k] & 0x3F);
        if (str_writer_char(&writer, code) < 0) {
            str_writer_discard(&writer);
            return NULL;
        }
        i += (size_t)size;
    }
    return str_writer_finish(&writer);
}

Own literal_str(Runtime *rt, const char *text, size_t length) {
    for (size_t i = 0; i + 1 < length; i++) {
        if ((unsigned char)text[i] == 0xED && (unsigned char)text[i + 1] >= 0xA0) {
            return str_with_surrogates(rt, text, length);
        }
    }
    return str_from_utf8(rt, text, length);
}

Own literal_bytes(Runtime *rt, const char *bytes, size_t length) {
    return bytes_from(rt, bytes ? bytes : "", length);
}

Own literal_identifier(Runtime *rt, const char *text, size_t length) {
    Own name = str_from_utf8(rt, text, length);
    if (name && !STR(borrow(name))->ascii) name = normalize_identifier(rt, name);
    return name ? str_intern(rt, name) : NULL;
}

bool literal_is_complex(Runtime *rt, Obj *value) { return is_complex(rt, value); }

const char *literal_utf8(Runtime *rt, Obj *str, size_t *length) {
    return str_utf8(rt, str, length);
}

Own literal_list(Runtime *rt) { return list_new(rt, 0); }

int literal_list_add(Runtime *rt, Obj *list, Own item) { return list_append_steal(rt, list, item); }

/* ---- characters ---- */

bool literal_is_identifier_start(uint32_t code) {
    return code == '_' || unicode_is_xid_start(code);
}
bool literal_is_identifier_part(uint32_t code) { return unicode_is_xid_continue(code); }
bool literal_is_printable(uint32_t code) { return unicode_is_printable(code); }

int32_t literal_named_character(Runtime *rt, const char *name, size_t length) {
    uint8_t text[UNICODE_NAME_ROOM];
    size_t size;
    uint32_t code;
    if (!unicode_data_open(rt)) return -2;
    bool found = unicode_lookup(rt, name, length, false, text, &size) && utf8_decode(text, size, &code) == (int)size;
    return found ? (int32_t)code : -1;
}

/* ---- exceptions ---- */

/* Source text as a str; damaged bytes become U+FFFD. */
static Own text_object(Runtime *rt, const char *text, size_t length) {
    const unsigned char *p = (const unsigned char *)text, *end = p + length;
    StrWriter writer;
    uint32_t code;
    str_writer_init(&writer, rt);
    while (p < end) {
        int size = source_decode(p, end, &code);
        if (str_writer_char(&writer, size ? code : 0xFFFD) < 0) {
            str_writer_discard(&writer);
            return NULL;
        }
        p += size ? size : 1;
    }
    return str_writer_finish(&writer);
}

static Own offset_object(Runtime *rt, int32_t offset) {
    return offset == NO_OFFSET ? keep(rt->none) : int_from_i64(rt, offset);
}

static Own location_object(Runtime *rt, const SyntaxReport *report) {
    Own text = report->text ? text_object(rt, report->text, report->text_length) : keep(rt->none);
    intptr_t count = report->lineno || report->offset >= 0 ? 6 : 4; /* nothing has an end where there is no place */
    Own items[6] = {report->filename ? keep(report->filename) : keep(rt->none),
                    int_from_i64(rt, report->lineno),
                    offset_object(rt, report->offset),
                    text,
                    int_from_i64(rt, report->end_lineno),
                    offset_object(rt, report->end_offset)};
    for (int i = 0; i < 6; i++) {
        if (items[i]) continue;
        for (int k = 0; k < 6; k++) xrelease(rt, items[k]);
        return NULL;
    }
    for (intptr_t i = count; i < 6; i++) release(rt, items[i]);
    return tuple_from_steal(rt, items, count);
}

void literal_raise(Runtime *rt, SyntaxKind kind, const SyntaxReport *report) {
    TypeObj *type = kind == SYNTAX_ERROR        ? EXC(rt, SyntaxError)
                    : kind == INDENTATION_ERROR ? EXC(rt, IndentationError)
                                                : EXC(rt, TabError);
    Own location = NULL, arguments = NULL;
    Own message = text_object(rt, report->message, report->message_length);
    if (!message) return;
    if (!report->has_location) {
        raise_object(rt, type, borrow(message));
        release(rt, message);
        return;
    }
    if (!(location = location_object(rt, report))) {
        release(rt, message);
        return;
    }
    Own pair[2] = {message, location};
    if (!(arguments = tuple_from_steal(rt, pair, 2))) return;
    raise_object(rt, type, borrow(arguments));
    release(rt, arguments);
}

void literal_raise_memory(Runtime *rt) { raise_memory_error(rt); }
bool literal_raised_syntax(Runtime *rt) { return raised_matches(rt, EXC(rt, SyntaxError)); }

Own literal_take_value_error(Runtime *rt, bool *is_unicode) {
    if (!RAISED(rt) || !raised_matches(rt, EXC(rt, ValueError))) return NULL;
    *is_unicode = raised_matches(rt, EXC(rt, UnicodeError));
    Own exception = raised_take(rt);
    Own text = str_from_object(rt, borrow(exception));
    release(rt, exception);
    return text;
}

Own literal_decoded(Runtime *rt, const char *bytes, size_t length, const char *encoding, Own *problem) {
    Own text = str_decode(rt, (const uint8_t *)bytes, length, encoding, NULL);
    if (text || !raised_matches(rt, EXC(rt, Exception))) return text;
    Own exception = raised_take(rt);
    *problem = str_from_object(rt, borrow(exception));
    release(rt, exception);
    return NULL;
}

HeldRaise literal_hold_raised(Runtime *rt) {
    HeldRaise held;
    raised_fetch(rt, &held.type, &held.value, &held.traceback);
    return held;
}

void literal_put_back_raised(Runtime *rt, HeldRaise held) {
    raised_restore(rt, held.type, held.value, held.traceback);
}

void literal_drop_raised(Runtime *rt, HeldRaise held) {
    xrelease(rt, held.type);
    xrelease(rt, held.value);
    xrelease(rt, held.traceback);
}

int literal_warn(Runtime *rt, bool is_deprecation, const char *message, Obj *filename,
                 int32_t lineno) {
    TypeObj *category = is_deprecation ? EXC(rt, DeprecationWarning) : EXC(rt, SyntaxWarning);
    Own text = str_from_cstr(rt, message);
    if (!text) return -1;
    int outcome = warn_explicit(rt, category, borrow(text), filename ? filename : rt->none, lineno);
    release(rt, text);
    if (outcome >= 0) return 0;
    if (!raised_matches(rt, category)) return -1;
    raised_clear(rt);
    return -2;
}
