/* The second pass: what is wrong with a text that does not fit the grammar.
 *
 * mistakes.def holds the whole grammar with its known mistakes as text. It is compiled to a small
 * code when the first mistake of a source is met, and run by a backtracking machine with memory
 * (a parsing machine: Medeiros and Ierusalimschy, "A parsing machine for PEGs", 2008) over the
 * tokens of the first pass. Only success and places are computed; where a message needs a node,
 * the first pass's functions parse that range of tokens again. The order in which alternatives are
 * tried, and which results are remembered, decide the message: both are CPython's. */

#include "compile/format.h"
#include "compile/parse.h"
#include "compile/parser.h"

typedef enum {
    DO_FAIL,
    DO_TOKEN, /* kind */
    DO_SOFT,  /* index of the keyword */
    DO_STRINGS,
    DO_CALL, /* rule */
    DO_RETURN,
    DO_CHOICE,         /* distance to the alternative */
    DO_COMMIT,         /* distance: forget the alternative */
    DO_PARTIAL_COMMIT, /* distance: the alternative is the end of the loop, from here */
    DO_BACK_COMMIT,    /* distance: forget the alternative, go back to its place */
    DO_FAIL_TWICE,     /* what must not be there is there */
    DO_CUT,
    DO_PLACE, /* 0, 1: start and end of a; 2, 3: of b */
    DO_FORCE, /* kind */
    DO_REPORT /* index of the message */
} Operation;

enum {
#define RULE(name, keeps, body) RULE_##name,
#include "compile/mistakes.def"
    RULE_COUNT
};

typedef struct {
    const char *name, *body;
    uint8_t length;
    bool keeps, is_invalid;
} RuleRow;

static const RuleRow rule_rows[] = {
#define RULE(name, keeps, body) {#name, body, sizeof #name - 1, keeps, sizeof #name > 8},
#include "compile/mistakes.def"
};

static const char *const soft_keywords[] = {"_", "case", "match"};
enum { SOFT_ANY = 3, NO_ENTRY = -1, MAX_MESSAGES = 160, MAX_COPY = 512 };

/* ---- compiling the rules ---- */

typedef struct {
    Parser *p;
    const char *s; /* where in the body */
    int16_t *code;
    int32_t count, capacity;
    int32_t starts[RULE_COUNT];
    const char *messages[MAX_MESSAGES];
    int32_t messages_count;
    bool failed;
} Grammar;

static void emit(Grammar *g, int32_t word) {
    if (g->count == g->capacity) {
        int32_t capacity = g->capacity ? g->capacity * 2 : 8192;
        int16_t *code = compile_resize(g->p->rt, g->code, (size_t)g->capacity * sizeof *code,
                                       (size_t)capacity * sizeof *code);
        if (!code) {
            g->failed = true;
            g->count = 0;
            return;
        }
        g->code = code;
        g->capacity = capacity;
    }
    g->code[g->count++] = (int16_t)word;
}

/* Every operation is two words. */
static int32_t emit_op(Grammar *g, Operation op, int32_t operand) {
    emit(g, op);
    emit(g, operand);
    return g->count - 2;
}

static void patch(Grammar *g, int32_t at) {
    if (!g->failed) g->code[at + 1] = (int16_t)(g->count - at);
}

static void skip_spaces(Grammar *g) {
    while (*g->s == ' ') g->s++;
}

static bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

static int32_t find_rule(const char *name, size_t length) {
    for (int32_t i = 0; i < RULE_COUNT; i++) {
        if (rule_rows[i].length == length && !memcmp(rule_rows[i].name, name, length)) return i;
    }
    return NO_ENTRY;
}

static int32_t find_token(const char *text, size_t length) {
    for (int32_t i = 0; i < TOKEN_COUNT; i++) {
        const char *known = token_text((TokenType)i);
        if (known && strlen(known) == length && !memcmp(known, text, length)) return i;
    }
    return NO_ENTRY;
}

