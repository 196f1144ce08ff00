/* Python functions: attributes with their checks, __get__, and the version number that inline caches compare.
 *
 * Layout: FunctionObj, virtual 136, gc. `version` is 0 until a cache asks for one, and again after a change that a cache
 * relies on (code, defaults, keyword defaults, vectorcall). Calls are vm's (heap/seam.h: function_vectorcall).
 * Source followed: CPython 3.11 Objects/funcobject.c. */
#include "heap/seam.h"
#include "object/frame.h"
#include "object/type_internal.h"

_Static_assert(sizeof(FunctionObj) <= 136, "a function fits its virtual size");

/* ---- construct and release ---- */

/* The namespace of builtins that code running in `globals` sees: its own, else that of the running frame. */
static Own builtins_of(Runtime *rt, Obj *globals) {
    Obj *builtins = dict_get(rt, globals, ID(rt, __builtins__));
    if (!builtins && RAISED(rt)) return (Own)0;
    if (!builtins) return keep(rt->ts.frame ? rt->ts.frame->builtins : borrow(rt->builtins));
    if (is_module(rt, builtins)) builtins = module_dict(builtins);
    return keep(builtins);
}

Own function_new(Runtime *rt, Obj *code, Obj *globals, Obj *qualname) {
    CodeObj *source = CODE(code);
    Obj *doc, *module;
    Own builtins, self;
    FunctionObj *function;
    if (!(module = dict_get(rt, globals, ID(rt, __name__))) && RAISED(rt)) return (Own)0;
    if (!(builtins = builtins_of(rt, globals))) return (Own)0;
    if (!(self = gc_alloc(rt, T(rt, FUNCTION), T(rt, FUNCTION)->c_size))) {
        release(rt, builtins);
        return (Own)0;
    }
    function = FUNCTION(borrow(self));
    doc = TUPLE_SIZE(borrow(source->consts)) ? TUPLE_ITEM(borrow(source->consts), 0) : NULL;
    function->globals = keep(globals);
    function->builtins = builtins;
    function->name = keep(borrow(source->name));
    function->qualname = keep(qualname ? qualname : borrow(source->qualname));
    function->code = keep(code);
    function->doc = keep(doc && is_str(doc) ? doc : rt->none);
    function->module = xkeep(module);
    gc_track(rt, borrow(self));
    return self;
}

uint32_t function_version(Runtime *rt, FunctionObj *function) {
    if (function->version || rt->next_func_version == UINT32_MAX) return function->version;
    return function->version = ++rt->next_func_version;
}

static int function_clear(Runtime *rt, Obj *self) {
    FunctionObj *function = FUNCTION(self);
    function->version = 0;
    own_clear(rt, &function->globals);
    own_clear(rt, &function->builtins);
    own_clear(rt, &function->module);
    own_clear(rt, &function->defaults);
    own_clear(rt, &function->kwdefaults);
    own_clear(rt, &function->doc);
    own_clear(rt, &function->dict);
    own_clear(rt, &function->closure);
    own_clear(rt, &function->annotations);
    /* name and qualname are never NULL: replaced by what cannot be in a cycle */
    own_set(rt, &function->name, keep(rt->empty_str));
    own_set(rt, &function->qualname, keep(rt->empty_str));
    return 0;
}

static void function_dealloc(Runtime *rt, Obj *self) {
    FunctionObj *function = FUNCTION(self);
    gc_untrack(rt, self);
    if (function->weaklist) weakref_clear_all(rt, self);
    function_clear(rt, self);
    xrelease(rt, function->code);
    xrelease(rt, function->name);
    xrelease(rt, function->qualname);
    gc_free(rt, self);
}

static int function_traverse(Obj *self, VisitFn visit, void *arg) {
    FunctionObj *function = FUNCTION(self);
    VISIT(function->code);
    VISIT(function->globals);
    VISIT(function->builtins);
    VISIT(function->module);
    VISIT(function->defaults);
    VISIT(function->kwdefaults);
    VISIT(function->doc);
    VISIT(function->name);
    VISIT(function->dict);
    VISIT(function->closure);
    VISIT(function->annotations);
    VISIT(function->qualname);
    return 0;
}

/* ---- slots ---- */

bool function_is_twin(Obj *self) {
    Obj *code = borrow(FUNCTION(self)->code);
    return borrow(FUNCTION(self)->qualname) == borrow(CODE(code)->name) && code_is_twin(code);
}

static Own function_repr(Runtime *rt, Obj *self) {
    if (function_is_twin(self)) return str_format(rt, "<built-in function %U>", borrow(FUNCTION(self)->qualname));
    return str_format(rt, "<function %U at %s>", borrow(FUNCTION(self)->qualname), address_text(rt, self).text);
}

