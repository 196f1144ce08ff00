/* _random: the Mersenne Twister MT19937, with the sequences that CPython gives for the same seed. The state is in the object. */
#include "heap/pool.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/int.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/threads.h"

enum { WORDS = 624, MIDDLE = 397 };

typedef struct RandomObj { /* virtual 2520 */
    Obj base;
    int32_t next; /* word to be given out next; WORDS: all are used up */
    uint32_t words[WORDS];
} RandomObj;
#define RANDOM(o) ((RandomObj *)(o))
#define RANDOM_METHOD(name)                                                                                   \
    static Own random_##name(Runtime *rt, Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs,      \
                             HS_UNUSED Obj *kwnames)

/* ---- the generator ---- */

static uint32_t next_word(RandomObj *self) {
    uint32_t *words = self->words;
    if (self->next >= WORDS) {
        for (int i = 0; i < WORDS; i++) {
            uint32_t y = (words[i] & 0x80000000) | (words[(i + 1) % WORDS] & 0x7fffffff);
            words[i] = words[(i + MIDDLE) % WORDS] ^ y >> 1 ^ (y & 1 ? 0x9908b0df : 0);
        }
        self->next = 0;
    }
    uint32_t y = words[self->next++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return y ^ y >> 18;
}

static uint32_t mixed(const uint32_t *words, int i) { return words[i - 1] ^ words[i - 1] >> 30; }

/* The 32 bits of |value| from bit 32 * i on. */
static uint32_t key_word(Obj *value, uint64_t i) {
    IntObj *number = (IntObj *)value;
    uint64_t at = i * 32 / INT_SHIFT, count = (uint64_t)(number->head.size < 0 ? -number->head.size : number->head.size);
    int shift = (int)(i * 32 % INT_SHIFT);
    uint64_t bits = 0;
    for (int k = 2; k >= 0; k--) bits = bits << INT_SHIFT | (at + (uint64_t)k < count ? number->digits[at + (uint64_t)k] : 0);
    return (uint32_t)(bits >> shift);
}

static void start_from(RandomObj *self, Obj *key) {
    uint32_t *words = self->words;
    uint64_t bits = int_bit_length(key), length = bits ? (bits - 1) / 32 + 1 : 1, j = 0;
    int i = 1;
    words[0] = 19650218;
    for (int k = 1; k < WORDS; k++) words[k] = 1812433253 * mixed(words, k) + (uint32_t)k;
    self->next = WORDS;
    for (uint64_t left = length > WORDS ? length : WORDS; left; left--) {
        words[i] = (words[i] ^ mixed(words, i) * 1664525) + key_word(key, j) + (uint32_t)j;
        if (++i == WORDS) words[0] = words[WORDS - 1], i = 1;
        if (++j == length) j = 0;
    }
    for (int left = WORDS - 1; left; left--) {
        words[i] = (words[i] ^ mixed(words, i) * 1566083941) - (uint32_t)i;
        if (++i == WORDS) words[0] = words[WORDS - 1], i = 1;
    }
    words[0] = 0x80000000;
}

/* ---- the type ---- */

/* None or nothing: the program's clock chooses. */
static int seed_with(Runtime *rt, Obj *self, Obj *value) {
    Own number;
    if (!value || is_none(rt, value)) {
        number = int_from_u64(rt, CLOCK_EPOCH * 1000000000 + host_clock(rt));
    } else if (is_int(value)) {
        number = keep(value);
    } else {
        int64_t hash = object_hash(rt, value);
        number = hash == -1 ? NULL : int_from_u64(rt, (uint64_t)hash);
    }
    if (!number) return -1;
    start_from(RANDOM(self), borrow(number));
    release(rt, number);
    return 0;
}

RANDOM_METHOD(seed) {
    if (args_check_positional(rt, "seed", nargs, 0, 1) < 0) return NULL;
    return seed_with(rt, self, nargs ? args[0] : NULL) < 0 ? NULL : keep(rt->none);
}

RANDOM_METHOD(random) {
    uint32_t high = next_word(RANDOM(self)) >> 5, low = next_word(RANDOM(self)) >> 6;
    return float_new(rt, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

RANDOM_METHOD(getrandbits) {
    int64_t bits;
    if (args_int(rt, args[0], &bits) < 0) return NULL;
    if (bits < 0) return raise_format(rt, EXC(rt, ValueError), "number of bits must be non-negative");
    if (!bits) return int_from_i64(rt, 0);
    if (bits <= 32) return int_from_i64(rt, next_word(RANDOM(self)) >> (32 - bits));
    size_t count = (size_t)(bits - 1) / 32 + 1;
    uint32_t *words = mem_alloc(rt, count * 4);
    if (!words) return raise_memory_error(rt);
    for (size_t i = 0; i < count; i++, bits -= 32) {
        words[i] = next_word(RANDOM(self));
        if (bits < 32) words[i] >>= 32 - bits;
    }
    Own result = int_from_bytes(rt, (const uint8_t *)words, count * 4, true, false);
    mem_free(rt, words);
    return result;
}

/* ---- the state: a tuple of the words and the place of the next ---- */

RANDOM_METHOD(getstate) {
    Own state = tuple_alloc(rt, WORDS + 1);
    for (int i = 0; state && i <= WORDS; i++) {
        Own item = int_from_i64(rt, i < WORDS ? (int64_t)RANDOM(self)->words[i] : RANDOM(self)->next);
        if (item) ((TupleObj *)borrow(state))->items[i] = item;
        else own_clear(rt, &state);
    }
    if (state) gc_track(rt, borrow(state));
    return state;
}

static int state_item(Runtime *rt, Obj *item, uint64_t *out) {
    int overflow;
    if (!is_int(item)) return raise_format_int(rt, EXC(rt, TypeError), "an integer is required");
    *out = (uint64_t)int_as_i64_overflow(item, &overflow);
    if (int_sign(item) < 0) return raise_format_int(rt, EXC(rt, OverflowError), "can't convert negative value to unsigned int");
    if (overflow && int_bit_length(item) > 64)
        return raise_format_int(rt, EXC(rt, OverflowError), "Python int too large to convert to C unsigned long");
    return 0;
}

RANDOM_METHOD(setstate) {
    RandomObj fresh;
    uint64_t word = 0;
    int64_t next;
    if (!is_tuple(args[0])) return raise_format(rt, EXC(rt, TypeError), "state vector must be a tuple");
    if (TUPLE_SIZE(args[0]) != WORDS + 1) return raise_format(rt, EXC(rt, ValueError), "state vector is the wrong size");
    for (int i = 0; i < WORDS; i++) {
        if (state_item(rt, TUPLE_ITEM(args[0], i), &word) < 0) return NULL;
        fresh.words[i] = (uint32_t)word;
    }
    Own index = number_index(rt, TUPLE_ITEM(args[0], WORDS));
    int failed = index ? int_as_i64(rt, borrow(index), &next) : -1;
    xrelease(rt, index);
    if (failed < 0) return NULL;
    if (next < 0 || next > WORDS) return raise_format(rt, EXC(rt, ValueError), "invalid state");
    RANDOM(self)->next = (int32_t)next;
    memcpy(RANDOM(self)->words, fresh.words, sizeof fresh.words);
    return keep(rt->none);
}

static int random_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    if (self->type->slots.tp_init == random_init && args_no_keywords(rt, "Random", kwargs) < 0) return -1;
    if (TUPLE_SIZE(args) > 1) return raise_format_int(rt, EXC(rt, TypeError), "Random() requires 0 or 1 argument");
    return seed_with(rt, self, TUPLE_SIZE(args) ? TUPLE_ITEM(args, 0) : NULL);
}

static void random_dealloc(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    type->slots.tp_free(rt, self);
    release(rt, adopt((Obj *)type));
}

static const MethodDef random_methods[] = {
    {"random", random_random, METH_NOARGS, 0, 0, "random($self, /)\n--\n\nA float x with 0 <= x < 1."},
    {"seed", random_seed, METH_FASTCALL, 0, -1, "seed($self, n=None, /)\n--\n\nStart the sequence that belongs to n; None: one that the clock chooses."},
    {"getstate", random_getstate, METH_NOARGS, 0, 0, "getstate($self, /)\n--\n\nThe current state as a tuple."},
    {"setstate", random_setstate, METH_O, 1, 1, "setstate($self, state, /)\n--\n\nGo on from a state."},
    {"getrandbits", random_getrandbits, METH_O, 1, 1, "getrandbits($self, k, /)\n--\n\nA non-negative int of k random bits."},
    METHOD_END,
};

static const TypeSpec random_type_spec = {
    .name = "_random.Random",
    .doc = "Random() -> create a random number generator with its own internal state.",
    .flags = TPF_BASETYPE | TPF_NO_VALUES,
    .base = -1,
    .virtual_size = 2520,
    .slots = {.tp_dealloc = random_dealloc, .tp_init = random_init, .tp_getattro = object_generic_getattr},
    .methods = random_methods,
};

static const ModuleType types[] = {{CLASS_RANDOM, MODULE_CLASS, &random_type_spec}};

Own random_module_init(Runtime *rt) { return module_make(rt, "_random", NULL, types, HS_COUNT(types)); }
