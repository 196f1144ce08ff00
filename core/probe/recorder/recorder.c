/* Notes of memory events: every change of a count, birth and death, with the cause that was open: the instruction, the dealloc, the
 * collector's step.
 *
 * A life is one object at one address from the first event that touches it; addresses are used again, rows of lives are not. Causes
 * nest: an instruction drops an object, whose dealloc drops its items, whose __del__ runs instructions. */
#include "probe/recorder/recorder.h"

#include "base/hash.h"
#include "compile/opcode.h"
#include "heap/span.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/eval_impl.h"

#ifdef __wasm__
extern unsigned char __heap_base;
Recorder *recorder(void) { return (Recorder *)round_up((size_t)&__heap_base, CHUNK_SIZE); }
#else
Recorder *recorder(void) { return (Recorder *)HS_RECORDER_PLACE; }
#endif

_Static_assert(sizeof(void *) == 8 || sizeof(Recorder) <= HS_RECORDER_SIZE, "the recorder outgrew its memory");

/* ---- texts: equal ones are kept once ---- */

uint32_t record_text(Recorder *r, const char *utf8, size_t size) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++) hash = (hash ^ (uint8_t)utf8[i]) * 16777619u;
    uint32_t slot = hash % RECORDER_TEXT_TABLE, tries = 0;
    for (; r->text_table[slot] && tries < 64; slot = (slot + 1) % RECORDER_TEXT_TABLE, tries++) {
        const char *known = r->text + r->text_table[slot];
        uint32_t length;
        memcpy(&length, known, 4);
        if (length == size && memcmp(known + 4, utf8, size) == 0) return r->text_table[slot];
    }
    uint32_t at = r->text_size, length = (uint32_t)size;
    if (at + size + 8 > RECORDER_TEXT) return 0;
    memcpy(r->text + at, &length, 4);
    memcpy(r->text + at + 4, utf8, size);
    r->text_size = (uint32_t)round_up(at + 4 + size, 4);
    if (tries < 64) r->text_table[slot] = at;
    return at;
}

/* What the writers of text.c left at `at` in the probe's memory. */
static uint32_t take_text(Recorder *r, uint32_t at) {
    uint32_t size;
    memcpy(&size, r->rt->probe->text + at, 4);
    return record_text(r, r->rt->probe->text + at + 4, size);
}

static Probe *begin_text(Recorder *r) {
    r->rt->probe->text_size = 0;
    return r->rt->probe;
}

uint32_t record_atom(Recorder *r, Obj *object) {
    Probe *probe = begin_text(r);
    uint32_t at = text_begin(probe);
    text_add_atom(r->rt, probe, object);
    return take_text(r, text_end(probe, at));
}

uint32_t record_cstr(Recorder *r, const char *text) { return record_text(r, text, strlen(text)); }

uint32_t record_str(Recorder *r, Obj *s) {
    return is_str(s) ? take_text(r, text_str(begin_text(r), s)) : record_atom(r, s);
}

/* ---- lives ---- */

static uint32_t life_slot(Recorder *r, uint32_t address) {
    uint32_t slot = (address >> 4) * 2654435761u % RECORDER_LIFE_TABLE;
    while (r->life_table[slot] && r->lives[r->life_table[slot] - 1][Life_address] != address)
        slot = (slot + 1) % RECORDER_LIFE_TABLE;
    return slot;
}

static uint32_t address_of(Recorder *r, const void *at) { return (uint32_t)((const uint8_t *)at - r->rt->span_base); }

int32_t record_life_at(Recorder *r, const Obj *object) { return r->life_table[life_slot(r, address_of(r, object))] - 1; }

int32_t record_life_before(Recorder *r, const Obj *object, uint32_t number) {
    int32_t life = record_life_at(r, object);
    while (life >= 0 && r->lives[life][Life_flags] & LIFE_BORN && r->lives[life][Life_first_event] >= number)
        life = (int32_t)r->lives[life][Life_older];
    return life;
}

