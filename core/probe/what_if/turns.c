/* Whose turn it is, between micro-steps and between instructions; beginning and end. */
#include "compile/opcode.h"
#include "object/str.h"
#include "object/weakref.h"
#include "probe/recorder/recorder.h"
#include "probe/what_if/what_if.h"

/* ---- who is next ---- */

static uint64_t draw(WhatIf *w) {
    uint64_t z = w->random += 0x9e3779b97f4a7c15ULL;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
    return z ^ z >> 31;
}

static Thread *other_ready(Runtime *rt, uint64_t number) {
    uint64_t count = 0;
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) count += thread_is_ready(rt, thread);
    if (!count) return NULL;
    number %= count;
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) {
        if (thread_is_ready(rt, thread) && number-- == 0) return thread;
    }
    return NULL;
}

static bool hand_over(Runtime *rt, Thread *thread) {
    WhatIf *w = rt->what_if;
    if (!thread) return false;
    w->wanted = thread;
    w->total.switches++;
    return true;
}

/* True: it is another thread's turn. */
static bool decide_by_schedule(Runtime *rt, bool busy) {
    WhatIf *w = rt->what_if;
    while (w->schedule_at < w->scheduled) {
        uint32_t number = w->schedule[w->schedule_at];
        if (number == w->lane) {
            w->schedule_at += busy;
            w->spins = 0;
            return false;
        }
        Thread *thread = rt->vm->threads;
        while (thread && thread->native_id != HS_PROCESS_ID + number) thread = thread->next;
        bool awaited = !thread && number >= rt->vm->threads_made;
        if (!thread && !awaited) { /* it is over */
            w->schedule_at++;
            w->total.skipped++;
            continue;
        }
        if (thread && thread_is_ready(rt, thread)) return hand_over(rt, thread);
        if (!busy) return false; /* it waits: perhaps for this one */
        if (w->spins++ < 2 * LANES) return hand_over(rt, other_ready(rt, w->spins));
        w->spins = 0;
        w->total.skipped++;
        return false;
    }
    return false;
}

static bool decide(Runtime *rt, bool busy) {
    WhatIf *w = rt->what_if;
    if (w->scheduled) return decide_by_schedule(rt, busy);
    bool fresh = w->fresh;
    w->fresh = false;
    uint64_t number = fresh ? 1 : draw(w);
    if (number % (busy ? 2 : 12)) return false;
    return hand_over(rt, other_ready(rt, number >> 32));
}

Thread *what_if_wanted(Runtime *rt) {
    Thread *wanted = rt->what_if ? rt->what_if->wanted : NULL;
    if (wanted) rt->what_if->wanted = NULL;
    return wanted;
}

void what_if_switched(Runtime *rt, Thread *next) {
    WhatIf *w = rt->what_if;
    if (!w) return;
    w->lane = next->native_id - HS_PROCESS_ID;
    w->apart = false;
    w->fresh = true;
}

/* ---- a thread's turn ---- */

static void tell_dying(Runtime *rt) {
    WhatIf *w = rt->what_if;
    for (size_t i = 0; w->dying && i <= w->mask; i++) {
        Entry *entry = &w->table[i];
        if (!entry->object || !(entry->flags & ENTRY_DYING)) continue;
        Obj *object = entry->object;
        entry->pending++; /* it stays while they run */
        w->doing = true;
        if (object->type->flags & TPF_HEAP) gc_call_finalizer(rt, object);
        weakref_clear_all(rt, object);
        w->doing = false;
        entry = entry_find(w, object);
        entry->flags &= (uint8_t)~ENTRY_DYING;
        w->dying--;
        entry->pending--;
        entry_review(rt, entry);
        i = 0; /* the table may have changed */
    }
}

static void give_locks(Runtime *rt, Lane *lane) {
    WhatIf *w = rt->what_if;
    for (uint32_t i = 0; i < lane->lock_count; i++) lock_give(rt, lane->locks[i], (uint32_t)(lane - w->lanes));
    lane->lock_count = 0;
    lane->locked = false;
}

void what_if_whole(Runtime *rt) {
    WhatIf *w = rt->what_if;
    if (!w || w->doing || w->lane >= LANES) return;
    Lane *lane = &w->lanes[w->lane];
    w->apart = false;
    while (lane_is_busy(lane)) {
        if (!lane_step(rt, lane)) lane->changes[lane->next].part = PART_LOAD, lane->waits = NULL;
    }
    give_locks(rt, lane);
}

/* It waits until the lock is free. */
static bool block(Runtime *rt) {
    Thread *self = rt->vm->thread;
    self->wait = WAIT_OBJECT;
    self->deadline = UINT64_MAX;
    rt->vm->suspended = STATUS_SWITCH;
    return true;
}

