/* _contextvars: variables whose values belong to a context. CPython 3.11 Python/context.c. */
#include "lib/context.h"

#include "lib/lib.h"
#include "object/abstract.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/free_list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/type_internal.h"
#include "object/weakref.h"

/* Virtual 64. */
typedef struct VariableObj {
    Obj base;
    Own name, value; /* the value by default or NULL */
    int64_t hash;
} VariableObj;
#define VARIABLE(o) ((VariableObj *)(o))

/* Virtual 48. */
typedef struct TokenObj {
    Obj base;
    Own context, variable, old; /* NULL: there was no value */
    bool used;
} TokenObj;
#define TOKEN(o) ((TokenObj *)(o))
_Static_assert(sizeof(VarContextObj) <= 48 && sizeof(VariableObj) <= 64 && sizeof(TokenObj) <= 48, "they fit their virtual sizes");

#define METHOD(type, name)                                                                                       \
    static Own type##_##name(Runtime *rt, HS_UNUSED Obj *self, HS_UNUSED Obj *const *args, HS_UNUSED size_t nargs, \
                             HS_UNUSED Obj *kwnames)

/* ---- contexts ---- */

static Own context_with(Runtime *rt, Own values) {
    Own made = values ? free_list_take(rt, &rt->free_lists.contexts, &rt->free_lists.contexts_count, T(rt, CONTEXT), 48) : NULL;
    if (!made) {
        xrelease(rt, values);
        return NULL;
    }
    VAR_CONTEXT(borrow(made))->values = values;
    gc_track(rt, borrow(made));
    return made;
}

/* The running thread's, made if there is none yet. */
static Obj *current(Runtime *rt) {
    if (!rt->ts.context) rt->ts.context = context_with(rt, hamt_new(rt));
    return borrow(rt->ts.context);
}

int context_enter(Runtime *rt, Obj *context) {
    VarContextObj *self = VAR_CONTEXT(context);
    if (self->entered) return raise_format_int(rt, EXC(rt, RuntimeError), "cannot enter context: %R is already entered", context);
    self->outer = rt->ts.context;
    self->entered = true;
    rt->ts.context = keep(context);
    return 0;
}

void context_leave(Runtime *rt, Obj *context) {
    VarContextObj *self = VAR_CONTEXT(context);
    Own outer = self->outer;
    self->outer = NULL;
    self->entered = false;
    own_set(rt, &rt->ts.context, outer);
}

static Own context_new(Runtime *rt, HS_UNUSED TypeObj *type, Obj *args, Obj *kwargs) {
    if (TUPLE_SIZE(args) || (kwargs && DICT_SIZE(kwargs))) {
        return raise_format(rt, EXC(rt, TypeError), "Context() does not accept any arguments");
    }
    return context_with(rt, hamt_new(rt));
}

static void context_dealloc(Runtime *rt, Obj *self) {
    gc_untrack(rt, self);
    if (VAR_CONTEXT(self)->weaklist) weakref_clear_all(rt, self);
    fields_clear(rt, self);
    free_list_put(rt, &rt->free_lists.contexts, &rt->free_lists.contexts_count, FREE_CONTEXTS, self);
}

/* A key's value in a context, borrowed: 1 there, 0 not, -1 raised. */
static int look_up(Runtime *rt, Obj *self, Obj *key, Obj **value) {
    if (key->type != T(rt, CONTEXT_VAR)) return raise_format_int(rt, EXC(rt, TypeError), "a ContextVar key was expected, got %R", key);
    return hamt_find(rt, borrow(VAR_CONTEXT(self)->values), key, value);
}

static Own context_subscript(Runtime *rt, Obj *self, Obj *key) {
    Obj *value;
    int found = look_up(rt, self, key, &value);
    return found > 0 ? keep(value) : found < 0 ? NULL : raise_key_error(rt, key);
}

static int context_contains(Runtime *rt, Obj *self, Obj *key) {
    Obj *value;
    return look_up(rt, self, key, &value);
}

static intptr_t context_length(HS_UNUSED Runtime *rt, Obj *self) { return HAMT(borrow(VAR_CONTEXT(self)->values))->count; }

