/* float: rounding, ratios, hexadecimal text and the other methods. CPython 3.11 Objects/floatobject.c. */
#include "base/dtoa.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/float_impl.h"
#include "object/int_impl.h"
#include "object/str.h"
#include "object/tuple.h"

#include <math.h>

#define NO_ARGS (void)args, (void)nargs, (void)kwnames

/* ---- rounding ---- */

/* Rounded half to even at a decimal place: through the exact decimal digits. */
static Own round_at(Runtime *rt, double x, int decimals) {
    char digits[DTOA_DIGITS + 16], text[DTOA_DIGITS + 32];
    int point;
    if (x == 0.0) return float_new(rt, x);
    int count = dtoa_decimals(x, decimals, digits, &point);
    if (count == 0) return float_new(rt, 0.0 * x);
    memcpy(text, digits, (size_t)count);
    size_t length = (size_t)count;
    int exponent = point - count, size = exponent < 0 ? -exponent : exponent;
    text[length++] = 'e';
    text[length++] = exponent < 0 ? '-' : '+';
    for (int unit = 1000; unit; unit /= 10) text[length++] = (char)('0' + size / unit % 10);
    double value = 0;
    dtoa_parse(text, length, &value);
    if (isinf(value)) return raise_format(rt, EXC(rt, OverflowError), "rounded value too large to represent");
    return float_new(rt, x < 0 ? -value : value);
}

static Own float_round(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    double x = FLOAT_VALUE(self);
    int64_t decimals;
    (void)kwnames;
    if (nargs == 0 || is_none(rt, args[0])) {
        double rounded = round(x);
        if (fabs(x - rounded) == 0.5) rounded = 2.0 * round(x / 2.0);
        return int_from_double(rt, rounded);
    }
    if (number_as_ssize(rt, args[0], NULL, &decimals) < 0) return (Own)0;
    if (!isfinite(x)) return float_new(rt, x);
    if (decimals > 323) return float_new(rt, x);
    if (decimals < -308) return float_new(rt, 0.0 * x);
    return round_at(rt, x, (int)decimals);
}

static Own float_trunc(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return int_from_double(rt, FLOAT_VALUE(self));
}

static Own float_floor(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return int_from_double(rt, floor(FLOAT_VALUE(self)));
}

static Own float_ceil(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return int_from_double(rt, ceil(FLOAT_VALUE(self)));
}

static Own float_is_integer(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    double x = FLOAT_VALUE(self);
    return bool_from(rt, isfinite(x) && floor(x) == x);
}

/* numerator and denominator, *numerator scaled by a power of two; both given up on failure */
static Own ratio_pair(Runtime *rt, Own numerator, int exponent) {
    Own count = (Own)0, denominator = (Own)0, result = (Own)0, scaled = (Own)0;
    if (!numerator || !(count = int_from_i64(rt, exponent < 0 ? -exponent : exponent))) goto done;
    if (exponent > 0) {
        scaled = int_left_shift(rt, borrow(numerator), borrow(count));
        denominator = keep(int_small(rt, 1));
    } else {
        scaled = keep(borrow(numerator));
        denominator = int_left_shift(rt, int_small(rt, 1), borrow(count));
    }
    if (scaled && denominator) result = tuple_pack(rt, 2, borrow(scaled), borrow(denominator));
done:
    xrelease(rt, numerator);
    xrelease(rt, count);
    xrelease(rt, denominator);
    xrelease(rt, scaled);
    return result;
}

static Own float_as_integer_ratio(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    double x = FLOAT_VALUE(self);
    int exponent;
    if (isinf(x)) return raise_format(rt, EXC(rt, OverflowError), "cannot convert Infinity to integer ratio");
    if (isnan(x)) return raise_format(rt, EXC(rt, ValueError), "cannot convert NaN to integer ratio");
    double fraction = frexp(x, &exponent);
    for (int i = 0; i < 300 && fraction != floor(fraction); i++) {
        fraction *= 2.0;
        exponent--;
    }
    return ratio_pair(rt, int_from_double(rt, fraction), exponent);
}

/* ---- hexadecimal ---- */

