/* Folding of constants in the tree, before scopes are made: operators, tuples, subscripts, "%"
 * formatting to an f-string, and list and set displays that are only iterated or searched.
 * CPython 3.11's Python/ast_opt.c with its limits.
 *
 * A node is overwritten in place. New constants go to the tree's arena. */
#include "compile/codegen.h"
#include "compile/format.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

enum {
    MAX_INT_BITS = 128,
    MAX_ITEMS = 256,
    MAX_CHARACTERS = 4096,
    MAX_NESTED_ITEMS = 1024,
    MAX_DIGITS = 3
};

typedef struct Fold {
    Compiler *c;
    int depth, limit;
} Fold;

static void fold_expr(Fold *f, Expr *e);
static void fold_stmt(Fold *f, Stmt *s);

static bool too_deep(Fold *f) {
    if (++f->depth > f->limit) compiler_too_deep(f->c);
    return f->c->failed;
}

/* Makes `e` the constant `value`; a failed calculation leaves it alone. */
static void make_constant(Fold *f, Expr *e, Own value) {
    Runtime *rt = f->c->rt;
    if (!value) {
        if (RAISED(rt)) raised_clear(rt);
        return;
    }
    Obj *kept = ast_arena_keep(rt, f->c->arena, value);
    if (!kept) {
        f->c->failed = true;
        return;
    }
    e->kind = EXPR_Constant;
    e->Constant.kind = NULL;
    e->Constant.value = kept;
}

/* ---- operators ---- */

static void fold_unary(Fold *f, Expr *e) {
    static const uint8_t inverse[] = {[CMPOP_Is] = CMPOP_IsNot,
                                      [CMPOP_IsNot] = CMPOP_Is,
                                      [CMPOP_In] = CMPOP_NotIn,
                                      [CMPOP_NotIn] = CMPOP_In};
    Runtime *rt = f->c->rt;
    Expr *operand = e->UnaryOp.operand;
    if (operand->kind != EXPR_Constant) {
        if (e->UnaryOp.op != UNARYOP_Not || operand->kind != EXPR_Compare ||
            operand->Compare.ops->count != 1)
            return;
        int32_t *op = &operand->Compare.ops->items[0];
        if (*op < CMPOP_Is) return;
        *op = inverse[*op];
        *e = *operand;
        return;
    }
    Obj *value = operand->Constant.value;
    int truth;
    switch (e->UnaryOp.op) {
    case UNARYOP_Invert: make_constant(f, e, number_invert(rt, value)); break;
    case UNARYOP_Not:
        truth = object_is_true(rt, value);
        make_constant(f, e, truth < 0 ? (Own)0 : bool_from(rt, !truth));
        break;
    case UNARYOP_UAdd: make_constant(f, e, number_positive(rt, value)); break;
    default: make_constant(f, e, number_negative(rt, value)); break;
    }
}

/* Items that may be left after those of a nested constant; negative = too many. */
static int64_t count_items(Runtime *rt, Obj *value, int64_t limit) {
    if (is_tuple(value)) {
        limit -= TUPLE_SIZE(value);
        for (intptr_t i = 0; limit >= 0 && i < TUPLE_SIZE(value); i++)
            limit = count_items(rt, TUPLE_ITEM(value, i), limit);
    } else if (is_frozenset(rt, value)) {
        intptr_t position = 0;
        Obj *item;
        limit -= set_size(value);
        while (limit >= 0 && set_next(value, &position, &item, NULL))
            limit = count_items(rt, item, limit);
    }
    return limit;
}

/* Whether `count` * a collection of `size` items may be made. */
static bool repeat_is_small(Obj *count, int64_t size, int64_t limit, int64_t *times) {
    int overflow;
    *times = int_as_i64_overflow(count, &overflow);
    return !size || (!overflow && *times >= 0 && *times <= limit / size);
}

