/* Methods that bytes and bytearray share. CPython 3.11 Objects/bytes_methods.c and
 * Objects/stringlib. An exact bytes with nothing to do is returned itself, a bytearray is always
 * copied. */
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str_impl.h"
#include "object/tuple.h"

/* ---- ASCII classes ---- */

HS_INLINE bool byte_is_lower(uint8_t c) { return (uint8_t)(c - 'a') < 26; }
HS_INLINE bool byte_is_upper(uint8_t c) { return (uint8_t)(c - 'A') < 26; }
HS_INLINE bool byte_is_digit(uint8_t c) { return (uint8_t)(c - '0') < 10; }
HS_INLINE bool byte_is_space(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }
HS_INLINE bool byte_is_alpha(uint8_t c) { return byte_is_lower((uint8_t)(c | 0x20)); }
HS_INLINE bool byte_is_alnum(uint8_t c) { return byte_is_alpha(c) || byte_is_digit(c); }

#define ALL_BYTES(name, test)                                                                      \
    BYTES_METHOD(bytes_##name##_method) {                                                          \
        (void)args, (void)nargs, (void)kwnames;                                                    \
        Span s = self_span(self);                                                                  \
        for (intptr_t i = 0; i < s.size; i++) {                                                    \
            if (!test(s.data[i])) return bool_from(rt, false);                                     \
        }                                                                                          \
        return bool_from(rt, s.size > 0);                                                          \
    }
ALL_BYTES(isalnum, byte_is_alnum)
ALL_BYTES(isalpha, byte_is_alpha)
ALL_BYTES(isdigit, byte_is_digit)
ALL_BYTES(isspace, byte_is_space)

BYTES_METHOD(bytes_isascii_method) {
    (void)args, (void)nargs, (void)kwnames;
    Span s = self_span(self);
    return bool_from(rt, s.size == 0 || chars_max(1, s.data, s.size) < 0x80);
}

static Own all_cased(Runtime *rt, Obj *self, bool upper) {
    Span s = self_span(self);
    bool cased = false;
    for (intptr_t i = 0; i < s.size; i++) {
        if (upper ? byte_is_lower(s.data[i]) : byte_is_upper(s.data[i]))
            return bool_from(rt, false);
        if (byte_is_alpha(s.data[i])) cased = true;
    }
    return bool_from(rt, cased);
}

BYTES_METHOD(bytes_islower_method) {
    (void)args, (void)nargs, (void)kwnames;
    return all_cased(rt, self, false);
}
BYTES_METHOD(bytes_isupper_method) {
    (void)args, (void)nargs, (void)kwnames;
    return all_cased(rt, self, true);
}

BYTES_METHOD(bytes_istitle_method) {
    (void)args, (void)nargs, (void)kwnames;
    Span s = self_span(self);
    bool cased = false, previous_is_cased = false;
    for (intptr_t i = 0; i < s.size; i++) {
        uint8_t c = s.data[i];
        if (byte_is_upper(c) ? previous_is_cased : byte_is_lower(c) && !previous_is_cased)
            return bool_from(rt, false);
        previous_is_cased = byte_is_alpha(c);
        cased |= previous_is_cased;
    }
    return bool_from(rt, cased);
}

/* ---- case ---- */

typedef enum { BYTES_LOWER, BYTES_UPPER, BYTES_SWAP, BYTES_TITLE, BYTES_CAPITALIZE } BytesCase;

HS_INLINE uint8_t map_byte(uint8_t c, BytesCase how, bool first) {
    bool to_upper = how == BYTES_UPPER || (how == BYTES_SWAP && byte_is_lower(c)) ||
                    (first && how >= BYTES_TITLE);
    if (!byte_is_alpha(c)) return c;
    return (uint8_t)(to_upper ? c & ~0x20 : c | 0x20);
}

static Own change_bytes(Runtime *rt, Obj *self, BytesCase how) {
    Span s = self_span(self);
    ByteWriter w = {.rt = rt};
    bool first = true;
    for (intptr_t i = 0; i < s.size; i++) {
        byte_writer_byte(&w, map_byte(s.data[i], how, first));
        first = how == BYTES_TITLE && !byte_is_alpha(s.data[i]);
    }
    return byte_writer_like(&w, self);
}

