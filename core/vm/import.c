/* Imports: sys.modules, then modules of C code, files beside the program, and the library written
 * in Python.
 *
 * A file module is compiled and run in its own namespace; packages have __path__ and a file
 * __init__.py. What the host does not have yet suspends the program at the IMPORT_NAME instruction,
 * which is then repeated. Follows CPython 3.11 Python/import.c and Lib/importlib/_bootstrap.py in
 * order, names and errors. */
#include "vm/import.h"

#include "compile/code_file.h"
#include "compile/parse.h"
#include "object/bytes_impl.h"
#include "vm/eval_impl.h"

/* ---- errors ---- */

/* Raise `type` (ImportError or ModuleNotFoundError) with message taken, name and path. */
static Own raise_import_error(Runtime *rt, TypeObj *type, Own message, Obj *name, Obj *path) {
    if (!message) return (Own)0;
    Own error = exception_new(rt, type, borrow(message));
    release(rt, message);
    if (!error) return (Own)0;
    ImportErrorObj *self = (ImportErrorObj *)borrow(error);
    own_set(rt, &self->name, xkeep(name));
    own_set(rt, &self->path, xkeep(path));
    raise_object(rt, type, borrow(error));
    release(rt, error);
    return (Own)0;
}

static Own raise_not_found(Runtime *rt, Obj *name) {
    return raise_import_error(rt, EXC(rt, ModuleNotFoundError),
                              str_format(rt, "No module named %R", name), name, NULL);
}

/* ---- sys.modules ---- */

Own import_get_module(Runtime *rt, Obj *name) {
    Obj *modules = borrow(rt->modules);
    if (!modules) return raise_format(rt, EXC(rt, RuntimeError), "unable to get sys.modules");
    if (is_dict_exact(rt, modules)) return xkeep(dict_get(rt, modules, name));
    Own module = object_getitem(rt, modules, name);
    if (!module && raised_matches(rt, EXC(rt, KeyError))) raised_clear(rt);
    return module;
}

static void forget_module(Runtime *rt, Obj *name) {
    SavedRaise saved = raised_save(rt);
    if (dict_delete(rt, borrow(rt->modules), name) < 0) raised_clear(rt);
    raised_put_back(rt, saved);
}

/* ---- sources ---- */

#define LIBRARY "/usr/lib/python3.11" /* where CPython's lies */

typedef struct Source {
    char *text; /* raw memory */
    size_t length;
    bool is_package, is_library, is_compiled; /* compiled: text is its compiled form */
    Own filename, folders; /* what a search found: the file, a package's folders (without a file: a namespace) */
} Source;

static void source_free(Runtime *rt, Source *source) {
    SavedRaise saved = raised_save(rt);
    raw_free(rt, source->text);
    xrelease(rt, source->filename);
    xrelease(rt, source->folders);
    raised_put_back(rt, saved);
}

/* "a.b" -> "a/b" + suffix, in raw memory. */
static char *module_path(Runtime *rt, Obj *name, const char *suffix) {
    size_t size, tail = strlen(suffix);
    const char *dotted = str_utf8(rt, name, &size);
    if (!dotted) return NULL;
    char *path = raw_alloc(rt, size + tail + 1);
    if (!path) {
        raise_memory_error(rt);
        return NULL;
    }
    for (size_t i = 0; i < size; i++) path[i] = dotted[i] == '.' ? '/' : dotted[i];
    memcpy(path + size, suffix, tail + 1);
    return path;
}

/* Where the text of a module may lie, in the order in which it is looked for. */
typedef struct Place {
    bool is_library, is_package, is_compiled; /* compiled: only a form that this compiler makes counts */
    const char *suffix;
} Place;
static const Place text_places[] = {
    {false, true, false, "/__init__.py"},
    {false, false, false, ".py"},
    {true, true, true, "/__init__.py.code"},
    {true, true, false, "/__init__.py"},
    {true, false, true, ".py.code"},
    {true, false, false, ".py"},
};

static int read_place(Runtime *rt, Obj *name, const Place *place, Source *source) {
    char *path = module_path(rt, name, place->suffix);
    if (!path) return -1;
    int found = place->is_library ? host_read_library(rt, path, &source->text, &source->length)
                                  : host_read_file(rt, path, &source->text, &source->length);
    raw_free(rt, path);
    if (found <= 0) return found;
    source->is_library = place->is_library;
    source->is_package = place->is_package;
    source->is_compiled = place->is_compiled;
    if (!place->is_compiled || code_file_is_ours(source->text, source->length)) return 1;
    raw_free(rt, source->text);
    source->text = NULL;
    return 0;
}

/* 1 found, 0 not found, -1 raised, or suspended when nothing is raised. */
static int read_source(Runtime *rt, Obj *name, Source *source, bool as_text) {
    int found = 0;
    for (size_t i = 0; i < HS_COUNT(text_places) && !found; i++) {
        if (!as_text || !text_places[i].is_compiled) found = read_place(rt, name, &text_places[i], source);
    }
    return found;
}

Own import_library_text(Runtime *rt, Obj *name) {
    Source source = {0};
    int found = read_source(rt, name, &source, true);
    if (found <= 0 || !source.is_library) {
        source_free(rt, &source);
        return found < 0 ? (Own)0 : keep(rt->none);
    }
    Own bytes = bytes_from(rt, source.text, source.length), pair = (Own)0;
    if (bytes) pair = tuple_pack(rt, 2, borrow(bytes), source.is_package ? rt->true_ : rt->false_);
    xrelease(rt, bytes);
    source_free(rt, &source);
    return pair;
}

