/* str: CPython 3.11 Objects/unicodeobject.c, the part that makes, compares and joins strs.
 *
 * Layout: an exact str is one block, head of 48 (ASCII) or 72 virtual bytes, then (length + 1)
 * characters of 1, 2 or 4 bytes. An instance of a subclass has a head of the type's basic size and
 * the characters in a second block. The kind is always the narrowest that holds every character, so
 * strs of different kinds are never equal. "" and the 256 Latin-1 characters are static. */
#include "object/str_impl.h"

#include "base/copy.h"
#include "base/utf8.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/immortal.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/tuple.h"
#include "object/type.h"

/* ---- characters ---- */

void chars_copy(int to_kind, void *to, intptr_t at, int from_kind, const void *from,
                intptr_t from_at, intptr_t count) {
    if (count <= 0) return;
    if (to_kind == from_kind) {
        copy_bytes((uint8_t *)to + at * to_kind, (const uint8_t *)from + from_at * to_kind,
                   (size_t)(count * to_kind));
        return;
    }
    if (from_kind == 1 && to_kind == 2) {
        uint16_t *out = (uint16_t *)to + at;
        const uint8_t *in = (const uint8_t *)from + from_at;
        for (intptr_t i = 0; i < count; i++) out[i] = in[i];
        return;
    }
    for (intptr_t i = 0; i < count; i++)
        chars_put(to_kind, to, at + i, chars_get(from_kind, from, from_at + i));
}

void str_copy_chars(Obj *to, intptr_t at, Obj *from, intptr_t from_at, intptr_t count) {
    chars_copy(STR_KIND(to), STR_DATA(to), at, STR_KIND(from), STR_DATA(from), from_at, count);
}

void chars_fill(int kind, void *chars, intptr_t at, intptr_t count, uint32_t c) {
    if (count <= 0) return;
    if (kind == 1) {
        memset((uint8_t *)chars + at, (int)c, (size_t)count);
        return;
    }
    for (intptr_t i = 0; i < count; i++) chars_put(kind, chars, at + i, c);
}

static bool bytes_are_ascii(const uint8_t *bytes, intptr_t count) {
    intptr_t i = 0;
    for (; i + 8 <= count; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        if (word & 0x8080808080808080ULL) return false;
    }
    for (; i < count; i++) {
        if (bytes[i] & 0x80) return false;
    }
    return true;
}

uint32_t chars_max(int kind, const void *chars, intptr_t count) {
    if (kind == 1) return bytes_are_ascii(chars, count) ? 0x7f : 0xff;
    uint32_t all = 0;
    if (kind == 2) {
        const uint16_t *in = chars;
        for (intptr_t i = 0; i < count; i++) all |= in[i];
    } else {
        const uint32_t *in = chars;
        for (intptr_t i = 0; i < count; i++) all |= in[i];
    }
    return all < 0x80 ? 0x7f : all < 0x100 ? 0xff : all < 0x10000 ? 0xffff : 0x10ffff;
}

/* ---- construct and release ---- */

static void str_set_up(Obj *self, intptr_t length, uint32_t max_char, uint8_t *data) {
    StrObj *s = STR(self);
    s->length = length;
    s->hash = -1;
    s->kind = (uint8_t)kind_of_char(max_char);
    s->ascii = max_char < 0x80;
    s->interned = s->is_static = 0;
    s->data = data;
    chars_put(s->kind, data, length, 0);
}

/* Bytes in front of the characters: what the version lens says where our struct is small enough. */
HS_INLINE size_t str_head_size(Runtime *rt, bool ascii) {
    if (sizeof(void *) == 8) return ascii ? STR_ASCII_HEAD : STR_WIDE_HEAD;
    return rt->str_heads[ascii];
}

Own str_alloc(Runtime *rt, intptr_t length, uint32_t max_char) {
    if (length == 0) return str_empty(rt);
    if (length < 0 || length > STR_MAX_LENGTH) return raise_memory_error(rt);
    size_t head = str_head_size(rt, max_char < 0x80);
    size_t size = head + (size_t)(length + 1) * (size_t)kind_of_char(max_char);
    Own self = object_alloc_head(rt, T(rt, STR), size, head);
    if (!self) return NULL;
    str_set_up(borrow(self), length, max_char, (uint8_t *)self + head);
    STR(borrow(self))->born = rt->births;
    return self;
}

HS_INLINE bool str_is_wide_head(Runtime *rt, Obj *s) {
    return !STR(s)->ascii || !is_str_exact(rt, s);
}

