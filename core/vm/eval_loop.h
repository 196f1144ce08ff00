/* The body of run_fast and run_stepped: included twice by eval.c with RUN_NAME and STEPPED set.
 *
 * Registers: frame, locals (its slots), sp (next free stack item), pc (behind the unit being
 * executed), consts. An operand on the stack is owned by the stack. frame->prev_instr and stack_top
 * are written (SAVE) only where something may look at the frame. */

HS_NOINLINE int RUN_NAME(Runtime *rt, bool throwing) {
    VmState *const vm = rt->vm;
    Frame *frame = rt->ts.frame;
    Own *locals, *sp, *sp_out;
    Own computed; /* of an instruction, on the way to where it ends */
    bool answered; /* of a comparison, on the way to its jump */
    const Own *consts;
    CodeUnit *pc;
    uint32_t arg;
    int opcode;
#if STEPPED
    const uint32_t level = events_enter(rt);
    CodeUnit *line_prev = NULL;
    const int32_t *lines = NULL;
    bool traced_call = false; /* trace_c_return is due */
    uint32_t filling = 0; /* of the room that they lie in */
#endif

#define LOAD_FRAME()                                                                               \
    do {                                                                                           \
        locals = frame->localsplus;                                                                \
        sp = locals + frame->stack_top;                                                            \
        pc = frame->prev_instr + 1;                                                                \
        consts = TUPLE(borrow(frame_code(frame)->consts))->items;                                  \
        STEP_LOAD();                                                                               \
    } while (0)
#if STEPPED
#define STEP_LINES() (lines = code_lines(rt, frame_code(frame)), filling = vm->line_room_filling)
#define STEP_LOAD() (line_prev = frame->prev_instr, STEP_LINES())
#else
#define STEP_LOAD() ((void)0)
#endif

    /* Every way round the loop goes through dispatch_opcode, also the first: a loop with several
     * entries would cost WebAssembly a second dispatch for each instruction. */
    opcode = vm->suspended ? ENTRY_RESUME : throwing ? ENTRY_THROW : ENTRY_START;
    arg = 0;
    pc = NULL;
    sp = locals = NULL;
    consts = NULL;
    goto dispatch_opcode;

dispatch :
#if STEPPED
{
    if (WHAT_IF_ON(rt)) {
        SAVE();
        if (what_if_turn(rt, pc, sp)) {
            vm->line_prev = line_prev, vm->traced_call = traced_call;
            return RUN_SUSPENDED;
        }
    }
    if (HS_UNLIKELY(filling != vm->line_room_filling)) STEP_LINES(); /* C code called back into Python */
    int line = lines ? line_event(frame, lines, line_prev, pc) : -1;
    CodeUnit *previous = line_prev;
    line_prev = pc;
    frame->prev_instr = pc;
    if (HS_UNLIKELY(vm->tracing)) {
        frame->stack_top = (int32_t)(sp - locals);
        if (traced_call) {
            traced_call = false;
            frame->prev_instr = previous;
            if (trace_c_return(rt, frame) < 0) goto error;
            frame->prev_instr = pc;
        }
        enum TraceOutcome outcome = trace_instruction(rt, frame, previous);
        if (HS_UNLIKELY(outcome >= TRACE_RAISED)) {
            pc++;
            if (outcome == TRACE_LEAVE) goto exit_traced;
            goto error;
        }
        if (HS_UNLIKELY(frame->prev_instr != pc)) { /* the function set f_lineno */
            line_prev = pc = frame->prev_instr;
            sp = locals + frame->stack_top;
            if (outcome == TRACE_YIELDS) {
                pc++, arg = 0, opcode = OP_YIELD_VALUE;
                goto dispatch_opcode;
            }
            line = lines ? line_event(frame, lines, previous, pc) : -1;
        }
        traced_call = outcome == TRACE_CALLS;
        if (!vm->by_instruction && line < 0) {
            opcode = single_opcode(*pc & 0xff);
            arg = *pc++ >> 8;
            goto dispatch_opcode;
        }
    }
    if (HS_UNLIKELY(line >= 0 || (vm->by_instruction && lines))) {
        frame->stack_top = (int32_t)(sp - locals);
        if (step_reached(rt, frame, line, previous)) {
            frame->prev_instr = pc - 1;
            vm->line_done = true, vm->traced_call = traced_call;
            vm->suspended = STATUS_STEP;
            return RUN_SUSPENDED;
        }
    resumed_step:
        if (vm->by_instruction || vm->tracing) {
            opcode = single_opcode(*pc & 0xff);
            arg = *pc++ >> 8;
            goto dispatch_opcode;
        }
    }
    opcode = events_instruction(rt, frame, pc, sp, level);
}
#else
    opcode = *pc & 0xff;
#endif
    arg = *pc++ >> 8;
dispatch_opcode:
    switch ((uint8_t)opcode) {
    case ENTRY_RESUME: /* continue where the last slice ended */ vm->suspended = 0; LOAD_FRAME();
#if STEPPED
        line_prev = vm->line_prev, traced_call = vm->traced_call;
        vm->traced_call = false;
        if (vm->line_done) {
            vm->line_done = false;
            frame->prev_instr = line_prev = pc;
            goto resumed_step;
        }
#else
        vm->traced_call = false;
#endif
        goto dispatch;
    case ENTRY_START:
    case ENTRY_THROW:
    start_frame:
        rt->ts.frame = frame;
        if (HS_UNLIKELY(recursion_enter(rt, "") < 0)) {
            rt->ts.recursion_left--;
            goto exit_unwind;
        }
        LOAD_FRAME();
        if (HS_UNLIKELY(opcode == ENTRY_THROW)) {
#if STEPPED
            if (HS_UNLIKELY(vm->tracing) && trace_throw(rt, frame) < 0) goto exit_unwind;
#endif
            goto error;
        }
        goto dispatch;
        /* In this order: each file uses the macros of those before it. */
/* clang-format off */
#include "vm/ops_basic.h"
#include "vm/ops_data.h"
#include "vm/ops_super.h"
#include "vm/ops_call.h"
#include "vm/ops_leave.h"
        /* clang-format on */
#if STEPPED
    case SINGLE_PRECALL: goto precall_general;
    case SINGLE_COMPARE: goto compare_general;
    case SINGLE_BINARY: goto binary_general;
#endif
    default: {
        SlowOp slow = slow_ops[opcode];
        SAVE();
        if (HS_UNLIKELY(!slow)) hs_fatal("unknown opcode");
        if ((opcode == OP_LIST_EXTEND || opcode == OP_SET_UPDATE) && (STEPPED || vm_runs_natives(rt))) {
            Frame *going = vm->tracing ? NULL : native_begin_update(rt, frame, opcode == OP_SET_UPDATE, (int)arg);
            if (going) {
                frame = going;
                goto left;
            }
        }
        REPLAY((int)opcode);
        sp = slow(rt, frame, sp, (int)arg);
        if (HS_UNLIKELY(RAISED(rt))) {
            if (opcode == OP_RAISE_VARARGS && !arg) goto exception_unwind; /* raised again: its traceback stays */
            goto error;
        }
        if (HS_UNLIKELY(rt->pending)) goto error;
        NEXT();
    }
    }

    /* The slice is used up, between two instructions. */
out_of_fuel:
    SAVE();
    if (HS_LIKELY(!vm_out_of_fuel(rt))) {
        if (HS_UNLIKELY(RAISED(rt))) goto error;
        goto dispatch;
    }
#if STEPPED
    vm->line_prev = line_prev, vm->traced_call = traced_call;
#endif
    return RUN_SUSPENDED;

error:
    frame->prev_instr = pc - 1;
    frame->stack_top = (int32_t)(sp - locals);
    if (HS_UNLIKELY(!RAISED(rt))) {
        /* A builtin asks to be called again later: the instruction begins anew, with its operands
         * still on the stack. */
        if (!rt->pending) hs_fatal("failure without exception");
        if (rt->native_depth != vm->base_depth) hs_fatal("suspension below C frames");
        vm->suspended = rt->pending;
        rt->pending = 0;
        frame->prev_instr = pc - 2;
        while ((pc[-1] & 0xff) == OP_IMPORT_NAME && (*frame->prev_instr & 0xff) == OP_EXTENDED_ARG)
            frame->prev_instr--;
#if STEPPED
        vm->line_done = true, vm->traced_call = traced_call;
#endif
        return RUN_SUSPENDED;
    }
#if STEPPED
    if (HS_UNLIKELY(traced_call)) {
        traced_call = false;
        trace_c_return(rt, frame);
    }
#endif
    if (!frame_is_incomplete(frame)) {
        traceback_here(rt, frame);
#if STEPPED
        if (HS_UNLIKELY(vm->tracing)) trace_exception(rt, frame);
#endif
    }
exception_unwind:
    vm->kwnames = NULL;
    frame->stack_top = (int32_t)(sp - locals);
    if (unwind_to_handler(rt, frame, pc - 1)) {
        sp = locals + frame->stack_top;
        pc = frame_code(frame)->units + vm->handler;
        goto dispatch;
    }
#if STEPPED
    if (HS_UNLIKELY(vm->tracing)) trace_unwind(rt, frame);
exit_traced:
#endif
exit_unwind:
    recursion_leave(rt);
    if (frame->shim == SHIM_ENTRY) return RUN_RAISED;
    frame = leave_raised(rt, frame);
    goto left;

    /* A frame other than a plainly called one is left with a value. */
leave_with_value:;
#if STEPPED
    CodeUnit *ended = frame->shim == SHIM_FOR_ITER || frame->shim == SHIM_SEND ? frame->previous->prev_instr : NULL;
#endif
    frame = leave_with_value(rt, frame, arg);
    if (!frame) return RUN_RETURNED;
#if STEPPED
    if (ended && !RAISED(rt)) { /* the loop is over: it goes on behind it, but comes from its FOR_ITER or SEND */
        LOAD_FRAME();
        line_prev = ended;
        goto dispatch;
    }
#endif
left:
    if (HS_UNLIKELY(rt->pending)) { /* a native waits for another frame */
        rt->pending = 0;
        goto start_frame;
    }
    LOAD_FRAME();
    if (HS_UNLIKELY(RAISED(rt))) goto error;
    goto dispatch;
}

#undef LOAD_FRAME
#undef STEP_LOAD
#undef STEP_LINES
