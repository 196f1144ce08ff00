/* What is wrong with a syntax tree that did not come from the parser. The rules, most of them alike for all kinds of nodes, and the
 * words are those of CPython 3.11's Python/ast.c. */
#include "compile/codegen.h"
#include "compile/literals.h"
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

typedef struct Validator {
    Runtime *rt;
    int depth, limit;
    int32_t context; /* that an expression must have */
    bool star_ok;    /* MatchStar may stand here */
} Validator;

static int validate(Validator *v, AstFieldType type, void *node);

static int complain(Validator *v, const char *message) { return raise_format_int(v->rt, EXC(v->rt, ValueError), "%s", message); }

static int too_deep(Validator *v) {
    return raise_format_int(v->rt, EXC(v->rt, RecursionError), "maximum recursion depth exceeded during compilation");
}

static int check_positions(Validator *v, const AstSpan *s) {
    TypeObj *error = EXC(v->rt, ValueError);
    if (s->lineno > s->end_lineno) {
        return raise_format_int(v->rt, error, "AST node line range (%d, %d) is not valid", (int)s->lineno, (int)s->end_lineno);
    }
    if ((s->lineno < 0 && s->end_lineno != s->lineno) || (s->col_offset < 0 && s->col_offset != s->end_col_offset)) {
        return raise_format_int(v->rt, error, "AST node column range (%d, %d) for line range (%d, %d) is not valid", (int)s->col_offset,
                                (int)s->end_col_offset, (int)s->lineno, (int)s->end_lineno);
    }
    if (s->lineno != s->end_lineno || s->col_offset <= s->end_col_offset) return 0;
    return raise_format_int(v->rt, error, "line %d, column %d-%d is not a valid range", (int)s->lineno, (int)s->col_offset,
                            (int)s->end_col_offset);
}

static int check_name(Validator *v, Obj *name) {
    static const char *const constants[] = {"None", "True", "False"};
    for (int i = 0; i < 3; i++) {
        if (str_equals_ascii(name, constants[i])) {
            return raise_format_int(v->rt, EXC(v->rt, ValueError), "identifier field can't represent '%s' constant", constants[i]);
        }
    }
    return 0;
}

static int check_capture(Validator *v, Obj *name) {
    if (!name) return 0;
    return str_equals_ascii(name, "_") ? complain(v, "can't capture name '_' in patterns") : check_name(v, name);
}

static bool is_number(Runtime *rt, Obj *value, bool real, bool imaginary) {
    return (real && (value->type == T(rt, INT) || value->type == T(rt, FLOAT))) || (imaginary && value->type == T(rt, COMPLEX));
}

static int check_constant(Validator *v, Obj *value) {
    Runtime *rt = v->rt;
    if (value == rt->none || value == rt->ellipsis || is_number(rt, value, true, true) || value->type == T(rt, BOOL) ||
        value->type == T(rt, STR) || value->type == T(rt, BYTES)) {
        return 0;
    }
    if (value->type != T(rt, TUPLE) && value->type != T(rt, FROZENSET)) {
        return raise_format_int(rt, EXC(rt, TypeError), "got an invalid type in Constant: %s", type_short_name(value->type));
    }
    if (++v->depth > v->limit) return too_deep(v);
    Own items = tuple_from_iterable(rt, value);
    int result = items ? 0 : -1;
    for (intptr_t i = 0; result == 0 && i < TUPLE_SIZE(borrow(items)); i++) result = check_constant(v, TUPLE_ITEM(borrow(items), i));
    xrelease(rt, items);
    v->depth--;
    return result;
}

/* ---- expressions ---- */

static int check_context(Validator *v, const Expr *e) {
    static const char *const names[] = {"Load", "Store", "Del"};
    int32_t actual;
    switch (e->kind) {
    case EXPR_Attribute: actual = e->Attribute.ctx; break;
    case EXPR_Subscript: actual = e->Subscript.ctx; break;
    case EXPR_Starred: actual = e->Starred.ctx; break;
    case EXPR_Name:
        if (check_name(v, e->Name.id) < 0) return -1;
        actual = e->Name.ctx;
        break;
    case EXPR_List: actual = e->List.ctx; break;
    case EXPR_Tuple: actual = e->Tuple.ctx; break;
    default:
        if (v->context == CTX_Load) return 0;
        return raise_format_int(v->rt, EXC(v->rt, ValueError), "expression which can't be assigned to in %s context", names[v->context]);
    }
    if (actual == v->context) return 0;
    return raise_format_int(v->rt, EXC(v->rt, ValueError), "expression must have %s context but has %s instead", names[v->context], names[actual]);
}

