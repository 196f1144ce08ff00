/* What the front end needs of the object layer, in one place: constants, identifiers, exceptions.
 * Text is UTF-8 in which lone surrogates may appear as three bytes (a literal may contain
 * "\ud800"). */
#ifndef COMPILE_LITERALS_H
#define COMPILE_LITERALS_H

#include "heap/runtime.h"

/* ---- raw memory: never NULL without MemoryError raised ---- */

void *compile_alloc(Runtime *rt, size_t size);
void *compile_resize(Runtime *rt, void *block, size_t old_size, size_t new_size);
void compile_free(Runtime *rt, void *block);

/* ---- constants: new objects, NULL = raised ---- */

/* Value of a NUMBER token without underscores, NUL-terminated. */
Own literal_number(Runtime *rt, const char *text, size_t length);
Own literal_str(Runtime *rt, const char *text, size_t length);
Own literal_bytes(Runtime *rt, const char *bytes, size_t length);
/* Interned str, normalised (normalize.c). */
Own literal_identifier(Runtime *rt, const char *text, size_t length);
bool literal_is_complex(Runtime *rt, Obj *value);
/* UTF-8 of a str made here; *length bytes. The text lives as long as the object. NULL = raised. */
const char *literal_utf8(Runtime *rt, Obj *str, size_t *length);

/* Text of bytes in any encoding. NULL = raised; or nothing is, *problem is what the codec said against them, or that there is none. */
Own literal_decoded(Runtime *rt, const char *bytes, size_t length, const char *encoding, Own *problem);

/* ---- the list in which an arena holds its objects ---- */

Own literal_list(Runtime *rt);
int literal_list_add(Runtime *rt, Obj *list, Own item);

/* ---- characters ---- */

bool literal_is_identifier_start(uint32_t code);
bool literal_is_identifier_part(uint32_t code);
bool literal_is_printable(uint32_t code);
/* Writes the normal form of an identifier, *length bytes in and out; false = no UTF-8, or no room. */
/* The identifier in its normal form; takes `name`. */
Own normalize_identifier(Runtime *rt, Own name);
/* Code point of \N{name}, -1 when there is none, -2 when names are not known. */
int32_t literal_named_character(Runtime *rt, const char *name, size_t length);

/* ---- exceptions ---- */

typedef enum { SYNTAX_ERROR, INDENTATION_ERROR, TAB_ERROR } SyntaxKind;

typedef struct {
    const char *message; /* UTF-8 */
    size_t message_length;
    Obj *filename;
    const char *text; /* source line, UTF-8 that may be damaged; NULL = None */
    size_t text_length;
    int32_t lineno, offset, end_lineno, end_offset; /* NO_OFFSET = None */
    bool has_location; /* false: only the message */
} SyntaxReport;

enum { NO_OFFSET = INT32_MIN };

/* Raises SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset)). */
void literal_raise(Runtime *rt, SyntaxKind kind, const SyntaxReport *report);
void literal_raise_memory(Runtime *rt);
/* The raised exception is a SyntaxError (or a subclass). */
bool literal_raised_syntax(Runtime *rt);
/* If a ValueError is raised: takes it away and returns its text as a str, else NULL. */
Own literal_take_value_error(Runtime *rt, bool *is_unicode);
/* Takes the raised exception away, for a while or for good. */
typedef struct {
    Own type, value, traceback;
} HeldRaise;
HeldRaise literal_hold_raised(Runtime *rt);
void literal_put_back_raised(Runtime *rt, HeldRaise held);
void literal_drop_raised(Runtime *rt, HeldRaise held);

/* DeprecationWarning or SyntaxWarning. 0 = reported; -1 = some exception raised; -2 = the warning's
 * own category was raised and taken away again: the caller makes it a SyntaxError. */
int literal_warn(Runtime *rt, bool is_deprecation, const char *message, Obj *filename,
                 int32_t lineno);

#endif
