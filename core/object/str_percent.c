/* The "%" operator of str and bytes. CPython 3.11 PyUnicode_Format and _PyBytes_FormatEx: one
 * parser of conversions, numbers made as str, then laid out by sign, prefix, width and fill. */
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/str_text.h"
#include "object/tuple.h"
#include "object/type.h"

enum { FLAG_LEFT = 1, FLAG_SIGN = 2, FLAG_BLANK = 4, FLAG_ALT = 8, FLAG_ZERO = 16 };

typedef struct Percent {
    Runtime *rt;
    const void *chars; /* the format */
    int kind;
    intptr_t at, length;
    Obj *format;  /* str, or NULL when formatting bytes */
    Obj *args;    /* tuple or the single value */
    Own mapped;   /* args when it came from the mapping */
    Obj *mapping; /* or NULL */
    intptr_t index,
        count; /* next item of args; count -1: a single value, index -2 = not used yet */
} Percent;
typedef struct Conversion {
    uint32_t letter;
    int flags;
    int64_t width, precision;
} Conversion;

HS_INLINE uint32_t percent_char(Percent *p) { return chars_get(p->kind, p->chars, p->at); }

static Obj *next_argument(Percent *p) {
    if (p->index < p->count) {
        Obj *value = p->count < 0 ? p->args : TUPLE_ITEM(p->args, p->index);
        p->index++;
        return value;
    }
    raise_format(p->rt, EXC(p->rt, TypeError), "not enough arguments for format string");
    return NULL;
}

/* ---- parsing ---- */

/* "(key)" after the '%': args becomes the mapping's value. */
static int parse_key(Percent *p) {
    Runtime *rt = p->rt;
    if (!p->mapping) return raise_format_int(rt, EXC(rt, TypeError), "format requires a mapping");
    intptr_t start = ++p->at;
    int open = 1;
    for (; p->at < p->length && open; p->at++) {
        uint32_t c = percent_char(p);
        if (c == ')')
            open--;
        else if (c == '(')
            open++;
    }
    if (open) return raise_format_int(rt, EXC(rt, ValueError), "incomplete format key");
    Own key = p->format
                  ? str_substring(rt, p->format, start, p->at - 1)
                  : bytes_from(rt, (const uint8_t *)p->chars + start, (size_t)(p->at - 1 - start));
    if (!key) return -1;
    own_clear(rt, &p->mapped);
    p->mapped = object_getitem(rt, p->mapping, borrow(key));
    release(rt, key);
    if (!p->mapped) return -1;
    p->args = borrow(p->mapped);
    p->count = -1;
    p->index = -2;
    return 0;
}

/* "*" or digits: 0 with *out set (unset if neither). */
static int parse_number(Percent *p, int64_t *out, int64_t limit, const char *too_big) {
    Runtime *rt = p->rt;
    if (p->at >= p->length) return 0;
    if (percent_char(p) == '*') {
        Obj *value = next_argument(p);
        if (!value) return -1;
        if (!is_int(value)) return raise_format_int(rt, EXC(rt, TypeError), "* wants int");
        p->at++;
        if ((limit == INT_MAX ? args_int(rt, value, out) : int_as_ssize(rt, value, out)) < 0)
            return -1;
        return 0;
    }
    bool any = false;
    int64_t value = 0;
    for (; p->at < p->length; p->at++) {
        uint32_t c = percent_char(p);
        if (c < '0' || c > '9') break;
        if (value > (limit - (int)(c - '0')) / 10)
            return raise_format_int(rt, EXC(rt, ValueError), "%s", too_big);
        value = value * 10 + (c - '0');
        any = true;
    }
    if (any) *out = value;
    return 0;
}

static int parse_flags(Percent *p) {
    int flags = 0;
    for (; p->at < p->length; p->at++) {
        switch (percent_char(p)) {
        case '-': flags |= FLAG_LEFT; continue;
        case '+': flags |= FLAG_SIGN; continue;
        case ' ': flags |= FLAG_BLANK; continue;
        case '#': flags |= FLAG_ALT; continue;
        case '0': flags |= FLAG_ZERO; continue;
        default: return flags;
        }
    }
    return flags;
}

