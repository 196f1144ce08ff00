/* memset and memcpy of what is mostly short: in WebAssembly those are calls of the engine, which cost more than the work. */
#ifndef HS_BASE_COPY_H
#define HS_BASE_COPY_H

#include "base/base.h"

/* Keeps the compiler from making such a call of a loop. */
#define HS_KEEP_LOOP() __asm__ volatile("")

/* Zeroes memory that has room for a multiple of 8 bytes. */
HS_INLINE void zero_words(void *memory, size_t size) {
    if (HS_UNLIKELY(size > 128)) {
        memset(memory, 0, size);
        return;
    }
    char *at = memory, *end = at + (size + 7) / 8 * 8;
    for (; end - at >= 16; at += 16) {
        memset(at, 0, 16);
        HS_KEEP_LOOP();
    }
    if (at < end) memset(at, 0, 8);
}

HS_INLINE void copy_pointers(void *to, const void *from, size_t count) {
    void **out = to, *const *in = from;
    for (size_t i = 0; i < count; i++) {
        out[i] = in[i];
        HS_KEEP_LOOP();
    }
}

/* The two ends, which may overlap, each as one word of up to 8 bytes, when that is all there is. */
HS_INLINE void copy_bytes(void *to, const void *from, size_t size) {
    uint8_t *out = to;
    const uint8_t *in = from;
    if (size > 16) {
        memcpy(to, from, size);
    } else if (size >= 8) {
        uint64_t head, tail;
        memcpy(&head, in, 8), memcpy(&tail, in + size - 8, 8);
        memcpy(out, &head, 8), memcpy(out + size - 8, &tail, 8);
    } else if (size >= 4) {
        uint32_t head, tail;
        memcpy(&head, in, 4), memcpy(&tail, in + size - 4, 4);
        memcpy(out, &head, 4), memcpy(out + size - 4, &tail, 4);
    } else if (size) {
        uint8_t head = in[0], middle = in[size / 2], tail = in[size - 1];
        out[0] = head, out[size / 2] = middle, out[size - 1] = tail;
    }
}

#endif