static void compile_word(Grammar *g) {
    static const struct {
        char name[13];
        uint8_t op, operand;
    } kinds[] = {
        {"NAME", DO_TOKEN, TOKEN_NAME},       {"NUMBER", DO_TOKEN, TOKEN_NUMBER},
        {"STRING", DO_TOKEN, TOKEN_STRING},   {"STRINGS", DO_STRINGS, 0},
        {"NEWLINE", DO_TOKEN, TOKEN_NEWLINE}, {"INDENT", DO_TOKEN, TOKEN_INDENT},
        {"DEDENT", DO_TOKEN, TOKEN_DEDENT},   {"ENDMARKER", DO_TOKEN, TOKEN_ENDMARKER},
        {"SOFT_KEYWORD", DO_SOFT, SOFT_ANY},  {"TYPE_COMMENT", DO_TOKEN, TOKEN_LIMIT},
    };
    const char *start = g->s;
    while (is_word(*g->s)) g->s++;
    size_t length = (size_t)(g->s - start);
    int32_t rule = find_rule(start, length);
    if (rule >= 0) {
        emit_op(g, DO_CALL, rule);
        return;
    }
    for (size_t i = 0; i < HS_COUNT(kinds); i++) {
        if (strlen(kinds[i].name) == length && !memcmp(kinds[i].name, start, length)) {
            emit_op(g, kinds[i].op, kinds[i].operand);
            return;
        }
    }
    hs_fatal("mistakes.def: unknown word");
}

static int32_t quoted_token(Grammar *g) {
    const char *start = ++g->s;
    while (*g->s != '\'') g->s++;
    int32_t token = find_token(start, (size_t)(g->s++ - start));
    if (token < 0) hs_fatal("mistakes.def: unknown token");
    return token;
}

static void compile_alternatives(Grammar *g);

static void compile_atom(Grammar *g) {
    if (*g->s == '\'') {
        emit_op(g, DO_TOKEN, quoted_token(g));
    } else if (*g->s == '@') {
        g->s++;
        int32_t soft = *g->s == '_' ? 0 : *g->s == 'c' ? 1 : 2;
        while (is_word(*g->s)) g->s++;
        emit_op(g, DO_SOFT, soft);
    } else if (*g->s == '(') {
        g->s++;
        compile_alternatives(g);
        g->s++;
    } else if (*g->s == '[') {
        g->s++;
        int32_t choice = emit_op(g, DO_CHOICE, 0);
        compile_alternatives(g);
        g->s++;
        emit_op(g, DO_COMMIT, 2);
        patch(g, choice);
    } else {
        compile_word(g);
    }
}

/* A loop of the code in `copy`, none or more times. Distances inside stay right: they are relative.
 */
static void emit_loop(Grammar *g, const int16_t *copy, int32_t length) {
    int32_t choice = emit_op(g, DO_CHOICE, 0);
    for (int32_t i = 0; i < length; i++) emit(g, copy[i]);
    emit_op(g, DO_PARTIAL_COMMIT, -length);
    patch(g, choice);
}

/* An atom with what follows it: ? * + or, as a separator, .atom+ */
static void compile_item(Grammar *g) {
    int16_t copy[MAX_COPY];
    int32_t start = g->count;
    compile_atom(g);
    int32_t length = g->count - start;
    char suffix = *g->s;
    if (g->failed || (suffix != '?' && suffix != '*' && suffix != '+' && suffix != '.')) return;
    g->s++;
    if (suffix == '.') {
        int32_t first = g->count;
        compile_atom(g);
        g->s++;
        int32_t item = g->count - first;
        if (g->failed) return;
        memcpy(copy, g->code + start, (size_t)(length + item) * sizeof *copy);
        memmove(g->code + start, g->code + first, (size_t)item * sizeof *copy);
        g->count = start + item;
        emit_loop(g, copy, length + item);
        return;
    }
    memcpy(copy, g->code + start, (size_t)length * sizeof *copy);
    if (suffix != '+') g->count = start;
    if (suffix != '?') {
        emit_loop(g, copy, length);
        return;
    }
    int32_t choice = emit_op(g, DO_CHOICE, 0);
    for (int32_t i = 0; i < length; i++) emit(g, copy[i]);
    emit_op(g, DO_COMMIT, 2);
    patch(g, choice);
}

