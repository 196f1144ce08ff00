/* The interpreter loop: one switch over CPython 3.11's instructions, compiled twice, and what
 * starts and resumes it.
 *
 * Python-to-Python calls, generators in for and yield from, and __init__ do not recurse in C: a
 * call pushes a frame and goes on in the loop; Frame.shim says what happens to the value when it is
 * left. The loop gives control back between instructions when its fuel is used up, unless C frames
 * lie between (native_depth). Everything slow is out of line, so that the loop stays under the size
 * at which engines compile it badly. Follows CPython 3.11 Python/ceval.c. */
#include "heap/events.h"
#include "object/float.h"
#include "object/generator_impl.h"
#include "object/range.h"
#include "vm/eval_impl.h"
#include "vm/inline_cache.h"
#include "vm/native.h"
#include "vm/tracing.h"

#define PUSH(value) (*sp++ = (value))
#define NEXT() goto dispatch
#define SAVE() (frame->prev_instr = pc - 1, frame->stack_top = (int32_t)(sp - locals))
#define DROP(own)                                                                                  \
    do {                                                                                           \
        Obj *dropped = borrow(own);                                                                \
        if (HS_UNLIKELY(count_down(dropped) == 0)) {                                               \
            SAVE();                                                                                \
            vm_dealloc(rt, dropped);                                                               \
        }                                                                                          \
    } while (0)
#define XDROP(own)                                                                                 \
    do {                                                                                           \
        if (own) DROP(own);                                                                        \
    } while (0)
/* Go on in a new frame, called from this one. */
#define ENTER(callee_frame)                                                                        \
    do {                                                                                           \
        Frame *entered = (callee_frame);                                                           \
        frame->prev_instr = pc - 1;                                                                \
        frame->stack_top = (int32_t)(sp - locals);                                                 \
        entered->previous = frame;                                                                 \
        frame = entered;                                                                           \
        goto start_frame;                                                                          \
    } while (0)
/* Pop a condition: 0 or 1. */
#define POP_TRUTH(truth)                                                                           \
    do {                                                                                           \
        Obj *condition = borrow(sp[-1]);                                                           \
        if (condition == rt->true_) {                                                              \
            count_down(condition), sp--;                                                           \
            truth = 1;                                                                             \
        } else if (condition == rt->false_ || condition == rt->none) {                             \
            count_down(condition), sp--;                                                           \
            truth = 0;                                                                             \
        } else {                                                                                   \
            SAVE();                                                                                \
            truth = object_is_true(rt, condition);                                                 \
            if (HS_UNLIKELY(truth < 0)) goto error;                                                \
            Own consumed = *--sp;                                                                  \
            DROP(consumed);                                                                        \
        }                                                                                          \
    } while (0)

/* ---- leaving a frame that is not plainly called ---- */

/* Clear and pop a frame on the frame stack with the words in front of it; `kept`: word not to
 * release, or -1. */
static Own pop_with_words(Runtime *rt, Frame *frame, int kept) {
    Own *words = shim_words(frame), result = (Own)0;
    int count = frame->shim_count;
    rt->ts.recursion_left--;
    frame_clear(rt, frame);
    rt->ts.recursion_left++;
    for (int i = 0; i < count; i++) {
        Own word = words[i];
        words[i] = (Own)0;
        if (i == kept)
            result = word;
        else
            xrelease(rt, word);
    }
    data_pop(rt, words);
    return result;
}

/* Release `count` operands from `from` up, as after a call of a C function; a NULL below is part of
 * them. */
void drop_operands(Runtime *rt, Frame *frame, int count) {
    Own *base = frame->localsplus + frame->stack_top - count;
    for (int i = 0; i < count; i++) {
        Own item = base[i];
        base[i] = (Own)0;
        xrelease(rt, item);
    }
    frame->stack_top -= count;
}

/* The same as Python 3.10 did after every call: the last argument first. */
static void drop_arguments(Runtime *rt, Frame *frame, int count) {
    while (count--) {
        Own item = frame->localsplus[--frame->stack_top];
        xrelease(rt, item);
    }
}

/* Operands of the CALL that a frame stands behind: callable or method, self, arguments. */
static int call_operands(Frame *frame) { return 2 + (frame->prev_instr[-4] >> 8); }
static int init_operands(Frame *frame) { return 2 + (*frame->prev_instr >> 8); } /* as CPython, where C code calls __init__: at CALL itself */
static int call_ex_operands(Frame *frame) { return 3 + (frame->prev_instr[0] >> 8 & 1); }

