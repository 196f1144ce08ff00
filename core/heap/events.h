/* Hooks of the build that records memory events (HS_EVENTS: build/heapscope-events.wasm, the same core otherwise). In every other build
 * they are nothing. The recorder (probe/recorder) notes what happens while rt->recording; its memory lies in front of the span, so
 * that recording changes no id, no count and no checkpoint.
 *
 * To change what counting does (not only note it): counting_up and counting_down in counting.c see every change of every count. */
#ifndef HS_HEAP_EVENTS_H
#define HS_HEAP_EVENTS_H

#include "heap/runtime.h"

/* Why counts change: what the innermost open cause is doing. An instruction is opened by the run loop. */
enum CauseKind {
    CAUSE_NONE,        /* the program's start or end */
    CAUSE_INSTRUCTION,
    CAUSE_DEALLOC,     /* the object's tp_dealloc */
    CAUSE_CLEAR,       /* the collector calls tp_clear */
    CAUSE_FINALIZE,    /* the collector or a dealloc calls __del__ */
    CAUSE_CALLBACK,    /* a weakref's callback */
    CAUSE_FRAME,       /* a frame is left: its variables are dropped */
    CAUSE_COLLECTION,
};

#ifdef HS_EVENTS
#define HS_RECORDER_SIZE ((size_t)24 << 20)
struct Frame;
/* After the change. */
void events_counted(Obj *object, intptr_t by);
void events_begin(Runtime *rt, enum CauseKind kind, Obj *object);
void events_begin_frame(Runtime *rt, struct Frame *frame);
void events_end(Runtime *rt);
void events_allocated(Runtime *rt, Obj *object, size_t virtual_size);
void events_freed(Runtime *rt, Obj *object);
/* The run loop: depth of open causes when it is entered, given back to the other two. events_instruction: the instruction at pc is about to
 * run, sp behind the stack; answers the opcode to run, one of those that joined instructions stand for. */
uint32_t events_enter(Runtime *rt);
int events_instruction(Runtime *rt, struct Frame *frame, uint16_t *pc, Own *sp, uint32_t level);
void events_leave(Runtime *rt, uint32_t level);
/* A recording begins (what was noted is forgotten) or ends. */
void recorder_switch(Runtime *rt, bool on);
#else
#define HS_RECORDER_SIZE ((size_t)0)
#define events_begin(rt, kind, object) ((void)0)
#define events_begin_frame(rt, frame) ((void)0)
#define events_end(rt) ((void)0)
#define events_allocated(rt, object, size) ((void)0)
#define events_freed(rt, object) ((void)0)
#define events_enter(rt) 0
#define events_instruction(rt, frame, pc, sp, level) ((void)(level), *(pc) & 0xff)
#define events_leave(rt, level) ((void)(level))
#define recorder_switch(rt, on) ((void)0)
#endif

#endif
