/* The functions that a stepped run calls as natives (vm/native.h), so that checkpoints can be made inside what they call: exec and eval,
 * class bodies, next and send, the functions that take an iterable of a generator or a map, those with a key function (objects that can be called:
 * native_callables.c). Each does what the function of C does, in the same order; what cannot call back is left to that. */
#include "lib/builtins.h"
#include "object/abstract.h"
#include "object/dict_impl.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/generator_impl.h"
#include "object/int.h"
#include "object/list_impl.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple_impl.h"
#include "object/type_internal.h"
#include "vm/eval_impl.h"
#include "lib/native_callables.h"
#include "vm/native.h"

#define START(name)                                                                                                     \
    static Native *name##_start(Runtime *rt, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)
#define STEP(name) static Own name##_step(Runtime *rt, Native *self, Own value)

static Own take(Own *word) {
    Own value = *word;
    *word = NULL;
    return value;
}

/* The value of keyword `name`, borrowed, NULL: not given. */
static Obj *keyword(Obj *const *args, size_t nargs, Obj *kwnames, const char *name) {
    for (intptr_t i = 0; kwnames && i < TUPLE_SIZE(kwnames); i++) {
        if (str_equals_ascii(TUPLE_ITEM(kwnames, i), name)) return args[nargs + (size_t)i];
    }
    return NULL;
}

/* ---- exec, eval ---- */

enum { EXEC_FUNCTION, EXEC_MADE, EXEC_CONSTANTS, EXEC_ARENA, EXEC_LOCALS, EXEC_GLOBALS, EXEC_WORDS };

STEP(exec) {
    if (self->waits == NATIVE_BEGINS) return native_run(rt, self, borrow(self->words[EXEC_FUNCTION]), borrow(self->words[EXEC_LOCALS]));
    if (!value || native_raw(self)[0]) return value;
    release(rt, value);
    return keep(rt->none);
}

static Native *execution_start(Runtime *rt, bool expression, Obj *const *args, size_t nargs, Obj *kwnames) {
    Execution execution;
    if (builtins_execution(rt, expression, args, nargs, kwnames, &execution) < 0) return NULL;
    Own function = execution_function(rt, &execution);
    Native *self = function ? native_push(rt, exec_step, EXEC_WORDS, 1) : NULL;
    if (!self) {
        xrelease(rt, function);
        execution_drop(rt, &execution);
        return NULL;
    }
    self->words[EXEC_FUNCTION] = function;
    self->words[EXEC_MADE] = execution.made;
    self->words[EXEC_CONSTANTS] = execution.arena.objects;
    self->words[EXEC_ARENA] = execution.arena.block;
    self->words[EXEC_LOCALS] = execution.locals;
    self->words[EXEC_GLOBALS] = execution.globals;
    native_raw(self)[0] = expression;
    return self;
}

START(exec) { return execution_start(rt, false, args, nargs, kwnames); }
START(eval) { return nargs < 1 || nargs > 3 || kwnames ? NULL : execution_start(rt, true, args, nargs, NULL); }

/* ---- class bodies ---- */

enum { CLASS_CELL, CLASS_SPACE, CLASS_BASES, CLASS_META, CLASS_KEYWORDS, CLASS_GIVEN, CLASS_WORDS };

STEP(class) {
    Own *words = self->words;
    intptr_t *raw = native_raw(self);
    if (self->waits == NATIVE_BEGINS) return native_run(rt, self, (Obj *)raw[0], borrow(words[CLASS_SPACE]));
    if (!(words[CLASS_CELL] = value)) return NULL;
    const ClassStart start = { words[CLASS_BASES], words[CLASS_META], words[CLASS_KEYWORDS], words[CLASS_GIVEN], words[CLASS_SPACE] };
    return build_class_end(rt, &start, (Obj *)raw[1], borrow(value));
}

START(class) {
    ClassStart start;
    int failed = build_class_begin(rt, args, nargs, kwnames, &start);
    Native *self = failed ? NULL : native_push(rt, class_step, CLASS_WORDS, 2);
    const Own words[CLASS_WORDS] = { NULL, start.space, start.bases, start.meta, start.keywords, start.given };
    for (int i = 0; i < CLASS_WORDS; i++) {
        if (self) self->words[i] = words[i];
        else xrelease(rt, words[i]);
    }
    if (self) native_raw(self)[0] = (intptr_t)args[0], native_raw(self)[1] = (intptr_t)args[1];
    return self;
}

/* ---- next, send ---- */

/* What a generator gave, as its methods answer. */
static Own sent(Runtime *rt, Native *self, Own value) {
    if (!value || !self->returned) return value;
    if (borrow(value) == rt->none) raise_none(rt, EXC(rt, StopIteration));
    else generator_set_stop_value(rt, borrow(value));
    release(rt, value);
    return NULL;
}

