/* object.__reduce_ex__, __reduce__ and __getstate__: what copy.copy, copy.deepcopy and pickle ask an object for.
 *
 * Of the helpers that CPython keeps in copyreg the list of slot names is here; the others are that module's.
 * Source followed: CPython 3.11 Objects/typeobject.c, Lib/copyreg.py. */
#include "object/object_reduce.h"

#include "heap/seam.h"
#include "object/type_internal.h"

/* ---- copyreg's helpers ---- */

static Own constructor(Runtime *rt, Obj *name) {
    Own copyreg = import_module(rt, ID(rt, copyreg), NULL, NULL, 0), result;
    if (!copyreg) return copyreg;
    result = object_getattr(rt, borrow(copyreg), name);
    release(rt, copyreg);
    return result;
}

/* One name of __slots__ as an attribute of instances: mangled, and none for __dict__ and __weakref__. */
static int add_slot_name(Runtime *rt, Obj *names, TypeObj *cls, Obj *name) {
    Own class_name, mangled;
    int result;
    if (!is_str(name)) return raise_format_int(rt, EXC(rt, TypeError), "__slots__ items must be strings");
    if (str_equal(name, ID(rt, __dict__)) || str_equal(name, ID(rt, __weakref__))) return 0;
    if (!(class_name = type_name_str(rt, cls))) return -1;
    mangled = name_mangle(rt, borrow(class_name), name);
    release(rt, class_name);
    if (!mangled) return -1;
    result = list_append(rt, names, borrow(mangled));
    release(rt, mangled);
    return result;
}

static int add_class_slots(Runtime *rt, Obj *names, TypeObj *cls) {
    Obj *slots = dict_get(rt, borrow(cls->dict), ID(rt, __slots__));
    Own sequence;
    int result = 0;
    if (!slots) return RAISED(rt) ? -1 : 0;
    if (is_str(slots)) return add_slot_name(rt, names, cls, slots);
    if (!(sequence = tuple_from_iterable(rt, slots))) return -1;
    for (intptr_t i = 0; i < TUPLE_SIZE(borrow(sequence)) && result == 0; i++) {
        result = add_slot_name(rt, names, cls, TUPLE_ITEM(borrow(sequence), i));
    }
    release(rt, sequence);
    return result;
}

/* The names of all slots of a class, kept in it as __slotnames__. */
static Own slot_names(Runtime *rt, TypeObj *cls) {
    Own key = str_intern_cstr(rt, "__slotnames__"), names = (Own)0;
    Obj *known, *mro = borrow(cls->mro);
    if (!key) return (Own)0;
    known = dict_get(rt, borrow(cls->dict), borrow(key));
    if (known && is_list(known)) {
        names = keep(known);
    } else if (!RAISED(rt) && (names = list_new(rt, 0))) {
        for (intptr_t i = 0; i < TUPLE_SIZE(mro); i++) {
            if (add_class_slots(rt, borrow(names), (TypeObj *)TUPLE_ITEM(mro, i)) < 0) {
                own_clear(rt, &names);
                break;
            }
        }
        if (names && !(cls->flags & TPF_IMMUTABLE) &&
            object_setattr(rt, (Obj *)cls, borrow(key), borrow(names)) < 0) {
            raised_clear(rt);
        }
    }
    release(rt, key);
    return names;
}

/* ---- state ---- */

static int check_size(Runtime *rt, Obj *self, Obj *names) {
    TypeObj *type = self->type;
    uint32_t size = T(rt, OBJECT)->c_size;
    if (type->dict_offset && !(type->flags & TPF_MANAGED_DICT)) size += 8;
    if (type->weak_offset) size += 8;
    size += 8 * (uint32_t)LIST_SIZE(names);
    if (type->c_size <= size) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "cannot pickle '%.200s' object", type->name);
}

static Own slot_values(Runtime *rt, Obj *self, Obj *names) {
    Own values = dict_new(rt);
    intptr_t count = LIST_SIZE(names);
    for (intptr_t i = 0; values && i < count; i++) {
        Own name = keep(LIST_ITEM(names, i)), value = object_lookup_attr(rt, self, borrow(name));
        bool failed = value ? dict_set(rt, borrow(values), borrow(name), borrow(value)) < 0 : RAISED(rt);
        release(rt, name);
        xrelease(rt, value);
        if (!failed && count != LIST_SIZE(names)) {
            raise_format(rt, EXC(rt, RuntimeError), "__slotsname__ changed size during iteration");
            failed = true;
        }
        if (failed) own_clear(rt, &values);
    }
    return values;
}

