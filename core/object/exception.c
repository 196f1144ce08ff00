/* Exception types: layouts, construction, attributes. CPython 3.11 Objects/exceptions.c.
 *
 * Every exception begins with ExceptionObj; kinds with more fields append them. One row of heap/exceptions.def makes
 * one TypeSpec; its layout column picks the slots below. Raising and fetching are in raise.c, groups in
 * exception_group.c. */
#include "object/exception.h"

#include "object/abstract.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/exception_impl.h"
#include "object/fields.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"

_Static_assert(sizeof(ExceptionObj) <= 72, "BaseException outgrew CPython's");
_Static_assert(sizeof(OSErrorObj) <= 112, "OSError outgrew CPython's");
_Static_assert(sizeof(SyntaxErrorObj) <= 136, "SyntaxError outgrew CPython's");
_Static_assert(sizeof(UnicodeErrorObj) <= 112, "UnicodeError outgrew CPython's");

/* ---- construct and release ---- */

Own exception_base_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    (void)kwargs;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (!self) return NULL;
    ExceptionObj *exc = EXCEPTION(borrow(self));
    exc->args = xkeep(args);
    if (!exc->args) exc->args = keep(rt->empty_tuple);
    return self;
}

int exception_base_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    if (kwargs && DICT_SIZE(kwargs) > 0) {
        return raise_format_int(rt, EXC(rt, TypeError), "%T() takes no keyword arguments", self);
    }
    own_set(rt, &EXCEPTION(self)->args, keep(args));
    return 0;
}

int exception_base_clear(Runtime *rt, Obj *self) {
    ExceptionObj *exc = EXCEPTION(self);
    own_clear(rt, &exc->dict);
    own_clear(rt, &exc->args);
    own_clear(rt, &exc->notes);
    own_clear(rt, &exc->traceback);
    own_clear(rt, &exc->cause);
    own_clear(rt, &exc->context);
    return 0;
}

int exception_base_traverse(Obj *self, VisitFn visit, void *arg) {
    ExceptionObj *exc = EXCEPTION(self);
    VISIT(exc->dict);
    VISIT(exc->args);
    VISIT(exc->notes);
    VISIT(exc->traceback);
    VISIT(exc->cause);
    VISIT(exc->context);
    return 0;
}

static void exception_base_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    bool bracket = self->type->slots.tp_dealloc == exception_base_dealloc;
    if (bracket && !trashcan_begin(rt, self)) return;
    exception_base_clear(rt, self);
    self->type->slots.tp_free(rt, self);
    if (bracket) trashcan_end(rt);
}

/* ---- slots of BaseException ---- */

static Own exception_str(Runtime *rt, Obj *self) {
    Obj *args = borrow(EXCEPTION(self)->args);
    if (TUPLE_SIZE(args) == 0) return keep(rt->empty_str);
    if (TUPLE_SIZE(args) == 1) return object_str(rt, TUPLE_ITEM(args, 0));
    return object_str(rt, args);
}

static Own exception_repr(Runtime *rt, Obj *self) {
    Obj *args = borrow(EXCEPTION(self)->args);
    const char *name = type_short_name(self->type);
    if (TUPLE_SIZE(args) == 1) return str_format(rt, "%s(%R)", name, TUPLE_ITEM(args, 0));
    return str_format(rt, "%s%R", name, args);
}

static Own key_error_str(Runtime *rt, Obj *self) {
    Obj *args = borrow(EXCEPTION(self)->args);
    if (TUPLE_SIZE(args) == 1) return object_repr(rt, TUPLE_ITEM(args, 0));
    return exception_str(rt, self);
}

/* ---- methods of BaseException ---- */

/* The arguments that make an OSError again: those of two have lost the file's name. */
static Own os_error_args(Runtime *rt, OSErrorObj *self) {
    Obj *args = borrow(self->exc.args);
    if (TUPLE_SIZE(args) != 2 || !self->filename) return keep(args);
    Obj *filename = borrow(self->filename), *other = borrow(self->filename2);
    return tuple_pack(rt, other ? 5 : 3, TUPLE_ITEM(args, 0), TUPLE_ITEM(args, 1), filename, rt->none, other);
}

/* The attributes of an ImportError with its name and path; NULL: raised. */
static Own import_error_state(Runtime *rt, ImportErrorObj *self) {
    Own state = self->exc.dict ? dict_copy(rt, borrow(self->exc.dict)) : dict_new(rt);
    bool failed = !state || (self->name && dict_set_str(rt, borrow(state), "name", borrow(self->name)) < 0) ||
                  (self->path && dict_set_str(rt, borrow(state), "path", borrow(self->path)) < 0);
    if (failed && state) own_clear(rt, &state);
    return state;
}

