/* Making a type ready for use: bases, mro, the dict with its descriptors, slots inherited from the bases, __new__, __doc__.
 * Static types come from a TypeSpec; heap types arrive filled in by type_new.
 *
 * Source followed: CPython 3.11 Objects/typeobject.c (PyType_Ready, inherit_slots, tp_new_wrapper). */
#include "object/slots.h"
#include "object/type_internal.h"

/* ---- __new__ ---- */

/* type.__new__(subtype, ...): checks that `subtype` may be made by this C constructor. */
Own tp_new_wrapper(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    TypeObj *type = (TypeObj *)self, *subtype, *base;
    Own tuple, kwargs = (Own)0, result = (Own)0;
    if (nargs < 1) return raise_format(rt, EXC(rt, TypeError), "%s.__new__(): not enough arguments", type->name);
    if (!is_type(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "%s.__new__(X): X is not a type object (%s)", type->name,
                            args[0]->type->name);
    }
    subtype = (TypeObj *)args[0];
    if (!type_is_subtype(subtype, type)) {
        return raise_format(rt, EXC(rt, TypeError), "%s.__new__(%s): %s is not a subtype of %s", type->name,
                            subtype->name, subtype->name, type->name);
    }
    for (base = subtype; base && base->slots.tp_new == slot_tp_new;) base = base->base_type;
    if (base && base->slots.tp_new != type->slots.tp_new) {
        return raise_format(rt, EXC(rt, TypeError), "%s.__new__(%s) is not safe, use %s.__new__()", type->name,
                            subtype->name, base->name);
    }
    if (!(tuple = tuple_from(rt, args + 1, (intptr_t)nargs - 1))) return (Own)0;
    if (!kwnames || TUPLE_SIZE(kwnames) == 0 || (kwargs = call_kwargs_dict(rt, args + nargs, kwnames))) {
        result = type->slots.tp_new(rt, subtype, borrow(tuple), borrow(kwargs));
    }
    release(rt, tuple);
    xrelease(rt, kwargs);
    return result;
}

static const MethodDef new_method = {
    "__new__", tp_new_wrapper, METH_VARARGS | METH_KEYWORDS, 0, -1,
    "__new__($type, *args, **kwargs)\n--\n\nCreate and return a new object.  "
    "See help(type) for accurate signature."};

static int set_in_dict(Runtime *rt, TypeObj *type, Obj *name, Own value) {
    int result = value ? dict_set(rt, borrow(type->dict), name, borrow(value)) : -1;
    xrelease(rt, value);
    return result;
}

static int ready_new(Runtime *rt, TypeObj *type) {
    int there;
    if (!type->slots.tp_new && type->base_type == T(rt, OBJECT) && !(type->flags & TPF_HEAP)) {
        type->flags |= TPF_NO_INSTANTIATION;
    }
    if (type->flags & TPF_NO_INSTANTIATION) {
        type->slots.tp_new = NULL;
        return 0;
    }
    if (!type->slots.tp_new) {
        type->slots.tp_new = type->base_type->slots.tp_new;
        return 0;
    }
    if ((there = dict_contains(rt, borrow(type->dict), ID(rt, __new__)))) return there < 0 ? -1 : 0;
    return set_in_dict(rt, type, ID(rt, __new__), builtin_new(rt, &new_method, (Obj *)type, NULL));
}

/* ---- the dict ---- */

static Own method_object(Runtime *rt, TypeObj *type, const MethodDef *def) {
    Own function, result;
    if (def->flags & METH_CLASS) return classmethod_descriptor_new(rt, type, def);
    if (!(def->flags & METH_STATIC)) return method_descriptor_new(rt, type, def);
    if (!(function = builtin_new(rt, def, (Obj *)type, NULL))) return (Own)0;
    result = staticmethod_new(rt, borrow(function));
    release(rt, function);
    return result;
}

/* Adds `value` under `name` unless the type has that name already (or `replace`). */
static int add_named(Runtime *rt, TypeObj *type, const char *name, Own value, bool replace) {
    Own key = value ? str_intern_cstr(rt, name) : (Own)0;
    int result = -1;
    if (key) {
        result = replace ? 0 : dict_contains(rt, borrow(type->dict), borrow(key));
        if (result == 0) result = dict_set(rt, borrow(type->dict), borrow(key), borrow(value));
    }
    xrelease(rt, key);
    xrelease(rt, value);
    return result < 0 ? -1 : 0;
}

static const GetSetDef *heap_getset(const TypeObj *type);

