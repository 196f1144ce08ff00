/* _thread.lock and _thread.RLock: who holds a lock, and waiting for it through the scheduler.
 *
 * Layout: LockObj (vm/threads.h), virtual 40 and 48, gc. Source followed: CPython 3.11 Modules/_threadmodule.c. */
#include <math.h>

#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_internal.h"
#include "vm/threads.h"

#define LOCK(o) ((LockObj *)(o))
#define LOCK_METHOD(name)                                                                                                \
    static Own name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs,                \
                    HS_UNUSED Obj *kwnames)

static uint64_t my_ident(Runtime *rt) { return thread_current(rt)->ident; }

static void lock_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    TypeObj *type = self->type;
    if (LOCK(self)->weaklist) weakref_clear_all(rt, self);
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

static int lock_traverse(Obj *self, VisitFn visit, void *arg) {
    return visit((Obj *)self->type, arg);
}

/* ---- time ---- */

int seconds_to_ns(Runtime *rt, Obj *value, double *out) {
    Own whole = is_float(rt, value) ? keep(value) : number_index(rt, value); /* what only has __float__ is refused */
    int result = whole ? number_as_double(rt, borrow(whole), out) : -1;
    xrelease(rt, whole);
    if (result < 0) return -1;
    if (isnan(*out)) return raise_format_int(rt, EXC(rt, ValueError), "Invalid value NaN (not a number)");
    if (fabs(*out) >= 9223372036.854775807)
        return raise_format_int(rt, EXC(rt, OverflowError), "timestamp out of range for platform time_t");
    *out *= 1e9;
    return 0;
}

/* acquire(blocking=True, timeout=-1): when waiting ends. -1 = raised. */
static int parse_deadline(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwnames, uint64_t *deadline) {
    static const char *const names[] = { "blocking", "timeout", NULL };
    static const ArgSpec spec = { "acquire", names, 0, 2 };
    Obj *out[2] = { NULL };
    int64_t blocking = 1;
    double timeout = -1e9;
    if (args_parse(rt, &spec, args, nargs, kwnames, out) < 0) return -1;
    if (out[0]) {
        Own index = number_index(rt, out[0]);
        if (!index) return -1;
        blocking = int_sign(borrow(index));
        release(rt, index);
    }
    if (out[1] && seconds_to_ns(rt, out[1], &timeout) < 0) return -1;
    if (!blocking && timeout != -1e9)
        return raise_format_int(rt, EXC(rt, ValueError), "can't specify a timeout for a non-blocking call");
    if (timeout < 0 && timeout != -1e9) return raise_format_int(rt, EXC(rt, ValueError), "timeout value must be positive");
    *deadline = !blocking ? 0 : timeout < 0 ? UINT64_MAX : vm_now(rt) + (uint64_t)timeout;
    return 0;
}

/* ---- _thread.lock ---- */

Own lock_new(Runtime *rt) {
    Own lock = gc_alloc(rt, CLASS(rt, LOCK), 40);
    if (lock) gc_track(rt, borrow(lock));
    return lock;
}

/* 1 = the lock is free now, 0 = it is not, -1 = raised or the call will be made again. */
static int wait_until(Runtime *rt, Obj *lock, uint64_t deadline) {
    return deadline ? thread_wait(rt, lock, deadline) : LOCK(lock)->count == 0;
}

static Own take_if(Runtime *rt, Obj *lock, int is_free) {
    if (is_free < 0) return (Own)0;
    if (is_free) {
        LOCK(lock)->count = 1;
        LOCK(lock)->owner = my_ident(rt);
    }
    return bool_from(rt, is_free);
}

LOCK_METHOD(lock_acquire) {
    uint64_t deadline;
    if (parse_deadline(rt, args, nargs, kwnames, &deadline) < 0) return (Own)0;
    return take_if(rt, self, wait_until(rt, self, deadline));
}

LOCK_METHOD(lock_release) {
    if (!LOCK(self)->count) return raise_format(rt, EXC(rt, RuntimeError), "release unlocked lock");
    LOCK(self)->count = 0;
    return keep(rt->none);
}

LOCK_METHOD(lock_locked) { return bool_from(rt, LOCK(self)->count != 0); }

LOCK_METHOD(lock_reset) {
    LOCK(self)->count = LOCK(self)->owner = 0;
    return keep(rt->none);
}

static Own lock_repr(Runtime *rt, Obj *self) {
    return str_format(rt, "<%s %s object at %s>", LOCK(self)->count ? "locked" : "unlocked", self->type->name,
                      address_text(rt, self).text);
}

#define ACQUIRE_DOC                                                                                                      \
    "acquire(blocking=True, timeout=-1) -> bool\n\nTake the lock, waiting until it is free; True once it is held, False " \
    "when the time is up."
#define RELEASE_DOC "release()\n\nGive the lock back."
enum { WAITING_CALL = METH_VARARGS | METH_KEYWORDS | METH_WAITS };
static const MethodDef lock_methods[] = {
    { "acquire_lock", lock_acquire, WAITING_CALL, 0, -1, ACQUIRE_DOC },
    { "acquire", lock_acquire, WAITING_CALL, 0, -1, ACQUIRE_DOC },
    { "release_lock", lock_release, METH_NOARGS, 0, 0, RELEASE_DOC },
    { "release", lock_release, METH_NOARGS, 0, 0, RELEASE_DOC },
    { "locked_lock", lock_locked, METH_NOARGS, 0, 0, "locked() -> bool" },
    { "locked", lock_locked, METH_NOARGS, 0, 0, "locked() -> bool" },
    { "__enter__", lock_acquire, WAITING_CALL, 0, -1, ACQUIRE_DOC },
    { "__exit__", lock_release, METH_VARARGS, 0, -1, RELEASE_DOC },
    { "_at_fork_reinit", lock_reset, METH_NOARGS, 0, 0, NULL },
    METHOD_END,
};

