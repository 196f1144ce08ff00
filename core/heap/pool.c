/* Small blocks: arenas of 1 MiB, pools of 16 KiB, 32 size classes of 16 bytes.
 *
 * A pool hands out the block freed last; without one, the next block never used; when it runs out it leaves `used`. A full
 * pool in which a block is freed becomes the first of its class. An empty pool goes back to its arena. Pools are taken from
 * the arena with the fewest free pools, so that others can drain; an empty arena is given back unless it is the last usable.
 * The order of all this decides which address an object gets, so it is CPython's (3.11 Objects/obmalloc.c) step by step.
 * Invariant: every pool in `used` has free_block != NULL. */
#include "heap/pool_counts.h"
#include "heap/pool_impl.h"
#include "heap/seam.h"

#define ARENA_POOLS (HS_ARENA_SIZE / HS_POOL_SIZE)

HS_INLINE Arena *arena_of(Runtime *rt, Pool *pool) { return &rt->pool.arenas[chunk_index(rt, pool)]; }

HS_INLINE uint8_t *arena_address(Runtime *rt, Arena *arena) {
    return rt->span_base + (size_t)(arena - rt->pool.arenas) * CHUNK_SIZE;
}

/* Writes the chain word of a free block. */
static void set_link(uint8_t *block, uint8_t *next) {
    memory_unpoison(block, sizeof next);
    *(uint8_t **)(void *)block = next;
    memory_poison(block, sizeof next);
}

/* ---- lists of pools and arenas ---- */

/* Where the list of pools of a size class begins. */
static Pool **list_of(Runtime *rt, uint32_t size_class) {
    return &(rt->pool.traced ? rt->pool.hidden : rt->pool.used)[size_class];
}

static void unlink_pool(Runtime *rt, Pool *pool) {
    if (pool->prev) pool->prev->next = pool->next;
    else *list_of(rt, pool->size_class) = pool->next;
    if (pool->next) pool->next->prev = pool->prev;
}

static void link_pool_first(Runtime *rt, Pool *pool) {
    Pool **first = list_of(rt, pool->size_class);
    pool->prev = NULL;
    pool->next = *first;
    if (*first) (*first)->prev = pool;
    *first = pool;
}

static void unlink_arena(Runtime *rt, Arena *arena) {
    if (arena->prev) arena->prev->next = arena->next;
    else rt->pool.usable = arena->next;
    if (arena->next) arena->next->prev = arena->prev;
}

static void link_arena_after(Runtime *rt, Arena *arena, Arena *before /* NULL: first */) {
    Arena **place = before ? &before->next : &rt->pool.usable;
    arena->prev = before;
    arena->next = *place;
    if (*place) (*place)->prev = arena;
    *place = arena;
}

/* ---- tracing ---- */

/* Tells tracemalloc of a new block, if it listens. A block that cannot be noted is given back: NULL. */
static void *note_block(Runtime *rt, void *block, size_t size) {
    if (!rt->pool.traced || !block || tracemalloc_add(rt, block, size) == 0) return block;
    mem_free_fast(rt, block);
    return NULL;
}

/* The same after a resize: it cannot be undone, so a block without room for its note is not traced. */
static void *note_resized(Runtime *rt, void *block, size_t size) {
    if (rt->pool.traced && block && tracemalloc_add(rt, block, size) < 0) tracemalloc_remove(rt, block);
    return block;
}

/* From now on tracemalloc is told of every block, or no more. While it is, the fast paths find no pool and no arena: what
 * is not traced pays nothing. */
void pool_set_traced(Runtime *rt, bool on) {
    PoolState *state = &rt->pool;
    if (state->traced == on) return;
    Pool **from = on ? state->used : state->hidden, **to = on ? state->hidden : state->used;
    memcpy(to, from, sizeof state->used);
    memset(from, 0, sizeof state->used);
    for (size_t i = 0; i < state->chunk_limit; i++) {
        if (state->chunk_kind[i] == (on ? CHUNK_ARENA : CHUNK_TRACED_ARENA))
            state->chunk_kind[i] = on ? CHUNK_TRACED_ARENA : CHUNK_ARENA;
    }
    state->traced = on;
}

/* ---- taking ---- */

static Arena *arena_new(Runtime *rt) {
    PoolState *state = &rt->pool;
    uint8_t *address = chunks_take(rt, 1, state->traced ? CHUNK_TRACED_ARENA : CHUNK_ARENA);
    if (!address) return NULL;
    Arena *arena = &state->arenas[chunk_index(rt, address)];
    *arena = (Arena){.free_count = ARENA_POOLS};
    state->arenas_allocated++;
    if (++state->arenas_in_use > state->arenas_highwater) state->arenas_highwater = state->arenas_in_use;
    return arena;
}

