/* Generators: an object with the frame inside, resumed by send, throw, close and iteration;
 * coroutines share all of it.
 *
 * Layout: GeneratorObj, then the Frame with its locals and stack. Virtual size 152 + 8 * (locals +
 * stack). While the frame runs, its exception state is linked on rt->ts.exc_top. Follows
 * CPython 3.11 Objects/genobject.c. */
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/frame.h"
#include "object/generator_impl.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"

_Static_assert(offsetof(GeneratorObj, frame) <= 80, "generator must fit CPython's");
/* what the interpreter calls SEND, RESUME and RESUME_QUICK, which warm code has in its place */
enum { INSTR_SEND = 123, INSTR_RESUME = 151, INSTR_RESUME_QUICK = 225 };

/* ---- construct and release ---- */

/* Where a coroutine is made: (file, line, function) of each frame from `frame` on. */
static Own creators(Runtime *rt, Frame *frame) {
    Own list = list_new(rt, 0);
    for (int left = rt->ts.origin_depth; list && left && frame; left--, frame = frame->previous) {
        CodeObj *code = frame_code(frame);
        Own line = int_from_i64(rt, frame_line(frame));
        Own item = line ? tuple_pack(rt, 3, borrow(code->filename), borrow(line), borrow(code->name)) : NULL;
        xrelease(rt, line);
        if (!item || list_append_steal(rt, borrow(list), item) < 0) own_clear(rt, &list);
    }
    if (list) own_set(rt, &list, list_to_tuple(rt, borrow(list)));
    return list;
}

Own generator_new(Runtime *rt, Obj *function_obj, Frame *frame) {
    FunctionObj *function = FUNCTION(function_obj);
    CodeObj *code = CODE(borrow(function->code));
    int flags = code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR);
    TypeObj *type = flags == CO_GENERATOR   ? T(rt, GENERATOR)
                    : flags == CO_COROUTINE ? T(rt, COROUTINE)
                                            : T(rt, ASYNC_GEN);
    int slots = code->nlocalsplus + code->stacksize;
    Own object = gc_alloc(rt, type, GENERATOR_FIXED + 8 * (size_t)slots);
    if (!object) return (Own)0;
    GeneratorObj *self = GENERATOR(borrow(object));
    self->state = GEN_CLEARED;
    self->code = keep(borrow(function->code));
    self->name = keep(borrow(function->name));
    self->qualname = keep(borrow(function->qualname));
    gc_track(rt, borrow(object));
    size_t size = (size_t)((char *)&frame->localsplus[frame->stack_top] - (char *)frame);
    memcpy(self->frame, frame, size);
    self->frame->previous = NULL;
    self->frame->owner = FRAME_OWNED_BY_GENERATOR;
    self->frame->shim = self->frame->shim_count = 0;
    self->frame->is_entry = 0;
    self->state = GEN_CREATED;
    if (flags == CO_COROUTINE && rt->ts.origin_depth && !(self->origin_or_finalizer = creators(rt, frame->previous)))
        own_clear(rt, &object);
    return object;
}

void generator_dealloc(Runtime *rt, Obj *self) {
    GeneratorObj *gen = GENERATOR(self);
    gc_untrack(rt, self);
    if (gen->weaklist) weakref_clear_all(rt, self);
    gc_track(rt, self);
    if (gc_finalize_from_dealloc(rt, self) < 0) return;
    gc_untrack(rt, self);
    if (self->type == T(rt, ASYNC_GEN)) own_clear(rt, &gen->origin_or_finalizer);
    if (gen->state < GEN_CLEARED) {
        gen->state = GEN_CLEARED;
        gen->frame->previous = NULL;
        frame_clear(rt, gen->frame);
    }
    own_clear(rt, &gen->origin_or_finalizer);
    own_clear(rt, &gen->code);
    own_clear(rt, &gen->name);
    own_clear(rt, &gen->qualname);
    own_clear(rt, &gen->exc_state.value);
    gc_free(rt, self);
}

int generator_traverse(Obj *self, VisitFn visit, void *arg) {
    GeneratorObj *gen = GENERATOR(self);
    VISIT(gen->code);
    VISIT(gen->name);
    VISIT(gen->qualname);
    VISIT(gen->origin_or_finalizer);
    if (gen->state < GEN_CLEARED) {
        int result = frame_visit(NULL, gen->frame, visit, arg);
        if (result) return result;
    }
    VISIT(gen->exc_state.value);
    return 0;
}