static int add_descriptors(Runtime *rt, TypeObj *type) {
    const TypeSpec *spec = type->spec;
    const GetSetDef *getset = spec ? spec->getset : heap_getset(type);
    for (const MethodDef *def = spec ? spec->methods : NULL; def && def->name; def++) {
        if (add_named(rt, type, def->name, method_object(rt, type, def), (def->flags & METH_COEXIST) != 0) < 0) {
            return -1;
        }
    }
    for (const MemberDef *def = spec ? spec->members : NULL; def && def->name; def++) {
        if (add_named(rt, type, def->name, member_descriptor_new(rt, type, def), false) < 0) return -1;
    }
    for (int i = 0; i < type->slot_count; i++) {
        const MemberDef *def = &type->ht_members[i];
        if (add_named(rt, type, def->name, member_descriptor_new(rt, type, def), false) < 0) return -1;
    }
    for (const GetSetDef *def = getset; def && def->name; def++) {
        if (add_named(rt, type, def->name, getset_descriptor_new(rt, type, def), false) < 0) return -1;
    }
    return 0;
}

static int add_doc(Runtime *rt, TypeObj *type) {
    int there = dict_contains(rt, borrow(type->dict), ID(rt, __doc__));
    if (there) return there < 0 ? -1 : 0;
    if (!type->spec) return dict_set(rt, borrow(type->dict), ID(rt, __doc__), rt->none);
    if (type->flags & TPF_EXCEPTION) return dict_set(rt, borrow(type->dict), ID(rt, __doc__), dict_get(rt, borrow(EXC(rt, BaseException)->dict), ID(rt, __doc__)));
    return set_in_dict(rt, type, ID(rt, __doc__), doc_get_text(rt, type_short_name(type), type->spec->doc));
}

/* ---- __dict__ and __weakref__ of heap types ---- */

/* A builtin base with its own __dict__ keeps the say over it. */
static TypeObj *builtin_base_with_dict(TypeObj *type) {
    for (; type->base_type; type = type->base_type) {
        if (type->dict_offset && !(type->flags & TPF_HEAP)) return type;
    }
    return NULL;
}

static Obj *dict_descriptor(Runtime *rt, TypeObj *base, Obj *self) {
    Obj *descriptor = type_lookup(rt, base, ID(rt, __dict__));
    if (descriptor && descriptor_is_data(descriptor)) return descriptor;
    raise_format(rt, EXC(rt, TypeError), "this __dict__ descriptor does not support '%.200s' objects",
                 self->type->name);
    return NULL;
}

static Own get_subtype_dict(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *base = builtin_base_with_dict(self->type);
    Obj *descriptor;
    (void)closure;
    if (!base) return object_get_dict(rt, self);
    if (!(descriptor = dict_descriptor(rt, base, self))) return (Own)0;
    return descriptor->type->slots.tp_descr_get(rt, descriptor, self, (Obj *)self->type);
}

static int set_subtype_dict(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *base = builtin_base_with_dict(self->type);
    Obj *descriptor;
    (void)closure;
    if (base) {
        if (!(descriptor = dict_descriptor(rt, base, self))) return -1;
        return descriptor->type->slots.tp_descr_set(rt, descriptor, self, value);
    }
    if (value && !is_dict(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__dict__ must be set to a dictionary, not a '%.200s'",
                                value->type->name);
    }
    if (self->type->flags & TPF_MANAGED_DICT) return instance_set_dict(rt, self, value);
    if (!object_dict_slot(self)) {
        return raise_format_int(rt, EXC(rt, AttributeError), "This object has no __dict__");
    }
    own_set(rt, object_dict_slot(self), xkeep(value));
    return 0;
}

static Own get_subtype_weakref(Runtime *rt, Obj *self, const void *closure) {
    WeakrefObj **list;
    (void)closure;
    if (!self->type->weak_offset || !(list = weakref_list(self))) {
        return raise_format(rt, EXC(rt, AttributeError), "This object has no __weakref__");
    }
    return keep(*list ? (Obj *)*list : rt->none);
}

static const GetSetDef subtype_getset[] = {
    {"__dict__", get_subtype_dict, set_subtype_dict, "dictionary for instance variables", NULL},
    {"__weakref__", get_subtype_weakref, NULL, "list of weak references to the object", NULL},
    GETSET_END};
static const GetSetDef subtype_getset_dict[] = {
    {"__dict__", get_subtype_dict, set_subtype_dict, "dictionary for instance variables", NULL},
    GETSET_END};

static const GetSetDef *heap_getset(const TypeObj *type) {
    bool own_dict = (type->flags & TPF_MANAGED_DICT) || type->dict_offset, own_weak = type->weak_offset != 0;
    const TypeObj *base = type->base_type;
    if (base->dict_offset || (base->flags & TPF_MANAGED_DICT)) own_dict = false;
    if (base->weak_offset) own_weak = false;
    if (own_dict) return own_weak ? subtype_getset : subtype_getset_dict;
    return own_weak ? subtype_getset + 1 : NULL;
}

