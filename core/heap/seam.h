/* The few upward calls: declared low, defined high. Each says why it must go up. */
#ifndef HS_HEAP_SEAM_H
#define HS_HEAP_SEAM_H

#include "heap/runtime.h"

/* object/types.c: make all types and singletons (runtime_new is in heap). -1 = no memory. */
int object_init(Runtime *rt);
/* object/types.c: give back what the type files keep for themselves: the kept slice, the table of interned strs. */
void object_fini(Runtime *rt);
/* vm/call.c: tp_vectorcall of Python functions (function.c is in object, frames run in vm). */
Own function_vectorcall(Runtime *rt, Obj *function, Obj *const *args, size_t nargs, Obj *kwnames);
/* vm/threads.c: the loop stops at the next call or back jump and sees what is due. false = no program runs. */
bool vm_interrupt(Runtime *rt);
/* vm/eval.c: run a frame until it returns, yields or raises; C callers recurse here (native_depth). For a generator's frame the
 * yielded value is the result and frame->owner/gen state says which. Takes the frame (clears it unless it is a generator's). */
Own eval_frame(Runtime *rt, Frame *frame, bool throwing);
/* vm/traceback.c: add the current frame to the raised exception's traceback (C code that raises for a frame). */
void traceback_here(Runtime *rt, Frame *frame);
/* lib/sysmodule.c: sys.unraisablehook (dealloc and gc report errors they cannot raise). Clears the raised exception.
 * `where` may be NULL: "Exception ignored in: <repr>"; message NULL = "Exception ignored in". */
void unraisable_report(Runtime *rt, const char *message, Obj *where);
/* lib/print: write to the program's stdout/stderr through the host. */
void host_write(Runtime *rt, int fd, const char *text, size_t length);
/* lib/warnings: PyErr_WarnEx. -1 = turned into an exception. */
int warn_format(Runtime *rt, TypeObj *category, int stack_level, const char *format, ...);
/* A coroutine dies that never ran. What is raised meanwhile is reported. */
void warn_unawaited(Runtime *rt, Obj *coroutine);
int warn_explicit(Runtime *rt, TypeObj *category, Obj *message, Obj *filename, int lineno);
/* probe/trace.c: notes for the timeline, only called when rt->recording. */
void probe_allocated(Runtime *rt, Obj *object, size_t virtual_size);
void probe_freed(Runtime *rt, Obj *object);
void probe_collected(Runtime *rt, int generation, intptr_t collected, intptr_t uncollectable);
/* lib/tracemallocmodule.c, only while rt->pool.traced: a block was handed out or resized (-1 = no memory to note it), given back; an object
 * was taken from a free list (only when rt->recording & RECORD_BLOCKS). */
int tracemalloc_add(Runtime *rt, void *block, size_t size);
void tracemalloc_remove(Runtime *rt, void *block);
void tracemalloc_reuse(Runtime *rt, Obj *object);
/* compile/compile.c: source text -> code object. mode 0 file, 1 single, 2 eval. keep_arena: NULL, or receives what CPython's
 * parser arena keeps while the program runs: itself, and a list of constants. */
typedef struct CodeArena {
    Own objects, block; /* released in this order; block: an int, of the same size class */
} CodeArena;
Own compile_source(Runtime *rt, const char *text, size_t length, Obj *filename, int mode, int flags, int optimize,
                   CodeArena *keep_arena);
void code_arena_free(Runtime *rt, CodeArena *arena);
/* compile/code_complete.c: the whole table of locations of a code object that was read without columns; what is raised stays. And what is
 * kept for that is given back. */