/* Value of an __init__ call: the new object, or NULL raised. */
static Own finish_init(Runtime *rt, Frame *frame, Own value) {
    Own object;
    if (HS_LIKELY(borrow(value) == rt->none)) {
        count_down(rt->none);
        object = pop_with_words(rt, frame, frame->shim_count - INIT_OBJECT);
    } else {
        raise_format(rt, EXC(rt, TypeError), "__init__() should return None, not '%.200s'",
                     borrow(value)->type->name);
        SavedRaise saved = raised_save(rt);
        release(rt, value);
        object = pop_with_words(rt, frame, -1);
        raised_put_back(rt, saved);
    }
    recursion_leave(rt); /* the level that the call of the class took */
    return object;
}

/* A generator resumed inline by FOR_ITER or SEND returned. */
static void finish_generator(Runtime *rt, Frame *frame, Frame *caller, int shim, Own value) {
    Obj *self = frame_generator(frame);
    generator_leave(rt, self);
    generator_finish(rt, self);
    CodeUnit instr = *caller->prev_instr;
    Own *sp = caller->localsplus + caller->stack_top;
    Obj *last_sent = shim == SHIM_SEND ? borrow(sp[-1]) : rt->none;
    if (HS_UNLIKELY(rt->vm->tracing) && trace_stop(rt, caller, self, last_sent, borrow(value)) < 0) {
        if (shim == SHIM_SEND) {
            release(rt, value);
            release(rt, caller->localsplus[--caller->stack_top]);
            return;
        }
        raised_clear(rt); /* a loop does not look at what the function that traces has raised */
    }
    caller->prev_instr += instr >> 8;
    if (shim == SHIM_FOR_ITER) {
        caller->stack_top--;
        release(rt, value);
        release(rt, sp[-1]);
        return;
    }
    Own sent = sp[-1], receiver = sp[-2];
    caller->stack_top--;
    sp[-2] = value;
    release(rt, sent);
    release(rt, receiver);
}

/* Hands vm->result to the frame below. Returns that frame, or NULL when the C caller gets it
 * (vm->result stays). An exception may be raised afterwards, at that frame's instruction. */
static HS_NOINLINE Frame *leave_with_value(Runtime *rt, Frame *frame, uint32_t unused) {
    (void)unused;
    int shim = frame->shim;
    if (shim == SHIM_ENTRY) return NULL;
    Frame *caller = frame->previous;
    Own value = rt->vm->result;
    rt->vm->result = (Own)0;
    rt->ts.frame = caller;
    if (shim == SHIM_NATIVE) return native_left(rt, frame, value);
    if (shim == SHIM_FOR_ITER || shim == SHIM_SEND) {
        finish_generator(rt, frame, caller, shim, value);
        return caller;
    }
    int operands = shim == SHIM_INIT   ? init_operands(caller)
                   : shim == SHIM_CALL ? call_operands(caller)
                   : shim == SHIM_EX   ? call_ex_operands(caller)
                                       : shim == SHIM_REPLACE;
    if (shim == SHIM_INIT) {
        value = finish_init(rt, frame, value);
        if (value) caller->prev_instr += 4;
    } else {
        pop_with_words(rt, frame, -1);
    }
    if (HS_LIKELY(value && shim != SHIM_CALL)) { /* nothing is raised that is to be kept */
        drop_operands(rt, caller, operands);
    } else {
        SavedRaise saved = raised_save(rt);
        if (shim == SHIM_CALL) drop_arguments(rt, caller, operands);
        else drop_operands(rt, caller, operands);
        raised_put_back(rt, saved);
        if (!value) return caller;
    }
    caller->localsplus[caller->stack_top++] = value;
    return caller;
}

