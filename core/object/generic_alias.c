/* types.GenericAlias: list[int] and the like; its parameters, substitution, and the starred form *tuple[int].
 *
 * Layout: virtual 64, gc. Source followed: CPython 3.11 Objects/genericaliasobject.c (PEP 585, 612, 646). */
#include "object/generic_alias.h"

#include "object/type_internal.h"

typedef struct GenericAliasObj {
    Obj base;
    Own origin, args, parameters; /* parameters: made on demand */
    Obj *weaklist;
    bool starred;
} GenericAliasObj;
#define ALIAS(o) ((GenericAliasObj *)(o))

typedef struct AliasIterObj {
    Obj base;
    Own alias; /* NULL = exhausted */
} AliasIterObj;

_Static_assert(sizeof(GenericAliasObj) <= 64, "a generic alias fits its virtual size");
_Static_assert(sizeof(AliasIterObj) <= 24, "an alias iterator fits its virtual size");

/* ---- construct and release ---- */

static Own alias_alloc(Runtime *rt, TypeObj *type, Obj *origin, Obj *args) {
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (!self) return (Own)0;
    ALIAS(borrow(self))->args = is_tuple(args) ? keep(args) : tuple_pack(rt, 1, args);
    ALIAS(borrow(self))->origin = keep(origin);
    if (!ALIAS(borrow(self))->args) own_clear(rt, &self);
    return self;
}

Own generic_alias_new(Runtime *rt, Obj *origin, Obj *args) {
    return alias_alloc(rt, T(rt, GENERIC_ALIAS), origin, args);
}

Own generic_class_getitem(Runtime *rt, Obj *cls, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    return generic_alias_new(rt, cls, args[0]);
}

static Own alias_type_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (args_no_keywords(rt, "GenericAlias", kwargs) < 0) return (Own)0;
    if (args_check_positional(rt, "GenericAlias", (size_t)TUPLE_SIZE(args), 2, 2) < 0) return (Own)0;
    return alias_alloc(rt, type, TUPLE_ITEM(args, 0), TUPLE_ITEM(args, 1));
}

static void alias_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    if (ALIAS(self)->weaklist) weakref_clear_all(rt, self);
    xrelease(rt, ALIAS(self)->origin);
    xrelease(rt, ALIAS(self)->args);
    xrelease(rt, ALIAS(self)->parameters);
    self->type->slots.tp_free(rt, self);
}

static int alias_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(ALIAS(self)->origin);
    VISIT(ALIAS(self)->args);
    VISIT(ALIAS(self)->parameters);
    return 0;
}

/* ---- repr ---- */

static int has_attr(Runtime *rt, Obj *object, Obj *name) {
    Own value = object_lookup_attr(rt, object, name);
    if (!value) return RAISED(rt) ? -1 : 0;
    release(rt, value);
    return 1;
}

/* "int", "module.Class", or the item's own repr. */
static Own item_text(Runtime *rt, Obj *item) {
    Own qualname, module, text;
    int alias;
    if (item == rt->ellipsis) return str_from_cstr(rt, "...");
    if ((alias = has_attr(rt, item, ID(rt, __origin__))) > 0) alias = has_attr(rt, item, ID(rt, __args__));
    if (alias) return alias < 0 ? (Own)0 : object_repr(rt, item);
    if (!(qualname = object_lookup_attr(rt, item, ID(rt, __qualname__)))) {
        return RAISED(rt) ? (Own)0 : object_repr(rt, item);
    }
    module = object_lookup_attr(rt, item, ID(rt, __module__));
    if (!module && RAISED(rt)) {
        text = (Own)0;
    } else if (!module || is_none(rt, borrow(module))) {
        text = object_repr(rt, item);
    } else if (is_str(borrow(module)) && str_equal(borrow(module), ID(rt, builtins))) {
        text = object_str(rt, borrow(qualname));
    } else {
        text = str_format(rt, "%S.%S", borrow(module), borrow(qualname));
    }
    release(rt, qualname);
    xrelease(rt, module);
    return text;
}

