/* Object header, type slots, allocation of objects, reference counting.
 *
 * Block layout (virtual 64-bit sizes): [dict, values: 16 bytes if the type has a managed dict]
 * [gc links: 16 bytes if the type has HAVE_GC] [Obj header 16] [fields]. An object's id is the address of its
 * Obj header. Structs may be smaller than their virtual size (32-bit pointers), never larger.
 * Source of the slots' meaning: CPython 3.11 Include/cpython/object.h. */
#ifndef HS_HEAP_OBJECT_H
#define HS_HEAP_OBJECT_H

#include "heap/ref.h"

struct Obj {
    intptr_t refcount;
    TypeObj *type; /* counted only for heap types (instances of user classes) */
};
typedef struct {
    Obj base;
    intptr_t size; /* items; sign of an int */
} VarObj;

typedef struct GcHead {
    uintptr_t next; /* bit 0: unreachable mark; bit 1: startup object (made before the program) */
    uintptr_t prev; /* bit 0: finalized, bit 1: collecting; upper bits hold gc_refs while collecting */
} GcHead;

/* Words in front of an object with a managed dict (TPF_MANAGED_DICT). At most one of the two is not NULL. */
typedef struct PreHead {
    struct DictValues *values; /* inline values, keys shared through the type */
    Own dict;                  /* materialised __dict__ */
} PreHead;

typedef struct Frame Frame;
typedef int (*VisitFn)(Obj *object, void *arg); /* traverse callback: 0 = go on */

typedef Own (*UnaryFn)(Runtime *rt, Obj *self);
typedef Own (*BinaryFn)(Runtime *rt, Obj *left, Obj *right);
typedef Own (*TernaryFn)(Runtime *rt, Obj *a, Obj *b, Obj *c);
typedef int (*InquiryFn)(Runtime *rt, Obj *self);
typedef intptr_t (*LengthFn)(Runtime *rt, Obj *self);
typedef Own (*IndexFn)(Runtime *rt, Obj *self, intptr_t index);
typedef int (*SetIndexFn)(Runtime *rt, Obj *self, intptr_t index, Obj *value /* NULL deletes */);
typedef int (*SetItemFn)(Runtime *rt, Obj *self, Obj *key, Obj *value /* NULL deletes */);
typedef int (*ContainsFn)(Runtime *rt, Obj *self, Obj *item);
typedef Own (*GetAttrFn)(Runtime *rt, Obj *self, Obj *name);
typedef int (*SetAttrFn)(Runtime *rt, Obj *self, Obj *name, Obj *value /* NULL deletes */);
typedef int64_t (*HashFn)(Runtime *rt, Obj *self); /* -1 = raised */
typedef Own (*RichCompareFn)(Runtime *rt, Obj *left, Obj *right, int op);
typedef Own (*CallFn)(Runtime *rt, Obj *self, Obj *args /* tuple */, Obj *kwargs /* dict or NULL */);
typedef Own (*NewFn)(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs);
typedef int (*InitFn)(Runtime *rt, Obj *self, Obj *args, Obj *kwargs);
/* nargs counts positional args; kwnames (tuple of str or NULL) names the values that follow them in args. */
typedef Own (*VectorCallFn)(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames);
typedef Own (*DescrGetFn)(Runtime *rt, Obj *self, Obj *object /* or NULL */, Obj *type /* or NULL */);
typedef int (*DescrSetFn)(Runtime *rt, Obj *self, Obj *object, Obj *value /* NULL deletes */);
typedef void (*DeallocFn)(Runtime *rt, Obj *self);
typedef int (*TraverseFn)(Obj *self, VisitFn visit, void *arg);
typedef int (*ClearFn)(Runtime *rt, Obj *self);
typedef Own (*AllocFn)(Runtime *rt, TypeObj *type, intptr_t items);
typedef void (*FreeFn)(Runtime *rt, Obj *self);
/* am_send: 1 = returned (*result), 0 = yielded (*result), -1 = raised */
typedef int (*SendFn)(Runtime *rt, Obj *self, Obj *arg, Own *result);

