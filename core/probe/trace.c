/* The recorder: while the program runs, a line of JSON for each line event, made on the spot.
 *
 * A line tells all that is reachable from the names: {"step":7,"line":3,"gc":[3,0,0],"spaces":[...],"objects":{...},"gone":[...]}.
 * Spaces are the module and the frames, from the innermost: {"id","kind","label","line","names":{name: id}}. Objects by id:
 * {"type","refcount","size","length","value","refs":[[label, id], ...]}. What is as it was in the line before is left out: such a space is
 * only its id, such an object is not there, and `gone` lists the objects that were and are no longer reached. So the whole state of any step
 * follows from the lines up to it; every line is complete by itself when `whole` is asked for.
 *
 * To know what changed without writing it, each object's content is hashed (a dict's by its version), and its references of the last time
 * are kept; for lines that are whole its text, too. All memory is the caller's, outside the span. */
#include "probe/trace.h"

#include "object/bytes.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/frame.h"
#include "object/immortal.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "probe/impl.h"
#include "vm/eval.h"

enum { ENTRIES = 1 << 16, POOL = 1 << 19, ORDER = 1 << 15, TEXT = 1900 << 10, KEPT = 1 << 20, MARGIN = 80 << 10 };

typedef struct Entry {
    uint64_t hash;  /* of the content written last, 0 = none */
    uint32_t key;   /* offset in the span; of spaces, plus 1 */
    uint32_t stamp; /* line in which it was reached last; 0 = free */
    uint32_t text, text_size;    /* what was written, in `kept`; 0 = not kept */
    uint32_t first, count, room; /* in the pool: offsets of what it refers to */
} Entry;

struct Tracer {
    bool whole, flushing, truncated, first; /* first: of the items being written, no comma before it */
    uint32_t limit, stamp, entry_count, pool_used, text_size;
    uint32_t now, reached[2]; /* order[now]: entries of this line, in the order reached; the other: of the one before */
    uint32_t order[2][ORDER];
    Entry entries[ENTRIES];
    uint32_t pool[POOL];
    char text[TEXT];
    uint32_t kept_size;
    char kept[KEPT];
};
_Static_assert(sizeof(Tracer) <= TRACER_BYTES, "the tracer outgrew its memory");

/* ---- writing ---- */

static void put(Tracer *t, const char *text, size_t size) {
    memcpy(t->text + t->text_size, text, size);
    t->text_size += (uint32_t)size;
}
#define PUT(t, literal) put(t, literal, sizeof(literal) - 1)

static void put_number(Tracer *t, int64_t value) {
    char digits[24];
    size_t n = sizeof digits;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do digits[--n] = (char)('0' + rest % 10);
    while ((rest /= 10));
    if (value < 0) digits[--n] = '-';
    put(t, digits + n, sizeof digits - n);
}

/* "0x7f..." with its quotes. */
static void put_id(Tracer *t, uint32_t offset) {
    uint64_t id = HS_VIRTUAL_BASE + offset;
    char *out = t->text + t->text_size;
    memcpy(out, "\"0x", 3);
    for (int i = 0; i < 12; i++) out[3 + i] = "0123456789abcdef"[id >> (44 - 4 * i) & 15];
    out[15] = '"';
    t->text_size += 16;
}

/* A text of the probe (UTF-8) as a JSON string. */
static void put_string(Tracer *t, Probe *probe, uint32_t at) {
    uint32_t size;
    memcpy(&size, probe->text + at, 4);
    const char *text = probe->text + at + 4;
    PUT(t, "\"");
    for (uint32_t i = 0; i < size; i++) {
        uint8_t c = (uint8_t)text[i];
        if (c >= 32 && c != '"' && c != '\\') {
            t->text[t->text_size++] = (char)c;
        } else if (c >= 32) {
            t->text[t->text_size++] = '\\';
            t->text[t->text_size++] = (char)c;
        } else {
            PUT(t, "\\u00");
            t->text[t->text_size++] = "0123456789abcdef"[c >> 4];
            t->text[t->text_size++] = "0123456789abcdef"[c & 15];
        }
    }
    PUT(t, "\"");
}

