/* Making and freeing objects, deallocation, the trashcan.
 *
 * Sizes are CPython's on x86-64 (3.11 Objects/object.c, Modules/gcmodule.c, typeobject.c's generic allocation): words in front of
 * an object are 16 bytes of gc links and 16 more for types with a managed dict. Fields start as zero. */
#include "base/copy.h"
#include "heap/events.h"
#include "heap/gc_list.h"
#include "heap/pool_impl.h"
#include "heap/seam.h"

_Static_assert(sizeof(Obj) <= 16 && sizeof(VarObj) <= 24, "headers fit in CPython's");
_Static_assert(sizeof(GcHead) <= HS_GC_HEAD && sizeof(PreHead) <= HS_PRE_HEAD - HS_GC_HEAD, "words in front fit");

HS_INLINE size_t pre_size(const TypeObj *type) {
    return !type_is_gc(type) ? 0 : type->flags & TPF_IN_FRONT ? HS_PRE_HEAD : HS_GC_HEAD;
}

/* Sets the header of a zeroed object. */
HS_INLINE Own object_start(Runtime *rt, Obj *self, TypeObj *type, size_t virtual_size) {
    self->refcount = 1;
    self->type = type;
    if (type_is_counted(type)) count_up(&type->head.base, 1);
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, self, virtual_size);
    return adopt(self);
}

HS_COLD static Own no_memory(Runtime *rt) { return raise_memory_error(rt); }

Own object_alloc_head(Runtime *rt, TypeObj *type, size_t virtual_size, size_t head) {
    Obj *self = mem_alloc_fast(rt, virtual_size);
    if (HS_UNLIKELY(!self)) return no_memory(rt);
    zero_words(self, head);
    note_birth(rt, birth_behind(self, virtual_size));
    return object_start(rt, self, type, virtual_size);
}

Own object_alloc(Runtime *rt, TypeObj *type, size_t virtual_size) { return object_alloc_head(rt, type, virtual_size, virtual_size); }

Own gc_alloc(Runtime *rt, TypeObj *type, size_t virtual_size) {
    size_t before = pre_size(type), size = before + virtual_size;
    char *block = mem_alloc_fast(rt, size);
    if (HS_UNLIKELY(!block)) return no_memory(rt);
    zero_words(block, size);
#ifdef HS_DEBUG
    if (rt->gc.rehearse_every && --rt->gc.rehearse_left <= 0) {
        rt->gc.rehearse_left = rt->gc.rehearse_every;
        gc_rehearse(rt);
    }
#endif
    note_birth(rt, birth_in_front(block + before));
    GcGeneration *young = &rt->gc.generations[0];
    if (HS_UNLIKELY(++young->count > young->threshold)) gc_collect_if_due(rt);
    return object_start(rt, (Obj *)(void *)(block + before), type, virtual_size);
}

static Own resize(Runtime *rt, Own object, size_t before, size_t virtual_size) {
    Obj *self = borrow(object);
    hs_assert(self->refcount == 1);
    if (HS_UNLIKELY(rt->recording)) probe_freed(rt, self);
    char *block = mem_realloc(rt, (char *)self - before, before + virtual_size);
    if (!block) {
        release(rt, object);
        return no_memory(rt);
    }
    self = (Obj *)(void *)(block + before);
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, self, virtual_size);
    return adopt(self);
}

Own gc_resize(Runtime *rt, Own object, size_t virtual_size) {
    hs_assert(!gc_is_tracked(borrow(object)));
    return resize(rt, object, pre_size(borrow(object)->type), virtual_size);
}

Own object_resize(Runtime *rt, Own object, size_t virtual_size) { return resize(rt, object, 0, virtual_size); }

void object_free(Runtime *rt, Obj *self) {
    if (HS_UNLIKELY(rt->recording)) probe_freed(rt, self);
    mem_free_fast(rt, self);
}