STEP(send) {
    intptr_t *raw = native_raw(self);
    if (self->waits == NATIVE_BEGINS) return native_send(rt, self, (Obj *)raw[0], (Obj *)raw[1]);
    if (value && self->returned && raw[2]) { /* next(generator, default) */
        release(rt, value);
        return keep((Obj *)raw[2]);
    }
    return sent(rt, self, value);
}

static Native *send_to(Runtime *rt, Obj *generator, Obj *value, Obj *otherwise) {
    Native *self = native_can_send(rt, generator, value) ? native_push(rt, send_step, 0, 3) : NULL;
    if (self) native_raw(self)[0] = (intptr_t)generator, native_raw(self)[1] = (intptr_t)value, native_raw(self)[2] = (intptr_t)otherwise;
    return self;
}

/* next(iterator, default) of what is no generator: a StopIteration that its Python code raises goes on as it is. */
STEP(next) {
    intptr_t *raw = native_raw(self);
    if (self->waits == NATIVE_BEGINS) {
        self->waits = NATIVE_VALUE;
        Native *adaptor = native_push(rt, native_adaptor(rt, (Obj *)raw[0]), 1, ADAPTOR_RAW);
        if (!adaptor) return NULL;
        native_raw(adaptor)[ADAPTOR_SELF] = raw[0];
        value = native_nest(rt, adaptor);
        if (native_waits(rt)) return NULL;
    }
    if (value || (RAISED(rt) && !raised_matches(rt, EXC(rt, StopIteration)))) return value;
    if (!raw[1]) return RAISED(rt) ? NULL : raise_none(rt, EXC(rt, StopIteration));
    raised_clear(rt);
    return keep((Obj *)raw[1]);
}

START(next) {
    if (nargs < 1 || nargs > 2 || kwnames) return NULL;
    Obj *otherwise = nargs > 1 ? args[1] : NULL;
    if (args[0]->type == T(rt, GENERATOR)) return send_to(rt, args[0], rt->none, otherwise);
    Native *self = vm_is_deep(rt) && native_steps(rt, args[0]) ? native_push(rt, next_step, 0, 2) : NULL;
    if (self) native_raw(self)[0] = (intptr_t)args[0], native_raw(self)[1] = (intptr_t)otherwise;
    return self;
}

START(send) {
    Native *self = nargs == 2 && !kwnames ? send_to(rt, args[0], args[1], NULL) : NULL;
    if (self) self->levels = 1;
    return self;
}

/* ---- any, all, sum ---- */

/* Over an iterator (taken; NULL = raised), its first word. */
static Native *iteration(Runtime *rt, NativeStep step, Own iterator, int32_t owned, int32_t raw) {
    Native *self = iterator ? native_push(rt, step, owned, raw) : NULL;
    if (self) self->words[0] = iterator;
    else xrelease(rt, iterator);
    return self;
}

STEP(truth) {
    const bool all = native_raw(self)[0];
    if (self->waits == NATIVE_BEGINS) value = native_next(rt, self, borrow(self->words[0]));
    while (value) {
        int truth = object_is_true(rt, borrow(value));
        release(rt, value);
        if (truth < 0) return NULL;
        if (truth != all) return bool_from(rt, truth);
        value = native_next(rt, self, borrow(self->words[0]));
    }
    return RAISED(rt) || native_waits(rt) ? NULL : bool_from(rt, all);
}

static Native *truth_start(Runtime *rt, bool all, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (nargs != 1 || kwnames || !native_collects(rt, args[0])) return NULL;
    Native *self = iteration(rt, truth_step, object_iter(rt, args[0]), 1, 1);
    if (!self) return NULL;
    native_raw(self)[0] = all;
    self->levels = 1;
    return self;
}
START(any) { return truth_start(rt, false, args, nargs, kwnames); }
START(all) { return truth_start(rt, true, args, nargs, kwnames); }

/* The total is a machine number as long as the items are: no objects are made for what lies between. */
typedef struct Total {
    enum { TOTAL_OBJECT, TOTAL_INT, TOTAL_FLOAT } kind;
    int64_t integer;
    double real;
} Total;
enum { TOTAL_RAW = (sizeof(Total) + sizeof(Own) - 1) / sizeof(Own) };

static void total_open(Runtime *rt, Total *total, Own *word) {
    int overflow = 0;
    total->kind = TOTAL_OBJECT;
    if (is_int_exact(rt, borrow(*word))) {
        total->integer = int_as_i64_overflow(borrow(*word), &overflow);
        if (!overflow) total->kind = TOTAL_INT;
    } else if (is_float_exact(rt, borrow(*word))) {
        total->real = FLOAT_VALUE(borrow(*word));
        total->kind = TOTAL_FLOAT;
    }
    if (total->kind != TOTAL_OBJECT) own_clear(rt, word);
}

