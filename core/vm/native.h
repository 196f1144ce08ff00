/* C functions that run Python code without a C frame below it.
 *
 * A checkpoint can only be made where no C frame waits for Python code. So a stepped run calls some functions of C another way: their state
 * lies in a Native in a room of the interpreter, not on the frame stack: frames lie as they do in a
 * run without steps. Its step does the work up to a call of Python code, asks for it by native_call, native_next or
 * native_run and returns NULL; the loop runs the frame, and the step is called again with the value. What a program can see is the
 * same as when the function is called: references, allocations, frames, tracebacks, levels of recursion. */
#ifndef HS_VM_NATIVE_H
#define HS_VM_NATIVE_H

#include "heap/seam.h"
#include "object/frame.h"

/* rt->pending while a step waits for a frame: not a status of the host. */
enum { PENDING_NATIVE = -1 };
HS_INLINE bool native_waits(Runtime *rt) { return rt->pending == PENDING_NATIVE; }

enum { NATIVE_ARGS = 60 }; /* at most, of a call that runs as one */
typedef struct Native Native;
/* Goes on with what it waited for: NULL = raised, or there is no item. Returns the result, NULL = raised, or native_waits(). */
typedef Own (*NativeStep)(Runtime *rt, Native *self, Own value);
enum NativeWait { NATIVE_BEGINS, NATIVE_VALUE, NATIVE_ITEM, NATIVE_SENT };
struct Native {
    Native *previous;
    Native *below;   /* in the room: the one of any thread before it */
    Frame *caller;
    NativeStep step; /* NULL: over, and another thread's lies above */
    uint8_t waits;   /* enum NativeWait: for what */
    bool nested;     /* its result is for the one below */
    bool returned;   /* NATIVE_SENT: the generator has returned the value */
    bool instruction; /* of another instruction than CALL */
    bool loops;      /* ... of FOR_ITER or SEND: without a value the loop ends */
    uint8_t levels;  /* of recursion, held meanwhile */
    uint8_t drops, pushes, units; /* of an instruction: operands, results (2: NULL and the result), units of its cache */
    int32_t jump;    /* of a loop: to what is behind it */
    int32_t owned, count; /* words: the first are references, released in order at the end */
    Own *arrays[2];  /* references that lie elsewhere: the step takes care of them */
    intptr_t lengths[2];
    Own words[];
};

/* Whether there is room for any; false: call as ever. */
bool native_fits(Runtime *rt);
/* A native on top, its words empty. NULL = MemoryError raised. */
Native *native_push(Runtime *rt, NativeStep step, int32_t owned, int32_t raw);
HS_INLINE intptr_t *native_raw(Native *self) { return (intptr_t *)(void *)(self->words + self->owned); }

/* ---- what a step asks for: the value, NULL = raised (no item), or native_waits ---- */
Own native_call(Runtime *rt, Native *self, Obj *callable, Obj *const *args, size_t nargs);
/* ... keyword values behind args[0..nargs). */
Own native_call_keywords(Runtime *rt, Native *self, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames);
Own native_next(Runtime *rt, Native *self, Obj *iterator); /* an end leaves nothing raised */
Own native_send(Runtime *rt, Native *self, Obj *generator, Obj *value);
Own native_run(Runtime *rt, Native *self, Obj *function, Obj *locals); /* the function's body in a namespace */
Own native_wait(Runtime *rt, Native *self, Frame *frame); /* for the value of a frame that was made */
Own native_nest(Runtime *rt, Native *self); /* what another native, just pushed, answers */
/* A generator that can be sent the value now. */
bool native_can_send(Runtime *rt, Obj *object, Obj *value);
/* An iterator over itself whose items Python code makes, run by native_next. */
bool native_iterates(Runtime *rt, Obj *object);
/* The same, or one of a class in Python. */
bool native_steps(Runtime *rt, Obj *iterator);
/* The same, or an iterable of such a class. */
bool native_collects(Runtime *rt, Obj *iterable);
/* native_adaptor.c: what makes the next item of an iterator that native_steps and is no generator; its raw words. */
enum { ADAPTOR_SELF, ADAPTOR_INDEX, ADAPTOR_USED, ADAPTOR_RAW };
NativeStep native_adaptor(Runtime *rt, Obj *iterator);
/* A Python function, or a method of one. */
bool native_runs(Runtime *rt, Obj *callable);

/* ---- for the loop ---- */
/* Before a call of C code, the frame saved at its CALL: the frame to go on in, or NULL: it is to be called as ever. With native_waits()
 * the frame is a new one, else a value was pushed or an exception raised. */
Frame *native_begin(Runtime *rt, Frame *frame);
/* The same before CALL_FUNCTION_EX, and before FOR_ITER or (sends) SEND, whose argument is `arg`. */
Frame *native_begin_spread(Runtime *rt, Frame *frame, int arg);
Frame *native_begin_loop(Runtime *rt, Frame *frame, bool sends, int arg);
/* The same before LIST_EXTEND or (set) SET_UPDATE, whose argument is `arg`. */
Frame *native_begin_update(Runtime *rt, Frame *frame, bool set, int arg);
/* The same for the native that was pushed. */
Frame *native_go_on(Runtime *rt);
/* A frame that a native waits for was left; value NULL: raised. The same. */
Frame *native_left(Runtime *rt, Frame *frame, Own value);
/* Those of a frame's call are dropped, as if an exception left them. */
void native_abandon(Runtime *rt);
struct Thread;
int natives_visit(Native *top, VisitFn visit, void *arg);

/* Flags of a MethodDef, beside METH_VARARGS and its like: what replay.c knows of a function of C. */
enum {
    METH_REPLAYED = 512, /* does nothing that shows before it calls a method, so that it may be run again */
    METH_NO_LEVEL = 1024 /* ... and CALL enters no level of recursion for it: len() */
};
/* replay.c: before an instruction that runs out of the loop, deep in the host's stack: as native_begin. */
Frame *replay_begin(Runtime *rt, Frame *frame, int opcode, int arg);
/* ... for a CALL with `arg` arguments. */
Native *replay_for_call(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, int arg);

/* lib: the native for a call of `callable`, pushed, or NULL (perhaps raised): called as ever. args: self or the first argument on. */
Native *native_for(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames);
/* ... for a call with a tuple and a dict, or NULL: NULL also where the callable takes them as native_for gives them. */
Native *native_for_spread(Runtime *rt, Obj *callable, Obj *tuple, Obj *dict);
/* ... whether native_for takes such a call when its arguments are unpacked, which is seen from outside if it is done in vain. */
bool native_spreads(Runtime *rt, Obj *callable, Obj *tuple, Obj *dict);
/* ... the step for an iterator of itertools and what that iterates over (NULL: ever other ones); NULL: it is none, or runs as ever. */
NativeStep native_itertools(Obj *iterator, Obj **inner);
/* ... and for items put into a list or a set; the iterable is taken unless NULL is returned. */
Native *native_for_update(Runtime *rt, Obj *target, Own iterable, bool set);
#endif
