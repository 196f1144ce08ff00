/* Inside the parser: its state, and what its files use of each other.
 *
 * Parsing is predictive recursive descent over an array of tokens that is filled as far as somebody
 * has looked. A parse function returns NULL when the tokens at `mark` do not fit; nothing is raised
 * then, and `mark` is anywhere. When the whole fails, parse_error.c goes over the tokens again, to
 * say what is wrong. `failed` is set when an exception is raised, and stops everything. */
#ifndef COMPILE_PARSER_H
#define COMPILE_PARSER_H

#include "compile/ast.h"
#include "compile/literals.h"
#include "compile/tokenize.h"

typedef struct {
    const char *start; /* NULL for tokens without a text */
    const char *end;
    int32_t lineno, col_offset, end_lineno, end_col_offset; /* columns -1 without a text */
    uint8_t type;
    uint8_t level; /* open parentheses after it */
    void *made;          /* by parser_backtrack: identifier, number, Expr * of the strings that begin here */
    struct Found *found; /* rules that were tried here */
} Token;

typedef enum { START_FILE, START_SINGLE, START_EVAL, START_FUNC_TYPE, START_FSTRING } StartRule;

typedef struct IgnoredLine { /* "# type: ignore" */
    struct IgnoredLine *next;
    TypeIgnore node;
} IgnoredLine;

/* What CPython's parser has in pools beside objects. */
typedef struct ParserBlocks {
    void *parser, **tokens, *comments;
    int32_t count; /* of tokens */
} ParserBlocks;

typedef struct Parser {
    Runtime *rt;
    AstArena *arena;
    Tokenizer *tok;
    Token *tokens;
    int32_t mark; /* index of the next token */
    int32_t fill; /* number of tokens read */
    int32_t capacity;
    int32_t limit; /* tokens from here on read as TOKEN_LIMIT */
    int32_t depth; /* nesting, in CPython's units */
    StartRule start_rule;
    int flags;
    bool failed;
    bool started;            /* a token other than ENDMARKER was read */
    bool has_encoding;       /* error columns count characters */
    int32_t starting_lineno; /* f-string expressions: where the text lies in the program */
    int32_t starting_col_offset;
    IgnoredLine *ignored, **ignored_end; /* in the order of the text */
    int32_t error_token; /* place of the next error, -1 = the last token read */
    void **items;        /* stack of nodes that will become sequences */
    int32_t items_count, items_capacity;
    bool echo;    /* take from the pools what CPython's parser takes */
    bool gave_up; /* parser_backtrack: nested too deeply */
    int32_t nested;
    ParserBlocks blocks;
    void **lines; /* echoed at the prompt: blocks of the encoding, the last line, all lines; else NULL */
} Parser;

/* ---- parse.c ---- */

/* Runs a start rule, and the second pass when it fails. NULL = raised. The result of START_FSTRING
 * is an Expr, else a Mod. */
void *parser_run(Parser *p);
bool parser_init(Parser *p, Runtime *rt, AstArena *arena, Tokenizer *tok, StartRule rule,
                 int flags);
void parser_free(Parser *p);

/* CPython's limit on nesting; raises MemoryError. */
bool parser_deeper(Parser *p, int32_t by);

enum { CURRENT_POSITION = -5 };

/* Raises. Columns are byte offsets from 0, -1 = none, or CURRENT_POSITION. All return NULL. */
void *parser_raise_at(Parser *p, SyntaxKind kind, AstSpan span, const char *format, ...);
/* At the last token read. */
void *parser_raise(Parser *p, SyntaxKind kind, const char *format, ...);
/* The syntax is there since Python 3.`since`: raises if the program must do without it. */
void parser_check_version(Parser *p, const char *what, int since);
/* "(unicode error) ..." from a raised UnicodeError or ValueError. */
void *parser_raise_decode_error(Parser *p);

/* ---- tokens ---- */

/* The type of the token at `mark`. */
TokenType peek(Parser *p);
/* Takes it if it is of this type. */
bool accept(Parser *p, TokenType type);

/* A NAME with this text. */
bool peek_soft(Parser *p, const char *keyword);

/* From the token `start` to the last one read before `mark`. */
AstSpan span_from(Parser *p, int32_t start);
/* The same without NEWLINE, INDENT and DEDENT at the end. */
AstSpan block_span_from(Parser *p, int32_t start);
AstSpan token_span(const Token *token);

/* ---- sequences ---- */

bool push_item(Parser *p, void *item); /* false = MemoryError raised or item NULL */
/* The items pushed since `base`, as a sequence, popped. NULL for none, or with `failed` set. */
void *pop_items(Parser *p, int32_t base);
void *single_item(Parser *p, void *item);

/* ---- nodes ---- */

Expr *new_expr(Parser *p, ExprKind kind,
               int32_t start); /* from `start` to `mark`; NULL sets failed */
Obj *identifier_of(Parser *p, const Token *token);
Obj *identifier_new(Parser *p, const Token *token); /* even if one was made */
Obj *joined_identifier(Parser *p, int32_t first);   /* of the tokens from `first` up to the mark: a.b */
/* NAME token to identifier; NULL when there is none. */
Obj *accept_identifier(Parser *p);
/* Makes `target` a Store or Del target; false when it cannot be one. */
bool set_context(Expr *target, int32_t context);

/* ---- parse_expr.c ---- */

Expr *parse_star_expressions(Parser *p);
Expr *parse_expressions(Parser *p);
Expr *parse_expression(Parser *p);
Expr *parse_named_expression(Parser *p);
Expr *parse_star_named_expression(Parser *p);
Expr *parse_yield(Parser *p);
Expr *parse_primary(Parser *p);
Expr *parse_bitwise_or(Parser *p);
Expr *parse_star_targets(Parser *p);
Expr *parse_star_target(Parser *p);
Expr *parse_number(Parser *p);
Obj *number_of(Parser *p, const Token *token); /* new; NULL = raised */
Expr *parse_constant(Parser *p, Obj *value);
Arguments *parse_parameters(Parser *p, TokenType end);
/* Arguments, at least one, up to ')', which is left. `first`: NULL, or the first one, parsed
 * before. The sequences may become NULL. */
bool parse_arguments(Parser *p, Expr *first, ExprSeq **args, KeywordSeq **keywords);
ComprehensionSeq *parse_comprehensions(Parser *p);
bool starts_expression(TokenType type);

/* ---- parse_stmt.c, parse_pattern.c, parse_string.c ---- */

Mod *parse_module(Parser *p);
Mod *parse_interactive_statement(Parser *p);
Mod *parse_function_type(Parser *p);
/* The text of the type comment at `mark` if there is one, taken; else NULL. */
Obj *accept_type_comment(Parser *p);
StmtSeq *parse_block(Parser *p);
Pattern *parse_pattern(Parser *p);
Pattern *parse_patterns(Parser *p);
/* One or more STRING tokens. */
Expr *parse_strings(Parser *p);

/* ---- backtrack.c ---- */

/* Goes over the tokens as CPython's parser does, and makes its objects. */
void parser_backtrack(Parser *p);
/* Its blocks: false = no memory. */
bool echo_parser(Parser *p);
bool echo_token(Parser *p, const char *start, const char *end);
void echo_parser_free(Parser *p);

/* ---- parse_error.c ---- */

/* The second pass: raises if it knows what is wrong. */
void parser_diagnose(Parser *p);
/* In the first pass: braces do not fit, whose first token is `first`. Raises if a key has no value.
 */
void parser_diagnose_dict(Parser *p, int32_t first);

#endif