static void compile_element(Grammar *g) {
    const char *s = g->s;
    if (*s == '~') {
        g->s++;
        emit_op(g, DO_CUT, 0);
    } else if (*s == '&' && s[1] == '&') {
        g->s += 2;
        emit_op(g, DO_FORCE, quoted_token(g));
    } else if (*s == '&') {
        g->s++;
        int32_t choice = emit_op(g, DO_CHOICE, 0);
        compile_item(g);
        emit_op(g, DO_BACK_COMMIT, 4);
        patch(g, choice);
        emit_op(g, DO_FAIL, 0);
    } else if (*s == '!') {
        g->s++;
        int32_t choice = emit_op(g, DO_CHOICE, 0);
        compile_item(g);
        emit_op(g, DO_FAIL_TWICE, 0);
        patch(g, choice);
    } else if ((*s == 'a' || *s == 'b') && s[1] == '=') {
        int32_t place = *s == 'a' ? 0 : 2;
        g->s += 2;
        emit_op(g, DO_PLACE, place);
        compile_item(g);
        emit_op(g, DO_PLACE, place + 1);
    } else {
        compile_item(g);
    }
}

static void compile_sequence(Grammar *g) {
    for (;;) {
        skip_spaces(g);
        char c = *g->s;
        if (!c || c == '|' || c == ')' || c == ']' || g->failed) return;
        if (c != '{') {
            compile_element(g);
            continue;
        }
        if (g->messages_count == MAX_MESSAGES) hs_fatal("mistakes.def: too many messages");
        g->messages[g->messages_count] = ++g->s;
        emit_op(g, DO_REPORT, g->messages_count++);
        while (*g->s++ != '}') continue;
    }
}

/* Each alternative may be the last to fail: a cut turns its choice into failure. */
static void compile_alternatives(Grammar *g) {
    int32_t commits[32], count = 0;
    for (;;) {
        int32_t choice = emit_op(g, DO_CHOICE, 0);
        compile_sequence(g);
        commits[count++] = emit_op(g, DO_COMMIT, 0);
        patch(g, choice);
        if (*g->s != '|' || g->failed) break;
        g->s++;
    }
    emit_op(g, DO_FAIL, 0);
    while (count) patch(g, commits[--count]);
}

static void compile_grammar(Grammar *g) {
    emit_op(g, DO_FAIL, 0); /* target of cut choices */
    for (int32_t i = 0; i < RULE_COUNT && !g->failed; i++) {
        g->starts[i] = g->count;
        g->s = rule_rows[i].body;
        compile_alternatives(g);
        emit_op(g, DO_RETURN, 0);
    }
}

/* ---- the machine ---- */

typedef struct {
    int32_t pc, mark;
    int16_t rule; /* NO_ENTRY: an alternative */
    bool invalid;
    int32_t places[4];
} Entry;

typedef struct {
    uint32_t key; /* 0 = free */
    int32_t end;  /* NO_ENTRY = fails */
} Memory;

typedef struct {
    Parser *p;
    Grammar *grammar;
    Entry *stack;
    int32_t count, capacity;
    Memory *memory;
    uint32_t memory_count, memory_size; /* size: a power of two */
    bool invalid;                       /* rules of mistakes are tried */
    int32_t places[4];                  /* tokens: a from, a to, b from, b to */
} Machine;

enum { MAX_ENTRIES = 60000 };

static Memory *memory_slot(Memory *memory, uint32_t size, uint32_t key) {
    uint32_t i = (key * 2654435761u) >> 7 & (size - 1);
    while (memory[i].key && memory[i].key != key) i = (i + 1) & (size - 1);
    return &memory[i];
}

static uint32_t memory_key(int32_t rule, int32_t mark, bool invalid) {
    bool flag = !rule_rows[rule].keeps && invalid;
    return ((uint32_t)mark << 9 | (uint32_t)flag << 8 | (uint32_t)rule) + 1;
}

