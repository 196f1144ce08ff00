/* Expressions back to text, for annotations that are kept as str. CPython 3.11's
 * Python/ast_unparse.c. */
#include <math.h>

#include "compile/codegen.h"
#include "object/abstract.h"
#include "object/float.h"
#include "object/str.h"
#include "object/tuple.h"

/* Precedence, loosest first. */
enum {
    PREC_TUPLE,
    PREC_TEST,
    PREC_OR,
    PREC_AND,
    PREC_NOT,
    PREC_CMP,
    PREC_BOR,
    PREC_EXPR = PREC_BOR,
    PREC_BXOR,
    PREC_BAND,
    PREC_SHIFT,
    PREC_ARITH,
    PREC_TERM,
    PREC_FACTOR,
    PREC_POWER,
    PREC_AWAIT,
    PREC_ATOM
};

static void put_expr(StrWriter *w, const Expr *e, int level);
static void put_joined(StrWriter *w, const Expr *e, bool is_spec);

static void put(StrWriter *w, const char *text) { str_writer_cstr(w, text); }
static void put_str(StrWriter *w, Obj *s) { str_writer_str(w, s); }
static void put_comma(StrWriter *w, int32_t i) {
    if (i) put(w, ", ");
}

static void put_exprs(StrWriter *w, const ExprSeq *exprs) {
    AST_FOR(i, exprs) {
        put_comma(w, i);
        put_expr(w, exprs->items[i], PREC_TEST);
    }
}

/* repr, in which an infinity is a literal that is too large. */
static void put_repr(StrWriter *w, Obj *value) {
    Own repr = w->failed ? (Own)0 : object_repr(w->rt, value);
    if (!repr) {
        w->failed = true;
        return;
    }
    Obj *text = borrow(repr);
    bool may_be_inf = value->type == T(w->rt, COMPLEX) ||
                      (is_float_exact(w->rt, value) && isinf(FLOAT_VALUE(value)));
    for (intptr_t i = 0; i < STR(text)->length; i++) {
        if (may_be_inf && str_char(text, i) == 'i' && i + 2 < STR(text)->length &&
            str_char(text, i + 1) == 'n') {
            put(w, "1e309");
            i += 2;
        } else {
            str_writer_char(w, str_char(text, i));
        }
    }
    release(w->rt, repr);
}

static void put_constant(StrWriter *w, Obj *value) {
    if (value->type != T(w->rt, TUPLE)) {
        put_repr(w, value);
        return;
    }
    put(w, "(");
    for (intptr_t i = 0; i < TUPLE_SIZE(value); i++) {
        put_comma(w, i > 0);
        put_constant(w, TUPLE_ITEM(value, i));
    }
    put(w, TUPLE_SIZE(value) == 1 ? ",)" : ")");
}

/* ---- operators ---- */

static void put_bool_op(StrWriter *w, const Expr *e) {
    bool is_and = e->BoolOp.op == BOOLOP_And;
    AST_FOR(i, e->BoolOp.values) {
        if (i) put(w, is_and ? " and " : " or ");
        put_expr(w, e->BoolOp.values->items[i], (is_and ? PREC_AND : PREC_OR) + 1);
    }
}

static const struct {
    char text[5];
    uint8_t level;
} binary_texts[] = {
    [OPERATOR_Add] = {" + ", PREC_ARITH},     [OPERATOR_Sub] = {" - ", PREC_ARITH},
    [OPERATOR_Mult] = {" * ", PREC_TERM},     [OPERATOR_MatMult] = {" @ ", PREC_TERM},
    [OPERATOR_Div] = {" / ", PREC_TERM},      [OPERATOR_Mod] = {" % ", PREC_TERM},
    [OPERATOR_LShift] = {" << ", PREC_SHIFT}, [OPERATOR_RShift] = {" >> ", PREC_SHIFT},
    [OPERATOR_BitOr] = {" | ", PREC_BOR},     [OPERATOR_BitXor] = {" ^ ", PREC_BXOR},
    [OPERATOR_BitAnd] = {" & ", PREC_BAND},   [OPERATOR_FloorDiv] = {" // ", PREC_TERM},
    [OPERATOR_Pow] = {" ** ", PREC_POWER},
};

static void put_text(StrWriter *w, const char *text, size_t limit) {
    str_writer_ascii(w, text, strnlen(text, limit));
}

static void put_binary(StrWriter *w, const Expr *e) {
    int level = binary_texts[e->BinOp.op].level;
    bool right_associative = e->BinOp.op == OPERATOR_Pow;
    put_expr(w, e->BinOp.left, level + right_associative);
    put_text(w, binary_texts[e->BinOp.op].text, 5);
    put_expr(w, e->BinOp.right, level + !right_associative);
}

