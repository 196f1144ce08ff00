/* object: the base of all types. Its slots, generic attribute access, __class__, __format__, __dir__, __sizeof__; the copying
 * protocol (__reduce_ex__) is in object_reduce.c.
 *
 * Source followed: CPython 3.11 Objects/typeobject.c (object_*) and Objects/object.c (generic attributes). */
#include "object/object_reduce.h"
#include "object/type_internal.h"

/* ---- construct and release ---- */

static bool excess_args(Obj *args, Obj *kwargs) {
    return (args && TUPLE_SIZE(args)) || (kwargs && is_dict(kwargs) && DICT_SIZE(kwargs));
}

int object_init_slot(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    TypeObj *type = self->type;
    if (!excess_args(args, kwargs)) return 0;
    if (type->slots.tp_init != object_init_slot) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "object.__init__() takes exactly one argument (the instance to initialize)");
    }
    if (type->slots.tp_new == object_new) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "%.200s.__init__() takes exactly one argument (the instance to initialize)",
                                type->name);
    }
    return 0;
}

static HS_COLD Own raise_abstract(Runtime *rt, TypeObj *type) {
    Own methods = type_get_abstract_methods(rt, type), names = (Own)0, comma = (Own)0, joined = (Own)0;
    intptr_t count;
    if (!methods || !(names = sequence_to_list(rt, borrow(methods)))) goto done;
    if (list_sort(rt, borrow(names), NULL, false) < 0 || !(comma = str_from_cstr(rt, ", "))) goto done;
    count = LIST_SIZE(borrow(names));
    joined = str_join(rt, borrow(comma), borrow_all(LIST(borrow(names))->items), count);
    if (joined) {
        raise_format(rt, EXC(rt, TypeError), "Can't instantiate abstract class %s with abstract method%s %U",
                     type->name, count > 1 ? "s" : "", borrow(joined));
    }
done:
    xrelease(rt, methods);
    xrelease(rt, names);
    xrelease(rt, comma);
    xrelease(rt, joined);
    return (Own)0;
}

Own object_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    Own self;
    if (HS_UNLIKELY(excess_args(args, kwargs))) {
        if (type->slots.tp_new != object_new) {
            return raise_format(rt, EXC(rt, TypeError),
                                "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (type->slots.tp_init == object_init_slot) {
            return raise_format(rt, EXC(rt, TypeError), "%.200s() takes no arguments", type->name);
        }
    }
    if (HS_UNLIKELY(type->flags & TPF_ABSTRACT)) return raise_abstract(rt, type);
    self = type->slots.tp_alloc(rt, type, 0);
    if (self && (type->flags & TPF_MANAGED_DICT) && instance_init_values(rt, borrow(self), type) < 0) {
        own_clear(rt, &self);
    }
    return self;
}

static void object_dealloc_slot(Runtime *rt, Obj *self) { self->type->slots.tp_free(rt, self); }

/* ---- C interface: generic attributes ---- */

static HS_COLD Own bad_name(Runtime *rt, Obj *name) {
    return raise_format(rt, EXC(rt, TypeError), "attribute name must be string, not '%.200s'", name->type->name);
}

/* From the dict given, or the instance's own; NULL without exception = absent. */
static Own attr_of_instance(Runtime *rt, Obj *self, Obj *name, Obj *dict) {
    Own *slot, held, result;
    if (!dict) {
        if (self->type->flags & TPF_MANAGED_DICT) return instance_get_attr(rt, self, name);
        slot = object_dict_slot(self);
        if (!slot || !*slot) return (Own)0;
        dict = borrow(*slot);
    }
    held = keep(dict);
    result = xkeep(dict_get(rt, dict, name));
    release(rt, held);
    return result;
}