#define CASE_METHOD(name, how)                                                                     \
    BYTES_METHOD(bytes_##name##_method) {                                                          \
        (void)args, (void)nargs, (void)kwnames;                                                    \
        return change_bytes(rt, self, how);                                                        \
    }
CASE_METHOD(lower, BYTES_LOWER)
CASE_METHOD(upper, BYTES_UPPER)
CASE_METHOD(swapcase, BYTES_SWAP)
CASE_METHOD(title, BYTES_TITLE)
CASE_METHOD(capitalize, BYTES_CAPITALIZE)

/* ---- count, find, index ---- */

typedef struct Search {
    Buffer buffer;
    uint8_t byte;
    Span needle;
    int64_t from, to;
} Search;

/* sub[, start[, end]]: an int byte or a bytes-like object. -1 raised; else search_end after use. */
static int search_start(Runtime *rt, Search *s, const char *name, Obj *self, Obj *const *args,
                        size_t nargs) {
    s->from = 0;
    s->to = INT64_MAX;
    s->buffer = (Buffer){.exports = NULL};
    if (args_count_check(rt, name, nargs, 1, 3) < 0) return -1;
    if (nargs > 1 && args_slice_index(rt, args[1], &s->from) < 0) return -1;
    if (nargs > 2 && args_slice_index(rt, args[2], &s->to) < 0) return -1;
    if (number_has_index(args[0])) {
        int byte = byte_value(rt, args[0]);
        if (byte < 0) return -1;
        s->byte = (uint8_t)byte;
        s->needle = (Span){&s->byte, 1};
    } else {
        if (!buffer_check(rt, args[0])) {
            return raise_format_int(rt, EXC(rt, TypeError),
                                    "argument should be integer or bytes-like object, not '%.200s'",
                                    args[0]->type->name);
        }
        if (buffer_open(rt, args[0], &s->buffer) < 0) return -1;
        s->needle = (Span){s->buffer.data, s->buffer.size};
    }
    clamp_slice(&s->from, &s->to, self_span(self).size);
    return 0;
}

static void search_end(Search *s) { buffer_close(&s->buffer); }

/* Index, -1 = none, -2 = raised. */
static intptr_t find_bytes(Runtime *rt, const char *name, Obj *self, Obj *const *args, size_t nargs,
                           bool backwards) {
    Search s;
    if (search_start(rt, &s, name, self, args, nargs) < 0) return -2;
    Span hay = self_span(self);
    intptr_t at = -1;
    if (s.to - s.from >= s.needle.size) {
        at = (backwards ? chars_rfind : chars_find)(1, hay.data + s.from, (intptr_t)(s.to - s.from),
                                                    1, s.needle.data, s.needle.size);
    }
    search_end(&s);
    return at < 0 ? at : at + (intptr_t)s.from;
}

static Own find_result(Runtime *rt, intptr_t at, bool must_exist) {
    if (at == -2) return NULL;
    if (at == -1 && must_exist)
        return raise_format(rt, EXC(rt, ValueError), "subsection not found");
    return int_from_i64(rt, at);
}

BYTES_METHOD(bytes_find_method) {
    (void)kwnames;
    return find_result(rt, find_bytes(rt, "find", self, args, nargs, false), false);
}
BYTES_METHOD(bytes_rfind_method) {
    (void)kwnames;
    return find_result(rt, find_bytes(rt, "rfind", self, args, nargs, true), false);
}
BYTES_METHOD(bytes_index_method) {
    (void)kwnames;
    return find_result(rt, find_bytes(rt, "index", self, args, nargs, false), true);
}
BYTES_METHOD(bytes_rindex_method) {
    (void)kwnames;
    return find_result(rt, find_bytes(rt, "rindex", self, args, nargs, true), true);
}

BYTES_METHOD(bytes_count_method) {
    (void)kwnames;
    Search s;
    if (search_start(rt, &s, "count", self, args, nargs) < 0) return NULL;
    intptr_t count = 0;
    if (s.to - s.from >= s.needle.size) {
        count = chars_count(1, self_span(self).data + s.from, (intptr_t)(s.to - s.from), 1,
                            s.needle.data, s.needle.size, INTPTR_MAX);
    }
    search_end(&s);
    return int_from_i64(rt, count);
}

