/* sys.settrace and sys.setprofile: events for the functions that a thread has given, while run_stepped runs its code.
 *
 * The fast loop knows nothing of them: setting a function makes it stop between two instructions, and the code goes on in the other
 * loop. There every instruction runs alone, and what is about to run tells the event: RESUME a call, RETURN_VALUE and YIELD_VALUE a
 * return, a new line a line. Rules as in CPython 3.11 Python/ceval.c and Python/sysmodule.c. */
#include "vm/tracing.h"

#include "object/function.h"
#include "object/generator_impl.h"
#include "vm/eval_impl.h"

static Thread *current(Runtime *rt) { return rt->vm->thread; }

Obj *vm_trace_function(Runtime *rt, bool profile) { return borrow(profile ? current(rt)->profile : current(rt)->trace); }

/* Whether any thread has a function decides in which loop code runs. */
static void note(Runtime *rt) {
    rt->vm->tracing = false;
    for (Thread *thread = rt->vm->threads; thread; thread = thread->next) rt->vm->tracing |= thread->trace || thread->profile;
    if (vm_steps(rt) != rt->vm->in_steps) vm_interrupt(rt);
}

int vm_set_trace_function(Runtime *rt, Obj *function, bool profile) {
    Thread *thread = current(rt);
    bool there = function && function != rt->none;
    int bit = 1 << profile;
    if (thread->installing & bit) {
        thread->installing &= ~bit;
        const char *kind = profile ? "profile" : "trace";
        return raise_format_int(rt, EXC(rt, RuntimeError), "Cannot install a %s function while another %s function is being installed", kind, kind);
    }
    thread->installing |= bit;
    own_set(rt, profile ? &thread->profile : &thread->trace, there ? keep(function) : (Own)0);
    thread->installing &= ~bit;
    if (profile && !there) own_clear(rt, &thread->called); /* nobody hears of their ends */
    note(rt);
    return 0;
}

/* ---- calling the functions ---- */

/* What the function did to the dict of f_locals becomes the frame's variables. */
static int store_locals(Runtime *rt, Frame *frame) {
    CodeObj *code = frame_code(frame);
    Obj *locals = borrow(frame->locals);
    if (!locals || !is_dict(locals) || !(code->flags & CO_OPTIMIZED)) return 0;
    for (int i = 0; i < code->nlocalsplus; i++) {
        Own *slot = &frame->localsplus[i], old;
        Obj *value = dict_get(rt, locals, TUPLE_ITEM(borrow(code->localsplusnames), i));
        if (!value && RAISED(rt)) return -1;
        if (*slot && borrow(*slot)->type == T(rt, CELL)) slot = &CELL(borrow(*slot))->value;
        if (borrow(*slot) == value) continue;
        old = *slot;
        *slot = xkeep(value);
        xrelease(rt, old);
    }
    return 0;
}

static Own call_function(Runtime *rt, Obj *function, Frame *frame, const char *what, Obj *arg) {
    Thread *thread = current(rt);
    Obj *object = frame_get_object(rt, frame);
    Own name = object ? str_intern_cstr(rt, what) : (Own)0, held = xkeep(object), locals = (Own)0, result = (Own)0;
    /* A dict that was asked for before has the variables anew. */
    bool again = name && ((FrameObj *)object)->fast_as_locals;
    if (again) locals = frame_get_locals(rt, frame);
    if (name && (locals || !again)) {
        Obj *args[] = {object, borrow(name), arg ? arg : rt->none};
        Own callable = keep(function);
        char before = thread->event;
        thread->tracing++, thread->event = *what;
        result = call_vector(rt, borrow(callable), args, 3, NULL);
        thread->tracing--, thread->event = before;
        release(rt, callable);
        SavedRaise saved = raised_save(rt);
        if (((FrameObj *)object)->fast_as_locals && store_locals(rt, frame) < 0) raised_clear(rt);
        ((FrameObj *)object)->fast_as_locals = false;
        raised_put_back(rt, saved);
    }
    xrelease(rt, locals), xrelease(rt, name), xrelease(rt, held);
    return result;
}

/* An event for the trace function: of the thread when a frame is entered, else of the frame. -1 = it raised, and is no longer called. */
static int trace_event(Runtime *rt, Frame *frame, const char *what, Obj *arg, bool entering) {
    Own *local = frame->frame_obj ? &((FrameObj *)borrow(frame->frame_obj))->trace : NULL;
    Obj *function = entering ? borrow(current(rt)->trace) : local ? borrow(*local) : NULL;
    if (!function || current(rt)->tracing) return 0;
    Own result = call_function(rt, function, frame, what, arg);
    local = frame->frame_obj ? &((FrameObj *)borrow(frame->frame_obj))->trace : NULL;
    if (!result) {
        SavedRaise saved = raised_save(rt);
        vm_set_trace_function(rt, NULL, false);
        if (local) own_clear(rt, local);
        raised_put_back(rt, saved);
        return -1;
    }
    if (borrow(result) == rt->none || !local) release(rt, result);
    else own_set(rt, local, result);
    return 0;
}

