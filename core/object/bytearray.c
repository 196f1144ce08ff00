/* bytearray: CPython 3.11 Objects/bytearrayobject.c. A buffer in its own block with a NUL behind
 * the bytes; `start` moves up when bytes are deleted at the front; `exports` counts buffers in use,
 * during which the size is fixed. */
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type.h"

bool is_bytearray(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, BYTEARRAY)); }

/* ---- construct, resize, release ---- */

int bytearray_check_resize(Runtime *rt, Obj *self) {
    if (!BYTEARRAY(self)->exports) return 0;
    return raise_format_int(rt, EXC(rt, BufferError),
                            "Existing exports of data: object cannot be re-sized");
}

static uint8_t *nothing(void) { return (uint8_t *)(uintptr_t) ""; }

/* Size with CPython's growth; bytes beyond the old size are not set. -1 = raised. */
static int bytearray_resize(Runtime *rt, Obj *self, intptr_t size) {
    ByteArrayObj *array = BYTEARRAY(self);
    intptr_t offset = array->data ? array->start - array->data : 0, capacity;
    if (size == array->head.size) return 0;
    if (bytearray_check_resize(rt, self) < 0) return -1;
    if (size > BYTES_MAX_LENGTH / 2) {
        raise_memory_error(rt);
        return -1;
    }
    if (array->data && size + offset + 1 <= array->allocated) {
        if (size >= array->allocated / 2) {
            array->head.size = size;
            array->start[size] = 0;
            return 0;
        }
        capacity = size + 1;
    } else if ((double)size <= (double)array->allocated * 1.125) {
        capacity = size + (size >> 3) + (size < 9 ? 3 : 6);
    } else {
        capacity = size + 1;
    }
    uint8_t *data;
    if (offset > 0 || !array->data) {
        data = mem_alloc(rt, (size_t)capacity);
        if (data) {
            intptr_t kept = array->head.size < size ? array->head.size : size;
            if (kept) memcpy(data, array->start, (size_t)kept);
            mem_free(rt, array->data);
        }
    } else {
        data = mem_realloc(rt, array->data, (size_t)capacity);
    }
    if (!data) {
        raise_memory_error(rt);
        return -1;
    }
    array->data = array->start = data;
    array->head.size = size;
    array->allocated = capacity;
    data[size] = 0;
    return 0;
}

Own bytearray_from(Runtime *rt, const void *data, size_t size) {
    Own self = object_alloc(rt, T(rt, BYTEARRAY), 56);
    if (!self) return NULL;
    ByteArrayObj *array = BYTEARRAY(borrow(self));
    array->start = nothing();
    if (size == 0) return self;
    array->data = mem_alloc(rt, size + 1);
    if (!array->data) {
        release(rt, self);
        return raise_memory_error(rt);
    }
    array->start = array->data;
    array->head.size = (intptr_t)size;
    array->allocated = (intptr_t)size + 1;
    if (data) memcpy(array->data, data, size);
    array->data[size] = 0;
    return self;
}

static Own bytearray_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)args, (void)kwargs;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self) BYTEARRAY(borrow(self))->start = nothing();
    return self;
}

static void bytearray_dealloc(Runtime *rt, Obj *self) {
    if (BYTEARRAY(self)->data) mem_free(rt, BYTEARRAY(self)->data);
    if (self->type == T(rt, BYTEARRAY))
        object_free(rt, self);
    else
        self->type->slots.tp_free(rt, self);
}

/* Bytes from..to replaced by others; buffers may not be part of self. */
static int replace_range(Runtime *rt, Obj *self, intptr_t from, intptr_t to, const uint8_t *data,
                         intptr_t count) {
    ByteArrayObj *array = BYTEARRAY(self);
    intptr_t growth = count - (to - from), size = array->head.size;
    if (growth < 0) {
        if (bytearray_check_resize(rt, self) < 0) return -1;
        if (from == 0)
            array->start -= growth;
        else
            memmove(array->start + from + count, array->start + to, (size_t)(size - to));
        if (bytearray_resize(rt, self, size + growth) < 0) return -1;
    } else if (growth > 0) {
        if (size > BYTES_MAX_LENGTH - growth) return raise_memory_error(rt), -1;
        if (bytearray_resize(rt, self, size + growth) < 0) return -1;
        memmove(array->start + from + count, array->start + to, (size_t)(size - to));
    }
    if (count) memcpy(array->start + from, data, (size_t)count);
    return 0;
}

