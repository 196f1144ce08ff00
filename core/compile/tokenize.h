/* Source text to tokens, one at a time. */
#ifndef COMPILE_TOKENIZE_H
#define COMPILE_TOKENIZE_H

#include "heap/runtime.h"

typedef enum {
#define TOKEN(name) TOKEN_##name,
#define OPERATOR(name, c1, c2, c3, text) TOKEN_##name,
#define KEYWORD(name, text) TOKEN_##name,
#include "compile/tokens.def"
    TOKEN_COUNT
} TokenType;

/* The text of an operator or keyword; NULL for the others. */
const char *token_text(TokenType type);
/* The keyword `text`, or TOKEN_NAME. */
TokenType token_keyword(const char *text, size_t length);

enum { TOKENIZER_MAX_INDENT = 100, TOKENIZER_MAX_PARENS = 200 };

typedef enum {
    DONE_NOT,      /* still reading */
    DONE_EOF,      /* the text ended */
    DONE_EOFS,     /* the text ended in a triple-quoted string: an exception is raised */
    DONE_EOLS,     /* a line ended in a string: an exception is raised */
    DONE_ERROR,    /* an exception is raised */
    DONE_TABSPACE, /* tabs and spaces mixed */
    DONE_TOODEEP,  /* too many levels of indentation */
    DONE_DEDENT,   /* no matching outer level */
    DONE_LINECONT, /* something after a backslash */
    DONE_STOP,     /* interactive, second pass: no more lines wanted */
    DONE_MORE      /* interactive: a line is wanted that is not there yet */
} TokenizerDone;

typedef struct {
    Runtime *rt;
    Obj *filename;
    const char *buf; /* start of the line, or of the first line of the token being read */
    const char *cur; /* next character */
    const char *inp; /* end of the line that `cur` is in */
    const char *text;
    const char *end;   /* end of the text, a NUL */
    const char *start; /* of the token, NULL between tokens */
    const char *line_start;
    const char *multi_line_start; /* start of the line in which a string token began */
    TokenizerDone done;
    int32_t lineno;
    int32_t first_lineno; /* of a string token */
    int32_t pending;      /* INDENTs (> 0) or DEDENTs (< 0) to hand out */
    int32_t indent;       /* index in the stacks */
    int32_t level;        /* open parentheses */
    bool at_line_start;
    bool interactive;   /* empty lines end a statement */
    bool no_more_lines; /* interactive: the second pass reads no new line */
    bool at_eof;        /* interactive: nothing will follow the text */
    bool type_comments; /* comments that tell a type are tokens */
    int32_t columns[TOKENIZER_MAX_INDENT];
    int32_t tab_columns[TOKENIZER_MAX_INDENT]; /* the same with tabs of one column */
    struct {
        char open;
        int32_t lineno, column;
    } parens[TOKENIZER_MAX_PARENS];
} Tokenizer;

/* Starts reading [text, end), at line `lineno`. *end must be a NUL. */
void tokenizer_start(Tokenizer *tok, Runtime *rt, Obj *filename, const char *text, const char *end,
                     int32_t lineno);

/* The next token. Its text is [*start, *end), NULL for tokens without one. TOKEN_ERRORTOKEN: see
 * tok->done; for DONE_ERROR, DONE_EOFS and DONE_EOLS an exception is raised. */
TokenType tokenizer_next(Tokenizer *tok, const char **start, const char **end);

#endif
