/* Decimal numbers as text: reading, writing, and format(). */
#include "lib/decimal.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/str_impl.h"
#include "object/str_text.h"

static char *take_text(Work *w, int64_t size) {
    if (size > INT32_MAX) w->failed = true;
    return w->failed ? NULL : (char *)work_take(w, (intptr_t)(size / (int64_t)sizeof(Limb)) + 1);
}

/* ---- writing ---- */

static char *put_text(char *to, const char *text) {
    while (*text) *to++ = *text++;
    return to;
}
static char *put_zeros(char *to, int64_t count) {
    memset(to, '0', (size_t)count);
    return to + count;
}
static char *put_exponent(char *to, int64_t exponent, char mark) {
    char digits[24];
    int count = 0;
    *to++ = mark;
    *to++ = exponent < 0 ? '-' : '+';
    for (uint64_t left = (uint64_t)(exponent < 0 ? -exponent : exponent); left || !count; left /= 10) digits[count++] = (char)('0' + left % 10);
    while (count) *to++ = digits[--count];
    return to;
}

/* Digits with a point behind so many of them, zeros where there are none. */
static char *put_digits(char *to, Nat n, int64_t digits, int64_t point) {
    if (point <= 0) {
        to = put_zeros(put_text(to, "0."), -point);
        nat_write_digits(n, to, digits);
        return to + digits;
    }
    nat_write_digits(n, to, digits);
    if (point >= digits) return put_zeros(to + digits, point - digits);
    memmove(to + point + 1, to + point, (size_t)(digits - point));
    to[point] = '.';
    return to + digits + 1;
}

/* The text of a number without sign; its size, -1: there is no memory. *text lies in the work area. */
static int64_t plain_text(Calc *c, Num a, bool engineering, char mark, char **text) {
    int64_t digits = nat_digits(a.n), left = a.exp + digits, point = 1;
    char *to = *text = take_text(&c->w, digits + 48);
    if (!to) return -1;
    if (a.kind != NUM_FINITE) {
        to = put_text(to, a.kind == NUM_INFINITE ? "Infinity" : a.kind == NUM_NAN ? "NaN" : "sNaN");
        if (num_is_nan(a) && a.n.len) {
            nat_write_digits(a.n, to, digits);
            to += digits;
        }
        return to - *text;
    }
    if (a.exp <= 0 && left > -6) point = left;
    else if (engineering && !a.n.len) point = ((left + 1) % 3 + 3) % 3 - 1;
    else if (engineering) point = ((left - 1) % 3 + 3) % 3 + 1;
    to = put_digits(to, a.n, digits, point);
    if (left != point) to = put_exponent(to, left - point, mark);
    return to - *text;
}

Own num_text(Calc *c, Num a, bool engineering) {
    char *text, *start = take_text(&c->w, 8);
    int64_t size = plain_text(c, a, engineering, c->ctx.capitals ? 'E' : 'e', &text);
    if (size < 0 || !start) return raise_memory_error(c->w.rt);
    if (a.sign) {
        start = take_text(&c->w, size + 1);
        if (!start) return raise_memory_error(c->w.rt);
        *start = '-';
        memcpy(start + 1, text, (size_t)size);
        return str_from_ascii(c->w.rt, start, (size_t)size + 1);
    }
    return str_from_ascii(c->w.rt, text, (size_t)size);
}

/* ---- reading ---- */

typedef struct Scan {
    const char *at, *end;
} Scan;

/* The text in ASCII: digits of any script, blanks around left out. NULL: no memory. */
static char *as_ascii(Calc *c, Obj *text, bool plain, char **end) {
    intptr_t length = STR_LENGTH(text);
    char *start = take_text(&c->w, length), *to = start;
    for (intptr_t i = 0; to && i < length; i++) {
        uint32_t ch = str_char(text, i);
        int digit = ch < 128 ? -1 : unicode_decimal_value(ch);
        if (ch == '_' && !plain) continue;
        *to++ = digit >= 0 ? (char)('0' + digit) : unicode_is_space(ch) && !plain ? ' ' : ch && ch < 128 ? (char)ch : '?';
    }
    if (!start) return NULL;
    while (!plain && start < to && *start == ' ') start++;
    while (!plain && start < to && to[-1] == ' ') to--;
    *end = to;
    return start;
}

static bool scan_word(Scan *s, const char *word) {
    const char *at = s->at;
    while (*word && at < s->end && (*at | 32) == *word) at++, word++;
    if (*word) return false;
    s->at = at;
    return true;
}
static bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }

