/* Expressions, assignment targets, parameters and arguments.
 *
 * Binary operators by precedence climbing, everything else one function a rule. The rules are those
 * of the Python 3.11 grammar (Grammar/python.gram). */
#include "compile/parse.h"
#include "compile/parser.h"

/* ---- small helpers ---- */

/* Levels of CPython's parser between an expression and an atom in it. */
enum { EXPRESSION_DEPTH = 27 };

bool starts_expression(TokenType type) {
    switch (type) {
    case TOKEN_NAME:
    case TOKEN_NUMBER:
    case TOKEN_STRING:
    case TOKEN_LPAR:
    case TOKEN_LSQB:
    case TOKEN_LBRACE:
    case TOKEN_MINUS:
    case TOKEN_PLUS:
    case TOKEN_TILDE:
    case TOKEN_ELLIPSIS:
    case TOKEN_NOT:
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
    case TOKEN_LAMBDA:
    case TOKEN_AWAIT:
    case TOKEN_STAR: return true;
    default: return false;
    }
}

static Expr *new_name(Parser *p, const Token *token, int32_t context) {
    Obj *id = identifier_of(p, token);
    if (!id) return NULL;
    Expr *node = ast_expr(p->rt, p->arena, EXPR_Name, token_span(token));
    if (node) {
        node->Name.id = id;
        node->Name.ctx = context;
    } else {
        p->failed = true;
    }
    return node;
}

static Expr *new_sequence(Parser *p, ExprKind kind, int32_t start, int32_t base) {
    ExprSeq *elts = pop_items(p, base);
    if (p->failed) return NULL;
    Expr *node = new_expr(p, kind, start);
    if (node) node->Tuple.elts = elts; /* List and Set begin with elts too */
    return node;
}

bool set_context(Expr *target, int32_t context) {
    ExprSeq *elts;
    switch (target->kind) {
    case EXPR_Name: target->Name.ctx = context; return true;
    case EXPR_Attribute: target->Attribute.ctx = context; return true;
    case EXPR_Subscript: target->Subscript.ctx = context; return true;
    case EXPR_Starred:
        if (context == CTX_Del || target->Starred.value->kind == EXPR_Starred) return false;
        target->Starred.ctx = context;
        return set_context(target->Starred.value, context);
    case EXPR_List:
        target->List.ctx = context;
        elts = target->List.elts;
        break;
    case EXPR_Tuple:
        target->Tuple.ctx = context;
        elts = target->Tuple.elts;
        break;
    default: return false;
    }
    AST_FOR(i, elts) {
        if (!set_context(elts->items[i], context)) return false;
    }
    return true;
}

/* ---- literals ---- */

Expr *parse_constant(Parser *p, Obj *value) {
    p->mark++;
    Expr *node = new_expr(p, EXPR_Constant, p->mark - 1);
    if (node) node->Constant.value = value;
    return node;
}

static void *raise_long_number(Parser *p, const Token *token) {
    bool is_unicode;
    p->failed = true;
    Own text = literal_take_value_error(p->rt, &is_unicode);
    if (!text) return NULL;
    size_t length;
    const char *utf8 = literal_utf8(p->rt, borrow(text), &length);
    if (utf8) {
        parser_raise_at(p, SYNTAX_ERROR, (AstSpan){token->lineno, -1, token->end_lineno, -1},
                        "%.*s - Consider hexadecimal for huge integer literals to avoid decimal "
                        "conversion limits.",
                        (int)length, utf8);
    }
    release(p->rt, text);
    return NULL;
}

Obj *number_of(Parser *p, const Token *token) {
    size_t length = 0, size = (size_t)(token->end - token->start);
    char small[64], *text = small;
    if (size >= sizeof small && !(text = compile_alloc(p->rt, size + 1))) {
        p->failed = true;
        return NULL;
    }
    for (const char *c = token->start; c < token->end; c++) {
        if (*c != '_') text[length++] = *c;
    }
    text[length] = 0;
    if (size != length) parser_check_version(p, "Underscores in numeric literals are", 6);
    Obj *value = ast_arena_keep(p->rt, p->arena, literal_number(p->rt, text, length));
    if (text != small) compile_free(p->rt, text);
    return value ? value : raise_long_number(p, token);
}

Expr *parse_number(Parser *p) {
    if (!accept(p, TOKEN_NUMBER)) return NULL;
    const Token token = p->tokens[p->mark - 1];
    Obj *value = token.made ? token.made : number_of(p, &token);
    Expr *node = value ? new_expr(p, EXPR_Constant, p->mark - 1) : NULL;
    if (node) node->Constant.value = value;
    return node;
}

/* ---- comprehensions ---- */

static bool at_comprehension(Parser *p) {
    TokenType type = peek(p);
    if (type == TOKEN_FOR) return true;
    if (type != TOKEN_ASYNC) return false;
    p->mark++;
    bool answer = peek(p) == TOKEN_FOR;
    p->mark--;
    return answer;
}

