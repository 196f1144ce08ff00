/* The control flow graph of a unit: simplification, reachability, line numbers, stack depth,
 * exception handlers. CPython 3.11's Python/compile.c, second half; every pass keeps its order over
 * the blocks, since the result shows in co_code.
 *
 * Two orders of blocks: `next`, as the code lies; `list`, newest first (the unit's `blocks`). */
#include "compile/codegen.h"
#include "heap/pool.h"
#include "object/abstract.h"
#include "object/tuple.h"

enum { MAX_COPY_SIZE = 4, DEEP_STACK = 100 };

static Block *skip_empty(Block *block) {
    while (block->count == 0) block = block->next;
    return block;
}

static bool ends_scope(int opcode) {
    return opcode == OP_RETURN_VALUE || opcode == OP_RAISE_VARARGS || opcode == OP_RERAISE;
}

/* ---- preparation ---- */

/* Marks how blocks end, and lets jumps skip empty blocks. */
static void normalize_block(Block *block) {
    for (int32_t i = 0; i < block->count; i++) {
        Instr *instr = &block->instrs[i];
        if (ends_scope(instr->opcode)) {
            block->is_exit = block->no_fallthrough = true;
        } else if (instr->opcode == PSEUDO_JUMP || instr->opcode == PSEUDO_JUMP_NO_INTERRUPT) {
            block->no_fallthrough = true;
            instr->target = skip_empty(instr->target);
        } else if (is_jump(instr) && instr->opcode != OP_SEND) {
            instr->target = skip_empty(instr->target);
        }
    }
}

static bool has_line(const Block *block) {
    for (int32_t i = 0; i < block->count; i++) {
        if (block->instrs[i].span.lineno > 0) return true;
    }
    return false;
}

/* A jump to a short way out without line number is replaced by that way out. */
static void extend_block(Compiler *c, Block *block) {
    if (!block->count || block_last(block)->opcode != PSEUDO_JUMP) return;
    const Block *target = block_last(block)->target;
    if (!target->is_exit || target->count > MAX_COPY_SIZE || has_line(target)) return;
    block_last(block)->opcode = OP_NOP;
    for (int32_t i = 0; i < target->count; i++) {
        Instr *copy = block_append(c, block);
        if (copy) *copy = target->instrs[i];
    }
    block->is_exit = true;
}

void flow_prepare(Compiler *c) {
    for (Block *b = c->unit->blocks; b; b = b->list) normalize_block(b);
    for (Block *b = c->unit->blocks; b && !c->failed; b = b->list) extend_block(c, b);
}

/* ---- constants ---- */

static int32_t const_index(Compiler *c, ConstList *consts, Own constant) {
    for (int32_t i = 0; i < consts->count; i++) {
        if (borrow(consts->items[i]) == borrow(constant)) {
            release(c->rt, constant);
            return i;
        }
    }
    if (consts->count == consts->capacity) {
        int32_t capacity = consts->capacity * 2 + 4;
        Own *items = ast_alloc(c->rt, &c->unit->memory, (size_t)capacity * sizeof *items);
        if (!items) {
            release(c->rt, constant);
            c->failed = true;
            return 0;
        }
        if (consts->count) memcpy(items, consts->items, (size_t)consts->count * sizeof *items);
        consts->items = items;
        consts->capacity = capacity;
    }
    consts->items[consts->count] = constant;
    return consts->count++;
}

/* LOAD_CONST a, LOAD_CONST b, BUILD_TUPLE 2 → LOAD_CONST (a, b). `instr` is the first of them. */
static void fold_tuple(Compiler *c, Instr *instr, int32_t count, ConstList *consts) {
    for (int32_t i = 0; i < count; i++) {
        if (instr[i].opcode != OP_LOAD_CONST) return;
    }
    Own tuple = tuple_alloc(c->rt, count);
    if (!tuple) {
        c->failed = true;
        return;
    }
    for (int32_t i = 0; i < count; i++)
        TUPLE(borrow(tuple))->items[i] = keep(borrow(consts->items[instr[i].oparg]));
    if (count) gc_track(c->rt, borrow(tuple));
    constant_merge_one(c, &tuple);
    int32_t index = const_index(c, consts, tuple);
    for (int32_t i = 0; i < count; i++) instr[i].opcode = OP_NOP;
    instr[count].opcode = OP_LOAD_CONST;
    instr[count].oparg = index;
}

