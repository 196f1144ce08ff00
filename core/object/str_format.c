/* str.format, format_map, format(str, spec), and the C formatter str_format. CPython 3.11
 * Objects/stringlib/unicode_format.h, Python/formatter_unicode.c (strings), PyUnicode_FromFormatV.
 * The "%" operator is in str_percent.c. */
#include <stdarg.h>

#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str_text.h"
#include "object/tuple.h"

/* ---- StrText: a writer that hands back the only str written ---- */

void str_text_init(StrText *t, Runtime *rt) {
    str_writer_init(&t->w, rt);
    t->only = NULL;
}

int str_text_put(StrText *t, Obj *s, bool is_last) {
    if (is_last && t->w.length == 0 && !t->only && STR_LENGTH(s)) {
        t->only = keep(s);
        return 0;
    }
    return str_writer_str(&t->w, s);
}

Own str_text_finish(StrText *t) {
    if (!t->only) return str_writer_finish(&t->w);
    str_writer_discard(&t->w);
    return t->only;
}

void str_text_discard(StrText *t) {
    xrelease(t->w.rt, t->only);
    str_writer_discard(&t->w);
}

static int pad_writer(StrWriter *w, uint32_t fill, int64_t count) {
    while (count-- > 0) {
        if (str_writer_char(w, fill) < 0) return -1;
    }
    return 0;
}

/* ---- format(str, spec) ---- */

typedef struct StrSpec {
    uint32_t fill, align, sign, type;
    bool alternate, no_negative_zero;
    int64_t width, precision;
} StrSpec;

HS_INLINE bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* Decimal number at *at: digits read, or -1 = too big, raised. */
static int spec_number(Runtime *rt, Obj *spec, intptr_t *at, int64_t *out) {
    int digits = 0;
    int64_t value = 0;
    for (; *at < STR_LENGTH(spec); ++*at, digits++) {
        int digit = unicode_decimal_value(str_char(spec, *at));
        if (digit < 0) break;
        if (value > (INT64_MAX - digit) / 10) {
            return raise_format_int(rt, EXC(rt, ValueError),
                                    "Too many decimal digits in format string");
        }
        value = value * 10 + digit;
    }
    if (digits) *out = value;
    return digits;
}

static int raise_separator(Runtime *rt, uint32_t separator, uint32_t type) {
    if (type > 32 && type < 128) {
        return raise_format_int(rt, EXC(rt, ValueError), "Cannot specify '%c' with '%c'.",
                                (int)separator, (int)type);
    }
    return raise_format_int(rt, EXC(rt, ValueError), "Cannot specify '%c' with '\\x%x'.",
                            (int)separator, type);
}

/* Thousands separators: allowed nowhere in a str's spec, except with type letters that fail later.
 */
static int spec_separators(Runtime *rt, Obj *spec, intptr_t *at, uint32_t *separator) {
    intptr_t length = STR_LENGTH(spec);
    *separator = 0;
    if (*at < length && str_char(spec, *at) == ',') *separator = ',', ++*at;
    if (*at < length && str_char(spec, *at) == '_') {
        if (*separator)
            return raise_format_int(rt, EXC(rt, ValueError), "Cannot specify both ',' and '_'.");
        *separator = '_', ++*at;
    }
    if (*at < length && str_char(spec, *at) == ',' && *separator == '_') {
        return raise_format_int(rt, EXC(rt, ValueError), "Cannot specify both ',' and '_'.");
    }
    return 0;
}

static intptr_t spec_flags(Obj *spec, StrSpec *s) {
    intptr_t length = STR_LENGTH(spec), at = 0;
    bool has_fill = false;
    if (length >= 2 && is_align(str_char(spec, 1))) {
        s->fill = str_char(spec, 0);
        s->align = str_char(spec, 1);
        has_fill = true;
        at = 2;
    } else if (length >= 1 && is_align(str_char(spec, 0))) {
        s->align = str_char(spec, at++);
    }
    if (at < length) {
        uint32_t c = str_char(spec, at);
        if (c == ' ' || c == '+' || c == '-') s->sign = c, at++;
    }
    if (at < length && str_char(spec, at) == 'z') s->no_negative_zero = true, at++;
    if (at < length && str_char(spec, at) == '#') s->alternate = true, at++;
    if (!has_fill && at < length && str_char(spec, at) == '0') s->fill = '0', at++;
    return at;
}