/* Folder that the program's own modules lie in, "" if unknown: new str. */
static Own program_folder(Runtime *rt) {
    Obj *path = dict_get_str(rt, borrow(rt->sys_dict), "path");
    if (path && is_list(path) && LIST_SIZE(path) && is_str(LIST_ITEM(path, 0)))
        return keep(LIST_ITEM(path, 0));
    return keep(rt->empty_str);
}

static Own file_name(Runtime *rt, Obj *name, const Source *source) {
    if (source->filename) return keep(borrow(source->filename));
    if (source->is_library) return str_format(rt, "<frozen %U>", name);
    char *path = module_path(rt, name, source->is_package ? "/__init__.py" : ".py");
    Own folder = path ? program_folder(rt) : (Own)0, result = (Own)0;
    if (folder) {
        const char *separator = STR(borrow(folder))->length ? "/" : "";
        result = str_format(rt, "%U%s%s", borrow(folder), separator, path);
    }
    xrelease(rt, folder);
    raw_free(rt, path);
    return result;
}

/* ---- loading ---- */

/* The part before the last dot: new str, or "" when there is none. */
static Own parent_name(Runtime *rt, Obj *name) {
    intptr_t length = STR(name)->length, dot = length;
    while (dot > 0 && str_char(name, dot - 1) != '.') dot--;
    return dot ? str_substring(rt, name, 0, dot - 1) : keep(rt->empty_str);
}

static Own last_part(Runtime *rt, Obj *name) {
    intptr_t length = STR(name)->length, dot = length;
    while (dot > 0 && str_char(name, dot - 1) != '.') dot--;
    return str_substring(rt, name, dot, length);
}

static Own parent_folder(Runtime *rt, Obj *path) {
    intptr_t end = STR(path)->length;
    while (end > 0 && str_char(path, end - 1) != '/') end--;
    return str_substring(rt, path, 0, end ? end - 1 : 0);
}

/* __file__ of a new module, and __cached__: where CPython would keep its code. */
static int describe_file(Runtime *rt, Obj *dict, Obj *filename) {
    intptr_t start = STR(filename)->length, end = start;
    while (start > 0 && str_char(filename, start - 1) != '/') start--;
    Own folder = str_substring(rt, filename, 0, start), stem = str_substring(rt, filename, start, end - 3), cached = (Own)0;
    if (folder && stem) cached = str_format(rt, "%U__pycache__/%U.cpython-311.pyc", borrow(folder), borrow(stem));
    int failed = !cached || dict_set(rt, dict, ID(rt, __file__), filename) < 0 || dict_set_str(rt, dict, "__cached__", borrow(cached)) < 0;
    RELEASE_KEEPING_RAISE(xrelease(rt, folder); xrelease(rt, stem); xrelease(rt, cached));
    return failed ? -1 : 0;
}

/* __file__, __package__, __path__, __builtins__ of a new file module. */
static int describe_module(Runtime *rt, Obj *module, Obj *name, Obj *filename,
                           const Source *source) {
    Obj *dict = module_dict(module);
    Own package = source->is_package ? keep(name) : parent_name(rt, name), path = (Own)0, file = (Own)0;
    int failed = -1;
    if (!package || dict_set(rt, dict, ID(rt, __package__), borrow(package)) < 0) goto done;
    if (source->is_library) {
        char *place = module_path(rt, name, source->is_package ? "/__init__.py" : ".py");
        file = place ? str_format(rt, LIBRARY "/%s", place) : (Own)0;
        raw_free(rt, place);
    } else {
        file = keep(filename);
    }
    if (!file) goto done;
    if (source->folders) {
        path = keep(borrow(source->folders));
    } else if (source->is_package) {
        Own folder = parent_folder(rt, borrow(file));
        path = folder ? list_new(rt, 0) : (Own)0;
        if (!path || list_append_steal(rt, borrow(path), folder) < 0) goto done;
    }
    if (path && dict_set(rt, dict, ID(rt, __path__), borrow(path)) < 0) goto done;
    if (source->text && describe_file(rt, dict, borrow(file)) < 0) goto done;
    failed = source->text ? dict_set(rt, dict, ID(rt, __builtins__), borrow(rt->builtins)) : dict_set(rt, dict, ID(rt, __file__), rt->none);
done:
    RELEASE_KEEPING_RAISE(xrelease(rt, package); xrelease(rt, path); xrelease(rt, file));
    return failed;
}

static int note_importing(Runtime *rt, Obj *module) {
    VmState *vm = rt->vm;
    if (!vm->importing && !(vm->importing = list_new(rt, 0))) return -1;
    return list_append(rt, borrow(vm->importing), module);
}

static void end_importing(Runtime *rt) {
    SavedRaise saved = raised_save(rt);
    Obj *list = borrow(rt->vm->importing);
    list_set_slice(rt, list, LIST_SIZE(list) - 1, LIST_SIZE(list), NULL);
    if (!LIST_SIZE(list)) own_clear(rt, &rt->vm->importing);
    raised_put_back(rt, saved);
}

