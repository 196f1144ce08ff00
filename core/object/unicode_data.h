/* The Unicode Character Database beyond what str needs: names, normal forms, properties. It is a file of the library, read when it is first
 * asked for. */
#ifndef HS_OBJECT_UNICODE_DATA_H
#define HS_OBJECT_UNICODE_DATA_H

#include "heap/runtime.h"

typedef struct UnicodeRecord {
    char category[2], bidirectional[4], width[2]; /* NUL-padded */
    uint8_t combining, mirrored;
    uint8_t changes; /* bit by UnicodeForm: a text with the character may not be in that form */
    uint8_t unused;
} UnicodeRecord;

typedef struct UnicodeNumber {
    uint32_t character;
    uint16_t value; /* number of unicode_value() */
    uint8_t digit, decimal; /* 255: none */
} UnicodeNumber;

enum UnicodeForm { FORM_NFC, FORM_NFD, FORM_NFKC, FORM_NFKD }; /* bit 0: decomposed, bit 1: compatible */
enum { UNICODE_NAME_ROOM = 257 };

/* Must be true before any other function here is called. */
bool unicode_data_open(Runtime *rt);

/* `old`: as in Unicode 3.2.0. */
const UnicodeRecord *unicode_record(Runtime *rt, uint32_t c, bool old);
bool unicode_is_assigned(Runtime *rt, uint32_t c, bool old);
const UnicodeNumber *unicode_number(Runtime *rt, uint32_t c, bool old); /* NULL: no number */
double unicode_value(Runtime *rt, const UnicodeNumber *number, bool old);
/* UTF-8 that c stands for (*size bytes) and the tag, "" of a canonical decomposition; NULL: there is none. */
const char *unicode_decomposition(Runtime *rt, uint32_t c, size_t *size, const char **tag);
/* A normal form of the text. */
Own unicode_normalized(Runtime *rt, Obj *text, enum UnicodeForm form, bool old);
/* NUL-terminated, in UNICODE_NAME_ROOM bytes; false: none. */
bool unicode_name(Runtime *rt, uint32_t c, char *out);
/* UTF-8 of the character of that name, or of the alias or sequence (not in `old`), in UNICODE_NAME_ROOM bytes; false: none. */
bool unicode_lookup(Runtime *rt, const char *name, size_t length, bool old, uint8_t *out, size_t *size);

#endif
