/* Weak references: the list at the referent, weakref.ref, and what happens when the referent dies.
 *
 * The list begins with the reference without callback (one a referent, shared), then the proxy without callback, then the others,
 * newest first: the order in which callbacks run. CPython 3.11 Objects/weakrefobject.c, Modules/gcmodule.c (weakrefs of garbage). */
#include "object/weakref.h"

#include "heap/events.h"
#include "heap/gc_list.h"
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

_Static_assert(sizeof(WeakrefObj) <= 64, "weakref");
#define WEAKREF_SIZE 64
#define REF(o) ((WeakrefObj *)(o))

bool is_weakref(Runtime *rt, Obj *o) { return is_instance_of(o, T(rt, WEAKREF)); }

static bool is_proxy(Runtime *rt, Obj *o) { return o->type == T(rt, WEAKPROXY) || o->type == T(rt, WEAKCALLABLEPROXY); }

bool is_weak_any(Runtime *rt, Obj *o) { return is_weakref(rt, o) || is_proxy(rt, o); }

/* ---- the list ---- */

WeakrefObj **weakref_list(Obj *self) {
    int16_t offset = (int16_t)self->type->weak_offset;
    return offset ? (WeakrefObj **)(void *)((char *)self + offset) : NULL;
}

intptr_t weakref_count(Obj *self) {
    WeakrefObj **list = weakref_list(self);
    intptr_t count = 0;
    if (!list) return 0;
    for (WeakrefObj *ref = *list; ref; ref = ref->next) count++;
    return count;
}

/* The shared reference and the shared proxy at the start of a list. */
static void find_basic(Runtime *rt, WeakrefObj *head, WeakrefObj **ref, WeakrefObj **proxy) {
    *ref = *proxy = NULL;
    if (!head || head->callback) return;
    if (head->base.type == T(rt, WEAKREF)) {
        *ref = head;
        head = head->next;
    }
    if (head && !head->callback && is_proxy(rt, (Obj *)head)) *proxy = head;
}

static void insert(WeakrefObj *ref, WeakrefObj *previous /* NULL: first */, WeakrefObj **list) {
    WeakrefObj **place = previous ? &previous->next : list;
    ref->prev = previous;
    ref->next = *place;
    if (*place) (*place)->prev = ref;
    *place = ref;
}

/* Makes a reference dead. */
static void unlink_ref(WeakrefObj *ref) {
    if (!ref->target) return;
    WeakrefObj **list = weakref_list(ref->target);
    if (*list == ref) *list = ref->next;
    ref->target = NULL;
    if (ref->prev) ref->prev->next = ref->next;
    if (ref->next) ref->next->prev = ref->prev;
    ref->prev = ref->next = NULL;
}

void weakref_clear(Runtime *rt, WeakrefObj *ref) {
    unlink_ref(ref);
    own_clear(rt, &ref->callback);
}

/* ---- making ---- */

static Own cannot_refer(Runtime *rt, Obj *target) {
    return raise_format(rt, EXC(rt, TypeError), "cannot create weak reference to '%s' object", target->type->name);
}

static Own make(Runtime *rt, TypeObj *type, Obj *target, Obj *callback) {
    Own self = gc_alloc(rt, type, type->c_size);
    if (!self) return self;
    WeakrefObj *ref = REF(borrow(self));
    ref->hash = -1;
    ref->target = target;
    ref->callback = xkeep(callback);
    gc_track(rt, borrow(self));
    return self;
}

Own weakref_new(Runtime *rt, Obj *target, Obj *callback) {
    WeakrefObj **list = weakref_list(target), *ref, *proxy;
    if (!list) return cannot_refer(rt, target);
    if (callback && is_none(rt, callback)) callback = NULL;
    find_basic(rt, *list, &ref, &proxy);
    if (!callback && ref) return keep((Obj *)ref);
    Own self = make(rt, T(rt, WEAKREF), target, callback);
    if (!self) return self;
    find_basic(rt, *list, &ref, &proxy); /* the allocation may have collected */
    if (callback) {
        insert(REF(borrow(self)), proxy ? proxy : ref, list);
    } else if (ref) {
        REF(borrow(self))->target = NULL;
        release(rt, self);
        return keep((Obj *)ref);
    } else {
        insert(REF(borrow(self)), NULL, list);
    }
    return self;
}