/* A conversion behind its '%'. */
static int parse_conversion(Percent *p, Conversion *c) {
    Runtime *rt = p->rt;
    *c = (Conversion){.width = -1, .precision = -1};
    if (p->at < p->length && percent_char(p) == '(' && parse_key(p) < 0) return -1;
    c->flags = parse_flags(p);
    bool star = p->at < p->length && percent_char(p) == '*';
    if (parse_number(p, &c->width, INT64_MAX, "width too big") < 0) return -1;
    if (star && c->width < 0) {
        c->flags |= FLAG_LEFT;
        c->width = -c->width;
    }
    if (p->at < p->length && percent_char(p) == '.') {
        p->at++;
        c->precision = 0;
        if (parse_number(p, &c->precision, INT_MAX,
                         p->format ? "precision too big" : "prec too big") < 0)
            return -1;
        if (c->precision < 0) c->precision = 0;
    }
    if (p->at < p->length) {
        uint32_t letter = percent_char(p);
        if (letter == 'h' || letter == 'l' || letter == 'L') p->at++;
    }
    if (p->at >= p->length) return raise_format_int(rt, EXC(rt, ValueError), "incomplete format");
    c->letter = percent_char(p);
    p->at++;
    return 0;
}

/* ---- values ---- */

static int raise_number_type(Runtime *rt, uint32_t letter, Obj *value) {
    const char *what =
        letter == 'o' || letter == 'x' || letter == 'X' ? "an integer" : "a real number";
    return raise_format_int(rt, EXC(rt, TypeError), "%%%c format: %s is required, not %.200s",
                            (int)letter, what, value->type->name);
}

static bool is_number(Obj *value) {
    const TypeSlots *slots = &value->type->slots;
    return slots->nb_index || slots->nb_int || slots->nb_float;
}

/* Digits of an int with prefix and at least `precision` digits, as _PyUnicode_FormatLong makes
 * them. */
static Own int_digits(Runtime *rt, Obj *number, const Conversion *c) {
    int base = c->letter == 'o' ? 8 : c->letter == 'x' || c->letter == 'X' ? 16 : 10;
    if (base == 10 && c->precision < 0) return int_to_text(rt, number, 10);
    if (c->precision > INT_MAX - 3)
        return raise_format(rt, EXC(rt, OverflowError), "precision too large");
    Own plain = int_to_text(rt, number, base);
    if (!plain) return NULL;
    const char *text = (const char *)STR_DATA(borrow(plain));
    intptr_t length = STR_LENGTH(borrow(plain)), sign = text[0] == '-' ? 1 : 0,
             prefix = base == 10 ? 0 : 2;
    intptr_t digits = length - sign - prefix;
    StrWriter w;
    str_writer_init(&w, rt);
    if (sign) str_writer_char(&w, '-');
    if (prefix && (c->flags & FLAG_ALT)) str_writer_ascii(&w, text + sign, 2);
    for (int64_t i = digits; i < c->precision && !w.failed; i++) str_writer_char(&w, '0');
    str_writer_ascii(&w, text + sign + prefix, (size_t)digits);
    if (c->letter == 'X') {
        uint8_t *out = w.chars;
        for (intptr_t i = 0; i < w.length && !w.failed; i++) {
            if (out[i] >= 'a' && out[i] <= 'x') out[i] = (uint8_t)(out[i] - 32);
        }
    }
    release(rt, plain);
    return str_writer_finish(&w);
}

static Own int_text(Runtime *rt, Obj *value, const Conversion *c) {
    Own number = NULL;
    if (is_int(value)) {
        number = keep(value);
    } else if (is_number(value)) {
        bool exact = c->letter == 'o' || c->letter == 'x' || c->letter == 'X';
        number = exact ? number_index(rt, value) : number_int(rt, value);
        if (!number && !raised_matches(rt, EXC(rt, TypeError))) return NULL;
        if (!number) raised_clear(rt);
    }
    if (!number) {
        raise_number_type(rt, c->letter, value);
        return NULL;
    }
    Own text = int_digits(rt, borrow(number), c);
    release(rt, number);
    return text;
}