int alias_write_item(StrWriter *writer, Obj *item) {
    Own text = item_text(writer->rt, item);
    int result;
    if (!text) return -1;
    result = str_writer_str(writer, borrow(text));
    release(writer->rt, text);
    return result;
}

static int write_alias(StrWriter *writer, GenericAliasObj *alias) {
    Obj *args = borrow(alias->args);
    if (alias->starred && str_writer_char(writer, '*') < 0) return -1;
    if (alias_write_item(writer, borrow(alias->origin)) < 0 || str_writer_char(writer, '[') < 0) return -1;
    for (intptr_t i = 0; i < TUPLE_SIZE(args); i++) {
        if (i && str_writer_cstr(writer, ", ") < 0) return -1;
        if (alias_write_item(writer, TUPLE_ITEM(args, i)) < 0) return -1;
    }
    if (TUPLE_SIZE(args) == 0 && str_writer_cstr(writer, "()") < 0) return -1;
    return str_writer_char(writer, ']');
}

static Own alias_repr(Runtime *rt, Obj *self) {
    StrWriter writer;
    str_writer_init(&writer, rt);
    if (write_alias(&writer, ALIAS(self)) == 0) return str_writer_finish(&writer);
    str_writer_discard(&writer);
    return (Own)0;
}

/* ---- parameters ---- */

static int list_add_new(Runtime *rt, Obj *list, Obj *item) {
    for (intptr_t i = 0; i < LIST_SIZE(list); i++) {
        if (LIST_ITEM(list, i) == item) return 0;
    }
    return list_append(rt, list, item);
}

/* The type variables of one argument: itself if it is one, else what its __parameters__ has. */
static int add_parameters(Runtime *rt, Obj *list, Obj *item) {
    Own inner;
    int is_variable, result = 0;
    if (is_type(item)) return 0;
    if ((is_variable = has_attr(rt, item, ID(rt, __typing_subst__))) < 0) return -1;
    if (is_variable) return list_add_new(rt, list, item);
    if (!(inner = object_lookup_attr(rt, item, ID(rt, __parameters__)))) return RAISED(rt) ? -1 : 0;
    for (intptr_t i = 0; is_tuple(borrow(inner)) && i < TUPLE_SIZE(borrow(inner)) && result == 0; i++) {
        result = list_add_new(rt, list, TUPLE_ITEM(borrow(inner), i));
    }
    release(rt, inner);
    return result;
}

Own alias_make_parameters(Runtime *rt, Obj *args) {
    Own list = list_new(rt, 0), tuple = (Own)0;
    if (!list) return (Own)0;
    for (intptr_t i = 0; i < TUPLE_SIZE(args); i++) {
        if (add_parameters(rt, borrow(list), TUPLE_ITEM(args, i)) < 0) goto done;
    }
    tuple = list_to_tuple(rt, borrow(list));
done:
    release(rt, list);
    return tuple;
}

static intptr_t index_of(Obj *tuple, Obj *item) {
    for (intptr_t i = 0; i < TUPLE_SIZE(tuple); i++) {
        if (TUPLE_ITEM(tuple, i) == item) return i;
    }
    return -1;
}

static int extend(Runtime *rt, Obj *list, Obj *tuple) {
    for (intptr_t i = 0; i < TUPLE_SIZE(tuple); i++) {
        if (list_append(rt, list, TUPLE_ITEM(tuple, i)) < 0) return -1;
    }
    return 0;
}