static int profile_event(Runtime *rt, Frame *frame, const char *what, Obj *arg) {
    Thread *thread = current(rt);
    if (!thread->profile || thread->tracing) return 0;
    Own result = call_function(rt, borrow(thread->profile), frame, what, arg);
    if (result) {
        release(rt, result);
        return 0;
    }
    SavedRaise saved = raised_save(rt);
    vm_set_trace_function(rt, NULL, true);
    raised_put_back(rt, saved);
    return -1;
}

/* The same while an exception is raised: it stays, unless the function raises another one. */
static int protected(Runtime *rt, Frame *frame, const char *what, Obj *arg, bool profile) {
    SavedRaise saved = raised_save(rt);
    int result = profile ? profile_event(rt, frame, what, arg) : trace_event(rt, frame, what, arg, *what == 'c');
    if (result == 0) {
        raised_put_back(rt, saved);
    } else {
        xrelease(rt, saved.type), xrelease(rt, saved.value), xrelease(rt, saved.traceback);
    }
    return result;
}

int frame_set_line(Runtime *rt, Obj *object, Obj *line) {
    TypeObj *error = EXC(rt, ValueError);
    int64_t number;
    if (!line) return raise_format_int(rt, EXC(rt, AttributeError), "cannot delete attribute");
    if (!is_int_exact(rt, line)) return raise_format_int(rt, error, "lineno must be an integer");
    char event = current(rt)->event;
    if (!event || event == 'c') return raise_format_int(rt, error, "can't jump from the 'call' trace event of a new frame");
    Frame *frame = ((FrameObj *)object)->frame;
    /* CPython takes a suspended frame with neither locals nor values for one that is over. */
    bool yields = event == 'r' && frame && opcode_info[*frame->prev_instr & 0xff].base == OP_YIELD_VALUE && frame->stack_top > 1;
    if (event != 'l' && !yields) return raise_format_int(rt, error, "can only jump from a 'line' trace event");
    if (!((FrameObj *)object)->trace) return raise_format_int(rt, error, "f_lineno can only be set by a trace function");
    int overflow;
    number = int_as_i64_overflow(line, &overflow);
    if (overflow || number != (int32_t)number) return raise_format_int(rt, error, "lineno out of range");
    return frame_jump(rt, frame, (int)number);
}

/* ---- events ---- */

static int line_events(Runtime *rt, Frame *frame, CodeUnit *previous) {
    FrameObj *object = frame->frame_obj ? (FrameObj *)borrow(frame->frame_obj) : NULL;
    if (!object || !object->trace) return 0;
    CodeObj *code = frame_code(frame);
    ptrdiff_t at = frame->prev_instr - code->units, before = previous - code->units;
    int line = object->trace_lines ? code_line(code, (int)at) : -1;
    if (line >= 0) {
        int last = before <= code->first_traceable ? -1 : code_line(code, (int)before);
        bool jumped = at < before && opcode_info[*frame->prev_instr & 0xff].base != OP_SEND;
        if ((line != last || jumped) && trace_event(rt, frame, "line", NULL, false) < 0) return -1;
    }
    return object->trace_opcodes ? trace_event(rt, frame, "opcode", NULL, false) : 0;
}

/* What a call is about to call, if it is a function in C: what c_call tells. */
static Obj *builtin_called(Runtime *rt, Frame *frame, int opcode, int arg) {
    if (opcode == OP_CALL_FUNCTION_EX) {
        Obj *function = borrow(frame->localsplus[frame->stack_top - 2 - (arg & 1)]);
        return is_builtin(rt, function) ? function : NULL;
    }
    Own *base = frame->localsplus + frame->stack_top - arg - 2;
    Obj *callable = base[0] ? borrow(base[0]) : borrow(base[1]);
    return is_builtin(rt, callable) || (callable->type == T(rt, METHOD_DESCRIPTOR) && base[0]) ? callable : NULL;
}

static int c_call_event(Runtime *rt, Frame *frame, int opcode, int arg) {
    Obj *callable = builtin_called(rt, frame, opcode, arg);
    if (!callable || !current(rt)->profile || current(rt)->tracing) return 0;
    Own kept = keep(callable);
    if (callable->type == T(rt, METHOD_DESCRIPTOR)) {
        Own bound = callable->type->slots.tp_descr_get(rt, callable, borrow(frame->localsplus[frame->stack_top - arg - 1]), NULL);
        release(rt, kept);
        if (!bound) return -1;
        kept = bound;
    }
    if (profile_event(rt, frame, "c_call", borrow(kept)) < 0) {
        release(rt, kept);
        return -1;
    }
    Thread *thread = current(rt);
    if (!thread->called && !(thread->called = list_new(rt, 0))) {
        release(rt, kept);
        return -1;
    }
    return list_append_steal(rt, borrow(thread->called), kept) < 0 ? -1 : 1;
}