static Own exception_reduce(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)args, (void)nargs, (void)kwnames;
    ExceptionObj *exc = EXCEPTION(self);
    ImportErrorObj *import = type_is_subtype(self->type, EXC(rt, ImportError)) ? (ImportErrorObj *)self : NULL;
    bool is_os = type_is_subtype(self->type, EXC(rt, OSError));
    Own given = is_os ? os_error_args(rt, (OSErrorObj *)self) : keep(borrow(exc->args)), result = NULL;
    Own state = import && (import->name || import->path) ? import_error_state(rt, import) : xkeep(borrow(exc->dict));
    if (given && !RAISED(rt)) result = tuple_pack(rt, state ? 3 : 2, (Obj *)self->type, borrow(given), borrow(state));
    xrelease(rt, given);
    xrelease(rt, state);
    return result;
}

static Own exception_setstate(Runtime *rt, Obj *self, Obj *const *args, size_t nargs, Obj *kwnames) {
    (void)nargs, (void)kwnames;
    if (is_none(rt, args[0])) return keep(rt->none);
    if (!is_dict(args[0])) return raise_format(rt, EXC(rt, TypeError), "state is not a dictionary");
    Own items = dict_items_list(rt, args[0]); /* setting attributes runs Python code, which may change the dict */
    if (!items) return NULL;
    int failed = 0;
    for (intptr_t i = 0; !failed && i < LIST_SIZE(borrow(items)); i++) {
        Obj *pair = LIST_ITEM(borrow(items), i);
        failed = object_setattr(rt, self, TUPLE_ITEM(pair, 0), TUPLE_ITEM(pair, 1)) < 0;
    }
    release(rt, items);
    if (failed) return NULL;
    return keep(rt->none);
}

static Own exception_with_traceback(Runtime *rt, Obj *self, Obj *const *args, size_t nargs,
                                    Obj *kwnames) {
    (void)nargs, (void)kwnames;
    if (exception_set_traceback(rt, self, args[0]) < 0) return NULL;
    return keep(self);
}

static Own exception_add_note(Runtime *rt, Obj *self, Obj *const *args, size_t nargs,
                              Obj *kwnames) {
    (void)nargs, (void)kwnames;
    if (!is_str(args[0])) {
        return raise_format(rt, EXC(rt, TypeError), "note must be a str, not '%T'", args[0]);
    }
    Own notes = object_lookup_attr(rt, self, ID(rt, __notes__));
    if (!notes && RAISED(rt)) return NULL;
    if (!notes) {
        notes = call_0(rt, (Obj *)T(rt, LIST));
        if (!notes) return NULL;
        if (object_setattr(rt, self, ID(rt, __notes__), borrow(notes)) < 0) goto fail;
    }
    if (!(borrow(notes)->type->flags & TPF_LIST)) {
        raise_format(rt, EXC(rt, TypeError), "Cannot add note: __notes__ is not a list");
        goto fail;
    }
    Own done = call_method_1(rt, borrow(notes), ID(rt, append), args[0]);
    if (!done) goto fail;
    release(rt, notes);
    return done;
fail:
    release(rt, notes);
    return NULL;
}

static const MethodDef exception_methods[] = {
    { "__reduce__", exception_reduce, METH_NOARGS, 0, 0, "Helper for pickle and copy." },
    { "__setstate__", exception_setstate, METH_O, 1, 1, NULL },
    { "with_traceback", exception_with_traceback, METH_O, 1, 1,
      "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self." },
    { "add_note", exception_add_note, METH_O, 1, 1,
      "Exception.add_note(note) --\n    add a note to the exception" },
    METHOD_END,
};

/* ---- attributes of BaseException ---- */

static Own get_args(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    Obj *args = borrow(EXCEPTION(self)->args);
    return keep(args ? args : rt->none);
}

static int set_args(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "args may not be deleted");
    Own tuple = tuple_from_iterable(rt, value); /* value itself if it is a tuple */
    if (!tuple) return -1;
    own_set(rt, &EXCEPTION(self)->args, tuple);
    return 0;
}

static Own get_traceback(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    Obj *traceback = borrow(EXCEPTION(self)->traceback);
    return keep(traceback ? traceback : rt->none);
}

static int set_traceback(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "__traceback__ may not be deleted");
    return exception_set_traceback(rt, self, value);
}

Obj *exception_traceback(Runtime *rt, Obj *exception) {
    Obj *traceback = borrow(EXCEPTION(exception)->traceback);
    return traceback && !is_none(rt, traceback) ? traceback : NULL;
}

int exception_set_traceback(Runtime *rt, Obj *exception, Obj *traceback) {
    if (!is_none(rt, traceback) && traceback->type != T(rt, TRACEBACK)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "__traceback__ must be a traceback or None");
    }
    own_set(rt, &EXCEPTION(exception)->traceback, keep(traceback));
    return 0;
}

static Own get_context(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    Obj *context = borrow(EXCEPTION(self)->context);
    return keep(context ? context : rt->none);
}

static int set_link(Runtime *rt, Obj *value, Own *slot, const char *what) {
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "%s may not be deleted", what);
    if (is_none(rt, value)) {
        own_set(rt, slot, NULL);
        return 0;
    }
    if (!is_exception(value)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "exception %s must be None or derive from BaseException",
                                what);
    }
    own_set(rt, slot, keep(value));
    return 0;
}

