/* Simple statements, branches and loops. CPython 3.11's Python/compile.c, compiler_visit_stmt and
 * below. */
#include "compile/codegen.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"

/* ---- branches and loops ---- */

static void visit_if(Compiler *c, Stmt *s) {
    bool has_else = seq_count(s->If.orelse) > 0;
    Block *end = block_new(c), *next = has_else ? block_new(c) : end;
    jump_if(c, s->If.test, next, false);
    visit_stmts(c, s->If.body);
    if (has_else) {
        emit_jump_noline(c, PSEUDO_JUMP, end);
        use_next_block(c, next);
        visit_stmts(c, s->If.orelse);
    }
    use_next_block(c, end);
}

static void visit_for(Compiler *c, Stmt *s) {
    Block *start = block_new(c), *body = block_new(c), *cleanup = block_new(c), *end = block_new(c);
    push_frame(c, FRAME_FOR_LOOP, start, end, NULL);
    visit_expr(c, s->For.iter);
    emit(c, OP_GET_ITER);
    use_next_block(c, start);
    emit_jump(c, OP_FOR_ITER, cleanup);
    use_next_block(c, body);
    visit_expr(c, s->For.target);
    visit_stmts(c, s->For.body);
    unset_span(c);
    emit_jump(c, PSEUDO_JUMP, start);
    use_next_block(c, cleanup);
    pop_frame(c);
    visit_stmts(c, s->For.orelse);
    use_next_block(c, end);
}

static void visit_async_for(Compiler *c, Stmt *s) {
    if (has_top_level_await(c)) {
        c->unit->scope->coroutine = true;
    } else if (c->unit->kind != UNIT_ASYNC_FUNCTION) {
        compile_error(c, "'async for' outside async function");
        return;
    }
    Block *start = block_new(c), *except = block_new(c), *end = block_new(c);
    visit_expr(c, s->AsyncFor.iter);
    emit(c, OP_GET_AITER);
    use_next_block(c, start);
    push_frame(c, FRAME_FOR_LOOP, start, end, NULL);
    emit_jump(c, PSEUDO_SETUP_FINALLY, except); /* guards the call of __anext__ */
    emit(c, OP_GET_ANEXT);
    emit_none(c);
    emit_yield_from(c, true);
    emit(c, PSEUDO_POP_BLOCK);
    visit_expr(c, s->AsyncFor.target);
    visit_stmts(c, s->AsyncFor.body);
    unset_span(c);
    emit_jump(c, PSEUDO_JUMP, start);
    pop_frame(c);
    use_next_block(c, except);
    set_span(c, s->AsyncFor.iter->span);
    emit(c, OP_END_ASYNC_FOR);
    visit_stmts(c, s->AsyncFor.orelse);
    use_next_block(c, end);
}

/* The test is written twice: before the first round and after each. */
static void visit_while(Compiler *c, Stmt *s) {
    Block *loop = block_new(c), *body = block_new(c), *anchor = block_new(c), *end = block_new(c);
    use_next_block(c, loop);
    push_frame(c, FRAME_WHILE_LOOP, loop, end, NULL);
    jump_if(c, s->While.test, anchor, false);
    use_next_block(c, body);
    visit_stmts(c, s->While.body);
    set_span(c, s->span);
    jump_if(c, s->While.test, body, true);
    pop_frame(c);
    use_next_block(c, anchor);
    visit_stmts(c, s->While.orelse);
    use_next_block(c, end);
}

static void visit_return(Compiler *c, Stmt *s) {
    Expr *value = s->Return.value;
    bool preserve_top = value && value->kind != EXPR_Constant;
    const Scope *scope = c->unit->scope;
    if (scope->kind != BLOCK_FUNCTION) {
        compile_error(c, "'return' outside function");
        return;
    }
    if (value && scope->coroutine && scope->generator) {
        compile_error(c, "'return' with value in async generator");
        return;
    }
    if (preserve_top) {
        visit_expr(c, value);
    } else if (value) {
        set_span(c, value->span);
        emit(c, OP_NOP); /* carries the line of the value */
    }
    if (!value || value->lineno != s->lineno) {
        set_span(c, s->span);
        emit(c, OP_NOP);
    }
    unwind_frames(c, preserve_top, NULL);
    if (!value)
        emit_none(c);
    else if (!preserve_top)
        emit_const(c, value->Constant.value);
    emit(c, OP_RETURN_VALUE);
}

