/* Changes of counts in parts, and what comes of them: lost updates, leaks, objects freed too early and used afterwards. */
#include "heap/gc_list.h"
#include "object/dict.h"
#include "object/set.h"
#include "object/weakref.h"
#include "probe/what_if/what_if.h"

/* ---- entries: open addressing by address ---- */

static size_t slot_of(const WhatIf *w, const Obj *object) {
    size_t slot = ((uintptr_t)object >> 4) * 2654435761u & w->mask;
    while (w->table[slot].object && w->table[slot].object != object) slot = (slot + 1) & w->mask;
    return slot;
}

Entry *entry_find(WhatIf *w, const Obj *object) {
    if (!w->entries) return NULL;
    Entry *entry = &w->table[slot_of(w, object)];
    return entry->object ? entry : NULL;
}

static bool grow_table(Runtime *rt, WhatIf *w) {
    size_t old = w->table ? w->mask + 1 : 0, size = old ? 2 * old : 256;
    Entry *table = raw_alloc(rt, size * sizeof *table), *before = w->table;
    if (!table) return false;
    memset(table, 0, size * sizeof *table);
    w->table = table;
    w->mask = size - 1;
    for (size_t i = 0; i < old; i++) {
        if (before[i].object) table[slot_of(w, before[i].object)] = before[i];
    }
    raw_free(rt, before);
    return true;
}

Entry *entry_of(Runtime *rt, Obj *object) {
    WhatIf *w = rt->what_if;
    Entry *entry = entry_find(w, object);
    if (entry) return entry;
    if ((!w->table || 2 * w->entries > w->mask) && !grow_table(rt, w)) return NULL;
    entry = &w->table[slot_of(w, object)];
    *entry = (Entry){ .object = object, .visible = object->refcount, .owner = NOBODY };
    w->entries++;
    return entry;
}

/* Those behind it in its cluster move up. */
static void entry_remove(WhatIf *w, Entry *entry) {
    if (entry->flags & ENTRY_DYING) w->dying--;
    size_t hole = (size_t)(entry - w->table), at = hole;
    w->entries--;
    for (;;) {
        w->table[hole] = (Entry){ 0 };
        for (;;) {
            at = (at + 1) & w->mask;
            if (!w->table[at].object) return;
            size_t home = ((uintptr_t)w->table[at].object >> 4) * 2654435761u & w->mask;
            if (((at - home) & w->mask) >= ((at - hole) & w->mask)) break;
        }
        w->table[hole] = w->table[at];
        hole = at;
    }
}

void entry_settle(WhatIf *w, Entry *entry) {
    if (!entry->flags && !entry->pending && !entry->depth && !entry->held && entry->visible == entry->object->refcount) entry_remove(w, entry);
}

/* ---- which objects ---- */

static bool is_of_program(Runtime *rt, TypeObj *type) {
    if (!(type->flags & TPF_HEAP)) return false;
    Obj *module = type->dict ? dict_get(rt, borrow(type->dict), ID(rt, __module__)) : NULL;
    return module && is_str(module) && str_equals_ascii(module, "__main__");
}

/* Data: instances of the program's classes, containers, numbers and texts that are not made once for all. */
static bool is_data(Runtime *rt, Obj *object) {
    TypeObj *type = object->type;
    if ((type->flags & (TPF_LIST | TPF_TUPLE | TPF_DICT | TPF_INT | TPF_BYTES)) || is_set_any(rt, object)) return true;
    return type == T(rt, FLOAT) || type == T(rt, BYTEARRAY) || is_of_program(rt, type);
}

bool is_watched(Runtime *rt, Obj *object, Entry *entry) {
    WhatIf *w = rt->what_if;
    if (entry && entry->flags & ENTRY_WATCHED) return true;
    Obj *names = w->name_count && rt->modules ? main_namespace(rt) : NULL;
    for (uint32_t i = 0; names && i < w->name_count; i++) {
        if (dict_get(rt, names, borrow(w->names[i])) == object) return true;
    }
    return false;
}

static bool takes_part(Runtime *rt, WhatIf *w, Obj *object) {
    if ((uint8_t *)object >= rt->span_base && (uint8_t *)object < rt->static_limit) return false; /* None, small ints, builtin types */
    if (w->name_count) return is_watched(rt, object, entry_find(w, object));
    return w->all || is_data(rt, object);
}

/* ---- what comes of it ---- */

static void note_use(Runtime *rt, Entry *entry, const char *what) {
    WhatIf *w = rt->what_if;
    if (entry->flags & ENTRY_DYING) return;
    w->total.usesAfterFree++;
    if (entry->uses++ >= 6) return;
    log_event(rt, what, entry->object, w->lane);
    log_end(rt);
}

static void free_too_early(Runtime *rt, Entry *entry) {
    WhatIf *w = rt->what_if;
    w->total.prematureFrees++;
    log_event(rt, "premature-free", entry->object, w->lane);
    log_number(rt, "references", entry_references(entry));
    log_holders(rt, entry->object);
    log_end(rt);
    entry->flags |= ENTRY_FREED | ENTRY_DYING;
    w->dying++;
}

