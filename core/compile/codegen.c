/* Units, blocks and single instructions. CPython 3.11's Python/compile.c: the order in which blocks
 * are made and constants and names first appear is the same, since it shows in the code object. */
#include <stdarg.h>

#include "compile/codegen.h"
#include "compile/literals.h"
#include "compile/parse.h"
#include "heap/pool.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

/* ---- units ---- */

static void map_add(Compiler *c, NameMap *map, Obj *name, int32_t value) {
    if (name_map_set(c->rt, &c->unit->memory, map, name, value) < 0) c->failed = true;
}

static void sort_names(Obj **names, int32_t count) {
    for (int32_t gap = count / 2; gap > 0; gap /= 2) {
        for (int32_t i = gap; i < count; i++) {
            Obj *name = names[i];
            int32_t j = i;
            for (; j >= gap && str_compare(names[j - gap], name) > 0; j -= gap)
                names[j] = names[j - gap];
            names[j] = name;
        }
    }
}

/* Names of the scope that are of `kind` or carry `flag`, in alphabetical order, numbered from
 * `first`. */
static void collect_names(Compiler *c, NameMap *map, int kind, int flag, int32_t first) {
    const NameMap *symbols = &c->unit->scope->symbols;
    map->twin = echo_dict(c);
    Own keys = c->arena->echo ? list_new(c->rt, symbols->count) : (Own)0;
    Obj **names = ast_alloc(c->rt, &c->unit->memory, (size_t)(symbols->count + 1) * sizeof *names);
    int32_t count = 0;
    if (!names) {
        c->failed = true;
        xrelease(c->rt, keys);
        return;
    }
    for (int32_t i = 0; i < symbols->count; i++) {
        int32_t flags = symbols->values[i];
        if ((flags >> SCOPE_SHIFT & SCOPE_MASK) == kind || (flags & flag))
            names[count++] = symbols->keys[i];
    }
    sort_names(names, count);
    for (int32_t i = 0; i < count; i++) map_add(c, map, names[i], first + i);
    xrelease(c->rt, keys);
}

static bool is_function_kind(UnitKind kind) {
    return kind == UNIT_FUNCTION || kind == UNIT_ASYNC_FUNCTION;
}

static Obj *make_qualname(Compiler *c, const Unit *u) {
    const Unit *parent = u->parent;
    if (!parent || !parent->parent) return u->name;
    if (is_function_kind(u->kind) || u->kind == UNIT_CLASS) {
        Obj *mangled = compiler_mangle(c, parent->private_name, u->name);
        if (mangled && scope_of_name(parent->scope, mangled) == SCOPE_GLOBAL_EXPLICIT)
            return u->name;
    }
    bool locals = is_function_kind(parent->kind) || parent->kind == UNIT_LAMBDA;
    Runtime *rt = c->rt;
    Own dot = str_from_char(rt, '.'), name = (Own)0; /* made in the steps of CPython: blocks are reused in their order */
    Own base = locals ? str_format(rt, "%U.<locals>", parent->qualname) : keep(parent->qualname);
    if (base && dot) name = str_concat(rt, borrow(base), borrow(dot));
    xrelease(rt, base);
    xrelease(rt, dot);
    if (name) str_append(rt, &name, u->name);
    return compiler_keep(c, name);
}