static bool grow_memory(Machine *m) {
    uint32_t size = m->memory_size ? m->memory_size * 2 : 1024;
    Memory *memory = compile_alloc(m->p->rt, size * sizeof *memory);
    if (!memory) {
        m->p->failed = true;
        return false;
    }
    memset(memory, 0, size * sizeof *memory);
    for (uint32_t i = 0; i < m->memory_size; i++) {
        if (m->memory[i].key) *memory_slot(memory, size, m->memory[i].key) = m->memory[i];
    }
    if (m->memory) compile_free(m->p->rt, m->memory);
    m->memory = memory;
    m->memory_size = size;
    return true;
}

static void remember(Machine *m, const Entry *call, int32_t end) {
    if (m->memory_count * 4 >= m->memory_size * 3 && !grow_memory(m)) return;
    uint32_t key = memory_key(call->rule, call->mark, call->invalid);
    Memory *slot = memory_slot(m->memory, m->memory_size, key);
    if (!slot->key) m->memory_count++;
    *slot = (Memory){key, end};
}

static bool push_entry(Machine *m, int32_t pc, int32_t rule) {
    if (m->count == m->capacity) {
        int32_t capacity = m->capacity ? m->capacity * 2 : 256;
        if (capacity > MAX_ENTRIES * 2) {
            literal_raise_memory(m->p->rt);
            m->p->failed = true;
            return false;
        }
        Entry *stack = compile_resize(m->p->rt, m->stack, (size_t)m->capacity * sizeof *stack,
                                      (size_t)capacity * sizeof *stack);
        if (!stack) {
            m->p->failed = true;
            return false;
        }
        m->stack = stack;
        m->capacity = capacity;
    }
    Entry *entry = &m->stack[m->count++];
    *entry = (Entry){.pc = pc, .mark = m->p->mark, .rule = (int16_t)rule, .invalid = m->invalid};
    memcpy(entry->places, m->places, sizeof m->places);
    return true;
}

static int32_t leave_rule(Machine *m, int32_t end) {
    Entry *call = &m->stack[--m->count];
    remember(m, call, end);
    m->invalid = call->invalid;
    memcpy(m->places, call->places, sizeof m->places);
    return call->pc;
}

/* Back to the last alternative; NO_ENTRY when there is none. */
static int32_t fail(Machine *m) {
    while (m->count) {
        Entry *entry = &m->stack[m->count - 1];
        if (entry->rule == NO_ENTRY) {
            m->count--;
            m->p->mark = entry->mark;
            return entry->pc;
        }
        leave_rule(m, NO_ENTRY);
    }
    return NO_ENTRY;
}

/* Calls a rule, or takes its remembered result. */
static int32_t call(Machine *m, int32_t pc, int32_t rule) {
    Parser *p = m->p;
    const RuleRow *row = &rule_rows[rule];
    if (row->is_invalid && !m->invalid && !strncmp(row->name, "invalid_", 8)) return fail(m);
    if (m->memory_size) {
        Memory *slot =
            memory_slot(m->memory, m->memory_size, memory_key(rule, p->mark, m->invalid));
        if (slot->key) {
            if (slot->end == NO_ENTRY) return fail(m);
            p->mark = slot->end;
            return pc + 2;
        }
    }
    if (!push_entry(m, pc + 2, rule)) return NO_ENTRY;
    if (rule == RULE_expression_without_invalid) m->invalid = false;
    return m->grammar->starts[rule];
}

/* SOFT_ANY: a name that is the beginning of some soft keyword, as CPython compares them. */
static bool at_soft(Parser *p, int32_t keyword) {
    if (keyword != SOFT_ANY) return peek_soft(p, soft_keywords[keyword]);
    if (peek(p) != TOKEN_NAME) return false;
    const Token *token = &p->tokens[p->mark];
    size_t length = (size_t)(token->end - token->start);
    for (int32_t i = 0; i < SOFT_ANY; i++) {
        if (!strncmp(soft_keywords[i], token->start, length)) return true;
    }
    return false;
}

