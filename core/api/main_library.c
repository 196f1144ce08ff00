/* Writes the compiled form of a module, and compares code objects as the runtime could. Not part of the wasm. */
#include "api/main_library.h"

#include <stdio.h>
#include <stdlib.h>

#include "compile/code_file.h"
#include "compile/opcode.h"
#include "heap/gc.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/set.h"
#include "object/str.h"
#include "object/tuple.h"

typedef struct Row {
    uint8_t *bytes;
    size_t size, room;
} Row;

typedef struct Numbered { /* objects in the order of their numbers */
    Obj **items;
    uint32_t count, room;
} Numbered;

typedef struct Writer {
    Runtime *rt;
    Row rows[ROWS + 1]; /* the last one for the head */
    Numbered strs, objects;
    int32_t line;
} Writer;

/* ---- rows ---- */

static void *grown(void *block, size_t size) {
    block = realloc(block, size);
    if (!block) host_abort("no memory for the library");
    return block;
}

static void put(Writer *w, int which, const void *bytes, size_t size) {
    Row *row = &w->rows[which];
    if (row->size + size > row->room) row->bytes = grown(row->bytes, row->room = 2 * (row->size + size));
    if (size) memcpy(row->bytes + row->size, bytes, size);
    row->size += size;
}

static void put_byte(Writer *w, int which, uint32_t byte) {
    uint8_t one = (uint8_t)byte;
    put(w, which, &one, 1);
}

static void put_number(Writer *w, int which, uint32_t number) {
    for (; number > 127; number >>= 7) put_byte(w, which, (number & 127) | 128);
    put_byte(w, which, number);
}

static void put_signed(Writer *w, int which, int32_t number) {
    put_number(w, which, number < 0 ? (uint32_t)-number << 1 | 1 : (uint32_t)number << 1);
}

/* ---- numbered objects ---- */

/* 1 + the number, 0 = it has none. */
static uint32_t number_of(const Numbered *known, Obj *object) {
    uint32_t i = known->count;
    while (i && known->items[i - 1] != object) i--;
    return i;
}

static void number(Numbered *known, Obj *object) {
    if (known->count == known->room) known->items = grown(known->items, (known->room = 2 * known->room + 64) * sizeof(Obj *));
    known->items[known->count++] = object;
}

/* The number of one that was written; false: it is to be written. */
static bool put_known(Writer *w, int which, Obj *object) {
    uint32_t known = number_of(&w->objects, object);
    if (!known) return false;
    put_number(w, which, 0);
    put_number(w, which, known - 1);
    return true;
}

/* `more`: added to the tag. */
static void put_str(Writer *w, int which, Obj *str, uint32_t more) {
    uint32_t known = number_of(&w->strs, str);
    put_number(w, which, known + more);
    if (known) return;
    Own utf8 = str_encode(w->rt, str, "utf-8", "surrogatepass");
    bool plain = true;
    if (!utf8) host_abort("a str cannot be written");
    for (intptr_t i = 0; i < STR(str)->length; i++) plain &= (str_char(str, i) & ~0x7ffu) != 0xd800;
    size_t size = (size_t)BYTES(borrow(utf8))->head.size;
    bool interned = STR(str)->interned;
    put_number(w, ROW_LENGTHS, (uint32_t)size << 2 | (plain ? 0 : 2) | interned);
    put(w, ROW_TEXT, BYTES(borrow(utf8))->data, size);
    release(w->rt, utf8);
    number(&w->strs, str);
}

static void put_names(Writer *w, Obj *tuple) {
    if (TUPLE_SIZE(tuple) && put_known(w, ROW_NAMES, tuple)) return;
    put_number(w, ROW_NAMES, (uint32_t)TUPLE_SIZE(tuple) + 1);
    for (intptr_t i = 0; i < TUPLE_SIZE(tuple); i++) put_str(w, ROW_NAMES, TUPLE_ITEM(tuple, i), 0);
    if (TUPLE_SIZE(tuple)) number(&w->objects, tuple);
}

/* ---- constants ---- */

static void put_code(Writer *w, Obj *code, Obj *parent);
static void put_constant(Writer *w, Obj *constant, Obj *parent);

static void put_int(Writer *w, Obj *constant) {
    Own bytes = (Own)0;
    size_t size = 0;
    while (!bytes) {
        raised_clear(w->rt);
        bytes = int_to_bytes(w->rt, constant, ++size, true, true);
    }
    put_number(w, ROW_CONSTS, (uint32_t)size);
    put(w, ROW_BYTES, BYTES(borrow(bytes))->data, size);
    release(w->rt, bytes);
}

