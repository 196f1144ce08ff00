/* Syntax trees as objects: compile() with ast.PyCF_ONLY_AST, and compile() of such objects. */
#ifndef HS_LIB_ASTMODULE_H
#define HS_LIB_ASTMODULE_H

#include "compile/ast.h"
#include "heap/runtime.h"

enum { HS_TREE_DEPTH_SCALE = 3 }; /* levels of a tree for each level of the recursion limit */

/* Whether `object` is a node (an instance of ast.AST). */
bool is_ast_object(Runtime *rt, Obj *object);
/* The tree as a new object. */
Own ast_object(Runtime *rt, Mod *mod);
/* The class of a field type (kind -1) or of one of its alternatives, borrowed. There is some node already. */
Obj *ast_class(Runtime *rt, AstFieldType type, int kind);
/* The tree that `object` describes, in `arena`: of the kind that compile()'s mode needs. NULL = raised. */
Mod *ast_tree(Runtime *rt, AstArena *arena, Obj *object, ModKind kind);

#endif
