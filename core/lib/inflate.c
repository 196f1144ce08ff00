/* Inflate (RFC 1951) in pieces: what has been read is a bytes object that holds an Inflate and the last bytes given out. Each call takes
 * the steps (a block's head, a symbol) for which there is all data. */
#include "lib/compress.h"

#include "heap/pool.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/str.h"

enum { LITERALS = 288, LENGTHS = 320, FAST = 9 };
enum Phase { AT_BLOCK, IN_STORED, IN_CODES, AT_END };

typedef struct Inflate {
    uint8_t phase, last, bits, count; /* count < 8 bits are left of a byte */
    uint16_t stored, literals, distances; /* bytes to come; numbers of codes */
    uint8_t lengths[LENGTHS];
} Inflate;
_Static_assert(sizeof(Inflate) == 330, "zlib.py makes the first one");

typedef struct Code {
    uint16_t fast[1 << FAST]; /* symbol << 4 | length, by the next bits; 0 = longer */
    uint16_t counts[16], symbols[LITERALS];
} Code;

typedef struct Reader {
    Runtime *rt;
    const uint8_t *at, *end;
    uint64_t bits;
    int count;
    bool dry; /* there was too little */
    uint8_t *out;
    size_t size, room;
    const char *wrong;
    Code codes[2]; /* literals and lengths; distances */
} Reader;

static void fill(Reader *r) {
    while (r->count <= 48 && r->at < r->end) {
        r->bits |= (uint64_t)*r->at++ << r->count;
        r->count += 8;
    }
}

static unsigned take(Reader *r, int n) {
    fill(r);
    if (r->count < n) r->dry = true;
    unsigned value = (unsigned)(r->bits & ((UINT64_C(1) << n) - 1));
    r->bits >>= n;
    r->count -= n;
    return value;
}

/* The codes that lengths stand for; false: there are too many, or too few (`partial`: one of one bit will do). */
static bool make_code(Code *code, const uint8_t *lengths, int count, bool partial) {
    int left = 1, most = 0;
    uint16_t offsets[16], next[16];
    memset(code, 0, sizeof *code);
    for (int i = 0; i < count; i++) code->counts[lengths[i] & 15]++;
    if (code->counts[0] == count) return true;
    code->counts[0] = offsets[0] = next[0] = 0;
    for (int n = 1; n < 16; n++) {
        left = left * 2 - code->counts[n];
        if (left < 0) return false;
        offsets[n] = (uint16_t)(offsets[n - 1] + code->counts[n - 1]);
        next[n] = (uint16_t)((next[n - 1] + code->counts[n - 1]) << 1);
        if (code->counts[n]) most = n;
    }
    for (int i = 0; i < count; i++) {
        int n = lengths[i] & 15, turned = 0;
        if (!n) continue;
        code->symbols[offsets[n]++] = (uint16_t)i;
        int bits = next[n]++;
        if (n > FAST) continue;
        for (int k = 0; k < n; k++) turned |= (bits >> k & 1) << (n - 1 - k);
        for (; turned < 1 << FAST; turned += 1 << n) code->fast[turned] = (uint16_t)(i << 4 | n);
    }
    return !left || (partial && most == 1);
}

/* The next symbol; -1: there is no such code, or too little data. */
static int symbol(Reader *r, const Code *code) {
    fill(r);
    int entry = code->fast[r->bits & ((1 << FAST) - 1)], value = 0, first = 0, index = 0;
    if (entry && (entry & 15) <= r->count) {
        r->bits >>= entry & 15;
        r->count -= entry & 15;
        return entry >> 4;
    }
    for (int n = 1; n < 16; n++) {
        if (n > r->count) {
            r->dry = true;
            return -1;
        }
        value |= r->bits >> (n - 1) & 1;
        int count = code->counts[n];
        if (value - count < first) {
            r->bits >>= n;
            r->count -= n;
            return code->symbols[index + value - first];
        }
        index += count;
        first = (first + count) << 1;
        value <<= 1;
    }
    return -1;
}

/* Room for so many bytes more; false = no memory. */
static bool reserve(Reader *r, size_t size) {
    if (r->room - r->size >= size) return true;
    size_t room = r->room * 2 + size + 1024;
    uint8_t *out = raw_realloc(r->rt, r->out, room);
    if (!out) return false;
    r->out = out;
    r->room = room;
    return true;
}

static bool fail(Reader *r, const char *message) {
    if (!r->dry) r->wrong = message;
    return false;
}

static bool read_lengths(Reader *r, Inflate *s) {
    uint8_t few[19] = {0};
    Code *code = &r->codes[0];
    s->literals = (uint16_t)(take(r, 5) + 257);
    s->distances = (uint16_t)(take(r, 5) + 1);
    int shown = (int)take(r, 4) + 4, all = s->literals + s->distances, at = 0;
    if (s->literals > 286 || s->distances > 30) return fail(r, "too many length or distance symbols");
    for (int i = 0; i < shown; i++) few[length_order(i)] = (uint8_t)take(r, 3);
    if (!make_code(code, few, 19, false)) return fail(r, "invalid code lengths set");
    while (at < all && !r->dry) {
        int what = symbol(r, code), times = 1;
        if (what < 0) return fail(r, "invalid code -- missing end-of-block");
        if (what == 16 && !at) return fail(r, "invalid bit length repeat");
        uint8_t length = (uint8_t)(what < 16 ? what : what == 16 ? s->lengths[at - 1] : 0);
        if (what >= 16) times = what == 18 ? (int)take(r, 7) + 11 : (int)take(r, what == 16 ? 2 : 3) + 3;
        if (at + times > all) return fail(r, "invalid bit length repeat");
        memset(s->lengths + at, length, (size_t)times);
        at += times;
    }
    return r->dry || s->lengths[256] ? !r->dry : fail(r, "invalid code -- missing end-of-block");
}

