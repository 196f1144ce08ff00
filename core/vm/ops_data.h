/* Instructions on values: operators, comparison, subscripts, names, attributes. A specialised form
 * that meets other types does the general instruction; after many misses it becomes general again
 * (MISS). */

#define MISS(base)                                                                                 \
    do {                                                                                           \
        if (++pc[0] > MISS_LIMIT) {                                                                \
            set_opcode(pc, OP_##base);                                                             \
            pc[0] = (CodeUnit)-MISS_BACKOFF;                                                       \
        }                                                                                          \
    } while (0)
/* Counter of a general instruction: true when it is time to specialise. */
#define WARM() (HS_UNLIKELY((int16_t)++pc[0] >= HS_WARMUP))
#define AGAIN()                                                                                    \
    do {                                                                                           \
        opcode = pc[-1] & 0xff;                                                                    \
        goto dispatch_opcode;                                                                      \
    } while (0)
/* What many instructions end with stands once, at a label: the loop must stay small, for engines compile it while programs wait. */
#define END_AT(label, value)                                                                       \
    do {                                                                                           \
        computed = (value);                                                                        \
        goto label;                                                                                \
    } while (0)
/* Replace the two operands on the stack, exact ints or floats, by a result. */
#define BINARY_RESULT_INT(value) END_AT(binary_int_done, value)
#define BINARY_RESULT_FLOAT(value) END_AT(binary_float_done, value)
#define BINARY_DONE(drop)                                                                          \
    do {                                                                                           \
        Obj *left = borrow(sp[-2]), *right = borrow(sp[-1]);                                       \
        if (HS_UNLIKELY(!computed)) goto error;                                                    \
        sp--;                                                                                      \
        sp[-1] = computed;                                                                         \
        drop(rt, left);                                                                            \
        drop(rt, right);                                                                           \
        pc += 1;                                                                                   \
        NEXT();                                                                                    \
    } while (0)
binary_int_done : BINARY_DONE(drop_int);
binary_float_done : BINARY_DONE(drop_float);

/* ---- operators ---- */

case OP_BINARY_OP:
if (WARM()) {
    specialize_binary_op(rt, pc, sp, locals);
    AGAIN();
}
binary_general : SAVE();
REPLAY(OP_BINARY_OP);
sp = slow_binary_op(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 1;
NEXT();

case OP_BINARY_OP_ADD_INT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_compact(rt, a, b)))
        BINARY_RESULT_INT(int_result(rt, (int64_t)int_compact(a) + int_compact(b)));
    if (both_int(rt, a, b)) BINARY_RESULT_INT(int_add(rt, a, b));
    MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_SUB_INT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_compact(rt, a, b)))
        BINARY_RESULT_INT(int_result(rt, (int64_t)int_compact(a) - int_compact(b)));
    if (both_int(rt, a, b)) BINARY_RESULT_INT(int_sub(rt, a, b));
    MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_MUL_INT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_compact(rt, a, b)))
        BINARY_RESULT_INT(int_result(rt, (int64_t)int_compact(a) * int_compact(b)));
    if (both_int(rt, a, b)) BINARY_RESULT_INT(int_mul(rt, a, b));
    MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_MOD_INT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_compact(rt, a, b) && int_compact(b) != 0)) {
        BINARY_RESULT_INT(int_result(rt, remainder_i64(int_compact(a), int_compact(b))));
    }
    if (!both_int(rt, a, b)) MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_FLOORDIV_INT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_compact(rt, a, b) && int_compact(b) != 0)) {
        BINARY_RESULT_INT(int_result(rt, floor_divide_i64(int_compact(a), int_compact(b))));
    }
    if (!both_int(rt, a, b)) MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_BITS_INT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    int64_t value;
    if (HS_LIKELY(both_compact(rt, a, b) &&
                  small_bits(int_compact(a), int_compact(b), (int)arg, &value))) {
        BINARY_RESULT_INT(int_result(rt, value));
    }
    if (!both_int(rt, a, b)) MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_ADD_FLOAT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_float(rt, a, b)))
        BINARY_RESULT_FLOAT(float_new(rt, FLOAT_VALUE(a) + FLOAT_VALUE(b)));
    MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_SUB_FLOAT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_float(rt, a, b)))
        BINARY_RESULT_FLOAT(float_new(rt, FLOAT_VALUE(a) - FLOAT_VALUE(b)));
    MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_MUL_FLOAT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_float(rt, a, b)))
        BINARY_RESULT_FLOAT(float_new(rt, FLOAT_VALUE(a) * FLOAT_VALUE(b)));
    MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_DIV_FLOAT: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_LIKELY(both_float(rt, a, b) && FLOAT_VALUE(b) != 0.0)) {
        BINARY_RESULT_FLOAT(float_new(rt, FLOAT_VALUE(a) / FLOAT_VALUE(b)));
    }
    MISS(BINARY_OP);
    goto binary_general;
}

