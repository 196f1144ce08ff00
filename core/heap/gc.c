/* The cyclic collector.
 *
 * A collection takes a generation and the younger ones. gc_refs of each object starts as its refcount; references from inside
 * the set are subtracted; what keeps a count, and what that refers to, is reachable. The rest is tentatively moved to a list
 * of its own and moved back when something reachable refers to it. The orders of all lists decide in which order finalizers
 * run and objects die, so they are CPython's (3.11 Modules/gcmodule.c). Python code runs in weakref callbacks, finalizers and
 * tp_clear: lists may change under our hands there, and are always read again from their head. */
#include "heap/events.h"
#include "heap/gc_list.h"
#include "heap/seam.h"
#include "heap/span.h"

enum { DEBUG_STATS = 1, DEBUG_COLLECTABLE = 2, DEBUG_UNCOLLECTABLE = 4, DEBUG_SAVEALL = 32 };

HS_INLINE int traverse(Obj *self, VisitFn visit, void *arg) { return self->type->slots.tp_traverse(self, visit, arg); }

/* ---- start ---- */

void gc_init(Runtime *rt) {
    const int thresholds[GC_GENERATIONS] = {rt->lens->threshold0, 10, rt->lens->threshold2};
    for (int i = 0; i < GC_GENERATIONS; i++) {
        gc_list_init(&rt->gc.generations[i].head);
        rt->gc.generations[i].threshold = thresholds[i];
    }
    gc_list_init(&rt->gc.permanent);
    rt->gc.enabled = true;
}

/* They go to the oldest generation, where CPython's start-up leaves them; the counters begin as there. */
void gc_mark_startup(Runtime *rt) {
    GcGeneration *generations = rt->gc.generations;
    GcHead *oldest = &generations[GC_GENERATIONS - 1].head;
    for (int i = 0; i < GC_GENERATIONS; i++) {
        if (&generations[i].head != oldest) gc_list_merge(&generations[i].head, oldest);
    }
    generations[0].count = rt->lens->start_young;
    generations[1].count = rt->lens->start_middle;
    generations[2].count = rt->lens->start_old;
    for (GcHead *head = gc_next(oldest); head != oldest; head = gc_next(head)) head->next |= GC_STARTUP;
    rt->quickened = rt->lens->start_quickened;
    rt->births_before = rt->births;
    memset(rt->gc.stats, 0, sizeof rt->gc.stats);
    rt->gc.long_lived_pending = rt->lens->start_objects;
    rt->gc.long_lived_total = 0;
    rt->gc.missing = rt->lens->start_objects - gc_list_size(oldest);
}

/* What is young waits in the permanent generation; when that is in use, what is made stays young. */
void gc_pause(Runtime *rt, GcPause *pause, bool is_start) {
    GcState *gc = &rt->gc;
    pause->is_start = is_start;
    pause->enabled = gc->enabled;
    pause->is_apart = is_start && gc_list_is_empty(&gc->permanent);
    pause->free_lists = rt->free_lists;
    pause->blocks = is_start ? pool_blocks_in_use(rt) : 0;
    pause->start_blocks = gc->start_blocks;
    pause->quickened = rt->quickened;
    rt->free_lists = (FreeLists){ .slice = rt->free_lists.slice };
    for (int i = 0; i < GC_GENERATIONS; i++) pause->counts[i] = gc->generations[i].count;
    if (is_start) gc->enabled = false;
    if (pause->is_apart) gc_list_merge(&gc->generations[0].head, &gc->permanent);
}

/* Objects of a type that `maybe` finds to hold nothing to track leave the list. */
static void untrack(Runtime *rt, GcHead *list, TypeObj *type, void (*maybe)(Runtime *rt, Obj *object)) {
    GcHead *next;
    for (GcHead *head = gc_next(list); head != list; head = next) {
        next = gc_next(head);
        Obj *object = gc_object(head);
        if (object->type == type) maybe(rt, object);
    }
}

