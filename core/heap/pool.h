/* Memory of the program: obmalloc with CPython 3.11's 64-bit geometry, and large blocks beside it. */
#ifndef HS_HEAP_POOL_H
#define HS_HEAP_POOL_H

#include "heap/ref.h"

/* PyMem_Malloc/PyObject_Malloc: pools up to 512 bytes, large blocks above; 16-byte aligned; NULL when the
 * memory limit is reached (the caller raises MemoryError). size 0 gives one byte outside the pools. */
void *mem_alloc(Runtime *rt, size_t size);
void *mem_realloc(Runtime *rt, void *block, size_t size);
void mem_free(Runtime *rt, void *block); /* NULL allowed */
/* PyMem_RawMalloc: never from pools. For what CPython keeps in malloc memory (arenas of the compiler, frame stack, buffers). */
void *raw_alloc(Runtime *rt, size_t size);
void *raw_realloc(Runtime *rt, void *block, size_t size);
void raw_free(Runtime *rt, void *block);
/* tracemalloc (seam.h) is told of every block of mem_alloc from now on, or no more. */
void pool_set_traced(Runtime *rt, bool on);
/* The first pool of a size class has at most `keep` >= 1 free blocks from now on; or a new one before it, in which the block returned
 * is in use (NULL: no memory). */
void *pool_shape(Runtime *rt, uint32_t size_class, uint32_t keep, bool new_pool);
/* Pools go to nobody until the arena in use has so many unused ones: where the next arena begins tells which pools are used again. */
void pool_keep_unused(Runtime *rt, uint32_t count);
/* So many freed blocks of 513 to 520 bytes, to 536 … to 1032 count as kept for the next of their size from now on. */
void pool_shape_kept(Runtime *rt, const uint8_t *counts);
/* sys.getallocatedblocks(): blocks of mem_alloc, small and large. */
size_t pool_blocks_in_use(Runtime *rt);

#endif