int trace_c_return(Runtime *rt, Frame *frame) {
    Thread *thread = current(rt);
    intptr_t last = thread->called ? LIST_SIZE(borrow(thread->called)) - 1 : -1;
    if (last < 0) return 0;
    Own called = keep(LIST_ITEM(borrow(thread->called), last));
    list_set_slice(rt, borrow(thread->called), last, last + 1, NULL);
    int result = RAISED(rt) ? protected(rt, frame, "c_exception", borrow(called), true) : profile_event(rt, frame, "c_return", borrow(called));
    release(rt, called);
    return result;
}

enum TraceOutcome trace_instruction(Runtime *rt, Frame *frame, CodeUnit *previous) {
    Thread *thread = current(rt);
    if (thread->tracing || !(thread->trace || thread->profile) || frame_is_incomplete(frame)) return TRACE_GO_ON;
    CodeUnit unit = *frame->prev_instr;
    int opcode = opcode_info[unit & 0xff].base;
    if (opcode == OP_RESUME) {
        int result = trace_event(rt, frame, "call", NULL, true);
        if (result == 0) result = profile_event(rt, frame, "call", NULL);
        return result < 0 ? TRACE_RAISED : TRACE_GO_ON;
    }
    if (thread->trace && line_events(rt, frame, previous) < 0) return TRACE_RAISED;
    unit = *frame->prev_instr;
    opcode = opcode_info[unit & 0xff].base;
    if (opcode == OP_RETURN_VALUE || opcode == OP_YIELD_VALUE) {
        Obj *value = borrow(frame->localsplus[frame->stack_top - 1]);
        CodeUnit *at = frame->prev_instr;
        int result = trace_event(rt, frame, "return", value, false);
        if (result == 0) result = profile_event(rt, frame, "return", value);
        return result < 0 ? TRACE_LEAVE : frame->prev_instr != at ? TRACE_YIELDS : TRACE_GO_ON;
    }
    if (opcode != OP_CALL && opcode != OP_CALL_FUNCTION_EX) return TRACE_GO_ON;
    int called = c_call_event(rt, frame, opcode, unit >> 8);
    return called < 0 ? TRACE_RAISED : called ? TRACE_CALLS : TRACE_GO_ON;
}

void trace_exception(Runtime *rt, Frame *frame) {
    FrameObj *object = frame->frame_obj ? (FrameObj *)borrow(frame->frame_obj) : NULL;
    if (!object || !object->trace || !current(rt)->trace || current(rt)->tracing) return;
    Own type, value, traceback;
    raised_fetch(rt, &type, &value, &traceback);
    exception_normalize(rt, &type, &value, &traceback);
    Own triple = tuple_pack(rt, 3, borrow(type), borrow(value), traceback ? borrow(traceback) : rt->none);
    int result = triple ? trace_event(rt, frame, "exception", borrow(triple), false) : -1;
    xrelease(rt, triple);
    if (result == 0) {
        raised_restore(rt, type, value, traceback);
    } else {
        xrelease(rt, type), xrelease(rt, value), xrelease(rt, traceback);
    }
}

int trace_throw(Runtime *rt, Frame *frame) {
    int result = protected(rt, frame, "call", NULL, false);
    return result < 0 ? result : protected(rt, frame, "call", NULL, true);
}

/* Iterators in C say that they end without an exception, where they have no value to give; so do generators, but not to send(). */
static bool tells_end(Runtime *rt, Obj *receiver, Obj *sent, Obj *value) {
    TypeObj *type = receiver->type;
    return sent != rt->none || value != rt->none || type == T(rt, COROUTINE) || type == T(rt, ASYNC_GEN_ASEND) ||
           type == T(rt, ASYNC_GEN_ATHROW) || (type->flags & TPF_HEAP);
}

int trace_stop(Runtime *rt, Frame *frame, Obj *receiver, Obj *sent, Obj *value) {
    if (!current(rt)->trace || current(rt)->tracing || !tells_end(rt, receiver, sent, value)) return 0;
    if (value == rt->none) raise_none(rt, EXC(rt, StopIteration));
    else if (generator_set_stop_value(rt, value) < 0) return -1;
    trace_exception(rt, frame);
    if (!RAISED(rt) || !raised_matches(rt, EXC(rt, StopIteration))) return -1;
    raised_clear(rt);
    return 0;
}

void trace_unwind(Runtime *rt, Frame *frame) {
    if (protected(rt, frame, "return", NULL, false) == 0) protected(rt, frame, "return", NULL, true);
}
