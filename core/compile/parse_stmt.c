/* Statements; rules of the Python 3.11 grammar. */
#include "compile/parse.h"
#include "compile/parser.h"

/* Levels of CPython's parser from one block to a statement in it. */
enum { BLOCK_DEPTH = 10 };

static Stmt *new_stmt(Parser *p, StmtKind kind, int32_t start) {
    Stmt *node = ast_stmt(p->rt, p->arena, kind, block_span_from(p, start));
    if (!node) p->failed = true;
    return node;
}

static void *allocate(Parser *p, size_t size) {
    void *node = ast_alloc(p->rt, p->arena, size);
    if (!node) p->failed = true;
    return node;
}

/* A token that must be there whatever follows. */
static bool force(Parser *p, TokenType type) {
    if (accept(p, type)) return true;
    if (!p->failed) {
        parser_raise_at(p, SYNTAX_ERROR, token_span(&p->tokens[p->mark]), "expected '%s'",
                        token_text(type));
    }
    return false;
}

/* ---- assignments and expression statements ---- */

static int32_t augmented_operator(TokenType type) {
    switch (type) {
    case TOKEN_PLUSEQUAL: return OPERATOR_Add;
    case TOKEN_MINEQUAL: return OPERATOR_Sub;
    case TOKEN_STAREQUAL: return OPERATOR_Mult;
    case TOKEN_ATEQUAL: return OPERATOR_MatMult;
    case TOKEN_SLASHEQUAL: return OPERATOR_Div;
    case TOKEN_PERCENTEQUAL: return OPERATOR_Mod;
    case TOKEN_AMPEREQUAL: return OPERATOR_BitAnd;
    case TOKEN_VBAREQUAL: return OPERATOR_BitOr;
    case TOKEN_CIRCUMFLEXEQUAL: return OPERATOR_BitXor;
    case TOKEN_LEFTSHIFTEQUAL: return OPERATOR_LShift;
    case TOKEN_RIGHTSHIFTEQUAL: return OPERATOR_RShift;
    case TOKEN_DOUBLESTAREQUAL: return OPERATOR_Pow;
    case TOKEN_DOUBLESLASHEQUAL: return OPERATOR_FloorDiv;
    default: return -1;
    }
}

static Expr *yield_or_star_expressions(Parser *p) {
    return peek(p) == TOKEN_YIELD ? parse_yield(p) : parse_star_expressions(p);
}

static bool is_single_target(const Expr *target) {
    return target->kind == EXPR_Name || target->kind == EXPR_Attribute ||
           target->kind == EXPR_Subscript;
}

static Stmt *annotated_assignment(Parser *p, int32_t start, Expr *target) {
    Expr *value = NULL;
    if (!is_single_target(target)) return NULL;
    bool is_simple = target->kind == EXPR_Name && p->tokens[start].type == TOKEN_NAME;
    p->mark++;
    Expr *annotation = parse_expression(p);
    if (!annotation) return NULL;
    if (accept(p, TOKEN_EQUAL) && !(value = yield_or_star_expressions(p))) return NULL;
    set_context(target, CTX_Store);
    Stmt *node = new_stmt(p, STMT_AnnAssign, start);
    if (node) node->AnnAssign = (struct StmtAnnAssign){target, annotation, value, is_simple};
    return node;
}

static Stmt *augmented_assignment(Parser *p, int32_t start, Expr *target, int32_t op) {
    if (!is_single_target(target)) return NULL;
    p->mark++;
    Expr *value = yield_or_star_expressions(p);
    if (!value) return NULL;
    set_context(target, CTX_Store);
    Stmt *node = new_stmt(p, STMT_AugAssign, start);
    if (node) node->AugAssign = (struct StmtAugAssign){target, op, value};
    return node;
}

static Stmt *assignment(Parser *p, int32_t start, Expr *value) {
    int32_t base = p->items_count;
    while (peek(p) == TOKEN_EQUAL) {
        if (!set_context(value, CTX_Store)) return NULL;
        p->mark++;
        push_item(p, value);
        if (p->failed || !(value = yield_or_star_expressions(p))) return NULL;
    }
    ExprSeq *targets = pop_items(p, base);
    Obj *comment = accept_type_comment(p);
    Stmt *node = targets && !p->failed ? new_stmt(p, STMT_Assign, start) : NULL;
    if (node) node->Assign = (struct StmtAssign){targets, value, comment};
    return node;
}

