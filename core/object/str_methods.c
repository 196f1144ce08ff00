/* Methods of str except splitting (str_split.c), case (str_case.c), formatting (str_format.c).
 * CPython 3.11 Objects/unicodeobject.c and Objects/stringlib; a method with nothing to do returns
 * an exact self itself. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type.h"

/* ---- arguments ---- */

int args_count_check(Runtime *rt, const char *name, size_t nargs, size_t min, size_t max) {
    if (nargs >= min && nargs <= max) return 0;
    size_t bound = nargs < min ? min : max;
    const char *which = min == max ? "exactly" : nargs < min ? "at least" : "at most";
    return raise_format_int(rt, EXC(rt, TypeError), "%s() takes %s %zd argument%s (%zd given)",
                            name, which, (intptr_t)bound, bound == 1 ? "" : "s", (intptr_t)nargs);
}

int args_ssize(Runtime *rt, Obj *value, int64_t *out) {
    Own index = number_index(rt, value);
    if (!index) return -1;
    int result = int_as_ssize(rt, borrow(index), out);
    release(rt, index);
    return result;
}

int args_slice_index(Runtime *rt, Obj *value, int64_t *out) {
    if (!value || is_none(rt, value)) return 0;
    if (!number_has_index(value)) {
        return raise_format_int(
            rt, EXC(rt, TypeError),
            "slice indices must be integers or None or have an __index__ method");
    }
    return number_as_ssize(rt, value, NULL, out);
}

void clamp_slice(int64_t *start, int64_t *end, int64_t length) {
    if (*end > length)
        *end = length;
    else if (*end < 0 && (*end += length) < 0)
        *end = 0;
    if (*start < 0 && (*start += length) < 0) *start = 0;
}

int args_need_str(Runtime *rt, const char *function, int position, Obj *value) {
    if (is_str(value)) return 0;
    const char *name = is_none(rt, value) ? "None" : value->type->name;
    if (!position) {
        return raise_format_int(rt, EXC(rt, TypeError), "%s() argument must be str, not %.50s",
                                function, name);
    }
    return raise_format_int(rt, EXC(rt, TypeError), "%s() argument %d must be str, not %.50s",
                            function, position, name);
}

/* ---- count, find, index ---- */

/* What f(sub[, start[, end]]) selects: 0, or -1 raised. *from > *to means nothing can match. */
static int find_arguments(Runtime *rt, const char *name, Obj *self, Obj *const *args, size_t nargs,
                          int64_t *from, int64_t *to) {
    *from = 0;
    *to = INT64_MAX;
    if (args_count_check(rt, name, nargs, 1, 3) < 0) return -1;
    if (nargs > 1 && args_slice_index(rt, args[1], from) < 0) return -1;
    if (nargs > 2 && args_slice_index(rt, args[2], to) < 0) return -1;
    if (!is_str(args[0])) {
        return raise_format_int(rt, EXC(rt, TypeError), "must be str, not %.100s",
                                args[0]->type->name);
    }
    clamp_slice(from, to, STR_LENGTH(self));
    return 0;
}

/* Index found, -1 = none, -2 = raised. */
static intptr_t find_common(Runtime *rt, const char *name, Obj *self, Obj *const *args,
                            size_t nargs, int direction) {
    int64_t from, to;
    if (find_arguments(rt, name, self, args, nargs, &from, &to) < 0) return -2;
    if (to - from < STR_LENGTH(args[0])) return -1;
    return str_find(self, args[0], (intptr_t)from, (intptr_t)to, direction);
}

static Own index_result(Runtime *rt, intptr_t at) {
    if (at == -1) return raise_format(rt, EXC(rt, ValueError), "substring not found");
    return at < 0 ? NULL : int_from_i64(rt, at);
}

static STR_METHOD(str_find_method) {
    (void)kwnames;
    intptr_t at = find_common(rt, "find", self, args, nargs, 1);
    return at == -2 ? NULL : int_from_i64(rt, at);
}
static STR_METHOD(str_rfind_method) {
    (void)kwnames;
    intptr_t at = find_common(rt, "rfind", self, args, nargs, -1);
    return at == -2 ? NULL : int_from_i64(rt, at);
}
static STR_METHOD(str_index_method) {
    (void)kwnames;
    return index_result(rt, find_common(rt, "index", self, args, nargs, 1));
}
static STR_METHOD(str_rindex_method) {
    (void)kwnames;
    return index_result(rt, find_common(rt, "rindex", self, args, nargs, -1));
}

