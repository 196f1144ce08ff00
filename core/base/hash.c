/* SipHash-1-3 and 2-4 over a buffer, and PYTHONHASHSEED's key. Input is read little-endian, as on x86-64 and wasm.
 * Source: J.-P. Aumasson, D. J. Bernstein, "SipHash"; CPython 3.11 Python/pyhash.c, Python/bootstrap_hash.c. */
#include "base/hash.h"

typedef struct Sip {
    uint64_t v0, v1, v2, v3;
} Sip;

HS_INLINE uint64_t rotate_left(uint64_t x, int bits) { return (x << bits) | (x >> (64 - bits)); }

HS_INLINE void sip_round(Sip *s) {
    s->v0 += s->v1;
    s->v1 = rotate_left(s->v1, 13) ^ s->v0;
    s->v0 = rotate_left(s->v0, 32);
    s->v2 += s->v3;
    s->v3 = rotate_left(s->v3, 16) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotate_left(s->v3, 21) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotate_left(s->v1, 17) ^ s->v2;
    s->v2 = rotate_left(s->v2, 32);
}

HS_INLINE void sip_word(Sip *s, uint64_t word, int rounds) {
    s->v3 ^= word;
    while (rounds--) sip_round(s);
    s->v0 ^= word;
}

HS_INLINE uint64_t siphash(uint64_t k0, uint64_t k1, const void *data, size_t size, int rounds) {
    const uint8_t *bytes = data;
    uint64_t last = (uint64_t)size << 56, word;
    Sip s = {k0 ^ 0x736f6d6570736575ULL, k1 ^ 0x646f72616e646f6dULL, k0 ^ 0x6c7967656e657261ULL,
             k1 ^ 0x7465646279746573ULL};
    for (; size >= 8; bytes += 8, size -= 8) {
        memcpy(&word, bytes, 8);
        sip_word(&s, word, rounds);
    }
    for (size_t i = 0; i < size; i++) last |= (uint64_t)bytes[i] << (8 * i);
    sip_word(&s, last, rounds);
    s.v2 ^= 0xff;
    for (int i = 0; i < rounds + 2; i++) sip_round(&s);
    return (s.v0 ^ s.v1) ^ (s.v2 ^ s.v3);
}

uint64_t hash_siphash13(uint64_t k0, uint64_t k1, const void *data, size_t size) { return siphash(k0, k1, data, size, 1); }

HS_COLD uint64_t hash_siphash24(uint64_t k0, uint64_t k1, const void *data, size_t size) { return siphash(k0, k1, data, size, 2); }

void hash_key_from_seed(uint32_t seed, uint64_t *k0, uint64_t *k1) {
    uint64_t key[2] = {0, 0};
    uint32_t x = seed;
    if (seed) {
        for (int i = 0; i < 16; i++) { /* the linear congruential generator that CPython uses for this */
            x = x * 214013u + 2531011u;
            key[i / 8] |= (uint64_t)((x >> 16) & 0xff) << (8 * (i % 8));
        }
    }
    *k0 = key[0];
    *k1 = key[1];
}
