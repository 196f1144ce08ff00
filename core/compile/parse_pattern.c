/* The patterns of match statements (PEP 634); rules of the Python 3.11 grammar. */
#include "compile/parser.h"

static Pattern *new_pattern(Parser *p, PatternKind kind, int32_t start) {
    Pattern *node = ast_pattern(p->rt, p->arena, kind, span_from(p, start));
    if (!node) p->failed = true;
    return node;
}

/* ---- literals and names ---- */

static Expr *binary_number(Parser *p, int32_t start, Expr *real) {
    int32_t op = accept(p, TOKEN_PLUS) ? OPERATOR_Add : OPERATOR_Sub;
    Expr *value = real->kind == EXPR_UnaryOp ? real->UnaryOp.operand : real;
    if (op == OPERATOR_Sub) p->mark++;
    if (literal_is_complex(p->rt, value->Constant.value)) {
        return parser_raise_at(p, SYNTAX_ERROR, value->span,
                               "real number required in complex literal");
    }
    Expr *imaginary = parse_number(p);
    if (!imaginary) return NULL;
    if (!literal_is_complex(p->rt, imaginary->Constant.value)) {
        return parser_raise_at(p, SYNTAX_ERROR, imaginary->span,
                               "imaginary number required in complex literal");
    }
    Expr *node = new_expr(p, EXPR_BinOp, start);
    if (node) node->BinOp = (struct ExprBinOp){real, op, imaginary};
    return node;
}

/* A number with sign, perhaps complex. */
static Expr *signed_number(Parser *p) {
    int32_t start = p->mark;
    bool is_negative = accept(p, TOKEN_MINUS);
    Expr *number = parse_number(p);
    if (!number) return NULL;
    if (is_negative) {
        Expr *node = new_expr(p, EXPR_UnaryOp, start);
        if (!node) return NULL;
        node->UnaryOp = (struct ExprUnaryOp){UNARYOP_USub, number};
        number = node;
    }
    TokenType type = peek(p);
    return type == TOKEN_PLUS || type == TOKEN_MINUS ? binary_number(p, start, number) : number;
}

/* NAME ('.' NAME)*, of which the first is taken here. */
static Expr *dotted_name(Parser *p) {
    int32_t start = p->mark;
    Obj *name = accept_identifier(p);
    Expr *node = name ? new_expr(p, EXPR_Name, start) : NULL;
    if (!node) return NULL;
    node->Name = (struct ExprName){name, CTX_Load};
    while (accept(p, TOKEN_DOT)) {
        Expr *value = node;
        if (!(name = accept_identifier(p)) || !(node = new_expr(p, EXPR_Attribute, start)))
            return NULL;
        node->Attribute = (struct ExprAttribute){value, name, CTX_Load};
    }
    return node;
}

/* The key of a mapping pattern. */
static Expr *mapping_key(Parser *p) {
    Expr *key;
    switch (peek(p)) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS: return signed_number(p);
    case TOKEN_STRING: return parse_strings(p);
    case TOKEN_NONE: return parse_constant(p, p->rt->none);
    case TOKEN_TRUE: return parse_constant(p, p->rt->true_);
    case TOKEN_FALSE: return parse_constant(p, p->rt->false_);
    default: key = dotted_name(p); return key && key->kind == EXPR_Attribute ? key : NULL;
    }
}

/* A name that is bound; not _, no part of something longer. */
static Obj *capture_target(Parser *p) {
    if (peek_soft(p, "_")) return NULL;
    Obj *name = accept_identifier(p);
    TokenType type = name ? peek(p) : TOKEN_OP;
    return type == TOKEN_DOT || type == TOKEN_LPAR || type == TOKEN_EQUAL ? NULL : name;
}

/* ---- sequences and mappings ---- */

static Pattern *star_pattern(Parser *p) {
    int32_t start = p->mark++;
    Obj *name = NULL;
    if (peek_soft(p, "_")) {
        p->mark++;
    } else if (!(name = capture_target(p))) {
        return NULL;
    }
    Pattern *node = new_pattern(p, PATTERN_MatchStar, start);
    if (node) node->MatchStar.name = name;
    return node;
}

static Pattern *maybe_star_pattern(Parser *p) {
    return peek(p) == TOKEN_STAR ? star_pattern(p) : parse_pattern(p);
}

