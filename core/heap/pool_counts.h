/* What the pools hold, size class by size class. */
#ifndef HS_HEAP_POOL_COUNTS_H
#define HS_HEAP_POOL_COUNTS_H

#include "heap/ref.h"

enum { POOL_CLASSES = HS_SMALL_REQUEST / HS_ALIGNMENT };
typedef struct PoolCounts {
    uint32_t pools[POOL_CLASSES], blocks[POOL_CLASSES]; /* in use */
    uint32_t arenas;
    uint32_t unused_pools;
} PoolCounts;

void pool_count(Runtime *rt, PoolCounts *counts);
#endif
