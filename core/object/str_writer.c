/* StrWriter: text that grows, in the writer itself and then in raw memory, as narrow as its
 * characters allow (CPython 3.11 _PyUnicodeWriter). A failed write is remembered, so that a caller
 * may check only the end. */
#include "base/copy.h"
#include "object/exception.h"
#include "object/str_impl.h"

void str_writer_init(StrWriter *w, Runtime *rt) {
    w->rt = rt;
    w->chars = w->first;
    w->length = 0;
    w->capacity = sizeof w->first;
    w->kind = 1;
    w->max_char = 0x7f;
    w->failed = false;
}

static int writer_fail(StrWriter *w) {
    if (!w->failed) raise_memory_error(w->rt);
    w->failed = true;
    return -1;
}

/* Makes room for `count` more characters up to max_char. */
static HS_NOINLINE int writer_grow(StrWriter *w, intptr_t count, uint32_t max_char) {
    if (w->failed) return -1;
    int kind = kind_of_char(max_char);
    if (kind < w->kind) kind = w->kind;
    intptr_t needed = w->length + count, capacity = w->capacity;
    if (count > STR_MAX_LENGTH - w->length) return writer_fail(w);
    if (needed > capacity) capacity = needed + needed / 2 + 32;
    if (kind == w->kind && w->chars != w->first) {
        void *grown = raw_realloc(w->rt, w->chars, (size_t)(capacity * kind));
        if (!grown) return writer_fail(w);
        w->chars = grown;
    } else {
        void *wider = raw_alloc(w->rt, (size_t)(capacity * kind));
        if (!wider) return writer_fail(w);
        chars_copy(kind, wider, 0, w->kind, w->chars, 0, w->length);
        if (w->chars != w->first) raw_free(w->rt, w->chars);
        w->chars = wider;
        w->kind = kind;
    }
    w->capacity = capacity;
    return 0;
}

HS_INLINE int writer_prepare(StrWriter *w, intptr_t count, uint32_t max_char) {
    bool fits = w->length + count <= w->capacity &&
                (w->kind == 4 || max_char < (w->kind == 1 ? 0x100u : 0x10000u));
    if (HS_UNLIKELY(!fits || w->failed) && writer_grow(w, count, max_char) < 0) return -1;
    if (max_char > w->max_char) w->max_char = max_char;
    return 0;
}

int str_writer_char(StrWriter *w, uint32_t c) {
    if (writer_prepare(w, 1, c) < 0) return -1;
    chars_put(w->kind, w->chars, w->length++, c);
    return 0;
}

int str_writer_fill(StrWriter *w, uint32_t c, int64_t count) {
    if (count > STR_MAX_LENGTH) return writer_fail(w);
    if (count <= 0) return w->failed ? -1 : 0;
    if (writer_prepare(w, (intptr_t)count, c) < 0) return -1;
    while (count-- > 0) chars_put(w->kind, w->chars, w->length++, c);
    return 0;
}

int str_writer_ascii(StrWriter *w, const char *ascii, size_t size) {
    if (writer_prepare(w, (intptr_t)size, 0x7f) < 0) return -1;
    chars_copy(w->kind, w->chars, w->length, 1, ascii, 0, (intptr_t)size);
    w->length += (intptr_t)size;
    return 0;
}

int str_writer_cstr(StrWriter *w, const char *ascii) {
    return str_writer_ascii(w, ascii, strlen(ascii));
}

int str_writer_str(StrWriter *w, Obj *s) { return str_writer_slice(w, s, 0, STR_LENGTH(s)); }

int str_writer_slice(StrWriter *w, Obj *s, intptr_t start, intptr_t end) {
    StrObj *str = STR(s);
    if (end > str->length) end = str->length;
    if (start >= end) return w->failed ? -1 : 0;
    bool whole = str->ascii || (start == 0 && end == str->length);
    uint32_t max_char =
        whole ? str_max_char(s) : chars_max(str->kind, str->data + start * str->kind, end - start);
    if (writer_prepare(w, end - start, max_char) < 0) return -1;
    chars_copy(w->kind, w->chars, w->length, str->kind, str->data, start, end - start);
    w->length += end - start;
    return 0;
}

Own str_writer_finish(StrWriter *w) {
    Own made = NULL;
    if (!w->failed) {
        if (w->length == 1 || w->max_char >= 0x80) {
            made = str_from_kind(w->rt, w->kind, w->chars, w->length);
        } else {
            made = str_alloc(w->rt, w->length, 0x7f);
            if (made) copy_bytes(STR_DATA(borrow(made)), w->chars, (size_t)w->length);
        }
    }
    str_writer_discard(w);
    return made;
}

void str_writer_discard(StrWriter *w) {
    if (w->chars != w->first) raw_free(w->rt, w->chars);
    w->chars = w->first;
    w->length = w->capacity = 0;
}