static Expr *parse_disjunction(Parser *p);

static Comprehension *parse_comprehension(Parser *p) {
    Expr *test;
    Comprehension *node = ast_alloc(p->rt, p->arena, sizeof *node);
    if (!node) {
        p->failed = true;
        return NULL;
    }
    node->is_async = accept(p, TOKEN_ASYNC);
    p->mark++;
    if (!(node->target = parse_star_targets(p)) || !accept(p, TOKEN_IN)) return NULL;
    if (!(node->iter = parse_disjunction(p))) return NULL;
    int32_t base = p->items_count;
    while (accept(p, TOKEN_IF)) {
        if (!(test = parse_disjunction(p)) || !push_item(p, test)) return NULL;
    }
    node->ifs = pop_items(p, base);
    return p->failed ? NULL : node;
}

ComprehensionSeq *parse_comprehensions(Parser *p) {
    int32_t base = p->items_count;
    while (at_comprehension(p)) {
        if (!push_item(p, parse_comprehension(p))) return NULL;
    }
    return pop_items(p, base);
}

/* `elt for ...` up to the closing token. */
static Expr *finish_comprehension(Parser *p, ExprKind kind, int32_t start, Expr *elt,
                                  TokenType close) {
    ComprehensionSeq *generators = parse_comprehensions(p);
    if (!generators || !accept(p, close)) return NULL;
    Expr *node = new_expr(p, kind, start);
    if (node) node->ListComp = (struct ExprListComp){elt, generators};
    return node;
}

/* ---- displays and groups ---- */

/* Further items after the first, which is pushed already, up to the closing token. */
static bool parse_more_items(Parser *p, TokenType close) {
    while (accept(p, TOKEN_COMMA)) {
        if (peek(p) == close) break;
        if (!push_item(p, parse_star_named_expression(p))) return false;
    }
    return accept(p, close);
}

static Expr *parse_parenthesised(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    Expr *first;
    if (accept(p, TOKEN_RPAR)) return new_sequence(p, EXPR_Tuple, start, base);
    if (peek(p) == TOKEN_YIELD) {
        first = parse_yield(p);
        return first && accept(p, TOKEN_RPAR) ? first : NULL;
    }
    if (!(first = parse_star_named_expression(p))) return NULL;
    if (peek(p) == TOKEN_COMMA) {
        if (!push_item(p, first) || !parse_more_items(p, TOKEN_RPAR)) return NULL;
        return new_sequence(p, EXPR_Tuple, start, base);
    }
    if (first->kind == EXPR_Starred) return NULL;
    if (accept(p, TOKEN_RPAR)) return first;
    return at_comprehension(p)
               ? finish_comprehension(p, EXPR_GeneratorExp, start, first, TOKEN_RPAR)
               : NULL;
}

static Expr *parse_list(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    if (accept(p, TOKEN_RSQB)) return new_sequence(p, EXPR_List, start, base);
    Expr *first = parse_star_named_expression(p);
    if (!first) return NULL;
    if (first->kind != EXPR_Starred && at_comprehension(p)) {
        return finish_comprehension(p, EXPR_ListComp, start, first, TOKEN_RSQB);
    }
    if (!push_item(p, first) || !parse_more_items(p, TOKEN_RSQB)) return NULL;
    return new_sequence(p, EXPR_List, start, base);
}

/* The rest of a dict display, from an item on. Keys and values are pushed in turn. */
static Expr *parse_dict_items(Parser *p, int32_t start, int32_t base) {
    Expr *key, *value;
    while (!accept(p, TOKEN_RBRACE)) {
        if (accept(p, TOKEN_DOUBLESTAR)) {
            key = NULL;
            value = parse_bitwise_or(p);
        } else {
            if (!(key = parse_expression(p)) || !accept(p, TOKEN_COLON)) return NULL;
            value = parse_expression(p);
        }
        push_item(p, key);
        if (p->failed || !push_item(p, value)) return NULL;
        if (!accept(p, TOKEN_COMMA) && peek(p) != TOKEN_RBRACE) return NULL;
    }
    int32_t count = (p->items_count - base) / 2;
    Expr *node = new_expr(p, EXPR_Dict, start);
    ExprSeq *keys = ast_seq(p->rt, p->arena, count), *values = ast_seq(p->rt, p->arena, count);
    if (!node || !keys || !values) {
        p->failed = true;
        return NULL;
    }
    for (int32_t i = 0; i < count; i++) {
        keys->items[i] = p->items[base + 2 * i];
        values->items[i] = p->items[base + 2 * i + 1];
    }
    p->items_count = base;
    node->Dict = (struct ExprDict){keys, values};
    return node;
}