static int check_expr(Validator *v, const Expr *e) {
    if (check_context(v, e) < 0) return -1;
    switch (e->kind) {
    case EXPR_BoolOp: return seq_count(e->BoolOp.values) < 2 ? complain(v, "BoolOp with less than 2 values") : 0;
    case EXPR_Dict:
        if (seq_count(e->Dict.keys) == seq_count(e->Dict.values)) return 0;
        return complain(v, "Dict doesn't have the same number of keys as values");
    case EXPR_ListComp:
    case EXPR_SetComp:
    case EXPR_GeneratorExp: return seq_count(e->ListComp.generators) ? 0 : complain(v, "comprehension with no generators");
    case EXPR_DictComp: return seq_count(e->DictComp.generators) ? 0 : complain(v, "comprehension with no generators");
    case EXPR_Compare:
        if (!seq_count(e->Compare.comparators)) return complain(v, "Compare with no comparators");
        if (seq_count(e->Compare.comparators) == seq_count(e->Compare.ops)) return 0;
        return complain(v, "Compare has a different number of comparators and operands");
    case EXPR_Constant: return check_constant(v, e->Constant.value);
    case EXPR_NamedExpr:
        if (e->NamedExpr.target->kind == EXPR_Name) return 0;
        return raise_format_int(v->rt, EXC(v->rt, TypeError), "NamedExpr target must be a Name");
    default: return 0;
    }
}

static int check_arguments(Validator *v, const Arguments *args) {
    if (seq_count(args->defaults) > seq_count(args->posonlyargs) + seq_count(args->args)) {
        return complain(v, "more positional defaults than args on arguments");
    }
    if (seq_count(args->kw_defaults) == seq_count(args->kwonlyargs)) return 0;
    return complain(v, "length of kwonlyargs is not the same as kw_defaults on arguments");
}

/* ---- patterns ---- */

static bool is_negative(Runtime *rt, const Expr *e, bool imaginary) {
    return e->kind == EXPR_UnaryOp && e->UnaryOp.op == UNARYOP_USub && e->UnaryOp.operand->kind == EXPR_Constant &&
           is_number(rt, e->UnaryOp.operand->Constant.value, true, imaginary);
}

static bool is_complex_sum(Runtime *rt, const Expr *e) {
    if (e->kind != EXPR_BinOp || (e->BinOp.op != OPERATOR_Add && e->BinOp.op != OPERATOR_Sub)) return false;
    const Expr *left = e->BinOp.left, *right = e->BinOp.right;
    return ((left->kind == EXPR_Constant && is_number(rt, left->Constant.value, true, false)) || is_negative(rt, left, false)) &&
           right->kind == EXPR_Constant && is_number(rt, right->Constant.value, false, true);
}

static int check_literal(Validator *v, Expr *e) {
    Runtime *rt = v->rt;
    if (validate(v, FIELD_expr, e) < 0) return -1;
    if (e->kind == EXPR_Constant) {
        Obj *value = e->Constant.value;
        if (is_number(rt, value, true, true) || value->type == T(rt, STR) || value->type == T(rt, BYTES)) return 0;
        return complain(v, "unexpected constant inside of a literal pattern");
    }
    if (e->kind == EXPR_Attribute || e->kind == EXPR_JoinedStr || is_negative(rt, e, true) || is_complex_sum(rt, e)) return 0;
    return complain(v, "patterns may only match literals and attribute lookups");
}

static int check_mapping(Validator *v, const Pattern *p) {
    if (seq_count(p->MatchMapping.keys) != seq_count(p->MatchMapping.patterns)) {
        return complain(v, "MatchMapping doesn't have the same number of keys as patterns");
    }
    if (check_capture(v, p->MatchMapping.rest) < 0) return -1;
    AST_FOR(i, p->MatchMapping.keys) {
        Expr *key = p->MatchMapping.keys->items[i];
        if (!key) return complain(v, "None disallowed in expression list");
        bool is_name = key->kind == EXPR_Constant && (key->Constant.value == v->rt->none || key->Constant.value->type == T(v->rt, BOOL));
        if (!is_name && check_literal(v, key) < 0) return -1;
    }
    return 0;
}