bool unit_enter(Compiler *c, Obj *name, UnitKind kind, const void *node, int32_t lineno) {
    if (c->failed) return false;
    Unit *u = compile_alloc(c->rt, sizeof *u);
    if (!u) {
        c->failed = true;
        return false;
    }
    memset(u, 0, sizeof *u);
    u->kind = kind, u->name = name;
    u->scope = symtable_lookup(c, node);
    u->parent = c->unit;
    u->private_name = c->unit ? c->unit->private_name : NULL;
    c->unit = u;
    u->varnames.twin = echo_dict(c);
    for (int32_t i = 0; i < u->scope->params.count; i++)
        map_add(c, &u->varnames, u->scope->params.keys[i], i);
    collect_names(c, &u->cellvars, SCOPE_CELL, 0, 0);
    if (u->scope->needs_class_closure) map_add(c, &u->cellvars, ID(c->rt, __class__), 0);
    collect_names(c, &u->freevars, SCOPE_FREE, DEF_FREE_CLASS, u->cellvars.count);
    if (c->arena->echo) echo_unit(c, u);
    u->first_line = lineno;
    u->span = (AstSpan){lineno, 0, lineno, 0};
    c->nest_level++;
    u->current = block_new(c);
    if (kind == UNIT_MODULE)
        u->span.lineno = 0;
    else
        u->qualname = make_qualname(c, u);
    emit_arg(c, OP_RESUME, 0);
    if (kind == UNIT_MODULE) u->span.lineno = -1;
    return true; /* also when failed: unit_leave is due */
}

void unit_leave(Compiler *c) {
    Unit *u = c->unit;
    c->nest_level--;
    c->unit = u->parent;
    if (c->arena->echo) echo_unit_end(c, u);
    ast_arena_free(c->rt, &u->memory);
    compile_free(c->rt, u);
}

/* ---- blocks ---- */

Block *block_new(Compiler *c) {
    Block *block = c->failed ? NULL : ast_alloc(c->rt, &c->unit->memory, sizeof *block);
    if (!block) {
        c->failed = true;
        return &c->spare_block;
    }
    block->list = c->unit->blocks;
    c->unit->blocks = block;
    if (c->arena->echo) block->block = mem_alloc(c->rt, 56);
    return block;
}

Instr *block_append(Compiler *c, Block *block) {
    if (c->failed) return NULL;
    if (block->count == block->capacity) {
        int32_t capacity = block->capacity ? block->capacity * 2 : 8;
        Instr *instrs = ast_alloc(c->rt, &c->unit->memory, (size_t)capacity * sizeof *instrs);
        if (!instrs) {
            c->failed = true;
            return NULL;
        }
        if (block->count) memcpy(instrs, block->instrs, (size_t)block->count * sizeof *instrs);
        block->instrs = instrs;
        block->capacity = capacity;
    }
    return &block->instrs[block->count++];
}

void use_next_block(Compiler *c, Block *block) {
    if (c->failed) return;
    c->unit->current->next = block;
    c->unit->current = block;
    c->unit->need_new_block = false;
}

/* ---- instructions ---- */

static void emit_full(Compiler *c, int opcode, int32_t arg, Block *target, AstSpan span) {
    Unit *u = c->unit;
    if (c->failed) return;
    if (u->need_new_block) use_next_block(c, block_new(c));
    Instr *i = block_append(c, u->current);
    if (!i) return;
    *i = (Instr){.opcode = (int16_t)opcode, .oparg = arg, .target = target, .span = span};
    if (opcode == OP_RETURN_VALUE) u->current->has_return = true;
    if (is_jump(i) || opcode == OP_RETURN_VALUE || opcode == OP_RAISE_VARARGS ||
        opcode == OP_RERAISE) {
        u->need_new_block = true;
    }
}

static const AstSpan no_span = {-1, 0, 0, 0};

void emit(Compiler *c, int opcode) { emit_full(c, opcode, 0, NULL, c->unit->span); }
void emit_arg(Compiler *c, int opcode, int32_t arg) {
    emit_full(c, opcode, arg, NULL, c->unit->span);
}
void emit_jump(Compiler *c, int opcode, Block *target) {
    emit_full(c, opcode, 0, target, c->unit->span);
}
void emit_noline(Compiler *c, int opcode) { emit_full(c, opcode, 0, NULL, no_span); }
void emit_arg_noline(Compiler *c, int opcode, int32_t arg) {
    emit_full(c, opcode, arg, NULL, no_span);
}
void emit_jump_noline(Compiler *c, int opcode, Block *target) {
    emit_full(c, opcode, 0, target, no_span);
}

