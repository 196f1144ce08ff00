/* Green threads: their records, the scheduler's clock, locks as the scheduler sees them. What runs them is threads.c; the
 * module _thread (lib) is built on it. */
#ifndef HS_VM_THREADS_H
#define HS_VM_THREADS_H

#include "object/frame.h"

/* _thread.lock (virtual 40) and _thread.RLock (virtual 48). */
typedef struct LockObj {
    Obj base;
    Obj *weaklist;
    uint64_t owner; /* ident of the thread that acquired it last */
    uint64_t count; /* 0 = free */
} LockObj;
extern const TypeSpec lock_type_spec, rlock_type_spec, local_type_spec, localdummy_type_spec;

enum WaitKind { WAIT_NONE, WAIT_LOCK, WAIT_TIME, WAIT_OBJECT /* the what-if: for an object's own lock */,
                WAIT_EVENT /* for what another process may do: a pipe, a child's end */ };

/* What a process asks of lib/processes.c when vm_run returns STATUS_SWITCH. */
enum Ask { ASK_NONE, ASK_FORK, ASK_EXIT, ASK_IDLE /* none of its threads can go on now */ };

typedef struct Thread {
    struct Thread *next; /* in order of creation; the first is the main thread */
    ThreadState state;   /* while another thread runs */
    uint64_t ident;
    uint32_t native_id;
    Own function, args, kwargs; /* of start_new_thread, until it ends */
    Own dict;                   /* what belongs to the thread: values of _local objects */
    Own sentinel;               /* weak reference to the lock that is released at its end */
    Own trace, profile;         /* sys.settrace, sys.setprofile */
    Own called;                 /* list of the functions in C whose calls a profile function was told of */
    int tracing;                /* one of the two runs */
    int installing;             /* which of the two is being set: bits 0 and 1 */
    char event;                 /* what the trace function was last told of: first letter */
    Own asked;                  /* the exception that thread_ask wants in it, until it is raised */
    Own importing;              /* modules whose code it runs, or NULL */
    Frame *bottom;
    struct Native *natives;     /* C functions that wait for a frame of the thread: native.h */
    Obj *kwnames;
    CodeUnit *line_prev;
    bool traced_call;
    int suspended; /* enum Status: how the run loop was left, 0 = not begun */
    bool line_done;
    bool below;    /* C frames of it wait on the host's stack: only what lies above them can run */
    Own result;    /* the what-if: its code has returned this, or raised, but it has changes of counts to do; */
    int8_t ended;  /* enum RunResult + 1, 0 = its code is not over */
    bool finished; /* main thread, over while it ran above another one's C frames */
    bool gone;     /* another thread forked this process: of this one only the memory is left */
    /* waiting */
    enum WaitKind wait;
    Obj *lock;         /* WAIT_LOCK: borrowed, the call that waits holds it */
    uint64_t seen;     /* WAIT_EVENT: events of processes when it began to wait */
    uint64_t deadline; /* nanoseconds of vm_now; UINT64_MAX = for ever */
    uint64_t since, turn; /* when it stopped running, and in which order */
} Thread;

/* A new thread that will call function(*args, **kwargs) (borrowed): its ident, 0 = raised. */
uint64_t thread_start(Runtime *rt, Obj *function, Obj *args, Obj *kwargs);
Thread *thread_current(Runtime *rt);
Thread *thread_main(Runtime *rt);
int thread_count(Runtime *rt);
/* State of a thread: the running one's is in rt->ts. */
ThreadState *thread_state(Runtime *rt, Thread *thread);
/* Its name as threading.Thread has it, borrowed, or NULL. */
Obj *thread_name(Runtime *rt, Thread *thread);
/* The exception (NULL: none any more) is raised in the thread at its next chance. Whether there is such a thread. */
bool thread_ask(Runtime *rt, uint64_t ident, Obj *exception);
/* Whether a thread that does not run could. */
bool thread_is_ready(Runtime *rt, Thread *thread);
/* Exception that a thread handles: borrowed instance or NULL. */
Obj *thread_handled_exception(Runtime *rt, Thread *thread);