static Pattern *new_sequence(Parser *p, int32_t start, int32_t base) {
    PatternSeq *patterns = pop_items(p, base);
    Pattern *node = p->failed ? NULL : new_pattern(p, PATTERN_MatchSequence, start);
    if (node) node->MatchSequence.patterns = patterns;
    return node;
}

/* More patterns after commas, up to `end`, which is left. */
static bool more_patterns(Parser *p, TokenType end) {
    while (accept(p, TOKEN_COMMA)) {
        if (peek(p) == end) break;
        if (!push_item(p, maybe_star_pattern(p))) return false;
    }
    return true;
}

static Pattern *list_pattern(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    if (peek(p) != TOKEN_RSQB) {
        if (!push_item(p, maybe_star_pattern(p)) || !more_patterns(p, TOKEN_RSQB)) return NULL;
    }
    return accept(p, TOKEN_RSQB) ? new_sequence(p, start, base) : NULL;
}

/* A group, or a sequence in parentheses. */
static Pattern *parenthesised_pattern(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    if (peek(p) != TOKEN_RPAR) {
        Pattern *first = maybe_star_pattern(p);
        if (!first) return NULL;
        if (peek(p) != TOKEN_COMMA) {
            return first->kind != PATTERN_MatchStar && accept(p, TOKEN_RPAR) ? first : NULL;
        }
        if (!push_item(p, first) || !more_patterns(p, TOKEN_RPAR)) return NULL;
    }
    return accept(p, TOKEN_RPAR) ? new_sequence(p, start, base) : NULL;
}

static Pattern *mapping_pattern(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    Obj *rest = NULL;
    while (peek(p) != TOKEN_RBRACE && !rest) {
        if (accept(p, TOKEN_DOUBLESTAR)) {
            if (!(rest = capture_target(p))) return NULL;
        } else {
            if (!push_item(p, mapping_key(p)) || !accept(p, TOKEN_COLON)) return NULL;
            if (!push_item(p, parse_pattern(p))) return NULL;
        }
        if (!accept(p, TOKEN_COMMA)) break;
    }
    if (!accept(p, TOKEN_RBRACE)) return NULL;
    int32_t count = (p->items_count - base) / 2;
    Pattern *node = new_pattern(p, PATTERN_MatchMapping, start);
    ExprSeq *keys = ast_seq(p->rt, p->arena, count);
    PatternSeq *patterns = ast_seq(p->rt, p->arena, count);
    if (!node || !keys || !patterns) {
        p->failed = true;
        return NULL;
    }
    for (int32_t i = 0; i < count; i++) {
        keys->items[i] = p->items[base + 2 * i];
        patterns->items[i] = p->items[base + 2 * i + 1];
    }
    p->items_count = base;
    node->MatchMapping = (struct PatternMatchMapping){keys, patterns, rest};
    return node;
}

/* ---- classes ---- */

/* Patterns in the parentheses: positional ones are pushed alone, keywords with their name below. */
static Pattern *class_pattern(Parser *p, int32_t start, Expr *cls) {
    int32_t base = p->items_count, positional = 0;
    bool saw_keyword = false;
    p->mark++;
    while (peek(p) != TOKEN_RPAR) {
        Obj *name = NULL;
        if (peek(p) == TOKEN_NAME) {
            p->mark++;
            if (peek(p) == TOKEN_EQUAL) {
                name = identifier_of(p, &p->tokens[p->mark++ - 1]);
                if (!push_item(p, name)) return NULL;
                saw_keyword = true;
            } else {
                p->mark--;
            }
        }
        if (!name && saw_keyword) return NULL;
        if (!push_item(p, parse_pattern(p))) return NULL;
        positional += !saw_keyword;
        if (!accept(p, TOKEN_COMMA)) break;
    }
    if (!accept(p, TOKEN_RPAR)) return NULL;
    int32_t first_keyword = base + positional, count = (p->items_count - first_keyword) / 2;
    Pattern *node = new_pattern(p, PATTERN_MatchClass, start);
    IdentifierSeq *names = count ? ast_seq(p->rt, p->arena, count) : NULL;
    PatternSeq *values = count ? ast_seq(p->rt, p->arena, count) : NULL;
    if (!node || (count && (!names || !values))) {
        p->failed = true;
        return NULL;
    }
    for (int32_t i = 0; i < count; i++) {
        names->items[i] = p->items[first_keyword + 2 * i];
        values->items[i] = p->items[first_keyword + 2 * i + 1];
    }
    p->items_count = first_keyword;
    PatternSeq *patterns = pop_items(p, base);
    node->MatchClass = (struct PatternMatchClass){cls, patterns, names, values};
    return p->failed ? NULL : node;
}

