/* float and complex. */
#ifndef HS_OBJECT_FLOAT_H
#define HS_OBJECT_FLOAT_H

#include "heap/runtime.h"

typedef struct FloatObj {
    Obj base;
    double value;
} FloatObj;
typedef struct ComplexObj {
    Obj base;
    double real, imag;
} ComplexObj;

HS_INLINE bool is_float_exact(Runtime *rt, Obj *o) { return o->type == T(rt, FLOAT); }
bool is_float(Runtime *rt, Obj *o);
bool is_complex(Runtime *rt, Obj *o);
#define FLOAT_VALUE(o) (((FloatObj *)(o))->value)

Own float_new(Runtime *rt, double value); /* from the free list when there is one */
void float_clear_free_list(Runtime *rt);
Own float_from_text(Runtime *rt, Obj *text); /* str, bytes: float('...') */
/* Text of a double as repr gives it ("1.0", "1e+16", "nan"); returns length; buffer of at least 32. */
size_t float_repr_text(double value, char *buffer);
/* float(x) of any number: float, int, __float__, __index__. -1 raised TypeError "must be real number, not str". */
int number_as_double(Runtime *rt, Obj *value, double *out);
int64_t float_hash(Runtime *rt, Obj *owner, double value); /* nan: by identity of owner */
Own complex_new(Runtime *rt, double real, double imag);

#endif
