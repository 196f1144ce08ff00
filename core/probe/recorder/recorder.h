/* The recorder of memory events: its memory and what its files share. Compiled only into build/heapscope-events.wasm.
 *
 * Its memory lies between the C data and the span. Nothing in it is part of a checkpoint: a recording begins with probe_record(rt, true)
 * and is read before the machine goes elsewhere. */
#ifndef HS_PROBE_RECORDER_H
#define HS_PROBE_RECORDER_H

#include "heap/events.h"
#include "object/frame.h"
#include "probe/impl.h"

#define RECORDER_EVENTS 160000
#define RECORDER_CAUSES 60000
#define RECORDER_LIVES 40000
#define RECORDER_LIFE_TABLE 131072 /* a power of two */
#define RECORDER_TEXT (3u << 20)
#define RECORDER_TEXT_TABLE 65536 /* a power of two */
#define RECORDER_DATA (768u << 10) /* words */
#define RECORDER_EDGES 160000
#define RECORDER_HOLDERS 8000
#define RECORDER_DEPTH 3000
#define RECORDER_MEMBERS 4000

/* An outgoing reference. */
typedef struct Edge {
    Obj *target, *key; /* key: of a dict's value, name of an attribute or local; or NULL */
    int32_t index;
    uint8_t slot; /* enum SlotKind */
    bool used;
} Edge;

/* Something that holds references, with those it had when the innermost instruction began. */
typedef struct Holder {
    Obj *object; /* one of the two, neither: the thread's state */
    Frame *frame;
    int32_t stack_top; /* of frame */
    uint32_t first, count;
    bool gone, is_namespace;
} Holder;

/* A cause that has begun and not ended. */
typedef struct Open {
    uint32_t cause, kind;
    uint32_t first_holder, first_edge, first_event;
    int32_t hint; /* edge that was matched last */
    bool nested;  /* other instructions ran inside */
    Frame *frame;
    Own *sp;
} Open;

/* An object of a collection. */
typedef struct Member {
    Obj *object;
    int32_t life;
    int place;   /* enum GcPlace */
    int32_t via; /* life of what it was found reachable from */
    int note;    /* enum GcNote */
    int generation;
} Member;

typedef struct Recorder {
    Runtime *rt;
    bool on;
    uint32_t event_count, cause_count, life_count, text_size, data_count, dropped;
    uint32_t edge_count, holder_count, depth, instructions, collections;
    /* the tables that are handed out, in this order */
    uint32_t head[Recording_words];
    uint32_t events[RECORDER_EVENTS][MemoryEvent_words];
    uint32_t causes[RECORDER_CAUSES][Cause_words];
    uint32_t lives[RECORDER_LIVES][Life_words];
    uint32_t data[RECORDER_DATA];
    char text[RECORDER_TEXT];
    /* the recorder's own */
    int32_t life_table[RECORDER_LIFE_TABLE]; /* row + 1 of the latest life at an address */
    uint32_t text_table[RECORDER_TEXT_TABLE];
    Edge edges[RECORDER_EDGES];
    Holder holders[RECORDER_HOLDERS];
    Open open[RECORDER_DEPTH];
    uint32_t table_before; /* where the table of the container that is being rebuilt was put */
    Member members[RECORDER_MEMBERS]; /* of the collection that runs */
    uint32_t member_count;
    uint16_t member_of_life[RECORDER_LIVES]; /* number + 1 */
    int generation, round;
    uint32_t snapshot_at;
    int32_t source;
} Recorder;

Recorder *recorder(void);

/* ---- recorder.c ---- */
uint32_t *record_event(Recorder *r, enum MemoryEventKind kind, Obj *object, intptr_t by); /* NULL: full */
int32_t record_life(Recorder *r, Obj *object, intptr_t by); /* its row, made at first sight; -1 full */
int32_t record_life_at(Recorder *r, const Obj *object);     /* -1: none known */
uint32_t record_text(Recorder *r, const char *utf8, size_t size);
uint32_t record_cstr(Recorder *r, const char *text);
uint32_t record_str(Recorder *r, Obj *s);        /* its characters */
uint32_t record_atom(Recorder *r, Obj *object); /* its repr */
/* The life that was at the address when event `number` was to come; -1 none known. */
int32_t record_life_before(Recorder *r, const Obj *object, uint32_t number);
void record_describe(Recorder *r, int32_t life, Obj *object);

/* ---- edges.c ---- */
Holder *edges_hold(Recorder *r, Obj *object, Frame *frame, int32_t stack_top); /* NULL: there already or full */
void edges_of_holder(Recorder *r, Holder *holder); /* appends to r->edges, sets first and count */
uint32_t edges_label(Recorder *r, const Edge *edge, const Holder *holder, uint32_t first_event);
/* ---- collection.c ---- */
void events_member_freed(Recorder *r, Obj *object);
/* ---- links.c ---- */
void links_gather(Recorder *r, Open *open, CodeUnit *pc, Own *sp); /* holders of an instruction that begins */
void links_find(Recorder *r, Open *open, Own *sp);                 /* what it changed */
/* A count is going down inside a dealloc, clear, frame: number of the event that tells which reference that is; -1 not known. */
int32_t links_unlink(Recorder *r, Open *open, Obj *object);

#endif
