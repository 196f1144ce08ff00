/* Reference counting as functions, for the files that are compiled for size (HS_SMALL, see heap/object.h). */
#include "heap/object.h"

Own counting_xkeep(Obj *object);
void counting_release(Runtime *rt, Own own);
void counting_xrelease(Runtime *rt, Own own);
void counting_clear(Runtime *rt, Own *slot);
void counting_set(Runtime *rt, Own *slot, Own value);

Own counting_xkeep(Obj *object) { return xkeep(object); }
void counting_release(Runtime *rt, Own own) { release(rt, own); }
void counting_xrelease(Runtime *rt, Own own) { xrelease(rt, own); }
void counting_clear(Runtime *rt, Own *slot) { own_clear(rt, slot); }
void counting_set(Runtime *rt, Own *slot, Own value) { own_set(rt, slot, value); }
