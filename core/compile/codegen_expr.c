/* Expressions. CPython 3.11's Python/compile.c, compiler_visit_expr and below. */
#include "compile/codegen.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

/* ---- operators ---- */

void emit_binary(Compiler *c, int op, bool inplace) {
    emit_arg(c, OP_BINARY_OP, binary_ops[op] + (inplace ? OP_INPLACE_ADD : 0));
}

void emit_compare(Compiler *c, int op) {
    static const uint8_t numbers[] = {
        [CMPOP_Eq] = CMP_EQ,  [CMPOP_NotEq] = CMP_NE, [CMPOP_Lt] = CMP_LT,
        [CMPOP_LtE] = CMP_LE, [CMPOP_Gt] = CMP_GT,    [CMPOP_GtE] = CMP_GE};
    switch (op) {
    case CMPOP_Is: emit_arg(c, OP_IS_OP, 0); break;
    case CMPOP_IsNot: emit_arg(c, OP_IS_OP, 1); break;
    case CMPOP_In: emit_arg(c, OP_CONTAINS_OP, 0); break;
    case CMPOP_NotIn: emit_arg(c, OP_CONTAINS_OP, 1); break;
    default: emit_arg(c, OP_COMPARE_OP, numbers[op]); break;
    }
}

static bool is_plain_literal(Compiler *c, const Expr *e) {
    if (e->kind != EXPR_Constant) return false;
    Obj *value = e->Constant.value;
    Runtime *rt = c->rt;
    return value != rt->none && value != rt->false_ && value != rt->true_ && value != rt->ellipsis;
}

/* Warns of `is` with a literal. */
static bool check_compare(Compiler *c, const Expr *e) {
    bool left = is_plain_literal(c, e->Compare.left);
    AST_FOR(i, e->Compare.ops) {
        int op = e->Compare.ops->items[i];
        bool right = is_plain_literal(c, e->Compare.comparators->items[i]);
        if ((op == CMPOP_Is || op == CMPOP_IsNot) && (left || right)) {
            const Expr *literal = left ? (i ? e->Compare.comparators->items[i - 1] : e->Compare.left) : e->Compare.comparators->items[i];
            bool named = c->rt->lens->literal_type;
            return compile_warn(c, "\"is%s\" with %s%s%s literal. Did you mean \"%s\"?", op == CMPOP_Is ? "" : " not", named ? "'" : "a",
                                named ? literal->Constant.value->type->name : "", named ? "'" : "", op == CMPOP_Is ? "==" : "!=");
        }
        left = right;
    }
    return true;
}

/* a < b < c: every comparison but the last, with its right operand kept below the answer. */
static void visit_chain(Compiler *c, const Expr *e, int jump, Block *cleanup) {
    int32_t last = e->Compare.ops->count - 1;
    visit_expr(c, e->Compare.left);
    for (int32_t i = 0; i < last; i++) {
        visit_expr(c, e->Compare.comparators->items[i]);
        emit_arg(c, OP_SWAP, 2);
        emit_arg(c, OP_COPY, 2);
        emit_compare(c, e->Compare.ops->items[i]);
        emit_jump(c, jump, cleanup);
    }
    visit_expr(c, e->Compare.comparators->items[last]);
    emit_compare(c, e->Compare.ops->items[last]);
}

static void visit_compare(Compiler *c, const Expr *e) {
    if (!check_compare(c, e)) return;
    if (e->Compare.ops->count == 1) {
        visit_chain(c, e, 0, NULL);
        return;
    }
    Block *cleanup = block_new(c);
    visit_chain(c, e, OP_JUMP_IF_FALSE_OR_POP, cleanup);
    Block *end = block_new(c);
    emit_jump_noline(c, PSEUDO_JUMP, end);
    use_next_block(c, cleanup);
    emit_arg(c, OP_SWAP, 2);
    emit(c, OP_POP_TOP);
    use_next_block(c, end);
}