static Stmt *expression_statement(Parser *p) {
    int32_t start = p->mark;
    Expr *value = yield_or_star_expressions(p);
    if (!value) return NULL;
    TokenType type = peek(p);
    if (value->kind != EXPR_Yield && value->kind != EXPR_YieldFrom) {
        if (type == TOKEN_EQUAL) return assignment(p, start, value);
        if (type == TOKEN_COLON) return annotated_assignment(p, start, value);
        int32_t op = augmented_operator(type);
        if (op >= 0) return augmented_assignment(p, start, value, op);
    }
    Stmt *node = p->failed ? NULL : new_stmt(p, STMT_Expr, start);
    if (node) node->Expr.value = value;
    return node;
}

/* ---- simple statements with a keyword ---- */

static Stmt *delete_statement(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    do {
        if (p->items_count > base && !starts_expression(peek(p))) break;
        Expr *target = parse_primary(p);
        if (!target || !set_context(target, CTX_Del) || !push_item(p, target)) return NULL;
    } while (accept(p, TOKEN_COMMA));
    TokenType type = peek(p);
    ExprSeq *targets = pop_items(p, base);
    if (!targets || (type != TOKEN_SEMI && type != TOKEN_NEWLINE)) return NULL;
    Stmt *node = new_stmt(p, STMT_Delete, start);
    if (node) node->Delete.targets = targets;
    return node;
}

static Stmt *return_statement(Parser *p) {
    int32_t start = p->mark++;
    Expr *value = NULL;
    if (starts_expression(peek(p)) && !(value = parse_star_expressions(p))) return NULL;
    Stmt *node = new_stmt(p, STMT_Return, start);
    if (node) node->Return.value = value;
    return node;
}

static Stmt *raise_statement(Parser *p) {
    int32_t start = p->mark++;
    Expr *exc = NULL, *cause = NULL;
    TokenType type = peek(p);
    if (starts_expression(type) && type != TOKEN_STAR) {
        if (!(exc = parse_expression(p))) return NULL;
        if (accept(p, TOKEN_FROM) && !(cause = parse_expression(p))) return NULL;
    }
    Stmt *node = new_stmt(p, STMT_Raise, start);
    if (node) node->Raise = (struct StmtRaise){exc, cause};
    return node;
}

static Stmt *assert_statement(Parser *p) {
    int32_t start = p->mark++;
    Expr *message = NULL, *test = parse_expression(p);
    if (!test || (accept(p, TOKEN_COMMA) && !(message = parse_expression(p)))) return NULL;
    Stmt *node = new_stmt(p, STMT_Assert, start);
    if (node) node->Assert = (struct StmtAssert){test, message};
    return node;
}

static Stmt *name_list_statement(Parser *p, StmtKind kind) {
    int32_t start = p->mark++, base = p->items_count;
    do {
        if (!push_item(p, accept_identifier(p))) return NULL;
    } while (accept(p, TOKEN_COMMA));
    IdentifierSeq *names = pop_items(p, base);
    Stmt *node = names ? new_stmt(p, kind, start) : NULL;
    if (node) node->Global.names = names; /* Nonlocal has the same field */
    return node;
}

static Stmt *bare_statement(Parser *p, StmtKind kind) {
    p->mark++;
    return new_stmt(p, kind, p->mark - 1);
}

/* ---- imports ---- */

Obj *joined_identifier(Parser *p, int32_t first) {
    const Token *tokens = p->tokens;
    char *text = allocate(p, (size_t)(tokens[p->mark - 1].end - tokens[first].start) + 1);
    size_t length = 0;
    if (!text) return NULL;
    for (int32_t i = first; i < p->mark; i++) {
        size_t size = (size_t)(tokens[i].end - tokens[i].start);
        memcpy(text + length, tokens[i].start, size);
        length += size;
    }
    Token joined = {.start = text, .end = text + length};
    Own copy = p->echo ? literal_bytes(p->rt, text, length) : (Own)0;
    Obj *name = identifier_new(p, &joined);
    xrelease(p->rt, copy);
    return name;
}

/* NAME ('.' NAME)* as one identifier. */
static Obj *dotted_identifier(Parser *p) {
    int32_t first = p->mark;
    if (!accept(p, TOKEN_NAME)) return NULL;
    while (accept(p, TOKEN_DOT)) {
        if (!accept(p, TOKEN_NAME)) return NULL;
    }
    const Token *last = &p->tokens[p->mark - 1];
    return p->mark - first == 1 || last->made ? identifier_of(p, last) : joined_identifier(p, first);
}

