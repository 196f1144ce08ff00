/* The abstract syntax tree and its arena. Node kinds, fields and their order are CPython 3.11's
 * (Parser/Python.asdl); the rows are in ast.def.
 *
 *   Stmt *s;  switch (s->kind) { case STMT_Return: use(s->Return.value); ... }
 *   Expr *e;  e->kind == EXPR_BinOp, e->BinOp.left, e->BinOp.op == operator_Add
 *   Pattern *p; p->kind == PATTERN_MatchAs; Mod *m; m->kind == MOD_Module
 *   AST_FOR(i, s->If.body) visit(s->If.body->items[i]);
 *
 * Positioned nodes have lineno (from 1), col_offset (UTF-8 bytes, from 0), end_lineno and
 * end_col_offset, together as `span`. OPT fields may be NULL. A sequence that is empty may be NULL:
 * use seq_count, seq_at or AST_FOR. Items of Dict.keys and Arguments.kw_defaults may be NULL.
 *
 * Nodes live in an arena and go with it, all at once. They hold no references: identifiers (interned
 * str), strings and constants are borrowed from the arena, which owns one reference for each time
 * it was given one, in one list object, as CPython's does. */
#ifndef COMPILE_AST_H
#define COMPILE_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "heap/ref.h"

/* ---- arena ---- */

typedef struct AstChunk AstChunk;

typedef struct {
    AstChunk *chunks; /* newest first */
    char *next;       /* free space of the newest chunk */
    char *end;
    Own objects;      /* list: what the nodes borrow */
    Own block;        /* stands for CPython's arena: an int, of the same size class; goes after the list */
    bool echo;        /* the parser and the compiler take what CPython's take from the pools */
} AstArena;

/* Raises MemoryError. A failed arena needs no ast_arena_free. */
int ast_arena_init(Runtime *rt, AstArena *arena);
void ast_arena_free(Runtime *rt, AstArena *arena);

/* `size` zeroed bytes, aligned for any node; NULL = MemoryError raised. */
void *ast_alloc(Runtime *rt, AstArena *arena, size_t size);

/* Gives `object` to the arena (also when this fails) and returns it borrowed. NULL = raised; NULL
 * in is passed on. */
Obj *ast_arena_keep(Runtime *rt, AstArena *arena, Own object);

/* ---- positions ---- */

typedef struct {
    int32_t lineno;
    int32_t col_offset;
    int32_t end_lineno;
    int32_t end_col_offset;
} AstSpan;

#define AST_POSITION                                             \
    union {                                                      \
        AstSpan span;                                            \
        struct {                                                 \
            int32_t lineno;                                      \
            int32_t col_offset;                                  \
            int32_t end_lineno;                                  \
            int32_t end_col_offset;                              \
        };                                                       \
    };

/* ---- names of the types ---- */

typedef struct Mod Mod;
typedef struct Stmt Stmt;
typedef struct Expr Expr;
typedef struct Pattern Pattern;
#define AST_RECORD(asdl_name, ctype, name, fields) typedef struct ctype ctype;
#include "compile/ast.def"

#define AST_SEQUENCE(SeqType, Item) \
    typedef struct {                \
        int32_t count;              \
        Item items[];               \
    } SeqType;

AST_SEQUENCE(StmtSeq, Stmt *)
AST_SEQUENCE(ExprSeq, Expr *)
AST_SEQUENCE(PatternSeq, Pattern *)
AST_SEQUENCE(ComprehensionSeq, Comprehension *)
AST_SEQUENCE(ExceptHandlerSeq, ExceptHandler *)
AST_SEQUENCE(ArgSeq, Arg *)
AST_SEQUENCE(KeywordSeq, Keyword *)
AST_SEQUENCE(AliasSeq, Alias *)
AST_SEQUENCE(WithItemSeq, WithItem *)
AST_SEQUENCE(MatchCaseSeq, MatchCase *)
AST_SEQUENCE(TypeIgnoreSeq, TypeIgnore *)
AST_SEQUENCE(IdentifierSeq, Obj *)
AST_SEQUENCE(CmpOpSeq, int32_t)

#define seq_count(seq) ((seq) ? (seq)->count : 0)
#define seq_at(seq, i) ((seq)->items[i])
#define AST_FOR(i, seq) for (int32_t i = 0; i < seq_count(seq); i++)

