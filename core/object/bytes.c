/* bytes, and reading the bytes of any bytes-like object. CPython 3.11 Objects/bytesobject.c.
 *
 * Layout: VarObj head, cached hash, the bytes with a NUL behind them. b"" and the 256 bytes of
 * length 1 are static. Methods that bytearray has too are in bytes_methods.c. */
#include "object/bytes_impl.h"

#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type.h"

/* ---- construct ---- */

static Own bytes_alloc(Runtime *rt, const void *data, size_t size) {
    if (size > (size_t)BYTES_MAX_LENGTH) return raise_memory_error(rt);
    Own self = object_alloc_head(rt, T(rt, BYTES), BYTES_HEAD + size, sizeof(BytesObj));
    if (!self) return NULL;
    BytesObj *bytes = BYTES(borrow(self));
    bytes->head.size = (intptr_t)size;
    bytes->hash = -1;
    if (data)
        memcpy(bytes->data, data, size);
    else
        memset(bytes->data, 0, size);
    bytes->data[size] = 0;
    return self;
}

Own bytes_from(Runtime *rt, const void *data, size_t size) {
    if (size == 0) return keep(rt->empty_bytes);
    if (size == 1 && data) return keep((Obj *)(rt->byte_chars + *(const uint8_t *)data * 48));
    return bytes_alloc(rt, data, size);
}

int bytes_resize(Runtime *rt, Own *slot, size_t size) {
    if (size == 0) {
        own_set(rt, slot, keep(rt->empty_bytes));
        return 0;
    }
    *slot = object_resize(rt, *slot, BYTES_HEAD + size);
    if (!*slot) return -1;
    BYTES(borrow(*slot))->head.size = (intptr_t)size;
    BYTES(borrow(*slot))->data[size] = 0;
    return 0;
}

Own bytes_fresh(Runtime *rt, const void *data, size_t size) {
    Own made = bytes_from(rt, NULL, size);
    if (made && size) memcpy(BYTES(borrow(made))->data, data, size);
    return made;
}

static void bytes_dealloc(Runtime *rt, Obj *self) {
    if (self->type == T(rt, BYTES))
        object_free(rt, self);
    else
        self->type->slots.tp_free(rt, self);
}

Own make_like(Runtime *rt, Obj *self, const void *data, intptr_t size) {
    if (is_bytes(self)) return bytes_from(rt, data ? data : "", (size_t)size);
    return bytearray_from(rt, data, (size_t)size);
}

Own like_unchanged(Runtime *rt, Obj *self) {
    if (self->type == T(rt, BYTES)) return keep(self);
    Span span = self_span(self);
    return make_like(rt, self, span.data, span.size);
}

/* ---- ByteWriter ---- */

int byte_writer_put(ByteWriter *w, const void *data, size_t size) {
    if (w->failed) return -1;
    if (size > w->capacity - w->length) {
        size_t capacity = w->length + size + (w->length + size) / 2 + 32;
        uint8_t *grown =
            capacity > (size_t)BYTES_MAX_LENGTH ? NULL : raw_realloc(w->rt, w->data, capacity);
        if (!grown) {
            raise_memory_error(w->rt);
            w->failed = true;
            return -1;
        }
        w->data = grown;
        w->capacity = capacity;
    }
    if (size) memcpy(w->data + w->length, data, size);
    w->length += size;
    return 0;
}

int byte_writer_byte(ByteWriter *w, uint8_t byte) {
    if (w->length < w->capacity && !w->failed) {
        w->data[w->length++] = byte;
        return 0;
    }
    return byte_writer_put(w, &byte, 1);
}

void byte_writer_discard(ByteWriter *w) {
    raw_free(w->rt, w->data);
    w->data = NULL;
    w->length = w->capacity = 0;
}

Own byte_writer_bytes(ByteWriter *w) {
    Own made = w->failed ? NULL : bytes_from(w->rt, w->data ? (void *)w->data : "", w->length);
    byte_writer_discard(w);
    return made;
}

Own byte_writer_like(ByteWriter *w, Obj *self) {
    const void *data = w->data ? (void *)w->data : "";
    Own made = w->failed        ? NULL
               : is_bytes(self) ? bytes_fresh(w->rt, data, w->length)
                                : make_like(w->rt, self, data, (intptr_t)w->length);
    byte_writer_discard(w);
    return made;
}

/* ---- repr, hash, compare ---- */

