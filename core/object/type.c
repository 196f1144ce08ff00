/* The type object: attribute lookup with its cache, getting and setting class attributes, type(x), and type's own
 * attributes and methods.
 *
 * Layout: TypeObj (object/type.h). A class made by a class statement is a gc object with virtual size 904 + 40 for each
 * __slots__ name; static types are embedded in the Runtime. Invariants: while TPF_VALID_VERSION is set nothing in the mro's
 * dicts has changed since `version` was given; the method cache may answer for that version.
 * Source followed: CPython 3.11 Objects/typeobject.c. */
#include "object/type_internal.h"

/* ---- version tags and the method cache ---- */

void type_modified(Runtime *rt, TypeObj *type) {
    intptr_t pos = 0;
    TypeObj *subclass;
    if (!(type->flags & TPF_VALID_VERSION)) return;
    while ((subclass = type_next_subclass(type, &pos))) type_modified(rt, subclass);
    type->flags &= ~(uint32_t)TPF_VALID_VERSION;
    type->version = 0;
}

bool type_assign_version(Runtime *rt, TypeObj *type) {
    Obj *bases;
    if (type->flags & TPF_VALID_VERSION) return true;
    if (!(type->flags & TPF_READY) || (type->flags & TPF_UNCACHED) || rt->next_type_version == UINT32_MAX) return false;
    type->version = ++rt->next_type_version;
    bases = borrow(type->bases);
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        if (type_assign_version(rt, (TypeObj *)TUPLE_ITEM(bases, i))) continue;
        type->version = 0;
        return false;
    }
    type->flags |= TPF_VALID_VERSION;
    return true;
}

HS_INLINE MethodCacheEntry *cache_entry(Runtime *rt, const TypeObj *type, const Obj *name) {
    return &rt->method_cache[(type->version ^ (uint32_t)((uintptr_t)name >> 3)) % METHOD_CACHE_SIZE];
}

/* The value in the first class of the mro that has `name`; borrowed, not cached. NULL with or without exception. */
Obj *type_find_in_mro(Runtime *rt, TypeObj *type, Obj *name) {
    int64_t hash = is_str_exact(rt, name) && STR(name)->hash != -1 ? STR(name)->hash : object_hash(rt, name);
    Obj *mro = borrow(type->mro), *found = NULL;
    if (hash == -1 || !mro) return NULL;
    keep(mro);
    for (intptr_t i = 0; i < TUPLE_SIZE(mro) && !found; i++) {
        TypeObj *base = (TypeObj *)TUPLE_ITEM(mro, i);
        found = dict_get_known_hash(rt, borrow(base->dict), name, hash);
        if (!found && RAISED(rt)) break;
    }
    release(rt, adopt(mro));
    return found;
}

static HS_NOINLINE Obj *lookup_uncached(Runtime *rt, TypeObj *type, Obj *name) {
    SavedRaise saved = raised_save(rt);
    Obj *found = type_find_in_mro(rt, type, name);
    if (RAISED(rt)) {
        raised_clear(rt);
        raised_put_back(rt, saved);
        return NULL;
    }
    raised_put_back(rt, saved);
    if (is_str_exact(rt, name) && STR(name)->length <= 100 && type_assign_version(rt, type)) {
        MethodCacheEntry *entry = cache_entry(rt, type, name);
        entry->version = type->version;
        entry->value = found;
        if (borrow(entry->name) != name) own_set(rt, &entry->name, keep(name));
    }
    return found;
}

Obj *type_lookup(Runtime *rt, TypeObj *type, Obj *name) {
    MethodCacheEntry *entry = cache_entry(rt, type, name);
    if (HS_LIKELY(entry->version == type->version && borrow(entry->name) == name)) return entry->value;
    return lookup_uncached(rt, type, name);
}

Own type_lookup_special(Runtime *rt, Obj *self, Obj *name) {
    Obj *found = type_lookup(rt, self->type, name);
    DescrGetFn get;
    if (!found) return (Own)0;
    get = found->type->slots.tp_descr_get;
    return get ? get(rt, found, self, (Obj *)self->type) : keep(found);
}