enum { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GT, CMP_GE };

typedef struct TypeSlots {
    DeallocFn tp_dealloc;
    TraverseFn tp_traverse;
    ClearFn tp_clear;
    FreeFn tp_free;
    AllocFn tp_alloc;
    NewFn tp_new;
    InitFn tp_init;
    void (*tp_finalize)(Runtime *rt, Obj *self); /* __del__, generator close; must keep the raised exception */
    UnaryFn tp_repr;
    UnaryFn tp_str;
    HashFn tp_hash;
    CallFn tp_call;
    VectorCallFn tp_vectorcall; /* for all instances of the type, or NULL (then tp_call) */
    VectorCallFn type_vectorcall; /* call of the type object itself (`list(x)`), or NULL; not inherited */
    GetAttrFn tp_getattro;
    SetAttrFn tp_setattro;
    RichCompareFn tp_richcompare;
    UnaryFn tp_iter;
    UnaryFn tp_iternext; /* NULL without exception = exhausted */
    DescrGetFn tp_descr_get;
    DescrSetFn tp_descr_set;
    BinaryFn nb_add, nb_subtract, nb_multiply, nb_remainder, nb_divmod;
    TernaryFn nb_power;
    UnaryFn nb_negative, nb_positive, nb_absolute;
    InquiryFn nb_bool;
    UnaryFn nb_invert;
    BinaryFn nb_lshift, nb_rshift, nb_and, nb_xor, nb_or;
    UnaryFn nb_int, nb_float;
    BinaryFn nb_inplace_add, nb_inplace_subtract, nb_inplace_multiply, nb_inplace_remainder;
    TernaryFn nb_inplace_power;
    BinaryFn nb_inplace_lshift, nb_inplace_rshift, nb_inplace_and, nb_inplace_xor, nb_inplace_or;
    BinaryFn nb_floor_divide, nb_true_divide, nb_inplace_floor_divide, nb_inplace_true_divide;
    UnaryFn nb_index;
    BinaryFn nb_matrix_multiply, nb_inplace_matrix_multiply;
    LengthFn sq_length;
    BinaryFn sq_concat;
    IndexFn sq_repeat;
    IndexFn sq_item;
    SetIndexFn sq_ass_item;
    ContainsFn sq_contains;
    BinaryFn sq_inplace_concat;
    IndexFn sq_inplace_repeat;
    LengthFn mp_length;
    BinaryFn mp_subscript;
    SetItemFn mp_ass_subscript;
    UnaryFn am_await, am_aiter, am_anext;
    SendFn am_send;
    uint64_t (*tp_sizeof)(Runtime *rt, Obj *self); /* __sizeof__: bytes in CPython, without what lies before the object */
} TypeSlots;

/* Type flags. */
enum {
    TPF_HEAP = 1 << 0,         /* made by a class statement or type(): instances count on it, gc tracked */
    TPF_BASETYPE = 1 << 1,     /* may be subclassed */
    TPF_GC = 1 << 2,           /* instances have a gc header */
    TPF_MANAGED_DICT = 1 << 3, /* instances have the two words PreHead */
    TPF_READY = 1 << 4,
    TPF_ABSTRACT = 1 << 5,
    TPF_IMMUTABLE = 1 << 6, /* attributes of the type cannot be set */
    TPF_METHOD_DESCRIPTOR = 1 << 7,
    TPF_SEQUENCE = 1 << 8, /* match sequence patterns */
    TPF_MAPPING = 1 << 9,
    TPF_MATCH_SELF = 1 << 10, /* class pattern with one positional matches the subject */
    TPF_NO_INSTANTIATION = 1 << 11, /* "cannot create 'x' instances" */
    TPF_VALID_VERSION = 1 << 12, /* 1 << 13: TPF_UNCACHED of object/type_internal.h */
    TPF_WEAK_IN_FRONT = 1 << 14, /* instances have the two words PreHead, one for weak references */
    TPF_IN_FRONT = TPF_MANAGED_DICT | TPF_WEAK_IN_FRONT,
    TPF_STATIC_TWIN = 1 << 15, /* made at run time, static in CPython: shows neither TPF_HEAP nor a gc header, instances do not count on it */
    TPF_NO_VALUES = 1 << 16,   /* instances, of subclasses too, begin without inline values: CPython's tp_new is not object's */
    TPF_INT = 1 << 20, /* fast subclass tests */
    TPF_LIST = 1 << 21,
    TPF_TUPLE = 1 << 22,
    TPF_BYTES = 1 << 23,
    TPF_STR = 1 << 24,
    TPF_DICT = 1 << 25,
    TPF_EXCEPTION = 1 << 26,
    TPF_TYPE = 1 << 27,
};

