/* compile(..., _feature_version): what an older Python 3 would not have understood, found in the finished tree. */
#include "compile/ast.h"
#include "compile/parse.h"
#include "compile/format.h"
#include "heap/runtime.h"

typedef struct Check {
    Runtime *rt;
    Obj *filename;
    int minor;
} Check;

static const char *const async_comprehension = "Async comprehensions are", *const annotations = "Variable annotation syntax is",
                  *const assignment = "Assignment expressions are", *const positional_only = "Positional-only parameters are";

static const char *stmt_feature(const Stmt *s, int *since) {
    *since = 5;
    switch (s->kind) {
    case STMT_AsyncFunctionDef: return "Async functions are";
    case STMT_AsyncFor: return "Async for loops are";
    case STMT_AsyncWith: return "Async with statements are";
    case STMT_AugAssign: return s->AugAssign.op == OPERATOR_MatMult ? "The '@' operator is" : NULL;
    case STMT_AnnAssign: *since = 6; return annotations;
    case STMT_Match: *since = 10; return "Pattern matching is";
    case STMT_TryStar: *since = 11; return "Exception groups are";
    default: return NULL;
    }
}

static const char *expr_feature(const Expr *e, int *since) {
    *since = 5;
    switch (e->kind) {
    case EXPR_Await: return "Await expressions are";
    case EXPR_BinOp: return e->BinOp.op == OPERATOR_MatMult ? "The '@' operator is" : NULL;
    case EXPR_JoinedStr: *since = 6; return "Format strings are";
    case EXPR_NamedExpr: *since = 8; return assignment;
    default: return NULL;
    }
}

static const char *feature(AstFieldType type, const void *node, int *since) {
    switch (type) {
    case FIELD_stmt: return stmt_feature(node, since);
    case FIELD_expr: return expr_feature(node, since);
    case FIELD_comprehension: *since = 6; return ((const Comprehension *)node)->is_async ? async_comprehension : NULL;
    case FIELD_arguments: *since = 8; return seq_count(((const Arguments *)node)->posonlyargs) ? positional_only : NULL;
    default: return NULL;
    }
}

static int check(void *context, AstFieldType type, void *node) {
    const Check *check_ = context;
    int since = 0;
    const char *what = feature(type, node, &since);
    const AstSpan *span = ast_span(type, node);
    if (!what || check_->minor >= since) return ast_walk_children(type, node, check, context);
    char message[120];
    format_message(message, sizeof message, "%s only supported in Python 3.%d and greater", what, since);
    raise_syntax_error(check_->rt, check_->filename, NULL, 0, message, span ? *span : (AstSpan){1, 0, 1, 0});
    return 1;
}

int ast_check_version(Runtime *rt, Mod *mod, int minor, Obj *filename) {
    Check context = {rt, filename, minor};
    return ast_walk_children(FIELD_mod, mod, check, &context) ? -1 : 0;
}