static bool is_importing(Runtime *rt, Obj *module) {
    Obj *list = borrow(rt->vm->importing);
    for (intptr_t i = 0; list && i < LIST_SIZE(list); i++) {
        if (LIST_ITEM(list, i) == module) return true;
    }
    return false;
}

static int set_initializing(Runtime *rt, Obj *spec, Obj *value) {
    Own name = is_none(rt, spec) ? (Own)0 : str_intern_cstr(rt, "_initializing");
    int failed = name ? object_setattr(rt, spec, borrow(name), value) : RAISED(rt) ? -1 : 0;
    xrelease(rt, name);
    return failed;
}

/* Compile the text and run it in the module's namespace. */
static int execute(Runtime *rt, Obj *module, Obj *filename, const Source *source) {
    int flags = PARSE_FLAG_MODULE | (source->is_library ? 0 : PARSE_FLAG_BYTES);
    Own code = source->is_compiled ? code_file_read(rt, source->text, source->length, filename)
                                   : compile_source(rt, source->text, source->length, filename, 0, flags, source->is_library ? 0 : -1, NULL),
        result = (Own)0;
    if (!code) return -1;
    Own spec = rt->vm->searching || !CODE(borrow(code))->names_spec ? keep(rt->none) : import_describe(rt, module, ID(rt, __spec__));
    if (spec && set_initializing(rt, borrow(spec), rt->true_) == 0 && note_importing(rt, module) == 0) {
        result = eval_code(rt, borrow(code), module_dict(module), NULL);
        end_importing(rt);
        if (result && set_initializing(rt, borrow(spec), rt->false_) < 0) own_clear(rt, &result);
    }
    RELEASE_KEEPING_RAISE(xrelease(rt, spec); release(rt, code));
    if (!result) return -1;
    release(rt, result);
    return 0;
}

/* The module that ran: in sys.modules behind those that it imported. */
static Own moved_last(Runtime *rt, Obj *name) {
    Own module = import_get_module(rt, name);
    if (!module && !RAISED(rt)) raise_key_error(rt, name);
    if (!module || !is_dict_exact(rt, borrow(rt->modules))) return module;
    if (dict_delete(rt, borrow(rt->modules), name) < 0 || dict_set(rt, borrow(rt->modules), name, borrow(module)) < 0)
        RELEASE_KEEPING_RAISE(own_clear(rt, &module));
    return module;
}

/* New module from text, in sys.modules while it runs and afterwards if that went well. */
static Own load_source(Runtime *rt, Obj *name, const Source *source) {
    Own filename = file_name(rt, name, source), module = filename ? module_new(rt, name) : (Own)0;
    if (!module || describe_module(rt, borrow(module), name, borrow(filename), source) < 0)
        goto fail;
    if (dict_set(rt, borrow(rt->modules), name, borrow(module)) < 0) goto fail;
    if (source->text && execute(rt, borrow(module), borrow(filename), source) < 0) {
        forget_module(rt, name);
        goto fail;
    }
    release(rt, filename);
    release(rt, module);
    return moved_last(rt, name);
fail:
    RELEASE_KEEPING_RAISE(xrelease(rt, filename); xrelease(rt, module));
    return (Own)0;
}

static Own find_and_load(Runtime *rt, Obj *name);

/* Import the package that contains `name`; *parent NULL if it is a top-level name. 0, -1 raised or
 * suspended. */
static int load_parent(Runtime *rt, Obj *name, Own *parent) {
    Own package = parent_name(rt, name);
    *parent = (Own)0;
    if (!package) return -1;
    if (!STR(borrow(package))->length) {
        release(rt, package);
        return 0;
    }
    *parent = import_get_module(rt, borrow(package));
    if (!*parent && !RAISED(rt)) *parent = find_and_load(rt, borrow(package));
    if (*parent) {
        Own path = object_lookup_attr(rt, borrow(*parent), ID(rt, __path__));
        Own known = path || RAISED(rt) ? (Own)0 : import_get_module(rt, name); /* os makes os.path */
        if (!path && !known) {
            if (!RAISED(rt)) {
                raise_import_error(rt, EXC(rt, ModuleNotFoundError),
                                   str_format(rt, "No module named %R; %R is not a package", name,
                                              borrow(package)),
                                   name, NULL);
            }
            RELEASE_KEEPING_RAISE(release(rt, *parent));
            *parent = (Own)0;
        }
        xrelease(rt, known);
        xrelease(rt, path);
    }
    RELEASE_KEEPING_RAISE(release(rt, package));
    return *parent ? 0 : -1;
}

bool import_is_at_start(Obj *name) {
    static const char names[] =
#define HS_LIBRARY(name, is_twin, is_frozen, at_start) HS_IF_##at_start(" " name)
#include "object/library.def"
        " ";
    return str_in_words(name, 0, STR(name)->length, names);
}

/* ---- places of the program's choice ---- */

static bool import_error_names(Runtime *rt, Obj *name);

/* Where a module is looked for: sys.path, or its package's __path__. None where there is no such list. */
static Own search_places(Runtime *rt, Obj *name, bool *top) {
    Own package = parent_name(rt, name), module = (Own)0, path = (Own)0;
    if (!package) return (Own)0;
    if ((*top = !STR(borrow(package))->length)) {
        path = xkeep(dict_get_str(rt, borrow(rt->sys_dict), "path"));
    } else if ((module = import_get_module(rt, borrow(package)))) {
        path = object_lookup_attr(rt, borrow(module), ID(rt, __path__));
    }
    RELEASE_KEEPING_RAISE(release(rt, package); xrelease(rt, module));
    return path || RAISED(rt) ? path : keep(rt->none);
}

