/* Trees to code objects. The entry for source text, compile_source, is declared in heap/seam.h. */
#ifndef COMPILE_COMPILE_H
#define COMPILE_COMPILE_H

#include "compile/ast.h"
#include "heap/runtime.h"

/* Code object of a tree. `text`: the program if it is a file, for errors; else NULL. `*flags`:
 * PyCF_* and future features; receives those the program switches on. optimize -1 = as sys.flags. NULL =
 * raised. */
Own compile_tree(Runtime *rt, AstArena *arena, Mod *mod, Obj *filename, const char *text,
                 size_t length, int *flags, int optimize);

/* What scope_view() (compile/symtable.h) says of the scopes of a program. NULL = raised. */
Own compile_scopes(Runtime *rt, const char *text, size_t length, Obj *filename, int mode, int flags);

/* Str with the JSON description of a code object and of those in its constants: the form that
 * tests/tools/dump_code.py writes. */
Own compile_dump(Runtime *rt, Obj *code);

#endif
