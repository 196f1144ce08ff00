/* Making classes: type(name, bases, namespace), __slots__, __set_name__, __init_subclass__.
 *
 * The order of the steps and of the allocations is CPython's: namespace copy, slots tuple, type object, descriptors, mro,
 * subclass link, shared keys. Members of __slots__ lie at virtual offsets behind the base's instance; their MemberDef
 * table lies behind the type object itself.
 * Source followed: CPython 3.11 Objects/typeobject.c (type_new and its helpers). */
#include "heap/seam.h"
#include "object/frame.h"
#include "object/list.h"
#include "object/slots.h"
#include "object/type_internal.h"

typedef struct NewType {
    TypeObj *metatype, *base;
    Obj *args, *kwargs, *name, *namespace;
    Own bases, slots; /* slots: tuple or NULL */
    intptr_t slot_count;
    bool may_add_dict, may_add_weak, add_dict, add_weak;
} NewType;

/* ---- __slots__ ---- */

Own name_mangle(Runtime *rt, Obj *class_name, Obj *name) {
    intptr_t length = STR(name)->length, skip = 0, class_length = STR(class_name)->length;
    Own stripped, result;
    if (length < 2 || str_char(name, 0) != '_' || str_char(name, 1) != '_') return keep(name);
    if (str_char(name, length - 1) == '_' && str_char(name, length - 2) == '_') return keep(name);
    if (str_find(name, str_latin1_char(rt, '.'), 0, length, 1) >= 0) return keep(name);
    while (skip < class_length && str_char(class_name, skip) == '_') skip++;
    if (skip == class_length) return keep(name);
    if (!(stripped = str_substring(rt, class_name, skip, class_length))) return (Own)0;
    result = str_format(rt, "_%U%U", borrow(stripped), name);
    release(rt, stripped);
    return result ? str_intern(rt, result) : result;
}

static int get_slots(Runtime *rt, NewType *new_type, Obj *namespace) {
    Obj *slots = dict_get(rt, namespace, ID(rt, __slots__));
    if (!slots) return RAISED(rt) ? -1 : 0;
    new_type->slots = is_str(slots) ? tuple_pack(rt, 1, slots) : tuple_from_iterable(rt, slots);
    if (!new_type->slots) return -1;
    new_type->slot_count = TUPLE_SIZE(borrow(new_type->slots));
    return 0;
}

static int check_slot_name(Runtime *rt, NewType *new_type, Obj *name) {
    if (!is_str(name)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__slots__ items must be strings, not '%.200s'",
                                name->type->name);
    }
    if (!str_is_identifier(name)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__slots__ must be identifiers");
    }
    if (str_equal(name, ID(rt, __dict__))) {
        if (!new_type->may_add_dict || new_type->add_dict) {
            return raise_format_int(rt, EXC(rt, TypeError), "__dict__ slot disallowed: we already got one");
        }
        new_type->add_dict = true;
    }
    if (str_equal(name, ID(rt, __weakref__))) {
        if (!new_type->may_add_weak || new_type->add_weak) {
            return raise_format_int(rt, EXC(rt, TypeError),
                                    "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
        }
        new_type->add_weak = true;
    }
    return 0;
}

/* A class variable of the same name would be hidden by the member descriptor. */
static int check_slot_conflict(Runtime *rt, Obj *name, Obj *namespace) {
    int there = dict_contains(rt, namespace, name);
    if (there <= 0) return there;
    if (str_equal(name, ID(rt, __qualname__)) || str_equal(name, ID(rt, __classcell__))) return 0;
    return raise_format_int(rt, EXC(rt, ValueError), "%R in __slots__ conflicts with class variable", name);
}

/* The names of real members, mangled and sorted (equal layouts compare equal). */
static Own copy_slots(Runtime *rt, NewType *new_type, Obj *namespace) {
    Obj *slots = borrow(new_type->slots);
    Own list = list_new(rt, new_type->slot_count - new_type->add_dict - new_type->add_weak), tuple = (Own)0;
    intptr_t count = 0;
    if (!list) return (Own)0;
    for (intptr_t i = 0; i < new_type->slot_count; i++) {
        Obj *name = TUPLE_ITEM(slots, i);
        Own mangled;
        if ((new_type->add_dict && str_equal(name, ID(rt, __dict__))) ||
            (new_type->add_weak && str_equal(name, ID(rt, __weakref__)))) {
            continue;
        }
        if (!(mangled = name_mangle(rt, new_type->name, name))) goto done;
        LIST(borrow(list))->items[count++] = mangled;
        if (check_slot_conflict(rt, borrow(mangled), namespace) < 0) goto done;
    }
    if (list_sort(rt, borrow(list), NULL, false) < 0) goto done;
    tuple = list_to_tuple(rt, borrow(list));
done:
    release(rt, list);
    return tuple;
}