static int set_context(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (value && !is_none(rt, value) && !is_exception(value)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "exception context must be None or derive from BaseException");
    }
    return set_link(rt, value, &EXCEPTION(self)->context, "__context__");
}

static Own get_cause(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    Obj *cause = borrow(EXCEPTION(self)->cause);
    return keep(cause ? cause : rt->none);
}

static int set_cause(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    if (value && !is_none(rt, value) && !is_exception(value)) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "exception cause must be None or derive from BaseException");
    }
    if (set_link(rt, value, &EXCEPTION(self)->cause, "__cause__") < 0) return -1;
    EXCEPTION(self)->suppress_context = true;
    return 0;
}

static Own get_dict(Runtime *rt, Obj *self, const void *closure) {
    (void)closure;
    return object_get_dict(rt, self);
}

static int set_dict(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    (void)closure;
    return object_set_dict(rt, self, value);
}

/* ---- __doc__: the texts of the classes in C are in a module of the library, imported when one is asked for ---- */

Own exception_class_doc(Runtime *rt, TypeObj *type) {
    Own module = import_is_over(rt) ? (Own)0 : import_named(rt, "_errortexts");
    Obj *text = module ? dict_get_str(rt, module_dict(borrow(module)), type->name) : NULL;
    Own result = RAISED(rt) ? (Own)0 : keep(text ? text : rt->none);
    xrelease(rt, module);
    return result;
}

static Own get_doc(Runtime *rt, Obj *self, const void *closure HS_UNUSED) {
    Obj *dict = borrow(EXCEPTION(self)->dict), *own = dict ? dict_get(rt, dict, ID(rt, __doc__)) : NULL;
    TypeObj *type = self->type;
    if (own || RAISED(rt)) return xkeep(own);
    while (type->flags & TPF_HEAP) type = type->base_type;
    return exception_class_doc(rt, type);
}

static int set_doc(Runtime *rt, Obj *self, Obj *value, const void *closure HS_UNUSED) {
    Own dict = object_get_dict(rt, self);
    int status = !dict ? -1 : value ? dict_set(rt, borrow(dict), ID(rt, __doc__), value) : dict_delete(rt, borrow(dict), ID(rt, __doc__));
    xrelease(rt, dict);
    return status;
}

static const GetSetDef exception_getset[] = {
    { "__doc__", get_doc, set_doc, NULL, NULL },
    { "__dict__", get_dict, set_dict, NULL, NULL },
    { "args", get_args, set_args, NULL, NULL },
    { "__traceback__", get_traceback, set_traceback, NULL, NULL },
    { "__context__", get_context, set_context, "exception context", NULL },
    { "__cause__", get_cause, set_cause, "exception cause", NULL },
    GETSET_END,
};

static const MemberDef exception_members[] = {
    { "__suppress_context__", MEMBER_BOOL, offsetof(ExceptionObj, suppress_context), 0, NULL },
    MEMBER_END,
};

/* ---- kinds with more fields: a table of their owned fields serves clear and traverse ---- */

typedef struct FieldSpan {
    size_t first;
    int count;
} FieldSpan;

static Own *field_at(Obj *self, FieldSpan span, int i) {
    return (Own *)((char *)self + span.first) + i;
}

static int clear_fields(Runtime *rt, Obj *self, FieldSpan span) {
    for (int i = 0; i < span.count; i++) own_clear(rt, field_at(self, span, i));
    return exception_base_clear(rt, self);
}

static int traverse_fields(Obj *self, FieldSpan span, VisitFn visit, void *arg) {
    for (int i = 0; i < span.count; i++) VISIT(*field_at(self, span, i));
    return exception_base_traverse(self, visit, arg);
}

static void dealloc_fields(Runtime *rt, Obj *self, FieldSpan span) {
    if (!fields_dealloc_begin(rt, self)) return;
    clear_fields(rt, self, span);
    fields_dealloc_leave(rt, self->type);
    self->type->slots.tp_free(rt, self);
}

/* Memory slots of a kind whose `n` owned fields start at `field`. */
#define FIELD_SLOTS(kind, struct_type, field, n)                                                   \
    static const FieldSpan kind##_fields = { offsetof(struct_type, field), n };                   \
    static int kind##_clear(Runtime *rt, Obj *self) {                                             \
        return clear_fields(rt, self, kind##_fields);                                              \
    }                                                                                              \
    static int kind##_traverse(Obj *self, VisitFn visit, void *arg) {                              \
        return traverse_fields(self, kind##_fields, visit, arg);                                   \
    }                                                                                              \
    static void kind##_dealloc(Runtime *rt, Obj *self) { dealloc_fields(rt, self, kind##_fields); }

FIELD_SLOTS(stop, StopIterationObj, value, 1)
FIELD_SLOTS(system_exit, SystemExitObj, code, 1)
FIELD_SLOTS(name, NameErrorObj, name, 1)
FIELD_SLOTS(attribute, AttributeErrorObj, obj, 2)
FIELD_SLOTS(import, ImportErrorObj, msg, 3)
FIELD_SLOTS(os, OSErrorObj, errno_, 4)
FIELD_SLOTS(syntax, SyntaxErrorObj, msg, 8)
FIELD_SLOTS(group, ExceptionGroupObj, msg, 2)