Own type_lookup_method(Runtime *rt, Obj *self, Obj *name, bool *unbound) {
    Obj *found = type_lookup(rt, self->type, name);
    DescrGetFn get;
    *unbound = false;
    if (!found) return (Own)0;
    if (is_method_of_class(rt, found)) {
        *unbound = true;
        return keep(found);
    }
    get = found->type->slots.tp_descr_get;
    return get ? get(rt, found, self, (Obj *)self->type) : keep(found);
}

bool type_is_subtype(TypeObj *a, TypeObj *b) {
    Obj *mro = borrow(a->mro);
    if (mro) {
        for (intptr_t i = 0, n = TUPLE_SIZE(mro); i < n; i++) {
            if (TUPLE_ITEM(mro, i) == (Obj *)b) return true;
        }
        return false;
    }
    for (; a; a = a->base_type) {
        if (a == b) return true;
    }
    return !b->base_type && !(b->flags & TPF_TYPE); /* not ready yet: everything derives from object */
}

/* ---- names ---- */

const char *type_short_name(TypeObj *type) {
    const char *dot;
    if ((type->flags & TPF_HEAP) && !type->spec) return type->name;
    dot = strrchr(type->name, '.');
    return dot ? dot + 1 : type->name;
}

Own type_name_str(Runtime *rt, TypeObj *type) {
    if (type->flags & TPF_HEAP) return keep(borrow(type->ht_name));
    return str_from_cstr(rt, type_short_name(type));
}

static Own get_name(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return type_name_str(rt, (TypeObj *)self);
}

Own type_get_qualname(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    (void)closure;
    return type->flags & TPF_HEAP ? keep(borrow(type->ht_qualname)) : type_name_str(rt, type);
}

Own type_get_module(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    const char *dot;
    (void)closure;
    if (type->flags & TPF_HEAP) {
        Obj *module = dict_get(rt, borrow(type->dict), ID(rt, __module__));
        if (module || RAISED(rt)) return xkeep(module);
        if (!(type->flags & TPF_STATIC_TWIN)) return raise_object(rt, EXC(rt, AttributeError), ID(rt, __module__));
    }
    dot = strrchr(type->name, '.');
    if (!dot) return keep(ID(rt, builtins));
    return str_intern(rt, str_from_ascii(rt, type->name, (size_t)(dot - type->name)));
}

Own type_module_str(Runtime *rt, TypeObj *type) {
    Own module = type_get_module(rt, (Obj *)type, NULL);
    if (!module) {
        raised_clear(rt);
    } else if (!is_str(borrow(module))) {
        own_clear(rt, &module);
    }
    return module;
}

static Own type_repr(Runtime *rt, Obj *self) {
    TypeObj *type = (TypeObj *)self;
    Own module = type_module_str(rt, type), name = type_get_qualname(rt, self, NULL), result = (Own)0;
    if (name && module && !str_equal(borrow(module), ID(rt, builtins))) {
        result = str_format(rt, "<class '%U.%U'>", borrow(module), borrow(name));
    } else if (name) {
        result = str_format(rt, "<class '%s'>", type->name);
    }
    xrelease(rt, module);
    xrelease(rt, name);
    return result;
}

/* ---- attributes of classes ---- */

static Own type_getattro(Runtime *rt, Obj *self, Obj *name) {
    TypeObj *type = (TypeObj *)self, *metatype = self->type;
    Obj *meta_attribute, *attribute;
    DescrGetFn meta_get = NULL, get;
    Own held = (Own)0, result;
    if (!is_str(name)) {
        return raise_format(rt, EXC(rt, TypeError), "attribute name must be string, not '%.200s'", name->type->name);
    }
    if ((meta_attribute = type_lookup(rt, metatype, name))) {
        held = keep(meta_attribute);
        meta_get = meta_attribute->type->slots.tp_descr_get;
        if (meta_get && descriptor_is_data(meta_attribute)) {
            result = meta_get(rt, meta_attribute, self, (Obj *)metatype);
            release(rt, held);
            return result;
        }
    }
    if ((attribute = type_lookup(rt, type, name))) {
        Own found = keep(attribute);
        xrelease(rt, held);
        if (!(get = attribute->type->slots.tp_descr_get)) return found;
        result = get(rt, attribute, NULL, self);
        release(rt, found);
        return result;
    }
    if (meta_get) {
        result = meta_get(rt, meta_attribute, self, (Obj *)metatype);
        release(rt, held);
        return result;
    }
    if (held) return held;
    return raise_format(rt, EXC(rt, AttributeError), "type object '%.50s' has no attribute '%U'", type->name, name);
}