static Own function_get(Runtime *rt, Obj *self, Obj *object, Obj *type) {
    (void)type;
    if (!object || is_none(rt, object) || function_is_twin(self)) return keep(self);
    return method_new(rt, self, object);
}

enum { NEW_CODE, NEW_GLOBALS, NEW_NAME, NEW_DEFAULTS, NEW_CLOSURE, NEW_COUNT };
static const char *const new_names[] = {"code", "globals", "name", "argdefs", "closure", NULL};
static const ArgSpec new_args = {"function", new_names, 2, NEW_COUNT};

static int check_new_closure(Runtime *rt, CodeObj *code, Obj *closure) {
    intptr_t free_count = code->nfreevars, cells;
    if (closure && !is_tuple(closure)) {
        if (free_count && is_none(rt, closure)) {
            return raise_format_int(rt, EXC(rt, TypeError), "arg 5 (closure) must be tuple");
        }
        if (!is_none(rt, closure)) {
            return raise_format_int(rt, EXC(rt, TypeError), "arg 5 (closure) must be None or tuple");
        }
    }
    if (!closure && free_count) return raise_format_int(rt, EXC(rt, TypeError), "arg 5 (closure) must be tuple");
    cells = !closure || is_none(rt, closure) ? 0 : TUPLE_SIZE(closure);
    if (cells != free_count) {
        return raise_format_int(rt, EXC(rt, ValueError), "%U requires closure of length %zd, not %zd",
                                borrow(code->name), free_count, cells);
    }
    for (intptr_t i = 0; i < cells; i++) {
        Obj *cell = TUPLE_ITEM(closure, i);
        if (cell->type == T(rt, CELL)) continue;
        return raise_format_int(rt, EXC(rt, TypeError), "arg 5 (closure) expected cell, found %s", cell->type->name);
    }
    return 0;
}

/* types.FunctionType(code, globals, ...) */
static Own function_type_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    Obj *given[NEW_COUNT];
    Own self;
    (void)type;
    if (args_parse_tuple(rt, &new_args, args, kwargs, given) < 0) return (Own)0;
    if (given[NEW_CODE]->type != T(rt, CODE)) {
        return raise_format(rt, EXC(rt, TypeError), "function() argument 'code' must be code, not %.50N",
                            given[NEW_CODE]);
    }
    if (!is_dict(given[NEW_GLOBALS])) {
        return raise_format(rt, EXC(rt, TypeError), "function() argument 'globals' must be dict, not %.50N",
                            given[NEW_GLOBALS]);
    }
    if (given[NEW_NAME] && !is_none(rt, given[NEW_NAME]) && !is_str(given[NEW_NAME])) {
        return raise_format(rt, EXC(rt, TypeError), "arg 3 (name) must be None or string");
    }
    if (given[NEW_DEFAULTS] && !is_none(rt, given[NEW_DEFAULTS]) && !is_tuple(given[NEW_DEFAULTS])) {
        return raise_format(rt, EXC(rt, TypeError), "arg 4 (defaults) must be None or tuple");
    }
    if (check_new_closure(rt, CODE(given[NEW_CODE]), given[NEW_CLOSURE]) < 0) return (Own)0;
    if (!(self = function_new(rt, given[NEW_CODE], given[NEW_GLOBALS], NULL))) return (Own)0;
    if (given[NEW_NAME] && !is_none(rt, given[NEW_NAME])) {
        own_set(rt, &FUNCTION(borrow(self))->name, keep(given[NEW_NAME]));
    }
    if (given[NEW_DEFAULTS] && !is_none(rt, given[NEW_DEFAULTS])) {
        FUNCTION(borrow(self))->defaults = keep(given[NEW_DEFAULTS]);
    }
    if (given[NEW_CLOSURE] && !is_none(rt, given[NEW_CLOSURE])) {
        FUNCTION(borrow(self))->closure = keep(given[NEW_CLOSURE]);
    }
    return self;
}

/* ---- attributes ---- */

static Own get_code(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(FUNCTION(self)->code));
}

static int set_code(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    FunctionObj *function = FUNCTION(self);
    intptr_t cells = function->closure ? TUPLE_SIZE(borrow(function->closure)) : 0;
    (void)closure;
    if (!value || value->type != T(rt, CODE)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__code__ must be set to a code object");
    }
    if (CODE(value)->nfreevars != cells) {
        return raise_format_int(rt, EXC(rt, ValueError),
                                "%U() requires a code object with %zd free vars, not %zd", borrow(function->name),
                                cells, (intptr_t)CODE(value)->nfreevars);
    }
    function->version = 0;
    own_set(rt, &function->code, keep(value));
    return 0;
}

static Own get_name(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(FUNCTION(self)->name));
}

