/* _thread._local: attributes of which every thread sees its own.
 *
 * The thread's dict holds, under the local's key, a _localdummy; a weak reference to it is the key of the local's `dummies`,
 * whose value is the thread's attribute dict. When the thread ends, its dict dies, the dummy with it, and the weak reference's
 * callback takes the attributes out. Layout: LocalObj, virtual 64, gc; DummyObj, virtual 32. Source followed: CPython 3.11
 * Modules/_threadmodule.c. */
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/local.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type_internal.h"
#include "object/weakref.h"
#include "vm/threads.h"

typedef struct DummyObj {
    Obj base;
    Obj *dict; /* borrowed, as in CPython: `dummies` holds it, so that it can be garbage; NULL: it is no more */
    Obj *weaklist;
} DummyObj;
#define DUMMY(o) ((DummyObj *)(o))

/* ---- _localdummy ---- */

static void dummy_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    if (DUMMY(self)->weaklist) weakref_clear_all(rt, self);
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

const TypeSpec localdummy_type_spec = {
    .name = "_thread._localdummy",
    .doc = "Thread-local dummy",
    .flags = TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 32,
    .weak_offset = offsetof(DummyObj, weaklist),
    .slots = { .tp_dealloc = dummy_dealloc },
};

/* Callback of the weak reference to a dummy: a thread ended. `self` is a weak reference to the local. */
static Own dummy_destroyed(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    Obj *local = weakref_target((WeakrefObj *)self);
    if (!local || !LOCAL(local)->dummies) return keep(rt->none);
    Own held = keep(local);
    Obj *dummies = borrow(LOCAL(local)->dummies), *dict = dict_get(rt, dummies, args[0]);
    int failed = !dict ? -RAISED(rt) : dict_delete(rt, dummies, args[0]);
    release(rt, held);
    return failed < 0 ? (Own)0 : keep(rt->none);
}

static const MethodDef destroyed_def = { "_localdummy_destroyed", dummy_destroyed, METH_O, 1, 1, NULL };

/* ---- the running thread's attributes ---- */

/* New attribute dict for the running thread: borrowed, NULL = raised. */
static Obj *add_dict(Runtime *rt, LocalObj *local) {
    Obj *threads = thread_dict(rt), *result = NULL;
    if (!local->dummies) { /* the collector took it apart */
        raise_format(rt, EXC(rt, SystemError), "bad argument to internal function");
        return NULL;
    }
    Own dict = threads ? dict_new(rt) : (Own)0, dummy = (Own)0, ref = (Own)0;
    if (dict) dummy = object_alloc(rt, CLASS(rt, LOCALDUMMY), 32);
    if (!dummy) goto done;
    DUMMY(borrow(dummy))->dict = borrow(dict);
    ref = weakref_new(rt, borrow(dummy), borrow(local->callback));
    if (!ref || dict_set(rt, borrow(local->dummies), borrow(ref), borrow(dict)) < 0) goto done;
    if (dict_set(rt, threads, borrow(local->key), borrow(dummy)) == 0) result = borrow(dict);
done:
    xrelease(rt, ref), xrelease(rt, dummy), xrelease(rt, dict);
    return result;
}

/* The running thread's attribute dict, made by calling __init__ on first use: borrowed, NULL = raised. */
static Obj *own_dict(Runtime *rt, Obj *self) {
    LocalObj *local = LOCAL(self);
    Obj *threads = thread_dict(rt), *dummy = threads ? dict_get(rt, threads, borrow(local->key)) : NULL;
    if (dummy && DUMMY(dummy)->dict) return DUMMY(dummy)->dict;
    if (RAISED(rt)) return NULL;
    Obj *dict = add_dict(rt, local);
    InitFn init = self->type->slots.tp_init;
    if (!dict || init == object_init_slot) return dict;
    const bool replaying = rt->replaying;
    rt->replaying = false;
    int failed = init(rt, self, borrow(local->args), borrow(local->kwargs));
    rt->replaying = replaying;
    if (!failed) return dict;
    SavedRaise saved = raised_save(rt);
    if (dict_delete(rt, threads, borrow(local->key)) < 0) raised_clear(rt);
    raised_put_back(rt, saved);
    return NULL;
}

