/* What the vm's files share: frames on the frame stack, ways to leave a frame, the out-of-line
 * instructions. */
#ifndef HS_VM_EVAL_IMPL_H
#define HS_VM_EVAL_IMPL_H

#include "heap/events.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/frame.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/eval.h"
#include "vm/opcode.h"
#include "vm/threads.h"

typedef struct DataChunk {
    struct DataChunk *previous;
    Own *saved_top; /* of this chunk, while a later one is in use */
    size_t words;
    Own data[];
} DataChunk;

/* The calls of Python code by C code that are on the C stack, in stepped runs. A state below C frames can be kept in the middle of a run
 * loop, and put in again where the same call begins: the frames of C code are made again by running up to there (bindings/timeline.js). */
enum { BELOW_TICKS = 20000 /* between two questions to the host */ };
typedef struct Below {
    uint32_t awaited; /* the call at whose beginning the host is asked to put in a state; 0 = none */
    uint32_t calls;   /* of Python code by C code so far: their numbers */
    uint32_t number, steps; /* of the last that goes on, and the line events before it */
    uint32_t depth;   /* how many go on, if they are rt->native_depth; else others lie between */
} Below;

enum { NATIVE_WORDS = 16384 }; /* of a recursion through methods of operators as deep as CPython goes */
typedef struct VmState {
    Own result;          /* value that the last run_* returned */
    Obj *kwnames;        /* set by KW_NAMES for the next CALL: a constant, borrowed */
    CodeUnit *line_prev; /* stepping: instruction executed before the one to resume at */
    bool traced_call;    /* stepping: that one called a function in C, and its end is yet to be told */
    bool line_done;      /* stepping: the line event of the instruction to resume at was given */
    bool by_instruction; /* stepping: stop at instructions, too, and run each alone; only ever set on the way to a look, never saved */
    uint32_t instruction, stop_instruction; /* ... run since the line event of now; the one to stop at */
    uint32_t line_instructions; /* ... that the line before ran */
    int32_t *line_room; /* stepping: line tables (code_lines) */
    uint32_t line_room_filling; /* another one: no table that was in the room is there */
    bool tracing;  /* some thread has a function of sys.settrace or sys.setprofile */
    bool in_steps; /* the loop that runs is run_stepped */
    bool started;
    int32_t slice;      /* fuel per slice, to refill below C frames */
    int32_t slice_left; /* of the host's slice, and of the thread's turn, behind what is granted */
    int32_t turn_left;
    int32_t granted;    /* what rt->fuel was set to */
    uint64_t ticks;     /* executed before that */
    Thread *threads, *thread; /* all, the main one first; the running one */
    uint32_t threads_made;
    uint32_t base_depth; /* native depth of the loop that runs: a thread is set aside only there */
    int32_t switch_ticks; /* length of a turn */
    uint64_t scheduler_seed, scheduler_state, turns;
    int killed; /* no Python code runs any more: of the program, or of one thread */
    bool interrupted; /* KeyboardInterrupt is due */
    bool others;      /* there are processes to run when no thread can go on */
    bool idle;        /* none could when the loop was left */
    enum Ask ask;
    uint64_t events;  /* changes of pipes and ends of processes so far */
    Obj *entering;    /* BEFORE_WITH: method that it calls */
    Frame *callee;    /* that a native waits for: native.h */
    struct Replay *replay;      /* C code that is run up to a call of Python code: replay.c */
    struct Native *native_last; /* in room */
    uint32_t native_used;       /* words of room */
    Below below;
    bool deep_throwing; /* run_loop's argument and outcome on a new stack: call.c */
    int deep_outcome;
    Timer timers[TIMERS];
    uint64_t tripped;  /* signals whose handlers are to run, by number */
    bool signals_due;  /* there are any, or timers */
    int suspended;  /* enum Status that the run loop returns with RUN_SUSPENDED */
    int handler;    /* unit of the handler that unwinding found */
    Frame *bottom;  /* of the program that vm_run runs */
    Obj **pointers; /* what inline caches with one unit of room point to, borrowed; guarded by type
                       versions */
    uint32_t pointer_count, pointer_capacity;
    uint16_t name_hints[256]; /* entry index where a name was found last, by the name's address */
    Own importing;            /* list of modules whose code is running, or NULL */
    char *folder;             /* that the program lies in: sys.path[0] at the start; raw memory, NULL = no program yet */
    bool searching;           /* importlib._bootstrap is being imported */
    Own left;                 /* list of dicts of threads that ended: threads.c; or NULL */
    Own native_room[NATIVE_WORDS]; /* for natives: zero where none is */
} VmState;