static int total_close(Runtime *rt, Total *total, Own *word) {
    if (total->kind == TOTAL_INT) *word = int_from_i64(rt, total->integer);
    if (total->kind == TOTAL_FLOAT) *word = float_new(rt, total->real);
    total->kind = TOTAL_OBJECT;
    return *word ? 0 : -1;
}

static bool total_adds(Runtime *rt, Total *total, Obj *item) {
    int overflow = 0;
    if (total->kind == TOTAL_FLOAT && is_float_exact(rt, item)) {
        total->real += FLOAT_VALUE(item);
        return true;
    }
    bool number = total->kind == TOTAL_INT ? is_int_exact(rt, item) || is_bool(rt, item) : total->kind == TOTAL_FLOAT && is_int(item);
    if (!number) return false;
    int64_t integer = int_as_i64_overflow(item, &overflow);
    if (overflow) return false;
    if (total->kind == TOTAL_INT) return !__builtin_add_overflow(total->integer, integer, &total->integer);
    total->real += (double)integer;
    return true;
}

STEP(sum) {
    Own *word = &self->words[1];
    Total total;
    memcpy(&total, native_raw(self), sizeof total);
    if (self->waits == NATIVE_BEGINS) {
        *word = int_from_i64(rt, 0);
        total_open(rt, &total, word);
        value = native_next(rt, self, borrow(self->words[0]));
    }
    for (; value; value = native_next(rt, self, borrow(self->words[0]))) {
        int64_t before = total.integer;
        if (total_adds(rt, &total, borrow(value))) {
            release(rt, value);
            continue;
        }
        total.integer = before;
        Own next = total_close(rt, &total, word) < 0 ? NULL : number_binary(rt, borrow(*word), borrow(value), OP_ADD);
        release(rt, value);
        if (!next) return NULL;
        own_set(rt, word, next);
        total_open(rt, &total, word);
    }
    memcpy(native_raw(self), &total, sizeof total);
    if (RAISED(rt) || native_waits(rt) || total_close(rt, &total, word) < 0) return NULL;
    return take(word);
}

START(sum) { return nargs == 1 && !kwnames && native_collects(rt, args[0]) ? iteration(rt, sum_step, object_iter(rt, args[0]), 2, TOTAL_RAW) : NULL; }

/* ---- sorting with a key ---- */

enum { SORT_LIST, SORT_KEY, SORT_REVERSE, SORT_MADE, SORT_STATE };
enum { SORT_RAW = SORT_STATE + (sizeof(ListSort) + sizeof(Own) - 1) / sizeof(Own) };

STEP(sort) {
    intptr_t *raw = native_raw(self), i = raw[SORT_MADE];
    Obj *list = (Obj *)raw[SORT_LIST];
    ListSort sort;
    memcpy(&sort, raw + SORT_STATE, sizeof sort);
    Own *keys = self->owned ? self->words : self->arrays[0];
    if (self->waits == NATIVE_VALUE && value) keys[i++] = value;
    bool failed = self->waits != NATIVE_BEGINS && !value;
    for (; !failed && i < sort.size; i++) {
        Obj *item = borrow(sort.items[i]);
        raw[SORT_MADE] = i;
        if (!self->owned) self->lengths[0] = i;
        if (!(value = native_call(rt, self, (Obj *)raw[SORT_KEY], &item, 1))) break;
        keys[i] = value;
    }
    if (native_waits(rt)) return NULL;
    self->lengths[0] = self->lengths[1] = 0;
    if (i < sort.size) {
        while (--i >= 0) release(rt, take(&keys[i]));
        if (!self->owned) mem_free(rt, keys);
        failed = true;
    } else {
        failed = list_sort_keyed(rt, list, &sort, keys, raw[SORT_REVERSE]) < 0;
        if (self->owned) memset(keys, 0, (size_t)self->owned * sizeof *keys);
    }
    list_sort_end(rt, list, &sort);
    return failed ? NULL : keep(rt->none);
}

static Native *sort_push(Runtime *rt, Obj *list, Obj *key, bool reverse) {
    intptr_t size = LIST_SIZE(list);
    bool aside = size >= SORT_KEYS_ASIDE;
    Own *keys = aside ? mem_alloc(rt, (size_t)size * 8) : NULL;
    if (aside && !keys) {
        raise_memory_error(rt);
        return NULL;
    }
    Native *self = native_push(rt, sort_step, aside ? 0 : (int32_t)size, SORT_RAW);
    if (!self) {
        if (keys) mem_free(rt, keys);
        return NULL;
    }
    ListSort sort;
    list_sort_begin(list, &sort);
    intptr_t *raw = native_raw(self);
    raw[SORT_LIST] = (intptr_t)list, raw[SORT_KEY] = (intptr_t)key, raw[SORT_REVERSE] = reverse;
    memcpy(raw + SORT_STATE, &sort, sizeof sort);
    self->arrays[0] = keys;
    self->arrays[1] = sort.items;
    self->lengths[1] = sort.size;
    return self;
}