static Alias *new_alias(Parser *p, int32_t start, Obj *name, Obj *asname) {
    Alias *node = allocate(p, sizeof *node);
    if (!node) return NULL;
    node->span = span_from(p, start);
    node->name = name;
    node->asname = asname;
    return node;
}

static Alias *parse_alias(Parser *p, Obj *(*parse_name)(Parser *p)) {
    int32_t start = p->mark;
    Obj *asname = NULL, *name = parse_name(p);
    if (!name || (accept(p, TOKEN_AS) && !(asname = accept_identifier(p)))) return NULL;
    return p->failed ? NULL : new_alias(p, start, name, asname);
}

static Stmt *import_statement(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    do {
        if (!push_item(p, parse_alias(p, dotted_identifier))) return NULL;
    } while (accept(p, TOKEN_COMMA));
    AliasSeq *names = pop_items(p, base);
    Stmt *node = names ? new_stmt(p, STMT_Import, start) : NULL;
    if (node) node->Import.names = names;
    return node;
}

static Obj *star_identifier(Parser *p) {
    return accept(p, TOKEN_STAR) ? identifier_of(p, &p->tokens[p->mark - 1]) : NULL;
}

static AliasSeq *import_targets(Parser *p) {
    int32_t base = p->items_count;
    if (peek(p) == TOKEN_STAR) {
        return push_item(p, parse_alias(p, star_identifier)) ? pop_items(p, base) : NULL;
    }
    bool in_parens = accept(p, TOKEN_LPAR);
    do {
        if (in_parens && p->items_count > base && peek(p) == TOKEN_RPAR) break;
        if (!push_item(p, parse_alias(p, accept_identifier))) return NULL;
    } while (accept(p, TOKEN_COMMA));
    if (in_parens && !accept(p, TOKEN_RPAR)) return NULL;
    return pop_items(p, base);
}

static Stmt *import_from_statement(Parser *p) {
    int32_t start = p->mark++, level = 0;
    Obj *module = NULL;
    for (;;) {
        if (accept(p, TOKEN_DOT)) {
            level++;
        } else if (accept(p, TOKEN_ELLIPSIS)) {
            level += 3;
        } else {
            break;
        }
    }
    if (!(level && peek(p) == TOKEN_IMPORT) && !(module = dotted_identifier(p))) return NULL;
    if (!accept(p, TOKEN_IMPORT)) return NULL;
    AliasSeq *names = import_targets(p);
    Stmt *node = names ? new_stmt(p, STMT_ImportFrom, start) : NULL;
    if (node) node->ImportFrom = (struct StmtImportFrom){module, names, level};
    return node;
}

/* ---- simple statements ---- */

static Stmt *simple_statement(Parser *p) {
    switch (peek(p)) {
    case TOKEN_RETURN: return return_statement(p);
    case TOKEN_IMPORT: return import_statement(p);
    case TOKEN_FROM: return import_from_statement(p);
    case TOKEN_RAISE: return raise_statement(p);
    case TOKEN_PASS: return bare_statement(p, STMT_Pass);
    case TOKEN_DEL: return delete_statement(p);
    case TOKEN_ASSERT: return assert_statement(p);
    case TOKEN_BREAK: return bare_statement(p, STMT_Break);
    case TOKEN_CONTINUE: return bare_statement(p, STMT_Continue);
    case TOKEN_GLOBAL: return name_list_statement(p, STMT_Global);
    case TOKEN_NONLOCAL: return name_list_statement(p, STMT_Nonlocal);
    default: return expression_statement(p);
    }
}

/* Statements of one line, pushed. */
static bool push_simple_statements(Parser *p) {
    do {
        if (!push_item(p, simple_statement(p))) return false;
        if (!accept(p, TOKEN_SEMI)) break;
    } while (peek(p) != TOKEN_NEWLINE);
    return accept(p, TOKEN_NEWLINE);
}

/* ---- blocks ---- */

static bool push_statement(Parser *p);