/* ---- resume ---- */

static const char *kind_name(Runtime *rt, Obj *self) {
    return self->type == T(rt, COROUTINE)   ? "coroutine"
           : self->type == T(rt, ASYNC_GEN) ? "async generator"
                                            : "generator";
}

/* What forbids to resume: 0 = may run, 1 = finished (nothing raised), -1 = raised. */
static int check_resumable(Runtime *rt, GeneratorObj *gen, Obj *arg, bool closing) {
    Obj *self = (Obj *)gen;
    if (gen->state == GEN_CREATED && arg && arg != rt->none) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "can't send non-None value to a just-started %s",
                                kind_name(rt, self));
    }
    if (gen->state == GEN_EXECUTING) {
        return raise_format_int(rt, EXC(rt, ValueError), "%s already executing",
                                kind_name(rt, self));
    }
    if (gen->state < GEN_COMPLETED) return 0;
    if (self->type == T(rt, COROUTINE) && !closing) {
        return raise_format_int(rt, EXC(rt, RuntimeError),
                                "cannot reuse already awaited coroutine");
    }
    return 1;
}

void generator_finish(Runtime *rt, Obj *self) {
    GeneratorObj *gen = GENERATOR(self);
    if (gen->state == GEN_EXECUTING) gen->state = GEN_COMPLETED;
    if (RAISED(rt)) {
        if (raised_matches(rt, EXC(rt, StopIteration))) {
            raise_from_cause(rt, EXC(rt, RuntimeError), "%s raised StopIteration",
                             kind_name(rt, self));
        } else if (self->type == T(rt, ASYNC_GEN) &&
                   raised_matches(rt, EXC(rt, StopAsyncIteration))) {
            raise_from_cause(rt, EXC(rt, RuntimeError),
                             "async generator raised StopAsyncIteration");
        }
    }
    own_clear(rt, &gen->exc_state.value);
    gen->state = GEN_CLEARED;
    frame_clear(rt, gen->frame);
}

/* The raised exception is thrown into a frame: what that frame handles becomes its context. */
static void chain_to_handled(Runtime *rt) {
    Obj *handled = borrow(rt->ts.exc_top->value);
    if (!handled || handled == rt->none) return;
    Own type, value, traceback;
    raised_fetch(rt, &type, &value, &traceback);
    raise_object(rt, (TypeObj *)borrow(type), borrow(value));
    xrelease(rt, type), xrelease(rt, value), xrelease(rt, traceback);
}

/* 0 yielded, 1 returned (*result is the value; NULL for None when arg is NULL), -1 raised or
 * exhausted (RAISED says which). */
static int resume(Runtime *rt, Obj *self, Obj *arg, Own *result, bool throwing, bool closing) {
    GeneratorObj *gen = GENERATOR(self);
    *result = (Own)0;
    int check = check_resumable(rt, gen, arg, closing);
    if (check < 0) return -1;
    if (check) {
        if (!arg || throwing) return -1;
        *result = keep(rt->none);
        return 1;
    }
    generator_enter(rt, self, arg ? arg : rt->none);
    if (throwing) chain_to_handled(rt);
    Own value = eval_frame(rt, gen->frame, throwing);
    generator_leave(rt, self);
    if (value && gen->state == GEN_SUSPENDED) {
        *result = value;
        return 0;
    }
    if (value && borrow(value) == rt->none && self->type != T(rt, ASYNC_GEN) && !arg)
        own_clear(rt, &value);
    generator_finish(rt, self);
    *result = value;
    return value ? 1 : -1;
}

/* am_send answers 1 for returned, 0 for yielded, -1 raised: the same numbers. */
int generator_am_send(Runtime *rt, Obj *self, Obj *arg, Own *result) {
    return resume(rt, self, arg, result, false, false);
}

int generator_set_stop_value(Runtime *rt, Obj *value) {
    if (!is_tuple(value) && !is_exception(value)) {
        raise_object(rt, EXC(rt, StopIteration), value);
        return 0;
    }
    Own exception = call_1(rt, (Obj *)EXC(rt, StopIteration), value);
    if (!exception) return -1;
    raise_object(rt, EXC(rt, StopIteration), borrow(exception));
    release(rt, exception);
    return 0;
}

