/* The outgoing references of an object, a frame, or the thread's state, each with the place that holds it: item, key, attribute, local
 * variable, place on the stack. All counted references are there, so that the difference of two looks explains every change of a count. */
#include "compile/opcode.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/range.h"
#include "object/set_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "probe/recorder/recorder.h"
#include "vm/eval_impl.h"

static void add(Recorder *r, Obj *target, enum SlotKind slot, int64_t index, Obj *key) {
    if (!target || r->edge_count >= RECORDER_EDGES) return;
    r->edges[r->edge_count++] = (Edge){ target, key, (int32_t)index, (uint8_t)slot, false };
}

static void add_items(Recorder *r, Obj *const *items, intptr_t count) {
    for (intptr_t i = 0; items && i < count; i++) add(r, items[i], SLOT_ITEM, i, NULL);
}

static void add_dict(Recorder *r, Obj *dict) {
    intptr_t pos = 0;
    Obj *key, *value;
    while (dict_next(dict, &pos, &key, &value, NULL)) {
        add(r, value, SLOT_VALUE, pos, key);
        if (!DICT(dict)->values) add(r, key, SLOT_KEY, pos, key); /* shared keys are the class's */
    }
}

static void add_set(Recorder *r, Obj *set) {
    for (intptr_t i = 0; i <= SET(set)->mask; i++) {
        const SetEntry *entry = &SET(set)->table[i];
        if (entry_is_live(entry)) add(r, borrow(entry->key), SLOT_MEMBER, i, NULL);
    }
}

static void add_attributes(Recorder *r, Obj *self) {
    TypeObj *type = self->type;
    add(r, (Obj *)type, SLOT_CLASS, 0, NULL);
    if (type->flags & TPF_MANAGED_DICT) {
        PreHead *pre = pre_head(self);
        add(r, borrow(pre->dict), SLOT_DICT, 0, NULL);
        for (int i = 0; pre->values && type->cached_keys && i < pre->values->used; i++) {
            int index = pre->values->order[i];
            Obj *name = borrow(((DictUnicodeEntry *)dict_keys_entries(type->cached_keys))[index].key);
            add(r, borrow(dict_values_items(pre->values)[index]), SLOT_ATTRIBUTE, index, name);
        }
    } else {
        Own *slot = object_dict_slot(self);
        if (slot) add(r, borrow(*slot), SLOT_DICT, 0, NULL);
    }
    for (TypeObj *t = type; t && t->flags & TPF_HEAP; t = (TypeObj *)borrow(t->base)) {
        for (int i = 0; i < t->slot_count; i++) {
            Obj *value = *(Obj **)((char *)self + t->ht_members[i].offset);
            add(r, value, SLOT_ATTRIBUTE, -1 - i, NULL);
        }
    }
}

/* Fields of builtin types that have a name. */
typedef struct { int type; size_t offset; const char *words; } FieldRow;
static const FieldRow field_rows[] = {
#define HS_FIELD_OF(type, record, field, words) { TYPE_##type, offsetof(record, field), words },
#include "probe/query_fields.def"
#undef HS_FIELD_OF
};

static void add_fields(Recorder *r, Obj *o) {
    for (size_t i = 0; i < HS_COUNT(field_rows); i++) {
        if (o->type == &r->rt->types[field_rows[i].type]) add(r, *(Obj **)((char *)o + field_rows[i].offset), SLOT_FIELD, -1 - (int)i, NULL);
    }
}

typedef struct { Recorder *r; uint32_t known, index; } Rest;

/* A reference that was not found by its name already. */
static int add_rest(Obj *target, void *arg) {
    Rest *rest = arg;
    for (uint32_t i = rest->known; i < rest->known + 64 && i < rest->r->edge_count; i++) {
        Edge *edge = &rest->r->edges[i];
        if (edge->slot == SLOT_FIELD && edge->index >= 0) break;
        if (edge->target != target || edge->used) continue;
        edge->used = true;
        return 0;
    }
    add(rest->r, target, SLOT_FIELD, rest->index++, NULL);
    return 0;
}

static void add_object(Recorder *r, Obj *o) {
    uint32_t first = r->edge_count;
    bool heap_class = (o->type->flags & TPF_HEAP) && !is_type(o);
    if (heap_class) add_attributes(r, o);
    if (is_list(o)) add_items(r, borrow_all(LIST(o)->items), LIST_SIZE(o));
    else if (is_tuple(o)) add_items(r, TUPLE_ITEMS(o), TUPLE_SIZE(o));
    else if (is_dict(o)) add_dict(r, o);
    else if (is_set_any(r->rt, o)) add_set(r, o);
    else if (o->type == T(r->rt, CELL)) add(r, borrow(CELL(o)->value), SLOT_CONTENT, 0, NULL);
    else if (o->type->slots.tp_traverse) {
        Rest rest = { r, first, 0 };
        add_fields(r, o);
        o->type->slots.tp_traverse(o, add_rest, &rest);
        if (!heap_class) object_visit_hidden(r->rt, o, add_rest, &rest);
    }
    for (uint32_t i = first; i < r->edge_count; i++) r->edges[i].used = false;
}

