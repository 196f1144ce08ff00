/* Encodings of str: utf-8, latin-1, ascii, utf-16, utf-32, and the error handlers. CPython 3.11
 * Objects/unicodeobject.c (codecs part) and Python/codecs.c. The handlers are C functions: what
 * CPython does by calling a registered function with an exception; str_registry.c asks for others. */
#include "base/utf8.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str_impl.h"
#include "object/tuple.h"

/* ---- UTF-8 of characters ---- */

size_t utf8_size_of(int kind, const void *chars, intptr_t count) {
    size_t size = 0;
    for (intptr_t i = 0; i < count; i++) {
        uint32_t c = chars_get(kind, chars, i);
        size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    return size;
}

/* ---- names of encodings ---- */

typedef enum {
    CODEC_UTF8,
    CODEC_UTF8_SIG,
    CODEC_LATIN1,
    CODEC_ASCII,
    CODEC_UTF16,
    CODEC_UTF16_LE,
    CODEC_UTF16_BE,
    CODEC_UTF32,
    CODEC_UTF32_LE,
    CODEC_UTF32_BE,
    CODEC_UNKNOWN
} Codec;
static const char *const codec_names[] = {"utf-8",     "utf-8",     "latin-1",   "ascii",
                                          "utf-16",    "utf-16-le", "utf-16-be", "utf-32",
                                          "utf-32-le", "utf-32-be"};
static const struct {
    const char *name;
    Codec codec;
} codec_aliases[] = {
    {"utf_8", CODEC_UTF8},         {"utf8", CODEC_UTF8},          {"u8", CODEC_UTF8},
    {"utf", CODEC_UTF8},           {"cp65001", CODEC_UTF8},       {"utf_8_sig", CODEC_UTF8_SIG},
    {"latin_1", CODEC_LATIN1},     {"latin1", CODEC_LATIN1},      {"latin", CODEC_LATIN1},
    {"l1", CODEC_LATIN1},          {"iso_8859_1", CODEC_LATIN1},  {"iso8859_1", CODEC_LATIN1},
    {"iso8859", CODEC_LATIN1},     {"8859", CODEC_LATIN1},        {"cp819", CODEC_LATIN1},
    {"ascii", CODEC_ASCII},        {"us_ascii", CODEC_ASCII},     {"646", CODEC_ASCII},
    {"us", CODEC_ASCII},           {"utf_16", CODEC_UTF16},       {"utf16", CODEC_UTF16},
    {"u16", CODEC_UTF16},          {"utf_16_le", CODEC_UTF16_LE}, {"utf_16le", CODEC_UTF16_LE},
    {"utf_16_be", CODEC_UTF16_BE}, {"utf_16be", CODEC_UTF16_BE},  {"utf_32", CODEC_UTF32},
    {"utf32", CODEC_UTF32},        {"u32", CODEC_UTF32},          {"utf_32_le", CODEC_UTF32_LE},
    {"utf_32le", CODEC_UTF32_LE},  {"utf_32_be", CODEC_UTF32_BE}, {"utf_32be", CODEC_UTF32_BE},
};

static Codec find_codec(const char *name) {
    char normal[24];
    size_t used = 0;
    bool gap = false;
    for (; *name; name++) {
        char c = *name;
        bool alnum =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
        if (!alnum) {
            gap = true;
            continue;
        }
        if (used + 2 >= sizeof normal) return CODEC_UNKNOWN;
        if (gap && used) normal[used++] = '_';
        gap = false;
        normal[used++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    normal[used] = 0;
    for (size_t i = 0; i < HS_COUNT(codec_aliases); i++) {
        if (strcmp(normal, codec_aliases[i].name) == 0) return codec_aliases[i].codec;
    }
    return CODEC_UNKNOWN;
}

/* ---- error handlers ---- */

typedef enum {
    ON_STRICT,
    ON_IGNORE,
    ON_REPLACE,
    ON_BACKSLASH,
    ON_XML,
    ON_SURROGATE_ESCAPE,
    ON_SURROGATE_PASS,
    ON_UNKNOWN
} OnError;

static OnError find_handler(const char *errors) {
    static const char *const names[] = {
        "strict",          "ignore",       "replace", "backslashreplace", "xmlcharrefreplace",
        "surrogateescape", "surrogatepass"};
    if (!errors) return ON_STRICT;
    for (int i = 0; i < (int)HS_COUNT(names); i++) {
        if (strcmp(errors, names[i]) == 0) return (OnError)i;
    }
    return ON_UNKNOWN;
}

static int raise_codec_error(Runtime *rt, TypeObj *type, const char *encoding, Own object,
                             intptr_t start, intptr_t end, const char *reason) {
    Own args[5] = {str_from_cstr(rt, encoding), object, int_from_i64(rt, start),
                   int_from_i64(rt, end), str_from_cstr(rt, reason)};
    for (int i = 0; i < 5; i++) {
        if (args[i]) continue;
        for (int j = 0; j < 5; j++) xrelease(rt, args[j]);
        return -1;
    }
    Own exception = call_vector(rt, (Obj *)type, borrow_all(args), 5, NULL);
    for (int i = 0; i < 5; i++) release(rt, args[i]);
    if (!exception) return -1;
    raise_object(rt, type, borrow(exception));
    release(rt, exception);
    return -1;
}

/* ---- decoding ---- */

typedef struct Decoder {
    Runtime *rt;
    const uint8_t *bytes;
    size_t size, at; /* at: next byte */
    Codec codec;
    const char *errors;
    StrWriter out;
    Own held; /* bytes that an error handler gave in place of those */
} Decoder;

static int decode_raise(Decoder *d, size_t start, size_t end, const char *reason) {
    return raise_codec_error(d->rt, EXC(d->rt, UnicodeDecodeError), codec_names[d->codec],
                             bytes_from(d->rt, d->bytes, d->size), (intptr_t)start, (intptr_t)end,
                             reason);
}

/* surrogatepass: a surrogate encoded at start as one unit. */
static bool decode_surrogate(Decoder *d, size_t start) {
    const uint8_t *p = d->bytes + start;
    size_t left = d->size - start, unit = 3;
    uint32_t c = 0;
    if (d->codec == CODEC_UTF8 || d->codec == CODEC_UTF8_SIG) {
        if (left < 3 || p[0] != 0xed || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
            return false;
        c = 0xd000u | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    } else {
        unit = d->codec <= CODEC_ASCII ? 0 : d->codec <= CODEC_UTF16_BE ? 2 : 4;
        bool big = d->codec == CODEC_UTF16_BE || d->codec == CODEC_UTF32_BE;
        if (!unit || left < unit) return false;
        for (size_t i = 0; i < unit; i++) c |= (uint32_t)p[i] << 8 * (big ? unit - 1 - i : i);
    }
    if (!is_surrogate(c)) return false;
    str_writer_char(&d->out, c);
    d->at = start + unit;
    return true;
}

/* Bytes start..end are bad: writes what the handler gives and moves on; -1 = raised. */
static int decode_otherwise(Decoder *d) {
    intptr_t at;
    Own data, text = codec_handle(d->rt, d->errors, d->rt->none, &at, &data);
    if (!text) return -1;
    xrelease(d->rt, d->held);
    d->held = data;
    d->bytes = BYTES(borrow(data))->data, d->size = (size_t)BYTES(borrow(data))->head.size;
    d->at = (size_t)at;
    int result = str_writer_str(&d->out, borrow(text));
    release(d->rt, text);
    return result;
}

static int decode_error(Decoder *d, size_t start, size_t end, const char *reason) {
    static const char hex[] = "0123456789abcdef";
    d->at = end;
    switch (find_handler(d->errors)) {
    case ON_STRICT: return decode_raise(d, start, end, reason);
    case ON_IGNORE: return 0;
    case ON_REPLACE: return str_writer_char(&d->out, 0xfffd);
    case ON_BACKSLASH:
        for (size_t i = start; i < end; i++) {
            char text[4] = {'\\', 'x', hex[d->bytes[i] >> 4], hex[d->bytes[i] & 15]};
            if (str_writer_ascii(&d->out, text, 4) < 0) return -1;
        }
        return 0;
    case ON_SURROGATE_ESCAPE: {
        size_t i = start;
        for (; i < end && i - start < 4 && d->bytes[i] >= 0x80; i++)
            str_writer_char(&d->out, 0xdc00u + d->bytes[i]);
        d->at = i;
        return i > start ? (d->out.failed ? -1 : 0) : decode_raise(d, start, end, reason);
    }
    case ON_SURROGATE_PASS:
        return decode_surrogate(d, start) ? (d->out.failed ? -1 : 0)
                                          : decode_raise(d, start, end, reason);
    case ON_XML:
        return raise_format_int(d->rt, EXC(d->rt, TypeError),
                                "don't know how to handle UnicodeDecodeError in error callback");
    default: decode_raise(d, start, end, reason); return decode_otherwise(d);
    }
}

HS_INLINE bool continues(uint8_t byte) { return (byte & 0xc0) == 0x80; }

/* One character of more than one byte at p, `left` bytes there: its length with *c set, or minus
 * the number of good bytes (0 = bad start byte, -5 = cut off at the end). */
static int utf8_step(const uint8_t *p, size_t left, uint32_t *c) {
    uint8_t first = p[0];
    if (first < 0xc2 || first > 0xf4) return 0;
    int need = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    uint32_t value = first & (0x7fu >> need);
    for (int i = 1; i < need; i++) {
        if ((size_t)i >= left) return -5;
        if (i == 1 ? p[1] < low || p[1] > high : !continues(p[i])) return -i;
        value = value << 6 | (p[i] & 0x3f);
    }
    *c = value;
    return need;
}

static int decode_utf8(Decoder *d) {
    while (d->at < d->size) {
        size_t start = d->at, end = start;
        while (end < d->size && d->bytes[end] < 0x80) end++;
        if (end > start &&
            str_writer_ascii(&d->out, (const char *)d->bytes + start, end - start) < 0)
            return -1;
        d->at = end;
        if (end == d->size) break;
        uint32_t c;
        int step = utf8_step(d->bytes + end, d->size - end, &c);
        int result;
        if (step > 0) {
            d->at += (size_t)step;
            result = str_writer_char(&d->out, c);
        } else if (step == -5) {
            result = decode_error(d, end, d->size, "unexpected end of data");
        } else if (step == 0) {
            result = decode_error(d, end, end + 1, "invalid start byte");
        } else {
            result = decode_error(d, end, end + (size_t)-step, "invalid continuation byte");
        }
        if (result < 0) return -1;
    }
    return 0;
}

static int decode_ascii(Decoder *d) {
    while (d->at < d->size) {
        size_t start = d->at, end = start;
        while (end < d->size && d->bytes[end] < 0x80) end++;
        if (end > start &&
            str_writer_ascii(&d->out, (const char *)d->bytes + start, end - start) < 0)
            return -1;
        d->at = end;
        if (end < d->size && decode_error(d, end, end + 1, "ordinal not in range(128)") < 0)
            return -1;
    }
    return 0;
}

HS_INLINE uint32_t read_unit(const uint8_t *p, size_t size, bool big) {
    uint32_t c = 0;
    for (size_t i = 0; i < size; i++) c |= (uint32_t)p[i] << 8 * (big ? size - 1 - i : i);
    return c;
}

static int decode_utf16(Decoder *d, bool big) {
    while (d->at < d->size) {
        size_t at = d->at, left = d->size - at;
        int result;
        if (left < 2) {
            result = decode_error(d, at, d->size, "truncated data");
        } else {
            uint32_t c = read_unit(d->bytes + at, 2, big);
            uint32_t low = left >= 4 ? read_unit(d->bytes + at + 2, 2, big) : 0;
            d->at = at + 2;
            if (!is_surrogate(c)) {
                result = str_writer_char(&d->out, c);
            } else if (c >= 0xdc00) {
                result = decode_error(d, at, at + 2, "illegal encoding");
            } else if (left < 4) {
                result = decode_error(d, at, d->size, "unexpected end of data");
            } else if (low - 0xdc00 < 0x400) {
                d->at = at + 4;
                result = str_writer_char(&d->out, 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
            } else {
                result = decode_error(d, at, at + 2, "illegal UTF-16 surrogate");
            }
        }
        if (result < 0) return -1;
    }
    return 0;
}

static int decode_utf32(Decoder *d, bool big) {
    while (d->at < d->size) {
        size_t at = d->at, left = d->size - at;
        int result;
        if (left < 4) {
            result = decode_error(d, at, d->size, "truncated data");
        } else {
            uint32_t c = read_unit(d->bytes + at, 4, big);
            d->at = at + 4;
            if (is_surrogate(c)) {
                result = decode_error(d, at, at + 4,
                                      "code point in surrogate code point range(0xd800, 0xe000)");
            } else if (c > 0x10ffff) {
                result = decode_error(d, at, at + 4, "code point not in range(0x110000)");
            } else {
                result = str_writer_char(&d->out, c);
            }
        }
        if (result < 0) return -1;
    }
    return 0;
}

/* Skips a byte order mark of utf-16/32: whether big-endian. Errors name the order. */
static bool take_mark(Decoder *d, size_t unit) {
    d->codec = unit == 2 ? CODEC_UTF16_LE : CODEC_UTF32_LE;
    if (d->size < unit) return false;
    uint32_t little = read_unit(d->bytes, unit, false), big = read_unit(d->bytes, unit, true);
    if (little == 0xfeff || big == 0xfeff) d->at = unit;
    if (big == 0xfeff) d->codec = unit == 2 ? CODEC_UTF16_BE : CODEC_UTF32_BE;
    return big == 0xfeff;
}

static int decode_by(Decoder *d) {
    switch (d->codec) {
    case CODEC_UTF8_SIG:
        if (d->size >= 3 && memcmp(d->bytes, "\xef\xbb\xbf", 3) == 0) d->at = 3;
        return decode_utf8(d);
    case CODEC_UTF8: return decode_utf8(d);
    case CODEC_ASCII: return decode_ascii(d);
    case CODEC_UTF16: return decode_utf16(d, take_mark(d, 2));
    case CODEC_UTF16_LE: return decode_utf16(d, false);
    case CODEC_UTF16_BE: return decode_utf16(d, true);
    case CODEC_UTF32: return decode_utf32(d, take_mark(d, 4));
    case CODEC_UTF32_LE: return decode_utf32(d, false);
    default: return decode_utf32(d, true);
    }
}

/* The str of valid UTF-8 that is not ASCII; NULL without exception if it is not valid. */
static Own decode_valid_utf8(Runtime *rt, const uint8_t *bytes, size_t size) {
    uint32_t c, widest = 0;
    intptr_t count = 0;
    for (size_t at = 0; at < size; count++) {
        if (bytes[at] < 0x80) {
            at++;
            continue;
        }
        int step = utf8_step(bytes + at, size - at, &c);
        if (step <= 0) return NULL;
        if (c > widest) widest = c;
        at += (size_t)step;
    }
    if (count == 1) return str_from_char(rt, widest);
    Own made = str_alloc(rt, count, widest);
    if (!made) return NULL;
    int kind = STR_KIND(borrow(made));
    void *out = STR_DATA(borrow(made));
    size_t at = 0;
    for (intptr_t i = 0; i < count; i++) {
        c = bytes[at];
        at += c < 0x80 ? 1 : (size_t)utf8_step(bytes + at, size - at, &c);
        chars_put(kind, out, i, c);
    }
    return made;
}

Own str_decode(Runtime *rt, const uint8_t *bytes, size_t size, const char *encoding,
               const char *errors) {
    Codec codec = encoding ? find_codec(encoding) : CODEC_UTF8;
    if (codec == CODEC_UNKNOWN) {
        Own subject = bytes_from(rt, bytes, size);
        Own text = subject ? codec_ask(rt, "_decode", borrow(subject), encoding, errors) : NULL;
        xrelease(rt, subject);
        return text;
    }
    if (size == 0) return str_empty(rt);
    if (codec == CODEC_LATIN1) return str_from_kind(rt, 1, bytes, (intptr_t)size);
    if (codec <= CODEC_ASCII && chars_max(1, bytes, (intptr_t)size) < 0x80) {
        return str_from_ascii(rt, (const char *)bytes, size);
    }
    if (codec == CODEC_UTF8) {
        Own made = decode_valid_utf8(rt, bytes, size);
        if (made || RAISED(rt)) return made;
    }
    Decoder d = {.rt = rt, .bytes = bytes, .size = size, .codec = codec, .errors = errors};
    str_writer_init(&d.out, rt);
    int result = decode_by(&d);
    xrelease(rt, d.held);
    if (result == 0) return str_writer_finish(&d.out);
    str_writer_discard(&d.out);
    return NULL;
}

Own str_from_encoded(Runtime *rt, Obj *object, const char *encoding, const char *errors) {
    if (is_str(object))
        return raise_format(rt, EXC(rt, TypeError), "decoding str is not supported");
    Buffer buffer;
    if (!buffer_check(rt, object)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "decoding to str: need a bytes-like object, %.80s found",
                            object->type->name);
    }
    if (buffer_open(rt, object, &buffer) < 0) return NULL;
    Own text = buffer.size == 0
                   ? str_empty(rt)
                   : str_decode(rt, buffer.data, (size_t)buffer.size, encoding, errors);
    buffer_close(&buffer);
    return text;
}

/* ---- encoding ---- */

typedef struct Encoder {
    Runtime *rt;
    Obj *text;
    Codec codec;
    const char *name, *errors;
    ByteWriter out;
} Encoder;

static int put_unit(Encoder *e, uint32_t value, size_t unit, bool big) {
    uint8_t bytes[4];
    for (size_t i = 0; i < unit; i++) bytes[i] = (uint8_t)(value >> 8 * (big ? unit - 1 - i : i));
    return byte_writer_put(&e->out, bytes, unit);
}

/* A character that the codec can encode. */
static int put_char(Encoder *e, uint32_t c) {
    uint8_t bytes[4];
    bool big = e->codec == CODEC_UTF16_BE || e->codec == CODEC_UTF32_BE;
    if (e->codec <= CODEC_UTF8_SIG) return byte_writer_put(&e->out, bytes, (size_t)utf8_encode(c, bytes));
    if (e->codec <= CODEC_ASCII) return byte_writer_byte(&e->out, (uint8_t)c);
    if (e->codec >= CODEC_UTF32) return put_unit(e, c, 4, big);
    if (c < 0x10000) return put_unit(e, c, 2, big);
    if (put_unit(e, 0xd7c0 + (c >> 10), 2, big) < 0) return -1;
    return put_unit(e, 0xdc00 + (c & 0x3ff), 2, big);
}

static int put_ascii_text(Encoder *e, const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (put_char(e, (uint8_t)text[i]) < 0) return -1;
    }
    return 0;
}

static int put_backslash(Encoder *e, uint32_t c) {
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    char text[10] = {'\\', digits == 2 ? 'x' : digits == 4 ? 'u' : 'U'};
    for (int i = 0; i < digits; i++)
        text[2 + i] = "0123456789abcdef"[c >> 4 * (digits - 1 - i) & 15];
    return put_ascii_text(e, text, (size_t)digits + 2);
}

static int put_reference(Encoder *e, uint32_t c) {
    char text[12];
    int at = sizeof text;
    text[--at] = ';';
    do text[--at] = (char)('0' + c % 10);
    while (c /= 10);
    text[--at] = '#';
    text[--at] = '&';
    return put_ascii_text(e, text + at, sizeof text - (size_t)at);
}

static int encode_raise(Encoder *e, intptr_t start, intptr_t end, const char *reason) {
    return raise_codec_error(e->rt, EXC(e->rt, UnicodeEncodeError), e->name, keep(e->text), start,
                             end, reason);
}

static int put_surrogate(Encoder *e, uint32_t c) {
    uint8_t bytes[4];
    bool big = e->codec == CODEC_UTF16_BE || e->codec == CODEC_UTF32_BE;
    if (e->codec <= CODEC_UTF8_SIG) return byte_writer_put(&e->out, bytes, (size_t)utf8_encode(c, bytes));
    return put_unit(e, c, e->codec >= CODEC_UTF32 ? 4 : 2, big);
}

HS_INLINE bool can_encode(Codec codec, uint32_t c) {
    if (codec == CODEC_LATIN1) return c < 0x100;
    if (codec == CODEC_ASCII) return c < 0x80;
    return !is_surrogate(c);
}

/* What a handler of the program's gives for characters start..*at; it also says where to go on. */
static int encode_otherwise(Encoder *e, intptr_t start, intptr_t *at, const char *reason) {
    intptr_t end = *at;
    encode_raise(e, start, end, reason);
    Own made = codec_handle(e->rt, e->errors, e->text, at, NULL);
    Obj *given = borrow(made);
    int result = made ? 0 : -1;
    intptr_t unit = e->codec <= CODEC_ASCII ? 1 : e->codec >= CODEC_UTF32 ? 4 : 2;
    if (made && is_bytes(given)) {
        result = BYTES(given)->head.size % unit ? encode_raise(e, start, end, reason)
                                                : byte_writer_put(&e->out, BYTES(given)->data, (size_t)BYTES(given)->head.size);
    } else if (made) {
        for (intptr_t i = 0; i < STR_LENGTH(given) && result == 0; i++) {
            uint32_t c = str_char(given, i);
            result = c < (e->codec == CODEC_LATIN1 ? 0x100 : 0x80) ? put_char(e, c) : encode_raise(e, start, end, reason);
        }
    }
    xrelease(e->rt, made);
    return result;
}

/* Characters start..*at cannot be encoded; goes on at *at. */
static int encode_error(Encoder *e, intptr_t start, intptr_t *at, const char *reason) {
    intptr_t end = *at;
    OnError handler = find_handler(e->errors);
    if (handler == ON_STRICT) return encode_raise(e, start, end, reason);
    if (handler == ON_IGNORE) return 0;
    if (handler == ON_UNKNOWN) return encode_otherwise(e, start, at, reason);
    for (intptr_t i = start; i < end; i++) {
        uint32_t c = str_char(e->text, i);
        int result;
        if (handler == ON_REPLACE)
            result = put_char(e, '?');
        else if (handler == ON_BACKSLASH)
            result = put_backslash(e, c);
        else if (handler == ON_XML)
            result = put_reference(e, c);
        else if (handler == ON_SURROGATE_ESCAPE && c - 0xdc80 < 0x80 && e->codec < CODEC_UTF16)
            result = byte_writer_byte(&e->out, (uint8_t)c);
        else if (handler == ON_SURROGATE_PASS && is_surrogate(c) && e->codec != CODEC_ASCII &&
                 e->codec != CODEC_LATIN1) {
            result = put_surrogate(e, c);
        } else {
            return encode_raise(e, handler == ON_SURROGATE_ESCAPE ? i : start, end, reason);
        }
        if (result < 0) return -1;
    }
    return 0;
}

static int encode_by(Encoder *e) {
    const char *reason = e->codec == CODEC_LATIN1  ? "ordinal not in range(256)"
                         : e->codec == CODEC_ASCII ? "ordinal not in range(128)"
                                                   : "surrogates not allowed";
    intptr_t length = STR_LENGTH(e->text);
    for (intptr_t i = 0; i < length;) {
        uint32_t c = str_char(e->text, i);
        if (can_encode(e->codec, c)) {
            if (put_char(e, c) < 0) return -1;
            i++;
            continue;
        }
        intptr_t end = i + 1;
        if (e->codec < CODEC_UTF16) { /* runs are one error, but for utf-16 and utf-32 */
            while (end < length && !can_encode(e->codec, str_char(e->text, end))) end++;
        }
        if (encode_error(e, i, &end, reason) < 0) return -1;
        i = end;
    }
    return 0;
}

static bool has_surrogates(Obj *s) {
    if (STR_KIND(s) == 1) return false;
    for (intptr_t i = 0; i < STR_LENGTH(s); i++) {
        if (is_surrogate(str_char(s, i))) return true;
    }
    return false;
}

/* UTF-8 of a str that is not ASCII and has no surrogates. */
static Own encode_utf8(Runtime *rt, Obj *s) {
    size_t size = utf8_size_of(STR_KIND(s), STR_DATA(s), STR_LENGTH(s));
    Own made = bytes_from(rt, NULL, size);
    if (!made) return NULL;
    uint8_t *out = BYTES(borrow(made))->data;
    for (intptr_t i = 0; i < STR_LENGTH(s); i++) out += utf8_encode(str_char(s, i), out);
    return made;
}

Own str_encode(Runtime *rt, Obj *s, const char *encoding, const char *errors) {
    Codec codec = encoding ? find_codec(encoding) : CODEC_UTF8;
    if (codec == CODEC_UNKNOWN) return codec_ask(rt, "_encode", s, encoding, errors);
    bool plain = codec == CODEC_UTF8 || codec == CODEC_ASCII
                     ? STR(s)->ascii
                     : codec == CODEC_LATIN1 && STR_KIND(s) == 1;
    if (plain) return bytes_from(rt, STR_DATA(s), (size_t)STR_LENGTH(s));
    if (codec == CODEC_UTF8 && !has_surrogates(s)) return encode_utf8(rt, s);
    Encoder e = {.rt = rt, .text = s, .codec = codec, .name = codec_names[codec], .errors = errors};
    e.out.rt = rt;
    int result = 0;
    if (codec == CODEC_UTF8_SIG) result = byte_writer_put(&e.out, "\xef\xbb\xbf", 3);
    if (codec == CODEC_UTF16) e.codec = CODEC_UTF16_LE, result = put_unit(&e, 0xfeff, 2, false);
    if (codec == CODEC_UTF32) e.codec = CODEC_UTF32_LE, result = put_unit(&e, 0xfeff, 4, false);
    if (result < 0 || encode_by(&e) < 0) {
        byte_writer_discard(&e.out);
        return NULL;
    }
    return byte_writer_bytes(&e.out);
}
