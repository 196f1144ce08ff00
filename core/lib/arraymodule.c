/* _array: array.array, its iterator and what pickle needs. Follows CPython 3.11 Modules/arraymodule.c.
 *
 * Items lie as C values of x86-64 in one block of the program's memory, which grows by a sixteenth. A class on the heap: each
 * array counts on it. While its buffer is in use an array keeps its size. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str_impl.h"
#include "object/tuple.h"
#include "object/type_internal.h"
#include "object/weakref.h"

#define ARRAY_SIZE(o) (ARRAY(o)->head.size)
#define ITEM(o, i) (ARRAY(o)->data + (i) * ARRAY(o)->itemsize)
#define METHOD_ARGS HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames
#define METHOD(name) static Own name(Runtime *rt, Obj *self, METHOD_ARGS)

static const char typecodes[] = "bBuhHiIlLqQfd";

typedef struct ArrayIterObj { /* virtual 40 */
    Obj base;
    Own array; /* NULL = exhausted */
    intptr_t index;
} ArrayIterObj;
_Static_assert(sizeof(ArrayIterObj) <= 40, "array iterator");
#define ITER(o) ((ArrayIterObj *)(o))

/* ---- memory ---- */

static int resize(Runtime *rt, Obj *self, intptr_t size) {
    ArrayObj *array = ARRAY(self);
    if (array->exports && size != array->head.size) {
        return raise_format_int(rt, EXC(rt, BufferError), "cannot resize an array that is exporting buffers");
    }
    if (array->allocated >= size && array->head.size < size + 16 && array->data) {
        array->head.size = size;
        return 0;
    }
    if (!size) {
        mem_free(rt, array->data);
        array->data = NULL;
        array->head.size = array->allocated = 0;
        return 0;
    }
    intptr_t room = (size >> 4) + (array->head.size < 8 ? 3 : 7) + size;
    uint8_t *data = room > BYTES_MAX_LENGTH / 8 ? NULL : mem_realloc(rt, array->data, (size_t)room * array->itemsize);
    if (!data) return raise_memory_error(rt), -1;
    array->data = data;
    array->head.size = size;
    array->allocated = room;
    return 0;
}

static Own array_make(Runtime *rt, TypeObj *type, char typecode, intptr_t size) {
    if (size > BYTES_MAX_LENGTH / 8) return raise_memory_error(rt);
    Own made = type->slots.tp_alloc(rt, type, 0);
    if (!made) return NULL;
    ArrayObj *array = ARRAY(borrow(made));
    array->typecode = typecode;
    array->itemsize = (uint8_t)(typecode == 'u' ? 4 : item_size(typecode));
    if (size && !(array->data = mem_alloc(rt, (size_t)size * array->itemsize))) {
        release(rt, made);
        return raise_memory_error(rt);
    }
    array->head.size = array->allocated = size;
    return made;
}

/* A new array.array of the kind of `model`. */
static Own array_like(Runtime *rt, Obj *model, intptr_t size) {
    return array_make(rt, CLASS(rt, ARRAY), ARRAY(model)->typecode, size);
}

static void copy_items(Obj *to, intptr_t at, Obj *from, intptr_t start, intptr_t count) {
    if (count) memcpy(ITEM(to, at), ITEM(from, start), (size_t)count * ARRAY(to)->itemsize);
}

static void array_dealloc(Runtime *rt, Obj *self) {
    if (!fields_dealloc_begin(rt, self)) return;
    if (ARRAY(self)->weaklist) weakref_clear_all(rt, self);
    mem_free(rt, ARRAY(self)->data);
    fields_dealloc_end(rt, self);
}

/* ---- items ---- */

static Own get_item(Runtime *rt, Obj *self, intptr_t i) {
    if (ARRAY(self)->typecode != 'u') return item_unpack(rt, ARRAY(self)->typecode, ITEM(self, i));
    uint32_t character;
    memcpy(&character, ITEM(self, i), 4);
    if (character < 0x110000) return str_from_char(rt, character);
    return raise_format(rt, EXC(rt, ValueError), "character U+%x is not in range [U+0000; U+10ffff]", character);
}

static int check_range(Runtime *rt, int64_t value, int64_t least, int64_t most, const char *what) {
    if (value >= least && value <= most) return 0;
    return raise_format_int(rt, EXC(rt, OverflowError), "%s is %s", what,
                            value < least ? "less than minimum" : "greater than maximum");
}

/* An index as the item's bits, with the words of the C types that CPython goes through. */
static int encode_int(Runtime *rt, char typecode, Obj *index, uint64_t *bits) {
    int overflow, sign = int_sign(index);
    int64_t value = int_as_i64_overflow(index, &overflow);
    *bits = (uint64_t)value;
    switch (typecode) {
    case 'b':
        if (overflow) break;
        if (check_range(rt, value, INT16_MIN, INT16_MAX, "signed short integer") < 0) return -1;
        return check_range(rt, value, INT8_MIN, INT8_MAX, "signed char");
    case 'B': return overflow ? raise_format_int(rt, EXC(rt, OverflowError), "Python int too large to convert to C long")
                              : check_range(rt, value, 0, UINT8_MAX, "unsigned byte integer");
    case 'h':
        if (overflow) break;
        return check_range(rt, value, INT16_MIN, INT16_MAX, "signed short integer");
    case 'H':
        if (overflow) break;
        if (check_range(rt, value, INT32_MIN, INT32_MAX, "signed integer") < 0) return -1;
        return check_range(rt, value, 0, UINT16_MAX, "unsigned short");
    case 'i':
        if (overflow) break;
        return check_range(rt, value, INT32_MIN, INT32_MAX, "signed integer");
    case 'q': return overflow ? raise_format_int(rt, EXC(rt, OverflowError), "int too big to convert") : 0;
    case 'I':
    case 'L':
    case 'Q':
        if (sign < 0) {
            return raise_format_int(rt, EXC(rt, OverflowError), typecode == 'Q' ? "can't convert negative int to unsigned"
                                                                                : "can't convert negative value to unsigned int");
        }
        if (int_bit_length(index) > 64) {
            return raise_format_int(rt, EXC(rt, OverflowError), typecode == 'Q' ? "int too big to convert"
                                                                                : "Python int too large to convert to C unsigned long");
        }
        *bits = int_low_bits(index);
        if (typecode != 'I' || *bits <= UINT32_MAX) return 0;
        return raise_format_int(rt, EXC(rt, OverflowError), "unsigned int is greater than maximum");
    default: break;
    }
    return overflow ? raise_format_int(rt, EXC(rt, OverflowError), "Python int too large to convert to C long") : 0;
}