/* ---- startswith, endswith, removeprefix, removesuffix ---- */

static bool tail_equal(Span s, Span part, int64_t start, int64_t end, bool at_end) {
    clamp_slice(&start, &end, s.size);
    if (end - start < part.size) return false;
    return part.size == 0 ||
           memcmp(s.data + (at_end ? end - part.size : start), part.data, (size_t)part.size) == 0;
}

/* 1, 0, or -1 raised. */
static int tail_of(Runtime *rt, Obj *self, Obj *part, int64_t start, int64_t end, bool at_end) {
    Buffer buffer;
    if (buffer_open(rt, part, &buffer) < 0) return -1;
    int result = tail_equal(self_span(self), (Span){buffer.data, buffer.size}, start, end, at_end);
    buffer_close(&buffer);
    return result;
}

static Own tail_method(Runtime *rt, const char *name, Obj *self, Obj *const *args, size_t nargs,
                       bool at_end) {
    int64_t start = 0, end = INT64_MAX;
    if (args_count_check(rt, name, nargs, 1, 3) < 0) return NULL;
    if (nargs > 1 && args_slice_index(rt, args[1], &start) < 0) return NULL;
    if (nargs > 2 && args_slice_index(rt, args[2], &end) < 0) return NULL;
    if (is_tuple(args[0])) {
        for (intptr_t i = 0; i < TUPLE_SIZE(args[0]); i++) {
            int match = tail_of(rt, self, TUPLE_ITEM(args[0], i), start, end, at_end);
            if (match < 0) return NULL;
            if (match) return bool_from(rt, true);
        }
        return bool_from(rt, false);
    }
    if (!buffer_check(rt, args[0])) {
        return raise_format(rt, EXC(rt, TypeError),
                            "%s first arg must be bytes or a tuple of bytes, not %.100s", name,
                            args[0]->type->name);
    }
    int match = tail_of(rt, self, args[0], start, end, at_end);
    return match < 0 ? NULL : bool_from(rt, match);
}

BYTES_METHOD(bytes_startswith_method) {
    (void)kwnames;
    return tail_method(rt, "startswith", self, args, nargs, false);
}
BYTES_METHOD(bytes_endswith_method) {
    (void)kwnames;
    return tail_method(rt, "endswith", self, args, nargs, true);
}

static Own part_of(Runtime *rt, Obj *self, intptr_t start, intptr_t end) {
    Span s = self_span(self);
    if (start == 0 && end == s.size) return like_unchanged(rt, self);
    return make_like(rt, self, s.data + start, end - start);
}

static Own remove_tail(Runtime *rt, Obj *self, Obj *part, bool at_end) {
    Buffer buffer;
    if (buffer_open(rt, part, &buffer) < 0) return NULL;
    intptr_t size = self_span(self).size, cut = buffer.size;
    bool found = cut && tail_equal(self_span(self), (Span){buffer.data, cut}, 0, INT64_MAX, at_end);
    buffer_close(&buffer);
    if (!found) return like_unchanged(rt, self);
    return at_end ? part_of(rt, self, 0, size - cut) : part_of(rt, self, cut, size);
}

BYTES_METHOD(bytes_removeprefix_method) {
    (void)nargs, (void)kwnames;
    return remove_tail(rt, self, args[0], false);
}
BYTES_METHOD(bytes_removesuffix_method) {
    (void)nargs, (void)kwnames;
    return remove_tail(rt, self, args[0], true);
}

/* ---- strip ---- */

static Own strip_bytes(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, bool left,
                       bool right) {
    Buffer set = {.exports = NULL};
    bool by_space = !nargs || is_none(rt, args[0]);
    if (!by_space && buffer_open(rt, args[0], &set) < 0) return NULL;
    Span s = self_span(self);
    intptr_t start = 0, end = s.size;
#define STRIPPED(c)                                                                                \
    (by_space ? byte_is_space(c) : set.size && memchr(set.data, c, (size_t)set.size) != NULL)
    if (left) {
        while (start < end && STRIPPED(s.data[start])) start++;
    }
    if (right) {
        while (end > start && STRIPPED(s.data[end - 1])) end--;
    }
#undef STRIPPED
    buffer_close(&set);
    return part_of(rt, self, start, end);
}

