/* Weak references, proxies, and the list of them that a referent keeps. */
#ifndef HS_OBJECT_WEAKREF_H
#define HS_OBJECT_WEAKREF_H

#include "heap/runtime.h"

typedef struct WeakrefObj { /* virtual 64 */
    Obj base;
    Obj *target;  /* not counted; NULL = dead */
    Own callback; /* or NULL */
    int64_t hash; /* -1 = not taken yet */
    struct WeakrefObj *prev, *next;
} WeakrefObj;
bool is_weakref(Runtime *rt, Obj *o);  /* weakref.ref or a subclass */
bool is_weak_any(Runtime *rt, Obj *o); /* or proxies */
Own weakref_new(Runtime *rt, Obj *target, Obj *callback /* or NULL */);
Own weakproxy_new(Runtime *rt, Obj *target, Obj *callback);
/* Address of the weakref list head of an object, NULL if its type has none. */
WeakrefObj **weakref_list(Obj *self);
/* Dealloc of a referent: clear refs, call callbacks newest first. */
void weakref_clear_all(Runtime *rt, Obj *self);
void weakref_clear(Runtime *rt, WeakrefObj *ref); /* unlink and drop callback, do not call */
/* Object of a weak reference, borrowed; NULL = dead or dying. */
HS_INLINE Obj *weakref_target(WeakrefObj *ref) { return ref->target && ref->target->refcount > 0 ? ref->target : NULL; }
intptr_t weakref_count(Obj *self); /* weakrefs and proxies to an object */
void weakref_handle_callback(Runtime *rt, WeakrefObj *ref, Own callback);

/* slots shared by references and proxies */
int weakref_traverse(Obj *self, VisitFn visit, void *arg);
int weakref_tp_clear(Runtime *rt, Obj *self);
void weakref_dealloc(Runtime *rt, Obj *self);

#endif
