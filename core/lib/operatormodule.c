/* _operator: the operators as functions, and the three makers of functions. Follows CPython 3.11 Modules/_operator.c. */
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

#define METHOD_ARGS HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames
#define FUNCTION(name) static Own operator_##name(Runtime *rt, HS_UNUSED Obj *module, METHOD_ARGS)
#define BINARY(name, op) FUNCTION(name) { return number_binary(rt, args[0], args[1], op); }
#define COMPARE(name, op) FUNCTION(name) { return object_richcompare(rt, args[0], args[1], op); }
#define UNARY(name, call) FUNCTION(name) { return call(rt, args[0]); }
#define ANSWER(failed) ((failed) < 0 ? NULL : keep(rt->none))

/* ---- functions ---- */

BINARY(add, OP_ADD)
BINARY(sub, OP_SUBTRACT)
BINARY(mul, OP_MULTIPLY)
BINARY(matmul, OP_MATRIX_MULTIPLY)
BINARY(floordiv, OP_FLOOR_DIVIDE)
BINARY(truediv, OP_TRUE_DIVIDE)
BINARY(mod, OP_REMAINDER)
BINARY(lshift, OP_LSHIFT)
BINARY(rshift, OP_RSHIFT)
BINARY(and_, OP_AND)
BINARY(xor, OP_XOR)
BINARY(or_, OP_OR)
BINARY(pow, OP_POWER)
BINARY(iadd, OP_INPLACE_ADD)
BINARY(isub, OP_INPLACE_SUBTRACT)
BINARY(imul, OP_INPLACE_MULTIPLY)
BINARY(imatmul, OP_INPLACE_MATRIX_MULTIPLY)
BINARY(ifloordiv, OP_INPLACE_FLOOR_DIVIDE)
BINARY(itruediv, OP_INPLACE_TRUE_DIVIDE)
BINARY(imod, OP_INPLACE_REMAINDER)
BINARY(ilshift, OP_INPLACE_LSHIFT)
BINARY(irshift, OP_INPLACE_RSHIFT)
BINARY(iand, OP_INPLACE_AND)
BINARY(ixor, OP_INPLACE_XOR)
BINARY(ior, OP_INPLACE_OR)
BINARY(ipow, OP_INPLACE_POWER)
COMPARE(lt, CMP_LT)
COMPARE(le, CMP_LE)
COMPARE(eq, CMP_EQ)
COMPARE(ne, CMP_NE)
COMPARE(gt, CMP_GT)
COMPARE(ge, CMP_GE)
UNARY(neg, number_negative)
UNARY(pos, number_positive)
UNARY(abs, number_absolute)
UNARY(invert, number_invert)
UNARY(index, number_index)

/* An answer of 0 or 1; -1 raised. */
static Own truth(Runtime *rt, int answer) { return answer < 0 ? NULL : bool_from(rt, answer); }

FUNCTION(truth) { return truth(rt, object_is_true(rt, args[0])); }
FUNCTION(not_) { return truth(rt, object_not(rt, args[0])); }
FUNCTION(is_) { return bool_from(rt, args[0] == args[1]); }
FUNCTION(is_not) { return bool_from(rt, args[0] != args[1]); }
FUNCTION(contains) { return truth(rt, sequence_contains(rt, args[0], args[1])); }
FUNCTION(getitem) { return object_getitem(rt, args[0], args[1]); }
FUNCTION(setitem) { return ANSWER(object_setitem(rt, args[0], args[1], args[2])); }
FUNCTION(delitem) { return ANSWER(object_delitem(rt, args[0], args[1])); }

FUNCTION(call) {
    return args_check_positional(rt, "call", nargs, 1, SIZE_MAX) < 0 ? NULL : call_vector(rt, args[0], args + 1, nargs - 1, kwnames);
}

/* a + b of sequences: what only adds as a number is refused. */
static Own concat(Runtime *rt, Obj *a, Obj *b, bool inplace) {
    BinaryFn function = inplace && a->type->slots.sq_inplace_concat ? a->type->slots.sq_inplace_concat : a->type->slots.sq_concat;
    if (function) return function(rt, a, b);
    if (sequence_check(a) && sequence_check(b)) {
        Own sum = number_binary(rt, a, b, inplace ? OP_INPLACE_ADD : OP_ADD);
        if (sum || !raised_matches(rt, EXC(rt, TypeError))) return sum;
        raised_clear(rt);
    }
    return raise_format(rt, EXC(rt, TypeError), "'%.200s' object can't be concatenated", a->type->name);
}

