/* The watches of a run (watch.h): what each compares, and what is noted. */
#include "heap/gc_list.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "probe/impl.h"
#include "vm/eval.h"

/* ---- notes ---- */

static uint32_t address_of(Runtime *rt, const void *object) {
    return object ? (uint32_t)((const uint8_t *)object - rt->span_base) : 0;
}
static uint32_t running_code(Runtime *rt) {
    return rt->ts.frame ? address_of(rt, borrow(rt->ts.frame->code)) : 0;
}

static void add_note(Runtime *rt, uint32_t number, enum NoteKind kind, uint32_t from, uint32_t to) {
    bool change = kind == NOTE_CHANGE; /* seen when its line is over */
    Watches *watches = &rt->probe->watches;
    if (watches->head[Watches_notes] == WATCH_NOTES) host_step_stop(rt); /* takes them away */
    if (watches->head[Watches_notes] == WATCH_NOTES) {
        watches->head[Watches_dropped]++;
        return;
    }
    uint32_t *note = watches->notes[watches->head[Watches_notes]++];
    note[Note_watch] = number;
    note[Note_kind] = kind;
    note[Note_events_low] = (uint32_t)rt->line_steps;
    note[Note_events_high] = (uint32_t)(rt->line_steps >> 32);
    note[Note_line] = change ? watches->line : (uint32_t)rt->current_line;
    note[Note_code] = change ? watches->code : running_code(rt);
    note[Note_from] = from;
    note[Note_to] = to;
}

static void hit(Runtime *rt, uint32_t number, uint64_t from, uint64_t to) {
    Watches *watches = &rt->probe->watches;
    uint32_t *state = watches->state[number];
    state[Watch_hits]++;
    state[Watch_events_low] = (uint32_t)rt->line_steps;
    state[Watch_events_high] = (uint32_t)(rt->line_steps >> 32);
    state[Watch_line] = watches->line;
    state[Watch_from] = (uint32_t)from;
    state[Watch_to] = (uint32_t)to;
    if (watches->list[number].mode != WATCH_COUNT_HITS) add_note(rt, number, NOTE_CHANGE, (uint32_t)from, (uint32_t)to);
}

/* ---- what is compared ---- */

static Obj *object_at(Runtime *rt, uint32_t address) { return (Obj *)(void *)(rt->span_base + address); }

static int fold(Obj *target, void *arg) {
    uint64_t *signature = arg;
    *signature = (*signature ^ (uintptr_t)target) * 0x100000001b3u;
    return 0;
}

static void fold_bytes(uint64_t *signature, const uint8_t *bytes, intptr_t size) {
    for (intptr_t i = 0; i < size; i++) *signature = (*signature ^ bytes[i]) * 0x100000001b3u;
}

/* Changes when the object refers to something else, or its bytes change. */
static uint64_t contents_signature(Runtime *rt, Obj *object) {
    uint64_t signature = 0xcbf29ce484222325u ^ (uint64_t)object_item_count(rt, object);
    TypeObj *type = object->type;
    if (type->slots.tp_traverse) type->slots.tp_traverse(object, fold, &signature);
    Own *slot = type->flags & TPF_MANAGED_DICT ? &pre_head(object)->dict : object_dict_slot(object);
    Obj *dict = is_dict(object) ? object : slot ? borrow(*slot) : is_type(object) ? borrow(((TypeObj *)object)->dict) : NULL;
    if (dict && is_dict(dict)) signature += DICT(dict)->version * 0x9e3779b97f4a7c15u;
    if (is_bytearray(rt, object)) {
        fold_bytes(&signature, ((ByteArrayObj *)object)->start, ((ByteArrayObj *)object)->head.size);
    }
    return signature;
}

