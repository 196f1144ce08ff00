/* From source text or a tree to a code object: runs the stages and frees what they used.
 * CPython 3.11's Python/compile.c, _PyAST_Compile, and Python/future.c. */
#include "compile/compile.h"

#include "compile/codegen.h"
#include "compile/literals.h"
#include "compile/parse.h"
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"

enum {
    DEPTH_SCALE = 3,    /* nesting allowed in a tree: this many times the recursion limit */
    MOST_ECHOED = 16384 /* bytes of a text for which the heap is left as CPython leaves it, block by block */
};

/* ---- what all stages use ---- */

Obj *compiler_keep(Compiler *c, Own object) {
    if (!object) {
        c->failed = true;
        return NULL;
    }
    if (c->kept_count == c->kept_capacity) {
        int32_t capacity = c->kept_capacity ? c->kept_capacity * 2 : 16;
        Own *kept = compile_resize(c->rt, c->kept, (size_t)c->kept_capacity * sizeof *kept,
                                   (size_t)capacity * sizeof *kept);
        if (!kept) {
            release(c->rt, object);
            c->failed = true;
            return NULL;
        }
        c->kept = kept;
        c->kept_capacity = capacity;
    }
    c->kept[c->kept_count++] = object;
    return borrow(object);
}

Obj *compiler_intern(Compiler *c, const char *ascii) {
    return c->failed ? NULL : compiler_keep(c, str_intern_cstr(c->rt, ascii));
}

Obj *compiler_name_part(Compiler *c, Obj *name, intptr_t start, intptr_t end) {
    Own part = c->failed ? (Own)0 : str_substring(c->rt, name, start, end);
    if (part && c->arena->echo) c->echo.part = keep(borrow(part));
    return compiler_keep(c, part ? str_intern(c->rt, part) : part);
}

void *compiler_alloc(Compiler *c, size_t size) {
    void *block = c->failed ? NULL : ast_alloc(c->rt, &c->scratch, size);
    if (!block) c->failed = true;
    return block;
}

int compiler_start_depth(Compiler *c) {
    return (c->rt->recursion_limit - c->rt->ts.recursion_left) * DEPTH_SCALE;
}
int compiler_depth_limit(Compiler *c) {
    int64_t limit = (int64_t)c->rt->recursion_limit * DEPTH_SCALE;
    int64_t safe = compiler_start_depth(c) + tree_levels_left(c->rt);
    return (int)(limit < safe ? limit : safe);
}

void compiler_too_deep(Compiler *c) {
    if (!c->failed)
        raise_format(c->rt, EXC(c->rt, RecursionError),
                     "maximum recursion depth exceeded during compilation");
    c->failed = true;
}

/* __name in a class body becomes _Class__name. */
Obj *compiler_mangle(Compiler *c, Obj *private_name, Obj *name) {
    if (c->failed) return NULL;
    intptr_t length = STR(name)->length, skip = 0;
    if (!private_name || length < 2 || str_char(name, 0) != '_' || str_char(name, 1) != '_')
        return name;
    if (str_char(name, length - 1) == '_' && str_char(name, length - 2) == '_') return name;
    for (intptr_t i = 0; i < length; i++) {
        if (str_char(name, i) == '.') return name;
    }
    while (skip < STR(private_name)->length && str_char(private_name, skip) == '_') skip++;
    if (skip == STR(private_name)->length) return name;
    Own stripped = str_substring(c->rt, private_name, skip, STR(private_name)->length);
    Own mangled = stripped ? str_format(c->rt, "_%U%U", borrow(stripped), name) : stripped;
    if (stripped) release(c->rt, stripped);
    return compiler_keep(c, mangled ? str_intern(c->rt, mangled) : mangled);
}

Obj *body_docstring(Compiler *c, const StmtSeq *body) {
    if (!seq_count(body) || body->items[0]->kind != STMT_Expr) return NULL;
    const Expr *e = body->items[0]->Expr.value;
    return e->kind == EXPR_Constant && is_str_exact(c->rt, e->Constant.value) ? e->Constant.value
                                                                              : NULL;
}

/* ---- from __future__ import ... ---- */

static void check_features(Compiler *c, const Stmt *s) {
    static const char *const known[] = {"nested_scopes",    "generators",     "division",
                                        "absolute_import",  "with_statement", "print_function",
                                        "unicode_literals", "generator_stop"};
    AstSpan span = {s->lineno, s->col_offset, s->lineno, -1};
    AST_FOR(i, s->ImportFrom.names) {
        Obj *name = s->ImportFrom.names->items[i]->name;
        bool is_known = false;
        for (size_t k = 0; k < HS_COUNT(known); k++) is_known |= str_equals_ascii(name, known[k]);
        if (str_equals_ascii(name, "barry_as_FLUFL"))
            c->flags |= CO_FUTURE_BARRY;
        else if (str_equals_ascii(name, "annotations"))
            c->flags |= CO_FUTURE_ANNOTATIONS;
        else if (str_equals_ascii(name, "braces"))
            compiler_raise_at(c, span, "not a chance");
        else if (!is_known)
            compiler_raise_at(c, span, "future feature %.100U is not defined", name);
        if (c->failed) return;
    }
}