static void visit_break_or_continue(Compiler *c, bool is_break) {
    FrameBlock *loop = NULL;
    AstSpan span = c->unit->span;
    emit(c, OP_NOP); /* carries the line */
    unwind_frames(c, false, &loop);
    if (c->failed) return;
    if (!loop) {
        set_span(c, span);
        compile_error(c, is_break ? "'break' outside loop" : "'continue' not properly in loop");
        return;
    }
    if (is_break) unwind_frame(c, loop, false);
    emit_jump(c, PSEUDO_JUMP, is_break ? loop->exit : loop->block);
}

/* ---- imports ---- */

static intptr_t find_dot(Compiler *c, Obj *name, intptr_t start) {
    return str_find(name, str_latin1_char(c->rt, '.'), start, STR(name)->length, 1);
}


/* import a.b.c as d: goes from the package down to the module. */
static void bind_import_as(Compiler *c, Obj *name, Obj *as_name) {
    intptr_t dot = find_dot(c, name, 0);
    if (dot < 0) {
        emit_variable(c, as_name, CTX_Store);
        return;
    }
    for (;;) {
        intptr_t start = dot + 1;
        dot = find_dot(c, name, start);
        Obj *part = compiler_name_part(c, name, start, dot < 0 ? STR(name)->length : dot);
        if (!part) return;
        /* the index of the part itself: it is not mangled */
        Obj *private_name = c->unit->private_name;
        c->unit->private_name = NULL;
        emit_name(c, OP_IMPORT_FROM, part);
        own_clear(c->rt, &c->echo.part);
        c->unit->private_name = private_name;
        if (dot < 0) break;
        emit_arg(c, OP_SWAP, 2);
        emit(c, OP_POP_TOP);
    }
    emit_variable(c, as_name, CTX_Store);
    emit(c, OP_POP_TOP);
}

static void visit_import(Compiler *c, Stmt *s) {
    AST_FOR(i, s->Import.names) {
        if (c->failed) return;
        const Alias *alias = s->Import.names->items[i];
        emit_const(c, int_small(c->rt, 0));
        emit_none(c);
        emit_name(c, OP_IMPORT_NAME, alias->name);
        if (alias->asname) {
            bind_import_as(c, alias->name, alias->asname);
        } else {
            intptr_t dot = find_dot(c, alias->name, 0);
            Obj *name = dot < 0 ? alias->name : compiler_name_part(c, alias->name, 0, dot);
            if (name) emit_variable(c, name, CTX_Store);
            own_clear(c->rt, &c->echo.part);
        }
    }
}

static Own imported_names(Compiler *c, const AliasSeq *names) {
    Own tuple = tuple_alloc(c->rt, seq_count(names));
    if (!tuple) return tuple;
    AST_FOR(i, names) TUPLE(borrow(tuple))->items[i] = keep(names->items[i]->name);
    if (seq_count(names)) gc_track(c->rt, borrow(tuple));
    return tuple;
}

static void visit_import_from(Compiler *c, Stmt *s) {
    Obj *module = s->ImportFrom.module;
    const AliasSeq *names = s->ImportFrom.names;
    emit_const_int(c, s->ImportFrom.level);
    if (s->lineno > c->future_line && module && str_equals_ascii(module, "__future__")) {
        compile_error(c, "from __future__ imports must occur at the beginning of the file");
        return;
    }
    if (!c->failed) emit_const_new(c, imported_names(c, names));
    emit_name(c, OP_IMPORT_NAME, module ? module : c->rt->empty_str);
    AST_FOR(i, names) {
        const Alias *alias = names->items[i];
        if (i == 0 && str_char(alias->name, 0) == '*') {
            emit(c, OP_IMPORT_STAR);
            return;
        }
        emit_name(c, OP_IMPORT_FROM, alias->name);
        emit_variable(c, alias->asname ? alias->asname : alias->name, CTX_Store);
    }
    emit(c, OP_POP_TOP);
}