static uint64_t generation_of(Runtime *rt, Obj *object) {
    if (!gc_is_tracked(object)) return 0;
    for (int g = 0; g <= GC_GENERATIONS; g++) {
        GcHead *ring = g < GC_GENERATIONS ? &rt->gc.generations[g].head : &rt->gc.permanent;
        for (GcHead *head = gc_next(ring); head != ring; head = gc_next(head)) {
            if (gc_object(head) == object) return (uint64_t)g + 1;
        }
    }
    return 0;
}

static bool is_text(Obj *str, const char *text, uint32_t size) {
    if (!is_str(str) || STR(str)->length != (intptr_t)size) return false;
    for (uint32_t i = 0; i < size; i++) {
        if (str_char(str, (intptr_t)i) != (uint8_t)text[i]) return false;
    }
    return true;
}

/* Value of a name in a dict whose keys are strs; its place is remembered for the next time. */
static Obj *named_value(Runtime *rt, Watch *watch, Obj *dict) {
    DictKeys *keys = DICT(dict)->keys;
    const char *text = rt->probe->watches.text + watch->text;
    bool known = keys == watch->keys && watch->entry < keys->count &&
                 (watch->entry >= 0 ? borrow(*entry_key(keys, watch->entry)) != NULL : keys->count == watch->keys_count);
    if (known && watch->entry >= 0) known = is_text(borrow(*entry_key(keys, watch->entry)), text, watch->size);
    if (!known) {
        watch->keys = keys;
        watch->keys_count = keys->count;
        watch->entry = -1;
        for (int32_t i = 0; i < keys->count && watch->entry < 0; i++) {
            Obj *key = borrow(*entry_key(keys, i));
            if (key && is_text(key, text, watch->size)) watch->entry = i;
        }
    }
    if (watch->entry < 0) return NULL;
    return borrow(DICT(dict)->values ? dict_values_items(DICT(dict)->values)[watch->entry] : *entry_value(keys, watch->entry));
}

static Frame *find_frame(Runtime *rt, const Watch *watch) {
    for (Frame *frame = rt->ts.frame; frame; frame = frame->previous) {
        if (address_of(rt, frame) == watch->a) return address_of(rt, borrow(frame->code)) == watch->b ? frame : NULL;
    }
    return NULL;
}

static uint64_t local_value(Runtime *rt, Watch *watch) {
    Frame *frame = find_frame(rt, watch);
    if (!frame) return 0;
    if (watch->c < 0) {
        Obj *locals = borrow(frame->locals);
        return locals && is_dict(locals) ? address_of(rt, named_value(rt, watch, locals)) : 0;
    }
    Obj *value = borrow(frame->localsplus[watch->c]);
    const uint8_t *kinds = BYTES(borrow(frame_code(frame)->localspluskinds))->data;
    if (value && (kinds[watch->c] & (LOCAL_CELL | LOCAL_FREE)) && value->type == T(rt, CELL)) value = borrow(CELL(value)->value);
    return address_of(rt, value);
}

static uint64_t collections(Runtime *rt) {
    uint64_t count = 0;
    for (int g = 0; g < GC_GENERATIONS; g++) count += (uint64_t)rt->gc.stats[g].collections;
    return count;
}

/* The value that a watch compares. */
static uint64_t watched_value(Runtime *rt, Watch *watch) {
    switch (watch->kind) {
    case WATCH_COUNT: return (uint64_t)what_if_shown(rt, object_at(rt, watch->a));
    case WATCH_CONTENTS: return contents_signature(rt, object_at(rt, watch->a));
    case WATCH_GENERATION: return generation_of(rt, object_at(rt, watch->a));
    case WATCH_NAME: return address_of(rt, named_value(rt, watch, object_at(rt, watch->a)));
    case WATCH_LOCAL: return local_value(rt, watch);
    case WATCH_COLLECTION: return collections(rt);
    case WATCH_RAISE: return rt->raises;
    case WATCH_OUTPUT: return rt->writes;
    default: return 0;
    }
}