static int append_bytes(Runtime *rt, Obj *self, const uint8_t *data, intptr_t count) {
    intptr_t size = BYTEARRAY(self)->head.size;
    if (count == 0) return 0;
    if (size > BYTES_MAX_LENGTH - count) return raise_memory_error(rt), -1;
    if (bytearray_resize(rt, self, size + count) < 0) return -1;
    memcpy(BYTEARRAY(self)->start + size, data, (size_t)count);
    return 0;
}

/* ---- initialisation ---- */

static const char *text_argument(Runtime *rt, const char *name, Obj *value) {
    if (is_str(value)) return str_utf8(rt, value, NULL);
    raise_format(rt, EXC(rt, TypeError), "bytearray() argument '%s' must be str, not %.50N", name, value);
    return NULL;
}

static int init_from_text(Runtime *rt, Obj *self, Obj *source, const char *encoding, const char *errors) {
    if (!is_str(source)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                encoding ? "encoding without a string argument"
                                         : "errors without a string argument");
    }
    if (!encoding)
        return raise_format_int(rt, EXC(rt, TypeError), "string argument without an encoding");
    Own bytes = str_encode(rt, source, encoding, errors);
    if (!bytes) return -1;
    int result = append_bytes(rt, self, BYTES(borrow(bytes))->data, BYTES_SIZE(borrow(bytes)));
    release(rt, bytes);
    return result;
}

/* A list or tuple of ints gives its length at once: 1 = done, 0 = it holds something else, -1 = raised. */
static int init_from_items(Runtime *rt, Obj *self, Obj *source) {
    bool list = is_list_exact(rt, source);
    if (!list && !is_tuple_exact(rt, source)) return 0;
    intptr_t count = list ? ((ListObj *)source)->head.size : TUPLE_SIZE(source);
    if (bytearray_resize(rt, self, count) < 0) return -1;
    for (intptr_t i = 0; i < count; i++) {
        Obj *item = list ? LIST_ITEM(source, i) : TUPLE_ITEM(source, i);
        if (!is_int_exact(rt, item)) return bytearray_resize(rt, self, 0);
        int byte = byte_value(rt, item);
        if (byte < 0) return -1;
        BYTEARRAY(self)->start[i] = (uint8_t)byte;
    }
    return 1;
}

static int init_from_iterable(Runtime *rt, Obj *self, Obj *source) {
    int done = init_from_items(rt, self, source);
    if (done) return done < 0 ? -1 : 0;
    if (!source->type->slots.tp_iter && !sequence_check(source)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "cannot convert '%.200s' object to bytearray", source->type->name);
    }
    Own iter = object_iter(rt, source), item;
    if (!iter) return -1;
    while ((item = iter_next(rt, borrow(iter)))) {
        int byte = byte_value(rt, borrow(item));
        release(rt, item);
        uint8_t one = (uint8_t)byte;
        if (byte < 0 || append_bytes(rt, self, &one, 1) < 0) {
            release(rt, iter);
            return -1;
        }
    }
    release(rt, iter);
    return RAISED(rt) ? -1 : 0;
}

/* A count of zero bytes: 1 = done, 0 = source is no index, -1 = raised. */
static int init_from_count(Runtime *rt, Obj *self, Obj *source) {
    int64_t count;
    if (!number_has_index(source)) return 0;
    if (number_as_ssize(rt, source, EXC(rt, OverflowError), &count) < 0) {
        if (!raised_matches(rt, EXC(rt, TypeError))) return -1;
        raised_clear(rt);
        return 0;
    }
    if (count < 0) return raise_format_int(rt, EXC(rt, ValueError), "negative count");
    if (count > BYTES_MAX_LENGTH / 2) return raise_memory_error(rt), -1;
    if (count && bytearray_resize(rt, self, (intptr_t)count) < 0) return -1;
    memset(BYTEARRAY(self)->start, 0, count ? (size_t)count : 0);
    return 1;
}

