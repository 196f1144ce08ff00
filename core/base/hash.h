/* SipHash-1-3, the hash of str and bytes (before 3.11 2-4), and the keys it takes. CPython 3.11 Python/pyhash.c, Python/bootstrap_hash.c. */
#ifndef HS_BASE_HASH_H
#define HS_BASE_HASH_H

#include "base/base.h"

uint64_t hash_siphash13(uint64_t k0, uint64_t k1, const void *data, size_t size);
uint64_t hash_siphash24(uint64_t k0, uint64_t k1, const void *data, size_t size);
/* Key of PYTHONHASHSEED=seed (32 bits); 0 gives the zero key. */
void hash_key_from_seed(uint32_t seed, uint64_t *k0, uint64_t *k1);

#endif
