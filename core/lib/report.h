/* Exceptions that nobody caught, or that cannot be raised: how they are shown. */
#ifndef HS_LIB_REPORT_H
#define HS_LIB_REPORT_H

#include "heap/runtime.h"

/* sys.excepthook's work: the traceback on sys.stderr. */
void print_exception(Runtime *rt, Obj *value, Obj *traceback);
/* sys.unraisablehook's work on an UnraisableHookArgs. */
void unraisable_default_hook(Runtime *rt, Obj *unraisable);
/* The class of its argument, made at the start: sys.UnraisableHookArgs. NULL: raised. */
Obj *unraisable_args_type(Runtime *rt);

#endif
