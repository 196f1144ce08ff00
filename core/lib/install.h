/* Functions in C for modules and classes of the library that are written in Python. */
#ifndef HS_LIB_INSTALL_H
#define HS_LIB_INSTALL_H

#include "heap/runtime.h"

/* Puts functions into a module, or methods into a class; `module` is what they say they are from. -1 = raised. */
int install_functions(Runtime *rt, Obj *holder, const MethodDef *functions, const char *module);

#endif