/* Micro-steps until there are none or it is another thread's turn: then true. joined: the next instruction goes on with what the last one
 * began. */
static bool do_changes(Runtime *rt, Lane *lane, bool joined) {
    while (lane_is_busy(lane)) {
        if (decide(rt, true)) return true;
        if (!lane_step(rt, lane)) return block(rt);
        tell_dying(rt);
    }
    if (lane->locked && !joined) give_locks(rt, lane);
    return false;
}

/* The locks of the instruction that comes, one at a time. */
static bool take_locks(Runtime *rt, Lane *lane, const CodeUnit *pc, Own *sp) {
    Obj *objects[2];
    uint32_t count = locks_of(rt, pc, sp, objects), number = rt->what_if->lane;
    while (lane->lock_count < count) {
        if (decide(rt, true)) return true;
        Obj *object = objects[lane->lock_count];
        if (!lock_take(rt, object, number)) return block(rt);
        rt->what_if->total.lockOperations += 2;
        lane->locks[lane->lock_count++] = object;
        Entry *entry = entry_find(rt->what_if, object);
        if (entry && rt->what_if->name_count) {
            entry->flags |= ENTRY_WATCHED;
            log_event(rt, "lock-acquire", object, number);
            log_end(rt);
        }
    }
    lane->locked = count > 0;
    return false;
}

static bool is_alone(Runtime *rt) {
    VmState *vm = rt->vm;
    return rt->native_depth != vm->base_depth || !vm->threads->next || rt->finalizing || vm->importing || vm->killed ||
           rt->what_if->lane >= LANES || rt->gc.collecting;
}

bool what_if_turn(Runtime *rt, CodeUnit *pc, Own *sp) {
    WhatIf *w = rt->what_if;
    if (w->over || w->doing) return false;
    if (is_alone(rt)) {
        what_if_whole(rt);
        tell_dying(rt);
        return false;
    }
    Lane *lane = &w->lanes[w->lane];
    w->apart = false;
    if (rt->vm->thread->wait == WAIT_OBJECT) rt->vm->thread->wait = WAIT_NONE;
    lane->waits = NULL;
    bool leaves = do_changes(rt, lane, opcode_info[*pc & 0xff].base == OP_CALL);
    tell_dying(rt);
    if (!leaves) leaves = decide(rt, false);
    if (!leaves && w->mode == WHAT_IF_LOCKS && !lane->locked) leaves = take_locks(rt, lane, pc, sp);
    if (leaves) rt->vm->suspended = STATUS_SWITCH;
    else w->apart = w->mode != WHAT_IF_HELD && (!w->scheduled || w->schedule_at < w->scheduled);
    return leaves;
}

bool what_if_owes(Runtime *rt) {
    WhatIf *w = rt->what_if;
    w->apart = false;
    if (w->over || is_alone(rt)) return false;
    rt->vm->thread->wait = WAIT_NONE;
    w->lanes[w->lane].waits = NULL;
    return do_changes(rt, &w->lanes[w->lane], false);
}

/* ---- begin ---- */

static bool read_names(Runtime *rt, const char *text, size_t size) {
    WhatIf *w = rt->what_if;
    for (size_t at = 0; at < size;) {
        size_t end = at;
        while (end < size && text[end] != ',') end++;
        if (end == at + 1 && text[at] == '*') w->all = true;
        else if (end > at && w->name_count < WATCHED_NAMES) {
            Own name = str_from_utf8(rt, text + at, end - at);
            if (!name) return false;
            w->names[w->name_count++] = str_intern(rt, name);
        }
        at = end + 1;
    }
    return true;
}

static bool read_schedule(Runtime *rt, const char *text, size_t size) {
    WhatIf *w = rt->what_if;
    if (!(w->schedule = raw_alloc(rt, size + 1))) return false;
    for (size_t at = 0; at < size; at++) {
        uint32_t number = 0, digits = 0;
        for (; at < size && text[at] >= '0' && text[at] <= '9'; at++, digits++) number = (10 * number + (uint32_t)(text[at] - '0')) % 1000;
        if (digits && number < LANES) w->schedule[w->scheduled++] = (uint8_t)number;
    }
    return true;
}

bool what_if_begin(Runtime *rt, enum WhatIfMode mode, uint64_t seed, const char *text, size_t size) {
    WhatIf *w = raw_alloc(rt, sizeof *w);
    if (!w) return false;
    memset(w, 0, sizeof *w);
    w->mode = mode;
    w->random = seed;
    recorder()->rt = rt;
    rt->what_if = w;
    const char *line = size ? memchr(text, '\n', size) : NULL;
    size_t names = line ? (size_t)(line - text) : size;
    return read_names(rt, text, names) && (!line || read_schedule(rt, line + 1, size - names - 1));
}

Runtime *events_runtime(void) { return recorder()->rt; }
