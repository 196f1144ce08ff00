/* Large blocks: requests above 512 bytes and raw memory, in regions of whole chunks.
 *
 * A region is a row of blocks, each with a 16-byte head giving its size and that of the block before, closed by a sentinel.
 * No two free blocks are neighbours. Free blocks lie in bins by size: 64 exact ones below 1 KiB, then four a power of two.
 * Blocks of up to 1032 bytes are not made free at once: seven of each size are kept as they are, and the last is taken first,
 * as glibc's malloc does for each thread. Of those that are kept when the program starts only the number is known.
 * Regions grow upward into free neighbouring chunks and give whole free chunks at their end back. Sizes and heads are the
 * same in 32 and 64 bits, so that addresses are, too. */
#include "heap/pool.h"
#include "heap/pool_impl.h"

typedef struct LargeBlock {
    uint32_t size;      /* whole block, multiple of 16, with the flags */
    uint32_t prev_size; /* whole block before; 0 = first of its region */
    uint32_t requested; /* bytes asked for */
    uint32_t unused;
    /* free blocks only */
    struct LargeBlock *next_free, *prev_free;
} LargeBlock;

enum { FLAG_USED = 1, FLAG_RAW = 2, FLAG_SENTINEL = 4, FLAGS = 15 };
#define HEAD 16u
#define SMALLEST 32u
#define LARGEST ((size_t)1 << 31)
#define KEPT_LARGEST 1032u /* of a request whose block is kept when it is freed */
#define KEPT_MOST 7
_Static_assert(sizeof(LargeBlock) <= SMALLEST && offsetof(LargeBlock, next_free) == HEAD, "layout of heads");

HS_INLINE uint32_t size_of(const LargeBlock *block) { return block->size & ~(uint32_t)FLAGS; }
HS_INLINE LargeBlock *after(LargeBlock *block) { return (LargeBlock *)(void *)((uint8_t *)block + size_of(block)); }
HS_INLINE LargeBlock *before(LargeBlock *block) {
    return (LargeBlock *)(void *)((uint8_t *)block - block->prev_size);
}
HS_INLINE bool is_free(const LargeBlock *block) { return !(block->size & (FLAG_USED | FLAG_SENTINEL)); }
HS_INLINE LargeBlock *head_of(void *memory) { return (LargeBlock *)(void *)((uint8_t *)memory - HEAD); }
HS_INLINE uint8_t *body_of(LargeBlock *block) { return (uint8_t *)block + HEAD; }

/* ---- bins ---- */

static unsigned bin_of(uint32_t size) {
    if (size < 1024) return size / 16;
    unsigned log2 = 31 - (unsigned)__builtin_clz(size);
    return 64 + (log2 - 10) * 4 + (size >> (log2 - 2) & 3);
}

static void bin_insert(Runtime *rt, LargeBlock *block) {
    unsigned bin = bin_of(size_of(block));
    LargeBlock **first = &rt->pool.large_bins[bin];
    block->prev_free = NULL;
    block->next_free = *first;
    if (*first) (*first)->prev_free = block;
    *first = block;
    rt->pool.large_map[bin / 64] |= 1ull << bin % 64;
}

static void bin_remove(Runtime *rt, LargeBlock *block) {
    unsigned bin = bin_of(size_of(block));
    if (block->next_free) block->next_free->prev_free = block->prev_free;
    if (block->prev_free) {
        block->prev_free->next_free = block->next_free;
    } else {
        rt->pool.large_bins[bin] = block->next_free;
        if (!block->next_free) rt->pool.large_map[bin / 64] &= ~(1ull << bin % 64);
    }
}

/* A free block of at least `size` bytes, still in its bin, or NULL. */
static LargeBlock *bin_find(Runtime *rt, uint32_t size) {
    PoolState *state = &rt->pool;
    unsigned bin = bin_of(size);
    for (LargeBlock *block = state->large_bins[bin]; block; block = block->next_free) {
        if (size_of(block) >= size) return block;
    }
    for (unsigned next = bin + 1; next < LARGE_BINS; next = (next / 64 + 1) * 64) {
        uint64_t map = state->large_map[next / 64] >> next % 64;
        if (map) return state->large_bins[next + (unsigned)__builtin_ctzll(map)];
    }
    return NULL;
}

/* ---- blocks ---- */