/* As a method answers: the yielded value, or NULL with StopIteration (StopAsyncIteration) carrying
 * the returned one. */
static Own resume_method(Runtime *rt, Obj *self, Obj *arg, bool throwing, bool closing) {
    Own result;
    int status = resume(rt, self, arg, &result, throwing, closing);
    if (status == 1) {
        if (self->type == T(rt, ASYNC_GEN)) {
            raise_none(rt, EXC(rt, StopAsyncIteration));
        } else if (arg && borrow(result) == rt->none) {
            raise_none(rt, EXC(rt, StopIteration));
        } else {
            generator_set_stop_value(rt, borrow(result));
        }
        own_clear(rt, &result);
    }
    return result;
}

Own generator_iternext(Runtime *rt, Obj *self) {
    Own result;
    if (resume(rt, self, NULL, &result, false, false) == 1) {
        if (borrow(result) != rt->none) generator_set_stop_value(rt, borrow(result));
        own_clear(rt, &result);
    }
    return result;
}

Own generator_send_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    return resume_method(rt, self, args[0], false, false);
}

/* ---- delegation, throw, close ---- */

Obj *generator_delegate(Obj *generator) {
    GeneratorObj *gen = GENERATOR(generator);
    if (gen->state >= GEN_CLEARED || gen->state == GEN_CREATED || gen->frame->stack_top <= 0)
        return NULL;
    CodeUnit next = gen->frame->prev_instr[1];
    if (((next & 0xff) != INSTR_RESUME && (next & 0xff) != INSTR_RESUME_QUICK) || (next >> 8) < 2) return NULL;
    return borrow(gen->frame->localsplus[gen->frame->stack_top - 1]);
}

static bool is_exact_generator(Runtime *rt, Obj *o) {
    return o->type == T(rt, GENERATOR) || o->type == T(rt, COROUTINE);
}

/* Close the iterator that is delegated to: -1 raised. */
static int close_iterator(Runtime *rt, Obj *iterator) {
    Own result = (Own)0;
    if (is_exact_generator(rt, iterator)) {
        result = generator_close(rt, iterator);
        if (!result) return -1;
    } else {
        Own method = object_lookup_attr(rt, iterator, ID(rt, close));
        if (!method && RAISED(rt)) unraisable_report(rt, NULL, iterator);
        if (!method) return 0;
        result = call_0(rt, borrow(method));
        release(rt, method);
        if (!result) return -1;
    }
    release(rt, result);
    return 0;
}

Own generator_close(Runtime *rt, Obj *self) {
    GeneratorObj *gen = GENERATOR(self);
    if (gen->state == GEN_CREATED && rt->lens->close_keeps) {
        gen->state = GEN_COMPLETED;
        return keep(rt->none);
    }
    Own delegate = xkeep(generator_delegate(self));
    int failed = 0;
    if (delegate) {
        int8_t state = gen->state;
        gen->state = GEN_EXECUTING;
        failed = close_iterator(rt, borrow(delegate));
        gen->state = state;
        release(rt, delegate);
    }
    if (!failed) raise_none(rt, EXC(rt, GeneratorExit));
    Own result = resume_method(rt, self, rt->none, true, true);
    if (result) {
        release(rt, result);
        return raise_format(rt, EXC(rt, RuntimeError), "%s ignored GeneratorExit",
                            kind_name(rt, self));
    }
    if (raised_matches(rt, EXC(rt, StopIteration)) || raised_matches(rt, EXC(rt, GeneratorExit))) {
        raised_clear(rt);
        return keep(rt->none);
    }
    return (Own)0;
}

static Own close_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    return generator_close(rt, self);
}

/* Set the exception that throw() names as raised: -1 = it cannot be (another exception is raised).
 */