static int bytearray_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"source", "encoding", "errors", NULL};
    static const ArgSpec spec = {"bytearray", names, 0, 3};
    Obj *values[3];
    if (args_parse_tuple(rt, &spec, args, kwargs, values) < 0) return -1;
    const char *encoding = NULL, *errors = NULL;
    if (values[1] && !(encoding = text_argument(rt, "encoding", values[1]))) return -1;
    if (values[2] && !(errors = text_argument(rt, "errors", values[2]))) return -1;
    if (BYTEARRAY(self)->head.size && bytearray_resize(rt, self, 0) < 0) return -1;
    Obj *source = values[0];
    if (!source) {
        if (values[1] || values[2]) {
            return raise_format_int(rt, EXC(rt, TypeError),
                                    values[1] ? "encoding without a string argument"
                                              : "errors without a string argument");
        }
        return 0;
    }
    if (values[1] || values[2] || is_str(source))
        return init_from_text(rt, self, source, encoding, errors);
    int counted = init_from_count(rt, self, source);
    if (counted) return counted < 0 ? -1 : 0;
    if (buffer_check(rt, source)) {
        Own bytes = bytes_from_object(rt, source);
        if (!bytes) return -1;
        int result = append_bytes(rt, self, BYTES(borrow(bytes))->data, BYTES_SIZE(borrow(bytes)));
        release(rt, bytes);
        return result;
    }
    return init_from_iterable(rt, self, source);
}

/* ---- slots ---- */

static Own bytearray_repr(Runtime *rt, Obj *self) {
    const char *name = type_short_name(self->type);
    Own text = bytes_repr_of(rt, self_span(self), true);
    if (!text) return NULL;
    Own made = str_format(rt, "%s(%U)", name, borrow(text));
    release(rt, text);
    return made;
}

static Own bytearray_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    const uint8_t *left, *right;
    size_t x, y;
    if (!buffer_check(rt, a) || !buffer_check(rt, b)) return keep(rt->notimplemented);
    if (!buffer_peek(rt, a, &left, &x) || !buffer_peek(rt, b, &right, &y)) {
        raised_clear(rt);
        return keep(rt->notimplemented);
    }
    int order = x && y ? memcmp(left, right, x < y ? x : y) : 0;
    if (order == 0) order = x < y ? -1 : x > y;
    bool answer = op == CMP_LT   ? order < 0
                  : op == CMP_LE ? order <= 0
                  : op == CMP_GT ? order > 0
                  : op == CMP_GE ? order >= 0
                  : op == CMP_EQ ? order == 0
                                 : order != 0;
    return bool_from(rt, answer);
}

static intptr_t bytearray_length(Runtime *rt, Obj *self) {
    (void)rt;
    return BYTEARRAY(self)->head.size;
}

static Own bytearray_concat(Runtime *rt, Obj *a, Obj *b) {
    Buffer left, right;
    if (!buffer_check(rt, a) || !buffer_check(rt, b)) {
        return raise_format(rt, EXC(rt, TypeError), "can't concat %.100s to %.100s", b->type->name,
                            a->type->name);
    }
    if (buffer_open(rt, a, &left) < 0) return NULL;
    if (buffer_open(rt, b, &right) < 0) {
        buffer_close(&left);
        return NULL;
    }
    Own made = bytearray_from(rt, NULL, (size_t)left.size + (size_t)right.size);
    if (made) {
        uint8_t *out = BYTEARRAY(borrow(made))->start;
        if (left.size) memcpy(out, left.data, (size_t)left.size);
        if (right.size) memcpy(out + left.size, right.data, (size_t)right.size);
    }
    buffer_close(&left);
    buffer_close(&right);
    return made;
}

static Own bytearray_inplace_concat(Runtime *rt, Obj *self, Obj *other) {
    if (!buffer_check(rt, other)) {
        return raise_format(rt, EXC(rt, TypeError), "can't concat %.100s to %.100s",
                            other->type->name, self->type->name);
    }
    Buffer buffer; /* of self: an export that forbids the resize */
    if (buffer_open(rt, other, &buffer) < 0) return NULL;
    int result = append_bytes(rt, self, buffer.data, buffer.size);
    buffer_close(&buffer);
    return result < 0 ? NULL : keep(self);
}

