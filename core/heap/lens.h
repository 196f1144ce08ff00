/* The version lens: what a program can observe of memory in another Python than 3.11, one table of values a version. */
#ifndef HS_HEAP_LENS_H
#define HS_HEAP_LENS_H

#include "base/base.h"

enum { CALL_PLAIN, CALL_KEEPS, CALL_BACKWARDS };
enum { NAMES_THERE, NAMES_WITH_KEYWORDS, NAMES_AT_ONCE };
typedef struct Lens {
#define HS_LENS(type, field, v310, v311, v312, v313, v314) type field;
#include "heap/lens.def"
#undef HS_LENS
} Lens;

enum { LENS_FIRST = 10, LENS_COUNT = 5, LENS_DEFAULT = 11 };
extern const Lens lenses[LENS_COUNT];
/* Lens of Python 3.minor, 0: the default; NULL = there is none. */
const Lens *lens_find(int minor);
/* __basicsize__ of the type at `index` in rt->types, `usual` in 3.11. */
uint16_t lens_type_size(const Lens *lens, int index, uint16_t usual);

#endif