static bool is_nonzero_int(Obj *o) { return is_int(o) && int_sign(o) != 0; }

static bool multiply_is_small(Runtime *rt, Obj *a, Obj *b) {
    int64_t times;
    if (is_nonzero_int(a) && is_nonzero_int(b))
        return int_bit_length(a) + int_bit_length(b) <= MAX_INT_BITS;
    if (is_int(b) && !is_int(a)) {
        Obj *swap = a;
        a = b, b = swap;
    }
    if (!is_int(a)) return true;
    if (is_tuple(b) || is_frozenset(rt, b)) {
        int64_t size = is_tuple(b) ? TUPLE_SIZE(b) : set_size(b);
        if (!repeat_is_small(a, size, MAX_ITEMS, &times)) return false;
        return !size || !times || count_items(rt, b, MAX_NESTED_ITEMS / times) >= 0;
    }
    if (is_str(b)) return repeat_is_small(a, STR(b)->length, MAX_CHARACTERS, &times);
    if (is_bytes(b)) return repeat_is_small(a, BYTES(b)->head.size, MAX_CHARACTERS, &times);
    return true;
}

static bool power_is_small(Obj *a, Obj *b) {
    int overflow;
    if (!is_nonzero_int(a) || !is_int(b) || int_sign(b) <= 0) return true;
    int64_t exponent = int_as_i64_overflow(b, &overflow);
    return !overflow && int_bit_length(a) <= (uint64_t)(MAX_INT_BITS / exponent);
}

static bool shift_is_small(Obj *a, Obj *b) {
    int overflow;
    if (!is_nonzero_int(a) || !is_nonzero_int(b)) return true;
    int64_t bits = int_as_i64_overflow(b, &overflow);
    return !overflow && bits >= 0 && bits <= MAX_INT_BITS &&
           int_bit_length(a) <= (uint64_t)(MAX_INT_BITS - bits);
}

const uint8_t binary_ops[] = {
    [OPERATOR_Add] = OP_ADD,
    [OPERATOR_Sub] = OP_SUBTRACT,
    [OPERATOR_Mult] = OP_MULTIPLY,
    [OPERATOR_MatMult] = OP_MATRIX_MULTIPLY,
    [OPERATOR_Div] = OP_TRUE_DIVIDE,
    [OPERATOR_Mod] = OP_REMAINDER,
    [OPERATOR_Pow] = OP_POWER,
    [OPERATOR_LShift] = OP_LSHIFT,
    [OPERATOR_RShift] = OP_RSHIFT,
    [OPERATOR_BitOr] = OP_OR,
    [OPERATOR_BitXor] = OP_XOR,
    [OPERATOR_BitAnd] = OP_AND,
    [OPERATOR_FloorDiv] = OP_FLOOR_DIVIDE,
};

/* ---- "%" formatting ---- */

static bool has_starred(const ExprSeq *items) {
    AST_FOR(i, items) {
        if (items->items[i]->kind == EXPR_Starred) return true;
    }
    return false;
}

static Expr *new_constant(Fold *f, Own value) {
    static const AstSpan nowhere = {-1, -1, -1, -1};
    Obj *kept = ast_arena_keep(f->c->rt, f->c->arena, value);
    Expr *e = kept ? ast_expr(f->c->rt, f->c->arena, EXPR_Constant, nowhere) : NULL;
    if (e)
        e->Constant.value = kept;
    else
        f->c->failed = true;
    return e;
}

/* Text of the format up to the next conversion, with "%%" as "%"; NULL if there is none. */
static Expr *format_text(Fold *f, Obj *format, intptr_t *position) {
    intptr_t start = *position, i = start, length = STR(format)->length;
    bool has_percents = false;
    while (i < length) {
        if (str_char(format, i) != '%') {
            i++;
        } else if (i + 1 < length && str_char(format, i + 1) == '%') {
            has_percents = true;
            i += 2;
        } else {
            break;
        }
    }
    *position = i;
    if (i == start) return NULL;
    if (!has_percents) return new_constant(f, str_substring(f->c->rt, format, start, i));
    StrWriter writer;
    str_writer_init(&writer, f->c->rt);
    for (intptr_t k = start; k < i; k++) {
        str_writer_char(&writer, str_char(format, k));
        if (str_char(format, k) == '%') k++;
    }
    return new_constant(f, str_writer_finish(&writer));
}

