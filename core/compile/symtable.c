/* First pass over the tree: which names each block binds, uses and declares. CPython 3.11's
 * Python/symtable.c, whose order of visits is kept: it decides which error comes first and the
 * order of parameters. */
#include "compile/codegen.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/str.h"

typedef struct SymTable {
    Compiler *c;
    Scope *current, *top;
    Obj *private_name; /* of the class around, for mangling */
    int depth, limit;
} SymTable;

static void visit_e(SymTable *st, Expr *e);
static void visit_s(SymTable *st, Stmt *s);

/* ---- scopes ---- */

static uint32_t node_hash(const void *node) {
    return (uint32_t)((uintptr_t)node >> 3) * 0x9E3779B1u >> 8;
}

static bool grow_table(Compiler *c) {
    uint32_t size = c->scope_table ? (c->scope_mask + 1) * 2 : 64;
    Scope **table = compiler_alloc(c, size * sizeof *table);
    if (!table) return false;
    for (uint32_t i = 0; c->scope_table && i <= c->scope_mask; i++) {
        for (Scope *scope = c->scope_table[i], *next; scope; scope = next) {
            next = scope->hash_next;
            Scope **slot = &table[node_hash(scope->node) & (size - 1)];
            scope->hash_next = *slot;
            *slot = scope;
        }
    }
    c->scope_table = table;
    c->scope_mask = size - 1;
    return true;
}

Scope *symtable_lookup(Compiler *c, const void *node) {
    Scope *scope = c->scope_table[node_hash(node) & c->scope_mask];
    while (scope && scope->node != node) scope = scope->hash_next;
    hs_assert(scope);
    return scope;
}

static bool enter_block(SymTable *st, BlockKind kind, const void *node, AstSpan span) {
    Compiler *c = st->c;
    Scope *scope = compiler_alloc(c, sizeof *scope), *previous = st->current;
    if (!scope) return false;
    scope->node = node, scope->kind = kind, scope->span = span;
    scope->parent = previous;
    if (previous) {
        scope->nested = previous->nested || previous->kind == BLOCK_FUNCTION;
        scope->comp_iter_expr = previous->comp_iter_expr;
    }
    st->current = scope;
    if (c->arena->echo) echo_scope(c, scope);
    if (kind == BLOCK_ANNOTATION) return true; /* never compiled, never analysed */
    if ((!c->scope_table || c->scope_count > c->scope_mask) && !grow_table(c)) return false;
    Scope **slot = &c->scope_table[node_hash(node) & c->scope_mask];
    scope->hash_next = *slot;
    *slot = scope;
    c->scope_count++;
    if (previous) {
        if (previous->last_child)
            previous->last_child->sibling = scope;
        else
            previous->first_child = scope;
        previous->last_child = scope;
    }
    return true;
}

static void exit_block(SymTable *st) {
    st->current = st->current->parent;
    if (st->c->arena->echo) echo_scope_end(st->c);
}

static bool too_deep(SymTable *st) {
    if (++st->depth > st->limit) compiler_too_deep(st->c);
    return st->c->failed;
}

/* ---- names ---- */

static Obj *mangle(SymTable *st, Obj *name) {
    return compiler_mangle(st->c, st->private_name, name);
}

static int lookup(SymTable *st, Obj *name) {
    Obj *mangled = mangle(st, name);
    return mangled ? name_map_get(&st->current->symbols, mangled, 0) : 0;
}

static void set_symbol(SymTable *st, NameMap *symbols, Obj *name, int32_t flags) {
    if (st->c->echo.part) echo_part(st->c, symbols, name);
    if (name_map_set(st->c->rt, &st->c->scratch, symbols, name, flags) < 0) st->c->failed = true;
}