/* ---- enumerations: CTX_Load, BOOLOP_And, OPERATOR_Add, UNARYOP_Not, CMPOP_Eq ... ---- */

enum {
#define AST_CONTEXT(name) CTX_##name,
#include "compile/ast.def"
};
enum {
#define AST_BOOLOP(name) BOOLOP_##name,
#include "compile/ast.def"
};
enum {
#define AST_OPERATOR(name) OPERATOR_##name,
#include "compile/ast.def"
};
enum {
#define AST_UNARYOP(name) UNARYOP_##name,
#include "compile/ast.def"
};
enum {
#define AST_CMPOP(name) CMPOP_##name,
#include "compile/ast.def"
};

/* Kinds start at 1, so that a zeroed node is no node. */
typedef enum {
    MOD_None,
#define AST_MOD(name, fields) MOD_##name,
#include "compile/ast.def"
} ModKind;
typedef enum {
    STMT_None,
#define AST_STMT(name, fields) STMT_##name,
#include "compile/ast.def"
} StmtKind;
typedef enum {
    EXPR_None,
#define AST_EXPR(name, fields) EXPR_##name,
#include "compile/ast.def"
} ExprKind;
typedef enum {
    PATTERN_None,
#define AST_PATTERN(name, fields) PATTERN_##name,
#include "compile/ast.def"
} PatternKind;

/* ---- C types of the fields ---- */

#define AST_TYPE_stmt Stmt *
#define AST_TYPE_expr Expr *
#define AST_TYPE_pattern Pattern *
#define AST_TYPE_comprehension Comprehension *
#define AST_TYPE_excepthandler ExceptHandler *
#define AST_TYPE_arguments Arguments *
#define AST_TYPE_arg Arg *
#define AST_TYPE_keyword Keyword *
#define AST_TYPE_alias Alias *
#define AST_TYPE_withitem WithItem *
#define AST_TYPE_match_case MatchCase *
#define AST_TYPE_type_ignore TypeIgnore *
#define AST_TYPE_identifier Obj *
#define AST_TYPE_string Obj *
#define AST_TYPE_constant Obj *
#define AST_TYPE_int int32_t
#define AST_TYPE_expr_context int32_t
#define AST_TYPE_boolop int32_t
#define AST_TYPE_operator int32_t
#define AST_TYPE_unaryop int32_t
#define AST_TYPE_cmpop int32_t

#define AST_SEQ_stmt StmtSeq *
#define AST_SEQ_expr ExprSeq *
#define AST_SEQ_pattern PatternSeq *
#define AST_SEQ_comprehension ComprehensionSeq *
#define AST_SEQ_excepthandler ExceptHandlerSeq *
#define AST_SEQ_arg ArgSeq *
#define AST_SEQ_keyword KeywordSeq *
#define AST_SEQ_alias AliasSeq *
#define AST_SEQ_withitem WithItemSeq *
#define AST_SEQ_match_case MatchCaseSeq *
#define AST_SEQ_type_ignore TypeIgnoreSeq *
#define AST_SEQ_identifier IdentifierSeq *
#define AST_SEQ_cmpop CmpOpSeq *

/* ---- nodes ---- */

#define POSITION AST_POSITION
#define ONE(type, name) AST_TYPE_##type name;
#define OPT(type, name) AST_TYPE_##type name;
#define SEQ(type, name) AST_SEQ_##type name;

#define AST_RECORD(asdl_name, ctype, name, fields) \
    struct ctype {                                 \
        fields                                     \
    };
#include "compile/ast.def"

struct Mod {
    ModKind kind;
    union {
#define AST_MOD(name, fields) \
    struct Mod##name {        \
        fields                \
    } name;
#include "compile/ast.def"
    };
};

struct Stmt {
    StmtKind kind;
    AST_POSITION
    union {
#define AST_STMT(name, fields) \
    struct Stmt##name {        \
        fields                 \
    } name;
#include "compile/ast.def"
    };
};

/* Codegen's constant folding overwrites a node in place: any kind fits. */
struct Expr {
    ExprKind kind;
    AST_POSITION
    union {
#define AST_EXPR(name, fields) \
    struct Expr##name {        \
        fields                 \
    } name;
#include "compile/ast.def"
    };
};

