/* Leaving frames: return, yield, raise; and iteration, which resumes generators. */

/* Before FOR_ITER or SEND asks an iterator that may call Python code: as a native, as CALL_NATIVE. */
#undef LOOP_NATIVE
#define LOOP_NATIVE(sends)                                                                         \
    do {                                                                                           \
        if (vm->tracing || (!STEPPED && HS_LIKELY(!vm_runs_natives(rt)))) break;                   \
        Frame *going = native_begin_loop(rt, frame, sends, (int)arg);                              \
        if (HS_UNLIKELY(going != NULL)) {                                                          \
            frame = going;                                                                         \
            goto left;                                                                             \
        }                                                                                          \
    } while (0)

case OP_LOAD_CONST__RETURN_VALUE:
PUSH(keep(borrow(consts[arg])));
pc++;
goto return_value;

case OP_LOAD_FAST__RETURN_VALUE: {
    Obj *value = borrow(locals[arg]);
    if (HS_UNLIKELY(!value)) goto unbound_local;
    PUSH(keep(value));
    pc++;
    goto return_value;
}

case OP_RETURN_VALUE:
return_value : {
    Own value = *--sp;
    frame->stack_top = (int32_t)(sp - locals);
    frame->prev_instr = pc - 1;
    recursion_leave(rt);
    if (HS_UNLIKELY(frame->shim != SHIM_PUSH)) {
        vm->result = value;
        goto leave_with_value;
    }
    Frame *leaving = frame;
    frame = frame->previous;
    rt->ts.frame = frame;
    pop_plain(rt, leaving);
    LOAD_FRAME();
    PUSH(value);
    NEXT();
}

case OP_RETURN_GENERATOR: {
    frame->prev_instr = pc - 1;
    frame->stack_top = (int32_t)(sp - locals);
    Own generator = generator_new(rt, borrow(frame->function), frame);
    if (HS_UNLIKELY(!generator)) goto error;
    recursion_leave(rt);
    /* Its contents moved: only the place is given back. */
    frame->stack_top = 0;
    frame->locals = frame->function = frame->code = frame->frame_obj = (Own)0;
    if (frame->shim != SHIM_PUSH) {
        vm->result = generator;
        goto leave_with_value;
    }
    Frame *leaving = frame;
    frame = frame->previous;
    rt->ts.frame = frame;
    data_pop(rt, (Own *)(void *)leaving);
    LOAD_FRAME();
    PUSH(generator);
    NEXT();
}

case OP_YIELD_VALUE: {
    Own value = *--sp;
    Obj *self = frame_generator(frame);
    int shim = frame->shim;
    SAVE();
    GENERATOR(self)->state = GEN_SUSPENDED;
    recursion_leave(rt);
    if (shim == SHIM_ENTRY) {
        vm->result = value;
        return RUN_RETURNED;
    }
    if (HS_UNLIKELY(shim == SHIM_NATIVE)) {
        vm->result = value;
        goto leave_with_value;
    }
    Frame *caller = frame->previous;
    generator_leave(rt, self);
    rt->ts.frame = frame = caller;
    LOAD_FRAME();
    if (shim == SHIM_FOR_ITER) {
        PUSH(value);
        NEXT();
    }
    Own sent = sp[-1];
    sp[-1] = value;
    DROP(sent);
    NEXT();
}

case OP_SEND: {
    Obj *receiver = borrow(sp[-2]), *sent = borrow(sp[-1]);
    if ((receiver->type == T(rt, GENERATOR) || receiver->type == T(rt, COROUTINE)) && arg < 256 &&
        (GENERATOR(receiver)->state == GEN_SUSPENDED ||
         (GENERATOR(receiver)->state == GEN_CREATED && sent == rt->none))) {
        SAVE();
        generator_enter(rt, receiver, sent);
        frame = GENERATOR(receiver)->frame;
        frame->is_entry = 0;
        frame->shim = SHIM_SEND;
        goto start_frame;
    }
    Own result;
    SAVE();
    LOOP_NATIVE(true);
    int outcome = send_general(rt, receiver, sent, &result);
#if STEPPED
    if (HS_UNLIKELY(vm->tracing) && outcome > 0 && trace_stop(rt, frame, receiver, sent, borrow(result)) < 0) {
        release(rt, result);
        outcome = -1;
    }
#endif
    Own consumed = *--sp;
    DROP(consumed);
    if (HS_UNLIKELY(outcome < 0)) goto error;
    if (outcome == 0) {
        PUSH(result);
        NEXT();
    }
    consumed = sp[-1];
    sp[-1] = result;
    pc += arg;
    DROP(consumed);
    NEXT();
}

case OP_RERAISE: {
    if (arg) {
        int64_t unit = 0;
        if (int_as_i64(rt, borrow(sp[-(intptr_t)arg - 1]), &unit) < 0) raised_clear(rt);
        frame->prev_instr = frame_code(frame)->units + unit;
    } else {
        frame->prev_instr = pc - 1;
    }
    sp--;
    reraise(rt, sp[0]);
    goto exception_unwind;
}