/* Lets other threads run until `lock` is free (NULL: until the time comes) or the time is up. 1 = free now, 0 = time is up,
 * -1 = raised, or the calling instruction will begin anew (rt->pending): return NULL. `deadline` of a wait that began anew is the
 * first one's. Only called by functions with METH_WAITS. */
int thread_wait(Runtime *rt, Obj *lock, uint64_t deadline);
/* The same for a change that another process or thread makes to a pipe or by its end: 1 = look again, 0 = time is up,
 * -1 = as above, -2 = C code lies in between, and another process would have to run. */
int thread_wait_event(Runtime *rt, uint64_t deadline);
void thread_wait_over(Runtime *rt); /* what was waited for is there */
/* Nanoseconds of the program's own clock: what it executed, and what it slept. */
uint64_t vm_now(Runtime *rt);
/* Seconds of sys.setswitchinterval() to ticks (calls and back jumps). */
void vm_set_switch_interval(Runtime *rt, double seconds);
/* seed 0: first come, first served; else the order and the length of turns are drawn from it. interval: ticks, 0 = default. */
void vm_set_scheduler(Runtime *rt, uint64_t seed, int32_t interval);
/* Nanoseconds of the host, or vm_now if it has no clock. */
uint64_t host_clock(Runtime *rt);
/* ---- timers.c: signals to this process; the clock of TIMER_REAL is the host's ---- */
enum { TIMER_REAL, TIMER_VIRTUAL, TIMER_PROF, TIMERS };
typedef struct Timer { uint64_t at, every; } Timer; /* nanoseconds; 0: never, once */
/* What is left until it is over. */
Timer timer_left(Runtime *rt, int which);
void timer_set(Runtime *rt, int which, uint64_t first, uint64_t every);
/* A signal whose handler is to run in the main thread. */
void signal_trip(Runtime *rt, int number);
/* Runs the handlers of signals that are due. -1 = raised. */
int timers_run(Runtime *rt);
/* By vm_now, when the main thread is to be woken for one. */
uint64_t timers_next(Runtime *rt);
/* KeyboardInterrupt in the main thread at its next chance. */
void vm_interrupt_main(Runtime *rt);
/* Every thread waited for another one: the program was ended, nothing of it runs any more. */
bool vm_killed(Runtime *rt);

/* ---- processes: see lib/processes.c ---- */
/* Asks for what only can be done with no C frames: the calling instruction begins anew. false: it has C code in between. */
bool vm_ask(Runtime *rt, enum Ask ask);
/* As ASK_EXIT from anywhere: no Python code of this process runs any more. */
void vm_leave(Runtime *rt);
enum Ask vm_take_ask(Runtime *rt);
/* A pipe or the end of a process: threads that wait for one look again. */
void vm_event(Runtime *rt);
/* What is common to all processes: the time, and the last number of a process or thread. */
typedef struct SharedClock { uint64_t slept, ticks, events; uint32_t numbers; } SharedClock;
SharedClock vm_clock(Runtime *rt);
void vm_set_clock(Runtime *rt, SharedClock clock);
uint32_t vm_new_number(Runtime *rt);
/* When the first of the threads of an idle process wakes; UINT64_MAX = never by itself. */
uint64_t vm_wakes_at(Runtime *rt);
/* Whether other processes may run while no thread of this one can. */
void vm_set_others(Runtime *rt, bool others);
/* lib: other processes run above C frames of this one until something has happened or `wakes` has come; false: none can go on. */
bool processes_run_above(Runtime *rt, uint64_t wakes);
/* Not one of a library module. */
bool is_program_frame(Frame *frame);
/* This is a copy of the process now, under another number, with the running thread alone. */
void vm_forked(Runtime *rt, uint32_t number);

#endif
