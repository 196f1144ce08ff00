/* The number protocol: operators with their reflected forms, and the sequence meanings of + and *.
 *
 * Of two different slot functions the right operand's goes first if its type is a subtype of the
 * left's; each may answer NotImplemented. Follows CPython 3.11 Objects/abstract.c. */
#include "object/abstract.h"

#include "heap/seam.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str.h"
#include "object/type.h"

/* ---- dispatch ---- */

typedef struct OperatorRow {
    const char *sign;
    size_t slot, inplace_slot; /* offsets in TypeSlots; 0 = none */
} OperatorRow;
#define SLOT(name) offsetof(TypeSlots, name)
#define PLAIN(op, text, name) [op] = {text, SLOT(nb_##name), 0}
#define INPLACE(op, text, name) [op] = {text, SLOT(nb_##name), SLOT(nb_inplace_##name)}
static const OperatorRow operators[] = {
    PLAIN(OP_ADD, "+", add),
    PLAIN(OP_AND, "&", and),
    PLAIN(OP_FLOOR_DIVIDE, "//", floor_divide),
    PLAIN(OP_LSHIFT, "<<", lshift),
    PLAIN(OP_MATRIX_MULTIPLY, "@", matrix_multiply),
    PLAIN(OP_MULTIPLY, "*", multiply),
    PLAIN(OP_REMAINDER, "%", remainder),
    PLAIN(OP_OR, "|", or),
    PLAIN(OP_POWER, "** or pow()", power),
    PLAIN(OP_RSHIFT, ">>", rshift),
    PLAIN(OP_SUBTRACT, "-", subtract),
    PLAIN(OP_TRUE_DIVIDE, "/", true_divide),
    PLAIN(OP_XOR, "^", xor),
    INPLACE(OP_INPLACE_ADD, "+=", add),
    INPLACE(OP_INPLACE_AND, "&=", and),
    INPLACE(OP_INPLACE_FLOOR_DIVIDE, "//=", floor_divide),
    INPLACE(OP_INPLACE_LSHIFT, "<<=", lshift),
    INPLACE(OP_INPLACE_MATRIX_MULTIPLY, "@=", matrix_multiply),
    INPLACE(OP_INPLACE_MULTIPLY, "*=", multiply),
    INPLACE(OP_INPLACE_REMAINDER, "%=", remainder),
    INPLACE(OP_INPLACE_OR, "|=", or),
    INPLACE(OP_INPLACE_POWER, "**=", power),
    INPLACE(OP_INPLACE_RSHIFT, ">>=", rshift),
    INPLACE(OP_INPLACE_SUBTRACT, "-=", subtract),
    INPLACE(OP_INPLACE_TRUE_DIVIDE, "/=", true_divide),
    INPLACE(OP_INPLACE_XOR, "^=", xor),
};

HS_INLINE BinaryFn binary_slot(Obj *o, size_t slot) {
    return *(const BinaryFn *)(const void *)((const char *)&o->type->slots + slot);
}

/* Result, NULL raised, or NotImplemented (owned). */
static Own binary_dispatch(Runtime *rt, Obj *a, Obj *b, size_t slot) {
    BinaryFn left = binary_slot(a, slot), right = NULL;
    if (a->type != b->type) {
        right = binary_slot(b, slot);
        if (right == left) right = NULL;
    }
    Own result;
    if (left) {
        if (right && type_is_subtype(b->type, a->type)) {
            result = right(rt, a, b);
            if (borrow(result) != rt->notimplemented) return result;
            release(rt, result);
            right = NULL;
        }
        result = left(rt, a, b);
        if (borrow(result) != rt->notimplemented) return result;
        release(rt, result);
    }
    if (right) return right(rt, a, b);
    return keep(rt->notimplemented);
}

static HS_COLD Own unsupported(Runtime *rt, Obj *a, Obj *b, const char *sign, const char *hint) {
    return raise_format(rt, EXC(rt, TypeError),
                        "unsupported operand type(s) for %.100s: '%.100s' and '%.100s'%s", sign,
                        a->type->name, b->type->name, hint);
}

static HS_COLD Own unsupported_operator(Runtime *rt, Obj *a, Obj *b, int op) {
    bool print = op == OP_RSHIFT && is_builtin_role(rt, a, METH_IS_PRINT);
    return unsupported(rt, a, b, operators[op].sign,
                       print ? ". Did you mean \"print(<message>, file=<output_stream>)\"?" : "");
}

/* sequence * count. */
static Own repeat(Runtime *rt, IndexFn repeat_slot, Obj *sequence, Obj *count) {
    if (!number_has_index(count)) {
        return raise_format(rt, EXC(rt, TypeError),
                            "can't multiply sequence by non-int of type '%.200s'",
                            count->type->name);
    }
    int64_t n;
    if (number_as_ssize(rt, count, EXC(rt, OverflowError), &n) < 0) return NULL;
    return repeat_slot(rt, sequence,
                       n > INTPTR_MAX   ? INTPTR_MAX
                       : n < INTPTR_MIN ? INTPTR_MIN
                                        : (intptr_t)n);
}