case OP_BINARY_OP_ADD_STR: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_UNLIKELY(!is_str_exact(rt, a) || !is_str_exact(rt, b))) {
        MISS(BINARY_OP);
        goto binary_general;
    }
    computed = str_concat(rt, a, b);
    if (HS_UNLIKELY(!computed)) goto error;
    sp--;
    sp[-1] = computed;
    DROP(adopt(a));
    DROP(adopt(b));
    pc += 1;
    NEXT();
}

case OP_BINARY_OP_APPEND_STR: { /* BINARY_OP, STORE_FAST of the left operand's variable */
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    Own *slot = &locals[pc[1] >> 8];
    if (HS_LIKELY(is_str_exact(rt, a) && is_str_exact(rt, b) && borrow(*slot) == a)) {
        release(rt, sp[-2]); /* the variable keeps one */
        sp[-2] = (Own)0;
        Own appended = sp[-1];
        SAVE();
        int failed = str_append(rt, slot, b);
        sp -= 2;
        DROP(appended);
        if (HS_UNLIKELY(failed < 0)) goto error;
        pc += 2;
        NEXT();
    }
    MISS(BINARY_OP);
    goto binary_general;
}

/* ---- comparison ---- */

case OP_COMPARE_OP:
if (WARM()) {
    specialize_compare(rt, pc, sp);
    AGAIN();
}
compare_general : SAVE();
REPLAY(OP_COMPARE_OP);
sp = slow_compare_op(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 2;
NEXT();

/* The jump that belongs to a comparison, `skip` units on. The unit before it says what to do with the answer; bit 0: jump when true;
 * bit 1: backward. */
#define COMPARE_JUMP(value, skip)                                                                  \
    do {                                                                                           \
        answered = (value);                                                                        \
        pc += (skip);                                                                              \
        goto compared;                                                                             \
    } while (0)
compared:
if (answered != (bool)(pc[-2] & 1)) NEXT();
if (!(pc[-2] & 2)) {
    pc += pc[-1] >> 8;
    NEXT();
}
pc -= pc[-1] >> 8;
if (HS_UNLIKELY(--rt->fuel <= 0)) goto out_of_fuel;
NEXT();

case OP_COMPARE_OP_INT_JUMP: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_UNLIKELY(!both_compact(rt, a, b))) {
        if (!both_int(rt, a, b)) MISS(COMPARE_OP);
        goto compare_general;
    }
    answered = compare_i64(int_compact(a), int_compact(b), (int)arg);
    sp -= 2;
    DROP_INT(a);
    DROP_INT(b);
    COMPARE_JUMP(answered, 3);
}

case OP_COMPARE_OP_FLOAT_JUMP: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_UNLIKELY(!both_float(rt, a, b))) {
        MISS(COMPARE_OP);
        goto compare_general;
    }
    answered = compare_double(FLOAT_VALUE(a), FLOAT_VALUE(b), (int)arg);
    sp -= 2;
    drop_float(rt, a);
    drop_float(rt, b);
    COMPARE_JUMP(answered, 3);
}

case OP_COMPARE_OP_STR_JUMP: {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    if (HS_UNLIKELY(!is_str_exact(rt, a) || !is_str_exact(rt, b))) {
        MISS(COMPARE_OP);
        goto compare_general;
    }
    answered = (a == b || str_equal(a, b)) == (arg == CMP_EQ);
    sp -= 2;
    DROP(adopt(a));
    DROP(adopt(b));
    COMPARE_JUMP(answered, 3);
}

