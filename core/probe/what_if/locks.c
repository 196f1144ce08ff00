/* A lock an object: who has it, who waits, and when they wait for each other. An instruction that changes an object has its lock
 * while it runs and while its changes of counts are done, and the lock of what is stored: so two can be held, in either order. */
#include "compile/opcode.h"
#include "object/local.h"
#include "probe/what_if/what_if.h"

/* A lane that waits for a lock, whose owner waits ... back to the first. */
static bool is_circle(WhatIf *w, uint32_t first) {
    uint32_t lane = first;
    for (int i = 0; i < LANES; i++) {
        Entry *entry = w->lanes[lane].waits ? entry_find(w, w->lanes[lane].waits) : NULL;
        if (!entry || entry->owner == NOBODY) return false;
        lane = entry->owner;
        if (lane == first) return true;
    }
    return false;
}

static void tell_deadlock(Runtime *rt, uint32_t first) {
    WhatIf *w = rt->what_if;
    w->total.deadlocks++;
    log_event(rt, "deadlock", w->lanes[first].waits, first);
    log_number(rt, "threads", 0);
    uint32_t lane = first;
    do {
        Obj *object = w->lanes[lane].waits;
        log_lock(rt, "waits", object, lane);
        lane = entry_find(w, object)->owner;
        log_lock(rt, "has", object, lane);
    } while (lane != first);
    log_end(rt);
}

bool lock_take(Runtime *rt, Obj *object, uint32_t number) {
    WhatIf *w = rt->what_if;
    Entry *entry = entry_of(rt, object);
    Lane *lane = &w->lanes[number];
    if (!entry) return true;
    if (entry->owner == NOBODY || entry->owner == number) {
        entry->owner = number;
        entry->depth++;
        lane->waits = NULL;
        return true;
    }
    if (lane->waits == object) return false;
    lane->waits = object;
    w->total.lockWaits++;
    log_event(rt, "lock-wait", object, number);
    log_lock(rt, "has", object, entry->owner);
    log_end(rt);
    if (is_circle(w, number)) tell_deadlock(rt, number);
    return false;
}

void lock_give(Runtime *rt, Obj *object, uint32_t number) {
    WhatIf *w = rt->what_if;
    Entry *entry = entry_find(w, object);
    if (!entry || entry->owner != number) return;
    if (--entry->depth) return;
    entry->owner = NOBODY;
    entry_settle(w, entry);
}

bool what_if_lock(Runtime *rt, Thread *thread, Obj **object, uint32_t *native_id) {
    WhatIf *w = rt->what_if;
    uint32_t number = thread->native_id - HS_PROCESS_ID;
    Entry *entry = w && number < LANES && w->lanes[number].waits ? entry_find(w, w->lanes[number].waits) : NULL;
    if (!entry || entry->owner == NOBODY) return false;
    *object = entry->object;
    *native_id = HS_PROCESS_ID + entry->owner;
    return true;
}

bool what_if_may_go(Runtime *rt, Thread *thread) {
    Obj *object;
    uint32_t native_id;
    return !what_if_lock(rt, thread, &object, &native_id);
}

/* ---- which locks an instruction needs ---- */

static bool is_mutable(Runtime *rt, Obj *object) {
    (void)rt;
    return (object->type->flags & (TPF_LIST | TPF_DICT | TPF_HEAP)) || object->type == T(rt, SET) || object->type == T(rt, BYTEARRAY);
}

/* A call of a method in C of an object that can change: the object, and the first argument. */
static uint32_t of_call(Runtime *rt, Own *sp, uint32_t arg, Obj **objects) {
    Obj *method = borrow(sp[-(intptr_t)arg - 2]), *self = borrow(sp[-(intptr_t)arg - 1]);
    if (!method || method->type != T(rt, METHOD_DESCRIPTOR) || !is_mutable(rt, self)) return 0;
    objects[0] = self;
    if (!arg) return 1;
    objects[1] = borrow(sp[-(intptr_t)arg]);
    return 2;
}

static uint32_t needed(Runtime *rt, const CodeUnit *pc, Own *sp, Obj **objects) {
    uint32_t arg = *pc >> 8;
    while ((*pc & 0xff) == OP_EXTENDED_ARG) arg = arg << 8 | *++pc >> 8;
    switch (opcode_info[*pc & 0xff].base) {
    case OP_STORE_SUBSCR: objects[0] = borrow(sp[-2]), objects[1] = borrow(sp[-3]); return 2;
    case OP_STORE_ATTR: objects[0] = borrow(sp[-1]), objects[1] = borrow(sp[-2]); return 2;
    case OP_DELETE_SUBSCR: objects[0] = borrow(sp[-2]); return 1;
    case OP_DELETE_ATTR: objects[0] = borrow(sp[-1]); return 1;
    case OP_PRECALL: return of_call(rt, sp, arg, objects);
    default: return 0;
    }
}

uint32_t locks_of(Runtime *rt, const CodeUnit *pc, Own *sp, Obj **objects) {
    uint32_t count = needed(rt, pc, sp, objects), kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        Obj *object = objects[i];
        bool is_static = (uint8_t *)object < rt->static_limit;
        if (is_static || (kept && objects[0] == object) || (rt->what_if->name_count && !is_watched(rt, object, entry_find(rt->what_if, object))))
            continue;
        objects[kept++] = object;
    }
    return kept;
}
