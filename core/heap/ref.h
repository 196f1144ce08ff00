/* Who owns a reference, said by the type of the value.
 *
 * `Own` holds one reference that its holder must release or pass on; `Obj *` is borrowed. Parameters are
 * borrowed unless they are `Own` (then the callee takes the reference, also on failure, and its name ends in
 * `_steal` where that is not obvious). Struct fields follow the same rule. In a build with HS_CHECK_OWN the two
 * are distinct pointer types, so that mix-ups do not compile; otherwise they are the same and cost nothing. */
#ifndef HS_HEAP_REF_H
#define HS_HEAP_REF_H

#include "base/base.h"

typedef struct Obj Obj;
typedef struct TypeObj TypeObj;
typedef struct Runtime Runtime;

#ifdef HS_CHECK_OWN
typedef struct OwnObj *Own;
HS_INLINE Obj *borrow(Own own) { return (Obj *)own; }
HS_INLINE Obj *const *borrow_all(const Own *array) { return (Obj *const *)array; }
HS_INLINE Own adopt(Obj *object) { return (Own)object; } /* takes over a count that already exists */
#else
typedef Obj *Own;
#define borrow(own) (own)
#define borrow_all(array) ((Obj *const *)(array))
#define adopt(object) ((Obj *)(object))
#endif

/* ---- counting: defined in heap/object.h ----
 * keep(obj)            new reference            xkeep: NULL allowed
 * release(rt, own)     give one back            xrelease: NULL allowed
 * own_clear(rt, &own)  set to NULL, then release (unlink first: destructors run Python code)
 * own_set(rt, &own, v) store v (stolen), then release the old value, NULLs allowed */

#endif
