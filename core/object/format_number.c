/* format() of int, float and complex: the format specification mini-language. CPython 3.11 Python/formatter_unicode.c.
 *
 * spec = [[fill]align][sign][z][#][0][width][, or _][.precision][type] */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/str.h"

#include <math.h>

typedef struct Spec {
    uint32_t fill, align, sign, type;
    bool no_negative_zero, alternate;
    int64_t width, precision; /* -1 = not given */
    char separator;           /* 0, ',' or '_' */
    int group;                /* digits between separators, 0 = none */
} Spec;

/* ---- reading the specification ---- */

typedef struct Reader {
    Runtime *rt;
    Obj *spec, *value;
    intptr_t at, end;
} Reader;

static uint32_t peek(const Reader *r) { return r->at < r->end ? str_char(r->spec, r->at) : 0; }

static bool accept(Reader *r, uint32_t c) {
    if (r->at >= r->end || str_char(r->spec, r->at) != c) return false;
    r->at++;
    return true;
}

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

/* Decimal digits: -1 = none, -2 = raised. */
static int64_t read_number(Reader *r) {
    int64_t value = -1;
    for (int digit; r->at < r->end && (digit = unicode_decimal_value(peek(r))) >= 0; r->at++) {
        if (value < 0) value = 0;
        if (value > (INT64_MAX - digit) / 10) {
            raise_format(r->rt, EXC(r->rt, ValueError), "Too many decimal digits in format string");
            return -2;
        }
        value = value * 10 + digit;
    }
    return value;
}

static int raise_value(Reader *r, const char *message) {
    return raise_format_int(r->rt, EXC(r->rt, ValueError), "%s", message);
}

static int raise_both(Reader *r) { return raise_value(r, "Cannot specify both ',' and '_'."); }

static int raise_separator(Reader *r, const Spec *s) {
    if (s->type > 32 && s->type < 128)
        return raise_format_int(r->rt, EXC(r->rt, ValueError), "Cannot specify '%c' with '%c'.", s->separator, (int)s->type);
    return raise_format_int(r->rt, EXC(r->rt, ValueError), "Cannot specify '%c' with '\\x%x'.", s->separator, s->type);
}

static int read_separator(Reader *r, Spec *s) {
    if (accept(r, ',')) s->separator = ',';
    if (accept(r, '_')) {
        if (s->separator) return raise_both(r);
        s->separator = '_';
    }
    if (peek(r) == ',' && s->separator == '_') return raise_both(r);
    return 0;
}

static int check_separator(Reader *r, Spec *s) {
    if (!s->separator) return 0;
    if (s->type == 0 || (s->type < 128 && strchr("defgEFG%", (int)s->type))) {
        s->group = 3;
    } else if (s->separator == '_' && s->type < 128 && strchr("boxX", (int)s->type)) {
        s->group = 4;
    } else {
        return raise_separator(r, s);
    }
    return 0;
}

static int read_spec(Reader *r, Spec *s) {
    bool fill_given = false, align_given = false;
    *s = (Spec){.fill = ' ', .align = '>', .width = -1, .precision = -1};
    if (r->end - r->at >= 2 && is_align(str_char(r->spec, r->at + 1))) {
        s->fill = peek(r);
        r->at++;
        fill_given = true;
    }
    if (is_align(peek(r))) {
        s->align = peek(r);
        r->at++;
        align_given = true;
    }
    if (peek(r) == '+' || peek(r) == '-' || peek(r) == ' ') s->sign = r->at < r->end ? str_char(r->spec, r->at++) : 0;
    s->no_negative_zero = accept(r, 'z');
    s->alternate = accept(r, '#');
    if (!fill_given && accept(r, '0')) {
        s->fill = '0';
        if (!align_given) s->align = '=';
    }
    if ((s->width = read_number(r)) == -2 || read_separator(r, s) < 0) return -1;
    if (accept(r, '.')) {
        if ((s->precision = read_number(r)) == -2) return -1;
        if (s->precision < 0) return raise_value(r, "Format specifier missing precision");
    }
    if (r->end - r->at > 1)
        return raise_format_int(r->rt, EXC(r->rt, ValueError), "Invalid format specifier '%U' for object of type '%.200s'",
                                r->spec, r->value->type->name);
    bool typed = r->at < r->end;
    if (typed) s->type = peek(r);
    if (typed && s->type == 0) s->type = UINT32_MAX; /* a NUL character is no type */
    return check_separator(r, s);
}

