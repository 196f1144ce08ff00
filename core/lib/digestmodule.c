/* _digest: the work of hashlib: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4), SHA-3 (FIPS 202), BLAKE2 (RFC 7693), and PBKDF2.
 *
 * A digest under way is a bytearray that holds a Digest. Each call works on a copy of it, whose numbers are checked. */
#include "heap/pool.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/bytes_impl.h"
#include "object/exception.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/str.h"

#define DIGEST(name) \
    static Own digest_##name(Runtime *rt, HS_UNUSED Obj *self, Obj *const *args, HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)
#define LEFT(x, n) ((x) << (n) | (x) >> (8 * sizeof(x) - (n)))
#define RIGHT(x, n) ((x) >> (n) | (x) << (8 * sizeof(x) - (n)))

enum Kind { MD5, SHA1, SHA2_32, SHA2_64, KECCAK, BLAKE2B, BLAKE2S }; /* as hashlib.py has them */
enum { LEAST_BLOCK = 64, MOST_BLOCK = 168, MOST_SIZE = 64 };

typedef struct Digest {
    uint8_t kind, block, size, last_node;
    uint32_t fill;  /* bytes in rest: a full block waits for what follows */
    uint64_t count; /* bytes before them */
    uint64_t h[25]; /* of 32-bit kinds the low halves */
    uint8_t rest[MOST_BLOCK];
} Digest;

/* Fractions of the square roots of the first sixteen primes: SHA-512 and SHA-384. Their high halves are those of SHA-256, and the low
 * ones of the second row those of SHA-224. */
static const uint64_t roots[16] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
    0x1f83d9abfb41bd6b, 0x5be0cd19137e2179, 0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939,
    0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4,
};
/* Fractions of the cube roots of the first eighty primes: the keys of SHA-2. */
static const uint64_t cubes[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019,
    0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3,
    0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b, 0xa2bfe8a14cf10364, 0xa81a664bbc423001,
    0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb,
    0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c, 0xd186b8c721c0c207,
    0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a,
    0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};
/* abs(sin(i + 1)) */
static const uint32_t sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501, 0x698098d8,
    0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340,
    0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87,
    0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c,
    0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039,
    0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92,
    0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb,
    0xeb86d391,
};
/* Ten rows of sixteen places of BLAKE2's words. */
static const uint64_t sigma[10] = {
    0x0123456789abcdef, 0xea489fd61c02b753, 0xb8c052fdae367194, 0x7931dcbe265a40f8, 0x905724afe1bc683d, 0x2c6a0b834d75fe19,
    0xc51fed4a0763928b, 0xdb7ec13950f4862a, 0x6fe9b308c2d714a5, 0xa2847615fb9e3cd0,
};

static uint64_t load(const uint8_t *bytes, int size, bool big) {
    uint64_t value = 0;
    for (int i = 0; i < size; i++) value |= (uint64_t)bytes[i] << 8 * (big ? size - 1 - i : i);
    return value;
}

/* ---- one block ---- */

static void md5_block(uint64_t *h, const uint8_t *block) {
    static const uint8_t shifts[16] = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
    uint32_t a = (uint32_t)h[0], b = (uint32_t)h[1], c = (uint32_t)h[2], d = (uint32_t)h[3], words[16];
    memcpy(words, block, 64);
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t f, turn = i >> 4, g = i;
        if (turn == 0) f = (b & c) | (~b & d);
        else if (turn == 1) f = (d & b) | (~d & c), g = 5 * i + 1;
        else if (turn == 2) f = b ^ c ^ d, g = 3 * i + 5;
        else f = c ^ (b | ~d), g = 7 * i;
        f += a + sines[i] + words[g & 15];
        a = d;
        d = c;
        c = b;
        b += LEFT(f, shifts[turn * 4 + (i & 3)]);
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d;
}

