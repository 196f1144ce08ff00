/* What ast.def says about each kind of node, as tables; walking and printing any node by them. */

#include "compile/ast.h"
#include "compile/format.h"

/* ---- tables ---- */

#define ONE(type, name) {#name, FIELD_##type, SHAPE_ONE},
#define OPT(type, name) {#name, FIELD_##type, SHAPE_OPT},
#define SEQ(type, name) {#name, FIELD_##type, SHAPE_SEQ},
#define POSITION
#define END_OF_FIELDS                                                                              \
    { NULL, 0, 0 }

#define AST_MOD(node, fields) static const AstField mod_##node[] = {fields END_OF_FIELDS};
#define AST_STMT(node, fields) static const AstField stmt_##node[] = {fields END_OF_FIELDS};
#define AST_EXPR(node, fields) static const AstField expr_##node[] = {fields END_OF_FIELDS};
#define AST_PATTERN(node, fields) static const AstField pattern_##node[] = {fields END_OF_FIELDS};
#define AST_RECORD(asdl, ctype, node, fields)                                                      \
    static const AstField asdl##_[] = {fields END_OF_FIELDS};
#include "compile/ast.def"

#define ROW(name, fields, span) {name, fields, HS_COUNT(fields) - 1, span},

static const AstNodeInfo mod_info[] = {
#define AST_MOD(node, fields) ROW(#node, mod_##node, false)
#include "compile/ast.def"
};
static const AstNodeInfo stmt_info[] = {
#define AST_STMT(node, fields) ROW(#node, stmt_##node, true)
#include "compile/ast.def"
};
static const AstNodeInfo expr_info[] = {
#define AST_EXPR(node, fields) ROW(#node, expr_##node, true)
#include "compile/ast.def"
};
static const AstNodeInfo pattern_info[] = {
#define AST_PATTERN(node, fields) ROW(#node, pattern_##node, true)
#include "compile/ast.def"
};

#undef POSITION
#undef ONE
#undef OPT
#undef SEQ
#define POSITION 1 +
#define ONE(type, name)
#define OPT(type, name)
#define SEQ(type, name)