Own bytes_repr_of(Runtime *rt, Span bytes, bool escape_single) {
    static const char hex[] = "0123456789abcdef";
    bool single = bytes.size && memchr(bytes.data, '\'', (size_t)bytes.size);
    uint8_t quote = single && !memchr(bytes.data, '"', (size_t)bytes.size) ? '"' : '\'';
    StrWriter w;
    str_writer_init(&w, rt);
    str_writer_char(&w, 'b');
    str_writer_char(&w, quote);
    for (intptr_t i = 0; i < bytes.size && !w.failed; i++) {
        uint8_t c = bytes.data[i];
        if (c == quote || (escape_single && c == '\'') || c == '\\' || c == '\t' || c == '\n' ||
            c == '\r') {
            str_writer_char(&w, '\\');
            str_writer_char(&w, c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c);
        } else if (c < ' ' || c >= 0x7f) {
            char text[4] = {'\\', 'x', hex[c >> 4], hex[c & 15]};
            str_writer_ascii(&w, text, 4);
        } else {
            str_writer_char(&w, c);
        }
    }
    str_writer_char(&w, quote);
    return str_writer_finish(&w);
}

Own bytes_repr(Runtime *rt, Obj *b) { return bytes_repr_of(rt, self_span(b), false); }

static int64_t bytes_hash(Runtime *rt, Obj *self) {
    BytesObj *bytes = BYTES(self);
    if (bytes->hash == -1) {
        bytes->hash = bytes->head.size ? hash_characters(rt, bytes->data, (size_t)bytes->head.size) : 0;
    }
    return bytes->hash;
}

static Own bytes_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (!is_bytes(a) || !is_bytes(b)) return keep(rt->notimplemented);
    intptr_t x = BYTES_SIZE(a), y = BYTES_SIZE(b);
    if (op == CMP_EQ || op == CMP_NE) {
        bool equal = a == b || (x == y && memcmp(BYTES(a)->data, BYTES(b)->data, (size_t)x) == 0);
        return bool_from(rt, equal == (op == CMP_EQ));
    }
    int order = memcmp(BYTES(a)->data, BYTES(b)->data, (size_t)(x < y ? x : y));
    if (order == 0) order = x < y ? -1 : x > y;
    bool answer = op == CMP_LT   ? order < 0
                  : op == CMP_LE ? order <= 0
                  : op == CMP_GT ? order > 0
                                 : order >= 0;
    return bool_from(rt, answer);
}

/* ---- sequence slots ---- */

static intptr_t bytes_length(Runtime *rt, Obj *self) {
    (void)rt;
    return BYTES_SIZE(self);
}

static Own bytes_concat(Runtime *rt, Obj *a, Obj *b) {
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
    Own made = NULL;
    if (left.size == 0 && b->type == T(rt, BYTES))
        made = keep(b);
    else if (right.size == 0 && a->type == T(rt, BYTES))
        made = keep(a);
    else if (left.size > BYTES_MAX_LENGTH - right.size)
        raise_memory_error(rt);
    else if ((made = bytes_from(rt, NULL, (size_t)(left.size + right.size)))) {
        if (left.size) memcpy(BYTES(borrow(made))->data, left.data, (size_t)left.size);
        if (right.size)
            memcpy(BYTES(borrow(made))->data + left.size, right.data, (size_t)right.size);
    }
    buffer_close(&left);
    buffer_close(&right);
    return made;
}

static Own bytes_repeat(Runtime *rt, Obj *self, intptr_t count) {
    intptr_t size = BYTES_SIZE(self);
    if (count < 0) count = 0;
    if (size && count > INT64_MAX / size) {
        return raise_format(rt, EXC(rt, OverflowError), "repeated bytes are too long");
    }
    if (size && count > BYTES_MAX_LENGTH / size) return raise_memory_error(rt);
    intptr_t total = size * count;
    if (total == size && self->type == T(rt, BYTES)) return keep(self);
    Own made = bytes_alloc(rt, NULL, (size_t)total);
    if (!made) return NULL;
    uint8_t *out = BYTES(borrow(made))->data;
    if (size <= 1) {
        memset(out, BYTES(self)->data[0], (size_t)total); /* an empty one has its closing 0 */
        return made;
    }
    for (intptr_t at = 0; at < total; at += size) memcpy(out + at, BYTES(self)->data, (size_t)size);
    return made;
}

