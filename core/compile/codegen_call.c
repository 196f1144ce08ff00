/* Calls and comprehensions. CPython 3.11's Python/compile.c, compiler_call and
 * compiler_comprehension. */
#include "compile/codegen.h"
#include "object/str.h"
#include "object/tuple.h"

/* ---- checks ---- */

static bool check_keywords(Compiler *c, const KeywordSeq *keywords) {
    AST_FOR(i, keywords) {
        Obj *name = keywords->items[i]->arg;
        if (!name) continue;
        if (check_forbidden_name(c, name, CTX_Store)) return false;
        for (int32_t j = i + 1; j < keywords->count; j++) {
            if (keywords->items[j]->arg != name) continue;
            set_span(c, keywords->items[j]->span);
            compile_error(c, "keyword argument repeated: %U", name);
            return false;
        }
    }
    return true;
}

static bool check_caller(Compiler *c, const Expr *e) {
    const char *type;
    switch (e->kind) {
    case EXPR_Constant: type = e->Constant.value->type->name; break;
    case EXPR_Tuple: type = "tuple"; break;
    case EXPR_List:
    case EXPR_ListComp: type = "list"; break;
    case EXPR_Dict:
    case EXPR_DictComp: type = "dict"; break;
    case EXPR_Set:
    case EXPR_SetComp: type = "set"; break;
    case EXPR_GeneratorExp: type = "generator"; break;
    case EXPR_JoinedStr:
    case EXPR_FormattedValue: type = "str"; break;
    default: return true;
    }
    return compile_warn(c, "'%.200s' object is not callable; perhaps you missed a comma?", type);
}

/* ---- arguments ---- */

static bool has_unpacking(const ExprSeq *args, const KeywordSeq *keywords) {
    AST_FOR(i, args) {
        if (args->items[i]->kind == EXPR_Starred) return true;
    }
    AST_FOR(i, keywords) {
        if (!keywords->items[i]->arg) return true;
    }
    return false;
}

static Own keyword_names(Compiler *c, const KeywordSeq *keywords, int32_t begin, int32_t end) {
    Own names = tuple_alloc(c->rt, end - begin);
    if (!names) return names;
    for (int32_t i = begin; i < end; i++)
        TUPLE(borrow(names))->items[i - begin] = keep(keywords->items[i]->arg);
    gc_track(c->rt, borrow(names));
    return names;
}

static void emit_keyword_names(Compiler *c, const KeywordSeq *keywords) {
    AST_FOR(i, keywords) visit_expr(c, keywords->items[i]->value);
    if (c->failed) return;
    Own names = keyword_names(c, keywords, 0, keywords->count);
    if (!names) {
        c->failed = true;
        return;
    }
    int32_t index = add_const(c, borrow(names));
    release(c->rt, names);
    emit_arg(c, OP_KW_NAMES, index);
}

/* A dict of some keyword arguments, for a call with unpacking. */
static void emit_keyword_dict(Compiler *c, const KeywordSeq *keywords, int32_t begin, int32_t end) {
    int32_t count = end - begin;
    bool big = count * 2 > STACK_USE_GUIDELINE;
    if (count > 1 && !big) {
        for (int32_t i = begin; i < end; i++) visit_expr(c, keywords->items[i]->value);
        if (!c->failed) emit_const_new(c, keyword_names(c, keywords, begin, end));
        emit_arg(c, OP_BUILD_CONST_KEY_MAP, count);
        return;
    }
    if (big) emit_arg_noline(c, OP_BUILD_MAP, 0);
    for (int32_t i = begin; i < end; i++) {
        emit_const(c, keywords->items[i]->arg);
        visit_expr(c, keywords->items[i]->value);
        if (big) emit_arg_noline(c, OP_MAP_ADD, 1);
    }
    if (!big) emit_arg(c, OP_BUILD_MAP, count);
}

static void emit_keywords(Compiler *c, const KeywordSeq *keywords) {
    int32_t waiting = 0, count = seq_count(keywords);
    bool have_dict = false;
    for (int32_t i = 0; i < count; i++) {
        if (keywords->items[i]->arg) {
            waiting++;
            continue;
        }
        if (waiting) {
            emit_keyword_dict(c, keywords, i - waiting, i);
            if (have_dict) emit_arg(c, OP_DICT_MERGE, 1);
            have_dict = true;
            waiting = 0;
        }
        if (!have_dict) emit_arg(c, OP_BUILD_MAP, 0);
        have_dict = true;
        visit_expr(c, keywords->items[i]->value);
        emit_arg(c, OP_DICT_MERGE, 1);
    }
    if (waiting) {
        emit_keyword_dict(c, keywords, count - waiting, count);
        if (have_dict) emit_arg(c, OP_DICT_MERGE, 1);
    }
}