static Own float_text(Runtime *rt, Obj *value, const Conversion *c, bool for_bytes) {
    double number;
    if (number_as_double(rt, value, &number) < 0) {
        if (for_bytes && raised_matches(rt, EXC(rt, TypeError))) {
            raised_clear(rt);
            raise_format(rt, EXC(rt, TypeError), "float argument required, not %.200s",
                         value->type->name);
        }
        return NULL;
    }
    size_t length;
    int precision = c->precision < 0 ? 6 : c->precision > INT_MAX ? INT_MAX : (int)c->precision;
    char *text = double_to_text(rt, number, (char)c->letter, precision,
                                c->flags & FLAG_ALT ? DTOA_ALT : 0, &length);
    if (!text) return NULL;
    Own made = str_from_ascii(rt, text, length);
    raw_free(rt, text);
    return made;
}

/* Character of "%c", -1 = raised. */
static int64_t char_value(Runtime *rt, Obj *value) {
    if (is_str(value)) {
        if (STR_LENGTH(value) == 1) return str_char(value, 0);
    } else if (number_has_index(value)) {
        Own index = number_index(rt, value);
        if (!index) return -1;
        int overflow;
        int64_t c = int_as_i64_overflow(borrow(index), &overflow);
        release(rt, index);
        if (!overflow && c >= 0 && c <= 0x10ffff) return c;
        return raise_format_int(rt, EXC(rt, OverflowError), "%%c arg not in range(0x110000)");
    }
    return raise_format_int(rt, EXC(rt, TypeError), "%%c requires int or char");
}

static Own bad_letter(Percent *p, const Conversion *c) {
    char shown = 31 <= c->letter && c->letter <= 126 ? (char)c->letter : '?';
    return raise_format(p->rt, EXC(p->rt, ValueError),
                        "unsupported format character '%c' (0x%x) at index %zd", shown, c->letter,
                        p->at - 1);
}

static bool is_signed_letter(uint32_t letter) {
    return letter < 128 && strchr("diuoxXeEfFgG", (int)letter);
}

static Own value_text(Percent *p, const Conversion *c, Obj *value) {
    Runtime *rt = p->rt;
    bool digits = is_int_exact(rt, value) && c->width == -1 && c->precision == -1 && !(c->flags & FLAG_ALT);
    switch (c->letter) {
    case 's': return is_str_exact(rt, value) ? keep(value) : digits ? int_to_text(rt, value, 10) : object_str(rt, value);
    case 'r': return digits ? int_to_text(rt, value, 10) : object_repr(rt, value);
    case 'a': return object_ascii(rt, value);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': return int_text(rt, value, c);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': return float_text(rt, value, c, !p->format);
    case 'c': {
        int64_t ch = char_value(rt, value);
        return ch < 0 ? NULL : str_from_char(rt, (uint32_t)ch);
    }
    default: return bad_letter(p, c);
    }
}

/* ---- layout ---- */

static int put_fill(StrWriter *w, uint32_t fill, int64_t count) {
    while (count-- > 0) {
        if (str_writer_char(w, fill) < 0) return -1;
    }
    return 0;
}

/* Writes `text` as the conversion asks: [spaces] sign prefix [zeros] body [spaces]. */
static int put_laid_out(StrWriter *w, const Conversion *c, Obj *text) {
    intptr_t start = 0, end = STR_LENGTH(text), prefix = 0;
    bool is_number_text = is_signed_letter(c->letter);
    uint32_t sign = 0;
    if (!is_number_text && c->letter != 'c' && c->precision >= 0 && end > c->precision)
        end = (intptr_t)c->precision;
    if (is_number_text) {
        uint32_t first = str_char(text, 0);
        if (first == '-' || first == '+')
            sign = first, start = 1;
        else if (c->flags & FLAG_SIGN)
            sign = '+';
        else if (c->flags & FLAG_BLANK)
            sign = ' ';
        if ((c->flags & FLAG_ALT) && (c->letter == 'x' || c->letter == 'X' || c->letter == 'o'))
            prefix = 2;
    }
    int64_t missing = c->width - (end - start) - (sign ? 1 : 0);
    bool zeros = is_number_text && (c->flags & FLAG_ZERO);
    if (!(c->flags & FLAG_LEFT) && !zeros) put_fill(w, ' ', missing);
    if (sign) str_writer_char(w, sign);
    if (prefix) str_writer_slice(w, text, start, start + prefix);
    if (!(c->flags & FLAG_LEFT) && zeros) put_fill(w, '0', missing);
    str_writer_slice(w, text, start + prefix, end);
    if (c->flags & FLAG_LEFT) put_fill(w, ' ', missing);
    return w->failed ? -1 : 0;
}

