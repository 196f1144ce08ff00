/* Coroutines and asynchronous generators: the same object as a generator, driven by await.
 *
 * An asynchronous generator gives awaitables: asend (also __anext__) and athrow (also aclose). A
 * value that it yields arrives wrapped, so that it differs from what an inner await passes up.
 * Follows CPython 3.11 Objects/genobject.c. */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/frame.h"
#include "object/free_list.h"
#include "object/generator_impl.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

typedef struct CoroutineWrapperObj { /* virtual 24 */
    Obj base;
    Own coroutine;
} CoroutineWrapperObj;
typedef struct AsyncWrappedObj { /* virtual 24 */
    Obj base;
    Own value;
} AsyncWrappedObj;
enum AwaitState { AWAIT_INIT, AWAIT_ITER, AWAIT_CLOSED };
typedef struct AsyncStepObj { /* asend: argument is the value sent; athrow: the arguments, NULL for
                                 aclose. virtual 40 */
    Obj base;
    Own generator, argument;
    int state;
} AsyncStepObj;
#define STEP(o) ((AsyncStepObj *)(o))
#define WRAPPER(o) ((CoroutineWrapperObj *)(o))

/* ---- awaitables ---- */

static bool is_coroutine_like(Runtime *rt, Obj *o) {
    if (o->type == T(rt, COROUTINE)) return true;
    return o->type == T(rt, GENERATOR) &&
           CODE(borrow(GENERATOR(o)->code))->flags & CO_ITERABLE_COROUTINE;
}

Own coroutine_get_awaitable_iter(Runtime *rt, Obj *object) {
    if (is_coroutine_like(rt, object)) return keep(object);
    if (!object->type->slots.am_await) {
        return raise_format(rt, EXC(rt, TypeError),
                            "object %.100s can't be used in 'await' expression",
                            object->type->name);
    }
    Own iterator = object->type->slots.am_await(rt, object);
    if (!iterator) return (Own)0;
    if (is_coroutine_like(rt, borrow(iterator))) {
        raise_format(rt, EXC(rt, TypeError), "__await__() returned a coroutine");
    } else if (!iter_check(borrow(iterator))) {
        raise_format(rt, EXC(rt, TypeError), "__await__() returned non-iterator of type '%.100s'",
                     borrow(iterator)->type->name);
    } else {
        return iterator;
    }
    SavedRaise saved = raised_save(rt);
    release(rt, iterator);
    raised_put_back(rt, saved);
    return (Own)0;
}

/* ---- one-reference objects: wrapper of a coroutine, wrapped value ---- */

static Own holder_filled(Runtime *rt, Own object, Obj *value) {
    if (!object) return (Own)0;
    WRAPPER(borrow(object))->coroutine = keep(value);
    gc_track(rt, borrow(object));
    return object;
}
static void holder_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    own_clear(rt, &WRAPPER(self)->coroutine);
    gc_free(rt, self);
}
static int holder_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(WRAPPER(self)->coroutine);
    return 0;
}

Own async_gen_wrap(Runtime *rt, Obj *value) {
    FreeLists *lists = &rt->free_lists;
    Own object = free_list_take(rt, &lists->async_gens, &lists->async_gens_count, T(rt, ASYNC_GEN_WRAPPED), 24);
    return holder_filled(rt, object, value);
}
static void wrapped_dealloc(Runtime *rt, Obj *self) {
    FreeLists *lists = &rt->free_lists;
    gc_untrack(rt, self);
    own_clear(rt, &WRAPPER(self)->coroutine);
    free_list_put(rt, &lists->async_gens, &lists->async_gens_count, FREE_ASYNC_GEN_STEPS, self);
}

static Own wrapper_iternext(Runtime *rt, Obj *self) {
    return generator_iternext(rt, borrow(WRAPPER(self)->coroutine));
}
static Own wrapper_send(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    return generator_send_method(rt, borrow(WRAPPER(self)->coroutine), args, nargs, kwnames);
}
static Own wrapper_throw(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    return generator_throw_method(rt, borrow(WRAPPER(self)->coroutine), args, nargs, kwnames);
}
static Own wrapper_close(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return generator_close(rt, borrow(WRAPPER(self)->coroutine));
}

/* ---- coroutine ---- */