/* Whether `place`, behind the program's folder, is where the package of a.b.c lies: "/a/b". */
static bool is_beside(const char *name, const char *place) {
    const char *dot = strrchr(name, '.');
    if (*place == '/') place++;
    while (name < dot && *place && (*name == *place || (*name == '.' && *place == '/'))) name++, place++;
    return name == dot && !*place;
}

/* Whether the path is as it was made: then the files beside the program and the library are all there is. */
static bool path_is_plain(Runtime *rt, Obj *name) {
    const char *folder = rt->vm->folder, *first = NULL, *third = NULL, *text;
    size_t length = folder ? strlen(folder) : 0, size;
    bool top, plain;
    if (rt->vm->searching || !folder) return true;
    Own places = search_places(rt, name, &top);
    Obj *list = borrow(places);
    plain = !list || is_none(rt, list);
    if (!plain && is_list(list) && LIST_SIZE(list) == (top ? 4 : 1)) {
        if (is_str(LIST_ITEM(list, 0))) first = str_utf8(rt, LIST_ITEM(list, 0), &size);
        if (top && is_str(LIST_ITEM(list, 2))) third = str_utf8(rt, LIST_ITEM(list, 2), &size);
        bool beside = first && strncmp(first, folder, length) == 0;
        if (top) plain = beside && !first[length] && third && strcmp(third, LIBRARY) == 0;
        else if (first && strncmp(first, LIBRARY "/", sizeof LIBRARY) == 0) plain = true;
        else plain = beside && (text = str_utf8(rt, name, &size)) && is_beside(text, first + length);
    }
    raised_clear(rt);
    xrelease(rt, places);
    return plain;
}

/* A function of importlib._bootstrap, called with a name, where to look for it, and a third argument. Runs Python code. */
static Own call_bootstrap(Runtime *rt, const char *function, Obj *name, Obj *third) {
    bool outermost = !rt->vm->searching, top;
    Own bootstrap = str_from_cstr(rt, "importlib._bootstrap"), module = (Own)0, called = (Own)0, path = (Own)0, result = (Own)0;
    rt->vm->searching = true; /* what the search needs is found plainly */
    if (bootstrap) module = find_and_load(rt, borrow(bootstrap));
    if (module && (path = search_places(rt, name, &top))) called = object_getattr_str(rt, borrow(module), function);
    if (outermost) rt->vm->searching = false;
    if (called) {
        Obj *args[] = {name, borrow(path), third};
        result = call_vector(rt, borrow(called), args, 3, NULL);
    }
    RELEASE_KEEPING_RAISE(xrelease(rt, bootstrap); xrelease(rt, module); xrelease(rt, path); xrelease(rt, called));
    return result;
}

/* Among the entries of the path, as the program sees files: 1 found, 0 not, -1 raised or suspended. Runs Python code. */
static int search(Runtime *rt, Obj *name, Source *source) {
    Own found = call_bootstrap(rt, "_search", name, rt->none);
    if (!found) return -1;
    if (is_none(rt, borrow(found))) {
        release(rt, found);
        return 0;
    }
    Obj *bytes = TUPLE_ITEM(borrow(found), 0), *folders = TUPLE_ITEM(borrow(found), 2);
    if (is_bytes(bytes)) {
        source->length = (size_t)BYTES_SIZE(bytes);
        if ((source->text = raw_alloc(rt, source->length + 1))) memcpy(source->text, BYTES(bytes)->data, source->length + 1);
        else raise_memory_error(rt);
    }
    source->filename = keep(TUPLE_ITEM(borrow(found), 1));
    source->folders = is_none(rt, folders) ? (Own)0 : keep(folders);
    source->is_package = !is_none(rt, folders);
    release(rt, found);
    return RAISED(rt) ? -1 : 1;
}

/* Whether a search can find what is no file beside the program: one that it wrote, a folder. */
static bool can_search(Runtime *rt, Obj *name) {
    const char *folder = rt->vm->folder;
    size_t length = folder ? strlen(folder) : 0;
    char *path = module_path(rt, name, ""), *full = path ? raw_alloc(rt, length + strlen(path) + 2) : NULL;
    if (full) {
        if (length) memcpy(full, folder, length), full[length++] = '/';
        strcpy(full + length, path);
    }
    bool can = full && import_sees_files(rt, full);
    raised_clear(rt);
    raw_free(rt, path);
    raw_free(rt, full);
    return can;
}

/* The text of a module that is to be loaded: 1 found, 0 not, -1 raised or suspended. */
static int find_source(Runtime *rt, Obj *name, Source *source) {
    bool plain = path_is_plain(rt, name);
    int found = plain ? 0 : search(rt, name, source);
    if (!found) found = read_source(rt, name, source, false);
    return found || !plain || rt->vm->searching || !can_search(rt, name) ? found : search(rt, name, source);
}

static Own load_plainly(Runtime *rt, Obj *name);