Own weakproxy_new(Runtime *rt, Obj *target, Obj *callback) {
    WeakrefObj **list = weakref_list(target), *ref, *proxy;
    if (!list) return cannot_refer(rt, target);
    if (callback && is_none(rt, callback)) callback = NULL;
    find_basic(rt, *list, &ref, &proxy);
    if (!callback && proxy) return keep((Obj *)proxy);
    TypeObj *type = object_is_callable(target) ? T(rt, WEAKCALLABLEPROXY) : T(rt, WEAKPROXY);
    Own self = make(rt, type, target, callback);
    if (!self) return self;
    find_basic(rt, *list, &ref, &proxy);
    if (!callback && proxy) {
        REF(borrow(self))->target = NULL;
        release(rt, self);
        return keep((Obj *)proxy);
    }
    insert(REF(borrow(self)), callback && proxy ? proxy : ref, list);
    return self;
}

/* ---- the referent dies ---- */

void weakref_handle_callback(Runtime *rt, WeakrefObj *ref, Own callback) {
    const bool replaying = rt->replaying;
    rt->replaying = false;
    events_begin(rt, CAUSE_CALLBACK, (Obj *)ref);
    Own result = call_1(rt, borrow(callback), (Obj *)ref);
    if (result) release(rt, result);
    else unraisable_report(rt, NULL, borrow(callback));
    events_end(rt);
    release(rt, callback);
    rt->replaying = replaying;
}

static void handle_one(Runtime *rt, WeakrefObj *ref) {
    Own callback = ref->callback;
    ref->callback = (Own)0;
    unlink_ref(ref);
    if (!callback) return;
    if (ref->base.refcount > 0) weakref_handle_callback(rt, ref, callback);
    else release(rt, callback);
}

/* All references become dead before the first callback runs. They wait in a tuple, as in CPython. */
static void handle_several(Runtime *rt, WeakrefObj *ref, intptr_t count) {
    Own pairs = tuple_alloc(rt, 2 * count);
    if (!pairs) {
        unraisable_report(rt, NULL, NULL);
        for (WeakrefObj *next; ref; ref = next) {
            next = ref->next;
            unlink_ref(ref);
        }
        return;
    }
    gc_track(rt, borrow(pairs));
    Own *items = ((TupleObj *)borrow(pairs))->items;
    for (intptr_t i = 0; i < count; i++) {
        WeakrefObj *next = ref->next;
        Own callback = ref->callback;
        ref->callback = (Own)0;
        if (ref->base.refcount > 0) {
            items[2 * i] = keep((Obj *)ref);
            items[2 * i + 1] = callback;
        } else {
            xrelease(rt, callback);
        }
        unlink_ref(ref);
        ref = next;
    }
    for (intptr_t i = 0; i < count; i++) {
        if (items[2 * i + 1]) weakref_handle_callback(rt, REF(borrow(items[2 * i])), keep(borrow(items[2 * i + 1])));
    }
    release(rt, pairs);
}

void weakref_clear_all(Runtime *rt, Obj *self) {
    WeakrefObj **list = weakref_list(self);
    if (!list || !*list) return;
    for (int i = 0; i < 2 && *list && !(*list)->callback; i++) weakref_clear(rt, *list); /* shared reference and proxy */
    if (!*list) return;
    SavedRaise saved = raised_save(rt);
    if ((*list)->next) handle_several(rt, *list, weakref_count(self));
    else handle_one(rt, *list);
    raised_put_back(rt, saved);
}

/* ---- garbage ---- */

/* Clears the references to `object`; those with a callback that are reachable are kept and moved to `calls`. */
static void clear_refs_to(Obj *object, GcHead *calls) {
    WeakrefObj **list = weakref_list(object);
    if (!list) return;
    for (WeakrefObj *ref; (ref = *list);) {
        GcHead *head = gc_head((Obj *)ref);
        unlink_ref(ref);
        if (!ref->callback || gc_is_collecting(head)) continue;
        keep((Obj *)ref);
        gc_list_move(head, calls);
    }
}

intptr_t weakref_handle_unreachable(Runtime *rt, GcHead *unreachable, GcHead *old) {
    GcHead calls;
    intptr_t died = 0;
    gc_list_init(&calls);
    for (GcHead *head = gc_next(unreachable); head != unreachable; head = gc_next(head)) {
        Obj *object = gc_object(head);
        if (is_weak_any(rt, object)) unlink_ref(REF(object)); /* its callback will never run */
        if (weakref_count(object)) events_gc_note(rt, object, -1, NOTE_WEAKREFS);
        clear_refs_to(object, &calls);
    }
    while (!gc_list_is_empty(&calls)) {
        GcHead *head = gc_next(&calls);
        Own self = adopt(gc_object(head));
        weakref_handle_callback(rt, REF(borrow(self)), keep(borrow(REF(borrow(self))->callback)));
        release(rt, self);
        if (gc_next(&calls) == head) gc_list_move(head, old);
        else died++;
    }
    return died;
}

/* ---- weakref.ref ---- */

int weakref_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(REF(self)->callback);
    return 0;
}