static const AstNodeInfo record_info[] = {
#define AST_RECORD(asdl, ctype, node, fields)                                                      \
    [FIELD_##asdl] = {#node, asdl##_, HS_COUNT(asdl##_) - 1, (fields 0) != 0},
#include "compile/ast.def"
};

#define NAME_ROW(name) #name,
static const char *const context_names[] = {
#define AST_CONTEXT NAME_ROW
#include "compile/ast.def"
};
static const char *const boolop_names[] = {
#define AST_BOOLOP NAME_ROW
#include "compile/ast.def"
};
static const char *const operator_names[] = {
#define AST_OPERATOR NAME_ROW
#include "compile/ast.def"
};
static const char *const unaryop_names[] = {
#define AST_UNARYOP NAME_ROW
#include "compile/ast.def"
};
static const char *const cmpop_names[] = {
#define AST_CMPOP NAME_ROW
#include "compile/ast.def"
};

static const char *const type_names[] = {"stmt",        "expr",       "pattern",    "comprehension", "excepthandler", "arguments",
                                         "arg",         "keyword",    "alias",      "withitem",      "match_case",    "type_ignore",
                                         "mod",         "identifier", "string",     "constant",      "int",           "expr_context",
                                         "boolop",      "operator",   "unaryop",    "cmpop"};

/* ---- access ---- */

const AstNodeInfo *ast_info(AstFieldType type, const void *node) {
    switch (type) {
    case FIELD_mod: return &mod_info[((const Mod *)node)->kind - 1];
    case FIELD_stmt: return &stmt_info[((const Stmt *)node)->kind - 1];
    case FIELD_expr: return &expr_info[((const Expr *)node)->kind - 1];
    case FIELD_pattern: return &pattern_info[((const Pattern *)node)->kind - 1];
    default: return &record_info[type];
    }
}

const AstSpan *ast_span(AstFieldType type, const void *node) {
    switch (type) {
    case FIELD_stmt: return &((const Stmt *)node)->span;
    case FIELD_expr: return &((const Expr *)node)->span;
    case FIELD_pattern: return &((const Pattern *)node)->span;
    case FIELD_mod: return NULL;
    default: return record_info[type].has_span ? node : NULL;
    }
}

/* The tables of the alternatives, NULL behind the last. */
const AstNodeInfo *ast_alternative(AstFieldType type, int kind) {
    switch (type) {
    case FIELD_mod: return kind < (int)HS_COUNT(mod_info) ? &mod_info[kind] : NULL;
    case FIELD_stmt: return kind < (int)HS_COUNT(stmt_info) ? &stmt_info[kind] : NULL;
    case FIELD_expr: return kind < (int)HS_COUNT(expr_info) ? &expr_info[kind] : NULL;
    case FIELD_pattern: return kind < (int)HS_COUNT(pattern_info) ? &pattern_info[kind] : NULL;
    default: return kind ? NULL : &record_info[type];
    }
}

const char *ast_enum_name(AstFieldType type, int value) {
    static const struct {
        const char *const *names;
        int count;
    } lists[] = {{context_names, HS_COUNT(context_names)},
                 {boolop_names, HS_COUNT(boolop_names)},
                 {operator_names, HS_COUNT(operator_names)},
                 {unaryop_names, HS_COUNT(unaryop_names)},
                 {cmpop_names, HS_COUNT(cmpop_names)}};
    int list = (int)type - FIELD_expr_context;
    return value < lists[list].count ? lists[list].names[value] : NULL;
}

const char *ast_type_name(AstFieldType type) { return type_names[type]; }

bool ast_field_is_number(const AstField *field) {
    return field->type >= FIELD_int && field->shape != SHAPE_SEQ;
}

/* Fields follow each other with their natural alignment. */
void ast_fields(AstFieldType type, void *node, void *addresses[8]) {
    const AstNodeInfo *info = ast_info(type, node);
    size_t offset;
    switch (type) {
    case FIELD_mod: offset = offsetof(Mod, Module); break;
    case FIELD_stmt: offset = offsetof(Stmt, FunctionDef); break;
    case FIELD_expr: offset = offsetof(Expr, BoolOp); break;
    case FIELD_pattern: offset = offsetof(Pattern, MatchValue); break;
    default: offset = info->has_span ? sizeof(AstSpan) : 0; break;
    }
    for (int i = 0; i < info->count; i++) {
        size_t size = ast_field_is_number(&info->fields[i]) ? sizeof(int32_t) : sizeof(void *);
        offset = round_up(offset, size);
        addresses[i] = (char *)node + offset;
        offset += size;
    }
}

void *ast_new(Runtime *rt, AstArena *arena, AstFieldType type, int kind) {
    switch (type) {
    case FIELD_mod: return ast_mod(rt, arena, (ModKind)(kind + 1));
    case FIELD_stmt: return ast_stmt(rt, arena, (StmtKind)(kind + 1), (AstSpan){0, 0, 0, 0});
    case FIELD_expr: return ast_expr(rt, arena, (ExprKind)(kind + 1), (AstSpan){0, 0, 0, 0});
    case FIELD_pattern: return ast_pattern(rt, arena, (PatternKind)(kind + 1), (AstSpan){0, 0, 0, 0});
    default: return ast_alloc(rt, arena, (record_info[type].has_span ? sizeof(AstSpan) : 0) + record_info[type].count * sizeof(void *));
    }
}

int ast_walk_children(AstFieldType type, void *node, AstVisit visit, void *context) {
    const AstNodeInfo *info = ast_info(type, node);
    void *addresses[8];
    ast_fields(type, node, addresses);
    for (int i = 0; i < info->count; i++) {
        const AstField *field = &info->fields[i];
        if (field->type > FIELD_mod) continue;
        void *value = *(void **)addresses[i];
        if (field->shape != SHAPE_SEQ) {
            int answer = value ? visit(context, field->type, value) : 0;
            if (answer) return answer;
            continue;
        }
        ExprSeq *seq = value;
        AST_FOR(k, seq) {
            int answer = seq->items[k] ? visit(context, field->type, seq->items[k]) : 0;
            if (answer) return answer;
        }
    }
    return 0;
}

/* ---- printing ---- */

static void put(AstWriter *writer, const char *text) { writer->write(writer, text, strlen(text)); }

static void put_number(AstWriter *writer, const char *before, int32_t number) {
    char text[64];
    format_message(text, sizeof text, "%s%d", before, (int)number);
    put(writer, text);
}

static void put_value(AstWriter *writer, const AstField *field, const void *address) {
    int32_t number = *(const int32_t *)address;
    switch (field->type) {
    case FIELD_int: put_number(writer, "", number); return;
    case FIELD_expr_context: put(writer, context_names[number]); break;
    case FIELD_boolop: put(writer, boolop_names[number]); break;
    case FIELD_operator: put(writer, operator_names[number]); break;
    case FIELD_unaryop: put(writer, unaryop_names[number]); break;
    case FIELD_cmpop: put(writer, cmpop_names[number]); break;
    default: {
        void *value = *(void *const *)address;
        if (!value) {
            put(writer, "None");
        } else if (field->type > FIELD_mod) {
            writer->repr(writer, value);
        } else {
            ast_dump(writer, field->type, value);
        }
        return;
    }
    }
    put(writer, "()");
}

static void put_sequence(AstWriter *writer, const AstField *field, void *value) {
    put(writer, "[");
    if (field->type == FIELD_cmpop) {
        CmpOpSeq *ops = value;
        AST_FOR(i, ops) {
            if (i) put(writer, ", ");
            put_value(writer, field, &ops->items[i]);
        }
    } else {
        ExprSeq *seq = value;
        AST_FOR(i, seq) {
            if (i) put(writer, ", ");
            put_value(writer, field, &seq->items[i]);
        }
    }
    put(writer, "]");
}

void ast_dump(AstWriter *writer, AstFieldType type, void *node) {
    const AstNodeInfo *info = ast_info(type, node);
    const AstSpan *span = ast_span(type, node);
    void *addresses[8];
    const char *separator = "";
    ast_fields(type, node, addresses);
    put(writer, info->name);
    put(writer, "(");
    for (int i = 0; i < info->count; i++) {
        const AstField *field = &info->fields[i];
        void *value = ast_field_is_number(field) ? NULL : *(void **)addresses[i];
        if (!ast_field_is_number(field) && field->shape == SHAPE_OPT && !value) continue;
        put(writer, separator);
        put(writer, field->name);
        put(writer, "=");
        if (field->shape == SHAPE_SEQ) {
            put_sequence(writer, field, value);
        } else {
            put_value(writer, field, addresses[i]);
        }
        separator = ", ";
    }
    if (span) {
        put(writer, separator);
        put_number(writer, "lineno=", span->lineno);
        put_number(writer, ", col_offset=", span->col_offset);
        put_number(writer, ", end_lineno=", span->end_lineno);
        put_number(writer, ", end_col_offset=", span->end_col_offset);
    }
    put(writer, ")");
}