/* key and reverse of sorted() and list.sort(): false: not a call that can be a native. */
static bool sort_keywords(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwnames, Obj **key, bool *reverse) {
    Obj *reversed = keyword(args, nargs, kwnames, "reverse");
    *key = keyword(args, nargs, kwnames, "key");
    *reverse = reversed == rt->true_;
    if (*key && is_none(rt, *key)) *key = NULL;
    intptr_t known = (reversed != NULL) + (keyword(args, nargs, kwnames, "key") != NULL);
    return (!kwnames || TUPLE_SIZE(kwnames) == known) && (!reversed || is_bool(rt, reversed));
}

START(sort) {
    Obj *key;
    bool reverse;
    if (nargs != 1 || !sort_keywords(rt, args, nargs, kwnames, &key, &reverse) || !key || !native_runs(rt, key)) return NULL;
    Native *self = LIST_SIZE(args[0]) ? sort_push(rt, args[0], key, reverse) : NULL;
    if (self) self->levels = 1;
    return self;
}

/* ---- list, sorted, join, extend ---- */

enum Fill { FILL_LIST, FILL_SORTED, FILL_JOIN, FILL_EXTEND };
enum { FILL_WHAT, FILL_TARGET, FILL_KEY, FILL_REVERSE, FILL_SEPARATOR, FILL_RAW };

/* words: the iterator; the list; its method sort, while sorted() sorts. */
static Own sorted_list(Runtime *rt, Native *self) {
    own_clear(rt, &self->words[2]);
    return take(&self->words[1]);
}

/* The list is filled. */
static Own filled(Runtime *rt, Native *self) {
    intptr_t *raw = native_raw(self);
    Obj *list = (Obj *)raw[FILL_TARGET], *key = (Obj *)raw[FILL_KEY];
    Native *sort;
    switch ((enum Fill)raw[FILL_WHAT]) {
    case FILL_JOIN: return str_join(rt, (Obj *)raw[FILL_SEPARATOR], borrow_all(LIST(list)->items), LIST_SIZE(list));
    case FILL_EXTEND: return keep(rt->none);
    case FILL_SORTED:
        if (!(self->words[2] = object_getattr(rt, list, ID(rt, sort)))) return NULL;
        if (key && LIST_SIZE(list) && native_runs(rt, key) && native_fits(rt)) {
            self->waits = NATIVE_VALUE;
            if (recursion_enter(rt, " while calling a Python object") < 0) return NULL; /* list.sort() */
            self->levels++;
            Own sorted = (sort = sort_push(rt, list, key, raw[FILL_REVERSE])) ? native_nest(rt, sort) : NULL;
            if (!sorted) return NULL;
            release(rt, sorted);
            return sorted_list(rt, self);
        } else if (list_sort(rt, list, key, raw[FILL_REVERSE]) < 0) {
            return NULL;
        }
        return sorted_list(rt, self);
    default: break;
    }
    return take(&self->words[1]);
}

STEP(fill) {
    Obj *list = (Obj *)native_raw(self)[FILL_TARGET];
    if (self->waits == NATIVE_VALUE) { /* sorted */
        if (!value) return NULL;
        release(rt, value);
        return sorted_list(rt, self);
    }
    if (self->waits == NATIVE_BEGINS && !self->words[0]) return filled(rt, self);
    if (self->waits == NATIVE_BEGINS) value = native_next(rt, self, borrow(self->words[0]));
    for (; value; value = native_next(rt, self, borrow(self->words[0]))) {
        if (list_append_steal(rt, list, value) < 0) return NULL;
    }
    if (RAISED(rt) || native_waits(rt)) return NULL;
    if (LIST_SIZE(list) < LIST(list)->allocated && list_resize(rt, LIST(list), LIST_SIZE(list)) < 0) return NULL;
    own_clear(rt, &self->words[0]);
    return filled(rt, self);
}