static bool is_dunder(Obj *name) {
    const uint8_t *chars = STR(name)->data;
    intptr_t n = STR(name)->length;
    if (n <= 4 || STR(name)->kind != 1) return false;
    return chars[0] == '_' && chars[1] == '_' && chars[n - 1] == '_' && chars[n - 2] == '_';
}

static int type_setattro(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    TypeObj *type = (TypeObj *)self;
    Own held;
    int result;
    if (type->flags & TPF_IMMUTABLE) {
        return raise_format_int(rt, EXC(rt, TypeError), "cannot set %R attribute of immutable type '%s'", name,
                                type->name);
    }
    held = keep(name);
    if (is_str(name) && !is_str_exact(rt, name)) {
        own_set(rt, &held, str_from_kind(rt, STR(name)->kind, STR(name)->data, STR(name)->length));
        if (!held) return -1;
    }
    if (is_str(name)) str_intern_in_place(rt, &held);
    result = object_generic_setattr(rt, self, borrow(held), value);
    if (result == 0) {
        type_modified(rt, type);
        if (is_dunder(borrow(held))) result = type_update_slot(rt, type, borrow(held));
    }
    release(rt, held);
    return result;
}

static int check_settable(Runtime *rt, TypeObj *type, Obj *value, const char *name) {
    if (type->flags & TPF_IMMUTABLE) {
        return raise_format_int(rt, EXC(rt, TypeError), "cannot set '%s' attribute of immutable type '%s'", name,
                                type->name);
    }
    if (!value) {
        return raise_format_int(rt, EXC(rt, TypeError), "cannot delete '%s' attribute of immutable type '%s'", name,
                                type->name);
    }
    return 0;
}

static int set_name(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    const char *text;
    size_t size;
    (void)closure;
    if (check_settable(rt, type, value, "__name__") < 0) return -1;
    if (!is_str(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "can only assign string to %s.__name__, not '%s'", type->name,
                                value->type->name);
    }
    if (!(text = str_utf8(rt, value, &size))) return -1;
    if (strlen(text) != size) {
        return raise_format_int(rt, EXC(rt, ValueError), "type name must not contain null characters");
    }
    type->name = text;
    keep(value);
    own_set(rt, &type->ht_name, adopt(value));
    return 0;
}

static int set_qualname(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    (void)closure;
    if (check_settable(rt, type, value, "__qualname__") < 0) return -1;
    if (!is_str(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "can only assign string to %s.__qualname__, not '%s'",
                                type->name, value->type->name);
    }
    own_set(rt, &type->ht_qualname, keep(value));
    return 0;
}

static int set_module(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    (void)closure;
    if (check_settable(rt, type, value, "__module__") < 0) return -1;
    type_modified(rt, type);
    return dict_set(rt, borrow(type->dict), ID(rt, __module__), value);
}

Own type_get_abstract_methods(Runtime *rt, TypeObj *type) {
    Obj *found = NULL;
    if (type != T(rt, TYPE)) found = dict_get(rt, borrow(type->dict), ID(rt, __abstractmethods__));
    if (found) return keep(found);
    return RAISED(rt) ? (Own)0 : raise_object(rt, EXC(rt, AttributeError), ID(rt, __abstractmethods__));
}

static Own get_abstract_methods(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return type_get_abstract_methods(rt, (TypeObj *)self);
}

static int set_abstract_methods(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    int is_abstract = 0;
    (void)closure;
    if (value) {
        if ((is_abstract = object_is_true(rt, value)) < 0) return -1;
        if (dict_set(rt, borrow(type->dict), ID(rt, __abstractmethods__), value) < 0) return -1;
    } else if (dict_delete(rt, borrow(type->dict), ID(rt, __abstractmethods__)) < 0) {
        if (!raised_matches(rt, EXC(rt, KeyError))) return -1;
        raised_clear(rt);
        raise_object(rt, EXC(rt, AttributeError), ID(rt, __abstractmethods__));
        return -1;
    }
    type_modified(rt, type);
    if (is_abstract) type->flags |= TPF_ABSTRACT;
    else type->flags &= ~(uint32_t)TPF_ABSTRACT;
    return 0;
}