/* Items of a set in an order in which they make one that is the same row: where another one has the place of an item, the item goes before
 * it; now and then all are mixed. */
static Own order_of(Runtime *rt, Obj *set) {
    Own order = tuple_from_iterable(rt, set);
    uint32_t dice = 1;
    for (int tries = 1; tries < 100000; tries++) {
        intptr_t left = 0, right = 0, from = 0, to = 0;
        Obj *item = NULL, *other = NULL;
        Own *items = TUPLE(borrow(order))->items, made = frozenset_new(rt, borrow(order));
        while (item == other && set_next(set, &left, &item, NULL)) set_next(borrow(made), &right, &other, NULL);
        release(rt, made);
        if (item == other) return order;
        while (borrow(items[from]) != item) from++;
        while (borrow(items[to]) != other) to++;
        if (tries % 32 == 0) {
            dice = dice * 1664525 + 1013904223;
            from = (intptr_t)(dice >> 8) % set_size(set);
            to = 0;
        }
        Own moved = items[from];
        for (; from > to; from--) items[from] = items[from - 1];
        items[from] = moved;
    }
    host_abort("a set cannot be written");
}

static void put_items(Writer *w, Obj *constant) {
    bool is_tuple = constant->type == T(w->rt, TUPLE);
    Own order = is_tuple || !set_size(constant) ? (Own)0 : order_of(w->rt, constant);
    Obj *items = order ? borrow(order) : is_tuple ? constant : w->rt->empty_tuple;
    put_byte(w, ROW_CONSTS, is_tuple ? TAG_TUPLE : TAG_FROZENSET);
    put_number(w, ROW_CONSTS, (uint32_t)TUPLE_SIZE(items));
    for (intptr_t i = 0; i < TUPLE_SIZE(items); i++) put_constant(w, TUPLE_ITEM(items, i), NULL);
    xrelease(w->rt, order);
}

/* Those that are made once for all have a tag alone. */
static bool put_single(Writer *w, Obj *constant) {
    Runtime *rt = w->rt;
    int overflow;
    int64_t small = is_int_exact(rt, constant) ? int_as_i64_overflow(constant, &overflow) : INT64_MAX;
    int tag = constant == rt->none ? TAG_NONE : constant == rt->true_ ? TAG_TRUE : constant == rt->false_ ? TAG_FALSE : constant == rt->ellipsis ? TAG_ELLIPSIS : 0;
    if (!tag && (small < -5 || small > 256)) return false;
    put_byte(w, ROW_CONSTS, (uint32_t)(tag ? tag : TAG_SMALL));
    if (!tag) put_signed(w, ROW_CONSTS, (int32_t)small);
    return true;
}

static void put_constant(Writer *w, Obj *constant, Obj *parent) {
    Runtime *rt = w->rt;
    TypeObj *type = constant->type;
    if (type == T(rt, STR)) {
        put_byte(w, ROW_CONSTS, TAG_STR);
        put_str(w, ROW_CONSTS, constant, 0);
    } else if (!put_single(w, constant) && !put_known(w, ROW_CONSTS, constant)) {
        if (type == T(rt, INT)) {
            put_byte(w, ROW_CONSTS, TAG_INT);
            put_int(w, constant);
        } else if (type == T(rt, FLOAT)) {
            put_byte(w, ROW_CONSTS, TAG_FLOAT);
            put(w, ROW_BYTES, &(double){ FLOAT_VALUE(constant) }, sizeof(double));
        } else if (type == T(rt, COMPLEX)) {
            put_byte(w, ROW_CONSTS, TAG_COMPLEX);
            put(w, ROW_BYTES, &((ComplexObj *)constant)->real, sizeof(double));
            put(w, ROW_BYTES, &((ComplexObj *)constant)->imag, sizeof(double));
        } else if (type == T(rt, BYTES)) {
            put_byte(w, ROW_CONSTS, TAG_BYTES);
            put_number(w, ROW_CONSTS, (uint32_t)BYTES(constant)->head.size);
            put(w, ROW_BYTES, BYTES(constant)->data, (size_t)BYTES(constant)->head.size);
        } else if (type == T(rt, CODE)) {
            put_byte(w, ROW_CONSTS, TAG_CODE);
            put_code(w, constant, parent);
        } else {
            put_items(w, constant);
        }
        number(&w->objects, constant);
    }
}

/* ---- code objects ---- */

