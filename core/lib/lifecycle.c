/* A program's life: the modules it starts with, and CPython's order of ending (Python/pylifecycle.c finalize_modules). */
#include "heap/events.h"
#include "heap/gc_list.h"
#include "lib/files.h"
#include "lib/lib.h"
#include "lib/report.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/exception_group.h"
#include "object/function.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "vm/eval.h"
#include "vm/import.h"
#include "vm/threads.h"
#include "vm/traceback.h"

/* ---- modules made in C ---- */

typedef struct ModuleEntry {
    const char *name;
    Own (*init)(Runtime *rt);
} ModuleEntry;

static const ModuleEntry module_table[] = {
#define HS_MODULE(name, init) { #name, init },
#include "lib/modules.def"
#undef HS_MODULE
};

Own builtin_module_make(Runtime *rt, Obj *name) {
    if (str_equals_ascii(name, "sys")) return keep(borrow(rt->sys_module)); /* deleted from sys.modules */
    for (size_t i = 0; i < HS_COUNT(module_table); i++) {
        if (str_equals_ascii(name, module_table[i].name)) return module_table[i].init(rt);
    }
    return NULL;
}

Own builtin_module_names(Runtime *rt) {
    Own list = list_new(rt, 0);
    static const char *const always[] = { "builtins", "sys" };
    for (size_t i = 0; list && i < HS_COUNT(module_table) + 2; i++) {
        Own name = str_intern_cstr(rt, i < 2 ? always[i] : module_table[i - 2].name);
        if (!name || list_append_steal(rt, borrow(list), name) < 0) own_clear(rt, &list);
    }
    if (!list || list_sort(rt, borrow(list), NULL, false) < 0) {
        xrelease(rt, list);
        return NULL;
    }
    Own names = list_to_tuple(rt, borrow(list));
    release(rt, list);
    return names;
}

/* ---- start ---- */

static int add_module(Runtime *rt, const char *name, Obj *module) {
    return dict_set_str(rt, borrow(rt->modules), name, module);
}

static int make_main(Runtime *rt) {
    Own name = str_from_cstr(rt, "__main__"); /* not interned: __name__ is '__main__' is False */
    if (!name) return -1;
    rt->main_module = module_new(rt, borrow(name));
    int result = -1;
    if (rt->main_module) {
        Obj *module = borrow(rt->main_module);
        Obj *names = module_dict(module);
        if (dict_set(rt, names, ID(rt, __annotations__), rt->none) == 0 && /* its place; see set_main_names */
            dict_set(rt, names, ID(rt, __builtins__), borrow(rt->builtins_module)) == 0)
            result = dict_set(rt, borrow(rt->modules), borrow(name), module);
    }
    release(rt, name);
    own_clear(rt, &rt->main_module); /* sys.modules holds it, as in CPython */
    return result;
}

/* CPython's start-up leaves blocks of every size in use. Without them a freed block's pool would be empty and serve another size. */
static int occupy_sizes(Runtime *rt) {
    enum { FIRST = 64, STEP = HS_ALIGNMENT, HEAD = 33 }; /* of bytes */
    Own sizes = tuple_alloc(rt, (HS_SMALL_REQUEST - FIRST) / STEP + 1);
    if (!sizes) return -1;
    for (intptr_t i = 0; i < TUPLE_SIZE(borrow(sizes)); i++) {
        if (!(TUPLE(borrow(sizes))->items[i] = bytes_from(rt, NULL, (size_t)(FIRST + i * STEP - HEAD)))) {
            release(rt, sizes);
            return -1;
        }
    }
    rt->lib->sizes = sizes;
    return 0;
}

/* CPython puts open() into builtins when it has kept their first state, which it goes back to at the end. */
static int without_open(Runtime *rt, Obj *builtins) {
    Own name = str_intern_cstr(rt, "open");
    int failed = name ? dict_delete(rt, builtins, borrow(name)) : -1;
    xrelease(rt, name);
    return failed;
}

