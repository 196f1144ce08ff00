/* Forms that do the work of several instructions with operands borrowed from locals and constants:
 * no reference is taken that a program could see. Names: F local, C constant, in the order of the
 * operands; a missing left operand is the top of the stack. A form whose types do not fit any more
 * becomes a plain load again. Layout at FF_x: LOAD_FAST a, LOAD_FAST b, BINARY_OP, cache. */

#define UNFUSE(plain)                                                                              \
    do {                                                                                           \
        set_opcode(pc, OP_##plain);                                                                \
        AGAIN();                                                                                   \
    } while (0)
/* The result of a form of three units, or of two that takes the place of the top, an exact int or float. It is stored at once where
 * STORE_FAST follows. */
#define FUSED_RESULT(value) END_AT(fused_done, value)
#define FUSED_TOP_INT(value) END_AT(fused_int_done, value)
#define FUSED_TOP_FLOAT(value) END_AT(fused_float_done, value)
#define FUSED_TOP_DONE(drop)                                                                       \
    do {                                                                                           \
        if (HS_UNLIKELY(!computed)) goto error;                                                    \
        sp--;                                                                                      \
        drop(rt, borrow(*sp));                                                                     \
        pc += 2;                                                                                   \
        goto store_result;                                                                         \
    } while (0)
fused_int_done : FUSED_TOP_DONE(drop_int);
fused_float_done : FUSED_TOP_DONE(drop_float);
fused_done:
if (HS_UNLIKELY(!computed)) goto error;
pc += 3;
store_result:
if (!STEPPED && (*pc & 0xff) == OP_STORE_FAST) {
    Own replaced = locals[*pc >> 8];
    locals[*pc >> 8] = computed;
    pc++;
    XDROP(replaced);
    NEXT();
}
PUSH(computed);
NEXT();

#define FF_OPERANDS() Obj *a = borrow(locals[arg]), *b = borrow(locals[*pc >> 8])
#define FC_OPERANDS() Obj *a = borrow(locals[arg]), *b = borrow(consts[*pc >> 8])

case OP_CF_BINARY:
case OP_C_COMPARE:
case OP_F_COMPARE:
case OP_FF_BINARY:
case OP_FC_BINARY:
case OP_F_BINARY:
case OP_C_BINARY:
case OP_FF_COMPARE:
case OP_FC_COMPARE:
case OP_FF_SUBSCR: specialize_super(rt, frame, pc, sp); AGAIN();

case OP_FF_ADD_INT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && both_compact(rt, a, b)))
        FUSED_RESULT(int_result(rt, (int64_t)int_compact(a) + int_compact(b)));
    if (a && b && both_int(rt, a, b)) FUSED_RESULT(int_add(rt, a, b));
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

case OP_FF_SUB_INT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && both_compact(rt, a, b)))
        FUSED_RESULT(int_result(rt, (int64_t)int_compact(a) - int_compact(b)));
    if (a && b && both_int(rt, a, b)) FUSED_RESULT(int_sub(rt, a, b));
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

case OP_FF_MUL_INT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && both_compact(rt, a, b)))
        FUSED_RESULT(int_result(rt, (int64_t)int_compact(a) * int_compact(b)));
    if (a && b && both_int(rt, a, b)) FUSED_RESULT(int_mul(rt, a, b));
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

case OP_FF_ADD_FLOAT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && both_float(rt, a, b)))
        FUSED_RESULT(float_new(rt, FLOAT_VALUE(a) + FLOAT_VALUE(b)));
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

case OP_FF_SUB_FLOAT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && both_float(rt, a, b)))
        FUSED_RESULT(float_new(rt, FLOAT_VALUE(a) - FLOAT_VALUE(b)));
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

case OP_FF_MUL_FLOAT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && both_float(rt, a, b)))
        FUSED_RESULT(float_new(rt, FLOAT_VALUE(a) * FLOAT_VALUE(b)));
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

/* Constants were seen to be compact ints (FC_x_INT) or floats (FC_FLOAT) when the form was chosen.
 */
