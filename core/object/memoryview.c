/* memoryview of bytes and bytearray, one dimension. CPython 3.11 Objects/memoryobject.c.
 *
 * A view is (owner, data, items, stride, format). Every view of a bytearray counts as one export of
 * it until the view is released or dies, which keeps the address fixed. Slices and casts are views
 * of the same owner. */
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"

typedef struct ViewObj { /* virtual 144 + 24 for shape, stride, suboffset of one dimension */
    VarObj head;
    Own owner;              /* NULL = released */
    uint8_t *data;          /* first item */
    intptr_t count, stride; /* items; bytes from one to the next */
    int64_t hash;
    Obj *weaklist;
    char format;
    uint8_t itemsize;
    bool readonly;
} ViewObj;
_Static_assert(sizeof(ViewObj) <= 144, "memoryview outgrew CPython's");
#define VIEW(o) ((ViewObj *)(o))

/* ---- construct and release ---- */

static int item_size(char format) {
    switch (format) {
    case 'c':
    case 'b':
    case 'B':
    case '?': return 1;
    case 'h':
    case 'H':
    case 'e': return 2;
    case 'i':
    case 'I':
    case 'f': return 4;
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'd':
    case 'P': return 8;
    default: return 0;
    }
}

static int check_released(Runtime *rt, ViewObj *view) {
    if (view->owner) return 0;
    return raise_format_int(rt, EXC(rt, ValueError),
                            "operation forbidden on released memoryview object");
}

/* A view of the same memory as `model`, whose owner it keeps. */
static Own view_copy(Runtime *rt, const ViewObj *model) {
    Own self = gc_alloc(rt, T(rt, MEMORYVIEW), 168);
    if (!self) return NULL;
    ViewObj *view = VIEW(borrow(self));
    view->head.size = 3;
    view->owner = keep(borrow(model->owner));
    view->data = model->data;
    view->count = model->count;
    view->stride = model->stride;
    view->format = model->format;
    view->itemsize = model->itemsize;
    view->readonly = model->readonly;
    view->hash = -1;
    if (is_bytearray(rt, borrow(view->owner))) BYTEARRAY(borrow(view->owner))->exports++;
    gc_track(rt, borrow(self));
    return self;
}

static Own view_of(Runtime *rt, Obj *object) {
    if (object->type == T(rt, MEMORYVIEW)) {
        return check_released(rt, VIEW(object)) < 0 ? NULL : view_copy(rt, VIEW(object));
    }
    if (!is_bytes(object) && !is_bytearray(rt, object)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "memoryview: a bytes-like object is required, not '%.200s'",
                            object->type->name);
    }
    Span s = self_span(object);
    ViewObj model = {.owner = adopt(object),
                     .data = (uint8_t *)(uintptr_t)s.data,
                     .count = s.size,
                     .stride = 1,
                     .format = 'B',
                     .itemsize = 1,
                     .readonly = is_bytes(object)};
    return view_copy(rt, &model);
}

static void view_release(Runtime *rt, ViewObj *view) {
    if (!view->owner) return;
    if (is_bytearray(rt, borrow(view->owner))) BYTEARRAY(borrow(view->owner))->exports--;
    own_clear(rt, &view->owner);
}

static void view_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    view_release(rt, VIEW(self));
    if (VIEW(self)->weaklist) weakref_clear_all(rt, self);
    gc_free(rt, self);
}

static int view_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(VIEW(self)->owner);
    return 0;
}

static int view_clear(Runtime *rt, Obj *self) {
    view_release(rt, VIEW(self));
    return 0;
}

static Own view_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"object", NULL};
    static const ArgSpec spec = {"memoryview", names, 1, 1};
    Obj *object;
    (void)type;
    if (args_parse_tuple(rt, &spec, args, kwargs, &object) < 0) return NULL;
    return view_of(rt, object);
}

static bool is_contiguous(const ViewObj *view) {
    return view->count <= 1 || view->stride == view->itemsize;
}

int memoryview_bytes(Runtime *rt, Obj *self, const uint8_t **data, size_t *size) {
    ViewObj *view = VIEW(self);
    if (check_released(rt, view) < 0) return -1;
    if (!is_contiguous(view)) return 0;
    *data = view->data;
    *size = (size_t)(view->count * view->itemsize);
    return 1;
}

