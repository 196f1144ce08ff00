/* Calls. PRECALL unpacks a bound method, CALL does the work; the specialised forms sit on PRECALL
 * and do both: PRECALL, cache, CALL, four cache units (the first two: version). Stack: method or
 * NULL, self or callable, arguments. */

/* C code was called: a place where CPython may let another thread run. */
#define CALLED()                                                                                   \
    do {                                                                                           \
        if (HS_UNLIKELY(--rt->fuel <= 0)) goto out_of_fuel;                                        \
        NEXT();                                                                                    \
    } while (0)
#define CALL_UNITS 6 /* behind the PRECALL unit */
/* A call of C code that may call back, the frame saved: in a stepped run as a native, so that checkpoints can be made below it; so, too, when
 * half of the host's stack is used, of which natives need none, and in a program that starts processes or threads, which wait where no
 * C code does; and always when it is known to call (`always`). */
#undef CALL_NATIVE_OR
#define CALL_NATIVE_OR(always)                                                                     \
    do {                                                                                           \
        if (!STEPPED && HS_LIKELY(!vm_runs_natives(rt)) && !(always)) break;                       \
        Frame *going = vm->tracing ? NULL : native_begin(rt, frame);                               \
        if (HS_UNLIKELY(going != NULL)) {                                                          \
            frame = going;                                                                         \
            goto left;                                                                             \
        }                                                                                          \
    } while (0)
#undef CALL_NATIVE
#define CALL_NATIVE() CALL_NATIVE_OR(false)
/* The same deep in the host's stack only. */
#undef CALL_DEEP
#define CALL_DEEP()                                                                                \
    do {                                                                                           \
        if (HS_LIKELY(!vm_is_deep(rt))) break;                                                     \
        CALL_NATIVE();                                                                             \
    } while (0)
/* Count of arguments with self, and the callable under them. */
#define CALL_SHAPE()                                                                               \
    Own *const base = sp - (intptr_t)arg - 2;                                                      \
    const bool is_method_call = base[0] != (Own)0;                                                 \
    const size_t total = (size_t)arg + is_method_call;                                             \
    Obj *const callable = borrow(base[1 - is_method_call])

case OP_KW_NAMES: vm->kwnames = borrow(consts[arg]); NEXT();

case OP_PRECALL: {
    Own *base = sp - (intptr_t)arg - 2;
    if (WARM() && !vm->kwnames) {
        specialize_call(rt, pc, sp, (int)arg);
        if ((pc[-1] & 0xff) != OP_PRECALL) AGAIN();
    }
precall_general:
    base = sp - (intptr_t)arg - 2;
    if (!base[0] && is_method(rt, borrow(base[1]))) {
        Own method = base[1];
        base[0] = keep(borrow(((MethodObj *)borrow(method))->function));
        base[1] = keep(borrow(((MethodObj *)borrow(method))->self));
        DROP(method);
    }
    pc += 1;
    NEXT();
}

case OP_CALL: {
    CALL_SHAPE();
    if (is_function(rt, callable)) {
        Obj *kwnames = vm->kwnames;
        size_t positional = total - (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0);
        Own function_locals = CODE(borrow(FUNCTION(callable)->code))->flags & CO_OPTIMIZED
                                  ? (Own)0
                                  : keep(borrow(FUNCTION(callable)->globals));
        vm->kwnames = NULL;
        SAVE();
        if (HS_UNLIKELY(rt->lens->calls == CALL_KEEPS)) {
            Frame *keeping = frame_for_call_keeping(rt, base, function_locals, total, positional, kwnames);
            if (!keeping) sp = drop_call_operands(rt, frame, sp, (int)arg, (Own)0);
            if (HS_UNLIKELY(!keeping)) goto error;
            pc += 4;
            ENTER(keeping);
        }
        frame->stack_top = (int32_t)(base - locals);
        sp = base;
        Frame *callee = frame_for_call(rt, base[1 - is_method_call], function_locals,
                                       base + 2 - is_method_call, positional, kwnames, 0);
        if (HS_UNLIKELY(!callee)) goto error;
        if (HS_UNLIKELY(rt->lens->calls)) callee->shim = SHIM_BACKWARDS;
        pc += 4;
        ENTER(callee);
    }
    if (is_type(callable)) {
        Frame *callee;
        Own value;
        Obj *kwnames = vm->kwnames;
        SAVE();
        int made = frame_for_init(rt, callable, NULL, borrow_all(base + 2 - is_method_call),
                                  total - (kwnames ? (size_t)TUPLE_SIZE(kwnames) : 0), kwnames,
                                  &callee, &value);
        if (made >= 0) {
            vm->kwnames = NULL;
            if (made) ENTER(callee);
            sp = drop_call_operands(rt, frame, sp, (int)arg, value);
            if (HS_UNLIKELY(RAISED(rt))) goto error;
            pc += 4;
            CALLED();
        }
    }
    SAVE();
    CALL_NATIVE_OR(callable->type->slots.tp_call == slot_tp_call);
    sp = slow_call(rt, frame, sp, (int)arg);
    if (HS_UNLIKELY(RAISED(rt))) goto error;
    if (HS_UNLIKELY(rt->pending)) goto error;
    pc += 4;
    CALLED();
}

