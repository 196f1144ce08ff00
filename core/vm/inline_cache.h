/* Fast paths that the loop shares: small int arithmetic, dict entries and instance values by index.
 */
#ifndef HS_VM_INLINE_CACHE_H
#define HS_VM_INLINE_CACHE_H

#include "object/float.h"
#include "vm/eval_impl.h"

/* Counters of UNPACK_SEQUENCE, as CPython's: 0 = the code is not warm; special: misses left; else runs to wait, and in the lower bits
 * 1 + how often the wait was doubled. */
enum { UNPACK_WAIT = 4, UNPACK_WARM = 1, UNPACK_DOUBLINGS = 12, UNPACK_MISSES = 53, UNPACK_AFTER_MISSES = 31 << UNPACK_WAIT | 6 };

/* Result of arithmetic on one-digit ints. vm_new_int: value is not one of the shared small ints. */
Own vm_new_int(Runtime *rt, int64_t value);
HS_INLINE Own int_result(Runtime *rt, int64_t value) {
    if (int_fits_small(value)) return keep(int_small(rt, (intptr_t)value));
    return vm_new_int(rt, value);
}
/* Give back what is known to be an exact int or float. */
void vm_free_int(Runtime *rt, Obj *object);
void vm_free_float(Runtime *rt, Obj *object);
/* object_dealloc with the commonest types first. */
void vm_dealloc(Runtime *rt, Obj *object);
HS_INLINE void drop_int(Runtime *rt, Obj *object) {
    if (count_down(object) == 0) vm_free_int(rt, object);
}
HS_INLINE void drop_float(Runtime *rt, Obj *object) {
    if (count_down(object) == 0) vm_free_float(rt, object);
}
HS_INLINE bool both_compact(Runtime *rt, Obj *a, Obj *b) {
    return is_int_exact(rt, a) && is_int_exact(rt, b) && int_is_compact(a) && int_is_compact(b);
}
HS_INLINE bool both_int(Runtime *rt, Obj *a, Obj *b) {
    return is_int_exact(rt, a) && is_int_exact(rt, b);
}
HS_INLINE bool both_float(Runtime *rt, Obj *a, Obj *b) {
    return is_float_exact(rt, a) && is_float_exact(rt, b);
}

HS_INLINE bool compare_i64(int64_t a, int64_t b, int op) {
    switch (op) {
    case CMP_LT: return a < b;
    case CMP_LE: return a <= b;
    case CMP_EQ: return a == b;
    case CMP_NE: return a != b;
    case CMP_GT: return a > b;
    default: return a >= b;
    }
}
HS_INLINE bool compare_double(double a, double b, int op) {
    switch (op) {
    case CMP_LT: return a < b;
    case CMP_LE: return a <= b;
    case CMP_EQ: return a == b;
    case CMP_NE: return a != b;
    case CMP_GT: return a > b;
    default: return a >= b;
    }
}

/* Floor division and remainder as Python rounds; b != 0. */
HS_INLINE int64_t floor_divide_i64(int64_t a, int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0));
}
HS_INLINE int64_t remainder_i64(int64_t a, int64_t b) {
    int64_t r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

#endif
