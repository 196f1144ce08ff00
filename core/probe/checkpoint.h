/* Checkpoints: states of the span at safe points, kept in a store outside the span. */
#ifndef HS_PROBE_CHECKPOINT_H
#define HS_PROBE_CHECKPOINT_H

#include "heap/seam.h"

typedef struct Store Store;
enum { STORE_CHECKPOINTS = 4096 };

/* Lays out an empty store in zeroed memory, 16-byte aligned; NULL = too small. */
Store *store_open(void *memory, size_t size);
/* Keeps the state of now. Its number, or -1 = no room: drop some and try again. */
int store_save(Store *store, Runtime *rt);
/* Brings a kept state back. No C frame of the runtime may be active. */
void store_restore(Store *store, Runtime *rt, int number);
void store_drop(Store *store, int number);
/* After some were dropped: gives back what is only there because others were based on it. */
void store_settle(Store *store);
/* The checkpoint that the next one is compared with, -1 = none. An excursion from a state that is not kept for long puts it back. */
int store_parent(const Store *store);
void store_adopt(Store *store, int number);
/* Bytes of the store in use. */
size_t store_used(const Store *store);

#endif
