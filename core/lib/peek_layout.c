/* Layouts of the objects that are a row of fields: CPython's places (Include/cpython, Include/internal, 3.11) beside ours. */
#include "lib/lib.h"
#include "lib/peek.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str.h"
#include "object/type.h"
#include "object/weakref.h"

/* What a row of words shows: references or pointers to objects, a number, numbers of 32 bits in the lower or upper half of each word. */
enum { ROW_OBJECTS, ROW_NUMBER, ROW_INT64, ROW_LOW, ROW_HIGH, ROW_BYTE, ROW_ZERO };
typedef struct Row {
    int16_t type; /* TypeIndex; subclasses have its fields, too */
    uint8_t first, count, kind;
    uint16_t offset;
} Row;
static const Row rows[] = {
    {TYPE_FUNCTION, 2, 10, ROW_OBJECTS, offsetof(FunctionObj, globals)},
    {TYPE_FUNCTION, 12, 1, ROW_OBJECTS, offsetof(FunctionObj, weaklist)},
    {TYPE_FUNCTION, 13, 2, ROW_OBJECTS, offsetof(FunctionObj, module)},
    {TYPE_FUNCTION, 15, 1, ROW_ZERO, 0},
    {TYPE_FUNCTION, 16, 1, ROW_LOW, offsetof(FunctionObj, version)},
    {TYPE_BUILTIN, 3, 3, ROW_OBJECTS, offsetof(BuiltinObj, self)},
    {TYPE_CODE, 2, 1, ROW_NUMBER, offsetof(CodeObj, head.size)},
    {TYPE_CODE, 3, 3, ROW_OBJECTS, offsetof(CodeObj, consts)},
    {TYPE_CODE, 6, 1, ROW_LOW, offsetof(CodeObj, flags)},
    {TYPE_CODE, 7, 2, ROW_LOW, offsetof(CodeObj, argcount)},
    {TYPE_CODE, 7, 2, ROW_HIGH, offsetof(CodeObj, posonlyargcount)},
    {TYPE_CODE, 9, 1, ROW_LOW, offsetof(CodeObj, firstlineno)},
    {TYPE_CODE, 9, 1, ROW_HIGH, offsetof(CodeObj, nlocalsplus)},
    {TYPE_CODE, 10, 2, ROW_LOW, offsetof(CodeObj, nlocals)},
    {TYPE_CODE, 10, 2, ROW_HIGH, offsetof(CodeObj, nplaincellvars)},
    {TYPE_CODE, 12, 6, ROW_OBJECTS, offsetof(CodeObj, localsplusnames)},
    {TYPE_CODE, 18, 1, ROW_OBJECTS, offsetof(CodeObj, weaklist)},
    {TYPE_CODE, 19, 1, ROW_OBJECTS, offsetof(CodeObj, code_cache)},
    {TYPE_EXC_BaseException, 2, 6, ROW_OBJECTS, offsetof(ExceptionObj, dict)},
    {TYPE_EXC_BaseException, 8, 1, ROW_BYTE, offsetof(ExceptionObj, suppress_context)},
    {TYPE_RANGE, 2, 4, ROW_OBJECTS, offsetof(RangeObj, start)},
    {TYPE_MAPPINGPROXY, 2, 1, ROW_OBJECTS, sizeof(Obj)},
    {TYPE_WEAKREF, 3, 1, ROW_OBJECTS, offsetof(WeakrefObj, callback)},
    {TYPE_WEAKREF, 4, 1, ROW_INT64, offsetof(WeakrefObj, hash)},
    {TYPE_WEAKREF, 5, 2, ROW_OBJECTS, offsetof(WeakrefObj, prev)},
    {TYPE_LIST_ITER, 2, 1, ROW_NUMBER, offsetof(ListIterObj, index)},
    {TYPE_LIST_ITER, 3, 1, ROW_OBJECTS, offsetof(ListIterObj, list)},
};

static bool has_row(Runtime *rt, Obj *o, const Row *row) {
    return o->type == &rt->types[row->type] || (row->type == TYPE_EXC_BaseException && o->type->flags & TPF_EXCEPTION);
}

static uint64_t row_word(Runtime *rt, const Row *row, const char *at, uint64_t index) {
    uint32_t half;
    int64_t number;
    const Obj *object;
    switch (row->kind) {
    case ROW_OBJECTS: memcpy(&object, at + index * sizeof object, sizeof object); return object ? object_id(rt, object) : 0;
    case ROW_NUMBER: return (uint64_t)(int64_t) * (const intptr_t *)(const void *)at;
    case ROW_INT64: memcpy(&number, at, sizeof number); return (uint64_t)number;
    case ROW_BYTE: return *(const uint8_t *)at;
    case ROW_ZERO: return 0;
    default: memcpy(&half, at + 8 * index, sizeof half); return row->kind == ROW_LOW ? half : (uint64_t)half << 32;
    }
}

/* ---- types ---- */