static int check_class(Validator *v, const Pattern *p) {
    if (seq_count(p->MatchClass.kwd_attrs) != seq_count(p->MatchClass.kwd_patterns)) {
        return complain(v, "MatchClass doesn't have the same number of keyword attributes as patterns");
    }
    for (const Expr *cls = p->MatchClass.cls; cls->kind != EXPR_Name; cls = cls->Attribute.value) {
        if (cls->kind != EXPR_Attribute) return complain(v, "MatchClass cls field can only contain Name or Attribute nodes.");
    }
    AST_FOR(i, p->MatchClass.kwd_attrs) {
        if (check_name(v, p->MatchClass.kwd_attrs->items[i]) < 0) return -1;
    }
    return 0;
}

static int check_pattern(Validator *v, const Pattern *p, bool star_ok) {
    switch (p->kind) {
    case PATTERN_MatchValue: return check_literal(v, p->MatchValue.value);
    case PATTERN_MatchSingleton:
        if (p->MatchSingleton.value == v->rt->none || p->MatchSingleton.value->type == T(v->rt, BOOL)) return 0;
        return complain(v, "MatchSingleton can only contain True, False and None");
    case PATTERN_MatchMapping: return check_mapping(v, p);
    case PATTERN_MatchClass: return check_class(v, p);
    case PATTERN_MatchStar: return star_ok ? check_capture(v, p->MatchStar.name) : complain(v, "can't use MatchStar here");
    case PATTERN_MatchAs:
        if (check_capture(v, p->MatchAs.name) < 0) return -1;
        if (!p->MatchAs.pattern || p->MatchAs.name) return 0;
        return complain(v, "MatchAs must specify a target name if a pattern is given");
    case PATTERN_MatchOr: return seq_count(p->MatchOr.patterns) < 2 ? complain(v, "MatchOr requires at least 2 patterns") : 0;
    default: return 0;
    }
}

/* ---- statements ---- */

static int check_try(Validator *v, const Stmt *s) {
    bool star = s->kind == STMT_TryStar;
    if (seq_count(s->Try.handlers)) return 0;
    if (!seq_count(s->Try.finalbody)) {
        return complain(v, star ? "TryStar has neither except handlers nor finalbody" : "Try has neither except handlers nor finalbody");
    }
    if (!seq_count(s->Try.orelse)) return 0;
    return complain(v, star ? "TryStar has orelse but no except handlers" : "Try has orelse but no except handlers");
}

static int check_stmt(Validator *v, const Stmt *s) {
    switch (s->kind) {
    case STMT_AnnAssign:
        if (s->AnnAssign.target->kind == EXPR_Name || !s->AnnAssign.simple) return 0;
        return raise_format_int(v->rt, EXC(v->rt, TypeError), "AnnAssign with simple non-Name target");
    case STMT_Raise: return s->Raise.cause && !s->Raise.exc ? complain(v, "Raise with cause but no exception") : 0;
    case STMT_Try:
    case STMT_TryStar: return check_try(v, s);
    case STMT_ImportFrom: return s->ImportFrom.level < 0 ? complain(v, "Negative ImportFrom level") : 0;
    default: return 0;
    }
}

/* ---- any node ---- */

/* The context that the expressions in a field must have. */
static int32_t field_context(AstFieldType type, const void *node, const char *field, int32_t outer) {
    if (type == FIELD_expr) {
        int kind = (int)((const Expr *)node)->kind;
        return kind == EXPR_List || kind == EXPR_Tuple || kind == EXPR_Starred ? outer : CTX_Load;
    }
    if (type == FIELD_stmt && ((const Stmt *)node)->kind == STMT_Delete) return CTX_Del;
    return !strcmp(field, "target") || !strcmp(field, "targets") || !strcmp(field, "optional_vars") ? CTX_Store : CTX_Load;
}

