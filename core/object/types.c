/* Start-up of the object layer: every static type, in an order that lets the first strs, tuples and dicts exist before the
 * types that describe them are complete.
 *
 * Phase 1 copies the const specs into rt->types (slots, sizes, flags, bases). Then ints, strs, bytes and tuples can be
 * made. Phase 2 gives each type its dict, mro and descriptors. Exceptions come last. */
#include "heap/seam.h"
#include "object/bytes.h"
#include "object/range.h"
#include "object/str.h"
#include "object/type_internal.h"

#define HS_TYPE(name, spec) extern const TypeSpec spec;
#include "heap/types.def"
#undef HS_TYPE

static const TypeSpec *const specs[] = {
#define HS_TYPE(name, spec) &spec,
#include "heap/types.def"
#undef HS_TYPE
};

static Obj *make_singleton(Runtime *rt, TypeObj *type) {
    Obj *object = static_alloc(rt, 16);
    if (!object) return NULL;
    object->refcount = 1;
    object->type = type;
    return object;
}

static int make_singletons(Runtime *rt) {
    rt->none = make_singleton(rt, T(rt, NONE));
    rt->ellipsis = make_singleton(rt, T(rt, ELLIPSIS));
    rt->notimplemented = make_singleton(rt, T(rt, NOTIMPLEMENTED));
    return rt->none && rt->ellipsis && rt->notimplemented ? 0 : -1;
}

/* Types that name object's attribute access in their own slot, so that __getattribute__ is in their dict. */
static const uint8_t own_getattribute[] = {
    TYPE_ELLIPSIS,       TYPE_INT,            TYPE_FLOAT,         TYPE_COMPLEX,           TYPE_TUPLE,
    TYPE_TUPLE_ITER,     TYPE_LIST,           TYPE_LIST_ITER,     TYPE_LIST_REVITER,      TYPE_DICT,
    TYPE_DICT_KEYS,      TYPE_DICT_VALUES,    TYPE_DICT_ITEMS,    TYPE_DICT_KEYITER,      TYPE_DICT_VALUEITER,
    TYPE_DICT_ITEMITER,  TYPE_SET,            TYPE_FROZENSET,     TYPE_SET_ITER,          TYPE_RANGE,
    TYPE_RANGE_ITER,     TYPE_LONGRANGE_ITER, TYPE_SLICE,         TYPE_SEQ_ITER,          TYPE_CALL_ITER,
    TYPE_ENUMERATE,      TYPE_REVERSED,       TYPE_ZIP,           TYPE_MAP,               TYPE_FILTER,
    TYPE_BUILTIN,        TYPE_CODE,           TYPE_CELL,          TYPE_FRAME,             TYPE_TRACEBACK,
    TYPE_GENERATOR,      TYPE_PROPERTY,       TYPE_METHOD_WRAPPER, TYPE_METHOD_DESCRIPTOR, TYPE_CLASSMETHOD_DESCRIPTOR,
    TYPE_MEMBER_DESCRIPTOR, TYPE_GETSET_DESCRIPTOR, TYPE_WRAPPER_DESCRIPTOR,
};

static void fill_types(Runtime *rt) {
    for (size_t i = 0; i < HS_COUNT(specs); i++) type_fill_static(rt, &rt->types[i], specs[i]);
    for (size_t i = 0; i < HS_COUNT(own_getattribute); i++) {
        TypeSlots *slots = &rt->types[own_getattribute[i]].slots;
        if (!slots->tp_getattro) slots->tp_getattro = object_generic_getattr;
    }
    for (size_t i = HS_COUNT(specs); i < TYPE_STARTUP_COUNT; i++) {
        type_fill_static(rt, &rt->types[i], &exception_specs[i - HS_COUNT(specs)]);
    }
}

int object_init(Runtime *rt) {
    bool collector = rt->gc.enabled;
    int result = -1;
    rt->gc.enabled = false; /* types are not complete yet */
    fill_types(rt);
    if (make_singletons(rt) < 0 || int_init(rt) < 0 || tuple_init(rt) < 0 || str_init(rt) < 0 || bytes_init(rt) < 0) {
        goto done;
    }
    for (size_t i = 0; i < HS_COUNT(specs); i++) {
        if (type_ready_static(rt, &rt->types[i], specs[i]) < 0) goto done;
    }
    result = exception_init(rt);
    Own kept = slice_new(rt, NULL, NULL, NULL); /* CPython's start-up leaves one to be used again */
    if (!kept) result = -1;
    xrelease(rt, kept);
done:
    rt->gc.enabled = collector;
    return result;
}

void object_fini(Runtime *rt) {
    slice_clear_free_list(rt);
    str_fini(rt);
    raw_free(rt, (void *)(uintptr_t)rt->unicode_data);
    code_complete_free(rt);
}
