/* Specialisation in place (PEP 659): an instruction that ran some times is replaced by the form for
 * the types it met; caches hold type versions, dict key versions and indices. Also: joining
 * neighbours into multi-instruction forms once code is warm, and turning everything back. Follows
 * CPython 3.11 Python/specialize.c in what is guarded. */
#include "heap/pool_impl.h"
#include "heap/seam.h"
#include "object/float.h"
#include "object/range.h"
#include "vm/inline_cache.h"

enum { BACKOFF = 64 };

/* The form does not exist: try again much later. */
static void give_up(CodeUnit *pc) { pc[0] = (CodeUnit)-BACKOFF; }
static void become(CodeUnit *pc, int opcode) {
    set_opcode(pc, opcode);
    pc[0] = 0; /* misses */
}

static bool type_version(Runtime *rt, TypeObj *type, CodeUnit *at) {
    if (!type_assign_version(rt, type)) return false;
    cache_set_u32(at, type->version);
    return true;
}

/* Index of a pointer in the table of cached pointers, -1 = full. */
static int pointer_index(Runtime *rt, Obj *pointer) {
    VmState *vm = rt->vm;
    uint32_t recent = vm->pointer_count > 64 ? vm->pointer_count - 64 : 0;
    for (uint32_t i = vm->pointer_count; i-- > recent;) {
        if (vm->pointers[i] == pointer) return (int)i;
    }
    if (vm->pointer_count == vm->pointer_capacity) {
        uint32_t capacity = vm->pointer_capacity ? vm->pointer_capacity * 2 : 64;
        if (capacity > 65536) return -1;
        Obj **grown = raw_realloc(rt, vm->pointers, capacity * sizeof *grown);
        if (!grown) return -1;
        vm->pointers = grown;
        vm->pointer_capacity = capacity;
    }
    vm->pointers[vm->pointer_count] = pointer;
    return (int)vm->pointer_count++;
}

/* ---- numbers that come and go ---- */

Own vm_new_int(Runtime *rt, int64_t value) {
    if (HS_UNLIKELY(value >= (int64_t)1 << INT_SHIFT || -value >= (int64_t)1 << INT_SHIFT))
        return int_from_i64(rt, value);
    IntObj *self = pool_alloc(rt, 32);
    if (HS_UNLIKELY(!self)) return raise_memory_error(rt);
    self->head.base.refcount = 1;
    self->head.base.type = T(rt, INT);
    self->head.size = value < 0 ? -1 : 1;
    self->digits[0] = (Digit)(value < 0 ? -value : value);
    note_birth(rt, birth_behind(self, 28));
    if (HS_UNLIKELY(rt->recording)) probe_allocated(rt, (Obj *)self, 28);
    return adopt((Obj *)self);
}

void vm_free_int(Runtime *rt, Obj *object) {
    if (HS_UNLIKELY(rt->recording)) probe_freed(rt, object);
    mem_free_fast(rt, object);
}

void vm_free_float(Runtime *rt, Obj *object) {
    FreeLists *lists = &rt->free_lists;
    if (HS_UNLIKELY(lists->floats_count >= HS_FREE_FLOATS || rt->recording)) {
        object_dealloc(rt, object);
        return;
    }
    object->type = (TypeObj *)lists->floats;
    lists->floats = object;
    lists->floats_count++;
}

void vm_dealloc(Runtime *rt, Obj *object) {
    if (object->type == T(rt, INT))
        vm_free_int(rt, object);
    else if (object->type == T(rt, FLOAT))
        vm_free_float(rt, object);
    else
        object_dealloc(rt, object);
}

/* ---- operators ---- */

static int int_form(int op) {
    switch (op % OP_INPLACE_ADD) {
    case OP_ADD: return OP_BINARY_OP_ADD_INT;
    case OP_SUBTRACT: return OP_BINARY_OP_SUB_INT;
    case OP_MULTIPLY: return OP_BINARY_OP_MUL_INT;
    case OP_REMAINDER: return OP_BINARY_OP_MOD_INT;
    case OP_FLOOR_DIVIDE: return OP_BINARY_OP_FLOORDIV_INT;
    case OP_AND:
    case OP_OR:
    case OP_XOR:
    case OP_LSHIFT:
    case OP_RSHIFT: return OP_BINARY_OP_BITS_INT;
    default: return 0;
    }
}

static int float_form(int op) {
    switch (op % OP_INPLACE_ADD) {
    case OP_ADD: return OP_BINARY_OP_ADD_FLOAT;
    case OP_SUBTRACT: return OP_BINARY_OP_SUB_FLOAT;
    case OP_MULTIPLY: return OP_BINARY_OP_MUL_FLOAT;
    case OP_TRUE_DIVIDE: return OP_BINARY_OP_DIV_FLOAT;
    default: return 0;
    }
}