static void visit_bool_op(Compiler *c, const Expr *e) {
    int jump = e->BoolOp.op == BOOLOP_And ? OP_JUMP_IF_FALSE_OR_POP : OP_JUMP_IF_TRUE_OR_POP;
    Block *end = block_new(c);
    int32_t last = e->BoolOp.values->count - 1;
    for (int32_t i = 0; i < last; i++) {
        visit_expr(c, e->BoolOp.values->items[i]);
        emit_jump(c, jump, end);
        use_next_block(c, block_new(c));
    }
    visit_expr(c, e->BoolOp.values->items[last]);
    use_next_block(c, end);
}

/* ---- conditions ---- */

static void jump_if_bool_op(Compiler *c, const Expr *e, Block *target, bool condition) {
    bool is_or = e->BoolOp.op == BOOLOP_Or;
    Block *next = is_or != condition ? block_new(c) : target;
    int32_t last = e->BoolOp.values->count - 1;
    for (int32_t i = 0; i < last; i++) jump_if(c, e->BoolOp.values->items[i], next, is_or);
    jump_if(c, e->BoolOp.values->items[last], target, condition);
    if (next != target) use_next_block(c, next);
}

static void jump_if_conditional(Compiler *c, const Expr *e, Block *target, bool condition) {
    Block *end = block_new(c), *next = block_new(c);
    jump_if(c, e->IfExp.test, next, false);
    jump_if(c, e->IfExp.body, target, condition);
    emit_jump_noline(c, PSEUDO_JUMP, end);
    use_next_block(c, next);
    jump_if(c, e->IfExp.orelse, target, condition);
    use_next_block(c, end);
}

static void jump_if_chain(Compiler *c, const Expr *e, Block *target, bool condition) {
    if (!check_compare(c, e)) return;
    Block *cleanup = block_new(c);
    visit_chain(c, e, PSEUDO_POP_JUMP_IF_FALSE, cleanup);
    emit_jump(c, condition ? PSEUDO_POP_JUMP_IF_TRUE : PSEUDO_POP_JUMP_IF_FALSE, target);
    Block *end = block_new(c);
    emit_jump_noline(c, PSEUDO_JUMP, end);
    use_next_block(c, cleanup);
    emit(c, OP_POP_TOP);
    if (!condition) emit_jump_noline(c, PSEUDO_JUMP, target);
    use_next_block(c, end);
}

/* Jumps to `target` if the truth of `e` is `condition`, else goes on. */
void jump_if(Compiler *c, Expr *e, Block *target, bool condition) {
    if (c->failed) return;
    switch (e->kind) {
    case EXPR_UnaryOp:
        if (e->UnaryOp.op != UNARYOP_Not) break;
        jump_if(c, e->UnaryOp.operand, target, !condition);
        return;
    case EXPR_BoolOp: jump_if_bool_op(c, e, target, condition); return;
    case EXPR_IfExp: jump_if_conditional(c, e, target, condition); return;
    case EXPR_Compare:
        set_span(c, e->span);
        if (e->Compare.ops->count == 1) break;
        jump_if_chain(c, e, target, condition);
        return;
    default: break;
    }
    visit_expr(c, e);
    emit_jump(c, condition ? PSEUDO_POP_JUMP_IF_TRUE : PSEUDO_POP_JUMP_IF_FALSE, target);
}

static void visit_conditional(Compiler *c, const Expr *e) {
    Block *end = block_new(c), *next = block_new(c);
    jump_if(c, e->IfExp.test, next, false);
    visit_expr(c, e->IfExp.body);
    emit_jump_noline(c, PSEUDO_JUMP, end);
    use_next_block(c, next);
    visit_expr(c, e->IfExp.orelse);
    use_next_block(c, end);
}

/* ---- displays ---- */

static bool all_constant(const ExprSeq *items, int32_t begin, int32_t end) {
    for (int32_t i = begin; i < end; i++) {
        if (!items->items[i] || items->items[i]->kind != EXPR_Constant) return false;
    }
    return true;
}