static Expr *parse_dict_after_key(Parser *p, int32_t start, Expr *key) {
    int32_t base = p->items_count;
    Expr *value = parse_expression(p);
    if (!value) return NULL;
    if (at_comprehension(p)) {
        ComprehensionSeq *generators = parse_comprehensions(p);
        if (!generators || !accept(p, TOKEN_RBRACE)) return NULL;
        Expr *node = new_expr(p, EXPR_DictComp, start);
        if (node) node->DictComp = (struct ExprDictComp){key, value, generators};
        return node;
    }
    if (!accept(p, TOKEN_COMMA) && peek(p) != TOKEN_RBRACE) return NULL;
    if (!push_item(p, key) || !push_item(p, value)) return NULL;
    return parse_dict_items(p, start, base);
}

static Expr *parse_set_or_dict(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    TokenType type = peek(p);
    if (type == TOKEN_RBRACE || type == TOKEN_DOUBLESTAR) return parse_dict_items(p, start, base);
    int32_t first_mark = p->mark;
    Expr *first = parse_star_named_expression(p);
    if (!first) return NULL;
    if (first->kind != EXPR_Starred) {
        bool is_walrus = first->kind == EXPR_NamedExpr && p->tokens[first_mark].type == TOKEN_NAME;
        if (!is_walrus && accept(p, TOKEN_COLON)) return parse_dict_after_key(p, start, first);
        if (at_comprehension(p)) {
            return finish_comprehension(p, EXPR_SetComp, start, first, TOKEN_RBRACE);
        }
    }
    if (!push_item(p, first) || !parse_more_items(p, TOKEN_RBRACE)) return NULL;
    return new_sequence(p, EXPR_Set, start, base);
}

static Expr *parse_braces(Parser *p) {
    int32_t first = p->mark + 1;
    Expr *node = parse_set_or_dict(p);
    if (!node) parser_diagnose_dict(p, first);
    return node;
}

static Expr *parse_atom(Parser *p) {
    switch (peek(p)) {
    case TOKEN_NAME: return new_name(p, &p->tokens[p->mark++], CTX_Load);
    case TOKEN_NUMBER: return parse_number(p);
    case TOKEN_STRING: return parse_strings(p);
    case TOKEN_LPAR: return parse_parenthesised(p);
    case TOKEN_LSQB: return parse_list(p);
    case TOKEN_LBRACE: return parse_braces(p);
    case TOKEN_NONE: return parse_constant(p, p->rt->none);
    case TOKEN_TRUE: return parse_constant(p, p->rt->true_);
    case TOKEN_FALSE: return parse_constant(p, p->rt->false_);
    case TOKEN_ELLIPSIS: return parse_constant(p, p->rt->ellipsis);
    default: return NULL;
    }
}

/* ---- calls, subscripts, attributes ---- */

/* NAME followed by `type`. */
static bool at_name_and(Parser *p, TokenType type) {
    if (peek(p) != TOKEN_NAME) return false;
    p->mark++;
    bool answer = peek(p) == type;
    p->mark--;
    return answer;
}

static Expr *parse_starred(Parser *p, Expr *(*parse_value)(Parser *p)) {
    int32_t start = p->mark++;
    Expr *value = parse_value(p);
    Expr *node = value ? new_expr(p, EXPR_Starred, start) : NULL;
    if (node) node->Starred.value = value;
    return node;
}

static Keyword *parse_keyword(Parser *p) {
    int32_t start = p->mark;
    Obj *name = NULL;
    if (accept(p, TOKEN_DOUBLESTAR)) {
        /* no name */
    } else if (!(name = accept_identifier(p)) || !accept(p, TOKEN_EQUAL)) {
        return NULL;
    }
    Expr *value = parse_expression(p);
    if (!value) return NULL;
    Keyword *node = ast_alloc(p->rt, p->arena, sizeof *node);
    if (!node) {
        p->failed = true;
        return NULL;
    }
    node->span = span_from(p, start);
    node->arg = name;
    node->value = value;
    return node;
}

/* Positional arguments are kept below the keywords on the stack of items. */
static void move_below(Parser *p, int32_t place) {
    void *item = p->items[p->items_count - 1];
    memmove(p->items + place + 1, p->items + place,
            (size_t)(p->items_count - 1 - place) * sizeof *p->items);
    p->items[place] = item;
}

