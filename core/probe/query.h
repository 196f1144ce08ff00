/* The whole heap as a graph: every object with every reference that it holds, each labelled with the place that holds it. What the
 * queries of the bindings (who holds it, why is it alive, what would die with it) are answered from.
 *
 * The graph lies in scratch memory outside the span, as tables of snapshot.def: Nodes, the first of which are no objects but holders
 * (the interpreter, then threads if there are several, then the frames that run; of a frame of a thread `pending` is the thread), and Arcs, those of a node side by side. Every counted reference is one arc, so that
 * the arcs to an object are as many as its count says, unless C code that is running holds some more. */
#ifndef HS_PROBE_QUERY_H
#define HS_PROBE_QUERY_H

#include "object/frame.h"
#include "probe/impl.h"
#include "vm/threads.h"

enum ArcKind { /* what the label of an arc means */
    ARC_NONE,       /* no reference */
    ARC_ITEM,       /* index */
    ARC_VALUE,      /* of a dict: node of the key */
    ARC_KEY,        /* of a dict: index of the entry */
    ARC_ELEMENT,    /* of a set */
    ARC_ATTRIBUTE,  /* node of the name */
    ARC_FIELD,      /* words */
    ARC_SLOT,       /* of __slots__: words */
    ARC_LOCAL,      /* node of the name */
    ARC_CELL,       /* cell in a frame: node of the name */
    ARC_STACK,      /* index | enum StackUse << 24 */
    ARC_CALL,       /* kept by a call in progress */
    ARC_SHARED_KEY, /* name in the keys shared by the instances of a class */
    ARC_ROOT,       /* field of the interpreter: words */
    ARC_NAME,       /* interned name that the interpreter itself uses */
    ARC_CACHE       /* name in the cache of attribute lookups */
};
enum StackUse { USE_LATER, USE_OPERAND, USE_ARGUMENT, USE_CALLEE, USE_ITERATOR, USE_STORE, USE_RETURN, USE_BUILD, USE_HANDLER };
enum NodeFlag { /* besides enum ObjectFlag; generation + 1 lies in the bits from 8 on */
    NODE_HOLDER = 32, /* not an object: the interpreter or a frame */
    NODE_FINALIZED = 64,
    NODE_THREAD = 128 /* a holder that is a thread: its type is its name (0 = none), its refcount its number */
};

#define GRAPH_WORDS 4096 /* different words for fields, at most half of it: a power of two */
#define GRAPH_TEXT (64u << 10)
typedef struct Graph {
    Runtime *rt;
    uint32_t *table; /* a word for each 16 bytes of the span: node + 1, or KEYS_SEEN for a table of keys already counted */
    uint32_t (*nodes)[Node_words];
    uint32_t (*arcs)[Arc_words];
    uint32_t node_count, node_capacity, arc_count, arc_capacity, holders;
    size_t table_bytes;
    struct GraphWords {
        const char *seen[GRAPH_WORDS]; /* hash table by address */
        uint32_t place[GRAPH_WORDS], count, size;
        char text[GRAPH_TEXT];
    } *words;
} Graph;
#define KEYS_SEEN UINT32_MAX

HS_INLINE uint32_t *graph_slot(Graph *graph, const void *address) {
    return &graph->table[(size_t)((const uint8_t *)address - graph->rt->span_base) / 16];
}
HS_INLINE uint32_t graph_node(Graph *graph, const Obj *object) { return *graph_slot(graph, object) - 1; }

/* Writes the graph of this moment; false = no memory. It lies in scratch memory until graph_close. */
bool graph_open(Runtime *rt, Graph *graph);
void graph_close(Graph *graph);

/* Adds an arc of the node whose arcs are being written. */
void graph_arc(Graph *graph, enum ArcKind kind, uint32_t value, const Obj *target);
/* The same for a place that has words: they are kept once, as texts of the snapshot are. */
void graph_field(Graph *graph, enum ArcKind kind, const char *words, const Obj *target);

/* ---- query_arcs.c ---- */
void object_arcs(Graph *graph, Obj *object); /* all references that an object holds */
void frame_arcs(Graph *graph, Frame *frame);
void thread_arcs(Graph *graph, Thread *thread);
void interpreter_arcs(Graph *graph); /* after those of the frames */
/* Visits every reference of an object, but not ... */
void visit_references(Runtime *rt, Obj *object, VisitFn visit, void *arg);
/* ... those in keys that a dict shares with others, which count once for all of them. */
void visit_split_keys(Obj *object, VisitFn visit, void *arg);
void split_keys_arcs(Graph *graph, Obj *object);

#endif