static int set_name(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (!value || !is_str(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__name__ must be set to a string object");
    }
    own_set(rt, &FUNCTION(self)->name, keep(value));
    return 0;
}

static Own get_qualname(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(FUNCTION(self)->qualname));
}

static int set_qualname(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (!value || !is_str(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__qualname__ must be set to a string object");
    }
    own_set(rt, &FUNCTION(self)->qualname, keep(value));
    return 0;
}

static Own get_defaults(Runtime *rt, Obj *self, const void *closure) {
    Obj *defaults = borrow(FUNCTION(self)->defaults);
    (void)closure;
    return keep(defaults ? defaults : rt->none);
}

static int set_defaults(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (value && is_none(rt, value)) value = NULL;
    if (value && !is_tuple(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__defaults__ must be set to a tuple object");
    }
    FUNCTION(self)->version = 0;
    own_set(rt, &FUNCTION(self)->defaults, xkeep(value));
    return 0;
}

static Own get_kwdefaults(Runtime *rt, Obj *self, const void *closure) {
    Obj *defaults = borrow(FUNCTION(self)->kwdefaults);
    (void)closure;
    return keep(defaults ? defaults : rt->none);
}

static int set_kwdefaults(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (value && is_none(rt, value)) value = NULL;
    if (value && !is_dict(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__kwdefaults__ must be set to a dict object");
    }
    FUNCTION(self)->version = 0;
    own_set(rt, &FUNCTION(self)->kwdefaults, xkeep(value));
    return 0;
}

/* A tuple (name, value, ...) left by the compiler becomes a dict when it is first asked for. */
static int annotations_from_tuple(Runtime *rt, FunctionObj *function) {
    Obj *pairs = borrow(function->annotations);
    Own dict;
    if (!is_tuple(pairs)) return 0;
    if (!(dict = dict_new(rt))) return -1;
    for (intptr_t i = 0; i < TUPLE_SIZE(pairs); i += 2) {
        if (dict_set(rt, borrow(dict), TUPLE_ITEM(pairs, i), TUPLE_ITEM(pairs, i + 1)) < 0) {
            release(rt, dict);
            return -1;
        }
    }
    own_set(rt, &function->annotations, dict);
    return 0;
}

static Own get_annotations(Runtime *rt, Obj *self, const void *closure) {
    FunctionObj *function = FUNCTION(self);
    (void)closure;
    if (!function->annotations && !(function->annotations = dict_new(rt))) return (Own)0;
    if (annotations_from_tuple(rt, function) < 0) return (Own)0;
    return keep(borrow(function->annotations));
}

static int set_annotations(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (value && is_none(rt, value)) value = NULL;
    if (value && !is_dict(value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "__annotations__ must be set to a dict object");
    }
    own_set(rt, &FUNCTION(self)->annotations, xkeep(value));
    return 0;
}

static Own get_dict(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return object_get_dict(rt, self);
}

static int set_dict(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    return object_set_dict(rt, self, value);
}

/* ---- tables ---- */

static const MemberDef function_members[] = {
    {"__closure__", MEMBER_OBJECT, offsetof(FunctionObj, closure), MEMBER_READONLY, NULL},
    {"__doc__", MEMBER_OBJECT, offsetof(FunctionObj, doc), 0, NULL},
    {"__globals__", MEMBER_OBJECT, offsetof(FunctionObj, globals), MEMBER_READONLY, NULL},
    {"__module__", MEMBER_OBJECT, offsetof(FunctionObj, module), 0, NULL},
    {"__builtins__", MEMBER_OBJECT, offsetof(FunctionObj, builtins), MEMBER_READONLY, NULL},
    MEMBER_END};

static const GetSetDef function_getset[] = {
    {"__code__", get_code, set_code, NULL, NULL},
    {"__defaults__", get_defaults, set_defaults, NULL, NULL},
    {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL, NULL},
    {"__dict__", get_dict, set_dict, NULL, NULL},
    {"__name__", get_name, set_name, NULL, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL, NULL},
    GETSET_END};

const TypeSpec function_type_spec = {
    .name = "function",
    .doc = "function(code, globals, name=None, argdefs=None, closure=None)\n--\n\nCreate a function object.",
    .flags = TPF_GC | TPF_METHOD_DESCRIPTOR,
    .virtual_size = 136,
    .weak_offset = offsetof(FunctionObj, weaklist),
    .dict_offset = offsetof(FunctionObj, dict),
    .slots = {.tp_dealloc = function_dealloc,
              .tp_traverse = function_traverse,
              .tp_clear = function_clear,
              .tp_new = function_type_new,
              .tp_repr = function_repr,
              .tp_call = vectorcall_call,
              .tp_vectorcall = function_vectorcall,
              .tp_descr_get = function_get},
    .members = function_members,
    .getset = function_getset,
};
