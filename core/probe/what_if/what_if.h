/* Threads without a GIL, so that what the GIL is for can be seen (declared in heap/events.h; only in build/heapscope-events.wasm).
 *
 * While several threads run, each change of a count is a list of micro-steps: load, add, store, and with locks an object acquire and
 * release around them. An instruction is run whole; its changes of counts go to the thread's lane and are done one micro-step at a time
 * before its next instruction, in turns with the other threads' ones. Who is next is drawn from the seed, or read from a schedule.
 *
 * Two counts are kept of an object. Its refcount stays the number of references that there are, so memory is safe whatever
 * happens. `visible` is the word that the threads load and store: what sys.getrefcount and the pictures show, and what frees the object when
 * a thread stores 0. With every change done: visible = references - what lost updates took away. An object in no entry has equal ones.
 *
 * All of it lies in the span: a checkpoint has the lanes, the log and the random state. */
#ifndef HS_PROBE_WHAT_IF_H
#define HS_PROBE_WHAT_IF_H

#include "heap/events.h"
#include "lib/lib.h"
#include "probe/impl.h"
#include "vm/eval_impl.h"

#define LANES 32 /* threads with changes in parts; of later ones changes are whole */
#define WATCHED_NAMES 8
#define WHAT_IF_LOG (768u << 10) /* bytes; later events are only counted */
#define NOBODY UINT32_MAX

enum Part { PART_ACQUIRE, PART_LOAD, PART_ADD, PART_STORE, PART_RELEASE };

typedef struct Change {
    Obj *object;
    intptr_t by, loaded;
    uint8_t part; /* to be done next */
} Change;

typedef struct Lane {
    Change *changes; /* [next, count) are to be done */
    uint32_t next, count, capacity;
    Obj *locks[2];   /* of the objects that the running instruction works on */
    uint32_t lock_count;
    bool locked;     /* all of them: the instruction was begun */
    Obj *waits;      /* for its lock */
} Lane;

enum EntryFlag {
    ENTRY_WATCHED = 1,
    ENTRY_FREED = 2,  /* a thread stored 0 while it was referred to */
    ENTRY_LEAKED = 4, /* nothing refers to it, its count says otherwise */
    ENTRY_DYING = 8,  /* freed too early: its __del__ and weak references are yet to be told */
};

typedef struct Entry {
    Obj *object; /* NULL: free */
    intptr_t visible, lost;
    uint32_t held;    /* references that lanes and this entry hold */
    uint32_t pending; /* changes in lanes */
    uint32_t owner, depth; /* lane that has its lock, how often */
    uint32_t uses;    /* after it was freed */
    uint8_t flags;
} Entry;

#define COUNTERS(X)                                                                                                              \
    X(changes) X(lockOperations) X(switches) X(skipped) X(lostUpdates) X(lost) X(leaks) X(prematureFrees) X(doubleFrees)        \
    X(usesAfterFree) X(lockWaits) X(deadlocks)

typedef struct WhatIf {
    enum WhatIfMode mode;
    bool over;     /* the program has ended */
    bool apart;    /* the running instruction's changes go to the lane */
    bool doing;    /* a micro-step runs: changes below it are whole */
    bool fresh;    /* its turn has just begun */
    bool all;
    uint32_t lane; /* of the running thread */
    uint32_t dying, spins;
    uint64_t random;
    Thread *wanted;
    Own names[WATCHED_NAMES];
    uint32_t name_count;
    uint8_t *schedule;
    uint32_t scheduled, schedule_at;
    Lane lanes[LANES];
    Entry *table;
    size_t entries, mask;
#define COUNTER(name) int64_t name;
    struct { COUNTERS(COUNTER) } total;
#undef COUNTER
    char *log;
    uint32_t log_size, log_capacity, dropped;
    bool silent; /* the log is full */
} WhatIf;

/* ---- counts.c ---- */
Entry *entry_find(WhatIf *w, const Obj *object); /* or NULL */
Entry *entry_of(Runtime *rt, Obj *object);       /* made if need be; NULL: no memory */
void entry_settle(WhatIf *w, Entry *entry);      /* forgotten if there is nothing to say */
HS_INLINE intptr_t entry_references(const Entry *entry) { return entry->object->refcount - (intptr_t)entry->held; }
void entry_review(Runtime *rt, Entry *entry);    /* one that is freed may be given back now */
/* The next micro-step of a lane. False: it must wait for a lock. */
bool lane_step(Runtime *rt, Lane *lane);
HS_INLINE bool lane_is_busy(const Lane *lane) { return lane->next < lane->count; }
bool is_watched(Runtime *rt, Obj *object, Entry *entry);
/* ---- locks.c ---- */
bool lock_take(Runtime *rt, Obj *object, uint32_t lane);
void lock_give(Runtime *rt, Obj *object, uint32_t lane);
/* The objects that the instruction at pc works on: their number, 0-2. */
uint32_t locks_of(Runtime *rt, const CodeUnit *pc, Own *sp, Obj **objects);
/* ---- log.c: an event as a line of JSON; fields follow, then log_end ---- */
void log_event(Runtime *rt, const char *kind, Obj *object, uint32_t lane);
void log_number(Runtime *rt, const char *name, int64_t value);
void log_lock(Runtime *rt, const char *name, Obj *object, uint32_t owner); /* {"object", "thread"} of a lock and who has it */
void log_holders(Runtime *rt, Obj *object);
void log_end(Runtime *rt);

#endif