int lib_init(Runtime *rt) {
    LibState *lib = raw_alloc(rt, sizeof(LibState));
    if (!lib) return -1;
    memset(lib, 0, sizeof *lib);
    lib->switch_interval = 0.005;
    lib->dlopen_flags = 2; /* RTLD_NOW */
    rt->lib = lib;
    if (!(rt->gc.garbage = list_new(rt, 0)) || !unraisable_args_type(rt)) return -1;
    if (exception_group_init_class(rt) < 0 || !(rt->modules = dict_new(rt))) return -1;
    if (!(rt->sys_module = sys_module_init(rt))) return -1;
    if (!(rt->builtins_module = builtins_module_init(rt))) return -1;
    rt->builtins = keep(module_dict(borrow(rt->builtins_module)));
    lib->builtins_copy = dict_copy(rt, borrow(rt->builtins));
    if (!lib->builtins_copy || without_open(rt, borrow(lib->builtins_copy)) < 0 || add_module(rt, "sys", borrow(rt->sys_module)) < 0 ||
        add_module(rt, "builtins", borrow(rt->builtins_module)) < 0) {
        return -1;
    }
    /* What the modules of a CPython's start hold: programs see some thousands for None, never small numbers. */
    rt->none->refcount += 5300;
    rt->true_->refcount += 400;
    rt->false_->refcount += 380;
    return occupy_sizes(rt) < 0 ? -1 : make_main(rt);
}

Obj *main_namespace(Runtime *rt) {
    Obj *module = rt->modules ? dict_get(rt, borrow(rt->modules), ID(rt, __main__)) : NULL;
    return module && is_module(rt, module) ? module_dict(module) : NULL;
}

/* ---- source lines for tracebacks ---- */

int source_remember(Runtime *rt, Obj *filename, Obj *text) {
    LibState *lib = rt->lib;
    if (!lib->sources && !(lib->sources = dict_new(rt))) return -1;
    return dict_set(rt, borrow(lib->sources), filename, text);
}

/* The text of a source: as it was compiled, or what the file of that name holds now, which is not read before. NULL: not known. */
static const char *source_text(Runtime *rt, Obj *filename, size_t *size) {
    Obj *text = rt->lib->sources ? dict_get(rt, borrow(rt->lib->sources), filename) : NULL;
    const char *utf8 = text ? str_utf8(rt, text, size) : NULL, *path = utf8 || RAISED(rt) ? NULL : str_utf8(rt, filename, size);
    int error;
    if (!path) return raised_clear(rt), utf8;
    FileNode *node = *size && *path != '<' && files_of(rt) ? files_find(rt, path, *size, true, NULL, &error) : NULL;
    if (!node || (node->mode & MODE_KIND) != MODE_FILE || files_load(rt, node)) return NULL;
    *size = node->size;
    return (const char *)node->data;
}

Own source_line(Runtime *rt, Obj *filename, int lineno) {
    size_t size = 0;
    const char *utf8 = lineno > 0 ? source_text(rt, filename, &size) : NULL;
    if (!utf8) return NULL;
    const char *end = utf8 + size;
    for (int line = 1; line < lineno && utf8; line++) {
        utf8 = memchr(utf8, '\n', (size_t)(end - utf8));
        if (utf8) utf8++;
    }
    if (!utf8 || utf8 >= end) return NULL;
    const char *newline = memchr(utf8, '\n', (size_t)(end - utf8));
    size_t length = (size_t)((newline ? newline : end) - utf8);
    if (length && utf8[length - 1] == '\r') length--;
    return str_from_utf8(rt, utf8, length);
}

/* ---- end ---- */

static void report_if_raised(Runtime *rt) {
    if (RAISED(rt)) unraisable_report(rt, NULL, NULL);
}

static void set_to_none(Runtime *rt, Obj *dict, const char *name) {
    if (dict_set_str(rt, dict, name, rt->none) < 0) report_if_raised(rt);
}

