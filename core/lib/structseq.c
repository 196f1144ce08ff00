/* Struct sequences. CPython 3.11 Objects/structseq.c: here a heap type over tuple whose attributes are properties made of
 * itemgetter-like builtins. */
#include "lib/structseq.h"

#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

/* Attribute `closure` is the index + 1, kept as a pointer-sized number. */
static Own get_field(Runtime *rt, Obj *self, const void *closure) {
    intptr_t index = (intptr_t)(uintptr_t)closure - 1;
    (void)rt;
    return keep(TUPLE_ITEM(self, index));
}

static Own structseq_repr(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    Obj *names = type_lookup(rt, self->type, ID(rt, __match_args__));
    StrWriter writer;
    str_writer_init(&writer, rt);
    Own module = object_getattr(rt, (Obj *)self->type, ID(rt, __module__));
    if (!module || !names) goto fail;
    const char *name = type_short_name(self->type);
    if (borrow(module) != ID(rt, builtins) && !strchr(name, '.')) {
        str_writer_str(&writer, borrow(module));
        str_writer_char(&writer, '.');
    }
    str_writer_cstr(&writer, name);
    str_writer_char(&writer, '(');
    for (intptr_t i = 0; i < TUPLE_SIZE(self); i++) {
        Own text = object_repr(rt, TUPLE_ITEM(self, i));
        if (!text) goto fail;
        if (i) str_writer_cstr(&writer, ", ");
        str_writer_str(&writer, TUPLE_ITEM(names, i));
        str_writer_char(&writer, '=');
        str_writer_str(&writer, borrow(text));
        release(rt, text);
    }
    str_writer_char(&writer, ')');
    release(rt, module);
    return str_writer_finish(&writer);
fail:
    xrelease(rt, module);
    str_writer_discard(&writer);
    return NULL;
}

/* (class, (tuple, names that are no items: none)), as copy and pickle want it */
static Own structseq_reduce(Runtime *rt, Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames) {
    Own items = tuple_from(rt, borrow_all(TUPLE(self)->items), TUPLE_SIZE(self)), names = dict_new(rt), arguments = NULL, result = NULL;
    if (items && names) arguments = tuple_pack(rt, 2, borrow(items), borrow(names));
    if (arguments) result = tuple_pack(rt, 2, (Obj *)self->type, borrow(arguments));
    xrelease(rt, arguments);
    xrelease(rt, names);
    xrelease(rt, items);
    return result;
}

static const MethodDef reduce_def = { "__reduce__", structseq_reduce, METH_NOARGS, 0, 0, NULL };
static const MethodDef repr_def = { "__repr__", structseq_repr, METH_NOARGS, 0, 0, NULL };

static int add_field(Runtime *rt, TypeObj *type, const char *name, size_t index) {
    GetSetDef *def = static_alloc(rt, sizeof(GetSetDef));
    if (!def) return -1;
    def->name = name;
    def->get = get_field;
    def->closure = (const void *)(uintptr_t)(index + 1);
    Own descriptor = getset_descriptor_new(rt, type, def);
    if (!descriptor) return -1;
    int result = dict_set_str(rt, borrow(type->dict), name, borrow(descriptor));
    release(rt, descriptor);
    return result;
}

static int add_method(Runtime *rt, TypeObj *type, const MethodDef *def) {
    Own name = str_intern_cstr(rt, def->name), method = method_descriptor_new(rt, type, def);
    int result = name && method ? object_setattr(rt, (Obj *)type, borrow(name), borrow(method)) : -1;
    xrelease(rt, method);
    xrelease(rt, name);
    return result;
}