/* Lets the host take the text, so that there is room for one more object or space. */
static void make_room(Runtime *rt, Tracer *t) {
    if (t->text_size < TEXT - MARGIN) return;
    t->flushing = true;
    host_step_stop(rt);
    t->flushing = false;
    t->text_size = 0;
}

/* ---- text written before ---- */

/* Keeps the text from `start` on as that of an entry, if it is all there. */
static void keep_text(Tracer *t, Entry *entry, uint32_t start) {
    entry->text_size = 0;
    if (!t->whole || t->text_size <= start || t->kept_size + (t->text_size - start) > KEPT) return;
    entry->text = t->kept_size;
    entry->text_size = t->text_size - start;
    memcpy(t->kept + entry->text, t->text + start, entry->text_size);
    t->kept_size += entry->text_size;
}

/* ---- entries ---- */

static Entry *entry_of(Tracer *t, uint32_t key) {
    uint32_t i = (key >> 4) * 2654435761u + (key & 1);
    for (;; i++) {
        Entry *entry = &t->entries[i % ENTRIES];
        if (entry->stamp && entry->key != key) continue;
        if (!entry->stamp) {
            *entry = (Entry){ .key = key };
            t->entry_count++;
        }
        return entry;
    }
}

static void reach(Tracer *t, uint32_t offset) {
    Entry *entry = entry_of(t, offset);
    uint32_t *reached = &t->reached[t->now];
    if (entry->stamp == t->stamp) return;
    if (*reached >= t->limit) {
        t->truncated = true;
        if (!entry->stamp) t->entry_count--;
        return;
    }
    entry->stamp = t->stamp;
    t->order[t->now][(*reached)++] = (uint32_t)(entry - t->entries);
}

static void reach_kept(Tracer *t, Entry *entry) {
    for (uint32_t i = 0; i < entry->count; i++) reach(t, t->pool[entry->first + i]);
}

static void keep_reference(Tracer *t, Entry *entry, uint32_t offset) {
    if (entry->count == entry->room) {
        uint32_t room = entry->room ? entry->room * 2 : 4;
        if (t->pool_used + room > POOL) {
            t->truncated = true;
            return;
        }
        memcpy(t->pool + t->pool_used, t->pool + entry->first, entry->count * sizeof t->pool[0]);
        entry->first = t->pool_used;
        entry->room = room;
        t->pool_used += room;
    }
    t->pool[entry->first + entry->count++] = offset;
}

/* ---- what changed ---- */

static uint64_t mix(uint64_t hash, uint64_t word) { return ((hash << 27 | hash >> 37) ^ word) * 0x9e3779b97f4a7c15u; }

static uint64_t hash_bytes(uint64_t hash, const uint8_t *bytes, size_t size) {
    if (size > PROBE_VALUE_CHARS * 4) size = PROBE_VALUE_CHARS * 4;
    for (; size >= 8; size -= 8, bytes += 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = mix(hash, word);
    }
    while (size--) hash = mix(hash, *bytes++);
    return hash;
}

static uint64_t hash_items(uint64_t hash, Obj *const *items, intptr_t count) {
    hash = mix(hash, (uint64_t)count);
    for (intptr_t i = 0; i < count; i++) {
        if (i == PROBE_HEAD_ITEMS && count > PROBE_HEAD_ITEMS + PROBE_TAIL_ITEMS) i = count - PROBE_TAIL_ITEMS;
        hash = mix(hash, (uintptr_t)items[i]);
    }
    return hash;
}

typedef struct Visit { uint64_t hash; int left; } Visit;

static int hash_reference(Obj *target, void *arg) {
    Visit *visit = arg;
    visit->hash = mix(visit->hash, (uintptr_t)target);
    return --visit->left < 0;
}

