/* The gc module, and what the collector asks of the upper layers: callbacks, garbage list, debug lines, free lists.
 * CPython 3.11 Modules/gcmodule.c. */
#include "heap/gc_list.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/free_list.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/import.h"

enum { DEBUG_STATS = 1, DEBUG_COLLECTABLE = 2, DEBUG_UNCOLLECTABLE = 4, DEBUG_SAVEALL = 32, DEBUG_LEAK = 38 };
#define NO_ARGS (void)self, (void)args, (void)nargs, (void)kwnames

/* ---- for the collector ---- */

static int set_count(Runtime *rt, Obj *dict, const char *key, intptr_t value) {
    Own number = int_from_i64(rt, value);
    if (!number) return -1;
    int result = dict_set_str(rt, dict, key, borrow(number));
    release(rt, number);
    return result;
}

static Own callback_info(Runtime *rt, int generation, intptr_t collected, intptr_t uncollectable) {
    Own info = dict_new(rt);
    if (!info) return info;
    if (set_count(rt, borrow(info), "generation", generation) == 0 &&
        set_count(rt, borrow(info), "collected", collected) == 0 &&
        set_count(rt, borrow(info), "uncollectable", uncollectable) == 0)
        return info;
    release(rt, info);
    return (Own)0;
}

static void call_callback(Runtime *rt, Obj *callback, const char *phase, Obj *info) {
    const bool replaying = rt->replaying;
    rt->replaying = false;
    Own kept = keep(callback), name = str_from_cstr(rt, phase);
    Own result = name ? call_2(rt, callback, borrow(name), info) : (Own)0;
    if (!result) unraisable_report(rt, NULL, callback);
    xrelease(rt, result);
    xrelease(rt, name);
    release(rt, kept);
    rt->replaying = replaying;
}

void gc_invoke_callbacks(Runtime *rt, const char *phase, int generation, intptr_t collected, intptr_t uncollectable) {
    Obj *callbacks = borrow(rt->gc.callbacks);
    if (!callbacks || LIST_SIZE(callbacks) == 0) return;
    Own info = callback_info(rt, generation, collected, uncollectable);
    if (!info) {
        unraisable_report(rt, NULL, NULL);
        return;
    }
    for (intptr_t i = 0; i < LIST_SIZE(callbacks); i++) call_callback(rt, LIST_ITEM(callbacks, i), phase, borrow(info));
    release(rt, info);
}

void gc_save_garbage(Runtime *rt, Obj *object) {
    if (!rt->gc.garbage || list_append(rt, borrow(rt->gc.garbage), object) < 0) raised_clear(rt);
}

/* Writes a line to sys.stderr; takes the text. */
static void write_line(Runtime *rt, Own text) {
    SavedRaise saved = raised_save(rt);
    Obj *file = sys_get(rt, "stderr");
    if (text && file && !is_none(rt, file) && file_write_str(rt, file, borrow(text)) < 0) raised_clear(rt);
    xrelease(rt, text);
    raised_put_back(rt, saved);
}

void gc_debug_object(Runtime *rt, const char *what, Obj *object) {
    write_line(rt, str_format(rt, "gc: %s <%s %p>\n", what, object->type->name, object));
}

void gc_debug_start(Runtime *rt, int generation) {
    GcGeneration *g = rt->gc.generations;
    write_line(rt, str_format(rt, "gc: collecting generation %d...\n", generation));
    write_line(rt, str_format(rt,
                              "gc: objects in each generation: %zd %zd %zd\n"
                              "gc: objects in permanent generation: %zd\n",
                              gc_list_size(&g[0].head), gc_list_size(&g[1].head), gc_list_size(&g[2].head),
                              gc_list_size(&rt->gc.permanent)));
}

void gc_debug_done(Runtime *rt, intptr_t unreachable, intptr_t uncollectable) {
    write_line(rt, str_format(rt, "gc: done, %zd unreachable, %zd uncollectable, 0.0000s elapsed\n", unreachable,
                              uncollectable));
}

void gc_clear_free_lists(Runtime *rt) {
    tuple_clear_free_list(rt);
    float_clear_free_list(rt);
    list_clear_free_list(rt);
    dict_clear_free_list(rt);
    FreeLists *lists = &rt->free_lists;
    free_list_clear(rt, &lists->async_gens, &lists->async_gens_count);
    free_list_clear(rt, &lists->async_sends, &lists->async_sends_count);
    free_list_clear(rt, &lists->contexts, &lists->contexts_count);
}

/* ---- switches and numbers ---- */

static Own none_result(Runtime *rt) { return keep(rt->none); }

static Own gc_enable(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    rt->gc.enabled = true;
    return none_result(rt);
}

static Own gc_disable(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    rt->gc.enabled = false;
    return none_result(rt);
}