/* The same when an exception leaves the frame: returns the frame in which it is raised now. A native may catch it. */
static HS_NOINLINE Frame *leave_raised(Runtime *rt, Frame *frame) {
    Frame *caller = frame->previous;
    int shim = frame->shim;
    rt->ts.frame = caller;
    if (shim == SHIM_NATIVE) return native_left(rt, frame, (Own)0);
    if (shim == SHIM_FOR_ITER || shim == SHIM_SEND) {
        Obj *self = frame_generator(frame);
        generator_leave(rt, self);
        generator_finish(rt, self);
        if (shim == SHIM_SEND) release(rt, caller->localsplus[--caller->stack_top]);
        return caller;
    }
    SavedRaise saved = raised_save(rt);
    pop_with_words(rt, frame, -1);
    if (shim == SHIM_INIT) {
        recursion_leave(rt);
        drop_operands(rt, caller, init_operands(caller));
    } else if (shim == SHIM_EX) {
        drop_operands(rt, caller, call_ex_operands(caller));
    } else if (shim == SHIM_CALL) {
        drop_arguments(rt, caller, call_operands(caller));
    }
    raised_put_back(rt, saved);
    return caller;
}

/* ---- stepping ---- */

enum {
    SINGLE_PRECALL = 250, /* by instruction: what is run alone */
    SINGLE_COMPARE,
    SINGLE_BINARY,
    ENTRY_START, /* how the loop is entered */
    ENTRY_THROW,
    ENTRY_RESUME
}; /* numbers that no instruction has */

/* Line whose event the instruction at pc gives (CPython's rule for 'line' trace events), or -1. */
HS_INLINE int line_event(Frame *frame, const int32_t *lines, CodeUnit *previous, CodeUnit *pc) {
    CodeObj *code = frame_code(frame);
    ptrdiff_t at = pc - code->units, before = previous - code->units;
    int opcode = opcode_info[*pc & 0xff].base, line = lines[at];
    if (line < 0 || opcode == OP_RESUME || at < code->first_traceable) return -1;
    int last = before <= code->first_traceable ? -1 : lines[before];
    return line != last || (at < before && opcode != OP_SEND) ? line : -1;
}

/* Count and report a line, or an instruction within one (line < 0); true: the run loop must stop before it. */
static HS_NOINLINE bool step_reached(Runtime *rt, Frame *frame, int line, CodeUnit *previous) {
    VmState *vm = rt->vm;
    CodeObj *code = frame_code(frame);
    bool watched = false;
    if (line < 0) {
        vm->instruction++;
    } else {
        rt->line_steps++;
        rt->current_line = line;
        vm->line_instructions = vm->instruction + 1;
        vm->instruction = 0;
        if (HS_UNLIKELY(rt->tracer)) tracer_line(rt);
        watched = rt->watching && probe_watch(rt, frame, line, previous - code->units <= code->first_traceable);
    }
    bool early = rt->line_steps < rt->stop_at || (rt->line_steps == rt->stop_at && vm->instruction < vm->stop_instruction);
    if (!watched && (early || rt->stop_at == UINT64_MAX)) return false;
    if (!rt->native_depth || vm_is_below(rt)) return true;
    host_step_stop(rt);
    return false;
}

bool vm_end_step(Runtime *rt) {
    VmState *vm = rt->vm;
    rt->current_line = 0;
    bool watched = rt->watching && probe_watch_end(rt);
    if (rt->tracer) tracer_line(rt);
    rt->line_steps++;
    vm->line_instructions = vm->instruction + 1;
    vm->instruction = 0;
    return watched || rt->line_steps >= rt->stop_at;
}

/* What to run in place of an instruction so that it runs alone: forms that do the work of those behind, too, are left out, and so is
 * choosing one. The state may differ from that of the plain run in what the code has learned; nothing goes on from it. */
static HS_NOINLINE int single_opcode(int opcode) {
    int base = opcode_info[opcode].base;
    switch (base) {
    case OP_LOAD_FAST:
    case OP_LOAD_CONST:
    case OP_STORE_FAST:
    case OP_SWAP: return base;
    case OP_PRECALL: return SINGLE_PRECALL;
    case OP_COMPARE_OP: return SINGLE_COMPARE;
    case OP_BINARY_OP: return SINGLE_BINARY;
    default: return opcode;
    }
}

void vm_step_instructions(Runtime *rt, bool on, uint32_t stop) {
    rt->vm->by_instruction = on;
    rt->vm->stop_instruction = stop;
    if (!on) rt->vm->instruction = rt->vm->line_instructions = 0;
}

bool vm_steps_instructions(Runtime *rt, uint32_t *instruction, uint32_t *line_instructions) {
    *instruction = rt->vm->instruction;
    *line_instructions = rt->vm->line_instructions;
    return rt->vm->by_instruction;
}

CodeUnit *vm_next_unit(Runtime *rt) { return rt->ts.frame->prev_instr + (rt->vm->suspended != 0); }