static int parse_str_spec(Runtime *rt, Obj *value, Obj *spec, StrSpec *s) {
    *s = (StrSpec){.fill = ' ', .align = '<', .type = 's', .width = -1, .precision = -1};
    uint32_t separator;
    intptr_t at = spec_flags(spec, s);
    if (spec_number(rt, spec, &at, &s->width) < 0 || spec_separators(rt, spec, &at, &separator) < 0)
        return -1;
    if (at < STR_LENGTH(spec) && str_char(spec, at) == '.') {
        at++;
        int digits = spec_number(rt, spec, &at, &s->precision);
        if (digits < 0) return -1;
        if (digits == 0)
            return raise_format_int(rt, EXC(rt, ValueError), "Format specifier missing precision");
    }
    if (STR_LENGTH(spec) - at > 1) {
        return raise_format_int(rt, EXC(rt, ValueError),
                                "Invalid format specifier '%U' for object of type '%.200s'", spec,
                                value->type->name);
    }
    if (at < STR_LENGTH(spec)) s->type = str_char(spec, at);
    if (separator && !(s->type < 128 && strchr("defgEG%F", (int)s->type)) &&
        !(separator == '_' && s->type < 128 && strchr("boxX", (int)s->type))) {
        return raise_separator(rt, separator, s->type);
    }
    return 0;
}

static int check_str_spec(Runtime *rt, Obj *value, const StrSpec *s) {
    const char *message = NULL;
    if (s->type != 's') {
        if (s->type > 32 && s->type < 128) {
            return raise_format_int(rt, EXC(rt, ValueError),
                                    "Unknown format code '%c' for object of type '%.200s'",
                                    (int)s->type, value->type->name);
        }
        return raise_format_int(rt, EXC(rt, ValueError),
                                "Unknown format code '\\x%x' for object of type '%.200s'", s->type,
                                value->type->name);
    }
    if (s->sign == ' ')
        message = "Space not allowed in string format specifier";
    else if (s->sign)
        message = "Sign not allowed in string format specifier";
    else if (s->no_negative_zero)
        message = "Negative zero coercion (z) not allowed in string format specifier";
    else if (s->alternate)
        message = "Alternate form (#) not allowed in string format specifier";
    else if (s->align == '=')
        message = "'=' alignment not allowed in string format specifier";
    return message ? raise_format_int(rt, EXC(rt, ValueError), "%s", message) : 0;
}

Own format_str(Runtime *rt, Obj *value, Obj *spec) {
    if (!spec || STR_LENGTH(spec) == 0) {
        return is_str_exact(rt, value) ? keep(value) : object_str(rt, value);
    }
    StrSpec s;
    if (parse_str_spec(rt, value, spec, &s) < 0 || check_str_spec(rt, value, &s) < 0) return NULL;
    int64_t length = STR_LENGTH(value);
    if (s.width <= length && (s.precision == -1 || s.precision >= length))
        return length ? keep(value) : str_empty(rt);
    if (s.precision >= 0 && length > s.precision) length = s.precision;
    int64_t missing = s.width > length ? s.width - length : 0;
    int64_t left = s.align == '>' ? missing : s.align == '^' ? missing / 2 : 0;
    StrWriter w;
    str_writer_init(&w, rt);
    pad_writer(&w, s.fill, left);
    str_writer_slice(&w, value, 0, (intptr_t)length);
    pad_writer(&w, s.fill, missing - left);
    return str_writer_finish(&w);
}

STR_METHOD(str_dunder_format_method) {
    (void)nargs, (void)kwnames;
    if (args_need_str(rt, "__format__", 0, args[0]) < 0) return NULL;
    return format_str(rt, self, args[0]);
}

/* ---- str.format ---- */

typedef struct Fields { /* where replacement fields get their values */
    Obj *const *args;
    intptr_t count; /* positional values; -1: there are none (format_map) */
    Obj *kwnames;   /* names of the values behind the positional ones, or NULL */
    Obj *mapping;   /* format_map's, or NULL */
    enum { NUMBER_UNKNOWN, NUMBER_AUTO, NUMBER_MANUAL } numbering;
    int64_t next_auto;
} Fields;
typedef struct Part { /* part of a format string */
    Obj *text;
    intptr_t start, end;
} Part;
typedef struct Field {
    Part name, spec;
    uint32_t conversion;
    bool spec_has_fields;
} Field;

static Own build_text(Runtime *rt, Part part, Fields *fields, int depth);