/* From a sequence of one item a field; no field is without an item, so nothing is taken of the dict. */
static Own structseq_tp_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"sequence", "dict", NULL};
    static const ArgSpec spec = {"structseq", names, 1, 2};
    Obj *values[2];
    if (args_parse_tuple(rt, &spec, args, kwargs, values) < 0) return NULL;
    Own given = sequence_fast(rt, values[0], "constructor requires a sequence"), self = NULL;
    if (!given) return given;
    intptr_t count, fields = TUPLE_SIZE(type_lookup(rt, type, ID(rt, __match_args__)));
    Obj *const *items = sequence_fast_items(borrow(given), &count);
    if (values[1] && !is_dict(values[1])) {
        raise_format(rt, EXC(rt, TypeError), "%s() takes a dict as second arg, if any", type->name);
    } else if (count != fields) {
        raise_format(rt, EXC(rt, TypeError), "%s() takes a %zd-sequence (%zd-sequence given)", type->name, fields, count);
    } else if ((self = type->slots.tp_alloc(rt, type, count))) {
        for (intptr_t i = 0; i < count; i++) TUPLE(borrow(self))->items[i] = keep(items[i]);
    }
    release(rt, given);
    return self;
}

Own structseq_type(Runtime *rt, const char *name, const char *const *fields) {
    Own bases = tuple_pack(rt, 1, (Obj *)T(rt, TUPLE)), dict = dict_new(rt), cls = NULL, names = NULL;
    size_t count = 0;
    while (fields[count]) count++;
    if (!bases || !dict || !(names = tuple_alloc(rt, (intptr_t)count))) goto done;
    for (size_t i = 0; i < count; i++) {
        if (!(TUPLE(borrow(names))->items[i] = str_intern_cstr(rt, fields[i]))) goto done;
    }
    gc_track(rt, borrow(names));
    if (dict_set(rt, borrow(dict), ID(rt, __slots__), rt->empty_tuple) < 0 ||
        dict_set(rt, borrow(dict), ID(rt, __match_args__), borrow(names)) < 0) {
        goto done;
    }
    if (!(cls = type_new_simple(rt, name, borrow(bases), borrow(dict)))) goto done;
    TypeObj *type = (TypeObj *)borrow(cls);
    if (add_method(rt, type, &repr_def) < 0 || add_method(rt, type, &reduce_def) < 0) own_clear(rt, &cls);
    for (size_t i = 0; cls && i < count; i++) {
        if (add_field(rt, type, fields[i], i) < 0) own_clear(rt, &cls);
    }
    if (cls) {
        bool is_static = strncmp(name, "_thread.", 8) != 0;
        type->name = strncmp(name, "builtins.", 9) == 0 ? name + 9 : name;
        type->flags &= ~(uint32_t)TPF_BASETYPE;
        type->slots.tp_new = structseq_tp_new;
        if (is_static) type->flags |= TPF_IMMUTABLE;
        if (strcmp(name, "sys.flags") == 0 || strcmp(name, "sys.version_info") == 0) {
            type->flags |= TPF_NO_INSTANTIATION;
            type->slots.tp_new = NULL;
        }
        if (dict_delete(rt, borrow(type->dict), ID(rt, __slots__)) < 0 ||
            (is_static && (dict_delete(rt, borrow(type->dict), ID(rt, __module__)) < 0 || type_make_twin(rt, type) < 0))) {
            own_clear(rt, &cls);
        }
        type_modified(rt, type);
    }
done:
    xrelease(rt, names);
    xrelease(rt, dict);
    xrelease(rt, bases);
    return cls;
}

Own structseq_new(Runtime *rt, Obj *type, Own *items, size_t count) {
    bool complete = true;
    for (size_t i = 0; i < count; i++) complete = complete && items[i];
    Own self = complete ? ((TypeObj *)type)->slots.tp_alloc(rt, (TypeObj *)type, (intptr_t)count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (self) {
            TUPLE(borrow(self))->items[i] = items[i];
        } else {
            xrelease(rt, items[i]);
        }
    }
    if (self) gc_untrack(rt, borrow(self)); /* as CPython makes them; the class's own __new__ tracks */
    return self;
}

Own structseq_make(Runtime *rt, const char *name, const char *const *fields, Own *items, size_t count) {
    Own type = structseq_type(rt, name, fields);
    Own self = NULL;
    if (type) {
        self = structseq_new(rt, borrow(type), items, count);
        release(rt, type);
    } else {
        for (size_t i = 0; i < count; i++) xrelease(rt, items[i]);
    }
    return self;
}