static STR_METHOD(str_count_method) {
    (void)kwnames;
    int64_t from, to;
    if (find_arguments(rt, "count", self, args, nargs, &from, &to) < 0) return NULL;
    if (to - from < STR_LENGTH(args[0])) return int_from_i64(rt, 0);
    intptr_t count =
        chars_count(STR_KIND(self), STR(self)->data + from * STR_KIND(self), (intptr_t)(to - from),
                    STR_KIND(args[0]), STR_DATA(args[0]), STR_LENGTH(args[0]), INTPTR_MAX);
    return int_from_i64(rt, count);
}

/* ---- startswith, endswith, removeprefix, removesuffix ---- */

static bool tail_match(Obj *self, Obj *part, int64_t start, int64_t end, bool at_end) {
    clamp_slice(&start, &end, STR_LENGTH(self));
    end -= STR_LENGTH(part);
    if (end < start) return false;
    if (STR_LENGTH(part) == 0) return true;
    if (STR_KIND(part) > STR_KIND(self)) return false;
    intptr_t at = (intptr_t)(at_end ? end : start);
    if (STR_KIND(part) == STR_KIND(self)) {
        return memcmp(STR(self)->data + at * STR_KIND(self), STR_DATA(part),
                      (size_t)(STR_LENGTH(part) * STR_KIND(part))) == 0;
    }
    for (intptr_t i = 0; i < STR_LENGTH(part); i++) {
        if (str_char(self, at + i) != str_char(part, i)) return false;
    }
    return true;
}

static Own tail_method(Runtime *rt, const char *name, Obj *self, Obj *const *args, size_t nargs,
                       bool at_end) {
    int64_t start = 0, end = INT64_MAX;
    if (args_count_check(rt, name, nargs, 1, 3) < 0) return NULL;
    if (nargs > 1 && args_slice_index(rt, args[1], &start) < 0) return NULL;
    if (nargs > 2 && args_slice_index(rt, args[2], &end) < 0) return NULL;
    if (is_tuple(args[0])) {
        for (intptr_t i = 0; i < TUPLE_SIZE(args[0]); i++) {
            Obj *part = TUPLE_ITEM(args[0], i);
            if (!is_str(part)) {
                return raise_format(rt, EXC(rt, TypeError),
                                    "tuple for %s must only contain str, not %.100s", name,
                                    part->type->name);
            }
            if (tail_match(self, part, start, end, at_end)) return bool_from(rt, true);
        }
        return bool_from(rt, false);
    }
    if (!is_str(args[0])) {
        return raise_format(rt, EXC(rt, TypeError),
                            "%s first arg must be str or a tuple of str, not %.100s", name,
                            args[0]->type->name);
    }
    return bool_from(rt, tail_match(self, args[0], start, end, at_end));
}

static STR_METHOD(str_startswith_method) {
    (void)kwnames;
    return tail_method(rt, "startswith", self, args, nargs, false);
}
static STR_METHOD(str_endswith_method) {
    (void)kwnames;
    return tail_method(rt, "endswith", self, args, nargs, true);
}

static STR_METHOD(str_removeprefix_method) {
    (void)nargs, (void)kwnames;
    if (args_need_str(rt, "removeprefix", 0, args[0]) < 0) return NULL;
    if (!tail_match(self, args[0], 0, INT64_MAX, false)) return str_exact(rt, self);
    return str_substring(rt, self, STR_LENGTH(args[0]), STR_LENGTH(self));
}

static STR_METHOD(str_removesuffix_method) {
    (void)nargs, (void)kwnames;
    if (args_need_str(rt, "removesuffix", 0, args[0]) < 0) return NULL;
    if (!tail_match(self, args[0], 0, INT64_MAX, true)) return str_exact(rt, self);
    return str_substring(rt, self, 0, STR_LENGTH(self) - STR_LENGTH(args[0]));
}

/* ---- strip ---- */

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

