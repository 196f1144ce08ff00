/* _abc: what abstract base classes need of the interpreter: what a class knows of others, its abstract methods, and which classes match
 * sequence and mapping patterns. Layout: AbcData, virtual 48, gc. Source followed: CPython 3.11 Modules/_abc.c. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set_impl.h"
#include "object/str.h"
#include "object/tuple_impl.h"
#include "object/type_internal.h"
#include "object/weakref.h"

#define METHOD_ARGS HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames

/* ---- what a class knows of others ---- */

enum { REGISTRY, CACHE, NEGATIVE, SETS };

typedef struct AbcData {
    Obj base;
    Own sets[SETS]; /* weak references to classes that were registered, are subclasses, were none at the time; NULL: none yet */
    int64_t version; /* of the negative cache */
} AbcData;
_Static_assert(sizeof(AbcData) <= 48, "_abc_data");
#define DATA(o) ((AbcData *)(o))

static int data_traverse(Obj *self, VisitFn visit, void *arg) {
    int stop = visit((Obj *)self->type, arg);
    for (int i = 0; !stop && i < SETS; i++) VISIT(DATA(self)->sets[i]);
    return stop;
}

static int data_clear(Runtime *rt, Obj *self) {
    for (int i = 0; i < SETS; i++) own_clear(rt, &DATA(self)->sets[i]);
    return 0;
}

static void data_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    gc_untrack(rt, self);
    data_clear(rt, self);
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

/* The arguments of a function are (data, kind, ...): the place of the set, NULL = raised. */
static Own *set_of(Runtime *rt, Obj *const *args) {
    int64_t kind;
    if (args[0]->type != CLASS(rt, ABC_DATA)) raise_format(rt, EXC(rt, TypeError), "_abc_impl is set to a wrong type");
    else if (int_as_i64(rt, args[1], &kind) == 0 && kind >= 0 && kind < SETS) return &DATA(args[0])->sets[kind];
    return NULL;
}

static Own abc_new_data(Runtime *rt, HS_UNUSED Obj *self, METHOD_ARGS) {
    TypeObj *type = CLASS(rt, ABC_DATA);
    Own data = type->slots.tp_alloc(rt, type, 0);
    if (data && int_as_i64(rt, args[0], &DATA(borrow(data))->version) < 0) own_clear(rt, &data);
    return data;
}

static Own abc_knows(Runtime *rt, HS_UNUSED Obj *self, METHOD_ARGS) {
    Own *known = set_of(rt, args);
    if (!known) return (Own)0;
    if (!*known || set_size(borrow(*known)) == 0) return bool_from(rt, false);
    Own ref = weakref_new(rt, args[2], NULL);
    int found = ref ? set_contains(rt, borrow(*known), borrow(ref)) : -1;
    xrelease(rt, ref);
    return found < 0 ? (Own)0 : bool_from(rt, found);
}

/* Callback of the weak reference to a class: it is no more. `self` is a weak reference to the set. */
static Own forget_class(Runtime *rt, Obj *self, METHOD_ARGS) {
    Obj *known = weakref_target((WeakrefObj *)self);
    if (!known) return keep(rt->none);
    Own held = keep(known);
    int failed = set_discard(rt, known, args[0]);
    release(rt, held);
    return failed < 0 ? (Own)0 : keep(rt->none);
}

static const MethodDef forget_def = { "_destroy", forget_class, METH_O, 1, 1, NULL };

static Own abc_note(Runtime *rt, HS_UNUSED Obj *self, METHOD_ARGS) {
    Own *known = set_of(rt, args);
    if (!known || (!*known && !(*known = set_new(rt, NULL)))) return (Own)0;
    Own place = weakref_new(rt, borrow(*known), NULL), forget = (Own)0, ref = (Own)0;
    if (place) forget = builtin_new(rt, &forget_def, borrow(place), NULL);
    if (forget) ref = weakref_new(rt, args[2], borrow(forget));
    xrelease(rt, forget);
    int failed = ref ? set_add(rt, borrow(*known), borrow(ref)) : -1;
    xrelease(rt, place), xrelease(rt, ref);
    return failed < 0 ? (Own)0 : keep(rt->none);
}