/* A pool from the usable arena with the fewest free pools: one emptied before, else a fresh one (size_class then invalid). */
static Pool *take_pool(Runtime *rt) {
    PoolState *state = &rt->pool;
    Arena *arena = state->usable;
    if (!arena) {
        if (!(arena = arena_new(rt))) return NULL;
        link_arena_after(rt, arena, NULL);
        state->last_with[arena->free_count] = arena;
    }
    if (state->last_with[arena->free_count] == arena) state->last_with[arena->free_count] = NULL;
    if (arena->free_count > 1) state->last_with[arena->free_count - 1] = arena;
    Pool *pool = arena->free_pools;
    if (pool) {
        arena->free_pools = pool->next;
    } else {
        pool = (Pool *)(void *)(arena_address(rt, arena) + (size_t)arena->fresh++ * HS_POOL_SIZE);
        memory_unpoison(pool, HS_POOL_SIZE);
        pool->size_class = UINT32_MAX;
    }
    if (--arena->free_count == 0) unlink_arena(rt, arena);
    return pool;
}

/* First block of a pool newly linked for a size class that has no pool with free blocks. */
static void *take_first_block(Runtime *rt, uint32_t size_class) {
    Pool *pool = take_pool(rt);
    if (!pool) return NULL;
    size_t size = ((size_t)size_class + 1) * HS_ALIGNMENT;
    pool->count = 1;
    if (pool->size_class == size_class) { /* its blocks are still chained */
        link_pool_first(rt, pool);
        uint8_t *block = pool->free_block;
        memory_unpoison(block, size);
        pool->free_block = *(uint8_t **)(void *)block;
        return block;
    }
    pool->size_class = size_class;
    link_pool_first(rt, pool);
    uint8_t *block = (uint8_t *)pool + HS_POOL_HEADER;
    memory_poison(block, HS_POOL_SIZE - HS_POOL_HEADER);
    memory_unpoison(block, size);
    pool->next_offset = (uint32_t)(HS_POOL_HEADER + 2 * size);
    pool->max_next_offset = (uint32_t)(HS_POOL_SIZE - size);
    pool->free_block = block + size;
    set_link(pool->free_block, NULL);
    return block;
}

/* The pool list that the fast path looks at is empty: there is none, or blocks are traced. */
void *pool_alloc_slow(Runtime *rt, size_t size) {
    uint32_t size_class = (uint32_t)(size - 1) / HS_ALIGNMENT;
    if (!rt->pool.traced) return take_first_block(rt, size_class);
    Pool *pool = *list_of(rt, size_class);
    return note_block(rt, pool ? pool_take(rt, pool) : take_first_block(rt, size_class), size);
}

/* The chain of freed blocks ran out: chain the next block never used, or take the pool out of `used`. */
void pool_extend(Runtime *rt, Pool *pool) {
    if (pool->next_offset > pool->max_next_offset) {
        unlink_pool(rt, pool);
        return;
    }
    pool->free_block = (uint8_t *)pool + pool->next_offset;
    pool->next_offset += (uint32_t)pool_block_size(pool);
    set_link(pool->free_block, NULL);
}

/* ---- as start-up leaves them ---- */

/* Blocks that a pool with free ones can hand out, and *last, the end of the chain of those freed, of at most `most`. */
static uint32_t count_available(Pool *pool, uint32_t most, uint8_t **last) {
    uint32_t size = (uint32_t)pool_block_size(pool), chained = 1;
    for (*last = pool->free_block; chained < most; chained++) {
        memory_unpoison(*last, size);
        uint8_t *block = *(uint8_t **)(void *)*last;
        memory_poison(*last, size);
        if (!block) break;
        *last = block;
    }
    return chained + (pool->next_offset > pool->max_next_offset ? 0 : (pool->max_next_offset - pool->next_offset) / size + 1);
}

/* Free blocks of a pool beyond `keep` go to nobody. */
static void trim_pool(Pool *pool, uint32_t keep) {
    uint8_t *last;
    uint32_t size = (uint32_t)pool_block_size(pool), available = count_available(pool, keep, &last);
    set_link(last, NULL);
    if (available > keep && pool->next_offset <= pool->max_next_offset) {
        uint32_t dropped = available - keep, fresh = (pool->max_next_offset - pool->next_offset) / size + 1;
        pool->max_next_offset -= (dropped < fresh ? dropped : fresh) * size;
    }
}

void *pool_shape(Runtime *rt, uint32_t size_class, uint32_t keep, bool new_pool) {
    Pool **list = list_of(rt, size_class), *pool;
    uint8_t *last;
    if (!new_pool && *list && count_available(*list, keep, &last) < keep) {
        new_pool = true;
        while ((pool = *list)) { /* what its pools have to give is lost */
            pool->free_block = NULL;
            pool->next_offset = HS_POOL_SIZE;
            unlink_pool(rt, pool);
        }
    }
    void *block = new_pool ? take_first_block(rt, size_class) : NULL;
    pool = block ? pool_of(block) : *list;
    if (pool && (block || !new_pool)) trim_pool(pool, keep);
    return block;
}

void pool_keep_unused(Runtime *rt, uint32_t count) {
    while (!rt->pool.usable || rt->pool.usable->free_count != count) {
        Pool *pool = take_pool(rt);
        if (!pool) return;
        *pool = (Pool){.size_class = 0, .next_offset = HS_POOL_SIZE};
    }
}