/* sys.meta_path or sys.path_hooks has more than at the start: what lies before BuiltinImporter is asked first, what lies behind it last. */
static Own load_through_finders(Runtime *rt, Obj *name) {
    Own module = call_bootstrap(rt, "_ask_finders", name, rt->false_);
    if (!module || !is_none(rt, borrow(module))) return module;
    release(rt, module);
    module = load_plainly(rt, name);
    if (module || !raised_matches(rt, EXC(rt, ModuleNotFoundError)) || !import_error_names(rt, name)) return module;
    SavedRaise saved = raised_save(rt);
    module = call_bootstrap(rt, "_ask_finders", name, rt->true_);
    if (module && is_none(rt, borrow(module))) {
        release(rt, module);
        raised_put_back(rt, saved);
        return (Own)0;
    }
    xrelease(rt, saved.type), xrelease(rt, saved.value), xrelease(rt, saved.traceback);
    return module;
}

int import_set_folder(Runtime *rt, const char *folder, size_t length) {
    raw_free(rt, rt->vm->folder);
    if (!(rt->vm->folder = raw_alloc(rt, length + 1))) return raise_memory_error(rt), -1;
    memcpy(rt->vm->folder, folder, length);
    rt->vm->folder[length] = 0;
    return 0;
}

/* module.__spec__ and __loader__ of a module that an import made: they are made when they are first looked at. */
Own import_describe(Runtime *rt, Obj *module, Obj *name) {
    Obj *dict = module_dict(module), *own_name = dict_get(rt, dict, ID(rt, __name__));
    Own known = own_name && is_str(own_name) ? import_get_module(rt, own_name) : (Own)0;
    bool ours = borrow(known) == module && !str_equals_ascii(own_name, "__main__") && !rt->finalizing;
    xrelease(rt, known);
    if (!ours || RAISED(rt)) return RAISED(rt) ? (Own)0 : keep(rt->none);
    Own done = call_bootstrap(rt, "_describe", own_name, module);
    if (!done) return (Own)0;
    release(rt, done);
    Obj *value = dict_get(rt, dict, name);
    return value ? keep(value) : RAISED(rt) ? (Own)0 : keep(rt->none);
}

static Own load_found(Runtime *rt, Obj *name) {
    Source source = {0};
    int found = find_source(rt, name, &source);
    if (found < 0) return (Own)0;
    if (!found) return raise_not_found(rt, name);
    GcPause pause;
    if (source.is_library) gc_pause(rt, &pause, import_is_at_start(name));
    Own module = load_source(rt, name, &source);
    if (source.is_library) gc_resume(rt, &pause);
    source_free(rt, &source);
    return module;
}

/* What importlib leaves behind: the spec, which is made here when it is asked for, and in the free lists at least two dicts and two
 * tuples of one to three items. */
static void echo_import(Runtime *rt) {
    Obj *items[] = {rt->none, rt->none, rt->none};
    Own held[8];
    for (int i = 0; i < 8; i++) held[i] = i < 2 ? dict_new(rt) : tuple_from(rt, items, i / 2);
    for (int i = 0; i < 8; i++) RELEASE_KEEPING_RAISE(xrelease(rt, held[i]));
    rt->gc.generations[0].count++;
    rt->gc.start_blocks -= 4;
}

static Own load_plainly(Runtime *rt, Obj *name) {
    GcPause pause;
    bool counted = str_equals_ascii(name, "gc"); /* of the modules in C that a CPython imports later, the one that is made alike */
    if (!counted) gc_pause(rt, &pause, true);
    Own module = builtin_module_make(rt, name);
    if (!counted) gc_resume(rt, &pause);
    else echo_import(rt);
    if (!module) return RAISED(rt) ? (Own)0 : load_found(rt, name);
    if (dict_set(rt, borrow(rt->modules), name, borrow(module)) < 0) own_clear(rt, &module);
    return module;
}

HS_COLD bool import_is_known(Obj *name) {
    static const char names[] =
#define HS_LIBRARY(name, is_twin, is_frozen, at_start)
#define HS_INNER(name) " " name
#include "object/library.def"
        " ";
    return import_is_at_start(name) || str_in_words(name, 0, STR(name)->length, names);
}

static Own load_module(Runtime *rt, Obj *name) {
    Obj *finders = dict_get_str(rt, borrow(rt->sys_dict), "meta_path"), *hooks = dict_get_str(rt, borrow(rt->sys_dict), "path_hooks");
    bool hooked = hooks && is_list(hooks) && LIST_SIZE(hooks) > 0;
    if (rt->vm->searching || !finders || !is_list(finders) ||
        (!hooked && LIST_SIZE(finders) == 1 && LIST_ITEM(finders, 0) == (Obj *)T(rt, BUILTIN_IMPORTER)) || import_is_known(name))
        return load_plainly(rt, name);
    return load_through_finders(rt, name);
}

bool import_is_over(Runtime *rt) {
    if (!rt->finalizing) return false;
    Obj *sys = rt->modules && is_dict_exact(rt, borrow(rt->modules)) ? dict_get_str(rt, borrow(rt->modules), "sys") : NULL;
    return !sys || is_none(rt, sys);
}

/* What a CPython has from its start is not imported, as the hooks see it. */
static int audit_import(Runtime *rt, Obj *name) {
    Obj *sys = borrow(rt->sys_dict);
    if (!sys || str_char(name, 0) == '_' || import_is_known(name)) return 0;
    return audit_event(rt, "import", 5, name, NULL, dict_get_str(rt, sys, "path"), dict_get_str(rt, sys, "meta_path"), dict_get_str(rt, sys, "path_hooks"));
}