FUNCTION(concat) { return concat(rt, args[0], args[1], false); }
FUNCTION(iconcat) { return concat(rt, args[0], args[1], true); }

/* Number of the items equal to value, or with `first` the place of the first one (-1: none). -2 raised. */
static int64_t search(Runtime *rt, Obj *container, Obj *value, bool first) {
    Own iterator = object_iter(rt, container), item;
    int64_t count = 0, place = 0;
    if (!iterator) {
        if (raised_matches(rt, EXC(rt, TypeError))) {
            raised_clear(rt);
            raise_format(rt, EXC(rt, TypeError), "argument of type '%.200s' is not iterable", container->type->name);
        }
        return -2;
    }
    for (; (item = iter_next(rt, borrow(iterator))); place++) {
        int same = object_compare_bool(rt, borrow(item), value, CMP_EQ);
        release(rt, item);
        if (same < 0 || (same && first)) break;
        count += same;
    }
    release(rt, iterator);
    return RAISED(rt) ? -2 : !first ? count : item ? place : -1;
}

FUNCTION(countOf) {
    int64_t count = search(rt, args[0], args[1], false);
    return count < 0 ? NULL : int_from_i64(rt, count);
}

FUNCTION(indexOf) {
    int64_t place = search(rt, args[0], args[1], true);
    if (place == -1) return raise_format(rt, EXC(rt, ValueError), "sequence.index(x): x not in sequence");
    return place < 0 ? NULL : int_from_i64(rt, place);
}

FUNCTION(length_hint) {
    int64_t hint = 0;
    if (nargs > 1 && ssize_argument(rt, args[1], &hint) < 0) return NULL;
    hint = object_length_hint(rt, args[0], hint);
    return hint == -1 && RAISED(rt) ? NULL : int_from_i64(rt, hint);
}

FUNCTION(compare_digest) {
    const uint8_t *left, *right;
    size_t left_size, right_size;
    if (is_str(args[0]) && is_str(args[1])) {
        if (!STR(args[0])->ascii || !STR(args[1])->ascii) {
            return raise_format(rt, EXC(rt, TypeError), "comparing strings with non-ASCII characters is not supported");
        }
        return bool_from(rt, str_equal(args[0], args[1]));
    }
    if (!buffer_check(rt, args[0]) && !buffer_check(rt, args[1])) {
        return raise_format(rt, EXC(rt, TypeError), "unsupported operand types(s) or combination of types: '%.100s' and '%.100s'",
                            args[0]->type->name, args[1]->type->name);
    }
    if (buffer_get(rt, args[0], &left, &left_size) < 0 || buffer_get(rt, args[1], &right, &right_size) < 0) return NULL;
    return bool_from(rt, left_size == right_size && memcmp(left, right, left_size) == 0);
}

/* ---- itemgetter ---- */

typedef struct GetterObj { /* itemgetter: virtual 48; attrgetter, which ends before index: 40 */
    Obj base;
    Own what; /* item, or tuple of items; attrgetter: tuple of names and of tuples of names */
    int64_t count, index; /* index: of a single one that is an int >= 0, else -1 */
} GetterObj;
_Static_assert(sizeof(GetterObj) <= 48 && offsetof(GetterObj, index) <= 40, "operator");
#define GETTER(o) ((GetterObj *)(o))