Own object_generic_getattr_with(Runtime *rt, Obj *self, Obj *name, Obj *dict, bool suppress) {
    TypeObj *type = self->type;
    Obj *descriptor;
    DescrGetFn get = NULL;
    Own held = (Own)0, result = (Own)0;
    if (HS_UNLIKELY(!is_str(name))) return bad_name(rt, name);
    if ((descriptor = type_lookup(rt, type, name))) {
        held = keep(descriptor);
        get = descriptor->type->slots.tp_descr_get;
        if (get && descriptor_is_data(descriptor)) goto call_get;
    }
    result = attr_of_instance(rt, self, name, dict);
    if (result || RAISED(rt)) goto done;
    if (get) goto call_get;
    if (held) return held;
    if (!suppress) raise_attribute_error(rt, self, name);
    return (Own)0;
call_get:
    result = get(rt, descriptor, self, (Obj *)type);
done:
    xrelease(rt, held);
    if (!result && suppress && raised_matches(rt, EXC(rt, AttributeError))) raised_clear(rt);
    return result;
}

Own object_generic_getattr(Runtime *rt, Obj *self, Obj *name) {
    return object_generic_getattr_with(rt, self, name, NULL, false);
}

/* Setting and deleting do not fill in the exception's name and obj. */
static HS_COLD int raise_no_attribute(Runtime *rt, Obj *self, Obj *name) {
    if (rt->lens->bare_name) {
        raise_object(rt, EXC(rt, AttributeError), name);
        return -1;
    }
    if (is_type(self)) {
        return raise_format_int(rt, EXC(rt, AttributeError), "type object '%.50s' has no attribute '%U'",
                                ((TypeObj *)self)->name, name);
    }
    return raise_format_int(rt, EXC(rt, AttributeError), "'%.100s' object has no attribute '%U'", self->type->name,
                            name);
}

static int set_in_dict_slot(Runtime *rt, Obj *self, Own *slot, Obj *name, Obj *value) {
    Own held;
    int result;
    if (!*slot) {
        if (!value) return raise_no_attribute(rt, self, name);
        if (!(*slot = dict_new_for_type(rt, self->type))) return -1;
    }
    held = keep(borrow(*slot));
    result = value ? dict_set(rt, borrow(held), name, value) : dict_delete(rt, borrow(held), name);
    release(rt, held);
    if (result < 0 && !value && raised_matches(rt, EXC(rt, KeyError))) {
        raised_clear(rt);
        raise_no_attribute(rt, self, name);
    }
    return result;
}

static int set_attr_of_instance(Runtime *rt, Obj *self, Obj *name, Obj *value, Obj *descriptor) {
    Own *slot;
    if (self->type->flags & TPF_MANAGED_DICT) {
        int result = instance_store_attr(rt, self, name, value);
        if (result < 0 && !value && raised_matches(rt, EXC(rt, AttributeError))) {
            raised_clear(rt);
            raise_no_attribute(rt, self, name);
        }
        return result;
    }
    if ((slot = object_dict_slot(self))) return set_in_dict_slot(rt, self, slot, name, value);
    if (!descriptor) {
        bool generic = self->type->slots.tp_setattro == object_generic_setattr;
        return raise_format_int(rt, EXC(rt, AttributeError), "'%.100s' object has no attribute '%U'%s", self->type->name, name,
                                generic ? rt->lens->no_dict : "");
    }
    return raise_format_int(rt, EXC(rt, AttributeError), "'%.50s' object attribute '%U' is read-only",
                            self->type->name, name);
}

int object_generic_setattr_with(Runtime *rt, Obj *self, Obj *name, Obj *value, Own *slot) {
    Obj *descriptor;
    Own held = (Own)0;
    int result;
    if (HS_UNLIKELY(!is_str(name))) {
        bad_name(rt, name);
        return -1;
    }
    if ((descriptor = type_lookup(rt, self->type, name))) {
        DescrSetFn set = descriptor->type->slots.tp_descr_set;
        held = keep(descriptor);
        if (set) {
            result = set(rt, descriptor, self, value);
            release(rt, held);
            return result;
        }
    }
    result = slot ? set_in_dict_slot(rt, self, slot, name, value)
                  : set_attr_of_instance(rt, self, name, value, descriptor);
    xrelease(rt, held);
    return result;
}

int object_generic_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    return object_generic_setattr_with(rt, self, name, value, NULL);
}

/* ---- slots ---- */