/* A value as the bits of an item. May run Python code. */
static int encode(Runtime *rt, char typecode, Obj *value, uint64_t *bits) {
    double wide;
    float narrow;
    *bits = 0;
    switch (typecode) {
    case 'u':
        if (!is_str(value) || STR_LENGTH(value) != 1) {
            return raise_format_int(rt, EXC(rt, TypeError), "array item must be unicode character");
        }
        *bits = str_char(value, 0);
        return 0;
    case 'f':
    case 'd':
        if (number_as_double(rt, value, &wide) < 0) return -1;
        narrow = (float)wide;
        if (typecode == 'd') memcpy(bits, &wide, 8);
        else memcpy(bits, &narrow, 4);
        return 0;
    default: {
        Own index = number_index(rt, value);
        int result = index ? encode_int(rt, typecode, borrow(index), bits) : -1;
        xrelease(rt, index);
        return result;
    }
    }
}

static int raise_index(Runtime *rt) {
    return raise_format_int(rt, EXC(rt, IndexError), "array assignment index out of range");
}

static int set_item(Runtime *rt, Obj *self, intptr_t i, Obj *value) {
    uint64_t bits;
    if (encode(rt, ARRAY(self)->typecode, value, &bits) < 0) return -1;
    if (i >= ARRAY_SIZE(self)) return raise_index(rt); /* Python code has made it shorter */
    memcpy(ITEM(self, i), &bits, ARRAY(self)->itemsize);
    return 0;
}

static int insert(Runtime *rt, Obj *self, int64_t where, Obj *value) {
    uint64_t bits;
    if (encode(rt, ARRAY(self)->typecode, value, &bits) < 0) return -1;
    intptr_t size = ARRAY_SIZE(self);
    if (resize(rt, self, size + 1) < 0) return -1;
    if (where < 0) where += size;
    intptr_t at = where < 0 ? 0 : where > size ? size : (intptr_t)where;
    memmove(ITEM(self, at + 1), ITEM(self, at), (size_t)(size - at) * ARRAY(self)->itemsize);
    memcpy(ITEM(self, at), &bits, ARRAY(self)->itemsize);
    return 0;
}

static int delete_range(Runtime *rt, Obj *self, intptr_t from, intptr_t to) {
    intptr_t size = ARRAY_SIZE(self);
    if (from >= to) return 0;
    if (ARRAY(self)->exports) return resize(rt, self, size - (to - from));
    memmove(ITEM(self, from), ITEM(self, to), (size_t)(size - to) * ARRAY(self)->itemsize);
    return resize(rt, self, size - (to - from));
}

/* First item from `start` on that equals value; stop: none. -1 = raised. */
static intptr_t find(Runtime *rt, Obj *self, Obj *value, int64_t start, int64_t stop) {
    for (intptr_t i = (intptr_t)start; i < stop && i < ARRAY_SIZE(self); i++) {
        Own item = get_item(rt, self, i);
        int equal = item ? object_compare_bool(rt, borrow(item), value, CMP_EQ) : -1;
        xrelease(rt, item);
        if (equal) return equal < 0 ? -1 : i;
    }
    return PTRDIFF_MAX;
}

/* ---- filling ---- */

static int extend_iterable(Runtime *rt, Obj *self, Obj *iterable) {
    Own iter = object_iter(rt, iterable), item;
    if (!iter) return -1;
    int failed = 0;
    while (!failed && (item = iter_next(rt, borrow(iter)))) {
        failed = insert(rt, self, ARRAY_SIZE(self), borrow(item));
        release(rt, item);
    }
    release(rt, iter);
    return failed || RAISED(rt) ? -1 : 0;
}

static int extend(Runtime *rt, Obj *self, Obj *other) {
    if (!is_array(rt, other)) return extend_iterable(rt, self, other);
    if (ARRAY(self)->typecode != ARRAY(other)->typecode) {
        return raise_format_int(rt, EXC(rt, TypeError), "can only extend with array of same kind");
    }
    intptr_t size = ARRAY_SIZE(self), more = ARRAY_SIZE(other);
    if (resize(rt, self, size + more) < 0) return -1;
    copy_items(self, size, other, 0, more);
    return 0;
}

static int extend_bytes(Runtime *rt, Obj *self, const uint8_t *data, intptr_t count) {
    intptr_t size = ARRAY_SIZE(self), itemsize = ARRAY(self)->itemsize;
    if (count % itemsize) {
        return raise_format_int(rt, EXC(rt, ValueError), "bytes length not a multiple of item size");
    }
    if (!count) return 0;
    if (resize(rt, self, size + count / itemsize) < 0) return -1;
    memcpy(ITEM(self, size), data, (size_t)count);
    return 0;
}

static int from_bytes(Runtime *rt, Obj *self, Obj *source) {
    Layout layout;
    LayoutRoom room;
    Buffer buffer;
    if (buffer_open(rt, source, &buffer) < 0) return -1;
    int result;
    if (buffer_layout(rt, source, &layout, &room) == 0 && layout.itemsize != 1) {
        result = raise_format_int(rt, EXC(rt, TypeError), "a bytes-like object is required");
    } else {
        result = extend_bytes(rt, self, buffer.data, buffer.size);
    }
    buffer_close(&buffer);
    return result;
}

/* The characters of a str from item `at` on; there is room. */
static void put_characters(Obj *self, intptr_t at, Obj *text) {
    for (intptr_t i = 0, n = STR_LENGTH(text); i < n; i++) {
        uint32_t character = str_char(text, i);
        memcpy(ITEM(self, at + i), &character, 4);
    }
}

