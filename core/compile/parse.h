/* Source text to syntax tree. */
#ifndef COMPILE_PARSE_H
#define COMPILE_PARSE_H

#include "compile/ast.h"
#include "heap/runtime.h"

typedef enum { PARSE_FILE, PARSE_SINGLE, PARSE_EVAL, PARSE_FUNC_TYPE } ParseMode;

/* Flags; the values are CPython's PyCF_* where it has one. */
enum {
    PARSE_FLAG_BYTES = 0x1,   /* text is bytes given to compile(): look for a cookie */
    PARSE_FLAG_PROGRAM = 0x2, /* text is the content of a file: errors show its lines */
    PARSE_FLAG_INTERACTIVE = 0x4, /* with PARSE_SINGLE: text is lines that parse_interactive took */
    PARSE_FLAG_MODULE = 0x8,      /* an import: CPython has compiled it before */
    PARSE_FLAG_DONT_IMPLY_DEDENT = 0x200,
    PARSE_FLAG_ONLY_AST = 0x400,
    PARSE_FLAG_IGNORE_COOKIE = 0x800,
    PARSE_FLAG_TYPE_COMMENTS = 0x1000,
    PARSE_FLAG_ALLOW_INCOMPLETE = 0x4000, /* "incomplete input" when the text ends too early */
    PARSE_FLAG_BARRY_AS_BDFL = 0x400000,
    PARSE_FLAGS_VERSION = 25 /* from this bit on: 1 + the minor version of the Python whose syntax is allowed, 0 = all */
};

/* The tree of `text`, in `arena`. NULL = raised: SyntaxError, IndentationError, TabError,
 * ValueError (null bytes), MemoryError (too deep). */
Mod *parse_source(Runtime *rt, AstArena *arena, const char *text, size_t length, Obj *filename,
                  ParseMode mode, int flags);

typedef enum {
    PARSED_STATEMENT,  /* *mod is an Interactive */
    PARSED_NOTHING,    /* the text ended before a statement began */
    PARSED_NEEDS_MORE, /* no statement is complete: ask for another line, then parse all again */
    PARSED_ERROR       /* raised */
} ParseOutcome;

/* Parses the first statement of the lines typed so far, as CPython's prompt does: a compound
 * statement ends with an empty line. `at_eof`: nothing will follow `text`. *consumed is the number
 * of bytes that were read for it, always whole lines; after an error too. Line numbers start at 1.
 */
ParseOutcome parse_interactive(Runtime *rt, AstArena *arena, const char *text, size_t length,
                               bool at_eof, Obj *filename, int flags, size_t *consumed, Mod **mod);

/* Raises SyntaxError for a later stage. Columns are byte offsets from 0 as in the tree (-1 = none).
 * `text` is the program's source, or NULL when it is not a file: then the exception has no text. */
void raise_syntax_error(Runtime *rt, Obj *filename, const char *text, size_t length,
                        const char *message, AstSpan span);

#endif
