/* State of one compilation and what its stages share: tree → scopes → blocks of instructions → code
 * object.
 *
 * Everything here is raw memory: `scratch` lasts as long as the compilation, a unit's own memory as
 * long as the unit. Objects made on the way are held by `kept` or by the constant cache until the
 * end. The first failure raises and sets `failed`; from then on every stage does nothing. */
#ifndef COMPILE_CODEGEN_H
#define COMPILE_CODEGEN_H

#include "compile/ast.h"
#include "compile/name_map.h"
#include "compile/opcode.h"
#include "compile/symtable.h"
#include "object/function.h"

enum {
    CO_FUTURE_ANNOTATIONS = 0x1000000,
    CO_FUTURE_BARRY = 0x400000,
    CO_FUTURE_MASK = 0x1fe0000,
    COMPILE_TOP_LEVEL_AWAIT = 0x2000
};

/* Instructions that exist only until assembly. */
enum {
    PSEUDO_SETUP_FINALLY = 256,
    PSEUDO_SETUP_CLEANUP,
    PSEUDO_SETUP_WITH,
    PSEUDO_POP_BLOCK,
    PSEUDO_JUMP,
    PSEUDO_JUMP_NO_INTERRUPT,
    PSEUDO_POP_JUMP_IF_FALSE,
    PSEUDO_POP_JUMP_IF_TRUE,
    PSEUDO_POP_JUMP_IF_NONE,
    PSEUDO_POP_JUMP_IF_NOT_NONE
};

enum { MAX_BLOCKS = 20, STACK_USE_GUIDELINE = 30, EXCEPT_STACK_SIZE = 176 /* CPython's */ };

typedef struct Block Block;

typedef struct Instr {
    int16_t opcode;
    int32_t oparg;
    Block *target;  /* of a jump or of a SETUP */
    Block *handler; /* where an exception goes; known before assembly */
    AstSpan span;   /* lineno -1: artificial */
} Instr;

typedef struct ExceptStack {
    Block *handlers[MAX_BLOCKS + 1];
    int depth;
} ExceptStack;

/* Straight-line code. `next` is the block below it, `list` the one that was made before it. */
struct Block {
    Block *list, *next;
    Instr *instrs;
    int32_t count, capacity;
    void *block; /* echo.h: CPython's */
    int32_t predecessors, start_depth, offset;
    ExceptStack *except_stack;
    bool no_fallthrough, preserve_lasti, visited, is_exit, has_return;
};

/* Statements that are open where code is being written: what break, continue and return must undo.
 */
typedef enum {
    FRAME_WHILE_LOOP,
    FRAME_FOR_LOOP,
    FRAME_TRY_EXCEPT,
    FRAME_FINALLY_TRY,
    FRAME_FINALLY_END,
    FRAME_WITH,
    FRAME_ASYNC_WITH,
    FRAME_HANDLER_CLEANUP,
    FRAME_POP_VALUE,
    FRAME_EXCEPTION_HANDLER,
    FRAME_EXCEPTION_GROUP_HANDLER,
    FRAME_ASYNC_COMPREHENSION
} FrameKind;

typedef struct FrameBlock {
    FrameKind kind;
    Block *block, *exit;
    void *datum; /* StmtSeq * of a finally, Stmt * of a with, name of a handler */
} FrameBlock;

typedef enum {
    UNIT_MODULE,
    UNIT_CLASS,
    UNIT_FUNCTION,
    UNIT_ASYNC_FUNCTION,
    UNIT_LAMBDA,
    UNIT_COMPREHENSION
} UnitKind;

/* Code that becomes one code object. */
typedef struct Unit {
    struct Unit *parent;
    AstArena memory;
    Scope *scope;
    UnitKind kind;
    Obj *name, *qualname, *private_name;
    NameMap consts, names, varnames, cellvars, freevars; /* consts: merged constant → index */
    int32_t argcount, posonlyargcount, kwonlyargcount, first_line;
    Block *blocks, *current;
    FrameBlock frames[MAX_BLOCKS];
    int frame_count;
    AstSpan span; /* position of the next instruction */
    bool need_new_block;
    Own consts_twin; /* echo.h */
    void *capsule;
} Unit;

