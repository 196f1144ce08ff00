/* The object, number, sequence, mapping, iterator and call protocols (CPython's Objects/abstract.c and call.c). */
#ifndef HS_OBJECT_ABSTRACT_H
#define HS_OBJECT_ABSTRACT_H

#include "base/config.h"
#include "heap/runtime.h"

/* ---- objects ---- */
Own object_getattr(Runtime *rt, Obj *self, Obj *name);
Own object_getattr_str(Runtime *rt, Obj *self, const char *name);
/* Absent gives NULL without exception (AttributeError swallowed, or never made for generic getattr). */
Own object_lookup_attr(Runtime *rt, Obj *self, Obj *name);
int object_setattr(Runtime *rt, Obj *self, Obj *name, Obj *value /* NULL deletes */);
Own object_getitem(Runtime *rt, Obj *self, Obj *key);
int object_setitem(Runtime *rt, Obj *self, Obj *key, Obj *value);
int object_delitem(Runtime *rt, Obj *self, Obj *key);
Own object_repr(Runtime *rt, Obj *self);
Own object_str(Runtime *rt, Obj *self);
Own object_sizeof_method(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames); /* __sizeof__ by tp_sizeof */
Own object_ascii(Runtime *rt, Obj *self);
Own object_format(Runtime *rt, Obj *self, Obj *spec /* or NULL */);
int64_t object_hash(Runtime *rt, Obj *self);
int64_t object_hash_not_implemented(Runtime *rt, Obj *self); /* tp_hash of unhashable types */
int object_is_true(Runtime *rt, Obj *self);
int object_not(Runtime *rt, Obj *self);
Own object_richcompare(Runtime *rt, Obj *a, Obj *b, int op);
int object_compare_bool(Runtime *rt, Obj *a, Obj *b, int op); /* identity first for EQ/NE */
int64_t object_length(Runtime *rt, Obj *self);      /* TypeError "object of type 'X' has no len()" */
int64_t object_length_hint(Runtime *rt, Obj *self, int64_t default_value);
Own object_dir(Runtime *rt, Obj *self);
int object_is_instance(Runtime *rt, Obj *self, Obj *cls);
int object_is_subclass(Runtime *rt, Obj *derived, Obj *cls);
bool object_is_callable(Obj *self);
Obj *thread_dict(Runtime *rt); /* vm: what belongs to the running thread; NULL = raised */
int repr_enter(Runtime *rt, Obj *self); /* recursive repr guard: 1 = already inside, -1 raised */
void repr_leave(Runtime *rt, Obj *self);
int enter_recursive_call(Runtime *rt, const char *where); /* C recursion guard: RecursionError */
/* Levels of a tree that the host's stack has room for. */
HS_INLINE int tree_levels_left(Runtime *rt) { return rt->stack_used < rt->stack_budget ? (int)((rt->stack_budget - rt->stack_used) / HS_STACK_OF_TREE) : 0; }
/* A step of an iterator that steps another one: long chains end in RecursionError where CPython overflows its stack. */
Own next_within_stack(Runtime *rt, Obj *self, Own (*next)(Runtime *rt, Obj *self));
void leave_recursive_call(Runtime *rt);

/* ---- numbers: op names give the error text "unsupported operand type(s) for +: 'int' and 'str'" ---- */
enum BinaryOp { /* numbers of BINARY_OP's argument in CPython 3.11 */
    OP_ADD, OP_AND, OP_FLOOR_DIVIDE, OP_LSHIFT, OP_MATRIX_MULTIPLY, OP_MULTIPLY, OP_REMAINDER, OP_OR, OP_POWER, OP_RSHIFT,
    OP_SUBTRACT, OP_TRUE_DIVIDE, OP_XOR, OP_INPLACE_ADD, OP_INPLACE_AND, OP_INPLACE_FLOOR_DIVIDE, OP_INPLACE_LSHIFT,
    OP_INPLACE_MATRIX_MULTIPLY, OP_INPLACE_MULTIPLY, OP_INPLACE_REMAINDER, OP_INPLACE_OR, OP_INPLACE_POWER, OP_INPLACE_RSHIFT,
    OP_INPLACE_SUBTRACT, OP_INPLACE_TRUE_DIVIDE, OP_INPLACE_XOR
};
Own number_binary(Runtime *rt, Obj *a, Obj *b, int op); /* enum BinaryOp */
Own number_power(Runtime *rt, Obj *a, Obj *b, Obj *modulus);
Own number_divmod(Runtime *rt, Obj *a, Obj *b);
Own number_negative(Runtime *rt, Obj *a);
Own number_positive(Runtime *rt, Obj *a);
Own number_invert(Runtime *rt, Obj *a);
Own number_absolute(Runtime *rt, Obj *a);
Own number_int(Runtime *rt, Obj *a);   /* int(a) */
Own number_float(Runtime *rt, Obj *a); /* float(a) */
bool number_has_index(Obj *a);
/* number_index, number_as_ssize: int.h; number_as_double: float.h */

