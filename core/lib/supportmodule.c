/* _support: what library modules written in Python ask of the interpreter: source lines, texts of tracebacks, reloading, classes that
 * are in C in CPython. */
#include "compile/compile.h"
#include "lib/builtins.h"
#include "lib/context.h"
#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "vm/import.h"
#include "vm/threads.h"
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

SUPPORT(library_text) {
    if (!is_str(args[0])) return raise_format(rt, EXC(rt, TypeError), "a name is needed");
    return import_library_text(rt, args[0]);
}

SUPPORT(reload) { return import_reload(rt, args[0]); }

/* ---- classes that CPython has in C ---- */

static int name_type(Runtime *rt, TypeObj *type, Obj *text) {
    size_t size;
    const char *utf8 = is_str(text) ? str_utf8(rt, text, &size) : NULL;
    char *name;
    if (!utf8) return raise_format_int(rt, EXC(rt, TypeError), "a class and a name are needed");
    if (!(name = static_alloc(rt, size + 1))) return -1;
    memcpy(name, utf8, size + 1);
    type->name = name;
    return 0;
}

/* Messages name them with their module, attributes cannot be set. */
SUPPORT(builtin_type) {
    if (!is_type(args[0])) return raise_format(rt, EXC(rt, TypeError), "a class and a name are needed");
    if (name_type(rt, (TypeObj *)args[0], args[1]) < 0) return NULL;
    ((TypeObj *)args[0])->flags |= TPF_IMMUTABLE;
    return keep(args[0]);
}

/* What a class statement puts into every class. */
static int drop_made_names(Runtime *rt, TypeObj *type, const char *traits) {
    Obj *const names[] = { ID(rt, __slots__), ID(rt, __weakref__), strchr(traits, 'v') ? NULL : ID(rt, __dict__),
                           strchr(traits, 's') ? ID(rt, __module__) : NULL };
    for (size_t i = 0; i < HS_COUNT(names); i++) {
        if (!names[i]) continue;
        int there = dict_contains(rt, borrow(type->dict), names[i]);
        if (there < 0 || (there && dict_delete(rt, borrow(type->dict), names[i]) < 0)) return -1;
    }
    type_modified(rt, type);
    return 0;
}

/* A dict of its own in place of one in front. */
static void dict_behind(Runtime *rt, TypeObj *type) {
    type->flags &= ~(uint32_t)TPF_MANAGED_DICT;
    type->dict_offset = (uint16_t)type->c_size;
    type->c_size += 8;
    type->slots.tp_alloc = type_generic_alloc;
    if (type->cached_keys) dict_keys_release(rt, type->cached_keys);
    type->cached_keys = NULL;
}

/* Types whose items are not objects: the slot _items has their number, or as many values. */
static uint64_t twin_sizeof(Runtime *rt, Obj *self) {
    TypeObj *type = self->type;
    int64_t items = 0;
    for (int i = 0; i < type->slot_count; i++) {
        Obj *value = borrow(*(Own *)(void *)((char *)self + type->ht_members[i].offset));
        if (!value || strcmp(type->ht_members[i].name, "_items") != 0) continue;
        if (is_tuple(value)) items = TUPLE_SIZE(value);
        else if (is_int(value)) int_as_ssize(rt, value, &items);
    }
    return type->virtual_size + (uint64_t)items * type->virtual_item;
}

/* A class without instances yet gets the size that CPython's has; ours, made of slots, can be larger all the same. */
SUPPORT(lay_out) {
    int64_t numbers[4] = { 0 }; /* size of a fixed part, of an item; offsets of the weak references and the dict in CPython's */
    size_t length;
    TypeObj *type = (TypeObj *)args[0];
    const char *traits = is_type(args[0]) && is_str(args[1]) ? str_utf8(rt, args[1], &length) : NULL;
    if (!traits) return raise_format(rt, EXC(rt, TypeError), "a class, a text and numbers are needed");
    for (size_t i = 2; i < nargs; i++) {
        if (number_as_ssize(rt, args[i], EXC(rt, OverflowError), &numbers[i - 2]) < 0) return NULL;
    }
    Obj *module = dict_get(rt, borrow(type->dict), ID(rt, __module__));
    bool builtin = module == ID(rt, builtins);
    Own name = builtin ? keep(borrow(type->ht_qualname)) : module ? str_format(rt, "%S.%U", module, borrow(type->ht_qualname)) : NULL;
    int named = name ? name_type(rt, type, borrow(name)) : -1;
    xrelease(rt, name);
    if (named < 0) return NULL;
    bool tracked = strchr(traits, 'g') != NULL;
    if (drop_made_names(rt, type, traits) < 0) return NULL;
    if (strchr(traits, 's') && type_make_twin(rt, type) < 0) return NULL;
    if (strchr(traits, 'i')) type->flags |= TPF_IMMUTABLE;
    if (strchr(traits, 'd')) type->flags |= TPF_NO_INSTANTIATION;
    if (strchr(traits, 'f')) type->flags &= ~(uint32_t)TPF_BASETYPE;
    if (type->flags & TPF_MANAGED_DICT && !strchr(traits, 'm')) dict_behind(rt, type);
    type->flags |= TPF_NO_VALUES;
    if (type->dict_offset && !numbers[3]) type->shown_dict = -1;
    type->virtual_size = (uint32_t)numbers[0];
    type->virtual_item = (uint32_t)numbers[1];
    type->shown_weak = (int16_t)numbers[2];
    if (numbers[3]) type->shown_dict = (int16_t)numbers[3];
    if (type->c_size < type->virtual_size) type->c_size = type->virtual_size;
    if (type->virtual_item && !type->base_type->virtual_item) type->slots.tp_sizeof = twin_sizeof;
    if (!tracked) {
        type->flags &= ~(uint32_t)TPF_GC;
        type->slots.tp_free = object_free;
        rt->lib->untracking = true;
    }
    return keep(args[0]);
}