/* An instance without attributes: no dict is made to see it. */
static bool dict_is_empty(Obj *self) {
    TypeObj *type = self->type;
    DictValues *values = type->flags & TPF_MANAGED_DICT ? pre_head(self)->values : NULL;
    if (values) return !values->used;
    Obj *dict = NULL;
    if (type->flags & TPF_MANAGED_DICT) {
        dict = borrow(pre_head(self)->dict);
    } else {
        Own *slot = object_dict_slot(self);
        if (slot) dict = borrow(*slot);
    }
    return !dict || DICT_SIZE(dict) == 0;
}

static Own default_state(Runtime *rt, Obj *self, bool required) {
    Own state = (Own)0, names = (Own)0, values = (Own)0;
    if (required && self->type->virtual_item) {
        return raise_format(rt, EXC(rt, TypeError), "cannot pickle %.200s objects", self->type->name);
    }
    state = dict_is_empty(self) ? keep(rt->none) : object_get_dict(rt, self);
    if (!state || !(names = slot_names(rt, self->type))) goto fail;
    if (required && check_size(rt, self, borrow(names)) < 0) goto fail;
    if (LIST_SIZE(borrow(names)) > 0) {
        if (!(values = slot_values(rt, self, borrow(names)))) goto fail;
        if (DICT_SIZE(borrow(values)) > 0) {
            own_set(rt, &state, tuple_pack(rt, 2, borrow(state), borrow(values)));
        }
        release(rt, values);
    }
    release(rt, names);
    return state;
fail:
    xrelease(rt, state);
    xrelease(rt, names);
    return (Own)0;
}

Own object_getstate(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return default_state(rt, self, false);
}

static Own get_state(Runtime *rt, Obj *self, bool required) {
    Own method = object_getattr(rt, self, ID(rt, __getstate__)), state;
    BuiltinObj *builtin;
    if (!method) return (Own)0;
    builtin = (BuiltinObj *)borrow(method);
    if (is_builtin(rt, borrow(method)) && borrow(builtin->self) == self && builtin->def->fn == object_getstate) {
        state = default_state(rt, self, required);
    } else {
        state = call_0(rt, borrow(method));
    }
    release(rt, method);
    return state;
}

/* ---- arguments for __new__ ---- */

static int check_new_args_ex(Runtime *rt, Obj *pair) {
    if (!is_tuple(pair)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__getnewargs_ex__ should return a tuple, not '%.200s'",
                                pair->type->name);
    }
    if (TUPLE_SIZE(pair) != 2) {
        return raise_format_int(rt, EXC(rt, ValueError), "__getnewargs_ex__ should return a tuple of length 2, not %zd",
                                TUPLE_SIZE(pair));
    }
    if (!is_tuple(TUPLE_ITEM(pair, 0))) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%.200s'",
                                TUPLE_ITEM(pair, 0)->type->name);
    }
    if (!is_dict(TUPLE_ITEM(pair, 1))) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%.200s'",
                                TUPLE_ITEM(pair, 1)->type->name);
    }
    return 0;
}

static int get_new_args(Runtime *rt, Obj *self, Own *args, Own *kwargs) {
    Own method = type_lookup_special(rt, self, ID(rt, __getnewargs_ex__)), answer;
    *args = *kwargs = (Own)0;
    if (method) {
        answer = call_0(rt, borrow(method));
        release(rt, method);
        if (!answer) return -1;
        if (check_new_args_ex(rt, borrow(answer)) == 0) {
            *args = keep(TUPLE_ITEM(borrow(answer), 0));
            *kwargs = keep(TUPLE_ITEM(borrow(answer), 1));
        }
        release(rt, answer);
        return *args ? 0 : -1;
    }
    if (RAISED(rt)) return -1;
    if (!(method = type_lookup_special(rt, self, ID(rt, __getnewargs__)))) return RAISED(rt) ? -1 : 0;
    answer = call_0(rt, borrow(method));
    release(rt, method);
    if (!answer) return -1;
    if (!is_tuple(borrow(answer))) {
        raise_format(rt, EXC(rt, TypeError), "__getnewargs__ should return a tuple, not '%.200s'",
                     borrow(answer)->type->name);
        release(rt, answer);
        return -1;
    }
    *args = answer;
    return 0;
}

/* ---- __reduce_ex__ ---- */