/* Names that only the cache of attributes keeps: CPython, too, has looked up other names since its start. */
static void forget_names(Runtime *rt) {
    for (int i = 0; i < METHOD_CACHE_SIZE; i++) {
        MethodCacheEntry *entry = &rt->method_cache[i];
        if (!entry->name || borrow(entry->name)->refcount > 1) continue;
        entry->version = 0;
        own_clear(rt, &entry->name);
    }
}

void gc_resume(Runtime *rt, const GcPause *pause) {
    if (pause->is_start) forget_names(rt);
    GcState *gc = &rt->gc;
    if (pause->is_apart) {
        untrack(rt, &gc->generations[0].head, T(rt, TUPLE), tuple_maybe_untrack); /* CPython collected since */
        untrack(rt, &gc->generations[0].head, T(rt, DICT), dict_maybe_untrack);
        gc->missing -= gc_list_size(&gc->generations[0].head);
        gc_list_merge(&gc->generations[0].head, &gc->generations[GC_GENERATIONS - 1].head);
        gc_list_merge(&gc->permanent, &gc->generations[0].head);
    }
    gc_clear_free_lists(rt);
    for (int i = 0; i < GC_GENERATIONS && pause->is_start; i++) gc->generations[i].count = pause->counts[i];
    if (pause->is_start) {
        gc->enabled = pause->enabled;
        rt->quickened = pause->quickened;
        gc->start_blocks = pause->start_blocks + pool_blocks_in_use(rt) - pause->blocks;
    }
    Obj *slice = rt->free_lists.slice;
    rt->free_lists = pause->free_lists;
    rt->free_lists.slice = slice;
}

/* ---- which objects are unreachable ---- */

/* Number of objects looked at. */
static intptr_t update_refs(Runtime *rt, GcHead *list) {
    intptr_t count = 0;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        uintptr_t refs = (uintptr_t)what_if_bound(rt, gc_object(head));
        head->prev = (head->prev & GC_FINALIZED) | GC_COLLECTING | refs << GC_REFS_SHIFT;
        count++;
    }
    return count;
}

static int visit_subtract(Obj *object, void *arg) {
    (void)arg;
    if (object_is_gc(object)) {
        GcHead *head = gc_head(object);
        if (gc_is_collecting(head)) {
            hs_assert(gc_refs(head) > 0);
            head->prev -= (uintptr_t)1 << GC_REFS_SHIFT;
        }
    }
    return 0;
}

static void subtract_refs(GcHead *list) {
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) traverse(gc_object(head), visit_subtract, NULL);
}

/* `object` is referred to by a reachable one: back to the end of `arg`, the young list, if it had been moved out. */
static int visit_reachable(Obj *object, void *arg) {
    if (!object_is_gc(object)) return 0;
    GcHead *head = gc_head(object);
    if (!gc_is_collecting(head)) return 0;
    if (head->next & GC_UNREACHABLE) {
        GcHead *prev = gc_prev(head), *next = gc_next(head);
        prev->next = (uintptr_t)next | (prev->next & GC_NEXT_MARKS) | GC_UNREACHABLE;
        gc_set_prev(next, prev);
        gc_list_append(head, arg);
        gc_set_refs(head, 1);
        events_gc_reached(object, true);
    } else if (gc_refs(head) == 0) {
        gc_set_refs(head, 1);
        events_gc_reached(object, false);
    }
    return 0;
}

static void append_unreachable(GcHead *head, GcHead *unreachable) {
    GcHead *last = gc_prev(unreachable);
    gc_set_next_unreachable(last, head);
    gc_set_prev(head, last);
    gc_set_next_unreachable(head, unreachable);
    unreachable->prev = (uintptr_t)head;
}

