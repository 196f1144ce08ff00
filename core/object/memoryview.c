/* memoryview, the managed buffer below it and the iterator over it. CPython 3.11 Objects/memoryobject.c.
 *
 * The first view of an object takes its buffer into a managed buffer, which holds the object and counts as one export of it.
 * Slices, casts and views of a view share that managed buffer; when the last of them is released or dies, it lets go of the
 * object. A view carries its own shape and strides behind it. */
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

typedef struct ManagedBuffer { /* virtual 112 */
    Obj base;
    Own owner; /* NULL = released */
    Own block; /* of the values of ctypes: where their memory lies, it counts the exports; else NULL */
    intptr_t views;
    Layout layout;
    LayoutRoom room;
} ManagedBuffer;
typedef struct ViewObj { /* virtual 144 + 24 a dimension: shape, strides, suboffsets */
    VarObj head;
    Own buffer;
    int64_t hash;
    intptr_t exports;
    Obj *weaklist;
    Layout layout;
    bool released;
    intptr_t lengths[]; /* shape, strides */
} ViewObj;
typedef struct ViewIterObj { /* virtual 48 */
    Obj base;
    Own view; /* NULL = exhausted */
    intptr_t index, length;
} ViewIterObj;
_Static_assert(sizeof(ManagedBuffer) <= 112 && offsetof(ViewObj, lengths) <= 144 && sizeof(ViewIterObj) <= 48,
               "memoryview outgrew CPython's");
#define VIEW(o) ((ViewObj *)(o))
#define LAYOUT(o) (&VIEW(o)->layout)
#define MANAGED(o) ((ManagedBuffer *)(o))
#define ITER(o) ((ViewIterObj *)(o))
#define VIEW_METHOD(name) \
    static Own name(Runtime *rt, Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

int raise_released(Runtime *rt) {
    return raise_format_int(rt, EXC(rt, ValueError), "operation forbidden on released memoryview object");
}

static int raise_later(Runtime *rt, const char *message) {
    return raise_format_int(rt, EXC(rt, NotImplementedError), message);
}

static int raise_type(Runtime *rt, const char *message) { return raise_format_int(rt, EXC(rt, TypeError), message); }

/* A view is inaccessible when it was released, or the managed buffer below it was cleared. */
static bool is_released(Obj *self) {
    return VIEW(self)->released || !VIEW(self)->buffer || !MANAGED(borrow(VIEW(self)->buffer))->owner;
}

static int check_released(Runtime *rt, Obj *self) { return is_released(self) ? raise_released(rt) : 0; }

const Layout *memoryview_layout(Obj *view) { return is_released(view) ? NULL : LAYOUT(view); }
intptr_t *memoryview_exports(Obj *view) { return &VIEW(view)->exports; }

/* ---- the managed buffer ---- */

static Own managed_new(Runtime *rt, Obj *owner) {
    Own self = gc_alloc(rt, T(rt, MANAGED_BUFFER), 112);
    if (!self) return NULL;
    ManagedBuffer *buffer = MANAGED(borrow(self));
    if (buffer_layout(rt, owner, &buffer->layout, &buffer->room) < 0) { /* a finalizer took the memory away */
        gc_free(rt, borrow(self));
        return raise_format(rt, EXC(rt, BufferError), "the underlying memory is gone");
    }
    intptr_t *exports = buffer_exports(rt, owner);
    if (exports) ++*exports;
    buffer->block = xkeep(block_shown(rt, owner));
    buffer->owner = keep(owner);
    gc_track(rt, borrow(self));
    return self;
}

static int managed_release(Runtime *rt, Obj *self) {
    ManagedBuffer *buffer = MANAGED(self);
    if (!buffer->owner) return 0;
    gc_untrack(rt, self);
    intptr_t *exports = buffer_exports(rt, borrow(buffer->block) ? borrow(buffer->block) : borrow(buffer->owner));
    if (exports) --*exports;
    own_clear(rt, &buffer->block);
    own_clear(rt, &buffer->owner);
    return 0;
}

static void managed_dealloc(Runtime *rt, Obj *self) {
    managed_release(rt, self);
    gc_free(rt, self);
}

static int managed_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(MANAGED(self)->block);
    VISIT(MANAGED(self)->owner);
    return 0;
}

const TypeSpec managed_buffer_type_spec = {
    .name = "managedbuffer",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 112,
    .slots = {.tp_dealloc = managed_dealloc, .tp_traverse = managed_traverse, .tp_clear = managed_release},
};

/* ---- construct and release ---- */