static void add_frame(Recorder *r, Frame *frame, int32_t stack_top) {
    if (!frame->code) return;
    CodeObj *code = frame_code(frame);
    Obj *names = borrow(code->localsplusnames);
    for (int i = 0; i < stack_top; i++) {
        bool local = i < code->nlocalsplus;
        add(r, borrow(frame->localsplus[i]), local ? SLOT_LOCAL : SLOT_STACK, local ? i : i - code->nlocalsplus,
            local ? TUPLE_ITEM(names, i) : NULL);
    }
    add(r, borrow(frame->function), SLOT_FRAME, 0, NULL);
    add(r, borrow(frame->code), SLOT_FRAME, 1, NULL);
    add(r, borrow(frame->locals), SLOT_FRAME, 2, NULL);
    if (frame->owner == FRAME_OWNED_BY_GENERATOR) return;
    for (int i = 0; i < frame->shim_count; i++) add(r, borrow(shim_words(frame)[i]), SLOT_FRAME, 3 + i, NULL);
}

static void add_thread(Recorder *r) {
    ThreadState *ts = &r->rt->ts;
    add(r, borrow(ts->raised_type), SLOT_THREAD, 0, NULL);
    add(r, borrow(ts->raised_value), SLOT_THREAD, 1, NULL);
    add(r, borrow(ts->raised_tb), SLOT_THREAD, 2, NULL);
    for (ExcItem *item = ts->exc_top; item; item = item->previous) add(r, borrow(item->value), SLOT_THREAD, 3, NULL);
    if (r->rt->vm) add(r, borrow(r->rt->vm->result), SLOT_THREAD, 4, NULL);
}

void edges_of_holder(Recorder *r, Holder *holder) {
    holder->first = r->edge_count;
    if (holder->frame) add_frame(r, holder->frame, holder->stack_top);
    else if (holder->object) add_object(r, holder->object);
    else add_thread(r);
    holder->count = r->edge_count - holder->first;
}

/* Objects whose references never change, or that have none worth a look. */
static bool is_atom(Recorder *r, Obj *o) {
    if (o->type->flags & (TPF_INT | TPF_STR | TPF_BYTES)) return !(o->type->flags & TPF_HEAP);
    return !o->type->slots.tp_traverse || o->type == T(r->rt, CODE) || is_weak_any(r->rt, o);
}

Holder *edges_hold(Recorder *r, Obj *object, Frame *frame, int32_t stack_top) {
    if (object && (object->type == T(r->rt, GENERATOR) || object->type == T(r->rt, COROUTINE) || object->type == T(r->rt, ASYNC_GEN))) {
        frame = GENERATOR(object)->frame; /* a running one is the run loop's: it knows the top of its stack */
        if (GENERATOR(object)->state == GEN_EXECUTING || !frame->code) return NULL;
        stack_top = frame->stack_top;
        object = NULL;
    } else if (object && (is_atom(r, object) || object->refcount < 0)) {
        return NULL;
    }
    uint32_t from = r->depth ? r->open[r->depth - 1].first_holder : 0;
    for (uint32_t i = from; i < r->holder_count; i++) {
        if (r->holders[i].object == object && r->holders[i].frame == frame && !r->holders[i].gone) return NULL;
    }
    if (r->holder_count >= RECORDER_HOLDERS) return NULL;
    Holder *holder = &r->holders[r->holder_count++];
    *holder = (Holder){ .object = object, .frame = frame, .stack_top = stack_top };
    return holder;
}

/* ---- names of places ---- */

/* A key may have died in this very instruction: then its life tells. */
static uint32_t key_text(Recorder *r, Obj *key, uint32_t first_event, bool as_name) {
    int32_t life = record_life_before(r, key, first_event);
    if (life >= 0 && r->lives[life][Life_flags] & LIFE_DIED) return r->lives[life][Life_value];
    return as_name && is_str(key) ? record_str(r, key) : record_atom(r, key);
}

uint32_t edges_label(Recorder *r, const Edge *edge, const Holder *holder, uint32_t first_event) {
    static const char *const frame_slots[] = { "its function", "its code", "its namespace", "what its caller holds" };
    static const char *const thread_slots[] = { "class of the raised exception", "the raised exception", "its traceback",
                                                "the exception being handled", "the value returned" };
    if (edge->slot == SLOT_FIELD) return edge->index < 0 ? record_cstr(r, field_rows[-1 - edge->index].words) : 0;
    if (edge->slot == SLOT_FRAME) return record_cstr(r, frame_slots[edge->index < 3 ? edge->index : 3]);
    if (edge->slot == SLOT_THREAD) return record_cstr(r, thread_slots[edge->index]);
    if (edge->slot == SLOT_ATTRIBUTE && !edge->key) {
        for (TypeObj *t = holder->object->type; t; t = (TypeObj *)borrow(t->base)) {
            if (t->flags & TPF_HEAP && -1 - edge->index < t->slot_count) return record_cstr(r, t->ht_members[-1 - edge->index].name);
        }
    }
    if (!edge->key) return 0;
    bool named = edge->slot == SLOT_LOCAL || edge->slot == SLOT_ATTRIBUTE || holder->is_namespace;
    return key_text(r, edge->key, first_event, named);
}
