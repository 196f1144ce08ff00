/* int: from text in any base, to text. Decimal conversion is quadratic, in base 10**9, and limited to sys.int_info's
 * 4300 digits unless sys.set_int_max_str_digits() says otherwise. CPython 3.11 Objects/longobject.c. */
#include "base/copy.h"
#include "base/utf8.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/int_impl.h"
#include "object/str.h"

#define DECIMAL_BASE 1000000000u
#define DECIMAL_DIGITS 9
#define LIMIT_FROM 640 /* shorter texts are never refused */

HS_INLINE int digit_value(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 37;
}

HS_INLINE bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* ---- from text ---- */

/* Digits with single underscores between: what a text holds after sign and prefix. */
typedef struct Numeral {
    const char *start, *end;
    intptr_t digits;
    int base;
    bool negative;
    bool only_zero; /* base 0: "00" is allowed, "01" is not */
} Numeral;

/* Sign, prefix, base. */
static const char *scan_prefix(Numeral *n, const char *s, const char *end) {
    if (s < end && (*s == '+' || *s == '-')) n->negative = *s++ == '-';
    bool prefix = end - s >= 2 && s[0] == '0';
    char letter = prefix ? (char)(s[1] | 0x20) : 0;
    int named = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (n->base == 0) {
        n->base = named ? named : 10;
        n->only_zero = !named && s < end && *s == '0';
    }
    if (named && n->base == named) {
        s += 2;
        if (s < end && *s == '_') s++;
    }
    return s;
}

/* False: not a numeral. */
static bool scan(Numeral *n, const char *s, const char *end) {
    while (s < end && is_blank(*s)) s++;
    while (end > s && is_blank(end[-1])) end--;
    s = scan_prefix(n, s, end);
    n->start = s;
    n->end = end;
    if (s == end || *s == '_' || end[-1] == '_') return false;
    for (; s < end; s++) {
        if (*s == '_') {
            if (s[-1] == '_') return false;
            continue;
        }
        if (digit_value(*s) >= n->base) return false;
        if (n->only_zero && *s != '0') return false;
        n->digits++;
    }
    return true;
}

/* Base a power of two: bits from the end. */
static Own parse_binary(Runtime *rt, const Numeral *n) {
    int bits = __builtin_ctz((unsigned)n->base), filled = 0;
    if (n->digits > INTPTR_MAX / bits - INT_SHIFT) return raise_memory_error(rt);
    Own z = int_alloc(rt, (n->digits * bits + INT_SHIFT - 1) / INT_SHIFT);
    if (!z) return z;
    Digit *out = INT_DIGITS(borrow(z)), *last = out + INT_SIZE(borrow(z));
    uint64_t wide = 0;
    for (const char *s = n->end; --s >= n->start;) {
        if (*s == '_') continue;
        wide |= (uint64_t)digit_value(*s) << filled;
        if ((filled += bits) < INT_SHIFT) continue;
        *out++ = (Digit)(wide & INT_MASK);
        wide >>= INT_SHIFT;
        filled -= INT_SHIFT;
    }
    while (out < last) {
        *out++ = (Digit)wide;
        wide = 0;
    }
    return z;
}

/* Multiplies `used` digits by `factor` and adds `value`: the new count. */
static intptr_t multiply_add(Digit *digits, intptr_t used, Digit factor, Digit value) {
    uint64_t carry = value;
    for (intptr_t i = 0; i < used; i++) {
        carry += (uint64_t)digits[i] * factor;
        digits[i] = (Digit)(carry & INT_MASK);
        carry >>= INT_SHIFT;
    }
    if (carry) digits[used++] = (Digit)carry;
    return used;
}

static Own parse_general(Runtime *rt, const Numeral *n) {
    /* at least as many as needed: the logarithm is never a whole number here */
    double digits = (double)n->digits * __builtin_log((double)n->base) / __builtin_log((double)INT_BASE) + 1.0;
    if (digits > (double)(INTPTR_MAX / 8)) return raise_memory_error(rt);
    Own z = int_alloc(rt, (intptr_t)digits);
    if (!z) return z;
    Digit *out = INT_DIGITS(borrow(z)), factor = 1, value = 0;
    intptr_t used = 0;
    for (const char *s = n->start; s < n->end; s++) {
        if (*s == '_') continue;
        value = value * (Digit)n->base + (Digit)digit_value(*s);
        factor *= (Digit)n->base;
        if (factor < INT_BASE / (Digit)n->base) continue;
        used = multiply_add(out, used, factor, value);
        factor = 1;
        value = 0;
    }
    if (factor > 1) used = multiply_add(out, used, factor, value);
    if (used == 0) out[0] = 0;
    INT_SIZE(borrow(z)) = used;
    return z;
}

