/* Calls of Python functions: the frame stack, frames from arguments, and C code that calls Python.
 *
 * Frames lie on a stack of chunks in raw memory, as in CPython 3.11. Arguments are moved into the
 * frame: the caller's stack keeps none. Where CPython's C functions between two Python frames would
 * hold references (argument tuple of a class call, unpacked keywords), the same references lie in
 * words in front of the frame. Follows Python/ceval.c (initialize_locals) and Objects/call.c. */
#include "base/copy.h"
#include "heap/events.h"
#include "object/slots.h"
#include "vm/eval_impl.h"

/* ---- frame stack ---- */

Own *data_push(Runtime *rt, size_t words) {
    ThreadState *ts = &rt->ts;
    size_t head = offsetof(DataChunk, data) / sizeof(Own),
           size = HS_DATA_STACK_CHUNK / sizeof(Own) - head;
    while (size < words * 2) size *= 2;
    DataChunk *chunk = raw_alloc(rt, sizeof(DataChunk) + size * sizeof(Own));
    if (!chunk) {
        raise_memory_error(rt);
        return NULL;
    }
    chunk->previous = ts->data_chunk;
    chunk->words = size;
    chunk->saved_top = NULL;
    if (chunk->previous) chunk->previous->saved_top = ts->data_top;
    ts->data_chunk = chunk;
    ts->data_top = chunk->data + words;
    ts->data_limit = chunk->data + size;
    return chunk->data;
}

void data_pop_chunk(Runtime *rt) {
    ThreadState *ts = &rt->ts;
    DataChunk *chunk = ts->data_chunk;
    if (!chunk->previous) return;
    ts->data_chunk = chunk->previous;
    ts->data_top = ts->data_chunk->saved_top;
    ts->data_limit = ts->data_chunk->data + ts->data_chunk->words;
    raw_free(rt, chunk);
}

void frame_leave(Runtime *rt, Frame *frame) {
    Own *base = shim_words(frame);
    rt->ts.recursion_left--;
    frame_clear(rt, frame);
    rt->ts.recursion_left++;
    data_pop(rt, base);
}