static void add_def_to(SymTable *st, Scope *scope, Obj *name, int flag, AstSpan span) {
    Obj *mangled = mangle(st, name);
    if (!mangled || st->c->failed) return;
    int flags = name_map_get(&scope->symbols, mangled, 0);
    if ((flag & DEF_PARAM) && (flags & DEF_PARAM)) {
        compiler_raise_at(st->c, span, "duplicate argument '%U' in function definition", name);
        return;
    }
    flags |= flag;
    if (scope->comp_iter_target) {
        if (flags & (DEF_GLOBAL | DEF_NONLOCAL)) {
            compiler_raise_at(
                st->c, span,
                "comprehension inner loop cannot rebind assignment expression target '%U'", name);
            return;
        }
        flags |= DEF_COMP_ITER;
    }
    set_symbol(st, &scope->symbols, mangled, flags);
    if (flag & DEF_PARAM) {
        set_symbol(st, &scope->params, mangled, scope->params.count);
        if (scope->echo.varnames && list_append(st->c->rt, borrow(scope->echo.varnames), mangled) < 0) st->c->failed = true;
    } else if (flag & DEF_GLOBAL) {
        NameMap *globals = &st->top->symbols;
        set_symbol(st, globals, mangled, flag | name_map_get(globals, mangled, 0));
    }
}

static void add_def(SymTable *st, Obj *name, int flag, AstSpan span) {
    add_def_to(st, st->current, name, flag, span);
}

static void record_directive(SymTable *st, Obj *name, AstSpan span) {
    Directive *directive = compiler_alloc(st->c, sizeof *directive);
    if (!directive) return;
    directive->name = mangle(st, name);
    directive->span = span;
    Scope *scope = st->current;
    if (st->c->arena->echo) echo_directive(st->c, scope, directive->name);
    if (scope->last_directive)
        scope->last_directive->next = directive;
    else
        scope->directives = directive;
    scope->last_directive = directive;
}

/* ---- sequences ---- */

static void visit_es(SymTable *st, const ExprSeq *exprs) {
    AST_FOR(i, exprs) {
        if (exprs->items[i]) visit_e(st, exprs->items[i]);
        if (st->c->failed) return;
    }
}

static void visit_ss(SymTable *st, const StmtSeq *stmts) {
    AST_FOR(i, stmts) {
        visit_s(st, stmts->items[i]);
        if (st->c->failed) return;
    }
}

static void visit_optional(SymTable *st, Expr *e) {
    if (e && !st->c->failed) visit_e(st, e);
}

static void visit_keywords(SymTable *st, const KeywordSeq *keywords) {
    AST_FOR(i, keywords) visit_optional(st, keywords->items[i]->value);
}

/* ---- functions ---- */

static void visit_params(SymTable *st, const ArgSeq *args) {
    AST_FOR(i, args) {
        if (st->c->failed) return;
        add_def(st, args->items[i]->arg, DEF_PARAM, args->items[i]->span);
    }
}

static void visit_arguments(SymTable *st, const Arguments *a) {
    visit_params(st, a->posonlyargs);
    visit_params(st, a->args);
    visit_params(st, a->kwonlyargs);
    if (a->vararg && !st->c->failed) {
        add_def(st, a->vararg->arg, DEF_PARAM, a->vararg->span);
        st->current->varargs = true;
    }
    if (a->kwarg && !st->c->failed) {
        add_def(st, a->kwarg->arg, DEF_PARAM, a->kwarg->span);
        st->current->varkeywords = true;
    }
}

static void visit_annotation(SymTable *st, Expr *annotation) {
    bool future = (st->c->flags & CO_FUTURE_ANNOTATIONS) != 0;
    if (future && !enter_block(st, BLOCK_ANNOTATION, annotation, annotation->span)) return;
    visit_optional(st, annotation);
    if (future) exit_block(st);
}

static void visit_arg_annotations(SymTable *st, const ArgSeq *args) {
    AST_FOR(i, args) visit_optional(st, args->items[i]->annotation);
}