/* ---- swaps ---- */

/* Replaces a run of SWAPs and NOPs by the shortest one with the same effect, written from its end.
 * Position of the run's end. */
static int32_t optimize_swaps(Compiler *c, Block *block, int32_t at) {
    enum { VISITED = -1 };
    Instr *instrs = &block->instrs[at];
    int32_t depth = instrs[0].oparg, length = 0, limit = block->count - at;
    bool more = false;
    while (++length < limit) {
        if (instrs[length].opcode == OP_SWAP) {
            if (instrs[length].oparg > depth) depth = instrs[length].oparg;
            more = true;
        } else if (instrs[length].opcode != OP_NOP) {
            break;
        }
    }
    if (!more) return at;
    int32_t *stack = ast_alloc(c->rt, &c->unit->memory, (size_t)depth * sizeof *stack);
    if (!stack) {
        c->failed = true;
        return at;
    }
    for (int32_t i = 0; i < depth; i++) stack[i] = i;
    for (int32_t i = 0; i < length; i++) {
        if (instrs[i].opcode != OP_SWAP) continue;
        int32_t top = stack[0], other = instrs[i].oparg - 1;
        stack[0] = stack[other];
        stack[other] = top;
    }
    /* each cycle of the permutation is undone through the top, backwards */
    int32_t current = length - 1;
    for (int32_t i = 0; i < depth; i++) {
        if (stack[i] == VISITED || stack[i] == i) continue;
        for (int32_t j = i;;) {
            if (j) {
                instrs[current].opcode = OP_SWAP;
                instrs[current--].oparg = j + 1;
            }
            if (stack[j] == VISITED) break;
            int32_t next = stack[j];
            stack[j] = VISITED;
            j = next;
        }
    }
    while (current >= 0) instrs[current--].opcode = OP_NOP;
    return at + length - 1;
}

static bool is_swappable(int opcode) { return opcode == OP_STORE_FAST || opcode == OP_POP_TOP; }

/* Next STORE_FAST or POP_TOP behind `i`, on line `lineno` if that is not negative; -1 = something
 * else is in the way. */
static int32_t next_swappable(const Block *block, int32_t i, int32_t lineno) {
    while (++i < block->count) {
        const Instr *instr = &block->instrs[i];
        if (lineno >= 0 && instr->span.lineno != lineno) return -1;
        if (instr->opcode == OP_NOP) continue;
        return is_swappable(instr->opcode) ? i : -1;
    }
    return -1;
}

static int32_t stored_local(const Instr *i) { return i->opcode == OP_STORE_FAST ? i->oparg : -1; }

/* Whether the stores to locals from `first` to `second` allow these two to change places. */
static bool may_exchange(const Block *block, int32_t first, int32_t second) {
    int32_t a = stored_local(&block->instrs[first]), b = stored_local(&block->instrs[second]);
    if (a < 0 && b < 0) return true;
    if (a == b) return false;
    for (int32_t i = first + 1; i < second; i++) {
        int32_t between = stored_local(&block->instrs[i]);
        if (between >= 0 && (between == a || between == b)) return false;
    }
    return true;
}

/* Swaps the instructions that consume the items instead of the items. */
static void apply_static_swaps(Block *block, int32_t i) {
    for (; i >= 0; i--) {
        Instr *swap = &block->instrs[i];
        if (swap->opcode != OP_SWAP) {
            if (swap->opcode == OP_NOP || is_swappable(swap->opcode)) continue;
            return;
        }
        int32_t first = next_swappable(block, i, -1);
        if (first < 0) return;
        int32_t second = first, lineno = block->instrs[first].span.lineno;
        for (int32_t count = swap->oparg - 1; count > 0; count--) {
            second = next_swappable(block, second, lineno);
            if (second < 0) return;
        }
        if (!may_exchange(block, first, second)) return;
        swap->opcode = OP_NOP;
        Instr moved = block->instrs[first];
        block->instrs[first] = block->instrs[second];
        block->instrs[second] = moved;
    }
}