static int unicode_clear(Runtime *rt, Obj *self) {
    UnicodeErrorObj *error = (UnicodeErrorObj *)self;
    own_clear(rt, &error->encoding);
    own_clear(rt, &error->object);
    own_clear(rt, &error->reason);
    return exception_base_clear(rt, self);
}
static int unicode_traverse(Obj *self, VisitFn visit, void *arg) {
    UnicodeErrorObj *error = (UnicodeErrorObj *)self;
    VISIT(error->encoding);
    VISIT(error->object);
    VISIT(error->reason);
    return exception_base_traverse(self, visit, arg);
}
static void unicode_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    unicode_clear(rt, self);
    self->type->slots.tp_free(rt, self);
}

/* ---- StopIteration, SystemExit ---- */

static int stop_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    if (exception_base_init(rt, self, args, kwargs) < 0) return -1;
    Obj *value = TUPLE_SIZE(args) > 0 ? TUPLE_ITEM(args, 0) : rt->none;
    own_set(rt, &((StopIterationObj *)self)->value, keep(value));
    return 0;
}
static const MemberDef stop_members[] = {
    { "value", MEMBER_OBJECT, offsetof(StopIterationObj, value), 0, "generator return value" },
    MEMBER_END,
};

static int system_exit_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    if (exception_base_init(rt, self, args, kwargs) < 0) return -1;
    if (TUPLE_SIZE(args) == 0) return 0;
    Obj *code = TUPLE_SIZE(args) == 1 ? TUPLE_ITEM(args, 0) : args;
    own_set(rt, &((SystemExitObj *)self)->code, keep(code));
    return 0;
}
static const MemberDef system_exit_members[] = {
    { "code", MEMBER_OBJECT, offsetof(SystemExitObj, code), 0, "exception code" },
    MEMBER_END,
};

/* ---- NameError, AttributeError, ImportError: keyword-only extras ---- */

/* Store keyword arguments `names` (NULL-terminated) in consecutive fields from `fields` on; then plain init. */
static int init_with_keywords(Runtime *rt, Obj *self, Obj *args, Obj *kwargs,
                              const char *type_name, const char *const *names, Own *fields) {
    if (exception_base_init(rt, self, args, NULL) < 0) return -1;
    Obj *values[4] = { NULL, NULL, NULL, NULL };
    const ArgSpec spec = { type_name, names, 0, 0 };
    if (args_parse_tuple(rt, &spec, rt->empty_tuple, kwargs, values) < 0) return -1;
    for (int i = 0; names[i]; i++) own_set(rt, &fields[i], xkeep(values[i]));
    return 0;
}

static int name_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const char *const names[] = { "name", NULL };
    return init_with_keywords(rt, self, args, kwargs, "NameError", names,
                              &((NameErrorObj *)self)->name);
}
static const MemberDef name_members[] = {
    { "name", MEMBER_OBJECT, offsetof(NameErrorObj, name), 0, "name" },
    MEMBER_END,
};

static int attribute_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const char *const names[] = { "obj", "name", NULL };
    return init_with_keywords(rt, self, args, kwargs, "AttributeError", names,
                              &((AttributeErrorObj *)self)->obj);
}
static const MemberDef attribute_members[] = {
    { "name", MEMBER_OBJECT, offsetof(AttributeErrorObj, name), 0, "attribute name" },
    { "obj", MEMBER_OBJECT, offsetof(AttributeErrorObj, obj), 0, "object" },
    MEMBER_END,
};

static int import_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    static const char *const names[] = { "name", "path", NULL };
    ImportErrorObj *error = (ImportErrorObj *)self;
    if (init_with_keywords(rt, self, args, kwargs, "ImportError", names, &error->name) < 0) return -1;
    own_set(rt, &error->msg, TUPLE_SIZE(args) == 1 ? keep(TUPLE_ITEM(args, 0)) : NULL);
    return 0;
}
static Own import_str(Runtime *rt, Obj *self) {
    Obj *msg = borrow(((ImportErrorObj *)self)->msg);
    if (msg && is_str_exact(rt, msg)) return keep(msg);
    return exception_str(rt, self);
}
static const MemberDef import_members[] = {
    { "msg", MEMBER_OBJECT, offsetof(ImportErrorObj, msg), 0, "exception message" },
    { "name", MEMBER_OBJECT, offsetof(ImportErrorObj, name), 0, "module name" },
    { "path", MEMBER_OBJECT, offsetof(ImportErrorObj, path), 0, "module path" },
    MEMBER_END,
};

/* ---- OSError ---- */

