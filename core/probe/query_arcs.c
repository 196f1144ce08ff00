/* The references of each kind of holder with the places that hold them. What these functions write is an upper bound: graph_open
 * compares it with the visits of tp_traverse. */
#include "compile/opcode.h"
#include "lib/lib.h"
#include "object/bytes.h"
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/range.h"
#include "object/set_impl.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"
#include "probe/query.h"
#include "vm/eval_impl.h"
#include "vm/native.h"

/* ---- all references, unnamed ---- */

static bool is_static_type(Obj *object) { return is_type(object) && !(((TypeObj *)object)->flags & TPF_HEAP); }

static int visit_static_type(TypeObj *type, VisitFn visit, void *arg) {
    VISIT(type->base);
    VISIT(type->bases);
    VISIT(type->mro);
    VISIT(type->dict);
    VISIT(type->subclasses);
    return 0;
}

void visit_references(Runtime *rt, Obj *object, VisitFn visit, void *arg) {
    TypeObj *type = object->type;
    if (is_static_type(object)) {
        visit_static_type((TypeObj *)object, visit, arg);
        return;
    }
    if (type->slots.tp_traverse) type->slots.tp_traverse(object, visit, arg);
    object_visit_hidden(rt, object, visit, arg);
    bool by_others = type->spec && type->spec->hidden; /* who holds it visits its class */
    if (type_is_counted(type) && !type->slots.tp_traverse && !by_others) visit((Obj *)type, arg);
}

static DictKeys *split_keys(Obj *object) {
    if (!is_dict(object) || !DICT(object)->keys) return NULL;
    DictKeys *keys = DICT(object)->keys;
    return keys->kind == DICT_KEYS_SPLIT || (DICT(object)->values && keys_are_unicode(keys)) ? keys : NULL;
}

void visit_split_keys(Obj *object, VisitFn visit, void *arg) {
    DictKeys *keys = split_keys(object);
    for (int32_t i = 0; keys && i < keys->count; i++) {
        Obj *key = borrow(*entry_key(keys, i));
        if (key) visit(key, arg);
    }
}

static void shared_key_arcs(Graph *graph, DictKeys *keys) {
    uint32_t *slot = graph_slot(graph, keys);
    if (*slot == KEYS_SEEN) return;
    *slot = KEYS_SEEN;
    for (int32_t i = 0; i < keys->count; i++) graph_arc(graph, ARC_SHARED_KEY, 0, borrow(*entry_key(keys, i)));
}

/* The class that shared these keys is gone, or they were counted for it. */
void split_keys_arcs(Graph *graph, Obj *object) {
    DictKeys *keys = split_keys(object);
    uint32_t first = graph->arc_count;
    if (keys && keys->count) shared_key_arcs(graph, keys);
    for (uint32_t i = first; i < graph->arc_count; i++) graph->nodes[graph->arcs[i][Arc_target]][Node_pending]--;
}

/* ---- frames ---- */

static enum StackUse use_by(int opcode) {
    switch (opcode) {
    case OP_PRECALL:
    case OP_CALL_FUNCTION_EX: return USE_ARGUMENT;
    case OP_FOR_ITER:
    case OP_SEND: return USE_ITERATOR;
    case OP_STORE_FAST:
    case OP_STORE_NAME:
    case OP_STORE_GLOBAL:
    case OP_STORE_DEREF:
    case OP_STORE_ATTR:
    case OP_STORE_SUBSCR: return USE_STORE;
    case OP_RETURN_VALUE:
    case OP_YIELD_VALUE: return USE_RETURN;
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_MAP:
    case OP_BUILD_CONST_KEY_MAP:
    case OP_LIST_APPEND:
    case OP_SET_ADD:
    case OP_MAP_ADD:
    case OP_LIST_EXTEND: return USE_BUILD;
    case OP_POP_EXCEPT:
    case OP_RERAISE:
    case OP_WITH_EXCEPT_START: return USE_HANDLER;
    default: return USE_OPERAND;
    }
}

/* What the item `slot` of the stack, which has `depth` items, waits for: the first instruction ahead that takes it. */
static enum StackUse stack_use(CodeObj *code, int unit, int depth, int slot) {
    int arg = 0;
    for (int steps = 0; steps < 400 && unit >= 0 && unit < code->head.size; steps++) {
        int opcode = opcode_info[code->units[unit] & 0xff].base;
        arg = arg << 8 | code->units[unit] >> 8;
        unit += 1 + opcode_info[opcode].caches;
        if (opcode == OP_EXTENDED_ARG) continue;
        int taken = opcode_items_taken(opcode, arg);
        if (slot >= depth - taken) {
            bool callee = opcode == OP_PRECALL && slot < depth - arg;
            return callee ? USE_CALLEE : use_by(opcode);
        }
        if (opcode == OP_RETURN_VALUE || opcode == OP_RERAISE || opcode == OP_RAISE_VARARGS) break;
        depth += opcode_stack_effect(opcode, arg, 0);
        if (opcode_info[opcode].flags & OPF_JUMP_BACK) unit -= arg;
        else if (opcode == OP_JUMP_FORWARD) unit += arg;
        arg = 0;
    }
    return USE_LATER;
}