static Own float_hex(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    double x = FLOAT_VALUE(self);
    int exponent;
    if (!isfinite(x)) return object_repr(rt, self);
    const char *sign = signbit(x) ? "-" : "";
    if (x == 0.0) return str_format(rt, "%s0x0.0p+0", sign);
    double m = frexp(fabs(x), &exponent);
    int shift = 1 - (-1021 - exponent > 0 ? -1021 - exponent : 0);
    m = ldexp(m, shift);
    exponent -= shift;
    char digits[16];
    int lead = (int)m;
    m -= lead;
    for (int i = 0; i < 13; i++) {
        m *= 16.0;
        digits[i] = "0123456789abcdef"[(int)m];
        m -= (int)m;
    }
    digits[13] = 0;
    return str_format(rt, "%s0x%d.%sp%c%d", sign, lead, digits, exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
}

static int hex_value(char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

/* Number made of hexadecimal digits with 4 bits each and an exponent of two, rounded half to even. False = too large. */
static bool hex_value_of(const char *digits, size_t count, int64_t exponent, double *value) {
    uint64_t top = 0;
    bool sticky = false;
    size_t i = 0;
    *value = 0.0;
    while (i < count && digits[i] == '0') i++;
    if (i == count) return true;
    for (; i < count; i++) {
        uint64_t digit = (uint64_t)hex_value(digits[i]);
        if (top >> 58) {
            sticky |= digit != 0;
            exponent += 4;
        } else {
            top = top << 4 | digit;
        }
    }
    int bits = 64 - __builtin_clzll(top);
    int64_t highest = exponent + bits; /* value < 2**highest */
    if (highest > 1024) return false;
    if (highest < -1075) return true;
    int64_t lowest = highest - 53 < -1074 ? -1074 : highest - 53; /* exponent of the last bit kept */
    int64_t drop = lowest - exponent;
    if (drop > 0) {
        if (drop >= 63) drop = 63;
        uint64_t unit = (uint64_t)1 << drop, half = unit >> 1, low = top & (unit - 1);
        top -= low;
        if (low > half || (low == half && (sticky || (top & unit)))) top += unit;
    }
    *value = ldexp((double)top, (int)exponent);
    return isfinite(*value);
}

HS_INLINE bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Signed number without blanks around: 0 ok, -1 not a number, -2 too large. */
static int parse_hex(Runtime *rt, const char *s, size_t length, double *value) {
    const char *end = s + length;
    bool negative = s < end && *s == '-', too_large = false;
    if (float_parse(s, length, value) == length && (length == 0 || hex_value(s[length - 1]) < 0 || (s[length - 1] | 0x20) == 'f')) {
        if (!isfinite(*value)) return 0; /* inf, nan, infinity */
    }
    if (s < end && (*s == '-' || *s == '+')) s++;
    if (end - s >= 2 && s[0] == '0' && (s[1] | 0x20) == 'x') s += 2;
    char *digits = mem_alloc(rt, length + 1);
    if (!digits) return raise_memory_error(rt), -3;
    size_t count = 0;
    int64_t exponent = 0;
    for (; s < end && hex_value(*s) >= 0; s++) digits[count++] = *s;
    if (s < end && *s == '.') {
        for (s++; s < end && hex_value(*s) >= 0; s++, exponent -= 4) digits[count++] = *s;
    }
    bool ok = count > 0;
    if (ok && s < end && (*s | 0x20) == 'p') {
        s++;
        bool minus = s < end && *s == '-';
        if (s < end && (*s == '-' || *s == '+')) s++;
        int64_t power = 0;
        ok = s < end && *s >= '0' && *s <= '9';
        for (; s < end && *s >= '0' && *s <= '9'; s++) {
            if (power < 1000000000000) power = power * 10 + (*s - '0');
        }
        exponent += minus ? -power : power;
    }
    if (ok) too_large = !hex_value_of(digits, count, exponent, value);
    mem_free(rt, digits);
    if (!ok || s != end) return -1;
    if (negative) *value = -*value;
    return too_large ? -2 : 0;
}

static Own float_fromhex(Runtime *rt, Obj *cls, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    size_t length, start = 0;
    double value = 0;
    if (!is_str(args[0]))
        return raise_format(rt, EXC(rt, TypeError), "bad argument type for built-in operation");
    const char *text = str_utf8(rt, args[0], &length);
    if (!text) return NULL;
    while (start < length && is_blank(text[start])) start++;
    while (length > start && is_blank(text[length - 1])) length--;
    int result = parse_hex(rt, text + start, length - start, &value);
    if (result == -3) return (Own)0;
    if (result == -1) return raise_format(rt, EXC(rt, ValueError), "invalid hexadecimal floating-point string");
    if (result == -2) return raise_format(rt, EXC(rt, OverflowError), "hexadecimal value too large to represent as a float");
    Own number = float_new(rt, value);
    if (!number || cls == (Obj *)T(rt, FLOAT)) return number;
    Own self = call_1(rt, cls, borrow(number));
    release(rt, number);
    return self;
}

/* ---- others ---- */

static Own float_conjugate(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return is_float_exact(rt, self) ? keep(self) : float_new(rt, FLOAT_VALUE(self));
}

static Own float_getnewargs(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    Own value = float_new(rt, FLOAT_VALUE(self));
    if (!value) return value;
    return tuple_from_steal(rt, &value, 1);
}

static Own float_format_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    if (!is_str(args[0]))
        return raise_format(rt, EXC(rt, TypeError), "__format__() argument must be str, not %.50N", args[0]);
    return format_float(rt, self, args[0]);
}

static Own float_getformat(Runtime *rt, Obj *cls, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)cls, (void)nargs, (void)kwnames;
    if (!is_str(args[0]))
        return raise_format(rt, EXC(rt, TypeError), "__getformat__() argument must be str, not %.50N", args[0]);
    if (!str_equals_ascii(args[0], "double") && !str_equals_ascii(args[0], "float"))
        return raise_format(rt, EXC(rt, ValueError), "__getformat__() argument 1 must be 'double' or 'float'");
    return str_from_cstr(rt, "IEEE, little-endian");
}