static void str_drop_utf8(Runtime *rt, Obj *s) {
    StrWideObj *wide = (StrWideObj *)s;
    if (str_is_wide_head(rt, s) && wide->utf8) {
        raw_free(rt, wide->utf8);
        wide->utf8 = NULL;
    }
}

static void str_dealloc(Runtime *rt, Obj *self) {
    StrObj *s = STR(self);
    if (s->is_static) { /* every counted reference was given back: it stays */
        self->refcount = HS_STATIC_REFCOUNT;
        return;
    }
    if (s->interned) {
        if (rt->interned && str_is_immortal(rt, self)) return; /* waits in the table, its count 0 */
        str_interned_dealloc(rt, self);
    }
    str_drop_utf8(rt, self);
    if (is_str_exact(rt, self)) {
        object_free(rt, self);
        return;
    }
    if (s->data) mem_free(rt, s->data);
    self->type->slots.tp_free(rt, self);
}

/* Shrinks or grows an exact, not interned str that has one reference. Takes and returns it. */
Own str_resize(Runtime *rt, Own own, intptr_t length) {
    StrObj *s = STR(borrow(own));
    int kind = s->kind;
    size_t head = str_head_size(rt, s->ascii);
    if (length == s->length) return own;
    if (length == 0) {
        release(rt, own);
        return str_empty(rt);
    }
    str_drop_utf8(rt, borrow(own));
    Own grown = NULL;
    if (length <= STR_MAX_LENGTH)
        grown = object_resize(rt, own, head + (size_t)(length + 1) * (size_t)kind);
    else
        release(rt, own), raise_memory_error(rt);
    if (!grown) return NULL;
    s = STR(borrow(grown));
    s->data = (uint8_t *)s + head;
    s->length = length;
    s->hash = -1;
    chars_put(kind, s->data, length, 0);
    return grown;
}

Own str_from_char(Runtime *rt, uint32_t c) {
    if (c < 256) return keep(str_latin1_char(rt, (uint8_t)c));
    Own s = str_alloc(rt, 1, c);
    if (s) chars_put(STR_KIND(borrow(s)), STR_DATA(borrow(s)), 0, c);
    return s;
}

Own str_from_ascii(Runtime *rt, const char *ascii, size_t size) {
    if (size == 0) return str_empty(rt);
    if (size == 1) return keep(str_latin1_char(rt, (uint8_t)ascii[0]));
    Own s = str_alloc(rt, (intptr_t)size, 0x7f);
    if (s) copy_bytes(STR_DATA(borrow(s)), ascii, size);
    return s;
}

Own str_from_kind(Runtime *rt, int kind, const void *chars, intptr_t length) {
    if (length == 0) return str_empty(rt);
    if (length == 1) return str_from_char(rt, chars_get(kind, chars, 0));
    uint32_t max_char = chars_max(kind, chars, length);
    Own s = str_alloc(rt, length, max_char);
    if (s) chars_copy(STR_KIND(borrow(s)), STR_DATA(borrow(s)), 0, kind, chars, 0, length);
    return s;
}

Own str_from_cstr(Runtime *rt, const char *utf8) { return str_from_utf8(rt, utf8, strlen(utf8)); }

Own str_from_utf8(Runtime *rt, const char *utf8, size_t size) {
    if (bytes_are_ascii((const uint8_t *)utf8, (intptr_t)size))
        return str_from_ascii(rt, utf8, size);
    return str_decode(rt, (const uint8_t *)utf8, size, "utf-8", NULL);
}

Own str_exact(Runtime *rt, Obj *s) {
    if (is_str_exact(rt, s)) return keep(s);
    if (STR_LENGTH(s) == 0) return str_empty(rt);
    Own copy = str_alloc(rt, STR_LENGTH(s), str_max_char(s));
    if (copy) memcpy(STR_DATA(borrow(copy)), STR_DATA(s), (size_t)(STR_LENGTH(s) * STR_KIND(s)));
    return copy;
}

Own str_result(Runtime *rt, Own s) {
    if (!s || STR_LENGTH(borrow(s)) != 1 || STR(borrow(s))->is_static) return s;
    uint32_t c = str_char(borrow(s), 0);
    if (c >= 256) return s;
    release(rt, s);
    return keep(str_latin1_char(rt, (uint8_t)c));
}