static bool is_at_line(Runtime *rt, Frame *frame, uint32_t wanted, int line) {
    Obj *filename = borrow(frame_code(frame)->filename), *own = borrow(rt->lib->filename);
    return (uint32_t)line == wanted && (filename == own || (own && str_equal(filename, own)));
}

static bool runs_function(Runtime *rt, Frame *frame, const Watch *watch) {
    const char *text = rt->probe->watches.text + watch->text;
    CodeObj *code = frame_code(frame);
    return is_text(borrow(code->name), text, watch->size) || is_text(borrow(code->qualname), text, watch->size);
}

/* ---- at a line event ---- */

static bool compare(Runtime *rt, uint32_t number) {
    Watch *watch = &rt->probe->watches.list[number];
    if (watch->over) return false;
    if (watch->kind == WATCH_GENERATION) { /* only a collection moves objects */
        uint64_t count = collections(rt);
        if (count == (uint64_t)(uint32_t)watch->c) return false;
        watch->c = (int32_t)count;
    }
    uint64_t value = watched_value(rt, watch), last = watch->last;
    if (value == last) return false;
    watch->last = value;
    hit(rt, number, last, value);
    return true;
}

static bool is_hit(Runtime *rt, uint32_t number, Frame *frame, int line, bool entry) {
    Watch *watch = &rt->probe->watches.list[number];
    bool found;
    switch (watch->kind) {
    case WATCH_LINE: found = is_at_line(rt, frame, watch->a, line); break;
    case WATCH_DEPTH: found = rt->recursion_limit - rt->ts.recursion_left <= (int)watch->a; break;
    case WATCH_CALL: found = entry && runs_function(rt, frame, watch); break;
    case WATCH_LIFE:
    case WATCH_HEAP: return false;
    default: return compare(rt, number);
    }
    if (found) hit(rt, number, 0, 0);
    return found;
}

bool probe_watch(Runtime *rt, Frame *frame, int line, bool entry) {
    Watches *watches = &rt->probe->watches;
    watches->head[Watches_stopped_by] = (uint32_t)-1;
    for (uint32_t i = 0; i < watches->head[Watches_count]; i++) {
        bool freed = watches->list[i].over && watches->list[i].last; /* since the last line event */
        if (freed) watches->list[i].last = 0;
        if (!is_hit(rt, i, frame, line, entry) && !freed) continue;
        if (watches->list[i].mode == WATCH_STOP) watches->head[Watches_stopped_by] = i;
    }
    watches->line = (uint32_t)line;
    watches->code = running_code(rt);
    return watches->head[Watches_stopped_by] != (uint32_t)-1;
}

bool probe_watch_end(Runtime *rt) {
    Watches *watches = &rt->probe->watches;
    rt->line_steps++; /* the end is one event more than the last line */
    watches->head[Watches_stopped_by] = (uint32_t)-1;
    for (uint32_t i = 0; i < watches->head[Watches_count]; i++) {
        Watch *watch = &watches->list[i];
        bool freed = watch->over && watch->last, changes = watch->kind >= WATCH_COUNT && watch->kind <= WATCH_OUTPUT;
        if (freed || (changes && watch->kind != WATCH_LOCAL && compare(rt, i))) watches->head[Watches_stopped_by] = i;
    }
    rt->line_steps--;
    return watches->head[Watches_stopped_by] != (uint32_t)-1;
}

/* ---- objects made and freed ---- */

void watch_made(Runtime *rt, Obj *object) {
    Watches *watches = &rt->probe->watches;
    uint32_t address = address_of(rt, object);
    for (uint32_t i = 0; i < watches->head[Watches_count]; i++) {
        const Watch *watch = &watches->list[i];
        if (watch->kind != WATCH_HEAP && (watch->kind != WATCH_LIFE || watch->a != address)) continue;
        if (watch->mode == WATCH_COUNT_HITS) hit(rt, i, 0, 1);
        else add_note(rt, i, NOTE_MADE, address, 0);
    }
}