/* errno -> subclass (Linux numbers), as OSError(errno, text) picks its type. */
static TypeObj *os_error_type(Runtime *rt, int64_t number) {
    switch (number) {
    case 11: case 114: case 115: return EXC(rt, BlockingIOError);
    case 32: case 108: return EXC(rt, BrokenPipeError);
    case 10: return EXC(rt, ChildProcessError);
    case 103: return EXC(rt, ConnectionAbortedError);
    case 111: return EXC(rt, ConnectionRefusedError);
    case 104: return EXC(rt, ConnectionResetError);
    case 17: return EXC(rt, FileExistsError);
    case 2: return EXC(rt, FileNotFoundError);
    case 21: return EXC(rt, IsADirectoryError);
    case 20: return EXC(rt, NotADirectoryError);
    case 4: return EXC(rt, InterruptedError);
    case 13: case 1: return EXC(rt, PermissionError);
    case 3: return EXC(rt, ProcessLookupError);
    case 110: return EXC(rt, TimeoutError);
    default: return EXC(rt, OSError);
    }
}

static int os_fill(Runtime *rt, Obj *self, Obj *args) {
    OSErrorObj *error = (OSErrorObj *)self;
    intptr_t count = TUPLE_SIZE(args);
    error->written = -1;
    own_set(rt, &error->exc.args, keep(args));
    if (count < 2 || count > 5) return 0;
    own_set(rt, &error->errno_, keep(TUPLE_ITEM(args, 0)));
    own_set(rt, &error->strerror, keep(TUPLE_ITEM(args, 1)));
    if (self->type == EXC(rt, BlockingIOError) && count >= 3 && (number_has_index(TUPLE_ITEM(args, 2)) || is_float(rt, TUPLE_ITEM(args, 2)))) {
        int64_t written;
        if (number_as_ssize(rt, TUPLE_ITEM(args, 2), EXC(rt, ValueError), &written) < 0) return -1;
        error->written = (intptr_t)written;
    } else if (count >= 3 && !is_none(rt, TUPLE_ITEM(args, 2))) {
        own_set(rt, &error->filename, keep(TUPLE_ITEM(args, 2)));
        if (count == 5 && !is_none(rt, TUPLE_ITEM(args, 4))) {
            own_set(rt, &error->filename2, keep(TUPLE_ITEM(args, 4)));
        }
        Own two = tuple_slice(rt, args, 0, 2);
        if (!two) return -1;
        own_set(rt, &error->exc.args, two);
    }
    return 0;
}

static bool os_uses_init(TypeObj *type) {
    return type->slots.tp_init != exception_os_init && type->slots.tp_new == exception_os_new;
}

Own exception_os_new(Runtime *rt, TypeObj *type, Obj *args, Obj *kwargs) {
    if (type == EXC(rt, OSError) && TUPLE_SIZE(args) >= 2 && TUPLE_SIZE(args) <= 5 &&
        is_int(TUPLE_ITEM(args, 0))) {
        int overflow;
        type = os_error_type(rt, int_as_i64_overflow(TUPLE_ITEM(args, 0), &overflow));
    }
    if (!os_uses_init(type) && kwargs && DICT_SIZE(kwargs) > 0) {
        return raise_format(rt, EXC(rt, TypeError), "%s() takes no keyword arguments", type->name);
    }
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (!self) return NULL;
    EXCEPTION(borrow(self))->args = keep(rt->empty_tuple);
    if (!os_uses_init(type) && os_fill(rt, borrow(self), args) < 0) {
        release(rt, self);
        return NULL;
    }
    return self;
}

int exception_os_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    if (!os_uses_init(self->type)) return 0;
    if (kwargs && DICT_SIZE(kwargs) > 0) {
        return raise_format_int(rt, EXC(rt, TypeError), "%T() takes no keyword arguments", self);
    }
    return os_fill(rt, self, args);
}

static Own os_str(Runtime *rt, Obj *self) {
    OSErrorObj *error = (OSErrorObj *)self;
    Obj *number = error->errno_ ? borrow(error->errno_) : rt->none;
    Obj *text = error->strerror ? borrow(error->strerror) : rt->none;
    if (error->filename && error->filename2) {
        return str_format(rt, "[Errno %S] %S: %R -> %R", number, text, borrow(error->filename),
                          borrow(error->filename2));
    }
    if (error->filename) {
        return str_format(rt, "[Errno %S] %S: %R", number, text, borrow(error->filename));
    }
    if (error->errno_ && error->strerror) return str_format(rt, "[Errno %S] %S", number, text);
    return exception_str(rt, self);
}
/* BlockingIOError: how many characters were written before; -1 = not known. */
static Own get_written(Runtime *rt, Obj *self, const void *closure) {
    intptr_t written = ((OSErrorObj *)self)->written;
    (void)closure;
    if (written == -1) return raise_format(rt, EXC(rt, AttributeError), "characters_written");
    return int_from_i64(rt, written);
}

static int set_written(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    OSErrorObj *error = (OSErrorObj *)self;
    int64_t written = -1;
    (void)closure;
    if (!value && error->written == -1) return raise_format_int(rt, EXC(rt, AttributeError), "characters_written");
    if (value && number_as_ssize(rt, value, EXC(rt, ValueError), &written) < 0) return -1;
    error->written = (intptr_t)written;
    return 0;
}