Own str_substring(Runtime *rt, Obj *s, intptr_t start, intptr_t end) {
    StrObj *str = STR(s);
    if (end > str->length) end = str->length;
    if (start == 0 && end == str->length) return str_exact(rt, s);
    if (start < 0 || end < 0)
        return raise_format(rt, EXC(rt, IndexError), "string index out of range");
    if (start >= end) return str_empty(rt);
    if (str->ascii)
        return str_from_ascii(rt, (const char *)str->data + start, (size_t)(end - start));
    return str_from_kind(rt, str->kind, str->data + start * str->kind, end - start);
}

const char *str_utf8(Runtime *rt, Obj *s, size_t *size) {
    StrObj *str = STR(s);
    if (str->ascii) {
        if (size) *size = (size_t)str->length;
        return (const char *)str->data;
    }
    StrWideObj *wide = (StrWideObj *)s;
    if (!wide->utf8) {
        Own failed = NULL;
        for (intptr_t i = 0; i < str->length; i++) {
            if (is_surrogate(str_char(s, i))) { /* raises the UnicodeEncodeError */
                failed = str_encode(rt, s, "utf-8", NULL);
                xrelease(rt, failed);
                return NULL;
            }
        }
        size_t needed = utf8_size_of(str->kind, str->data, str->length);
        char *utf8 = raw_alloc(rt, needed + 1);
        if (!utf8) {
            raise_memory_error(rt);
            return NULL;
        }
        uint8_t *out = (uint8_t *)utf8;
        for (intptr_t i = 0; i < str->length; i++) out += utf8_encode(str_char(s, i), out);
        *out = 0;
        wide->utf8 = utf8;
        wide->utf8_size = needed;
    }
    if (size) *size = wide->utf8_size;
    return wide->utf8;
}

/* ---- compare and hash ---- */

bool str_equal(Obj *a, Obj *b) {
    StrObj *left = STR(a), *right = STR(b);
    if (a == b) return true;
    if (left->length != right->length || left->kind != right->kind) return false;
    return memcmp(left->data, right->data, (size_t)left->length * left->kind) == 0;
}

bool str_in_words(Obj *s, intptr_t start, intptr_t end, const char *words) {
    if (!STR(s)->ascii || end <= start) return false;
    const char *text = (const char *)STR(s)->data + start;
    size_t size = (size_t)(end - start);
    if (memchr(text, ' ', size)) return false;
    while (*++words) {
        if (strncmp(words, text, size) == 0 && words[size] == ' ') return true;
        words = strchr(words, ' ');
    }
    return false;
}

bool str_equals_ascii(Obj *s, const char *ascii) {
    size_t size = strlen(ascii);
    return STR(s)->ascii && (size_t)STR_LENGTH(s) == size && memcmp(STR(s)->data, ascii, size) == 0;
}

int str_compare(Obj *a, Obj *b) {
    if (a == b) return 0;
    intptr_t left_length = STR_LENGTH(a), right_length = STR_LENGTH(b);
    intptr_t common = left_length < right_length ? left_length : right_length;
    int left_kind = STR_KIND(a), right_kind = STR_KIND(b);
    const void *left = STR_DATA(a), *right = STR_DATA(b);
    if (left_kind == 1 && right_kind == 1) {
        int order = memcmp(left, right, (size_t)common);
        if (order) return order < 0 ? -1 : 1;
    } else {
        for (intptr_t i = 0; i < common; i++) {
            uint32_t x = chars_get(left_kind, left, i), y = chars_get(right_kind, right, i);
            if (x != y) return x < y ? -1 : 1;
        }
    }
    return left_length < right_length ? -1 : left_length > right_length;
}

int64_t str_hash(Runtime *rt, Obj *self) {
    StrObj *s = STR(self);
    if (s->hash != -1) return s->hash;
    return s->hash = s->length ? hash_characters(rt, s->data, (size_t)s->length * s->kind) : 0;
}

static Own str_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (!is_str(a) || !is_str(b)) return keep(rt->notimplemented);
    if (op == CMP_EQ) return bool_from(rt, str_equal(a, b));
    if (op == CMP_NE) return bool_from(rt, !str_equal(a, b));
    int order = str_compare(a, b);
    bool answer = op == CMP_LT   ? order < 0
                  : op == CMP_LE ? order <= 0
                  : op == CMP_GT ? order > 0
                                 : order >= 0;
    return bool_from(rt, answer);
}

/* ---- concatenate, repeat, join ---- */

