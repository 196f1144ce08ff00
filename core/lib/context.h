/* Contexts: the values of context variables, for a thread or what runs by Context.run(). */
#ifndef HS_LIB_CONTEXT_H
#define HS_LIB_CONTEXT_H

#include "lib/hamt.h"

/* Virtual 48. A thread's is in Runtime.ts.context, NULL until a variable is set. */
typedef struct VarContextObj {
    Obj base;
    Own outer;  /* while it is entered: the one before it */
    Own values; /* a mapping of hamt.h */
    Obj *weaklist;
    bool entered;
} VarContextObj;
#define VAR_CONTEXT(o) ((VarContextObj *)(o))

extern const TypeSpec context_type_spec, variable_type_spec, token_type_spec, missing_type_spec;

int context_enter(Runtime *rt, Obj *context); /* -1: raised, it is entered already */
void context_leave(Runtime *rt, Obj *context);

#endif
