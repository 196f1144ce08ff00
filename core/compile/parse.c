/* The parser's frame: reading tokens, raising SyntaxError, the entry points.
 *
 * What CPython shows of an error (place, line of text) depends on how far its tokenizer had read
 * when it was raised; the order of reading is therefore the same here. Follows CPython 3.11's
 * Parser/pegen.c and pegen_errors.c. */
#include "compile/parse.h"

#include <stdarg.h>

#include "compile/format.h"
#include "compile/parser.h"
#include "compile/source.h"
#include "heap/pool.h"

enum { MAX_DEPTH = 6000, FIRST_TOKENS = 64 };

/* ---- raising ---- */

typedef struct {
    const char *text;
    size_t length;
} Line;

static Line line_without_newline(const char *text, const char *end, int32_t lineno) {
    Line line;
    line.text = text_line(text, end, lineno, &line.length);
    if (line.length && line.text[line.length - 1] == '\n') line.length--;
    return line;
}

/* The text an error in line `lineno` shows. */
static Line error_line(Parser *p, int32_t lineno) {
    Tokenizer *tok = p->tok;
    Line line = {tok->buf, (size_t)(tok->inp - tok->buf)};
    if (tok->interactive) return line_without_newline(tok->text, tok->inp, lineno);
    if (p->start_rule == START_FILE && (p->flags & PARSE_FLAG_PROGRAM)) {
        line.text = text_line(tok->text, tok->end, lineno, &line.length);
        return line;
    }
    if (tok->lineno <= lineno && line.length) return line;
    if (p->starting_lineno) lineno = lineno - p->starting_lineno + 1;
    return line_without_newline(tok->text, tok->end, lineno);
}

/* Columns from 1. */
static void raise_located(Parser *p, SyntaxKind kind, AstSpan span, const char *format,
                          va_list args) {
    char message[512];
    size_t prefix = 0;
    p->failed = true;
    if (p->start_rule == START_FSTRING)
        prefix = format_message(message, sizeof message, "f-string: ");
    format_message_v(message + prefix, sizeof message - prefix, format, args);
    if (span.end_lineno == CURRENT_POSITION) span.end_lineno = p->tok->lineno;
    if (span.end_col_offset == CURRENT_POSITION) {
        span.end_col_offset = (int32_t)(p->tok->cur - p->tok->line_start);
    }
    Line line = error_line(p, span.lineno);
    if (p->start_rule == START_FSTRING) {
        span.col_offset -= p->starting_col_offset;
        span.end_col_offset -= p->starting_col_offset;
    }
    if (p->has_encoding) {
        span.col_offset = source_characters(line.text, line.length, span.col_offset);
        if (span.end_col_offset > 0) {
            span.end_col_offset = source_characters(line.text, line.length, span.end_col_offset);
        }
    }
    SyntaxReport report = {
        message,     strlen(message), p->tok->filename, line.text,           line.length,
        span.lineno, span.col_offset, span.end_lineno,  span.end_col_offset, true};
    literal_raise(p->rt, kind, &report);
}

void *parser_raise_at(Parser *p, SyntaxKind kind, AstSpan span, const char *format, ...) {
    va_list args;
    if (span.col_offset != CURRENT_POSITION) span.col_offset++;
    if (span.end_col_offset != CURRENT_POSITION) span.end_col_offset++;
    va_start(args, format);
    raise_located(p, kind, span, format, args);
    va_end(args);
    return NULL;
}

void *parser_raise(Parser *p, SyntaxKind kind, const char *format, ...) {
    va_list args;
    AstSpan span = {0, 0, 0, -1};
    if (p->fill > 0) {
        const Token *token = &p->tokens[p->error_token >= 0 ? p->error_token : p->fill - 1];
        span = token_span(token);
        if (span.col_offset == -1) {
            span.col_offset = (int32_t)(p->tok->cur - p->tok->line_start);
        } else {
            span.col_offset++;
        }
        if (span.end_col_offset != -1) span.end_col_offset++;
    }
    va_start(args, format);
    raise_located(p, kind, span, format, args);
    va_end(args);
    return NULL;
}