static int init_text(Runtime *rt, Obj *self, Obj *text) {
    intptr_t length = STR_LENGTH(text);
    if (!length) return 0;
    if (!(ARRAY(self)->data = mem_alloc(rt, ((size_t)length + 1) * 4))) return raise_memory_error(rt), -1;
    ARRAY(self)->head.size = ARRAY(self)->allocated = length;
    put_characters(self, 0, text);
    return 0;
}

static int init_items(Runtime *rt, Obj *self, Obj *items) {
    for (intptr_t i = 0, n = ARRAY_SIZE(self); i < n; i++) {
        Own item = sequence_getitem(rt, items, i);
        int failed = item ? set_item(rt, self, i, borrow(item)) : -1;
        xrelease(rt, item);
        if (failed) return -1;
    }
    return 0;
}

/* array(typecode, initial): initial may be NULL. */
static Own build(Runtime *rt, TypeObj *type, uint32_t typecode, Obj *initial) {
    bool other_array = initial && is_array(rt, initial), known = false;
    Own iter = NULL, made = NULL;
    if (initial && typecode != 'u' && (is_str(initial) || (other_array && ARRAY(initial)->typecode == 'u'))) {
        return raise_format(rt, EXC(rt, TypeError), "cannot use a %s to initialize an array with typecode '%c'",
                            is_str(initial) ? "str" : "unicode array", (int)typecode);
    }
    if (initial) {
        known = is_sequence_fast(initial) || is_bytes(initial) || is_bytearray(rt, initial) || is_str(initial) ||
                (other_array && (uint8_t)ARRAY(initial)->typecode == typecode);
        if (!known && !(iter = object_iter(rt, initial))) return NULL;
    }
    if (!typecode || typecode > 127 || !strchr(typecodes, (int)typecode)) {
        xrelease(rt, iter);
        return raise_format(rt, EXC(rt, ValueError), "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    bool sized = known && (other_array || is_sequence_fast(initial));
    made = array_make(rt, type, (char)typecode, sized ? ((VarObj *)initial)->size : 0);
    int failed = made ? 0 : -1;
    if (failed) {
    } else if (iter) {
        failed = extend_iterable(rt, borrow(made), borrow(iter));
    } else if (sized && other_array) {
        copy_items(borrow(made), 0, initial, 0, ARRAY_SIZE(initial));
    } else if (sized) {
        failed = init_items(rt, borrow(made), initial);
    } else if (initial) {
        failed = is_str(initial) ? init_text(rt, borrow(made), initial) : from_bytes(rt, borrow(made), initial);
    }
    xrelease(rt, iter);
    if (failed && made) own_clear(rt, &made);
    return made;
}

static int character_argument(Runtime *rt, const char *function, int position, Obj *value, uint32_t *character) {
    if (!is_str(value) || STR_LENGTH(value) != 1) {
        return raise_format_int(rt, EXC(rt, TypeError), "%s() argument %d must be a unicode character, not %.50N", function,
                                position, value);
    }
    *character = str_char(value, 0);
    return 0;
}

static Own array_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    TypeObj *base = CLASS(rt, ARRAY);
    uint32_t typecode;
    if ((type == base || type->slots.tp_init == base->slots.tp_init) && args_no_keywords(rt, "array.array", kwargs) < 0) return NULL;
    if (args_check_given(rt, "array()", (size_t)TUPLE_SIZE(args), 1, 2) < 0 ||
        character_argument(rt, "array", 1, TUPLE_ITEM(args, 0), &typecode) < 0)
        return NULL;
    return build(rt, type, typecode, TUPLE_SIZE(args) > 1 ? TUPLE_ITEM(args, 1) : NULL);
}

/* ---- slots ---- */

METHOD(array_tolist) {
    Own list = list_new(rt, ARRAY_SIZE(self));
    for (intptr_t i = 0; list && i < LIST_SIZE(borrow(list)); i++) {
        if (!(LIST(borrow(list))->items[i] = get_item(rt, self, i))) own_clear(rt, &list);
    }
    return list;
}

METHOD(array_tounicode) {
    if (ARRAY(self)->typecode != 'u') {
        return raise_format(rt, EXC(rt, ValueError), "tounicode() may only be called on unicode type arrays");
    }
    for (intptr_t i = 0; i < ARRAY_SIZE(self); i++) {
        Own character = get_item(rt, self, i);
        if (!character) return NULL;
        release(rt, character);
    }
    return str_from_kind(rt, 4, ARRAY(self)->data, ARRAY_SIZE(self));
}

static Own array_repr(Runtime *rt, Obj *self) {
    const char *name = type_short_name(self->type);
    char typecode = ARRAY(self)->typecode;
    if (!ARRAY_SIZE(self)) return str_format(rt, "%s('%c')", name, typecode);
    Own items = typecode == 'u' ? array_tounicode(rt, self, NULL, 0, NULL) : array_tolist(rt, self, NULL, 0, NULL);
    if (!items) return NULL;
    Own text = str_format(rt, "%s('%c', %R)", name, typecode, borrow(items));
    release(rt, items);
    return text;
}

static Own array_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (!is_array(rt, a) || !is_array(rt, b)) return keep(rt->notimplemented);
    intptr_t x = ARRAY_SIZE(a), y = ARRAY_SIZE(b);
    if (x != y && (op == CMP_EQ || op == CMP_NE)) return bool_from(rt, op == CMP_NE);
    bool plain = ARRAY(a)->typecode == ARRAY(b)->typecode && item_size(ARRAY(a)->typecode) && ARRAY(a)->typecode != 'f' &&
                 ARRAY(a)->typecode != 'd';
    for (intptr_t i = 0; i < ARRAY_SIZE(a) && i < ARRAY_SIZE(b); i++) {
        if (plain && !memcmp(ITEM(a, i), ITEM(b, i), ARRAY(a)->itemsize)) continue;
        Own left = get_item(rt, a, i), right = left ? get_item(rt, b, i) : NULL, result = NULL;
        int equal = right ? object_compare_bool(rt, borrow(left), borrow(right), CMP_EQ) : -1;
        if (!equal) {
            bool known = op == CMP_EQ || op == CMP_NE;
            result = known ? bool_from(rt, op == CMP_NE) : object_richcompare(rt, borrow(left), borrow(right), op);
        }
        xrelease(rt, left);
        xrelease(rt, right);
        if (equal <= 0) return result;
    }
    x = ARRAY_SIZE(a), y = ARRAY_SIZE(b);
    int order = x < y ? -1 : x > y;
    return bool_from(rt, op == CMP_LT   ? order < 0
                         : op == CMP_LE ? order <= 0
                         : op == CMP_GT ? order > 0
                         : op == CMP_GE ? order >= 0
                                        : (order == 0) == (op == CMP_EQ));
}