HS_INLINE bool strips(Obj *set, uint32_t c) {
    if (!set) return unicode_is_space(c);
    return chars_find_char(STR_KIND(set), STR_DATA(set), STR_LENGTH(set), c) >= 0;
}

static Own strip_common(Runtime *rt, const char *name, Obj *self, Obj *const *args, size_t nargs,
                        int sides) {
    Obj *set = nargs && !is_none(rt, args[0]) ? args[0] : NULL;
    if (set && !is_str(set))
        return raise_format(rt, EXC(rt, TypeError), "%s arg must be None or str", name);
    intptr_t start = 0, end = STR_LENGTH(self);
    if (sides & STRIP_LEFT) {
        while (start < end && strips(set, str_char(self, start))) start++;
    }
    if (sides & STRIP_RIGHT) {
        while (end > start && strips(set, str_char(self, end - 1))) end--;
    }
    return str_substring(rt, self, start, end);
}

static STR_METHOD(str_strip_method) {
    (void)kwnames;
    return strip_common(rt, "strip", self, args, nargs, STRIP_LEFT | STRIP_RIGHT);
}
static STR_METHOD(str_lstrip_method) {
    (void)kwnames;
    return strip_common(rt, "lstrip", self, args, nargs, STRIP_LEFT);
}
static STR_METHOD(str_rstrip_method) {
    (void)kwnames;
    return strip_common(rt, "rstrip", self, args, nargs, STRIP_RIGHT);
}

/* ---- padding ---- */

static Own pad(Runtime *rt, Obj *self, int64_t left, int64_t right, uint32_t fill) {
    if (left < 0) left = 0;
    if (right < 0) right = 0;
    if (left == 0 && right == 0) return str_exact(rt, self);
    intptr_t length = STR_LENGTH(self);
    if (left > INT64_MAX - length || right > INT64_MAX - (left + length)) {
        return raise_format(rt, EXC(rt, OverflowError), "padded string is too long");
    }
    if (left + right > STR_MAX_LENGTH - length) return raise_memory_error(rt);
    uint32_t max_char = str_max_char(self) > fill ? str_max_char(self) : fill;
    Own made = str_alloc(rt, length + (intptr_t)(left + right), max_char);
    if (!made) return NULL;
    int kind = STR_KIND(borrow(made));
    void *out = STR_DATA(borrow(made));
    chars_fill(kind, out, 0, (intptr_t)left, fill);
    str_copy_chars(borrow(made), (intptr_t)left, self, 0, length);
    chars_fill(kind, out, (intptr_t)left + length, (intptr_t)right, fill);
    return made;
}

static int pad_arguments(Runtime *rt, Obj *const *args, size_t nargs, int64_t *width,
                         uint32_t *fill) {
    *fill = ' ';
    if (args_ssize(rt, args[0], width) < 0) return -1;
    if (nargs < 2) return 0;
    if (!is_str(args[1])) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "The fill character must be a unicode character, not %.100s",
                                args[1]->type->name);
    }
    if (STR_LENGTH(args[1]) != 1) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "The fill character must be exactly one character long");
    }
    *fill = str_char(args[1], 0);
    return 0;
}

static STR_METHOD(str_center_method) {
    (void)kwnames;
    int64_t width;
    uint32_t fill;
    if (pad_arguments(rt, args, nargs, &width, &fill) < 0) return NULL;
    if (STR_LENGTH(self) >= width) return str_exact(rt, self);
    int64_t margin = width - STR_LENGTH(self), left = margin / 2 + (margin & width & 1);
    return pad(rt, self, left, margin - left, fill);
}

static STR_METHOD(str_ljust_method) {
    (void)kwnames;
    int64_t width;
    uint32_t fill;
    if (pad_arguments(rt, args, nargs, &width, &fill) < 0) return NULL;
    return STR_LENGTH(self) >= width ? str_exact(rt, self)
                                     : pad(rt, self, 0, width - STR_LENGTH(self), fill);
}

static STR_METHOD(str_rjust_method) {
    (void)kwnames;
    int64_t width;
    uint32_t fill;
    if (pad_arguments(rt, args, nargs, &width, &fill) < 0) return NULL;
    return STR_LENGTH(self) >= width ? str_exact(rt, self)
                                     : pad(rt, self, width - STR_LENGTH(self), 0, fill);
}