static bool use_lengths(Reader *r, const Inflate *s) {
    if (!make_code(&r->codes[0], s->lengths, s->literals, true)) return fail(r, "invalid literal/lengths set");
    if (!make_code(&r->codes[1], s->lengths + s->literals, s->distances, true)) return fail(r, "invalid distances set");
    return true;
}

static bool read_head(Reader *r, Inflate *s) {
    s->last = (uint8_t)take(r, 1);
    switch (take(r, 2)) {
    case 0:
        take(r, r->count & 7);
        s->stored = (uint16_t)take(r, 16);
        if (take(r, 16) != (s->stored ^ 0xffffu)) return fail(r, "invalid stored block lengths");
        if (!r->dry) s->phase = IN_STORED;
        return !r->dry;
    case 1:
        s->literals = LITERALS;
        s->distances = 32;
        for (int i = 0; i < LENGTHS; i++) s->lengths[i] = (uint8_t)(i < LITERALS ? fixed_length(i) : 5);
        break;
    case 2:
        if (!read_lengths(r, s)) return false;
        break;
    default: return fail(r, "invalid block type");
    }
    if (r->dry || !use_lengths(r, s)) return false;
    s->phase = IN_CODES;
    return true;
}

static bool read_stored(Reader *r, Inflate *s) {
    r->at -= r->count / 8; /* whole bytes */
    r->bits = 0;
    r->count = 0;
    size_t size = (size_t)(r->end - r->at);
    if (size > s->stored) size = s->stored;
    if (!reserve(r, size)) return false;
    if (size) memcpy(r->out + r->size, r->at, size);
    r->at += size;
    r->size += size;
    s->stored = (uint16_t)(s->stored - size);
    if (s->stored) r->dry = true;
    else s->phase = s->last ? AT_END : AT_BLOCK;
    return !r->dry;
}

static bool read_symbol(Reader *r, Inflate *s) {
    if (!reserve(r, 258)) return false;
    int what = symbol(r, &r->codes[0]);
    if (what < 0 || what > 285) return fail(r, "invalid literal/length code");
    if (what < 256) {
        r->out[r->size++] = (uint8_t)what;
        return true;
    }
    if (what == 256) {
        s->phase = s->last ? AT_END : AT_BLOCK;
        return true;
    }
    what -= 257;
    size_t size = (size_t)length_base(what) + take(r, length_extra(what)) + 3;
    int far = symbol(r, &r->codes[1]);
    if (far < 0 || far > 29) return fail(r, "invalid distance code");
    size_t distance = (size_t)distance_base(far) + take(r, distance_extra(far)) + 1;
    if (r->dry) return false;
    if (distance > r->size) return fail(r, "invalid distance too far back");
    for (uint8_t *to = r->out + r->size, *end = to + size; to < end; to++) *to = *(to - distance);
    r->size += size;
    return true;
}

/* Steps while there is data for whole ones; false = no memory. */
static bool run(Reader *r, Inflate *s) {
    if (s->phase == IN_CODES) use_lengths(r, s);
    while (s->phase != AT_END) {
        const uint8_t *at = r->at;
        uint64_t bits = r->bits;
        int count = r->count;
        bool done = s->phase == AT_BLOCK ? read_head(r, s) : s->phase == IN_STORED ? read_stored(r, s) : read_symbol(r, s);
        if (done && !r->dry) continue;
        if (r->wrong || !r->dry) return r->wrong != NULL;
        if (s->phase != IN_STORED) r->at = at, r->bits = bits, r->count = count;
        break;
    }
    r->at -= r->count / 8;
    s->count = s->phase == AT_END ? 0 : r->count & 7;
    s->bits = (uint8_t)(r->bits & ((1u << s->count) - 1));
    return true;
}

COMPRESS_FUNCTION(compress_inflate) {
    const uint8_t *state, *data;
    size_t state_size, size;
    Inflate s;
    if (buffer_get(rt, args[0], &state, &state_size) < 0 || buffer_get(rt, args[1], &data, &size) < 0) return NULL;
    if (state_size >= sizeof s) memcpy(&s, state, sizeof s);
    if (state_size < sizeof s || s.phase > AT_END || s.count > 7 || s.literals > LITERALS || s.distances > 32) {
        return raise_format(rt, EXC(rt, ValueError), "the state of a stream is needed");
    }
    state += sizeof s;
    state_size -= sizeof s;
    Reader *r = raw_alloc(rt, sizeof *r);
    if (!r) return raise_memory_error(rt);
    *r = (Reader){.rt = rt, .at = data, .end = data + size, .bits = s.bits, .count = s.count};
    Own result = NULL;
    if (reserve(r, state_size + size * 3)) {
        if (state_size) memcpy(r->out, state, state_size);
        r->size = state_size;
        if (!run(r, &s)) {
            result = raise_memory_error(rt);
        } else if (r->wrong) {
            result = str_from_cstr(rt, r->wrong);
        } else {
            size_t kept = r->size < WINDOW ? r->size : WINDOW;
            Own after = bytes_from(rt, NULL, sizeof s + kept);
            if (after) {
                memcpy(BYTES(borrow(after))->data, &s, sizeof s);
                if (kept) memcpy(BYTES(borrow(after))->data + sizeof s, r->out + r->size - kept, kept);
            }
            result = tuple_build(rt, "NnNi", bytes_from(rt, r->out + state_size, r->size - state_size), (int64_t)(r->at - data), after,
                                 s.phase == AT_END);
        }
    } else {
        raise_memory_error(rt);
    }
    raw_free(rt, r->out);
    raw_free(rt, r);
    return result;
}