static intptr_t array_length(HS_UNUSED Runtime *rt, Obj *self) { return ARRAY_SIZE(self); }

static Own array_item(Runtime *rt, Obj *self, intptr_t i) {
    if (i < 0 || i >= ARRAY_SIZE(self)) return raise_format(rt, EXC(rt, IndexError), "array index out of range");
    return get_item(rt, self, i);
}

static int array_ass_item(Runtime *rt, Obj *self, intptr_t i, Obj *value) {
    if (i < 0 || i >= ARRAY_SIZE(self)) return raise_index(rt);
    return value ? set_item(rt, self, i, value) : delete_range(rt, self, i, i + 1);
}

static Own bad_argument(Runtime *rt) {
    return raise_format(rt, EXC(rt, TypeError), "bad argument type for built-in operation");
}

static Own array_concat(Runtime *rt, Obj *self, Obj *other) {
    if (!is_array(rt, other)) {
        return raise_format(rt, EXC(rt, TypeError), "can only append array (not \"%.200s\") to array", other->type->name);
    }
    if (ARRAY(self)->typecode != ARRAY(other)->typecode) return bad_argument(rt);
    Own made = array_like(rt, self, ARRAY_SIZE(self) + ARRAY_SIZE(other));
    if (!made) return NULL;
    copy_items(borrow(made), 0, self, 0, ARRAY_SIZE(self));
    copy_items(borrow(made), ARRAY_SIZE(self), other, 0, ARRAY_SIZE(other));
    return made;
}

static Own array_inplace_concat(Runtime *rt, Obj *self, Obj *other) {
    if (is_array(rt, other)) return extend(rt, self, other) < 0 ? NULL : keep(self);
    return raise_format(rt, EXC(rt, TypeError), "can only extend array with array (not \"%.200s\")", other->type->name);
}

/* `count` copies of self's items so far, into `to`. -1: they would be too many. */
static int check_count(Runtime *rt, Obj *self, intptr_t count) {
    if (!ARRAY_SIZE(self) || count <= BYTES_MAX_LENGTH / 8 / ARRAY_SIZE(self)) return 0;
    raise_memory_error(rt);
    return -1;
}

static Own array_repeat(Runtime *rt, Obj *self, intptr_t count) {
    if (count < 0) count = 0;
    if (check_count(rt, self, count) < 0) return NULL;
    intptr_t size = ARRAY_SIZE(self);
    Own made = array_like(rt, self, size * count);
    for (intptr_t at = 0; made && at < size * count; at += size) copy_items(borrow(made), at, self, 0, size);
    return made;
}

static Own array_inplace_repeat(Runtime *rt, Obj *self, intptr_t count) {
    intptr_t size = ARRAY_SIZE(self);
    if (count < 0) count = 0;
    if (size && count != 1) {
        if (check_count(rt, self, count) < 0 || resize(rt, self, size * count) < 0) return NULL;
        for (intptr_t at = size; at < size * count; at += size) copy_items(self, at, self, 0, size);
    }
    return keep(self);
}

static int array_contains(Runtime *rt, Obj *self, Obj *value) {
    intptr_t at = find(rt, self, value, 0, INTPTR_MAX);
    return at < 0 ? -1 : at != PTRDIFF_MAX;
}

static Own array_subscript(Runtime *rt, Obj *self, Obj *key) {
    int64_t start, stop, step, count;
    if (number_has_index(key)) {
        if (number_as_ssize(rt, key, EXC(rt, IndexError), &start) < 0) return NULL;
        if (start < 0) start += ARRAY_SIZE(self);
        return array_item(rt, self, start > INTPTR_MAX ? -1 : start < 0 ? -1 : (intptr_t)start);
    }
    if (!is_slice(rt, key)) return raise_format(rt, EXC(rt, TypeError), "array indices must be integers");
    if (slice_indices(rt, key, &ARRAY_SIZE(self), &start, &stop, &step, &count) < 0) return NULL;
    Own made = array_like(rt, self, count < 0 ? 0 : (intptr_t)count);
    if (made && step == 1) copy_items(borrow(made), 0, self, (intptr_t)start, (intptr_t)count);
    for (intptr_t i = 0; made && step != 1 && i < count; i++) copy_items(borrow(made), i, self, (intptr_t)(start + i * step), 1);
    return made;
}

/* Deletes every step-th item. */
static int delete_stepped(Runtime *rt, Obj *self, int64_t start, int64_t step, int64_t count) {
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    intptr_t to = (intptr_t)start, size = ARRAY_SIZE(self);
    for (intptr_t i = to; i < size; i++) {
        bool gone = (i - start) % step == 0 && (i - start) / step < count;
        if (!gone) memmove(ITEM(self, to++), ITEM(self, i), ARRAY(self)->itemsize);
    }
    return resize(rt, self, size - (intptr_t)count);
}

