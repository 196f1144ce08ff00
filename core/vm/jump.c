/* frame.f_lineno = N: a trace function makes its frame go on at another line.
 *
 * What lies on the value stack before each instruction is found by following the code, a kind for each value; one may only go where a part
 * of what is there now is wanted, and what is too much is popped. Rules and words as in CPython 3.11 Objects/frameobject.c. */
#include "heap/pool.h"
#include "object/int.h"
#include "vm/eval_impl.h"
#include "vm/tracing.h"

/* Kinds of values, three bits each; a whole stack is a number, its top lowest. */
enum Kind { NOTHING, ITERATOR, EXCEPT, OBJECT, NO_OBJECT, LASTI };
enum { BITS = 3, UNSEEN = -2, TOO_DEEP = -1 };
typedef int64_t Stack;

static Stack pushed(Stack stack, enum Kind kind) { return (uint64_t)stack >> (62 - BITS) ? TOO_DEEP : stack * (1 << BITS) + kind; }
static Stack popped(Stack stack, int count) { return count * BITS > 62 && stack >= 0 ? 0 : stack >> (count * BITS); }
static enum Kind kind_at(Stack stack, int depth) { return (enum Kind)((stack >> ((depth - 1) * BITS)) & 7); }

static int depth_of(Stack stack) {
    int depth = 0;
    for (; stack > 0; stack >>= BITS) depth++;
    return depth;
}

/* The stack after an instruction that goes on to the next one. */
static Stack after(Stack stack, int opcode, int arg) {
    enum Kind top = kind_at(stack, 1);
    switch (opcode) {
    case OP_GET_ITER:
    case OP_GET_AITER: return pushed(popped(stack, 1), ITERATOR);
    case OP_PUSH_EXC_INFO: return pushed(stack, EXCEPT);
    case OP_PUSH_NULL: return pushed(stack, NO_OBJECT);
    case OP_LOAD_GLOBAL: return pushed(arg & 1 ? pushed(stack, NO_OBJECT) : stack, OBJECT);
    case OP_LOAD_METHOD: return pushed(pushed(popped(stack, 1), NO_OBJECT), OBJECT);
    case OP_CALL: return pushed(popped(stack, 2), OBJECT); /* PRECALL has taken the arguments */
    case OP_SEND: return stack;
    case OP_COPY: return stack < 0 ? stack : pushed(stack, kind_at(stack, arg));
    case OP_SWAP: {
        if (stack < 0) return stack;
        int shift = (arg - 1) * BITS;
        enum Kind other = kind_at(stack, arg);
        stack ^= (Stack)(top ^ other) << shift;
        return stack ^ (Stack)(top ^ other);
    }
    default: {
        int effect = opcode_stack_effect(opcode, arg, 0);
        if (effect < 0) return popped(stack, -effect);
        while (effect-- > 0) stack = pushed(stack, OBJECT);
        return stack;
    }
    }
}

/* The stack where a jump goes. */
static Stack at_target(Stack stack, int opcode) {
    switch (opcode) {
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP:
    case OP_JUMP_FORWARD:
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT: return stack;
    default: return popped(stack, 1); /* FOR_ITER, SEND and the conditional ones */
    }
}

/* How far an instruction jumps, counted from the next one; 0: it does not. */
static int distance(int opcode, int arg) {
    switch (opcode) {
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP:
    case OP_POP_JUMP_FORWARD_IF_FALSE:
    case OP_POP_JUMP_FORWARD_IF_TRUE:
    case OP_POP_JUMP_FORWARD_IF_NONE:
    case OP_POP_JUMP_FORWARD_IF_NOT_NONE:
    case OP_SEND:
    case OP_JUMP_FORWARD:
    case OP_FOR_ITER: return arg;
    case OP_POP_JUMP_BACKWARD_IF_FALSE:
    case OP_POP_JUMP_BACKWARD_IF_TRUE:
    case OP_POP_JUMP_BACKWARD_IF_NONE:
    case OP_POP_JUMP_BACKWARD_IF_NOT_NONE:
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT: return -arg;
    default: return 0;
    }
}

/* The units of the code's instructions, one after the other. */
static int next_instruction(CodeObj *code, int unit) { return unit + 1 + opcode_info[opcode_info[code->units[unit] & 0xff].base].caches; }

/* One way through the code in order; true: a place before was reached for the first time, or a handler, so that there must be another. */
static bool follow(CodeObj *code, Stack *stacks) {
    bool again = false;
    int count = (int)code->head.size, prefix = 0;
    for (int i = 0; i < count;) {
        int opcode = opcode_info[code->units[i] & 0xff].base, arg = prefix << 8 | code->units[i] >> 8;
        int next = next_instruction(code, i), away = distance(opcode, arg), level, handler;
        bool lasti;
        Stack stack = stacks[i];
        prefix = opcode == OP_EXTENDED_ARG ? arg : 0;
        if (stack != UNSEEN) {
            if (away) {
                again |= away < 0 && stacks[next + away] == UNSEEN;
                stacks[next + away] = at_target(stack, opcode);
            }
            if (opcode_goes_on(opcode)) stacks[next] = opcode == OP_FOR_ITER ? pushed(stack, OBJECT) : away && opcode != OP_SEND ? popped(stack, 1) : after(stack, opcode, arg);
            if (exception_handler(code, i, &level, &handler, &lasti) && stacks[handler] == UNSEEN) {
                Stack left = popped(stack, depth_of(stack) > level ? depth_of(stack) - level : 0);
                stacks[handler] = pushed(lasti ? pushed(left, LASTI) : left, EXCEPT);
                again = true;
            }
        }
        i = next;
    }
    return again;
}