Own str_concat(Runtime *rt, Obj *a, Obj *b) {
    if (STR_LENGTH(a) == 0) return str_exact(rt, b);
    if (STR_LENGTH(b) == 0) return str_exact(rt, a);
    if (STR_LENGTH(a) > STR_MAX_LENGTH - STR_LENGTH(b)) return raise_memory_error(rt);
    uint32_t max_char = str_max_char(a) > str_max_char(b) ? str_max_char(a) : str_max_char(b);
    Own s = str_alloc(rt, STR_LENGTH(a) + STR_LENGTH(b), max_char);
    if (!s) return NULL;
    str_copy_chars(borrow(s), 0, a, 0, STR_LENGTH(a));
    str_copy_chars(borrow(s), STR_LENGTH(a), b, 0, STR_LENGTH(b));
    return s;
}

static Own str_concat_slot(Runtime *rt, Obj *a, Obj *b) {
    if (!is_str(b)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "can only concatenate str (not \"%.200s\") to str", b->type->name);
    }
    return str_concat(rt, a, b);
}

int str_append(Runtime *rt, Own *slot, Obj *b) {
    Obj *a = borrow(*slot);
    StrObj *left = STR(a), *right = STR(b);
    if (right->length == 0 && is_str_exact(rt, a)) return 0;
    bool in_place = left->length != 0 && a->refcount == 1 && left->hash == -1 && !left->interned &&
                    !left->is_static && is_str_exact(rt, a) && is_str_exact(rt, b) &&
                    right->kind <= left->kind && !(left->ascii && !right->ascii) &&
                    left->length <= STR_MAX_LENGTH - right->length;
    if (!in_place) {
        Own whole = str_concat(rt, a, b);
        own_set(rt, slot, whole);
        return whole ? 0 : -1;
    }
    intptr_t old_length = left->length;
    *slot = str_resize(rt, *slot, old_length + right->length);
    if (!*slot) return -1;
    str_copy_chars(borrow(*slot), old_length, b, 0, right->length);
    return 0;
}

static Own str_repeat(Runtime *rt, Obj *self, intptr_t count) {
    StrObj *s = STR(self);
    if (count < 1 || s->length == 0) return str_empty(rt);
    if (count == 1) return str_exact(rt, self);
    if (s->length > INT64_MAX / count) {
        return raise_format(rt, EXC(rt, OverflowError), "repeated string is too long");
    }
    if (s->length > STR_MAX_LENGTH / count) return raise_memory_error(rt);
    intptr_t total = s->length * count;
    Own made = str_alloc(rt, total, str_max_char(self));
    if (!made) return NULL;
    uint8_t *out = STR(borrow(made))->data;
    if (s->length == 1) {
        chars_fill(s->kind, out, 0, count, str_char(self, 0));
        return made;
    }
    size_t piece = (size_t)s->length * s->kind, bytes = (size_t)total * s->kind, done = piece;
    memcpy(out, s->data, piece);
    while (done < bytes) { /* doubling */
        size_t more = done < bytes - done ? done : bytes - done;
        memcpy(out + done, out, more);
        done += more;
    }
    return made;
}

/* Length and widest character of the joined items, -1 = raised. */
static intptr_t join_measure(Runtime *rt, Obj *separator, Obj *const *items, intptr_t count,
                             uint32_t *max_char) {
    uint64_t total = 0;
    uint32_t widest = count > 1 && separator ? str_max_char(separator) : 0x7f;
    for (intptr_t i = 0; i < count; i++) {
        Obj *item = items[i];
        if (!is_str(item)) {
            return raise_format_int(rt, EXC(rt, TypeError),
                                    "sequence item %zd: expected str instance, %.80s found", i,
                                    item->type->name);
        }
        total += (uint64_t)STR_LENGTH(item);
        if (str_max_char(item) > widest) widest = str_max_char(item);
    }
    if (separator && count > 1) total += (uint64_t)STR_LENGTH(separator) * (uint64_t)(count - 1);
    if (total > (uint64_t)INT64_MAX) {
        return raise_format_int(rt, EXC(rt, OverflowError),
                                "join() result is too long for a Python string");
    }
    if (total > (uint64_t)STR_MAX_LENGTH) return raise_memory_error(rt), -1;
    *max_char = widest;
    return (intptr_t)total;
}

Own str_join(Runtime *rt, Obj *separator, Obj *const *items, intptr_t count) {
    if (count == 0) return str_empty(rt);
    if (count == 1 && is_str_exact(rt, items[0])) return keep(items[0]);
    uint32_t max_char;
    intptr_t length = join_measure(rt, separator, items, count, &max_char), at = 0;
    if (length < 0) return NULL;
    Own made = str_alloc(rt, length, max_char);
    if (!made || length == 0) return made;
    int kind = STR_KIND(borrow(made));
    uint8_t *out = STR(borrow(made))->data;
    intptr_t gap = separator ? STR_LENGTH(separator) : 0;
    for (intptr_t i = 0; i < count; i++) {
        if (i && gap) {
            if (gap == 1)
                chars_put(kind, out, at, str_char(separator, 0));
            else
                chars_copy(kind, out, at, STR_KIND(separator), STR_DATA(separator), 0, gap);
            at += gap;
        }
        StrObj *item = STR(items[i]);
        chars_copy(kind, out, at, item->kind, item->data, 0, item->length);
        at += item->length;
    }
    return made;
}