case OP_CONTAINS_OP:
SAVE();
REPLAY(OP_CONTAINS_OP);
sp = slow_contains_op(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
NEXT();

/* ---- subscripts ---- */

case OP_BINARY_SUBSCR:
if (WARM()) {
    specialize_subscr(rt, pc, sp);
    AGAIN();
}
subscr_general : SAVE();
REPLAY(OP_BINARY_SUBSCR);
sp = slow_binary_subscr(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 4;
NEXT();

#define SUBSCR_RESULT(found) END_AT(subscr_done, found)
subscr_done : {
    Own key = sp[-1], container = sp[-2];
    sp--;
    sp[-1] = computed;
    DROP(key);
    DROP(container);
    pc += 4;
    NEXT();
}

case OP_BINARY_SUBSCR_LIST_INT: {
    Obj *list = borrow(sp[-2]), *index = borrow(sp[-1]);
    if (HS_LIKELY(is_list_exact(rt, list) && is_int_exact(rt, index) && int_is_compact(index))) {
        intptr_t i = int_compact(index);
        if (HS_LIKELY((size_t)i < (size_t)LIST_SIZE(list))) SUBSCR_RESULT(keep(LIST_ITEM(list, i)));
        goto subscr_general;
    }
    MISS(BINARY_SUBSCR);
    goto subscr_general;
}

case OP_BINARY_SUBSCR_TUPLE_INT: {
    Obj *tuple = borrow(sp[-2]), *index = borrow(sp[-1]);
    if (HS_LIKELY(is_tuple_exact(rt, tuple) && is_int_exact(rt, index) && int_is_compact(index))) {
        intptr_t i = int_compact(index);
        if (HS_LIKELY((size_t)i < (size_t)TUPLE_SIZE(tuple)))
            SUBSCR_RESULT(keep(TUPLE_ITEM(tuple, i)));
        goto subscr_general;
    }
    MISS(BINARY_SUBSCR);
    goto subscr_general;
}

case OP_BINARY_SUBSCR_STR_INT: {
    Obj *text = borrow(sp[-2]), *index = borrow(sp[-1]);
    if (HS_LIKELY(is_str_exact(rt, text) && is_int_exact(rt, index) && int_is_compact(index))) {
        intptr_t i = int_compact(index);
        if ((size_t)i < (size_t)STR(text)->length && STR(text)->kind == 1) {
            SUBSCR_RESULT(keep(str_latin1_char(rt, STR(text)->data[i])));
        }
        goto subscr_general;
    }
    MISS(BINARY_SUBSCR);
    goto subscr_general;
}

case OP_BINARY_SUBSCR_DICT: {
    Obj *dict = borrow(sp[-2]), *key_object = borrow(sp[-1]);
    if (HS_LIKELY(is_dict_exact(rt, dict))) {
        SAVE();
        Obj *value = dict_get(rt, dict, key_object);
        if (HS_LIKELY(value != NULL)) SUBSCR_RESULT(keep(value));
        if (RAISED(rt)) goto error;
        goto subscr_general;
    }
    MISS(BINARY_SUBSCR);
    goto subscr_general;
}

case OP_BINARY_SUBSCR_GETITEM: {
    TypeObj *type = borrow(sp[-2])->type;
    if (HS_UNLIKELY(type->version != cache_u32(pc + 1) || !(type->flags & TPF_VALID_VERSION))) {
        MISS(BINARY_SUBSCR);
        goto subscr_general;
    }
    Obj *function = vm->pointers[pc[3]];
    if (FUNCTION(function)->version == 0 || CODE(borrow(FUNCTION(function)->code))->argcount != 2)
        goto subscr_general;
    sp -= 2;
    Frame *callee = frame_for_call(rt, keep(function), (Own)0, sp, 2, NULL, 0);
    if (HS_UNLIKELY(!callee)) goto error;
    pc += 4;
    ENTER(callee);
}

case OP_STORE_SUBSCR:
if (WARM()) {
    specialize_store_subscr(rt, pc, sp);
    AGAIN();
}
store_subscr_general : SAVE();
REPLAY(OP_STORE_SUBSCR);
sp = slow_store_subscr(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 1;
NEXT();

case OP_STORE_SUBSCR_LIST_INT: {
    Obj *index = borrow(sp[-1]), *list = borrow(sp[-2]);
    if (HS_LIKELY(is_list_exact(rt, list) && is_int_exact(rt, index) && int_is_compact(index))) {
        intptr_t i = int_compact(index);
        if (HS_UNLIKELY((size_t)i >= (size_t)LIST_SIZE(list))) goto store_subscr_general;
        Own *slot = &LIST(list)->items[i], old = *slot;
        *slot = sp[-3];
        sp -= 3;
        DROP(old);
        DROP_INT(index);
        DROP(adopt(list));
        pc += 1;
        NEXT();
    }
    MISS(STORE_SUBSCR);
    goto store_subscr_general;
}

case OP_STORE_SUBSCR_DICT: {
    Own key = sp[-1], dict = sp[-2], value = sp[-3];
    if (HS_LIKELY(is_dict_exact(rt, borrow(dict)))) {
        SAVE();
        sp -= 3;
        int failed = dict_set_steal(rt, borrow(dict), key, value);
        DROP(dict);
        if (HS_UNLIKELY(failed < 0)) goto error;
        pc += 1;
        NEXT();
    }
    MISS(STORE_SUBSCR);
    goto store_subscr_general;
}

/* ---- globals ---- */

case OP_LOAD_GLOBAL:
if (WARM()) {
    specialize_load_global(rt, frame, pc, (int)arg);
    AGAIN();
}
global_general : SAVE();
sp = slow_load_global(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 5;
NEXT();

case OP_LOAD_GLOBAL_MODULE: {
    DictKeys *keys = DICT(frame->globals)->keys;
    if (HS_LIKELY(keys->version == cache_u32(pc + 2))) {
        Obj *value = dict_entry_value(keys, pc[1]);
        if (arg & 1) PUSH((Own)0);
        PUSH(keep(value));
        pc += 5;
        NEXT();
    }
    MISS(LOAD_GLOBAL);
    goto global_general;
}

case OP_LOAD_GLOBAL_BUILTIN: {
    DictKeys *keys = DICT(frame->globals)->keys, *builtin_keys = DICT(frame->builtins)->keys;
    if (HS_LIKELY(keys->version == cache_u32(pc + 2) && builtin_keys->version == pc[4])) {
        Obj *value = dict_entry_value(builtin_keys, pc[1]);
        if (arg & 1) PUSH((Own)0);
        PUSH(keep(value));
        pc += 5;
        NEXT();
    }
    MISS(LOAD_GLOBAL);
    goto global_general;
}

/* ---- attributes ---- */

#define TYPE_IS_CACHED(type)                                                                       \
    (HS_LIKELY((type)->version == cache_u32(pc + 1)) && ((type)->flags & TPF_VALID_VERSION))

case OP_LOAD_ATTR:
if (WARM()) {
    specialize_load_attr(rt, frame, pc, sp, (int)arg);
    AGAIN();
}
attr_general : SAVE();
REPLAY(OP_LOAD_ATTR);
sp = slow_load_attr(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 4;
NEXT();

#define ATTR_RESULT(found)                                                                         \
    do {                                                                                           \
        Own owner_ref = sp[-1];                                                                    \
        sp[-1] = keep(found);                                                                      \
        DROP(owner_ref);                                                                           \
        pc += 4;                                                                                   \
        NEXT();                                                                                    \
    } while (0)

case OP_LOAD_ATTR_INSTANCE_VALUE: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type) && HS_LIKELY(instance_has_values(owner))) {
        Obj *value = borrow(*instance_value_slot(owner, pc[3]));
        if (HS_LIKELY(value != NULL)) ATTR_RESULT(value);
    }
    MISS(LOAD_ATTR);
    goto attr_general;
}

case OP_LOAD_ATTR_SLOT: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type)) {
        Obj *value = borrow(*(Own *)(void *)((char *)owner + pc[3]));
        if (HS_LIKELY(value != NULL)) ATTR_RESULT(value);
    }
    MISS(LOAD_ATTR);
    goto attr_general;
}