static bool fits(Stack from, Stack to) {
    if (from < 0 || to < 0) return false;
    while (from > to) from = popped(from, 1);
    for (; from; from = popped(from, 1), to = popped(to, 1)) {
        enum Kind have = kind_at(from, 1), want = kind_at(to, 1);
        if (want == NOTHING || (want == OBJECT ? have == NO_OBJECT : want != NO_OBJECT && have != want)) return false;
    }
    return to == 0;
}

static const char *why_not(Stack from, Stack to) {
    if (from == TOO_DEEP) return "stack to deep to analyze";
    if (from == UNSEEN) return "can't jump from unreachable code";
    if (to == TOO_DEEP) return "stack is too deep to analyze";
    if (to == UNSEEN) return "can't jump into an exception handler, or code may be unreachable";
    switch (kind_at(to, 1)) {
    case EXCEPT: return "can't jump into an 'except' block as there's no exception";
    case LASTI: return "can't jump into a re-raising block as there's no location";
    case ITERATOR: return "can't jump into the body of a for loop";
    default: return "incompatible stacks";
    }
}

/* The nearest line from `line` on that has code, -1 = none. */
static int nearest_line(const int32_t *lines, int count, int line) {
    int nearest = -1;
    for (int i = 0; i < count; i++) {
        if (lines[i] >= line && (nearest < 0 || lines[i] < nearest)) nearest = lines[i];
    }
    return nearest;
}

/* A frame that yields keeps the value on top until it has done so. */
static void pop_to(Runtime *rt, Frame *frame, Stack from, Stack to, bool yields) {
    Own yielded = yields ? frame->localsplus[--frame->stack_top] : (Own)0;
    for (; from > to; from = popped(from, 1)) {
        Own value = frame->localsplus[--frame->stack_top];
        if (kind_at(from, 1) == EXCEPT) own_set(rt, &rt->ts.exc_top->value, value);
        else xrelease(rt, value);
    }
    if (yields) frame->localsplus[frame->stack_top++] = yielded;
}

/* Where to go for a line: the first instruction of one of its pieces, the one that keeps the most values. NULL, or what is wrong. */
static const char *find_target(CodeObj *code, const int32_t *lines, const Stack *stacks, int wanted, Stack from, int *target) {
    const char *problem = "cannot find bytecode for specified line";
    bool explained = false;
    Stack most = TOO_DEEP;
    for (int i = 0, last = -1; i < code->head.size; i = next_instruction(code, i)) {
        bool starts = lines[i] >= 0 && lines[i] != last;
        if (lines[i] >= 0) last = lines[i];
        if (!starts || lines[i] != wanted) continue;
        if (fits(from, stacks[i])) {
            problem = NULL;
            if (stacks[i] > most) most = stacks[i], *target = i;
        } else if (problem && !explained) {
            problem = why_not(from, stacks[i]);
            explained = from >= 0;
        }
    }
    return problem;
}

int frame_jump(Runtime *rt, Frame *frame, int line) {
    CodeObj *code = frame_code(frame);
    TypeObj *error = EXC(rt, ValueError);
    if (line < code->firstlineno) return raise_format_int(rt, error, "line %d comes before the current code block", line);
    size_t count = (size_t)code->head.size;
    Stack *stacks = mem_alloc(rt, sizeof(Stack) * (count + 1) + sizeof(int32_t) * count);
    if (!stacks) {
        raise_memory_error(rt);
        return -1;
    }
    int32_t *lines = (int32_t *)(stacks + count + 1);
    code_all_lines(code, lines);
    int wanted = nearest_line(lines, (int)count, line), target = 0;
    if (wanted < 0) {
        mem_free(rt, stacks);
        return raise_format_int(rt, error, "line %d comes after the current code block", line);
    }
    for (size_t i = 0; i <= count; i++) stacks[i] = UNSEEN;
    stacks[0] = code->flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) ? OBJECT : 0; /* what starts them is sent None */
    while (follow(code, stacks)) continue;
    bool yields = opcode_info[*frame->prev_instr & 0xff].base == OP_YIELD_VALUE;
    Stack from = stacks[frame->prev_instr - code->units];
    if (yields) from = popped(from, 1);
    const char *problem = find_target(code, lines, stacks, wanted, from, &target);
    /* What is sent stands for the first instruction's value, as in CPython, which goes astray where that is not just a value. */
    CodeUnit first = code->units[target];
    int opcode = opcode_info[first & 0xff].base;
    if (yields && !problem && (opcode_info[opcode].caches || opcode_stack_effect(opcode, first >> 8, 0) != 1))
        problem = "can only jump from a 'line' trace event";
    Stack to = stacks[target];
    mem_free(rt, stacks);
    if (problem) return raise_format_int(rt, error, "%s", problem);
    pop_to(rt, frame, from, to, yields);
    frame->prev_instr = code->units + target;
    return 0;
}
