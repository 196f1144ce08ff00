/* Which references an instruction made and gave up: the holders it can reach are looked at before and after it, and what differs is paired
 * with the changes of counts. What has no partner was moved from one holder to another without counting, as STORE_FAST does it. */
#include "compile/opcode.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/tuple.h"
#include "object/type.h"
#include "probe/recorder/recorder.h"

/* ---- before ---- */

static void hold(Recorder *r, Obj *object, bool is_namespace) {
    Holder *holder = edges_hold(r, object, NULL, 0);
    if (!holder) return;
    holder->is_namespace = is_namespace;
    edges_of_holder(r, holder);
}

static void hold_frame(Recorder *r, Frame *frame, int32_t stack_top) {
    Holder *holder = edges_hold(r, NULL, frame, stack_top);
    if (holder) edges_of_holder(r, holder);
}

/* The object, and what stands behind it when it is written to. */
static void hold_deep(Recorder *r, Obj *object) {
    hold(r, object, false);
    if (object->type == T(r->rt, METHOD)) hold(r, borrow(((MethodObj *)object)->self), false);
    if (object->type == T(r->rt, BUILTIN) && ((BuiltinObj *)object)->self) hold(r, borrow(((BuiltinObj *)object)->self), false);
    if ((object->type->flags & (TPF_HEAP | TPF_MANAGED_DICT)) == (TPF_HEAP | TPF_MANAGED_DICT) && pre_head(object)->dict)
        hold(r, borrow(pre_head(object)->dict), false);
    if (is_type(object) && ((TypeObj *)object)->dict) hold(r, borrow(((TypeObj *)object)->dict), false);
    if (object->type == T(r->rt, MODULE)) hold(r, borrow(*object_dict_slot(object)), true);
}

void links_gather(Recorder *r, Open *open, CodeUnit *pc, Own *sp) {
    Frame *frame = open->frame;
    CodeObj *code = frame_code(frame);
    int opcode = opcode_info[*pc & 0xff].base;
    hold_frame(r, NULL, 0);
    hold_frame(r, frame, (int32_t)(sp - frame->localsplus));
    if (frame->previous) hold_frame(r, frame->previous, frame->previous->stack_top);
    if (frame->locals) hold(r, borrow(frame->locals), true);
    if (opcode == OP_STORE_GLOBAL || opcode == OP_DELETE_GLOBAL || opcode == OP_CALL || opcode == OP_PRECALL) hold(r, frame->globals, true);
    const uint8_t *kinds = BYTES(borrow(code->localspluskinds))->data;
    for (int i = 0; i < code->nlocalsplus; i++) {
        Obj *value = borrow(frame->localsplus[i]);
        if (value && (kinds[i] & (LOCAL_CELL | LOCAL_FREE)) && value->type == T(r->rt, CELL)) hold(r, value, false);
    }
    for (Own *item = sp; item-- > frame->localsplus + code->nlocalsplus;) {
        if (*item) hold_deep(r, borrow(*item));
    }
}

/* ---- after ---- */

/* Whether two edges of a holder are the same reference. Places of items may shift. */
static bool same_edge(const Edge *a, const Edge *b) {
    if (a->target != b->target || a->slot != b->slot) return false;
    if (a->slot == SLOT_LOCAL || a->slot == SLOT_STACK || a->slot == SLOT_FRAME || a->slot == SLOT_THREAD) return a->index == b->index;
    return a->key == b->key;
}

static void mark_kept(Edge *before, uint32_t n, Edge *after, uint32_t m) {
    uint32_t head = 0;
    for (; head < n && head < m && same_edge(&before[head], &after[head]); head++) before[head].used = after[head].used = true;
    for (; n > head && m > head && same_edge(&before[n - 1], &after[m - 1]); n--, m--) before[n - 1].used = after[m - 1].used = true;
    if ((uint64_t)(n - head) * (m - head) > 4000000) {
        for (uint32_t i = head; i < n; i++) before[i].used = true;
        for (uint32_t i = head; i < m; i++) after[i].used = true;
        return;
    }
    for (uint32_t i = head; i < n; i++) {
        for (uint32_t j = head; j < m && !before[i].used; j++) {
            if (!after[j].used && same_edge(&before[i], &after[j])) before[i].used = after[j].used = true;
        }
    }
}

/* Whether a cause is the instruction or was open inside it without another instruction between. */
static bool belongs(Recorder *r, uint32_t cause, uint32_t instruction) {
    while (cause != instruction && cause > instruction && r->causes[cause][Cause_kind] != CAUSE_INSTRUCTION)
        cause = r->causes[cause][Cause_parent];
    return cause == instruction;
}

/* The last change of the object's count in this direction that no reference explains yet; -1 none. */
static int32_t find_partner(Recorder *r, Open *open, int32_t life, bool up) {
    for (int32_t i = (int32_t)r->lives[life][Life_last_event]; i >= (int32_t)open->first_event;
         i = (int32_t)r->events[i][MemoryEvent_previous]) {
        uint32_t *event = r->events[i];
        bool fits = up ? event[MemoryEvent_kind] == MEMORY_INCREF || event[MemoryEvent_kind] == MEMORY_ALLOC
                       : event[MemoryEvent_kind] == MEMORY_DECREF;
        if (fits && (int32_t)event[MemoryEvent_partner] < 0 && belongs(r, event[MemoryEvent_cause], open->cause)) return i;
    }
    return -1;
}