AddressText address_text(Runtime *rt, Obj *object) {
    AddressText address = {"0x"};
    uint64_t id = object_id(rt, object);
    int digits = 1, at = 2;
    while (digits < 16 && id >> (4 * digits)) digits++;
    while (digits--) address.text[at++] = "0123456789abcdef"[id >> (4 * digits) & 15];
    return address;
}

Own object_generic_repr(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    Own module = type_module_str(rt, type), name = type_get_qualname(rt, (Obj *)type, NULL), result = (Own)0;
    AddressText address = address_text(rt, self);
    if (name && module && !str_equal(borrow(module), ID(rt, builtins))) {
        result = str_format(rt, "<%U.%U object at %s>", borrow(module), borrow(name), address.text);
    } else if (name) {
        result = str_format(rt, "<%s object at %s>", type->name, address.text);
    }
    xrelease(rt, module);
    xrelease(rt, name);
    return result;
}

static Own object_str_slot(Runtime *rt, Obj *self) {
    UnaryFn repr = self->type->slots.tp_repr;
    return repr ? repr(rt, self) : object_generic_repr(rt, self);
}

int64_t object_generic_hash(Runtime *rt, Obj *self) {
    uint64_t id = object_id(rt, self);
    if (HS_UNLIKELY(rt->lens->none_hash) && is_none(rt, self)) return rt->lens->none_hash;
    int64_t hash = (int64_t)(id >> 4 | id << 60);
    return hash == -1 ? -2 : hash;
}

static Own object_richcompare_slot(Runtime *rt, Obj *self, Obj *other, int op) {
    Own result;
    int truth;
    if (op == CMP_EQ) return keep(self == other ? rt->true_ : rt->notimplemented);
    if (op != CMP_NE || !self->type->slots.tp_richcompare) return keep(rt->notimplemented);
    result = self->type->slots.tp_richcompare(rt, self, other, CMP_EQ);
    if (!result || borrow(result) == rt->notimplemented) return result;
    truth = object_is_true(rt, borrow(result));
    release(rt, result);
    return truth < 0 ? (Own)0 : bool_from(rt, !truth);
}

Own object_self_iter(Runtime *rt, Obj *self) {
    (void)rt;
    return keep(self);
}

/* ---- __class__ ---- */

static Own get_class(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep((Obj *)self->type);
}

static int set_class(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    TypeObj *old_type = self->type, *new_type = (TypeObj *)value;
    bool modules;
    (void)closure;
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "can't delete __class__ attribute");
    if (!is_type(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__class__ must be set to a class, not '%s' object",
                                value->type->name);
    }
    modules = type_is_subtype(new_type, T(rt, MODULE)) && type_is_subtype(old_type, T(rt, MODULE));
    if (!modules && ((new_type->flags | old_type->flags) & TPF_IMMUTABLE)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "__class__ assignment only supported for mutable types or ModuleType subclasses");
    }
    if (!type_layouts_compatible(rt, new_type, old_type, "__class__")) return -1;
    if (old_type->flags & TPF_MANAGED_DICT) {
        Own dict = instance_has_values(self) ? instance_dict(rt, self) : keep(rt->none);
        if (!dict) return -1;
        release(rt, dict);
    }
    if (type_is_counted(new_type)) keep(value);
    self->type = new_type;
    if (type_is_counted(old_type)) release(rt, adopt((Obj *)old_type));
    return 0;
}

/* ---- methods ---- */

static Own method_format(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    if (!is_str(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "__format__() argument must be str, not %.50N", args[0]);
    }
    if (STR(args[0])->length > 0) {
        return raise_format(rt, EXC(rt, TypeError), "unsupported format string passed to %.200s.__format__",
                            self->type->name);
    }
    return object_str(rt, self);
}

static uint64_t object_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    uint64_t size = self->type->virtual_size;
    if (self->type->virtual_item) {
        intptr_t items = ((VarObj *)self)->size;
        size += (uint64_t)(items < 0 ? -items : items) * self->type->virtual_item;
    }
    return size;
}

Own object_sizeof_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return int_from_u64(rt, self->type->slots.tp_sizeof(rt, self));
}