void *parser_raise_decode_error(Parser *p) {
    p->failed = true;
    bool is_unicode = false;
    Own text = literal_take_value_error(p->rt, &is_unicode);
    if (!text) return NULL;
    size_t length;
    const char *utf8 = literal_utf8(p->rt, borrow(text), &length);
    if (utf8) {
        parser_raise(p, SYNTAX_ERROR, "(%s error) %.*s", is_unicode ? "unicode" : "value",
                     (int)length, utf8);
    }
    release(p->rt, text);
    return NULL;
}

static void raise_unclosed(Parser *p) {
    Tokenizer *tok = p->tok;
    int32_t line = tok->parens[tok->level - 1].lineno, column = tok->parens[tok->level - 1].column;
    parser_raise_at(p, SYNTAX_ERROR, (AstSpan){line, column, line, -1}, "'%c' was never closed",
                    tok->parens[tok->level - 1].open);
}

void parser_check_version(Parser *p, const char *what, int since) {
    int version = p->flags >> PARSE_FLAGS_VERSION;
    if (version && version <= since) parser_raise(p, SYNTAX_ERROR, "%s only supported in Python 3.%d and greater", what, since);
}

static void raise_end_of_text(Parser *p) {
    if (p->tok->level) {
        raise_unclosed(p);
    } else {
        parser_raise(p, SYNTAX_ERROR, "unexpected EOF while parsing");
    }
}

static void raise_tokenizer_error(Parser *p) {
    Tokenizer *tok = p->tok;
    AstSpan span = {tok->lineno, 0, tok->lineno, -1};
    p->failed = true;
    switch (tok->done) {
    case DONE_EOF: raise_end_of_text(p); break;
    case DONE_DEDENT:
        parser_raise(p, INDENTATION_ERROR, "unindent does not match any outer indentation level");
        break;
    case DONE_TABSPACE:
        parser_raise_at(p, TAB_ERROR, span, "inconsistent use of tabs and spaces in indentation");
        break;
    case DONE_TOODEEP:
        parser_raise_at(p, INDENTATION_ERROR, span, "too many levels of indentation");
        break;
    case DONE_LINECONT:
        span.col_offset = (int32_t)(tok->cur - tok->buf - 1);
        if (span.col_offset < 0) span.col_offset = 0;
        parser_raise_at(p, SYNTAX_ERROR, span,
                        "unexpected character after line continuation character");
        break;
    default: break; /* raised already, or more lines needed */
    }
}

bool parser_deeper(Parser *p, int32_t by) {
    p->depth += by;
    if (p->depth <= MAX_DEPTH) return true;
    if (!p->failed) literal_raise_memory(p->rt);
    p->failed = true;
    return false;
}

/* ---- tokens ---- */

AstSpan token_span(const Token *token) {
    return (AstSpan){token->lineno, token->col_offset, token->end_lineno, token->end_col_offset};
}

static bool grow_tokens(Parser *p) {
    int32_t capacity = p->capacity                      ? p->capacity * 2
                       : p->start_rule == START_FSTRING ? 16
                                                        : FIRST_TOKENS;
    Token *tokens = compile_resize(p->rt, p->tokens, (size_t)p->capacity * sizeof *tokens,
                                   (size_t)capacity * sizeof *tokens);
    if (!tokens) {
        p->failed = true;
        return false;
    }
    p->tokens = tokens;
    p->capacity = capacity;
    return true;
}

static void place_token(Parser *p, Token *token, TokenType type, const char *start,
                        const char *end) {
    Tokenizer *tok = p->tok;
    bool is_string = type == TOKEN_STRING;
    const char *line_start = is_string ? tok->multi_line_start : tok->line_start;
    int32_t shift = tok->lineno == p->starting_lineno ? p->starting_col_offset : 0;
    token->made = NULL;
    token->found = NULL;
    token->type = (uint8_t)type;
    token->level = (uint8_t)tok->level;
    token->start = start;
    token->end = end;
    token->lineno = is_string ? tok->first_lineno : tok->lineno;
    token->end_lineno = tok->lineno;
    token->col_offset = shift + (start && start >= line_start ? (int32_t)(start - line_start) : -1);
    token->end_col_offset =
        shift + (end && end >= tok->line_start ? (int32_t)(end - tok->line_start) : -1);
}

static Obj *keep_text(Parser *p, const char *start, const char *end) {
    Obj *text = ast_arena_keep(p->rt, p->arena, literal_str(p->rt, start, (size_t)(end - start)));
    if (!text) p->failed = true;
    return text;
}