/* `made`: the list, if it is new. */
static Native *fill_push(Runtime *rt, enum Fill what, Obj *iterable, Own made, Obj *list) {
    Native *self = NULL;
    if (!list) return NULL;
    if (iterable) {
        Own iterator = object_iter(rt, iterable);
        int64_t hint = iterator ? object_length_hint(rt, iterable, 8) : -1;
        if (hint < 0 || list_make_room(rt, LIST(list), hint) < 0) own_clear(rt, &iterator);
        self = iteration(rt, fill_step, iterator, 3, FILL_RAW);
    } else {
        self = native_push(rt, fill_step, 3, FILL_RAW);
    }
    if (!self) {
        xrelease(rt, made);
        return NULL;
    }
    self->words[1] = made;
    native_raw(self)[FILL_WHAT] = what;
    native_raw(self)[FILL_TARGET] = (intptr_t)list;
    return self;
}

START(list) {
    if (nargs != 1 || kwnames || !native_collects(rt, args[0])) return NULL;
    Own list = type_generic_alloc(rt, T(rt, LIST), 0);
    return fill_push(rt, FILL_LIST, args[0], list, borrow(list));
}

START(sorted) {
    Obj *key;
    bool reverse;
    if (nargs != 1 || !sort_keywords(rt, args, nargs, kwnames, &key, &reverse)) return NULL;
    bool iterates = native_collects(rt, args[0]);
    if (!iterates && !(key && native_runs(rt, key))) return NULL;
    Own list = iterates ? list_new(rt, 0) : list_from_iterable(rt, args[0]);
    Native *self = fill_push(rt, FILL_SORTED, iterates ? args[0] : NULL, list, borrow(list));
    if (self) native_raw(self)[FILL_KEY] = (intptr_t)key, native_raw(self)[FILL_REVERSE] = reverse;
    return self;
}

START(join) {
    if (nargs != 2 || kwnames || !native_collects(rt, args[1])) return NULL;
    Own list = list_new(rt, 0);
    Native *self = fill_push(rt, FILL_JOIN, args[1], list, borrow(list));
    if (!self) return NULL;
    native_raw(self)[FILL_SEPARATOR] = (intptr_t)args[0];
    self->levels = 1;
    return self;
}

START(extend) {
    Native *self = nargs == 2 && !kwnames && native_collects(rt, args[1]) ? fill_push(rt, FILL_EXTEND, args[1], NULL, args[0]) : NULL;
    if (self) self->levels = 1;
    return self;
}

/* ---- set, frozenset, dict, update ---- */

enum { DRAIN_TARGET, DRAIN_PAIRS, DRAIN_COUNT, DRAIN_RAW };

/* words: the iterator; what is answered, NULL: none; the arguments. */
STEP(drain) {
    intptr_t *raw = native_raw(self);
    Obj *target = (Obj *)raw[DRAIN_TARGET];
    if (self->waits == NATIVE_BEGINS) value = native_next(rt, self, borrow(self->words[0]));
    for (; value; value = native_next(rt, self, borrow(self->words[0]))) {
        int failed = raw[DRAIN_PAIRS] ? dict_merge_pair(rt, target, borrow(value), raw[DRAIN_COUNT]++, 1) : set_add(rt, target, borrow(value));
        release(rt, value);
        if (failed < 0) return NULL;
    }
    if (RAISED(rt) || native_waits(rt)) return NULL;
    own_clear(rt, &self->words[0]);
    return self->words[1] ? take(&self->words[1]) : keep(rt->none);
}

/* `made`: the target, if it is new. */
static Native *drain(Runtime *rt, Obj *iterable, Own made, Obj *target) {
    Native *self = NULL;
    const bool pairs = target && is_dict(target);
    if (target && pairs) xrelease(rt, object_lookup_attr(rt, iterable, ID(rt, keys)));
    if (target && !RAISED(rt)) self = iteration(rt, drain_step, object_iter(rt, iterable), 3, DRAIN_RAW);
    if (!self) {
        xrelease(rt, made);
        return NULL;
    }
    self->words[1] = made;
    native_raw(self)[DRAIN_TARGET] = (intptr_t)target;
    native_raw(self)[DRAIN_PAIRS] = pairs;
    return self;
}

static Native *made_start(Runtime *rt, TypeObj *type, Obj *iterable) {
    Own made = type == T(rt, SET)         ? set_new(rt, NULL)
               : type == T(rt, FROZENSET) ? frozenset_new(rt, NULL)
                                          : type->slots.tp_new(rt, type, NULL, NULL);
    return drain(rt, iterable, made, borrow(made));
}

/* Whether what is put into a set or a dict is: one with keys() is a mapping, which an iterator over itself never is. */
static bool drains(Runtime *rt, bool dict, Obj *iterable) { return dict ? native_iterates(rt, iterable) : native_collects(rt, iterable); }

START(update) {
    if (nargs != 2 || kwnames || !drains(rt, is_dict(args[0]), args[1])) return NULL;
    Own tuple = tuple_from(rt, args + 1, 1);
    Native *self = tuple ? drain(rt, args[1], NULL, args[0]) : NULL;
    if (!self) {
        xrelease(rt, tuple);
        return NULL;
    }
    self->words[2] = tuple;
    self->levels = 1;
    return self;
}