/* list[T] with T replaced: subscripts `item` with what its parameters stand for. */
static Own substitute_inner(Runtime *rt, Obj *item, Obj *parameters, Obj *values) {
    Own inner = object_lookup_attr(rt, item, ID(rt, __parameters__)), list = (Own)0, tuple = (Own)0, result = (Own)0;
    if (!inner && RAISED(rt)) return (Own)0;
    if (!inner || !is_tuple(borrow(inner)) || TUPLE_SIZE(borrow(inner)) == 0) {
        xrelease(rt, inner);
        return keep(item);
    }
    if (!(list = list_new(rt, 0))) goto done;
    for (intptr_t i = 0; i < TUPLE_SIZE(borrow(inner)); i++) {
        Obj *variable = TUPLE_ITEM(borrow(inner), i), *value = variable;
        intptr_t at = index_of(parameters, variable);
        if (at >= 0) value = TUPLE_ITEM(values, at);
        if (at >= 0 && variable->type->slots.tp_iter && is_tuple(value)) {
            if (extend(rt, borrow(list), value) < 0) goto done;
        } else if (list_append(rt, borrow(list), value) < 0) {
            goto done;
        }
    }
    if ((tuple = list_to_tuple(rt, borrow(list)))) result = object_getitem(rt, item, borrow(tuple));
done:
    xrelease(rt, inner);
    xrelease(rt, list);
    xrelease(rt, tuple);
    return result;
}

/* The arguments of *tuple[...], or NULL. */
static Own unpacked_args(Runtime *rt, Obj *item) {
    Own args;
    if (item->type == T(rt, GENERIC_ALIAS) && ALIAS(item)->starred &&
        borrow(ALIAS(item)->origin) == (Obj *)T(rt, TUPLE)) {
        return keep(borrow(ALIAS(item)->args));
    }
    args = object_lookup_attr(rt, item, ID(rt, __typing_unpacked_tuple_args__));
    if (args && is_none(rt, borrow(args))) own_clear(rt, &args);
    return args;
}

static int add_unpacked(Runtime *rt, Obj *list, Obj *item) {
    Own args = is_type(item) ? (Own)0 : unpacked_args(rt, item);
    intptr_t count = args && is_tuple(borrow(args)) ? TUPLE_SIZE(borrow(args)) : -1;
    int result;
    if (RAISED(rt)) return -1;
    if (count >= 0 && !(count && TUPLE_ITEM(borrow(args), count - 1) == rt->ellipsis)) {
        result = extend(rt, list, borrow(args));
    } else {
        result = list_append(rt, list, item);
    }
    xrelease(rt, args);
    return result;
}

/* The items of a subscript as a tuple, *tuple[...] spread out. */
static Own unpack_items(Runtime *rt, Obj *item) {
    Own list = list_new(rt, 0), tuple = (Own)0;
    int result = 0;
    if (!list) return (Own)0;
    if (is_tuple(item)) {
        for (intptr_t i = 0; i < TUPLE_SIZE(item) && result == 0; i++) {
            result = add_unpacked(rt, borrow(list), TUPLE_ITEM(item, i));
        }
    } else {
        result = add_unpacked(rt, borrow(list), item);
    }
    if (result == 0) tuple = list_to_tuple(rt, borrow(list));
    release(rt, list);
    return tuple;
}

/* Lets each parameter adapt the items (ParamSpec, TypeVarTuple). */
static int prepare_items(Runtime *rt, Obj *self, Obj *parameters, Own *items) {
    for (intptr_t i = 0; i < TUPLE_SIZE(parameters); i++) {
        Own prepare = object_lookup_attr(rt, TUPLE_ITEM(parameters, i), ID(rt, __typing_prepare_subst__));
        if (!prepare && RAISED(rt)) return -1;
        if (prepare && !is_none(rt, borrow(prepare))) {
            own_set(rt, items, call_2(rt, borrow(prepare), self, borrow(*items)));
        }
        xrelease(rt, prepare);
        if (!*items) return -1;
        if (!is_tuple(borrow(*items))) own_set(rt, items, tuple_pack(rt, 1, borrow(*items)));
        if (!*items) return -1;
    }
    return 0;
}

static int is_unpacked_variable(Runtime *rt, Obj *item) {
    Own name, flag;
    int truth;
    if (!(name = str_intern_cstr(rt, "__typing_is_unpacked_typevartuple__"))) return -1;
    flag = object_lookup_attr(rt, item, borrow(name));
    release(rt, name);
    if (!flag) return RAISED(rt) ? -1 : 0;
    truth = object_is_true(rt, borrow(flag));
    release(rt, flag);
    return truth;
}

