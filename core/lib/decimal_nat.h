/* Natural numbers of any size to base 10**9, for decimal: values in a work area that one operation uses and then gives back. */
#ifndef HS_LIB_DECIMAL_NAT_H
#define HS_LIB_DECIMAL_NAT_H

#include "heap/runtime.h"

typedef uint32_t Limb;
#define LIMB_BASE UINT32_C(1000000000)
enum { LIMB_DIGITS = 9, WORK_FIRST = 384 };

/* Little endian, the last limb is not 0; no limbs: 0. */
typedef struct Nat {
    Limb *at;
    intptr_t len;
} Nat;

typedef struct WorkChunk {
    struct WorkChunk *before;
    intptr_t room;
    Limb limbs[];
} WorkChunk;

/* Where an operation's numbers lie. When memory ends, `failed` is set and results are 0: what is asked once, at the end. */
typedef struct Work {
    Runtime *rt;
    WorkChunk *chunk; /* NULL: `first` serves */
    intptr_t used;
    bool failed;
    Limb first[WORK_FIRST];
} Work;
typedef struct WorkMark {
    WorkChunk *chunk;
    intptr_t used;
} WorkMark;

/* Copies limbs; of 0 there may be no place. */
HS_INLINE void limbs_copy(Limb *to, const Limb *from, intptr_t count) {
    if (count) memmove(to, from, (size_t)count * sizeof(Limb));
}
HS_INLINE void work_open(Work *w, Runtime *rt) {
    w->rt = rt;
    w->chunk = NULL;
    w->used = 0;
    w->failed = false;
}
void work_free(Work *w, WorkChunk *until);
HS_INLINE void work_close(Work *w) {
    if (w->chunk) work_free(w, NULL);
}
/* Numbers made since the mark are given up, but for x, which moves. */
HS_INLINE WorkMark work_mark(Work *w) { return (WorkMark){ w->chunk, w->used }; }
Nat work_keep(Work *w, WorkMark mark, Nat x);
Limb *work_take(Work *w, intptr_t limbs); /* NULL: failed */

Nat nat_from_u64(Work *w, uint64_t value);
Nat nat_power_of_ten(Work *w, int64_t exponent);
Nat nat_copy(Work *w, Nat a);
HS_INLINE bool nat_is_one(Nat a) { return a.len == 1 && a.at[0] == 1; }
int64_t nat_digits(Nat a); /* 1 for 0 */
int nat_compare(Nat a, Nat b);
bool nat_is_odd(Nat a);
uint64_t nat_low_u64(Nat a); /* of a number below 10**18 */
Limb nat_remainder_small(Nat a, Limb divisor);
int64_t nat_zeros(Nat a); /* zeros at the end, of a number that is not 0 */
int nat_digit(Nat a, int64_t place); /* the digit of 10**place */
Nat nat_add(Work *w, Nat a, Nat b);
Nat nat_add_small(Work *w, Nat a, Limb b);
Nat nat_subtract(Work *w, Nat a, Nat b); /* a >= b */
Nat nat_multiply(Work *w, Nat a, Nat b);
Nat nat_multiply_small(Work *w, Nat a, Limb b);
Nat nat_power(Work *w, Nat a, uint64_t exponent);
Nat nat_divide(Work *w, Nat a, Nat b, Nat *rest /* or NULL */);
Nat nat_divide_small(Work *w, Nat a, Limb b, Limb *rest /* or NULL */);
Nat nat_root(Work *w, Nat a, bool *exact); /* square root */
Nat nat_shift_left(Work *w, Nat a, int64_t digits);
/* Without its last digits. *rest: 0 they were 0; 1 below, 2 at, 3 above the half. */
enum { REST_NONE, REST_BELOW, REST_HALF, REST_ABOVE };
Nat nat_shift_right(Work *w, Nat a, int64_t digits, int *rest /* or NULL */);
Nat nat_shift(Work *w, Nat a, int64_t digits);       /* to the left, or to the right */
Nat nat_low_digits(Work *w, Nat a, int64_t digits); /* the last ones only */
void nat_write_digits(Nat a, char *out, int64_t digits); /* digits = nat_digits(a) */
Nat nat_read_digits(Work *w, const char *digits, int64_t count); /* '0'..'9' */

#endif