SUPPORT(untrack) {
    if (object_is_gc(args[0])) gc_untrack(rt, args[0]);
    return keep(rt->none);
}

SUPPORT(ask_thread) {
    int64_t ident;
    if (number_as_ssize(rt, args[0], EXC(rt, OverflowError), &ident) < 0) return NULL;
    return int_from_i64(rt, thread_ask(rt, (uint64_t)ident, is_none(rt, args[1]) ? NULL : args[1]));
}

/* Values for the slots of a new object, those of the base classes first: how many were used. */
static size_t fill_slots(TypeObj *type, Obj *self, Obj *const *values, size_t count) {
    size_t used = type->base_type ? fill_slots(type->base_type, self, values, count) : 0;
    for (int i = 0; i < type->slot_count && used < count; i++, used++) {
        Own *slot = (Own *)(void *)((char *)self + type->ht_members[i].offset);
        *slot = keep(values[used]);
    }
    return used;
}

SUPPORT(filled) {
    if (!is_type(args[0])) return raise_format(rt, EXC(rt, TypeError), "a class is needed");
    Own made = T(rt, OBJECT)->slots.tp_new(rt, (TypeObj *)args[0], rt->empty_tuple, NULL);
    if (made) fill_slots((TypeObj *)args[0], borrow(made), args + 1, nargs - 1);
    return made;
}

/* Of contextvars. */
SUPPORT(enter_context) {
    if (args[0]->type == T(rt, CONTEXT)) return context_enter(rt, args[0]) < 0 ? NULL : keep(rt->none);
    return raise_format(rt, EXC(rt, TypeError), "descriptor 'run' for '_contextvars.Context' objects doesn't apply to a '%s' object",
                        args[0]->type->name);
}
SUPPORT(leave_context) {
    context_leave(rt, args[0]);
    return keep(rt->none);
}

SUPPORT(outlive) {
    Own *list = &rt->lib->at_forks;
    if (!*list) *list = list_new(rt, 0);
    return *list && list_append(rt, borrow(*list), args[0]) == 0 ? keep(rt->none) : NULL;
}

static const MethodDef functions[] = {
    { "enter_context", support_enter_context, METH_O, 1, 1, "enter_context($module, context, /)\n--\n\nMake it the thread's current one." },
    { "leave_context", support_leave_context, METH_O, 1, 1, "leave_context($module, context, /)\n--\n\nThe one before it." },
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
    { "lay_out", support_lay_out, METH_FASTCALL, 3, 6,
      "lay_out($module, cls, traits, basicsize, itemsize=0, weakrefoffset=0, dictoffset=0, /)\n--\n\n"
      "Make a class without instances look as its twin in C. Traits: g tracked by the collector, s static, i immutable,\n"
      "f final, d not made by calling it, v with __dict__, m with a managed dict." },
    { "ask_thread", support_ask_thread, METH_FASTCALL, 2, 2,
      "ask_thread($module, ident, exception, /)\n--\n\nHave an exception raised in a thread, or with None none; how many threads it has." },
    { "filled", support_filled, METH_FASTCALL, 1, -1,
      "filled($module, cls, /, *values)\n--\n\nA new instance; the values are for its slots, in each class in the order of their names." },
    { "untrack", support_untrack, METH_O, 1, 1, "untrack($module, object, /)\n--\n\nThe collector forgets an object." },
    { "outlive", support_outlive, METH_O, 1, 1, "outlive($module, function, /)\n--\n\nKeep what is called at a fork, longer than the modules." },
    { "library_text", support_library_text, METH_O, 1, 1,
      "library_text($module, name, /)\n--\n\nThe source of a module of the library and whether it is a package; or None." },
    { "reload", support_reload, METH_O, 1, 1, "reload($module, module, /)\n--\n\nRun a module's source again." },
    METHOD_END,
};

Own support_module_init(Runtime *rt) {
    Own name = str_intern_cstr(rt, "_support");
    Own module = name ? module_new(rt, borrow(name)) : NULL;
    xrelease(rt, name);
    Obj *importer = (Obj *)T(rt, BUILTIN_IMPORTER);
    if (module && (module_add_methods(rt, borrow(module), functions) < 0 ||
                   dict_set_str(rt, module_dict(borrow(module)), "BuiltinImporter", importer) < 0))
        own_clear(rt, &module);
    return module;
}
