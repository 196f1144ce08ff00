/* Modules: a name, a dict, and attribute access that falls back to the module's own __getattr__.
 *
 * Layout: ModuleObj, virtual 56, gc. Source followed: CPython 3.11 Objects/moduleobject.c. */
#include "heap/seam.h"
#include "object/type_internal.h"

#define MODULE(o) ((ModuleObj *)(o))
_Static_assert(sizeof(ModuleObj) <= 56, "a module fits its virtual size");

/* ---- construct and release ---- */

static Own module_alloc(Runtime *rt, TypeObj *type) {
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self && !(MODULE(borrow(self))->dict = dict_new(rt))) own_clear(rt, &self);
    return self;
}

static Own module_type_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)args, (void)kwargs;
    return module_alloc(rt, type);
}

static int fill_dict(Runtime *rt, Obj *self, Obj *name, Obj *doc) {
    Obj *dict = module_dict(self);
    if (dict_set(rt, dict, ID(rt, __name__), name) < 0 || dict_set(rt, dict, ID(rt, __doc__), doc) < 0 ||
        dict_set(rt, dict, ID(rt, __package__), rt->none) < 0 || dict_set(rt, dict, ID(rt, __loader__), rt->none) < 0 ||
        dict_set(rt, dict, ID(rt, __spec__), rt->none) < 0) {
        return -1;
    }
    if (is_str_exact(rt, name)) own_set(rt, &MODULE(self)->name, keep(name));
    return 0;
}

Own module_new(Runtime *rt, Obj *name) {
    Own self = gc_alloc(rt, T(rt, MODULE), 56);
    if (!self) return (Own)0;
    if (!(MODULE(borrow(self))->dict = dict_new(rt)) || fill_dict(rt, borrow(self), name, rt->none) < 0) {
        own_clear(rt, &self);
    } else {
        gc_track(rt, borrow(self));
    }
    return self;
}

static int module_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const char *const names[] = {"name", "doc", NULL};
    static const ArgSpec spec = {"module", names, 1, 2};
    Obj *given[2];
    if (args_parse_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    if (!is_str(given[0])) {
        return raise_format_int(rt, EXC(rt, TypeError), "module() argument 'name' must be str, not %.50N", given[0]);
    }
    if (!MODULE(self)->dict && !(MODULE(self)->dict = dict_new(rt))) return -1;
    return fill_dict(rt, self, given[0], given[1] ? given[1] : rt->none);
}

static void module_dealloc(Runtime *rt, Obj *self) {
    ModuleObj *module = MODULE(self);
    gc_untrack(rt, self);
    if (module->weaklist) weakref_clear_all(rt, self);
    xrelease(rt, module->dict);
    xrelease(rt, module->name);
    self->type->slots.tp_free(rt, self);
}

static int module_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(MODULE(self)->dict);
    return 0;
}

static int module_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &MODULE(self)->dict);
    return 0;
}

/* ---- C interface ---- */

/* Marks the module as one written in C: `state` is its table. */
int module_add_methods(Runtime *rt, Obj *module, const MethodDef *methods) {
    Obj *dict = module_dict(module), *name = dict_get(rt, dict, ID(rt, __name__));
    MODULE(module)->state = methods;
    if (dict_set(rt, dict, ID(rt, __package__), rt->empty_str) < 0) return -1;
    for (const MethodDef *def = methods; def->name; def++) {
        Own function = builtin_new(rt, def, module, name);
        int result = function ? dict_set_str(rt, dict, def->name, borrow(function)) : -1;
        xrelease(rt, function);
        if (result < 0) return -1;
    }
    return 0;
}

/* ---- slots ---- */

/* Modules of the library that CPython has frozen: what tells of them says so, whatever __file__ is. */
static bool is_frozen(Runtime *rt, Obj *name, Obj *file) {
    static const char names[] =
#define HS_LIBRARY(name, is_twin, is_frozen, at_start) HS_IF_##is_frozen(" " name)
#include "object/library.def"
        " ";
    size_t size;
    const char *path = is_str(name) && is_str(file) ? str_utf8(rt, file, &size) : NULL;
    if (!path) raised_clear(rt);
    return path && strncmp(path, "/usr/lib/python3.11/", 20) == 0 && str_in_words(name, 0, STR(name)->length, names);
}

static Own described_by_loader(Runtime *rt, Obj *name, Obj *loader) {
    return loader != rt->none ? str_format(rt, "<module %R (%R)>", name, loader) : str_format(rt, "<module %R>", name);
}