static Own raise_unknown(Reader *r, uint32_t type) {
    if (type == UINT32_MAX) type = 0;
    if (type > 32 && type < 128)
        return raise_format(r->rt, EXC(r->rt, ValueError), "Unknown format code '%c' for object of type '%.200s'", (int)type,
                            r->value->type->name);
    return raise_format(r->rt, EXC(r->rt, ValueError), "Unknown format code '\\x%x' for object of type '%.200s'", type,
                        r->value->type->name);
}

/* ---- writing ---- */

/* A number in parts: sign, prefix, digits that may be grouped, and what follows them (point, fraction, exponent, %). */
typedef struct Parts {
    char sign; /* '-' or 0 */
    const char *prefix, *digits, *rest;
    intptr_t prefix_length, digits_length, rest_length;
    uint32_t character; /* type c: shown instead */
} Parts;

/* Digits with separators and leading zeros up to a least width, from right to left: their count, or written to `out` (whose
 * end it is then). */
static int64_t group_digits(const Spec *s, const Parts *p, int64_t least, char *end) {
    int64_t count = 0, remaining = p->digits_length;
    bool separate = false;
    for (;;) {
        int64_t most = remaining > least ? remaining : least;
        if (most < 1) most = 1;
        int64_t length = s->group && s->group < most ? s->group : most;
        int64_t chars = remaining < length ? remaining : length, zeros = length - chars;
        if (end) {
            if (separate) *--end = s->separator;
            for (int64_t i = 0; i < chars; i++) *--end = p->digits[remaining - 1 - i];
            for (int64_t i = 0; i < zeros; i++) *--end = '0';
        }
        count += separate + chars + zeros;
        separate = true;
        remaining -= chars;
        least -= length;
        if (remaining <= 0 && least <= 0) return count;
        least--;
    }
}

static int write_digits(StrWriter *w, const Spec *s, const Parts *p, int64_t least, int64_t count) {
    if (count == p->digits_length) return str_writer_ascii(w, p->digits, (size_t)count);
    char *text = raw_alloc(w->rt, (size_t)count);
    if (!text) return raise_memory_error(w->rt), -1;
    group_digits(s, p, least, text + count);
    int result = str_writer_ascii(w, text, (size_t)count);
    raw_free(w->rt, text);
    return result;
}

static char shown_sign(const Spec *s, char sign) {
    return sign ? sign : s->sign == '+' ? '+' : s->sign == ' ' ? ' ' : 0;
}

static Own write_number(Runtime *rt, const Spec *s, const Parts *p) {
    StrWriter w;
    if (s->width > (int64_t)rt->memory_limit) return raise_memory_error(rt);
    char sign = shown_sign(s, p->sign);
    bool character = p->character != UINT32_MAX;
    int64_t fixed = (sign != 0) + p->prefix_length + p->rest_length + character;
    int64_t least = s->fill == '0' && s->align == '=' ? s->width - fixed : 0;
    int64_t digits = p->digits_length ? group_digits(s, p, least, NULL) : 0, padding = s->width - fixed - digits;
    if (padding < 0) padding = 0;
    int64_t left = s->align == '>' ? padding : s->align == '^' ? padding / 2 : 0, inner = s->align == '=' ? padding : 0;
    str_writer_init(&w, rt);
    if (str_writer_fill(&w, s->fill, left) < 0) goto fail;
    if (sign && str_writer_char(&w, (uint32_t)sign) < 0) goto fail;
    if (p->prefix_length && str_writer_ascii(&w, p->prefix, (size_t)p->prefix_length) < 0) goto fail;
    if (str_writer_fill(&w, s->fill, inner) < 0) goto fail;
    if (digits && write_digits(&w, s, p, least, digits) < 0) goto fail;
    if (character && str_writer_char(&w, p->character) < 0) goto fail;
    if (p->rest_length && str_writer_ascii(&w, p->rest, (size_t)p->rest_length) < 0) goto fail;
    if (str_writer_fill(&w, s->fill, padding - left - inner) < 0) goto fail;
    return str_writer_finish(&w);
fail:
    str_writer_discard(&w);
    return (Own)0;
}

/* ---- int ---- */

static Own format_character(Reader *r, const Spec *s) {
    int overflow;
    if (s->sign) return raise_value(r, "Sign not allowed with integer format specifier 'c'"), (Own)0;
    if (s->alternate) return raise_value(r, "Alternate form (#) not allowed with integer format specifier 'c'"), (Own)0;
    int64_t c = int_as_i64_overflow(r->value, &overflow);
    if (overflow)
        return raise_format(r->rt, EXC(r->rt, OverflowError), "Python int too large to convert to C long");
    if (c < 0 || c > 0x10ffff) return raise_format(r->rt, EXC(r->rt, OverflowError), "%%c arg not in range(0x110000)");
    Parts parts = {.character = (uint32_t)c};
    return write_number(r->rt, s, &parts);
}