static void repeat_bytes(uint8_t *out, intptr_t size, intptr_t total) {
    for (intptr_t at = size; at < total; at += size) memcpy(out + at, out, (size_t)size);
}

static Own bytearray_repeat(Runtime *rt, Obj *self, intptr_t count) {
    Span s = self_span(self);
    if (count < 0) count = 0;
    if (s.size && count > BYTES_MAX_LENGTH / 2 / s.size) return raise_memory_error(rt);
    Own made = bytearray_from(rt, NULL, (size_t)(s.size * count));
    if (!made || s.size * count == 0) return made;
    memcpy(BYTEARRAY(borrow(made))->start, s.data, (size_t)s.size);
    repeat_bytes(BYTEARRAY(borrow(made))->start, s.size, s.size * count);
    return made;
}

static Own bytearray_inplace_repeat(Runtime *rt, Obj *self, intptr_t count) {
    intptr_t size = BYTEARRAY(self)->head.size;
    if (count < 0) count = 0;
    if (size && count > BYTES_MAX_LENGTH / 2 / size) return raise_memory_error(rt);
    if (bytearray_resize(rt, self, size * count) < 0) return NULL;
    if (size && count) repeat_bytes(BYTEARRAY(self)->start, size, size * count);
    return keep(self);
}

static Own bytearray_item(Runtime *rt, Obj *self, intptr_t index) {
    if (index < 0 || index >= BYTEARRAY(self)->head.size) {
        return raise_format(rt, EXC(rt, IndexError), "bytearray index out of range");
    }
    return keep(int_small(rt, BYTEARRAY(self)->start[index]));
}

/* Index made to lie in the array, -1 = raised. */
static intptr_t index_of(Runtime *rt, Obj *self, Obj *key) {
    int64_t index;
    if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return -1;
    if (index < 0) index += BYTEARRAY(self)->head.size;
    if (index < 0 || index >= BYTEARRAY(self)->head.size) {
        return raise_format_int(rt, EXC(rt, IndexError), "bytearray index out of range");
    }
    return (intptr_t)index;
}

static Own bytearray_subscript(Runtime *rt, Obj *self, Obj *key) {
    if (number_has_index(key)) {
        intptr_t index = index_of(rt, self, key);
        return index < 0 ? NULL : keep(int_small(rt, BYTEARRAY(self)->start[index]));
    }
    if (!is_slice(rt, key)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "bytearray indices must be integers or slices, not %.200s",
                            key->type->name);
    }
    int64_t start, stop, step, count;
    if (slice_indices(rt, key, &BYTEARRAY(self)->head.size, &start, &stop, &step, &count) < 0)
        return NULL;
    if (count <= 0) return bytearray_from(rt, NULL, 0);
    const uint8_t *in = BYTEARRAY(self)->start + start;
    if (step == 1) return bytearray_from(rt, in, (size_t)count);
    Own made = bytearray_from(rt, NULL, (size_t)count);
    if (!made) return NULL;
    uint8_t *out = BYTEARRAY(borrow(made))->start;
    for (int64_t i = 0; i < count; i++, in += step) out[i] = *in;
    return made;
}

static int set_byte(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    intptr_t index = index_of(rt, self, key);
    if (index < 0) return -1;
    if (!value) return replace_range(rt, self, index, index + 1, NULL, 0);
    int byte = byte_value(rt, value);
    if (byte < 0) return -1;
    if (index >= BYTEARRAY(self)->head.size) {
        return raise_format_int(rt, EXC(rt, IndexError), "bytearray index out of range");
    }
    BYTEARRAY(self)->start[index] = (uint8_t)byte;
    return 0;
}

static int delete_stepped(Runtime *rt, Obj *self, int64_t start, int64_t step, int64_t count) {
    ByteArrayObj *array = BYTEARRAY(self);
    if (count == 0) return 0;
    if (bytearray_check_resize(rt, self) < 0) return -1;
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    uint8_t *data = array->start;
    int64_t out = start, next = start, left = count;
    for (int64_t i = start; i < array->head.size; i++) {
        if (left && i == next)
            next += step, left--;
        else
            data[out++] = data[i];
    }
    return bytearray_resize(rt, self, array->head.size - (intptr_t)count);
}

