/* UTF-8: one character at a time, strict as Python's codec. */
#ifndef HS_BASE_UTF8_H
#define HS_BASE_UTF8_H

#include "base/base.h"

#define UTF8_MAX_BYTES 4

/* Decode one character from `size` > 0 bytes: how many bytes it takes, or 0 = not valid UTF-8 (surrogates, overlong
 * forms, values above 0x10ffff and truncated sequences are not). */
int utf8_decode(const uint8_t *text, size_t size, uint32_t *character);
/* Encode any code point (surrogates too) into up to 4 bytes: how many. */
int utf8_encode(uint32_t character, uint8_t *out);

#endif