/* ---- giving back ---- */

/* A block of a full pool was freed. */
void pool_became_usable(Runtime *rt, Pool *pool) { link_pool_first(rt, pool); }

/* Keeps `usable` sorted after an arena's free count went up to `count`; `rightmost`: the last arena with the count before. */
static void arena_reorder(Runtime *rt, Arena *arena, Arena *rightmost) {
    PoolState *state = &rt->pool;
    uint32_t count = arena->free_count;
    if (count == ARENA_POOLS && arena->next) {
        unlink_arena(rt, arena);
        state->arenas_in_use--;
        chunks_give(rt, arena_address(rt, arena), 1);
        return;
    }
    if (count == 1) { /* it was full, so in no list */
        link_arena_after(rt, arena, NULL);
        if (!state->last_with[1]) state->last_with[1] = arena;
        return;
    }
    if (!state->last_with[count]) state->last_with[count] = arena;
    if (arena == rightmost) return;
    unlink_arena(rt, arena);
    link_arena_after(rt, arena, rightmost);
}

/* The last block of a pool was freed. */
void pool_became_empty(Runtime *rt, Pool *pool) {
    PoolState *state = &rt->pool;
    unlink_pool(rt, pool);
    Arena *arena = arena_of(rt, pool);
    pool->next = arena->free_pools;
    arena->free_pools = pool;
    uint32_t count = arena->free_count;
    Arena *rightmost = state->last_with[count];
    if (rightmost == arena) {
        Arena *before = arena->prev;
        state->last_with[count] = before && before->free_count == count ? before : NULL;
    }
    arena->free_count++;
    arena_reorder(rt, arena, rightmost);
}

/* ---- the interface ---- */

static bool in_arena(Runtime *rt, const void *block) { return chunk_is_arena(chunk_kind(rt, block)); }

void *mem_alloc(Runtime *rt, size_t size) {
    if (size - 1 < HS_SMALL_REQUEST) return pool_alloc(rt, size);
    return note_block(rt, large_alloc(rt, size ? size : 1, false), size); /* malloc(0) is not from a pool */
}

void mem_free_slow(Runtime *rt, void *block) {
    if (rt->pool.traced) tracemalloc_remove(rt, block);
    if (in_arena(rt, block)) pool_free(rt, block);
    else large_free(rt, block);
}

void mem_free(Runtime *rt, void *block) {
    if (block) mem_free_fast(rt, block);
}

/* Large blocks stay large even when they shrink; a small one moves when it outgrows its class or would waste a quarter. */
void *mem_realloc(Runtime *rt, void *block, size_t size) {
    if (!block) return mem_alloc(rt, size);
    if (!in_arena(rt, block)) {
        void *moved = large_realloc(rt, block, size ? size : 1, false);
        if (rt->pool.traced && moved && moved != block) tracemalloc_remove(rt, block);
        return note_resized(rt, moved, size);
    }
    size_t have = pool_block_size(pool_of(block)), copied = have;
    if (size <= have) {
        if (4 * size > 3 * have) return note_resized(rt, block, size);
        copied = size;
    }
    void *moved = mem_alloc(rt, size);
    if (!moved) return NULL;
    memcpy(moved, block, copied);
    mem_free_fast(rt, block);
    return moved;
}

void *raw_alloc(Runtime *rt, size_t size) { return large_alloc(rt, size ? size : 1, true); }

void *raw_realloc(Runtime *rt, void *block, size_t size) {
    return block ? large_realloc(rt, block, size ? size : 1, true) : raw_alloc(rt, size);
}

void raw_free(Runtime *rt, void *block) {
    if (block) large_free(rt, block);
}

size_t pool_blocks_in_use(Runtime *rt) {
    PoolState *state = &rt->pool;
    size_t blocks = rt->pool.large_blocks; /* _Py_GetAllocatedBlocks() begins with raw_allocated_blocks */
    for (size_t i = 0; i < state->chunk_limit; i++) {
        if (!chunk_is_arena(state->chunk_kind[i])) continue;
        uint8_t *base = rt->span_base + i * CHUNK_SIZE;
        for (uint32_t n = 0; n < state->arenas[i].fresh; n++)
            blocks += ((Pool *)(void *)(base + (size_t)n * HS_POOL_SIZE))->count;
    }
    return blocks;
}

void pool_count(Runtime *rt, PoolCounts *counts) {
    PoolState *state = &rt->pool;
    memset(counts, 0, sizeof *counts);
    for (size_t i = 0; i < state->chunk_limit; i++) {
        if (!chunk_is_arena(state->chunk_kind[i])) continue;
        uint8_t *base = rt->span_base + i * CHUNK_SIZE;
        counts->arenas++;
        counts->unused_pools += state->arenas[i].free_count;
        for (uint32_t n = 0; n < state->arenas[i].fresh; n++) {
            const Pool *pool = (Pool *)(void *)(base + (size_t)n * HS_POOL_SIZE);
            if (pool->count) counts->pools[pool->size_class]++, counts->blocks[pool->size_class] += pool->count;
        }
    }
}
