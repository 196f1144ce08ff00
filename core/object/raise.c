/* Raising, fetching, normalising and matching exceptions. CPython 3.11 Python/errors.c.
 *
 * The raised exception is (type, value, traceback) in rt->ts; value may still be the argument of the constructor
 * until somebody looks at it (exception_normalize). */
#include <stdarg.h>

#include "object/abstract.h"
#include "object/exception.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

/* ---- the raised exception ---- */

void raised_restore(Runtime *rt, Own type, Own value, Own traceback) {
    Own old_type = rt->ts.raised_type, old_value = rt->ts.raised_value;
    Own old_traceback = rt->ts.raised_tb;
    rt->ts.raised_type = type;
    rt->ts.raised_value = value;
    rt->ts.raised_tb = traceback;
    xrelease(rt, old_type);
    xrelease(rt, old_value);
    xrelease(rt, old_traceback);
}

void raised_fetch(Runtime *rt, Own *type, Own *value, Own *traceback) {
    *type = rt->ts.raised_type;
    *value = rt->ts.raised_value;
    *traceback = rt->ts.raised_tb;
    rt->ts.raised_type = rt->ts.raised_value = rt->ts.raised_tb = NULL;
}

void raised_clear(Runtime *rt) {
    if (rt->ts.raised_type) raised_restore(rt, NULL, NULL, NULL);
}

/* ---- matching ---- */

bool exception_matches(Runtime *rt, Obj *raised, Obj *pattern) {
    if (!raised || !pattern) return false;
    if (is_tuple(pattern)) {
        for (intptr_t i = 0; i < TUPLE_SIZE(pattern); i++) {
            if (exception_matches(rt, raised, TUPLE_ITEM(pattern, i))) return true;
        }
        return false;
    }
    if (is_exception(raised)) raised = (Obj *)raised->type;
    if (is_exception_class(raised) && is_exception_class(pattern)) {
        return type_is_subtype((TypeObj *)raised, (TypeObj *)pattern);
    }
    return raised == pattern;
}

bool raised_matches(Runtime *rt, TypeObj *type) {
    return exception_matches(rt, borrow(rt->ts.raised_type), (Obj *)type);
}

/* ---- making instances ---- */

/* Instance of `type` from what was given as its value: nothing, a tuple of arguments, or one argument. */
static Own exception_create(Runtime *rt, Obj *type, Obj *value) {
    Own exc;
    if (!value || is_none(rt, value)) {
        exc = call_0(rt, type);
    } else if (is_tuple(value)) {
        exc = call_args(rt, type, value, NULL);
    } else {
        exc = call_1(rt, type, value);
    }
    if (exc && !is_exception(borrow(exc))) {
        raise_format(rt, EXC(rt, TypeError),
                     "calling %R should have returned an instance of BaseException, not %T", type,
                     borrow(exc));
        release(rt, exc);
        return NULL;
    }
    return exc;
}

static void normalize(Runtime *rt, Own *type, Own *value, Own *traceback) {
    for (int depth = 0; *type; depth++) {
        Obj *wanted = borrow(*type);
        if (!*value) *value = keep(rt->none);
        if (!is_exception_class(wanted)) return;
        Obj *given = borrow(*value);
        Obj *cls = is_exception(given) ? (Obj *)given->type : NULL;
        if (cls && type_is_subtype((TypeObj *)cls, (TypeObj *)wanted)) {
            if (cls != wanted) own_set(rt, type, keep(cls));
            return;
        }
        Own fixed = exception_create(rt, wanted, given);
        if (fixed) {
            own_set(rt, value, fixed);
            own_set(rt, type, keep((Obj *)borrow(fixed)->type));
            return;
        }
        /* the constructor raised: that exception takes over, with the first traceback as a fallback */
        Own first_traceback = *traceback;
        xrelease(rt, *type);
        xrelease(rt, *value);
        raised_fetch(rt, type, value, traceback);
        if (*traceback) {
            xrelease(rt, first_traceback);
        } else {
            *traceback = first_traceback;
        }
        if (depth > 32) hs_fatal("cannot recover from the recursive normalization of an exception");
    }
}