static void sha1_block(uint64_t *h, const uint8_t *block) {
    uint32_t a = (uint32_t)h[0], b = (uint32_t)h[1], c = (uint32_t)h[2], d = (uint32_t)h[3], e = (uint32_t)h[4], w[80];
    for (int i = 0; i < 80; i++) {
        uint32_t f, word = i < 16 ? (uint32_t)load(block + 4 * i, 4, true) : w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16];
        w[i] = i < 16 ? word : LEFT(word, 1);
        if (i < 20) f = ((b & c) | (~b & d)) + 0x5a827999;
        else if (i < 40) f = (b ^ c ^ d) + 0x6ed9eba1;
        else if (i < 60) f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
        else f = (b ^ c ^ d) + 0xca62c1d6;
        f += LEFT(a, 5) + e + w[i];
        e = d;
        d = c;
        c = LEFT(b, 30);
        b = a;
        a = f;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
}

/* The words of one size: a and e turned by three amounts, two earlier words turned by two and shifted by the third. */
#define SHA2_BLOCK(name, Word, rounds, a1, a2, a3, e1, e2, e3, x1, x2, x3, y1, y2, y3)                            \
    static void name(uint64_t *state, const uint8_t *block) {                                                     \
        Word w[rounds], a = (Word)state[0], b = (Word)state[1], c = (Word)state[2], d = (Word)state[3];           \
        Word e = (Word)state[4], f = (Word)state[5], g = (Word)state[6], h = (Word)state[7];                      \
        for (int i = 0; i < (rounds); i++) {                                                                      \
            if (i < 16) {                                                                                         \
                w[i] = (Word)load(block + i * (int)sizeof(Word), sizeof(Word), true);                             \
            } else {                                                                                              \
                Word x = w[i - 15], y = w[i - 2];                                                                 \
                w[i] = w[i - 16] + (RIGHT(x, x1) ^ RIGHT(x, x2) ^ x >> (x3)) + w[i - 7] +                         \
                       (RIGHT(y, y1) ^ RIGHT(y, y2) ^ y >> (y3));                                                 \
            }                                                                                                     \
            Word one = h + (RIGHT(e, e1) ^ RIGHT(e, e2) ^ RIGHT(e, e3)) + ((e & f) ^ (~e & g)) +                  \
                       (Word)(cubes[i] >> (64 - 8 * sizeof(Word))) + w[i];                                        \
            Word two = (RIGHT(a, a1) ^ RIGHT(a, a2) ^ RIGHT(a, a3)) + ((a & b) ^ (a & c) ^ (b & c));              \
            h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;                                 \
        }                                                                                                         \
        state[0] += a, state[1] += b, state[2] += c, state[3] += d;                                               \
        state[4] += e, state[5] += f, state[6] += g, state[7] += h;                                               \
    }
SHA2_BLOCK(sha256_block, uint32_t, 64, 2, 13, 22, 6, 11, 25, 7, 18, 3, 17, 19, 10)
SHA2_BLOCK(sha512_block, uint64_t, 80, 28, 34, 39, 14, 18, 41, 1, 8, 7, 19, 61, 6)

/* The permutation; lane x, y is at x + 5 * y. */
static void keccak(uint64_t *a) {
    unsigned bit = 1;
    for (int round = 0; round < 24; round++) {
        uint64_t c[7], word;
        for (int x = 0; x < 7; x++) {
            const uint64_t *lane = a + (x < 2 ? x + 3 : x - 2);
            c[x] = lane[0] ^ lane[5] ^ lane[10] ^ lane[15] ^ lane[20];
        }
        for (int x = 0; x < 5; x++) {
            word = c[x + 1] ^ LEFT(c[x < 4 ? x + 3 : 2], 1);
            for (int y = 0; y < 25; y += 5) a[x + y] ^= word;
        }
        word = a[1];
        for (int t = 0, x = 1, y = 0; t < 24; t++) {
            int next = (2 * x + 3 * y) % 5, turn = (t + 1) * (t + 2) / 2 & 63;
            x = y;
            y = next;
            uint64_t held = a[x + 5 * y];
            a[x + 5 * y] = LEFT(word, turn);
            word = held;
        }
        for (int y = 0; y < 25; y += 5) {
            memcpy(c, a + y, 5 * sizeof *c);
            memcpy(c + 5, c, 2 * sizeof *c);
            for (int x = 0; x < 5; x++) a[y + x] = c[x] ^ (~c[x + 1] & c[x + 2]);
        }
        for (int j = 0; j < 7; j++) {
            if (bit & 1) a[0] ^= UINT64_C(1) << ((1 << j) - 1);
            bit = bit << 1 ^ (bit >> 7) * 0x171;
        }
    }
}

