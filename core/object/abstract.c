/* The object protocol: attributes, items, repr, hash, truth, comparison, length.
 * Each function asks the slots of the operand's type and turns absent ones into CPython's errors.
 * Follows CPython 3.11 Objects/object.c and Objects/abstract.c. Numbers: number.c; sequences and
 * iterators: sequence.c; isinstance and issubclass: instance_check.c; calls: call.c. */
#include "object/abstract.h"

#include "heap/seam.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/range_impl.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/type.h"

/* ---- attributes ---- */

static int check_name(Runtime *rt, Obj *name) {
    if (is_str(name)) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "attribute name must be string, not '%.200s'",
                            name->type->name);
}

/* Give a raised AttributeError without name and obj those of the failed access. */
static HS_COLD void add_attribute_context(Runtime *rt, Obj *self, Obj *name) {
    if (!RAISED(rt) || !raised_matches(rt, EXC(rt, AttributeError))) return;
    Own type, value, traceback;
    raised_fetch(rt, &type, &value, &traceback);
    exception_normalize(rt, &type, &value, &traceback);
    if (value && is_instance_of(borrow(value), EXC(rt, AttributeError))) {
        AttributeErrorObj *error = (AttributeErrorObj *)borrow(value);
        if (!error->name && !error->obj) {
            error->name = keep(name);
            error->obj = keep(self);
        }
    }
    raised_restore(rt, type, value, traceback);
}

Own object_getattr(Runtime *rt, Obj *self, Obj *name) {
    if (check_name(rt, name) < 0) return NULL;
    Own value = self->type->slots.tp_getattro(rt, self, name);
    if (HS_UNLIKELY(!value)) add_attribute_context(rt, self, name);
    return value;
}

Own object_getattr_str(Runtime *rt, Obj *self, const char *name) {
    Own key = str_from_cstr(rt, name);
    if (!key) return NULL;
    Own value = object_getattr(rt, self, borrow(key));
    release(rt, key);
    return value;
}

Own object_lookup_attr(Runtime *rt, Obj *self, Obj *name) {
    if (check_name(rt, name) < 0) return NULL;
    GetAttrFn getattro = self->type->slots.tp_getattro;
    if (getattro == object_generic_getattr)
        return object_generic_getattr_with(rt, self, name, NULL, true);
    Own value = getattro(rt, self, name);
    if (!value && raised_matches(rt, EXC(rt, AttributeError))) raised_clear(rt);
    return value;
}

int object_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value) {
    if (check_name(rt, name) < 0) return -1;
    Own key = keep(name);
    str_intern_in_place(rt, &key);
    SetAttrFn setattro = self->type->slots.tp_setattro;
    int status;
    if (setattro) {
        status = setattro(rt, self, borrow(key), value);
    } else {
        status = raise_format_int(rt, EXC(rt, TypeError),
                                  "'%.100s' object has %s attributes (%s .%U)", self->type->name,
                                  self->type->slots.tp_getattro ? "only read-only" : "no",
                                  value ? "assign to" : "del", name);
    }
    release(rt, key);
    return status;
}

/* ---- items ---- */

/* Whether the type takes part in the sequence protocol at all, whichever slots it fills. */
static bool has_sequence_table(const TypeObj *type) {
    const TypeSlots *s = &type->slots;
    return (type->flags & TPF_HEAP) || s->sq_length || s->sq_concat || s->sq_repeat || s->sq_item ||
           s->sq_ass_item || s->sq_contains || s->sq_inplace_concat || s->sq_inplace_repeat;
}

/* Index of a key for sq_item and sq_ass_item: clamped to the C range, negative ones count from the
 * end. */
static int sequence_index(Runtime *rt, Obj *self, Obj *key, intptr_t *out) {
    int64_t index;
    if (number_as_ssize(rt, key, EXC(rt, IndexError), &index) < 0) return -1;
    if (index < 0 && self->type->slots.sq_length) {
        intptr_t length = self->type->slots.sq_length(rt, self);
        if (length < 0) return -1;
        index += length;
    }
    *out = index > INTPTR_MAX ? INTPTR_MAX : index < INTPTR_MIN ? INTPTR_MIN : (intptr_t)index;
    return 0;
}

static Own class_getitem(Runtime *rt, Obj *cls, Obj *key) {
    if (cls == (Obj *)T(rt, TYPE)) return generic_alias_new(rt, cls, key);
    Own method = object_lookup_attr(rt, cls, ID(rt, __class_getitem__)), item = NULL;
    if (!method && RAISED(rt)) return NULL;
    if (method && !is_none(rt, borrow(method))) {
        item = call_1(rt, borrow(method), key);
    } else {
        raise_format(rt, EXC(rt, TypeError), "type '%.200s' is not subscriptable",
                     ((TypeObj *)cls)->name);
    }
    xrelease(rt, method);
    return item;
}

