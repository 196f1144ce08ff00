/* compile(): text or a tree of _ast objects to a code object, or text to such a tree. CPython 3.11's builtin_compile_impl. */
#include "compile/compile.h"
#include "compile/parse.h"
#include "lib/astmodule.h"
#include "lib/builtins.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/frame.h"
#include "object/int.h"
#include "object/str.h"
#include "vm/eval.h"

enum {
    KNOWN_FLAGS = FUTURE_FLAGS | 0x10 | PARSE_FLAG_DONT_IMPLY_DEDENT | PARSE_FLAG_ONLY_AST | PARSE_FLAG_TYPE_COMMENTS | 0x2000 |
                  PARSE_FLAG_ALLOW_INCOMPLETE
};

int source_text(Runtime *rt, Obj *source, const char *function, const char *what, const char **text, size_t *size, int *flags) {
    if (is_str(source)) {
        *text = str_utf8(rt, source, size);
        return *text ? 0 : -1;
    }
    if (buffer_check(rt, source)) {
        *flags |= PARSE_FLAG_BYTES;
        return buffer_get(rt, source, (const uint8_t **)text, size);
    }
    return raise_format_int(rt, EXC(rt, TypeError), "%s() arg 1 must be a %s object", function, what);
}

int inherited_flags(Runtime *rt) {
    Frame *frame = vm_current_frame(rt);
    return frame ? (int)frame_code(frame)->flags & FUTURE_FLAGS : 0;
}

static Own file_name(Runtime *rt, Obj *given) {
    if (is_str(given)) return keep(given);
    if (is_bytes(given) || buffer_check(rt, given)) {
        const uint8_t *data;
        size_t size;
        if (!is_bytes(given) && warn_format(rt, EXC(rt, DeprecationWarning), 1, "path should be string, bytes, or os.PathLike, not %T", given) < 0)
            return (Own)0;
        return buffer_get(rt, given, &data, &size) < 0 ? (Own)0 : str_decode(rt, data, size, "utf-8", "surrogateescape");
    }
    Own path = call_method_str(rt, given, "__fspath__", 0);
    if (path) {
        if (is_str(borrow(path))) return path;
        Own name = is_bytes(borrow(path)) ? file_name(rt, borrow(path)) : NULL;
        release(rt, path);
        if (name || RAISED(rt)) return name;
    }
    if (path || raised_matches(rt, EXC(rt, AttributeError))) {
        raised_clear(rt);
        return raise_format(rt, EXC(rt, TypeError), "expected str, bytes or os.PathLike object, not %T", given);
    }
    return NULL;
}

static int read_mode(Runtime *rt, Obj *given, int flags) {
    static const char *const names[] = {"exec", "single", "eval", "func_type"};
    bool only_tree = (flags & PARSE_FLAG_ONLY_AST) != 0;
    for (int mode = PARSE_FILE; mode <= PARSE_FUNC_TYPE; mode++) {
        if (!str_equals_ascii(given, names[mode])) continue;
        if (mode < PARSE_FUNC_TYPE || only_tree) return mode;
        return raise_format_int(rt, EXC(rt, ValueError), "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    }
    return raise_format_int(rt, EXC(rt, ValueError), only_tree ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                                                               : "compile() mode must be 'exec', 'eval' or 'single'");
}

/* The tree of a text as an object. */
static Own parse_to_object(Runtime *rt, const char *text, size_t size, Obj *filename, ParseMode mode, int flags, int version) {
    AstArena arena;
    Own tree = NULL;
    if (ast_arena_init(rt, &arena) < 0) return NULL;
    if (version >= 0 && version < 60) flags |= (version + 1) << PARSE_FLAGS_VERSION;
    Mod *mod = parse_source(rt, &arena, text, size, filename, mode, flags);
    if (mod && version >= 0 && ast_check_version(rt, mod, version, filename) < 0) mod = NULL;
    if (mod) tree = ast_object(rt, mod);
    SavedRaise raised = raised_save(rt);
    ast_arena_free(rt, &arena);
    raised_put_back(rt, raised);
    return tree;
}

static Own compile_object(Runtime *rt, Obj *object, Obj *filename, int mode, int flags, int optimize) {
    static const uint8_t kinds[] = {MOD_Module, MOD_Interactive, MOD_Expression};
    AstArena arena;
    Own code = NULL;
    if (ast_arena_init(rt, &arena) < 0) return NULL;
    Mod *mod = ast_tree(rt, &arena, object, (ModKind)kinds[mode]);
    if (mod) code = compile_tree(rt, &arena, mod, filename, NULL, 0, &flags, optimize);
    SavedRaise raised = raised_save(rt);
    ast_arena_free(rt, &arena);
    raised_put_back(rt, raised);
    return code;
}

Own builtin_compile(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    static const char *const names[] = {"source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version", NULL};
    static const ArgSpec spec = {"compile", names, 3, 6};
    Obj *out[7] = {NULL};
    const char *text;
    size_t size;
    int64_t numbers[] = {0, 0, -1, -1}; /* flags, dont_inherit, optimize, _feature_version */
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return NULL;
    Own filename = file_name(rt, out[1]), result = NULL;
    if (!filename) return NULL;
    if (!is_str(out[2])) {
        raise_format(rt, EXC(rt, TypeError), "compile() argument 'mode' must be str, not %.50N", out[2]);
        goto done;
    }
    for (int i = 0; i < 4; i++) {
        if (i == 1 && out[4] && (numbers[1] = object_is_true(rt, out[4])) < 0) goto done;
        if (i != 1 && out[3 + i] && number_as_ssize(rt, out[3 + i], EXC(rt, OverflowError), &numbers[i]) < 0) goto done;
    }
    int flags = (int)numbers[0], optimize = (int)numbers[2];
    if (numbers[0] & ~(int64_t)KNOWN_FLAGS) {
        raise_format(rt, EXC(rt, ValueError), "compile(): unrecognised flags");
    } else if (numbers[2] < -1 || numbers[2] > 2) {
        raise_format(rt, EXC(rt, ValueError), "compile(): invalid optimize value");
    } else {
        if (!numbers[1]) flags |= inherited_flags(rt);
        int mode = read_mode(rt, out[2], flags);
        bool only_tree = (flags & PARSE_FLAG_ONLY_AST) != 0;
        if (mode < 0) goto done;
        if (is_ast_object(rt, out[0])) {
            result = only_tree ? keep(out[0]) : compile_object(rt, out[0], borrow(filename), mode, flags, optimize);
        } else if (source_text(rt, out[0], "compile", "string, bytes or AST", &text, &size, &flags) == 0 &&
                   builtins_audit_source(rt, text, size, borrow(filename)) == 0) {
            result = only_tree ? parse_to_object(rt, text, size, borrow(filename), (ParseMode)mode, flags, (int)numbers[3])
                               : compile_source(rt, text, size, borrow(filename), mode, flags, optimize, NULL);
        }
    }
done:
    release(rt, filename);
    return result;
}