/* ---- assignments ---- */

static void visit_assign(Compiler *c, Stmt *s) {
    int32_t count = s->Assign.targets->count;
    visit_expr(c, s->Assign.value);
    for (int32_t i = 0; i < count; i++) {
        if (i < count - 1) emit_arg(c, OP_COPY, 1);
        visit_expr(c, s->Assign.targets->items[i]);
    }
}

static void load_augmented(Compiler *c, const Expr *e) {
    switch (e->kind) {
    case EXPR_Attribute:
        visit_expr(c, e->Attribute.value);
        emit_arg(c, OP_COPY, 1);
        span_to_attribute(c, e);
        emit_name(c, OP_LOAD_ATTR, e->Attribute.attr);
        break;
    case EXPR_Subscript:
        visit_expr(c, e->Subscript.value);
        visit_expr(c, e->Subscript.slice);
        emit_arg(c, OP_COPY, 2);
        emit_arg(c, OP_COPY, 2);
        emit(c, OP_BINARY_SUBSCR);
        break;
    default: emit_variable(c, e->Name.id, CTX_Load); break;
    }
}

static void visit_aug_assign(Compiler *c, Stmt *s) {
    const Expr *e = s->AugAssign.target;
    AstSpan span = c->unit->span;
    set_span(c, e->span);
    load_augmented(c, e);
    set_span(c, span);
    visit_expr(c, s->AugAssign.value);
    emit_binary(c, s->AugAssign.op, true);
    set_span(c, e->span);
    switch (e->kind) {
    case EXPR_Attribute:
        span_to_attribute(c, e);
        emit_arg(c, OP_SWAP, 2);
        emit_name(c, OP_STORE_ATTR, e->Attribute.attr);
        break;
    case EXPR_Subscript:
        emit_arg(c, OP_SWAP, 3);
        emit_arg(c, OP_SWAP, 2);
        emit(c, OP_STORE_SUBSCR);
        break;
    default: emit_variable(c, e->Name.id, CTX_Store); break;
    }
}

static void evaluate_and_drop(Compiler *c, Expr *e) {
    if (!e) return;
    visit_expr(c, e);
    emit(c, OP_POP_TOP);
}

/* Parts of an annotated subscript are evaluated although nothing is stored. */
static void check_annotated_index(Compiler *c, Expr *e) {
    if (e->kind == EXPR_Slice) {
        evaluate_and_drop(c, e->Slice.lower);
        evaluate_and_drop(c, e->Slice.upper);
        evaluate_and_drop(c, e->Slice.step);
    } else if (e->kind == EXPR_Tuple) {
        AST_FOR(i, e->Tuple.elts) check_annotated_index(c, e->Tuple.elts->items[i]);
    } else {
        evaluate_and_drop(c, e);
    }
}

static void store_annotation(Compiler *c, Stmt *s, Obj *name) {
    emit_annotation(c, s->AnnAssign.annotation);
    emit_name(c, OP_LOAD_NAME, ID(c->rt, __annotations__));
    Obj *mangled = compiler_mangle(c, c->unit->private_name, name);
    if (mangled) emit_const(c, mangled);
    emit(c, OP_STORE_SUBSCR);
}

static void visit_ann_assign(Compiler *c, Stmt *s) {
    Expr *target = s->AnnAssign.target;
    bool in_namespace = c->unit->kind == UNIT_MODULE || c->unit->kind == UNIT_CLASS;
    if (s->AnnAssign.value) {
        visit_expr(c, s->AnnAssign.value);
        visit_expr(c, target);
    }
    if (c->failed) return;
    switch (target->kind) {
    case EXPR_Name:
        if (check_forbidden_name(c, target->Name.id, CTX_Store)) return;
        if (s->AnnAssign.simple && in_namespace) store_annotation(c, s, target->Name.id);
        break;
    case EXPR_Attribute:
        if (check_forbidden_name(c, target->Attribute.attr, CTX_Store)) return;
        if (!s->AnnAssign.value) evaluate_and_drop(c, target->Attribute.value);
        break;
    default:
        if (s->AnnAssign.value) break;
        evaluate_and_drop(c, target->Subscript.value);
        check_annotated_index(c, target->Subscript.slice);
        break;
    }
    if (!s->AnnAssign.simple && in_namespace && !(c->flags & CO_FUTURE_ANNOTATIONS)) {
        evaluate_and_drop(c, s->AnnAssign.annotation);
    }
}

