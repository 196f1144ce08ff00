/* Notes of one step: objects made and freed, collections. Only taken while rt->recording. */
#include "heap/events.h"
#include "object/type.h"
#include "probe/impl.h"
#include "vm/eval.h"

static uint32_t *add_event(Runtime *rt, enum EventKind kind, Obj *object) {
    Probe *probe = rt->probe;
    if (!probe || !(rt->recording & RECORD_EVENTS)) return NULL;
    if (probe->event_count >= PROBE_EVENTS) {
        probe->events_dropped++;
        return NULL;
    }
    uint32_t *record = probe->events[probe->event_count++];
    memset(record, 0, sizeof probe->events[0]);
    record[Event_kind] = kind;
    record[Event_address] = object ? (uint32_t)((uint8_t *)object - rt->span_base) : 0;
    return record;
}

/* Type name of an event's object: kept apart until the snapshot is written. */
static void set_event_text(Probe *probe, uint32_t *record, const char *text) {
    size_t size = strlen(text) + 1;
    if (probe->event_text_size + size > sizeof probe->event_text) return;
    record[Event_text] = probe->event_text_size;
    memcpy(probe->event_text + probe->event_text_size, text, size);
    probe->event_text_size += (uint32_t)size;
}

void probe_allocated(Runtime *rt, Obj *object, size_t virtual_size) {
    if (rt->recording & RECORD_BLOCKS) tracemalloc_reuse(rt, object);
    if (rt->recording & RECORD_WATCH) watch_made(rt, object);
    events_allocated(rt, object, virtual_size);
    uint32_t *record = add_event(rt, EVENT_ALLOC, object);
    if (!record) return;
    record[Event_a] = (uint32_t)virtual_size;
    set_event_text(rt->probe, record, type_short_name(object->type));
}

void probe_freed(Runtime *rt, Obj *object) {
    if (rt->recording & RECORD_WATCH) watch_freed(rt, object);
    events_freed(rt, object);
    uint32_t *record = add_event(rt, EVENT_FREE, object);
    if (record) set_event_text(rt->probe, record, type_short_name(object->type));
}

void probe_collected(Runtime *rt, int generation, intptr_t collected, intptr_t uncollectable) {
    uint32_t *record = add_event(rt, EVENT_COLLECT, NULL);
    if (!record) return;
    record[Event_address] = (uint32_t)generation;
    record[Event_a] = (uint32_t)collected;
    record[Event_b] = (uint32_t)uncollectable;
}

void probe_record(Runtime *rt, bool on) {
    Probe *probe = rt->probe;
    rt->recording = (uint8_t)((rt->recording & ~RECORD_EVENTS) | (on && probe ? RECORD_EVENTS : 0));
    recorder_switch(rt, on);
    if (!probe) return;
    probe->event_count = probe->events_dropped = 0;
    probe->event_text_size = 1; /* offset 0: no text */
    probe->event_text[0] = 0;
}