/* A view of `buffer` with the layout of `model`, and room for so many dimensions. */
static Own view_make(Runtime *rt, Obj *buffer, const Layout *model, int dimensions) {
    Own self = gc_alloc(rt, T(rt, MEMORYVIEW), 144 + 24 * (size_t)dimensions);
    if (!self) return NULL;
    ViewObj *view = VIEW(borrow(self));
    view->head.size = 3 * dimensions;
    view->layout = *model;
    view->layout.shape = view->lengths;
    view->layout.strides = view->lengths + dimensions;
    for (int i = 0; i < model->dimensions && i < dimensions; i++) {
        view->lengths[i] = model->shape[i];
        view->lengths[dimensions + i] = model->strides[i];
    }
    view->hash = -1;
    view->buffer = keep(buffer);
    MANAGED(buffer)->views++;
    gc_track(rt, borrow(self));
    return self;
}

static Own view_copy(Runtime *rt, Obj *self) {
    return view_make(rt, borrow(VIEW(self)->buffer), LAYOUT(self), LAYOUT(self)->dimensions);
}

static Own view_of(Runtime *rt, Obj *object) {
    if (object->type == T(rt, MEMORYVIEW)) return check_released(rt, object) < 0 ? NULL : view_copy(rt, object);
    if (!buffer_check(rt, object)) {
        return raise_format(rt, EXC(rt, TypeError), "memoryview: a bytes-like object is required, not '%.200s'",
                            object->type->name);
    }
    Own buffer = managed_new(rt, object);
    if (!buffer) return NULL;
    const Layout *layout = &MANAGED(borrow(buffer))->layout;
    Own lengths = xkeep(block_lengths(rt, object)), view = view_make(rt, borrow(buffer), layout, layout->dimensions);
    xrelease(rt, lengths);
    release(rt, buffer);
    return view;
}

static int view_release(Runtime *rt, Obj *self) {
    ViewObj *view = VIEW(self);
    if (view->released) return 0;
    if (view->exports) {
        return raise_format_int(rt, EXC(rt, BufferError), "memoryview has %zd exported buffer%s", view->exports,
                                view->exports == 1 ? "" : "s");
    }
    view->released = true;
    if (view->buffer && --MANAGED(borrow(view->buffer))->views == 0) managed_release(rt, borrow(view->buffer));
    return 0;
}

static int view_clear(Runtime *rt, Obj *self) {
    if (VIEW(self)->exports) return 0;
    view_release(rt, self);
    own_clear(rt, &VIEW(self)->buffer);
    return 0;
}

static void view_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    view_clear(rt, self);
    if (VIEW(self)->weaklist) weakref_clear_all(rt, self);
    gc_free(rt, self);
}

static int view_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(VIEW(self)->buffer);
    return 0;
}

static Own view_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"object", NULL};
    static const ArgSpec spec = {"memoryview", names, 1, 1};
    Obj *object;
    (void)type;
    return args_parse_tuple(rt, &spec, args, kwargs, &object) < 0 ? NULL : view_of(rt, object);
}

/* ---- items ---- */

static Own unpack(Runtime *rt, Obj *self, const uint8_t *item) {
    if (check_released(rt, self) < 0) return NULL;
    char format = LAYOUT(self)->format;
    if (item_size(format)) return item_unpack(rt, format, item);
    return raise_format(rt, EXC(rt, NotImplementedError), "memoryview: format %c not supported", format);
}

static int raise_pack(Runtime *rt, TypeObj *type, char format) {
    return raise_format_int(rt, type, "memoryview: invalid %s for format '%c'", type == EXC(rt, TypeError) ? "type" : "value",
                            format);
}

/* An integer as the bits of an item; *fits: it lies in the item's range. */
static int pack_int(Runtime *rt, const Layout *layout, Obj *value, uint64_t *raw) {
    int bits = layout->itemsize * 8, overflow;
    bool fits;
    if (!number_has_index(value) && !is_int(value)) return raise_pack(rt, EXC(rt, TypeError), layout->format);
    Own index = number_index(rt, value);
    if (!index) {
        TypeObj *error = raised_matches(rt, EXC(rt, TypeError))       ? EXC(rt, TypeError)
                         : raised_matches(rt, EXC(rt, OverflowError)) ? EXC(rt, ValueError)
                         : raised_matches(rt, EXC(rt, ValueError))    ? EXC(rt, ValueError)
                                                                      : NULL;
        if (!error) return -1;
        raised_clear(rt);
        return raise_pack(rt, error, layout->format);
    }
    int64_t number = int_as_i64_overflow(borrow(index), &overflow);
    *raw = (uint64_t)number;
    if (layout->format < 'a') {
        fits = int_sign(borrow(index)) >= 0 && int_bit_length(borrow(index)) <= (uint64_t)bits;
        if (fits) *raw = int_low_bits(borrow(index));
    } else {
        fits = !overflow && (bits == 64 || (number >= -(1LL << (bits - 1)) && number < 1LL << (bits - 1)));
    }
    release(rt, index);
    return fits ? 0 : raise_pack(rt, EXC(rt, ValueError), layout->format);
}