/* ---- inheritance ---- */

static void inherit_special(TypeObj *type, TypeObj *base) {
    const uint32_t kinds = TPF_INT | TPF_LIST | TPF_TUPLE | TPF_BYTES | TPF_STR | TPF_DICT | TPF_EXCEPTION | TPF_TYPE |
                           TPF_MATCH_SELF | TPF_IN_FRONT;
    if (!(type->flags & TPF_GC) && (base->flags & TPF_GC) && !type->slots.tp_traverse && !type->slots.tp_clear) {
        type->flags |= TPF_GC;
        type->slots.tp_traverse = base->slots.tp_traverse;
        type->slots.tp_clear = base->slots.tp_clear;
    }
    type->flags |= base->flags & kinds;
    if (!type->virtual_size) type->virtual_size = base->virtual_size;
    if (!type->virtual_item) type->virtual_item = base->virtual_item;
    if (!type->weak_offset) type->weak_offset = base->weak_offset;
    if (!type->dict_offset) type->dict_offset = base->dict_offset;
}

static int overrides_hash(Runtime *rt, TypeObj *type) {
    int there = dict_contains(rt, borrow(type->dict), ID(rt, __eq__));
    return there ? there : dict_contains(rt, borrow(type->dict), ID(rt, __hash__));
}

/* Whether a slot is inherited by rules of its own. */
static bool is_special_slot(size_t offset) {
    switch (offset) {
    case offsetof(TypeSlots, tp_traverse):
    case offsetof(TypeSlots, tp_clear):
    case offsetof(TypeSlots, tp_free):
    case offsetof(TypeSlots, tp_new):
    case offsetof(TypeSlots, tp_hash):
    case offsetof(TypeSlots, tp_richcompare):
    case offsetof(TypeSlots, tp_call):
    case offsetof(TypeSlots, tp_vectorcall):
    case offsetof(TypeSlots, type_vectorcall):
    case offsetof(TypeSlots, tp_getattro):
    case offsetof(TypeSlots, tp_setattro): return true;
    default: return false;
    }
}

/* Whether `base` gives this slot itself, that is not just what its own base gives. */
static bool defines_slot(TypeObj *base, size_t offset) {
    AnyFn function = *slot_word(base, offset);
    return function && (!base->base_type || *slot_word(base->base_type, offset) != function);
}

static void inherit_slot(TypeObj *type, TypeObj *base, size_t offset) {
    if (!*slot_word(type, offset) && defines_slot(base, offset)) *slot_word(type, offset) = *slot_word(base, offset);
}

static int inherit_slots(Runtime *rt, TypeObj *type, TypeObj *base) {
    TypeSlots *slots = &type->slots;
    for (size_t offset = 0; offset < sizeof(TypeSlots); offset += sizeof(AnyFn)) {
        if (!is_special_slot(offset)) inherit_slot(type, base, offset);
    }
    if (!slots->tp_getattro) slots->tp_getattro = base->slots.tp_getattro;
    if (!slots->tp_setattro) slots->tp_setattro = base->slots.tp_setattro;
    if (!slots->tp_call && (type->flags & TPF_IMMUTABLE)) inherit_slot(type, base, offsetof(TypeSlots, tp_vectorcall));
    inherit_slot(type, base, offsetof(TypeSlots, tp_call));
    if (!slots->tp_richcompare && !slots->tp_hash) {
        int overrides = overrides_hash(rt, type);
        if (overrides < 0) return -1;
        if (!overrides) {
            slots->tp_richcompare = base->slots.tp_richcompare;
            slots->tp_hash = base->slots.tp_hash;
        }
    }
    if (base->slots.tp_descr_get && slots->tp_descr_get == base->slots.tp_descr_get && (type->flags & TPF_IMMUTABLE)) {
        type->flags |= base->flags & TPF_METHOD_DESCRIPTOR;
    }
    if (((type->flags ^ base->flags) & TPF_GC) == 0) inherit_slot(type, base, offsetof(TypeSlots, tp_free));
    if (!(type->flags & (TPF_SEQUENCE | TPF_MAPPING))) type->flags |= base->flags & (TPF_SEQUENCE | TPF_MAPPING);
    return 0;
}