static int set_slice(Runtime *rt, Obj *self, Obj *key, Span data, bool deletes) {
    int64_t start, stop, step, count;
    if (slice_indices(rt, key, &BYTEARRAY(self)->head.size, &start, &stop, &step, &count) < 0)
        return -1;
    if ((step < 0 && start < stop) || (step > 0 && start > stop)) stop = start;
    if (step == 1)
        return replace_range(rt, self, (intptr_t)start, (intptr_t)stop, data.data, data.size);
    if (deletes) return delete_stepped(rt, self, start, step, count);
    if (data.size == 0 && count) return delete_stepped(rt, self, start, step, count);
    if (data.size != count) {
        return raise_format_int(
            rt, EXC(rt, ValueError),
            "attempt to assign bytes of size %zd to extended slice of size %lld", data.size,
            (long long)count);
    }
    for (int64_t i = 0; i < count; i++, start += step) BYTEARRAY(self)->start[start] = data.data[i];
    return 0;
}

static int bytearray_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    if (number_has_index(key)) return set_byte(rt, self, key, value);
    if (!is_slice(rt, key)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "bytearray indices must be integers or slices, not %.200s",
                                key->type->name);
    }
    if (!value) return set_slice(rt, self, key, (Span){NULL, 0}, true);
    if (is_int(value) || is_str(value)) {
        return raise_format_int(
            rt, EXC(rt, TypeError),
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    }
    if (is_bytes(value)) return set_slice(rt, self, key, self_span(value), false);
    ByteWriter w = {.rt = rt};
    int result;
    if (buffer_check(rt, value)) {
        const uint8_t *data;
        size_t size;
        result = buffer_get(rt, value, &data, &size) < 0 ? -1 : byte_writer_put(&w, data, size);
    } else {
        result = bytes_collect(&w, value, -1, "byte must be in range(0, 256)");
    }
    if (result == 0) result = set_slice(rt, self, key, (Span){w.data, (intptr_t)w.length}, false);
    byte_writer_discard(&w);
    return result;
}

static int bytearray_ass_item(Runtime *rt, Obj *self, intptr_t index, Obj *value) {
    if (index < 0 || index >= BYTEARRAY(self)->head.size) {
        return raise_format_int(rt, EXC(rt, IndexError), "bytearray index out of range");
    }
    if (!value) return replace_range(rt, self, index, index + 1, NULL, 0);
    int byte = byte_value(rt, value);
    if (byte < 0) return -1;
    BYTEARRAY(self)->start[index] = (uint8_t)byte;
    return 0;
}

static Own bytearray_remainder(Runtime *rt, Obj *left, Obj *right) {
    if (!is_bytearray(rt, left)) return keep(rt->notimplemented);
    Buffer format;
    if (buffer_open(rt, left, &format) < 0) return NULL;
    Own made = bytes_percent_format(rt, (Span){format.data, format.size}, right, left);
    buffer_close(&format);
    return made;
}

/* ---- methods ---- */

static BYTES_METHOD(bytearray_append) {
    (void)nargs, (void)kwnames;
    int byte = byte_value(rt, args[0]);
    uint8_t one = (uint8_t)byte;
    return byte < 0 || append_bytes(rt, self, &one, 1) < 0 ? NULL : keep(rt->none);
}

static BYTES_METHOD(bytearray_clear) {
    (void)args, (void)nargs, (void)kwnames;
    return bytearray_resize(rt, self, 0) < 0 ? NULL : keep(rt->none);
}

static BYTES_METHOD(bytearray_copy) {
    (void)args, (void)nargs, (void)kwnames;
    Span s = self_span(self);
    return bytearray_from(rt, s.data, (size_t)s.size);
}

static BYTES_METHOD(bytearray_extend) {
    (void)nargs, (void)kwnames;
    Own bytes;
    if (buffer_check(rt, args[0])) {
        bytes = bytes_from_object(rt, args[0]);
    } else {
        if (!args[0]->type->slots.tp_iter && !sequence_check(args[0])) {
            return raise_format(rt, EXC(rt, TypeError), "can't extend bytearray with %.100s",
                                args[0]->type->name);
        }
        ByteWriter w = {.rt = rt};
        if (bytes_collect(&w, args[0], 32, "byte must be in range(0, 256)") < 0) {
            byte_writer_discard(&w);
            return NULL;
        }
        bytes = byte_writer_bytes(&w);
    }
    if (!bytes) return NULL;
    int result = append_bytes(rt, self, BYTES(borrow(bytes))->data, BYTES_SIZE(borrow(bytes)));
    release(rt, bytes);
    return result < 0 ? NULL : keep(rt->none);
}