static int pack(Runtime *rt, Obj *self, uint8_t *item, Obj *value) {
    const Layout *layout = LAYOUT(self);
    uint64_t raw = 0;
    double wide;
    float narrow;
    int truth;
    switch (layout->format) {
    case 'c':
        if (!is_bytes(value)) return raise_pack(rt, EXC(rt, TypeError), 'c');
        if (BYTES_SIZE(value) != 1) return raise_pack(rt, EXC(rt, ValueError), 'c');
        raw = BYTES(value)->data[0];
        break;
    case '?':
        if ((truth = object_is_true(rt, value)) < 0) return -1;
        raw = (uint64_t)truth;
        break;
    case 'd':
    case 'f':
        if (number_as_double(rt, value, &wide) < 0) {
            TypeObj *error = raised_matches(rt, EXC(rt, TypeError)) ? EXC(rt, TypeError) : EXC(rt, ValueError);
            if (error == EXC(rt, ValueError) && !raised_matches(rt, EXC(rt, OverflowError)) && !raised_matches(rt, error)) return -1;
            raised_clear(rt);
            return raise_pack(rt, error, layout->format);
        }
        narrow = (float)wide;
        memcpy(&raw, layout->format == 'd' ? (void *)&wide : (void *)&narrow, layout->itemsize);
        break;
    default:
        if (!item_size(layout->format)) {
            return raise_format_int(rt, EXC(rt, NotImplementedError), "memoryview: format %c not supported", layout->format);
        }
        if (pack_int(rt, layout, value, &raw) < 0) return -1;
    }
    if (check_released(rt, self) < 0) return -1;
    memcpy(item, &raw, layout->itemsize);
    return 0;
}

/* ---- indexing ---- */

/* The format as the program sees it; that of a structure is told by its class. */
static Own format_text(Runtime *rt, Obj *self) {
    const Layout *layout = LAYOUT(self);
    char format[] = {layout->prefix, layout->format, 0};
    if (!layout->prefix || !strchr("T&X", layout->prefix)) return str_from_cstr(rt, layout->prefix ? format : format + 1);
    Own name = str_from_cstr(rt, "_format_");
    Own text = name ? object_getattr(rt, (Obj *)borrow(MANAGED(borrow(VIEW(self)->buffer))->owner)->type, borrow(name)) : NULL;
    xrelease(rt, name);
    if (!text || is_str(borrow(text))) return text;
    release(rt, text);
    return raise_format(rt, EXC(rt, TypeError), "_format_ must be a str");
}

/* Only plain formats have items. */
static int check_format(Runtime *rt, Obj *self) {
    const Layout *layout = LAYOUT(self);
    if (!layout->prefix || layout->prefix == '@') return 0;
    Own format = format_text(rt, self);
    if (format) raise_format(rt, EXC(rt, NotImplementedError), "memoryview: unsupported format %U", borrow(format));
    xrelease(rt, format);
    return -1;
}

static intptr_t view_length(Runtime *rt, Obj *self) {
    return check_released(rt, self) < 0 ? -1 : LAYOUT(self)->dimensions ? LAYOUT(self)->shape[0] : 1;
}

/* Moves *item to place `index` in a dimension. */
static int step_to(Runtime *rt, const Layout *layout, int dimension, int64_t index, uint8_t **item) {
    if (index < 0) index += layout->shape[dimension];
    if (index < 0 || index >= layout->shape[dimension]) {
        return raise_format_int(rt, EXC(rt, IndexError), "index out of bounds on dimension %d", dimension + 1);
    }
    *item += layout->strides[dimension] * (intptr_t)index;
    return 0;
}

