/* Frame objects: views of a frame that is running, or its home after it left the frame stack.
 *
 * A Frame lives on the frame stack, in a generator, or in own_frame of a FrameObj that outlived it.
 * FrameObj is made on demand (sys._getframe, tracebacks, gi_frame). Virtual size 120 + 8 * (locals
 * + stack), as CPython 3.11's Objects/frameobject.c and Python/frame.c, which this follows. */
#include "object/frame.h"
#include "heap/events.h"
#include "heap/seam.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#define FRAME(o) ((FrameObj *)(o))
#define FRAME_FIXED 120
_Static_assert(sizeof(Frame) <= 72, "frame header must fit CPython's");
_Static_assert(offsetof(FrameObj, own_frame) <= 48, "frame object must fit CPython's");

/* ---- construct and release ---- */

Obj *frame_get_object(Runtime *rt, Frame *frame) {
    if (frame->frame_obj) return borrow(frame->frame_obj);
    SavedRaise saved = raised_save(rt);
    CodeObj *code = frame_code(frame);
    int slots = code->nlocalsplus + code->stacksize;
    Own object = gc_alloc(rt, T(rt, FRAME), FRAME_FIXED + 8 * (size_t)slots);
    if (!object) {
        raised_clear(rt);
        raised_put_back(rt, saved);
        return NULL;
    }
    raised_put_back(rt, saved);
    if (frame->frame_obj) { /* a collection inside the allocation made it */
        gc_free(rt, borrow(object));
        return borrow(frame->frame_obj);
    }
    FrameObj *self = FRAME(borrow(object));
    self->frame = frame;
    self->trace_lines = true;
    frame->frame_obj = object;
    return borrow(object);
}

/* The frame leaves its storage while its object lives: the object becomes the home of its data. */
static void take_ownership(Runtime *rt, FrameObj *self, Frame *frame) {
    size_t size = (size_t)((char *)&frame->localsplus[frame->stack_top] - (char *)frame);
    memcpy(self->own_frame, frame, size);
    frame = self->own_frame;
    self->frame = frame;
    frame->owner = FRAME_OWNED_BY_OBJECT;
    if (frame_is_incomplete(frame))
        frame->prev_instr = frame_code(frame)->units + frame_code(frame)->first_traceable;
    Frame *previous = frame->previous;
    while (previous && frame_is_incomplete(previous)) previous = previous->previous;
    if (previous) {
        Obj *back = frame_get_object(rt, previous);
        self->back = xkeep(back);
    }
    frame->previous = NULL;
    if (!gc_is_tracked((Obj *)self)) gc_track(rt, (Obj *)self);
}

static void clear_locals(Runtime *rt, Frame *frame) {
    int count = frame->stack_top;
    bool backwards = rt->lens->calls == CALL_BACKWARDS;
    for (int i = 0; i < count; i++) own_clear(rt, &frame->localsplus[backwards ? count - 1 - i : i]);
}

void frame_clear(Runtime *rt, Frame *frame) {
    if (frame->frame_obj) {
        Own object = frame->frame_obj;
        frame->frame_obj = (Own)0;
        if (borrow(object)->refcount > 1) {
            take_ownership(rt, FRAME(borrow(object)), frame);
            release(rt, object);
            return;
        }
        release(rt, object);
    }
    events_begin_frame(rt, frame);
    clear_locals(rt, frame);
    frame->stack_top = 0;
    own_clear(rt, &frame->locals);
    own_clear(rt, &frame->function);
    own_clear(rt, &frame->code);
    events_end(rt);
}

static void clear_own_frame(Runtime *rt, FrameObj *self, Own *code) {
    Frame *frame = self->own_frame;
    if (self->frame != frame || frame->owner != FRAME_OWNED_BY_OBJECT) return;
    *code = frame->code;
    frame->code = (Own)0;
    own_clear(rt, &frame->function);
    own_clear(rt, &frame->locals);
    clear_locals(rt, frame);
}

static void frame_dealloc(Runtime *rt, Obj *self) {
    if (gc_is_tracked(self)) gc_untrack(rt, self);
    if (!trashcan_begin(rt, self)) return;
    Own code = (Own)0;
    clear_own_frame(rt, FRAME(self), &code);
    own_clear(rt, &FRAME(self)->back);
    own_clear(rt, &FRAME(self)->trace);
    gc_free(rt, self);
    xrelease(rt, code);
    trashcan_end(rt);
}

/* ---- memory ---- */