typedef struct Conversion {
    uint32_t type;
    bool left;
    int width, precision; /* -1 = not given */
} Conversion;

/* Digits at *position; false = too many, or the text ends. */
static bool read_digits(Obj *format, intptr_t *position, uint32_t *c, int *value) {
    *value = 0;
    for (int digits = 0; *c >= '0' && *c <= '9';) {
        *value = *value * 10 + (int)(*c - '0');
        if (*position >= STR(format)->length) return false;
        *c = str_char(format, (*position)++);
        if (++digits >= MAX_DIGITS) return false;
    }
    return true;
}

static bool read_conversion(Obj *format, intptr_t *position, Conversion *out) {
    intptr_t length = STR(format)->length;
    uint32_t c;
    *out = (Conversion){0, false, -1, -1};
    for (;;) {
        if (*position >= length) return false;
        c = str_char(format, (*position)++);
        if (c == '-')
            out->left = true;
        else if (c != '+' && c != ' ' && c != '#' && c != '0')
            break;
    }
    if (c >= '0' && c <= '9' && !read_digits(format, position, &c, &out->width)) return false;
    if (c == '.') {
        if (*position >= length) return false;
        c = str_char(format, (*position)++);
        if (!read_digits(format, position, &c, &out->precision)) return false;
    }
    out->type = c;
    return true;
}

static Expr *format_value(Fold *f, Obj *format, intptr_t *position, Expr *value) {
    Conversion conversion;
    char spec[16];
    int length = 0;
    Expr *format_spec = NULL;
    if (!read_conversion(format, position, &conversion)) return NULL;
    if (conversion.type != 's' && conversion.type != 'r' && conversion.type != 'a') return NULL;
    if (!conversion.left && conversion.width > 0) spec[length++] = '>';
    if (conversion.width >= 0)
        length += (int)format_message(spec + length, MAX_DIGITS + 1, "%d", conversion.width);
    if (conversion.precision >= 0)
        length += (int)format_message(spec + length, MAX_DIGITS + 2, ".%d", conversion.precision);
    if (length && !(format_spec = new_constant(f, str_from_ascii(f->c->rt, spec, (size_t)length))))
        return NULL;
    Expr *e = ast_expr(f->c->rt, f->c->arena, EXPR_FormattedValue, value->span);
    if (!e) {
        f->c->failed = true;
        return NULL;
    }
    e->FormattedValue.value = value;
    e->FormattedValue.conversion = (int32_t)conversion.type;
    e->FormattedValue.format_spec = format_spec;
    return e;
}

/* "..." % (a, b) with %s, %r, %a only becomes an f-string. */
static void fold_format(Fold *f, Expr *e, Obj *format, const ExprSeq *values) {
    intptr_t position = 0;
    int32_t used = 0, count = seq_count(values);
    ExprSeq *parts = ast_seq(f->c->rt, f->c->arena, count * 2 + 1);
    if (!parts) {
        f->c->failed = true;
        return;
    }
    parts->count = 0;
    for (;;) {
        Expr *text = format_text(f, format, &position);
        if (text) parts->items[parts->count++] = text;
        if (f->c->failed) return;
        if (position >= STR(format)->length) break;
        if (used >= count) return;
        position++;
        Expr *value = format_value(f, format, &position, values->items[used++]);
        if (!value) return;
        parts->items[parts->count++] = value;
    }
    if (used < count) return;
    e->kind = EXPR_JoinedStr;
    e->JoinedStr.values = parts;
}

