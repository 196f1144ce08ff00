/* What happened, as lines of JSON, and the state of it all. */
#include "object/frame.h"
#include "object/str.h"
#include "probe/recorder/recorder.h"
#include "probe/what_if/what_if.h"

/* ---- writing ---- */

typedef struct Writer {
    char *text;
    size_t size, room;
} Writer;

static void put(Writer *out, const char *text, size_t size) {
    if (out->size + size > out->room) size = out->room - out->size;
    if (size) memcpy(out->text + out->size, text, size);
    out->size += size;
}

static void put_text(Writer *out, const char *text) { put(out, text, strlen(text)); }

static void put_number(Writer *out, int64_t value) {
    char digits[24];
    size_t n = sizeof digits;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    do digits[--n] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0) digits[--n] = '-';
    put(out, digits + n, sizeof digits - n);
}

static void put_string(Writer *out, const char *utf8, size_t size) {
    put_text(out, "\"");
    for (size_t i = 0; i < size; i++) {
        uint8_t c = (uint8_t)utf8[i];
        char escape[7] = { '\\', (char)c, 0, 0, 0, 0, 0 };
        if (c < 32) memcpy(escape, "\\u00", 4), escape[4] = (char)('0' + (c >> 4)), escape[5] = "0123456789abcdef"[c & 15];
        if (c < 32 || c == '"' || c == '\\') put_text(out, escape);
        else put(out, utf8 + i, 1);
    }
    put_text(out, "\"");
}

static void put_named(Writer *out, const char *name, int64_t value) {
    put_text(out, ",\"");
    put_text(out, name);
    put_text(out, "\":");
    put_number(out, value);
}

static void put_str(Runtime *rt, Writer *out, Obj *s) {
    Probe *probe = rt->probe;
    uint32_t size, at;
    probe->text_size = 0;
    at = text_str(probe, s);
    memcpy(&size, probe->text + at, 4);
    put_string(out, probe->text + at + 4, size);
}

static void put_object(Runtime *rt, Writer *out, Obj *object) {
    Probe *probe = rt->probe;
    uint64_t id = object_id(rt, object);
    char hex[16];
    uint32_t size, at;
    size_t n = sizeof hex;
    do hex[--n] = "0123456789abcdef"[id & 15];
    while (id >>= 4);
    put_text(out, "{\"id\":\"0x");
    put(out, hex + n, sizeof hex - n);
    put_text(out, "\",\"type\":");
    put_string(out, type_short_name(object->type), strlen(type_short_name(object->type)));
    put_text(out, ",\"value\":");
    probe->text_size = 0;
    at = text_value(rt, probe, object);
    memcpy(&size, probe->text + at, 4);
    put_string(out, probe->text + at + 4, size);
    put_text(out, "}");
}

static Thread *thread_of_lane(Runtime *rt, uint32_t lane) {
    Thread *thread = rt->vm->threads;
    while (thread && thread->native_id != HS_PROCESS_ID + lane) thread = thread->next;
    return thread;
}

static void put_thread(Runtime *rt, Writer *out, uint32_t lane) {
    Thread *thread = thread_of_lane(rt, lane);
    Obj *name = thread ? thread_name(rt, thread) : NULL;
    put_named(out, "thread", lane);
    put_text(out, ",\"name\":");
    if (name) put_str(rt, out, name);
    else put_text(out, lane ? "\"\"" : "\"MainThread\"");
}

/* ---- the log ---- */

/* The writer of the log: its room is what is left. */
static Writer log_writer(WhatIf *w) { return (Writer){ w->log, w->log_size, w->log_capacity }; }
static void log_keep(WhatIf *w, Writer out) { w->log_size = (uint32_t)out.size; }

static int line_of(Runtime *rt, uint32_t lane) {
    Thread *thread = thread_of_lane(rt, lane);
    Frame *frame = thread ? thread_state(rt, thread)->frame : NULL;
    while (frame && (frame_is_incomplete(frame) || !is_program_frame(frame))) frame = frame->previous;
    return frame ? frame_line(frame) : 0;
}

void log_event(Runtime *rt, const char *kind, Obj *object, uint32_t lane) {
    WhatIf *w = rt->what_if;
    w->silent = !rt->probe || !rt->vm || w->log_size + 6000 > WHAT_IF_LOG;
    if (!w->silent && w->log_size + 6000 > w->log_capacity) {
        uint32_t capacity = w->log_capacity ? 2 * w->log_capacity : 32u << 10;
        char *log = raw_realloc(rt, w->log, capacity);
        if (log) w->log = log, w->log_capacity = capacity;
        else w->silent = true;
    }
    if (w->silent) {
        w->dropped++;
        return;
    }
    Writer out = log_writer(w);
    if (out.size) put_text(&out, ",\n");
    put_text(&out, "{\"kind\":\"");
    put_text(&out, kind);
    put_text(&out, "\"");
    put_named(&out, "step", (int64_t)rt->line_steps);
    put_named(&out, "line", line_of(rt, lane));
    put_thread(rt, &out, lane);
    put_text(&out, ",\"object\":");
    put_object(rt, &out, object);
    log_keep(w, out);
}

void log_number(Runtime *rt, const char *name, int64_t value) {
    WhatIf *w = rt->what_if;
    if (w->silent) return;
    Writer out = log_writer(w);
    put_named(&out, name, value);
    log_keep(w, out);
}