Native *native_for_update(Runtime *rt, Obj *target, Own iterable, bool set) {
    Native *self = set ? drain(rt, borrow(iterable), NULL, target) : fill_push(rt, FILL_EXTEND, borrow(iterable), NULL, target);
    if (self) self->words[2] = iterable;
    return self;
}

/* ---- tuple ---- */

STEP(tuple) {
    Own *tuple = &self->words[1];
    intptr_t *used = native_raw(self);
    if (self->waits == NATIVE_BEGINS) value = native_next(rt, self, borrow(self->words[0]));
    for (; value; value = native_next(rt, self, borrow(self->words[0]))) {
        if (*used >= TUPLE_SIZE(borrow(*tuple)) && !(*tuple = tuple_grow(rt, *tuple))) {
            release(rt, value);
            return NULL;
        }
        TUPLE(borrow(*tuple))->items[(*used)++] = value;
    }
    if (RAISED(rt) || native_waits(rt)) return NULL;
    if (*used < TUPLE_SIZE(borrow(*tuple)) && !(*tuple = tuple_resize(rt, *tuple, *used))) return NULL;
    own_clear(rt, &self->words[0]);
    return take(tuple);
}

START(tuple) {
    Own iterator = object_iter(rt, args[0]);
    int64_t hint = iterator ? object_length_hint(rt, args[0], 10) : -1;
    Own tuple = hint < 0 ? NULL : tuple_alloc(rt, (intptr_t)hint);
    if (!tuple) own_clear(rt, &iterator);
    else if (hint) gc_track(rt, borrow(tuple));
    Native *self = iteration(rt, tuple_step, iterator, 2, 1);
    if (self) self->words[1] = tuple;
    else xrelease(rt, tuple);
    return self;
}

/* ---- functools.reduce ---- */

enum { REDUCE_PAIR, REDUCE_RESULT, REDUCE_ITERATOR, REDUCE_ARGS, REDUCE_WORDS };

STEP(reduce) {
    Own *words = self->words;
    Obj *function = (Obj *)native_raw(self)[0];
    if (self->waits == NATIVE_VALUE) {
        if (!(words[REDUCE_RESULT] = value)) return NULL;
        if (!gc_is_tracked(borrow(words[REDUCE_PAIR]))) gc_track(rt, borrow(words[REDUCE_PAIR]));
    }
    for (bool waited = self->waits == NATIVE_ITEM;; waited = false) {
        if (!waited) {
            if (!words[REDUCE_PAIR] || borrow(words[REDUCE_PAIR])->refcount > 1) {
                own_set(rt, &words[REDUCE_PAIR], tuple_alloc(rt, 2));
                if (!words[REDUCE_PAIR]) return NULL;
                gc_track(rt, borrow(words[REDUCE_PAIR]));
            }
            value = native_next(rt, self, borrow(words[REDUCE_ITERATOR]));
        }
        if (!value) break;
        if (!words[REDUCE_RESULT]) {
            words[REDUCE_RESULT] = value;
            continue;
        }
        Own *pair = TUPLE(borrow(words[REDUCE_PAIR]))->items;
        own_set(rt, &pair[0], take(&words[REDUCE_RESULT]));
        own_set(rt, &pair[1], value);
        if (!(words[REDUCE_RESULT] = native_call(rt, self, function, borrow_all(pair), 2))) return NULL;
        if (!gc_is_tracked(borrow(words[REDUCE_PAIR]))) gc_track(rt, borrow(words[REDUCE_PAIR]));
    }
    if (RAISED(rt) || native_waits(rt)) return NULL;
    if (words[REDUCE_RESULT]) return take(&words[REDUCE_RESULT]);
    return raise_format(rt, EXC(rt, TypeError), "reduce() of empty iterable with no initial value");
}

START(reduce) {
    if (nargs < 2 || nargs > 3 || !(native_runs(rt, args[0]) || native_collects(rt, args[1]))) return NULL;
    Own tuple = tuple_from(rt, args, (intptr_t)nargs), iterator = tuple ? object_iter(rt, args[1]) : NULL;
    Native *self = iterator ? native_push(rt, reduce_step, REDUCE_WORDS, 1) : NULL;
    if (!self) {
        if (tuple && !iterator && raised_matches(rt, EXC(rt, TypeError)))
            raise_format(rt, EXC(rt, TypeError), "reduce() arg 2 must support iteration");
        xrelease(rt, iterator), xrelease(rt, tuple);
        return NULL;
    }
    self->words[REDUCE_RESULT] = nargs > 2 ? keep(args[2]) : NULL;
    self->words[REDUCE_ITERATOR] = iterator, self->words[REDUCE_ARGS] = tuple;
    native_raw(self)[0] = (intptr_t)args[0];
    self->levels = 1;
    return self;
}

