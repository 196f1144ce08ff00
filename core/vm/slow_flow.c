/* Instructions out of the loop, part 3: exceptions being handled, with, except*, await, and
 * imports' last steps. */
#include "object/exception_group.h"
#include "object/generator_impl.h"
#include "vm/eval_impl.h"
#include "vm/import.h"

static Obj *name_at(Frame *frame, int i) { return TUPLE_ITEM(borrow(frame_code(frame)->names), i); }

/* ---- handlers ---- */

SLOW(push_exc_info) {
    (void)frame, (void)arg;
    ExcItem *item = rt->ts.exc_top;
    Own value = sp[-1];
    sp[-1] = item->value ? item->value : keep(rt->none);
    item->value = keep(borrow(value));
    *sp++ = value;
    return sp;
}

SLOW(pop_except) {
    (void)arg;
    ExcItem *item = rt->ts.exc_top;
    Own old = item->value;
    item->value = *--sp;
    frame->stack_top--;
    xrelease(rt, old);
    return sp;
}

static bool all_exception_classes(Obj *pattern) {
    if (!is_tuple(pattern)) return is_exception_class(pattern);
    for (intptr_t i = 0; i < TUPLE_SIZE(pattern); i++) {
        if (!is_exception_class(TUPLE_ITEM(pattern, i))) return false;
    }
    return true;
}

static int check_pattern(Runtime *rt, Obj *pattern) {
    if (all_exception_classes(pattern)) return 0;
    return raise_format_int(
        rt, EXC(rt, TypeError),
        "catching classes that do not inherit from BaseException is not allowed");
}

SLOW(check_exc_match) {
    (void)arg;
    Own pattern = sp[-1];
    bool matches = false;
    if (check_pattern(rt, borrow(pattern)) == 0)
        matches = exception_matches(rt, borrow(sp[-2]), borrow(pattern));
    frame->stack_top--;
    sp--;
    RELEASE_KEEPING_RAISE(release(rt, pattern));
    if (!RAISED(rt)) *sp++ = bool_from(rt, matches);
    return sp;
}

/* ---- except* ---- */

static int check_group_pattern(Runtime *rt, Obj *pattern) {
    if (check_pattern(rt, pattern) < 0) return -1;
    intptr_t count = is_tuple(pattern) ? TUPLE_SIZE(pattern) : 1;
    for (intptr_t i = 0; i < count; i++) {
        Obj *cls = is_tuple(pattern) ? TUPLE_ITEM(pattern, i) : pattern;
        int subclass = object_is_subclass(rt, cls, (Obj *)EXC(rt, BaseExceptionGroup));
        if (subclass < 0) return -1;
        if (subclass) {
            return raise_format_int(
                rt, EXC(rt, TypeError),
                "catching ExceptionGroup with except* is not allowed. Use except instead.");
        }
    }
    return 0;
}

static Own make_group(Runtime *rt, Obj *exceptions) {
    return call_2(rt, (Obj *)EXC(rt, BaseExceptionGroup), rt->empty_str, exceptions);
}

/* Divide an exception by a pattern into what matches and what does not; None for nothing. */
static int split_exception(Runtime *rt, Obj *exception, Obj *pattern, Own *match, Own *rest) {
    *match = *rest = (Own)0;
    if (exception != rt->none && exception_matches(rt, exception, pattern)) {
        if (exception_is_group(rt, exception)) {
            *match = keep(exception);
        } else {
            Own tuple = tuple_pack(rt, 1, exception);
            if (!tuple) return -1;
            *match = make_group(rt, borrow(tuple));
            release(rt, tuple);
            if (!*match) return -1;
        }
        *rest = keep(rt->none);
        return 0;
    }
    if (exception != rt->none && exception_is_group(rt, exception)) {
        Own pair = exception_group_call(rt, exception, "split", pattern);
        if (!pair) return -1;
        *match = keep(TUPLE_ITEM(borrow(pair), 0));
        *rest = keep(TUPLE_ITEM(borrow(pair), 1));
        release(rt, pair);
        return 0;
    }
    *match = keep(rt->none);
    *rest = keep(exception);
    return 0;
}

SLOW(check_eg_match) {
    (void)arg;
    Own pattern = sp[-1], match = (Own)0, rest = (Own)0, exception = sp[-2];
    int failed = check_group_pattern(rt, borrow(pattern));
    if (!failed) failed = split_exception(rt, borrow(exception), borrow(pattern), &match, &rest);
    frame->stack_top--;
    RELEASE_KEEPING_RAISE(release(rt, pattern));
    sp--;
    if (failed < 0) {
        RELEASE_KEEPING_RAISE(xrelease(rt, match); xrelease(rt, rest));
        return sp;
    }
    bool matched = borrow(match) != rt->none; /* else the exception itself goes on, not what split() made of it */
    if (matched) sp[-1] = rest;
    *sp++ = match;
    if (matched) own_set(rt, &rt->ts.exc_top->value, keep(borrow(match)));
    release(rt, matched ? exception : rest);
    return sp;
}

