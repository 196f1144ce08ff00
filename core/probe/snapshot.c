/* Builds the flat snapshot: names first, then the objects reached from them breadth first, then what only cycles hold. */
#include "heap/gc_list.h"
#include "heap/span.h"
#include "object/dict.h"
#include "object/frame.h"
#include "object/immortal.h"
#include "object/str.h"
#include "object/type.h"
#include "probe/impl.h"
#include "vm/eval.h"

void probe_lay_out(Probe *probe, void *memory, uint32_t objects, uint32_t table) {
    uint8_t *end = memory;
    probe->object_room = objects;
    probe->edge_room = objects * PROBE_EDGES_EACH;
    probe->text_room = objects * PROBE_TEXT_EACH;
    probe->table_size = table;
    probe->shown = (void *)end;
    probe->objects = (void *)(end += objects * sizeof *probe->shown);
    probe->edges = (void *)(end += objects * sizeof *probe->objects);
    probe->text = (void *)(end += probe->edge_room * sizeof *probe->edges);
    probe->table = (void *)(end + probe->text_room);
}

int probe_open(Runtime *rt) {
    uint8_t *memory = chunks_take(rt, PROBE_CHUNKS, CHUNK_RUNTIME);
    if (!memory) return -1;
    rt->probe = (Probe *)(void *)memory;
    rt->probe->wanted_objects = PROBE_OBJECTS;
    probe_own_tables(rt->probe);
    vm_line_room(rt, rt->probe->room);
    probe_record(rt, false);
    return 0;
}

/* ---- table of shown objects ---- */

static uint32_t slot_of(const Obj *object) { return (uint32_t)((uintptr_t)object >> 4) * 2654435761u; }

static uint32_t find_slot(Probe *probe, Obj *object) {
    uint32_t mask = probe->table_size - 1, i = slot_of(object) & mask;
    while (probe->table[i] >= 0 && probe->shown[probe->table[i]] != object) i = (i + 1) & mask;
    return i;
}

bool is_shown(Probe *probe, Obj *object) { return probe->table[find_slot(probe, object)] >= 0; }

uint32_t object_flags(Runtime *rt, Obj *object) {
    uint32_t flags = 0;
    if (object_is_gc(object) && gc_is_tracked(object)) flags |= FLAG_TRACKED;
    if (is_str(object) && STR(object)->interned) flags |= FLAG_INTERNED;
    if ((uint8_t *)object < rt->static_top) flags |= FLAG_STATIC;
    int64_t items = object_item_count(rt, object);
    if (object_kind(rt, object) == KIND_CONTAINER && items > PROBE_HEAD_ITEMS + PROBE_TAIL_ITEMS) {
        flags |= FLAG_TRUNCATED;
    }
    return flags;
}

int shown_index(Runtime *rt, Probe *probe, Obj *object) {
    if (HS_UNLIKELY(probe->reach)) return reach_object(probe, object);
    uint32_t slot = find_slot(probe, object);
    if (probe->table[slot] >= 0) return probe->table[slot];
    if (probe->object_count >= probe->object_room || probe->object_count >= probe->wanted_objects) {
        probe->truncated = true;
        return -1;
    }
    int index = (int)probe->object_count++;
    probe->table[slot] = (int16_t)index;
    probe->shown[index] = object;
    uint32_t *record = probe->objects[index];
    record[Object_address] = (uint32_t)((uint8_t *)object - rt->span_base);
    record[Object_type_name] = text_cstr(probe, type_short_name(object->type));
    record[Object_kind] = object_kind(rt, object);
    record[Object_refcount] = (uint32_t)shown_refcount(rt, object);
    record[Object_size] = (uint32_t)object_virtual_size(rt, object);
    record[Object_flags] = object_flags(rt, object);
    record[Object_generation] = (uint32_t)-1;
    record[Object_value] = text_value(rt, probe, object);
    record[Object_born] = object_birth(rt, object);
    record[Object_length] = (uint32_t)object_item_count(rt, object);
    return index;
}

void add_edge(Runtime *rt, Probe *probe, uint32_t label, Obj *target) {
    if (HS_UNLIKELY(probe->reach)) {
        reach_object(probe, target);
        return;
    }
    if (probe->edge_count >= probe->edge_room) {
        probe->truncated = true;
        return;
    }
    uint32_t *record = probe->edges[probe->edge_count++];
    record[Edge_label] = label;
    record[Edge_object] = probe->trace_edges ? (uint32_t)((uint8_t *)target - rt->span_base)
                                             : (uint32_t)shown_index(rt, probe, target);
}