static bool needs_no_layout(const Conversion *c, Obj *text) {
    bool is_number_text = is_signed_letter(c->letter);
    return c->width <= STR_LENGTH(text) &&
           (is_number_text || c->precision == -1 || c->precision >= STR_LENGTH(text)) &&
           !(is_number_text && (c->flags & (FLAG_SIGN | FLAG_BLANK)));
}

static int put_conversion(Percent *p, StrText *out) {
    Conversion c;
    if (parse_conversion(p, &c) < 0) return -1;
    Obj *value = next_argument(p);
    if (!value) return -1;
    Own text = value_text(p, &c, value);
    if (!text) return -1;
    bool is_last = p->at >= p->length && !is_int_exact(p->rt, value);
    int result = needs_no_layout(&c, borrow(text)) ? str_text_put(out, borrow(text), is_last)
                                                   : put_laid_out(&out->w, &c, borrow(text));
    release(p->rt, text);
    return result;
}

static int raise_unused(Percent *p) {
    return raise_format_int(p->rt, EXC(p->rt, TypeError),
                            "not all arguments converted during %s formatting",
                            p->format ? "string" : "bytes");
}

static void percent_start(Percent *p, Runtime *rt, Obj *args) {
    p->rt = rt;
    p->args = args;
    p->index = is_tuple(args) ? 0 : -2;
    p->count = is_tuple(args) ? TUPLE_SIZE(args) : -1;
    bool text = p->format ? is_str(args) : is_bytes(args) || is_bytearray(rt, args) || is_str(args);
    if (mapping_check(args) && !is_tuple(args) && !text) p->mapping = args;
}

static int percent_text(Percent *p, StrText *out) {
    while (p->at < p->length) {
        intptr_t next = chars_find_char(p->kind, (const uint8_t *)p->chars + p->at * p->kind,
                                        p->length - p->at, '%');
        intptr_t end = next < 0 ? p->length : p->at + next;
        if (end > p->at) {
            bool whole = p->at == 0 && end == p->length;
            int result = whole ? str_text_put(out, p->format, true)
                               : str_writer_slice(&out->w, p->format, p->at, end);
            if (result < 0) return -1;
            p->at = end;
            continue;
        }
        p->at++;
        if (p->at < p->length && percent_char(p) == '%') {
            if (str_writer_char(&out->w, '%') < 0) return -1;
            p->at++;
            continue;
        }
        if (put_conversion(p, out) < 0) return -1;
        if (p->mapping && p->index < p->count) return raise_unused(p);
    }
    return p->index < p->count && !p->mapping ? raise_unused(p) : 0;
}

Own str_percent_format(Runtime *rt, Obj *format, Obj *args) {
    Percent p = {.chars = STR_DATA(format),
                 .kind = STR_KIND(format),
                 .length = STR_LENGTH(format),
                 .format = format};
    percent_start(&p, rt, args);
    StrText out;
    str_text_init(&out, rt);
    int result = percent_text(&p, &out);
    xrelease(rt, p.mapped);
    if (result == 0) return str_text_finish(&out);
    str_text_discard(&out);
    return NULL;
}

/* ---- bytes ---- */