static Own get_doc(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    Obj *doc;
    DescrGetFn get;
    (void)closure;
    if (!(type->flags & TPF_HEAP) && type->spec && type->spec->doc) {
        return doc_get_text(rt, type_short_name(type), type->spec->doc);
    }
    if (type->flags & TPF_EXCEPTION && !(type->flags & TPF_HEAP)) return exception_class_doc(rt, type);
    doc = dict_get(rt, borrow(type->dict), ID(rt, __doc__));
    if (!doc) return RAISED(rt) ? (Own)0 : keep(rt->none);
    get = doc->type->slots.tp_descr_get;
    return get ? get(rt, doc, NULL, self) : keep(doc);
}

static int set_doc(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    (void)closure;
    if (check_settable(rt, type, value, "__doc__") < 0) return -1;
    type_modified(rt, type);
    return dict_set(rt, borrow(type->dict), ID(rt, __doc__), value);
}

static Own get_text_signature(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    (void)closure;
    if (!type->spec) return keep(rt->none);
    return doc_get_signature(rt, type_short_name(type), type->spec->doc);
}

static Own get_annotations(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    Obj *found;
    DescrGetFn get;
    Own annotations;
    (void)closure;
    if (!(type->flags & TPF_HEAP)) {
        return raise_format(rt, EXC(rt, AttributeError), "type object '%s' has no attribute '__annotations__'",
                            type->name);
    }
    if ((found = dict_get(rt, borrow(type->dict), ID(rt, __annotations__)))) {
        get = found->type->slots.tp_descr_get;
        return get ? get(rt, found, NULL, self) : keep(found);
    }
    if (RAISED(rt) || !(annotations = dict_new(rt))) return (Own)0;
    if (dict_set(rt, borrow(type->dict), ID(rt, __annotations__), borrow(annotations)) < 0) {
        own_clear(rt, &annotations);
    }
    type_modified(rt, type);
    return annotations;
}

static int set_annotations(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    int result;
    (void)closure;
    if (type->flags & TPF_IMMUTABLE) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "cannot set '__annotations__' attribute of immutable type '%s'", type->name);
    }
    if (value) {
        result = dict_set(rt, borrow(type->dict), ID(rt, __annotations__), value);
    } else {
        int there = dict_contains(rt, borrow(type->dict), ID(rt, __annotations__));
        if (there < 0) return -1;
        if (!there) {
            raise_object(rt, EXC(rt, AttributeError), ID(rt, __annotations__));
            return -1;
        }
        result = dict_delete(rt, borrow(type->dict), ID(rt, __annotations__));
    }
    if (result == 0) type_modified(rt, type);
    return result;
}

static Own get_dict(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    (void)closure;
    return type->dict ? mappingproxy_new(rt, borrow(type->dict)) : keep(rt->none);
}

static Own get_mro(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    (void)closure;
    return type->mro ? keep(borrow(type->mro)) : keep(rt->none);
}

static Own get_base(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    (void)closure;
    return keep(type->base_type ? (Obj *)type->base_type : rt->none);
}