static Own find_and_load(Runtime *rt, Obj *name) {
    Own known = import_get_module(rt, name), parent;
    if (!known && RAISED(rt)) return (Own)0;
    if (known) { /* None forbids the import */
        bool forbidden = borrow(known) == rt->none;
        if (!forbidden) {
            bool unmarked = borrow(known) == borrow(rt->builtins_module) || (is_module(rt, borrow(known)) && module_dict(borrow(known)) == borrow(rt->sys_dict));
            /* CPython asks whether they are being imported: their specs do not say */
            if (unmarked) attribute_error_dropped(rt, borrow(known), ID(rt, __spec__));
            return known;
        }
        release(rt, known);
        return raise_import_error(rt, EXC(rt, ModuleNotFoundError),
                                  str_format(rt, "import of %U halted; None in sys.modules", name),
                                  name, NULL);
    }
    Obj *finders = rt->sys_dict ? dict_get_str(rt, borrow(rt->sys_dict), "meta_path") : NULL;
    if (finders && is_none(rt, finders))
        return raise_format(rt, EXC(rt, ImportError), "sys.meta_path is None, Python is likely shutting down");
    if (load_parent(rt, name, &parent) < 0) return (Own)0;
    Own module =
        parent ? import_get_module(rt, name) : (Own)0; /* the package may have imported it */
    if (!module && !RAISED(rt) && (rt->vm->searching || audit_import(rt, name) == 0)) {
        module = load_module(rt, name);
        if (module && parent) {
            Own part = last_part(rt, name);
            if (!part || object_setattr(rt, borrow(parent), borrow(part), borrow(module)) < 0)
                raised_clear(rt);
            xrelease(rt, part);
        }
    }
    RELEASE_KEEPING_RAISE(xrelease(rt, parent));
    return module;
}

/* ---- relative names ---- */

/* Package that relative names start from: new str, NULL raised. */
static Own calling_package(Runtime *rt, Obj *globals) {
    Obj *package = dict_get(rt, globals, ID(rt, __package__));
    if (package && package != rt->none) {
        if (is_str(package)) return keep(package);
        return raise_format(rt, EXC(rt, TypeError), "package must be a string");
    }
    if (!RAISED(rt)) {
        warn_format(rt, EXC(rt, ImportWarning), 1,
                    "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__");
    }
    Obj *name = RAISED(rt) ? NULL : dict_get(rt, globals, ID(rt, __name__));
    if (!name)
        return RAISED(rt) ? (Own)0
                          : raise_format(rt, EXC(rt, KeyError), "'__name__' not in globals");
    if (!is_str(name)) return raise_format(rt, EXC(rt, TypeError), "__name__ must be a string");
    if (dict_get(rt, globals, ID(rt, __path__))) return keep(name);
    return parent_name(rt, name);
}

static Own resolve_name(Runtime *rt, Obj *name, Obj *globals, int level) {
    if (!globals) return raise_format(rt, EXC(rt, KeyError), "'__name__' not in globals");
    if (!is_dict(globals)) return raise_format(rt, EXC(rt, TypeError), "globals must be a dict");
    Own package = calling_package(rt, globals);
    if (!package) return (Own)0;
    intptr_t end = STR(borrow(package))->length;
    if (!end) {
        raise_format(rt, EXC(rt, ImportError),
                     "attempted relative import with no known parent package");
        goto fail;
    }
    for (int up = 1; up < level; up++) {
        while (end > 0 && str_char(borrow(package), end - 1) != '.') end--;
        if (!end) {
            raise_format(rt, EXC(rt, ImportError),
                         "attempted relative import beyond top-level package");
            goto fail;
        }
        end--;
    }
    Own base = str_substring(rt, borrow(package), 0, end);
    release(rt, package);
    if (!base || !STR(name)->length) return base;
    Own absolute = str_format(rt, "%U.%U", borrow(base), name);
    release(rt, base);
    return absolute;
fail:
    RELEASE_KEEPING_RAISE(release(rt, package));
    return (Own)0;
}

/* ---- what an import statement gives ---- */

/* Whether the raised ImportError is about the module `name`. */
static bool import_error_names(Runtime *rt, Obj *name) {
    Own type, value, traceback;
    raised_fetch(rt, &type, &value, &traceback);
    exception_normalize(rt, &type, &value, &traceback);
    Obj *named = value && is_instance_of(borrow(value), EXC(rt, ImportError))
                     ? borrow(((ImportErrorObj *)borrow(value))->name)
                     : NULL;
    bool same = named && is_str(named) && str_equal(named, name);
    raised_restore(rt, type, value, traceback);
    return same;
}