static Own gc_isenabled(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return bool_from(rt, rt->gc.enabled);
}

static int too_large(Runtime *rt, const char *message) {
    return raise_format_int(rt, EXC(rt, OverflowError), "%s", message);
}

/* A C int of functions with a tuple of arguments, which word it otherwise. */
static int read_int_item(Runtime *rt, Obj *value, int *out) {
    Own index = number_index(rt, value);
    int overflow;
    if (!index) return -1;
    int64_t number = int_as_i64_overflow(borrow(index), &overflow);
    release(rt, index);
    if (overflow) return too_large(rt, "Python int too large to convert to C long");
    if (number > INT_MAX) return too_large(rt, "signed integer is greater than maximum");
    if (number < INT_MIN) return too_large(rt, "signed integer is less than minimum");
    *out = (int)number;
    return 0;
}

static Own gc_collect_function(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"generation", NULL};
    static const ArgSpec spec = {"collect", names, 0, 1};
    Obj *out[1] = {NULL};
    int64_t generation = GC_GENERATIONS - 1;
    (void)self;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return (Own)0;
    if (out[0] && args_int(rt, out[0], &generation) < 0) return (Own)0;
    if (generation < 0 || generation >= GC_GENERATIONS) return raise_format(rt, EXC(rt, ValueError), "invalid generation");
    return int_from_i64(rt, gc_collect(rt, (int)generation));
}

static Own gc_set_debug(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    int64_t flags;
    if (args_int(rt, args[0], &flags) < 0) return (Own)0;
    rt->gc.debug = (int)flags;
    return none_result(rt);
}

static Own gc_get_debug(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return int_from_i64(rt, rt->gc.debug);
}

static Own gc_set_threshold(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)kwnames;
    if (nargs < 1 || nargs > GC_GENERATIONS)
        return raise_format(rt, EXC(rt, TypeError), "set_threshold() takes at %s argument%s (%zd given)",
                            nargs < 1 ? "least 1" : "most 3", nargs < 1 ? "" : "s", (intptr_t)nargs);
    for (size_t i = 0; i < nargs; i++) {
        if (read_int_item(rt, args[i], &rt->gc.generations[i].threshold) < 0) return (Own)0;
    }
    return none_result(rt);
}

static Own triple(Runtime *rt, int64_t a, int64_t b, int64_t c) {
    Own items[3] = {int_from_i64(rt, a), int_from_i64(rt, b), int_from_i64(rt, c)};
    if (items[0] && items[1] && items[2]) return tuple_from_steal(rt, items, 3);
    for (int i = 0; i < 3; i++) xrelease(rt, items[i]);
    return (Own)0;
}

static Own gc_get_threshold(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    GcGeneration *g = rt->gc.generations;
    return triple(rt, g[0].threshold, g[1].threshold, g[2].threshold);
}

static Own gc_get_count(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    GcGeneration *g = rt->gc.generations;
    return triple(rt, g[0].count, g[1].count, g[2].count);
}

static Own gc_get_stats(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    GcStats stats[GC_GENERATIONS]; /* as they are now: building the result may collect */
    memcpy(stats, rt->gc.stats, sizeof stats);
    stats[0].collections += rt->lens->start_runs0, stats[0].collected += rt->lens->start_found0;
    stats[1].collections += rt->lens->start_runs1, stats[1].collected += rt->lens->start_found1;
    Own result = list_new(rt, 0);
    if (!result) return result;
    for (int i = 0; i < GC_GENERATIONS; i++) {
        Own dict = dict_new(rt);
        if (!dict) goto fail;
        if (set_count(rt, borrow(dict), "collections", stats[i].collections) < 0 ||
            set_count(rt, borrow(dict), "collected", stats[i].collected) < 0 ||
            set_count(rt, borrow(dict), "uncollectable", stats[i].uncollectable) < 0) {
            release(rt, dict);
            goto fail;
        }
        if (list_append_steal(rt, borrow(result), dict) < 0) goto fail;
    }
    return result;
fail:
    release(rt, result);
    return (Own)0;
}

/* ---- looking at objects ---- */

/* A class that stands for one of CPython's that has no gc header. */
static bool is_hidden(Obj *object) { return is_type(object) && ((TypeObj *)object)->flags & TPF_STATIC_TWIN; }

static int append_list(Runtime *rt, Obj *result, GcHead *list) {
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        Obj *object = gc_object(head);
        if (object != result && !is_hidden(object) && list_append(rt, result, object) < 0) return -1;
    }
    return 0;
}

