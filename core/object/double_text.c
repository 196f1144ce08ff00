/* Doubles as text in the formats e, f, g and repr: CPython 3.11 Python/pystrtod.c's rules on exact digits (base/dtoa.c). */
#include "base/dtoa.h"
#include "heap/seam.h"
#include "object/float.h"
#include "object/str.h"

#include <math.h>

/* What is to be written: digits with the point behind `point` of them, zeros filled in on both sides. */
typedef struct Layout {
    const char *digits;
    int count;
    int point;          /* digits before the decimal point, may be negative */
    int64_t last;       /* digits in all that must be shown, from the first one on */
    int exponent;
    bool negative, plus, with_exponent, keep_point, upper;
} Layout;

/* Digits `from` up to `to`, zeros outside of those there are. */
static char *put_digits(char *out, const Layout *l, int64_t from, int64_t to) {
    for (int64_t i = from; i < to; i++) *out++ = i >= 0 && i < l->count ? l->digits[i] : '0';
    return out;
}

static size_t layout_room(const Layout *l) {
    int64_t whole = l->point > 0 ? l->point : 1, fraction = l->last - l->point;
    return (size_t)(whole + (fraction > 0 ? fraction : 0)) + 16;
}

static size_t layout_write(char *start, const Layout *l) {
    char *out = start;
    if (l->negative) *out++ = '-';
    else if (l->plus) *out++ = '+';
    out = l->point > 0 ? put_digits(out, l, 0, l->point) : put_digits(out, l, -1, 0);
    if (l->last > l->point || l->keep_point) *out++ = '.';
    out = put_digits(out, l, l->point, l->last);
    if (l->with_exponent) {
        int size = l->exponent < 0 ? -l->exponent : l->exponent;
        *out++ = l->upper ? 'E' : 'e';
        *out++ = l->exponent < 0 ? '-' : '+';
        if (size >= 100) *out++ = (char)('0' + size / 100);
        *out++ = (char)('0' + size / 10 % 10);
        *out++ = (char)('0' + size % 10);
    }
    *out = 0;
    return (size_t)(out - start);
}

static size_t special_text(char *out, double value, bool plus, bool upper) {
    const char *word = isnan(value) ? upper ? "NAN" : "nan" : upper ? "INF" : "inf";
    size_t length = 0;
    if (!isnan(value) && value < 0) out[length++] = '-';
    else if (plus) out[length++] = '+';
    memcpy(out + length, word, 4);
    return length + 3;
}

/* Digits of |value|, at most as `code` wants them; 0 is the single digit "0". */
static int make_digits(double value, char code, int precision, char *digits, int *point) {
    int count = 0;
    *point = 1;
    if (value != 0.0) {
        count = code == 'r'   ? dtoa_shortest(value, digits, point)
                : code == 'f' ? dtoa_decimals(value, precision, digits, point)
                              : dtoa_significant(value, precision, digits, point);
    }
    if (count == 0) {
        digits[0] = '0';
        *point = 1;
        count = 1;
    }
    return count;
}

static void make_layout(Layout *l, char code, int precision, int flags) {
    int point = l->point;
    l->last = l->count;
    switch (code) {
    case 'e':
        l->with_exponent = true;
        l->last = precision; /* significant digits by now */
        break;
    case 'f': l->last = (int64_t)point + precision; break;
    case 'g':
        l->with_exponent = point <= -4 || point > precision - ((flags & DTOA_ADD_DOT_0) != 0);
        if (flags & DTOA_ALT) l->last = precision;
        break;
    default: l->with_exponent = point <= -4 || point > 16; break;
    }
    if (l->with_exponent) {
        l->exponent = point - 1;
        l->point = 1;
    }
    int64_t least = l->point + (!l->with_exponent && (flags & DTOA_ADD_DOT_0) ? 1 : 0);
    if (l->last < least) l->last = least;
    l->keep_point = (flags & DTOA_ALT) != 0;
}

char *double_to_text(Runtime *rt, double value, char code, int precision, int flags, size_t *length) {
    char digits[DTOA_DIGITS + 16], *text;
    bool upper = code >= 'A' && code <= 'Z';
    if (upper) code = (char)(code | 0x20);
    if (!isfinite(value)) {
        if (!(text = raw_alloc(rt, 8))) return raise_memory_error(rt), NULL;
        *length = special_text(text, value, flags & DTOA_SIGN, upper);
        return text;
    }
    if (code == 'e') precision++;
    if (code == 'g' && precision == 0) precision = 1;
    Layout l = {.digits = digits, .upper = upper, .negative = signbit(value), .plus = (flags & DTOA_SIGN) != 0};
    l.count = make_digits(value, code, precision, digits, &l.point);
    if ((flags & DTOA_NO_NEGATIVE_ZERO) && l.count == 1 && digits[0] == '0') l.negative = false;
    make_layout(&l, code, precision, flags);
    if (!(text = raw_alloc(rt, layout_room(&l)))) return raise_memory_error(rt), NULL;
    *length = layout_write(text, &l);
    return text;
}

size_t float_repr_text(double value, char *buffer) {
    char digits[32];
    if (!isfinite(value)) return special_text(buffer, value, false, false);
    Layout l = {.digits = digits, .negative = signbit(value)};
    l.count = make_digits(value, 'r', 0, digits, &l.point);
    make_layout(&l, 'r', 0, DTOA_ADD_DOT_0);
    return layout_write(buffer, &l);
}