static Own iterate(Runtime *rt, Obj *self, int what) { return hamt_iterator(rt, borrow(VAR_CONTEXT(self)->values), what); }
static Own context_iter(Runtime *rt, Obj *self) { return iterate(rt, self, HAMT_KEYS); }
METHOD(context, items) { return iterate(rt, self, HAMT_ITEMS); }
METHOD(context, keys) { return iterate(rt, self, HAMT_KEYS); }
METHOD(context, values) { return iterate(rt, self, HAMT_VALUES); }

METHOD(context, get) {
    Obj *value = nargs > 1 ? args[1] : rt->none;
    return look_up(rt, self, args[0], &value) < 0 ? NULL : keep(value);
}

METHOD(context, copy) { return context_with(rt, keep(borrow(VAR_CONTEXT(self)->values))); }

static Own context_richcompare(Runtime *rt, Obj *a, Obj *b, int op) {
    if (b->type != T(rt, CONTEXT) || (op != CMP_EQ && op != CMP_NE)) return keep(rt->notimplemented);
    int same = hamt_equal(rt, borrow(VAR_CONTEXT(a)->values), borrow(VAR_CONTEXT(b)->values));
    return same < 0 ? NULL : bool_from(rt, same == (op == CMP_EQ));
}

static const MethodDef context_methods[] = {
    { "get", context_get, METH_FASTCALL, 1, 2,
      "get($self, key, default=None, /)\n--\n\nThe variable's value in this context; the default where it has none." },
    { "items", context_items, METH_NOARGS, 0, 0, "items($self, /)\n--\n\nAn iterator over the variables with their values." },
    { "keys", context_keys, METH_NOARGS, 0, 0, "keys($self, /)\n--\n\nAn iterator over the variables." },
    { "values", context_values, METH_NOARGS, 0, 0, "values($self, /)\n--\n\nAn iterator over the values." },
    { "copy", context_copy, METH_NOARGS, 0, 0, "copy($self, /)\n--\n\nA context with the same values." },
    METHOD_END,
};

const TypeSpec context_type_spec = {
    .name = "_contextvars.Context",
    .flags = TPF_GC | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 48,
    .own_fields = 2,
    .weak_offset = offsetof(VarContextObj, weaklist),
    .slots = { .tp_dealloc = context_dealloc,
               .tp_traverse = fields_traverse,
               .tp_clear = fields_clear,
               .tp_new = context_new,
               .tp_hash = object_hash_not_implemented,
               .tp_getattro = object_generic_getattr,
               .tp_richcompare = context_richcompare,
               .tp_iter = context_iter,
               .sq_contains = context_contains,
               .mp_length = context_length,
               .mp_subscript = context_subscript },
    .methods = context_methods,
};

/* ---- variables ---- */

/* CPython's rule of what may have to be tracked. */
static bool may_be_tracked(Obj *object) { return object_is_gc(object) && (object->type->flags & TPF_TUPLE ? gc_is_tracked(object) : true); }

static Own variable_new(Runtime *rt, HS_UNUSED TypeObj *type, Obj *args, Obj *kwargs) {
    static const char *const names[] = { "", "default", NULL };
    static const ArgSpec spec = { "ContextVar", names, 1, 1 };
    Obj *values[2];
    if (TUPLE_SIZE(args) == 2 && !(kwargs && DICT_SIZE(kwargs))) {
        return raise_format(rt, EXC(rt, TypeError), "ContextVar() takes at most 1 positional argument (2 given)");
    }
    if (args_parse_tuple(rt, &spec, args, kwargs, values) < 0) return NULL;
    if (!is_str(values[0])) return raise_format(rt, EXC(rt, TypeError), "context variable name must be a str");
    Own made = gc_alloc(rt, T(rt, CONTEXT_VAR), 64);
    if (!made) return NULL;
    VariableObj *self = VARIABLE(borrow(made));
    self->hash = object_generic_hash(rt, borrow(made)) ^ object_hash(rt, values[0]);
    if (self->hash == -1) self->hash = -2;
    self->name = keep(values[0]);
    self->value = xkeep(values[1]);
    if (may_be_tracked(values[0]) || (values[1] && may_be_tracked(values[1]))) gc_track(rt, borrow(made));
    return made;
}

static int64_t variable_hash(HS_UNUSED Runtime *rt, Obj *self) { return VARIABLE(self)->hash; }