static Own bytes_item(Runtime *rt, Obj *self, intptr_t index) {
    if (index < 0 || index >= BYTES_SIZE(self))
        return raise_format(rt, EXC(rt, IndexError), "index out of range");
    return keep(int_small(rt, BYTES(self)->data[index]));
}

static Own bytes_subscript(Runtime *rt, Obj *self, Obj *key) {
    intptr_t size = BYTES_SIZE(self);
    if (number_has_index(key)) {
        int64_t index;
        if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return NULL;
        if (index < 0) index += size;
        if (index < 0 || index >= size)
            return raise_format(rt, EXC(rt, IndexError), "index out of range");
        return keep(int_small(rt, BYTES(self)->data[index]));
    }
    if (!is_slice(rt, key)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "byte indices must be integers or slices, not %.200s", key->type->name);
    }
    int64_t start, stop, step, count;
    if (slice_indices(rt, key, &size, &start, &stop, &step, &count) < 0) return NULL;
    if (count <= 0) return keep(rt->empty_bytes);
    if (start == 0 && step == 1 && count == size && self->type == T(rt, BYTES)) return keep(self);
    const uint8_t *in = BYTES(self)->data + start;
    if (step == 1) return bytes_from(rt, in, (size_t)count);
    Own made = bytes_from(rt, NULL, (size_t)count);
    if (!made) return NULL;
    uint8_t *out = BYTES(borrow(made))->data;
    for (int64_t i = 0; i < count; i++, in += step) out[i] = *in;
    return made;
}

int byte_value(Runtime *rt, Obj *value) {
    int64_t byte;
    if (number_as_ssize(rt, value, NULL, &byte) < 0) return -1;
    if (byte < 0 || byte > 255)
        return raise_format_int(rt, EXC(rt, ValueError), "byte must be in range(0, 256)");
    return (int)byte;
}

int bytes_contains(Runtime *rt, Obj *self, Obj *item) {
    Span hay = self_span(self);
    Buffer needle;
    if (number_has_index(item)) {
        int byte = byte_value(rt, item);
        if (byte < 0) return -1;
        return hay.size && memchr(hay.data, byte, (size_t)hay.size) != NULL;
    }
    if (buffer_open(rt, item, &needle) < 0) return -1;
    intptr_t at = chars_find(1, hay.data, hay.size, 1, needle.data, needle.size);
    buffer_close(&needle);
    return at >= 0;
}

static Own bytes_remainder(Runtime *rt, Obj *left, Obj *right) {
    if (!is_bytes(left)) return keep(rt->notimplemented);
    return bytes_percent_format(rt, self_span(left), right, rt->empty_bytes);
}

static Own bytes_str(Runtime *rt, Obj *self) { return bytes_repr(rt, self); }

/* ---- the constructor ---- */

static int collect_one(ByteWriter *w, Own item, const char *message) {
    int64_t value;
    int result = number_as_ssize(w->rt, borrow(item), NULL, &value);
    release(w->rt, item);
    if (result == 0 && (value < 0 || value > 255)) result = raise_format_int(w->rt, EXC(w->rt, ValueError), "%s", message);
    return result < 0 ? -1 : byte_writer_byte(w, (uint8_t)value);
}

int bytes_collect(ByteWriter *w, Obj *iterable, int hint, const char *message) {
    Runtime *rt = w->rt;
    Own iter = object_iter(rt, iterable), item;
    if (!iter) return -1;
    int failed = hint < 0 || object_length_hint(rt, iterable, hint) >= 0 ? 0 : -1;
    while (failed == 0 && (item = iter_next(rt, borrow(iter)))) failed = collect_one(w, item, message);
    release(rt, iter);
    return RAISED(rt) ? -1 : 0;
}

static const char not_a_byte[] = "bytes must be in range(0, 256)";

/* A list or tuple, without an iterator. __index__ of an item may change the list. */
static int collect_items(ByteWriter *w, Obj *items) {
    bool list = is_list_exact(w->rt, items);
    for (intptr_t i = 0; i < ((VarObj *)items)->size; i++) {
        if (collect_one(w, keep(list ? LIST_ITEM(items, i) : TUPLE_ITEM(items, i)), not_a_byte) < 0) return -1;
    }
    return 0;
}