static Own format_integer(Reader *r, const Spec *s) {
    Runtime *rt = r->rt;
    if (s->precision != -1) return raise_value(r, "Precision not allowed in integer format specifier"), (Own)0;
    if (s->no_negative_zero)
        return raise_value(r, "Negative zero coercion (z) not allowed in integer format specifier"), (Own)0;
    if (s->type == 'c') return format_character(r, s);
    int base = s->type == 'b' ? 2 : s->type == 'o' ? 8 : (s->type | 0x20) == 'x' ? 16 : 10;
    Own text = int_to_text(rt, r->value, base);
    if (!text) return text;
    char *copy = NULL;
    const char *chars = (const char *)STR(borrow(text))->data;
    intptr_t length = STR(borrow(text))->length;
    if (s->type == 'X') {
        if (!(copy = raw_alloc(rt, (size_t)length))) {
            release(rt, text);
            return raise_memory_error(rt);
        }
        for (intptr_t i = 0; i < length; i++) copy[i] = chars[i] >= 'a' && chars[i] <= 'z' ? (char)(chars[i] - 32) : chars[i];
        chars = copy;
    }
    Parts parts = {.character = UINT32_MAX};
    if (chars[0] == '-') {
        parts.sign = '-';
        chars++, length--;
    }
    if (base != 10) {
        parts.prefix = chars;
        parts.prefix_length = s->alternate ? 2 : 0;
        chars += 2, length -= 2;
    }
    parts.digits = chars;
    parts.digits_length = length;
    Own result = write_number(rt, s, &parts);
    raw_free(rt, copy);
    release(rt, text);
    return result;
}

/* ---- float ---- */

static bool is_float_type(uint32_t type) { return type > 0 && type < 128 && strchr("eEfFgG%", (int)type) != NULL; }

/* Splits the text of a double in parts. */
static Parts split_double(const char *text, size_t length) {
    Parts parts = {.character = UINT32_MAX};
    const char *end = text + length;
    if (*text == '-') {
        parts.sign = '-';
        text++;
    } else if (*text == '+') {
        text++;
    }
    parts.digits = text;
    while (text < end && *text >= '0' && *text <= '9') text++;
    parts.digits_length = text - parts.digits;
    parts.rest = text;
    parts.rest_length = end - text;
    return parts;
}

/* Text of a double as a specification wants it (raw memory), room for one more character; NULL = raised. */
static char *double_text(Reader *r, const Spec *s, double value, size_t *length) {
    char type = (char)s->type;
    int flags = (s->alternate ? DTOA_ALT : 0) | (s->no_negative_zero ? DTOA_NO_NEGATIVE_ZERO : 0);
    int64_t precision = s->precision;
    if (precision > INT_MAX) {
        raise_value(r, "precision too big");
        return NULL;
    }
    if (type == 0) {
        flags |= DTOA_ADD_DOT_0;
        type = precision < 0 ? 'r' : 'g';
        if (precision < 0) precision = 0;
    }
    if (type == 'n') type = 'g';
    if (precision < 0) precision = 6;
    if (type == '%') {
        value *= 100;
        type = 'f';
    }
    return double_to_text(r->rt, value, type, (int)precision, flags, length);
}

static Own format_double(Reader *r, const Spec *s, double value) {
    size_t length;
    char *text = double_text(r, s, value, &length);
    if (!text) return (Own)0;
    if (s->type == '%') {
        char *longer = raw_realloc(r->rt, text, length + 1);
        if (!longer) {
            raw_free(r->rt, text);
            return raise_memory_error(r->rt);
        }
        text = longer;
        text[length++] = '%';
    }
    Parts parts = split_double(text, length);
    if (!parts.digits_length && parts.rest_length) { /* inf, nan: padded with zeros in front, never grouped */
        parts.digits = parts.rest;
        parts.digits_length = parts.rest_length;
        parts.rest_length = 0;
        Spec plain = *s;
        plain.group = 0;
        Own result = write_number(r->rt, &plain, &parts);
        raw_free(r->rt, text);
        return result;
    }
    Own result = write_number(r->rt, s, &parts);
    raw_free(r->rt, text);
    return result;
}

/* ---- complex ---- */