case OP_CALL_FUNCTION_EX: {
    Frame *callee = NULL;
    SAVE();
    if ((STEPPED || HS_UNLIKELY(vm_runs_natives(rt))) && !vm->tracing) {
        if (normalize_call_ex(rt, frame, sp, (int)arg) < 0) goto error;
        Frame *going = native_begin_spread(rt, frame, (int)arg);
        if (HS_UNLIKELY(going != NULL)) {
            frame = going;
            goto left;
        }
    }
    int outcome = prepare_call_ex(rt, frame, &sp_out, sp, (int)arg, &callee);
    sp = sp_out;
    if (HS_UNLIKELY(outcome < 0)) goto error;
    if (callee) ENTER(callee);
    CALLED();
}

case OP_BEFORE_WITH: {
    Frame *callee;
    SAVE();
    sp = enter_with(rt, frame, sp, &callee);
    if (HS_UNLIKELY(RAISED(rt))) goto error;
    if (HS_UNLIKELY(rt->pending)) goto error;
    if (callee) ENTER(callee);
    NEXT();
}

/* ---- Python functions ---- */

case OP_CALL_PY_EXACT_ARGS: {
    CALL_SHAPE();
    if (HS_UNLIKELY(!is_function(rt, callable) ||
                    FUNCTION(callable)->version != cache_u32(pc + 2))) {
        MISS(PRECALL);
        goto precall_general;
    }
    CodeObj *code = CODE(borrow(FUNCTION(callable)->code));
    if (HS_UNLIKELY(total != (size_t)code->argcount)) {
        MISS(PRECALL);
        goto precall_general;
    }
    Own *memory = frame_push_fast(rt, FRAME_WORDS + (size_t)(code->nlocalsplus + code->stacksize));
    if (HS_UNLIKELY(!memory)) goto error;
    Frame *callee = (Frame *)(void *)memory;
    frame_init(callee, code, base[1 - is_method_call], (Own)0);
    Own *args = base + 2 - is_method_call;
    intptr_t i = 0;
    for (; i < (intptr_t)total; i++) callee->localsplus[i] = args[i];
    for (; i < code->nlocalsplus; i++) callee->localsplus[i] = (Own)0;
    sp = base;
    pc += CALL_UNITS;
    ENTER(callee);
}

case OP_CALL_PY_WITH_DEFAULTS: {
    CALL_SHAPE();
    if (HS_UNLIKELY(!is_function(rt, callable) ||
                    FUNCTION(callable)->version != cache_u32(pc + 2))) {
        MISS(PRECALL);
        goto precall_general;
    }
    sp = base;
    frame->stack_top = (int32_t)(base - locals);
    frame->prev_instr = pc + 1;
    Frame *callee = frame_for_call(rt, base[1 - is_method_call], (Own)0, base + 2 - is_method_call,
                                   total, NULL, 0);
    pc += 2;
    if (HS_UNLIKELY(!callee)) goto error;
    pc += 4;
    ENTER(callee);
}

case OP_CALL_BOUND_METHOD_EXACT_ARGS: {
    Own *base = sp - (intptr_t)arg - 2;
    if (HS_UNLIKELY(base[0] || !is_method(rt, borrow(base[1])))) {
        MISS(PRECALL);
        goto precall_general;
    }
    Own bound = base[1];
    Obj *function = borrow(((MethodObj *)borrow(bound))->function);
    if (HS_UNLIKELY(!is_function(rt, function) ||
                    FUNCTION(function)->version != cache_u32(pc + 2))) {
        MISS(PRECALL);
        goto precall_general;
    }
    base[0] = keep(function);
    base[1] = keep(borrow(((MethodObj *)borrow(bound))->self));
    DROP(bound);
    opcode = OP_CALL_PY_EXACT_ARGS;
    goto dispatch_opcode;
}

