/* _weakref: what the weakref module of the library is built on. CPython 3.11 Modules/_weakref.c. */
#include "object/weakref.h"

#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"

static Own get_weakref_count(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    return int_from_i64(rt, weakref_count(args[0]));
}

static Own get_weakrefs(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    WeakrefObj **list = weakref_list(args[0]);
    Own result = list_new(rt, 0);
    if (!result || !list) return result;
    for (WeakrefObj *ref = *list; ref; ref = ref->next) {
        if (list_append(rt, borrow(result), (Obj *)ref) < 0) {
            release(rt, result);
            return (Own)0;
        }
    }
    return result;
}

static Own proxy(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)kwnames;
    return weakproxy_new(rt, args[0], nargs > 1 ? args[1] : NULL);
}

/* Deletes a key from a dict if its value is a dead weak reference. */
static Own remove_dead_weakref(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    if (!is_dict(args[0]))
        return raise_format(rt, EXC(rt, TypeError), "_remove_dead_weakref() argument 1 must be dict, not %.50s",
                            args[0]->type->name);
    Obj *value = dict_get(rt, args[0], args[1]);
    if (!value) return RAISED(rt) ? (Own)0 : keep(rt->none);
    if (!is_weak_any(rt, value)) return raise_format(rt, EXC(rt, TypeError), "not a weakref");
    if (!weakref_target((WeakrefObj *)value) && dict_delete(rt, args[0], args[1]) < 0) return (Own)0;
    return keep(rt->none);
}

static const MethodDef functions[] = {
    {"getweakrefcount", get_weakref_count, METH_O, 1, 1,
     "getweakrefcount($module, object, /)\n--\n\nReturn the number of weak references to 'object'."},
    {"_remove_dead_weakref", remove_dead_weakref, METH_FASTCALL, 2, 2,
     "_remove_dead_weakref($module, dct, key, /)\n--\n\nRemove key from dict if it points to a dead weakref."},
    {"getweakrefs", get_weakrefs, METH_O, 1, 1,
     "getweakrefs($module, object, /)\n--\n\nReturn a list of all weak reference objects pointing to 'object'."},
    {"proxy", proxy, METH_FASTCALL, 1, 2,
     "proxy($module, object, callback=None, /)\n--\n\nCreate a proxy object that weakly references 'object'.\n\n'callback', if "
     "given, is called with the proxy when 'object' is about to be finalized."},
    METHOD_END,
};

Own weakref_module_init(Runtime *rt) {
    Own name = str_from_cstr(rt, "_weakref"), module = name ? module_new(rt, borrow(name)) : (Own)0;
    xrelease(rt, name);
    if (!module) return module;
    Obj *dict = module_dict(borrow(module));
    if (module_add_methods(rt, borrow(module), functions) == 0 && dict_set_str(rt, dict, "ref", (Obj *)T(rt, WEAKREF)) == 0 &&
        dict_set_str(rt, dict, "ReferenceType", (Obj *)T(rt, WEAKREF)) == 0 &&
        dict_set_str(rt, dict, "ProxyType", (Obj *)T(rt, WEAKPROXY)) == 0 &&
        dict_set_str(rt, dict, "CallableProxyType", (Obj *)T(rt, WEAKCALLABLEPROXY)) == 0)
        return module;
    release(rt, module);
    return (Own)0;
}
