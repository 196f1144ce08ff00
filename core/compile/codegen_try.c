/* try, with, and leaving the statements that are open. CPython 3.11's Python/compile.c; how
 * exceptions reach their handlers is told in Objects/exception_handling_notes.txt there. */
#include "compile/codegen.h"

/* ---- unwinding ---- */

static void unwind_with(Compiler *c, const FrameBlock *frame, bool preserve_top) {
    set_span(c, ((const Stmt *)frame->datum)->span);
    emit(c, PSEUDO_POP_BLOCK);
    if (preserve_top) emit_arg(c, OP_SWAP, 2);
    emit_call_exit_with_nones(c);
    if (frame->kind == FRAME_ASYNC_WITH) {
        emit_arg(c, OP_GET_AWAITABLE, 2);
        emit_none(c);
        emit_yield_from(c, true);
    }
    emit(c, OP_POP_TOP);
    unset_span(c);
}

static void unwind_finally(Compiler *c, const FrameBlock *frame, bool preserve_top) {
    emit(c, PSEUDO_POP_BLOCK);
    if (preserve_top) push_frame(c, FRAME_POP_VALUE, NULL, NULL, NULL);
    visit_stmts(c, frame->datum);
    if (preserve_top) pop_frame(c);
    unset_span(c);
}

static void emit_unbind(Compiler *c, Obj *name) {
    emit_none(c);
    emit_variable(c, name, CTX_Store);
    emit_variable(c, name, CTX_Del);
}

/* Code that leaves one open statement. The value on top stays there if `preserve_top`. */
void unwind_frame(Compiler *c, const FrameBlock *frame, bool preserve_top) {
    switch (frame->kind) {
    case FRAME_FOR_LOOP:
    case FRAME_POP_VALUE:
        if (preserve_top) emit_arg(c, OP_SWAP, 2);
        emit(c, OP_POP_TOP);
        break;
    case FRAME_TRY_EXCEPT: emit(c, PSEUDO_POP_BLOCK); break;
    case FRAME_FINALLY_TRY: unwind_finally(c, frame, preserve_top); break;
    case FRAME_FINALLY_END:
        if (preserve_top) emit_arg(c, OP_SWAP, 2);
        emit(c, OP_POP_TOP);
        if (preserve_top) emit_arg(c, OP_SWAP, 2);
        emit(c, PSEUDO_POP_BLOCK);
        emit(c, OP_POP_EXCEPT);
        break;
    case FRAME_WITH:
    case FRAME_ASYNC_WITH: unwind_with(c, frame, preserve_top); break;
    case FRAME_HANDLER_CLEANUP:
        if (frame->datum) emit(c, PSEUDO_POP_BLOCK);
        if (preserve_top) emit_arg(c, OP_SWAP, 2);
        emit(c, PSEUDO_POP_BLOCK);
        emit(c, OP_POP_EXCEPT);
        if (frame->datum) emit_unbind(c, frame->datum);
        break;
    default: break;
    }
}

/* Leaves all open statements; if `loop` is given, up to the innermost loop, which it receives.
 * While a statement is being left it counts as closed. */
void unwind_frames(Compiler *c, bool preserve_top, FrameBlock **loop) {
    Unit *u = c->unit;
    if (c->failed || !u->frame_count) return;
    FrameBlock *top = &u->frames[u->frame_count - 1];
    if (top->kind == FRAME_EXCEPTION_GROUP_HANDLER) {
        compile_error(c, "'break', 'continue' and 'return' cannot appear in an except* block");
        return;
    }
    if (loop && (top->kind == FRAME_WHILE_LOOP || top->kind == FRAME_FOR_LOOP)) {
        *loop = top;
        return;
    }
    FrameBlock copy = *top;
    u->frame_count--;
    unwind_frame(c, &copy, preserve_top);
    unwind_frames(c, preserve_top, loop);
    u->frames[u->frame_count++] = copy;
}

/* ---- try ---- */

static void visit_try_except(Compiler *c, Stmt *s);
static void visit_try_star_except(Compiler *c, Stmt *s);

/* The finally body is written for the way out without an exception, with one, and for each break,
 * continue and return. */
