/* Instructions on locals, constants, the stack and jumps. */

/* Before C code that may call a method, the frame saved: deep in the host's stack it is run by replay.c. */
#undef REPLAY
#define REPLAY(code)                                                                               \
    do {                                                                                           \
        if (HS_LIKELY(!vm_is_deep(rt)) || vm->tracing) break;                                      \
        Frame *going = replay_begin(rt, frame, code, (int)arg);                                    \
        if (HS_UNLIKELY(going != NULL)) {                                                          \
            frame = going;                                                                         \
            goto left;                                                                             \
        }                                                                                          \
    } while (0)

case OP_NOP: NEXT();

case OP_RESUME:
if (++frame_code(frame)->warmup >= HS_WARMUP) {
    quicken(rt, frame_code(frame));
    set_opcode(pc, OP_RESUME_QUICK);
}
if (HS_UNLIKELY(--rt->fuel <= 0)) goto out_of_fuel;
NEXT();

case OP_RESUME_QUICK:
if (HS_UNLIKELY(--rt->fuel <= 0)) goto out_of_fuel;
NEXT();

case OP_LOAD_CLOSURE: /* the cell itself is in the slot */
case OP_LOAD_FAST: {
    Obj *value = borrow(locals[arg]);
    if (HS_UNLIKELY(!value)) goto unbound_local;
    PUSH(keep(value));
    NEXT();
}

case OP_LOAD_CONST: PUSH(keep(borrow(consts[arg]))); NEXT();

case OP_STORE_FAST: {
    Own old = locals[arg];
    locals[arg] = *--sp;
    XDROP(old);
    NEXT();
}

case OP_LOAD_FAST__LOAD_FAST: {
    Obj *first = borrow(locals[arg]), *second = borrow(locals[*pc >> 8]);
    if (HS_UNLIKELY(!first)) goto unbound_local;
    PUSH(keep(first));
    if (HS_UNLIKELY(!second)) NEXT();
    PUSH(keep(second));
    pc++;
    NEXT();
}

case OP_LOAD_FAST__LOAD_CONST: {
    Obj *first = borrow(locals[arg]);
    if (HS_UNLIKELY(!first)) goto unbound_local;
    PUSH(keep(first));
    PUSH(keep(borrow(consts[*pc++ >> 8])));
    NEXT();
}

case OP_LOAD_CONST__LOAD_FAST: {
    Obj *second = borrow(locals[*pc >> 8]);
    PUSH(keep(borrow(consts[arg])));
    if (HS_UNLIKELY(!second)) NEXT();
    PUSH(keep(second));
    pc++;
    NEXT();
}

case OP_STORE_FAST__LOAD_FAST: {
    Own old = locals[arg];
    locals[arg] = *--sp;
    XDROP(old);
    Obj *value = borrow(locals[*pc >> 8]);
    if (HS_UNLIKELY(!value)) NEXT();
    PUSH(keep(value));
    pc++;
    NEXT();
}

case OP_STORE_FAST__STORE_FAST: {
    Own old = locals[arg];
    locals[arg] = *--sp;
    XDROP(old);
    arg = *pc++ >> 8;
    old = locals[arg];
    locals[arg] = *--sp;
    XDROP(old);
    NEXT();
}

case OP_POP_TOP: {
    Own value = *--sp;
    DROP(value);
    NEXT();
}

case OP_PUSH_NULL: PUSH((Own)0); NEXT();

case OP_COPY: {
    Own value = sp[-(intptr_t)arg];
    PUSH(xkeep(borrow(value)));
    NEXT();
}

case OP_SWAP: {
    Own top = sp[-1];
    sp[-1] = sp[-(intptr_t)arg];
    sp[-(intptr_t)arg] = top;
    NEXT();
}

case OP_LOAD_DEREF: {
    Obj *value = borrow(CELL(borrow(locals[arg]))->value);
    if (HS_UNLIKELY(!value)) goto unbound_local;
    PUSH(keep(value));
    NEXT();
}

case OP_STORE_DEREF: {
    Obj *cell = borrow(locals[arg]);
    Own old = CELL(cell)->value;
    CELL(cell)->value = *--sp;
    XDROP(old);
    NEXT();
}

case OP_COPY_FREE_VARS: frame_copy_free_vars(rt, frame); NEXT();

case OP_EXTENDED_ARG:
opcode = *pc & 0xff;
arg = arg << 8 | *pc++ >> 8;
goto dispatch_opcode;