struct Pattern {
    PatternKind kind;
    AST_POSITION
    union {
#define AST_PATTERN(name, fields) \
    struct Pattern##name {        \
        fields                    \
    } name;
#include "compile/ast.def"
    };
};

#undef POSITION
#undef ONE
#undef OPT
#undef SEQ

/* ---- constructors: NULL = MemoryError raised ---- */

Mod *ast_mod(Runtime *rt, AstArena *arena, ModKind kind);
Stmt *ast_stmt(Runtime *rt, AstArena *arena, StmtKind kind, AstSpan span);
Expr *ast_expr(Runtime *rt, AstArena *arena, ExprKind kind, AstSpan span);
Pattern *ast_pattern(Runtime *rt, AstArena *arena, PatternKind kind, AstSpan span);

/* A sequence of `count` zeroed pointers: ExprSeq *seq = ast_seq(rt, arena, n). */
void *ast_seq(Runtime *rt, AstArena *arena, int32_t count);

/* ---- description: for the dump, and for walkers that treat all kinds alike ---- */

typedef enum {
    FIELD_stmt,
    FIELD_expr,
    FIELD_pattern,
    FIELD_comprehension,
    FIELD_excepthandler,
    FIELD_arguments,
    FIELD_arg,
    FIELD_keyword,
    FIELD_alias,
    FIELD_withitem,
    FIELD_match_case,
    FIELD_type_ignore,
    FIELD_mod, /* the last class of nodes */
    FIELD_identifier,
    FIELD_string,
    FIELD_constant,
    FIELD_int,
    FIELD_expr_context,
    FIELD_boolop,
    FIELD_operator,
    FIELD_unaryop,
    FIELD_cmpop
} AstFieldType;

typedef enum { SHAPE_ONE, SHAPE_OPT, SHAPE_SEQ } AstShape;

typedef struct {
    const char *name;
    uint8_t type;  /* AstFieldType */
    uint8_t shape; /* AstShape */
} AstField;

typedef struct {
    const char *name;
    const AstField *fields;
    uint8_t count;
    bool has_span;
} AstNodeInfo;

/* Name and fields of `node`, whose class is FIELD_stmt ... FIELD_mod. */
const AstNodeInfo *ast_info(AstFieldType type, const void *node);
/* Its position, NULL for those without. */
const AstSpan *ast_span(AstFieldType type, const void *node);
/* Addresses of its fields, in order: of a pointer, or of an int32_t. At most 8 are written. */
void ast_fields(AstFieldType type, void *node, void *addresses[8]);

/* The classes: those of nodes come first (stmt ... mod), those that are only a name last (expr_context ... cmpop). */
enum { AST_NODE_CLASSES = FIELD_mod + 1, AST_FIRST_ENUM = FIELD_expr_context, AST_FIELD_TYPES = FIELD_cmpop + 1 };
const char *ast_type_name(AstFieldType type);
/* Alternative number `kind`, from 0, of a class of nodes; NULL behind the last. */
const AstNodeInfo *ast_alternative(AstFieldType type, int kind);
/* The same for an enumeration. */
const char *ast_enum_name(AstFieldType type, int value);
/* A node whose kind is the alternative's. NULL = MemoryError raised. */
void *ast_new(Runtime *rt, AstArena *arena, AstFieldType type, int kind);
bool ast_field_is_number(const AstField *field); /* its place holds an int32_t */

/* Raises what is wrong with a tree that a program made: ValueError, TypeError, RecursionError. -1 = raised. */
int ast_validate(Runtime *rt, Mod *mod);
/* SyntaxError for what Python 3.`minor` did not have. -1 = raised. */
int ast_check_version(Runtime *rt, Mod *mod, int minor, Obj *filename);

/* Calls `visit` for each direct child node, in field order; stops at the first answer that is not
 * 0 and returns it. NULL items of sequences are skipped. */
typedef int (*AstVisit)(void *context, AstFieldType type, void *node);
int ast_walk_children(AstFieldType type, void *node, AstVisit visit, void *context);

/* Writes a node as ast.dump(node, include_attributes=True) does. `repr` writes a constant. */
typedef struct AstWriter AstWriter;
struct AstWriter {
    void (*write)(AstWriter *writer, const char *text, size_t length);
    void (*repr)(AstWriter *writer, Obj *constant);
    void *context;
};
void ast_dump(AstWriter *writer, AstFieldType type, void *node);

#endif