/* ---- generations: found by walking the rings once, since an object does not know its own ---- */

static uint32_t fill_generations(Runtime *rt, Probe *probe, int g) {
    uint32_t members = 0;
    GcHead *ring = &rt->gc.generations[g].head;
    for (GcHead *head = gc_next(ring); head != ring; head = gc_next(head)) {
        Obj *object = gc_object(head);
        if (!gc_is_startup(object)) members++;
        int index = probe->table[find_slot(probe, object)];
        if (index >= 0) probe->objects[index][Object_generation] = (uint32_t)g;
    }
    return members;
}

/* Members of a ring, counted from both ends: two rows of memory are fetched at a time. */
static uint32_t count_members(GcHead *ring) {
    uint32_t members = 0;
    GcHead *first = gc_next(ring), *last = gc_prev(ring);
    while (first != ring) {
        members += !gc_is_startup(gc_object(first));
        if (first == last) break;
        members += !gc_is_startup(gc_object(last));
        first = gc_next(first);
        if (first == last) break;
        last = gc_prev(last);
    }
    return members;
}

/* The oldest generation can be large: what is tracked and in no other ring belongs to it. */
static uint32_t fill_oldest(Runtime *rt, Probe *probe) {
    enum { OLDEST = GC_GENERATIONS - 1 };
    if (rt->gc.collecting || !gc_list_is_empty(&rt->gc.permanent)) return fill_generations(rt, probe, OLDEST);
    for (uint32_t i = 0; i < probe->object_count; i++) {
        uint32_t *record = probe->objects[i];
        if (record[Object_flags] & FLAG_TRACKED && record[Object_generation] == (uint32_t)-1) record[Object_generation] = OLDEST;
    }
    return count_members(&rt->gc.generations[OLDEST].head);
}

/* ---- putting it together ---- */

static void walk_all(Runtime *rt, Probe *probe, uint32_t *walked) {
    for (; *walked < probe->object_count; ++*walked) {
        uint32_t *record = probe->objects[*walked];
        record[Object_first_edge] = probe->edge_count;
        walk_object(rt, probe, probe->shown[*walked]);
        record[Object_edge_count] = probe->edge_count - record[Object_first_edge];
    }
}

static void write_header(Runtime *rt, Probe *probe) {
    uint32_t *h = probe->header;
    h[Header_version] = SNAPSHOT_VERSION;
    h[Header_step_low] = (uint32_t)rt->line_steps;
    h[Header_step_high] = (uint32_t)(rt->line_steps >> 32);
    h[Header_line] = (uint32_t)rt->current_line;
    h[Header_base_low] = (uint32_t)HS_VIRTUAL_BASE;
    h[Header_base_high] = (uint32_t)(HS_VIRTUAL_BASE >> 32);
    h[Header_gc_enabled] = rt->gc.enabled;
    for (int g = 0; g < GC_GENERATIONS; g++) {
        h[Header_gc_count0 + g] = (uint32_t)rt->gc.generations[g].count;
        h[Header_gc_threshold0 + g] = (uint32_t)rt->gc.generations[g].threshold;
        h[Header_gc_members0 + g] = g < GC_GENERATIONS - 1 ? fill_generations(rt, probe, g) : fill_oldest(rt, probe);
    }
    h[Header_collections] = (uint32_t)(rt->gc.stats[0].collections + rt->gc.stats[1].collections +
                                       rt->gc.stats[2].collections);
    h[Header_blocks_in_use] = (uint32_t)pool_blocks_in_use(rt);
    h[Header_births_before] = rt->births_before;
    const ErrorNote *error = &rt->error;
    h[Header_error_type] = text_cstr(probe, error->type);
    h[Header_error_message] = text_cstr(probe, error->message);
    h[Header_error_line] = (uint32_t)error->line;
    h[Header_error_column] = (uint32_t)error->column;
    h[Header_error_end_column] = (uint32_t)error->end_column;
}

static void write_event_texts(Probe *probe, uint32_t (*out)[Event_words]) {
    for (uint32_t i = 0; i < probe->event_count; i++) {
        memcpy(out[i], probe->events[i], sizeof probe->events[i]);
        out[i][Event_text] = text_cstr(probe, probe->event_text + probe->events[i][Event_text]);
    }
}