void specialize_binary_op(Runtime *rt, CodeUnit *pc, Own *sp, Own *locals) {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    int op = pc[-1] >> 8, form = 0;
    if (both_int(rt, a, b)) {
        form = int_form(op);
    } else if (both_float(rt, a, b)) {
        form = float_form(op);
    } else if (is_str_exact(rt, a) && is_str_exact(rt, b) && op % OP_INPLACE_ADD == OP_ADD) {
        bool to_left =
            opcode_info[pc[1] & 0xff].base == OP_STORE_FAST && borrow(locals[pc[1] >> 8]) == a;
        form = to_left ? OP_BINARY_OP_APPEND_STR : OP_BINARY_OP_ADD_STR;
    }
    if (form)
        become(pc, form);
    else
        give_up(pc);
}

/* Bit 0: jump when true, bit 1: backward; -1: no jump on the answer follows. */
static int jump_kind(CodeUnit unit) {
    switch (unit & 0xff) {
    case OP_POP_JUMP_FORWARD_IF_FALSE: return 0;
    case OP_POP_JUMP_FORWARD_IF_TRUE: return 1;
    case OP_POP_JUMP_BACKWARD_IF_FALSE: return 2;
    case OP_POP_JUMP_BACKWARD_IF_TRUE: return 3;
    default: return -1;
    }
}

void specialize_compare(Runtime *rt, CodeUnit *pc, Own *sp) {
    Obj *a = borrow(sp[-2]), *b = borrow(sp[-1]);
    int op = pc[-1] >> 8, kind = jump_kind(pc[2]), form = 0;
    if (kind >= 0) {
        if (both_int(rt, a, b))
            form = OP_COMPARE_OP_INT_JUMP;
        else if (both_float(rt, a, b))
            form = OP_COMPARE_OP_FLOAT_JUMP;
        else if (is_str_exact(rt, a) && is_str_exact(rt, b) && (op == CMP_EQ || op == CMP_NE))
            form = OP_COMPARE_OP_STR_JUMP;
    }
    if (!form) {
        give_up(pc);
        return;
    }
    become(pc, form);
    pc[1] = (CodeUnit)kind;
}

/* ---- subscripts ---- */

static bool is_plain_python_function(Runtime *rt, Obj *function, int argcount) {
    if (!function || !is_function(rt, function)) return false;
    CodeObj *code = CODE(borrow(FUNCTION(function)->code));
    return code->argcount == argcount && !code->kwonlyargcount && (code->flags & CO_OPTIMIZED) &&
           !(code->flags & (CO_VARARGS | CO_VARKEYWORDS));
}

void specialize_subscr(Runtime *rt, CodeUnit *pc, Own *sp) {
    Obj *container = borrow(sp[-2]), *key = borrow(sp[-1]);
    TypeObj *type = container->type;
    int form = 0;
    if (is_int_exact(rt, key)) {
        if (is_list_exact(rt, container))
            form = OP_BINARY_SUBSCR_LIST_INT;
        else if (is_tuple_exact(rt, container))
            form = OP_BINARY_SUBSCR_TUPLE_INT;
        else if (is_str_exact(rt, container))
            form = OP_BINARY_SUBSCR_STR_INT;
    }
    if (is_dict_exact(rt, container)) form = OP_BINARY_SUBSCR_DICT;
    if (!form && (type->flags & TPF_HEAP)) {
        Obj *getitem = type_lookup(rt, type, ID(rt, __getitem__));
        int index;
        if (is_plain_python_function(rt, getitem, 2) && function_version(rt, FUNCTION(getitem)) &&
            type_version(rt, type, pc + 1) && (index = pointer_index(rt, getitem)) >= 0) {
            pc[3] = (CodeUnit)index;
            form = OP_BINARY_SUBSCR_GETITEM;
        }
    }
    if (form)
        become(pc, form);
    else
        give_up(pc);
}

void specialize_store_subscr(Runtime *rt, CodeUnit *pc, Own *sp) {
    Obj *key = borrow(sp[-1]), *container = borrow(sp[-2]);
    if (is_list_exact(rt, container) && is_int_exact(rt, key))
        become(pc, OP_STORE_SUBSCR_LIST_INT);
    else if (is_dict_exact(rt, container))
        become(pc, OP_STORE_SUBSCR_DICT);
    else
        give_up(pc);
}

/* ---- globals ---- */