BYTES_METHOD(bytes_strip_method) {
    (void)kwnames;
    return strip_bytes(rt, self, args, nargs, true, true);
}
BYTES_METHOD(bytes_lstrip_method) {
    (void)kwnames;
    return strip_bytes(rt, self, args, nargs, true, false);
}
BYTES_METHOD(bytes_rstrip_method) {
    (void)kwnames;
    return strip_bytes(rt, self, args, nargs, false, true);
}

/* ---- padding ---- */

static Own pad_bytes(Runtime *rt, Obj *self, int64_t left, int64_t right, uint8_t fill) {
    if (left <= 0 && right <= 0) return like_unchanged(rt, self);
    Span s = self_span(self);
    if (left > BYTES_MAX_LENGTH || right > BYTES_MAX_LENGTH ||
        left + right > BYTES_MAX_LENGTH - s.size) {
        return raise_memory_error(rt);
    }
    ByteWriter w = {.rt = rt};
    while (left-- > 0 && !w.failed) byte_writer_byte(&w, fill);
    byte_writer_put(&w, s.data, (size_t)s.size);
    while (right-- > 0 && !w.failed) byte_writer_byte(&w, fill);
    return byte_writer_like(&w, self);
}

static int pad_arguments(Runtime *rt, const char *name, Obj *const *args, size_t nargs,
                         int64_t *width, uint8_t *fill) {
    *fill = ' ';
    if (args_ssize(rt, args[0], width) < 0) return -1;
    if (nargs < 2) return 0;
    if (is_bytes(args[1]) || is_bytearray(rt, args[1])) {
        Span s = self_span(args[1]);
        if (s.size == 1) {
            *fill = s.data[0];
            return 0;
        }
    }
    return raise_format_int(rt, EXC(rt, TypeError),
                            "%s() argument 2 must be a byte string of length 1, not %.50N", name, args[1]);
}

BYTES_METHOD(bytes_center_method) {
    (void)kwnames;
    int64_t width;
    uint8_t fill;
    if (pad_arguments(rt, "center", args, nargs, &width, &fill) < 0) return NULL;
    int64_t margin = width - self_span(self).size, left = margin / 2 + (margin & width & 1);
    return margin <= 0 ? like_unchanged(rt, self) : pad_bytes(rt, self, left, margin - left, fill);
}

BYTES_METHOD(bytes_ljust_method) {
    (void)kwnames;
    int64_t width;
    uint8_t fill;
    if (pad_arguments(rt, "ljust", args, nargs, &width, &fill) < 0) return NULL;
    return pad_bytes(rt, self, 0, width - self_span(self).size, fill);
}

BYTES_METHOD(bytes_rjust_method) {
    (void)kwnames;
    int64_t width;
    uint8_t fill;
    if (pad_arguments(rt, "rjust", args, nargs, &width, &fill) < 0) return NULL;
    return pad_bytes(rt, self, width - self_span(self).size, 0, fill);
}

BYTES_METHOD(bytes_zfill_method) {
    (void)nargs, (void)kwnames;
    int64_t width;
    if (args_ssize(rt, args[0], &width) < 0) return NULL;
    Span s = self_span(self);
    bool sign = s.size && (s.data[0] == '+' || s.data[0] == '-');
    if (width <= s.size) return like_unchanged(rt, self);
    if (width > BYTES_MAX_LENGTH) return raise_memory_error(rt);
    ByteWriter w = {.rt = rt};
    if (sign) byte_writer_byte(&w, s.data[0]);
    for (int64_t i = s.size; i < width && !w.failed; i++) byte_writer_byte(&w, '0');
    byte_writer_put(&w, s.data + sign, (size_t)(s.size - sign));
    return byte_writer_like(&w, self);
}

