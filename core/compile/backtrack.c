/* What CPython's parser takes from the heap on its way.
 *
 * Its parser tries the alternatives of the grammar one after the other and goes back when one does not fit. Each time it comes by a
 * name or a number it makes a new object, which the arena holds until the code was run: `x = 257` makes three ints. Where the next
 * objects of the program lie depends on it. So before a text that is compiled while the program runs (exec, eval, compile, the
 * prompt) is parsed, it is recognised here in the same order. The parser proper then takes the objects that were made: `made`.
 *
 * The rules are in grammar.def, as bytes: a token's type, FIRST_RULE + number, or one of the marks below. */
#include "compile/parse.h"
#include "compile/parser.h"
#include "heap/pool.h"

enum {
#define TOKEN(name) t_##name = TOKEN_##name,
#define OPERATOR(name, c1, c2, c3, text) t_##name = TOKEN_##name,
#define KEYWORD(name, text) t_##name = TOKEN_##name,
#include "compile/tokens.def"
    FIRST_RULE = 96,
    FIRST_MARK = 240,
    ALT = FIRST_MARK, CUT, STRINGS, WORD_MATCH, WORD_CASE, WORD_WILDCARD,
    END, /* of what the following open */
    OPT, STAR, PLUS, SEPARATED, GROUP, AND, NOT
};
_Static_assert((int)t_NONLOCAL < FIRST_RULE, "tokens and rules do not overlap");

enum {
    BEFORE_RULES = FIRST_RULE - 1,
#define RULE(name, kind, ...) r_##name,
#include "compile/grammar.def"
    BEHIND_RULES
};
_Static_assert((int)BEHIND_RULES <= FIRST_MARK, "rules and marks do not overlap");

enum { PLAIN, MEMO, LEFT };
typedef struct {
    const uint8_t *items;
    uint8_t kind;
} Rule;

#define SEP(token) SEPARATED, t_##token
static const Rule rules[] = {
#define RULE(name, rule_kind, ...) {(const uint8_t[]){__VA_ARGS__, END}, rule_kind},
#include "compile/grammar.def"
};

enum { MOST_NESTED = 500 };

/* What was found at a token. */
struct Found {
    struct Found *next;
    int32_t end;        /* the token behind it, -1 = it is not there */
    uint8_t rule, last; /* this rule, to that one: operators of the levels between do not stand here */
};

static bool group(Parser *p, const uint8_t *at);

static TokenType next(Parser *p) { return p->mark < p->fill ? p->tokens[p->mark].type : peek(p); }

static struct Found *found(Parser *p, int32_t token, int rule) {
    struct Found *f = p->tokens[token].found;
    while (f && (rule < f->rule || rule > f->last)) f = f->next;
    return f;
}

static struct Found *note(Parser *p, int32_t token, int rule, int last, int32_t end) {
    struct Found *f = ast_alloc(p->rt, p->arena, sizeof *f);
    if (!f) {
        p->failed = true;
        return NULL;
    }
    *f = (struct Found){p->tokens[token].found, end, (uint8_t)rule, (uint8_t)last};
    return p->tokens[token].found = f;
}

/* Behind an item; `whole`: behind the rest of an alternative. */
static const uint8_t *past(const uint8_t *at, bool whole) {
    for (int depth = 0;; at++) {
        if (!depth && whole && (*at == ALT || *at == END)) return at;
        depth += (*at > END) - (*at == END);
        if (!depth && !whole) return at + 1;
    }
}

/* A rule that begins with itself: first without that, then what follows itself; where nothing does, the first is tried again. */
static bool grow_left(Parser *p, const uint8_t *items, int id) {
    int32_t start = p->mark;
    struct Found *f = note(p, start, id, id, -1);
    if (!f || !group(p, items)) return false;
    for (f->end = p->mark; group(p, past(items, true) + 1); f->end = p->mark)
        if (id == r_dotted) p->tokens[p->mark - 1].made = joined_identifier(p, start);
    if (p->failed) return false;
    p->mark = start;
    group(p, items);
    p->mark = f->end;
    return !p->failed;
}

/* A rule that is remembered, or was before. */
static bool remembered(Parser *p, int id) {
    int32_t start = p->mark;
    const struct Found *before = found(p, start, id);
    if (before) {
        if (before->end >= 0) p->mark = before->end;
        return before->end >= 0;
    }
    const Rule *r = &rules[id - FIRST_RULE];
    if (r->kind == LEFT) return grow_left(p, r->items, id);
    bool fits = group(p, r->items);
    note(p, start, id, id, fits ? p->mark : -1);
    return fits;
}