/* ---- jumps ---- */

/* A jump to a jump goes to where that one goes. True: look at it again. */
static bool thread_jump(Instr *instr, const Instr *target, int opcode) {
    if (instr->span.lineno != target->span.lineno || instr->target == target->target) return false;
    instr->target = target->target;
    instr->opcode = (int16_t)opcode;
    return true;
}

/* JUMP_IF_x_OR_POP: `same` are the jumps taken on the same truth, `other` those that are then
 * certainly not taken. */
static bool thread_or_pop(Instr *instr, const Instr *target) {
    bool on_false = instr->opcode == OP_JUMP_IF_FALSE_OR_POP;
    int pop_same = on_false ? PSEUDO_POP_JUMP_IF_FALSE : PSEUDO_POP_JUMP_IF_TRUE;
    int pop_other = on_false ? PSEUDO_POP_JUMP_IF_TRUE : PSEUDO_POP_JUMP_IF_FALSE;
    int other = on_false ? OP_JUMP_IF_TRUE_OR_POP : OP_JUMP_IF_FALSE_OR_POP;
    if (target->opcode == pop_same) return thread_jump(instr, target, pop_same);
    if (target->opcode == PSEUDO_JUMP || target->opcode == instr->opcode)
        return thread_jump(instr, target, instr->opcode);
    if ((target->opcode != other && target->opcode != pop_other) ||
        instr->span.lineno != target->span.lineno)
        return false;
    instr->opcode = (int16_t)pop_same;
    instr->target = instr->target->next;
    return true;
}

/* LOAD_CONST before a conditional jump or `is None`. */
static void fold_condition(Compiler *c, Block *block, int32_t i, const ConstList *consts) {
    Instr *instr = &block->instrs[i], *next = instr + 1;
    if (i + 1 >= block->count) return;
    Obj *constant = borrow(consts->items[instr->oparg]);
    bool pops = next->opcode == PSEUDO_POP_JUMP_IF_FALSE || next->opcode == PSEUDO_POP_JUMP_IF_TRUE;
    bool or_pop = next->opcode == OP_JUMP_IF_FALSE_OR_POP || next->opcode == OP_JUMP_IF_TRUE_OR_POP;
    if (pops || or_pop) {
        int truth = object_is_true(c->rt, constant);
        if (truth < 0) {
            c->failed = true;
            return;
        }
        bool taken = truth == (next->opcode == PSEUDO_POP_JUMP_IF_TRUE ||
                               next->opcode == OP_JUMP_IF_TRUE_OR_POP);
        if (pops || !taken) instr->opcode = OP_NOP;
        next->opcode = taken ? PSEUDO_JUMP : OP_NOP;
        if (taken) block->no_fallthrough = true;
    } else if (next->opcode == OP_IS_OP && i + 2 < block->count && constant == c->rt->none) {
        Instr *jump = instr + 2;
        bool if_false = jump->opcode == PSEUDO_POP_JUMP_IF_FALSE;
        if (!if_false && jump->opcode != PSEUDO_POP_JUMP_IF_TRUE) return;
        jump->opcode =
            (next->oparg & 1) != if_false ? PSEUDO_POP_JUMP_IF_NOT_NONE : PSEUDO_POP_JUMP_IF_NONE;
        instr->opcode = next->opcode = OP_NOP;
    }
}

static void optimize_build_tuple(Compiler *c, Block *block, int32_t i, ConstList *consts) {
    Instr *instr = &block->instrs[i], *next = instr + 1;
    int32_t count = instr->oparg;
    if (i + 1 < block->count && next->opcode == OP_UNPACK_SEQUENCE && next->oparg == count &&
        count >= 1 && count <= 3) {
        instr->opcode = OP_NOP;
        next->opcode = count == 1 ? OP_NOP : OP_SWAP;
        return;
    }
    if (i >= count) fold_tuple(c, instr - count, count, consts);
}