/* Index of `key`, added at the end if it is new. */
static int32_t index_of(Compiler *c, NameMap *map, Obj *key) {
    int32_t index = name_map_get(map, key, -1);
    if (index < 0 && c->echo.part) echo_part(c, map, key);
    if (index < 0) map_add(c, map, key, index = map->count);
    return index;
}

int32_t add_const(Compiler *c, Obj *constant) {
    Obj *merged = constant_merge(c, constant);
    int32_t count = c->unit->consts.count, index = merged ? index_of(c, &c->unit->consts, merged) : 0;
    Obj *twin = merged && index == count ? borrow(c->unit->consts_twin) : NULL;
    if (twin && twin_set(c->rt, twin, c->last_key, index) < 0) c->failed = true;
    return index;
}

void emit_const(Compiler *c, Obj *constant) {
    if (!c->failed) emit_arg(c, OP_LOAD_CONST, add_const(c, constant));
}

void emit_const_new(Compiler *c, Own constant) {
    if (!constant) {
        c->failed = true;
        return;
    }
    emit_const(c, borrow(constant));
    release(c->rt, constant);
}

void emit_const_int(Compiler *c, int64_t value) {
    if (!c->failed) emit_const_new(c, int_from_i64(c->rt, value));
}

void emit_none(Compiler *c) { emit_const(c, c->rt->none); }

void emit_name(Compiler *c, int opcode, Obj *name) {
    Obj *mangled = c->failed ? NULL : compiler_mangle(c, c->unit->private_name, name);
    if (mangled) emit_arg(c, opcode, index_of(c, &c->unit->names, mangled));
}

static void emit_deref(Compiler *c, NameMap *map, Obj *name, int context) {
    int load = c->unit->scope->kind == BLOCK_CLASS ? OP_LOAD_CLASSDEREF : OP_LOAD_DEREF;
    emit_arg(c,
             context == CTX_Load    ? load
             : context == CTX_Store ? OP_STORE_DEREF
                                    : OP_DELETE_DEREF,
             index_of(c, map, name));
}

void emit_variable(Compiler *c, Obj *name, int context) {
    static const uint8_t fast[] = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST};
    static const uint8_t global[] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL};
    static const uint8_t plain[] = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME};
    Unit *u = c->unit;
    if (c->failed || check_forbidden_name(c, name, context)) return;
    Obj *mangled = compiler_mangle(c, u->private_name, name);
    if (!mangled) return;
    bool in_function = u->scope->kind == BLOCK_FUNCTION, is_global = false;
    switch (scope_of_name(u->scope, mangled)) {
    case SCOPE_FREE: emit_deref(c, &u->freevars, mangled, context); return;
    case SCOPE_CELL: emit_deref(c, &u->cellvars, mangled, context); return;
    case SCOPE_LOCAL:
        if (!in_function) break;
        emit_arg(c, fast[context], index_of(c, &u->varnames, mangled));
        return;
    case SCOPE_GLOBAL_IMPLICIT: is_global = in_function; break;
    case SCOPE_GLOBAL_EXPLICIT: is_global = true; break;
    default: break;
    }
    int32_t index = index_of(c, &u->names, mangled);
    int opcode = is_global ? global[context] : plain[context];
    emit_arg(c, opcode, opcode == OP_LOAD_GLOBAL ? index << 1 : index);
}

void emit_call(Compiler *c, int32_t count) {
    emit_arg(c, OP_PRECALL, count);
    emit_arg(c, OP_CALL, count);
}

void emit_yield(Compiler *c) {
    if (c->unit->scope->generator && c->unit->scope->coroutine) emit(c, OP_ASYNC_GEN_WRAP);
    emit(c, OP_YIELD_VALUE);
    emit_arg(c, OP_RESUME, 1);
}