Own object_getitem(Runtime *rt, Obj *self, Obj *key) {
    const TypeSlots *slots = &self->type->slots;
    if (slots->mp_subscript) return slots->mp_subscript(rt, self, key);
    if (slots->sq_item) {
        if (!number_has_index(key)) {
            return raise_format(rt, EXC(rt, TypeError),
                                "sequence index must be integer, not '%.200s'", key->type->name);
        }
        intptr_t index;
        return sequence_index(rt, self, key, &index) < 0 ? NULL : slots->sq_item(rt, self, index);
    }
    if (is_type(self)) return class_getitem(rt, self, key);
    return raise_format(rt, EXC(rt, TypeError), "'%.200s' object is not subscriptable",
                        self->type->name);
}

/* self[key] = value, or with NULL del self[key], through sq_ass_item. */
static int assign_sequence_item(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    const TypeSlots *slots = &self->type->slots;
    if (has_sequence_table(self->type)) {
        if (number_has_index(key)) {
            intptr_t index;
            if (slots->sq_ass_item) {
                return sequence_index(rt, self, key, &index) < 0
                           ? -1
                           : slots->sq_ass_item(rt, self, index, value);
            }
            int64_t ignored; /* a bad index is reported first */
            if (number_as_ssize(rt, key, EXC(rt, IndexError), &ignored) < 0) return -1;
            return raise_format_int(rt, EXC(rt, TypeError),
                                    value ? "'%.200s' object does not support item assignment"
                                          : "'%.200s' object doesn't support item deletion",
                                    self->type->name);
        }
        if (slots->sq_ass_item) {
            return raise_format_int(rt, EXC(rt, TypeError),
                                    "sequence index must be integer, not '%.200s'",
                                    key->type->name);
        }
    }
    return raise_format_int(rt, EXC(rt, TypeError),
                            value ? "'%.200s' object does not support item assignment"
                                  : "'%.200s' object does not support item deletion",
                            self->type->name);
}

int object_setitem(Runtime *rt, Obj *self, Obj *key, Obj *value) {
    SetItemFn assign = self->type->slots.mp_ass_subscript;
    return assign ? assign(rt, self, key, value) : assign_sequence_item(rt, self, key, value);
}

int object_delitem(Runtime *rt, Obj *self, Obj *key) {
    SetItemFn assign = self->type->slots.mp_ass_subscript;
    return assign ? assign(rt, self, key, NULL) : assign_sequence_item(rt, self, key, NULL);
}

/* ---- text ---- */

/* A result of __repr__, __str__, __format__ that must be a str. */
static Own check_text(Runtime *rt, Own text, const char *format) {
    if (!text || is_str(borrow(text))) return text;
    raise_format(rt, EXC(rt, TypeError), format, borrow(text)->type->name);
    release(rt, text);
    return NULL;
}

/* PyErr_CheckSignals(), which since 3.12 starts the collection that is due: every repr() and str() begins with it. */
static void check_signals(Runtime *rt) {
    if (HS_UNLIKELY(rt->gc.scheduled)) gc_collect_scheduled(rt);
}

Own object_repr(Runtime *rt, Obj *self) {
    check_signals(rt);
    UnaryFn repr = self->type->slots.tp_repr;
    if (!repr) return object_generic_repr(rt, self);
    if (enter_recursive_call(rt, " while getting the repr of an object") < 0) return NULL;
    Own text = repr(rt, self);
    leave_recursive_call(rt);
    return check_text(rt, text, "__repr__ returned non-string (type %.200s)");
}

Own object_str(Runtime *rt, Obj *self) {
    check_signals(rt);
    if (is_str_exact(rt, self)) return keep(self);
    if (!self->type->slots.tp_str) return object_repr(rt, self);
    if (enter_recursive_call(rt, " while getting the str of an object") < 0) return NULL;
    Own text = self->type->slots.tp_str(rt, self);
    leave_recursive_call(rt);
    return check_text(rt, text, "__str__ returned non-string (type %.200s)");
}

static int write_escaped(StrWriter *w, uint32_t c) {
    static const char digits[] = "0123456789abcdef";
    if (c < 128) return str_writer_char(w, c);
    int width = c <= 0xff ? 2 : c <= 0xffff ? 4 : 8;
    if (str_writer_char(w, '\\') < 0 || str_writer_char(w, width == 2   ? 'x'
                                                           : width == 4 ? 'u'
                                                                        : 'U') < 0)
        return -1;
    for (int shift = (width - 1) * 4; shift >= 0; shift -= 4) {
        if (str_writer_char(w, (uint8_t)digits[(c >> shift) & 15]) < 0) return -1;
    }
    return 0;
}