void record_describe(Recorder *r, int32_t life, Obj *object) {
    uint32_t *row = r->lives[life];
    if (row[Life_flags] & LIFE_DESCRIBED) return;
    row[Life_flags] |= LIFE_DESCRIBED;
    row[Life_value] = take_text(r, text_value(r->rt, begin_text(r), object));
    row[Life_size] = (uint32_t)object_virtual_size(r->rt, object);
    if (gc_is_tracked(object)) row[Life_flags] |= LIFE_TRACKED;
}

static int32_t new_life(Recorder *r, uint32_t slot, Obj *object, intptr_t before, uint32_t flags) {
    if (r->life_count >= RECORDER_LIVES) return -1;
    int32_t life = (int32_t)r->life_count++;
    uint32_t *row = r->lives[life];
    memset(row, 0, sizeof r->lives[0]);
    row[Life_address] = address_of(r, object);
    row[Life_type] = record_cstr(r, type_short_name(object->type));
    row[Life_before] = (uint32_t)before;
    row[Life_flags] = flags | ((uint8_t *)object < r->rt->static_top ? LIFE_STATIC : 0) |
                      (is_list(object) ? LIFE_LIST : is_dict(object) ? LIFE_DICT : is_set_any(r->rt, object) ? LIFE_SET : 0);
    row[Life_last_event] = (uint32_t)-1;
    row[Life_older] = (uint32_t)(r->life_table[slot] - 1);
    row[Life_first_event] = r->event_count;
    r->life_table[slot] = life + 1;
    return life;
}

int32_t record_life(Recorder *r, Obj *object, intptr_t by) {
    uint32_t slot = life_slot(r, address_of(r, object));
    int32_t life = r->life_table[slot] - 1;
    if (life >= 0 && !(r->lives[life][Life_flags] & LIFE_DIED)) return life;
    life = new_life(r, slot, object, object->refcount - by, 0);
    if (life >= 0) record_describe(r, life, object);
    return life;
}

/* ---- events ---- */

static Open *innermost(Recorder *r) { return r->depth ? &r->open[r->depth - 1] : NULL; }

uint32_t *record_event(Recorder *r, enum MemoryEventKind kind, Obj *object, intptr_t by) {
    int32_t life = object ? record_life(r, object, by) : -1;
    if (r->event_count >= RECORDER_EVENTS || (object && life < 0)) {
        r->dropped++;
        return NULL;
    }
    uint32_t number = r->event_count++, *event = r->events[number];
    memset(event, 0, sizeof r->events[0]);
    event[MemoryEvent_kind] = kind;
    event[MemoryEvent_cause] = r->depth ? innermost(r)->cause : 0;
    event[MemoryEvent_life] = (uint32_t)life;
    event[MemoryEvent_by] = (uint32_t)by;
    event[MemoryEvent_holder] = event[MemoryEvent_partner] = (uint32_t)-1;
    event[MemoryEvent_previous] = (uint32_t)-1;
    if (!object) return event;
    event[MemoryEvent_count] = (uint32_t)object->refcount;
    event[MemoryEvent_previous] = r->lives[life][Life_last_event];
    r->lives[life][Life_last_event] = number;
    return event;
}

void events_counted(Obj *object, intptr_t by) {
    Recorder *r = recorder();
    if (!r->on) return;
    int32_t unlink = by < 0 && r->depth ? links_unlink(r, innermost(r), object) : -1;
    uint32_t *event = record_event(r, by < 0 ? MEMORY_DECREF : MEMORY_INCREF, object, by);
    if (event) event[MemoryEvent_partner] = (uint32_t)unlink;
}

void events_allocated(Runtime *rt, Obj *object, size_t size) {
    Recorder *r = recorder();
    if (!r->on) return;
    uint32_t slot = life_slot(r, address_of(r, object));
    (void)rt;
    if (new_life(r, slot, object, 0, LIFE_BORN) < 0) {
        r->dropped++;
        return;
    }
    uint32_t *event = record_event(r, MEMORY_ALLOC, object, 1);
    if (event) event[MemoryEvent_index] = (uint32_t)size;
}