static Own coroutine_await(Runtime *rt, Obj *self) {
    return holder_filled(rt, gc_alloc(rt, T(rt, COROUTINE_WRAPPER), 24), self);
}

static Own close_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return generator_close(rt, self);
}
static Own get_origin(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return keep(GENERATOR(self)->origin_or_finalizer ? borrow(GENERATOR(self)->origin_or_finalizer)
                                                     : rt->none);
}

/* ---- asynchronous generator: its steps ---- */

static int init_hooks(Runtime *rt, Obj *self) {
    GeneratorObj *gen = GENERATOR(self);
    if (gen->hooks_inited) return 0;
    gen->hooks_inited = true;
    if (rt->ts.async_gen_finalizer)
        gen->origin_or_finalizer = keep(borrow(rt->ts.async_gen_finalizer));
    if (!rt->ts.async_gen_firstiter) return 0;
    Own hook = keep(borrow(rt->ts.async_gen_firstiter)), result = call_1(rt, borrow(hook), self);
    release(rt, hook);
    if (!result) return -1;
    release(rt, result);
    return 0;
}

static Own step_new(Runtime *rt, TypeObj *type, Obj *generator, Obj *argument) {
    if (init_hooks(rt, generator) < 0) return (Own)0;
    FreeLists *lists = &rt->free_lists;
    Own object = type == T(rt, ASYNC_GEN_ASEND) ? free_list_take(rt, &lists->async_sends, &lists->async_sends_count, type, 40)
                                                : gc_alloc(rt, type, 40);
    if (!object) return (Own)0;
    STEP(borrow(object))->state = AWAIT_INIT;
    STEP(borrow(object))->generator = keep(generator);
    STEP(borrow(object))->argument = xkeep(argument);
    gc_track(rt, borrow(object));
    return object;
}
static void step_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    own_clear(rt, &STEP(self)->generator);
    own_clear(rt, &STEP(self)->argument);
    FreeLists *lists = &rt->free_lists;
    if (self->type == T(rt, ASYNC_GEN_ASEND)) {
        free_list_put(rt, &lists->async_sends, &lists->async_sends_count, FREE_ASYNC_GEN_STEPS, self);
    } else {
        gc_free(rt, self);
    }
}
static int step_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(STEP(self)->generator);
    VISIT(STEP(self)->argument);
    return 0;
}

static Own async_anext(Runtime *rt, Obj *self) {
    return step_new(rt, T(rt, ASYNC_GEN_ASEND), self, NULL);
}
static Own async_asend(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    return step_new(rt, T(rt, ASYNC_GEN_ASEND), self, args[0]);
}
static Own async_aclose(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return step_new(rt, T(rt, ASYNC_GEN_ATHROW), self, NULL);
}
static Own async_athrow(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)kwnames;
    Own tuple = tuple_from(rt, args, (intptr_t)nargs), step = (Own)0;
    if (!tuple) return (Own)0;
    step = step_new(rt, T(rt, ASYNC_GEN_ATHROW), self, borrow(tuple));
    release(rt, tuple);
    return step;
}

static bool ended_quietly(Runtime *rt) {
    return raised_matches(rt, EXC(rt, StopAsyncIteration)) ||
           raised_matches(rt, EXC(rt, GeneratorExit));
}

/* A yielded value becomes StopIteration(value) for the awaiting code; what an inner await yields is
 * passed on. */
static Own unwrap(Runtime *rt, Obj *generator, Own result) {
    GeneratorObj *gen = GENERATOR(generator);
    if (!result) {
        if (!RAISED(rt)) raise_none(rt, EXC(rt, StopAsyncIteration));
        if (ended_quietly(rt)) gen->closed = true;
        gen->running_async = false;
        return (Own)0;
    }
    if (borrow(result)->type != T(rt, ASYNC_GEN_WRAPPED)) return result;
    generator_set_stop_value(rt, borrow(((AsyncWrappedObj *)borrow(result))->value));
    SavedRaise saved = raised_save(rt);
    release(rt, result);
    raised_put_back(rt, saved);
    gen->running_async = false;
    return (Own)0;
}