Own bytes_from_object(Runtime *rt, Obj *o) {
    if (o->type == T(rt, BYTES)) return keep(o);
    if (buffer_check(rt, o)) {
        Layout layout;
        LayoutRoom room;
        if (buffer_layout(rt, o, &layout, &room) == 0) return layout_bytes(rt, &layout, 'C');
        raise_released(rt);
        return NULL;
    }
    if (!is_str(o)) {
        if (o->type->slots.tp_iter || sequence_check(o)) {
            ByteWriter w = {.rt = rt};
            bool plain = is_list_exact(rt, o) || is_tuple_exact(rt, o);
            if ((plain ? collect_items(&w, o) : bytes_collect(&w, o, 64, not_a_byte)) == 0)
                return is_tuple_exact(rt, o) ? byte_writer_like(&w, rt->empty_bytes) : byte_writer_bytes(&w);
            byte_writer_discard(&w);
            return NULL;
        }
    }
    return raise_format(rt, EXC(rt, TypeError), "cannot convert '%.200s' object to bytes",
                        o->type->name);
}

static const char *text_argument(Runtime *rt, const char *function, const char *name, Obj *value) {
    if (!is_str(value)) {
        raise_format(rt, EXC(rt, TypeError), "%s() argument '%s' must be str, not %.50N", function, name, value);
        return NULL;
    }
    return str_utf8(rt, value, NULL);
}

Own bytes_from_special(Runtime *rt, Obj *value) {
    Own method = type_lookup_special(rt, value, ID(rt, __bytes__));
    if (!method) return NULL;
    Own made = call_0(rt, borrow(method));
    release(rt, method);
    if (made && !is_bytes(borrow(made))) {
        raise_format(rt, EXC(rt, TypeError), "__bytes__ returned non-bytes (type %.200s)",
                     borrow(made)->type->name);
        release(rt, made);
        return NULL;
    }
    return made;
}

static Own bytes_zeros(Runtime *rt, Obj *count_obj) {
    int64_t count;
    if (number_as_ssize(rt, count_obj, EXC(rt, OverflowError), &count) < 0) return NULL;
    if (count < 0) return raise_format(rt, EXC(rt, ValueError), "negative count");
    if (count > BYTES_MAX_LENGTH) return raise_memory_error(rt);
    rt->pool.passes_kept = true;
    Own zeros = bytes_from(rt, NULL, (size_t)count);
    rt->pool.passes_kept = false;
    return zeros;
}

static Own bytes_make(Runtime *rt, Obj *source, Obj *encoding, Obj *errors) {
    if (!source) {
        if (encoding || errors) {
            return raise_format(rt, EXC(rt, TypeError),
                                encoding ? "encoding without a string argument"
                                         : "errors without a string argument");
        }
        return keep(rt->empty_bytes);
    }
    if (encoding) {
        const char *name, *how = NULL;
        if (!(name = text_argument(rt, "bytes", "encoding", encoding))) return NULL;
        if (errors && !(how = text_argument(rt, "bytes", "errors", errors))) return NULL;
        if (!is_str(source))
            return raise_format(rt, EXC(rt, TypeError), "encoding without a string argument");
        return str_encode(rt, source, name, how);
    }
    if (errors) {
        return raise_format(rt, EXC(rt, TypeError),
                            is_str(source) ? "string argument without an encoding"
                                           : "errors without a string argument");
    }
    Own made = source->type == T(rt, BYTES) ? keep(source) : bytes_from_special(rt, source);
    if (made || RAISED(rt)) return made;
    if (is_str(source))
        return raise_format(rt, EXC(rt, TypeError), "string argument without an encoding");
    if (number_has_index(source)) {
        made = bytes_zeros(rt, source);
        if (made || !raised_matches(rt, EXC(rt, TypeError))) return made;
        raised_clear(rt);
    }
    return bytes_from_object(rt, source);
}

/* Instance of a subclass with the given bytes (taken). */
static Own bytes_subtype_new(Runtime *rt, TypeObj *type, Own plain) {
    if (!plain || type == T(rt, BYTES)) return plain;
    intptr_t size = BYTES_SIZE(borrow(plain));
    Own self = type->slots.tp_alloc(rt, type, size);
    if (self) {
        BytesObj *bytes = BYTES(borrow(self));
        bytes->head.size = size;
        bytes->hash = BYTES(borrow(plain))->hash;
        memcpy(bytes->data, BYTES(borrow(plain))->data, (size_t)size + 1);
    }
    release(rt, plain);
    return self;
}