case OP_END_ASYNC_FOR: {
    Own exception = *--sp;
    SAVE();
    if (exception_matches(rt, borrow(exception), (Obj *)EXC(rt, StopAsyncIteration))) {
        DROP(exception);
        exception = *--sp;
        DROP(exception);
        NEXT();
    }
    reraise(rt, exception);
    goto exception_unwind;
}

/* ---- iteration ---- */

case OP_GET_ITER: {
    Own iterable = sp[-1];
    SAVE();
    REPLAY(OP_GET_ITER);
    Own iterator = object_iter(rt, borrow(iterable));
    sp[-1] = iterator;
    DROP(iterable);
    if (HS_UNLIKELY(!iterator)) {
        sp--;
        goto error;
    }
    NEXT();
}

case OP_FOR_ITER: {
    Obj *iterator = borrow(sp[-1]);
    TypeObj *type = iterator->type;
    if (type == T(rt, LIST_ITER))
        set_opcode(pc, OP_FOR_ITER_LIST);
    else if (type == T(rt, RANGE_ITER))
        set_opcode(pc, OP_FOR_ITER_RANGE);
    else if (type == T(rt, GENERATOR))
        goto for_iter_generator;
for_iter_general:
    SAVE();
    LOOP_NATIVE(false);
    Own item = borrow(sp[-1])->type->slots.tp_iternext(rt, borrow(sp[-1]));
    if (item) {
        PUSH(item);
        NEXT();
    }
    if (HS_UNLIKELY(RAISED(rt))) {
        if (!raised_matches(rt, EXC(rt, StopIteration))) goto error;
#if STEPPED
        if (HS_UNLIKELY(vm->tracing)) trace_exception(rt, frame);
#endif
        raised_clear(rt);
    }
for_iter_end:;
    Own finished = *--sp;
    pc += arg;
    DROP(finished);
    NEXT();
}

/* Push the item, or store it at once where the next instruction is STORE_FAST (also as the first of
 * a joined form). */
#define ITERATED(item)                                                                             \
    do {                                                                                           \
        int stores = STEPPED ? 0 : *pc & 0xff;                                                     \
        if (stores == OP_STORE_FAST || stores == OP_STORE_FAST__LOAD_FAST ||                       \
            stores == OP_STORE_FAST__STORE_FAST) {                                                 \
            Own replaced = locals[*pc >> 8];                                                       \
            locals[*pc >> 8] = (item);                                                             \
            pc++;                                                                                  \
            XDROP(replaced);                                                                       \
            NEXT();                                                                                \
        }                                                                                          \
        PUSH(item);                                                                                \
        NEXT();                                                                                    \
    } while (0)

case OP_FOR_ITER_LIST:
for_iter_list : HS_UNUSED;
{
    ListIterObj *iterator = (ListIterObj *)borrow(sp[-1]);
    if (HS_UNLIKELY(iterator->base.type != T(rt, LIST_ITER))) {
        set_opcode(pc, OP_FOR_ITER);
        if (iterator->base.type == T(rt, GENERATOR)) goto for_iter_generator;
        goto for_iter_general;
    }
    Obj *list = borrow(iterator->list);
    if (HS_LIKELY(list != NULL)) {
        if (HS_LIKELY((size_t)iterator->index < (size_t)LIST_SIZE(list))) {
            Own next_item = keep(LIST_ITEM(list, iterator->index++));
            ITERATED(next_item);
        }
        iterator->list = (Own)0;
        DROP(adopt(list));
    }
    goto for_iter_end;
}

case OP_FOR_ITER_RANGE:
for_iter_range : HS_UNUSED;
{
    RangeIterObj *iterator = (RangeIterObj *)borrow(sp[-1]);
    if (HS_UNLIKELY(iterator->base.type != T(rt, RANGE_ITER))) {
        set_opcode(pc, OP_FOR_ITER);
        if (iterator->base.type == T(rt, GENERATOR)) goto for_iter_generator;
        goto for_iter_general;
    }
    if (HS_UNLIKELY(iterator->index >= iterator->length)) goto for_iter_end;
    Own number = int_result(rt, iterator->start + iterator->index * iterator->step);
    if (HS_UNLIKELY(!number)) goto error;
    iterator->index++;
    ITERATED(number);
}

for_iter_generator : {
    Obj *self = borrow(sp[-1]);
    if (HS_UNLIKELY(GENERATOR(self)->state >= GEN_EXECUTING || arg > 255)) goto for_iter_general;
    SAVE();
    generator_enter(rt, self, rt->none);
    frame = GENERATOR(self)->frame;
    frame->is_entry = 0;
    frame->shim = SHIM_FOR_ITER;
    goto start_frame;
}
