/* Trace and profile functions of a thread, and the events that the stepping loop gives them. */
#ifndef HS_VM_TRACING_H
#define HS_VM_TRACING_H

#include "object/frame.h"

/* sys.gettrace, sys.getprofile of the running thread, borrowed or NULL; sys.settrace, sys.setprofile: NULL or None removes it.
 * -1 = raised: the end of the old one wants to set another one. */
Obj *vm_trace_function(Runtime *rt, bool profile);
int vm_set_trace_function(Runtime *rt, Obj *function, bool profile);

/* jump.c: lets a frame of this thread go on at a line, if its value stack allows it. -1 = raised. */
int frame_jump(Runtime *rt, Frame *frame, int line);

/* ---- for the loop, while VmState.tracing ---- */
enum TraceOutcome {
    TRACE_GO_ON,
    TRACE_CALLS,  /* the instruction calls C code: trace_c_return afterwards */
    TRACE_YIELDS, /* YIELD_VALUE is to run, and the frame goes on elsewhere then: at prev_instr */
    TRACE_RAISED,
    TRACE_LEAVE   /* raised, and nothing in the frame catches it */
};
/* Before the instruction at frame->prev_instr; `previous`: the one that ran before. A trace function can set prev_instr and pop values. */
enum TraceOutcome trace_instruction(Runtime *rt, Frame *frame, CodeUnit *previous);
/* After that call, or when it raised. -1 = the function raised. */
int trace_c_return(Runtime *rt, Frame *frame);
/* An exception is thrown into a generator. -1 = a function raised another one. */
int trace_throw(Runtime *rt, Frame *frame);
/* What a frame waits for gave its last value. -1 = the function raised. */
int trace_stop(Runtime *rt, Frame *frame, Obj *receiver, Obj *sent, Obj *value);
/* The raised exception passes through the frame; it leaves the frame. */
void trace_exception(Runtime *rt, Frame *frame);
void trace_unwind(Runtime *rt, Frame *frame);

#endif