static Own tuple_of_constants(Compiler *c, const ExprSeq *items, int32_t begin, int32_t end) {
    Own tuple = tuple_alloc(c->rt, end - begin);
    if (!tuple) return tuple;
    for (int32_t i = begin; i < end; i++) {
        TUPLE(borrow(tuple))->items[i - begin] = keep(items->items[i]->Constant.value);
    }
    gc_track(c->rt, borrow(tuple));
    return tuple;
}

static void emit_constant_display(Compiler *c, const ExprSeq *items, int32_t pushed, int build,
                                  int add, int extend, bool is_tuple_) {
    Own folded = c->failed ? (Own)0 : tuple_of_constants(c, items, 0, items->count);
    if (!folded || (is_tuple_ && !pushed)) {
        emit_const_new(c, folded);
        return;
    }
    if (add == OP_SET_ADD) {
        Own set = frozenset_new(c->rt, borrow(folded));
        release(c->rt, folded);
        folded = set;
    }
    emit_arg(c, build, pushed);
    emit_const_new(c, folded);
    emit_arg(c, extend, 1);
    if (is_tuple_) emit(c, OP_LIST_TO_TUPLE);
}

/* Builds a list, set or tuple of `items`, of which the first `pushed` are on the stack already. */
void emit_display(Compiler *c, const ExprSeq *items, int32_t pushed, int build, int add, int extend,
                  bool is_tuple_) {
    int32_t count = seq_count(items);
    if (count > 2 && all_constant(items, 0, count)) {
        emit_constant_display(c, items, pushed, build, add, extend, is_tuple_);
        return;
    }
    bool big = count + pushed > STACK_USE_GUIDELINE, starred = false, built = big;
    AST_FOR(i, items) starred |= items->items[i]->kind == EXPR_Starred;
    if (!starred && !big) {
        visit_exprs(c, items);
        emit_arg(c, is_tuple_ ? OP_BUILD_TUPLE : build, count + pushed);
        return;
    }
    if (big) emit_arg(c, build, pushed);
    AST_FOR(i, items) {
        Expr *item = items->items[i];
        if (item->kind == EXPR_Starred) {
            if (!built) emit_arg(c, build, i + pushed);
            built = true;
            visit_expr(c, item->Starred.value);
            emit_arg(c, extend, 1);
        } else {
            visit_expr(c, item);
            if (built) emit_arg(c, add, 1);
        }
    }
    if (is_tuple_) emit(c, OP_LIST_TO_TUPLE);
}

static void visit_targets(Compiler *c, const ExprSeq *targets) {
    int32_t count = seq_count(targets);
    bool starred = false;
    for (int32_t i = 0; i < count; i++) {
        if (targets->items[i]->kind != EXPR_Starred) continue;
        if (starred) {
            compile_error(c, "multiple starred expressions in assignment");
            return;
        }
        if (i >= 1 << 8 || count - i - 1 >= INT_MAX >> 8) {
            compile_error(c, "too many expressions in star-unpacking assignment");
            return;
        }
        emit_arg(c, OP_UNPACK_EX, i + ((count - i - 1) << 8));
        starred = true;
    }
    if (!starred) emit_arg(c, OP_UNPACK_SEQUENCE, count);
    AST_FOR(i, targets) {
        Expr *target = targets->items[i];
        visit_expr(c, target->kind == EXPR_Starred ? target->Starred.value : target);
    }
}

static void visit_sequence(Compiler *c, const ExprSeq *items, int context, bool is_tuple_) {
    if (context == CTX_Store)
        visit_targets(c, items);
    else if (context == CTX_Load)
        emit_display(c, items, 0, OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, is_tuple_);
    else
        visit_exprs(c, items);
}

static void emit_part_of_dict(Compiler *c, const Expr *e, int32_t begin, int32_t end) {
    int32_t count = end - begin;
    const ExprSeq *keys = e->Dict.keys, *values = e->Dict.values;
    bool big = count * 2 > STACK_USE_GUIDELINE;
    if (count > 1 && !big && all_constant(keys, begin, end)) {
        for (int32_t i = begin; i < end; i++) visit_expr(c, values->items[i]);
        if (!c->failed) emit_const_new(c, tuple_of_constants(c, keys, begin, end));
        emit_arg(c, OP_BUILD_CONST_KEY_MAP, count);
        return;
    }
    if (big) emit_arg(c, OP_BUILD_MAP, 0);
    for (int32_t i = begin; i < end; i++) {
        visit_expr(c, keys->items[i]);
        visit_expr(c, values->items[i]);
        if (big) emit_arg(c, OP_MAP_ADD, 1);
    }
    if (!big) emit_arg(c, OP_BUILD_MAP, count);
}