case OP_FC_ADD_INT: {
    FC_OPERANDS();
    if (HS_LIKELY(a && is_int_exact(rt, a))) {
        if (HS_LIKELY(int_is_compact(a)))
            FUSED_RESULT(int_result(rt, (int64_t)int_compact(a) + int_compact(b)));
        FUSED_RESULT(int_add(rt, a, b));
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_FC_SUB_INT: {
    FC_OPERANDS();
    if (HS_LIKELY(a && is_int_exact(rt, a))) {
        if (HS_LIKELY(int_is_compact(a)))
            FUSED_RESULT(int_result(rt, (int64_t)int_compact(a) - int_compact(b)));
        FUSED_RESULT(int_sub(rt, a, b));
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_FC_MUL_INT: {
    FC_OPERANDS();
    if (HS_LIKELY(a && is_int_exact(rt, a))) {
        if (HS_LIKELY(int_is_compact(a)))
            FUSED_RESULT(int_result(rt, (int64_t)int_compact(a) * int_compact(b)));
        FUSED_RESULT(int_mul(rt, a, b));
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_FC_MOD_INT: { /* the constant is positive */
    FC_OPERANDS();
    if (HS_LIKELY(a && is_int_exact(rt, a))) {
        if (HS_LIKELY(int_is_compact(a)))
            FUSED_RESULT(int_result(rt, remainder_i64(int_compact(a), int_compact(b))));
        FUSED_RESULT(int_remainder(rt, a, b));
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_FC_FLOORDIV_INT: { /* the constant is positive */
    FC_OPERANDS();
    if (HS_LIKELY(a && is_int_exact(rt, a))) {
        if (HS_LIKELY(int_is_compact(a)))
            FUSED_RESULT(int_result(rt, floor_divide_i64(int_compact(a), int_compact(b))));
        FUSED_RESULT(int_floor_divide(rt, a, b));
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_FC_BITS_INT: {
    FC_OPERANDS();
    int64_t value;
    if (HS_LIKELY(a && is_int_exact(rt, a) && int_is_compact(a) &&
                  small_bits(int_compact(a), int_compact(b), pc[1] >> 8, &value))) {
        FUSED_RESULT(int_result(rt, value));
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_FC_FLOAT: {
    FC_OPERANDS();
    if (HS_LIKELY(a && is_float_exact(rt, a))) {
        FUSED_RESULT(float_new(rt, float_operate(FLOAT_VALUE(a), FLOAT_VALUE(b), pc[1] >> 8)));
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_F_ADD_INT: {
    Obj *a = borrow(sp[-1]), *b = borrow(locals[arg]);
    if (HS_LIKELY(b && both_compact(rt, a, b))) {
        FUSED_TOP_INT(int_result(rt, (int64_t)int_compact(a) + int_compact(b)));
    }
    if (b && both_int(rt, a, b)) FUSED_TOP_INT(int_add(rt, a, b));
    UNFUSE(LOAD_FAST);
}

case OP_F_SUB_INT: {
    Obj *a = borrow(sp[-1]), *b = borrow(locals[arg]);
    if (HS_LIKELY(b && both_compact(rt, a, b))) {
        FUSED_TOP_INT(int_result(rt, (int64_t)int_compact(a) - int_compact(b)));
    }
    if (b && both_int(rt, a, b)) FUSED_TOP_INT(int_sub(rt, a, b));
    UNFUSE(LOAD_FAST);
}

case OP_F_MUL_INT: {
    Obj *a = borrow(sp[-1]), *b = borrow(locals[arg]);
    if (HS_LIKELY(b && both_compact(rt, a, b))) {
        FUSED_TOP_INT(int_result(rt, (int64_t)int_compact(a) * int_compact(b)));
    }
    if (b && both_int(rt, a, b)) FUSED_TOP_INT(int_mul(rt, a, b));
    UNFUSE(LOAD_FAST);
}

case OP_F_FLOAT: {
    Obj *a = borrow(sp[-1]), *b = borrow(locals[arg]);
    if (HS_LIKELY(b && both_float(rt, a, b) &&
                  (pc[0] >> 8 != OP_TRUE_DIVIDE || FLOAT_VALUE(b) != 0.0))) {
        FUSED_TOP_FLOAT(float_new(rt, float_operate(FLOAT_VALUE(a), FLOAT_VALUE(b), pc[0] >> 8)));
    }
    UNFUSE(LOAD_FAST);
}

case OP_C_INT: {
    Obj *a = borrow(sp[-1]), *b = borrow(consts[arg]);
    int64_t value;
    if (HS_LIKELY(is_int_exact(rt, a) && int_is_compact(a) &&
                  small_operate(int_compact(a), int_compact(b), pc[0] >> 8, &value))) {
        FUSED_TOP_INT(int_result(rt, value));
    }
    if (!is_int_exact(rt, a)) UNFUSE(LOAD_CONST);
    PUSH(keep(b));
    NEXT();
}

case OP_C_FLOAT: {
    Obj *a = borrow(sp[-1]), *b = borrow(consts[arg]);
    if (HS_LIKELY(is_float_exact(rt, a))) {
        FUSED_TOP_FLOAT(float_new(rt, float_operate(FLOAT_VALUE(a), FLOAT_VALUE(b), pc[0] >> 8)));
    }
    UNFUSE(LOAD_CONST);
}

case OP_CF_INT: {
    Obj *a = borrow(consts[arg]), *b = borrow(locals[*pc >> 8]);
    int64_t value;
    if (HS_LIKELY(b && is_int_exact(rt, b))) {
        if (HS_LIKELY(int_is_compact(b) &&
                      small_operate(int_compact(a), int_compact(b), pc[1] >> 8, &value))) {
            FUSED_RESULT(int_result(rt, value));
        }
        PUSH(keep(a));
        NEXT();
    }
    UNFUSE(LOAD_CONST__LOAD_FAST);
}

case OP_CF_FLOAT: {
    Obj *a = borrow(consts[arg]), *b = borrow(locals[*pc >> 8]);
    if (HS_LIKELY(b && is_float_exact(rt, b) &&
                  (pc[1] >> 8 != OP_TRUE_DIVIDE || FLOAT_VALUE(b) != 0.0))) {
        FUSED_RESULT(float_new(rt, float_operate(FLOAT_VALUE(a), FLOAT_VALUE(b), pc[1] >> 8)));
    }
    UNFUSE(LOAD_CONST__LOAD_FAST);
}

/* LOAD b, COMPARE_OP, two cache units, POP_JUMP: top against b. */
#define TOP_COMPARE(answer_now, drop)                                                              \
    do {                                                                                           \
        answered = (answer_now);                                                                   \
        sp--;                                                                                      \
        drop(rt, a);                                                                               \
        COMPARE_JUMP(answered, 4);                                                                 \
    } while (0)

case OP_C_COMPARE_INT: {
    Obj *a = borrow(sp[-1]), *b = borrow(consts[arg]);
    if (HS_LIKELY(is_int_exact(rt, a))) {
        TOP_COMPARE(HS_LIKELY(int_is_compact(a))
                        ? compare_i64(int_compact(a), int_compact(b), pc[0] >> 8)
                        : compare_i64(int_compare(a, b), 0, pc[0] >> 8),
                    drop_int);
    }
    UNFUSE(LOAD_CONST);
}

case OP_C_COMPARE_FLOAT: {
    Obj *a = borrow(sp[-1]), *b = borrow(consts[arg]);
    if (HS_LIKELY(is_float_exact(rt, a)))
        TOP_COMPARE(compare_double(FLOAT_VALUE(a), FLOAT_VALUE(b), pc[0] >> 8), drop_float);
    UNFUSE(LOAD_CONST);
}

case OP_F_COMPARE_INT: {
    Obj *a = borrow(sp[-1]), *b = borrow(locals[arg]);
    if (HS_LIKELY(b && both_int(rt, a, b))) {
        TOP_COMPARE(HS_LIKELY(int_is_compact(a) && int_is_compact(b))
                        ? compare_i64(int_compact(a), int_compact(b), pc[0] >> 8)
                        : compare_i64(int_compare(a, b), 0, pc[0] >> 8),
                    drop_int);
    }
    UNFUSE(LOAD_FAST);
}

case OP_F_COMPARE_FLOAT: {
    Obj *a = borrow(sp[-1]), *b = borrow(locals[arg]);
    if (HS_LIKELY(b && both_float(rt, a, b))) {
        TOP_COMPARE(compare_double(FLOAT_VALUE(a), FLOAT_VALUE(b), pc[0] >> 8), drop_float);
    }
    UNFUSE(LOAD_FAST);
}

/* LOAD a, LOAD b, COMPARE_OP, two cache units (the second: kind of jump), POP_JUMP. */
case OP_FF_COMPARE_INT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && both_compact(rt, a, b))) {
        COMPARE_JUMP(compare_i64(int_compact(a), int_compact(b), pc[1] >> 8), 5);
    }
    if (a && b && both_int(rt, a, b)) {
        COMPARE_JUMP(compare_i64(int_compare(a, b), 0, pc[1] >> 8), 5);
    }
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

case OP_FC_COMPARE_INT: {
    FC_OPERANDS();
    if (HS_LIKELY(a && is_int_exact(rt, a))) {
        COMPARE_JUMP(HS_LIKELY(int_is_compact(a))
                          ? compare_i64(int_compact(a), int_compact(b), pc[1] >> 8)
                          : compare_i64(int_compare(a, b), 0, pc[1] >> 8), 5);
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_FF_COMPARE_FLOAT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && both_float(rt, a, b))) {
        COMPARE_JUMP(compare_double(FLOAT_VALUE(a), FLOAT_VALUE(b), pc[1] >> 8), 5);
    }
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

case OP_FC_COMPARE_STR: {
    FC_OPERANDS();
    if (HS_LIKELY(a && is_str_exact(rt, a))) {
        COMPARE_JUMP((a == b || str_equal(a, b)) == (pc[1] >> 8 == CMP_EQ), 5);
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

case OP_FF_SUBSCR_LIST_INT: {
    FF_OPERANDS();
    if (HS_LIKELY(a && b && is_list_exact(rt, a) && is_int_exact(rt, b) && int_is_compact(b))) {
        intptr_t i = int_compact(b);
        if (HS_LIKELY((size_t)i < (size_t)LIST_SIZE(a))) {
            PUSH(keep(LIST_ITEM(a, i)));
            pc += 6;
            NEXT();
        }
        PUSH(keep(a));
        NEXT();
    }
    UNFUSE(LOAD_FAST__LOAD_FAST);
}

case OP_FC_SUBSCR: { /* the constant is a one-digit int */
    FC_OPERANDS();
    if (HS_LIKELY(a != NULL)) {
        intptr_t i = int_compact(b);
        if (is_list_exact(rt, a) && HS_LIKELY((size_t)i < (size_t)LIST_SIZE(a))) {
            PUSH(keep(LIST_ITEM(a, i)));
            pc += 6;
            NEXT();
        }
        if (is_tuple_exact(rt, a) && HS_LIKELY((size_t)i < (size_t)TUPLE_SIZE(a))) {
            PUSH(keep(TUPLE_ITEM(a, i)));
            pc += 6;
            NEXT();
        }
    }
    UNFUSE(LOAD_FAST__LOAD_CONST);
}

/* list[i] op= x. LOAD list, LOAD i, COPY 2, COPY 2, BINARY_SUBSCR: leaves list, i, item. */
case OP_FF_INPLACE_SUBSCR:
case OP_FC_INPLACE_SUBSCR: {
    Obj *a = borrow(locals[arg]),
        *b = borrow(opcode == OP_FC_INPLACE_SUBSCR ? consts[*pc >> 8] : locals[*pc >> 8]);
    if (HS_LIKELY(a && b && is_list_exact(rt, a) && is_int_exact(rt, b) && int_is_compact(b))) {
        intptr_t i = int_compact(b);
        if (HS_LIKELY((size_t)i < (size_t)LIST_SIZE(a))) {
            PUSH(keep(a));
            PUSH(keep(b));
            PUSH(keep(LIST_ITEM(a, i)));
            pc += 8;
            NEXT();
        }
    }
    set_opcode(pc,
               opcode == OP_FC_INPLACE_SUBSCR ? OP_LOAD_FAST__LOAD_CONST : OP_LOAD_FAST__LOAD_FAST);
    AGAIN();
}

/* SWAP 3, SWAP 2, STORE_SUBSCR on container, key, value. */
case OP_SWAP_STORE_SUBSCR: {
    Obj *container = borrow(sp[-3]), *key = borrow(sp[-2]);
    if (HS_LIKELY(is_list_exact(rt, container) && is_int_exact(rt, key) && int_is_compact(key))) {
        intptr_t i = int_compact(key);
        if (HS_LIKELY((size_t)i < (size_t)LIST_SIZE(container))) {
            Own *slot = &LIST(container)->items[i], old = *slot;
            *slot = sp[-1];
            sp -= 3;
            pc += 3;
            DROP(old);
            DROP_INT(key);
            DROP(adopt(container));
            NEXT();
        }
    } else if (is_dict_exact(rt, container)) {
        SAVE();
        sp -= 3;
        int failed = dict_set_steal(rt, container, sp[1], sp[2]);
        DROP(adopt(container));
        if (HS_UNLIKELY(failed < 0)) goto error;
        pc += 3;
        NEXT();
    }
    Own top = sp[-1];
    sp[-1] = sp[-3];
    sp[-3] = top;
    NEXT();
}

/* LOAD_FAST, LOAD_ATTR, four cache units: as LOAD_ATTR is specialised now. */
case OP_F_ATTR_VALUE: {
    Obj *owner = borrow(locals[arg]), *value = NULL;
    if (HS_UNLIKELY(!owner)) goto unbound_local;
    if (HS_LIKELY(owner->type->version == cache_u32(pc + 2) &&
                  (owner->type->flags & TPF_VALID_VERSION))) {
        int form = *pc & 0xff;
        if (form == OP_LOAD_ATTR_INSTANCE_VALUE && HS_LIKELY(instance_has_values(owner))) {
            value = borrow(*instance_value_slot(owner, pc[4]));
        } else if (form == OP_LOAD_ATTR_SLOT) {
            value = borrow(*(Own *)(void *)((char *)owner + pc[4]));
        }
    }
    if (HS_LIKELY(value != NULL)) {
        PUSH(keep(value));
        pc += 5;
        NEXT();
    }
    PUSH(keep(owner));
    NEXT();
}