/* ---- sequence slots ---- */

static intptr_t str_length_slot(Runtime *rt, Obj *self) {
    (void)rt;
    return STR_LENGTH(self);
}

static Own str_item(Runtime *rt, Obj *self, intptr_t index) {
    if (index < 0 || index >= STR_LENGTH(self)) {
        return raise_format(rt, EXC(rt, IndexError), "string index out of range");
    }
    return str_from_char(rt, str_char(self, index));
}

static Own str_stepped_slice(Runtime *rt, Obj *self, int64_t start, int64_t step, int64_t count) {
    int kind = STR_KIND(self);
    const void *in = STR_DATA(self);
    uint32_t widest = 0;
    int64_t at = start;
    for (int64_t i = 0; i < count; i++, at += step) widest |= chars_get(kind, in, (intptr_t)at);
    Own made = str_alloc(rt, (intptr_t)count, widest > 0x10ffff ? 0x10ffff : widest);
    if (!made) return NULL;
    int out_kind = STR_KIND(borrow(made));
    void *out = STR_DATA(borrow(made));
    at = start;
    for (int64_t i = 0; i < count; i++, at += step)
        chars_put(out_kind, out, (intptr_t)i, chars_get(kind, in, (intptr_t)at));
    return made;
}

static Own str_subscript(Runtime *rt, Obj *self, Obj *key) {
    if (number_has_index(key)) {
        int64_t index;
        if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return NULL;
        if (index < 0) index += STR_LENGTH(self);
        if (index < 0 || index >= STR_LENGTH(self)) {
            return raise_format(rt, EXC(rt, IndexError), "string index out of range");
        }
        return str_from_char(rt, str_char(self, (intptr_t)index));
    }
    if (is_slice(rt, key)) {
        int64_t start, stop, step, count;
        if (slice_indices(rt, key, &STR_LENGTH(self), &start, &stop, &step, &count) < 0) return NULL;
        if (count <= 0) return str_empty(rt);
        if (step == 1) return str_substring(rt, self, (intptr_t)start, (intptr_t)(start + count));
        return str_stepped_slice(rt, self, start, step, count);
    }
    return raise_format(rt, EXC(rt, TypeError), "string indices must be integers, not '%.200s'",
                        key->type->name);
}

static int str_contains(Runtime *rt, Obj *self, Obj *item) {
    if (!is_str(item)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "'in <string>' requires string as left operand, not %.100s",
                                item->type->name);
    }
    return chars_find(STR_KIND(self), STR_DATA(self), STR_LENGTH(self), STR_KIND(item),
                      STR_DATA(item), STR_LENGTH(item)) >= 0;
}

intptr_t str_find(Obj *s, Obj *needle, intptr_t start, intptr_t end, int direction) {
    int64_t from = start, to = end;
    clamp_slice(&from, &to, STR_LENGTH(s));
    if (to - from < STR_LENGTH(needle)) return -1;
    const uint8_t *hay = STR(s)->data + from * STR_KIND(s);
    intptr_t at = (direction >= 0 ? chars_find : chars_rfind)(
        STR_KIND(s), hay, (intptr_t)(to - from), STR_KIND(needle), STR_DATA(needle),
        STR_LENGTH(needle));
    return at < 0 ? -1 : at + (intptr_t)from;
}

static Own str_remainder(Runtime *rt, Obj *left, Obj *right) {
    if (!is_str(left)) return keep(rt->notimplemented);
    return str_percent_format(rt, left, right);
}

bool str_is_identifier(Obj *s) {
    intptr_t length = STR_LENGTH(s);
    if (length == 0) return false;
    uint32_t c = str_char(s, 0);
    if (c != '_' && !unicode_is_xid_start(c)) return false;
    for (intptr_t i = 1; i < length; i++) {
        if (!unicode_is_xid_continue(str_char(s, i))) return false;
    }
    return true;
}

/* ---- repr ---- */