static const GetSetDef os_getset[] = {
    { "characters_written", get_written, set_written, NULL, NULL },
    GETSET_END,
};

static const MemberDef os_members[] = {
    { "errno", MEMBER_OBJECT, offsetof(OSErrorObj, errno_), 0, "POSIX exception code" },
    { "strerror", MEMBER_OBJECT, offsetof(OSErrorObj, strerror), 0, "exception strerror" },
    { "filename", MEMBER_OBJECT, offsetof(OSErrorObj, filename), 0, "exception filename" },
    { "filename2", MEMBER_OBJECT, offsetof(OSErrorObj, filename2), 0, "second exception filename" },
    MEMBER_END,
};

/* ---- SyntaxError ---- */

static int syntax_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    SyntaxErrorObj *error = (SyntaxErrorObj *)self;
    if (exception_base_init(rt, self, args, kwargs) < 0) return -1;
    intptr_t count = TUPLE_SIZE(args);
    if (count >= 1) own_set(rt, &error->msg, keep(TUPLE_ITEM(args, 0)));
    if (count != 2) return 0;
    Own info = tuple_from_iterable(rt, TUPLE_ITEM(args, 1));
    if (!info) return -1;
    intptr_t size = TUPLE_SIZE(borrow(info));
    if (size != 4 && size != 6) {
        raise_format(rt, EXC(rt, TypeError),
                     size < 4    ? "function takes at least 4 arguments (%zd given)"
                     : size == 5 ? "end_offset must be provided when end_lineno is provided"
                                 : "function takes at most 6 arguments (%zd given)",
                     size);
        release(rt, info);
        return -1;
    }
    Own *fields[] = { &error->filename, &error->lineno,     &error->offset,
                      &error->text,     &error->end_lineno, &error->end_offset };
    for (intptr_t i = 0; i < 6; i++) {
        own_set(rt, fields[i], i < size ? keep(TUPLE_ITEM(borrow(info), i)) : NULL);
    }
    release(rt, info);
    return 0;
}

static Own syntax_str(Runtime *rt, Obj *self) {
    SyntaxErrorObj *error = (SyntaxErrorObj *)self;
    Obj *msg = error->msg ? borrow(error->msg) : rt->none;
    Obj *filename = borrow(error->filename);
    Obj *lineno = borrow(error->lineno);
    bool has_line = lineno && is_int_exact(rt, lineno);
    bool has_file = filename && is_str(filename);
    if (!has_file && !has_line) return object_str(rt, msg);
    if (!has_file) return str_format(rt, "%S (line %S)", msg, lineno);
    intptr_t slash = str_find(filename, str_latin1_char(rt, '/'), 0, STR(filename)->length, -1);
    Own base = str_substring(rt, filename, slash + 1, STR(filename)->length);
    if (!base) return NULL;
    Own text = has_line ? str_format(rt, "%S (%U, line %S)", msg, borrow(base), lineno)
                        : str_format(rt, "%S (%U)", msg, borrow(base));
    release(rt, base);
    return text;
}
static const MemberDef syntax_members[] = {
    { "msg", MEMBER_OBJECT, offsetof(SyntaxErrorObj, msg), 0, "exception msg" },
    { "filename", MEMBER_OBJECT, offsetof(SyntaxErrorObj, filename), 0, "exception filename" },
    { "lineno", MEMBER_OBJECT, offsetof(SyntaxErrorObj, lineno), 0, "exception lineno" },
    { "offset", MEMBER_OBJECT, offsetof(SyntaxErrorObj, offset), 0, "exception offset" },
    { "text", MEMBER_OBJECT, offsetof(SyntaxErrorObj, text), 0, "exception text" },
    { "end_lineno", MEMBER_OBJECT, offsetof(SyntaxErrorObj, end_lineno), 0, "exception end lineno" },
    { "end_offset", MEMBER_OBJECT, offsetof(SyntaxErrorObj, end_offset), 0, "exception end offset" },
    { "print_file_and_line", MEMBER_OBJECT, offsetof(SyntaxErrorObj, print_file_and_line), 0,
      "exception print_file_and_line" },
    MEMBER_END,
};

/* ---- UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError ---- */

