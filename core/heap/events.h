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

/* A collection, as it can be shown: its phases, where an object is, what was done to it. */
enum GcPhase {
    PHASE_START, PHASE_COPIED, PHASE_SUBTRACTED, PHASE_MOVED, PHASE_SURVIVORS, PHASE_WEAKREFS, PHASE_FINALIZED, PHASE_RECHECKED,
    PHASE_RESURRECTED, PHASE_CLEARED, PHASE_FREED,
};
enum GcPlace { PLACE_YOUNG, PLACE_UNREACHABLE, PLACE_OLD, PLACE_UNTRACKED, PLACE_FREED };
enum GcNote {
    NOTE_NONE, NOTE_TENTATIVE, NOTE_REACHED, NOTE_BACK, NOTE_WEAKREFS, NOTE_FINALIZED, NOTE_RESURRECTED, NOTE_CLEARED,
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
/* The table of a list, dict or set is about to be rebuilt; it was. */
void events_table_begin(Runtime *rt, Obj *self);
void events_table_end(Runtime *rt, Obj *self);
/* The collector. */
void events_collection(Runtime *rt, int generation);
void events_phase(Runtime *rt, int phase);
void events_gc_counted(Runtime *rt, bool subtracted);
void events_gc_source(Runtime *rt, Obj *object);
void events_gc_reached(Obj *object, bool back);
void events_gc_note(Runtime *rt, Obj *object, int place, int note);
void events_gc_list(Runtime *rt, GcHead *list, int place, int note);
void events_gc_cleared(Runtime *rt);
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
#define events_table_begin(rt, self) ((void)0)
#define events_table_end(rt, self) ((void)0)
#define events_collection(rt, generation) ((void)0)
#define events_phase(rt, phase) ((void)0)
#define events_gc_counted(rt, subtracted) ((void)0)
#define events_gc_source(rt, object) ((void)0)
#define events_gc_reached(object, back) ((void)0)
#define events_gc_note(rt, object, place, note) ((void)0)
#define events_gc_list(rt, list, place, note) ((void)0)
#define events_gc_cleared(rt) ((void)0)
#endif

#endif