static void visit_try_finally(Compiler *c, Stmt *s) {
    Block *body = block_new(c), *end = block_new(c), *exit = block_new(c), *cleanup = block_new(c);
    emit_jump(c, PSEUDO_SETUP_FINALLY, end);
    use_next_block(c, body);
    push_frame(c, FRAME_FINALLY_TRY, body, end, s->Try.finalbody);
    if (!seq_count(s->Try.handlers))
        visit_stmts(c, s->Try.body);
    else if (s->kind == STMT_TryStar)
        visit_try_star_except(c, s);
    else
        visit_try_except(c, s);
    emit_noline(c, PSEUDO_POP_BLOCK);
    pop_frame(c);
    visit_stmts(c, s->Try.finalbody);
    emit_jump_noline(c, PSEUDO_JUMP, exit);
    use_next_block(c, end);
    unset_span(c);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    push_frame(c, FRAME_FINALLY_END, end, NULL, NULL);
    visit_stmts(c, s->Try.finalbody);
    pop_frame(c);
    emit_arg(c, OP_RERAISE, 0);
    use_next_block(c, cleanup);
    emit_pop_except_and_reraise(c);
    use_next_block(c, exit);
}

/* Body of `except E as name`: name is unbound on every way out. */
static void visit_named_handler(Compiler *c, ExceptHandler *handler, Block *end) {
    Block *cleanup_end = block_new(c), *cleanup_body = block_new(c);
    emit_variable(c, handler->name, CTX_Store);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup_end);
    use_next_block(c, cleanup_body);
    push_frame(c, FRAME_HANDLER_CLEANUP, cleanup_body, NULL, handler->name);
    visit_stmts(c, handler->body);
    pop_frame(c);
    unset_span(c);
    emit(c, PSEUDO_POP_BLOCK);
    emit(c, PSEUDO_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    emit_unbind(c, handler->name);
    emit_jump(c, PSEUDO_JUMP, end);
    use_next_block(c, cleanup_end);
    unset_span(c);
    emit_unbind(c, handler->name);
    emit_arg(c, OP_RERAISE, 1);
}

static void visit_unnamed_handler(Compiler *c, ExceptHandler *handler, Block *end) {
    Block *cleanup_body = block_new(c);
    emit(c, OP_POP_TOP);
    use_next_block(c, cleanup_body);
    push_frame(c, FRAME_HANDLER_CLEANUP, cleanup_body, NULL, NULL);
    visit_stmts(c, handler->body);
    pop_frame(c);
    unset_span(c);
    emit(c, PSEUDO_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    emit_jump(c, PSEUDO_JUMP, end);
}

static void visit_handlers(Compiler *c, const ExceptHandlerSeq *handlers, Block *end) {
    AST_FOR(i, handlers) {
        ExceptHandler *handler = handlers->items[i];
        if (c->failed) return;
        set_span(c, handler->span);
        if (!handler->type && i < handlers->count - 1) {
            compile_error(c, "default 'except:' must be last");
            return;
        }
        Block *except = block_new(c);
        if (handler->type) {
            visit_expr(c, handler->type);
            emit(c, OP_CHECK_EXC_MATCH);
            emit_jump(c, PSEUDO_POP_JUMP_IF_FALSE, except);
        }
        if (handler->name)
            visit_named_handler(c, handler, end);
        else
            visit_unnamed_handler(c, handler, end);
        use_next_block(c, except);
    }
}

static void visit_try_except(Compiler *c, Stmt *s) {
    Block *body = block_new(c), *except = block_new(c), *end = block_new(c),
          *cleanup = block_new(c);
    emit_jump(c, PSEUDO_SETUP_FINALLY, except);
    use_next_block(c, body);
    push_frame(c, FRAME_TRY_EXCEPT, body, NULL, NULL);
    visit_stmts(c, s->Try.body);
    pop_frame(c);
    emit_noline(c, PSEUDO_POP_BLOCK);
    visit_stmts(c, s->Try.orelse);
    emit_jump_noline(c, PSEUDO_JUMP, end);
    use_next_block(c, except);
    unset_span(c);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    push_frame(c, FRAME_EXCEPTION_HANDLER, NULL, NULL, NULL);
    visit_handlers(c, s->Try.handlers, end);
    unset_span(c);
    pop_frame(c);
    emit_arg(c, OP_RERAISE, 0);
    use_next_block(c, cleanup);
    emit_pop_except_and_reraise(c);
    use_next_block(c, end);
}

/* ---- try with except* ---- */

/* One `except*`. Stack: original group, list of what must be raised, rest of the group, which is on
 * top at `next`. */
static void visit_star_handler(Compiler *c, ExceptHandler *handler, Block *except, Block *next) {
    Block *no_match = block_new(c);
    if (handler->type) {
        visit_expr(c, handler->type);
        emit(c, OP_CHECK_EG_MATCH);
        emit_arg(c, OP_COPY, 1);
        emit_jump(c, PSEUDO_POP_JUMP_IF_NONE, no_match);
    }
    Block *cleanup_end = block_new(c), *cleanup_body = block_new(c);
    if (handler->name)
        emit_variable(c, handler->name, CTX_Store);
    else
        emit(c, OP_POP_TOP);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup_end);
    use_next_block(c, cleanup_body);
    push_frame(c, FRAME_HANDLER_CLEANUP, cleanup_body, NULL, handler->name);
    visit_stmts(c, handler->body);
    pop_frame(c);
    unset_span(c);
    emit(c, PSEUDO_POP_BLOCK);
    if (handler->name) emit_unbind(c, handler->name);
    emit_jump(c, PSEUDO_JUMP, except);
    use_next_block(c, cleanup_end); /* the body raised: that goes to the list */
    if (handler->name) emit_unbind(c, handler->name);
    emit_arg(c, OP_LIST_APPEND, 3);
    emit(c, OP_POP_TOP);
    emit_jump(c, PSEUDO_JUMP, next);
    use_next_block(c, except);
    emit(c, OP_NOP);
    emit_jump(c, PSEUDO_JUMP, next);
    use_next_block(c, no_match);
    set_span(c, handler->span);
    emit(c, OP_POP_TOP);
    unset_span(c);
}