static void optimize_block(Compiler *c, Block *block, ConstList *consts) {
    for (int32_t i = 0; i < block->count && !c->failed; i++) {
        Instr *instr = &block->instrs[i];
        const Instr *target = NULL;
        if (is_jump(instr) || is_block_push(instr)) {
            instr->target = skip_empty(instr->target);
            target = &instr->target->instrs[0];
        }
        switch (instr->opcode) {
        case OP_LOAD_CONST: fold_condition(c, block, i, consts); break;
        case OP_BUILD_TUPLE: optimize_build_tuple(c, block, i, consts); break;
        case OP_JUMP_IF_FALSE_OR_POP:
        case OP_JUMP_IF_TRUE_OR_POP: i -= thread_or_pop(instr, target); break;
        case PSEUDO_POP_JUMP_IF_NOT_NONE:
        case PSEUDO_POP_JUMP_IF_NONE:
        case PSEUDO_POP_JUMP_IF_FALSE:
        case PSEUDO_POP_JUMP_IF_TRUE:
        case PSEUDO_JUMP:
            if (target->opcode == PSEUDO_JUMP) i -= thread_jump(instr, target, instr->opcode);
            break;
        case OP_SWAP:
            if (instr->oparg == 1) {
                instr->opcode = OP_NOP;
            } else {
                i = optimize_swaps(c, block, i);
                apply_static_swaps(block, i);
            }
            break;
        case OP_PUSH_NULL:
            if (i + 1 < block->count && instr[1].opcode == OP_LOAD_GLOBAL) {
                instr->opcode = OP_NOP;
                instr[1].oparg |= 1;
            }
            break;
        default: break;
        }
    }
}

/* ---- NOPs and empty blocks ---- */

/* A NOP stays only if it is the one instruction of its line. */
static bool nop_is_needed(Block *block, int32_t i, int32_t previous_line) {
    int32_t lineno = block->instrs[i].span.lineno;
    if (lineno < 0 || previous_line == lineno) return false;
    if (i < block->count - 1) {
        int32_t next_line = block->instrs[i + 1].span.lineno;
        if (next_line == lineno) return false;
        if (next_line < 0) {
            block->instrs[i + 1].span = block->instrs[i].span;
            return false;
        }
        return true;
    }
    const Block *next = block->next;
    while (next && next->count == 0) next = next->next;
    return !next || next->instrs[0].span.lineno != lineno;
}

static void clean_block(Block *block) {
    int32_t kept = 0, previous_line = -1;
    for (int32_t i = 0; i < block->count; i++) {
        int32_t lineno = block->instrs[i].span.lineno;
        if (block->instrs[i].opcode == OP_NOP && !nop_is_needed(block, i, previous_line)) continue;
        if (kept != i) block->instrs[kept] = block->instrs[i];
        kept++;
        previous_line = lineno;
    }
    block->count = kept;
}

void flow_clean_blocks(Block *entry) {
    for (Block *b = entry; b; b = b->next) clean_block(b);
}

static void drop_empty_blocks(Block *entry) {
    for (Block *b = entry; b; b = b->next) {
        while (b->next && b->next->count == 0 && b->next->next) b->next = b->next->next;
    }
    for (Block *b = entry; b; b = b->next) {
        if (b->count && is_jump(block_last(b)))
            block_last(b)->target = skip_empty(block_last(b)->target);
    }
}

static Block **block_stack(Compiler *c) {
    size_t count = 0;
    for (const Block *b = c->unit->blocks; b; b = b->list) count++;
    Block **stack = ast_alloc(c->rt, &c->unit->memory, (count + 1) * sizeof *stack);
    if (!stack) c->failed = true;
    return stack;
}