/* The item at an index or a tuple of indices; NULL = raised. `writes` chooses the words for a view that has sub-views. */
static uint8_t *find_item(Runtime *rt, Obj *self, Obj *key, bool writes) {
    const Layout *layout = LAYOUT(self);
    uint8_t *item = layout->data;
    int64_t index;
    bool tuple = is_tuple(key);
    if (!tuple && layout->dimensions > 1) {
        raise_later(rt, writes ? "sub-views are not implemented" : "multi-dimensional sub-views are not implemented");
        return NULL;
    }
    intptr_t count = tuple ? TUPLE_SIZE(key) : 1;
    if (count < layout->dimensions) {
        raise_later(rt, "sub-views are not implemented");
        return NULL;
    }
    if (count > layout->dimensions) {
        raise_format(rt, EXC(rt, TypeError), "cannot index %d-dimension view with %zd-element tuple", layout->dimensions, count);
        return NULL;
    }
    for (int i = 0; i < count; i++) {
        Obj *part = tuple ? TUPLE_ITEM(key, i) : key;
        if (number_as_ssize(rt, part, EXC(rt, IndexError), &index) < 0 || step_to(rt, layout, i, index, &item) < 0) return NULL;
    }
    return item;
}

/* What a key is: an index or tuple of indices, a slice, a tuple of slices. */
static enum { KEY_INDEX, KEY_SLICE, KEY_SLICES, KEY_OTHER } key_kind(Runtime *rt, Obj *key) {
    if (number_has_index(key)) return KEY_INDEX;
    if (is_slice(rt, key)) return KEY_SLICE;
    if (!is_tuple(key)) return KEY_OTHER;
    intptr_t indices = 0, slices = 0, size = TUPLE_SIZE(key);
    for (intptr_t i = 0; i < size; i++) {
        indices += number_has_index(TUPLE_ITEM(key, i));
        slices += is_slice(rt, TUPLE_ITEM(key, i));
    }
    return indices == size ? KEY_INDEX : slices == size ? KEY_SLICES : KEY_OTHER;
}

static Own view_item(Runtime *rt, Obj *self, intptr_t index) {
    uint8_t *item = LAYOUT(self)->data;
    if (check_released(rt, self) < 0 || check_format(rt, self) < 0) return NULL;
    if (!LAYOUT(self)->dimensions) return raise_format(rt, EXC(rt, TypeError), "invalid indexing of 0-dim memory");
    if (LAYOUT(self)->dimensions > 1) return raise_later(rt, "multi-dimensional sub-views are not implemented"), NULL;
    return step_to(rt, LAYOUT(self), 0, index, &item) < 0 ? NULL : unpack(rt, self, item);
}

/* Narrows the first dimension, whose numbers are at shape and stride. */
static int apply_slice(Runtime *rt, Layout *layout, Obj *slice, intptr_t *shape, intptr_t *stride) {
    int64_t start, stop, step, count;
    if (slice_indices(rt, slice, shape, &start, &stop, &step, &count) < 0) return -1;
    layout->data += (intptr_t)start * *stride;
    *shape = (intptr_t)count;
    *stride *= (intptr_t)step;
    layout->size = layout->itemsize;
    for (int i = 0; i < layout->dimensions; i++) layout->size *= layout->shape[i];
    return 0;
}

static Own view_slice(Runtime *rt, Obj *self, Obj *key) {
    Own made = view_copy(rt, self);
    if (!made) return NULL;
    ViewObj *view = VIEW(borrow(made));
    if (apply_slice(rt, &view->layout, key, view->lengths, view->lengths + view->layout.dimensions) < 0) own_clear(rt, &made);
    return made;
}

static Own view_subscript(Runtime *rt, Obj *self, Obj *key) {
    if (check_released(rt, self) < 0) return NULL;
    if (!LAYOUT(self)->dimensions) {
        if (key == rt->ellipsis) return keep(self);
        if (!is_tuple(key) || TUPLE_SIZE(key)) return raise_type(rt, "invalid indexing of 0-dim memory"), NULL;
        return check_format(rt, self) < 0 ? NULL : unpack(rt, self, LAYOUT(self)->data);
    }
    uint8_t *item;
    switch (key_kind(rt, key)) {
    case KEY_INDEX:
        if (check_format(rt, self) < 0) return NULL;
        return (item = find_item(rt, self, key, false)) ? unpack(rt, self, item) : NULL;
    case KEY_SLICE: return view_slice(rt, self, key);
    case KEY_SLICES: return raise_later(rt, "multi-dimensional slicing is not implemented"), NULL;
    default: return raise_type(rt, "memoryview: invalid slice key"), NULL;
    }
}

static bool same_shape(const Layout *a, const Layout *b) {
    if (a->dimensions != b->dimensions) return false;
    for (int i = 0; i < a->dimensions; i++) {
        if (a->shape[i] != b->shape[i]) return false;
        if (!a->shape[i]) break;
    }
    return true;
}

static char plain_prefix(const Layout *layout) { return layout->prefix == '@' ? 0 : layout->prefix; }

