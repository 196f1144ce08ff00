/* Exceptions: raising, fetching, matching; tracebacks. State as CPython 3.11's thread state: type, value (perhaps not an instance yet), traceback. */
#ifndef HS_OBJECT_EXCEPTION_H
#define HS_OBJECT_EXCEPTION_H

#include "heap/runtime.h"

typedef struct ExceptionObj { /* BaseException: virtual 72 */
    Obj base;
    Own dict, args, notes, traceback, context, cause;
    bool suppress_context;
} ExceptionObj;
#define EXCEPTION(o) ((ExceptionObj *)(o))
HS_INLINE bool is_exception(Obj *o) { return (o->type->flags & TPF_EXCEPTION) != 0; }
HS_INLINE bool is_exception_class(Obj *o) {
    return (o->type->flags & TPF_TYPE) && (((TypeObj *)o)->flags & TPF_EXCEPTION);
}
typedef struct StopIterationObj { ExceptionObj exc; Own value; } StopIterationObj;     /* 80 */
typedef struct SystemExitObj { ExceptionObj exc; Own code; } SystemExitObj;            /* 80 */
typedef struct NameErrorObj { ExceptionObj exc; Own name; } NameErrorObj;              /* 80 */
typedef struct AttributeErrorObj { ExceptionObj exc; Own obj, name; } AttributeErrorObj; /* 88 */
typedef struct ImportErrorObj { ExceptionObj exc; Own msg, name, path; } ImportErrorObj; /* 96 */
typedef struct OSErrorObj { ExceptionObj exc; Own errno_, strerror, filename, filename2; intptr_t written; } OSErrorObj; /* 112 */
typedef struct SyntaxErrorObj { /* 136 */
    ExceptionObj exc;
    Own msg, filename, lineno, offset, end_lineno, end_offset, text, print_file_and_line;
} SyntaxErrorObj;
typedef struct UnicodeErrorObj { ExceptionObj exc; Own encoding, object; int64_t start, end; Own reason; } UnicodeErrorObj; /* 112 */
typedef struct ExceptionGroupObj { ExceptionObj exc; Own msg, excs; } ExceptionGroupObj; /* 88 */

/* ---- raising: all return NULL / -1 so that `return raise_…` reads well ---- */
Own raise_format(Runtime *rt, TypeObj *type, const char *format, ...); /* str_format's verbs; value = new str */
int raise_format_int(Runtime *rt, TypeObj *type, const char *format, ...);
Own raise_object(Runtime *rt, TypeObj *type, Obj *value); /* PyErr_SetObject: chains __context__ */
Own raise_none(Runtime *rt, TypeObj *type);               /* PyErr_SetNone */
Own raise_instance(Runtime *rt, Obj *exception);          /* an exception instance, with its own traceback */
Own raise_memory_error(Runtime *rt);
Own raise_key_error(Runtime *rt, Obj *key);
Own raise_attribute_error(Runtime *rt, Obj *self, Obj *name); /* "'X' object has no attribute 'n'", name and obj set */
/* CPython makes that error and drops it: so do we where the program could tell, by a collection that starts or by the free list of tuples. */
void attribute_error_dropped(Runtime *rt, Obj *self, Obj *name);
/* ---- the raised exception ---- */
bool raised_matches(Runtime *rt, TypeObj *type);
bool exception_matches(Runtime *rt, Obj *type_or_instance, Obj *pattern); /* class or tuple of classes */
void raised_clear(Runtime *rt);
/* Take it away / put it back (all Own, may be NULL). restore releases what was there. */
void raised_fetch(Runtime *rt, Own *type, Own *value, Own *traceback);
void raised_restore(Runtime *rt, Own type, Own value, Own traceback);
/* Turn type+value into an instance of type (calls the class). */
void exception_normalize(Runtime *rt, Own *type, Own *value, Own *traceback);
Own raised_take(Runtime *rt); /* normalised instance with its traceback set; nothing raised afterwards */
/* raise NEW while another exception is raised: it becomes __cause__ and __context__ (RuntimeError: generator raised StopIteration). */
Own raise_from_cause(Runtime *rt, TypeObj *type, const char *format, ...);
int exception_set_context(Runtime *rt, Obj *exception, Own context);
int exception_set_cause(Runtime *rt, Obj *exception, Own cause);
Obj *exception_traceback(Runtime *rt, Obj *exception); /* NULL = none; what was set to None holds None */
int exception_set_traceback(Runtime *rt, Obj *exception, Obj *traceback); /* or None */
/* What __doc__ of a class in C says. */
Own exception_class_doc(Runtime *rt, TypeObj *type);
Own exception_new(Runtime *rt, TypeObj *type, Obj *arg /* or NULL */);
/* Value of the StopIteration that is raised (or None if nothing is raised): cleared; -1 = other exception stays raised. */
int stop_iteration_value(Runtime *rt, Own *value);
/* Bracket for code that must not disturb a raised exception (dealloc, finalizers). */
typedef struct SavedRaise { Own type, value, traceback; } SavedRaise;
HS_INLINE SavedRaise raised_save(Runtime *rt) {
    SavedRaise saved;
    saved.type = rt->ts.raised_type, saved.value = rt->ts.raised_value, saved.traceback = rt->ts.raised_tb;
    rt->ts.raised_type = rt->ts.raised_value = rt->ts.raised_tb = (Own)0;
    return saved;
}
HS_INLINE void raised_put_back(Runtime *rt, SavedRaise saved) { raised_restore(rt, saved.type, saved.value, saved.traceback); }
/* Statements that release something, and with it may run Python code, while an exception is on its way; `rt` must be in sight. */
#define RELEASE_KEEPING_RAISE(...)                                                                 \
    do {                                                                                           \
        SavedRaise saved_ = raised_save(rt);                                                       \
        __VA_ARGS__;                                                                               \
        raised_put_back(rt, saved_);                                                               \
    } while (0)
extern const TypeSpec exception_specs[]; /* in the order of exceptions.def */
int exception_init(Runtime *rt); /* readies all exception types, MemoryError reserve */

/* ---- traceback ---- */
typedef struct TracebackObj { /* virtual 48 */
    Obj base;
    Own next;
    Own frame;
    int32_t lasti; /* of the instruction, in bytes */
    int32_t line; /* or -1: found from lasti on demand */
} TracebackObj;

#endif