static bool must_have_items(AstFieldType type, const char *field) {
    static const char *const names[] = {"body", "targets", "items", "cases", "names"};
    if (type != FIELD_stmt && type != FIELD_excepthandler && type != FIELD_match_case) return false;
    for (size_t i = 0; i < HS_COUNT(names); i++) {
        if (!strcmp(field, names[i])) return true;
    }
    return false;
}

static int validate_items(Validator *v, const char *owner, const AstField *field, ExprSeq *seq) {
    AST_FOR(i, seq) {
        void *item = seq->items[i];
        if (item) {
            if (validate(v, (AstFieldType)field->type, item) < 0) return -1;
        } else if (strcmp(field->name, "kw_defaults") != 0 && (strcmp(field->name, "keys") != 0 || strcmp(owner, "Dict") != 0)) {
            return complain(v, field->type == FIELD_stmt ? "None disallowed in statement list" : "None disallowed in expression list");
        }
    }
    return 0;
}

/* Fields of arguments in the order of CPython's checks: defaults come last, when it is known that there are as many as must be. */
static const uint8_t arguments_order[] = {0, 1, 2, 3, 5, 6, 4};
enum { ARGUMENTS_DEFAULTS = 5 };

/* Comprehensions begin with what they go through. */
static int first_field(const Expr *e) {
    switch (e->kind) {
    case EXPR_ListComp:
    case EXPR_SetComp:
    case EXPR_GeneratorExp: return 1;
    case EXPR_DictComp: return 2;
    default: return 0;
    }
}

static int validate_fields(Validator *v, AstFieldType type, void *node) {
    const AstNodeInfo *info = ast_info(type, node);
    int32_t outer = v->context;
    void *addresses[8];
    ast_fields(type, node, addresses);
    int first = type == FIELD_expr ? first_field(node) : 0;
    for (int at = 0; at < info->count; at++) {
        int i = type == FIELD_arguments ? arguments_order[at] : (at + first) % info->count;
        if (type == FIELD_arguments && at == ARGUMENTS_DEFAULTS && check_arguments(v, node) < 0) return -1;
        const AstField *field = &info->fields[i];
        if (ast_field_is_number(field)) continue;
        void *value = *(void **)addresses[i];
        if (field->shape == SHAPE_SEQ && must_have_items(type, field->name) && !seq_count((ExprSeq *)value)) {
            return raise_format_int(v->rt, EXC(v->rt, ValueError), "empty %s on %s", field->name, info->name);
        }
        if (field->type >= AST_NODE_CLASSES || !value) continue;
        if (type == FIELD_expr && ((Expr *)node)->kind == EXPR_NamedExpr && i == 0) continue; /* the target */
        v->context = field_context(type, node, field->name, outer);
        v->star_ok = type == FIELD_pattern && ((Pattern *)node)->kind == PATTERN_MatchSequence;
        int result = field->shape == SHAPE_SEQ ? validate_items(v, info->name, field, value) : validate(v, (AstFieldType)field->type, value);
        if (result < 0) return -1;
    }
    v->context = outer;
    return 0;
}

static int validate(Validator *v, AstFieldType type, void *node) {
    const AstSpan *span = ast_span(type, node);
    bool star_ok = v->star_ok, counts = type == FIELD_stmt || type == FIELD_expr || type == FIELD_pattern;
    int result = 0;
    if (span && type != FIELD_keyword && type != FIELD_alias && check_positions(v, span) < 0) return -1;
    if (counts && ++v->depth > v->limit) return too_deep(v);
    switch (type) {
    case FIELD_stmt: result = check_stmt(v, node); break;
    case FIELD_expr: result = check_expr(v, node); break;
    case FIELD_pattern: result = check_pattern(v, node, star_ok); break;
    default: break;
    }
    bool done = type == FIELD_pattern && (((Pattern *)node)->kind == PATTERN_MatchValue);
    if (result == 0 && !done) result = validate_fields(v, type, node);
    v->depth -= counts;
    return result;
}

int ast_validate(Runtime *rt, Mod *mod) {
    Compiler c = {.rt = rt};
    Validator v = {.rt = rt, .depth = compiler_start_depth(&c), .limit = compiler_depth_limit(&c), .context = CTX_Load};
    return validate(&v, FIELD_mod, mod);
}