static Own asend_send(Runtime *rt, Obj *self, Obj *arg) {
    AsyncStepObj *step = STEP(self);
    Obj *generator = borrow(step->generator);
    if (step->state == AWAIT_CLOSED) {
        return raise_format(rt, EXC(rt, RuntimeError),
                            "cannot reuse already awaited __anext__()/asend()");
    }
    if (step->state == AWAIT_INIT) {
        if (GENERATOR(generator)->running_async) {
            return raise_format(rt, EXC(rt, RuntimeError),
                                "anext(): asynchronous generator is already running");
        }
        if (arg == rt->none && step->argument) arg = borrow(step->argument);
        step->state = AWAIT_ITER;
    }
    GENERATOR(generator)->running_async = true;
    Own result = unwrap(rt, generator, generator_send_method(rt, generator, &arg, 1, NULL));
    if (!result) step->state = AWAIT_CLOSED;
    return result;
}

static Own asend_send_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    return asend_send(rt, self, args[0]);
}
static Own asend_iternext(Runtime *rt, Obj *self) { return asend_send(rt, self, rt->none); }
static Own asend_throw(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    AsyncStepObj *step = STEP(self);
    Obj *generator = borrow(step->generator);
    if (step->state == AWAIT_CLOSED) {
        return raise_format(rt, EXC(rt, RuntimeError),
                            "cannot reuse already awaited __anext__()/asend()");
    }
    Own result = unwrap(rt, generator, generator_throw_method(rt, generator, args, nargs, kwnames));
    if (!result) step->state = AWAIT_CLOSED;
    return result;
}
static Own step_close(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    STEP(self)->state = AWAIT_CLOSED;
    return keep(rt->none);
}

/* aclose() got a value: the generator did not stop. */
static Own ignored_exit(Runtime *rt, AsyncStepObj *step, Own result) {
    release(rt, result);
    GENERATOR(borrow(step->generator))->running_async = false;
    step->state = AWAIT_CLOSED;
    return raise_format(rt, EXC(rt, RuntimeError), "async generator ignored GeneratorExit");
}

static Own athrow_ended(Runtime *rt, AsyncStepObj *step) {
    GENERATOR(borrow(step->generator))->running_async = false;
    step->state = AWAIT_CLOSED;
    if (!step->argument && ended_quietly(rt)) {
        raised_clear(rt);
        raise_none(rt, EXC(rt, StopIteration));
    }
    return (Own)0;
}

/* First step of athrow() or aclose(). */
static Own athrow_begin(Runtime *rt, AsyncStepObj *step, Obj *arg) {
    Obj *generator = borrow(step->generator);
    GeneratorObj *gen = GENERATOR(generator);
    if (gen->running_async) {
        step->state = AWAIT_CLOSED;
        return raise_format(rt, EXC(rt, RuntimeError),
                            "%s(): asynchronous generator is already running",
                            step->argument ? "athrow" : "aclose");
    }
    if (gen->closed) {
        step->state = AWAIT_CLOSED;
        return raise_none(rt, EXC(rt, StopAsyncIteration));
    }
    if (arg != rt->none) {
        return raise_format(rt, EXC(rt, RuntimeError),
                            "can't send non-None value to a just-started coroutine");
    }
    step->state = AWAIT_ITER;
    gen->running_async = true;
    Own result;
    if (!step->argument) {
        gen->closed = true;
        result = generator_throw(rt, generator, false, (Obj *)EXC(rt, GeneratorExit), NULL, NULL);
        if (result && borrow(result)->type == T(rt, ASYNC_GEN_WRAPPED))
            return ignored_exit(rt, step, result);
    } else {
        Obj *args = borrow(step->argument);
        intptr_t count = TUPLE_SIZE(args);
        result = generator_throw(rt, generator, false, TUPLE_ITEM(args, 0),
                                 count > 1 ? TUPLE_ITEM(args, 1) : NULL,
                                 count > 2 ? TUPLE_ITEM(args, 2) : NULL);
        result = unwrap(rt, generator, result);
    }
    return result ? result : athrow_ended(rt, step);
}

