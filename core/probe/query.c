/* Finds every object of the heap and writes the graph (query.h).
 *
 * Objects are found as the heap audit finds them: the roots, all that the collector tracks, and what these refer to through
 * tp_traverse and beside it. The arcs are written in a second pass, classes first: the keys that the instances of a class share are
 * counted once, and the class is the best name for their holder. */
#include "probe/query.h"

#include "heap/gc_list.h"
#include "heap/pool_impl.h"
#include "heap/span.h"
#include "lib/lib.h"
#include "object/dict.h"
#include "object/type.h"

/* ---- nodes ---- */

static uint32_t *add_node(Graph *graph, const void *address) {
    if (graph->node_count == graph->node_capacity) hs_fatal("query: more objects than blocks in use");
    uint32_t *node = graph->nodes[graph->node_count++];
    node[Node_address] = (uint32_t)((const uint8_t *)address - graph->rt->span_base);
    return node;
}

static int add_object(Obj *object, void *arg) {
    Graph *graph = arg;
    uint32_t *slot = graph_slot(graph, object);
    graph->arc_capacity++; /* a visit for each arc */
    if (*slot) return 0;
    add_node(graph, object);
    *slot = graph->node_count;
    return 0;
}

static void add_ring(Graph *graph, GcHead *ring, uint32_t generation) {
    for (GcHead *head = gc_next(ring); head != ring; head = gc_next(head)) {
        add_object(gc_object(head), graph);
        graph->nodes[graph_node(graph, gc_object(head))][Node_flags] |= (generation + 1) << 8;
    }
}

static uint32_t node_of_thread(Runtime *rt, const Thread *wanted) {
    uint32_t node = 1;
    for (Thread *thread = thread_main(rt); thread != wanted; thread = thread->next) node++;
    return node;
}

static void add_holders(Graph *graph) {
    Runtime *rt = graph->rt;
    add_node(graph, rt)[Node_flags] = NODE_HOLDER;
    for (Thread *thread = thread_main(rt); rt->has_threads && thread; thread = thread->next) {
        add_node(graph, thread)[Node_flags] = NODE_HOLDER | NODE_THREAD;
        graph->arc_capacity += 16;
    }
    for (Thread *thread = thread_main(rt); thread; thread = thread->next) {
        for (Frame *frame = thread_state(rt, thread)->frame; frame; frame = frame->previous) {
            if (frame->owner == FRAME_OWNED_BY_GENERATOR) continue;
            uint32_t *node = add_node(graph, frame);
            node[Node_flags] = NODE_HOLDER;
            node[Node_refcount] = (uint32_t)frame_line(frame);
            node[Node_pending] = rt->has_threads ? node_of_thread(rt, thread) : 0;
            graph->arc_capacity += (uint32_t)frame->stack_top + frame->shim_count + 4u;
        }
    }
    graph->holders = graph->node_count;
}

static void fill_node(Graph *graph, uint32_t *node) {
    Runtime *rt = graph->rt;
    Obj *object = (Obj *)(void *)(rt->span_base + node[Node_address]);
    bool gc = object_is_gc(object);
    node[Node_type] = graph_node(graph, (Obj *)object->type);
    node[Node_refcount] = (uint32_t)object->refcount;
    node[Node_size] = (uint32_t)object_virtual_size(rt, object);
    node[Node_flags] |= object_flags(rt, object) | (gc && gc_is_finalized(object) ? NODE_FINALIZED : 0);
}

static void find_objects(Graph *graph) {
    Runtime *rt = graph->rt;
    add_holders(graph);
    for (int i = 0; i < GC_GENERATIONS; i++) add_ring(graph, &rt->gc.generations[i].head, (uint32_t)i);
    add_ring(graph, &rt->gc.permanent, GC_GENERATIONS);
    heap_visit_roots(rt, add_object, graph);
    vm_visit_roots(rt, add_object, graph);
    lib_visit_roots(rt, add_object, graph);
    for (uint32_t i = graph->holders; i < graph->node_count; i++) {
        Obj *object = (Obj *)(void *)(rt->span_base + graph->nodes[i][Node_address]);
        visit_references(rt, object, add_object, graph);
        visit_split_keys(object, add_object, graph);
        add_object((Obj *)object->type, graph);
    }
    for (uint32_t i = 1; i < graph->holders; i++) {
        uint32_t *node = graph->nodes[i];
        void *holder = rt->span_base + node[Node_address];
        if (node[Node_flags] & NODE_THREAD) {
            Obj *name = thread_name(rt, holder);
            node[Node_type] = name && *graph_slot(graph, name) ? graph_node(graph, name) : 0;
            node[Node_refcount] = ((Thread *)holder)->native_id;
        } else {
            node[Node_type] = graph_node(graph, borrow(((Frame *)holder)->code));
        }
    }
    for (uint32_t i = graph->holders; i < graph->node_count; i++) fill_node(graph, graph->nodes[i]);
}