/* The level of expressions that begins with this token. */
static int level_of_first(TokenType type) {
    switch (type) {
    case TOKEN_LAMBDA: return r_expression;
    case TOKEN_NOT: return r_inversion;
    case TOKEN_PLUS:
    case TOKEN_MINUS:
    case TOKEN_TILDE: return r_factor;
    case TOKEN_AWAIT: return r_await_primary;
    default: return r_primary;
    }
}

/* The level that goes on with it. */
static int level_of_next(TokenType type) {
    switch (type) {
    case TOKEN_IF: return r_expression;
    case TOKEN_OR: return r_disjunction;
    case TOKEN_AND: return r_conjunction;
    case TOKEN_EQEQUAL:
    case TOKEN_NOTEQUAL:
    case TOKEN_LESSEQUAL:
    case TOKEN_LESS:
    case TOKEN_GREATEREQUAL:
    case TOKEN_GREATER:
    case TOKEN_NOT:
    case TOKEN_IN:
    case TOKEN_IS: return r_comparison;
    case TOKEN_VBAR: return r_bitwise_or;
    case TOKEN_CIRCUMFLEX: return r_bitwise_xor;
    case TOKEN_AMPER: return r_bitwise_and;
    case TOKEN_LEFTSHIFT:
    case TOKEN_RIGHTSHIFT: return r_shift;
    case TOKEN_PLUS:
    case TOKEN_MINUS: return r_sum;
    case TOKEN_STAR:
    case TOKEN_SLASH:
    case TOKEN_DOUBLESLASH:
    case TOKEN_PERCENT:
    case TOKEN_AT: return r_term;
    case TOKEN_DOUBLESTAR: return r_factor;
    default: return 0;
    }
}

/* `expression` or a tighter rule, from the tightest one that fits up. Rules whose operator does not follow find what the next
 * tighter one has found; of what they do only the blocks of x+ are seen. */
static bool climb(Parser *p, int id) {
    int32_t start = p->mark;
    int level = level_of_first(next(p)), above;
    if (level < id) return false;
    for (const struct Found *f = p->tokens[start].found; f; f = f->next)
        if (f->rule > id && f->rule < level) level = f->rule;
    while (remembered(p, level)) {
        above = level_of_next(next(p));
        if (above >= level || above < id) above = id - 1;
        if (above + 1 < level) note(p, start, above + 1, level - 1, p->mark);
        for (int i = r_disjunction; i <= r_comparison; i++)
            if (i > above && i < level && i != r_inversion) mem_free(p->rt, mem_alloc(p->rt, 8));
        if (above < id) return !p->failed;
        p->mark = start;
        level = above;
    }
    if (level > id) note(p, start, id, level, -1);
    return false;
}

static bool rule(Parser *p, int id) {
    const Rule *r = &rules[id - FIRST_RULE];
    bool fits = false;
    if (++p->nested > MOST_NESTED) p->gave_up = true;
    if (p->gave_up || (id >= r_expression && id <= r_pair && !starts_expression(next(p)))) fits = false;
    else if (r->kind == PLAIN) fits = group(p, r->items);
    else if (next(p) == TOKEN_ERRORTOKEN) fits = false;
    else if (id < r_expression || id > r_primary) fits = remembered(p, id);
    else {
        const struct Found *f = found(p, p->mark, id);
        if (!f) fits = climb(p, id);
        else if ((fits = f->end >= 0)) p->mark = f->end;
    }
    p->nested--;
    return fits;
}

/* x* and x+ while they are read: CPython collects in a block that doubles. -1 = none, and no memory. */
static int32_t repeat(Parser *p, const uint8_t *at, int separator) {
    int32_t count = 0, capacity = 1;
    void *children = mem_alloc(p->rt, 8);
    for (;; count++) {
        int32_t start = p->mark;
        if (separator && !accept(p, (TokenType)separator)) break;
        if (!group(p, at)) {
            p->mark = start;
            break;
        }
        if (count < capacity) continue;
        void *more = mem_realloc(p->rt, children, 8 * (size_t)(capacity *= 2));
        if (more) children = more;
    }
    mem_free(p->rt, children);
    return count;
}

