/* What the files of float share. */
#ifndef HS_OBJECT_FLOAT_IMPL_H
#define HS_OBJECT_FLOAT_IMPL_H

#include "object/float.h"

/* Reads a signed decimal number, inf, infinity or nan at the start of a text: bytes used, 0 = none. */
size_t float_parse(const char *text, size_t length, double *value);
/* Copy of a str or bytes as ASCII, NUL-terminated, from mem_alloc: decimal digits of any script as 0-9, spaces as ' ', the rest '?'. */
int float_text_copy(Runtime *rt, Obj *text, char **out, size_t *size);
/* OverflowError(34, 'Numerical result out of range') */
Own float_raise_range(Runtime *rt);

extern const MethodDef float_methods[];

#endif