/* Slots: their word in PyTypeObject. Functions of C lie at no place that could be read: an address that is not 0 stands for one. */
#define SLOT(index, name) { index, offsetof(TypeSlots, name) }
static const struct { uint8_t index; uint16_t offset; } slots[] = {
    SLOT(6, tp_dealloc),   SLOT(11, tp_repr),     SLOT(12, nb_bool),      SLOT(12, nb_add),        SLOT(13, sq_length),
    SLOT(13, sq_concat),   SLOT(14, mp_length),   SLOT(14, mp_subscript), SLOT(15, tp_hash),       SLOT(16, tp_call),
    SLOT(17, tp_str),      SLOT(18, tp_getattro), SLOT(19, tp_setattro),  SLOT(23, tp_traverse),   SLOT(24, tp_clear),
    SLOT(25, tp_richcompare), SLOT(27, tp_iter),  SLOT(28, tp_iternext),  SLOT(34, tp_descr_get),  SLOT(35, tp_descr_set),
    SLOT(37, tp_init),     SLOT(38, tp_alloc),    SLOT(39, tp_new),       SLOT(40, tp_free),       SLOT(50, tp_finalize),
    SLOT(51, type_vectorcall),
};
#define FUNCTIONS 0x555555600000u /* where they are said to be */
#define NAMES 0x2a0000000000u     /* how far below its type a name is said to be */

uint64_t peek_name_address(Runtime *rt, Obj *type) { return object_id(rt, type) - NAMES; }

static uint64_t slot_word(const TypeObj *type, uint64_t index) {
    for (size_t i = 0; i < HS_COUNT(slots); i++) {
        uintptr_t function = *(const uintptr_t *)(const void *)((const char *)&type->slots + slots[i].offset);
        if (slots[i].index == index && function) return FUNCTIONS + (function & 0xffff) * 16;
    }
    return 0;
}

/* A number that the class tells as an attribute. */
static uint64_t attribute_word(Runtime *rt, Obj *type, const char *name) {
    int64_t number = 0;
    Own value = object_getattr_str(rt, type, name);
    if (!value || !is_int(borrow(value)) || int_as_ssize(rt, borrow(value), &number) < 0) raised_clear(rt);
    xrelease(rt, value);
    return (uint64_t)number;
}

static uint64_t type_word(Runtime *rt, Obj *o, uint64_t index) {
    TypeObj *type = (TypeObj *)o;
    Own reference;
    switch (index) {
    case 12:
    case 13:
    case 14: /* a class on the heap holds its tables of slots: numbers, mapping, sequence */
        if (type->flags & TPF_HEAP) return object_id(rt, o) + (index == 12 ? 440 : index == 13 ? 752 : 728);
        return slot_word(type, index);
    case 2: return type->flags & TPF_HEAP ? (uint64_t)type->slot_count : 0;
    case 3: return peek_name_address(rt, o);
    case 4: return type->virtual_size;
    case 5: return type->virtual_item;
    case 21: return attribute_word(rt, o, "__flags__");
    case 26: return attribute_word(rt, o, "__weakrefoffset__");
    case 36: return attribute_word(rt, o, "__dictoffset__");
    case 32: reference = type->base; break;
    case 33: reference = type->dict; break;
    case 42: reference = type->bases; break;
    case 43: reference = type->mro; break;
    case 45: reference = type->subclasses; break;
    case 48: return type->flags & TPF_VALID_VERSION ? type->version : 0;
    case 106: reference = type->ht_name; break;
    case 107: reference = type->ht_slots; break;
    case 108: reference = type->ht_qualname; break;
    case 110: reference = type->ht_module; break;
    case 111: return peek_name_address(rt, o);
    default: return slot_word(type, index);
    }
    return borrow(reference) ? object_id(rt, borrow(reference)) : 0;
}

/* ---- all ---- */

uint64_t peek_layout_size(Runtime *rt, Obj *o) {
    uint64_t words = 0;
    if (is_type(o)) return ((TypeObj *)o)->flags & TPF_HEAP ? T(rt, TYPE)->virtual_size : 408;
    for (size_t i = 0; i < HS_COUNT(rows); i++) {
        if (has_row(rt, o, &rows[i])) words = rows[i].first + (uint64_t)rows[i].count;
    }
    return 8 * words;
}

uint64_t peek_layout_word(Runtime *rt, Obj *o, uint64_t index) {
    uint64_t word = 0;
    if (is_type(o)) return type_word(rt, o, index);
    if (o->type == T(rt, WEAKREF) && index == 2) return object_id(rt, ((WeakrefObj *)o)->target ? ((WeakrefObj *)o)->target : rt->none);
    for (size_t i = 0; i < HS_COUNT(rows); i++) {
        const Row *row = &rows[i];
        if (index < row->first || index >= row->first + (uint64_t)row->count || !has_row(rt, o, row)) continue;
        word |= row_word(rt, row, (const char *)o + row->offset, index - row->first);
    }
    return word;
}
