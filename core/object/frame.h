/* Frames on the frame stack, frame objects made on demand, generators with a frame inside (CPython 3.11 layout of roles). */
#ifndef HS_OBJECT_FRAME_H
#define HS_OBJECT_FRAME_H

#include "object/function.h"

enum { FRAME_OWNED_BY_STACK, FRAME_OWNED_BY_GENERATOR, FRAME_OWNED_BY_OBJECT };
struct Frame {
    Own function;   /* FunctionObj: strong */
    Obj *globals, *builtins; /* borrowed from the function */
    Own locals;     /* module/class namespace, or NULL (fast locals) */
    Own code;
    Own frame_obj;  /* FrameObj or NULL */
    Frame *previous;
    CodeUnit *prev_instr; /* last started instruction; units-1 before the first */
    int32_t stack_top;    /* items of localsplus in use, locals included (while running: at the last call out of the loop) */
    uint8_t is_entry;     /* eval_frame returns to C when this one is left */
    uint8_t owner;
    uint8_t shim, shim_count; /* vm: what to do with the result when this frame is left, e.g. an __init__ call in progress */
    Own localsplus[];     /* locals, cells, free variables, then the stack */
};
typedef struct FrameObj { /* virtual: CPython's frame with embedded interpreter frame */
    Obj base;
    Own back;
    Frame *frame; /* points into the stack, a generator, or own_frame below */
    Own trace;
    int32_t line;
    bool trace_lines, trace_opcodes, fast_as_locals;
    Frame own_frame[]; /* storage once the frame left the stack */
} FrameObj;
enum { GEN_CREATED = -2, GEN_SUSPENDED = -1, GEN_EXECUTING = 0, GEN_COMPLETED = 1, GEN_CLEARED = 4 };
typedef struct GeneratorObj { /* generator, coroutine, async generator */
    Obj base;
    Own code;
    Obj *weaklist;
    Own name, qualname;
    ExcItem exc_state;
    Own origin_or_finalizer;
    bool hooks_inited, closed, running_async;
    int8_t state; /* GEN_… */
    Frame frame[];
} GeneratorObj;
#define GENERATOR(o) ((GeneratorObj *)(o))
HS_INLINE Obj *frame_generator(Frame *frame) { return (Obj *)((char *)frame - offsetof(GeneratorObj, frame)); }
HS_INLINE CodeObj *frame_code(Frame *f) { return CODE(borrow(f->code)); }
HS_INLINE int frame_unit(Frame *f) { return (int)(f->prev_instr - frame_code(f)->units); }
/* A frame of a function that has not reached its first line yet is left out of f_back and tracebacks. */
HS_INLINE bool frame_is_incomplete(Frame *f) {
    return f->owner != FRAME_OWNED_BY_GENERATOR && frame_unit(f) < frame_code(f)->first_traceable;
}
/* Frame object of a frame, made on first use (borrowed). */
Obj *frame_get_object(Runtime *rt, Frame *frame);
int frame_line(Frame *frame);
Own frame_get_locals(Runtime *rt, Frame *frame); /* dict as locals() gives it */
void frame_clear(Runtime *rt, Frame *frame);     /* release everything in CPython's order; hands over to a frame object if one is shared */
void frame_copy_free_vars(Runtime *rt, Frame *frame);
/* generator.close() for finalizers: runs the frame with GeneratorExit; reports errors to sys.unraisablehook. */
void generator_finalize(Runtime *rt, Obj *self);
Own generator_throw(Runtime *rt, Obj *generator, bool close_on_exit, Obj *type, Obj *value, Obj *traceback);
/* Iterator that a suspended generator delegates to (borrowed), or NULL. */
Obj *generator_delegate(Obj *generator);
Own anext_new(Runtime *rt, Own wrapped_steal, Obj *fallback); /* anext() with a default */
Own coroutine_get_awaitable_iter(Runtime *rt, Obj *object); /* iterator of an awaitable, TypeError if it is none */
Own async_gen_wrap(Runtime *rt, Obj *value);
Own generator_new(Runtime *rt, Obj *function_obj, Frame *frame); /* by code flags: generator, coroutine, async generator; copies frame */
Own traceback_new(Runtime *rt, Obj *next, Obj *frame, int lasti, int line);

#endif