static void visit_dict(Compiler *c, const Expr *e) {
    int32_t count = seq_count(e->Dict.values), waiting = 0;
    bool have_dict = false;
    for (int32_t i = 0; i < count; i++) {
        bool is_unpacking = !e->Dict.keys->items[i];
        if (!is_unpacking && waiting * 2 <= STACK_USE_GUIDELINE) {
            waiting++;
            continue;
        }
        if (!is_unpacking || waiting) {
            emit_part_of_dict(c, e, i - waiting, is_unpacking ? i : i + 1);
            if (have_dict) emit_arg(c, OP_DICT_UPDATE, 1);
            have_dict = true;
            waiting = 0;
        }
        if (is_unpacking) {
            if (!have_dict) emit_arg(c, OP_BUILD_MAP, 0);
            have_dict = true;
            visit_expr(c, e->Dict.values->items[i]);
            emit_arg(c, OP_DICT_UPDATE, 1);
        }
    }
    if (waiting) {
        emit_part_of_dict(c, e, count - waiting, count);
        if (have_dict) emit_arg(c, OP_DICT_UPDATE, 1);
    } else if (!have_dict) {
        emit_arg(c, OP_BUILD_MAP, 0);
    }
}

/* ---- subscripts and attributes ---- */

/* Type of the value of a display or literal; NULL = unknown. */
static TypeObj *infer_type(Compiler *c, const Expr *e) {
    Runtime *rt = c->rt;
    switch (e->kind) {
    case EXPR_Tuple: return T(rt, TUPLE);
    case EXPR_List:
    case EXPR_ListComp: return T(rt, LIST);
    case EXPR_Dict:
    case EXPR_DictComp: return T(rt, DICT);
    case EXPR_Set:
    case EXPR_SetComp: return T(rt, SET);
    case EXPR_GeneratorExp: return T(rt, GENERATOR);
    case EXPR_Lambda: return T(rt, FUNCTION);
    case EXPR_JoinedStr:
    case EXPR_FormattedValue: return T(rt, STR);
    case EXPR_Constant: return e->Constant.value->type;
    default: return NULL;
    }
}

static bool check_subscripted(Compiler *c, const Expr *e) {
    switch (e->kind) {
    case EXPR_Constant:
        if (is_str(e->Constant.value) || is_bytes(e->Constant.value) || is_tuple(e->Constant.value))
            return true;
        break;
    case EXPR_Set:
    case EXPR_SetComp:
    case EXPR_GeneratorExp:
    case EXPR_Lambda: break;
    default: return true;
    }
    return compile_warn(c, "'%.200s' object is not subscriptable; perhaps you missed a comma?",
                        infer_type(c, e)->name);
}

static bool check_index(Compiler *c, const Expr *e, const Expr *index) {
    TypeObj *type = infer_type(c, index);
    if (!type || (type->flags & TPF_INT) || type == T(c->rt, SLICE)) return true;
    switch (e->kind) {
    case EXPR_Constant:
        if (!is_str(e->Constant.value) && !is_bytes(e->Constant.value) &&
            !is_tuple(e->Constant.value))
            return true;
        break;
    case EXPR_Tuple:
    case EXPR_List:
    case EXPR_ListComp:
    case EXPR_JoinedStr:
    case EXPR_FormattedValue: break;
    default: return true;
    }
    return compile_warn(
        c, "%.200s indices must be integers or slices, not %.200s; perhaps you missed a comma?",
        infer_type(c, e)->name, type->name);
}