case OP_LOAD_ATTR_WITH_HINT: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type)) {
        Obj *value =
            dict_hint_value(owner, TUPLE_ITEM(borrow(frame_code(frame)->names), arg), pc[3]);
        if (HS_LIKELY(value != NULL)) ATTR_RESULT(value);
    }
    MISS(LOAD_ATTR);
    goto attr_general;
}

case OP_LOAD_ATTR_MODULE: {
    Obj *owner = borrow(sp[-1]);
    if (HS_LIKELY(is_module(rt, owner))) {
        DictKeys *keys = DICT(module_dict(owner))->keys;
        if (HS_LIKELY(keys->version == cache_u32(pc + 1))) {
            Obj *value = dict_entry_value(keys, pc[3]);
            ATTR_RESULT(value);
        }
    }
    MISS(LOAD_ATTR);
    goto attr_general;
}

case OP_LOAD_ATTR_CLASS: {
    Obj *owner = borrow(sp[-1]);
    if (is_type(owner) && TYPE_IS_CACHED((TypeObj *)owner)) ATTR_RESULT(vm->pointers[pc[3]]);
    MISS(LOAD_ATTR);
    goto attr_general;
}

case OP_LOAD_ATTR_TYPE_VALUE: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type) &&
        instance_lacks(rt, owner, TUPLE_ITEM(borrow(frame_code(frame)->names), arg))) {
        ATTR_RESULT(vm->pointers[pc[3]]);
    }
    MISS(LOAD_ATTR);
    goto attr_general;
}