static void mark_reachable(Compiler *c, Block *entry) {
    Block **stack = block_stack(c), **top = stack;
    if (!stack) return;
    entry->predecessors = 1;
    *top++ = entry;
    while (top > stack) {
        Block *block = *--top;
        if (block->next && !block->no_fallthrough && block->next->predecessors++ == 0)
            *top++ = block->next;
        for (int32_t i = 0; i < block->count; i++) {
            const Instr *instr = &block->instrs[i];
            if ((is_jump(instr) || is_block_push(instr)) && instr->target->predecessors++ == 0)
                *top++ = instr->target;
        }
    }
}

static void drop_jumps_to_next(Block *entry) {
    bool dropped = false;
    for (Block *b = entry; b; b = b->next) {
        if (!b->count) continue;
        Instr *last = block_last(b);
        if ((last->opcode == PSEUDO_JUMP || last->opcode == PSEUDO_JUMP_NO_INTERRUPT) &&
            last->target == b->next) {
            b->no_fallthrough = false;
            last->opcode = OP_NOP;
            dropped = true;
        }
    }
    if (dropped) drop_empty_blocks(entry);
}

void flow_optimize(Compiler *c, Block *entry, ConstList *consts) {
    for (Block *b = entry; b && !c->failed; b = b->next) {
        optimize_block(c, b, consts);
        clean_block(b);
    }
    for (Block *b = c->unit->blocks; b && !c->failed; b = b->list) extend_block(c, b);
    if (!c->failed) mark_reachable(c, entry);
    if (c->failed) return;
    for (Block *b = entry; b; b = b->next) {
        if (b->predecessors) continue;
        b->count = 0;
        b->no_fallthrough = false;
    }
    drop_empty_blocks(entry);
    flow_clean_blocks(entry);
    drop_jumps_to_next(entry);
}

/* ---- line numbers ---- */

static bool is_exit_without_line(const Block *block) {
    if (!block->is_exit) return false;
    for (int32_t i = 0; i < block->count; i++) {
        if (block->instrs[i].span.lineno >= 0) return false;
    }
    return true;
}

static Block *copy_block(Compiler *c, const Block *block) {
    Block *copy = block_new(c);
    for (int32_t i = 0; i < block->count; i++) {
        Instr *instr = block_append(c, copy);
        if (instr) *instr = block->instrs[i];
    }
    copy->is_exit = block->is_exit;
    copy->no_fallthrough = true;
    return copy;
}

/* Ways out without a line get the line of the jump to them; those with several jumps are copied
 * (PEP 626). */
void flow_duplicate_exits(Compiler *c) {
    for (Block *b = c->unit->blocks; b && !c->failed; b = b->list) {
        if (!b->count || !is_jump(block_last(b))) continue;
        Block *target = block_last(b)->target;
        if (!is_exit_without_line(target) || target->predecessors <= 1) continue;
        Block *copy = copy_block(c, target);
        if (c->failed) return;
        copy->instrs[0].span = block_last(b)->span;
        block_last(b)->target = copy;
        target->predecessors--;
        copy->predecessors = 1;
        copy->next = target->next;
        target->next = copy;
    }
    for (Block *b = c->unit->blocks; b; b = b->list) {
        while (b->next && b->next->count == 0) b->next = b->next->next;
    }
    for (Block *b = c->unit->blocks; b; b = b->list) {
        if (!b->no_fallthrough && b->next && b->count && is_exit_without_line(b->next)) {
            b->next->instrs[0].span = block_last(b)->span;
        }
    }
}

/* Instructions without line take the one before them, also into a block that has one predecessor.
 */
static void propagate_lines(Block *entry) {
    for (Block *b = entry; b; b = b->next) {
        AstSpan span = {-1, -1, -1, -1};
        if (!b->count) continue;
        for (int32_t i = 0; i < b->count; i++) {
            if (b->instrs[i].span.lineno < 0)
                b->instrs[i].span = span;
            else
                span = b->instrs[i].span;
        }
        if (!b->no_fallthrough && b->next->predecessors == 1 &&
            b->next->instrs[0].span.lineno < 0) {
            b->next->instrs[0].span = span;
        }
        if (is_jump(block_last(b))) {
            Block *target = block_last(b)->target;
            if (target->predecessors == 1 && target->instrs[0].span.lineno < 0)
                target->instrs[0].span = span;
        }
    }
}