static uint32_t *note_link(Recorder *r, enum MemoryEventKind kind, const Edge *edge, const Holder *holder, int32_t life,
                           uint32_t first_event) {
    if (r->event_count >= RECORDER_EVENTS) {
        r->dropped++;
        return NULL;
    }
    uint32_t *event = r->events[r->event_count++];
    memset(event, 0, sizeof r->events[0]);
    event[MemoryEvent_kind] = kind;
    event[MemoryEvent_cause] = r->open[r->depth - 1].cause;
    event[MemoryEvent_life] = (uint32_t)life;
    event[MemoryEvent_slot] = edge->slot;
    event[MemoryEvent_index] = (uint32_t)edge->index;
    event[MemoryEvent_label] = edges_label(r, edge, holder, first_event);
    event[MemoryEvent_by] = holder->is_namespace;
    event[MemoryEvent_partner] = event[MemoryEvent_previous] = (uint32_t)-1;
    event[MemoryEvent_holder] = holder->frame    ? (uint32_t)((uint8_t *)holder->frame - r->rt->span_base)
                                : holder->object ? (uint32_t)record_life(r, holder->object, 0)
                                                 : (uint32_t)-1;
    return event;
}

/* The life that an edge's target had: it may have died since, and its address may be another object's. */
static int32_t life_of_target(Recorder *r, Obj *target, bool gone, uint32_t first_event) {
    int32_t life = gone ? record_life_before(r, target, first_event) : -1;
    return life >= 0 ? life : record_life(r, target, 0);
}

static void note_changes(Recorder *r, Open *open, Holder *holder, Edge *edges, uint32_t count, enum MemoryEventKind kind) {
    for (uint32_t i = count; i-- > 0;) {
        Edge *edge = &edges[i];
        if (edge->used) continue;
        int32_t life = life_of_target(r, edge->target, kind == MEMORY_UNLINK, open->first_event);
        if (life < 0) continue;
        int32_t partner = find_partner(r, open, life, kind == MEMORY_LINK);
        if (partner < 0 && open->nested) continue;
        uint32_t number = r->event_count, *event = note_link(r, kind, edge, holder, life, open->first_event);
        if (!event || partner < 0) continue;
        event[MemoryEvent_partner] = (uint32_t)partner;
        r->events[partner][MemoryEvent_partner] = number;
    }
}

static void compare(Recorder *r, Open *open, Holder *holder) {
    Holder now = *holder;
    uint32_t top = r->edge_count;
    edges_of_holder(r, &now);
    Edge *before = &r->edges[holder->first], *after = &r->edges[now.first];
    if (r->edge_count < RECORDER_EDGES) {
        mark_kept(before, holder->count, after, now.count);
        note_changes(r, open, holder, before, holder->count, MEMORY_UNLINK);
        note_changes(r, open, holder, after, now.count, MEMORY_LINK);
    }
    r->edge_count = top;
}

/* What was born in the instruction holds what it holds since then. */
static void compare_born(Recorder *r, Open *open, uint32_t end) {
    for (uint32_t i = open->first_event; i < end; i++) {
        uint32_t *event = r->events[i], *life = r->lives[event[MemoryEvent_life]];
        if (event[MemoryEvent_kind] != MEMORY_ALLOC || life[Life_flags] & (LIFE_LINKED | LIFE_DIED)) continue;
        life[Life_flags] |= LIFE_LINKED;
        Obj *object = (Obj *)(void *)(r->rt->span_base + life[Life_address]);
        record_describe(r, (int32_t)event[MemoryEvent_life], object);
        Holder *holder = edges_hold(r, object, NULL, 0);
        if (!holder) continue;
        holder->first = r->edge_count;
        compare(r, open, holder);
    }
}

void links_find(Recorder *r, Open *open, Own *sp) {
    uint32_t end = r->event_count, holders = r->holder_count;
    Frame *running = r->rt->ts.frame;
    bool entered = running && running != open->frame && running->owner == FRAME_OWNED_BY_STACK &&
                   running->prev_instr <= frame_code(running)->units;
    for (uint32_t i = open->first_holder; i < holders; i++) {
        Holder *holder = &r->holders[i];
        if (holder->gone) continue;
        if (holder->frame == running && sp) holder->stack_top = (int32_t)(sp - running->localsplus);
        else if (holder->frame) holder->stack_top = holder->frame->stack_top;
        compare(r, open, holder);
        entered &= holder->frame != running;
    }
    compare_born(r, open, end);
    Holder *callee = entered ? edges_hold(r, NULL, running, running->stack_top) : NULL;
    if (!callee) return;
    callee->first = r->edge_count;
    compare(r, open, callee);
}

/* ---- while something is taken apart ---- */

int32_t links_unlink(Recorder *r, Open *open, Obj *object) {
    if (open->kind != CAUSE_DEALLOC && open->kind != CAUSE_CLEAR && open->kind != CAUSE_FRAME) return -1;
    if (r->holder_count <= open->first_holder) return -1;
    Holder *holder = &r->holders[open->first_holder];
    Edge *edges = &r->edges[holder->first];
    int32_t count = (int32_t)holder->count, found = -1;
    if (open->hint + 1 < count && !edges[open->hint + 1].used && edges[open->hint + 1].target == object) found = open->hint + 1;
    else if (open->hint > 0 && !edges[open->hint - 1].used && edges[open->hint - 1].target == object) found = open->hint - 1;
    for (int32_t i = 0; found < 0 && i < count; i++) {
        if (!edges[i].used && edges[i].target == object) found = i;
    }
    if (found < 0) return -1;
    open->hint = found;
    edges[found].used = true;
    int32_t life = record_life(r, object, -1);
    uint32_t *event = life < 0 ? NULL : note_link(r, MEMORY_UNLINK, &edges[found], holder, life, open->first_event);
    if (!event) return -1;
    event[MemoryEvent_partner] = r->event_count; /* the count that follows */
    return (int32_t)r->event_count - 1;
}