static BYTES_METHOD(bytearray_insert) {
    (void)nargs, (void)kwnames;
    int64_t index;
    if (args_ssize(rt, args[0], &index) < 0) return NULL;
    int byte = byte_value(rt, args[1]);
    if (byte < 0) return NULL;
    intptr_t size = BYTEARRAY(self)->head.size;
    if (index < 0 && (index += size) < 0) index = 0;
    if (index > size) index = size;
    uint8_t one = (uint8_t)byte;
    return replace_range(rt, self, (intptr_t)index, (intptr_t)index, &one, 1) < 0 ? NULL
                                                                                  : keep(rt->none);
}

static BYTES_METHOD(bytearray_pop) {
    (void)kwnames;
    int64_t index = -1;
    if (nargs && args_ssize(rt, args[0], &index) < 0) return NULL;
    intptr_t size = BYTEARRAY(self)->head.size;
    if (size == 0) return raise_format(rt, EXC(rt, IndexError), "pop from empty bytearray");
    if (index < 0) index += size;
    if (index < 0 || index >= size)
        return raise_format(rt, EXC(rt, IndexError), "pop index out of range");
    if (bytearray_check_resize(rt, self) < 0) return NULL;
    uint8_t *data = BYTEARRAY(self)->start, byte = data[index];
    memmove(data + index, data + index + 1, (size_t)(size - index));
    if (bytearray_resize(rt, self, size - 1) < 0) return NULL;
    return keep(int_small(rt, byte));
}

static BYTES_METHOD(bytearray_remove) {
    (void)nargs, (void)kwnames;
    int byte = byte_value(rt, args[0]);
    if (byte < 0) return NULL;
    intptr_t size = BYTEARRAY(self)->head.size;
    uint8_t *data = BYTEARRAY(self)->start, *at = size ? memchr(data, byte, (size_t)size) : NULL;
    if (!at) return raise_format(rt, EXC(rt, ValueError), "value not found in bytearray");
    if (bytearray_check_resize(rt, self) < 0) return NULL;
    memmove(at, at + 1, (size_t)(size - (at - data)));
    return bytearray_resize(rt, self, size - 1) < 0 ? NULL : keep(rt->none);
}

static BYTES_METHOD(bytearray_reverse) {
    (void)args, (void)nargs, (void)kwnames;
    uint8_t *data = BYTEARRAY(self)->start;
    for (intptr_t i = 0, j = BYTEARRAY(self)->head.size - 1; i < j; i++, j--) {
        uint8_t byte = data[i];
        data[i] = data[j];
        data[j] = byte;
    }
    return keep(rt->none);
}

static BYTES_METHOD(bytearray_alloc_method) {
    (void)args, (void)nargs, (void)kwnames;
    return int_from_i64(rt, BYTEARRAY(self)->allocated);
}

static uint64_t bytearray_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    return (uint64_t)self->type->virtual_size + (uint64_t)BYTEARRAY(self)->allocated;
}

static Own reduce_parts(Runtime *rt, Obj *self, bool as_bytes) {
    Span s = self_span(self);
    Own text = NULL, encoding = NULL, arguments = NULL, made = NULL, state = call_method_str(rt, self, "__getstate__", 0);
    if (!state) return NULL;
    if (s.size == 0)
        arguments = keep(rt->empty_tuple);
    else if (as_bytes) {
        if ((text = bytes_from(rt, s.data, (size_t)s.size)))
            arguments = tuple_pack(rt, 1, borrow(text));
    } else {
        text = str_from_kind(rt, 1, s.data, s.size);
        encoding = str_from_cstr(rt, "latin-1");
        if (text && encoding) arguments = tuple_pack(rt, 2, borrow(text), borrow(encoding));
    }
    if (arguments) made = tuple_pack(rt, 3, (Obj *)self->type, borrow(arguments), borrow(state));
    xrelease(rt, text);
    xrelease(rt, encoding);
    xrelease(rt, arguments);
    release(rt, state);
    return made;
}