static int unicode_init(Runtime *rt, Obj *self, Obj *args, Obj *kwargs) {
    UnicodeErrorObj *error = (UnicodeErrorObj *)self;
    if (exception_base_init(rt, self, args, kwargs) < 0) return -1;
    bool translate = type_is_subtype(self->type, EXC(rt, UnicodeTranslateError));
    intptr_t expected = translate ? 4 : 5, first = translate ? 0 : 1;
    if (TUPLE_SIZE(args) != expected) {
        return raise_format_int(rt, EXC(rt, TypeError),
                                "function takes exactly %zd arguments (%zd given)", expected,
                                TUPLE_SIZE(args));
    }
    int64_t places[2];
    for (intptr_t i = 0; i < expected; i++) { /* texts but for the bytes that were not decoded, and the places */
        Obj *arg = TUPLE_ITEM(args, i);
        if (i == first + 1 || i == first + 2) {
            if (number_as_ssize(rt, arg, EXC(rt, OverflowError), &places[i - first - 1]) < 0) return -1;
        } else if (!is_str(arg) && !(i == first && type_is_subtype(self->type, EXC(rt, UnicodeDecodeError)))) {
            return raise_format_int(rt, EXC(rt, TypeError), "argument %zd must be str, not %.50N", i + 1, arg);
        }
    }
    if (!translate) own_set(rt, &error->encoding, keep(TUPLE_ITEM(args, 0)));
    Own object = keep(TUPLE_ITEM(args, first));
    if (type_is_subtype(self->type, EXC(rt, UnicodeDecodeError)) && !is_bytes(borrow(object))) {
        const uint8_t *data;
        size_t size;
        int failed = buffer_get(rt, borrow(object), &data, &size);
        own_set(rt, &object, failed < 0 ? NULL : bytes_from(rt, data, size));
        if (!object) return -1;
    }
    own_set(rt, &error->object, object);
    own_set(rt, &error->reason, keep(TUPLE_ITEM(args, first + 3)));
    error->start = places[0];
    error->end = places[1];
    return 0;
}