static Own athrow_send(Runtime *rt, Obj *self, Obj *arg) {
    AsyncStepObj *step = STEP(self);
    Obj *generator = borrow(step->generator);
    if (step->state == AWAIT_CLOSED) {
        return raise_format(rt, EXC(rt, RuntimeError),
                            "cannot reuse already awaited aclose()/athrow()");
    }
    if (GENERATOR(generator)->state >= GEN_COMPLETED) {
        step->state = AWAIT_CLOSED;
        return raise_none(rt, EXC(rt, StopIteration));
    }
    if (step->state == AWAIT_INIT) return athrow_begin(rt, step, arg);
    Own result = generator_send_method(rt, generator, &arg, 1, NULL);
    if (step->argument) return unwrap(rt, generator, result);
    if (!result) return athrow_ended(rt, step);
    return borrow(result)->type == T(rt, ASYNC_GEN_WRAPPED) ? ignored_exit(rt, step, result)
                                                            : result;
}

static Own athrow_send_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs,
                              Obj *kwnames) {
    (void)nargs, (void)kwnames;
    return athrow_send(rt, self, args[0]);
}
static Own athrow_iternext(Runtime *rt, Obj *self) { return athrow_send(rt, self, rt->none); }
static Own athrow_throw(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    AsyncStepObj *step = STEP(self);
    Obj *generator = borrow(step->generator);
    if (step->state == AWAIT_CLOSED) {
        return raise_format(rt, EXC(rt, RuntimeError),
                            "cannot reuse already awaited aclose()/athrow()");
    }
    Own result = generator_throw_method(rt, generator, args, nargs, kwnames);
    if (step->argument) return unwrap(rt, generator, result);
    if (result)
        return borrow(result)->type == T(rt, ASYNC_GEN_WRAPPED) ? ignored_exit(rt, step, result)
                                                                : result;
    if (ended_quietly(rt)) {
        raised_clear(rt);
        raise_none(rt, EXC(rt, StopIteration));
    }
    return (Own)0;
}

/* ---- tables ---- */

#define NAME_GETSET(what)                                                                          \
    {"__name__", generator_get_name, generator_set_name, "name of the " what, NULL}, {             \
        "__qualname__", generator_get_qualname, generator_set_qualname,                            \
            "qualified name of the " what, NULL                                                    \
    }

static Own async_get_running(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return bool_from(rt, GENERATOR(self)->running_async);
}

static const MethodDef coroutine_methods[] = {
    {"send", generator_send_method, METH_O, 1, 1,
     "send(arg) -> send 'arg' into coroutine,\nreturn next yielded value or raise StopIteration."},
    {"throw", generator_throw_method, METH_FASTCALL, 1, 3,
     "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next "
     "yielded value or raise\nStopIteration."},
    {"close", close_method, METH_NOARGS, 0, 0, "close() -> raise GeneratorExit inside coroutine."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, "size in memory, in bytes"},
    METHOD_END};
static const MemberDef coroutine_members[] = {
    {"cr_code", MEMBER_OBJECT, offsetof(GeneratorObj, code), MEMBER_READONLY, NULL},
    MEMBER_FROM("cr_origin", get_origin, 0, NULL),
    MEMBER_END};
static const GetSetDef coroutine_getset[] = {
    NAME_GETSET("coroutine"),
    {"cr_await", generator_get_delegate, NULL, "object being awaited on, or None", NULL},
    {"cr_running", generator_get_running, NULL, NULL, NULL},
    {"cr_frame", generator_get_frame, NULL, NULL, NULL},
    {"cr_suspended", generator_get_suspended, NULL, NULL, NULL},
    GETSET_END};
extern const TypeSpec coroutine_type_spec;
const TypeSpec coroutine_type_spec = {
    .name = "coroutine",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = GENERATOR_FIXED,
    .virtual_item = 8,
    .weak_offset = offsetof(GeneratorObj, weaklist),
    .slots =
        {
            .tp_dealloc = generator_dealloc,
            .tp_traverse = generator_traverse,
            .tp_finalize = generator_finalize,
            .tp_repr = generator_repr,
            .tp_sizeof = generator_sizeof,
            .am_await = coroutine_await,
            .am_send = generator_am_send,
        },
    .methods = coroutine_methods,
    .members = coroutine_members,
    .getset = coroutine_getset,
};

static const MethodDef wrapper_methods[] = {
    {"send", wrapper_send, METH_O, 1, 1, "send(arg) -> send 'arg' into coroutine"},
    {"throw", wrapper_throw, METH_FASTCALL, 1, 3, "raise an exception in the coroutine"},
    {"close", wrapper_close, METH_NOARGS, 0, 0, "close() -> raise GeneratorExit inside coroutine."},
    METHOD_END};