typedef struct ConstEntry {
    uint64_t hash;
    Own value, key; /* key: echo.h, or NULL */
} ConstEntry;

typedef struct Compiler {
    Runtime *rt;
    AstArena *arena; /* the tree's */
    AstArena scratch;
    Obj *filename;
    const char *text; /* the program, NULL if it is no file */
    size_t length;
    int flags; /* future features and PyCF_* */
    int optimize;
    int32_t future_line; /* of the last __future__ import */
    bool interactive, failed;
    int nest_level;
    Scope **scope_table; /* by address of the node */
    uint32_t scope_mask, scope_count;
    Scope *module_scope;
    ConstEntry *constants;    /* in order of appearance */
    uint32_t *constant_slots; /* open addressing: index + 1 */
    uint32_t constant_count, constant_capacity;
    Obj *last_key; /* of the constant merged last */
    CompilerEcho echo;
    Own *kept;
    int32_t kept_count, kept_capacity;
    Unit *unit;
    Block spare_block; /* stands for a block that could not be made */
} Compiler;

/* ---- compile.c ---- */
/* name[start..end) of a dotted name, as long as the compiler runs; echo.part is to be cleared behind its use. */
Obj *compiler_name_part(Compiler *c, Obj *name, intptr_t start, intptr_t end);
Obj *compiler_keep(Compiler *c, Own object); /* holds until the end; NULL in or no memory: failed */
Obj *compiler_intern(Compiler *c, const char *ascii);
Obj *compiler_mangle(Compiler *c, Obj *private_name, Obj *name);
void compiler_raise_at(Compiler *c, AstSpan span, const char *format, ...);
void *compiler_alloc(Compiler *c, size_t size); /* scratch; NULL: failed */
int compiler_start_depth(Compiler *c);          /* of the recursion count of a stage */
int compiler_depth_limit(Compiler *c);
void compiler_too_deep(Compiler *c);
Obj *body_docstring(Compiler *c, const StmtSeq *body); /* or NULL */

/* ---- echo.c ---- */
HS_INLINE Own echo_dict(Compiler *c) { return c->arena->echo ? echo_new_dict(c) : (Own)0; }
HS_INLINE Own echo_set(Compiler *c, Obj *items) { return c->arena->echo ? echo_new_set(c, items) : (Own)0; }

/* ---- fold.c ---- */
void fold_mod(Compiler *c, Mod *mod);
/* The number of a binary operator of the tree as an argument of BINARY_OP. */
extern const uint8_t binary_ops[];

/* ---- unparse.c ---- */
Own unparse_expr(Runtime *rt, Expr *e);

/* ---- constants.c: constants shared by all code objects of a compilation ---- */
Obj *constant_merge(Compiler *c, Obj *constant);     /* with its items; borrowed */
void constant_merge_one(Compiler *c, Own *constant); /* itself only */
void constants_free(Compiler *c);

/* ---- codegen.c: units, blocks, instructions ---- */
bool unit_enter(Compiler *c, Obj *name, UnitKind kind, const void *node, int32_t lineno);
void unit_leave(Compiler *c);
Block *block_new(Compiler *c);
Instr *block_append(Compiler *c, Block *block);
void use_next_block(Compiler *c, Block *block);
void emit(Compiler *c, int opcode);
void emit_arg(Compiler *c, int opcode, int32_t arg);
void emit_jump(Compiler *c, int opcode, Block *target);
void emit_noline(Compiler *c, int opcode);
void emit_arg_noline(Compiler *c, int opcode, int32_t arg);
void emit_jump_noline(Compiler *c, int opcode, Block *target);
int32_t add_const(Compiler *c, Obj *constant);
void emit_const(Compiler *c, Obj *constant);
void emit_const_new(Compiler *c, Own constant);
void emit_const_int(Compiler *c, int64_t value);
void emit_none(Compiler *c);
void emit_name(Compiler *c, int opcode, Obj *name);      /* argument = index in names, mangled */
void emit_variable(Compiler *c, Obj *name, int context); /* CTX_Load ... */
void emit_call(Compiler *c, int32_t count);
void emit_yield(Compiler *c);
void emit_yield_from(Compiler *c, bool is_await);
void emit_pop_except_and_reraise(Compiler *c);
void emit_call_exit_with_nones(Compiler *c);
void push_frame(Compiler *c, FrameKind kind, Block *block, Block *exit, void *datum);
void pop_frame(Compiler *c);
void compile_error(Compiler *c, const char *format, ...);
bool compile_warn(Compiler *c, const char *format, ...);
bool check_forbidden_name(Compiler *c, Obj *name, int context); /* true: an error was raised */
HS_INLINE void set_span(Compiler *c, AstSpan span) { c->unit->span = span; }
HS_INLINE void unset_span(Compiler *c) { c->unit->span = (AstSpan){-1, -1, -1, -1}; }
HS_INLINE bool has_top_level_await(Compiler *c) {
    return (c->flags & COMPILE_TOP_LEVEL_AWAIT) && c->unit->scope->kind == BLOCK_MODULE;
}