static void guarantee_lines_of_exits(Block *entry, int32_t first_line) {
    int32_t lineno = first_line;
    for (Block *b = entry; b; b = b->next) {
        if (!b->count) continue;
        if (block_last(b)->span.lineno >= 0) {
            lineno = block_last(b)->span.lineno;
        } else if (block_last(b)->opcode == OP_RETURN_VALUE) {
            for (int32_t i = 0; i < b->count; i++) b->instrs[i].span.lineno = lineno;
        }
    }
}

void flow_finish_lines(Compiler *c, Block *entry) {
    propagate_lines(entry);
    guarantee_lines_of_exits(entry, c->unit->first_line);
}

/* ---- stack depth ---- */

static int stack_effect(const Instr *i, bool jump) {
    switch (i->opcode) {
    case PSEUDO_SETUP_FINALLY:
    case PSEUDO_SETUP_WITH: return jump ? 1 : 0;
    case PSEUDO_SETUP_CLEANUP: return jump ? 2 : 0;
    case PSEUDO_POP_BLOCK:
    case PSEUDO_JUMP:
    case PSEUDO_JUMP_NO_INTERRUPT: return 0;
    default: return i->opcode >= 256 ? -1 : opcode_stack_effect(i->opcode, i->oparg, jump);
    }
}

static void push_depth(Block ***top, Block *block, int32_t depth) {
    if (block->start_depth >= depth || block->start_depth >= DEEP_STACK) return;
    block->start_depth = depth;
    *(*top)++ = block;
}

int32_t flow_stack_depth(Compiler *c) {
    Block *entry = NULL, **stack = block_stack(c), **top = stack;
    int32_t deepest = 0;
    if (!stack) return -1;
    for (Block *b = c->unit->blocks; b; b = b->list) {
        b->start_depth = INT32_MIN;
        entry = b;
    }
    push_depth(&top, entry, c->unit->scope->generator || c->unit->scope->coroutine);
    while (top != stack) {
        Block *block = *--top, *next = block->next;
        int32_t depth = block->start_depth;
        for (int32_t i = 0; i < block->count; i++) {
            const Instr *instr = &block->instrs[i];
            if (is_jump(instr) || is_block_push(instr)) {
                int32_t target_depth = depth + stack_effect(instr, true), reached = instr->opcode == OP_SEND ? depth + c->rt->lens->send_room : target_depth;
                if (reached > deepest) deepest = reached;
                push_depth(&top, instr->target, target_depth);
            }
            depth += stack_effect(instr, false);
            if (depth > deepest) deepest = depth;
            if (instr->opcode == PSEUDO_JUMP || instr->opcode == PSEUDO_JUMP_NO_INTERRUPT ||
                ends_scope(instr->opcode)) {
                next = NULL;
                break;
            }
        }
        if (next) push_depth(&top, next, depth);
    }
    return deepest;
}

/* ---- exception handlers ---- */

/* When echoed it lies in a pool, as large as CPython's. */
static ExceptStack *copy_except_stack(Compiler *c, const ExceptStack *stack) {
    _Static_assert(sizeof(ExceptStack) <= EXCEPT_STACK_SIZE, "fits in CPython's");
    ExceptStack *copy = c->arena->echo ? mem_alloc(c->rt, EXCEPT_STACK_SIZE)
                                       : ast_alloc(c->rt, &c->unit->memory, sizeof *copy);
    if (!copy) c->failed = true;
    else if (stack) *copy = *stack;
    else *copy = (ExceptStack){0};
    return copy;
}

static Block *push_handler(ExceptStack *stack, const Instr *setup) {
    if (setup->opcode != PSEUDO_SETUP_FINALLY) setup->target->preserve_lasti = true;
    return stack->handlers[++stack->depth] = setup->target;
}