static void fold_binary(Fold *f, Expr *e) {
    Runtime *rt = f->c->rt;
    Expr *left = e->BinOp.left, *right = e->BinOp.right;
    if (left->kind != EXPR_Constant) return;
    Obj *a = left->Constant.value;
    int op = e->BinOp.op;
    if (op == OPERATOR_Mod && right->kind == EXPR_Tuple && is_str(a) &&
        !has_starred(right->Tuple.elts)) {
        fold_format(f, e, a, right->Tuple.elts);
        return;
    }
    if (right->kind != EXPR_Constant || op == OPERATOR_MatMult) return;
    Obj *b = right->Constant.value;
    if (op == OPERATOR_Mult && !multiply_is_small(rt, a, b)) return;
    if (op == OPERATOR_Pow && !power_is_small(a, b)) return;
    if (op == OPERATOR_LShift && !shift_is_small(a, b)) return;
    if (op == OPERATOR_Mod && (is_str(a) || is_bytes(a))) return;
    make_constant(f, e,
                  op == OPERATOR_Pow ? number_power(rt, a, b, rt->none)
                                     : number_binary(rt, a, b, binary_ops[op]));
}

/* ---- displays ---- */

static bool all_constant(const ExprSeq *items) {
    AST_FOR(i, items) {
        if (items->items[i]->kind != EXPR_Constant) return false;
    }
    return true;
}

static Own constant_tuple(Fold *f, const ExprSeq *items) {
    Own tuple = tuple_alloc(f->c->rt, seq_count(items));
    if (!tuple) return tuple;
    AST_FOR(i, items) TUPLE(borrow(tuple))->items[i] = keep(items->items[i]->Constant.value);
    if (seq_count(items)) gc_track(f->c->rt, borrow(tuple));
    return tuple;
}

/* What is only iterated or searched: list → tuple, set of constants → frozenset. */
static void fold_iterable(Fold *f, Expr *e) {
    if (f->c->failed) return;
    if (e->kind == EXPR_List) {
        ExprSeq *items = e->List.elts;
        int32_t context = e->List.ctx;
        if (has_starred(items)) return;
        e->kind = EXPR_Tuple;
        e->Tuple.elts = items;
        e->Tuple.ctx = context;
        if (all_constant(items)) make_constant(f, e, constant_tuple(f, items));
    } else if (e->kind == EXPR_Set && all_constant(e->Set.elts)) {
        Own tuple = constant_tuple(f, e->Set.elts), set = (Own)0;
        if (tuple) {
            set = frozenset_new(f->c->rt, borrow(tuple));
            release(f->c->rt, tuple);
        }
        make_constant(f, e, set);
    }
}

/* ---- the walk ---- */

static void fold_exprs(Fold *f, const ExprSeq *exprs) {
    AST_FOR(i, exprs) {
        if (exprs->items[i] && !f->c->failed) fold_expr(f, exprs->items[i]);
    }
}

static void fold_optional(Fold *f, Expr *e) {
    if (e && !f->c->failed) fold_expr(f, e);
}

static void fold_stmts(Fold *f, const StmtSeq *stmts) {
    AST_FOR(i, stmts) {
        if (!f->c->failed) fold_stmt(f, stmts->items[i]);
    }
}

/* A body; what folding made a str at its start is no docstring. */
static void fold_body(Fold *f, const StmtSeq *body) {
    bool had_docstring = body_docstring(f->c, body) != NULL;
    fold_stmts(f, body);
    if (f->c->failed || had_docstring || !body_docstring(f->c, body)) return;
    Stmt *s = body->items[0];
    ExprSeq *values = ast_seq(f->c->rt, f->c->arena, 1);
    Expr *joined = values ? ast_expr(f->c->rt, f->c->arena, EXPR_JoinedStr, s->span) : NULL;
    if (!joined) {
        f->c->failed = true;
        return;
    }
    values->items[0] = s->Expr.value;
    joined->JoinedStr.values = values;
    s->Expr.value = joined;
}