static void local_arcs(Graph *graph, Frame *frame) {
    Runtime *rt = graph->rt;
    CodeObj *code = frame_code(frame);
    Obj *names = borrow(code->localsplusnames);
    const uint8_t *kinds = BYTES(borrow(code->localspluskinds))->data;
    for (int i = 0; i < frame->stack_top; i++) {
        Obj *value = borrow(frame->localsplus[i]);
        if (!value) continue;
        if (i < code->nlocalsplus) {
            bool cell = (kinds[i] & (LOCAL_CELL | LOCAL_FREE)) && value->type == T(rt, CELL);
            graph_arc(graph, cell ? ARC_CELL : ARC_LOCAL, graph_node(graph, TUPLE_ITEM(names, i)), value);
        } else {
            int depth = frame->stack_top - code->nlocalsplus, slot = i - code->nlocalsplus, unit = frame_unit(frame);
            if (unit < 0) unit = 0;
            graph_arc(graph, ARC_STACK, (uint32_t)slot | (uint32_t)stack_use(code, unit, depth, slot) << 24, value);
        }
    }
}

void frame_arcs(Graph *graph, Frame *frame) {
    graph_field(graph, ARC_FIELD, "frame object", borrow(frame->frame_obj));
    graph_field(graph, ARC_FIELD, "f_locals", borrow(frame->locals));
    graph_field(graph, ARC_FIELD, "function being run", borrow(frame->function));
    graph_field(graph, ARC_FIELD, "code being run", borrow(frame->code));
    local_arcs(graph, frame);
    if (frame->owner != FRAME_OWNED_BY_STACK) return;
    Own *words = (Own *)(void *)frame - frame->shim_count;
    for (int i = 0; i < frame->shim_count; i++) graph_arc(graph, ARC_CALL, (uint32_t)i, borrow(words[i]));
}

/* What a thread holds besides its frames; the state of the running one is the interpreter's. */
void thread_arcs(Graph *graph, Thread *thread) {
    graph_field(graph, ARC_FIELD, "function", borrow(thread->function));
    graph_field(graph, ARC_FIELD, "arguments", borrow(thread->args));
    graph_field(graph, ARC_FIELD, "keyword arguments", borrow(thread->kwargs));
    graph_field(graph, ARC_FIELD, "thread-local values", borrow(thread->dict));
    graph_field(graph, ARC_FIELD, "lock released at the end", borrow(thread->sentinel));
    graph_field(graph, ARC_FIELD, "result", borrow(thread->result));
    if (thread == thread_current(graph->rt)) return;
    graph_field(graph, ARC_FIELD, "modules being imported", borrow(thread->importing));
#define HS_ROOT_OF(type, address, field, words)
#define HS_THREAD_ROOT(field, words) graph_field(graph, ARC_FIELD, words, borrow(thread->state.field));
#include "probe/query_roots.def"
#undef HS_ROOT_OF
#undef HS_THREAD_ROOT
}

/* ---- the interpreter ---- */

static int expect(Obj *target, void *arg) {
    Graph *graph = arg;
    graph->nodes[graph_node(graph, target)][Node_pending]++;
    return 0;
}

static int native_arc(Obj *target, void *arg) {
    graph_field(arg, ARC_ROOT, "C code that is running", target);
    return 0;
}

void interpreter_arcs(Graph *graph) {
    Runtime *rt = graph->rt;
    for (Thread *thread = rt->vm ? rt->vm->threads : NULL; thread; thread = thread->next) natives_visit(thread->natives, native_arc, graph);
#define HS_ROOT_OF(type, address, field, words) graph_field(graph, ARC_ROOT, words, borrow((address)->field));
#define HS_THREAD_ROOT(field, words) HS_ROOT_OF(ThreadState, &rt->ts, field, words)
#include "probe/query_roots.def"
#undef HS_ROOT_OF
#undef HS_THREAD_ROOT
    for (int i = 0; i < STR_COUNT; i++) graph_arc(graph, ARC_NAME, 0, borrow(rt->strings[i]));
    for (int i = 0; i < METHOD_CACHE_SIZE; i++) graph_arc(graph, ARC_CACHE, 0, borrow(rt->method_cache[i].name));
    /* the roots visit these too, but the graph says that the types hold them */
    for (int i = 0; i < TYPE_COUNT; i++) visit_static_type(&rt->types[i], expect, graph);
}

