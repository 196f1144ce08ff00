/* What the files of the math module share. */
#ifndef HS_LIB_MATH_IMPL_H
#define HS_LIB_MATH_IMPL_H

#include "heap/seam.h"

Own math_domain_error(Runtime *rt); /* ValueError "math domain error" */
Own math_range_error(Runtime *rt);  /* OverflowError "math range error" */

/* mathspecial.c: CPython's own formulas, the same on every platform */
double math_gamma_value(double x);  /* nan for poles, inf for overflow */
double math_lgamma_value(double x); /* inf for poles */
double math_vector_norm(double *values, intptr_t count, double largest, bool found_nan);

/* mathint.c */
Own math_gcd(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own math_lcm(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own math_factorial(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own math_isqrt(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own math_comb(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own math_perm(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);
Own math_prod(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames);

#endif