static Own bytes_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"source", "encoding", "errors", NULL};
    static const ArgSpec spec = {"bytes", names, 0, 3};
    Obj *values[3];
    if (args_parse_tuple(rt, &spec, args, kwargs, values) < 0) return NULL;
    return bytes_subtype_new(rt, type, bytes_make(rt, values[0], values[1], values[2]));
}

/* ---- methods of bytes alone ---- */

static int hex_digit(uint32_t c) {
    if (c >= '0' && c <= '9') return (int)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (int)(c - 'a' + 10) : -1;
}

int bytes_parse_hex(ByteWriter *w, Obj *text) {
    intptr_t length = STR_LENGTH(text), i = 0;
    while (i < length) {
        uint32_t c = str_char(text, i);
        if (c < 0x80 && unicode_is_space(c) && !(c >= 0x1c && c <= 0x1f)) {
            i++;
            continue;
        }
        int high = c < 0x80 ? hex_digit(c) : -1, low = -1;
        if (high >= 0 && ++i < length && str_char(text, i) < 0x80)
            low = hex_digit(str_char(text, i));
        if (low < 0) {
            return raise_format_int(w->rt, EXC(w->rt, ValueError),
                                    "non-hexadecimal number found in fromhex() arg at position %zd",
                                    i);
        }
        i++;
        if (byte_writer_byte(w, (uint8_t)(high << 4 | low)) < 0) return -1;
    }
    return 0;
}

static BYTES_METHOD(bytes_fromhex_method) {
    (void)nargs, (void)kwnames;
    if (!is_str(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "fromhex() argument must be str, not %.50N", args[0]);
    }
    ByteWriter w = {.rt = rt};
    if (bytes_parse_hex(&w, args[0]) < 0) {
        byte_writer_discard(&w);
        return NULL;
    }
    Own made = byte_writer_bytes(&w);
    if (!made || self == (Obj *)T(rt, BYTES)) return made;
    Own instance = call_1(rt, self, borrow(made));
    release(rt, made);
    return instance;
}

static BYTES_METHOD(bytes_bytes_method) {
    (void)args, (void)nargs, (void)kwnames;
    return like_unchanged(rt, self);
}

static BYTES_METHOD(bytes_getnewargs_method) {
    (void)args, (void)nargs, (void)kwnames;
    Own copy = bytes_from(rt, BYTES(self)->data, (size_t)BYTES_SIZE(self));
    return copy ? tuple_from_steal(rt, &copy, 1) : NULL;
}

/* ---- iterator ---- */

typedef struct BytesIterObj { /* virtual 32 */
    Obj base;
    intptr_t index;
    Own bytes; /* NULL = exhausted */
} BytesIterObj;
_Static_assert(sizeof(BytesIterObj) <= 32, "bytes iterator outgrew CPython's");
#define BYTES_ITER(o) ((BytesIterObj *)(o))

static Own bytes_iter(Runtime *rt, Obj *self) {
    Own iter = gc_alloc(rt, T(rt, BYTES_ITER), 32);
    if (!iter) return NULL;
    BYTES_ITER(borrow(iter))->bytes = keep(self);
    gc_track(rt, borrow(iter));
    return iter;
}

static void bytes_iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    own_clear(rt, &BYTES_ITER(self)->bytes);
    gc_free(rt, self);
}

static int bytes_iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(BYTES_ITER(self)->bytes);
    return 0;
}

static Own bytes_iter_next(Runtime *rt, Obj *self) {
    BytesIterObj *iter = BYTES_ITER(self);
    if (!iter->bytes) return NULL;
    Obj *bytes = borrow(iter->bytes);
    if (iter->index < BYTES_SIZE(bytes))
        return keep(int_small(rt, BYTES(bytes)->data[iter->index++]));
    own_clear(rt, &iter->bytes);
    return NULL;
}

static BYTES_METHOD(bytes_iter_length_hint) {
    (void)args, (void)nargs, (void)kwnames;
    BytesIterObj *iter = BYTES_ITER(self);
    return int_from_i64(rt, iter->bytes ? BYTES_SIZE(borrow(iter->bytes)) - iter->index : 0);
}