static int substitute_one(Runtime *rt, Obj *list, Obj *item, Obj *parameters, Obj *values) {
    Own subst, value;
    int unpack, result;
    if (is_type(item)) return list_append(rt, list, item);
    if ((unpack = is_unpacked_variable(rt, item)) < 0) return -1;
    subst = object_lookup_attr(rt, item, ID(rt, __typing_subst__));
    if (!subst && RAISED(rt)) return -1;
    if (subst) {
        intptr_t at = index_of(parameters, item);
        value = call_1(rt, borrow(subst), TUPLE_ITEM(values, at < 0 ? 0 : at));
        release(rt, subst);
    } else {
        value = substitute_inner(rt, item, parameters, values);
    }
    if (!value) return -1;
    result = unpack && is_tuple(borrow(value)) ? extend(rt, list, borrow(value)) : list_append(rt, list, borrow(value));
    release(rt, value);
    return result;
}

Own alias_substitute(Runtime *rt, Obj *self, Obj *args, Obj *parameters, Obj *item) {
    intptr_t wanted = TUPLE_SIZE(parameters), given;
    Own items = (Own)0, list = (Own)0, result = (Own)0;
    if (wanted == 0) return raise_format(rt, EXC(rt, TypeError), "%R is not a generic class", self);
    if (!(items = unpack_items(rt, item)) || prepare_items(rt, self, parameters, &items) < 0) goto done;
    given = TUPLE_SIZE(borrow(items));
    if (given != wanted) {
        raise_format(rt, EXC(rt, TypeError), "Too %s arguments for %R; actual %zd, expected %zd",
                     given > wanted ? "many" : "few", self, given, wanted);
        goto done;
    }
    if (!(list = list_new(rt, 0))) goto done;
    for (intptr_t i = 0; i < TUPLE_SIZE(args); i++) {
        if (substitute_one(rt, borrow(list), TUPLE_ITEM(args, i), parameters, borrow(items)) < 0) goto done;
    }
    result = list_to_tuple(rt, borrow(list));
done:
    xrelease(rt, items);
    xrelease(rt, list);
    return result;
}

static Own get_parameters(Runtime *rt, Obj *self, const void *closure) {
    GenericAliasObj *alias = ALIAS(self);
    (void)closure;
    if (!alias->parameters) alias->parameters = alias_make_parameters(rt, borrow(alias->args));
    return xkeep(borrow(alias->parameters));
}

/* ---- slots ---- */

static Own alias_getitem(Runtime *rt, Obj *self, Obj *item) {
    Own parameters = get_parameters(rt, self, NULL), args, result;
    if (!parameters) return (Own)0;
    args = alias_substitute(rt, self, borrow(ALIAS(self)->args), borrow(parameters), item);
    release(rt, parameters);
    if (!args) return (Own)0;
    result = generic_alias_new(rt, borrow(ALIAS(self)->origin), borrow(args));
    release(rt, args);
    if (result) ALIAS(borrow(result))->starred = ALIAS(self)->starred;
    return result;
}

static int64_t alias_hash(Runtime *rt, Obj *self) {
    int64_t origin = object_hash(rt, borrow(ALIAS(self)->origin)), args;
    if (origin == -1) return -1;
    args = object_hash(rt, borrow(ALIAS(self)->args));
    if (args == -1) return -1;
    origin ^= args;
    return origin == -1 ? -2 : origin;
}

/* The new object remembers the alias it was made through, if it can have attributes. */
static Own alias_call(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    Own result = call_args(rt, borrow(ALIAS(self)->origin), args, kwargs), name;
    int status;
    if (!result) return (Own)0;
    if (!(name = str_intern_cstr(rt, "__orig_class__"))) {
        release(rt, result);
        return (Own)0;
    }
    status = object_setattr(rt, borrow(result), borrow(name), self);
    release(rt, name);
    if (status < 0) {
        if (raised_matches(rt, EXC(rt, AttributeError)) || raised_matches(rt, EXC(rt, TypeError))) raised_clear(rt);
        else own_clear(rt, &result);
    }
    return result;
}