Obj *accept_type_comment(Parser *p) {
    if (!accept(p, TOKEN_TYPE_COMMENT)) return NULL;
    const Token *token = &p->tokens[p->mark - 1];
    return keep_text(p, token->start, token->end);
}

static bool note_ignored(Parser *p, const char *start, const char *end) {
    IgnoredLine *line = ast_alloc(p->rt, p->arena, sizeof *line);
    if (!line || !(line->node.tag = keep_text(p, start, end))) {
        p->failed = true;
        return false;
    }
    const char *text = p->tok->text;
    for (line->node.lineno = 1; text < start; text++) line->node.lineno += *text == '\n';
    *p->ignored_end = line;
    p->ignored_end = &line->next;
    return true;
}

/* The lines from `line` on were read at the prompt: CPython decodes each, and keeps it and all of them. */
static void echo_lines(Parser *p, const char *line) {
    Runtime *rt = p->rt;
    for (const char *end; line < p->tok->inp; line = end) {
        size_t size;
        text_line(line, p->tok->inp, 1, &size);
        end = line + size;
        void *read = mem_alloc(rt, size + 1), *text = mem_alloc(rt, size + 2), *all = p->lines[2];
        if (text) text = mem_realloc(rt, text, size + 1);
        mem_free(rt, read);
        void *decoded = mem_alloc(rt, 49 + size), *encoded = mem_alloc(rt, 33 + size);
        mem_free(rt, decoded);
        mem_free(rt, text);
        text = mem_alloc(rt, size + 1);
        mem_free(rt, encoded);
        size_t whole = (size_t)(end - p->tok->text) + 1;
        p->lines[2] = all ? mem_realloc(rt, all, whole) : mem_alloc(rt, whole);
        mem_free(rt, p->lines[1]);
        p->lines[1] = text;
    }
}

/* Reads one token more. */
static bool read_token(Parser *p) {
    const char *start, *end;
    Tokenizer *tok = p->tok;
    const char *line = tok->inp;
    TokenType type = tokenizer_next(tok, &start, &end);
    if (p->lines) echo_lines(p, line);
    while (type == TOKEN_TYPE_IGNORE) {
        if (!note_ignored(p, start, end)) return false;
        type = tokenizer_next(tok, &start, &end);
    }
    if (p->start_rule == START_SINGLE && type == TOKEN_ENDMARKER && p->started) {
        type = TOKEN_NEWLINE; /* the statement may lack its own */
        p->started = false;
        if (tok->indent && !(p->flags & PARSE_FLAG_DONT_IMPLY_DEDENT)) {
            tok->pending = -tok->indent;
            tok->indent = 0;
        }
    } else {
        p->started = true;
    }
    if (p->fill == p->capacity && !grow_tokens(p)) return false;
    if (p->echo && !echo_token(p, start, end)) {
        p->failed = true;
        return false;
    }
    place_token(p, &p->tokens[p->fill++], type, start, end);
    if (type == TOKEN_ERRORTOKEN) raise_tokenizer_error(p);
    return type != TOKEN_ERRORTOKEN;
}

TokenType peek(Parser *p) {
    if (p->mark >= p->limit) return TOKEN_LIMIT;
    while (p->fill <= p->mark) {
        if (p->failed || !read_token(p)) return TOKEN_ERRORTOKEN;
    }
    return p->tokens[p->mark].type;
}

bool accept(Parser *p, TokenType type) {
    if (peek(p) != type) return false;
    p->mark++;
    return true;
}

bool peek_soft(Parser *p, const char *keyword) {
    if (peek(p) != TOKEN_NAME) return false;
    const Token *token = &p->tokens[p->mark];
    size_t length = (size_t)(token->end - token->start);
    return strlen(keyword) == length && !memcmp(token->start, keyword, length);
}

AstSpan span_from(Parser *p, int32_t start) {
    const Token *first = &p->tokens[start], *last = &p->tokens[p->mark - 1];
    return (AstSpan){first->lineno, first->col_offset, last->end_lineno, last->end_col_offset};
}

