/* Buffers: the memory that bytes, bytearray, array and memoryview show to others, and the items in it.
 *
 * CPython's buffer protocol is a pair of slots; here the types that have one are known. While a buffer is in use, its owner
 * counts it and refuses to be resized. Items have the sizes of C on x86-64. */
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/str.h"
#include "object/type_internal.h"

bool is_array(Runtime *rt, Obj *o) {
    TypeObj *type = CLASS(rt, ARRAY);
    return type && is_instance_of(o, type);
}

/* ---- values of ctypes ---- */

static Obj *block_slot(Obj *o, int i) { return borrow(*(Own *)(void *)((char *)o + 16 + 8 * i)); }

Obj *block_shown(Runtime *rt, Obj *o) {
    if (!(o->type->flags & TPF_SHOWS_BLOCK)) return NULL;
    Obj *block = block_slot(o, 0), *view = block_slot(o, 1), *offset = block_slot(o, 2);
    if (!block || !offset || !view || !is_int(offset) || !is_bytes(view)) return NULL;
    return is_bytearray(rt, block) || block->type == T(rt, MEMORYVIEW) ? block : NULL;
}

Obj *block_lengths(Runtime *rt, Obj *o) { return block_shown(rt, o) ? block_slot(o, 1) : NULL; }

/* The program can have put anything into the slots: all is checked. */
static int block_layout(Runtime *rt, Obj *o, Layout *layout) {
    Obj *block = block_shown(rt, o);
    const uint8_t *data;
    size_t have, bytes;
    int overflow;
    if (!block || !buffer_peek(rt, block, &data, &have)) {
        raised_clear(rt);
        return -1;
    }
    const BlockView *view = (const BlockView *)(const void *)BYTES(block_slot(o, 1))->data;
    int64_t offset = int_as_i64_overflow(block_slot(o, 2), &overflow);
    bytes = (size_t)BYTES_SIZE(block_slot(o, 1));
    if (bytes < sizeof *view || bytes != sizeof *view + 2 * view->dimensions * sizeof(intptr_t) || view->itemsize < 1) return -1;
    int64_t size = view->itemsize;
    for (int i = view->dimensions; i-- > 0; size *= view->lengths[i]) {
        if (view->lengths[view->dimensions + i] != size || view->lengths[i] < 0) return -1;
        if (view->lengths[i] > INT32_MAX || size > INT32_MAX) return -1;
    }
    if (overflow || offset < 0 || offset > (int64_t)have || size > (int64_t)have - offset) return -1;
    *layout = (Layout){.data = (uint8_t *)(uintptr_t)data + offset, .size = (intptr_t)size, .shape = view->lengths,
                       .strides = view->lengths + view->dimensions, .itemsize = view->itemsize, .dimensions = view->dimensions,
                       .prefix = view->prefix, .format = view->format};
    return 0;
}

bool buffer_check(Runtime *rt, Obj *o) {
    Layout layout;
    if (o->type->flags & TPF_SHOWS_BLOCK) return block_layout(rt, o, &layout) == 0;
    return is_bytes(o) || is_bytearray(rt, o) || o->type == T(rt, MEMORYVIEW) || is_array(rt, o);
}

int buffer_layout(Runtime *rt, Obj *o, Layout *layout, LayoutRoom *room) {
    if (o->type == T(rt, MEMORYVIEW)) {
        const Layout *shown = memoryview_layout(o);
        if (!shown) return -1;
        *layout = *shown;
        return 0;
    }
    if (o->type->flags & TPF_SHOWS_BLOCK) return block_layout(rt, o, layout);
    *layout = (Layout){
        .shape = &room->shape, .strides = &room->stride, .itemsize = 1, .dimensions = 1, .format = 'B'};
    if (is_array(rt, o)) {
        layout->data = ARRAY(o)->data;
        layout->itemsize = ARRAY(o)->itemsize;
        layout->format = ARRAY(o)->typecode == 'u' ? 'w' : ARRAY(o)->typecode;
        layout->size = ARRAY(o)->head.size * layout->itemsize;
    } else if (is_bytes(o) || is_bytearray(rt, o)) {
        Span span = self_span(o);
        layout->data = (uint8_t *)(uintptr_t)span.data;
        layout->size = span.size;
        layout->readonly = is_bytes(o);
    } else {
        return -1;
    }
    room->stride = layout->itemsize;
    room->shape = layout->size / layout->itemsize;
    return 0;
}

intptr_t *buffer_exports(Runtime *rt, Obj *o) {
    if (is_bytearray(rt, o)) return &BYTEARRAY(o)->exports;
    if (o->type == T(rt, MEMORYVIEW)) return memoryview_exports(o);
    Obj *block = block_shown(rt, o);
    if (block) return buffer_exports(rt, block);
    return is_array(rt, o) ? &ARRAY(o)->exports : NULL;
}