/* ---- objects ---- */

typedef struct FieldWords {
    int16_t type, offset;
    const char *words;
} FieldWords;
static const FieldWords field_words[] = {
#define HS_FIELD_OF(type, struct, field, words) {TYPE_##type, offsetof(struct, field), words},
#include "probe/query_fields.def"
#undef HS_FIELD_OF
};

static void member_arcs(Graph *graph, Obj *object, const MemberDef *member, enum ArcKind kind) {
    if (member->kind != MEMBER_OBJECT && member->kind != MEMBER_OBJECT_EX) return;
    graph_field(graph, kind, member->name, *(Obj **)(void *)((char *)object + member->offset));
}

static void field_arcs(Graph *graph, Obj *object, TypeObj *type) {
    for (size_t i = 0; i < HS_COUNT(field_words); i++) {
        if (&graph->rt->types[field_words[i].type] != type) continue;
        graph_field(graph, ARC_FIELD, field_words[i].words,
                  *(Obj **)(void *)((char *)object + field_words[i].offset));
    }
    const MemberDef *member = type->spec ? type->spec->members : NULL;
    for (; member && member->name; member++) member_arcs(graph, object, member, ARC_FIELD);
}

static void inline_value_arcs(Graph *graph, Obj *object) {
    PreHead *pre = pre_head(object);
    graph_field(graph, ARC_FIELD, "__dict__", borrow(pre->dict));
    DictKeys *keys = object->type->cached_keys;
    for (int32_t i = 0; pre->values && i < keys->count; i++) {
        Obj *name = borrow(*entry_key(keys, i)), *value = borrow(dict_values_items(pre->values)[i]);
        if (name && value) graph_arc(graph, ARC_ATTRIBUTE, graph_node(graph, name), value);
    }
}

static void instance_arcs(Graph *graph, Obj *object) {
    TypeObj *type = object->type;
    graph_field(graph, ARC_FIELD, "__class__", (Obj *)type);
    for (TypeObj *t = type; t && t->flags & TPF_HEAP; t = t->base_type) {
        for (int i = 0; i < t->slot_count; i++) member_arcs(graph, object, &t->ht_members[i], ARC_SLOT);
    }
    if (type->flags & TPF_MANAGED_DICT) {
        inline_value_arcs(graph, object);
    } else {
        Own *slot = object_dict_slot(object);
        if (slot) graph_field(graph, ARC_FIELD, "__dict__", borrow(*slot));
    }
}

static void dict_arcs(Graph *graph, Obj *dict) {
    intptr_t pos = 0;
    uint32_t index = 0;
    Obj *key, *value;
    bool split = split_keys(dict) != NULL;
    while (dict_next(dict, &pos, &key, &value, NULL)) {
        if (!split) graph_arc(graph, ARC_KEY, index++, key);
        graph_arc(graph, ARC_VALUE, graph_node(graph, key), value);
    }
}

static void item_arcs(Graph *graph, Obj *const *items, intptr_t count) {
    for (intptr_t i = 0; i < count; i++) graph_arc(graph, ARC_ITEM, (uint32_t)i, items[i]);
}

static bool has_frame(Runtime *rt, Obj *object) {
    TypeObj *type = object->type;
    bool generator = type == T(rt, GENERATOR) || type == T(rt, COROUTINE) || type == T(rt, ASYNC_GEN);
    return generator && GENERATOR(object)->state < GEN_CLEARED;
}

void object_arcs(Graph *graph, Obj *object) {
    Runtime *rt = graph->rt;
    TypeObj *type = object->type;
    if (type->flags & TPF_HEAP) instance_arcs(graph, object);
    if (is_list(object)) item_arcs(graph, borrow_all(LIST(object)->items), LIST_SIZE(object));
    else if (is_tuple(object)) item_arcs(graph, TUPLE_ITEMS(object), TUPLE_SIZE(object));
    else if (is_dict(object)) dict_arcs(graph, object);
    else if (is_set_any(rt, object)) {
        intptr_t pos = 0;
        Obj *key;
        for (uint32_t i = 0; set_next(object, &pos, &key, NULL); i++) graph_arc(graph, ARC_ELEMENT, i, key);
    } else if (type->slots.tp_traverse) {
        for (TypeObj *t = type; t; t = t->base_type) field_arcs(graph, object, t);
    }
    if (is_type(object) && ((TypeObj *)object)->cached_keys) shared_key_arcs(graph, ((TypeObj *)object)->cached_keys);
    if (has_frame(rt, object)) frame_arcs(graph, GENERATOR(object)->frame);
    if (type == T(rt, FRAME) && ((FrameObj *)object)->frame->owner == FRAME_OWNED_BY_OBJECT) {
        frame_arcs(graph, ((FrameObj *)object)->frame);
    }
}