static Own prepend_class(Runtime *rt, Obj *self, Obj *args) {
    intptr_t count = args ? TUPLE_SIZE(args) : 0;
    Own tuple = tuple_alloc(rt, count + 1);
    if (!tuple) return (Own)0;
    TUPLE(borrow(tuple))->items[0] = keep((Obj *)self->type);
    for (intptr_t i = 0; i < count; i++) TUPLE(borrow(tuple))->items[i + 1] = keep(TUPLE_ITEM(args, i));
    gc_track(rt, borrow(tuple));
    return tuple;
}

static int get_items(Runtime *rt, Obj *self, Own *list_items, Own *dict_items) {
    Own items;
    *list_items = is_list(self) ? object_iter(rt, self) : keep(rt->none);
    if (!*list_items) return -1;
    if (!is_dict(self)) {
        *dict_items = keep(rt->none);
        return 0;
    }
    if (!(items = call_method_0(rt, self, ID(rt, items)))) return -1;
    *dict_items = object_iter(rt, borrow(items));
    release(rt, items);
    return *dict_items ? 0 : -1;
}

static Own reduce_new(Runtime *rt, Obj *self) {
    Own args = (Own)0, kwargs = (Own)0, make = (Own)0, make_args = (Own)0, state = (Own)0, list_items = (Own)0,
        dict_items = (Own)0, result = (Own)0;
    bool has_args;
    if (!self->type->slots.tp_new || self->type->flags & TPF_NO_INSTANTIATION) {
        return raise_format(rt, EXC(rt, TypeError), "cannot pickle '%.200s' object", self->type->name);
    }
    if (get_new_args(rt, self, &args, &kwargs) < 0) goto done;
    has_args = args != (Own)0;
    if (!kwargs || DICT_SIZE(borrow(kwargs)) == 0) {
        if (!(make = constructor(rt, ID(rt, __newobj__)))) goto done;
        make_args = prepend_class(rt, self, borrow(args));
    } else {
        if (!(make = constructor(rt, ID(rt, __newobj_ex__)))) goto done;
        make_args = tuple_pack(rt, 3, (Obj *)self->type, borrow(args), borrow(kwargs));
    }
    if (!make_args) goto done;
    if (!(state = get_state(rt, self, !(has_args || is_list(self) || is_dict(self))))) goto done;
    if (get_items(rt, self, &list_items, &dict_items) < 0) goto done;
    result = tuple_pack(rt, 5, borrow(make), borrow(make_args), borrow(state), borrow(list_items), borrow(dict_items));
done:
    xrelease(rt, args);
    xrelease(rt, kwargs);
    xrelease(rt, make);
    xrelease(rt, make_args);
    xrelease(rt, state);
    xrelease(rt, list_items);
    xrelease(rt, dict_items);
    return result;
}

static Own reduce_with_protocol(Runtime *rt, Obj *self, int64_t protocol) {
    Own copyreg, number, result = (Own)0;
    if (protocol >= 2) return reduce_new(rt, self);
    if (!(copyreg = import_module(rt, ID(rt, copyreg), NULL, NULL, 0))) return (Own)0;
    if ((number = int_from_i64(rt, protocol))) {
        result = call_method_str(rt, borrow(copyreg), "_reduce_ex", 2, self, borrow(number));
        release(rt, number);
    }
    release(rt, copyreg);
    return result;
}

Own object_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return reduce_with_protocol(rt, self, 0);
}

Own object_reduce_ex(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    int64_t protocol;
    Own reduce, of_class, result;
    Obj *of_object;
    bool overridden;
    (void)nargs, (void)kwnames;
    if (number_as_ssize(rt, args[0], EXC(rt, OverflowError), &protocol) < 0) return (Own)0;
    if (!(of_object = dict_get(rt, borrow(T(rt, OBJECT)->dict), ID(rt, __reduce__)))) return (Own)0;
    if (!(reduce = object_lookup_attr(rt, self, ID(rt, __reduce__)))) {
        return RAISED(rt) ? (Own)0 : reduce_with_protocol(rt, self, protocol);
    }
    if (!(of_class = object_getattr(rt, (Obj *)self->type, ID(rt, __reduce__)))) {
        release(rt, reduce);
        return (Own)0;
    }
    overridden = borrow(of_class) != of_object;
    release(rt, of_class);
    result = overridden ? call_0(rt, borrow(reduce)) : (Own)0;
    release(rt, reduce);
    return overridden ? result : reduce_with_protocol(rt, self, protocol);
}
