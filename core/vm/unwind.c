/* The exception table: which handler covers an instruction. Entries of 6-bit varints (start, size,
 * target, depth * 2 + lasti), the first byte of an entry marked with bit 7, sorted by start.
 * Format: CPython 3.11 Objects/exception_handling_notes.txt. */
#include "object/bytes.h"
#include "vm/eval_impl.h"

static const uint8_t *read_varint(const uint8_t *at, int *value) {
    int result = *at & 63;
    while (*at & 64) {
        at++;
        result = result << 6 | (*at & 63);
    }
    *value = result;
    return at + 1;
}

/* Entries before `unit` are skipped by halving while the range is long. */
static const uint8_t *narrow(const uint8_t *start, const uint8_t *end, int unit) {
    while (end - start > 40) {
        const uint8_t *middle = start + (end - start) / 2;
        int offset;
        while (!(*middle & 128)) middle--;
        read_varint(middle, &offset);
        if (offset > unit)
            end = middle;
        else
            start = middle;
    }
    return start;
}

bool exception_handler(CodeObj *code, int unit, int *level, int *handler, bool *push_lasti) {
    Obj *table = borrow(code->exception_table);
    const uint8_t *at = BYTES(table)->data, *end = at + BYTES(table)->head.size;
    int offset, size, depth;
    if (at == end) return false;
    read_varint(at, &offset);
    if (offset > unit) return false;
    at = narrow(at, end, unit);
    while (at < end) {
        at = read_varint(at, &offset);
        if (offset > unit) return false;
        at = read_varint(at, &size);
        at = read_varint(at, handler);
        at = read_varint(at, &depth);
        if (offset + size > unit) {
            *level = depth >> 1;
            *push_lasti = depth & 1;
            return true;
        }
    }
    return false;
}