/* ---- alternatives ---- */

static Pattern *value_pattern(Parser *p, int32_t start, Expr *value) {
    Pattern *node = value ? new_pattern(p, PATTERN_MatchValue, start) : NULL;
    if (node) node->MatchValue.value = value;
    return node;
}

static Pattern *singleton_pattern(Parser *p, Obj *value) {
    p->mark++;
    Pattern *node = new_pattern(p, PATTERN_MatchSingleton, p->mark - 1);
    if (node) node->MatchSingleton.value = value;
    return node;
}

/* Wildcard, capture, value or class. */
static Pattern *name_pattern(Parser *p) {
    int32_t start = p->mark;
    bool is_wildcard = peek_soft(p, "_");
    Expr *name = dotted_name(p);
    if (!name) return NULL;
    TokenType type = peek(p);
    if (type == TOKEN_LPAR) return class_pattern(p, start, name);
    if (type == TOKEN_EQUAL) return NULL;
    if (name->kind == EXPR_Attribute) return value_pattern(p, start, name);
    Pattern *node = new_pattern(p, PATTERN_MatchAs, start);
    if (node && !is_wildcard) node->MatchAs.name = name->Name.id;
    return node;
}

static Pattern *closed_pattern(Parser *p) {
    int32_t start = p->mark;
    switch (peek(p)) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS: return value_pattern(p, start, signed_number(p));
    case TOKEN_STRING: return value_pattern(p, start, parse_strings(p));
    case TOKEN_NONE: return singleton_pattern(p, p->rt->none);
    case TOKEN_TRUE: return singleton_pattern(p, p->rt->true_);
    case TOKEN_FALSE: return singleton_pattern(p, p->rt->false_);
    case TOKEN_NAME: return name_pattern(p);
    case TOKEN_LPAR: return parenthesised_pattern(p);
    case TOKEN_LSQB: return list_pattern(p);
    case TOKEN_LBRACE: return mapping_pattern(p);
    default: return NULL;
    }
}

static Pattern *or_pattern(Parser *p) {
    int32_t start = p->mark, base = p->items_count;
    Pattern *first = closed_pattern(p);
    if (!first || peek(p) != TOKEN_VBAR) return p->failed ? NULL : first;
    push_item(p, first);
    while (accept(p, TOKEN_VBAR)) {
        if (!push_item(p, closed_pattern(p))) return NULL;
    }
    PatternSeq *patterns = pop_items(p, base);
    Pattern *node = patterns ? new_pattern(p, PATTERN_MatchOr, start) : NULL;
    if (node) node->MatchOr.patterns = patterns;
    return node;
}

Pattern *parse_pattern(Parser *p) {
    int32_t start = p->mark;
    if (!parser_deeper(p, 8)) return NULL;
    Pattern *pattern = or_pattern(p);
    p->depth -= 8;
    if (!pattern || !accept(p, TOKEN_AS)) return p->failed ? NULL : pattern;
    Obj *name = capture_target(p);
    Pattern *node = name ? new_pattern(p, PATTERN_MatchAs, start) : NULL;
    if (node) node->MatchAs = (struct PatternMatchAs){pattern, name};
    return node;
}

/* The pattern of a case: a sequence may stand without brackets. */
Pattern *parse_patterns(Parser *p) {
    int32_t start = p->mark, base = p->items_count;
    Pattern *first = maybe_star_pattern(p);
    if (!first) return NULL;
    if (peek(p) != TOKEN_COMMA) return first->kind == PATTERN_MatchStar ? NULL : first;
    push_item(p, first);
    while (accept(p, TOKEN_COMMA)) {
        TokenType type = peek(p);
        if (type == TOKEN_COLON || type == TOKEN_IF) break;
        if (!push_item(p, maybe_star_pattern(p))) return NULL;
    }
    return new_sequence(p, start, base);
}