static BYTES_METHOD(bytes_iter_reduce) {
    (void)args, (void)nargs, (void)kwnames;
    BytesIterObj *iter = BYTES_ITER(self);
    Own function = object_getattr_str(rt, borrow(rt->builtins_module), "iter"), pack, index,
        result = NULL;
    if (!function) return NULL;
    pack = tuple_pack(rt, 1, iter->bytes ? borrow(iter->bytes) : rt->empty_tuple);
    index = int_from_i64(rt, iter->index);
    if (pack && index && iter->bytes)
        result = tuple_pack(rt, 3, borrow(function), borrow(pack), borrow(index));
    else if (pack && index)
        result = tuple_pack(rt, 2, borrow(function), borrow(pack));
    release(rt, function);
    xrelease(rt, pack);
    xrelease(rt, index);
    return result;
}

static BYTES_METHOD(bytes_iter_setstate) {
    (void)nargs, (void)kwnames;
    BytesIterObj *iter = BYTES_ITER(self);
    int64_t index;
    if (args_ssize(rt, args[0], &index) < 0) return NULL;
    if (iter->bytes) {
        intptr_t size = BYTES_SIZE(borrow(iter->bytes));
        iter->index = index < 0 ? 0 : index > size ? size : (intptr_t)index;
    }
    return keep(rt->none);
}

static const MethodDef bytes_iter_methods[] = {
    {"__length_hint__", bytes_iter_length_hint, METH_NOARGS, 0, 0,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", bytes_iter_reduce, METH_NOARGS, 0, 0, "Return state information for pickling."},
    {"__setstate__", bytes_iter_setstate, METH_O, 1, 1, "Set state information for unpickling."},
    METHOD_END,
};

const TypeSpec bytes_iter_type_spec = {
    .name = "bytes_iterator",
    .flags = TPF_GC,
    .base = -1,
    .virtual_size = 32,
    .slots = {.tp_dealloc = bytes_iter_dealloc,
              .tp_traverse = bytes_iter_traverse,
              .tp_getattro = object_generic_getattr,
              .tp_iter = object_self_iter,
              .tp_iternext = bytes_iter_next},
    .methods = bytes_iter_methods,
};

/* ---- tables ---- */

int bytes_init(Runtime *rt) {
    rt->empty_bytes = static_alloc(rt, 48);
    rt->byte_chars = static_alloc(rt, 256 * 48);
    if (!rt->empty_bytes || !rt->byte_chars) return -1;
    for (int i = -1; i < 256; i++) {
        Obj *self = i < 0 ? rt->empty_bytes : (Obj *)(rt->byte_chars + i * 48);
        self->refcount = HS_STATIC_REFCOUNT;
        self->type = T(rt, BYTES);
        BYTES(self)->head.size = i >= 0;
        BYTES(self)->hash = -1;
        if (i >= 0) BYTES(self)->data[0] = (uint8_t)i;
    }
    return 0;
}

static const MethodDef bytes_methods[] = {
    {"__getnewargs__", bytes_getnewargs_method, METH_NOARGS, 0, 0, NULL},
    {"__bytes__", bytes_bytes_method, METH_NOARGS, 0, 0,
     "__bytes__($self, /)\n--\n\nThe value as an exact bytes."},
    {"fromhex", bytes_fromhex_method, METH_O | METH_CLASS, 1, 1,
     "fromhex($type, string, /)\n--\n\nBytes from pairs of hexadecimal digits; spaces are "
     "skipped."},
#include "object/bytes_methods.def"
    METHOD_END,
};

const TypeSpec bytes_type_spec = {
    .name = "bytes",
    .doc =
        "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
        "bytes(bytes_or_buffer) -> copy\nbytes(int) -> that many zero bytes\nbytes() -> empty\n\n"
        "An immutable array of bytes.",
    .flags = TPF_BASETYPE | TPF_BYTES | TPF_MATCH_SELF,
    .base = -1,
    .virtual_size = BYTES_HEAD,
    .virtual_item = 1,
    .slots =
        {
            .tp_dealloc = bytes_dealloc,
            .tp_new = bytes_new,
            .tp_repr = bytes_repr,
            .tp_str = bytes_str,
            .tp_hash = bytes_hash,
            .tp_getattro = object_generic_getattr,
            .tp_richcompare = bytes_richcompare,
            .tp_iter = bytes_iter,
            .nb_remainder = bytes_remainder,
            .sq_length = bytes_length,
            .sq_concat = bytes_concat,
            .sq_repeat = bytes_repeat,
            .sq_item = bytes_item,
            .sq_contains = bytes_contains,
            .mp_length = bytes_length,
            .mp_subscript = bytes_subscript,
        },
    .methods = bytes_methods,
};