/* Whether a part kept the metadata of the group it came from: then it was not raised anew. */
static bool same_metadata(Runtime *rt, Obj *part, Obj *whole) {
    if (!exception_is_group(rt, part) || !exception_is_group(rt, whole)) return false;
    ExceptionObj *a = EXCEPTION(part), *b = EXCEPTION(whole);
    return borrow(a->notes) == borrow(b->notes) && borrow(a->traceback) == borrow(b->traceback) &&
           borrow(a->cause) == borrow(b->cause) && borrow(a->context) == borrow(b->context);
}

static Own prepare_reraise(Runtime *rt, Obj *original, Obj *exceptions) {
    intptr_t count = LIST_SIZE(exceptions);
    if (!count) return keep(rt->none);
    if (!exception_is_group(rt, original)) return keep(LIST_ITEM(exceptions, 0));
    Own raised = list_new(rt, 0), reraised = list_new(rt, 0), projected = (Own)0, result = (Own)0;
    if (!raised || !reraised) goto done;
    for (intptr_t i = 0; i < count; i++) {
        Obj *exception = LIST_ITEM(exceptions, i);
        if (exception == rt->none) continue;
        bool again = same_metadata(rt, exception, original);
        if (list_append(rt, borrow(again ? reraised : raised), exception) < 0) goto done;
    }
    projected = exception_group_project(rt, original, borrow(reraised));
    if (!projected && RAISED(rt)) goto done;
    if (!LIST_SIZE(borrow(raised))) {
        result = projected ? projected : keep(rt->none);
        projected = (Own)0;
        goto done;
    }
    if (projected && list_append(rt, borrow(raised), borrow(projected)) < 0) goto done;
    result = LIST_SIZE(borrow(raised)) > 1 ? make_group(rt, borrow(raised))
                                           : keep(LIST_ITEM(borrow(raised), 0));
done:
    RELEASE_KEEPING_RAISE(xrelease(rt, raised); xrelease(rt, reraised); xrelease(rt, projected));
    return result;
}

SLOW(prep_reraise_star) {
    (void)arg;
    Own exceptions = sp[-1], original = sp[-2];
    Own value = prepare_reraise(rt, borrow(original), borrow(exceptions));
    frame->stack_top -= 2;
    sp -= 2;
    RELEASE_KEEPING_RAISE(release(rt, exceptions); release(rt, original));
    if (value) *sp++ = value;
    return sp;
}

/* ---- raise ---- */

/* `raise` alone: the loop adds no traceback entry to what it raises. */
static void raise_again(Runtime *rt, Frame *frame) {
    Obj *value = vm_handled_exception(rt);
    if (!value) {
        raise_format(rt, EXC(rt, RuntimeError), "No active exception to reraise");
        traceback_here(rt, frame);
        return;
    }
    raised_restore(rt, keep((Obj *)value->type), keep(value),
                   xkeep(exception_traceback(rt, value)));
}

/* Instance for `raise x`: x is taken. NULL raised. */
static Own raise_value(Runtime *rt, Own exception) {
    Obj *given = borrow(exception);
    if (is_exception(given)) return exception;
    Own value = (Own)0;
    if (is_exception_class(given)) {
        value = call_0(rt, given);
        if (value && !is_exception(borrow(value))) {
            raise_format(rt, EXC(rt, TypeError),
                         "calling %R should have returned an instance of BaseException, not %R",
                         given, borrow(value)->type);
            RELEASE_KEEPING_RAISE(release(rt, value));
            value = (Own)0;
        }
    } else {
        raise_format(rt, EXC(rt, TypeError), "exceptions must derive from BaseException");
    }
    RELEASE_KEEPING_RAISE(release(rt, exception));
    return value;
}

/* __cause__ for `from cause`: cause is taken; *fixed NULL for None. -1 raised. */
static int fix_cause(Runtime *rt, Own cause, Own *fixed) {
    Obj *given = borrow(cause);
    *fixed = (Own)0;
    if (is_exception(given)) {
        *fixed = cause;
        return 0;
    }
    int result = 0;
    if (is_exception_class(given)) {
        *fixed = call_0(rt, given);
        result = *fixed ? 0 : -1;
    } else if (given != rt->none) {
        result = raise_format_int(rt, EXC(rt, TypeError),
                                  "exception causes must derive from BaseException");
    }
    RELEASE_KEEPING_RAISE(release(rt, cause));
    return result;
}