void events_freed(Runtime *rt, Obj *object) {
    Recorder *r = recorder();
    (void)rt;
    if (!r->on) return;
    for (uint32_t i = 0; i < r->holder_count; i++) {
        if (r->holders[i].object == object) r->holders[i].gone = true;
    }
    events_member_freed(r, object);
    uint32_t *event = record_event(r, MEMORY_FREE, object, 0);
    int32_t life = record_life_at(r, object);
    if (life >= 0) r->lives[life][Life_flags] |= LIFE_DIED;
    if (event) event[MemoryEvent_count] = 0;
}

/* ---- causes ---- */

static Open *open_cause(Recorder *r, enum CauseKind kind, Obj *object, Frame *frame) {
    if (r->depth >= RECORDER_DEPTH || r->cause_count >= RECORDER_CAUSES) r->dropped++;
    uint32_t number = r->cause_count < RECORDER_CAUSES ? r->cause_count++ : RECORDER_CAUSES - 1, *cause = r->causes[number];
    Open *open = &r->open[r->depth < RECORDER_DEPTH ? r->depth : RECORDER_DEPTH - 1];
    memset(cause, 0, sizeof r->causes[0]);
    cause[Cause_kind] = kind;
    cause[Cause_parent] = r->depth ? innermost(r)->cause : (uint32_t)-1;
    cause[Cause_life] = (uint32_t)(object ? record_life(r, object, 0) : -1);
    cause[Cause_frame] = frame ? address_of(r, frame) : 0;
    cause[Cause_unit] = (uint32_t)-1;
    *open = (Open){ .cause = number, .kind = kind, .first_holder = r->holder_count, .first_edge = r->edge_count,
                    .first_event = r->event_count, .hint = -1, .frame = frame };
    r->depth++;
    return open;
}

static void close_cause(Recorder *r) {
    r->depth--;
    if (r->depth >= RECORDER_DEPTH) return;
    Open *open = &r->open[r->depth];
    r->holder_count = open->first_holder;
    r->edge_count = open->first_edge;
}

void events_begin(Runtime *rt, enum CauseKind kind, Obj *object) {
    Recorder *r = recorder();
    if (!r->on) return;
    (void)rt;
    if (object) {
        int32_t life = record_life(r, object, 0);
        if (life >= 0) record_describe(r, life, object);
    }
    open_cause(r, kind, object, NULL);
    if (kind != CAUSE_DEALLOC && kind != CAUSE_CLEAR) return;
    Holder *holder = edges_hold(r, object, NULL, 0);
    if (holder) edges_of_holder(r, holder);
}

void events_begin_frame(Runtime *rt, Frame *frame) {
    Recorder *r = recorder();
    if (!r->on) return;
    (void)rt;
    for (uint32_t i = 0; i < r->holder_count; i++) {
        if (r->holders[i].frame == frame) r->holders[i].gone = true;
    }
    Open *open = open_cause(r, CAUSE_FRAME, NULL, frame);
    if (frame->code) r->causes[open->cause][Cause_code] = record_str(r, borrow(frame_code(frame)->qualname));
    Holder *holder = edges_hold(r, NULL, frame, frame->stack_top);
    if (holder) edges_of_holder(r, holder);
}

void events_end(Runtime *rt) {
    Recorder *r = recorder();
    (void)rt;
    if (r->on && r->depth) close_cause(r);
}

/* ---- instructions ---- */

/* "list.append", "f", "Node": what a CALL calls. */
static uint32_t callable_text(Recorder *r, Obj *callable) {
    Probe *probe = begin_text(r);
    uint32_t at = text_begin(probe);
    const char *owner = NULL, *name = NULL;
    Obj *written = NULL;
    if (is_method(r->rt, callable)) callable = borrow(((MethodObj *)callable)->function);
    if (is_builtin(r->rt, callable)) {
        BuiltinObj *builtin = (BuiltinObj *)callable;
        Obj *self = borrow(builtin->self);
        owner = self && self->type != T(r->rt, MODULE) ? type_short_name(is_type(self) ? (TypeObj *)self : self->type) : NULL;
        name = builtin->def->name;
    } else if (callable->type->flags & TPF_METHOD_DESCRIPTOR && !is_function(r->rt, callable)) {
        owner = type_short_name(descriptor_owner((DescriptorObj *)callable));
        written = borrow(((DescriptorObj *)callable)->name);
    } else if (is_function(r->rt, callable)) {
        written = borrow(FUNCTION(callable)->qualname);
    } else {
        name = type_short_name(is_type(callable) ? (TypeObj *)callable : callable->type);
    }
    if (owner) text_add_cstr(probe, owner), text_add_char(probe, '.');
    if (name) text_add_cstr(probe, name);
    for (intptr_t i = 0; written && is_str(written) && i < STR(written)->length && i < 80; i++) text_add_char(probe, str_char(written, i));
    return take_text(r, text_end(probe, at));
}