/* ---- min, max ---- */

enum { EXTREME_ITEM, EXTREME_BEST_KEY, EXTREME_BEST, EXTREME_ITERATOR, EXTREME_ARGS, EXTREME_KEYWORDS, EXTREME_WORDS };
enum { EXTREME_WANT, EXTREME_KEY, EXTREME_DEFAULT, EXTREME_RAW };

/* An item and its key (taken): whether it is the best. -1 raised. */
static int compete(Runtime *rt, Native *self, Own key) {
    Own *words = self->words;
    int want = (int)native_raw(self)[EXTREME_WANT];
    int wins = words[EXTREME_BEST] ? object_compare_bool(rt, borrow(key), borrow(words[EXTREME_BEST_KEY]), want) : 1;
    if (wins > 0) {
        own_set(rt, &words[EXTREME_BEST], take(&words[EXTREME_ITEM]));
        own_set(rt, &words[EXTREME_BEST_KEY], key);
        return 0;
    }
    if (wins == 0) own_clear(rt, &words[EXTREME_ITEM]);
    release(rt, key);
    return wins;
}

STEP(extreme) {
    Own *words = self->words;
    intptr_t *raw = native_raw(self);
    Obj *key = (Obj *)raw[EXTREME_KEY];
    for (bool begins = self->waits == NATIVE_BEGINS;; begins = true) {
        if (!begins && self->waits == NATIVE_VALUE) {
            if (!value || compete(rt, self, value) < 0) return NULL;
            begins = true;
        }
        if (begins) value = native_next(rt, self, borrow(words[EXTREME_ITERATOR]));
        if (!value) break;
        words[EXTREME_ITEM] = value;
        Obj *item = borrow(value);
        value = key ? native_call(rt, self, key, &item, 1) : keep(item);
        if (!value || compete(rt, self, value) < 0) return NULL;
    }
    if (RAISED(rt) || native_waits(rt)) return NULL;
    if (words[EXTREME_BEST]) return take(&words[EXTREME_BEST]);
    if (raw[EXTREME_DEFAULT]) return keep((Obj *)raw[EXTREME_DEFAULT]);
    return raise_format(rt, EXC(rt, ValueError), "%s() arg is an empty sequence", raw[EXTREME_WANT] == CMP_LT ? "min" : "max");
}

static Native *extreme_start(Runtime *rt, int want, Obj *const *args, size_t nargs, Obj *kwnames) {
    Obj *key = keyword(args, nargs, kwnames, "key"), *otherwise = keyword(args, nargs, kwnames, "default");
    intptr_t known = (key != NULL) + (otherwise != NULL);
    if (key && is_none(rt, key)) key = NULL;
    if (nargs == 0 || (kwnames && TUPLE_SIZE(kwnames) != known) || (nargs > 1 && (otherwise || !key))) return NULL;
    if (!(key && native_runs(rt, key)) && !native_collects(rt, args[0])) return NULL;
    Own tuple = tuple_from(rt, args, (intptr_t)nargs), dict = NULL, iterator = NULL;
    Native *self = NULL;
    if (tuple && (!kwnames || (dict = call_kwargs_dict(rt, args + nargs, kwnames)))) {
        iterator = object_iter(rt, nargs == 1 ? args[0] : borrow(tuple));
        if (iterator) self = native_push(rt, extreme_step, EXTREME_WORDS, EXTREME_RAW);
    }
    if (!self) {
        xrelease(rt, iterator), xrelease(rt, tuple), xrelease(rt, dict);
        return NULL;
    }
    self->words[EXTREME_ITERATOR] = iterator, self->words[EXTREME_ARGS] = tuple, self->words[EXTREME_KEYWORDS] = dict;
    intptr_t *raw = native_raw(self);
    raw[EXTREME_WANT] = want, raw[EXTREME_KEY] = (intptr_t)key, raw[EXTREME_DEFAULT] = (intptr_t)otherwise;
    self->levels = 1;
    return self;
}
START(min) { return extreme_start(rt, CMP_LT, args, nargs, kwnames); }
START(max) { return extreme_start(rt, CMP_GT, args, nargs, kwnames); }

/* ---- which: before anything is done, so that other calls cost little ---- */

typedef Native *(*StartFn)(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwnames);
typedef struct Entry {
    const char *name;
    StartFn start;
    enum { ALWAYS, ITERATES /* only with such an iterable */, HAS_KEY /* or with keywords */ } when;
} Entry;

