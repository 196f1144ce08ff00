/* Character classes and case mappings of Unicode 14.0 (the version of CPython 3.11's database).
 *
 * Latin-1 has a table of its own; other characters are found in run-length coded classes: a binary
 * search of the anchors, then at most UNICODE_ANCHOR_EVERY runs. The tables are printed by
 * tests/tools/make_unicode_tables.py. */
#include "object/str_impl.h"

#include "object/unicode_tables.h"

_Static_assert(sizeof(CaseRange) == 8, "case ranges are packed");

/* ---- classes ---- */

static uint32_t wide_classes(uint32_t c) {
    size_t low = 0, high = HS_COUNT(unicode_anchor_starts);
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (unicode_anchor_starts[middle] <= c)
            low = middle;
        else
            high = middle;
    }
    const uint8_t *run = unicode_runs + unicode_anchor_offsets[low];
    uint32_t start = unicode_anchor_starts[low];
    for (;;) {
        uint32_t record = *run++, length = 0, shift = 0;
        do {
            length |= (uint32_t)(*run & 0x7f) << shift;
            shift += 7;
        } while (*run++ & 0x80);
        if (c - start < length) {
            uint32_t classes = unicode_records[record];
            if (record >= UNICODE_FIRST_ALTERNATING && ((c - start) & 1))
                classes ^= UC_UPPER | UC_LOWER;
            return classes;
        }
        start += length;
    }
}

HS_INLINE uint32_t classes_of(uint32_t c) {
    if (c < 256) return unicode_latin1_classes[c];
    return c < 0x110000 ? wide_classes(c) : 0;
}

bool unicode_is_space(uint32_t c) { return (classes_of(c) & UC_SPACE) != 0; }
bool unicode_is_alpha(uint32_t c) { return (classes_of(c) & UC_ALPHA) != 0; }
bool unicode_is_decimal(uint32_t c) { return (classes_of(c) & UC_DECIMAL) != 0; }
bool unicode_is_digit(uint32_t c) { return (classes_of(c) & UC_DIGIT) != 0; }
bool unicode_is_numeric(uint32_t c) { return (classes_of(c) & UC_NUMERIC) != 0; }
bool unicode_is_printable(uint32_t c) { return (classes_of(c) & UC_PRINTABLE) != 0; }
bool unicode_is_xid_start(uint32_t c) { return (classes_of(c) & UC_XID_START) != 0; }
bool unicode_is_xid_continue(uint32_t c) { return (classes_of(c) & UC_XID_CONTINUE) != 0; }
bool unicode_is_lower(uint32_t c) { return (classes_of(c) & UC_LOWER) != 0; }
bool unicode_is_upper(uint32_t c) { return (classes_of(c) & UC_UPPER) != 0; }
bool unicode_is_title(uint32_t c) { return (classes_of(c) & UC_TITLE) != 0; }
bool unicode_is_cased(uint32_t c) { return (classes_of(c) & (UC_CASED | UC_LOWER | UC_UPPER | UC_TITLE)) != 0; }
bool unicode_is_case_ignorable(uint32_t c) { return (classes_of(c) & UC_CASE_IGNORABLE) != 0; }
bool unicode_is_alnum(uint32_t c) {
    return (classes_of(c) & (UC_ALPHA | UC_DECIMAL | UC_DIGIT | UC_NUMERIC)) != 0;
}

bool unicode_is_linebreak(uint32_t c) {
    return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

int unicode_decimal_value(uint32_t c) {
    if (c < 128) return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    if (!unicode_is_decimal(c)) return -1;
    for (size_t i = HS_COUNT(unicode_zeros); i-- > 0;) {
        if (unicode_zeros[i] <= c)
            return c - unicode_zeros[i] < 10 ? (int)(c - unicode_zeros[i]) : -1;
    }
    return -1;
}

/* ---- case mappings: up to three characters into out, answer how many ---- */

/* The mapped character, or ~0 if no range holds c. */
static uint32_t map_in_ranges(const CaseRange *ranges, size_t count, uint32_t c) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (ranges[middle].first <= c)
            low = middle + 1;
        else
            high = middle;
    }
    /* ranges with stride 2 may overlap the next one: look back a few */
    for (size_t i = low; i-- > 0 && low - i <= 3;) {
        uint32_t distance = c - ranges[i].first;
        if (distance <= ranges[i].span && distance % (uint32_t)ranges[i].stride == 0) {
            return c + (uint32_t)ranges[i].delta;
        }
    }
    return UINT32_MAX;
}

static int map_special(const CaseSpecial *specials, size_t count, uint32_t c, uint32_t *out) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (specials[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count || specials[low].from != c || c == 0) return 0;
    int used = 0;
    while (used < 3 && specials[low].to[used]) {
        out[used] = specials[low].to[used];
        used++;
    }
    return used;
}

#define MAP_CASE(name, c, out)                                                                     \
    do {                                                                                           \
        int used_ =                                                                                \
            map_special(unicode_##name##_specials, HS_COUNT(unicode_##name##_specials), c, out);   \
        if (used_) return used_;                                                                   \
        uint32_t to_ =                                                                             \
            map_in_ranges(unicode_##name##_ranges, HS_COUNT(unicode_##name##_ranges), c);          \
        if (to_ != UINT32_MAX) {                                                                   \
            out[0] = to_;                                                                          \
            return 1;                                                                              \
        }                                                                                          \
    } while (0)

int unicode_to_upper(uint32_t c, uint32_t *out) {
    if (c < 128) {
        out[0] = c >= 'a' && c <= 'z' ? c - 32 : c;
        return 1;
    }
    MAP_CASE(upper, c, out);
    out[0] = c;
    return 1;
}

int unicode_to_lower(uint32_t c, uint32_t *out) {
    if (c < 128) {
        out[0] = c >= 'A' && c <= 'Z' ? c + 32 : c;
        return 1;
    }
    MAP_CASE(lower, c, out);
    out[0] = c;
    return 1;
}

int unicode_to_title(uint32_t c, uint32_t *out) {
    if (c >= 128) MAP_CASE(title, c, out);
    return unicode_to_upper(c, out);
}

int unicode_to_fold(uint32_t c, uint32_t *out) {
    if (c >= 128) MAP_CASE(fold, c, out);
    return unicode_to_lower(c, out);
}