StmtSeq *parse_block(Parser *p) {
    int32_t base = p->items_count;
    if (!accept(p, TOKEN_NEWLINE)) return push_simple_statements(p) ? pop_items(p, base) : NULL;
    if (!accept(p, TOKEN_INDENT) || !parser_deeper(p, BLOCK_DEPTH)) return NULL;
    while (!accept(p, TOKEN_DEDENT)) {
        if (p->failed || !push_statement(p)) return NULL;
    }
    p->depth -= BLOCK_DEPTH;
    return pop_items(p, base);
}

static StmtSeq *colon_block(Parser *p) { return accept(p, TOKEN_COLON) ? parse_block(p) : NULL; }
/* The same with a type comment behind the colon. */
static StmtSeq *typed_block(Parser *p, Obj **comment) {
    if (!accept(p, TOKEN_COLON)) return NULL;
    *comment = accept_type_comment(p);
    return p->failed ? NULL : parse_block(p);
}
static StmtSeq *forced_colon_block(Parser *p) {
    return force(p, TOKEN_COLON) ? parse_block(p) : NULL;
}

/* [else_block]; false = does not fit. */
static bool else_block(Parser *p, StmtSeq **orelse) {
    *orelse = NULL;
    if (!accept(p, TOKEN_ELSE)) return !p->failed;
    return (*orelse = forced_colon_block(p)) != NULL;
}

/* `if` and its `elif`s, which nest: collected first, so that long chains cost no C stack. */
static Stmt *if_statement(Parser *p) {
    int32_t base = p->items_count, depth = p->depth;
    StmtSeq *orelse = NULL;
    Stmt *node = NULL;
    do {
        int32_t start = p->mark++;
        Expr *test = parse_named_expression(p);
        StmtSeq *body = test ? colon_block(p) : NULL;
        if (!body || !parser_deeper(p, 1)) return NULL;
        push_item(p, (void *)(intptr_t)start);
        if (p->failed || !push_item(p, test) || !push_item(p, body)) return NULL;
    } while (peek(p) == TOKEN_ELIF);
    if (!else_block(p, &orelse)) return NULL;
    while (p->items_count > base) {
        if (node && !(orelse = single_item(p, node))) return NULL;
        p->items_count -= 3;
        void **parts = p->items + p->items_count;
        if (!(node = new_stmt(p, STMT_If, (int32_t)(intptr_t)parts[0]))) return NULL;
        node->If = (struct StmtIf){parts[1], parts[2], orelse};
    }
    p->depth = depth;
    return node;
}

static Stmt *while_statement(Parser *p) {
    int32_t start = p->mark++;
    StmtSeq *body, *orelse;
    Expr *test = parse_named_expression(p);
    if (!test || !(body = colon_block(p)) || !else_block(p, &orelse)) return NULL;
    Stmt *node = new_stmt(p, STMT_While, start);
    if (node) node->While = (struct StmtWhile){test, body, orelse};
    return node;
}

static Stmt *for_statement(Parser *p, int32_t start, bool is_async) {
    StmtSeq *body, *orelse;
    Expr *iter, *target;
    Obj *comment;
    p->mark++;
    if (!(target = parse_star_targets(p)) || !accept(p, TOKEN_IN)) return NULL;
    if (!(iter = parse_star_expressions(p)) || !(body = typed_block(p, &comment)) ||
        !else_block(p, &orelse)) {
        return NULL;
    }
    Stmt *node = new_stmt(p, is_async ? STMT_AsyncFor : STMT_For, start);
    if (node) node->For = (struct StmtFor){target, iter, body, orelse, comment}; /* AsyncFor alike */
    return node;
}

/* ---- with ---- */

static WithItem *with_item(Parser *p) {
    Expr *vars = NULL, *context = parse_expression(p);
    if (!context || (accept(p, TOKEN_AS) && !(vars = parse_star_target(p)))) return NULL;
    if (vars) {
        TokenType type = peek(p);
        if (type != TOKEN_COMMA && type != TOKEN_RPAR && type != TOKEN_COLON) return NULL;
    }
    WithItem *node = p->failed ? NULL : allocate(p, sizeof *node);
    if (node) *node = (WithItem){context, vars};
    return node;
}

static bool push_with_items(Parser *p, bool in_parens) {
    do {
        if (in_parens && peek(p) == TOKEN_RPAR) break;
        if (!push_item(p, with_item(p))) return false;
    } while (accept(p, TOKEN_COMMA));
    return !in_parens || (accept(p, TOKEN_RPAR) && peek(p) == TOKEN_COLON);
}

