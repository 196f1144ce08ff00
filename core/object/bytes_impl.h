/* What the files of bytes, bytearray and memoryview share. */
#ifndef HS_OBJECT_BYTES_IMPL_H
#define HS_OBJECT_BYTES_IMPL_H

#include "object/bytes.h"

#define BYTES_HEAD 33 /* virtual size without the bytes; the NUL included */
#define BYTES_MAX_LENGTH ((intptr_t)(PTRDIFF_MAX - 64))
#define BYTES_SIZE(o) (((BytesObj *)(o))->head.size)
#define BYTEARRAY(o) ((ByteArrayObj *)(o))
_Static_assert(offsetof(BytesObj, data) <= 32, "bytes outgrew CPython's");
_Static_assert(sizeof(ByteArrayObj) <= 56, "bytearray outgrew CPython's");

#define BYTES_METHOD(name)                                                                         \
    Own name(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames)

typedef struct Span { /* bytes somewhere */
    const uint8_t *data;
    intptr_t size;
} Span;

/* ---- buffers of any object (buffer.c) ---- */

/* The memory that an object shows, as CPython's Py_buffer says it: `shape` items, `strides` bytes from one to the next in each
 * dimension; a scalar has none. */
typedef struct Layout {
    uint8_t *data;
    intptr_t size; /* bytes of all items */
    const intptr_t *shape, *strides;
    int32_t itemsize;
    uint8_t dimensions;
    char prefix, format; /* as in struct: "@i" has a prefix, "i" none (0); "T{": a structure, the class has the text */
    bool readonly;
} Layout;

/* array.array: the object layer knows it for its buffer. */
typedef struct ArrayObj {
    VarObj head;
    uint8_t *data; /* mem_alloc block, NULL when empty */
    intptr_t allocated;
    Obj *weaklist;
    intptr_t exports;
    char typecode;
    uint8_t itemsize;
} ArrayObj;
#define ARRAY(o) ((ArrayObj *)(o))
_Static_assert(sizeof(ArrayObj) <= 64, "array outgrew CPython's");
bool is_array(Runtime *rt, Obj *o);

/* Bytes of any object with a buffer, which may not be resized until buffer_close. */
typedef struct Buffer {
    const uint8_t *data;
    intptr_t size;
    intptr_t *exports; /* the count that was raised, or NULL */
    Own block;         /* of a value of ctypes: where its memory lies, which the program may take from it meanwhile */
    Runtime *rt;
} Buffer;
int buffer_open(Runtime *rt, Obj *o,
                Buffer *buffer); /* TypeError "a bytes-like object is required, not 'X'" */
void buffer_close(Buffer *buffer);
/* The result of value.__bytes__(), or NULL without exception if there is none. */
Own bytes_from_special(Runtime *rt, Obj *value);
/* buffer_get without an error of its own: false = not bytes-like, not contiguous (or a released view, then raised). */
bool buffer_peek(Runtime *rt, Obj *o, const uint8_t **data, size_t *size);
/* How an object's memory is laid out: 0, or -1 = no buffer, or a released view (nothing raised). The layout points into `room` or
 * the object. */
typedef struct LayoutRoom {
    intptr_t shape, stride;
} LayoutRoom;
int buffer_layout(Runtime *rt, Obj *o, Layout *layout, LayoutRoom *room);
/* Instances of a class with TPF_SHOWS_BLOCK (of ctypes) show memory of a bytearray or memoryview: the first three of its slots say
 * which, and how it is laid out. */
