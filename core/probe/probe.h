/* The probe: what the program's memory looks like now, and what happened since the last look. It reads and never
 * writes: it takes no references, allocates nothing in the program's pools and changes no id. Its own memory is one MiB of
 * the span that every runtime reserves before its program starts, whether anybody looks or not. */
#ifndef HS_PROBE_PROBE_H
#define HS_PROBE_PROBE_H

#include "heap/seam.h"

enum { SNAPSHOT_VERSION = 1 };
enum NamespaceKind { NAMESPACE_MODULE, NAMESPACE_FRAME, NAMESPACE_CLASS };
enum NameKind { NAME_DICT, NAME_SLOT, NAME_CELL };
enum ObjectKind { KIND_NUMBER, KIND_TEXT, KIND_CONTAINER, KIND_CODE, KIND_TYPE, KIND_OTHER };
enum ObjectFlag { FLAG_TRACKED = 1, FLAG_INTERNED = 2, FLAG_STATIC = 4, FLAG_UNREACHABLE = 8, FLAG_TRUNCATED = 16 };
/* Of the recorder (events build). A link is a reference that a holder has from now on, an unlink one that it has no more. */
enum MemoryEventKind { MEMORY_ALLOC, MEMORY_FREE, MEMORY_INCREF, MEMORY_DECREF, MEMORY_LINK, MEMORY_UNLINK, MEMORY_PHASE, MEMORY_TABLE };
enum SlotKind {
    SLOT_NONE, SLOT_LOCAL, SLOT_STACK, SLOT_FRAME, SLOT_THREAD, SLOT_ITEM, SLOT_VALUE, SLOT_KEY, SLOT_MEMBER, SLOT_ATTRIBUTE, SLOT_CLASS,
    SLOT_DICT, SLOT_CONTENT, SLOT_FIELD,
};
enum LifeFlag {
    LIFE_BORN = 1, LIFE_DIED = 2, LIFE_STATIC = 4, LIFE_LINKED = 8, LIFE_DESCRIBED = 16, LIFE_TRACKED = 32, LIFE_LIST = 64,
    LIFE_DICT = 128, LIFE_SET = 256,
};
enum ThreadStateKind { THREAD_RUNNING, THREAD_READY, THREAD_LOCK, THREAD_SLEEPING, THREAD_OBJECT_LOCK, THREAD_ENDED };
enum EventKind { EVENT_ALLOC, EVENT_FREE, EVENT_COLLECT };

/* Reserves the probe's memory; -1 = none left. To be called once, before the program is loaded. */
int probe_open(Runtime *rt);
/* Forget the events noted so far; note them from now on, or not. */
void probe_record(Runtime *rt, bool on);
/* How many objects a snapshot shows at most; if it is more than usual, snapshots lie in scratch memory: scratch_clear when they were read. */
void probe_want(Runtime *rt, uint32_t objects);
/* The snapshot of this moment; valid until the next call into the runtime. */
const uint8_t *probe_snapshot(Runtime *rt, size_t *size);
/* Instructions of the program's innermost frame from unit `from` on, as many as there is room for: three words (the unit that it is at, the unit
 * to go on from or 0, how many), Instruction records, texts. */
const uint8_t *probe_listing(Runtime *rt, uint32_t from, size_t *size);
/* The recorder (only in its build): ends the recording and packs what was noted. */
const uint8_t *recorder_read(Runtime *rt, size_t *size);
/* The tables of this layer as JSON, piece by piece. */
void probe_dump_abi(void (*write)(const char *text));
/* The graph of the whole heap (query.h) as one piece: record Graph, Nodes, Arcs, texts. NULL = no memory. It lies in scratch memory:
 * scratch_clear when it was read. */
const uint8_t *probe_graph(Runtime *rt, size_t *size);
/* Type name and value of the object at an address (offset in the span), as a card shows them: record Description, texts. In scratch
 * memory, too. */
const uint8_t *probe_describe(Runtime *rt, size_t address, size_t *size);
/* Debug builds: the holders that the queries name are as many as each object's count says, or hs_fatal. */
void graph_audit(Runtime *rt);
/* sys.getsizeof() of an object without running its methods. */
uint64_t object_virtual_size(Runtime *rt, Obj *object);

#endif
