/* Tracebacks as text. */
#ifndef HS_VM_TRACEBACK_H
#define HS_VM_TRACEBACK_H

#include "object/frame.h"

/* What the interpreter's top level prints for an exception: causes and contexts first, traceback,
 * message, notes, groups. */
Own traceback_format_exception(Runtime *rt, Obj *exception);
/* The same without chain, for what cannot be raised; value and traceback may be None or NULL. */
Own traceback_format_unraisable(Runtime *rt, Obj *type, Obj *value, Obj *traceback);
/* Line of a traceback entry. */
int traceback_line(Obj *traceback);
/* Similar name for a NameError or AttributeError ("Did you mean"): new str, NULL = none (nothing is
 * raised). */
Own suggest_name(Runtime *rt, Obj *exception);

/* lib: line of a source file without its newline; NULL without exception = not known. */
Own source_line(Runtime *rt, Obj *filename, int lineno);

#endif