/* Import the submodules that `from package import a, b` names. -1 raised or suspended. */
static int handle_fromlist(Runtime *rt, Obj *module, Obj *fromlist, bool nested) {
    intptr_t count;
    Own fast = sequence_fast(rt, fromlist, "fromlist must be a sequence"), package = (Own)0, iterator = (Own)0;
    int result = -1;
    if (!fast) return -1;
    Obj *const *items = sequence_fast_items(borrow(fast), &count);
    if (!(iterator = object_iter(rt, borrow(fast)))) goto done; /* as CPython's loop in Python */
    if (!(package = object_getattr(rt, module, ID(rt, __name__)))) goto done;
    for (intptr_t i = 0; i < count; i++) {
        if (!is_str(items[i])) {
            raise_format(rt, EXC(rt, TypeError), "Item in ``from list'' must be str, not %.200s",
                         items[i]->type->name);
            goto done;
        }
        if (str_equals_ascii(items[i], "*")) {
            Own all = nested ? (Own)0 : object_lookup_attr(rt, module, ID(rt, __all__));
            int failed = all ? handle_fromlist(rt, module, borrow(all), true) : RAISED(rt) ? -1 : 0;
            xrelease(rt, all);
            if (failed < 0) goto done;
            continue;
        }
        Own have = object_lookup_attr(rt, module, items[i]);
        if (!have && RAISED(rt)) goto done;
        if (have) {
            release(rt, have);
            continue;
        }
        Own full = str_format(rt, "%U.%U", borrow(package), items[i]);
        if (!full) goto done;
        Own part = find_and_load(rt, borrow(full));
        bool same = !part && raised_matches(rt, EXC(rt, ModuleNotFoundError)) &&
                    import_error_names(rt, borrow(full));
        release(rt, full);
        if (same)
            raised_clear(rt);
        else if (!part)
            goto done;
        xrelease(rt, part);
    }
    result = 0;
done:
    RELEASE_KEEPING_RAISE(release(rt, fast); xrelease(rt, package); xrelease(rt, iterator));
    return result;
}

/* The package at the start of a dotted name, which `import a.b` binds. */
static Own top_package(Runtime *rt, Obj *name, Obj *absolute, int level, Own module) {
    intptr_t length = STR(name)->length, dot = 0;
    while (dot < length && str_char(name, dot) != '.') dot++;
    if (dot == length) return module;
    release(rt, module);
    intptr_t end = level == 0 ? dot : STR(absolute)->length - (length - dot);
    Own front = str_substring(rt, level == 0 ? name : absolute, 0, end);
    if (!front) return (Own)0;
    Own result =
        level == 0 ? find_and_load(rt, borrow(front)) : import_get_module(rt, borrow(front));
    if (!result && !RAISED(rt) && level)
        raise_format(rt, EXC(rt, KeyError), "%R not in sys.modules as expected", borrow(front));
    release(rt, front);
    return result;
}

Own import_module(Runtime *rt, Obj *name, Obj *globals, Obj *fromlist, int level) {
    if (!is_str(name)) return raise_format(rt, EXC(rt, TypeError), "module name must be a string");
    if (level < 0) return raise_format(rt, EXC(rt, ValueError), "level must be >= 0");
    if (level == 0 && !STR(name)->length)
        return raise_format(rt, EXC(rt, ValueError), "Empty module name");
    Own absolute = level ? resolve_name(rt, name, globals, level) : keep(name);
    if (!absolute) return (Own)0;
    Own module = find_and_load(rt, borrow(absolute));
    int has_from = 0;
    if (module && fromlist && fromlist != rt->none && (has_from = object_is_true(rt, fromlist)) < 0)
        own_clear(rt, &module);
    if (module && has_from) {
        Own path = object_lookup_attr(rt, borrow(module), ID(rt, __path__));
        int failed = path         ? handle_fromlist(rt, borrow(module), fromlist, false)
                     : RAISED(rt) ? -1
                                  : 0;
        RELEASE_KEEPING_RAISE(xrelease(rt, path));
        if (failed < 0) RELEASE_KEEPING_RAISE(own_clear(rt, &module));
    } else if (module && (level == 0 || STR(name)->length)) {
        module = top_package(rt, name, borrow(absolute), level, module);
    }
    RELEASE_KEEPING_RAISE(release(rt, absolute));
    return module;
}

Own import_named(Runtime *rt, const char *name) {
    Own text = str_intern_cstr(rt, name), module = text ? import_module(rt, borrow(text), NULL, NULL, 0) : (Own)0;
    xrelease(rt, text);
    return module;
}

Own import_instruction(Runtime *rt, Frame *frame, Obj *name, Obj *fromlist, Obj *level) {
    Obj *function = dict_get(rt, frame->builtins, ID(rt, __import__));
    if (!function)
        return RAISED(rt) ? (Own)0 : raise_format(rt, EXC(rt, ImportError), "__import__ not found");
    int64_t depth;
    if (is_builtin_role(rt, function, METH_IS_IMPORT)) {
        if (int_as_i64(rt, level, &depth) < 0) return (Own)0;
        return import_module(rt, name, frame->globals, fromlist, (int)depth);
    }
    Obj *args[5] = {name, frame->globals, frame->locals ? borrow(frame->locals) : rt->none,
                    fromlist, level};
    Own kept = keep(function), result = call_vector(rt, function, args, 5, NULL);
    RELEASE_KEEPING_RAISE(release(rt, kept));
    return result;
}

/* ---- from module import name ---- */

