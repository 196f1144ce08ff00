/* Named tuples of the runtime itself: sys.version_info, sys.flags, hook arguments. */
#ifndef HS_LIB_STRUCTSEQ_H
#define HS_LIB_STRUCTSEQ_H

#include "heap/runtime.h"

/* A class for such tuples: a subclass of tuple with one read-only attribute a field and CPython's repr; not callable by programs. */
Own structseq_type(Runtime *rt, const char *name, const char *const *fields);
/* An instance; takes the items (also on failure). */
Own structseq_new(Runtime *rt, Obj *type, Own *items, size_t count);
/* The one instance of a class of its own. */
Own structseq_make(Runtime *rt, const char *name, const char *const *fields, Own *items, size_t count);

#endif