void watch_freed(Runtime *rt, Obj *object) {
    Watches *watches = &rt->probe->watches;
    uint32_t address = address_of(rt, object);
    enum NoteKind how = rt->gc.collecting ? NOTE_COLLECTED : NOTE_FREED;
    for (uint32_t i = 0; i < watches->head[Watches_count]; i++) {
        Watch *watch = &watches->list[i];
        bool is_object = watch->kind >= WATCH_COUNT && watch->kind <= WATCH_GENERATION;
        bool concerned = watch->kind == WATCH_HEAP || ((watch->kind == WATCH_LIFE || is_object) && watch->a == address);
        if (!concerned || watch->over) continue;
        if (watch->mode == WATCH_COUNT_HITS) hit(rt, i, watch->last, 0);
        else add_note(rt, i, how, is_object ? (uint32_t)watch->last : address, 0);
        if (!is_object && watch->mode != WATCH_STOP) continue;
        watch->over = true;
        if (!watch->last) watch->last = 1; /* tells the next line event */
    }
}

/* ---- setting ---- */

char *probe_watch_text(Runtime *rt) { return rt->probe->watches.text + rt->probe->watches.text_used; }

int probe_watch_add(Runtime *rt, int kind, int mode, uint32_t a, uint32_t b, int32_t c, uint32_t size) {
    Watches *watches = &rt->probe->watches;
    uint32_t number = watches->head[Watches_count];
    if (number == WATCHES || size > WATCH_TEXT - watches->text_used) return -1;
    Watch *watch = &watches->list[number];
    *watch = (Watch){ .kind = (uint8_t)kind, .mode = (uint8_t)mode, .a = a, .b = b, .c = c,
                      .text = watches->text_used, .size = size, .entry = -1 };
    watches->text_used += size;
    watches->head[Watches_count]++;
    watches->line = (uint32_t)rt->current_line;
    watches->code = running_code(rt);
    bool life = kind == WATCH_LIFE || kind == WATCH_HEAP || (kind >= WATCH_COUNT && kind <= WATCH_GENERATION);
    if (life) rt->recording |= RECORD_WATCH;
    rt->watching = true;
    watch->last = watched_value(rt, watch);
    if (kind == WATCH_GENERATION) watch->c = (int32_t)collections(rt);
    return (int)number;
}

void probe_watch_clear(Runtime *rt) {
    memset(&rt->probe->watches, 0, sizeof rt->probe->watches);
    rt->recording &= (uint8_t)~RECORD_WATCH;
    rt->watching = false;
}

const uint8_t *probe_watch_read(Runtime *rt, size_t *size) {
    Watches *watches = &rt->probe->watches;
    watches->head[Watches_base_low] = (uint32_t)HS_VIRTUAL_BASE;
    watches->head[Watches_base_high] = (uint32_t)(HS_VIRTUAL_BASE >> 32);
    size_t notes = watches->head[Watches_notes];
    *size = sizeof watches->head + sizeof watches->state + notes * sizeof watches->notes[0];
    return (const uint8_t *)watches->head;
}

void probe_watch_taken(Runtime *rt) { rt->probe->watches.head[Watches_notes] = 0; }

int probe_watch_slot(Runtime *rt, uint32_t address, uint32_t size, uint32_t *code) {
    const char *text = probe_watch_text(rt);
    for (Frame *frame = rt->ts.frame; frame; frame = frame->previous) {
        if (address_of(rt, frame) != address) continue;
        Obj *names = borrow(frame_code(frame)->localsplusnames);
        *code = address_of(rt, borrow(frame->code));
        for (intptr_t i = 0; i < TUPLE_SIZE(names); i++) {
            if (is_text(TUPLE_ITEM(names, i), text, size)) return (int)i;
        }
        return frame->locals ? -1 : -2;
    }
    return -2;
}