void specialize_load_global(Runtime *rt, Frame *frame, CodeUnit *pc, int arg) {
    Obj *name = TUPLE_ITEM(borrow(frame_code(frame)->names), arg >> 1);
    if (!is_dict_exact(rt, frame->globals)) goto fail;
    DictKeys *keys = DICT(frame->globals)->keys;
    if (keys->kind != DICT_KEYS_UNICODE) goto fail;
    intptr_t index = dict_keys_index(keys, name);
    uint32_t version = dict_keys_version(rt, keys);
    if (!version) goto fail;
    if (index >= 0) {
        if (index > UINT16_MAX) goto fail;
        pc[1] = (CodeUnit)index;
        cache_set_u32(pc + 2, version);
        become(pc, OP_LOAD_GLOBAL_MODULE);
        return;
    }
    if (!is_dict_exact(rt, frame->builtins)) goto fail;
    DictKeys *builtin_keys = DICT(frame->builtins)->keys;
    if (builtin_keys->kind != DICT_KEYS_UNICODE) goto fail;
    index = dict_keys_index(builtin_keys, name);
    uint32_t builtin_version = dict_keys_version(rt, builtin_keys);
    if (index < 0 || index > UINT16_MAX || !builtin_version || builtin_version > UINT16_MAX)
        goto fail;
    pc[1] = (CodeUnit)index;
    cache_set_u32(pc + 2, version);
    pc[4] = (CodeUnit)builtin_version;
    become(pc, OP_LOAD_GLOBAL_BUILTIN);
    return;
fail:
    give_up(pc);
}

/* ---- attributes ---- */

/* What the class says about an attribute of its instances. */
enum AttrKind {
    ATTR_ABSENT,
    ATTR_PLAIN,
    ATTR_METHOD,
    ATTR_SLOT,
    ATTR_PROPERTY,
    ATTR_OVERRIDING,
    ATTR_CUSTOM
};

static enum AttrKind classify(Runtime *rt, TypeObj *type, Obj *name, Obj **descriptor, bool store) {
    if (store ? type->slots.tp_setattro != object_generic_setattr
              : type->slots.tp_getattro != object_generic_getattr) {
        return ATTR_CUSTOM;
    }
    Obj *found = *descriptor = type_lookup(rt, type, name);
    if (!found) return ATTR_ABSENT;
    if (!(found->type->flags & TPF_IMMUTABLE)) return ATTR_CUSTOM; /* its class may become one of descriptors */
    if (found->type->slots.tp_descr_set) {
        if (found->type == T(rt, MEMBER_DESCRIPTOR)) {
            const MemberDef *def = ((DescriptorObj *)found)->def;
            bool fits = def->kind == MEMBER_OBJECT_EX && !(def->flags & MEMBER_READONLY) &&
                        def->offset <= UINT16_MAX &&
                        type_is_subtype(type, descriptor_owner((DescriptorObj *)found));
            return fits ? ATTR_SLOT : ATTR_OVERRIDING;
        }
        return found->type == T(rt, PROPERTY) ? ATTR_PROPERTY : ATTR_OVERRIDING;
    }
    if (is_method_of_class(rt, found)) return ATTR_METHOD;
    return found->type->slots.tp_descr_get ? ATTR_CUSTOM : ATTR_PLAIN;
}

/* Attribute kept by the instance itself. */
static bool specialize_instance_attr(Runtime *rt, CodeUnit *pc, Obj *owner, Obj *name,
                                     int values_form, int hint_form) {
    TypeObj *type = owner->type;
    if (!(type->flags & TPF_MANAGED_DICT)) return false;
    if (instance_has_values(owner)) {
        intptr_t index = dict_keys_index(type->cached_keys, name);
        if (index < 0 || index > UINT16_MAX || !type_version(rt, type, pc + 1)) return false;
        pc[3] = (CodeUnit)index;
        become(pc, values_form);
        return true;
    }
    Obj *dict = borrow(pre_head(owner)->dict);
    if (!hint_form || !dict || !is_dict_exact(rt, dict) ||
        DICT(dict)->keys->kind != DICT_KEYS_UNICODE || DICT(dict)->values)
        return false;
    intptr_t index = dict_keys_index(DICT(dict)->keys, name);
    if (index < 0 || index > UINT16_MAX || !type_version(rt, type, pc + 1)) return false;
    pc[3] = (CodeUnit)index;
    become(pc, hint_form);
    return true;
}

static bool specialize_module_attr(Runtime *rt, CodeUnit *pc, Obj *owner, Obj *name, int form,
                                   int index_at) {
    DictKeys *keys = DICT(module_dict(owner))->keys;
    if (owner->type->slots.tp_getattro != T(rt, MODULE)->slots.tp_getattro || name == ID(rt, __spec__) || name == ID(rt, __loader__) ||
        keys->kind != DICT_KEYS_UNICODE)
        return false;
    if (type_lookup(rt, owner->type, name)) return false;
    intptr_t index = dict_keys_index(keys, name);
    uint32_t version = dict_keys_version(rt, keys);
    if (index < 0 || index > UINT16_MAX || !version) return false;
    cache_set_u32(pc + 1, version);
    pc[index_at] = (CodeUnit)index;
    become(pc, form);
    return true;
}