static int32_t advance(Machine *m, int32_t pc, bool fits) {
    if (!fits) return fail(m);
    m->p->mark++;
    return pc + 2;
}

static void report(Machine *m, const char *text);

static void cut(Machine *m) {
    if (m->count && m->stack[m->count - 1].rule == NO_ENTRY) m->stack[m->count - 1].pc = 0;
}

/* What was found is no mistake after all: the rule it belongs to fails, other alternatives too. */
static int32_t fail_rule(Machine *m) {
    while (m->count && m->stack[m->count - 1].rule == NO_ENTRY) m->count--;
    return fail(m);
}

static int32_t force(Machine *m, int32_t pc, TokenType type) {
    Parser *p = m->p;
    if (!accept(p, type) && !p->failed) {
        parser_raise_at(p, SYNTAX_ERROR, token_span(&p->tokens[p->mark]), "expected '%s'",
                        token_text(type));
    }
    return pc + 2;
}

/* One operation; the next place, NO_ENTRY when all is over. */
static int32_t step(Machine *m, int32_t pc) {
    Parser *p = m->p;
    int32_t operand = m->grammar->code[pc + 1];
    switch ((Operation)m->grammar->code[pc]) {
    case DO_TOKEN: return advance(m, pc, peek(p) == (TokenType)operand);
    case DO_SOFT: return advance(m, pc, at_soft(p, operand));
    case DO_STRINGS: return parse_strings(p) ? pc + 2 : fail(m);
    case DO_CALL: return call(m, pc, operand);
    case DO_RETURN: return leave_rule(m, p->mark);
    case DO_CHOICE: return push_entry(m, pc + operand, NO_ENTRY) ? pc + 2 : NO_ENTRY;
    case DO_COMMIT: m->count--; return pc + operand;
    case DO_PARTIAL_COMMIT: m->stack[m->count - 1].mark = p->mark; return pc + operand;
    case DO_BACK_COMMIT: p->mark = m->stack[--m->count].mark; return pc + operand;
    case DO_FAIL_TWICE: m->count--; return fail(m);
    case DO_CUT: cut(m); return pc + 2;
    case DO_PLACE: m->places[operand] = p->mark; return pc + 2;
    case DO_FORCE: return force(m, pc, (TokenType)operand);
    case DO_REPORT:
        report(m, m->grammar->messages[operand]);
        return p->failed ? NO_ENTRY : fail_rule(m);
    case DO_FAIL:
    default: return fail(m);
    }
}

/* Runs the machine from a rule at `mark`. */
static void run_machine(Parser *p, int32_t rule, bool invalid) {
    Grammar *g = compile_alloc(p->rt, sizeof *g);
    Machine m = {.p = p, .invalid = invalid};
    if (!g) {
        p->failed = true;
        return;
    }
    memset(g, 0, sizeof *g);
    g->p = p;
    compile_grammar(g);
    m.grammar = g;
    if (!g->failed && push_entry(&m, NO_ENTRY, rule)) {
        int32_t pc = g->starts[rule];
        while (pc != NO_ENTRY && !p->failed) pc = step(&m, pc);
    }
    if (m.stack) compile_free(p->rt, m.stack);
    if (m.memory) compile_free(p->rt, m.memory);
    if (g->code) compile_free(p->rt, g->code);
    compile_free(p->rt, g);
}

void parser_diagnose(Parser *p) {
    static const uint8_t rules[] = {[START_FILE] = RULE_file, [START_SINGLE] = RULE_interactive, [START_EVAL] = RULE_eval,
                                    [START_FUNC_TYPE] = RULE_eval, [START_FSTRING] = RULE_fstring};
    run_machine(p, rules[p->start_rule], true);
}

void parser_diagnose_dict(Parser *p, int32_t first) {
    if (p->failed || p->limit != INT32_MAX) return;
    p->mark = first;
    run_machine(p, RULE_mistaken_kvpairs, false);
}

/* ---- messages ---- */