int recursion_limit_reached(Runtime *rt, const char *where) {
    ThreadState *ts = &rt->ts;
    if (ts->recursion_headroom) {
        if (ts->recursion_left < -50) hs_fatal("Cannot recover from stack overflow.");
        return 0;
    }
    ts->recursion_headroom++;
    raise_format(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded%s", where);
    ts->recursion_headroom--;
    ts->recursion_left++;
    return -1;
}

/* ---- argument errors ---- */

/* "'a'", "'a' and 'b'", "'a', 'b', and 'c'". */
static Own join_names(Runtime *rt, Obj *names) {
    intptr_t count = LIST_SIZE(names);
    if (count == 1) return keep(LIST_ITEM(names, 0));
    if (count == 2) return str_format(rt, "%U and %U", LIST_ITEM(names, 0), LIST_ITEM(names, 1));
    Own tail =
        str_format(rt, ", %U, and %U", LIST_ITEM(names, count - 2), LIST_ITEM(names, count - 1));
    Own comma = str_from_cstr(rt, ", "), head = (Own)0, result = (Own)0;
    if (tail && comma)
        head = str_join(rt, borrow(comma), borrow_all(LIST(names)->items), count - 2);
    if (head) result = str_concat(rt, borrow(head), borrow(tail));
    xrelease(rt, tail), xrelease(rt, comma), xrelease(rt, head);
    return result;
}

/* ---- wrong arguments for what is in C in CPython: in the words of its argument parser ---- */

/* 1 for methods, whose self is not counted. */
static int uncounted(const CodeObj *code) {
    return code->argcount && borrow(code->name) != borrow(code->qualname) && !str_equal(borrow(code->name), borrow(code->qualname));
}

/* How C calls the function: by its class if it makes the object. */
static Own twin_name(Runtime *rt, const CodeObj *code) {
    Obj *name = borrow(code->name), *whole = borrow(code->qualname);
    intptr_t head = STR(whole)->length - STR(name)->length - 1;
    return head > 0 && str_equals_ascii(name, "__init__") ? str_substring(rt, whole, 0, head) : keep(name);
}

/* `at` = the parameter without a value, or -1: too many are given. */
static void raise_as_twin(Runtime *rt, FunctionObj *function, int at, int given) {
    CodeObj *code = CODE(borrow(function->code));
    Own held = twin_name(rt, code);
    if (!held) return;
    Obj *name = borrow(held), *module = borrow(function->module);
    int self = uncounted(code), most = code->argcount - self, count = most + code->kwonlyargcount;
    int least = most - (function->defaults ? (int)TUPLE_SIZE(borrow(function->defaults)) : 0);
    bool positional = code->posonlyargcount == code->argcount && !code->kwonlyargcount;
    given -= self;
    if (positional && least == most && most <= 1) {
        if (module && !self) raise_format(rt, EXC(rt, TypeError), "%S.%U() takes %s (%i given)", module, name, most ? "exactly one argument" : "no arguments", given);
        else raise_format(rt, EXC(rt, TypeError), "%U() takes %s (%i given)", borrow(code->qualname), most ? "exactly one argument" : "no arguments", given);
    } else if (positional) {
        int bound = at < 0 ? most : least;
        raise_format(rt, EXC(rt, TypeError), "%U expected %s%i argument%s, got %i", name, least == most ? "" : at < 0 ? "at most " : "at least ",
                     bound, bound == 1 ? "" : "s", given);
    } else if (at >= 0) {
        raise_format(rt, EXC(rt, TypeError), "%U() missing required argument '%U' (pos %i)", name,
                     TUPLE_ITEM(borrow(code->localsplusnames), at), at + 1 - self);
    } else {
        int bound = code->kwonlyargcount && given <= count ? most : count;
        raise_format(rt, EXC(rt, TypeError), "%U() takes %s %i %sargument%s (%i given)", name, least == count ? "exactly" : "at most", bound,
                     bound == count ? "" : "positional ", bound == 1 ? "" : "s", given);
    }
    release(rt, held);
}

/* ---- wrong arguments ---- */

static void raise_missing(Runtime *rt, FunctionObj *function, const Own *locals, int start, int end,
                          const char *kind) {
    CodeObj *code = CODE(borrow(function->code));
    int given = 0, first = end;
    for (int i = end - 1; i >= 0; i--) {
        if (locals[i]) given++;
        else if (i >= start) first = i;
    }
    if (code_is_twin(&code->head.base)) {
        raise_as_twin(rt, function, first, given);
        return;
    }
    Own names = list_new(rt, 0), text = (Own)0;
    if (!names) return;
    for (int i = start; i < end; i++) {
        if (locals[i]) continue;
        Own name = object_repr(rt, TUPLE_ITEM(borrow(code->localsplusnames), i));
        if (!name || list_append_steal(rt, borrow(names), name) < 0) goto done;
    }
    if ((text = join_names(rt, borrow(names)))) {
        intptr_t count = LIST_SIZE(borrow(names));
        raise_format(rt, EXC(rt, TypeError), "%U() missing %i required %s argument%s: %U",
                     borrow(function->qualname), (int)count, kind, count == 1 ? "" : "s",
                     borrow(text));
    }
done:
    release(rt, names);
    xrelease(rt, text);
}

static void raise_too_many(Runtime *rt, FunctionObj *function, const Own *locals, size_t given) {
    CodeObj *code = CODE(borrow(function->code));
    if (code_is_twin(&code->head.base)) {
        raise_as_twin(rt, function, -1, (int)given);
        return;
    }
    int keyword_only = 0,
        defaults = function->defaults ? (int)TUPLE_SIZE(borrow(function->defaults)) : 0;
    for (int i = code->argcount; i < code->argcount + code->kwonlyargcount; i++)
        keyword_only += locals[i] != (Own)0;
    bool plural = defaults ? true : code->argcount != 1;
    Own signature = defaults
                        ? str_format(rt, "from %i to %i", code->argcount - defaults, code->argcount)
                        : str_format(rt, "%i", code->argcount);
    Own extra = !keyword_only
                    ? keep(rt->empty_str)
                    : str_format(rt, " positional argument%s (and %i keyword-only argument%s)",
                                 given != 1 ? "s" : "", keyword_only, keyword_only != 1 ? "s" : "");
    if (signature && extra) {
        raise_format(rt, EXC(rt, TypeError),
                     "%U() takes %U positional argument%s but %zd%U %s given",
                     borrow(function->qualname), borrow(signature), plural ? "s" : "",
                     (intptr_t)given, borrow(extra), given == 1 && !keyword_only ? "was" : "were");
    }
    xrelease(rt, signature), xrelease(rt, extra);
}

/* Whether keywords name positional-only parameters: then TypeError is raised. -1 also when a
 * comparison raised. */
static int positional_only_conflict(Runtime *rt, FunctionObj *function, Obj *kwnames) {
    CodeObj *code = CODE(borrow(function->code));
    Own found = list_new(rt, 0), comma = (Own)0, text = (Own)0;
    int result = -1;
    if (!found) return -1;
    for (int i = 0; i < code->posonlyargcount; i++) {
        Obj *name = TUPLE_ITEM(borrow(code->localsplusnames), i);
        for (intptr_t k = 0; k < TUPLE_SIZE(kwnames); k++) {
            Obj *keyword = TUPLE_ITEM(kwnames, k);
            int same = keyword == name ? 1 : object_compare_bool(rt, name, keyword, CMP_EQ);
            if (same < 0 || (same && list_append(rt, borrow(found), keyword) < 0)) goto done;
        }
    }
    if (!LIST_SIZE(borrow(found))) {
        result = 0;
        goto done;
    }
    if (!(comma = str_from_cstr(rt, ", "))) goto done;
    if (!(text = str_join(rt, borrow(comma), borrow_all(LIST(borrow(found))->items),
                          LIST_SIZE(borrow(found)))))
        goto done;
    raise_format(rt, EXC(rt, TypeError),
                 "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                 borrow(function->qualname), borrow(text));
done:
    release(rt, found);
    xrelease(rt, comma), xrelease(rt, text);
    return result;
}

/* ---- matching of arguments ---- */

/* Slot of the parameter that a keyword names, -1 none, -2 raised. */
static int find_parameter(Runtime *rt, CodeObj *code, Obj *keyword) {
    int total = code->argcount + code->kwonlyargcount;
    Obj *const *names = TUPLE_ITEMS(borrow(code->localsplusnames));
    for (int j = code->posonlyargcount; j < total; j++) {
        if (names[j] == keyword) return j;
    }
    for (int j = code->posonlyargcount; j < total; j++) {
        int same = object_compare_bool(rt, keyword, names[j], CMP_EQ);
        if (same) return same < 0 ? -2 : j;
    }
    return -1;
}

/* One keyword argument; takes value. -1 raised (value not taken). */
static int place_keyword(Runtime *rt, FunctionObj *function, Own *locals, Obj *kwdict, Obj *kwnames,
                         Obj *keyword, Own value) {
    CodeObj *code = CODE(borrow(function->code));
    Obj *qualname = borrow(function->qualname);
    if (!is_str(keyword))
        return raise_format_int(rt, EXC(rt, TypeError), "%U() keywords must be strings", qualname);
    int slot = find_parameter(rt, code, keyword);
    if (slot == -2) return -1;
    if (slot >= 0) {
        if (locals[slot] && code_is_twin(&code->head.base)) {
            Own name = twin_name(rt, code);
            if (name) raise_format(rt, EXC(rt, TypeError), "argument for %U() given by name ('%S') and position (%i)", borrow(name), keyword,
                                   slot + 1 - uncounted(code));
            xrelease(rt, name);
            return -1;
        }
        if (locals[slot]) {
            return raise_format_int(rt, EXC(rt, TypeError),
                                    "%U() got multiple values for argument '%S'", qualname,
                                    keyword);
        }
        locals[slot] = value;
        return 0;
    }
    if (!kwdict && code_is_twin(&code->head.base)) {
        if (code->posonlyargcount < code->argcount || code->kwonlyargcount) {
            Own name = twin_name(rt, code);
            if (name) raise_format(rt, EXC(rt, TypeError), "'%S' is an invalid keyword argument for %U()", keyword, borrow(name));
            xrelease(rt, name);
            return -1;
        }
        Obj *owner = uncounted(code) ? NULL : borrow(function->module);
        return raise_format_int(rt, EXC(rt, TypeError), "%S%s%U() takes no keyword arguments", owner ? owner : rt->empty_str, owner ? "." : "",
                                borrow(code->qualname));
    }
    if (!kwdict) {
        if (code->posonlyargcount && positional_only_conflict(rt, function, kwnames)) return -1;
        return raise_format_int(rt, EXC(rt, TypeError),
                                "%U() got an unexpected keyword argument '%S'", qualname, keyword);
    }
    if (dict_set(rt, kwdict, keyword, borrow(value)) < 0) return -1;
    release(rt, value);
    return 0;
}

static int fill_positional_defaults(Runtime *rt, FunctionObj *function, Own *locals, int given) {
    CodeObj *code = CODE(borrow(function->code));
    int defaults = function->defaults ? (int)TUPLE_SIZE(borrow(function->defaults)) : 0;
    int required = code->argcount - defaults;
    for (int i = given; i < required; i++) {
        if (locals[i]) continue;
        raise_missing(rt, function, locals, 0, required, "positional");
        return -1;
    }
    for (int i = given > required ? given - required : 0; i < defaults; i++) {
        if (!locals[required + i])
            locals[required + i] = keep(TUPLE_ITEM(borrow(function->defaults), i));
    }
    return 0;
}

static int fill_keyword_defaults(Runtime *rt, FunctionObj *function, Own *locals) {
    CodeObj *code = CODE(borrow(function->code));
    int total = code->argcount + code->kwonlyargcount;
    bool missing = false;
    for (int i = code->argcount; i < total; i++) {
        if (locals[i]) continue;
        Obj *value = NULL;
        if (function->kwdefaults) {
            value = dict_get(rt, borrow(function->kwdefaults),
                             TUPLE_ITEM(borrow(code->localsplusnames), i));
            if (!value && RAISED(rt)) return -1;
        }
        if (value)
            locals[i] = keep(value);
        else
            missing = true;
    }
    if (missing) {
        raise_missing(rt, function, locals, code->argcount, total, "keyword-only");
        return -1;
    }
    return 0;
}

static void release_from(Runtime *rt, const Own *args, size_t start, size_t end) {
    for (size_t i = start; i < end; i++) xrelease(rt, args[i]);
}

/* Moves args into locals as the parameters say. -1 raised; every argument was taken all the same.
 */
static int fill_locals(Runtime *rt, FunctionObj *function, Own *locals, const Own *args,
                       size_t nargs, Obj *kwnames) {
    CodeObj *code = CODE(borrow(function->code));
    size_t total = (size_t)(code->argcount + code->kwonlyargcount),
           kwcount = kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0;
    size_t direct = nargs > (size_t)code->argcount ? (size_t)code->argcount : nargs;
    Own kwdict = (Own)0;
    if (code->flags & CO_VARKEYWORDS) {
        if (!(kwdict = dict_new(rt))) {
            release_from(rt, args, 0, nargs + kwcount);
            return -1;
        }
        locals[total + (code->flags & CO_VARARGS ? 1 : 0)] = kwdict;
    }
    for (size_t i = 0; i < direct; i++) locals[i] = args[i];
    if (code->flags & CO_VARARGS) {
        Own rest = nargs == direct ? keep(rt->empty_tuple)
                                   : tuple_from_steal(rt, (Own *)(uintptr_t)(args + direct),
                                                      (intptr_t)(nargs - direct));
        if (!rest) {
            release_from(rt, args, nargs, nargs + kwcount);
            return -1;
        }
        locals[total] = rest;
    } else {
        release_from(rt, args, direct, nargs);
    }
    for (size_t i = 0; i < kwcount; i++) {
        if (place_keyword(rt, function, locals, borrow(kwdict), kwnames, TUPLE_ITEM(kwnames, i),
                          args[nargs + i]) < 0) {
            release_from(rt, args, nargs + i, nargs + kwcount);
            return -1;
        }
    }
    if (nargs > (size_t)code->argcount && !(code->flags & CO_VARARGS)) {
        raise_too_many(rt, function, locals, nargs);
        return -1;
    }
    if (nargs < (size_t)code->argcount &&
        fill_positional_defaults(rt, function, locals, (int)nargs) < 0)
        return -1;
    if (code->kwonlyargcount && fill_keyword_defaults(rt, function, locals) < 0) return -1;
    return 0;
}

Frame *frame_for_call(Runtime *rt, Own function, Own locals, const Own *args, size_t nargs,
                      Obj *kwnames, size_t front) {
    FunctionObj *f = FUNCTION(borrow(function));
    CodeObj *code = CODE(borrow(f->code));
    Own *base =
        frame_push_fast(rt, front + FRAME_WORDS + (size_t)(code->nlocalsplus + code->stacksize));
    if (!base) {
        release_from(rt, args, 0, nargs + (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0));
        release(rt, function);
        xrelease(rt, locals);
        return NULL;
    }
    Frame *frame = (Frame *)(void *)(base + front);
    frame_init(frame, code, function, locals);
    bool plain = !kwnames && nargs == (size_t)code->argcount && !code->kwonlyargcount && !(code->flags & (CO_VARARGS | CO_VARKEYWORDS));
    size_t given = plain ? nargs : 0;
    copy_pointers(frame->localsplus, args, given);
    for (size_t i = given; i < (size_t)code->nlocalsplus; i++) frame->localsplus[i] = (Own)0;
    if (!plain && fill_locals(rt, f, frame->localsplus, args, nargs, kwnames) < 0) {
        rt->ts.recursion_left--;
        frame_clear(rt, frame);
        rt->ts.recursion_left++;
        data_pop(rt, base);
        return NULL;
    }
    return frame;
}

Frame *frame_for_call_keeping(Runtime *rt, Own *base, Own locals, size_t total, size_t nargs, Obj *kwnames) {
    const bool is_method_call = base[0] != (Own)0;
    Own *callable = &base[1 - is_method_call], *args = base + 2 - is_method_call, function = *callable;
    *callable = (Own)0; /* the frame has it: together they hold it once, as the stack does */
    for (size_t i = 0; i < total; i++) count_up(borrow(args[i]), 1);
    Frame *frame = frame_for_call(rt, function, locals, args, nargs, kwnames, 0);
    if (frame) frame->shim = SHIM_CALL;
    return frame;
}

/* ---- calls with references held for C code that is not there ---- */

int unpack_keywords(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwargs, Own *out) {
    size_t kwcount = (size_t)DICT_SIZE(kwargs), i;
    Own names = tuple_alloc(rt, (intptr_t)kwcount);
    if (!names) return -1;
    for (i = 0; i < nargs; i++) out[i] = keep(args[i]);
    intptr_t pos = 0;
    Obj *key, *value;
    bool all_str = true;
    for (size_t k = 0; k < kwcount && dict_next(kwargs, &pos, &key, &value, NULL); k++) {
        all_str = all_str && is_str(key);
        TUPLE(borrow(names))->items[k] = keep(key);
        out[nargs + k] = keep(value);
    }
    gc_track(rt, borrow(names));
    out[nargs + kwcount] = names;
    if (all_str) return 0;
    for (i = 0; i <= nargs + kwcount; i++) own_clear(rt, &out[i]);
    return raise_format_int(rt, EXC(rt, TypeError), "keywords must be strings");
}

/* Make a frame whose front words are `held` (taken), with the values args[0..nargs) and keyword
 * values taken from it. */
static Frame *frame_with_held(Runtime *rt, Obj *function, Obj *const *args, size_t nargs,
                              Obj *kwnames, const Own *held, size_t count) {
    size_t kwcount = kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0;
    for (size_t i = 0; i < nargs + kwcount; i++) count_up(args[i], 1);
    Frame *frame = frame_for_call(rt, keep(function), (Own)0, (const Own *)(const void *)args,
                                  nargs, kwnames, count);
    if (!frame) {
        release_from(rt, held, 0, count);
        return NULL;
    }
    frame->shim_count = (uint8_t)count;
    copy_pointers(shim_words(frame), held, count);
    return frame;
}

Frame *frame_for_call_ex(Runtime *rt, Obj *function, Obj *self, Obj *args, Obj *kwargs) {
    size_t nargs = (size_t)TUPLE_SIZE(args), kwcount = kwargs ? (size_t)DICT_SIZE(kwargs) : 0,
           first = self != NULL;
    Obj *source[SHIM_WORDS_MAX];
    Own held[SHIM_WORDS_MAX];
    Frame *frame;
    if (!kwcount && !self) {
        frame = frame_with_held(rt, function, TUPLE_ITEMS(args), nargs, NULL, NULL, 0);
    } else {
        if (nargs + kwcount + 2 > SHIM_WORDS_MAX) return NULL;
        size_t count = kwcount ? nargs + kwcount + 1 : 0;
        if (kwcount && unpack_keywords(rt, TUPLE_ITEMS(args), nargs, kwargs, held) < 0) return NULL;
        if (self) source[0] = self;
        for (size_t i = 0; i < nargs; i++) source[first + i] = TUPLE_ITEM(args, i);
        for (size_t i = 0; i < kwcount; i++) source[first + nargs + i] = borrow(held[nargs + i]);
        frame = frame_with_held(rt, function, source, first + nargs,
                                kwcount ? borrow(held[nargs + kwcount]) : NULL, held, count);
    }
    if (frame) frame->shim = SHIM_EX;
    return frame;
}

/* The same with operands that the caller may give up at once. */
Frame *frame_for_spread(Runtime *rt, Obj *function, Obj *args, Obj *kwargs) {
    size_t nargs = (size_t)TUPLE_SIZE(args), kwcount = kwargs ? (size_t)DICT_SIZE(kwargs) : 0;
    Own values[SHIM_WORDS_MAX], names = (Own)0;
    if (nargs + kwcount + 1 > SHIM_WORDS_MAX) return NULL;
    if (!kwcount) {
        for (size_t i = 0; i < nargs; i++) values[i] = keep(TUPLE_ITEM(args, i));
    } else {
        if (unpack_keywords(rt, TUPLE_ITEMS(args), nargs, kwargs, values) < 0) return NULL;
        names = values[nargs + kwcount];
    }
    Frame *frame = frame_for_call(rt, keep(function), (Own)0, values, nargs, borrow(names), 0);
    if (frame && rt->lens->calls) frame->shim = SHIM_BACKWARDS;
    xrelease(rt, names);
    return frame;
}

static Own dict_from_keywords(Runtime *rt, Obj *const *values, Obj *kwnames) {
    Own dict = dict_new_presized(rt, TUPLE_SIZE(kwnames));
    for (intptr_t i = 0; dict && i < TUPLE_SIZE(kwnames); i++) {
        if (dict_set(rt, borrow(dict), TUPLE_ITEM(kwnames, i), values[i]) < 0) own_clear(rt, &dict);
    }
    return dict;
}

/* __init__ of a type if it is a plain Python function and calling the type does nothing but __new__
 * and __init__. */
Obj *inlinable_init(Runtime *rt, TypeObj *type) {
    TypeObj *meta = type->head.base.type;
    if (meta->slots.tp_call != T(rt, TYPE)->slots.tp_call || type->slots.tp_init != slot_tp_init ||
        !type->slots.tp_new)
        return NULL;
    if (type->slots.type_vectorcall) return NULL;
    Obj *init = type_lookup(rt, type, ID(rt, __init__));
    if (!init || !is_function(rt, init)) return NULL;
    int flags = CODE(borrow(FUNCTION(init)->code))->flags;
    return flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) || !(flags & CO_OPTIMIZED)
               ? NULL
               : init;
}

/* Whether __init__ is still what it was before __new__ ran. */
static bool init_unchanged(Runtime *rt, TypeObj *type, uint32_t version, Obj *init) {
    if (version && type->version == version && (type->flags & TPF_VALID_VERSION)) return true;
    return inlinable_init(rt, type) == init;
}

bool init_begin(Runtime *rt, TypeObj *type, Obj *init, Obj *args, Obj *kwargs, Own *object) {
    uint32_t version = type->flags & TPF_VALID_VERSION ? type->version : 0;
    Own made = *object = type->slots.tp_new(rt, type, args, kwargs);
    if (!made) return false;
    if (borrow(made)->type == type && init_unchanged(rt, type, version, init)) return true;
    if (is_instance_of(borrow(made), type) && borrow(made)->type->slots.tp_init(rt, borrow(made), args, kwargs) < 0) own_clear(rt, object);
    return false; /* another object, or the class was changed */
}

int frame_for_init(Runtime *rt, Obj *cls, Obj *init, Obj *const *args, size_t nargs, Obj *kwnames,
                   Frame **frame, Own *value) {
    TypeObj *type = (TypeObj *)cls;
    if (!init) init = inlinable_init(rt, type);
    size_t kwcount = kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0, count = 0;
    if (HS_UNLIKELY(type->slots.tp_new == slot_tp_new) && (vm_runs_natives(rt) || rt->vm->in_steps) && !rt->vm->tracing) return -1;
    if (!init || nargs + kwcount + 8 > SHIM_WORDS_MAX) return -1;
    Own tuple = tuple_from(rt, args, (intptr_t)nargs), kwargs = (Own)0, object = (Own)0,
        held[SHIM_WORDS_MAX];
    *value = (Own)0;
    if (!tuple) return 0;
    if (kwcount && !(kwargs = dict_from_keywords(rt, args + nargs, kwnames))) goto fail;
    if (recursion_enter(rt, " while calling a Python object") < 0) goto fail;
    if (!init_begin(rt, type, init, borrow(tuple), borrow(kwargs), &object)) {
        *value = object;
        object = (Own)0;
        goto leave;
    }
    Obj *self_args[SHIM_WORDS_MAX];
    self_args[0] = borrow(object);
    copy_pointers(self_args + 1, args, nargs);
    Obj *const *source = self_args;
    Obj *names = NULL;
    if (kwcount) {
        if (unpack_keywords(rt, self_args, nargs + 1, borrow(kwargs), held) < 0) goto leave;
        source = borrow_all(held);
        names = borrow(held[nargs + 1 + kwcount]);
        count = nargs + 1 + kwcount + 1;
    }
    held[count++] = keep(init);
    held[count++] = object; /* INIT_OBJECT places from the end */
    held[count++] = tuple;
    held[count++] = kwargs;
    *frame = frame_with_held(rt, init, source, nargs + 1, names, held, count);
    if (!*frame) {
        recursion_leave(rt);
        return 0;
    }
    (*frame)->shim = SHIM_INIT;
    return 1;
leave:
    recursion_leave(rt);
fail:
    xrelease(rt, object);
    xrelease(rt, tuple);
    xrelease(rt, kwargs);
    return 0;
}

/* ---- C code calls Python ---- */

void vm_run_deeper(Runtime *rt) { rt->vm->deep_outcome = run_loop(rt, rt->vm->deep_throwing); }

/* Three eighths of the host's stack are used, or what of a new one may be: the frame runs on another. Frames of the engine that can leave its stack are
 * up to eight times as large. If the host has none, what is left of its own is used up; if it has no more, that is the end. */
static HS_COLD int run_deep(Runtime *rt, bool throwing) {
    const uint32_t used = rt->stack_used, budget = rt->stack_budget, deeper = rt->stack_deeper, whole = rt->stack_whole;
    rt->vm->deep_throwing = throwing;
    rt->stack_used = whole / 8 * 3;
    rt->stack_deeper = whole / 16 * 7;
    rt->stack_budget = whole / 2;
    const bool done = host_deeper(rt);
    rt->stack_used = used;
    rt->stack_deeper = deeper;
    rt->stack_budget = budget;
    if (done) return rt->vm->deep_outcome;
    if (budget == whole) return run_loop(rt, throwing);
    if (throwing) raised_clear(rt);
    raise_format(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded");
    return RUN_RAISED;
}

Own eval_frame(Runtime *rt, Frame *frame, bool throwing) {
    VmState *vm = rt->vm;
    if (HS_UNLIKELY(!vm)) return raise_none(rt, EXC(rt, SystemExit)); /* a generator at the very end */
    Own *base = shim_words(frame);
    bool is_generator = frame->owner == FRAME_OWNED_BY_GENERATOR;
    frame->previous = rt->ts.frame;
    frame->is_entry = 1;
    frame->shim = SHIM_ENTRY;
    Own result = (Own)0;
    Obj *kwnames = vm->kwnames;
    const uint32_t level = events_enter(rt);
    vm->kwnames = NULL;
    const bool deep = rt->stack_used + HS_STACK_OF_EVAL > rt->stack_deeper;
    if (HS_UNLIKELY(deep) && rt->stack_used + HS_STACK_OF_EVAL > rt->stack_budget) {
        if (throwing) raised_clear(rt);
        raise_format(rt, EXC(rt, RecursionError), "maximum recursion depth exceeded");
    } else {
        const Below outer = vm->below;
        const bool counts = outer.depth == rt->native_depth && (vm->in_steps || (!vm->started && vm_steps(rt))) && !vm->base_depth && !WHAT_IF_ON(rt);
        if (counts) vm->below = (Below){ outer.awaited, outer.calls + 1, outer.calls + 1, (uint32_t)rt->line_steps, outer.depth + 1 };
        rt->native_depth++;
        rt->stack_used += HS_STACK_OF_EVAL;
        rt->ts.frame = frame;
        int outcome = HS_LIKELY(!deep) ? run_loop(rt, throwing) : run_deep(rt, throwing);
        rt->native_depth--;
        if (counts) vm->below.number = outer.number, vm->below.steps = outer.steps, vm->below.depth--;
        rt->stack_used -= HS_STACK_OF_EVAL;
        if (outcome == RUN_RETURNED) {
            result = vm->result;
            vm->result = (Own)0;
        }
    }
    vm->kwnames = kwnames;
    rt->ts.frame = frame->previous;
    if (!is_generator) {
        rt->ts.recursion_left--;
        frame_clear(rt, frame);
        rt->ts.recursion_left++;
        data_pop(rt, base);
    }
    events_leave(rt, level);
    return result;
}

static Own call_function(Runtime *rt, Obj *function, Own locals, Obj *const *args, size_t nargs,
                         Obj *kwnames) {
    size_t total = nargs + (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
    if (HS_UNLIKELY(!rt->vm)) { /* the runtime is being taken down: no Python code runs any more */
        xrelease(rt, locals);
        return raise_none(rt, EXC(rt, SystemExit));
    }
    for (size_t i = 0; i < total; i++) count_up(args[i], 1);
    Frame *frame = frame_for_call(rt, keep(function), locals, (const Own *)(const void *)args,
                                  nargs, kwnames, 0);
    return frame ? eval_frame(rt, frame, false) : (Own)0;
}

Own function_vectorcall(Runtime *rt, Obj *function, Obj *const *args, size_t nargs, Obj *kwnames) {
    FunctionObj *f = FUNCTION(function);
    Own value;
    if (HS_UNLIKELY(rt->replaying) && replay_call(rt, function, args, nargs, kwnames, &value)) return value;
    Own locals = CODE(borrow(f->code))->flags & CO_OPTIMIZED ? (Own)0 : keep(borrow(f->globals));
    return call_function(rt, function, locals, args, nargs, kwnames);
}

Own eval_function_body(Runtime *rt, Obj *function, Obj *locals) {
    return call_function(rt, function, keep(locals), NULL, 0, NULL);
}

/* The function that CPython makes around code it executes by itself: without docstring and module.
 */
Own function_for_code(Runtime *rt, Obj *code, Obj *globals) {
    Own function = function_new(rt, code, globals, NULL);
    if (!function) return (Own)0;
    FunctionObj *made = FUNCTION(borrow(function));
    own_set(rt, &made->doc, keep(rt->none));
    own_clear(rt, &made->module);
    return function;
}

Own eval_code(Runtime *rt, Obj *code, Obj *globals, Obj *locals) {
    Own function = function_for_code(rt, code, globals);
    if (!function) return (Own)0;
    Own result = eval_function_body(rt, borrow(function), locals ? locals : globals);
    release(rt, function);
    return result;
}
