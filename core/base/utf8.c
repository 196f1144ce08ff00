/* UTF-8 decoding and encoding of single characters (Unicode 15, table 3-7: well-formed sequences). */
#include "base/utf8.h"

HS_INLINE bool is_tail(uint8_t byte) { return (byte & 0xc0) == 0x80; }

static int decode_long(const uint8_t *text, size_t size, uint32_t *character) {
    uint8_t first = text[0];
    if (first < 0xe0) {
        if (first < 0xc2 || size < 2 || !is_tail(text[1])) return 0;
        *character = (uint32_t)(first & 0x1f) << 6 | (text[1] & 0x3f);
        return 2;
    }
    if (first < 0xf0) {
        if (size < 3 || !is_tail(text[1]) || !is_tail(text[2])) return 0;
        uint32_t c = (uint32_t)(first & 0x0f) << 12 | (uint32_t)(text[1] & 0x3f) << 6 | (text[2] & 0x3f);
        if (c < 0x800 || (c >= 0xd800 && c <= 0xdfff)) return 0;
        *character = c;
        return 3;
    }
    if (first > 0xf4 || size < 4 || !is_tail(text[1]) || !is_tail(text[2]) || !is_tail(text[3])) return 0;
    uint32_t c = (uint32_t)(first & 0x07) << 18 | (uint32_t)(text[1] & 0x3f) << 12 | (uint32_t)(text[2] & 0x3f) << 6 |
                 (text[3] & 0x3f);
    if (c < 0x10000 || c > 0x10ffff) return 0;
    *character = c;
    return 4;
}

int utf8_decode(const uint8_t *text, size_t size, uint32_t *character) {
    if (text[0] < 0x80) {
        *character = text[0];
        return 1;
    }
    return decode_long(text, size, character);
}

int utf8_encode(uint32_t c, uint8_t *out) {
    if (c < 0x80) {
        out[0] = (uint8_t)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (uint8_t)(0xc0 | c >> 6);
        out[1] = (uint8_t)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (uint8_t)(0xe0 | c >> 12);
        out[1] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | c >> 18);
    out[1] = (uint8_t)(0x80 | (c >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (c & 0x3f));
    return 4;
}