/* Text of one offending character: '\x80', '\u0100' or '\U0001f600'. */
static Own bad_char_text(Runtime *rt, uint32_t c) {
    return str_format(rt, c <= 0xff ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x", (int)c);
}

static Own unicode_error_str(Runtime *rt, Obj *self) {
    UnicodeErrorObj *error = (UnicodeErrorObj *)self;
    if (!error->object) return keep(rt->empty_str);
    bool decode = type_is_subtype(self->type, EXC(rt, UnicodeDecodeError));
    Obj *object = borrow(error->object);
    bool one = error->end == error->start + 1 && error->start >= 0;
    Own bad = NULL, text = NULL, encoding = NULL, reason = object_str(rt, borrow(error->reason));
    if (!reason) return NULL;
    encoding = error->encoding ? object_str(rt, borrow(error->encoding)) : keep(rt->empty_str);
    if (!encoding) goto done;
    if (decode) {
        Own item = one ? sequence_getitem(rt, object, error->start) : NULL;
        raised_clear(rt);
        int64_t byte = 0;
        if (item) number_as_ssize(rt, borrow(item), NULL, &byte);
        if (item) {
            text = str_format(rt, "'%U' codec can't decode byte 0x%02x in position %zd: %U",
                              borrow(encoding), (int)(byte & 0xff), (intptr_t)error->start,
                              borrow(reason));
        } else {
            text = str_format(rt, "'%U' codec can't decode bytes in position %zd-%zd: %U",
                              borrow(encoding), (intptr_t)error->start, (intptr_t)error->end - 1,
                              borrow(reason));
        }
        xrelease(rt, item);
        goto done;
    }
    if (one && is_str(object) && error->start < STR(object)->length) {
        bad = bad_char_text(rt, str_char(object, (intptr_t)error->start));
        if (!bad) goto done;
        text = error->encoding
                   ? str_format(rt, "'%U' codec can't encode character '%U' in position %zd: %U",
                                borrow(encoding), borrow(bad), (intptr_t)error->start,
                                borrow(reason))
                   : str_format(rt, "can't translate character '%U' in position %zd: %U",
                                borrow(bad), (intptr_t)error->start, borrow(reason));
    } else if (error->encoding) {
        text = str_format(rt, "'%U' codec can't encode characters in position %zd-%zd: %U",
                          borrow(encoding), (intptr_t)error->start, (intptr_t)error->end - 1,
                          borrow(reason));
    } else {
        text = str_format(rt, "can't translate characters in position %zd-%zd: %U",
                          (intptr_t)error->start, (intptr_t)error->end - 1, borrow(reason));
    }
done:
    xrelease(rt, bad);
    xrelease(rt, encoding);
    release(rt, reason);
    return text;
}

static Own get_start(Runtime *rt, Obj *self, const void *closure) {
    UnicodeErrorObj *error = (UnicodeErrorObj *)self;
    return int_from_i64(rt, closure ? error->end : error->start);
}
static int set_start(Runtime *rt, Obj *self, Obj *value, const void *closure) {
    UnicodeErrorObj *error = (UnicodeErrorObj *)self;
    if (!value) return raise_format_int(rt, EXC(rt, TypeError), "can't delete numeric/char attribute");
    return number_as_ssize(rt, value, EXC(rt, OverflowError), closure ? &error->end : &error->start);
}
static const GetSetDef unicode_getset[] = {
    { "start", get_start, set_start, "exception start", NULL },
    { "end", get_start, set_start, "exception end", "end" },
    GETSET_END,
};
static const MemberDef unicode_members[] = {
    { "encoding", MEMBER_OBJECT, offsetof(UnicodeErrorObj, encoding), 0, "exception encoding" },
    { "object", MEMBER_OBJECT, offsetof(UnicodeErrorObj, object), 0, "exception object" },
    { "reason", MEMBER_OBJECT, offsetof(UnicodeErrorObj, reason), 0, "exception reason" },
    MEMBER_END,
};

/* ---- MemoryError: the last one is kept ready ---- */

static const MemberDef group_members[] = {
    { "message", MEMBER_OBJECT, offsetof(ExceptionGroupObj, msg), MEMBER_READONLY, "exception message" },
    { "exceptions", MEMBER_OBJECT, offsetof(ExceptionGroupObj, excs), MEMBER_READONLY,
      "nested exceptions" },
    MEMBER_END,
};

/* ---- tables ---- */

#define SLOTS(kind, new_fn, init_fn, ...)                                                          \
    { .tp_dealloc = kind##_dealloc, .tp_traverse = kind##_traverse, .tp_clear = kind##_clear,      \
      .tp_new = new_fn, .tp_init = init_fn, __VA_ARGS__ }

#define FIELDS(size, methods_, members_, getset_)                                                  \
    .virtual_size = size, .methods = methods_, .members = members_, .getset = getset_, .slots
#define LAYOUT_BASE                                                                                \
    FIELDS(72, NULL, NULL, NULL) = SLOTS(exception_base, exception_base_new, exception_base_init, )
#define LAYOUT_KEY                                                                                 \
    FIELDS(72, NULL, NULL, NULL) =                                                                 \
        SLOTS(exception_base, exception_base_new, exception_base_init, .tp_str = key_error_str)
#define LAYOUT_STOP                                                                                \
    FIELDS(80, NULL, stop_members, NULL) = SLOTS(stop, exception_base_new, stop_init, )
#define LAYOUT_SYSTEM_EXIT                                                                         \
    FIELDS(80, NULL, system_exit_members, NULL) =                                                  \
        SLOTS(system_exit, exception_base_new, system_exit_init, )
#define LAYOUT_NAME                                                                                \
    FIELDS(80, NULL, name_members, NULL) = SLOTS(name, exception_base_new, name_init, )
#define LAYOUT_ATTRIBUTE                                                                           \
    FIELDS(88, NULL, attribute_members, NULL) =                                                    \
        SLOTS(attribute, exception_base_new, attribute_init, )
#define LAYOUT_IMPORT                                                                              \
    FIELDS(96, NULL, import_members, NULL) =                                                       \
        SLOTS(import, exception_base_new, import_init, .tp_str = import_str)
#define LAYOUT_OS                                                                                  \
    FIELDS(112, NULL, os_members, os_getset) =                                                          \
        SLOTS(os, exception_os_new, exception_os_init, .tp_str = os_str)
#define LAYOUT_SYNTAX                                                                              \
    FIELDS(136, NULL, syntax_members, NULL) =                                                      \
        SLOTS(syntax, exception_base_new, syntax_init, .tp_str = syntax_str)
#define LAYOUT_UNICODE                                                                             \
    FIELDS(112, NULL, unicode_members, unicode_getset) =                                           \
        SLOTS(unicode, exception_base_new, unicode_init, .tp_str = unicode_error_str)
#define LAYOUT_GROUP                                                                               \
    FIELDS(88, exception_group_methods, group_members, NULL) =                                     \
        SLOTS(group, exception_group_new, exception_group_init, .tp_str = exception_group_str)

#define TYPE_EXC_OBJECT TYPE_OBJECT

const TypeSpec exception_specs[] = {
#define HS_EXC(exc_name, base_name, layout)                                                        \
    { .name = #exc_name,                                                                           \
      .flags = TPF_BASETYPE | TPF_GC | TPF_EXCEPTION,                                              \
      .base = TYPE_EXC_##base_name,                                                                \
      .dict_offset = offsetof(ExceptionObj, dict),                                                 \
      LAYOUT_##layout },
#include "heap/exceptions.def"
#undef HS_EXC
};

/* BaseException alone has the methods and attributes all inherit. */
static TypeSpec base_exception_spec(void) {
    TypeSpec spec = exception_specs[0];
    spec.methods = exception_methods;
    spec.members = exception_members;
    spec.getset = exception_getset;
    spec.slots.tp_getattro = object_generic_getattr;
    spec.slots.tp_setattro = object_generic_setattr;
    spec.slots.tp_str = exception_str;
    spec.slots.tp_repr = exception_repr;
    return spec;
}

int exception_init(Runtime *rt) {
    TypeSpec *base = static_alloc(rt, sizeof(TypeSpec));
    if (!base) return -1;
    *base = base_exception_spec();
    if (type_ready_static(rt, EXC(rt, BaseException), base) < 0) return -1;
    for (size_t i = 1; i < HS_COUNT(exception_specs); i++) {
        TypeObj *type = &rt->types[TYPE_EXC_BaseException + (int)i];
        if (type_ready_static(rt, type, &exception_specs[i]) < 0) return -1;
    }
    rt->last_resort_memory_error = exception_base_new(rt, EXC(rt, MemoryError), NULL, NULL);
    return rt->last_resort_memory_error ? 0 : -1;
}