const TypeSpec lock_type_spec = {
    .name = "_thread.lock",
    .doc = "A lock is free or held by one thread. allocate_lock() makes one.",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 40,
    .weak_offset = offsetof(LockObj, weaklist),
    .slots = { .tp_dealloc = lock_dealloc, .tp_traverse = lock_traverse, .tp_repr = lock_repr },
    .methods = lock_methods,
};

/* ---- _thread.RLock ---- */

static Own rlock_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)args, (void)kwargs;
    return type->slots.tp_alloc(rt, type, 0);
}

static bool is_owned(Runtime *rt, Obj *self) { return LOCK(self)->count && LOCK(self)->owner == my_ident(rt); }

LOCK_METHOD(rlock_acquire) {
    uint64_t deadline;
    if (parse_deadline(rt, args, nargs, kwnames, &deadline) < 0) return (Own)0;
    if (is_owned(rt, self)) {
        LOCK(self)->count++;
        return keep(rt->true_);
    }
    return take_if(rt, self, wait_until(rt, self, deadline));
}

static Own raise_not_owned(Runtime *rt) {
    return raise_format(rt, EXC(rt, RuntimeError), "cannot release un-acquired lock");
}

LOCK_METHOD(rlock_release) {
    if (!is_owned(rt, self)) return raise_not_owned(rt);
    LOCK(self)->count--;
    return keep(rt->none);
}

LOCK_METHOD(rlock_is_owned) { return bool_from(rt, is_owned(rt, self)); }
LOCK_METHOD(rlock_count) { return int_from_u64(rt, is_owned(rt, self) ? LOCK(self)->count : 0); }

LOCK_METHOD(rlock_release_save) {
    if (!LOCK(self)->count) return raise_not_owned(rt);
    Own count = int_from_u64(rt, LOCK(self)->count), owner = int_from_u64(rt, LOCK(self)->owner), pair = (Own)0;
    if (count && owner) pair = tuple_pack(rt, 2, borrow(count), borrow(owner));
    xrelease(rt, count), xrelease(rt, owner);
    if (pair) LOCK(self)->count = LOCK(self)->owner = 0;
    return pair;
}

LOCK_METHOD(rlock_acquire_restore) {
    int64_t count, owner;
    if (!is_tuple(args[0]))
        return raise_format(rt, EXC(rt, TypeError), "_acquire_restore() argument 1 must be 2-item sequence, not %.50s",
                            args[0]->type->name);
    if (TUPLE_SIZE(args[0]) != 2)
        return raise_format(rt, EXC(rt, TypeError), "_acquire_restore() argument 1 must be sequence of length 2, not %zd",
                            TUPLE_SIZE(args[0]));
    if (int_as_i64(rt, TUPLE_ITEM(args[0], 0), &count) < 0 || int_as_i64(rt, TUPLE_ITEM(args[0], 1), &owner) < 0)
        return (Own)0;
    if (thread_wait(rt, self, UINT64_MAX) < 0) return (Own)0;
    LOCK(self)->count = (uint64_t)count;
    LOCK(self)->owner = (uint64_t)owner;
    return keep(rt->none);
}

static Own rlock_repr(Runtime *rt, Obj *self) {
    LockObj *lock = LOCK(self);
    Own owner = int_from_u64(rt, lock->count ? lock->owner : 0), count = int_from_u64(rt, lock->count), text = (Own)0;
    if (owner && count)
        text = str_format(rt, "<%s %s object owner=%S count=%S at %s>", lock->count ? "locked" : "unlocked",
                          self->type->name, borrow(owner), borrow(count), address_text(rt, self).text);
    xrelease(rt, owner), xrelease(rt, count);
    return text;
}

static const MethodDef rlock_methods[] = {
    { "acquire", rlock_acquire, WAITING_CALL, 0, -1, ACQUIRE_DOC },
    { "release", rlock_release, METH_NOARGS, 0, 0, RELEASE_DOC },
    { "_is_owned", rlock_is_owned, METH_NOARGS, 0, 0, "_is_owned() -> bool" },
    { "_recursion_count", rlock_count, METH_NOARGS, 0, 0, "_recursion_count() -> int" },
    { "_acquire_restore", rlock_acquire_restore, METH_O | METH_WAITS, 1, 1, "_acquire_restore(state) -> None" },
    { "_release_save", rlock_release_save, METH_NOARGS, 0, 0, "_release_save() -> tuple" },
    { "__enter__", rlock_acquire, WAITING_CALL, 0, -1, ACQUIRE_DOC },
    { "__exit__", rlock_release, METH_VARARGS, 0, -1, RELEASE_DOC },
    { "_at_fork_reinit", lock_reset, METH_NOARGS, 0, 0, NULL },
    METHOD_END,
};

const TypeSpec rlock_type_spec = {
    .name = "_thread.RLock",
    .flags = TPF_GC | TPF_BASETYPE,
    .base = -1,
    .virtual_size = 48,
    .weak_offset = offsetof(LockObj, weaklist),
    .slots = { .tp_dealloc = lock_dealloc, .tp_traverse = lock_traverse, .tp_new = rlock_new, .tp_repr = rlock_repr },
    .methods = rlock_methods,
};
