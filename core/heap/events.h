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
#define WHAT_IF_ON(rt) HS_UNLIKELY((rt)->what_if != NULL)
#define HS_RECORDER_SIZE ((size_t)24 << 20)
#define HS_RECORDER_PLACE ((uintptr_t)0x200000000000) /* natively, where pointers are wider: with room for that */
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
/* A frame was left for the C function called in `caller`: what comes is that function's doing. */
void events_native(Runtime *rt, struct Frame *caller);
/* A recording begins (what was noted is forgotten) or ends. */
void recorder_switch(Runtime *rt, bool on);
/* A recording goes on, or is held up with what was noted; whether one went on. */
bool recorder_go_on(bool on);
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
/* ---- the what-if: threads without a GIL (probe/what_if), while rt->what_if ----
 * Counts change by load, add and store, and the threads take turns between them. The object's own count stays the true one, so
 * that memory is safe; what the program and the reader see is what_if_shown. */
struct Thread;
enum WhatIfMode { WHAT_IF_HELD = 1 /* the GIL, for comparison */, WHAT_IF_NONE, WHAT_IF_LOCKS /* one an object */ };
/* Starts it, before the program. `text`: names of globals to look at, separated by commas (none: all data; "*": all objects), a line end,
 * numbers of threads for a schedule. False: no memory. */
bool what_if_begin(Runtime *rt, enum WhatIfMode mode, uint64_t seed, const char *text, size_t size);
Runtime *events_runtime(void); /* whose counts change; NULL before what_if_begin and the first recording */
/* Does a change of a count, now or as a list of micro-steps: what is left; 0 = the object is to die. */
intptr_t what_if_count(Runtime *rt, Obj *object, intptr_t by);
intptr_t what_if_shown(Runtime *rt, const Obj *object);
/* At least as many references as are there: what the collector goes by. */
intptr_t what_if_bound(Runtime *rt, const Obj *object);
/* Between two instructions, the frame saved: does micro-steps of the running thread. True: it is another one's turn, the loop is to be
 * left with vm->suspended set. */
bool what_if_turn(Runtime *rt, uint16_t *pc, Own *sp);
/* The thread's code is over: true while micro-steps of it are left and it is another one's turn. */
bool what_if_owes(Runtime *rt);
/* From here on counts change at once, until the next instruction; what is open of this thread is done. */
void what_if_whole(Runtime *rt);
void what_if_switched(Runtime *rt, struct Thread *next);
struct Thread *what_if_wanted(Runtime *rt); /* who is to run next, once; NULL: anyone */
bool what_if_may_go(Runtime *rt, struct Thread *thread); /* the object whose lock it waits for is free */
bool what_if_lock(Runtime *rt, struct Thread *thread, Obj **object, uint32_t *native_id); /* which one it waits for, and who has it */
int what_if_visit(Runtime *rt, VisitFn visit, void *arg); /* references that micro-steps hold */
void what_if_end(Runtime *rt);  /* the program is over: no turns any more */
void what_if_free(Runtime *rt); /* with all it holds */
const char *what_if_report(Runtime *rt, size_t *size); /* JSON */
#else
#define WHAT_IF_ON(rt) false
#define what_if_begin(rt, mode, seed, text, size) ((void)(mode), (void)(seed), (void)(text), (void)(size), false)
#define what_if_shown(rt, object) ((void)(rt), (object)->refcount)
#define what_if_bound(rt, object) ((void)(rt), (object)->refcount)
#define what_if_turn(rt, pc, sp) false
#define what_if_owes(rt) false
#define what_if_whole(rt) ((void)0)
#define what_if_switched(rt, next) ((void)0)
#define what_if_wanted(rt) NULL
#define what_if_may_go(rt, thread) true
#define what_if_lock(rt, thread, object, native_id) ((void)(object), (void)(native_id), false)
#define what_if_visit(rt, visit, arg) 0
#define what_if_end(rt) ((void)0)
#define what_if_free(rt) ((void)0)
#define what_if_report(rt, size) ((void)(size), "")
#define HS_RECORDER_SIZE ((size_t)0)
#define events_begin(rt, kind, object) ((void)0)
#define events_begin_frame(rt, frame) ((void)0)
#define events_end(rt) ((void)0)
#define events_allocated(rt, object, size) ((void)0)
#define events_freed(rt, object) ((void)0)
#define events_enter(rt) 0
#define events_instruction(rt, frame, pc, sp, level) ((void)(level), *(pc) & 0xff)
#define events_leave(rt, level) ((void)(level))
#define events_native(rt, caller) ((void)0)
#define recorder_switch(rt, on) ((void)0)
#define recorder_go_on(on) ((void)(on), false)
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
