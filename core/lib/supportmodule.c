/* _support: what library modules written in Python ask of the interpreter: source lines, texts of tracebacks, reloading, classes that
 * are in C in CPython. */
#include "compile/compile.h"
#include "lib/builtins.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/str.h"
#include "object/type.h"
#include "vm/import.h"
#include "vm/traceback.h"

#define SUPPORT(name)                                                                              \
    static Own support_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args,        \
                              HS_UNUSED size_t nargs, HS_UNUSED Obj *kwnames)

SUPPORT(source_line) {
    int64_t line;
    if (!is_str(args[0])) return raise_format(rt, EXC(rt, TypeError), "a file name is needed");
    if (number_as_ssize(rt, args[1], EXC(rt, OverflowError), &line) < 0) return NULL;
    Own text = line < 1 || line > INT32_MAX ? NULL : source_line(rt, args[0], (int)line);
    if (text || RAISED(rt)) return text;
    return keep(rt->none);
}

SUPPORT(source_remember) {
    if (!is_str(args[0]) || !is_str(args[1])) return raise_format(rt, EXC(rt, TypeError), "a file name and a text are needed");
    return source_remember(rt, args[0], args[1]) < 0 ? NULL : keep(rt->none);
}

SUPPORT(write_unraisable) {
    size_t size;
    if (!is_exception(args[0])) return raise_format(rt, EXC(rt, TypeError), "an exception is needed");
    const char *message = is_str(args[1]) ? str_utf8(rt, args[1], &size) : NULL;
    if (RAISED(rt)) return NULL;
    raise_object(rt, args[0]->type, args[0]);
    unraisable_report(rt, message, args[2]);
    return keep(rt->none);
}

SUPPORT(format_exception) {
    if (!is_exception(args[0])) return raise_format(rt, EXC(rt, TypeError), "an exception is needed");
    return traceback_format_exception(rt, args[0]);
}

SUPPORT(scopes) {
    const char *text;
    size_t size;
    int64_t mode;
    int flags = 0;
    if (!is_str(args[1])) return raise_format(rt, EXC(rt, TypeError), "a file name is needed");
    if (number_as_ssize(rt, args[2], EXC(rt, OverflowError), &mode) < 0) return NULL;
    if (source_text(rt, args[0], "symtable", "string or bytes", &text, &size, &flags) < 0) return NULL;
    return compile_scopes(rt, text, size, args[1], (int)(mode & 3), flags);
}

SUPPORT(reload) { return import_reload(rt, args[0]); }

/* CPython's types in C: messages name them with their module, attributes cannot be set. */
SUPPORT(builtin_type) {
    size_t size;
    const char *text = is_str(args[1]) ? str_utf8(rt, args[1], &size) : NULL;
    TypeObj *type = (TypeObj *)args[0];
    char *name;
    if (!is_type(args[0]) || !text) return raise_format(rt, EXC(rt, TypeError), "a class and a name are needed");
    if (!(name = static_alloc(rt, size + 1))) return NULL;
    memcpy(name, text, size + 1);
    type->name = name;
    type->flags |= TPF_IMMUTABLE;
    return keep(args[0]);
}

/* A class without instances yet gets the size that CPython's has; ours, made of slots, can be larger all the same. */
SUPPORT(lay_out) {
    int64_t size;
    int tracked = object_is_true(rt, args[2]);
    TypeObj *type = (TypeObj *)args[0];
    if (tracked < 0 || number_as_ssize(rt, args[1], EXC(rt, OverflowError), &size) < 0) return NULL;
    if (!is_type(args[0]) || size < 0 || size > UINT16_MAX) {
        return raise_format(rt, EXC(rt, TypeError), "a class, a size and a truth value are needed");
    }
    type->virtual_size = (uint32_t)size;
    if (type->c_size < type->virtual_size) type->c_size = type->virtual_size;
    if (!tracked) {
        type->flags &= ~(uint32_t)TPF_GC;
        type->slots.tp_free = object_free;
        rt->lib->untracking = true;
    }
    return keep(args[0]);
}

static const MethodDef functions[] = {
    { "source_line", support_source_line, METH_FASTCALL, 2, 2,
      "source_line($module, filename, lineno, /)\n--\n\nA line of a source that is known, without its end; or None." },
    { "write_unraisable", support_write_unraisable, METH_FASTCALL, 3, 3,
      "write_unraisable($module, exception, message, object, /)\n--\n\nReport an exception that nobody can catch." },
    { "source_remember", support_source_remember, METH_FASTCALL, 2, 2,
      "source_remember($module, filename, text, /)\n--\n\nMake a source known: tracebacks show its lines." },
    { "format_exception", support_format_exception, METH_O, 1, 1,
      "format_exception($module, exception, /)\n--\n\nThe text that the top level prints." },
    { "builtin_type", support_builtin_type, METH_FASTCALL, 2, 2,
      "builtin_type($module, cls, name, /)\n--\n\nMake a class look as one in C: the name in messages, no setting of attributes." },
    { "scopes", support_scopes, METH_FASTCALL, 3, 3,
      "scopes($module, source, filename, mode, /)\n--\n\nWhat each name is in the blocks of a program: see compile/symtable.h." },
    { "lay_out", support_lay_out, METH_FASTCALL, 3, 3,
      "lay_out($module, cls, basicsize, gc, /)\n--\n\nGive a class without instances the size of its twin in C; without gc they are not tracked." },
    { "reload", support_reload, METH_O, 1, 1, "reload($module, module, /)\n--\n\nRun a module's source again." },
    METHOD_END,
};

Own support_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "_support");
    Own module = name ? module_new(rt, borrow(name)) : NULL;
    xrelease(rt, name);
    if (module && module_add_methods(rt, borrow(module), functions) < 0) own_clear(rt, &module);
    return module;
}