/* ---- as bytes ---- */

bool buffer_peek(Runtime *rt, Obj *o, const uint8_t **data, size_t *size) {
    Layout layout;
    LayoutRoom room;
    if (buffer_layout(rt, o, &layout, &room) < 0) {
        if (o->type == T(rt, MEMORYVIEW)) raise_released(rt);
        return false;
    }
    if (!layout_is_contiguous(&layout, 'C')) return false;
    *data = layout.data;
    *size = (size_t)layout.size;
    return true;
}

int buffer_get(Runtime *rt, Obj *o, const uint8_t **data, size_t *size) {
    if (buffer_peek(rt, o, data, size)) return 0;
    if (RAISED(rt)) return -1;
    if (o->type == T(rt, MEMORYVIEW)) {
        return raise_format_int(rt, EXC(rt, BufferError), "memoryview: underlying buffer is not C-contiguous");
    }
    return raise_format_int(rt, EXC(rt, TypeError), "a bytes-like object is required, not '%.100s'", o->type->name);
}

int buffer_open(Runtime *rt, Obj *o, Buffer *buffer) {
    size_t size;
    *buffer = (Buffer){.rt = rt};
    if (buffer_get(rt, o, &buffer->data, &size) < 0) return -1;
    buffer->size = (intptr_t)size;
    if ((buffer->exports = buffer_exports(rt, o))) ++*buffer->exports;
    buffer->block = xkeep(block_shown(rt, o));
    return 0;
}

void buffer_close(Buffer *buffer) {
    if (buffer->exports) --*buffer->exports;
    buffer->exports = NULL;
    Runtime *rt = buffer->rt;
    if (buffer->block) RELEASE_KEEPING_RAISE(own_clear(rt, &buffer->block));
}

/* ---- layouts ---- */

bool layout_is_contiguous(const Layout *layout, char order) {
    intptr_t expected = layout->itemsize;
    if (layout->dimensions == 1) return layout->shape[0] == 1 || layout->strides[0] == expected;
    if (!layout->size) return true;
    for (int i = 0, n = layout->dimensions; i < n; i++) {
        int at = order == 'F' ? i : n - 1 - i;
        if (layout->shape[at] > 1 && layout->strides[at] != expected) return false;
        expected *= layout->shape[at];
    }
    return true;
}

void layout_copy(const Layout *layout, uint8_t *bytes, char order, bool in) {
    intptr_t index[HS_BUFFER_DIMENSIONS] = {0};
    uint8_t *item = layout->data;
    int dimensions = layout->dimensions;
    for (intptr_t left = layout->size; left > 0; left -= layout->itemsize) {
        memcpy(in ? item : bytes, in ? bytes : item, layout->itemsize);
        bytes += layout->itemsize;
        for (int i = 0; i < dimensions; i++) { /* to the next item: the last index runs fastest, or the first */
            int at = order == 'F' ? i : dimensions - 1 - i;
            item += layout->strides[at];
            if (++index[at] < layout->shape[at]) break;
            item -= layout->strides[at] * layout->shape[at];
            index[at] = 0;
        }
    }
}

Own layout_bytes(Runtime *rt, const Layout *layout, char order) {
    if (layout_is_contiguous(layout, order)) return bytes_fresh(rt, layout->data, (size_t)layout->size);
    Own made = bytes_from(rt, NULL, (size_t)layout->size);
    if (made) layout_copy(layout, BYTES(borrow(made))->data, order, false);
    return made;
}

/* ---- items ---- */

int item_size(char format) {
    static const char sizes[] = "c1b1B1?1h2H2i4I4f4l8L8q8Q8n8N8d8P8";
    for (const char *p = sizes; *p; p += 2) {
        if (*p == format) return p[1] - '0';
    }
    return 0;
}

Own item_unpack(Runtime *rt, char format, const uint8_t *item) {
    double wide;
    float narrow;
    uint64_t value = 0;
    int size = item_size(format), shift = 64 - 8 * size;
    switch (format) {
    case 'c': return bytes_from(rt, item, 1);
    case '?': return bool_from(rt, *item != 0);
    case 'd': memcpy(&wide, item, 8); return float_new(rt, wide);
    case 'f': memcpy(&narrow, item, 4); return float_new(rt, (double)narrow);
    default:
        if (!size) return NULL;
        memcpy(&value, item, (size_t)size);
        if (format < 'a') return int_from_u64(rt, value);
        return int_from_i64(rt, (int64_t)(value << shift) >> shift);
    }
}

uint64_t int_low_bits(Obj *value) {
    const IntObj *number = (const IntObj *)value;
    uint64_t bits = 0;
    for (intptr_t i = number->head.size; i-- > 0;) bits = bits << INT_SHIFT | number->digits[i];
    return bits;
}