/* Characters that c takes in a repr with this quote. */
static int repr_width(uint32_t c, uint32_t quote) {
    if (c == quote || c == '\\' || c == '\t' || c == '\n' || c == '\r') return 2;
    if (c < ' ' || c == 0x7f) return 4;
    if (c < 0x7f || unicode_is_printable(c)) return 1;
    return c < 0x100 ? 4 : c < 0x10000 ? 6 : 10;
}

static intptr_t put_escape(int kind, void *out, intptr_t at, char letter, uint32_t c, int digits) {
    chars_put(kind, out, at++, '\\');
    chars_put(kind, out, at++, (uint8_t)letter);
    while (digits-- > 0)
        chars_put(kind, out, at++, (uint8_t) "0123456789abcdef"[(c >> (4 * digits)) & 15]);
    return at;
}

static intptr_t repr_put(int kind, void *out, intptr_t at, uint32_t c, int width) {
    if (width == 2) {
        char letter = c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : (char)c;
        return put_escape(kind, out, at, letter, 0, 0);
    }
    if (width == 4) return put_escape(kind, out, at, 'x', c, 2);
    if (width == 6) return put_escape(kind, out, at, 'u', c, 4);
    if (width == 10) return put_escape(kind, out, at, 'U', c, 8);
    chars_put(kind, out, at, c);
    return at + 1;
}

Own str_repr(Runtime *rt, Obj *self) {
    int kind = STR_KIND(self);
    const void *in = STR_DATA(self);
    intptr_t length = STR_LENGTH(self), total = 2;
    bool single = chars_find_char(kind, in, length, '\'') >= 0;
    uint32_t quote = single && chars_find_char(kind, in, length, '"') < 0 ? '"' : '\'',
             widest = 0x7f;
    for (intptr_t i = 0; i < length; i++) {
        uint32_t c = chars_get(kind, in, i);
        int width = repr_width(c, quote);
        total += width;
        if (width == 1 && c > widest) widest = c;
        if (total > STR_MAX_LENGTH) return raise_memory_error(rt);
    }
    Own made = str_alloc(rt, total, widest);
    if (!made) return NULL;
    int out_kind = STR_KIND(borrow(made));
    void *out = STR_DATA(borrow(made));
    chars_put(out_kind, out, 0, quote);
    if (total == length + 2) {
        chars_copy(out_kind, out, 1, kind, in, 0, length);
    } else {
        intptr_t at = 1;
        for (intptr_t i = 0; i < length; i++) {
            uint32_t c = chars_get(kind, in, i);
            int width = repr_width(c, quote);
            at = repr_put(out_kind, out, at, c, width);
        }
    }
    chars_put(out_kind, out, total - 1, quote);
    return made;
}

/* ---- the constructor ---- */

static const char *encoding_argument(Runtime *rt, Obj *value, const char *name) {
    if (!is_str(value)) {
        raise_format(rt, EXC(rt, TypeError), "str() argument '%s' must be str, not %.50N", name, value);
        return NULL;
    }
    size_t size;
    const char *text = str_utf8(rt, value, &size);
    if (text && strlen(text) != size) {
        raise_format(rt, EXC(rt, ValueError), "embedded null character");
        return NULL;
    }
    return text;
}

/* Instance of a subclass with the text of `plain`. */
static Own str_subtype_new(Runtime *rt, TypeObj *type, Obj *plain) {
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (!self) return NULL;
    StrObj *s = STR(borrow(self)), *from = STR(plain);
    size_t bytes = (size_t)(from->length + 1) * from->kind;
    s->length = from->length;
    s->hash = from->hash;
    s->kind = from->kind;
    s->ascii = from->ascii;
    s->data = mem_alloc(rt, bytes);
    if (!s->data) {
        release(rt, self);
        return raise_memory_error(rt);
    }
    memcpy(s->data, from->data, bytes);
    return self;
}

Own str_from_object(Runtime *rt, Obj *o) { return object_str(rt, o); }

static Own str_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"object", "encoding", "errors", NULL};
    static const ArgSpec spec = {"str", names, 0, 3};
    Obj *values[3];
    if (args_parse_tuple(rt, &spec, args, kwargs, values) < 0) return NULL;
    Own made;
    const char *encoding = NULL, *errors = NULL;
    if (values[1] && !(encoding = encoding_argument(rt, values[1], "encoding"))) return NULL;
    if (values[2] && !(errors = encoding_argument(rt, values[2], "errors"))) return NULL;
    if (!values[0])
        made = str_empty(rt);
    else if (!encoding && !errors)
        made = object_str(rt, values[0]);
    else
        made = str_from_encoded(rt, values[0], encoding, errors);
    if (!made || type == T(rt, STR)) return made;
    Own self = str_subtype_new(rt, type, borrow(made));
    release(rt, made);
    return self;
}