Own import_attribute(Runtime *rt, Obj *module, Obj *name) {
    Own value = object_lookup_attr(rt, module, name), module_name = (Own)0, file = (Own)0,
        message = (Own)0;
    if (value || RAISED(rt)) return value;
    module_name = object_lookup_attr(rt, module, ID(rt, __name__));
    if (!module_name) raised_clear(rt);
    if (module_name && !is_str(borrow(module_name))) own_clear(rt, &module_name);
    if (module_name) { /* a circular import may have put it in sys.modules only */
        Own full = str_format(rt, "%U.%U", borrow(module_name), name);
        value = full ? import_get_module(rt, borrow(full)) : (Own)0;
        xrelease(rt, full);
        if (value || RAISED(rt)) {
            release(rt, module_name);
            return value;
        }
    }
    Own shown =
        module_name ? keep(borrow(module_name)) : str_from_cstr(rt, "<unknown module name>");
    file =
        is_module(rt, module) ? xkeep(dict_get(rt, module_dict(module), ID(rt, __file__))) : (Own)0;
    if (!shown) goto done;
    if (!file || !is_str(borrow(file))) {
        message =
            str_format(rt, "cannot import name %R from %R (unknown location)", name, borrow(shown));
    } else if (is_importing(rt, module)) {
        message = str_format(rt,
                             "cannot import name %R from partially initialized module %R "
                             "(most likely due to a circular import) (%S)",
                             name, borrow(shown), borrow(file));
    } else {
        message =
            str_format(rt, "cannot import name %R from %R (%S)", name, borrow(shown), borrow(file));
    }
    raise_import_error(rt, EXC(rt, ImportError), message, borrow(module_name), borrow(file));
done:
    RELEASE_KEEPING_RAISE(xrelease(rt, shown); xrelease(rt, module_name); xrelease(rt, file));
    return (Own)0;
}

static Own raise_star_name(Runtime *rt, Obj *module, Obj *name, bool from_dict) {
    Own module_name = object_getattr(rt, module, ID(rt, __name__));
    if (!module_name) return (Own)0;
    if (!is_str(borrow(module_name))) {
        raise_format(rt, EXC(rt, TypeError), "module __name__ must be a string, not %.100s",
                     borrow(module_name)->type->name);
    } else {
        raise_format(rt, EXC(rt, TypeError), "%s in %U.%s must be str, not %.100s",
                     from_dict ? "Key" : "Item", borrow(module_name),
                     from_dict ? "__dict__" : "__all__", name->type->name);
    }
    RELEASE_KEEPING_RAISE(release(rt, module_name));
    return (Own)0;
}

/* One name of `from module import *`: -1 raised. */
static int import_star_name(Runtime *rt, Obj *module, Obj *namespace_dict, Obj *name,
                            bool from_dict) {
    if (!is_str(name)) {
        raise_star_name(rt, module, name, from_dict);
        return -1;
    }
    if (from_dict && STR(name)->length && str_char(name, 0) == '_') return 0;
    Own value = object_getattr(rt, module, name);
    if (!value) return -1;
    int failed = is_dict_exact(rt, namespace_dict)
                     ? dict_set(rt, namespace_dict, name, borrow(value))
                     : object_setitem(rt, namespace_dict, name, borrow(value));
    RELEASE_KEEPING_RAISE(release(rt, value));
    return failed;
}

int import_all(Runtime *rt, Obj *module, Obj *namespace_dict) {
    Own names = object_lookup_attr(rt, module, ID(rt, __all__));
    bool from_dict = !names;
    int result = -1;
    if (!names) {
        if (RAISED(rt)) return -1;
        Own dict = object_lookup_attr(rt, module, ID(rt, __dict__));
        if (!dict) {
            return RAISED(rt)
                       ? -1
                       : raise_format_int(rt, EXC(rt, ImportError),
                                          "from-import-* object has no __dict__ and no __all__");
        }
        Own keys = is_dict(borrow(dict)) ? dict_keys_list(rt, borrow(dict))
                                         : call_method_0(rt, borrow(dict), ID(rt, keys));
        names = keys ? sequence_to_list(rt, borrow(keys)) : (Own)0;
        xrelease(rt, keys);
        release(rt, dict);
        if (!names) return -1;
    }
    for (int64_t i = 0;; i++) {
        Own name = sequence_getitem(rt, borrow(names), i);
        if (!name) {
            if (!raised_matches(rt, EXC(rt, IndexError))) goto done;
            raised_clear(rt);
            break;
        }
        int failed = import_star_name(rt, module, namespace_dict, borrow(name), from_dict);
        RELEASE_KEEPING_RAISE(release(rt, name));
        if (failed < 0) goto done;
    }
    result = 0;
done:
    RELEASE_KEEPING_RAISE(release(rt, names));
    return result;
}

Own import_reload(Runtime *rt, Obj *module) {
    if (!is_module(rt, module))
        return raise_format(rt, EXC(rt, TypeError), "reload() argument must be a module");
    Own name = object_getattr(rt, module, ID(rt, __name__)), filename = (Own)0, known = (Own)0;
    if (!name) return (Own)0;
    Source source = {0};
    known = import_get_module(rt, borrow(name));
    if (borrow(known) != module) {
        if (!RAISED(rt)) {
            raise_import_error(rt, EXC(rt, ImportError),
                               str_format(rt, "module %U not in sys.modules", borrow(name)),
                               borrow(name), NULL);
        }
        goto done;
    }
    int found = find_source(rt, borrow(name), &source);
    if (found == 0) raise_not_found(rt, borrow(name));
    if (found > 0 && (filename = file_name(rt, borrow(name), &source)))
        execute(rt, module, borrow(filename), &source);
done:
    source_free(rt, &source);
    RELEASE_KEEPING_RAISE(release(rt, name); xrelease(rt, filename); xrelease(rt, known));
    return RAISED(rt) || rt->pending ? (Own)0 : keep(module);
}