/* Flags as CPython numbers them (the ones that programs look at). */
static int64_t public_flags(Runtime *rt, const TypeObj *type) {
    static const struct { uint32_t ours; uint32_t theirs; } map[] = {
        {TPF_HEAP, 1u << 9}, {TPF_BASETYPE, 1u << 10}, {TPF_GC, 1u << 14}, {TPF_MANAGED_DICT, 1u << 4},
        {TPF_READY, 1u << 12}, {TPF_ABSTRACT, 1u << 20}, {TPF_IMMUTABLE, 1u << 8}, {TPF_METHOD_DESCRIPTOR, 1u << 17},
        {TPF_SEQUENCE, 1u << 5}, {TPF_MAPPING, 1u << 6}, {TPF_MATCH_SELF, 1u << 22}, {TPF_NO_INSTANTIATION, 1u << 7},
        {TPF_VALID_VERSION, 1u << 19}, {TPF_INT, 1u << 24}, {TPF_LIST, 1u << 25}, {TPF_TUPLE, 1u << 26},
        {TPF_BYTES, 1u << 27}, {TPF_STR, 1u << 28}, {TPF_DICT, 1u << 29}, {TPF_EXCEPTION, 1u << 30},
        {TPF_TYPE, 1u << 31},
    };
    uint32_t flags = 0;
    for (size_t i = 0; i < HS_COUNT(map); i++) {
        if (type->flags & map[i].ours) flags |= map[i].theirs;
    }
    if (type->slots.tp_vectorcall) flags |= 1u << 11;
    if (type->flags & TPF_STATIC_TWIN) flags &= ~(1u << 9);
    if (!rt->lens->inline_values) flags &= ~(1u << 4);
    if (!rt->lens->weak_in_front) return flags;
    if (!(flags & 1u << 9)) flags |= 1u << 1;                          /* static, in every interpreter */
    if (type->flags & TPF_WEAK_IN_FRONT) flags |= 1u << 3;
    if (rt->lens->values_inside && flags & 1u << 4 && type->slots.tp_alloc == instance_alloc_with_values) flags |= 1u << 2;
    if (type->flags & TPF_TYPE) flags |= 1u << 11 | 1u << 23;          /* __slots__ of a metaclass's lie behind its classes */
    return flags;
}

enum { NUMBER_BASICSIZE, NUMBER_ITEMSIZE, NUMBER_FLAGS, NUMBER_WEAK, NUMBER_DICT };

/* Offset of a field that a builtin type keeps in a C struct, as on 64 bits: the fields in front of it are words, unless CPython's struct
 * has others there. Fields that classes add lie at their 64-bit offset already. */
static int64_t virtual_offset(const TypeObj *type, bool weak) {
    int64_t offset = weak ? type->weak_offset : type->dict_offset;
    while (type->flags & TPF_HEAP && !type->spec && type->base) type = (const TypeObj *)borrow(type->base);
    bool inherited = offset == (weak ? type->weak_offset : type->dict_offset);
    static const struct {
        const char *name;
        int16_t weak, dict;
    } other[] = {{"type", 368, 264}, {"memoryview", 136, 0}, {"function", 96, 88}, {"code", 144, 0},
                 {"set", 192, 0}, {"frozenset", 192, 0}, {"array.array", 48, 0}, {"_thread.lock", 24, 0}, {"_thread.RLock", 40, 0},
                 {"functools._lru_cache_wrapper", 144, 136}, {"_io.TextIOWrapper", 176, 184}};
    for (size_t i = 0; inherited && offset && i < HS_COUNT(other); i++) {
        if (strcmp(type->name, other[i].name) == 0) return weak ? other[i].weak : other[i].dict;
    }
    return inherited ? offset / (int64_t)sizeof(void *) * 8 : offset;
}

/* The class that added what `flag` says, or `type` itself. */
static const TypeObj *where_added(const TypeObj *type, uint32_t flag) {
    while (type->base_type && (type->base_type->flags & flag)) type = type->base_type;
    return type;
}

static int64_t managed_dict_offset(Runtime *rt, const TypeObj *type) {
    if (rt->lens->weak_in_front) return -1;
    type = where_added(type, TPF_MANAGED_DICT);
    if (rt->lens->inline_values) return -(int64_t)type->virtual_size - 24;
    return type->virtual_size - (type->weak_offset && !type->base_type->weak_offset ? 16 : 8);
}

static int64_t weak_list_offset(const TypeObj *type) {
    if (type->flags & TPF_WEAK_IN_FRONT) return -32;
    if (!type->weak_offset) return 0;
    for (; type->base_type && type->base_type->weak_offset; type = type->base_type) {
        if (type->shown_weak) break;
    }
    if (type->shown_weak) return type->shown_weak;
    return type->flags & TPF_HEAP && !type->spec ? (int64_t)type->virtual_size - 8 : virtual_offset(type, true);
}