static int raise_complex(Reader *r, const Spec *s) {
    if (s->fill == '0') return raise_value(r, "Zero padding is not allowed in complex format specifier");
    if (s->align == '=') return raise_value(r, "'=' alignment flag is not allowed in complex format specifier");
    return 0;
}

/* One part without padding: real with the sign asked for, imaginary always with one. */
static Own complex_part(Reader *r, const Spec *s, double value, bool imaginary) {
    Spec part = *s;
    size_t length;
    part.width = -1;
    part.align = '<';
    if (imaginary) part.sign = '+';
    char *text;
    if (s->type == 0 && s->precision < 0) { /* like repr: no ".0" */
        int flags = (s->alternate ? DTOA_ALT : 0) | (s->no_negative_zero ? DTOA_NO_NEGATIVE_ZERO : 0);
        text = double_to_text(r->rt, value, 'r', 0, flags, &length);
    } else {
        if (s->type == 0) part.type = 'g';
        text = double_text(r, &part, value, &length);
    }
    if (!text) return (Own)0;
    Parts parts = split_double(text, length);
    Own result = write_number(r->rt, &part, &parts);
    raw_free(r->rt, text);
    return result;
}

static Own format_both(Reader *r, const Spec *s, double real, double imag) {
    bool skip_real = s->type == 0 && real == 0.0 && !signbit(real), parens = s->type == 0 && !skip_real;
    Own a = skip_real ? keep(r->rt->empty_str) : complex_part(r, s, real, false), b = (Own)0, result = (Own)0;
    StrWriter w;
    if (!a) return a;
    if (skip_real) {
        Spec first = *s; /* the imaginary part carries the sign asked for */
        b = complex_part(r, &first, imag, false);
    } else {
        b = complex_part(r, s, imag, true);
    }
    if (!b) goto done;
    int64_t length = STR(borrow(a))->length + STR(borrow(b))->length + 1 + 2 * parens;
    int64_t padding = s->width > length ? s->width - length : 0;
    int64_t left = s->align == '>' ? padding : s->align == '^' ? padding / 2 : 0;
    str_writer_init(&w, r->rt);
    if (str_writer_fill(&w, s->fill, left) < 0 || (parens && str_writer_char(&w, '(') < 0) ||
        str_writer_str(&w, borrow(a)) < 0 || str_writer_str(&w, borrow(b)) < 0 || str_writer_char(&w, 'j') < 0 ||
        (parens && str_writer_char(&w, ')') < 0) || str_writer_fill(&w, s->fill, padding - left) < 0)
        str_writer_discard(&w);
    else
        result = str_writer_finish(&w);
done:
    release(r->rt, a);
    xrelease(r->rt, b);
    return result;
}

/* ---- the interface ---- */

Own format_int(Runtime *rt, Obj *value, Obj *spec) {
    Reader reader = {rt, spec, value, 0, STR(spec)->length};
    Spec s;
    double number;
    if (reader.end == 0) return is_int_exact(rt, value) ? int_to_text(rt, value, 10) : object_str(rt, value);
    if (read_spec(&reader, &s) < 0) return (Own)0;
    if (s.type == 0 || (s.type < 128 && strchr("bcdoxXn", (int)s.type))) return format_integer(&reader, &s);
    if (!is_float_type(s.type)) return raise_unknown(&reader, s.type);
    if (number_as_double(rt, value, &number) < 0) return (Own)0;
    return format_double(&reader, &s, number);
}

Own format_float(Runtime *rt, Obj *value, Obj *spec) {
    Reader reader = {rt, spec, value, 0, STR(spec)->length};
    Spec s;
    if (reader.end == 0) return object_str(rt, value);
    if (read_spec(&reader, &s) < 0) return (Own)0;
    if (s.type != 0 && s.type != 'n' && !is_float_type(s.type)) return raise_unknown(&reader, s.type);
    return format_double(&reader, &s, FLOAT_VALUE(value));
}

Own format_complex(Runtime *rt, Obj *value, Obj *spec) {
    Reader reader = {rt, spec, value, 0, STR(spec)->length};
    Spec s;
    if (reader.end == 0) return object_str(rt, value);
    if (read_spec(&reader, &s) < 0) return (Own)0;
    if (s.type == '%' || (s.type != 0 && s.type != 'n' && !is_float_type(s.type))) return raise_unknown(&reader, s.type);
    if (raise_complex(&reader, &s) < 0) return (Own)0;
    return format_both(&reader, &s, ((ComplexObj *)value)->real, ((ComplexObj *)value)->imag);
}