AstSpan block_span_from(Parser *p, int32_t start) {
    int32_t last = p->mark - 1;
    while (last > 0 &&
           ((p->tokens[last].type >= TOKEN_NEWLINE && p->tokens[last].type <= TOKEN_DEDENT) ||
            p->tokens[last].type == TOKEN_ENDMARKER)) {
        last--;
    }
    const Token *first = &p->tokens[start], *end = &p->tokens[last];
    return (AstSpan){first->lineno, first->col_offset, end->end_lineno, end->end_col_offset};
}

/* ---- sequences and nodes ---- */

bool push_item(Parser *p, void *item) {
    if (p->items_count == p->items_capacity) {
        int32_t capacity = p->items_capacity ? p->items_capacity * 2 : 32;
        void **items = compile_resize(p->rt, p->items, (size_t)p->items_capacity * sizeof *items,
                                      (size_t)capacity * sizeof *items);
        if (!items) {
            p->failed = true;
            return false;
        }
        p->items = items;
        p->items_capacity = capacity;
    }
    p->items[p->items_count++] = item;
    return item != NULL;
}

void *pop_items(Parser *p, int32_t base) {
    int32_t count = p->items_count - base;
    p->items_count = base;
    if (!count) return NULL;
    ExprSeq *seq = ast_seq(p->rt, p->arena, count);
    if (!seq) {
        p->failed = true;
        return NULL;
    }
    memcpy(seq->items, p->items + base, (size_t)count * sizeof(void *));
    return seq;
}

void *single_item(Parser *p, void *item) {
    ExprSeq *seq = ast_seq(p->rt, p->arena, 1);
    if (seq) {
        seq->items[0] = item;
    } else {
        p->failed = true;
    }
    return seq;
}

Expr *new_expr(Parser *p, ExprKind kind, int32_t start) {
    Expr *node = ast_expr(p->rt, p->arena, kind, span_from(p, start));
    if (!node) p->failed = true;
    return node;
}

Obj *identifier_of(Parser *p, const Token *token) {
    return token->made ? token->made : identifier_new(p, token);
}

Obj *identifier_new(Parser *p, const Token *token) {
    Own name = literal_identifier(p->rt, token->start, (size_t)(token->end - token->start));
    Obj *kept = ast_arena_keep(p->rt, p->arena, name);
    if (!kept) p->failed = true;
    return kept;
}

Obj *accept_identifier(Parser *p) {
    return accept(p, TOKEN_NAME) ? identifier_of(p, &p->tokens[p->mark - 1]) : NULL;
}

/* ---- running ---- */

bool parser_init(Parser *p, Runtime *rt, AstArena *arena, Tokenizer *tok, StartRule rule,
                 int flags) {
    *p = (Parser){.rt = rt, .arena = arena, .tok = tok, .start_rule = rule, .flags = flags};
    p->limit = INT32_MAX;
    p->error_token = -1;
    p->ignored_end = &p->ignored;
    p->echo = arena->echo;
    if (p->echo && !echo_parser(p)) return false;
    return grow_tokens(p);
}

void parser_free(Parser *p) {
    if (p->echo) echo_parser_free(p);
    if (p->tokens) compile_free(p->rt, p->tokens);
    if (p->items) compile_free(p->rt, p->items);
}

/* Something other than space and comments follows the statement. */
static bool has_more_statements(Parser *p) {
    const char *c = p->tok->cur, *end = p->tok->interactive ? p->tok->inp : p->tok->end;
    while (c < end) {
        if (*c == '#') {
            while (c < end && *c != '\n') c++;
        } else if (*c == ' ' || *c == '\t' || *c == '\n' || *c == '\f') {
            c++;
        } else {
            return true;
        }
    }
    return false;
}

/* A mistake was found: does the tokenizer find one of its own further on? Unclosed parentheses
 * before the mistake and broken tokens explain it better. */
static void check_rest_of_text(Parser *p) {
    if (p->tok->interactive) return;
    HeldRaise held = literal_hold_raised(p->rt);
    int32_t error_line_number =
        p->tokens[p->error_token >= 0 ? p->error_token : p->fill - 1].lineno;
    const char *start, *end;
    TokenType type;
    do type = tokenizer_next(p->tok, &start, &end);
    while (type != TOKEN_ERRORTOKEN && type != TOKEN_ENDMARKER);
    if (type == TOKEN_ERRORTOKEN && !RAISED(p->rt) && p->tok->level &&
        error_line_number > p->tok->parens[p->tok->level - 1].lineno) {
        raise_unclosed(p);
    }
    if (RAISED(p->rt)) {
        literal_drop_raised(p->rt, held);
    } else {
        literal_put_back_raised(p->rt, held);
    }
}