static void read_future(Compiler *c, const StmtSeq *body) {
    bool done = false;
    int32_t previous_line = 0;
    for (int32_t i = body_docstring(c, body) != NULL; i < seq_count(body) && !c->failed; i++) {
        const Stmt *s = body->items[i];
        if (done && s->lineno > previous_line) return;
        previous_line = s->lineno;
        if (s->kind != STMT_ImportFrom || !s->ImportFrom.module ||
            !str_equals_ascii(s->ImportFrom.module, "__future__")) {
            done = true;
        } else if (done) {
            AstSpan span = {s->lineno, s->col_offset - 1, s->lineno, -1};
            compiler_raise_at(c, span,
                              "from __future__ imports must occur at the beginning of the file");
        } else {
            check_features(c, s);
            c->future_line = s->lineno;
        }
    }
}

/* ---- the stages ---- */

static Own compile_mod(Compiler *c, Mod *mod) {
    Own code = (Own)0;
    Obj *name = compiler_intern(c, "<module>");
    bool add_none = mod->kind != MOD_Expression;
    if (!name || !unit_enter(c, name, UNIT_MODULE, mod, 1)) return code;
    c->unit->span.lineno = 1;
    switch (mod->kind) {
    case MOD_Module: visit_module_body(c, mod->Module.body); break;
    case MOD_Interactive:
        if (has_annotations(mod->Interactive.body)) emit(c, OP_SETUP_ANNOTATIONS);
        c->interactive = true;
        visit_stmts(c, mod->Interactive.body);
        break;
    default: visit_expr(c, mod->Expression.body); break;
    }
    code = assemble_unit(c, add_none);
    unit_leave(c);
    return code;
}

static void compiler_free(Compiler *c) {
    for (int32_t i = 0; i < c->kept_count; i++) own_clear(c->rt, &c->kept[i]);
    compile_free(c->rt, c->kept);
    constants_free(c);
    if (c->arena->echo) echo_end(c);
    ast_arena_free(c->rt, &c->scratch);
}

/* sys.flags.optimize */
static int default_optimize(Runtime *rt) {
    enum { OPTIMIZE = 3 };
    Obj *flags = rt->sys_dict ? dict_get_str(rt, borrow(rt->sys_dict), "flags") : NULL;
    int overflow;
    return flags && is_tuple(flags) && TUPLE_SIZE(flags) > OPTIMIZE ? (int)int_as_i64_overflow(TUPLE_ITEM(flags, OPTIMIZE), &overflow) : 0;
}

Own compile_tree(Runtime *rt, AstArena *arena, Mod *mod, Obj *filename, const char *text,
                 size_t length, int *flags, int optimize) {
    Own code = (Own)0;
    Compiler c = {.rt = rt,
                  .arena = arena,
                  .filename = filename,
                  .text = text,
                  .length = length,
                  .flags = *flags};
    c.optimize = optimize < 0 ? default_optimize(rt) : optimize;
    c.future_line = -1;
    if (arena->echo) echo_begin(&c);
    if (mod->kind == MOD_Module || mod->kind == MOD_Interactive) read_future(&c, mod->Module.body);
    *flags = c.flags;
    if (!c.failed) fold_mod(&c, mod);
    if (!c.failed) symtable_build(&c, mod);
    if (!c.failed) code = compile_mod(&c, mod);
    SavedRaise raised = raised_save(rt);
    compiler_free(&c);
    raised_put_back(rt, raised);
    return code;
}

Own compile_scopes(Runtime *rt, const char *text, size_t length, Obj *filename, int mode, int flags) {
    AstArena arena;
    Own view = (Own)0;
    if (ast_arena_init(rt, &arena) < 0) return view;
    Mod *mod = parse_source(rt, &arena, text, length, filename, (ParseMode)mode, flags);
    if (mod) {
        Compiler c = {.rt = rt, .arena = &arena, .filename = filename, .flags = flags, .future_line = -1};
        if (mod->kind == MOD_Module || mod->kind == MOD_Interactive) read_future(&c, mod->Module.body);
        if (!c.failed) symtable_build(&c, mod);
        if (!c.failed) view = scope_view(rt, c.module_scope);
        SavedRaise raised = raised_save(rt);
        compiler_free(&c);
        raised_put_back(rt, raised);
    }
    SavedRaise raised = raised_save(rt);
    ast_arena_free(rt, &arena);
    raised_put_back(rt, raised);
    return view;
}

Own compile_source(Runtime *rt, const char *text, size_t length, Obj *filename, int mode, int flags,
                   int optimize, CodeArena *keep_arena) {
    AstArena arena;
    Own code = (Own)0;
    if (ast_arena_init(rt, &arena) < 0) return code;
    arena.echo = !(flags & PARSE_FLAG_MODULE) && length <= MOST_ECHOED;
    Mod *mod = parse_source(rt, &arena, text, length, filename, (ParseMode)mode, flags);
    if (mod) {
        bool is_file = (flags & PARSE_FLAG_PROGRAM) != 0;
        code = compile_tree(rt, &arena, mod, filename, is_file ? text : NULL, is_file ? length : 0,
                            &flags, optimize);
    }
    if (code && keep_arena) {
        *keep_arena = (CodeArena){arena.objects, arena.block};
        arena.objects = arena.block = (Own)0;
    }
    SavedRaise raised = raised_save(rt);
    ast_arena_free(rt, &arena);
    raised_put_back(rt, raised);
    return code;
}

void code_arena_free(Runtime *rt, CodeArena *arena) {
    xrelease(rt, arena->objects);
    xrelease(rt, arena->block);
    *arena = (CodeArena){0};
}