static int format_error(Runtime *rt, const char *message) {
    return raise_format_int(rt, EXC(rt, ValueError), "%s", message);
}

/* The whole part as a decimal index; -1 = is none, -2 = raised. */
static int64_t part_index(Runtime *rt, Part part) {
    int64_t value = 0;
    if (part.start >= part.end) return -1;
    for (intptr_t i = part.start; i < part.end; i++) {
        int digit = unicode_decimal_value(str_char(part.text, i));
        if (digit < 0) return -1;
        if (value > (INT64_MAX - digit) / 10) {
            format_error(rt, "Too many decimal digits in format string");
            return -2;
        }
        value = value * 10 + digit;
    }
    return value;
}

static Own keyword_value(Runtime *rt, Fields *fields, Part name) {
    Own key = str_substring(rt, name.text, name.start, name.end), value = NULL;
    if (!key) return NULL;
    if (fields->mapping) {
        value = object_getitem(rt, fields->mapping, borrow(key));
    } else {
        for (intptr_t i = 0; fields->kwnames && i < TUPLE_SIZE(fields->kwnames); i++) {
            if (!str_equal(TUPLE_ITEM(fields->kwnames, i), borrow(key))) continue;
            value = keep(fields->args[fields->count + i]);
            break;
        }
        if (!value) raise_key_error(rt, borrow(key));
    }
    release(rt, key);
    return value;
}

/* Value of the first name of a field. */
static Own first_value(Runtime *rt, Fields *fields, Part name) {
    bool is_empty = name.start >= name.end;
    int64_t index = part_index(rt, name);
    if (index == -2) return NULL;
    if (is_empty || index != -1) {
        if (fields->numbering == NUMBER_UNKNOWN)
            fields->numbering = is_empty ? NUMBER_AUTO : NUMBER_MANUAL;
        if (fields->numbering == NUMBER_MANUAL && is_empty) {
            format_error(
                rt, "cannot switch from manual field specification to automatic field numbering");
            return NULL;
        }
        if (fields->numbering == NUMBER_AUTO && !is_empty) {
            format_error(
                rt, "cannot switch from automatic field numbering to manual field specification");
            return NULL;
        }
        if (is_empty) index = fields->next_auto++;
    }
    if (index == -1) return keyword_value(rt, fields, name);
    if (fields->count < 0) {
        format_error(rt, "Format string contains positional fields");
        return NULL;
    }
    if (index >= fields->count) {
        return raise_format(rt, EXC(rt, IndexError),
                            "Replacement index %lld out of range for positional args tuple",
                            (long long)index);
    }
    return keep(fields->args[index]);
}

/* One ".name" or "[item]" of a field applied to value (taken). */
static Own apply_item(Runtime *rt, Own value, Part item, bool is_attribute) {
    Own result = NULL, key = NULL;
    int64_t index = is_attribute ? -1 : part_index(rt, item);
    if (index == -2) goto done;
    if (item.start == item.end) {
        format_error(rt, "Empty attribute in format string");
        goto done;
    }
    if (is_attribute || index == -1) {
        if (!(key = str_substring(rt, item.text, item.start, item.end))) goto done;
        result = is_attribute ? object_getattr(rt, borrow(value), borrow(key))
                              : object_getitem(rt, borrow(value), borrow(key));
    } else if (sequence_check(borrow(value))) {
        result = sequence_getitem(rt, borrow(value), index);
    } else if ((key = int_from_i64(rt, index))) {
        result = object_getitem(rt, borrow(value), borrow(key));
    }
done:
    xrelease(rt, key);
    release(rt, value);
    return result;
}

static Own field_value(Runtime *rt, Fields *fields, Part name) {
    intptr_t i = name.start;
    while (i < name.end && str_char(name.text, i) != '.' && str_char(name.text, i) != '[') i++;
    Own value = first_value(rt, fields, (Part){name.text, name.start, i});
    while (value && i < name.end) {
        uint32_t c = str_char(name.text, i++);
        intptr_t start = i, end;
        if (c == '.') {
            while (i < name.end && str_char(name.text, i) != '.' && str_char(name.text, i) != '[')
                i++;
            end = i;
        } else if (c == '[') {
            while (i < name.end && str_char(name.text, i) != ']') i++;
            if (i == name.end) {
                format_error(rt, "Missing ']' in format string");
                release(rt, value);
                return NULL;
            }
            end = i++;
        } else {
            format_error(rt, "Only '.' or '[' may follow ']' in format field specifier");
            release(rt, value);
            return NULL;
        }
        value = apply_item(rt, value, (Part){name.text, start, end}, c == '.');
    }
    return value;
}

