/* Text of values for the snapshot, made without the program's allocator and without running its code. */
#include "base/utf8.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/range.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "probe/impl.h"

/* ---- writing ---- */

/* No room is left: such a text reads as the first one, in a snapshot the empty one. */
#define NO_ROOM UINT32_MAX

uint32_t text_begin(Probe *probe) {
    uint32_t at = probe->text_size;
    if (at + 8 > probe->text_room) {
        probe->truncated = true;
        return NO_ROOM;
    }
    probe->text_size += 4;
    return at;
}

void text_add(Probe *probe, const char *utf8, size_t size) {
    if (probe->text_size + size + 8 > probe->text_room) {
        probe->truncated = true;
        return;
    }
    memcpy(probe->text + probe->text_size, utf8, size);
    probe->text_size += (uint32_t)size;
}

void text_add_cstr(Probe *probe, const char *utf8) { text_add(probe, utf8, strlen(utf8)); }

void text_add_char(Probe *probe, uint32_t c) {
    uint8_t bytes[4];
    if (c >= 0xd800 && c < 0xe000) c = 0xfffd;
    text_add(probe, (const char *)bytes, (size_t)utf8_encode(c, bytes));
}

uint32_t text_end(Probe *probe, uint32_t at) {
    if (at == NO_ROOM) return 0;
    uint32_t size = probe->text_size > at + 4 ? probe->text_size - at - 4 : 0;
    memcpy(probe->text + at, &size, 4);
    probe->text_size = (uint32_t)round_up(probe->text_size, 4);
    return at;
}

uint32_t text_cstr(Probe *probe, const char *utf8) {
    uint32_t at = text_begin(probe);
    text_add_cstr(probe, utf8);
    return text_end(probe, at);
}

static void add_str_chars(Probe *probe, Obj *s, intptr_t limit) {
    intptr_t length = STR(s)->length;
    for (intptr_t i = 0; i < length && i < limit; i++) text_add_char(probe, str_char(s, i));
    if (length > limit) text_add_cstr(probe, "\xe2\x80\xa6");
}

uint32_t text_str(Probe *probe, Obj *s) {
    uint32_t at = text_begin(probe);
    if (is_str(s)) add_str_chars(probe, s, PROBE_VALUE_CHARS);
    return text_end(probe, at);
}

/* ---- atoms ---- */

static void add_hex_escape(Probe *probe, const char *prefix, uint32_t c, int digits) {
    char hex[9];
    for (int i = digits - 1; i >= 0; i--, c >>= 4) hex[i] = "0123456789abcdef"[c & 15];
    text_add_cstr(probe, prefix);
    text_add(probe, hex, (size_t)digits);
}