/* Attribute of a class object that looking it up gives as it is (plain value or function), or NULL.
 */
static Obj *plain_class_attr(Runtime *rt, TypeObj *cls, Obj *name) {
    TypeObj *meta = cls->head.base.type;
    if (meta->slots.tp_getattro != T(rt, TYPE)->slots.tp_getattro || !(meta->flags & TPF_IMMUTABLE) || type_lookup(rt, meta, name))
        return NULL;
    Obj *found = type_lookup(rt, cls, name);
    if (!found || !(found->type->flags & TPF_IMMUTABLE)) return NULL;
    return !found->type->slots.tp_descr_get || is_function(rt, found) ? found : NULL;
}

static bool cache_pointer(Runtime *rt, CodeUnit *pc, TypeObj *type, Obj *pointer, int form) {
    int index = pointer_index(rt, pointer);
    if (index < 0 || !type_version(rt, type, pc + 1)) return false;
    pc[3] = (CodeUnit)index;
    become(pc, form);
    return true;
}

static bool try_load_attr(Runtime *rt, CodeUnit *pc, Obj *owner, Obj *name) {
    if (is_module(rt, owner))
        return specialize_module_attr(rt, pc, owner, name, OP_LOAD_ATTR_MODULE, 3);
    if (is_type(owner)) {
        Obj *value = plain_class_attr(rt, (TypeObj *)owner, name);
        return value && cache_pointer(rt, pc, (TypeObj *)owner, value, OP_LOAD_ATTR_CLASS);
    }
    TypeObj *type = owner->type;
    Obj *descriptor = NULL;
    switch (classify(rt, type, name, &descriptor, false)) {
    case ATTR_ABSENT:
        return specialize_instance_attr(rt, pc, owner, name, OP_LOAD_ATTR_INSTANCE_VALUE,
                                        OP_LOAD_ATTR_WITH_HINT);
    case ATTR_SLOT:
        if (!type_version(rt, type, pc + 1)) return false;
        pc[3] = (CodeUnit)((const MemberDef *)((DescriptorObj *)descriptor)->def)->offset;
        become(pc, OP_LOAD_ATTR_SLOT);
        return true;
    case ATTR_PLAIN:
        if (specialize_instance_attr(rt, pc, owner, name, OP_LOAD_ATTR_INSTANCE_VALUE, 0))
            return true;
        if (type->dict_offset) return false;
        return cache_pointer(rt, pc, type, descriptor, OP_LOAD_ATTR_TYPE_VALUE);
    case ATTR_PROPERTY: {
        Obj *getter = borrow(((PropertyObj *)descriptor)->get);
        if (!is_plain_python_function(rt, getter, 1)) return false;
        return cache_pointer(rt, pc, type, descriptor, OP_LOAD_ATTR_PROPERTY);
    }
    default: return false;
    }
}

void specialize_load_attr(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp, int arg) {
    Obj *name = TUPLE_ITEM(borrow(frame_code(frame)->names), arg);
    if (!try_load_attr(rt, pc, borrow(sp[-1]), name)) give_up(pc);
}

void specialize_store_attr(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp, int arg) {
    Obj *name = TUPLE_ITEM(borrow(frame_code(frame)->names), arg), *owner = borrow(sp[-1]),
        *descriptor = NULL;
    switch (classify(rt, owner->type, name, &descriptor, true)) {
    case ATTR_ABSENT:
    case ATTR_PLAIN:
    case ATTR_METHOD:
        if (specialize_instance_attr(rt, pc, owner, name, OP_STORE_ATTR_INSTANCE_VALUE, 0)) return;
        break;
    case ATTR_SLOT:
        if (!type_version(rt, owner->type, pc + 1)) break;
        pc[3] = (CodeUnit)((const MemberDef *)((DescriptorObj *)descriptor)->def)->offset;
        become(pc, OP_STORE_ATTR_SLOT);
        return;
    default: break;
    }
    give_up(pc);
}

static bool try_load_method(Runtime *rt, CodeUnit *pc, Obj *owner, Obj *name) {
    if (is_module(rt, owner))
        return specialize_module_attr(rt, pc, owner, name, OP_LOAD_METHOD_MODULE, 5);
    if (is_type(owner)) {
        Obj *value = plain_class_attr(rt, (TypeObj *)owner, name);
        if (!value || !type_version(rt, (TypeObj *)owner, pc + 1)) return false;
        cache_set_obj(pc + 6, value);
        become(pc, OP_LOAD_METHOD_CLASS);
        return true;
    }
    TypeObj *type = owner->type;
    Obj *descriptor = NULL;
    if (classify(rt, type, name, &descriptor, false) != ATTR_METHOD ||
        !type_version(rt, type, pc + 1))
        return false;
    int form = OP_LOAD_METHOD_NO_DICT;
    if (type->flags & TPF_MANAGED_DICT) {
        form = OP_LOAD_METHOD_WITH_DICT;
        if (instance_has_values(owner)) {
            uint32_t version = dict_keys_index(type->cached_keys, name) < 0
                                   ? dict_keys_version(rt, type->cached_keys)
                                   : 0;
            if (version) form = OP_LOAD_METHOD_WITH_VALUES;
            cache_set_u32(pc + 3, version);
        }
    } else if (type->dict_offset) {
        return false;
    }
    cache_set_obj(pc + 6, descriptor);
    become(pc, form);
    return true;
}