typedef struct BlockView { /* bytes made by _ctypes.view_info: how the memory is laid out */
    int32_t itemsize;
    uint8_t dimensions;
    char prefix, format;
    intptr_t lengths[]; /* shape, strides */
} BlockView;
/* The bytearray or memoryview whose memory such an instance shows, NULL = none, or not as it should be. */
Obj *block_shown(Runtime *rt, Obj *o);
/* The bytes that a layout of such an instance points into; NULL as above. */
Obj *block_lengths(Runtime *rt, Obj *o);
/* Where an object counts the buffers in use, NULL = it does not. */
intptr_t *buffer_exports(Runtime *rt, Obj *o);
/* Whether the items lie without gaps, last index first ('C') or first index first ('F'). */
bool layout_is_contiguous(const Layout *layout, char order);
/* Copies all items out, in the order 'C' or 'F'; `in`: the other way round, into the layout. */
void layout_copy(const Layout *layout, uint8_t *bytes, char order, bool in);
/* The bytes in order 'C', whatever the layout. */
Own layout_bytes(Runtime *rt, const Layout *layout, char order);
/* Bytes of an item of a native format, 0 = there is no such format. */
int item_size(char format);
/* The value of an item. NULL without an exception: unknown format. */
Own item_unpack(Runtime *rt, char format, const uint8_t *item);
/* The low 64 bits of an int that is not negative. */
uint64_t int_low_bits(Obj *value);
/* What memoryview shows of itself (memoryview.c): NULL = released, nothing raised. */
const Layout *memoryview_layout(Obj *view);
intptr_t *memoryview_exports(Obj *view);
int raise_released(Runtime *rt);

/* The bytes of a bytes or bytearray (self of the shared methods). */
HS_INLINE Span self_span(Obj *self) {
    if (is_bytes(self)) return (Span){BYTES(self)->data, BYTES_SIZE(self)};
    return (Span){BYTEARRAY(self)->start, BYTEARRAY(self)->head.size};
}
/* A new object of self's kind (exact). */
Own make_like(Runtime *rt, Obj *self, const void *data, intptr_t size);
/* self if it is an exact bytes, else a copy of self's kind. */
Own like_unchanged(Runtime *rt, Obj *self);

/* ---- growing bytes in raw memory ---- */
typedef struct ByteWriter {
    Runtime *rt;
    uint8_t *data;
    size_t length, capacity;
    bool failed;
} ByteWriter;
int byte_writer_put(ByteWriter *w, const void *data, size_t size);
int byte_writer_byte(ByteWriter *w, uint8_t byte);
void byte_writer_discard(ByteWriter *w);
Own byte_writer_bytes(ByteWriter *w);           /* frees the buffer */
Own byte_writer_like(ByteWriter *w, Obj *self); /* the same, of self's kind */

/* ---- methods that bytes and bytearray share (bytes_methods.c) ---- */
#define SHARED_BYTES_METHODS(X)                                                                    \
    X(capitalize)                                                                                  \
    X(center) X(count) X(decode) X(endswith) X(expandtabs) X(find) X(hex) X(index) X(isalnum)      \
        X(isalpha) X(isascii) X(isdigit) X(islower) X(isspace) X(istitle) X(isupper) X(join)       \
            X(ljust) X(lower) X(lstrip) X(maketrans) X(partition) X(removeprefix) X(removesuffix)  \
                X(replace) X(rfind) X(rindex) X(rjust) X(rpartition) X(rsplit) X(rstrip) X(split)  \
                    X(splitlines) X(startswith) X(strip) X(swapcase) X(title) X(translate)         \
                        X(upper) X(zfill)
#define X(name) BYTES_METHOD(bytes_##name##_method);
SHARED_BYTES_METHODS(X)
#undef X

int bytes_contains(Runtime *rt, Obj *self, Obj *item);
/* b'...'; bytearray escapes every single quote. */
Own bytes_repr_of(Runtime *rt, Span bytes, bool escape_single);
/* Byte value from an int argument: ValueError "byte must be in range(0, 256)". -1 raised. */
int byte_value(Runtime *rt, Obj *value);
/* hex text with an optional separator: memoryview.hex too. */
Own bytes_hex_text(Runtime *rt, Span bytes, const char *name, Obj *const *args, size_t nargs,
                   Obj *kwnames);
/* bytes.fromhex: the bytes into w. */
int bytes_parse_hex(ByteWriter *w, Obj *text);
/* Items of an iterable of ints into w; ValueError(message) for one that is no byte. `hint`: its length is asked for, -1: it is not. */
int bytes_collect(ByteWriter *w, Obj *iterable, int hint, const char *message);
/* "%" formatting of bytes (bytes_format.c). */
Own bytes_percent_format(Runtime *rt, Span format, Obj *args, Obj *like);
/* bytearray's buffer is not exported, else BufferError. */
int bytearray_check_resize(Runtime *rt, Obj *self);

#endif