/* Both passes are over: makes sure that the right SyntaxError is raised. */
static void raise_final(Parser *p, Token last) {
    if (RAISED(p->rt)) {
        if (p->tok->done == DONE_NOT && literal_raised_syntax(p->rt)) check_rest_of_text(p);
        return;
    }
    if (p->fill == 0) {
        parser_raise(p, SYNTAX_ERROR, "error at start before reading any input");
    } else if (last.type == TOKEN_ERRORTOKEN && p->tok->done == DONE_EOF) {
        raise_end_of_text(p);
    } else if (last.type == TOKEN_INDENT || last.type == TOKEN_DEDENT) {
        parser_raise(p, INDENTATION_ERROR,
                     last.type == TOKEN_INDENT ? "unexpected indent" : "unexpected unindent");
    } else {
        parser_raise_at(p, SYNTAX_ERROR, token_span(&last), "invalid syntax");
        check_rest_of_text(p);
    }
}

static void *run_rule(Parser *p) {
    Mod *mod;
    Expr *body;
    switch (p->start_rule) {
    case START_FILE: return parse_module(p);
    case START_SINGLE: return parse_interactive_statement(p);
    case START_FUNC_TYPE: return parse_function_type(p);
    case START_FSTRING: return parse_star_expressions(p);
    default: break;
    }
    if (!(body = parse_expressions(p))) return NULL;
    while (accept(p, TOKEN_NEWLINE)) continue;
    if (!accept(p, TOKEN_ENDMARKER)) return NULL;
    if ((mod = ast_mod(p->rt, p->arena, MOD_Expression))) mod->Expression.body = body;
    return mod;
}

void *parser_run(Parser *p) {
    if (p->echo) parser_backtrack(p);
    void *result = p->failed ? NULL : run_rule(p);
    if (result && !p->failed) {
        if (p->start_rule == START_SINGLE && has_more_statements(p)) {
            return parser_raise(p, SYNTAX_ERROR,
                                "multiple statements found while compiling a single statement");
        }
        return result;
    }
    TokenizerDone done = p->tok->done;
    if (done == DONE_MORE && !RAISED(p->rt)) return NULL;
    if ((p->flags & PARSE_FLAG_ALLOW_INCOMPLETE) &&
        (done == DONE_EOF || done == DONE_EOFS || done == DONE_EOLS)) {
        if (RAISED(p->rt)) literal_drop_raised(p->rt, literal_hold_raised(p->rt));
        return parser_raise(p, SYNTAX_ERROR, "incomplete input");
    }
    if (RAISED(p->rt) && !literal_raised_syntax(p->rt)) return NULL;
    Token last = p->tokens[p->fill ? p->fill - 1 : 0];
    if (!p->failed) {
        p->mark = p->depth = p->items_count = 0;
        p->tok->no_more_lines = true;
        parser_diagnose(p);
        if (RAISED(p->rt) && !literal_raised_syntax(p->rt)) return NULL;
    }
    raise_final(p, last);
    return NULL;
}

/* ---- entry points ---- */

static SourceOrigin origin_of(int flags) {
    if (flags & PARSE_FLAG_PROGRAM) return SOURCE_FILE;
    return (flags & PARSE_FLAG_BYTES) && !(flags & PARSE_FLAG_IGNORE_COOKIE) ? SOURCE_BYTES
                                                                             : SOURCE_STR;
}

/* Blocks of CPython's tokenizer: the encoding, the text, of a prompt the last line and all lines. */
typedef struct TextBlocks {
    void *block[3];
} TextBlocks;
static TextBlocks echo_text(Runtime *rt, const Source *source, size_t length, bool is_prompt) {
    TextBlocks b = {0};
    void *text = is_prompt ? NULL : mem_alloc(rt, length + 2);
    bool shrinks = text && source->length < length + 1;
    b.block[1] = shrinks ? mem_realloc(rt, text, source->length + 1) : text;
    b.block[0] = mem_alloc(rt, sizeof "utf-8");
    return b;
}