static int assign_slice(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    Layout from, to = *LAYOUT(self);
    LayoutRoom from_room, room = {to.shape[0], to.strides[0]};
    if (buffer_layout(rt, value, &from, &from_room) < 0) {
        if (value->type == T(rt, MEMORYVIEW)) return raise_released(rt);
        return raise_format_int(rt, EXC(rt, TypeError), "a bytes-like object is required, not '%.100s'", value->type->name);
    }
    to.shape = &room.shape;
    to.strides = &room.stride;
    intptr_t *exports = buffer_exports(rt, value); /* the slice's bounds may run Python code */
    Own block = xkeep(block_shown(rt, value)), lengths = xkeep(block_lengths(rt, value));
    if (exports) ++*exports;
    int result = apply_slice(rt, &to, key, &room.shape, &room.stride);
    if (result == 0 && (from.format != to.format || plain_prefix(&from) != plain_prefix(&to) || !same_shape(&to, &from))) {
        result = raise_format_int(rt, EXC(rt, ValueError),
                                  "memoryview assignment: lvalue and rvalue have different structures");
    }
    if (result == 0 && (result = check_released(rt, self)) == 0 && to.size) { /* the parts may overlap */
        uint8_t *copy = raw_alloc(rt, (size_t)from.size);
        if (copy) {
            layout_copy(&from, copy, 'C', false);
            layout_copy(&to, copy, 'C', true);
        } else {
            raise_memory_error(rt);
            result = -1;
        }
        raw_free(rt, copy);
    }
    if (exports) --*exports;
    xrelease(rt, block);
    xrelease(rt, lengths);
    return result;
}

static int view_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    if (check_released(rt, self) < 0 || check_format(rt, self) < 0) return -1;
    if (LAYOUT(self)->readonly) return raise_type(rt, "cannot modify read-only memory");
    if (!value) return raise_type(rt, "cannot delete memory");
    if (!LAYOUT(self)->dimensions) {
        if (key == rt->ellipsis || (is_tuple(key) && !TUPLE_SIZE(key))) return pack(rt, self, LAYOUT(self)->data, value);
        return raise_type(rt, "invalid indexing of 0-dim memory");
    }
    uint8_t *item;
    switch (key_kind(rt, key)) {
    case KEY_INDEX: return (item = find_item(rt, self, key, true)) ? pack(rt, self, item, value) : -1;
    case KEY_SLICE:
    case KEY_SLICES:
        if (LAYOUT(self)->dimensions == 1 && is_slice(rt, key)) return assign_slice(rt, self, key, value);
        return raise_later(rt, "memoryview slice assignments are currently restricted to ndim = 1");
    default: return raise_type(rt, "memoryview: invalid slice key");
    }
}

/* ---- iterator ---- */

static Own view_iter(Runtime *rt, Obj *self) {
    if (check_released(rt, self) < 0) return NULL;
    if (!LAYOUT(self)->dimensions) return raise_format(rt, EXC(rt, TypeError), "invalid indexing of 0-dim memory");
    if (LAYOUT(self)->dimensions > 1) return raise_later(rt, "multi-dimensional sub-views are not implemented"), NULL;
    if (check_format(rt, self) < 0) return NULL;
    Own own = gc_alloc(rt, T(rt, MEMORY_ITER), 48);
    if (!own) return NULL;
    ITER(borrow(own))->view = keep(self);
    ITER(borrow(own))->length = LAYOUT(self)->shape[0];
    gc_track(rt, borrow(own));
    return own;
}

static Own iter_step(Runtime *rt, Obj *self) {
    ViewIterObj *iter = ITER(self);
    if (!iter->view) return NULL;
    if (iter->index >= iter->length) {
        own_clear(rt, &iter->view);
        return NULL;
    }
    Obj *view = borrow(iter->view);
    return unpack(rt, view, LAYOUT(view)->data + LAYOUT(view)->strides[0] * iter->index++);
}

static void iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, ITER(self)->view);
    gc_free(rt, self);
}

static int iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(ITER(self)->view);
    return 0;
}

const TypeSpec memory_iter_type_spec = {
    .name = "memory_iterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 48,
    .slots = {.tp_dealloc = iter_dealloc, .tp_traverse = iter_traverse, .tp_iter = object_self_iter, .tp_iternext = iter_step},
};

/* ---- other slots ---- */

static Own view_repr(Runtime *rt, Obj *self) {
    return str_format(rt, VIEW(self)->released ? "<released memory at %p>" : "<memory at %p>", self);
}

