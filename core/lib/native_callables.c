/* Objects that can be called, as natives (vm/native.h): those with __call__, classes with __new__ or __init__ in Python, partials, and what
 * lru_cache() makes. All but partials take their arguments as a tuple and a dict: those of CALL_FUNCTION_EX, or made for the call. */
#include "lib/native_callables.h"

#include "lib/builtins.h"
#include "object/abstract.h"
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/slots.h"
#include "object/tuple_impl.h"
#include "object/type_internal.h"
#include "vm/eval_impl.h"

#define STEP(name) static Own name##_step(Runtime *rt, Native *self, Own value)

static Own take(Own *word) {
    Own value = *word;
    *word = NULL;
    return value;
}

/* Words, behind those that hold the arguments once more, and raw words. The tuple and the dict are there if they were made
 * for the call. */
enum { METHOD, OBJECT, KEY = OBJECT, TUPLE_MADE, DICT_MADE, OWN_WORDS };
enum { CALLABLE, TUPLE_GIVEN, DICT_GIVEN, PHASE, HASH, RAW_WORDS = HASH + 2 };

static Own *own_words(Native *self) { return self->words + self->owned - OWN_WORDS; }
static Obj *raw_object(Native *self, int at) { return (Obj *)native_raw(self)[at]; }

/* What PyObject_Call does with a tuple and a dict, or NULL, of which `first`, if any, comes first: arguments with keywords are held once more. */
static Own call_spread(Runtime *rt, Native *self, Obj *callable, Obj *first) {
    Obj *tuple = raw_object(self, TUPLE_GIVEN), *dict = raw_object(self, DICT_GIVEN), *all[NATIVE_ARGS + 1];
    size_t nargs = 0, keywords = dict ? (size_t)DICT_SIZE(dict) : 0;
    if (first) all[nargs++] = first;
    for (intptr_t i = 0; i < TUPLE_SIZE(tuple); i++) all[nargs++] = TUPLE_ITEM(tuple, i);
    if (!keywords) return native_call(rt, self, callable, all, nargs);
    Own *held = self->words;
    for (size_t i = 0; i <= nargs + keywords; i++) own_clear(rt, &held[i]);
    if (unpack_keywords(rt, all, nargs, dict, held) < 0) return NULL;
    return native_call_keywords(rt, self, callable, borrow_all(held), nargs, borrow(held[nargs + keywords]));
}

/* ---- objects with __call__ ---- */

STEP(call) { return self->waits != NATIVE_BEGINS ? value : call_spread(rt, self, borrow(own_words(self)[METHOD]), raw_object(self, CALLABLE)); }

/* ---- classes ---- */

enum { MAKES, INITIALISES };

/* What type.__call__ does with the object that __new__ has made. */
static Own initialise(Runtime *rt, Native *self, Own object) {
    Obj *made = borrow(object);
    Own *words = own_words(self);
    if (!object || !is_instance_of(made, (TypeObj *)raw_object(self, CALLABLE))) return object;
    InitFn init = made->type->slots.tp_init;
    Obj *method = init == slot_tp_init ? type_lookup(rt, made->type, ID(rt, __init__)) : NULL;
    if (method && is_function(rt, method)) {
        words[OBJECT] = object;
        own_set(rt, &words[METHOD], keep(method));
        native_raw(self)[PHASE] = INITIALISES;
        return call_spread(rt, self, method, made);
    }
    if (init && init(rt, made, raw_object(self, TUPLE_GIVEN), raw_object(self, DICT_GIVEN)) < 0) own_clear(rt, &object);
    return object;
}

static Own initialised(Runtime *rt, Native *self, Own value) {
    if (!value) return NULL;
    if (borrow(value) != rt->none) raise_format(rt, EXC(rt, TypeError), "__init__() should return None, not '%.200s'", borrow(value)->type->name);
    SavedRaise saved = raised_save(rt);
    release(rt, value);
    raised_put_back(rt, saved);
    return RAISED(rt) ? NULL : take(&own_words(self)[OBJECT]);
}