/* What + and * mean for sequences when no number slot answered. */
static Own sequence_operator(Runtime *rt, Obj *a, Obj *b, int op) {
    const TypeSlots *left = &a->type->slots, *right = &b->type->slots;
    bool inplace = op == OP_INPLACE_ADD || op == OP_INPLACE_MULTIPLY;
    if (op == OP_ADD || op == OP_INPLACE_ADD) {
        BinaryFn concat =
            inplace && left->sq_inplace_concat ? left->sq_inplace_concat : left->sq_concat;
        if (concat) return concat(rt, a, b);
    } else if (op == OP_MULTIPLY || op == OP_INPLACE_MULTIPLY) {
        IndexFn own =
            inplace && left->sq_inplace_repeat ? left->sq_inplace_repeat : left->sq_repeat;
        if (own) return repeat(rt, own, a, b);
        bool silenced = inplace && (left->sq_contains || left->sq_length || (a->type->flags & TPF_HEAP)); /* has a table of sequence slots */
        if (right->sq_repeat && !silenced) return repeat(rt, right->sq_repeat, b, a);
    }
    return unsupported_operator(rt, a, b, op);
}

/* ---- power ---- */

HS_INLINE bool answered(Runtime *rt, Own *result, TernaryFn slot, Obj *a, Obj *b, Obj *c) {
    *result = slot(rt, a, b, c);
    if (borrow(*result) != rt->notimplemented) return true;
    release(rt, *result);
    return false;
}

static Own power(Runtime *rt, Obj *a, Obj *b, Obj *modulus, const char *sign) {
    TernaryFn left = a->type->slots.nb_power, right = NULL, third;
    if (a->type != b->type) {
        right = b->type->slots.nb_power;
        if (right == left) right = NULL;
    }
    Own result;
    if (left) {
        if (right && type_is_subtype(b->type, a->type)) {
            if (answered(rt, &result, right, a, b, modulus)) return result;
            right = NULL;
        }
        if (answered(rt, &result, left, a, b, modulus)) return result;
    }
    if (right && answered(rt, &result, right, a, b, modulus)) return result;
    third = modulus->type->slots.nb_power;
    if (third == left || third == b->type->slots.nb_power) third = NULL;
    if (third && answered(rt, &result, third, a, b, modulus)) return result;
    if (is_none(rt, modulus)) return unsupported(rt, a, b, sign, "");
    return raise_format(rt, EXC(rt, TypeError),
                        "unsupported operand type(s) for %.100s: '%.100s', '%.100s', '%.100s'",
                        sign, a->type->name, b->type->name, modulus->type->name);
}

Own number_power(Runtime *rt, Obj *a, Obj *b, Obj *modulus) {
    return power(rt, a, b, modulus, "** or pow()");
}

static Own inplace_power(Runtime *rt, Obj *a, Obj *b) {
    Own result;
    TernaryFn slot = a->type->slots.nb_inplace_power;
    if (slot && answered(rt, &result, slot, a, b, rt->none)) return result;
    return power(rt, a, b, rt->none, "**=");
}

/* ---- binary operators ---- */

Own number_binary(Runtime *rt, Obj *a, Obj *b, int op) {
    if (op == OP_POWER) return number_power(rt, a, b, rt->none);
    if (op == OP_INPLACE_POWER) return inplace_power(rt, a, b);
    const OperatorRow *row = &operators[op];
    BinaryFn inplace = row->inplace_slot ? binary_slot(a, row->inplace_slot) : NULL;
    Own result;
    if (inplace) {
        result = inplace(rt, a, b);
        if (borrow(result) != rt->notimplemented) return result;
        release(rt, result);
    }
    result = binary_dispatch(rt, a, b, row->slot);
    if (HS_LIKELY(borrow(result) != rt->notimplemented)) return result;
    release(rt, result);
    return sequence_operator(rt, a, b, op);
}

Own number_divmod(Runtime *rt, Obj *a, Obj *b) {
    Own result = binary_dispatch(rt, a, b, SLOT(nb_divmod));
    if (borrow(result) != rt->notimplemented) return result;
    release(rt, result);
    return unsupported(rt, a, b, "divmod()", "");
}

/* ---- unary operators ---- */

static Own unary(Runtime *rt, Obj *a, UnaryFn slot, const char *what) {
    if (slot) return slot(rt, a);
    return raise_format(rt, EXC(rt, TypeError), "bad operand type for %s: '%.200s'", what,
                        a->type->name);
}