/* "%b" and "%s": bytes-like, or __bytes__. */
static Own bytes_argument(Percent *p, Obj *value) {
    Runtime *rt = p->rt;
    if (is_bytes(value) && value->type == T(rt, BYTES)) return keep(value);
    Own method = type_lookup_special(rt, value, ID(rt, __bytes__));
    if (method) {
        Own made = call_0(rt, borrow(method));
        release(rt, method);
        if (made && !is_bytes(borrow(made))) {
            raise_format(rt, EXC(rt, TypeError), "__bytes__ returned non-bytes (type %.200s)",
                         borrow(made)->type->name);
            release(rt, made);
            return NULL;
        }
        return made;
    }
    if (RAISED(rt)) return NULL;
    Buffer buffer;
    if (!buffer_check(rt, value)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "%%b requires a bytes-like object, or an object that implements "
                            "__bytes__, not '%.100s'",
                            value->type->name);
    }
    if (buffer_open(rt, value, &buffer) < 0) return NULL;
    Own made = bytes_from(rt, buffer.data, (size_t)buffer.size);
    buffer_close(&buffer);
    return made;
}

/* The byte of "%c" as a bytes of one. */
static Own byte_argument(Runtime *rt, Obj *value) {
    const uint8_t *data;
    size_t size;
    if (is_bytes(value) || is_bytearray(rt, value)) {
        if (buffer_get(rt, value, &data, &size) < 0) return NULL;
        if (size == 1) return bytes_from(rt, data, 1);
    } else if (number_has_index(value)) {
        Own index = number_index(rt, value);
        if (!index) return NULL;
        int overflow;
        int64_t byte = int_as_i64_overflow(borrow(index), &overflow);
        release(rt, index);
        if (overflow || byte < 0 || byte > 255) {
            return raise_format(rt, EXC(rt, OverflowError), "%%c arg not in range(256)");
        }
        uint8_t one = (uint8_t)byte;
        return bytes_from(rt, &one, 1);
    }
    return raise_format(rt, EXC(rt, TypeError),
                        "%%c requires an integer in range(256) or a single byte");
}

/* Text of a conversion as a str of characters below 256, so that the layout is shared. */
static Own bytes_value_text(Percent *p, const Conversion *c, Obj *value) {
    Runtime *rt = p->rt;
    Own made;
    switch (c->letter) {
    case 's':
    case 'b': made = bytes_argument(p, value); break;
    case 'c': made = byte_argument(rt, value); break;
    case 'r':
    case 'a': return object_ascii(rt, value);
    default: return value_text(p, c, value);
    }
    if (!made) return NULL;
    Own text = str_from_kind(rt, 1, BYTES(borrow(made))->data, BYTES_SIZE(borrow(made)));
    release(rt, made);
    return text;
}

static int bytes_conversion(Percent *p, StrWriter *w) {
    Conversion c;
    if (parse_conversion(p, &c) < 0) return -1;
    if (c.letter == 'i') c.letter = 'd';
    Obj *value = next_argument(p);
    if (!value) return -1;
    Own text = bytes_value_text(p, &c, value);
    if (!text) return -1;
    int result = needs_no_layout(&c, borrow(text)) ? str_writer_str(w, borrow(text))
                                                   : put_laid_out(w, &c, borrow(text));
    release(p->rt, text);
    if (result == 0 && p->mapping && p->index < p->count) return raise_unused(p);
    return result;
}

static int bytes_text(Percent *p, StrWriter *w) {
    while (p->at < p->length) {
        uint32_t c = percent_char(p);
        p->at++;
        int result;
        if (c != '%') {
            result = str_writer_char(w, c);
        } else if (p->at < p->length && percent_char(p) == '%') {
            result = str_writer_char(w, '%');
            p->at++;
        } else {
            result = bytes_conversion(p, w);
        }
        if (result < 0) return -1;
    }
    return p->index < p->count && !p->mapping ? raise_unused(p) : 0;
}

Own bytes_percent_format(Runtime *rt, Span format, Obj *args, Obj *like) {
    Percent p = {.chars = format.data, .kind = 1, .length = format.size};
    percent_start(&p, rt, args);
    StrWriter w;
    str_writer_init(&w, rt);
    int result = bytes_text(&p, &w);
    xrelease(rt, p.mapped);
    Own made = NULL;
    if (result == 0 && !w.failed) made = make_like(rt, like, w.chars, w.length);
    str_writer_discard(&w);
    return made;
}