static int merge_names(Runtime *rt, Obj *dict, Obj *cls) {
    Own part = object_lookup_attr(rt, cls, ID(rt, __dict__)), bases;
    int result = 0;
    if (part) {
        result = dict_update(rt, dict, borrow(part));
        release(rt, part);
    }
    if (result < 0 || RAISED(rt)) return -1;
    if (!(bases = object_lookup_attr(rt, cls, ID(rt, __bases__)))) return RAISED(rt) ? -1 : 0;
    if (is_tuple(borrow(bases))) {
        for (intptr_t i = 0; i < TUPLE_SIZE(borrow(bases)) && result == 0; i++) {
            result = merge_names(rt, dict, TUPLE_ITEM(borrow(bases), i));
        }
    }
    release(rt, bases);
    return result;
}

static Own method_dir(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own own = object_lookup_attr(rt, self, ID(rt, __dict__)), dict, cls = (Own)0, result = (Own)0;
    (void)args, (void)nargs, (void)kwnames;
    if (!own && RAISED(rt)) return (Own)0;
    dict = own && is_dict(borrow(own)) ? dict_copy(rt, borrow(own)) : dict_new(rt);
    if (dict && (cls = object_lookup_attr(rt, self, ID(rt, __class__)))) {
        if (merge_names(rt, borrow(dict), borrow(cls)) == 0) result = dict_keys_list(rt, borrow(dict));
    } else if (dict && !RAISED(rt)) {
        result = dict_keys_list(rt, borrow(dict));
    }
    xrelease(rt, own);
    xrelease(rt, dict);
    xrelease(rt, cls);
    return result;
}

static Own method_subclasshook(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return keep(rt->notimplemented);
}

static Own method_init_subclass(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return keep(rt->none);
}

/* ---- tables ---- */

static const MethodDef object_methods[] = {
    {"__reduce_ex__", object_reduce_ex, METH_O, 1, 1, "__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle."},
    {"__reduce__", object_reduce, METH_NOARGS, 0, 0, "__reduce__($self, /)\n--\n\nHelper for pickle."},
    {"__getstate__", object_getstate, METH_NOARGS, 0, 0, "__getstate__($self, /)\n--\n\nHelper for pickle."},
    {"__subclasshook__", method_subclasshook, METH_CLASS | METH_VARARGS, 0, -1,
     "Abstract classes can override this to customize issubclass().\n\n"
     "This is invoked early on by abc.ABCMeta.__subclasscheck__().\n"
     "It should return True, False or NotImplemented.  If it returns\n"
     "NotImplemented, the normal algorithm is used.  Otherwise, it\n"
     "overrides the normal algorithm (and the outcome is cached).\n"},
    {"__init_subclass__", method_init_subclass, METH_CLASS | METH_NOARGS, 0, 0,
     "This method is called when a class is subclassed.\n\n"
     "The default implementation does nothing. It may be\n"
     "overridden to extend subclasses.\n"},
    {"__format__", method_format, METH_O, 1, 1,
     "__format__($self, format_spec, /)\n--\n\nDefault object formatter."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes."},
    {"__dir__", method_dir, METH_NOARGS, 0, 0, "__dir__($self, /)\n--\n\nDefault dir() implementation."},
    METHOD_END};

static const GetSetDef object_getset[] = {{"__class__", get_class, set_class, "the object's class", NULL}, GETSET_END};

const TypeSpec object_type_spec = {
    .name = "object",
    .doc = "object()\n--\n\nThe base class of the class hierarchy.\n\n"
           "When called, it accepts no arguments and returns a new featureless\n"
           "instance that has no instance attributes and cannot be given any.\n",
    .flags = TPF_BASETYPE,
    .base = -1,
    .virtual_size = 16,
    .slots = {.tp_dealloc = object_dealloc_slot,
              .tp_free = object_free,
              .tp_alloc = type_generic_alloc,
              .tp_new = object_new,
              .tp_init = object_init_slot,
              .tp_repr = object_generic_repr,
              .tp_sizeof = object_sizeof,
              .tp_str = object_str_slot,
              .tp_hash = object_generic_hash,
              .tp_getattro = object_generic_getattr,
              .tp_setattro = object_generic_setattr,
              .tp_richcompare = object_richcompare_slot},
    .methods = object_methods,
    .getset = object_getset,
};