#define BLAKE2_BLOCK(name, Word, rounds, r1, r2, r3, r4)                                                          \
    static void name(uint64_t *h, const uint8_t *block, uint64_t done, bool last, bool last_node) {               \
        Word m[16], v[16];                                                                                        \
        memcpy(m, block, sizeof m);                                                                               \
        for (int i = 0; i < 8; i++) {                                                                             \
            v[i] = (Word)h[i];                                                                                    \
            v[i + 8] = (Word)(roots[i] >> (64 - 8 * sizeof(Word)));                                               \
        }                                                                                                         \
        v[12] ^= (Word)done;                                                                                      \
        if (sizeof(Word) == 4) v[13] ^= (Word)(done >> 32);                                                       \
        if (last) v[14] = ~v[14];                                                                                 \
        if (last && last_node) v[15] = ~v[15];                                                                    \
        for (int i = 0; i < (rounds) * 8; i++) {                                                                  \
            int turn = i >> 2 & 1, a = i & 3, b = 4 + (a + turn) % 4, c = 8 + (a + 2 * turn) % 4, d = 12 + (a + 3 * turn) % 4; \
            uint64_t places = sigma[i / 8 % 10] << (8 * (i & 7));                                                 \
            v[a] += v[b] + m[places >> 60];                                                                       \
            v[d] = RIGHT((Word)(v[d] ^ v[a]), r1);                                                                \
            v[c] += v[d];                                                                                         \
            v[b] = RIGHT((Word)(v[b] ^ v[c]), r2);                                                                \
            v[a] += v[b] + m[places >> 56 & 15];                                                                  \
            v[d] = RIGHT((Word)(v[d] ^ v[a]), r3);                                                                \
            v[c] += v[d];                                                                                         \
            v[b] = RIGHT((Word)(v[b] ^ v[c]), r4);                                                                \
        }                                                                                                         \
        for (int i = 0; i < 8; i++) h[i] ^= v[i] ^ v[i + 8];                                                      \
    }
BLAKE2_BLOCK(blake2b_block, uint64_t, 12, 32, 24, 16, 63)
BLAKE2_BLOCK(blake2s_block, uint32_t, 10, 16, 12, 8, 7)

/* ---- any number of bytes ---- */

/* Works on the block in rest, of which `fill` bytes are data. */
static void work(Digest *d, bool last) {
    d->count += d->fill;
    d->fill = 0;
    switch (d->kind) {
    case MD5: md5_block(d->h, d->rest); break;
    case SHA1: sha1_block(d->h, d->rest); break;
    case SHA2_32: sha256_block(d->h, d->rest); break;
    case SHA2_64: sha512_block(d->h, d->rest); break;
    case KECCAK:
        for (int i = 0; i < d->block; i += 8) d->h[i / 8] ^= load(d->rest + i, 8, false);
        keccak(d->h);
        break;
    case BLAKE2B: blake2b_block(d->h, d->rest, d->count, last, d->last_node); break;
    default: blake2s_block(d->h, d->rest, d->count, last, d->last_node); break;
    }
}

static void take(Digest *d, const uint8_t *data, size_t size) {
    while (size) {
        if (d->fill == d->block) work(d, false);
        size_t part = d->block - d->fill;
        if (part > size) part = size;
        memcpy(d->rest + d->fill, data, part);
        d->fill += (uint32_t)part;
        data += part;
        size -= part;
    }
}

/* A bit, zeros and the number of bits, in an eighth of a block. */
static void pad(Digest *d) {
    uint8_t bytes[MOST_BLOCK + MOST_BLOCK / 8] = {0x80};
    uint64_t bits = (d->count + d->fill) * 8;
    size_t block = d->block, length = block / 8, start = block - (d->count + d->fill + length) % block;
    for (size_t i = 0; i < 8; i++) bytes[d->kind == MD5 ? start + i : start + length - 1 - i] = (uint8_t)(bits >> 8 * i);
    take(d, bytes, start + length);
}