case OP_LOAD_ATTR_PROPERTY: {
    Obj *owner = borrow(sp[-1]);
    if (!TYPE_IS_CACHED(owner->type)) {
        MISS(LOAD_ATTR);
        goto attr_general;
    }
    SAVE();
    Frame *callee = frame_for_property(rt, vm->pointers[pc[3]], owner);
    if (HS_UNLIKELY(!callee)) {
        if (RAISED(rt)) goto error;
        goto attr_general;
    }
    pc += 4;
    ENTER(callee);
}

case OP_STORE_ATTR:
if (WARM()) {
    specialize_store_attr(rt, frame, pc, sp, (int)arg);
    AGAIN();
}
store_attr_general : SAVE();
REPLAY(OP_STORE_ATTR);
sp = slow_store_attr(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 4;
NEXT();

case OP_STORE_ATTR_INSTANCE_VALUE: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type) && HS_LIKELY(instance_has_values(owner))) {
        Own *slot = instance_value_slot(owner, pc[3]), old = *slot;
        sp -= 2;
        if (HS_LIKELY(old != (Own)0)) {
            *slot = sp[0];
            DROP(old);
        } else {
            SAVE();
            instance_store_index(rt, owner, pc[3], sp[0]);
        }
        DROP(adopt(owner));
        pc += 4;
        NEXT();
    }
    MISS(STORE_ATTR);
    goto store_attr_general;
}

case OP_STORE_ATTR_SLOT: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type)) {
        Own *slot = (Own *)(void *)((char *)owner + pc[3]), old = *slot;
        sp -= 2;
        *slot = sp[0];
        XDROP(old);
        DROP(adopt(owner));
        pc += 4;
        NEXT();
    }
    MISS(STORE_ATTR);
    goto store_attr_general;
}

/* ---- methods ---- */

case OP_LOAD_METHOD:
if (WARM()) {
    specialize_load_method(rt, frame, pc, sp, (int)arg);
    AGAIN();
}
method_general : SAVE();
REPLAY(OP_LOAD_METHOD);
sp = slow_load_method(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 10;
NEXT();

#define METHOD_RESULT(found)                                                                       \
    do {                                                                                           \
        Own self = sp[-1];                                                                         \
        sp[-1] = keep(found);                                                                      \
        PUSH(self);                                                                                \
        pc += 10;                                                                                  \
        NEXT();                                                                                    \
    } while (0)

case OP_LOAD_METHOD_WITH_VALUES: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type) && HS_LIKELY(instance_has_values(owner)) &&
        HS_LIKELY(owner->type->cached_keys->version == cache_u32(pc + 3))) {
        METHOD_RESULT(cache_obj(pc + 6));
    }
    MISS(LOAD_METHOD);
    goto method_general;
}

