/* Builtin functions and methods bound to an object: "builtin_function_or_method"; and how a C function's MethodDef is
 * called, with CPython's complaints about the number of arguments.
 *
 * Layout: BuiltinObj, virtual 56, gc. Source followed: CPython 3.11 Objects/methodobject.c. */
#include "object/type_internal.h"

_Static_assert(sizeof(BuiltinObj) <= 56, "a builtin function fits its virtual size");

/* ---- construct and release ---- */

Own builtin_new(Runtime *rt, const MethodDef *def, Obj *self, Obj *module) {
    Own function = gc_alloc(rt, T(rt, BUILTIN), 56);
    BuiltinObj *builtin = (BuiltinObj *)borrow(function);
    if (!function) return (Own)0;
    builtin->def = def;
    builtin->self = xkeep(self);
    builtin->module = xkeep(module);
    gc_track(rt, borrow(function));
    return function;
}

static void builtin_dealloc(Runtime *rt, Obj *self) {
    BuiltinObj *builtin = (BuiltinObj *)self;
    gc_untrack(rt, self);
    if (!trashcan_begin(rt, self)) return;
    if (builtin->weaklist) weakref_clear_all(rt, self);
    xrelease(rt, builtin->self);
    xrelease(rt, builtin->module);
    gc_free(rt, self);
    trashcan_end(rt);
}

static int builtin_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(((BuiltinObj *)self)->self);
    VISIT(((BuiltinObj *)self)->module);
    return 0;
}

/* ---- argument checks ---- */

/* "module.qualname()", without the module when it is builtins. */
Own callable_text(Runtime *rt, Obj *callable) {
    Own qualname = object_lookup_attr(rt, callable, ID(rt, __qualname__)), module, result;
    if (!qualname) return RAISED(rt) ? (Own)0 : object_str(rt, callable);
    module = object_lookup_attr(rt, callable, ID(rt, __module__));
    if (!module && RAISED(rt)) {
        release(rt, qualname);
        return (Own)0;
    }
    if (module && !is_none(rt, borrow(module)) &&
        !(is_str(borrow(module)) && str_equal(borrow(module), ID(rt, builtins)))) {
        result = str_format(rt, "%S.%S()", borrow(module), borrow(qualname));
    } else {
        result = str_format(rt, "%S()", borrow(qualname));
    }
    release(rt, qualname);
    xrelease(rt, module);
    return result;
}

/* Who is called, for complaints: an object, or a def and the name of its type or module. */
typedef struct Callee {
    Obj *callable;
    const MethodDef *def;
    const char *type_name;
    bool levelled; /* enters a level of recursion, as all do but what specialised instructions call: those of METH_FASTCALL do not */
} Callee;

static HS_COLD Own raise_for_callee(Runtime *rt, const Callee *callee, const char *format, size_t given) {
    Own text = callee->callable    ? callable_text(rt, callee->callable)
               : callee->type_name ? str_format(rt, "%s.%s()", callee->type_name, callee->def->name)
                                   : str_format(rt, "%s()", callee->def->name);
    if (text) {
        raise_format(rt, EXC(rt, TypeError), format, borrow(text), (intptr_t)given);
        release(rt, text);
    }
    return (Own)0;
}

/* METH_VARARGS: the arguments as a tuple, and as a dict what has a name, that live during the call. */
static Own call_with_tuple(Runtime *rt, const MethodDef *def, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own tuple = tuple_from(rt, args, (intptr_t)nargs), dict = (Own)0, result = (Own)0;
    if (!tuple) return (Own)0;
    if (!kwnames || (dict = call_kwargs_dict(rt, args + nargs, kwnames))) {
        rt->varargs = borrow(tuple);
        rt->varkwargs = borrow(dict);
        result = def->fn(rt, self, kwnames ? args : TUPLE_ITEMS(borrow(tuple)), nargs, kwnames);
    }
    release(rt, tuple);
    xrelease(rt, dict);
    return result;
}