/* Lines of a code object's units. The tables lie in the room that the probe gives, so that stepping takes none of the program's memory:
 * code->extra is then odd, the place in the room's words and the low bits of the count of the room's fillings, of which only the last is
 * good. Before each table stands whose it is. The first words of the room are that count and the words in use: both stay when an earlier
 * state of the program is brought back, whose code objects get tables anew. So when the room gets full depends on where one went before,
 * and it is filled anew whatever runs: who keeps a table looks at the count. */
enum { ROOM_HEAD = 2, TABLE_HEAD = 1, ROOM_PLACE = 16 /* bits */ };
_Static_assert(LINE_ROOM == 1 << (ROOM_PLACE - 1) && ROOM_HEAD + TABLE_HEAD + CODE_LONG + 1 <= LINE_ROOM, "a table has no room");

static void fill_room_anew(VmState *vm) {
    vm->line_room[1] = ROOM_HEAD;
    vm->line_room_filling = (uint32_t)++vm->line_room[0];
}

void vm_line_room(Runtime *rt, int32_t memory[LINE_ROOM]) {
    rt->vm->line_room = memory;
    fill_room_anew(rt->vm);
}

void vm_restored(Runtime *rt) {
    VmState *vm = rt->vm;
    if (vm->line_room) vm->line_room_filling = (uint32_t)vm->line_room[0];
}

const int32_t *code_lines(Runtime *rt, CodeObj *code) {
    VmState *vm = rt->vm;
    uintptr_t extra = (uintptr_t)code->extra;
    const int32_t owner = (int32_t)(uintptr_t)code;
    if (extra & 1) {
        const int32_t *table = vm->line_room + (extra >> 1) % LINE_ROOM;
        if (HS_LIKELY(extra >> ROOM_PLACE == (uint16_t)vm->line_room_filling && *table == owner)) return table + TABLE_HEAD;
    }
    size_t size;
    const char *filename = str_utf8(rt, borrow(code->filename), &size);
    if (!filename) raised_clear(rt);
    if (!vm->line_room || !filename || strncmp(filename, "<frozen", 7) == 0) return NULL;
    if (extra && !(extra & 1)) return code->extra; /* of a long one, made with it */
    int32_t words = TABLE_HEAD + (int32_t)code->head.size + 1;
    if (words > LINE_ROOM - vm->line_room[1]) fill_room_anew(vm);
    uint32_t place = (uint32_t)vm->line_room[1];
    vm->line_room[1] += words;
    code->extra = (void *)(uintptr_t)(vm->line_room_filling << ROOM_PLACE | place << 1 | 1);
    int32_t *table = vm->line_room + place;
    *table = owner;
    code_all_lines(code, table + TABLE_HEAD);
    table[words - 1] = -1;
    return table + TABLE_HEAD;
}

/* ---- unwinding ---- */

/* Puts the raised exception on the stack of the handler that covers `at`: frame->stack_top and
 * vm->handler say where; false: none (the stack is emptied). */
static HS_NOINLINE bool unwind_to_handler(Runtime *rt, Frame *frame, CodeUnit *at) {
    CodeObj *code = frame_code(frame);
    int level = 0, handler = 0;
    bool lasti = false,
         found = !rt->vm->killed && exception_handler(code, (int)(at - code->units), &level, &handler, &lasti);
    int top = code->nlocalsplus + (found ? level : 0);
    SavedRaise saved = raised_save(rt);
    while (frame->stack_top > top) {
        Own item = frame->localsplus[--frame->stack_top];
        xrelease(rt, item);
    }
    raised_put_back(rt, saved);
    if (!found) return false;
    if (lasti) frame->localsplus[frame->stack_top++] = int_from_i64(rt, frame_unit(frame));
    Own exception = raised_take(rt);
    frame->localsplus[frame->stack_top++] = exception;
    rt->vm->handler = handler;
    return true;
}

/* ---- helpers of the instructions ---- */

#define DROP_INT(object) drop_int(rt, object)
enum { MISS_LIMIT = 40, MISS_BACKOFF = 64 };