static int set_slice(Runtime *rt, Obj *self, Obj *key, Obj *other /* NULL deletes */) {
    int64_t start, stop, step, count;
    if (slice_indices(rt, key, &ARRAY_SIZE(self), &start, &stop, &step, &count) < 0) return -1;
    intptr_t size = ARRAY_SIZE(self), needed = other ? ARRAY_SIZE(other) : 0, itemsize = ARRAY(self)->itemsize;
    if ((!needed || count != needed) && ARRAY(self)->exports) {
        return raise_format_int(rt, EXC(rt, BufferError), "cannot resize an array that is exporting buffers");
    }
    if (step == 1) {
        intptr_t from = (intptr_t)start, end = from + (intptr_t)count, tail = size - end;
        if (count > needed) memmove(ITEM(self, from + needed), ITEM(self, end), (size_t)(tail * itemsize));
        if (count != needed && resize(rt, self, size + needed - (intptr_t)count) < 0) return -1;
        if (count < needed) memmove(ITEM(self, from + needed), ITEM(self, end), (size_t)(tail * itemsize));
        if (needed) copy_items(self, from, other, 0, needed);
        return 0;
    }
    if (!needed) return count > 0 ? delete_stepped(rt, self, start, step, count) : resize(rt, self, size);
    if (needed != count) {
        return raise_format_int(rt, EXC(rt, ValueError), "attempt to assign array of size %zd to extended slice of size %zd",
                                needed, (intptr_t)count);
    }
    for (intptr_t i = 0; i < count; i++) copy_items(self, (intptr_t)(start + i * step), other, i, 1);
    return 0;
}

static int array_ass_subscript(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    if (number_has_index(key)) {
        int64_t i;
        if (number_as_ssize(rt, key, EXC(rt, IndexError), &i) < 0) return -1;
        if (i < 0) i += ARRAY_SIZE(self);
        return array_ass_item(rt, self, i < 0 || i > INTPTR_MAX ? -1 : (intptr_t)i, value);
    }
    if (!is_slice(rt, key)) return raise_format_int(rt, EXC(rt, TypeError), "array indices must be integers");
    if (value && !is_array(rt, value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "can only assign array (not \"%.200s\") to array slice", value->type->name);
    }
    if (value && ARRAY(self)->typecode != ARRAY(value)->typecode) return bad_argument(rt), -1;
    if (value != self) return set_slice(rt, self, key, value);
    Own copy = array_like(rt, self, ARRAY_SIZE(self));
    if (!copy) return -1;
    copy_items(borrow(copy), 0, self, 0, ARRAY_SIZE(self));
    int result = set_slice(rt, self, key, borrow(copy));
    release(rt, copy);
    return result;
}

/* ---- methods ---- */

static Own none_if(Runtime *rt, int result) { return result < 0 ? NULL : keep(rt->none); }

/* Arguments of methods that CPython gives their class: other words. */
static int check_arguments(Runtime *rt, const char *who, size_t nargs, Obj *kwnames, size_t count) {
    if (kwnames && TUPLE_SIZE(kwnames)) return raise_format_int(rt, EXC(rt, TypeError), "%s() takes no keyword arguments", who);
    if (nargs == count) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "%s() takes %s %zd %sargument%s (%zd given)", who,
                            nargs > count ? "at most" : "exactly", count, nargs > count ? "" : "positional ",
                            count == 1 ? "" : "s", nargs);
}

METHOD(array_append) { return none_if(rt, insert(rt, self, ARRAY_SIZE(self), args[0])); }
METHOD(array_copy) {
    Own made = array_like(rt, self, ARRAY_SIZE(self));
    if (made) copy_items(borrow(made), 0, self, 0, ARRAY_SIZE(self));
    return made;
}

METHOD(array_extend) {
    if (check_arguments(rt, "extend", nargs, kwnames, 1) < 0) return NULL;
    return none_if(rt, extend(rt, self, args[0]));
}

METHOD(array_insert) {
    int64_t where;
    return ssize_argument(rt, args[0], &where) < 0 ? NULL : none_if(rt, insert(rt, self, where, args[1]));
}

METHOD(array_pop) {
    int64_t i = -1;
    intptr_t size = ARRAY_SIZE(self);
    if (nargs && ssize_argument(rt, args[0], &i) < 0) return NULL;
    if (!size) return raise_format(rt, EXC(rt, IndexError), "pop from empty array");
    if (i < 0) i += size;
    if (i < 0 || i >= size) return raise_format(rt, EXC(rt, IndexError), "pop index out of range");
    Own item = get_item(rt, self, (intptr_t)i);
    if (item && delete_range(rt, self, (intptr_t)i, (intptr_t)i + 1) < 0) own_clear(rt, &item);
    return item;
}

METHOD(array_count) {
    int64_t count = 0;
    for (intptr_t at = -1; (at = find(rt, self, args[0], at + 1, INTPTR_MAX)) != PTRDIFF_MAX; count++) {
        if (at < 0) return NULL;
    }
    return int_from_i64(rt, count);
}

METHOD(array_index) {
    int64_t start = 0, stop = INTPTR_MAX;
    if (nargs > 1 && search_bound(rt, args[1], ARRAY_SIZE(self), &start) < 0) return NULL;
    if (nargs > 2 && search_bound(rt, args[2], ARRAY_SIZE(self), &stop) < 0) return NULL;
    intptr_t at = find(rt, self, args[0], start, stop);
    if (at == PTRDIFF_MAX) return raise_format(rt, EXC(rt, ValueError), "array.index(x): x not in array");
    return at < 0 ? NULL : int_from_i64(rt, at);
}

METHOD(array_remove) {
    intptr_t at = find(rt, self, args[0], 0, INTPTR_MAX);
    if (at == PTRDIFF_MAX) return raise_format(rt, EXC(rt, ValueError), "array.remove(x): x not in array");
    return at < 0 ? NULL : none_if(rt, delete_range(rt, self, at, at + 1));
}

METHOD(array_buffer_info) {
    int64_t address = ARRAY(self)->data ? (int64_t)object_id(rt, (Obj *)(void *)ARRAY(self)->data) : 0;
    return tuple_build(rt, "nn", address, (int64_t)ARRAY_SIZE(self));
}

static void swap_bytes(uint8_t *left, uint8_t *right, size_t size) {
    for (size_t i = 0; i < size; i++) {
        uint8_t byte = left[i];
        left[i] = right[i];
        right[i] = byte;
    }
}