Own object_ascii(Runtime *rt, Obj *self) {
    Own text = object_repr(rt, self);
    if (!text || STR(borrow(text))->ascii) return text;
    StrWriter w;
    str_writer_init(&w, rt);
    int status = 0;
    for (intptr_t i = 0; status == 0 && i < STR(borrow(text))->length; i++) {
        status = write_escaped(&w, str_char(borrow(text), i));
    }
    release(rt, text);
    if (status == 0) return str_writer_finish(&w);
    str_writer_discard(&w);
    return NULL;
}

Own object_format(Runtime *rt, Obj *self, Obj *spec) {
    if (spec && !is_str(spec)) {
        return raise_format(rt, EXC(rt, SystemError),
                            "Format specifier must be a string, not %.200s", spec->type->name);
    }
    if (!spec || STR(spec)->length == 0) {
        if (is_str_exact(rt, self)) return keep(self);
        if (is_int_exact(rt, self)) return object_str(rt, self);
    }
    Own method = type_lookup_special(rt, self, ID(rt, __format__));
    if (!method) {
        if (RAISED(rt)) return NULL;
        return raise_format(rt, EXC(rt, TypeError), "Type %.100s doesn't define __format__",
                            self->type->name);
    }
    Own text = call_1(rt, borrow(method), spec ? spec : rt->empty_str);
    release(rt, method);
    return check_text(rt, text, "__format__ must return a str, not %.200s");
}

/* ---- recursive repr ---- */

/* The list of the running thread, also in its dict, as CPython has it. */
static int make_repr_stack(Runtime *rt) {
    Obj *dict = thread_dict(rt);
    Own list = dict ? list_new(rt, 0) : (Own)0;
    if (!list) return -1;
    if (dict_set(rt, dict, ID(rt, Py_Repr), borrow(list)) < 0) {
        release(rt, list);
        return -1;
    }
    rt->ts.repr_stack = list;
    return 0;
}

int repr_enter(Runtime *rt, Obj *self) {
    if (!rt->ts.repr_stack && make_repr_stack(rt) < 0) return -1;
    Obj *stack = borrow(rt->ts.repr_stack);
    for (intptr_t i = LIST_SIZE(stack); --i >= 0;) {
        if (LIST_ITEM(stack, i) == self) return 1;
    }
    return list_append(rt, stack, self);
}

void repr_leave(Runtime *rt, Obj *self) {
    if (!rt->ts.repr_stack) return;
    SavedRaise saved = raised_save(rt);
    Obj *stack = borrow(rt->ts.repr_stack);
    for (intptr_t i = LIST_SIZE(stack); --i >= 0;) {
        if (LIST_ITEM(stack, i) != self) continue;
        list_set_slice(rt, stack, i, i + 1, NULL);
        break;
    }
    raised_put_back(rt, saved);
}

/* ---- hash, truth, length ---- */

int64_t object_hash(Runtime *rt, Obj *self) {
    HashFn hash = self->type->slots.tp_hash;
    return hash ? hash(rt, self) : object_hash_not_implemented(rt, self);
}

int64_t object_hash_not_implemented(Runtime *rt, Obj *self) {
    raise_format(rt, EXC(rt, TypeError), "unhashable type: '%.200s'", self->type->name);
    return -1;
}

int object_is_true(Runtime *rt, Obj *self) {
    if (self == rt->true_) return 1;
    if (self == rt->false_ || self == rt->none) return 0;
    const TypeSlots *slots = &self->type->slots;
    LengthFn length = slots->mp_length ? slots->mp_length : slots->sq_length;
    int64_t answer;
    if (slots->nb_bool) {
        answer = slots->nb_bool(rt, self);
    } else if (!length) {
        return 1;
    } else {
        answer = length == slot_sq_length ? slot_length(rt, self) : length(rt, self);
    }
    return answer > 0 ? 1 : (int)answer;
}

int object_not(Runtime *rt, Obj *self) {
    int truth = object_is_true(rt, self);
    return truth < 0 ? -1 : !truth;
}

int64_t object_length(Runtime *rt, Obj *self) {
    const TypeSlots *slots = &self->type->slots;
    if (sizeof(intptr_t) < 8 && self->type == T(rt, RANGE)) return range_size(rt, self);
    if (sizeof(intptr_t) < 8 && slots->sq_length == slot_sq_length) return slot_length(rt, self);
    if (slots->sq_length) return slots->sq_length(rt, self);
    if (slots->mp_length) return slots->mp_length(rt, self);
    return raise_format_int(rt, EXC(rt, TypeError), "object of type '%.200s' has no len()",
                            self->type->name);
}

/* What __length_hint__ gave, checked. */
static int64_t check_hint(Runtime *rt, Obj *result) {
    if (!is_int(result)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "__length_hint__ must be an integer, not %.100s",
                                result->type->name);
    }
    int64_t hint;
    if (int_as_ssize(rt, result, &hint) < 0) return -1;
    if (hint < 0)
        return raise_format_int(rt, EXC(rt, ValueError), "__length_hint__() should return >= 0");
    return hint;
}