/* ---- the rest ---- */

static void visit_assert(Compiler *c, Stmt *s) {
    Expr *test = s->Assert.test;
    if ((test->kind == EXPR_Tuple && seq_count(test->Tuple.elts) > 0) ||
        (test->kind == EXPR_Constant && is_tuple(test->Constant.value) &&
         TUPLE_SIZE(test->Constant.value) > 0)) {
        if (!compile_warn(c, "assertion is always true, perhaps remove parentheses?")) return;
    }
    if (c->optimize) return;
    Block *end = block_new(c);
    jump_if(c, test, end, true);
    emit(c, OP_LOAD_ASSERTION_ERROR);
    if (s->Assert.msg) {
        visit_expr(c, s->Assert.msg);
        emit_call(c, 0);
    }
    emit_arg(c, OP_RAISE_VARARGS, 1);
    use_next_block(c, end);
}

static void visit_raise(Compiler *c, Stmt *s) {
    int32_t count = 0;
    if (s->Raise.exc) {
        visit_expr(c, s->Raise.exc);
        count++;
        if (s->Raise.cause) {
            visit_expr(c, s->Raise.cause);
            count++;
        }
    }
    emit_arg(c, OP_RAISE_VARARGS, count);
}

static void visit_expr_stmt(Compiler *c, Expr *value) {
    if (c->interactive && c->nest_level <= 1) {
        visit_expr(c, value);
        emit(c, OP_PRINT_EXPR);
    } else if (value->kind == EXPR_Constant) {
        emit(c, OP_NOP);
    } else {
        visit_expr(c, value);
        unset_span(c);
        emit(c, OP_POP_TOP);
    }
}

void visit_stmt(Compiler *c, Stmt *s) {
    if (c->failed) return;
    set_span(c, s->span);
    switch (s->kind) {
    case STMT_FunctionDef:
    case STMT_AsyncFunctionDef: visit_function(c, s); break;
    case STMT_ClassDef: visit_class(c, s); break;
    case STMT_Return: visit_return(c, s); break;
    case STMT_Delete: visit_exprs(c, s->Delete.targets); break;
    case STMT_Assign: visit_assign(c, s); break;
    case STMT_AugAssign: visit_aug_assign(c, s); break;
    case STMT_AnnAssign: visit_ann_assign(c, s); break;
    case STMT_For: visit_for(c, s); break;
    case STMT_AsyncFor: visit_async_for(c, s); break;
    case STMT_While: visit_while(c, s); break;
    case STMT_If: visit_if(c, s); break;
    case STMT_With: visit_with(c, s, 0); break;
    case STMT_AsyncWith: visit_async_with(c, s, 0); break;
    case STMT_Match: visit_match(c, s); break;
    case STMT_Raise: visit_raise(c, s); break;
    case STMT_Try:
    case STMT_TryStar: visit_try(c, s); break;
    case STMT_Assert: visit_assert(c, s); break;
    case STMT_Import: visit_import(c, s); break;
    case STMT_ImportFrom: visit_import_from(c, s); break;
    case STMT_Expr: visit_expr_stmt(c, s->Expr.value); break;
    case STMT_Pass: emit(c, OP_NOP); break;
    case STMT_Break: visit_break_or_continue(c, true); break;
    case STMT_Continue: visit_break_or_continue(c, false); break;
    default: break;
    }
}

void visit_stmts(Compiler *c, const StmtSeq *stmts) {
    AST_FOR(i, stmts) visit_stmt(c, stmts->items[i]);
}