static void finish(Digest *d, uint8_t *out, size_t size) {
    if (d->kind == KECCAK && d->fill == d->block) work(d, false);
    if (d->kind < KECCAK) pad(d);
    memset(d->rest + d->fill, 0, (size_t)d->block - d->fill);
    if (d->kind == KECCAK) {
        d->rest[d->fill] = d->size ? 6 : 0x1f;
        d->rest[d->block - 1] |= 0x80;
    }
    work(d, true);
    size_t width = d->kind < SHA2_64 || d->kind == BLAKE2S ? 4 : 8, top = d->kind >= SHA1 && d->kind < KECCAK ? width - 1 : 0;
    for (size_t i = 0, at = 0; i < size; i++, at++) {
        if (d->kind == KECCAK && at == d->block) keccak(d->h), at = 0;
        out[i] = (uint8_t)(d->h[at / width] >> 8 * (at % width ^ top));
    }
}

static void start(Digest *d, int kind, int block, int size, const uint8_t *parameters) {
    static const uint32_t first[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    memset(d, 0, sizeof *d);
    d->kind = (uint8_t)kind;
    d->block = (uint8_t)block;
    d->size = (uint8_t)size;
    for (int i = 0; i < 8; i++) {
        switch (kind) {
        case MD5:
        case SHA1: d->h[i] = i < 5 ? first[i] : 0; break;
        case SHA2_32: d->h[i] = size < 32 ? roots[i + 8] & UINT32_MAX : roots[i] >> 32; break;
        case SHA2_64: d->h[i] = roots[size < 64 ? i + 8 : i]; break;
        case KECCAK: break;
        case BLAKE2B: d->h[i] = roots[i] ^ load(parameters + 8 * i, 8, false); break;
        default: d->h[i] = roots[i] >> 32 ^ load(parameters + 4 * i, 4, false); break;
        }
    }
}

/* ---- functions ---- */

static int read_state(Runtime *rt, Obj *state, Digest *d) {
    bool right = is_bytearray(rt, state) && BYTEARRAY(state)->head.size == sizeof *d;
    if (right) memcpy(d, BYTEARRAY(state)->start, sizeof *d);
    if (right && d->kind <= BLAKE2S && d->block >= LEAST_BLOCK && d->block <= MOST_BLOCK && d->fill <= d->block) return 0;
    return raise_format_int(rt, EXC(rt, TypeError), "the state of a digest is needed");
}

/* (kind, block_size, digest_size[, BLAKE2's parameters, last_node]) */
DIGEST(start) {
    Digest d;
    const uint8_t *parameters = NULL;
    int64_t numbers[3];
    size_t size = 0;
    for (int i = 0; i < 3; i++) {
        if (number_as_ssize(rt, args[i], EXC(rt, OverflowError), &numbers[i]) < 0) return NULL;
    }
    if (nargs > 3 && buffer_get(rt, args[3], &parameters, &size) < 0) return NULL;
    if (numbers[0] < MD5 || numbers[0] > BLAKE2S || numbers[1] < LEAST_BLOCK || numbers[1] > MOST_BLOCK || numbers[2] < 0 || numbers[2] > MOST_SIZE ||
        (numbers[0] >= BLAKE2B && size != (numbers[0] == BLAKE2B ? 64 : 32)))
        return raise_format(rt, EXC(rt, ValueError), "no such digest");
    start(&d, (int)numbers[0], (int)numbers[1], (int)numbers[2], parameters);
    d.last_node = nargs > 4 && is_int(args[4]) && int_sign(args[4]) != 0;
    return bytearray_from(rt, &d, sizeof d);
}

DIGEST(update) {
    Digest d;
    const uint8_t *data;
    size_t size;
    if (is_str(args[1])) return raise_format(rt, EXC(rt, TypeError), "Strings must be encoded before hashing");
    if (buffer_get(rt, args[1], &data, &size) < 0) {
        if (!raised_matches(rt, EXC(rt, TypeError))) return NULL;
        raised_clear(rt);
        return raise_format(rt, EXC(rt, TypeError), "object supporting the buffer API required");
    }
    if (read_state(rt, args[0], &d) < 0) return NULL;
    take(&d, data, size);
    memcpy(BYTEARRAY(args[0])->start, &d, sizeof d);
    return keep(rt->none);
}

DIGEST(finish) {
    Digest d;
    int64_t size;
    if (read_state(rt, args[0], &d) < 0 || number_as_ssize(rt, args[1], EXC(rt, OverflowError), &size) < 0) return NULL;
    if (size < 0) return raise_format(rt, EXC(rt, SystemError), "Negative size passed to PyBytes_FromStringAndSize");
    if (size > INT32_MAX) return raise_memory_error(rt);
    if (d.kind != KECCAK && size > MOST_SIZE) size = MOST_SIZE;
    if (!size) return keep(rt->empty_bytes);
    Own made = bytes_from(rt, NULL, (size_t)size);
    if (made) finish(&d, BYTES(borrow(made))->data, (size_t)size);
    return made;
}

/* HMAC of a message: `keys` are the states behind the two keys. */
static void authenticate(const Digest keys[2], const uint8_t *message, size_t size, uint8_t *out) {
    Digest d = keys[0];
    take(&d, message, size);
    finish(&d, out, d.size);
    d = keys[1];
    take(&d, out, d.size);
    finish(&d, out, d.size);
}

/* (password, salt, iterations, number of a block, state of a new digest) */
DIGEST(pbkdf2) {
    Digest keys[2], d;
    const uint8_t *password, *salt;
    uint8_t key[MOST_BLOCK] = {0}, piece[MOST_SIZE], total[MOST_SIZE];
    size_t size, salt_size;
    int64_t iterations, number;
    if (buffer_get(rt, args[0], &password, &size) < 0 || buffer_get(rt, args[1], &salt, &salt_size) < 0 ||
        number_as_ssize(rt, args[2], EXC(rt, OverflowError), &iterations) < 0 ||
        number_as_ssize(rt, args[3], EXC(rt, OverflowError), &number) < 0 || read_state(rt, args[4], &d) < 0)
        return NULL;
    for (int outer = 0; outer < 2; outer++) keys[outer] = d;
    if (size <= d.block) memcpy(key, password, size);
    else take(&d, password, size), finish(&d, key, d.size);
    for (int outer = 0; outer < 2; outer++) {
        uint8_t masked[MOST_BLOCK];
        for (int i = 0; i < d.block; i++) masked[i] = key[i] ^ (outer ? 0x5c : 0x36);
        take(&keys[outer], masked, d.block);
    }
    Digest first = keys[0];
    uint8_t place[4] = {(uint8_t)(number >> 24), (uint8_t)(number >> 16), (uint8_t)(number >> 8), (uint8_t)number};
    take(&first, salt, salt_size);
    authenticate((Digest[2]){first, keys[1]}, place, 4, piece);
    memcpy(total, piece, sizeof total);
    while (--iterations > 0) {
        authenticate(keys, piece, d.size, piece);
        for (int i = 0; i < d.size; i++) total[i] ^= piece[i];
    }
    return bytes_from(rt, total, d.size);
}

static const MethodDef functions[] = {
    {"start", digest_start, METH_FASTCALL, 3, 5,
     "start($module, kind, block_size, digest_size, parameters=b'', last_node=0, /)\n--\n\nThe state of a new digest."},
    {"update", digest_update, METH_FASTCALL, 2, 2, "update($module, state, data, /)\n--\n\nMore bytes."},
    {"finish", digest_finish, METH_FASTCALL, 2, 2, "finish($module, state, size, /)\n--\n\nThe digest of what there is so far."},
    {"pbkdf2", digest_pbkdf2, METH_FASTCALL, 5, 5,
     "pbkdf2($module, password, salt, iterations, number, state, /)\n--\n\nA block of PBKDF2 by HMAC."},
    METHOD_END,
};

Own digest_module_init(Runtime *rt) { return module_make(rt, "_digest", functions, NULL, 0); }