/* One character inside quotes, as repr writes it. */
static void add_escaped(Probe *probe, uint32_t c, uint32_t quote, bool bytes) {
    if (c == quote || c == '\\') {
        text_add_char(probe, '\\');
        text_add_char(probe, c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
        text_add_cstr(probe, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    } else if (c < 32 || c == 127 || (bytes && c > 127) || (c < 256 && !bytes && !unicode_is_printable(c))) {
        add_hex_escape(probe, "\\x", c, 2);
    } else if (!unicode_is_printable(c)) {
        add_hex_escape(probe, c < 0x10000 ? "\\u" : "\\U", c, c < 0x10000 ? 4 : 8);
    } else {
        text_add_char(probe, c);
    }
}

static void add_str_repr(Probe *probe, Obj *s) {
    bool single = false, twice = false;
    for (intptr_t i = 0; i < STR(s)->length; i++) {
        single |= str_char(s, i) == '\'';
        twice |= str_char(s, i) == '"';
    }
    uint32_t quote = single && !twice ? '"' : '\'';
    text_add_char(probe, quote);
    for (intptr_t i = 0; i < STR(s)->length && i < PROBE_VALUE_CHARS; i++) {
        add_escaped(probe, str_char(s, i), quote, false);
    }
    if (STR(s)->length > PROBE_VALUE_CHARS) text_add_cstr(probe, "\xe2\x80\xa6");
    text_add_char(probe, quote);
}

static void add_bytes_repr(Probe *probe, const uint8_t *data, intptr_t size) {
    text_add_cstr(probe, "b'");
    for (intptr_t i = 0; i < size && i < PROBE_VALUE_CHARS; i++) add_escaped(probe, data[i], '\'', true);
    if (size > PROBE_VALUE_CHARS) text_add_cstr(probe, "\xe2\x80\xa6");
    text_add_char(probe, '\'');
}

static void add_decimal(Probe *probe, uint64_t value, int digits) {
    char buffer[24];
    int n = 0;
    do {
        buffer[sizeof buffer - 1 - (size_t)n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value || n < digits);
    text_add(probe, buffer + sizeof buffer - n, (size_t)n);
}

/* Decimal digits of an int of up to 40 digits of 30 bits (about 360 decimal ones); longer ones by their size. */
static void add_int(Probe *probe, Obj *o) {
    IntObj *value = (IntObj *)o;
    intptr_t count = value->head.size < 0 ? -value->head.size : value->head.size;
    enum { MOST = 40 };
    uint32_t digits[MOST], groups[MOST + 2];
    int group_count = 0;
    if (count > MOST) {
        text_add_cstr(probe, "int of ");
        add_decimal(probe, int_bit_length(o), 1);
        text_add_cstr(probe, " bits");
        return;
    }
    memcpy(digits, value->digits, (size_t)count * sizeof(Digit));
    while (count > 0) { /* divide by 10**9 */
        uint64_t rest = 0;
        for (intptr_t i = count - 1; i >= 0; i--) {
            rest = rest << INT_SHIFT | digits[i];
            digits[i] = (uint32_t)(rest / 1000000000u);
            rest %= 1000000000u;
        }
        groups[group_count++] = (uint32_t)rest;
        while (count > 0 && digits[count - 1] == 0) count--;
    }
    if (value->head.size < 0) text_add_char(probe, '-');
    if (group_count == 0) text_add_char(probe, '0');
    for (int i = group_count - 1; i >= 0; i--) add_decimal(probe, groups[i], i == group_count - 1 ? 1 : 9);
}

static void add_float(Probe *probe, double value) {
    char buffer[40];
    text_add(probe, buffer, float_repr_text(value, buffer));
}

/* Without the ".0" of a float; `plus`: with a sign in any case. */
static void add_part(Probe *probe, double value, bool plus) {
    char buffer[40];
    size_t size = float_repr_text(value, buffer);
    if (size > 2 && memcmp(buffer + size - 2, ".0", 2) == 0) size -= 2;
    if (plus && buffer[0] != '-') text_add_char(probe, '+');
    text_add(probe, buffer, size);
}

static void add_complex(Probe *probe, Obj *o) {
    ComplexObj *value = (ComplexObj *)o;
    bool real = value->real != 0 || __builtin_signbit(value->real);
    if (real) text_add_char(probe, '(');
    if (real) add_part(probe, value->real, false);
    add_part(probe, value->imag, real);
    text_add_cstr(probe, real ? "j)" : "j");
}

static void add_named(Probe *probe, const char *before, Obj *name, const char *after) {
    text_add_cstr(probe, before);
    if (name && is_str(name)) add_str_chars(probe, name, 80);
    text_add_cstr(probe, after);
}

static bool add_code_object(Runtime *rt, Probe *probe, Obj *o) {
    if (o->type == T(rt, FUNCTION)) {
        add_named(probe, "<function ", borrow(FUNCTION(o)->qualname), ">");
    } else if (o->type == T(rt, BUILTIN)) {
        text_add_cstr(probe, "<built-in function ");
        text_add_cstr(probe, ((BuiltinObj *)o)->def->name);
        text_add_char(probe, '>');
    } else if (o->type == T(rt, CODE)) {
        add_named(probe, "<code object ", borrow(CODE(o)->qualname), ">");
    } else if (o->type == T(rt, MODULE)) {
        add_named(probe, "<module '", borrow(((ModuleObj *)o)->name), "'>");
    } else if (is_type(o)) {
        text_add_cstr(probe, "<class '");
        text_add_cstr(probe, ((TypeObj *)o)->name);
        text_add_cstr(probe, "'>");
    } else {
        return false;
    }
    return true;
}

void text_add_atom(Runtime *rt, Probe *probe, Obj *o) {
    if (o == rt->none) {
        text_add_cstr(probe, "None");
    } else if (o == rt->true_ || o == rt->false_) {
        text_add_cstr(probe, o == rt->true_ ? "True" : "False");
    } else if (o == rt->ellipsis || o == rt->notimplemented) {
        text_add_cstr(probe, o == rt->ellipsis ? "Ellipsis" : "NotImplemented");
    } else if (is_int(o)) {
        add_int(probe, o);
    } else if (is_float(rt, o)) {
        add_float(probe, FLOAT_VALUE(o));
    } else if (o->type == T(rt, COMPLEX)) {
        add_complex(probe, o);
    } else if (is_str(o)) {
        add_str_repr(probe, o);
    } else if (is_bytes(o)) {
        add_bytes_repr(probe, BYTES(o)->data, BYTES(o)->head.size);
    } else if (!add_code_object(rt, probe, o)) {
        text_add_char(probe, '<');
        text_add_cstr(probe, type_short_name(o->type));
        text_add_char(probe, '>');
    }
}

/* What stands in a code object's co_consts, nested to a depth that no compiler reaches. */
static void add_constant(Runtime *rt, Probe *probe, Obj *o, int depth) {
    bool set = o->type == T(rt, FROZENSET);
    if (o->type == T(rt, CODE)) {
        CodeObj *code = CODE(o);
        add_named(probe, "<code object ", borrow(code->name), " at 0x");
        uint64_t id = object_id(rt, o);
        add_hex_escape(probe, "", (uint32_t)(id >> 32), 4);
        add_hex_escape(probe, "", (uint32_t)id, 8);
        add_named(probe, ", file \"", borrow(code->filename), "\", line ");
        add_decimal(probe, (uint64_t)code->firstlineno, 1);
        text_add_char(probe, '>');
    } else if (depth && (set || is_tuple_exact(rt, o))) {
        intptr_t pos = 0, count = 0;
        Obj *item = NULL;
        text_add_cstr(probe, set ? "frozenset({" : "(");
        while (set ? set_next(o, &pos, &item, NULL) : pos < TUPLE_SIZE(o)) {
            if (!set) item = TUPLE_ITEM(o, pos++);
            if (count++) text_add_cstr(probe, ", ");
            add_constant(rt, probe, item, depth - 1);
        }
        text_add_cstr(probe, set ? "})" : count == 1 ? ",)" : ")");
    } else {
        text_add_atom(rt, probe, o);
    }
}

void text_add_constant(Runtime *rt, Probe *probe, Obj *o) { add_constant(rt, probe, o, 20); }

/* ---- cards ---- */

static void add_range(Runtime *rt, Probe *probe, Obj *o) {
    RangeObj *range = (RangeObj *)o;
    Obj *parts[] = { borrow(range->start), borrow(range->stop), borrow(range->step) };
    text_add_cstr(probe, "range(");
    for (int i = 0; i < 3; i++) {
        if (i == 2 && int_is_compact(parts[2]) && int_compact(parts[2]) == 1) break;
        if (i) text_add_cstr(probe, ", ");
        text_add_atom(rt, probe, parts[i]);
    }
    text_add_char(probe, ')');
}

/* First atoms of an exception's arguments: "ValueError('x')". */
static void add_exception(Runtime *rt, Probe *probe, Obj *o) {
    Obj *args = borrow(EXCEPTION(o)->args);
    text_add_cstr(probe, type_short_name(o->type));
    text_add_char(probe, '(');
    for (intptr_t i = 0; args && i < TUPLE_SIZE(args) && i < 4; i++) {
        if (i) text_add_cstr(probe, ", ");
        text_add_atom(rt, probe, TUPLE_ITEM(args, i));
    }
    text_add_char(probe, ')');
}

uint32_t text_value(Runtime *rt, Probe *probe, Obj *o) {
    uint32_t at = text_begin(probe);
    if (o->type == T(rt, RANGE)) {
        add_range(rt, probe, o);
    } else if (is_exception(o)) {
        add_exception(rt, probe, o);
    } else if (is_bytearray(rt, o)) {
        text_add_cstr(probe, "bytearray(");
        add_bytes_repr(probe, ((ByteArrayObj *)o)->start, ((ByteArrayObj *)o)->head.size);
        text_add_char(probe, ')');
    } else if (object_kind(rt, o) != KIND_CONTAINER) {
        text_add_atom(rt, probe, o);
    }
    return text_end(probe, at);
}