/* generation: -1 = None */
static int read_generation(Runtime *rt, Obj *value, int64_t *generation) {
    *generation = -1;
    if (!value || is_none(rt, value)) return 0;
    if (!number_has_index(value))
        return raise_format_int(rt, EXC(rt, TypeError), "argument should be integer or None, not '%.200s'", value->type->name);
    if (number_as_ssize(rt, value, EXC(rt, OverflowError), generation) < 0) return -1;
    if (*generation >= GC_GENERATIONS)
        return raise_format_int(rt, EXC(rt, ValueError),
                                "generation parameter must be less than the number of available generations (%i)",
                                GC_GENERATIONS);
    if (*generation < -1) return raise_format_int(rt, EXC(rt, ValueError), "generation parameter cannot be negative");
    return 0;
}

static Own gc_get_objects(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"generation", NULL};
    static const ArgSpec spec = {"get_objects", names, 0, 1};
    Obj *out[1] = {NULL};
    int64_t generation;
    (void)self;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return (Own)0;
    if (read_generation(rt, out[0], &generation) < 0) return (Own)0;
    Own number = int_from_i64(rt, generation);
    int refused = number ? audit_event(rt, "gc.get_objects", 1, borrow(number)) : -1;
    xrelease(rt, number);
    if (refused) return (Own)0;
    Own result = list_new(rt, 0);
    if (!result) return result;
    for (int i = 0; i < GC_GENERATIONS; i++) {
        if (generation != -1 && generation != i) continue;
        if (append_list(rt, borrow(result), &rt->gc.generations[i].head) < 0) {
            release(rt, result);
            return (Own)0;
        }
    }
    return result;
}

typedef struct Wanted {
    Obj *const *objects;
    size_t count;
} Wanted;

static int visit_wanted(Obj *object, void *arg) {
    Wanted *wanted = arg;
    for (size_t i = 0; i < wanted->count; i++) {
        if (wanted->objects[i] == object) return 1;
    }
    return 0;
}

/* Leaves out the argument tuple itself, whose items `args` are. */
static Own gc_get_referrers(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)kwnames;
    Obj *tuple = (Obj *)(void *)((char *)(uintptr_t)args - offsetof(TupleObj, items));
    Wanted wanted = {args, nargs};
    if (audit_event(rt, "gc.get_referrers", 1, tuple) < 0) return (Own)0;
    Own result = list_new(rt, 0);
    if (!result) return result;
    for (int i = 0; i < GC_GENERATIONS; i++) {
        GcHead *list = &rt->gc.generations[i].head;
        for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
            Obj *object = gc_object(head);
            if (object == tuple || object == borrow(result) || is_hidden(object)) continue;
            if (!object->type->slots.tp_traverse(object, visit_wanted, &wanted)) continue;
            if (list_append(rt, borrow(result), object) < 0) {
                release(rt, result);
                return (Own)0;
            }
        }
    }
    return result;
}

typedef struct Referents {
    Runtime *rt;
    Obj *list, *of;
} Referents;

static int visit_referent(Obj *object, void *arg) {
    Referents *referents = arg;
    if (is_hidden(object) && (Obj *)referents->of->type == object) return 0;
    return list_append(referents->rt, referents->list, object) < 0;
}

static Own gc_get_referents(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)kwnames;
    if (audit_event(rt, "gc.get_referents", 1, rt->varargs) < 0) return (Own)0;
    Own result = list_new(rt, 0);
    if (!result) return result;
    Referents referents = {rt, borrow(result), NULL};
    for (size_t i = 0; i < nargs; i++) {
        if (!object_is_gc(args[i]) || is_hidden(args[i]) || !args[i]->type->slots.tp_traverse) continue;
        referents.of = args[i];
        if (args[i]->type->slots.tp_traverse(args[i], visit_referent, &referents)) {
            release(rt, result);
            return (Own)0;
        }
    }
    return result;
}

static Own gc_is_tracked_function(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    return bool_from(rt, gc_is_tracked(args[0]) && !is_hidden(args[0]));
}

static Own gc_is_finalized_function(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)self, (void)nargs, (void)kwnames;
    return bool_from(rt, gc_is_finalized(args[0]));
}

/* ---- the permanent generation ---- */

static Own gc_freeze(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    for (int i = 0; i < GC_GENERATIONS; i++) {
        gc_list_merge(&rt->gc.generations[i].head, &rt->gc.permanent);
        rt->gc.generations[i].count = 0;
    }
    rt->gc.missing_frozen += rt->gc.missing;
    rt->gc.missing = 0;
    return none_result(rt);
}

static Own gc_unfreeze(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    gc_list_merge(&rt->gc.permanent, &rt->gc.generations[GC_GENERATIONS - 1].head);
    rt->gc.missing += rt->gc.missing_frozen;
    rt->gc.missing_frozen = 0;
    return none_result(rt);
}

static Own gc_get_freeze_count(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    NO_ARGS;
    return int_from_i64(rt, gc_list_size(&rt->gc.permanent) + rt->gc.missing_frozen);
}

/* ---- module ---- */