void specialize_load_method(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp, int arg) {
    Obj *name = TUPLE_ITEM(borrow(frame_code(frame)->names), arg);
    if (!try_load_method(rt, pc, borrow(sp[-1]), name)) give_up(pc);
}

/* ---- calls: pc[0] is PRECALL's cache, pc[1] CALL, pc[2..5] its cache ---- */

static int function_form(Runtime *rt, CodeUnit *pc, Obj *callable, size_t total) {
    FunctionObj *function = FUNCTION(callable);
    CodeObj *code = CODE(borrow(function->code));
    if (code->kwonlyargcount || (code->flags & (CO_VARARGS | CO_VARKEYWORDS)) ||
        !(code->flags & CO_OPTIMIZED))
        return 0;
    if (rt->lens->calls) return 0;
    uint32_t version = function_version(rt, function);
    size_t defaults = function->defaults ? (size_t)TUPLE_SIZE(borrow(function->defaults)) : 0;
    if (!version || total > (size_t)code->argcount || total + defaults < (size_t)code->argcount)
        return 0;
    cache_set_u32(pc + 2, version);
    return total == (size_t)code->argcount ? OP_CALL_PY_EXACT_ARGS : OP_CALL_PY_WITH_DEFAULTS;
}

static int builtin_form(CodeUnit *pc, Obj *callable, size_t total) {
    const MethodDef *def = ((BuiltinObj *)callable)->def;
    int flags = def->flags & (METH_O | METH_NOARGS | METH_FASTCALL | METH_VARARGS | METH_KEYWORDS);
    cache_set_obj(pc + 2, callable);
    int role = def->flags & METH_ROLE;
    if (flags == METH_O) return total != 1 ? 0 : role == METH_IS_LEN ? OP_CALL_LEN : OP_CALL_BUILTIN_O;
    return role == METH_IS_ISINSTANCE && total == 2 ? OP_CALL_ISINSTANCE : OP_CALL_BUILTIN_FAST;
}

static int class_form(Runtime *rt, CodeUnit *pc, Obj *callable, size_t total) {
    TypeObj *type = (TypeObj *)callable;
    if (total == 1 && type == T(rt, TYPE)) return OP_CALL_TYPE_1;
    if (total == 1 && type == T(rt, STR)) return OP_CALL_STR_1;
    if (total == 1 && type == T(rt, TUPLE)) return OP_CALL_TUPLE_1;
    if (type->slots.type_vectorcall) return OP_CALL_BUILTIN_CLASS;
    Obj *init = inlinable_init(rt, type);
    int index = init ? pointer_index(rt, init) : -1;
    if (index < 0 || !type_version(rt, type, pc + 2)) return 0;
    pc[4] = (CodeUnit)index;
    return OP_CALL_PY_CLASS;
}

static int method_form(Runtime *rt, CodeUnit *pc, Obj *callable, Obj *self, size_t total) {
    const MethodDef *def = ((DescriptorObj *)callable)->def;
    int flags = def->flags & (METH_O | METH_NOARGS | METH_FASTCALL | METH_VARARGS | METH_KEYWORDS);
    cache_set_obj(pc + 2, callable);
    if (flags == METH_O && total == 2) {
        bool is_append = is_list_exact(rt, self) && (def->flags & METH_ROLE) == METH_IS_LIST_APPEND;
        return is_append ? OP_CALL_LIST_APPEND : OP_CALL_METHOD_O;
    }
    if (flags == METH_NOARGS && total == 1) return OP_CALL_METHOD_NOARGS;
    return OP_CALL_METHOD_FAST;
}