void code_read_columns(Runtime *rt, Obj *code);
void code_complete_free(Runtime *rt);
/* vm/eval.c: execute a code object in namespaces (exec, eval, class bodies, modules). */
Own eval_code(Runtime *rt, Obj *code, Obj *globals, Obj *locals);
/* vm/tracing.c: frame.f_lineno = line (NULL: del). -1 = raised. */
int frame_set_line(Runtime *rt, Obj *frame, Obj *line);
/* vm/specialize.c: the code units as the compiler wrote them (co_code): specialised forms turned back, caches 0. */
struct CodeObj;
void code_deoptimize(struct CodeObj *code, uint16_t *out);
/* vm/import.c */
Own import_module(Runtime *rt, Obj *name, Obj *globals, Obj *fromlist, int level);
/* The module of this name, imported if it is not yet. */
Own import_named(Runtime *rt, const char *name);
/* vm/import.c: at the end of a program sys.modules has let go of its modules: nothing can be imported any more. */
bool import_is_over(Runtime *rt);
/* vm/import.c: __spec__ or __loader__ of a module, None so far. Runs Python code. */
Own import_describe(Runtime *rt, Obj *module, Obj *name);
/* The file layer the host provides; in the wasm these are imports. */
HS_NORETURN void host_abort(const char *message);
/* api: text of a file of the library ("weakref.py"). 1: *text is raw memory that the caller frees; 0: not there; -1: not there yet,
 * rt->pending was set (only when native_depth is 0): what asked is repeated later. */
int host_read_library(Runtime *rt, const char *path, char **text, size_t *size);

/* object/exception.c: what the allocators raise. */
Own raise_memory_error(Runtime *rt);
/* object/weakref.c: the collector's weakref step: clears the weakrefs to objects of the list `unreachable`, calls the callbacks of those
 * that are reachable, in list order; these weakrefs go to `old`. Number of weakrefs that died thereby. */
struct GcHead;
intptr_t weakref_handle_unreachable(Runtime *rt, struct GcHead *unreachable, struct GcHead *old);
/* object/tuple.c, dict.c */
void tuple_maybe_untrack(Runtime *rt, Obj *tuple);
void dict_maybe_untrack(Runtime *rt, Obj *dict);
/* lib/gcmodule.c: gc.callbacks, gc.garbage, the lines of gc.set_debug(), and emptying free lists, for the collector. */
void gc_invoke_callbacks(Runtime *rt, const char *phase, int generation, intptr_t collected, intptr_t uncollectable);
void gc_save_garbage(Runtime *rt, Obj *object);
void gc_debug_object(Runtime *rt, const char *what, Obj *object);
void gc_debug_start(Runtime *rt, int generation);
void gc_debug_done(Runtime *rt, intptr_t unreachable, intptr_t uncollectable);
void gc_clear_free_lists(Runtime *rt);

/* object/describe.c: type, id and a word about an object, for the audit's report. */
void audit_describe(Runtime *rt, Obj *object, char *out, size_t room);
/* object/describe.c: the references of an object that its tp_traverse leaves out, as CPython's does (names, str keys). once(p) answers true the
 * first time it is asked for p: for parts that several objects share. */
int audit_visit_hidden(Runtime *rt, Obj *object, VisitFn visit, bool (*once)(const void *part, void *arg), void *arg);

/* ---- roots, for gc audit, probe and teardown: every Own outside gc-tracked objects. Each layer adds its part. ---- */
int heap_visit_roots(Runtime *rt, VisitFn visit, void *arg);
/* Forgets the names of attributes looked up. */
void method_cache_clear(Runtime *rt);
int vm_visit_roots(Runtime *rt, VisitFn visit, void *arg);
int lib_visit_roots(Runtime *rt, VisitFn visit, void *arg);
int thread_state_visit(ThreadState *ts, VisitFn visit, void *arg); /* heap/runtime.c: all but its frames */
int frame_visit(Runtime *rt, Frame *frame, VisitFn visit, void *arg);
/* object/references.c: what tp_traverse leaves out as CPython's does (names of classes, keys of str-keyed dicts): for audit and probe. */
int object_visit_hidden(Runtime *rt, Obj *self, VisitFn visit, void *arg);

#endif