extern const TypeSpec coroutine_wrapper_type_spec;
const TypeSpec coroutine_wrapper_type_spec = {
    .name = "coroutine_wrapper",
    .doc = "A wrapper object implementing __await__ for coroutines.",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 24,
    .slots =
        {
            .tp_dealloc = holder_dealloc,
            .tp_traverse = holder_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = wrapper_iternext,
        },
    .methods = wrapper_methods,
};

static const MethodDef async_gen_methods[] = {
    {"asend", async_asend, METH_O, 1, 1, "asend(v) -> send 'v' in generator."},
    {"athrow", async_athrow, METH_FASTCALL, 1, 3,
     "athrow(typ[,val[,tb]]) -> raise exception in generator."},
    {"aclose", async_aclose, METH_NOARGS, 0, 0,
     "aclose() -> raise GeneratorExit inside generator."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0, "size in memory, in bytes"},
    {"__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585"},
    METHOD_END};
static const MemberDef async_gen_members[] = {
    {"ag_code", MEMBER_OBJECT, offsetof(GeneratorObj, code), MEMBER_READONLY, NULL},
    MEMBER_FROM("ag_running", async_get_running, 0, NULL),
    MEMBER_END};
static const GetSetDef async_gen_getset[] = {
    NAME_GETSET("async generator"),
    {"ag_await", generator_get_delegate, NULL, "object being awaited on, or None", NULL},
    {"ag_frame", generator_get_frame, NULL, NULL, NULL},
    GETSET_END};
extern const TypeSpec async_gen_type_spec;
const TypeSpec async_gen_type_spec = {
    .name = "async_generator",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = GENERATOR_FIXED,
    .virtual_item = 8,
    .weak_offset = offsetof(GeneratorObj, weaklist),
    .slots =
        {
            .tp_dealloc = generator_dealloc,
            .tp_traverse = generator_traverse,
            .tp_finalize = generator_finalize,
            .tp_repr = generator_repr,
            .tp_sizeof = generator_sizeof,
            .am_aiter = object_self_iter,
            .am_anext = async_anext,
            .am_send = generator_am_send,
        },
    .methods = async_gen_methods,
    .members = async_gen_members,
    .getset = async_gen_getset,
};

static const MethodDef asend_methods[] = {
    {"send", asend_send_method, METH_O, 1, 1, "send(arg) -> send 'arg' into the generator"},
    {"throw", asend_throw, METH_FASTCALL, 1, 3, "raise an exception in the generator"},
    {"close", step_close, METH_NOARGS, 0, 0, "close() -> end this step"},
    METHOD_END};
extern const TypeSpec async_gen_asend_type_spec;
const TypeSpec async_gen_asend_type_spec = {
    .name = "async_generator_asend",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 40,
    .slots =
        {
            .tp_dealloc = step_dealloc,
            .tp_traverse = step_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = asend_iternext,
            .am_await = object_self_iter,
        },
    .methods = asend_methods,
};

static const MethodDef athrow_methods[] = {
    {"send", athrow_send_method, METH_O, 1, 1, "send(arg) -> send 'arg' into the generator"},
    {"throw", athrow_throw, METH_FASTCALL, 1, 3, "raise an exception in the generator"},
    {"close", step_close, METH_NOARGS, 0, 0, "close() -> end this step"},
    METHOD_END};
extern const TypeSpec async_gen_athrow_type_spec;
const TypeSpec async_gen_athrow_type_spec = {
    .name = "async_generator_athrow",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 40,
    .slots =
        {
            .tp_dealloc = step_dealloc,
            .tp_traverse = step_traverse,
            .tp_iter = object_self_iter,
            .tp_iternext = athrow_iternext,
            .am_await = object_self_iter,
        },
    .methods = athrow_methods,
};

extern const TypeSpec async_gen_wrapped_type_spec;
const TypeSpec async_gen_wrapped_type_spec = {
    .name = "async_generator_wrapped_value",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 24,
    .slots =
        {
            .tp_dealloc = wrapped_dealloc,
            .tp_traverse = holder_traverse,
        },
};