/* Clear and pop a plainly called frame, already unlinked. */
HS_INLINE void pop_plain(Runtime *rt, Frame *frame) {
    if (HS_UNLIKELY(frame->frame_obj || frame->locals)) {
        frame_leave(rt, frame);
        return;
    }
    events_begin_frame(rt, frame);
    rt->ts.recursion_left--;
    for (Own *item = frame->localsplus, *end = item + frame->stack_top; item < end; item++) {
        if (*item && count_down(borrow(*item)) == 0) vm_dealloc(rt, borrow(*item));
    }
    release(rt, frame->function);
    release(rt, frame->code);
    rt->ts.recursion_left++;
    events_end(rt);
    data_pop(rt, (Own *)(void *)frame);
}

static HS_COLD void drop_keeping_raise(Runtime *rt, Own *from, Own *to) {
    SavedRaise saved = raised_save(rt);
    for (; from < to; from++) {
        Own operand = *from;
        *from = (Own)0;
        xrelease(rt, operand);
    }
    raised_put_back(rt, saved);
}

/* After a call of C code: callable and arguments are released in order, the value pushed if there
 * is one. */
static HS_NOINLINE Own *drop_call_operands(Runtime *rt, Frame *frame, Own *sp, int arg, Own value) {
    Own *base = sp - arg - 2;
    if (HS_UNLIKELY(!value)) {
        drop_keeping_raise(rt, base, sp);
        frame->stack_top -= arg + 2;
        return base;
    }
    const bool backwards = rt->lens->calls == CALL_BACKWARDS;
    for (int i = 0; i < arg + 2; i++) {
        Own *item = backwards ? sp - 1 - i : base + i, operand = *item;
        *item = (Own)0;
        if (operand && count_down(borrow(operand)) == 0) vm_dealloc(rt, borrow(operand));
    }
    frame->stack_top -= arg + 2;
    *base = value;
    return base + 1;
}

/* int op int for one-digit operands where the result is an int that is cheap to tell; false: do it
 * the general way. */
static HS_NOINLINE bool small_bits(int64_t a, int64_t b, int op, int64_t *value) {
    switch (op % OP_INPLACE_ADD) {
    case OP_AND: *value = a & b; return true;
    case OP_OR: *value = a | b; return true;
    case OP_XOR: *value = a ^ b; return true;
    case OP_LSHIFT:
        if (b < 0 || b > 32) return false;
        *value = a << b;
        return true;
    case OP_RSHIFT:
        if (b < 0) return false;
        *value = a >> (b > 63 ? 63 : b);
        return true;
    default: return false;
    }
}

static HS_NOINLINE bool small_operate(int64_t a, int64_t b, int op, int64_t *value) {
    switch (op % OP_INPLACE_ADD) {
    case OP_ADD: *value = a + b; return true;
    case OP_SUBTRACT: *value = a - b; return true;
    case OP_MULTIPLY: *value = a * b; return true;
    case OP_REMAINDER:
        if (!b) return false;
        *value = remainder_i64(a, b);
        return true;
    case OP_FLOOR_DIVIDE:
        if (!b) return false;
        *value = floor_divide_i64(a, b);
        return true;
    default: return small_bits(a, b, op, value);
    }
}

/* float op float for + - * and / by what is not zero. */
HS_INLINE double float_operate(double a, double b, int op) {
    switch (op % OP_INPLACE_ADD) {
    case OP_ADD: return a + b;
    case OP_SUBTRACT: return a - b;
    case OP_MULTIPLY: return a * b;
    default: return a / b;
    }
}

/* Value of `name` in an instance's materialised __dict__, borrowed, or NULL. */
static HS_NOINLINE Obj *dict_hint_value(Obj *owner, Obj *name, int hint) {
    Obj *dict = borrow(pre_head(owner)->dict);
    if (!dict) return NULL;
    DictKeys *keys = DICT(dict)->keys;
    if (DICT(dict)->values || keys->kind != DICT_KEYS_UNICODE) return NULL;
    (void)hint;
    intptr_t index = dict_keys_index(keys, name);
    return index < 0 ? NULL : dict_entry_value(keys, index);
}

/* Whether an instance has no own attribute `name` (values or dict), so that its class's counts. */
static HS_NOINLINE bool instance_lacks(Runtime *rt, Obj *owner, Obj *name) {
    if (!(owner->type->flags & TPF_MANAGED_DICT)) return true;
    Obj *dict = borrow(pre_head(owner)->dict);
    if (instance_has_values(owner)) {
        intptr_t index = dict_keys_index(owner->type->cached_keys, name);
        return index < 0 || !*instance_value_slot(owner, index);
    }
    if (!dict) return true;
    bool lacks = !dict_get(rt, dict, name);
    return lacks && !RAISED(rt);
}