static Own get_number(Runtime *rt, Obj *self, const void *closure) {
    TypeObj *type = (TypeObj *)self;
    switch ((intptr_t)closure) {
    case NUMBER_BASICSIZE: return int_from_i64(rt, type->virtual_size);
    case NUMBER_ITEMSIZE: return int_from_i64(rt, type->virtual_item);
    case NUMBER_FLAGS: return int_from_i64(rt, public_flags(rt, type));
    case NUMBER_WEAK: return int_from_i64(rt, weak_list_offset(type));
    default:
        if (type->flags & TPF_MANAGED_DICT) return int_from_i64(rt, managed_dict_offset(rt, type));
        for (const TypeObj *t = type; t && t->dict_offset; t = t->base_type) {
            if (t->shown_dict) return int_from_i64(rt, t->shown_dict < 0 ? 0 : t->shown_dict);
        }
        return int_from_i64(rt, type->dict_offset == DICT_AT_END ? -8 : virtual_offset(type, false));
    }
}

/* ---- calling classes ---- */

Own type_call(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs) {
    TypeObj *type = (TypeObj *)callable;
    Own result;
    if (type == T(rt, TYPE)) {
        intptr_t nargs = TUPLE_SIZE(args);
        if (nargs == 1 && (!kwargs || DICT_SIZE(kwargs) == 0)) return keep((Obj *)TUPLE_ITEM(args, 0)->type);
        if (nargs != 3) return raise_format(rt, EXC(rt, TypeError), "type() takes 1 or 3 arguments");
    }
    if (!type->slots.tp_new) {
        return raise_format(rt, EXC(rt, TypeError), "cannot create '%s' instances", type->name);
    }
    result = call_check_result(rt, callable, type->slots.tp_new(rt, type, args, kwargs));
    if (!result || !is_instance_of(borrow(result), type)) return result;
    type = borrow(result)->type;
    if (type->slots.tp_init && type->slots.tp_init(rt, borrow(result), args, kwargs) < 0) own_clear(rt, &result);
    return result;
}

static Own call_with_level(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own tuple = tuple_from(rt, args, (intptr_t)nargs), kwargs = (Own)0, result = (Own)0;
    if (!tuple) return (Own)0;
    if (kwnames && TUPLE_SIZE(kwnames) && !(kwargs = call_kwargs_dict(rt, args + nargs, kwnames))) goto done;
    if (enter_recursive_call(rt, " while calling a Python object") < 0) goto done;
    result = type_call(rt, callable, borrow(tuple), borrow(kwargs));
    leave_recursive_call(rt);
done:
    release(rt, tuple);
    xrelease(rt, kwargs);
    return result;
}

/* Classes that have their own fast constructor are called through it; others get a tuple and a dict. */
static Own type_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    VectorCallFn call = ((TypeObj *)callable)->slots.type_vectorcall;
    return (call ? call : call_with_level)(rt, callable, args, nargs, kwnames);
}

/* type(x) */
static Own type_type_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (nargs != 1) return call_with_level(rt, callable, args, nargs, kwnames);
    if (args_no_keywords(rt, "type", kwnames) < 0) return (Own)0;
    return keep((Obj *)args[0]->type);
}

static int type_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    intptr_t nargs = TUPLE_SIZE(args);
    (void)self;
    if (kwargs && nargs == 1 && DICT_SIZE(kwargs) != 0) {
        return raise_format_int(rt, EXC(rt, TypeError), "type.__init__() takes no keyword arguments");
    }
    if (nargs != 1 && nargs != 3) {
        return raise_format_int(rt, EXC(rt, TypeError), "type.__init__() takes 1 or 3 arguments");
    }
    return 0;
}

/* ---- methods ---- */

static Own method_mro(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return type_default_mro(rt, (TypeObj *)self);
}

static Own method_subclasses(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    intptr_t pos = 0;
    TypeObj *subclass;
    Own list = list_new(rt, 0);
    (void)args, (void)nargs, (void)kwnames;
    while (list && (subclass = type_next_subclass((TypeObj *)self, &pos))) {
        if (list_append(rt, borrow(list), (Obj *)subclass) < 0) own_clear(rt, &list);
    }
    return list;
}

static Own method_prepare(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return dict_new(rt);
}