static Own abc_known(Runtime *rt, HS_UNUSED Obj *self, METHOD_ARGS) {
    Own *known = set_of(rt, args);
    return known ? keep(*known ? borrow(*known) : rt->none) : (Own)0;
}

static Own abc_version(Runtime *rt, HS_UNUSED Obj *self, METHOD_ARGS) {
    if (args[0]->type != CLASS(rt, ABC_DATA)) return raise_format(rt, EXC(rt, TypeError), "_abc_impl is set to a wrong type");
    AbcData *data = DATA(args[0]);
    if (nargs > 1 && int_as_i64(rt, args[1], &data->version) < 0) return (Own)0;
    return int_from_i64(rt, data->version);
}

/* By a name of its own, as in CPython: the cache of attributes keeps it. */
static Own abc_subclasses(Runtime *rt, HS_UNUSED Obj *self, METHOD_ARGS) {
    Own name = str_from_cstr(rt, "__subclasses__"), method = name ? object_getattr(rt, args[0], borrow(name)) : (Own)0;
    Own list = method ? call_0(rt, borrow(method)) : (Own)0;
    xrelease(rt, method), xrelease(rt, name);
    if (!list || is_list(borrow(list))) return list;
    release(rt, list);
    return raise_format(rt, EXC(rt, TypeError), "__subclasses__() must return a list");
}

/* ---- abstract methods ---- */

static int is_marked(Runtime *rt, Obj *value) {
    Own mark = object_lookup_attr(rt, value, ID(rt, __isabstractmethod__));
    if (!mark) return -RAISED(rt);
    int answer = object_is_true(rt, borrow(mark));
    release(rt, mark);
    return answer;
}

static int add_if_marked(Runtime *rt, Obj *names, Obj *name, Obj *value) {
    int marked = is_marked(rt, value);
    return marked > 0 ? set_add(rt, names, name) : marked;
}

/* The names in the class's own dict. */
static int add_own(Runtime *rt, Obj *names, Obj *cls) {
    Own space = object_getattr(rt, cls, ID(rt, __dict__)), view = space ? call_method_str(rt, borrow(space), "items", 0) : (Own)0;
    Own iterator = view ? object_iter(rt, borrow(view)) : (Own)0, items;
    xrelease(rt, view);
    items = iterator ? list_from_iterable(rt, borrow(iterator)) : (Own)0;
    xrelease(rt, iterator);
    int failed = items ? 0 : -1;
    for (intptr_t i = 0; !failed && i < LIST_SIZE(borrow(items)); i++) {
        Obj *item = LIST_ITEM(borrow(items), i);
        failed = add_if_marked(rt, names, TUPLE_ITEM(item, 0), TUPLE_ITEM(item, 1));
    }
    xrelease(rt, items), xrelease(rt, space);
    return failed;
}

/* The names that a base says are abstract, and still are. */
static int add_inherited(Runtime *rt, Obj *names, Obj *cls, Obj *base) {
    Own inherited = object_lookup_attr(rt, base, ID(rt, __abstractmethods__)), name;
    if (!inherited) return -RAISED(rt);
    Own iterator = object_iter(rt, borrow(inherited));
    release(rt, inherited);
    if (!iterator) return -1;
    int failed = 0;
    while (!failed && (name = iter_next(rt, borrow(iterator)))) {
        Own value = object_lookup_attr(rt, cls, borrow(name));
        failed = value ? add_if_marked(rt, names, borrow(name), borrow(value)) : -RAISED(rt);
        xrelease(rt, value), release(rt, name);
    }
    release(rt, iterator);
    return failed || RAISED(rt) ? -1 : 0;
}

static Own find_abstract(Runtime *rt, HS_UNUSED Obj *self, METHOD_ARGS) {
    if (!is_type(args[0])) return raise_format(rt, EXC(rt, TypeError), "a class is needed");
    Own names = frozenset_new(rt, NULL), bases = (Own)0;
    int failed = names ? add_own(rt, borrow(names), args[0]) : -1;
    if (!failed) failed = (bases = object_getattr_str(rt, args[0], "__bases__")) ? 0 : -1;
    for (intptr_t i = 0; !failed && i < TUPLE_SIZE(borrow(bases)); i++)
        failed = add_inherited(rt, borrow(names), args[0], TUPLE_ITEM(borrow(bases), i));
    xrelease(rt, bases);
    if (!failed) failed = object_setattr(rt, args[0], ID(rt, __abstractmethods__), borrow(names));
    xrelease(rt, names);
    return failed ? (Own)0 : keep(rt->none);
}