METHOD(array_byteswap) {
    int size = ARRAY(self)->itemsize;
    for (intptr_t i = 0; i < ARRAY_SIZE(self); i++) {
        uint8_t *item = ITEM(self, i);
        for (int k = 0; k < size / 2; k++) swap_bytes(item + k, item + size - 1 - k, 1);
    }
    return keep(rt->none);
}

METHOD(array_reverse) {
    for (intptr_t i = 0, j = ARRAY_SIZE(self) - 1; i < j; i++, j--) swap_bytes(ITEM(self, i), ITEM(self, j), ARRAY(self)->itemsize);
    return keep(rt->none);
}

METHOD(array_tobytes) { return bytes_from(rt, ARRAY(self)->data, (size_t)(ARRAY_SIZE(self) * ARRAY(self)->itemsize)); }
METHOD(array_frombytes) { return none_if(rt, from_bytes(rt, self, args[0])); }

METHOD(array_fromlist) {
    if (!is_list(args[0])) return raise_format(rt, EXC(rt, TypeError), "arg must be list");
    intptr_t count = LIST_SIZE(args[0]), size = ARRAY_SIZE(self);
    if (!count) return keep(rt->none);
    if (resize(rt, self, size + count) < 0) return NULL;
    for (intptr_t i = 0; i < count; i++) {
        int failed = set_item(rt, self, ARRAY_SIZE(self) - count + i, LIST_ITEM(args[0], i));
        if (!failed && LIST_SIZE(args[0]) != count) {
            failed = raise_format_int(rt, EXC(rt, RuntimeError), "list changed size during iteration");
        }
        if (failed) {
            resize(rt, self, size);
            return NULL;
        }
    }
    return keep(rt->none);
}

METHOD(array_fromunicode) {
    if (!is_str(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "fromunicode() argument must be str, not %.50N", args[0]);
    }
    if (ARRAY(self)->typecode != 'u') {
        return raise_format(rt, EXC(rt, ValueError), "fromunicode() may only be called on unicode type arrays");
    }
    intptr_t size = ARRAY_SIZE(self), length = STR_LENGTH(args[0]);
    if (length && resize(rt, self, size + length) < 0) return NULL;
    put_characters(self, size, args[0]);
    return keep(rt->none);
}

METHOD(array_fromfile) {
    int64_t count;
    intptr_t size = ARRAY(self)->itemsize;
    if (check_arguments(rt, "fromfile", nargs, kwnames, 2) < 0 || ssize_argument(rt, args[1], &count) < 0) return NULL;
    if (count < 0) return raise_format(rt, EXC(rt, ValueError), "negative count");
    if (count > INT64_MAX / size) return raise_memory_error(rt);
    Own wanted = int_from_i64(rt, count * size), data = wanted ? call_method_str(rt, args[0], "read", 1, borrow(wanted)) : NULL;
    xrelease(rt, wanted);
    if (!data) return NULL;
    int failed = is_bytes(borrow(data)) ? from_bytes(rt, self, borrow(data))
                                        : raise_format_int(rt, EXC(rt, TypeError), "read() didn't return bytes");
    if (!failed && BYTES_SIZE(borrow(data)) != count * size) {
        failed = raise_format_int(rt, EXC(rt, EOFError), "read() didn't return enough bytes");
    }
    release(rt, data);
    return none_if(rt, failed);
}

METHOD(array_tofile) {
    enum { BLOCK = 64 * 1024 };
    if (check_arguments(rt, "tofile", nargs, kwnames, 1) < 0) return NULL;
    intptr_t size = ARRAY_SIZE(self) * ARRAY(self)->itemsize;
    for (intptr_t at = 0; at < size; at += BLOCK) {
        intptr_t rest = ARRAY_SIZE(self) * ARRAY(self)->itemsize - at;
        if (rest <= 0) break; /* write() has made it shorter */
        Own bytes = bytes_from(rt, ARRAY(self)->data + at, (size_t)(rest < BLOCK ? rest : BLOCK));
        Own written = bytes ? call_method_str(rt, args[0], "write", 1, borrow(bytes)) : NULL;
        xrelease(rt, bytes);
        if (!written) return NULL;
        release(rt, written);
    }
    return keep(rt->none);
}

static uint64_t array_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    return self->type->virtual_size + (uint64_t)ARRAY(self)->allocated * ARRAY(self)->itemsize;
}

/* ---- pickling ---- */

/* Machine formats: size, sign, byte order of integers; then floats, doubles, UTF-16, UTF-32, each little and big endian. */
enum { FORMAT_FLOAT = 14, FORMAT_DOUBLE = 16, FORMAT_UTF16 = 18, FORMAT_UTF32 = 20, FORMAT_LAST = 21 };

static int machine_format(char typecode) {
    int size = item_size(typecode), is_signed = typecode >= 'a';
    if (typecode == 'u') return FORMAT_UTF32;
    if (typecode == 'f') return FORMAT_FLOAT;
    if (typecode == 'd') return FORMAT_DOUBLE;
    if (size == 1) return is_signed;
    return (size == 2 ? 2 : size == 4 ? 6 : 10) + 2 * is_signed;
}

METHOD(array_reduce_ex) {
    int64_t protocol;
    if (check_arguments(rt, "__reduce_ex__", nargs, kwnames, 1) < 0) return NULL;
    if (!is_int(args[0])) return raise_format(rt, EXC(rt, TypeError), "__reduce_ex__ argument should be an integer");
    if (int_as_i64(rt, args[0], &protocol) < 0) return NULL;
    Own dict = object_lookup_attr(rt, self, ID(rt, __dict__));
    if (!dict && RAISED(rt)) return NULL;
    if (!dict) dict = keep(rt->none);
    char typecode = ARRAY(self)->typecode;
    Own code = str_from_char(rt, (uint8_t)typecode);
    if (protocol < 3) return tuple_build(rt, "O(NN)N", self->type, code, array_tolist(rt, self, NULL, 0, NULL), dict);
    return tuple_build(rt, "O(ONiN)N", borrow(CLASS(rt, ARRAY)->cache), self->type, code, machine_format(typecode),
                       array_tobytes(rt, self, NULL, 0, NULL), dict);
}