/* What to do when a frame is left (Frame.shim). The frame that gets the value is Frame.previous.
 * Frame.shim_count words lie in front of the frame: references that CPython's C frames would hold
 * during the call, released in order when it is left. */
enum Shim {
    SHIM_PUSH,    /* push the value */
    SHIM_ENTRY,   /* return to the C caller */
    SHIM_INIT,    /* __init__: value must be None; the new object is INIT_OBJECT words from the end;
                     CALL's operands are still on the caller's stack */
    SHIM_EX,      /* CALL_FUNCTION_EX: its operands are still on the caller's stack */
    SHIM_REPLACE, /* put the value in place of top (attribute of an object) */
    SHIM_FOR_ITER, /* generator of FOR_ITER */
    SHIM_SEND,     /* generator of SEND */
    SHIM_WITH,     /* push the value; the bound __enter__ lies in front */
    SHIM_CALL,     /* as SHIM_PUSH, but CALL's arguments are still on the caller's stack (CALL_KEEPS) */
    SHIM_BACKWARDS, /* as SHIM_PUSH (CALL_BACKWARDS: not the short way of leaving) */
    SHIM_NATIVE,   /* a native goes on with the value: native.h */
};
enum { SHIM_WORDS_MAX = 250, INIT_OBJECT = 3 };
HS_INLINE Own *shim_words(Frame *frame) { return (Own *)(void *)frame - frame->shim_count; }

enum RunResult { RUN_RETURNED, RUN_RAISED, RUN_SUSPENDED };
int run_fast(Runtime *rt, bool throwing);
int run_stepped(Runtime *rt, bool throwing);
/* Whether frames keep to the line: for a step, or because tracemalloc asks at every allocation where it is. */
HS_INLINE bool vm_steps(Runtime *rt) { return rt->stepping || (rt->recording & RECORD_BLOCKS) || WHAT_IF_ON(rt) || rt->vm->tracing; }
HS_INLINE bool vm_runs_natives(Runtime *rt) { return rt->stack_used >= rt->natives_from; }
/* C code is to leave the host's stack before it calls Python code: half of it is used, or there are threads. What one of them waits for can
 * lie below its C frames, where it could not go on before they are left. */
HS_INLINE bool vm_is_deep(Runtime *rt) { return rt->stack_used >= rt->stack_deep; }
/* A call of a Python function by C code that replay.c runs: true: `value` is its answer, NULL = raised. */
typedef struct Replay Replay;
bool replay_call(Runtime *rt, Obj *function, Obj *const *args, size_t nargs, Obj *kwnames, Own *value);
void vm_signals_changed(Runtime *rt);
/* Runs in the loop that is due, changing it when sys.settrace says so (vm_out_of_fuel: suspended is SUSPENDED_LOOP then). */
enum { SUSPENDED_LOOP = STATUS_SWITCH + 1 };
int run_loop(Runtime *rt, bool throwing);
/* Whether the loop that runs lies below C frames that can be made again. */
HS_INLINE bool vm_is_below(Runtime *rt) { return rt->vm->below.depth && rt->vm->below.depth == rt->native_depth && rt->vm->in_steps; }

/* slow_data.c: a CALL of C code by an instruction that is not specialised for it, at which the frame stands: it enters a level of recursion. */
bool call_has_level(Runtime *rt, Frame *frame, Obj *callable);

/* ---- call.c: frames ---- */
#define FRAME_WORDS ((sizeof(Frame) + sizeof(Own) - 1) / sizeof(Own))
/* Room for `words` items on the frame stack; NULL = MemoryError raised. */
Own *data_push(Runtime *rt, size_t words);
void data_pop_chunk(Runtime *rt);
HS_INLINE void data_pop(Runtime *rt, Own *base) {
    rt->ts.data_top = base;
    if (HS_UNLIKELY(base == rt->ts.data_chunk->data)) data_pop_chunk(rt);
}
/* Frame for a call of a Python function. Takes function and all args (nargs positional, then
 * keyword values), also on failure. `locals` is taken too. front: words to reserve before the
 * frame. */