/* ---- patterns ---- */

/* Sets the flag in a class and in its subclasses; classes of the interpreter stay as they are. */
static int mark(Runtime *rt, TypeObj *type, uint32_t flag) {
    if (!(type->flags & TPF_IMMUTABLE)) {
        type->flags = (type->flags & ~(uint32_t)(TPF_SEQUENCE | TPF_MAPPING)) | flag;
    }
    Own list = call_method_str(rt, (Obj *)type, "__subclasses__", 0);
    if (!list) return -1;
    int result = 0;
    for (intptr_t i = 0; result == 0 && i < LIST_SIZE(borrow(list)); i++) {
        result = mark(rt, (TypeObj *)LIST_ITEM(borrow(list), i), flag);
    }
    release(rt, list);
    return result;
}

static Own mark_pattern(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    int64_t kind;
    if (!is_type(args[0])) return raise_format(rt, EXC(rt, TypeError), "a class is needed");
    if (number_as_ssize(rt, args[1], EXC(rt, OverflowError), &kind) < 0) return NULL;
    if (mark(rt, (TypeObj *)args[0], kind == 1 << 5 ? TPF_SEQUENCE : TPF_MAPPING) < 0) return NULL;
    return keep(rt->none);
}

static Own pattern_of(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    if (!is_type(args[0])) return raise_format(rt, EXC(rt, TypeError), "a class is needed");
    uint32_t flags = ((TypeObj *)args[0])->flags;
    return int_from_i64(rt, flags & TPF_SEQUENCE ? 1 << 5 : flags & TPF_MAPPING ? 1 << 6 : 0);
}

static const MethodDef functions[] = {
    { "new_data", abc_new_data, METH_O, 1, 1, "new_data($module, version, /)\n--\n\nWhat a new class knows of others: nothing." },
    { "knows", abc_knows, METH_FASTCALL, 3, 3,
      "knows($module, data, kind, cls, /)\n--\n\nWhether a class is among the registered (0), subclasses (1) or others (2)." },
    { "note", abc_note, METH_FASTCALL, 3, 3, "note($module, data, kind, cls, /)\n--\n\nAdds a class, until it is no more." },
    { "known", abc_known, METH_FASTCALL, 2, 2, "known($module, data, kind, /)\n--\n\nThe set of weak references to classes, or None." },
    { "version", abc_version, METH_FASTCALL, 1, 2, "version($module, data, new=..., /)\n--\n\nWhen the others were no subclasses." },
    { "subclasses", abc_subclasses, METH_O, 1, 1, "subclasses($module, cls, /)\n--\n\nWhat its __subclasses__() answers." },
    { "find_abstract", find_abstract, METH_O, 1, 1, "find_abstract($module, cls, /)\n--\n\nSets __abstractmethods__ of a new class." },
    { "mark_pattern", mark_pattern, METH_FASTCALL, 2, 2,
      "mark_pattern($module, cls, kind, /)\n--\n\nInstances match sequence (32) or mapping (64) patterns." },
    { "pattern_of", pattern_of, METH_O, 1, 1, "pattern_of($module, cls, /)\n--\n\n32 sequence, 64 mapping, 0 neither." },
    METHOD_END,
};

const TypeSpec abc_data_type_spec = {
    .name = "_abc._abc_data",
    .doc = "Internal state held by ABC machinery.",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 48,
    .slots = {.tp_traverse = data_traverse, .tp_clear = data_clear, .tp_dealloc = data_dealloc},
};

Own abc_module_init(Runtime *rt) {
    static const ModuleType types[] = {{CLASS_ABC_DATA, MODULE_CLASS | MODULE_HIDDEN, &abc_data_type_spec}};
    return module_make(rt, "_abc", functions, types, HS_COUNT(types));
}