static Own call_callee(Runtime *rt, const Callee *callee, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames,
                       Obj *tuple) {
    const MethodDef *def = callee->def;
    Own result;
    if (kwnames && TUPLE_SIZE(kwnames) == 0) kwnames = NULL;
    if (!(def->flags & METH_KEYWORDS)) {
        if (HS_UNLIKELY(kwnames != NULL)) {
            if ((def->flags & METH_VARARGS) && callee->callable && is_builtin(rt, callee->callable)) return args_no_keywords(rt, def->name, kwnames), (Own)0;
            return raise_for_callee(rt, callee, "%U takes no keyword arguments", 0);
        }
        if (def->flags & METH_O) {
            if (HS_UNLIKELY(nargs != 1)) {
                return raise_for_callee(rt, callee, "%U takes exactly one argument (%zd given)", nargs);
            }
        } else if (def->flags & METH_NOARGS) {
            if (HS_UNLIKELY(nargs != 0)) return raise_for_callee(rt, callee, "%U takes no arguments (%zd given)", nargs);
        } else if (HS_UNLIKELY(nargs < (size_t)def->min || (def->max >= 0 && nargs > (size_t)def->max))) {
            args_check_positional(rt, def->name, nargs, (size_t)def->min, def->max < 0 ? SIZE_MAX : (size_t)def->max);
            return (Own)0;
        }
    }
    if (!callee->levelled && !(def->flags & (METH_O | METH_NOARGS | METH_VARARGS))) return def->fn(rt, self, args, nargs, kwnames);
    if (enter_call(rt) < 0) return (Own)0;
    if (def->flags & METH_VARARGS) {
        rt->varargs = tuple;
        rt->varkwargs = NULL;
    }
    if ((def->flags & METH_VARARGS) && !tuple) result = call_with_tuple(rt, def, self, args, nargs, kwnames);
    else result = def->fn(rt, self, args, nargs, kwnames);
    leave_call(rt);
    return result;
}

Own builtin_call_checked(Runtime *rt, const MethodDef *def, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames,
                         Obj *callable) {
    Callee callee = {callable, def, NULL, true};
    return call_callee(rt, &callee, self, args, nargs, kwnames, NULL);
}

Own builtin_call_def(Runtime *rt, const MethodDef *def, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames,
                     const char *type_name) {
    Callee callee = {NULL, def, type_name, false};
    return call_callee(rt, &callee, self, args, nargs, kwnames, NULL);
}

Own builtin_call_tuple(Runtime *rt, const MethodDef *def, Obj *self, Obj *args, Obj *kwargs, Obj *callable) {
    Callee callee = {callable, def, NULL, true};
    CallStack stack;
    Own result;
    if (!kwargs || DICT_SIZE(kwargs) == 0) {
        return call_callee(rt, &callee, self, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args), NULL, args);
    }
    if (call_stack_fill(rt, &stack, NULL, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args), kwargs) < 0) return (Own)0;
    result = call_callee(rt, &callee, self, stack.items, stack.nargs, borrow(stack.kwnames), args);
    call_stack_free(rt, &stack);
    return result;
}

/* ---- slots ---- */

static Own builtin_vectorcall(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    BuiltinObj *builtin = (BuiltinObj *)callable;
    return builtin_call_checked(rt, builtin->def, borrow(builtin->self), args, nargs, kwnames, callable);
}

static Own builtin_call(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs) {
    BuiltinObj *builtin = (BuiltinObj *)callable;
    return builtin_call_tuple(rt, builtin->def, borrow(builtin->self), args, kwargs, callable);
}

static Own builtin_repr(Runtime *rt, Obj *self) {
    BuiltinObj *builtin = (BuiltinObj *)self;
    Obj *owner = borrow(builtin->self);
    if (!owner || is_module(rt, owner)) return str_format(rt, "<built-in function %s>", builtin->def->name);
    return str_format(rt, "<built-in method %s of %s object at %s>", builtin->def->name, owner->type->name,
                      address_text(rt, owner).text);
}

static Own builtin_compare(Runtime *rt, Obj *a, Obj *b, int op) {
    bool equal;
    if ((op != CMP_EQ && op != CMP_NE) || !is_builtin(rt, a) || !is_builtin(rt, b)) return keep(rt->notimplemented);
    equal = borrow(((BuiltinObj *)a)->self) == borrow(((BuiltinObj *)b)->self) &&
            ((BuiltinObj *)a)->def->fn == ((BuiltinObj *)b)->def->fn;
    return bool_from(rt, equal == (op == CMP_EQ));
}