/* ---- jumps ---- */

case OP_JUMP_FORWARD: pc += arg; NEXT();

case OP_JUMP_BACKWARD:
if (++frame_code(frame)->warmup >= HS_WARMUP) {
    quicken(rt, frame_code(frame));
    set_opcode(pc, OP_JUMP_BACKWARD_QUICK);
}
/* fall through */
case OP_JUMP_BACKWARD_QUICK:
pc -= arg;
if (HS_UNLIKELY(--rt->fuel <= 0)) goto out_of_fuel;
#if !STEPPED
opcode = *pc & 0xff; /* mostly the FOR_ITER of the loop */
arg = *pc >> 8;
if (opcode == OP_FOR_ITER_RANGE) {
    pc++;
    goto for_iter_range;
}
if (opcode == OP_FOR_ITER_LIST) {
    pc++;
    goto for_iter_list;
}
#endif
NEXT();

case OP_JUMP_BACKWARD_NO_INTERRUPT: pc -= arg; NEXT();

case OP_POP_JUMP_FORWARD_IF_FALSE: {
    int truth;
    POP_TRUTH(truth);
    if (!truth) pc += arg;
    NEXT();
}

case OP_POP_JUMP_FORWARD_IF_TRUE: {
    int truth;
    POP_TRUTH(truth);
    if (truth) pc += arg;
    NEXT();
}

case OP_POP_JUMP_BACKWARD_IF_FALSE: {
    int truth;
    POP_TRUTH(truth);
    if (truth) NEXT();
    pc -= arg;
    if (HS_UNLIKELY(--rt->fuel <= 0)) goto out_of_fuel;
    NEXT();
}

case OP_POP_JUMP_BACKWARD_IF_TRUE: {
    int truth;
    POP_TRUTH(truth);
    if (!truth) NEXT();
    pc -= arg;
    if (HS_UNLIKELY(--rt->fuel <= 0)) goto out_of_fuel;
    NEXT();
}

case OP_POP_JUMP_FORWARD_IF_NONE: {
    Own value = *--sp;
    if (borrow(value) == rt->none) pc += arg;
    DROP(value);
    NEXT();
}

case OP_POP_JUMP_FORWARD_IF_NOT_NONE: {
    Own value = *--sp;
    if (borrow(value) != rt->none) pc += arg;
    DROP(value);
    NEXT();
}

case OP_POP_JUMP_BACKWARD_IF_NONE:
case OP_POP_JUMP_BACKWARD_IF_NOT_NONE: {
    Own value = *--sp;
    bool taken = (borrow(value) == rt->none) == (opcode == OP_POP_JUMP_BACKWARD_IF_NONE);
    DROP(value);
    if (!taken) NEXT();
    pc -= arg;
    if (HS_UNLIKELY(--rt->fuel <= 0)) goto out_of_fuel;
    NEXT();
}

case OP_JUMP_IF_FALSE_OR_POP:
case OP_JUMP_IF_TRUE_OR_POP: {
    Obj *value = borrow(sp[-1]);
    int truth = value == rt->true_;
    if (!truth && value != rt->false_ && value != rt->none) {
        SAVE();
        truth = object_is_true(rt, value);
        if (HS_UNLIKELY(truth < 0)) goto error;
    }
    if (truth == (opcode == OP_JUMP_IF_TRUE_OR_POP)) {
        pc += arg;
        NEXT();
    }
    Own old = *--sp;
    DROP(old);
    NEXT();
}

case OP_UNARY_NOT: {
    Obj *value = borrow(sp[-1]);
    int truth = value == rt->true_;
    if (!truth && value != rt->false_) {
        SAVE();
        REPLAY(OP_UNARY_NOT);
        truth = object_is_true(rt, value);
    }
    Own old = sp[-1];
    if (HS_UNLIKELY(truth < 0)) {
        sp--;
        DROP(old);
        goto error;
    }
    sp[-1] = bool_from(rt, !truth);
    DROP(old);
    NEXT();
}

case OP_IS_OP: {
    Own right = *--sp, left = sp[-1];
    bool same = (borrow(left) == borrow(right)) ^ (arg & 1);
    sp[-1] = bool_from(rt, same);
    DROP(left);
    DROP(right);
    NEXT();
}

unbound_local : SAVE();
raise_unbound_local(rt, frame_code(frame), (int)arg);
goto error;