static uint64_t content_hash(Runtime *rt, Obj *o) {
    TypeObj *type = o->type;
    uint64_t hash = mix(mix(1, (uintptr_t)type), (uint64_t)what_if_shown(rt, o));
    if (is_int(o)) {
        intptr_t size = ((VarObj *)o)->size;
        hash = hash_bytes(mix(hash, (uint64_t)size), (const void *)((IntObj *)o)->digits, (size_t)(size < 0 ? -size : size) * sizeof(Digit));
    } else if (is_str(o)) {
        hash = mix(hash, (uint64_t)STR(o)->length << 8 | STR(o)->interned);
        if (STR(o)->hash != -1) hash = mix(hash, (uint64_t)STR(o)->hash);
        else hash = hash_bytes(hash, STR(o)->data, (size_t)STR(o)->length * STR(o)->kind);
    } else if (is_list(o)) hash = hash_items(mix(hash, (uint64_t)LIST(o)->allocated), borrow_all(LIST(o)->items), LIST_SIZE(o));
    else if (is_tuple(o)) hash = hash_items(hash, TUPLE_ITEMS(o), TUPLE_SIZE(o));
    else if (is_dict(o)) hash = mix(hash, DICT(o)->version);
    else if (is_float(rt, o)) hash = hash_bytes(hash, (const void *)&FLOAT_VALUE(o), 8);
    else if (is_bytes(o)) hash = hash_bytes(mix(hash, (uint64_t)BYTES(o)->head.size), BYTES(o)->data, (size_t)BYTES(o)->head.size);
    else if (is_bytearray(rt, o)) {
        ByteArrayObj *array = (ByteArrayObj *)o;
        hash = hash_bytes(mix(hash, (uint64_t)array->head.size), array->start, (size_t)array->head.size);
    } else if (is_type(o)) {
        Obj *dict = borrow(((TypeObj *)o)->dict);
        if (dict) hash = mix(hash, DICT(dict)->version);
        return hash ? hash : 1;
    }
    if (type->slots.tp_traverse && !is_list(o) && !is_tuple(o) && !is_dict_exact(rt, o)) {
        Visit visit = { hash, PROBE_HEAD_ITEMS + PROBE_TAIL_ITEMS };
        if (is_set_any(rt, o)) visit.hash = mix(hash, (uint64_t)SET(o)->used << 32 | (uint64_t)SET(o)->fill);
        type->slots.tp_traverse(o, hash_reference, &visit);
        hash = visit.hash;
    }
    return hash ? hash : 1;
}

/* ---- objects ---- */

static void comma(Tracer *t) {
    if (!t->first) PUT(t, ",");
    t->first = false;
}

static void write_object(Runtime *rt, Tracer *t, Entry *entry, Obj *o) {
    Probe *probe = rt->probe;
    int64_t length = object_item_count(rt, o);
    probe->text_size = 0;
    probe->edge_count = 0;
    uint32_t name = text_cstr(probe, type_short_name(o->type)), value = text_value(rt, probe, o);
    put_id(t, entry->key);
    PUT(t, ":{\"type\":");
    put_string(t, probe, name);
    PUT(t, ",\"refcount\":");
    put_number(t, shown_refcount(rt, o));
    PUT(t, ",\"size\":");
    put_number(t, (int64_t)object_virtual_size(rt, o));
    if (length >= 0) {
        PUT(t, ",\"length\":");
        put_number(t, length);
    }
    if (probe->text[value] || probe->text[value + 1]) {
        PUT(t, ",\"value\":");
        put_string(t, probe, value);
    }
    walk_object(rt, probe, o);
    entry->count = 0;
    if (probe->edge_count) PUT(t, ",\"refs\":[");
    for (uint32_t i = 0; i < probe->edge_count; i++) {
        uint32_t *edge = probe->edges[i];
        make_room(rt, t);
        t->text[t->text_size++] = '[';
        put_string(t, probe, edge[Edge_label]);
        t->text[t->text_size++] = ',';
        put_id(t, edge[Edge_object]);
        put(t, i + 1 < probe->edge_count ? "]," : "]]", 2);
        keep_reference(t, entry, edge[Edge_object]);
    }
    PUT(t, "}");
}

static void write_objects(Runtime *rt, Tracer *t) {
    uint32_t *order = t->order[t->now];
    PUT(t, ",\"objects\":{");
    t->first = true;
    for (uint32_t i = 0; i < t->reached[t->now]; i++) {
        Entry *entry = &t->entries[order[i]];
        Obj *object = (Obj *)(void *)(rt->span_base + entry->key);
        uint64_t hash = content_hash(rt, object);
        if (hash != entry->hash || t->whole) {
            make_room(rt, t);
            comma(t);
            if (hash == entry->hash && entry->text_size) {
                put(t, t->kept + entry->text, entry->text_size);
            } else {
                uint32_t start = t->text_size;
                write_object(rt, t, entry, object);
                keep_text(t, entry, start);
                entry->hash = hash;
            }
        }
        reach_kept(t, entry);
    }
    PUT(t, "}");
}