/* Makes [block, block + size) one free block, joined with free neighbours, and puts it in its bin. */
static LargeBlock *make_free(Runtime *rt, LargeBlock *block, uint32_t size) {
    LargeBlock *next = (LargeBlock *)(void *)((uint8_t *)block + size);
    if (is_free(next)) {
        bin_remove(rt, next);
        size += size_of(next);
    }
    if (block->prev_size && is_free(before(block))) {
        block = before(block);
        bin_remove(rt, block);
        size += size_of(block);
    }
    memory_unpoison(block, SMALLEST);
    block->size = size;
    memory_poison((uint8_t *)block + SMALLEST, size - SMALLEST);
    after(block)->prev_size = size;
    bin_insert(rt, block);
    return block;
}

static void account(Runtime *rt, LargeBlock *block, int sign) {
    PoolState *state = &rt->pool;
    size_t bytes = sign > 0 ? block->requested : (size_t)0 - block->requested;
    if (block->size & FLAG_RAW) {
        state->raw_blocks += (size_t)sign;
        state->raw_bytes += bytes;
    } else {
        state->large_blocks += (size_t)sign;
        state->large_bytes += bytes;
    }
}

/* ---- regions ---- */

static void set_sentinel(LargeBlock *sentinel, uint32_t prev_size) {
    memory_unpoison(sentinel, HEAD);
    sentinel->size = FLAG_SENTINEL;
    sentinel->prev_size = prev_size;
}

/* Joins `count` chunks behind a region to it: its sentinel becomes the head of the new free block. */
static void region_extend(Runtime *rt, LargeBlock *sentinel, size_t count) {
    uint32_t size = (uint32_t)(count * CHUNK_SIZE);
    set_sentinel((LargeBlock *)(void *)((uint8_t *)sentinel + size), size);
    memory_unpoison(sentinel, SMALLEST);
    make_free(rt, sentinel, size);
}

/* More room for a block of `size` bytes: behind a region if the chunks found lie there, else as a region of its own. */
static bool region_grow(Runtime *rt, uint32_t size) {
    size_t count = ((size_t)size + HEAD + CHUNK_SIZE - 1) / CHUNK_SIZE;
    uint8_t *address = chunks_take(rt, count, CHUNK_LARGE);
    if (!address) return false;
    if (chunk_kind(rt, address - 1) == CHUNK_LARGE) { /* the sentinel of a region is in its last 16 bytes */
        region_extend(rt, head_of(address), count);
        return true;
    }
    LargeBlock *block = (LargeBlock *)(void *)address;
    uint32_t whole = (uint32_t)(count * CHUNK_SIZE - HEAD);
    memory_unpoison(address, SMALLEST);
    set_sentinel((LargeBlock *)(void *)(address + whole), whole);
    block->prev_size = 0;
    make_free(rt, block, whole);
    return true;
}

/* Gives the whole chunks of a free block at a region's end back. */
static void region_trim(Runtime *rt, LargeBlock *block) {
    LargeBlock *sentinel = after(block);
    if (!(sentinel->size & FLAG_SENTINEL)) return;
    size_t from = (size_t)((uint8_t *)block - rt->span_base), end = (size_t)((uint8_t *)sentinel - rt->span_base) + HEAD;
    size_t keep_to = block->prev_size ? round_up(from + SMALLEST + HEAD, CHUNK_SIZE) : from;
    if (keep_to >= end) return;
    bin_remove(rt, block);
    chunks_give(rt, rt->span_base + keep_to, (end - keep_to) / CHUNK_SIZE);
    if (!block->prev_size) return;
    uint32_t size = (uint32_t)(keep_to - from - HEAD);
    block->size = size;
    set_sentinel(after(block), size);
    bin_insert(rt, block);
}

/* Cuts what a block in use does not need off its end. */
static void split(Runtime *rt, LargeBlock *block, uint32_t need) {
    uint32_t size = size_of(block), rest = size - need;
    if (rest < SMALLEST) return;
    block->size = need | (block->size & FLAGS);
    LargeBlock *tail = after(block);
    memory_unpoison(tail, SMALLEST);
    tail->prev_size = need;
    region_trim(rt, make_free(rt, tail, rest));
}

/* ---- the interface ---- */

/* glibc's blocks of these sizes hold 8 bytes more than a multiple of 16. Raw memory is our own in most cases. */
HS_INLINE bool is_kept_size(size_t size, bool raw) { return !raw && size <= KEPT_LARGEST && size > HS_SMALL_REQUEST; }

static uint32_t whole_size(size_t size, bool raw) {
    if (is_kept_size(size, raw)) return (uint32_t)round_up(size + HS_ALIGNMENT / 2, HS_ALIGNMENT) + HEAD;
    uint32_t whole = (uint32_t)round_up(size, HS_ALIGNMENT) + HEAD;
    return whole < SMALLEST ? SMALLEST : whole;
}

