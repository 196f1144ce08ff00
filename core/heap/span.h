/* The span: the one region of memory that a runtime lives in, and its division in chunks of one MiB. */
#ifndef HS_HEAP_SPAN_H
#define HS_HEAP_SPAN_H

#include "heap/runtime.h"

#define CHUNK_SIZE ((size_t)HS_ARENA_SIZE)
enum ChunkKind { CHUNK_FREE, CHUNK_RUNTIME, CHUNK_ARENA, CHUNK_LARGE, CHUNK_TRACED_ARENA };
HS_INLINE bool chunk_is_arena(int kind) { return kind == CHUNK_ARENA || kind == CHUNK_TRACED_ARENA; }

/* Reserve: closed; opened, the next allocation of a gc object collects everything; opened and collected. */
enum Reserve { RESERVE_CLOSED, RESERVE_OPENED, RESERVE_COLLECTED };

/* MiB-aligned memory of which up to `limit` bytes can be used, the first MiB at once; NULL = none. */
void *span_reserve(size_t limit);
void span_give_back(void *memory, size_t limit);
/* Makes the memory below `end` usable. False = the host has no more. */
bool span_commit(uint8_t *end);
/* Zeroed memory outside the span for what looks at the heap and must not disturb it; NULL = none. In wasm it is the memory above
 * the span: `before` bytes of it are in use by earlier calls, and the program may not run until all is freed. */
void *scratch_alloc(Runtime *rt, size_t before, size_t size);
void scratch_free(void *memory, size_t size);
/* wasm: frees all scratch memory. */
void scratch_clear(Runtime *rt);

/* `count` neighbouring free chunks, lowest address first; NULL = limit reached. */
uint8_t *chunks_take(Runtime *rt, size_t count, enum ChunkKind kind);
/* The `count` chunks at this very address if they are free. */
bool chunks_take_at(Runtime *rt, uint8_t *address, size_t count, enum ChunkKind kind);
void chunks_give(Runtime *rt, uint8_t *address, size_t count);

HS_INLINE size_t chunk_index(Runtime *rt, const void *address) {
    return (size_t)((const uint8_t *)address - rt->span_base) / CHUNK_SIZE;
}
HS_INLINE enum ChunkKind chunk_kind(Runtime *rt, const void *address) {
    return (enum ChunkKind)rt->pool.chunk_kind[chunk_index(rt, address)];
}

#endif
