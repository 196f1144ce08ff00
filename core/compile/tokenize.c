/* The tokenizer: lines, indentation, names, numbers, strings, operators.
 *
 * Reads one line at a time, so that what it has seen when an error is found (`buf`, `cur`, `inp`,
 * `lineno`) is what CPython has seen, since error positions and texts are made from it. A token is
 * a range of the source text; nothing is copied. Follows CPython 3.11's Parser/tokenizer.c. */
#include "compile/tokenize.h"

#include <stdarg.h>

#include "compile/format.h"
#include "compile/literals.h"
#include "compile/source.h"

enum { END = -1, TAB_SIZE = 8 };

/* ---- tables ---- */

static const char *const token_texts[TOKEN_COUNT] = {
#define OPERATOR(name, c1, c2, c3, text) [TOKEN_##name] = text,
#define KEYWORD(name, text) [TOKEN_##name] = text,
#include "compile/tokens.def"
};

const char *token_text(TokenType type) { return token_texts[type]; }

typedef struct {
    char text[9];
    uint8_t length, type;
} KeywordRow;

static const KeywordRow keywords[] = {
#define KEYWORD(name, text) {text, sizeof text - 1, TOKEN_##name},
#include "compile/tokens.def"
};

TokenType token_keyword(const char *text, size_t length) {
    for (size_t i = 0; i < HS_COUNT(keywords) && keywords[i].length <= length; i++) {
        const KeywordRow *row = &keywords[i];
        if (row->length == length && row->text[0] == text[0] && !memcmp(row->text, text, length)) {
            return row->type;
        }
    }
    return TOKEN_NAME;
}

#define PACK(c1, c2, c3) ((uint32_t)(c1) | (uint32_t)(c2) << 8 | (uint32_t)(c3) << 16)

static TokenType operator_type(uint32_t packed) {
    switch (packed) {
/* clang-format off */
#define OPERATOR(name, c1, c2, c3, text) case PACK(c1, c2, c3): return TOKEN_##name;
#include "compile/tokens.def"
/* clang-format on */
    case PACK('<', '>', 0): return TOKEN_NOTEQUAL;
    default: return TOKEN_OP;
    }
}

static bool is_digit(int c) { return c >= '0' && c <= '9'; }
static bool is_name_start(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}
static bool is_name_part(int c) { return is_name_start(c) || is_digit(c); }

