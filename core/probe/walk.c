/* What an object refers to, with the label a reader knows: index, key, attribute, cell. Also sizes and kinds. */
#include "heap/pool_impl.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/frame.h"
#include "object/int.h"
#include "object/list.h"
#include "object/set_impl.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "probe/impl.h"

/* ---- kinds ---- */

static bool is_deque(Runtime *rt, Obj *o) {
    TypeObj *type = o->type;
    while (type && type != T(rt, DEQUE)) type = (TypeObj *)borrow(type->base);
    return type;
}

enum ObjectKind object_kind(Runtime *rt, Obj *o) {
    uint32_t flags = o->type->flags;
    if (flags & TPF_INT || is_float(rt, o) || o->type == T(rt, COMPLEX)) return KIND_NUMBER;
    if (flags & (TPF_STR | TPF_BYTES) || is_bytearray(rt, o)) return KIND_TEXT;
    if (flags & (TPF_LIST | TPF_TUPLE | TPF_DICT) || is_set_any(rt, o) || is_deque(rt, o)) return KIND_CONTAINER;
    if (is_type(o)) return KIND_TYPE;
    TypeObj *type = o->type;
    if (type == T(rt, FUNCTION) || type == T(rt, METHOD) || type == T(rt, BUILTIN) || type == T(rt, CODE) ||
        type == T(rt, CELL) || type == T(rt, FRAME) || type == T(rt, GENERATOR) || type == T(rt, MODULE) ||
        type == T(rt, COROUTINE) || type == T(rt, ASYNC_GEN)) {
        return KIND_CODE;
    }
    return KIND_OTHER;
}

int64_t object_item_count(Runtime *rt, Obj *o) {
    if (is_list(o)) return LIST_SIZE(o);
    if (is_tuple(o)) return TUPLE_SIZE(o);
    if (is_dict(o)) return DICT_SIZE(o);
    if (is_set_any(rt, o)) return SET(o)->used;
    if (is_str(o)) return STR(o)->length;
    if (is_bytes(o)) return BYTES(o)->head.size;
    if (is_bytearray(rt, o)) return ((ByteArrayObj *)o)->head.size;
    if (is_deque(rt, o)) return ((VarObj *)o)->size;
    return -1;
}

/* ---- sizes ---- */

uint32_t object_birth(Runtime *rt, Obj *o) {
    if ((uint8_t *)o < rt->static_limit) return (uint32_t)((uint8_t *)o - rt->span_base) / HS_ALIGNMENT;
    if (!HS_NOTES_BIRTHS || is_str_exact(rt, o)) return is_str_exact(rt, o) ? STR(o)->born : 0;
    bool in_front = type_is_gc(o->type) || chunk_kind(rt, o) != CHUNK_ARENA;
    return *(uint32_t *)(in_front ? birth_in_front(o) : birth_behind(o, pool_block_size(pool_of(o))));
}

uint64_t object_virtual_size(Runtime *rt, Obj *o) {
    uint64_t size = o->type->slots.tp_sizeof(rt, o);
    if (type_is_gc(o->type)) size += HS_GC_HEAD;
    return size + type_front_size(rt, o->type);
}

/* ---- labels ---- */

static uint32_t index_label(Probe *probe, int64_t index) {
    char buffer[24];
    int n = (int)sizeof buffer;
    buffer[--n] = 0;
    do buffer[--n] = (char)('0' + index % 10);
    while ((index /= 10));
    return text_cstr(probe, buffer + n);
}

static uint32_t attribute_label(Probe *probe, Obj *name) {
    uint32_t at = text_begin(probe);
    text_add_char(probe, '.');
    if (is_str(name)) {
        for (intptr_t i = 0; i < STR(name)->length && i < 60; i++) text_add_char(probe, str_char(name, i));
    }
    return text_end(probe, at);
}

static uint32_t key_label(Runtime *rt, Probe *probe, Obj *key) {
    uint32_t at = text_begin(probe);
    text_add_atom(rt, probe, key);
    return text_end(probe, at);
}

static void edge_to(Runtime *rt, Probe *probe, const char *label, Obj *target) {
    if (target) add_edge(rt, probe, text_cstr(probe, label), target);
}

/* Whether item `i` of `count` is left out of a long container. */
static bool is_hidden_item(int64_t i, int64_t count) {
    return count > PROBE_HEAD_ITEMS + PROBE_TAIL_ITEMS && i >= PROBE_HEAD_ITEMS && i < count - PROBE_TAIL_ITEMS;
}

/* ---- edges by type ---- */

static void walk_items(Runtime *rt, Probe *probe, Obj *const *items, int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        if (!is_hidden_item(i, count) && items[i]) {
            add_edge(rt, probe, index_label(probe, i), items[i]);
        }
    }
}

