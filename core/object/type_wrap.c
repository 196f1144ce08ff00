/* The table of special names and slots, read both ways: methods made from the C slots of static types (int.__add__), and
 * slots of classes filled from the methods that their mro has.
 *
 * Rows of one slot are adjacent, and rows follow CPython's order of slots, which decides ties between number, mapping
 * and sequence rows of one name. Source followed: CPython 3.11 Objects/typeobject.c (slotdefs, wrap_*, update_one_slot). */
#include "object/slots.h"
#include "object/type_internal.h"

/* ---- calling a slot with an argument tuple ---- */

static int check_count(Runtime *rt, Obj *args, intptr_t count) {
    if (TUPLE_SIZE(args) == count) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "expected %d argument%s, got %zd", (int)count,
                            count == 1 ? "" : "s", TUPLE_SIZE(args));
}

static int check_range(Runtime *rt, Obj *args, size_t min, size_t max) {
    return args_check_positional(rt, "", (size_t)TUPLE_SIZE(args), min, max);
}

static Own none_unless(Runtime *rt, int status) { return status < 0 ? (Own)0 : keep(rt->none); }

#define WRAPPER(name) static Own name(Runtime *rt, Obj *self, Obj *args, Obj *kwargs HS_UNUSED, AnyFn wrapped)
#define ARG(i) TUPLE_ITEM(args, i)

WRAPPER(wrap_unary) { return check_count(rt, args, 0) < 0 ? (Own)0 : ((UnaryFn)wrapped)(rt, self); }

WRAPPER(wrap_binary) { return check_count(rt, args, 1) < 0 ? (Own)0 : ((BinaryFn)wrapped)(rt, self, ARG(0)); }

/* The same function, but another wrapper than wrap_binary: update_one_slot tells number from other slots by it. */
WRAPPER(wrap_binary_left) { return check_count(rt, args, 1) < 0 ? (Own)0 : ((BinaryFn)wrapped)(rt, self, ARG(0)); }

WRAPPER(wrap_binary_right) { return check_count(rt, args, 1) < 0 ? (Own)0 : ((BinaryFn)wrapped)(rt, ARG(0), self); }

WRAPPER(wrap_ternary) {
    if (check_range(rt, args, 1, 2) < 0) return (Own)0;
    return ((TernaryFn)wrapped)(rt, self, ARG(0), TUPLE_SIZE(args) > 1 ? ARG(1) : rt->none);
}

WRAPPER(wrap_ternary_right) {
    if (check_range(rt, args, 1, 2) < 0) return (Own)0;
    return ((TernaryFn)wrapped)(rt, ARG(0), self, TUPLE_SIZE(args) > 1 ? ARG(1) : rt->none);
}

WRAPPER(wrap_bool) {
    int result;
    if (check_count(rt, args, 0) < 0) return (Own)0;
    result = ((InquiryFn)wrapped)(rt, self);
    return result == -1 && RAISED(rt) ? (Own)0 : bool_from(rt, result);
}

WRAPPER(wrap_length) {
    const TypeSlots *slots = &self->type->slots;
    bool own = wrapped == (AnyFn)slots->mp_length || wrapped == (AnyFn)slots->sq_length;
    if (check_count(rt, args, 0) < 0) return (Own)0;
    int64_t result = own ? object_length(rt, self) : ((LengthFn)wrapped)(rt, self); /* a slot's length is narrower than 64 bits */
    return result == -1 && RAISED(rt) ? (Own)0 : int_from_i64(rt, result);
}

WRAPPER(wrap_hash) {
    int64_t result;
    if (check_count(rt, args, 0) < 0) return (Own)0;
    result = ((HashFn)wrapped)(rt, self);
    return result == -1 && RAISED(rt) ? (Own)0 : int_from_i64(rt, result);
}

WRAPPER(wrap_call) { return ((CallFn)wrapped)(rt, self, args, kwargs); }

WRAPPER(wrap_init) { return none_unless(rt, ((InitFn)wrapped)(rt, self, args, kwargs)); }

WRAPPER(wrap_del) {
    if (check_count(rt, args, 0) < 0) return (Own)0;
    ((void (*)(Runtime *, Obj *))wrapped)(rt, self);
    return keep(rt->none);
}

WRAPPER(wrap_next) {
    Own result;
    if (check_count(rt, args, 0) < 0) return (Own)0;
    result = ((UnaryFn)wrapped)(rt, self);
    if (!result && !RAISED(rt)) raise_none(rt, EXC(rt, StopIteration));
    return result;
}