static void visit_annotations(SymTable *st, const Stmt *s, const Arguments *a, Expr *returns) {
    bool future = (st->c->flags & CO_FUTURE_ANNOTATIONS) != 0;
    if (future && !enter_block(st, BLOCK_ANNOTATION, s, s->span)) return;
    visit_arg_annotations(st, a->posonlyargs);
    visit_arg_annotations(st, a->args);
    if (a->vararg) visit_optional(st, a->vararg->annotation);
    if (a->kwarg) visit_optional(st, a->kwarg->annotation);
    visit_arg_annotations(st, a->kwonlyargs);
    if (future) exit_block(st);
    if (returns && !st->c->failed) visit_annotation(st, returns);
}

/* A function statement: the fields of both kinds lie alike. */
static void visit_function_def(SymTable *st, Stmt *s, bool is_async) {
    add_def(st, s->FunctionDef.name, DEF_LOCAL, s->span);
    visit_es(st, s->FunctionDef.args->defaults);
    visit_es(st, s->FunctionDef.args->kw_defaults);
    if (st->c->failed) return;
    visit_annotations(st, s, s->FunctionDef.args, s->FunctionDef.returns);
    visit_es(st, s->FunctionDef.decorator_list);
    if (st->c->failed || !enter_block(st, BLOCK_FUNCTION, s, s->span)) return;
    st->current->coroutine = is_async;
    visit_arguments(st, s->FunctionDef.args);
    visit_ss(st, s->FunctionDef.body);
    exit_block(st);
}

static void visit_class_def(SymTable *st, Stmt *s) {
    add_def(st, s->ClassDef.name, DEF_LOCAL, s->span);
    visit_es(st, s->ClassDef.bases);
    visit_keywords(st, s->ClassDef.keywords);
    visit_es(st, s->ClassDef.decorator_list);
    if (st->c->failed || !enter_block(st, BLOCK_CLASS, s, s->span)) return;
    Obj *outer = st->private_name;
    st->private_name = s->ClassDef.name;
    visit_ss(st, s->ClassDef.body);
    st->private_name = outer;
    exit_block(st);
}

static void visit_lambda_expr(SymTable *st, Expr *e) {
    visit_es(st, e->Lambda.args->defaults);
    visit_es(st, e->Lambda.args->kw_defaults);
    if (st->c->failed || !enter_block(st, BLOCK_FUNCTION, e, e->span)) return;
    visit_arguments(st, e->Lambda.args);
    visit_optional(st, e->Lambda.body);
    exit_block(st);
}

/* ---- statements ---- */

static void visit_global(SymTable *st, const Stmt *s, const IdentifierSeq *names, bool is_global) {
    const char *what = is_global ? "global" : "nonlocal";
    AST_FOR(i, names) {
        Obj *name = names->items[i];
        int flags = lookup(st, name);
        if (flags & DEF_PARAM) {
            compiler_raise_at(st->c, s->span, "name '%U' is parameter and %s", name, what);
        } else if (flags & DEF_USE) {
            compiler_raise_at(st->c, s->span, "name '%U' is used prior to %s declaration", name,
                              what);
        } else if (flags & DEF_ANNOT) {
            compiler_raise_at(st->c, s->span, "annotated name '%U' can't be %s", name, what);
        } else if (flags & DEF_LOCAL) {
            compiler_raise_at(st->c, s->span, "name '%U' is assigned to before %s declaration",
                              name, what);
        }
        if (st->c->failed) return;
        add_def(st, name, is_global ? DEF_GLOBAL : DEF_NONLOCAL, s->span);
        record_directive(st, name, s->span);
    }
}

static void visit_ann_assign(SymTable *st, Stmt *s) {
    Expr *target = s->AnnAssign.target;
    if (target->kind == EXPR_Name) {
        int flags = lookup(st, target->Name.id);
        if ((flags & (DEF_GLOBAL | DEF_NONLOCAL)) && st->current != st->top &&
            s->AnnAssign.simple) {
            compiler_raise_at(st->c, s->span, "annotated name '%U' can't be %s", target->Name.id,
                              flags & DEF_GLOBAL ? "global" : "nonlocal");
            return;
        }
        if (s->AnnAssign.simple) add_def(st, target->Name.id, DEF_ANNOT | DEF_LOCAL, target->span);
        if (s->AnnAssign.value && !st->c->failed)
            add_def(st, target->Name.id, DEF_LOCAL, target->span);
    } else {
        visit_e(st, target);
    }
    if (!st->c->failed) visit_annotation(st, s->AnnAssign.annotation);
    visit_optional(st, s->AnnAssign.value);
}