void emit_yield_from(Compiler *c, bool is_await) {
    Block *start = block_new(c), *resume = block_new(c), *exit = block_new(c);
    use_next_block(c, start);
    emit_jump(c, OP_SEND, exit);
    use_next_block(c, resume);
    emit(c, OP_YIELD_VALUE);
    emit_arg(c, OP_RESUME, is_await ? 3 : 2);
    emit_jump(c, PSEUDO_JUMP_NO_INTERRUPT, start);
    use_next_block(c, exit);
}

void emit_pop_except_and_reraise(Compiler *c) {
    emit_arg(c, OP_COPY, 3);
    emit(c, OP_POP_EXCEPT);
    emit_arg(c, OP_RERAISE, 1);
}

void emit_call_exit_with_nones(Compiler *c) {
    for (int i = 0; i < 3; i++) emit_none(c);
    emit_call(c, 2);
}

/* ---- open statements ---- */

void push_frame(Compiler *c, FrameKind kind, Block *block, Block *exit, void *datum) {
    Unit *u = c->unit;
    if (c->failed) return;
    if (u->frame_count >= MAX_BLOCKS) {
        compile_error(c, "too many statically nested blocks");
        return;
    }
    u->frames[u->frame_count++] = (FrameBlock){kind, block, exit, datum};
}

void pop_frame(Compiler *c) {
    if (!c->failed) c->unit->frame_count--;
}

/* ---- errors ---- */

static void raise_message(Compiler *c, AstSpan span, const char *format, va_list args) {
    if (!c->failed) {
        Own message = str_format_v(c->rt, format, args);
        const char *utf8 = message ? str_utf8(c->rt, borrow(message), NULL) : NULL;
        if (utf8) raise_syntax_error(c->rt, c->filename, c->text, c->length, utf8, span);
        xrelease(c->rt, message);
    }
    c->failed = true;
}

/* Errors of the stages before code has the message alone in args, and no end column if it is not
 * known. */
static void simplify_raised(Compiler *c, bool has_end) {
    Runtime *rt = c->rt;
    Own type, value, traceback;
    raised_fetch(rt, &type, &value, &traceback);
    exception_normalize(rt, &type, &value, &traceback);
    if (value && is_instance_of(borrow(value), EXC(rt, SyntaxError))) {
        SyntaxErrorObj *error = (SyntaxErrorObj *)borrow(value);
        Own args = error->msg ? tuple_pack(rt, 1, borrow(error->msg)) : (Own)0;
        if (args) own_set(rt, &error->exc.args, args);
        if (!has_end) own_set(rt, &error->end_offset, keep(rt->none));
    }
    raised_restore(rt, type, value, traceback);
}

void compiler_raise_at(Compiler *c, AstSpan span, const char *format, ...) {
    bool failed_before = c->failed;
    va_list args;
    va_start(args, format);
    raise_message(c, span, format, args);
    va_end(args);
    if (!failed_before && RAISED(c->rt)) simplify_raised(c, span.end_col_offset >= 0);
}

void compile_error(Compiler *c, const char *format, ...) {
    va_list args;
    va_start(args, format);
    raise_message(c, c->unit->span, format, args);
    va_end(args);
}

bool compile_warn(Compiler *c, const char *format, ...) {
    if (c->failed) return false;
    va_list args;
    va_start(args, format);
    Own message = str_format_v(c->rt, format, args);
    va_end(args);
    const char *utf8 = message ? str_utf8(c->rt, borrow(message), NULL) : NULL;
    int outcome = utf8 ? literal_warn(c->rt, false, utf8, c->filename, c->unit->span.lineno) : -1;
    if (outcome == -2)
        compile_error(c, "%s", utf8);
    else if (outcome < 0)
        c->failed = true;
    xrelease(c->rt, message);
    return outcome == 0;
}

bool check_forbidden_name(Compiler *c, Obj *name, int context) {
    if (context == CTX_Load || name != ID(c->rt, __debug__)) return false;
    compile_error(c,
                  context == CTX_Store ? "cannot assign to __debug__" : "cannot delete __debug__");
    return true;
}