/* The exponent behind an e; far out of range it stays there. */
static bool scan_exponent(Scan *s, int64_t *exponent) {
    const int64_t most = INT64_C(3000000000000000000);
    bool negative = s->at < s->end && *s->at == '-';
    int64_t value = 0;
    if (s->at < s->end && (*s->at == '-' || *s->at == '+')) s->at++;
    if (s->at == s->end) return false;
    for (; s->at < s->end; s->at++) {
        if (!is_digit(*s->at)) return false;
        value = value > most / 10 ? most : value * 10 + (*s->at - '0');
    }
    *exponent = negative ? -value : value;
    return true;
}

static bool scan_special(Calc *c, Scan s, Num *z) {
    if (scan_word(&s, "infinity") || scan_word(&s, "inf")) {
        *z = num_special(z->sign, NUM_INFINITE);
        return s.at == s.end;
    }
    enum NumKind kind = scan_word(&s, "snan") ? NUM_SIGNALLING : NUM_NAN;
    if (kind == NUM_NAN && !scan_word(&s, "nan")) return false;
    for (const char *at = s.at; at < s.end; at++) {
        if (!is_digit(*at)) return false;
    }
    *z = num_special(z->sign, kind);
    z->n = nat_read_digits(&c->w, s.at, s.end - s.at);
    return true;
}

static bool scan_number(Calc *c, Scan s, char *buffer, Num *z) {
    int64_t count = 0, behind = 0, exponent = 0;
    bool point = false;
    for (; s.at < s.end; s.at++) {
        if (is_digit(*s.at)) {
            buffer[count++] = *s.at;
            behind += point;
        } else if (*s.at == '.' && !point) {
            point = true;
        } else {
            break;
        }
    }
    if (!count) return false;
    if (s.at < s.end && ((*s.at++ | 32) != 'e' || !scan_exponent(&s, &exponent))) return false;
    *z = num_finite(z->sign, nat_read_digits(&c->w, buffer, count), exponent - behind);
    return true;
}

Num num_parse(Calc *c, Obj *text, bool plain) {
    Scan s;
    char *end = NULL, *start = as_ascii(c, text, plain, &end);
    Num z = num_special(0, NUM_NAN);
    if (!start) return z;
    s = (Scan){ start, end };
    if (s.at < s.end && (*s.at == '-' || *s.at == '+')) z.sign = *s.at++ == '-';
    if (s.at < s.end && (is_digit(*s.at) || *s.at == '.')) {
        if (scan_number(c, s, start, &z)) return z;
    } else if (scan_special(c, s, &z)) {
        return z;
    }
    return num_invalid(c, DEC_CONVERSION_SYNTAX);
}

/* ---- format() ---- */

typedef struct Format {
    uint32_t fill;
    char align, sign, type; /* type 0: none was given */
    bool zero_pad, no_negative_zero;
    int64_t width, precision; /* -1: none */
    Own point, separator;     /* strs; NULL: ".", no separator */
    const char *grouping;
} Format;

static bool is_align(uint32_t ch) { return ch == '<' || ch == '>' || ch == '=' || ch == '^'; }

static bool read_number(Obj *spec, intptr_t *at, int64_t *out) {
    intptr_t start = *at;
    int64_t value = 0;
    for (; *at < STR_LENGTH(spec) && str_char(spec, *at) - '0' <= 9; ++*at) {
        value = value * 10 + (int64_t)(str_char(spec, *at) - '0');
        if (value > INT32_MAX) return false;
    }
    *out = value;
    return *at > start;
}

/* [[fill]align][sign][z][0][width][,][.precision][type] */
static bool read_format(Runtime *rt, Obj *spec, Format *f) {
    intptr_t at = 0, end = STR_LENGTH(spec);
#define NEXT_IS(ch) (at < end && str_char(spec, at) == (ch))
    if (end > 1 && is_align(str_char(spec, 1))) {
        f->fill = str_char(spec, 0);
        f->align = (char)str_char(spec, 1);
        at = 2;
    } else if (end && is_align(str_char(spec, 0))) {
        f->align = (char)str_char(spec, at++);
    }
    if (NEXT_IS('+') || NEXT_IS('-') || NEXT_IS(' ')) f->sign = (char)str_char(spec, at++);
    if (NEXT_IS('z')) f->no_negative_zero = at++ >= 0;
    if (NEXT_IS('0')) {
        if (f->align) return false;
        f->zero_pad = true;
        f->fill = '0';
        f->align = '=';
        at++;
    }
    if (at < end && str_char(spec, at) - '1' <= 8 && !read_number(spec, &at, &f->width)) return false;
    if (NEXT_IS(',')) {
        f->separator = str_from_char(rt, ',');
        f->grouping = "\3";
        at++;
    }
    if (NEXT_IS('.') && (at++, !read_number(spec, &at, &f->precision))) return false;
    if (at < end && str_char(spec, at) < 128 && strchr("eEfFgGnN%", (int)str_char(spec, at))) f->type = (char)str_char(spec, at++);
#undef NEXT_IS
    if ((f->type == 'n' || f->type == 'N') && f->separator) return false;
    return at == end;
}