int frame_visit(Runtime *rt, Frame *frame, VisitFn visit, void *arg) {
    (void)rt;
    VISIT(frame->frame_obj);
    VISIT(frame->locals);
    VISIT(frame->function);
    VISIT(frame->code);
    for (int i = 0; i < frame->stack_top; i++) VISIT(frame->localsplus[i]);
    return 0;
}

static int frame_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(FRAME(self)->back);
    VISIT(FRAME(self)->trace);
    if (FRAME(self)->frame->owner != FRAME_OWNED_BY_OBJECT) return 0;
    return frame_visit(NULL, FRAME(self)->frame, visit, arg);
}

static int frame_tp_clear(Runtime *rt, Obj *self) {
    own_clear(rt, &FRAME(self)->trace);
    Frame *frame = FRAME(self)->frame;
    if (frame->owner != FRAME_OWNED_BY_OBJECT) return 0;
    for (int i = 0; i < frame->stack_top; i++) own_clear(rt, &frame->localsplus[i]);
    frame->stack_top = 0;
    return 0;
}

/* ---- C interface ---- */

int frame_line(Frame *frame) {
    if (frame->frame_obj && FRAME(borrow(frame->frame_obj))->line != 0)
        return FRAME(borrow(frame->frame_obj))->line;
    return code_line(frame_code(frame), frame_unit(frame));
}

void frame_copy_free_vars(Runtime *rt, Frame *frame) {
    (void)rt;
    CodeObj *code = frame_code(frame);
    Obj *closure = borrow(FUNCTION(borrow(frame->function))->closure);
    int offset = code->nlocalsplus - code->nfreevars;
    for (int i = 0; i < code->nfreevars; i++)
        frame->localsplus[offset + i] = keep(TUPLE_ITEM(closure, i));
}

/* Value that the variable at slot i has for locals(), borrowed, or NULL. */
static Obj *visible_value(Runtime *rt, Frame *frame, int i, int kind) {
    if ((kind & LOCAL_FREE) && !(frame_code(frame)->flags & CO_OPTIMIZED)) return NULL;
    Obj *value = i < frame->stack_top || frame->stack_top < 0 ? borrow(frame->localsplus[i]) : NULL;
    if (!value) return NULL;
    if ((kind & LOCAL_FREE) || ((kind & LOCAL_CELL) && value->type == T(rt, CELL)))
        return borrow(CELL(value)->value);
    return value;
}

Own frame_get_locals(Runtime *rt, Frame *frame) {
    CodeObj *code = frame_code(frame);
    if (!frame->locals && !(frame->locals = dict_new(rt))) return (Own)0;
    Obj *locals = borrow(frame->locals);
    if (code->nfreevars && frame_unit(frame) < 0 && frame->owner == FRAME_OWNED_BY_STACK)
        frame_copy_free_vars(rt, frame);
    const uint8_t *kinds = BYTES(borrow(code->localspluskinds))->data;
    for (int i = 0; i < code->nlocalsplus; i++) {
        if ((kinds[i] & LOCAL_FREE) && !(code->flags & CO_OPTIMIZED)) continue;
        Obj *name = TUPLE_ITEM(borrow(code->localsplusnames), i);
        Obj *value = visible_value(rt, frame, i, kinds[i]);
        if (value) {
            if (object_setitem(rt, locals, name, value) < 0) return (Own)0;
        } else if (object_delitem(rt, locals, name) < 0) {
            if (!raised_matches(rt, EXC(rt, KeyError))) return (Own)0;
            raised_clear(rt);
        }
    }
    return keep(locals);
}

/* ---- slots ---- */

static Own frame_repr(Runtime *rt, Obj *self) {
    Frame *frame = FRAME(self)->frame;
    CodeObj *code = frame_code(frame);
    return str_format(rt, "<frame at %p, file %R, line %d, code %S>", self, borrow(code->filename),
                      frame_line(frame), borrow(code->name));
}

/* ---- attributes ---- */