bool parse_arguments(Parser *p, Expr *first, ExprSeq **args, KeywordSeq **keywords) {
    int32_t base = p->items_count, positional = 0;
    bool saw_keyword = false, saw_unpacking = false;
    for (;;) {
        TokenType type = first ? TOKEN_NAME : peek(p);
        if (!first && (type == TOKEN_DOUBLESTAR || at_name_and(p, TOKEN_EQUAL))) {
            saw_keyword = true;
            saw_unpacking |= type == TOKEN_DOUBLESTAR;
            if (!push_item(p, parse_keyword(p))) return false;
        } else {
            if (!first) {
                if (type == TOKEN_STAR && !saw_unpacking) {
                    first = parse_starred(p, parse_expression);
                } else if (!saw_keyword) {
                    first = parse_named_expression(p);
                }
            }
            if (!push_item(p, first)) return false;
            move_below(p, base + positional++);
            first = NULL;
        }
        if (!accept(p, TOKEN_COMMA) || peek(p) == TOKEN_RPAR) break;
    }
    if (peek(p) != TOKEN_RPAR) return false;
    *keywords = pop_items(p, base + positional);
    *args = pop_items(p, base);
    return !p->failed;
}

static Expr *parse_call(Parser *p, int32_t start, Expr *func) {
    int32_t paren = p->mark++;
    ExprSeq *args = NULL;
    KeywordSeq *keywords = NULL;
    Expr *first = NULL;
    TokenType type = peek(p);
    if (type != TOKEN_RPAR && type != TOKEN_STAR && type != TOKEN_DOUBLESTAR &&
        !at_name_and(p, TOKEN_EQUAL) && !(first = parse_named_expression(p))) {
        return NULL;
    }
    if (first && at_comprehension(p)) { /* its parentheses are those of the call */
        first = finish_comprehension(p, EXPR_GeneratorExp, paren, first, TOKEN_RPAR);
        if (!first || !(args = single_item(p, first))) return NULL;
    } else {
        if (type != TOKEN_RPAR && !parse_arguments(p, first, &args, &keywords)) return NULL;
        if (!accept(p, TOKEN_RPAR)) return NULL;
    }
    Expr *node = new_expr(p, EXPR_Call, start);
    if (node) node->Call = (struct ExprCall){func, args, keywords};
    return node;
}

/* One item of a subscript: expression, slice or starred. */
static Expr *parse_slice(Parser *p) {
    int32_t start = p->mark;
    Expr *parts[3] = {NULL, NULL, NULL};
    TokenType type = peek(p);
    if (type == TOKEN_STAR) return parse_starred(p, parse_expression);
    if (type != TOKEN_COLON) {
        bool is_walrus = at_name_and(p, TOKEN_COLONEQUAL);
        if (!(parts[0] = parse_named_expression(p))) return NULL;
        if (is_walrus || peek(p) != TOKEN_COLON) return parts[0];
    }
    for (int i = 1; i < 3 && accept(p, TOKEN_COLON); i++) {
        type = peek(p);
        if (type == TOKEN_COLON || type == TOKEN_COMMA || type == TOKEN_RSQB) continue;
        if (!(parts[i] = parse_expression(p))) return NULL;
    }
    Expr *node = new_expr(p, EXPR_Slice, start);
    if (node) node->Slice = (struct ExprSlice){parts[0], parts[1], parts[2]};
    return node;
}

static Expr *parse_subscript(Parser *p, int32_t start, Expr *value) {
    int32_t first_mark = ++p->mark, base = p->items_count;
    Expr *index = parse_slice(p);
    if (!index) return NULL;
    bool is_starred = index->kind == EXPR_Starred && p->tokens[first_mark].type == TOKEN_STAR;
    if (is_starred || peek(p) == TOKEN_COMMA) {
        if (!push_item(p, index)) return NULL;
        while (accept(p, TOKEN_COMMA)) {
            if (peek(p) == TOKEN_RSQB) break;
            if (!push_item(p, parse_slice(p))) return NULL;
        }
        if (!(index = new_sequence(p, EXPR_Tuple, first_mark, base))) return NULL;
    }
    if (!accept(p, TOKEN_RSQB)) return NULL;
    Expr *node = new_expr(p, EXPR_Subscript, start);
    if (node) node->Subscript = (struct ExprSubscript){value, index, CTX_Load};
    return node;
}

static Expr *parse_attribute(Parser *p, int32_t start, Expr *value) {
    p->mark++;
    Obj *attr = accept_identifier(p);
    Expr *node = attr ? new_expr(p, EXPR_Attribute, start) : NULL;
    if (node) node->Attribute = (struct ExprAttribute){value, attr, CTX_Load};
    return node;
}

Expr *parse_primary(Parser *p) {
    int32_t start = p->mark;
    Expr *node = parse_atom(p);
    while (node) {
        switch (peek(p)) {
        case TOKEN_DOT: node = parse_attribute(p, start, node); break;
        case TOKEN_LPAR: node = parse_call(p, start, node); break;
        case TOKEN_LSQB: node = parse_subscript(p, start, node); break;
        default: return p->failed ? NULL : node;
        }
    }
    return NULL;
}

/* ---- operators ---- */

static Expr *parse_await(Parser *p) {
    int32_t start = p->mark;
    if (!accept(p, TOKEN_AWAIT)) return parse_primary(p);
    Expr *value = parse_primary(p);
    Expr *node = value ? new_expr(p, EXPR_Await, start) : NULL;
    if (node) node->Await.value = value;
    return node;
}