static Own variable_repr(Runtime *rt, Obj *self) {
    VariableObj *variable = VARIABLE(self);
    Obj *name = borrow(variable->name), *value = borrow(variable->value);
    AddressText address = address_text(rt, self);
    if (value) return str_format(rt, "<ContextVar name=%R default=%R at %s>", name, value, address.text);
    return str_format(rt, "<ContextVar name=%R at %s>", name, address.text);
}

METHOD(variable, get) {
    Obj *context = borrow(rt->ts.context), *value = nargs ? args[0] : borrow(VARIABLE(self)->value);
    if (context && hamt_find(rt, borrow(VAR_CONTEXT(context)->values), self, &value) < 0) return NULL;
    if (!value) return raise_object(rt, EXC(rt, LookupError), self), NULL;
    return keep(value);
}

/* The current context's values are these now: taken, NULL: raised. */
static int change_to(Runtime *rt, Obj *context, Own values) {
    if (!values) return -1;
    own_set(rt, &VAR_CONTEXT(context)->values, values);
    return 0;
}

METHOD(variable, set) {
    Obj *context = current(rt), *old = NULL;
    if (!context || hamt_find(rt, borrow(VAR_CONTEXT(context)->values), self, &old) < 0) return NULL;
    Own made = gc_alloc(rt, T(rt, CONTEXT_TOKEN), 48);
    if (!made) return NULL;
    TokenObj *token = TOKEN(borrow(made));
    token->context = keep(context);
    token->variable = keep(self);
    token->old = xkeep(old);
    gc_track(rt, borrow(made));
    if (change_to(rt, context, hamt_with(rt, borrow(VAR_CONTEXT(context)->values), self, args[0])) < 0) own_clear(rt, &made);
    return made;
}

METHOD(variable, reset) {
    Obj *given = args[0];
    if (given->type != T(rt, CONTEXT_TOKEN)) {
        return raise_format(rt, EXC(rt, TypeError), "expected an instance of Token, got %R", given);
    }
    TokenObj *token = TOKEN(given);
    if (token->used) return raise_format(rt, EXC(rt, RuntimeError), "%R has already been used once", given);
    if (borrow(token->variable) != self) return raise_format(rt, EXC(rt, ValueError), "%R was created by a different ContextVar", given);
    Obj *context = current(rt);
    if (!context) return NULL;
    if (borrow(token->context) != context) {
        return raise_format(rt, EXC(rt, ValueError), "%R was created in a different Context", given);
    }
    token->used = true;
    Obj *values = borrow(VAR_CONTEXT(context)->values), *old = borrow(token->old);
    Own changed = old ? hamt_with(rt, values, self, old) : hamt_without(rt, values, self);
    if (!old && changed && borrow(changed) == values) {
        release(rt, changed);
        return raise_key_error(rt, self);
    }
    return change_to(rt, context, changed) < 0 ? NULL : keep(rt->none);
}

static const MethodDef variable_methods[] = {
    { "get", variable_get, METH_FASTCALL, 0, 1,
      "get($self, default=<unrepresentable>, /)\n--\n\nThe value in the current context. Where there is none: `default`, or the one that the "
      "variable\nwas made with; LookupError without either." },
    { "set", variable_set, METH_O, 1, 1,
      "set($self, value, /)\n--\n\nBind the variable in the current context. The token that is returned leads back: see reset()." },
    { "reset", variable_reset, METH_O, 1, 1, "reset($self, token, /)\n--\n\nGo back to what was before the set() that made the token." },
    { "__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585" },
    METHOD_END,
};

static const MemberDef variable_members[] = {
    { "name", MEMBER_OBJECT, offsetof(VariableObj, name), MEMBER_READONLY, NULL },
    MEMBER_END,
};

const TypeSpec variable_type_spec = {
    .name = "_contextvars.ContextVar",
    .flags = TPF_GC | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 64,
    .own_fields = 2,
    .slots = { .tp_dealloc = fields_dealloc,
               .tp_traverse = fields_traverse,
               .tp_clear = fields_clear,
               .tp_new = variable_new,
               .tp_repr = variable_repr,
               .tp_hash = variable_hash,
               .tp_getattro = object_generic_getattr },
    .methods = variable_methods,
    .members = variable_members,
};

/* ---- tokens ---- */