static Own method_instancecheck(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own cls;
    bool is_instance;
    (void)nargs, (void)kwnames;
    if (is_instance_of(args[0], (TypeObj *)self)) return bool_from(rt, true);
    cls = object_lookup_attr(rt, args[0], ID(rt, __class__));
    if (!cls && RAISED(rt)) return (Own)0;
    is_instance = cls && borrow(cls) != (Obj *)args[0]->type && is_type(borrow(cls)) &&
                  type_is_subtype((TypeObj *)borrow(cls), (TypeObj *)self);
    xrelease(rt, cls);
    return bool_from(rt, is_instance);
}

/* Whether `cls` is reachable from `derived` through __bases__ (objects that only look like classes). */
static int looks_derived(Runtime *rt, Obj *derived, Obj *cls) {
    Own bases;
    int result = 0;
    if (derived == cls) return 1;
    bases = object_lookup_attr(rt, derived, ID(rt, __bases__));
    if (!bases) return RAISED(rt) ? -1 : 0;
    if (is_tuple(borrow(bases))) {
        for (intptr_t i = 0; i < TUPLE_SIZE(borrow(bases)) && result == 0; i++) {
            if (enter_recursive_call(rt, " in __issubclass__") < 0) {
                result = -1;
                break;
            }
            result = looks_derived(rt, TUPLE_ITEM(borrow(bases), i), cls);
            leave_recursive_call(rt);
        }
    }
    release(rt, bases);
    return result;
}

static Own method_subclasscheck(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own bases;
    bool has_bases;
    int result;
    (void)nargs, (void)kwnames;
    if (is_type(args[0])) return bool_from(rt, type_is_subtype((TypeObj *)args[0], (TypeObj *)self));
    bases = object_lookup_attr(rt, args[0], ID(rt, __bases__));
    if (!bases && RAISED(rt)) return (Own)0;
    has_bases = bases && is_tuple(borrow(bases));
    xrelease(rt, bases);
    if (!has_bases) return raise_format(rt, EXC(rt, TypeError), "issubclass() arg 1 must be a class");
    result = looks_derived(rt, args[0], self);
    return result < 0 ? (Own)0 : bool_from(rt, result);
}

static int merge_class_dict(Runtime *rt, Obj *dict, Obj *cls) {
    Own part = object_lookup_attr(rt, cls, ID(rt, __dict__)), bases;
    int64_t count;
    int result = 0;
    if (part) {
        result = dict_update(rt, dict, borrow(part));
        release(rt, part);
    }
    if (result < 0 || RAISED(rt)) return -1;
    if (!(bases = object_lookup_attr(rt, cls, ID(rt, __bases__)))) return RAISED(rt) ? -1 : 0;
    count = object_length(rt, borrow(bases));
    result = count < 0 ? -1 : 0;
    for (int64_t i = 0; i < count && result == 0; i++) {
        Own base = sequence_getitem(rt, borrow(bases), i);
        result = base ? merge_class_dict(rt, dict, borrow(base)) : -1;
        xrelease(rt, base);
    }
    release(rt, bases);
    return result;
}

static Own method_dir(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own dict = dict_new(rt), result = (Own)0;
    (void)args, (void)nargs, (void)kwnames;
    if (dict && merge_class_dict(rt, borrow(dict), self) == 0) result = dict_keys_list(rt, borrow(dict));
    xrelease(rt, dict);
    return result;
}

static uint64_t type_sizeof(Runtime *rt, Obj *self) {
    TypeObj *type = (TypeObj *)self;
    if (!(type->flags & TPF_HEAP) || type->flags & TPF_STATIC_TWIN) return rt->lens->static_type; /* CPython's PyTypeObject */
    return T(rt, TYPE)->virtual_size + (type->cached_keys ? dict_shared_keys_virtual_size(type->cached_keys) : 0);
}

/* ---- memory ---- */

static int type_traverse(Obj *self, VisitFn visit, void *arg) {
    TypeObj *type = (TypeObj *)self;
    VISIT(type->dict);
    VISIT(type->cache);
    VISIT(type->mro);
    VISIT(type->bases);
    VISIT(type->base);
    VISIT(type->ht_module);
    return 0;
}

static int type_clear(Runtime *rt, Obj *self) {
    TypeObj *type = (TypeObj *)self;
    type_modified(rt, type);
    if (type->dict) dict_clear_items(rt, borrow(type->dict));
    own_clear(rt, &type->ht_module);
    own_clear(rt, &type->mro);
    return 0;
}