/* decimal_point, thousands_sep and grouping of a dict. */
static int read_settings(Runtime *rt, Obj *settings, Format *f) {
    static const char *const names[] = { "decimal_point", "thousands_sep", "grouping" };
    size_t size;
    if (!is_dict(settings)) return raise_format_int(rt, EXC(rt, TypeError), "optional argument must be a dict");
    for (int i = 0; i < 3; i++) {
        Obj *value = dict_get_str(rt, settings, names[i]);
        if (!value && RAISED(rt)) return -1;
        if (!value) continue;
        if (!is_str(value)) return raise_format_int(rt, EXC(rt, TypeError), "invalid override dict");
        if (i == 0) own_set(rt, &f->point, keep(value));
        if (i == 1) own_set(rt, &f->separator, keep(value));
        const char *text = str_utf8(rt, value, &size);
        bool good = i == 0 ? size && size <= 4 : i == 1 ? size <= 4 : true;
        if (!text) return -1;
        for (size_t k = 0; i == 2 && k < size; k++) good &= (uint8_t)text[k] < 128;
        if (!good) return raise_format_int(rt, EXC(rt, ValueError), "invalid override dict");
        if (i == 2) f->grouping = text;
    }
    return 0;
}

/* Rounded as the type and the precision say. */
static Num shaped(Calc *c, Num a, const Format *f) {
    bool fixed = f->type == 'f' || f->type == 'F' || f->type == '%', scientific = f->type == 'e' || f->type == 'E';
    int64_t drop, digits = nat_digits(a.n);
    int rest;
    if (f->type == '%') a.exp += 2;
    if (f->precision >= 0) {
        int64_t wanted = scientific ? f->precision + 1 : f->precision > 0 ? f->precision : 1;
        drop = fixed ? -f->precision - a.exp : digits - wanted;
        if (drop > 0 && (a.n.len || fixed)) {
            a.n = num_round_up(c, a.sign, nat_shift_right(&c->w, a.n, drop, &rest), rest);
            a.exp += drop;
            if (!fixed && nat_digits(a.n) > wanted) {
                a.n = nat_shift_right(&c->w, a.n, 1, NULL);
                a.exp++;
            }
        } else if (drop < 0 && (fixed || (scientific && a.n.len))) {
            a.n = nat_shift_left(&c->w, a.n, -drop);
            a.exp += drop;
        }
    }
    if (fixed && a.exp > 0) {
        a.n = nat_shift_left(&c->w, a.n, a.exp);
        a.exp = 0;
    }
    return a;
}

/* The digits before the point, and from the point on; false: no memory. */
static bool body_text(Calc *c, Num a, const Format *f, char **text, int64_t *whole, int64_t *size) {
    bool fixed = f->type == 'f' || f->type == 'F' || f->type == '%', scientific = f->type == 'e' || f->type == 'E';
    char mark = f->type == 'e' || f->type == 'g' || f->type == 'n' ? 'e' : f->type || c->ctx.capitals ? 'E' : 'e';
    int64_t digits = nat_digits(a.n), left = a.exp + digits;
    int64_t point = fixed || (!scientific && a.exp <= 0 && left > -6) ? left : 1, zeros = 0, shown = left - point;
    if (scientific && !a.n.len && f->precision >= 0) {
        zeros = f->precision;
        shown = a.exp + zeros;
    }
    if (digits > INT32_MAX || left > INT32_MAX || point < -INT32_MAX) c->w.failed = true;
    char *to = *text = take_text(&c->w, c->w.failed ? 0 : digits + (point < 0 ? -point : 0) + zeros + 48);
    if (!to) return false;
    to = put_digits(to, a.n, digits, point);
    if (zeros) to = put_zeros(put_text(to, "."), zeros);
    *whole = 0;
    while (*text + *whole < to && is_digit((*text)[*whole])) ++*whole;
    if (shown || scientific) to = put_exponent(to, shown, mark);
    if (f->type == '%') *to++ = '%';
    *size = to - *text;
    return true;
}

