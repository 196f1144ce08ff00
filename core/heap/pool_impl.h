/* The fast paths of the pools, inlined where objects are made and freed. */
#ifndef HS_HEAP_POOL_IMPL_H
#define HS_HEAP_POOL_IMPL_H

#include "base/poison.h"
#include "heap/span.h"

/* Head of a pool of HS_POOL_SIZE bytes; blocks of one size class follow at HS_POOL_HEADER. */
typedef struct Pool {
    uint32_t count;      /* blocks in use */
    uint32_t size_class; /* block bytes / 16 - 1 */
    uint8_t *free_block; /* freed blocks, last freed first, chained by their first word */
    struct Pool *next, *prev;
    uint32_t next_offset, max_next_offset; /* first block never used yet; last possible block */
} Pool;
_Static_assert(sizeof(Pool) <= HS_POOL_HEADER, "a pool's head fits in CPython's");

typedef struct Arena {
    struct Arena *next, *prev; /* in usable */
    Pool *free_pools;          /* emptied pools, last emptied first */
    uint32_t free_count;       /* emptied and fresh pools */
    uint32_t fresh;            /* index of the first pool never used yet */
} Arena;

void *pool_alloc_slow(Runtime *rt, size_t size);
void pool_extend(Runtime *rt, Pool *pool);
void pool_became_usable(Runtime *rt, Pool *pool);
void pool_became_empty(Runtime *rt, Pool *pool);
void *large_alloc(Runtime *rt, size_t size, bool raw);
void *large_realloc(Runtime *rt, void *block, size_t size, bool raw);
void large_free(Runtime *rt, void *block);
void mem_free_slow(Runtime *rt, void *block); /* not in an arena, or traced */

HS_INLINE Pool *pool_of(void *block) { return (Pool *)((uintptr_t)block & ~(uintptr_t)(HS_POOL_SIZE - 1)); }
HS_INLINE size_t pool_block_size(const Pool *pool) { return ((size_t)pool->size_class + 1) * HS_ALIGNMENT; }

/* The next block of a pool with free ones. */
HS_INLINE void *pool_take(Runtime *rt, Pool *pool) {
    uint8_t *block = pool->free_block;
    memory_unpoison(block, pool_block_size(pool));
    pool->count++;
    pool->free_block = *(uint8_t **)(void *)block;
    if (HS_UNLIKELY(!pool->free_block)) pool_extend(rt, pool);
    return block;
}

/* Block for 1 to 512 bytes; NULL = limit reached. */
HS_INLINE void *pool_alloc(Runtime *rt, size_t size) {
    Pool *pool = rt->pool.used[(uint32_t)(size - 1) / HS_ALIGNMENT];
    return HS_LIKELY(pool != NULL) ? pool_take(rt, pool) : pool_alloc_slow(rt, size);
}

HS_INLINE void *mem_alloc_fast(Runtime *rt, size_t size) {
    return HS_LIKELY(size - 1 < HS_SMALL_REQUEST) ? pool_alloc(rt, size) : mem_alloc(rt, size);
}

/* Gives a block back to its pool. */
HS_INLINE void pool_free(Runtime *rt, void *block) {
    Pool *pool = pool_of(block);
    uint8_t *last = pool->free_block;
    *(uint8_t **)block = last;
    memory_poison(block, pool_block_size(pool));
    pool->free_block = block;
    pool->count--;
    if (HS_UNLIKELY(!last)) pool_became_usable(rt, pool);
    else if (HS_UNLIKELY(pool->count == 0)) pool_became_empty(rt, pool);
}

HS_INLINE void mem_free_fast(Runtime *rt, void *block) {
    if (HS_UNLIKELY(chunk_kind(rt, block) != CHUNK_ARENA)) mem_free_slow(rt, block);
    else pool_free(rt, block);
}

#endif
