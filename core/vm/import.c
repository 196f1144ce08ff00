/* Imports: sys.modules, then modules of C code, files beside the program, and the library written
 * in Python.
 *
 * A file module is compiled and run in its own namespace; packages have __path__ and a file
 * __init__.py. What the host does not have yet suspends the program at the IMPORT_NAME instruction,
 * which is then repeated. Follows CPython 3.11 Python/import.c and Lib/importlib/_bootstrap.py in
 * order, names and errors. */
#include "vm/import.h"

#include "compile/parse.h"
#include "vm/eval_impl.h"

#define RELEASE_KEEPING_RAISE(...)                                                                 \
    do {                                                                                           \
        SavedRaise saved_ = raised_save(rt);                                                       \
        __VA_ARGS__;                                                                               \
        raised_put_back(rt, saved_);                                                               \
    } while (0)

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

Obj *import_add_module(Runtime *rt, Obj *name) {
    Obj *found = dict_get(rt, borrow(rt->modules), name);
    if (found || RAISED(rt)) return found;
    Own module = module_new(rt, name);
    if (!module) return NULL;
    int failed = dict_set(rt, borrow(rt->modules), name, borrow(module));
    release(rt, module);
    return failed < 0 ? NULL : dict_get(rt, borrow(rt->modules), name);
}

static void forget_module(Runtime *rt, Obj *name) {
    SavedRaise saved = raised_save(rt);
    if (dict_delete(rt, borrow(rt->modules), name) < 0) raised_clear(rt);
    raised_put_back(rt, saved);
}

/* ---- sources ---- */

typedef struct Source {
    char *text; /* raw memory */
    size_t length;
    bool is_package, is_library;
} Source;

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

/* 1 found, 0 not found, -1 raised, or suspended when nothing is raised. */
static int read_source(Runtime *rt, Obj *name, Source *source) {
    static const char *const suffixes[] = {"/__init__.py", ".py"};
    for (int library = 0; library < 2; library++) {
        for (int kind = 0; kind < 2; kind++) {
            char *path = module_path(rt, name, suffixes[kind]);
            if (!path) return -1;
            int found = library ? host_read_library(rt, path, &source->text, &source->length)
                                : host_read_file(rt, path, &source->text, &source->length);
            raw_free(rt, path);
            if (found < 0) return -1;
            if (!found) continue;
            source->is_package = kind == 0;
            source->is_library = library;
            return 1;
        }
    }
    return 0;
}

/* Folder that the program's own modules lie in, "" if unknown: new str. */
static Own program_folder(Runtime *rt) {
    Obj *path = dict_get_str(rt, borrow(rt->sys_dict), "path");
    if (path && is_list(path) && LIST_SIZE(path) && is_str(LIST_ITEM(path, 0)))
        return keep(LIST_ITEM(path, 0));
    return keep(rt->empty_str);
}