BYTES_METHOD(bytes_expandtabs_method) {
    static const char *const names[] = {"tabsize", NULL};
    static const ArgSpec spec = {"expandtabs", names, 0, 1};
    Obj *value;
    int64_t size = 8, column = 0;
    if (args_parse(rt, &spec, args, nargs, kwnames, &value) < 0) return NULL;
    if (value && args_int(rt, value, &size) < 0) return NULL;
    Span s = self_span(self);
    ByteWriter w = {.rt = rt};
    for (intptr_t i = 0; i < s.size && !w.failed; i++) {
        uint8_t c = s.data[i];
        if (c == '\t') {
            int64_t step = size > 0 ? size - column % size : 0;
            column += step;
            while (step-- > 0 && !w.failed) byte_writer_byte(&w, ' ');
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        byte_writer_byte(&w, c);
    }
    return byte_writer_like(&w, self);
}

/* ---- replace, translate, join ---- */

static void replace_between(ByteWriter *w, Span s, Span to, int64_t limit) {
    intptr_t i = 0;
    for (; i <= s.size && limit > 0 && !w->failed; i++, limit--) {
        byte_writer_put(w, to.data, (size_t)to.size);
        if (i < s.size) byte_writer_byte(w, s.data[i]);
    }
    if (i < s.size) byte_writer_put(w, s.data + i, (size_t)(s.size - i));
}

static Own replace_bytes(Runtime *rt, Obj *self, Span from, Span to, int64_t limit) {
    Span s = self_span(self);
    if (limit < 0) limit = INT64_MAX;
    bool nothing = limit == 0 || s.size < from.size || (from.size == 0 && to.size == 0);
    intptr_t at = nothing ? -1 : chars_find(1, s.data, s.size, 1, from.data, from.size), done = 0;
    if (at < 0) return like_unchanged(rt, self);
    ByteWriter w = {.rt = rt};
    if (from.size == 0) {
        replace_between(&w, s, to, limit);
        return byte_writer_like(&w, self);
    }
    while (at >= 0 && limit-- > 0 && !w.failed) {
        byte_writer_put(&w, s.data + done, (size_t)at);
        byte_writer_put(&w, to.data, (size_t)to.size);
        done += at + from.size;
        at = chars_find(1, s.data + done, s.size - done, 1, from.data, from.size);
    }
    byte_writer_put(&w, s.data + done, (size_t)(s.size - done));
    return byte_writer_like(&w, self);
}

BYTES_METHOD(bytes_replace_method) {
    (void)kwnames;
    Buffer from, to;
    int64_t limit = -1;
    if (buffer_open(rt, args[0], &from) < 0) return NULL;
    if (buffer_open(rt, args[1], &to) < 0) {
        buffer_close(&from);
        return NULL;
    }
    Own made = NULL;
    if (nargs < 3 || args_ssize(rt, args[2], &limit) == 0) {
        made =
            replace_bytes(rt, self, (Span){from.data, from.size}, (Span){to.data, to.size}, limit);
    }
    buffer_close(&from);
    buffer_close(&to);
    return made;
}

BYTES_METHOD(bytes_translate_method) {
    static const char *const names[] = {"", "delete", NULL};
    static const ArgSpec spec = {"translate", names, 1, 2};
    Obj *values[2];
    Buffer table = {.exports = NULL}, gone = {.exports = NULL};
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    bool has_table = !is_none(rt, values[0]);
    if (has_table && buffer_open(rt, values[0], &table) < 0) return NULL;
    if (has_table && table.size != 256) {
        buffer_close(&table);
        return raise_format(rt, EXC(rt, ValueError),
                            "translation table must be 256 characters long");
    }
    if (values[1] && buffer_open(rt, values[1], &gone) < 0) {
        buffer_close(&table);
        return NULL;
    }
    bool drop[256] = {false}, changed = false;
    for (intptr_t i = 0; values[1] && i < gone.size; i++) drop[gone.data[i]] = true;
    Span s = self_span(self);
    ByteWriter w = {.rt = rt};
    for (intptr_t i = 0; i < s.size; i++) {
        uint8_t c = s.data[i], to = has_table ? table.data[c] : c;
        if (drop[c] || to != c) changed = true;
        if (!drop[c]) byte_writer_byte(&w, to);
    }
    buffer_close(&table);
    buffer_close(&gone);
    if (changed || w.failed || !is_bytes(self)) return byte_writer_like(&w, self);
    byte_writer_discard(&w);
    return like_unchanged(rt, self);
}

BYTES_METHOD(bytes_maketrans_method) {
    (void)self, (void)nargs, (void)kwnames;
    Buffer from, to;
    uint8_t table[256];
    if (buffer_open(rt, args[0], &from) < 0) return NULL;
    if (buffer_open(rt, args[1], &to) < 0) {
        buffer_close(&from);
        return NULL;
    }
    bool same = from.size == to.size;
    for (int i = 0; i < 256; i++) table[i] = (uint8_t)i;
    for (intptr_t i = 0; same && i < from.size; i++) table[from.data[i]] = to.data[i];
    buffer_close(&from);
    buffer_close(&to);
    if (!same)
        return raise_format(rt, EXC(rt, ValueError), "maketrans arguments must have same length");
    return bytes_from(rt, table, 256);
}

static int join_into(ByteWriter *w, Obj *self, Obj *const *items, intptr_t count) {
    Runtime *rt = w->rt;
    for (intptr_t i = 0; i < count; i++) {
        const uint8_t *data;
        size_t size;
        if (!buffer_peek(rt, items[i], &data, &size)) {
            if (RAISED(rt)) return -1;
            return raise_format_int(rt, EXC(rt, TypeError),
                                    "sequence item %zd: expected a bytes-like object, %.80s found",
                                    i, items[i]->type->name);
        }
        Span separator = self_span(self);
        if (i && byte_writer_put(w, separator.data, (size_t)separator.size) < 0) return -1;
        if (byte_writer_put(w, data, size) < 0) return -1;
    }
    return 0;
}

BYTES_METHOD(bytes_join_method) {
    (void)nargs, (void)kwnames;
    intptr_t *exports = buffer_exports(rt, self); /* the separator must not change meanwhile */
    if (exports) ++*exports;
    Own fast = sequence_fast(rt, args[0], "can only join an iterable"), made = NULL;
    if (exports && !fast) --*exports;
    if (!fast) return NULL;
    intptr_t count;
    Obj *const *items = sequence_fast_items(borrow(fast), &count);
    ByteWriter w = {.rt = rt};
    if (count == 1 && is_bytes(self) && items[0]->type == T(rt, BYTES))
        made = keep(items[0]);
    else if (join_into(&w, self, items, count) == 0)
        made = byte_writer_like(&w, self);
    else
        byte_writer_discard(&w);
    if (exports) --*exports;
    release(rt, fast);
    return made;
}

/* ---- split, partition ---- */

static int add_part(Runtime *rt, Obj *self, Obj *list, intptr_t start, intptr_t end) {
    Own part = part_of(rt, self, start, end);
    return part ? list_append_steal(rt, list, part) : -1;
}

/* What is left when the limit is reached: bytes of its own, even if it is all of them. */
static int add_rest(Runtime *rt, Obj *self, Obj *list, intptr_t start, intptr_t end) {
    Own part = make_like(rt, self, self_span(self).data + start, end - start);
    return part ? list_append_steal(rt, list, part) : -1;
}

static int split_space(Runtime *rt, Obj *self, Obj *list, int64_t limit) {
    Span s = self_span(self);
    intptr_t i = 0;
    while (limit-- > 0) {
        while (i < s.size && byte_is_space(s.data[i])) i++;
        if (i == s.size) return 0;
        intptr_t start = i++;
        while (i < s.size && !byte_is_space(s.data[i])) i++;
        if (add_part(rt, self, list, start, i) < 0) return -1;
    }
    while (i < s.size && byte_is_space(s.data[i])) i++;
    return i < s.size ? add_rest(rt, self, list, i, s.size) : 0;
}

static int rsplit_space(Runtime *rt, Obj *self, Obj *list, int64_t limit) {
    Span s = self_span(self);
    intptr_t i = s.size;
    while (limit-- > 0) {
        while (i > 0 && byte_is_space(s.data[i - 1])) i--;
        if (i == 0) break;
        intptr_t end = i--;
        while (i > 0 && !byte_is_space(s.data[i - 1])) i--;
        if (add_part(rt, self, list, i, end) < 0) return -1;
    }
    while (i > 0 && byte_is_space(s.data[i - 1])) i--;
    if (i > 0 && add_rest(rt, self, list, 0, i) < 0) return -1;
    return list_reverse(rt, list);
}

static int split_by(Runtime *rt, Obj *self, Obj *list, Span gap, int64_t limit) {
    Span s = self_span(self);
    intptr_t done = 0;
    while (limit-- > 0) {
        intptr_t at = chars_find(1, s.data + done, s.size - done, 1, gap.data, gap.size);
        if (at < 0) break;
        if (add_part(rt, self, list, done, done + at) < 0) return -1;
        done += at + gap.size;
    }
    return add_part(rt, self, list, done, s.size);
}

static int rsplit_by(Runtime *rt, Obj *self, Obj *list, Span gap, int64_t limit) {
    Span s = self_span(self);
    intptr_t end = s.size;
    while (limit-- > 0) {
        intptr_t at = chars_rfind(1, s.data, end, 1, gap.data, gap.size);
        if (at < 0) break;
        if (add_part(rt, self, list, at + gap.size, end) < 0) return -1;
        end = at;
    }
    if (add_part(rt, self, list, 0, end) < 0) return -1;
    return list_reverse(rt, list);
}

static Own split_method(Runtime *rt, const char *name, Obj *self, Obj *const *args, size_t nargs,
                        Obj *kwnames, bool from_right) {
    static const char *const names[] = {"sep", "maxsplit", NULL};
    ArgSpec spec = {name, names, 0, 2};
    Obj *values[2];
    int64_t limit = -1;
    Buffer gap = {.exports = NULL};
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    if (values[1] && args_ssize(rt, values[1], &limit) < 0) return NULL;
    if (limit < 0) limit = INT64_MAX;
    bool by_space = !values[0] || is_none(rt, values[0]);
    if (!by_space && buffer_open(rt, values[0], &gap) < 0) return NULL;
    if (!by_space && gap.size == 0) {
        buffer_close(&gap);
        return raise_format(rt, EXC(rt, ValueError), "empty separator");
    }
    Own list = list_new(rt, limit >= 12 ? 12 : (intptr_t)limit + 1);
    int result = -1;
    if (list) {
        LIST(borrow(list))->head.size = 0;
        if (by_space)
            result = (from_right ? rsplit_space : split_space)(rt, self, borrow(list), limit);
        else
            result = (from_right ? rsplit_by : split_by)(rt, self, borrow(list),
                                                         (Span){gap.data, gap.size}, limit);
    }
    buffer_close(&gap);
    if (result == 0) return list;
    xrelease(rt, list);
    return NULL;
}

BYTES_METHOD(bytes_split_method) {
    return split_method(rt, "split", self, args, nargs, kwnames, false);
}
BYTES_METHOD(bytes_rsplit_method) {
    return split_method(rt, "rsplit", self, args, nargs, kwnames, true);
}

BYTES_METHOD(bytes_splitlines_method) {
    static const char *const names[] = {"keepends", NULL};
    static const ArgSpec spec = {"splitlines", names, 0, 1};
    Obj *value;
    int64_t keep_ends = 0;
    if (args_parse(rt, &spec, args, nargs, kwnames, &value) < 0) return NULL;
    if (value && args_int(rt, value, &keep_ends) < 0) return NULL;
    Own list = list_new(rt, 0);
    Span s = self_span(self);
    for (intptr_t i = 0; list && i < s.size;) {
        intptr_t start = i;
        while (i < s.size && s.data[i] != '\n' && s.data[i] != '\r') i++;
        intptr_t end = i;
        if (i < s.size) {
            i += s.data[i] == '\r' && i + 1 < s.size && s.data[i + 1] == '\n' ? 2 : 1;
            if (keep_ends) end = i;
        }
        if (add_part(rt, self, borrow(list), start, end) < 0) own_clear(rt, &list);
    }
    return list;
}

static Own partition_method(Runtime *rt, Obj *self, Obj *separator, bool from_right) {
    Buffer gap;
    if (buffer_open(rt, separator, &gap) < 0) return NULL;
    if (gap.size == 0) {
        buffer_close(&gap);
        return raise_format(rt, EXC(rt, ValueError), "empty separator");
    }
    Span s = self_span(self);
    intptr_t at = (from_right ? chars_rfind : chars_find)(1, s.data, s.size, 1, gap.data, gap.size),
             size = gap.size;
    buffer_close(&gap);
    Own parts[3];
    if (at >= 0) {
        parts[0] = part_of(rt, self, 0, at);
        parts[1] = is_bytes(self) ? keep(separator) : make_like(rt, self, s.data + at, size);
        parts[2] = part_of(rt, self, at + size, s.size);
    } else {
        int whole = from_right ? 2 : 0;
        for (int i = 0; i < 3; i++) {
            if (i != whole)
                parts[i] = make_like(rt, self, "", 0);
            else
                parts[i] = is_bytes(self) ? keep(self) : like_unchanged(rt, self);
        }
    }
    if (parts[0] && parts[1] && parts[2]) return tuple_from_steal(rt, parts, 3);
    for (int i = 0; i < 3; i++) xrelease(rt, parts[i]);
    return NULL;
}

BYTES_METHOD(bytes_partition_method) {
    (void)nargs, (void)kwnames;
    return partition_method(rt, self, args[0], false);
}
BYTES_METHOD(bytes_rpartition_method) {
    (void)nargs, (void)kwnames;
    return partition_method(rt, self, args[0], true);
}

/* ---- text ---- */

static const char *text_argument(Runtime *rt, const char *name, Obj *value) {
    if (is_str(value)) return str_utf8(rt, value, NULL);
    raise_format(rt, EXC(rt, TypeError), "decode() argument '%s' must be str, not %.50N", name, value);
    return NULL;
}

BYTES_METHOD(bytes_decode_method) {
    static const char *const names[] = {"encoding", "errors", NULL};
    static const ArgSpec spec = {"decode", names, 0, 2};
    Obj *values[2];
    const char *encoding = NULL, *errors = NULL;
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    if (values[0] && !(encoding = text_argument(rt, "encoding", values[0]))) return NULL;
    if (values[1] && !(errors = text_argument(rt, "errors", values[1]))) return NULL;
    return str_from_encoded(rt, self, encoding, errors);
}

/* The separator character of hex(): 0 with *c set, -1 raised. */
static int hex_separator(Runtime *rt, Obj *value, uint32_t *c) {
    int64_t length = object_length(rt, value);
    if (length < 0) return -1;
    if (length != 1) return raise_format_int(rt, EXC(rt, ValueError), "sep must be length 1.");
    if (is_str(value))
        *c = str_char(value, 0);
    else if (is_bytes(value))
        *c = BYTES(value)->data[0];
    else
        return raise_format_int(rt, EXC(rt, TypeError), "sep must be str or bytes.");
    if (*c > 127)
        return raise_format_int(rt, EXC(rt, ValueError), "sep must be ASCII.");
    return 0;
}

Own bytes_hex_text(Runtime *rt, Span bytes, const char *name, Obj *const *args, size_t nargs,
                   Obj *kwnames) {
    static const char *const names[] = {"sep", "bytes_per_sep", NULL};
    static const char digits[] = "0123456789abcdef";
    ArgSpec spec = {name, names, 0, 2};
    Obj *values[2];
    int64_t group = 1;
    uint32_t separator = 0;
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    if (values[1] && args_int(rt, values[1], &group) < 0) return NULL;
    if (values[0] && hex_separator(rt, values[0], &separator) < 0) return NULL;
    StrWriter w;
    str_writer_init(&w, rt);
    for (intptr_t i = 0; i < bytes.size && !w.failed; i++) {
        int64_t left = bytes.size - i;
        if (values[0] && i && group && (group > 0 ? left % group == 0 : i % -group == 0))
            str_writer_char(&w, separator);
        char pair[2] = {digits[bytes.data[i] >> 4], digits[bytes.data[i] & 15]};
        str_writer_ascii(&w, pair, 2);
    }
    return str_writer_finish(&w);
}

BYTES_METHOD(bytes_hex_method) {
    return bytes_hex_text(rt, self_span(self), "hex", args, nargs, kwnames);
}