static Own convert(Runtime *rt, Own value, uint32_t conversion) {
    Own result = NULL;
    if (conversion == 'r')
        result = object_repr(rt, borrow(value));
    else if (conversion == 's')
        result = object_str(rt, borrow(value));
    else if (conversion == 'a')
        result = object_ascii(rt, borrow(value));
    else if (conversion > 32 && conversion < 127) {
        raise_format(rt, EXC(rt, ValueError), "Unknown conversion specifier %c", (int)conversion);
    } else {
        raise_format(rt, EXC(rt, ValueError), "Unknown conversion specifier \\x%x", conversion);
    }
    release(rt, value);
    return result;
}

/* The rest of a field after its name: conversion and spec. -1 = raised. */
static int parse_tail(Runtime *rt, Obj *text, intptr_t *at, intptr_t end, uint32_t c,
                      Field *field) {
    if (c == '!') {
        if (*at >= end)
            return format_error(rt, "end of string while looking for conversion specifier");
        field->conversion = str_char(text, (*at)++);
        if (*at < end) {
            c = str_char(text, (*at)++);
            if (c == '}') return 0;
            if (c != ':') return format_error(rt, "expected ':' after conversion specifier");
        }
    }
    field->spec = (Part){text, *at, *at};
    for (int open = 1; *at < end;) {
        c = str_char(text, (*at)++);
        if (c == '{') {
            field->spec_has_fields = true;
            open++;
        } else if (c == '}' && --open == 0) {
            field->spec.end = *at - 1;
            return 0;
        }
    }
    return format_error(rt, "unmatched '{' in format spec");
}

/* Parses a field whose '{' was just read; *at ends behind its '}'. */
static int parse_field(Runtime *rt, Obj *text, intptr_t *at, intptr_t end, Field *field) {
    uint32_t c = 0;
    *field = (Field){.name = {text, *at, *at}};
    while (*at < end) {
        c = str_char(text, (*at)++);
        if (c == '{') return format_error(rt, "unexpected '{' in field name");
        if (c == '[') {
            while (*at < end && str_char(text, *at) != ']') ++*at;
            continue;
        }
        if (c == '}' || c == ':' || c == '!') break;
    }
    field->name.end = *at - 1;
    if (c == '!' || c == ':') return parse_tail(rt, text, at, end, c, field);
    if (c != '}') return format_error(rt, "expected '}' before end of string");
    return 0;
}

static int put_field(Runtime *rt, StrText *out, const Field *field, Fields *fields, int depth,
                     bool is_last) {
    Own value = field_value(rt, fields, field->name), spec = NULL, text = NULL;
    int result = -1;
    if (value && field->conversion) value = convert(rt, value, field->conversion);
    if (!value) return -1;
    if (field->spec_has_fields)
        spec = build_text(rt, field->spec, fields, depth - 1);
    else if (!field->spec.text)
        spec = str_empty(rt);
    else
        spec = str_substring(rt, field->spec.text, field->spec.start, field->spec.end);
    if (!spec) goto done;
    if (is_str_exact(rt, borrow(value)))
        text = format_str(rt, borrow(value), borrow(spec));
    else if (is_int_exact(rt, borrow(value))) /* numbers without a call of __format__ */
        text = STR(borrow(spec))->length ? format_int(rt, borrow(value), borrow(spec)) : int_to_text(rt, borrow(value), 10);
    else if (borrow(value)->type == T(rt, FLOAT))
        text = STR(borrow(spec))->length ? format_float(rt, borrow(value), borrow(spec)) : object_str(rt, borrow(value));
    else
        text = object_format(rt, borrow(value), borrow(spec));
    if (is_int_exact(rt, borrow(value))) is_last = false; /* digits are written, not handed on */
    if (text) result = str_text_put(out, borrow(text), is_last);
done:
    release(rt, value);
    xrelease(rt, spec);
    xrelease(rt, text);
    return result;
}

static int put_literal(Runtime *rt, StrText *out, Part literal, bool is_last) {
    if (literal.start == literal.end) return 0;
    if (is_last && literal.start == 0 && literal.end == STR_LENGTH(literal.text)) {
        (void)rt;
        return str_text_put(out, literal.text, true);
    }
    return str_writer_slice(&out->w, literal.text, literal.start, literal.end);
}