static void visit_alias(SymTable *st, const Alias *alias) {
    Obj *name = alias->asname ? alias->asname : alias->name;
    if (str_equals_ascii(name, "*")) {
        if (st->current->kind != BLOCK_MODULE) {
            compiler_raise_at(st->c, alias->span, "import * only allowed at module level");
        }
        return;
    }
    intptr_t dot = str_find(name, str_latin1_char(st->c->rt, '.'), 0, STR(name)->length, 1);
    if (dot >= 0) {
        name = compiler_name_part(st->c, name, 0, dot);
        if (!name) return;
    }
    add_def(st, name, DEF_IMPORT, alias->span);
    own_clear(st->c->rt, &st->c->echo.part);
}

static void visit_aliases(SymTable *st, const AliasSeq *names) {
    AST_FOR(i, names) {
        if (!st->c->failed) visit_alias(st, names->items[i]);
    }
}

static void visit_handlers(SymTable *st, const ExceptHandlerSeq *handlers) {
    AST_FOR(i, handlers) {
        ExceptHandler *handler = handlers->items[i];
        visit_optional(st, handler->type);
        if (handler->name && !st->c->failed) add_def(st, handler->name, DEF_LOCAL, handler->span);
        if (!st->c->failed) visit_ss(st, handler->body);
    }
}

static void visit_with_items(SymTable *st, const WithItemSeq *items) {
    AST_FOR(i, items) {
        visit_optional(st, items->items[i]->context_expr);
        visit_optional(st, items->items[i]->optional_vars);
    }
}

static void visit_pattern(SymTable *st, Pattern *p);

static void visit_patterns(SymTable *st, const PatternSeq *patterns) {
    AST_FOR(i, patterns) {
        if (!st->c->failed) visit_pattern(st, patterns->items[i]);
    }
}

static void visit_pattern(SymTable *st, Pattern *p) {
    if (too_deep(st)) return;
    switch (p->kind) {
    case PATTERN_MatchValue: visit_e(st, p->MatchValue.value); break;
    case PATTERN_MatchSequence: visit_patterns(st, p->MatchSequence.patterns); break;
    case PATTERN_MatchStar:
        if (p->MatchStar.name) add_def(st, p->MatchStar.name, DEF_LOCAL, p->span);
        break;
    case PATTERN_MatchMapping:
        visit_es(st, p->MatchMapping.keys);
        visit_patterns(st, p->MatchMapping.patterns);
        if (p->MatchMapping.rest) add_def(st, p->MatchMapping.rest, DEF_LOCAL, p->span);
        break;
    case PATTERN_MatchClass:
        visit_e(st, p->MatchClass.cls);
        visit_patterns(st, p->MatchClass.patterns);
        visit_patterns(st, p->MatchClass.kwd_patterns);
        break;
    case PATTERN_MatchAs:
        if (p->MatchAs.pattern) visit_pattern(st, p->MatchAs.pattern);
        if (p->MatchAs.name && !st->c->failed) add_def(st, p->MatchAs.name, DEF_LOCAL, p->span);
        break;
    case PATTERN_MatchOr: visit_patterns(st, p->MatchOr.patterns); break;
    default: break;
    }
    st->depth--;
}

static void visit_cases(SymTable *st, const MatchCaseSeq *cases) {
    AST_FOR(i, cases) {
        if (st->c->failed) return;
        visit_pattern(st, cases->items[i]->pattern);
        visit_optional(st, cases->items[i]->guard);
        if (!st->c->failed) visit_ss(st, cases->items[i]->body);
    }
}

static void visit_loop(SymTable *st, Expr *target, Expr *iter, const StmtSeq *body,
                       const StmtSeq *orelse) {
    visit_optional(st, target);
    visit_optional(st, iter);
    if (!st->c->failed) visit_ss(st, body);
    if (!st->c->failed) visit_ss(st, orelse);
}