static void clear_special_names(Runtime *rt) {
    static const char *const deleted[] = { "path", "argv", "ps1", "ps2", "last_type", "last_value",
                                           "last_traceback", "path_hooks", "path_importer_cache",
                                           "meta_path", "__interactivehook__" };
    static const char *const streams[][2] = { { "stdin", "__stdin__" }, { "stdout", "__stdout__" },
                                              { "stderr", "__stderr__" } };
    set_to_none(rt, borrow(rt->builtins), "_");
    Obj *sys = borrow(rt->sys_dict);
    for (size_t i = 0; i < HS_COUNT(deleted); i++) set_to_none(rt, sys, deleted[i]);
    for (size_t i = 0; i < HS_COUNT(streams); i++) {
        Obj *original = dict_get_str(rt, sys, streams[i][1]);
        if (dict_set_str(rt, sys, streams[i][0], original ? original : rt->none) < 0) report_if_raised(rt);
    }
}

/* Weakrefs to all modules as a list; sys.modules keeps only None under their names. What a CPython imports at its start comes first, though
 * it may be imported later here. */
static Own remove_modules(Runtime *rt) {
    Own list = list_new(rt, 0);
    Obj *modules = borrow(rt->modules);
    for (int pass = 0; list && pass < 2; pass++) {
        bool first = dict_get_str(rt, modules, "__main__"); /* the interpreter's own */
        intptr_t pos = 0;
        Obj *name, *module;
        while (dict_next(modules, &pos, &name, &module, NULL)) {
            const bool later = !first && !(is_str(name) && import_is_known(name));
            first &= !(is_str(name) && str_equals_ascii(name, "__main__"));
            if (!is_module(rt, module) || (pass == 0 && later)) continue;
            Own ref = weakref_new(rt, module, NULL);
            if (ref) list_append_steal(rt, borrow(list), ref);
            if (dict_set(rt, modules, name, rt->none) < 0) report_if_raised(rt);
        }
    }
    return list;
}

/* Values become None: names with one underscore first, then the others except __builtins__. */
static void clear_module_dict(Runtime *rt, Obj *dict) {
    for (int pass = 0; pass < 2; pass++) {
        intptr_t pos = 0;
        Obj *key, *value;
        while (dict_next(dict, &pos, &key, &value, NULL)) {
            if (is_none(rt, value) || !is_str(key)) continue;
            bool private_name = STR(key)->length > 0 && str_char(key, 0) == '_' &&
                                (STR(key)->length == 1 || str_char(key, 1) != '_');
            if (pass == 0 ? !private_name : str_equals_ascii(key, "__builtins__")) continue;
            if (dict_set(rt, dict, key, rt->none) < 0) report_if_raised(rt);
        }
    }
}

static void clear_surviving_modules(Runtime *rt, Obj *weak_list) {
    for (intptr_t i = LIST_SIZE(weak_list) - 1; i >= 0; i--) {
        Obj *module = ((WeakrefObj *)LIST_ITEM(weak_list, i))->target;
        if (!module || !is_module(rt, module)) continue;
        Obj *dict = module_dict(module);
        if (!dict || dict == borrow(rt->builtins) || dict == borrow(rt->sys_dict)) continue;
        Own held = keep(module);
        clear_module_dict(rt, dict);
        release(rt, held);
    }
}

/* What the program put into builtins dies when the original names are back: its finalizers can still print. */
static void restore_builtins(Runtime *rt) {
    Obj *builtins = borrow(rt->builtins);
    Own changed = dict_copy(rt, builtins);
    dict_clear_items(rt, builtins);
    if (dict_update(rt, builtins, borrow(rt->lib->builtins_copy)) < 0) raised_clear(rt);
    if (changed) release(rt, changed);
    else raised_clear(rt);
}

/* A class and the namespaces of its functions let go of all they hold. */
static void empty_class(Runtime *rt, TypeObj *type) {
    intptr_t pos = 0;
    Obj *key, *value;
    Own dict = keep(borrow(type->dict));
    while (dict_next(borrow(dict), &pos, &key, &value, NULL)) {
        if (value->type == T(rt, FUNCTION)) clear_module_dict(rt, borrow(FUNCTION(value)->globals));
    }
    dict_clear_items(rt, borrow(dict));
    type_modified(rt, type);
    release(rt, dict);
}

/* The tracked objects. */
static Own tracked_objects(Runtime *rt) {
    Own objects = list_new(rt, 0);
    for (int g = 0; objects && g < GC_GENERATIONS; g++) {
        GcHead *ring = &rt->gc.generations[g].head;
        for (GcHead *head = gc_next(ring); head != ring; head = gc_next(head)) {
            if (gc_object(head) == borrow(objects)) continue;
            if (list_append_steal(rt, borrow(objects), keep(gc_object(head))) < 0) own_clear(rt, &objects);
            if (!objects) return NULL;
        }
    }
    return objects;
}

