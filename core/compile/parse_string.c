/* String literals: prefixes, escapes, implicit concatenation, f-strings.
 *
 * Text is collected as UTF-8 (lone surrogates as three bytes) and becomes one object at the end. An
 * f-string's expressions are parsed by a parser of their own on "(expression)", as in CPython 3.11
 * (Parser/string_parser.c), which decides the positions of their nodes and of errors. */

#include "compile/format.h"
#include "compile/parse.h"
#include "compile/parser.h"
#include "compile/source.h"
#include "heap/pool.h"

typedef struct {
    Runtime *rt;
    char *bytes;
    size_t length, capacity;
} Text;

/* Where a run of string tokens stands, and the literal being read. */
typedef struct {
    Parser *p;
    const Token *first, *token, *last;
    bool is_raw;
    const char *cur, *end; /* of the f-string's text */
} Strings;

/* What is joined: text, and the values of a JoinedStr on the parser's stack. */
typedef struct {
    Text text;
    int32_t base;
    bool is_formatted;
    Own before, shown; /* echo: CPython's strs of the text in front of an expression, of an expression's own text */
} Joined;

/* ---- text ---- */

static bool reserve(Parser *p, Text *text, size_t more) {
    if (text->length + more <= text->capacity) return true;
    size_t capacity = text->capacity * 2 + more + 32;
    char *bytes = compile_resize(text->rt, text->bytes, text->capacity, capacity);
    if (!bytes) {
        p->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

static bool append(Parser *p, Text *text, const char *bytes, size_t length) {
    if (!reserve(p, text, length)) return false;
    if (length) memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    return true;
}

static void free_text(Text *text) {
    if (text->bytes) compile_free(text->rt, text->bytes);
    text->bytes = NULL;
    text->length = text->capacity = 0;
}

static void free_joined(Joined *joined) {
    own_clear(joined->text.rt, &joined->before), own_clear(joined->text.rt, &joined->shown);
    free_text(&joined->text);
}

/* ---- escapes ---- */

/* Warns of the escape at `escape`, the character after the backslash. */
static bool warn_escape(Parser *p, const char *escape, const Token *token) {
    char message[64];
    if (*escape >= '4' && *escape <= '7') {
        format_message(message, sizeof message, "invalid octal escape sequence '\\%.3s'", escape);
    } else {
        format_message(message, sizeof message, "invalid escape sequence '\\%c'", *escape);
    }
    int outcome = literal_warn(p->rt, true, message, p->tok->filename, token->lineno);
    if (outcome == 0) return true;
    p->failed = true;
    if (outcome == -2) {
        p->error_token = (int32_t)(token - p->tokens);
        parser_raise(p, SYNTAX_ERROR, "%s", message);
    }
    return false;
}

/* The character of a one-letter escape, or -1. */
static int simple_escape(char c) {
    switch (c) {
    case '\\':
    case '\'':
    case '"': return c;
    case 'a': return 7;
    case 'b': return 8;
    case 'f': return 12;
    case 'n': return 10;
    case 'r': return 13;
    case 't': return 9;
    case 'v': return 11;
    default: return -1;
    }
}

static bool is_octal(const char *s, const char *end) { return s < end && *s >= '0' && *s <= '7'; }

/* Up to three octal digits from *s on. */
static int octal_escape(const char **s, const char *end) {
    int code = *(*s)++ - '0';
    for (int i = 0; i < 2 && is_octal(*s, end); i++) code = code * 8 + *(*s)++ - '0';
    return code;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* CPython decodes a copy of the text in which a character beyond ASCII takes ten bytes
 * ("\U000000e4") and a backslash before one takes six: the positions in its messages count those.
 */
static int position_in_copy(const char *text, const char *end) {
    int position = 0;
    for (const char *s = text; s < end; s++) {
        if ((*s & 0xC0) == 0x80) continue;
        position += *s & 0x80 ? 10 : *s == '\\' && s + 1 < end && s[1] & 0x80 ? 6 : 1;
        if (*s == '\\' && s + 1 < end && s[1] == '\\') position++, s++;
    }
    return position;
}

static bool bad_escape(Parser *p, const char *text, const char *escape, const char *end,
                       const char *why) {
    parser_raise(p, SYNTAX_ERROR,
                 "(unicode error) 'unicodeescape' codec can't decode bytes in position %d-%d: %s",
                 position_in_copy(text, escape), position_in_copy(text, end) - 1, why);
    return false;
}

/* \xXX, \uXXXX, \UXXXXXXXX: *s is after the letter. -1 = raised. */
static int32_t hex_escape(Parser *p, const char *text, const char **s, const char *end) {
    const char *escape = *s - 2;
    char letter = (*s)[-1];
    int count = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    uint32_t code = 0;
    for (; count; count--, (*s)++) {
        int digit = *s < end ? hex_digit(**s) : -1;
        if (digit < 0) {
            bad_escape(p, text, escape, *s,
                       letter == 'x'   ? "truncated \\xXX escape"
                       : letter == 'u' ? "truncated \\uXXXX escape"
                                       : "truncated \\UXXXXXXXX escape");
            return -1;
        }
        code = code << 4 | (uint32_t)digit;
    }
    if (code > 0x10FFFF) {
        bad_escape(p, text, escape, *s, "illegal Unicode character");
        return -1;
    }
    return (int32_t)code;
}

/* \N{name}: *s is after the N. -1 = raised. */
static int32_t named_escape(Parser *p, const char *text, const char **s, const char *end) {
    const char *escape = *s - 2, *why = "malformed \\N character escape";
    if (*s < end && **s == '{') {
        const char *name = ++*s;
        while (*s < end && **s != '}') (*s)++;
        size_t length = (size_t)(*s - name);
        if (*s < end && length) {
            (*s)++;
            int32_t code = literal_named_character(p->rt, name, length);
            if (code >= 0) return code;
            why = code == -1 ? "unknown Unicode character name" : "\\N escapes not supported (can't load unicodedata module)";
        }
    }
    bad_escape(p, text, escape, *s, why);
    return -1;
}

/* One escape from *s on, the character after the backslash. */
static bool decode_escape(Parser *p, Text *out, const char *text, const char **s, const char *end,
                          const char **invalid) {
    int32_t code = simple_escape(**s);
    char letter = **s;
    if (code >= 0) {
        (*s)++;
    } else if (letter == '\n') {
        (*s)++;
        return true;
    } else if (is_octal(*s, end)) {
        const char *start = *s;
        code = octal_escape(s, end);
        if (code > 0377 && !*invalid) *invalid = start;
    } else if (letter == 'x' || letter == 'u' || letter == 'U') {
        (*s)++;
        code = hex_escape(p, text, s, end);
        if (code < 0) return false;
    } else if (letter == 'N') {
        (*s)++;
        code = named_escape(p, text, s, end);
        if (code < 0) return false;
    } else {
        if (!*invalid) *invalid = *s;
        (*s)++;
        if (!append(p, out, "\\", 1)) return false;
        code = letter;
    }
    if (!reserve(p, out, 4)) return false;
    out->length += (size_t)source_encode(out->bytes + out->length, (uint32_t)code);
    return true;
}

static bool decode_text(Parser *p, Text *out, const char *text, size_t length, const Token *token) {
    const char *s = text, *end = text + length, *invalid = NULL;
    while (s < end) {
        const char *plain = s;
        while (s < end && *s != '\\') s++;
        if (!append(p, out, plain, (size_t)(s - plain))) return false;
        if (s == end) break;
        s++;
        if (s == end || *s & 0x80) {
            if (!append(p, out, "\\", 1)) return false;
        } else if (!decode_escape(p, out, text, &s, end, &invalid)) {
            return false;
        }
    }
    return !invalid || warn_escape(p, invalid, token);
}

static bool decode_bytes(Parser *p, Text *out, const char *text, size_t length,
                         const Token *token) {
    const char *s = text, *end = text + length, *invalid = NULL;
    if (!reserve(p, out, length)) return false;
    while (s < end) {
        if (*s != '\\') {
            out->bytes[out->length++] = *s++;
            continue;
        }
        const char *escape = s++;
        int code = simple_escape(*s);
        if (code >= 0) {
            s++;
        } else if (*s == '\n') {
            s++;
            continue;
        } else if (is_octal(s, end)) {
            code = octal_escape(&s, end);
            if (code > 0377 && !invalid) invalid = escape + 1;
        } else if (*s == 'x') {
            if (end - s < 3 || hex_digit(s[1]) < 0 || hex_digit(s[2]) < 0) {
                parser_raise(p, SYNTAX_ERROR, "(value error) invalid \\x escape at position %d",
                             (int)(escape - text));
                return false;
            }
            code = hex_digit(s[1]) << 4 | hex_digit(s[2]);
            s += 3;
        } else {
            if (!invalid) invalid = s;
            code = '\\';
        }
        out->bytes[out->length++] = (char)code;
    }
    return !invalid || warn_escape(p, invalid, token);
}

/* ---- nodes ---- */

static AstSpan strings_span(const Token *first, const Token *last) {
    return (AstSpan){first->lineno, first->col_offset, last->end_lineno, last->end_col_offset};
}

static Expr *spanned(Parser *p, ExprKind kind, const Token *first, const Token *last) {
    Expr *node = ast_expr(p->rt, p->arena, kind, strings_span(first, last));
    if (!node) p->failed = true;
    return node;
}

static Expr *constant_node(Parser *p, Own object, const Token *first, const Token *last) {
    Obj *value = ast_arena_keep(p->rt, p->arena, object);
    Expr *node = value ? spanned(p, EXPR_Constant, first, last) : NULL;
    if (!node) return parser_raise_decode_error(p); /* bytes that are no UTF-8, or no memory */
    node->Constant.value = value;
    if (*first->start == 'u') {
        node->Constant.kind = ast_arena_keep(p->rt, p->arena, literal_identifier(p->rt, "u", 1));
        if (!node->Constant.kind) p->failed = true;
    }
    return p->failed ? NULL : node;
}

/* The collected text as a constant, pushed; nothing if it is empty. */
static bool push_text(Parser *p, Joined *joined, const Token *first, const Token *last) {
    if (!joined->text.length) return true;
    Own *made = !joined->shown ? &joined->before : &joined->shown, object = *made;
    if (object && !(joined->before && joined->shown)) *made = (Own)0;
    else object = literal_str(p->rt, joined->text.bytes, joined->text.length);
    own_clear(p->rt, &joined->before), own_clear(p->rt, &joined->shown);
    joined->text.length = 0;
    return push_item(p, constant_node(p, object, first, last));
}

/* ---- f-strings ---- */

static bool format_string(Strings *strings, Joined *joined, int nesting);

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f'; }

/* Lines and columns between the start of the literal and the brace at `brace`. */
static void locate(const Token *token, const char *brace, int32_t *lines, int32_t *columns) {
    const char *s = brace + 1;
    *lines = *columns = 0;
    while (*s == ' ' || *s == '\t' || *s == '\f') s++;
    if (*s != '}' && *s != '\n') { /* the expression begins in the line of the brace */
        s = brace;
        while (s > token->start && *s != '\n') s--;
        *columns = (int32_t)(brace - s) - (*s == '\n');
    }
    for (s = token->start; s < brace; s++) *lines += *s == '\n';
}

/* Parses [start, end), the text of an expression between its brace and what ends it. */
static Expr *format_expression(Strings *strings, const char *start, const char *end) {
    Parser *p = strings->p, sub;
    int32_t lines, columns;
    const char *s = start;
    while (s < end && is_blank(*s)) s++;
    if (s == end) {
        if (*end == '}')
            return parser_raise(p, SYNTAX_ERROR, "f-string: empty expression not allowed");
        return parser_raise(p, SYNTAX_ERROR, "f-string: expression required before '%c'", *end);
    }
    size_t length = (size_t)(end - start);
    char *text = ast_alloc(p->rt, p->arena, length + 4);
    Tokenizer *tok = text ? compile_alloc(p->rt, sizeof *tok) : NULL;
    if (!tok) {
        p->failed = true;
        return NULL;
    }
    void *echoes[] = {p->echo ? mem_alloc(p->rt, length + 3) : NULL, p->echo ? mem_alloc(p->rt, length + 4) : NULL};
    text[0] = '(';
    memcpy(text + 1, start, length);
    memcpy(text + 1 + length, ")\n", 3);
    locate(strings->token, start - 1, &lines, &columns);
    int32_t lineno = strings->token->lineno + lines;
    Expr *node = NULL;
    tokenizer_start(tok, p->rt, p->tok->filename, text, text + length + 3, lineno);
    if (parser_init(&sub, p->rt, p->arena, tok, START_FSTRING, p->flags)) {
        sub.depth = p->depth; /* not 0 as in CPython: C stack */
        sub.starting_lineno = lineno;
        sub.starting_col_offset = lines ? columns : strings->token->col_offset + columns;
        node = parser_run(&sub);
    }
    mem_free(p->rt, echoes[0]);
    parser_free(&sub);
    mem_free(p->rt, echoes[1]);
    compile_free(p->rt, tok);
    if (!node) p->failed = true;
    return node;
}

typedef struct {
    char quote; /* in a string: its quote */
    bool is_triple;
    int32_t depth;
    char parens[TOKENIZER_MAX_PARENS];
} Brackets;

/* Inside a string of the expression: its end? */
static void skip_string(Strings *strings, Brackets *brackets, char c) {
    if (c != brackets->quote) return;
    if (!brackets->is_triple) {
        brackets->quote = 0;
    } else if (strings->cur + 2 < strings->end && strings->cur[1] == c && strings->cur[2] == c) {
        strings->cur += 2;
        brackets->quote = 0;
    }
}

static bool close_bracket(Parser *p, Brackets *brackets, char c) {
    if (!brackets->depth) {
        parser_raise(p, SYNTAX_ERROR, "f-string: unmatched '%c'", c);
        return false;
    }
    char open = brackets->parens[--brackets->depth];
    if ((open == '(' && c == ')') || (open == '[' && c == ']') || (open == '{' && c == '}'))
        return true;
    parser_raise(p, SYNTAX_ERROR,
                 "f-string: closing parenthesis '%c' does not match opening "
                 "parenthesis '%c'",
                 c, open);
    return false;
}

/* Goes over one character of an expression. 1 = it ends here, 0 = go on, -1 = raised. */
static int scan_expression(Strings *strings, Brackets *brackets) {
    Parser *p = strings->p;
    const char *cur = strings->cur, *end = strings->end;
    char c = *cur, next = cur + 1 < end ? cur[1] : 0;
    if (c == '\\') {
        parser_raise(p, SYNTAX_ERROR, "f-string expression part cannot include a backslash");
        return -1;
    }
    if (brackets->quote) {
        skip_string(strings, brackets, c);
        return 0;
    }
    switch (c) {
    case '\'':
    case '"':
        brackets->is_triple = cur + 2 < end && next == c && cur[2] == c;
        if (brackets->is_triple) strings->cur += 2;
        brackets->quote = c;
        return 0;
    case '[':
    case '{':
    case '(':
        if (brackets->depth >= TOKENIZER_MAX_PARENS) {
            parser_raise(p, SYNTAX_ERROR, "f-string: too many nested parenthesis");
            return -1;
        }
        brackets->parens[brackets->depth++] = c;
        return 0;
    case '#':
        parser_raise(p, SYNTAX_ERROR, "f-string expression part cannot include '#'");
        return -1;
    case '!':
    case ':':
    case '=':
    case '<':
    case '>':
    case '}':
        if (brackets->depth) break;
        if (next == '=' && c != ':' && c != '}') {
            strings->cur++;
            return 0;
        }
        return c != '<' && c != '>';
    default: break;
    }
    if (c == ']' || c == '}' || c == ')') return close_bracket(p, brackets, c) ? 0 : -1;
    return 0;
}

static bool missing_brace(Strings *strings) {
    parser_raise(strings->p, SYNTAX_ERROR, "f-string: expecting '}'");
    return false;
}

/* From after the brace up to what ends the expression; false = raised. */
static bool find_expression_end(Strings *strings) {
    Brackets brackets;
    brackets.quote = 0;
    brackets.is_triple = false;
    brackets.depth = 0;
    for (; strings->cur < strings->end; strings->cur++) {
        int outcome = scan_expression(strings, &brackets);
        if (outcome < 0) return false;
        if (outcome) break;
    }
    if (brackets.quote) {
        parser_raise(strings->p, SYNTAX_ERROR, "f-string: unterminated string");
        return false;
    }
    if (brackets.depth) {
        parser_raise(strings->p, SYNTAX_ERROR, "f-string: unmatched '%c'",
                     brackets.parens[brackets.depth - 1]);
        return false;
    }
    return strings->cur < strings->end || missing_brace(strings);
}

/* `!r` or nothing; -2 = raised. */
static int32_t read_conversion(Strings *strings) {
    if (*strings->cur != '!') return -1;
    if (++strings->cur >= strings->end) {
        missing_brace(strings);
        return -2;
    }
    char c = *strings->cur++;
    if (c == 's' || c == 'r' || c == 'a') return c;
    parser_raise(strings->p, SYNTAX_ERROR,
                 "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    return -2;
}

static Expr *finish(Parser *p, Joined *joined, const Token *first, const Token *last);

/* `:spec`; *spec stays NULL when there is none. */
static bool read_format_spec(Strings *strings, int nesting, Expr **spec) {
    if (strings->cur >= strings->end) return missing_brace(strings);
    if (*strings->cur != ':') return true;
    if (++strings->cur >= strings->end) return missing_brace(strings);
    Joined joined = {.text.rt = strings->p->rt, .base = strings->p->items_count};
    if (format_string(strings, &joined, nesting + 1)) {
        *spec = finish(strings->p, &joined, strings->token, strings->token);
    }
    free_joined(&joined);
    return *spec != NULL;
}

/* A replacement field, at its brace: its text (for `=`) is appended, its value pushed. */
static bool replacement_field(Strings *strings, Joined *joined, int nesting) {
    Parser *p = strings->p;
    Expr *spec = NULL;
    if (nesting >= 2) {
        parser_raise(p, SYNTAX_ERROR, "f-string: expressions nested too deeply");
        return false;
    }
    const char *start = ++strings->cur;
    if (p->echo && joined->text.length) joined->before = literal_str(p->rt, joined->text.bytes, joined->text.length);
    if (!find_expression_end(strings)) return false;
    Expr *value = format_expression(strings, start, strings->cur);
    if (!value) return false;
    bool shows_text = *strings->cur == '=';
    if (shows_text) {
        int version = strings->p->flags >> PARSE_FLAGS_VERSION;
        if (version && version <= 8) {
            parser_raise(strings->p, SYNTAX_ERROR, "f-string: self documenting expressions are only supported in Python 3.8 and greater");
            return false;
        }
        strings->cur++;
        while (is_blank(*strings->cur) || *strings->cur == '\v' || *strings->cur == '\r')
            strings->cur++;
        if (strings->cur >= strings->end) return missing_brace(strings);
        if (!append(p, &joined->text, start, (size_t)(strings->cur - start))) return false;
        if (p->echo) joined->shown = literal_str(p->rt, start, (size_t)(strings->cur - start));
    }
    int32_t conversion = read_conversion(strings);
    if (conversion == -2 || !read_format_spec(strings, nesting, &spec)) return false;
    if (strings->cur >= strings->end || *strings->cur != '}') return missing_brace(strings);
    strings->cur++;
    if (shows_text && !spec && conversion == -1) conversion = 'r';
    if (!push_text(p, joined, strings->first, strings->last)) return false;
    Expr *node = spanned(p, EXPR_FormattedValue, strings->first, strings->last);
    if (node) node->FormattedValue = (struct ExprFormattedValue){value, conversion, spec};
    return push_item(p, node);
}

/* Literal text up to a replacement field or the end. 1 = up to a doubled brace, of which one is
 * taken as text; -1 = raised. */
static int literal_text(Strings *strings, Joined *joined, int nesting) {
    Parser *p = strings->p;
    const char *start = strings->cur, *s = start, *end = strings->end, *limit = end;
    int outcome = 0;
    while (s < limit) {
        char c = *s++;
        if (!strings->is_raw && c == '\\' && s < limit) {
            c = *s++;
            if (c == 'N') {
                if (s < limit && *s++ == '{') {
                    while (s < limit && *s++ != '}') continue;
                }
                continue;
            }
            if (c == '{' && !warn_escape(p, s - 1, strings->token)) return -1;
        }
        if (c != '{' && c != '}') continue;
        if (nesting == 0 && s < limit && *s == c) {
            end = s++;
            outcome = 1;
            break;
        }
        if (nesting == 0 && c == '}') {
            parser_raise(p, SYNTAX_ERROR, "f-string: single '}' is not allowed");
            return -1;
        }
        end = --s;
        break;
    }
    strings->cur = s;
    size_t length = (size_t)(end - start);
    bool ok = strings->is_raw ? append(p, &joined->text, start, length)
                              : decode_text(p, &joined->text, start, length, strings->token);
    return ok ? outcome : -1;
}

/* The text of an f-string, or of a format spec up to its brace. */
static bool format_string(Strings *strings, Joined *joined, int nesting) {
    joined->is_formatted = true;
    for (;;) {
        int outcome = literal_text(strings, joined, nesting);
        if (outcome < 0) return false;
        if (outcome) continue;
        if (strings->cur >= strings->end || *strings->cur == '}') break;
        if (!replacement_field(strings, joined, nesting)) return false;
    }
    if (nesting && (strings->cur >= strings->end || *strings->cur != '}'))
        return missing_brace(strings);
    return true;
}

/* ---- runs of literals ---- */

static Expr *finish(Parser *p, Joined *joined, const Token *first, const Token *last) {
    if (!joined->is_formatted) {
        Own object = literal_str(p->rt, joined->text.bytes, joined->text.length);
        return constant_node(p, object, first, last);
    }
    if (!push_text(p, joined, first, last)) return NULL;
    ExprSeq *values = pop_items(p, joined->base);
    Expr *node = p->failed ? NULL : spanned(p, EXPR_JoinedStr, first, last);
    if (node) node->JoinedStr.values = values;
    return node;
}

typedef struct {
    const char *text;
    size_t length;
    bool is_bytes, is_raw, is_formatted;
} Literal;

/* Prefix and quotes of a token. */
static Literal open_literal(const Token *token) {
    Literal literal = {token->start, 0, false, false, false};
    for (;; literal.text++) {
        char c = (char)(*literal.text | 0x20);
        if (c == 'b') {
            literal.is_bytes = true;
        } else if (c == 'r') {
            literal.is_raw = true;
        } else if (c == 'f') {
            literal.is_formatted = true;
        } else if (c != 'u') {
            break;
        }
    }
    const char *quote = literal.text;
    size_t quotes = token->end - quote >= 6 && quote[1] == *quote && quote[2] == *quote ? 3 : 1;
    literal.text += quotes;
    literal.length = (size_t)(token->end - literal.text) - quotes;
    if (!literal.is_formatted && !memchr(literal.text, '\\', literal.length)) literal.is_raw = true;
    return literal;
}

static bool append_bytes(Parser *p, Joined *joined, const Literal *literal, const Token *token) {
    for (size_t i = 0; i < literal->length; i++) {
        if (literal->text[i] & 0x80) {
            parser_raise_at(p, SYNTAX_ERROR, token_span(token),
                            "bytes can only contain ASCII literal characters");
            return false;
        }
    }
    if (literal->is_raw) return append(p, &joined->text, literal->text, literal->length);
    return decode_bytes(p, &joined->text, literal->text, literal->length, token);
}

static bool append_literal(Strings *strings, Joined *joined, const Literal *literal) {
    Parser *p = strings->p;
    if (literal->is_formatted) {
        strings->is_raw = literal->is_raw;
        strings->cur = literal->text;
        strings->end = literal->text + literal->length;
        return format_string(strings, joined, 0);
    }
    if (literal->is_raw) return append(p, &joined->text, literal->text, literal->length);
    return decode_text(p, &joined->text, literal->text, literal->length, strings->token);
}

static Expr *join_literals(Strings *strings, Joined *joined) {
    Parser *p = strings->p;
    bool is_bytes = false;
    for (strings->token = strings->first; strings->token <= strings->last; strings->token++) {
        Literal literal = open_literal(strings->token);
        if (literal.is_bytes && !append_bytes(p, joined, &literal, strings->token)) return NULL;
        if (strings->token != strings->first && literal.is_bytes != is_bytes) {
            return parser_raise(p, SYNTAX_ERROR, "cannot mix bytes and nonbytes literals");
        }
        is_bytes = literal.is_bytes;
        if (!is_bytes && !append_literal(strings, joined, &literal)) return NULL;
    }
    if (!is_bytes) return finish(p, joined, strings->first, strings->last);
    Own object = literal_bytes(p->rt, joined->text.bytes, joined->text.length);
    return constant_node(p, object, strings->first, strings->last);
}

Expr *parse_strings(Parser *p) {
    int32_t start = p->mark;
    while (accept(p, TOKEN_STRING)) continue;
    if (p->failed || p->mark == start) return NULL;
    const Token *first = &p->tokens[start];
    if (first->made) return first->made;
    if (p->mark == start + 1) { /* the usual: one literal, nothing to decode */
        Literal literal = open_literal(first);
        if (literal.is_raw && !literal.is_bytes && !literal.is_formatted) {
            return constant_node(p, literal_str(p->rt, literal.text, literal.length), first, first);
        }
    }
    Strings strings = {.p = p, .first = first, .last = &p->tokens[p->mark - 1]};
    Joined joined = {.text.rt = p->rt, .base = p->items_count};
    Expr *node = join_literals(&strings, &joined);
    free_joined(&joined);
    return node;
}