static bool strings(Parser *p) {
    static const uint8_t token[] = {TOKEN_STRING, END};
    int32_t start = p->mark, count = repeat(p, token, 0);
    if (!count) return false;
    p->mark = start;
    Expr *node = parse_strings(p);
    p->tokens[start].made = node;
    return node != NULL;
}

static bool terminal(Parser *p, int type) {
    int32_t at = p->mark;
    if (next(p) != (TokenType)type) return false;
    p->mark++;
    if (type == TOKEN_NOTEQUAL) return (*p->tokens[at].start == '<') == ((p->flags & PARSE_FLAG_BARRY_AS_BDFL) != 0);
    if (type == TOKEN_NAME) p->tokens[at].made = identifier_new(p, &p->tokens[at]);
    if (type == TOKEN_NUMBER) {
        /* the tree keeps the one that `primary` found first */
        const struct Found *f = found(p, at, r_primary);
        Obj *number = number_of(p, &p->tokens[at]);
        if (!f || f->end < 0) p->tokens[at].made = number;
    }
    return !p->failed;
}

static bool word(Parser *p, int mark) {
    static const char *const words[] = {"match", "case", "_"};
    return peek_soft(p, words[mark - WORD_MATCH]) && terminal(p, TOKEN_NAME);
}

static bool item(Parser *p, const uint8_t *at) {
    int32_t start = p->mark;
    bool fits;
    if (*at < FIRST_MARK) return rule(p, *at);
    switch (*at) {
    case STRINGS: return strings(p);
    case OPT: return group(p, at + 1) || !p->failed;
    case STAR: return repeat(p, at + 1, 0) >= 0;
    case PLUS: return repeat(p, at + 1, 0) > 0;
    case SEPARATED: return group(p, at + 2) && repeat(p, at + 2, at[1]) >= 0;
    case GROUP: return group(p, at + 1);
    case AND:
    case NOT:
        fits = group(p, at + 1);
        p->mark = start;
        return fits == (*at == AND);
    default: return word(p, *at);
    }
}

/* One of the alternatives from `at` up to END fits at `mark`, which is then behind it. */
static bool group(Parser *p, const uint8_t *at) {
    int32_t start = p->mark;
    for (;; at++) {
        bool fits = true, cut = false;
        for (; fits && *at != ALT && *at != END; at = past(at, false)) {
            if (*at == CUT) cut = true;
            else fits = *at < FIRST_RULE ? terminal(p, *at) : item(p, at);
        }
        if (p->failed || p->gave_up) return false;
        if (fits) return true;
        p->mark = start;
        at = past(at, true);
        if (cut || *at == END) return false;
    }
}

void parser_backtrack(Parser *p) {
    static const uint8_t start_rules[] = {r_file, r_single, r_eval, r_file, r_fstring};
    rule(p, start_rules[p->start_rule]);
    p->mark = p->nested = 0;
}

/* ---- the parser's own blocks ---- */

/* In the order and of the sizes of CPython's: the parser, its array of tokens, the first token, the comments. */
bool echo_parser(Parser *p) {
    ParserBlocks *b = &p->blocks;
    *b = (ParserBlocks){.count = 1};
    b->parser = mem_alloc(p->rt, 152);
    b->tokens = mem_alloc(p->rt, 8);
    if (b->tokens) b->tokens[0] = mem_alloc(p->rt, 48);
    b->comments = mem_alloc(p->rt, 160);
    return b->parser && b->tokens && b->comments;
}

/* The token at `fill` was read. */
bool echo_token(Parser *p, const char *start, const char *end) {
    ParserBlocks *b = &p->blocks;
    if (p->fill == b->count) {
        void **tokens = mem_realloc(p->rt, b->tokens, 16 * (size_t)b->count);
        if (!tokens) return false;
        b->tokens = tokens;
        for (int32_t i = 0; i < p->fill; i++) tokens[b->count++] = mem_alloc(p->rt, 48);
    }
    return ast_arena_keep(p->rt, p->arena, literal_bytes(p->rt, start, (size_t)(end - start))) != NULL;
}

void echo_parser_free(Parser *p) {
    ParserBlocks *b = &p->blocks;
    for (int32_t i = 0; b->tokens && i < b->count; i++) mem_free(p->rt, b->tokens[i]);
    mem_free(p->rt, b->tokens);
    mem_free(p->rt, b->comments);
    mem_free(p->rt, b->parser);
}
