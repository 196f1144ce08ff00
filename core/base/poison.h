/* Marks of AddressSanitizer on memory that our allocators hold free; nothing in other builds. */
#ifndef HS_BASE_POISON_H
#define HS_BASE_POISON_H

#include "base/base.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HS_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define HS_ASAN 1
#endif

#ifdef HS_ASAN
void __asan_poison_memory_region(void const volatile *start, size_t size);
void __asan_unpoison_memory_region(void const volatile *start, size_t size);
#define memory_poison(start, size) __asan_poison_memory_region((start), (size))
#define memory_unpoison(start, size) __asan_unpoison_memory_region((start), (size))
#else
#define memory_poison(start, size) ((void)(start), (void)(size))
#define memory_unpoison(start, size) ((void)(start), (void)(size))
#endif

#endif