static void walk_dict(Runtime *rt, Probe *probe, Obj *dict, bool as_attributes) {
    intptr_t pos = 0;
    int64_t i = 0, count = DICT_SIZE(dict);
    Obj *key, *value;
    while (dict_next(dict, &pos, &key, &value, NULL)) {
        if (is_hidden_item(i++, count)) continue;
        uint32_t label = as_attributes && is_str(key) ? attribute_label(probe, key) : key_label(rt, probe, key);
        add_edge(rt, probe, label, value);
        bool plain = is_str(key) || (is_int(key) && int_is_compact(key));
        if (!as_attributes && !plain) add_edge(rt, probe, text_cstr(probe, "key"), key);
    }
}

static void walk_set(Runtime *rt, Probe *probe, Obj *set) {
    intptr_t pos = 0;
    int64_t i = 0, count = SET(set)->used;
    Obj *key;
    while (set_next(set, &pos, &key, NULL)) {
        if (!is_hidden_item(i++, count)) add_edge(rt, probe, text_cstr(probe, "item"), key);
    }
}

static bool is_dunder(Obj *name) {
    intptr_t n = is_str(name) ? STR(name)->length : 0;
    return n > 4 && str_char(name, 0) == '_' && str_char(name, 1) == '_' && str_char(name, n - 1) == '_' &&
           str_char(name, n - 2) == '_';
}

static void walk_class(Runtime *rt, Probe *probe, TypeObj *type) {
    if (!(type->flags & TPF_HEAP)) return;
    Obj *bases = borrow(type->bases);
    for (intptr_t i = 0; bases && i < TUPLE_SIZE(bases); i++) {
        if (((TypeObj *)TUPLE_ITEM(bases, i))->flags & TPF_HEAP) {
            edge_to(rt, probe, "base", TUPLE_ITEM(bases, i));
        }
    }
    intptr_t pos = 0;
    Obj *key, *value;
    while (type->dict && dict_next(borrow(type->dict), &pos, &key, &value, NULL)) {
        if (is_dunder(key) && value->type != T(rt, FUNCTION)) continue;
        add_edge(rt, probe, attribute_label(probe, key), value);
    }
}

static void walk_function(Runtime *rt, Probe *probe, FunctionObj *function) {
    Obj *defaults = borrow(function->defaults), *closure = borrow(function->closure);
    for (intptr_t i = 0; defaults && i < TUPLE_SIZE(defaults); i++) {
        edge_to(rt, probe, "default", TUPLE_ITEM(defaults, i));
    }
    edge_to(rt, probe, "kwdefaults", borrow(function->kwdefaults));
    Obj *names = borrow(CODE(borrow(function->code))->localsplusnames);
    intptr_t first = TUPLE_SIZE(names) - (closure ? TUPLE_SIZE(closure) : 0);
    for (intptr_t i = 0; closure && i < TUPLE_SIZE(closure); i++) {
        Obj *cell = TUPLE_ITEM(closure, i);
        add_edge(rt, probe, text_str(probe, TUPLE_ITEM(names, first + i)), cell);
    }
    if (function->dict && DICT_SIZE(borrow(function->dict))) walk_dict(rt, probe, borrow(function->dict), true);
}

/* Names, and of a frame that waits the value stack. */
static void walk_frame(Runtime *rt, Probe *probe, Frame *frame, bool waits) {
    CodeObj *code = frame_code(frame);
    for (int i = 0; i < code->nlocalsplus; i++) {
        Obj *value = borrow(frame->localsplus[i]);
        if (value) add_edge(rt, probe, text_str(probe, TUPLE_ITEM(borrow(code->localsplusnames), i)), value);
    }
    for (int i = code->nlocalsplus; waits && i < frame->stack_top; i++) edge_to(rt, probe, "stack", borrow(frame->localsplus[i]));
}

static void walk_generator(Runtime *rt, Probe *probe, GeneratorObj *self) {
    if (self->state < GEN_CLEARED) walk_frame(rt, probe, self->frame, self->state != GEN_EXECUTING);
    edge_to(rt, probe, "exception being handled", borrow(self->exc_state.value));
}

/* Inline values in insertion order. */
static void walk_inline_values(Runtime *rt, Probe *probe, Obj *self) {
    DictKeys *keys = self->type->cached_keys;
    DictValues *values = pre_head(self)->values;
    Own *items = dict_values_items(values);
    for (int i = 0; i < values->used; i++) {
        int index = values->order[i];
        Obj *name = borrow(((DictUnicodeEntry *)dict_keys_entries(keys))[index].key), *value = borrow(items[index]);
        if (name && value) add_edge(rt, probe, attribute_label(probe, name), value);
    }
}