/* The rest of a call whose callable and first `pushed` arguments are on the stack. */
void emit_call_arguments(Compiler *c, int32_t pushed, const ExprSeq *args,
                         const KeywordSeq *keywords) {
    int32_t count = seq_count(args), keyword_count = seq_count(keywords);
    if (c->failed || !check_keywords(c, keywords)) return;
    if (count + keyword_count * 2 <= STACK_USE_GUIDELINE && !has_unpacking(args, keywords)) {
        visit_exprs(c, args);
        if (keyword_count) emit_keyword_names(c, keywords);
        emit_call(c, pushed + count + keyword_count);
        return;
    }
    if (!pushed && count == 1 && args->items[0]->kind == EXPR_Starred) {
        visit_expr(c, args->items[0]->Starred.value);
    } else {
        emit_display(c, args, pushed, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, true);
    }
    if (keyword_count) emit_keywords(c, keywords);
    emit_arg(c, OP_CALL_FUNCTION_EX, keyword_count > 0);
}

/* ---- calls ---- */

/* Attributes of imported modules are not called as methods. */
static bool is_imported_name(Compiler *c, const Expr *e) {
    return e->kind == EXPR_Name &&
           (name_map_get(&c->module_scope->symbols, e->Name.id, 0) & DEF_IMPORT);
}

static bool is_method_call(Compiler *c, const Expr *e) {
    const Expr *function = e->Call.func;
    int32_t count = seq_count(e->Call.args), keyword_count = seq_count(e->Call.keywords);
    return function->kind == EXPR_Attribute && function->Attribute.ctx == CTX_Load &&
           !is_imported_name(c, function->Attribute.value) &&
           count + keyword_count + (keyword_count != 0) < STACK_USE_GUIDELINE &&
           !has_unpacking(e->Call.args, e->Call.keywords);
}

static void visit_method_call(Compiler *c, const Expr *e) {
    const Expr *method = e->Call.func;
    visit_expr(c, method->Attribute.value);
    set_span(c, method->span);
    span_to_attribute(c, method);
    emit_name(c, OP_LOAD_METHOD, method->Attribute.attr);
    visit_exprs(c, e->Call.args);
    if (seq_count(e->Call.keywords)) emit_keyword_names(c, e->Call.keywords);
    set_span(c, e->span);
    span_to_attribute(c, method);
    emit_call(c, seq_count(e->Call.args) + seq_count(e->Call.keywords));
}

void visit_call(Compiler *c, Expr *e) {
    if (!check_keywords(c, e->Call.keywords)) return;
    if (is_method_call(c, e)) {
        visit_method_call(c, e);
        return;
    }
    if (!check_caller(c, e->Call.func)) return;
    set_span(c, e->Call.func->span);
    emit(c, OP_PUSH_NULL);
    set_span(c, e->span);
    visit_expr(c, e->Call.func);
    emit_call_arguments(c, 0, e->Call.args, e->Call.keywords);
}

/* ---- comprehensions ---- */

typedef struct Comp {
    ExprKind kind;
    const ComprehensionSeq *generators;
    Expr *element, *value;
} Comp;

static void visit_generators(Compiler *c, const Comp *comp, int32_t index, int32_t depth);

static void emit_element(Compiler *c, const Comp *comp, int32_t depth) {
    visit_expr(c, comp->element);
    switch (comp->kind) {
    case EXPR_GeneratorExp:
        emit_yield(c);
        emit(c, OP_POP_TOP);
        break;
    case EXPR_ListComp: emit_arg(c, OP_LIST_APPEND, depth + 1); break;
    case EXPR_SetComp: emit_arg(c, OP_SET_ADD, depth + 1); break;
    default:
        visit_expr(c, comp->value);
        emit_arg(c, OP_MAP_ADD, depth + 1);
        break;
    }
}

/* Conditions of one `for`, then the next `for` or the element. */
static void visit_generator_body(Compiler *c, const Comp *comp, int32_t index, int32_t depth,
                                 Block *if_cleanup) {
    const Comprehension *g = comp->generators->items[index];
    AST_FOR(i, g->ifs) jump_if(c, g->ifs->items[i], if_cleanup, false);
    if (index + 1 < comp->generators->count)
        visit_generators(c, comp, index + 1, depth);
    else
        emit_element(c, comp, depth);
    use_next_block(c, if_cleanup);
}

/* `for x in [y]` just assigns: the only item, or NULL. */
static Expr *single_item(const Expr *iter) {
    const ExprSeq *items = iter->kind == EXPR_List    ? iter->List.elts
                           : iter->kind == EXPR_Tuple ? iter->Tuple.elts
                                                      : NULL;
    return seq_count(items) == 1 && items->items[0]->kind != EXPR_Starred ? items->items[0] : NULL;
}