static int set_thrown(Runtime *rt, Obj *type, Obj *value, Obj *traceback) {
    if (traceback == rt->none) traceback = NULL;
    if (traceback && traceback->type != T(rt, TRACEBACK)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "throw() third argument must be a traceback object");
    }
    Own t = keep(type), v = xkeep(value), tb = xkeep(traceback);
    if (is_exception_class(type)) {
        exception_normalize(rt, &t, &v, &tb);
    } else if (is_exception(type)) {
        if (value && value != rt->none) {
            raise_format(rt, EXC(rt, TypeError),
                         "instance exception may not have a separate value");
            goto fail;
        }
        xrelease(rt, v);
        v = t;
        t = keep((Obj *)type->type);
        if (!tb) tb = xkeep(exception_traceback(rt, type));
    } else {
        raise_format(rt, EXC(rt, TypeError),
                     "exceptions must be classes or instances deriving from BaseException, not %s",
                     type->type->name);
        goto fail;
    }
    raised_restore(rt, t, v, tb);
    return 0;
fail:
    xrelease(rt, t), xrelease(rt, v), xrelease(rt, tb);
    return -1;
}

/* throw() into the iterator delegated to; *absent: it has no throw method. */
static Own throw_into_delegate(Runtime *rt, Obj *self, Obj *delegate, bool close_on_exit, Obj *type,
                               Obj *value, Obj *traceback, bool *absent) {
    GeneratorObj *gen = GENERATOR(self);
    Own result = (Own)0;
    int8_t state = gen->state;
    *absent = false;
    if (is_exact_generator(rt, delegate)) {
        Frame *frame = gen->frame, *previous = rt->ts.frame;
        frame->previous = previous;
        rt->ts.frame = frame;
        gen->state = GEN_EXECUTING;
        result = generator_throw(rt, delegate, close_on_exit, type, value, traceback);
        gen->state = state;
        rt->ts.frame = previous;
        frame->previous = NULL;
        return result;
    }
    Own method = object_lookup_attr(rt, delegate, ID(rt, throw));
    if (!method) {
        *absent = !RAISED(rt);
        return (Own)0;
    }
    gen->state = GEN_EXECUTING;
    Obj *args[3] = {type, value, traceback};
    result = call_vector(rt, borrow(method), args, value ? traceback ? 3 : 2 : 1, NULL);
    gen->state = state;
    release(rt, method);
    return result;
}

/* The iterator delegated to ended or raised: leave the SEND loop and go on in this generator. */
static Own leave_delegation(Runtime *rt, Obj *self) {
    Frame *frame = GENERATOR(self)->frame;
    release(rt, frame->localsplus[--frame->stack_top]);
    frame->prev_instr += (frame->prev_instr[-1] >> 8) - 1;
    Own value = (Own)0;
    if (stop_iteration_value(rt, &value) < 0) return resume_method(rt, self, rt->none, true, false);
    Own result = resume_method(rt, self, borrow(value), false, false);
    release(rt, value);
    return result;
}

Own generator_throw(Runtime *rt, Obj *self, bool close_on_exit, Obj *type, Obj *value,
                    Obj *traceback) {
    GeneratorObj *gen = GENERATOR(self);
    Own delegate = xkeep(generator_delegate(self));
    if (!delegate) goto throw_here;
    if (close_on_exit && exception_matches(rt, type, (Obj *)EXC(rt, GeneratorExit))) {
        int8_t state = gen->state;
        gen->state = GEN_EXECUTING;
        int failed = close_iterator(rt, borrow(delegate));
        gen->state = state;
        release(rt, delegate);
        if (failed < 0) return resume_method(rt, self, rt->none, true, false);
        goto throw_here;
    }
    bool absent;
    Own result = throw_into_delegate(rt, self, borrow(delegate), close_on_exit, type, value,
                                     traceback, &absent);
    release(rt, delegate);
    if (absent) goto throw_here;
    if (!result) return leave_delegation(rt, self);
    return result;
throw_here:
    if (set_thrown(rt, type, value, traceback) < 0) return (Own)0;
    return resume_method(rt, self, rt->none, true, false);
}

Own generator_throw_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)kwnames;
    return generator_throw(rt, self, true, args[0], nargs > 1 ? args[1] : NULL,
                           nargs > 2 ? args[2] : NULL);
}