Frame *frame_for_call(Runtime *rt, Own function, Own locals, const Own *args, size_t nargs,
                      Obj *kwnames, size_t front);
/* The same for CALL where the caller's stack keeps the arguments (base: method or NULL, callable or self, arguments); shim set. */
Frame *frame_for_call_keeping(Runtime *rt, Own *base, Own locals, size_t total, size_t nargs, Obj *kwnames);
/* The same for a function that needs no matching: exactly argcount positional arguments, or the
 * rest from defaults. */
HS_INLINE void frame_init(Frame *frame, CodeObj *code, Own function, Own locals) {
    FunctionObj *f = FUNCTION(borrow(function));
    frame->function = function;
    frame->globals = borrow(f->globals);
    frame->builtins = borrow(f->builtins);
    frame->locals = locals;
    frame->code = keep((Obj *)code);
    frame->frame_obj = (Own)0;
    frame->previous = NULL;
    frame->prev_instr = code->units - 1;
    frame->stack_top = code->nlocalsplus;
    frame->is_entry = 0;
    frame->owner = FRAME_OWNED_BY_STACK;
    frame->shim = SHIM_PUSH;
    frame->shim_count = 0;
}
HS_INLINE Own *frame_push_fast(Runtime *rt, size_t words) {
    Own *base = rt->ts.data_top;
    if (HS_UNLIKELY((size_t)(rt->ts.data_limit - base) < words)) return data_push(rt, words);
    rt->ts.data_top = base + words;
    return base;
}
Own function_for_code(Runtime *rt, Obj *code, Obj *globals);
/* Clear a frame and give its place back. It must be unlinked from rt->ts.frame. */
void frame_leave(Runtime *rt, Frame *frame);
/* Frame for f(*args, **kwargs), shim set; takes nothing. NULL with nothing raised: too many
 * arguments for the shim. */
Frame *frame_for_call_ex(Runtime *rt, Obj *function, Obj *self /* prepended, or NULL */, Obj *args,
                         Obj *kwargs);
/* The same, entered as by a plain call: the operands need not live on (Lens.spreads). */
Frame *frame_for_spread(Runtime *rt, Obj *function, Obj *args, Obj *kwargs);
/* CALL of a class with a Python __init__. 1: *frame is the frame of __init__, shim set; 0: *value
 * is the result (NULL = raised); -1: not such a class, call it the general way. Operands stay on
 * the caller's stack. */
int frame_for_init(Runtime *rt, Obj *type, Obj *init /* inlinable_init, NULL: find it */,
                   Obj *const *args, size_t nargs, Obj *kwnames, Frame **frame, Own *value);
Obj *inlinable_init(Runtime *rt, TypeObj *type);
/* The object that such a call makes (NULL = raised), and whether __init__, as inlinable_init gave it, is to be called with it; else it is the result. */
bool init_begin(Runtime *rt, TypeObj *type, Obj *init, Obj *args, Obj *kwargs, Own *object);
/* What _PyStack_UnpackDict makes: args and keyword values held once more, and the names as a tuple.
 * Writes nargs + kwcount values and the names to `out`; if it raises (-1) it leaves nothing there. */
int unpack_keywords(Runtime *rt, Obj *const *args, size_t nargs, Obj *kwargs, Own *out);
int recursion_limit_reached(Runtime *rt, const char *where);
HS_INLINE int recursion_enter(Runtime *rt, const char *where) {
    return HS_LIKELY(rt->ts.recursion_left-- > 0) ? 0 : recursion_limit_reached(rt, where);
}
HS_INLINE void recursion_leave(Runtime *rt) { rt->ts.recursion_left++; }

/* Clear a frame that returned to nobody, with the words in front of it. */
void frame_leave_bottom(Runtime *rt, Frame *frame);
/* Drop the frames down to `bottom`, as if an exception left them. */
void frames_abandon(Runtime *rt, Frame *bottom);
int frames_visit(Runtime *rt, Frame *frame, VisitFn visit, void *arg);
/* Give back the running thread's frame stack. */
void data_free(Runtime *rt);