static void visit_statement(SymTable *st, Stmt *s) {
    switch (s->kind) {
    case STMT_FunctionDef: visit_function_def(st, s, false); break;
    case STMT_AsyncFunctionDef: visit_function_def(st, s, true); break;
    case STMT_ClassDef: visit_class_def(st, s); break;
    case STMT_Return: visit_optional(st, s->Return.value); break;
    case STMT_Delete: visit_es(st, s->Delete.targets); break;
    case STMT_Assign:
        visit_es(st, s->Assign.targets);
        visit_optional(st, s->Assign.value);
        break;
    case STMT_AugAssign:
        visit_optional(st, s->AugAssign.target);
        visit_optional(st, s->AugAssign.value);
        break;
    case STMT_AnnAssign: visit_ann_assign(st, s); break;
    case STMT_For: visit_loop(st, s->For.target, s->For.iter, s->For.body, s->For.orelse); break;
    case STMT_AsyncFor:
        visit_loop(st, s->AsyncFor.target, s->AsyncFor.iter, s->AsyncFor.body, s->AsyncFor.orelse);
        break;
    case STMT_While: visit_loop(st, s->While.test, NULL, s->While.body, s->While.orelse); break;
    case STMT_If: visit_loop(st, s->If.test, NULL, s->If.body, s->If.orelse); break;
    case STMT_With:
        visit_with_items(st, s->With.items);
        if (!st->c->failed) visit_ss(st, s->With.body);
        break;
    case STMT_AsyncWith:
        visit_with_items(st, s->AsyncWith.items);
        if (!st->c->failed) visit_ss(st, s->AsyncWith.body);
        break;
    case STMT_Match:
        visit_optional(st, s->Match.subject);
        visit_cases(st, s->Match.cases);
        break;
    case STMT_Raise:
        visit_optional(st, s->Raise.exc);
        visit_optional(st, s->Raise.cause);
        break;
    case STMT_Try:
    case STMT_TryStar: /* same fields */
        visit_ss(st, s->Try.body);
        if (!st->c->failed) visit_ss(st, s->Try.orelse);
        if (!st->c->failed) visit_handlers(st, s->Try.handlers);
        if (!st->c->failed) visit_ss(st, s->Try.finalbody);
        break;
    case STMT_Assert:
        visit_optional(st, s->Assert.test);
        visit_optional(st, s->Assert.msg);
        break;
    case STMT_Import: visit_aliases(st, s->Import.names); break;
    case STMT_ImportFrom: visit_aliases(st, s->ImportFrom.names); break;
    case STMT_Global: visit_global(st, s, s->Global.names, true); break;
    case STMT_Nonlocal: visit_global(st, s, s->Nonlocal.names, false); break;
    case STMT_Expr: visit_optional(st, s->Expr.value); break;
    default: break;
    }
}

static void visit_s(SymTable *st, Stmt *s) {
    if (too_deep(st)) return;
    visit_statement(st, s);
    st->depth--;
}

/* ---- expressions ---- */

/* A named expression inside a comprehension binds in the nearest block that is none. */
static void extend_named_scope(SymTable *st, const Expr *target) {
    Compiler *c = st->c;
    Obj *name = target->Name.id;
    for (Scope *scope = st->current; scope; scope = scope->parent) {
        int flags = name_map_get(&scope->symbols, name, 0);
        if (scope->comprehension) {
            if (flags & DEF_COMP_ITER) {
                compiler_raise_at(
                    c, target->span,
                    "assignment expression cannot rebind comprehension iteration variable '%U'",
                    name);
                return;
            }
            continue;
        }
        if (scope->kind == BLOCK_CLASS) {
            compiler_raise_at(
                c, target->span,
                "assignment expression within a comprehension cannot be used in a class body");
            return;
        }
        if (scope->kind == BLOCK_ANNOTATION) continue;
        bool is_function = scope->kind == BLOCK_FUNCTION;
        add_def(st, name, is_function && !(flags & DEF_GLOBAL) ? DEF_NONLOCAL : DEF_GLOBAL,
                target->span);
        record_directive(st, name, target->span);
        if (!c->failed)
            add_def_to(st, scope, name, is_function ? DEF_LOCAL : DEF_GLOBAL, target->span);
        return;
    }
}