/* Frame of a property's getter, its shim set; NULL without exception: not a plain function any
 * more. */
static HS_NOINLINE Frame *frame_for_property(Runtime *rt, Obj *property, Obj *owner) {
    Obj *getter = borrow(((PropertyObj *)property)->get);
    if (property->type != T(rt, PROPERTY) || !getter || !is_function(rt, getter)) return NULL;
    int flags = CODE(borrow(FUNCTION(getter)->code))->flags;
    if (!(flags & CO_OPTIMIZED)) return NULL;
    Own self = keep(owner), held = keep(property);
    Frame *frame = frame_for_call(rt, keep(getter), (Own)0, &self, 1, NULL, 1);
    if (!frame) {
        release(rt, held);
        return NULL;
    }
    frame->shim = SHIM_REPLACE;
    frame->shim_count = 1;
    shim_words(frame)[0] = held;
    return frame;
}

static int send_general(Runtime *rt, Obj *receiver, Obj *sent, Own *result) {
    if (receiver->type->slots.am_send)
        return receiver->type->slots.am_send(rt, receiver, sent, result);
    *result = sent == rt->none && receiver->type->slots.tp_iternext
                  ? receiver->type->slots.tp_iternext(rt, receiver)
                  : call_method_1(rt, receiver, ID(rt, send), sent);
    if (*result) return 0;
    return stop_iteration_value(rt, result) < 0 ? -1 : 1;
}

static void reraise(Runtime *rt, Own exception) {
    Obj *value = borrow(exception);
    raised_restore(rt, keep((Obj *)value->type), exception,
                   xkeep(exception_traceback(rt, value)));
}

/* The operands of CALL_FUNCTION_EX brought to tuple and dict: -1 raised, the bad operand consumed.
 */
static int normalize_call_ex(Runtime *rt, Frame *frame, Own *sp, int arg) {
    Obj *callable = borrow(sp[-2 - (arg & 1)]);
    if ((arg & 1) && !is_dict_exact(rt, borrow(sp[-1]))) {
        Own dict = dict_new(rt);
        if (!dict) return -1;
        if (dict_merge(rt, borrow(dict), borrow(sp[-1]), 2) < 0) {
            release(rt, dict);
            explain_kwargs_error(rt, callable, borrow(sp[-1]));
            return -1;
        }
        Own old = sp[-1];
        sp[-1] = dict;
        release(rt, old);
    }
    Own *args = &sp[-1 - (arg & 1)];
    if (is_tuple_exact(rt, borrow(*args))) return 0;
    if (check_args_iterable(rt, callable, borrow(*args)) < 0) return -1;
    Own tuple = tuple_from_iterable(rt, borrow(*args)), old = *args;
    if (!tuple) return -1;
    *args = tuple;
    release(rt, old);
    (void)frame;
    return 0;
}

/* CALL_FUNCTION_EX: *callee is the frame to enter (operands stay on the stack), or the result was
 * pushed. Where the operands are given up first (Lens.spreads), *callee is as of a plain call. -1 raised. */
static HS_NOINLINE int prepare_call_ex(Runtime *rt, Frame *frame, Own **sp_out, Own *sp, int arg,
                                       Frame **callee) {
    int operands = 3 + (arg & 1);
    Own *base = sp - operands;
    *sp_out = sp;
    if (normalize_call_ex(rt, frame, sp, arg) < 0) return -1;
    Obj *callable = borrow(base[1]), *args = borrow(base[2]),
        *kwargs = arg & 1 ? borrow(base[3]) : NULL, *self = NULL;
    Obj *function = callable;
    if (is_method(rt, callable)) {
        function = borrow(((MethodObj *)callable)->function);
        self = borrow(((MethodObj *)callable)->self);
    }
    if (is_function(rt, function) && CODE(borrow(FUNCTION(function)->code))->flags & CO_OPTIMIZED) {
        bool spreads = rt->lens->spreads && !self;
        *callee = spreads ? frame_for_spread(rt, function, args, kwargs) : frame_for_call_ex(rt, function, self, args, kwargs);
        if (*callee && !spreads) return 0;
    }
    Own result = RAISED(rt) || *callee ? (Own)0 : call_args(rt, callable, args, kwargs);
    if (!result && !RAISED(rt) && !*callee) return -1; /* suspended: operands stay */
    SavedRaise saved = raised_save(rt);
    for (int i = 1; i < operands; i++) {
        Own operand = base[i];
        base[i] = (Own)0;
        release(rt, operand);
    }
    raised_put_back(rt, saved);
    frame->stack_top -= operands;
    if (result) *base++ = result;
    *sp_out = base;
    return result || *callee ? 0 : -1;
}