static Own wrap_compare(Runtime *rt, Obj *self, Obj *args, AnyFn wrapped, int op) {
    return check_count(rt, args, 1) < 0 ? (Own)0 : ((RichCompareFn)wrapped)(rt, self, ARG(0), op);
}
WRAPPER(wrap_lt) { return wrap_compare(rt, self, args, wrapped, CMP_LT); }
WRAPPER(wrap_le) { return wrap_compare(rt, self, args, wrapped, CMP_LE); }
WRAPPER(wrap_eq) { return wrap_compare(rt, self, args, wrapped, CMP_EQ); }
WRAPPER(wrap_ne) { return wrap_compare(rt, self, args, wrapped, CMP_NE); }
WRAPPER(wrap_gt) { return wrap_compare(rt, self, args, wrapped, CMP_GT); }
WRAPPER(wrap_ge) { return wrap_compare(rt, self, args, wrapped, CMP_GE); }

WRAPPER(wrap_descr_get) {
    Obj *object, *type;
    if (check_range(rt, args, 1, 2) < 0) return (Own)0;
    object = is_none(rt, ARG(0)) ? NULL : ARG(0);
    type = TUPLE_SIZE(args) > 1 && !is_none(rt, ARG(1)) ? ARG(1) : NULL;
    if (!type && !object) return raise_format(rt, EXC(rt, TypeError), "__get__(None, None) is invalid");
    return ((DescrGetFn)wrapped)(rt, self, object, type);
}

WRAPPER(wrap_descr_set) {
    if (check_range(rt, args, 2, 2) < 0) return (Own)0;
    return none_unless(rt, ((DescrSetFn)wrapped)(rt, self, ARG(0), ARG(1)));
}

WRAPPER(wrap_descr_delete) {
    if (check_count(rt, args, 1) < 0) return (Own)0;
    return none_unless(rt, ((DescrSetFn)wrapped)(rt, self, ARG(0), NULL));
}

/* object.__setattr__(some_class, ...) would go round the checks of the class's own C base: refused. */
static int check_no_bypass(Runtime *rt, Obj *self, AnyFn function, const char *what) {
    TypeObj *type = self->type, *base;
    while (type && type->slots.tp_setattro == slot_tp_setattro) type = type->base_type;
    for (base = type; base; base = base->base_type) {
        if (base->slots.tp_setattro == slot_tp_setattro) continue;
        if ((AnyFn)base->slots.tp_setattro == function) break;
        return raise_format_int(rt, EXC(rt, TypeError), "can't apply this %s to %s object", what,
                                type->name);
    }
    return 0;
}

WRAPPER(wrap_setattr) {
    if (check_range(rt, args, 2, 2) < 0 || check_no_bypass(rt, self, wrapped, "__setattr__") < 0) return (Own)0;
    return none_unless(rt, ((SetAttrFn)wrapped)(rt, self, ARG(0), ARG(1)));
}

WRAPPER(wrap_delattr) {
    if (check_count(rt, args, 1) < 0 || check_no_bypass(rt, self, wrapped, "__delattr__") < 0) return (Own)0;
    return none_unless(rt, ((SetAttrFn)wrapped)(rt, self, ARG(0), NULL));
}

WRAPPER(wrap_setitem) {
    if (check_range(rt, args, 2, 2) < 0) return (Own)0;
    return none_unless(rt, ((SetItemFn)wrapped)(rt, self, ARG(0), ARG(1)));
}

WRAPPER(wrap_delitem) {
    if (check_count(rt, args, 1) < 0) return (Own)0;
    return none_unless(rt, ((SetItemFn)wrapped)(rt, self, ARG(0), NULL));
}

WRAPPER(wrap_contains) {
    int result;
    if (check_count(rt, args, 1) < 0) return (Own)0;
    result = ((ContainsFn)wrapped)(rt, self, ARG(0));
    return result == -1 && RAISED(rt) ? (Own)0 : bool_from(rt, result);
}

WRAPPER(wrap_index) {
    int64_t index;
    if (check_range(rt, args, 1, 1) < 0 || number_as_ssize(rt, ARG(0), EXC(rt, OverflowError), &index) < 0) {
        return (Own)0;
    }
    return ((IndexFn)wrapped)(rt, self, (intptr_t)index);
}