/* What was reached in the line before and is not now. */
static void write_gone(Runtime *rt, Tracer *t) {
    uint32_t *before = t->order[!t->now];
    const char *open = ",\"gone\":[";
    for (uint32_t i = 0; i < t->reached[!t->now]; i++) {
        Entry *entry = &t->entries[before[i]];
        if (entry->stamp == t->stamp) continue;
        entry->hash = 0;
        make_room(rt, t);
        put(t, open, strlen(open));
        put_id(t, entry->key);
        open = ",";
    }
    if (*open == ',' && open[1] == 0) PUT(t, "]");
}

/* ---- spaces ---- */

typedef struct Space { Runtime *rt; Tracer *t; Entry *entry; bool first; } Space;

static void space_name(Space *space, Obj *name, Obj *value) {
    Tracer *t = space->t;
    Probe *probe = space->rt->probe;
    uint32_t offset = (uint32_t)((uint8_t *)value - space->rt->span_base);
    make_room(space->rt, t);
    probe->text_size = 0;
    if (!space->first) PUT(t, ",");
    space->first = false;
    put_string(t, probe, text_str(probe, name));
    PUT(t, ":");
    put_id(t, offset);
    keep_reference(t, space->entry, offset);
}

static void dict_names(Space *space, Obj *dict) {
    intptr_t pos = 0;
    Obj *key, *value;
    while (dict_next(dict, &pos, &key, &value, NULL)) {
        if (!is_system_name(key)) space_name(space, key, value);
    }
}

/* Value of a slot: what a cell holds in place of the cell. */
static Obj *slot_value(Runtime *rt, Frame *frame, const uint8_t *kinds, int i) {
    Obj *value = borrow(frame->localsplus[i]);
    bool cell = value && (kinds[i] & (LOCAL_CELL | LOCAL_FREE)) && value->type == T(rt, CELL);
    return cell ? borrow(CELL(value)->value) : value;
}

static void slot_names(Space *space, Frame *frame) {
    CodeObj *code = frame_code(frame);
    const uint8_t *kinds = BYTES(borrow(code->localspluskinds))->data;
    for (int i = 0; i < code->nlocalsplus; i++) {
        Obj *value = slot_value(space->rt, frame, kinds, i);
        if (value) space_name(space, TUPLE_ITEM(borrow(code->localsplusnames), i), value);
    }
}

static uint64_t hash_slots(Runtime *rt, Frame *frame) {
    CodeObj *code = frame_code(frame);
    const uint8_t *kinds = BYTES(borrow(code->localspluskinds))->data;
    uint64_t hash = mix(2, (uintptr_t)code);
    for (int i = 0; i < code->nlocalsplus; i++) hash = mix(hash, (uintptr_t)slot_value(rt, frame, kinds, i));
    return hash;
}

/* A space: `owner` tells it apart, names lie in `dict` or in the slots of `frame`. */
static void write_space(Runtime *rt, Tracer *t, const void *owner, const char *kind, Obj *label, Obj *dict, Frame *frame) {
    uint32_t key = (uint32_t)((const uint8_t *)owner - rt->span_base) | 1;
    Entry *entry = entry_of(t, key);
    bool innermost = frame == rt->ts.frame;
    uint64_t hash = mix(dict ? DICT(dict)->version : hash_slots(rt, frame), innermost || !frame ? 3 : (uintptr_t)frame->prev_instr);
    bool same = entry->hash == hash && (t->whole ? entry->text_size != 0 : entry->stamp == t->stamp - 1);
    entry->stamp = t->stamp;
    make_room(rt, t);
    comma(t);
    uint32_t start = t->text_size;
    if (same && t->whole) {
        put(t, t->kept + entry->text, entry->text_size);
    } else if (same) {
        put_id(t, key & ~1u);
    } else {
        PUT(t, "{\"id\":");
        put_id(t, key & ~1u);
        Probe *probe = rt->probe;
        probe->text_size = 0;
        PUT(t, ",\"kind\":\"");
        put(t, kind, strlen(kind));
        PUT(t, "\",\"label\":");
        put_string(t, probe, label ? text_str(probe, label) : text_cstr(probe, "__main__"));
        PUT(t, ",\"line\":");
        if (innermost || !frame || frame_is_incomplete(frame)) PUT(t, "null");
        else put_number(t, frame_line(frame));
        PUT(t, ",\"names\":{");
        entry->hash = hash;
        entry->count = 0;
        Space space = { rt, t, entry, true };
        if (dict) dict_names(&space, dict);
        else slot_names(&space, frame);
        PUT(t, "}}");
        keep_text(t, entry, start);
    }
    reach_kept(t, entry);
}