static void put_qualname(Writer *w, CodeObj *co, Obj *parent) {
    Runtime *rt = w->rt;
    Obj *qualname = borrow(co->qualname);
    if (qualname == borrow(co->name)) {
        put_number(w, ROW_META, 0);
        return;
    }
    if (parent && !number_of(&w->strs, qualname) && !STR(qualname)->interned) {
        const char *between = CODE(parent)->flags & CO_OPTIMIZED ? ".<locals>." : ".";
        Own joined = str_format(rt, "%U%s%U", borrow(CODE(parent)->qualname), between, borrow(co->name));
        bool same = joined && str_equal(borrow(joined), qualname);
        xrelease(rt, joined);
        if (same) {
            put_number(w, ROW_META, 1);
            number(&w->strs, qualname);
            return;
        }
    }
    put_str(w, ROW_META, qualname, 2);
}

static void put_argument(Writer *w, uint32_t op, uint32_t argument, uint32_t *seen) {
    if (opcode_info[op].flags & (OPF_NAME | OPF_CONST)) {
        uint32_t *next = &seen[(opcode_info[op].flags & OPF_CONST) != 0];
        bool with_bit = op == OP_LOAD_GLOBAL;
        uint32_t first = *next & (with_bit ? 127 : 255), index = with_bit ? argument >> 1 : argument;
        uint32_t place = index < first ? index + 1 : index;
        if (index == first) place = 0, ++*next;
        argument = with_bit ? place << 1 | (argument & 1) : place;
    }
    put_byte(w, ROW_ARGS, argument);
}

static void put_instructions(Writer *w, CodeObj *co) {
    uint32_t seen[2] = { 0 };
    int32_t count = (int32_t)co->head.size, line = co->firstlineno;
    CodeUnit *units = grown(NULL, (size_t)count * sizeof *units + 1);
    int32_t *lines = grown(NULL, (size_t)count * sizeof *lines + 1);
    code_deoptimize(co, units);
    code_all_lines(co, lines);
    for (int32_t at = 0; at < count; at += 1 + opcode_info[units[at] & 0xff].caches) {
        uint32_t op = units[at] & 0xff, argument = units[at] >> 8;
        put_byte(w, ROW_OPS, op);
        if (opcode_info[op].flags & OPF_ARG) put_argument(w, op, argument, seen);
        if (lines[at] < 0) {
            put_number(w, ROW_LINES, 1); /* minus nothing */
        } else {
            put_signed(w, ROW_LINES, lines[at] - line);
            line = lines[at];
        }
    }
    free(units);
    free(lines);
}

static void put_code(Writer *w, Obj *code, Obj *parent) {
    CodeObj *co = CODE(code);
    Obj *table = borrow(co->linetable), *handlers = borrow(co->exception_table), *consts = borrow(co->consts);
    const int32_t counts[] = { co->argcount, co->posonlyargcount, co->kwonlyargcount, co->stacksize, co->flags, (int32_t)co->head.size };
    for (size_t i = 0; i < HS_COUNT(counts); i++) put_number(w, ROW_META, (uint32_t)counts[i]);
    put_signed(w, ROW_META, co->firstlineno - w->line);
    w->line = co->firstlineno;
    put_str(w, ROW_META, borrow(co->name), 0);
    put_qualname(w, co, parent);
    bool is_new = !put_known(w, ROW_META, table);
    if (is_new) put_number(w, ROW_META, (uint32_t)BYTES(table)->head.size);
    if (!BYTES(handlers)->head.size) {
        put_number(w, ROW_META, 1);
    } else if (!put_known(w, ROW_META, handlers)) {
        put_number(w, ROW_META, (uint32_t)BYTES(handlers)->head.size + 1);
        put(w, ROW_BYTES, BYTES(handlers)->data, (size_t)BYTES(handlers)->head.size);
        number(&w->objects, handlers);
    }
    put_names(w, borrow(co->names));
    put_names(w, borrow(co->localsplusnames));
    put(w, ROW_BYTES, BYTES(borrow(co->localspluskinds))->data, (size_t)BYTES(borrow(co->localspluskinds))->head.size);
    put_instructions(w, co);
    if (is_new) number(&w->objects, table);
    if (TUPLE_SIZE(consts) && put_known(w, ROW_CONSTS, consts)) return;
    put_number(w, ROW_CONSTS, (uint32_t)TUPLE_SIZE(consts) + 1);
    for (intptr_t i = 0; i < TUPLE_SIZE(consts); i++) put_constant(w, TUPLE_ITEM(consts, i), code);
    if (TUPLE_SIZE(consts)) number(&w->objects, consts);
}