/* As a spec describes the module; what it lacks is raised. */
static Own repr_of_spec(Runtime *rt, Obj *spec) {
    Own name = object_getattr_str(rt, spec, "name"), shown = NULL, result = NULL;
    Own origin = name ? object_getattr_str(rt, spec, "origin") : NULL, last = NULL;
    if (origin) {
        shown = borrow(name) == rt->none ? str_from_cstr(rt, "?") : keep(borrow(name));
        last = object_getattr_str(rt, spec, borrow(origin) == rt->none ? "loader" : "has_location");
    }
    int located = last && borrow(origin) != rt->none ? object_is_true(rt, borrow(last)) : 0;
    if (shown && last && located >= 0) {
        result = borrow(origin) == rt->none ? described_by_loader(rt, borrow(shown), borrow(last))
                 : located                  ? str_format(rt, "<module %R from %R>", borrow(shown), borrow(origin))
                                            : str_format(rt, "<module %R (%S)>", borrow(name), borrow(origin));
    }
    xrelease(rt, last), xrelease(rt, shown), xrelease(rt, origin), xrelease(rt, name);
    return result;
}

/* What loader.module_repr(module) says; NULL and nothing raised: there is none, or it failed. */
static Own repr_by_loader(Runtime *rt, Obj *self, Obj *loader) {
    Own method = object_getattr_str(rt, loader, "module_repr"), result = NULL;
    if (method) result = call_1(rt, borrow(method), self);
    else if (!raised_matches(rt, EXC(rt, AttributeError))) return NULL;
    if (!result && raised_matches(rt, EXC(rt, Exception))) raised_clear(rt);
    xrelease(rt, method);
    return result;
}

/* As importlib's _module_repr; a module that was imported gets its spec only where it is asked for, and none here. */
static Own module_repr(Runtime *rt, Obj *self) {
    Obj *dict = module_dict(self);
    if (!dict) return str_from_cstr(rt, "<module '?'>");
    Obj *name = dict_get(rt, dict, ID(rt, __name__)), *file = dict_get(rt, dict, ID(rt, __file__)), *spec = dict_get(rt, dict, ID(rt, __spec__)),
        *loader = dict_get(rt, dict, ID(rt, __loader__));
    if (RAISED(rt)) return (Own)0;
    int has_spec = spec ? object_is_true(rt, spec) : 0;
    if (has_spec) return has_spec < 0 ? (Own)0 : repr_of_spec(rt, spec);
    if (name && file && is_frozen(rt, name, file)) return str_format(rt, "<module %R (frozen)>", name);
    if (name && !file && MODULE(self)->state) return str_format(rt, "<module %R (built-in)>", name);
    if (loader && loader != rt->none) {
        Own text = repr_by_loader(rt, self, loader);
        if (text || RAISED(rt)) return text;
    }
    Own made = file || !name || (spec && spec != rt->none) ? NULL : object_getattr(rt, self, ID(rt, __spec__));
    if (made && borrow(made) != rt->none) {
        Own text = repr_of_spec(rt, borrow(made));
        release(rt, made);
        return text;
    }
    xrelease(rt, made);
    raised_clear(rt);
    Own shown = name ? keep(name) : str_from_cstr(rt, "?");
    if (!shown) return (Own)0;
    Own text = file ? str_format(rt, "<module %R from %R>", borrow(shown), file) : described_by_loader(rt, borrow(shown), loader ? loader : rt->none);
    release(rt, shown);
    return text;
}

static bool attr_is_true(Runtime *rt, Obj *object, const char *name) {
    Own value = object && !is_none(rt, object) ? object_getattr_str(rt, object, name) : (Own)0;
    int truth = value ? object_is_true(rt, borrow(value)) : 0;
    xrelease(rt, value);
    if (RAISED(rt)) raised_clear(rt);
    return truth > 0;
}

static HS_COLD Own raise_no_attribute(Runtime *rt, Obj *self, Obj *name) {
    Obj *dict = module_dict(self), *module_name = dict_get(rt, dict, ID(rt, __name__)), *spec;
    if (!module_name || !is_str(module_name)) {
        if (RAISED(rt)) return (Own)0;
        return raise_format(rt, EXC(rt, AttributeError), "module has no attribute '%U'", name);
    }
    spec = dict_get(rt, dict, ID(rt, __spec__));
    if (!spec && RAISED(rt)) return (Own)0;
    if (attr_is_true(rt, spec, "_initializing")) {
        return raise_format(rt, EXC(rt, AttributeError),
                            "partially initialized module '%U' has no attribute '%U' "
                            "(most likely due to a circular import)",
                            module_name, name);
    }
    return raise_format(rt, EXC(rt, AttributeError), "module '%U' has no attribute '%U'", module_name, name);
}

/* Whether an import can have made the module: it has a file, or is in C. */
static HS_COLD bool is_imported(Runtime *rt, Obj *self) {
    return MODULE(self)->state || dict_get(rt, module_dict(self), ID(rt, __file__)) || dict_get(rt, module_dict(self), ID(rt, __path__));
}

bool builtins_complete(Runtime *rt, Obj *name) {
    Obj *modules = rt->modules ? borrow(rt->modules) : NULL;
    bool known = str_in_words(name, 0, STR(name)->length, " quit exit copyright credits license help __dict__ ");
    if (!known || !modules || !is_dict_exact(rt, modules) || dict_get_str(rt, modules, "_sitebuiltins") || import_is_over(rt)) return false;
    Own module = import_named(rt, "_sitebuiltins");
    bool made = module != (Own)0;
    xrelease(rt, module);
    return made;
}