static Stmt *with_statement(Parser *p, int32_t start, bool is_async) {
    StmtSeq *body;
    Obj *comment = NULL;
    int32_t first = ++p->mark, base = p->items_count, depth = p->depth;
    bool in_parens = accept(p, TOKEN_LPAR) && peek(p) != TOKEN_RPAR;
    if (in_parens && (in_parens = push_with_items(p, true))) parser_check_version(p, "Parenthesized context managers are", 9);
    if (!in_parens) {
        if (p->failed) return NULL;
        p->mark = first; /* the parenthesis belongs to an expression */
        p->items_count = base;
        p->depth = depth;
        if (!push_with_items(p, false)) return NULL;
    }
    WithItemSeq *items = pop_items(p, base);
    if (!items || !(body = in_parens ? colon_block(p) : typed_block(p, &comment))) return NULL;
    Stmt *node = new_stmt(p, is_async ? STMT_AsyncWith : STMT_With, start);
    if (node) node->With = (struct StmtWith){items, body, comment}; /* AsyncWith alike */
    return node;
}

/* ---- try ---- */

static ExceptHandler *except_handler(Parser *p, bool is_star) {
    int32_t start = p->mark++;
    Expr *type = NULL;
    Obj *name = NULL;
    if (is_star) p->mark++;
    if (is_star || peek(p) != TOKEN_COLON) {
        if (!(type = parse_expression(p))) return NULL;
        if (accept(p, TOKEN_AS) && !(name = accept_identifier(p))) return NULL;
    }
    StmtSeq *body = colon_block(p);
    ExceptHandler *node = body ? allocate(p, sizeof *node) : NULL;
    if (!node) return NULL;
    node->span = block_span_from(p, start);
    node->type = type;
    node->name = name;
    node->body = body;
    return node;
}

static bool at_except_star(Parser *p) {
    p->mark++;
    bool answer = peek(p) == TOKEN_STAR;
    p->mark--;
    return answer;
}

static Stmt *try_statement(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    StmtSeq *orelse = NULL, *finalbody = NULL, *body = forced_colon_block(p);
    if (!body) return NULL;
    bool is_star = peek(p) == TOKEN_EXCEPT && at_except_star(p);
    while (peek(p) == TOKEN_EXCEPT && at_except_star(p) == is_star) {
        if (!push_item(p, except_handler(p, is_star))) return NULL;
    }
    ExceptHandlerSeq *handlers = pop_items(p, base);
    if (handlers && !else_block(p, &orelse)) return NULL;
    if (accept(p, TOKEN_FINALLY)) {
        if (!(finalbody = forced_colon_block(p))) return NULL;
    } else if (!handlers) {
        return NULL;
    }
    Stmt *node = p->failed ? NULL : new_stmt(p, is_star ? STMT_TryStar : STMT_Try, start);
    if (node) node->Try = (struct StmtTry){body, handlers, orelse, finalbody}; /* TryStar alike */
    return node;
}

/* ---- match ---- */

static Expr *match_subject(Parser *p) {
    int32_t start = p->mark, base = p->items_count;
    Expr *first = parse_star_named_expression(p);
    if (!first) return NULL;
    if (peek(p) != TOKEN_COMMA) {
        return first->kind == EXPR_Starred && p->tokens[start].type == TOKEN_STAR ? NULL : first;
    }
    push_item(p, first);
    while (accept(p, TOKEN_COMMA)) {
        if (!starts_expression(peek(p))) break;
        if (!push_item(p, parse_star_named_expression(p))) return NULL;
    }
    ExprSeq *elts = pop_items(p, base);
    Expr *node = elts ? new_expr(p, EXPR_Tuple, start) : NULL;
    if (node) node->Tuple.elts = elts;
    return node;
}

static MatchCase *case_block(Parser *p) {
    Expr *guard = NULL;
    StmtSeq *body;
    if (!peek_soft(p, "case")) return NULL;
    p->mark++;
    Pattern *pattern = parse_patterns(p);
    if (!pattern || (accept(p, TOKEN_IF) && !(guard = parse_named_expression(p)))) return NULL;
    if (!(body = colon_block(p))) return NULL;
    MatchCase *node = allocate(p, sizeof *node);
    if (node) *node = (MatchCase){pattern, guard, body};
    return node;
}