static void leak(Runtime *rt, Entry *entry) {
    WhatIf *w = rt->what_if;
    entry->flags |= ENTRY_LEAKED;
    w->total.leaks++;
    log_event(rt, "leak", entry->object, w->lane);
    log_number(rt, "count", entry->visible);
    log_end(rt);
}

/* After a change: whether the object is to die now. `zero`: a thread has stored 0 and frees it. */
static bool judge(Runtime *rt, Entry *entry, bool zero) {
    WhatIf *w = rt->what_if;
    bool unused = entry_references(entry) == 0 && !entry->pending;
    if (!entry->pending && !unused) entry->object->refcount -= (intptr_t)entry->held, entry->held = 0; /* others keep it alive */
    if (entry->flags & ENTRY_FREED) {
        if (zero) {
            w->total.doubleFrees++;
            log_event(rt, "double-free", entry->object, w->lane);
            log_end(rt);
        }
        return unused;
    }
    if (zero && unused) return true;
    if (zero) free_too_early(rt, entry);
    else if (unused && !(entry->flags & ENTRY_LEAKED)) leak(rt, entry);
    else entry_settle(w, entry);
    return false;
}

/* Gives a reference back; the last one goes over to the entry. */
static void give_reference(Obj *object, Entry *entry) {
    if (object->refcount > 1) object->refcount--;
    else entry->held++;
}

static void bury(WhatIf *w, Entry *entry) {
    entry->object->refcount = 0;
    entry_remove(w, entry);
}

void entry_review(Runtime *rt, Entry *entry) {
    Obj *object = entry->object;
    if (!judge(rt, entry, false)) return;
    bury(rt->what_if, entry);
    object_dealloc(rt, object);
}

/* ---- a change at once ---- */

static intptr_t change_at_once(Runtime *rt, Entry *entry, intptr_t by) {
    WhatIf *w = rt->what_if;
    Obj *object = entry->object;
    bool freed = entry->flags & ENTRY_FREED;
    if (w->mode == WHAT_IF_LOCKS && entry->owner != NOBODY && entry->owner != w->lane) { /* it waits until the other one is through */
        Lane *other = &w->lanes[entry->owner];
        w->total.lockWaits++;
        while (lane_is_busy(other) && other->changes[other->next].object == object && other->changes[other->next].part != PART_ACQUIRE)
            lane_step(rt, other);
        if (!(entry = entry_find(w, object))) return object->refcount += by;
    }
    if (freed) note_use(rt, entry, "use-after-free");
    else entry->visible += by;
    if (by > 0) return object->refcount += by;
    give_reference(object, entry);
    if (!judge(rt, entry, !freed && entry->visible == 0)) return 1;
    bury(w, entry);
    return 0;
}

/* ---- a change in parts ---- */

static bool enqueue(Runtime *rt, Obj *object, intptr_t by) {
    WhatIf *w = rt->what_if;
    Lane *lane = &w->lanes[w->lane];
    if (lane->count == lane->capacity) {
        uint32_t capacity = lane->capacity ? 2 * lane->capacity : 64;
        Change *changes = raw_realloc(rt, lane->changes, capacity * sizeof *changes);
        if (!changes) return false;
        lane->changes = changes;
        lane->capacity = capacity;
    }
    Entry *entry = entry_of(rt, object);
    if (!entry) return false;
    if (w->name_count) entry->flags |= ENTRY_WATCHED;
    lane->changes[lane->count++] = (Change){ .object = object, .by = by, .part = w->mode == WHAT_IF_LOCKS ? PART_ACQUIRE : PART_LOAD };
    entry->pending++;
    if (by > 0) object->refcount += by;
    else give_reference(object, entry);
    return true;
}

intptr_t what_if_count(Runtime *rt, Obj *object, intptr_t by) {
    WhatIf *w = rt->what_if;
    if (w->over) return object->refcount += by;
    w->total.changes++;
    if (w->mode == WHAT_IF_LOCKS) w->total.lockOperations += 2;
    if (w->apart && takes_part(rt, w, object) && enqueue(rt, object, by)) return 1;
    Entry *entry = entry_find(w, object);
    return entry ? change_at_once(rt, entry, by) : (object->refcount += by);
}

static const char *const part_names[] = { "lock-acquire", "load", "add", "store", "lock-release" };

/* Of an object that is watched by name, every micro-step is told. */
static void tell_part(Runtime *rt, const Entry *entry, const Change *change, uint32_t lane, intptr_t value) {
    if (!(entry->flags & ENTRY_WATCHED)) return;
    log_event(rt, part_names[change->part], entry->object, lane);
    if (change->part > PART_ACQUIRE && change->part < PART_RELEASE) {
        log_number(rt, "by", change->by);
        log_number(rt, "value", value);
    }
    log_end(rt);
}