/* What goes through objects that the collector does not know (datetime, Decimal: _support.lay_out), that are frozen or that a function to call at
 * a fork holds is left over at the end. In CPython it just stays, or dies when nothing can be written any more; here it is freed without a word to
 * the program: no finalizer runs. */
static void free_left_over(Runtime *rt) {
    if (!rt->lib->untracking && !rt->lib->at_forks && gc_list_is_empty(&rt->gc.permanent)) return;
    gc_list_merge(&rt->gc.permanent, &rt->gc.generations[GC_GENERATIONS - 1].head);
    Own objects = tracked_objects(rt);
    if (!objects) {
        raised_clear(rt);
        return;
    }
    for (intptr_t i = 0; i < LIST_SIZE(borrow(objects)); i++) gc_head(LIST_ITEM(borrow(objects), i))->prev |= GC_FINALIZED;
    for (intptr_t i = 0; i < LIST_SIZE(borrow(objects)); i++) {
        Obj *object = LIST_ITEM(borrow(objects), i);
        if (is_type(object) && ((TypeObj *)object)->flags & TPF_HEAP) empty_class(rt, (TypeObj *)object);
    }
    release(rt, objects);
    gc_collect_no_callbacks(rt);
}

static void finalize_modules(Runtime *rt) {
    clear_special_names(rt);
    Own weak_list = remove_modules(rt);
    dict_clear_items(rt, borrow(rt->modules));
    restore_builtins(rt);
    gc_collect_no_callbacks(rt);
    if (weak_list) {
        clear_surviving_modules(rt, borrow(weak_list));
        release(rt, weak_list);
    }
    clear_module_dict(rt, borrow(rt->sys_dict));
    clear_module_dict(rt, borrow(rt->builtins));
    own_clear(rt, &rt->modules);
    gc_collect_no_callbacks(rt);
    free_left_over(rt);
}

void lib_finalize(Runtime *rt) {
    code_arena_free(rt, &rt->lib->code_arena);
    if (!vm_killed(rt)) atexit_run(rt);
    what_if_end(rt);
    rt->finalizing = true;
    if (!vm_killed(rt)) flush_at_end(rt);
    if (rt->gc.enabled) gc_collect(rt, GC_GENERATIONS - 1);
    finalize_modules(rt);
}

static Own *lib_fields(LibState *lib, int i) {
    Own *const fields[] = { &lib->stdin_, &lib->stdout_, &lib->stderr_, &lib->code_arena.objects,
                            &lib->filename, &lib->main_module,
                            &lib->unraisable_type, &lib->except_hook_type, &lib->asyncgen_hooks_type, &lib->ast_types, &lib->audit_hooks, &lib->atexit_callbacks, &lib->warnings_seen,
                            &lib->sources, &lib->sizes, &lib->builtins_copy, &lib->print_names, &lib->at_forks, &lib->decimal, &lib->hamt, &lib->hamt_node };
    return i < (int)HS_COUNT(fields) ? fields[i] : NULL;
}

int lib_visit_roots(Runtime *rt, VisitFn visit, void *arg) {
    if (!rt->lib) return 0;
    Own *field;
    for (int i = 0; (field = lib_fields(rt->lib, i)); i++) VISIT(*field);
    return tracemalloc_visit_roots(rt, visit, arg);
}

void lib_free(Runtime *rt) {
    Own *field;
    if (!rt->lib) return;
    tracemalloc_stop(rt);
    files_free(rt);
    raw_free(rt, rt->lib->processes);
    for (int i = 0; (field = lib_fields(rt->lib, i)); i++) own_clear(rt, field);
    for (void *block = rt->lib->start_blocks, *next; block; block = next) {
        next = *(void **)block;
        mem_free(rt, block);
    }
    raw_free(rt, rt->lib->input);
    raw_free(rt, rt->lib->text);
    raw_free(rt, rt->lib);
    rt->lib = NULL;
}