#define RUN_NAME run_fast
#define STEPPED 0
#include "vm/eval_loop.h"
#undef RUN_NAME
#undef STEPPED

#define RUN_NAME run_stepped
#define STEPPED 1
#include "vm/eval_loop.h"

/* The host is asked here, where no frame of run_stepped lies on the C stack: a state kept here can be put in by host_entered. */
static void ask_host(Runtime *rt) {
    if (rt->vm->suspended == STATUS_STEP) {
        host_step_stop(rt);
    } else {
        vm_begin_slice(rt, BELOW_TICKS);
        host_pulse(rt);
    }
}

int run_loop(Runtime *rt, bool throwing) {
    VmState *vm = rt->vm;
    bool outer = vm->in_steps, goes_on, replaying = rt->replaying;
    struct Replay *replay = vm->replay;
    int outcome;
    rt->replaying = false;
    if (HS_UNLIKELY(vm->below.awaited) && vm->below.depth && vm->below.number == vm->below.awaited) {
        vm->below.awaited = 0;
        host_entered(rt);
    }
    do {
        vm->in_steps = vm_steps(rt);
        outcome = vm->in_steps ? run_stepped(rt, throwing) : run_fast(rt, throwing);
        throwing = false;
        goes_on = outcome == RUN_SUSPENDED && (vm->suspended == SUSPENDED_LOOP || vm_is_below(rt));
        if (goes_on && vm->suspended != SUSPENDED_LOOP) ask_host(rt);
    } while (goes_on);
    vm->in_steps = outer;
    vm->replay = replay;
    rt->replaying = replaying;
    if (HS_UNLIKELY(vm_steps(rt) != outer)) vm_interrupt(rt); /* for the loop below */
    return outcome;
}

/* ---- the program ---- */

static int start_frame(Runtime *rt, Frame *frame) {
    VmState *vm = rt->vm;
    if (!frame) return -1;
    frame->is_entry = 1;
    frame->shim = SHIM_ENTRY;
    frame->previous = rt->ts.frame;
    rt->ts.frame = frame;
    vm->suspended = 0;
    vm->started = true;
    vm->bottom = frame;
    return 0;
}

int vm_start(Runtime *rt, Obj *code, Obj *globals, Obj *locals) {
    Own function = function_for_code(rt, code, globals);
    if (!function) return -1;
    return start_frame(rt, frame_for_call(rt, function, keep(locals ? locals : globals), NULL, 0, NULL, 0));
}

int vm_start_function(Runtime *rt, Obj *function) {
    return start_frame(rt, frame_for_call(rt, keep(function), (Own)0, NULL, 0, NULL, 0));
}

enum Status vm_run(Runtime *rt, int32_t fuel) {
    VmState *vm = rt->vm;
    if (!vm->started) return STATUS_FINISHED;
    vm_begin_slice(rt, fuel);
    uint32_t level = events_enter(rt);
    enum Status status = threads_run(rt);
    if (vm->killed)
        vm_abandon(rt);
    else if ((status == STATUS_FINISHED || status == STATUS_RAISED) && !vm->threads->finished)
        vm_end_bottom(rt);
    events_leave(rt, level);
    return status;
}

const uint32_t *vm_below(Runtime *rt, size_t *size) {
    Below *below = &rt->vm->below;
    bool known = !rt->native_depth || (vm_is_below(rt) && rt->vm->suspended);
    *size = known ? sizeof *below : 0;
    return &below->awaited;
}

void vm_await(Runtime *rt, uint32_t call) { rt->vm->below.awaited = call; }

void vm_end_bottom(Runtime *rt) {
    VmState *vm = rt->vm;
    Frame *frame = vm->bottom;
    vm->started = false;
    vm->suspended = 0;
    vm->bottom = NULL;
    rt->current_line = 0;
    rt->ts.frame = frame->previous;
    frame_leave(rt, frame);
}

