/* How many objects there are to show: the walk of a snapshot, in which objects are marked in a bitmap and queued, not described. */
#include "heap/span.h"
#include "probe/impl.h"

typedef struct Reach {
    Runtime *rt;
    uint64_t *seen; /* a bit for each place in the span */
    uint32_t count, most;
    Obj *queue[];
} Reach;

int reach_object(Probe *probe, Obj *object) {
    Reach *reach = probe->reach;
    size_t place = (size_t)((uint8_t *)object - reach->rt->span_base) / HS_ALIGNMENT;
    uint64_t bit = (uint64_t)1 << (place & 63);
    if (reach->seen[place >> 6] & bit || reach->count == reach->most) return -1;
    reach->seen[place >> 6] |= bit;
    reach->queue[reach->count++] = object;
    return -1;
}

uint32_t probe_reachable(Runtime *rt, uint32_t most, size_t before) {
    size_t seen = (size_t)(rt->span_top - rt->span_base) / HS_ALIGNMENT / 8, head = round_up(sizeof(Probe), 64);
    size_t size = head + seen + sizeof(Reach) + most * sizeof(Obj *);
    uint8_t *memory = scratch_alloc(rt, before, size);
    if (!memory) return 0;
    Probe *probe = (void *)memory;
    Reach *reach = (void *)(memory + head + seen);
    *reach = (Reach){ .rt = rt, .seen = (void *)(memory + head), .most = most };
    probe->reach = reach; /* there is no room for text: labels are not wanted */
    add_namespaces(rt, probe);
    if (rt->has_threads) add_threads(rt, probe);
    for (uint32_t i = 0; i < reach->count && reach->count < most; i++) walk_object(rt, probe, reach->queue[i]);
    uint32_t count = reach->count;
    scratch_free(memory, size);
    return count;
}
