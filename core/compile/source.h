/* Source text as the tokenizer wants it: UTF-8, lines ended by \n, NUL-terminated. */
#ifndef COMPILE_SOURCE_H
#define COMPILE_SOURCE_H

#include "heap/runtime.h"

typedef struct {
    char *text; /* raw memory */
    size_t length;
    bool has_encoding; /* columns in errors count characters, not bytes */
} Source;

typedef enum {
    SOURCE_STR,   /* text of a str: no cookie, no byte order mark */
    SOURCE_BYTES, /* bytes given to compile() */
    SOURCE_FILE,  /* content of a file */
} SourceOrigin;

/* Decodes (byte order mark, coding cookie), normalises line ends, adds a final newline if asked.
 * -1 = raised SyntaxError, ValueError, MemoryError. */
int source_load(Runtime *rt, const char *bytes, size_t length, SourceOrigin origin,
                bool final_newline, Obj *filename, Source *source);
void source_free(Runtime *rt, Source *source);

/* Start of line `lineno` (from 1) and its length with its newline. The last line when there are
 * fewer. */
const char *text_line(const char *text, const char *end, int32_t lineno, size_t *length);

/* Number of characters in text[0:bytes], damaged sequences counted as the "replace" error handler
 * makes them. `bytes` is cut to length + 1 as CPython does. */
int32_t source_characters(const char *text, size_t length, int32_t bytes);

/* Length of the well-formed UTF-8 sequence at `text`, 0 = damaged; the code in *code. */
int source_decode(const unsigned char *text, const unsigned char *end, uint32_t *code);
/* Writes `code` (surrogates too) at `out`, returns the number of bytes, at most 4. */
int source_encode(char *out, uint32_t code);

#endif