/* The instance is made even where no further call is allowed. */
void exception_normalize(Runtime *rt, Own *type, Own *value, Own *traceback) {
    rt->ts.recursion_headroom++;
    normalize(rt, type, value, traceback);
    rt->ts.recursion_headroom--;
}

Own raised_take(Runtime *rt) {
    Own type, value, traceback;
    raised_fetch(rt, &type, &value, &traceback);
    if (!type) return NULL;
    exception_normalize(rt, &type, &value, &traceback);
    if (traceback) exception_set_traceback(rt, borrow(value), borrow(traceback));
    xrelease(rt, type);
    xrelease(rt, traceback);
    return value;
}

Own exception_new(Runtime *rt, TypeObj *type, Obj *arg) {
    return arg ? call_1(rt, (Obj *)type, arg) : call_0(rt, (Obj *)type);
}

/* ---- links ---- */

int exception_set_context(Runtime *rt, Obj *exception, Own context) {
    own_set(rt, &EXCEPTION(exception)->context, context);
    return 0;
}

int exception_set_cause(Runtime *rt, Obj *exception, Own cause) {
    EXCEPTION(exception)->suppress_context = true;
    own_set(rt, &EXCEPTION(exception)->cause, cause);
    return 0;
}

/* The exception being handled by the innermost active handler, or NULL. */
static Obj *handled_exception(Runtime *rt) {
    for (ExcItem *item = rt->ts.exc_top; item; item = item->previous) {
        Obj *value = borrow(item->value);
        if (value && !is_none(rt, value)) return value;
    }
    return NULL;
}

/* Cut `value` out of the chain of contexts that starts at `handled`, so that no ring is made. */
static void unlink_from_contexts(Runtime *rt, Obj *handled, Obj *value) {
    Obj *walk = handled, *slow = handled, *context;
    bool move_slow = false;
    while ((context = borrow(EXCEPTION(walk)->context))) {
        if (context == value) {
            exception_set_context(rt, walk, NULL);
            return;
        }
        walk = context;
        if (walk == slow) return; /* a ring made by hand */
        if (move_slow) slow = borrow(EXCEPTION(slow)->context);
        move_slow = !move_slow;
    }
}

/* ---- raising ---- */

Own raise_object(Runtime *rt, TypeObj *type, Obj *given) {
    Own value = xkeep(given);
    Obj *handled = handled_exception(rt);
    if (handled) {
        if (!value || !is_exception(borrow(value))) {
            raised_clear(rt);
            Own fixed = exception_create(rt, (Obj *)type, borrow(value));
            xrelease(rt, value);
            if (!fixed) return NULL;
            value = fixed;
        }
        if (borrow(value) != handled) {
            unlink_from_contexts(rt, handled, borrow(value));
            exception_set_context(rt, borrow(value), keep(handled));
        }
    }
    Own traceback = NULL;
    if (value && is_exception(borrow(value))) {
        traceback = xkeep(exception_traceback(rt, borrow(value)));
    }
    raised_restore(rt, keep((Obj *)type), value, traceback);
    return NULL;
}

Own raise_none(Runtime *rt, TypeObj *type) { return raise_object(rt, type, NULL); }

Own raise_instance(Runtime *rt, Obj *exception) {
    return raise_object(rt, exception->type, exception);
}

static Own raise_format_v(Runtime *rt, TypeObj *type, const char *format, va_list args) {
    raised_clear(rt);
    Own text = str_format_v(rt, format, args);
    if (!text) return NULL;
    raise_object(rt, type, borrow(text));
    release(rt, text);
    return NULL;
}

Own raise_format(Runtime *rt, TypeObj *type, const char *format, ...) {
    va_list args;
    va_start(args, format);
    raise_format_v(rt, type, format, args);
    va_end(args);
    return NULL;
}

int raise_format_int(Runtime *rt, TypeObj *type, const char *format, ...) {
    va_list args;
    va_start(args, format);
    raise_format_v(rt, type, format, args);
    va_end(args);
    return -1;
}