static void put_unary(StrWriter *w, const Expr *e) {
    int op = e->UnaryOp.op;
    put(w, op == UNARYOP_Invert ? "~"
           : op == UNARYOP_Not  ? "not "
           : op == UNARYOP_UAdd ? "+"
                                : "-");
    put_expr(w, e->UnaryOp.operand, op == UNARYOP_Not ? PREC_NOT : PREC_FACTOR);
}

static void put_compare(StrWriter *w, const Expr *e) {
    static const char texts[][9] = {
        [CMPOP_Eq] = " == ",       [CMPOP_NotEq] = " != ",     [CMPOP_Lt] = " < ",
        [CMPOP_LtE] = " <= ",      [CMPOP_Gt] = " > ",         [CMPOP_GtE] = " >= ",
        [CMPOP_Is] = " is ",       [CMPOP_IsNot] = " is not ", [CMPOP_In] = " in ",
        [CMPOP_NotIn] = " not in "};
    put_expr(w, e->Compare.left, PREC_CMP + 1);
    AST_FOR(i, e->Compare.comparators) {
        put_text(w, texts[e->Compare.ops->items[i]], sizeof texts[0]);
        put_expr(w, e->Compare.comparators->items[i], PREC_CMP + 1);
    }
}

static void put_conditional(StrWriter *w, const Expr *e) {
    put_expr(w, e->IfExp.body, PREC_TEST + 1);
    put(w, " if ");
    put_expr(w, e->IfExp.test, PREC_TEST + 1);
    put(w, " else ");
    put_expr(w, e->IfExp.orelse, PREC_TEST);
}

/* ---- lambda ---- */

static void put_arg(StrWriter *w, const Arg *arg) {
    put_str(w, arg->arg);
    if (!arg->annotation) return;
    put(w, ": ");
    put_expr(w, arg->annotation, PREC_TEST);
}

static void put_default(StrWriter *w, const Expr *value) {
    if (!value) return;
    put(w, "=");
    put_expr(w, value, PREC_TEST);
}

static void put_arguments(StrWriter *w, const Arguments *a) {
    int32_t posonly = seq_count(a->posonlyargs), count = posonly + seq_count(a->args), written = 0;
    for (int32_t i = 0; i < count; i++) {
        put_comma(w, written++);
        put_arg(w, i < posonly ? a->posonlyargs->items[i] : a->args->items[i - posonly]);
        int32_t at = i - count + seq_count(a->defaults);
        if (at >= 0) put_default(w, a->defaults->items[at]);
        if (posonly && i + 1 == posonly) put(w, ", /");
    }
    if (a->vararg || seq_count(a->kwonlyargs)) {
        put_comma(w, written++);
        put(w, "*");
        if (a->vararg) put_arg(w, a->vararg);
    }
    AST_FOR(i, a->kwonlyargs) {
        put_comma(w, written++);
        put_arg(w, a->kwonlyargs->items[i]);
        int32_t at = i - a->kwonlyargs->count + seq_count(a->kw_defaults);
        if (at >= 0) put_default(w, a->kw_defaults->items[at]);
    }
    if (a->kwarg) {
        put_comma(w, written++);
        put(w, "**");
        put_arg(w, a->kwarg);
    }
}

static void put_lambda(StrWriter *w, const Expr *e) {
    const Arguments *a = e->Lambda.args;
    put(w, seq_count(a->args) + seq_count(a->posonlyargs) ? "lambda " : "lambda");
    put_arguments(w, a);
    put(w, ": ");
    put_expr(w, e->Lambda.body, PREC_TEST);
}

/* ---- displays, comprehensions, calls ---- */

static void put_dict(StrWriter *w, const Expr *e) {
    put(w, "{");
    AST_FOR(i, e->Dict.values) {
        put_comma(w, i);
        if (e->Dict.keys->items[i]) {
            put_expr(w, e->Dict.keys->items[i], PREC_TEST);
            put(w, ": ");
            put_expr(w, e->Dict.values->items[i], PREC_TEST);
        } else {
            put(w, "**");
            put_expr(w, e->Dict.values->items[i], PREC_EXPR);
        }
    }
    put(w, "}");
}

static void put_tuple(StrWriter *w, const Expr *e, int level) {
    int32_t count = seq_count(e->Tuple.elts);
    bool parentheses = level > PREC_TUPLE || !count;
    if (parentheses) put(w, "(");
    put_exprs(w, e->Tuple.elts);
    if (count == 1) put(w, ",");
    if (parentheses) put(w, ")");
}