static Expr *new_binary(Parser *p, int32_t start, Expr *left, int32_t op, Expr *right) {
    Expr *node = right ? new_expr(p, EXPR_BinOp, start) : NULL;
    if (node) node->BinOp = (struct ExprBinOp){left, op, right};
    return node;
}

/* What stands before an operand, on the stack of items: long chains cost no C stack. `op` -1 marks
 * a base of `**`. */
static bool push_prefix(Parser *p, int32_t op, int32_t start, Expr *node) {
    push_item(p, (void *)(intptr_t)op);
    if (!p->failed) push_item(p, (void *)(intptr_t)start);
    if (!p->failed) push_item(p, node);
    return !p->failed;
}

/* Puts what was pushed since `base` around `node`, innermost first; all of it ends here. */
static Expr *wrap_prefixes(Parser *p, int32_t base, Expr *node) {
    while (node && p->items_count > base) {
        p->items_count -= 3;
        int32_t op = (int32_t)(intptr_t)p->items[p->items_count];
        int32_t start = (int32_t)(intptr_t)p->items[p->items_count + 1];
        Expr *left = p->items[p->items_count + 2], *operand = node;
        if (left) {
            node = new_binary(p, start, left, OPERATOR_Pow, operand);
        } else if ((node = new_expr(p, EXPR_UnaryOp, start))) {
            node->UnaryOp = (struct ExprUnaryOp){op, operand};
        }
    }
    return node;
}

static int32_t unary_operator(TokenType type) {
    switch (type) {
    case TOKEN_PLUS: return UNARYOP_UAdd;
    case TOKEN_MINUS: return UNARYOP_USub;
    case TOKEN_TILDE: return UNARYOP_Invert;
    default: return -1;
    }
}

static Expr *parse_factor(Parser *p) {
    int32_t base = p->items_count, depth = p->depth;
    Expr *node;
    for (;;) {
        int32_t start = p->mark, op = unary_operator(peek(p));
        if (op >= 0) {
            p->mark++;
            if (!parser_deeper(p, 1) || !push_prefix(p, op, start, NULL)) return NULL;
            continue;
        }
        if (!(node = parse_await(p)) || !accept(p, TOKEN_DOUBLESTAR)) break;
        if (!parser_deeper(p, 2) || !push_prefix(p, -1, start, node)) return NULL;
    }
    p->depth = depth;
    return wrap_prefixes(p, base, node);
}

typedef struct {
    uint8_t precedence, op;
} BinaryRow;

static const BinaryRow binary_rows[TOKEN_COUNT] = {
    [TOKEN_VBAR] = {1, OPERATOR_BitOr},        [TOKEN_CIRCUMFLEX] = {2, OPERATOR_BitXor},
    [TOKEN_AMPER] = {3, OPERATOR_BitAnd},      [TOKEN_LEFTSHIFT] = {4, OPERATOR_LShift},
    [TOKEN_RIGHTSHIFT] = {4, OPERATOR_RShift}, [TOKEN_PLUS] = {5, OPERATOR_Add},
    [TOKEN_MINUS] = {5, OPERATOR_Sub},         [TOKEN_STAR] = {6, OPERATOR_Mult},
    [TOKEN_SLASH] = {6, OPERATOR_Div},         [TOKEN_DOUBLESLASH] = {6, OPERATOR_FloorDiv},
    [TOKEN_PERCENT] = {6, OPERATOR_Mod},       [TOKEN_AT] = {6, OPERATOR_MatMult},
};

static Expr *parse_binary(Parser *p, int precedence) {
    int32_t start = p->mark;
    Expr *left = parse_factor(p);
    while (left) {
        BinaryRow row = binary_rows[peek(p)];
        if (!row.precedence || row.precedence < precedence) break;
        p->mark++;
        left = new_binary(p, start, left, row.op, parse_binary(p, row.precedence + 1));
    }
    return p->failed ? NULL : left;
}

Expr *parse_bitwise_or(Parser *p) { return parse_binary(p, 1); }