void specialize_call(Runtime *rt, CodeUnit *pc, Own *sp, int arg) {
    Own *base = sp - arg - 2;
    bool is_method_call = base[0] != (Own)0;
    size_t total = (size_t)arg + is_method_call;
    Obj *callable = borrow(base[1 - is_method_call]);
    int form = 0;
    if (is_function(rt, callable)) {
        form = function_form(rt, pc, callable, total);
    } else if (is_method(rt, callable) && !is_method_call) {
        Obj *function = borrow(((MethodObj *)callable)->function);
        if (is_function(rt, function) &&
            function_form(rt, pc, function, total + 1) == OP_CALL_PY_EXACT_ARGS) {
            form = OP_CALL_BOUND_METHOD_EXACT_ARGS;
        }
    } else if (is_builtin(rt, callable)) {
        form = builtin_form(pc, callable, total);
        if ((form == OP_CALL_LEN || form == OP_CALL_ISINSTANCE) && is_method_call) form = 0;
    } else if (is_type(callable) && !is_method_call) {
        form = class_form(rt, pc, callable, total);
    } else if (callable->type == T(rt, METHOD_DESCRIPTOR) && is_method_call) {
        form = method_form(rt, pc, callable, borrow(base[1]), total);
    }
    if (form)
        become(pc, form);
    else
        give_up(pc);
}

/* ---- containers ---- */

/* One that fails is tried again after twice as many runs. */
void specialize_unpack(Runtime *rt, CodeUnit *pc, Own *sp, int arg) {
    Obj *sequence = borrow(sp[-1]);
    bool is_list_value = is_list_exact(rt, sequence);
    if ((is_list_value || is_tuple_exact(rt, sequence)) && ((VarObj *)sequence)->size == arg) {
        set_opcode(pc, is_list_value ? OP_UNPACK_SEQUENCE_LIST : arg == 2 ? OP_UNPACK_SEQUENCE_TWO_TUPLE : OP_UNPACK_SEQUENCE_TUPLE);
        pc[0] = UNPACK_MISSES;
    } else {
        int doublings = pc[0] < UNPACK_DOUBLINGS ? pc[0] : UNPACK_DOUBLINGS;
        pc[0] = (CodeUnit)(((1 << doublings) - 1) << UNPACK_WAIT | (doublings + 1));
    }
}

/* ---- multi-instruction forms ---- */

static int fused_ints(int op, bool constant, Obj *right) {
    switch (op % OP_INPLACE_ADD) {
    case OP_ADD: return constant ? OP_FC_ADD_INT : OP_FF_ADD_INT;
    case OP_SUBTRACT: return constant ? OP_FC_SUB_INT : OP_FF_SUB_INT;
    case OP_MULTIPLY: return constant ? OP_FC_MUL_INT : OP_FF_MUL_INT;
    case OP_REMAINDER: return constant && int_compact(right) > 0 ? OP_FC_MOD_INT : 0;
    case OP_FLOOR_DIVIDE: return constant && int_compact(right) > 0 ? OP_FC_FLOORDIV_INT : 0;
    case OP_AND:
    case OP_OR:
    case OP_XOR:
    case OP_RSHIFT: return constant && int_compact(right) >= 0 ? OP_FC_BITS_INT : 0;
    default: return 0;
    }
}

static bool is_float_operator(int op, Obj *right) {
    switch (op % OP_INPLACE_ADD) {
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY: return true;
    case OP_TRUE_DIVIDE: return FLOAT_VALUE(right) != 0.0;
    default: return false;
    }
}

static int choose_binary(Runtime *rt, Obj *a, Obj *b, int op, bool constant) {
    if (both_int(rt, a, b) && (!constant || int_is_compact(b))) return fused_ints(op, constant, b);
    if (both_float(rt, a, b)) {
        if (constant) return is_float_operator(op, b) ? OP_FC_FLOAT : 0;
        switch (op % OP_INPLACE_ADD) {
        case OP_ADD: return OP_FF_ADD_FLOAT;
        case OP_SUBTRACT: return OP_FF_SUB_FLOAT;
        case OP_MULTIPLY: return OP_FF_MUL_FLOAT;
        default: return 0;
        }
    }
    return 0;
}

/* `top` operator local or constant. */
static int choose_top(Runtime *rt, Obj *a, Obj *b, int op, bool constant) {
    if (both_float(rt, a, b) && is_float_operator(op, b)) return constant ? OP_C_FLOAT : OP_F_FLOAT;
    if (!both_int(rt, a, b)) return 0;
    if (constant) return int_is_compact(b) && int_form(op) ? OP_C_INT : 0;
    switch (op % OP_INPLACE_ADD) {
    case OP_ADD: return OP_F_ADD_INT;
    case OP_SUBTRACT: return OP_F_SUB_INT;
    case OP_MULTIPLY: return OP_F_MUL_INT;
    default: return 0;
    }
}

static int choose_compare(Runtime *rt, Obj *a, Obj *b, CodeUnit *pc, bool constant) {
    int op = pc[1] >> 8, kind = jump_kind(pc[4]), form = 0;
    if (kind < 0) return 0;
    if (both_int(rt, a, b)) {
        if (!constant)
            form = OP_FF_COMPARE_INT;
        else if (int_is_compact(b))
            form = OP_FC_COMPARE_INT;
    } else if (both_float(rt, a, b) && !constant) {
        form = OP_FF_COMPARE_FLOAT;
    } else if (constant && is_str_exact(rt, a) && is_str_exact(rt, b) &&
               (op == CMP_EQ || op == CMP_NE)) {
        form = OP_FC_COMPARE_STR;
    }
    if (form) pc[3] = (CodeUnit)kind;
    return form;
}