const MethodDef float_methods[] = {
    {"conjugate", float_conjugate, METH_NOARGS, 0, 0, "conjugate($self, /)\n--\n\nReturn self, the complex conjugate of any float."},
    {"__trunc__", float_trunc, METH_NOARGS, 0, 0, "__trunc__($self, /)\n--\n\nReturn the Integral closest to x between 0 and x."},
    {"__floor__", float_floor, METH_NOARGS, 0, 0, "__floor__($self, /)\n--\n\nReturn the floor as an Integral."},
    {"__ceil__", float_ceil, METH_NOARGS, 0, 0, "__ceil__($self, /)\n--\n\nReturn the ceiling as an Integral."},
    {"__round__", float_round, METH_FASTCALL, 0, 1,
     "__round__($self, ndigits=None, /)\n--\n\nReturn the Integral closest to x, rounding half toward even."},
    {"as_integer_ratio", float_as_integer_ratio, METH_NOARGS, 0, 0,
     "as_integer_ratio($self, /)\n--\n\nPair of integers whose ratio is exactly the float, in lowest terms."},
    {"fromhex", float_fromhex, METH_O | METH_CLASS, 1, 1,
     "fromhex($type, string, /)\n--\n\nCreate a floating-point number from a hexadecimal string."},
    {"hex", float_hex, METH_NOARGS, 0, 0, "hex($self, /)\n--\n\nHexadecimal representation of the number."},
    {"is_integer", float_is_integer, METH_NOARGS, 0, 0, "is_integer($self, /)\n--\n\nWhether the float is an integer."},
    {"__getnewargs__", float_getnewargs, METH_NOARGS, 0, 0, "__getnewargs__($self, /)\n--\n\n"},
    {"__getformat__", float_getformat, METH_O | METH_CLASS, 1, 1,
     "__getformat__($type, typestr, /)\n--\n\nHow doubles and floats are stored: for tests of Python."},
    {"__format__", float_format_method, METH_O, 1, 1, "__format__($self, format_spec, /)\n--\n\n"},
    METHOD_END,
};
