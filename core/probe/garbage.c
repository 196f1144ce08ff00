/* Objects that nothing but themselves keeps alive: the cycles that wait for the collector.
 *
 * Among the program's tracked objects that are not shown yet, the references they have from each other are subtracted
 * from their counts, as the collector does it; what keeps a rest is held from somewhere else, and so is all it
 * refers to. The others are unreachable. Counts live in the probe's memory: the objects are only read. */
#include "heap/gc_list.h"
#include "object/type.h"
#include "probe/impl.h"

#define CANDIDATES 2000
typedef struct Candidates {
    Probe *probe;
    Obj **objects;
    int32_t *rest; /* references from outside the candidates; -1 = reachable, walked */
    int count;
    int16_t *table; /* hash: index or -1 */
} Candidates;

static uint32_t slot_of(const Obj *object) { return (uint32_t)((uintptr_t)object >> 4) * 2654435761u; }

static int find(Candidates *c, Obj *object) {
    for (uint32_t i = slot_of(object);; i++) {
        int16_t index = c->table[i % PROBE_TABLE];
        if (index < 0 || c->objects[index] == object) return index;
    }
}

static void insert(Candidates *c, Obj *object) {
    uint32_t i = slot_of(object);
    while (c->table[i % PROBE_TABLE] >= 0) i++;
    c->table[i % PROBE_TABLE] = (int16_t)c->count;
    c->objects[c->count] = object;
    c->rest[c->count++] = (int32_t)object->refcount;
}

static int subtract(Obj *target, void *arg) {
    Candidates *c = arg;
    int index = find(c, target);
    if (index >= 0) c->rest[index]--;
    return 0;
}

static int reach(Obj *target, void *arg) {
    Candidates *c = arg;
    int index = find(c, target);
    if (index >= 0 && c->rest[index] == 0) c->rest[index] = 1;
    return 0;
}

static void traverse(Obj *object, VisitFn visit, Candidates *c) {
    if (object->type->slots.tp_traverse) object->type->slots.tp_traverse(object, visit, c);
}

/* Spread reachability until nothing changes: held objects (rest > 0) mark what they refer to. */
static void spread(Candidates *c) {
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < c->count; i++) {
            if (c->rest[i] <= 0) continue;
            c->rest[i] = -1;
            changed = true;
            traverse(c->objects[i], reach, c);
        }
    }
}

static void gather(Runtime *rt, Candidates *c) {
    for (int g = 0; g < GC_GENERATIONS; g++) {
        GcHead *ring = &rt->gc.generations[g].head;
        for (GcHead *head = gc_next(ring); head != ring; head = gc_next(head)) {
            Obj *object = gc_object(head);
            if (gc_is_startup(object) || is_shown(c->probe, object)) continue;
            if (c->count >= CANDIDATES) {
                c->probe->truncated = true;
                return;
            }
            insert(c, object);
        }
    }
}

/* Worth a card of its own: not the inner parts of a class. */
static bool is_presentable(Runtime *rt, Obj *object) {
    TypeObj *type = object->type;
    return type != T(rt, GETSET_DESCRIPTOR) && type != T(rt, MEMBER_DESCRIPTOR) && type != T(rt, FRAME) &&
           type != T(rt, WEAKREF);
}

void add_unreachable(Runtime *rt, Probe *probe) {
    /* the tables of edges and names are written later than this needs: their memory serves as scratch space */
    struct Scratch {
        Obj *objects[CANDIDATES];
        int32_t rest[CANDIDATES];
        int16_t table[PROBE_TABLE];
    } *scratch = (struct Scratch *)(void *)(probe + 1);
    Candidates c = { probe, scratch->objects, scratch->rest, 0, scratch->table };
    memset(scratch->table, 0xff, sizeof scratch->table);
    gather(rt, &c);
    for (int i = 0; i < c.count; i++) traverse(c.objects[i], subtract, &c);
    spread(&c);
    for (int i = 0; i < c.count; i++) {
        if (c.rest[i] != 0 || !is_presentable(rt, c.objects[i])) continue;
        int index = shown_index(rt, probe, c.objects[i]);
        if (index >= 0) probe->objects[index][Object_flags] |= FLAG_UNREACHABLE;
    }
}