/* The items that bytes in another machine's form stand for, as a list or str; *typecode: what holds them. */
static Own foreign_items(Runtime *rt, int format, Span data, uint32_t *typecode) {
    static const char *const encodings[] = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
    int size = format < 2 ? 1 : format < 6 ? 2 : format < 10 ? 4 : format < 14 ? 8 : format < FORMAT_DOUBLE ? 4 : 8;
    bool big = format > 1 && format & 1, real = format >= FORMAT_FLOAT, is_signed = format < 2 ? format : (format - 2) & 2;
    if (format >= FORMAT_UTF16) size = format < FORMAT_UTF32 ? 4 : 8;
    if (data.size % size) return raise_format(rt, EXC(rt, ValueError), "string length not a multiple of item size");
    if (format >= FORMAT_UTF16) return str_decode(rt, data.data, (size_t)data.size, encodings[format - FORMAT_UTF16], "strict");
    if (!real) *typecode = (uint8_t)"BbHhIi\0\0Qq"[(size == 8 ? 8 : size == 4 ? 4 : size - 1 ? 2 : 0) + is_signed];
    Own list = list_new(rt, data.size / size);
    for (intptr_t i = 0; list && i < LIST_SIZE(borrow(list)); i++) {
        uint8_t item[8];
        for (int k = 0; k < size; k++) item[k] = data.data[i * size + (big ? size - 1 - k : k)];
        Own value = real ? item_unpack(rt, size == 4 ? 'f' : 'd', item) : int_from_bytes(rt, item, (size_t)size, true, is_signed);
        if (!(LIST(borrow(list))->items[i] = value)) own_clear(rt, &list);
    }
    return list;
}

METHOD(array_reconstructor) {
    uint32_t typecode;
    int64_t format;
    if (character_argument(rt, "_array_reconstructor", 2, args[1], &typecode) < 0 || ssize_argument(rt, args[2], &format) < 0)
        return NULL;
    if (!is_type(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "first argument must be a type object, not %.200s", args[0]->type->name);
    }
    TypeObj *type = (TypeObj *)args[0];
    if (!type_is_subtype(type, CLASS(rt, ARRAY))) {
        return raise_format(rt, EXC(rt, TypeError), "%.200s is not a subtype of %.200s", type->name, CLASS(rt, ARRAY)->name);
    }
    if (!typecode || typecode > 127 || !strchr(typecodes, (int)typecode)) {
        return raise_format(rt, EXC(rt, ValueError), "second argument must be a valid type code");
    }
    if (format < 0 || format > FORMAT_LAST) {
        return raise_format(rt, EXC(rt, ValueError), "third argument must be a valid machine format code.");
    }
    if (!is_bytes(args[3])) {
        return raise_format(rt, EXC(rt, TypeError), "fourth argument should be bytes, not %.200s", args[3]->type->name);
    }
    if (format == machine_format((char)typecode)) return build(rt, type, typecode, args[3]);
    Own items = foreign_items(rt, (int)format, self_span(args[3]), &typecode);
    Own made = items ? build(rt, type, typecode, borrow(items)) : NULL;
    xrelease(rt, items);
    (void)self;
    return made;
}

/* ---- iterator ---- */

static Own array_iter(Runtime *rt, Obj *self) {
    Own own = gc_alloc(rt, CLASS(rt, ARRAY_ITER), 40);
    if (!own) return NULL;
    ITER(borrow(own))->array = keep(self);
    gc_track(rt, borrow(own));
    return own;
}

static Own iter_step(Runtime *rt, Obj *self) {
    ArrayIterObj *iter = ITER(self);
    if (!iter->array) return NULL;
    if (iter->index < ARRAY_SIZE(borrow(iter->array))) return get_item(rt, borrow(iter->array), iter->index++);
    own_clear(rt, &iter->array);
    return NULL;
}

METHOD(iter_reduce) {
    Own iter = object_getattr_str(rt, borrow(rt->builtins_module), "iter");
    ArrayIterObj *state = ITER(self);
    if (!state->array) return tuple_build(rt, "N(())", iter);
    return tuple_build(rt, "N(O)n", iter, borrow(state->array), (int64_t)state->index);
}

METHOD(iter_setstate) {
    int64_t index;
    ArrayIterObj *state = ITER(self);
    if (!is_int(args[0])) return raise_format(rt, EXC(rt, TypeError), "an integer is required");
    if (int_as_ssize(rt, args[0], &index) < 0) return NULL;
    intptr_t size = state->array ? ARRAY_SIZE(borrow(state->array)) : 0;
    state->index = index < 0 ? 0 : index > size ? size : (intptr_t)index;
    return keep(rt->none);
}

/* ---- tables ---- */

static Own get_typecode(Runtime *rt, Obj *self, HS_UNUSED const void *closure) {
    return str_from_char(rt, (uint8_t)ARRAY(self)->typecode);
}
static Own get_itemsize(Runtime *rt, Obj *self, HS_UNUSED const void *closure) { return int_from_i64(rt, ARRAY(self)->itemsize); }

static const GetSetDef array_getset[] = {
    {"typecode", get_typecode, NULL, "The letter of the items' C type.", NULL},
    {"itemsize", get_itemsize, NULL, "Bytes of one item.", NULL},
    GETSET_END,
};