STEP(class) {
    TypeObj *type = (TypeObj *)raw_object(self, CALLABLE);
    intptr_t *phase = &native_raw(self)[PHASE];
    if (self->waits == NATIVE_BEGINS) {
        if (type->slots.tp_new != slot_tp_new) {
            value = type->slots.tp_new(rt, type, raw_object(self, TUPLE_GIVEN), raw_object(self, DICT_GIVEN));
        } else {
            Own make = own_words(self)[METHOD] = object_getattr(rt, (Obj *)type, ID(rt, __new__));
            value = make ? call_spread(rt, self, borrow(make), (Obj *)type) : NULL;
            if (native_waits(rt)) return NULL;
        }
    }
    if (*phase == MAKES) {
        value = initialise(rt, self, value);
        if (native_waits(rt) || *phase == MAKES) return value;
    }
    return initialised(rt, self, value);
}

/* Whether __new__ or __init__ of a class is a function in Python. */
static bool makes_in_python(Runtime *rt, Obj *class) {
    TypeObj *type = (TypeObj *)class;
    if (!type->slots.tp_new || type->slots.type_vectorcall) return false;
    Obj *init = type->slots.tp_init == slot_tp_init ? type_lookup(rt, type, ID(rt, __init__)) : NULL;
    return type->slots.tp_new == slot_tp_new || (init && is_function(rt, init));
}

/* ---- calls that are remembered ---- */

STEP(lru) {
    Own *words = own_words(self);
    Obj *wrapper = raw_object(self, CALLABLE);
    int64_t hash;
    if (self->waits == NATIVE_BEGINS) {
        value = lru_begin(rt, wrapper, raw_object(self, TUPLE_GIVEN), raw_object(self, DICT_GIVEN), &words[KEY], &hash);
        memcpy(&native_raw(self)[HASH], &hash, sizeof hash);
        if (value || RAISED(rt)) return value;
        value = call_spread(rt, self, lru_function(wrapper), NULL);
        if (native_waits(rt)) return NULL;
    }
    memcpy(&hash, &native_raw(self)[HASH], sizeof hash);
    return lru_end(rt, wrapper, borrow(words[KEY]), hash, value);
}

/* ---- partials ---- */

/* The arguments of a partial without keywords of its own are borrowed from it and from the call. */
STEP(partial) {
    if (self->waits != NATIVE_BEGINS) return value;
    Obj *own, *keywords, *function = partial_parts(raw_object(self, CALLABLE), &own, &keywords), *kwnames = raw_object(self, DICT_GIVEN);
    size_t total = (size_t)(self->count - self->owned - RAW_WORDS), named = kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0;
    return native_call_keywords(rt, self, function, (Obj *const *)(native_raw(self) + RAW_WORDS), total - named, kwnames);
}