SLOW(raise_varargs) {
    if (arg == 0) {
        raise_again(rt, frame);
        return sp;
    }
    Own cause = arg == 2 ? *--sp : (Own)0, exception = *--sp, fixed;
    frame->stack_top -= arg;
    Own value = raise_value(rt, exception);
    if (!value) {
        RELEASE_KEEPING_RAISE(xrelease(rt, cause));
        return sp;
    }
    if (cause) {
        if (fix_cause(rt, cause, &fixed) < 0) {
            RELEASE_KEEPING_RAISE(release(rt, value));
            return sp;
        }
        exception_set_cause(rt, borrow(value), fixed);
    }
    raise_object(rt, borrow(value)->type, borrow(value));
    RELEASE_KEEPING_RAISE(release(rt, value));
    return sp;
}

/* ---- with ---- */

/* Frame of a bound __enter__ that is a plain Python function; takes `enter`, unless NULL is returned without exception. */
static Frame *frame_for_enter(Runtime *rt, Own enter) {
    MethodObj *method = (MethodObj *)borrow(enter);
    if (!is_method(rt, borrow(enter)) || !is_function(rt, borrow(method->function))) return NULL;
    if (!(CODE(borrow(FUNCTION(borrow(method->function))->code))->flags & CO_OPTIMIZED)) return NULL;
    Own self = keep(borrow(method->self));
    Frame *frame = frame_for_call(rt, keep(borrow(method->function)), (Own)0, &self, 1, NULL, 1);
    if (!frame) {
        RELEASE_KEEPING_RAISE(release(rt, enter));
        return NULL;
    }
    frame->shim = SHIM_WITH;
    frame->shim_count = 1;
    shim_words(frame)[0] = enter;
    return frame;
}

/* Enter and exit methods bound; the manager is replaced by exit, enter() pushed, or *callee is the frame to do it. */
static Own *enter_context(Runtime *rt, Frame *frame, Own *sp, Obj *enter_name, Obj *exit_name,
                          const char *kind, const char *missed, Frame **callee) {
    Own manager = sp[-1];
    Own enter = type_lookup_special(rt, borrow(manager), enter_name), leave = (Own)0;
    const char *type_name = borrow(manager)->type->name;
    if (!enter) {
        if (!RAISED(rt)) {
            raise_format(rt, EXC(rt, TypeError), "'%.200s' object does not support the %s protocol",
                         type_name, kind);
        }
        goto fail;
    }
    if (!(leave = type_lookup_special(rt, borrow(manager), exit_name))) {
        if (!RAISED(rt)) {
            raise_format(rt, EXC(rt, TypeError),
                         "'%.200s' object does not support the %s protocol (missed %s method)",
                         type_name, kind, missed);
        }
        goto fail;
    }
    sp[-1] = leave;
    release(rt, manager);
    rt->vm->entering = borrow(enter);
    if (callee && (*callee = frame_for_enter(rt, enter))) return sp;
    if (RAISED(rt)) return sp;
    Own result = call_0(rt, borrow(enter));
    if (HS_UNLIKELY(!result && !RAISED(rt))) { /* suspended: the instruction begins anew */
        sp[-1] = keep(borrow(((BuiltinObj *)borrow(enter))->self));
        release(rt, leave);
    }
    RELEASE_KEEPING_RAISE(release(rt, enter));
    if (result) *sp++ = result;
    return sp;
fail:
    frame->stack_top--;
    RELEASE_KEEPING_RAISE(xrelease(rt, enter); release(rt, manager));
    return sp - 1;
}

Own *enter_with(Runtime *rt, Frame *frame, Own *sp, Frame **callee) {
    *callee = NULL;
    return enter_context(rt, frame, sp, ID(rt, __enter__), ID(rt, __exit__), "context manager",
                         "__exit__", callee);
}
SLOW(before_async_with) {
    (void)arg;
    return enter_context(rt, frame, sp, ID(rt, __aenter__), ID(rt, __aexit__),
                         "asynchronous context manager", "__aexit__", NULL);
}

SLOW(with_except_start) {
    (void)frame, (void)arg;
    Obj *value = borrow(sp[-1]), *leave = borrow(sp[-4]),
        *traceback = exception_traceback(rt, value);
    Obj *args[3] = {(Obj *)value->type, value, traceback ? traceback : rt->none};
    Own result = call_vector(rt, leave, args, 3, NULL);
    if (result) *sp++ = result;
    return sp;
}

/* ---- delegation and await ---- */

SLOW(get_yield_from_iter) {
    (void)arg;
    Own iterable = sp[-1];
    Obj *value = borrow(iterable);
    if (value->type == T(rt, COROUTINE)) {
        if (frame_code(frame)->flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE)) return sp;
        raise_format(rt, EXC(rt, TypeError),
                     "cannot 'yield from' a coroutine object in a non-coroutine generator");
    } else if (value->type == T(rt, GENERATOR)) {
        return sp;
    } else {
        Own iterator = object_iter(rt, value);
        if (iterator) {
            sp[-1] = iterator;
            release(rt, iterable);
            return sp;
        }
    }
    frame->stack_top--;
    RELEASE_KEEPING_RAISE(release(rt, iterable));
    return sp - 1;
}