static Own get_back(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    if (FRAME(self)->back) return keep(borrow(FRAME(self)->back));
    Frame *previous = FRAME(self)->frame->previous;
    while (previous && frame_is_incomplete(previous)) previous = previous->previous;
    if (!previous) return keep(rt->none);
    Obj *back = frame_get_object(rt, previous);
    return back ? keep(back) : raise_memory_error(rt);
}
static Own get_code(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(borrow(FRAME(self)->frame->code));
}
static Own get_builtins(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(FRAME(self)->frame->builtins);
}
static Own get_globals(Runtime *rt, Obj *self, const void *closure) {
    (void)rt, (void)closure;
    return keep(FRAME(self)->frame->globals);
}
static Own get_lasti(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    int unit = frame_unit(FRAME(self)->frame);
    return int_from_i64(rt, unit < 0 ? -1 : 2 * unit);
}
static Own get_lineno(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    int line = frame_line(FRAME(self)->frame);
    return line < 0 ? keep(rt->none) : int_from_i64(rt, line);
}
static int set_lineno(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    return frame_set_line(rt, self, value);
}
static Own get_locals(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    Frame *frame = FRAME(self)->frame;
    FRAME(self)->fast_as_locals = true;
    if (!(frame_code(frame)->flags & CO_OPTIMIZED) && frame->locals)
        return keep(borrow(frame->locals));
    return frame_get_locals(rt, frame);
}
static Own get_trace(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return keep(FRAME(self)->trace ? borrow(FRAME(self)->trace) : rt->none);
}
static int set_trace(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    own_set(rt, &FRAME(self)->trace, value && value != rt->none ? keep(value) : (Own)0);
    return 0;
}
static Own get_trace_opcodes(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return bool_from(rt, FRAME(self)->trace_opcodes);
}
static int set_trace_opcodes(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (!value || !is_bool(rt, value)) {
        return raise_format_int(rt, EXC(rt, TypeError), "attribute value type must be bool");
    }
    FRAME(self)->trace_opcodes = value == rt->true_;
    return 0;
}

/* ---- methods ---- */

static Own frame_clear_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs,
                              Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    Frame *frame = FRAME(self)->frame;
    if (frame->owner == FRAME_OWNED_BY_GENERATOR) {
        Obj *generator = frame_generator(frame);
        int8_t state = GENERATOR(generator)->state;
        if (state == GEN_EXECUTING) goto running;
        if (state == GEN_SUSPENDED && rt->lens->minor > 12) return raise_format(rt, EXC(rt, RuntimeError), "cannot clear a suspended frame");
        generator_finalize(rt, generator);
    } else if (frame->owner == FRAME_OWNED_BY_STACK) {
        goto running;
    } else {
        frame_tp_clear(rt, self);
    }
    return keep(rt->none);
running:
    return raise_format(rt, EXC(rt, RuntimeError), "cannot clear an executing frame");
}

static uint64_t frame_sizeof(HS_UNUSED Runtime *rt, Obj *self) {
    CodeObj *code = frame_code(FRAME(self)->frame);
    return FRAME_FIXED + 8 * (uint64_t)(code->nlocalsplus + code->stacksize);
}

static const MethodDef frame_methods[] = {{"clear", frame_clear_method, METH_NOARGS, 0, 0,
                                           "F.clear(): drop all references that the frame holds"},
                                          {"__sizeof__", object_sizeof_method, METH_NOARGS, 0, 0,
                                           "F.__sizeof__() -> size of F in memory, in bytes"},
                                          METHOD_END};
static const MemberDef frame_members[] = {
    {"f_trace_lines", MEMBER_BOOL, offsetof(FrameObj, trace_lines), 0, NULL}, MEMBER_END};
static const GetSetDef frame_getset[] = {
    {"f_back", get_back, NULL, NULL, NULL},
    {"f_locals", get_locals, NULL, NULL, NULL},
    {"f_lineno", get_lineno, set_lineno, NULL, NULL},
    {"f_trace", get_trace, set_trace, NULL, NULL},
    {"f_lasti", get_lasti, NULL, NULL, NULL},
    {"f_globals", get_globals, NULL, NULL, NULL},
    {"f_builtins", get_builtins, NULL, NULL, NULL},
    {"f_code", get_code, NULL, NULL, NULL},
    {"f_trace_opcodes", get_trace_opcodes, set_trace_opcodes, NULL, NULL},
    GETSET_END};
extern const TypeSpec frame_type_spec;
const TypeSpec frame_type_spec = {
    .name = "frame",
    .flags = TPF_GC | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = FRAME_FIXED,
    .virtual_item = 8,
    .slots =
        {
            .tp_dealloc = frame_dealloc,
            .tp_traverse = frame_traverse,
            .tp_clear = frame_tp_clear,
            .tp_repr = frame_repr,
            .tp_sizeof = frame_sizeof,
        },
    .methods = frame_methods,
    .members = frame_members,
    .getset = frame_getset,
};