/* top compared with a local or constant. */
static int choose_top_compare(Runtime *rt, Obj *a, Obj *b, CodeUnit *pc, bool constant) {
    int kind = jump_kind(pc[3]);
    if (kind < 0) return 0;
    pc[2] = (CodeUnit)kind;
    if (both_int(rt, a, b) && (!constant || int_is_compact(b)))
        return constant ? OP_C_COMPARE_INT : OP_F_COMPARE_INT;
    if (both_float(rt, a, b)) return constant ? OP_C_COMPARE_FLOAT : OP_F_COMPARE_FLOAT;
    return 0;
}

void specialize_super(Runtime *rt, Frame *frame, CodeUnit *pc, Own *sp) {
    Own *locals = frame->localsplus;
    const Own *consts = TUPLE(borrow(frame_code(frame)->consts))->items;
    int opcode = pc[-1] & 0xff, first = pc[-1] >> 8, second = pc[0] >> 8, form = 0, plain;
    Obj *a, *b;
    switch (opcode) {
    case OP_C_COMPARE:
    case OP_F_COMPARE:
        a = borrow(sp[-1]), b = borrow(opcode == OP_C_COMPARE ? consts[first] : locals[first]);
        plain = opcode == OP_C_COMPARE ? OP_LOAD_CONST : OP_LOAD_FAST;
        form = b ? choose_top_compare(rt, a, b, pc, opcode == OP_C_COMPARE) : 0;
        break;
    case OP_CF_BINARY:
        a = borrow(consts[first]), b = borrow(locals[second]);
        plain = OP_LOAD_CONST__LOAD_FAST;
        if (b && both_int(rt, a, b) && int_is_compact(a) && int_form(pc[1] >> 8))
            form = OP_CF_INT;
        else if (b && both_float(rt, a, b) && is_float_operator(pc[1] >> 8, b))
            form = OP_CF_FLOAT;
        break;
    case OP_F_BINARY:
    case OP_C_BINARY: {
        bool constant = opcode == OP_C_BINARY;
        a = borrow(sp[-1]), b = borrow(constant ? consts[first] : locals[first]);
        form = b ? choose_top(rt, a, b, second, constant) : 0;
        plain = constant ? OP_LOAD_CONST : OP_LOAD_FAST;
        break;
    }
    default: {
        bool constant = opcode == OP_FC_BINARY || opcode == OP_FC_COMPARE;
        a = borrow(locals[first]), b = borrow(constant ? consts[second] : locals[second]);
        plain = constant ? OP_LOAD_FAST__LOAD_CONST : OP_LOAD_FAST__LOAD_FAST;
        if (!a || !b) break;
        if (opcode == OP_FF_BINARY || opcode == OP_FC_BINARY)
            form = choose_binary(rt, a, b, pc[1] >> 8, constant);
        else if (opcode == OP_FF_SUBSCR)
            form = is_list_exact(rt, a) && is_int_exact(rt, b) ? OP_FF_SUBSCR_LIST_INT : 0;
        else
            form = choose_compare(rt, a, b, pc, constant);
    }
    }
    set_opcode(pc, form ? form : plain);
}

/* Form for the instructions that begin at `unit`, 0 = none. `next`, `third`: base opcodes of those
 * that follow, -1 if on another line. */
static int join(int first, int second, int third) {
    if (first == OP_LOAD_FAST && second == OP_LOAD_FAST) {
        return third == OP_BINARY_OP       ? OP_FF_BINARY
               : third == OP_COMPARE_OP    ? OP_FF_COMPARE
               : third == OP_BINARY_SUBSCR ? OP_FF_SUBSCR
                                           : OP_LOAD_FAST__LOAD_FAST;
    }
    if (first == OP_LOAD_FAST && second == OP_LOAD_CONST) {
        return third == OP_BINARY_OP    ? OP_FC_BINARY
               : third == OP_COMPARE_OP ? OP_FC_COMPARE
                                        : OP_LOAD_FAST__LOAD_CONST;
    }
    if (first == OP_LOAD_FAST && second == OP_LOAD_ATTR) return OP_F_ATTR_VALUE;
    if (first == OP_LOAD_FAST && second == OP_BINARY_OP) return OP_F_BINARY;
    if (first == OP_LOAD_CONST && second == OP_BINARY_OP) return OP_C_BINARY;
    if (first == OP_LOAD_CONST && second == OP_COMPARE_OP) return OP_C_COMPARE;
    if (first == OP_LOAD_FAST && second == OP_COMPARE_OP) return OP_F_COMPARE;
    if (first == OP_LOAD_CONST && second == OP_LOAD_FAST)
        return third == OP_BINARY_OP ? OP_CF_BINARY : OP_LOAD_CONST__LOAD_FAST;
    if (first == OP_STORE_FAST && second == OP_LOAD_FAST) return OP_STORE_FAST__LOAD_FAST;
    if (first == OP_STORE_FAST && second == OP_STORE_FAST) return OP_STORE_FAST__STORE_FAST;
    if (first == OP_LOAD_CONST && second == OP_RETURN_VALUE) return OP_LOAD_CONST__RETURN_VALUE;
    if (first == OP_LOAD_FAST && second == OP_RETURN_VALUE) return OP_LOAD_FAST__RETURN_VALUE;
    return 0;
}

