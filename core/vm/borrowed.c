/* References that Python 3.14 does not count: LOAD_FAST puts a local on the value stack without one of its own (LOAD_FAST_BORROW there)
 * where its compiler can prove that the local outlives it, and a called function's parameters stay uncounted, too. Here each is counted;
 * what 3.14 would show is found when a program asks: all frames are looked at, each with the block of its code that runs.
 *
 * A load is not borrowed when the value becomes a local, when the local is stored to while the value lies on the stack, when the value
 * still lies there at the end of the block, in code that only an exception reaches, and where the local may be unbound. Rules as in
 * CPython 3.14 Python/flowgraph.c. */
#include "compile/opcode.h"
#include "object/function.h"
#include "vm/eval_impl.h"

enum { MAX_UNITS = 4096, MAX_ITEMS = 128, SUPER_LOCALS = 16, NO_LOCAL = -1 };

typedef struct Item { /* on the value stack: the local that was loaded, and by which instruction */
    int16_t local, origin;
} Item;
typedef struct Block {
    CodeObj *code;
    Item items[MAX_ITEMS], then[MAX_ITEMS]; /* then: when `unit` begins */
    int depth, then_depth, taken;           /* taken: of those, what `unit` takes */
    uint8_t strong[MAX_UNITS / 8], starts[MAX_UNITS / 8], seen[MAX_UNITS / 8];
} Block;
typedef struct Instruction {
    int unit, opcode, arg, next;
} Instruction;

static bool has(const uint8_t *bits, int unit) { return bits[unit / 8] >> unit % 8 & 1; }
static void mark(uint8_t *bits, int unit) {
    if (unit < MAX_UNITS) bits[unit / 8] |= (uint8_t)(1 << unit % 8);
}

/* The instruction at `unit`, in front of which `prefix` was read. */
static Instruction read_instruction(CodeObj *code, int unit, int prefix) {
    int opcode = opcode_info[code->units[unit] & 0xff].base;
    return (Instruction){ unit, opcode, prefix << 8 | code->units[unit] >> 8, unit + 1 + opcode_info[opcode].caches };
}

static int target_of(Instruction in) {
    int flags = opcode_info[in.opcode].flags;
    return !(flags & (OPF_JUMP | OPF_JUMP_BACK)) ? -1 : flags & OPF_JUMP_BACK ? in.next - in.arg : in.next + in.arg;
}

static int parameters(CodeObj *code) {
    return code->argcount + code->kwonlyargcount + !!(code->flags & CO_VARARGS) + !!(code->flags & CO_VARKEYWORDS);
}

/* Marks in `seen` what is reached without an exception; with a local: what is reached while it may be unbound, handlers included. */
static void flood(Block *block, int local) {
    CodeObj *code = block->code;
    bool again = true;
    memset(block->seen, 0, sizeof block->seen);
    if (local >= parameters(code) || local == NO_LOCAL) mark(block->seen, 0);
    while (again) {
        again = false;
        Instruction in = { 0 };
        for (int prefix = 0; in.next < code->head.size; prefix = in.opcode == OP_EXTENDED_ARG ? in.arg : 0) {
            in = read_instruction(code, in.next, prefix);
            int target = target_of(in), level, handler;
            bool lasti, own = local != NO_LOCAL && in.arg == local;
            if (own && in.opcode == OP_DELETE_FAST) mark(block->seen, in.next);
            if (!has(block->seen, in.unit)) continue;
            if (local != NO_LOCAL && exception_handler(code, in.unit, &level, &handler, &lasti)) {
                again |= handler <= in.unit && !has(block->seen, handler);
                mark(block->seen, handler);
            }
            if (own && (in.opcode == OP_LOAD_FAST || in.opcode == OP_STORE_FAST)) continue;
            if (target >= 0) {
                again |= target <= in.unit && !has(block->seen, target);
                mark(block->seen, target);
            }
            if (opcode_goes_on(in.opcode)) mark(block->seen, in.next);
        }
    }
}

/* A list, set or dict comprehension's code: 3.14 has none, its loop is part of the code around. */
static bool is_inlined(Obj *constant) {
    Obj *name = borrow(CODE(constant)->name);
    return str_equals_ascii(name, "<listcomp>") || str_equals_ascii(name, "<setcomp>") || str_equals_ascii(name, "<dictcomp>");
}

