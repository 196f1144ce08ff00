/* What ctypes sees of objects: the words behind their headers, as CPython 3.11 has them. */
#ifndef HS_LIB_PEEK_H
#define HS_LIB_PEEK_H

#include "heap/ref.h"

/* Bytes from the header on that can be read; 0 = an object without fields known here. */
uint64_t peek_layout_size(Runtime *rt, Obj *o);
/* The word `index` (of 8 bytes, 2 is the first behind the type) of an object that peek_layout_size knows. */
uint64_t peek_layout_word(Runtime *rt, Obj *o, uint64_t index);
/* The C string that a type's tp_name points to lies there, in memory that is no object's. */
uint64_t peek_name_address(Runtime *rt, Obj *type);

#endif