/* Forms of fixed longer sequences at `unit`: container[key] op= value. */
static int join_long(Runtime *rt, CodeObj *code, intptr_t unit, const int32_t *lines) {
    const CodeUnit *at = code->units + unit;
    if (unit + 9 >= code->head.size) return 0;
    int base[5];
    for (int i = 0; i < 5; i++) base[i] = opcode_info[at[i] & 0xff].base;
    if (base[0] == OP_SWAP && at[0] >> 8 == 3 && base[1] == OP_SWAP && at[1] >> 8 == 2 &&
        base[2] == OP_STORE_SUBSCR) {
        return OP_SWAP_STORE_SUBSCR;
    }
    if (base[0] != OP_LOAD_FAST || (base[1] != OP_LOAD_FAST && base[1] != OP_LOAD_CONST)) return 0;
    if (base[2] == OP_BINARY_SUBSCR && base[1] == OP_LOAD_CONST) {
        Obj *key = TUPLE_ITEM(borrow(code->consts), at[1] >> 8);
        return is_int_exact(rt, key) && int_is_compact(key) && int_compact(key) >= 0 ? OP_FC_SUBSCR
                                                                                     : 0;
    }
    if (lines[unit + 4] != lines[unit]) return 0;
    if (base[2] != OP_COPY || base[3] != OP_COPY || at[2] >> 8 != 2 || at[3] >> 8 != 2 ||
        base[4] != OP_BINARY_SUBSCR)
        return 0;
    return base[1] == OP_LOAD_CONST ? OP_FC_INPLACE_SUBSCR : OP_FF_INPLACE_SUBSCR;
}

void quicken(Runtime *rt, CodeObj *code) {
    if (code->warmup & CODE_QUICKENED) return;
    if (rt->lens->calls == CALL_KEEPS) { /* 3.10 specialises nothing, but a frame stays with code that ran: the collector counts it */
        code->warmup = INT32_MIN;
        rt->gc.generations[0].count++;
        return;
    }
    code->warmup = CODE_QUICKENED;
    rt->quickened++;
    intptr_t count = code->head.size;
    int32_t *lines = raw_alloc(rt, (size_t)count * sizeof *lines);
    if (!lines) return;
    code_all_lines(code, lines);
    bool extended = false;
    for (intptr_t i = 0; i < count;) {
        int first = opcode_info[code->units[i] & 0xff].base;
        intptr_t next = i + 1 + opcode_info[first].caches;
        int form = 0;
        if (!extended && next < count && next == i + 1 && (code->units[i] & 0xff) == first) {
            int second = opcode_info[code->units[next] & 0xff].base, third = -1;
            intptr_t after = next + 1 + opcode_info[second].caches;
            if (after < count && lines[after] == lines[i]) third = opcode_info[code->units[after] & 0xff].base;
            if (lines[next] == lines[i]) {
                form = third >= 0 ? join_long(rt, code, i, lines) : 0;
                if (!form) form = join(first, second, third);
            }
        }
        if (form) code->units[i] = (CodeUnit)((code->units[i] & 0xff00) | form);
        /* as in CPython, what runs next in warm code specialises at once */
        if (opcode_info[first].caches && first != OP_CALL && (code->units[i] & 0xff) == first &&
            code->units[i + 1] < HS_WARMUP)
            code->units[i + 1] = first == OP_UNPACK_SEQUENCE ? UNPACK_WARM : HS_WARMUP - 1;
        extended = first == OP_EXTENDED_ARG;
        i = next;
    }
    raw_free(rt, lines);
}

void code_deoptimize(CodeObj *code, CodeUnit *out) {
    for (intptr_t i = 0; i < code->head.size;) {
        int base = opcode_info[code->units[i] & 0xff].base;
        out[i] = (CodeUnit)((code->units[i] & 0xff00) | base);
        i++;
        for (int cache = opcode_info[base].caches; cache > 0 && i < code->head.size; cache--)
            out[i++] = 0;
    }
}
