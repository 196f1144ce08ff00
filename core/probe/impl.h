/* The probe's memory and what its files share. */
#ifndef HS_PROBE_IMPL_H
#define HS_PROBE_IMPL_H

#include "heap/events.h"
#include "probe/probe.h"
#include "probe/watch.h"
#include "vm/eval.h"
#include "vm/threads.h"

#define PROBE_CHUNKS 2        /* MiB of the span that the probe works in */
#define PROBE_EVENTS 4096   /* events kept of one step; later ones are dropped */
#define PROBE_OBJECTS 3000  /* objects shown, unless the host wants another number ... */
#define PROBE_MOST_OBJECTS 32000
#define PROBE_MOST_HIDDEN 20000 /* of those left out as many are counted */
#define PROBE_EDGES_EACH 4  /* ... and edges for each of them ... */
#define PROBE_TEXT_EACH 120 /* ... and bytes of text */
#define PROBE_NAMES 2000
#define PROBE_NAMESPACES 200
#define PROBE_INSTRUCTIONS 200
#define PROBE_OPERANDS 2000
#define PROBE_THREADS 200
#define PROBE_TABLE 8192    /* hash table of shown objects: a power of two above PROBE_OBJECTS */
#define PROBE_HEAD_ITEMS 60 /* of a long container, from its start ... */
#define PROBE_TAIL_ITEMS 4  /* ... and from its end */
#define PROBE_VALUE_CHARS 120

/* Bytes of the tables for so many objects. */
#define PROBE_TABLES_SIZE(objects, table) ((objects) * (sizeof(Obj *) + (Object_words + PROBE_EDGES_EACH * Edge_words) * 4 + PROBE_TEXT_EACH) + (table) * 2)

#define HS_RECORD(name) enum {
#define HS_FIELD(record, name, kind) record##_##name,
#define HS_RECORD_END(name) name##_words };
#include "probe/snapshot.def"
#include "probe/recorder.def"
#undef HS_RECORD
#undef HS_FIELD
#undef HS_RECORD_END

#define WATCHES 16
#define WATCH_NOTES 1024
#define WATCH_TEXT 8192
typedef struct Watch {
    uint8_t kind, mode;
    bool over; /* the object was freed */
    uint32_t text, size; /* in Watches.text */
    uint32_t a, b;
    int32_t c;
    uint64_t last;
    struct DictKeys *keys; /* where a name was found last */
    int32_t keys_count, entry;
} Watch;
typedef struct Watches {
    Watch list[WATCHES];
    uint32_t head[Watches_words], state[WATCHES][Watch_words], notes[WATCH_NOTES][Note_words]; /* neighbours: read as one */
    uint32_t line, code; /* of the last line event */
    uint32_t text_used;
    char text[WATCH_TEXT];
} Watches;

typedef struct Probe {
    Watches watches;
    int32_t room[LINE_ROOM]; /* line tables */
    uint32_t event_count, events_dropped;
    uint32_t events[PROBE_EVENTS][Event_words];
    uint32_t event_text_size;
    char event_text[32 << 10];
    /* the snapshot being built */
    uint32_t header[Header_words];
    uint32_t namespaces[PROBE_NAMESPACES][Namespace_words];
    uint32_t names[PROBE_NAMES][Name_words];
    uint32_t instructions[PROBE_INSTRUCTIONS][Instruction_words], operands[PROBE_OPERANDS][Operand_words];
    uint32_t threads[PROBE_THREADS][Thread_words];
    uint32_t wanted_objects; /* by the host */
    uint32_t object_room, edge_room, table_size, text_room;
    uint32_t (*objects)[Object_words];
    uint32_t (*edges)[Edge_words];
    Obj **shown;
    int16_t *table; /* index into shown, or -1 */
    char *text;
    struct Reach *reach; /* objects are counted, not shown: reachable.c */
    uint32_t namespace_count, name_count, instruction_count, operand_count, thread_count, object_count, edge_count, text_size;
    bool truncated;
    bool trace_edges; /* for the recorder: edges keep their target's offset, nothing is shown */
    uint64_t tables[PROBE_TABLES_SIZE(PROBE_OBJECTS, PROBE_TABLE) / 8];
} Probe;
_Static_assert(sizeof(Probe) + (Header_words + PROBE_NAMES) * 4 <= (2u << 20), "the probe outgrew its memory");

/* ---- text.c: text in the snapshot; every function returns the text's offset ---- */
uint32_t text_begin(Probe *probe);
void text_add(Probe *probe, const char *utf8, size_t size);
void text_add_cstr(Probe *probe, const char *utf8);
void text_add_char(Probe *probe, uint32_t c);
uint32_t text_end(Probe *probe, uint32_t at);
uint32_t text_cstr(Probe *probe, const char *utf8);
uint32_t text_str(Probe *probe, Obj *s); /* characters of a str as they are, cut when long */
/* What a card shows: repr of atoms, a summary of the rest. Runs no Python code. */
uint32_t text_value(Runtime *rt, Probe *probe, Obj *object);
void text_add_atom(Runtime *rt, Probe *probe, Obj *object);
void text_add_constant(Runtime *rt, Probe *probe, Obj *object); /* repr of what a code object's co_consts can hold */

/* ---- snapshot.c ---- */
void probe_lay_out(Probe *probe, void *memory, uint32_t objects, uint32_t table); /* the tables for so many objects */
HS_INLINE void probe_own_tables(Probe *probe) { probe_lay_out(probe, probe->tables, PROBE_OBJECTS, PROBE_TABLE); }
/* Index of an object in the snapshot, added (and later walked) if it is not there; -1 = full. */
int shown_index(Runtime *rt, Probe *probe, Obj *object);
bool is_shown(Probe *probe, Obj *object);
uint32_t object_flags(Runtime *rt, Obj *object); /* enum ObjectFlag */
void add_edge(Runtime *rt, Probe *probe, uint32_t label, Obj *target);

/* ---- walk.c ---- */
void walk_object(Runtime *rt, Probe *probe, Obj *object); /* adds its edges */
enum ObjectKind object_kind(Runtime *rt, Obj *object);
uint32_t object_birth(Runtime *rt, Obj *object); /* see note_birth */
int64_t object_item_count(Runtime *rt, Obj *object); /* -1 = none */

/* ---- reachable.c ---- */
/* How many objects a snapshot would show without a limit, but for what only cycles hold; `most` = so many or more, 0 = no memory. `before`:
 * scratch memory in use. */
uint32_t probe_reachable(Runtime *rt, uint32_t most, size_t before);
int reach_object(Probe *probe, Obj *object); /* in place of shown_index, while objects are counted */

/* ---- names.c ---- */
void add_namespaces(Runtime *rt, Probe *probe);
void add_frames(Runtime *rt, Probe *probe, Frame *top); /* the program's own, but those of the module */
CodeUnit *frame_next(Runtime *rt, Frame *frame);        /* what it is about to run, or runs */
int frame_next_line(Runtime *rt, Frame *frame);
bool is_system_name(Obj *name);         /* like __file__, put there by the interpreter */
uint8_t *namespace_owner(Frame *frame); /* what stands for its names: the frame, or the module's dict */
/* ---- instructions.c: what the running frames are about to run ---- */
void add_instructions(Runtime *rt, Probe *probe);
void add_frame_instructions(Runtime *rt, Probe *probe, Frame *top);
/* ---- threads.c: all threads, and the frames of those that do not run ---- */
void add_threads(Runtime *rt, Probe *probe);
/* ---- garbage.c: adds the objects that only cycles keep alive ---- */
void add_unreachable(Runtime *rt, Probe *probe);

#endif