static void put_generators(StrWriter *w, const ComprehensionSeq *generators) {
    AST_FOR(i, generators) {
        const Comprehension *g = generators->items[i];
        put(w, g->is_async ? " async for " : " for ");
        put_expr(w, g->target, PREC_TUPLE);
        put(w, " in ");
        put_expr(w, g->iter, PREC_TEST + 1);
        AST_FOR(k, g->ifs) {
            put(w, " if ");
            put_expr(w, g->ifs->items[k], PREC_TEST + 1);
        }
    }
}

static void put_comprehension(StrWriter *w, const Expr *e) {
    bool is_dict = e->kind == EXPR_DictComp;
    const char *brackets = e->kind == EXPR_ListComp       ? "[]"
                           : e->kind == EXPR_GeneratorExp ? "()"
                                                          : "{}";
    str_writer_char(w, (uint8_t)brackets[0]);
    put_expr(w, is_dict ? e->DictComp.key : e->ListComp.elt, PREC_TEST);
    if (is_dict) {
        put(w, ": ");
        put_expr(w, e->DictComp.value, PREC_TEST);
    }
    put_generators(w, is_dict ? e->DictComp.generators : e->ListComp.generators);
    str_writer_char(w, (uint8_t)brackets[1]);
}

static void put_call(StrWriter *w, const Expr *e) {
    const ExprSeq *args = e->Call.args;
    int32_t count = seq_count(args);
    put_expr(w, e->Call.func, PREC_ATOM);
    if (count == 1 && !seq_count(e->Call.keywords) && args->items[0]->kind == EXPR_GeneratorExp) {
        put_comprehension(w, args->items[0]);
        return;
    }
    put(w, "(");
    put_exprs(w, args);
    AST_FOR(i, e->Call.keywords) {
        const Keyword *keyword = e->Call.keywords->items[i];
        put_comma(w, count + i);
        if (keyword->arg) {
            put_str(w, keyword->arg);
            put(w, "=");
        } else {
            put(w, "**");
        }
        put_expr(w, keyword->value, PREC_TEST);
    }
    put(w, ")");
}

/* ---- f-strings ---- */

static Own expr_text(Runtime *rt, const Expr *e, int level) {
    StrWriter w;
    str_writer_init(&w, rt);
    put_expr(&w, e, level);
    if (w.failed) {
        str_writer_discard(&w);
        return (Own)0;
    }
    return str_writer_finish(&w);
}

static void put_element(StrWriter *w, const Expr *e, bool is_spec);

static void put_formatted(StrWriter *w, const Expr *e) {
    int conversion = e->FormattedValue.conversion;
    Own value = w->failed ? (Own)0 : expr_text(w->rt, e->FormattedValue.value, PREC_TEST + 1);
    if (!value) {
        w->failed = true;
        return;
    }
    bool has_brace = STR(borrow(value))->length && str_char(borrow(value), 0) == '{';
    put(w, has_brace ? "{ " : "{");
    put_str(w, borrow(value));
    release(w->rt, value);
    if (conversion > 0) {
        put(w, "!");
        str_writer_char(w, (uint32_t)conversion);
    }
    if (e->FormattedValue.format_spec) {
        put(w, ":");
        put_element(w, e->FormattedValue.format_spec, true);
    }
    put(w, "}");
}

static void put_element(StrWriter *w, const Expr *e, bool is_spec) {
    if (e->kind == EXPR_JoinedStr) {
        put_joined(w, e, is_spec);
    } else if (e->kind == EXPR_FormattedValue) {
        put_formatted(w, e);
    } else {
        Obj *text = e->Constant.value;
        for (intptr_t i = 0; i < STR(text)->length; i++) {
            uint32_t character = str_char(text, i);
            str_writer_char(w, character);
            if (character == '{' || character == '}') str_writer_char(w, character);
        }
    }
}

static void put_joined(StrWriter *w, const Expr *e, bool is_spec) {
    StrWriter body;
    str_writer_init(&body, w->rt);
    AST_FOR(i, e->JoinedStr.values) put_element(&body, e->JoinedStr.values->items[i], is_spec);
    if (body.failed || w->failed) {
        str_writer_discard(&body);
        w->failed = true;
        return;
    }
    Own text = str_writer_finish(&body);
    if (!text) {
        w->failed = true;
        return;
    }
    if (is_spec) {
        put_str(w, borrow(text));
    } else {
        put(w, "f");
        put_repr(w, borrow(text));
    }
    release(w->rt, text);
}

/* ---- dispatch ---- */

