/* Locations of instructions: reading co_linetable.
 *
 * The table is a row of entries, each for 1 to 8 units: a first byte 0x80 | form << 3 | (units -
 * 1), then what the form says: 0-9 columns in one byte, 10-12 line step 0-2 and two bytes of
 * columns, 13 line step only, 14 all as variable-length numbers, 15 no location. Source followed:
 * CPython 3.11 Objects/codeobject.c, Objects/locations.md. */
#include "object/bytes.h"
#include "object/code_impl.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/tuple.h"
#include "object/type.h"

enum { FORM_ONE_LINE = 10, FORM_NO_COLUMNS = 13, FORM_LONG = 14, FORM_NONE = 15 };

typedef struct LineCursor {
    const uint8_t *next, *limit;
    int32_t start, end;                         /* units of the current entry */
    int32_t computed;                           /* line so far */
    int32_t line, end_line, column, end_column; /* of the entry; -1 = none */
} LineCursor;

static LineCursor cursor_start(CodeObj *code) {
    Obj *table = borrow(code->linetable);
    const uint8_t *data = BYTES(table)->data;
    return (LineCursor){.next = data,
                        .limit = data + BYTES(table)->head.size,
                        .computed = code->firstlineno,
                        .line = -1,
                        .end_line = -1,
                        .column = -1,
                        .end_column = -1};
}

static uint32_t read_number(LineCursor *at) {
    uint32_t value = 0;
    for (int shift = 0; at->next < at->limit; shift += 6) {
        uint8_t byte = *at->next++;
        value |= (uint32_t)(byte & 63) << (shift & 31);
        if (!(byte & 64)) break;
    }
    return value;
}

static int32_t read_signed(LineCursor *at) {
    uint32_t value = read_number(at);
    return value & 1 ? -(int32_t)(value >> 1) : (int32_t)(value >> 1);
}

static int32_t read_byte(LineCursor *at) { return at->next < at->limit ? *at->next++ : 0; }

/* Goes to the next entry; false = there is none. */
static bool cursor_advance(LineCursor *at) {
    if (at->next >= at->limit) return false;
    int32_t first = *at->next++, form = first >> 3 & 15;
    at->start = at->end;
    at->end += (first & 7) + 1;
    at->column = at->end_column = -1;
    if (form == FORM_NONE) {
        at->line = at->end_line = -1;
        return true;
    }
    if (form >= FORM_NO_COLUMNS)
        at->computed += read_signed(at);
    else if (form >= FORM_ONE_LINE)
        at->computed += form - FORM_ONE_LINE;
    at->line = at->end_line = at->computed;
    if (form == FORM_LONG) {
        at->end_line += (int32_t)read_number(at);
        at->column = (int32_t)read_number(at) - 1;
        at->end_column = (int32_t)read_number(at) - 1;
    } else if (form >= FORM_ONE_LINE && form < FORM_NO_COLUMNS) {
        at->column = read_byte(at);
        at->end_column = read_byte(at);
    } else if (form < FORM_ONE_LINE) {
        int32_t second = read_byte(at);
        at->column = form << 3 | second >> 4;
        at->end_column = at->column + (second & 15);
    }
    return true;
}

/* ---- C interface ---- */

bool code_position(CodeObj *code, int unit, int *line, int *end_line, int *column,
                   int *end_column) {
    LineCursor at = cursor_start(code);
    bool found = false;
    while (!found && cursor_advance(&at)) found = unit < at.end;
    if (line) *line = found ? at.line : -1;
    if (end_line) *end_line = found ? at.end_line : -1;
    if (column) *column = found ? at.column : -1;
    if (end_column) *end_column = found ? at.end_column : -1;
    return found;
}

int code_line(CodeObj *code, int unit) {
    int line;
    if (unit < 0) return code->firstlineno;
    code_position(code, unit, &line, NULL, NULL, NULL);
    return line;
}

void code_all_lines(CodeObj *code, int32_t *lines) {
    LineCursor at = cursor_start(code);
    int32_t count = (int32_t)code->head.size, unit = 0;
    while (unit < count && cursor_advance(&at)) {
        while (unit < at.end && unit < count) lines[unit++] = at.line;
    }
    while (unit < count) lines[unit++] = -1;
}

/* ---- co_lnotab ---- */

typedef struct PairWriter {
    uint8_t *out; /* NULL: only count */
    size_t size;
} PairWriter;

static void put_pair(PairWriter *w, int32_t a, int32_t b) {
    if (w->out) {
        w->out[w->size] = (uint8_t)a;
        w->out[w->size + 1] = (uint8_t)b;
    }
    w->size += 2;
}

static void put_delta(PairWriter *w, int32_t code, int32_t line) {
    for (; code > 255; code -= 255) put_pair(w, 255, 0);
    for (; line > 127; line -= 127, code = 0) put_pair(w, code, 127);
    for (; line < -128; line += 128, code = 0) put_pair(w, code, -128);
    put_pair(w, code, line);
}