static void type_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = (TypeObj *)self;
    hs_assert(type->flags & TPF_HEAP);
    gc_untrack(rt, self);
    if (type->bases) {
        SavedRaise saved = raised_save(rt);
        type_remove_subclasses(rt, type, borrow(type->bases));
        raised_put_back(rt, saved);
    }
    weakref_clear_all(rt, self);
    xrelease(rt, type->base);
    xrelease(rt, type->dict);
    xrelease(rt, type->bases);
    xrelease(rt, type->mro);
    xrelease(rt, type->cache);
    xrelease(rt, type->subclasses);
    xrelease(rt, type->ht_name);
    xrelease(rt, type->ht_qualname);
    xrelease(rt, type->ht_slots);
    if (type->cached_keys) dict_keys_release(rt, type->cached_keys);
    xrelease(rt, type->ht_module);
    self->type->slots.tp_free(rt, self);
}

/* ---- tables ---- */

static const MethodDef type_methods[] = {
    {"mro", method_mro, METH_NOARGS, 0, 0, "mro($self, /)\n--\n\nReturn a type's method resolution order."},
    {"__subclasses__", method_subclasses, METH_NOARGS, 0, 0,
     "__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses."},
    {"__prepare__", method_prepare, METH_FASTCALL | METH_KEYWORDS | METH_CLASS, 0, -1,
     "__prepare__() -> dict\nused to create the namespace for the class statement"},
    {"__instancecheck__", method_instancecheck, METH_O, 1, 1,
     "__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an instance."},
    {"__subclasscheck__", method_subclasscheck, METH_O, 1, 1,
     "__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a subclass."},
    {"__dir__", method_dir, METH_NOARGS, 0, 0,
     "__dir__($self, /)\n--\n\nSpecialized __dir__ implementation for types."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0,
     "__sizeof__($self, /)\n--\n\nReturn memory consumption of the type object."},
    METHOD_END};

static const MemberDef type_members[] = {
    MEMBER_FROM("__basicsize__", get_number, NUMBER_BASICSIZE, NULL),
    MEMBER_FROM("__itemsize__", get_number, NUMBER_ITEMSIZE, NULL),
    MEMBER_FROM("__flags__", get_number, NUMBER_FLAGS, NULL),
    MEMBER_FROM("__weakrefoffset__", get_number, NUMBER_WEAK, NULL),
    MEMBER_FROM("__base__", get_base, 0, NULL),
    MEMBER_FROM("__dictoffset__", get_number, NUMBER_DICT, NULL),
    MEMBER_FROM("__mro__", get_mro, 0, NULL),
    MEMBER_END,
};

static const GetSetDef type_getset[] = {
    {"__name__", get_name, set_name, NULL, NULL},
    {"__qualname__", type_get_qualname, set_qualname, NULL, NULL},
    {"__bases__", type_get_bases, type_set_bases, NULL, NULL},
    {"__module__", type_get_module, set_module, NULL, NULL},
    {"__abstractmethods__", get_abstract_methods, set_abstract_methods, NULL, NULL},
    {"__dict__", get_dict, NULL, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
    GETSET_END};

_Static_assert(sizeof(TypeObj) <= 904, "a class fits its virtual size");

const TypeSpec type_type_spec = {
    .name = "type",
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    .flags = TPF_BASETYPE | TPF_GC | TPF_TYPE,
    .virtual_size = 904,
    .virtual_item = 40,
    .weak_offset = offsetof(TypeObj, weaklist),
    .dict_offset = offsetof(TypeObj, dict),
    .slots = {.tp_dealloc = type_dealloc,
              .tp_traverse = type_traverse,
              .tp_clear = type_clear,
              .tp_free = gc_free,
              .tp_new = type_new,
              .tp_init = type_init,
              .tp_repr = type_repr,
              .tp_sizeof = type_sizeof,
              .tp_call = type_call,
              .tp_vectorcall = type_vectorcall,
              .type_vectorcall = type_type_vectorcall,
              .tp_getattro = type_getattro,
              .tp_setattro = type_setattro,
              .nb_or = union_or},
    .methods = type_methods,
    .members = type_members,
    .getset = type_getset,
};
