/* Objects that live for ever. Counts go on below, so that what is freed does not depend on what is shown: 3.12 made static objects
 * and all interned strs immortal, 3.13 of the strs only those that are names in a code object. */
#include "object/immortal.h"

#include "heap/events.h"

bool str_is_immortal(Runtime *rt, Obj *s) {
    return rt->lens->immortal && STR(s)->interned > (rt->lens->interned_immortal ? 0 : 1);
}

int64_t shown_refcount(Runtime *rt, Obj *o) {
    bool immortal = rt->lens->immortal && ((uint8_t *)o < rt->static_limit || (is_str(o) && str_is_immortal(rt, o)));
    if (immortal) return rt->lens->immortal;
    int64_t count = what_if_shown(rt, o);
    return !rt->lens->high_counts && count > HS_STATIC_REFCOUNT / 2 ? count - HS_STATIC_REFCOUNT + 1 : count;
}