static const Entry functions[] = {
    { "__build_class__", class_start, ALWAYS }, { "all", all_start, ITERATES }, { "any", any_start, ITERATES },
    { "eval", eval_start, ALWAYS }, { "exec", exec_start, ALWAYS }, { "max", max_start, HAS_KEY }, { "min", min_start, HAS_KEY },
    { "next", next_start, ALWAYS }, { "sorted", sorted_start, HAS_KEY }, { "sum", sum_start, ITERATES }, { NULL, NULL, ALWAYS },
};
static const Entry list_functions[] = { { "extend", extend_start, ITERATES }, { "sort", sort_start, HAS_KEY }, { NULL, NULL, ALWAYS } };
static const Entry update_functions[] = { { "update", update_start, ITERATES }, { NULL, NULL, ALWAYS } };
static const Entry str_functions[] = { { "join", join_start, ITERATES }, { NULL, NULL, ALWAYS } };
static const Entry generator_functions[] = { { "send", send_start, ALWAYS }, { NULL, NULL, ALWAYS } };
static const Entry reduce_functions[] = { { "reduce", reduce_start, ALWAYS }, { NULL, NULL, ALWAYS } };

static const Entry *entry_of(const Entry *entry, const char *name) {
    while (entry && entry->name && strcmp(entry->name, name)) entry++;
    return entry && entry->name ? entry : NULL;
}

/* `at`: where the iterable is. */
static Native *find(Runtime *rt, const Entry *entry, const char *name, Obj *const *args, size_t nargs, Obj *kwnames, size_t at) {
    if (!(entry = entry_of(entry, name))) return NULL;
    if (entry->when != ALWAYS && !(entry->when == HAS_KEY && kwnames) && !(nargs > at && native_collects(rt, args[at]))) return NULL;
    return entry->start(rt, args, nargs, kwnames);
}

static const Entry *functions_of(Runtime *rt, Obj *module) {
    if (module == borrow(rt->builtins_module)) return functions;
    return module && is_module(rt, module) ? reduce_functions : NULL;
}

static const Entry *methods_of(Runtime *rt, TypeObj *owner) {
    if (owner == T(rt, LIST)) return list_functions;
    if (owner == T(rt, STR)) return str_functions;
    if (owner == T(rt, SET) || owner == T(rt, DICT)) return update_functions;
    return owner == T(rt, GENERATOR) || owner == T(rt, COROUTINE) ? generator_functions : NULL;
}

bool native_spreads(Runtime *rt, Obj *callable, Obj *tuple, Obj *dict) {
    Obj *key, *value;
    intptr_t pos = 0;
    if (partial_is(callable)) return true;
    if (callable->type != T(rt, BUILTIN)) return false;
    const BuiltinObj *builtin = (const BuiltinObj *)callable;
    if (!entry_of(functions_of(rt, borrow(builtin->self)), builtin->def->name)) return false;
    for (intptr_t i = 0; i < TUPLE_SIZE(tuple); i++) {
        if (native_collects(rt, TUPLE_ITEM(tuple, i))) return true;
    }
    while (dict_next(dict, &pos, &key, &value, NULL)) {
        if (native_runs(rt, value)) return true;
    }
    return false;
}

static Native *for_function(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    TypeObj *type = callable->type;
    if (type == T(rt, BUILTIN)) {
        const Entry *table = functions_of(rt, borrow(((BuiltinObj *)callable)->self));
        return table ? find(rt, table, ((BuiltinObj *)callable)->def->name, args, nargs, kwnames, 0) : NULL;
    }
    if (type == T(rt, METHOD_DESCRIPTOR)) {
        DescriptorObj *descriptor = (DescriptorObj *)callable;
        const Entry *table = methods_of(rt, descriptor_owner(descriptor));
        bool own = table && nargs && args[0]->type == descriptor_owner(descriptor);
        return own ? find(rt, table, ((const MethodDef *)descriptor->def)->name, args, nargs, kwnames, 1) : NULL;
    }
    if (type == T(rt, TYPE)) {
        TypeObj *made = (TypeObj *)callable;
        bool list = made == T(rt, LIST), tuple = made == T(rt, TUPLE);
        bool others = made == T(rt, SET) || made == T(rt, FROZENSET) || made == T(rt, DICT);
        if (!(list || tuple || others) || nargs != 1 || kwnames || !drains(rt, made == T(rt, DICT), args[0])) return NULL;
        return list ? list_start(rt, args, nargs, kwnames) : tuple ? tuple_start(rt, args, nargs, kwnames) : made_start(rt, made, args[0]);
    }
    return NULL;
}

Native *native_for(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames) {
    Native *self = for_function(rt, callable, args, nargs, kwnames);
    return self || RAISED(rt) ? self : native_for_callable(rt, callable, args, nargs, kwnames);
}