/* The comparison operator at `mark`, taken; -1 = none, or half of one. */
static int32_t accept_comparison(Parser *p) {
    const Token *token;
    bool is_flufl;
    switch (peek(p)) {
    case TOKEN_EQEQUAL: p->mark++; return CMPOP_Eq;
    case TOKEN_NOTEQUAL:
        token = &p->tokens[p->mark];
        is_flufl = (p->flags & PARSE_FLAG_BARRY_AS_BDFL) != 0;
        if ((*token->start == '<') != is_flufl) {
            if (is_flufl)
                parser_raise(p, SYNTAX_ERROR, "with Barry as BDFL, use '<>' instead of '!='");
            return -1;
        }
        p->mark++;
        return CMPOP_NotEq;
    case TOKEN_LESS: p->mark++; return CMPOP_Lt;
    case TOKEN_LESSEQUAL: p->mark++; return CMPOP_LtE;
    case TOKEN_GREATER: p->mark++; return CMPOP_Gt;
    case TOKEN_GREATEREQUAL: p->mark++; return CMPOP_GtE;
    case TOKEN_IN: p->mark++; return CMPOP_In;
    case TOKEN_IS: p->mark++; return accept(p, TOKEN_NOT) ? CMPOP_IsNot : CMPOP_Is;
    case TOKEN_NOT:
        p->mark++;
        if (accept(p, TOKEN_IN)) return CMPOP_NotIn;
        p->mark--;
        return -1;
    default: return -1;
    }
}

static Expr *parse_comparison(Parser *p) {
    int32_t start = p->mark, base = p->items_count, op;
    Expr *left = parse_bitwise_or(p);
    if (!left || (op = accept_comparison(p)) < 0) return p->failed ? NULL : left;
    do {
        push_item(p, (void *)(intptr_t)op);
        if (p->failed || !push_item(p, parse_bitwise_or(p))) return NULL;
    } while ((op = accept_comparison(p)) >= 0);
    int32_t count = (p->items_count - base) / 2;
    Expr *node = new_expr(p, EXPR_Compare, start);
    CmpOpSeq *ops = ast_alloc(p->rt, p->arena, sizeof *ops + (size_t)count * sizeof *ops->items);
    ExprSeq *comparators = ast_seq(p->rt, p->arena, count);
    if (!node || !ops || !comparators) {
        p->failed = true;
        return NULL;
    }
    ops->count = count;
    for (int32_t i = 0; i < count; i++) {
        ops->items[i] = (int32_t)(intptr_t)p->items[base + 2 * i];
        comparators->items[i] = p->items[base + 2 * i + 1];
    }
    p->items_count = base;
    node->Compare = (struct ExprCompare){left, ops, comparators};
    return p->failed ? NULL : node;
}

static Expr *parse_inversion(Parser *p) {
    int32_t base = p->items_count, depth = p->depth;
    if (peek(p) != TOKEN_NOT) return parse_comparison(p);
    while (accept(p, TOKEN_NOT)) {
        if (!parser_deeper(p, 1) || !push_prefix(p, UNARYOP_Not, p->mark - 1, NULL)) return NULL;
    }
    Expr *node = parse_comparison(p);
    p->depth = depth;
    return wrap_prefixes(p, base, node);
}

static Expr *parse_boolean(Parser *p, Expr *(*parse_operand)(Parser *p), TokenType token,
                           int32_t op) {
    int32_t start = p->mark, base = p->items_count;
    Expr *first = parse_operand(p);
    if (!first || peek(p) != token) return p->failed ? NULL : first;
    push_item(p, first);
    while (accept(p, token)) {
        if (!push_item(p, parse_operand(p))) return NULL;
    }
    ExprSeq *values = pop_items(p, base);
    Expr *node = values ? new_expr(p, EXPR_BoolOp, start) : NULL;
    if (node) node->BoolOp = (struct ExprBoolOp){op, values};
    return node;
}

static Expr *parse_conjunction(Parser *p) {
    return parse_boolean(p, parse_inversion, TOKEN_AND, BOOLOP_And);
}

static Expr *parse_disjunction(Parser *p) {
    if (!parser_deeper(p, EXPRESSION_DEPTH)) return NULL;
    Expr *node = parse_boolean(p, parse_conjunction, TOKEN_OR, BOOLOP_Or);
    p->depth -= EXPRESSION_DEPTH;
    return node;
}

/* Takes `lambda args:` or `body if test else`, of which an expression follows, and pushes it.
 * 0 = there was an expression without more, in *node; -1 = does not fit. */
static int parse_open_expression(Parser *p, Expr **node) {
    int32_t start = p->mark;
    void *first, *second = NULL;
    if (!parser_deeper(p, 1)) return -1;
    if (accept(p, TOKEN_LAMBDA)) {
        first = parse_parameters(p, TOKEN_COLON);
        if (!first || !accept(p, TOKEN_COLON) || !parser_deeper(p, 1)) return -1;
    } else {
        first = *node = parse_disjunction(p);
        if (!first) return -1;
        if (!accept(p, TOKEN_IF)) return 0;
        if (!(second = parse_disjunction(p)) || !accept(p, TOKEN_ELSE)) return -1;
    }
    push_item(p, (void *)(intptr_t)start);
    if (!p->failed) push_item(p, first);
    if (!p->failed) push_item(p, second);
    return p->failed ? -1 : 1;
}

