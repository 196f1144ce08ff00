/* Free lists of rare types: steps of asynchronous generators, contexts. Those of list, dict, tuple and float are in their files. */
#include "object/free_list.h"
#include "heap/gc_list.h"
#include "heap/seam.h"

static Obj **next_dead(Obj *dead) { return (Obj **)(void *)(dead + 1); }

Own free_list_take(Runtime *rt, Obj **list, int *count, TypeObj *type, size_t virtual_size) {
    Obj *dead = *list;
    if (!dead) return gc_alloc(rt, type, virtual_size);
    *list = *next_dead(dead);
    *next_dead(dead) = NULL;
    (*count)--;
    dead->refcount = 1;
    gc_head(dead)->next = 0; /* the mark of start-up objects goes too */
    gc_head(dead)->prev = 0;
    note_birth(rt, birth_in_front(dead));
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, dead, virtual_size);
    return adopt(dead);
}

void free_list_put(Runtime *rt, Obj **list, int *count, int limit, Obj *dead) {
    if (*count >= limit) {
        gc_free(rt, dead);
        return;
    }
    if (HS_UNLIKELY(rt->recording)) probe_freed(rt, dead);
    *next_dead(dead) = *list;
    *list = dead;
    (*count)++;
}

void free_list_clear(Runtime *rt, Obj **list, int *count) {
    Obj *dead;
    while ((dead = *list)) {
        *list = *next_dead(dead);
        if (rt->gc.generations[0].count > 0) rt->gc.generations[0].count--;
        mem_free(rt, gc_head(dead)); /* not gc_free(): its type can be gone */
    }
    *count = 0;
}
