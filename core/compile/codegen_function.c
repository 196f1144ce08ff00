/* Functions, classes, lambdas, and bodies. CPython 3.11's Python/compile.c. */
#include "compile/codegen.h"
#include "object/exception.h"
#include "object/str.h"
#include "object/tuple.h"

enum {
    HAS_DEFAULTS = 1,
    HAS_KWDEFAULTS = 2,
    HAS_ANNOTATIONS = 4,
    HAS_CLOSURE = 8
}; /* argument of MAKE_FUNCTION */

/* Pushes a function made of `code`, whose defaults and so on are on the stack. */
void emit_closure(Compiler *c, Obj *code, int32_t flags) {
    const CodeObj *co = CODE(code);
    const Unit *u = c->unit;
    if (c->failed) return;
    if (co->nfreevars) {
        for (int32_t i = co->nlocals + co->nplaincellvars; i < co->nlocalsplus; i++) {
            Obj *name = TUPLE_ITEM(borrow(co->localsplusnames), i);
            bool is_cell = (u->kind == UNIT_CLASS && name == ID(c->rt, __class__)) ||
                           scope_of_name(u->scope, name) == SCOPE_CELL;
            int32_t index = name_map_get(is_cell ? &u->cellvars : &u->freevars, name, -1);
            hs_assert(index >= 0);
            emit_arg(c, OP_LOAD_CLOSURE, index);
        }
        flags |= HAS_CLOSURE;
        emit_arg(c, OP_BUILD_TUPLE, co->nfreevars);
    }
    emit_const(c, code);
    emit_arg(c, OP_MAKE_FUNCTION, flags);
}

static void apply_decorators(Compiler *c, const ExprSeq *decorators) {
    AstSpan span = c->unit->span;
    for (int32_t i = seq_count(decorators) - 1; i >= 0; i--) {
        set_span(c, decorators->items[i]->span);
        emit_call(c, 0);
    }
    set_span(c, span);
}

static int32_t first_line_of(const Stmt *s, const ExprSeq *decorators) {
    return seq_count(decorators) ? decorators->items[0]->lineno : s->lineno;
}

/* ---- defaults and annotations ---- */

static bool emit_kwdefaults(Compiler *c, const Arguments *args) {
    int32_t count = 0;
    AST_FOR(i, args->kw_defaults) count += args->kw_defaults->items[i] != NULL;
    if (!count) return false;
    Own names = tuple_alloc(c->rt, count);
    if (!names) {
        c->failed = true;
        return false;
    }
    intptr_t at = 0;
    AST_FOR(i, args->kwonlyargs) {
        Expr *value = args->kw_defaults->items[i];
        Obj *mangled =
            value ? compiler_mangle(c, c->unit->private_name, args->kwonlyargs->items[i]->arg)
                  : NULL;
        if (!mangled) continue;
        TUPLE(borrow(names))->items[at++] = keep(mangled);
        visit_expr(c, value);
    }
    gc_track(c->rt, borrow(names));
    if (c->failed) {
        release(c->rt, names);
        return false;
    }
    emit_const_new(c, names);
    emit_arg(c, OP_BUILD_CONST_KEY_MAP, count);
    return true;
}

static int32_t emit_defaults(Compiler *c, const Arguments *args) {
    int32_t flags = 0;
    if (c->failed) return 0;
    if (seq_count(args->defaults)) {
        visit_exprs(c, args->defaults);
        emit_arg(c, OP_BUILD_TUPLE, args->defaults->count);
        flags |= HAS_DEFAULTS;
    }
    if (emit_kwdefaults(c, args)) flags |= HAS_KWDEFAULTS;
    return flags;
}

void emit_annotation(Compiler *c, Expr *annotation) {
    if (c->failed) return;
    if (c->flags & CO_FUTURE_ANNOTATIONS)
        emit_const_new(c, unparse_expr(c->rt, annotation));
    else
        visit_expr(c, annotation);
}

/* Name and annotation of a parameter; the number of values pushed. */
static int32_t emit_arg_annotation(Compiler *c, Obj *name, Expr *annotation) {
    if (!annotation || c->failed) return 0;
    Obj *mangled = compiler_mangle(c, c->unit->private_name, name);
    if (mangled) emit_const(c, mangled);
    if (annotation->kind == EXPR_Starred && !(c->flags & CO_FUTURE_ANNOTATIONS)) { /* *args: *Ts */
        visit_expr(c, annotation->Starred.value);
        emit_arg(c, OP_UNPACK_SEQUENCE, 1);
    } else {
        emit_annotation(c, annotation);
    }
    return 2;
}

