/* From blocks to a code object: places of cells, jump distances, bytes of code, location table,
 * exception table. CPython 3.11's Python/compile.c, assemble; Objects/locations.md,
 * Objects/exception_handling_notes.txt. */
#include "compile/codegen.h"
#include "compile/literals.h"
#include "heap/pool.h"
#include "object/bytes.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/tuple.h"

/* Bytes that grow. */
typedef struct Buffer {
    uint8_t *bytes;
    size_t size, capacity;
} Buffer;

typedef struct Assembly {
    Compiler *c;
    Unit *unit;
    Block *entry;
    ConstList consts;
    int32_t *cell_places; /* index among cells and free variables → index in localsplus */
    int32_t local_count, cell_count, free_count, dropped; /* dropped: cells that are parameters */
    int32_t depth;
    Buffer code, locations, handlers;
    int32_t line; /* of the last location written */
    size_t last_location, last_handler; /* where they begin */
    Own echo_code, echo_locations, echo_handlers, echo_consts; /* echo.h: CPython's, as large as it makes them */
    void *echo_places;
} Assembly;

static void put_byte(Compiler *c, Buffer *buffer, uint8_t byte) {
    if (buffer->size == buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity * 2 : 128;
        uint8_t *bytes = c->failed ? NULL : ast_alloc(c->rt, &c->unit->memory, capacity);
        if (!bytes) {
            c->failed = true;
            return;
        }
        if (buffer->size) memcpy(bytes, buffer->bytes, buffer->size);
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    buffer->bytes[buffer->size++] = byte;
}

/* ---- cells and the prologue ---- */

/* Cells of parameters lie where the parameter lies; the others behind the locals. */
static void place_cells(Assembly *a) {
    Unit *u = a->unit;
    a->local_count = u->varnames.count, a->cell_count = u->cellvars.count,
    a->free_count = u->freevars.count;
    int32_t count = a->cell_count + a->free_count;
    a->cell_places = ast_alloc(a->c->rt, &u->memory, (size_t)count * sizeof *a->cell_places);
    if (!a->cell_places) {
        a->c->failed = true;
        return;
    }
    for (int32_t i = 0; i < count; i++) a->cell_places[i] = a->local_count + i;
    for (int32_t i = 0; i < a->cell_count; i++) {
        int32_t local = name_map_get(&u->varnames, u->cellvars.keys[i], -1);
        if (local >= 0) a->cell_places[u->cellvars.values[i]] = local;
    }
}

static void insert_instr(Assembly *a, int32_t at, int opcode, int32_t arg, int32_t lineno) {
    Block *block = a->entry;
    if (!block_append(a->c, block)) return;
    memmove(&block->instrs[at + 1], &block->instrs[at],
            (size_t)(block->count - 1 - at) * sizeof *block->instrs);
    block->instrs[at] =
        (Instr){.opcode = (int16_t)opcode, .oparg = arg, .span = {lineno, -1, lineno, -1}};
}

static int32_t code_flags(const Compiler *c) {
    const Scope *scope = c->unit->scope;
    int32_t flags = c->flags & CO_FUTURE_MASK;
    if (scope->kind == BLOCK_FUNCTION) {
        flags |= CO_NEWLOCALS | CO_OPTIMIZED;
        if (scope->nested) flags |= CO_NESTED;
        if (scope->generator && scope->coroutine)
            flags |= CO_ASYNC_GENERATOR;
        else if (scope->generator)
            flags |= CO_GENERATOR;
        else if (scope->coroutine)
            flags |= CO_COROUTINE;
        if (scope->varargs) flags |= CO_VARARGS;
        if (scope->varkeywords) flags |= CO_VARKEYWORDS;
    }
    bool top_level_await = (c->flags & COMPILE_TOP_LEVEL_AWAIT) && scope->kind == BLOCK_MODULE;
    if (top_level_await && scope->coroutine && !scope->generator) flags |= CO_COROUTINE;
    return flags;
}

/* COPY_FREE_VARS, MAKE_CELL for each cell by place, RETURN_GENERATOR and POP_TOP: before RESUME. */
static void insert_prologue(Assembly *a) {
    if (code_flags(a->c) & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) {
        insert_instr(a, 0, OP_RETURN_GENERATOR, 0, a->unit->first_line);
        insert_instr(a, 1, OP_POP_TOP, 0, -1);
    }
    int32_t made = 0;
    for (int32_t place = 0; made < a->cell_count && !a->c->failed; place++) {
        for (int32_t i = 0; i < a->cell_count; i++) {
            if (a->cell_places[i] == place) insert_instr(a, made++, OP_MAKE_CELL, i, -1);
        }
    }
    if (a->free_count) insert_instr(a, 0, OP_COPY_FREE_VARS, a->free_count, -1);
}

/* Closes the gaps that cells of parameters leave, and writes the places into the instructions. */
static void fix_cell_places(Assembly *a) {
    for (int32_t i = 0; i < a->cell_count + a->free_count; i++) {
        if (a->cell_places[i] == a->local_count + i)
            a->cell_places[i] -= a->dropped;
        else
            a->dropped++;
    }
    for (Block *b = a->entry; b; b = b->next) {
        for (int32_t i = 0; i < b->count; i++) {
            Instr *instr = &b->instrs[i];
            if (instr->opcode < 256 && (opcode_info[instr->opcode].flags & OPF_FREE))
                instr->oparg = a->cell_places[instr->oparg];
        }
    }
}

/* ---- sizes and jumps ---- */

static int32_t arg_of(const Instr *i) { return i->opcode >= OP_STORE_NAME ? i->oparg : 0; }

static int32_t instr_size(const Instr *i) {
    int32_t arg = arg_of(i);
    return 1 + (arg > 0xff) + (arg > 0xffff) + (arg > 0xffffff) + opcode_info[i->opcode].caches;
}

/* Distances depend on sizes and sizes on distances: repeats until nothing grows. */
static void resolve_jumps(Assembly *a) {
    bool again;
    do {
        int32_t total = 0;
        again = false;
        for (Block *b = a->entry; b; b = b->next) {
            b->offset = total;
            for (int32_t i = 0; i < b->count; i++) total += instr_size(&b->instrs[i]);
        }
        for (Block *b = a->unit->blocks; b; b = b->list) {
            int32_t offset = b->offset;
            for (int32_t i = 0; i < b->count; i++) {
                Instr *instr = &b->instrs[i];
                int32_t size = instr_size(instr);
                offset += size;
                if (!is_jump(instr)) continue;
                int32_t distance = instr->target->offset - offset;
                instr->oparg = distance < 0 ? -distance : distance;
                again |= instr_size(instr) != size;
            }
        }
    } while (again);
}

/* ---- bytes ---- */

static void put_unit(Assembly *a, int opcode, int arg) {
    put_byte(a->c, &a->code, (uint8_t)opcode);
    put_byte(a->c, &a->code, (uint8_t)arg);
}

static void put_instr(Assembly *a, const Instr *i) {
    int32_t arg = arg_of(i);
    for (int shift = 24; shift > 0; shift -= 8) {
        if (arg >> shift) put_unit(a, OP_EXTENDED_ARG, arg >> shift & 0xff);
    }
    put_unit(a, i->opcode, arg & 0xff);
    for (int k = 0; k < opcode_info[i->opcode].caches; k++) put_unit(a, OP_CACHE, 0);
}

static void put_varint(Assembly *a, uint32_t value) {
    for (; value >= 64; value >>= 6) put_byte(a->c, &a->locations, (uint8_t)(64 | (value & 63)));
    put_byte(a->c, &a->locations, (uint8_t)value);
}

static void put_signed_varint(Assembly *a, int32_t value) {
    put_varint(a, value < 0 ? (uint32_t)-value << 1 | 1 : (uint32_t)value << 1);
}

/* One entry for `size` <= 8 units at `span`. */
static void put_location(Assembly *a, AstSpan span, int32_t size) {
    enum { ONE_LINE = 10, NO_COLUMNS = 13, LONG = 14, NONE = 15 };
    Compiler *c = a->c;
    int32_t delta = span.lineno - a->line, column = span.col_offset, end = span.end_col_offset;
    bool one_line = span.end_lineno == span.lineno, has_columns = column >= 0 && end >= 0;
    int form = LONG;
    if (span.lineno < 0)
        form = NONE;
    else if (!has_columns && (one_line || span.end_lineno == -1))
        form = NO_COLUMNS;
    else if (has_columns && one_line && delta == 0 && column < 80 && end - column < 16 &&
             end >= column)
        form = column >> 3;
    else if (has_columns && one_line && delta >= 0 && delta < 3 && column < 128 && end < 128)
        form = ONE_LINE + delta;
    a->last_location = a->locations.size;
    put_byte(c, &a->locations, (uint8_t)(0x80 | form << 3 | (size - 1)));
    if (form == NONE) return;
    a->line = span.lineno;
    if (form == NO_COLUMNS) {
        put_signed_varint(a, delta);
    } else if (form < ONE_LINE) {
        put_byte(c, &a->locations, (uint8_t)((column & 7) << 4 | (end - column)));
    } else if (form < NO_COLUMNS) {
        put_byte(c, &a->locations, (uint8_t)column);
        put_byte(c, &a->locations, (uint8_t)end);
    } else {
        put_signed_varint(a, delta);
        put_varint(a, (uint32_t)(span.end_lineno - span.lineno));
        put_varint(a, (uint32_t)(column + 1));
        put_varint(a, (uint32_t)(end + 1));
    }
}

static void put_handler_number(Assembly *a, int32_t value, uint8_t first) {
    for (int shift = 24; shift > 0; shift -= 6) {
        if (value >> shift == 0) continue;
        put_byte(a->c, &a->handlers, (uint8_t)((value >> shift & 0x3f) | 64 | first));
        first = 0;
    }
    put_byte(a->c, &a->handlers, (uint8_t)((value & 0x3f) | first));
}

static void put_handler(Assembly *a, int32_t start, int32_t end, const Block *handler) {
    int32_t depth = handler->start_depth - 1 - handler->preserve_lasti;
    a->last_handler = a->handlers.size;
    put_handler_number(a, start, 0x80);
    put_handler_number(a, end - start, 0);
    put_handler_number(a, handler->offset, 0);
    put_handler_number(a, depth << 1 | handler->preserve_lasti, 0);
}

static void put_handlers(Assembly *a) {
    const Block *handler = NULL;
    int32_t start = -1, offset = 0;
    for (Block *b = a->entry; b; b = b->next) {
        offset = b->offset;
        for (int32_t i = 0; i < b->count; i++) {
            if (b->instrs[i].handler != handler) {
                if (handler) put_handler(a, start, offset, handler);
                start = offset;
                handler = b->instrs[i].handler;
            }
            offset += instr_size(&b->instrs[i]);
        }
    }
    if (handler) put_handler(a, start, offset, handler);
}

static void put_all(Assembly *a) {
    a->line = a->unit->first_line;
    for (Block *b = a->entry; b; b = b->next) {
        for (int32_t i = 0; i < b->count; i++) {
            int32_t size = instr_size(&b->instrs[i]);
            put_instr(a, &b->instrs[i]);
            for (; size > 8; size -= 8) put_location(a, b->instrs[i].span, 8);
            put_location(a, b->instrs[i].span, size);
        }
    }
    put_handlers(a);
}

/* ---- constants ---- */

static void list_constants(Assembly *a) {
    const NameMap *map = &a->unit->consts;
    a->consts.capacity = map->count + 4;
    a->consts.items =
        ast_alloc(a->c->rt, &a->unit->memory, (size_t)a->consts.capacity * sizeof *a->consts.items);
    if (!a->consts.items) {
        a->c->failed = true;
        return;
    }
    for (int32_t i = 0; i < map->count; i++) a->consts.items[i] = keep(map->keys[i]);
    a->consts.count = map->count;
}

HS_INLINE bool takes_constant(const Instr *instr) { return instr->opcode == OP_LOAD_CONST || instr->opcode == OP_KW_NAMES; }

/* Drops all constants that no instruction uses but the first: as in 3.12. */
static void drop_constants(Assembly *a) {
    int32_t kept = 0, count = a->consts.count;
    int32_t *places = ast_alloc(a->c->rt, &a->unit->memory, (size_t)(count + 1) * sizeof *places);
    if (!places) {
        a->c->failed = true;
        return;
    }
    for (int32_t i = 0; i < count; i++) places[i] = -(i > 0);
    for (Block *b = a->entry; b; b = b->next) {
        for (int32_t i = 0; i < b->count; i++) {
            if (takes_constant(&b->instrs[i])) places[b->instrs[i].oparg] = 0;
        }
    }
    for (int32_t i = 0; i < count; i++) {
        if (places[i] < 0) {
            release(a->c->rt, a->consts.items[i]);
        } else {
            a->consts.items[kept] = a->consts.items[i];
            places[i] = kept++;
        }
    }
    a->consts.count = kept;
    for (Block *b = a->entry; b; b = b->next) {
        for (int32_t i = 0; i < b->count; i++) {
            if (takes_constant(&b->instrs[i])) b->instrs[i].oparg = places[b->instrs[i].oparg];
        }
    }
}

/* Drops constants at the end that no instruction uses; the first may be a docstring. */
static void trim_constants(Assembly *a) {
    int32_t used = 1;
    if (a->c->rt->lens->drops_constants) {
        drop_constants(a);
        return;
    }
    for (Block *b = a->entry; b; b = b->next) {
        for (int32_t i = 0; i < b->count; i++) {
            const Instr *instr = &b->instrs[i];
            if (takes_constant(instr) && instr->oparg >= used) used = instr->oparg + 1;
        }
    }
    while (a->consts.count > used) release(a->c->rt, a->consts.items[--a->consts.count]);
}

/* ---- CPython's buffers ---- */

enum { CODE_ROOM = 128, LOCATIONS_ROOM = 32, HANDLERS_ROOM = 16, LONGEST_LOCATION = 25, LONGEST_HANDLER = 20 };

static void echo_places(Assembly *a) {
    size_t count = (size_t)(a->cell_count + a->free_count);
    if (count) a->echo_places = mem_alloc(a->c->rt, count * 4);
}

static void echo_buffers(Assembly *a) {
    Runtime *rt = a->c->rt;
    a->echo_code = bytes_from(rt, NULL, CODE_ROOM);
    a->echo_locations = bytes_from(rt, NULL, LOCATIONS_ROOM);
    a->echo_handlers = bytes_from(rt, NULL, HANDLERS_ROOM);
}

static void echo_constants(Assembly *a) {
    mem_free(a->c->rt, a->echo_places);
    a->echo_consts = list_new(a->c->rt, a->consts.count);
}

/* As large as it must be to hold `end` bytes and more. */
static void echo_grow(Assembly *a, Own *bytes, size_t end) {
    size_t room = *bytes ? (size_t)BYTES(borrow(*bytes))->head.size : SIZE_MAX;
    for (; *bytes && end >= room; room *= 2) bytes_resize(a->c->rt, bytes, room * 2);
}

static void echo_written(Assembly *a) {
    echo_grow(a, &a->echo_code, a->code.size);
    echo_grow(a, &a->echo_locations, a->last_location + LONGEST_LOCATION);
    if (a->handlers.size) echo_grow(a, &a->echo_handlers, a->last_handler + LONGEST_HANDLER);
}

/* ---- the code object ---- */

static Own merged_bytes(Assembly *a, const Buffer *buffer, Own *room) {
    Own bytes = *room;
    *room = (Own)0;
    if (a->c->failed) {
        xrelease(a->c->rt, bytes);
        return (Own)0;
    }
    if (!bytes)
        bytes = bytes_from(a->c->rt, buffer->size ? buffer->bytes : (const uint8_t *)"", buffer->size);
    else if (bytes_resize(a->c->rt, &bytes, buffer->size) == 0 && buffer->size)
        memcpy(BYTES(borrow(bytes))->data, buffer->bytes, buffer->size);
    if (bytes)
        constant_merge_one(a->c, &bytes);
    else
        a->c->failed = true;
    return bytes;
}

static Own merged_tuple(Compiler *c, Obj *const *items, int32_t count) {
    Own tuple = c->failed ? (Own)0 : tuple_from(c->rt, items, count);
    if (tuple)
        constant_merge_one(c, &tuple);
    else
        c->failed = true;
    return tuple;
}

/* Names and kinds of locals, cells and free variables, by place. */
static void make_localsplus(Assembly *a, Own *names, Own *kinds) {
    Compiler *c = a->c;
    const Unit *u = a->unit;
    int32_t count = a->local_count + a->cell_count + a->free_count - a->dropped;
    Obj **keys = ast_alloc(c->rt, &a->unit->memory, (size_t)count * sizeof *keys);
    uint8_t *flags = keys ? ast_alloc(c->rt, &a->unit->memory, (size_t)count) : NULL;
    if (!flags) {
        c->failed = true;
        return;
    }
    for (int32_t i = 0; i < a->local_count; i++) {
        keys[i] = u->varnames.keys[i];
        flags[i] = LOCAL_FAST;
    }
    for (int32_t i = 0; i < a->cell_count; i++) {
        int32_t place = a->cell_places[u->cellvars.values[i]];
        keys[place] = u->cellvars.keys[i];
        flags[place] |= LOCAL_CELL;
    }
    for (int32_t i = 0; i < a->free_count; i++) {
        int32_t place = a->cell_places[u->freevars.values[i]];
        keys[place] = u->freevars.keys[i];
        flags[place] |= LOCAL_FREE;
    }
    *names = tuple_from(c->rt, keys, count);
    *kinds = bytes_from(c->rt, NULL, (size_t)count);
    if (*kinds && count) memcpy(BYTES(borrow(*kinds))->data, flags, (size_t)count);
    c->echo.names = borrow(u->varnames.twin);
    if (*names && *kinds) constant_merge_one(c, names);
    else c->failed = true;
    c->echo.names = NULL;
}

static Own make_code(Assembly *a) {
    Compiler *c = a->c;
    Unit *u = a->unit;
    Runtime *rt = c->rt;
    Own handlers = merged_bytes(a, &a->handlers, &a->echo_handlers);
    Own locations = merged_bytes(a, &a->locations, &a->echo_locations);
    Own bytecode = merged_bytes(a, &a->code, &a->echo_code);
    c->echo.names = borrow(u->names.twin);
    Own names = merged_tuple(c, u->names.keys, u->names.count);
    c->echo.names = NULL;
    Own consts = merged_tuple(c, borrow_all(a->consts.items), a->consts.count);
    Own localsplus = (Own)0, kinds = (Own)0, code = (Own)0;
    if (!c->failed) make_localsplus(a, &localsplus, &kinds);
    if (!c->failed) {
        CodeInit init = {
            .consts = borrow(consts),
            .names = borrow(names),
            .exception_table = borrow(handlers),
            .localsplusnames = borrow(localsplus),
            .localspluskinds = borrow(kinds),
            .filename = c->filename,
            .name = u->name,
            .qualname = u->qualname ? u->qualname : u->name,
            .linetable = borrow(locations),
            .units = (const CodeUnit *)(const void *)a->code.bytes,
            .unit_count = (int32_t)(a->code.size / 2),
            .argcount = u->posonlyargcount + u->argcount,
            .posonlyargcount = u->posonlyargcount,
            .kwonlyargcount = u->kwonlyargcount,
            .stacksize = a->depth,
            .firstlineno = u->first_line,
            .flags = code_flags(c),
        };
        code = code_new(rt, &init);
        if (!code) c->failed = true;
    }
    xrelease(rt, names), xrelease(rt, consts);
    xrelease(rt, localsplus), xrelease(rt, kinds);
    xrelease(rt, a->echo_consts);
    a->echo_consts = (Own)0;
    xrelease(rt, bytecode), xrelease(rt, locations), xrelease(rt, handlers);
    return code;
}

static void end_unit(Compiler *c, bool add_none) {
    if (c->unit->current->has_return) return;
    unset_span(c);
    if (add_none) emit_none(c);
    emit(c, OP_RETURN_VALUE);
}

Own assemble_unit(Compiler *c, bool add_none) {
    Assembly a = {.c = c, .unit = c->unit};
    Own code = (Own)0;
    bool echo = c->arena->echo;
    if (c->failed) return code;
    end_unit(c, add_none);
    if (!c->failed) flow_prepare(c);
    if (c->failed) return code;
    for (Block *b = c->unit->blocks; b; b = b->list) a.entry = b;
    place_cells(&a);
    if (echo) echo_places(&a);
    if (!c->failed) insert_prologue(&a);
    if (echo) echo_buffers(&a);
    if (!c->failed) fix_cell_places(&a);
    if (!c->failed) list_constants(&a);
    if (echo) echo_constants(&a);
    if (!c->failed) flow_optimize(c, a.entry, &a.consts);
    if (!c->failed) flow_duplicate_exits(c);
    if (!c->failed) {
        trim_constants(&a);
        flow_finish_lines(c, a.entry);
        a.depth = flow_stack_depth(c);
    }
    if (!c->failed) flow_label_handlers(c, a.entry);
    if (!c->failed) {
        flow_clean_blocks(a.entry);
        flow_normalize_jumps(a.entry);
        resolve_jumps(&a);
        put_all(&a);
        if (echo) echo_written(&a);
    }
    if (!c->failed) code = make_code(&a);
    for (int32_t i = 0; i < a.consts.count; i++) release(c->rt, a.consts.items[i]);
    Own *const left[] = {&a.echo_code, &a.echo_locations, &a.echo_handlers, &a.echo_consts};
    for (size_t i = 0; i < HS_COUNT(left); i++) own_clear(c->rt, left[i]);
    return code;
}