static void write_lnotab(CodeObj *code, PairWriter *w) {
    LineCursor at = cursor_start(code);
    int32_t offset = 0, line = code->firstlineno;
    while (cursor_advance(&at)) {
        if (at.computed == line) continue;
        put_delta(w, at.start * 2 - offset, at.computed - line);
        offset = at.start * 2;
        line = at.computed;
    }
}

Own code_lnotab(Runtime *rt, CodeObj *code) {
    PairWriter counter = {0}, writer = {0};
    write_lnotab(code, &counter);
    if (!counter.size) return keep(rt->empty_bytes);
    Own bytes = bytes_from(rt, NULL, counter.size);
    if (!bytes) return bytes;
    writer.out = BYTES(borrow(bytes))->data;
    write_lnotab(code, &writer);
    return bytes;
}

/* ---- iterators ---- */

typedef struct CodeIterObj { /* line_iterator: virtual 64; positions_iterator: virtual 80 */
    Obj base;
    Own code;
    int32_t next, start, end, computed; /* offset in the table; the rest as in LineCursor */
    int32_t line, end_line, column, end_column, unit;
} CodeIterObj;
#define CODE_ITER(o) ((CodeIterObj *)(o))
_Static_assert(sizeof(CodeIterObj) <= 64, "iterators of a code object");

static Own iter_new(Runtime *rt, TypeObj *type, Obj *code) {
    code_complete(rt, code);
    Own iter = object_alloc(rt, type, type->virtual_size);
    if (!iter) return iter;
    CodeIterObj *it = CODE_ITER(borrow(iter));
    it->code = keep(code);
    it->computed = CODE(code)->firstlineno;
    it->line = it->end_line = it->column = it->end_column = -1;
    return iter;
}

Own code_lines_iter(Runtime *rt, Obj *code) { return iter_new(rt, T(rt, LINE_ITERATOR), code); }
Own code_positions_iter(Runtime *rt, Obj *code) {
    return iter_new(rt, T(rt, POSITIONS_ITERATOR), code);
}

static void iter_dealloc(Runtime *rt, Obj *self) {
    release(rt, CODE_ITER(self)->code);
    self->type->slots.tp_free(rt, self);
}

static int iter_traverse(Obj *self, VisitFn visit, void *arg) {
    VISIT(CODE_ITER(self)->code);
    return 0;
}

static bool iter_advance(CodeIterObj *it) {
    CodeObj *code = CODE(borrow(it->code));
    LineCursor at = cursor_start(code);
    const uint8_t *table = at.next;
    at.next += it->next;
    at.start = it->start, at.end = it->end, at.computed = it->computed;
    if (!cursor_advance(&at)) return false;
    it->next = (int32_t)(at.next - table);
    it->start = at.start, it->end = at.end, it->computed = at.computed;
    it->line = at.line, it->end_line = at.end_line, it->column = at.column,
    it->end_column = at.end_column;
    return true;
}

/* Tuple of numbers; those that are -1 and lie from `may_be_none` on become None. */
static Own number_tuple(Runtime *rt, const int32_t *numbers, int count, int may_be_none) {
    Own tuple = tuple_alloc(rt, count);
    if (!tuple) return tuple;
    for (int i = 0; i < count; i++) {
        Own item =
            i >= may_be_none && numbers[i] == -1 ? keep(rt->none) : int_from_i64(rt, numbers[i]);
        if (!item) {
            release(rt, tuple);
            return (Own)0;
        }
        TUPLE(borrow(tuple))->items[i] = item;
    }
    gc_track(rt, borrow(tuple));
    return tuple;
}

static Own lines_next(Runtime *rt, Obj *self) {
    CodeIterObj *it = CODE_ITER(self);
    if (!iter_advance(it)) return (Own)0;
    const int32_t numbers[] = {it->start * 2, it->end * 2, it->line};
    return number_tuple(rt, numbers, 3, 2);
}

static Own positions_next(Runtime *rt, Obj *self) {
    CodeIterObj *it = CODE_ITER(self);
    if (it->unit >= it->end && !iter_advance(it)) return (Own)0;
    it->unit++;
    const int32_t numbers[] = {it->line, it->end_line, it->column, it->end_column};
    return number_tuple(rt, numbers, 4, 0);
}

const TypeSpec line_iterator_type_spec = {
    .name = "line_iterator",
    .flags = TPF_BASETYPE,
    .base = -1,
    .virtual_size = 64,
    .slots = {.tp_dealloc = iter_dealloc,
              .tp_traverse = iter_traverse,
              .tp_iter = object_self_iter,
              .tp_iternext = lines_next},
};
const TypeSpec positions_iterator_type_spec = {
    .name = "positions_iterator",
    .flags = TPF_BASETYPE,
    .base = -1,
    .virtual_size = 80,
    .slots = {.tp_dealloc = iter_dealloc,
              .tp_traverse = iter_traverse,
              .tp_iter = object_self_iter,
              .tp_iternext = positions_next},
};