static bool has_dict(const TypeObj *type) { return type->dict_offset || (type->flags & TPF_MANAGED_DICT); }

/* Secondary bases may bring a __dict__ or weak references. */
static void slots_from_bases(NewType *new_type) {
    Obj *bases = borrow(new_type->bases);
    if (TUPLE_SIZE(bases) <= 1) return;
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        TypeObj *base = (TypeObj *)TUPLE_ITEM(bases, i);
        if (base == new_type->base) continue;
        if (new_type->may_add_dict && has_dict(base)) new_type->add_dict = true;
        if (new_type->may_add_weak && base->weak_offset) new_type->add_weak = true;
    }
}

static int work_out_slots(Runtime *rt, NewType *new_type, Obj *namespace) {
    TypeObj *base = new_type->base;
    new_type->may_add_dict = !has_dict(base);
    new_type->may_add_weak = !base->weak_offset && !base->virtual_item;
    if (!new_type->slots) {
        new_type->add_dict = new_type->may_add_dict;
        new_type->add_weak = new_type->may_add_weak;
        return 0;
    }
    if (new_type->slot_count > 0 && base->virtual_item) {
        return raise_format_int(rt, EXC(rt, TypeError), "nonempty __slots__ not supported for subtype of '%s'",
                                base->name);
    }
    for (intptr_t i = 0; i < new_type->slot_count; i++) {
        if (check_slot_name(rt, new_type, TUPLE_ITEM(borrow(new_type->slots), i)) < 0) return -1;
    }
    own_set(rt, &new_type->slots, copy_slots(rt, new_type, namespace));
    if (!new_type->slots) return -1;
    new_type->slot_count = TUPLE_SIZE(borrow(new_type->slots));
    slots_from_bases(new_type);
    return 0;
}

/* ---- the type object ---- */

static TypeObj *allocate(Runtime *rt, NewType *new_type) {
    Own allocated = new_type->metatype->slots.tp_alloc(rt, new_type->metatype, new_type->slot_count);
    TypeObj *type = (TypeObj *)borrow(allocated);
    if (!type) return NULL;
    type->head.size = new_type->slot_count;
    type->flags = TPF_HEAP | TPF_BASETYPE | TPF_GC | (new_type->base->flags & (TPF_NO_VALUES | TPF_SHOWS_BLOCK));
    type->bases = keep(borrow(new_type->bases));
    type->base = keep((Obj *)new_type->base);
    type->base_type = new_type->base;
    type->slots.tp_dealloc = subtype_dealloc;
    type->slots.tp_alloc = type_generic_alloc;
    type->slots.tp_free = gc_free;
    type->slots.tp_traverse = subtype_traverse;
    type->slots.tp_clear = subtype_clear;
    type->ht_name = keep(new_type->name);
    type->name = "?";
    return type;
}

static TypeObj *start_type(Runtime *rt, NewType *new_type) {
    Own namespace = dict_copy(rt, new_type->namespace);
    TypeObj *type = NULL;
    if (namespace && get_slots(rt, new_type, borrow(namespace)) == 0 &&
        work_out_slots(rt, new_type, borrow(namespace)) == 0) {
        type = allocate(rt, new_type);
    }
    if (!type) {
        xrelease(rt, namespace);
        return NULL;
    }
    type->dict = namespace;
    type->ht_slots = new_type->slots;
    new_type->slots = (Own)0;
    return type;
}

/* ---- attributes ---- */

static int set_name(Runtime *rt, NewType *new_type, TypeObj *type) {
    size_t size;
    const char *name = str_utf8(rt, new_type->name, &size);
    if (!name) return -1;
    if (strlen(name) != size) {
        return raise_format_int(rt, EXC(rt, ValueError), "type name must not contain null characters");
    }
    type->name = name;
    return 0;
}

static int set_module(Runtime *rt, TypeObj *type) {
    int there = dict_contains(rt, borrow(type->dict), ID(rt, __module__));
    Obj *module;
    if (there) return there < 0 ? -1 : 0;
    if (!rt->ts.frame) return 0;
    module = dict_get(rt, rt->ts.frame->globals, ID(rt, __name__));
    if (!module) return RAISED(rt) ? -1 : 0;
    return dict_set(rt, borrow(type->dict), ID(rt, __module__), module);
}