static BYTES_METHOD(bytearray_reduce) {
    (void)args, (void)nargs, (void)kwnames;
    return reduce_parts(rt, self, false);
}

static BYTES_METHOD(bytearray_reduce_ex) {
    (void)kwnames;
    int64_t protocol = 0;
    if (nargs && args_ssize(rt, args[0], &protocol) < 0) return NULL;
    return reduce_parts(rt, self, protocol >= 3);
}

static BYTES_METHOD(bytearray_fromhex) {
    (void)nargs, (void)kwnames;
    if (!is_str(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "fromhex() argument must be str, not %.50N", args[0]);
    }
    ByteWriter w = {.rt = rt};
    Own made = NULL;
    if (bytes_parse_hex(&w, args[0]) == 0) made = bytearray_from(rt, w.data, w.length);
    byte_writer_discard(&w);
    if (!made || self == (Obj *)T(rt, BYTEARRAY)) return made;
    Own instance = call_1(rt, self, borrow(made));
    release(rt, made);
    return instance;
}

/* ---- iterator ---- */

typedef struct ByteArrayIterObj { /* virtual 32 */
    Obj base;
    intptr_t index;
    Own array; /* NULL = exhausted */
} ByteArrayIterObj;
_Static_assert(sizeof(ByteArrayIterObj) <= 32, "bytearray iterator outgrew CPython's");
#define ARRAY_ITER(o) ((ByteArrayIterObj *)(o))

static Own bytearray_iter(Runtime *rt, Obj *self) {
    Own iter = gc_alloc(rt, T(rt, BYTEARRAY_ITER), 32);
    if (!iter) return NULL;
    ARRAY_ITER(borrow(iter))->array = keep(self);
    gc_track(rt, borrow(iter));
    return iter;
}

static void bytearray_iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    own_clear(rt, &ARRAY_ITER(self)->array);
    gc_free(rt, self);
}

static int bytearray_iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(ARRAY_ITER(self)->array);
    return 0;
}

static Own bytearray_iter_next(Runtime *rt, Obj *self) {
    ByteArrayIterObj *iter = ARRAY_ITER(self);
    if (!iter->array) return NULL;
    Span s = self_span(borrow(iter->array));
    if (iter->index < s.size) return keep(int_small(rt, s.data[iter->index++]));
    own_clear(rt, &iter->array);
    return NULL;
}

static BYTES_METHOD(bytearray_iter_length_hint) {
    (void)args, (void)nargs, (void)kwnames;
    ByteArrayIterObj *iter = ARRAY_ITER(self);
    intptr_t left = iter->array ? BYTEARRAY(borrow(iter->array))->head.size - iter->index : 0;
    return int_from_i64(rt, left < 0 ? 0 : left);
}

static BYTES_METHOD(bytearray_iter_reduce) {
    (void)args, (void)nargs, (void)kwnames;
    ByteArrayIterObj *iter = ARRAY_ITER(self);
    Own function = object_getattr_str(rt, borrow(rt->builtins_module), "iter"), pack, index,
        result = NULL;
    if (!function) return NULL;
    pack = tuple_pack(rt, 1, iter->array ? borrow(iter->array) : rt->empty_tuple);
    index = int_from_i64(rt, iter->index);
    if (pack && index && iter->array)
        result = tuple_pack(rt, 3, borrow(function), borrow(pack), borrow(index));
    else if (pack && index)
        result = tuple_pack(rt, 2, borrow(function), borrow(pack));
    release(rt, function);
    xrelease(rt, pack);
    xrelease(rt, index);
    return result;
}

static BYTES_METHOD(bytearray_iter_setstate) {
    (void)nargs, (void)kwnames;
    ByteArrayIterObj *iter = ARRAY_ITER(self);
    int64_t index;
    if (args_ssize(rt, args[0], &index) < 0) return NULL;
    if (iter->array) {
        intptr_t size = BYTEARRAY(borrow(iter->array))->head.size;
        iter->index = index < 0 ? 0 : index > size ? size : (intptr_t)index;
    }
    return keep(rt->none);
}