/* ---- codegen_*.c ---- */
void visit_expr(Compiler *c, Expr *e);
void visit_exprs(Compiler *c, const ExprSeq *exprs);
void visit_stmt(Compiler *c, Stmt *s);
void visit_stmts(Compiler *c, const StmtSeq *stmts);
void jump_if(Compiler *c, Expr *e, Block *target, bool condition);
void emit_compare(Compiler *c, int op);
void emit_binary(Compiler *c, int op, bool inplace);
void span_to_attribute(Compiler *c, const Expr *attribute);
void visit_call(Compiler *c, Expr *e);
void emit_call_arguments(Compiler *c, int32_t pushed, const ExprSeq *args,
                         const KeywordSeq *keywords);
void emit_display(Compiler *c, const ExprSeq *items, int32_t pushed, int build, int add, int extend,
                  bool is_tuple);
void visit_comprehension_expr(Compiler *c, Expr *e);
void visit_function(Compiler *c, Stmt *s);
void visit_class(Compiler *c, Stmt *s);
void visit_lambda(Compiler *c, Expr *e);
void visit_module_body(Compiler *c, const StmtSeq *body);
bool has_annotations(const StmtSeq *body);
void emit_closure(Compiler *c, Obj *code, int32_t flags);
void emit_annotation(Compiler *c, Expr *annotation); /* evaluated, or as text */
void visit_try(Compiler *c, Stmt *s);
void visit_with(Compiler *c, Stmt *s, int32_t position);
void visit_async_with(Compiler *c, Stmt *s, int32_t position);
void unwind_frame(Compiler *c, const FrameBlock *frame, bool preserve_top);
void unwind_frames(Compiler *c, bool preserve_top, FrameBlock **loop);
void visit_match(Compiler *c, Stmt *s);

/* ---- flowgraph.c ---- */
typedef struct ConstList {
    Own *items;
    int32_t count, capacity;
} ConstList;
HS_INLINE bool is_block_push(const Instr *i) {
    return i->opcode >= PSEUDO_SETUP_FINALLY && i->opcode <= PSEUDO_SETUP_WITH;
}
HS_INLINE bool is_jump(const Instr *i) {
    return i->opcode >= 256 ? i->opcode >= PSEUDO_JUMP
                            : (opcode_info[i->opcode].flags & (OPF_JUMP | OPF_JUMP_BACK)) != 0;
}
HS_INLINE Instr *block_last(Block *b) { return &b->instrs[b->count - 1]; }
void flow_prepare(Compiler *c);
void flow_optimize(Compiler *c, Block *entry, ConstList *consts);
void flow_duplicate_exits(Compiler *c);
void flow_finish_lines(Compiler *c, Block *entry);
int32_t flow_stack_depth(Compiler *c);
void flow_label_handlers(Compiler *c, Block *entry);
void flow_clean_blocks(Block *entry);
void flow_normalize_jumps(Block *entry);

/* ---- assemble.c: the code object of the current unit ---- */
Own assemble_unit(Compiler *c, bool add_none);

#endif