static bool keeps_annotations(Fold *f) { return (f->c->flags & CO_FUTURE_ANNOTATIONS) != 0; }

static void fold_arg(Fold *f, Arg *arg) {
    if (arg && !keeps_annotations(f)) fold_optional(f, arg->annotation);
}

static void fold_args(Fold *f, const ArgSeq *args) { AST_FOR(i, args) fold_arg(f, args->items[i]); }

static void fold_arguments(Fold *f, Arguments *a) {
    fold_args(f, a->posonlyargs);
    fold_args(f, a->args);
    fold_arg(f, a->vararg);
    fold_args(f, a->kwonlyargs);
    fold_exprs(f, a->kw_defaults);
    fold_arg(f, a->kwarg);
    fold_exprs(f, a->defaults);
}

static void fold_generators(Fold *f, const ComprehensionSeq *generators) {
    AST_FOR(i, generators) {
        Comprehension *g = generators->items[i];
        fold_optional(f, g->target);
        fold_optional(f, g->iter);
        fold_exprs(f, g->ifs);
        fold_iterable(f, g->iter);
    }
}

static void fold_keywords(Fold *f, const KeywordSeq *keywords) {
    AST_FOR(i, keywords) fold_optional(f, keywords->items[i]->value);
}

static void fold_tuple(Fold *f, Expr *e) {
    fold_exprs(f, e->Tuple.elts);
    if (!f->c->failed && e->Tuple.ctx == CTX_Load && all_constant(e->Tuple.elts)) {
        make_constant(f, e, constant_tuple(f, e->Tuple.elts));
    }
}

static void fold_subscript(Fold *f, Expr *e) {
    Expr *value = e->Subscript.value, *index = e->Subscript.slice;
    fold_expr(f, value);
    fold_optional(f, index);
    if (f->c->failed || e->Subscript.ctx != CTX_Load) return;
    if (value->kind == EXPR_Constant && index->kind == EXPR_Constant) {
        make_constant(f, e, object_getitem(f->c->rt, value->Constant.value, index->Constant.value));
    }
}

static void fold_compare(Fold *f, Expr *e) {
    fold_expr(f, e->Compare.left);
    fold_exprs(f, e->Compare.comparators);
    int32_t last = e->Compare.ops->count - 1;
    int32_t op = e->Compare.ops->items[last];
    if (op == CMPOP_In || op == CMPOP_NotIn) fold_iterable(f, e->Compare.comparators->items[last]);
}