static Stmt *match_statement(Parser *p) {
    int32_t start = p->mark++, base = p->items_count;
    Expr *subject = match_subject(p);
    if (!subject || !accept(p, TOKEN_COLON) || !accept(p, TOKEN_NEWLINE) ||
        !accept(p, TOKEN_INDENT)) {
        return NULL;
    }
    do {
        if (!push_item(p, case_block(p))) return NULL;
    } while (!accept(p, TOKEN_DEDENT));
    MatchCaseSeq *cases = pop_items(p, base);
    Stmt *node = cases ? new_stmt(p, STMT_Match, start) : NULL;
    if (node) node->Match = (struct StmtMatch){subject, cases};
    return node;
}

/* ---- definitions ---- */

/* The type comment behind a definition's colon, or alone on the next line: that of a function's type. */
static Obj *function_comment(Parser *p) {
    int32_t start = p->mark;
    if (peek(p) == TOKEN_NEWLINE) {
        p->mark++;
        Obj *comment = accept_type_comment(p);
        int32_t end = p->mark;
        if (comment && accept(p, TOKEN_NEWLINE) && peek(p) == TOKEN_INDENT) {
            p->mark = end;
            return comment;
        }
        p->mark = start;
        return NULL;
    }
    Obj *comment = accept_type_comment(p);
    int32_t end = p->mark;
    if (comment && accept(p, TOKEN_NEWLINE) && accept(p, TOKEN_TYPE_COMMENT) && accept(p, TOKEN_NEWLINE) && peek(p) == TOKEN_INDENT) {
        return parser_raise(p, SYNTAX_ERROR, "Cannot have two type comments on def");
    }
    p->mark = end;
    return comment;
}

static Stmt *function_definition(Parser *p, int32_t start, bool is_async, ExprSeq *decorators) {
    Expr *returns = NULL;
    StmtSeq *body;
    p->mark++;
    Obj *name = accept_identifier(p);
    if (!name || !force(p, TOKEN_LPAR)) return NULL;
    Arguments *args = parse_parameters(p, TOKEN_RPAR);
    if (!args || !accept(p, TOKEN_RPAR)) return NULL;
    if (accept(p, TOKEN_RARROW) && !(returns = parse_expression(p))) return NULL;
    if (!force(p, TOKEN_COLON)) return NULL;
    Obj *comment = p->tok->type_comments ? function_comment(p) : NULL;
    if (p->failed || !(body = parse_block(p))) return NULL;
    Stmt *node = new_stmt(p, is_async ? STMT_AsyncFunctionDef : STMT_FunctionDef, start);
    if (node) { /* AsyncFunctionDef alike */
        node->FunctionDef = (struct StmtFunctionDef){name, args, body, decorators, returns, comment};
    }
    return node;
}

static Stmt *class_definition(Parser *p, ExprSeq *decorators) {
    int32_t start = p->mark++;
    ExprSeq *bases = NULL;
    KeywordSeq *keywords = NULL;
    Obj *name = accept_identifier(p);
    if (!name) return NULL;
    if (accept(p, TOKEN_LPAR)) {
        if (peek(p) != TOKEN_RPAR && !parse_arguments(p, NULL, &bases, &keywords)) return NULL;
        if (!accept(p, TOKEN_RPAR)) return NULL;
    }
    StmtSeq *body = colon_block(p);
    Stmt *node = body ? new_stmt(p, STMT_ClassDef, start) : NULL;
    if (node) node->ClassDef = (struct StmtClassDef){name, bases, keywords, body, decorators};
    return node;
}

static Stmt *async_statement(Parser *p, ExprSeq *decorators) {
    int32_t start = p->mark++;
    switch (peek(p)) {
    case TOKEN_DEF: return function_definition(p, start, true, decorators);
    case TOKEN_WITH: return decorators ? NULL : with_statement(p, start, true);
    case TOKEN_FOR: return decorators ? NULL : for_statement(p, start, true);
    default: return NULL;
    }
}

static Stmt *decorated(Parser *p) {
    int32_t base = p->items_count;
    while (accept(p, TOKEN_AT)) {
        if (!push_item(p, parse_named_expression(p)) || !accept(p, TOKEN_NEWLINE)) return NULL;
    }
    ExprSeq *decorators = pop_items(p, base);
    if (!decorators) return NULL;
    switch (peek(p)) {
    case TOKEN_DEF: return function_definition(p, p->mark, false, decorators);
    case TOKEN_CLASS: return class_definition(p, decorators);
    case TOKEN_ASYNC: return async_statement(p, decorators);
    default: return NULL;
    }
}

