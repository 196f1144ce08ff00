/* Functions, bound methods, builtin functions, cells, classmethod, staticmethod, modules, code objects. */
#ifndef HS_OBJECT_FUNCTION_H
#define HS_OBJECT_FUNCTION_H

#include "heap/runtime.h"
#include "heap/seam.h"

typedef uint16_t CodeUnit; /* low byte opcode, high byte argument */
typedef struct CodeObj {   /* virtual 184 + 2 * size */
    VarObj head;           /* size: code units */
    Own consts, names, exception_table, localsplusnames, localspluskinds, filename, name, qualname, linetable;
    Own code_cache; /* co_code, made on demand */
    Obj *weaklist;
    void *extra; /* of CODE_LONG units or more: lines of all units and -1, raw memory; else vm: where such a table lies */
    int32_t argcount, posonlyargcount, kwonlyargcount, stacksize, firstlineno, flags;
    int32_t nlocalsplus, nlocals, nplaincellvars, ncellvars, nfreevars;
    int32_t warmup; /* how often it ran; CODE_QUICKENED when it is specialised as it runs */
    uint32_t version;
    int32_t first_traceable; /* index of the first instruction after the prologue (RESUME) */
    bool names_spec; /* it or code in it names the spec or the loader of the module that it runs in, which then are made at once */
    int32_t incomplete; /* not 0: `linetable` has lines alone; number in the module's compiled form (compile/code_file.h) */
    CodeUnit units[];        /* specialised in place; co_code gives the original */
} CodeObj;
enum { CODE_QUICKENED = 1 << 30 };
#define CODE(o) ((CodeObj *)(o))
enum { CO_OPTIMIZED = 1, CO_NEWLOCALS = 2, CO_VARARGS = 4, CO_VARKEYWORDS = 8, CO_NESTED = 16, CO_GENERATOR = 32,
       CO_COROUTINE = 128, CO_ITERABLE_COROUTINE = 256, CO_ASYNC_GENERATOR = 512 };
enum { LOCAL_FAST = 0x20, LOCAL_CELL = 0x40, LOCAL_FREE = 0x80 }; /* localspluskinds */
enum { CODE_LONG = 4096 }; /* units */
typedef struct CodeInit { /* everything borrowed */
    Obj *consts, *names, *exception_table, *localsplusnames, *localspluskinds, *filename, *name, *qualname, *linetable;
    const CodeUnit *units;
    int32_t unit_count, argcount, posonlyargcount, kwonlyargcount, stacksize, firstlineno, flags;
} CodeInit;
/* New code object; interns names and identifier-like constants as CPython does. */
Own code_new(Runtime *rt, const CodeInit *init);
/* Its table of locations is whole from now on (if it can be). Before anything looks at columns. */
HS_INLINE void code_complete(Runtime *rt, Obj *code) {
    if (CODE(code)->incomplete) code_read_columns(rt, code);
}
/* Whether CPython has in C what this code is of: the library's twin of a module in C. Such code leaves no entry in tracebacks. */
bool code_is_twin(Obj *code);
/* Line of the instruction at unit index, -1 = none; and its whole position (any out may be NULL; -1 = none). */
int code_line(CodeObj *code, int unit);
/* Lines of all units, -1 = none, into `lines` (head.size of them), in one pass. */
void code_all_lines(CodeObj *code, int32_t *lines);
bool code_position(CodeObj *code, int unit, int *line, int *end_line, int *column, int *end_column);

typedef struct FunctionObj { /* virtual 136 */
    Obj base;
    Own globals, builtins, name, qualname, code, defaults, kwdefaults, closure, doc, dict, module, annotations;
    Obj *weaklist;
    uint32_t version;
} FunctionObj;
#define FUNCTION(o) ((FunctionObj *)(o))
Own function_new(Runtime *rt, Obj *code, Obj *globals, Obj *qualname /* or NULL */);
uint32_t function_version(Runtime *rt, FunctionObj *function);
HS_INLINE bool is_function(Runtime *rt, Obj *o) { return o->type == T(rt, FUNCTION); }
/* Whether CPython has it in C as a function of a module: as an attribute of a class it stays what it is. */
bool function_is_twin(Obj *function);
/* Whether an attribute of a class is called with the instance first, without a method object between. */
HS_INLINE bool is_method_of_class(Runtime *rt, Obj *attribute) {
    return attribute->type->flags & TPF_METHOD_DESCRIPTOR && !(is_function(rt, attribute) && function_is_twin(attribute));
}

typedef struct MethodObj { /* virtual 48 */
    Obj base;
    Own function, self;
    Obj *weaklist;
} MethodObj;
Own method_new(Runtime *rt, Obj *function, Obj *self);
HS_INLINE bool is_method(Runtime *rt, Obj *o) { return o->type == T(rt, METHOD); }

typedef struct BuiltinObj { /* virtual 56 */
    Obj base;
    const MethodDef *def;
    Own self, module;
    Obj *weaklist;
    TypeObj *defining_class;
} BuiltinObj;
Own builtin_new(Runtime *rt, const MethodDef *def, Obj *self, Obj *module);
HS_INLINE bool is_builtin(Runtime *rt, Obj *o) { return o->type == T(rt, BUILTIN); }
HS_INLINE bool is_builtin_role(Runtime *rt, Obj *o, int role) { return is_builtin(rt, o) && (((BuiltinObj *)o)->def->flags & METH_ROLE) == role; }
/* Checks counts by def's flags and calls fn. `name_prefix`: NULL or type name for "list.append() takes…". Used by builtin and method descriptors. */
Own builtin_call_def(Runtime *rt, const MethodDef *def, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames,
                     const char *type_name);

typedef struct CellObj { /* virtual 24 */
    Obj base;
    Own value;
} CellObj;
#define CELL(o) ((CellObj *)(o))
Own cell_new(Runtime *rt, Obj *value /* or NULL */);

Own classmethod_new(Runtime *rt, Obj *callable);
Own staticmethod_new(Runtime *rt, Obj *callable);

typedef struct ModuleObj { /* virtual 56 */
    Obj base;
    Own dict, name;
    const void *state;
    Obj *weaklist;
} ModuleObj;
Own module_new(Runtime *rt, Obj *name); /* sets __name__ __doc__ __package__ __loader__ __spec__ */
HS_INLINE Obj *module_dict(Obj *module) { return borrow(((ModuleObj *)module)->dict); }
HS_INLINE bool is_module(Runtime *rt, Obj *o) { return o->type == T(rt, MODULE); }
/* Six names that CPython's module site puts into builtins (exit, help ...) are made by the module _sitebuiltins, which is imported when one of
 * them or the namespace (name: __dict__) is first asked for. True: that has just been done, look again. */
bool builtins_complete(Runtime *rt, Obj *name);
int module_add_methods(Runtime *rt, Obj *module, const MethodDef *methods);
Own namespace_new(Runtime *rt, Obj *dict /* copied, or NULL */); /* types.SimpleNamespace */

#endif