/* What the target of an assignment is called. */
static const char *expression_name(Parser *p, const Expr *e) {
    switch (e->kind) {
    case EXPR_Attribute: return "attribute";
    case EXPR_Subscript: return "subscript";
    case EXPR_Starred: return "starred";
    case EXPR_Name: return "name";
    case EXPR_List: return "list";
    case EXPR_Tuple: return "tuple";
    case EXPR_Lambda: return "lambda";
    case EXPR_Call: return "function call";
    case EXPR_BoolOp:
    case EXPR_BinOp:
    case EXPR_UnaryOp: return "expression";
    case EXPR_GeneratorExp: return "generator expression";
    case EXPR_Yield:
    case EXPR_YieldFrom: return "yield expression";
    case EXPR_Await: return "await expression";
    case EXPR_ListComp: return "list comprehension";
    case EXPR_SetComp: return "set comprehension";
    case EXPR_DictComp: return "dict comprehension";
    case EXPR_Dict: return "dict literal";
    case EXPR_Set: return "set display";
    case EXPR_JoinedStr:
    case EXPR_FormattedValue: return "f-string expression";
    case EXPR_Constant:
        if (e->Constant.value == p->rt->none) return "None";
        if (e->Constant.value == p->rt->false_) return "False";
        if (e->Constant.value == p->rt->true_) return "True";
        return e->Constant.value == p->rt->ellipsis ? "ellipsis" : "literal";
    case EXPR_Compare: return "comparison";
    case EXPR_IfExp: return "conditional expression";
    case EXPR_NamedExpr: return "named expression";
    default: return "expression";
    }
}

/* The part of `e` that cannot be assigned to (kind S), iterated into (F) or deleted (D). */
static Expr *invalid_target(Expr *e, char kind) {
    ExprSeq *elts;
    switch (e->kind) {
    case EXPR_List:
    case EXPR_Tuple:
        elts = e->Tuple.elts;
        AST_FOR(i, elts) {
            Expr *part = invalid_target(elts->items[i], kind);
            if (part) return part;
        }
        return NULL;
    case EXPR_Starred: return kind == 'D' ? e : invalid_target(e->Starred.value, kind);
    case EXPR_Compare: /* `a in b` of `for a in b` */
        if (kind != 'F') return e;
        return e->Compare.ops->items[0] == CMPOP_In ? invalid_target(e->Compare.left, kind) : NULL;
    case EXPR_Name:
    case EXPR_Subscript:
    case EXPR_Attribute: return NULL;
    default: return e;
    }
}

/* ---- parsing a range again ---- */

typedef struct {
    int32_t mark, limit, items_count, depth;
} Saved;

static Saved enter_range(Parser *p, int32_t start, int32_t end) {
    Saved saved = {p->mark, p->limit, p->items_count, p->depth};
    p->mark = start;
    p->limit = end;
    p->depth = 0;
    return saved;
}

static void leave_range(Parser *p, Saved saved) {
    p->mark = saved.mark;
    p->limit = saved.limit;
    p->items_count = saved.items_count;
    p->depth = saved.depth;
}

static Expr *parse_starred_alone(Parser *p) {
    int32_t start = p->mark++;
    Expr *value = parse_expression(p);
    Expr *node = value ? new_expr(p, EXPR_Starred, start) : NULL;
    if (node) node->Starred.value = value;
    return node;
}

/* The expression of tokens [start, end); NULL when it is none. */
static Expr *range_expression(Parser *p, int32_t start, int32_t end) {
    Saved saved = enter_range(p, start, end);
    TokenType first = peek(p);
    Expr *node = first == TOKEN_YIELD ? parse_yield(p) : parse_star_expressions(p);
    if (!p->failed && p->mark != end) {
        p->mark = start;
        node = first == TOKEN_STAR ? parse_starred_alone(p) : parse_named_expression(p);
        if (p->mark != end) node = NULL;
    }
    leave_range(p, saved);
    return p->failed ? NULL : node;
}

/* Place of what is labelled a (0) or b (2): of its node, else of its tokens without a last comma.
 */