/* ---- items ---- */

static Own unpack_int(Runtime *rt, const uint8_t *p, int size, bool is_signed) {
    uint64_t value = 0;
    for (int i = 0; i < size; i++) value |= (uint64_t)p[i] << 8 * i;
    if (!is_signed) return int_from_u64(rt, value);
    int shift = 64 - 8 * size;
    return int_from_i64(rt, (int64_t)(value << shift) >> shift);
}

static Own unpack(Runtime *rt, const ViewObj *view, const uint8_t *p) {
    double wide;
    float narrow;
    switch (view->format) {
    case 'B': return keep(int_small(rt, *p));
    case 'c': return bytes_from(rt, p, 1);
    case '?': return bool_from(rt, *p != 0);
    case 'd': memcpy(&wide, p, 8); return float_new(rt, wide);
    case 'f': memcpy(&narrow, p, 4); return float_new(rt, narrow);
    case 'H':
    case 'I':
    case 'L':
    case 'Q':
    case 'N':
    case 'P': return unpack_int(rt, p, view->itemsize, false);
    case 'e':
        return raise_format(rt, EXC(rt, NotImplementedError), "memoryview: format e not supported");
    default: return unpack_int(rt, p, view->itemsize, true);
    }
}

static int raise_pack(Runtime *rt, TypeObj *type, char format) {
    return raise_format_int(rt, type, "memoryview: invalid %s for format '%c'",
                            type == EXC(rt, TypeError) ? "type" : "value", format);
}

static int pack_int(Runtime *rt, const ViewObj *view, uint8_t *p, Obj *value) {
    int bits = view->itemsize * 8, overflow;
    bool is_unsigned = view->format < 'a';
    if (!number_has_index(value)) return raise_pack(rt, EXC(rt, TypeError), view->format);
    Own index = number_index(rt, value);
    if (!index) return -1;
    bool fits;
    uint64_t raw;
    if (is_unsigned) {
        fits = int_sign(borrow(index)) >= 0 && int_bit_length(borrow(index)) <= (uint64_t)bits;
        raw = (uint64_t)int_as_i64_overflow(borrow(index), &overflow);
        if (fits && overflow) { /* 2**63 and above */
            const IntObj *big = (const IntObj *)borrow(index);
            raw = 0;
            for (intptr_t i = big->head.size; i-- > 0;) raw = raw << INT_SHIFT | big->digits[i];
        }
    } else {
        int64_t number = int_as_i64_overflow(borrow(index), &overflow);
        fits = !overflow &&
               (bits == 64 || (number >= -(1LL << (bits - 1)) && number < 1LL << (bits - 1)));
        raw = (uint64_t)number;
    }
    release(rt, index);
    if (!fits) return raise_pack(rt, EXC(rt, ValueError), view->format);
    for (int i = 0; i < view->itemsize; i++) p[i] = (uint8_t)(raw >> 8 * i);
    return 0;
}

static int pack(Runtime *rt, const ViewObj *view, uint8_t *p, Obj *value) {
    double wide;
    switch (view->format) {
    case 'c':
        if (!is_bytes(value)) return raise_pack(rt, EXC(rt, TypeError), 'c');
        if (BYTES_SIZE(value) != 1) return raise_pack(rt, EXC(rt, ValueError), 'c');
        *p = BYTES(value)->data[0];
        return 0;
    case '?': {
        int truth = object_is_true(rt, value);
        if (truth < 0) return -1;
        *p = (uint8_t)truth;
        return 0;
    }
    case 'd':
    case 'f':
        if (number_as_double(rt, value, &wide) < 0) {
            raised_clear(rt);
            return raise_pack(rt, EXC(rt, TypeError), view->format);
        }
        if (view->format == 'd') {
            memcpy(p, &wide, 8);
        } else {
            float narrow = (float)wide;
            memcpy(p, &narrow, 4);
        }
        return 0;
    default: return pack_int(rt, view, p, value);
    }
}

/* ---- slots ---- */

static intptr_t view_length(Runtime *rt, Obj *self) {
    return check_released(rt, VIEW(self)) < 0 ? -1 : VIEW(self)->count;
}