static void fold_kind(Fold *f, Expr *e) {
    switch (e->kind) {
    case EXPR_BoolOp: fold_exprs(f, e->BoolOp.values); break;
    case EXPR_BinOp:
        fold_expr(f, e->BinOp.left);
        fold_optional(f, e->BinOp.right);
        if (!f->c->failed) fold_binary(f, e);
        break;
    case EXPR_UnaryOp:
        fold_expr(f, e->UnaryOp.operand);
        if (!f->c->failed) fold_unary(f, e);
        break;
    case EXPR_Lambda:
        fold_arguments(f, e->Lambda.args);
        fold_optional(f, e->Lambda.body);
        break;
    case EXPR_IfExp:
        fold_expr(f, e->IfExp.test);
        fold_optional(f, e->IfExp.body);
        fold_optional(f, e->IfExp.orelse);
        break;
    case EXPR_Dict:
        fold_exprs(f, e->Dict.keys);
        fold_exprs(f, e->Dict.values);
        break;
    case EXPR_Set: fold_exprs(f, e->Set.elts); break;
    case EXPR_ListComp:
    case EXPR_SetComp:
    case EXPR_GeneratorExp: /* same fields */
        fold_expr(f, e->ListComp.elt);
        fold_generators(f, e->ListComp.generators);
        break;
    case EXPR_DictComp:
        fold_expr(f, e->DictComp.key);
        fold_optional(f, e->DictComp.value);
        fold_generators(f, e->DictComp.generators);
        break;
    case EXPR_Await:
    case EXPR_Yield:
    case EXPR_YieldFrom: fold_optional(f, e->Yield.value); break;
    case EXPR_Compare: fold_compare(f, e); break;
    case EXPR_Call:
        fold_expr(f, e->Call.func);
        fold_exprs(f, e->Call.args);
        fold_keywords(f, e->Call.keywords);
        break;
    case EXPR_FormattedValue:
        fold_expr(f, e->FormattedValue.value);
        fold_optional(f, e->FormattedValue.format_spec);
        break;
    case EXPR_JoinedStr: fold_exprs(f, e->JoinedStr.values); break;
    case EXPR_Attribute: fold_expr(f, e->Attribute.value); break;
    case EXPR_Subscript: fold_subscript(f, e); break;
    case EXPR_Starred: fold_expr(f, e->Starred.value); break;
    case EXPR_Slice:
        fold_optional(f, e->Slice.lower);
        fold_optional(f, e->Slice.upper);
        fold_optional(f, e->Slice.step);
        break;
    case EXPR_List: fold_exprs(f, e->List.elts); break;
    case EXPR_Tuple: fold_tuple(f, e); break;
    case EXPR_Name:
        if (e->Name.ctx == CTX_Load && e->Name.id == ID(f->c->rt, __debug__)) {
            make_constant(f, e, bool_from(f->c->rt, !f->c->optimize));
        }
        break;
    case EXPR_NamedExpr: fold_expr(f, e->NamedExpr.value); break;
    default: break;
    }
}

static void fold_expr(Fold *f, Expr *e) {
    if (too_deep(f)) return;
    fold_kind(f, e);
    f->depth--;
}

static void fold_pattern(Fold *f, Pattern *p);

static void fold_patterns(Fold *f, const PatternSeq *patterns) {
    AST_FOR(i, patterns) {
        if (!f->c->failed) fold_pattern(f, patterns->items[i]);
    }
}

static void fold_pattern(Fold *f, Pattern *p) {
    if (too_deep(f)) return;
    switch (p->kind) {
    case PATTERN_MatchValue: fold_expr(f, p->MatchValue.value); break;
    case PATTERN_MatchSequence: fold_patterns(f, p->MatchSequence.patterns); break;
    case PATTERN_MatchMapping:
        fold_exprs(f, p->MatchMapping.keys);
        fold_patterns(f, p->MatchMapping.patterns);
        break;
    case PATTERN_MatchClass:
        fold_expr(f, p->MatchClass.cls);
        fold_patterns(f, p->MatchClass.patterns);
        fold_patterns(f, p->MatchClass.kwd_patterns);
        break;
    case PATTERN_MatchAs:
        if (p->MatchAs.pattern) fold_pattern(f, p->MatchAs.pattern);
        break;
    case PATTERN_MatchOr: fold_patterns(f, p->MatchOr.patterns); break;
    default: break;
    }
    f->depth--;
}

static void fold_loop(Fold *f, Expr *target, Expr *iter, const StmtSeq *body,
                      const StmtSeq *orelse) {
    fold_optional(f, target);
    fold_optional(f, iter);
    fold_stmts(f, body);
    fold_stmts(f, orelse);
}

static void fold_function(Fold *f, Stmt *s) {
    fold_arguments(f, s->FunctionDef.args);
    fold_body(f, s->FunctionDef.body);
    fold_exprs(f, s->FunctionDef.decorator_list);
    if (!keeps_annotations(f)) fold_optional(f, s->FunctionDef.returns);
}

static void fold_with(Fold *f, const WithItemSeq *items, const StmtSeq *body) {
    AST_FOR(i, items) {
        fold_optional(f, items->items[i]->context_expr);
        fold_optional(f, items->items[i]->optional_vars);
    }
    fold_stmts(f, body);
}