static void visit_sync_generator(Compiler *c, const Comp *comp, int32_t index, int32_t depth) {
    Block *start = block_new(c), *if_cleanup = block_new(c), *anchor = block_new(c);
    const Comprehension *g = comp->generators->items[index];
    bool loops = true;
    if (index == 0) {
        c->unit->argcount = 1;
        emit_arg(c, OP_LOAD_FAST, 0);
    } else if (single_item(g->iter)) {
        visit_expr(c, single_item(g->iter));
        loops = false;
    } else {
        visit_expr(c, g->iter);
        emit(c, OP_GET_ITER);
    }
    if (loops) {
        depth++;
        use_next_block(c, start);
        emit_jump(c, OP_FOR_ITER, anchor);
    }
    visit_expr(c, g->target);
    visit_generator_body(c, comp, index, depth, if_cleanup);
    if (loops) {
        emit_jump(c, PSEUDO_JUMP, start);
        use_next_block(c, anchor);
    }
}

static void visit_async_generator(Compiler *c, const Comp *comp, int32_t index, int32_t depth) {
    Block *start = block_new(c), *except = block_new(c), *if_cleanup = block_new(c);
    const Comprehension *g = comp->generators->items[index];
    if (index == 0) {
        c->unit->argcount = 1;
        emit_arg(c, OP_LOAD_FAST, 0);
    } else {
        visit_expr(c, g->iter);
        emit(c, OP_GET_AITER);
    }
    use_next_block(c, start);
    push_frame(c, FRAME_ASYNC_COMPREHENSION, start, NULL, NULL);
    emit_jump(c, PSEUDO_SETUP_FINALLY, except);
    emit(c, OP_GET_ANEXT);
    emit_none(c);
    emit_yield_from(c, true);
    emit(c, PSEUDO_POP_BLOCK);
    visit_expr(c, g->target);
    visit_generator_body(c, comp, index, depth + 1, if_cleanup);
    emit_jump(c, PSEUDO_JUMP, start);
    pop_frame(c);
    use_next_block(c, except);
    emit(c, OP_END_ASYNC_FOR);
}

static void visit_generators(Compiler *c, const Comp *comp, int32_t index, int32_t depth) {
    if (c->failed) return;
    if (comp->generators->items[index]->is_async)
        visit_async_generator(c, comp, index, depth);
    else
        visit_sync_generator(c, comp, index, depth);
}

/* Code of the comprehension's own function; NULL = failed. */
static Own comprehension_code(Compiler *c, const Comp *comp, const Expr *e, bool *is_async) {
    UnitKind outer = c->unit->kind;
    bool top_level_await = has_top_level_await(c);
    bool is_generator = comp->kind == EXPR_GeneratorExp;
    const char *name = is_generator                  ? "<genexpr>"
                       : comp->kind == EXPR_ListComp ? "<listcomp>"
                       : comp->kind == EXPR_SetComp  ? "<setcomp>"
                                                     : "<dictcomp>";
    Own code = (Own)0;
    Obj *identifier = compiler_intern(c, name);
    if (!identifier || !unit_enter(c, identifier, UNIT_COMPREHENSION, e, e->lineno)) return code;
    set_span(c, e->span);
    *is_async = c->unit->scope->coroutine;
    if (*is_async && !is_generator && outer != UNIT_ASYNC_FUNCTION && outer != UNIT_COMPREHENSION &&
        !top_level_await) {
        compile_error(c, "asynchronous comprehension outside of an asynchronous function");
    }
    if (!is_generator) {
        emit_arg(c,
                 comp->kind == EXPR_ListComp  ? OP_BUILD_LIST
                 : comp->kind == EXPR_SetComp ? OP_BUILD_SET
                                              : OP_BUILD_MAP,
                 0);
    }
    visit_generators(c, comp, 0, 0);
    if (!is_generator) emit(c, OP_RETURN_VALUE);
    code = assemble_unit(c, true);
    unit_leave(c);
    if (top_level_await && *is_async) c->unit->scope->coroutine = true;
    return code;
}

void visit_comprehension_expr(Compiler *c, Expr *e) {
    Comp comp = {e->kind, e->ListComp.generators, e->ListComp.elt, NULL};
    if (e->kind == EXPR_DictComp)
        comp = (Comp){e->kind, e->DictComp.generators, e->DictComp.key, e->DictComp.value};
    Comprehension *outermost = comp.generators->items[0];
    bool is_async = false;
    Own code = comprehension_code(c, &comp, e, &is_async);
    if (!code) return;
    emit_closure(c, borrow(code), 0);
    release(c->rt, code);
    visit_expr(c, outermost->iter);
    emit(c, outermost->is_async ? OP_GET_AITER : OP_GET_ITER);
    emit_call(c, 0);
    if (is_async && e->kind != EXPR_GeneratorExp) {
        emit_arg(c, OP_GET_AWAITABLE, 0);
        emit_none(c);
        emit_yield_from(c, true);
    }
}