static int set_qualname(Runtime *rt, TypeObj *type) {
    Obj *qualname = dict_get(rt, borrow(type->dict), ID(rt, __qualname__));
    if (!qualname) {
        if (RAISED(rt)) return -1;
        type->ht_qualname = keep(borrow(type->ht_name));
        return 0;
    }
    if (!is_str(qualname)) {
        return raise_format_int(rt, EXC(rt, TypeError), "type __qualname__ must be a str, not %s",
                                qualname->type->name);
    }
    type->ht_qualname = keep(qualname);
    return dict_delete(rt, borrow(type->dict), ID(rt, __qualname__));
}

/* A plain function under `name` becomes what `wrap` makes of it. */
static int wrap_function(Runtime *rt, TypeObj *type, Obj *name, Own (*wrap)(Runtime *, Obj *)) {
    Obj *function = dict_get(rt, borrow(type->dict), name);
    Own wrapped;
    int result;
    if (!function || !is_function(rt, function)) return RAISED(rt) ? -1 : 0;
    if (!(wrapped = wrap(rt, function))) return -1;
    result = dict_set(rt, borrow(type->dict), name, borrow(wrapped));
    release(rt, wrapped);
    return result;
}

/* Sizes and offsets of instances. 3.10 has the dict behind the slots, where we keep it in front all the same: a block is as large. */
static int lay_out(Runtime *rt, NewType *new_type, TypeObj *type) {
    const Lens *lens = rt->lens;
    TypeObj *base = new_type->base;
    uint32_t offset = base->c_size, size = base->virtual_size;
    MemberDef *members = (MemberDef *)(void *)((char *)type + new_type->metatype->c_size);
    Obj *slots = borrow(type->ht_slots);
    for (intptr_t i = 0; slots && i < TUPLE_SIZE(slots); i++) {
        size_t length;
        members[i].name = str_utf8(rt, TUPLE_ITEM(slots, i), &length);
        if (!members[i].name) return -1;
        members[i].kind = MEMBER_OBJECT_EX;
        members[i].offset = offset;
        offset += 8, size += 8;
    }
    type->ht_members = members;
    type->slot_count = (int16_t)new_type->slot_count;
    if (new_type->add_dict && base->virtual_item && !lens->weak_in_front) {
        type->dict_offset = DICT_AT_END;
        offset += 8, size += 8;
    } else if (new_type->add_dict) {
        type->flags |= TPF_MANAGED_DICT;
        if (!lens->inline_values) size += 8;
    }
    if (new_type->add_weak) {
        bool in_front = sizeof(void *) == 4 && lens->minor != LENS_DEFAULT; /* behind the 32-bit gc links */
        if (lens->weak_in_front) type->flags |= TPF_WEAK_IN_FRONT;
        else size += 8;
        type->weak_offset = in_front ? (uint16_t)-8 : (uint16_t)offset;
        if (!in_front) offset += 8;
    }
    if (offset > UINT16_MAX) return raise_format_int(rt, EXC(rt, TypeError), "too many __slots__");
    type->virtual_size = size;
    type->c_size = offset;
    type->virtual_item = base->virtual_item;
    if (lens->values_inside && ((type->flags | base->flags) & TPF_MANAGED_DICT) && !type->virtual_item) {
        bool plain = size == 16; /* no fields of their own, a base class's or slots */
        type->slots.tp_alloc = plain ? instance_alloc_with_values : type_generic_alloc;
        if (!plain) type->flags |= TPF_NO_VALUES;
    }
    return 0;
}

static int set_class_cell(Runtime *rt, TypeObj *type) {
    Obj *cell = dict_get(rt, borrow(type->dict), ID(rt, __classcell__));
    if (!cell) return RAISED(rt) ? -1 : 0;
    if (cell->type != T(rt, CELL)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__classcell__ must be a nonlocal cell, not %.200R",
                                (Obj *)cell->type);
    }
    own_set(rt, &CELL(cell)->value, keep((Obj *)type));
    return dict_delete(rt, borrow(type->dict), ID(rt, __classcell__));
}

/* Only a docstring that UTF-8 can hold. */
static int check_doc(Runtime *rt, TypeObj *type) {
    size_t size;
    Obj *doc = dict_get(rt, borrow(type->dict), ID(rt, __doc__));
    return (doc ? is_str(doc) && !str_utf8(rt, doc, &size) : RAISED(rt)) ? -1 : 0;
}