static Native *start_partial(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    Obj *own, *keywords;
    partial_parts(callable, &own, &keywords);
    size_t before = (size_t)TUPLE_SIZE(own), total = before + nargs + (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
    Native *self = total > NATIVE_ARGS ? NULL : native_push(rt, partial_step, 0, (int32_t)(RAW_WORDS + total));
    if (!self) return NULL;
    intptr_t *raw = native_raw(self);
    raw[CALLABLE] = (intptr_t)callable, raw[DICT_GIVEN] = (intptr_t)kwnames;
    for (size_t i = 0; i < total; i++) raw[RAW_WORDS + i] = (intptr_t)(i < before ? TUPLE_ITEM(own, (intptr_t)i) : args[i - before]);
    return self;
}

/* ... with such keywords: what partial_call holds, the function's arguments as METHOD and OBJECT. */
STEP(partial_merged) { return self->waits != NATIVE_BEGINS ? value : call_spread(rt, self, raw_object(self, CALLABLE), NULL); }

/* ---- bound methods: PRECALL takes them apart, but for those that a with statement calls at its end ---- */

enum { METHOD_ARGS = 1, METHOD_COUNT, METHOD_NAMES, METHOD_RAW };

STEP(method) {
    intptr_t *raw = native_raw(self);
    if (self->waits != NATIVE_BEGINS) return value;
    return native_call_keywords(rt, self, (Obj *)raw[CALLABLE], (Obj *const *)raw[METHOD_ARGS], (size_t)raw[METHOD_COUNT], (Obj *)raw[METHOD_NAMES]);
}

static Native *start_method(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    Native *self = native_push(rt, method_step, 0, METHOD_RAW);
    const intptr_t raw[METHOD_RAW] = { (intptr_t)callable, (intptr_t)args, (intptr_t)nargs, (intptr_t)kwnames };
    if (self) memcpy(native_raw(self), raw, sizeof raw);
    return self;
}

/* ---- which ---- */

static Native *push(Runtime *rt, NativeStep step, Obj *callable, Obj *tuple, Obj *dict) {
    size_t keywords = dict ? (size_t)DICT_SIZE(dict) : 0, total = (size_t)TUPLE_SIZE(tuple) + keywords;
    Native *self = total >= NATIVE_ARGS ? NULL : native_push(rt, step, (int32_t)(OWN_WORDS + (keywords ? total + 2 : 0)), RAW_WORDS);
    if (!self) return NULL;
    intptr_t *raw = native_raw(self);
    raw[CALLABLE] = (intptr_t)callable, raw[TUPLE_GIVEN] = (intptr_t)tuple, raw[DICT_GIVEN] = (intptr_t)dict;
    self->levels = 1;
    return self;
}

static Native *start_partial_merged(Runtime *rt, Obj *callable, Obj *tuple, Obj *dict) {
    Obj *own, *keywords, *function = partial_parts(callable, &own, &keywords);
    Own merged = merged_keywords(rt, keywords, dict), all = merged ? concat_tuples(rt, own, tuple) : NULL;
    Native *self = all ? push(rt, partial_merged_step, function, borrow(all), borrow(merged)) : NULL;
    Own *words = self ? own_words(self) : (Own[OWN_WORDS]){ NULL };
    words[METHOD] = all, words[OBJECT] = merged;
    if (!self) xrelease(rt, all), xrelease(rt, merged);
    return self;
}

/* The class that a callable calls: itself, or what super().__call__ in its metaclass is bound to; NULL: none, or nothing of it is in Python. */
static Obj *class_of(Runtime *rt, Obj *callable) {
    bool calls = callable->type->slots.tp_call == T(rt, TYPE)->slots.tp_call;
    Obj *class = callable->type == T(rt, METHOD_WRAPPER) ? method_wrapper_self(callable, (Obj *)T(rt, TYPE), ID(rt, __call__)) : calls ? callable : NULL;
    return class && is_type(class) && makes_in_python(rt, class) ? class : NULL;
}

/* How an object that takes a tuple and a dict is called; no step: it is called in another way, or calls nothing in Python. */
typedef struct {
    NativeStep step;
    Obj *callable, *method; /* __call__, held while it runs, or NULL */
} Callee;

static Callee callee_of(Runtime *rt, Obj *callable) {
    Obj *class = class_of(rt, callable);
    if (class) return (Callee){ class_step, class, NULL };
    if (lru_is(callable)) return (Callee){ lru_step, callable, NULL };
    Obj *method = callable->type->slots.tp_call == slot_tp_call ? type_lookup(rt, callable->type, ID(rt, __call__)) : NULL;
    return (Callee){ method && is_function(rt, method) && native_runs(rt, method) ? call_step : NULL, callable, method };
}

/* A call with a tuple and a dict, or NULL, that live on. */
static Native *start(Runtime *rt, Callee callee, Obj *tuple, Obj *dict) {
    Native *self = push(rt, callee.step, callee.callable, tuple, dict);
    if (self && callee.method) own_words(self)[METHOD] = keep(callee.method);
    return self;
}

Native *native_for_spread(Runtime *rt, Obj *callable, Obj *tuple, Obj *dict) {
    Callee callee = callee_of(rt, callable);
    return callee.step ? start(rt, callee, tuple, dict) : NULL;
}

Native *native_for_callable(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    Obj *own, *keywords = NULL;
    bool partial = partial_is(callable);
    if (is_method(rt, callable)) return native_runs(rt, callable) ? start_method(rt, callable, args, nargs, kwnames) : NULL;
    if (partial) partial_parts(callable, &own, &keywords);
    if (partial && !keywords) return start_partial(rt, callable, args, nargs, kwnames);
    Callee callee = partial ? (Callee){ NULL, callable, NULL } : callee_of(rt, callable);
    if (!partial && !callee.step) return NULL;
    Own tuple = tuple_from(rt, args, (intptr_t)nargs), dict = tuple && kwnames && TUPLE_SIZE(kwnames) ? call_kwargs_dict(rt, args + nargs, kwnames) : NULL;
    Native *self = NULL;
    if (tuple && !RAISED(rt)) self = partial ? start_partial_merged(rt, callable, borrow(tuple), borrow(dict)) : start(rt, callee, borrow(tuple), borrow(dict));
    if (self) {
        own_words(self)[TUPLE_MADE] = tuple, own_words(self)[DICT_MADE] = dict;
        return self;
    }
    xrelease(rt, tuple);
    xrelease(rt, dict);
    return NULL;
}