static Own file_name(Runtime *rt, Obj *name, const Source *source) {
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
    Own package = source->is_package ? keep(name) : parent_name(rt, name), path = (Own)0;
    int failed = -1;
    if (!package || dict_set(rt, dict, ID(rt, __package__), borrow(package)) < 0) goto done;
    if (source->is_package) {
        Own folder = source->is_library ? keep(rt->empty_str) : parent_folder(rt, filename);
        path = folder ? list_new(rt, 0) : (Own)0;
        if (!path || list_append_steal(rt, borrow(path), folder) < 0) goto done;
        if (dict_set(rt, dict, ID(rt, __path__), borrow(path)) < 0) goto done;
    }
    if (!source->is_library && describe_file(rt, dict, filename) < 0) goto done;
    failed = dict_set(rt, dict, ID(rt, __builtins__), borrow(rt->builtins));
done:
    RELEASE_KEEPING_RAISE(xrelease(rt, package); xrelease(rt, path));
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

/* Compile the text and run it in the module's namespace. */
static int execute(Runtime *rt, Obj *module, Obj *filename, const Source *source) {
    Own code = compile_source(rt, source->text, source->length, filename, 0, PARSE_FLAG_MODULE | (source->is_library ? 0 : PARSE_FLAG_BYTES), 0, NULL),
        result = (Own)0;
    if (!code) return -1;
    if (note_importing(rt, module) == 0) {
        result = eval_code(rt, borrow(code), module_dict(module), NULL);
        end_importing(rt);
    }
    RELEASE_KEEPING_RAISE(release(rt, code));
    if (!result) return -1;
    release(rt, result);
    return 0;
}

/* New module from text, in sys.modules while it runs and afterwards if that went well. */
static Own load_source(Runtime *rt, Obj *name, const Source *source) {
    Own filename = file_name(rt, name, source), module = filename ? module_new(rt, name) : (Own)0;
    if (!module || describe_module(rt, borrow(module), name, borrow(filename), source) < 0)
        goto fail;
    if (dict_set(rt, borrow(rt->modules), name, borrow(module)) < 0) goto fail;
    if (execute(rt, borrow(module), borrow(filename), source) < 0) {
        forget_module(rt, name);
        goto fail;
    }
    release(rt, filename);
    release(rt, module);
    Own loaded = import_get_module(rt, name);
    if (!loaded && !RAISED(rt)) raise_key_error(rt, name);
    return loaded;
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

/* Modules of the library that a CPython has when the first program line runs: what site and the .pth files of a common
 * installation import. */
static bool is_start_module(Obj *name) {
    static const char *const names[] = {
        "abc",       "binascii", "bisect",   "codecs", "collections", "collections.abc", "contextlib", "copyreg", "enum",
        "errno",     "fnmatch",  "functools", "genericpath", "importlib", "io",          "keyword",    "operator", "os",
        "posixpath", "random",   "re",       "reprlib", "struct",     "threading",       "types",      "typing",  "warnings",
        "weakref"};
    for (size_t i = 0; i < HS_COUNT(names); i++) {
        if (str_equals_ascii(name, names[i])) return true;
    }
    return false;
}

static Own load_found(Runtime *rt, Obj *name) {
    Source source = {NULL, 0, false, false};
    int found = read_source(rt, name, &source);
    if (found < 0) return (Own)0;
    if (!found) return raise_not_found(rt, name);
    GcPause pause;
    if (source.is_library) gc_pause(rt, &pause, is_start_module(name));
    Own module = load_source(rt, name, &source);
    if (source.is_library) gc_resume(rt, &pause);
    raw_free(rt, source.text);
    return module;
}

static Own load_module(Runtime *rt, Obj *name) {
    GcPause pause;
    gc_pause(rt, &pause, true);
    Own module = builtin_module_make(rt, name);
    gc_resume(rt, &pause);
    if (!module) return RAISED(rt) ? (Own)0 : load_found(rt, name);
    if (dict_set(rt, borrow(rt->modules), name, borrow(module)) < 0) own_clear(rt, &module);
    return module;
}

static Own find_and_load(Runtime *rt, Obj *name) {
    Own known = import_get_module(rt, name), parent;
    if (!known && RAISED(rt)) return (Own)0;
    if (known) { /* None forbids the import */
        bool forbidden = borrow(known) == rt->none;
        if (!forbidden) return known;
        release(rt, known);
        return raise_import_error(rt, EXC(rt, ModuleNotFoundError),
                                  str_format(rt, "import of %U halted; None in sys.modules", name),
                                  name, NULL);
    }
    if (load_parent(rt, name, &parent) < 0) return (Own)0;
    Own module =
        parent ? import_get_module(rt, name) : (Own)0; /* the package may have imported it */
    if (!module && !RAISED(rt)) {
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
    Own fast = sequence_fast(rt, fromlist, "fromlist must be a sequence"), package = (Own)0;
    int result = -1;
    if (!fast) return -1;
    Obj *const *items = sequence_fast_items(borrow(fast), &count);
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
    RELEASE_KEEPING_RAISE(release(rt, fast); xrelease(rt, package));
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

Own import_instruction(Runtime *rt, Frame *frame, Obj *name, Obj *fromlist, Obj *level) {
    Obj *function = dict_get(rt, frame->builtins, ID(rt, __import__));
    if (!function)
        return RAISED(rt) ? (Own)0 : raise_format(rt, EXC(rt, ImportError), "__import__ not found");
    int64_t depth;
    if (is_builtin(rt, function) &&
        strcmp(((BuiltinObj *)function)->def->name, "__import__") == 0) {
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
    Source source = {NULL, 0, false, false};
    known = import_get_module(rt, borrow(name));
    if (borrow(known) != module) {
        if (!RAISED(rt)) {
            raise_import_error(rt, EXC(rt, ImportError),
                               str_format(rt, "module %U not in sys.modules", borrow(name)),
                               borrow(name), NULL);
        }
        goto done;
    }
    int found = read_source(rt, borrow(name), &source);
    if (found == 0) raise_not_found(rt, borrow(name));
    if (found > 0 && (filename = file_name(rt, borrow(name), &source)))
        execute(rt, module, borrow(filename), &source);
done:
    raw_free(rt, source.text);
    RELEASE_KEEPING_RAISE(release(rt, name); xrelease(rt, filename); xrelease(rt, known));
    return RAISED(rt) || rt->pending ? (Own)0 : keep(module);
}