int weakref_tp_clear(Runtime *rt, Obj *self) {
    weakref_clear(rt, REF(self));
    return 0;
}

void weakref_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    weakref_clear(rt, REF(self));
    self->type->slots.tp_free(rt, self);
}

static int parse_init(Runtime *rt, const char *function, Obj *args, Obj **target, Obj **callback) {
    if (args_check_positional(rt, function, (size_t)TUPLE_SIZE(args), 1, 2) < 0) return -1;
    *target = TUPLE_ITEM(args, 0);
    *callback = TUPLE_SIZE(args) > 1 && !is_none(rt, TUPLE_ITEM(args, 1)) ? TUPLE_ITEM(args, 1) : NULL;
    return 0;
}

static Own ref_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    Obj *target, *callback;
    WeakrefObj *ref, *proxy;
    (void)kwargs;
    if (parse_init(rt, "__new__", args, &target, &callback) < 0) return (Own)0;
    if (type == T(rt, WEAKREF)) return weakref_new(rt, target, callback);
    WeakrefObj **list = weakref_list(target);
    if (!list) return cannot_refer(rt, target);
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (!self) return self;
    REF(borrow(self))->hash = -1;
    REF(borrow(self))->target = target;
    REF(borrow(self))->callback = xkeep(callback);
    find_basic(rt, *list, &ref, &proxy);
    insert(REF(borrow(self)), proxy ? proxy : ref, list);
    return self;
}

static int ref_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    Obj *target, *callback;
    (void)self;
    if (args_no_keywords(rt, "ref", kwargs) < 0) return -1;
    return parse_init(rt, "__init__", args, &target, &callback);
}

static Own ref_vectorcall(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args;
    if (args_no_keywords(rt, "weakref", kwnames) < 0 || args_check_positional(rt, "weakref", nargs, 0, 0) < 0) return (Own)0;
    Obj *target = weakref_target(REF(self));
    return keep(target ? target : rt->none);
}

static int64_t ref_hash(Runtime *rt, Obj *self) {
    WeakrefObj *ref = REF(self);
    if (ref->hash != -1) return ref->hash;
    Obj *target = weakref_target(ref);
    if (!target) return raise_format_int(rt, EXC(rt, TypeError), "weak object has gone away");
    Own kept = keep(target);
    ref->hash = object_hash(rt, target);
    release(rt, kept);
    return ref->hash;
}

static Own ref_repr(Runtime *rt, Obj *self) {
    Obj *target = weakref_target(REF(self));
    if (!target) return str_format(rt, "<weakref at %p; dead>", self);
    Own kept = keep(target), name = type_lookup_special(rt, target, ID(rt, __name__)), result = (Own)0;
    if (!name) raised_clear(rt);
    if (name && is_str(borrow(name)))
        result = str_format(rt, "<weakref at %p; to '%s' at %p (%U)>", self, target->type->name, target, borrow(name));
    else
        result = str_format(rt, "<weakref at %p; to '%s' at %p>", self, target->type->name, target);
    xrelease(rt, name);
    release(rt, kept);
    return result;
}

/* Live references compare as their objects do, dead ones by identity. */
static Own ref_richcompare(Runtime *rt, Obj *self, Obj *other, int op) {
    if ((op != CMP_EQ && op != CMP_NE) || !is_weak_any(rt, self) || !is_weak_any(rt, other))
        return keep(rt->notimplemented);
    Obj *a = weakref_target(REF(self)), *b = weakref_target(REF(other));
    if (!a || !b) return bool_from(rt, (self == other) == (op == CMP_EQ));
    Own kept_a = keep(a), kept_b = keep(b);
    Own result = object_richcompare(rt, a, b, op);
    release(rt, kept_a);
    release(rt, kept_b);
    return result;
}

static const MethodDef ref_methods[] = {
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END,
};

static const MemberDef ref_members[] = {
    {"__callback__", MEMBER_OBJECT, offsetof(WeakrefObj, callback), MEMBER_READONLY, NULL},
    MEMBER_END,
};

const TypeSpec weakref_type_spec = {
    .name = "weakref.ReferenceType",
    .flags = TPF_BASETYPE | TPF_GC,
    .base = -1,
    .virtual_size = WEAKREF_SIZE,
    .slots =
        {
            .tp_dealloc = weakref_dealloc,
            .tp_traverse = weakref_traverse,
            .tp_clear = weakref_tp_clear,
            .tp_new = ref_new,
            .tp_init = ref_init,
            .tp_repr = ref_repr,
            .tp_hash = ref_hash,
            .tp_call = vectorcall_call,
            .tp_vectorcall = ref_vectorcall,
            .tp_richcompare = ref_richcompare,
        },
    .methods = ref_methods,
    .members = ref_members,
};