static int64_t view_hash(Runtime *rt, Obj *self) {
    ViewObj *view = VIEW(self);
    if (view->hash != -1) return view->hash;
    if (check_released(rt, self) < 0) return -1;
    if (!view->layout.readonly)
        return raise_format_int(rt, EXC(rt, ValueError), "cannot hash writable memoryview object");
    if (plain_prefix(&view->layout) || !strchr("Bbc", view->layout.format)) {
        return raise_format_int(rt, EXC(rt, ValueError), "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    }
    if (object_hash(rt, borrow(MANAGED(borrow(view->buffer))->owner)) == -1) return -1;
    Own bytes = layout_bytes(rt, &view->layout, 'C');
    if (!bytes) return -1;
    view->hash = object_hash(rt, borrow(bytes));
    release(rt, bytes);
    return view->hash;
}

/* Whether two items are equal: as C values if their formats are the same, else as Python's. -1 = raised. */
static int same_item(Runtime *rt, const Layout *a, const uint8_t *left, const Layout *b, const uint8_t *right) {
    if (a->format == b->format && a->format != 'd' && a->format != 'f') {
        return a->format == '?' ? !*left == !*right : memcmp(left, right, a->itemsize) == 0;
    }
    Own x = item_unpack(rt, a->format, left), y = x ? item_unpack(rt, b->format, right) : NULL;
    int equal = y ? object_compare_bool(rt, borrow(x), borrow(y), CMP_EQ) : -1;
    xrelease(rt, x);
    xrelease(rt, y);
    return equal;
}

static int same_items(Runtime *rt, const Layout *a, const Layout *b) {
    intptr_t index[HS_BUFFER_DIMENSIONS] = {0};
    const uint8_t *left = a->data, *right = b->data;
    if (!same_shape(a, b) || !item_size(a->format) || !item_size(b->format)) return 0;
    for (intptr_t at = 0; at < a->size; at += a->itemsize) {
        int equal = same_item(rt, a, left, b, right);
        if (equal != 1) return equal;
        for (int i = a->dimensions - 1; i >= 0; i--) {
            left += a->strides[i];
            right += b->strides[i];
            if (++index[i] < a->shape[i]) break;
            left -= a->strides[i] * a->shape[i];
            right -= b->strides[i] * b->shape[i];
            index[i] = 0;
        }
    }
    return 1;
}

static Own view_richcompare(Runtime *rt, Obj *self, Obj *other, int op) {
    Layout theirs;
    LayoutRoom room;
    if (op != CMP_EQ && op != CMP_NE) return keep(rt->notimplemented);
    int equal = self == other;
    if (!is_released(self)) {
        if (buffer_layout(rt, other, &theirs, &room) == 0) equal = same_items(rt, LAYOUT(self), &theirs);
        else if (other->type != T(rt, MEMORYVIEW)) return keep(rt->notimplemented);
    }
    return equal < 0 ? NULL : bool_from(rt, (equal != 0) == (op == CMP_EQ));
}

/* ---- methods ---- */

VIEW_METHOD(view_release_method) { return view_release(rt, self) < 0 ? NULL : keep(rt->none); }
VIEW_METHOD(view_enter) { return check_released(rt, self) < 0 ? NULL : keep(self); }

VIEW_METHOD(view_tobytes) {
    static const char *const names[] = {"order", NULL};
    static const ArgSpec spec = {"tobytes", names, 0, 1};
    Obj *order;
    char letter = 'C';
    if (args_parse(rt, &spec, args, nargs, kwnames, &order) < 0) return NULL;
    if (order && !is_none(rt, order)) {
        if (!is_str(order)) {
            return raise_format(rt, EXC(rt, TypeError), "tobytes() argument 'order' must be str or None, not %.50s",
                                order->type->name);
        }
        letter = STR_LENGTH(order) == 1 ? (char)str_char(order, 0) : 0;
    }
    if (check_released(rt, self) < 0) return NULL;
    if (!letter || !strchr("CFA", letter)) return raise_format(rt, EXC(rt, ValueError), "order must be 'C', 'F' or 'A'");
    if (letter == 'A') letter = layout_is_contiguous(LAYOUT(self), 'F') ? 'F' : 'C';
    return layout_bytes(rt, LAYOUT(self), letter);
}

static Own list_of(Runtime *rt, Obj *self, int dimension, const uint8_t *item) {
    const Layout *layout = LAYOUT(self);
    if (dimension == layout->dimensions) return unpack(rt, self, item);
    Own list = list_new(rt, layout->shape[dimension]);
    for (intptr_t i = 0; list && i < layout->shape[dimension]; i++, item += layout->strides[dimension]) {
        if (!(LIST(borrow(list))->items[i] = list_of(rt, self, dimension + 1, item))) own_clear(rt, &list);
    }
    return list;
}

VIEW_METHOD(view_tolist) {
    if (check_released(rt, self) < 0 || check_format(rt, self) < 0) return NULL;
    return list_of(rt, self, 0, LAYOUT(self)->data);
}

VIEW_METHOD(view_toreadonly) {
    if (check_released(rt, self) < 0) return NULL;
    Own view = view_copy(rt, self);
    if (view) LAYOUT(borrow(view))->readonly = true;
    return view;
}

VIEW_METHOD(view_hex) {
    Own parsed = is_released(self) ? bytes_hex_text(rt, (Span){0}, "hex", args, nargs, kwnames) : NULL; /* the arguments are looked at first */
    xrelease(rt, parsed);
    if (RAISED(rt) || check_released(rt, self) < 0) return NULL;
    Own bytes = layout_bytes(rt, LAYOUT(self), 'C');
    if (!bytes) return NULL;
    Own text = bytes_hex_text(rt, self_span(borrow(bytes)), "hex", args, nargs, kwnames);
    release(rt, bytes);
    return text;
}

/* ---- cast ---- */

/* The dimensions asked for: 0 or more, -1 = raised. */
static int check_shape(Runtime *rt, const Layout *layout, Obj *shape) {
    intptr_t count = 1;
    bool zero = false;
    for (int i = 0; i < layout->dimensions; i++) zero |= layout->shape[i] == 0;
    if ((shape || layout->dimensions != 1) && zero) {
        return raise_type(rt, "memoryview: cannot cast view with zeros in shape or strides");
    }
    if (!shape) return 1;
    if (!is_sequence_fast(shape)) return raise_type(rt, "shape must be a list or a tuple");
    sequence_fast_items(shape, &count);
    if (count > HS_BUFFER_DIMENSIONS) {
        return raise_format_int(rt, EXC(rt, ValueError), "memoryview: number of dimensions must not exceed 64");
    }
    if (layout->dimensions != 1 && count != 1) return raise_type(rt, "memoryview: cast must be 1D -> ND or ND -> 1D");
    return (int)count;
}

static int cast_format(Runtime *rt, Layout *layout, Obj *format) {
    intptr_t length = STR_LENGTH(format);
    bool native = length == 2 && str_char(format, 0) == '@';
    uint32_t letter = length == 1 || native ? str_char(format, length - 1) : 0;
    int size = letter < 128 ? item_size((char)letter) : 0;
    if (!size) {
        return raise_format_int(rt, EXC(rt, ValueError),
                                "memoryview: destination format must be a native single character format prefixed with an "
                                "optional '@'");
    }
    if ((plain_prefix(layout) || !strchr("Bbc", layout->format)) && !strchr("Bbc", (int)letter)) {
        return raise_type(rt, "memoryview: cannot cast between two non-byte formats");
    }
    if (layout->size % size) return raise_type(rt, "memoryview: length is not a multiple of itemsize");
    layout->prefix = native ? '@' : 0;
    layout->format = (char)letter;
    layout->itemsize = size;
    return 0;
}

/* Fills in shape and strides of a cast view. */
static int cast_shape(Runtime *rt, ViewObj *view, Obj *shape, int dimensions) {
    int64_t size = view->layout.itemsize;
    intptr_t *lengths = view->lengths, *strides = lengths + dimensions, count;
    Obj *const *items = sequence_fast_items(shape, &count);
    for (int i = 0; i < dimensions; i++) {
        int64_t length;
        if (!is_int(items[i])) return raise_type(rt, "memoryview.cast(): elements of shape must be integers");
        if (int_as_ssize(rt, items[i], &length) < 0) return -1;
        if (length <= 0) {
            return raise_format_int(rt, EXC(rt, ValueError), "memoryview.cast(): elements of shape must be integers > 0");
        }
        if (length > INT64_MAX / size) {
            return raise_format_int(rt, EXC(rt, ValueError), "memoryview.cast(): product(shape) > SSIZE_MAX");
        }
        size *= length;
        lengths[i] = (intptr_t)length;
    }
    view->layout.dimensions = (uint8_t)dimensions;
    if (size != view->layout.size) return raise_type(rt, "memoryview: product(shape) * itemsize != buffer size");
    for (intptr_t i = dimensions, step = view->layout.itemsize; i-- > 0; step *= lengths[i]) strides[i] = step;
    return 0;
}

VIEW_METHOD(view_cast) {
    static const char *const names[] = {"format", "shape", NULL};
    static const ArgSpec spec = {"cast", names, 1, 2};
    Obj *values[2];
    if (args_parse(rt, &spec, args, nargs, kwnames, values) < 0) return NULL;
    if (!is_str(values[0])) return raise_format(rt, EXC(rt, TypeError), "cast() argument 'format' must be str, not %.50N", values[0]);
    if (check_released(rt, self) < 0) return NULL;
    if (!layout_is_contiguous(LAYOUT(self), 'C')) {
        return raise_type(rt, "memoryview: casts are restricted to C-contiguous views"), NULL;
    }
    int dimensions = check_shape(rt, LAYOUT(self), values[1]);
    if (dimensions < 0) return NULL;
    Own made = view_make(rt, borrow(VIEW(self)->buffer), LAYOUT(self), dimensions ? dimensions : 1);
    if (!made) return NULL;
    ViewObj *view = VIEW(borrow(made));
    int failed = cast_format(rt, &view->layout, values[0]);
    if (!failed && values[1]) {
        failed = cast_shape(rt, view, values[1], dimensions);
    } else if (!failed) {
        view->layout.dimensions = 1;
        view->lengths[0] = view->layout.size / view->layout.itemsize;
        view->lengths[1] = view->layout.itemsize;
    }
    if (failed) own_clear(rt, &made);
    return made;
}

/* ---- attributes ---- */

enum { ATTR_OBJ, ATTR_NBYTES, ATTR_READONLY, ATTR_ITEMSIZE, ATTR_FORMAT, ATTR_NDIM, ATTR_SHAPE, ATTR_STRIDES, ATTR_SUBOFFSETS,
       ATTR_C, ATTR_F, ATTR_ANY };
static const uint8_t attribute_codes[] = {ATTR_OBJ,   ATTR_NBYTES,  ATTR_READONLY,   ATTR_ITEMSIZE, ATTR_FORMAT, ATTR_NDIM,
                                          ATTR_SHAPE, ATTR_STRIDES, ATTR_SUBOFFSETS, ATTR_C,        ATTR_F,      ATTR_ANY};

static Own tuple_of(Runtime *rt, const intptr_t *lengths, int count) {
    Own tuple = tuple_alloc(rt, count);
    for (int i = 0; tuple && i < count; i++) {
        if (!(TUPLE(borrow(tuple))->items[i] = int_from_i64(rt, lengths[i]))) own_clear(rt, &tuple);
    }
    if (tuple && count) gc_track(rt, borrow(tuple));
    return tuple;
}

static Own view_attribute(Runtime *rt, Obj *self, const void *closure) {
    if (check_released(rt, self) < 0) return NULL;
    const Layout *layout = LAYOUT(self);
    switch (*(const uint8_t *)closure) {
    case ATTR_OBJ: return keep(borrow(MANAGED(borrow(VIEW(self)->buffer))->owner));
    case ATTR_NBYTES: return int_from_i64(rt, layout->size);
    case ATTR_READONLY: return bool_from(rt, layout->readonly);
    case ATTR_ITEMSIZE: return int_from_i64(rt, layout->itemsize);
    case ATTR_FORMAT: return format_text(rt, self);
    case ATTR_NDIM: return int_from_i64(rt, layout->dimensions);
    case ATTR_SHAPE: return tuple_of(rt, layout->shape, layout->dimensions);
    case ATTR_STRIDES: return tuple_of(rt, layout->strides, layout->dimensions);
    case ATTR_SUBOFFSETS: return keep(rt->empty_tuple);
    case ATTR_C: return bool_from(rt, layout_is_contiguous(layout, 'C'));
    case ATTR_F: return bool_from(rt, layout_is_contiguous(layout, 'F'));
    default: return bool_from(rt, layout_is_contiguous(layout, 'C') || layout_is_contiguous(layout, 'F'));
    }
}

/* ---- tables ---- */

static const MethodDef view_methods[] = {
    {"release", view_release_method, METH_NOARGS, 0, 0,
     "release($self, /)\n--\n\nGive the buffer back."},
    {"tobytes", view_tobytes, METH_FASTCALL | METH_KEYWORDS, 0, 1,
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

#define ATTRIBUTE(name, code, doc) { name, view_attribute, NULL, doc, &attribute_codes[code] }
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
    ATTRIBUTE("c_contiguous", ATTR_C, "Whether the memory is C contiguous."),
    ATTRIBUTE("f_contiguous", ATTR_F, "Whether the memory is Fortran contiguous."),
    ATTRIBUTE("contiguous", ATTR_ANY, "Whether the memory is contiguous."),
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