/* Append a table to the packed snapshot; returns the new end. */
static uint8_t *pack(uint8_t *end, const void *table, size_t size) {
    memmove(end, table, size);
    return end + size;
}

/* Tables for more objects than usual lie in scratch memory, and so does the snapshot, in its second half: bytes; 0 = there are none. */
static size_t lay_out_above(Runtime *rt, Probe *probe) {
    enum { TABLE = 1 << 16 };
    size_t half = round_up(PROBE_TABLES_SIZE(probe->wanted_objects, TABLE) + sizeof *probe, 64);
    uint8_t *memory = scratch_alloc(rt, 0, half * 2);
    if (memory) probe_lay_out(probe, memory, probe->wanted_objects, TABLE);
    return memory ? half * 2 : 0;
}

/* Objects for which there was no place. */
static uint32_t count_hidden(Runtime *rt, Probe *probe, size_t above) {
    uint32_t shown = 0;
    for (uint32_t i = 0; i < probe->object_count; i++) shown += !(probe->objects[i][Object_flags] & FLAG_UNREACHABLE);
    uint32_t all = probe_reachable(rt, shown + PROBE_MOST_HIDDEN, above);
    return all > shown ? all - shown : 0;
}

void probe_want(Runtime *rt, uint32_t objects) {
    rt->probe->wanted_objects = objects < PROBE_MOST_OBJECTS ? objects : PROBE_MOST_OBJECTS;
}

const uint8_t *probe_snapshot(Runtime *rt, size_t *size) {
    Probe *probe = rt->probe;
    uint32_t walked = 0;
    if (!probe) return NULL;
    uint8_t *start = (uint8_t *)(probe + 1) + sizeof probe->events;
    size_t above = 0;
    probe_own_tables(probe);
    if (probe->wanted_objects > PROBE_OBJECTS && (above = lay_out_above(rt, probe))) start = (uint8_t *)probe->shown + above / 2;
    memset(probe->table, 0xff, probe->table_size * sizeof *probe->table);
    probe->namespace_count = probe->name_count = probe->object_count = probe->edge_count = 0;
    probe->instruction_count = probe->operand_count = probe->thread_count = 0;
    probe->text_size = 0;
    probe->truncated = false;
    text_cstr(probe, ""); /* read in place of a text for which there is no room */
    add_namespaces(rt, probe);
    add_instructions(rt, probe);
    if (rt->has_threads) add_threads(rt, probe);
    walk_all(rt, probe, &walked);
    add_unreachable(rt, probe);
    walk_all(rt, probe, &walked);
    write_header(rt, probe);
    uint32_t *h = probe->header;
    h[Header_truncated] = probe->truncated; /* by what there is, not by what happened on the way */
    h[Header_hidden] = probe->truncated ? count_hidden(rt, probe, above) : 0;
    uint32_t(*events)[Event_words] = (void *)(probe + 1);
    probe->truncated = false;
    write_event_texts(probe, events);
    h[Header_events_truncated] = probe->truncated || probe->events_dropped;
    h[Header_namespaces] = probe->namespace_count;
    h[Header_names] = probe->name_count;
    h[Header_objects] = probe->object_count;
    h[Header_edges] = probe->edge_count;
    h[Header_events] = probe->event_count;
    h[Header_instructions] = probe->instruction_count;
    h[Header_operands] = probe->operand_count;
    h[Header_threads] = probe->thread_count;
    h[Header_text_bytes] = probe->text_size;
    uint8_t *end = start;
    end = pack(end, probe->header, sizeof probe->header);
    end = pack(end, probe->namespaces, probe->namespace_count * sizeof probe->namespaces[0]);
    end = pack(end, probe->names, probe->name_count * sizeof probe->names[0]);
    end = pack(end, probe->objects, probe->object_count * sizeof probe->objects[0]);
    end = pack(end, probe->edges, probe->edge_count * sizeof probe->edges[0]);
    end = pack(end, events, probe->event_count * sizeof events[0]);
    end = pack(end, probe->instructions, probe->instruction_count * sizeof probe->instructions[0]);
    end = pack(end, probe->operands, probe->operand_count * sizeof probe->operands[0]);
    end = pack(end, probe->threads, probe->thread_count * sizeof probe->threads[0]);
    end = pack(end, probe->text, probe->text_size);
    probe_own_tables(probe);
    *size = (size_t)(end - start);
    return start;
}