static void visit_subscript(Compiler *c, const Expr *e) {
    int context = e->Subscript.ctx;
    if (context == CTX_Load && (!check_subscripted(c, e->Subscript.value) ||
                                !check_index(c, e->Subscript.value, e->Subscript.slice))) {
        return;
    }
    visit_expr(c, e->Subscript.value);
    visit_expr(c, e->Subscript.slice);
    emit(c, context == CTX_Load    ? OP_BINARY_SUBSCR
            : context == CTX_Store ? OP_STORE_SUBSCR
                                   : OP_DELETE_SUBSCR);
}

static void visit_slice(Compiler *c, const Expr *e) {
    if (e->Slice.lower)
        visit_expr(c, e->Slice.lower);
    else
        emit_none(c);
    if (e->Slice.upper)
        visit_expr(c, e->Slice.upper);
    else
        emit_none(c);
    if (e->Slice.step) visit_expr(c, e->Slice.step);
    emit_arg(c, OP_BUILD_SLICE, e->Slice.step ? 3 : 2);
}

/* An attribute on a later line than its object: instructions point at its name. */
void span_to_attribute(Compiler *c, const Expr *attribute) {
    AstSpan *span = &c->unit->span;
    if (span->lineno == attribute->end_lineno) return;
    span->lineno = attribute->end_lineno;
    int32_t length = (int32_t)STR(attribute->Attribute.attr)->length;
    if (length <= attribute->end_col_offset) {
        span->col_offset = attribute->end_col_offset - length;
    } else {
        span->col_offset = span->end_col_offset = -1;
    }
    if (span->end_lineno < span->lineno) span->end_lineno = span->lineno;
    if (span->lineno == span->end_lineno && span->end_col_offset < span->col_offset)
        span->end_col_offset = span->col_offset;
}

static void visit_attribute(Compiler *c, const Expr *e) {
    visit_expr(c, e->Attribute.value);
    if (c->failed) return;
    span_to_attribute(c, e);
    if (e->Attribute.ctx == CTX_Store && check_forbidden_name(c, e->Attribute.attr, CTX_Store))
        return;
    emit_name(c,
              e->Attribute.ctx == CTX_Load    ? OP_LOAD_ATTR
              : e->Attribute.ctx == CTX_Store ? OP_STORE_ATTR
                                              : OP_DELETE_ATTR,
              e->Attribute.attr);
}

/* ---- f-strings ---- */

static void visit_joined_str(Compiler *c, const Expr *e) {
    int32_t count = seq_count(e->JoinedStr.values);
    if (count <= STACK_USE_GUIDELINE) {
        visit_exprs(c, e->JoinedStr.values);
        if (count != 1) emit_arg(c, OP_BUILD_STRING, count);
        return;
    }
    emit_const(c, c->rt->empty_str);
    emit_name(c, OP_LOAD_METHOD, ID(c->rt, join));
    emit_arg(c, OP_BUILD_LIST, 0);
    AST_FOR(i, e->JoinedStr.values) {
        visit_expr(c, e->JoinedStr.values->items[i]);
        emit_arg(c, OP_LIST_APPEND, 1);
    }
    emit_call(c, 1);
}

static void visit_formatted_value(Compiler *c, const Expr *e) {
    int conversion = e->FormattedValue.conversion;
    int32_t arg = conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
    visit_expr(c, e->FormattedValue.value);
    if (e->FormattedValue.format_spec) {
        visit_expr(c, e->FormattedValue.format_spec);
        arg |= 4;
    }
    emit_arg(c, OP_FORMAT_VALUE, arg);
}

/* ---- yield and await ---- */

static bool check_yield(Compiler *c) {
    if (c->unit->scope->kind == BLOCK_FUNCTION) return true;
    compile_error(c, "'yield' outside function");
    return false;
}

static void visit_yield(Compiler *c, const Expr *e) {
    if (!check_yield(c)) return;
    if (e->Yield.value)
        visit_expr(c, e->Yield.value);
    else
        emit_none(c);
    emit_yield(c);
}