static int32_t emit_args_annotations(Compiler *c, const ArgSeq *args) {
    int32_t count = 0;
    AST_FOR(i, args)
    count += emit_arg_annotation(c, args->items[i]->arg, args->items[i]->annotation);
    return count;
}

static bool emit_annotations(Compiler *c, const Arguments *args, Expr *returns) {
    int32_t count = emit_args_annotations(c, args->args);
    count += emit_args_annotations(c, args->posonlyargs);
    if (args->vararg) count += emit_arg_annotation(c, args->vararg->arg, args->vararg->annotation);
    count += emit_args_annotations(c, args->kwonlyargs);
    if (args->kwarg) count += emit_arg_annotation(c, args->kwarg->arg, args->kwarg->annotation);
    Obj *name = returns ? compiler_intern(c, "return") : NULL;
    if (name) count += emit_arg_annotation(c, name, returns);
    if (count) emit_arg(c, OP_BUILD_TUPLE, count);
    return count > 0;
}

/* No parameter may be called __debug__. */
static void check_args(Compiler *c, const ArgSeq *args) {
    AST_FOR(i, args) {
        if (c->failed || check_forbidden_name(c, args->items[i]->arg, CTX_Store)) return;
    }
}

static bool check_arguments(Compiler *c, const Arguments *args) {
    check_args(c, args->posonlyargs);
    check_args(c, args->args);
    if (args->vararg && !c->failed) check_forbidden_name(c, args->vararg->arg, CTX_Store);
    check_args(c, args->kwonlyargs);
    if (args->kwarg && !c->failed) check_forbidden_name(c, args->kwarg->arg, CTX_Store);
    return !c->failed;
}

static void set_counts(Unit *u, const Arguments *args) {
    u->argcount = seq_count(args->args);
    u->posonlyargcount = seq_count(args->posonlyargs);
    u->kwonlyargcount = seq_count(args->kwonlyargs);
}

/* ---- functions ---- */

static Own function_code(Compiler *c, const Stmt *s, int32_t first_line) {
    UnitKind kind = s->kind == STMT_AsyncFunctionDef ? UNIT_ASYNC_FUNCTION : UNIT_FUNCTION;
    const StmtSeq *body = s->FunctionDef.body;
    Own code = (Own)0;
    if (!unit_enter(c, s->FunctionDef.name, kind, s, first_line)) return code;
    Obj *docstring = c->optimize < 2 ? body_docstring(c, body) : NULL;
    add_const(c, docstring ? docstring : c->rt->none);
    set_counts(c->unit, s->FunctionDef.args);
    for (int32_t i = docstring != NULL; i < seq_count(body); i++) visit_stmt(c, body->items[i]);
    code = assemble_unit(c, true);
    unit_leave(c);
    return code;
}

void visit_function(Compiler *c, Stmt *s) {
    const Arguments *args = s->FunctionDef.args;
    const ExprSeq *decorators = s->FunctionDef.decorator_list;
    if (!check_arguments(c, args)) return;
    visit_exprs(c, decorators);
    int32_t flags = emit_defaults(c, args);
    if (emit_annotations(c, args, s->FunctionDef.returns)) flags |= HAS_ANNOTATIONS;
    Own code = function_code(c, s, first_line_of(s, decorators));
    if (!code) return;
    emit_closure(c, borrow(code), flags);
    release(c->rt, code);
    apply_decorators(c, decorators);
    emit_variable(c, s->FunctionDef.name, CTX_Store);
}

static Own lambda_code(Compiler *c, const Expr *e) {
    Own code = (Own)0;
    Obj *name = compiler_intern(c, "<lambda>");
    if (!name || !unit_enter(c, name, UNIT_LAMBDA, e, e->lineno)) return code;
    add_const(c, c->rt->none); /* so that it has no docstring */
    set_counts(c->unit, e->Lambda.args);
    visit_expr(c, e->Lambda.body);
    bool is_generator = c->unit->scope->generator;
    if (!is_generator) emit(c, OP_RETURN_VALUE);
    code = assemble_unit(c, !is_generator);
    unit_leave(c);
    return code;
}