static Own finish(Runtime *rt, const Numeral *n, Own z) {
    z = int_normalize(z);
    if (n->negative) INT_SIZE(borrow(z)) = -INT_SIZE(borrow(z));
    return int_finish(rt, z);
}

static Own parse(Runtime *rt, const Numeral *n) {
    bool power_of_two = (n->base & (n->base - 1)) == 0;
    if (!power_of_two && n->digits > LIMIT_FROM && rt->int_max_str_digits > 0 && n->digits > rt->int_max_str_digits)
        return raise_format(rt, EXC(rt, ValueError),
                            "Exceeds the limit (%d digits) for integer string conversion: value has %lld digits; "
                            "use sys.set_int_max_str_digits() to increase the limit",
                            rt->int_max_str_digits, (long long)n->digits);
    if (n->digits <= 18 && n->base == 10) { /* fits a word */
        Own z = int_alloc(rt, n->digits > 9 ? 2 : 1);
        if (!z) return z;
        int64_t value = 0;
        for (const char *s = n->start; s < n->end; s++) {
            if (*s != '_') value = value * 10 + digit_value(*s);
        }
        INT_DIGITS(borrow(z))[0] = (Digit)(value & INT_MASK);
        if (n->digits > 9) INT_DIGITS(borrow(z))[1] = (Digit)(value >> INT_SHIFT);
        return finish(rt, n, z);
    }
    Own z = power_of_two ? parse_binary(rt, n) : parse_general(rt, n);
    return z ? finish(rt, n, z) : z;
}

static Own raise_literal(Runtime *rt, int base, Obj *shown) {
    return raise_format(rt, EXC(rt, ValueError), "invalid literal for int() with base %d: %.200R", base, shown);
}

static Own from_text(Runtime *rt, const char *text, size_t length, int base, Obj *shown) {
    if ((base != 0 && base < 2) || base > 36)
        return raise_format(rt, EXC(rt, ValueError), "int() base must be >= 2 and <= 36, or 0");
    Numeral numeral = {.base = base};
    if (scan(&numeral, text, text + length)) return parse(rt, &numeral);
    if (shown) return raise_literal(rt, base, shown);
    Own copy = str_from_utf8(rt, text, length);
    if (copy) {
        raise_literal(rt, base, borrow(copy));
        release(rt, copy);
    }
    return (Own)0;
}

Own int_from_text(Runtime *rt, const char *text, size_t length, int base) {
    return from_text(rt, text, length, base, NULL);
}

/* ASCII copy of a str: decimal digits of any script as 0-9, any space as ' ', other characters as '?', which fits no base. */
static Own from_wide_text(Runtime *rt, Obj *text, int base) {
    intptr_t length = STR(text)->length;
    char *copy = mem_alloc(rt, (size_t)length + 1);
    if (!copy) return raise_memory_error(rt);
    for (intptr_t i = 0; i < length; i++) {
        uint32_t c = str_char(text, i);
        int value = c < 128 ? -1 : unicode_decimal_value(c);
        copy[i] = c < 128 ? (char)c : unicode_is_space(c) ? ' ' : value >= 0 ? (char)('0' + value) : '?';
    }
    Own z = from_text(rt, copy, (size_t)length, base, text);
    mem_free(rt, copy);
    return z;
}

Own int_from_text_object(Runtime *rt, Obj *text, int base) {
    if (is_str(text)) {
        if (!STR(text)->ascii) return from_wide_text(rt, text, base);
        return from_text(rt, (const char *)STR(text)->data, (size_t)STR(text)->length, base, text);
    }
    const uint8_t *data;
    size_t size;
    if (buffer_get(rt, text, &data, &size) < 0) return (Own)0;
    if (is_bytes(text) || is_bytearray(rt, text)) return from_text(rt, (const char *)data, size, base, text);
    Own copy = bytes_from(rt, data, size); /* other buffers are shown as bytes */
    if (!copy) return copy;
    Own z = from_text(rt, (const char *)data, size, base, borrow(copy));
    release(rt, copy);
    return z;
}

/* ---- to text ---- */

static Own raise_too_long(Runtime *rt) {
    return raise_format(rt, EXC(rt, ValueError),
                        "Exceeds the limit (%d digits) for integer string conversion; use "
                        "sys.set_int_max_str_digits() to increase the limit",
                        rt->int_max_str_digits);
}

