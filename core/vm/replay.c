/* Instructions and functions of C that call one Python method, deep in the host's stack: run without a C frame below that method.
 *
 * The C code runs up to its first call of Python code, is unwound as if an exception had come, and the method runs in a frame above the caller's.
 * Then the C code runs again from its beginning and is given what the method answered instead of calling it. So only what does nothing that
 * shows before it calls is run this way: special methods of operators and attributes, repr(), len() ... The levels of recursion that the C
 * code held are held meanwhile. What calls more often than there is room to remember goes on with C frames. */
#include "object/abstract.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple_impl.h"
#include "object/type_internal.h"
#include "vm/eval_impl.h"
#include "vm/native.h"
#include "vm/opcode.h"

enum { ANSWERS = 2 /* that are remembered */ };
enum { REPLAY_OPCODE, REPLAY_ARG, REPLAY_KNOWN, REPLAY_LEVELS, REPLAY_RAW };

struct Replay {
    Own *answers;
    int known, used; /* answers; the last is an exception if `raises` */
    bool raises, given;
    SavedRaise raised;
    int levels;    /* left when the C code began; held when it was unwound */
    Frame *callee; /* that it was unwound for */
};

bool replay_call(Runtime *rt, Obj *function, Obj *const *args, size_t nargs, Obj *kwnames, Own *value) {
    VmState *vm = rt->vm;
    Replay *replay = vm->replay;
    *value = (Own)0;
    if (replay->used < replay->known) {
        int i = replay->used++;
        replay->given = replay->raises && replay->used == replay->known;
        if (replay->given) raised_put_back(rt, replay->raised);
        else *value = keep(borrow(replay->answers[i]));
        return true;
    }
    rt->replaying = false;
    if (replay->known == ANSWERS || replay->raises || !(CODE(borrow(FUNCTION(function)->code))->flags & CO_OPTIMIZED)) return false;
    size_t total = nargs + (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
    for (size_t i = 0; i < total; i++) count_up(args[i], 1);
    Frame *frame = frame_for_call(rt, keep(function), (Own)0, (const Own *)(const void *)args, nargs, kwnames, 0);
    if (!frame) return true;
    replay->callee = frame;
    replay->levels -= rt->ts.recursion_left;
    raise_none(rt, EXC(rt, SystemExit)); /* no C code that is run this way handles it */
    return true;
}

/* ---- what is run ---- */

static Obj *name_at(Frame *frame, int i) { return TUPLE_ITEM(borrow(frame_code(frame)->names), i); }

static Own done(Runtime *rt, int failed) { return failed < 0 ? (Own)0 : keep(rt->none); }

static Own formatted(Runtime *rt, Obj *value, Obj *spec, int conversion) {
    Own text = conversion == 1   ? object_str(rt, value)
               : conversion == 2 ? object_repr(rt, value)
               : conversion      ? object_ascii(rt, value)
                                 : keep(value);
    if (!text || (!spec && is_str_exact(rt, borrow(text)))) return text;
    Own result = object_format(rt, borrow(text), spec);
    release(rt, text);
    return result;
}

static Own called(Runtime *rt, Frame *frame, Own *top, int arg) {
    Own *base = top - arg - 2;
    bool is_method_call = base[0] != (Own)0;
    Obj *callable = borrow(base[1 - is_method_call]), *const *args = borrow_all(base + 2 - is_method_call);
    if (callable == (Obj *)T(rt, STR)) return object_str(rt, args[0]);
    int flags = is_builtin(rt, callable) ? ((BuiltinObj *)callable)->def->flags : 0;
    if (flags & METH_NO_LEVEL) {
        int64_t length = object_length(rt, args[0]);
        return length < 0 ? (Own)0 : int_from_i64(rt, length);
    }
    if (flags & METH_FASTCALL && !call_has_level(rt, frame, callable)) {
        BuiltinObj *builtin = (BuiltinObj *)callable;
        return builtin_call_def(rt, builtin->def, borrow(builtin->self), args, (size_t)arg + is_method_call, NULL, NULL);
    }
    return call_vector(rt, callable, args, (size_t)arg + is_method_call, NULL);
}

static Own perform(Runtime *rt, Frame *frame, int opcode, int arg) {
    Own *top = frame->localsplus + frame->stack_top;
    Obj *last = borrow(top[-1]), *before = opcode == OP_CALL || frame->stack_top < 2 ? NULL : borrow(top[-2]);
    Obj *name = opcode == OP_LOAD_ATTR || opcode == OP_LOAD_METHOD || opcode == OP_STORE_ATTR || opcode == OP_DELETE_ATTR ? name_at(frame, arg) : NULL;
    int answer;
    switch (opcode) {
    case OP_CALL: return called(rt, frame, top, arg);
    case OP_BINARY_OP: return number_binary(rt, before, last, arg);
    case OP_COMPARE_OP: return object_richcompare(rt, before, last, arg);
    case OP_BINARY_SUBSCR: return object_getitem(rt, before, last);
    case OP_CONTAINS_OP:
        answer = sequence_contains(rt, last, before);
        return answer < 0 ? (Own)0 : bool_from(rt, answer ^ arg);
    case OP_LOAD_ATTR:
    case OP_LOAD_METHOD: return object_getattr(rt, last, name);
    case OP_STORE_ATTR: return done(rt, object_setattr(rt, last, name, before));
    case OP_DELETE_ATTR: return done(rt, object_setattr(rt, last, name, NULL));
    case OP_STORE_SUBSCR: return done(rt, object_setitem(rt, before, last, borrow(top[-3])));
    case OP_DELETE_SUBSCR: return done(rt, object_delitem(rt, before, last));
    case OP_UNARY_NEGATIVE: return number_negative(rt, last);
    case OP_UNARY_POSITIVE: return number_positive(rt, last);
    case OP_UNARY_INVERT: return number_invert(rt, last);
    case OP_GET_ITER: return object_iter(rt, last);
    case OP_FORMAT_VALUE: return formatted(rt, arg & 4 ? before : last, arg & 4 ? last : NULL, arg & 3);
    default:
        answer = object_is_true(rt, last);
        return answer < 0 ? (Own)0 : bool_from(rt, !answer);
    }
}

static Own replay_step(Runtime *rt, Native *self, Own value) {
    VmState *vm = rt->vm;
    intptr_t *raw = native_raw(self);
    Replay replay = { .answers = self->words, .known = (int)raw[REPLAY_KNOWN] };
    if (self->waits != NATIVE_BEGINS) {
        rt->ts.recursion_left += (int)raw[REPLAY_LEVELS];
        replay.raises = !value;
        if (value) self->words[raw[REPLAY_KNOWN]++] = value;
        else replay.raised = raised_save(rt);
        replay.known++;
    }
    replay.levels = rt->ts.recursion_left;
    vm->replay = &replay;
    rt->replaying = true;
    Own result = perform(rt, self->caller, (int)raw[REPLAY_OPCODE], (int)raw[REPLAY_ARG]);
    rt->replaying = false;
    vm->replay = NULL;
    if (replay.callee) {
        raised_clear(rt);
        raw[REPLAY_LEVELS] = replay.levels;
        rt->ts.recursion_left -= replay.levels;
        return native_wait(rt, self, replay.callee);
    }
    if (replay.raises && !replay.given) { /* it went another way this time */
        own_clear(rt, &result);
        raised_put_back(rt, replay.raised);
    }
    return result;
}

/* ---- which ---- */

static bool is_heap_instance(Obj *object) { return object->type->flags & TPF_HEAP; }

static bool may_perform(Runtime *rt, Obj *last, Obj *before, Frame *frame, int opcode, int arg) {
    switch (opcode) {
    case OP_LOAD_ATTR:
    case OP_STORE_ATTR:
    case OP_DELETE_ATTR: return true;
    case OP_LOAD_METHOD: return is_heap_instance(last) && !type_lookup(rt, last->type, name_at(frame, arg));
    case OP_BINARY_OP: return is_heap_instance(before) || (is_heap_instance(last) && arg < OP_INPLACE_ADD) || is_str_exact(rt, before);
    case OP_COMPARE_OP:
    case OP_BINARY_SUBSCR:
    case OP_STORE_SUBSCR:
    case OP_DELETE_SUBSCR: return is_heap_instance(before) || is_heap_instance(last);
    case OP_CONTAINS_OP: return is_heap_instance(last) && type_lookup(rt, last->type, ID(rt, __contains__));
    case OP_FORMAT_VALUE: return !is_str_exact(rt, last) || (arg & 4);
    case OP_UNARY_NEGATIVE:
    case OP_UNARY_POSITIVE:
    case OP_UNARY_INVERT:
    case OP_UNARY_NOT:
    case OP_GET_ITER: return is_heap_instance(last);
    default: return false;
    }
}

/* What an instruction takes from the stack, pushes, and how many units its cache has. */
static void shape(Native *self, int opcode, int arg) {
    bool stores = opcode == OP_STORE_ATTR || opcode == OP_STORE_SUBSCR || opcode == OP_DELETE_ATTR || opcode == OP_DELETE_SUBSCR;
    bool two = opcode == OP_BINARY_OP || opcode == OP_COMPARE_OP || opcode == OP_BINARY_SUBSCR || opcode == OP_CONTAINS_OP ||
               opcode == OP_STORE_ATTR || opcode == OP_DELETE_SUBSCR || (opcode == OP_FORMAT_VALUE && (arg & 4));
    self->drops = opcode == OP_STORE_SUBSCR ? 3 : two ? 2 : 1;
    self->pushes = opcode == OP_LOAD_METHOD ? 2 : !stores;
    self->units = opcode_info[opcode].caches;
    self->instruction = true;
}

static Native *push(Runtime *rt, int opcode, int arg) {
    Native *self = native_push(rt, replay_step, ANSWERS, REPLAY_RAW);
    if (self) native_raw(self)[REPLAY_OPCODE] = opcode, native_raw(self)[REPLAY_ARG] = arg;
    return self;
}

Frame *replay_begin(Runtime *rt, Frame *frame, int opcode, int arg) {
    Own *top = frame->localsplus + frame->stack_top;
    if (!native_fits(rt) || !may_perform(rt, borrow(top[-1]), frame->stack_top < 2 ? NULL : borrow(top[-2]), frame, opcode, arg)) return NULL;
    Native *self = push(rt, opcode, arg);
    if (!self) return frame;
    shape(self, opcode, arg);
    return native_go_on(rt);
}

Native *replay_for_call(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, int arg) {
    bool plain = nargs == 1 && (callable == (Obj *)T(rt, STR) || callable == (Obj *)T(rt, INT) || callable == (Obj *)T(rt, FLOAT) ||
                                callable == (Obj *)T(rt, BOOL)) && is_heap_instance(args[0]);
    int flags = nargs && is_builtin(rt, callable) ? ((BuiltinObj *)callable)->def->flags : 0;
    bool prints = (flags & METH_ROLE) == METH_IS_PRINT && nargs == 1; /* more than one: the first would be written twice */
    plain = plain || (flags & METH_REPLAYED) || prints;
    return plain ? push(rt, OP_CALL, arg) : NULL;
}