/* ---- arcs ---- */

void graph_arc(Graph *graph, enum ArcKind kind, uint32_t value, const Obj *target) {
    if (!target || !*graph_slot(graph, target) || graph->arc_count == graph->arc_capacity) return;
    uint32_t *arc = graph->arcs[graph->arc_count++], node = graph_node(graph, target);
    arc[Arc_target] = node;
    arc[Arc_kind] = kind;
    arc[Arc_value] = value;
    graph->nodes[node][Node_pending]++;
}

void graph_field(Graph *graph, enum ArcKind kind, const char *words, const Obj *target) {
    struct GraphWords *all = graph->words;
    if (!target) return;
    uint32_t i = (uint32_t)((uintptr_t)words * 2654435761u) % GRAPH_WORDS, place = 0, length = (uint32_t)strlen(words);
    while (all->seen[i] && all->seen[i] != words) i = (i + 1) % GRAPH_WORDS;
    if (all->seen[i]) {
        place = all->place[i];
    } else if (all->size + length + 5 < GRAPH_TEXT && all->count < GRAPH_WORDS / 2) {
        all->seen[i] = words;
        all->count++;
        all->place[i] = place = all->size;
        memcpy(all->text + place, &length, 4);
        memcpy(all->text + place + 4, words, length);
        all->size += (length + 7) & ~3u;
    }
    graph_arc(graph, kind, place, target);
}

/* What was written for a holder is compared with what its tp_traverse visits: `pending` of a node counts the arcs that no visit has
 * confirmed yet. A visit without an arc is a reference whose place has no name here; an arc without a visit is none. */
static void end_arcs(Graph *graph, uint32_t *holder) {
    uint32_t kept = holder[Node_first_arc];
    for (uint32_t i = kept; i < graph->arc_count; i++) {
        uint32_t *pending = &graph->nodes[graph->arcs[i][Arc_target]][Node_pending];
        if (*pending) {
            --*pending;
        } else {
            memmove(graph->arcs[kept++], graph->arcs[i], sizeof graph->arcs[i]);
        }
    }
    graph->arc_count = kept;
    holder[Node_arc_count] = kept - holder[Node_first_arc];
}

static int confirm(Obj *target, void *arg) {
    Graph *graph = arg;
    uint32_t *pending = &graph->nodes[graph_node(graph, target)][Node_pending];
    if (!*pending) graph_arc(graph, ARC_FIELD, 0, target);
    --*pending;
    return 0;
}

static void write_object(Graph *graph, uint32_t index) {
    uint32_t *node = graph->nodes[index];
    Obj *object = (Obj *)(void *)(graph->rt->span_base + node[Node_address]);
    node[Node_first_arc] = graph->arc_count;
    object_arcs(graph, object);
    visit_references(graph->rt, object, confirm, graph);
    split_keys_arcs(graph, object);
    end_arcs(graph, node);
}

static bool node_is_type(Graph *graph, uint32_t index) {
    return is_type((Obj *)(void *)(graph->rt->span_base + graph->nodes[index][Node_address]));
}

static void write_arcs(Graph *graph) {
    Runtime *rt = graph->rt;
    for (uint32_t i = 1; i < graph->holders; i++) {
        uint32_t *node = graph->nodes[i];
        node[Node_first_arc] = graph->arc_count;
        void *holder = rt->span_base + node[Node_address];
        if (node[Node_flags] & NODE_THREAD) thread_arcs(graph, holder);
        else frame_arcs(graph, holder);
        node[Node_arc_count] = graph->arc_count - node[Node_first_arc];
    }
    graph->nodes[0][Node_first_arc] = graph->arc_count;
    interpreter_arcs(graph);
    heap_visit_roots(rt, confirm, graph);
    vm_visit_roots(rt, confirm, graph);
    lib_visit_roots(rt, confirm, graph);
    end_arcs(graph, graph->nodes[0]);
    for (int types = 1; types >= 0; types--) {
        for (uint32_t i = graph->holders; i < graph->node_count; i++) {
            if (node_is_type(graph, i) == types) write_object(graph, i);
        }
    }
}

/* ---- putting it together ---- */

static size_t rounded(size_t size) { return round_up(size, 64); }
static size_t nodes_bytes(const Graph *graph) { return rounded(graph->node_capacity * sizeof *graph->nodes); }
static size_t arcs_bytes(const Graph *graph) { return rounded(graph->arc_capacity * sizeof *graph->arcs); }
enum { HEAD_BYTES = 64 };
_Static_assert(Graph_words * 4 <= HEAD_BYTES, "the record lies in front of the nodes");

