/* Where the memory comes from (the only file of the heap that knows the platform), and which MiB of it is used for what.
 *
 * Natively the span is a reserved region that the system fills in page by page. In wasm it is the linear memory from the
 * first MiB boundary above the C data upwards, grown on demand; there is one span there. */
#include "heap/span.h"

#include "base/poison.h"
#include "heap/events.h"

#ifdef __wasm__

#define WASM_PAGE 65536u
extern unsigned char __heap_base;

bool span_commit(uint8_t *end) {
    size_t pages = ((size_t)end + WASM_PAGE - 1) / WASM_PAGE, have = __builtin_wasm_memory_size(0);
    return pages <= have || __builtin_wasm_memory_grow(0, pages - have) != (size_t)-1;
}

void *span_reserve(size_t limit) {
    uint8_t *start = (uint8_t *)round_up((size_t)&__heap_base, CHUNK_SIZE) + HS_RECORDER_SIZE;
    if (limit < CHUNK_SIZE || !span_commit(start + CHUNK_SIZE)) return NULL;
    return start;
}

void span_give_back(void *memory, size_t limit) { (void)memory, (void)limit; }

void *scratch_alloc(Runtime *rt, size_t before, size_t size) {
    uint8_t *start = rt->span_top + before;
    return size < SIZE_MAX / 2 && span_commit(start + size) ? start : NULL;
}

void scratch_free(void *memory, size_t size) {
    if (memory) memset(memory, 0, size);
}

void scratch_clear(Runtime *rt) {
    memset(rt->span_top, 0, (size_t)__builtin_wasm_memory_size(0) * WASM_PAGE - (size_t)rt->span_top);
}

#else

#include <sys/mman.h>

bool span_commit(uint8_t *end) { return (void)end, true; }

void *span_reserve(size_t limit) {
    limit = round_up(limit, CHUNK_SIZE);
    size_t size = limit + CHUNK_SIZE;
    uint8_t *map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (map == MAP_FAILED) return NULL;
#ifdef HS_EVENTS
    void *place = (void *)HS_RECORDER_PLACE;
    if (mmap(place, 4 * HS_RECORDER_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) != place) return NULL;
#endif
    uint8_t *start = (uint8_t *)round_up((size_t)map, CHUNK_SIZE);
    if (start > map) munmap(map, (size_t)(start - map));
    size_t behind = (size_t)(map + size - (start + limit));
    if (behind) munmap(start + limit, behind);
    return start;
}

void span_give_back(void *memory, size_t limit) {
    memory_unpoison(memory, round_up(limit, CHUNK_SIZE));
    munmap(memory, round_up(limit, CHUNK_SIZE));
}

void *scratch_alloc(Runtime *rt, size_t before, size_t size) {
    (void)rt, (void)before;
    void *map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return map == MAP_FAILED ? NULL : map;
}

void scratch_free(void *memory, size_t size) {
    if (memory) munmap(memory, size);
}

void scratch_clear(Runtime *rt) { (void)rt; }

#endif

/* ---- chunks ---- */

static bool chunks_are_free(Runtime *rt, size_t first, size_t count) {
    for (size_t i = first; i < first + count; i++) {
        if (rt->pool.chunk_kind[i] != CHUNK_FREE) return false;
    }
    return true;
}

/* Whether the limit allows `count` more chunks. Once it does not and nearly all is in use, a reserve is opened, so that the handler of the
 * MemoryError can run, and a full collection is asked for: what the failed code made may hang in cycles. */
static bool limit_allows(Runtime *rt, size_t count) {
    PoolState *state = &rt->pool;
    size_t limit = rt->memory_limit, used = state->chunks_in_use * CHUNK_SIZE;
    size_t kept = state->reserve == RESERVE_CLOSED && limit > 4 * HS_MEMORY_RESERVE ? HS_MEMORY_RESERVE : 0;
    if (count <= limit / CHUNK_SIZE && used + count * CHUNK_SIZE + kept <= limit) return true;
    if (kept && used > limit - limit / 8) {
        state->reserve = RESERVE_OPENED;
        rt->gc.generations[0].count = INT_MAX / 2; /* collect at the next chance */
    }
    return false;
}

bool chunks_take_at(Runtime *rt, uint8_t *address, size_t count, enum ChunkKind kind) {
    PoolState *state = &rt->pool;
    size_t first = chunk_index(rt, address);
    uint8_t *end = address + count * CHUNK_SIZE;
    if (count > state->chunk_limit || first + count > state->chunk_limit || !chunks_are_free(rt, first, count) ||
        !limit_allows(rt, count) || !span_commit(end))
        return false;
    memset(state->chunk_kind + first, kind, count);
    state->chunks_in_use += count;
    if (end > rt->span_top) rt->span_top = end;
    return true;
}

uint8_t *chunks_take(Runtime *rt, size_t count, enum ChunkKind kind) {
    size_t limit = rt->pool.chunk_limit, run = 0;
    if (count > limit) return NULL;
    for (size_t i = 1; i < limit; i++) {
        run = rt->pool.chunk_kind[i] == CHUNK_FREE ? run + 1 : 0;
        if (run == count) {
            uint8_t *address = rt->span_base + (i + 1 - count) * CHUNK_SIZE;
            return chunks_take_at(rt, address, count, kind) ? address : NULL;
        }
    }
    limit_allows(rt, count); /* the span is full: opens the reserve if it was the limit */
    return NULL;
}

void chunks_give(Runtime *rt, uint8_t *address, size_t count) {
    memset(rt->pool.chunk_kind + chunk_index(rt, address), CHUNK_FREE, count);
    rt->pool.chunks_in_use -= count;
    if (rt->pool.chunks_in_use * CHUNK_SIZE + 2 * HS_MEMORY_RESERVE <= rt->memory_limit) rt->pool.reserve = RESERVE_CLOSED;
}