/* Leaves in `young` what is reachable, its `prev` pointers restored, and moves the rest, still marked, to `unreachable`. */
static void move_unreachable(Runtime *rt, GcHead *young, GcHead *unreachable) {
    (void)rt; /* for the events */
    GcHead *prev = young, *head = gc_next(young);
    while (head != young) {
        if (gc_refs(head)) {
            events_gc_source(rt, gc_object(head));
            traverse(gc_object(head), visit_reachable, young); /* may append to young */
            gc_set_prev(head, prev);
            gc_clear_collecting(head);
            prev = head;
        } else {
            gc_set_next(prev, gc_next(head));
            append_unreachable(head, unreachable);
            events_gc_note(rt, gc_object(head), PLACE_UNREACHABLE, NOTE_TENTATIVE);
        }
        head = gc_next(prev);
    }
    young->prev = (uintptr_t)prev;
    unreachable->next &= ~(uintptr_t)GC_NEXT_MARKS;
}

static intptr_t deduce_unreachable(Runtime *rt, GcHead *base, GcHead *unreachable) {
    intptr_t count = update_refs(rt, base);
    events_gc_counted(rt, false);
    subtract_refs(base);
    events_gc_counted(rt, true);
    gc_list_init(unreachable);
    move_unreachable(rt, base, unreachable);
    return count;
}

static void clear_unreachable_marks(GcHead *list) {
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) head->next &= ~(uintptr_t)GC_UNREACHABLE;
}

/* ---- what to do with them ---- */

bool gc_is_finalized(Obj *self) { return object_is_gc(self) && (gc_head(self)->prev & GC_FINALIZED) != 0; }

void gc_call_finalizer(Runtime *rt, Obj *self) {
    bool marked = object_is_gc(self);
    if (!self->type->slots.tp_finalize || (marked && gc_is_finalized(self))) return;
    self->type->slots.tp_finalize(rt, self);
    if (marked) gc_head(self)->prev |= GC_FINALIZED;
}

int gc_finalize_from_dealloc(Runtime *rt, Obj *self) {
    count_up(self, 1); /* from 0 */
    gc_call_finalizer(rt, self);
    return count_down(self) == 0 ? 0 : -1;
}

/* Always takes the first object left: finalizers may free or relink any of them. */
static void finalize_garbage(Runtime *rt, GcHead *collectable) {
    GcHead seen;
    gc_list_init(&seen);
    while (!gc_list_is_empty(collectable)) {
        GcHead *head = gc_next(collectable);
        Obj *object = gc_object(head);
        gc_list_move(head, &seen);
        if ((head->prev & GC_FINALIZED) || !object->type->slots.tp_finalize) continue;
        head->prev |= GC_FINALIZED;
        Own kept = keep(object);
        events_begin(rt, CAUSE_FINALIZE, object);
        object->type->slots.tp_finalize(rt, object);
        events_end(rt);
        events_gc_note(rt, object, -1, NOTE_FINALIZED);
        release(rt, kept);
    }
    gc_list_merge(&seen, collectable);
}

/* Splits what finalizers brought back off `unreachable`: it goes to `old`, the rest to `still_unreachable`. */
static void handle_resurrected(Runtime *rt, GcHead *unreachable, GcHead *still_unreachable, GcHead *old) {
    for (GcHead *head = gc_next(unreachable); head != unreachable; head = gc_next(head)) gc_clear_collecting(head);
    deduce_unreachable(rt, unreachable, still_unreachable);
    clear_unreachable_marks(still_unreachable);
    events_gc_list(rt, unreachable, PLACE_OLD, NOTE_RESURRECTED);
    gc_list_merge(unreachable, old);
}

static void clear_garbage(Runtime *rt, Obj *object) {
    if (!object->type->slots.tp_clear) return;
    Own kept = keep(object);
    events_begin(rt, CAUSE_CLEAR, object);
    object->type->slots.tp_clear(rt, object);
    events_end(rt);
    events_gc_note(rt, object, -1, NOTE_CLEARED);
    if (RAISED(rt)) unraisable_report(rt, "in tp_clear of", (Obj *)object->type);
    release(rt, kept);
}

