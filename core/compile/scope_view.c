/* The table of scopes as Python objects, for the library module symtable. */
#include "compile/codegen.h"
#include "object/dict.h"
#include "object/fields.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"

static Own block_name(Runtime *rt, const Scope *scope) {
    static const char *const comprehensions[] = {"lambda", "listcomp", "dictcomp", "setcomp", "genexpr"};
    const Stmt *stmt = scope->node;
    if (scope->kind == BLOCK_MODULE) return str_intern_cstr(rt, "top");
    if (scope->kind == BLOCK_CLASS) return keep(stmt->ClassDef.name);
    _Static_assert((int)EXPR_Lambda > (int)STMT_AsyncFunctionDef, "a lambda is told from a function by its kind");
    if (!scope->comprehension && (stmt->kind == STMT_FunctionDef || stmt->kind == STMT_AsyncFunctionDef))
        return keep(stmt->FunctionDef.name);
    return str_intern_cstr(rt, comprehensions[scope->comprehension]);
}

static Own symbols_view(Runtime *rt, const NameMap *symbols) {
    Own dict = dict_new(rt);
    for (int32_t i = 0; dict && i < symbols->count; i++) {
        Own flags = int_from_i64(rt, symbols->values[i]);
        if (!flags || dict_set(rt, borrow(dict), symbols->keys[i], borrow(flags)) < 0) own_clear(rt, &dict);
        release(rt, flags);
    }
    return dict;
}

static Own params_view(Runtime *rt, const NameMap *params) {
    Own list = list_new(rt, 0);
    for (int32_t i = 0; list && i < params->count; i++)
        if (list_append_steal(rt, borrow(list), keep(params->keys[i])) < 0) own_clear(rt, &list);
    return list;
}

Own scope_view(Runtime *rt, const Scope *scope) {
    Own children = list_new(rt, 0);
    for (const Scope *child = scope->first_child; children && child; child = child->sibling) {
        Own view = scope_view(rt, child);
        if (!view || list_append_steal(rt, borrow(children), view) < 0) own_clear(rt, &children);
    }
    if (!children) return (Own)0;
    return tuple_build(rt, "NiiiNNN", block_name(rt, scope), (int)scope->kind, scope->kind == BLOCK_MODULE ? 0 : scope->span.lineno,
                       (int)scope->nested, symbols_view(rt, &scope->symbols), params_view(rt, &scope->params), children);
}