/* ---- construct and release ---- */

static Own local_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (type->slots.tp_init == object_init_slot &&
        ((args && TUPLE_SIZE(args)) || (kwargs && DICT_SIZE(kwargs))))
        return raise_format(rt, EXC(rt, TypeError), "Initialization arguments are not supported");
    Own self = type->slots.tp_alloc(rt, type, 0), ref = (Own)0;
    if (!self) return self;
    LocalObj *local = LOCAL(borrow(self));
    local->args = keep(args);
    local->kwargs = xkeep(kwargs);
    local->key = str_format(rt, "thread.local.%s", address_text(rt, borrow(self)).text);
    if (local->key) local->dummies = dict_new(rt);
    if (local->dummies) ref = weakref_new(rt, borrow(self), NULL);
    if (ref) local->callback = builtin_new(rt, &destroyed_def, borrow(ref), NULL);
    xrelease(rt, ref);
    if (!local->callback || !add_dict(rt, local)) own_clear(rt, &self);
    return self;
}

static int local_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(LOCAL(self)->args);
    VISIT(LOCAL(self)->kwargs);
    VISIT(LOCAL(self)->dummies);
    return visit((Obj *)self->type, arg);
}

static int local_clear(Runtime *rt, Obj *self) {
    LocalObj *local = LOCAL(self);
    own_clear(rt, &local->args);
    own_clear(rt, &local->kwargs);
    for (Thread *thread = local->key ? thread_main(rt) : NULL; thread; thread = thread->next) {
        Obj *dict = borrow(thread->dict), *dummy = dict ? dict_get(rt, dict, borrow(local->key)) : NULL;
        if (dummy) DUMMY(dummy)->dict = NULL;
    }
    own_clear(rt, &local->dummies);
    own_clear(rt, &local->callback);
    for (Thread *thread = local->key ? thread_main(rt) : NULL; thread; thread = thread->next) {
        Obj *dict = borrow(thread->dict);
        if (dict && dict_get(rt, dict, borrow(local->key)) && dict_delete(rt, dict, borrow(local->key)) < 0)
            raised_clear(rt);
    }
    return 0;
}

static void local_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    SavedRaise saved = raised_save(rt);
    if (LOCAL(self)->weaklist) weakref_clear_all(rt, self);
    local_clear(rt, self);
    own_clear(rt, &LOCAL(self)->key);
    raised_put_back(rt, saved);
    TypeObj *type = self->type;
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

/* ---- attributes ---- */

static Own local_getattr(Runtime *rt, Obj *self, Obj *name) {
    Obj *dict = own_dict(rt, self);
    if (!dict) return (Own)0;
    if (str_equal(name, ID(rt, __dict__))) return keep(dict);
    Own held = keep(dict), value = object_generic_getattr_with(rt, self, name, dict, false);
    release(rt, held);
    return value;
}

static int local_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    Obj *dict = own_dict(rt, self);
    if (!dict) return -1;
    if (str_equal(name, ID(rt, __dict__)))
        return raise_format_int(rt, EXC(rt, AttributeError), "'%.100s' object attribute '%U' is read-only",
                                self->type->name, name);
    Own held = keep(dict);
    int failed = object_generic_setattr_with(rt, self, name, value, &held);
    release(rt, held);
    return failed;
}

const TypeSpec local_type_spec = {
    .name = "_thread._local",
    .doc = "Thread-local data",
    .flags = TPF_GC | TPF_BASETYPE,
    .base = -1,
    .virtual_size = 64,
    .weak_offset = offsetof(LocalObj, weaklist),
    .slots = { .tp_dealloc = local_dealloc,
               .tp_traverse = local_traverse,
               .tp_clear = local_clear,
               .tp_new = local_new,
               .tp_getattro = local_getattr,
               .tp_setattro = local_setattr },
};
