/* A collection, phase by phase: for each of the program's objects in the generations collected its gc_refs, the list it is on, and what
 * was done to it. A phase is an event; its rows lie in the recorder's data. */
#include "heap/gc_list.h"
#include "object/weakref.h"
#include "probe/recorder/recorder.h"

/* life, enum GcPlace, gc_refs (-1: none now), count, via, enum GcNote | generation << 8 */
enum { ROW_WORDS = 6 };

static void put(Recorder *r, uint32_t word) {
    if (r->data_count < RECORDER_DATA) r->data[r->data_count++] = word;
}

static Member *member_of(Recorder *r, Obj *object) {
    int32_t life = record_life_at(r, object);
    uint16_t number = life < 0 ? 0 : r->member_of_life[life];
    return number && r->members[number - 1].place != PLACE_FREED ? &r->members[number - 1] : NULL;
}

static void add_members(Recorder *r, int generation) {
    GcHead *list = &r->rt->gc.generations[generation].head;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        Obj *object = gc_object(head);
        if (gc_is_startup(object)) continue;
        int32_t life = record_life(r, object, 0);
        if (life < 0 || r->member_count >= RECORDER_MEMBERS) {
            r->dropped++;
            return;
        }
        record_describe(r, life, object);
        r->members[r->member_count++] = (Member){ object, life, PLACE_YOUNG, -1, NOTE_NONE, generation };
        r->member_of_life[life] = (uint16_t)r->member_count;
    }
}

void events_collection(Runtime *rt, int generation) {
    Recorder *r = recorder();
    if (!r->on) return;
    events_begin(rt, CAUSE_COLLECTION, NULL);
    r->collections++;
    r->generation = generation;
    r->round = 0;
    r->member_count = 0;
    memset(r->member_of_life, 0, sizeof r->member_of_life);
    for (int i = generation; i >= 0; i--) add_members(r, i); /* as the lists are joined: the younger behind the older */
    size_t size;
    const uint8_t *bytes = probe_snapshot(rt, &size);
    uint32_t at = r->data_count, words = (uint32_t)((size + 3) / 4);
    r->snapshot_at = at;
    bool fits = words + 200000 < RECORDER_DATA - at;
    put(r, fits ? (uint32_t)size : 0);
    if (fits) {
        memcpy(r->data + r->data_count, bytes, size);
        r->data_count += words;
    }
    events_phase(rt, PHASE_START);
}

void events_phase(Runtime *rt, int phase) {
    Recorder *r = recorder();
    if (!r->on) return;
    uint32_t at = r->data_count, *event = record_event(r, MEMORY_PHASE, NULL, 0);
    (void)rt;
    if (!event) return;
    if (at + r->member_count * ROW_WORDS > RECORDER_DATA) {
        r->dropped++;
        return;
    }
    event[MemoryEvent_slot] = (uint32_t)phase;
    event[MemoryEvent_holder] = r->collections - 1;
    event[MemoryEvent_by] = (uint32_t)r->generation;
    event[MemoryEvent_index] = at;
    event[MemoryEvent_count] = r->member_count;
    event[MemoryEvent_previous] = r->snapshot_at; /* where the snapshot of the start lies: its size, its bytes */
    bool counted = phase == PHASE_COPIED || phase == PHASE_SUBTRACTED || phase == PHASE_RECHECKED; /* prev is no pointer then */
    for (uint32_t i = 0; i < r->member_count; i++) {
        Member *member = &r->members[i];
        bool freed = member->place == PLACE_FREED;
        GcHead *head = freed ? NULL : gc_head(member->object);
        put(r, (uint32_t)member->life);
        put(r, (uint32_t)member->place);
        put(r, !freed && counted && gc_is_collecting(head) ? (uint32_t)gc_refs(head) : (uint32_t)-1);
        put(r, freed ? 0 : (uint32_t)member->object->refcount);
        put(r, (uint32_t)member->via);
        put(r, (uint32_t)(member->note | member->generation << 8));
    }
}

/* The collector is looking at what `object` refers to. */
void events_gc_source(Runtime *rt, Obj *object) {
    Recorder *r = recorder();
    (void)rt;
    if (r->on) r->source = record_life(r, object, 0);
}

/* `object` is found reachable; back: it had been put among the unreachable ones. */
void events_gc_reached(Obj *object, bool back) {
    Recorder *r = recorder();
    Member *member = r->on ? member_of(r, object) : NULL;
    if (!member) return;
    member->via = r->source;
    member->note = r->round > 1 ? NOTE_RESURRECTED : back ? NOTE_BACK : NOTE_REACHED;
    member->place = PLACE_YOUNG;
}

void events_gc_note(Runtime *rt, Obj *object, int place, int note) {
    Recorder *r = recorder();
    (void)rt;
    Member *member = r->on ? member_of(r, object) : NULL;
    if (!member) return;
    if (place >= 0) member->place = place;
    if (note < 0) return;
    member->note = note;
    member->via = note == NOTE_WEAKREFS ? (int32_t)weakref_count(object) : -1;
}

/* All that are on a list now. */
void events_gc_list(Runtime *rt, GcHead *list, int place, int note) {
    if (!recorder()->on) return;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) events_gc_note(rt, gc_object(head), place, note);
}

/* The first search for unreachable objects is followed by a second one, after the finalizers. */
void events_gc_counted(Runtime *rt, bool subtracted) {
    Recorder *r = recorder();
    if (r->round == 0) events_phase(rt, subtracted ? PHASE_SUBTRACTED : PHASE_COPIED);
    else if (subtracted) events_phase(rt, PHASE_RECHECKED);
    if (subtracted) r->round++;
}

/* One object's tp_clear is done: shown one by one while there are few. */
void events_gc_cleared(Runtime *rt) {
    if (recorder()->member_count <= 64) events_phase(rt, PHASE_CLEARED);
}

void events_member_freed(Recorder *r, Obj *object) {
    Member *member = r->member_count ? member_of(r, object) : NULL;
    if (member) member->place = PLACE_FREED;
}
