/* Lists of tracked objects: rings through GcHead with a head that is no object.
 *
 * `next` carries two marks in its low bits: unreachable (only inside a collection) and startup, which belongs to the object and
 * survives every relinking, tracked or not. `prev` carries finalized and collecting; while an object is being collected the bits
 * above hold gc_refs instead of the pointer. Works for 32-bit pointers too: a count needs 30 bits. */
#ifndef HS_HEAP_GC_LIST_H
#define HS_HEAP_GC_LIST_H

#include "heap/gc.h"

enum { GC_UNREACHABLE = 1, GC_STARTUP = 2, GC_NEXT_MARKS = 3 };
enum { GC_FINALIZED = 1, GC_COLLECTING = 2, GC_PREV_MARKS = 3, GC_REFS_SHIFT = 2 };

HS_INLINE GcHead *gc_next(const GcHead *head) { return (GcHead *)(head->next & ~(uintptr_t)GC_NEXT_MARKS); }
HS_INLINE GcHead *gc_prev(const GcHead *head) { return (GcHead *)(head->prev & ~(uintptr_t)GC_PREV_MARKS); }
/* Sets the pointer, clears unreachable, keeps startup. */
HS_INLINE void gc_set_next(GcHead *head, const GcHead *next) {
    head->next = (uintptr_t)next | (head->next & GC_STARTUP);
}
HS_INLINE void gc_set_next_unreachable(GcHead *head, const GcHead *next) {
    head->next = (uintptr_t)next | (head->next & GC_STARTUP) | GC_UNREACHABLE;
}
HS_INLINE void gc_set_prev(GcHead *head, const GcHead *prev) {
    head->prev = (uintptr_t)prev | (head->prev & GC_PREV_MARKS);
}
HS_INLINE bool gc_linked(const GcHead *head) { return (head->next & ~(uintptr_t)GC_NEXT_MARKS) != 0; }
HS_INLINE bool gc_is_collecting(const GcHead *head) { return (head->prev & GC_COLLECTING) != 0; }
HS_INLINE void gc_clear_collecting(GcHead *head) { head->prev &= ~(uintptr_t)GC_COLLECTING; }
HS_INLINE uintptr_t gc_refs(const GcHead *head) { return head->prev >> GC_REFS_SHIFT; }
HS_INLINE void gc_set_refs(GcHead *head, uintptr_t refs) {
    head->prev = (head->prev & GC_PREV_MARKS) | refs << GC_REFS_SHIFT;
}

HS_INLINE void gc_list_init(GcHead *list) { list->next = list->prev = (uintptr_t)list; }
HS_INLINE bool gc_list_is_empty(const GcHead *list) { return gc_next(list) == list; }

HS_INLINE void gc_list_append(GcHead *head, GcHead *list) {
    GcHead *last = gc_prev(list);
    gc_set_next(last, head);
    gc_set_prev(head, last);
    gc_set_next(head, list);
    gc_set_prev(list, head);
}

/* Unlinks; what is left in `next` is the startup mark. */
HS_INLINE void gc_list_remove(GcHead *head) {
    GcHead *prev = gc_prev(head), *next = gc_next(head);
    gc_set_next(prev, next);
    gc_set_prev(next, prev);
    head->next &= GC_STARTUP;
}

HS_INLINE void gc_list_move(GcHead *head, GcHead *list) {
    GcHead *prev = gc_prev(head), *next = gc_next(head);
    gc_set_next(prev, next);
    gc_set_prev(next, prev);
    gc_list_append(head, list);
}

/* Appends `from` to `to`; `from` is empty then. */
HS_INLINE void gc_list_merge(GcHead *from, GcHead *to) {
    if (!gc_list_is_empty(from)) {
        GcHead *to_last = gc_prev(to), *first = gc_next(from), *last = gc_prev(from);
        gc_set_next(to_last, first);
        gc_set_prev(first, to_last);
        gc_set_next(last, to);
        gc_set_prev(to, last);
    }
    gc_list_init(from);
}

HS_INLINE intptr_t gc_list_size(const GcHead *list) {
    intptr_t size = 0;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) size++;
    return size;
}

#endif
