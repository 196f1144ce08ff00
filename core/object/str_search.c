/* Searching in characters of any kind and in bytes. CPython 3.11 Objects/stringlib/fastsearch.h: a
 * Boyer-Moore-Horspool skip by the last character with a 64-bit Bloom filter of the needle; single
 * characters by memchr.
 *
 * The loops are written once, inlined for each pair of kinds. A needle of a wider kind than the
 * text cannot occur in it. */
#include "object/str_impl.h"

/* ---- one character ---- */

intptr_t chars_find_char(int kind, const void *chars, intptr_t length, uint32_t c) {
    if (length <= 0) return -1;
    if (kind == 1) {
        const uint8_t *in = chars;
        if (c > 0xff) return -1;
        const uint8_t *at = memchr(in, (int)c, (size_t)length);
        return at ? at - in : -1;
    }
    if (kind == 2) {
        const uint16_t *in = chars;
        if (c > 0xffff) return -1;
        for (intptr_t i = 0; i < length; i++) {
            if (in[i] == c) return i;
        }
        return -1;
    }
    const uint32_t *in = chars;
    for (intptr_t i = 0; i < length; i++) {
        if (in[i] == c) return i;
    }
    return -1;
}

intptr_t chars_rfind_char(int kind, const void *chars, intptr_t length, uint32_t c) {
    for (intptr_t i = length; i-- > 0;) {
        if (chars_get(kind, chars, i) == c) return i;
    }
    return -1;
}

/* ---- several characters ---- */

HS_INLINE bool same_chars(int hay_kind, const void *hay, intptr_t at, int kind, const void *needle,
                          intptr_t count) {
    if (hay_kind == kind) {
        return memcmp((const uint8_t *)hay + at * kind, needle, (size_t)(count * kind)) == 0;
    }
    for (intptr_t i = 0; i < count; i++) {
        if (chars_get(hay_kind, hay, at + i) != chars_get(kind, needle, i)) return false;
    }
    return true;
}

/* 2 <= length <= hay_length. */
HS_INLINE intptr_t find_pair(int hay_kind, const void *hay, intptr_t hay_length, int kind,
                             const void *needle, intptr_t length) {
    intptr_t last = length - 1, skip = last, room = hay_length - length;
    uint32_t last_char = chars_get(kind, needle, last);
    uint64_t bloom = 0;
    for (intptr_t i = 0; i < last; i++) {
        uint32_t c = chars_get(kind, needle, i);
        bloom |= 1ULL << (c & 63);
        if (c == last_char) skip = last - i - 1;
    }
    bloom |= 1ULL << (last_char & 63);
    for (intptr_t i = 0; i <= room; i++) {
        if (chars_get(hay_kind, hay, i + last) == last_char) {
            if (same_chars(hay_kind, hay, i, kind, needle, last)) return i;
            if (i < room && !(bloom >> (chars_get(hay_kind, hay, i + length) & 63) & 1))
                i += length;
            else
                i += skip;
        } else if (i < room && !(bloom >> (chars_get(hay_kind, hay, i + length) & 63) & 1)) {
            i += length;
        }
    }
    return -1;
}

HS_INLINE intptr_t rfind_pair(int hay_kind, const void *hay, intptr_t hay_length, int kind,
                              const void *needle, intptr_t length) {
    uint32_t first_char = chars_get(kind, needle, 0);
    uint64_t bloom = 1ULL << (first_char & 63);
    intptr_t skip = length - 1;
    for (intptr_t i = length - 1; i > 0; i--) {
        uint32_t c = chars_get(kind, needle, i);
        bloom |= 1ULL << (c & 63);
        if (c == first_char) skip = i - 1;
    }
    for (intptr_t i = hay_length - length; i >= 0; i--) {
        if (chars_get(hay_kind, hay, i) == first_char) {
            if (same_chars(hay_kind, hay, i, kind, needle, length)) return i;
            if (i > 0 && !(bloom >> (chars_get(hay_kind, hay, i - 1) & 63) & 1))
                i -= length;
            else
                i -= skip;
        } else if (i > 0 && !(bloom >> (chars_get(hay_kind, hay, i - 1) & 63) & 1)) {
            i -= length;
        }
    }
    return -1;
}

static intptr_t find_1_1(const void *hay, intptr_t n, const void *needle, intptr_t m) {
    return find_pair(1, hay, n, 1, needle, m);
}
static intptr_t find_2_1(const void *hay, intptr_t n, const void *needle, intptr_t m) {
    return find_pair(2, hay, n, 1, needle, m);
}
static intptr_t find_2_2(const void *hay, intptr_t n, const void *needle, intptr_t m) {
    return find_pair(2, hay, n, 2, needle, m);
}

intptr_t chars_find(int hay_kind, const void *hay, intptr_t hay_length, int kind,
                    const void *needle, intptr_t length) {
    if (length > hay_length) return -1;
    if (length <= 1)
        return length == 0 ? 0
                           : chars_find_char(hay_kind, hay, hay_length, chars_get(kind, needle, 0));
    if (kind > hay_kind) return -1;
    if (hay_kind == 1) return find_1_1(hay, hay_length, needle, length);
    if (hay_kind == 2 && kind == 1) return find_2_1(hay, hay_length, needle, length);
    if (hay_kind == 2) return find_2_2(hay, hay_length, needle, length);
    return find_pair(4, hay, hay_length, kind, needle, length);
}

intptr_t chars_rfind(int hay_kind, const void *hay, intptr_t hay_length, int kind,
                     const void *needle, intptr_t length) {
    if (length > hay_length) return -1;
    if (length == 0) return hay_length;
    if (length == 1) return chars_rfind_char(hay_kind, hay, hay_length, chars_get(kind, needle, 0));
    if (kind > hay_kind) return -1;
    if (hay_kind == 1) return rfind_pair(1, hay, hay_length, 1, needle, length);
    return rfind_pair(hay_kind, hay, hay_length, kind, needle, length);
}

/* Occurrences that do not overlap, at most `limit`; an empty needle occurs between all characters.
 */
intptr_t chars_count(int hay_kind, const void *hay, intptr_t hay_length, int kind,
                     const void *needle, intptr_t length, intptr_t limit) {
    if (length == 0) return hay_length + 1 < limit ? hay_length + 1 : limit;
    intptr_t count = 0, from = 0;
    while (count < limit) {
        intptr_t at = chars_find(hay_kind, (const uint8_t *)hay + from * hay_kind,
                                 hay_length - from, kind, needle, length);
        if (at < 0) break;
        count++;
        from += at + length;
    }
    return count;
}