static void delete_garbage(Runtime *rt, GcHead *collectable, GcHead *old) {
    while (!gc_list_is_empty(collectable)) {
        GcHead *head = gc_next(collectable);
        Obj *object = gc_object(head);
        hs_assert(object->refcount > 0);
        if (rt->gc.debug & DEBUG_SAVEALL) gc_save_garbage(rt, object);
        else clear_garbage(rt, object);
        if (gc_next(collectable) == head) { /* it lives on, perhaps dies later */
            gc_clear_collecting(head);
            gc_list_move(head, old);
            events_gc_note(rt, object, PLACE_OLD, -1);
        }
        events_gc_cleared(rt);
    }
}

/* ---- a collection ---- */

static GcHead *merge_younger(GcState *gc, int generation) {
    if (generation + 1 < GC_GENERATIONS) gc->generations[generation + 1].count++;
    GcHead *young = &gc->generations[generation].head;
    for (int i = 0; i <= generation; i++) {
        gc->generations[i].count = 0;
        if (i < generation) gc_list_merge(&gc->generations[i].head, young);
    }
    return young;
}

static void promote_survivors(Runtime *rt, int generation, GcHead *young, GcHead *old) {
    GcState *gc = &rt->gc;
    untrack(rt, young, T(rt, TUPLE), tuple_maybe_untrack);
    if (young != old) {
        if (generation == GC_GENERATIONS - 2) gc->long_lived_pending += gc_list_size(young);
        gc_list_merge(young, old);
    } else {
        untrack(rt, young, T(rt, DICT), dict_maybe_untrack);
        gc->long_lived_pending = 0;
        gc->long_lived_total = gc_list_size(young) + gc->missing;
    }
}

/* Collects a generation; no exception may be raised. Number of objects found unreachable, weakrefs that died included. There
 * are no legacy finalizers (tp_del) here, so nothing is ever uncollectable. */
static intptr_t collect(Runtime *rt, int generation, bool report) {
    GcState *gc = &rt->gc;
    GcHead unreachable, final_unreachable;
    if (gc->debug & DEBUG_STATS) gc_debug_start(rt, generation);
    what_if_whole(rt);
    events_collection(rt, generation);
    GcHead *young = merge_younger(gc, generation);
    GcHead *old = generation < GC_GENERATIONS - 1 ? &gc->generations[generation + 1].head : young;
    intptr_t looked_at = deduce_unreachable(rt, young, &unreachable);
    if (rt->has_threads && rt->fuel > INT32_MIN / 2) rt->fuel -= (int32_t)looked_at; /* a part of the thread's turn */
    events_phase(rt, PHASE_MOVED);
    events_gc_list(rt, young, PLACE_OLD, -1);
    promote_survivors(rt, generation, young, old);
    events_phase(rt, PHASE_SURVIVORS);
    clear_unreachable_marks(&unreachable);
    if (gc->debug & DEBUG_COLLECTABLE) {
        for (GcHead *head = gc_next(&unreachable); head != &unreachable; head = gc_next(head))
            gc_debug_object(rt, "collectable", gc_object(head));
    }
    intptr_t collected = weakref_handle_unreachable(rt, &unreachable, old);
    events_phase(rt, PHASE_WEAKREFS);
    finalize_garbage(rt, &unreachable);
    events_phase(rt, PHASE_FINALIZED);
    handle_resurrected(rt, &unreachable, &final_unreachable, old);
    events_phase(rt, PHASE_RESURRECTED);
    collected += gc_list_size(&final_unreachable);
    delete_garbage(rt, &final_unreachable, old);
    events_phase(rt, PHASE_FREED);
    events_end(rt);
    if (gc->debug & DEBUG_STATS) gc_debug_done(rt, collected, 0);
    if (generation == GC_GENERATIONS - 1) gc_clear_free_lists(rt);
    if (RAISED(rt)) unraisable_report(rt, report ? "in garbage collection" : NULL, NULL);
    gc->stats[generation].collections++;
    gc->stats[generation].collected += collected;
    if (rt->recording) probe_collected(rt, generation, collected, 0);
    return collected;
}