Mod *parse_source(Runtime *rt, AstArena *arena, const char *text, size_t length, Obj *filename,
                  ParseMode mode, int flags) {
    static const uint8_t rules[] = {START_FILE, START_SINGLE, START_EVAL, START_FUNC_TYPE};
    Source source;
    Parser parser;
    Mod *mod = NULL;
    if (source_load(rt, text, length, origin_of(flags), mode == PARSE_FILE, filename, &source) <
        0) {
        return NULL;
    }
    TextBlocks blocks = arena->echo && !(flags & PARSE_FLAG_PROGRAM) ? echo_text(rt, &source, length, (flags & PARSE_FLAG_INTERACTIVE) != 0) : (TextBlocks){0};
    Tokenizer *tok = compile_alloc(rt, sizeof *tok);
    if (tok) {
        tokenizer_start(tok, rt, filename, source.text, source.text + source.length, 1);
        tok->type_comments = (flags & PARSE_FLAG_TYPE_COMMENTS) != 0;
        tok->interactive = tok->at_eof = (flags & PARSE_FLAG_INTERACTIVE) != 0;
        if (parser_init(&parser, rt, arena, tok, rules[mode], flags)) {
            parser.has_encoding = source.has_encoding;
            if (arena->echo && tok->interactive) parser.lines = blocks.block;
            mod = parser_run(&parser);
        }
        parser_free(&parser);
        compile_free(rt, tok);
    }
    for (int i = 0; i < 3; i++) mem_free(rt, blocks.block[i]);
    source_free(rt, &source);
    return mod;
}

/* Bytes of the first `lines` lines of the text as given, whatever its line ends. */
static size_t bytes_of_lines(const char *text, size_t length, int32_t lines) {
    size_t i = 0;
    while (lines > 0 && i < length) {
        char c = text[i++];
        if (c == '\r' && i < length && text[i] == '\n') i++;
        lines -= c == '\n' || c == '\r';
    }
    return i;
}

ParseOutcome parse_interactive(Runtime *rt, AstArena *arena, const char *text, size_t length,
                               bool at_eof, Obj *filename, int flags, size_t *consumed, Mod **mod) {
    Source source;
    Parser parser;
    ParseOutcome outcome = PARSED_ERROR;
    *mod = NULL;
    *consumed = 0;
    if (source_load(rt, text, length, SOURCE_STR, at_eof && length, filename, &source) < 0) {
        *consumed = length;
        return PARSED_ERROR;
    }
    Tokenizer *tok = compile_alloc(rt, sizeof *tok);
    if (tok) {
        tokenizer_start(tok, rt, filename, source.text, source.text + source.length, 1);
        tok->interactive = true;
        tok->at_eof = at_eof;
        if (parser_init(&parser, rt, arena, tok, START_SINGLE, flags)) {
            parser.has_encoding = true;
            if (peek(&parser) == TOKEN_ENDMARKER) {
                outcome = PARSED_NOTHING;
            } else if ((*mod = parser_run(&parser))) {
                outcome = PARSED_STATEMENT;
            } else if (!RAISED(rt)) {
                outcome = PARSED_NEEDS_MORE;
            }
            if (outcome != PARSED_NEEDS_MORE) {
                *consumed =
                    tok->inp == tok->end ? length : bytes_of_lines(text, length, tok->lineno);
            }
        }
        parser_free(&parser);
        compile_free(rt, tok);
    }
    source_free(rt, &source);
    return outcome;
}

void raise_syntax_error(Runtime *rt, Obj *filename, const char *text, size_t length,
                        const char *message, AstSpan span) {
    size_t line_length = 0;
    const char *line = text ? text_line(text, text + length, span.lineno, &line_length) : NULL;
    SyntaxReport report = {.message = message,
                           .message_length = strlen(message),
                           .filename = filename,
                           .text = line,
                           .text_length = line_length,
                           .lineno = span.lineno,
                           .offset = span.col_offset < 0 ? NO_OFFSET : span.col_offset + 1,
                           .end_lineno = span.end_lineno,
                           .end_offset = span.end_col_offset < 0 ? NO_OFFSET : span.end_col_offset + 1,
                           .has_location = true};
    literal_raise(rt, SYNTAX_ERROR, &report);
}
