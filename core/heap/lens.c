/* The version lens's tables. See lens.def. */
#include "heap/runtime.h"

#define LENS_UNBOUND_LOCAL "cannot access local variable '%U' where it is not associated with a value"
#define LENS_UNBOUND_FREE "cannot access free variable '%U' where it is not associated with a value in enclosing scope"

const Lens lenses[LENS_COUNT] = {
    {
#define HS_LENS(type, field, v310, v311, v312, v313, v314) .field = v310,
#include "heap/lens.def"
#undef HS_LENS
    },
    {
#define HS_LENS(type, field, v310, v311, v312, v313, v314) .field = v311,
#include "heap/lens.def"
#undef HS_LENS
    },
    {
#define HS_LENS(type, field, v310, v311, v312, v313, v314) .field = v312,
#include "heap/lens.def"
#undef HS_LENS
    },
    {
#define HS_LENS(type, field, v310, v311, v312, v313, v314) .field = v313,
#include "heap/lens.def"
#undef HS_LENS
    },
    {
#define HS_LENS(type, field, v310, v311, v312, v313, v314) .field = v314,
#include "heap/lens.def"
#undef HS_LENS
    },
};

static const struct {
    int16_t index;
    uint16_t sizes[LENS_COUNT];
} type_sizes[] = {
#define HS_LENS_SIZE(name, v310, v311, v312, v313, v314) { TYPE_##name, { v310, v311, v312, v313, v314 } },
#include "heap/lens.def"
#undef HS_LENS_SIZE
};

const Lens *lens_find(int minor) {
    if (!minor) minor = LENS_DEFAULT;
    return minor < LENS_FIRST || minor >= LENS_FIRST + LENS_COUNT ? NULL : &lenses[minor - LENS_FIRST];
}

uint16_t lens_type_size(const Lens *lens, int index, uint16_t usual) {
    for (size_t i = 0; i < HS_COUNT(type_sizes); i++) {
        if (type_sizes[i].index == index) return type_sizes[i].sizes[lens - lenses];
    }
    /* BaseException got its __notes__ field in 3.11 */
    return lens->minor < 11 && index >= TYPE_EXC_BaseException && index < TYPE_STARTUP_COUNT ? usual - 8 : usual;
}