static void walk_attributes(Runtime *rt, Probe *probe, Obj *self) {
    TypeObj *type = self->type;
    if (type->flags & TPF_MANAGED_DICT) {
        PreHead *pre = pre_head(self);
        if (pre->dict) {
            edge_to(rt, probe, "__dict__", borrow(pre->dict));
        } else if (pre->values && type->cached_keys) {
            walk_inline_values(rt, probe, self);
        }
    } else {
        Own *slot = object_dict_slot(self);
        if (slot && *slot) edge_to(rt, probe, "__dict__", borrow(*slot));
    }
    for (TypeObj *t = type; t && t->flags & TPF_HEAP; t = (TypeObj *)borrow(t->base)) {
        for (int i = 0; i < t->slot_count; i++) {
            const MemberDef *member = &t->ht_members[i];
            Obj *value = *(Obj **)((char *)self + member->offset);
            uint32_t at = text_begin(probe);
            text_add_char(probe, '.');
            text_add_cstr(probe, member->name);
            at = text_end(probe, at);
            if (value) add_edge(rt, probe, at, value);
        }
    }
}

typedef struct { Runtime *rt; Probe *probe; int64_t i, count; bool items; } GenericWalk;

/* References of builtin objects without named parts: everything but types and modules; or the items of a sequence. */
static int visit_generic(Obj *target, void *arg) {
    GenericWalk *walk = arg;
    if (!walk->items && (is_type(target) || target->type == T(walk->rt, MODULE))) return 0;
    int64_t i = walk->i++;
    if (!walk->probe || is_hidden_item(i, walk->count)) return 0;
    add_edge(walk->rt, walk->probe, walk->items ? index_label(walk->probe, i) : text_cstr(walk->probe, "holds"), target);
    return 0;
}

/* All that `type`, one of the object's own, visits: twice, since what is long is shown in part. */
static void walk_generic(Runtime *rt, Probe *probe, Obj *self, TypeObj *type, bool items) {
    if (!type->slots.tp_traverse) return;
    GenericWalk walk = { rt, NULL, .items = items };
    type->slots.tp_traverse(self, visit_generic, &walk);
    walk = (GenericWalk){ rt, probe, .count = walk.i, .items = items };
    type->slots.tp_traverse(self, visit_generic, &walk);
}

static void walk_exception(Runtime *rt, Probe *probe, Obj *self) {
    ExceptionObj *exc = EXCEPTION(self);
    edge_to(rt, probe, ".args", borrow(exc->args));
    edge_to(rt, probe, ".__traceback__", borrow(exc->traceback));
    edge_to(rt, probe, ".__context__", borrow(exc->context));
    edge_to(rt, probe, ".__cause__", borrow(exc->cause));
    edge_to(rt, probe, ".__dict__", borrow(exc->dict));
}

void walk_object(Runtime *rt, Probe *probe, Obj *o) {
    TypeObj *type = o->type;
    if (is_list(o)) walk_items(rt, probe, borrow_all(LIST(o)->items), LIST_SIZE(o));
    else if (is_tuple(o)) walk_items(rt, probe, TUPLE_ITEMS(o), TUPLE_SIZE(o));
    else if (is_dict(o)) walk_dict(rt, probe, o, false);
    else if (is_set_any(rt, o)) walk_set(rt, probe, o);
    else if (is_type(o)) walk_class(rt, probe, (TypeObj *)o);
    else if (type == T(rt, FUNCTION)) walk_function(rt, probe, FUNCTION(o));
    else if (type == T(rt, CELL)) edge_to(rt, probe, "contents", borrow(CELL(o)->value));
    else if (type == T(rt, METHOD)) {
        edge_to(rt, probe, ".__func__", borrow(((MethodObj *)o)->function));
        edge_to(rt, probe, ".__self__", borrow(((MethodObj *)o)->self));
    } else if (type == T(rt, GENERATOR) || type == T(rt, COROUTINE) || type == T(rt, ASYNC_GEN)) walk_generator(rt, probe, GENERATOR(o));
    else if (type == T(rt, FRAME)) walk_frame(rt, probe, ((FrameObj *)o)->frame, false);
    else if (is_exception(o)) walk_exception(rt, probe, o);
    else if (type == T(rt, BUILTIN)) {
        Obj *self = borrow(((BuiltinObj *)o)->self);
        if (self && self->type != T(rt, MODULE)) edge_to(rt, probe, ".__self__", self);
    } else if (type == T(rt, MODULE) || type == T(rt, CODE) || is_weak_any(rt, o)) {
        return;
    } else if (is_deque(rt, o)) walk_generic(rt, probe, o, T(rt, DEQUE), true);
    else if (!(type->flags & TPF_HEAP)) walk_generic(rt, probe, o, type, false);
    if (type->flags & TPF_HEAP && !is_type(o)) walk_attributes(rt, probe, o);
}
