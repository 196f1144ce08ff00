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

/* sys.stderr.flush(), sys.stdout.flush() where the program put streams of its own there: when its code has run. */
void flush_after_run(Runtime *rt);
/* ... and behind the functions of atexit; an error of stdout makes the exit status 120. */
void flush_at_end(Runtime *rt);

#endif
