/* Source decoding: byte order mark, coding cookie (PEP 263), UTF-8 check,
 * line ends. Follows CPython 3.11's Parser/tokenizer.c. */
#include "compile/source.h"

#include "compile/format.h"
#include "compile/literals.h"

/* ---- UTF-8 ---- */

int source_decode(const unsigned char *text, const unsigned char *end, uint32_t *code) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t c = text[0];
    int size = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
    if (!size || end - text < size) return 0;
    if (size > 1) c &= 0xFFu >> (size + 1);
    for (int i = 1; i < size; i++) {
        if ((text[i] & 0xC0) != 0x80) return 0;
        c = c << 6 | (text[i] & 0x3Fu);
    }
    if (c < smallest[size] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return 0;
    *code = c;
    return size;
}

int source_encode(char *out, uint32_t code) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    int size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (int i = size - 1; i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((0xF00 >> size) | code);
    return size;
}

int32_t source_characters(const char *text, size_t length, int32_t bytes) {
    int32_t count = 0;
    const unsigned char *p = (const unsigned char *)text;
    if (bytes < 0) return -1;
    if ((size_t)bytes > length + 1) bytes = (int32_t)length + 1;
    bool past = (size_t)bytes > length;
    const unsigned char *end = p + (past ? length : (size_t)bytes);
    while (p < end) {
        uint32_t code;
        int size = source_decode(p, end, &code);
        p += size ? size : 1;
        count++;
    }
    return count + past;
}

const char *text_line(const char *text, const char *end, int32_t lineno, size_t *length) {
    const char *newline;
    for (int32_t i = 1; i < lineno; i++) {
        newline = memchr(text, '\n', (size_t)(end - text));
        if (!newline) break;
        text = newline + 1;
    }
    newline = memchr(text, '\n', (size_t)(end - text));
    *length = (size_t)((newline ? newline + 1 : end) - text);
    return text;
}

/* ---- coding cookie ---- */

typedef struct {
    const char *name; /* as written, or normalised */
    size_t length;
    bool is_utf8, is_latin1;
} Cookie;

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\f'; }

static bool is_cookie_char(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
}

/* `name` is `known`, perhaps followed by - and more; case and _ do not matter. */
static bool is_encoding(const Cookie *cookie, const char *known) {
    size_t i = 0;
    for (; known[i]; i++) {
        if (i == cookie->length) return false;
        char c = cookie->name[i];
        if (c == '_') c = '-';
        if (c >= 'A' && c <= 'Z') c = (char)(c | 0x20);
        if (c != known[i]) return false;
    }
    return i == cookie->length || cookie->name[i] == '-' || cookie->name[i] == '_';
}

/* Looks for "coding: name" in a line that is only a comment. */
static bool find_cookie(const char *line, size_t length, Cookie *cookie) {
    size_t i = 0;
    while (i < length && is_space(line[i])) i++;
    if (i == length || line[i] != '#') return false;
    for (; i + 7 < length; i++) {
        if (memcmp(line + i, "coding", 6) || (line[i + 6] != ':' && line[i + 6] != '=')) continue;
        size_t start = i + 7;
        while (start < length && (line[start] == ' ' || line[start] == '\t')) start++;
        size_t end = start;
        while (end < length && is_cookie_char(line[end])) end++;
        if (end == start) continue;
        *cookie = (Cookie){line + start, end - start, false, false};
        cookie->is_utf8 = is_encoding(cookie, "utf-8") ||
                          (cookie->length == 4 && !memcmp(cookie->name, "utf8", 4));
        cookie->is_latin1 = is_encoding(cookie, "latin-1") || is_encoding(cookie, "iso-8859-1") ||
                            is_encoding(cookie, "iso-latin-1") || is_encoding(cookie, "latin1");
        return true;
    }
    return false;
}

static bool is_comment_or_blank(const char *line, size_t length) {
    size_t i = 0;
    while (i < length && is_space(line[i])) i++;
    return i == length || line[i] == '#' || line[i] == '\r' || line[i] == '\n';
}

/* The cookie of the first two lines. */
static bool source_cookie(const char *text, size_t length, Cookie *cookie) {
    for (int line = 0; line < 2; line++) {
        size_t size = 0;
        while (size < length && text[size] != '\n' && text[size] != '\r') size++;
        if (find_cookie(text, size, cookie)) return true;
        if (!is_comment_or_blank(text, size) || size == length) return false;
        text += size + 1;
        length -= size + 1;
    }
    return false;
}

/* ---- loading ---- */

static int raise_plain(Runtime *rt, const char *message) {
    SyntaxReport report = {.message = message, .message_length = strlen(message)};
    literal_raise(rt, SYNTAX_ERROR, &report);
    return -1;
}

/* filename NULL: of the program's own file CPython tells neither name nor line. */
static int raise_cookie(Runtime *rt, const Cookie *cookie, Obj *filename, const char *why) {
    char message[120];
    const char *name = cookie->is_latin1 ? "iso-8859-1" : cookie->name;
    int size = cookie->is_latin1 ? 10 : cookie->length > 60 ? 60 : (int)cookie->length;
    format_message(message, sizeof message, "%s%.*s%s", *why == ' ' ? "encoding problem: " : why,
                   size, name, *why == ' ' ? why + 1 : "");
    SyntaxReport report = {message, strlen(message), filename, NULL, 0, 0, -1, 0, 0, filename != NULL};
    literal_raise(rt, SYNTAX_ERROR, &report);
    return -1;
}