#define GETTER_SPEC(type_name, size, prefix, traverse)                                                       \
    .name = "operator." type_name, .flags = TPF_GC | TPF_IMMUTABLE, .base = -1, .virtual_size = (size), .own_fields = 1, \
    .slots = {.tp_dealloc = fields_dealloc, .tp_traverse = (traverse), .tp_clear = fields_clear, \
              .tp_new = prefix##_new, .tp_repr = prefix##_repr, .tp_call = vectorcall_call,        \
              .tp_vectorcall = prefix##_call, .tp_getattro = object_generic_getattr},              \
    .methods = prefix##_methods

/* tp_traverse of the two that visit their class last. */
static int fields_then_type(Obj *self, VisitFn visit, void *arg) {
    Own *fields = object_fields(self);
    for (int i = 0; i < self->type->spec->own_fields; i++) VISIT(fields[i]);
    return visit((Obj *)self->type, arg);
}

/* One positional argument and no keywords. */
static int check_call(Runtime *rt, const char *name, size_t nargs, Obj *kwnames) {
    return args_no_keywords(rt, name, kwnames) < 0 ? -1 : args_check_positional(rt, name, nargs, 1, 1);
}

static Own itemgetter_new(Runtime *rt, HS_UNUSED TypeObj *type, Obj *args, Obj *kwargs) {
    size_t count = (size_t)TUPLE_SIZE(args);
    if (args_no_keywords(rt, "itemgetter", kwargs) < 0) return NULL;
    if (!count && args_check_positional(rt, "itemgetter", count, 1, 1) < 0) return NULL;
    Obj *what = count == 1 ? TUPLE_ITEM(args, 0) : args;
    Own own = fields_new(rt, CLASS(rt, ITEMGETTER), 1, keep(what));
    if (!own) return NULL;
    int overflow = 0;
    int64_t index = is_int_exact(rt, what) ? int_as_i64_overflow(what, &overflow) : -1;
    GETTER(borrow(own))->count = (int64_t)count;
    GETTER(borrow(own))->index = overflow || index < 0 ? -1 : index;
    return own;
}

static Own itemgetter_call(Runtime *rt, Obj *object, Obj *const *args, size_t nargs, Obj *kwnames) {
    GetterObj *self = GETTER(object);
    if (check_call(rt, "itemgetter", nargs, kwnames) < 0) return NULL;
    Obj *what = borrow(self->what), *from = args[0];
    if (self->count == 1) {
        if (self->index >= 0 && is_tuple_exact(rt, from) && self->index < TUPLE_SIZE(from)) {
            return keep(TUPLE_ITEM(from, (intptr_t)self->index));
        }
        return object_getitem(rt, from, what);
    }
    Own result = tuple_alloc(rt, (intptr_t)self->count);
    if (result) gc_track(rt, borrow(result));
    for (intptr_t i = 0; result && i < self->count; i++) {
        Own item = object_getitem(rt, from, TUPLE_ITEM(what, i));
        TUPLE(borrow(result))->items[i] = item;
        if (!item) own_clear(rt, &result);
    }
    return result;
}

/* "operator.itemgetter(...)" inside itself, else name and `what` in the format; takes what. */
static Own getter_repr(Runtime *rt, Obj *self, const char *format, Own what) {
    int entered = what ? repr_enter(rt, self) : -1;
    Own text = NULL;
    if (entered > 0) text = str_format(rt, "%s(...)", self->type->name);
    if (entered == 0) {
        text = str_format(rt, format, self->type->name, borrow(what));
        repr_leave(rt, self);
    }
    xrelease(rt, what);
    return text;
}

static Own itemgetter_repr(Runtime *rt, Obj *self) {
    return getter_repr(rt, self, GETTER(self)->count == 1 ? "%s(%R)" : "%s%R", keep(borrow(GETTER(self)->what)));
}

static Own itemgetter_reduce(Runtime *rt, Obj *self, METHOD_ARGS) {
    return tuple_build(rt, GETTER(self)->count == 1 ? "O(O)" : "OO", self->type, borrow(GETTER(self)->what));
}

#define REDUCE_METHODS(fn) {{"__reduce__", fn, METH_NOARGS, 0, 0, "Return state information for pickling"}, METHOD_END}

static const MethodDef itemgetter_methods[] = REDUCE_METHODS(itemgetter_reduce);

static const TypeSpec itemgetter_type_spec = {
    GETTER_SPEC("itemgetter", 48, itemgetter, fields_traverse),
    .doc = "itemgetter(item, ...) --> itemgetter object\n\nA function of r that returns r[item], or a tuple of several items.",
};

/* ---- attrgetter ---- */

/* "a" itself, interned; "a.b" as a tuple of interned names. */
static Own split_name(Runtime *rt, Obj *name) {
    intptr_t length = STR(name)->length, dots = 0, start = 0, at = 0;
    for (intptr_t i = 0; i < length; i++) dots += str_char(name, i) == '.';
    if (!dots) return str_intern(rt, keep(name));
    Own parts = tuple_alloc(rt, dots + 1);
    if (parts) gc_track(rt, borrow(parts));
    for (intptr_t i = 0; parts && i <= length; i++) {
        if (i < length && str_char(name, i) != '.') continue;
        Own part = str_substring(rt, name, start, i);
        if (part) part = str_intern(rt, part);
        TUPLE(borrow(parts))->items[at++] = part;
        if (!part) own_clear(rt, &parts);
        start = i + 1;
    }
    return parts;
}

static Own attrgetter_new(Runtime *rt, HS_UNUSED TypeObj *type, Obj *args, Obj *kwargs) {
    intptr_t count = TUPLE_SIZE(args);
    if (args_no_keywords(rt, "attrgetter", kwargs) < 0) return NULL;
    if (!count && args_check_positional(rt, "attrgetter", 0, 1, 1) < 0) return NULL;
    Own names = tuple_alloc(rt, count), own;
    if (names) gc_track(rt, borrow(names));
    for (intptr_t i = 0; names && i < count; i++) {
        Obj *name = TUPLE_ITEM(args, i);
        if (is_str(name)) TUPLE(borrow(names))->items[i] = split_name(rt, name);
        else raise_format(rt, EXC(rt, TypeError), "attribute name must be a string");
        if (RAISED(rt)) own_clear(rt, &names);
    }
    if (!names || !(own = fields_new(rt, CLASS(rt, ATTRGETTER), 1, names))) return NULL;
    GETTER(borrow(own))->count = count;
    return own;
}

static Own get_chain(Runtime *rt, Obj *object, Obj *names) {
    if (!is_tuple(names)) return object_getattr(rt, object, names);
    Own at = keep(object);
    for (intptr_t i = 0; at && i < TUPLE_SIZE(names); i++) {
        Own next = object_getattr(rt, borrow(at), TUPLE_ITEM(names, i));
        release(rt, at);
        at = next;
    }
    return at;
}

static Own attrgetter_call(Runtime *rt, Obj *object, Obj *const *args, size_t nargs, Obj *kwnames) {
    if (check_call(rt, "attrgetter", nargs, kwnames) < 0) return NULL;
    Obj *names = borrow(GETTER(object)->what);
    intptr_t count = TUPLE_SIZE(names);
    if (count == 1) return get_chain(rt, args[0], TUPLE_ITEM(names, 0));
    Own result = tuple_alloc(rt, count);
    if (result) gc_track(rt, borrow(result));
    for (intptr_t i = 0; result && i < count; i++) {
        Own value = get_chain(rt, args[0], TUPLE_ITEM(names, i));
        TUPLE(borrow(result))->items[i] = value;
        if (!value) own_clear(rt, &result);
    }
    return result;
}

/* The names as they were given. */
static Own joined_names(Runtime *rt, Obj *self) {
    Obj *names = borrow(GETTER(self)->what), *name;
    Own result = tuple_alloc(rt, TUPLE_SIZE(names));
    if (result) gc_track(rt, borrow(result));
    for (intptr_t i = 0; result && i < TUPLE_SIZE(names); i++) {
        name = TUPLE_ITEM(names, i);
        Own text = is_tuple(name) ? str_join(rt, str_latin1_char(rt, '.'), TUPLE_ITEMS(name), TUPLE_SIZE(name)) : keep(name);
        TUPLE(borrow(result))->items[i] = text;
        if (!text) own_clear(rt, &result);
    }
    return result;
}

static Own attrgetter_repr(Runtime *rt, Obj *self) {
    Own names = joined_names(rt, self);
    bool single = names && TUPLE_SIZE(borrow(names)) == 1;
    if (single) own_set(rt, &names, keep(TUPLE_ITEM(borrow(names), 0)));
    return getter_repr(rt, self, single ? "%s(%R)" : "%s%R", names);
}

static Own attrgetter_reduce(Runtime *rt, Obj *self, METHOD_ARGS) { return tuple_build(rt, "ON", self->type, joined_names(rt, self)); }

static const MethodDef attrgetter_methods[] = REDUCE_METHODS(attrgetter_reduce);

static const TypeSpec attrgetter_type_spec = {
    GETTER_SPEC("attrgetter", 40, attrgetter, fields_then_type),
    .doc = "attrgetter(attr, ...) --> attrgetter object\n\nA function of r that returns r.attr, or a tuple of several; 'a.b' is r.a.b.",
};

/* ---- methodcaller ---- */

typedef struct CallerObj { /* virtual 40 */
    Obj base;
    Own name, args, keywords; /* keywords: NULL when there are none */
} CallerObj;
_Static_assert(sizeof(CallerObj) <= 40, "operator");
#define CALLER(o) ((CallerObj *)(o))

static Own methodcaller_new(Runtime *rt, HS_UNUSED TypeObj *type, Obj *args, Obj *kwargs) {
    if (!TUPLE_SIZE(args)) {
        return raise_format(rt, EXC(rt, TypeError), "methodcaller needs at least one argument, the method name");
    }
    if (!is_str(TUPLE_ITEM(args, 0))) return raise_format(rt, EXC(rt, TypeError), "method name must be a string");
    Own name = str_intern(rt, keep(TUPLE_ITEM(args, 0)));
    Own own = fields_new(rt, CLASS(rt, METHODCALLER), 2, name, tuple_slice(rt, args, 1, TUPLE_SIZE(args)));
    if (own) CALLER(borrow(own))->keywords = xkeep(kwargs);
    return own;
}

static Own methodcaller_call(Runtime *rt, Obj *object, Obj *args, Obj *kwargs) {
    CallerObj *self = CALLER(object);
    if (check_call(rt, "methodcaller", (size_t)TUPLE_SIZE(args), kwargs) < 0) return NULL;
    Own method = object_getattr(rt, TUPLE_ITEM(args, 0), borrow(self->name));
    if (!method) return NULL;
    Own result = call_args(rt, borrow(method), borrow(self->args), borrow(self->keywords));
    release(rt, method);
    return result;
}

static Own methodcaller_repr(Runtime *rt, Obj *object) {
    CallerObj *self = CALLER(object);
    Obj *key, *value;
    int entered = repr_enter(rt, object);
    if (entered) return entered > 0 ? str_format(rt, "%s(...)", object->type->name) : NULL;
    Own text = str_format(rt, "%s(%R", object->type->name, borrow(self->name));
    for (intptr_t i = 0; text && i < TUPLE_SIZE(borrow(self->args)); i++) {
        own_set(rt, &text, str_format(rt, "%U, %R", borrow(text), TUPLE_ITEM(borrow(self->args), i)));
    }
    for (intptr_t pos = 0; text && self->keywords && dict_next(borrow(self->keywords), &pos, &key, &value, NULL);) {
        own_set(rt, &text, str_format(rt, "%U, %U=%R", borrow(text), key, value));
    }
    if (text) own_set(rt, &text, str_format(rt, "%U)", borrow(text)));
    repr_leave(rt, object);
    return text;
}

/* With keywords: functools.partial(methodcaller, name, **keywords), called with the rest. */
static Own methodcaller_reduce(Runtime *rt, Obj *object, METHOD_ARGS) {
    CallerObj *self = CALLER(object);
    if (!self->keywords || !DICT_SIZE(borrow(self->keywords))) {
        Own head = tuple_pack(rt, 1, borrow(self->name)), all = NULL;
        if (head) all = T(rt, TUPLE)->slots.sq_concat(rt, borrow(head), borrow(self->args));
        xrelease(rt, head);
        return tuple_build(rt, "ON", object->type, all);
    }
    Own module = import_named(rt, "functools");
    Own partial = module ? object_getattr_str(rt, borrow(module), "partial") : NULL;
    Own pair = partial ? tuple_pack(rt, 2, (Obj *)object->type, borrow(self->name)) : NULL;
    Own constructor = pair ? call_args(rt, borrow(partial), borrow(pair), borrow(self->keywords)) : NULL;
    xrelease(rt, module);
    xrelease(rt, partial);
    xrelease(rt, pair);
    return tuple_build(rt, "NO", constructor, borrow(self->args));
}

static const MethodDef methodcaller_methods[] = REDUCE_METHODS(methodcaller_reduce);

static const TypeSpec methodcaller_type_spec = {
    .name = "operator.methodcaller",
    .doc = "methodcaller(name, ...) --> methodcaller object\n\nA function of r that returns r.name(...).",
    .flags = TPF_GC | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 40,
    .own_fields = 3,
    .slots = {.tp_dealloc = fields_dealloc,
              .tp_traverse = fields_then_type,
              .tp_clear = fields_clear,
              .tp_new = methodcaller_new,
              .tp_repr = methodcaller_repr,
              .tp_call = methodcaller_call,
              .tp_getattro = object_generic_getattr},
    .methods = methodcaller_methods,
};

/* ---- the module ---- */

#define ONE(name, text) {#name, operator_##name, METH_O, 1, 1, #name "($module, a, /)\n--\n\nSame as " text "."}
#define TWO(name, text) {#name, operator_##name, METH_FASTCALL, 2, 2, #name "($module, a, b, /)\n--\n\nSame as " text "."}

static const MethodDef functions[] = {
    ONE(truth, "bool(a)"),
    TWO(contains, "b in a (note reversed operands)"),
    TWO(indexOf, "a.index(b)"),
    TWO(countOf, "a.count(b)"),
    TWO(is_, "a is b"),
    TWO(is_not, "a is not b"),
    TWO(add, "a + b"),
    TWO(sub, "a - b"),
    TWO(mul, "a * b"),
    TWO(matmul, "a @ b"),
    TWO(floordiv, "a // b"),
    TWO(truediv, "a / b"),
    TWO(mod, "a % b"),
    ONE(neg, "-a"),
    ONE(pos, "+a"),
    ONE(abs, "abs(a)"),
    {"inv", operator_invert, METH_O, 1, 1, "inv($module, a, /)\n--\n\nSame as ~a."},
    ONE(invert, "~a"),
    TWO(lshift, "a << b"),
    TWO(rshift, "a >> b"),
    ONE(not_, "not a"),
    TWO(and_, "a & b"),
    TWO(xor, "a ^ b"),
    TWO(or_, "a | b"),
    TWO(iadd, "a += b"),
    TWO(isub, "a -= b"),
    TWO(imul, "a *= b"),
    TWO(imatmul, "a @= b"),
    TWO(ifloordiv, "a //= b"),
    TWO(itruediv, "a /= b"),
    TWO(imod, "a %= b"),
    TWO(ilshift, "a <<= b"),
    TWO(irshift, "a >>= b"),
    TWO(iand, "a &= b"),
    TWO(ixor, "a ^= b"),
    TWO(ior, "a |= b"),
    TWO(concat, "a + b, for a and b sequences"),
    TWO(iconcat, "a += b, for a and b sequences"),
    TWO(getitem, "a[b]"),
    {"setitem", operator_setitem, METH_FASTCALL, 3, 3, "setitem($module, a, b, c, /)\n--\n\nSame as a[b] = c."},
    TWO(delitem, "del a[b]"),
    TWO(pow, "a ** b"),
    TWO(ipow, "a **= b"),
    TWO(lt, "a < b"),
    TWO(le, "a <= b"),
    TWO(eq, "a == b"),
    TWO(ne, "a != b"),
    TWO(gt, "a > b"),
    TWO(ge, "a >= b"),
    ONE(index, "a.__index__()"),
    {"length_hint", operator_length_hint, METH_FASTCALL, 1, 2,
     "length_hint($module, obj, default=0, /)\n--\n\nAn estimate of the number of items in obj."},
    {"call", operator_call, METH_FASTCALL | METH_KEYWORDS, 0, -1,
     "call($module, obj, /, *args, **kwargs)\n--\n\nSame as obj(*args, **kwargs)."},
    {"_compare_digest", operator_compare_digest, METH_FASTCALL, 2, 2,
     "_compare_digest($module, a, b, /)\n--\n\nReturn 'a == b' of ASCII strs or bytes-like objects."},
    METHOD_END,
};

static const ModuleType types[] = {
    {CLASS_ITEMGETTER, MODULE_CLASS, &itemgetter_type_spec},
    {CLASS_ATTRGETTER, MODULE_CLASS, &attrgetter_type_spec},
    {CLASS_METHODCALLER, MODULE_CLASS, &methodcaller_type_spec},
};

Own operator_module_init(Runtime *rt) { return module_make(rt, "_operator", functions, types, HS_COUNT(types)); }