Own raise_memory_error(Runtime *rt) {
    TypeObj *type = EXC(rt, MemoryError);
    Obj *ready = borrow(rt->last_resort_memory_error);
    if (!ready) hs_fatal("out of memory before start-up ended");
    if (ready->refcount == 1) { /* nobody else has it: as good as new */
        ExceptionObj *exc = EXCEPTION(ready);
        own_clear(rt, &exc->traceback);
        own_clear(rt, &exc->context);
        own_clear(rt, &exc->cause);
        exc->suppress_context = false;
    }
    raised_restore(rt, keep((Obj *)type), keep(ready), NULL);
    return NULL;
}

Own raise_key_error(Runtime *rt, Obj *key) {
    Own args = tuple_pack(rt, 1, key); /* a tuple key must stay one argument */
    if (!args) return NULL;
    raise_object(rt, EXC(rt, KeyError), borrow(args));
    release(rt, args);
    return NULL;
}

Own raise_attribute_error(Runtime *rt, Obj *self, Obj *name) {
    Own type = NULL, value = NULL, traceback = NULL;
    if (is_type(self)) {
        raise_format(rt, EXC(rt, AttributeError), "type object '%.50s' has no attribute '%U'",
                     ((TypeObj *)self)->name, name);
    } else {
        raise_format(rt, EXC(rt, AttributeError), "'%.50s' object has no attribute '%U'",
                     self->type->name, name);
    }
    raised_fetch(rt, &type, &value, &traceback);
    exception_normalize(rt, &type, &value, &traceback);
    if (value && borrow(value)->type == EXC(rt, AttributeError)) {
        AttributeErrorObj *error = (AttributeErrorObj *)borrow(value);
        own_set(rt, &error->obj, keep(self));
        own_set(rt, &error->name, keep(name));
    }
    raised_restore(rt, type, value, traceback);
    return NULL;
}

void attribute_error_dropped(Runtime *rt, Obj *self, Obj *name) {
    const GcGeneration *young = &rt->gc.generations[0];
    if (young->count + 2 <= young->threshold && rt->free_lists.tuples[1]) return;
    raise_attribute_error(rt, self, name);
    raised_clear(rt);
}

Own raise_from_cause(Runtime *rt, TypeObj *type, const char *format, ...) {
    Own cause = raised_take(rt);
    va_list args;
    va_start(args, format);
    raise_format_v(rt, type, format, args);
    va_end(args);
    Own raised = raised_take(rt);
    if (!raised) {
        xrelease(rt, cause);
        return NULL;
    }
    if (cause) {
        exception_set_cause(rt, borrow(raised), keep(borrow(cause)));
        exception_set_context(rt, borrow(raised), cause);
    }
    Own traceback = xkeep(exception_traceback(rt, borrow(raised)));
    raised_restore(rt, keep((Obj *)borrow(raised)->type), raised, traceback);
    return NULL;
}

/* ---- StopIteration ---- */

int stop_iteration_value(Runtime *rt, Own *result) {
    Own type, value, traceback;
    *result = NULL;
    if (!RAISED(rt)) {
        *result = keep(rt->none);
        return 0;
    }
    if (!raised_matches(rt, EXC(rt, StopIteration))) return -1;
    raised_fetch(rt, &type, &value, &traceback);
    if (value && !is_exception(borrow(value)) && !is_tuple(borrow(value))) {
        *result = value; /* the argument itself, not yet an instance */
        value = NULL;
    } else if (value) {
        exception_normalize(rt, &type, &value, &traceback);
        if (!exception_matches(rt, borrow(value), (Obj *)EXC(rt, StopIteration))) {
            raised_restore(rt, type, value, traceback);
            return -1;
        }
        *result = xkeep(borrow(((StopIterationObj *)borrow(value))->value));
    }
    if (!*result) *result = keep(rt->none);
    xrelease(rt, type);
    xrelease(rt, value);
    xrelease(rt, traceback);
    return 0;
}