void gc_free(Runtime *rt, Obj *self) {
    if (HS_UNLIKELY(rt->recording)) probe_freed(rt, self);
    GcHead *head = gc_head(self);
    if (gc_linked(head)) gc_list_remove(head);
    if (rt->gc.generations[0].count > 0) rt->gc.generations[0].count--;
    mem_free_fast(rt, (char *)self - pre_size(self->type));
}

void gc_track(Runtime *rt, Obj *self) {
    hs_assert(!gc_is_tracked(self));
    gc_list_append(gc_head(self), &rt->gc.generations[0].head);
}

void gc_untrack(Runtime *rt, Obj *self) {
    (void)rt;
    GcHead *head = gc_head(self);
    if (!gc_linked(head)) return;
    gc_list_remove(head);
    head->prev &= GC_FINALIZED;
}

bool gc_is_tracked(Obj *self) { return object_is_gc(self) && gc_linked(gc_head(self)); }

/* As CPython: room for one item more than asked (the NUL of bytes), rounded up to a word. */
Own type_generic_alloc(Runtime *rt, TypeObj *type, intptr_t items) {
    size_t size = type->c_size;
    if (type->virtual_item) {
        if ((size_t)items >= (SIZE_MAX / 2 - size) / type->virtual_item - 1) return no_memory(rt);
        size = round_up(size + ((size_t)items + 1) * type->virtual_item, 8);
    } else {
        size = round_up(size, 8);
    }
    Own self = type_is_gc(type) ? gc_alloc(rt, type, size) : object_alloc(rt, type, size);
    if (!self) return self;
    if (type->virtual_item) ((VarObj *)borrow(self))->size = items;
    if (type_is_gc(type)) gc_track(rt, borrow(self));
    return self;
}

void object_dealloc(Runtime *rt, Obj *self) {
    events_begin(rt, CAUSE_DEALLOC, self);
    self->type->slots.tp_dealloc(rt, self);
    events_end(rt);
}

/* ---- trashcan: deep nestings are freed in turns, the waiting objects chained by their gc links ---- */

static HS_COLD bool wait_in_trash(Runtime *rt, Obj *self) {
    hs_assert(!gc_is_tracked(self) && self->refcount == 0);
    gc_set_prev(gc_head(self), rt->gc.trash ? gc_head(rt->gc.trash) : NULL);
    rt->gc.trash = self;
    return false;
}

bool trashcan_begin(Runtime *rt, Obj *self) {
    if (rt->gc.trash_depth >= HS_TRASHCAN_DEPTH) return wait_in_trash(rt, self);
    rt->gc.trash_depth++;
    return true;
}

static HS_COLD void empty_trash(Runtime *rt) {
    const int nesting = rt->gc.nesting;
    rt->gc.nesting = 0; /* what has waited is freed now */
    rt->gc.trash_depth++;
    while (rt->gc.trash) {
        Obj *self = rt->gc.trash;
        GcHead *next = gc_prev(gc_head(self));
        rt->gc.trash = next ? gc_object(next) : NULL;
        object_dealloc(rt, self);
    }
    rt->gc.trash_depth--;
    rt->gc.nesting = nesting;
}

void trashcan_end(Runtime *rt) {
    if (--rt->gc.trash_depth <= 0 && rt->gc.trash) empty_trash(rt);
}

bool nesting_begin(Runtime *rt, Obj *self) {
    if (rt->stack_used > rt->stack_budget / 2 && rt->gc.nesting >= HS_TRASHCAN_DEPTH) return wait_in_trash(rt, self); /* finalizers need room, too */
    rt->gc.nesting++;
    rt->stack_used += HS_STACK_OF_CALL;
    return true;
}

void nesting_end(Runtime *rt) {
    rt->stack_used -= HS_STACK_OF_CALL;
    if (--rt->gc.nesting == 0 && rt->gc.trash && rt->gc.trash_depth <= 0) empty_trash(rt);
}