static AstSpan place(Machine *m, int label, bool is_expression) {
    Parser *p = m->p;
    int32_t start = m->places[label], end = m->places[label + 1];
    const Token *first = &p->tokens[start], *last = &p->tokens[end - 1];
    if (is_expression && end - start > 1) {
        Expr *node = range_expression(p, start, end);
        if (node) return node->span;
    }
    if (end - start > 1 && last->type == TOKEN_COMMA) last--;
    return (AstSpan){first->lineno, first->col_offset, last->end_lineno, last->end_col_offset};
}

static void raise_message(Machine *m, SyntaxKind kind, const AstSpan *span, const char *text) {
    Parser *p = m->p;
    char message[256];
    size_t length = 0;
    const Token *a = &p->tokens[m->places[0]];
    for (; *text != '}' && length < sizeof message - 64; text++) {
        if (*text != '%') {
            message[length++] = *text;
            continue;
        }
        char *out = message + length;
        size_t room = sizeof message - length;
        if (*++text == 's') {
            Expr *node = range_expression(p, m->places[0], m->places[1]);
            if (p->failed) return;
            length +=
                format_message(out, room, "%s", node ? expression_name(p, node) : "expression");
        } else if (*text == 't') {
            int size = a->end - a->start > 60 ? 60 : (int)(a->end - a->start);
            length += format_message(out, room, "%.*s", size, a->start);
        } else {
            length += format_message(out, room, "%d", (int)a->lineno);
        }
    }
    message[length] = 0;
    if (span) {
        parser_raise_at(p, kind, *span, "%s", message);
    } else {
        parser_raise(p, kind, "%s", message);
    }
}

static void raise_target(Machine *m, char kind) {
    Parser *p = m->p;
    Expr *node = range_expression(p, m->places[0], m->places[1]);
    Expr *target = node ? invalid_target(node, kind) : NULL;
    if (!target) return;
    parser_raise_at(p, SYNTAX_ERROR, target->span,
                    kind == 'D' ? "cannot delete %s" : "cannot assign to %s",
                    expression_name(p, target));
}

static bool is_legacy(Machine *m) {
    Expr *node = range_expression(m->p, m->places[0], m->places[1]);
    if (!node || node->kind != EXPR_Name) return false;
    size_t length;
    const char *name = literal_utf8(m->p->rt, node->Name.id, &length);
    return name && (!strcmp(name, "print") || !strcmp(name, "exec"));
}

/* End of the last condition or iterable of the clauses labelled b. */
static AstSpan up_to_clauses(Machine *m, AstSpan span) {
    Parser *p = m->p;
    Saved saved = enter_range(p, m->places[2], m->places[3]);
    ComprehensionSeq *clauses = parse_comprehensions(p);
    leave_range(p, saved);
    if (!clauses) return span;
    Comprehension *last = clauses->items[clauses->count - 1];
    Expr *item = last->ifs ? last->ifs->items[last->ifs->count - 1] : last->iter;
    span.end_lineno = item->end_lineno;
    span.end_col_offset = item->end_col_offset;
    return span;
}

/* The arguments of tokens [start, end), as `close` would follow. */
static bool range_arguments(Machine *m, ExprSeq **args, KeywordSeq **keywords) {
    Parser *p = m->p;
    int32_t end = m->places[1];
    uint8_t type = p->tokens[end].type;
    *args = NULL;
    *keywords = NULL;
    Saved saved = enter_range(p, m->places[0], end + 1);
    p->tokens[end].type = TOKEN_RPAR;
    bool ok = parse_arguments(p, NULL, args, keywords);
    p->tokens[end].type = type;
    leave_range(p, saved);
    return ok;
}

static void report_call(Machine *m, char kind, const char *text) {
    ExprSeq *args;
    KeywordSeq *keywords;
    if (!range_arguments(m, &args, &keywords)) return;
    if (kind == 'C') { /* f(a, b for b in c) */
        if (seq_count(args) <= 1) return;
        AstSpan span = up_to_clauses(m, args->items[args->count - 1]->span);
        raise_message(m, SYNTAX_ERROR, &span, text);
        return;
    }
    AST_FOR(i, keywords) {
        if (!keywords->items[i]->arg) {
            text = "positional argument follows keyword argument unpacking}";
            break;
        }
    }
    raise_message(m, SYNTAX_ERROR, NULL, text);
}