void generator_finalize(Runtime *rt, Obj *self) {
    GeneratorObj *gen = GENERATOR(self);
    if (gen->state >= GEN_COMPLETED || !rt->vm)
        return; /* without vm: the runtime is being torn down */
    SavedRaise saved = raised_save(rt);
    Own result;
    if (self->type == T(rt, ASYNC_GEN) && gen->origin_or_finalizer && !gen->closed) {
        result = call_1(rt, borrow(gen->origin_or_finalizer), self);
    } else if (gen->code && CODE(borrow(gen->code))->flags & CO_COROUTINE &&
               gen->state == GEN_CREATED) {
        warn_unawaited(rt, self);
        result = (Own)0;
    } else {
        result = generator_close(rt, self);
    }
    if (result)
        release(rt, result);
    else if (RAISED(rt))
        unraisable_report(rt, NULL, self);
    raised_put_back(rt, saved);
}

/* ---- slots and attributes ---- */

Own generator_repr(Runtime *rt, Obj *self) {
    const char *what = self->type == T(rt, ASYNC_GEN) ? "async_generator" : kind_name(rt, self);
    return str_format(rt, "<%s object %S at %p>", what, borrow(GENERATOR(self)->qualname), self);
}

Own generator_get_name(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(GENERATOR(self)->name));
}
Own generator_get_qualname(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(GENERATOR(self)->qualname));
}
static int set_text(Runtime *rt, Own *slot, Obj *value, const char *what) {
    if (!value || !is_str(value))
        return raise_format_int(rt, EXC(rt, TypeError), "%s must be set to a string object", what);
    own_set(rt, slot, keep(value));
    return 0;
}
int generator_set_name(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    return set_text(rt, &GENERATOR(self)->name, value, "__name__");
}
int generator_set_qualname(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    return set_text(rt, &GENERATOR(self)->qualname, value, "__qualname__");
}
Own generator_get_delegate(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    Obj *delegate = generator_delegate(self);
    return keep(delegate ? delegate : rt->none);
}
Own generator_get_running(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return bool_from(rt, GENERATOR(self)->state == GEN_EXECUTING);
}
Own generator_get_suspended(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return bool_from(rt, GENERATOR(self)->state == GEN_SUSPENDED);
}
Own generator_get_frame(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    if (GENERATOR(self)->state >= GEN_COMPLETED) return keep(rt->none);
    Obj *frame = frame_get_object(rt, GENERATOR(self)->frame);
    return frame ? keep(frame) : raise_memory_error(rt);
}
uint64_t generator_sizeof(Runtime *rt, Obj *self) {
    CodeObj *code = CODE(borrow(GENERATOR(self)->code));
    int fixed = rt->lens->generator_fixed, least = rt->lens->generator_stack;
    if (!fixed) return self->type == T(rt, GENERATOR) ? 88 : self->type == T(rt, COROUTINE) ? 96 : 112;
    return (uint64_t)(fixed + 8 * (code->nlocalsplus + (code->stacksize > least ? code->stacksize : least)));
}

static const MethodDef generator_methods[] = {
    {"send", generator_send_method, METH_O, 1, 1,
     "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration."},
    {"throw", generator_throw_method, METH_FASTCALL, 1, 3,
     "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded "
     "value or raise\nStopIteration."},
    {"close", close_method, METH_NOARGS, 0, 0, "close() -> raise GeneratorExit inside generator."},
    {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0,
     "gen.__sizeof__() -> size of gen in memory, in bytes"},
    METHOD_END};
static const MemberDef generator_members[] = {
    {"gi_code", MEMBER_OBJECT, offsetof(GeneratorObj, code), MEMBER_READONLY, NULL}, MEMBER_END};
static const GetSetDef generator_getset[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the generator", NULL},
    {"__qualname__", generator_get_qualname, generator_set_qualname,
     "qualified name of the generator", NULL},
    {"gi_yieldfrom", generator_get_delegate, NULL, "object being iterated by yield from, or None",
     NULL},
    {"gi_running", generator_get_running, NULL, NULL, NULL},
    {"gi_frame", generator_get_frame, NULL, NULL, NULL},
    {"gi_suspended", generator_get_suspended, NULL, NULL, NULL},
    GETSET_END};
extern const TypeSpec generator_type_spec;
const TypeSpec generator_type_spec = {
    .name = "generator",
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
            .tp_iter = object_self_iter,
            .tp_iternext = generator_iternext,
            .am_send = generator_am_send,
        },
    .methods = generator_methods,
    .members = generator_members,
    .getset = generator_getset,
};