static void fold_try(Fold *f, Stmt *s) {
    fold_stmts(f, s->Try.body);
    AST_FOR(i, s->Try.handlers) {
        fold_optional(f, s->Try.handlers->items[i]->type);
        fold_stmts(f, s->Try.handlers->items[i]->body);
    }
    fold_stmts(f, s->Try.orelse);
    fold_stmts(f, s->Try.finalbody);
}

static void fold_match(Fold *f, Stmt *s) {
    fold_expr(f, s->Match.subject);
    AST_FOR(i, s->Match.cases) {
        MatchCase *m = s->Match.cases->items[i];
        if (!f->c->failed) fold_pattern(f, m->pattern);
        fold_optional(f, m->guard);
        fold_stmts(f, m->body);
    }
}

static void fold_statement(Fold *f, Stmt *s) {
    switch (s->kind) {
    case STMT_FunctionDef:
    case STMT_AsyncFunctionDef: fold_function(f, s); break;
    case STMT_ClassDef:
        fold_exprs(f, s->ClassDef.bases);
        fold_keywords(f, s->ClassDef.keywords);
        fold_body(f, s->ClassDef.body);
        fold_exprs(f, s->ClassDef.decorator_list);
        break;
    case STMT_Return: fold_optional(f, s->Return.value); break;
    case STMT_Delete: fold_exprs(f, s->Delete.targets); break;
    case STMT_Assign:
        fold_exprs(f, s->Assign.targets);
        fold_optional(f, s->Assign.value);
        break;
    case STMT_AugAssign:
        fold_expr(f, s->AugAssign.target);
        fold_optional(f, s->AugAssign.value);
        break;
    case STMT_AnnAssign:
        fold_expr(f, s->AnnAssign.target);
        if (!keeps_annotations(f)) fold_optional(f, s->AnnAssign.annotation);
        fold_optional(f, s->AnnAssign.value);
        break;
    case STMT_For:
        fold_loop(f, s->For.target, s->For.iter, s->For.body, s->For.orelse);
        fold_iterable(f, s->For.iter);
        break;
    case STMT_AsyncFor:
        fold_loop(f, s->AsyncFor.target, s->AsyncFor.iter, s->AsyncFor.body, s->AsyncFor.orelse);
        break;
    case STMT_While: fold_loop(f, s->While.test, NULL, s->While.body, s->While.orelse); break;
    case STMT_If: fold_loop(f, s->If.test, NULL, s->If.body, s->If.orelse); break;
    case STMT_With: fold_with(f, s->With.items, s->With.body); break;
    case STMT_AsyncWith: fold_with(f, s->AsyncWith.items, s->AsyncWith.body); break;
    case STMT_Raise:
        fold_optional(f, s->Raise.exc);
        fold_optional(f, s->Raise.cause);
        break;
    case STMT_Try:
    case STMT_TryStar: fold_try(f, s); break;
    case STMT_Assert:
        fold_expr(f, s->Assert.test);
        fold_optional(f, s->Assert.msg);
        break;
    case STMT_Expr: fold_expr(f, s->Expr.value); break;
    case STMT_Match: fold_match(f, s); break;
    default: break;
    }
}

static void fold_stmt(Fold *f, Stmt *s) {
    if (too_deep(f)) return;
    fold_statement(f, s);
    f->depth--;
}

void fold_mod(Compiler *c, Mod *mod) {
    Fold f = {c, compiler_start_depth(c), compiler_depth_limit(c)};
    switch (mod->kind) {
    case MOD_Module: fold_body(&f, mod->Module.body); break;
    case MOD_Interactive: fold_stmts(&f, mod->Interactive.body); break;
    case MOD_Expression: fold_expr(&f, mod->Expression.body); break;
    default: break;
    }
}