Own vm_take_result(Runtime *rt) {
    Own result = rt->vm->result;
    rt->vm->result = (Own)0;
    return result;
}

void vm_abandon(Runtime *rt) {
    VmState *vm = rt->vm;
    if (!vm->started) return;
    Frame *bottom = vm->bottom;
    vm->started = false;
    vm->suspended = 0;
    vm->bottom = NULL;
    frames_abandon(rt, bottom);
}

void frames_abandon(Runtime *rt, Frame *bottom) {
    rt->native_depth++;
    for (Frame *frame = rt->ts.frame; frame;) {
        Frame *previous = frame->previous;
        bool for_native = frame->shim == SHIM_NATIVE;
        rt->ts.frame = previous;
        recursion_leave(rt);
        if (frame->owner == FRAME_OWNED_BY_GENERATOR) {
            Obj *self = frame_generator(frame);
            GENERATOR(self)->state = GEN_COMPLETED;
            generator_leave(rt, self);
            generator_finish(rt, self);
        } else {
            pop_with_words(rt, frame, -1);
        }
        if (for_native) native_abandon(rt);
        if (frame == bottom) break;
        frame = previous;
    }
    rt->native_depth--;
    raised_clear(rt);
}

Frame *vm_current_frame(Runtime *rt) {
    Frame *frame = rt->ts.frame;
    while (frame && frame_is_incomplete(frame)) frame = frame->previous;
    return frame;
}

Own vm_locals(Runtime *rt) {
    Frame *frame = vm_current_frame(rt);
    if (!frame) return raise_format(rt, EXC(rt, SystemError), "frame does not exist");
    if (!(frame_code(frame)->flags & CO_OPTIMIZED) && frame->locals) {
        Own locals = frame_get_locals(rt, frame);
        return locals;
    }
    return frame_get_locals(rt, frame);
}

Obj *vm_globals(Runtime *rt) {
    Frame *frame = vm_current_frame(rt);
    return frame ? frame->globals : NULL;
}

Obj *vm_builtins(Runtime *rt) {
    Frame *frame = vm_current_frame(rt);
    return frame ? frame->builtins : borrow(rt->builtins);
}

Obj *vm_handled_exception(Runtime *rt) {
    for (ExcItem *item = rt->ts.exc_top; item; item = item->previous) {
        Obj *value = borrow(item->value);
        if (value && value != rt->none) return value;
    }
    return NULL;
}

/* ---- state ---- */

int vm_init(Runtime *rt) {
    VmState *vm = raw_alloc(rt, sizeof *vm);
    if (!vm) return -1;
    memset(vm, 0, sizeof *vm);
    rt->vm = vm;
    rt->ts.exc_top = &rt->ts.exc_base;
    if (!rt->recursion_limit) rt->recursion_limit = HS_RECURSION_LIMIT;
    rt->ts.recursion_left = rt->recursion_limit;
    return threads_init(rt);
}

void frame_leave_bottom(Runtime *rt, Frame *frame) {
    rt->ts.frame = frame->previous;
    pop_with_words(rt, frame, -1);
}

void data_free(Runtime *rt) {
    for (DataChunk *chunk = rt->ts.data_chunk, *previous; chunk; chunk = previous) {
        previous = chunk->previous;
        raw_free(rt, chunk);
    }
    rt->ts.data_chunk = NULL;
    rt->ts.data_top = rt->ts.data_limit = NULL;
}

void vm_free(Runtime *rt) {
    if (!rt->vm) return;
    threads_drop(rt);
    raw_free(rt, rt->vm->pointers);
    raw_free(rt, rt->vm->folder);
    raw_free(rt, rt->vm);
    rt->vm = NULL;
}

int vm_visit_roots(Runtime *rt, VisitFn visit, void *arg) {
    if (!rt->vm) return 0;
    VISIT(rt->vm->result);
    VISIT(rt->vm->importing);
    return threads_visit(rt, visit, arg);
}

int frames_visit(Runtime *rt, Frame *frame, VisitFn visit, void *arg) {
    for (; frame; frame = frame->previous) {
        if (frame->owner == FRAME_OWNED_BY_GENERATOR) continue; /* the generator visits it */
        int result = frame_visit(rt, frame, visit, arg);
        if (result) return result;
        Own *words = shim_words(frame);
        for (int i = 0; i < frame->shim_count; i++) VISIT(words[i]);
    }
    return 0;
}