void visit_lambda(Compiler *c, Expr *e) {
    if (!check_arguments(c, e->Lambda.args)) return;
    int32_t flags = emit_defaults(c, e->Lambda.args);
    Own code = lambda_code(c, e);
    if (!code) return;
    emit_closure(c, borrow(code), flags);
    release(c->rt, code);
}

/* ---- classes ---- */

static void store_class_cell(Compiler *c) {
    if (c->unit->scope->needs_class_closure) {
        emit_arg(c, OP_LOAD_CLOSURE, 0);
        emit_arg(c, OP_COPY, 1);
        emit_variable(c, ID(c->rt, __classcell__), CTX_Store);
    } else {
        emit_none(c);
    }
}

static Own class_code(Compiler *c, const Stmt *s, int32_t first_line) {
    Own code = (Own)0;
    if (!unit_enter(c, s->ClassDef.name, UNIT_CLASS, s, first_line)) return code;
    c->unit->private_name = s->ClassDef.name;
    emit_variable(c, ID(c->rt, __name__), CTX_Load);
    emit_variable(c, ID(c->rt, __module__), CTX_Store);
    if (!c->failed) emit_const(c, c->unit->qualname);
    emit_variable(c, ID(c->rt, __qualname__), CTX_Store);
    visit_module_body(c, s->ClassDef.body);
    unset_span(c);
    store_class_cell(c);
    emit(c, OP_RETURN_VALUE);
    code = assemble_unit(c, true);
    unit_leave(c);
    return code;
}

void visit_class(Compiler *c, Stmt *s) {
    const ExprSeq *decorators = s->ClassDef.decorator_list;
    visit_exprs(c, decorators);
    Own code = class_code(c, s, first_line_of(s, decorators));
    if (!code) return;
    emit(c, OP_PUSH_NULL);
    emit(c, OP_LOAD_BUILD_CLASS);
    emit_closure(c, borrow(code), 0);
    release(c->rt, code);
    emit_const(c, s->ClassDef.name);
    emit_call_arguments(c, 2, s->ClassDef.bases, s->ClassDef.keywords);
    apply_decorators(c, decorators);
    emit_variable(c, s->ClassDef.name, CTX_Store);
}

/* ---- bodies of modules and classes ---- */

static bool has_annotations_in(const Stmt *s) {
    switch (s->kind) {
    case STMT_AnnAssign: return true;
    case STMT_For:
    case STMT_AsyncFor: return has_annotations(s->For.body) || has_annotations(s->For.orelse);
    case STMT_While: return has_annotations(s->While.body) || has_annotations(s->While.orelse);
    case STMT_If: return has_annotations(s->If.body) || has_annotations(s->If.orelse);
    case STMT_With:
    case STMT_AsyncWith: return has_annotations(s->With.body);
    case STMT_Try:
    case STMT_TryStar:
        AST_FOR(i, s->Try.handlers) {
            if (has_annotations(s->Try.handlers->items[i]->body)) return true;
        }
        return has_annotations(s->Try.body) || has_annotations(s->Try.finalbody) ||
               has_annotations(s->Try.orelse);
    case STMT_Match:
        AST_FOR(i, s->Match.cases) {
            if (has_annotations(s->Match.cases->items[i]->body)) return true;
        }
        return false;
    default: return false;
    }
}

bool has_annotations(const StmtSeq *body) {
    AST_FOR(i, body) {
        if (has_annotations_in(body->items[i])) return true;
    }
    return false;
}

void visit_module_body(Compiler *c, const StmtSeq *body) {
    int32_t first = 0;
    if (c->failed) return;
    if (c->unit->kind == UNIT_MODULE && seq_count(body)) set_span(c, body->items[0]->span);
    if (has_annotations(body)) emit(c, OP_SETUP_ANNOTATIONS);
    if (c->optimize < 2 && body_docstring(c, body)) {
        first = 1;
        visit_expr(c, body->items[0]->Expr.value);
        unset_span(c);
        emit_variable(c, ID(c->rt, __doc__), CTX_Store);
    }
    for (int32_t i = first; i < seq_count(body); i++) visit_stmt(c, body->items[i]);
}