/* Handlers of the instructions of one block; the blocks it leads to wait in *todo. */
static void label_block(Compiler *c, Block *block, Block ***todo) {
    ExceptStack *stack = block->except_stack;
    Block *handler = stack->handlers[stack->depth];
    for (int32_t i = 0; i < block->count && !c->failed; i++) {
        Instr *instr = &block->instrs[i];
        if (is_block_push(instr)) {
            if (!instr->target->visited) {
                instr->target->except_stack = copy_except_stack(c, stack);
                instr->target->visited = true;
                *(*todo)++ = instr->target;
            }
            handler = push_handler(stack, instr);
            continue;
        }
        if (instr->opcode == PSEUDO_POP_BLOCK) {
            handler = stack->handlers[--stack->depth];
            continue;
        }
        instr->handler = handler;
        if (is_jump(instr) && !instr->target->visited) {
            instr->target->except_stack = block->no_fallthrough ? stack : copy_except_stack(c, stack);
            if (block->no_fallthrough) stack = NULL;
            instr->target->visited = true;
            *(*todo)++ = instr->target;
        }
    }
    if (!block->no_fallthrough && !block->next->visited) {
        block->next->except_stack = stack;
        block->next->visited = true;
        *(*todo)++ = block->next;
    } else if (c->arena->echo) {
        mem_free(c->rt, stack);
    }
}

void flow_label_handlers(Compiler *c, Block *entry) {
    Block **stack = block_stack(c), **todo = stack;
    if (!stack) return;
    size_t count = 0;
    for (Block *b = entry; b; b = b->next, count++) b->visited = false;
    void *echo = c->arena->echo ? mem_alloc(c->rt, 8 * count) : NULL;
    entry->except_stack = copy_except_stack(c, NULL);
    entry->visited = true;
    *todo++ = entry;
    while (todo > stack && !c->failed) label_block(c, *--todo, &todo);
    while (todo > stack && echo) mem_free(c->rt, (*--todo)->except_stack); /* it failed */
    mem_free(c->rt, echo);
    for (Block *b = entry; b; b = b->next) {
        for (int32_t i = 0; i < b->count; i++) {
            Instr *instr = &b->instrs[i];
            if (is_block_push(instr) || instr->opcode == PSEUDO_POP_BLOCK) instr->opcode = OP_NOP;
        }
    }
}

/* ---- real jumps ---- */

static int real_jump(int opcode, bool forward) {
    switch (opcode) {
    case PSEUDO_JUMP: return forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD;
    case PSEUDO_JUMP_NO_INTERRUPT: return forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD_NO_INTERRUPT;
    case PSEUDO_POP_JUMP_IF_NOT_NONE:
        return forward ? OP_POP_JUMP_FORWARD_IF_NOT_NONE : OP_POP_JUMP_BACKWARD_IF_NOT_NONE;
    case PSEUDO_POP_JUMP_IF_NONE:
        return forward ? OP_POP_JUMP_FORWARD_IF_NONE : OP_POP_JUMP_BACKWARD_IF_NONE;
    case PSEUDO_POP_JUMP_IF_FALSE:
        return forward ? OP_POP_JUMP_FORWARD_IF_FALSE : OP_POP_JUMP_BACKWARD_IF_FALSE;
    case PSEUDO_POP_JUMP_IF_TRUE:
        return forward ? OP_POP_JUMP_FORWARD_IF_TRUE : OP_POP_JUMP_BACKWARD_IF_TRUE;
    default: return opcode;
    }
}

void flow_normalize_jumps(Block *entry) {
    for (Block *b = entry; b; b = b->next) b->visited = false;
    for (Block *b = entry; b; b = b->next) {
        b->visited = true;
        if (!b->count) continue;
        Instr *last = block_last(b);
        if (is_jump(last)) last->opcode = (int16_t)real_jump(last->opcode, !last->target->visited);
    }
}