static Own token_new(Runtime *rt, HS_UNUSED TypeObj *type, HS_UNUSED Obj *args, HS_UNUSED Obj *kwargs) {
    return raise_format(rt, EXC(rt, RuntimeError), "Tokens can only be created by ContextVars");
}

static Own token_repr(Runtime *rt, Obj *self) {
    return str_format(rt, "<Token%s var=%R at %s>", TOKEN(self)->used ? " used" : "", borrow(TOKEN(self)->variable), address_text(rt, self).text);
}

static Own token_variable(HS_UNUSED Runtime *rt, Obj *self, HS_UNUSED const void *closure) { return keep(borrow(TOKEN(self)->variable)); }

static Own token_old(Runtime *rt, Obj *self, HS_UNUSED const void *closure) {
    Obj *old = borrow(TOKEN(self)->old);
    return old ? keep(old) : object_getattr_str(rt, (Obj *)T(rt, CONTEXT_TOKEN), "MISSING");
}

static const MethodDef token_methods[] = {
    { "__class_getitem__", generic_class_getitem, METH_O | METH_CLASS, 1, 1, "See PEP 585" },
    METHOD_END,
};

static const GetSetDef token_getset[] = { { "var", token_variable, NULL, NULL, NULL }, { "old_value", token_old, NULL, NULL, NULL }, GETSET_END };

const TypeSpec token_type_spec = {
    .name = "_contextvars.Token",
    .flags = TPF_GC | TPF_IMMUTABLE,
    .base = -1,
    .virtual_size = 48,
    .own_fields = 3,
    .slots = { .tp_dealloc = fields_dealloc,
               .tp_traverse = fields_traverse,
               .tp_clear = fields_clear,
               .tp_new = token_new,
               .tp_repr = token_repr,
               .tp_hash = object_hash_not_implemented,
               .tp_getattro = object_generic_getattr },
    .methods = token_methods,
    .getset = token_getset,
};

static Own missing_repr(Runtime *rt, HS_UNUSED Obj *self) { return str_from_cstr(rt, "<Token.MISSING>"); }

const TypeSpec missing_type_spec = {
    .name = "Token.MISSING",
    .flags = TPF_IMMUTABLE | TPF_NO_INSTANTIATION,
    .base = -1,
    .virtual_size = 16,
    .slots = { .tp_repr = missing_repr, .tp_getattro = object_generic_getattr },
};

/* ---- the module ---- */

static Own copy_context(Runtime *rt, HS_UNUSED Obj *module, Obj *const *args, size_t nargs, Obj *kwnames) {
    Obj *context = current(rt);
    return context ? context_copy(rt, context, args, nargs, kwnames) : NULL;
}

static const MethodDef functions[] = {
    { "copy_context", copy_context, METH_NOARGS, 0, 0, NULL },
    METHOD_END,
};

static const ModuleType types[] = {
    { TYPE_CONTEXT, MODULE_TYPE, &context_type_spec },
    { TYPE_CONTEXT_VAR, MODULE_TYPE, &variable_type_spec },
    { TYPE_CONTEXT_TOKEN, MODULE_TYPE, &token_type_spec },
    { TYPE_TOKEN_MISSING, MODULE_TYPE | MODULE_HIDDEN, &missing_type_spec },
    HAMT_TYPES,
};

/* Context.run is Python's. */
static int add_run(Runtime *rt) {
    Own module = import_named(rt, "_contextrun"), cls = module ? object_getattr_str(rt, borrow(module), "Context") : NULL;
    Own run = cls ? object_getattr_str(rt, borrow(cls), "run") : NULL;
    int failed = run ? dict_set_str(rt, borrow(T(rt, CONTEXT)->dict), "run", borrow(run)) : -1;
    xrelease(rt, run);
    xrelease(rt, cls);
    xrelease(rt, module);
    return failed;
}

Own contextvars_module_init(Runtime *rt) {
    Own module = module_make(rt, "_contextvars", functions, types, HS_COUNT(types));
    Own missing = module ? object_alloc(rt, T(rt, TOKEN_MISSING), 16) : NULL;
    if (!missing || dict_set_str(rt, borrow(T(rt, CONTEXT_TOKEN)->dict), "MISSING", borrow(missing)) < 0 || add_run(rt) < 0) {
        xrelease(rt, module);
        module = NULL;
    }
    xrelease(rt, missing);
    return module;
}