static void explain_awaitable(Runtime *rt, TypeObj *type, int arg) {
    if (type->slots.am_await || (arg != 1 && arg != 2)) return;
    raised_clear(rt);
    raise_format(
        rt, EXC(rt, TypeError),
        "'async with' received an object from %s that does not implement __await__: %.100s",
        arg == 1 ? "__aenter__" : "__aexit__", type->name);
}

SLOW(get_awaitable) {
    Own awaitable = sp[-1];
    Own iterator = coroutine_get_awaitable_iter(rt, borrow(awaitable));
    if (!iterator) explain_awaitable(rt, borrow(awaitable)->type, arg);
    if (iterator && borrow(iterator)->type == T(rt, COROUTINE) &&
        generator_delegate(borrow(iterator))) {
        own_clear(rt, &iterator);
        raise_format(rt, EXC(rt, RuntimeError), "coroutine is being awaited already");
    }
    RELEASE_KEEPING_RAISE(release(rt, awaitable));
    frame->stack_top--;
    if (!iterator) return sp - 1;
    sp[-1] = iterator;
    return sp;
}

SLOW(get_aiter) {
    (void)arg;
    Own object = sp[-1], iterator = (Own)0;
    TypeObj *type = borrow(object)->type;
    if (!type->slots.am_aiter) {
        raise_format(rt, EXC(rt, TypeError),
                     "'async for' requires an object with __aiter__ method, got %.100s",
                     type->name);
    } else if ((iterator = type->slots.am_aiter(rt, borrow(object))) &&
               !borrow(iterator)->type->slots.am_anext) {
        raise_format(rt, EXC(rt, TypeError),
                     "'async for' received an object from __aiter__ that does not implement "
                     "__anext__: %.100s",
                     borrow(iterator)->type->name);
        RELEASE_KEEPING_RAISE(release(rt, iterator));
        iterator = (Own)0;
    }
    RELEASE_KEEPING_RAISE(release(rt, object));
    frame->stack_top--;
    if (!iterator) return sp - 1;
    sp[-1] = iterator;
    return sp;
}

SLOW(get_anext) {
    (void)frame, (void)arg;
    Obj *iterator = borrow(sp[-1]);
    UnaryFn anext = iterator->type->slots.am_anext;
    if (!anext) {
        raise_format(rt, EXC(rt, TypeError),
                     "'async for' requires an iterator with __anext__ method, got %.100s",
                     iterator->type->name);
        return sp;
    }
    Own next = anext(rt, iterator);
    if (!next) return sp;
    if (iterator->type == T(rt, ASYNC_GEN)) {
        *sp++ = next;
        return sp;
    }
    Own awaitable = coroutine_get_awaitable_iter(rt, borrow(next));
    if (!awaitable) {
        raise_from_cause(rt, EXC(rt, TypeError),
                         "'async for' received an invalid object from __anext__: %.100s",
                         borrow(next)->type->name);
    }
    RELEASE_KEEPING_RAISE(release(rt, next));
    if (awaitable) *sp++ = awaitable;
    return sp;
}

SLOW(async_gen_wrap) {
    (void)frame, (void)arg;
    Own value = sp[-1], wrapped = async_gen_wrap(rt, borrow(value));
    if (!wrapped) return sp;
    sp[-1] = wrapped;
    release(rt, value);
    return sp;
}

/* ---- imports ---- */

SLOW(import_name) {
    Own module = import_instruction(rt, frame, name_at(frame, arg), borrow(sp[-1]), borrow(sp[-2]));
    if (!module && !RAISED(rt)) return sp; /* suspended: operands stay */
    Own fromlist = sp[-1], level = sp[-2];
    frame->stack_top -= 2;
    RELEASE_KEEPING_RAISE(release(rt, fromlist); release(rt, level));
    sp -= 2;
    if (module) *sp++ = module;
    return sp;
}

SLOW(import_from) {
    (void)frame;
    Own value = import_attribute(rt, borrow(sp[-1]), name_at(frame, arg));
    if (value) *sp++ = value;
    return sp;
}

SLOW(import_star) {
    (void)arg;
    Own module = *--sp;
    frame->stack_top--;
    Own locals = frame_get_locals(rt, frame);
    if (locals) {
        import_all(rt, borrow(module), borrow(locals));
        RELEASE_KEEPING_RAISE(release(rt, locals));
    }
    RELEASE_KEEPING_RAISE(release(rt, module));
    return sp;
}