static const char *const own_attributes[] = {
    "__class__",       "__origin__",    "__args__",   "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__",
    "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__",     "__deepcopy__",
};

static Own alias_getattro(Runtime *rt, Obj *self, Obj *name) {
    for (size_t i = 0; is_str(name) && i < HS_COUNT(own_attributes); i++) {
        if (str_equals_ascii(name, own_attributes[i])) return object_generic_getattr(rt, self, name);
    }
    return is_str(name) ? object_getattr(rt, borrow(ALIAS(self)->origin), name)
                        : object_generic_getattr(rt, self, name);
}

static Own alias_compare(Runtime *rt, Obj *a, Obj *b, int op) {
    int equal;
    if ((op != CMP_EQ && op != CMP_NE) || !is_instance_of(a, T(rt, GENERIC_ALIAS)) ||
        !is_instance_of(b, T(rt, GENERIC_ALIAS))) {
        return keep(rt->notimplemented);
    }
    equal = ALIAS(a)->starred == ALIAS(b)->starred;
    if (equal) equal = object_compare_bool(rt, borrow(ALIAS(a)->origin), borrow(ALIAS(b)->origin), CMP_EQ);
    if (equal > 0) equal = object_compare_bool(rt, borrow(ALIAS(a)->args), borrow(ALIAS(b)->args), CMP_EQ);
    return equal < 0 ? (Own)0 : bool_from(rt, equal == (op == CMP_EQ));
}

static Own alias_iter(Runtime *rt, Obj *self) {
    Own iterator = gc_alloc(rt, T(rt, GENERIC_ALIAS_ITER), 24);
    if (!iterator) return (Own)0;
    ((AliasIterObj *)borrow(iterator))->alias = keep(self);
    gc_track(rt, borrow(iterator));
    return iterator;
}

/* ---- methods ---- */

static Own method_mro_entries(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return tuple_pack(rt, 1, borrow(ALIAS(self)->origin));
}

static Own method_instancecheck(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return raise_format(rt, EXC(rt, TypeError), "isinstance() argument 2 cannot be a parameterized generic");
}

static Own method_subclasscheck(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return raise_format(rt, EXC(rt, TypeError), "issubclass() argument 2 cannot be a parameterized generic");
}

static Own method_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    GenericAliasObj *alias = ALIAS(self);
    Own inner, result = (Own)0;
    (void)args, (void)nargs, (void)kwnames;
    if (alias->starred) {
        Obj *next = dict_get(rt, borrow(rt->builtins), ID(rt, next));
        Own plain = generic_alias_new(rt, borrow(alias->origin), borrow(alias->args)), iterator = (Own)0;
        if (plain && next && (iterator = alias_iter(rt, borrow(plain))) &&
            (inner = tuple_pack(rt, 1, borrow(iterator)))) {
            result = tuple_pack(rt, 2, next, borrow(inner));
            release(rt, inner);
        }
        xrelease(rt, plain);
        xrelease(rt, iterator);
        return result;
    }
    if ((inner = tuple_pack(rt, 2, borrow(alias->origin), borrow(alias->args)))) {
        result = tuple_pack(rt, 2, (Obj *)self->type, borrow(inner));
        release(rt, inner);
    }
    return result;
}

static Own method_dir(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own names = object_dir(rt, borrow(ALIAS(self)->origin));
    (void)args, (void)nargs, (void)kwnames;
    for (size_t i = 0; names && i < HS_COUNT(own_attributes); i++) {
        Own name = str_intern_cstr(rt, own_attributes[i]);
        int there = name ? sequence_contains(rt, borrow(names), borrow(name)) : -1;
        if (there == 0) there = list_append(rt, borrow(names), borrow(name));
        xrelease(rt, name);
        if (there < 0) own_clear(rt, &names);
    }
    return names;
}

static Own get_unpacked_args(Runtime *rt, Obj *self, const void *closure) {
    GenericAliasObj *alias = ALIAS(self);
    (void)closure;
    if (alias->starred && borrow(alias->origin) == (Obj *)T(rt, TUPLE)) return keep(borrow(alias->args));
    return keep(rt->none);
}