static const MethodDef gc_functions[] = {
    {"enable", gc_enable, METH_NOARGS, 0, 0, "enable($module, /)\n--\n\nEnable automatic garbage collection."},
    {"disable", gc_disable, METH_NOARGS, 0, 0, "disable($module, /)\n--\n\nDisable automatic garbage collection."},
    {"isenabled", gc_isenabled, METH_NOARGS, 0, 0,
     "isenabled($module, /)\n--\n\nReturns true if automatic garbage collection is enabled."},
    {"set_debug", gc_set_debug, METH_O, 1, 1,
     "set_debug($module, flags, /)\n--\n\nSet the garbage collection debugging flags."},
    {"get_debug", gc_get_debug, METH_NOARGS, 0, 0, "get_debug($module, /)\n--\n\nGet the garbage collection debugging flags."},
    {"get_count", gc_get_count, METH_NOARGS, 0, 0,
     "get_count($module, /)\n--\n\nReturn a three-tuple of the current collection counts."},
    {"set_threshold", gc_set_threshold, METH_VARARGS, 0, -1,
     "set_threshold(threshold0, [threshold1, threshold2]) -> None\n\nSets the collection thresholds. 0 for the first one turns "
     "collection off."},
    {"get_threshold", gc_get_threshold, METH_NOARGS, 0, 0,
     "get_threshold($module, /)\n--\n\nReturn the current collection thresholds."},
    {"collect", gc_collect_function, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "collect($module, /, generation=2)\n--\n\nRun the garbage collector: how many unreachable objects there were."},
    {"get_objects", gc_get_objects, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "get_objects($module, /, generation=None)\n--\n\nList of the objects tracked by the collector, of one generation if given."},
    {"get_stats", gc_get_stats, METH_NOARGS, 0, 0,
     "get_stats($module, /)\n--\n\nList of dictionaries with the statistics of each generation."},
    {"is_tracked", gc_is_tracked_function, METH_O, 1, 1,
     "is_tracked($module, obj, /)\n--\n\nReturns true if the object is tracked by the garbage collector."},
    {"is_finalized", gc_is_finalized_function, METH_O, 1, 1,
     "is_finalized($module, obj, /)\n--\n\nReturns true if the object has been already finalized by the GC."},
    {"get_referrers", gc_get_referrers, METH_VARARGS, 0, -1,
     "get_referrers(*objs) -> list\n\nList of the tracked objects that directly refer to any of objs."},
    {"get_referents", gc_get_referents, METH_VARARGS, 0, -1,
     "get_referents(*objs) -> list\n\nList of the objects that objs directly refer to."},
    {"freeze", gc_freeze, METH_NOARGS, 0, 0,
     "freeze($module, /)\n--\n\nFreeze all current tracked objects and ignore them for future collections."},
    {"unfreeze", gc_unfreeze, METH_NOARGS, 0, 0,
     "unfreeze($module, /)\n--\n\nUnfreeze all objects in the permanent generation, into the oldest one."},
    {"get_freeze_count", gc_get_freeze_count, METH_NOARGS, 0, 0,
     "get_freeze_count($module, /)\n--\n\nReturn the number of objects in the permanent generation."},
    METHOD_END,
};

static int add_lists(Runtime *rt, Obj *dict) {
    if (!rt->gc.callbacks && !(rt->gc.callbacks = list_new(rt, 0))) return -1;
    if (dict_set_str(rt, dict, "garbage", borrow(rt->gc.garbage)) < 0) return -1;
    return dict_set_str(rt, dict, "callbacks", borrow(rt->gc.callbacks));
}

Own gc_module_init(Runtime *rt) {
    Own module = module_new(rt, ID(rt, gc)), doc = (Own)0;
    if (!module) return module;
    Obj *dict = module_dict(borrow(module));
    if (!(doc = str_from_cstr(rt, "This module provides access to the garbage collector for reference cycles."))) goto fail;
    if (dict_set(rt, dict, ID(rt, __doc__), borrow(doc)) < 0) goto fail;
    if (module_add_methods(rt, borrow(module), gc_functions) < 0 || add_lists(rt, dict) < 0) goto fail;
    if (set_count(rt, dict, "DEBUG_STATS", DEBUG_STATS) < 0 || set_count(rt, dict, "DEBUG_COLLECTABLE", DEBUG_COLLECTABLE) < 0 ||
        set_count(rt, dict, "DEBUG_UNCOLLECTABLE", DEBUG_UNCOLLECTABLE) < 0 ||
        set_count(rt, dict, "DEBUG_SAVEALL", DEBUG_SAVEALL) < 0 || set_count(rt, dict, "DEBUG_LEAK", DEBUG_LEAK) < 0)
        goto fail;
    release(rt, doc);
    return module;
fail:
    xrelease(rt, doc);
    release(rt, module);
    return (Own)0;
}