/* Words in base 10**9, lowest first; *used of them. Memory from mem_alloc. */
static uint32_t *decimal_words(Runtime *rt, Obj *value, intptr_t *used) {
    intptr_t count = int_count(value), room = count + count / 99 + 2, n = 0;
    uint32_t *words = mem_alloc(rt, (size_t)room * sizeof *words);
    if (!words) return NULL;
    for (intptr_t i = count; --i >= 0;) {
        uint64_t carry = INT_DIGITS(value)[i];
        for (intptr_t j = 0; j < n; j++) {
            carry += (uint64_t)words[j] << INT_SHIFT;
            words[j] = (uint32_t)(carry % DECIMAL_BASE);
            carry /= DECIMAL_BASE;
        }
        for (; carry; carry /= DECIMAL_BASE) words[n++] = (uint32_t)(carry % DECIMAL_BASE);
    }
    *used = n;
    return words;
}

static Own decimal_large(Runtime *rt, Obj *value) {
    intptr_t used, length = 0;
    int limit = rt->int_max_str_digits;
    /* a bit is 0.30103 decimal digits: hopeless work is refused early */
    if (limit > 0 && (double)int_count(value) * INT_SHIFT * 0.3 > (double)limit + 10) return raise_too_long(rt);
    uint32_t *words = decimal_words(rt, value, &used);
    if (!words) return raise_memory_error(rt);
    size_t room = (size_t)used * DECIMAL_DIGITS + 2;
    char *text = mem_alloc(rt, room);
    if (!text) {
        mem_free(rt, words);
        return raise_memory_error(rt);
    }
    char *end = text + room, *p = end;
    for (intptr_t i = 0; i < used; i++) {
        uint32_t word = words[i];
        for (int j = 0; j < DECIMAL_DIGITS && (word || i < used - 1); j++, word /= 10) *--p = (char)('0' + word % 10);
    }
    length = end - p;
    mem_free(rt, words);
    Own result = (Own)0;
    if (INT_SIZE(value) < 0) *--p = '-';
    if (limit > 0 && length > limit && length > LIMIT_FROM) raise_too_long(rt);
    else result = str_from_ascii(rt, p, (size_t)(end - p));
    mem_free(rt, text);
    return result;
}

/* A new str, also for one digit: as CPython, which writes into a str it has made and does not look for the shared character. */
static Own fresh_text(Runtime *rt, const char *text, size_t length) {
    Own result = str_alloc(rt, (intptr_t)length, 0x7f);
    if (result) copy_bytes(STR(borrow(result))->data, text, length);
    return result;
}

static Own decimal_text(Runtime *rt, Obj *value) {
    char text[24], *end = text + sizeof text, *p = end;
    if (int_count(value) > 2) return decimal_large(rt, value);
    uint64_t rest = int_count(value) ? INT_DIGITS(value)[0] : 0;
    if (int_count(value) == 2) rest |= (uint64_t)INT_DIGITS(value)[1] << INT_SHIFT;
    do *--p = (char)('0' + rest % 10);
    while (rest /= 10);
    if (INT_SIZE(value) < 0) *--p = '-';
    return fresh_text(rt, p, (size_t)(end - p));
}

static Own binary_text(Runtime *rt, Obj *value, int base) {
    int bits = __builtin_ctz((unsigned)base), filled = 0;
    size_t room = (size_t)int_count(value) * INT_SHIFT / (size_t)bits + 8;
    char *text = mem_alloc(rt, room);
    if (!text) return raise_memory_error(rt);
    char *end = text + room, *p = end;
    uint64_t wide = 0;
    for (intptr_t i = 0, count = int_count(value); i < count; i++) {
        wide |= (uint64_t)INT_DIGITS(value)[i] << filled;
        filled += INT_SHIFT;
        while (filled >= bits) {
            *--p = "0123456789abcdef"[wide & (uint64_t)(base - 1)];
            wide >>= bits;
            filled -= bits;
        }
    }
    if (wide) *--p = "0123456789abcdef"[wide];
    while (p < end && *p == '0') p++;
    if (p == end) *--p = '0';
    *--p = base == 16 ? 'x' : base == 8 ? 'o' : 'b';
    *--p = '0';
    if (INT_SIZE(value) < 0) *--p = '-';
    Own result = str_from_ascii(rt, p, (size_t)(end - p));
    mem_free(rt, text);
    return result;
}

Own int_to_text(Runtime *rt, Obj *value, int base) {
    return base == 10 ? decimal_text(rt, value) : binary_text(rt, value, base);
}

Own int_tp_repr(Runtime *rt, Obj *self) { return decimal_text(rt, self); }