Expr *parse_expression(Parser *p) {
    int32_t base = p->items_count, depth = p->depth;
    Expr *node = NULL;
    int outcome;
    do outcome = parse_open_expression(p, &node);
    while (outcome > 0);
    if (outcome < 0 || p->failed) return NULL;
    while (node && p->items_count > base) {
        p->items_count -= 3;
        int32_t start = (int32_t)(intptr_t)p->items[p->items_count];
        void *first = p->items[p->items_count + 1], *second = p->items[p->items_count + 2];
        Expr *last = node;
        if (!(node = new_expr(p, second ? EXPR_IfExp : EXPR_Lambda, start))) break;
        if (second) {
            node->IfExp = (struct ExprIfExp){second, first, last};
        } else {
            node->Lambda = (struct ExprLambda){first, last};
        }
    }
    p->depth = depth;
    return node;
}

/* ---- lists of expressions ---- */

Expr *parse_named_expression(Parser *p) {
    int32_t start = p->mark;
    if (!at_name_and(p, TOKEN_COLONEQUAL)) {
        Expr *node = parse_expression(p);
        return node && peek(p) != TOKEN_COLONEQUAL ? node : NULL;
    }
    Expr *target = new_name(p, &p->tokens[p->mark], CTX_Store);
    p->mark += 2;
    Expr *value = target ? parse_expression(p) : NULL;
    Expr *node = value ? new_expr(p, EXPR_NamedExpr, start) : NULL;
    if (node) node->NamedExpr = (struct ExprNamedExpr){target, value};
    return node;
}

Expr *parse_star_named_expression(Parser *p) {
    if (peek(p) == TOKEN_STAR) return parse_starred(p, parse_bitwise_or);
    return parse_named_expression(p);
}

static Expr *parse_star_expression(Parser *p) {
    if (peek(p) == TOKEN_STAR) return parse_starred(p, parse_bitwise_or);
    return parse_expression(p);
}

/* One item, or several with commas as a tuple. */
static Expr *parse_tuple_of(Parser *p, Expr *(*parse_item)(Parser *p), bool star_allowed) {
    int32_t start = p->mark, base = p->items_count;
    Expr *first = parse_item(p);
    if (!first || peek(p) != TOKEN_COMMA) return p->failed ? NULL : first;
    push_item(p, first);
    while (accept(p, TOKEN_COMMA)) {
        TokenType type = peek(p);
        if (!starts_expression(type) || (type == TOKEN_STAR && !star_allowed)) break;
        if (!push_item(p, parse_item(p))) return NULL;
    }
    return new_sequence(p, EXPR_Tuple, start, base);
}

Expr *parse_star_expressions(Parser *p) { return parse_tuple_of(p, parse_star_expression, true); }
Expr *parse_expressions(Parser *p) { return parse_tuple_of(p, parse_expression, false); }

Expr *parse_yield(Parser *p) {
    int32_t start = p->mark++;
    Expr *value = NULL, *node;
    if (accept(p, TOKEN_FROM)) {
        if ((value = parse_expression(p)) && (node = new_expr(p, EXPR_YieldFrom, start))) {
            node->YieldFrom.value = value;
            return node;
        }
        return NULL;
    }
    if (starts_expression(peek(p)) && !(value = parse_star_expressions(p))) return NULL;
    if (p->failed || !(node = new_expr(p, EXPR_Yield, start))) return NULL;
    node->Yield.value = value;
    return node;
}

/* ---- targets ---- */

Expr *parse_star_target(Parser *p) {
    Expr *target;
    if (peek(p) == TOKEN_STAR) {
        if (!(target = parse_starred(p, parse_star_target))) return NULL;
    } else if (!(target = parse_primary(p))) {
        return NULL;
    }
    return set_context(target, CTX_Store) ? target : NULL;
}

Expr *parse_star_targets(Parser *p) {
    Expr *target = parse_tuple_of(p, parse_star_target, true);
    if (target && target->kind == EXPR_Tuple) target->Tuple.ctx = CTX_Store;
    return target;
}

/* ---- parameters ---- */

typedef struct {
    Parser *p;
    Arguments *result;
    int32_t base;
    bool is_lambda;
    TokenType end;
} ParameterState;

static Arg *parse_parameter(Parser *p, bool is_lambda, bool star_annotation) {
    int32_t start = p->mark;
    Expr *annotation = NULL;
    Obj *name = accept_identifier(p);
    if (!name) return NULL;
    if (!is_lambda && accept(p, TOKEN_COLON)) {
        annotation = star_annotation && peek(p) == TOKEN_STAR ? parse_starred(p, parse_bitwise_or)
                                                              : parse_expression(p);
        if (!annotation) return NULL;
    }
    Arg *node = ast_alloc(p->rt, p->arena, sizeof *node);
    if (!node) {
        p->failed = true;
        return NULL;
    }
    node->span = span_from(p, start);
    node->arg = name;
    node->annotation = annotation;
    return node;
}