static void visit_named_expr(SymTable *st, Expr *e) {
    if (st->current->comp_iter_expr > 0) {
        compiler_raise_at(
            st->c, e->span,
            "assignment expression cannot be used in a comprehension iterable expression");
        return;
    }
    if (st->current->comprehension) extend_named_scope(st, e->NamedExpr.target);
    visit_optional(st, e->NamedExpr.value);
    visit_optional(st, e->NamedExpr.target);
}

static bool forbid_in_annotation(SymTable *st, const char *what, const Expr *e) {
    if (st->current->kind != BLOCK_ANNOTATION) return false;
    compiler_raise_at(st->c, e->span, "'%s' can not be used within an annotation", what);
    return true;
}

static void visit_yield_expr(SymTable *st, Expr *e, Expr *value) {
    static const char *const places[] = {"", "list comprehension", "dict comprehension",
                                         "set comprehension", "generator expression"};
    if (forbid_in_annotation(st, "yield expression", e)) return;
    visit_optional(st, value);
    st->current->generator = true;
    if (st->current->comprehension) {
        compiler_raise_at(st->c, e->span, "'yield' inside %s", places[st->current->comprehension]);
    }
}

static void visit_generator(SymTable *st, const Comprehension *g) {
    st->current->comp_iter_target = true;
    visit_optional(st, g->target);
    st->current->comp_iter_target = false;
    st->current->comp_iter_expr++;
    visit_optional(st, g->iter);
    st->current->comp_iter_expr--;
    visit_es(st, g->ifs);
    if (g->is_async) st->current->coroutine = true;
}

static void visit_comprehension(SymTable *st, Expr *e, ComprehensionKind kind,
                                const ComprehensionSeq *generators, Expr *element, Expr *value) {
    Compiler *c = st->c;
    Comprehension *outermost = generators->items[0];
    bool is_generator = kind == GENERATOR_EXPRESSION;
    st->current->comp_iter_expr++;
    visit_optional(st, outermost->iter);
    st->current->comp_iter_expr--;
    if (c->failed || !enter_block(st, BLOCK_FUNCTION, e, e->span)) return;
    Scope *scope = st->current;
    scope->comprehension = kind;
    scope->coroutine = outermost->is_async != 0;
    Obj *argument = c->failed ? NULL : compiler_keep(c, str_format(c->rt, ".%d", 0));
    if (argument) add_def(st, argument, DEF_PARAM, scope->span);
    scope->comp_iter_target = true;
    visit_optional(st, outermost->target);
    scope->comp_iter_target = false;
    if (!c->failed) visit_es(st, outermost->ifs);
    for (int32_t i = 1; i < generators->count && !c->failed; i++)
        visit_generator(st, generators->items[i]);
    visit_optional(st, value);
    visit_optional(st, element);
    scope->generator = is_generator;
    exit_block(st);
    if (scope->coroutine && !is_generator) st->current->coroutine = true;
}

static void visit_name(SymTable *st, Expr *e) {
    add_def(st, e->Name.id, e->Name.ctx == CTX_Load ? DEF_USE : DEF_LOCAL, e->span);
    if (e->Name.ctx == CTX_Load && st->current->kind == BLOCK_FUNCTION &&
        str_equals_ascii(e->Name.id, "super")) {
        add_def(st, ID(st->c->rt, __class__), DEF_USE, e->span);
    }
}

