/* Compiled forms of library modules (compile/code_file.h): made natively while the library is built, only read in the wasm. */
#ifndef API_MAIN_LIBRARY_H
#define API_MAIN_LIBRARY_H

#include "heap/runtime.h"

/* The compiled form of a module's code object and text, malloc'ed: its length in *size. NULL = raised. */
uint8_t *library_form(Runtime *rt, Obj *code, const char *text, size_t length, size_t *size);
/* Whether both are the same, down to what is shared, interned and tracked. */
bool library_same(Runtime *rt, Obj *code, Obj *other);

#endif