static int ready_inherit(Runtime *rt, TypeObj *type) {
    Obj *mro = borrow(type->mro);
    if (type->base_type) inherit_special(type, type->base_type);
    for (intptr_t i = 1; i < TUPLE_SIZE(mro); i++) {
        if (is_type(TUPLE_ITEM(mro, i)) && inherit_slots(rt, type, (TypeObj *)TUPLE_ITEM(mro, i)) < 0) return -1;
    }
    if (!type->slots.tp_free) type->slots.tp_free = type->flags & TPF_GC ? gc_free : object_free;
    if (!type->slots.tp_alloc) type->slots.tp_alloc = type_generic_alloc;
    return 0;
}

static int ready_hash(Runtime *rt, TypeObj *type) {
    int there;
    if (type->slots.tp_hash) return 0;
    if ((there = dict_contains(rt, borrow(type->dict), ID(rt, __hash__)))) return there < 0 ? -1 : 0;
    type->slots.tp_hash = object_hash_not_implemented;
    return dict_set(rt, borrow(type->dict), ID(rt, __hash__), rt->none);
}

/* ---- the steps ---- */

static int ready_bases(Runtime *rt, TypeObj *type) {
    if (!type->base && type->base_type) type->base = keep((Obj *)type->base_type);
    if (type->bases) return 0;
    type->bases = type->base_type ? tuple_pack(rt, 1, (Obj *)type->base_type) : tuple_pack(rt, 0);
    return type->bases ? 0 : -1;
}

static int ready_subclasses(Runtime *rt, TypeObj *type) {
    Obj *bases = borrow(type->bases);
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        if (type_add_subclass(rt, (TypeObj *)TUPLE_ITEM(bases, i), type) < 0) return -1;
    }
    return 0;
}

static int ready_shared_keys(Runtime *rt, TypeObj *type) {
    bool dict_at_end = !rt->lens->inline_values && type->flags & TPF_HEAP && type->dict_offset; /* 3.10 */
    if (!(type->flags & TPF_MANAGED_DICT || dict_at_end) || type->cached_keys) return 0;
    if ((type->cached_keys = dict_new_shared_keys(rt))) return 0;
    if (!RAISED(rt)) raise_memory_error(rt);
    return -1;
}

int type_ready(Runtime *rt, TypeObj *type) {
    if (type->flags & TPF_READY) return 0;
    if (!type->dict && !(type->dict = dict_new(rt))) return -1;
    if (ready_bases(rt, type) < 0) return -1;
    if (type_set_mro(rt, type, NULL) < 0) return -1;
    if (ready_new(rt, type) < 0) return -1;
    if (type_add_operators(rt, type) < 0 || add_descriptors(rt, type) < 0 || add_doc(rt, type) < 0) return -1;
    if (ready_inherit(rt, type) < 0 || ready_hash(rt, type) < 0) return -1;
    if (ready_subclasses(rt, type) < 0 || ready_shared_keys(rt, type) < 0) return -1;
    type->flags |= TPF_READY;
    return 0;
}

/* ---- static types ---- */

/* What does not need other objects: enough for instances to be made during start-up. */
void type_fill_static(Runtime *rt, TypeObj *type, const TypeSpec *spec) {
    if (type->spec == spec) return;
    if (!type->spec) type->head.base.refcount = 1;
    type->head.base.type = T(rt, TYPE);
    type->name = spec->name;
    type->flags = spec->flags | TPF_IMMUTABLE;
    if (spec->virtual_size) type->virtual_size = lens_type_size(rt->lens, (int)(type - rt->types), spec->virtual_size);
    type->virtual_item = spec->virtual_item;
    type->weak_offset = spec->weak_offset;
    type->dict_offset = spec->dict_offset;
    type->slots = spec->slots;
    type->spec = spec;
    if (type != T(rt, OBJECT)) {
        type->base_type = spec->base > 0 ? &rt->types[spec->base] : T(rt, OBJECT);
        inherit_special(type, type->base_type);
    }
    type->c_size = type->virtual_size;
    if (sizeof(void *) == 8 && spec->virtual_size > type->c_size) type->c_size = spec->virtual_size;
    if (!type->slots.tp_free) type->slots.tp_free = type->flags & TPF_GC ? gc_free : object_free;
    if (!type->slots.tp_alloc) type->slots.tp_alloc = type_generic_alloc;
    if (!type->slots.tp_dealloc && type->base_type) type->slots.tp_dealloc = type->base_type->slots.tp_dealloc;
}

int type_ready_static(Runtime *rt, TypeObj *type, const TypeSpec *spec) {
    type_fill_static(rt, type, spec);
    if (type->base_type && !(type->base_type->flags & TPF_READY) &&
        type_ready_static(rt, type->base_type, type->base_type->spec) < 0) {
        return -1;
    }
    return type_ready(rt, type);
}