/* ---- tables from which a type object is made at start-up ---- */

/* How a builtin method takes its arguments; as CPython's own method has it, since tuples made for a call are observable. */
enum {
    METH_VARARGS = 1,  /* machinery makes the args tuple (args points at its items) */
    METH_KEYWORDS = 2, /* accepts keyword arguments */
    METH_NOARGS = 4,
    METH_O = 8,
    METH_CLASS = 16,
    METH_STATIC = 32,
    METH_COEXIST = 64,
    METH_FASTCALL = 128,
    METH_WAITS = 256, /* may wait for another thread: then the call is made again */
    /* which of the functions that lower layers treat in a way of their own: one of these (vm/native.h has the bits between) */
    METH_ROLE = 7 << 11,
    METH_IS_LEN = 1 << 11,
    METH_IS_ISINSTANCE = 2 << 11,
    METH_IS_LIST_APPEND = 3 << 11,
    METH_IS_PRINT = 4 << 11,
    METH_IS_IMPORT = 5 << 11,
};
/* One C signature for all. With METH_VARARGS|METH_KEYWORDS, keywords arrive as in a fast call too (values behind the
 * positionals, kwnames tuple); rt->varargs is the tuple and
 * rt->varkwargs the dict (NULL: none was made), until the function calls anything. For METH_NOARGS nargs is 0, for METH_O 1: the machinery has checked. */