/* The bottom frame was left: clear it. */
void vm_end_bottom(Runtime *rt);

/* Release `count` operands on top of a frame's stack. */
void drop_operands(Runtime *rt, Frame *frame, int count);

/* ---- threads.c ---- */
int threads_init(Runtime *rt);
/* Run until the main thread's code ends or the host has to do something. */
enum Status threads_run(Runtime *rt);
/* Drop all threads but their names: before the runtime's memory is given back. */
void threads_drop(Runtime *rt);
int threads_visit(Runtime *rt, VisitFn visit, void *arg);
bool vm_out_of_fuel(Runtime *rt);

/* ---- unwind.c ---- */
/* Handler of the exception table for the instruction at `unit`. */
bool exception_handler(CodeObj *code, int unit, int *level, int *handler, bool *push_lasti);
/* ---- errors ---- */
void raise_unbound_local(Runtime *rt, CodeObj *code, int slot);
/* "f() argument after * must be an iterable, not int": -1 = raised. */
int check_args_iterable(Runtime *rt, Obj *callable, Obj *args);
/* After a failed merge of keyword arguments: the message that names the function. */
void explain_kwargs_error(Runtime *rt, Obj *callable, Obj *kwargs);
void raise_name_error(Runtime *rt, Obj *name);

/* ---- slow.c and friends: instructions out of the loop. They take the stack pointer, return the
 * new one; an exception raised means failure, with the operands consumed as CPython does. ---- */
typedef Own *(*SlowOp)(Runtime *rt, Frame *frame, Own *sp, int arg);
extern const SlowOp slow_ops[256];
#define SLOW(name) Own *slow_##name(Runtime *rt, Frame *frame, Own *sp, int arg)
#include "vm/slow_list.h"

/* BEFORE_WITH: *callee is the frame to enter, or NULL and __enter__'s value was pushed. */
Own *enter_with(Runtime *rt, Frame *frame, Own *sp, Frame **callee);

/* ---- specialize.c ---- */
/* Rewrites the instruction whose cache counter ran out; leaves it when no form fits. `pc` points
 * behind the opcode unit. */
void specialize_binary_op(Runtime *rt, CodeUnit *pc, Own *sp, Own *locals);
void specialize_compare(Runtime *rt, CodeUnit *pc, Own *sp);
void specialize_subscr(Runtime *rt, CodeUnit *pc, Own *sp);
void specialize_store_subscr(Runtime *rt, CodeUnit *pc, Own *sp);
void specialize_load_global(Runtime *rt, Frame *frame, CodeUnit *pc, int arg);
void specialize_load_attr(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp, int arg);
void specialize_store_attr(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp, int arg);
void specialize_load_method(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp, int arg);
void specialize_call(Runtime *rt, CodeUnit *pc, Own *sp, int arg);
void specialize_unpack(Runtime *rt, CodeUnit *pc, Own *sp, int arg);
/* Decide an undecided multi-instruction form (FF_BINARY …) by the types in the locals now. */
void specialize_super(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp);
/* Once a code object is warm: join neighbours into multi-instruction forms. */
void quicken(Runtime *rt, CodeObj *code);

HS_INLINE void set_opcode(CodeUnit *pc, int opcode) {
    pc[-1] = (CodeUnit)((pc[-1] & 0xff00) | opcode);
}
HS_INLINE uint32_t cache_u32(const CodeUnit *at) { return at[0] | (uint32_t)at[1] << 16; }
HS_INLINE void cache_set_u32(CodeUnit *at, uint32_t value) {
    at[0] = (CodeUnit)value, at[1] = (CodeUnit)(value >> 16);
}
/* Pointers in caches: 4 units. */
HS_INLINE Obj *cache_obj(const CodeUnit *at) {
    Obj *value;
    memcpy(&value, at, sizeof value);
    return value;
}
HS_INLINE void cache_set_obj(CodeUnit *at, Obj *value) { memcpy(at, &value, sizeof value); }

/* Line table of a code object for stepping: line per unit, -1 none; NULL: of a library module. Good until line_room_filling changes. */
const int32_t *code_lines(Runtime *rt, CodeObj *code);

#endif