static int put_markup(Runtime *rt, StrText *out, Part part, Fields *fields, int depth) {
    intptr_t at = part.start;
    Obj *text = part.text;
    while (at < part.end) {
        intptr_t start = at;
        uint32_t c = 0;
        while (at < part.end) {
            c = str_char(text, at++);
            if (c == '{' || c == '}') break;
        }
        bool markup = c == '{' || c == '}', at_end = at >= part.end;
        intptr_t end = at;
        if (c == '}' && (at_end || str_char(text, at) != c)) {
            return format_error(rt, "Single '}' encountered in format string");
        }
        if (c == '{' && at_end) return format_error(rt, "Single '{' encountered in format string");
        if (markup && str_char(text, at) == c) {
            at++;
            markup = false;
        } else if (markup) {
            end--;
        }
        if (!markup) {
            if (put_literal(rt, out, (Part){text, start, end}, at >= part.end) < 0) return -1;
            continue;
        }
        Field field;
        if (parse_field(rt, text, &at, part.end, &field) < 0) return -1;
        if (put_literal(rt, out, (Part){text, start, end}, false) < 0) return -1;
        if (put_field(rt, out, &field, fields, depth, at >= part.end) < 0) return -1;
    }
    return 0;
}

static Own build_text(Runtime *rt, Part part, Fields *fields, int depth) {
    if (depth <= 0) {
        format_error(rt, "Max string recursion exceeded");
        return NULL;
    }
    StrText out;
    str_text_init(&out, rt);
    if (put_markup(rt, &out, part, fields, depth) < 0) {
        str_text_discard(&out);
        return NULL;
    }
    return str_text_finish(&out);
}

STR_METHOD(str_format_method) {
    Fields fields = {.args = args, .count = (intptr_t)nargs, .kwnames = kwnames};
    return build_text(rt, (Part){self, 0, STR_LENGTH(self)}, &fields, 2);
}

STR_METHOD(str_format_map_method) {
    (void)nargs, (void)kwnames;
    Fields fields = {.count = -1, .mapping = args[0]};
    return build_text(rt, (Part){self, 0, STR_LENGTH(self)}, &fields, 2);
}

/* ---- str_format: printf for C code ---- */

typedef struct Verb {
    bool zero_fill, left;
    intptr_t width, precision; /* -1 = none */
    int longs;                 /* 0 int, 1 long, 2 long long, 3 size_t */
} Verb;

static int put_padded(StrWriter *w, const Verb *verb, Obj *text) {
    intptr_t length = STR_LENGTH(text);
    if (verb->precision >= 0 && length > verb->precision) length = verb->precision;
    if (!verb->left) pad_writer(w, ' ', verb->width - length);
    str_writer_slice(w, text, 0, length);
    return verb->left ? pad_writer(w, ' ', verb->width - length) : 0;
}

static int put_text(StrWriter *w, const Verb *verb, const char *text) {
    size_t size = 0;
    bool ascii = true;
    while ((verb->precision < 0 || size < (size_t)verb->precision) && text[size])
        ascii &= (uint8_t)text[size++] < 0x80;
    if (ascii && verb->width <= (intptr_t)size) return str_writer_ascii(w, text, size);
    Own s = str_decode(w->rt, (const uint8_t *)text, size, "utf-8", "replace");
    if (!s) return -1;
    int result = put_padded(w, &(Verb){.left = verb->left, .width = verb->width, .precision = -1},
                            borrow(s));
    release(w->rt, s);
    return result;
}

static int put_object(StrWriter *w, const Verb *verb, Own text) {
    if (!text) return -1;
    int result = put_padded(w, verb, borrow(text));
    release(w->rt, text);
    return result;
}

static int put_number(StrWriter *w, const Verb *verb, uint64_t value, bool negative,
                      unsigned base) {
    char text[24];
    int at = sizeof text;
    intptr_t sign = negative ? 1 : 0;
    do text[--at] = "0123456789abcdef"[value % base];
    while (value /= base);
    intptr_t digits = (intptr_t)sizeof text - at;
    intptr_t zeros = verb->precision > digits ? verb->precision - digits : 0;
    intptr_t missing = verb->width - digits - zeros - sign;
    if (verb->zero_fill && missing > 0) zeros += missing, missing = 0;
    if (!verb->left) pad_writer(w, ' ', missing);
    if (negative) str_writer_char(w, '-');
    pad_writer(w, '0', zeros);
    str_writer_ascii(w, text + at, (size_t)digits);
    return verb->left ? pad_writer(w, ' ', missing) : 0;
}