/* ---- iterator: yields the starred form once ---- */

static void iter_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    xrelease(rt, ((AliasIterObj *)self)->alias);
    gc_free(rt, self);
}

static int iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((AliasIterObj *)self)->alias);
    return 0;
}

static int iter_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &((AliasIterObj *)self)->alias);
    return 0;
}

static Own iter_step(Runtime *rt, Obj *self) {
    AliasIterObj *iterator = (AliasIterObj *)self;
    GenericAliasObj *alias = ALIAS(borrow(iterator->alias));
    Own starred;
    if (!alias) return (Own)0;
    if (!(starred = generic_alias_new(rt, borrow(alias->origin), borrow(alias->args)))) return (Own)0;
    ALIAS(borrow(starred))->starred = true;
    own_clear(rt, &iterator->alias);
    return starred;
}

static Own iter_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Obj *iter = dict_get(rt, borrow(rt->builtins), ID(rt, iter)), *alias = borrow(((AliasIterObj *)self)->alias);
    Own inner, result;
    (void)args, (void)nargs, (void)kwnames;
    if (!iter || !(inner = alias ? tuple_pack(rt, 1, alias) : tuple_pack(rt, 1, rt->empty_tuple))) return (Own)0;
    result = tuple_pack(rt, 2, iter, borrow(inner));
    release(rt, inner);
    return result;
}

/* ---- tables ---- */

static const MethodDef iter_methods[] = {{"__reduce__", iter_reduce, METH_NOARGS, 0, 0, NULL}, METHOD_END};

static const MethodDef alias_methods[] = {{"__mro_entries__", method_mro_entries, METH_O, 1, 1, NULL},
                                          {"__instancecheck__", method_instancecheck, METH_O, 1, 1, NULL},
                                          {"__subclasscheck__", method_subclasscheck, METH_O, 1, 1, NULL},
                                          {"__reduce__", method_reduce, METH_NOARGS, 0, 0, NULL},
                                          {"__dir__", method_dir, METH_NOARGS, 0, 0, NULL},
                                          METHOD_END};

static const MemberDef alias_members[] = {
    {"__origin__", MEMBER_OBJECT, offsetof(GenericAliasObj, origin), MEMBER_READONLY, NULL},
    {"__args__", MEMBER_OBJECT, offsetof(GenericAliasObj, args), MEMBER_READONLY, NULL},
    {"__unpacked__", MEMBER_BOOL, offsetof(GenericAliasObj, starred), MEMBER_READONLY, NULL},
    MEMBER_END};

static const GetSetDef alias_getset[] = {
    {"__parameters__", get_parameters, NULL, "Type variables in the GenericAlias.", NULL},
    {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL, NULL},
    GETSET_END};

const TypeSpec generic_alias_type_spec = {
    .name = "types.GenericAlias",
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    .flags = TPF_GC | TPF_BASETYPE,
    .virtual_size = 64,
    .weak_offset = offsetof(GenericAliasObj, weaklist),
    .slots = {.tp_dealloc = alias_dealloc,
              .tp_traverse = alias_traverse,
              .tp_new = alias_type_new,
              .tp_repr = alias_repr,
              .tp_hash = alias_hash,
              .tp_call = alias_call,
              .tp_getattro = alias_getattro,
              .tp_richcompare = alias_compare,
              .tp_iter = alias_iter,
              .nb_or = union_or,
              .mp_subscript = alias_getitem},
    .methods = alias_methods,
    .members = alias_members,
    .getset = alias_getset,
};

const TypeSpec generic_alias_iter_type_spec = {
    .name = "generic_alias_iterator",
    .flags = TPF_GC,
    .virtual_size = 24,
    .slots = {.tp_dealloc = iter_dealloc,
              .tp_traverse = iter_traverse,
              .tp_clear = iter_clear,
              .tp_iter = object_self_iter,
              .tp_iternext = iter_step},
    .methods = iter_methods,
};