/* An index argument, counted from the end if negative. */
static int sequence_index(Runtime *rt, Obj *self, Obj *arg, intptr_t *out) {
    int64_t index;
    LengthFn length = self->type->slots.sq_length;
    if (number_as_ssize(rt, arg, EXC(rt, OverflowError), &index) < 0) return -1;
    if (index < 0 && length) {
        intptr_t size = length(rt, self);
        if (size < 0) return -1;
        index += size;
    }
    *out = (intptr_t)index;
    return 0;
}

WRAPPER(wrap_sq_item) {
    intptr_t index;
    if (check_count(rt, args, 1) < 0 || sequence_index(rt, self, ARG(0), &index) < 0) return (Own)0;
    return ((IndexFn)wrapped)(rt, self, index);
}

WRAPPER(wrap_sq_setitem) {
    intptr_t index;
    if (check_range(rt, args, 2, 2) < 0 || sequence_index(rt, self, ARG(0), &index) < 0) return (Own)0;
    return none_unless(rt, ((SetIndexFn)wrapped)(rt, self, index, ARG(1)));
}

WRAPPER(wrap_sq_delitem) {
    intptr_t index;
    if (check_count(rt, args, 1) < 0 || sequence_index(rt, self, ARG(0), &index) < 0) return (Own)0;
    return none_unless(rt, ((SetIndexFn)wrapped)(rt, self, index, NULL));
}

/* ---- the table ---- */