static STR_METHOD(str_zfill_method) {
    (void)nargs, (void)kwnames;
    int64_t width;
    if (args_ssize(rt, args[0], &width) < 0) return NULL;
    if (STR_LENGTH(self) >= width) return str_exact(rt, self);
    intptr_t fill = (intptr_t)(width - STR_LENGTH(self));
    Own made = pad(rt, self, width - STR_LENGTH(self), 0, '0');
    if (!made || STR_LENGTH(self) == 0) return made;
    uint32_t sign = str_char(self, 0);
    if (sign == '+' || sign == '-') {
        chars_put(STR_KIND(borrow(made)), STR_DATA(borrow(made)), 0, sign);
        chars_put(STR_KIND(borrow(made)), STR_DATA(borrow(made)), fill, '0');
    }
    return made;
}

static STR_METHOD(str_expandtabs_method) {
    static const char *const names[] = {"tabsize", NULL};
    static const ArgSpec spec = {"expandtabs", names, 0, 1};
    Obj *value;
    int64_t size = 8;
    if (args_parse(rt, &spec, args, nargs, kwnames, &value) < 0) return NULL;
    if (value && args_int(rt, value, &size) < 0) return NULL;
    if (chars_find_char(STR_KIND(self), STR_DATA(self), STR_LENGTH(self), '\t') < 0)
        return str_exact(rt, self);
    StrWriter w;
    str_writer_init(&w, rt);
    int64_t column = 0;
    for (intptr_t i = 0; i < STR_LENGTH(self) && !w.failed; i++) {
        uint32_t c = str_char(self, i);
        if (c == '\t') {
            if (size <= 0) continue;
            int64_t step = size - column % size;
            column += step;
            while (step-- > 0 && str_writer_char(&w, ' ') == 0) continue;
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        str_writer_char(&w, c);
    }
    return str_writer_finish(&w);
}

/* ---- replace, join ---- */

/* made (taken) with the narrowest kind, when wide characters may have gone. */
static Own narrowed(Runtime *rt, Own made) {
    if (!made) return NULL;
    StrObj *s = STR(borrow(made));
    uint32_t max_char = chars_max(s->kind, s->data, s->length);
    if (s->length == 0 || max_char == str_max_char(borrow(made))) return made;
    Own narrow = str_alloc(rt, s->length, max_char);
    if (narrow) str_copy_chars(borrow(narrow), 0, borrow(made), 0, s->length);
    release(rt, made);
    return narrow;
}

/* Occurrences of one character, same length: copy and overwrite. */
static Own replace_char(Runtime *rt, Obj *self, uint32_t from, uint32_t to, intptr_t limit) {
    int kind = STR_KIND(self);
    intptr_t length = STR_LENGTH(self), at = chars_find_char(kind, STR_DATA(self), length, from);
    if (at < 0) return str_exact(rt, self);
    bool may_narrow = from >= 0x80 && to < from;
    uint32_t max_char = str_max_char(self) > to ? str_max_char(self) : to;
    Own made = str_alloc(rt, length, max_char);
    if (!made) return NULL;
    int out_kind = STR_KIND(borrow(made));
    void *out = STR_DATA(borrow(made));
    chars_copy(out_kind, out, 0, kind, STR_DATA(self), 0, length);
    for (; at < length && limit > 0; limit--) {
        chars_put(out_kind, out, at, to);
        intptr_t next =
            chars_find_char(kind, STR(self)->data + (at + 1) * kind, length - at - 1, from);
        if (next < 0) break;
        at += 1 + next;
    }
    return may_narrow ? narrowed(rt, made) : made;
}

/* `to` before each of the first `count` characters (one more may stand at the end). */
static void replace_empty(Obj *made, Obj *self, Obj *to, intptr_t count) {
    intptr_t length = STR_LENGTH(self), at = 0, i = 0;
    for (; count > 0; i++, count--) {
        str_copy_chars(made, at, to, 0, STR_LENGTH(to));
        at += STR_LENGTH(to);
        if (i < length) str_copy_chars(made, at++, self, i, 1);
    }
    str_copy_chars(made, at, self, i, length - i);
}

/* The first `count` occurrences of `from`, the first of them at `found`. */
static void replace_all(Obj *made, Obj *self, Obj *from, Obj *to, intptr_t count, intptr_t found) {
    int kind = STR_KIND(self);
    intptr_t length = STR_LENGTH(self), size = STR_LENGTH(from), done = 0, at = 0;
    while (count-- > 0) {
        str_copy_chars(made, at, self, done, found);
        at += found;
        str_copy_chars(made, at, to, 0, STR_LENGTH(to));
        at += STR_LENGTH(to);
        done += found + size;
        if (count) {
            found = chars_find(kind, STR(self)->data + done * kind, length - done, STR_KIND(from),
                               STR_DATA(from), size);
        }
    }
    str_copy_chars(made, at, self, done, length - done);
}

Own str_replace(Runtime *rt, Obj *self, Obj *from, Obj *to, intptr_t limit) {
    intptr_t length = STR_LENGTH(self), size = STR_LENGTH(from);
    if (limit < 0) limit = INTPTR_MAX;
    if (limit == 0 || length < size || from == to || (size == 0 && STR_LENGTH(to) == 0) ||
        str_max_char(from) > str_max_char(self)) {
        return str_exact(rt, self);
    }
    if (size == 1 && STR_LENGTH(to) == 1)
        return replace_char(rt, self, str_char(from, 0), str_char(to, 0), limit);
    const void *data = STR_DATA(self), *needle = STR_DATA(from);
    intptr_t found = chars_find(STR_KIND(self), data, length, STR_KIND(from), needle, size);
    if (found < 0) return str_exact(rt, self);
    intptr_t count = chars_count(STR_KIND(self), data, length, STR_KIND(from), needle, size, limit);
    intptr_t growth = STR_LENGTH(to) - size;
    if (growth > 0 && count > (STR_MAX_LENGTH - length) / growth) return raise_memory_error(rt);
    uint32_t max_char =
        str_max_char(self) > str_max_char(to) ? str_max_char(self) : str_max_char(to);
    Own made = str_alloc(rt, length + count * growth, max_char);
    if (!made || STR_LENGTH(borrow(made)) == 0) return made;
    if (size == 0)
        replace_empty(borrow(made), self, to, count);
    else
        replace_all(borrow(made), self, from, to, count, found);
    return str_max_char(from) >= 0x80 ? narrowed(rt, made) : made;
}

static STR_METHOD(str_replace_method) {
    (void)kwnames;
    int64_t limit = -1;
    if (args_need_str(rt, "replace", 1, args[0]) < 0 ||
        args_need_str(rt, "replace", 2, args[1]) < 0)
        return NULL;
    if (nargs > 2 && args_ssize(rt, args[2], &limit) < 0) return NULL;
    if (limit > INTPTR_MAX) limit = -1;
    return str_replace(rt, self, args[0], args[1], limit < 0 ? -1 : (intptr_t)limit);
}

static STR_METHOD(str_join_method) {
    (void)nargs, (void)kwnames;
    Own fast = sequence_fast(rt, args[0], "can only join an iterable");
    if (!fast) return NULL;
    intptr_t count;
    Obj *const *items = sequence_fast_items(borrow(fast), &count);
    Own made = str_join(rt, self, items, count);
    release(rt, fast);
    return made;
}

/* ---- tests of all characters ---- */

static Own all_characters(Runtime *rt, Obj *self, bool (*test)(uint32_t)) {
    intptr_t length = STR_LENGTH(self);
    for (intptr_t i = 0; i < length; i++) {
        if (!test(str_char(self, i))) return bool_from(rt, false);
    }
    return bool_from(rt, length > 0);
}

#define ALL_CHARACTERS(name, test)                                                                 \
    static STR_METHOD(name) {                                                                      \
        (void)args, (void)nargs, (void)kwnames;                                                    \
        return all_characters(rt, self, test);                                                     \
    }
ALL_CHARACTERS(str_isalpha_method, unicode_is_alpha)
ALL_CHARACTERS(str_isalnum_method, unicode_is_alnum)
ALL_CHARACTERS(str_isdecimal_method, unicode_is_decimal)
ALL_CHARACTERS(str_isdigit_method, unicode_is_digit)
ALL_CHARACTERS(str_isnumeric_method, unicode_is_numeric)
ALL_CHARACTERS(str_isspace_method, unicode_is_space)

static STR_METHOD(str_isprintable_method) {
    (void)args, (void)nargs, (void)kwnames;
    if (STR_LENGTH(self) == 0) return bool_from(rt, true);
    return all_characters(rt, self, unicode_is_printable);
}

static STR_METHOD(str_isascii_method) {
    (void)args, (void)nargs, (void)kwnames;
    return bool_from(rt, STR(self)->ascii);
}

static STR_METHOD(str_isidentifier_method) {
    (void)args, (void)nargs, (void)kwnames;
    return bool_from(rt, str_is_identifier(self));
}

static STR_METHOD(str_islower_method) {
    (void)args, (void)nargs, (void)kwnames;
    bool cased = false;
    for (intptr_t i = 0; i < STR_LENGTH(self); i++) {
        uint32_t c = str_char(self, i);
        if (unicode_is_upper(c) || unicode_is_title(c)) return bool_from(rt, false);
        if (!cased && unicode_is_lower(c)) cased = true;
    }
    return bool_from(rt, cased);
}

static STR_METHOD(str_isupper_method) {
    (void)args, (void)nargs, (void)kwnames;
    bool cased = false;
    for (intptr_t i = 0; i < STR_LENGTH(self); i++) {
        uint32_t c = str_char(self, i);
        if (unicode_is_lower(c) || unicode_is_title(c)) return bool_from(rt, false);
        if (!cased && unicode_is_upper(c)) cased = true;
    }
    return bool_from(rt, cased);
}

static STR_METHOD(str_istitle_method) {
    (void)args, (void)nargs, (void)kwnames;
    bool cased = false, previous_is_cased = false;
    for (intptr_t i = 0; i < STR_LENGTH(self); i++) {
        uint32_t c = str_char(self, i);
        if (unicode_is_upper(c) || unicode_is_title(c)) {
            if (previous_is_cased) return bool_from(rt, false);
            previous_is_cased = cased = true;
        } else if (unicode_is_lower(c)) {
            if (!previous_is_cased) return bool_from(rt, false);
            previous_is_cased = cased = true;
        } else {
            previous_is_cased = false;
        }
    }
    return bool_from(rt, cased);
}

/* ---- the rest ---- */

static const char *keyword_text(Runtime *rt, const char *function, const char *name, Obj *value) {
    size_t size;
    if (!is_str(value)) {
        raise_format(rt, EXC(rt, TypeError), "%s() argument '%s' must be str, not %.50N", function, name, value);
        return NULL;
    }
    const char *text = str_utf8(rt, value, &size);
    if (text && strlen(text) != size) {
        raise_format(rt, EXC(rt, ValueError), "embedded null character");
        return NULL;
    }
    return text;
}

static STR_METHOD(str_encode_method) {
    static const char *const names[] = {"encoding", "errors", NULL};
    static const ArgSpec spec = {"encode", names, 0, 2};
    Obj *values[2];
    const char *encoding = "utf-8", *errors = NULL;
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    if (values[0] && !(encoding = keyword_text(rt, "encode", "encoding", values[0]))) return NULL;
    if (values[1] && !(errors = keyword_text(rt, "encode", "errors", values[1]))) return NULL;
    return str_encode(rt, self, encoding, errors);
}

static STR_METHOD(str_getnewargs_method) {
    (void)args, (void)nargs, (void)kwnames;
    Own copy = str_from_kind(rt, STR_KIND(self), STR_DATA(self), STR_LENGTH(self));
    if (!copy) return NULL;
    return tuple_from_steal(rt, &copy, 1);
}

const MethodDef str_methods[] = {
    {"encode", str_encode_method, METH_FASTCALL | METH_KEYWORDS, 0, 2,
     "encode($self, /, encoding='utf-8', errors='strict')\n--\n\nBytes of the text in an "
     "encoding."},
    {"replace", str_replace_method, METH_FASTCALL, 2, 3,
     "replace($self, old, new, count=-1, /)\n--\n\nCopy with occurrences of old replaced by new, "
     "at most count."},
    {"split", str_split_method, METH_FASTCALL | METH_KEYWORDS, 0, 2,
     "split($self, /, sep=None, maxsplit=-1)\n--\n\nList of the parts between separators, from the "
     "left."},
    {"rsplit", str_rsplit_method, METH_FASTCALL | METH_KEYWORDS, 0, 2,
     "rsplit($self, /, sep=None, maxsplit=-1)\n--\n\nList of the parts between separators, "
     "splitting from the right."},
    {"join", str_join_method, METH_O, 1, 1,
     "join($self, iterable, /)\n--\n\nAll strs of the iterable with this one between them."},
    {"capitalize", str_capitalize_method, METH_NOARGS, 0, 0,
     "capitalize($self, /)\n--\n\nCopy with the first character in title case, the rest in lower "
     "case."},
    {"casefold", str_casefold_method, METH_NOARGS, 0, 0,
     "casefold($self, /)\n--\n\nCopy for comparison without regard to case."},
    {"title", str_title_method, METH_NOARGS, 0, 0,
     "title($self, /)\n--\n\nCopy with each word in title case."},
    {"center", str_center_method, METH_FASTCALL, 1, 2,
     "center($self, width, fillchar=' ', /)\n--\n\nCentred in width characters."},
    {"count", str_count_method, METH_VARARGS, 0, -1,
     "S.count(sub[, start[, end]]) -> int\n\nOccurrences of sub in S[start:end] that do not "
     "overlap."},
    {"expandtabs", str_expandtabs_method, METH_FASTCALL | METH_KEYWORDS, 0, 1,
     "expandtabs($self, /, tabsize=8)\n--\n\nCopy with tabs replaced by spaces."},
    {"find", str_find_method, METH_VARARGS, 0, -1,
     "S.find(sub[, start[, end]]) -> int\n\nLowest index of sub in S[start:end], or -1."},
    {"partition", str_partition_method, METH_O, 1, 1,
     "partition($self, sep, /)\n--\n\n(before, sep, after) at the first sep, or (self, '', '')."},
    {"index", str_index_method, METH_VARARGS, 0, -1,
     "S.index(sub[, start[, end]]) -> int\n\nLike find, but ValueError when there is none."},
    {"ljust", str_ljust_method, METH_FASTCALL, 1, 2,
     "ljust($self, width, fillchar=' ', /)\n--\n\nAt the left of width characters."},
    {"lower", str_lower_method, METH_NOARGS, 0, 0, "lower($self, /)\n--\n\nCopy in lower case."},
    {"lstrip", str_lstrip_method, METH_FASTCALL, 0, 1,
     "lstrip($self, chars=None, /)\n--\n\nCopy without leading whitespace, or characters in "
     "chars."},
    {"rfind", str_rfind_method, METH_VARARGS, 0, -1,
     "S.rfind(sub[, start[, end]]) -> int\n\nHighest index of sub in S[start:end], or -1."},
    {"rindex", str_rindex_method, METH_VARARGS, 0, -1,
     "S.rindex(sub[, start[, end]]) -> int\n\nLike rfind, but ValueError when there is none."},
    {"rjust", str_rjust_method, METH_FASTCALL, 1, 2,
     "rjust($self, width, fillchar=' ', /)\n--\n\nAt the right of width characters."},
    {"rstrip", str_rstrip_method, METH_FASTCALL, 0, 1,
     "rstrip($self, chars=None, /)\n--\n\nCopy without trailing whitespace, or characters in "
     "chars."},
    {"rpartition", str_rpartition_method, METH_O, 1, 1,
     "rpartition($self, sep, /)\n--\n\n(before, sep, after) at the last sep, or ('', '', self)."},
    {"splitlines", str_splitlines_method, METH_FASTCALL | METH_KEYWORDS, 0, 1,
     "splitlines($self, /, keepends=False)\n--\n\nList of the lines."},
    {"strip", str_strip_method, METH_FASTCALL, 0, 1,
     "strip($self, chars=None, /)\n--\n\nCopy without whitespace at both ends, or characters in "
     "chars."},
    {"swapcase", str_swapcase_method, METH_NOARGS, 0, 0,
     "swapcase($self, /)\n--\n\nCopy with upper and lower case exchanged."},
    {"translate", str_translate_method, METH_O, 1, 1,
     "translate($self, table, /)\n--\n\nCopy with each character looked up by its number in "
     "table."},
    {"upper", str_upper_method, METH_NOARGS, 0, 0, "upper($self, /)\n--\n\nCopy in upper case."},
    {"startswith", str_startswith_method, METH_VARARGS, 0, -1,
     "S.startswith(prefix[, start[, end]]) -> bool\n\nWhether S[start:end] starts with prefix, or "
     "one of a tuple."},
    {"endswith", str_endswith_method, METH_VARARGS, 0, -1,
     "S.endswith(suffix[, start[, end]]) -> bool\n\nWhether S[start:end] ends with suffix, or one "
     "of a tuple."},
    {"removeprefix", str_removeprefix_method, METH_O, 1, 1,
     "removeprefix($self, prefix, /)\n--\n\nCopy without the prefix if it is there."},
    {"removesuffix", str_removesuffix_method, METH_O, 1, 1,
     "removesuffix($self, suffix, /)\n--\n\nCopy without the suffix if it is there."},
    {"isascii", str_isascii_method, METH_NOARGS, 0, 0,
     "isascii($self, /)\n--\n\nWhether all characters are below 128."},
    {"islower", str_islower_method, METH_NOARGS, 0, 0,
     "islower($self, /)\n--\n\nWhether all cased characters are lower case and there is one."},
    {"isupper", str_isupper_method, METH_NOARGS, 0, 0,
     "isupper($self, /)\n--\n\nWhether all cased characters are upper case and there is one."},
    {"istitle", str_istitle_method, METH_NOARGS, 0, 0,
     "istitle($self, /)\n--\n\nWhether each word is in title case."},
    {"isspace", str_isspace_method, METH_NOARGS, 0, 0,
     "isspace($self, /)\n--\n\nWhether all is whitespace."},
    {"isdecimal", str_isdecimal_method, METH_NOARGS, 0, 0,
     "isdecimal($self, /)\n--\n\nWhether all are decimal digits."},
    {"isdigit", str_isdigit_method, METH_NOARGS, 0, 0,
     "isdigit($self, /)\n--\n\nWhether all are digits."},
    {"isnumeric", str_isnumeric_method, METH_NOARGS, 0, 0,
     "isnumeric($self, /)\n--\n\nWhether all are numeric."},
    {"isalpha", str_isalpha_method, METH_NOARGS, 0, 0,
     "isalpha($self, /)\n--\n\nWhether all are letters."},
    {"isalnum", str_isalnum_method, METH_NOARGS, 0, 0,
     "isalnum($self, /)\n--\n\nWhether all are letters or numeric."},
    {"isidentifier", str_isidentifier_method, METH_NOARGS, 0, 0,
     "isidentifier($self, /)\n--\n\nWhether this could be a name in a program."},
    {"isprintable", str_isprintable_method, METH_NOARGS, 0, 0,
     "isprintable($self, /)\n--\n\nWhether repr() would show all characters as they are."},
    {"zfill", str_zfill_method, METH_O, 1, 1,
     "zfill($self, width, /)\n--\n\nZeros at the left, after a sign, up to width characters."},
    {"format", str_format_method, METH_VARARGS | METH_KEYWORDS, 0, -1,
     "S.format(*args, **kwargs) -> str\n\nS with its {fields} replaced by the arguments."},
    {"format_map", str_format_map_method, METH_O, 1, 1,
     "S.format_map(mapping) -> str\n\nS with its {fields} replaced by the mapping's values."},
    {"__format__", str_dunder_format_method, METH_O, 1, 1,
     "__format__($self, format_spec, /)\n--\n\nText laid out as format_spec says."},
    {"maketrans", str_maketrans_method, METH_FASTCALL | METH_STATIC, 1, 3,
     "Table for translate(): from a dict, or from two or three strs."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0,
     "__sizeof__($self, /)\n--\n\nSize in memory, bytes."},
    {"__getnewargs__", str_getnewargs_method, METH_NOARGS, 0, 0, NULL},
    METHOD_END,
};