/* After each parameter: a comma, or the end; `arg` gets its type comment. */
static bool parameter_ended(Parser *p, TokenType end, Arg *arg) {
    bool comma = accept(p, TOKEN_COMMA);
    if (arg && end == TOKEN_RPAR) arg->type_comment = accept_type_comment(p);
    return !p->failed && (comma || peek(p) == end);
}

/* Splits what was pushed since `base` (Arg, default or NULL in turn) in two sequences. Defaults
 * keep their place for keyword-only parameters, else only those that are there are taken. */
static bool take_parameters(Parser *p, int32_t base, bool keep_places, ArgSeq **args,
                            ExprSeq **defaults) {
    int32_t count = (p->items_count - base) / 2, with_default = 0;
    p->items_count = base;
    if (!count) return true;
    for (int32_t i = 0; i < count; i++) with_default += keep_places || p->items[base + 2 * i + 1];
    *args = ast_seq(p->rt, p->arena, count);
    if (with_default) *defaults = ast_seq(p->rt, p->arena, with_default);
    if (!*args || (with_default && !*defaults)) {
        p->failed = true;
        return false;
    }
    for (int32_t i = 0, k = 0; i < count; i++) {
        (*args)->items[i] = p->items[base + 2 * i];
        Expr *value = p->items[base + 2 * i + 1];
        if (keep_places || value) (*defaults)->items[k++] = value;
    }
    return true;
}

/* A parameter with or without default, pushed. */
static bool push_parameter(ParameterState *state, bool *has_default) {
    Parser *p = state->p;
    Expr *value = NULL;
    Arg *arg = parse_parameter(p, state->is_lambda, false);
    if (!arg) return false;
    if (accept(p, TOKEN_EQUAL) && !(value = parse_expression(p))) return false;
    if (!push_item(p, arg)) return false;
    push_item(p, value);
    *has_default = value != NULL;
    return !p->failed && parameter_ended(p, state->end, arg);
}

/* `*args` or `*`, and the keyword-only parameters. */
static bool parse_keyword_only(ParameterState *state) {
    Parser *p = state->p;
    bool has_default, is_bare = accept(p, TOKEN_COMMA);
    if (!is_bare) {
        state->result->vararg = parse_parameter(p, state->is_lambda, true);
        if (!state->result->vararg || !parameter_ended(p, state->end, state->result->vararg)) return false;
    } else if (peek(p) != TOKEN_NAME) {
        if (peek(p) == TOKEN_TYPE_COMMENT) parser_raise(p, SYNTAX_ERROR, "bare * has associated type comment");
        return false;
    }
    int32_t base = p->items_count;
    while (peek(p) == TOKEN_NAME) {
        if (!push_parameter(state, &has_default)) return false;
    }
    return take_parameters(p, base, true, &state->result->kwonlyargs, &state->result->kw_defaults);
}

/* Positional parameters; a slash moves those before it to posonlyargs. */
static bool parse_positional(ParameterState *state) {
    Parser *p = state->p;
    Arguments *result = state->result;
    bool saw_default = false, has_default;
    int32_t slash = -1;
    for (;;) {
        TokenType type = peek(p);
        if (type == TOKEN_SLASH && slash < 0 && p->items_count > state->base) {
            p->mark++;
            if (!parameter_ended(p, state->end, NULL)) return false;
            slash = (p->items_count - state->base) / 2;
            continue;
        }
        if (type != TOKEN_NAME) break;
        if (!push_parameter(state, &has_default) || (saw_default && !has_default)) return false;
        saw_default |= has_default;
    }
    if (!take_parameters(p, state->base, false, &result->args, &result->defaults)) return false;
    if (slash < 0) return true;
    ArgSeq *all = result->args;
    int32_t rest = all->count - slash;
    result->posonlyargs = all;
    result->args = rest ? ast_seq(p->rt, p->arena, rest) : NULL;
    all->count = slash;
    if (rest && !result->args) {
        p->failed = true;
        return false;
    }
    for (int32_t i = 0; i < rest; i++) result->args->items[i] = all->items[slash + i];
    return true;
}

/* Parameters up to `end`, which is left: ')' of a def, ':' of a lambda. */
Arguments *parse_parameters(Parser *p, TokenType end) {
    ParameterState state = {p, ast_alloc(p->rt, p->arena, sizeof(Arguments)), p->items_count,
                            end == TOKEN_COLON, end};
    if (!state.result) {
        p->failed = true;
        return NULL;
    }
    if (!parse_positional(&state)) return NULL;
    if (accept(p, TOKEN_STAR) && !parse_keyword_only(&state)) return NULL;
    if (accept(p, TOKEN_DOUBLESTAR)) {
        state.result->kwarg = parse_parameter(p, state.is_lambda, false);
        if (!state.result->kwarg || !parameter_ended(p, end, state.result->kwarg)) return NULL;
    }
    return p->failed ? NULL : state.result;
}