/* ---- any statement ---- */

/* The compound statement at `mark`. *is_compound false: there is none, and nothing was taken. */
static Stmt *compound_statement(Parser *p, bool *is_compound) {
    *is_compound = true;
    switch (peek(p)) {
    case TOKEN_DEF: return function_definition(p, p->mark, false, NULL);
    case TOKEN_AT: return decorated(p);
    case TOKEN_ASYNC: return async_statement(p, NULL);
    case TOKEN_IF: return if_statement(p);
    case TOKEN_CLASS: return class_definition(p, NULL);
    case TOKEN_WITH: return with_statement(p, p->mark, false);
    case TOKEN_FOR: return for_statement(p, p->mark, false);
    case TOKEN_TRY: return try_statement(p);
    case TOKEN_WHILE: return while_statement(p);
    default: break;
    }
    if (peek_soft(p, "match")) {
        int32_t start = p->mark, base = p->items_count, depth = p->depth;
        Stmt *match = match_statement(p);
        if (match || p->failed) return match;
        p->mark = start; /* the name of something */
        p->items_count = base;
        p->depth = depth;
    }
    *is_compound = false;
    return NULL;
}

static bool push_statement(Parser *p) {
    bool is_compound;
    Stmt *statement = compound_statement(p, &is_compound);
    if (is_compound) return push_item(p, statement);
    return !p->failed && push_simple_statements(p);
}

/* ---- start rules ---- */

Mod *parse_module(Parser *p) {
    int32_t base = p->items_count;
    while (peek(p) != TOKEN_ENDMARKER) {
        if (p->failed || !push_statement(p)) return NULL;
    }
    p->mark++;
    StmtSeq *body = pop_items(p, base);
    Mod *mod = p->failed ? NULL : ast_mod(p->rt, p->arena, MOD_Module);
    if (!mod) return NULL;
    mod->Module.body = body;
    for (IgnoredLine *line = p->ignored; line; line = line->next) push_item(p, &line->node);
    mod->Module.type_ignores = pop_items(p, base);
    return p->failed ? NULL : mod;
}

/* "(int, *str, **Any) -> float", the type comment of a function. */
Mod *parse_function_type(Parser *p) {
    int32_t base = p->items_count;
    if (!accept(p, TOKEN_LPAR)) return NULL;
    for (int stars = 0; peek(p) != TOKEN_RPAR;) { /* one * and one ** may stand at the end */
        int now = accept(p, TOKEN_STAR) ? 1 : accept(p, TOKEN_DOUBLESTAR) ? 2 : 0;
        if ((stars && now <= stars) || !push_item(p, parse_expression(p))) return NULL;
        stars = now;
        if (!accept(p, TOKEN_COMMA)) break;
        if (peek(p) == TOKEN_RPAR) return NULL;
    }
    ExprSeq *types = pop_items(p, base);
    Expr *returns = accept(p, TOKEN_RPAR) && accept(p, TOKEN_RARROW) ? parse_expression(p) : NULL;
    if (!returns || p->failed) return NULL;
    while (accept(p, TOKEN_NEWLINE)) continue;
    Mod *mod = accept(p, TOKEN_ENDMARKER) ? ast_mod(p->rt, p->arena, MOD_FunctionType) : NULL;
    if (mod) mod->FunctionType = (struct ModFunctionType){types, returns};
    return mod;
}

Mod *parse_interactive_statement(Parser *p) {
    int32_t base = p->items_count, start = p->mark;
    bool is_compound;
    if (accept(p, TOKEN_NEWLINE)) {
        if (!push_item(p, new_stmt(p, STMT_Pass, start))) return NULL;
    } else {
        Stmt *statement = compound_statement(p, &is_compound);
        if (is_compound) {
            if (!push_item(p, statement) || !accept(p, TOKEN_NEWLINE)) return NULL;
        } else if (p->failed || !push_simple_statements(p)) {
            return NULL;
        }
    }
    StmtSeq *body = pop_items(p, base);
    Mod *mod = p->failed ? NULL : ast_mod(p->rt, p->arena, MOD_Interactive);
    if (mod) mod->Interactive.body = body;
    return mod;
}
