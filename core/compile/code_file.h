/* The compiled form of a library module: its code object as bytes, made when the library is built, read instead of its text.
 *
 * A head, then rows of bytes that are alike (a compressor finds more in them so), each with its own place to read from:
 * head    magic, stamp of the compiler, sum and size of the module's text, sum of what follows; then numbers: how many strs and
 *         other constants are numbered, how many bytes each row has
 * META    of each code object: counts of arguments, stack, flags, lines and bytes; tags of its strs
 * NAMES   names and variables of code objects
 * CONSTS  constants, a tag and what belongs to it
 * OPS, ARGS  instructions without inline caches. The argument of one with a name or constant is counted from the next that was not used yet
 * LINES   for each instruction, by how much its line is further down
 * LENGTHS, TEXT  strs; BYTES bytes, numbers
 * An object that the compiler shares is written once and numbered. Numbers are written 7 bits a byte, lowest first.
 *
 * Left out is what the text tells: columns. A code object that was read has a table of lines alone, of the same size as the whole one, and
 * `CodeObj.incomplete` set: code_complete() compiles the text and fills the table. */
#ifndef COMPILE_CODE_FILE_H
#define COMPILE_CODE_FILE_H

#include "heap/runtime.h"

enum { CODE_FILE_HEAD = 20, CODE_FILE_SUFFIX = 5 /* of ".code", which is behind the name of the module's file */ };
enum CodeFileWord { WORD_MAGIC, WORD_STAMP, WORD_TEXT_SUM, WORD_TEXT_SIZE, WORD_SUM };
enum CodeFileRow { ROW_META, ROW_NAMES, ROW_CONSTS, ROW_OPS, ROW_ARGS, ROW_LINES, ROW_LENGTHS, ROW_BYTES, ROW_TEXT, ROWS };
enum CodeFileTag {
    TAG_KNOWN, TAG_NONE, TAG_TRUE, TAG_FALSE, TAG_ELLIPSIS, TAG_STR, TAG_SMALL, TAG_INT, TAG_FLOAT, TAG_COMPLEX, TAG_BYTES, TAG_TUPLE,
    TAG_FROZENSET, TAG_CODE
};
#define CODE_FILE_MAGIC 0x6373680au /* "\nhsc": no text of a module begins so */

/* A sum over bytes; the bindings have it, too (bindings/node.js). */
uint32_t code_file_sum(const void *bytes, size_t size);
uint32_t code_file_word(const void *bytes, enum CodeFileWord which);
/* Which compiler writes the form of this one. */
uint32_t code_file_stamp(void);
/* Whether bytes are a whole compiled form that this compiler made. */
bool code_file_is_ours(const void *bytes, size_t size);
/* The code object of such bytes. NULL = raised. */
Own code_file_read(Runtime *rt, const void *bytes, size_t size, Obj *filename);

#endif