/* ---- iterators: one type for ASCII strs, one for the others ---- */

typedef struct StrIterObj { /* virtual 32 */
    Obj base;
    intptr_t index;
    Own text; /* NULL = exhausted */
} StrIterObj;
_Static_assert(sizeof(StrIterObj) <= 32, "str iterator outgrew CPython's");
#define STR_ITER(o) ((StrIterObj *)(o))

static Own str_iter(Runtime *rt, Obj *self) {
    bool ascii = STR(self)->ascii && is_str_exact(rt, self);
    Own iter = gc_alloc(rt, ascii ? T(rt, STR_ASCII_ITER) : T(rt, STR_ITER), 32);
    if (!iter) return NULL;
    STR_ITER(borrow(iter))->text = keep(self);
    gc_track(rt, borrow(iter));
    return iter;
}

static void str_iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    own_clear(rt, &STR_ITER(self)->text);
    gc_free(rt, self);
}

static int str_iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(STR_ITER(self)->text);
    return 0;
}

static Own str_iter_next(Runtime *rt, Obj *self) {
    StrIterObj *iter = STR_ITER(self);
    if (!iter->text) return NULL;
    Obj *text = borrow(iter->text);
    if (iter->index < STR_LENGTH(text)) return str_from_char(rt, str_char(text, iter->index++));
    own_clear(rt, &iter->text);
    return NULL;
}

static Own str_ascii_iter_next(Runtime *rt, Obj *self) {
    StrIterObj *iter = STR_ITER(self);
    if (!iter->text) return NULL;
    StrObj *text = STR(borrow(iter->text));
    if (iter->index < text->length) return keep(str_latin1_char(rt, text->data[iter->index++]));
    own_clear(rt, &iter->text);
    return NULL;
}

static STR_METHOD(str_iter_length_hint) {
    (void)args, (void)nargs, (void)kwnames;
    StrIterObj *iter = STR_ITER(self);
    return int_from_i64(rt, iter->text ? STR_LENGTH(borrow(iter->text)) - iter->index : 0);
}

static STR_METHOD(str_iter_reduce) {
    (void)args, (void)nargs, (void)kwnames;
    StrIterObj *iter = STR_ITER(self);
    Own function = object_getattr_str(rt, borrow(rt->builtins_module), "iter");
    if (!function) return NULL;
    Own result = NULL, pack = NULL, index = NULL;
    pack = tuple_pack(rt, 1, iter->text ? borrow(iter->text) : rt->empty_str);
    if (!pack || !(index = int_from_i64(rt, iter->index))) goto done;
    if (iter->text)
        result = tuple_pack(rt, 3, borrow(function), borrow(pack), borrow(index));
    else
        result = tuple_pack(rt, 2, borrow(function), borrow(pack));
done:
    release(rt, function);
    xrelease(rt, pack);
    xrelease(rt, index);
    return result;
}

static STR_METHOD(str_iter_setstate) {
    (void)nargs, (void)kwnames;
    StrIterObj *iter = STR_ITER(self);
    int64_t index;
    if (args_ssize(rt, args[0], &index) < 0) return NULL;
    if (iter->text) {
        intptr_t length = STR_LENGTH(borrow(iter->text));
        iter->index = index < 0 ? 0 : index > length ? length : (intptr_t)index;
    }
    return keep(rt->none);
}