/* Bytes in an encoding that the codecs know, as a str; what they say against them becomes a SyntaxError. */
static Own decode_by_name(Runtime *rt, const Cookie *cookie, Obj *filename, SourceOrigin origin, const char *bytes, size_t length) {
    char name[64];
    format_message(name, sizeof name, "%.*s", cookie->length > 60 ? 60 : (int)cookie->length, cookie->name);
    Own problem = NULL, text = literal_decoded(rt, bytes, length, name, &problem);
    if (!problem) return text;
    SyntaxReport report = {.filename = filename, .offset = -1, .has_location = true};
    if (origin == SOURCE_FILE) raise_cookie(rt, cookie, NULL, " ");
    else if ((report.message = literal_utf8(rt, borrow(problem), &report.message_length))) literal_raise(rt, SYNTAX_ERROR, &report);
    release(rt, problem);
    return NULL;
}

/* A byte that is no UTF-8 in a file without a cookie. (In bytes, literals find it out.) */
static int raise_not_utf8(Runtime *rt, Obj *filename, const char *text, const unsigned char *bad) {
    char message[400];
    size_t name_length = 0;
    int32_t lineno = 1;
    const char *name = filename ? literal_utf8(rt, filename, &name_length) : "";
    if (!name) return -1;
    if (name_length > 200) name_length = 200;
    for (const char *p = text; p < (const char *)bad; p++) lineno += *p == '\n';
    format_message(message, sizeof message,
                   "Non-UTF-8 code starting with '\\x%02x' in file %.*s on line %d, but no encoding "
                   "declared; see https://peps.python.org/pep-0263/ for details",
                   *bad, (int)name_length, name, (int)lineno);
    SyntaxReport report = {message, strlen(message), filename, NULL, 0, 0, -1, 0, 0, false};
    literal_raise(rt, SYNTAX_ERROR, &report);
    return -1;
}

static int check_utf8(Runtime *rt, const char *bytes, size_t length, Obj *filename) {
    const unsigned char *p = (const unsigned char *)bytes, *end = p + length;
    while (p < end) {
        uint32_t code;
        int size = *p < 0x80 ? 1 : source_decode(p, end, &code);
        if (!size) return raise_not_utf8(rt, filename, bytes, p);
        p += size;
    }
    return 0;
}

/* A null byte in a file: shown with its line up to there, unless something before it is no UTF-8. */
static int raise_null(Runtime *rt, const char *text, size_t length, Obj *filename) {
    static const char message[] = "source code cannot contain null bytes";
    int32_t lineno = 1;
    size_t start = 0;
    if (check_utf8(rt, text, length, filename) < 0) return -1;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') lineno++, start = i + 1;
    }
    SyntaxReport report = {message, strlen(message), filename, text + start, length - start, lineno, NO_OFFSET, lineno, NO_OFFSET, true};
    literal_raise(rt, SYNTAX_ERROR, &report);
    return -1;
}

/* Copies with \r\n and \r as \n, Latin-1 as UTF-8. */
static void copy_normalised(Source *source, const char *bytes, size_t length, bool is_latin1,
                            bool final_newline) {
    char *out = source->text;
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        if (c == '\r') {
            if (i + 1 < length && bytes[i + 1] == '\n') i++;
            c = '\n';
        }
        if (is_latin1 && (c & 0x80)) {
            out += source_encode(out, (unsigned char)c);
        } else {
            *out++ = c;
        }
    }
    if (final_newline && (out == source->text || out[-1] != '\n')) *out++ = '\n';
    *out = 0;
    source->length = (size_t)(out - source->text);
}

int source_load(Runtime *rt, const char *bytes, size_t length, SourceOrigin origin,
                bool final_newline, Obj *filename, Source *source) {
    Cookie cookie;
    bool has_mark = false, is_latin1 = false;
    Own decoded = (Own)0;
    *source = (Source){.has_encoding = origin == SOURCE_STR};
    const char *null = memchr(bytes, 0, length);
    if (null && origin == SOURCE_FILE) return raise_null(rt, bytes, (size_t)(null - bytes), filename);
    if (null) return raise_plain(rt, "source code string cannot contain null bytes");
    if (origin != SOURCE_STR) {
        if (length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
            has_mark = source->has_encoding = true;
            bytes += 3;
            length -= 3;
        }
        if (source_cookie(bytes, length, &cookie)) {
            source->has_encoding = true;
            is_latin1 = cookie.is_latin1;
            if (has_mark && !is_encoding(&cookie, "utf-8"))
                return raise_cookie(rt, &cookie, origin == SOURCE_FILE ? NULL : filename, "  with BOM");
            if (!cookie.is_utf8 && !is_latin1) {
                decoded = decode_by_name(rt, &cookie, filename, origin, bytes, length);
                if (!decoded) return -1;
                bytes = literal_utf8(rt, borrow(decoded), &length);
                if (!bytes) goto done;
            }
        }
        if (!is_latin1 && origin == SOURCE_FILE && check_utf8(rt, bytes, length, filename) < 0) return -1;
    }
    source->text = compile_alloc(rt, (is_latin1 ? 2 * length : length) + 2);
    if (source->text) copy_normalised(source, bytes, length, is_latin1, final_newline);
done:
    xrelease(rt, decoded);
    return source->text ? 0 : -1;
}

void source_free(Runtime *rt, Source *source) {
    if (source->text) compile_free(rt, source->text);
    source->text = NULL;
}