static void visit_expression(SymTable *st, Expr *e) {
    switch (e->kind) {
    case EXPR_NamedExpr:
        if (!forbid_in_annotation(st, "named expression", e)) visit_named_expr(st, e);
        break;
    case EXPR_BoolOp: visit_es(st, e->BoolOp.values); break;
    case EXPR_BinOp:
        visit_e(st, e->BinOp.left);
        visit_optional(st, e->BinOp.right);
        break;
    case EXPR_UnaryOp: visit_e(st, e->UnaryOp.operand); break;
    case EXPR_Lambda: visit_lambda_expr(st, e); break;
    case EXPR_IfExp:
        visit_e(st, e->IfExp.test);
        visit_optional(st, e->IfExp.body);
        visit_optional(st, e->IfExp.orelse);
        break;
    case EXPR_Dict:
        visit_es(st, e->Dict.keys);
        if (!st->c->failed) visit_es(st, e->Dict.values);
        break;
    case EXPR_Set: visit_es(st, e->Set.elts); break;
    case EXPR_ListComp:
        visit_comprehension(st, e, LIST_COMPREHENSION, e->ListComp.generators, e->ListComp.elt,
                            NULL);
        break;
    case EXPR_SetComp:
        visit_comprehension(st, e, SET_COMPREHENSION, e->SetComp.generators, e->SetComp.elt, NULL);
        break;
    case EXPR_DictComp:
        visit_comprehension(st, e, DICT_COMPREHENSION, e->DictComp.generators, e->DictComp.key,
                            e->DictComp.value);
        break;
    case EXPR_GeneratorExp:
        visit_comprehension(st, e, GENERATOR_EXPRESSION, e->GeneratorExp.generators,
                            e->GeneratorExp.elt, NULL);
        break;
    case EXPR_Yield: visit_yield_expr(st, e, e->Yield.value); break;
    case EXPR_YieldFrom: visit_yield_expr(st, e, e->YieldFrom.value); break;
    case EXPR_Await:
        if (forbid_in_annotation(st, "await expression", e)) break;
        visit_e(st, e->Await.value);
        st->current->coroutine = true;
        break;
    case EXPR_Compare:
        visit_e(st, e->Compare.left);
        if (!st->c->failed) visit_es(st, e->Compare.comparators);
        break;
    case EXPR_Call:
        visit_e(st, e->Call.func);
        if (!st->c->failed) visit_es(st, e->Call.args);
        visit_keywords(st, e->Call.keywords);
        break;
    case EXPR_FormattedValue:
        visit_e(st, e->FormattedValue.value);
        visit_optional(st, e->FormattedValue.format_spec);
        break;
    case EXPR_JoinedStr: visit_es(st, e->JoinedStr.values); break;
    case EXPR_Attribute: visit_e(st, e->Attribute.value); break;
    case EXPR_Subscript:
        visit_e(st, e->Subscript.value);
        visit_optional(st, e->Subscript.slice);
        break;
    case EXPR_Starred: visit_e(st, e->Starred.value); break;
    case EXPR_Slice:
        visit_optional(st, e->Slice.lower);
        visit_optional(st, e->Slice.upper);
        visit_optional(st, e->Slice.step);
        break;
    case EXPR_Name: visit_name(st, e); break;
    case EXPR_List: visit_es(st, e->List.elts); break;
    case EXPR_Tuple: visit_es(st, e->Tuple.elts); break;
    default: break;
    }
}

static void visit_e(SymTable *st, Expr *e) {
    if (too_deep(st)) return;
    visit_expression(st, e);
    st->depth--;
}

void symtable_build(Compiler *c, Mod *mod) {
    SymTable st = {.c = c, .depth = compiler_start_depth(c), .limit = compiler_depth_limit(c)};
    if (c->arena->echo) echo_table(c);
    if (!enter_block(&st, BLOCK_MODULE, mod, (AstSpan){0})) return;
    st.top = c->module_scope = st.current;
    switch (mod->kind) {
    case MOD_Module: visit_ss(&st, mod->Module.body); break;
    case MOD_Interactive: visit_ss(&st, mod->Interactive.body); break;
    case MOD_Expression: visit_e(&st, mod->Expression.body); break;
    default: break;
    }
    if (!c->failed) exit_block(&st);
    if (!c->failed) symtable_analyze(c, st.top);
}