/* Which of the rows of kept blocks is that of blocks of this size. */
HS_INLINE uint32_t kept_row(uint32_t whole) { return (whole - HEAD - HS_SMALL_REQUEST) / HS_ALIGNMENT - 1; }

/* Whether a freed block stays as it is, to be taken again. */
static bool keep_block(Runtime *rt, LargeBlock *block) {
    uint32_t whole = size_of(block), row = kept_row(whole);
    if (row >= KEPT_SIZES || block->size & FLAG_RAW || block->requested > KEPT_LARGEST || !rt->pool.kept_room[row]) return false;
    rt->pool.kept_room[row]--;
    memory_poison(body_of(block), whole - HEAD);
    memory_unpoison(block, SMALLEST);
    block->next_free = rt->pool.kept[row];
    rt->pool.kept[row] = block;
    return true;
}

/* The block of this size that was kept last, or NULL. */
static LargeBlock *take_kept(Runtime *rt, uint32_t whole) {
    PoolState *state = &rt->pool;
    uint32_t row = kept_row(whole);
    if (row >= KEPT_SIZES || state->passes_kept) return NULL;
    LargeBlock *block = state->kept[row];
    if (state->kept_room[row] < KEPT_MOST) state->kept_room[row]++;
    if (block) state->kept[row] = block->next_free;
    return block;
}

void pool_shape_kept(Runtime *rt, const uint8_t *counts) {
    for (int i = 0; i < KEPT_SIZES; i++) {
        for (LargeBlock *block; (block = rt->pool.kept[i]);) {
            rt->pool.kept[i] = block->next_free;
            region_trim(rt, make_free(rt, block, size_of(block)));
        }
        rt->pool.kept_room[i] = (uint8_t)(KEPT_MOST - counts[i]);
    }
}

void *large_alloc(Runtime *rt, size_t size, bool raw) {
    if (size > LARGEST) return NULL;
    uint32_t need = whole_size(size, raw);
    LargeBlock *block = is_kept_size(size, raw) ? take_kept(rt, need) : NULL;
    if (!block) {
        if (!(block = bin_find(rt, need)) && (!region_grow(rt, need) || !(block = bin_find(rt, need)))) return NULL;
        bin_remove(rt, block);
        block->size |= FLAG_USED | (raw ? FLAG_RAW : 0);
        split(rt, block, need);
    }
    memory_unpoison(body_of(block), size);
    block->requested = (uint32_t)size;
    account(rt, block, 1);
    return body_of(block);
}

void large_free(Runtime *rt, void *memory) {
    LargeBlock *block = head_of(memory);
    hs_assert(block->size & FLAG_USED);
    account(rt, block, -1);
    if (!keep_block(rt, block)) region_trim(rt, make_free(rt, block, size_of(block)));
}

/* Enlarges a block in use to `need` bytes if free memory lies behind it. */
static bool extend_in_place(Runtime *rt, LargeBlock *block, uint32_t need) {
    LargeBlock *next = after(block);
    uint32_t have = size_of(block), free_behind = is_free(next) ? size_of(next) : 0;
    if (have + free_behind < need) {
        LargeBlock *sentinel = free_behind ? after(next) : next;
        if (!(sentinel->size & FLAG_SENTINEL)) return false;
        size_t count = ((size_t)need - have - free_behind + CHUNK_SIZE - 1) / CHUNK_SIZE;
        uint8_t *address = (uint8_t *)sentinel + HEAD;
        if (!chunks_take_at(rt, address, count, CHUNK_LARGE)) return false;
        region_extend(rt, sentinel, count);
        next = after(block);
    }
    bin_remove(rt, next);
    block->size += size_of(next);
    after(block)->prev_size = size_of(block);
    split(rt, block, need);
    return true;
}

void *large_realloc(Runtime *rt, void *memory, size_t size, bool raw) {
    if (size > LARGEST) return NULL;
    LargeBlock *block = head_of(memory);
    uint32_t need = whole_size(size, raw);
    if (need <= size_of(block) || extend_in_place(rt, block, need)) {
        account(rt, block, -1);
        split(rt, block, need);
        block->requested = (uint32_t)size;
        memory_poison(body_of(block), size_of(block) - HEAD);
        memory_unpoison(body_of(block), size);
        account(rt, block, 1);
        return memory;
    }
    void *moved = large_alloc(rt, size, raw);
    if (!moved) return NULL;
    memcpy(moved, memory, block->requested < size ? block->requested : size);
    large_free(rt, memory);
    return moved;
}