/* Address of item `key`, NULL = raised. */
static uint8_t *item_at(Runtime *rt, ViewObj *view, int64_t index) {
    if (index < 0) index += view->count;
    if (index < 0 || index >= view->count) {
        raise_format(rt, EXC(rt, IndexError), "index out of bounds on dimension 1");
        return NULL;
    }
    return view->data + (intptr_t)index * view->stride;
}

static Own view_item(Runtime *rt, Obj *self, intptr_t index) {
    if (check_released(rt, VIEW(self)) < 0) return NULL;
    uint8_t *item = item_at(rt, VIEW(self), index);
    return item ? unpack(rt, VIEW(self), item) : NULL;
}

/* The part of `view` that a slice selects, as a model for view_copy. */
static int slice_model(Runtime *rt, const ViewObj *view, Obj *slice, ViewObj *model) {
    int64_t start, stop, step, count;
    if (slice_indices(rt, slice, view->count, &start, &stop, &step, &count) < 0) return -1;
    *model = *view;
    model->data = view->data + (intptr_t)start * view->stride;
    model->count = (intptr_t)count;
    model->stride = view->stride * (intptr_t)step;
    return 0;
}

static Own view_subscript(Runtime *rt, Obj *self, Obj *key) {
    ViewObj *view = VIEW(self);
    if (check_released(rt, view) < 0) return NULL;
    if (number_has_index(key)) {
        int64_t index;
        if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return NULL;
        uint8_t *item = item_at(rt, view, index);
        return item ? unpack(rt, view, item) : NULL;
    }
    if (is_slice(rt, key)) {
        ViewObj model;
        return slice_model(rt, view, key, &model) < 0 ? NULL : view_copy(rt, &model);
    }
    if (key == rt->ellipsis) return keep(self);
    return raise_format(rt, EXC(rt, TypeError), "memoryview: invalid slice key");
}

static int assign_slice(Runtime *rt, ViewObj *view, Obj *key, Obj *value) {
    ViewObj target;
    if (slice_model(rt, view, key, &target) < 0) return -1;
    if (!buffer_check(rt, value)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "a bytes-like object is required, not '%.100s'", value->type->name);
    }
    Own source = view_of(rt, value);
    if (!source) return -1;
    ViewObj *from = VIEW(borrow(source));
    int result = 0;
    if (from->format != target.format || from->count != target.count) {
        result =
            raise_format_int(rt, EXC(rt, ValueError),
                             "memoryview assignment: lvalue and rvalue have different structures");
    } else {
        ByteWriter w = {.rt = rt}; /* the parts may overlap */
        for (intptr_t i = 0; i < from->count; i++)
            byte_writer_put(&w, from->data + i * from->stride, from->itemsize);
        for (intptr_t i = 0; i < target.count && !w.failed; i++) {
            memcpy(target.data + i * target.stride, w.data + i * target.itemsize, target.itemsize);
        }
        result = w.failed ? -1 : 0;
        byte_writer_discard(&w);
    }
    release(rt, source);
    return result;
}

static int view_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    ViewObj *view = VIEW(self);
    if (check_released(rt, view) < 0) return -1;
    if (view->readonly)
        return raise_format_int(rt, EXC(rt, TypeError), "cannot modify read-only memory");
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "cannot delete memory");
    if (number_has_index(key)) {
        int64_t index;
        if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return -1;
        uint8_t *item = item_at(rt, view, index);
        return item ? pack(rt, view, item, value) : -1;
    }
    if (is_slice(rt, key)) return assign_slice(rt, view, key, value);
    return raise_format_int(rt, EXC(rt, TypeError), "memoryview: invalid slice key");
}

static Own view_repr(Runtime *rt, Obj *self) {
    return str_format(rt, VIEW(self)->owner ? "<memory at %p>" : "<released memory at %p>", self);
}

static Own view_tobytes(Runtime *rt, ViewObj *view) {
    if (is_contiguous(view))
        return bytes_from(rt, view->data, (size_t)(view->count * view->itemsize));
    ByteWriter w = {.rt = rt};
    for (intptr_t i = 0; i < view->count; i++)
        byte_writer_put(&w, view->data + i * view->stride, view->itemsize);
    return byte_writer_bytes(&w);
}