static const char *parse_verb(const char *p, Verb *verb, va_list *args) {
    *verb = (Verb){.width = -1, .precision = -1};
    for (;; p++) {
        if (*p == '0')
            verb->zero_fill = true;
        else if (*p == '-')
            verb->left = true;
        else
            break;
    }
    if (*p >= '1' && *p <= '9') {
        for (verb->width = 0; *p >= '0' && *p <= '9'; p++)
            verb->width = verb->width * 10 + (*p - '0');
    }
    if (*p == '.') {
        p++;
        verb->precision = 0;
        if (*p == '*') {
            verb->precision = va_arg(*args, int);
            p++;
        }
        for (; *p >= '0' && *p <= '9'; p++) verb->precision = verb->precision * 10 + (*p - '0');
    }
    if (*p == 'z')
        verb->longs = 3, p++;
    else {
        for (; *p == 'l'; p++) verb->longs++;
    }
    return p;
}

static int put_verb(StrWriter *w, const Verb *verb, char letter, va_list *args) {
    Runtime *rt = w->rt;
    switch (letter) {
    case 'd':
    case 'i': {
        int64_t value = verb->longs == 3   ? va_arg(*args, intptr_t)
                        : verb->longs == 2 ? va_arg(*args, long long)
                        : verb->longs == 1 ? va_arg(*args, long)
                                           : va_arg(*args, int);
        return put_number(w, verb, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0,
                          10);
    }
    case 'u':
    case 'x': {
        uint64_t value = verb->longs == 3   ? va_arg(*args, size_t)
                         : verb->longs == 2 ? va_arg(*args, unsigned long long)
                         : verb->longs == 1 ? va_arg(*args, unsigned long)
                                            : va_arg(*args, unsigned);
        return put_number(w, verb, value, false, letter == 'u' ? 10 : 16);
    }
    case 'c': {
        int c = va_arg(*args, int);
        if (c >= 0 && c <= 0x10ffff) return str_writer_char(w, (uint32_t)c);
        return raise_format_int(rt, EXC(rt, OverflowError),
                                "character argument not in range(0x110000)");
    }
    case 'p': {
        uint64_t id = object_id(rt, va_arg(*args, const Obj *));
        if (str_writer_cstr(w, "0x") < 0) return -1;
        return put_number(w, verb, id, false, 16);
    }
    case 's': return put_text(w, verb, va_arg(*args, const char *));
    case 'U': return put_padded(w, verb, va_arg(*args, Obj *));
    case 'S': return put_object(w, verb, object_str(rt, va_arg(*args, Obj *)));
    case 'R': return put_object(w, verb, object_repr(rt, va_arg(*args, Obj *)));
    case 'A': return put_object(w, verb, object_ascii(rt, va_arg(*args, Obj *)));
    case 'N':
    case 'T': {
        const Obj *object = va_arg(*args, Obj *);
        return put_text(w, verb, letter == 'N' && object == rt->none ? "None" : object->type->name);
    }
    default: hs_fatal("str_format: unknown verb");
    }
}

Own str_format_v(Runtime *rt, const char *format, va_list list) {
    StrWriter w;
    va_list args;
    str_writer_init(&w, rt);
    va_copy(args, list);
    for (const char *p = format; *p;) {
        const char *literal = p;
        while (*p && *p != '%') p++;
        int result = p > literal ? str_writer_ascii(&w, literal, (size_t)(p - literal)) : 0;
        if (result == 0 && *p == '%' && p[1] == '%') {
            result = str_writer_char(&w, '%');
            p += 2;
        } else if (result == 0 && *p) {
            Verb verb;
            p = parse_verb(p + 1, &verb, &args);
            result = put_verb(&w, &verb, *p++, &args);
        }
        if (result == 0) continue;
        str_writer_discard(&w);
        va_end(args);
        return NULL;
    }
    va_end(args);
    return str_writer_finish(&w);
}

Own str_format(Runtime *rt, const char *format, ...) {
    va_list args;
    va_start(args, format);
    Own made = str_format_v(rt, format, args);
    va_end(args);
    return made;
}