#define ROW(id, slot, function, wrapper, doc) \
    {#id, STR_##id, offsetof(TypeSlots, slot), (AnyFn)function, wrapper, false, doc},
#define KEYWORDS(id, slot, function, wrapper, doc) \
    {#id, STR_##id, offsetof(TypeSlots, slot), (AnyFn)function, wrapper, true, doc},
#define UNARY(id, slot, doc) ROW(id, slot, slot_##slot, wrap_unary, #id "($self, /)\n--\n\n" doc)
#define LEFT(id, slot, doc) \
    ROW(id, slot, slot_##slot, wrap_binary_left, #id "($self, value, /)\n--\n\n" doc)
#define RIGHT(id, slot, doc) \
    ROW(id, slot, slot_##slot, wrap_binary_right, #id "($self, value, /)\n--\n\n" doc)
#define INPLACE(id, slot, doc) \
    ROW(id, slot, slot_##slot, wrap_binary, #id "($self, value, /)\n--\n\nReturn self" doc "value.")
#define COMPARE(id, wrapper, doc) \
    ROW(id, tp_richcompare, slot_tp_richcompare, wrapper, #id "($self, value, /)\n--\n\nReturn self" doc "value.")

const SlotDef slot_defs[] = {
    UNARY(__repr__, tp_repr, "Return repr(self).")
    ROW(__hash__, tp_hash, slot_tp_hash, wrap_hash, "__hash__($self, /)\n--\n\nReturn hash(self).")
    KEYWORDS(__call__, tp_call, slot_tp_call, wrap_call,
             "__call__($self, /, *args, **kwargs)\n--\n\nCall self as a function.")
    UNARY(__str__, tp_str, "Return str(self).")
    ROW(__getattribute__, tp_getattro, slot_tp_getattr_hook, wrap_binary,
        "__getattribute__($self, name, /)\n--\n\nReturn getattr(self, name).")
    ROW(__getattr__, tp_getattro, slot_tp_getattr_hook, NULL, "")
    ROW(__setattr__, tp_setattro, slot_tp_setattro, wrap_setattr,
        "__setattr__($self, name, value, /)\n--\n\nImplement setattr(self, name, value).")
    ROW(__delattr__, tp_setattro, slot_tp_setattro, wrap_delattr,
        "__delattr__($self, name, /)\n--\n\nImplement delattr(self, name).")
    COMPARE(__lt__, wrap_lt, "<")
    COMPARE(__le__, wrap_le, "<=")
    COMPARE(__eq__, wrap_eq, "==")
    COMPARE(__ne__, wrap_ne, "!=")
    COMPARE(__gt__, wrap_gt, ">")
    COMPARE(__ge__, wrap_ge, ">=")
    UNARY(__iter__, tp_iter, "Implement iter(self).")
    ROW(__next__, tp_iternext, slot_tp_iternext, wrap_next, "__next__($self, /)\n--\n\nImplement next(self).")
    ROW(__get__, tp_descr_get, slot_tp_descr_get, wrap_descr_get,
        "__get__($self, instance, owner=None, /)\n--\n\n"
        "Return an attribute of instance, which is of type owner.")
    ROW(__set__, tp_descr_set, slot_tp_descr_set, wrap_descr_set,
        "__set__($self, instance, value, /)\n--\n\nSet an attribute of instance to value.")
    ROW(__delete__, tp_descr_set, slot_tp_descr_set, wrap_descr_delete,
        "__delete__($self, instance, /)\n--\n\nDelete an attribute of instance.")
    KEYWORDS(__init__, tp_init, slot_tp_init, wrap_init,
             "__init__($self, /, *args, **kwargs)\n--\n\n"
             "Initialize self.  See help(type(self)) for accurate signature.")
    ROW(__new__, tp_new, slot_tp_new, NULL,
        "__new__(type, /, *args, **kwargs)\n--\n\n"
        "Create and return new object.  See help(type) for accurate signature.")
    ROW(__del__, tp_finalize, slot_tp_finalize, wrap_del, "")

    UNARY(__await__, am_await, "Return an iterator to be used in await expression.")
    UNARY(__aiter__, am_aiter, "Return an awaitable, that resolves in asynchronous iterator.")
    UNARY(__anext__, am_anext, "Return a value or raise StopAsyncIteration.")

    LEFT(__add__, nb_add, "Return self+value.")
    RIGHT(__radd__, nb_add, "Return value+self.")
    LEFT(__sub__, nb_subtract, "Return self-value.")
    RIGHT(__rsub__, nb_subtract, "Return value-self.")
    LEFT(__mul__, nb_multiply, "Return self*value.")
    RIGHT(__rmul__, nb_multiply, "Return value*self.")
    LEFT(__mod__, nb_remainder, "Return self%value.")
    RIGHT(__rmod__, nb_remainder, "Return value%self.")
    LEFT(__divmod__, nb_divmod, "Return divmod(self, value).")
    RIGHT(__rdivmod__, nb_divmod, "Return divmod(value, self).")
    ROW(__pow__, nb_power, slot_nb_power, wrap_ternary,
        "__pow__($self, value, mod=None, /)\n--\n\nReturn pow(self, value, mod).")
    ROW(__rpow__, nb_power, slot_nb_power, wrap_ternary_right,
        "__rpow__($self, value, mod=None, /)\n--\n\nReturn pow(value, self, mod).")
    UNARY(__neg__, nb_negative, "-self")
    UNARY(__pos__, nb_positive, "+self")
    UNARY(__abs__, nb_absolute, "abs(self)")
    ROW(__bool__, nb_bool, slot_nb_bool, wrap_bool, "__bool__($self, /)\n--\n\nTrue if self else False")
    UNARY(__invert__, nb_invert, "~self")
    LEFT(__lshift__, nb_lshift, "Return self<<value.")
    RIGHT(__rlshift__, nb_lshift, "Return value<<self.")
    LEFT(__rshift__, nb_rshift, "Return self>>value.")
    RIGHT(__rrshift__, nb_rshift, "Return value>>self.")
    LEFT(__and__, nb_and, "Return self&value.")
    RIGHT(__rand__, nb_and, "Return value&self.")
    LEFT(__xor__, nb_xor, "Return self^value.")
    RIGHT(__rxor__, nb_xor, "Return value^self.")
    LEFT(__or__, nb_or, "Return self|value.")
    RIGHT(__ror__, nb_or, "Return value|self.")
    UNARY(__int__, nb_int, "int(self)")
    UNARY(__float__, nb_float, "float(self)")
    INPLACE(__iadd__, nb_inplace_add, "+=")
    INPLACE(__isub__, nb_inplace_subtract, "-=")
    INPLACE(__imul__, nb_inplace_multiply, "*=")
    INPLACE(__imod__, nb_inplace_remainder, "%=")
    ROW(__ipow__, nb_inplace_power, slot_nb_inplace_power, wrap_ternary,
        "__ipow__($self, value, /)\n--\n\nReturn self**=value.")
    INPLACE(__ilshift__, nb_inplace_lshift, "<<=")
    INPLACE(__irshift__, nb_inplace_rshift, ">>=")
    INPLACE(__iand__, nb_inplace_and, "&=")
    INPLACE(__ixor__, nb_inplace_xor, "^=")
    INPLACE(__ior__, nb_inplace_or, "|=")
    LEFT(__floordiv__, nb_floor_divide, "Return self//value.")
    RIGHT(__rfloordiv__, nb_floor_divide, "Return value//self.")
    LEFT(__truediv__, nb_true_divide, "Return self/value.")
    RIGHT(__rtruediv__, nb_true_divide, "Return value/self.")
    INPLACE(__ifloordiv__, nb_inplace_floor_divide, "//=")
    INPLACE(__itruediv__, nb_inplace_true_divide, "/=")
    UNARY(__index__, nb_index,
          "Return self converted to an integer, if self is suitable for use as an index into a list.")
    LEFT(__matmul__, nb_matrix_multiply, "Return self@value.")
    RIGHT(__rmatmul__, nb_matrix_multiply, "Return value@self.")
    INPLACE(__imatmul__, nb_inplace_matrix_multiply, "@=")

    ROW(__len__, mp_length, slot_sq_length, wrap_length, "__len__($self, /)\n--\n\nReturn len(self).")
    ROW(__getitem__, mp_subscript, slot_mp_subscript, wrap_binary,
        "__getitem__($self, key, /)\n--\n\nReturn self[key].")
    ROW(__setitem__, mp_ass_subscript, slot_mp_ass_subscript, wrap_setitem,
        "__setitem__($self, key, value, /)\n--\n\nSet self[key] to value.")
    ROW(__delitem__, mp_ass_subscript, slot_mp_ass_subscript, wrap_delitem,
        "__delitem__($self, key, /)\n--\n\nDelete self[key].")

    ROW(__len__, sq_length, slot_sq_length, wrap_length, "__len__($self, /)\n--\n\nReturn len(self).")
    ROW(__add__, sq_concat, NULL, wrap_binary, "__add__($self, value, /)\n--\n\nReturn self+value.")
    ROW(__mul__, sq_repeat, NULL, wrap_index, "__mul__($self, value, /)\n--\n\nReturn self*value.")
    ROW(__rmul__, sq_repeat, NULL, wrap_index, "__rmul__($self, value, /)\n--\n\nReturn value*self.")
    ROW(__getitem__, sq_item, slot_sq_item, wrap_sq_item, "__getitem__($self, key, /)\n--\n\nReturn self[key].")
    ROW(__setitem__, sq_ass_item, slot_sq_ass_item, wrap_sq_setitem,
        "__setitem__($self, key, value, /)\n--\n\nSet self[key] to value.")
    ROW(__delitem__, sq_ass_item, slot_sq_ass_item, wrap_sq_delitem,
        "__delitem__($self, key, /)\n--\n\nDelete self[key].")
    ROW(__contains__, sq_contains, slot_sq_contains, wrap_contains,
        "__contains__($self, key, /)\n--\n\nReturn key in self.")
    ROW(__iadd__, sq_inplace_concat, NULL, wrap_binary, "__iadd__($self, value, /)\n--\n\nImplement self+=value.")
    ROW(__imul__, sq_inplace_repeat, NULL, wrap_index, "__imul__($self, value, /)\n--\n\nImplement self*=value.")
    {NULL, 0, UINT16_MAX, NULL, NULL, false, NULL},
};

/* ---- methods from slots ---- */

int type_add_operators(Runtime *rt, TypeObj *type) {
    Obj *dict = borrow(type->dict);
    for (const SlotDef *def = slot_defs; def->name; def++) {
        AnyFn function = *slot_word(type, def->offset);
        Obj *name = slot_name(rt, def);
        Own descriptor;
        int there, result;
        if (!def->wrapper || !function) continue;
        if ((there = dict_contains(rt, dict, name)) < 0) return -1;
        if (there) continue;
        if (function == (AnyFn)object_hash_not_implemented) {
            if (dict_set(rt, dict, name, rt->none) < 0) return -1;
            continue;
        }
        if (!(descriptor = wrapper_descriptor_new(rt, type, def, function))) return -1;
        result = dict_set(rt, dict, name, borrow(descriptor));
        release(rt, descriptor);
        if (result < 0) return -1;
    }
    return 0;
}

/* ---- slots from methods ---- */

/* The slot of `name` if exactly one of the slots with that name is filled, else NULL. */
static SlotWord *only_slot_of_name(TypeObj *type, int16_t string) {
    SlotWord *found = NULL;
    for (const SlotDef *def = slot_defs; def->name; def++) {
        SlotWord *word = slot_word(type, def->offset);
        if (def->string != string || !*word) continue;
        if (found) return NULL;
        found = word;
    }
    return found;
}

/* What the rows of one slot agree on so far. */
typedef struct SlotChoice {
    AnyFn generic, specific;
    bool use_generic;
} SlotChoice;

static void choose_for_wrapper(TypeObj *type, const SlotDef *def, SlotWord *word, DescriptorObj *wrapper,
                               SlotChoice *choice) {
    SlotWord *only = only_slot_of_name(type, def->string);
    AnyFn wrapped = (AnyFn)(intptr_t)wrapper->wrapped;
    if (!only || only == word) choice->generic = def->function;
    if ((!choice->specific || choice->specific == wrapped) &&
        ((const SlotDef *)wrapper->def)->wrapper == def->wrapper && type_is_subtype(type, descriptor_owner(wrapper))) {
        choice->specific = wrapped;
    } else {
        choice->use_generic = true;
    }
}

static void choose_for_row(Runtime *rt, TypeObj *type, const SlotDef *def, SlotWord *word, SlotChoice *choice) {
    Obj *found = type_find_in_mro(rt, type, slot_name(rt, def));
    if (!found) {
        if (RAISED(rt)) raised_clear(rt);
        if (def->offset == offsetof(TypeSlots, tp_iternext)) choice->specific = (AnyFn)iternext_not_implemented;
    } else if (found->type == T(rt, WRAPPER_DESCRIPTOR) &&
               ((const SlotDef *)((DescriptorObj *)found)->def)->string == def->string) {
        choose_for_wrapper(type, def, word, (DescriptorObj *)found, choice);
    } else if (is_builtin(rt, found) && ((BuiltinObj *)found)->def->fn == tp_new_wrapper &&
               def->offset == offsetof(TypeSlots, tp_new)) {
        choice->specific = (AnyFn)type->slots.tp_new;
    } else if (is_none(rt, found) && def->offset == offsetof(TypeSlots, tp_hash)) {
        choice->specific = (AnyFn)object_hash_not_implemented;
    } else {
        choice->use_generic = true;
        choice->generic = def->function;
    }
}

/* Fills the slot whose first row is `def`; returns the first row of the next slot. */
static const SlotDef *update_one_slot(Runtime *rt, TypeObj *type, const SlotDef *def) {
    SlotWord *word = slot_word(type, def->offset);
    uint16_t offset = def->offset;
    SlotChoice choice = {NULL, NULL, false};
    do {
        choose_for_row(rt, type, def, word, &choice);
    } while ((++def)->offset == offset);
    *word = choice.specific && !choice.use_generic ? choice.specific : choice.generic;
    return def;
}

void type_fixup_slots(Runtime *rt, TypeObj *type) {
    for (const SlotDef *def = slot_defs; def->name;) def = update_one_slot(rt, type, def);
}

enum { ROWS_PER_NAME = 4 };

/* Also the subclasses that do not define the name themselves. */
static int update_subclasses(Runtime *rt, TypeObj *type, Obj *name, const SlotDef *const *rows) {
    intptr_t pos = 0;
    TypeObj *subclass;
    for (int i = 0; rows[i]; i++) update_one_slot(rt, type, rows[i]);
    while ((subclass = type_next_subclass(type, &pos))) {
        int own = subclass->dict ? dict_contains(rt, borrow(subclass->dict), name) : 0;
        if (own < 0) return -1;
        if (!own && update_subclasses(rt, subclass, name, rows) < 0) return -1;
    }
    return 0;
}

int type_update_slot(Runtime *rt, TypeObj *type, Obj *name) {
    const SlotDef *rows[ROWS_PER_NAME + 1];
    int count = 0;
    for (const SlotDef *def = slot_defs; def->name; def++) {
        const SlotDef *first = def;
        if (slot_name(rt, def) != name) continue;
        while (first > slot_defs && first[-1].offset == first->offset) first--;
        hs_assert(count < ROWS_PER_NAME);
        rows[count++] = first;
    }
    rows[count] = NULL;
    return count ? update_subclasses(rt, type, name, rows) : 0;
}

void type_update_all_slots(Runtime *rt, TypeObj *type) {
    type_modified(rt, type);
    for (const SlotDef *def = slot_defs; def->name; def++) type_update_slot(rt, type, slot_name(rt, def));
}