case OP_CALL_PY_CLASS: {
    CALL_SHAPE();
    if (HS_UNLIKELY(is_method_call || !is_type(callable))) {
        MISS(PRECALL);
        goto precall_general;
    }
    Frame *callee;
    Own value;
    TypeObj *type = (TypeObj *)callable;
    bool cached = type->version == cache_u32(pc + 2) && (type->flags & TPF_VALID_VERSION);
    Obj *init = cached ? vm->pointers[pc[4]] : NULL;
    pc += 2;
    SAVE();
    int made =
        frame_for_init(rt, callable, init, borrow_all(base + 2), total, NULL, &callee, &value);
    if (HS_LIKELY(made > 0)) ENTER(callee);
    if (made < 0) {
        set_opcode(pc - 2, OP_PRECALL);
        pc -= 1;
        NEXT();
    }
    sp = drop_call_operands(rt, frame, sp, (int)arg, value);
    if (HS_UNLIKELY(RAISED(rt))) goto error;
    pc += 4;
    CALLED();
}

/* ---- builtins: the callee's address and kind were checked when the form was chosen; kind again at
 * each run ---- */

#define CALL_DONE(value) END_AT(call_done, value)
#define CALL_MISS()                                                                                \
    do {                                                                                           \
        MISS(PRECALL);                                                                             \
        goto precall_general;                                                                      \
    } while (0)

call_done:
if (HS_UNLIKELY(!computed && !RAISED(rt))) {
    pc -= 2;
    goto error;
}
sp = drop_call_operands(rt, frame, sp, (int)arg, computed);
if (HS_UNLIKELY(!computed)) goto error;
pc += 4;
CALLED();

case OP_CALL_BUILTIN_O: {
    CALL_SHAPE();
    if (HS_UNLIKELY(total != 1 || !is_builtin(rt, callable))) CALL_MISS();
    BuiltinObj *builtin = (BuiltinObj *)callable;
    if (HS_UNLIKELY((builtin->def->flags & (METH_O | METH_NOARGS | METH_FASTCALL | METH_VARARGS)) !=
                    METH_O))
        CALL_MISS();
    pc += 2;
    SAVE();
    CALL_NATIVE();
    Own given = (Own)0;
    if (HS_LIKELY(recursion_enter(rt, " while calling a Python object") == 0)) {
        given = builtin->def->fn(rt, borrow(builtin->self), borrow_all(base + 2 - is_method_call),
                                 1, NULL);
        recursion_leave(rt);
    }
    CALL_DONE(given);
}

case OP_CALL_BUILTIN_FAST: {
    CALL_SHAPE();
    if (HS_UNLIKELY(!is_builtin(rt, callable))) CALL_MISS();
    BuiltinObj *builtin = (BuiltinObj *)callable;
    pc += 2;
    SAVE();
    CALL_NATIVE();
    CALL_DONE(builtin_call_def(rt, builtin->def, borrow(builtin->self),
                               borrow_all(base + 2 - is_method_call), total, NULL, NULL));
}

case OP_CALL_LEN: {
    CALL_SHAPE();
    if (HS_UNLIKELY(callable != cache_obj(pc + 2) || total != 1 || is_method_call)) CALL_MISS();
    Obj *container = borrow(sp[-1]);
    int64_t length;
    if (is_list_exact(rt, container) || is_tuple_exact(rt, container)) {
        length = ((VarObj *)container)->size;
    } else if (is_str_exact(rt, container)) {
        length = STR(container)->length;
    } else {
        pc += 2;
        SAVE();
        CALL_DEEP();
        length = object_length(rt, container);
        if (HS_UNLIKELY(length < 0)) {
            sp = drop_call_operands(rt, frame, sp, (int)arg, (Own)0);
            goto error;
        }
        pc -= 2;
    }
    Own number = int_result(rt, length), builtin_ref = base[1];
    if (HS_UNLIKELY(!number)) goto error;
    sp -= 2;
    sp[-1] = number;
    pc += CALL_UNITS;
    DROP(builtin_ref);
    DROP(adopt(container));
    NEXT();
}