static int64_t builtin_hash(Runtime *rt, Obj *self) {
    BuiltinObj *builtin = (BuiltinObj *)self;
    uint64_t function = 5381; /* the C function's address differs from build to build: its name stands for it */
    int64_t hash = builtin->self ? object_generic_hash(rt, borrow(builtin->self)) : 0;
    for (const char *c = builtin->def->name; *c; c++) function = function * 33 + (uint8_t)*c;
    hash ^= (int64_t)function;
    return hash == -1 ? -2 : hash;
}

/* ---- attributes ---- */

static const MethodDef *def_of(Obj *self) { return ((BuiltinObj *)self)->def; }

static Own get_doc(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return method_doc(rt, def_of(self));
}

static Own get_name(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return str_from_cstr(rt, def_of(self)->name); /* a new str each time */
}

static Own get_qualname(Runtime *rt, Obj *self, const void *closure) {
    Obj *owner = borrow(((BuiltinObj *)self)->self);
    Own type_name, result;
    if (!owner || is_module(rt, owner)) return get_name(rt, self, closure);
    type_name = object_getattr(rt, is_type(owner) ? owner : (Obj *)owner->type, ID(rt, __qualname__));
    if (!type_name) return (Own)0;
    if (!is_str(borrow(type_name))) {
        release(rt, type_name);
        return raise_format(rt, EXC(rt, TypeError), "<method>.__class__.__qualname__ is not a unicode object");
    }
    result = str_format(rt, "%S.%s", borrow(type_name), def_of(self)->name);
    release(rt, type_name);
    return result;
}

static Own get_text_signature(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return method_signature(rt, def_of(self));
}

static Own get_self(Runtime *rt, Obj *self, const void *closure) {
    Obj *owner = borrow(((BuiltinObj *)self)->self);
    (void)closure;
    return keep(owner ? owner : rt->none);
}

static Own method_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Obj *owner = borrow(((BuiltinObj *)self)->self), *getattr;
    Own name, pair = (Own)0, result = (Own)0;
    (void)args, (void)nargs, (void)kwnames;
    if (!owner || is_module(rt, owner)) return str_intern_cstr(rt, def_of(self)->name);
    getattr = dict_get(rt, borrow(rt->builtins), ID(rt, getattr));
    if (!getattr) return (Own)0;
    if ((name = str_intern_cstr(rt, def_of(self)->name)) && (pair = tuple_pack(rt, 2, owner, borrow(name)))) {
        result = tuple_pack(rt, 2, getattr, borrow(pair));
    }
    xrelease(rt, name);
    xrelease(rt, pair);
    return result;
}

/* ---- tables ---- */

static const MethodDef builtin_methods[] = {{"__reduce__", method_reduce, METH_NOARGS, 0, 0, NULL}, METHOD_END};

static const MemberDef builtin_members[] = {{"__module__", MEMBER_OBJECT, offsetof(BuiltinObj, module), 0, NULL},
                                            MEMBER_END};

static const GetSetDef builtin_getset[] = {{"__doc__", get_doc, NULL, NULL, NULL},
                                           {"__name__", get_name, NULL, NULL, NULL},
                                           {"__qualname__", get_qualname, NULL, NULL, NULL},
                                           {"__self__", get_self, NULL, NULL, NULL},
                                           {"__text_signature__", get_text_signature, NULL, NULL, NULL},
                                           GETSET_END};

const TypeSpec builtin_type_spec = {
    .name = "builtin_function_or_method",
    .flags = TPF_GC,
    .virtual_size = 56,
    .weak_offset = offsetof(BuiltinObj, weaklist),
    .slots = {.tp_dealloc = builtin_dealloc,
              .tp_traverse = builtin_traverse,
              .tp_repr = builtin_repr,
              .tp_hash = builtin_hash,
              .tp_call = builtin_call,
              .tp_vectorcall = builtin_vectorcall,
              .tp_richcompare = builtin_compare},
    .methods = builtin_methods,
    .members = builtin_members,
    .getset = builtin_getset,
};