/* Name, constant or callable that an instruction is about. */
static uint32_t detail_of(Recorder *r, CodeObj *code, int opcode, uint32_t arg, Own *sp) {
    int flags = opcode_info[opcode].flags;
    if (opcode == OP_CALL || opcode == OP_PRECALL) {
        Obj *callable = borrow(sp[-(intptr_t)arg - 2]);
        if (!callable) callable = borrow(sp[-(intptr_t)arg - 1]);
        return callable ? callable_text(r, callable) : 0;
    }
    if (flags & OPF_NAME) return record_str(r, TUPLE_ITEM(borrow(code->names), opcode == OP_LOAD_GLOBAL ? arg >> 1 : arg));
    if (flags & (OPF_LOCAL | OPF_FREE)) return record_str(r, TUPLE_ITEM(borrow(code->localsplusnames), arg));
    if (flags & OPF_CONST) return record_atom(r, TUPLE_ITEM(borrow(code->consts), arg));
    return 0;
}

static void describe_instruction(Recorder *r, uint32_t *cause, Frame *frame, CodeUnit *pc, Own *sp) {
    CodeObj *code = frame_code(frame);
    uint32_t arg = *pc >> 8;
    CodeUnit *at = pc;
    while ((*at & 0xff) == OP_EXTENDED_ARG) arg = arg << 8 | *++at >> 8;
    int opcode = opcode_info[*at & 0xff].base;
    if (opcode == OP_PRECALL && (*at & 0xff) != OP_PRECALL) opcode = OP_CALL; /* such a form does both */
    const int32_t *lines = code_lines(r->rt, code); /* of a library module: NULL */
    cause[Cause_kind] = CAUSE_INSTRUCTION;
    cause[Cause_unit] = (uint32_t)(pc - code->units);
    cause[Cause_opcode] = record_cstr(r, opcode_info[opcode].name);
    cause[Cause_arg] = arg;
    cause[Cause_line] = (uint32_t)(lines ? lines[pc - code->units] : -1);
    cause[Cause_code] = record_str(r, borrow(code->qualname));
    cause[Cause_detail] = detail_of(r, code, opcode, arg, sp);
}

/* Ends the instruction that is open at this level, if any, and whatever was left open above it. */
static void close_instruction(Recorder *r, uint32_t level, Own *sp) {
    while (r->depth > level + 1) close_cause(r);
    if (r->depth != level + 1) return;
    Open *open = innermost(r);
    links_find(r, open, sp);
    uint32_t number = open->cause;
    bool idle = open->first_event == r->event_count && number + 1 == r->cause_count;
    close_cause(r);
    if (idle) r->cause_count--;
}

int events_instruction(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp, uint32_t level) {
    Recorder *r = recorder();
    int first = *pc & 0xff, base = opcode_info[first].base;
    /* a form that does the work of several instructions is taken apart */
    if (base == OP_LOAD_FAST || base == OP_LOAD_CONST || base == OP_STORE_FAST || base == OP_SWAP) first = base;
    (void)rt;
    if (!r->on) return first;
    close_instruction(r, level, sp);
    for (uint32_t i = 0; i < r->depth && i < RECORDER_DEPTH; i++) r->open[i].nested = true;
    Open *open = open_cause(r, CAUSE_INSTRUCTION, NULL, frame);
    describe_instruction(r, r->causes[open->cause], frame, pc, sp);
    r->causes[open->cause][Cause_instruction] = r->instructions++;
    open->sp = sp;
    links_gather(r, open, pc, sp);
    return first;
}