/* True: the object is to die. */
static bool store(Runtime *rt, Entry *entry, Change *change, uint32_t lane) {
    WhatIf *w = rt->what_if;
    intptr_t stored = change->loaded + change->by, lost = entry->visible - change->loaded;
    entry->pending--;
    if (entry->flags & ENTRY_FREED) {
        note_use(rt, entry, "use-after-free");
        return judge(rt, entry, change->by < 0 && stored == 0);
    }
    tell_part(rt, entry, change, lane, stored);
    if (lost) {
        w->total.lostUpdates++;
        w->total.lost += lost;
        entry->lost += lost;
        log_event(rt, "lost-update", entry->object, lane);
        log_number(rt, "by", change->by);
        log_number(rt, "loaded", change->loaded);
        log_number(rt, "found", entry->visible);
        log_number(rt, "stored", stored);
        log_number(rt, "lost", lost);
        log_end(rt);
    }
    entry->visible = stored;
    return judge(rt, entry, change->by < 0 && stored == 0);
}

bool lane_step(Runtime *rt, Lane *lane) {
    WhatIf *w = rt->what_if;
    uint32_t number = (uint32_t)(lane - w->lanes);
    Change *change = &lane->changes[lane->next], done = *change;
    Obj *object = change->object;
    Entry *entry = entry_find(w, object);
    bool over = w->mode != WHAT_IF_LOCKS && change->part == PART_STORE, dies = false;
    switch ((enum Part)change->part) {
    case PART_ACQUIRE:
        if (!lock_take(rt, object, number)) return false;
        entry = entry_find(w, object);
        tell_part(rt, entry, change, number, 0);
        break;
    case PART_LOAD:
        if (entry->flags & ENTRY_FREED) note_use(rt, entry, "use-after-free");
        change->loaded = entry->visible;
        tell_part(rt, entry, change, number, change->loaded);
        break;
    case PART_ADD: tell_part(rt, entry, change, number, change->loaded + change->by); break;
    case PART_STORE: break;
    case PART_RELEASE:
        over = true;
        tell_part(rt, entry, change, number, 0);
        break;
    }
    change->part++;
    if (over && ++lane->next == lane->count) lane->next = lane->count = 0;
    if (done.part == PART_STORE) dies = store(rt, entry, &done, number);
    else if (done.part == PART_RELEASE) lock_give(rt, object, number);
    if (!dies) return true;
    if (!over && ++lane->next == lane->count) lane->next = lane->count = 0; /* its lock goes with it */
    bury(w, entry);
    bool doing = w->doing;
    w->doing = true;
    object_dealloc(rt, object);
    w->doing = doing;
    return true;
}

intptr_t what_if_shown(Runtime *rt, const Obj *object) {
    Entry *entry = rt->what_if && !rt->what_if->over ? entry_find(rt->what_if, object) : NULL;
    return entry ? entry->visible : object->refcount;
}

intptr_t what_if_bound(Runtime *rt, const Obj *object) {
    intptr_t shown = what_if_shown(rt, object);
    return shown > object->refcount ? shown : object->refcount;
}

/* ---- the end ---- */

int what_if_visit(Runtime *rt, VisitFn visit, void *arg) {
    WhatIf *w = rt->what_if;
    for (uint32_t i = 0; i < w->name_count; i++) VISIT(w->names[i]);
    for (size_t i = 0; w->table && i <= w->mask; i++) {
        Entry *entry = &w->table[i];
        int result = 0;
        for (uint32_t n = 0; entry->object && n < entry->held && !result; n++) result = visit(entry->object, arg);
        if (result) return result;
    }
    return 0;
}

/* What counts say too much for stays until the very end, as it would. */
void what_if_end(Runtime *rt) {
    WhatIf *w = rt->what_if;
    if (!w || w->over) return;
    for (w->lane = 0; w->lane < LANES; w->lane++) what_if_whole(rt);
    w->lane = 0;
    w->over = true;
    for (size_t i = 0; w->table && i <= w->mask; i++) {
        Entry *entry = &w->table[i];
        if (!entry->object || entry->held) continue;
        if (entry->flags & ENTRY_FREED || entry->visible <= entry->object->refcount) {
            entry_remove(w, entry);
            i--; /* another one has moved here */
            continue;
        }
        entry->object->refcount++;
        entry->held++;
    }
}

void what_if_free(Runtime *rt) {
    WhatIf *w = rt->what_if;
    if (!w) return;
    w->over = true;
    for (size_t i = 0; w->table && i <= w->mask; i++) {
        Entry *entry = &w->table[i];
        if (!entry->object || !entry->held) continue;
        if (object_is_gc(entry->object)) gc_head(entry->object)->prev |= GC_FINALIZED; /* its __del__ never runs */
        for (; entry->held; entry->held--) release(rt, adopt(entry->object));
    }
    for (uint32_t i = 0; i < w->name_count; i++) release(rt, w->names[i]);
    for (uint32_t i = 0; i < LANES; i++) raw_free(rt, w->lanes[i].changes);
    raw_free(rt, w->table), raw_free(rt, w->schedule), raw_free(rt, w->log);
    rt->what_if = NULL;
    raw_free(rt, w);
}