static intptr_t collect_with_callbacks(Runtime *rt, int generation) {
    gc_invoke_callbacks(rt, "start", generation, 0, 0);
    intptr_t collected = collect(rt, generation, true);
    gc_invoke_callbacks(rt, "stop", generation, collected, 0);
    return collected;
}

/* The oldest generation over its threshold; the oldest of all only when a quarter of it is new. */
static void collect_oldest_due(Runtime *rt) {
    GcState *gc = &rt->gc;
    for (int i = GC_GENERATIONS - 1; i >= 0; i--) {
        if (gc->generations[i].count <= gc->generations[i].threshold) continue;
        if (i == GC_GENERATIONS - 1 && gc->long_lived_pending < gc->long_lived_total / 4) continue;
        collect_with_callbacks(rt, i);
        return;
    }
}

void gc_collect_if_due(Runtime *rt) {
    GcState *gc = &rt->gc;
    if (!gc->enabled || gc->collecting || RAISED(rt) || !gc->generations[0].threshold) return;
    if (rt->lens->collects_later && rt->pool.reserve != RESERVE_OPENED && vm_interrupt(rt)) {
        gc->scheduled = true;
        return;
    }
    gc->collecting = true;
    if (rt->pool.reserve == RESERVE_OPENED) { /* memory ran out: everything, whatever is due */
        rt->pool.reserve = RESERVE_COLLECTED;
        collect_with_callbacks(rt, GC_GENERATIONS - 1);
    } else {
        collect_oldest_due(rt);
    }
    gc->collecting = false;
}

void gc_collect_scheduled(Runtime *rt) {
    rt->gc.scheduled = false;
    if (rt->gc.collecting) return;
    rt->gc.collecting = true;
    collect_oldest_due(rt);
    rt->gc.collecting = false;
}

intptr_t gc_collect(Runtime *rt, int generation) {
    if (rt->gc.collecting) return 0;
    ThreadState *ts = &rt->ts;
    Own type = ts->raised_type, value = ts->raised_value, traceback = ts->raised_tb;
    ts->raised_type = ts->raised_value = ts->raised_tb = (Own)0;
    rt->gc.collecting = true;
    intptr_t collected = collect_with_callbacks(rt, generation);
    rt->gc.collecting = false;
    ts->raised_type = type;
    ts->raised_value = value;
    ts->raised_tb = traceback;
    return collected;
}

intptr_t gc_collect_no_callbacks(Runtime *rt) {
    if (rt->gc.collecting) return 0;
    rt->gc.collecting = true;
    intptr_t collected = collect(rt, GC_GENERATIONS - 1, false);
    rt->gc.collecting = false;
    return collected;
}

#ifdef HS_DEBUG

/* ---- rehearsal ---- */

/* Notes the objects of a list from `at` on, and empties it into `all`. */
static size_t note_list(GcHead *list, GcHead **order, size_t at, GcHead *all) {
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) order[at++] = head;
    gc_list_merge(list, all);
    return at;
}

static void restore_list(GcHead *list, GcHead **order, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        order[i]->prev &= GC_FINALIZED;
        gc_list_append(order[i], list);
    }
}

void gc_rehearse(Runtime *rt) {
    GcState *gc = &rt->gc;
    GcHead all, unreachable;
    size_t ends[GC_GENERATIONS + 1] = {0}, count = 0;
    if (gc->collecting) return;
    for (int i = 0; i < GC_GENERATIONS; i++) count += (size_t)gc_list_size(&gc->generations[i].head);
    GcHead **order = scratch_alloc(rt, 0, (count + 1) * sizeof *order);
    if (!order) return;
    gc_list_init(&all);
    for (int i = 0; i < GC_GENERATIONS; i++) ends[i + 1] = note_list(&gc->generations[i].head, order, ends[i], &all);
    deduce_unreachable(rt, &all, &unreachable);
    for (int i = 0; i < GC_GENERATIONS; i++) restore_list(&gc->generations[i].head, order, ends[i], ends[i + 1]);
    scratch_free(order, (count + 1) * sizeof *order);
}

#endif