uint8_t *library_form(Runtime *rt, Obj *code, const char *text, size_t length, size_t *size) {
    Writer w = { .rt = rt };
    put_code(&w, code, NULL);
    put_number(&w, ROWS, w.strs.count);
    put_number(&w, ROWS, w.objects.count);
    for (int i = 0; i < ROWS; i++) put_number(&w, ROWS, (uint32_t)w.rows[i].size);
    for (int i = 0; i < ROWS; i++) put(&w, ROWS, w.rows[i].bytes, w.rows[i].size), free(w.rows[i].bytes);
    *size = CODE_FILE_HEAD + w.rows[ROWS].size;
    uint8_t *form = grown(NULL, *size);
    const uint32_t head[] = { CODE_FILE_MAGIC, code_file_stamp(), code_file_sum(text, length), (uint32_t)length, code_file_sum(w.rows[ROWS].bytes, w.rows[ROWS].size) };
    memcpy(form, head, sizeof head);
    memcpy(form + sizeof head, w.rows[ROWS].bytes, w.rows[ROWS].size);
    free(w.rows[ROWS].bytes);
    free(w.strs.items);
    free(w.objects.items);
    return form;
}

/* ---- comparing ---- */

typedef struct Pairs { /* objects of one side and what stands for them on the other */
    Runtime *rt;
    Numbered left, right;
} Pairs;

static bool same_object(Pairs *p, Obj *a, Obj *b);

static bool same_parts(Pairs *p, CodeObj *a, CodeObj *b) {
    Runtime *rt = p->rt;
    size_t size = (size_t)a->head.size * sizeof(CodeUnit);
    code_complete(rt, (Obj *)b);
    return a->head.size == b->head.size && memcmp(a->units, b->units, size) == 0 && a->argcount == b->argcount && a->posonlyargcount == b->posonlyargcount &&
           a->kwonlyargcount == b->kwonlyargcount && a->stacksize == b->stacksize && a->flags == b->flags && a->firstlineno == b->firstlineno &&
           same_object(p, borrow(a->name), borrow(b->name)) && same_object(p, borrow(a->qualname), borrow(b->qualname)) &&
           same_object(p, borrow(a->linetable), borrow(b->linetable)) && same_object(p, borrow(a->exception_table), borrow(b->exception_table)) &&
           same_object(p, borrow(a->names), borrow(b->names)) && same_object(p, borrow(a->localsplusnames), borrow(b->localsplusnames)) &&
           same_object(p, borrow(a->localspluskinds), borrow(b->localspluskinds)) && same_object(p, borrow(a->consts), borrow(b->consts));
}

static bool same_sets(Pairs *p, Obj *a, Obj *b) {
    intptr_t left = 0, right = 0;
    Obj *x, *y;
    bool same = set_size(a) == set_size(b);
    while (same && set_next(a, &left, &x, NULL)) same = set_next(b, &right, &y, NULL) && same_object(p, x, y);
    return same;
}

static bool same_contents(Pairs *p, Obj *a, Obj *b) {
    Runtime *rt = p->rt;
    TypeObj *type = a->type;
    if (type == T(rt, STR)) return str_equal(a, b) && STR(a)->interned == STR(b)->interned && STR(a)->kind == STR(b)->kind;
    if (type == T(rt, INT)) return int_compare(a, b) == 0;
    if (type == T(rt, FLOAT)) return memcmp(&(double){ FLOAT_VALUE(a) }, &(double){ FLOAT_VALUE(b) }, sizeof(double)) == 0;
    if (type == T(rt, COMPLEX)) return memcmp(&((ComplexObj *)a)->real, &((ComplexObj *)b)->real, 2 * sizeof(double)) == 0;
    if (type == T(rt, BYTES)) return BYTES(a)->head.size == BYTES(b)->head.size && memcmp(BYTES(a)->data, BYTES(b)->data, (size_t)BYTES(a)->head.size) == 0;
    if (type == T(rt, CODE)) return same_parts(p, CODE(a), CODE(b));
    if (type == T(rt, FROZENSET)) return same_sets(p, a, b);
    bool same = type == T(rt, TUPLE) && TUPLE_SIZE(a) == TUPLE_SIZE(b);
    for (intptr_t i = 0; same && i < TUPLE_SIZE(a); i++) same = same_object(p, TUPLE_ITEM(a, i), TUPLE_ITEM(b, i));
    return same;
}

static bool same_object(Pairs *p, Obj *a, Obj *b) {
    uint32_t left = number_of(&p->left, a), right = number_of(&p->right, b);
    if (left || right) return left == right;
    number(&p->left, a);
    number(&p->right, b);
    return a == b || (a->type == b->type && gc_is_tracked(a) == gc_is_tracked(b) && same_contents(p, a, b));
}

bool library_same(Runtime *rt, Obj *code, Obj *other) {
    Pairs p = { .rt = rt };
    bool same = same_object(&p, code, other);
    free(p.left.items), free(p.right.items);
    return same;
}