int64_t object_length_hint(Runtime *rt, Obj *self, int64_t default_value) {
    if (self->type->slots.sq_length || self->type->slots.mp_length) {
        int64_t length = object_length(rt, self);
        if (length >= 0) return length;
        if (!raised_matches(rt, EXC(rt, TypeError))) return -1;
        raised_clear(rt);
    }
    Own method = type_lookup_special(rt, self, ID(rt, __length_hint__));
    if (!method) return RAISED(rt) ? -1 : default_value;
    Own result = call_0(rt, borrow(method));
    release(rt, method);
    if (!result) {
        if (!raised_matches(rt, EXC(rt, TypeError))) return -1;
        raised_clear(rt);
        return default_value;
    }
    int64_t hint =
        borrow(result) == rt->notimplemented ? default_value : check_hint(rt, borrow(result));
    release(rt, result);
    return hint;
}

/* ---- comparison ---- */

static const char *const compare_signs[] = {"<", "<=", "==", "!=", ">", ">="};
static const uint8_t swapped_ops[] = {CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE};

/* One side's answer; false = NotImplemented (already released). */
HS_INLINE bool ask(Runtime *rt, RichCompareFn compare, Obj *a, Obj *b, int op, Own *answer) {
    *answer = compare(rt, a, b, op);
    if (borrow(*answer) != rt->notimplemented) return true;
    release(rt, *answer);
    return false;
}

static Own richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    Own answer;
    RichCompareFn compare;
    bool reversed = false;
    if (a->type != b->type && (compare = b->type->slots.tp_richcompare) &&
        type_is_subtype(b->type, a->type)) {
        reversed = true;
        if (ask(rt, compare, b, a, swapped_ops[op], &answer)) return answer;
    }
    if ((compare = a->type->slots.tp_richcompare) && ask(rt, compare, a, b, op, &answer))
        return answer;
    if (!reversed && (compare = b->type->slots.tp_richcompare) &&
        ask(rt, compare, b, a, swapped_ops[op], &answer)) {
        return answer;
    }
    if (op == CMP_EQ || op == CMP_NE) return bool_from(rt, (a == b) == (op == CMP_EQ));
    return raise_format(rt, EXC(rt, TypeError),
                        "'%s' not supported between instances of '%.100s' and '%.100s'",
                        compare_signs[op], a->type->name, b->type->name);
}

Own object_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (enter_recursive_call(rt, " in comparison") < 0) return NULL;
    Own answer = richcompare(rt, a, b, op);
    leave_recursive_call(rt);
    return answer;
}

/* Answer for two exact ints or two exact strs, which needs no objects. */
HS_INLINE bool compare_simple(Runtime *rt, Obj *a, Obj *b, int op, int *answer) {
    int order;
    if (is_int_exact(rt, a)) {
        order = int_compare(a, b);
    } else if (is_str_exact(rt, a)) {
        order = op == CMP_EQ || op == CMP_NE ? !str_equal(a, b) : str_compare(a, b);
    } else {
        return false;
    }
    *answer = op == CMP_LT   ? order < 0
              : op == CMP_LE ? order <= 0
              : op == CMP_EQ ? order == 0
              : op == CMP_NE ? order != 0
              : op == CMP_GT ? order > 0
                             : order >= 0;
    return true;
}

int object_compare_bool(Runtime *rt, Obj *a, Obj *b, int op) {
    if (a == b && (op == CMP_EQ || op == CMP_NE)) return op == CMP_EQ;
    int truth;
    if (a->type == b->type && rt->ts.recursion_left > 0 && compare_simple(rt, a, b, op, &truth)) return truth;
    Own answer = object_richcompare(rt, a, b, op);
    if (!answer) return -1;
    Obj *result = borrow(answer);
    truth = result == rt->true_ || result == rt->false_ ? result == rt->true_
                                                        : object_is_true(rt, result);
    release(rt, answer);
    return truth;
}

/* ---- introspection ---- */

Own object_dir(Runtime *rt, Obj *self) {
    Own method = type_lookup_special(rt, self, ID(rt, __dir__));
    if (!method) {
        if (RAISED(rt)) return NULL;
        return raise_format(rt, EXC(rt, TypeError), "object does not provide __dir__");
    }
    Own names = call_0(rt, borrow(method));
    release(rt, method);
    if (!names) return NULL;
    Own list = sequence_to_list(rt, borrow(names));
    release(rt, names);
    if (list && list_sort(rt, borrow(list), NULL, false) < 0) own_clear(rt, &list);
    return list;
}

bool object_is_callable(Obj *self) { return self->type->slots.tp_call != NULL; }