/* What of sys few programs ask for is made by a module. */
static HS_COLD bool is_late_name(Runtime *rt, Obj *self, Obj *name) {
    return module_dict(self) == borrow(rt->sys_dict) && str_in_words(name, 0, STR(name)->length, " stdlib_module_names __interactivehook__ ");
}

static Own module_getattro(Runtime *rt, Obj *self, Obj *name) {
    bool all_of_builtins = self == borrow(rt->builtins_module) && name == ID(rt, __dict__);
    if (HS_UNLIKELY(all_of_builtins) && !builtins_complete(rt, name) && (RAISED(rt) || rt->pending)) return (Own)0;
    Own result = object_generic_getattr_with(rt, self, name, NULL, true);
    Obj *hook;
    if (!result && !RAISED(rt) && self == borrow(rt->builtins_module) && builtins_complete(rt, name)) return object_generic_getattr(rt, self, name);
    if (result && borrow(result) == rt->none && (name == ID(rt, __spec__) || name == ID(rt, __loader__)) && is_imported(rt, self))
        return import_describe(rt, self, name);
    if (result || RAISED(rt)) return result;
    attribute_error_dropped(rt, self, name);
    if ((hook = dict_get(rt, module_dict(self), ID(rt, __getattr__)))) return call_1(rt, hook, name);
    if (RAISED(rt) || !is_late_name(rt, self, name)) return RAISED(rt) ? (Own)0 : raise_no_attribute(rt, self, name);
    Own module = import_named(rt, "_sysnames");
    result = module ? xkeep(dict_get(rt, module_dict(self), name)) : (Own)0;
    xrelease(rt, module);
    return result;
}

/* ---- methods and attributes ---- */

static Own method_dir(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    Own dict = object_getattr(rt, self, ID(rt, __dict__)), result = (Own)0;
    Obj *hook;
    (void)args, (void)nargs, (void)kwnames;
    if (!dict) return (Own)0;
    if (!is_dict(borrow(dict))) {
        raise_format(rt, EXC(rt, TypeError), "<module>.__dict__ is not a dictionary");
    } else if ((hook = dict_get(rt, borrow(dict), ID(rt, __dir__)))) {
        result = call_0(rt, hook);
    } else if (!RAISED(rt)) {
        result = dict_keys_list(rt, borrow(dict));
    }
    release(rt, dict);
    return result;
}

static Own get_annotations(Runtime *rt, Obj *self, const void *closure) {
    Obj *dict = module_dict(self), *found = dict_get(rt, dict, ID(rt, __annotations__));
    Own annotations;
    (void)closure;
    if (found) return keep(found);
    if (RAISED(rt) || !(annotations = dict_new(rt))) return (Own)0;
    if (dict_set(rt, dict, ID(rt, __annotations__), borrow(annotations)) < 0) own_clear(rt, &annotations);
    return annotations;
}

static int set_annotations(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    Obj *dict = module_dict(self);
    int there;
    (void)closure;
    if (value) return dict_set(rt, dict, ID(rt, __annotations__), value);
    if ((there = dict_contains(rt, dict, ID(rt, __annotations__))) < 0) return -1;
    if (there) return dict_delete(rt, dict, ID(rt, __annotations__));
    return raise_format_int(rt, EXC(rt, AttributeError), "__annotations__");
}

/* ---- tables ---- */

static const MethodDef module_methods[] = {
    {"__dir__", method_dir, METH_NOARGS, 0, 0, "__dir__() -> list\nspecialized dir() implementation"}, METHOD_END};

static const MemberDef module_members[] = {
    {"__dict__", MEMBER_OBJECT, offsetof(ModuleObj, dict), MEMBER_READONLY, NULL}, MEMBER_END};

static const GetSetDef module_getset[] = {{"__annotations__", get_annotations, set_annotations, NULL, NULL},
                                          GETSET_END};

const TypeSpec module_type_spec = {
    .name = "module",
    .doc = "module(name, doc=None)\n--\n\nCreate a module object.\n\n"
           "The name must be a string; the optional doc argument can have any type.",
    .flags = TPF_GC | TPF_BASETYPE,
    .virtual_size = 56,
    .weak_offset = offsetof(ModuleObj, weaklist),
    .dict_offset = offsetof(ModuleObj, dict),
    .slots = {.tp_dealloc = module_dealloc,
              .tp_traverse = module_traverse,
              .tp_clear = module_clear,
              .tp_new = module_type_new,
              .tp_init = module_init,
              .tp_repr = module_repr,
              .tp_getattro = module_getattro,
              .tp_setattro = object_generic_setattr},
    .methods = module_methods,
    .members = module_members,
    .getset = module_getset,
};