Own number_negative(Runtime *rt, Obj *a) {
    return unary(rt, a, a->type->slots.nb_negative, "unary -");
}
Own number_positive(Runtime *rt, Obj *a) {
    return unary(rt, a, a->type->slots.nb_positive, "unary +");
}
Own number_invert(Runtime *rt, Obj *a) { return unary(rt, a, a->type->slots.nb_invert, "unary ~"); }
Own number_absolute(Runtime *rt, Obj *a) {
    return unary(rt, a, a->type->slots.nb_absolute, "abs()");
}

/* ---- conversions ---- */

bool number_has_index(Obj *a) { return a->type->slots.nb_index != NULL; }

/* An int from a conversion method, made exact; a strict subclass is deprecated. */
static Own exact_int(Runtime *rt, Own result, const char *method) {
    if (!result || is_int_exact(rt, borrow(result))) return result;
    const char *name = borrow(result)->type->name;
    Own exact = NULL;
    if (!is_int(borrow(result))) {
        raise_format(rt, EXC(rt, TypeError), "%s returned non-int (type %.200s)", method, name);
    } else if (warn_format(
                   rt, EXC(rt, DeprecationWarning), 1,
                   "%s returned non-int (type %.200s).  The ability to return an instance of a "
                   "strict subclass "
                   "of int is deprecated, and may not be supported in a future version of Python.",
                   method, name) == 0) {
        exact = int_copy_exact(rt, borrow(result));
    }
    release(rt, result);
    return exact;
}

static Own int_from_trunc(Runtime *rt, Own method) {
    Own result = NULL, number = NULL;
    if (warn_format(rt, EXC(rt, DeprecationWarning), 1,
                    "The delegation of int() to __trunc__ is deprecated.") == 0) {
        result = call_0(rt, borrow(method));
    }
    release(rt, method);
    if (!result) return NULL;
    if (is_int(borrow(result))) {
        number = int_copy_exact(rt, borrow(result));
    } else if (number_has_index(borrow(result))) {
        number = number_index(rt, borrow(result));
    } else {
        raise_format(rt, EXC(rt, TypeError), "__trunc__ returned non-Integral (type %.200s)",
                     borrow(result)->type->name);
    }
    release(rt, result);
    return number;
}

/* int of text: str, bytes, bytearray, or another buffer by way of bytes. */
static Own int_from_any_text(Runtime *rt, Obj *a) {
    if (is_str(a) || is_bytes(a) || is_bytearray(rt, a)) return int_from_text_object(rt, a, 10);
    if (buffer_check(rt, a)) {
        const uint8_t *data;
        size_t size;
        if (buffer_get(rt, a, &data, &size) < 0) return NULL;
        Own bytes = bytes_from(rt, data, size);
        if (!bytes) return NULL;
        Own number = int_from_text_object(rt, borrow(bytes), 10);
        release(rt, bytes);
        return number;
    }
    return raise_format(
        rt, EXC(rt, TypeError),
        "int() argument must be a string, a bytes-like object or a real number, not '%.200s'",
        a->type->name);
}

Own number_int(Runtime *rt, Obj *a) {
    if (is_int_exact(rt, a)) return keep(a);
    if (a->type->slots.nb_int) return exact_int(rt, a->type->slots.nb_int(rt, a), "__int__");
    if (number_has_index(a)) return number_index(rt, a);
    Own method = type_lookup_special(rt, a, ID(rt, __trunc__));
    if (method) return int_from_trunc(rt, method);
    return RAISED(rt) ? NULL : int_from_any_text(rt, a);
}

static Own exact_float(Runtime *rt, Obj *a, Own result) {
    if (!result || is_float_exact(rt, borrow(result))) return result;
    Own exact = NULL;
    const char *name = borrow(result)->type->name;
    if (!is_float(rt, borrow(result))) {
        raise_format(rt, EXC(rt, TypeError), "%.50s.__float__ returned non-float (type %.50s)",
                     a->type->name, name);
    } else if (warn_format(rt, EXC(rt, DeprecationWarning), 1,
                           "%.50s.__float__ returned non-float (type %.50s).  The ability to "
                           "return an instance of a "
                           "strict subclass of float is deprecated, and may not be supported in a "
                           "future version of "
                           "Python.",
                           a->type->name, name) == 0) {
        exact = float_new(rt, FLOAT_VALUE(borrow(result)));
    }
    release(rt, result);
    return exact;
}

Own number_float(Runtime *rt, Obj *a) {
    if (is_float_exact(rt, a)) return keep(a);
    if (a->type->slots.nb_float) return exact_float(rt, a, a->type->slots.nb_float(rt, a));
    if (number_has_index(a)) {
        Own index = number_index(rt, a);
        if (!index) return NULL;
        double value;
        int status = int_as_double(rt, borrow(index), &value);
        release(rt, index);
        return status < 0 ? NULL : float_new(rt, value);
    }
    return is_float(rt, a) ? float_new(rt, FLOAT_VALUE(a)) : float_from_text(rt, a);
}