static const MethodDef array_methods[] = {
    {"append", array_append, METH_O, 1, 1, "append($self, v, /)\n--\n\nOne item more at the end."},
    {"buffer_info", array_buffer_info, METH_NOARGS, 0, 0, "buffer_info($self, /)\n--\n\nAddress and number of items."},
    {"byteswap", array_byteswap, METH_NOARGS, 0, 0, "byteswap($self, /)\n--\n\nTurn the bytes of each item round."},
    {"__copy__", array_copy, METH_NOARGS, 0, 0, "__copy__($self, /)\n--\n\nA copy."},
    {"count", array_count, METH_O, 1, 1, "count($self, v, /)\n--\n\nHow many items equal v."},
    {"__deepcopy__", array_copy, METH_O, 1, 1, "__deepcopy__($self, unused, /)\n--\n\nA copy."},
    {"extend", array_extend, METH_FASTCALL | METH_KEYWORDS, 0, -1, "extend($self, bb, /)\n--\n\nMore items at the end."},
    {"fromfile", array_fromfile, METH_FASTCALL | METH_KEYWORDS, 0, -1, "fromfile($self, f, n, /)\n--\n\nAppend n items read from a file."},
    {"fromlist", array_fromlist, METH_O, 1, 1, "fromlist($self, list, /)\n--\n\nAppend a list's items, all or none."},
    {"frombytes", array_frombytes, METH_O, 1, 1, "frombytes($self, buffer, /)\n--\n\nAppend items given as their memory."},
    {"fromunicode", array_fromunicode, METH_O, 1, 1, "fromunicode($self, ustr, /)\n--\n\nAppend a str's characters."},
    {"index", array_index, METH_FASTCALL, 1, 3, "index($self, v, start=0, stop=sys.maxsize, /)\n--\n\nPlace of the first item that equals v."},
    {"insert", array_insert, METH_FASTCALL, 2, 2, "insert($self, i, v, /)\n--\n\nOne item more before place i."},
    {"pop", array_pop, METH_FASTCALL, 0, 1, "pop($self, i=-1, /)\n--\n\nTake an item away and return it."},
    {"__reduce_ex__", array_reduce_ex, METH_FASTCALL | METH_KEYWORDS, 0, -1, "__reduce_ex__($self, value, /)\n--\n\nFor pickle."},
    {"remove", array_remove, METH_O, 1, 1, "remove($self, v, /)\n--\n\nTake the first item that equals v away."},
    {"reverse", array_reverse, METH_NOARGS, 0, 0, "reverse($self, /)\n--\n\nTurn the order round."},
    {"tofile", array_tofile, METH_FASTCALL | METH_KEYWORDS, 0, -1, "tofile($self, f, /)\n--\n\nWrite all items to a file."},
    {"tolist", array_tolist, METH_NOARGS, 0, 0, "tolist($self, /)\n--\n\nThe items as a list."},
    {"tobytes", array_tobytes, METH_NOARGS, 0, 0, "tobytes($self, /)\n--\n\nThe items' memory."},
    {"tounicode", array_tounicode, METH_NOARGS, 0, 0, "tounicode($self, /)\n--\n\nThe characters as str."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, "__sizeof__($self, /)\n--\n\nBytes of the array in memory."},
    METHOD_END,
};

static const TypeSpec array_type_spec = {
    .name = "array.array",
    .doc = "array(typecode [, initializer]) -> array\n\nNumbers or characters of one C type, as they lie in memory.",
    .flags = TPF_GC | TPF_BASETYPE | TPF_IMMUTABLE | TPF_SEQUENCE,
    .base = -1,
    .virtual_size = 64,
    .weak_offset = offsetof(ArrayObj, weaklist),
    .slots =
        {
            .tp_dealloc = array_dealloc,
            .tp_traverse = fields_traverse,
            .tp_new = array_new,
            .tp_repr = array_repr,
            .tp_sizeof = array_sizeof,
            .tp_getattro = object_generic_getattr,
            .tp_richcompare = array_richcompare,
            .tp_iter = array_iter,
            .sq_length = array_length,
            .sq_concat = array_concat,
            .sq_repeat = array_repeat,
            .sq_item = array_item,
            .sq_ass_item = array_ass_item,
            .sq_contains = array_contains,
            .sq_inplace_concat = array_inplace_concat,
            .sq_inplace_repeat = array_inplace_repeat,
            .mp_length = array_length,
            .mp_subscript = array_subscript,
            .mp_ass_subscript = array_ass_subscript,
        },
    .methods = array_methods,
    .getset = array_getset,
};

static const MethodDef iter_methods[] = {
    {"__reduce__", iter_reduce, METH_NOARGS, 0, 0, "__reduce__($self, /)\n--\n\nFor pickle."},
    {"__setstate__", iter_setstate, METH_O, 1, 1, "__setstate__($self, state, /)\n--\n\nFor pickle."},
    METHOD_END,
};

static const TypeSpec array_iter_type_spec = {
    .name = "array.arrayiterator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 40,
    .own_fields = 1,
    .slots =
        {
            .tp_dealloc = fields_dealloc,
            .tp_traverse = fields_traverse,
            .tp_getattro = object_generic_getattr,
            .tp_iter = object_self_iter,
            .tp_iternext = iter_step,
        },
    .methods = iter_methods,
};

static const MethodDef functions[] = {
    {"_array_reconstructor", array_reconstructor, METH_FASTCALL, 4, 4,
     "_array_reconstructor($module, arraytype, typecode, mformat_code, items,\n                     /)\n--\n\nFor pickle."},
    METHOD_END,
};

static const ModuleType types[] = {
    {CLASS_ARRAY, MODULE_CLASS, &array_type_spec},
    {CLASS_ARRAY_ITER, MODULE_CLASS | MODULE_HIDDEN, &array_iter_type_spec},
};

Own array_module_init(Runtime *rt) {
    Own module = module_make(rt, "array", functions, types, HS_COUNT(types));
    if (!module) return NULL;
    Obj *dict = module_dict(borrow(module)), *type = (Obj *)CLASS(rt, ARRAY);
    Own codes = str_from_cstr(rt, typecodes);
    Own reconstructor = object_getattr_str(rt, borrow(module), "_array_reconstructor");
    if (!codes || !reconstructor || dict_set_str(rt, dict, "ArrayType", type) < 0 ||
        dict_set_str(rt, dict, "typecodes", borrow(codes)) < 0) {
        own_clear(rt, &module);
    }
    if (reconstructor) own_set(rt, &CLASS(rt, ARRAY)->cache, reconstructor);
    xrelease(rt, codes);
    return module;
}