static int64_t view_hash(Runtime *rt, Obj *self) {
    ViewObj *view = VIEW(self);
    if (view->hash != -1) return view->hash;
    if (check_released(rt, view) < 0) return -1;
    if (!view->readonly)
        return raise_format_int(rt, EXC(rt, ValueError), "cannot hash writable memoryview object");
    if (!strchr("Bbc", view->format)) {
        return raise_format_int(rt, EXC(rt, ValueError),
                                "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    }
    Own bytes = view_tobytes(rt, view);
    if (!bytes) return -1;
    view->hash = object_hash(rt, borrow(bytes));
    release(rt, bytes);
    return view->hash;
}

static Own view_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (op != CMP_EQ && op != CMP_NE) return keep(rt->notimplemented);
    if (a->type != T(rt, MEMORYVIEW) || !VIEW(a)->owner || !buffer_check(rt, b)) {
        bool known = a->type == T(rt, MEMORYVIEW) && b->type == T(rt, MEMORYVIEW);
        return known ? bool_from(rt, (a == b) == (op == CMP_EQ)) : keep(rt->notimplemented);
    }
    if (b->type == T(rt, MEMORYVIEW) && !VIEW(b)->owner) return bool_from(rt, op == CMP_NE);
    Own other = view_of(rt, b);
    if (!other) return NULL;
    ViewObj *x = VIEW(a), *y = VIEW(borrow(other));
    int equal = x->count == y->count;
    for (intptr_t i = 0; equal == 1 && i < x->count; i++) {
        const uint8_t *p = x->data + i * x->stride, *q = y->data + i * y->stride;
        if (x->format == y->format && x->format != 'd' && x->format != 'f') {
            equal = memcmp(p, q, x->itemsize) == 0;
            continue;
        }
        Own left = unpack(rt, x, p), right = left ? unpack(rt, y, q) : NULL;
        equal = right ? object_compare_bool(rt, borrow(left), borrow(right), CMP_EQ) : -1;
        xrelease(rt, left);
        xrelease(rt, right);
    }
    release(rt, other);
    return equal < 0 ? NULL : bool_from(rt, (equal != 0) == (op == CMP_EQ));
}

/* ---- methods ---- */

static BYTES_METHOD(view_release_method) {
    (void)args, (void)nargs, (void)kwnames;
    view_release(rt, VIEW(self));
    return keep(rt->none);
}

static BYTES_METHOD(view_enter) {
    (void)args, (void)nargs, (void)kwnames;
    return check_released(rt, VIEW(self)) < 0 ? NULL : keep(self);
}

static BYTES_METHOD(view_tobytes_method) {
    static const char *const names[] = {"order", NULL};
    static const ArgSpec spec = {"tobytes", names, 0, 1};
    Obj *order;
    if (args_parse(rt, &spec, args, nargs, kwnames, &order) < 0 ||
        check_released(rt, VIEW(self)) < 0)
        return NULL;
    if (order && !is_none(rt, order)) {
        if (!is_str(order)) {
            return raise_format(rt, EXC(rt, TypeError),
                                "tobytes() argument 'order' must be str or None, not %.50s",
                                order->type->name);
        }
        if (!str_equals_ascii(order, "C") && !str_equals_ascii(order, "F") &&
            !str_equals_ascii(order, "A")) {
            return raise_format(rt, EXC(rt, ValueError), "order must be 'C', 'F' or 'A'");
        }
    }
    return view_tobytes(rt, VIEW(self));
}

static BYTES_METHOD(view_tolist) {
    (void)args, (void)nargs, (void)kwnames;
    ViewObj *view = VIEW(self);
    if (check_released(rt, view) < 0) return NULL;
    Own list = list_new(rt, view->count);
    if (!list) return NULL;
    for (intptr_t i = 0; i < view->count; i++) {
        Own item = unpack(rt, view, view->data + i * view->stride);
        if (!item) {
            release(rt, list);
            return NULL;
        }
        LIST(borrow(list))->items[i] = item;
    }
    return list;
}

static BYTES_METHOD(view_toreadonly) {
    (void)args, (void)nargs, (void)kwnames;
    if (check_released(rt, VIEW(self)) < 0) return NULL;
    Own view = view_copy(rt, VIEW(self));
    if (view) VIEW(borrow(view))->readonly = true;
    return view;
}

static BYTES_METHOD(view_hex) {
    if (check_released(rt, VIEW(self)) < 0) return NULL;
    Own bytes = view_tobytes(rt, VIEW(self));
    if (!bytes) return NULL;
    Own text = bytes_hex_text(rt, self_span(borrow(bytes)), "hex", args, nargs, kwnames);
    release(rt, bytes);
    return text;
}

/* The shape argument of cast(): one dimension with the right product. */
static int check_shape(Runtime *rt, Obj *shape, intptr_t count) {
    if (!is_list(shape) && !is_tuple(shape)) {
        return raise_format_int(rt, EXC(rt, TypeError), "shape must be a list or a tuple");
    }
    intptr_t dimensions;
    Obj *const *items = sequence_fast_items(shape, &dimensions);
    int64_t length;
    if (dimensions != 1) {
        return raise_format_int(rt, EXC(rt, NotImplementedError),
                                "memoryview: only one dimension is supported");
    }
    if (!is_int(items[0])) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "memoryview.cast(): elements of shape must be integers");
    }
    if (int_as_ssize(rt, items[0], &length) < 0) return -1;
    if (length <= 0) {
        return raise_format_int(rt, EXC(rt, ValueError),
                                "memoryview.cast(): elements of shape must be integers > 0");
    }
    if (length == count) return 0;
    return raise_format_int(rt, EXC(rt, TypeError),
                            "memoryview: product(shape) * itemsize != buffer size");
}