typedef Own (*MethodFn)(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
typedef struct MethodDef {
    const char *name;
    MethodFn fn;
    uint16_t flags;
    int8_t min, max; /* positional count for METH_FASTCALL/VARARGS without keywords; max -1 = any; checked by the
                        machinery with CPython's words ("f expected at most 2 arguments, got 3") */
    const char *doc; /* "name(args) -> text"; own words; or "name(sig)\n--\n\ntext" for a __text_signature__; read it by method_doc */
} MethodDef;
#define METHOD_END { NULL, NULL, 0, 0, 0, NULL }

typedef Own (*GetterFn)(Runtime *rt, Obj *self, const void *closure);
typedef int (*SetterFn)(Runtime *rt, Obj *self, Obj *value, const void *closure); /* value NULL deletes */
typedef struct GetSetDef {
    const char *name;
    GetterFn get;
    SetterFn set;
    const char *doc;
    const void *closure;
} GetSetDef;
#define GETSET_END { NULL, NULL, NULL, NULL, NULL }

enum {
    MEMBER_OBJECT,
    MEMBER_OBJECT_EX, /* AttributeError when NULL */
    MEMBER_INT,
    MEMBER_SSIZE,
    MEMBER_BOOL,
    MEMBER_COMPUTED /* read-only; no field of that type in our struct: the GetterFn at `offset` answers */
};
enum { MEMBER_READONLY = 1 };
typedef struct MemberDef {
    const char *name;
    int kind;
    size_t offset; /* C offset in the struct (not the virtual one), or a function */
    int flags;
    const char *doc;
} MemberDef;
#define MEMBER_END { NULL, 0, 0, 0, NULL }
/* closure: a small number for the getter */
#define MEMBER_FROM(name, get, closure, doc) { name, MEMBER_COMPUTED, (size_t)(get), MEMBER_READONLY | (closure) << 8, doc }

typedef struct TypeSpec {
    const char *name; /* "list", or "module.name" */
    const char *doc;
    uint32_t flags;
    int16_t base;          /* TypeIndex, or -1: object */
    uint16_t virtual_size; /* __basicsize__: what CPython x86-64 has */
    uint16_t virtual_item; /* __itemsize__ */
    uint16_t weak_offset;  /* C offset of the weakref list (Own/pointer field), 0 = not weakrefable */
    uint16_t dict_offset;  /* C offset of an Own dict field, 0 = none */
    uint8_t own_fields;    /* references that follow the header, for fields_traverse and its kin (object/fields.c) */
    TraverseFn hidden;     /* visits what tp_traverse leaves out as CPython's does; NULL = nothing */
    TypeSlots slots;
    const MethodDef *methods;
    const MemberDef *members;
    const GetSetDef *getset;
} TypeSpec;

/* ---- type object ---- */
struct TypeObj {
    VarObj head;
    const char *name; /* tp_name: UTF-8 without module for heap types (lives as long as qualname str) */
    uint32_t flags;
    uint32_t version; /* attribute cache tag; valid if TPF_VALID_VERSION */
    uint32_t virtual_size;
    uint32_t virtual_item;
    uint32_t c_size; /* bytes of an instance before its items: virtual_size, unless the version lens shows another */
    uint16_t weak_offset, dict_offset; /* C offsets, 0 = none; weak_offset may be negative */
    int16_t shown_weak, shown_dict;    /* the same in CPython's struct, where _support.lay_out told */
    int16_t slot_count; /* members made by __slots__ (own class) */
    TypeObj *base_type; /* owned for heap types: field base below */
    Own base;           /* tp_base */
    Own bases;          /* tuple */
    Own mro;            /* tuple or NULL */
    Own dict;
    Own subclasses;     /* dict id -> weakref, or NULL */
    Own cache;          /* not counted use reserved */
    Obj *weaklist;
    const TypeSpec *spec; /* static types: where they came from; heap types NULL */
    /* heap types only */
    Own ht_name, ht_qualname, ht_slots, ht_module;
    struct DictKeys *cached_keys; /* keys shared by instances' inline values */
    const MemberDef *ht_members;  /* made from __slots__: array owned through mem_alloc */
    TypeSlots slots;
};

/* Whether instances count on their class. Those of a static twin do not: it stays as long as the runtime (Runtime.twins). */
HS_INLINE bool type_is_counted(const TypeObj *type) { return (type->flags & (TPF_HEAP | TPF_STATIC_TWIN)) == TPF_HEAP; }

/* ---- allocation (heap/object.c, heap/gc.c) ---- */

/* New object, refcount 1, fields after the header zeroed, `type` counted if it is a heap type. virtual_size as CPython's request
 * without gc header. NULL = MemoryError raised. */
Own object_alloc(Runtime *rt, TypeObj *type, size_t virtual_size);
/* The same with only the first `head` bytes zeroed, a multiple of 8: what lies behind is set by the caller. */
Own object_alloc_head(Runtime *rt, TypeObj *type, size_t virtual_size, size_t head);
/* The same with gc header: not yet tracked. May run a collection before it returns. */
Own gc_alloc(Runtime *rt, TypeObj *type, size_t virtual_size);
/* Resize an untracked var-sized gc object whose refcount is 1 (bytes: object_resize). Takes and returns the reference. */
Own gc_resize(Runtime *rt, Own object, size_t virtual_size);
Own object_resize(Runtime *rt, Own object, size_t virtual_size);
void object_free(Runtime *rt, Obj *self); /* memory only; no gc header */
void gc_free(Runtime *rt, Obj *self);     /* memory only; unlinks from its generation, lowers the gen-0 count */
void gc_track(Runtime *rt, Obj *self);
void gc_untrack(Runtime *rt, Obj *self); /* allowed when not tracked */
bool gc_is_tracked(Obj *self);
/* Default tp_alloc: virtual_size + items * virtual_item (pre-head if managed dict), gc tracked. */
Own type_generic_alloc(Runtime *rt, TypeObj *type, intptr_t items);

/* Refcount reached 0: run tp_dealloc. */
void object_dealloc(Runtime *rt, Obj *self);

/* Every change of a live object's count is one of these two. In the build that records memory events (HS_EVENTS) they are calls
 * of counting.c, which notes them: that is also the place to hook what counts must do otherwise. */
#ifdef HS_EVENTS
void count_up(Obj *object, intptr_t by) __asm__("counting_up");
intptr_t count_down(Obj *object) __asm__("counting_down"); /* what is left */
#else
HS_INLINE void count_up(Obj *object, intptr_t by) { object->refcount += by; }
HS_INLINE intptr_t count_down(Obj *object) { return --object->refcount; }
#endif

HS_INLINE Own keep(Obj *object) {
    count_up(object, 1);
    return adopt(object);
}
#ifdef HS_SMALL /* files compiled for size: calls of heap/counting.c */
Own xkeep(Obj *object) __asm__("counting_xkeep");
void release(Runtime *rt, Own own) __asm__("counting_release");
void xrelease(Runtime *rt, Own own) __asm__("counting_xrelease");
void own_clear(Runtime *rt, Own *slot) __asm__("counting_clear");
void own_set(Runtime *rt, Own *slot, Own value) __asm__("counting_set");
#else
HS_INLINE Own xkeep(Obj *object) {
    if (object) count_up(object, 1);
    return adopt(object);
}
HS_INLINE void release(Runtime *rt, Own own) {
    Obj *object = borrow(own);
    if (count_down(object) == 0) object_dealloc(rt, object);
}
HS_INLINE void xrelease(Runtime *rt, Own own) {
    if (own) release(rt, own);
}
HS_INLINE void own_clear(Runtime *rt, Own *slot) {
    Own old = *slot;
    if (old) {
        *slot = (Own)0;
        release(rt, old);
    }
}
HS_INLINE void own_set(Runtime *rt, Own *slot, Own value) {
    Own old = *slot;
    *slot = value;
    xrelease(rt, old);
}
#endif

HS_INLINE GcHead *gc_head(Obj *self) { return (GcHead *)((char *)self - HS_GC_HEAD); }
HS_INLINE Obj *gc_object(GcHead *head) { return (Obj *)((char *)head + HS_GC_HEAD); }
HS_INLINE PreHead *pre_head(Obj *self) { return (PreHead *)((char *)self - HS_PRE_HEAD); }
HS_INLINE bool type_is_gc(const TypeObj *type) { return (type->flags & TPF_GC) != 0; }
/* Whether this object has a gc header (static type objects have none although their type is a gc type). */
HS_INLINE bool object_is_gc(Obj *self) {
    if (!type_is_gc(self->type)) return false;
    return !(self->type->flags & TPF_TYPE) || (((TypeObj *)self)->flags & TPF_HEAP) != 0;
}

/* For tp_traverse: visit a field if set, returning what the visitor returns when it is not 0. */
#define VISIT(field)                                      \
    do {                                                  \
        Obj *visit_target = borrow(field);                \
        if (visit_target) {                               \
            int visit_result = visit(visit_target, arg);  \
            if (visit_result) return visit_result;        \
        }                                                 \
    } while (0)

/* Trashcan: brackets in the dealloc of nesting containers. Begin answers false when the object was deferred. */
bool trashcan_begin(Runtime *rt, Obj *self);
void trashcan_end(Runtime *rt);
/* Brackets for containers that CPython frees at once, however deep they nest: these wait only where the host's stack is used up. */
bool nesting_begin(Runtime *rt, Obj *self);
void nesting_end(Runtime *rt);
/* Whether a container dies with the reference to it. */
HS_INLINE bool is_last_of(Obj *held) { return held && held->refcount == 1 && object_is_gc(held); }

#endif