/* Digits in groups, written from the end into `out`, with zeros up to a width; ',' stands for the separator. Where they begin. */
static char *group_digits(const char *digits, int64_t count, const Format *f, int64_t width, char *end) {
    const char *rule = f->grouping;
    int64_t separator = f->separator ? STR_LENGTH(borrow(f->separator)) : 0, left = 0;
    bool grouped = f->separator && rule && *rule;
    while (count > 0 || width > 0) {
        if (grouped && left == 0) left = *rule == 127 ? INT64_MAX : *rule;
        *--end = count > 0 ? digits[--count] : '0';
        width--;
        if (!grouped || --left > 0 || (count <= 0 && width <= 0)) continue;
        *--end = ',';
        width -= separator;
        if (rule[1]) rule++;
        if (width <= 0 && count <= 0) width = 1;
    }
    return end;
}

static void put_padding(StrWriter *out, uint32_t fill, int64_t count) {
    while (count-- > 0) str_writer_char(out, fill);
}

static Own assemble(Calc *c, const Format *f, bool negative, const char *text, int64_t whole, int64_t size) {
    StrWriter out;
    char sign = negative ? '-' : f->sign == '-' ? 0 : f->sign;
    int64_t extra = f->point && whole < size && text[whole] == '.' ? STR_LENGTH(borrow(f->point)) - 1 : 0;
    int64_t room = whole * 2 + f->width * 2 + 8, tail = size - whole + extra + (sign != 0);
    char *buffer = take_text(&c->w, room), *end = buffer + room, *start;
    if (!buffer) return raise_memory_error(c->w.rt);
    start = group_digits(text, whole, f, f->zero_pad ? f->width - tail : 0, end);
    int64_t length = tail;
    for (char *at = start; at < end; at++) length += *at == ',' ? STR_LENGTH(borrow(f->separator)) : 1;
    int64_t blanks = f->width > length ? f->width - length : 0;
    int64_t before = f->align == '<' || f->align == '=' ? 0 : f->align == '^' ? blanks / 2 : blanks;
    str_writer_init(&out, c->w.rt);
    put_padding(&out, f->fill, before);
    if (sign) str_writer_char(&out, (uint32_t)sign);
    if (f->align == '=') put_padding(&out, f->fill, blanks);
    for (; start < end; start++) {
        if (*start == ',') str_writer_str(&out, borrow(f->separator));
        else str_writer_char(&out, (uint32_t)*start);
    }
    for (int64_t i = whole; i < size; i++) {
        if (text[i] == '.' && f->point) str_writer_str(&out, borrow(f->point));
        else str_writer_char(&out, (uint32_t)text[i]);
    }
    if (f->align == '<' || f->align == '^') put_padding(&out, f->fill, blanks - before);
    return str_writer_finish(&out);
}

static Own format_with(Calc *c, Num a, Format *f) {
    char *text;
    int64_t whole = 0, size;
    bool negative = a.sign;
    if (!f->align) f->align = '>';
    if (a.kind == NUM_FINITE) {
        a = shaped(c, a, f);
        if (f->no_negative_zero && !a.n.len) negative = false;
        if (c->w.failed || !body_text(c, a, f, &text, &whole, &size)) return raise_memory_error(c->w.rt);
    } else {
        size = plain_text(c, a, false, 'E', &text);
        if (size < 0) return raise_memory_error(c->w.rt);
        if (f->type == '%') text[size++] = '%';
        if (f->zero_pad) {
            f->fill = ' ';
            f->align = '>';
            f->zero_pad = false;
        }
    }
    return assemble(c, f, negative, text, whole, size);
}

Own num_format(Calc *c, Num a, Obj *spec, Obj *settings) {
    Runtime *rt = c->w.rt;
    Format f = { .fill = ' ', .sign = '-', .precision = -1 };
    Own result = NULL;
    if (!read_format(rt, spec, &f)) raise_format(rt, EXC(rt, ValueError), "invalid format string");
    else if (!settings || read_settings(rt, settings, &f) == 0) result = format_with(c, a, &f);
    xrelease(rt, f.point);
    xrelease(rt, f.separator);
    return result;
}