static BYTES_METHOD(view_cast) {
    static const char *const names[] = {"format", "shape", NULL};
    static const ArgSpec spec = {"cast", names, 1, 2};
    Obj *values[2];
    ViewObj *view = VIEW(self);
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0 || check_released(rt, view) < 0)
        return NULL;
    if (args_need_str(rt, "cast", 1, values[0]) < 0) return NULL;
    if (!is_contiguous(view)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "memoryview: casts are restricted to C-contiguous views");
    }
    intptr_t length = STR_LENGTH(values[0]);
    bool native = length == 2 && str_char(values[0], 0) == '@';
    uint32_t format = length == 1 || native ? str_char(values[0], length - 1) : 0;
    int size = format < 128 ? item_size((char)format) : 0;
    if (!size) {
        return raise_format(rt, EXC(rt, ValueError),
                            "memoryview: destination format must be a native single character "
                            "format prefixed with an optional '@'");
    }
    if (!strchr("Bbc", view->format) && !strchr("Bbc", (int)format)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "memoryview: cannot cast between two non-byte formats");
    }
    intptr_t bytes = view->count * view->itemsize;
    if (bytes % size)
        return raise_format(rt, EXC(rt, TypeError),
                            "memoryview: length is not a multiple of itemsize");
    if (values[1] && check_shape(rt, values[1], bytes / size) < 0) return NULL;
    ViewObj model = *view;
    model.format = (char)format;
    model.itemsize = (uint8_t)size;
    model.stride = size;
    model.count = bytes / size;
    return view_copy(rt, &model);
}

/* ---- attributes ---- */

enum {
    ATTR_OBJ,
    ATTR_NBYTES,
    ATTR_READONLY,
    ATTR_ITEMSIZE,
    ATTR_FORMAT,
    ATTR_NDIM,
    ATTR_SHAPE,
    ATTR_STRIDES,
    ATTR_SUBOFFSETS,
    ATTR_CONTIGUOUS
};
static const uint8_t attribute_codes[] = {
    ATTR_OBJ,  ATTR_NBYTES, ATTR_READONLY, ATTR_ITEMSIZE,   ATTR_FORMAT,
    ATTR_NDIM, ATTR_SHAPE,  ATTR_STRIDES,  ATTR_SUBOFFSETS, ATTR_CONTIGUOUS};

static Own tuple_of_size(Runtime *rt, intptr_t value) {
    Own item = int_from_i64(rt, value);
    return item ? tuple_from_steal(rt, &item, 1) : NULL;
}

static Own view_attribute(Runtime *rt, Obj *self, const void *closure) {
    ViewObj *view = VIEW(self);
    if (check_released(rt, view) < 0) return NULL;
    switch (*(const uint8_t *)closure) {
    case ATTR_OBJ: return keep(borrow(view->owner));
    case ATTR_NBYTES: return int_from_i64(rt, view->count * view->itemsize);
    case ATTR_READONLY: return bool_from(rt, view->readonly);
    case ATTR_ITEMSIZE: return int_from_i64(rt, view->itemsize);
    case ATTR_FORMAT: return str_from_char(rt, (uint8_t)view->format);
    case ATTR_NDIM: return int_from_i64(rt, 1);
    case ATTR_SHAPE: return tuple_of_size(rt, view->count);
    case ATTR_STRIDES: return tuple_of_size(rt, view->stride);
    case ATTR_SUBOFFSETS: return keep(rt->empty_tuple);
    default: return bool_from(rt, is_contiguous(view));
    }
}