static const MethodDef bytearray_iter_methods[] = {
    {"__length_hint__", bytearray_iter_length_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", bytearray_iter_reduce, METH_NOARGS, 0, 0,
     "Return state information for pickling."},
    {"__setstate__", bytearray_iter_setstate, METH_O, 1, 1,
     "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec bytearray_iter_type_spec = {
    .name = "bytearray_iterator",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .slots = {.tp_dealloc = bytearray_iter_dealloc,
              .tp_traverse = bytearray_iter_traverse,
              .tp_getattro = object_generic_getattr,
              .tp_iter = object_self_iter,
              .tp_iternext = bytearray_iter_next},
    .methods = bytearray_iter_methods,
};

/* ---- tables ---- */

static const MethodDef bytearray_methods[] = {
    {"__alloc__", bytearray_alloc_method, METH_NOARGS, 0, 0,
     "B.__alloc__() -> int\n\nBytes allocated."},
    {"__reduce__", bytearray_reduce, METH_NOARGS, 0, 0,
     "__reduce__($self, /)\n--\n\nState information for pickling."},
    {"__reduce_ex__", bytearray_reduce_ex, METH_FASTCALL, 0, 1,
     "__reduce_ex__($self, proto=0, /)\n--\n\nState information for pickling."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0,
     "__sizeof__($self, /)\n--\n\nSize in memory, bytes."},
    {"append", bytearray_append, METH_O, 1, 1,
     "append($self, item, /)\n--\n\nAdd one byte at the end."},
    {"clear", bytearray_clear, METH_NOARGS, 0, 0, "clear($self, /)\n--\n\nRemove all bytes."},
    {"copy", bytearray_copy, METH_NOARGS, 0, 0, "copy($self, /)\n--\n\nA copy."},
    {"extend", bytearray_extend, METH_O, 1, 1,
     "extend($self, iterable_of_ints, /)\n--\n\nAdd all at the end."},
    {"fromhex", bytearray_fromhex, METH_O | METH_CLASS, 1, 1,
     "fromhex($type, string, /)\n--\n\nBytearray from pairs of hexadecimal digits; spaces are "
     "skipped."},
    {"insert", bytearray_insert, METH_FASTCALL, 2, 2,
     "insert($self, index, item, /)\n--\n\nInsert one byte before index."},
    {"pop", bytearray_pop, METH_FASTCALL, 0, 1,
     "pop($self, index=-1, /)\n--\n\nRemove one byte and return it."},
    {"remove", bytearray_remove, METH_O, 1, 1,
     "remove($self, value, /)\n--\n\nRemove the first such byte."},
    {"reverse", bytearray_reverse, METH_NOARGS, 0, 0,
     "reverse($self, /)\n--\n\nReverse the order of the bytes in place."},
#include "object/bytes_methods.def"
    METHOD_END,
};

const TypeSpec bytearray_type_spec = {
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> "
           "bytearray\n"
           "bytearray(bytes_or_buffer) -> copy\nbytearray(int) -> that many zero "
           "bytes\nbytearray() -> empty\n\n"
           "A mutable array of bytes.",
    .flags = TPF_BASETYPE | TPF_MATCH_SELF,
    .base = -1,
    .virtual_size = 56,
    .slots =
        {
            .tp_dealloc = bytearray_dealloc,
            .tp_new = bytearray_new,
            .tp_init = bytearray_init,
            .tp_repr = bytearray_repr,
            .tp_sizeof = bytearray_sizeof,
            .tp_str = bytearray_repr,
            .tp_getattro = object_generic_getattr,
            .tp_richcompare = bytearray_richcompare,
            .tp_iter = bytearray_iter,
            .nb_remainder = bytearray_remainder,
            .sq_length = bytearray_length,
            .sq_concat = bytearray_concat,
            .sq_repeat = bytearray_repeat,
            .sq_item = bytearray_item,
            .sq_ass_item = bytearray_ass_item,
            .sq_contains = bytes_contains,
            .sq_inplace_concat = bytearray_inplace_concat,
            .sq_inplace_repeat = bytearray_inplace_repeat,
            .mp_length = bytearray_length,
            .mp_subscript = bytearray_subscript,
            .mp_ass_subscript = bytearray_ass_subscript,
        },
    .methods = bytearray_methods,
};