case OP_CALL_ISINSTANCE: {
    CALL_SHAPE();
    if (HS_UNLIKELY(callable != cache_obj(pc + 2) || total != 2 || is_method_call)) CALL_MISS();
    pc += 2;
    SAVE();
    CALL_DEEP();
    int answer = object_is_instance(rt, borrow(sp[-2]), borrow(sp[-1]));
    CALL_DONE(answer < 0 ? (Own)0 : bool_from(rt, answer));
}

case OP_CALL_TYPE_1: {
    CALL_SHAPE();
    if (HS_UNLIKELY(callable != (Obj *)T(rt, TYPE) || total != 1 || is_method_call)) CALL_MISS();
    Own object = sp[-1];
    sp -= 2;
    sp[-1] = keep((Obj *)borrow(object)->type);
    pc += CALL_UNITS;
    DROP(object);
    count_down(callable);
    NEXT();
}

case OP_CALL_STR_1: {
    CALL_SHAPE();
    if (HS_UNLIKELY(callable != (Obj *)T(rt, STR) || total != 1 || is_method_call)) CALL_MISS();
    pc += 2;
    SAVE();
    CALL_DEEP();
    CALL_DONE(object_str(rt, borrow(sp[-1])));
}

case OP_CALL_TUPLE_1: {
    CALL_SHAPE();
    if (HS_UNLIKELY(callable != (Obj *)T(rt, TUPLE) || total != 1 || is_method_call)) CALL_MISS();
    pc += 2;
    SAVE();
    CALL_NATIVE();
    CALL_DONE(tuple_from_iterable(rt, borrow(sp[-1])));
}

case OP_CALL_BUILTIN_CLASS: {
    CALL_SHAPE();
    if (HS_UNLIKELY(!is_type(callable) || !((TypeObj *)callable)->slots.type_vectorcall))
        CALL_MISS();
    pc += 2;
    SAVE();
    CALL_NATIVE();
    CALL_DONE(((TypeObj *)callable)
                  ->slots.type_vectorcall(rt, callable, borrow_all(base + 2 - is_method_call),
                                          total, NULL));
}

case OP_CALL_LIST_APPEND: {
    CALL_SHAPE();
    Obj *list = borrow(base[1]);
    if (HS_UNLIKELY(callable != cache_obj(pc + 2) || !is_method_call || total != 2 ||
                    !is_list_exact(rt, list)))
        CALL_MISS();
    Own item = *--sp;
    frame->prev_instr = pc + 1;
    frame->stack_top = (int32_t)(sp - locals);
    int failed = list_append_steal(rt, list, item);
    Own list_ref = base[1], method_ref = base[0];
    sp = base;
    DROP(list_ref);
    DROP(method_ref);
    if (HS_UNLIKELY(failed < 0)) {
        pc += 2;
        goto error;
    }
    PUSH(keep(rt->none));
    pc += CALL_UNITS;
    NEXT();
}

case OP_CALL_METHOD_O:
case OP_CALL_METHOD_NOARGS: {
    CALL_SHAPE();
    if (HS_UNLIKELY(callable != cache_obj(pc + 2) || !is_method_call)) CALL_MISS();
    DescriptorObj *descriptor = (DescriptorObj *)callable;
    if (HS_UNLIKELY(!is_instance_of(borrow(base[1]), descriptor_owner(descriptor)))) CALL_MISS();
    const MethodDef *def = descriptor->def;
    pc += 2;
    SAVE();
    CALL_NATIVE();
    Own given = (Own)0;
    if (HS_LIKELY(recursion_enter(rt, " while calling a Python object") == 0)) {
        given = def->fn(rt, borrow(base[1]), borrow_all(base + 2), total - 1, NULL);
        recursion_leave(rt);
    }
    CALL_DONE(given);
}

case OP_CALL_METHOD_FAST: {
    CALL_SHAPE();
    if (HS_UNLIKELY(callable != cache_obj(pc + 2) || !is_method_call)) CALL_MISS();
    DescriptorObj *descriptor = (DescriptorObj *)callable;
    if (HS_UNLIKELY(!is_instance_of(borrow(base[1]), descriptor_owner(descriptor)))) CALL_MISS();
    const MethodDef *def = descriptor->def;
    pc += 2;
    SAVE();
    CALL_NATIVE();
    CALL_DONE(builtin_call_def(rt, def, borrow(base[1]), borrow_all(base + 2), total - 1, NULL,
                               descriptor_owner(descriptor)->name));
}