bool graph_open(Runtime *rt, Graph *graph) {
    size_t depth = 1, used;
    uint8_t *nodes;
    for (Thread *thread = thread_main(rt); thread; thread = thread->next, depth++) {
        for (Frame *frame = thread_state(rt, thread)->frame; frame; frame = frame->previous) depth++;
    }
    memset(graph, 0, sizeof *graph);
    graph->rt = rt;
    graph->table_bytes = used = rounded((size_t)(rt->span_top - rt->span_base) / 4);
    graph->node_capacity = (uint32_t)(pool_blocks_in_use(rt) + rt->pool.large_blocks + depth +
                                      (size_t)(rt->static_limit - rt->span_base) / 32);
    if (!(graph->table = scratch_alloc(rt, 0, used))) return false;
    if ((nodes = scratch_alloc(rt, used, HEAD_BYTES + nodes_bytes(graph)))) {
        graph->nodes = (void *)(nodes + HEAD_BYTES);
        used += HEAD_BYTES + nodes_bytes(graph);
        find_objects(graph);
        graph->arc_capacity += STR_COUNT + METHOD_CACHE_SIZE + 4096; /* room for arcs that are not confirmed */
        graph->arcs = scratch_alloc(rt, used, arcs_bytes(graph));
        graph->words = scratch_alloc(rt, used + arcs_bytes(graph), sizeof *graph->words);
    }
    if (graph->arcs && graph->words) {
        graph->words->size = 4; /* place 0: no words */
        write_arcs(graph);
        return true;
    }
    graph_close(graph);
    return false;
}

void graph_close(Graph *graph) {
    scratch_free(graph->words, sizeof *graph->words);
    scratch_free(graph->arcs, arcs_bytes(graph));
    if (graph->nodes) scratch_free((uint8_t *)graph->nodes - HEAD_BYTES, HEAD_BYTES + nodes_bytes(graph));
    scratch_free(graph->table, graph->table_bytes);
}

const uint8_t *probe_graph(Runtime *rt, size_t *size) {
    Graph graph;
    *size = 0;
    if (!graph_open(rt, &graph)) return NULL;
    uint32_t *head = (uint32_t *)graph.nodes - HEAD_BYTES / 4;
    Obj *main_dict = main_namespace(rt);
    head += HEAD_BYTES / 4 - Graph_words;
    head[Graph_nodes] = graph.node_count;
    head[Graph_arcs] = graph.arc_count;
    head[Graph_text_bytes] = graph.words->size;
    head[Graph_holders] = graph.holders;
    head[Graph_main_dict] = main_dict ? graph_node(&graph, main_dict) : 0;
    head[Graph_native_depth] = rt->native_depth;
    head[Graph_collecting] = rt->gc.collecting;
    head[Graph_base_low] = (uint32_t)HS_VIRTUAL_BASE;
    head[Graph_base_high] = (uint32_t)(HS_VIRTUAL_BASE >> 32);
    uint32_t *end = graph.nodes[graph.node_count];
    memmove(end, graph.arcs, graph.arc_count * sizeof *graph.arcs);
    end += graph.arc_count * Arc_words;
    memmove(end, graph.words->text, graph.words->size);
    *size = (size_t)((uint8_t *)end + graph.words->size - (uint8_t *)head);
    return (const uint8_t *)head;
}

const uint8_t *probe_describe(Runtime *rt, size_t address, size_t *size) {
    Probe *probe = scratch_alloc(rt, 0, sizeof *probe);
    Obj *object = (Obj *)(void *)(rt->span_base + address);
    *size = 0;
    if (!probe) return NULL;
    uint32_t record[Description_words];
    probe_own_tables(probe);
    probe->text_size = sizeof record;
    record[Description_type_name] = text_cstr(probe, type_short_name(object->type));
    record[Description_value] = text_value(rt, probe, object);
    record[Description_kind] = object_kind(rt, object);
    record[Description_length] = (uint32_t)object_item_count(rt, object);
    memcpy(probe->text, record, sizeof record);
    *size = probe->text_size;
    return (const uint8_t *)probe->text;
}

#ifdef HS_DEBUG
void graph_audit(Runtime *rt) {
    Graph graph;
    if (!graph_open(rt, &graph)) return;
    for (uint32_t i = 0; i < graph.arc_count; i++) {
        if (graph.arcs[i][Arc_kind]) graph.nodes[graph.arcs[i][Arc_target]][Node_pending]++;
    }
    for (uint32_t i = graph.holders; i < graph.node_count; i++) {
        const uint32_t *node = graph.nodes[i];
        if (!(node[Node_flags] & FLAG_STATIC) && node[Node_pending] != node[Node_refcount]) {
            audit_heap(rt, "query");
            hs_fatal("query: an object's holders are not as many as its refcount");
        }
    }
    graph_close(&graph);
}
#else
void graph_audit(Runtime *rt) { (void)rt; }
#endif