void log_lock(Runtime *rt, const char *name, Obj *object, uint32_t owner) {
    WhatIf *w = rt->what_if;
    if (w->silent) return;
    Writer out = log_writer(w);
    if (out.text[out.size - 1] == ']') out.size--, put_text(&out, ",{\"how\":\"");
    else put_text(&out, ",\"locks\":[{\"how\":\"");
    put_text(&out, name);
    put_text(&out, "\"");
    put_thread(rt, &out, owner);
    put_text(&out, ",\"object\":");
    put_object(rt, &out, object);
    put_text(&out, "}]");
    log_keep(w, out);
}

static void put_holder(Runtime *rt, Writer *out, Obj *name, Obj *function, uint32_t lane) {
    put_text(out, out->text[out->size - 1] == '[' ? "{\"variable\":" : ",{\"variable\":");
    put_str(rt, out, name);
    put_text(out, ",\"of\":");
    if (function) put_str(rt, out, function), put_thread(rt, out, lane);
    else put_text(out, "\"\"");
    put_text(out, "}");
}

/* Who still refers to it: globals of the program, variables of functions that run. The rest is in other objects. */
void log_holders(Runtime *rt, Obj *object) {
    WhatIf *w = rt->what_if;
    if (w->silent) return;
    Writer out = log_writer(w);
    intptr_t position = 0;
    int left = 12;
    Obj *key, *value, *names = rt->modules ? main_namespace(rt) : NULL;
    put_text(&out, ",\"holders\":[");
    while (names && dict_next(names, &position, &key, &value, NULL)) {
        if (value == object && is_str(key) && left-- > 0) put_holder(rt, &out, key, NULL, 0);
    }
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) {
        for (Frame *frame = thread_state(rt, thread)->frame; frame; frame = frame->previous) {
            CodeObj *code = frame->code ? frame_code(frame) : NULL;
            if (!code || !is_program_frame(frame)) continue;
            for (int i = 0; i < code->nlocals; i++) {
                if (borrow(frame->localsplus[i]) != object || left-- <= 0) continue;
                put_holder(rt, &out, TUPLE_ITEM(borrow(code->localsplusnames), i), borrow(code->qualname), thread->native_id - HS_PROCESS_ID);
            }
        }
    }
    put_text(&out, "]");
    log_keep(w, out);
}

void log_end(Runtime *rt) {
    WhatIf *w = rt->what_if;
    if (w->silent) return;
    Writer out = log_writer(w);
    put_text(&out, "}");
    log_keep(w, out);
}

/* ---- the report ---- */

static void put_lanes(Runtime *rt, Writer *out) {
    static const char *const parts[] = { "lock-acquire", "load", "add", "store", "lock-release" };
    WhatIf *w = rt->what_if;
    put_text(out, ",\n\"pending\":[");
    for (uint32_t i = 0, shown = 0; i < LANES; i++) {
        Lane *lane = &w->lanes[i];
        if (!lane_is_busy(lane)) continue;
        Change *change = &lane->changes[lane->next];
        put_text(out, shown++ ? ",{\"part\":\"" : "{\"part\":\"");
        put_text(out, parts[change->part]);
        put_text(out, "\"");
        put_thread(rt, out, i);
        put_named(out, "by", change->by);
        put_named(out, "loaded", change->part > PART_LOAD ? change->loaded : -1);
        put_named(out, "changes", lane->count - lane->next);
        put_text(out, ",\"object\":");
        put_object(rt, out, change->object);
        put_text(out, "}");
    }
    put_text(out, "]");
}

static void put_entries(Runtime *rt, Writer *out) {
    WhatIf *w = rt->what_if;
    uint32_t shown = 0;
    put_text(out, ",\n\"objects\":[");
    for (size_t i = 0; w->table && i <= w->mask && shown < 300; i++) {
        Entry *entry = &w->table[i];
        if (!entry->object) continue;
        put_text(out, shown++ ? ",\n{\"object\":" : "{\"object\":");
        put_object(rt, out, entry->object);
        put_named(out, "count", entry->visible);
        put_named(out, "references", entry_references(entry));
        put_named(out, "lost", entry->lost);
        put_named(out, "pending", entry->pending);
        put_named(out, "owner", entry->depth ? (int64_t)entry->owner : -1);
        put_text(out, ",\"state\":\"");
        put_text(out, entry->flags & ENTRY_FREED ? "freed" : entry->flags & ENTRY_LEAKED ? "leaked" : "alive");
        put_text(out, "\"}");
    }
    put_text(out, "]");
}

const char *what_if_report(Runtime *rt, size_t *size) {
    static const char *const modes[] = { "", "held", "none", "locks" };
    WhatIf *w = rt->what_if;
    Recorder *r = recorder(); /* its memory, outside the span: nothing is being recorded */
    Writer out = { (char *)r->data, 0, sizeof r->data };
    put_text(&out, "{\"mode\":\"");
    put_text(&out, modes[w->mode]);
    put_text(&out, "\",\n\"totals\":{\"droppedEvents\":");
    put_number(&out, w->dropped);
#define COUNTER(name) put_named(&out, #name, w->total.name);
    COUNTERS(COUNTER)
#undef COUNTER
    put_text(&out, "}");
    put_named(&out, "scheduled", w->scheduled);
    put_named(&out, "scheduleAt", w->schedule_at);
    put_lanes(rt, &out);
    put_entries(rt, &out);
    put_text(&out, ",\n\"events\":[\n");
    put(&out, w->log, w->log_size);
    put_text(&out, "]}\n");
    *size = out.size;
    return out.text;
}