/* Marks where blocks begin. */
static void find_starts(Runtime *rt, Block *block) {
    CodeObj *code = block->code;
    bool inlined = false;
    Instruction in = { 0 }, before = in;
    mark(block->starts, 0);
    for (int prefix = 0; in.next < code->head.size; prefix = in.opcode == OP_EXTENDED_ARG ? in.arg : 0) {
        before = in;
        in = read_instruction(code, in.next, prefix);
        int target = target_of(in), level, handler;
        bool lasti;
        if (target >= 0) mark(block->starts, target);
        if (target >= 0 || !opcode_goes_on(in.opcode)) mark(block->starts, in.next);
        if (exception_handler(code, in.unit, &level, &handler, &lasti)) mark(block->starts, handler);
        Obj *constant = in.opcode == OP_LOAD_CONST ? TUPLE_ITEM(borrow(code->consts), in.arg) : NULL;
        if (constant && constant->type == T(rt, CODE)) inlined = is_inlined(constant);
        if (inlined && in.opcode == OP_PRECALL && before.opcode == OP_GET_ITER) mark(block->starts, in.unit);
    }
}

/* ---- one block ---- */

static void push(Block *block, Item item) {
    if (block->depth < MAX_ITEMS) block->items[block->depth++] = item;
    else mark(block->strong, item.origin);
}

static Item pop(Block *block) { return block->depth ? block->items[--block->depth] : (Item){ NO_LOCAL, 0 }; }

static void kill(Block *block, int local) {
    for (int i = 0; i < block->depth; i++) {
        if (block->items[i].local == local) mark(block->strong, block->items[i].origin);
    }
}

/* What instruction does to the items. */
static void step(Block *block, Instruction in, int origin) {
    const Item none = { NO_LOCAL, 0 };
    switch (in.opcode) {
    case OP_LOAD_FAST: push(block, (Item){ (int16_t)in.arg, (int16_t)origin }); return;
    case OP_STORE_FAST: {
        Item item = pop(block);
        kill(block, in.arg);
        if (item.local != NO_LOCAL) mark(block->strong, item.origin);
        return;
    }
    case OP_DELETE_FAST: kill(block, in.arg); return;
    case OP_COPY: push(block, in.arg <= block->depth ? block->items[block->depth - in.arg] : none); return;
    case OP_SWAP: {
        if (!block->depth) return;
        Item top = pop(block);
        if (in.arg <= block->depth + 1) {
            Item *other = &block->items[block->depth + 1 - in.arg], item = *other;
            *other = top;
            top = item;
        } else {
            mark(block->strong, top.origin);
            top = none;
        }
        push(block, top);
        return;
    }
    case OP_LOAD_METHOD: {
        Item self = pop(block);
        push(block, none);
        push(block, self);
        return;
    }
    case OP_PRECALL:
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return; /* CALL takes the arguments; the others test a copy */
    default: {
        int taken = in.opcode == OP_CALL ? in.arg + 2 : opcode_items_taken(in.opcode, in.arg);
        int pushed = in.opcode == OP_CALL ? 1 : taken + opcode_stack_effect(in.opcode, in.arg, 0);
        for (int i = 0; i < taken; i++) pop(block);
        for (int i = 0; i < pushed; i++) push(block, none);
    }
    }
}