static void visit_yield_from(Compiler *c, const Expr *e) {
    if (!check_yield(c)) return;
    if (c->unit->kind == UNIT_ASYNC_FUNCTION) {
        compile_error(c, "'yield from' inside async function");
        return;
    }
    visit_expr(c, e->YieldFrom.value);
    emit(c, OP_GET_YIELD_FROM_ITER);
    emit_none(c);
    emit_yield_from(c, false);
}

static void visit_await(Compiler *c, const Expr *e) {
    if (!has_top_level_await(c)) {
        if (c->unit->scope->kind != BLOCK_FUNCTION) {
            compile_error(c, "'await' outside function");
            return;
        }
        if (c->unit->kind != UNIT_ASYNC_FUNCTION && c->unit->kind != UNIT_COMPREHENSION) {
            compile_error(c, "'await' outside async function");
            return;
        }
    }
    visit_expr(c, e->Await.value);
    emit_arg(c, OP_GET_AWAITABLE, 0);
    emit_none(c);
    emit_yield_from(c, true);
}

/* ---- dispatch ---- */

static void visit_expr_kind(Compiler *c, Expr *e) {
    static const uint8_t unary[] = {[UNARYOP_Invert] = OP_UNARY_INVERT,
                                    [UNARYOP_Not] = OP_UNARY_NOT,
                                    [UNARYOP_UAdd] = OP_UNARY_POSITIVE,
                                    [UNARYOP_USub] = OP_UNARY_NEGATIVE};
    switch (e->kind) {
    case EXPR_NamedExpr:
        visit_expr(c, e->NamedExpr.value);
        emit_arg(c, OP_COPY, 1);
        visit_expr(c, e->NamedExpr.target);
        break;
    case EXPR_BoolOp: visit_bool_op(c, e); break;
    case EXPR_BinOp:
        visit_expr(c, e->BinOp.left);
        visit_expr(c, e->BinOp.right);
        emit_binary(c, e->BinOp.op, false);
        break;
    case EXPR_UnaryOp:
        visit_expr(c, e->UnaryOp.operand);
        emit(c, unary[e->UnaryOp.op]);
        break;
    case EXPR_Lambda: visit_lambda(c, e); break;
    case EXPR_IfExp: visit_conditional(c, e); break;
    case EXPR_Dict: visit_dict(c, e); break;
    case EXPR_Set:
        emit_display(c, e->Set.elts, 0, OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE, false);
        break;
    case EXPR_GeneratorExp:
    case EXPR_ListComp:
    case EXPR_SetComp:
    case EXPR_DictComp: visit_comprehension_expr(c, e); break;
    case EXPR_Yield: visit_yield(c, e); break;
    case EXPR_YieldFrom: visit_yield_from(c, e); break;
    case EXPR_Await: visit_await(c, e); break;
    case EXPR_Compare: visit_compare(c, e); break;
    case EXPR_Call: visit_call(c, e); break;
    case EXPR_Constant: emit_const(c, e->Constant.value); break;
    case EXPR_JoinedStr: visit_joined_str(c, e); break;
    case EXPR_FormattedValue: visit_formatted_value(c, e); break;
    case EXPR_Attribute: visit_attribute(c, e); break;
    case EXPR_Subscript: visit_subscript(c, e); break;
    case EXPR_Starred:
        compile_error(c, e->Starred.ctx == CTX_Store
                             ? "starred assignment target must be in a list or tuple"
                             : "can't use starred expression here");
        break;
    case EXPR_Slice: visit_slice(c, e); break;
    case EXPR_Name: emit_variable(c, e->Name.id, e->Name.ctx); break;
    case EXPR_List: visit_sequence(c, e->List.elts, e->List.ctx, false); break;
    case EXPR_Tuple: visit_sequence(c, e->Tuple.elts, e->Tuple.ctx, true); break;
    default: break;
    }
}

void visit_expr(Compiler *c, Expr *e) {
    if (c->failed) return;
    AstSpan outer = c->unit->span;
    c->unit->span = e->span;
    visit_expr_kind(c, e);
    c->unit->span = outer;
}

void visit_exprs(Compiler *c, const ExprSeq *exprs) {
    AST_FOR(i, exprs) visit_expr(c, exprs->items[i]);
}