static Own view_iter(Runtime *rt, Obj *self) {
    return check_released(rt, VIEW(self)) < 0 ? NULL : seq_iter_new(rt, self);
}

/* ---- tables ---- */

static const MethodDef view_methods[] = {
    {"release", view_release_method, METH_NOARGS, 0, 0,
     "release($self, /)\n--\n\nGive the buffer back."},
    {"tobytes", view_tobytes_method, METH_FASTCALL | METH_KEYWORDS, 0, 1,
     "tobytes($self, /, order='C')\n--\n\nThe bytes."},
    {"hex", view_hex, METH_FASTCALL | METH_KEYWORDS, 0, 2,
     "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nHexadecimal digits as str."},
    {"tolist", view_tolist, METH_NOARGS, 0, 0, "tolist($self, /)\n--\n\nThe items as a list."},
    {"cast", view_cast, METH_FASTCALL | METH_KEYWORDS, 1, 2,
     "cast($self, /, format, shape=<unrepresentable>)\n--\n\nThe same memory in another format."},
    {"toreadonly", view_toreadonly, METH_NOARGS, 0, 0,
     "toreadonly($self, /)\n--\n\nA view that cannot be written."},
    {"__enter__", view_enter, METH_NOARGS, 0, 0, NULL},
    {"__exit__", view_release_method, METH_VARARGS, 0, -1, NULL},
    METHOD_END,
};

#define ATTRIBUTE(name, code, doc)                                                                 \
    { name, view_attribute, NULL, doc, &attribute_codes[code] }
static const GetSetDef view_getset[] = {
    ATTRIBUTE("obj", ATTR_OBJ, "The underlying object."),
    ATTRIBUTE("nbytes", ATTR_NBYTES, "Bytes that tobytes() would give."),
    ATTRIBUTE("readonly", ATTR_READONLY, "Whether the memory cannot be written."),
    ATTRIBUTE("itemsize", ATTR_ITEMSIZE, "Bytes of one item."),
    ATTRIBUTE("format", ATTR_FORMAT, "Format of the items, as in struct."),
    ATTRIBUTE("ndim", ATTR_NDIM, "Number of dimensions."),
    ATTRIBUTE("shape", ATTR_SHAPE, "Items in each dimension."),
    ATTRIBUTE("strides", ATTR_STRIDES, "Bytes from one item to the next, in each dimension."),
    ATTRIBUTE("suboffsets", ATTR_SUBOFFSETS, "Empty: there are no indirect arrays."),
    ATTRIBUTE("c_contiguous", ATTR_CONTIGUOUS, "Whether the memory is C contiguous."),
    ATTRIBUTE("f_contiguous", ATTR_CONTIGUOUS, "Whether the memory is Fortran contiguous."),
    ATTRIBUTE("contiguous", ATTR_CONTIGUOUS, "Whether the memory is contiguous."),
    GETSET_END,
};

const TypeSpec memoryview_type_spec = {
    .name = "memoryview",
    .doc = "memoryview(object)\n--\n\nThe memory of a bytes-like object, without a copy.",
    .flags = TPF_GC | TPF_SEQUENCE,
    .base = -1,
    .virtual_size = 144,
    .virtual_item = 8,
    .weak_offset = offsetof(ViewObj, weaklist),
    .slots =
        {
            .tp_dealloc = view_dealloc,
            .tp_traverse = view_traverse,
            .tp_clear = view_clear,
            .tp_new = view_new,
            .tp_repr = view_repr,
            .tp_hash = view_hash,
            .tp_getattro = object_generic_getattr,
            .tp_richcompare = view_richcompare,
            .tp_iter = view_iter,
            .sq_length = view_length,
            .sq_item = view_item,
            .mp_length = view_length,
            .mp_subscript = view_subscript,
            .mp_ass_subscript = view_ass_subscript,
        },
    .methods = view_methods,
    .getset = view_getset,
};