static bool is_digit_of(int c, int base) {
    if (base <= 10) return c >= '0' && c < '0' + base;
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* ---- errors ---- */

/* Raises SyntaxError for the current line. Columns count characters from 1; -1 = up to `cur`. */
static TokenType fail_range(Tokenizer *tok, int32_t offset, int32_t end_offset,
                            const char *message) {
    size_t length = 0;
    while (tok->line_start + length < tok->end && tok->line_start[length] != '\n') length++;
    if (offset == -1) {
        size_t seen = (size_t)(tok->cur - tok->line_start);
        offset = source_characters(tok->line_start, seen, (int32_t)seen);
    }
    if (end_offset == -1) end_offset = offset;
    SyntaxReport report = {message,     strlen(message), tok->filename, tok->line_start, length,
                           tok->lineno, offset,          tok->lineno,   end_offset,      true};
    literal_raise(tok->rt, SYNTAX_ERROR, &report);
    tok->done = DONE_ERROR;
    return TOKEN_ERRORTOKEN;
}

static TokenType fail(Tokenizer *tok, const char *format, ...) {
    char message[160];
    va_list args;
    va_start(args, format);
    format_message_v(message, sizeof message, format, args);
    va_end(args);
    return fail_range(tok, -1, -1, message);
}

static TokenType fail_state(Tokenizer *tok, TokenizerDone done) {
    tok->done = done;
    tok->cur = tok->inp;
    return TOKEN_ERRORTOKEN;
}

/* ---- characters ---- */

/* Makes the next line the current one; false at the end of the text. */
static bool next_line(Tokenizer *tok) {
    if (tok->interactive && tok->no_more_lines) {
        tok->done = DONE_STOP;
        return false;
    }
    if (tok->inp == tok->end) {
        tok->done = tok->interactive && !tok->at_eof ? DONE_MORE : DONE_EOF;
        return false;
    }
    const char *newline = memchr(tok->inp, '\n', (size_t)(tok->end - tok->inp));
    if (!tok->start) tok->buf = tok->cur;
    tok->line_start = tok->cur;
    tok->lineno++;
    tok->inp = newline ? newline + 1 : tok->end;
    return true;
}

static HS_NOINLINE int next_char(Tokenizer *tok) {
    if (HS_UNLIKELY(tok->cur == tok->inp)) {
        if (tok->done != DONE_NOT || !next_line(tok)) return END;
    }
    return (unsigned char)*tok->cur++;
}

static void back(Tokenizer *tok, int c) {
    if (c != END) tok->cur--;
}

/* After a backslash: its newline must follow, and another line after that. */
static int continuation(Tokenizer *tok) {
    int c = next_char(tok);
    if (c != '\n') {
        tok->done = tok->done == DONE_MORE ? DONE_MORE : DONE_LINECONT;
        return END;
    }
    c = next_char(tok);
    if (c == END) {
        if (tok->done != DONE_MORE) tok->done = DONE_EOF;
        tok->cur = tok->inp;
        return END;
    }
    back(tok, c);
    return c;
}

/* ---- indentation ---- */

static bool indent_line(Tokenizer *tok, int32_t column, int32_t tab_column) {
    if (column == tok->columns[tok->indent]) {
        if (tab_column == tok->tab_columns[tok->indent]) return true;
        fail_state(tok, DONE_TABSPACE);
        return false;
    }
    if (column > tok->columns[tok->indent]) {
        if (tok->indent + 1 >= TOKENIZER_MAX_INDENT) {
            fail_state(tok, DONE_TOODEEP);
            return false;
        }
        if (tab_column <= tok->tab_columns[tok->indent]) {
            fail_state(tok, DONE_TABSPACE);
            return false;
        }
        tok->pending++;
        tok->indent++;
        tok->columns[tok->indent] = column;
        tok->tab_columns[tok->indent] = tab_column;
        return true;
    }
    while (tok->indent > 0 && column < tok->columns[tok->indent]) {
        tok->pending--;
        tok->indent--;
    }
    if (column != tok->columns[tok->indent]) {
        fail_state(tok, DONE_DEDENT);
        return false;
    }
    if (tab_column != tok->tab_columns[tok->indent]) {
        fail_state(tok, DONE_TABSPACE);
        return false;
    }
    return true;
}

/* Measures the start of a line. *blank: the line has nothing but space and a comment. */
static bool start_line(Tokenizer *tok, bool *blank) {
    int32_t column = 0, tab_column = 0, continued_column = 0;
    int c;
    tok->at_line_start = false;
    for (;;) {
        c = next_char(tok);
        if (c == ' ') {
            column++, tab_column++;
        } else if (c == '\t') {
            column = (column / TAB_SIZE + 1) * TAB_SIZE;
            tab_column++;
        } else if (c == '\f') {
            column = tab_column = 0;
        } else if (c == '\\') {
            /* The first line decides the level of what is continued. */
            if (!continued_column) continued_column = column;
            if (continuation(tok) == END) return false;
        } else {
            break;
        }
    }
    back(tok, c);
    if (c == '#' || c == '\n') {
        if (column == 0 && c == '\n' && tok->interactive) {
            *blank = false; /* an empty line ends the statement */
        } else if (tok->interactive && tok->lineno == 1) {
            *blank = false;
            column = tab_column = 0;
        } else {
            *blank = true;
        }
    }
    if (*blank || tok->level > 0) return true;
    if (tok->done == DONE_MORE) return true;
    if (continued_column) column = tab_column = continued_column;
    return indent_line(tok, column, tab_column);
}

/* ---- numbers ---- */

/* `rest` follows and is no part of a longer name. Leaves `cur` where it was. */
static bool follows(Tokenizer *tok, const char *rest) {
    const char *p = tok->cur;
    while (*rest && p < tok->inp && *p == *rest) p++, rest++;
    return !*rest && !(p < tok->inp && is_name_part((unsigned char)*p));
}

/* A number ended before `c`: a keyword may follow directly (with a warning), a name may not. */
static bool number_ended(Tokenizer *tok, int c, const char *kind) {
    bool keyword = false;
    switch (c) {
    case 'a': keyword = follows(tok, "nd"); break;
    case 'e': keyword = follows(tok, "lse"); break;
    case 'f': keyword = follows(tok, "or"); break;
    case 'i':
        keyword = tok->cur < tok->inp && (*tok->cur == 'f' || *tok->cur == 'n' || *tok->cur == 's');
        break;
    case 'o': keyword = follows(tok, "r"); break;
    case 'n': keyword = follows(tok, "ot"); break;
    default: break;
    }
    if (keyword) {
        char message[48];
        format_message(message, sizeof message, "invalid %s literal", kind);
        tok->cur--;
        int outcome = literal_warn(tok->rt, false, message, tok->filename, tok->lineno);
        if (outcome < 0) {
            if (outcome == -2) fail(tok, "%s", message);
            tok->done = DONE_ERROR;
            return false;
        }
        tok->cur++;
    } else if (c < 128 && is_name_part(c)) {
        back(tok, c);
        fail(tok, "invalid %s literal", kind);
        return false;
    }
    return true;
}

/* The rest of a run of decimal digits with single underscores; the character after it, 0 = failed.
 */
static int decimal_tail(Tokenizer *tok) {
    for (;;) {
        int c;
        do c = next_char(tok);
        while (is_digit(c));
        if (c != '_') return c;
        c = next_char(tok);
        if (!is_digit(c)) {
            back(tok, c);
            fail(tok, "invalid decimal literal");
            return 0;
        }
    }
}

/* Digits after 0x, 0o, 0b. */
static TokenType radix_number(Tokenizer *tok, int base, const char *kind) {
    int c = next_char(tok);
    do {
        if (c == '_') c = next_char(tok);
        if (!is_digit_of(c, base)) {
            if (is_digit(c)) return fail(tok, "invalid digit '%c' in %s literal", c, kind);
            back(tok, c);
            return fail(tok, "invalid %s literal", kind);
        }
        do c = next_char(tok);
        while (is_digit_of(c, base));
    } while (c == '_');
    if (is_digit(c)) return fail(tok, "invalid digit '%c' in %s literal", c, kind);
    if (!number_ended(tok, c, kind)) return TOKEN_ERRORTOKEN;
    back(tok, c);
    return TOKEN_NUMBER;
}

/* From `c`, the character after the integer part (and point and fraction): exponent and j. */
static TokenType number_suffix(Tokenizer *tok, int c) {
    if (c == 'e' || c == 'E') {
        int letter = c;
        c = next_char(tok);
        if (c == '+' || c == '-') {
            c = next_char(tok);
            if (!is_digit(c)) {
                back(tok, c);
                return fail(tok, "invalid decimal literal");
            }
        } else if (!is_digit(c)) {
            back(tok, c);
            if (!number_ended(tok, letter, "decimal")) return TOKEN_ERRORTOKEN;
            back(tok, letter);
            return TOKEN_NUMBER;
        }
        if (!(c = decimal_tail(tok))) return TOKEN_ERRORTOKEN;
    }
    const char *kind = "decimal";
    if (c == 'j' || c == 'J') {
        c = next_char(tok);
        kind = "imaginary";
    }
    if (!number_ended(tok, c, kind)) return TOKEN_ERRORTOKEN;
    back(tok, c);
    return TOKEN_NUMBER;
}

/* After the point. */
static TokenType fraction(Tokenizer *tok, int c) {
    if (is_digit(c) && !(c = decimal_tail(tok))) return TOKEN_ERRORTOKEN;
    return number_suffix(tok, c);
}

/* A number that begins with 0 and is not 0x, 0o, 0b; `c` is what follows the 0. */
static TokenType zero_number(Tokenizer *tok, int c) {
    bool nonzero = false;
    for (;;) {
        if (c == '_') {
            c = next_char(tok);
            if (!is_digit(c)) {
                back(tok, c);
                return fail(tok, "invalid decimal literal");
            }
        }
        if (c != '0') break;
        c = next_char(tok);
    }
    const char *zeros_end = tok->cur;
    if (is_digit(c)) {
        nonzero = true;
        if (!(c = decimal_tail(tok))) return TOKEN_ERRORTOKEN;
    }
    if (c == '.') return fraction(tok, next_char(tok));
    if (c == 'e' || c == 'E' || c == 'j' || c == 'J') return number_suffix(tok, c);
    if (nonzero) {
        back(tok, c);
        return fail_range(tok, (int32_t)(tok->start + 1 - tok->line_start),
                          (int32_t)(zeros_end - tok->line_start),
                          "leading zeros in decimal integer literals are not permitted; "
                          "use an 0o prefix for octal integers");
    }
    if (!number_ended(tok, c, "decimal")) return TOKEN_ERRORTOKEN;
    back(tok, c);
    return TOKEN_NUMBER;
}

static TokenType number(Tokenizer *tok, int c) {
    if (c == '0') {
        c = next_char(tok);
        switch (c) {
        case 'x':
        case 'X': return radix_number(tok, 16, "hexadecimal");
        case 'o':
        case 'O': return radix_number(tok, 8, "octal");
        case 'b':
        case 'B': return radix_number(tok, 2, "binary");
        default: return zero_number(tok, c);
        }
    }
    if (!(c = decimal_tail(tok))) return TOKEN_ERRORTOKEN;
    if (c == '.') return fraction(tok, next_char(tok));
    return number_suffix(tok, c);
}

/* ---- names and strings ---- */

/* A name with characters beyond ASCII: each must be allowed where it stands. */
static bool check_name(Tokenizer *tok) {
    const unsigned char *p = (const unsigned char *)tok->start;
    const unsigned char *end = (const unsigned char *)tok->cur;
    bool first = true;
    while (p < end) {
        uint32_t code;
        int size = source_decode(p, end, &code);
        if (!size) size = 1, code = 0xFFFD;
        if (!(first ? literal_is_identifier_start(code) : literal_is_identifier_part(code))) {
            char text[5];
            text[source_encode(text, code)] = 0;
            tok->cur = (const char *)p + size;
            if (literal_is_printable(code)) {
                fail(tok, "invalid character '%s' (U+%04X)", text, (unsigned)code);
            } else {
                fail(tok, "invalid non-printable character U+%04X", (unsigned)code);
            }
            return false;
        }
        first = false;
        p += size;
    }
    return true;
}

static TokenType unterminated(Tokenizer *tok, bool triple, int c) {
    int32_t detected = tok->lineno;
    if (tok->done == DONE_MORE) return TOKEN_ERRORTOKEN;
    tok->cur = tok->start + 1;
    tok->line_start = tok->multi_line_start;
    tok->lineno = tok->first_lineno;
    fail(tok,
         triple ? "unterminated triple-quoted string literal (detected at line %d)"
                : "unterminated string literal (detected at line %d)",
         (int)detected);
    if (c != '\n') tok->done = triple ? DONE_EOFS : DONE_EOLS;
    return TOKEN_ERRORTOKEN;
}

static TokenType string(Tokenizer *tok, int quote) {
    int size = 1, ended = 0;
    tok->first_lineno = tok->lineno;
    tok->multi_line_start = tok->line_start;
    int c = next_char(tok);
    if (c == quote) {
        c = next_char(tok);
        if (c == quote) {
            size = 3;
        } else {
            ended = 1;
        }
    }
    if (c != quote) back(tok, c);
    while (ended != size) {
        c = next_char(tok);
        if (c == END || (size == 1 && c == '\n')) return unterminated(tok, size == 3, c);
        if (c == quote) {
            ended++;
        } else {
            ended = 0;
            if (c == '\\') next_char(tok);
        }
    }
    return TOKEN_STRING;
}

/* A name, keyword or prefixed string. */
static TokenType name(Tokenizer *tok, int c) {
    bool saw_b = false, saw_r = false, saw_u = false, saw_f = false, beyond_ascii = false;
    for (;;) {
        int lower = c | 0x20;
        if (!(saw_b || saw_u || saw_f) && lower == 'b') {
            saw_b = true;
        } else if (!(saw_b || saw_u || saw_r || saw_f) && lower == 'u') {
            saw_u = true;
        } else if (!(saw_r || saw_u) && lower == 'r') {
            saw_r = true;
        } else if (!(saw_f || saw_b || saw_u) && lower == 'f') {
            saw_f = true;
        } else {
            break;
        }
        c = next_char(tok);
        if (c == '"' || c == '\'') return string(tok, c);
    }
    while (is_name_part(c)) {
        beyond_ascii |= c >= 128;
        c = next_char(tok);
    }
    back(tok, c);
    if (beyond_ascii && !check_name(tok)) return TOKEN_ERRORTOKEN;
    return token_keyword(tok->start, (size_t)(tok->cur - tok->start));
}

/* ---- operators ---- */

static TokenType closing(Tokenizer *tok, int c) {
    if (!tok->level) return fail(tok, "unmatched '%c'", c);
    tok->level--;
    int open = tok->parens[tok->level].open;
    if ((open == '(' && c == ')') || (open == '[' && c == ']') || (open == '{' && c == '}')) {
        return operator_type((uint32_t)c);
    }
    if (tok->parens[tok->level].lineno != tok->lineno) {
        return fail(tok,
                    "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d",
                    c, open, (int)tok->parens[tok->level].lineno);
    }
    return fail(tok, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, open);
}

static TokenType operator_token(Tokenizer *tok, int c) {
    int second = next_char(tok);
    if (second != END) {
        TokenType two = operator_type(PACK(c, second, 0));
        if (two != TOKEN_OP && second) {
            int third = next_char(tok);
            TokenType three = third > 0 ? operator_type(PACK(c, second, third)) : TOKEN_OP;
            if (three != TOKEN_OP) return three;
            back(tok, third);
            return two;
        }
    }
    back(tok, second);
    switch (c) {
    case '(':
    case '[':
    case '{':
        if (tok->level >= TOKENIZER_MAX_PARENS) return fail(tok, "too many nested parentheses");
        tok->parens[tok->level].open = (char)c;
        tok->parens[tok->level].lineno = tok->lineno;
        tok->parens[tok->level].column = (int32_t)(tok->start - tok->line_start);
        tok->level++;
        break;
    case ')':
    case ']':
    case '}': return closing(tok, c);
    default:
        if (c < 32 || c == 127) return fail(tok, "invalid non-printable character U+%04X", c);
        break;
    }
    return operator_type((uint32_t)c);
}

static TokenType dot(Tokenizer *tok) {
    int c = next_char(tok);
    if (is_digit(c)) return fraction(tok, c);
    if (c == '.') {
        c = next_char(tok);
        if (c == '.') return TOKEN_ELLIPSIS;
        back(tok, c);
        tok->cur--;
    } else {
        back(tok, c);
    }
    return TOKEN_DOT;
}

/* ---- the next token ---- */

static TokenType ended(Tokenizer *tok, bool *has_text) {
    *has_text = false;
    if (tok->done == DONE_STOP) return TOKEN_ENDMARKER;
    if (tok->level) return TOKEN_ERRORTOKEN;
    return tok->done == DONE_EOF ? TOKEN_ENDMARKER : TOKEN_ERRORTOKEN;
}

/* The comment from tok->start up to `cur` tells a type, or that types are not checked: TOKEN_NAME if it does not. */
static TokenType type_comment(Tokenizer *tok) {
    const char *p = tok->start, *end = tok->cur;
    for (const char *prefix = "# type: "; *prefix; prefix++) {
        if (*prefix == ' ') {
            while (p < end && (*p == ' ' || *p == '\t')) p++;
        } else if (p == end || *p++ != *prefix) {
            return TOKEN_NAME;
        }
    }
    tok->start = p;
    if (end - p < 6 || memcmp(p, "ignore", 6)) return TOKEN_TYPE_COMMENT;
    unsigned char next = end - p > 6 ? (unsigned char)p[6] : ' ';
    if (next >= 0x80 || is_name_part(next)) {
        if (next != '_') return TOKEN_TYPE_COMMENT;
    }
    tok->start = p + 6;
    return TOKEN_TYPE_IGNORE;
}

/* One token after the indentation; TOKEN_OP + has_text false = a line without a token. */
static TokenType scan(Tokenizer *tok, bool *has_text) {
    int c;
    for (;;) {
        tok->start = NULL;
        do c = next_char(tok);
        while (c == ' ' || c == '\t' || c == '\f');
        tok->start = tok->cur - (c != END);
        if (c == '#') {
            while (c != END && c != '\n') c = next_char(tok);
            if (tok->type_comments) {
                if (c == '\n') tok->cur--;
                TokenType type = type_comment(tok);
                if (type != TOKEN_NAME) return type;
                if (c == '\n') tok->cur++;
            }
        }
        if (c == END || tok->done == DONE_STOP) return ended(tok, has_text);
        if (c != '\\') break;
        if (continuation(tok) == END) {
            *has_text = false;
            return TOKEN_ERRORTOKEN;
        }
    }
    if (is_name_start(c)) return name(tok, c);
    if (c == '\n') {
        tok->at_line_start = true;
        return TOKEN_NEWLINE;
    }
    if (c == '.') return dot(tok);
    if (is_digit(c)) return number(tok, c);
    if (c == '\'' || c == '"') return string(tok, c);
    return operator_token(tok, c);
}

TokenType tokenizer_next(Tokenizer *tok, const char **start, const char **end) {
    for (;;) {
        bool blank = false, has_text = true;
        *start = *end = NULL;
        tok->start = NULL;
        if (tok->at_line_start && !start_line(tok, &blank)) return TOKEN_ERRORTOKEN;
        tok->start = tok->cur;
        if (tok->pending < 0) {
            tok->pending++;
            return TOKEN_DEDENT;
        }
        if (tok->pending > 0) {
            tok->pending--;
            return TOKEN_INDENT;
        }
        TokenType type = scan(tok, &has_text);
        if (type == TOKEN_NEWLINE && (blank || tok->level > 0)) continue;
        if (type == TOKEN_TYPE_IGNORE && blank) {
            *end = tok->cur; /* the only thing on its line: that ends with it */
            if (next_char(tok) == '\n') tok->at_line_start = true;
            *start = tok->start;
            return type;
        }
        if (has_text && type != TOKEN_ERRORTOKEN) {
            *start = tok->start;
            *end = type == TOKEN_NEWLINE ? tok->cur - 1 : tok->cur;
        }
        return type;
    }
}

void tokenizer_start(Tokenizer *tok, Runtime *rt, Obj *filename, const char *text, const char *end,
                     int32_t lineno) {
    memset(tok, 0, offsetof(Tokenizer, columns));
    tok->rt = rt;
    tok->filename = filename;
    tok->text = tok->buf = tok->cur = tok->inp = tok->line_start = tok->multi_line_start = text;
    tok->end = end;
    tok->lineno = lineno - 1;
    tok->at_line_start = true;
    tok->columns[0] = tok->tab_columns[0] = 0;
}