static int set_attributes(Runtime *rt, NewType *new_type, TypeObj *type) {
    if (check_doc(rt, type) < 0) return -1;
    if (set_name(rt, new_type, type) < 0 || set_module(rt, type) < 0 || set_qualname(rt, type) < 0) return -1;
    if (wrap_function(rt, type, ID(rt, __new__), staticmethod_new) < 0 ||
        wrap_function(rt, type, ID(rt, __init_subclass__), classmethod_new) < 0 ||
        wrap_function(rt, type, ID(rt, __class_getitem__), classmethod_new) < 0) {
        return -1;
    }
    return lay_out(rt, new_type, type) < 0 ? -1 : set_class_cell(rt, type);
}

/* ---- hooks ---- */

static int call_set_names(Runtime *rt, TypeObj *type) {
    Own names = dict_copy(rt, borrow(type->dict));
    intptr_t pos = 0;
    Obj *key, *value;
    if (!names) return -1;
    while (dict_next(borrow(names), &pos, &key, &value, NULL)) {
        Own hook = type_lookup_special(rt, value, ID(rt, __set_name__)), result;
        if (!hook && RAISED(rt)) goto fail;
        if (!hook) continue;
        result = call_2(rt, borrow(hook), (Obj *)type, key);
        release(rt, hook);
        if (!result) {
            raise_from_cause(rt, EXC(rt, RuntimeError), "Error calling __set_name__ on '%.100s' instance %R in '%.100s'",
                             value->type->name, key, type->name);
            goto fail;
        }
        release(rt, result);
    }
    release(rt, names);
    return 0;
fail:
    release(rt, names);
    return -1;
}

static int call_init_subclass(Runtime *rt, TypeObj *type, Obj *kwargs) {
    Own super = call_2(rt, (Obj *)T(rt, SUPER), (Obj *)type, (Obj *)type), method, result;
    if (!super) return -1;
    method = object_getattr(rt, borrow(super), ID(rt, __init_subclass__));
    release(rt, super);
    if (!method) return -1;
    result = call_vector_dict(rt, borrow(method), NULL, 0, kwargs);
    release(rt, method);
    if (!result) return -1;
    release(rt, result);
    return 0;
}

/* ---- type.__new__ ---- */

/* Finds metatype and best base. 1 = `*made` is the class that another metatype's __new__ made. */
static int choose_bases(Runtime *rt, NewType *new_type, Obj *bases, Own *made) {
    TypeObj *winner;
    if (TUPLE_SIZE(bases) == 0) {
        new_type->base = T(rt, OBJECT);
        new_type->bases = tuple_pack(rt, 1, (Obj *)new_type->base);
        return new_type->bases ? 0 : -1;
    }
    for (intptr_t i = 0; i < TUPLE_SIZE(bases); i++) {
        Own entries;
        if (is_type(TUPLE_ITEM(bases, i))) continue;
        if ((entries = object_lookup_attr(rt, TUPLE_ITEM(bases, i), ID(rt, __mro_entries__)))) {
            release(rt, entries);
            return raise_format_int(rt, EXC(rt, TypeError),
                                    "type() doesn't support MRO entry resolution; use types.new_class()");
        }
        if (RAISED(rt)) return -1;
    }
    if (!(winner = type_calculate_metaclass(rt, new_type->metatype, bases))) return -1;
    if (winner != new_type->metatype && winner->slots.tp_new != type_new) {
        *made = winner->slots.tp_new(rt, winner, new_type->args, new_type->kwargs);
        return *made ? 1 : -1;
    }
    new_type->metatype = winner;
    if (!(new_type->base = type_best_base(rt, bases))) return -1;
    new_type->bases = keep(bases);
    return 0;
}

static Own finish_type(Runtime *rt, NewType *new_type) {
    TypeObj *type = start_type(rt, new_type);
    Own result = adopt((Obj *)type);
    if (!type) {
        own_clear(rt, &new_type->slots);
        return (Own)0;
    }
    if (set_attributes(rt, new_type, type) < 0 || type_ready(rt, type) < 0) goto fail;
    type_fixup_slots(rt, type);
    rt->stack_used += HS_STACK_OF_CLASS;
    int failed = call_set_names(rt, type) < 0 || call_init_subclass(rt, type, new_type->kwargs) < 0;
    rt->stack_used -= HS_STACK_OF_CLASS;
    if (failed) goto fail;
    return result;
fail:
    release(rt, result);
    return (Own)0;
}

