/* The atexit module: functions called at the end of the program, last registered first. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#define ATEXIT(name)                                                                               \
    static Own atexit_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,         \
                             HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

/* The records (function, arguments, keywords), None where one was unregistered. The collector sees neither them nor the list: in
 * CPython they are no objects. */
static Obj *callbacks(Runtime *rt) {
    Own *list = &rt->lib->atexit_callbacks;
    if (!*list && (*list = list_new(rt, 0))) gc_untrack(rt, borrow(*list));
    return borrow(*list);
}

static void forget(Runtime *rt, Obj *list, intptr_t i) {
    Own *place = &((ListObj *)list)->items[i], record = *place;
    *place = keep(rt->none);
    release(rt, record);
}

static void forget_all(Runtime *rt, Obj *list) {
    for (intptr_t i = 0; i < LIST_SIZE(list); i++) {
        if (!is_none(rt, LIST_ITEM(list, i))) forget(rt, list, i);
    }
    list_clear_items(rt, list);
}

/* Keyword values behind the positionals as a dict, None when there are none. */
static Own keyword_dict(Runtime *rt, Obj *const *values, Obj *kwnames) {
    if (!kwnames || TUPLE_SIZE(kwnames) == 0) return keep(rt->none);
    Own dict = dict_new(rt);
    for (intptr_t i = 0; dict && i < TUPLE_SIZE(kwnames); i++) {
        if (dict_set(rt, borrow(dict), TUPLE_ITEM(kwnames, i), values[i]) < 0) own_clear(rt, &dict);
    }
    return dict;
}

ATEXIT(register) {
    if (nargs < 1) {
        return raise_format(rt, EXC(rt, TypeError), "register() takes at least 1 argument (0 given)");
    }
    if (!object_is_callable(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "the first argument must be callable");
    }
    Own positional = tuple_from(rt, args + 1, (intptr_t)nargs - 1);
    Own keywords = keyword_dict(rt, args + nargs, kwnames), record = NULL;
    if (positional && keywords) record = tuple_pack(rt, 3, args[0], borrow(positional), borrow(keywords));
    xrelease(rt, positional);
    xrelease(rt, keywords);
    Obj *list = callbacks(rt);
    if (!record || !list) {
        xrelease(rt, record);
        return NULL;
    }
    gc_untrack(rt, borrow(record));
    return list_append_steal(rt, list, record) < 0 ? NULL : keep(args[0]);
}

ATEXIT(unregister) {
    Obj *list = callbacks(rt);
    for (intptr_t i = 0; list && i < LIST_SIZE(list); i++) {
        if (is_none(rt, LIST_ITEM(list, i))) continue;
        int same = object_compare_bool(rt, TUPLE_ITEM(LIST_ITEM(list, i), 0), args[0], CMP_EQ);
        if (same < 0) return NULL;
        if (same && i < LIST_SIZE(list)) forget(rt, list, i);
    }
    return keep(rt->none);
}

ATEXIT(clear) {
    if (callbacks(rt)) forget_all(rt, callbacks(rt));
    return keep(rt->none);
}

ATEXIT(run_exitfuncs) {
    atexit_run(rt);
    return keep(rt->none);
}

ATEXIT(ncallbacks) { return int_from_i64(rt, callbacks(rt) ? LIST_SIZE(callbacks(rt)) : 0); }

/* What the functions register meanwhile is forgotten with the rest. */
void atexit_run(Runtime *rt) {
    Obj *list = rt->lib ? borrow(rt->lib->atexit_callbacks) : NULL;
    if (!list) return;
    for (intptr_t i = LIST_SIZE(list) - 1; i >= 0; i--) {
        if (i >= LIST_SIZE(list) || is_none(rt, LIST_ITEM(list, i))) continue;
        Own record = keep(LIST_ITEM(list, i));
        Obj *keywords = TUPLE_ITEM(borrow(record), 2);
        Own function = keep(TUPLE_ITEM(borrow(record), 0));
        Own done = call_args(rt, borrow(function), TUPLE_ITEM(borrow(record), 1),
                             is_none(rt, keywords) ? NULL : keywords);
        if (!done) unraisable_report(rt, "Exception ignored in atexit callback", borrow(function));
        xrelease(rt, done);
        release(rt, record);
        release(rt, function);
    }
    forget_all(rt, list);
}

static const MethodDef atexit_methods[] = {
    { "_clear", atexit_clear, METH_NOARGS, 0, 0, NULL },
    { "_ncallbacks", atexit_ncallbacks, METH_NOARGS, 0, 0, NULL },
    { "_run_exitfuncs", atexit_run_exitfuncs, METH_NOARGS, 0, 0, NULL },
    { "register", atexit_register, METH_VARARGS | METH_KEYWORDS, 0, -1, "register(func, *args, **kwargs) -> func" },
    { "unregister", atexit_unregister, METH_O, 1, 1, "unregister(func) -> None" },
    METHOD_END,
};

Own atexit_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "atexit");
    Own module = name ? module_new(rt, borrow(name)) : NULL;
    xrelease(rt, name);
    if (module && module_add_methods(rt, borrow(module), atexit_methods) < 0) own_clear(rt, &module);
    return module;
}