static void put_slice(StrWriter *w, const Expr *e) {
    if (e->Slice.lower) put_expr(w, e->Slice.lower, PREC_TEST);
    put(w, ":");
    if (e->Slice.upper) put_expr(w, e->Slice.upper, PREC_TEST);
    if (e->Slice.step) {
        put(w, ":");
        put_expr(w, e->Slice.step, PREC_TEST);
    }
}

static void put_yield(StrWriter *w, const char *keyword, const Expr *value) {
    put(w, "(");
    put(w, keyword);
    if (value) {
        put(w, " ");
        put_expr(w, value, PREC_TEST);
    }
    put(w, ")");
}

static void put_attribute(StrWriter *w, const Expr *e) {
    const Expr *value = e->Attribute.value;
    bool is_int_literal =
        value->kind == EXPR_Constant && value->Constant.value->type == T(w->rt, INT);
    put_expr(w, value, PREC_ATOM);
    put(w, is_int_literal ? " ." : ".");
    put_str(w, e->Attribute.attr);
}

/* Expressions that take parentheses where something tighter is wanted; -1 = never. */
static int level_of(const Expr *e) {
    switch (e->kind) {
    case EXPR_BoolOp: return e->BoolOp.op == BOOLOP_And ? PREC_AND : PREC_OR;
    case EXPR_BinOp: return binary_texts[e->BinOp.op].level;
    case EXPR_UnaryOp: return e->UnaryOp.op == UNARYOP_Not ? PREC_NOT : PREC_FACTOR;
    case EXPR_Lambda:
    case EXPR_IfExp: return PREC_TEST;
    case EXPR_Compare: return PREC_CMP;
    case EXPR_Await: return PREC_AWAIT;
    case EXPR_NamedExpr: return PREC_TUPLE;
    default: return PREC_ATOM;
    }
}

static void put_kind(StrWriter *w, const Expr *e, int level) {
    switch (e->kind) {
    case EXPR_BoolOp: put_bool_op(w, e); break;
    case EXPR_BinOp: put_binary(w, e); break;
    case EXPR_UnaryOp: put_unary(w, e); break;
    case EXPR_Lambda: put_lambda(w, e); break;
    case EXPR_IfExp: put_conditional(w, e); break;
    case EXPR_Dict: put_dict(w, e); break;
    case EXPR_Set:
        put(w, "{");
        put_exprs(w, e->Set.elts);
        put(w, "}");
        break;
    case EXPR_List:
        put(w, "[");
        put_exprs(w, e->List.elts);
        put(w, "]");
        break;
    case EXPR_ListComp:
    case EXPR_SetComp:
    case EXPR_DictComp:
    case EXPR_GeneratorExp: put_comprehension(w, e); break;
    case EXPR_Yield: put_yield(w, "yield", e->Yield.value); break;
    case EXPR_YieldFrom: put_yield(w, "yield from", e->YieldFrom.value); break;
    case EXPR_Await:
        put(w, "await ");
        put_expr(w, e->Await.value, PREC_ATOM);
        break;
    case EXPR_Compare: put_compare(w, e); break;
    case EXPR_Call: put_call(w, e); break;
    case EXPR_Constant:
        if (e->Constant.value == w->rt->ellipsis) {
            put(w, "...");
            break;
        }
        if (e->Constant.kind) put_str(w, e->Constant.kind);
        put_constant(w, e->Constant.value);
        break;
    case EXPR_JoinedStr: put_joined(w, e, false); break;
    case EXPR_FormattedValue: put_formatted(w, e); break;
    case EXPR_Attribute: put_attribute(w, e); break;
    case EXPR_Subscript:
        put_expr(w, e->Subscript.value, PREC_ATOM);
        put(w, "[");
        put_expr(w, e->Subscript.slice, PREC_TUPLE);
        put(w, "]");
        break;
    case EXPR_Starred:
        put(w, "*");
        put_expr(w, e->Starred.value, PREC_EXPR);
        break;
    case EXPR_Slice: put_slice(w, e); break;
    case EXPR_Name: put_str(w, e->Name.id); break;
    case EXPR_Tuple: put_tuple(w, e, level); break;
    case EXPR_NamedExpr:
        put_expr(w, e->NamedExpr.target, PREC_ATOM);
        put(w, " := ");
        put_expr(w, e->NamedExpr.value, PREC_ATOM);
        break;
    default: break;
    }
}

static void put_expr(StrWriter *w, const Expr *e, int level) {
    if (w->failed) return;
    bool parentheses = level > level_of(e);
    if (parentheses) put(w, "(");
    put_kind(w, e, level);
    if (parentheses) put(w, ")");
}

Own unparse_expr(Runtime *rt, Expr *e) { return expr_text(rt, e, PREC_TEST); }
