/* bytes, bytearray, and the buffer view the rest of the core reads them through. */
#ifndef HS_OBJECT_BYTES_H
#define HS_OBJECT_BYTES_H

#include "heap/runtime.h"

typedef struct BytesObj {
    VarObj head;
    int64_t hash;   /* -1 = not computed */
    uint8_t data[]; /* size+1 bytes, NUL at the end; virtual size 33 + size */
} BytesObj;
typedef struct ByteArrayObj {
    VarObj head;
    intptr_t allocated;
    uint8_t *data;  /* mem_alloc block, NULL when empty */
    uint8_t *start; /* logical start in data */
    intptr_t exports;
} ByteArrayObj;

#define BYTES(o) ((BytesObj *)(o))
HS_INLINE bool is_bytes(Obj *o) { return (o->type->flags & TPF_BYTES) != 0; }
bool is_bytearray(Runtime *rt, Obj *o);
Own bytes_from(Runtime *rt, const void *data, size_t size); /* singletons for size 0 and 1; data NULL = zeroed, writable */
/* The same, but one byte also makes a new object. */
Own bytes_fresh(Runtime *rt, const void *data, size_t size);
Own bytes_repr(Runtime *rt, Obj *b);
int bytes_resize(Runtime *rt, Own *slot, size_t size); /* of one that nobody else has; size 0: the singleton; -1 = raised, *slot NULL */
Own bytes_from_object(Runtime *rt, Obj *o); /* buffer, iterable of ints */
Own bytearray_from(Runtime *rt, const void *data, size_t size);
/* Bytes of a bytes-like object (bytes, bytearray, memoryview of them): 0, or -1 = TypeError "a bytes-like object is required,
 * not 'X'". Valid until Python code runs. */
int buffer_get(Runtime *rt, Obj *o, const uint8_t **data, size_t *size);
bool buffer_check(Runtime *rt, Obj *o);
int bytes_init(Runtime *rt);

#endif