static void report_patterns(Machine *m, const char *text) {
    Parser *p = m->p;
    AstSpan span = {0, 0, 0, 0};
    Saved saved = enter_range(p, m->places[0], m->places[1]);
    int32_t count = 0;
    do {
        Pattern *pattern = parse_pattern(p);
        if (!pattern) break;
        if (!count++) span = pattern->span;
        span.end_lineno = pattern->end_lineno;
        span.end_col_offset = pattern->end_col_offset;
    } while (accept(p, TOKEN_COMMA));
    leave_range(p, saved);
    if (count && !p->failed) raise_message(m, SYNTAX_ERROR, &span, text);
}

/* From a to the last of several expressions, b. */
static AstSpan up_to_last_item(Machine *m, AstSpan span) {
    Expr *node = range_expression(m->p, m->places[2], m->places[3]);
    if (!node) return span;
    if (node->kind == EXPR_Tuple && m->p->tokens[m->places[2]].start &&
        node->col_offset == m->p->tokens[m->places[2]].col_offset) {
        Expr *last = node->Tuple.elts ? node->Tuple.elts->items[node->Tuple.elts->count - 1] : node;
        bool is_parenthesised =
            *m->p->tokens[m->places[2]].start == '(' &&
            node->end_col_offset == m->p->tokens[m->places[3] - 1].end_col_offset &&
            m->p->tokens[m->places[3] - 1].type == TOKEN_RPAR;
        if (!is_parenthesised) node = last;
    }
    span.end_lineno = node->end_lineno;
    span.end_col_offset = node->end_col_offset;
    return span;
}

static void report_place(Machine *m, const char *where, const char *message) {
    bool is_expression = where[0] != 't';
    AstSpan span = place(m, 0, is_expression);
    if (where[0] == 'G') {
        span = up_to_clauses(m, span);
    } else if (where[0] == 'I') {
        span = up_to_last_item(m, span);
    } else if (where[0] == 'V') {
        span = (AstSpan){span.lineno, span.end_col_offset - 1, span.end_lineno, -1};
    } else if (where[1] == '+') {
        span.end_lineno = span.end_col_offset = CURRENT_POSITION;
    } else if (where[1] == 'b') {
        AstSpan end = place(m, 2, is_expression);
        span.end_lineno = end.end_lineno;
        span.end_col_offset = end.end_col_offset;
    }
    if (!m->p->failed) raise_message(m, SYNTAX_ERROR, &span, message);
}

/* Raises what an alternative of mistakes.def says, if it holds. Before the colon:
 *   a, ab, a+  at a; from a to b; from a to where the tokenizer is     (nothing)  at the last token
 *   t, tb  the same where a is no expression: its tokens count
 *   !  IndentationError   S F D  a is no target (no text)   L  only if a is print or exec
 *   N  only if it is not, in parentheses   C, P  about the arguments a   G  a to the end of clauses
 * b I  a to the last of the items b   V  after the key a   K  the patterns a In the text: %s what a
 * is called, %t a's token, %d its line. */
static void report(Machine *m, const char *text) {
    const char *where = text;
    Parser *p = m->p;
    while (*text != ':' && *text != '}') text++;
    text += *text == ':';
    switch (*where) {
    case ':': raise_message(m, SYNTAX_ERROR, NULL, text); break;
    case '!': raise_message(m, INDENTATION_ERROR, NULL, text); break;
    case 'S':
    case 'F':
    case 'D': raise_target(m, *where); break;
    case 'C':
    case 'P': report_call(m, *where, text); break;
    case 'K': report_patterns(m, text); break;
    case 'L':
        if (is_legacy(m)) report_place(m, where + 1, text);
        break;
    case 'N':
        if (!is_legacy(m) && p->tokens[p->mark - 1].level) report_place(m, where + 1, text);
        break;
    default: report_place(m, where, text); break;
    }
}
