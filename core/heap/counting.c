/* Reference counting as functions, for the files that are compiled for size (HS_SMALL, see heap/object.h), and for the
 * build that records memory events, where all counting goes through counting_up and counting_down. */
#include "heap/events.h"

Own counting_xkeep(Obj *object);
void counting_release(Runtime *rt, Own own);
void counting_xrelease(Runtime *rt, Own own);
void counting_clear(Runtime *rt, Own *slot);
void counting_set(Runtime *rt, Own *slot, Own value);

#ifdef HS_EVENTS
void count_up(Obj *object, intptr_t by) {
    Runtime *rt = events_runtime();
    if (HS_UNLIKELY(rt && rt->what_if)) what_if_count(rt, object, by);
    else object->refcount += by;
    events_counted(object, by);
}

intptr_t count_down(Obj *object) {
    Runtime *rt = events_runtime();
    intptr_t left = HS_UNLIKELY(rt && rt->what_if) ? what_if_count(rt, object, -1) : --object->refcount;
    events_counted(object, -1);
    return left;
}
#endif

Own counting_xkeep(Obj *object) { return xkeep(object); }
void counting_release(Runtime *rt, Own own) { release(rt, own); }
void counting_xrelease(Runtime *rt, Own own) { xrelease(rt, own); }
void counting_clear(Runtime *rt, Own *slot) { own_clear(rt, slot); }
void counting_set(Runtime *rt, Own *slot, Own value) { own_set(rt, slot, value); }