static int check_argument(Runtime *rt, Obj *arg, int number, uint32_t flag, const char *wanted) {
    if (arg->type->flags & flag) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "type.__new__() argument %d must be %s, not %.50N", number, wanted,
                            arg);
}

Own type_new(Runtime *rt, TypeObj *metatype, Obj *args, Obj *kwargs) {
    NewType new_type = {.metatype = metatype, .args = args, .kwargs = kwargs};
    Own result = (Own)0;
    int chosen;
    if (TUPLE_SIZE(args) != 3) {
        return raise_format(rt, EXC(rt, TypeError), "type.__new__() takes exactly 3 arguments (%zd given)",
                            TUPLE_SIZE(args));
    }
    if (check_argument(rt, TUPLE_ITEM(args, 0), 1, TPF_STR, "str") < 0 ||
        check_argument(rt, TUPLE_ITEM(args, 1), 2, TPF_TUPLE, "tuple") < 0 ||
        check_argument(rt, TUPLE_ITEM(args, 2), 3, TPF_DICT, "dict") < 0) {
        return (Own)0;
    }
    new_type.name = TUPLE_ITEM(args, 0);
    new_type.namespace = TUPLE_ITEM(args, 2);
    chosen = choose_bases(rt, &new_type, TUPLE_ITEM(args, 1), &result);
    if (chosen == 0) result = finish_type(rt, &new_type);
    xrelease(rt, new_type.bases);
    return result;
}

/* ---- C interface ---- */

Own type_from_parts(Runtime *rt, Obj *metatype, Obj *name, Obj *bases, Obj *dict, Obj *kwargs) {
    Obj *args[3] = {name, bases, dict};
    return call_vector_dict(rt, metatype, args, 3, kwargs);
}

Own type_new_simple(Runtime *rt, const char *name, Obj *bases, Obj *dict) {
    const char *dot = strrchr(name, '.');
    Own module = (Own)0, short_name = (Own)0, namespace = (Own)0, tuple = (Own)0, result = (Own)0;
    if (!(namespace = dict ? dict_copy(rt, dict) : dict_new(rt))) goto done;
    if (dot) {
        if (!(module = str_intern(rt, str_from_ascii(rt, name, (size_t)(dot - name))))) goto done;
        if (!dict_set_default(rt, borrow(namespace), ID(rt, __module__), borrow(module))) goto done;
    }
    if (!(short_name = str_intern_cstr(rt, dot ? dot + 1 : name))) goto done;
    tuple = !bases ? tuple_pack(rt, 0) : is_tuple(bases) ? keep(bases) : tuple_pack(rt, 1, bases);
    if (tuple) {
        result = type_from_parts(rt, (Obj *)T(rt, TYPE), borrow(short_name), borrow(tuple), borrow(namespace), NULL);
    }
done:
    xrelease(rt, module);
    xrelease(rt, short_name);
    xrelease(rt, namespace);
    xrelease(rt, tuple);
    return result;
}

Own type_from_spec(Runtime *rt, const TypeSpec *spec, Obj *module) {
    const char *dot = strrchr(spec->name, '.');
    Own result = type_generic_alloc(rt, T(rt, TYPE), 0), module_name = (Own)0;
    TypeObj *type = (TypeObj *)borrow(result);
    if (!type) return (Own)0;
    type_fill_static(rt, type, spec);
    type->head.base.refcount = 1;
    type->flags = (type->flags & ~(uint32_t)TPF_IMMUTABLE) | (spec->flags & TPF_IMMUTABLE) | TPF_HEAP;
    type->ht_module = keep(module);
    if ((type->ht_name = str_intern_cstr(rt, type_short_name(type))) &&
        (type->ht_qualname = keep(borrow(type->ht_name)), type_ready(rt, type)) == 0 &&
        (module_name = str_intern(rt, str_from_ascii(rt, spec->name, (size_t)(dot - spec->name)))) &&
        dict_set_default(rt, borrow(type->dict), ID(rt, __module__), borrow(module_name))) {
        release(rt, module_name);
        return result;
    }
    xrelease(rt, module_name);
    release(rt, result);
    return (Own)0;
}

int type_make_twin(Runtime *rt, TypeObj *type) {
    if (!rt->twins) {
        if (!(rt->twins = list_new(rt, 0))) return -1;
        gc_untrack(rt, borrow(rt->twins));
    }
    type->flags |= TPF_STATIC_TWIN;
    return list_append(rt, borrow(rt->twins), (Obj *)type);
}