void events_native(Runtime *rt, Frame *caller) {
    Recorder *r = recorder();
    (void)rt;
    if (!r->on || !r->depth || innermost(r)->kind != CAUSE_INSTRUCTION) return;
    Own *sp = caller->localsplus + caller->stack_top;
    close_instruction(r, r->depth - 1, NULL);
    Open *open = open_cause(r, CAUSE_INSTRUCTION, NULL, caller);
    describe_instruction(r, r->causes[open->cause], caller, caller->prev_instr, sp);
    r->causes[open->cause][Cause_instruction] = r->instructions - 1;
    open->sp = sp;
    links_gather(r, open, caller->prev_instr, sp);
}

uint32_t events_enter(Runtime *rt) {
    (void)rt;
    return recorder()->on ? recorder()->depth : 0;
}

void events_leave(Runtime *rt, uint32_t level) {
    Recorder *r = recorder();
    (void)rt;
    if (r->on) close_instruction(r, level, NULL);
}

/* ---- begin and end of a recording ---- */

const uint8_t *recorder_read(Runtime *rt, size_t *size) {
    Recorder *r = recorder();
    if (r->on && r->depth && innermost(r)->kind == CAUSE_INSTRUCTION) close_instruction(r, r->depth - 1, NULL);
    r->on = false;
    rt->recording &= (uint8_t)~RECORD_EVENTS;
    uint8_t *end = (uint8_t *)r->head;
    uint32_t *head = r->head;
    head[Recording_events] = r->event_count;
    head[Recording_causes] = r->cause_count;
    head[Recording_lives] = r->life_count;
    head[Recording_data_words] = r->data_count;
    head[Recording_text_bytes] = r->text_size;
    head[Recording_dropped] = r->dropped;
    head[Recording_instructions] = r->instructions;
    head[Recording_base_low] = (uint32_t)HS_VIRTUAL_BASE;
    head[Recording_base_high] = (uint32_t)(HS_VIRTUAL_BASE >> 32);
    const struct { const void *table; size_t size; } parts[] = {
        { r->head, sizeof r->head },
        { r->events, r->event_count * sizeof r->events[0] },
        { r->causes, r->cause_count * sizeof r->causes[0] },
        { r->lives, r->life_count * sizeof r->lives[0] },
        { r->data, r->data_count * sizeof r->data[0] },
        { r->text, r->text_size },
    };
    for (size_t i = 0; i < HS_COUNT(parts); i++) {
        memmove(end, parts[i].table, parts[i].size);
        end += parts[i].size;
    }
    r->event_count = r->cause_count = r->life_count = r->data_count = 0; /* the tables have moved */
    *size = (size_t)(end - (uint8_t *)r->head);
    return (const uint8_t *)r->head;
}

void recorder_switch(Runtime *rt, bool on) {
    Recorder *r = recorder();
    r->rt = rt;
    r->on = on && rt->probe;
    r->event_count = r->cause_count = r->life_count = r->dropped = r->data_count = 0;
    r->edge_count = r->holder_count = r->depth = r->instructions = r->collections = r->member_count = 0;
    memset(r->life_table, 0, sizeof r->life_table);
    memset(r->text_table, 0, sizeof r->text_table);
    memset(r->text, 0, 4);
    r->text_size = 4; /* offset 0: the empty text */
    r->cause_count = 1;
    memset(r->causes[0], 0, sizeof r->causes[0]);
    r->causes[0][Cause_parent] = r->causes[0][Cause_life] = r->causes[0][Cause_instruction] = (uint32_t)-1;
    /* below C frames: what they do belongs to the instruction that called them, begun in an earlier step */
    Frame *frame = r->on && rt->native_depth ? rt->ts.frame : NULL;
    while (frame && frame->shim != SHIM_ENTRY) frame = frame->previous;
    if (frame) frame = frame->previous;
    if (!frame || !frame->code || frame_unit(frame) < 0) return;
    describe_instruction(r, r->causes[0], frame, frame->prev_instr, frame->localsplus + frame->stack_top);
    r->causes[0][Cause_frame] = address_of(r, frame);
}

bool recorder_go_on(bool on) {
    bool was = recorder()->on;
    recorder()->on = on;
    return was;
}