static void visit_star_handlers(Compiler *c, const ExceptHandlerSeq *handlers,
                                Block *reraise_star) {
    AST_FOR(i, handlers) {
        if (c->failed) return;
        set_span(c, handlers->items[i]->span);
        Block *except = block_new(c), *next = block_new(c);
        if (i == 0) { /* keep the original group, start the list */
            emit_arg(c, OP_COPY, 1);
            emit_arg(c, OP_BUILD_LIST, 0);
            emit_arg(c, OP_SWAP, 2);
        }
        visit_star_handler(c, handlers->items[i], except, next);
        use_next_block(c, next);
        if (i == handlers->count - 1) {
            emit_arg(c, OP_LIST_APPEND, 1);
            emit_jump(c, PSEUDO_JUMP, reraise_star);
        }
    }
}

static void visit_try_star_except(Compiler *c, Stmt *s) {
    Block *body = block_new(c), *except = block_new(c), *orelse = block_new(c), *end = block_new(c),
          *cleanup = block_new(c), *reraise_star = block_new(c);
    emit_jump(c, PSEUDO_SETUP_FINALLY, except);
    use_next_block(c, body);
    push_frame(c, FRAME_TRY_EXCEPT, body, NULL, NULL);
    visit_stmts(c, s->TryStar.body);
    pop_frame(c);
    emit_noline(c, PSEUDO_POP_BLOCK);
    emit_jump_noline(c, PSEUDO_JUMP, orelse);
    use_next_block(c, except);
    unset_span(c);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    push_frame(c, FRAME_EXCEPTION_GROUP_HANDLER, NULL, NULL, NULL);
    visit_star_handlers(c, s->TryStar.handlers, reraise_star);
    unset_span(c);
    pop_frame(c);
    Block *reraise = block_new(c);
    use_next_block(c, reraise_star);
    emit(c, OP_PREP_RERAISE_STAR);
    emit_arg(c, OP_COPY, 1);
    emit_jump(c, PSEUDO_POP_JUMP_IF_NOT_NONE, reraise);
    emit(c, OP_POP_TOP);
    emit(c, PSEUDO_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    emit_jump(c, PSEUDO_JUMP, end);
    use_next_block(c, reraise);
    emit(c, PSEUDO_POP_BLOCK);
    emit_arg(c, OP_SWAP, 2);
    emit(c, OP_POP_EXCEPT);
    emit_arg(c, OP_RERAISE, 0);
    use_next_block(c, cleanup);
    emit_pop_except_and_reraise(c);
    use_next_block(c, orelse);
    visit_stmts(c, s->TryStar.orelse);
    use_next_block(c, end);
}

void visit_try(Compiler *c, Stmt *s) {
    if (seq_count(s->Try.finalbody))
        visit_try_finally(c, s);
    else if (s->kind == STMT_TryStar)
        visit_try_star_except(c, s);
    else
        visit_try_except(c, s);
}

/* ---- with ---- */

static void finish_with_handler(Compiler *c, Block *cleanup) {
    unset_span(c);
    Block *exit = block_new(c);
    emit_jump(c, PSEUDO_POP_JUMP_IF_TRUE, exit);
    emit_arg(c, OP_RERAISE, 2);
    use_next_block(c, cleanup);
    emit_pop_except_and_reraise(c);
    use_next_block(c, exit);
    emit(c, OP_POP_TOP);
    emit(c, PSEUDO_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    emit(c, OP_POP_TOP);
    emit(c, OP_POP_TOP);
}

void visit_with(Compiler *c, Stmt *s, int32_t position) {
    if (c->failed) return;
    const WithItem *item = s->With.items->items[position];
    Block *block = block_new(c), *final = block_new(c), *exit = block_new(c),
          *cleanup = block_new(c);
    visit_expr(c, item->context_expr);
    emit(c, OP_BEFORE_WITH);
    emit_jump(c, PSEUDO_SETUP_WITH, final);
    use_next_block(c, block);
    push_frame(c, FRAME_WITH, block, final, s);
    if (item->optional_vars)
        visit_expr(c, item->optional_vars);
    else
        emit(c, OP_POP_TOP);
    if (position + 1 == s->With.items->count)
        visit_stmts(c, s->With.body);
    else
        visit_with(c, s, position + 1);
    unset_span(c);
    emit(c, PSEUDO_POP_BLOCK);
    pop_frame(c);
    set_span(c, s->span);
    emit_call_exit_with_nones(c);
    emit(c, OP_POP_TOP);
    emit_jump(c, PSEUDO_JUMP, exit);
    use_next_block(c, final);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    emit(c, OP_WITH_EXCEPT_START);
    finish_with_handler(c, cleanup);
    use_next_block(c, exit);
}

static void emit_await_result(Compiler *c, int32_t arg) {
    emit_arg(c, OP_GET_AWAITABLE, arg);
    emit_none(c);
    emit_yield_from(c, true);
}

void visit_async_with(Compiler *c, Stmt *s, int32_t position) {
    if (c->failed) return;
    const WithItem *item = s->AsyncWith.items->items[position];
    if (has_top_level_await(c)) {
        c->unit->scope->coroutine = true;
    } else if (c->unit->kind != UNIT_ASYNC_FUNCTION) {
        compile_error(c, "'async with' outside async function");
        return;
    }
    Block *block = block_new(c), *final = block_new(c), *exit = block_new(c),
          *cleanup = block_new(c);
    visit_expr(c, item->context_expr);
    emit(c, OP_BEFORE_ASYNC_WITH);
    emit_await_result(c, 1);
    emit_jump(c, PSEUDO_SETUP_WITH, final);
    use_next_block(c, block);
    push_frame(c, FRAME_ASYNC_WITH, block, final, s);
    if (item->optional_vars)
        visit_expr(c, item->optional_vars);
    else
        emit(c, OP_POP_TOP);
    if (position + 1 == s->AsyncWith.items->count)
        visit_stmts(c, s->AsyncWith.body);
    else
        visit_async_with(c, s, position + 1);
    pop_frame(c);
    emit(c, PSEUDO_POP_BLOCK);
    set_span(c, s->span);
    emit_call_exit_with_nones(c);
    emit_await_result(c, 2);
    emit(c, OP_POP_TOP);
    emit_jump(c, PSEUDO_JUMP, exit);
    use_next_block(c, final);
    emit_jump(c, PSEUDO_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    emit(c, OP_WITH_EXCEPT_START);
    emit_await_result(c, 2);
    finish_with_handler(c, cleanup);
    use_next_block(c, exit);
}
