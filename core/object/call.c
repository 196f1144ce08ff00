/* Calling objects: vectorcall first, else tp_call with a tuple and a dict made for the call.
 *
 * A callable whose type has tp_vectorcall gets its arguments as an array on the caller's stack; any other gets a new
 * tuple (and dict), which a Python program can see as one more reference to each argument.
 * Source followed: CPython 3.11 Objects/call.c; _PyObject_GetMethod of Objects/object.c; recursion of Python/ceval.c. */
#include <stdarg.h>

#include "object/type_internal.h"

/* ---- recursion ---- */

static HS_COLD int recursion_exceeded(Runtime *rt, const char *where) {
    if (rt->ts.recursion_headroom) {
        if (rt->ts.recursion_left < -50) hs_fatal("cannot recover from a stack overflow");
        return 0;
    }
    if (rt->ts.recursion_left > 0) return 0;
    rt->ts.recursion_headroom++;
    raise_format(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded%s", where);
    rt->ts.recursion_headroom--;
    rt->ts.recursion_left++;
    return -1;
}

/* The host's stack is short, although the recursion limit allows more. */
static HS_COLD int stack_exceeded(Runtime *rt, const char *where) {
    rt->stack_used -= HS_STACK_OF_CALL;
    rt->ts.recursion_headroom++; /* making the exception makes calls */
    raise_format(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded%s", where);
    rt->ts.recursion_headroom--;
    return -1;
}

int enter_recursive_call(Runtime *rt, const char *where) {
    rt->stack_used += HS_STACK_OF_CALL;
    if (HS_UNLIKELY(rt->stack_used > rt->stack_budget) && !rt->ts.recursion_headroom) return stack_exceeded(rt, where);
    if (HS_LIKELY(rt->ts.recursion_left-- > 0)) return 0;
    int result = recursion_exceeded(rt, where);
    if (result < 0) rt->stack_used -= HS_STACK_OF_CALL;
    return result;
}

void leave_recursive_call(Runtime *rt) {
    rt->stack_used -= HS_STACK_OF_CALL;
    rt->ts.recursion_left++;
}

Own next_within_stack(Runtime *rt, Obj *self, Own (*next)(Runtime *rt, Obj *self)) {
    if (HS_UNLIKELY(rt->stack_used > rt->stack_budget)) {
        return raise_format(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded");
    }
    rt->stack_used += HS_STACK_OF_CALL;
    Own item = next(rt, self);
    rt->stack_used -= HS_STACK_OF_CALL;
    return item;
}

/* ---- results ---- */

static HS_COLD Own bad_result(Runtime *rt, Obj *callable, Own result) {
    if (!result) {
        if (rt->pending) return NULL; /* suspended: the call is made again */
        return raise_format(rt, EXC(rt, SystemError), "%R returned NULL without setting an exception", callable);
    }
    release(rt, result);
    return raise_from_cause(rt, EXC(rt, SystemError), "%R returned a result with an exception set", callable);
}

/* A result or an exception, never both: SystemError for a builtin that breaks this. */
Own call_check_result(Runtime *rt, Obj *callable, Own result) {
    if (HS_LIKELY((result != (Own)0) != RAISED(rt))) return result;
    return bad_result(rt, callable, result);
}

/* ---- keyword arguments ---- */

Own call_kwargs_dict(Runtime *rt, Obj *const *values, Obj *kwnames) {
    return dict_from_items(rt, TUPLE_ITEMS(kwnames), 1, values, 1, TUPLE_SIZE(kwnames));
}

static int call_stack_keywords(Runtime *rt, CallStack *stack, Obj *kwargs, size_t at) {
    intptr_t pos = 0, i = 0;
    Obj *key, *value;
    bool all_str = true;
    Own names = tuple_alloc(rt, DICT_SIZE(kwargs));
    if (!names) return -1;
    for (size_t j = 0; j < at; j++) stack->items[j] = borrow(keep(stack->items[j])); /* as _PyStack_UnpackDict does */
    while (dict_next(kwargs, &pos, &key, &value, NULL)) {
        all_str = all_str && is_str(key);
        TUPLE(borrow(names))->items[i++] = keep(key);
        stack->items[at++] = borrow(keep(value));
    }
    gc_track(rt, borrow(names));
    stack->total = at;
    stack->kwnames = names;
    if (all_str) return 0;
    raise_format(rt, EXC(rt, TypeError), "keywords must be strings");
    return -1;
}

int call_stack_fill(Runtime *rt, CallStack *stack, Obj *self, Obj *const *args, size_t nargs, Obj *kwargs) {
    size_t first = self ? 1 : 0, count = nargs + first;
    size_t keywords = kwargs ? (size_t)DICT_SIZE(kwargs) : 0;
    stack->items = stack->small;
    stack->kwnames = (Own)0;
    stack->nargs = stack->total = count;
    if (count + keywords > HS_COUNT(stack->small)) {
        stack->items = mem_alloc(rt, (count + keywords) * 8);
        if (!stack->items) {
            stack->items = stack->small;
            raise_memory_error(rt);
            return -1;
        }
    }
    if (self) stack->items[0] = self;
    if (nargs) memcpy(stack->items + first, args, nargs * sizeof *args);
    if (!keywords) return 0;
    if (call_stack_keywords(rt, stack, kwargs, count) < 0) {
        call_stack_free(rt, stack);
        return -1;
    }
    return 0;
}

void call_stack_free(Runtime *rt, CallStack *stack) {
    if (stack->kwnames) {
        for (size_t i = 0; i < stack->total; i++) release(rt, adopt(stack->items[i]));
        own_clear(rt, &stack->kwnames);
    }
    if (stack->items != stack->small) mem_free(rt, stack->items);
}

/* ---- calls ---- */

/* tp_call with a tuple (and a dict) made for this call. `kwargs` is a dict that is passed on, kwnames names values behind
 * the positionals; at most one of them is given. */
static Own make_tp_call(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames, Obj *kwargs) {
    CallFn call = callable->type->slots.tp_call;
    Own tuple = (Own)0, dict = (Own)0, result = (Own)0;
    if (!call) return raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not callable", callable->type->name);
    if (!(tuple = tuple_from(rt, args, (intptr_t)nargs))) return (Own)0;
    if (kwnames && TUPLE_SIZE(kwnames)) {
        if (!(dict = call_kwargs_dict(rt, args + nargs, kwnames))) goto done;
        kwargs = borrow(dict);
    }
    if (enter_recursive_call(rt, " while calling a Python object") == 0) {
        result = call(rt, callable, borrow(tuple), kwargs);
        leave_recursive_call(rt);
        result = call_check_result(rt, callable, result);
    }
done:
    release(rt, tuple);
    xrelease(rt, dict);
    return result;
}

Own call_vector(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    VectorCallFn call = callable->type->slots.tp_vectorcall;
    if (HS_LIKELY(call != NULL)) {
        return call_check_result(rt, callable, call(rt, callable, args, nargs, kwnames));
    }
    return make_tp_call(rt, callable, args, nargs, kwnames, NULL);
}

Own call_vector_dict(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwargs) {
    CallStack stack;
    Own result;
    if (!callable->type->slots.tp_vectorcall) return make_tp_call(rt, callable, args, nargs, NULL, kwargs);
    if (!kwargs || DICT_SIZE(kwargs) == 0) return call_vector(rt, callable, args, nargs, NULL);
    if (call_stack_fill(rt, &stack, NULL, args, nargs, kwargs) < 0) return (Own)0;
    result = call_vector(rt, callable, stack.items, stack.nargs, borrow(stack.kwnames));
    call_stack_free(rt, &stack);
    return result;
}

/* tp_call of types that have a vectorcall slot. Heap types inherit this slot but not that one. */
Own vectorcall_call(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs) {
    TypeObj *type = callable->type;
    while (!type->slots.tp_vectorcall && type->base_type) type = type->base_type;
    VectorCallFn call = type->slots.tp_vectorcall;
    CallStack stack;
    Own result;
    if (!call) return raise_format(rt, EXC(rt, TypeError), "'%.200s' object does not support vectorcall",
                                   callable->type->name);
    if (!kwargs || DICT_SIZE(kwargs) == 0) {
        return call(rt, callable, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args), NULL);
    }
    if (call_stack_fill(rt, &stack, NULL, TUPLE_ITEMS(args), (size_t)TUPLE_SIZE(args), kwargs) < 0) return (Own)0;
    result = call(rt, callable, stack.items, stack.nargs, borrow(stack.kwnames));
    call_stack_free(rt, &stack);
    return result;
}

Own call_args(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs) {
    CallFn call = callable->type->slots.tp_call;
    Own result;
    bool vector = callable->type->slots.tp_vectorcall && callable->type != T(rt, BUILTIN) &&
                  (!is_type(callable) || ((TypeObj *)callable)->slots.type_vectorcall);
    if (vector) {
        return call_check_result(rt, callable, vectorcall_call(rt, callable, args, kwargs));
    }
    if (!call) return raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not callable", callable->type->name);
    /* Builtins with METH_VARARGS take the tuple itself; the call of a builtin counts its own level. */
    if (callable->type == T(rt, BUILTIN)) return call_check_result(rt, callable, call(rt, callable, args, kwargs));
    if (enter_recursive_call(rt, " while calling a Python object") < 0) return (Own)0;
    result = call(rt, callable, args, kwargs);
    leave_recursive_call(rt);
    return call_check_result(rt, callable, result);
}

Own call_prepend(Runtime *rt, Obj *callable, Obj *self, Obj *args, Obj *kwargs) {
    CallStack stack;
    Own result;
    size_t nargs = (size_t)TUPLE_SIZE(args);
    if (!callable->type->slots.tp_vectorcall) {
        if (call_stack_fill(rt, &stack, self, TUPLE_ITEMS(args), nargs, NULL) < 0) return (Own)0;
        result = make_tp_call(rt, callable, stack.items, stack.nargs, NULL, kwargs);
    } else {
        if (call_stack_fill(rt, &stack, self, TUPLE_ITEMS(args), nargs, kwargs) < 0) return (Own)0;
        result = call_vector(rt, callable, stack.items, stack.nargs, borrow(stack.kwnames));
    }
    call_stack_free(rt, &stack);
    return result;
}

Own call_0(Runtime *rt, Obj *callable) { return call_vector(rt, callable, NULL, 0, NULL); }

Own call_1(Runtime *rt, Obj *callable, Obj *arg) { return call_vector(rt, callable, &arg, 1, NULL); }

Own call_2(Runtime *rt, Obj *callable, Obj *a, Obj *b) {
    Obj *args[2] = {a, b};
    return call_vector(rt, callable, args, 2, NULL);
}

/* ---- method calls ---- */

static Own instance_or_dict_attr(Runtime *rt, Obj *self, Obj *name) {
    Own *slot;
    Own dict;
    Obj *value;
    Own result;
    if (self->type->flags & TPF_MANAGED_DICT) return instance_get_attr(rt, self, name);
    slot = object_dict_slot(self);
    if (!slot || !*slot) return (Own)0;
    dict = keep(borrow(*slot));
    value = dict_get(rt, borrow(dict), name);
    result = xkeep(value);
    release(rt, dict);
    return result;
}

int object_get_method(Runtime *rt, Obj *self, Obj *name, Own *method) {
    TypeObj *type = self->type;
    Obj *descr;
    DescrGetFn get = NULL;
    Own held = (Own)0, value;
    bool is_method_descr = false;
    *method = (Own)0;
    if (type->slots.tp_getattro != object_generic_getattr || !is_str_exact(rt, name)) {
        *method = object_getattr(rt, self, name);
        return *method ? 0 : -1;
    }
    if ((descr = type_lookup(rt, type, name))) {
        held = keep(descr);
        is_method_descr = is_method_of_class(rt, descr);
        if (!is_method_descr) {
            get = descr->type->slots.tp_descr_get;
            if (get && descriptor_is_data(descr)) {
                *method = get(rt, descr, self, (Obj *)type);
                release(rt, held);
                return *method ? 0 : -1;
            }
        }
    }
    if ((value = instance_or_dict_attr(rt, self, name)) || RAISED(rt)) {
        xrelease(rt, held);
        *method = value;
        return value ? 0 : -1;
    }
    if (is_method_descr) {
        *method = held;
        return 1;
    }
    if (get) {
        *method = get(rt, descr, self, (Obj *)type);
        release(rt, held);
        return *method ? 0 : -1;
    }
    if (held) {
        *method = held;
        return 0;
    }
    raise_attribute_error(rt, self, name);
    return -1;
}

/* args[0] is the object whose method is called. */
static Own call_method_vector(Runtime *rt, Obj *name, Obj *const *args, size_t nargs) {
    Own method, result;
    int unbound = object_get_method(rt, args[0], name, &method);
    if (unbound < 0) return (Own)0;
    result = unbound ? call_vector(rt, borrow(method), args, nargs, NULL)
                     : call_vector(rt, borrow(method), args + 1, nargs - 1, NULL);
    release(rt, method);
    return result;
}

Own call_method_0(Runtime *rt, Obj *self, Obj *name) { return call_method_vector(rt, name, &self, 1); }

Own call_method_1(Runtime *rt, Obj *self, Obj *name, Obj *arg) {
    Obj *args[2] = {self, arg};
    return call_method_vector(rt, name, args, 2);
}

Own call_method_2(Runtime *rt, Obj *self, Obj *name, Obj *a, Obj *b) {
    Obj *args[3] = {self, a, b};
    return call_method_vector(rt, name, args, 3);
}

Own call_method_str(Runtime *rt, Obj *self, const char *name, int count, ...) {
    Obj *args[8] = {self};
    va_list list;
    Own interned, result;
    hs_assert(count < 8);
    va_start(list, count);
    for (int i = 0; i < count; i++) args[i + 1] = va_arg(list, Obj *);
    va_end(list);
    if (!(interned = str_intern_cstr(rt, name))) return (Own)0;
    result = call_method_vector(rt, borrow(interned), args, (size_t)count + 1);
    release(rt, interned);
    return result;
}