/* ---- sequences, iterators ---- */
int sequence_contains(Runtime *rt, Obj *container, Obj *item);
Own sequence_to_list(Runtime *rt, Obj *iterable);
Own sequence_fast(Runtime *rt, Obj *iterable, const char *message); /* list or tuple itself, else a new list */
HS_INLINE bool is_sequence_fast(Obj *o) { return (o->type->flags & (TPF_LIST | TPF_TUPLE)) != 0; }
Obj *const *sequence_fast_items(Obj *fast, intptr_t *count);
Own sequence_getitem(Runtime *rt, Obj *self, int64_t index);
bool sequence_check(Obj *o);
bool mapping_check(Obj *o);
Own object_iter(Runtime *rt, Obj *self); /* TypeError "'X' object is not iterable" */
bool iter_check(Obj *o);
/* Next item; NULL without exception = exhausted (a raised StopIteration is swallowed). */
Own iter_next(Runtime *rt, Obj *iterator);

/* ---- calls ---- */
Own call_vector(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwnames);
/* Vectorcall with a dict of keywords (or NULL). */
Own call_vector_dict(Runtime *rt, Obj *callable, Obj *const *args, size_t nargs, Obj *kwargs);
Own call_args(Runtime *rt, Obj *callable, Obj *args /* tuple */, Obj *kwargs /* dict or NULL */);
Own call_0(Runtime *rt, Obj *callable);
Own call_1(Runtime *rt, Obj *callable, Obj *arg);
Own call_2(Runtime *rt, Obj *callable, Obj *a, Obj *b);
Own call_method_0(Runtime *rt, Obj *self, Obj *name);
Own call_method_1(Runtime *rt, Obj *self, Obj *name, Obj *arg);
Own call_method_2(Runtime *rt, Obj *self, Obj *name, Obj *a, Obj *b);
Own call_method_str(Runtime *rt, Obj *self, const char *name, int count, ...); /* Obj * args */
/* _PyObject_GetMethod: 1 = *method is unbound (call with self first), 0 = bound attribute, -1 raised. */
int object_get_method(Runtime *rt, Obj *self, Obj *name, Own *method);
/* tp_call made of a vectorcall slot and the reverse. */
Own vectorcall_call(Runtime *rt, Obj *callable, Obj *args, Obj *kwargs);

/* ---- arguments of builtins ---- */
/* Positional and keyword arguments by name, as _PyArg_UnpackKeywords: names[] (NULL-terminated; "" = positional only), the first `required` must
 * be there; those after `max_positional` are keyword-only (-1: all, behind any number that the caller takes). out[] gets borrowed values or NULL. Messages name `function`. */
typedef struct ArgSpec {
    const char *function;
    const char *const *names;
    int required, max_positional;
} ArgSpec;
int args_parse(Runtime *rt, const ArgSpec *spec, Obj *const *args, size_t nargs, Obj *kwnames, Obj **out);
/* The same from tuple + dict (tp_new, tp_init). */
int args_parse_tuple(Runtime *rt, const ArgSpec *spec, Obj *args, Obj *kwargs, Obj **out);
/* "name expected at least 1 argument, got 0" … */
int args_check_positional(Runtime *rt, const char *name, size_t nargs, size_t min, size_t max);
/* A C int: operator.index, then OverflowError "Python int too large to convert to C int". */
int args_int(Runtime *rt, Obj *value, int64_t *out);
int args_no_keywords(Runtime *rt, const char *name, Obj *kwargs_or_kwnames);      /* "X() takes no keyword arguments" */

#endif