static const MethodDef str_iter_methods[] = {
    {"__length_hint__", str_iter_length_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", str_iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", str_iter_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec str_iter_type_spec = {
    .name = "str_iterator",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .slots = {.tp_dealloc = str_iter_dealloc,
              .tp_traverse = str_iter_traverse,
              .tp_getattro = object_generic_getattr,
              .tp_iter = object_self_iter,
              .tp_iternext = str_iter_next},
    .methods = str_iter_methods,
};

const TypeSpec str_ascii_iter_type_spec = {
    .name = "str_ascii_iterator",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .slots = {.tp_dealloc = str_iter_dealloc,
              .tp_traverse = str_iter_traverse,
              .tp_getattro = object_generic_getattr,
              .tp_iter = object_self_iter,
              .tp_iternext = str_ascii_iter_next},
    .methods = str_iter_methods,
};

/* ---- tables ---- */

uint64_t str_sizeof(Runtime *rt, Obj *s) {
    uint64_t chars = (uint64_t)(STR_LENGTH(s) + 1) * STR_KIND(s);
    if (s->type->flags & TPF_HEAP) return T(rt, STR)->virtual_size + chars;
    if (STR(s)->is_static && !STR(s)->ascii && rt->lens->immortal) chars += 3; /* its UTF-8 is there from the start */
    return rt->str_heads[STR(s)->ascii] + chars;
}

static void make_static_str(Runtime *rt, Obj *self, const char *text, size_t length,
                            uint32_t max_char) {
    self->refcount = HS_STATIC_REFCOUNT;
    self->type = T(rt, STR);
    str_set_up(self, (intptr_t)length, max_char, (uint8_t *)self + str_head_size(rt, max_char < 0x80));
    STR(self)->is_static = 1;
    memcpy(STR(self)->data, text, length);
}

static Obj *new_static_ascii(Runtime *rt, const char *text, size_t length) {
    Obj *self = static_alloc(rt, STR_ASCII_HEAD + length + 1);
    if (self) make_static_str(rt, self, text, length, 0x7f);
    return self;
}

static const char *const string_names[STR_COUNT] = {
#define HS_STR(name) #name,
#define HS_LITERAL(name, text) text,
#include "heap/strings.def"
#undef HS_STR
#undef HS_LITERAL
};

/* One-character names and constants of the modules that CPython 3.11 has frozen into itself: it interns an object of their own for
 * each at start-up, so that such a literal is not the character that indexing or chr() gives. */
static int intern_frozen_chars(Runtime *rt) {
    for (const char *c = "BCLST_abcdefhijklmnopqrstvwxy"; *c; c++) {
        Obj *text = new_static_ascii(rt, c, 1);
        if (!text) return -1;
        str_intern(rt, adopt(text));
        if (!STR(text)->interned) return -1;
    }
    return 0;
}

int str_init(Runtime *rt) {
    rt->str_heads[0] = rt->lens->str_wide_head;
    rt->str_heads[1] = rt->lens->str_ascii_head;
    rt->empty_str = new_static_ascii(rt, "", 0);
    rt->latin1_chars = static_alloc(rt, 256 * 80);
    if (!rt->empty_str || !rt->latin1_chars) return -1;
    STR(rt->empty_str)->hash = 0;
    for (uint32_t c = 0; c < 256; c++) {
        char text = (char)c;
        make_static_str(rt, str_latin1_char(rt, (uint8_t)c), &text, 1, c);
    }
    if (intern_frozen_chars(rt) < 0) return -1;
    for (size_t i = 0; i < STR_COUNT; i++) {
        const char *name = string_names[i];
        size_t length = strlen(name);
        if (length > 1 && name[length - 1] == '_' && name[length - 2] != '_') length--;
        Obj *text = length == 1 ? str_latin1_char(rt, (uint8_t)name[0])
                                : new_static_ascii(rt, name, length);
        if (!text) return -1;
        bool apart = (i == STR_True || i == STR_False) && rt->lens->minor == LENS_DEFAULT; /* bool's own: an equal constant is another one */
        rt->strings[i] = apart ? adopt(text) : str_intern(rt, adopt(text));
        if (!apart && !STR(borrow(rt->strings[i]))->interned) return -1;
    }
    return 0;
}

void str_fini(Runtime *rt) {
    for (int c = 128; c < 256; c++) str_drop_utf8(rt, str_latin1_char(rt, (uint8_t)c));
    str_intern_fini(rt);
}

static const char str_doc[] =
    "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
    "Text of an object: what its __str__() gives (or repr), or bytes decoded\n"
    "with the encoding (default 'utf-8') and error handler (default 'strict').";

const TypeSpec str_type_spec = {
    .name = "str",
    .doc = str_doc,
    .flags = TPF_BASETYPE | TPF_STR | TPF_MATCH_SELF,
    .base = -1,
    .virtual_size = STR_SUBTYPE_SIZE,
    .slots =
        {
            .tp_dealloc = str_dealloc,
            .tp_new = str_new,
            .tp_repr = str_repr,
            .tp_sizeof = str_sizeof,
            .tp_str = str_exact,
            .tp_hash = str_hash,
            .tp_getattro = object_generic_getattr,
            .tp_richcompare = str_richcompare,
            .tp_iter = str_iter,
            .nb_remainder = str_remainder,
            .sq_length = str_length_slot,
            .sq_concat = str_concat_slot,
            .sq_repeat = str_repeat,
            .sq_item = str_item,
            .sq_contains = str_contains,
            .mp_length = str_length_slot,
            .mp_subscript = str_subscript,
        },
    .methods = str_methods,
};
