/* Integers, attributes and assertions used everywhere. The only place for compiler differences. */
#ifndef HS_BASE_BASE_H
#define HS_BASE_BASE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/config.h"

#define HS_NOINLINE __attribute__((noinline))
#define HS_INLINE static inline __attribute__((always_inline))
#define HS_COLD __attribute__((cold, noinline))
#define HS_UNUSED __attribute__((unused))
#define HS_NORETURN __attribute__((noreturn))
#define HS_LIKELY(x) __builtin_expect(!!(x), 1)
#define HS_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define HS_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Stops the program: the heap or an invariant is broken. Defined in heap/runtime.c (calls the host). */
HS_NORETURN void hs_fatal(const char *message);

#ifdef HS_DEBUG
#define hs_assert(condition) ((condition) ? (void)0 : hs_fatal("assertion failed: " #condition))
#else
#define hs_assert(condition) ((void)0)
#endif

HS_INLINE size_t round_up(size_t n, size_t unit) { return (n + unit - 1) / unit * unit; }

#endif