static void write_spaces(Runtime *rt, Tracer *t) {
    Obj *module = rt->modules ? dict_get(rt, borrow(rt->modules), ID(rt, __main__)) : NULL;
    Obj *globals = module && is_module(rt, module) ? module_dict(module) : NULL;
    Frame *bottom = NULL;
    for (Frame *frame = rt->ts.frame; frame; frame = frame->previous) bottom = frame;
    PUT(t, ",\"spaces\":[");
    t->first = true;
    if (globals) write_space(rt, t, globals, "module", NULL, globals, bottom);
    for (Frame *frame = rt->ts.frame; frame && frame != bottom; frame = frame->previous) {
        Obj *locals = borrow(frame->locals);
        if (!is_program_frame(frame) || (frame != rt->ts.frame && frame_is_incomplete(frame)) || (globals && locals == globals)) continue;
        if (locals && !is_dict(locals)) continue;
        write_space(rt, t, frame, locals ? "class" : "frame", borrow(frame_code(frame)->qualname), locals, frame);
    }
    PUT(t, "]");
}

/* ---- lines ---- */

/* Forget all that was written: the next line is whole. */
static void forget(Tracer *t) {
    memset(t->entries, 0, sizeof t->entries);
    t->entry_count = t->pool_used = t->kept_size = 0;
    t->reached[0] = t->reached[1] = 0;
    t->stamp = 1;
}

void tracer_line(Runtime *rt) {
    Tracer *t = rt->tracer;
    Probe *probe = rt->probe;
    size_t free_pool = POOL - t->pool_used;
    if (!t || !probe) return;
    if (t->whole) t->reached[t->now] = 0;
    if (t->kept_size > KEPT / 4 * 3 || t->entry_count > ENTRIES / 2 || free_pool < POOL / 4 || t->stamp == UINT32_MAX) forget(t);
    t->stamp++;
    t->now = !t->now;
    t->reached[t->now] = 0;
    t->truncated = false;
    probe->trace_edges = true;
    make_room(rt, t);
    PUT(t, "{\"step\":");
    put_number(t, rt->current_line ? (int64_t)rt->line_steps - 1 : (int64_t)rt->line_steps);
    PUT(t, ",\"line\":");
    if (rt->current_line) put_number(t, rt->current_line);
    else PUT(t, "null");
    PUT(t, ",\"gc\":[");
    for (int g = 0; g < GC_GENERATIONS; g++) {
        put_number(t, rt->gc.generations[g].count);
        PUT(t, ",");
    }
    t->text[t->text_size - 1] = ']';
    write_spaces(rt, t);
    write_objects(rt, t);
    write_gone(rt, t);
    if (t->truncated) PUT(t, ",\"truncated\":true");
    PUT(t, "}\n");
    probe->trace_edges = false;
}

void tracer_start(Runtime *rt, Tracer *tracer, bool whole, uint32_t limit) {
    tracer->whole = whole;
    tracer->limit = limit < ORDER ? limit : ORDER;
    tracer->text_size = 0;
    tracer->flushing = false;
    forget(tracer);
    rt->tracer = tracer;
}

void tracer_stop(Runtime *rt) { rt->tracer = NULL; }

const char *tracer_take(Tracer *tracer, size_t *size) {
    *size = tracer->text_size;
    tracer->text_size = 0;
    return tracer->text;
}

bool tracer_is_full(const Tracer *tracer) { return tracer->flushing; }