case OP_LOAD_METHOD_NO_DICT: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type)) METHOD_RESULT(cache_obj(pc + 6));
    MISS(LOAD_METHOD);
    goto method_general;
}

case OP_LOAD_METHOD_WITH_DICT: {
    Obj *owner = borrow(sp[-1]);
    if (TYPE_IS_CACHED(owner->type) &&
        instance_lacks(rt, owner, TUPLE_ITEM(borrow(frame_code(frame)->names), arg))) {
        METHOD_RESULT(cache_obj(pc + 6));
    }
    MISS(LOAD_METHOD);
    goto method_general;
}

case OP_LOAD_METHOD_CLASS: {
    Obj *owner = borrow(sp[-1]);
    if (is_type(owner) && TYPE_IS_CACHED((TypeObj *)owner)) {
        Own class_ref = sp[-1];
        sp[-1] = (Own)0;
        PUSH(keep(cache_obj(pc + 6)));
        DROP(class_ref);
        pc += 10;
        NEXT();
    }
    MISS(LOAD_METHOD);
    goto method_general;
}

case OP_LOAD_METHOD_MODULE: {
    Obj *owner = borrow(sp[-1]);
    if (HS_LIKELY(is_module(rt, owner))) {
        DictKeys *keys = DICT(module_dict(owner))->keys;
        if (HS_LIKELY(keys->version == cache_u32(pc + 1))) {
            Own module_ref = sp[-1];
            sp[-1] = (Own)0;
            PUSH(keep(dict_entry_value(keys, pc[5])));
            DROP(module_ref);
            pc += 10;
            NEXT();
        }
    }
    MISS(LOAD_METHOD);
    goto method_general;
}

/* ---- containers ---- */

case OP_UNPACK_SEQUENCE: /* the general form makes an iterator, which is counted: when it becomes special is CPython's rule */
if (pc[0] >= 1 << UNPACK_WAIT) {
    pc[0] = (CodeUnit)(pc[0] - (1 << UNPACK_WAIT));
} else if (pc[0]) {
    specialize_unpack(rt, pc, sp, (int)arg);
    AGAIN();
}
unpack_general : SAVE();
sp = slow_unpack_sequence(rt, frame, sp, (int)arg);
if (HS_UNLIKELY(RAISED(rt))) goto error;
pc += 1;
NEXT();

case OP_UNPACK_SEQUENCE_TWO_TUPLE: {
    Own tuple = sp[-1];
    if (HS_LIKELY(is_tuple_exact(rt, borrow(tuple)) && TUPLE_SIZE(borrow(tuple)) == 2)) {
        sp[-1] = keep(TUPLE_ITEM(borrow(tuple), 1));
        PUSH(keep(TUPLE_ITEM(borrow(tuple), 0)));
        DROP(tuple);
        pc += 1;
        NEXT();
    }
    goto unpack_missed;
}

case OP_UNPACK_SEQUENCE_TUPLE:
case OP_UNPACK_SEQUENCE_LIST: {
    Own sequence = sp[-1];
    bool fits = opcode == OP_UNPACK_SEQUENCE_LIST ? is_list_exact(rt, borrow(sequence))
                                                  : is_tuple_exact(rt, borrow(sequence));
    if (HS_LIKELY(fits) && ((VarObj *)borrow(sequence))->size == (intptr_t)arg) {
        Obj *const *items = opcode == OP_UNPACK_SEQUENCE_LIST
                                ? borrow_all(LIST(borrow(sequence))->items)
                                : TUPLE_ITEMS(borrow(sequence));
        sp--;
        for (intptr_t i = (intptr_t)arg - 1; i >= 0; i--) PUSH(keep(items[i]));
        DROP(sequence);
        pc += 1;
        NEXT();
    }
unpack_missed:
    if (!--pc[0]) {
        set_opcode(pc, OP_UNPACK_SEQUENCE);
        pc[0] = UNPACK_AFTER_MISSES;
    }
    goto unpack_general;
}

case OP_LIST_APPEND: {
    Own item = *--sp;
    SAVE();
    if (HS_UNLIKELY(list_append_steal(rt, borrow(sp[-(intptr_t)arg]), item) < 0)) goto error;
    NEXT();
}