/* Goes through the block that begins at `start`; what lies on the stack when `unit` begins is kept. */
static void run_block(Block *block, int start, int unit) {
    CodeObj *code = block->code;
    Instruction in = { .next = start }, before = in;
    bool open = false; /* whether `before` can be the first half of an instruction for two */
    for (int prefix = 0; in.next < code->head.size && (in.next == start || !has(block->starts, in.next));
         prefix = in.opcode == OP_EXTENDED_ARG ? in.arg : 0) {
        before = in;
        in = read_instruction(code, in.next, prefix);
        int origin = in.unit;
        bool is_load = in.opcode == OP_LOAD_FAST, after_load = before.opcode == OP_LOAD_FAST;
        bool is_pair = open && in.arg < SUPER_LOCALS && before.arg < SUPER_LOCALS && (is_load || !after_load) &&
                       (is_load || in.opcode == OP_STORE_FAST) && code_line(code, in.unit) == code_line(code, before.unit);
        if (is_pair && is_load && after_load) origin = before.unit;
        if (is_pair && is_load && !after_load) mark(block->strong, in.unit);
        open = !is_pair && (is_load || in.opcode == OP_STORE_FAST);
        if (unit < in.next && in.unit <= unit) {
            memcpy(block->then, block->items, sizeof block->then);
            block->then_depth = block->depth;
            bool is_call = in.opcode == OP_CALL || in.opcode == OP_PRECALL;
            block->taken = is_call ? in.arg + 2 : 0;
        }
        step(block, in, origin);
    }
    while (block->depth) {
        Item item = pop(block);
        if (item.local != NO_LOCAL) mark(block->strong, item.origin);
    }
}

/* ---- a program's frames ---- */

/* How many of the frame's parameters, and of the locals that took one over, are `o`. */
static int held_by_locals(Frame *frame, Obj *o) {
    CodeObj *code = frame_code(frame);
    int held = 0, count = code->argcount + code->kwonlyargcount;
    for (int i = 0; i < count; i++) held += borrow(frame->localsplus[i]) == o;
    return held + (borrow(frame->function) == o);
}

/* Locals made from a borrowed parameter by `y = x` are borrowed, too. */
static int copied_by_locals(Frame *frame, Obj *o) {
    CodeObj *code = frame_code(frame);
    int copied = 0, count = code->argcount + code->kwonlyargcount;
    Instruction in = { 0 }, before = in;
    uint8_t counted[MAX_UNITS / 8] = { 0 };
    for (int prefix = 0; in.next < code->head.size; prefix = in.opcode == OP_EXTENDED_ARG ? in.arg : 0) {
        before = in;
        in = read_instruction(code, in.next, prefix);
        if (in.opcode != OP_STORE_FAST || before.opcode != OP_LOAD_FAST || in.arg < count || before.arg >= count || in.arg >= MAX_UNITS) continue;
        if (borrow(frame->localsplus[before.arg]) != o || borrow(frame->localsplus[in.arg]) != o || has(counted, in.arg)) continue;
        mark(counted, in.arg);
        copied++;
    }
    return copied;
}

/* References to `o` that this frame does not count; `callee`: the frame that its call has entered, or NULL. */
static int borrowed_by(Runtime *rt, Frame *frame, Frame *callee, Obj *o) {
    Block block = { .code = frame_code(frame) };
    int unit = frame_unit(frame), start = unit, found = 0, moved = 0;
    if (unit < 0 || block.code->head.size > MAX_UNITS || !(block.code->flags & CO_OPTIMIZED)) return 0;
    find_starts(rt, &block);
    while (!has(block.starts, start)) start--;
    flood(&block, NO_LOCAL);
    if (!has(block.seen, start)) return 0;
    run_block(&block, start, unit);
    for (int i = 0; i < block.then_depth; i++) {
        Item item = block.then[i];
        if (item.local == NO_LOCAL || borrow(frame->localsplus[item.local]) != o || has(block.strong, item.origin)) continue;
        flood(&block, item.local);
        if (has(block.seen, item.origin)) continue;
        if (callee && i >= block.then_depth - block.taken) moved++;
        else found++;
    }
    if (!moved) return found;
    int held = held_by_locals(callee, o);
    return found + (moved < held ? moved : held) + copied_by_locals(callee, o);
}

int borrowed_references(Runtime *rt, Obj *o) {
    if (!rt->lens->borrows) return 0;
    int found = 0;
    Frame *above = NULL;
    for (Frame *frame = vm_current_frame(rt); frame; above = frame, frame = frame->previous) {
        bool is_plain = above && (above->shim == SHIM_PUSH || above->shim == SHIM_BACKWARDS);
        bool entered = is_plain && !above->is_entry && above->owner != FRAME_OWNED_BY_GENERATOR;
        found += borrowed_by(rt, frame, entered ? above : NULL, o);
    }
    return found;
}
