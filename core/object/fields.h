/* Types described by tables: objects whose fields after the header are references, modules that hold types, tuples built
 * from a format. For modules in C. */
#ifndef HS_OBJECT_FIELDS_H
#define HS_OBJECT_FIELDS_H

#include "heap/runtime.h"

/* tp_traverse, tp_clear and tp_dealloc of a type whose spec counts its own_fields: references that follow the header, in
 * the order in which CPython's traverse visits them. A class on the heap is visited and released too. */
int fields_traverse(Obj *self, VisitFn visit, void *arg);
int fields_clear(Runtime *rt, Obj *self);
void fields_dealloc(Runtime *rt, Obj *self);
/* CPython drops the two fields in the middle the other way round. */
void fields_dealloc_swapped(Runtime *rt, Obj *self);
/* The pieces of fields_dealloc, for types that hold more than references. Begin answers false when the object waits. */
bool fields_dealloc_begin(Runtime *rt, Obj *self);
void fields_dealloc_leave(Runtime *rt, TypeObj *type); /* what it holds is released */
void fields_dealloc_end(Runtime *rt, Obj *self);
/* Own fields of `self`, an instance of a type in C or of a class derived from one. */
HS_INLINE Own *object_fields(Obj *self) { return (Own *)(void *)(self + 1); }
/* New instance of `type` that takes `count` fields; they are released on failure. NULL among them: nothing is made. */
Own fields_new(Runtime *rt, TypeObj *type, int count, ...);

/* A type that a module in C brings: its place (enum TypeIndex, or ClassIndex for a class on the heap), whether it is a name in
 * the module, and its spec. */
enum { MODULE_TYPE, MODULE_CLASS, MODULE_HIDDEN /* added to one of the two */ };
typedef struct ModuleType {
    int16_t index, kind;
    const TypeSpec *spec;
} ModuleType;
/* New module with these functions (NULL: none) and types, the latter made ready. */
Own module_make(Runtime *rt, const char *name, const MethodDef *functions, const ModuleType *types, size_t count);

/* Tuple from a format: O object (borrowed), N object (taken), n int64_t, i int, ( ) a tuple within. One item at the top
 * level is a tuple all the same. A NULL for N makes the result NULL. */
Own tuple_build(Runtime *rt, const char *format, ...);

/* An integer argument as CPython's converter of Py_ssize_t takes it: __index__, OverflowError beyond 64 bits. */
int ssize_argument(Runtime *rt, Obj *value, int64_t *out);
/* Bound given to index(): any __index__, clamped; negative ones count from the end. */
int search_bound(Runtime *rt, Obj *value, intptr_t size, int64_t *bound);
/* Positional arguments of a constructor without keywords; classes derived from the type may take keywords if they have
 * their own __init__. -1 raised. */
int type_check_args(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs, size_t min, size_t max);
/* "index() takes at least 1 argument (0 given)": the words of CPython's older parsers. */
int args_check_given(Runtime *rt, const char *who, size_t given, size_t min, size_t max);
/* Items of the tuple given to __setstate__, `max` of them into out (NULL behind the last). -1 raised. */
int state_unpack(Runtime *rt, Obj *state, intptr_t min, intptr_t max, Obj **out);
/* The type in C that `type` is or derives from. */
TypeObj *type_described(TypeObj *type);

#endif
